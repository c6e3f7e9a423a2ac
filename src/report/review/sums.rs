//! Amounts in the officer's words: whether they can be read, and whether anything in the book says so too.

use std::collections::BTreeSet;

use super::said::Said;
use super::words::WORDS;
use super::{Finding, What};
use crate::domain::{TermData, VoucherState};
use crate::report::{FigureValue, Report};
use crate::text::money::{self, Dong};

/// From this amount on a number in groups is taken for money even without đồng behind it.
const SURELY_MONEY: i64 = 1_000_000;

/// A number in the text with what stands behind it.
struct Amount<'a> {
    /// Digits with dots or commas between them.
    number: &'a str,
    /// The number with its units.
    whole: &'a str,
    /// Đồng, or a unit of money, follows.
    is_money: bool,
}

/// Amounts whose groups are not of three digits: "48.046.44".
pub(super) fn malformed(said: &Said) -> Vec<Finding> {
    let amounts = said.lines().flat_map(amounts);
    amounts
        .filter(|amount| is_malformed(amount))
        .map(|amount| {
            Finding::new(What::MoneyMalformed { quote: amount.whole.to_owned() }, said.place.clone())
        })
        .collect()
}

fn is_malformed(amount: &Amount<'_>) -> bool {
    let separators: BTreeSet<char> = amount.number.chars().filter(|c| !c.is_ascii_digit()).collect();
    let [separator] = separators.iter().copied().collect::<Vec<_>>()[..] else {
        // Dots and commas together: thousands and a decimal, or nothing at all.
        return !separators.is_empty() && amount.is_money && money::parse(amount.whole).is_err();
    };
    let groups: Vec<&str> = amount.number.split(separator).collect();
    let whole = groups.iter().skip(1).all(|group| group.len() == 3)
        && groups.first().is_some_and(|first| first.len() <= 3);
    if whole {
        return false;
    }
    if groups.len() > 2 {
        // A date (20.12.2023) or the number of a section (1.2.3) is no amount, nor is that of a telephone (0912.345.678).
        let middle = groups.iter().skip(1).take(groups.len() - 2);
        let long = middle.chain(groups.last()).any(|group| group.len() == 3);
        return amount.is_money || (long && !amount.number.starts_with('0'));
    }
    // One separator: a decimal before a unit (1,5 triệu) reads, one before đồng does not.
    amount.is_money && money::parse(amount.whole).is_err()
}

/// Amounts that neither a figure of the report nor an entry, voucher or norm has.
pub(super) fn untied(said: &Said, report: &Report, data: &TermData) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut known: Option<BTreeSet<i64>> = None;
    for amount in said.lines().flat_map(amounts) {
        let Ok(dong) = money::parse(amount.whole) else { continue };
        let grouped = amount.number.contains(['.', ',']) && dong.0 >= SURELY_MONEY;
        if is_malformed(&amount) || !(amount.is_money || grouped) || dong.0 < 1_000 {
            continue;
        }
        if !known.get_or_insert_with(|| amounts_of(report, data)).contains(&dong.0) {
            found.push(Finding::new(
                What::MoneyUntied { quote: amount.whole.to_owned(), amount: dong },
                said.place.clone(),
            ));
        }
    }
    found
}

/// Every amount that the report, the log, the funds' books and the norms know.
fn amounts_of(report: &Report, data: &TermData) -> BTreeSet<i64> {
    let mut known = BTreeSet::new();
    for figure in &report.figures {
        match &figure.value {
            FigureValue::Money(amount) => {
                known.insert(amount.0);
            }
            FigureValue::Change { now, before } => {
                known.extend([*now, *before, now.abs_diff(*before).try_into().unwrap_or(0)]);
            }
            _ => {}
        }
    }
    for entry in data.activities.iter().filter(|entry| !entry.is_deleted()) {
        known.insert(entry.total().0);
        known.extend(entry.people.iter().filter_map(|person| person.amount).map(|amount| amount.0));
        for line in &entry.money {
            known.extend([line.amount.0, line.rate.unwrap_or(Dong::ZERO).0]);
        }
        if let Some(plan) = &entry.plan {
            known.extend([plan.amount.0, plan.rate.unwrap_or(Dong::ZERO).0]);
        }
    }
    let posted = data.vouchers.iter().filter(|voucher| voucher.state == VoucherState::Posted);
    known.extend(posted.map(|voucher| voucher.amount.0));
    known.extend(data.catalog.norms.iter().map(|norm| norm.amount.0));
    known.extend(data.catalog.funds.iter().flat_map(|fund| &fund.openings).map(|opening| opening.amount.0));
    known
}

/// The numbers of a line.
fn amounts(line: &str) -> Vec<Amount<'_>> {
    let mut found = Vec::new();
    let bytes = line.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while at < bytes.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        while digit(at) || (bytes.get(at).is_some_and(|b| matches!(b, b'.' | b',')) && digit(at + 1)) {
            at += 1;
        }
        // A digit within a word or a code is no amount: "2A4", "149/2018", "L5".
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        let behind = line.get(at..).unwrap_or_default();
        if before.is_some_and(|c| c.is_alphanumeric() || "/-–%".contains(c))
            || behind.starts_with(['/', '-', '–', '%'])
        {
            continue;
        }
        let mut length = units(behind);
        // "9 triệu 250 nghìn" is one amount.
        while let Some(more) =
            behind.get(length..).filter(|_| length > 0).and_then(|rest| rest.strip_prefix(' '))
        {
            let digits = more.len() - more.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let unit = units(more.get(digits..).unwrap_or_default());
            if digits == 0 || unit == 0 {
                break;
            }
            length += 1 + digits + unit;
        }
        let Some(number) = line.get(start..at) else { continue };
        let whole = line.get(start..at + length).unwrap_or(number);
        at += length;
        found.push(Amount { number, whole, is_money: length > 0 });
    }
    found
}

/// How many bytes of what stands behind a number are its units: " triệu đồng", "đ", "k".
fn units(behind: &str) -> usize {
    let mut length = 0;
    for words in [&WORDS.units, &WORDS.currency] {
        let rest = behind.get(length..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let word: String = rest.chars().skip(blanks).take_while(|c| c.is_alphanumeric()).collect();
        let close = blanks == 0 || word.chars().count() > 1 || word == "đ";
        // "5 đ/c" counts people.
        let title = rest.get(blanks + word.len()..).is_some_and(|rest| rest.starts_with(['/', '.']))
            && rest
                .get(blanks + word.len() + 1..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(|next| next == 'c');
        if close && blanks <= 1 && !title && words.contains(&word.to_lowercase()) {
            length += blanks + word.len();
        }
    }
    length
}
