//! Năm học mới: one table of all members, gone through by Enter; then the year's periods; then what will be saved.
//!
//! A cell that has the focus is typed over, as in a sheet; F2 or Backspace mends it. Enter confirms the row and goes
//! to the next one in the same column. What is typed is kept in the layer, so that it can be left and taken up again.

mod draw;
mod judge;
mod keys;

use serde::{Deserialize, Serialize};

use crate::desk::new_year::{self, NewYear};
use crate::domain::{Catalog, Day, FactKind, Member, Period, Stored};
use crate::text::date;
use crate::tui::form::year::day_of;
use crate::tui::form::{Form, Message};
use crate::tui::input::TextInput;

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

/// What a line of the members' step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The day from which everything holds.
    From,
    /// A member, by the place among the rows.
    Row(usize),
    /// Somebody who comes, by the place among the newcomers.
    Newcomer(usize),
    /// Newcomers from a roster's file.
    File,
    /// One more newcomer, by the form.
    Add,
    /// On to the periods.
    Next,
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
    /// The preview of a roster that lies over the table: its draft's key, and what is taken in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<(String, String)>,
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
    /// Newcomers from a file are wanted.
    File,
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
            rows: year.members.into_iter().map(|row| Row::of(row.member)).collect(),
            newcomers: Vec::new(),
            periods: year.periods.into_iter().map(PeriodColumn::of).collect(),
            step: Step::Members,
            line: 0,
            column: 0,
            input: None,
            form: None,
            roster: None,
            touched: false,
            top: 0,
            problems: Vec::new(),
        }
    }

    /// True when leaving it would lose something.
    pub const fn is_worth_keeping(&self) -> bool {
        self.touched || self.input.is_some() || self.form.is_some() || self.roster.is_some()
    }

    /// The first day; none while the text means none.
    pub fn first_day(&self, catalog: &Catalog) -> Option<Day> {
        day_of(&self.from, catalog, self.year).ok()
    }

    /// How many lines the step has.
    pub fn lines(&self) -> usize {
        match self.step {
            Step::Members => self.rows.len() + self.newcomers.len() + 4,
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

    /// What a line of the members' step is.
    pub const fn line_at(&self, line: usize) -> Line {
        let newcomers = 1 + self.rows.len();
        let end = newcomers + self.newcomers.len();
        match line {
            0 => Line::From,
            row if row < newcomers => Line::Row(row - 1),
            newcomer if newcomer < end => Line::Newcomer(newcomer - newcomers),
            file if file == end => Line::File,
            add if add == end + 1 => Line::Add,
            _ => Line::Next,
        }
    }

    /// The row of a line of the members' step.
    pub fn row_at(&self, line: usize) -> Option<&Row> {
        match self.line_at(line) {
            Line::Row(at) => self.rows.get(at),
            _ => None,
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
        self.newcomers_came(catalog);
    }

    /// The people of a roster come, each with a form that can be gone back to.
    pub fn take_roster(&mut self, members: &[Member], catalog: &Catalog) {
        let from = self.first_day(catalog).unwrap_or(catalog.today);
        for member in members {
            let form = Form::of_newcomer(catalog, from, member);
            // What the form refuses stands in the table too, with what is wrong with it.
            let member = form.member(catalog).unwrap_or_else(|_| member.clone());
            self.newcomers.push(Newcomer { member, form: form.draft() });
        }
        self.roster = None;
        self.newcomers_came(catalog);
    }

    fn newcomers_came(&mut self, catalog: &Catalog) {
        self.touched = true;
        // On "add" again, where the next one is begun.
        self.line = self.lines().saturating_sub(2);
        self.judge(catalog);
    }

    /// The form of a newcomer: as it was left, or a new one.
    pub fn newcomer_form(&self, at: Option<usize>, catalog: &Catalog) -> Form {
        let kept =
            at.and_then(|at| self.newcomers.get(at)).and_then(|one| Form::from_draft(&one.form, catalog));
        kept.unwrap_or_else(|| Form::for_newcomer(catalog, self.first_day(catalog).unwrap_or(catalog.today)))
    }

    /// The table meets the book again after it was left: members as the book has them by now, those who came since
    /// among them and those who are gone left out; periods that were made meanwhile are made.
    pub fn meet(&mut self, catalog: &Catalog) {
        let from = self.first_day(catalog).unwrap_or(catalog.today);
        let mut kept = std::mem::take(&mut self.rows);
        for member in &catalog.members {
            if let Some(at) = kept.iter().position(|row| row.member.id == member.id) {
                self.rows.push(Row { member: member.clone(), ..kept.swap_remove(at) });
            } else if new_year::is_there(member, from) {
                self.rows.push(Row::of(member.clone()));
            }
        }
        self.periods.retain(|own| catalog.periods.iter().all(|period| period.code != own.base.code));
        self.line = self.line.min(self.lines().saturating_sub(1));
        self.column = self.column.min(Column::ALL.len() - 1);
    }

    /// A member was changed by somebody else meanwhile: what the book has now takes the place of what was read.
    pub fn refresh(&mut self, theirs: Stored<Member>) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.member.id == theirs.id) {
            row.member = theirs;
        }
    }
}

impl Row {
    /// A member who stays as they are.
    const fn of(member: Stored<Member>) -> Self {
        Self { member, reason: String::new(), leaves: String::new(), cells: [const { None }; 4], seen: false }
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
