//! The words of the line: those of the kinds, relations and settlement codes that the book knows, and those of
//! `assets/lexicon.toml`. Data only; what a word means in a line is decided in [`super::choose`].

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::token::{Token, Word, stands_at, words};
use crate::domain::{Catalog, FactKind, Kinds, Level};
use crate::text::asset;

const FILE: &str = include_str!("../../assets/lexicon.toml");

/// Phrases by their first word.
#[derive(Debug, Clone)]
pub(super) struct Phrases<T> {
    entries: Vec<(Vec<Word>, T)>,
    by_first: HashMap<String, Vec<usize>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_first: HashMap::new() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase.
    pub fn add(&mut self, phrase: &str, value: T) {
        let words = words(phrase);
        if let Some(first) = words.first() {
            self.by_first.entry(first.key.clone()).or_default().push(self.entries.len());
            self.entries.push((words, value));
        }
    }

    /// The phrases that stand at `at`: each with its length in words.
    pub fn at<'a>(
        &'a self,
        tokens: &'a [Token],
        at: usize,
    ) -> impl Iterator<Item = (&'a [Word], &'a T)> + 'a {
        tokens
            .get(at)
            .and_then(|token| self.by_first.get(&token.key))
            .into_iter()
            .flatten()
            .filter_map(|index| self.entries.get(*index))
            .filter(move |(words, _)| stands_at(words, tokens, at))
            .map(|(words, value)| (words.as_slice(), value))
    }

    /// The longest phrase at `at`, the first noted of several.
    pub fn longest<'a>(&'a self, tokens: &'a [Token], at: usize) -> Option<(usize, &'a T)> {
        let mut best: Option<(usize, &T)> = None;
        for (words, value) in self.at(tokens, at) {
            if best.is_none_or(|(length, _)| words.len() > length) {
                best = Some((words.len(), value));
            }
        }
        best
    }
}

/// Where a word of the line says that money comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceWord {
    /// The union's fund, cash unless another word says otherwise.
    Fund,
    /// Through the bank.
    Bank,
    /// In cash.
    Cash,
    /// Collected from members.
    Members,
    /// The school.
    School,
    /// The upper union.
    Upper,
    /// Others.
    Others,
}

/// Whom a group word picks from the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Pick {
    /// Women.
    Women,
    /// Everybody.
    All,
    /// A team; its number follows.
    Team,
    /// Those of some positions.
    Position,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    titles: Vec<String>,
    roles: Vec<String>,
    fillers: Vec<String>,
    edges: Vec<String>,
    conjunctions: Vec<String>,
    numbered: Vec<String>,
    numbered_days: Vec<String>,
    each: Vec<String>,
    each_behind_slash: Vec<String>,
    times: Vec<String>,
    shares: Vec<String>,
    planned: Vec<String>,
    planned_first: Vec<String>,
    no_plan_before: Vec<String>,
    split: Vec<String>,
    zero: Vec<String>,
    receipt: Vec<String>,
    payment: Vec<String>,
    receipt_always: Vec<String>,
    payment_always: Vec<String>,
    family: Vec<String>,
    goods: Vec<String>,
    counters: Vec<String>,
    compounds: Vec<String>,
    money_slang: Vec<String>,
    vague_days: Vec<String>,
    except: Vec<String>,
    place: Vec<String>,
    places: Vec<String>,
    givers: Vec<String>,
    other_relations: Vec<String>,
    spelling: Vec<String>,
    with_relation: Vec<WithRelation>,
    asked: Vec<Asked>,
    occasion: Vec<Labelled>,
    group: Vec<GroupWords>,
    people: Vec<Labelled>,
    source: Vec<SourceWords>,
    level: Vec<LevelWords>,
    prize: Vec<PrizeWords>,
    result: Vec<Labelled>,
}

/// A kind that becomes another when a relation is named.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WithRelation {
    /// The kind's code.
    pub kind: String,
    /// The code it becomes.
    pub becomes: String,
}

/// Words that never settle a kind by themselves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    words: Vec<String>,
    kinds: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labelled {
    label: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrizeWords {
    label: String,
    words: Vec<String>,
    #[serde(default)]
    behind_name: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupWords {
    label: String,
    words: Vec<String>,
    pick: Pick,
    #[serde(default)]
    positions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceWords {
    from: SourceWord,
    words: Vec<String>,
    #[serde(default)]
    beside_amount: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelWords {
    level: Level,
    words: Vec<String>,
}

/// The words that the program carries.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub titles: Phrases<()>,
    /// Titles before a known name only.
    pub roles: Phrases<()>,
    pub fillers: Phrases<()>,
    pub edges: Phrases<()>,
    pub conjunctions: Phrases<()>,
    pub numbered: Phrases<()>,
    pub numbered_days: Phrases<()>,
    pub each: Phrases<()>,
    pub each_behind_slash: Phrases<()>,
    pub times: Phrases<()>,
    pub shares: Phrases<()>,
    pub planned: Phrases<()>,
    /// Words of a plan at the line's beginning.
    pub planned_first: Phrases<()>,
    /// What makes them something else.
    pub no_plan_before: Phrases<()>,
    pub split: Phrases<()>,
    pub zero: Phrases<()>,
    pub receipt: Phrases<()>,
    pub payment: Phrases<()>,
    pub receipt_always: Phrases<()>,
    pub payment_always: Phrases<()>,
    pub family: Phrases<()>,
    pub goods: Phrases<String>,
    pub counters: Phrases<String>,
    /// Words that hide a kind's word at their beginning ("bệnh viện").
    pub compounds: Phrases<()>,
    /// Units that people say and no book writes ("củ").
    pub money_slang: Phrases<()>,
    /// Days that are none ("tuần trước").
    pub vague_days: Phrases<()>,
    /// "trừ": what follows is left out.
    pub except: Phrases<()>,
    /// "tại": a place follows.
    pub place: Phrases<()>,
    /// What a place begins with, where "o" stands for "ở".
    pub places: Phrases<()>,
    /// What the name of a giver begins with.
    pub givers: Phrases<()>,
    /// Relatives that no relation names.
    pub other_relations: Phrases<()>,
    pub spelling: Phrases<String>,
    pub with_relation: Vec<WithRelation>,
    asked: Vec<Asked>,
    pub occasions: Phrases<String>,
    /// The occasions' phrases as written.
    pub occasion_words: Vec<String>,
    /// Whom the words pick, how they are called, and codes of positions.
    pub groups: Phrases<(Pick, String, Vec<String>)>,
    pub people: Phrases<String>,
    /// The source, and whether it is one only beside an amount.
    pub sources: Phrases<(SourceWord, bool)>,
    pub levels: Phrases<Level>,
    pub prizes: Phrases<String>,
    /// Prizes without "giải", right behind a name.
    pub short_prizes: Phrases<String>,
    pub results: Phrases<String>,
}

/// How occasions of gifts are called: Tết, 8/3, trung thu … Somebody who looks for the kind types the occasion.
pub fn occasion_words() -> Vec<String> {
    lexicon().occasion_words.clone()
}

/// The built-in words.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    // A test reads the file; a broken one leaves the line without words rather than the program without a line.
    LEXICON.get_or_init(|| asset::read(FILE).map(Lexicon::from_file).unwrap_or_default())
}

fn plain(list: &[String]) -> Phrases<()> {
    let mut phrases = Phrases::default();
    for phrase in list {
        phrases.add(phrase, ());
    }
    phrases
}

fn spelt(list: &[String]) -> Phrases<String> {
    let mut phrases = Phrases::default();
    for phrase in list {
        phrases.add(phrase, phrase.clone());
    }
    phrases
}

fn labelled(list: Vec<Labelled>) -> Phrases<String> {
    let mut phrases = Phrases::default();
    for entry in list {
        for phrase in &entry.words {
            phrases.add(phrase, entry.label.clone());
        }
    }
    phrases
}

impl Lexicon {
    fn from_file(file: File) -> Self {
        let mut groups = Phrases::default();
        for entry in &file.group {
            for phrase in &entry.words {
                groups.add(phrase, (entry.pick, entry.label.clone(), entry.positions.clone()));
            }
        }
        let mut sources = Phrases::default();
        for entry in &file.source {
            for phrase in &entry.words {
                sources.add(phrase, (entry.from, entry.beside_amount));
            }
        }
        let mut levels = Phrases::default();
        for entry in &file.level {
            for phrase in &entry.words {
                levels.add(phrase, entry.level);
            }
        }
        let (mut prizes, mut short_prizes) = (Phrases::default(), Phrases::default());
        for prize in &file.prize {
            prize.words.iter().for_each(|words| prizes.add(words, prize.label.clone()));
            prize.behind_name.iter().for_each(|words| short_prizes.add(words, prize.label.clone()));
        }
        Self {
            titles: plain(&file.titles),
            roles: plain(&file.roles),
            fillers: plain(&file.fillers),
            edges: plain(&file.edges),
            conjunctions: plain(&file.conjunctions),
            numbered: plain(&file.numbered),
            numbered_days: plain(&file.numbered_days),
            each: plain(&file.each),
            each_behind_slash: plain(&file.each_behind_slash),
            times: plain(&file.times),
            shares: plain(&file.shares),
            planned: plain(&file.planned),
            planned_first: plain(&file.planned_first),
            no_plan_before: plain(&file.no_plan_before),
            split: plain(&file.split),
            zero: plain(&file.zero),
            receipt: plain(&file.receipt),
            payment: plain(&file.payment),
            receipt_always: plain(&file.receipt_always),
            payment_always: plain(&file.payment_always),
            family: plain(&file.family),
            goods: spelt(&file.goods),
            counters: spelt(&file.counters),
            compounds: plain(&file.compounds),
            money_slang: plain(&file.money_slang),
            vague_days: plain(&file.vague_days),
            except: plain(&file.except),
            place: plain(&file.place),
            places: plain(&file.places),
            givers: plain(&file.givers),
            other_relations: plain(&file.other_relations),
            spelling: spelt(&file.spelling),
            with_relation: file.with_relation,
            asked: file.asked,
            occasion_words: file.occasion.iter().flat_map(|one| one.words.clone()).collect(),
            occasions: labelled(file.occasion),
            groups,
            people: labelled(file.people),
            sources,
            levels,
            prizes,
            short_prizes,
            results: labelled(file.result),
        }
    }

    /// The kind that `kind` becomes when a relation is named.
    pub fn with_relation<'a>(&'a self, kind: &str, kinds: &'a Kinds) -> Option<&'a str> {
        self.with_relation
            .iter()
            .find(|rule| rule.kind == kind && kinds.get(&rule.becomes).is_some())
            .map(|rule| rule.becomes.as_str())
    }
}

/// The words of one book.
#[derive(Debug, Default)]
pub(super) struct BookWords {
    /// A kind's index, and whether the word names it only with its accents.
    pub kinds: Phrases<(usize, bool)>,
    /// A relation's code.
    pub relations: Phrases<String>,
    /// A settlement code's index.
    pub codes: Phrases<usize>,
    /// A union team's name, without the word for team before it.
    pub teams: Phrases<String>,
    /// A position's code and label.
    pub positions: Phrases<(String, String)>,
}

impl BookWords {
    /// The words that a catalog brings.
    pub fn of(catalog: &Catalog) -> Self {
        let mut book = Self::default();
        for (index, kind) in catalog.kinds.kinds.iter().enumerate() {
            for word in &kind.words {
                book.kinds.add(word, (index, false));
            }
            for word in &kind.accented {
                book.kinds.add(word, (index, true));
            }
        }
        for asked in &lexicon().asked {
            for code in &asked.kinds {
                if let Some(index) = catalog.kinds.kinds.iter().position(|kind| kind.code == *code) {
                    for word in &asked.words {
                        book.kinds.add(word, (index, false));
                    }
                }
            }
        }
        for relation in &catalog.kinds.relations.0 {
            book.relations.add(&relation.label, relation.code.clone());
            for alias in &relation.aliases {
                book.relations.add(alias, relation.code.clone());
            }
        }
        let mut teams: Vec<&str> = Vec::new();
        for fact in catalog.members.iter().flat_map(|member| &member.facts) {
            if fact.kind == FactKind::Team && !fact.value.is_empty() && !teams.contains(&fact.value.as_str())
            {
                teams.push(&fact.value);
            }
        }
        for team in teams {
            let name = words(team);
            let bare = usize::from(name.first().is_some_and(|word| word.key == "to") && name.len() > 1);
            let bare: Vec<&str> = name.iter().skip(bare).map(|word| word.text.as_str()).collect();
            book.teams.add(&bare.join(" "), team.to_owned());
        }
        for entry in &catalog.kinds.roster.position {
            book.positions.add(&entry.label, (entry.code.clone(), entry.label.clone()));
        }
        for (index, line) in catalog.codes.lines.iter().enumerate() {
            for word in &line.words {
                book.codes.add(word, index);
            }
        }
        book
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_read_and_name_only_kinds_that_exist() {
        let file: File = asset::read(FILE).expect("assets/lexicon.toml");
        let kinds = Kinds::built_in().expect("assets/kinds.toml");
        for rule in &file.with_relation {
            assert!(kinds.get(&rule.kind).is_some() && kinds.get(&rule.becomes).is_some());
        }
        for code in file.asked.iter().flat_map(|asked| &asked.kinds) {
            assert!(kinds.get(code).is_some(), "{code}");
        }
    }
}
