//! A list to choose from by typing: kinds, members, months, actions.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

use super::{Canvas, Rows};
use crate::text::fold::{contains, search_key};
use crate::tui::input::TextInput;
use crate::tui::theme::Role;

/// One thing to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct PickerItem<T> {
    /// What is shown.
    pub label: String,
    /// What stands to the right of it.
    pub detail: String,
    /// What choosing it gives.
    pub value: T,
}

/// What a key did.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked<T> {
    /// Nothing is decided yet.
    Open,
    /// Chosen.
    Chosen(T),
    /// Left without choosing.
    Left,
}

/// A list that typing narrows.
#[derive(Debug, Clone)]
pub struct Picker<T> {
    title: String,
    input: TextInput,
    items: Vec<(String, Vec<String>, PickerItem<T>)>,
    rows: Rows,
}

impl<T: Clone> Picker<T> {
    /// A picker over these items; the title says what is being chosen.
    pub fn new(title: impl Into<String>, items: Vec<PickerItem<T>>) -> Self {
        let items = items
            .into_iter()
            .map(|item| (search_key(&format!("{} {}", item.label, item.detail)), Vec::new(), item))
            .collect();
        Self { title: title.into(), input: TextInput::line(), items, rows: Rows::default() }
    }

    /// The same; typing also finds an item by words that are not shown, as long as no shown ones fit better.
    #[must_use]
    pub fn found_by(mut self, words: impl Fn(&T) -> Vec<String>) -> Self {
        for (_, hidden, item) in &mut self.items {
            *hidden = words(&item.value).iter().map(|word| search_key(word)).collect();
        }
        self
    }

    fn shown(&self) -> Vec<&PickerItem<T>> {
        let needle = search_key(self.input.value());
        // A word that names it whole first, then whole words ("viec hy" is the wedding, not the funeral that begins
        // alike), then what begins with the needle, then the rest, then what only its words hold.
        let wanted = needle.trim();
        let rank = |key: &str, words: &[String]| {
            let whole = needle.split_whitespace().all(|word| key.split_whitespace().any(|own| own == word));
            if !wanted.is_empty() && words.iter().any(|word| word == wanted) {
                Some(0)
            } else if whole {
                Some(1)
            } else if contains(key, &needle) {
                Some(2 + u8::from(!key.starts_with(wanted)))
            } else {
                words.iter().any(|word| contains(word, &needle)).then_some(4)
            }
        };
        let mut shown: Vec<(u8, &PickerItem<T>)> =
            self.items.iter().filter_map(|(key, words, item)| Some((rank(key, words)?, item))).collect();
        shown.sort_by_key(|(rank, _)| *rank);
        shown.into_iter().map(|(_, item)| item).collect()
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Picked<T> {
        let len = self.shown().len();
        match key.code {
            KeyCode::Esc => return Picked::Left,
            KeyCode::Enter => {
                self.rows.at = self.rows.at.min(len.saturating_sub(1));
                return self
                    .shown()
                    .get(self.rows.at)
                    .map_or(Picked::Open, |item| Picked::Chosen(item.value.clone()));
            }
            KeyCode::Up => self.rows.step(-1, len),
            KeyCode::Down => self.rows.step(1, len),
            KeyCode::PageUp => self.rows.step(-10, len),
            KeyCode::PageDown => self.rows.step(10, len),
            _ => {
                if self.input.key(key, 40) == crate::tui::input::Outcome::Changed {
                    self.rows = Rows::default();
                }
            }
        }
        Picked::Open
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.input.paste(text);
        self.rows = Rows::default();
    }

    /// Draws itself over the canvas; returns where the caret stands.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, empty: &str) -> Option<Position> {
        canvas.clear();
        let head =
            canvas.paragraph(1, 0, canvas.width().saturating_sub(2), 3, &self.title, Role::Heading).max(1);
        canvas.rule(head);
        let x = canvas.text(1, head + 1, "> ", Role::KeyHint);
        let view = self.input.view(canvas.width().saturating_sub(x + 1), 1);
        canvas.text(x, head + 1, view.lines.first().map_or("", String::as_str), Role::Text);
        let area = canvas.area();
        let caret = Position::new(area.x + x + view.caret.0, area.y + head + 1);
        let height = usize::from(canvas.height().saturating_sub(head + 3));
        let len = self.shown().len();
        self.rows.settle(len, height);
        let rows = self.rows;
        if len == 0 {
            canvas.text(3, head + 3, empty, Role::Muted);
        }
        let width = canvas.width();
        for (line, item) in self.shown().into_iter().skip(rows.top).take(height).enumerate() {
            let y = head + 3 + line as u16;
            let selected = rows.top + line == rows.at;
            let detail_width = crate::tui::input::cells::width(&item.detail) as u16;
            let room = width.saturating_sub(6 + detail_width.min(width / 2));
            canvas.text(1, y, if selected { "▸" } else { " " }, Role::Accent);
            canvas.fit(3, y, room, &item.label, Role::Text);
            let detail = crate::tui::input::cells::fit(&item.detail, usize::from(width / 2));
            canvas.right(width.saturating_sub(1), y, &detail, Role::Muted);
            if selected {
                canvas.paint_row(y, Role::Selection);
            }
        }
        Some(caret)
    }
}
