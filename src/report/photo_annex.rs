//! The annex of photos (*phụ lục ảnh*) that goes out with a report: its head, and one numbered photo after the other.

use std::sync::LazyLock;

use chrono::Datelike;
use serde::Deserialize;

use super::Report;
use super::outline::Outline;
use super::paper::to_document;
use super::sent::last_sent;
use crate::document::{Block, Document, Head, Meta, ParagraphStyle, Picture, Run};
use crate::domain::TermData;
use crate::text::{asset, date};

/// The words of the annex, `assets/photo-annex.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    kind: String,
    attached: String,
    number_blank: String,
    day_blank: String,
    caption: String,
}

/// The embedded file; a test reads it, so it is never the empty one.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| asset::read(include_str!("../../assets/photo-annex.toml")).unwrap_or_default());

/// The annex of photos to a report of that term, each photo with its caption, in their order.
///
/// It names the report by number and day: those that the period has, else those with which the report went out last;
/// what it does not bear yet is left for the pen. A photo without a text of its own for whoever cannot see it is told by
/// its caption. Nobody signs an annex, and its pages count from 1.
pub fn photo_annex(
    report: &Report,
    data: &TermData,
    outline: &Outline,
    photos: impl IntoIterator<Item = (Picture, String)>,
) -> Document {
    let paper = to_document(report, data, outline);
    let settings = &data.period.report;
    let sent = last_sent(&data.issued, data.period.id, &outline.code);
    let (mut number, mut day) = (settings.number.as_str(), settings.day);
    if let Some(sent) = sent.filter(|sent| number.is_empty() || number == sent.number) {
        (number, day) = (sent.number.as_str(), Some(sent.day));
    }
    let written = day.map_or_else(
        || {
            let year = data.period.due.unwrap_or(data.period.activities.1).year();
            WORDS.day_blank.replace("{year}", &year.to_string())
        },
        date::long,
    );
    let number = if number.is_empty() { WORDS.number_blank.as_str() } else { number };
    let attached = WORDS.attached.replace("{day}", &written).replace("{number}", number);

    let mut meta =
        Meta::new(format!("{} {}", WORDS.kind, report.subject).trim(), paper.meta.author, paper.meta.created);
    meta.subject.clone_from(&report.subject);
    let names = paper.head.unwrap_or_default();
    let head = Head {
        upper_body: names.upper_body,
        issuing_body: names.issuing_body,
        kind: WORDS.kind.clone(),
        subject: report.subject.clone(),
        ..Head::default()
    };
    let mut blocks = vec![Block::paragraph(ParagraphStyle::Centered, vec![Run::plain(attached).italic()])];
    blocks.extend(
        photos.into_iter().enumerate().map(|(at, (picture, caption))| captioned(at + 1, picture, &caption)),
    );
    Document { meta, head: Some(head), blocks, foot: None, foot_before: None }
}

fn captioned(number: usize, mut picture: Picture, caption: &str) -> Block {
    let caption = caption.trim();
    // The caption last: it may hold braces of its own.
    let printed = WORDS.caption.replace("{number}", &number.to_string()).replace("{caption}", caption);
    let printed = printed.trim_end();
    if picture.alt.trim().is_empty() {
        let alt = if caption.is_empty() { printed } else { caption };
        alt.clone_into(&mut picture.alt);
    }
    Block::Picture { picture, caption: vec![Run::plain(printed)] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_there() {
        assert!(WORDS.attached.contains("{number}") && WORDS.attached.contains("{day}"));
        assert!(WORDS.caption.contains("{number}") && WORDS.caption.contains("{caption}"));
        assert!(
            !WORDS.kind.is_empty() && !WORDS.number_blank.is_empty() && WORDS.day_blank.contains("{year}")
        );
    }
}
