//! The book on disk: the only room with SQL.
//!
//! One file is one unit's book. What is read comes out as plain domain values; what is written goes
//! through a numbered [`Change`] and nothing else. The schema, with its reasons, is `schema.sql` at the
//! root. No sentence for people is made here, and nothing here knows a screen.

#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "a method of `Cells` has its lifetimes bound early and is no reader for every row"
)]

use std::cell::Cell as Shared;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::domain::{AnyRecord, Id, Moment, RecordType, Stored};

mod backup;
mod catalog;
mod change;
mod draft;
mod error;
mod export;
mod history;
mod ledger;
mod migrate;
mod number;
mod open;
mod photo;
mod posting;
mod query;
mod since;
mod sql;
mod table;
mod tally;
mod term;
mod undo;
mod verify;

pub use change::{Change, Committed};
pub use draft::{Draft, take_stray_draft, write_draft_patiently};
pub use error::StoreError;
pub use history::HistoryRow;
pub use ledger::{LedgerKey, LedgerRow};
pub use query::Totals;
pub use since::{Before, Touched};
pub use table::{Guard, Table, label};
pub use tally::Tally;
pub use term::LateData;
pub use undo::Undone;
pub use verify::{Finding, FindingKind, Severity};

use error::Result;
use sql::{Cell, Sql};

/// The open book.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    // What `outside_change` saw last.
    seen_version: Shared<i64>,
    seen_head: Shared<u64>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Store {
    /// The book's file, its folder resolved.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn sql(&self) -> Sql<'_> {
        Sql::new(&self.conn, &self.path)
    }

    /// Holds one state of the book for several statements; what others save meanwhile is left out. Locks
    /// nobody out.
    fn reading(&self) -> Result<rusqlite::Transaction<'_>> {
        rusqlite::Transaction::new_unchecked(&self.conn, rusqlite::TransactionBehavior::Deferred)
            .map_err(|source| StoreError::of_sql("reading the book", &self.path, source))
    }

    /// The record with this id, deleted or not.
    pub fn get<R: Table>(&self, id: Id<R>) -> Result<Option<Stored<R>>> {
        table::get(&self.sql(), id)
    }

    /// All records of a type that are not marked as deleted, by birth.
    pub fn all<R: Table>(&self) -> Result<Vec<Stored<R>>> {
        table::select(&self.sql(), "WHERE deleted_at IS NULL ORDER BY id", [])
    }

    /// All records of a type, by birth.
    pub fn all_with_deleted<R: Table>(&self) -> Result<Vec<Stored<R>>> {
        table::select(&self.sql(), "ORDER BY id", [])
    }

    /// The number of the latest change; 0 in a new book.
    pub fn head(&self) -> Result<u64> {
        history::head(&self.sql())
    }

    /// True when another connection changed the book since this was asked last (or since it was opened).
    ///
    /// Cheap enough for every tick: the data version only wakes the check of the head. A draft that
    /// somebody saved wakes it too, but is no change.
    pub fn outside_change(&mut self) -> Result<bool> {
        let version = open::data_version(&self.sql())?;
        if version == self.seen_version.get() {
            return Ok(false);
        }
        self.seen_version.set(version);
        let head = self.head()?;
        let moved = head != self.seen_head.get();
        self.seen_head.set(head);
        Ok(moved)
    }

    /// The history of a record, oldest first.
    pub fn history_of(&self, record_type: RecordType, id: uuid::Uuid) -> Result<Vec<HistoryRow>> {
        history::of_record(&self.sql(), record_type, id)
    }

    /// When and by whom (login) a record was changed last; none when the book does not know the id.
    pub fn last_change_of(&self, id: uuid::Uuid) -> Result<Option<(Moment, String)>> {
        self.sql().first(
            "reading history",
            "SELECT change.at, change.officer FROM history JOIN change ON change.number = history.change_number
             WHERE history.record_id = ? ORDER BY history.seq DESC LIMIT 1",
            [id.to_string().cell()],
            |cells| Ok((cells.moment()?, cells.text()?)),
        )
    }

    /// Every record, deleted ones included, by type in writing order and then by id.
    pub fn all_records(&self) -> Result<Vec<AnyRecord>> {
        let _one_state = self.reading()?;
        export::all_records(&self.sql())
    }
}
