//! From the chosen meanings to an entry: who is bound to whom, what is filled in, what is asked and what refused.

use super::candidate::{Candidate, What, find};
use super::choose::{Choice, choose};
use super::lexicon::{BookWords, Pick, lexicon};
use super::money_lines;
use super::token::{Token, words};
use super::{
    Answer, Answers, Assumed, Entries, Filled, Leftover, Meaning, Outcome, Question, Reading, Refusal,
    Similar, Understood, Why, amounts,
};
use crate::domain::kind::{Kind, Slot};
use crate::domain::{Activity, Catalog, Day, FactKind, Gender, HeadCount, Id, Member, Person, State, Stored};
use crate::text::clean;
use crate::text::fold::{accents_agree, search_key};

/// What a line is read against.
pub(super) struct Reader<'a> {
    pub line: &'a str,
    pub catalog: &'a Catalog,
    pub similar: &'a dyn Similar,
    pub answers: &'a [Answer],
    pub book: &'a BookWords,
}

/// The chosen meanings, at hand for building.
pub(super) struct Part<'a> {
    pub reader: &'a Reader<'a>,
    pub tokens: &'a [Token],
    pub taken: Vec<&'a Candidate>,
    pub left: &'a [usize],
    pub about: bool,
    pub answers: Answers<'a>,
    pub refusals: Vec<Refusal>,
    pub questions: Vec<Question>,
    pub assumed: Vec<Assumed>,
}

/// Somebody of the line, before relations are bound.
struct Named {
    start: usize,
    end: usize,
    member: Id<Member>,
    relations: Vec<String>,
}

impl Reader<'_> {
    /// Reads the words as an activity, or two.
    pub fn read(&self, tokens: &[Token]) -> Reading {
        self.read_part(tokens, None, true)
    }

    fn read_part(&self, tokens: &[Token], default_day: Option<Day>, may_split: bool) -> Reading {
        let context = amounts::context(self.catalog);
        let answers = Answers(self.answers);
        let fallback = default_day.unwrap_or(self.catalog.today);
        // Names mean whom they mean on the entry's day, which the line itself may tell.
        let mut day = fallback;
        let mut candidates = find(tokens, self.catalog, self.book, day, &context);
        let mut choice = choose(tokens, &candidates, self.catalog, answers.kind());
        for _ in 0..2 {
            let told = days(&choice, &candidates).first().map_or(fallback, |(day, _)| *day);
            if told == day {
                break;
            }
            day = told;
            candidates = find(tokens, self.catalog, self.book, day, &context);
            choice = choose(tokens, &candidates, self.catalog, answers.kind());
        }
        if may_split && let Some(reading) = self.two(tokens, &candidates, &choice) {
            return reading;
        }
        let days = days(&choice, &candidates);
        if days.len() < 2 || !may_split {
            let whole =
                self.one(tokens, &candidates, &choice, &choice.kinds, days.first().copied(), default_day);
            let fails = matches!(whole.outcome, Outcome::Refused(_));
            let parted = (may_split && fails).then(|| self.parted(tokens, &candidates)).flatten();
            return parted.unwrap_or(whole);
        }
        let entries: Vec<Reading> = days
            .iter()
            .take(2)
            .map(|day| self.one(tokens, &candidates, &choice, &choice.kinds, Some(*day), default_day))
            .collect();
        self.offer(entries, true)
    }

    /// Two kinds in one line (rule 7): parted at a comma if one stands between, else both of everything.
    fn two(&self, tokens: &[Token], candidates: &[Candidate], choice: &Choice) -> Option<Reading> {
        let taken = || choice.taken.iter().filter_map(|index| candidates.get(*index));
        let kinds = |candidate: &Candidate| match &candidate.what {
            What::Kind { kinds, .. } => Some(kinds.clone()),
            _ => None,
        };
        let own = |found: &[usize]| found.iter().any(|kind| choice.kinds.contains(kind));
        let anchor = taken().find(|c| kinds(c).is_some_and(|found| own(&found)))?;
        let other = taken().find(|c| kinds(c).is_some_and(|found| !own(&found)))?;
        let (earlier, later) = if anchor.start < other.start { (anchor, other) } else { (other, anchor) };
        let group = tokens.get(later.start)?.group;
        let border = tokens.iter().position(|token| token.group == group)?;
        if border >= earlier.end {
            let (left, right) = tokens.split_at_checked(border)?;
            let first = self.read_part(left, None, false);
            let day = told_day(&first);
            let second = self.read_part(right, day, false);
            return Some(self.offer(vec![first, second], false));
        }
        let days = days(choice, candidates);
        let day = days.first().copied();
        let (first, second) = (kinds(earlier)?, kinds(later)?);
        let entries = [first, second]
            .iter()
            .map(|kinds| self.one(tokens, candidates, choice, kinds, day, None))
            .collect();
        Some(self.offer(entries, true))
    }

    /// A line that makes no sense as a whole, but as two entries with a comma between them.
    fn parted(&self, tokens: &[Token], candidates: &[Candidate]) -> Option<Reading> {
        let firm: Vec<usize> = candidates
            .iter()
            .filter(|candidate| matches!(candidate.what, What::Kind { firm: true, .. }))
            .map(|candidate| candidate.start)
            .collect();
        let (first, last) = (*firm.first()?, *firm.last()?);
        let borders = (first + 1..=last).filter(|at| {
            at.checked_sub(1)
                .and_then(|before| tokens.get(before))
                .zip(tokens.get(*at))
                .is_some_and(|(a, b)| a.group != b.group)
        });
        borders.take(4).find_map(|border| {
            let (left, right) = tokens.split_at_checked(border)?;
            let first = self.read_part(left, None, false);
            let day = told_day(&first);
            let second = self.read_part(right, day, false);
            let sense = |reading: &Reading| !matches!(reading.outcome, Outcome::Refused(_));
            (sense(&first) && sense(&second)).then(|| self.offer(vec![first, second], false))
        })
    }

    /// Two readings offered as one.
    fn offer(&self, mut readings: Vec<Reading>, same_words: bool) -> Reading {
        let chosen = Answers(self.answers).entries();
        match chosen {
            Some(Entries::First) if !readings.is_empty() => return readings.swap_remove(0),
            Some(Entries::Second) if readings.len() > 1 => return readings.swap_remove(1),
            _ => {}
        }
        let mut all = Reading {
            spans: Vec::new(),
            outcome: Outcome::Activities(Vec::new()),
            not_understood: Vec::new(),
            assumed: Vec::new(),
            needs_confirmation: chosen != Some(Entries::Both),
        };
        let (mut entries, mut questions, mut refusals) = (Vec::new(), Vec::new(), Vec::new());
        for (index, reading) in readings.into_iter().enumerate() {
            if index == 0 || !same_words {
                all.spans.extend(reading.spans);
                all.not_understood.extend(reading.not_understood);
            }
            for assumed in reading.assumed {
                if !all.assumed.contains(&assumed) {
                    all.assumed.push(assumed);
                }
            }
            match reading.outcome {
                Outcome::Activities(found) => entries.extend(found),
                Outcome::Ask(found) => add_new(&mut questions, found),
                Outcome::Refused(found) => add_new(&mut refusals, found),
                Outcome::Ledger(_) => {}
            }
        }
        all.outcome = if !refusals.is_empty() {
            Outcome::Refused(refusals)
        } else if !questions.is_empty() {
            Outcome::Ask(questions)
        } else {
            Outcome::Activities(entries)
        };
        all
    }

    fn one(
        &self,
        tokens: &[Token],
        candidates: &[Candidate],
        choice: &Choice,
        kinds: &[usize],
        day: Option<(Day, Option<Day>)>,
        default_day: Option<Day>,
    ) -> Reading {
        let mut part = Part {
            reader: self,
            tokens,
            taken: choice.taken.iter().filter_map(|index| candidates.get(*index)).collect(),
            left: &choice.left,
            about: choice.about,
            answers: Answers(self.answers),
            refusals: Vec::new(),
            questions: Vec::new(),
            assumed: Vec::new(),
        };
        part.build(kinds, day, default_day)
    }
}

/// The day of an entry whose line said it.
fn told_day(reading: &Reading) -> Option<Day> {
    let Outcome::Activities(entries) = &reading.outcome else { return None };
    let told = !reading.assumed.iter().any(|assumed| assumed.what == Filled::Day);
    entries.first().map(|entry| entry.day).filter(|_| told)
}

fn add_new<T: PartialEq>(list: &mut Vec<T>, found: Vec<T>) {
    for item in found {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}

/// The different days that were chosen, in the line's order.
fn days(choice: &Choice, candidates: &[Candidate]) -> Vec<(Day, Option<Day>)> {
    let mut days = Vec::new();
    for candidate in choice.taken.iter().filter_map(|index| candidates.get(*index)) {
        if let What::Day(from, until) = candidate.what
            && !days.contains(&(from, until))
        {
            days.push((from, until));
        }
    }
    days
}

impl<'a> Part<'a> {
    fn build(
        &mut self,
        kinds: &[usize],
        day: Option<(Day, Option<Day>)>,
        default_day: Option<Day>,
    ) -> Reading {
        let catalog = self.reader.catalog;
        for candidate in self.taken.clone() {
            match &candidate.what {
                What::BadDay(error) => self.refusals.push(Refusal::BadDate(error.clone())),
                What::BadMoney(error) => self.refusals.push(Refusal::BadMoney(error.clone())),
                What::Stranger => {
                    let text = self.without_title(candidate.start, candidate.end);
                    self.refusals.push(Refusal::UnknownName { text });
                }
                _ => {}
            }
        }
        let kind = self.kind(kinds);
        let Some(kind) = kind else {
            self.refusals.push(Refusal::NoKind);
            return self.reading(None, false);
        };
        let (day, until) = day.unwrap_or_else(|| {
            if default_day.is_none() {
                self.assumed.push(Assumed { what: Filled::Day, why: Why::Today });
            }
            (default_day.unwrap_or(catalog.today), None)
        });
        let people = self.people(kind, day);
        let kind = people
            .iter()
            .any(|person| !person.relation.is_empty())
            .then(|| lexicon().with_relation(&kind.code, &catalog.kinds))
            .flatten()
            .and_then(|code| catalog.kinds.get(code))
            .unwrap_or(kind);
        let mut entry = kind.blank(day);
        entry.until = until.filter(|until| *until != day);
        entry.people = people;
        self.counts(&mut entry, kind);
        self.small_slots(&mut entry, kind);
        self.state(&mut entry);
        self.strangers_left(&entry, kind);
        let content = self.content(&mut entry, kind);
        self.required(&entry, kind);
        money_lines::fill(self, &mut entry, kind);
        self.reading(Some(entry), content)
    }

    /// The kind, asked for when the words leave several.
    fn kind(&mut self, kinds: &[usize]) -> Option<&'a Kind> {
        let all = &self.reader.catalog.kinds;
        let mut open = kinds.to_vec();
        let mut text = String::new();
        for candidate in &self.taken {
            if let What::Kind { kinds, .. } = &candidate.what
                && kinds.iter().any(|kind| open.contains(kind))
            {
                if text.is_empty() {
                    text = self.text(candidate.start, candidate.end);
                }
                open.retain(|kind| kinds.contains(kind));
            }
        }
        if open.len() > 1 {
            let codes = open.iter().filter_map(|kind| all.kinds.get(*kind)).map(|kind| kind.code.clone());
            self.questions.push(Question::WhichKind { text, kinds: codes.collect() });
        }
        open.first().and_then(|kind| all.kinds.get(*kind))
    }

    /// The words as typed, NFC.
    pub fn text(&self, start: usize, end: usize) -> String {
        let range = self.tokens.get(start).zip(end.checked_sub(1).and_then(|last| self.tokens.get(last)));
        range
            .and_then(|(first, last)| self.reader.line.get(first.range.start..last.range.end))
            .map(clean::line)
            .unwrap_or_default()
    }

    fn without_title(&self, start: usize, end: usize) -> String {
        let title = lexicon().titles.longest(self.tokens, start).map_or(0, |(length, ())| length);
        let start = if start + title < end { start + title } else { start };
        self.text(start, end)
    }

    fn people(&mut self, kind: &Kind, day: Day) -> Vec<Person> {
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

    fn counts(&self, entry: &mut Activity, kind: &Kind) {
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

    fn small_slots(&self, entry: &mut Activity, kind: &Kind) {
        let mut goods: Vec<&str> = Vec::new();
        for candidate in &self.taken {
            match &candidate.what {
                What::Goods(text) => goods.push(text),
                What::Level(level) => entry.level = Some(*level),
                What::Occasion(occasion) => entry.occasion.clone_from(occasion),
                What::Zero => entry.zero = true,
                _ => {}
            }
        }
        entry.goods = goods.join(", ");
        if kind.asks(Slot::Result)
            && let Some(label) =
                (0..self.tokens.len()).find_map(|at| lexicon().results.longest(self.tokens, at))
        {
            entry.result.clone_from(label.1);
        }
    }

    fn state(&mut self, entry: &mut Activity) {
        if self.taken.iter().any(|candidate| candidate.what == What::Planned) {
            entry.state = State::Planned;
        } else if entry.day > self.reader.catalog.today {
            entry.state = State::Planned;
            self.assumed.push(Assumed { what: Filled::State, why: Why::Future });
        }
    }

    /// Words left over where a name should stand.
    fn strangers_left(&mut self, entry: &Activity, kind: &Kind) {
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

    /// The rest of the words as content or result; true when they were taken.
    fn content(&mut self, entry: &mut Activity, kind: &Kind) -> bool {
        let needs = |slot| kind.fields.iter().any(|field| field.slot == slot && field.required);
        let result = needs(Slot::Result) && entry.result.is_empty();
        if !self.about && !result {
            return false;
        }
        let text =
            self.content_runs().iter().map(|(from, to)| self.text(*from, *to)).collect::<Vec<_>>().join(" ");
        if result {
            entry.result = text;
            return true;
        }
        entry.about = text;
        if entry.about.is_empty() && needs(Slot::About) {
            // "gvdg" names the contest as well as the kind.
            let label = search_key(&kind.label);
            let phrase = self.taken.iter().rev().find(|candidate| {
                matches!(candidate.what, What::Kind { .. })
                    && !label.contains(&search_key(&self.text(candidate.start, candidate.end)))
            });
            if let Some(phrase) = phrase
                && needs(Slot::People)
            {
                entry.about = self.text(phrase.start, phrase.end);
            }
        }
        true
    }

    /// The words left over, with the small words and further kind words among them.
    fn content_runs(&self) -> Vec<(usize, usize)> {
        let mut anchored = false;
        let mut loose = vec![false; self.tokens.len()];
        for candidate in &self.taken {
            let small = match candidate.what {
                What::Filler | What::Conjunction => true,
                What::Kind { .. } => std::mem::replace(&mut anchored, true),
                _ => false,
            };
            if small {
                loose.iter_mut().take(candidate.end).skip(candidate.start).for_each(|word| *word = true);
            }
        }
        let mut sure = vec![false; self.tokens.len()];
        for at in self.left {
            if let Some(word) = sure.get_mut(*at) {
                *word = true;
            }
        }
        let both: Vec<usize> = (0..self.tokens.len())
            .filter(|at| loose.get(*at) == Some(&true) || sure.get(*at) == Some(&true))
            .collect();
        let edge = |at: usize| {
            sure.get(at) != Some(&true) && lexicon().edges.longest(self.tokens, at).is_some()
                || self.tokens.get(at).is_some_and(|token| !token.text.contains(char::is_alphanumeric))
        };
        runs(&both)
            .into_iter()
            .filter(|(from, to)| (*from..*to).any(|at| sure.get(at) == Some(&true)))
            .map(|(mut from, mut to)| {
                while from < to && edge(from) {
                    from += 1;
                }
                while from < to && edge(to - 1) {
                    to -= 1;
                }
                (from, to)
            })
            .filter(|(from, to)| from < to)
            .collect()
    }

    fn required(&mut self, entry: &Activity, kind: &Kind) {
        let needs = |slot| kind.fields.iter().any(|field| field.slot == slot && field.required);
        let code = || kind.code.clone();
        let unknown = self.refusals.iter().any(|refusal| matches!(refusal, Refusal::UnknownName { .. }));
        if needs(Slot::People) && entry.people.is_empty() && !unknown {
            self.refusals.push(Refusal::MissingPeople { kind: code() });
        }
        let related = self.taken.iter().any(|candidate| matches!(candidate.what, What::Relation(_)));
        let told = self.refusals.iter().any(|refusal| matches!(refusal, Refusal::MissingRelation { .. }));
        let without = entry.people.iter().any(|person| person.relation.is_empty());
        if needs(Slot::Relation) && !told && (!related || without) {
            self.refusals.push(Refusal::MissingRelation { kind: code() });
        }
        if needs(Slot::About) && entry.about.is_empty() {
            self.refusals.push(Refusal::MissingAbout { kind: code() });
        }
        for (slot, text) in [(Slot::Result, &entry.result), (Slot::Occasion, &entry.occasion)] {
            if needs(slot) && text.is_empty() {
                self.refusals.push(Refusal::Missing { kind: code(), slot });
            }
        }
    }

    fn reading(&mut self, entry: Option<Activity>, content: bool) -> Reading {
        let mut spans: Vec<Understood> = self.taken.iter().filter_map(|c| self.span(c)).collect();
        let mut not_understood = Vec::new();
        if content {
            // A content span swallows the small words within it.
            for (from, to) in self.content_runs() {
                if let Some(range) = self.range(from, to) {
                    spans.retain(|span| span.range.end <= range.start || span.range.start >= range.end);
                    spans.push(Understood { range, meaning: Meaning::Content });
                }
            }
        } else {
            not_understood = self.leftovers();
        }
        spans.sort_by_key(|span| span.range.start);
        let refusals = std::mem::take(&mut self.refusals);
        let questions = std::mem::take(&mut self.questions);
        let outcome = match entry {
            Some(entry) if refusals.is_empty() && questions.is_empty() => Outcome::Activities(vec![entry]),
            _ if refusals.is_empty() => Outcome::Ask(questions),
            _ => Outcome::Refused(refusals),
        };
        Reading {
            spans,
            outcome,
            not_understood,
            assumed: std::mem::take(&mut self.assumed),
            needs_confirmation: false,
        }
    }

    fn range(&self, from: usize, to: usize) -> Option<std::ops::Range<usize>> {
        let (first, last) =
            self.tokens.get(from).zip(to.checked_sub(1).and_then(|at| self.tokens.get(at)))?;
        Some(first.range.start..last.range.end)
    }

    /// Words that nobody understood; a further word of the kind right before them reads with them ("nằm viện tỉnh").
    fn leftovers(&self) -> Vec<Leftover> {
        let mut anchored = false;
        let mut further: Vec<(usize, usize)> = Vec::new();
        for candidate in &self.taken {
            if matches!(candidate.what, What::Kind { .. }) && std::mem::replace(&mut anchored, true) {
                further.push((candidate.start, candidate.end));
            }
        }
        let words: Vec<usize> = self
            .left
            .iter()
            .copied()
            .filter(|at| self.tokens.get(*at).is_some_and(|t| t.text.contains(char::is_alphanumeric)))
            .collect();
        runs(&words)
            .into_iter()
            .filter_map(|(from, to)| {
                let wide = further.iter().find(|(_, end)| *end == from).map_or(from, |(start, _)| *start);
                Some(Leftover {
                    range: self.range(from, to)?,
                    text: self.text(from, to),
                    note: self.spelt(wide, to),
                })
            })
            .collect()
    }

    /// The words with their accents where the lexicon has them.
    fn spelt(&self, from: usize, to: usize) -> String {
        let mut out: Vec<String> = Vec::new();
        let mut at = from;
        while at < to {
            match lexicon().spelling.longest(self.tokens, at).filter(|(length, _)| at + length <= to) {
                Some((length, spelling)) => {
                    out.push(spelling.clone());
                    at += length;
                }
                None => {
                    out.extend(self.tokens.get(at).map(|token| token.text.clone()));
                    at += 1;
                }
            }
        }
        out.join(" ")
    }

    fn span(&self, candidate: &Candidate) -> Option<Understood> {
        let all = self.reader.catalog;
        let meaning = match &candidate.what {
            What::Kind { kinds, .. } => Meaning::Kind(
                kinds
                    .iter()
                    .filter_map(|kind| all.kinds.kinds.get(*kind))
                    .map(|kind| kind.code.clone())
                    .collect(),
            ),
            What::Name { members, .. } => {
                Meaning::Member(members.iter().filter_map(|m| all.members.get(*m)).map(|m| m.id).collect())
            }
            What::Stranger => Meaning::UnknownName,
            What::Relation(codes) => Meaning::Relation(codes.clone()),
            What::Day(from, until) => Meaning::Day(*from, *until),
            What::BadDay(_) | What::BadMoney(_) => Meaning::Refused,
            What::Money(amount) => Meaning::Money(*amount),
            What::Thousand { typed, .. } => Meaning::Money(*typed),
            What::Times { count, rate } => Meaning::Times { count: *count, rate: *rate },
            What::Each => Meaning::Each,
            What::Count { count, of, .. } => Meaning::HeadCount { count: *count, of: *of },
            What::Group { label, .. } => Meaning::Group(label.clone()),
            What::Goods(text) => Meaning::Goods(text.clone()),
            What::Source { word, .. } => Meaning::Source(*word),
            What::Planned => Meaning::Planned,
            What::Split => Meaning::Split,
            What::Level(level) => Meaning::Level(*level),
            What::Prize(prize) => Meaning::Prize(prize.clone()),
            What::Occasion(occasion) => Meaning::Occasion(occasion.clone()),
            What::Zero => Meaning::Zero,
            What::Filler | What::Conjunction => Meaning::Plain,
        };
        Some(Understood { range: self.range(candidate.start, candidate.end)?, meaning })
    }
}

/// Neighbouring positions as half-open runs.
fn runs(positions: &[usize]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for at in positions {
        match out.last_mut() {
            Some((_, to)) if *to == *at => *to = at + 1,
            _ => out.push((*at, at + 1)),
        }
    }
    out
}

/// Whether a team's name is that of "tổ 2": the number alone counts.
fn same_team(name: &str, number: &str) -> bool {
    !name.is_empty()
        && (accents_agree(number, name)
            || words(name).last().is_some_and(|word| accents_agree(number, &word.text)))
}
