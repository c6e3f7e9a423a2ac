//! Who a line is about: names bound to their relations, groups, counts, and names that nobody has.

use super::build::Part;
use super::candidate::{Candidate, What};
use super::lexicon::{Pick, lexicon};
use super::rest::runs;
use super::token::words;
use super::{Question, Refusal};
use crate::domain::kind::{Kind, Slot};
use crate::domain::{Activity, Day, FactKind, Gender, HeadCount, Id, Member, Person, Stored};
use crate::text::fold::accents_agree;

/// Somebody of the line, before relations are bound.
struct Named {
    start: usize,
    end: usize,
    member: Id<Member>,
    relations: Vec<String>,
}

impl Part<'_> {
    pub(super) fn people(&mut self, kind: &Kind, day: Day) -> Vec<Person> {
        let catalog = self.reader.catalog;
        let mut named: Vec<Named> = Vec::new();
        for candidate in self.taken.clone() {
            let What::Name { members, .. } = &candidate.what else { continue };
            let text = self.without_title(candidate.start, candidate.end);
            let ids: Vec<Id<Member>> =
                members.iter().filter_map(|index| catalog.members.get(*index)).map(|m| m.id).collect();
            let answered = self.answers.who(&text).filter(|id| catalog.member(*id).is_some());
            let member = match (answered, ids.as_slice()) {
                (Some(id), _) => id,
                (None, [id]) => *id,
                (None, [first, ..]) => {
                    let question = Question::WhoIs { text, candidates: ids.clone() };
                    if !self.questions.contains(&question) {
                        self.questions.push(question);
                    }
                    *first
                }
                (None, []) => continue,
            };
            named.push(Named { start: candidate.start, end: candidate.end, member, relations: Vec::new() });
        }
        let unbound = self.bind(&mut named);
        let mut people: Vec<Person> = Vec::new();
        for name in named {
            let mut relations = name.relations;
            if relations.is_empty() {
                relations.push(String::new());
            }
            for relation in relations {
                let person = Person { member: Some(name.member), relation, ..Person::default() };
                if !people.contains(&person) {
                    people.push(person);
                }
            }
        }
        self.prizes(&mut people);
        let wants = kind.fields.iter().any(|field| field.slot == Slot::Relation && field.required);
        if wants
            && unbound == 0
            && !people.is_empty()
            && people.iter().any(|person| person.relation.is_empty())
        {
            self.refusals.push(Refusal::MissingRelation { kind: kind.code.clone() });
        }
        if kind.asks(Slot::People) && people.is_empty() {
            people = self.group_people(kind, day);
        }
        people
    }

    /// Binds each relation to the name after it in its comma group, else to the one before, else to the nearest.
    /// Gives the number of relations that found nobody.
    fn bind(&mut self, named: &mut [Named]) -> usize {
        let mut unbound = 0;
        for candidate in self.taken.clone() {
            let What::Relation(codes) = &candidate.what else { continue };
            let text = self.text(candidate.start, candidate.end);
            let answered = self.answers.relation(&text).filter(|code| codes.iter().any(|c| c == code));
            let code = match (answered, codes.as_slice()) {
                (Some(code), _) => code.to_owned(),
                (None, [code]) => code.clone(),
                (None, [first, ..]) => {
                    let question = Question::WhichRelation { text, relations: codes.clone() };
                    if !self.questions.contains(&question) {
                        self.questions.push(question);
                    }
                    first.clone()
                }
                (None, []) => continue,
            };
            let code = if code == crate::domain::relation::SELF { String::new() } else { code };
            let group = self.tokens.get(candidate.start).map(|token| token.group);
            let grouped = |name: &Named| self.tokens.get(name.start).map(|token| token.group) == group;
            let place = named
                .iter()
                .position(|name| grouped(name) && name.start >= candidate.end)
                .or_else(|| named.iter().rposition(|name| grouped(name) && name.end <= candidate.start))
                .or_else(|| named.iter().position(|name| name.start >= candidate.end))
                .or_else(|| named.len().checked_sub(1));
            match place.and_then(|place| named.get_mut(place)) {
                Some(name) if !name.relations.contains(&code) => name.relations.push(code),
                Some(_) => {}
                None => unbound += 1,
            }
        }
        unbound
    }

    /// A prize belongs to the person named before it, a single one to everybody.
    fn prizes(&self, people: &mut [Person]) {
        let prizes: Vec<&String> = self
            .taken
            .iter()
            .filter_map(|candidate| match &candidate.what {
                What::Prize(prize) => Some(prize),
                _ => None,
            })
            .collect();
        match prizes.as_slice() {
            [] => {}
            [only] => people.iter_mut().for_each(|person| person.prize.clone_from(only)),
            several => {
                for (person, prize) in people.iter_mut().zip(several) {
                    person.prize.clone_from(prize);
                }
            }
        }
    }

    /// The groups of the line: whom they pick, and how they are called.
    fn groups(&self) -> (Vec<(Pick, String)>, String) {
        let mut picks = Vec::new();
        let mut labels: Vec<String> = Vec::new();
        for candidate in &self.taken {
            if let What::Group { pick, label, team } = &candidate.what {
                picks.push((*pick, team.clone()));
                labels.push(label.clone());
            }
        }
        if picks.len() > 1 {
            // "nữ toàn trường" is "nữ".
            let narrow: Vec<String> = picks
                .iter()
                .zip(&labels)
                .filter(|((pick, _), _)| *pick != Pick::All)
                .map(|(_, label)| label.clone())
                .collect();
            if !narrow.is_empty() {
                labels = narrow;
            }
        }
        (picks, labels.join(" "))
    }

    fn group_members(&self, day: Day) -> Vec<Id<Member>> {
        let (picks, _) = self.groups();
        if picks.is_empty() {
            return Vec::new();
        }
        let fits = |member: &Stored<Member>| {
            member.union_member_on(day)
                && picks.iter().all(|(pick, team)| match pick {
                    Pick::All => true,
                    Pick::Women => member.gender == Gender::Female,
                    Pick::Team => same_team(member.value_on(FactKind::Team, day), team),
                })
        };
        self.reader.catalog.members.iter().filter(|member| fits(member)).map(|member| member.id).collect()
    }

    fn times(&self) -> Option<u32> {
        self.taken.iter().find_map(|candidate| match candidate.what {
            What::Times { count, .. } => Some(count),
            _ => None,
        })
    }

    /// A group as people, unless n × rate says how many got something.
    fn group_people(&self, kind: &Kind, day: Day) -> Vec<Person> {
        if self.times().is_some() && kind.asks(Slot::Count) {
            return Vec::new();
        }
        self.group_members(day)
            .into_iter()
            .map(|member| Person { member: Some(member), ..Person::default() })
            .collect()
    }

    pub(super) fn counts(&self, entry: &mut Activity, kind: &Kind) {
        if !kind.asks(Slot::Count) {
            return;
        }
        let (picks, label) = self.groups();
        for candidate in &self.taken {
            if let What::Count { count, of, whom } = &candidate.what {
                entry.head_count = Some(HeadCount { count: *count, of: *of, whom: whom.clone() });
            }
        }
        if entry.head_count.is_none() && entry.people.is_empty() {
            if let Some(count) = self.times() {
                entry.head_count = Some(HeadCount { count: Some(count), of: None, whom: label });
            } else if !picks.is_empty() {
                let count = self.group_members(entry.day).len() as u32;
                entry.head_count =
                    Some(HeadCount { count: (count > 0).then_some(count), of: None, whom: label });
            }
        } else if let Some(count) = entry.head_count.as_mut()
            && count.whom.is_empty()
        {
            count.whom = label;
        }
    }

    /// Words left over where a name should stand.
    pub(super) fn strangers_left(&mut self, entry: &Activity, kind: &Kind) {
        let must = kind.fields.iter().any(|field| field.slot == Slot::People && field.required);
        let known = self.refusals.iter().any(|refusal| matches!(refusal, Refusal::UnknownName { .. }));
        if known || !kind.asks(Slot::People) || self.about {
            return;
        }
        let runs = runs(self.left);
        if must && entry.people.is_empty() {
            if let Some((from, to)) = runs.into_iter().find(|(from, to)| self.could_be_name(*from, *to)) {
                let text = self.without_title(from, to);
                self.refusals.push(Refusal::UnknownName { text });
            }
            return;
        }
        for (from, to) in runs {
            let before = self.taken.iter().rev().find(|candidate| candidate.end == from);
            let after = self.taken.iter().find(|candidate| candidate.start == to);
            let family = to.checked_sub(1).is_some_and(|last| {
                lexicon().family.longest(self.tokens, last).is_some()
                    && self.tokens.get(last).zip(self.tokens.get(to)).is_some_and(|(a, b)| a.group == b.group)
            });
            let name = |candidate: Option<&&Candidate>| {
                candidate.is_some_and(|candidate| matches!(candidate.what, What::Name { .. }))
            };
            let upper = self.tokens.get(from).is_some_and(|t| t.text.starts_with(char::is_uppercase));
            let comma = from.checked_sub(1).is_some_and(|last| {
                self.tokens.get(last).zip(self.tokens.get(from)).is_some_and(|(a, b)| a.group != b.group)
            });
            let joined = before.is_some_and(|candidate| candidate.what == What::Conjunction);
            if family && name(after) {
                let end = after.map_or(to, |candidate| candidate.end);
                let text = self.text(from, end);
                self.refusals.push(Refusal::UnknownName { text });
            } else if (joined || (comma && upper && name(before))) && self.could_be_name(from, to) {
                let text = self.without_title(from, to);
                self.refusals.push(Refusal::UnknownName { text });
            }
        }
    }

    fn could_be_name(&self, from: usize, to: usize) -> bool {
        to - from <= 5 && self.tokens.get(from).is_some_and(|t| t.text.starts_with(char::is_alphabetic))
    }
}

/// Whether a team's name is that of "tổ 2": the number alone counts.
fn same_team(name: &str, number: &str) -> bool {
    !name.is_empty()
        && (accents_agree(number, name)
            || words(name).last().is_some_and(|word| accents_agree(number, &word.text)))
}
