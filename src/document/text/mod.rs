//! The document as lines of plain text for the screen and for `.txt` files.
//!
//! Each line says which part of the document it shows ([`Place`]), and each piece of it carries the mark of
//! its run, so that a reader who stands on a figure can be led to what it was computed from. Widths are in
//! terminal cells; a Vietnamese letter takes one, an emoji two.

mod table;
mod wrap;

use unicode_width::UnicodeWidthStr;

use super::clean::{clean, one_line, recipients};
use super::model::{Align, Block, Document, Foot, Head, ParagraphStyle, Run};
use super::picture::in_words;
use wrap::wrap;

/// From this width on, head and foot stand in two columns.
const TWO_COLUMNS: usize = 60;

/// The part of the document that a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The head, from the upper body to the addressee.
    Head,
    /// The block of this index in [`Document::blocks`].
    Block(usize),
    /// Recipients and signature.
    Foot,
}

/// A stretch of a line of one look and one origin. Its text is clean (NFC, no control characters).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// Bold on paper.
    pub bold: bool,
    /// Italic on paper.
    pub italic: bool,
    /// The mark of the [`Run`] it comes from; none for numbers, markers and padding.
    pub mark: Option<u32>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// What it shows; an empty line belongs to what follows it.
    pub place: Place,
    /// Its pieces from left to right, indentation included, without spaces at the end of the line.
    pub pieces: Vec<Piece>,
}

impl TextLine {
    /// The characters of the line.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// Its width in cells.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(Piece::width).sum()
    }

    /// The marks on the line from left to right, each once.
    pub fn marks(&self) -> Vec<u32> {
        let mut marks = Vec::new();
        for mark in self.pieces.iter().filter_map(|piece| piece.mark) {
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        marks
    }
}

impl Piece {
    /// Its width in cells.
    pub fn width(&self) -> usize {
        self.text.width()
    }

    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    fn spaces(count: usize) -> Self {
        Self::plain(" ".repeat(count))
    }
}

impl From<&Run> for Piece {
    fn from(run: &Run) -> Self {
        Self { text: clean(&run.text), bold: run.bold, italic: run.italic, mark: run.mark }
    }
}

/// The document as lines of at most `width` cells, wrapped between words; a word wider than the line is cut
/// between characters. A width below 2 is taken as 2, the width of the widest character.
pub fn write(document: &Document, width: usize) -> Vec<TextLine> {
    let width = width.max(2);
    let mut page = Page { width, lines: Vec::new() };
    if let Some(head) = &document.head {
        page.head(head);
    }
    let foot_before = document.parts().0.len();
    let foot = |page: &mut Page| {
        if let Some(foot) = &document.foot {
            page.foot(foot);
        }
    };
    let mut after_table = false;
    for (i, block) in document.blocks.iter().enumerate() {
        if i == foot_before {
            foot(&mut page);
        }
        let is_table = matches!(block, Block::Table { .. } | Block::PageBreak);
        let apart = is_table || after_table || matches!(block, Block::Heading { level: 0..=2, .. });
        if apart || i == 0 {
            page.blank(Place::Block(i));
        }
        page.block(Place::Block(i), block);
        after_table = is_table;
    }
    if foot_before == document.blocks.len() {
        foot(&mut page);
    }
    page.lines
}

/// The same as one string, each line ended by a line feed.
pub fn plain(document: &Document, width: usize) -> String {
    let mut out = String::new();
    for line in write(document, width) {
        out.push_str(&line.text());
        out.push('\n');
    }
    out
}

struct Page {
    width: usize,
    lines: Vec<TextLine>,
}

impl Page {
    fn push(&mut self, place: Place, mut pieces: Vec<Piece>) {
        // Spaces at the end are invisible and would be sent to the terminal all the same.
        while let Some(last) = pieces.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
            if !last.text.is_empty() {
                break;
            }
            pieces.pop();
        }
        self.lines.push(TextLine { place, pieces });
    }

    /// An empty line, unless there is one already or nothing stands above it.
    fn blank(&mut self, place: Place) {
        if self.lines.last().is_some_and(|line| !line.pieces.is_empty()) {
            self.push(place, Vec::new());
        }
    }

    /// Wrapped text, its first line starting with `lead`, the others indented by `indent` cells.
    fn wrapped(&mut self, place: Place, lead: &str, indent: usize, pieces: &[Piece]) {
        // On a narrow screen the text matters more than its indentation.
        let (lead, indent) = if self.width >= 30 { (lead, indent) } else { (lead.trim_start(), 0) };
        let lead_width = lead.width();
        let first = self.width.saturating_sub(lead_width).max(2);
        let rest = self.width.saturating_sub(indent).max(2);
        for (i, line) in wrap(pieces, first, rest).into_iter().enumerate() {
            let start = if i == 0 { Piece::plain(lead) } else { Piece::spaces(indent) };
            self.push(place, std::iter::once(start).chain(line).collect());
        }
    }

    fn centred(&mut self, place: Place, pieces: &[Piece]) {
        for line in wrap(pieces, self.width, self.width) {
            let line = aligned(line, self.width, Align::Center);
            self.push(place, line);
        }
    }

    fn block(&mut self, place: Place, block: &Block) {
        let pieces = |runs: &[Run]| runs.iter().map(Piece::from).collect::<Vec<_>>();
        match block {
            Block::Heading { level, number, text } => {
                let mut all = vec![Piece { bold: true, ..Piece::plain(one_line(number).trim()) }];
                let text = bold(pieces(text));
                if all.iter().chain(&text).filter(|piece| !piece.text.is_empty()).count() > 1 {
                    all.push(Piece::plain(" "));
                }
                all.extend(text);
                if *level <= 1 { self.centred(place, &all) } else { self.wrapped(place, "", 0, &all) }
            }
            Block::Paragraph { style: ParagraphStyle::Centered, runs } => self.centred(place, &pieces(runs)),
            Block::Paragraph { style, runs } => {
                let mut all = pieces(runs);
                if *style == ParagraphStyle::Amount {
                    for piece in &mut all {
                        piece.italic = true;
                    }
                }
                if *style == ParagraphStyle::Inset && self.width > 16 {
                    self.wrapped(place, "      ", 6, &all);
                } else {
                    self.wrapped(place, "    ", 0, &all);
                }
            }
            Block::Item { level, marker, runs } => {
                let marker = one_line(marker);
                let marker = marker.trim();
                let gap = if marker.is_empty() { "" } else { " " };
                let lead = format!("{}{marker}{gap}", if *level <= 1 { "  " } else { "    " });
                // A marker that leaves no room is text like any other.
                if lead.width() + 2 > self.width {
                    let all = std::iter::once(Piece::plain(format!("{marker}{gap}"))).chain(pieces(runs));
                    self.wrapped(place, "", 0, &all.collect::<Vec<_>>());
                } else {
                    let indent = lead.width();
                    self.wrapped(place, &lead, indent, &pieces(runs));
                }
            }
            Block::Label { text } => self.wrapped(place, "", 0, &bold(pieces(text))),
            Block::Table { columns, rows, total } => {
                for line in table::lines(columns, rows, total.as_deref(), self.width) {
                    self.push(place, line);
                }
            }
            Block::Picture { picture, caption } => self.centred(place, &pieces(&in_words(picture, caption))),
            Block::PageBreak => self.push(place, vec![Piece::plain("─".repeat(self.width))]),
        }
    }

    fn head(&mut self, head: &Head) {
        let plain = |text: &str| Piece::plain(clean(text));
        let strong = |text: &str| Piece { bold: true, ..plain(text) };
        let slanted = |text: &str| Piece { italic: true, ..plain(text) };
        let left = vec![plain(&head.upper_body), strong(&head.issuing_body), plain(&head.number_line)];
        let right = vec![strong(&head.country), strong(&head.motto), slanted(&head.place_and_date)];
        self.columns(Place::Head, (left, Align::Center), (right, Align::Center));
        for (piece, apart) in [
            (strong(&head.kind), true),
            (strong(&head.subject), false),
            (plain(head.addressee.as_deref().unwrap_or_default()), true),
        ] {
            if !piece.text.trim().is_empty() {
                if apart {
                    self.blank(Place::Head);
                }
                self.centred(Place::Head, &[piece]);
            }
        }
    }

    fn foot(&mut self, foot: &Foot) {
        let strong = |text: &str| Piece { bold: true, ..Piece::plain(clean(text)) };
        let mut left = vec![Piece { italic: true, ..strong(&foot.recipients_title) }];
        left.extend(recipients(&foot.recipients).into_iter().map(Piece::plain));
        let mut right: Vec<Piece> = foot.signer_lines.iter().map(|line| strong(line)).collect();
        if !foot.signer_name.trim().is_empty() {
            // Room for the signature, as on paper; a lone line feed is an empty line.
            right.extend(std::iter::repeat_n(Piece::plain("\n"), 3));
            right.push(strong(&foot.signer_name));
        }
        self.blank(Place::Foot);
        self.columns(Place::Foot, (left, Align::Left), (right, Align::Center));
    }

    /// Two columns side by side, or below each other on a narrow screen; each piece starts a line.
    fn columns(&mut self, place: Place, left: (Vec<Piece>, Align), right: (Vec<Piece>, Align)) {
        let fold = |pieces: Vec<Piece>, width: usize, align: Align| -> Vec<Vec<Piece>> {
            pieces
                .into_iter()
                .filter(|piece| !piece.text.trim().is_empty() || piece.text == "\n")
                .flat_map(|piece| wrap(&[piece], width, width))
                .map(|line| aligned(line, width, align))
                .collect()
        };
        if self.width < TWO_COLUMNS {
            for (pieces, align) in [left, right] {
                self.blank(place);
                for line in fold(pieces, self.width, align) {
                    self.push(place, line);
                }
            }
            return;
        }
        // 2 to 3, so that the country's name fits on one line.
        let left_width = self.width * 2 / 5 - 2;
        let right_width = self.width - left_width - 2;
        let mut left = fold(left.0, left_width, left.1).into_iter();
        let mut right = fold(right.0, right_width, right.1).into_iter();
        loop {
            let (one, other) = (left.next(), right.next());
            if one.is_none() && other.is_none() {
                break;
            }
            let mut line = one.unwrap_or_default();
            let used: usize = line.iter().map(Piece::width).sum();
            line.push(Piece::spaces((left_width + 2).saturating_sub(used)));
            line.extend(other.unwrap_or_default());
            self.push(place, line);
        }
    }
}

fn bold(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for piece in &mut pieces {
        piece.bold = true;
    }
    pieces
}

/// The line filled up with spaces to `width`, or as it is when it is wider.
fn aligned(line: Vec<Piece>, width: usize, align: Align) -> Vec<Piece> {
    let room = width.saturating_sub(line.iter().map(Piece::width).sum());
    let before = match align {
        Align::Left => 0,
        Align::Center => room / 2,
        Align::Right => room,
    };
    let mut padded = Vec::with_capacity(line.len() + 2);
    padded.push(Piece::spaces(before));
    padded.extend(line);
    padded.push(Piece::spaces(room - before));
    padded.retain(|piece| !piece.text.is_empty());
    padded
}

#[cfg(test)]
mod tests;
