//! Changes and the hash chain of history.

use sha2::{Digest, Sha256};

use super::error::Result;
use super::sql::{Cell, Sql};
use crate::domain::{Moment, RecordType};
use crate::text::digest::hex;

/// One step in a record's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// 1, 2, 3 … through the whole book.
    pub seq: u64,
    /// The change's number.
    pub change: u64,
    /// When.
    pub at: Moment,
    /// By whom (login).
    pub officer: String,
    /// The change's action.
    pub action: String,
    /// The change that this one took back.
    pub undoes: Option<u64>,
    /// The undo that this one took back.
    pub redoes: Option<u64>,
    /// The record's JSON before; none when it was new.
    pub before: Option<String>,
    /// The record's JSON after.
    pub after: String,
}

/// The columns of a change.
#[derive(Debug, Clone)]
pub(crate) struct ChangeRow {
    pub number: u64,
    pub at: Moment,
    pub officer: String,
    pub action: String,
    pub undoes: Option<u64>,
    pub redoes: Option<u64>,
}

/// The columns of a history row but its hashes.
#[derive(Debug)]
pub(crate) struct Entry<'e> {
    pub seq: u64,
    pub record_type: &'e str,
    pub record_id: &'e str,
    pub before: Option<&'e str>,
    pub after: &'e str,
}

/// The hash of a history row: over the hash before it, its change and its own columns. Each part comes
/// with its length, so that nothing can move from one column to the next unseen.
pub(crate) fn hash(previous: &str, change: &ChangeRow, entry: &Entry<'_>) -> String {
    let mut digest = Sha256::new();
    let mut part = |text: Option<&str>| match text {
        Some(text) => {
            digest.update((text.len() as u64).to_le_bytes());
            digest.update(text.as_bytes());
        }
        None => digest.update(u64::MAX.to_le_bytes()),
    };
    let number = |n: u64| n.to_string();
    part(Some(previous));
    part(Some(&number(entry.seq)));
    part(Some(&number(change.number)));
    part(Some(&change.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)));
    part(Some(&change.officer));
    part(Some(&change.action));
    part(change.undoes.map(number).as_deref());
    part(change.redoes.map(number).as_deref());
    part(Some(entry.record_type));
    part(Some(entry.record_id));
    part(entry.before);
    part(Some(entry.after));
    hex(&digest.finalize())
}

/// The latest change's number.
pub(crate) fn head(sql: &Sql<'_>) -> Result<u64> {
    let head =
        sql.first("reading the latest change", "SELECT coalesce(max(number), 0) FROM change", [], |cells| {
            cells.count()
        })?;
    Ok(head.unwrap_or(0))
}

/// The moment of the latest change; none in a new book.
pub(crate) fn last_moment(sql: &Sql<'_>) -> Result<Option<Moment>> {
    sql.first(
        "reading the latest change",
        "SELECT at FROM change ORDER BY number DESC LIMIT 1",
        [],
        |cells| cells.moment(),
    )
}

/// The last row's number and hash; (0, "") when there is none.
pub(crate) fn tail(sql: &Sql<'_>) -> Result<(u64, String)> {
    let tail = sql.first(
        "reading history",
        "SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1",
        [],
        |cells| Ok((cells.count()?, cells.text()?)),
    )?;
    Ok(tail.unwrap_or_default())
}

/// A change's own row.
pub(crate) fn write_change(sql: &Sql<'_>, change: &ChangeRow) -> Result<()> {
    sql.run(
        "saving a change",
        "INSERT INTO change (number, at, officer, action, undoes, redoes) VALUES (?, ?, ?, ?, ?, ?)",
        [
            change.number.cell(),
            change.at.cell(),
            change.officer.cell(),
            change.action.cell(),
            change.undoes.cell(),
            change.redoes.cell(),
        ],
    )?;
    Ok(())
}

/// A history row; answers its hash.
pub(crate) fn write(sql: &Sql<'_>, previous: &str, change: &ChangeRow, entry: &Entry<'_>) -> Result<String> {
    let hash = hash(previous, change, entry);
    sql.run(
        "saving history",
        "INSERT INTO history (seq, change_number, record_type, record_id, before, after, previous_hash, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            entry.seq.cell(),
            change.number.cell(),
            entry.record_type.cell(),
            entry.record_id.cell(),
            entry.before.map(str::to_owned).cell(),
            entry.after.cell(),
            previous.cell(),
            hash.cell(),
        ],
    )?;
    Ok(hash)
}

/// A record's history, oldest first.
pub(crate) fn of_record(sql: &Sql<'_>, record_type: RecordType, id: uuid::Uuid) -> Result<Vec<HistoryRow>> {
    sql.rows(
        "reading history",
        "SELECT seq, number, at, officer, action, undoes, redoes, before, after
         FROM history JOIN change ON number = change_number
         WHERE record_id = ? AND record_type = ? ORDER BY seq",
        [id.to_string().cell(), record_type.name().cell()],
        |cells| {
            Ok(HistoryRow {
                seq: cells.count()?,
                change: cells.count()?,
                at: cells.moment()?,
                officer: cells.text()?,
                action: cells.text()?,
                undoes: cells.opt_count()?,
                redoes: cells.opt_count()?,
                before: cells.take()?,
                after: cells.text()?,
            })
        },
    )
}
