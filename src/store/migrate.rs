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

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::domain::{Day, Setting};
    use crate::store::Store;
    use crate::store::open::VERSION;

    /// A later program whose setting has one more column, filled by Rust, and one more index.
    const LATER: &[Migration] = &[
        Migration { to: 2, step: Step::Sql("ALTER TABLE setting ADD COLUMN note TEXT NOT NULL DEFAULT ''") },
        Migration {
            to: 3,
            step: Step::Rust(|conn| {
                conn.execute("UPDATE setting SET note = upper(value)", [])?;
                conn.execute_batch("CREATE INDEX setting_by_note ON setting (note)")
            }),
        },
    ];
    const BROKEN: &[Migration] = &[
        Migration { to: 2, step: Step::Sql("ALTER TABLE setting ADD COLUMN note TEXT NOT NULL DEFAULT ''") },
        Migration { to: 3, step: Step::Sql("UPDATE setting SET nothing = 1") },
    ];
    const REFERENCE_LOST: &[Migration] = &[Migration {
        to: 2,
        step: Step::Sql(
            "INSERT INTO narrative SELECT id, version, created_at, updated_at, NULL,
             'ffffffff-0000-7000-8000-000000000000', 'p', 't' FROM setting",
        ),
    }];

    fn book() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.congdoan");
        let mut store = Store::create(&path).expect("a new book");
        let setting = Setting { key: "k".to_owned(), value: "v".to_owned() };
        store.change("lan", "set", |change| change.insert(setting)).expect("saved");
        (folder, path)
    }

    fn backups(path: &Path) -> Vec<PathBuf> {
        let folder = path.with_file_name("a.congdoan.backups");
        std::fs::read_dir(folder)
            .map(|entries| entries.map(|entry| entry.expect("entry").path()).collect())
            .unwrap_or_default()
    }

    fn schema(conn: &Connection) -> Vec<(String, String, String)> {
        let mut statement = conn
            .prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
            .expect("statement");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        rows.expect("rows").map(|row| row.expect("row")).collect()
    }

    #[test]
    fn a_former_book_is_migrated_keeps_its_data_and_leaves_a_backup() {
        let (_folder, path) = book();
        let store = Store::open_with(&path, 3, LATER).expect("migrated");
        let note: String =
            store.conn.query_row("SELECT note FROM setting", [], |row| row.get(0)).expect("note");
        assert_eq!(note, "V");
        assert_eq!(store.head().expect("head"), 1);
        let keys: i64 = store.conn.query_row("PRAGMA foreign_keys", [], |row| row.get(0)).expect("pragma");
        assert_eq!(keys, 1, "foreign keys are on again");
        drop(store);
        assert!(Store::open_with(&path, 3, LATER).is_ok(), "a second opening finds nothing to do");
        let backups = backups(&path);
        assert_eq!(backups.len(), 1);
        let before = Store::open(&backups[0]).expect("the backup is a book of the former schema");
        assert_eq!(before.verify().expect("verify"), []);
        assert_eq!(before.all::<Setting>().expect("settings").len(), 1);
    }

    #[test]
    fn a_step_that_fails_leaves_the_book_as_it_was() {
        for steps in [BROKEN, REFERENCE_LOST] {
            let (_folder, path) = book();
            let known = 1 + steps.len() as i64;
            let fresh = schema(&Store::open(&path).expect("opens").conn);
            match Store::open_with(&path, known, steps) {
                Err(StoreError::Migration { to, backup, .. }) => {
                    assert_eq!(to, known);
                    assert!(backup.exists());
                }
                other => panic!("{other:?}"),
            }
            let store = Store::open(&path).expect("still a book of this schema");
            assert_eq!(schema(&store.conn), fresh);
            assert_eq!(store.verify().expect("verify"), []);
        }
    }

    #[test]
    fn a_book_without_a_way_here_is_refused_untouched() {
        let (_folder, path) = book();
        let gap: &[Migration] = &[Migration { to: 3, step: Step::Sql("SELECT 1") }];
        let refused = Store::open_with(&path, 3, gap);
        assert!(matches!(refused, Err(StoreError::OlderUnsupported { found: 1, .. })), "{refused:?}");
        assert_eq!(backups(&path), Vec::<PathBuf>::new());
        assert!(Store::open(&path).is_ok());
    }

    #[test]
    fn the_list_of_migrations_ends_at_this_schema() {
        let mut to = 1;
        for migration in MIGRATIONS {
            to += 1;
            assert_eq!(migration.to, to);
        }
        assert_eq!(to, VERSION);
    }

    /// Every former schema has a filled book in `tests/fixtures/schema/v<N>.sql`, made when its version
    /// was given out; migrated, it must equal a fresh book and verify.
    #[test]
    fn every_former_schema_migrates_to_what_a_fresh_book_has() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema");
        for version in 1..=VERSION {
            let text = std::fs::read_to_string(folder.join(format!("v{version}.sql"))).expect("the fixture");
            let place = tempfile::tempdir().expect("folder");
            let path = place.path().join("a.congdoan");
            Connection::open(&path).expect("file").execute_batch(&text).expect("the fixture's SQL");
            let store = Store::open(&path).expect("opens, migrated where needed");
            assert_eq!(store.verify().expect("verify"), [], "version {version}");
            let fresh = Connection::open_in_memory().expect("memory");
            fresh.execute_batch(crate::store::open::SCHEMA).expect("schema");
            assert_eq!(schema(&store.conn), schema(&fresh), "version {version}");
            let today = Day::from_ymd_opt(2024, 1, 20).expect("a day");
            assert!(store.catalog(today).expect("catalog").period.is_some());
            assert!(store.all_records().expect("records").len() >= 15, "a record of every type");
        }
    }
}
