//! The exchange file: every record of a book as it stands, as JSON, never its history or drafts.
//!
//! One record stands on one line, in the order of [`RecordType`](crate::domain::RecordType) and then of ids, so
//! that equal books give equal bytes and two files can be compared line by line. `docs/book-format.md` describes it.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::check::check;
use super::error::{ExchangeError, shown};
use crate::domain::AnyRecord;

/// What `format` says in every exchange file.
pub const FORMAT: &str = "congdoan-book";

/// The version of the format that is written, and the newest that is read.
pub const VERSION: u64 = 1;

/// The largest file that is read, bytes. A book of a whole school is some hundred kilobytes; with pictures, some
/// tens of megabytes.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;

/// The records as an exchange file: deterministic, whatever order they come in.
pub fn write(records: &[AnyRecord]) -> String {
    let mut sorted: Vec<&AnyRecord> = records.iter().collect();
    sorted.sort_by_key(|record| (record.record_type(), record.uuid()));
    let mut out = format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"records\":[");
    for (index, record) in sorted.into_iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        // Plain structs always serialise. Should one ever not, a null is refused by every reader, while a
        // record left out would be lost in silence.
        out.push_str(&serde_json::to_string(record).unwrap_or_else(|_| "null".to_owned()));
    }
    out.push_str("\n]}\n");
    out
}

/// Reads an exchange file from bytes; a byte order mark in front is passed over.
///
/// # Errors
/// As [`read`], and [`ExchangeError::NotText`].
pub fn read_bytes(bytes: &[u8]) -> Result<Vec<AnyRecord>, ExchangeError> {
    within_limit(bytes.len())?;
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ExchangeError::NotText { valid_up_to: error.valid_up_to() })?;
    read(text)
}

/// Reads an exchange file. Every record that comes back has the shape of its type, and all together pass
/// [`check`]; they stand in the order of the file.
///
/// # Errors
/// [`ExchangeError`], the first fault found; then nothing of the file may enter a book.
pub fn read(text: &str) -> Result<Vec<AnyRecord>, ExchangeError> {
    within_limit(text.len())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // The head first and alone: a file of a newer version may hold records of a shape unknown here.
    let head: Head = serde_json::from_str(text).map_err(|error| syntax(&error, false))?;
    if head.format.as_ref().and_then(Value::as_str) != Some(FORMAT) {
        return Err(ExchangeError::NotABook);
    }
    if let Some(found) = head.version.as_ref().and_then(Value::as_u64).filter(|found| *found > VERSION) {
        return Err(ExchangeError::NewerVersion { found, supported: VERSION });
    }
    let progress = Progress::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let records = FileSeed { progress: &progress }
        .deserialize(&mut reader)
        .and_then(|records| reader.end().map(|()| records))
        .map_err(|error| refused(&error, &progress, text))?;
    check(&records)?;
    Ok(records)
}

fn within_limit(bytes: usize) -> Result<(), ExchangeError> {
    if bytes > MAX_BYTES { Err(ExchangeError::TooLarge { bytes, limit: MAX_BYTES }) } else { Ok(()) }
}

/// The head of a file, of this version or a newer one; nothing else of it is looked at.
#[derive(Default)]
struct Head {
    format: Option<Value>,
    version: Option<Value>,
}

impl<'de> Deserialize<'de> for Head {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct HeadVisitor;
        impl<'de> Visitor<'de> for HeadVisitor {
            type Value = Head;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Head, A::Error> {
                let mut head = Head::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "format" => head.format = Some(map.next_value()?),
                        "version" => head.version = Some(map.next_value()?),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(head)
            }
        }
        deserializer.deserialize_map(HeadVisitor)
    }
}

/// How far reading came: which record was being read when it stopped.
#[derive(Default)]
struct Progress {
    /// The record being read, from 1; 0 outside the list.
    record: Cell<usize>,
}

/// Reads the whole file and keeps [`Progress`].
struct FileSeed<'p> {
    progress: &'p Progress,
}

impl<'de> DeserializeSeed<'de> for FileSeed<'_> {
    type Value = Vec<AnyRecord>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FileSeed<'_> {
    type Value = Vec<AnyRecord>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a book")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut format, mut version, mut records) = (None::<String>, None::<u64>, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" if format.is_none() => format = Some(map.next_value()?),
                "version" if version.is_none() => version = Some(map.next_value()?),
                "records" if records.is_none() => {
                    records = Some(map.next_value_seed(RecordsSeed { progress: self.progress })?);
                }
                "format" | "version" | "records" => {
                    return Err(A::Error::custom(format!("`{key}` stands twice")));
                }
                _ => return Err(A::Error::custom(format!("unknown field `{key}`"))),
            }
        }
        if version != Some(VERSION) {
            return Err(A::Error::custom("`version` must be 1"));
        }
        records.ok_or_else(|| A::Error::missing_field("records"))
    }
}

struct RecordsSeed<'p> {
    progress: &'p Progress,
}

impl<'de> DeserializeSeed<'de> for RecordsSeed<'_> {
    type Value = Vec<AnyRecord>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RecordsSeed<'_> {
    type Value = Vec<AnyRecord>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut records = Vec::new();
        loop {
            self.progress.record.set(records.len() + 1);
            match seq.next_element::<AnyRecord>()? {
                Some(record) => records.push(record),
                None => break,
            }
        }
        self.progress.record.set(0);
        Ok(records)
    }
}

/// The error of a reader that stopped: in a record, or in the file's own frame.
fn refused(error: &serde_json::Error, progress: &Progress, text: &str) -> ExchangeError {
    let index = progress.record.get();
    if index == 0 || !error.is_data() {
        return syntax(error, true);
    }
    // The file is sound JSON here, so a second and slower look can tell which record it was.
    let file: Value = serde_json::from_str(text).unwrap_or_default();
    let record = file.get("records").and_then(|records| records.get(index - 1));
    let word = |name: &str| {
        record.and_then(|record| record.get(name)).and_then(Value::as_str).map(shown).unwrap_or_default()
    };
    ExchangeError::Shape {
        index,
        record_type: word("type"),
        id: word("id"),
        line: error.line(),
        column: error.column(),
        reason: reason(error),
    }
}

fn syntax(error: &serde_json::Error, is_book: bool) -> ExchangeError {
    let (line, column) = (error.line(), error.column());
    let reason = reason(error);
    if error.is_eof() {
        ExchangeError::Truncated { line, column }
    } else if reason.contains("recursion limit") {
        ExchangeError::TooDeep { line, column }
    } else if error.is_data() && is_book {
        ExchangeError::Head { line, column, reason }
    } else if error.is_data() {
        ExchangeError::NotABook
    } else {
        ExchangeError::Syntax { line, column, reason }
    }
}

/// The parser's words without the place, which the error carries apart.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&place).unwrap_or(&text);
    crate::text::clean::printable(text).chars().take(300).collect()
}
