//! Statements kept prepared while a task runs, rows read cell by cell, values written as text.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::str::FromStr;

use chrono::{SecondsFormat, Utc};
use rusqlite::types::{FromSql, Value};
use rusqlite::{Connection, Row, Statement, params_from_iter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::StrDeserializer;

use super::error::{Result, StoreError};
use crate::domain::{Day, Id, Moment};
use crate::text::money::Dong;

/// A connection with the statements that were prepared on it; lives for one change or one reading.
pub struct Sql<'c> {
    pub(crate) conn: &'c Connection,
    pub(crate) path: &'c Path,
    kept: RefCell<HashMap<String, Statement<'c>>>,
}

impl std::fmt::Debug for Sql<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sql").field("path", &self.path).finish_non_exhaustive()
    }
}

impl<'c> Sql<'c> {
    pub(crate) fn new(conn: &'c Connection, path: &'c Path) -> Self {
        Self { conn, path, kept: RefCell::new(HashMap::new()) }
    }

    /// An error with what was being done.
    pub(crate) fn error(&self, doing: &str, source: rusqlite::Error) -> StoreError {
        StoreError::of_sql(doing, self.path, source)
    }

    // The statement is taken out while it is used, so that a row's reading may run others.
    fn with<T>(&self, doing: &str, text: &str, f: impl FnOnce(&mut Statement<'c>) -> Result<T>) -> Result<T> {
        let kept = self.kept.borrow_mut().remove_entry(text);
        let (key, mut statement) = match kept {
            Some(kept) => kept,
            None => (text.to_owned(), self.conn.prepare(text).map_err(|source| self.error(doing, source))?),
        };
        let answer = f(&mut statement);
        self.kept.borrow_mut().insert(key, statement);
        answer
    }

    /// Runs a statement that answers no rows; tells how many rows it touched.
    pub(crate) fn run(
        &self,
        doing: &str,
        text: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<usize> {
        self.with(doing, text, |statement| {
            statement.execute(params_from_iter(values)).map_err(|source| self.error(doing, source))
        })
    }

    /// Reads all rows.
    pub(crate) fn rows<T>(
        &self,
        doing: &str,
        text: &str,
        values: impl IntoIterator<Item = Value>,
        mut read: impl FnMut(&mut Cells<'_, '_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::new();
        self.each(doing, text, values, |cells| {
            all.push(read(cells)?);
            Ok(true)
        })?;
        Ok(all)
    }

    /// Reads rows until `read` answers false.
    pub(crate) fn each(
        &self,
        doing: &str,
        text: &str,
        values: impl IntoIterator<Item = Value>,
        mut read: impl FnMut(&mut Cells<'_, '_>) -> Result<bool>,
    ) -> Result<()> {
        self.with(doing, text, |statement| {
            let mut rows =
                statement.query(params_from_iter(values)).map_err(|source| self.error(doing, source))?;
            while let Some(row) = rows.next().map_err(|source| self.error(doing, source))? {
                if !read(&mut Cells { row, next: 0, doing, path: self.path })? {
                    break;
                }
            }
            Ok(())
        })
    }

    /// Reads the first row.
    pub(crate) fn first<T>(
        &self,
        doing: &str,
        text: &str,
        values: impl IntoIterator<Item = Value>,
        mut read: impl FnMut(&mut Cells<'_, '_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut found = None;
        self.each(doing, text, values, |cells| {
            found = Some(read(cells)?);
            Ok(false)
        })?;
        Ok(found)
    }
}

/// The cells of a row, read from left to right.
#[derive(Debug)]
pub struct Cells<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
    doing: &'r str,
    path: &'r Path,
}

impl Cells<'_, '_> {
    /// The next cell.
    pub(crate) fn take<T: FromSql>(&mut self) -> Result<T> {
        let value =
            self.row.get(self.next).map_err(|source| StoreError::of_sql(self.doing, self.path, source))?;
        self.next += 1;
        Ok(value)
    }

    /// The damage that a cell shows.
    pub(crate) fn damaged(&self, what: impl Into<String>) -> StoreError {
        StoreError::Damaged { doing: self.doing.to_owned(), what: what.into(), path: self.path.to_owned() }
    }

    fn parsed<T: FromStr>(&self, text: &str) -> Result<T> {
        text.parse().map_err(|_| self.damaged(format!("column {}: {text:?}", self.next)))
    }

    /// A count or number from 0.
    pub(crate) fn count(&mut self) -> Result<u64> {
        let number: i64 = self.take()?;
        u64::try_from(number).map_err(|_| self.damaged(format!("column {}: {number}", self.next)))
    }

    /// A count or none.
    pub(crate) fn opt_count(&mut self) -> Result<Option<u64>> {
        let number: Option<i64> = self.take()?;
        number
            .map(|n| u64::try_from(n).map_err(|_| self.damaged(format!("column {}: {n}", self.next))))
            .transpose()
    }

    /// A text.
    pub(crate) fn text(&mut self) -> Result<String> {
        self.take()
    }

    /// A day.
    pub(crate) fn day(&mut self) -> Result<Day> {
        let text = self.text()?;
        self.parsed(&text)
    }

    /// A day or none.
    pub(crate) fn opt_day(&mut self) -> Result<Option<Day>> {
        let text: Option<String> = self.take()?;
        text.map(|text| self.parsed(&text)).transpose()
    }

    /// A moment.
    pub(crate) fn moment(&mut self) -> Result<Moment> {
        let text = self.text()?;
        plain_moment(&text).map_or_else(|| self.parsed(&text), Ok)
    }

    /// A moment or none.
    pub(crate) fn opt_moment(&mut self) -> Result<Option<Moment>> {
        let text: Option<String> = self.take()?;
        text.map(|text| plain_moment(&text).map_or_else(|| self.parsed(&text), Ok)).transpose()
    }

    /// An id.
    pub(crate) fn id<T>(&mut self) -> Result<Id<T>> {
        let text = self.text()?;
        self.parsed(&text)
    }

    /// An id or none.
    pub(crate) fn opt_id<T>(&mut self) -> Result<Option<Id<T>>> {
        let text: Option<String> = self.take()?;
        text.map(|text| self.parsed(&text)).transpose()
    }

    /// An amount.
    pub(crate) fn dong(&mut self) -> Result<Dong> {
        self.take().map(Dong)
    }

    /// An amount or none.
    pub(crate) fn opt_dong(&mut self) -> Result<Option<Dong>> {
        Ok(self.take::<Option<i64>>()?.map(Dong))
    }

    /// One of an enum's names.
    pub(crate) fn code<T: DeserializeOwned>(&mut self) -> Result<T> {
        let text = self.text()?;
        of_code(&text).ok_or_else(|| self.damaged(format!("column {}: {text:?}", self.next)))
    }

    /// One of an enum's names or none.
    pub(crate) fn opt_code<T: DeserializeOwned>(&mut self) -> Result<Option<T>> {
        let text: Option<String> = self.take()?;
        text.map(|text| of_code(&text).ok_or_else(|| self.damaged(format!("column {}: {text:?}", self.next))))
            .transpose()
    }

    /// A value kept as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&mut self) -> Result<T> {
        let text = self.text()?;
        serde_json::from_str(&text).map_err(|source| self.damaged(source.to_string()))
    }
}

/// A moment in the form that a cell has it, "2025-11-14T08:05:00.123Z"; none for any other. The general reader of
/// moments took a fifth of what reading a large book takes.
fn plain_moment(text: &str) -> Option<Moment> {
    const SHAPE: &str = "0000-00-00T00:00:00.000Z";
    let fits = |(byte, shape): (u8, u8)| if shape == b'0' { byte.is_ascii_digit() } else { byte == shape };
    if text.len() != SHAPE.len() || !text.bytes().zip(SHAPE.bytes()).all(fits) {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let day = Day::from_ymd_opt(number(0, 4)? as i32, number(5, 7)?, number(8, 10)?)?;
    let time = day.and_hms_milli_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, number(20, 23)?)?;
    Some(time.and_utc())
}

/// The serde name of an enum's value without content.
pub(crate) fn code<T: Serialize>(value: &T) -> String {
    // Only unit variants come here, and their JSON is the name in quotes.
    serde_json::to_string(value).unwrap_or_default().trim_matches('"').to_owned()
}

/// The value with this serde name.
pub(crate) fn of_code<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(StrDeserializer::<serde::de::value::Error>::new(text)).ok()
}

/// A value as a cell.
pub(crate) trait Cell {
    /// The cell.
    fn cell(&self) -> Value;
}

impl Cell for String {
    fn cell(&self) -> Value {
        Value::Text(self.clone())
    }
}
impl Cell for str {
    fn cell(&self) -> Value {
        Value::Text(self.to_owned())
    }
}
impl Cell for bool {
    fn cell(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
}
impl Cell for u32 {
    fn cell(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
}
impl Cell for i32 {
    fn cell(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
}
impl Cell for usize {
    fn cell(&self) -> Value {
        Value::Integer(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}
impl Cell for u64 {
    fn cell(&self) -> Value {
        Value::Integer(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}
impl Cell for Dong {
    fn cell(&self) -> Value {
        Value::Integer(self.0)
    }
}
impl Cell for Day {
    fn cell(&self) -> Value {
        Value::Text(self.to_string())
    }
}
impl Cell for Moment {
    fn cell(&self) -> Value {
        Value::Text(self.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}
impl<T> Cell for Id<T> {
    fn cell(&self) -> Value {
        Value::Text(self.to_string())
    }
}
impl<T: Cell> Cell for Option<T> {
    fn cell(&self) -> Value {
        self.as_ref().map_or(Value::Null, Cell::cell)
    }
}

/// The cells of an enum's value.
pub(crate) fn code_cell<T: Serialize>(value: &T) -> Value {
    Value::Text(code(value))
}

/// JSON of a value.
pub(crate) fn json<T: Serialize>(what: &str, value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|source| StoreError::Json { what: what.to_owned(), source })
}

/// Now, in whole milliseconds.
pub(crate) fn now() -> Moment {
    whole_milliseconds(Utc::now())
}

/// A moment without what is finer than a millisecond.
pub(crate) fn whole_milliseconds(moment: Moment) -> Moment {
    Moment::from_timestamp_millis(moment.timestamp_millis()).unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_moment_reads_as_it_was_written(millis in 0_i64..253_402_300_799_999) {
            let moment = Utc.timestamp_millis_opt(millis).single().expect("a moment");
            let Value::Text(text) = moment.cell() else { panic!("a text") };
            prop_assert_eq!(plain_moment(&text), Some(moment));
        }

        #[test]
        fn no_other_text_reads_as_a_moment_that_the_general_reader_refuses(
            text in "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z|[0-9TZ:.-]{20,26}"
        ) {
            if let Some(moment) = plain_moment(&text) {
                prop_assert_eq!(text.parse(), Ok(moment));
            }
        }
    }
}
