//! The preview of a roster: what its columns were taken for, every person with what stands against it, and the
//! corrections. Nothing is in the book before Enter, and Enter does nothing while a row is refused.

mod draw;

use crossterm::event::{KeyCode, KeyEvent};
use draw::shown_cell;

use crate::domain::roster::ListEntry;
use crate::domain::{Catalog, Day};
use crate::exchange::roster::{Column, Intake, Proposal, ProposedRow, RowKind};
use crate::locale::{Explain, Value};
use crate::text::{clean, date};
use crate::tui::action::plain_letter;
use crate::tui::draft::DraftState;
use crate::tui::input::TextInput;
use crate::tui::screen::World;
use crate::tui::widget::{Picked, Picker, PickerItem, Rows};

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
            Some(Over::Listed(_, _, picker)) => picker.paste(text),
            Some(Over::Gender(picker)) => picker.paste(text),
            Some(Over::Sheets(picker)) => picker.paste(text),
            None | Some(Over::Columns(_)) => {}
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
        columns.sort_by_key(|column| !row.faults.iter().any(|(faulty, _)| faulty.mended_as() == *column));
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
}

fn column_label(column: Column, world: World<'_>) -> String {
    world.say(&format!("column-{}", column.name()))
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
