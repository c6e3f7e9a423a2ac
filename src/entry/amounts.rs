//! Days, amounts and counts as they stand in the words of a line.

use super::lexicon::lexicon;
use super::token::Token;
use crate::domain::{Catalog, Day};
use crate::text::date::{self, DateContext, DateError};
use crate::text::fold::fold;
use crate::text::money::{self, Dong, MoneyError};

/// A run of words read as a day.
pub(super) type DayRead = (usize, Result<(Day, Option<Day>), DateError>);

/// What days are measured by.
pub(super) fn context(catalog: &Catalog) -> DateContext {
    DateContext { today: catalog.today, period: catalog.period.as_ref().map(|period| period.activities) }
}

fn joined(tokens: &[Token], at: usize, length: usize) -> Option<String> {
    let here = tokens.get(at..at + length)?;
    let one_group = here.windows(2).all(|pair| matches!(pair, [a, b] if a.group == b.group && !b.slash));
    one_group.then(|| here.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" "))
}

fn is_word(token: Option<&Token>, word: &str) -> bool {
    token.is_some_and(|token| token.reads(word))
}

/// Whether the word before makes a number part of the text ("lớp 4", "tháng 10").
pub(super) fn behind_numbered(tokens: &[Token], at: usize, days: bool) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let list = if days { &lexicon().numbered_days } else { &lexicon().numbered };
    tokens.get(before).zip(tokens.get(at)).is_some_and(|(a, b)| a.group == b.group)
        && list.longest(tokens, before).is_some()
}

/// The days that can be read at `at`, longest first.
pub(super) fn days(tokens: &[Token], at: usize, context: &DateContext) -> Vec<DayRead> {
    let mut out = Vec::new();
    let Some(token) = tokens.get(at) else { return out };
    // "từ 3 đến 5/11", "ngày 12/11".
    let early = |at: usize| is_word(tokens.get(at), "mùng") || is_word(tokens.get(at), "mồng");
    let lead = usize::from(is_word(Some(token), "từ"));
    let lead = lead + usize::from(is_word(tokens.get(at + lead), "ngày"));
    let lead = lead + usize::from(early(at + lead));
    if lead > 0
        && let Some(inner) = tokens.get(at + lead)
        && inner.starts_with_digit()
        && tokens.get(at).is_some_and(|first| first.group == inner.group)
    {
        out.extend(typed_days(tokens, at + lead, context).into_iter().map(|(n, day)| (n + lead, day)));
    }
    if token.starts_with_digit() {
        out.extend(typed_days(tokens, at, context));
    } else {
        // "sáng hôm qua", "thứ 3 tuần trước": four words at most; the longest counts.
        let longest = match token.key.as_str() {
            "hom" | "ngay" | "thu" | "chu" | "bua" | "sang" | "trua" | "chieu" | "toi" | "dem" => 4,
            "t2" | "t3" | "t4" | "t5" | "t6" | "t7" | "cn" => 3,
            _ => 0,
        };
        for length in (1..=longest).rev() {
            if let Some(day) = joined(tokens, at, length).and_then(|text| date::parse_word(&text, context)) {
                out.push((length, Ok((day, None))));
                break;
            }
        }
        if out.is_empty()
            && let Some((length, day)) = day_of_month(tokens, at, context)
        {
            out.push((length, Ok((day, None))));
        }
    }
    out
}

/// "ngày 12", "mùng 2": the nearest such day that is not after today. Not before a festival of the lunar year, a share
/// or a unit.
fn day_of_month(tokens: &[Token], at: usize, context: &DateContext) -> Option<(usize, Day)> {
    let mut length = usize::from(is_word(tokens.get(at), "ngày"));
    length +=
        usize::from(is_word(tokens.get(at + length), "mùng") || is_word(tokens.get(at + length), "mồng"));
    let token = tokens.get(at + length).filter(|_| length > 0)?;
    let date = token.number().filter(|date| (1..=31).contains(date) && token.text.len() <= 2)?;
    joined(tokens, at, length + 1)?;
    let next = tokens.get(at + length + 1).filter(|next| next.group == token.group);
    let counted = is_unit(next)
        || next.is_some_and(|next| {
            next.slash
                || ["trăm", "tết", "tháng", "giêng", "chạp", "âm", "x", "-"].iter().any(|w| next.reads(w))
        })
        || lexicon().shares.longest(tokens, at + length + 1).is_some();
    if counted {
        return None;
    }
    let months = |back: u32| {
        let month = context.today.checked_sub_months(chrono::Months::new(back))?;
        chrono::Datelike::with_day(&month, date).filter(|day| *day <= context.today)
    };
    (0..3).find_map(months).map(|day| (length + 1, day))
}

fn typed_days(tokens: &[Token], at: usize, context: &DateContext) -> Vec<DayRead> {
    let mut out = Vec::new();
    let Some(token) = tokens.get(at) else { return out };
    if behind_numbered(tokens, at, true) {
        return out;
    }
    // "12 tháng 11 năm 2023"
    if let (Some(day), true, Some(month)) =
        (token.number(), is_word(tokens.get(at + 1), "tháng"), tokens.get(at + 2).and_then(Token::number))
    {
        let year = tokens.get(at + 4).filter(|_| is_word(tokens.get(at + 3), "năm")).and_then(Token::number);
        if let (Some(year), Some(_)) = (year, joined(tokens, at, 5)) {
            let read = date::parse(&format!("{day}/{month}/{year}"), context);
            out.push((5, read.map(|day| (day, None))));
        } else if joined(tokens, at, 3).is_some() {
            out.push((3, date::parse(&format!("{day}/{month}"), context).map(|day| (day, None))));
        }
    }
    let dashed = |token: Option<&Token>| {
        token.is_some_and(|t| matches!(t.text.as_str(), "-" | "–" | "—" | "..") || t.reads("đến"))
    };
    if dashed(tokens.get(at + 1))
        && let Some(text) = joined(tokens, at, 3)
        && looks_like_day(tokens.get(at + 2))
    {
        match date::parse_range(&text, context) {
            Ok((from, to)) => out.push((3, Ok((from, Some(to))))),
            Err(error @ (DateError::Backwards { .. } | DateError::NoSuchDay { .. })) => {
                out.push((3, Err(error)));
            }
            Err(_) => {}
        }
    }
    if !looks_like_day(Some(token)) {
        return out;
    }
    match date::parse(&token.text, context) {
        Ok(day) => out.push((1, Ok((day, None)))),
        Err(DateError::NotADate { .. }) => match date::parse_range(&token.text, context) {
            Ok((from, to)) => out.push((1, Ok((from, Some(to))))),
            Err(DateError::NotADate { .. } | DateError::Empty) => {}
            Err(error) => out.push((1, Err(error))),
        },
        Err(error) => out.push((1, Err(error))),
    }
    out
}

/// Digits with a day's separators, nothing else.
fn looks_like_day(token: Option<&Token>) -> bool {
    token.is_some_and(|token| {
        token.starts_with_digit()
            && token.text.contains(['/', '-', '.', '–'])
            && token.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | '–'))
    })
}

/// How an amount was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum AmountRead {
    /// As typed.
    Sure(Dong),
    /// A bare `300`: as typed, and what is probably meant.
    Thousand {
        /// As typed.
        typed: Dong,
        /// A thousand times as much.
        meant: Dong,
    },
    /// Refused.
    Bad(MoneyError),
}

const UNITS: [&str; 13] =
    ["k", "nghìn", "ngàn", "tr", "triệu", "tỷ", "đ", "đồng", "vnd", "vnđ", "trđ", "kđ", "rưỡi"];

fn is_unit(token: Option<&Token>) -> bool {
    token.is_some_and(|token| !token.slash && UNITS.iter().any(|unit| token.reads(unit)))
}

/// The amount that can be read at `at`, with the number of its words.
pub(super) fn amount(tokens: &[Token], at: usize) -> Option<(usize, AmountRead)> {
    let token = tokens.get(at)?;
    if token.text.starts_with(['-', '\u{2212}'])
        && token.text.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
    {
        return match money::parse(&token.text) {
            Err(error @ MoneyError::Negative { .. }) => Some((1, AmountRead::Bad(error))),
            _ => None,
        };
    }
    if !token.starts_with_digit() {
        return spoken(tokens, at).or_else(|| number_words(tokens, at));
    }
    if let Some(read) = hundreds(tokens, at).or_else(|| slang(tokens, at)) {
        return Some(read);
    }
    let blocked = token.is_number() && behind_numbered(tokens, at, false);
    // Further words: a unit, a number between two units, or groups of three digits.
    let mut length = 1;
    let mut with_unit = token.text.contains(|c: char| c.is_alphabetic());
    let mut groups = token.is_number() && token.text.len() <= 3 && !blocked;
    while length < 8 {
        let next = tokens.get(at + length).filter(|next| next.group == token.group);
        if is_unit(next) {
            with_unit = true;
            groups = false;
        } else if with_unit
            && next.is_some_and(|next| next.is_number() && next.text.len() <= 3)
            && (is_unit(tokens.get(at + length + 1)) || is_unit(tokens.get(at + length - 1)))
        {
            groups = false;
        } else if !(groups && next.is_some_and(|next| next.is_number() && next.text.len() == 3)) {
            break;
        }
        length += 1;
    }
    while length > 1 {
        if let Some(text) = joined(tokens, at, length) {
            let half = text.strip_suffix("rưỡi").or_else(|| text.strip_suffix("ruoi"));
            let read = match half {
                Some(text) => money::parse(&format!("{}5", text.trim_end())),
                None => money::parse(&text),
            };
            match read {
                Ok(amount) => return Some((length, AmountRead::Sure(amount))),
                Err(MoneyError::NotANumber { .. }) => {}
                Err(error) => return Some((length, AmountRead::Bad(error))),
            }
        }
        length -= 1;
    }
    if blocked {
        return None;
    }
    if token.is_number() {
        let year = token.text.len() == 4 && (1900..=2199).contains(&token.number().unwrap_or_default());
        if year {
            return None;
        }
        if let Some(meant) = money::looks_like_thousands(&token.text) {
            let typed = money::parse(&token.text).unwrap_or_default();
            return Some((1, AmountRead::Thousand { typed, meant }));
        }
        if token.text.len() < 4 {
            return None;
        }
    }
    match money::parse(&token.text) {
        Ok(amount) => Some((1, AmountRead::Sure(amount))),
        Err(error @ MoneyError::NotANumber { .. }) => {
            shaped_like_money(&token.text).then_some((1, AmountRead::Bad(error)))
        }
        // "12.11" is a day.
        Err(_) if short_parts(&token.text) => None,
        Err(error) => Some((1, AmountRead::Bad(error))),
    }
}

/// "5 trăm nghìn", "5 trăm".
fn hundreds(tokens: &[Token], at: usize) -> Option<(usize, AmountRead)> {
    let token = tokens.get(at)?;
    let next = |at: usize| tokens.get(at).filter(|next| next.group == token.group && !next.slash);
    if !token.is_number() || token.text.len() > 1 || !is_word(next(at + 1), "trăm") {
        return None;
    }
    let mut hundreds = i64::from(token.number()?) * 100;
    // "2 trăm rưỡi"
    if is_word(next(at + 2), "rưỡi") {
        hundreds += 50;
        let (typed, meant) = (Dong(hundreds), Dong(hundreds * 1000));
        return Some((3, AmountRead::Thousand { typed, meant }));
    }
    let scale = [("nghìn", 1000), ("ngàn", 1000), ("k", 1000), ("triệu", 1_000_000), ("tr", 1_000_000)]
        .into_iter()
        .find(|(word, _)| is_word(next(at + 2), word));
    let Some((_, scale)) = scale else {
        let (typed, meant) = (Dong(hundreds), Dong(hundreds * 1000));
        return Some((2, AmountRead::Thousand { typed, meant }));
    };
    let currency = usize::from(is_word(next(at + 3), "đồng") || is_word(next(at + 3), "đ"));
    Some((3 + currency, AmountRead::Sure(Dong(hundreds * scale))))
}

/// "nửa triệu", "triệu rưỡi", "triệu hai".
fn spoken(tokens: &[Token], at: usize) -> Option<(usize, AmountRead)> {
    let token = tokens.get(at)?;
    let next = tokens.get(at + 1).filter(|next| next.group == token.group && !next.slash)?;
    let million = |token: &Token| token.reads("triệu") || token.reads("tr");
    if token.reads("nửa") && million(next) {
        return Some((2, AmountRead::Sure(Dong(500_000))));
    }
    let behind_number = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| {
        before.group == token.group && (before.starts_with_digit() || word_digit(before).is_some())
    });
    if !token.reads("triệu") || behind_number {
        return None;
    }
    let tenths = if next.reads("rưỡi") { 5 } else { word_digit(next)? };
    Some((2, AmountRead::Sure(Dong(1_000_000 + tenths * 100_000))))
}

/// "1 triệu hai": a digit in words behind an amount in triệu; the words and the amount together.
pub(super) fn with_word_tail(tokens: &[Token], at: usize, length: usize, amount: Dong) -> Option<Dong> {
    let last = tokens.get(at + length.checked_sub(1)?)?;
    let unit = last.reads("triệu") || last.reads("tr") || last.text.ends_with("tr");
    let tail = tokens.get(at + length).filter(|tail| tail.group == last.group && !tail.slash && unit)?;
    let whole = amount.0 % 1_000_000 == 0;
    whole.then(|| word_digit(tail)).flatten().map(|tenths| Dong(amount.0 + tenths * 100_000))
}

fn word_digit(token: &Token) -> Option<i64> {
    [
        ("mốt", 1),
        ("hai", 2),
        ("ba", 3),
        ("tư", 4),
        ("năm", 5),
        ("sáu", 6),
        ("bảy", 7),
        ("tám", 8),
        ("chín", 9),
    ]
    .into_iter()
    .find(|(word, _)| token.reads(word))
    .map(|(_, value)| value)
}

/// "1 củ", "3 lít": what people say and no book writes; refused rather than filled in with something else.
fn slang(tokens: &[Token], at: usize) -> Option<(usize, AmountRead)> {
    let token = tokens.get(at)?;
    let (length, ()) = lexicon().money_slang.longest(tokens, at + 1)?;
    let unit = tokens.get(at + 1).filter(|unit| unit.group == token.group)?;
    let number = token.text.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.');
    // "3 lít dầu ăn" are goods.
    let goes_on = tokens.get(at + 1 + length).is_some_and(|next| {
        next.group == unit.group && next.text.starts_with(char::is_alphabetic) && !next.reads("rưỡi")
    });
    (number && !goes_on).then(|| {
        let text = format!("{} {}", token.text, unit.text);
        (1 + length, AmountRead::Bad(MoneyError::NotANumber { text }))
    })
}

/// Two numbers of a day's length with a dot between.
fn short_parts(text: &str) -> bool {
    text.split_once('.').is_some_and(|(a, b)| {
        [a, b].iter().all(|p| (1..=2).contains(&p.len()) && p.bytes().all(|c| c.is_ascii_digit()))
    })
}

/// Whether a text that is no amount was probably meant as one: digits with a unit in or behind them, or dots.
fn shaped_like_money(text: &str) -> bool {
    let folded = fold(text);
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
    let dotted = rest.is_empty() && folded.matches(['.', ',']).count() > 1;
    let unit = ["k", "tr", "nghin", "ngan", "ty", "dong", "vnd"].iter().any(|unit| {
        rest.strip_prefix(unit)
            .is_some_and(|after| !after.starts_with(char::is_alphabetic) || after.len() > 1)
            && rest.len() > unit.len()
            || folded.ends_with(unit)
    });
    dotted || unit
}

/// "năm trăm nghìn", "hai triệu rưỡi": numbers in words, always with a unit.
fn number_words(tokens: &[Token], at: usize) -> Option<(usize, AmountRead)> {
    const DIGITS: [(&str, i64); 15] = [
        ("một", 1),
        ("mốt", 1),
        ("hai", 2),
        ("ba", 3),
        ("bốn", 4),
        ("tư", 4),
        ("năm", 5),
        ("lăm", 5),
        ("sáu", 6),
        ("bảy", 7),
        ("tám", 8),
        ("chín", 9),
        ("mười", 10),
        ("linh", 0),
        ("lẻ", 0),
    ];
    const SCALES: [(&str, i64); 4] =
        [("nghìn", 1000), ("ngàn", 1000), ("triệu", 1_000_000), ("tỷ", 1_000_000_000)];
    let group = tokens.get(at)?.group;
    let (mut total, mut part, mut digit) = (0_i64, 0_i64, None::<i64>);
    let mut best = None;
    let mut scale_before = i64::MAX;
    for length in 0..12 {
        let Some(token) = tokens.get(at + length).filter(|t| t.group == group && !t.slash) else { break };
        let is = |word: &str| token.reads(word);
        if let Some((_, value)) = DIGITS.iter().find(|(word, _)| is(word)) {
            if *value == 10 {
                part += 10;
                digit = Some(0);
            } else if digit.is_some_and(|before| before != 0) {
                break;
            } else {
                digit = Some(*value);
            }
        } else if length == 0 {
            return None;
        } else if is("trăm") && digit.is_some() {
            part += digit.take().unwrap_or_default() * 100;
            best = Some((length + 1, total + part));
        } else if is("mươi") && digit.is_some() {
            part += digit.take().unwrap_or_default() * 10;
        } else if let Some((_, scale)) = SCALES.iter().find(|(word, _)| is(word)) {
            part += digit.take().unwrap_or_default();
            if part == 0 || *scale >= scale_before {
                break;
            }
            total += part * scale;
            part = 0;
            scale_before = *scale;
            best = Some((length + 1, total));
        } else if is("rưỡi") && scale_before != i64::MAX && part == 0 && digit.is_none() {
            best = Some((length + 1, total + scale_before / 2));
            break;
        } else if is("đồng") && best.is_some_and(|(read, _)| read == length) {
            best = best.map(|(_, amount)| (length + 1, amount));
            break;
        } else {
            break;
        }
    }
    let (length, amount) = best?;
    let read = if amount < 1000 {
        AmountRead::Thousand { typed: Dong(amount), meant: Dong(amount * 1000) }
    } else {
        AmountRead::Sure(Dong(amount))
    };
    Some((length, read))
}

/// n and N of a token like "17/17".
pub(super) fn share(token: &Token) -> Option<(u32, u32)> {
    let (left, right) = token.text.split_once('/')?;
    let number = |text: &str| -> Option<u32> {
        ((1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok())?
    };
    let (count, of) = (number(left)?, number(right)?);
    (of > 0 && count <= of).then_some((count, of))
}
