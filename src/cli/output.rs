//! What the commands print: tables aligned by cells, csv that a spreadsheet reads as text, JSON; and the
//! two ways out of the house, standard output and a file.

use std::io::{self, IsTerminal, Write};

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::text::clean::printable;

/// How a column of a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Text.
    Left,
    /// Figures.
    Right,
}

/// Cells of the widest column; a longer text ends in "…". Whole texts are in json and csv.
const WIDEST: usize = 60;

/// Writes rows with aligned columns, two cells apart, no blanks at a line's end.
pub fn table(out: &mut dyn Write, sides: &[Side], rows: &[Vec<String>]) -> io::Result<()> {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| clip(&printable(cell), WIDEST)).collect()).collect();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..sides.len()).map(width).collect();
    for row in &rows {
        let mut line = String::new();
        for ((cell, width), side) in row.iter().zip(&widths).zip(sides) {
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            if !line.is_empty() {
                line.push_str("  ");
            }
            match side {
                Side::Left => line.extend([cell.as_str(), &pad]),
                Side::Right => line.extend([pad.as_str(), cell]),
            }
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn clip(text: &str, cells: usize) -> String {
    if text.width() <= cells {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used > cells {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// Rows as csv. A byte order mark tells a spreadsheet that the file is UTF-8; a cell that it would take for a
/// formula begins with an apostrophe.
pub fn csv(out: &mut dyn Write, rows: &[Vec<String>]) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
    for row in rows {
        writer.write_record(row.iter().map(|cell| inert(cell))).map_err(csv_error)?;
    }
    writer.flush()
}

fn csv_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn inert(cell: &str) -> String {
    let cell = printable(cell);
    if cell.trim_start().starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell }
}

/// A JSON value, indented, every string free of control characters.
pub fn json(out: &mut dyn Write, mut value: Value) -> io::Result<()> {
    sanitise(&mut value);
    serde_json::to_writer_pretty(&mut *out, &value).map_err(io::Error::from)?;
    writeln!(out)
}

fn sanitise(value: &mut Value) {
    match value {
        Value::String(text) => *text = printable(text),
        Value::Array(values) => values.iter_mut().for_each(sanitise),
        Value::Object(fields) => fields.values_mut().for_each(sanitise),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// True when standard output is a terminal, where the bytes of a Word file would be noise.
pub fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// A sentence to standard error, safe to show. A closed standard error is nobody's trouble.
pub fn complain(sentence: &str) {
    for line in sentence.lines() {
        let _ = writeln!(io::stderr(), "{}", printable(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn columns_line_up_by_cells_and_carry_no_escape() {
        let rows = vec![
            vec!["Thăm ốm".to_owned(), "300.000".to_owned()],
            vec!["Việc hiếu\u{1b}[2J".to_owned(), "1.500.000".to_owned()],
            vec!["日本".to_owned(), "5".to_owned()],
        ];
        let table = text(|out| table(out, &[Side::Left, Side::Right], &rows));
        assert!(!table.contains('\u{1b}'));
        let ends: std::collections::BTreeSet<usize> = table.lines().map(UnicodeWidthStr::width).collect();
        assert_eq!(ends.len(), 1, "{table}");
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        let rows = vec![vec!["=1+1".to_owned(), " @x".to_owned(), "a,\"b".to_owned(), "-5".to_owned()]];
        assert_eq!(text(|out| csv(out, &rows)), "\u{feff}'=1+1,' @x,\"a,\"\"b\",'-5\n");
    }

    #[test]
    fn json_strings_hold_no_control_characters() {
        let value = serde_json::json!({ "a": ["\u{9b}31m", "\u{1b}"], "n": 500_000 });
        let json = text(|out| json(out, value.clone()));
        assert!(json.chars().all(|c| c == '\n' || !c.is_control()), "{json:?}");
    }
}
