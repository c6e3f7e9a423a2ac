//! A number of people and the names behind it: "16 lượt … (đ/c Vân L2, đ/c Thu L5 (2 lần))".

use super::said::Said;
use super::tokens::{Sort, Token, any_at, holds_any, quoted, tokens};
use super::words::WORDS;
use super::{Finding, What};
use crate::report::{FigureValue, Report};

/// Counts that do not agree with the list behind them.
pub(super) fn differing(said: &Said) -> Vec<Finding> {
    let mut found = Vec::new();
    for line in said.lines() {
        let tokens = tokens(line);
        for count in counts(&tokens) {
            let Some((from, to)) = list_of(line, &tokens, &count) else { continue };
            let list = tokens.get(from..to).unwrap_or_default();
            // What follows the title without a word between is a list only where nothing but names stands in it.
            let mixed = if from == count.behind { None } else { names_in(line, list) };
            let full = || full_names(list).filter(|_| count.titled);
            let Some(names) = mixed.or_else(full) else { continue };
            // One name behind a number of anything but visits may be an example.
            if names != count.said && (names > 1 || count.visits) {
                let quote = quoted(line, &tokens, count.at, count.behind - 1);
                found.push(Finding::new(
                    What::CountDiffers { said: count.said, names, quote },
                    said.place.clone(),
                ));
            }
        }
    }
    found
}

/// Numbers of lượt without a list that no figure of the report has.
pub(super) fn untied(said: &Said, report: &Report) -> Vec<Finding> {
    let known = |number: u64| {
        report.figures.iter().any(|figure| match &figure.value {
            FigureValue::Count(count) => *count == number,
            FigureValue::Share { n, of } => *n == Some(number) || *of == Some(number),
            FigureValue::Groups(groups) => groups.iter().any(|group| group.1 == number),
            _ => false,
        })
    };
    let mut found = Vec::new();
    for line in said.lines() {
        let tokens = tokens(line);
        for count in counts(&tokens).into_iter().filter(|count| count.visits) {
            if list_of(line, &tokens, &count).is_none() && !known(count.said) {
                let quote = quoted(line, &tokens, count.at, count.behind - 1);
                found.push(Finding::new(What::CountUntied { quote }, said.place.clone()));
            }
        }
    }
    found
}

/// A number and what it counts.
struct Count {
    said: u64,
    /// The number's piece, and the first behind what is counted.
    at: usize,
    behind: usize,
    visits: bool,
    /// What is counted is a title of people: names may follow without one of their own.
    titled: bool,
}

fn counts(tokens: &[Token<'_>]) -> Vec<Count> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(said) = token.number() else { continue };
        // Neither a decimal nor a date nor a part of a code.
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        if before.is_some_and(|before| before.is_mark(".,/-–:") && before.end == token.start) {
            continue;
        }
        let Some(length) = any_at(tokens, at + 1, &WORDS.counted) else { continue };
        let visits = any_at(tokens, at + 1, &WORDS.visits).is_some();
        let titled = any_at(tokens, at + 1, &WORDS.titles).is_some();
        found.push(Count { said, at, behind: at + 1 + length, visits, titled });
    }
    found
}

/// The list that belongs to a count: in the brackets that follow in the same stretch of the sentence, behind "gồm" or
/// "là", behind the colon of visits, or right behind the title counted ("05 đ/c Kiều Thị Lý, Lê Xuân Quyết"). Another
/// number in between counts something else; so does what stands behind a comma, unless visits are counted.
fn list_of(line: &str, tokens: &[Token<'_>], count: &Count) -> Option<(usize, usize)> {
    let up_to_end = |from: usize| {
        let ends = |token: &Token<'_>| {
            let last = line.get(token.end..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' '));
            token.is_mark(";(") || (token.is_mark(".") && last)
        };
        let rest = tokens.get(from..).unwrap_or_default();
        (from, rest.iter().position(ends).map_or(tokens.len(), |end| from + end))
    };
    if count.titled && tokens.get(count.behind).is_some_and(Token::is_capital) {
        return Some(up_to_end(count.behind));
    }
    let mut at = count.behind;
    while let Some(token) = tokens.get(at) {
        if token.is_mark("(") {
            return closing(tokens, at).map(|close| (at + 1, close));
        }
        if let Some(length) = any_at(tokens, at, &WORDS.leads) {
            let colon = tokens.get(at + length).is_some_and(|token| token.is_mark(":"));
            return Some(up_to_end(at + length + usize::from(colon)));
        }
        if token.is_mark(":") && count.visits {
            return Some(up_to_end(at + 1));
        }
        if token.sort == Sort::Number || token.is_mark(".;:") || (token.is_mark(",") && !count.visits) {
            return None;
        }
        at += 1;
    }
    None
}

/// The bracket that closes the one at `open`.
fn closing(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if token.is_mark("(") {
            depth += 1;
        } else if token.is_mark(")") {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// How many lượt a list of names stands for; none when it is not one, or says that it is not whole.
fn names_in(line: &str, list: &[Token<'_>]) -> Option<u64> {
    let (first, end) = (list.first()?, list.last()?);
    let whole = line.get(first.start..end.end).unwrap_or_default().to_lowercase();
    if WORDS.open_ends.iter().any(|end| {
        let words = whole.split_whitespace().next_back().is_some_and(|word| word.contains(end.as_str()));
        words || (!end.chars().any(char::is_alphabetic) && whole.contains(end.as_str()))
    }) {
        return None;
    }
    let mut names = 0;
    let mut titled = false;
    let mut others = false;
    for item in items(list) {
        if item.is_empty() {
            continue;
        }
        let title = holds_any(item, &WORDS.titles);
        let plain = item.first().is_some_and(Token::is_capital)
            && item.iter().all(|token| token.sort != Sort::Number || in_brackets(item, token));
        titled |= title;
        if title || plain {
            names += times_of(item);
        } else {
            others = true;
        }
    }
    // Without a title anywhere, capitals may be names of classes, subjects or villages.
    (names > 0 && titled && (!others || names > 1)).then_some(names)
}

/// How many full names a list without titles has, each of two words or more with a capital; none when it is not one. The
/// sentence may go on behind the last of them, if it names nobody else.
fn full_names(list: &[Token<'_>]) -> Option<u64> {
    let capitals = |item: &[Token<'_>]| item.iter().take_while(|token| token.is_capital()).count();
    let items = items(list);
    let names = items.iter().take_while(|item| capitals(item) >= 2).count();
    let (full, rest) = (items.get(..names)?, items.get(names..)?);
    let (end, earlier) = full.split_last()?;
    let is_bare = |item: &&[Token<'_>]| item.get(capitals(item)).is_none_or(|next| next.is_mark("("));
    let behind = rest.iter().copied().chain(end.get(capitals(end)..));
    let names_nobody =
        behind.flat_map(|item| item.windows(2)).all(|pair| !pair.iter().all(Token::is_capital));
    (earlier.iter().all(is_bare) && names_nobody).then_some(names as u64)
}

/// The list parted at commas and "và"; what stands in brackets belongs to the name before it.
fn items<'t, 'a>(list: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let mut items = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, token) in list.iter().enumerate() {
        if token.is_mark("(") {
            depth += 1;
        } else if token.is_mark(")") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && (token.is_mark(",;+") || WORDS.and.contains(&token.low)) {
            items.push(list.get(start..at).unwrap_or_default());
            start = at + 1;
        }
    }
    items.push(list.get(start..).unwrap_or_default());
    items
}

fn in_brackets(item: &[Token<'_>], token: &Token<'_>) -> bool {
    item.iter().find(|other| other.is_mark("(")).is_some_and(|open| open.end <= token.start)
}

/// 2 for "đ/c Vân L2 (2 lần)".
fn times_of(item: &[Token<'_>]) -> u64 {
    let number = |at: usize| {
        let number = item.get(at)?.number()?;
        any_at(item, at + 1, &WORDS.times).map(|_| number)
    };
    (0..item.len()).find_map(number).unwrap_or(1).clamp(1, 1_000)
}
