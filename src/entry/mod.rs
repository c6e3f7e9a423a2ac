//! The one-line grammar: a line as people type it, read into entries.
//!
//! [`read`] never guesses in silence. A [`Reading`] says for every word of the line what it was taken for, what was
//! filled in and why, and what was not understood; where the line can mean two things it asks, where it cannot be
//! right it refuses. Screen and command line use the same reading: the screen answers with [`Answer`]s, the command
//! line prints candidates and saves nothing.
//!
//! Here lives the reading only. Words are data (`assets/lexicon.toml`, `kinds.toml`, settlement codes); sentences
//! about a reading are made where they are shown. Nothing here knows the store: earlier entries come in through
//! [`Similar`].

mod amounts;
mod build;
mod candidate;
mod choose;
mod ledger;
mod lexicon;
mod money_lines;
mod names;
mod parts;
mod people;
mod rest;
mod token;

use std::ops::Range;

pub use lexicon::{SourceWord, occasion_words};

use crate::domain::kind::Slot;
use crate::domain::{Account, Activity, Catalog, Day, Direction, Fund, Id, Level, Member, Norm, Stored};
use crate::text::clean;
use crate::text::date::DateError;
use crate::text::fold::search_key;
use crate::text::money::{Dong, MoneyError};

/// Earlier entries, for defaults.
pub trait Similar {
    /// The latest entries of a kind, newest first, at most some twenty.
    fn latest(&self, kind: &str) -> Vec<Stored<Activity>>;
}

/// No earlier entries.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoSimilar;

impl Similar for NoSimilar {
    fn latest(&self, _kind: &str) -> Vec<Stored<Activity>> {
        Vec::new()
    }
}

/// What a line was read as.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What was understood: in the line's order, never overlapping, always on character boundaries.
    pub spans: Vec<Understood>,
    /// What the line says, asks or lacks.
    pub outcome: Outcome,
    /// What was not understood; kept as the note only when the user agrees ([`Reading::with_note`]).
    pub not_understood: Vec<Leftover>,
    /// What was filled in, and why.
    pub assumed: Vec<Assumed>,
    /// Two entries are offered (rule 7) and nobody has agreed yet.
    pub needs_confirmation: bool,
    /// The entry as far as the line says it, also while something is asked or refused: what a form is begun with. None
    /// without a kind, and of a ledger line.
    pub begun: Option<Box<Activity>>,
    /// The same of a line of a fund's book; its amount is 0 while none is said or it cannot be read. None of an
    /// activity, and of a book without a fund.
    pub begun_ledger: Option<Box<LedgerLine>>,
}

/// A run of words and its meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// Bytes of the line.
    pub range: Range<usize>,
    /// What it was taken for.
    pub meaning: Meaning,
}

/// What words were taken for.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// Codes of the kinds that the words name.
    Kind(Vec<String>),
    /// The members that the words can mean.
    Member(Vec<Id<Member>>),
    /// A name that nobody has.
    UnknownName,
    /// Codes of relations.
    Relation(Vec<String>),
    /// A day, or the first and the last of several.
    Day(Day, Option<Day>),
    /// The occasion, which is not the day.
    Occasion(String),
    /// An amount, đồng.
    Money(Dong),
    /// n × rate.
    Times {
        /// n.
        count: u32,
        /// The rate, đồng.
        rate: Dong,
    },
    /// The amount is for each person.
    Each,
    /// n of N; both none: 100 %.
    HeadCount {
        /// n.
        count: Option<u32>,
        /// N.
        of: Option<u32>,
    },
    /// A part of the roster.
    Group(String),
    /// "trừ": who is left out of the group.
    Except,
    /// Nơi: where it was.
    Place(String),
    /// Hiện vật.
    Goods(String),
    /// Where money comes from.
    Source(SourceWord),
    /// Dự kiến.
    Planned,
    /// "trong đó": a part of the amount follows.
    Split,
    /// Cấp.
    Level(Level),
    /// Giải.
    Prize(String),
    /// "không có": a zero statement.
    Zero,
    /// The content (nội dung) or the result.
    Content,
    /// The word that opens a ledger line.
    Ledger(Direction),
    /// A settlement code.
    Code(String),
    /// The text of a ledger line.
    Description,
    /// An amount or a day that is none.
    Refused,
    /// Understood, and without a meaning of its own ("thăm", "cho").
    Plain,
}

/// Words that were not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// Bytes of the line.
    pub range: Range<usize>,
    /// The words as typed, NFC.
    pub text: String,
    /// The words as a note would keep them, with the accents of the words that are known.
    pub note: String,
    /// Which of two entries they stand in, from 0; none where they are said of every entry.
    pub entry: Option<usize>,
}

/// Something filled in that the line does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assumed {
    /// What was filled in.
    pub what: Filled,
    /// Why so.
    pub why: Why,
}

/// What can be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// The day.
    Day,
    /// The state: planned.
    State,
    /// The amount.
    Amount,
    /// The source of the money.
    Source,
    /// The settlement code.
    Code,
    /// Goods.
    Goods,
}

/// Why something was filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is today.
    Today,
    /// The day lies ahead.
    Future,
    /// The norm says so.
    Norm(Id<Norm>),
    /// The kind's default.
    Kind,
    /// The most similar earlier entry has it.
    Similar(Id<Activity>),
    /// The program's default where nothing else says it.
    Default,
}

/// What a line comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// One entry, or the two that are offered.
    Activities(Vec<Activity>),
    /// An entry of a fund's book.
    Ledger(LedgerLine),
    /// It can mean several things; answer with [`read_with`].
    Ask(Vec<Question>),
    /// It cannot be saved; every reason found.
    Refused(Vec<Refusal>),
}

/// An entry of a fund's book as a line says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerLine {
    /// Receipt or payment.
    pub direction: Direction,
    /// The day.
    pub day: Day,
    /// Đồng, more than 0.
    pub amount: Dong,
    /// Mã of the settlement.
    pub code: String,
    /// Diễn giải: the words as typed without amount and day.
    pub description: String,
    /// The fund.
    pub fund: Id<Fund>,
    /// Cash or bank.
    pub account: Account,
    /// Người nộp or người nhận, when a member was named.
    pub counterpart: String,
}

/// What is asked, never guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Several members bear the name.
    WhoIs {
        /// The name as typed.
        text: String,
        /// Whom it can mean, in name order.
        candidates: Vec<Id<Member>>,
    },
    /// The words name several kinds.
    WhichKind {
        /// The words as typed.
        text: String,
        /// Codes of the kinds.
        kinds: Vec<String>,
    },
    /// A bare small number.
    Thousand {
        /// As typed, đồng.
        typed: Dong,
        /// What is probably meant: a thousand times as much.
        meant: Dong,
    },
    /// An amount for several people: for each, or for all together?
    Each {
        /// Đồng.
        amount: Dong,
        /// How many people.
        people: usize,
    },
    /// "10/10": the day, or all ten of ten?
    DayOrAll {
        /// As typed.
        text: String,
        /// The day.
        day: Day,
        /// How many of how many.
        all: u32,
    },
    /// The word names several relations.
    WhichRelation {
        /// The word as typed.
        text: String,
        /// Codes of the relations.
        relations: Vec<String>,
    },
}

/// An answer to a [`Question`], or to the offer of two entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The name means this member.
    Who {
        /// The name as typed.
        text: String,
        /// The member.
        member: Id<Member>,
    },
    /// The kind's code.
    Kind(String),
    /// True: a thousand times the small number; false: as typed.
    Thousand(bool),
    /// True: for each; false: for all together.
    Each(bool),
    /// True: the day; false: all of so many.
    Day(bool),
    /// The word means this relation.
    Relation {
        /// The word as typed.
        text: String,
        /// The relation's code.
        code: String,
    },
    /// Which of the two entries that were offered.
    Entries(Entries),
}

/// A choice among two entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entries {
    /// Both.
    Both,
    /// Only the first.
    First,
    /// Only the second.
    Second,
}

/// Why a line cannot be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was typed.
    Empty,
    /// More words than an honest line has: repeated or pasted text, which nobody could check.
    TooLong {
        /// How many words it has.
        words: usize,
        /// How many it may have.
        most: usize,
    },
    /// No word names a kind.
    NoKind,
    /// A name that nobody has.
    UnknownName {
        /// As typed.
        text: String,
    },
    /// A malformed amount.
    BadMoney(MoneyError),
    /// No such day.
    BadDate(DateError),
    /// The kind wants people and none is named.
    MissingPeople {
        /// The kind's code.
        kind: String,
    },
    /// The kind wants a relation and none is named, or one of the people has none.
    MissingRelation {
        /// The kind's code.
        kind: String,
    },
    /// A ledger line without an amount.
    MissingMoney,
    /// The kind wants its content.
    MissingAbout {
        /// The kind's code.
        kind: String,
    },
    /// The kind wants something else (result, occasion).
    Missing {
        /// The kind's code.
        kind: String,
        /// What is missing.
        slot: Slot,
    },
    /// Several amounts, and nothing says what each is for.
    ManyAmounts {
        /// The amounts, đồng.
        amounts: Vec<Dong>,
    },
    /// "trong đó" names more than the whole.
    PartTooLarge {
        /// The whole, đồng.
        total: Dong,
        /// The part, đồng.
        part: Dong,
    },
    /// The product or sum is more than an amount can be.
    AmountTooLarge,
    /// The book has no fund that could pay or receive.
    NoFund,
}

impl Reading {
    /// True when the outcome can be saved as it stands: nothing to ask, to refuse or to confirm.
    pub fn is_savable(&self) -> bool {
        match &self.outcome {
            Outcome::Activities(entries) => !entries.is_empty() && !self.needs_confirmation,
            Outcome::Ledger(_) => true,
            Outcome::Ask(_) | Outcome::Refused(_) => false,
        }
    }

    /// The entries with what was not understood as their note; of a line that asks or is refused the entry that it
    /// begins. Empty when the line is no activity.
    pub fn with_note(&self) -> Vec<Activity> {
        let entries = match &self.outcome {
            Outcome::Activities(entries) => entries.clone(),
            Outcome::Ledger(_) => Vec::new(),
            Outcome::Ask(_) | Outcome::Refused(_) => {
                self.begun.iter().map(|entry| (**entry).clone()).collect()
            }
        };
        let mut entries = entries;
        // Of two entries that are still asked about the first alone is begun, so it takes what is said of both.
        let all = entries.len() < 2;
        for (at, entry) in entries.iter_mut().enumerate() {
            let own = |left: &&Leftover| all || left.entry.is_none_or(|entry| entry == at);
            let notes = self.not_understood.iter().filter(own).map(|left| left.note.as_str());
            // Of a kind whose note holds something already ("giải nhất") nothing is lost.
            let kept = std::iter::once(entry.note.as_str()).filter(|note| !note.is_empty());
            entry.note = kept.chain(notes).collect::<Vec<_>>().join("; ");
        }
        entries
    }

    /// Names that are still open, as typed: those that several members bear or nobody does.
    pub fn open_names(&self) -> Vec<String> {
        match &self.outcome {
            Outcome::Ask(questions) => questions
                .iter()
                .filter_map(|question| match question {
                    Question::WhoIs { text, .. } => Some(text.clone()),
                    _ => None,
                })
                .collect(),
            Outcome::Refused(refusals) => refusals
                .iter()
                .filter_map(|refusal| match refusal {
                    Refusal::UnknownName { text } => Some(text.clone()),
                    _ => None,
                })
                .collect(),
            Outcome::Activities(_) | Outcome::Ledger(_) => Vec::new(),
        }
    }

    fn refused(refusal: Refusal) -> Self {
        Self {
            spans: Vec::new(),
            outcome: Outcome::Refused(vec![refusal]),
            not_understood: Vec::new(),
            assumed: Vec::new(),
            needs_confirmation: false,
            begun: None,
            begun_ledger: None,
        }
    }
}

/// Reads a line against a book. Any string gives a reading; equal input gives equal output.
pub fn read(line: &str, catalog: &Catalog, similar: &dyn Similar) -> Reading {
    read_with(line, catalog, similar, &[])
}

/// Reads a line with answers to what an earlier reading of it asked. Answers to what is not asked are ignored.
pub fn read_with(line: &str, catalog: &Catalog, similar: &dyn Similar, answers: &[Answer]) -> Reading {
    let tokens = token::tokens(line);
    if tokens.is_empty() {
        return Reading::refused(Refusal::Empty);
    }
    if tokens.len() > token::LOOKED_AT {
        return Reading::refused(Refusal::TooLong { words: tokens.len(), most: token::LOOKED_AT });
    }
    let book = lexicon::BookWords::of(catalog);
    let reader = build::Reader { line, catalog, similar, answers, book: &book };
    match ledger::opening(&tokens, &reader) {
        ledger::Begins::Ledger(opening) => ledger::read(&tokens, &reader, &opening),
        ledger::Begins::Activity(Some(reading)) => *reading,
        ledger::Begins::Activity(None) => reader.read(&tokens),
    }
}

/// The answers as they are looked up.
pub(crate) struct Answers<'a>(&'a [Answer]);

impl Answers<'_> {
    fn kind(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|answer| match answer {
            Answer::Kind(code) => Some(code.as_str()),
            _ => None,
        })
    }

    fn who(&self, typed: &str) -> Option<Id<Member>> {
        self.0.iter().rev().find_map(|answer| match answer {
            Answer::Who { text, member } if same(text, typed) => Some(*member),
            _ => None,
        })
    }

    fn relation(&self, typed: &str) -> Option<&str> {
        self.0.iter().rev().find_map(|answer| match answer {
            Answer::Relation { text, code } if same(text, typed) => Some(code.as_str()),
            _ => None,
        })
    }

    fn thousand(&self) -> Option<bool> {
        self.0.iter().rev().find_map(|answer| match answer {
            Answer::Thousand(yes) => Some(*yes),
            _ => None,
        })
    }

    fn day(&self) -> Option<bool> {
        self.0.iter().rev().find_map(|answer| match answer {
            Answer::Day(yes) => Some(*yes),
            _ => None,
        })
    }

    fn each(&self) -> Option<bool> {
        self.0.iter().rev().find_map(|answer| match answer {
            Answer::Each(yes) => Some(*yes),
            _ => None,
        })
    }

    fn entries(&self) -> Option<Entries> {
        self.0.iter().rev().find_map(|answer| match answer {
            Answer::Entries(entries) => Some(*entries),
            _ => None,
        })
    }
}

fn same(a: &str, b: &str) -> bool {
    search_key(&clean::line(a)) == search_key(&clean::line(b))
}
