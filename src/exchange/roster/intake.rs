//! A roster on its way into a book: what was read, what its columns are taken for, what was corrected and left
//! out. [`Intake::proposal`] says what of it would enter the book and what stands against it; nothing is kept
//! between two proposals but the intake itself, which serves as the draft as well.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cells::{Hint, RowFault};
use super::layout::{Heading, Layout, headings};
use super::rows::Reading;
use super::words::{Column, WORDS, key};
use crate::domain::{Catalog, Day, Kinds, Member};
use crate::exchange::sheet::Sheet;

/// A roster being taken in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Intake {
    /// The file's name as shown; empty for pasted cells.
    pub source: String,
    /// What was read.
    pub sheets: Vec<Sheet>,
    /// Which sheet is looked at.
    pub sheet: usize,
    /// Where its head is and what its columns mean.
    pub layout: Layout,
    /// The day from which everything holds that has no day of its own; none: since ever.
    pub from: Option<Day>,
    /// Cells that were corrected, by row (its place in the sheet) and meaning.
    pub edits: BTreeMap<usize, BTreeMap<Column, String>>,
    /// What words of listed columns stand for: one correction serves all rows with the same word.
    pub values: Vec<Value>,
    /// Rows taken in or left out by hand.
    pub chosen: BTreeMap<usize, bool>,
}

/// What a word under a listed column (position, contract, theory) stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// The column's meaning.
    pub column: Column,
    /// The word, folded.
    pub word: String,
    /// The code; empty: the word says nothing.
    pub code: String,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A person.
    Person,
    /// The name of a group of the people below.
    Group,
    /// A line that counts, or the head again.
    Total,
    /// What closes the list: places, days, signatures.
    Ending,
}

/// A row and what it would become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedRow {
    /// Its place in the sheet's rows.
    pub row: usize,
    /// Its line in the file, from 1.
    pub line: u32,
    /// What it is.
    pub kind: RowKind,
    /// Whether it is to enter the book.
    pub taken: bool,
    /// Its first words as they stand, for rows that are no people.
    pub text: String,
    /// What its columns say, corrections included.
    pub cells: BTreeMap<Column, String>,
    /// The short name, proposed or given.
    pub short_name: String,
    /// The short name was proposed.
    pub short_proposed: bool,
    /// The member it makes; none when it is no person or too much is wrong.
    pub member: Option<Member>,
    /// What stands against it; empty for rows that are left out.
    pub faults: Vec<(Column, RowFault)>,
    /// What was concluded.
    pub hints: Vec<(Column, Hint)>,
}

/// What stands against a roster as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayoutFault {
    /// No row of column names was found.
    NoHead,
    /// No column holds names.
    NoNames,
    /// Letters of before Unicode (TCVN3, VNI).
    LegacyLetters,
}

/// What would enter the book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// Every row below the head.
    pub rows: Vec<ProposedRow>,
    /// The columns' headings.
    pub headings: Vec<Heading>,
    /// What stands against the whole of it.
    pub fault: Option<LayoutFault>,
}

/// How many rows are what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows of people, those left out included.
    pub people: usize,
    /// People that can enter.
    pub sound: usize,
    /// People that cannot.
    pub refused: usize,
    /// People that were left out.
    pub left_out: usize,
}

impl Proposal {
    /// How many rows are what.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in self.rows.iter().filter(|row| row.kind == RowKind::Person || row.taken) {
            counts.people += 1;
            if !row.taken {
                counts.left_out += 1;
            } else if row.faults.is_empty() {
                counts.sound += 1;
            } else {
                counts.refused += 1;
            }
        }
        counts
    }

    /// The people that would enter, if nothing stands against any row that is taken.
    ///
    /// # Errors
    /// The rows that are refused; none of them when there is nobody to take.
    pub fn accepted(&self) -> Result<Vec<Member>, Vec<&ProposedRow>> {
        let refused: Vec<&ProposedRow> =
            self.rows.iter().filter(|row| row.taken && !row.faults.is_empty()).collect();
        let members: Vec<Member> =
            self.rows.iter().filter(|row| row.taken).filter_map(|row| row.member.clone()).collect();
        if refused.is_empty() && !members.is_empty() && self.fault.is_none() {
            Ok(members)
        } else {
            Err(refused)
        }
    }
}

impl Intake {
    /// An intake of what was read, with the sheet that looks most like a roster and the layout it seems to have.
    pub fn begun(source: String, sheets: Vec<Sheet>, catalog: &Catalog) -> Self {
        // People of a book's first roster have been there since ever, those of a later one came with it.
        let from = if catalog.members.is_empty() {
            None
        } else {
            Some(catalog.period.as_ref().map_or(catalog.today, |period| period.activities.0))
        };
        let mut intake = Self { source, sheets, from, ..Self::default() };
        let weight = |sheet: &Sheet| {
            let layout = Layout::recognised(sheet, &catalog.kinds);
            let known = if layout.head.is_some() { layout.columns.iter().flatten().count() } else { 0 };
            (known, sheet.rows.len())
        };
        let best = intake.sheets.iter().enumerate().rev().max_by_key(|(_, sheet)| weight(sheet));
        intake.sheet = best.map_or(0, |(at, _)| at);
        intake.recognise(&catalog.kinds);
        intake
    }

    /// The sheet looked at.
    pub fn current(&self) -> Option<&Sheet> {
        self.sheets.get(self.sheet)
    }

    /// Looks at another sheet; corrections of the former are gone.
    pub fn look_at(&mut self, sheet: usize, kinds: &Kinds) {
        if sheet < self.sheets.len() && sheet != self.sheet {
            self.sheet = sheet;
            self.edits.clear();
            self.chosen.clear();
            self.recognise(kinds);
        }
    }

    fn recognise(&mut self, kinds: &Kinds) {
        self.layout = self.current().map(|sheet| Layout::recognised(sheet, kinds)).unwrap_or_default();
    }

    /// Puts the head `step` rows lower; above the first row there is none.
    pub fn move_head(&mut self, step: isize, kinds: &Kinds) {
        let Some(sheet) = self.sheets.get(self.sheet) else { return };
        let at = self.layout.head.map_or(-1, |(first, _)| first.cast_signed());
        let last = sheet.rows.len().cast_signed() - 1;
        let wanted = (at + step).clamp(-1, last);
        let mut layout = match usize::try_from(wanted) {
            Ok(row) => Layout::below(sheet, row, kinds),
            Err(_) => Layout { head: None, columns: vec![None; sheet.width()] },
        };
        layout.keep(&self.layout);
        self.layout = layout;
    }

    /// Corrects a cell of a row; of a listed column the word it holds, wherever that stands.
    pub fn correct(&mut self, row: usize, column: Column, text: &str) {
        self.edits.entry(row).or_default().insert(column, text.to_owned());
    }

    /// What a word of a listed column stands for, in every row.
    pub fn define(&mut self, column: Column, word: &str, code: &str) {
        let word = key(word);
        self.values.retain(|value| value.column != column || value.word != word);
        self.values.push(Value { column, word, code: code.to_owned() });
    }

    /// What would enter the book, and what stands against it.
    pub fn proposal(&self, catalog: &Catalog) -> Proposal {
        let Some(sheet) = self.current() else {
            return Proposal { fault: Some(LayoutFault::NoHead), ..Proposal::default() };
        };
        let reading = Reading { intake: self, catalog, headings: headings(sheet, self.layout.head) };
        let mut rows = reading.rows(sheet);
        reading.name(&mut rows);
        reading.tell_apart(&mut rows);
        for row in &mut rows {
            if !row.taken {
                row.faults.clear();
                row.hints.clear();
            }
        }
        Proposal { rows, fault: self.fault(sheet), headings: reading.headings }
    }

    fn fault(&self, sheet: &Sheet) -> Option<LayoutFault> {
        if self.layout.has_names() {
            return None;
        }
        let legacy = |text: &str| WORDS.legacy.iter().any(|word| text.contains(word.as_str()));
        let old = sheet.rows.iter().take(40).flat_map(|row| &row.cells).any(|cell| legacy(&cell.text()));
        Some(if old {
            LayoutFault::LegacyLetters
        } else if self.layout.head.is_none() {
            LayoutFault::NoHead
        } else {
            LayoutFault::NoNames
        })
    }
}
