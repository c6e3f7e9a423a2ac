//! The text of the people field in its parts: tokens, and what is said beside a name in each.

use std::ops::Range;

use super::{Asked, Said};
use crate::domain::Catalog;
use crate::text::clean;
use crate::text::fold::accents_agree;
use crate::tui::form::amount;
use crate::tui::form::field::Message;
use crate::tui::form::words::WORDS;

/// A token in its parts: name, what stands in brackets, what stands behind "=".
pub(super) struct Split<'a> {
    pub(super) name: &'a str,
    inside: Option<&'a str>,
    amount: Option<&'a str>,
    pub(super) unclosed: bool,
}

impl<'a> Split<'a> {
    pub(super) fn of(token: &'a str) -> Self {
        let (mut rest, mut amount) = (token.trim_end(), None);
        if let Some((head, tail)) = rest.rsplit_once('=')
            && !tail.contains(['"', '”', ')'])
        {
            (rest, amount) = (head.trim_end(), Some(tail.trim()));
        }
        let quoted_to_the_end = rest.ends_with(['"', '”']);
        if let Some(at) = opening(rest).filter(|_| !quoted_to_the_end) {
            let (name, inside) = (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default());
            let closed = inside.strip_suffix(')');
            return Self { name: name.trim(), inside: closed, amount, unclosed: closed.is_none() };
        }
        Self { name: rest, inside: None, amount, unclosed: false }
    }

    pub(super) const fn is_bare(&self) -> bool {
        self.inside.is_none() && self.amount.is_none() && !self.unclosed
    }

    pub(super) fn said(&self, asked: Asked, catalog: &Catalog) -> Result<Said, Message> {
        let mut said = Said::default();
        let mut notes: Vec<&str> = Vec::new();
        for part in self.inside.into_iter().flat_map(|inside| inside.split(';')).map(str::trim) {
            let relation = || {
                let mut named = catalog.kinds.relations.0.iter().filter(|relation| {
                    [&relation.label, &relation.en].into_iter().any(|word| accents_agree(part, word))
                });
                named.next().filter(|_| !part.is_empty())
            };
            if let Some(relation) =
                Some(()).filter(|()| asked.relation && said.relation.is_none()).and_then(|()| relation())
            {
                said.relation = Some(relation.code.clone());
            } else if asked.prize && said.prize.is_none() {
                said.prize = Some(part.to_owned());
            } else if !part.is_empty() {
                notes.push(part);
            }
        }
        said.note = notes.join("; ");
        if let Some(text) = self.amount.filter(|text| !text.is_empty()) {
            said.amount = Some(amount::read(text, false)?.rate);
        }
        Ok(said)
    }
}

/// Where the bracket opens that ends a name: the first one outside quotes.
fn opening(text: &str) -> Option<usize> {
    let mut quotes = false;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '"' => quotes = !quotes,
            '“' => quotes = true,
            '”' => quotes = false,
            _ => {}
        }
        (c == '(' && !quotes && at > 0).then_some(at)
    })
}

/// The name in a quoted token.
pub(super) fn quoted(token: &str) -> Option<String> {
    let inner = token.strip_prefix(['"', '“', '”', '„'])?;
    Some(clean::line(inner.trim_end_matches(['"', '“', '”'])))
}

/// The name without "đ/c", "cô", … before it.
pub(super) fn untitled(words: &str) -> Option<&str> {
    WORDS.titles.iter().find_map(|title| {
        let count = title.split_whitespace().count();
        let rest = after_words(words, count)?;
        let head = words.get(..words.len() - rest.len())?;
        accents_agree(head, title).then_some(rest)
    })
}

/// What follows the first `count` words; none when nothing does.
fn after_words(text: &str, count: usize) -> Option<&str> {
    let mut rest = text.trim_start();
    for _ in 0..count {
        rest = rest.split_once(char::is_whitespace)?.1.trim_start();
    }
    (!rest.is_empty()).then_some(rest)
}

/// A token as it stands in the text.
pub(super) struct Token {
    pub(super) text: String,
    pub(super) range: Range<usize>,
    pub(super) left_out: bool,
}

/// The tokens of a text. Separators within quotes do not count.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
    let (mut start, mut quotes, mut fresh, mut brackets) = (0, false, true, 0_u32);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quotes = !quotes,
            '“' => quotes = true,
            '”' => quotes = false,
            '(' if !quotes => brackets += 1,
            ')' if !quotes => brackets = brackets.saturating_sub(1),
            ',' | ';' | '\n' if !quotes && brackets == 0 => {
                pieces.push((start..at, fresh));
                start = at + c.len_utf8();
                fresh = c == ';';
            }
            _ => {}
        }
    }
    pieces.push((start..text.len(), fresh));
    let mut out = Vec::new();
    let mut left_out = false;
    for (range, fresh) in pieces {
        if fresh {
            left_out = false;
        }
        let piece = text.get(range.clone()).unwrap_or_default();
        match except(piece) {
            Some((before, after)) if quoted(piece.trim()).is_none() => {
                push(&mut out, text, range.start..range.start + before, left_out);
                left_out = true;
                push(&mut out, text, range.start + after..range.end, left_out);
            }
            _ => push(&mut out, text, range, left_out),
        }
    }
    out
}

fn push(out: &mut Vec<Token>, text: &str, range: Range<usize>, left_out: bool) {
    let token = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (token.len() - token.trim_start().len());
    let token = token.trim();
    if !token.is_empty() {
        out.push(Token { text: clean::line(token), range: start..start + token.len(), left_out });
    }
}

/// Where the first "trừ" of a piece begins and ends.
fn except(piece: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for word in piece.split(char::is_whitespace) {
        // What is said in brackets leaves nobody out.
        if word.contains('(') {
            return None;
        }
        if WORDS.except.iter().any(|except| accents_agree(word, except)) && !word.is_empty() {
            return Some((at, at + word.len()));
        }
        at += word.len() + piece.get(at + word.len()..)?.chars().next().map_or(0, char::len_utf8);
    }
    None
}
