//! Ledger lines (thu, chi): an entry of the union fund's book in one line.

use super::amounts::{self, AmountRead};
use super::build::Reader;
use super::lexicon::{SourceWord, lexicon};
use super::names::Names;
use super::token::{Token, looked_at};
use super::{
    Answers, Assumed, Filled, LedgerLine, Meaning, Outcome, Question, Reading, Refusal, Understood, Why,
};
use crate::domain::{Account, Direction};
use crate::text::clean;
use crate::text::money::Dong;

/// Where receipts go and payments come from when no word says it.
const RECEIPT_CODE: &str = "25.02";
const PAYMENT_CODE: &str = "37";

/// What a line begins as.
pub(super) enum Begins {
    /// A ledger line.
    Ledger(Opening),
    /// An activity; with its reading where that had to be tried.
    Activity(Option<Box<Reading>>),
}

/// How a ledger line begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening {
    direction: Direction,
    /// Words of the opening that are no part of the description.
    dropped: usize,
}

/// Whether the line is one of the ledger: `pt` and `pc` always open one; `thu` and `chi` only as the first word and
/// not before a member's name, unless a settlement code's words follow.
pub(super) fn opening(tokens: &[Token], reader: &Reader) -> Begins {
    let words = lexicon();
    let always = [(&words.receipt_always, Direction::Receipt), (&words.payment_always, Direction::Payment)];
    for (phrases, direction) in always {
        if let Some((dropped, ())) = phrases.longest(tokens, 0) {
            return Begins::Ledger(Opening { direction, dropped });
        }
    }
    let direction = if words.receipt.longest(tokens, 0).is_some() {
        Direction::Receipt
    } else if words.payment.longest(tokens, 0).is_some() {
        Direction::Payment
    } else {
        return Begins::Activity(None);
    };
    let opening = Opening { direction, dropped: 0 };
    let names_code = code_at(tokens, reader, direction, 0).or_else(|| code_at(tokens, reader, direction, 1));
    if names_code.is_some() {
        return Begins::Ledger(opening);
    }
    if code_literal(tokens, reader, direction).is_some() {
        return Begins::Ledger(opening);
    }
    // "chi em phu nu" are women, not a payment.
    if words.groups.longest(tokens, 0).is_some_and(|(length, _)| length > 1) {
        return Begins::Activity(None);
    }
    let names = Names::of(reader.catalog, reader.catalog.today, tokens);
    let name = names.at(tokens, 0);
    let title = words.titles.longest(tokens, 1).map_or(0, |(length, ())| length);
    if name.iter().any(|found| found.length > 1) {
        return Begins::Activity(None);
    }
    let before_name =
        !names.at(tokens, 1).is_empty() || (title > 0 && !names.at(tokens, 1 + title).is_empty());
    if !before_name && name.is_empty() {
        return Begins::Ledger(opening);
    }
    // A member called Thu, or a next word that folds onto a name: an activity where that makes sense.
    let reading = reader.read(tokens);
    let activity = match &reading.outcome {
        Outcome::Activities(_) | Outcome::Ask(_) => true,
        // "chi Mai 300k" is neither: what it was for is not said.
        Outcome::Refused(_) => before_name,
        Outcome::Ledger(_) => false,
    };
    if activity { Begins::Activity(Some(Box::new(reading))) } else { Begins::Ledger(opening) }
}

/// The settlement code that words at `at` name, with the number of its words.
fn code_at<'a>(
    tokens: &[Token],
    reader: &Reader<'a>,
    direction: Direction,
    at: usize,
) -> Option<(usize, &'a str)> {
    let mut best: Option<(usize, &str)> = None;
    for (words, index) in reader.book.codes.at(tokens, at) {
        let Some(line) = reader.catalog.codes.lines.get(*index) else { continue };
        if line.direction() == Some(direction) && best.is_none_or(|(length, _)| words.len() > length) {
            best = Some((words.len(), line.code.as_str()));
        }
    }
    best
}

/// Reads a ledger line.
pub(super) fn read(tokens: &[Token], reader: &Reader, opening: &Opening) -> Reading {
    let direction = opening.direction;
    let catalog = reader.catalog;
    let answers = Answers(reader.answers);
    let context = amounts::context(catalog);
    let mut used = vec![false; tokens.len()];
    let mut spans: Vec<Understood> = Vec::new();
    let mut refusals = Vec::new();
    let mut questions = Vec::new();
    let mut assumed = Vec::new();
    let mut take = |used: &mut Vec<bool>, at: usize, length: usize, meaning: Meaning| {
        used.iter_mut().skip(at).take(length).for_each(|word| *word = true);
        if let (Some(first), Some(last)) = (tokens.get(at), tokens.get(at + length - 1)) {
            spans.push(Understood { range: first.range.start..last.range.end, meaning });
        }
    };
    if opening.dropped > 0 {
        take(&mut used, 0, opening.dropped, Meaning::Ledger(direction));
    }
    let literal = code_literal(tokens, reader, direction);
    if let Some((at, length, code)) = &literal {
        take(&mut used, *at, *length, Meaning::Code(code.clone()));
    }
    let (mut day, mut money, mut account) = (None, None::<(usize, usize, AmountRead)>, Account::Cash);
    let mut at = opening.dropped;
    while at < looked_at(tokens) {
        if used.get(at) == Some(&true) {
            at += 1;
            continue;
        }
        if let Some((length, read)) = amounts::days(tokens, at, &context).into_iter().next()
            && day.is_none()
        {
            match read {
                Ok((from, until)) => {
                    day = Some(from);
                    take(&mut used, at, length, Meaning::Day(from, until));
                }
                Err(error) => {
                    refusals.push(Refusal::BadDate(error));
                    take(&mut used, at, length, Meaning::Refused);
                }
            }
            at += length;
        } else if let Some((length, read)) = amount_at(tokens, at) {
            // The last amount counts; a bare number only when there is nothing better.
            let weak = matches!(read, AmountRead::Thousand { .. });
            if !(weak && money.is_some()) {
                money = Some((at, length, read));
            }
            at += length;
        } else if let Some((length, (word, _))) = lexicon().sources.longest(tokens, at)
            && matches!(word, SourceWord::Bank | SourceWord::Cash)
        {
            account = if *word == SourceWord::Bank { Account::Bank } else { Account::Cash };
            take(&mut used, at, length, Meaning::Source(*word));
            at += length;
        } else {
            at += 1;
        }
    }
    let mut amount = None;
    if let Some((at, length, read)) = money {
        let meaning = match read {
            AmountRead::Sure(typed) => {
                amount = Some(typed);
                Meaning::Money(typed)
            }
            AmountRead::Thousand { typed, meant } => {
                let meant_or_typed = answers.thousand().map(|yes| if yes { meant } else { typed });
                if meant_or_typed.is_none() {
                    questions.push(Question::Thousand { typed, meant });
                }
                amount = meant_or_typed.or(Some(typed));
                Meaning::Money(typed)
            }
            AmountRead::Bad(error) => {
                refusals.push(Refusal::BadMoney(error));
                Meaning::Refused
            }
        };
        take(&mut used, at, length, meaning);
    }
    let bad = refusals.iter().any(|refusal| matches!(refusal, Refusal::BadMoney(_)));
    if !bad && amount.is_none_or(|amount| amount.0 <= 0) {
        refusals.push(Refusal::MissingMoney);
    }
    let fund = catalog.union_fund().map(|fund| fund.id);
    if fund.is_none() {
        refusals.push(Refusal::NoFund);
    }
    let day = day.unwrap_or_else(|| {
        assumed.push(Assumed { what: Filled::Day, why: Why::Today });
        catalog.today
    });
    let code = if let Some((_, _, code)) = literal {
        code
    } else {
        let (code, why) = code_of(tokens, reader, direction);
        assumed.extend(why.map(|why| Assumed { what: Filled::Code, why }));
        code
    };
    let counterpart = counterpart(tokens, reader, opening.dropped);
    let description = description(reader.line, tokens, &used);
    describe_spans(tokens, &used, &mut spans);
    spans.sort_by_key(|span| span.range.start);
    // An amount that is still asked about is no guess for a form.
    let known = if questions.is_empty() { amount.unwrap_or_default() } else { Dong::ZERO };
    let line = fund.map(|fund| LedgerLine {
        direction,
        day,
        amount: known,
        code,
        description,
        fund,
        account,
        counterpart,
    });
    let outcome = match &line {
        _ if !refusals.is_empty() => Outcome::Refused(refusals),
        _ if !questions.is_empty() => Outcome::Ask(questions),
        Some(line) => Outcome::Ledger(line.clone()),
        None => Outcome::Refused(vec![Refusal::NoFund]),
    };
    Reading {
        spans,
        outcome,
        not_understood: Vec::new(),
        assumed,
        needs_confirmation: false,
        begun: None,
        begun_ledger: line.map(Box::new),
    }
}

/// An amount, or n × rate.
fn amount_at(tokens: &[Token], at: usize) -> Option<(usize, AmountRead)> {
    if let Some(count) = tokens.get(at).and_then(Token::number)
        && lexicon().times.longest(tokens, at + 1).is_some()
        && let Some((length, AmountRead::Sure(rate))) = amounts::amount(tokens, at + 2)
        && let Some(total) = rate.checked_mul(count).filter(|total| *total <= crate::text::money::MAX_TYPED)
    {
        return Some((2 + length, AmountRead::Sure(Dong(total.0))));
    }
    amounts::amount(tokens, at)
}

/// A code that stands in the line: `31.03` by itself, `32` only behind "mã".
fn code_literal(tokens: &[Token], reader: &Reader, direction: Direction) -> Option<(usize, usize, String)> {
    tokens.iter().enumerate().take(looked_at(tokens)).find_map(|(at, token)| {
        let line = reader.catalog.codes.line(&token.text)?;
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let marked = before.is_some_and(|word| crate::text::fold::accents_agree(&word.text, "mã"));
        if line.direction() != Some(direction) || !(marked || token.text.contains('.')) {
            return None;
        }
        Some(if marked { (at - 1, 2, line.code.clone()) } else { (at, 1, line.code.clone()) })
    })
}

/// The code that the words name: a settlement code's, else that of a kind, else the default.
fn code_of(tokens: &[Token], reader: &Reader, direction: Direction) -> (String, Option<Why>) {
    let mut best: Option<(usize, &str)> = None;
    for at in 0..looked_at(tokens) {
        if let Some((length, code)) = code_at(tokens, reader, direction, at)
            && best.is_none_or(|(longest, _)| length > longest)
        {
            best = Some((length, code));
        }
    }
    if let Some((_, code)) = best {
        return (code.to_owned(), None);
    }
    if direction == Direction::Payment {
        for at in 0..looked_at(tokens) {
            for (_, (kind, accented)) in reader.book.kinds.at(tokens, at) {
                let marked = tokens.get(at).is_some_and(|token| token.marked);
                let kind = reader.catalog.kinds.kinds.get(*kind).filter(|_| marked || !accented);
                if let Some(kind) = kind.filter(|kind| !kind.code_of_payment.is_empty()) {
                    return (kind.code_of_payment.clone(), Some(Why::Kind));
                }
            }
        }
    }
    let code = if direction == Direction::Receipt { RECEIPT_CODE } else { PAYMENT_CODE };
    (code.to_owned(), Some(Why::Default))
}

/// The member named with a title or with more than a given name, when it is one.
fn counterpart(tokens: &[Token], reader: &Reader, from: usize) -> String {
    let names = Names::of(reader.catalog, reader.catalog.today, tokens);
    let mut found = String::new();
    // The "chi" that opens the line is no title.
    let mut at = from.max(1);
    while at < looked_at(tokens) {
        let title = lexicon().titles.longest(tokens, at).map_or(0, |(length, ())| length);
        let name =
            names.at(tokens, at + title).into_iter().next().filter(|name| title > 0 || name.length > 1);
        if let Some(name) = name
            && let [only] = name.members.as_slice()
            && let Some(member) = reader.catalog.members.get(*only)
        {
            if !found.is_empty() && found != member.full_name {
                return String::new();
            }
            found.clone_from(&member.full_name);
            at += title + name.length;
        } else {
            at += 1;
        }
    }
    found
}

/// The words that nothing else took, as typed; the first letter upper case.
fn description(line: &str, tokens: &[Token], used: &[bool]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (from, to) in runs(used) {
        if let (Some(first), Some(last)) = (tokens.get(from), tokens.get(to - 1)) {
            parts.push(clean::line(line.get(first.range.start..last.range.end).unwrap_or_default()));
        }
    }
    let text = parts.join(" ");
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn describe_spans(tokens: &[Token], used: &[bool], spans: &mut Vec<Understood>) {
    for (from, to) in runs(used) {
        if let (Some(first), Some(last)) = (tokens.get(from), tokens.get(to - 1)) {
            spans
                .push(Understood { range: first.range.start..last.range.end, meaning: Meaning::Description });
        }
    }
}

/// The runs of words that nothing took.
fn runs(used: &[bool]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (at, taken) in used.iter().enumerate() {
        if *taken {
            continue;
        }
        match out.last_mut() {
            Some((_, to)) if *to == at => *to = at + 1,
            _ => out.push((at, at + 1)),
        }
    }
    out
}
