//! Cells out of foreign files, whatever the file is: csv, xlsx, ods or cells pasted from a spreadsheet.
//!
//! Here nothing is known of rosters: what comes out are sheets of cells, with the numbers that the lines have in
//! the spreadsheet. Every limit is counted while reading, before anything of that size is held in memory.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::book::MAX_BYTES;
use super::error::shown;
use super::{ods, xlsx};
use crate::domain::Day;
use crate::text::{clean, date};

/// The most lines with anything in them that a sheet may have. A school has up to some hundred people.
pub const MAX_ROWS: usize = 2_000;

/// The most columns that are looked at; what stands to the right of them is not read.
pub const MAX_COLUMNS: usize = 100;

/// The most sheets that are read of one file.
pub const MAX_SHEETS: usize = 40;

/// The longest text kept of a cell, characters; a longer one is refused by whoever wants to use it.
pub const MAX_CELL_READ: usize = 2_000;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, as it stands.
    Text(String),
    /// A number, as written without format: `31256`, `4.5`.
    Number(String),
    /// A day that the spreadsheet itself knows as one.
    Day(Day),
    /// A formula whose value the file does not hold, or whose value is an error (`#REF!`).
    Lost,
}

impl Cell {
    /// True when nothing can be seen in the cell.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            Cell::Number(_) | Cell::Day(_) | Cell::Lost => false,
        }
    }

    /// The cell on one line, as the book would keep it; a lost value is empty.
    pub fn text(&self) -> String {
        match self {
            Cell::Empty | Cell::Lost => String::new(),
            Cell::Text(text) => clean::line(text),
            Cell::Number(number) => number.clone(),
            Cell::Day(day) => date::format(*day),
        }
    }

    /// A text cell; blank text is an empty one. What lies beyond [`MAX_CELL_READ`] is cut.
    pub fn of_text(text: &str) -> Self {
        if text.trim().is_empty() {
            return Cell::Empty;
        }
        Cell::Text(text.chars().take(MAX_CELL_READ).collect())
    }

    /// A number's cell: whole numbers without a point.
    pub fn of_number(number: f64) -> Self {
        Cell::Number(format!("{number}"))
    }
}

/// A line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the spreadsheet, from 1.
    pub line: u32,
    /// Its cells from the first column on, at most [`MAX_COLUMNS`].
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column, from 0; beyond the last an empty one.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// A sheet: the lines that hold anything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name; empty for csv and pasted cells.
    pub name: String,
    /// Its lines in their order, blank ones left out.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// How many columns hold anything.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }

    /// Adds a line unless it is blank. Beyond [`MAX_ROWS`] one more line is kept, by which the limit is noticed.
    pub fn push(&mut self, line: u32, mut cells: Vec<Cell>) {
        cells.truncate(MAX_COLUMNS);
        while cells.last().is_some_and(Cell::is_empty) {
            cells.pop();
        }
        if !cells.is_empty() && self.rows.len() <= MAX_ROWS {
            self.rows.push(Row { line, cells });
        }
    }
}

/// Why no cells can be read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SheetError {
    /// A file without a byte, or without a cell.
    #[error("nothing in the file")]
    Empty,
    /// Larger than the limit.
    #[error("{bytes} bytes, {limit} at most")]
    TooLarge {
        /// Its size, bytes.
        bytes: usize,
        /// The limit, bytes.
        limit: usize,
    },
    /// Protected by a password.
    #[error("protected by a password")]
    Locked,
    /// A spreadsheet of before 2007 (xls).
    #[error("an old xls file")]
    OldExcel,
    /// A packed file that is no spreadsheet (docx, a folder of pictures …).
    #[error("a packed file that is no spreadsheet")]
    NoSpreadsheet,
    /// Unpacks to more than any roster can be: an archive made to fill a machine.
    #[error("unpacks to more than {limit} bytes")]
    Swollen {
        /// The limit, bytes.
        limit: u64,
    },
    /// Cut short or broken.
    #[error("damaged: {reason}")]
    Damaged {
        /// The reader's reason, English, printable.
        reason: String,
    },
    /// More lines than [`MAX_ROWS`] hold something.
    #[error("more than {limit} lines")]
    TooManyRows {
        /// The limit, lines.
        limit: usize,
    },
    /// Not UTF-8 nor UTF-16.
    #[error("neither UTF-8 nor UTF-16 after byte {valid_up_to}")]
    NotUnicode {
        /// How many bytes are sound.
        valid_up_to: usize,
    },
    /// csv that does not read.
    #[error("line {line}: {reason}")]
    Csv {
        /// Line, from 1; 0 when not known.
        line: u64,
        /// The reader's reason, English, printable.
        reason: String,
    },
}

impl SheetError {
    /// Damaged, for what a reader says.
    pub(super) fn damaged(reason: impl std::fmt::Display) -> Self {
        SheetError::Damaged { reason: shown(&reason.to_string()) }
    }
}

/// The sheets of a file that hold anything, in the order of the file: xlsx and ods by their first bytes, everything
/// else as csv.
///
/// # Errors
/// [`SheetError`]; never a part of a file.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    if bytes.len() > MAX_BYTES {
        return Err(SheetError::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
    }
    let mut sheets = match bytes {
        _ if bytes.trim_ascii().is_empty() => return Err(SheetError::Empty),
        _ if bytes.starts_with(b"\xd0\xcf\x11\xe0") => return Err(compound(bytes)),
        _ if bytes.starts_with(b"PK") => packed(bytes)?,
        _ => vec![table(&decoded(bytes)?)?],
    };
    sheets.retain(|sheet| !sheet.rows.is_empty());
    // A sheet that is too long stands against the file only where no other one is left.
    let long = sheets.iter().any(|sheet| sheet.rows.len() > MAX_ROWS);
    sheets.retain(|sheet| sheet.rows.len() <= MAX_ROWS);
    match sheets.is_empty() {
        false => Ok(sheets),
        true if long => Err(SheetError::TooManyRows { limit: MAX_ROWS }),
        true => Err(SheetError::Empty),
    }
}

/// The cells of a text that was copied in a spreadsheet: columns by tabs, rows by line breaks.
///
/// # Errors
/// [`SheetError`] when there is nothing in it, or too much.
pub fn pasted(text: &str) -> Result<Vec<Sheet>, SheetError> {
    if text.len() > MAX_BYTES {
        return Err(SheetError::TooLarge { bytes: text.len(), limit: MAX_BYTES });
    }
    let sheet = separated(text, b'\t')?;
    match sheet.rows.len() {
        0 => Err(SheetError::Empty),
        rows if rows > MAX_ROWS => Err(SheetError::TooManyRows { limit: MAX_ROWS }),
        _ => Ok(vec![sheet]),
    }
}

/// True for text that looks like cells of a spreadsheet: two columns at least, or several lines.
pub fn looks_pasted(text: &str) -> bool {
    text.contains('\t') || text.trim().contains(['\n', '\r'])
}

/// An OLE compound file: xlsx behind a password, else the xls of old.
fn compound(bytes: &[u8]) -> SheetError {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        SheetError::Locked
    } else {
        SheetError::OldExcel
    }
}

fn packed(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let parts = xlsx::counted(bytes)?;
    if parts.iter().any(|name| name == "xl/workbook.xml") {
        xlsx::read(bytes)
    } else if parts.iter().any(|name| name == "content.xml") {
        ods::read(bytes)
    } else if parts.iter().any(|name| name == "encrypted-package") {
        // How LibreOffice packs a spreadsheet behind a password since 24.8: one part that holds all others.
        Err(SheetError::Locked)
    } else {
        Err(SheetError::NoSpreadsheet)
    }
}

/// The text of a csv file: UTF-8 or UTF-16, with or without a mark at the beginning.
fn decoded(bytes: &[u8]) -> Result<String, SheetError> {
    let wide = |bytes: &[u8], of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks(2)
            .map(|pair| match pair {
                [one, two] => of([*one, *two]),
                _ => 0xfffd,
            })
            .collect();
        String::from_utf16(&units).map_err(|_| SheetError::NotUnicode { valid_up_to: 0 })
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            let text = std::str::from_utf8(bytes)
                .map_err(|error| SheetError::NotUnicode { valid_up_to: error.valid_up_to() })?;
            Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
        }
    }
}

/// csv of whichever separator divides it best. Excel writes `sep=;` into a first line of its own where it must.
fn table(text: &str) -> Result<Sheet, SheetError> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(named) = first.trim_end().strip_prefix("sep=")
        && let [separator] = named.as_bytes()
    {
        return separated(rest, *separator);
    }
    let sample: String = text.lines().take(60).flat_map(|line| [line, "\n"]).collect();
    // How many cells a separator makes of the first lines; title rows with commas in them weigh little. Of equals
    // the last wins: commas stand in texts too.
    let cells = |separator: &u8| {
        separated(&sample, *separator).map_or(0, |sheet| {
            sheet.rows.iter().map(|row| row.cells.iter().filter(|cell| !cell.is_empty()).count() - 1).sum()
        })
    };
    let counts: [(u8, usize); 3] = [b',', b';', b'\t'].map(|separator| (separator, cells(&separator)));
    let best = counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator);
    separated(text, best)
}

fn separated(text: &str, separator: u8) -> Result<Sheet, SheetError> {
    // The reader counts by line feeds only, and after a carriage return one line too few: Excel ends lines with both,
    // a terminal pastes them with the return alone.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    for record in reader.records() {
        let record = record.map_err(|error| SheetError::Csv {
            line: error.position().map_or(0, csv::Position::line),
            reason: shown(&error.to_string()),
        })?;
        let line = record.position().map_or(0, |at| {
            // Empty lines before it are skipped, but not yet where it is said to begin.
            let rest = usize::try_from(at.byte()).ok().and_then(|byte| text.as_bytes().get(byte..));
            let empty = rest.unwrap_or_default().iter().take_while(|byte| **byte == b'\n').count();
            at.line() + empty as u64
        });
        let cells = record.iter().take(MAX_COLUMNS).map(Cell::of_text).collect();
        sheet.push(u32::try_from(line).unwrap_or(u32::MAX), cells);
    }
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
        sheet.rows.iter().map(|row| row.cells.iter().map(Cell::text).collect()).collect()
    }

    fn first(bytes: &[u8]) -> Sheet {
        read(bytes).unwrap().remove(0)
    }

    #[test]
    fn csv_is_read_whatever_divides_it_and_however_it_is_encoded() {
        let expected = vec![
            vec!["Hà Nội, ngày 5".to_owned()],
            vec!["TT".into(), "Họ, tên".into()],
            vec!["1".into(), "An".into()],
        ];
        for text in [
            "\"Hà Nội, ngày 5\"\nTT,\"Họ, tên\"\n\n1,An\n",
            "\u{feff}Hà Nội, ngày 5\r\nTT;Họ, tên\r\n1;An\r\n",
            "Hà Nội, ngày 5\tx\nTT\tHọ, tên\n1\tAn",
            "sep=;\r\nHà Nội, ngày 5\r\nTT;Họ, tên\r\n1;An\r\n",
        ] {
            let read = first(text.as_bytes());
            let mut got = texts(&read);
            got[0].truncate(1);
            assert_eq!(got, expected, "{text:?}");
            let wide: Vec<u8> = [0xfeff]
                .into_iter()
                .chain(text.trim_start_matches('\u{feff}').encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect();
            assert_eq!(first(&wide), read, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_table_says_what_it_is() {
        let locked: Vec<u8> = b"\xd0\xcf\x11\xe0\xa1\xb1"
            .iter()
            .copied()
            .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let cases: Vec<(Vec<u8>, SheetError)> = vec![
            (Vec::new(), SheetError::Empty),
            (b" \n ".to_vec(), SheetError::Empty),
            (locked, SheetError::Locked),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook".to_vec(), SheetError::OldExcel),
            (b"H\xe4 v\xb5 t\xaan,Nam\n".to_vec(), SheetError::NotUnicode { valid_up_to: 1 }),
        ];
        for (bytes, error) in cases {
            assert_eq!(read(&bytes), Err(error));
        }
        assert!(matches!(read(b"PK\x03\x04rest"), Err(SheetError::Damaged { .. })));
        let long = "a,b\n".repeat(10_000);
        assert_eq!(read(long.as_bytes()), Err(SheetError::TooManyRows { limit: MAX_ROWS }));
    }

    #[test]
    fn pasted_cells_keep_their_columns_and_their_line_breaks() {
        let sheet = pasted("1\tNguyễn Thị\tHà\r\"2\"\t\"Trần\nVăn\"\tAn\r\n").unwrap().remove(0);
        assert_eq!(texts(&sheet), [["1", "Nguyễn Thị", "Hà"], ["2", "Trần Văn", "An"]]);
        assert_eq!(pasted("\t\n"), Err(SheetError::Empty));
    }

    #[test]
    fn lines_bear_their_own_number_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["TT\tTên", "1\tAn", "", "2\tBình"].join(end);
            let lines: Vec<u32> = pasted(&text).unwrap()[0].rows.iter().map(|row| row.line).collect();
            assert_eq!(lines, [1, 2, 4], "{end:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "(?s).{0,200}") {
            let _ = read(&bytes);
            let _ = read(text.as_bytes());
            let _ = pasted(&text);
        }
    }
}
