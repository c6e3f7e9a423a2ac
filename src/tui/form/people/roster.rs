//! Names and groups as they are looked up in a day's roster.

use super::typed::{Split, quoted, untitled};
use super::{Asked, Pin, Problem, Said, Who};
use crate::domain::{Catalog, Day, FactKind, Gender, Id, Member, Stored};
use crate::text::fold::{accents_agree, search_key};
use crate::tui::form::words::WORDS;

/// The roster as names are looked up in it.
pub(super) struct Roster<'a> {
    catalog: &'a Catalog,
    day: Day,
    /// Those of the day first, then those who have left or are to come.
    pub(super) rows: Vec<Row<'a>>,
}

pub(super) struct Row<'a> {
    pub(super) member: &'a Stored<Member>,
    pub(super) present: bool,
    short: &'a str,
    pub(super) short_key: String,
    pub(super) full_key: String,
}

pub(super) enum Reading {
    People(Vec<Who>),
    Problem(Problem),
}

impl<'a> Roster<'a> {
    pub(super) fn new(catalog: &'a Catalog, day: Day) -> Self {
        let rows = catalog
            .members
            .iter()
            .filter(|member| !member.is_deleted())
            .map(|member| {
                let short = member.short_name_on(day);
                Row {
                    member,
                    present: member.union_member_on(day) || member.employed_on(day),
                    short,
                    short_key: search_key(short),
                    full_key: search_key(&member.full_name),
                }
            })
            .collect();
        Self { catalog, day, rows }
    }

    /// Union members of the day; where the roster notes no membership, everybody employed; else everybody.
    pub(super) fn union(&self) -> Vec<&'a Stored<Member>> {
        let of = |wanted: fn(&Member, Day) -> bool| -> Vec<&'a Stored<Member>> {
            self.rows.iter().map(|row| row.member).filter(|member| wanted(member, self.day)).collect()
        };
        let members = of(Member::union_member_on);
        if members.is_empty() { of(Member::employed_on) } else { members }
    }

    /// The members whom a name names exactly: short name, full name, then given name or the short name's beginning.
    fn named(&self, name: &str) -> Vec<Id<Member>> {
        for present in [true, false] {
            let key = search_key(name);
            let rows = || self.rows.iter().filter(|row| row.present == present);
            let ids = |found: Vec<&Row<'_>>| found.iter().map(|row| row.member.id).collect::<Vec<_>>();
            let short: Vec<_> =
                rows().filter(|row| row.short_key == key && accents_agree(name, row.short)).collect();
            if !short.is_empty() {
                return ids(short);
            }
            let full: Vec<_> = rows()
                .filter(|row| row.full_key == key && accents_agree(name, &row.member.full_name))
                .collect();
            if !full.is_empty() {
                return ids(full);
            }
            let count = name.split_whitespace().count();
            let part: Vec<_> = rows()
                .filter(|row| {
                    let short: Vec<&str> = row.short.split_whitespace().take(count).collect();
                    let words: Vec<&str> = row.member.full_name.split_whitespace().collect();
                    let end = words.get(words.len().saturating_sub(count)..).unwrap_or_default();
                    accents_agree(name, &short.join(" ")) || accents_agree(name, &end.join(" "))
                })
                .collect();
            if !part.is_empty() {
                return ids(part);
            }
        }
        Vec::new()
    }

    /// The members of a group, if the words name one.
    pub(super) fn group(&self, words: &str) -> Option<Vec<Who>> {
        let is = |list: &[String]| list.iter().any(|word| accents_agree(words, word));
        let everybody = self.union();
        let pick = |wanted: &dyn Fn(&Member) -> bool| -> Vec<Who> {
            everybody.iter().filter(|member| wanted(member)).map(|member| Who::Member(member.id)).collect()
        };
        if is(&WORDS.all) {
            return Some(pick(&|_| true));
        }
        if is(&WORDS.women) {
            return Some(pick(&|member| member.gender == Gender::Female));
        }
        if is(&WORDS.men) {
            return Some(pick(&|member| member.gender == Gender::Male));
        }
        if is(&WORDS.party) {
            return Some(pick(&|member| member.party_member_on(self.day)));
        }
        let fact = |kind: FactKind, value: &str| {
            pick(&|member| search_key(member.value_on(kind, self.day)) == search_key(value))
        };
        let team = words.split_once(char::is_whitespace).filter(|(head, _)| accents_agree(head, &WORDS.team));
        if let Some((_, name)) = team {
            let mut people = fact(FactKind::Team, words);
            if people.is_empty() {
                people = fact(FactKind::Team, name.trim());
            }
            return Some(people);
        }
        let roster = &self.catalog.kinds.roster;
        let named = |entry: &crate::domain::roster::ListEntry| {
            [&entry.label, &entry.en, &entry.code]
                .into_iter()
                .chain(&entry.aliases)
                .any(|word| accents_agree(words, word))
        };
        if let Some(entry) = roster.position.iter().find(|entry| named(entry)) {
            return Some(fact(FactKind::Position, &entry.code));
        }
        if let Some(entry) = roster.contract.iter().find(|entry| named(entry)) {
            let codes = roster.contract_tree(&entry.code);
            return Some(pick(&|member| {
                codes.iter().any(|code| code == member.value_on(FactKind::Contract, self.day))
            }));
        }
        for kind in [FactKind::Team, FactKind::Office, FactKind::Duty] {
            let people =
                pick(&|member| accents_agree(words, member.value_on(kind, self.day)) && !words.is_empty());
            if !people.is_empty() {
                return Some(people);
            }
        }
        None
    }

    /// Who is meant by a token, and what it says of them.
    pub(super) fn read_said(&self, token: &str, pins: &[Pin], asked: Asked) -> (Reading, Said) {
        let split = Split::of(token);
        if split.is_bare() {
            return (self.read(token, pins), Said::default());
        }
        // A short name may have brackets of its own.
        if quoted(token).is_none()
            && let Reading::People(people) = self.read(token, pins)
        {
            return (Reading::People(people), Said::default());
        }
        if split.unclosed {
            return (Reading::Problem(Problem::Unclosed { token: token.to_owned() }), Said::default());
        }
        match split.said(asked, self.catalog) {
            Ok(said) => (self.read(split.name, pins), said),
            Err(message) => (Reading::Problem(Problem::Amount(message)), Said::default()),
        }
    }

    pub(super) fn read(&self, token: &str, pins: &[Pin]) -> Reading {
        if let Some(pin) = pins.iter().find(|pin| pin.token == token) {
            return Reading::People(vec![pin.who.clone()]);
        }
        if let Some(name) = quoted(token) {
            return if name.is_empty() {
                Reading::Problem(Problem::Unknown { token: token.to_owned() })
            } else {
                Reading::People(vec![Who::Free(name)])
            };
        }
        let words = token.trim_matches(['«', '»', ' ']);
        let mut found = self.named(words);
        if found.is_empty() {
            found = untitled(words).map(|name| self.named(name)).unwrap_or_default();
        }
        match found.as_slice() {
            [only] => return Reading::People(vec![Who::Member(*only)]),
            [] => {}
            _ => {
                return Reading::Problem(Problem::Ambiguous { token: token.to_owned(), candidates: found });
            }
        }
        match self.group(words) {
            Some(people) if people.is_empty() => {
                Reading::Problem(Problem::Nobody { token: token.to_owned() })
            }
            Some(people) => Reading::People(people),
            None => Reading::Problem(Problem::Unknown { token: token.to_owned() }),
        }
    }
}
