//! One cell of a roster as the book would keep it: texts, days however they are written, marks, words of a list.

use chrono::Datelike;
use thiserror::Error;

use super::words::{WORDS, key};
use crate::domain::Day;
use crate::exchange::check::hidden_in;
use crate::exchange::error::shown;
use crate::exchange::sheet::Cell;
use crate::text::clean;
use crate::text::date::{self, DateContext, DateError, YEARS};

/// The longest cell, characters.
pub const MAX_CELL: usize = 300;

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RowFault {
    /// A control or invisible character (NUL, ESC …).
    #[error("character U+{code:04X} may not stand in a text")]
    Character {
        /// The character's code point.
        code: u32,
    },
    /// A cell beyond [`MAX_CELL`].
    #[error("{chars} characters, {limit} at most")]
    TooLong {
        /// Its length, characters.
        chars: usize,
        /// The limit, characters.
        limit: usize,
    },
    /// A cell that must be filled is empty.
    #[error("is empty")]
    Empty,
    /// A formula whose value the file does not hold.
    #[error("a formula without its value")]
    NoValue,
    /// Not a day.
    #[error(transparent)]
    Day(#[from] DateError),
    /// A day without its year.
    #[error("`{text}` has no year")]
    NoYear {
        /// The cell, printable.
        text: String,
    },
    /// A last day before the first.
    #[error("lies before {from}")]
    Before {
        /// The day before which it may not lie.
        from: Day,
    },
    /// A day of birth that is still to come.
    #[error("{day} is still to come")]
    ToCome {
        /// The day.
        day: Day,
    },
    /// A word that the column's list does not know.
    #[error("`{value}` is not in the list")]
    Unknown {
        /// The cell, printable.
        value: String,
    },
    /// Marked as a woman and as a man.
    #[error("both marked")]
    BothMarked,
    /// The row says the same as one above.
    #[error("`{name}` already stands on line {first}")]
    DoubledName {
        /// The full name.
        name: String,
        /// The line of the first.
        first: u64,
    },
    /// Somebody above has the short name.
    #[error("the short name `{name}` already stands on line {first}")]
    DoubledShortName {
        /// The short name.
        name: String,
        /// The line of the first.
        first: u64,
    },
    /// The book has this person already.
    #[error("`{name}` is in the book already")]
    Known {
        /// The full name.
        name: String,
    },
    /// A member of the book has the short name.
    #[error("the short name `{name}` is that of {holder}")]
    ShortNameTaken {
        /// The short name.
        name: String,
        /// Who has it, full name.
        holder: String,
    },
}

/// What was concluded and should be looked at; it refuses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// Only a year or a month was given: the first day of it was taken.
    Began {
        /// The day taken.
        day: Day,
    },
    /// Marked as a Party member without a day: one before the roster was taken.
    PartyDay {
        /// The day taken.
        day: Day,
    },
    /// Woman or man was concluded from the middle name.
    GenderByName,
    /// Woman or man as marked is not what the middle name says: a mark may have been forgotten.
    GenderAgainstName,
    /// Somebody else has the same full name.
    SameName {
        /// The other's line; none: a member of the book.
        line: Option<u32>,
    },
}

/// A text as the book keeps it.
///
/// # Errors
/// The fault that refuses it.
pub(super) fn sound(raw: &str) -> Result<String, RowFault> {
    let chars = raw.chars().count();
    if chars > MAX_CELL {
        return Err(RowFault::TooLong { chars, limit: MAX_CELL });
    }
    if let Some(character) = hidden_in(raw) {
        return Err(RowFault::Character { code: character as u32 });
    }
    Ok(clean::line(raw))
}

/// A cell's text as the book keeps it.
///
/// # Errors
/// The fault that refuses it.
pub(super) fn text_of(cell: &Cell) -> Result<String, RowFault> {
    match cell {
        Cell::Lost => Err(RowFault::NoValue),
        Cell::Text(text) => sound(text),
        other => Ok(other.text()),
    }
}

/// The day that a cell's text says, and whether only its year or month was given. Days of spreadsheets came as
/// text already; a bare number is a year or the count of days that spreadsheets keep.
///
/// # Errors
/// The fault that refuses it.
pub(super) fn day_of(text: &str, today: Day) -> Result<(Day, bool), RowFault> {
    let text = plain_day(text);
    let numbers: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    match numbers.as_slice() {
        [year] if year.len() == 4 && digits(year) => {
            let year: i32 = year.parse().unwrap_or_default();
            return first_of(1, year).map(|day| (day, true));
        }
        [serial] if serial.len() == 5 && digits(serial) => {
            let days = serial.parse().unwrap_or_default();
            return Day::from_ymd_opt(1899, 12, 30)
                .and_then(|day| day.checked_add_days(chrono::Days::new(days)))
                .filter(|day| YEARS.contains(&day.year()))
                .map(|day| (day, false))
                .ok_or_else(|| RowFault::Day(DateError::NotADate { text: shown(&text) }));
        }
        [month, year] if year.len() == 4 && digits(year) && digits(month) && month.len() <= 2 => {
            let month: u32 = month.parse().unwrap_or_default();
            return first_of(month, year.parse().unwrap_or_default()).map(|day| (day, true));
        }
        _ => {}
    }
    let context = DateContext { today, period: None };
    let day = date::parse(&text, &context).map_err(|error| match error {
        DateError::NotADate { text } => DateError::NotADate { text: shown(&text) },
        other => other,
    })?;
    if numbers.len() < 3 {
        return Err(RowFault::NoYear { text: shown(&text) });
    }
    Ok((day, false))
}

fn first_of(month: u32, year: i32) -> Result<Day, RowFault> {
    if !YEARS.contains(&year) {
        return Err(RowFault::Day(DateError::YearOutOfRange { year }));
    }
    let missing = DateError::NoSuchDay { day: 1, month, year: Some(year) };
    Day::from_ymd_opt(year, month, 1).ok_or(RowFault::Day(missing))
}

/// "ngày 3 tháng 10 năm 1985", "3 / 10 / 1985", "'03/10/1985", "03/10/1985 00:00:00" as days are typed.
fn plain_day(text: &str) -> String {
    let text = clean::line(text);
    let text = text.trim_matches(|c: char| matches!(c, '\'' | '.' | ',' | ';' | '`'));
    let text = text.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    let folded = key(text);
    let worded = folded.contains("thang") && folded.contains("nam");
    let signs = text.contains(['/', '.', '-', '\\']);
    let spaced = text.chars().all(|c| c.is_ascii_digit() || c == ' ') && text.split(' ').count() == 3;
    if worded || (spaced && !signs) {
        let numbers: Vec<&str> =
            text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        return numbers.join("/");
    }
    text.replace('\\', "/").replace(' ', "")
}

/// What a mark says; a number of some length (that of an insurance book) says yes.
///
/// # Errors
/// [`RowFault::Unknown`] for other words.
pub(super) fn marked(text: &str) -> Result<bool, RowFault> {
    if text.is_empty() {
        return Ok(false);
    }
    if let Some(said) = WORDS.mark(text) {
        return Ok(said);
    }
    if text.chars().filter(char::is_ascii_digit).count() >= 6 {
        return Ok(true);
    }
    Err(RowFault::Unknown { value: shown(text) })
}
