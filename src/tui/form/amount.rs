//! Amounts in a form: `500k`, `31 x 150k`, `= 4.650.000`.

use crate::text::clean;
use crate::text::money::{self, Dong, GroupPosition, MoneyError};

use super::field::Message;

/// What was typed for an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// n of `n x rate`, 1 or more.
    pub quantity: Option<u32>,
    /// The rate, or the amount itself, đồng.
    pub rate: Dong,
    /// True for `= sum`: the amount for everybody together.
    pub sum: bool,
}

impl Amount {
    /// The amount and how it comes about when it is given to `people` persons, one each.
    ///
    /// None where the product leaves the range.
    pub fn spread(self, people: u32) -> Option<(Option<u32>, Dong)> {
        let several = (people > 1).then_some(people);
        match self.quantity.or(several).filter(|_| !self.sum) {
            Some(quantity) => Some((Some(quantity), self.rate.checked_mul(quantity)?)),
            None => Some((None, self.rate)),
        }
    }
}

/// The text of an amount that reads back as it, small ones included.
pub(super) fn write(amount: Dong) -> String {
    let text = money::format(amount);
    if money::looks_like_thousands(&text).is_some() { format!("{text} đ") } else { text }
}

/// Reads an amount; with `lines` also `n x rate` and `= sum`.
pub(super) fn read(text: &str, lines: bool) -> Result<Amount, Message> {
    let text = clean::line(text);
    if lines {
        if let Some(rest) = text.strip_prefix('=') {
            return Ok(Amount { quantity: None, rate: single(rest)?, sum: true });
        }
        if let Some((count, rate)) = text.split_once(['x', 'X', '×', '*']) {
            let count = count.trim();
            let quantity = count
                .parse::<u32>()
                .ok()
                .filter(|count| *count > 0)
                .ok_or_else(|| Message::plain("form-error-number").with("text", count))?;
            let rate = single(rate)?;
            let product = rate.checked_mul(quantity).filter(|sum| *sum <= money::MAX_TYPED);
            return match product {
                Some(_) => Ok(Amount { quantity: Some(quantity), rate, sum: false }),
                None => Err(say(&MoneyError::TooLarge { text })),
            };
        }
    }
    Ok(Amount { quantity: None, rate: single(&text)?, sum: false })
}

fn single(text: &str) -> Result<Dong, Message> {
    if let Some(thousands) = money::looks_like_thousands(text) {
        return Err(Message::plain("form-error-money-thousands")
            .with("text", clean::line(text))
            .with("amount", money::format(thousands)));
    }
    money::parse(text).map_err(|error| say(&error))
}

/// The sentence of an amount that cannot be read.
fn say(error: &MoneyError) -> Message {
    let (key, text) = match error {
        MoneyError::Empty => return Message::plain("form-error-money-empty"),
        MoneyError::NotANumber { text } => ("form-error-money", text),
        MoneyError::Negative { text } => ("form-error-money-negative", text),
        MoneyError::Ambiguous { text } => ("form-error-money-ambiguous", text),
        MoneyError::Fraction { text } => ("form-error-money-fraction", text),
        MoneyError::TooLarge { text } => ("form-error-money-too-large", text),
        MoneyError::BadGroup { text, group, position, digits } => {
            let key = match position {
                GroupPosition::First => "form-error-money-group-first",
                GroupPosition::Middle => "form-error-money-group-middle",
                GroupPosition::Last => "form-error-money-group-last",
            };
            return Message::plain(key)
                .with("text", text)
                .with("group", group)
                .with("digits", digits.to_string());
        }
    };
    Message::plain(key).with("text", text)
}
