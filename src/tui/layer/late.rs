//! Entries that came too late for a report: taken over into the period's, or left where they are.

use crossterm::event::{KeyCode, KeyEvent};

use crate::desk::LateEntry;
use crate::domain::{Activity, Id, Period, Stored};
use crate::locale::Value;
use crate::text::{date, money};
use crate::tui::action::plain_letter;
use crate::tui::effect::Write;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

/// The late entries offered to a period, each chosen or not.
#[derive(Debug, Clone)]
pub struct LateLayer {
    period: Box<Stored<Period>>,
    rows: Vec<(LateEntry, bool)>,
    pointer: Rows,
}

/// What a key did.
#[derive(Debug)]
pub enum Decided {
    /// Nothing yet.
    Open,
    /// For another time.
    Left,
    /// Taken over or declined.
    Write(Box<Write>),
}

impl LateLayer {
    /// The entries offered to a period, all chosen.
    pub fn new(period: Stored<Period>, entries: Vec<LateEntry>) -> Self {
        Self {
            period: Box::new(period),
            rows: entries.into_iter().map(|entry| (entry, true)).collect(),
            pointer: Rows::default(),
        }
    }

    fn chosen(&self) -> Vec<Id<Activity>> {
        self.rows.iter().filter(|(_, chosen)| *chosen).map(|(late, _)| late.entry.id).collect()
    }

    /// Takes a key: Space chooses, Enter takes the chosen over, `k` (không) leaves them where they are, Esc puts
    /// it off. Nothing chosen is nothing done.
    pub fn key(&mut self, key: KeyEvent) -> Decided {
        let len = self.rows.len();
        let take = match plain_letter(key).code {
            KeyCode::Esc => return Decided::Left,
            KeyCode::Enter => true,
            KeyCode::Char('k' | 'K') => false,
            code => {
                match code {
                    KeyCode::Up => self.pointer.step(-1, len),
                    KeyCode::Down => self.pointer.step(1, len),
                    KeyCode::PageUp => self.pointer.step(-10, len),
                    KeyCode::PageDown => self.pointer.step(10, len),
                    KeyCode::Char(' ') => {
                        if let Some((_, chosen)) = self.rows.get_mut(self.pointer.at) {
                            *chosen = !*chosen;
                        }
                    }
                    _ => {}
                }
                return Decided::Open;
            }
        };
        let ids = self.chosen();
        if ids.is_empty() {
            return Decided::Open;
        }
        Decided::Write(Box::new(Write::DecideLate { period: self.period.clone(), ids, take }))
    }

    /// Draws the list over the screen.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        canvas.clear();
        let width = canvas.width();
        let title = world.messages.with(
            "late-title",
            &[
                ("period", Value::from(self.period.title.as_str())),
                ("count", Value::from(self.rows.len().to_string())),
            ],
        );
        let used = canvas.paragraph(1, 0, width.saturating_sub(2), 3, &title, Role::Heading);
        canvas.rule(used);
        let top = used + 1;
        let height = canvas.height().saturating_sub(top);
        self.pointer.settle(self.rows.len(), usize::from(height));
        let shown = self.rows.iter().enumerate().skip(self.pointer.top).take(usize::from(height));
        for (line, (at, (late, chosen))) in shown.enumerate() {
            let y = top + line as u16;
            let pointed = at == self.pointer.at;
            canvas.text(1, y, if pointed { "▸" } else { " " }, Role::Accent);
            canvas.text(3, y, if *chosen { "[x]" } else { "[ ]" }, Role::Text);
            canvas.text(7, y, &date::format_short(late.entry.day), Role::Text);
            canvas.fit(13, y, 12, &world.kind_short(&late.entry.kind), Role::Text);
            let amount = late.entry.total();
            let amount = if amount.is_zero() { String::new() } else { money::format(amount) };
            let start = canvas.right(width.saturating_sub(1), y, &amount, Role::Text);
            canvas.fit(26, y, start.saturating_sub(27), &world.catalog.headline(&late.entry), Role::Text);
            if pointed {
                canvas.paint_row(y, Role::Selection);
            }
        }
    }
}
