//! Năm học mới: one table of all members, gone through by Enter; then the year's periods; then what will be saved.
//!
//! A cell that has the focus is typed over, as in a sheet; F2 or Backspace mends it. Enter confirms the row and goes
//! to the next one in the same column. What is typed is kept in the layer, so that it can be left and taken up again.

mod draw;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde::{Deserialize, Serialize};

use crate::desk::new_year::{self, Fate, MemberRow, NewYear, Place, YearFault};
use crate::domain::member_facts::FactError;
use crate::domain::{Catalog, Day, FactKind, Member, Period, Stored};
use crate::text::{clean, date};
use crate::tui::form::year::{code_of, day_of, fates, positions};
use crate::tui::form::{Form, Message};
use crate::tui::input::{Outcome, TextInput};

/// Where the officer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The table of members.
    Members,
    /// The periods.
    Periods,
    /// What will be saved.
    Review,
}

/// The columns of a member's row. Of somebody who leaves, the short name's holds the leaving day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Stays, or leaves and why.
    Fate,
    /// Tên gọi; the leaving day.
    Name,
    /// Lớp, môn.
    Duty,
    /// Chức danh.
    Position,
    /// Tổ.
    Team,
}

impl Column {
    /// All columns, left to right.
    pub const ALL: [Self; 5] = [Self::Fate, Self::Name, Self::Duty, Self::Position, Self::Team];

    /// The fact that the column changes; none for the fate.
    pub const fn fact(self) -> Option<FactKind> {
        match self {
            Self::Fate => None,
            Self::Name => Some(FactKind::ShortName),
            Self::Duty => Some(FactKind::Duty),
            Self::Position => Some(FactKind::Position),
            Self::Team => Some(FactKind::Team),
        }
    }
}

/// The fields of a period's column, top to bottom.
pub const PERIOD_FIELDS: [&str; 7] =
    ["title", "activities-from", "activities-to", "finance-from", "finance-to", "head-count-day", "due"];

/// A member's row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// The member as read from the book.
    pub member: Stored<Member>,
    /// Why they leave, as the roster keeps it; empty: they stay.
    pub reason: String,
    /// The leaving day as typed.
    pub leaves: String,
    /// What was typed for short name, duty, position and team; none: as it is.
    pub cells: [Option<String>; 4],
    /// Enter has passed over the row.
    pub seen: bool,
}

/// A newcomer: what the form made, and the form itself for going back to it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Newcomer {
    /// The member to be.
    pub member: Member,
    /// The form's draft.
    pub form: String,
}

/// A period's column.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PeriodColumn {
    /// As proposed.
    pub base: Period,
    /// The fields as typed, in the order of [`PERIOD_FIELDS`].
    pub cells: Vec<String>,
}

/// Something that stands against saving, at a place of a step.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The step.
    pub step: Step,
    /// The line within the step.
    pub line: usize,
    /// The column within the line.
    pub column: usize,
    /// What is wrong.
    pub message: Message,
}

/// The table and where one is in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewYearLayer {
    /// The first calendar year of the new school year.
    pub year: i32,
    /// The first day, as typed.
    pub from: String,
    /// Everybody who is there.
    pub rows: Vec<Row>,
    /// Who comes.
    pub newcomers: Vec<Newcomer>,
    /// The year's periods.
    pub periods: Vec<PeriodColumn>,
    /// Where one is.
    pub step: Step,
    /// The line of the focus within the step.
    pub line: usize,
    /// The column of the focus.
    pub column: usize,
    /// The text being typed into the cell with the focus.
    pub input: Option<TextInput>,
    /// A newcomer's form that lies over the table: its draft, and which newcomer it edits.
    pub form: Option<(String, Option<usize>)>,
    /// Anything was typed, or Enter has passed over a row.
    pub touched: bool,
    /// The topmost line shown.
    #[serde(skip)]
    pub top: usize,
    /// What stands against saving, as last judged.
    #[serde(skip)]
    pub problems: Vec<Problem>,
}

/// What a key did.
#[derive(Debug)]
pub enum Keyed {
    /// Nothing to be done.
    Open,
    /// A cell was left: the draft is to be kept.
    Kept,
    /// Left; the draft stays.
    Left,
    /// The form of a newcomer is wanted: of a new one, or of the one at this place.
    Newcomer(Option<usize>),
    /// To be saved.
    Save(Box<NewYear>),
    /// Something stands against saving; the focus is on it.
    Refused,
}

impl NewYearLayer {
    /// The table as proposed from last year.
    pub fn proposed(catalog: &Catalog) -> Self {
        let year = NewYear::proposed(catalog);
        Self {
            year: new_year::next_school_year(catalog),
            from: date::format(year.from),
            rows: year
                .members
                .into_iter()
                .map(|row| Row {
                    member: row.member,
                    reason: String::new(),
                    leaves: String::new(),
                    cells: [const { None }; 4],
                    seen: false,
                })
                .collect(),
            newcomers: Vec::new(),
            periods: year.periods.into_iter().map(PeriodColumn::of).collect(),
            step: Step::Members,
            line: 0,
            column: 0,
            input: None,
            form: None,
            touched: false,
            top: 0,
            problems: Vec::new(),
        }
    }

    /// True when leaving it would lose something.
    pub const fn is_worth_keeping(&self) -> bool {
        self.touched || self.input.is_some() || self.form.is_some()
    }

    /// The first day; none while the text means none.
    pub fn first_day(&self, catalog: &Catalog) -> Option<Day> {
        day_of(&self.from, catalog, self.year).ok()
    }

    /// How many lines the step has: of members the first day, the rows, the newcomers, "add" and "next".
    pub fn lines(&self) -> usize {
        match self.step {
            Step::Members => self.rows.len() + self.newcomers.len() + 3,
            Step::Periods => PERIOD_FIELDS.len() + 1,
            Step::Review => 1,
        }
    }

    /// What stands in a member's cell: what was typed, else what holds on the first day.
    pub fn cell<'a>(&'a self, row: &'a Row, column: Column, from: Day) -> &'a str {
        match column {
            Column::Fate => &row.reason,
            Column::Name if !row.reason.is_empty() => &row.leaves,
            _ => {
                let typed = cell_at(column).and_then(|at| row.cells.get(at)).and_then(Option::as_deref);
                typed
                    .or_else(|| column.fact().map(|kind| row.member.value_on(kind, from)))
                    .unwrap_or_default()
            }
        }
    }

    /// The row of a line of the members' step.
    pub fn row_at(&self, line: usize) -> Option<&Row> {
        line.checked_sub(1).and_then(|at| self.rows.get(at))
    }

    /// The place among the newcomers of a line.
    pub fn newcomer_at(&self, line: usize) -> Option<usize> {
        let at = line.checked_sub(1 + self.rows.len())?;
        (at < self.newcomers.len()).then_some(at)
    }

    /// What the cell with the focus holds, as text to be mended; none where there is no cell.
    fn focused_text(&self, catalog: &Catalog) -> Option<String> {
        match self.step {
            Step::Members if self.line == 0 => Some(self.from.clone()),
            Step::Members => {
                let row = self.row_at(self.line)?;
                let from = self.first_day(catalog).unwrap_or(catalog.today);
                let column = *Column::ALL.get(self.column)?;
                let text = self.cell(row, column, from);
                Some(match column {
                    // The words of a list are its labels, which the list knows again.
                    Column::Position => positions(catalog)
                        .options
                        .iter()
                        .find(|option| option.code == text && !text.is_empty())
                        .and_then(|option| option.words.first().cloned())
                        .unwrap_or_else(|| text.to_owned()),
                    _ => text.to_owned(),
                })
            }
            Step::Periods => self.periods.get(self.column)?.cells.get(self.line).cloned(),
            Step::Review => None,
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, catalog: &Catalog) -> Keyed {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Char('s' | 'S') if control => return self.save(catalog),
            KeyCode::Esc => return self.escape(catalog),
            KeyCode::Enter => return self.enter(catalog),
            KeyCode::Up => return self.go(-1, 0, catalog),
            KeyCode::Down => return self.go(1, 0, catalog),
            KeyCode::PageUp => return self.go(-10, 0, catalog),
            KeyCode::PageDown => return self.go(10, 0, catalog),
            KeyCode::BackTab => return self.go(0, -1, catalog),
            KeyCode::Tab => return self.go(0, 1, catalog),
            _ => {}
        }
        if let Some(input) = &mut self.input {
            input.key(key, 40);
            return Keyed::Open;
        }
        match key.code {
            KeyCode::Left => self.go(0, -1, catalog),
            KeyCode::Right => self.go(0, 1, catalog),
            KeyCode::Home => self.go(isize::MIN / 2, 0, catalog),
            KeyCode::End => self.go(isize::MAX / 2, 0, catalog),
            KeyCode::Char(' ') if plain => self.turn(catalog),
            KeyCode::Delete => self.clear(catalog),
            KeyCode::F(2) | KeyCode::Backspace => {
                if let Some(text) = self.focused_text(catalog) {
                    let mut input = TextInput::line().with(&text);
                    if key.code == KeyCode::Backspace {
                        input.key(key, 40);
                    }
                    self.input = Some(input);
                }
                Keyed::Open
            }
            KeyCode::Char(_) if self.focused_text(catalog).is_some() => {
                let mut input = TextInput::line();
                if input.key(key, 40) == Outcome::Changed {
                    self.input = Some(input);
                    self.touched = true;
                }
                Keyed::Open
            }
            _ => Keyed::Open,
        }
    }

    /// Takes pasted text into the cell with the focus.
    pub fn paste(&mut self, text: &str, catalog: &Catalog) {
        if self.input.is_none() && self.focused_text(catalog).is_some() {
            self.input = Some(TextInput::line());
        }
        if let Some(input) = &mut self.input {
            input.paste_with(text, clean::paste);
            self.touched = true;
        }
    }

    /// Esc: gives up what is typed into the cell, else goes back a step, else leaves.
    fn escape(&mut self, catalog: &Catalog) -> Keyed {
        if self.input.take().is_some() {
            return Keyed::Open;
        }
        match self.step {
            Step::Members => Keyed::Left,
            Step::Periods => {
                self.step = Step::Members;
                self.line = self.lines() - 1;
                self.column = 0;
                self.judge(catalog);
                Keyed::Open
            }
            Step::Review => {
                self.step = Step::Periods;
                self.line = 0;
                Keyed::Open
            }
        }
    }

    fn enter(&mut self, catalog: &Catalog) -> Keyed {
        self.leave_cell(catalog);
        let last = self.line + 1 >= self.lines();
        match self.step {
            Step::Members => {
                if let Some(at) = self.newcomer_at(self.line) {
                    return Keyed::Newcomer(Some(at));
                }
                if last {
                    return self.next_step(Step::Periods);
                }
                if self.line + 2 == self.lines() {
                    return Keyed::Newcomer(None);
                }
                if let Some(row) = self.line.checked_sub(1).and_then(|at| self.rows.get_mut(at)) {
                    row.seen = true;
                    self.touched = true;
                }
                self.line += 1;
                Keyed::Kept
            }
            Step::Periods if last => {
                self.judge(catalog);
                self.next_step(Step::Review)
            }
            Step::Periods => {
                if self.column + 1 < self.periods.len() {
                    self.column += 1;
                } else {
                    self.column = 0;
                    self.line += 1;
                }
                Keyed::Kept
            }
            Step::Review => self.save(catalog),
        }
    }

    fn next_step(&mut self, step: Step) -> Keyed {
        self.step = step;
        self.line = 0;
        self.column = 0;
        self.top = 0;
        Keyed::Kept
    }

    /// Leaves the cell and moves the focus.
    fn go(&mut self, lines: isize, columns: isize, catalog: &Catalog) -> Keyed {
        let changed = self.leave_cell(catalog);
        self.line = self.line.saturating_add_signed(lines).min(self.lines().saturating_sub(1));
        let width = match self.step {
            Step::Members if self.row_at(self.line).is_some() => Column::ALL.len(),
            Step::Periods => self.periods.len(),
            _ => 1,
        };
        if columns != 0 {
            let last = width.saturating_sub(1);
            self.column = match (columns > 0, self.column >= last) {
                // Around the end into the next line, as in a sheet.
                (true, true) if self.line + 1 < self.lines() => {
                    self.line += 1;
                    0
                }
                (true, true) => last,
                (true, false) => self.column + 1,
                (false, _) if self.column == 0 && self.line > 0 => {
                    self.line -= 1;
                    last
                }
                (false, _) => self.column.min(width).saturating_sub(1),
            };
        }
        if changed { Keyed::Kept } else { Keyed::Open }
    }

    /// Space: the next of what the cell can be.
    fn turn(&mut self, catalog: &Catalog) -> Keyed {
        let next = |options: Vec<String>, now: &str| -> String {
            let at = options.iter().position(|code| code == now).map_or(0, |at| at + 1);
            options.get(at).or_else(|| options.first()).cloned().unwrap_or_default()
        };
        if self.step != Step::Members {
            return Keyed::Open;
        }
        let from = self.first_day(catalog);
        if self.line == 0 {
            let days = new_year::usual_first_days(self.year).into_iter().map(date::format).collect();
            self.from = next(days, &self.from);
            self.touched = true;
            self.judge(catalog);
            return Keyed::Kept;
        }
        let column = Column::ALL.get(self.column).copied();
        let codes = |choice: crate::tui::form::Choice| -> Vec<String> {
            choice.options.into_iter().map(|option| option.code).collect()
        };
        let default = self.from.clone();
        let Some(row) = self.line.checked_sub(1).and_then(|at| self.rows.get_mut(at)) else {
            return Keyed::Open;
        };
        match column {
            Some(Column::Fate) => {
                row.reason = next(codes(fates(catalog)), &row.reason);
                if row.leaves.is_empty() {
                    row.leaves = default;
                }
            }
            Some(Column::Position) if row.reason.is_empty() => {
                let now = row.cells[2].clone().unwrap_or_else(|| {
                    row.member.value_on(FactKind::Position, from.unwrap_or(catalog.today)).to_owned()
                });
                row.cells[2] = Some(next(codes(positions(catalog)), &now));
            }
            _ => {
                // In a text a blank begins nothing.
                return Keyed::Open;
            }
        }
        self.touched = true;
        self.judge(catalog);
        Keyed::Kept
    }

    /// Delete: empties the cell; a newcomer's row goes.
    fn clear(&mut self, catalog: &Catalog) -> Keyed {
        if self.step == Step::Members
            && let Some(at) = self.newcomer_at(self.line)
        {
            self.newcomers.remove(at);
        } else if self.focused_text(catalog).is_some() {
            self.input = Some(TextInput::line());
            self.leave_cell(catalog);
        }
        self.touched = true;
        self.judge(catalog);
        Keyed::Kept
    }

    /// Takes what was typed into the cell; true when there was anything.
    fn leave_cell(&mut self, catalog: &Catalog) -> bool {
        let Some(input) = self.input.take() else { return false };
        let text = clean::line(input.value());
        self.touched = true;
        match self.step {
            Step::Members if self.line == 0 => {
                self.from = day_of(&text, catalog, self.year).map_or(text, date::format);
            }
            Step::Members => self.take(&text, catalog),
            Step::Periods => {
                // A day is written out in full; what is none stays as it was typed.
                let text = if self.line == 0 || text.is_empty() {
                    text
                } else {
                    day_of(&text, catalog, self.year).map_or(text, date::format)
                };
                let (line, column) = (self.line, self.column);
                if let Some(cell) = self.periods.get_mut(column).and_then(|one| one.cells.get_mut(line)) {
                    *cell = text;
                }
            }
            Step::Review => {}
        }
        self.judge(catalog);
        true
    }

    fn take(&mut self, text: &str, catalog: &Catalog) {
        let default = self.from.clone();
        let from = self.first_day(catalog);
        let Some(column) = Column::ALL.get(self.column).copied() else { return };
        let Some(row) = self.line.checked_sub(1).and_then(|at| self.rows.get_mut(at)) else { return };
        match column {
            Column::Fate => {
                // A word that names no fate stays in sight, and stands against saving.
                row.reason = code_of(&fates(catalog), text).unwrap_or_else(|_| text.to_owned());
                if row.leaves.is_empty() {
                    row.leaves = default;
                }
            }
            Column::Name if !row.reason.is_empty() => {
                row.leaves = day_of(text, catalog, self.year).map_or_else(|_| text.to_owned(), date::format);
            }
            _ => {
                let value = match column {
                    Column::Position => {
                        code_of(&positions(catalog), text).unwrap_or_else(|_| text.to_owned())
                    }
                    _ => text.to_owned(),
                };
                let now = column.fact().zip(from).map(|(kind, from)| row.member.value_on(kind, from));
                let same = now == Some(value.as_str());
                if let Some(cell) = cell_at(column).and_then(|at| row.cells.get_mut(at)) {
                    *cell = (!same).then_some(value);
                }
            }
        }
    }

    /// A newcomer's form was filled in.
    pub fn take_newcomer(&mut self, at: Option<usize>, member: Member, form: String, catalog: &Catalog) {
        let newcomer = Newcomer { member, form };
        match at.and_then(|at| self.newcomers.get_mut(at)) {
            Some(place) => *place = newcomer,
            None => self.newcomers.push(newcomer),
        }
        self.form = None;
        self.touched = true;
        // On "add" again, where the next one is begun.
        self.line = self.lines() - 2;
        self.judge(catalog);
    }

    /// The form of a newcomer: as it was left, or a new one.
    pub fn newcomer_form(&self, at: Option<usize>, catalog: &Catalog) -> Form {
        let kept =
            at.and_then(|at| self.newcomers.get(at)).and_then(|one| Form::from_draft(&one.form, catalog));
        kept.unwrap_or_else(|| Form::for_newcomer(catalog, self.first_day(catalog).unwrap_or(catalog.today)))
    }

    /// A member was changed by somebody else meanwhile: what the book has now takes the place of what was read.
    pub fn refresh(&mut self, theirs: Stored<Member>) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.member.id == theirs.id) {
            row.member = theirs;
        }
    }

    fn save(&mut self, catalog: &Catalog) -> Keyed {
        self.leave_cell(catalog);
        let year = self.judge(catalog);
        match self.problems.first() {
            Some(problem) => {
                (self.step, self.line, self.column) = (problem.step, problem.line, problem.column);
                Keyed::Refused
            }
            None => year.map_or(Keyed::Refused, |year| Keyed::Save(Box::new(year))),
        }
    }

    /// The problems at a line of the step shown.
    pub fn problem_at(&self, line: usize) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.step == self.step && problem.line == line)
    }

    /// Judges everything; the year as values, unless a text cannot be read.
    pub fn judge(&mut self, catalog: &Catalog) -> Option<NewYear> {
        let mut problems = Vec::new();
        let year = self.read(catalog, &mut problems);
        for fault in year.as_ref().map(|year| year.judge(catalog)).unwrap_or_default() {
            let (step, line, column) = match fault.place {
                Place::From => (Step::Members, 0, 0),
                Place::Member(at) => (Step::Members, at + 1, column_of(&fault.what)),
                Place::Newcomer(at) => (Step::Members, 1 + self.rows.len() + at, 0),
                Place::Period(at) => (
                    Step::Periods,
                    usize::from(matches!(fault.what, YearFault::Year { .. } | YearFault::Backwards { .. })),
                    at,
                ),
            };
            problems.push(Problem { step, line, column, message: said(&fault.what) });
        }
        problems.sort_by_key(|problem| (problem.step as u8, problem.line, problem.column));
        let sound = problems.is_empty();
        self.problems = problems;
        year.filter(|_| sound)
    }

    /// The year as values; what cannot be read is a problem, and then judged no further.
    fn read(&self, catalog: &Catalog, problems: &mut Vec<Problem>) -> Option<NewYear> {
        let mut wrong = |step, line, column, message| problems.push(Problem { step, line, column, message });
        let from = day_of(&self.from, catalog, self.year)
            .map_err(|message| wrong(Step::Members, 0, 0, message))
            .ok();
        let mut members = Vec::with_capacity(self.rows.len());
        for (at, row) in self.rows.iter().enumerate() {
            let fate = if row.reason.is_empty() {
                let known = positions(catalog);
                let position = row.cells[2].as_deref().filter(|code| !code.is_empty());
                if let Some(words) =
                    position.filter(|code| !known.options.iter().any(|one| one.code == **code))
                {
                    wrong(Step::Members, at + 1, 3, Message::plain("form-error-choice").with("text", words));
                }
                let facts = [FactKind::ShortName, FactKind::Duty, FactKind::Position, FactKind::Team];
                let typed = facts.into_iter().zip(&row.cells);
                Fate::Stays(
                    typed.filter_map(|(kind, cell)| cell.clone().map(|value| (kind, value))).collect(),
                )
            } else {
                if !fates(catalog).options.iter().any(|option| option.code == row.reason) {
                    let message = Message::plain("form-error-choice").with("text", row.reason.as_str());
                    wrong(Step::Members, at + 1, 0, message);
                }
                match day_of(&row.leaves, catalog, self.year) {
                    Ok(day) => Fate::Leaves { day, reason: row.reason.clone() },
                    Err(message) => {
                        wrong(Step::Members, at + 1, 1, message);
                        continue;
                    }
                }
            };
            members.push(MemberRow { member: row.member.clone(), fate });
        }
        let mut periods = Vec::new();
        for (column, period) in self.periods.iter().enumerate() {
            periods.extend(period.read(catalog, self.year, &mut |line, message| {
                wrong(Step::Periods, line, column, message);
            }));
        }
        let newcomers = self.newcomers.iter().map(|one| one.member.clone()).collect();
        let from = from?;
        problems.is_empty().then_some(NewYear { from, members, newcomers, periods })
    }
}

impl PeriodColumn {
    fn of(base: Period) -> Self {
        let day = date::format;
        let cells = vec![
            base.title.clone(),
            day(base.activities.0),
            day(base.activities.1),
            day(base.finance.0),
            day(base.finance.1),
            day(base.head_count_day),
            base.due.map(day).unwrap_or_default(),
        ];
        Self { base, cells }
    }

    fn read(&self, catalog: &Catalog, year: i32, wrong: &mut impl FnMut(usize, Message)) -> Option<Period> {
        let text = |line: usize| self.cells.get(line).map_or("", String::as_str);
        let mut day = |line: usize| match day_of(text(line), catalog, year) {
            Ok(day) => Some(day),
            Err(message) => {
                wrong(line, message);
                None
            }
        };
        let days: Vec<Option<Day>> = (1..=5).map(&mut day).collect();
        let due = if text(6).is_empty() { None } else { Some(day(6)?) };
        let days: Vec<Day> = days.into_iter().collect::<Option<_>>()?;
        let [from, to, first, last, head_count_day] = days.try_into().ok()?;
        Some(Period {
            title: text(0).to_owned(),
            activities: (from, to),
            finance: (first, last),
            head_count_day,
            due,
            ..self.base.clone()
        })
    }
}

/// The place of a column's text in a row's cells.
const fn cell_at(column: Column) -> Option<usize> {
    match column {
        Column::Fate => None,
        Column::Name => Some(0),
        Column::Duty => Some(1),
        Column::Position => Some(2),
        Column::Team => Some(3),
    }
}

const fn column_of(fault: &YearFault) -> usize {
    match fault {
        YearFault::ShortNameTaken { .. } | YearFault::Leaving(_) | YearFault::Year { .. } => 1,
        _ => 0,
    }
}

/// The sentence of a fault.
fn said(fault: &YearFault) -> Message {
    match fault {
        YearFault::Year { day } => {
            Message::plain("form-error-date-year").with("year", chrono::Datelike::year(day).to_string())
        }
        YearFault::ShortNameTaken { name, holder } => {
            Message::plain("year-fault-short-name").with("name", name).with("other", holder)
        }
        YearFault::NoReason => Message::plain("year-fault-reason"),
        YearFault::Leaving(FactError::NoStay) => Message::plain("year-fault-no-stay"),
        YearFault::Leaving(FactError::BeforeBegin { from }) => {
            Message::plain("year-fault-before").with("from", date::format(*from))
        }
        YearFault::Known { name } => Message::plain("year-fault-known").with("name", name),
        YearFault::NoName | YearFault::NoTitle => Message::plain("form-error-required"),
        YearFault::CodeTaken { code } => Message::plain("year-fault-code").with("code", code),
        YearFault::Backwards { .. } => Message::plain("form-error-until"),
    }
}
