//! The preview of a roster: what its columns were taken for, every person with what stands against it, and the
//! corrections. Nothing is in the book before Enter, and Enter does nothing while a row is refused.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

use crate::domain::roster::ListEntry;
use crate::domain::{Catalog, Day};
use crate::exchange::roster::{Column, Intake, Proposal, ProposedRow, RowKind};
use crate::locale::{Explain, Value};
use crate::text::{clean, date};
use crate::tui::action::plain_letter;
use crate::tui::draft::DraftState;
use crate::tui::input::TextInput;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Picked, Picker, PickerItem, Rows};

/// What can be mended of a row, in the order offered.
const MENDABLE: [Column; 19] = [
    Column::ShortName,
    Column::FullName,
    Column::Gender,
    Column::BirthDay,
    Column::Duty,
    Column::Position,
    Column::Contract,
    Column::Team,
    Column::Office,
    Column::Theory,
    Column::Degree,
    Column::Ethnicity,
    Column::PartyMember,
    Column::PartyJoined,
    Column::PartyOfficial,
    Column::Insured,
    Column::UnionMember,
    Column::Membership,
    Column::Note,
];

/// The preview.
#[derive(Debug)]
pub struct RosterLayer {
    /// What is taken in; serves as the draft.
    pub intake: Intake,
    /// Under which key its draft is kept.
    pub draft: String,
    proposal: Proposal,
    rows: Rows,
    over: Option<Over>,
}

/// What lies over the rows.
#[derive(Debug)]
enum Over {
    /// The columns.
    Columns(Rows),
    /// What a column means.
    Meaning(usize, Box<Picker<Option<Column>>>),
    /// Which cell of the row is to be mended.
    Cells(Box<Picker<Column>>),
    /// What a word of a listed column stands for; a row without a word gets one of its own.
    Listed(Column, Option<String>, Box<Picker<ListEntry>>),
    /// Woman or man.
    Gender(Box<Picker<String>>),
    /// A cell as text.
    Edit(Column, TextInput),
    /// Another sheet.
    Sheets(Box<Picker<usize>>),
    /// The day from which everything holds.
    From(TextInput),
}

/// What a key did.
#[derive(Debug, PartialEq, Eq)]
pub enum Rostered {
    /// Nothing to be done.
    Open,
    /// Something was corrected.
    Changed,
    /// A sentence is to be said.
    Say(String),
    /// Everything is to enter the book.
    Import,
    /// Left; the draft stays.
    Left,
}

impl RosterLayer {
    /// The preview of an intake.
    pub fn new(intake: Intake, draft: String, catalog: &Catalog) -> Self {
        let proposal = intake.proposal(catalog);
        Self { intake, draft, proposal, rows: Rows::default(), over: None }
    }

    /// What is kept of it while it is not in the book.
    pub fn draft_state(&self) -> DraftState {
        let intake = serde_json::to_string(&self.intake).unwrap_or_default();
        DraftState::Roster { key: self.draft.clone(), intake }
    }

    /// Looks at the intake again, after it or the book changed.
    pub fn refresh(&mut self, catalog: &Catalog) {
        self.proposal = self.intake.proposal(catalog);
    }

    /// The message of the keys that work now.
    pub fn footer(&self) -> &'static str {
        match &self.over {
            None if self.intake.sheets.len() > 1 => "footer-roster-sheets",
            None => "footer-roster",
            Some(Over::Columns(_)) => "footer-roster-columns",
            Some(Over::Edit(..) | Over::From(_)) => "footer-roster-edit",
            Some(_) => "footer-pick",
        }
    }

    fn current(&self) -> Option<&ProposedRow> {
        self.proposal.rows.get(self.rows.at)
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, world: World<'_>) -> Rostered {
        let said = match self.over.take() {
            Some(over) => self.over_key(over, key, world),
            None => self.rows_key(key, world),
        };
        if matches!(said, Rostered::Changed) {
            self.refresh(world.catalog);
        }
        said
    }

    /// Takes pasted text, where a field is open.
    pub fn paste(&mut self, text: &str) {
        match &mut self.over {
            Some(Over::Edit(_, input) | Over::From(input)) => {
                input.paste(text);
            }
            Some(Over::Meaning(_, picker)) => picker.paste(text),
            Some(Over::Cells(picker)) => picker.paste(text),
            _ => {}
        }
    }

    fn rows_key(&mut self, key: KeyEvent, world: World<'_>) -> Rostered {
        let len = self.proposal.rows.len();
        match plain_letter(key).code {
            KeyCode::Esc => return Rostered::Left,
            KeyCode::Enter => return self.import(world),
            KeyCode::Up => self.rows.step(-1, len),
            KeyCode::Down => self.rows.step(1, len),
            KeyCode::PageUp => self.rows.step(-10, len),
            KeyCode::PageDown => self.rows.step(10, len),
            KeyCode::Home => self.rows = Rows::default(),
            KeyCode::End => self.rows.step(isize::MAX / 2, len),
            KeyCode::Char(' ') => {
                let Some(row) = self.current() else { return Rostered::Open };
                let (at, taken) = (row.row, row.taken);
                self.intake.chosen.insert(at, !taken);
                return Rostered::Changed;
            }
            KeyCode::Char('n') => self.next_fault(),
            KeyCode::Char('c') => self.over = Some(Over::Columns(Rows::default())),
            KeyCode::Char('e') => self.open_cells(world),
            KeyCode::Char('s') if self.intake.sheets.len() > 1 => self.open_sheets(world),
            KeyCode::Char('f') => {
                let day = self.intake.from.map(date::format).unwrap_or_default();
                self.over = Some(Over::From(TextInput::line().with(&day)));
            }
            KeyCode::Char(sign @ ('+' | '-' | '=')) => {
                self.intake.move_head(if sign == '-' { -1 } else { 1 }, &world.catalog.kinds);
                self.rows = Rows::default();
                return Rostered::Changed;
            }
            _ => {}
        }
        Rostered::Open
    }

    /// Enter: imports, or goes to what stands against it.
    fn import(&mut self, world: World<'_>) -> Rostered {
        if let Some(fault) = self.proposal.fault {
            return Rostered::Say(fault.explain(world.messages));
        }
        let counts = self.proposal.counts();
        if counts.refused > 0 {
            if self.current().is_none_or(|row| row.faults.is_empty()) {
                self.next_fault();
            }
            let count = Value::from(counts.refused.to_string());
            return Rostered::Say(world.messages.with("roster-refused-first", &[("count", count)]));
        }
        if counts.sound == 0 { Rostered::Say(world.say("roster-nobody")) } else { Rostered::Import }
    }

    fn next_fault(&mut self) {
        let rows = &self.proposal.rows;
        let refused = |at: &usize| rows.get(*at).is_some_and(|row| !row.faults.is_empty());
        let next = (self.rows.at + 1..rows.len()).chain(0..self.rows.at).find(refused);
        self.rows.at = next.unwrap_or(self.rows.at);
    }

    fn open_cells(&mut self, world: World<'_>) {
        let Some(row) = self.current().filter(|row| row.kind == RowKind::Person) else { return };
        let mut columns: Vec<Column> = MENDABLE.to_vec();
        // What is refused comes first.
        columns.sort_by_key(|column| !row.faults.iter().any(|(faulty, _)| mended_as(*faulty) == *column));
        let items = columns
            .into_iter()
            .map(|column| PickerItem {
                label: column_label(column, world),
                detail: shown_cell(row, column, world),
                value: column,
            })
            .collect();
        let title = world.messages.with("roster-row-title", &[("line", Value::from(row.line.to_string()))]);
        self.over = Some(Over::Cells(Box::new(Picker::new(title, items))));
    }

    fn open_sheets(&mut self, world: World<'_>) {
        let items = self
            .intake
            .sheets
            .iter()
            .enumerate()
            .map(|(at, sheet)| PickerItem {
                label: clean::printable(&sheet.name),
                detail: sheet.rows.len().to_string(),
                value: at,
            })
            .collect();
        self.over = Some(Over::Sheets(Box::new(Picker::new(world.say("roster-sheets-title"), items))));
    }

    fn over_key(&mut self, over: Over, key: KeyEvent, world: World<'_>) -> Rostered {
        match over {
            Over::Columns(mut rows) => {
                let len = self.width();
                match key.code {
                    KeyCode::Esc => return Rostered::Open,
                    KeyCode::Up => rows.step(-1, len),
                    KeyCode::Down => rows.step(1, len),
                    KeyCode::PageUp => rows.step(-10, len),
                    KeyCode::PageDown => rows.step(10, len),
                    KeyCode::Enter => {
                        self.over = Some(Over::Meaning(rows.at, Box::new(self.meanings(rows.at, world))));
                        return Rostered::Open;
                    }
                    _ => {}
                }
                self.over = Some(Over::Columns(rows));
                Rostered::Open
            }
            Over::Meaning(column, mut picker) => match picker.key(key) {
                Picked::Open => self.keep(Over::Meaning(column, picker)),
                Picked::Left => self.keep(Over::Columns(Rows { at: column, top: 0 })),
                Picked::Chosen(meaning) => {
                    self.intake.layout.set(column, meaning);
                    self.over = Some(Over::Columns(Rows { at: column, top: 0 }));
                    Rostered::Changed
                }
            },
            Over::Cells(mut picker) => match picker.key(key) {
                Picked::Open => self.keep(Over::Cells(picker)),
                Picked::Left => Rostered::Open,
                Picked::Chosen(column) => {
                    self.open_cell(column, world);
                    Rostered::Open
                }
            },
            Over::Listed(column, said, mut picker) => match picker.key(key) {
                Picked::Open => self.keep(Over::Listed(column, said, picker)),
                Picked::Left => Rostered::Open,
                Picked::Chosen(entry) => {
                    match said {
                        Some(said) => self.intake.define(column, &said, &entry.code),
                        None => self.correct(column, &entry.code),
                    }
                    Rostered::Changed
                }
            },
            Over::Gender(mut picker) => match picker.key(key) {
                Picked::Open => self.keep(Over::Gender(picker)),
                Picked::Left => Rostered::Open,
                Picked::Chosen(gender) => {
                    self.correct(Column::Gender, &gender);
                    Rostered::Changed
                }
            },
            Over::Edit(column, mut input) => match key.code {
                KeyCode::Esc => Rostered::Open,
                KeyCode::Enter => {
                    self.correct(column, &input.normalised());
                    Rostered::Changed
                }
                _ => {
                    input.key(key, 60);
                    self.keep(Over::Edit(column, input))
                }
            },
            Over::Sheets(mut picker) => match picker.key(key) {
                Picked::Open => self.keep(Over::Sheets(picker)),
                Picked::Left => Rostered::Open,
                Picked::Chosen(sheet) => {
                    self.intake.look_at(sheet, &world.catalog.kinds);
                    self.rows = Rows::default();
                    Rostered::Changed
                }
            },
            Over::From(mut input) => match key.code {
                KeyCode::Esc => Rostered::Open,
                KeyCode::Enter => match from_day(&input.normalised(), world.catalog) {
                    Ok(day) => {
                        self.intake.from = day;
                        Rostered::Changed
                    }
                    Err(text) => {
                        self.over = Some(Over::From(input));
                        let text = Value::from(clean::printable(&text));
                        Rostered::Say(world.messages.with("roster-from-bad", &[("text", text)]))
                    }
                },
                _ => {
                    input.key(key, 60);
                    self.keep(Over::From(input))
                }
            },
        }
    }

    fn keep(&mut self, over: Over) -> Rostered {
        self.over = Some(over);
        Rostered::Open
    }

    fn correct(&mut self, column: Column, text: &str) {
        if let Some(row) = self.current().map(|row| row.row) {
            self.intake.correct(row, column, text);
        }
    }

    fn width(&self) -> usize {
        self.intake.current().map_or(0, crate::exchange::sheet::Sheet::width)
    }

    fn meanings(&self, column: usize, world: World<'_>) -> Picker<Option<Column>> {
        let none = PickerItem { label: world.say("roster-meaning-none"), detail: String::new(), value: None };
        let items = Column::ALL
            .iter()
            .map(|column| PickerItem {
                label: column_label(*column, world),
                detail: String::new(),
                value: Some(*column),
            })
            .chain([none])
            .collect();
        let name = Value::from(self.heading(column, world));
        Picker::new(world.messages.with("roster-meaning-title", &[("column", name)]), items)
    }

    fn heading(&self, column: usize, world: World<'_>) -> String {
        let text = self.proposal.headings.get(column).map(crate::exchange::roster::Heading::text);
        match text.filter(|text| !text.is_empty()) {
            Some(text) => clean::printable(&text),
            None => world
                .messages
                .with("roster-column-number", &[("number", Value::from((column + 1).to_string()))]),
        }
    }

    /// Opens what a cell is mended with: a list, woman or man, or a field.
    fn open_cell(&mut self, column: Column, world: World<'_>) {
        let Some(row) = self.current() else { return };
        let lists = &world.catalog.kinds.roster;
        let list = match column {
            Column::Position => &lists.position,
            Column::Contract => &lists.contract,
            Column::Theory => &lists.theory,
            Column::Gender => {
                let items = ["roster-gender-female", "roster-gender-male"].map(|key| PickerItem {
                    label: world.say(key),
                    detail: String::new(),
                    value: world.say(key),
                });
                let picker = Picker::new(column_label(column, world), items.into());
                self.over = Some(Over::Gender(Box::new(picker)));
                return;
            }
            _ => {
                let text = row.cells.get(&column).cloned().unwrap_or_default();
                let text = if column == Column::ShortName { row.short_name.clone() } else { text };
                self.over = Some(Over::Edit(column, TextInput::line().with(&text)));
                return;
            }
        };
        let nothing = ListEntry {
            code: String::new(),
            label: world.say("roster-value-none"),
            en: world.say("roster-value-none"),
            parent: String::new(),
            aliases: Vec::new(),
        };
        let items = list
            .iter()
            .cloned()
            .chain([nothing])
            .map(|entry| PickerItem {
                label: world.messages.pick(&entry.label, &entry.en).to_owned(),
                detail: String::new(),
                value: entry,
            })
            .collect();
        let said = row.cells.get(&column).filter(|said| !said.is_empty()).cloned();
        let title = said.as_ref().map_or_else(
            || column_label(column, world),
            |said| {
                let shown = Value::from(clean::printable(said));
                world.messages.with("roster-value-title", &[("word", shown)])
            },
        );
        self.over = Some(Over::Listed(column, said, Box::new(Picker::new(title, items))));
    }

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
fn shown_cell(row: &ProposedRow, column: Column, world: World<'_>) -> String {
    let text = |column: Column| row.cells.get(&column).map(String::as_str).unwrap_or_default();
    let member = row.member.as_ref();
    let said = match column {
        Column::ShortName => row.short_name.clone(),
        Column::Gender => {
            let refused = row.faults.iter().any(|(column, _)| mended_as(*column) == Column::Gender);
            match member.filter(|_| !refused).map(|member| member.gender) {
                Some(crate::domain::Gender::Female) => world.say("roster-gender-female"),
                Some(crate::domain::Gender::Male) => world.say("roster-gender-male"),
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
        _ => text(column).to_owned(),
    };
    clean::printable(&said)
}

/// The label of a listed value; the word itself where it is not understood.
fn listed(row: &ProposedRow, column: Column, world: World<'_>) -> String {
    use crate::domain::FactKind;
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

fn column_label(column: Column, world: World<'_>) -> String {
    world.say(&format!("column-{}", column.name()))
}

/// Which cell mends a fault of a column.
const fn mended_as(column: Column) -> Column {
    match column {
        Column::Female | Column::Male => Column::Gender,
        Column::BirthFemale | Column::BirthMale => Column::BirthDay,
        Column::FamilyNames | Column::GivenName => Column::FullName,
        other => other,
    }
}

/// The day typed; none for since ever.
fn from_day(text: &str, catalog: &Catalog) -> Result<Option<Day>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let period = catalog.period.as_ref().map(|period| period.activities);
    let context = date::DateContext { today: catalog.today, period };
    date::parse(text, &context).map(Some).map_err(|_| text.to_owned())
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
