//! Values of members: how many there are on a day, and what happened to them in a range of days.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::{Evaluator, Manner, counted};
use crate::domain::{Day, FactKind, Member, Move, Movement, Stored};
use crate::report::model::{FigureValue, RecordRef, Rule, SourceRef, WantedMoves};
use crate::report::names::{NameList, fill};
use crate::report::select::Moved;
use crate::report::source::Order;
use crate::report::value::{By, Computed, Value};
use crate::text::collate::{name_key, sort_key};
use crate::text::date;
use crate::text::fold::search_key;

/// A group that a member belongs to: its place in the list behind it, its key and its label.
type Group = (usize, String, String);

impl Evaluator<'_> {
    pub(super) fn of_members(
        &self,
        value: Value,
        members: &[&Stored<Member>],
        day: Day,
        manner: &Manner<'_>,
    ) -> Computed {
        let some = |wanted: &dyn Fn(&Member) -> bool, width| {
            let sources = sources(members.iter().copied().filter(|member| wanted(member)));
            counted(sources.len() as u64, width, Rule::CountMembers, sources)
        };
        match value {
            Value::Count(width) => some(&|_| true, width),
            Value::Women(width) => some(&is_woman, width),
            Value::Minority(width) => some(&|member| self.is_minority(member), width),
            Value::People => {
                let name = |member| self.namer().member(member, day, manner.style, "");
                let names = members.iter().map(|member| (*member, name(member))).collect();
                self.listed(names, Rule::ListMembers, manner)
            }
            Value::Groups(by) | Value::Labels(by) => {
                let of = |member: &&Stored<Member>| self.group_of(member, by, day, None);
                let groups = members.iter().filter_map(of).collect();
                let grouped = sources(members.iter().copied().filter(|member| of(member).is_some()));
                let rule = Rule::GroupMembers { by: by.name().to_owned(), day };
                self.broken_down(value, groups, rule, grouped, manner)
            }
            _ => Computed::words(String::new()),
        }
    }

    pub(super) fn of_moves(
        &self,
        value: Value,
        moves: &[Moved<'_>],
        wanted: &WantedMoves,
        manner: &Manner<'_>,
    ) -> Computed {
        let some = |which: &dyn Fn(&Moved<'_>) -> bool, width, wanted: WantedMoves| {
            let meant = moves.iter().filter(|one| which(one));
            let count = meant.clone().count() as u64;
            counted(count, width, Rule::CountMoves(wanted), sources(meant.map(|one| one.member)))
        };
        let only = |movement| WantedMoves { movement, ..wanted.clone() };
        match value {
            Value::Count(width) => some(&|_| true, width, wanted.clone()),
            Value::Women(width) => some(&|one| is_woman(one.member), width, wanted.clone()),
            Value::Minority(width) => some(&|one| self.is_minority(one.member), width, wanted.clone()),
            Value::Came(width) => some(&|one| one.what.movement == Movement::In, width, only(Movement::In)),
            Value::Left(width) => some(&|one| one.what.movement == Movement::Out, width, only(Movement::Out)),
            Value::People => {
                let names = moves.iter().map(|one| (one.member, self.named(one, manner))).collect();
                self.listed(names, Rule::ListMoves(wanted.clone()), manner)
            }
            Value::Groups(by) | Value::Labels(by) => {
                let of = |one: &Moved<'_>| self.group_of(one.member, by, one.what.seen(), Some(&one.what));
                let groups = moves.iter().filter_map(of).collect();
                let grouped = sources(moves.iter().filter(|one| of(one).is_some()).map(|one| one.member));
                let rule = Rule::GroupMoves { by: by.name().to_owned(), wanted: wanted.clone() };
                self.broken_down(value, groups, rule, grouped, manner)
            }
            Value::MoveDay | Value::MoveReason => {
                let mut texts: Vec<String> = Vec::new();
                for one in moves {
                    let text = match value {
                        Value::MoveDay => date::format(one.what.day),
                        _ => self.reason(&one.what),
                    };
                    if !text.is_empty() && !texts.contains(&text) {
                        texts.push(text);
                    }
                }
                let text = texts.join(&self.outline.names.separator);
                let sources = sources(moves.iter().map(|one| one.member));
                let figure = Some((FigureValue::Text(text.clone()), Rule::Noted, sources));
                Computed { empty: text.is_empty(), text, figure }
            }
            _ => Computed::words(String::new()),
        }
    }

    /// How many of the members or moves have nothing to be broken down by.
    pub fn ungrouped(&self, members: &[&Stored<Member>], by: By, day: Day) -> usize {
        members.iter().filter(|member| self.group_of(member, by, day, None).is_none()).count()
    }

    /// The same of what happened.
    pub fn ungrouped_moves(&self, moves: &[Moved<'_>], by: By) -> usize {
        let of = |one: &Moved<'_>| self.group_of(one.member, by, one.what.seen(), Some(&one.what));
        moves.iter().filter(|one| of(one).is_none()).count()
    }

    fn is_minority(&self, member: &Member) -> bool {
        self.data.catalog.kinds.roster.is_minority(&member.ethnicity)
    }

    /// Why, in the words of the list; else as it was noted.
    fn reason(&self, one: &Move<'_>) -> String {
        let known = self.data.catalog.kinds.roster.reason(one.reason);
        known.map_or(one.reason, |entry| &entry.label).to_owned()
    }

    /// A name as it was when it happened, in the fact's words for a person.
    fn named(&self, one: &Moved<'_>, manner: &Manner<'_>) -> String {
        let name = self.namer().member(one.member, one.what.seen(), manner.style, "");
        match manner.fact.and_then(|fact| fact.person.as_ref()) {
            None => name,
            Some(person) => fill(person, "", |which| match which {
                "name" => name.clone(),
                "day" => date::format(one.what.day),
                _ => self.reason(&one.what),
            }),
        }
    }

    fn listed(&self, mut named: Vec<(&Stored<Member>, String)>, rule: Rule, manner: &Manner<'_>) -> Computed {
        let sources = sources(named.iter().map(|one| one.0));
        if manner.order == Order::Name {
            named.sort_by_cached_key(|one| name_key(&one.0.full_name));
        }
        let phrases: Vec<String> = named.into_iter().map(|one| one.1).collect();
        let list = NameList { times: vec![1; phrases.len()], phrases, unnamed: 0 };
        let text = self.namer().join(&list, manner.separator, manner.most);
        Computed {
            empty: text.is_empty(),
            text,
            figure: Some((FigureValue::Names(list.phrases), rule, sources)),
        }
    }

    fn broken_down(
        &self,
        value: Value,
        found: Vec<Group>,
        rule: Rule,
        sources: Vec<SourceRef>,
        manner: &Manner<'_>,
    ) -> Computed {
        let groups = summed(found, manner.order);
        let texts: Vec<String> = groups
            .iter()
            .map(|(label, count)| match (value, manner.fact) {
                (Value::Groups(_), Some(fact)) => fill(&fact.group_text, "", |name| match name {
                    "label" => label.clone(),
                    _ => count.to_string(),
                }),
                _ => label.clone(),
            })
            .collect();
        let separator = match (value, manner.fact) {
            (Value::Groups(_), Some(fact)) => fact.group_separator.as_str(),
            _ => self.outline.names.separator.as_str(),
        };
        Computed {
            empty: texts.is_empty(),
            text: texts.join(separator),
            figure: Some((FigureValue::Groups(groups), rule, sources)),
        }
    }

    /// The group of a member on a day; none where nothing is noted.
    fn group_of(&self, member: &Member, by: By, day: Day, one: Option<&Move<'_>>) -> Option<Group> {
        let roster = &self.data.catalog.kinds.roster;
        let listed = |list: &[crate::domain::roster::ListEntry], value: &str| {
            let place = list.iter().position(|entry| entry.code == value);
            let label = place.and_then(|place| list.get(place)).map_or(value, |entry| &entry.label);
            (place.unwrap_or(list.len()), search_key(value), label.to_owned())
        };
        let value = match by {
            By::Fact(kind) => member.value_on(kind, day),
            By::ContractTree => roster.contract_root(member.value_on(FactKind::Contract, day)),
            By::Ethnicity => &member.ethnicity,
            By::Degree => &member.degree,
            By::Age => return self.age_band(member, day),
            By::Reason => one.map_or("", |one| one.reason),
        };
        let value = value.trim();
        if value.is_empty() {
            return None;
        }
        Some(match by {
            By::Fact(FactKind::Position) => listed(&roster.position, value),
            By::Fact(FactKind::Contract) | By::ContractTree => listed(&roster.contract, value),
            By::Fact(FactKind::Theory) => listed(&roster.theory, value),
            By::Ethnicity => (usize::from(roster.is_minority(value)), search_key(value), value.to_owned()),
            By::Reason => {
                let place = roster
                    .reason(value)
                    .and_then(|known| roster.reason.iter().position(|entry| entry.code == known.code));
                match place.and_then(|place| roster.reason.get(place)) {
                    Some(entry) => (place.unwrap_or_default(), entry.code.clone(), entry.label.clone()),
                    None => (roster.reason.len(), search_key(value), value.to_owned()),
                }
            }
            _ => (0, search_key(value), value.to_owned()),
        })
    }

    fn age_band(&self, member: &Member, day: Day) -> Option<Group> {
        let years = years_between(member.birth_day?, day)?;
        let bands = &self.data.catalog.kinds.roster.age;
        let (place, band) = bands.iter().enumerate().rfind(|(_, band)| band.from <= years)?;
        Some((place, search_key(&band.label), band.label.clone()))
    }
}

/// Completed years from a birth to a day; none before it.
fn years_between(birth: Day, day: Day) -> Option<u32> {
    let had = (day.month(), day.day()) >= (birth.month(), birth.day());
    u32::try_from(day.year() - birth.year() - i32::from(!had)).ok()
}

fn is_woman(member: &Member) -> bool {
    member.gender == crate::domain::Gender::Female
}

/// The members' records, each once.
fn sources<'a>(members: impl Iterator<Item = &'a Stored<Member>>) -> Vec<SourceRef> {
    let mut seen = BTreeSet::new();
    members.map(RecordRef::source).filter(|source| seen.insert(*source)).collect()
}

/// Groups with their counts, in the order of the list behind them.
fn summed(found: Vec<Group>, order: Order) -> Vec<(String, u64)> {
    let mut groups: Vec<(Group, u64)> = Vec::new();
    for group in found {
        match groups.iter_mut().find(|(other, _)| other.1 == group.1) {
            Some(known) => known.1 += 1,
            None => groups.push((group, 1)),
        }
    }
    groups.sort_by_cached_key(|((place, _, label), _)| (*place, sort_key(label)));
    if order == Order::Reverse {
        groups.reverse();
    }
    groups.into_iter().map(|((_, _, label), count)| (label, count)).collect()
}
