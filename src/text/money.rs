//! Whole amounts of đồng: reading what people type and writing what paper shows.

use std::fmt;
use std::iter::Sum;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::clean;
use super::fold::accents_agree;

/// An amount of money in whole đồng; negative only for differences and balances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dong(pub i64);

/// The largest amount that may be typed: one đồng below a million tỷ. A thousand of them still add up in an `i64`.
pub const MAX_TYPED: Dong = Dong(999_999_999_999_999);

/// Below this an amount of a union's book is hardly meant: nobody visits the sick with 9.000 đồng. It is taken as it
/// stands, and said.
pub const HARDLY_MEANT: Dong = Dong(10_000);

impl Dong {
    /// No đồng.
    pub const ZERO: Self = Self(0);

    /// The sum in đồng, unless it leaves the range of `i64`.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference in đồng, unless it leaves the range of `i64`.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// So many times the amount ("23 x 200k"), unless it leaves the range of `i64`.
    pub fn checked_mul(self, times: u32) -> Option<Self> {
        self.0.checked_mul(i64::from(times)).map(Self)
    }

    /// The sum in đồng, held at the ends of the range.
    #[must_use]
    pub fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference in đồng, held at the ends of the range.
    #[must_use]
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Whether it is an amount, and one that is hardly meant ([`HARDLY_MEANT`]).
    pub fn is_hardly_meant(self) -> bool {
        0 < self.0 && self.0 < HARDLY_MEANT.0
    }

    /// Whether the amount is nothing.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }
}

/// Adds up and holds at the ends of the range: amounts that pass [`parse`] never come near them.
impl Sum for Dong {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::saturating_add)
    }
}

/// As for owned amounts.
impl<'a> Sum<&'a Dong> for Dong {
    fn sum<I: Iterator<Item = &'a Dong>>(amounts: I) -> Self {
        amounts.copied().sum()
    }
}

/// The same as [`format()`].
impl fmt::Display for Dong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format(*self))
    }
}

/// Which of an amount's groups of digits is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupPosition {
    /// The group before the first separator: one to three digits.
    First,
    /// A group between two separators: exactly three digits.
    Middle,
    /// The group after the last separator: exactly three digits.
    Last,
}

/// Why a text is not an amount. `text` is always the whole of what was typed, cleaned.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Nothing was typed.
    #[error("no amount")]
    Empty,
    /// Not a number, or a number with a unit that is none.
    #[error("`{text}` is not an amount")]
    NotANumber {
        /// What was typed.
        text: String,
    },
    /// Amounts are typed without a sign: what they mean is said by where they stand.
    #[error("`{text}` is negative")]
    Negative {
        /// What was typed.
        text: String,
    },
    /// A group of digits that has not the digits it must have (`48.046.44`). The first such group is named.
    #[error("`{text}`: the {position:?} group `{group}` has {digits} digits")]
    BadGroup {
        /// What was typed.
        text: String,
        /// The wrong group's digits; may be empty (`9..000`).
        group: String,
        /// Where the group stands.
        position: GroupPosition,
        /// How many digits it has.
        digits: usize,
    },
    /// Could be a thousand times more or less (`1.500tr`): write `1,5tr` or `1tr5`, or the whole number.
    #[error("`{text}` can be read in two ways")]
    Ambiguous {
        /// What was typed.
        text: String,
    },
    /// Not whole đồng (`1,5` without a unit, `1,2345k`).
    #[error("`{text}` is not whole đồng")]
    Fraction {
        /// What was typed.
        text: String,
    },
    /// More than [`MAX_TYPED`].
    #[error("`{text}` is more than 999.999.999.999.999")]
    TooLarge {
        /// What was typed.
        text: String,
    },
}

/// Reads an amount as people type it, in any case, with or without accents, in either normal form.
///
/// `9.250.000`, `9250000`, `9 250 000`, `500k`, `500 nghìn` (ngàn), `2 triệu`, `1,5tr`, `1.5tr`, `1tr2` = 1.200.000,
/// `1tr250`, `1 triệu 200 nghìn`, `1 tỷ`, each with or without đ, đồng or VND behind it. After a unit a bare number of one to
/// three digits counts in tenths, hundredths or thousandths of that unit. In a number without a unit the dots (or
/// spaces, or two and more commas) part groups of three digits; a comma is otherwise the decimal comma.
///
/// # Errors
/// [`MoneyError`]; an amount is refused rather than guessed at.
pub fn parse(text: &str) -> Result<Dong, MoneyError> {
    let text = clean::line(text);
    if text.is_empty() {
        return Err(MoneyError::Empty);
    }
    if text.starts_with(['-', '\u{2212}']) {
        return Err(MoneyError::Negative { text });
    }
    let pieces = pieces(&text).ok_or_else(|| MoneyError::NotANumber { text: text.clone() })?;
    let amount = add_up(&text, &pieces)?;
    if amount > i128::from(MAX_TYPED.0) {
        return Err(MoneyError::TooLarge { text });
    }
    i64::try_from(amount).map(Dong).map_err(|_| MoneyError::TooLarge { text })
}

/// What a bare small number probably means: `300` is 300 đồng by [`parse`], but nobody notes down 300 đồng, nor
/// 1.200. For a number of two to four digits (10 to 9999) without unit or separator, the thousandfold amount, to be
/// asked about.
pub fn looks_like_thousands(text: &str) -> Option<Dong> {
    let text = clean::line(text);
    if text.is_empty() || text.len() > 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    (10..=9999).contains(&number).then_some(Dong(number * 1000))
}

/// The amount as paper shows it: groups of three digits parted by dots, `-` before a negative one, no unit.
pub fn format(amount: Dong) -> String {
    let digits = amount.0.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    if amount.0 < 0 {
        out.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// A part of a typed amount.
#[derive(Debug, PartialEq)]
enum Piece {
    /// Digits with the separators between them, as typed.
    Number(String),
    /// A unit, in powers of ten: 3 nghìn, 6 triệu, 9 tỷ.
    Unit(u32),
    /// đ, đồng, VND.
    Currency,
}

/// The text in its pieces; `None` where something belongs to no amount.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_digit() {
            let mut number = String::from(c);
            while let Some(next) = chars.peek().copied() {
                // A space belongs to the number only between digits.
                let inside = next.is_ascii_digit()
                    || matches!(next, '.' | ',')
                    || (next == ' ' && chars.clone().nth(1).is_some_and(|c| c.is_ascii_digit()));
                if !inside {
                    break;
                }
                number.push(next);
                chars.next();
            }
            pieces.push(Piece::Number(number));
        } else if c == '₫' {
            pieces.push(Piece::Currency);
        } else if c.is_alphabetic() {
            let mut word = String::from(c);
            while let Some(next) = chars.next_if(|n| n.is_alphabetic()) {
                word.push(next);
            }
            push_word(&mut pieces, &word)?;
        } else if c != ' ' {
            return None;
        }
    }
    Some(pieces)
}

fn push_word(pieces: &mut Vec<Piece>, word: &str) -> Option<()> {
    if let Some(unit) = unit(word) {
        pieces.push(Piece::Unit(unit));
    } else if is_currency(word) {
        pieces.push(Piece::Currency);
    } else {
        // "trđ" and "kđ", as tables write them.
        let (start, last) = word.char_indices().next_back()?;
        pieces.push(Piece::Unit(
            unit(word.get(..start)?).filter(|_| is_currency(last.encode_utf8(&mut [0; 4])))?,
        ));
        pieces.push(Piece::Currency);
    }
    Some(())
}

fn unit(word: &str) -> Option<u32> {
    const UNITS: [(&str, u32); 6] = [("k", 3), ("nghìn", 3), ("ngàn", 3), ("tr", 6), ("triệu", 6), ("tỷ", 9)];
    UNITS.iter().find(|(name, _)| accents_agree(word, name)).map(|(_, power)| *power)
}

fn is_currency(word: &str) -> bool {
    ["đ", "đồng", "vnđ", "vnd"].iter().any(|name| accents_agree(word, name))
}

/// The value of pieces that follow each other as they may: numbers with falling units, a last number without one,
/// the currency.
fn add_up(text: &str, pieces: &[Piece]) -> Result<i128, MoneyError> {
    let refused = || MoneyError::NotANumber { text: text.to_owned() };
    let pieces = match pieces {
        [rest @ .., Piece::Currency] => rest,
        all => all,
    };
    if let [Piece::Number(number)] = pieces {
        return value(text, number, 0);
    }
    let mut total = 0;
    let mut last_unit = None;
    let mut rest = pieces;
    while let [Piece::Number(number), tail @ ..] = rest {
        let (amount, power) = match (tail.first(), last_unit) {
            (Some(Piece::Unit(power)), None) => (value(text, number, *power)?, *power),
            (Some(Piece::Unit(power)), Some(before)) if *power < before => {
                (value(text, number, *power)?, *power)
            }
            (None, Some(before)) => return Ok(total + tail_value(text, number, before)?),
            _ => return Err(refused()),
        };
        if last_unit.is_some_and(|before| amount >= 10_i128.pow(before)) {
            return Err(refused());
        }
        total += amount;
        last_unit = Some(power);
        rest = tail.get(1..).unwrap_or_default();
    }
    if rest.is_empty() && last_unit.is_some() { Ok(total) } else { Err(refused()) }
}

/// The number behind a unit: `2` in `1tr2` is two tenths of a triệu, `200.000` in `1tr 200.000` is itself.
fn tail_value(text: &str, number: &str, power: u32) -> Result<i128, MoneyError> {
    let refused = || MoneyError::NotANumber { text: text.to_owned() };
    if number.bytes().all(|b| b.is_ascii_digit()) {
        let places = u32::try_from(number.len()).unwrap_or(u32::MAX);
        if places > 3 {
            return Err(refused());
        }
        let digits: i128 = number.parse().map_err(|_| refused())?;
        return Ok(digits * 10_i128.pow(power - places));
    }
    let amount = value(text, number, 0)?;
    if amount >= 10_i128.pow(power) { Err(refused()) } else { Ok(amount) }
}

/// One number counted in a power of ten.
fn value(text: &str, number: &str, power: u32) -> Result<i128, MoneyError> {
    let count = |c| number.matches(c).count();
    let (dots, commas, spaces) = (count('.'), count(','), count(' '));
    let refused = || MoneyError::NotANumber { text: text.to_owned() };
    let (whole, separator, fraction) = match (dots, commas, spaces) {
        (1, 0, 0) if power > 0 => match number.split_once('.') {
            Some((whole, fraction)) if (1..=2).contains(&fraction.len()) => (whole, '.', fraction),
            Some((_, fraction)) if fraction.len() == 3 => {
                return Err(MoneyError::Ambiguous { text: text.to_owned() });
            }
            _ => (number, '.', ""),
        },
        (_, 0, 0) => (number, '.', ""),
        (0, 0, _) => (number, ' ', ""),
        (0, 2.., 0) => (number, ',', ""),
        (_, 1, 0) | (0, 1, _) => {
            let (whole, fraction) = number.split_once(',').ok_or_else(refused)?;
            if fraction.contains(['.', ' ']) {
                return Err(refused());
            }
            if fraction.len() == 3 && power > 0 {
                return Err(MoneyError::Ambiguous { text: text.to_owned() });
            }
            (whole, if spaces > 0 { ' ' } else { '.' }, fraction)
        }
        _ => return Err(refused()),
    };
    let has_comma_fraction = commas == 1;
    if has_comma_fraction && (fraction.is_empty() || (power == 0 && fraction.len() != 2)) {
        return Err(MoneyError::Fraction { text: text.to_owned() });
    }
    let digits = grouped_digits(text, whole, separator)?;
    let too_large = || MoneyError::TooLarge { text: text.to_owned() };
    let digits = digits.trim_start_matches('0');
    if digits.len() > 15 {
        return Err(too_large());
    }
    let whole: i128 = if digits.is_empty() { 0 } else { digits.parse().map_err(|_| too_large())? };
    let fraction = fraction.trim_end_matches('0');
    let places = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
    if places > power {
        return Err(MoneyError::Fraction { text: text.to_owned() });
    }
    let part: i128 = if fraction.is_empty() { 0 } else { fraction.parse().map_err(|_| refused())? };
    Ok(whole * 10_i128.pow(power) + part * 10_i128.pow(power - places))
}

/// The digits of a number without its separators, if every group has the digits it must have.
fn grouped_digits(text: &str, number: &str, separator: char) -> Result<String, MoneyError> {
    let groups: Vec<&str> = number.split(separator).collect();
    if let [only] = groups.as_slice() {
        return Ok((*only).to_owned());
    }
    for (index, group) in groups.iter().enumerate() {
        let digits = group.len();
        let position = match index {
            0 => GroupPosition::First,
            _ if index + 1 == groups.len() => GroupPosition::Last,
            _ => GroupPosition::Middle,
        };
        let right = if position == GroupPosition::First { (1..=3).contains(&digits) } else { digits == 3 };
        if !right {
            return Err(MoneyError::BadGroup {
                text: text.to_owned(),
                group: (*group).to_owned(),
                position,
                digits,
            });
        }
    }
    Ok(groups.concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn bad_group(text: &str, group: &str, position: GroupPosition) -> Result<Dong, MoneyError> {
        Err(MoneyError::BadGroup { text: text.into(), group: group.into(), position, digits: group.len() })
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, amount) in [
            ("9.250.000", 9_250_000),
            ("9250000", 9_250_000),
            ("9 250 000", 9_250_000),
            ("9,250,000", 9_250_000),
            ("500k", 500_000),
            ("500 K", 500_000),
            ("500 nghìn", 500_000),
            ("500 ngàn", 500_000),
            ("500nghin", 500_000),
            ("500 ngan dong", 500_000),
            ("1tr2", 1_200_000),
            ("1 tr 2", 1_200_000),
            ("1,5tr", 1_500_000),
            ("1.5tr", 1_500_000),
            ("1.25 triệu", 1_250_000),
            ("2 triệu", 2_000_000),
            ("2 TRIEU", 2_000_000),
            ("2tr5", 2_500_000),
            ("1tr250", 1_250_000),
            ("1tr05", 1_050_000),
            ("1 tỷ", 1_000_000_000),
            ("1ty2", 1_200_000_000),
            ("1 tỉ", 1_000_000_000),
            ("1 triệu 200 nghìn", 1_200_000),
            ("1tr200k", 1_200_000),
            ("1tr 200.000", 1_200_000),
            ("2 tỷ 300 triệu 5", 2_300_500_000),
            ("300", 300),
            ("0", 0),
            ("300 đ", 300),
            ("9.250.000đ", 9_250_000),
            ("9.250.000 VNĐ", 9_250_000),
            ("9.250.000 vnd", 9_250_000),
            ("9.250.000₫", 9_250_000),
            ("500 nghìn đồng", 500_000),
            ("1,5trđ", 1_500_000),
            ("9.250.000,00", 9_250_000),
            ("1.250,5tr", 1_250_500_000),
            ("1,2345tr", 1_234_500),
            ("\u{a0}500k\n", 500_000),
            ("999.999.999.999.999", MAX_TYPED.0),
            ("0,5tr", 500_000),
        ] {
            assert_eq!(parse(text), Ok(Dong(amount)), "{text}");
            let nfd: String = text.nfd().collect();
            assert_eq!(parse(&nfd), Ok(Dong(amount)), "{text} in NFD");
        }
    }

    #[test]
    fn a_wrong_group_is_named() {
        use GroupPosition::{First, Last, Middle};
        for (text, group, position) in [
            ("48.046.44", "44", Last),
            ("12.40.000", "40", Middle),
            ("1234.000", "1234", First),
            ("1.5", "5", Last),
            ("9..000", "", Middle),
            ("9 25", "25", Last),
            ("300.", "", Last),
            ("9.250.0000", "0000", Last),
            ("1.2500tr", "2500", Last),
        ] {
            assert_eq!(parse(text), bad_group(text, group, position), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_with_its_reason() {
        let same = |text: &str| text.to_owned();
        for text in [
            "abc",
            "3 trăm",
            "k",
            "đ",
            "tr2",
            "500x",
            "1tr2000",
            "5k 2tr",
            "2tr3tr",
            "2tr0,5tr",
            "1tr2,5",
            "1,5.000",
            "500 đ 200",
            "1 triều",
            "500 ngán",
            "+5",
            "12/11",
            "1 250.000",
            "1tr 2.000k",
            "5 k k",
            "1,500,000.5",
        ] {
            let got = parse(text);
            assert!(
                matches!(
                    got,
                    Err(MoneyError::NotANumber { .. }
                        | MoneyError::Fraction { .. }
                        | MoneyError::Ambiguous { .. })
                ),
                "{text}: {got:?}"
            );
        }
        assert_eq!(parse(" "), Err(MoneyError::Empty));
        assert_eq!(parse("-500k"), Err(MoneyError::Negative { text: same("-500k") }));
        for text in ["1.500tr", "1,500tr", "1.500k"] {
            assert_eq!(parse(text), Err(MoneyError::Ambiguous { text: same(text) }));
        }
        for text in ["1,5", "1,2345k", "250,000", "1,", "1,05 đồng"] {
            assert_eq!(parse(text), Err(MoneyError::Fraction { text: same(text) }), "{text}");
        }
        for text in [
            "1000000000000000",
            "9999999 tỷ",
            "99999999999999999999999999999999999999999999",
            "999999999999999k",
        ] {
            assert_eq!(parse(text), Err(MoneyError::TooLarge { text: same(text) }));
        }
    }

    #[test]
    fn a_bare_small_number_is_asked_about() {
        assert_eq!(looks_like_thousands("300"), Some(Dong(300_000)));
        assert_eq!(looks_like_thousands(" 50 "), Some(Dong(50_000)));
        assert_eq!(looks_like_thousands("1200"), Some(Dong(1_200_000)));
        for text in ["9", "10000", "1.200", "300k", "", "3.0", "007"] {
            assert_eq!(looks_like_thousands(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_written_with_dots() {
        for (amount, text) in [
            (0, "0"),
            (5, "5"),
            (1000, "1.000"),
            (16_281_014, "16.281.014"),
            (-300_000, "-300.000"),
            (i64::MIN, "-9.223.372.036.854.775.808"),
        ] {
            assert_eq!(Dong(amount).to_string(), text);
        }
        assert_eq!(format!("{:>8}", Dong(1500)), "   1.500");
    }

    #[test]
    fn sums_never_overflow() {
        assert_eq!([Dong(i64::MAX), Dong(1)].iter().sum::<Dong>(), Dong(i64::MAX));
        assert_eq!([Dong(2), Dong(-3)].into_iter().sum::<Dong>(), Dong(-1));
        assert_eq!(Dong(200_000).checked_mul(23), Some(Dong(4_600_000)));
        assert_eq!(Dong(i64::MAX).checked_mul(2), None);
        assert_eq!(Dong(i64::MIN).checked_sub(Dong(1)), None);
        assert_eq!(Dong(i64::MAX).checked_add(Dong(1)), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(amount in 0..=MAX_TYPED.0) {
            prop_assert_eq!(parse(&format(Dong(amount))), Ok(Dong(amount)));
            prop_assert_eq!(parse(&format!("{amount} đồng")), Ok(Dong(amount)));
        }

        #[test]
        fn a_unit_and_its_tail_agree_with_the_decimal_comma(whole in 0_i64..1000, tail in "[0-9]{1,2}", unit in "k|tr|tỷ|trieu") {
            prop_assert_eq!(parse(&format!("{whole}{unit}{tail}")), parse(&format!("{whole},{tail} {unit}")));
        }

        #[test]
        fn no_text_panics_or_leaves_the_range(text in "(?s).*|[0-9 .,ktryđ]{0,40}") {
            if let Ok(amount) = parse(&text) {
                prop_assert!((Dong::ZERO..=MAX_TYPED).contains(&amount));
            }
            let _ = looks_like_thousands(&text);
        }

        #[test]
        fn every_amount_is_written(amount: i64) {
            prop_assert_eq!(format(Dong(amount)).replace('.', "").parse::<i64>(), Ok(amount));
        }
    }
}
