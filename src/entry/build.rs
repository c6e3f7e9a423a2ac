//! From the chosen meanings to an entry: who is bound to whom, what is filled in, what is asked and what refused.

use super::candidate::{Candidate, What, find};
use super::choose::{Choice, choose};
use super::lexicon::{BookWords, Phrases, lexicon};
use super::money_lines;
use super::token::Token;
use super::{
    Answer, Answers, Assumed, Entries, Filled, Outcome, Question, Reading, Refusal, Similar, Why, amounts,
};
use crate::domain::kind::{Kind, Slot};
use crate::domain::{Activity, Catalog, Day, Member, State, Stored};
use crate::text::clean;
use crate::text::date::{DateContext, DateError};

/// Longer lines are not tried as two.
const LONGEST_PARTED: usize = 60;

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
    /// Everything that the words could mean.
    pub all: &'a [Candidate],
    pub about: bool,
    /// The kind has room for a place.
    pub has_place: bool,
    pub answers: Answers<'a>,
    pub refusals: Vec<Refusal>,
    pub questions: Vec<Question>,
    pub assumed: Vec<Assumed>,
}

impl Reader<'_> {
    /// Reads the words as an activity, or two.
    pub fn read(&self, tokens: &[Token]) -> Reading {
        self.read_part(tokens, None, true)
    }

    /// Everything that the words could mean on a day, less what answers have ruled out.
    fn find(&self, tokens: &[Token], day: Day, context: &DateContext) -> Vec<Candidate> {
        let mut found = find(tokens, self.catalog, self.book, day, context);
        if Answers(self.answers).day() == Some(false) {
            for candidate in &mut found {
                if let Some((_, all)) = day_or_all(candidate, tokens) {
                    candidate.what = What::Count { count: Some(all), of: Some(all), whom: String::new() };
                }
            }
        }
        found
    }

    fn read_part(&self, tokens: &[Token], default_day: Option<Day>, may_split: bool) -> Reading {
        let mut context = amounts::context(self.catalog);
        let answers = Answers(self.answers);
        let fallback = default_day.unwrap_or(self.catalog.today);
        // Names mean whom they mean on the entry's day, which the line itself may tell.
        let mut day = fallback;
        let mut candidates = self.find(tokens, day, &context);
        let mut choice = choose(tokens, &candidates, self.catalog, answers.kind());
        for _ in 0..2 {
            let told = days(&choice, &candidates).first().map_or(fallback, |(day, _)| *day);
            if told == day || same_roster(self.catalog, told, day) {
                break;
            }
            day = told;
            candidates = self.find(tokens, day, &context);
            choice = choose(tokens, &candidates, self.catalog, answers.kind());
        }
        if self.plans_the_past(&choice, &candidates, context.period) {
            // A plan's day without a year, outside the working period, is still to come.
            let today = self.catalog.today;
            context.period = today.checked_add_days(chrono::Days::new(364)).map(|last| (today, last));
            candidates = self.find(tokens, day, &context);
            choice = choose(tokens, &candidates, self.catalog, answers.kind());
        }
        let days = days(&choice, &candidates);
        if may_split && let Some(reading) = self.two(tokens, &candidates, &choice) {
            // "ốm cô Vi, quà 2 giỏ hoa quả": a gift without an occasion is no second entry.
            let lacks = |refusal: &Refusal| matches!(refusal, Refusal::Missing { slot: Slot::Occasion, .. });
            let only_goods = match &reading.outcome {
                Outcome::Refused(refusals) => refusals.iter().all(lacks),
                _ => false,
            };
            let whole = only_goods.then(|| {
                self.one(tokens, &candidates, &choice, &choice.kinds, days.first().copied(), default_day)
            });
            let sense = |whole: &Reading| !matches!(whole.outcome, Outcome::Refused(_));
            return whole.filter(sense).unwrap_or(reading);
        }
        if days.len() < 2 || !may_split {
            let whole =
                self.one(tokens, &candidates, &choice, &choice.kinds, days.first().copied(), default_day);
            let fails = matches!(whole.outcome, Outcome::Refused(_));
            let parted = (may_split && fails && tokens.len() <= LONGEST_PARTED)
                .then(|| self.parted(tokens, &candidates))
                .flatten();
            return parted.unwrap_or(whole);
        }
        let entries: Vec<Reading> = days
            .iter()
            .take(2)
            .map(|day| self.one(tokens, &candidates, &choice, &choice.kinds, Some(*day), default_day))
            .collect();
        self.offer(entries, true)
    }

    /// Whether a line that plans something names a day before today, outside the working period.
    fn plans_the_past(&self, choice: &Choice, candidates: &[Candidate], period: Option<(Day, Day)>) -> bool {
        let mut taken = choice.taken.iter().filter_map(|index| candidates.get(*index));
        let inside = |day: Day| period.is_some_and(|(from, to)| from <= day && day <= to);
        taken.any(|candidate| candidate.what == What::Planned)
            && days(choice, candidates)
                .first()
                .is_some_and(|(day, _)| *day < self.catalog.today && !inside(*day))
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
            begun: None,
            begun_ledger: None,
        };
        let (mut entries, mut questions, mut refusals) = (Vec::new(), Vec::new(), Vec::new());
        for (index, mut reading) in readings.into_iter().enumerate() {
            all.begun = all.begun.or(reading.begun);
            if !same_words {
                reading.not_understood.iter_mut().for_each(|left| left.entry = Some(index));
            }
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
            all: candidates,
            about: choice.about,
            has_place: false,
            answers: Answers(self.answers),
            refusals: Vec::new(),
            questions: Vec::new(),
            assumed: Vec::new(),
        };
        part.build(kinds, day, default_day)
    }
}

/// A day that can be all of so many just as well: "10/10".
fn day_or_all(candidate: &Candidate, tokens: &[Token]) -> Option<(Day, u32)> {
    let What::Day(day, None) = candidate.what else { return None };
    let token = tokens.get(candidate.start).filter(|_| candidate.end == candidate.start + 1)?;
    let (count, of) = amounts::share(token)?;
    (count == of).then_some((day, of))
}

/// Whether everybody's facts are the same on both days.
fn same_roster(catalog: &Catalog, a: Day, b: Day) -> bool {
    let same = |member: &Stored<Member>| member.facts.iter().all(|fact| fact.holds_on(a) == fact.holds_on(b));
    catalog.members.iter().all(same)
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
        let dated = self.taken.iter().any(|candidate| matches!(candidate.what, What::Day(..)));
        for candidate in self.taken.clone() {
            match &candidate.what {
                What::VagueDay if !dated => {
                    let text = self.text(candidate.start, candidate.end);
                    self.refusals.push(Refusal::BadDate(DateError::NotADate { text }));
                }
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
        self.ask_day_or_all(kind);
        let people = self.people(kind, day);
        let kind = people
            .iter()
            .any(|person| !person.relation.is_empty())
            .then(|| lexicon().with_relation(&kind.code, &catalog.kinds))
            .flatten()
            .and_then(|code| catalog.kinds.get(code))
            .unwrap_or(kind);
        self.has_place = kind.asks(Slot::Place);
        let mut entry = kind.blank(day);
        entry.until = until.filter(|until| *until != day);
        entry.people = people;
        self.counts(&mut entry, kind);
        self.small_slots(&mut entry, kind);
        self.state(&mut entry);
        self.strangers_left(&entry, kind);
        self.other_relatives(kind);
        let content = self.content(&mut entry, kind);
        self.required(&entry, kind);
        money_lines::fill(self, &mut entry, kind);
        self.reading(Some(entry), content)
    }

    /// "gvtđvn 10/10" can be the tenth of October or ten of ten: asked, of a kind that counts n of N, unless the line has
    /// another count or n × rate.
    fn ask_day_or_all(&mut self, kind: &Kind) {
        let says = |what: &What| matches!(what, What::Count { .. } | What::Times { .. });
        let counted = self.taken.iter().any(|candidate| says(&candidate.what));
        if counted || self.answers.day().is_some() || !kind.asks(Slot::Of) {
            return;
        }
        let found = self.taken.iter().find_map(|candidate| {
            let (day, all) = day_or_all(candidate, self.tokens)?;
            Some((candidate.start, day, all))
        });
        if let Some((at, day, all)) = found {
            let text = self.text(at, at + 1);
            self.questions.push(Question::DayOrAll { text, day, all });
        }
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

    pub fn without_title(&self, start: usize, end: usize) -> String {
        let words = lexicon();
        let skip = |phrases: &Phrases<()>, at: usize| {
            at + phrases
                .longest(self.tokens, at)
                .map(|(length, ())| length)
                .filter(|n| at + n < end)
                .unwrap_or(0)
        };
        let start = skip(&words.titles, skip(&words.roles, start));
        self.text(start, end)
    }

    fn small_slots(&self, entry: &mut Activity, kind: &Kind) {
        let mut goods: Vec<&str> = Vec::new();
        for candidate in &self.taken {
            match &candidate.what {
                What::Goods(text) => goods.push(text),
                What::Level(level) => entry.level = Some(*level),
                What::Occasion(occasion) => entry.occasion.clone_from(occasion),
                What::Zero => entry.zero = true,
                What::Place if kind.asks(Slot::Place) => {
                    let lead = lexicon().place.longest(self.tokens, candidate.start).map_or(0, |(n, ())| n);
                    entry.place = self.spelt(candidate.start + lead, candidate.end);
                }
                _ => {}
            }
        }
        entry.goods = goods.join(", ");
        let prize = self.taken.iter().find(|candidate| matches!(candidate.what, What::Prize(_)));
        if let Some(prize) = prize.filter(|_| entry.people.is_empty()) {
            // Nobody to bear it: the collective's.
            let text = self.spelt(prize.start, prize.end);
            let slot = if kind.asks(Slot::Result) { &mut entry.result } else { &mut entry.note };
            *slot = text;
        }
        if kind.asks(Slot::Result) {
            let owns = |at: usize| {
                let mut named = self.reader.book.kinds.at(self.tokens, at);
                let all = &self.reader.catalog.kinds.kinds;
                named.any(|(_, (index, _))| all.get(*index).is_some_and(|owner| owner.code == kind.code))
            };
            let results = || {
                let at = |at| lexicon().results.longest(self.tokens, at).map(|(_, label)| (at, label));
                (0..self.tokens.len()).filter_map(at)
            };
            // Of "giấy khen lđtt" each kind takes its own.
            if let Some((_, label)) = results().find(|(at, _)| owns(*at)).or_else(|| results().next()) {
                entry.result.clone_from(label);
            }
        }
    }

    /// A relative that no relation names is nobody else's visit.
    fn other_relatives(&mut self, kind: &Kind) {
        let told = self.refusals.iter().any(|refusal| matches!(refusal, Refusal::MissingRelation { .. }));
        if !told && self.taken.iter().any(|candidate| candidate.what == What::OtherRelation) {
            let kinds = &self.reader.catalog.kinds;
            let kind = lexicon().with_relation(&kind.code, kinds).unwrap_or(&kind.code).to_owned();
            self.refusals.push(Refusal::MissingRelation { kind });
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
}
