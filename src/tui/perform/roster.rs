//! Rosters at the desk: which files there are, reading one, taking it in.

use std::path::{Path, PathBuf};

use super::Performer;
use crate::desk::{DeskError, file};
use crate::domain::{Catalog, RecordType};
use crate::exchange::{Intake, paste_roster, read_roster};
use crate::tui::app::roster::RosterSource;
use crate::tui::effect::{Answer, Saved, SavedWhat};

/// The endings of files that may be rosters.
const ROSTER_ENDINGS: &[&str] = &["xlsx", "xlsm", "ods", "csv"];

impl Performer {
    /// The files that may be rosters; makes the exchange folder where it is missing.
    pub fn roster_files(&self) -> Answer {
        let folder = self.folder();
        // Whoever is told how to send a file there needs it to be there; what cannot be made is said on use.
        let _ = folder.ready();
        match folder.offers(ROSTER_ENDINGS) {
            Ok(files) => Answer::RosterFiles(files.into_iter().map(|file| file.path).collect()),
            Err(error) => self.failed(&error.into()),
        }
    }

    /// Reads a roster for the preview.
    pub fn read_roster(&self, source: &RosterSource, catalog: &Catalog) -> Answer {
        let source = match source {
            // A bare name is one of the exchange folder's, unless the working folder has it.
            RosterSource::File(path) if !path.exists() => RosterSource::File(self.folder().path().join(path)),
            other => other.clone(),
        };
        match intake_of(&source, catalog) {
            Ok(intake) => Answer::Roster(Box::new(intake)),
            Err(error) => self.failed(&error),
        }
    }

    /// Takes a roster in.
    pub(super) fn take_roster(&mut self, intake: &Intake) -> Result<Saved, DeskError> {
        let Some(desk) = &mut self.desk else { return Ok(Saved::default()) };
        let summary = desk.take_roster(intake)?;
        let count = summary.records.get(&RecordType::Member).copied().unwrap_or_default();
        Ok(Saved { what: SavedWhat::Roster(count), ..Saved::default() })
    }
}

fn intake_of(source: &RosterSource, catalog: &Catalog) -> Result<Intake, DeskError> {
    Ok(match source {
        RosterSource::File(path) => read_roster(&name_of(path), &file::read(path)?, catalog)?,
        RosterSource::Cells(text) => paste_roster(text, catalog)?,
    })
}

fn name_of(path: &Path) -> String {
    let name: PathBuf = path.file_name().map_or_else(|| path.to_owned(), PathBuf::from);
    name.to_string_lossy().into_owned()
}
