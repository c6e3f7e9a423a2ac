//! The body: each block as paragraphs of a named style or as a table. Lengths are in twips.

use std::fmt::Write as _;

use super::super::block_text::BlockText;
use super::super::clean::spans;
use super::super::columns::{stays_with_next, widths};
use super::super::model::{Align, Block, Cell, Column, Picture, Run};
use super::super::picture::{CAPTION, FRAME};
use super::media::Media;
use super::xml;

/// Writes the blocks in their order.
pub(super) fn blocks(out: &mut String, blocks: &[Block], media: &mut Media<'_>) {
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
            let first = if on_new_page && !is_table { "<w:pageBreakBefore/>" } else { "" };
            if let Block::Picture { picture: shown, caption } = block {
                picture(out, shown, caption, first, media);
            } else {
                one(out, block, first);
            }
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
    if let Some(text) = BlockText::of(block) {
        let keep = if text.keeps { "<w:keepNext/>" } else { "" };
        xml::paragraph(out, text.style, &format!("{keep}{first}"), &text.before, &spans(text.runs));
    } else if let Block::Table { columns, rows, total } = block {
        table(out, columns, rows, total.as_deref());
    }
}

/// Writes a picture and its caption, on one page.
fn picture(out: &mut String, picture: &Picture, caption: &[Run], first: &str, media: &mut Media<'_>) {
    let caption = spans(caption);
    // Without a caption there is nothing to stay with.
    let keep = if caption.is_empty() { "<w:keepNext w:val=\"0\"/>" } else { "" };
    xml::open_paragraph(out, FRAME, &format!("{keep}{first}"));
    media.draw(out, picture);
    out.push_str("</w:p>\n");
    if !caption.is_empty() {
        xml::paragraph(out, CAPTION, "", "", &caption);
    }
}

fn table(out: &mut String, columns: &[Column], rows: &[Vec<Cell>], total: Option<&[Cell]>) {
    let widths = widths(columns, rows, total);
    if widths.is_empty() {
        return;
    }
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
        let with_next = stays_with_next(rows, total.is_some(), i);
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

/// Whether the last block is a table, after which Word wants a paragraph.
pub(super) fn ends_in_table(blocks: &[Block]) -> bool {
    matches!(blocks.last(), Some(Block::Table { .. }))
}
