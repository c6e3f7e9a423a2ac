//! The sentences of files that come in: exchange files and rosters.

use super::store::record_type;
use super::{Explain, day, money, number, quote};
use crate::exchange::{ExchangeError, Fault, RecordRef};
use crate::locale::{Messages, Value};
use crate::text::money::Dong;

/// A record of a file: "bản ghi 12 (đoàn viên)".
fn record(record: &RecordRef, messages: &Messages) -> Value<'static> {
    Value::from(messages.with(
        "error-file-record",
        &[("index", number(record.index)), ("type", Value::from(record_type(record.record_type, messages)))],
    ))
}

impl Explain for ExchangeError {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            ExchangeError::TooLarge { bytes: _, limit } => {
                say("error-exchange-too-large", &[("megabytes", number(limit / (1024 * 1024)))])
            }
            ExchangeError::NotText { valid_up_to } => {
                say("error-exchange-not-text", &[("byte", number(valid_up_to))])
            }
            ExchangeError::Syntax { line, column, reason } => say(
                "error-exchange-syntax",
                &[("line", number(line)), ("column", number(column)), ("reason", quote(reason))],
            ),
            ExchangeError::Truncated { line, column } => {
                say("error-exchange-truncated", &[("line", number(line)), ("column", number(column))])
            }
            ExchangeError::TooDeep { line, column } => {
                say("error-exchange-too-deep", &[("line", number(line)), ("column", number(column))])
            }
            ExchangeError::NotABook => messages.get("error-exchange-not-a-book"),
            ExchangeError::NewerVersion { found, supported } => {
                say("error-exchange-newer", &[("found", number(found)), ("supported", number(supported))])
            }
            ExchangeError::Head { line, column, reason } => say(
                "error-exchange-head",
                &[("line", number(line)), ("column", number(column)), ("reason", quote(reason))],
            ),
            ExchangeError::Shape { index, record_type, id: _, line, column, reason } => say(
                "error-exchange-shape",
                &[
                    ("index", number(index)),
                    ("type", quote(record_type)),
                    ("line", number(line)),
                    ("column", number(column)),
                    ("reason", quote(reason)),
                ],
            ),
            ExchangeError::DoubledId { first, second } => say(
                "error-exchange-doubled-id",
                &[("first", number(first)), ("second", record(second, messages))],
            ),
            ExchangeError::Dangling { record: at, field, target_type, target } => say(
                "error-exchange-dangling",
                &[
                    ("record", record(at, messages)),
                    ("field", quote(field)),
                    ("type", Value::from(record_type(*target_type, messages))),
                    ("id", number(target)),
                ],
            ),
            ExchangeError::Field { record: at, field, fault } => say(
                "error-exchange-field",
                &[
                    ("record", record(at, messages)),
                    ("field", quote(field)),
                    ("reason", Value::from(fault.explain(messages))),
                ],
            ),
            ExchangeError::DoubledKey { first, second, key } => say(
                "error-exchange-doubled-key",
                &[("first", number(first)), ("second", record(second, messages)), ("key", quote(key))],
            ),
            ExchangeError::DoubledShortName { first, second, name, day: None } => say(
                "error-exchange-doubled-name",
                &[("first", number(first)), ("second", record(second, messages)), ("name", quote(name))],
            ),
            ExchangeError::DoubledShortName { first, second, name, day: Some(on) } => say(
                "error-exchange-doubled-name-on",
                &[
                    ("first", number(first)),
                    ("second", record(second, messages)),
                    ("name", quote(name)),
                    ("day", day(*on)),
                ],
            ),
            ExchangeError::DoubledNumber { first, second, label } => say(
                "error-exchange-doubled-number",
                &[("first", number(first)), ("second", record(second, messages)), ("label", quote(label))],
            ),
            ExchangeError::OwnKind { record: at, source } => say(
                "error-exchange-own-kind",
                &[("record", record(at, messages)), ("reason", Value::from(source.explain(messages)))],
            ),
            ExchangeError::BuiltIn(source) => source.explain(messages),
            ExchangeError::NoHeader => messages.get("error-roster-no-header"),
            ExchangeError::NoRows => messages.get("error-roster-no-rows"),
            ExchangeError::LegacyLetters => messages.get("error-roster-legacy-letters"),
            ExchangeError::Sheet(error) => error.explain(messages),
        }
    }
}

impl Explain for Fault {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            Fault::NotNfc => messages.get("error-fault-not-nfc"),
            Fault::Character { code } => {
                say("error-fault-character", &[("code", Value::from(format!("U+{code:04X}")))])
            }
            Fault::TooLong { chars, limit } => {
                say("error-fault-too-long", &[("chars", number(chars)), ("limit", number(limit))])
            }
            Fault::Empty => messages.get("error-fault-empty"),
            Fault::Version { found } => say("error-fault-version", &[("found", number(found))]),
            Fault::Moment => messages.get("error-fault-moment"),
            Fault::Backwards { from, until } => {
                say("error-fault-backwards", &[("from", day(*from)), ("to", day(*until))])
            }
            Fault::YearOutOfRange { day: on } => say("error-fault-year", &[("day", day(*on))]),
            Fault::Amount { amount, least, most } => say(
                "error-fault-amount",
                &[
                    ("amount", money(Dong(*amount))),
                    ("least", money(Dong(*least))),
                    ("most", money(Dong(*most))),
                ],
            ),
            Fault::Sum => messages.get("error-fault-sum"),
            Fault::Product { quantity, rate, amount } => say(
                "error-fault-product",
                &[
                    ("quantity", number(quantity)),
                    ("rate", money(Dong(*rate))),
                    ("amount", money(Dong(*amount))),
                ],
            ),
            Fault::Zero => messages.get("error-fault-zero"),
            Fault::OtherYear { year, day: on } => {
                say("error-fault-other-year", &[("year", number(year)), ("day", day(*on))])
            }
            Fault::UnknownCode { code } => say("error-fault-code", &[("code", quote(code))]),
            Fault::Value { value } => say("error-fault-value", &[("value", quote(value))]),
        }
    }
}
