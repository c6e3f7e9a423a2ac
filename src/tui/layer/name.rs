//! Who writes: asked once per user of the system, so that the history speaks of people.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

use crate::tui::input::TextInput;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// The question and its answer so far.
#[derive(Debug, Clone, Default)]
pub struct NameLayer {
    /// The name as typed.
    pub input: TextInput,
}

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Not decided.
    Open,
    /// This is the name.
    Name(String),
    /// Another time.
    Left,
}

impl NameLayer {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Named {
        match key.code {
            KeyCode::Esc => Named::Left,
            KeyCode::Enter => {
                let name = crate::text::clean::line(self.input.value());
                if name.is_empty() { Named::Open } else { Named::Name(name) }
            }
            _ => {
                self.input.key(key, 40);
                Named::Open
            }
        }
    }

    /// Draws the question.
    pub fn draw(&self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        let width = canvas.width().saturating_sub(8).min(64);
        let (x, y) = (canvas.width().saturating_sub(width) / 2, canvas.height().saturating_sub(7) / 2);
        let mut card = canvas.part(x, y, width, 7);
        card.clear();
        card.rule(0);
        card.paragraph(2, 1, width.saturating_sub(4), 3, &world.say("name-title"), Role::Text);
        let start = card.text(2, 4, "> ", Role::KeyHint);
        let view = self.input.view(width.saturating_sub(start + 2), 1);
        card.text(start, 4, view.lines.first().map_or("", String::as_str), Role::Text);
        card.rule(6);
        let area = card.area();
        Some(Position::new(area.x + start + view.caret.0, area.y + 4))
    }
}
