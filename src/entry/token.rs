//! The line in words, each with the bytes of the line that it came from.
//!
//! What is compared is cleaned and folded here, once; positions always point into the line as it was typed.

use std::ops::Range;

use crate::text::clean;
use crate::text::fold::{accents_agree, has_marks, search_key};

/// A line of more words than this is refused: no honest line has so many.
pub(super) const LOOKED_AT: usize = 400;

/// One word of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// The bytes of the line.
    pub range: Range<usize>,
    /// The word, NFC, without the punctuation around it.
    pub text: String,
    /// Its search key.
    pub key: String,
    /// Whether any accent was typed.
    pub marked: bool,
    /// The comma group, counted from 0.
    pub group: u32,
    /// Behind a slash: `200k/người`.
    pub slash: bool,
}

impl Token {
    /// Whether the word can stand for a word of the lexicon.
    pub fn agrees(&self, word: &Word) -> bool {
        self.key == word.key && (!self.marked || accents_agree(&self.text, &word.text))
    }

    /// Whether it stands for this one word.
    pub fn reads(&self, word: &str) -> bool {
        // Folding keeps the number of letters, so most words are told apart without it.
        self.key.chars().count() == word.chars().count() && accents_agree(&self.text, word)
    }

    /// Whether it is written in digits only.
    pub fn is_number(&self) -> bool {
        !self.text.is_empty() && self.text.bytes().all(|b| b.is_ascii_digit())
    }

    /// Its value when it is a short number.
    pub fn number(&self) -> Option<u32> {
        (self.is_number() && self.text.len() <= 6).then(|| self.text.parse().ok()).flatten()
    }

    /// Whether it begins with a digit.
    pub fn starts_with_digit(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// One word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As spelt.
    pub text: String,
    /// Its search key.
    pub key: String,
}

/// The words of a phrase.
pub(super) fn words(phrase: &str) -> Vec<Word> {
    phrase
        .split_whitespace()
        .map(|word| {
            let text = upright(&clean::nfc(word));
            Word { key: search_key(&text), text }
        })
        .collect()
}

/// Every apostrophe as the upright one: "H’Hen" is H'Hen.
pub(super) fn upright(text: &str) -> String {
    text.replace(['\u{2018}', '\u{2019}', '\u{2bc}', '\u{b4}', '`'], "'")
}

/// Whether the phrase stands at `at`, within one comma group.
pub(super) fn stands_at(phrase: &[Word], tokens: &[Token], at: usize) -> bool {
    let Some(here) = tokens.get(at..at + phrase.len()) else { return false };
    !phrase.is_empty()
        && here.iter().zip(phrase).all(|(token, word)| token.agrees(word))
        && here.iter().skip(1).all(|token| !token.slash)
        && here.windows(2).all(|pair| matches!(pair, [a, b] if a.group == b.group))
}

/// The line in words.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let mut out = Lexer { line, tokens: Vec::new(), group: 0 };
    let mut start = None;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() || c.is_control() {
            if let Some(from) = start.take() {
                out.chunk(from..at);
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(from) = start {
        out.chunk(from..line.len());
    }
    out.tokens
}

/// How many of the line's words are looked at.
pub(super) fn looked_at(tokens: &[Token]) -> usize {
    tokens.len().min(LOOKED_AT)
}

struct Lexer<'a> {
    line: &'a str,
    tokens: Vec<Token>,
    group: u32,
}

impl Lexer<'_> {
    /// What stands between two spaces; commas part it unless they stand between digits.
    fn chunk(&mut self, range: Range<usize>) {
        let text = self.line.get(range.clone()).unwrap_or_default();
        let bytes = text.as_bytes();
        let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        let mut from = 0;
        for (at, c) in text.char_indices() {
            let parts = c == ';' || (c == ',' && !(digit(at.checked_sub(1)) && digit(Some(at + 1))));
            if parts {
                self.piece(range.start + from..range.start + at);
                self.group += 1;
                from = at + 1;
            }
        }
        self.piece(range.start + from..range.end);
    }

    /// A piece without commas: punctuation off, then `23x200k` and `200k/người` in their parts.
    fn piece(&mut self, range: Range<usize>) {
        let text = self.line.get(range.clone()).unwrap_or_default();
        let front = |c: char| {
            matches!(
                c,
                '(' | '[' | '{' | '"' | '\'' | '«' | '“' | '‘' | '<' | '>' | ':' | '.' | '!' | '?' | '…'
            )
        };
        let back = |c: char| front(c) || matches!(c, ')' | ']' | '}' | '»' | '”' | '’');
        let inner = text.trim_start_matches(front);
        let start = range.start + (text.len() - inner.len());
        let inner = inner.trim_end_matches(back);
        let inner = if inner.len() > 1 { inner.trim_end_matches('/') } else { inner };
        if inner.is_empty() {
            return;
        }
        if let Some((left, sign)) = seam(inner) {
            self.piece(start..start + left);
            if inner.get(left..left + sign) == Some("+") {
                self.push(start + left..start + left + sign, false);
            }
            self.piece(start + left + sign..start + inner.len());
            return;
        }
        if let Some((left, sign, right)) = product(inner) {
            self.push(start..start + left, false);
            self.push(start + left..start + left + sign, false);
            self.push(start + left + sign..start + left + sign + right, false);
            return;
        }
        if inner.starts_with(|c: char| c.is_ascii_digit())
            && let Some((left, right)) = inner.split_once('/')
            && right.starts_with(char::is_alphabetic)
        {
            self.push(start..start + left.len(), false);
            self.push(start + left.len() + 1..start + inner.len(), true);
            return;
        }
        self.push(start..start + inner.len(), false);
    }

    fn push(&mut self, range: Range<usize>, slash: bool) {
        let text = upright(&clean::line(self.line.get(range.clone()).unwrap_or_default()));
        if text.is_empty() {
            return;
        }
        self.tokens.push(Token {
            range,
            key: search_key(&text),
            marked: has_marks(&text),
            text,
            group: self.group,
            slash,
        });
    }
}

/// Where a sign joins what people mean as two words, with the length of the sign: "liên:300k", "300k+hoa",
/// "đc.liên". A time of day and an amount keep theirs.
fn seam(text: &str) -> Option<(usize, usize)> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    text.char_indices().find_map(|(at, c)| {
        let (left, right) = (text.get(..at)?, text.get(at + c.len_utf8()..)?);
        let parts = match c {
            ':' => letter(left.chars().last()) || letter(right.chars().next()),
            '+' => !left.is_empty() && !right.is_empty(),
            '.' => {
                matches!(search_key(&clean::nfc(left)).as_str(), "dc" | "d/c" | "d.c")
                    && letter(right.chars().next())
            }
            _ => false,
        };
        (parts && !left.is_empty()).then_some((at, c.len_utf8()))
    })
}

/// The lengths of `23`, `x` and `200k` in `23x200k`.
fn product(text: &str) -> Option<(usize, usize, usize)> {
    let left = text.find(|c: char| !c.is_ascii_digit())?;
    let sign = text.get(left..)?.chars().next()?;
    let right = text.get(left + sign.len_utf8()..)?;
    (left > 0 && matches!(sign, 'x' | 'X' | '×' | '*') && right.starts_with(|c: char| c.is_ascii_digit()))
        .then_some((left, sign.len_utf8(), right.len()))
}
