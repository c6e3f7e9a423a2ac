//! The table of a new school year on the screen.

use ratatui::layout::Position;

use super::{Column, Line, NewYearLayer, PERIOD_FIELDS, Row, Step};
use crate::domain::{Day, FactKind};
use crate::locale::{Language, Value};
use crate::text::{date, money};
use crate::tui::form::year::{fates, label_of, positions};
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

/// Where a row's name begins.
const NAME_AT: u16 = 4;
/// Rows above the table: title, rule, heads.
const HEAD: u16 = 3;
/// Rows below it: what is said about the focus.
const FOOT: u16 = 2;

/// Where a column stands and how wide it is.
struct Place {
    column: Column,
    x: u16,
    width: u16,
}

impl NewYearLayer {
    /// Draws the step shown; returns where the caret stands.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        canvas.clear();
        let width = canvas.width();
        let years = format!("{}-{}", self.year, self.year + 1);
        let title = world.messages.with("year-title", &[("years", Value::from(years))]);
        let end = canvas.text(1, 0, &title, Role::Title);
        self.draw_steps(canvas, world, end + 2);
        canvas.rule(1);
        let height = canvas.height().saturating_sub(HEAD + FOOT);
        let mut rows = Rows { at: self.line, top: self.top };
        rows.settle(self.lines(), usize::from(height));
        self.top = rows.top;
        match self.step {
            Step::Members => self.draw_members(canvas, world, height),
            Step::Periods => self.draw_periods(canvas, world),
            Step::Review => {
                self.draw_review(canvas, world, width);
                None
            }
        }
    }

    /// The three steps at the right of the title, the present one marked.
    fn draw_steps(&self, canvas: &mut Canvas<'_>, world: World<'_>, from: u16) {
        let steps = [
            (Step::Members, "year-step-members"),
            (Step::Periods, "year-step-periods"),
            (Step::Review, "year-step-review"),
        ];
        let names: Vec<(Step, String)> = steps.iter().map(|(step, key)| (*step, world.say(key))).collect();
        let letters: usize = names.iter().map(|(_, name)| crate::tui::input::cells::width(name) + 2).sum();
        let mut x = canvas.width().saturating_sub(letters as u16).max(from);
        for (step, name) in names {
            let role = if step == self.step { Role::Accent } else { Role::Muted };
            x = canvas.text(x, 0, &name, role) + 2;
        }
    }

    fn columns(&self, width: u16) -> Vec<Place> {
        let wide = width >= 76;
        // Where not all fit, one of the last three is shown whole: the one that one is in, else the class.
        let last = match Column::ALL.get(self.column) {
            Some(Column::Position) => Column::Position,
            Some(Column::Team) => Column::Team,
            _ => Column::Duty,
        };
        let narrow = [Column::Fate, Column::Name, last];
        let name = if wide { 21 } else { 17 };
        let mut x = NAME_AT + name + 1;
        let mut places = Vec::new();
        for column in Column::ALL {
            if !wide && !narrow.contains(&column) {
                continue;
            }
            let cells = match column {
                Column::Fate => 9,
                Column::Name => 10,
                Column::Duty if wide => 15,
                Column::Position if wide => 9,
                Column::Duty | Column::Position | Column::Team => width.saturating_sub(x + 1),
            };
            places.push(Place { column, x, width: cells });
            x += cells + 1;
        }
        places
    }

    fn draw_members(&self, canvas: &mut Canvas<'_>, world: World<'_>, height: u16) -> Option<Position> {
        let width = canvas.width();
        let places = self.columns(width);
        let from = self.first_day(world.catalog).unwrap_or(world.catalog.today);
        canvas.fit(NAME_AT, 2, 20, &world.say("member-full_name"), Role::Label);
        for place in &places {
            let key = match place.column.fact() {
                Some(kind) => format!("year-column-{}", kind.name()),
                None => "year-column-fate".to_owned(),
            };
            canvas.fit(place.x, 2, place.width, &world.say(&key), Role::Label);
        }
        let mut caret = None;
        for line in self.top..self.lines().min(self.top + usize::from(height)) {
            let y = HEAD + (line - self.top) as u16;
            let focused = line == self.line;
            if let Some(at) = self.draw_line(canvas, world, line, y, &places, from)
                && focused
            {
                caret = Some(at);
            }
            if focused {
                canvas.text(1, y, "▸", Role::Accent);
            }
        }
        self.draw_foot(canvas, world, from);
        caret
    }

    /// One line of the members' step; where the caret would stand in it.
    fn draw_line(
        &self,
        canvas: &mut Canvas<'_>,
        world: World<'_>,
        line: usize,
        y: u16,
        places: &[Place],
        from: Day,
    ) -> Option<Position> {
        let width = canvas.width();
        let area = canvas.area();
        let focused = line == self.line;
        if line == 0 {
            let x = canvas.text(NAME_AT, y, &world.say("year-from"), Role::Heading) + 1;
            return Some(self.draw_cell(canvas, (x, y, 12), &self.from, focused, Role::Text));
        }
        if let Some(row) = self.row_at(line) {
            let sign = if self.problem_at(line).is_some() {
                ("!", Role::Warn)
            } else if self.changes(row, from) {
                ("*", Role::Accent)
            } else if row.seen {
                ("✓", Role::Good)
            } else {
                (" ", Role::Muted)
            };
            canvas.text(2, y, sign.0, sign.1);
            let name_role = if row.reason.is_empty() { Role::Text } else { Role::Muted };
            let room = places.first().map_or(20, |place| place.x.saturating_sub(NAME_AT + 1));
            canvas.fit(NAME_AT, y, room, &row.member.full_name, name_role);
            let mut caret = None;
            for place in places {
                let leaves = !row.reason.is_empty();
                if leaves && !matches!(place.column, Column::Fate | Column::Name) {
                    continue;
                }
                let text = self.shown(row, place.column, from, world);
                let on = focused && Column::ALL.get(self.column) == Some(&place.column);
                let role = if self.is_new(row, place.column, from) { Role::Heading } else { Role::Muted };
                let at = self.draw_cell(canvas, (place.x, y, place.width), &text, on, role);
                if on {
                    caret = Some(at);
                }
            }
            return caret.or_else(|| focused.then(|| Position::new(area.x + 1, area.y + y)));
        }
        let tail = self.line_at(line);
        let (text, role) = if let Line::Newcomer(at) = tail {
            let sign = if self.problem_at(line).is_some() { ("!", Role::Warn) } else { ("+", Role::Good) };
            canvas.text(2, y, sign.0, sign.1);
            let text = self.newcomers.get(at).map_or_else(String::new, |one| {
                let facts = [FactKind::ShortName, FactKind::Duty, FactKind::Team];
                let facts = facts.map(|kind| {
                    one.member
                        .facts
                        .iter()
                        .rev()
                        .find(|fact| fact.kind == kind)
                        .map_or("", |fact| &fact.value)
                });
                let parts = std::iter::once(one.member.full_name.as_str()).chain(facts);
                parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
            });
            (text, Role::Text)
        } else {
            let key = match tail {
                Line::File => "year-add-file",
                Line::Add => "year-add",
                _ => "year-next-periods",
            };
            (world.say(key), Role::Muted)
        };
        let role = if focused { Role::Selection } else { role };
        canvas.fit(NAME_AT, y, width.saturating_sub(NAME_AT + 1), &text, role);
        Some(Position::new(area.x + NAME_AT, area.y + y))
    }

    /// A cell with what stands in it, or what is being typed; where its caret stands.
    fn draw_cell(
        &self,
        canvas: &mut Canvas<'_>,
        (x, y, width): (u16, u16, u16),
        text: &str,
        focused: bool,
        role: Role,
    ) -> Position {
        let area = canvas.area();
        if let Some(input) = self.input.as_ref().filter(|_| focused) {
            let view = input.view(width, 1);
            canvas.text(x, y, view.lines.first().map_or("", String::as_str), Role::Text);
            canvas.paint(x, y, width, Role::Selection);
            return Position::new(area.x + x + view.caret.0, area.y + y);
        }
        canvas.fit(x, y, width, text, role);
        if focused {
            canvas.paint(x, y, width, Role::Selection);
        }
        Position::new(area.x + x, area.y + y)
    }

    /// The text of a member's cell in the interface's language.
    fn shown(&self, row: &Row, column: Column, from: Day, world: World<'_>) -> String {
        let text = self.cell(row, column, from);
        match column {
            Column::Fate => label_of(&fates(world.catalog), text, world.messages),
            // Labels of positions begin alike and are long: the list's first other word for it is the short one.
            Column::Position if !text.is_empty() => {
                let list = &world.catalog.kinds.roster.position;
                let short =
                    list.iter().find(|entry| entry.code == text).and_then(|entry| entry.aliases.first());
                match (short, world.messages.language()) {
                    (Some(short), Language::Vietnamese) => short.clone(),
                    // In English the first word tells them apart.
                    _ => label_of(&positions(world.catalog), text, world.messages)
                        .split(' ')
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                }
            }
            _ => text.to_owned(),
        }
    }

    /// Whether the cell holds something else than what holds already.
    fn is_new(&self, row: &Row, column: Column, from: Day) -> bool {
        match column.fact() {
            None => !row.reason.is_empty(),
            Some(_) if !row.reason.is_empty() => true,
            Some(kind) => self.cell(row, column, from) != row.member.value_on(kind, from),
        }
    }

    fn changes(&self, row: &Row, from: Day) -> bool {
        Column::ALL.into_iter().any(|column| self.is_new(row, column, from))
    }

    /// What is said about the focus: what stands against it, what it was, or what it can be.
    fn draw_foot(&self, canvas: &mut Canvas<'_>, world: World<'_>, from: Day) {
        let y = canvas.height().saturating_sub(FOOT);
        let width = canvas.width().saturating_sub(2);
        if let Some(problem) = self.problem_at(self.line) {
            let text = format!("! {}", problem.message.show(world.messages));
            canvas.paragraph(1, y, width, FOOT, &text, Role::Warn);
            return;
        }
        let column = Column::ALL.get(self.column).copied().unwrap_or(Column::Fate);
        let options = |labels: Vec<String>| labels.join(" · ");
        let hint = match self.row_at(self.line) {
            None if self.line == 0 => world.say("year-hint-from"),
            None => match self.line_at(self.line) {
                Line::Newcomer(_) => world.say("year-hint-newcomer"),
                Line::File => world.say("year-hint-file"),
                _ => String::new(),
            },
            Some(row) => match column {
                Column::Fate => {
                    let labels: Vec<String> = fates(world.catalog)
                        .options
                        .iter()
                        .map(|one| one.label.show(world.messages))
                        .collect();
                    world.messages.with("year-hint-choice", &[("options", Value::from(options(labels)))])
                }
                Column::Name if !row.reason.is_empty() => world.say("form-hint-until"),
                Column::Position => {
                    let labels = positions(world.catalog).options;
                    let labels: Vec<String> =
                        labels.iter().skip(1).map(|one| one.label.show(world.messages)).collect();
                    world.messages.with("year-hint-choice", &[("options", Value::from(options(labels)))])
                }
                _ => {
                    let was = column.fact().map(|kind| row.member.value_on(kind, from)).unwrap_or_default();
                    if self.is_new(row, column, from) {
                        let now = self.shown(row, column, from, world);
                        world.messages.with(
                            "year-hint-change",
                            &[
                                ("name", Value::from(row.member.full_name.as_str())),
                                ("was", Value::from(if was.is_empty() { "-" } else { was })),
                                ("now", Value::from(if now.is_empty() { "-".to_owned() } else { now })),
                                ("day", Value::from(date::format(from))),
                            ],
                        )
                    } else {
                        String::new()
                    }
                }
            },
        };
        canvas.paragraph(1, y, width, FOOT, &hint, Role::Muted);
    }

    fn draw_periods(&self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        let width = canvas.width();
        let label = 16;
        let count = self.periods.len().max(1) as u16;
        let room = (width.saturating_sub(NAME_AT + label + 1) / count).clamp(8, 30);
        let mut caret = None;
        for (at, period) in self.periods.iter().enumerate() {
            let x = NAME_AT + label + at as u16 * room;
            canvas.fit(x, 2, room.saturating_sub(1), &period.base.code, Role::Label);
        }
        for (line, field) in PERIOD_FIELDS.iter().enumerate() {
            let y = HEAD + line as u16;
            let focused = line == self.line;
            if focused {
                canvas.text(1, y, "▸", Role::Accent);
            }
            if self.problem_at(line).is_some() {
                canvas.text(2, y, "!", Role::Warn);
            }
            canvas.fit(NAME_AT, y, label - 1, &world.say(&format!("year-period-{field}")), Role::Label);
            for (at, period) in self.periods.iter().enumerate() {
                let x = NAME_AT + label + at as u16 * room;
                let text = period.cells.get(line).map_or("", String::as_str);
                let on = focused && at == self.column;
                let position = self.draw_cell(canvas, (x, y, room.saturating_sub(1)), text, on, Role::Text);
                if on {
                    caret = Some(position);
                }
            }
        }
        let y = HEAD + PERIOD_FIELDS.len() as u16;
        let focused = self.line == PERIOD_FIELDS.len();
        let role = if focused { Role::Selection } else { Role::Muted };
        if focused {
            canvas.text(1, y, "▸", Role::Accent);
            let area = canvas.area();
            caret = Some(Position::new(area.x + NAME_AT, area.y + y));
        }
        canvas.fit(NAME_AT, y, width.saturating_sub(NAME_AT + 1), &world.say("year-next-review"), role);
        let foot = canvas.height().saturating_sub(FOOT + 2);
        let text = match self.problem_at(self.line) {
            Some(problem) => (format!("! {}", problem.message.show(world.messages)), Role::Warn),
            // Titles are longer than their cells.
            None if self.line == 0 => {
                let title = self.periods.get(self.column).and_then(|period| period.cells.first());
                (title.cloned().unwrap_or_default(), Role::Text)
            }
            None => (world.say("year-hint-periods"), Role::Muted),
        };
        canvas.paragraph(1, foot, width.saturating_sub(2), FOOT + 2, &text.0, text.1);
        caret
    }

    fn draw_review(&self, canvas: &mut Canvas<'_>, world: World<'_>, width: u16) {
        let catalog = world.catalog;
        let from = self.first_day(catalog).unwrap_or(catalog.today);
        let changed = |row: &&Row| row.reason.is_empty() && self.changes(row, from);
        let counts = [
            ("year-review-from", date::format(from)),
            ("year-review-stay", self.rows.iter().filter(|row| row.reason.is_empty()).count().to_string()),
            ("year-review-change", self.rows.iter().filter(changed).count().to_string()),
            ("year-review-leave", self.rows.iter().filter(|row| !row.reason.is_empty()).count().to_string()),
            ("year-review-come", self.newcomers.len().to_string()),
        ];
        let mut y = 2;
        for (key, value) in counts {
            canvas.text(2, y, &world.say(key), Role::Label);
            canvas.text(28, y, &value, Role::Text);
            y += 1;
        }
        for period in &self.periods {
            let text = |at: usize| period.cells.get(at).map_or("", String::as_str);
            let line = format!("{}: {} - {}", text(0), text(1), text(2));
            canvas.fit(2, y, width.saturating_sub(3), &line, Role::Text);
            y += 1;
        }
        y +=
            canvas.paragraph(2, y, width.saturating_sub(4), 2, &world.say("year-review-report"), Role::Muted);
        let norms: Vec<String> = catalog
            .norms
            .iter()
            .filter(|norm| norm.holds_on(from))
            .map(|norm| {
                let relation = catalog.kinds.relations.label(&norm.relation);
                let name = world.kind_short(&norm.kind);
                let name = if norm.relation.is_empty() { name } else { format!("{name} ({relation})") };
                format!("{name} {}", money::format(norm.amount))
            })
            .collect();
        let key = if norms.is_empty() { "year-review-no-norms" } else { "year-review-norms" };
        let text = world.messages.with(
            key,
            &[("count", Value::from(norms.len().to_string())), ("norms", Value::from(norms.join(" · ")))],
        );
        let room = canvas.height().saturating_sub(y + 3);
        y += canvas.paragraph(2, y, width.saturating_sub(4), room.max(1), &text, Role::Muted);
        let problems = self.problems.len();
        let (text, role) = match self.problems.first() {
            None => (world.say("year-save-row"), Role::Selection),
            Some(problem) => (
                world.messages.with(
                    "year-review-problems",
                    &[
                        ("count", Value::from(problems.to_string())),
                        ("first", Value::from(problem.message.show(world.messages))),
                    ],
                ),
                Role::Warn,
            ),
        };
        canvas.text(1, y + 1, "▸", Role::Accent);
        canvas.paragraph(3, y + 1, width.saturating_sub(5), 2, &text, role);
    }
}
