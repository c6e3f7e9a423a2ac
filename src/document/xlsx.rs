//! The spreadsheet file (XLSX) of a [`Workbook`]: typed cells, filters, frozen heads, sums with their results, printed
//! on A4 one page wide with the head on every page.
//!
//! The only place that knows the crate that packs it. Equal workbooks give equal bytes: the file's times are those of
//! [`super::Meta::created`].

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Chart, ChartType, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Worksheet,
    XlsxError,
};

use super::clean::{clean, one_line};
use super::error::DocumentError;
use super::metrics::bold_twips;
use super::workbook::{Sheet, SheetCell, SheetChart, SheetFormula, SheetRow, Workbook};

/// The row of the head; the title and the line below it stand above.
const HEAD: u32 = 2;

/// The most UTF-16 units of a cell's text; the format allows 32,767.
const LONGEST: usize = 32_000;

/// The most rows of a table; the format allows 1,048,576 in all.
const MOST_ROWS: usize = 1_000_000;

/// The most letters of a title.
const TITLE: usize = 250;

/// The highest row, points; the format allows 409.
const HIGHEST: f64 = 400.0;

/// A line of a cell, points.
const LINE: f64 = 15.75;

/// What a column's width is counted in, twips: a digit of the format's usual font is 7 pixels wide.
const TWIPS: u32 = 105;

/// The size of a cell's letters, half points.
const SIZE: u32 = 24;

const FONT: &str = "Times New Roman";

/// A4, as the format numbers paper.
const A4: u8 = 9;

/// Whole numbers in groups of three; what stands between the groups is the reader's country's: 9.250.000 in Vietnam.
const NUMBER: &str = "#,##0";

const DAY: &str = "dd/mm/yyyy";

/// The workbook as a file.
///
/// # Errors
/// [`DocumentError::Sheet`] when the packer refuses.
pub fn write(workbook: &Workbook) -> Result<Vec<u8>, DocumentError> {
    pack(workbook).map_err(|error| DocumentError::Sheet(error.to_string()))
}

fn pack(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    let meta = &workbook.meta;
    let day = meta.created;
    let year = u16::try_from(day.year()).unwrap_or(1900).clamp(1900, 9999);
    let created = ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)?;
    file.set_properties(
        &DocProperties::new()
            .set_title(short(&meta.title))
            .set_subject(short(&meta.subject))
            .set_author(short(&meta.author))
            .set_creation_datetime(&created),
    );
    let looks = Looks::new();
    let mut names = BTreeSet::new();
    for sheet in &workbook.sheets {
        let name = tab_name(&sheet.name, &mut names);
        let page = file.add_worksheet();
        page.set_name(&name)?;
        fill(page, sheet, &name, &looks)?;
    }
    file.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet, name: &str, looks: &Looks) -> Result<(), XlsxError> {
    let rows = sheet.rows.get(..MOST_ROWS).unwrap_or(&sheet.rows);
    let last_column = sheet.columns.len().saturating_sub(1) as u16;
    let place = Place { rows: rows.len() };
    let wide: f64 = sheet.columns.iter().map(|column| f64::from(column.width)).sum();
    for (row, text, look, size) in
        [(0, &sheet.title, &looks.title, 1.3), (1, &sheet.subtitle, &looks.subtitle, 1.05)]
    {
        let text = short(text);
        // A merged cell does not grow by itself.
        let lines = (text.chars().count() as f64 * size / wide.max(1.0)).ceil().max(1.0);
        page.set_row_height(row, (17.0 * size * lines).min(HIGHEST))?;
        if last_column > 0 {
            page.merge_range(row, 0, row, last_column, &text, look)?;
        } else {
            page.write_string_with_format(row, 0, text, look)?;
        }
    }
    let titles = sheet.columns.iter().map(|column| lines_in(&short(&column.title), column.width));
    page.set_row_height(HEAD, height_of(titles.max().unwrap_or(1)))?;
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        page.set_column_width(at, f64::from(column.width))?;
        page.write_string_with_format(HEAD, at, short(&column.title), &looks.head)?;
    }
    let (table, totals) = (rows.iter().enumerate(), sheet.totals.iter().enumerate());
    let totals = totals.map(|(at, row)| (at + rows.len(), row));
    for (at, row) in table.chain(totals) {
        let lines = lines_of(row, sheet);
        if lines > 1 {
            page.set_row_height(place.row(at), height_of(lines))?;
        }
        for column in 0..=last_column {
            let cell = row.cells.get(usize::from(column)).unwrap_or(&SheetCell::Empty);
            write_cell(page, (at, column), cell, row, &place, looks)?;
        }
    }
    page.autofilter(HEAD, 0, place.last_row(), last_column)?;
    page.set_freeze_panes(HEAD + 1, 0)?;
    page.set_repeat_rows(HEAD, HEAD)?;
    page.set_paper_size(A4);
    if sheet.landscape {
        page.set_landscape();
    } else {
        page.set_portrait();
    }
    page.set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3);
    page.set_print_fit_to_pages(1, 0);
    page.set_print_center_horizontally(true);
    page.set_footer(format!("&L&\"{FONT}\"&10{}&R&\"{FONT}\"&10&P/&N", name.replace('&', "&&")));
    if let Some(chart) = &sheet.chart {
        let below = place.row(rows.len().max(1) + sheet.totals.len()) + 1;
        draw(page, chart, (sheet, name), below, &place)?;
    }
    Ok(())
}

/// How many lines a row's longest cell wraps into. Not every program that opens a file makes room for wrapped text by
/// itself.
fn lines_of(row: &SheetRow, sheet: &Sheet) -> usize {
    let cells = row.cells.iter().zip(&sheet.columns);
    let lines = cells.map(|(cell, column)| match cell {
        SheetCell::Text(text) | SheetCell::Mark(text) => lines_in(text, column.width),
        _ => 1,
    });
    lines.max().unwrap_or(1)
}

/// How many lines a text wraps into in a column of this width. Measured in bold, so that no font in use needs more.
fn lines_in(text: &str, width: u16) -> usize {
    let room = u32::from(width).max(1).saturating_mul(TWIPS);
    let wide = |word: &str| bold_twips(word, SIZE);
    let lines = text.lines().map(|line| {
        let (mut lines, mut used) = (1_usize, 0_u32);
        for word in line.split(' ') {
            let word_wide = wide(word);
            let gap = if used == 0 { 0 } else { wide(" ") };
            let longer = used.saturating_add(gap).saturating_add(word_wide);
            if longer <= room {
                used = longer;
                continue;
            }
            // A word that no line holds is broken anywhere.
            lines += usize::from(used > 0) + (word_wide.saturating_sub(1) / room) as usize;
            used = word_wide % room;
        }
        lines
    });
    lines.sum::<usize>().max(1)
}

/// The height of a row of so many lines, points.
fn height_of(lines: usize) -> f64 {
    (LINE * lines as f64).min(HIGHEST)
}

/// Where the rows of a sheet stand in its file.
struct Place {
    rows: usize,
}

impl Place {
    /// A row by its place in the sheet, those under the table behind them. A table without rows keeps an empty one, so
    /// that its filter and its sums have something to stand on.
    fn row(&self, at: usize) -> u32 {
        let gap = usize::from(self.rows == 0);
        HEAD + 1 + (at + gap) as u32
    }

    /// The table's last row.
    fn last_row(&self) -> u32 {
        HEAD + self.rows.max(1) as u32
    }

    /// The formula in letters, for a cell of this column.
    fn letters(&self, formula: &SheetFormula, column: u16) -> String {
        let own = letter(column);
        let (first, last) = (HEAD + 2, self.last_row() + 1);
        match formula {
            SheetFormula::Shown => format!("=SUBTOTAL(9,{own}{first}:{own}{last})"),
            SheetFormula::Filled => format!("=SUBTOTAL(3,{own}{first}:{own}{last})"),
            SheetFormula::Rows(range) if range.is_empty() => "=0".to_owned(),
            SheetFormula::Rows(range) => {
                format!("=SUM({own}{}:{own}{})", self.row(range.start) + 1, self.row(range.end - 1) + 1)
            }
            SheetFormula::Cells(cells) if cells.is_empty() => "=0".to_owned(),
            SheetFormula::Cells(cells) => {
                let mut text = "=".to_owned();
                for (at, (added, row, column)) in cells.iter().enumerate() {
                    match (added, at) {
                        (true, 0) => {}
                        (true, _) => text.push('+'),
                        (false, _) => text.push('-'),
                    }
                    text.push_str(&letter(*column as u16));
                    text.push_str(&(self.row(*row) + 1).to_string());
                }
                text
            }
        }
    }
}

fn write_cell(
    page: &mut Worksheet,
    (at, column): (usize, u16),
    cell: &SheetCell,
    of: &SheetRow,
    place: &Place,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let row = place.row(at);
    let look = |looks: &'_ [Format; 2]| looks.get(usize::from(of.strong)).cloned().unwrap_or_default();
    match cell {
        SheetCell::Empty => page.write_blank(row, column, &look(&looks.text))?,
        SheetCell::Text(text) => {
            let text = fitting(text);
            // Whoever opens such a cell and leaves it again must not be left with a formula.
            let quoted = text.starts_with(['=', '+', '-', '@', '\t']);
            let look = look(if quoted { &looks.quoted } else { &looks.text });
            page.write_string_with_format(row, column, text, &look)?
        }
        SheetCell::Mark(text) => {
            page.write_string_with_format(row, column, fitting(text), &look(&looks.mark))?
        }
        SheetCell::Count(count) => {
            page.write_number_with_format(row, column, *count as f64, &look(&looks.number))?
        }
        SheetCell::Money(amount) => {
            page.write_number_with_format(row, column, amount.0 as f64, &look(&looks.number))?
        }
        SheetCell::Day(day) => match serial(*day) {
            Some(serial) => page.write_number_with_format(row, column, serial, &look(&looks.day))?,
            None => page.write_string_with_format(
                row,
                column,
                crate::text::date::format(*day),
                &look(&looks.mark),
            )?,
        },
        SheetCell::Computed { formula, result, money: _ } => {
            let formula = Formula::new(place.letters(formula, column)).set_result(result.to_string());
            page.write_formula_with_format(row, column, formula, &look(&looks.number))?
        }
    };
    Ok(())
}

/// A day as the format counts it; none before 1/3/1900, since the format has a 29/2/1900.
fn serial(day: NaiveDate) -> Option<f64> {
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let days = (day - zero).num_days();
    (61..=2_958_465).contains(&days).then_some(days as f64)
}

/// The letters of a column.
fn letter(column: u16) -> String {
    let mut letters = String::new();
    let mut left = u32::from(column) + 1;
    while left > 0 {
        left -= 1;
        letters.insert(0, char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters
}

/// A title on one line.
fn short(text: &str) -> String {
    one_line(text).chars().take(TITLE).collect()
}

/// Clean text, no longer than a cell bears.
fn fitting(text: &str) -> String {
    let text = clean(text);
    let mut left = LONGEST;
    let end = text.char_indices().find(|(_, c)| {
        let over = c.len_utf16() > left;
        left = left.saturating_sub(c.len_utf16());
        over
    });
    match end {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// A name that a tab can bear, unlike those before it.
fn tab_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let kept: String =
        one_line(wanted).chars().filter(|c| !['*', '?', ':', '[', ']', '\\', '/'].contains(c)).collect();
    let kept = kept.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let kept = if kept.is_empty() { "1" } else { kept };
    let cut = |room: usize| {
        let mut left = room;
        let fits = kept.chars().take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        });
        fits.collect::<String>().trim_end_matches(|c: char| c == '\'' || c.is_whitespace()).to_owned()
    };
    let mut name = cut(31);
    let mut number = 2_u32;
    while !taken.insert(name.to_lowercase()) {
        let suffix = format!(" ({number})");
        name = format!("{}{suffix}", cut(31_usize.saturating_sub(suffix.len())));
        number = number.saturating_add(1);
    }
    name
}

fn draw(
    page: &mut Worksheet,
    chart: &SheetChart,
    (sheet, name): (&Sheet, &str),
    below: u32,
    place: &Place,
) -> Result<(), XlsxError> {
    let (first, last) = (HEAD + 1, place.last_row());
    let range = |column: usize| (name, first, column as u16, last, column as u16);
    let title = |column: usize| (name, HEAD, column as u16);
    let mut bars = Chart::new(ChartType::Column);
    bars.add_series()
        .set_name(title(chart.bars))
        .set_categories(range(chart.categories))
        .set_values(range(chart.bars));
    let mut line = Chart::new(ChartType::Line);
    line.add_series()
        .set_name(title(chart.line))
        .set_categories(range(chart.categories))
        .set_values(range(chart.line))
        .set_secondary_axis(true);
    bars.combine(&line);
    bars.title().set_name(&short(&chart.title));
    // In words: a name taken from a cell is not shown by every program before it has computed.
    let named =
        |column: usize| sheet.columns.get(column).map(|column| short(&column.title)).unwrap_or_default();
    bars.y_axis().set_name(&named(chart.bars)).set_num_format("0");
    bars.y2_axis().set_name(&named(chart.line)).set_num_format(NUMBER);
    bars.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
    bars.set_alt_text(short(&chart.alt)).set_width(610).set_height(340);
    page.insert_chart(below, 0, &bars)?;
    Ok(())
}

/// How cells look, usual and strong.
struct Looks {
    title: Format,
    subtitle: Format,
    head: Format,
    text: [Format; 2],
    quoted: [Format; 2],
    mark: [Format; 2],
    number: [Format; 2],
    day: [Format; 2],
}

impl Looks {
    fn new() -> Self {
        let base = || Format::new().set_font_name(FONT).set_font_size(12);
        let cell = || base().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        let both = |look: Format| {
            let strong = look.clone().set_bold().set_background_color(0x00F2_F2F2);
            [look, strong]
        };
        Self {
            title: base()
                .set_font_size(14)
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            subtitle: base()
                .set_italic()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::Top),
            head: base()
                .set_bold()
                .set_text_wrap()
                .set_border(FormatBorder::Thin)
                .set_background_color(0x00D9_E2F3)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            text: both(cell().set_text_wrap()),
            quoted: both(cell().set_text_wrap().set_quote_prefix()),
            mark: both(cell().set_text_wrap().set_align(FormatAlign::Center)),
            // Off the border: the text of the next column begins right behind it.
            number: both(cell().set_num_format(NUMBER).set_align(FormatAlign::Right).set_indent(1)),
            day: both(cell().set_num_format(DAY).set_align(FormatAlign::Center)),
        }
    }
}
