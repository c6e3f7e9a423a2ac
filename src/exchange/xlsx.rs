//! Cells out of xlsx files, with limits: an archive is counted while it is unpacked before anything reads it, and
//! cells are taken one by one, since a single cell in the last corner of a sheet would else cost gigabytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use super::sheet::{Cell, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Sheet, SheetError};
use crate::domain::Day;

/// The most bytes that a spreadsheet may unpack to.
pub const MAX_UNPACKED: u64 = 64 * 1024 * 1024;

/// The most parts an archive may have.
const MAX_PARTS: usize = 2_000;

/// The most cells of one sheet that are looked at, blank ones included: formats alone can fill a sheet.
const MAX_CELLS: usize = 1_000_000;

/// The names of an archive's parts, after every one of them was unpacked and counted.
///
/// # Errors
/// [`SheetError::Swollen`] as soon as the count passes [`MAX_UNPACKED`], [`SheetError::Locked`] for an archive behind a
/// password, [`SheetError::Damaged`] when a part does not unpack or does not fit its checksum.
pub(super) fn counted(bytes: &[u8]) -> Result<Vec<String>, SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(SheetError::damaged)?;
    if archive.len() > MAX_PARTS {
        return Err(SheetError::Swollen { limit: MAX_UNPACKED });
    }
    let mut names = Vec::with_capacity(archive.len());
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let part = match archive.by_index(index) {
            Ok(part) => part,
            Err(zip::result::ZipError::UnsupportedArchive(reason))
                if reason == zip::result::ZipError::PASSWORD_REQUIRED =>
            {
                return Err(SheetError::Locked);
            }
            Err(error) => return Err(SheetError::damaged(error)),
        };
        names.push(part.name().map_err(SheetError::damaged)?.into_owned());
        let read =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(SheetError::damaged)?;
        left = left.checked_sub(read).ok_or(SheetError::Swollen { limit: MAX_UNPACKED })?;
    }
    Ok(names)
}

/// The sheets of an xlsx file that was [`counted`].
///
/// # Errors
/// [`SheetError`].
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(of)?;
    let names: Vec<String> = book.sheet_names().into_iter().take(MAX_SHEETS).collect();
    let mut sheets = Vec::with_capacity(names.len());
    for name in names {
        match cells(&mut book, &name) {
            Ok(rows) => sheets.push(sheet(name, rows)),
            // A sheet that is a chart holds no cells.
            Err(XlsxError::NotAWorksheet(_)) => {}
            Err(error) => return Err(of(error)),
        }
    }
    Ok(sheets)
}

type Cells = BTreeMap<u32, BTreeMap<u32, Cell>>;

/// The cells of a sheet that hold anything; one row more than may be where there are too many, or where the sheet does
/// not end: a part of it would pass for the whole.
fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Cells, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut rows = Cells::new();
    for _ in 0..MAX_CELLS {
        let Some(record) = reader.next_cell_with_formula_metadata()? else { return Ok(rows) };
        let (row, column) = record.pos;
        let cell = match cell(&record.value) {
            Cell::Empty if record.formula.is_some() && record.value == DataRef::Empty => Cell::Lost,
            cell => cell,
        };
        if cell.is_empty() || column as usize >= MAX_COLUMNS {
            continue;
        }
        rows.entry(row).or_default().insert(column, cell);
        // One more than may be, so that the limit is noticed.
        if rows.len() > MAX_ROWS {
            return Ok(rows);
        }
    }
    let beyond = rows.keys().next_back().map_or(0, |last| last.saturating_add(1));
    rows.extend((beyond..).take(MAX_ROWS + 1).map(|row| (row, BTreeMap::from([(0, Cell::Lost)]))));
    Ok(rows)
}

fn sheet(name: String, rows: Cells) -> Sheet {
    let mut sheet = Sheet { name, rows: Vec::with_capacity(rows.len()) };
    for (row, mut cells) in rows {
        let width = cells.keys().next_back().map_or(0, |last| last + 1);
        let line = (0..width).map(|column| cells.remove(&column).unwrap_or_default()).collect();
        sheet.push(row.saturating_add(1), line);
    }
    sheet
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::of_number(*number),
        DataRef::SharedString(text) => Cell::of_text(text),
        DataRef::Bool(true) => Cell::Number("1".to_owned()),
        DataRef::Bool(false) => Cell::Number("0".to_owned()),
        DataRef::DateTime(moment) => day(*moment).map_or_else(|| Cell::of_number(moment.as_f64()), Cell::Day),
        DataRef::DateTimeIso(text) => iso_day(text).map_or_else(|| Cell::of_text(text), Cell::Day),
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::of_text(text),
        DataRef::Error(_) => Cell::Lost,
    }
}

fn day(moment: ExcelDateTime) -> Option<Day> {
    // Below 61 the calendar of spreadsheets has a day too many; no roster reaches so far back.
    if !moment.is_datetime() || moment.as_f64() < 61.0 {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    Day::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
}

/// The day of `1985-10-03` and `1985-10-03T00:00:00`.
pub(super) fn iso_day(text: &str) -> Option<Day> {
    text.get(..10)?.parse().ok()
}

fn of(error: XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::Locked,
        error => SheetError::damaged(error),
    }
}
