//! Something said with a line to be copied. Any key closes it.

use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub title: String,
    /// What the line is for.
    pub said: String,
    /// The line; it begins at the left edge, so that it can be marked whole.
    pub line: String,
}

impl Told {
    /// Draws it over the lower part of the screen.
    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        let width = canvas.width();
        let room = width.saturating_sub(2);
        let title = Canvas::wrapped(&self.title, room);
        let said = Canvas::wrapped(&self.said, room);
        let line = Canvas::wrapped(&self.line, width);
        let height = (title.len() + said.len() + line.len() + 4) as u16;
        let top = canvas.height().saturating_sub(height);
        let mut card = canvas.part(0, top, width, height);
        card.clear();
        card.rule(0);
        let mut y = 1;
        for (lines, x, role) in [(title, 1, Role::Good), (said, 1, Role::Text), (line, 0, Role::Accent)] {
            for line in lines {
                card.text(x, y, &line, role);
                y += 1;
            }
            y += 1;
        }
    }
}
