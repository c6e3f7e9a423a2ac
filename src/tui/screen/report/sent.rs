//! What the screen knows about the report's having been sent: which ones, and what changed since the newest.

use crate::desk::sent::Difference;
use crate::domain::{Day, Id, IssuedReport};
use crate::locale::Messages;
use crate::locale::explain::sent;

/// A report that was sent, by what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentName {
    /// Its id.
    pub id: Id<IssuedReport>,
    /// The number it went out with.
    pub number: String,
    /// The day it bears.
    pub day: Day,
}

impl SentName {
    /// "số 12/BC-CĐCS ngày 22/12/2025".
    pub fn said(&self, messages: &Messages) -> String {
        sent::name(&self.number, self.day, messages)
    }
}

/// The reports of a period that were sent by an outline.
#[derive(Debug, Clone, PartialEq)]
pub struct SentState {
    /// The newest, which counts.
    pub newest: SentName,
    /// Those that it replaced, the newest first.
    pub former: Vec<SentName>,
    /// What changed in the book since the newest.
    pub differences: Vec<Difference>,
}

impl SentState {
    /// "Đã gửi số 12/BC-CĐCS ngày 22/12/2025; từ đó sổ thay đổi 2 chỗ".
    pub fn said(&self, messages: &Messages) -> String {
        sent::state(&self.newest.number, self.newest.day, self.differences.len(), messages)
    }
}
