//! The list of photos: what its keys mean.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Asked, Captioned, PhotoWrite, PhotosLayer, PhotosOf, State};
use crate::domain::{Id, Photo, PhotoHead};
use crate::tui::action::plain_letter;
use crate::tui::input::TextInput;

/// Photos as they are shown.
#[derive(Debug, Clone)]
pub struct PhotoList {
    /// Whose they are.
    pub of: PhotosOf,
    /// The photos; of a period, those that go out come first, in their order.
    pub rows: Vec<PhotoRow>,
    /// How many of them go out; 0 for an activity's.
    pub taken: usize,
    /// Somebody has chosen.
    pub chosen: bool,
}

/// A photo and what it shows.
#[derive(Debug, Clone)]
pub struct PhotoRow {
    /// The photo.
    pub head: PhotoHead,
    /// Its caption, or the one proposed for it.
    pub caption: String,
    /// Kind and headline of its activity.
    pub entry: String,
}

impl PhotosLayer {
    pub(super) fn list_key(&mut self, key: KeyEvent) -> Asked {
        let len = self.list.rows.len();
        let period = match &self.list.of {
            PhotosOf::Period(period) => Some(period.clone()),
            PhotosOf::Activity(_) => None,
        };
        let shifted = key.modifiers.contains(KeyModifiers::SHIFT);
        let key = plain_letter(key);
        match (key.code, period) {
            (KeyCode::Esc, _) => return Asked::Left,
            (KeyCode::Char('-'), Some(_)) => return self.moved(-1),
            (KeyCode::Char('+' | '='), Some(_)) => return self.moved(1),
            (KeyCode::Up, Some(_)) if shifted => return self.moved(-1),
            (KeyCode::Down, Some(_)) if shifted => return self.moved(1),
            (KeyCode::Up, _) => self.pointer.step(-1, len),
            (KeyCode::Down, _) => self.pointer.step(1, len),
            (KeyCode::PageUp, _) => self.pointer.step(-10, len),
            (KeyCode::PageDown, _) => self.pointer.step(10, len),
            (KeyCode::Home, _) => self.pointer.at = 0,
            (KeyCode::End, _) => self.pointer.at = len.saturating_sub(1),
            (KeyCode::Enter, _) => {
                let Some(row) = self.current() else { return Asked::Open };
                let input = TextInput::line().with(&row.caption);
                self.state = State::Caption { input, of: Captioned::Photo(row.head.id) };
            }
            (KeyCode::Delete, _) => {
                if let Some(row) = self.current() {
                    return Asked::Write(PhotoWrite::Remove(row.head.id));
                }
            }
            (KeyCode::Char('u'), _) => return Asked::Undo,
            (KeyCode::Char('n'), None) => return Asked::Files,
            (KeyCode::Char(' '), Some(_)) => return self.turned(),
            (KeyCode::Char('x'), Some(period)) => return Asked::Export(period),
            _ => {}
        }
        Asked::Open
    }

    fn order(&self) -> Vec<Id<Photo>> {
        self.list.rows.iter().take(self.list.taken).map(|row| row.head.id).collect()
    }

    fn choose(&self, order: Vec<Id<Photo>>) -> Asked {
        match &self.list.of {
            PhotosOf::Period(period) => Asked::Write(PhotoWrite::Choose(period.clone(), order)),
            PhotosOf::Activity(_) => Asked::Open,
        }
    }

    /// The photo pointed at goes out, or no more. The last one that goes out stays: nothing chosen means all.
    fn turned(&self) -> Asked {
        let Some(row) = self.current() else { return Asked::Open };
        let mut order = self.order();
        if self.pointer.at < self.list.taken {
            order.retain(|id| *id != row.head.id);
            if order.is_empty() {
                return Asked::KeepOne;
            }
        } else {
            order.push(row.head.id);
        }
        self.choose(order)
    }

    /// The photo pointed at changes places with the one before or behind it among those that go out.
    fn moved(&self, step: isize) -> Asked {
        let from = self.pointer.at;
        let Some(to) = from.checked_add_signed(step) else { return Asked::Open };
        let mut order = self.order();
        if from >= order.len() || to >= order.len() {
            return Asked::Open;
        }
        order.swap(from, to);
        self.choose(order)
    }
}
