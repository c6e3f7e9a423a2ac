//! Who of a roster is who: short names for everybody, and rows that name one person twice or somebody of the book.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Hint, RowFault};
use super::intake::ProposedRow;
use super::names::{Nameless, proposed};
use super::rows::Reading;
use super::words::{Column, key};
use crate::domain::{FactKind, Member, MemberFact, Stored};

impl Reading<'_> {
    /// Short names for everybody taken.
    pub(super) fn name(&self, rows: &mut [ProposedRow]) {
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
    pub(super) fn tell_apart(&self, rows: &mut [ProposedRow]) {
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
                let told = told_apart(member, other, !row.short_proposed && !other_row.short_proposed)
                    // Whoever gives the second a name of its own by hand says that they are two.
                    || self.is_edited(row.row, Column::ShortName);
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
