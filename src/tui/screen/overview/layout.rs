//! Where everything of Tổng quan stands: two columns from 76 cells on, one below; a sheet that may be longer than
//! the window.

use super::data::{FundLine, Lacking, MonthLine, Overview, PartLacking, Photos, Want};
use super::{Jump, World};
use crate::domain::Account;
use crate::locale::Value;
use crate::text::money::Dong;
use crate::text::{date, money};
use crate::tui::input::cells;
use crate::tui::theme::Role;

/// From this many cells on there are two columns.
const WIDE: u16 = 76;

/// The eight heights of a bar.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// How many months have cells wide enough for a bar each.
const MONTHS: usize = 12;

/// A piece of text on the sheet.
#[derive(Debug)]
pub(super) struct Piece {
    pub x: u16,
    pub y: u16,
    pub text: String,
    pub role: Role,
}

/// A line that leads somewhere.
#[derive(Debug)]
pub(super) struct Spot {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub jump: Jump,
}

/// Everything in its place; `rows` is how long the sheet is.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub pieces: Vec<Piece>,
    pub spots: Vec<Spot>,
    pub rows: u16,
}

/// What remains until the due day, in words; empty without a due day.
pub fn due_text(world: World<'_>) -> String {
    due_words(world, ["due-in", "due-today", "due-past"])
}

/// The same in few words, for a narrow top line.
pub fn due_briefly(world: World<'_>) -> String {
    due_words(world, ["due-left", "due-today", "due-past"])
}

/// The words for a due day ahead, today, and past. "trước 25/12" names the day behind the last one.
fn due_words(world: World<'_>, [ahead, today, past]: [&str; 3]) -> String {
    let Some(due) = world.catalog.period.as_ref().and_then(|period| period.due) else { return String::new() };
    let left = (due - world.catalog.today).num_days();
    let day = due.succ_opt().unwrap_or(due);
    let key = match left {
        ..0 => past,
        0 => today,
        _ => ahead,
    };
    world.messages.with(
        key,
        &[
            ("day", Value::from(date::format_short(day))),
            ("last", Value::from(date::format_short(due))),
            ("left", Value::from(left.unsigned_abs().to_string())),
        ],
    )
}

pub(super) fn lay_out(
    overview: &Overview,
    (lacking, unfolded): (Option<&Lacking>, bool),
    pointed: Option<&Jump>,
    world: World<'_>,
    (width, height): (u16, u16),
) -> Sheet {
    let mut pen = Pen { sheet: Sheet::default(), world, x: 2, end: width.saturating_sub(1), y: 0 };
    if width < WIDE {
        pen.due();
        pen.lacking(lacking, if unfolded { u16::MAX } else { 4 });
        pen.funds(&overview.funds, false);
        pen.groups(overview);
        pen.months(&overview.months, pointed);
        pen.latest(overview, 4);
    } else {
        let middle = width * 54 / 100;
        pen.end = middle;
        pen.due();
        // What is lacking may take what the groups leave.
        let kept = 3 + u16::try_from(overview.groups.len()).unwrap_or(u16::MAX);
        let room = height.saturating_sub(pen.y).saturating_sub(kept).max(4);
        pen.lacking(lacking, if unfolded { u16::MAX } else { room });
        pen.y += 1;
        pen.groups(overview);
        let left = pen.y;
        (pen.x, pen.end, pen.y) = (middle + 3, width.saturating_sub(1), 0);
        pen.funds(&overview.funds, true);
        pen.y += 1;
        pen.months(&overview.months, pointed);
        pen.y += 1;
        let room = height.saturating_sub(pen.y + 1).clamp(2, 6);
        pen.latest(overview, usize::from(room));
        pen.y = pen.y.max(left);
    }
    pen.sheet.rows = pen.y;
    pen.sheet
}

/// Writes line after line between two edges.
struct Pen<'a> {
    sheet: Sheet,
    world: World<'a>,
    x: u16,
    end: u16,
    y: u16,
}

impl Pen<'_> {
    fn width(&self) -> u16 {
        self.end.saturating_sub(self.x)
    }

    fn put(&mut self, x: u16, text: impl Into<String>, role: Role) {
        self.sheet.pieces.push(Piece { x, y: self.y, text: text.into(), role });
    }

    fn fit(&mut self, text: &str, role: Role) {
        let text = cells::fit(text, usize::from(self.width()));
        self.put(self.x, text, role);
    }

    /// Text that ends at the right edge; answers where it begins.
    fn right(&mut self, text: &str, role: Role) -> u16 {
        let start = self.end.saturating_sub(cells::width(text) as u16);
        self.put(start, text, role);
        start
    }

    fn spot(&mut self, jump: Jump) {
        let (x, y, width) = (self.x, self.y, self.width());
        self.sheet.spots.push(Spot { x, y, width, jump });
    }

    /// A line that leads somewhere.
    fn leads(&mut self, text: &str, role: Role, jump: Jump) {
        self.fit(text, role);
        self.spot(jump);
        self.y += 1;
    }

    fn heading(&mut self, key: &str) {
        let text = self.world.say(key);
        self.fit(&text, Role::Heading);
        self.y += 1;
    }

    fn due(&mut self) {
        let past = self
            .world
            .catalog
            .period
            .as_ref()
            .and_then(|period| period.due)
            .is_some_and(|due| due < self.world.catalog.today);
        let text = due_words(self.world, ["overview-due", "overview-due-today", "overview-due-past"]);
        let text = if text.is_empty() { self.world.say("overview-due-none") } else { text };
        self.leads(&text, if past { Role::Warn } else { Role::Heading }, Jump::Period);
    }

    fn lacking(&mut self, lacking: Option<&Lacking>, room: u16) {
        if self.world.catalog.period.is_none() {
            return;
        }
        let Some(lacking) = lacking else {
            let text = self.world.say("overview-looking");
            self.fit(&text, Role::Muted);
            self.y += 1;
            return;
        };
        let mut lines = self.findings(lacking);
        let complete = lacking.parts.is_empty();
        let key = if complete { "overview-complete" } else { "overview-lacking" };
        let text = self.world.messages.with(key, &[("parts", Value::from(lacking.parts.len().to_string()))]);
        self.leads(&text, if complete { Role::Good } else { Role::Warn }, Jump::Report(None));
        let room = usize::from(room.max(2));
        let more = if lines.len() > room { lines.split_off(room - 1) } else { Vec::new() };
        for (text, role, jump) in lines {
            self.leads(&text, role, jump);
        }
        if let Some((_, role, _)) = more.first() {
            let text =
                self.world.messages.with("overview-more", &[("count", Value::from(more.len().to_string()))]);
            self.leads(&text, *role, Jump::More);
        }
    }

    /// What still has to be done, the pressing things first, each with where it is done.
    fn findings(&self, lacking: &Lacking) -> Vec<(String, Role, Jump)> {
        let say = |key: &str, count: usize, day: Option<crate::domain::Day>| {
            let day = day.map(date::format_short).unwrap_or_default();
            self.world
                .messages
                .with(key, &[("count", Value::from(count.to_string())), ("day", Value::from(day))])
        };
        let mut lines = Vec::new();
        if lacking.late > 0 {
            lines.push((say("overview-late", lacking.late, None), Role::Warn, Jump::Late));
        }
        if let Some((count, day)) = lacking.overdue {
            let text = say("overview-overdue", count, Some(day));
            lines.push((text, Role::Warn, Jump::Plans { overdue: true }));
        }
        lines.extend(
            lacking
                .parts
                .iter()
                .map(|part| (self.part(part), Role::Text, Jump::Report(Some(part.id.clone())))),
        );
        if let Some(photos) = lacking.photos.filter(|photos| !photos.is_enough()) {
            lines.push((self.photos(photos), Role::Text, Jump::Photos));
        }
        if let Some(day) = self.counted_on() {
            let text = say("overview-counted", 0, Some(day));
            lines.push((text, Role::Muted, Jump::Members));
        }
        if let Some((count, day)) = lacking.ahead {
            let text = say("overview-ahead", count, Some(day));
            lines.push((text, Role::Muted, Jump::Plans { overdue: false }));
        }
        lines
    }

    fn part(&self, part: &PartLacking) -> String {
        let key = match part.want {
            Want::Words => "overview-no-words",
            Want::Entries => "overview-no-entries",
            Want::Review => "overview-review",
        };
        let sign = if part.want == Want::Review { "·" } else { "!" };
        let name = format!("{} {}", part.place, part.title);
        let wants = self.world.say(key);
        // What it wants is said whole; a long title gives way.
        let room = usize::from(self.width()).saturating_sub(cells::width(&wants) + 4);
        format!("{sign} {}: {wants}", cells::fit(name.trim(), room))
    }

    fn photos(&self, photos: Photos) -> String {
        let wanted = match (photos.from, photos.to) {
            (Some(from), Some(to)) if from != to => format!("{from}-{to}"),
            (Some(number), _) | (None, Some(number)) => number.to_string(),
            (None, None) => String::new(),
        };
        self.world.messages.with(
            "overview-photos",
            &[("have", Value::from(photos.have.to_string())), ("wanted", Value::from(wanted))],
        )
    }

    /// The head-count day once it has passed: what changes on the roster since then is the next report's.
    fn counted_on(&self) -> Option<crate::domain::Day> {
        let period = self.world.catalog.period.as_ref()?;
        (period.head_count_day < self.world.catalog.today).then_some(period.head_count_day)
    }

    /// Balances; with both accounts beneath where there is room.
    fn funds(&mut self, funds: &[FundLine], roomy: bool) {
        for fund in funds {
            let total = money::format(fund.cash.saturating_add(fund.bank));
            let start = self.right(&total, Role::Heading);
            let name = cells::fit(&fund.name, usize::from(start.saturating_sub(self.x + 1)));
            self.put(self.x, name, Role::Heading);
            let account =
                if fund.cash.is_zero() && !fund.bank.is_zero() { Account::Bank } else { Account::Cash };
            // Only a fund that keeps money in both places says where.
            let apart = roomy && !fund.cash.is_zero() && !fund.bank.is_zero();
            if !apart {
                self.spot(Jump::Fund(fund.id, account));
            }
            self.y += 1;
            if !apart {
                continue;
            }
            for (key, account, amount) in
                [("account-cash", Account::Cash, fund.cash), ("account-bank", Account::Bank, fund.bank)]
            {
                let label = self.world.say(key);
                self.put(self.x + 2, label, Role::Muted);
                self.right(&money::format(amount), Role::Text);
                self.spot(Jump::Fund(fund.id, account));
                self.y += 1;
            }
        }
    }

    fn groups(&mut self, overview: &Overview) {
        if overview.groups.is_empty() {
            return;
        }
        self.heading("overview-groups");
        let most = overview.groups.iter().map(|group| group.entries).max().unwrap_or(0).max(1);
        for group in &overview.groups {
            let known = self.world.catalog.kinds.group(&group.code);
            let label = known.map_or(group.code.as_str(), |g| self.world.messages.pick(&g.label, &g.en));
            self.put(self.x, cells::fit(label, 14), Role::Text);
            let key = if group.visits > 0 { "overview-group-visits" } else { "overview-group" };
            let text = self.world.messages.with(
                key,
                &[
                    ("entries", Value::from(group.entries.to_string())),
                    ("visits", Value::from(money::format(Dong(group.visits.cast_signed())))),
                ],
            );
            let start = self.right(&text, Role::Text);
            let room = u64::from(start.saturating_sub(self.x + 16));
            let bar = (group.entries * room).div_ceil(most).min(room);
            self.put(self.x + 15, "█".repeat(bar as usize), Role::Bar);
            self.spot(Jump::Group(group.code.clone()));
            self.y += 1;
        }
    }

    /// Two rows of bars, entries and money, a cell group for each month; beneath them what the month pointed at says
    /// in figures, else what all say together.
    fn months(&mut self, all: &[MonthLine], pointed: Option<&Jump>) {
        let skipped = all.len().saturating_sub(MONTHS);
        let months = all.get(skipped..).unwrap_or_default();
        if months.is_empty() {
            return;
        }
        self.heading("overview-months");
        let label = 8_u16;
        let wide = (self.width().saturating_sub(label) / months.len() as u16).clamp(2, 5);
        let at = |x: u16, place: usize| x + label + wide * place as u16;
        for (place, month) in months.iter().enumerate() {
            let x = at(self.x, place);
            let name = month.first.format("%m").to_string();
            // In narrow cells only every other month has room for its number.
            if wide > 2 || place % 2 == 0 {
                self.put(x, name, Role::Muted);
            }
            let y = self.y;
            let spot = Spot { x, y, width: wide.min(3) - 1, jump: Jump::Month(month.first) };
            self.sheet.spots.push(spot);
        }
        self.y += 1;
        let bar = usize::from(wide.min(3) - 1);
        let rows: [(&str, Vec<u64>); 2] = [
            ("overview-entries", months.iter().map(|month| month.entries).collect()),
            ("overview-money", months.iter().map(|month| month.amount.0.unsigned_abs()).collect()),
        ];
        for (key, figures) in rows {
            let text = cells::fit(&self.world.say(key), usize::from(label - 1));
            self.put(self.x, text, Role::Muted);
            let most = figures.iter().copied().max().unwrap_or(0).max(1);
            for (place, figure) in figures.into_iter().enumerate() {
                let x = at(self.x, place);
                self.put(x, height_of(figure, most).to_string().repeat(bar), Role::Bar);
            }
            self.y += 1;
        }
        let shown = months.iter().find(|month| pointed == Some(&Jump::Month(month.first)));
        let (title, entries, amount) = match shown {
            Some(month) => (month.first.format("%m/%Y").to_string(), month.entries, month.amount),
            None => (
                self.world.say("overview-period"),
                all.iter().map(|month| month.entries).sum(),
                all.iter().fold(Dong::ZERO, |sum, month| sum.saturating_add(month.amount)),
            ),
        };
        let text = self.world.messages.with(
            "overview-month",
            &[
                ("title", Value::from(title)),
                ("entries", Value::from(entries.to_string())),
                ("amount", Value::from(money::format(amount))),
            ],
        );
        self.fit(&text, Role::Text);
        self.y += 1;
    }

    fn latest(&mut self, overview: &Overview, room: usize) {
        if overview.latest.is_empty() {
            return;
        }
        self.heading("overview-latest");
        for row in overview.latest.iter().take(room) {
            let kind = self.world.kind_short(&row.kind);
            let text = format!("{} {kind} {}", date::format_short(row.day), self.world.catalog.headline(row));
            self.leads(&text, Role::Text, Jump::Entry(Box::new(row.clone())));
        }
    }
}

/// The height of a bar: what is not nothing is seen, and only the most is full.
fn height_of(figure: u64, most: u64) -> char {
    if figure == 0 {
        return ' ';
    }
    let level = (u128::from(figure) * HEIGHTS.len() as u128).div_ceil(u128::from(most.max(1)));
    let level = usize::try_from(level).unwrap_or(HEIGHTS.len()).clamp(1, HEIGHTS.len());
    HEIGHTS.get(level - 1).copied().unwrap_or('█')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_is_seen_and_only_the_most_is_full() {
        assert_eq!(height_of(0, 100), ' ');
        assert_eq!(height_of(1, 1_000_000), '▁');
        assert_eq!(height_of(99, 100), '█');
        assert_eq!(height_of(50, 100), '▄');
        assert_eq!(height_of(u64::MAX, u64::MAX), '█');
        assert_eq!(height_of(87, 100), '▇');
    }
}
