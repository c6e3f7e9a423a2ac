//! A stale save: somebody else saved the same entry meanwhile. Both versions are shown; one chooses.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::{Activity, Stored};
use crate::tui::action::plain_letter;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// Two versions of one entry.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// What was about to be saved.
    pub mine: Activity,
    /// What the book has now.
    pub theirs: Stored<Activity>,
}

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// Not decided.
    Open,
    /// Save mine over theirs.
    Mine,
    /// Keep theirs.
    Theirs,
    /// Back to the form.
    Back,
}

impl Conflict {
    /// Takes a key.
    pub fn key(key: KeyEvent) -> Settled {
        match plain_letter(key).code {
            KeyCode::Char('1') => Settled::Mine,
            KeyCode::Char('2') => Settled::Theirs,
            KeyCode::Esc => Settled::Back,
            _ => Settled::Open,
        }
    }

    /// Draws the differing fields side by side.
    pub fn draw(&self, canvas: &mut Canvas<'_>, world: World<'_>) {
        canvas.clear();
        let width = canvas.width();
        let half = width.saturating_sub(20) / 2;
        let mut y =
            canvas.paragraph(1, 0, width.saturating_sub(2), 3, &world.say("conflict-title"), Role::Warn) + 1;
        canvas.fit(19, y, half, &world.say("conflict-mine"), Role::Heading);
        canvas.fit(20 + half, y, half, &world.say("conflict-theirs"), Role::Heading);
        y += 1;
        let rows =
            crate::tui::form::conflict_rows(&self.mine, &self.theirs.body, world.catalog, world.messages);
        for row in rows {
            canvas.fit(1, y, 17, &row.label, Role::Label);
            canvas.fit(19, y, half, &row.mine, Role::Warn);
            canvas.fit(20 + half, y, half, &row.theirs, Role::Warn);
            y += 1;
        }
    }
}
