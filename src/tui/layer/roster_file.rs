//! Which file a roster is in: a field for its path, and the files that the exchange folder offers.

use std::path::{Path, PathBuf};

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

use crate::locale::Value;
use crate::text::clean;
use crate::text::fold::{contains, search_key};
use crate::tui::effect::FolderWords;
use crate::tui::input::TextInput;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

/// The question which file.
#[derive(Debug, Default)]
pub struct RosterFileLayer {
    /// The path as typed.
    pub input: TextInput,
    files: Vec<PathBuf>,
    folder: FolderWords,
    /// The pointer among the files; none: the field has the focus.
    at: Option<usize>,
}

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileAsked {
    /// Not decided.
    Open,
    /// This file.
    File(PathBuf),
    /// Left.
    Left,
}

impl RosterFileLayer {
    /// The question with these files of the exchange folder to choose from. The first is pointed at: as a rule it is the only one, and a
    /// letter typed goes to the field all the same.
    pub fn new(files: Vec<PathBuf>, folder: FolderWords) -> Self {
        let at = (!files.is_empty()).then_some(0);
        Self { files, folder, at, ..Self::default() }
    }

    /// Takes pasted text: the field has the focus again.
    pub fn paste(&mut self, text: &str) {
        self.at = None;
        self.input.paste(text);
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> FileAsked {
        match key.code {
            KeyCode::Esc => return FileAsked::Left,
            KeyCode::Down => {
                let next = self.at.map_or(0, |at| at + 1);
                let len = self.shown().count();
                self.at = Some(next.min(len.saturating_sub(1))).filter(|_| len > 0);
            }
            KeyCode::Up => self.at = self.at.and_then(|at| at.checked_sub(1)),
            KeyCode::Enter => {
                if let Some(path) = self.at.and_then(|at| self.shown().nth(at)) {
                    return FileAsked::File(path.clone());
                }
                let typed = typed_path(&self.input.normalised());
                // A part of one offered name is enough.
                if !typed.exists()
                    && let Some(path) = self.only()
                {
                    return FileAsked::File(path);
                }
                if !typed.as_os_str().is_empty() {
                    return FileAsked::File(typed);
                }
            }
            _ => {
                self.at = None;
                self.input.key(key, 70);
            }
        }
        FileAsked::Open
    }

    /// The offered files whose names hold what was typed; all of them where none does, as when a path is typed.
    fn shown(&self) -> impl Iterator<Item = &PathBuf> {
        let needle = search_key(self.input.value());
        let any = self.files.iter().any(|file| named(file, &needle));
        self.files.iter().filter(move |file| !any || named(file, &needle))
    }

    /// The one offered file whose name holds what was typed.
    fn only(&self) -> Option<PathBuf> {
        let needle = search_key(self.input.value());
        let mut holding = self.files.iter().filter(|file| named(file, &needle));
        let one = holding.next().filter(|_| !needle.trim().is_empty())?;
        holding.next().is_none().then(|| one.clone())
    }

    /// Draws field and files.
    pub fn draw(&self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        canvas.clear();
        let width = canvas.width().saturating_sub(2);
        canvas.fit(1, 0, width, &world.say("roster-file-title"), Role::Heading);
        canvas.rule(1);
        let used = canvas.paragraph(1, 2, width, 3, &world.say("roster-file-help"), Role::Muted);
        let y = 3 + used;
        let x = canvas.text(1, y, &world.say("roster-file-path"), Role::LabelFocus) + 2;
        let view = self.input.view(width.saturating_sub(x), 1);
        canvas.text(x, y, view.lines.first().map_or("", String::as_str), Role::Text);
        let area = canvas.area();
        let caret = Position::new(area.x + x + view.caret.0, area.y + y);
        let mut top = y + 2;
        let key = if self.files.is_empty() { "roster-file-none" } else { "roster-file-folder" };
        let text = world.messages.with(key, &[("folder", Value::from(self.folder.shown.as_str()))]);
        top += canvas.paragraph(1, top, width, 2, &text, Role::Muted);
        if let Some(line) = self.folder.send.as_ref().filter(|_| self.files.is_empty()) {
            top += canvas.paragraph(1, top, width, 2, &world.say("roster-file-send"), Role::Muted);
            top += canvas.paragraph(1, top, width, 3, line, Role::Text);
        }
        let room = usize::from(canvas.height().saturating_sub(top));
        let mut rows = Rows { at: self.at.unwrap_or(0), top: 0 };
        rows.settle(self.shown().count(), room);
        for (line, (at, file)) in self.shown().enumerate().skip(rows.top).take(room).enumerate() {
            let y = top + line as u16;
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            canvas.fit(3, y, width.saturating_sub(3), &clean::printable(&name), Role::Text);
            if self.at == Some(at) {
                canvas.text(1, y, "▸", Role::Accent);
                canvas.paint_row(y, Role::Selection);
            }
        }
        Some(caret)
    }
}

/// Whether a file's name holds what was typed, folded for search.
fn named(file: &Path, needle: &str) -> bool {
    file.file_name().is_some_and(|name| contains(&search_key(&name.to_string_lossy()), needle))
}

/// A path as people type or drag it into a terminal: quotes around it, a file's address, `~` for home.
pub(super) fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    let bare =
        ['\'', '"'].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(text);
    let bare = bare.strip_prefix("file://").unwrap_or(bare);
    match bare.strip_prefix("~/").zip(directories::BaseDirs::new()) {
        Some((rest, dirs)) => dirs.home_dir().join(rest),
        // A terminal escapes the blanks of a dragged file.
        None if Path::new(bare).exists() => PathBuf::from(bare),
        None => PathBuf::from(bare.replace("\\ ", " ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_one_offered_name_opens_that_file() {
        let files = ["/x/Danh sách.xlsx", "/x/quà.csv"].map(PathBuf::from);
        let mut layer = RosterFileLayer::new(files.to_vec(), FolderWords::default());
        layer.paste("danh");
        assert_eq!(layer.key(KeyEvent::from(KeyCode::Enter)), FileAsked::File(files[0].clone()));
        layer.paste("/khác.ods");
        let typed = FileAsked::File(PathBuf::from("danh/khác.ods"));
        assert_eq!(layer.key(KeyEvent::from(KeyCode::Enter)), typed);
    }

    #[test]
    fn a_dragged_path_is_the_path() {
        assert_eq!(typed_path(" '/a b/ds.xlsx' "), PathBuf::from("/a b/ds.xlsx"));
        assert_eq!(typed_path("/a\\ b/ds.xlsx"), PathBuf::from("/a b/ds.xlsx"));
        assert_eq!(typed_path("file:///a/ds.ods"), PathBuf::from("/a/ds.ods"));
    }
}
