//! The Tết budget (dự trù chăm lo Tết) over the log: one lunar year's plans as a table with its sum.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::plan::{self, TetRow};
use crate::domain::{Activity, Catalog, Stored};
use crate::locale::Value;
use crate::text::{lunar, money};
use crate::tui::action::plain_letter;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

/// Cells of the columns of figures: số lượng, mức, thành tiền.
const FIGURES: [u16; 3] = [6, 12, 14];

/// The plans that were read and the year shown.
#[derive(Debug)]
pub struct TetLayer {
    entries: Vec<Stored<Activity>>,
    year: i32,
    rows: Rows,
}

/// What a key did.
#[derive(Debug)]
pub enum TetDone {
    /// Still open.
    Open,
    /// Left.
    Left,
    /// This entry is to be opened.
    Entry(Box<Stored<Activity>>),
    /// One more plan for the Tết of this year.
    Add(i32),
}

impl TetLayer {
    /// The budget of a year out of all Tết plans.
    pub fn new(entries: Vec<Stored<Activity>>, year: i32) -> Self {
        Self { entries, year, rows: Rows::default() }
    }

    /// The Gregorian year that the lunar year begins in.
    pub const fn year(&self) -> i32 {
        self.year
    }

    fn budget(&self, catalog: &Catalog) -> Vec<TetRow<'_>> {
        plan::tet_budget(&self.entries, self.year, catalog)
    }

    /// Takes a key: arrows move and turn the years, Enter opens, `n` plans one more, Esc leaves.
    pub fn key(&mut self, key: KeyEvent, catalog: &Catalog) -> TetDone {
        let rows = self.budget(catalog);
        let len = rows.len();
        match plain_letter(key).code {
            KeyCode::Esc => return TetDone::Left,
            KeyCode::Char('n') => return TetDone::Add(self.year),
            KeyCode::Enter => {
                if let Some(row) = rows.get(self.rows.at) {
                    return TetDone::Entry(Box::new(row.entry.clone()));
                }
            }
            KeyCode::Left | KeyCode::Char('[') => self.turn(-1),
            KeyCode::Right | KeyCode::Char(']') => self.turn(1),
            KeyCode::Up => self.rows.step(-1, len),
            KeyCode::Down => self.rows.step(1, len),
            KeyCode::PageUp => self.rows.step(-10, len),
            KeyCode::PageDown => self.rows.step(10, len),
            _ => {}
        }
        TetDone::Open
    }

    fn turn(&mut self, step: i32) {
        self.year =
            (self.year + step).clamp(*crate::text::date::YEARS.start(), *crate::text::date::YEARS.end());
        self.rows = Rows::default();
    }

    /// Draws the table.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        canvas.clear();
        let width = canvas.width();
        let year = Value::from(self.year.to_string());
        let name = Value::from(lunar::year_name(self.year));
        let title = world.messages.with("tet-title", &[("name", name), ("year", year)]);
        canvas.fit(1, 0, width.saturating_sub(2), &title, Role::Heading);
        canvas.rule(1);
        let ends = Self::ends(width);
        let room = ends[0].saturating_sub(FIGURES[0] + 4);
        canvas.fit(3, 2, room, &world.say("tet-content"), Role::Label);
        for (end, key) in ends.into_iter().zip(["tet-quantity", "tet-rate", "tet-amount"]) {
            canvas.right(end, 2, &world.say(key), Role::Label);
        }
        let mut rows = self.rows;
        let budget = self.budget(world.catalog);
        let height = canvas.height();
        let shown = usize::from(height.saturating_sub(7));
        rows.settle(budget.len(), shown);
        if budget.is_empty() {
            canvas.paragraph(3, 4, width.saturating_sub(6), 4, &world.say("tet-none"), Role::Muted);
        }
        for (line, row) in budget.iter().enumerate().skip(rows.top).take(shown) {
            let y = 3 + (line - rows.top) as u16;
            let selected = line == rows.at;
            canvas.text(1, y, if selected { "▸" } else { " " }, Role::Accent);
            // A sign as well as a colour: done, or past its day.
            let sign = match row.spent {
                Some(_) => "✓ ",
                None if plan::is_overdue(row.entry, world.catalog.today) => "! ",
                None => "",
            };
            let kind = world.kind_short(&row.entry.kind);
            let parts: Vec<&str> =
                [kind.as_str(), row.content.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
            canvas.fit(3, y, room, &format!("{sign}{}", parts.join(", ")), Role::Text);
            let quantity = row.plan.quantity.map(|n| n.to_string()).unwrap_or_default();
            let rate = row.plan.rate.map(money::format).unwrap_or_default();
            for (end, text) in ends.into_iter().zip([quantity, rate, money::format(row.plan.amount)]) {
                canvas.right(end, y, &text, Role::Text);
            }
            if selected {
                canvas.paint_row(y, Role::Selection);
            }
        }
        let foot = height.saturating_sub(3);
        canvas.rule(foot);
        let total = plan::tet_total(&budget);
        canvas.fit(3, foot + 1, room, &world.say("tet-total"), Role::Heading);
        canvas.right(ends[2], foot + 1, &money::format(total), Role::Heading);
        let spent: i64 =
            budget.iter().filter_map(|row| row.spent).fold(0, |sum, one| sum.saturating_add(one.0));
        if budget.iter().any(|row| row.spent.is_some()) {
            canvas.fit(3, foot + 2, room, &world.say("tet-spent"), Role::Muted);
            canvas.right(ends[2], foot + 2, &money::format(money::Dong(spent)), Role::Muted);
        }
        drop(budget);
        self.rows = rows;
    }

    /// The right ends of the columns of figures.
    fn ends(width: u16) -> [u16; 3] {
        let last = width.saturating_sub(1);
        let middle = last.saturating_sub(FIGURES[2]);
        [middle.saturating_sub(FIGURES[1]), middle, last]
    }
}
