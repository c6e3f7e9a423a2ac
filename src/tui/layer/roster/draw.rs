//! How the preview of a roster is drawn: counts and layout above, the rows with what stands against them, and below
//! them the rest of what the row pointed at says.

use ratatui::layout::Position;

use super::{Over, RosterLayer, column_label};
use crate::domain::{FactKind, Gender};
use crate::exchange::roster::{Column, ProposedRow, RowKind};
use crate::locale::{Explain, Value};
use crate::text::{clean, date};
use crate::tui::input::TextInput;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Picker, Rows};

impl RosterLayer {
    /// Draws what there is; returns where the cursor stands.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        canvas.clear();
        let top = self.draw_head(canvas, world);
        let (width, height) = (canvas.width(), canvas.height());
        let mut over = self.over.take();
        let caret = match &mut over {
            None => {
                self.draw_rows(&mut canvas.part(0, top, width, height.saturating_sub(top)), world);
                None
            }
            Some(Over::Columns(rows)) => {
                let mut part = canvas.part(0, top, width, height.saturating_sub(top));
                self.draw_columns(&mut part, rows, world);
                None
            }
            Some(Over::Edit(column, input)) => {
                let line = self.current().map_or(0, |row| row.line).to_string();
                let values =
                    [("column", Value::from(column_label(*column, world))), ("line", Value::from(line))];
                let title = world.messages.with("roster-edit", &values);
                self.draw_rows(&mut canvas.part(0, top, width, height.saturating_sub(top + 3)), world);
                Some(draw_field(canvas, &title, input))
            }
            Some(Over::From(input)) => {
                self.draw_rows(&mut canvas.part(0, top, width, height.saturating_sub(top + 3)), world);
                Some(draw_field(canvas, &world.say("roster-from-title"), input))
            }
            Some(Over::Meaning(_, picker)) => draw_picker(canvas, picker, world),
            Some(Over::Cells(picker)) => draw_picker(canvas, picker, world),
            Some(Over::Listed(_, _, picker)) => draw_picker(canvas, picker, world),
            Some(Over::Gender(picker)) => draw_picker(canvas, picker, world),
            Some(Over::Sheets(picker)) => draw_picker(canvas, picker, world),
        };
        self.over = over;
        caret
    }

    /// Title, counts and layout; returns the first free row.
    fn draw_head(&self, canvas: &mut Canvas<'_>, world: World<'_>) -> u16 {
        let width = canvas.width();
        let number = |number: usize| Value::from(number.to_string());
        let counts = self.proposal.counts();
        let mut values = vec![
            ("people", number(counts.people)),
            ("sound", number(counts.sound)),
            ("refused", number(counts.refused)),
        ];
        let key = if counts.left_out > 0 { "roster-counts-left" } else { "roster-counts" };
        values.push(("left", number(counts.left_out)));
        let role = if counts.refused > 0 || self.proposal.fault.is_some() { Role::Warn } else { Role::Good };
        let title = if self.intake.source.is_empty() {
            world.say("roster-title-pasted")
        } else {
            let source = Value::from(clean::printable(&self.intake.source));
            world.messages.with("roster-title", &[("source", source)])
        };
        let start = canvas.right(width.saturating_sub(1), 0, &world.messages.with(key, &values), role);
        canvas.fit(1, 0, start.saturating_sub(2), &title, Role::Heading);
        let line = |at: usize| {
            let row = self.intake.current().and_then(|sheet| sheet.rows.get(at));
            Value::from(row.map_or(0, |row| row.line).to_string())
        };
        let mut parts = Vec::new();
        if self.intake.sheets.len() > 1 {
            let name = self.intake.current().map(|sheet| clean::printable(&sheet.name)).unwrap_or_default();
            let values = [
                ("name", Value::from(name)),
                ("at", number(self.intake.sheet + 1)),
                ("of", number(self.intake.sheets.len())),
            ];
            parts.push(world.messages.with("roster-sheet", &values));
        }
        parts.push(match self.intake.layout.head {
            Some((first, last)) if first == last => {
                world.messages.with("roster-head-line", &[("line", line(first))])
            }
            Some((first, last)) => {
                world.messages.with("roster-head-lines", &[("from", line(first)), ("to", line(last))])
            }
            None => world.say("roster-head-none"),
        });
        parts.push(match self.intake.from {
            Some(day) => world.messages.with("roster-since", &[("day", Value::from(date::format(day)))]),
            None => world.say("roster-since-ever"),
        });
        canvas.fit(1, 1, width.saturating_sub(2), &parts.join(" · "), Role::Muted);
        let mut y = 2;
        if let Some(fault) = self.proposal.fault {
            let text = format!("! {}", fault.explain(world.messages));
            y += canvas.paragraph(1, y, width.saturating_sub(2), 2, &text, Role::Warn);
        }
        let unread = self.unread(world);
        if !unread.is_empty() {
            let columns = Value::from(unread.join(", "));
            let text = world.messages.with("roster-unread", &[("columns", columns)]);
            canvas.fit(1, y, width.saturating_sub(2), &text, Role::Muted);
            y += 1;
        }
        canvas.rule(y);
        y + 1
    }

    /// Headings of the columns that hold something and are not read.
    fn unread(&self, world: World<'_>) -> Vec<String> {
        let columns = &self.intake.layout.columns;
        (0..self.width())
            .filter(|at| !columns.get(*at).is_some_and(Option::is_some))
            .filter(|at| self.proposal.headings.get(*at).is_some_and(|heading| !heading.own.is_empty()))
            .map(|at| self.heading(at, world))
            .collect()
    }

    fn draw_rows(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        let (width, height) = (canvas.width(), canvas.height());
        let columns = self.shown_columns(width, world);
        for column in &columns {
            canvas.fit(column.x, 0, column.width, &column.label, Role::Label);
        }
        let card = 3.min(height.saturating_sub(4));
        let room = usize::from(height.saturating_sub(1 + card));
        // What stands against a row takes rows of its own: settle, then walk down until the pointer is in sight.
        self.rows.at = self.rows.at.min(self.proposal.rows.len().saturating_sub(1));
        self.rows.top = self.rows.top.min(self.rows.at);
        let tall = |row: &ProposedRow| 1 + row.faults.len().min(2);
        while self.rows.top < self.rows.at {
            let shown = self.proposal.rows.iter().take(self.rows.at + 1).skip(self.rows.top);
            if shown.map(tall).sum::<usize>() <= room {
                break;
            }
            self.rows.top += 1;
        }
        let mut y = 1;
        let end = 1 + room as u16;
        for (at, row) in self.proposal.rows.iter().enumerate().skip(self.rows.top) {
            if y >= end {
                break;
            }
            draw_row(canvas, y, row, &columns, world);
            if at == self.rows.at {
                canvas.text(0, y, "▸", Role::Accent);
                canvas.paint_row(y, Role::Selection);
            }
            y += 1;
            for (column, fault) in row.faults.iter().take(2) {
                if y < end {
                    let text =
                        format!("! {}: {}", column_label(*column, world), fault.explain(world.messages));
                    canvas.fit(9, y, width.saturating_sub(10), &text, Role::Error);
                    y += 1;
                }
            }
        }
        if card > 0 {
            canvas.rule(end);
            if let Some(row) = self.current() {
                let text = card_text(row, world);
                canvas.paragraph(1, end + 1, width.saturating_sub(2), card - 1, &text, Role::Text);
            }
        }
    }

    /// Which columns there is room for.
    fn shown_columns(&self, width: u16, world: World<'_>) -> Vec<Shown> {
        let has = |columns: &[Column]| {
            self.proposal.rows.iter().any(|row| {
                columns.iter().any(|column| row.cells.get(column).is_some_and(|text| !text.is_empty()))
            })
        };
        let birth = [Column::BirthDay, Column::BirthFemale, Column::BirthMale];
        let mut shown = Vec::new();
        let mut x = 9;
        let name = if width >= 76 { 24 } else { 20 };
        for (column, wide, wanted) in [
            (Column::FullName, name, true),
            (Column::ShortName, 11, true),
            (Column::Gender, 7, true),
            (Column::BirthDay, 11, has(&birth)),
            (Column::Duty, 14, has(&[Column::Duty])),
            (Column::Position, 17, has(&[Column::Position])),
            (Column::Team, 10, has(&[Column::Team])),
            (Column::Contract, 12, has(&[Column::Contract])),
        ] {
            if wanted && x + wide.min(8) <= width {
                let label = world.say(&format!("roster-short-{}", column.name()));
                let wide = wide.min(width.saturating_sub(x));
                shown.push(Shown { column, label, x, width: wide.saturating_sub(1) });
                x += wide;
            }
        }
        shown
    }

    fn draw_columns(&self, canvas: &mut Canvas<'_>, rows: &mut Rows, world: World<'_>) {
        let (width, height) = (canvas.width(), canvas.height());
        canvas.fit(1, 0, width.saturating_sub(2), &world.say("roster-columns-title"), Role::Label);
        let len = self.width();
        let room = usize::from(height.saturating_sub(1));
        rows.settle(len, room);
        let half = width / 3;
        let first = self.intake.layout.first_row();
        for (line, at) in (rows.top..len).take(room).enumerate() {
            let y = 1 + line as u16;
            let meaning = self.intake.layout.columns.get(at).copied().flatten();
            let sample = self.intake.current().and_then(|sheet| {
                sheet.rows.iter().skip(first).map(|row| row.cell(at).text()).find(|text| !text.is_empty())
            });
            canvas.fit(3, y, half.saturating_sub(3), &self.heading(at, world), Role::Text);
            let (label, role) = match meaning {
                Some(meaning) => (column_label(meaning, world), Role::Heading),
                None => (world.say("roster-meaning-none"), Role::Muted),
            };
            canvas.fit(half + 1, y, half.saturating_sub(2), &label, role);
            let sample = clean::printable(&sample.unwrap_or_default());
            canvas.fit(half * 2, y, width.saturating_sub(half * 2 + 1), &sample, Role::Muted);
            if at == rows.at {
                canvas.text(1, y, "▸", Role::Accent);
                canvas.paint_row(y, Role::Selection);
            }
        }
    }
}

/// A column of the rows' table.
struct Shown {
    column: Column,
    label: String,
    x: u16,
    width: u16,
}

fn draw_row(canvas: &mut Canvas<'_>, y: u16, row: &ProposedRow, columns: &[Shown], world: World<'_>) {
    let (sign, role) = match row.kind {
        RowKind::Person if !row.taken => ("×", Role::Muted),
        RowKind::Person if !row.faults.is_empty() => ("!", Role::Error),
        RowKind::Person if !row.hints.is_empty() => ("?", Role::Warn),
        RowKind::Person => ("✓", Role::Good),
        _ => ("·", Role::Muted),
    };
    canvas.text(2, y, sign, role);
    canvas.right(8, y, &row.line.to_string(), Role::Muted);
    if row.kind != RowKind::Person {
        let text = clean::printable(&row.text);
        let role = if row.kind == RowKind::Group { Role::Heading } else { Role::Muted };
        let note = world.say(if row.kind == RowKind::Group { "roster-group" } else { "roster-passed" });
        canvas.fit(9, y, canvas.width().saturating_sub(11), &format!("{text} · {note}"), role);
        return;
    }
    let role = if row.taken { Role::Text } else { Role::Muted };
    for shown in columns {
        let proposed = shown.column == Column::ShortName && row.short_proposed;
        let role = if proposed && row.taken { Role::Unconfirmed } else { role };
        canvas.fit(shown.x, y, shown.width, &shown_cell(row, shown.column, world), role);
    }
}

/// What a cell says, as the list shows it.
pub(super) fn shown_cell(row: &ProposedRow, column: Column, world: World<'_>) -> String {
    let text = |column: Column| row.cells.get(&column).map(String::as_str).unwrap_or_default();
    let member = row.member.as_ref();
    let said = match column {
        Column::ShortName => row.short_name.clone(),
        Column::Gender => {
            let refused = row.faults.iter().any(|(column, _)| column.mended_as() == Column::Gender);
            match member.filter(|_| !refused).map(|member| member.gender) {
                Some(Gender::Female) => world.say("roster-gender-female"),
                Some(Gender::Male) => world.say("roster-gender-male"),
                None => text(Column::Gender).to_owned(),
            }
        }
        Column::BirthDay => match member.and_then(|member| member.birth_day) {
            Some(day) => date::format(day),
            None => [Column::BirthDay, Column::BirthFemale, Column::BirthMale]
                .into_iter()
                .map(text)
                .find(|text| !text.is_empty())
                .unwrap_or_default()
                .to_owned(),
        },
        Column::Position | Column::Contract | Column::Theory => listed(row, column, world),
        // That of the group above, too.
        Column::Team => {
            let fact = member.and_then(|member| member.facts.iter().find(|fact| fact.kind == FactKind::Team));
            fact.map_or_else(|| text(Column::Team), |fact| fact.value.as_str()).to_owned()
        }
        _ => text(column).to_owned(),
    };
    clean::printable(&said)
}

/// The label of a listed value; the word itself where it is not understood.
fn listed(row: &ProposedRow, column: Column, world: World<'_>) -> String {
    let lists = &world.catalog.kinds.roster;
    let (kind, list) = match column {
        Column::Position => (FactKind::Position, &lists.position),
        Column::Contract => (FactKind::Contract, &lists.contract),
        _ => (FactKind::Theory, &lists.theory),
    };
    let member = row.member.as_ref();
    let fact = member.and_then(|member| member.facts.iter().find(|fact| fact.kind == kind));
    let entry = fact.and_then(|fact| list.iter().find(|entry| entry.code == fact.value));
    match entry {
        Some(entry) => world.messages.pick(&entry.label, &entry.en).to_owned(),
        None => row.cells.get(&column).cloned().unwrap_or_default(),
    }
}

/// Everything else that the row says, and what was concluded.
fn card_text(row: &ProposedRow, world: World<'_>) -> String {
    if row.kind != RowKind::Person {
        return clean::printable(&row.text);
    }
    let mut parts: Vec<String> = row
        .hints
        .iter()
        .map(|(column, hint)| format!("? {}: {}", column_label(*column, world), hint.explain(world.messages)))
        .collect();
    if !row.taken {
        parts.push(world.say("roster-left-out"));
    }
    for (column, text) in &row.cells {
        let shown_elsewhere = matches!(
            column,
            Column::FullName
                | Column::FamilyNames
                | Column::GivenName
                | Column::ShortName
                | Column::Gender
                | Column::Female
                | Column::Male
                | Column::BirthDay
                | Column::BirthFemale
                | Column::BirthMale
                | Column::Ordinal
        );
        if !shown_elsewhere && !text.is_empty() {
            let text = match column {
                Column::Position | Column::Contract | Column::Theory => listed(row, *column, world),
                _ => text.clone(),
            };
            parts.push(format!("{}: {}", column_label(*column, world), clean::printable(&text)));
        }
    }
    parts.join(" · ")
}

fn draw_field(canvas: &mut Canvas<'_>, title: &str, input: &TextInput) -> Position {
    let (width, top) = (canvas.width(), canvas.height().saturating_sub(3));
    let mut part = canvas.part(0, top, width, 3);
    part.clear();
    part.rule(0);
    part.fit(1, 1, width.saturating_sub(2), title, Role::LabelFocus);
    let x = part.text(1, 2, "> ", Role::KeyHint);
    let view = input.view(width.saturating_sub(x + 1), 1);
    part.text(x, 2, view.lines.first().map_or("", String::as_str), Role::Text);
    let area = part.area();
    Position::new(area.x + x + view.caret.0, area.y + 2)
}

fn draw_picker<T: Clone>(
    canvas: &mut Canvas<'_>,
    picker: &mut Picker<T>,
    world: World<'_>,
) -> Option<Position> {
    let (width, height) = (canvas.width(), canvas.height());
    let mut card = canvas.part(0, 2, width, height.saturating_sub(2));
    picker.draw(&mut card, &world.say("picker-none"))
}
