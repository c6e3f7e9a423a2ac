//! A roster on its way into a book: what was read, what its columns are taken for, what was corrected and left
//! out. [`Intake::proposal`] says what of it would enter the book and what stands against it; nothing is kept
//! between two proposals but the intake itself, which serves as the draft as well.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use serde::{Deserialize, Serialize};

use super::cells::{Hint, RowFault, day_of, marked, sound, text_of};
use super::layout::{Heading, Layout, code, headings};
use super::names::{Nameless, proposed};
use super::words::{Column, WORDS, begins, key};
use crate::domain::roster::ListEntry;
use crate::domain::{Catalog, Day, FactKind, Gender, Kinds, Member, MemberFact, Stored};
use crate::exchange::error::shown;
use crate::exchange::sheet::{Row, Sheet};
use crate::text::fold::accents_agree;

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
        self.layout = match usize::try_from(wanted) {
            Ok(row) => Layout::below(sheet, row, kinds),
            Err(_) => Layout { head: None, columns: vec![None; sheet.width()] },
        };
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

struct Reading<'a> {
    intake: &'a Intake,
    catalog: &'a Catalog,
    headings: Vec<Heading>,
}

/// What the rows above say of those below.
#[derive(Default)]
struct Above {
    team: String,
    listed: BTreeMap<Column, String>,
}

impl Reading<'_> {
    fn rows(&self, sheet: &Sheet) -> Vec<ProposedRow> {
        let mut above = Above::default();
        let mut ended = false;
        let mut rows = Vec::new();
        for (at, row) in sheet.rows.iter().enumerate().skip(self.intake.layout.first_row()) {
            let seen = self.kind(row, ended);
            ended |= seen == RowKind::Ending;
            let text = row
                .cells
                .iter()
                .map(super::super::sheet::Cell::text)
                .find(|text| !text.is_empty())
                .unwrap_or_default();
            let chosen = self.intake.chosen.get(&at).copied();
            let kind = if seen != RowKind::Person && chosen == Some(true) { RowKind::Person } else { seen };
            let mut proposed = ProposedRow {
                row: at,
                line: row.line,
                kind,
                taken: chosen.unwrap_or(kind == RowKind::Person),
                text: self.group_name(row).unwrap_or(text),
                cells: BTreeMap::new(),
                short_name: String::new(),
                short_proposed: false,
                member: None,
                faults: Vec::new(),
                hints: Vec::new(),
            };
            match kind {
                RowKind::Person => self.person(row, &above, &mut proposed),
                RowKind::Group => self.group(&proposed.text, &mut above),
                RowKind::Total | RowKind::Ending => {}
            }
            rows.push(proposed);
        }
        rows
    }

    fn has(&self, column: Column) -> bool {
        self.intake.layout.columns.contains(&Some(column))
    }

    fn columns(&self) -> impl Iterator<Item = (usize, Column)> {
        self.intake
            .layout
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| column.map(|column| (at, column)))
    }

    fn name_cells(&self) -> impl Iterator<Item = usize> {
        self.columns()
            .filter(|(_, column)| {
                matches!(column, Column::FullName | Column::FamilyNames | Column::GivenName)
            })
            .map(|(at, _)| at)
    }

    fn kind(&self, row: &Row, ended: bool) -> RowKind {
        let filled: Vec<(usize, String)> = row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(at, cell)| (at, cell.text()))
            .collect();
        let numbered = self.columns().any(|(at, column)| {
            column == Column::Ordinal && row.cell(at).text().trim_end_matches('.').parse::<u32>().is_ok()
        });
        let named = self.name_cells().any(|at| !row.cell(at).is_empty());
        let others = self
            .columns()
            .filter(|(at, column)| {
                !matches!(
                    column,
                    Column::Ordinal | Column::FullName | Column::FamilyNames | Column::GivenName
                ) && !row.cell(*at).is_empty()
            })
            .count();
        let heads_again = self.columns().filter(|(at, _)| {
            let own = self.headings.get(*at).map(|heading| key(&heading.own)).unwrap_or_default();
            !own.is_empty() && key(&row.cell(*at).text()) == own
        });
        if heads_again.count() >= 2 {
            return RowKind::Total;
        }
        let keys: Vec<String> = filled.iter().map(|(_, text)| key(text)).collect();
        let first_words = keys.iter().find(|key| key.parse::<u32>().is_err()).cloned().unwrap_or_default();
        if !numbered {
            if begins(&first_words, &WORDS.totals) {
                return RowKind::Total;
            }
            let signs = |key: &String| {
                begins(key, &WORDS.endings) && key.split(' ').count() <= 8
                    || (key.contains("ngai") && key.contains("thang") && key.contains("nam"))
                    || (key.contains("ngay") && key.contains("thang") && key.contains("nam"))
            };
            // The title of somebody in the list ("Hiệu trưởng" as position) ends no list.
            if keys.iter().any(signs) && !(named && others > 0 && !keys.first().is_some_and(signs)) {
                return RowKind::Ending;
            }
            if ended && others < 2 {
                return RowKind::Ending;
            }
            if self.group_name(row).is_some() {
                return RowKind::Group;
            }
        }
        RowKind::Person
    }

    /// The name of a group, where the row says nothing else: "Tổ 1", "I | Ban Giám hiệu", "Giáo viên cơ bản".
    fn group_name(&self, row: &Row) -> Option<String> {
        let mut filled =
            row.cells.iter().filter(|cell| !cell.is_empty()).map(super::super::sheet::Cell::text);
        let mut first = filled.next()?;
        if let Some(second) = filled.next() {
            // A Roman number or a letter before it.
            if first.trim_end_matches(['.', ')']).chars().count() > 4 || filled.next().is_some() {
                return None;
            }
            first = second;
        }
        let name = key(&first);
        let name = name.trim_start_matches("i ").trim_start_matches("ii ").trim_start_matches("iii ");
        let listed = |list: &[ListEntry]| code(list, name).is_some();
        let lists = &self.catalog.kinds.roster;
        (begins(name, &WORDS.teams) || listed(&lists.position) || listed(&lists.contract)).then_some(first)
    }

    fn group(&self, name: &str, above: &mut Above) {
        let lists = &self.catalog.kinds.roster;
        if let Some(code) = code(&lists.position, name) {
            above.listed.insert(Column::Position, code);
        } else if let Some(code) = code(&lists.contract, name) {
            above.listed.insert(Column::Contract, code);
        } else {
            name.trim_end_matches(':').clone_into(&mut above.team);
        }
    }

    /// What the columns of a row say, corrections included; faults of cells that cannot be read at all.
    fn cells(&self, row: &Row, at: usize) -> (BTreeMap<Column, String>, Vec<(Column, RowFault)>) {
        let (mut cells, mut faults) = (BTreeMap::<Column, String>::new(), Vec::new());
        let edits = self.intake.edits.get(&at);
        for (index, column) in self.columns() {
            if edits.is_some_and(|edits| edits.contains_key(&column)) {
                continue;
            }
            let text = match text_of(row.cell(index)) {
                Ok(text) => text,
                Err(fault) => {
                    faults.push((column, fault));
                    continue;
                }
            };
            // A mark under the value of a list says the value: x under "Biên chế", x under "ĐH".
            let text = match WORDS.mark(&text) {
                Some(said) if column.may_repeat() && column != Column::Ordinal => {
                    let heading =
                        self.headings.get(index).map(|heading| heading.own.clone()).unwrap_or_default();
                    if said { heading } else { String::new() }
                }
                _ => text,
            };
            if text.is_empty() {
                continue;
            }
            cells
                .entry(column)
                .and_modify(|known| {
                    if column != Column::Ordinal {
                        known.push_str("; ");
                        known.push_str(&text);
                    }
                })
                .or_insert(text);
        }
        for (column, text) in edits.into_iter().flatten() {
            match sound(text) {
                Ok(text) if text.is_empty() => {}
                Ok(text) => {
                    cells.insert(*column, text);
                }
                Err(fault) => faults.push((*column, fault)),
            }
        }
        (cells, faults)
    }

    fn person(&self, row: &Row, above: &Above, proposed: &mut ProposedRow) {
        let (cells, faults) = self.cells(row, proposed.row);
        proposed.cells = cells;
        proposed.faults = faults;
        let member = self.member(proposed, above);
        proposed.member = Some(member);
    }

    fn member(&self, row: &mut ProposedRow, above: &Above) -> Member {
        let (mut faults, mut hints) = (Vec::new(), Vec::new());
        let full_name = full_name(&row.cells);
        if full_name.is_empty() {
            faults.push((Column::FullName, RowFault::Empty));
        }
        row.cells.insert(Column::FullName, full_name.clone());
        let cell = |column: Column| row.cells.get(&column).cloned().unwrap_or_default();
        let today = self.catalog.today;
        let mut day = |column: Column| -> Option<Day> {
            let text = row.cells.get(&column)?;
            match day_of(text, today) {
                Ok((day, part)) => {
                    if part {
                        hints.push((column, Hint::Began { day }));
                    }
                    Some(day)
                }
                Err(fault) => {
                    faults.push((column, fault));
                    None
                }
            }
        };
        let birth = [Column::BirthDay, Column::BirthFemale, Column::BirthMale];
        // Two digits may be read as a year to come, in which nobody of the roster is born.
        let birth_day = birth.into_iter().find_map(&mut day).map(|born| past(born, today));
        let mut party_joined = day(Column::PartyJoined);
        let party_official = day(Column::PartyOfficial);
        let employed = day(Column::Employed);
        let mut membership = day(Column::Membership);
        let mut is_member = true;
        if let Some(text) = row.cells.get(&Column::UnionMember) {
            match marked(text) {
                Ok(said) => is_member = said,
                Err(_) => match day_of(text, today) {
                    Ok((day, _)) => membership = membership.or(Some(day)),
                    Err(_) => faults.push((Column::UnionMember, RowFault::Unknown { value: shown(text) })),
                },
            }
        } else if self.has(Column::UnionMember) {
            is_member = false;
        }
        if let Some(text) = row.cells.get(&Column::PartyMember) {
            match (marked(text), day_of(text, today)) {
                (_, Ok((day, _))) => party_joined = party_joined.or(Some(day)),
                (Ok(true), _) if party_joined.is_none() => {
                    let day = party_official.unwrap_or_else(|| self.before());
                    party_joined = Some(day);
                    hints.push((Column::PartyMember, Hint::PartyDay { day }));
                }
                (Ok(_), _) => {}
                (Err(fault), _) => faults.push((Column::PartyMember, fault)),
            }
        }
        if let Some((from, _)) = party_joined.zip(party_official).filter(|(joined, full)| full < joined) {
            faults.push((Column::PartyOfficial, RowFault::Before { from }));
        }
        let gender = match self.gender(&row.cells, &full_name) {
            Ok((gender, concluded)) => {
                if concluded {
                    hints.push((Column::Gender, Hint::GenderByName));
                }
                gender
            }
            Err((column, fault)) => {
                faults.push((column, fault));
                Gender::Female
            }
        };
        let insured = marked(&cell(Column::Insured)).unwrap_or_else(|fault| {
            faults.push((Column::Insured, fault));
            false
        });
        let from = self.intake.from;
        let mut facts =
            vec![MemberFact { from: employed.or(from), ..MemberFact::always(FactKind::Employment, "") }];
        if is_member {
            let from = membership.or(employed).or(from);
            facts.push(MemberFact { from, ..MemberFact::always(FactKind::Membership, "") });
        }
        let mut fact = |kind: FactKind, value: String| {
            if !value.is_empty() {
                facts.push(MemberFact { from, ..MemberFact::always(kind, value) });
            }
        };
        fact(FactKind::Duty, cell(Column::Duty));
        for (column, kind) in [
            (Column::Position, FactKind::Position),
            (Column::Contract, FactKind::Contract),
            (Column::Theory, FactKind::Theory),
        ] {
            match self.listed(column, row.cells.get(&column)) {
                Ok(code) if code.is_empty() => {
                    fact(kind, above.listed.get(&column).cloned().unwrap_or_default());
                }
                Ok(code) => fact(kind, code),
                Err(fault) => faults.push((column, fault)),
            }
        }
        let team =
            Some(cell(Column::Team)).filter(|team| !team.is_empty()).unwrap_or_else(|| above.team.clone());
        fact(FactKind::Team, team);
        fact(FactKind::Office, cell(Column::Office));
        let member = Member {
            full_name,
            gender,
            ethnicity: cell(Column::Ethnicity),
            birth_day,
            degree: cell(Column::Degree),
            insured,
            party_joined,
            party_official,
            note: cell(Column::Note),
            facts,
        };
        row.faults.append(&mut faults);
        row.hints.append(&mut hints);
        member
    }

    /// The day before everything of the roster: what began before it counts as no change of the period.
    fn before(&self) -> Day {
        let first = self.catalog.periods.first().map_or(self.catalog.today, |period| period.activities.0);
        let from = self.intake.from.unwrap_or(first);
        from.checked_sub_days(Days::new(1)).unwrap_or(from)
    }

    fn listed(&self, column: Column, text: Option<&String>) -> Result<String, RowFault> {
        let Some(text) = text else { return Ok(String::new()) };
        let lists = &self.catalog.kinds.roster;
        let list = match column {
            Column::Position => &lists.position,
            Column::Contract => &lists.contract,
            _ => &lists.theory,
        };
        let defined =
            self.intake.values.iter().find(|value| value.column == column && value.word == key(text));
        match defined {
            Some(value) => Ok(value.code.clone()),
            None => code(list, text).ok_or_else(|| RowFault::Unknown { value: shown(text) }),
        }
    }

    /// Woman or man, and whether that was concluded from the name.
    fn gender(
        &self,
        cells: &BTreeMap<Column, String>,
        full_name: &str,
    ) -> Result<(Gender, bool), (Column, RowFault)> {
        if let Some(text) = cells.get(&Column::Gender) {
            let word = key(text);
            // One column "Nữ" renamed to gender: an x there means what the column once said.
            if WORDS.female.contains(&word) {
                return Ok((Gender::Female, false));
            }
            if WORDS.male.contains(&word) {
                return Ok((Gender::Male, false));
            }
            return Err((Column::Gender, RowFault::Unknown { value: shown(text) }));
        }
        let said = |column: Column| -> Result<bool, (Column, RowFault)> {
            let text = cells.get(&column).map(String::as_str).unwrap_or_default();
            let word = key(text);
            if WORDS.female.contains(&word) || WORDS.male.contains(&word) {
                return Ok(true);
            }
            marked(text).map_err(|fault| (column, fault))
        };
        let born = |column: Column| cells.contains_key(&column);
        let woman = said(Column::Female)? || born(Column::BirthFemale);
        let man = said(Column::Male)? || born(Column::BirthMale);
        match (woman, man) {
            (true, true) => Err((Column::Gender, RowFault::BothMarked)),
            (true, false) => Ok((Gender::Female, false)),
            (false, true) => Ok((Gender::Male, false)),
            // Where women are marked, nobody else is one; where men are, everybody else.
            (false, false) if self.has(Column::Female) => Ok((Gender::Male, false)),
            (false, false) if self.has(Column::Male) => Ok((Gender::Female, false)),
            (false, false) => {
                // Between the family's and the given name; "Vân" is no "Văn".
                let words: Vec<&str> = full_name.split_whitespace().collect();
                let middle = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
                let has = |names: &[String]| {
                    middle.iter().any(|word| names.iter().any(|name| accents_agree(word, name)))
                };
                match (has(&WORDS.female_names), has(&WORDS.male_names)) {
                    (true, false) => Ok((Gender::Female, true)),
                    (false, true) => Ok((Gender::Male, true)),
                    _ => Err((Column::Gender, RowFault::Empty)),
                }
            }
        }
    }

    /// Short names for everybody taken.
    fn name(&self, rows: &mut [ProposedRow]) {
        let from = self.intake.from;
        let holds = |fact: &&MemberFact| {
            fact.kind == FactKind::ShortName
                && fact.until.is_none_or(|until| from.is_none_or(|from| from < until))
        };
        let of_book = self.catalog.members.iter().flat_map(|member| member.facts.iter().filter(holds));
        let taken: Vec<&str> = of_book.map(|fact| fact.value.as_str()).collect();
        let people: Vec<(usize, String, String, String)> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.taken)
            .filter_map(|(at, row)| {
                let member = row.member.as_ref()?;
                let duty = member.facts.iter().find(|fact| fact.kind == FactKind::Duty);
                let duty = duty.map(|fact| fact.value.clone()).unwrap_or_default();
                let given = row.cells.get(&Column::ShortName).cloned().unwrap_or_default();
                Some((at, member.full_name.clone(), duty, given))
            })
            .collect();
        let nameless: Vec<Nameless<'_>> =
            people.iter().map(|(_, full_name, duty, given)| Nameless { full_name, duty, given }).collect();
        for ((at, _, _, given), name) in people.iter().zip(proposed(&nameless, taken)) {
            let Some(row) = rows.get_mut(*at) else { continue };
            row.short_proposed = given.is_empty();
            if let Some(member) = row.member.as_mut().filter(|_| !name.is_empty()) {
                member
                    .facts
                    .push(MemberFact { from, ..MemberFact::always(FactKind::ShortName, name.clone()) });
            }
            row.short_name = name;
        }
    }

    /// Equal rows, people of the book, short names that are somebody's.
    fn tell_apart(&self, rows: &mut [ProposedRow]) {
        let mut found: Vec<(usize, Column, Result<RowFault, Hint>)> = Vec::new();
        let taken: Vec<(usize, &ProposedRow, &Member)> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.taken)
            .filter_map(|(at, row)| Some((at, row, row.member.as_ref()?)))
            .filter(|(_, _, member)| !member.full_name.is_empty())
            .collect();
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut shorts: BTreeMap<String, u32> = BTreeMap::new();
        for (place, (at, row, member)) in taken.iter().enumerate() {
            let bearers = names.entry(member.full_name.to_lowercase()).or_default();
            let others = bearers.iter().filter_map(|other| taken.get(*other));
            let mut met = None;
            for (_, other_row, other) in others {
                let told = told_apart(member, other, !row.short_proposed && !other_row.short_proposed);
                met = met.max(Some((!told, other_row.line)));
            }
            if let Some((same, line)) = met {
                let name = member.full_name.clone();
                found.push((
                    *at,
                    Column::FullName,
                    if same {
                        Ok(RowFault::DoubledName { name, first: u64::from(line) })
                    } else {
                        Err(Hint::SameName { line: Some(line) })
                    },
                ));
            }
            bearers.push(place);
            let short = row.short_name.to_lowercase();
            if let Some(first) = shorts.get(&short).filter(|_| !short.is_empty()) {
                let (name, first) = (row.short_name.clone(), u64::from(*first));
                found.push((*at, Column::ShortName, Ok(RowFault::DoubledShortName { name, first })));
            } else {
                shorts.insert(short, row.line);
            }
            found.extend(self.in_book(row, member).into_iter().map(|(column, what)| (*at, column, what)));
        }
        for (at, column, what) in found {
            let Some(row) = rows.get_mut(at) else { continue };
            match what {
                Ok(fault) => row.faults.push((column, fault)),
                Err(hint) => row.hints.push((column, hint)),
            }
        }
    }

    fn in_book(&self, row: &ProposedRow, member: &Member) -> Vec<(Column, Result<RowFault, Hint>)> {
        let mut found = Vec::new();
        let lower = member.full_name.to_lowercase();
        let namesakes: Vec<&Stored<Member>> =
            self.catalog.members.iter().filter(|other| other.full_name.to_lowercase() == lower).collect();
        if namesakes.iter().any(|other| !told_apart(member, other, !row.short_proposed)) {
            found.push((Column::FullName, Ok(RowFault::Known { name: member.full_name.clone() })));
        } else if !namesakes.is_empty() {
            found.push((Column::FullName, Err(Hint::SameName { line: None })));
        }
        let from = self.intake.from;
        let short = row.short_name.to_lowercase();
        let bears = |other: &&Stored<Member>| {
            other.facts.iter().any(|fact| {
                fact.kind == FactKind::ShortName
                    && fact.value.to_lowercase() == short
                    && fact.until.is_none_or(|until| from.is_none_or(|from| from < until))
            })
        };
        if let Some(holder) = self.catalog.members.iter().find(bears).filter(|_| !short.is_empty()) {
            let fault =
                RowFault::ShortNameTaken { name: row.short_name.clone(), holder: holder.full_name.clone() };
            found.push((Column::ShortName, Ok(fault)));
        }
        found
    }
}

/// Whether two people of one full name are two: their days of birth differ, or their duties do where not both have a
/// day, or somebody gave both different short names.
fn told_apart(one: &Member, other: &Member, named: bool) -> bool {
    if let Some((one, other)) = one.birth_day.zip(other.birth_day) {
        return one != other;
    }
    let values = |member: &Member, kind: FactKind| -> BTreeSet<String> {
        member.facts.iter().filter(|fact| fact.kind == kind).map(|fact| key(&fact.value)).collect()
    };
    let differ = |kind: FactKind| {
        let (one, other) = (values(one, kind), values(other, kind));
        !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
    };
    differ(FactKind::Duty) || (named && differ(FactKind::ShortName))
}

fn full_name(cells: &BTreeMap<Column, String>) -> String {
    let cell = |column: Column| cells.get(&column).map(String::as_str).unwrap_or_default();
    let parts = [cell(Column::FamilyNames), cell(Column::GivenName)];
    match cell(Column::FullName) {
        "" => parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        full => full.to_owned(),
    }
}

/// A day that is not to come: a century earlier where it is.
fn past(day: Day, today: Day) -> Day {
    if day <= today { day } else { day.checked_sub_months(chrono::Months::new(1200)).unwrap_or(day) }
}
