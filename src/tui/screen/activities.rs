//! Hoạt động: the log, newest first, with what the pointer is on beside it.

use ratatui::layout::Position;

use super::feeds::Feeds;
use super::{World, detail};
use crate::domain::filter::Selection;
use crate::domain::{Activity, ActivityFilter, Catalog, Day, Id, Moment, State, Stored, Voucher, plan};
use crate::locale::Value;
use crate::store::Totals;
use crate::text::money::Dong;
use crate::text::{date, money};
use crate::tui::effect::{Effect, Generation, Query};
use crate::tui::input::{TextInput, cells};
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// Three screens of the tallest usual terminal: more rows are never held.
const REACH: usize = 60;

/// Which entries by their state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// All of the period.
    Any,
    /// Planned.
    Planned,
    /// Planned for a day before today, of any period.
    Overdue,
    /// Done.
    Done,
    /// Cancelled.
    Cancelled,
}

impl Standing {
    /// All, as offered.
    pub const ALL: [Self; 5] = [Self::Any, Self::Planned, Self::Overdue, Self::Done, Self::Cancelled];

    /// The message that says it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Any => "filter-all",
            Self::Planned => "state-planned",
            Self::Overdue => "state-overdue",
            Self::Done => "state-done",
            Self::Cancelled => "state-cancelled",
        }
    }

    /// The state it selects.
    const fn state(self) -> Option<State> {
        match self {
            Self::Any => None,
            Self::Planned | Self::Overdue => Some(State::Planned),
            Self::Done => Some(State::Done),
            Self::Cancelled => Some(State::Cancelled),
        }
    }
}

/// What the detail needs beside the entry.
#[derive(Debug, Clone, Default)]
pub struct Detail {
    /// Which entry it belongs to.
    pub id: Option<Id<Activity>>,
    /// Its vouchers.
    pub vouchers: Vec<Stored<Voucher>>,
    /// When and by whom it was written last.
    pub written: Option<(Moment, String)>,
    /// How many photos it has.
    pub photos: usize,
}

/// The screen's state.
#[derive(Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "what is searched, overdue and beyond either end are told apart"
)]
pub struct Activities {
    /// What is shown.
    pub filter: ActivityFilter,
    /// The search field.
    pub search: TextInput,
    /// The search field has the focus.
    pub searching: bool,
    overdue: bool,
    rows: Vec<Stored<Activity>>,
    at: usize,
    top: usize,
    more_before: bool,
    more_behind: bool,
    totals: Option<Totals>,
    detail: Detail,
    generation: Generation,
    totals_generation: Generation,
}

impl Activities {
    /// The entry under the pointer.
    pub fn current(&self) -> Option<&Stored<Activity>> {
        self.rows.get(self.at)
    }

    /// The filter with the searched words.
    fn wanted(&self) -> ActivityFilter {
        let mut filter = self.filter.clone();
        filter.text = self.search.normalised();
        filter
    }

    /// What is selected now.
    pub fn selection(&self, catalog: &Catalog) -> Selection {
        self.wanted().compile(catalog)
    }

    /// True when something narrows the list beyond the period.
    pub fn is_narrowed(&self) -> bool {
        let filter = &self.filter;
        !self.search.is_empty()
            || !filter.kinds.is_empty()
            || filter.group.is_some()
            || filter.member.is_some()
            || filter.state.is_some()
            || filter.deleted
    }

    /// Opens on the working period.
    pub fn open_on(&mut self, catalog: &Catalog) {
        self.filter = ActivityFilter::default();
        self.search = TextInput::line();
        self.searching = false;
        self.overdue = false;
        if let Some(period) = &catalog.period {
            self.filter.from = Some(period.activities.0);
            self.filter.to = Some(period.activities.1.max(catalog.today));
        }
    }

    /// Narrows the list to entries that stand like this; plans also beyond the period's end, plans past their day of
    /// every period.
    pub fn narrow_to(&mut self, standing: Standing, catalog: &Catalog) {
        if self.overdue || standing == Standing::Overdue {
            self.open_on(catalog);
        }
        // What is planned lies ahead: a Tết in February is planned in the first semester.
        let end = catalog.period.as_ref().map(|period| period.activities.1.max(catalog.today));
        if standing == Standing::Planned {
            self.filter.to = self.filter.to.filter(|to| Some(*to) != end);
        } else if self.filter.state == Some(State::Planned) {
            self.filter.to = self.filter.to.or(end);
        }
        self.filter.state = standing.state();
        self.overdue = standing == Standing::Overdue;
        if self.overdue {
            self.filter.from = None;
            self.filter.to = catalog.today.pred_opt();
        }
    }

    /// Reads the list again, the pointer on the same entry if it is still there.
    pub fn reload(&mut self, catalog: &Catalog, next: &mut Generation) -> Vec<Effect> {
        let around = self.current().map(|row| (row.day, row.id));
        self.load(catalog, next, around)
    }

    /// Reads the list from its top.
    pub fn reload_from_top(&mut self, catalog: &Catalog, next: &mut Generation) -> Vec<Effect> {
        self.at = 0;
        self.top = 0;
        self.load(catalog, next, None)
    }

    /// Reads the list with the pointer on this entry.
    pub fn show(
        &mut self,
        entry: &Stored<Activity>,
        catalog: &Catalog,
        next: &mut Generation,
    ) -> Vec<Effect> {
        self.load(catalog, next, Some((entry.day, entry.id)))
    }

    fn load(
        &mut self,
        catalog: &Catalog,
        next: &mut Generation,
        around: Option<(Day, Id<Activity>)>,
    ) -> Vec<Effect> {
        let selection = self.selection(catalog);
        // What is planned or cancelled counts nowhere, unless it is what one asked for.
        let mut counted = selection.clone();
        if !counted.deleted {
            counted.state = counted.state.or(Some(State::Done));
        }
        *next += 1;
        self.generation = *next;
        *next += 1;
        self.totals_generation = *next;
        vec![
            Effect::Load(self.generation, Query::Activities { selection, around, reach: REACH }),
            Effect::LoadLater(self.totals_generation, Query::Totals(counted)),
        ]
    }

    /// Takes a window of the log.
    pub fn loaded(
        &mut self,
        generation: Generation,
        rows: Vec<Stored<Activity>>,
        at: usize,
        more: (bool, bool),
    ) -> bool {
        if generation != self.generation {
            return false;
        }
        let offset = self.at.saturating_sub(self.top);
        self.rows = rows;
        self.at = at.min(self.rows.len().saturating_sub(1));
        // Never at the very edge, so that what an undo brings back above the pointer is seen.
        self.top = self.at.saturating_sub(offset.max(2));
        (self.more_before, self.more_behind) = more;
        true
    }

    /// Takes the totals.
    pub fn totalled(&mut self, generation: Generation, totals: Totals) {
        if generation == self.totals_generation {
            self.totals = Some(totals);
        }
    }

    /// Takes what belongs to the entry under the pointer.
    pub fn detailed(&mut self, detail: Detail) {
        if self.current().map(|row| row.id) == detail.id {
            self.detail = detail;
        }
    }

    /// Asks for what the detail shows, after drawing.
    pub fn want_detail(&self) -> Vec<Effect> {
        match self.current() {
            Some(row) if self.detail.id != Some(row.id) => {
                vec![Effect::LoadLater(0, Query::Detail(row.id))]
            }
            _ => Vec::new(),
        }
    }

    /// Forgets the detail, after a change of the book.
    pub fn forget_detail(&mut self) {
        self.detail = Detail::default();
    }

    /// Moves the pointer; near an end of the window the next one is read.
    pub fn step(&mut self, step: isize, catalog: &Catalog, next: &mut Generation) -> Vec<Effect> {
        let len = self.rows.len();
        self.at = self.at.saturating_add_signed(step).min(len.saturating_sub(1));
        let near_top = self.at < REACH / 4 && self.more_before;
        let near_end = self.at + REACH / 4 >= len && self.more_behind;
        if near_top || near_end { self.reload(catalog, next) } else { self.want_detail() }
    }

    /// To the oldest entry of the selection.
    pub fn to_last(&mut self, catalog: &Catalog, next: &mut Generation) -> Vec<Effect> {
        let oldest = (Day::MIN, Id::from_uuid(uuid::Uuid::nil()));
        self.load(catalog, next, Some(oldest))
    }

    /// Draws list and detail.
    pub fn draw(
        &mut self,
        canvas: &mut Canvas<'_>,
        world: World<'_>,
        feeds: Option<&Feeds>,
    ) -> Option<Position> {
        let caret = self.draw_head(canvas, world);
        let width = canvas.width();
        let list_width = if width >= 76 { (width * 55 / 100).max(44) } else { width };
        let height = canvas.height().saturating_sub(1);
        {
            let mut list = canvas.part(0, 1, list_width, height);
            self.draw_list(&mut list, world);
        }
        if list_width < width {
            canvas.wall(list_width, 1, 1 + height);
            let mut side = canvas.part(list_width + 2, 1, width - list_width - 2, height);
            if let Some(row) = self.rows.get(self.at) {
                let extra = (self.detail.id == Some(row.id)).then_some(&self.detail);
                let line = feeds.and_then(|feeds| feeds.of_entry(row.id));
                detail::draw(&mut side, world, row, extra, line);
            }
        }
        caret
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        let width = canvas.width();
        let totals = self.totals.as_ref().map_or_else(String::new, |totals| {
            // Head counts name nobody: "0 lượt" beside a gift to 58 would read as nobody visited.
            let key = match totals.visits {
                // Above plans alone "0 mục" would deny what stands below.
                0 if totals.entries == 0 && self.filter.state.is_none() && !self.rows.is_empty() => {
                    "activities-totals-none-done"
                }
                0 => "activities-totals-bare",
                _ => "activities-totals",
            };
            world.messages.with(
                key,
                &[
                    ("entries", Value::from(totals.entries.to_string())),
                    ("visits", Value::from(money::format(Dong(totals.visits as i64)))),
                    ("amount", Value::from(money::format(totals.amount))),
                ],
            )
        });
        let start = canvas.right(width.saturating_sub(1), 0, &totals, Role::Muted);
        let narrowed = self.narrowed_by(world);
        let searched = self.searching || !self.search.is_empty();
        let mut x = 1;
        let mut caret = None;
        if searched || narrowed.is_empty() {
            x = canvas.text(x, 0, &world.say("activities-search"), Role::Muted) + 1;
            let room = 20.min(start.saturating_sub(x + 1));
            let view = self.search.view(room, 1);
            let line = view.lines.first().map_or("", String::as_str);
            canvas.text(x, 0, line, Role::Text);
            let area = canvas.area();
            caret = self.searching.then(|| Position::new(area.x + x + view.caret.0, area.y));
            x += cells::width(line) as u16 + 2;
        }
        canvas.fit(x, 0, start.saturating_sub(x + 1), &narrowed, Role::Accent);
        caret
    }

    /// What narrows the list, in words.
    fn narrowed_by(&self, world: World<'_>) -> String {
        let filter = &self.filter;
        let mut parts = Vec::new();
        if filter.deleted {
            parts.push(world.say("activities-deleted"));
        }
        if let Some(state) = filter.state {
            parts.push(world.say(if self.overdue { "state-overdue" } else { detail::state_key(state) }));
        }
        let group = filter.group.as_ref().and_then(|code| world.catalog.kinds.group(code));
        parts.extend(group.map(|group| world.messages.pick(&group.label, &group.en).to_owned()));
        parts.extend(filter.kinds.iter().map(|kind| world.kind_label(kind)));
        if let Some(member) = filter.member.and_then(|id| world.catalog.member(id)) {
            parts.push(member.short_name_on(world.catalog.today).to_owned());
        }
        let period = world.catalog.period.as_ref().map(|period| period.activities.0);
        // Beginning earlier than the period is no narrowing, and without an end it is no month.
        if filter.from > period
            && filter.to.is_some()
            && let Some(from) = filter.from
        {
            parts.push(from.format("%m/%Y").to_string());
        }
        if parts.is_empty() {
            return String::new();
        }
        world.messages.with("activities-filter", &[("by", Value::from(parts.join(" · ")))])
    }

    /// Draws the rows with a heading at each month. Headings take rows too, so the window is settled
    /// against what is really drawn.
    fn draw_list(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        let height = usize::from(canvas.height());
        if self.rows.is_empty() {
            let key = match self.is_narrowed() {
                true if self.filter.deleted && self.search.is_empty() => "activities-none-deleted",
                true => "activities-none-found",
                false => "activities-none",
            };
            let width = canvas.width().saturating_sub(4);
            canvas.paragraph(2, 1, width, 4, &world.say(key), Role::Muted);
            return;
        }
        self.top = self.top.min(self.at);
        while self.lines_between(self.top, self.at) > height {
            self.top += 1;
        }
        let mut y = 0;
        let mut month = None;
        for (index, row) in self.rows.iter().enumerate().skip(self.top) {
            let this_month = row.day.format("%m/%Y").to_string();
            if month.as_ref() != Some(&this_month) {
                if y + 1 >= height {
                    break;
                }
                let label = world.messages.with("month", &[("month", Value::from(this_month.clone()))]);
                canvas.text(1, y as u16, &label, Role::Heading);
                month = Some(this_month);
                y += 1;
            }
            if y >= height {
                break;
            }
            draw_row(canvas, y as u16, row, index == self.at, world);
            y += 1;
        }
    }

    /// Rows that the entries from `top` to `at` take, headings included.
    fn lines_between(&self, top: usize, at: usize) -> usize {
        let mut lines = 0;
        let mut month = None;
        for row in self.rows.iter().take(at + 1).skip(top) {
            let this = (chrono::Datelike::year(&row.day), chrono::Datelike::month(&row.day));
            lines += 1 + usize::from(month != Some(this));
            month = Some(this);
        }
        lines
    }
}

fn draw_row(canvas: &mut Canvas<'_>, y: u16, row: &Stored<Activity>, selected: bool, world: World<'_>) {
    let width = canvas.width();
    canvas.text(1, y, if selected { "▸" } else { " " }, Role::Accent);
    canvas.text(3, y, &date::format_short(row.day), Role::Text);
    let sign = match row.state {
        State::Planned if plan::is_overdue(row, world.catalog.today) => "!",
        State::Planned => "·",
        State::Cancelled => "×",
        State::Done => " ",
    };
    canvas.text(8, y, sign, Role::Warn);
    canvas.fit(9, y, 12, &world.kind_short(&row.kind), Role::Text);
    let amount = short_figure(row);
    let start = canvas.right(width.saturating_sub(1), y, &amount, Role::Text);
    canvas.fit(22, y, start.saturating_sub(23), &world.catalog.headline(row), Role::Text);
    if selected {
        canvas.paint_row(y, Role::Selection);
    } else if row.state == State::Cancelled || row.is_deleted() {
        canvas.paint_row(y, Role::Muted);
    }
}

/// The right-hand figure of a row: its money in brief, so that the headline has room, else its head count.
fn short_figure(row: &Activity) -> String {
    let total = row.total();
    if total.0 > 0 {
        return brief(total);
    }
    row.head_count.as_ref().and_then(|count| count.count).map_or_else(String::new, |count| count.to_string())
}

/// An amount as one writes it in a line: "500k", "3tr", "1tr2"; in full where that would hide a part of it.
fn brief(amount: Dong) -> String {
    let (millions, rest) = (amount.0 / 1_000_000, amount.0 % 1_000_000);
    if amount.0 < 1_000 || rest % 1_000 != 0 {
        return money::format(amount);
    }
    match (millions, rest / 1_000) {
        (0, thousands) => format!("{thousands}k"),
        (_, 0) => format!("{}tr", money::format(Dong(millions))),
        (_, thousands) => {
            let tail = format!("{thousands:03}");
            format!("{}tr{}", money::format(Dong(millions)), tail.trim_end_matches('0'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_amount_reads_back_as_the_whole_one() {
        for (amount, text) in [
            (500_000, "500k"),
            (3_000_000, "3tr"),
            (1_200_000, "1tr2"),
            (9_250_000, "9tr25"),
            (2_005_000, "2tr005"),
            (40_000_000, "40tr"),
            (12_345_678, "12.345.678"),
            (999, "999"),
        ] {
            assert_eq!(brief(Dong(amount)), text);
            if amount > 1_000 {
                assert_eq!(money::parse(text), Ok(Dong(amount)), "{text}");
            }
        }
    }
}
