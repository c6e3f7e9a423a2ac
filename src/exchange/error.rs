//! Why a file is refused.

use std::fmt;

use thiserror::Error;
use uuid::Uuid;

use super::sheet::SheetError;
use crate::domain::kind::KindsError;
use crate::domain::{Day, RecordType};
use crate::text::clean::printable;

/// How much of a foreign text an error repeats, characters.
const SHOWN: usize = 80;

/// A foreign text as an error may repeat it: one line, no control characters, at most 80 characters.
pub(super) fn shown(text: &str) -> String {
    printable(text).chars().take(SHOWN).collect()
}

/// Which record of a file is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordRef {
    /// Its place in the file's list, from 1.
    pub index: usize,
    /// Its type.
    pub record_type: RecordType,
    /// Its id.
    pub id: Uuid,
}

impl fmt::Display for RecordRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record {} ({} {})", self.index, self.record_type.name(), self.id)
    }
}

/// What is wrong with a field of a record.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// The text is not in normalisation form C.
    #[error("text is not in normalisation form C")]
    NotNfc,
    /// A control or invisible character (NUL, ESC, bidi marks …).
    #[error("character U+{code:04X} may not stand in a text")]
    Character {
        /// The character's code point.
        code: u32,
    },
    /// A text beyond [`check::MAX_TEXT`](super::check::MAX_TEXT).
    #[error("text of {chars} characters, {limit} at most")]
    TooLong {
        /// Its length, characters.
        chars: usize,
        /// The limit, characters.
        limit: usize,
    },
    /// A text that must not be empty is.
    #[error("is empty")]
    Empty,
    /// Versions begin at 1.
    #[error("version {found}, 1 at least")]
    Version {
        /// The version found.
        found: u32,
    },
    /// A time out of order with the creation, outside the years a book knows, or finer than a millisecond.
    #[error("not a time that a book can have")]
    Moment,
    /// A last day before its first.
    #[error("ends on {until}, before it begins on {from}")]
    Backwards {
        /// The first day.
        from: Day,
        /// The last, or the first no longer counted.
        until: Day,
    },
    /// A day outside 1900 to 2199.
    #[error("{day} lies outside the years 1900 to 2199")]
    YearOutOfRange {
        /// The day.
        day: Day,
    },
    /// An amount outside its range.
    #[error("amount {amount} lies outside {least}..={most}")]
    Amount {
        /// The amount found, đồng.
        amount: i64,
        /// The least allowed, đồng.
        least: i64,
        /// The most allowed, đồng.
        most: i64,
    },
    /// With this amount all amounts of the file together leave what a sum can hold.
    #[error("all amounts together are more than a sum can hold")]
    Sum,
    /// n × rate is not the line's amount.
    #[error("{quantity} x {rate} is not {amount}")]
    Product {
        /// n.
        quantity: u32,
        /// The rate, đồng.
        rate: i64,
        /// The amount found, đồng.
        amount: i64,
    },
    /// A number that begins at 1 is 0.
    #[error("is 0, 1 at least")]
    Zero,
    /// A voucher's number belongs to another year than its day.
    #[error("year {year} is not that of {day}")]
    OtherYear {
        /// The number's year.
        year: i32,
        /// The voucher's day.
        day: Day,
    },
    /// A code that nothing bears.
    #[error("unknown code `{code}`")]
    UnknownCode {
        /// The code, printable.
        code: String,
    },
    /// A value outside the few that are possible.
    #[error("`{value}` is not possible here")]
    Value {
        /// The value, printable, shortened.
        value: String,
    },
}

/// Why an exchange file or a roster is refused; then nothing of it enters.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExchangeError {
    /// Larger than the limit.
    #[error("{bytes} bytes, {limit} at most")]
    TooLarge {
        /// Its size, bytes.
        bytes: usize,
        /// The limit, bytes.
        limit: usize,
    },
    /// Not UTF-8.
    #[error("not UTF-8 after byte {valid_up_to}")]
    NotText {
        /// How many bytes are sound.
        valid_up_to: usize,
    },
    /// Not JSON: cut short, or broken at a place.
    #[error("not JSON at line {line}, column {column}: {reason}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1, bytes.
        column: usize,
        /// The parser's reason, English, printable.
        reason: String,
    },
    /// The file ends before it is complete.
    #[error("cut short at line {line}, column {column}")]
    Truncated {
        /// Line, from 1.
        line: usize,
        /// Column, from 1, bytes.
        column: usize,
    },
    /// Nested deeper than any book is.
    #[error("nested too deeply at line {line}, column {column}")]
    TooDeep {
        /// Line, from 1.
        line: usize,
        /// Column, from 1, bytes.
        column: usize,
    },
    /// JSON, but not a book: `format` is missing or names something else.
    #[error("not a book of congdoan")]
    NotABook,
    /// Written in a newer version of the format.
    #[error("format version {found}, this program reads {supported}")]
    NewerVersion {
        /// The file's version.
        found: u64,
        /// The newest version read here.
        supported: u64,
    },
    /// The head of the file is not what it must be.
    #[error("bad file head at line {line}, column {column}: {reason}")]
    Head {
        /// Line, from 1.
        line: usize,
        /// Column, from 1, bytes.
        column: usize,
        /// The reason, English, printable.
        reason: String,
    },
    /// A record has not the shape of its type: wrong type, unknown, missing or doubled field.
    #[error("record {index} ({record_type} {id}) at line {line}, column {column}: {reason}")]
    Shape {
        /// The record's place in the list, from 1.
        index: usize,
        /// Its `type` as written, printable; empty when there is none.
        record_type: String,
        /// Its `id` as written, printable; empty when there is none.
        id: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1, bytes.
        column: usize,
        /// The reason, English, printable.
        reason: String,
    },
    /// Two records have one id.
    #[error("{second} has the id of record {first}")]
    DoubledId {
        /// The first record's place, from 1.
        first: usize,
        /// The second.
        second: RecordRef,
    },
    /// A record names another that the file does not hold.
    #[error("{record}: {field} names {target_type} {target}, which is missing", target_type = target_type.name())]
    Dangling {
        /// The record.
        record: RecordRef,
        /// The field's path: `people[0].member`.
        field: String,
        /// What is named.
        target_type: RecordType,
        /// Its id.
        target: Uuid,
    },
    /// A field holds what no book can hold.
    #[error("{record}: {field}: {fault}")]
    Field {
        /// The record.
        record: RecordRef,
        /// The field's path: `people[0].relative`.
        field: String,
        /// What is wrong.
        fault: Fault,
    },
    /// Two records have one key that must be unique (a fund's code, a setting's key …).
    #[error("{second} has the key `{key}` of record {first}")]
    DoubledKey {
        /// The first record's place, from 1.
        first: usize,
        /// The second.
        second: RecordRef,
        /// The key, printable.
        key: String,
    },
    /// Two members have one short name on one day.
    #[error("{second} is called `{name}` on {day:?} like record {first}")]
    DoubledShortName {
        /// The first member's place, from 1.
        first: usize,
        /// The second member.
        second: RecordRef,
        /// The short name, printable.
        name: String,
        /// The first day on which both have it; none: since ever.
        day: Option<Day>,
    },
    /// Two vouchers have one number.
    #[error("{second} has the number {label} of record {first}")]
    DoubledNumber {
        /// The first voucher's place, from 1.
        first: usize,
        /// The second.
        second: RecordRef,
        /// The number as paper shows it: `PC2023/14`.
        label: String,
    },
    /// A kind of the unit's own does not read.
    #[error("{record}: {source}")]
    OwnKind {
        /// The record.
        record: RecordRef,
        /// The reason.
        source: KindsError,
    },
    /// The kinds that the program carries do not read: a broken build.
    #[error("built-in kinds: {0}")]
    BuiltIn(#[from] KindsError),
    /// A roster without a row of column names, one of which is the full name.
    #[error("no row of column names with a full name")]
    NoHeader,
    /// A roster without people.
    #[error("no people in the file")]
    NoRows,
    /// A roster in letters of before Unicode (TCVN3, VNI).
    #[error("letters of before Unicode")]
    LegacyLetters,
    /// No cells can be read from the file of a roster.
    #[error(transparent)]
    Sheet(#[from] SheetError),
}
