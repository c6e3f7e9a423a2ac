//! Taking a roster in: the way from a file or pasted cells to the preview, and from there into the book.
//!
//! The guided set-up and the screen Đoàn viên use the same two doors: [`App::open_roster`] asks for a file,
//! [`App::read_roster`] reads what is known already. Both end in the preview layer, which lies over whatever was
//! there before; Enter in it imports ([`Answer::Saved`](crate::tui::effect::Answer::Saved) with
//! [`SavedWhat::Roster`](crate::tui::effect::SavedWhat::Roster)), Esc leaves it and keeps it as a draft.

use std::path::PathBuf;

use crossterm::event::KeyEvent;

use super::App;
use crate::desk::roster_import::newcomers_only;
use crate::exchange::Intake;
use crate::tui::effect::{Effect, Write};
use crate::tui::layer::roster::Rostered;
use crate::tui::layer::roster_file::FileAsked;
use crate::tui::layer::{Layer, RosterFileLayer, RosterLayer, fresh_key};
use crate::tui::screen::World;
use crate::tui::theme::Role;

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
        vec![Effect::RosterFiles]
    }

    /// Reads a roster and shows its preview.
    pub fn read_roster(&mut self, source: RosterSource) -> Vec<Effect> {
        vec![Effect::ReadRoster(source)]
    }

    /// The files that may be rosters have been looked up.
    pub(super) fn roster_files_came(&mut self, files: Vec<PathBuf>) {
        self.layers.push(Layer::RosterFile(Box::new(RosterFileLayer::new(files, self.folder.clone()))));
    }

    /// A roster was read: its preview takes the place of the question for its file.
    pub(super) fn roster_came(&mut self, mut intake: Intake) {
        if matches!(self.layers.last(), Some(Layer::RosterFile(_))) {
            self.layers.pop();
        }
        // Newcomers of a school year are there from its first day on.
        if let Some(day) = self.roster_day() {
            intake.from = Some(day);
            newcomers_only(&mut intake, &self.catalog);
        }
        self.show_roster(intake, fresh_key("roster"));
    }

    /// The preview of a roster, fresh or from a draft.
    pub(super) fn show_roster(&mut self, intake: Intake, draft: String) {
        self.notice = None;
        let layer = RosterLayer::new(intake, draft, &self.catalog);
        self.layers.push(Layer::Roster(Box::new(layer)));
    }

    pub(super) fn roster_file_key(&mut self, mut layer: Box<RosterFileLayer>, key: KeyEvent) -> Vec<Effect> {
        let asked = layer.key(key);
        if asked == FileAsked::Left {
            return Vec::new();
        }
        self.layers.push(Layer::RosterFile(layer));
        match asked {
            FileAsked::File(path) => self.read_roster(RosterSource::File(path)),
            FileAsked::Open | FileAsked::Left => Vec::new(),
        }
    }

    pub(super) fn roster_key(&mut self, mut layer: Box<RosterLayer>, key: KeyEvent) -> Vec<Effect> {
        let world = World { messages: &self.messages, catalog: &self.catalog };
        let effects = match layer.key(key, world) {
            Rostered::Open => Vec::new(),
            Rostered::Changed => vec![Effect::KeepDraft],
            Rostered::Say(text) => {
                self.say(Role::Warn, format!("! {text}"));
                Vec::new()
            }
            Rostered::Import if self.roster_into_table(&layer.intake) => return vec![Effect::KeepDraft],
            Rostered::Import => vec![Effect::Write(Write::TakeRoster(Box::new(layer.intake.clone())))],
            Rostered::Left => return self.left_with(&layer.draft, Some(layer.draft_state())),
        };
        self.layers.push(Layer::Roster(layer));
        effects
    }

    /// The book is another: what the preview says of it is looked at again.
    pub(super) fn refresh_roster(&mut self) {
        for layer in &mut self.layers {
            if let Layer::Roster(layer) = layer {
                layer.refresh(&self.catalog);
            }
        }
    }
}
