//! Who a line is about: names bound to their relations, groups, counts, and names that nobody has.

use super::build::Part;
use super::candidate::{Candidate, Left, What};
use super::lexicon::{Pick, lexicon};
use super::rest::runs;
use super::token::words;
use super::{Question, Refusal};
use crate::domain::kind::{Kind, Slot};
use crate::domain::relation::SELF;
use crate::domain::{Activity, Day, FactKind, Gender, HeadCount, Id, Member, Person, Stored};
use crate::text::fold::accents_agree;

/// A part of the roster.
struct Group<'a> {
    pick: Pick,
    team: &'a str,
    positions: &'a [String],
}

impl Group<'_> {
    fn holds(&self, member: &Stored<Member>, day: Day) -> bool {
        match self.pick {
            Pick::All => true,
            Pick::Women => member.gender == Gender::Female,
            Pick::Team => same_team(member.value_on(FactKind::Team, day), self.team),
            Pick::Position => {
                self.positions.iter().any(|code| code == member.value_on(FactKind::Position, day))
            }
        }
    }
}

/// Somebody of the line, before relations are bound.
#[derive(Clone)]
struct Named {
    start: usize,
    end: usize,
    member: Id<Member>,
    relations: Vec<String>,
    /// The relation was said of the name before.
    shared: bool,
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
            let (start, end) = (candidate.start, candidate.end);
            named.push(Named { start, end, member, relations: Vec::new(), shared: false });
        }
        let wants = kind.fields.iter().any(|field| field.slot == Slot::Relation && field.required);
        // What changes a member can befall the member too, who then stands in the relation's place.
        let unbound = self.bind(&mut named, wants && !kind.member_change.is_empty());
        self.share_relations(&mut named);
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
    /// Gives the number of relations that found nobody. "bản thân" is a relation of its own only if `own`.
    fn bind(&mut self, named: &mut [Named], own: bool) -> usize {
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
            let code = if code == SELF && !own { String::new() } else { code };
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

    /// "bố đẻ cô Liên và thầy Dũng": a relation before names that an "và" joins within one comma group is that of each.
    fn share_relations(&self, named: &mut [Named]) {
        let group = |at: usize| self.tokens.get(at).map(|token| token.group);
        let joined = |from: usize, to: usize| {
            from < to
                && group(from) == group(to)
                && lexicon().conjunctions.longest(self.tokens, from).is_some_and(|(n, ())| from + n == to)
        };
        for index in 1..named.len() {
            let Some((before, here)) = named.split_at_mut(index).0.last().cloned().zip(named.get_mut(index))
            else {
                continue;
            };
            let led = before.shared
                || self.taken.iter().any(|c| matches!(c.what, What::Relation(_)) && c.end == before.start);
            if here.relations.is_empty()
                && !before.relations.is_empty()
                && led
                && group(before.start) == group(here.start)
                && joined(before.end, here.start)
            {
                here.relations.clone_from(&before.relations);
                here.shared = true;
            }
        }
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
    fn groups(&self) -> (Vec<Group<'_>>, String) {
        let mut groups = Vec::new();
        let mut labels: Vec<(Pick, &str)> = Vec::new();
        for candidate in &self.taken {
            if let What::Group { pick, label, team, positions } = &candidate.what {
                groups.push(Group { pick: *pick, team, positions });
                labels.push((*pick, label));
            }
        }
        if labels.iter().any(|(pick, _)| *pick != Pick::All) {
            // "nữ toàn trường" is "nữ".
            labels.retain(|(pick, _)| *pick != Pick::All);
        }
        let mut label = labels.iter().map(|(_, label)| *label).collect::<Vec<_>>().join(" ");
        for candidate in self.taken.iter().filter(|c| matches!(c.what, What::Except(_)) && !groups.is_empty())
        {
            label = format!("{label} {}", self.text(candidate.start, candidate.end));
        }
        (groups, label)
    }

    /// Whom the groups of the line pick on a day: those of one sort together, of different sorts in common, without
    /// those who are left out.
    fn group_members(&self, day: Day) -> Vec<Id<Member>> {
        let (groups, _) = self.groups();
        if groups.is_empty() {
            return Vec::new();
        }
        let of = |pick: Pick| groups.iter().filter(move |group| group.pick == pick);
        let any = |pick: Pick, member: &Stored<Member>| {
            of(pick).next().is_none() || of(pick).any(|group| group.holds(member, day))
        };
        let fits = |member: &Stored<Member>| {
            member.union_member_on(day)
                && [Pick::Women, Pick::Team, Pick::Position].iter().all(|pick| any(*pick, member))
                && !self.left_out(member, day)
        };
        self.reader.catalog.members.iter().filter(|member| fits(member)).map(|member| member.id).collect()
    }

    fn left_out(&self, member: &Stored<Member>, day: Day) -> bool {
        self.taken.iter().any(|candidate| {
            let What::Except(left) = &candidate.what else { return false };
            left.iter().any(|left| match left {
                Left::Name { start, end, members } => {
                    let answered = self.answers.who(&self.text(*start, *end));
                    let index = |index: &usize| self.reader.catalog.members.get(*index).map(|m| m.id);
                    match (answered, members.as_slice()) {
                        (Some(id), _) => id == member.id,
                        (None, [only]) => index(only) == Some(member.id),
                        (None, _) => false,
                    }
                }
                Left::Group { pick, team, positions } => {
                    Group { pick: *pick, team, positions }.holds(member, day)
                }
                Left::Nobody { .. } => false,
            })
        })
    }

    /// Asks who is left out where two fit, refuses where nobody does.
    fn check_left_out(&mut self) {
        for candidate in self.taken.clone() {
            let What::Except(left) = &candidate.what else { continue };
            for left in left {
                match left {
                    Left::Name { start, end, members } if members.len() > 1 => {
                        let text = self.text(*start, *end);
                        let all = &self.reader.catalog.members;
                        let candidates =
                            members.iter().filter_map(|index| all.get(*index)).map(|m| m.id).collect();
                        let question = Question::WhoIs { text, candidates };
                        let answered = matches!(&question, Question::WhoIs { text, .. } if self.answers.who(text).is_some());
                        if !answered && !self.questions.contains(&question) {
                            self.questions.push(question);
                        }
                    }
                    Left::Nobody { start, end } => {
                        let text = self.without_title(*start, *end);
                        self.refusals.push(Refusal::UnknownName { text });
                    }
                    _ => {}
                }
            }
        }
    }

    fn times(&self) -> Option<u32> {
        self.taken.iter().find_map(|candidate| match candidate.what {
            What::Times { count, .. } => Some(count),
            _ => None,
        })
    }

    /// A group as people, unless n × rate says how many got something.
    fn group_people(&mut self, kind: &Kind, day: Day) -> Vec<Person> {
        if self.times().is_some() && kind.asks(Slot::Count) {
            return Vec::new();
        }
        self.check_left_out();
        let members = self.group_members(day);
        let (groups, label) = self.groups();
        if members.is_empty() && !groups.is_empty() && kind.asks(Slot::People) && !self.about {
            self.refusals.push(Refusal::UnknownName { text: label });
        }
        members.into_iter().map(|member| Person { member: Some(member), ..Person::default() }).collect()
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
            // "cô Liên và Xuân", not "300k và hộp quà".
            let joined = before.is_some_and(|candidate| {
                let start = candidate.start;
                let ahead = self.taken.iter().find(|ahead| ahead.end == start);
                candidate.what == What::Conjunction && name(ahead)
            });
            let other = self.all.iter().find(|candidate| {
                matches!(candidate.what, What::Name { .. })
                    && candidate.start >= from
                    && candidate.end <= to
                    && (name(after) && candidate.end == to || name(before) && candidate.start == from)
            });
            if family && name(after) {
                let end = after.map_or(to, |candidate| candidate.end);
                let text = self.text(from, end);
                self.refusals.push(Refusal::UnknownName { text });
            } else if other.is_some() {
                // "Liên Vân" are two names, or a third person's.
                let end = after.filter(|_| name(after)).map_or(to, |candidate| candidate.end);
                let start = before.filter(|_| name(before)).map_or(from, |candidate| candidate.start);
                let text = self.without_title(start, end);
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
