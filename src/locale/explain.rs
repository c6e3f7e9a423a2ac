//! The one sentence of every error that can reach a person: what happened, what was kept, what to do.
//!
//! Every match is exhaustive: an error that is added to a room does not compile until it has its sentence here.
//! Texts that come from files or arguments are made printable before they enter a sentence.

pub mod desk;
pub mod entry;
pub mod exchange;
pub mod own;
pub mod parcel;
pub mod photo;
pub mod report;
pub mod review;
pub mod roster;
pub mod sent;
pub mod store;

use std::path::Path;

use super::{Messages, Value};
use crate::desk::file::{FileError, MAX_READ};
use crate::desk::new_book::{NewBookError, SCHOOL_YEARS};
use crate::desk::validate::Invalid;
use crate::document::{DocumentError, PictureFault};
use crate::domain::Day;
use crate::text::clean::printable;
use crate::text::date::{DateError, YEARS};
use crate::text::money::{Dong, GroupPosition, MoneyError};

/// The longest piece of foreign text that a sentence repeats, in characters.
const LONGEST_QUOTE: usize = 80;

/// An error that has a sentence.
pub trait Explain {
    /// The sentence in the messages' language, on one line and free of control characters.
    fn explain(&self, messages: &Messages) -> String;
}

/// The sentence of an error.
pub fn explain(error: &dyn Explain, messages: &Messages) -> String {
    error.explain(messages)
}

/// Foreign text as a sentence may repeat it.
pub(crate) fn quote(text: &str) -> Value<'static> {
    let shown = printable(text);
    let cut = shown.char_indices().nth(LONGEST_QUOTE).map(|(index, _)| index);
    let shown = match cut.and_then(|end| shown.get(..end)) {
        Some(start) => format!("{start}…"),
        None => shown,
    };
    Value::from(shown)
}

pub(crate) fn path(path: &Path) -> Value<'static> {
    Value::from(printable(&path.display().to_string()))
}

pub(crate) fn day(day: Day) -> Value<'static> {
    Value::from(crate::text::date::format(day))
}

pub(crate) fn money(amount: Dong) -> Value<'static> {
    Value::from(crate::text::money::format(amount))
}

/// Numbers as text, so that no language puts marks into a year or a line number.
pub(crate) fn number(number: impl std::fmt::Display) -> Value<'static> {
    Value::from(number.to_string())
}

impl Explain for MoneyError {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            MoneyError::Empty => messages.get("error-money-empty"),
            MoneyError::NotANumber { text } => {
                messages.with("error-money-not-a-number", &[("text", quote(text))])
            }
            MoneyError::Negative { text } => messages.with("error-money-negative", &[("text", quote(text))]),
            MoneyError::BadGroup { text, group, position, digits } => {
                let key = match position {
                    GroupPosition::First => "error-money-group-first",
                    GroupPosition::Middle => "error-money-group-middle",
                    GroupPosition::Last => "error-money-group-last",
                };
                messages
                    .with(key, &[("text", quote(text)), ("group", quote(group)), ("digits", number(digits))])
            }
            MoneyError::Ambiguous { text } => {
                messages.with("error-money-ambiguous", &[("text", quote(text))])
            }
            MoneyError::Fraction { text } => messages.with("error-money-fraction", &[("text", quote(text))]),
            MoneyError::TooLarge { text } => messages.with("error-money-too-large", &[("text", quote(text))]),
        }
    }
}

impl Explain for DateError {
    fn explain(&self, messages: &Messages) -> String {
        let years = [("first", number(YEARS.start())), ("last", number(YEARS.end()))];
        match self {
            DateError::Empty => messages.get("error-date-empty"),
            DateError::NotADate { text } => messages.with("error-date-not-a-date", &[("text", quote(text))]),
            DateError::NoSuchDay { day, month, year: None } => {
                messages.with("error-date-no-such-day", &[("day", number(day)), ("month", number(month))])
            }
            DateError::NoSuchDay { day, month, year: Some(year) } => messages.with(
                "error-date-no-such-day-in-year",
                &[("day", number(day)), ("month", number(month)), ("year", number(year))],
            ),
            DateError::YearOutOfRange { year } => {
                let [first, last] = years;
                messages.with("error-date-year", &[("year", number(year)), first, last])
            }
            DateError::Backwards { from, to } => {
                messages.with("error-date-backwards", &[("from", day(*from)), ("to", day(*to))])
            }
        }
    }
}

impl Explain for DocumentError {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            DocumentError::Pack { part, source } => messages.with(
                "error-document-pack",
                &[("part", quote(part)), ("reason", quote(&source.to_string()))],
            ),
            DocumentError::Font(_) => messages.get("error-document-font"),
            DocumentError::Picture { number: at, fault } => {
                let key = match fault {
                    PictureFault::NoPicture => "error-document-picture-none",
                    PictureFault::CutOff => "error-document-picture-cut-off",
                    PictureFault::OtherSize { .. } => "error-document-picture-size",
                };
                messages.with(key, &[("number", number(at))])
            }
            DocumentError::Sheet(reason) => {
                messages.with("error-document-sheet", &[("reason", quote(reason))])
            }
            DocumentError::Pdf(reason) => messages.with("error-document-pdf", &[("reason", quote(reason))]),
            DocumentError::Json(error) => {
                messages.with("error-document-json", &[("reason", quote(&error.to_string()))])
            }
        }
    }
}

impl Explain for FileError {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            FileError::Exists { path: at } => messages.with("error-file-exists", &[("path", path(at))]),
            FileError::Missing { path: at } => messages.with("error-file-missing", &[("path", path(at))]),
            FileError::NotAFile { path: at } => messages.with("error-file-not-a-file", &[("path", path(at))]),
            FileError::TooLarge { path: at } => messages.with(
                "error-file-too-large",
                &[("path", path(at)), ("megabytes", number(MAX_READ / (1024 * 1024)))],
            ),
            FileError::System { path: at, source } => messages.with(
                "error-file-system",
                &[("path", path(at)), ("reason", Value::from(system(source, messages)))],
            ),
        }
    }
}

/// Why the system refused, in words.
pub(crate) fn system(error: &std::io::Error, messages: &Messages) -> String {
    use std::io::ErrorKind;
    let key = match error.kind() {
        ErrorKind::NotFound => "error-system-not-found",
        ErrorKind::PermissionDenied => "error-system-permission",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "error-system-full",
        ErrorKind::ReadOnlyFilesystem => "error-system-read-only",
        ErrorKind::AlreadyExists => "error-system-exists",
        ErrorKind::FileTooLarge => "error-system-too-large",
        ErrorKind::InvalidFilename => "error-system-name",
        // The system's own words are better than none.
        _ => return printable(&error.to_string()),
    };
    messages.get(key)
}

impl Explain for NewBookError {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            NewBookError::NoUnit => messages.get("error-new-book-no-unit"),
            NewBookError::SchoolYear { year } => messages.with(
                "error-new-book-year",
                &[
                    ("year", number(year)),
                    ("first", number(SCHOOL_YEARS.start())),
                    ("last", number(SCHOOL_YEARS.end())),
                ],
            ),
            NewBookError::Proposals { reason } => {
                messages.with("error-new-book-proposals", &[("reason", quote(reason))])
            }
        }
    }
}

impl Explain for Invalid {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            Invalid::UnknownKind { code } => messages.with("error-invalid-kind", &[("code", quote(code))]),
            Invalid::UnknownMember { id } => messages.with("error-invalid-member", &[("id", number(id))]),
            Invalid::UnknownFund { id } => messages.with("error-invalid-fund", &[("id", number(id))]),
            Invalid::UnknownRelation { code } => {
                messages.with("error-invalid-relation", &[("code", quote(code))])
            }
            Invalid::UnknownCode { code } => messages.with("error-invalid-code", &[("code", quote(code))]),
            Invalid::NoName => messages.get("error-invalid-no-name"),
            Invalid::Negative { amount } => {
                messages.with("error-invalid-negative", &[("amount", money(*amount))])
            }
            Invalid::NoAmount => messages.get("error-invalid-no-amount"),
            Invalid::TooLarge { amount } => {
                messages.with("error-invalid-too-large", &[("amount", money(*amount))])
            }
            Invalid::Product { quantity, rate, amount } => messages.with(
                "error-invalid-product",
                &[("quantity", number(quantity)), ("rate", money(*rate)), ("amount", money(*amount))],
            ),
            Invalid::Backwards { day: from, until } => {
                messages.with("error-date-backwards", &[("from", day(*from)), ("to", day(*until))])
            }
            Invalid::Year { day: on } => messages.with(
                "error-date-year",
                &[
                    ("year", number(chrono::Datelike::year(on))),
                    ("first", number(YEARS.start())),
                    ("last", number(YEARS.end())),
                ],
            ),
            Invalid::HeadCount { count, of } => {
                messages.with("error-invalid-head-count", &[("count", number(count)), ("of", number(of))])
            }
            Invalid::Missing { kind, slot } => {
                let label = messages.get(&format!("field-{}", slot.name()));
                messages
                    .with("error-invalid-missing", &[("kind", quote(kind)), ("field", Value::from(label))])
            }
        }
    }
}
