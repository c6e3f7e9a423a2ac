//! What each row of a sheet is: a person, the name of a group, a line that counts, the end of the list; and what its
//! cells say once corrections are laid over them.

use std::collections::BTreeMap;

use super::cells::{RowFault, sound, text_of};
use super::intake::{Intake, ProposedRow, RowKind};
use super::layout::{Heading, code};
use super::role;
use super::words::{Column, WORDS, begins, key};
use crate::domain::Catalog;
use crate::exchange::sheet::{Cell, Row, Sheet};

/// An intake being read with the book it is to enter.
pub(super) struct Reading<'a> {
    pub intake: &'a Intake,
    pub catalog: &'a Catalog,
    pub headings: Vec<Heading>,
}

/// What a line that names a group says of the people below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Group {
    /// Their team.
    Team(String),
    /// The code of their position.
    Position(String),
    /// The code of their contract.
    Contract(String),
}

impl Group {
    /// Teams and positions divide one list ("Ban Giám hiệu", "Tổ 1", "Tổ 2"); contracts divide it otherwise, within
    /// the teams or around them.
    fn divides_like(&self, other: &Self) -> bool {
        matches!(self, Group::Contract(_)) == matches!(other, Group::Contract(_))
    }
}

/// The groups that a row stands in, the outer one first.
#[derive(Debug, Default)]
pub(super) struct Above(Vec<Group>);

impl Above {
    /// A group begins: it ends the one of its kind and whatever stood within that.
    fn begin(&mut self, group: Group) {
        let ended = self.0.iter().position(|above| above.divides_like(&group));
        self.0.truncate(ended.unwrap_or(self.0.len()));
        self.0.push(group);
    }

    /// The team that stands above.
    pub fn team(&self) -> Option<&str> {
        self.0.iter().find_map(|group| match group {
            Group::Team(name) => Some(name.as_str()),
            Group::Position(_) | Group::Contract(_) => None,
        })
    }

    /// The code of a listed column that stands above.
    pub fn listed(&self, column: Column) -> Option<&str> {
        self.0.iter().find_map(|group| match (group, column) {
            (Group::Position(code), Column::Position) | (Group::Contract(code), Column::Contract) => {
                Some(code.as_str())
            }
            _ => None,
        })
    }
}

impl Reading<'_> {
    /// Every row below the head.
    pub(super) fn rows(&self, sheet: &Sheet) -> Vec<ProposedRow> {
        let mut above = Above::default();
        let mut ended = false;
        let mut rows = Vec::new();
        for (at, row) in sheet.rows.iter().enumerate().skip(self.intake.layout.first_row()) {
            let seen = self.kind(row, ended);
            ended |= seen == RowKind::Ending;
            let mut texts = row.cells.iter().map(Cell::text).filter(|text| !text.is_empty());
            let first = texts.next().unwrap_or_default();
            // A number alone would not tell which row it is.
            let text = if is_number(&first) { texts.next().unwrap_or(first) } else { first };
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
                RowKind::Group => above.begin(self.group(&proposed.text)),
                RowKind::Total | RowKind::Ending => {}
            }
            rows.push(proposed);
        }
        rows
    }

    /// Whether a column has this meaning.
    pub(super) fn has(&self, column: Column) -> bool {
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
        let texts: Vec<String> = row.cells.iter().filter(|cell| !cell.is_empty()).map(Cell::text).collect();
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
        if !numbered {
            let first_words = texts.iter().find(|text| text.trim().parse::<u32>().is_err());
            if first_words.is_some_and(|words| begins(words, &WORDS.totals)) {
                return RowKind::Total;
            }
            let signs = |text: &String| {
                let words = key(text);
                let holds = |word: &str| words.contains(word);
                begins(text, &WORDS.endings) && words.split(' ').count() <= 8
                    || (["ngay", "ngai"].into_iter().any(holds) && holds("thang") && holds("nam"))
            };
            // The title of somebody in the list ("Hiệu trưởng" as position) ends no list.
            if texts.iter().any(signs) && !(named && others > 0 && !texts.first().is_some_and(signs)) {
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

    /// The name of a group without its number, where the row says nothing else: "Tổ 1", "I | Ban Giám hiệu",
    /// "IV. Nhân viên", "Tổ 2 (12 người)".
    fn group_name(&self, row: &Row) -> Option<String> {
        let mut filled = row.cells.iter().filter(|cell| !cell.is_empty()).map(Cell::text);
        let (first, second, third) = (filled.next()?, filled.next(), filled.next());
        let said = match (&second, third) {
            (None, _) => unnumbered(&first),
            (Some(second), None) if is_number(&first) => unnumbered(second),
            _ => return None,
        };
        let name = said.split('(').next().unwrap_or(said).trim().trim_end_matches(':').trim_end();
        let lists = &self.catalog.kinds.roster;
        let named = begins(name, &WORDS.teams)
            || code(&lists.position, name).is_some()
            || code(&lists.contract, name).is_some();
        named.then(|| name.to_owned())
    }

    fn group(&self, name: &str) -> Group {
        let lists = &self.catalog.kinds.roster;
        code(&lists.position, name)
            .map(Group::Position)
            .or_else(|| code(&lists.contract, name).map(Group::Contract))
            .unwrap_or_else(|| Group::Team(name.to_owned()))
    }

    /// What the columns of a row say, corrections included; faults of cells that cannot be read at all.
    fn cells(&self, row: &Row, at: usize) -> (BTreeMap<Column, String>, Vec<(Column, RowFault)>) {
        let (mut cells, mut faults) = (BTreeMap::<Column, String>::new(), Vec::new());
        let edits = self.intake.edits.get(&at);
        for (index, column) in self.columns() {
            let corrected = edits.is_some_and(|edits| edits.contains_key(&column.mended_as()));
            // In which column a day of birth stands tells women from men, whatever the day.
            if corrected && !matches!(column, Column::BirthFemale | Column::BirthMale) {
                continue;
            }
            let text = match text_of(row.cell(index)) {
                Ok(text) => text,
                Err(_) if corrected => continue,
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

    /// "GV lớp 1A" under "Chức vụ" tells the position and what somebody does; under "Nhiệm vụ" it tells the position
    /// where nothing else does.
    fn tell_position(&self, cells: &mut BTreeMap<Column, String>, row: usize, above: &Above) {
        let list = &self.catalog.kinds.roster.position;
        let said = cells.get(&Column::Position).cloned();
        let (text, is_position) = match (&said, cells.get(&Column::Duty)) {
            (Some(text), _) => (text.clone(), true),
            (None, Some(duty))
                if above.listed(Column::Position).is_none() && !self.is_edited(row, Column::Position) =>
            {
                (duty.clone(), false)
            }
            _ => return,
        };
        let known = code(list, &text).is_some();
        let answered = self
            .intake
            .values
            .iter()
            .any(|value| value.column == Column::Position && value.word == key(&text));
        if (known && is_position) || answered {
            return;
        }
        let entry = match code(list, &text) {
            Some(code) => list.iter().find(|entry| entry.code == code),
            None => role::told(list, &text),
        };
        let Some(entry) = entry else { return };
        cells.insert(Column::Position, entry.label.clone());
        if is_position && !self.is_edited(row, Column::Duty) {
            cells.entry(Column::Duty).or_insert(text);
        }
    }

    fn person(&self, row: &Row, above: &Above, proposed: &mut ProposedRow) {
        let (mut cells, faults) = self.cells(row, proposed.row);
        self.tell_position(&mut cells, proposed.row, above);
        proposed.cells = cells;
        proposed.faults = faults;
        let member = self.member(proposed, above);
        proposed.member = Some(member);
    }
}

/// True for what numbers the parts of a list: "I", "iv.", "A)", "12".
fn is_number(text: &str) -> bool {
    let bare = text.trim().trim_end_matches(['.', ')', '/', ':', '-']).to_lowercase();
    let roman = |c: char| matches!(c, 'i' | 'v' | 'x');
    !bare.is_empty()
        && bare.chars().count() <= 5
        && (bare.chars().all(roman)
            || bare.chars().all(|c| c.is_ascii_digit())
            || (bare.len() == 1 && bare.chars().all(|c| c.is_ascii_alphabetic())))
}

/// A text without the number before it: "IV. Tổ 4" is "Tổ 4".
fn unnumbered(text: &str) -> &str {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    match text.split_at_checked(end) {
        Some((number, rest)) if is_number(number) && !rest.is_empty() => {
            rest.trim_start_matches(|c: char| !c.is_alphanumeric())
        }
        _ => text,
    }
}
