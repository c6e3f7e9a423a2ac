//! Verified copies of the book.
//!
//! A copy is made beside its place, opened again, checked, and only then moved there; nothing is ever
//! written over.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::Store;
use super::error::{Result, StoreError};
use super::open::{self, sync_folder};

/// How many rotated backups are kept.
const KEEP: usize = 10;
const ENDING: &str = ".congdoan";

impl Store {
    /// Writes a verified copy of the book to `path`.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when a file is there; [`StoreError::Damaged`] when the copy is not sound.
    pub fn backup_to(&self, path: &Path) -> Result<()> {
        copy(&self.conn, &self.path, &open::resolve(path)?)
    }

    /// Writes a verified copy into the folder `<book>.backups` beside the book and keeps the newest ten.
    pub fn backup_rotated(&self) -> Result<PathBuf> {
        let folder = folder(&self.path)?;
        let target = folder.join(format!("auto-{}{ENDING}", stamp()));
        copy(&self.conn, &self.path, &target)?;
        rotate(&folder)?;
        Ok(target)
    }
}

/// A copy before a migration; never rotated away. The caller holds the write lock, so this reads through
/// a connection of its own.
pub(crate) fn before_migration(book: &Path, version: i64) -> Result<PathBuf> {
    let conn = open::connect(book, Duration::from_secs(5))?;
    let target = folder(book)?.join(format!("schema-{version}-{}{ENDING}", stamp()));
    copy(&conn, book, &target)?;
    Ok(target)
}

fn stamp() -> String {
    chrono::Utc::now().format("%Y%m%dT%H%M%S%6fZ").to_string()
}

fn folder(book: &Path) -> Result<PathBuf> {
    let mut name = book.file_name().unwrap_or_default().to_owned();
    name.push(".backups");
    let folder = book.with_file_name(name);
    match fs::create_dir(&folder) {
        Err(source) if source.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(StoreError::of_io("making the backup folder", &folder, source))
        }
        _ => Ok(folder),
    }
}

fn copy(conn: &Connection, book: &Path, target: &Path) -> Result<()> {
    if fs::symlink_metadata(target).is_ok() {
        return Err(StoreError::Exists { path: target.to_owned() });
    }
    let place = target.parent().unwrap_or(Path::new("."));
    let io = |source| StoreError::of_io("writing a backup", target, source);
    let file = tempfile::Builder::new().prefix(".congdoan-copy-").tempfile_in(place).map_err(io)?;
    let name = file.path().to_string_lossy().into_owned();
    let least = marks(conn, book)?;
    conn.execute("VACUUM INTO ?", [&name])
        .map_err(|source| StoreError::of_sql("writing a backup", target, source))?;
    verify(file.path(), target, &least)?;
    file.as_file().sync_all().map_err(io)?;
    file.persist_noclobber(target).map_err(|error| io(error.error))?;
    sync_folder(place);
    Ok(())
}

/// Schema version and how much history there is.
fn marks(conn: &Connection, path: &Path) -> Result<(i64, i64)> {
    conn.query_row(
        "SELECT (SELECT user_version FROM pragma_user_version), (SELECT coalesce(max(seq), 0) FROM history)",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .map_err(|source| StoreError::of_sql("reading the book's state", path, source))
}

fn verify(copy: &Path, target: &Path, least: &(i64, i64)) -> Result<()> {
    let damaged = |what: String| StoreError::Damaged {
        doing: "verifying a backup".to_owned(),
        what,
        path: target.to_owned(),
    };
    open::check_head(copy, i64::MAX)?;
    let conn = open::connect(copy, Duration::from_secs(5))?;
    let failed = |source| StoreError::of_sql("verifying a backup", target, source);
    let state: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failed)?;
    if state != "ok" {
        return Err(damaged(state));
    }
    let found = marks(&conn, target)?;
    if found.0 != least.0 || found.1 < least.1 {
        return Err(damaged(format!("history ends at {} instead of {}", found.1, least.1)));
    }
    conn.close().map_err(|(_, source)| failed(source))
}

/// Removes the oldest rotated backups beyond the ten newest.
fn rotate(folder: &Path) -> Result<()> {
    let io = |source| StoreError::of_io("rotating backups", folder, source);
    let mut names: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(io)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("auto-") && name.ends_with(ENDING)
        })
        .collect();
    names.sort();
    let surplus = names.len().saturating_sub(KEEP);
    for old in names.into_iter().take(surplus) {
        fs::remove_file(&old).map_err(io)?;
    }
    Ok(())
}
