//! From an older schema to this one.
//!
//! `schema.sql` is what a fresh book gets; a book of an older version runs every step from its version
//! on, in one transaction, after a verified backup. A step is either SQL or Rust (for derived columns).
//! Migrated must equal fresh; `tests/fixtures/schema/v<N>.sql` keeps a filled book of each version.

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::backup;
use super::error::{Result, StoreError};

/// What a migration does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    /// SQL text.
    #[allow(dead_code, reason = "the first migration comes with schema 2; the tests use it until then")]
    Sql(&'static str),
    /// Rust, for columns that Rust derives.
    #[allow(dead_code, reason = "the first migration comes with schema 2; the tests use it until then")]
    Rust(fn(&Connection) -> rusqlite::Result<()>),
}

/// One version to the next.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// The version it reaches; it begins at the one before.
    pub to: i64,
    /// What it does.
    pub step: Step,
}

/// All migrations, oldest first. Version 1 is the first schema: none yet.
pub(crate) const MIGRATIONS: &[Migration] = &[];

/// Brings the book from `found` to `known`.
pub(crate) fn run(
    conn: &mut Connection,
    path: &Path,
    found: i64,
    known: i64,
    migrations: &[Migration],
) -> Result<()> {
    let steps: Vec<&Migration> =
        migrations.iter().filter(|migration| migration.to > found && migration.to <= known).collect();
    let whole = steps.iter().zip(found + 1..).all(|(migration, to)| migration.to == to);
    if !whole || found + steps.len() as i64 != known {
        return Err(StoreError::OlderUnsupported { path: path.to_owned(), found });
    }
    let failed = |source| StoreError::of_sql("migrating the book", path, source);
    // A table can only be rebuilt with foreign keys off, which must be said outside a transaction; all
    // references are checked before the end.
    conn.execute_batch("PRAGMA foreign_keys = OFF").map_err(failed)?;
    let transaction = Transaction::new_unchecked(conn, TransactionBehavior::Immediate).map_err(failed)?;
    // Somebody else may have migrated while this one waited for the lock.
    let now: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(failed)?;
    if now == found {
        // Nobody can write now, so the backup is exactly what the steps begin with.
        let backup = backup::before_migration(path, found)?;
        for migration in steps {
            take(conn, migration).map_err(|source| StoreError::Migration {
                path: path.to_owned(),
                to: migration.to,
                backup: backup.clone(),
                source: Box::new(failed(source)),
            })?;
        }
    }
    transaction.commit().map_err(failed)?;
    conn.execute_batch("PRAGMA foreign_keys = ON").map_err(failed)
}

fn take(conn: &Connection, migration: &Migration) -> rusqlite::Result<()> {
    match migration.step {
        Step::Sql(text) => conn.execute_batch(text)?,
        Step::Rust(step) => step(conn)?,
    }
    let lost: i64 = conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if lost > 0 {
        return Err(rusqlite::Error::InvalidParameterName(format!("{lost} references lead nowhere")));
    }
    conn.execute_batch(&format!("PRAGMA user_version = {}", migration.to))
}
