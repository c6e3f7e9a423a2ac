//! Days in a form: reading what is typed by the catalog's today and period, and stepping.

use crate::domain::{Catalog, Day};
use crate::text::date::{self, DateContext, DateError};
use crate::tui::input::TextInput;

use super::field::Message;

/// What a day without a year is measured by.
pub(super) fn context(catalog: &Catalog) -> DateContext {
    DateContext { today: catalog.today, period: catalog.period.as_ref().map(|period| period.activities) }
}

/// The day that a text means.
pub(super) fn read(text: &str, catalog: &Catalog) -> Result<Day, Message> {
    let context = context(catalog);
    match date::parse(text, &context) {
        Ok(day) => Ok(day),
        Err(error) => date::parse_word(text, &context).ok_or_else(|| say(&error, text)),
    }
}

/// The text one day on (or back) when the text is a whole day and the caret stands behind it; else the arrows move
/// the caret, as everywhere. Home goes into the text.
pub(super) fn step(input: &TextInput, days: i64, catalog: &Catalog) -> Option<String> {
    if input.caret() != input.value().len() {
        return None;
    }
    let day = read(&crate::text::clean::line(input.value()), catalog).ok()?;
    let next = day.checked_add_signed(chrono::TimeDelta::try_days(days)?)?;
    date::YEARS.contains(&chrono::Datelike::year(&next)).then(|| date::format(next))
}

/// The sentence of a day that cannot be read.
fn say(error: &DateError, text: &str) -> Message {
    match error {
        DateError::NoSuchDay { day, month, year } => {
            let message = match year {
                Some(year) => {
                    Message::plain("form-error-date-no-such-day-in-year").with("year", year.to_string())
                }
                None => Message::plain("form-error-date-no-such-day"),
            };
            message.with("day", day.to_string()).with("month", month.to_string())
        }
        DateError::YearOutOfRange { year } => {
            Message::plain("form-error-date-year").with("year", year.to_string())
        }
        DateError::Backwards { .. } => Message::plain("form-error-date-backwards"),
        DateError::Empty | DateError::NotADate { .. } => Message::plain("form-error-date").with("text", text),
    }
}
