//! Tổng quan: what is due, what the report lacks, what there is; every line leads to where it is done or seen.
//!
//! `data` is what the screen shows, `layout` where it stands; here is the pointer that walks the lines.

pub mod data;
mod layout;

pub use data::{FundLine, GroupLine, Lacking, MonthLine, Overview, PartLacking, Photos, Want};
pub use layout::{due_briefly, due_text};

use super::World;
use crate::domain::{Account, Activity, Day, Fund, Id, Stored};
use crate::tui::effect::Generation;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;
use layout::{Sheet, Spot};

/// Where a line leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Jump {
    /// The form of the period: its days and its letter.
    Period,
    /// The same, at how many photos the letter asks for.
    Photos,
    /// A section of the report, by its id in the outline; none: the report's beginning.
    Report(Option<String>),
    /// The log: planned entries whose day has passed, or those still ahead.
    Plans {
        /// True: past their day.
        overdue: bool,
    },
    /// Nowhere else: the rest of what is lacking is shown here.
    More,
    /// The entries that came behind a report.
    Late,
    /// The roster.
    Members,
    /// The log: one group's done entries of the period.
    Group(String),
    /// The log: a month, by its first day.
    Month(Day),
    /// A fund's book.
    Fund(Id<Fund>, Account),
    /// An entry.
    Entry(Box<Stored<Activity>>),
}

/// The screen's state.
#[derive(Debug, Default)]
pub struct OverviewScreen {
    /// What is there.
    pub overview: Overview,
    /// What the report lacks; none: not looked at yet.
    pub lacking: Option<Lacking>,
    /// Which answer is wanted.
    pub generation: Generation,
    /// Everything that is lacking is shown, however long the sheet becomes.
    unfolded: bool,
    at: usize,
    top: u16,
    spots: Vec<Spot>,
}

impl OverviewScreen {
    /// Where the line under the pointer leads.
    pub fn current(&self) -> Option<&Jump> {
        self.spots.get(self.at).map(|spot| &spot.jump)
    }

    /// Shows all that is lacking from now on.
    pub const fn unfold(&mut self) {
        self.unfolded = true;
    }

    /// One line up or down: the nearest one above or below, else the one before or behind in reading order.
    pub fn step(&mut self, step: isize) {
        let Some(now) = self.spots.get(self.at) else { return };
        if step.unsigned_abs() > 1 {
            self.at = if step < 0 { 0 } else { self.spots.len().saturating_sub(1) };
            return;
        }
        let down = step > 0;
        let beneath = |spot: &Spot| if down { spot.y > now.y } else { spot.y < now.y };
        let found = self
            .spots
            .iter()
            .enumerate()
            .filter(|(_, spot)| beneath(spot) && spot.x < now.x + now.width && now.x < spot.x + spot.width)
            .min_by_key(|(_, spot)| (spot.y.abs_diff(now.y), spot.x.abs_diff(now.x)))
            .map(|(at, _)| at);
        let beside = self.at.saturating_add_signed(step).min(self.spots.len().saturating_sub(1));
        self.at = found.unwrap_or(beside);
    }

    /// To the line that stands to the left or right, as level as can be.
    pub fn aside(&mut self, right: bool) {
        let Some(now) = self.spots.get(self.at) else { return };
        let beyond = |spot: &Spot| {
            if right { spot.x >= now.x + now.width } else { spot.x + spot.width <= now.x }
        };
        let found = self
            .spots
            .iter()
            .enumerate()
            .filter(|(_, spot)| beyond(spot))
            .min_by_key(|(_, spot)| (spot.y.abs_diff(now.y), spot.x.abs_diff(now.x)));
        if let Some((at, _)) = found {
            self.at = at;
        }
    }

    /// Draws the screen, scrolled so far that the line under the pointer is seen.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        let (width, height) = (canvas.width(), canvas.height());
        let pointed = self.current().cloned();
        let lacking = (self.lacking.as_ref(), self.unfolded);
        let Sheet { pieces, spots, rows } =
            layout::lay_out(&self.overview, lacking, pointed.as_ref(), world, (width, height));
        self.spots = spots;
        // The pointer stays on what it was on while lines come and go above it.
        self.at = pointed
            .and_then(|jump| self.spots.iter().position(|spot| spot.jump == jump))
            .unwrap_or(self.at)
            .min(self.spots.len().saturating_sub(1));
        if let Some(spot) = self.spots.get(self.at) {
            // What stands above the first line is seen with it.
            let wanted = if self.at == 0 { 0 } else { spot.y };
            self.top = self.top.min(wanted.saturating_sub(1)).max((spot.y + 2).saturating_sub(height));
        }
        self.top = self.top.min(rows.saturating_sub(height));
        for piece in &pieces {
            if let Some(y) = piece.y.checked_sub(self.top).filter(|y| *y < height) {
                canvas.text(piece.x, y, &piece.text, piece.role);
            }
        }
        if let Some(spot) = self.spots.get(self.at)
            && let Some(y) = spot.y.checked_sub(self.top).filter(|y| *y < height)
        {
            canvas.text(spot.x.saturating_sub(1), y, "▸", Role::Accent);
            canvas.paint(spot.x, y, spot.width, Role::Selection);
        }
        if self.top + height < rows {
            canvas.text(width.saturating_sub(1), height.saturating_sub(1), "↓", Role::Muted);
        }
        if self.top > 0 {
            canvas.text(width.saturating_sub(1), 0, "↑", Role::Muted);
        }
    }
}
