//! What was written in the book since a record came into it.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::Store;
use super::error::{Result, StoreError};
use super::history::HistoryRow;
use super::sql::Cell;
use super::table::{self, ForType, Table};
use crate::domain::{AnyRecord, Id, Moment, RecordType, Stored};

/// A record that was written since.
#[derive(Debug, Clone, PartialEq)]
pub struct Touched {
    /// As it is now.
    pub now: AnyRecord,
    /// As it was then.
    pub before: Before,
    /// When it was written last.
    pub at: Moment,
    /// By whom (login); empty when only the record's own times tell.
    pub officer: String,
}

/// What a record was at an earlier time.
#[derive(Debug, Clone, PartialEq)]
pub enum Before {
    /// It was not there yet.
    Absent,
    /// This, with the deletion mark if it had one.
    Known(Box<AnyRecord>),
    /// It was there; the book came out of a file since, and the file keeps no history.
    Unknown,
}

impl Store {
    /// The records of these types that were written since a record first came into the book, each once, in the order
    /// of their last writing. Whoever looks at them decides whether what they say now differs.
    ///
    /// In a book that was imported the records' own times tell for what lay in the file.
    ///
    /// # Errors
    /// [`StoreError::NoRecord`] when history does not know the record; else those of reading.
    pub fn touched_since<R: Table>(&self, id: Id<R>, types: &[RecordType]) -> Result<Vec<Touched>> {
        let _one_state = self.reading()?;
        let none = || StoreError::NoRecord { record_type: R::TYPE, id: id.uuid() };
        let stored = self.get(id)?.ok_or_else(none)?;
        let born = self.history_of(R::TYPE, id.uuid())?.into_iter().next().ok_or_else(none)?;
        let mut touched: BTreeMap<Uuid, Touched> = BTreeMap::new();
        let rows: Vec<(String, Id<()>)> = self.sql().rows(
            "looking for what changed since",
            "SELECT DISTINCT record_type, record_id FROM history WHERE change_number > ?",
            [born.change.cell()],
            |cells| Ok((cells.text()?, cells.id()?)),
        )?;
        for (name, id) in rows {
            let Some(of) = RecordType::by_name(&name).filter(|of| types.contains(of)) else { continue };
            let history = self.history_of(of, id.uuid())?;
            let first = history.iter().find(|row| row.change > born.change);
            let (Some(first), Some(last)) = (first, history.last()) else { continue };
            if let Some(one) = table::for_type(of, Read { store: self, id: id.uuid(), first, last })? {
                touched.insert(id.uuid(), one);
            }
        }
        if born.before.is_none() && born.action == "import" {
            for of in types {
                for one in table::for_type(*of, Imported { store: self, since: stored.meta.created_at })? {
                    touched.entry(one.now.uuid()).or_insert(one);
                }
            }
        }
        let mut touched: Vec<Touched> = touched.into_values().collect();
        touched.sort_by_key(|one| (one.at, one.now.uuid()));
        Ok(touched)
    }
}

/// A record whose history tells.
struct Read<'r> {
    store: &'r Store,
    id: Uuid,
    first: &'r HistoryRow,
    last: &'r HistoryRow,
}

impl ForType for Read<'_> {
    type Out = Result<Option<Touched>>;

    fn run<R: Table>(self) -> Self::Out {
        let Some(now) = self.store.get::<R>(Id::from_uuid(self.id))? else { return Ok(None) };
        let before = match &self.first.before {
            None => Before::Absent,
            Some(text) => {
                let mut before: Stored<R> = serde_json::from_str(text)
                    .map_err(|source| StoreError::Json { what: format!("history of {}", self.id), source })?;
                before.body.complete(&now.body);
                Before::Known(Box::new(R::wrap(before)))
            }
        };
        let (at, officer) = (self.last.at, self.last.officer.clone());
        Ok(Some(Touched { now: R::wrap(now), before, at, officer }))
    }
}

/// Records of a file that were written after a moment.
struct Imported<'r> {
    store: &'r Store,
    since: Moment,
}

impl ForType for Imported<'_> {
    type Out = Result<Vec<Touched>>;

    fn run<R: Table>(self) -> Self::Out {
        let later =
            self.store.all_with_deleted::<R>()?.into_iter().filter(|one| one.meta.updated_at > self.since);
        Ok(later
            .map(|one| Touched {
                before: if one.meta.created_at > self.since { Before::Absent } else { Before::Unknown },
                at: one.meta.updated_at,
                officer: String::new(),
                now: R::wrap(one),
            })
            .collect())
    }
}
