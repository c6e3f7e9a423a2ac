//! Which file is to be attached: a field for its path, and the pictures that the exchange folder offers.

use std::path::PathBuf;

use crossterm::event::{KeyCode, KeyEvent};

use super::Asked;
use crate::exchange::picture::Sort;
use crate::text::fold::{contains, search_key};
use crate::tui::effect::FolderWords;
use crate::tui::input::TextInput;
use crate::tui::layer::roster_file::typed_path;
use crate::tui::widget::Rows;

/// A picture of the exchange folder, also one that cannot be used: whoever looks for it is told why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedPicture {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Bytes.
    pub bytes: u64,
    /// What it is.
    pub sort: Sort,
    /// Pixels, where its beginning tells.
    pub size: Option<(u32, u32)>,
    /// Why it cannot be used: a sentence.
    pub unfit: Option<String>,
}

/// The question which file.
#[derive(Debug)]
pub struct FileList {
    pub(super) input: TextInput,
    pub(super) files: Vec<OfferedPicture>,
    pub(super) folder: FolderWords,
    pub(super) rows: Rows,
    /// The list has the focus, not the field.
    pub(super) listed: bool,
}

impl FileList {
    pub(super) fn new(files: Vec<OfferedPicture>, folder: FolderWords) -> Self {
        let usable = files.iter().position(|file| file.unfit.is_none());
        let rows = Rows { at: usable.unwrap_or(0), top: 0 };
        Self { input: TextInput::line(), listed: !files.is_empty(), files, folder, rows }
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.listed = false;
        self.input.paste(text);
    }

    pub(super) fn key(&mut self, key: KeyEvent) -> Asked {
        let len = self.shown().count();
        match key.code {
            KeyCode::Esc => return Asked::Left,
            KeyCode::Down if !self.listed => self.listed = len > 0,
            KeyCode::Down => self.rows.step(1, len),
            KeyCode::Up if self.listed && self.rows.at == 0 => self.listed = false,
            KeyCode::Up => self.rows.step(-1, len),
            KeyCode::PageDown => self.rows.step(10, len),
            KeyCode::PageUp => self.rows.step(-10, len),
            KeyCode::Enter => return self.taken(),
            _ => {
                self.listed = false;
                self.rows = Rows::default();
                self.input.key(key, 70);
            }
        }
        Asked::Open
    }

    fn taken(&self) -> Asked {
        let typed = typed_path(&self.input.normalised());
        let pointed = self.shown().nth(self.rows.at).filter(|_| self.listed);
        // A part of one offered name is enough.
        let mut holding = self.files.iter().filter(|file| self.holds(file));
        let only = match (holding.next(), holding.next()) {
            (Some(only), None) if !self.input.value().trim().is_empty() && !typed.exists() => Some(only),
            _ => None,
        };
        match (pointed.or(only), typed.as_os_str().is_empty()) {
            (Some(file), _) => match &file.unfit {
                Some(why) => Asked::Unfit(why.clone()),
                None => Asked::Named(file.path.clone()),
            },
            (None, false) => Asked::Named(typed),
            (None, true) => Asked::Open,
        }
    }

    fn holds(&self, file: &OfferedPicture) -> bool {
        contains(&search_key(&file.name), &search_key(self.input.value()))
    }

    /// The offered files whose names hold what was typed; all of them where none does, as when a path is typed.
    pub(super) fn shown(&self) -> impl Iterator<Item = &OfferedPicture> {
        let any = self.files.iter().any(|file| self.holds(file));
        self.files.iter().filter(move |file| !any || self.holds(file))
    }
}
