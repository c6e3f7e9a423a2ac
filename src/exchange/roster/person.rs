//! The member that a row of a roster makes, what stands against it, and what was concluded.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months};

use super::cells::{Hint, RowFault, day_of, marked};
use super::intake::ProposedRow;
use super::layout::code;
use super::rows::{Above, Reading};
use super::words::{Column, WORDS, key};
use crate::domain::{Day, FactKind, Gender, Member, MemberFact};
use crate::exchange::error::shown;
use crate::text::fold::accents_agree;

impl Reading<'_> {
    /// The member of a row whose cells are read; its faults and hints go to the row.
    pub(super) fn member(&self, row: &mut ProposedRow, above: &Above) -> Member {
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
        let birth: &[Column] = if self.is_edited(row.row, Column::BirthDay) {
            &[Column::BirthDay]
        } else {
            &[Column::BirthDay, Column::BirthFemale, Column::BirthMale]
        };
        // Two digits may be read as a year to come, in which nobody of the roster is born.
        let mut birth_day = birth.iter().find_map(|column| day(*column).map(|born| (*column, born)));
        let mut party_joined = day(Column::PartyJoined);
        let party_official = day(Column::PartyOfficial);
        let employed = day(Column::Employed);
        let mut membership = day(Column::Membership);
        if let Some((column, born)) = birth_day.filter(|(_, born)| *born > today) {
            // Two digits may be read as a year to come, in which nobody of the roster is born; four say what they say.
            let written = row.cells.get(&column).is_some_and(|text| text.contains(&born.year().to_string()));
            if written {
                faults.push((column, RowFault::ToCome { day: born }));
            }
            birth_day = born.checked_sub_months(Months::new(1200)).map(|earlier| (column, earlier));
        }
        let mut is_member = true;
        if let Some(text) = row.cells.get(&Column::UnionMember) {
            match marked(text) {
                Ok(said) => is_member = said,
                Err(_) => match day_of(text, today) {
                    Ok((day, part)) => {
                        if membership.is_none() && part {
                            hints.push((Column::UnionMember, Hint::Began { day }));
                        }
                        membership = membership.or(Some(day));
                    }
                    Err(_) => faults.push((Column::UnionMember, RowFault::Unknown { value: shown(text) })),
                },
            }
        } else if self.has(Column::UnionMember) {
            is_member = false;
        }
        if let Some(text) = row.cells.get(&Column::PartyMember) {
            match (marked(text), day_of(text, today)) {
                (_, Ok((day, part))) => {
                    if party_joined.is_none() && part {
                        hints.push((Column::PartyMember, Hint::Began { day }));
                    }
                    party_joined = party_joined.or(Some(day));
                }
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
                } else if by_middle_name(&full_name).is_some_and(|named| named != gender) {
                    hints.push((Column::Gender, Hint::GenderAgainstName));
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
                Ok(Some(code)) => fact(kind, code),
                Ok(None) if self.is_edited(row.row, column) => {}
                Ok(None) => fact(kind, above.listed(column).unwrap_or_default().to_owned()),
                Err(fault) => faults.push((column, fault)),
            }
        }
        let team = match cell(Column::Team) {
            empty if empty.is_empty() && !self.is_edited(row.row, Column::Team) => {
                above.team().unwrap_or_default().to_owned()
            }
            team => team,
        };
        fact(FactKind::Team, team);
        fact(FactKind::Office, cell(Column::Office));
        let member = Member {
            full_name,
            gender,
            ethnicity: cell(Column::Ethnicity),
            birth_day: birth_day.map(|(_, born)| born),
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

    /// Whether the row's cell was corrected, be it to nothing: then no group above speaks for it.
    pub(super) fn is_edited(&self, row: usize, column: Column) -> bool {
        self.intake.edits.get(&row).is_some_and(|edits| edits.contains_key(&column))
    }

    /// The code that a cell of a listed column stands for, empty where its word was said to mean nothing; none for
    /// an empty cell.
    fn listed(&self, column: Column, text: Option<&String>) -> Result<Option<String>, RowFault> {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        let lists = &self.catalog.kinds.roster;
        let list = match column {
            Column::Position => &lists.position,
            Column::Contract => &lists.contract,
            _ => &lists.theory,
        };
        let defined =
            self.intake.values.iter().find(|value| value.column == column && value.word == key(text));
        match defined {
            Some(value) => Ok(Some(value.code.clone())),
            None => code(list, text).map(Some).ok_or_else(|| RowFault::Unknown { value: shown(text) }),
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
            // "Nữ" written in the column of women, as in that of men, is what it says.
            match (WORDS.female.contains(&word), WORDS.male.contains(&word)) {
                (true, _) => Ok(column == Column::Female),
                (_, true) => Ok(column == Column::Male),
                _ => marked(text).map_err(|fault| (column, fault)),
            }
        };
        let born = |column: Column| cells.contains_key(&column);
        let woman = said(Column::Female)? || born(Column::BirthFemale);
        let man = said(Column::Male)? || born(Column::BirthMale);
        match (woman, man) {
            (true, true) => Err((Column::Gender, RowFault::BothMarked)),
            (true, false) => Ok((Gender::Female, false)),
            (false, true) => Ok((Gender::Male, false)),
            // Where only women are marked, nobody else is one; where only men are, everybody else.
            (false, false) if self.has(Column::Female) != self.has(Column::Male) => {
                Ok((if self.has(Column::Female) { Gender::Male } else { Gender::Female }, false))
            }
            (false, false) => by_middle_name(full_name)
                .map(|gender| (gender, true))
                .ok_or((Column::Gender, RowFault::Empty)),
        }
    }
}

fn full_name(cells: &BTreeMap<Column, String>) -> String {
    let cell = |column: Column| cells.get(&column).map(String::as_str).unwrap_or_default();
    let parts = [cell(Column::FamilyNames), cell(Column::GivenName)];
    match cell(Column::FullName) {
        "" => parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        full => full.to_owned(),
    }
}

/// Woman or man by the names between the family's and the given one; "Vân" is no "Văn".
fn by_middle_name(full_name: &str) -> Option<Gender> {
    let words: Vec<&str> = full_name.split_whitespace().collect();
    let middle = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
    let has = |names: &[String]| middle.iter().any(|word| names.iter().any(|name| accents_agree(word, name)));
    match (has(&WORDS.female_names), has(&WORDS.male_names)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}
