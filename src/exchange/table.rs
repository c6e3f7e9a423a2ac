//! csv that a spreadsheet cannot take for formulas.

use std::borrow::Cow;

/// A table as csv: commas, quotes where needed, lines end in CR LF (RFC 4180), cells through [`guarded`].
pub fn write<R, C>(header: &[&str], rows: R) -> String
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item = String>,
{
    let mut out = String::new();
    line(&mut out, header.iter().map(|cell| Cow::Borrowed(*cell)));
    for row in rows {
        line(&mut out, row.into_iter().map(|cell| Cow::Owned(guarded(&cell).into_owned())));
    }
    out
}

/// The cell as a spreadsheet may read it: one that begins with `=`, `+`, `-`, `@`, a tab or a line break gets an
/// apostrophe in front, unless it is a plain whole number; otherwise opening the file could run it as a formula.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && cell.parse::<i64>().is_err();
    if risky { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = Cow<'a, str>>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r', ';']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_can_begin_a_formula() {
        for cell in ["=1+1", "+84 912", "-x", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(guarded(cell).starts_with('\''), "{cell:?}");
        }
        assert_eq!(guarded("-500000"), "-500000");
        assert_eq!(guarded("mẹ đẻ"), "mẹ đẻ");
    }

    #[test]
    fn a_row_reads_back_as_it_was() {
        let rows = vec![vec!["a, \"b\"".to_owned(), "dòng 1\ndòng 2".to_owned()]];
        let text = write(&["x", "y"], rows.clone());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let back: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("csv").iter().map(str::to_owned).collect()).collect();
        assert_eq!(back, rows);
    }
}
