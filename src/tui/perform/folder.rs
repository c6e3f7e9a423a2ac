//! The exchange folder: what it is called, and another one.

use super::Performer;
use crate::desk::{DeskError, Folder};
use crate::tui::effect::{Answer, FolderWords};

impl Performer {
    /// The exchange folder.
    pub fn folder(&self) -> Folder {
        self.config.folder()
    }

    /// The exchange folder in words.
    pub fn folder_words(&self) -> FolderWords {
        let folder = self.config.folder();
        FolderWords {
            shown: folder.shown(),
            send: folder.send_line(&self.messages.get("roster-file-example")),
            typed: self.config.folder_typed().to_owned(),
            shown_as: self.config.shown_as().to_owned(),
        }
    }

    /// Remembers another exchange folder and makes it.
    pub fn use_folder(&mut self, folder: &str, shown_as: &str) -> Answer {
        let kept = self
            .config
            .keep_folder(folder, shown_as)
            .map_err(DeskError::from)
            .and_then(|()| self.config.folder().ready().map_err(DeskError::from));
        match kept {
            Ok(()) => Answer::FolderUsed(self.folder_words()),
            Err(error) => self.failed(&error),
        }
    }
}
