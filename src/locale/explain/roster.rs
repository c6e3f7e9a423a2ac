//! The sentences of rosters: files without cells, rows that cannot be taken, what was concluded.

use super::{Explain, day, number, quote};
use crate::exchange::roster::{Hint, LayoutFault};
use crate::exchange::{RefusedRow, RowFault, SheetError};
use crate::locale::{Messages, Value};

impl Explain for SheetError {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            SheetError::Empty => messages.get("error-sheet-empty"),
            SheetError::TooLarge { bytes: _, limit } => {
                say("error-exchange-too-large", &[("megabytes", number(limit / (1024 * 1024)))])
            }
            SheetError::Locked => messages.get("error-sheet-locked"),
            SheetError::OldExcel => messages.get("error-sheet-old-excel"),
            SheetError::NoSpreadsheet => messages.get("error-sheet-no-spreadsheet"),
            SheetError::Swollen { limit } => {
                say("error-sheet-swollen", &[("megabytes", number(limit / (1024 * 1024)))])
            }
            SheetError::Damaged { reason: _ } => messages.get("error-sheet-damaged"),
            SheetError::TooManyRows { limit } => {
                say("error-sheet-too-many-rows", &[("limit", number(limit))])
            }
            SheetError::NotUnicode { valid_up_to: _ } => messages.get("error-sheet-not-unicode"),
            SheetError::Csv { line, reason: _ } => say("error-sheet-csv", &[("line", number(line))]),
        }
    }
}

impl Explain for RefusedRow {
    fn explain(&self, messages: &Messages) -> String {
        let column = messages.get(&format!("column-{}", self.column.name()));
        messages.with(
            "error-roster-row",
            &[
                ("line", number(self.line)),
                ("column", Value::from(column)),
                ("reason", Value::from(self.fault.explain(messages))),
            ],
        )
    }
}

impl Explain for RowFault {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            RowFault::Character { code } => {
                say("error-fault-character", &[("code", Value::from(format!("U+{code:04X}")))])
            }
            RowFault::TooLong { chars, limit } => {
                say("error-fault-too-long", &[("chars", number(chars)), ("limit", number(limit))])
            }
            RowFault::Empty => messages.get("error-fault-empty"),
            RowFault::NoValue => messages.get("error-fault-no-value"),
            RowFault::Day(error) => error.explain(messages).trim_end_matches('.').to_owned(),
            RowFault::NoYear { text } => say("error-fault-no-year", &[("text", quote(text))]),
            RowFault::Before { from } => say("error-fault-before", &[("day", day(*from))]),
            RowFault::ToCome { day: on } => say("error-fault-to-come", &[("day", day(*on))]),
            RowFault::Unknown { value } => say("error-fault-unknown", &[("value", quote(value))]),
            RowFault::BothMarked => messages.get("error-fault-both-marked"),
            RowFault::DoubledName { name, first } => {
                say("error-fault-doubled-name", &[("name", quote(name)), ("first", number(first))])
            }
            RowFault::DoubledShortName { name, first } => {
                say("error-fault-doubled-short", &[("name", quote(name)), ("first", number(first))])
            }
            RowFault::Known { name } => say("error-fault-known", &[("name", quote(name))]),
            RowFault::ShortNameTaken { name, holder } => {
                say("error-fault-short-taken", &[("name", quote(name)), ("holder", quote(holder))])
            }
        }
    }
}

impl Explain for Hint {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            Hint::Began { day: on } => say("roster-hint-began", &[("day", day(*on))]),
            Hint::PartyDay { day: on } => say("roster-hint-party-day", &[("day", day(*on))]),
            Hint::GenderAgainstName => messages.get("roster-hint-gender-against"),
            Hint::GenderByName => messages.get("roster-hint-gender"),
            Hint::SameName { line: Some(line) } => say("roster-hint-same-name", &[("line", number(line))]),
            Hint::SameName { line: None } => messages.get("roster-hint-same-name-book"),
        }
    }
}

impl Explain for LayoutFault {
    fn explain(&self, messages: &Messages) -> String {
        messages.get(match self {
            LayoutFault::NoHead => "roster-no-head",
            LayoutFault::NoNames => "roster-no-names",
            LayoutFault::LegacyLetters => "error-roster-legacy-letters",
        })
    }
}
