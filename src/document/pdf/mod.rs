//! The PDF file: pages as [`super::layout`] sets them, drawn by `krilla`.
//!
//! Here live the faces ([`Fonts`]) and the drawing. Where a word stands is decided by the layout alone. Equal documents
//! set in equal fonts give equal bytes: day and name of the file's properties come from the document.

mod fonts;
mod letters;
mod look_alikes;
mod picture;
mod tags;

use std::ops::Range;

use chrono::Datelike;
use krilla::Document as Pdf;
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::ArtifactType;

use super::clean::one_line;
use super::error::DocumentError;
use super::layout::{self, HeadingPlace, Paper, Rule};
use super::model::Document;
use super::style::{PAPER_HEIGHT, PAPER_WIDTH};

use letters::Letters;
use tags::Tags;

pub use fonts::{FontError, Fonts, system_folders};

/// The number of pages that the document takes.
pub fn pages(document: &Document, fonts: &Fonts) -> usize {
    layout::lay_out(document, fonts).pages.len()
}

/// The document as a PDF file.
///
/// # Errors
/// [`DocumentError::Picture`] for a picture that does not read, [`DocumentError::Pdf`] if a font turns out to be damaged
/// where it is taken apart.
pub fn write(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, DocumentError> {
    write_told(document, fonts).map(|written| written.bytes)
}

/// A PDF file, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// The number of its pages.
    pub pages: usize,
    /// The letters of the document that no font has, nor anything like them, in the order in which they are met: the file
    /// shows a box for each, from which the letter itself can still be copied.
    pub undrawn: Vec<char>,
}

/// The same, and what is to be said of it, laid out once.
///
/// # Errors
/// As [`write()`].
pub fn write_told(document: &Document, fonts: &Fonts) -> Result<Written, DocumentError> {
    let paper = layout::lay_out(document, fonts);
    let letters = Letters::of(&paper, fonts);
    let mut pdf = Pdf::new();
    pdf.set_metadata(properties(document));
    let settings = PageSettings::from_wh(PAPER_WIDTH as f32 / 20.0, PAPER_HEIGHT as f32 / 20.0)
        .ok_or_else(|| DocumentError::Pdf("the paper has no size".to_owned()))?;
    let mut pictures = 0;
    let mut tags = Tags::of(document);
    for page in &paper.pages {
        let mut sheet = pdf.start_page_with(settings.clone());
        let mut surface = sheet.surface();
        tags::aside(&mut surface, ArtifactType::Layout, |surface| {
            for rule in &page.rules {
                draw_rule(surface, rule);
            }
        });
        surface.set_stroke(None);
        surface.set_fill(Some(black()));
        let draw = |surface: &mut Surface<'_>, texts: Range<usize>| {
            for text in page.texts.get(texts).unwrap_or(&[]) {
                letters.draw(surface, text);
            }
        };
        for stretch in &page.stretches {
            for placed in page.pictures.get(stretch.pictures.clone()).unwrap_or(&[]) {
                pictures += 1;
                let drawn = |surface: &mut Surface<'_>| picture::draw(surface, placed, pictures);
                tags.picture(&mut surface, &placed.picture.alt, drawn)?;
            }
            tags.texts(&mut surface, stretch, &draw);
        }
        surface.finish();
        sheet.finish();
    }
    pdf.set_outline(outline(&paper));
    pdf.set_tag_tree(tags.finish());
    let bytes = pdf.finish().map_err(|error| picture::refused(&error))?;
    Ok(Written { bytes, pages: paper.pages.len(), undrawn: letters.undrawn })
}

fn black() -> Fill {
    Fill { paint: rgb::Color::black().into(), ..Fill::default() }
}

fn properties(document: &Document) -> Metadata {
    let meta = &document.meta;
    let day = DateTime::new(meta.created.year().clamp(0, 9999) as u16)
        .month(meta.created.month() as u8)
        .day(meta.created.day() as u8);
    let mut properties = Metadata::new()
        .title(one_line(&meta.title))
        .language(meta.language.clone())
        .creator("congdoan".to_owned())
        .creation_date(day);
    if !meta.author.is_empty() {
        properties = properties.authors(vec![one_line(&meta.author)]);
    }
    if !meta.subject.is_empty() {
        properties = properties.description(one_line(&meta.subject));
    }
    properties
}

fn draw_rule(surface: &mut Surface<'_>, rule: &Rule) {
    let mut path = PathBuilder::new();
    path.move_to(rule.from.0, rule.from.1);
    path.line_to(rule.to.0, rule.to.1);
    let Some(path) = path.finish() else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: rgb::Color::black().into(),
        width: rule.width,
        opacity: NormalizedF32::ONE,
        ..Stroke::default()
    }));
    surface.draw_path(&path);
}

/// The headings as a tree; a level that was left out hangs on the one above it.
fn outline(paper: &Paper) -> Outline {
    let mut outline = Outline::new();
    for node in nodes(&paper.headings) {
        outline.push_child(node);
    }
    outline
}

fn nodes(headings: &[HeadingPlace]) -> Vec<OutlineNode> {
    let mut nodes = Vec::new();
    let mut rest = headings;
    while let Some((first, after)) = rest.split_first() {
        let below = after.iter().position(|next| next.level <= first.level).unwrap_or(after.len());
        let (children, next) = after.split_at(below);
        let place = XyzDestination::new(first.page, Point::from_xy(0.0, (first.top - 6.0).max(0.0)));
        let mut node = OutlineNode::new(first.text.clone(), place).with_open(first.level <= 2);
        for child in self::nodes(children) {
            node.push_child(child);
        }
        nodes.push(node);
        rest = next;
    }
    nodes
}

#[cfg(test)]
mod tests;
