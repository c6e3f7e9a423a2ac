//! The one-line grammar's view of earlier entries.

use super::{Desk, DeskError};
use crate::domain::repeat::repeats;
use crate::domain::{Activity, Day, Id, Member, Stored};
use crate::entry::{Answer, LedgerLine, Reading, Similar, read_with};

use super::LedgerEntry;
use crate::domain::Catalog;

/// How many earlier entries of a kind are looked at.
const LOOKED_AT: usize = 20;

impl Similar for Desk {
    /// The latest entries of the kind. When the book cannot be read there are no defaults; the saving that
    /// follows will say why.
    fn latest(&self, kind: &str) -> Vec<Stored<Activity>> {
        self.store.similar(kind, LOOKED_AT).unwrap_or_default()
    }
}

/// An entry that is there already and that another one may repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeated {
    /// The member whom both name.
    pub member: Id<Member>,
    /// The day of the one that is there.
    pub day: Day,
}

impl Desk {
    /// What an entry that is not saved yet may repeat (see [`repeats`]); it blocks nothing.
    pub fn repeated(&self, entry: &Activity, catalog: &Catalog) -> Result<Option<Repeated>, DeskError> {
        for member in entry.members() {
            let earlier = self.store.similar_of(&entry.kind, member, LOOKED_AT)?;
            if let Some(repeat) = repeats(entry, None, &earlier, catalog).first() {
                return Ok(Some(Repeated { member: repeat.member, day: repeat.entry.day }));
            }
        }
        Ok(None)
    }

    /// Reads a line against the book, with answers to what it asked before.
    pub fn read_line(&self, line: &str, catalog: &Catalog, answers: &[Answer]) -> Reading {
        read_with(line, catalog, self, answers)
    }
}

impl From<LedgerLine> for LedgerEntry {
    fn from(line: LedgerLine) -> Self {
        Self {
            fund: line.fund,
            account: line.account,
            direction: line.direction,
            day: line.day,
            amount: line.amount,
            code: line.code,
            description: line.description,
            counterpart: line.counterpart,
        }
    }
}
