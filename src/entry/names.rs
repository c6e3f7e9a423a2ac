//! Whom a name on the line can mean, as the roster stands on a day.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::token::{Token, Word, stands_at, words};
use crate::domain::{Catalog, Day, FactKind, Member};

/// No name has more words.
const LONGEST: usize = 8;

/// A name with one of these is also known without it.
const APOSTROPHES: [char; 4] = ['\'', '\u{2019}', '\u{2018}', '\u{2bc}'];

/// How a form names a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The given name alone.
    Given,
    /// The last words of the full name.
    Tail,
    /// The full name.
    Full,
    /// The short name of that day.
    Short,
}

#[derive(Debug)]
struct Form {
    words: Vec<Word>,
    member: usize,
    rank: Rank,
    present: bool,
}

/// The names that words of one line can begin.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_first: HashMap<String, Vec<Form>>,
    suffixes: HashSet<String>,
}

/// Members that a run of words can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// How many words.
    pub length: usize,
    /// Indices into the catalog's members, in name order.
    pub members: Vec<usize>,
}

impl Names {
    /// The names of everybody who can be meant on `day` by one of these words.
    pub fn of(catalog: &Catalog, day: Day, tokens: &[Token]) -> Self {
        let keys: HashSet<&str> = tokens.iter().map(|token| token.key.as_str()).collect();
        let mut names = Self::default();
        for (index, member) in catalog.members.iter().enumerate() {
            let known = catalog.name_keys.get(&member.id);
            let touched = known.is_none_or(|key| {
                key.split_whitespace().any(|word| keys.contains(word)) || key.contains(APOSTROPHES)
            });
            if touched {
                names.add(index, member, day);
            }
        }
        names
    }

    fn add(&mut self, index: usize, member: &Member, day: Day) {
        let counted = |fact: FactKind| member.facts.iter().any(|f| f.kind == fact);
        let present = member.employed_on(day)
            || member.union_member_on(day)
            || !(counted(FactKind::Employment) || counted(FactKind::Membership));
        let full = words(&member.full_name);
        let tail = |count: usize| full.get(full.len().saturating_sub(count)..).unwrap_or_default().to_vec();
        let mut shorts: Vec<&str> = vec![member.value_on(FactKind::ShortName, day)];
        if shorts.iter().all(|short| short.is_empty()) || !present {
            shorts.extend(
                member.facts.iter().filter(|f| f.kind == FactKind::ShortName).map(|f| f.value.as_str()),
            );
        }
        for short in shorts {
            let short = words(short);
            let suffix: Vec<Word> = short.iter().filter(|word| is_suffix(&word.text)).cloned().collect();
            let called: Vec<Word> = short.iter().filter(|word| !is_suffix(&word.text)).cloned().collect();
            if !suffix.is_empty() {
                self.suffixes.extend(suffix.iter().map(|word| word.key.clone()));
                self.push(full.iter().chain(&suffix).cloned().collect(), index, Rank::Full, present);
                self.push(tail(2).into_iter().chain(suffix).collect(), index, Rank::Tail, present);
                self.push(called, index, Rank::Given, present);
            }
            self.push(short, index, Rank::Short, present);
        }
        self.push(tail(1), index, Rank::Given, present);
        if full.len() > 2 {
            self.push(tail(2), index, Rank::Tail, present);
        }
        if full.len() > 3 {
            self.push(tail(3), index, Rank::Tail, present);
        }
        if full.len() > 1 {
            self.push(full, index, Rank::Full, present);
        }
    }

    fn push(&mut self, words: Vec<Word>, member: usize, rank: Rank, present: bool) {
        // "H'Hen" is typed "hhen" too.
        if words.iter().any(|word| word.text.contains('\'')) {
            let bare = |text: &str| text.replace('\'', "");
            let plain = words.iter().map(|word| Word { text: bare(&word.text), key: bare(&word.key) });
            self.insert(plain.collect(), member, rank, present);
        }
        self.insert(words, member, rank, present);
    }

    fn insert(&mut self, words: Vec<Word>, member: usize, rank: Rank, present: bool) {
        if let Some(first) = words.first() {
            self.by_first.entry(first.key.clone()).or_default().push(Form { words, member, rank, present });
        }
    }

    /// The runs of words at `at` that name somebody, longest first. Who has left is meant only where nobody
    /// present fits the same words.
    pub fn at(&self, tokens: &[Token], at: usize) -> Vec<Match> {
        let Some(forms) = tokens.get(at).and_then(|token| self.by_first.get(&token.key)) else {
            return Vec::new();
        };
        let fitting: Vec<&Form> = forms.iter().filter(|form| stands_at(&form.words, tokens, at)).collect();
        let mut out = Vec::new();
        for length in (1..=LONGEST).rev() {
            let here = || fitting.iter().filter(move |form| form.words.len() == length);
            let present = here().any(|form| form.present);
            let of = |rank: Option<Rank>| -> BTreeSet<usize> {
                here()
                    .filter(|form| form.present == present && rank.is_none_or(|rank| form.rank == rank))
                    .map(|form| form.member)
                    .collect()
            };
            // "Thu" is Thu, though Thu L4 begins with it.
            let short = of(Some(Rank::Short));
            let members = if short.len() == 1 { short } else { of(None) };
            if !members.is_empty() {
                out.push(Match { length, members: members.into_iter().collect() });
            }
        }
        out
    }

    /// Whether a word can be the class or subject behind a given name.
    pub fn can_follow(&self, token: &Token) -> bool {
        self.suffixes.contains(&token.key) || is_class(&token.text)
    }
}

/// A word of a short name that tells members of one given name apart: "2A", "L4", "MT".
fn is_suffix(word: &str) -> bool {
    is_class(word) || (word.chars().count() <= 4 && word.chars().all(|c| c.is_uppercase() || c.is_numeric()))
}

/// "2A", "2A4", "L4", "5".
fn is_class(word: &str) -> bool {
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits > 0 && digits <= 2 && letters <= 2 && letters + digits == word.chars().count() && letters > 0
}
