//! The body: each block as paragraphs of a named style or as a table. Lengths are in twips.

use std::fmt::Write as _;

use super::super::clean::{one_line, spans};
use super::super::model::{Align, Block, Cell, Column, ParagraphStyle, Run};
use super::LINE;
use super::metrics::bold_twips;
use super::xml;

/// Twips in a hundred millimetres.
const TWIPS_PER_100_MM: u32 = 5669;
/// Word shows no column narrower than its cell margins; this leaves room for a figure.
const NARROWEST: u32 = 300;
/// The size of a table's text, as the styles have it.
const TABLE_HALF_POINTS: u32 = 26;
/// Left and right of a cell's text: the margins of the table style, and a little for a wider font.
const CELL_MARGINS: u32 = 2 * 108 + 40;

/// Writes the blocks in their order.
pub(super) fn blocks(out: &mut String, blocks: &[Block]) {
    let mut after_table = false;
    let mut on_new_page = false;
    for block in blocks {
        let is_table = matches!(block, Block::Table { .. });
        if is_table && on_new_page {
            page_break(out);
        } else if after_table && !matches!(block, Block::Heading { .. } | Block::PageBreak) {
            // Word makes one table of two that touch, and sets a line hard under the table's border.
            gap(out);
        }
        if matches!(block, Block::PageBreak) {
            on_new_page = true;
        } else {
            // A break of its own would leave an empty line at the top of the new page.
            one(out, block, if on_new_page && !is_table { "<w:pageBreakBefore/>" } else { "" });
            on_new_page = false;
        }
        after_table = is_table;
    }
    if on_new_page {
        page_break(out);
    }
}

/// A paragraph of no height that starts a page.
fn page_break(out: &mut String) {
    xml::open_paragraph(out, "Rule", "<w:pageBreakBefore/>");
    out.push_str("</w:p>\n");
}

/// A small empty paragraph, between tables and after the last one.
pub(super) fn gap(out: &mut String) {
    out.push_str(
        "<w:p><w:pPr><w:pStyle w:val=\"Rule\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" \
         w:lineRule=\"exact\"/></w:pPr></w:p>\n",
    );
}

/// Writes one block; `first` is what its paragraph gets besides its style.
fn one(out: &mut String, block: &Block, first: &str) {
    match block {
        Block::Heading { level, number, text } => {
            let mut number = one_line(number);
            if !number.is_empty() && text.iter().any(|run| !run.text.is_empty()) && !number.ends_with(' ') {
                number.push(' ');
            }
            xml::paragraph(out, heading_style(*level), first, &number, &spans(text));
        }
        Block::Paragraph { style, runs } => {
            xml::paragraph(out, paragraph_style(*style), first, "", &spans(runs));
        }
        Block::Item { level, marker, runs } => {
            let style = if *level <= 1 { "ReportItem" } else { "ReportItem2" };
            let marker = one_line(marker);
            let before = if marker.is_empty() { marker } else { marker + "\t" };
            // What an entry announces stands on the same page as the entry.
            let keep = if announces(runs) { "<w:keepNext/>" } else { "" };
            xml::paragraph(out, style, &format!("{keep}{first}"), &before, &spans(runs));
        }
        Block::Label { text } => xml::paragraph(out, "ReportLabel", first, "", &spans(text)),
        Block::Table { columns, rows, total } => table(out, columns, rows, total.as_deref()),
        Block::PageBreak => {}
    }
}

fn announces(runs: &[Run]) -> bool {
    runs.iter().rev().find_map(|run| run.text.trim_end().chars().next_back()) == Some(':')
}

fn heading_style(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        _ => "Heading4",
    }
}

fn paragraph_style(style: ParagraphStyle) -> &'static str {
    match style {
        ParagraphStyle::Body => "ReportBody",
        ParagraphStyle::Lead => "ReportLead",
        ParagraphStyle::Closing => "ReportClosing",
        ParagraphStyle::Centered => "ReportCentered",
        ParagraphStyle::Amount => "ReportAmount",
        ParagraphStyle::Inset => "ReportInset",
    }
}

fn table(out: &mut String, columns: &[Column], rows: &[Vec<Cell>], total: Option<&[Cell]>) {
    let widest = rows.iter().map(Vec::len).chain(total.map(<[Cell]>::len)).max().unwrap_or(0);
    let count = columns.len().max(widest);
    if count == 0 {
        return;
    }
    let wishes: Vec<Wish> = (0..count).map(|i| Wish::of(columns.get(i), i, rows, total)).collect();
    let widths = widths(columns, &wishes);
    let _ = write!(
        out,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/>\
         <w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
        widths.iter().sum::<u32>()
    );
    for width in &widths {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid>\n");

    if columns.iter().any(|column| !column.title.trim().is_empty()) {
        out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (i, width) in widths.iter().enumerate() {
            open_cell(out, *width);
            xml::line(out, "TableHead", columns.get(i).map_or("", |column| column.title.as_str()));
            out.push_str("</w:tc>");
        }
        out.push_str("</w:tr>\n");
    }
    for (i, cells) in rows.iter().enumerate() {
        // The total is not left alone on the next page, nor a heading within the table at the foot of one.
        let filled = cells.iter().filter(|cell| !cell.runs.is_empty()).count();
        let with_next = (total.is_some() && i + 1 == rows.len()) || (filled == 1 && cells.len() > 1);
        row(out, columns, &widths, cells, false, with_next);
    }
    if let Some(cells) = total {
        row(out, columns, &widths, cells, true, false);
    }
    out.push_str("</w:tbl>\n");
}

fn row(out: &mut String, columns: &[Column], widths: &[u32], cells: &[Cell], bold: bool, with_next: bool) {
    out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (i, width) in widths.iter().enumerate() {
        open_cell(out, *width);
        let align = match columns.get(i).map_or(Align::Left, |column| column.align) {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        };
        let keep = if with_next { "<w:keepNext/>" } else { "" };
        let runs: &[Run] = cells.get(i).map_or(&[], |cell| cell.runs.as_slice());
        let mut spans = spans(runs);
        for span in &mut spans {
            span.bold |= bold;
        }
        xml::paragraph(out, "TableText", &format!("{keep}<w:jc w:val=\"{align}\"/>"), "", &spans);
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>\n");
}

fn open_cell(out: &mut String, width: u32) {
    let _ = write!(
        out,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
    );
}

/// What a column's texts ask for, with the margins of its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wish {
    /// Every cell on one line; the title may break between its words.
    whole: u32,
    /// No word broken.
    word: u32,
}

impl Wish {
    fn of(column: Option<&Column>, place: usize, rows: &[Vec<Cell>], total: Option<&[Cell]>) -> Self {
        let longest = |text: &str| text.split_whitespace().map(cell_width).max().unwrap_or(0);
        let word = column.map_or(0, |column| longest(&column.title));
        let cells = rows.iter().map(Vec::as_slice).chain(total).filter_map(|cells| cells.get(place));
        let wish = cells.fold(Self { whole: word, word }, |wish, cell| {
            let text: String = cell.runs.iter().map(|run| one_line(&run.text)).collect();
            Self { whole: wish.whole.max(cell_width(&text)), word: wish.word.max(longest(&text)) }
        });
        Self { whole: wish.whole.min(LINE), word: wish.word.min(LINE) }
    }
}

/// What a text in a cell takes on one line.
fn cell_width(text: &str) -> u32 {
    bold_twips(text.trim(), TABLE_HALF_POINTS).saturating_add(CELL_MARGINS)
}

/// The width of each column: as told, else by its texts, the widest giving way first and no word broken while there is
/// room. They never exceed the line, unless there are more columns than it can hold at the narrowest.
fn widths(columns: &[Column], wishes: &[Wish]) -> Vec<u32> {
    let count = wishes.len() as u32;
    let given: Vec<Option<u32>> = (0..wishes.len())
        .map(|i| columns.get(i).and_then(|column| column.width_mm))
        .map(|mm| mm.map(|mm| (u32::from(mm) * TWIPS_PER_100_MM / 100).max(NARROWEST)))
        .collect();
    let open: Vec<Wish> =
        given.iter().zip(wishes).filter(|(width, _)| width.is_none()).map(|(_, wish)| *wish).collect();
    let taken: u32 = given.iter().flatten().sum();
    // Columns without a width get a tenth of the line at least, so that one wide neighbour cannot hide them.
    let least = (LINE / 10).min(LINE / count.max(1)).max(NARROWEST);
    let room = LINE.saturating_sub(least * open.len() as u32);
    let fitted = |width: u32| {
        if taken <= room { width } else { (u64::from(width) * u64::from(room) / u64::from(taken)) as u32 }
    };
    let used: u32 = given.iter().flatten().map(|width| fitted(*width)).sum();
    let mut shares = shares(&open, least, LINE.saturating_sub(used)).into_iter();
    let share = |width: Option<u32>| match width {
        Some(width) => fitted(width).max(NARROWEST),
        None => shares.next().unwrap_or(NARROWEST).max(NARROWEST),
    };
    given.into_iter().map(share).collect()
}

/// How the columns without a width divide the room between them.
fn shares(open: &[Wish], least: u32, room: u32) -> Vec<u32> {
    let capped = |cap: u32| open.iter().map(move |wish| wish.whole.min(cap.max(wish.word)).max(least));
    let whole: u32 = capped(LINE).sum();
    if whole <= room {
        // The rest in the same proportion: a long label gets more of it than a figure.
        let stretched = |width: u32| (u64::from(width) * u64::from(room) / u64::from(whole.max(1))) as u32;
        return capped(LINE).map(stretched).collect();
    }
    // The widest that a column may be; below its longest word none goes.
    let (mut fits, mut fails) = (0, LINE);
    while fails - fits > 1 {
        let middle = fits.midpoint(fails);
        if capped(middle).sum::<u32>() <= room { fits = middle } else { fails = middle }
    }
    let narrow: Vec<u32> = capped(fits).collect();
    let sum: u32 = narrow.iter().sum();
    if sum <= room {
        return narrow;
    }
    narrow.into_iter().map(|width| (u64::from(width) * u64::from(room) / u64::from(sum)) as u32).collect()
}

/// Whether the last block is a table, after which Word wants a paragraph.
pub(super) fn ends_in_table(blocks: &[Block]) -> bool {
    matches!(blocks.last(), Some(Block::Table { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn columns(widths: &[Option<u16>]) -> Vec<Column> {
        widths.iter().map(|&width_mm| Column { width_mm, ..Column::new("", Align::Left) }).collect()
    }

    fn wish(title: &str, texts: &[&str]) -> Wish {
        let rows: Vec<Vec<Cell>> =
            texts.iter().map(|text| vec![Cell::from(vec![Run::plain(*text)])]).collect();
        Wish::of(Some(&Column::new(title, Align::Left)), 0, &rows, None)
    }

    #[test]
    fn columns_without_a_width_share_the_rest_of_the_line() {
        let widths = widths(&columns(&[Some(10), None, None, Some(30)]), &[wish("", &[]); 4]);
        assert_eq!(widths.first(), Some(&566));
        assert_eq!(widths.get(1), widths.get(2));
        assert!(LINE - widths.iter().sum::<u32>() <= 1);
    }

    #[test]
    fn amounts_stand_on_one_line_and_the_longest_text_gives_way() {
        let label =
            wish("Nội dung", &["Thăm hỏi ốm đau, thai sản của công đoàn viên trong cả năm học (lượt)"]);
        let amount = wish("Học kỳ I", &["16.281.014", "5"]);
        let change = wish("So với học kỳ trước", &["giảm 16.281.014", "không đổi"]);
        let widths = widths(
            &columns(&[Some(11), None, None, None, None, None]),
            &[wish("TT", &["1"]), label, amount, amount, amount, change],
        );
        assert_eq!(widths[2..], [amount.whole, amount.whole, amount.whole, change.whole]);
        assert!(label.word < widths[1] && widths[1] < label.whole);
        assert!(LINE - widths.iter().sum::<u32>() <= 6);
    }

    proptest! {
        #[test]
        fn a_table_never_leaves_the_line(
            given in proptest::collection::vec((proptest::option::of(0u16..), 0u32..20_000, 0u32..20_000), 1..12),
        ) {
            let told: Vec<Option<u16>> = given.iter().map(|one| one.0).collect();
            let wishes: Vec<Wish> = given
                .iter()
                .map(|one| Wish { whole: one.1.max(one.2).min(LINE), word: one.2.min(LINE) })
                .collect();
            let widths = widths(&columns(&told), &wishes);
            prop_assert!(widths.iter().all(|&width| width >= NARROWEST));
            prop_assert!(widths.iter().sum::<u32>() <= LINE + NARROWEST * given.len() as u32);
        }
    }
}
