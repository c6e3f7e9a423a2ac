//! Where a sheet has its head and what its columns mean: recognised from the words of the head, however many title
//! rows stand above it and however many rows it takes; without a head guessed from what the cells hold.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::role;
use super::words::{Column, WORDS, key};
use crate::domain::Kinds;
use crate::domain::roster::ListEntry;
use crate::exchange::sheet::{Cell, Sheet};
use crate::text::clean;

/// How far down a head is looked for, rows.
const TITLE_ROWS: usize = 40;

/// How many rows a head takes at most.
const HEAD_ROWS: usize = 4;

/// From how many different words on, that no list of positions knows, a column "Chức vụ" says what each one does.
/// Fewer are quickly said once for all rows.
const MANY_WORDS: usize = 6;

/// The head of a sheet and the meaning of each column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Layout {
    /// First and last row of the head, places in the sheet's rows; none: no head was found.
    pub head: Option<(usize, usize)>,
    /// What each column means; none: it is not read.
    pub columns: Vec<Option<Column>>,
}

/// The heading of a column: what spans it together with others, and its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// The heading that it shares with its neighbours; empty without one.
    pub shared: String,
    /// Its own, the lowest.
    pub own: String,
}

impl Heading {
    /// Both on one line.
    pub fn text(&self) -> String {
        match (self.shared.as_str(), self.own.as_str()) {
            ("", own) => own.to_owned(),
            (shared, own) if shared == own => own.to_owned(),
            (shared, "") => shared.to_owned(),
            (shared, own) => format!("{shared} · {own}"),
        }
    }
}

impl Layout {
    /// The layout that a sheet seems to have.
    pub fn recognised(sheet: &Sheet, kinds: &Kinds) -> Self {
        let best = (0..sheet.rows.len().min(TITLE_ROWS))
            .map(|row| Self::below(sheet, row, kinds))
            .filter(Self::has_names)
            // Of equals the lowest, which has no title row in it; then the first: a head may be printed on every page.
            .rev()
            .max_by_key(|layout| {
                let height = layout.head.map_or(0, |(first, last)| last - first);
                (layout.weight(), std::cmp::Reverse(height))
            });
        best.unwrap_or_else(|| Self::guessed(sheet, kinds))
    }

    /// The layout with the head at a row of the sheet.
    pub fn below(sheet: &Sheet, first: usize, kinds: &Kinds) -> Self {
        let mut layout = Self::of_head(sheet, (first, first), kinds);
        for last in first + 1..(first + HEAD_ROWS).min(sheet.rows.len()) {
            if !continues(sheet, (first, last - 1), last, kinds) {
                break;
            }
            layout = Self::of_head(sheet, (first, last), kinds);
        }
        layout.name_in_two(sheet);
        layout.duties_as_positions(sheet, kinds);
        layout
    }

    /// "GV 4A", "Mĩ thuật", "TPT Đội" under "Chức vụ": what many different words say that are no positions is what
    /// each one does.
    fn duties_as_positions(&mut self, sheet: &Sheet, kinds: &Kinds) {
        let at = self.columns.iter().position(|column| *column == Some(Column::Position));
        let Some(at) = at.filter(|_| !self.columns.contains(&Some(Column::Duty))) else { return };
        let mut other = BTreeSet::new();
        let mut known = 0;
        for row in sheet.rows.iter().skip(self.first_row()) {
            let text = row.cell(at).text();
            match code(&kinds.roster.position, &text) {
                Some(_) => known += 1,
                None if text.is_empty() => {}
                None if role::told(&kinds.roster.position, &text).is_some() => known += 1,
                None => drop(other.insert(key(&text))),
            }
        }
        if other.len() >= MANY_WORDS && other.len() > known {
            self.set(at, Some(Column::Duty));
        }
    }

    fn of_head(sheet: &Sheet, head: (usize, usize), kinds: &Kinds) -> Self {
        let mut columns: Vec<Option<Column>> =
            headings(sheet, Some(head)).iter().map(|heading| meaning(heading, kinds)).collect();
        // "Tên" beside "Họ đệm" is the last word only.
        if columns.contains(&Some(Column::FamilyNames))
            && let Some(name) = columns.iter_mut().find(|column| **column == Some(Column::FullName))
        {
            *name = Some(Column::GivenName);
        }
        let mut layout = Self { head: Some(head), columns };
        layout.drop_doubles();
        layout
    }

    /// Where two columns mean the same, the first is read.
    fn drop_doubles(&mut self) {
        let mut seen = Vec::new();
        for column in &mut self.columns {
            match *column {
                Some(known) if !known.may_repeat() && seen.contains(&known) => *column = None,
                Some(known) => seen.push(known),
                None => {}
            }
        }
    }

    /// "Họ và tên" over two columns: the second has no heading and holds the last word.
    fn name_in_two(&mut self, sheet: &Sheet) {
        let Some(name) = self.columns.iter().position(|column| *column == Some(Column::FullName)) else {
            return;
        };
        let headings = headings(sheet, self.head);
        let own = |at: usize| headings.get(at).map_or("", |heading| heading.own.as_str());
        if self.columns.get(name + 1) != Some(&None) || !own(name + 1).is_empty() {
            return;
        }
        let below = self.first_row();
        let (mut both, mut one) = (0, 0);
        for row in sheet.rows.iter().skip(below) {
            let words = |cell: &Cell| cell.text().split_whitespace().count();
            match (words(row.cell(name)), words(row.cell(name + 1))) {
                (0, _) => {}
                (_, 1 | 2) if WORDS.mark(&row.cell(name + 1).text()).is_none() => both += 1,
                _ => one += 1,
            }
        }
        if both > one
            && let Some([family, given]) = self.columns.get_mut(name..name + 2)
        {
            *family = Some(Column::FamilyNames);
            *given = Some(Column::GivenName);
        }
    }

    /// The layout of a sheet without a head, by what the cells hold.
    fn guessed(sheet: &Sheet, kinds: &Kinds) -> Self {
        let width = sheet.width();
        let mut columns: Vec<Option<Column>> = Vec::with_capacity(width);
        for at in 0..width {
            let cells: Vec<&Cell> =
                sheet.rows.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty()).collect();
            let most = |fits: &dyn Fn(&Cell) -> bool| {
                let fitting = cells.iter().filter(|cell| fits(cell)).count();
                fitting * 10 >= cells.len() * 7 && fitting > 0
            };
            let listed = |list: &[ListEntry]| most(&|cell| code(list, &cell.text()).is_some());
            let lists = &kinds.roster;
            let guess = if most(&|cell| is_day(&cell.text())) {
                Some(Column::BirthDay)
            } else if most(&|cell| {
                let key = key(&cell.text());
                WORDS.female.contains(&key) || WORDS.male.contains(&key)
            }) {
                Some(Column::Gender)
            } else if listed(&lists.position) {
                Some(Column::Position)
            } else if listed(&lists.contract) {
                Some(Column::Contract)
            } else if listed(&lists.theory) {
                Some(Column::Theory)
            } else if most(&|cell| is_name(&cell.text())) {
                Some(Column::FullName)
            } else if most(&|cell| cell.text().trim_end_matches('.').parse().is_ok_and(|n: u32| n < 1_000)) {
                Some(Column::Ordinal)
            } else {
                None
            };
            columns.push(guess.filter(|guess| !columns.contains(&Some(*guess))));
        }
        Self { head: None, columns }
    }

    /// True when a column holds names.
    pub fn has_names(&self) -> bool {
        let has = |column| self.columns.contains(&Some(column));
        has(Column::FullName) || has(Column::GivenName)
    }

    fn weight(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// The first row below the head, its place in the sheet's rows.
    pub fn first_row(&self) -> usize {
        self.head.map_or(0, |(_, last)| last + 1)
    }

    /// Keeps of a former layout what its columns meant where this one says nothing of them and it does not
    /// contradict: what somebody said of a column outlives another choice of the head.
    pub fn keep(&mut self, former: &Self) {
        for (at, meaning) in former.columns.iter().enumerate() {
            let Some(meaning) = *meaning else { continue };
            if self.columns.get(at).is_some_and(Option::is_some) {
                continue;
            }
            let taken = !meaning.may_repeat() && self.columns.contains(&Some(meaning));
            let is_name = matches!(meaning, Column::FullName | Column::FamilyNames | Column::GivenName);
            let named = is_name && self.has_names();
            if !taken && !named {
                self.set(at, Some(meaning));
            }
        }
    }

    /// Gives a column another meaning. Whatever other column had it, and may not share it, is read no more.
    pub fn set(&mut self, column: usize, meaning: Option<Column>) {
        if self.columns.len() <= column {
            self.columns.resize(column + 1, None);
        }
        if let Some(meaning) = meaning.filter(|meaning| !meaning.may_repeat()) {
            self.columns.iter_mut().filter(|other| **other == Some(meaning)).for_each(|other| *other = None);
        }
        if let Some(place) = self.columns.get_mut(column) {
            *place = meaning;
        }
        // A name is either whole or in two columns.
        let gone: &[Column] = match meaning {
            Some(Column::FullName) => &[Column::FamilyNames, Column::GivenName],
            Some(Column::FamilyNames | Column::GivenName) => &[Column::FullName],
            _ => &[],
        };
        for (at, other) in self.columns.iter_mut().enumerate() {
            if at != column && other.is_some_and(|other| gone.contains(&other)) {
                *other = None;
            }
        }
    }
}

/// The headings of all columns of a sheet.
pub fn headings(sheet: &Sheet, head: Option<(usize, usize)>) -> Vec<Heading> {
    let width = sheet.width();
    let Some((first, last)) = head else { return vec![Heading::default(); width] };
    let rows: Vec<_> =
        sheet.rows.iter().take(last + 1).skip(first).filter(|row| !is_numbering(row)).collect();
    (0..width)
        .map(|at| {
            let mut heading = Heading::default();
            for (depth, row) in rows.iter().enumerate() {
                let own = row.cell(at).text();
                let below = rows.iter().skip(depth + 1).any(|row| !row.cell(at).is_empty());
                if !own.is_empty() {
                    if !heading.own.is_empty() {
                        heading.shared = std::mem::take(&mut heading.own);
                    }
                    heading.own = own;
                } else if below {
                    // A merged cell stands at its left end only.
                    let left = (0..at).rev().map(|left| row.cell(left).text()).find(|text| !text.is_empty());
                    heading.shared = left.unwrap_or_default();
                }
            }
            heading
        })
        .collect()
}

/// A row that numbers the columns of a printed form: (1) (2) (3), A B 1 2.
fn is_numbering(row: &crate::exchange::sheet::Row) -> bool {
    let cells: Vec<String> =
        row.cells.iter().filter(|cell| !cell.is_empty()).map(|cell| key(&cell.text())).collect();
    let short = |text: &String| {
        text.len() <= 2 && (text.bytes().all(|b| b.is_ascii_digit()) || text.len() == 1 && text != "x")
    };
    cells.len() >= 3 && cells.iter().all(short)
}

/// True when a row is still part of the head above it.
fn continues(sheet: &Sheet, head: (usize, usize), next: usize, kinds: &Kinds) -> bool {
    let Some(row) = sheet.rows.get(next) else { return false };
    if is_numbering(row) {
        return true;
    }
    let above = headings(sheet, Some(head));
    let with = headings(sheet, Some((head.0, next)));
    let mut named = 0;
    for (at, heading) in above.iter().enumerate() {
        let cell = row.cell(at);
        if cell.is_empty() {
            continue;
        }
        if matches!(cell, Cell::Day(_) | Cell::Number(_) | Cell::Lost) {
            return false;
        }
        let own = own_meaning(&cell.text(), kinds);
        // Below the names and the ordinal numbers of a head there is nothing but headings.
        let known = meaning(heading, kinds);
        if matches!(known, Some(Column::FullName | Column::FamilyNames | Column::GivenName | Column::Ordinal))
            && own.is_none()
        {
            return false;
        }
        let combined = with.get(at).and_then(|heading| meaning(heading, kinds));
        named += usize::from(own.is_some() || combined.is_some());
    }
    // A single word in the first column names a group of the people below.
    let alone = row.cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
    let shared = row.cells.iter().position(|cell| !cell.is_empty()).is_some_and(|at| at > 1);
    named > 0 && (!alone || shared)
}

/// What a heading's own words mean: as a whole, then by a value of a list ("Biên chế" over marks).
fn own_meaning(text: &str, kinds: &Kinds) -> Option<Column> {
    let bare = text.split('(').next().unwrap_or(text);
    Column::named(text, true).or_else(|| Column::named(bare, true)).or_else(|| {
        let lists = &kinds.roster;
        [
            (&lists.position, Column::Position),
            (&lists.contract, Column::Contract),
            (&lists.theory, Column::Theory),
        ]
        .into_iter()
        .find(|(list, _)| code(list, text).is_some())
        .map(|(_, column)| column)
    })
}

/// What a heading means; its own words first, since "LLCT" below "Trình độ" is no degree.
fn meaning(heading: &Heading, kinds: &Kinds) -> Option<Column> {
    let Heading { shared, own } = heading;
    if own.is_empty() {
        return None;
    }
    let both = format!("{shared} {own}");
    if !shared.is_empty()
        && let Some(column) = Column::named(&both, true)
    {
        return Some(column);
    }
    // "Trung cấp" below "Trình độ chuyên môn" is a degree, not a level of political theory.
    let listed_below = Column::named(shared, true).filter(|column| {
        matches!(column, Column::Position | Column::Contract | Column::Theory | Column::Degree)
    });
    if let Some(column) = listed_below
        && Column::named(own, true).is_none()
    {
        return Some(column);
    }
    own_meaning(own, kinds).or_else(|| Column::named(&both, false)).or_else(|| Column::named(own, false)).or(
        {
            // A heading that spans columns gives them its meaning where their own says none, but for names and marks.
            listed_below
        },
    )
}

/// The code of the list's entry that bears this code, label or alias.
pub(super) fn code(list: &[ListEntry], text: &str) -> Option<String> {
    let wanted = key(text);
    if wanted.is_empty() {
        return None;
    }
    list.iter()
        .find(|entry| {
            entry.code == text
                || [&entry.label, &entry.en].into_iter().chain(&entry.aliases).any(|word| key(word) == wanted)
        })
        .map(|entry| entry.code.clone())
}

/// True for two to seven words of letters.
fn is_name(text: &str) -> bool {
    let text = clean::line(text);
    let words: Vec<&str> = text.split(' ').collect();
    (2..=7).contains(&words.len())
        && words.iter().all(|word| {
            word.chars().all(char::is_alphabetic) && word.chars().next().is_some_and(char::is_uppercase)
        })
}

/// True for three numbers with signs between.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}
