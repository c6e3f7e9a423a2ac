//! What can go wrong with a book. English, for logs; people read the sentence that `locale::explain` makes.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;
use uuid::Uuid;

use crate::domain::{AnyRecord, RecordType};

/// The result of everything in this room.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Why the book could not be opened, read or written. After any error of a change nothing of it is saved.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The file is not a book (or not even a database); it was left as it is.
    #[error("not a book: {path}")]
    NotABook {
        /// The file.
        path: PathBuf,
    },
    /// A newer program wrote the book; it was left as it is.
    #[error("schema {found} of {path} is newer than the {known} this program knows")]
    NewerSchema {
        /// The file.
        path: PathBuf,
        /// Its schema's version.
        found: i64,
        /// The newest version that this program reads.
        known: i64,
    },
    /// No migration begins at this version.
    #[error("schema {found} of {path} is too old to migrate")]
    OlderUnsupported {
        /// The file.
        path: PathBuf,
        /// Its schema's version.
        found: i64,
    },
    /// The folder is on a network drive, where `SQLite`'s locks cannot be relied on.
    #[error("{path} is on a network drive ({kind})")]
    NetworkDrive {
        /// The file.
        path: PathBuf,
        /// `nfs`, `smb`, `sshfs`, …
        kind: String,
    },
    /// Root would write files into somebody's book that its owner could then not write.
    #[error("root on a book of user {owner}: {path}")]
    RootOnAnothersBook {
        /// The file.
        path: PathBuf,
        /// The owner's numeric user id.
        owner: u32,
    },
    /// The file is a symbolic link; its companions (`-wal`, `-shm`) would lie beside the link.
    #[error("{path} is a symbolic link")]
    Link {
        /// The file.
        path: PathBuf,
    },
    /// Another program held the book for more than five seconds.
    #[error("book busy while {doing}: {path}")]
    Busy {
        /// What was being done.
        doing: String,
        /// The file.
        path: PathBuf,
    },
    /// No room left on the disk; nothing was saved.
    #[error("disk full while {doing}: {path}")]
    DiskFull {
        /// What was being done.
        doing: String,
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder cannot be written.
    #[error("read-only while {doing}: {path}")]
    ReadOnly {
        /// What was being done.
        doing: String,
        /// The file.
        path: PathBuf,
    },
    /// There is no such file, or it is empty.
    #[error("no book at {path}")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A file of this name is there already; it is never written over.
    #[error("{path} exists already")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The record was saved by somebody else since it was read. Both are here to choose from.
    #[error("{} {id} has moved on: mine is version {}, theirs {}", record_type.name(), mine.meta().version, theirs.meta().version)]
    Stale {
        /// The record's type.
        record_type: RecordType,
        /// Its id.
        id: Uuid,
        /// What was to be saved, with the version it was read at.
        mine: Box<AnyRecord>,
        /// What the book has now.
        theirs: Box<AnyRecord>,
    },
    /// The record has the deletion mark; it takes a new content only after [`super::Change::restore`].
    #[error("{} {id} ({what}) is deleted", record_type.name())]
    Deleted {
        /// The record's type.
        record_type: RecordType,
        /// Its id.
        id: Uuid,
        /// The record, so that people recognise it: its day, name or number.
        what: String,
    },
    /// No record with this id.
    #[error("no {} {id}", record_type.name())]
    NoRecord {
        /// The record's type.
        record_type: RecordType,
        /// The id.
        id: Uuid,
    },
    /// A record with this id is there already (import only adds).
    #[error("{} {id} is there already", record_type.name())]
    IdTaken {
        /// The record's type.
        record_type: RecordType,
        /// The id.
        id: Uuid,
    },
    /// The officer has no change left to take back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// The officer has no undo left to take back, or changed something since.
    #[error("nothing to redo")]
    NothingToRedo,
    /// A record of the change was saved again since.
    #[error("change {change} ({action}) cannot be taken back: {what} has moved on")]
    UndoMoved {
        /// The change.
        change: u64,
        /// Its action.
        action: String,
        /// The record, so that people recognise it: its day, name or number.
        what: String,
    },
    /// A member whom entries name was to be deleted; the entries would lose the name.
    #[error("member {name} is named by {entries} entries")]
    MemberNamed {
        /// The full name.
        name: String,
        /// How many entries that are not deleted name the member, at least 1.
        entries: u64,
    },
    /// An entry that would come back names a member who was deleted.
    #[error("{what} names {name}, who is deleted")]
    MemberGone {
        /// The full name.
        name: String,
        /// The entry, so that people recognise it.
        what: String,
    },
    /// The day of the record lies in a period that is closed.
    #[error("period {code} is closed")]
    PeriodClosed {
        /// The period's code.
        code: String,
    },
    /// A rule of the schema refused the write: a doubled key, a day that is none, a missing reference.
    #[error("refused while {doing}: {what}")]
    Constraint {
        /// What was being done.
        doing: String,
        /// The rule: `period: code taken`, or `SQLite`'s words.
        what: String,
    },
    /// The file is damaged, or something in it cannot be read.
    #[error("damaged while {doing}: {what}: {path}")]
    Damaged {
        /// What was being done.
        doing: String,
        /// What is wrong.
        what: String,
        /// The file.
        path: PathBuf,
    },
    /// A migration step failed; the book is as it was, and a backup lies beside it.
    #[error("migration of {path} to schema {to} failed, backup at {backup}: {source}")]
    Migration {
        /// The file.
        path: PathBuf,
        /// The version that could not be reached.
        to: i64,
        /// The backup.
        backup: PathBuf,
        /// Why.
        source: Box<StoreError>,
    },
    /// A value cannot be kept as a row (JSON that cannot be written).
    #[error("cannot write {what}: {source}")]
    Json {
        /// What it was.
        what: String,
        /// Why.
        source: serde_json::Error,
    },
    /// A file could not be read or written.
    #[error("{doing}: {path}: {source}")]
    Io {
        /// What was being done.
        doing: String,
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Anything else `SQLite` says.
    #[error("{doing}: {path}: {source}")]
    Sql {
        /// What was being done.
        doing: String,
        /// The file.
        path: PathBuf,
        /// `SQLite`'s reason.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// The error of a failed SQL statement, sorted by what people can do about it.
    pub(crate) fn of_sql(doing: &str, path: &Path, source: rusqlite::Error) -> Self {
        let (doing, path) = (doing.to_owned(), path.to_owned());
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { doing, path },
            Some(ErrorCode::DiskFull) => Self::DiskFull { doing, path },
            // A folder without write permission shows as "cannot open": the log beside the book cannot be made.
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly { doing, path }
            }
            Some(ErrorCode::NotADatabase) => Self::NotABook { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { doing, what: source.to_string(), path },
            Some(ErrorCode::ConstraintViolation) => {
                let what = match source {
                    rusqlite::Error::SqliteFailure(_, Some(message)) => message,
                    other => other.to_string(),
                };
                Self::Constraint { doing, what }
            }
            _ => match source {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => {
                    Self::Damaged { doing, what: source.to_string(), path }
                }
                source => Self::Sql { doing, path, source },
            },
        }
    }

    /// The error of a failed file operation.
    pub(crate) fn of_io(doing: &str, path: &Path, source: std::io::Error) -> Self {
        let (doing, path) = (doing.to_owned(), path.to_owned());
        match source.kind() {
            std::io::ErrorKind::NotFound => Self::Missing { path },
            std::io::ErrorKind::AlreadyExists => Self::Exists { path },
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Self::DiskFull { doing, path }
            }
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => {
                Self::ReadOnly { doing, path }
            }
            _ => Self::Io { doing, path, source },
        }
    }
}
