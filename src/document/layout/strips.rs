//! Blocks as strips: pieces of a page's whole width that are never torn apart.
//!
//! A strip knows whether a page may end behind it; that is where all rules about what stays together are decided
//! (headings, leads, widows and orphans, rows). Which strips make a page is for `pages`.

use super::super::block_text::BlockText;
use super::super::clean::{Span, one_line, spans};
use super::super::model::{Block, Document, Run};
use super::super::style::{LINE, style};
use super::lines::{Lines, set};
use super::{Metrics, Placed, Rule, Text, frame, picture, points, table};

/// Whether a page may end behind a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// It may.
    Free,
    /// Not where it can be helped.
    Kept,
}

/// A piece of a page; positions count from its upper left corner, at the left margin.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strip {
    /// Points left free above it, unless it is the first of a page.
    pub before: f32,
    /// Points it takes.
    pub height: f32,
    /// Points left free below it, unless it is the last of a page.
    pub after: f32,
    /// Its text.
    pub texts: Vec<Text>,
    /// Its lines.
    pub rules: Vec<Rule>,
    /// Its pictures.
    pub pictures: Vec<Placed>,
    /// Whether a page may end behind it.
    pub ending: Ending,
    /// It begins a page.
    pub on_new_page: bool,
    /// The table it is a row of: its place in [`Strips::heads`].
    pub table: Option<usize>,
    /// It is the title row of its table.
    pub is_head: bool,
    /// The block of the document that it comes from; none in head and foot.
    pub block: Option<usize>,
    /// Of a row: how many of its texts stand before the end of each cell.
    pub cells: Vec<usize>,
    /// Level and text of the heading that it begins.
    pub heading: Option<(u8, String)>,
}

impl Strip {
    /// Of that height, with nothing in it.
    pub fn empty(height: f32) -> Self {
        Self {
            before: 0.0,
            height,
            after: 0.0,
            texts: Vec::new(),
            rules: Vec::new(),
            pictures: Vec::new(),
            ending: Ending::Free,
            on_new_page: false,
            table: None,
            is_head: false,
            block: None,
            cells: Vec::new(),
            heading: None,
        }
    }
}

/// A whole document in strips.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Strips {
    /// In reading order.
    pub strips: Vec<Strip>,
    /// Title rows of the tables, repeated on each page that a table goes on to.
    pub heads: Vec<Option<Strip>>,
}

/// The document's strips.
pub(super) fn of(document: &Document, metrics: &dyn Metrics) -> Strips {
    let mut out = Strips::default();
    if let Some(head) = &document.head {
        out.strips.extend(frame::head(head, metrics));
    }
    let (above, below) = document.parts();
    blocks(&mut out, above, 0, metrics);
    if let Some(foot) = &document.foot {
        out.strips.extend(frame::foot(foot, metrics));
    }
    blocks(&mut out, below, above.len(), metrics);
    out
}

/// Puts blocks, the first of which is number `first` of the document.
fn blocks(out: &mut Strips, blocks: &[Block], first: usize, metrics: &dyn Metrics) {
    let mut on_new_page = false;
    for (at, block) in blocks.iter().enumerate() {
        let from = out.strips.len();
        one(out, block, metrics);
        for strip in out.strips.iter_mut().skip(from) {
            strip.block = Some(first + at);
        }
        if matches!(block, Block::PageBreak) {
            on_new_page = true;
        } else if let Some(first) = out.strips.get_mut(from) {
            first.on_new_page = std::mem::take(&mut on_new_page);
        }
    }
}

fn one(out: &mut Strips, block: &Block, metrics: &dyn Metrics) {
    if let Block::Table { columns, rows, total } = block {
        table::put(out, columns, rows, total.as_deref(), metrics);
    }
    if let Block::Picture { picture, caption } = block {
        picture::put(&mut out.strips, picture, caption, metrics);
    }
    let Some(text) = BlockText::of(block) else { return };
    let from = paragraph(&mut out.strips, text.style, &text.before, text.runs, metrics);
    if let (Block::Heading { level, .. }, Some(first)) = (block, out.strips.get_mut(from)) {
        let title = spans(text.runs).into_iter().map(|span| span.text).collect::<String>();
        first.heading = Some(((*level).clamp(1, 4), one_line(&format!("{}{title}", text.before))));
    }
    if let Some(last) = out.strips.last_mut().filter(|_| text.keeps) {
        last.ending = Ending::Kept;
    }
}

/// Puts a paragraph's lines, one strip each; the place of the first.
pub(super) fn paragraph(
    out: &mut Vec<Strip>,
    id: &str,
    before: &str,
    runs: &[Run],
    metrics: &dyn Metrics,
) -> usize {
    let mut text = spans(runs);
    if !before.is_empty() {
        let look = text.first().map_or((false, false), |span| (span.bold, span.italic));
        // A mark is set upright, whatever follows it.
        let plain = Span { text: before.to_owned(), bold: false, italic: false };
        if look == (false, false) {
            if let Some(first) = text.first_mut() {
                first.text.insert_str(0, before);
            } else {
                text.push(plain);
            }
        } else {
            text.insert(0, plain);
        }
    }
    let style = style(id);
    let from = out.len();
    let Lines { lines, pitch } = set(&text, style, points(LINE), metrics);
    let last = lines.len().saturating_sub(1);
    for (at, line) in lines.into_iter().enumerate() {
        let mut strip = Strip::empty(pitch);
        strip.texts = line;
        if at == 0 {
            strip.before = points(style.before);
        }
        // A single line of several is left on neither page.
        let alone = at != last && (at == 0 || at + 1 == last);
        if at == last {
            strip.after = points(style.after);
        }
        if alone || (at == last && style.keep_next) || (at != last && style.keep_lines) {
            strip.ending = Ending::Kept;
        }
        out.push(strip);
    }
    from
}
