//! A part's words, edited in place with the outline's guidance above them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;
use serde::{Deserialize, Serialize};

use crate::domain::{Id, Period};
use crate::tui::input::{Outcome, TextInput};
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// The editor of one part.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NarrativeLayer {
    /// The period.
    pub period: Id<Period>,
    /// The narrative's key.
    pub part: String,
    /// The part's number and title.
    pub title: String,
    /// What the outline asks for.
    pub guidance: String,
    /// The words.
    pub input: TextInput,
    /// The words as the book has them.
    pub before: String,
    /// Columns at the latest drawing, for moving by lines.
    #[serde(skip)]
    pub width: u16,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Nothing to be done.
    Open,
    /// The words changed.
    Changed,
    /// To be saved.
    Save,
    /// Left; the draft stays.
    Left,
}

impl NarrativeLayer {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Written {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('s') if control => Written::Save,
            KeyCode::Esc => Written::Left,
            _ => match self.input.key(key, self.width.max(20)) {
                Outcome::Changed => Written::Changed,
                Outcome::Moved | Outcome::Ignored => Written::Open,
            },
        }
    }

    /// True when there is something to lose.
    pub fn is_changed(&self) -> bool {
        self.input.value() != self.before
    }

    /// Draws title, guidance and words.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        canvas.clear();
        let width = canvas.width().saturating_sub(2);
        canvas.fit(1, 0, width, &self.title, Role::Heading);
        canvas.rule(1);
        let guidance =
            if self.guidance.is_empty() { world.say("narrative-guidance") } else { self.guidance.clone() };
        let used = canvas.paragraph(1, 2, width, 5, &guidance, Role::Muted);
        canvas.rule(2 + used);
        let top = 3 + used;
        self.width = width;
        let view = self.input.view(width, canvas.height().saturating_sub(top));
        for (at, line) in view.lines.iter().enumerate() {
            canvas.text(1, top + at as u16, line, Role::Text);
        }
        let area = canvas.area();
        Some(Position::new(area.x + 1 + view.caret.0, area.y + top + view.caret.1))
    }
}
