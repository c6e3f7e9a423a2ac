//! Strips onto pages.

use std::ops::Range;

use super::super::style::{LINE, MARGIN_LEFT, MARGIN_TOP, PAGE_NUMBER_TOP, PAPER_HEIGHT, style};
use super::lines::ASCENT;
use super::strips::{Ending, Strip, Strips};
use super::{Face, HeadingPlace, Metrics, Origin, Page, Paper, Placed, Rule, Stretch, Text, points};

/// Fills one page after the other, ending each at the last place where it may end.
pub(super) fn paginate(strips: &Strips, metrics: &dyn Metrics) -> Paper {
    let mut paper = Paper::default();
    for page in divide(strips) {
        fill(&mut paper, strips, page, metrics);
    }
    paper
}

/// Which strips stand on each page; one empty page for none.
pub(super) fn divide(strips: &Strips) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut from = 0;
    while from < strips.strips.len() || pages.is_empty() {
        let to = end_of_page(strips, from);
        pages.push(from..to);
        from = to;
    }
    pages
}

/// Points between two strips: the larger of what both ask for, as word processors have it.
const fn gap(above: f32, below: f32) -> f32 {
    above.max(below)
}

/// The head that a page beginning with strip `from` repeats.
fn repeated(strips: &Strips, from: usize) -> Option<&Strip> {
    let first = strips.strips.get(from).filter(|strip| !strip.is_head)?;
    strips.heads.get(first.table?)?.as_ref()
}

/// The first strip that does not stand on the page that begins with `from`; more than `from` unless there is none.
fn end_of_page(strips: &Strips, from: usize) -> usize {
    let room = points(PAPER_HEIGHT - 2 * MARGIN_TOP);
    let mut y = repeated(strips, from).map_or(0.0, |head| head.height);
    let mut after = 0.0;
    let mut may_end = None;
    for (at, strip) in strips.strips.iter().enumerate().skip(from) {
        if at > from {
            if strip.on_new_page {
                return at;
            }
            y += gap(after, strip.before);
        }
        y += strip.height;
        after = strip.after;
        // A thousandth of a point is the arithmetic's, not the paper's.
        if y > room + 0.001 && at > from {
            return may_end.unwrap_or(at);
        }
        if strip.ending == Ending::Free {
            may_end = Some(at + 1);
        }
    }
    strips.strips.len()
}

fn fill(paper: &mut Paper, strips: &Strips, page: Range<usize>, metrics: &dyn Metrics) {
    let Range { start: from, end: to } = page;
    let number = paper.pages.len();
    let mut page = Page::default();
    if number > 0 {
        page.texts.push(page_number(number + 1, metrics));
        page.stretches.push(Stretch { of: Origin::Page, texts: 0..1, pictures: 0..0, cells: Vec::new() });
    }
    let mut y = points(MARGIN_TOP);
    if let Some(head) = repeated(strips, from) {
        put(&mut page, head, y, Origin::Page);
        y += head.height;
    }
    let mut after = 0.0;
    for (at, strip) in strips.strips.iter().enumerate().take(to).skip(from) {
        if at > from {
            y += gap(after, strip.before);
        }
        if let Some((level, text)) = &strip.heading {
            paper.headings.push(HeadingPlace { level: *level, text: text.clone(), page: number, top: y });
        }
        let of = match strip.block {
            None => Origin::Frame,
            Some(block) if strip.is_head => Origin::Titles(block),
            Some(block) => Origin::Block(block),
        };
        put(&mut page, strip, y, of);
        y += strip.height;
        after = strip.after;
    }
    paper.pages.push(page);
}

fn put(page: &mut Page, strip: &Strip, top: f32, of: Origin) {
    let left = points(MARGIN_LEFT);
    let (texts, pictures) = (page.texts.len(), page.pictures.len());
    page.texts.extend(strip.texts.iter().cloned().map(|text| Text {
        x: text.x + left,
        baseline: text.baseline + top,
        ..text
    }));
    page.pictures.extend(strip.pictures.iter().cloned().map(|placed| Placed {
        x: placed.x + left,
        top: placed.top + top,
        ..placed
    }));
    let moved = |(x, y): (f32, f32)| (x + left, y + top);
    page.rules.extend(strip.rules.iter().map(|rule| Rule {
        from: moved(rule.from),
        to: moved(rule.to),
        width: rule.width,
    }));
    page.stretches.push(Stretch {
        of,
        texts: texts..page.texts.len(),
        pictures: pictures..page.pictures.len(),
        cells: strip.cells.clone(),
    });
}

/// The number in the top margin, in the middle.
fn page_number(number: usize, metrics: &dyn Metrics) -> Text {
    let size = style("Header").size as f32 / 2.0;
    let text = number.to_string();
    let width = metrics.width(Face::Regular, size, &text);
    Text {
        x: points(MARGIN_LEFT) + (points(LINE) - width) / 2.0,
        baseline: points(PAGE_NUMBER_TOP) + size * ASCENT,
        size,
        face: Face::Regular,
        text,
        stretch: 0.0,
    }
}
