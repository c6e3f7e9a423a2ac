//! Everything that a run of words could mean, before anybody decides.

use super::amounts::{self, AmountRead};
use super::lexicon::{BookWords, Phrases, Pick, SourceWord, lexicon};
use super::names::Names;
use super::token::{Token, looked_at};
use crate::domain::{Catalog, Day, Level};
use crate::text::date::{DateContext, DateError};
use crate::text::money::{Dong, MoneyError};

/// One meaning of a run of words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// The first word.
    pub start: usize,
    /// The word behind the last.
    pub end: usize,
    /// The meaning.
    pub what: What,
    /// What parts it from the word before.
    pub parted: Parted,
}

/// What parts a name from the words before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parted {
    /// Nothing.
    No,
    /// A relation, to which it can belong.
    Relation,
    /// The line's beginning, a comma or an "và".
    Yes,
}

/// A meaning.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// Names one of these kinds; not firm: a word that needs its accents and has none.
    Kind {
        kinds: Vec<usize>,
        firm: bool,
    },
    /// One of these members.
    Name {
        members: Vec<usize>,
        titled: bool,
        single: bool,
    },
    /// A name that nobody has.
    Stranger,
    /// One of these relations.
    Relation(Vec<String>),
    Day(Day, Option<Day>),
    BadDay(DateError),
    Money(Dong),
    Thousand {
        typed: Dong,
        meant: Dong,
    },
    BadMoney(MoneyError),
    /// n × rate.
    Times {
        count: u32,
        rate: Dong,
        /// What is probably meant by a bare small rate.
        meant: Option<Dong>,
    },
    Each,
    /// n of N.
    Count {
        count: Option<u32>,
        of: Option<u32>,
        whom: String,
    },
    /// A part of the roster; a team's name or number, codes of positions.
    Group {
        pick: Pick,
        label: String,
        team: String,
        positions: Vec<String>,
    },
    /// "trừ cô Mai".
    Except(Vec<Left>),
    /// "tại bệnh viện tỉnh".
    Place,
    /// A relative that no relation names ("con rể").
    OtherRelation,
    /// "tuần trước": a day that is none.
    VagueDay,
    Goods(String),
    Source {
        word: SourceWord,
        beside: bool,
    },
    Planned,
    Split,
    Level(Level),
    Prize(String),
    Occasion(String),
    Zero,
    Filler,
    Conjunction,
}

/// Who is left out of a group.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Left {
    /// One of these members, by index; the words as they stand.
    Name { start: usize, end: usize, members: Vec<usize> },
    /// A part of the group.
    Group { pick: Pick, team: String, positions: Vec<String> },
    /// Words that name nobody.
    Nobody { start: usize, end: usize },
}

/// All candidates, by first word, longer ones first.
pub(super) fn find(
    tokens: &[Token],
    catalog: &Catalog,
    book: &BookWords,
    day: Day,
    context: &DateContext,
) -> Vec<Candidate> {
    let names = Names::of(catalog, day, tokens);
    let mut finder = Finder { tokens, book, names, out: Vec::new() };
    for at in 0..looked_at(tokens) {
        finder.kinds(at);
        finder.relations(at);
        finder.names(at);
        finder.amounts(at, context);
        finder.words(at);
    }
    finder.strangers();
    finder.tails();
    let mut found = finder.out;
    if !found.iter().any(|candidate| matches!(candidate.what, What::Group { .. })) {
        // "tru so" is a house, not somebody left out of a group that nobody named.
        let nobody = |left: &Left| matches!(left, Left::Nobody { .. });
        found.retain(|candidate| !matches!(&candidate.what, What::Except(left) if left.iter().all(nobody)));
    }
    found.sort_by_key(|candidate| (candidate.start, std::cmp::Reverse(candidate.end)));
    let lonely: Vec<bool> = found.iter().map(|candidate| is_lonely(tokens, &found, candidate)).collect();
    let mut lonely = lonely.into_iter();
    found.retain(|_| lonely.next() != Some(true));
    for index in 0..found.len() {
        let Some(start) = found.get(index).map(|candidate| candidate.start) else { continue };
        let parted = parted(tokens, &found, start);
        if let Some(candidate) = found.get_mut(index) {
            candidate.parted = parted;
        }
    }
    found
}

/// A source that is one only beside an amount: before it, or behind it at the end of its comma group. So the
/// "quỹ" of "quỹ vì người nghèo" stays text.
fn is_lonely(tokens: &[Token], found: &[Candidate], candidate: &Candidate) -> bool {
    let What::Source { beside: true, .. } = candidate.what else { return false };
    let money = |c: &Candidate| matches!(c.what, What::Money(_) | What::Times { .. });
    let group = |at: usize| tokens.get(at).map(|token| token.group);
    // Candidates stand by their first words; an amount has at most eight.
    let from = |at: usize| found.iter().skip(found.partition_point(|c| c.start < at));
    let mut behind = from(candidate.end).take_while(|c| c.start == candidate.end);
    let before_amount = behind.any(money);
    let last = group(candidate.end) != group(candidate.start);
    let mut ahead = from(candidate.start.saturating_sub(12)).take_while(|c| c.start < candidate.start);
    let behind_amount = last && ahead.any(|c| c.end == candidate.start && money(c));
    !(before_amount || behind_amount)
}

fn parted(tokens: &[Token], found: &[Candidate], at: usize) -> Parted {
    let Some(before) = at.checked_sub(1) else { return Parted::Yes };
    let comma = tokens.get(before).zip(tokens.get(at)).is_some_and(|(a, b)| a.group != b.group);
    if comma || lexicon().conjunctions.longest(tokens, before).is_some() {
        return Parted::Yes;
    }
    let near = found.iter().skip(found.partition_point(|c| c.start + 4 < at));
    let related =
        near.take_while(|c| c.start < at).any(|c| c.end == at && matches!(c.what, What::Relation(_)));
    if related { Parted::Relation } else { Parted::No }
}

/// Looks for candidates, word by word.
pub(super) struct Finder<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) book: &'a BookWords,
    pub(super) names: Names,
    out: Vec<Candidate>,
}

impl Finder<'_> {
    pub(super) fn push(&mut self, start: usize, length: usize, what: What) {
        self.out.push(Candidate { start, end: start + length, what, parted: Parted::No });
    }

    fn kinds(&mut self, at: usize) {
        // One candidate for each length, with all kinds that own the phrase.
        let mut found: Vec<(usize, Vec<usize>, bool)> = Vec::new();
        let hidden = lexicon().compounds.longest(self.tokens, at).map_or(0, |(length, ())| length);
        for (words, (kind, accented)) in self.book.kinds.at(self.tokens, at) {
            let length = words.len();
            if length < hidden {
                continue;
            }
            let marked =
                self.tokens.get(at..at + length).unwrap_or_default().iter().any(|token| token.marked);
            let firm = marked || !accented;
            match found.iter_mut().find(|(l, _, f)| *l == length && *f == firm) {
                Some((_, kinds, _)) if !kinds.contains(kind) => kinds.push(*kind),
                Some(_) => {}
                None => found.push((length, vec![*kind], firm)),
            }
        }
        for (length, mut kinds, firm) in found {
            kinds.sort_unstable();
            self.push(at, length, What::Kind { kinds, firm });
        }
    }

    fn relations(&mut self, at: usize) {
        let mut found: Vec<(usize, Vec<String>)> = Vec::new();
        for (words, code) in self.book.relations.at(self.tokens, at) {
            match found.iter_mut().find(|(length, _)| *length == words.len()) {
                Some((_, codes)) if !codes.contains(code) => codes.push(code.clone()),
                Some(_) => {}
                None => found.push((words.len(), vec![code.clone()])),
            }
        }
        for (length, codes) in found {
            self.push(at, length, What::Relation(codes));
        }
    }

    fn names(&mut self, at: usize) {
        self.names_behind(at, at);
        let words = lexicon();
        for (title, ()) in words.titles.at(self.tokens, at).chain(words.roles.at(self.tokens, at)) {
            let name = at + title.len();
            // "gv cô Liên" has both; the "chi" of "cô Chi" is the name.
            let second = words.titles.longest(self.tokens, name).map(|(length, ())| name + length);
            for name in std::iter::once(name).chain(second) {
                let joined =
                    self.tokens.get(at).zip(self.tokens.get(name)).is_some_and(|(a, b)| a.group == b.group);
                // "chị em" are the women, not somebody called Em.
                let group = words.groups.longest(self.tokens, at).map_or(0, |(length, _)| length);
                if joined && at + group <= name {
                    self.names_behind(at, name);
                }
            }
        }
    }

    fn names_behind(&mut self, start: usize, name: usize) {
        let matches = self.names.at(self.tokens, name);
        let several = matches.iter().any(|found| found.length > 1);
        for found in matches {
            let next = self.tokens.get(name + found.length);
            let same = next.zip(self.tokens.get(name)).is_some_and(|(a, b)| a.group == b.group);
            // "Liên 3C" is not Liên 2A.
            if found.length == 1
                && !several
                && same
                && next.is_some_and(|next| self.names.can_follow(next))
                && amounts::amount(self.tokens, name + 1).is_none()
            {
                self.push(start, name + 2 - start, What::Stranger);
                continue;
            }
            self.push(
                start,
                name + found.length - start,
                What::Name { single: found.length == 1, titled: start < name, members: found.members },
            );
        }
    }

    /// Words behind a title that fit no name and mean nothing else.
    fn strangers(&mut self) {
        let mut found = Vec::new();
        let (mut begins, mut names) = (vec![false; self.tokens.len()], vec![false; self.tokens.len()]);
        for candidate in self.out.iter().filter(|c| !matches!(c.what, What::Stranger)) {
            let list = if matches!(candidate.what, What::Name { .. }) { &mut names } else { &mut begins };
            if let Some(word) = list.get_mut(candidate.start) {
                *word = true;
            }
        }
        let at_all = |list: &[bool], at: usize| list.get(at) == Some(&true);
        for at in 0..looked_at(self.tokens) {
            let Some((length, ())) = lexicon().titles.longest(self.tokens, at) else { continue };
            let sure = self.tokens.get(at).is_some_and(|t| t.marked || t.key == "dc" || t.text.contains('.'));
            let first = at + length;
            let group = self.tokens.get(at).map(|token| token.group);
            let mut end = first;
            while end < first + 4
                && self
                    .tokens
                    .get(end)
                    .is_some_and(|t| Some(t.group) == group && t.text.starts_with(char::is_alphabetic))
                && !at_all(&begins, end)
                && !at_all(&names, end)
            {
                end += 1;
            }
            if self
                .tokens
                .get(end)
                .is_some_and(|t| Some(t.group) == group && end > first && self.names.can_follow(t))
            {
                end += 1;
            }
            if sure && !at_all(&names, at) && end > first {
                found.push((at, end - at));
            }
        }
        for (at, length) in found {
            self.push(at, length, What::Stranger);
        }
    }

    /// The "ba" of "hai triệu ba" is no father unless a name follows.
    fn tails(&mut self) {
        let starts = |what: fn(&What) -> bool| -> Vec<usize> {
            self.out.iter().filter(|c| what(&c.what)).map(|c| c.start).collect()
        };
        let names = starts(|what| matches!(what, What::Name { .. } | What::Stranger));
        let money: Vec<(usize, usize)> =
            self.out.iter().filter(|c| matches!(c.what, What::Money(_))).map(|c| (c.start, c.end)).collect();
        self.out.retain(|c| {
            let tail = money.iter().any(|(start, end)| *start < c.start && *end == c.end);
            !(tail && matches!(c.what, What::Relation(_)) && !names.contains(&c.end))
        });
    }

    fn amounts(&mut self, at: usize, context: &DateContext) {
        let tokens = self.tokens;
        let Some(token) = tokens.get(at) else { return };
        for (length, read) in amounts::days(tokens, at, context) {
            let what = match read {
                Ok((from, until)) => What::Day(from, until),
                Err(error) => What::BadDay(error),
            };
            self.push(at, length, what);
        }
        if let Some((length, read)) = amounts::amount(tokens, at) {
            self.times(at, length, &read);
            if let AmountRead::Sure(amount) = read
                && let Some(amount) = amounts::with_word_tail(tokens, at, length, amount)
            {
                self.push(at, length + 1, What::Money(amount));
            }
            let what = match read {
                AmountRead::Sure(amount) => What::Money(amount),
                AmountRead::Thousand { typed, meant } => What::Thousand { typed, meant },
                AmountRead::Bad(error) => What::BadMoney(error),
            };
            self.push(at, length, what);
        }
        if !token.starts_with_digit() {
            return;
        }
        if let Some(count) = token.number() {
            // "31 x 150k", "23 suất x 200k"
            let mut next = at + 1;
            if let Some((length, ())) = lexicon().shares.longest(tokens, next) {
                next += length;
            }
            if lexicon().times.longest(tokens, next).is_some()
                && count > 0
                && let Some((length, read)) = amounts::amount(tokens, next + 1)
            {
                let rate = match read {
                    AmountRead::Sure(rate) => Some((rate, None)),
                    // "31 x 150" is asked about as 150 is; of "5000 x 20" the first is the rate.
                    AmountRead::Thousand { typed, meant } if count < 1000 => Some((typed, Some(meant))),
                    AmountRead::Thousand { .. } | AmountRead::Bad(_) => None,
                };
                if let Some((rate, meant)) = rate {
                    self.push(at, next + 1 + length - at, What::Times { count, rate, meant });
                }
            }
            if let Some((length, whom)) = self.whom(at + 1) {
                self.push(at, 1 + length, What::Count { count: Some(count), of: None, whom });
            }
        }
        if let Some((count, of)) = amounts::share(token) {
            let mut here = self.out.iter().rev().take_while(|c| c.start == at);
            let day = here.any(|c| matches!(c.what, What::Day(..)));
            if let Some((length, whom)) = self.whom(at + 1) {
                self.push(at, 1 + length, What::Count { count: Some(count), of: Some(of), whom });
            } else if !day {
                self.push(at, 1, What::Count { count: Some(count), of: Some(of), whom: String::new() });
            }
        }
        if token.text == "100%" {
            let (length, whom) = self.whom(at + 1).unwrap_or_default();
            self.push(at, 1 + length, What::Count { count: None, of: None, whom });
        }
    }

    /// "200k x 23"
    fn times(&mut self, at: usize, length: usize, read: &AmountRead) {
        let AmountRead::Sure(rate) = read else { return };
        let sign = at + length;
        if lexicon().times.longest(self.tokens, sign).is_some()
            && let Some(count) = self.tokens.get(sign + 1).and_then(Token::number).filter(|count| *count > 0)
            && amounts::amount(self.tokens, sign + 1)
                .is_none_or(|(_, read)| matches!(read, AmountRead::Thousand { .. }))
        {
            let shares = lexicon().shares.longest(self.tokens, sign + 2).map_or(0, |(length, ())| length);
            self.push(at, length + 2 + shares, What::Times { count, rate: *rate, meant: None });
        }
    }

    /// "gv dạy lớp 4": the words behind a count that say of whom.
    fn whom(&self, at: usize) -> Option<(usize, String)> {
        let (mut length, label) = lexicon().people.longest(self.tokens, at)?;
        let mut whom = label.clone();
        let is = |at: usize, word: &str| self.tokens.get(at).is_some_and(|t| t.reads(word));
        let teaches = usize::from(is(at + length, "dạy"));
        if is(at + length + teaches, "lớp")
            && let Some(class) = self.tokens.get(at + length + teaches + 1).filter(|t| t.starts_with_digit())
            && class.text.len() <= 3
            && !label.is_empty()
        {
            whom = format!("{whom} dạy lớp {}", class.text);
            length += teaches + 2;
        }
        Some((length, whom))
    }

    fn words(&mut self, at: usize) {
        let tokens = self.tokens;
        let words = lexicon();
        let slash = tokens.get(at).is_some_and(|token| token.slash);
        if slash {
            if let Some((length, ())) = words.each_behind_slash.longest(tokens, at) {
                self.push(at, length, What::Each);
            }
            return;
        }
        let plain: [(&Phrases<()>, What); 6] = [
            (&words.each, What::Each),
            (&words.planned, What::Planned),
            (&words.split, What::Split),
            (&words.zero, What::Zero),
            (&words.fillers, What::Filler),
            (&words.conjunctions, What::Conjunction),
        ];
        for (phrases, what) in plain {
            if let Some((length, ())) = phrases.longest(tokens, at) {
                self.push(at, length, what);
            }
        }
        if at == 0
            && let Some((length, ())) = words.planned_first.longest(tokens, at)
            && words.no_plan_before.longest(tokens, at + length).is_none()
        {
            self.push(at, length, What::Planned);
        }
        // "lđtt 10 gv" counts ten teachers, it does not name them all.
        let counted = at.checked_sub(1).is_some_and(|before| {
            let number = tokens.get(before).zip(tokens.get(at)).is_some_and(|(number, here)| {
                number.group == here.group
                    && (number.number().is_some_and(|count| count < 1000) || amounts::share(number).is_some())
            });
            let told =
                |c: &Candidate| c.end == at && matches!(c.what, What::Occasion(_) | What::Group { .. });
            number && !amounts::behind_numbered(tokens, before, false) && !self.out.iter().any(told)
        });
        if let Some((length, group)) = self.group(at).filter(|_| !counted) {
            self.push(at, length, group);
        }
        self.except(at);
        self.place(at);
        if words.vague_days.longest(tokens, at).is_some() {
            let length = words.vague_days.longest(tokens, at).map_or(1, |(length, ())| length);
            self.push(at, length, What::VagueDay);
        }
        if let Some((length, ())) = words.other_relations.longest(tokens, at) {
            // One word without its accents is too much like others; a longer relation has a name.
            let sure = length > 1 || tokens.get(at).is_some_and(|token| token.marked);
            if sure && self.book.relations.longest(tokens, at).is_none_or(|(known, _)| known < length) {
                self.push(at, length, What::OtherRelation);
            }
        }
        self.goods(at);
        if let Some((length, (word, beside))) = words.sources.longest(tokens, at) {
            self.push(at, length, What::Source { word: *word, beside: *beside });
        }
        if let Some((length, level)) = words.levels.longest(tokens, at) {
            self.push(at, length, What::Level(*level));
        }
        if let Some((length, prize)) = words.prizes.longest(tokens, at) {
            self.push(at, length, What::Prize(prize.clone()));
        }
        if let Some((length, prize)) = words.short_prizes.longest(tokens, at) {
            let named = self.out.iter().any(|c| c.end == at && matches!(c.what, What::Name { .. }));
            let next =
                tokens.get(at + length).filter(|next| tokens.get(at).is_some_and(|t| t.group == next.group));
            let last = next.is_none_or(|next| next.reads("cấp") || next.reads("và"));
            if named && last {
                self.push(at, length, What::Prize(prize.clone()));
            }
        }
        if let Some((length, occasion)) = words.occasions.longest(tokens, at) {
            self.push(at, length, What::Occasion(occasion.clone()));
        }
    }
}
