//! Pages: where each word of a document stands on paper.
//!
//! One way: blocks become strips (`strips`, with `lines` breaking text and `table`, `frame` setting what has
//! columns, `picture` pictures), strips become pages (`pages`). Nothing here knows a file format or a font file: widths of letters come
//! through [`Metrics`]. Positions are in points from the upper left corner of the paper.

mod frame;
mod lines;
mod pages;
mod picture;
mod strips;
mod table;

use std::ops::Range;

use super::model::{Document, Picture};

/// A face of the one family that papers are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Regular.
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Bold and italic.
    BoldItalic,
}

impl Face {
    /// The face of that look.
    pub const fn of(bold: bool, italic: bool) -> Self {
        match (bold, italic) {
            (false, false) => Self::Regular,
            (true, false) => Self::Bold,
            (false, true) => Self::Italic,
            (true, true) => Self::BoldItalic,
        }
    }
}

/// How wide letters are.
pub trait Metrics {
    /// The advance of `letter` in that face, as a part of the font's size (1.0 is a square).
    fn advance(&self, face: Face, letter: char) -> f32;

    /// The width of a text in points at a size in points, without stretching.
    fn width(&self, face: Face, size: f32, text: &str) -> f32 {
        text.chars().map(|letter| self.advance(face, letter)).sum::<f32>() * size
    }
}

/// A document laid onto pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paper {
    /// The pages, first to last; never empty.
    pub pages: Vec<Page>,
    /// Where the headings stand, in reading order.
    pub headings: Vec<HeadingPlace>,
}

/// What stands on one page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Stretches of text in reading order.
    pub texts: Vec<Text>,
    /// Lines drawn.
    pub rules: Vec<Rule>,
    /// Pictures.
    pub pictures: Vec<Placed>,
    /// Which of its texts and pictures belong together; in reading order, all of them.
    pub stretches: Vec<Stretch>,
}

/// Texts and pictures of a page that come from one line, row or picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// What they come from.
    pub of: Origin,
    /// Their places in [`Page::texts`].
    pub texts: Range<usize>,
    /// Their places in [`Page::pictures`].
    pub pictures: Range<usize>,
    /// For a row of a table how many texts stand before the end of each cell, in the order of the columns; else empty.
    pub cells: Vec<usize>,
}

/// What something on a page comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The number of the page, or a table's titles once more: nothing of the document's own.
    Page,
    /// Head or foot of the document.
    Frame,
    /// The block of this index in [`Document::blocks`].
    Block(usize),
    /// The title row of the table that is the block of this index.
    Titles(usize),
}

/// A stretch of text on one line in one face.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Its left end, points.
    pub x: f32,
    /// The line its letters stand on, points.
    pub baseline: f32,
    /// Points.
    pub size: f32,
    /// The face.
    pub face: Face,
    /// The characters.
    pub text: String,
    /// Points that each space is wider than the font's own.
    pub stretch: f32,
}

/// A straight line, upright or level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// One end, points.
    pub from: (f32, f32),
    /// The other, points.
    pub to: (f32, f32),
    /// Thickness, points.
    pub width: f32,
}

/// A picture on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Its left edge, points.
    pub x: f32,
    /// Its upper edge, points.
    pub top: f32,
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
    /// The picture.
    pub picture: Picture,
}

/// Where a heading stands.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadingPlace {
    /// 1 to 4.
    pub level: u8,
    /// Number and text.
    pub text: String,
    /// The page, 0 the first.
    pub page: usize,
    /// The upper edge of its line, points.
    pub top: f32,
}

/// Lays a document onto A4 pages in the look of Decree 30/2020/NĐ-CP.
///
/// No paragraph leaves or begins a page with a single line of several, no heading stands at the foot of a page, titles
/// of a table are repeated on each of its pages, a row stays whole unless it is longer than a page, and a picture stands
/// on one page with its caption.
pub fn lay_out(document: &Document, metrics: &dyn Metrics) -> Paper {
    pages::paginate(&strips::of(document, metrics), metrics)
}

/// Points of so many twips.
fn points(twips: u32) -> f32 {
    twips as f32 / 20.0
}

#[cfg(test)]
mod tests;
