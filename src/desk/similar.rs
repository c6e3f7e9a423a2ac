//! The one-line grammar's view of earlier entries.

use super::Desk;
use crate::domain::{Activity, Stored};
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

impl Desk {
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
