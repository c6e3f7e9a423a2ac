//! The one way in which every destructive act is asked for.

use crossterm::event::{KeyCode, KeyEvent};

use super::Command;
use crate::tui::action::plain_letter;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// A question with yes and no.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// The question, whole.
    pub question: String,
    /// What yes does.
    pub command: Command,
}

/// What a key did.
#[derive(Debug)]
pub enum Asked {
    /// Not decided.
    Open,
    /// Yes.
    Yes(Command),
    /// No.
    No,
}

impl Confirm {
    /// Takes a key: Enter, `c` (có) and `y` say yes, Esc, `k` (không) and `n` say no.
    pub fn key(&self, key: KeyEvent) -> Asked {
        match plain_letter(key).code {
            KeyCode::Enter | KeyCode::Char('c' | 'C' | 'y' | 'Y') => Asked::Yes(self.command.clone()),
            KeyCode::Esc | KeyCode::Char('k' | 'K' | 'n' | 'N') => Asked::No,
            _ => Asked::Open,
        }
    }

    /// Draws the question in the middle of the canvas.
    pub fn draw(&self, canvas: &mut Canvas<'_>, world: World<'_>) {
        let width = canvas.width().saturating_sub(8).min(64);
        let lines = Canvas::wrapped(&self.question, width.saturating_sub(4));
        let height = lines.len() as u16 + 4;
        let x = canvas.width().saturating_sub(width) / 2;
        let y = canvas.height().saturating_sub(height) / 2;
        // A cell of air around the frame keeps the list beneath from running into it.
        canvas.part(x.saturating_sub(1), y, width + 2, height).clear();
        let mut card = canvas.part(x, y, width, height);
        card.frame();
        for (at, line) in lines.iter().enumerate() {
            card.text(2, 1 + at as u16, line, Role::Text);
        }
        card.text(2, height - 2, &world.say("confirm-keys"), Role::KeyHint);
    }
}
