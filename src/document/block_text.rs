//! Blocks of text as both files of a report set them: in which style, behind what mark, kept with what follows.
//!
//! Shared by the Word file and the page layout, so that the two cannot differ. Tables have their columns in
//! [`super::columns`].

use super::clean::one_line;
use super::model::{Block, ParagraphStyle, Run};

/// A block of text, ready to be set.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BlockText<'a> {
    /// The id of its style.
    pub style: &'static str,
    /// What stands before the text in the same line: a number with its space, a mark with its tab.
    pub before: String,
    /// The text.
    pub runs: &'a [Run],
    /// It stands on the same page as what follows, whatever its style says.
    pub keeps: bool,
}

impl<'a> BlockText<'a> {
    /// The block as text; none for tables, pictures and page breaks.
    pub fn of(block: &'a Block) -> Option<Self> {
        let text = |style, before, runs| Self { style, before, runs, keeps: false };
        Some(match block {
            Block::Heading { level, number, text: runs } => {
                let mut number = one_line(number);
                let spaced = number.is_empty() || number.ends_with(' ');
                if !spaced && runs.iter().any(|run| !run.text.is_empty()) {
                    number.push(' ');
                }
                text(heading_style(*level), number, runs)
            }
            Block::Paragraph { style, runs } => text(paragraph_style(*style), String::new(), runs),
            Block::Item { level, marker, runs } => {
                let marker = one_line(marker);
                let before = if marker.is_empty() { marker } else { marker + "\t" };
                let style = if *level <= 1 { "ReportItem" } else { "ReportItem2" };
                // What an entry announces stands on the same page as the entry.
                Self { keeps: announces(runs), ..text(style, before, runs) }
            }
            Block::Label { text: runs } => text("ReportLabel", String::new(), runs),
            Block::Table { .. } | Block::Picture { .. } | Block::PageBreak => return None,
        })
    }
}

/// The line of place and day, broken between the two where it is too wide: a year alone on the second line is ugly.
pub(super) fn place_and_day(text: &str, too_wide: bool) -> String {
    match text.rsplit_once(", ") {
        Some((place, day)) if too_wide => format!("{place},\n{day}"),
        _ => text.to_owned(),
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
