//! What changed in the book since a report was sent, each change a row that opens its entry.

use crossterm::event::{KeyCode, KeyEvent};

use crate::desk::sent::{Difference, Happened};
use crate::locale::explain::sent;
use crate::text::clean::printable;
use crate::tui::action::plain_letter;
use crate::tui::screen::World;
use crate::tui::screen::report::SentState;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

/// The list.
#[derive(Debug)]
pub struct SentLayer {
    state: SentState,
    pointer: Rows,
}

/// What a key did.
#[derive(Debug)]
pub enum Looked {
    /// Nothing to be done.
    Open,
    /// Left.
    Left,
    /// What changed here is to be opened.
    Enter(Box<Difference>),
}

impl SentLayer {
    /// The list of what changed since a report was sent.
    pub fn new(state: SentState) -> Self {
        Self { state, pointer: Rows::default() }
    }

    /// Shows what changed by now; the pointer stays where it is.
    pub fn refresh(&mut self, state: SentState) {
        self.state = state;
        self.pointer.step(0, self.state.differences.len());
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Looked {
        let len = self.state.differences.len();
        match plain_letter(key).code {
            KeyCode::Esc => return Looked::Left,
            KeyCode::Up => self.pointer.step(-1, len),
            KeyCode::Down => self.pointer.step(1, len),
            KeyCode::PageUp => self.pointer.step(-10, len),
            KeyCode::PageDown => self.pointer.step(10, len),
            KeyCode::Enter => {
                let difference = self.state.differences.get(self.pointer.at).cloned();
                return difference.map_or(Looked::Left, |difference| Looked::Enter(Box::new(difference)));
            }
            _ => {}
        }
        Looked::Open
    }

    /// Draws the list over the screen. The row pointed at is shown whole.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        canvas.clear();
        let width = canvas.width();
        let title = self.state.said(world.messages);
        let used = canvas.paragraph(1, 0, width.saturating_sub(2), 3, &title, Role::Heading);
        canvas.rule(used);
        let top = used + 1;
        let room = width.saturating_sub(6);
        if self.state.differences.is_empty() {
            canvas.paragraph(3, top, room, 3, &world.say("sent-nothing"), Role::Muted);
            return;
        }
        let said =
            |difference: &Difference| printable(&sent::difference(difference, world.catalog, world.messages));
        let whole = self.state.differences.get(self.pointer.at).map(said).unwrap_or_default();
        let whole = Canvas::wrapped(&whole, room);
        let more = u16::try_from(whole.len()).unwrap_or(1).saturating_sub(1).min(4);
        let height = canvas.height().saturating_sub(top + more);
        self.pointer.settle(self.state.differences.len(), usize::from(height));
        let mut y = top;
        let rows = self.state.differences.iter().enumerate().skip(self.pointer.top);
        for (at, difference) in rows.take(usize::from(height)) {
            let role = match difference.happened {
                Happened::Added => Role::Good,
                Happened::Changed => Role::Text,
                Happened::Removed => Role::Warn,
            };
            let sign = match difference.happened {
                Happened::Added => "+",
                Happened::Changed => "·",
                Happened::Removed => "-",
            };
            let pointed = at == self.pointer.at;
            canvas.text(1, y, if pointed { "▸" } else { " " }, Role::Accent);
            canvas.text(3, y, sign, role);
            if pointed {
                for line in whole.iter().take(usize::from(more) + 1) {
                    canvas.text(5, y, line, role);
                    canvas.paint_row(y, Role::Selection);
                    y += 1;
                }
            } else {
                canvas.fit(5, y, room, &said(difference), role);
                y += 1;
            }
        }
    }
}
