//! Drafts: what a form held when it was left or the line broke. No records, no history.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::Store;
use super::error::{Result, StoreError};
use super::open;
use super::sql::{self, Cell};
use crate::domain::Moment;

/// A form as it was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Which form: unique for one officer.
    pub key: String,
    /// Whose, the login.
    pub login: String,
    /// Its fields, JSON.
    pub payload: String,
    /// When; whole milliseconds in the book.
    pub saved_at: Moment,
}

impl Draft {
    /// A draft of this moment.
    pub fn now(login: impl Into<String>, key: impl Into<String>, payload: impl Into<String>) -> Self {
        Self { key: key.into(), login: login.into(), payload: payload.into(), saved_at: sql::now() }
    }

    /// The same, changed last at another moment: writing a draft again does not make it a later one.
    #[must_use]
    pub fn changed_at(self, moment: Moment) -> Self {
        Self { saved_at: sql::whole_milliseconds(moment), ..self }
    }
}

impl Store {
    /// Keeps a draft, in place of the officer's earlier one of the same form.
    pub fn save_draft(&self, draft: &Draft) -> Result<()> {
        write(&self.conn, &self.path, draft)
    }

    /// The officer's drafts, latest first.
    pub fn drafts(&self, login: &str) -> Result<Vec<Draft>> {
        self.sql().rows(
            "reading drafts",
            "SELECT key, login, payload, saved_at FROM draft WHERE login = ? ORDER BY saved_at DESC, key",
            [login.cell()],
            |cells| {
                Ok(Draft {
                    key: cells.text()?,
                    login: cells.text()?,
                    payload: cells.text()?,
                    saved_at: cells.moment()?,
                })
            },
        )
    }

    /// Forgets a draft: its form was saved or given up.
    pub fn drop_draft(&self, login: &str, key: &str) -> Result<()> {
        self.sql().run(
            "dropping a draft",
            "DELETE FROM draft WHERE login = ? AND key = ?",
            [login.cell(), key.cell()],
        )?;
        Ok(())
    }
}

fn write(conn: &Connection, path: &Path, draft: &Draft) -> Result<()> {
    conn.execute(
        "INSERT OR REPLACE INTO draft (login, key, payload, saved_at) VALUES (?, ?, ?, ?)",
        [draft.login.cell(), draft.key.cell(), draft.payload.cell(), draft.saved_at.cell()],
    )
    .map(|_| ())
    .map_err(|source| StoreError::of_sql("saving a draft", path, source))
}

/// Writes a draft through a connection of its own, for a thread that must be done soon: waits at most
/// `patience` for the book, else writes `<book>.draft.json`, which only its owner can read.
pub fn write_draft_patiently(path: &Path, draft: &Draft, patience: Duration) -> Result<()> {
    let path = open::resolve(path)?;
    let through_the_book = || {
        open::refuse_foreign(&path)?;
        open::check_head(&path, open::VERSION)?;
        let conn = open::connect(&path, patience)?;
        write(&conn, &path, draft)
    };
    through_the_book().or_else(|_| write_stray(&path, draft))
}

fn stray_path(book: &Path) -> PathBuf {
    let mut name = book.file_name().unwrap_or_default().to_owned();
    name.push(".draft.json");
    book.with_file_name(name)
}

fn write_stray(book: &Path, draft: &Draft) -> Result<()> {
    let stray = stray_path(book);
    let io = |source| StoreError::of_io("saving a draft beside the book", &stray, source);
    let text = sql::json("a draft", draft)?;
    // Made private from its first byte, and moved over an older one whole.
    let place = stray.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".congdoan-draft-").tempfile_in(place).map_err(io)?;
    file.write_all(text.as_bytes()).map_err(io)?;
    file.as_file().sync_all().map_err(io)?;
    file.persist(&stray).map_err(|error| io(error.error))?;
    Ok(())
}

/// Takes the draft that lies beside a book, if there is one, and removes its file. A file that holds no
/// draft is left where it is.
pub fn take_stray_draft(path: &Path) -> Result<Option<Draft>> {
    let stray = stray_path(&open::resolve(path)?);
    let io = |source| StoreError::of_io("reading the draft beside the book", &stray, source);
    let text = match fs::read_to_string(&stray) {
        Ok(text) => text,
        Err(source)
            if matches!(source.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::InvalidData) =>
        {
            return Ok(None);
        }
        Err(source) => return Err(io(source)),
    };
    let Ok(draft) = serde_json::from_str(&text) else { return Ok(None) };
    fs::remove_file(&stray).map_err(io)?;
    Ok(Some(draft))
}
