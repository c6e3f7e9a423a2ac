//! Soft wrapping, of a memo and of what is only shown: where lines begin and end, as byte ranges of the text.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::cells::grapheme_width;

/// The visible lines of `text` when a line takes at most `cells` cells (at least one): broken at line
/// feeds, behind the last blank that fits, or within a word that is longer than a line; the blank behind a full line
/// belongs to it and hangs over its edge. Line feeds belong to no line. There is always at least one line.
pub(super) fn lines(text: &str, cells: usize) -> Vec<Range<usize>> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    let mut offset = 0;
    for paragraph in text.split('\n') {
        let mut start = 0;
        let mut used = 0;
        // Behind the latest blank of this line, and the cells used up to there.
        let mut blank: Option<(usize, usize)> = None;
        for (at, grapheme) in paragraph.grapheme_indices(true) {
            let width = grapheme_width(grapheme);
            // The blank behind a full line hangs over its edge: the next line begins with a word.
            if grapheme == " " && used >= cells {
                let end = at + grapheme.len();
                lines.push(offset + start..offset + end);
                start = end;
                used = 0;
                blank = None;
                continue;
            }
            // Twice where what moves down, together with this grapheme, is still too long.
            while used + width > cells && at > start {
                let (end, before) = blank.take().filter(|_| grapheme != " ").unwrap_or((at, used));
                lines.push(offset + start..offset + end);
                start = end;
                used -= before;
            }
            used += width;
            if grapheme == " " {
                blank = Some((at + grapheme.len(), used));
            }
        }
        lines.push(offset + start..offset + paragraph.len());
        offset += paragraph.len() + 1;
    }
    lines
}

/// The same for what is shown and not typed: an amount and its sign "đ" stay together, and a line that follows from one
/// that was full begins with a word however many blanks stand before it.
pub fn shown(text: &str, cells: usize) -> Vec<Range<usize>> {
    let mut glued = text.to_owned();
    for (at, sign) in text.match_indices(" đ") {
        let behind = text.get(at + sign.len()..).unwrap_or_default();
        if behind.is_empty() || behind.starts_with([' ', '\n']) {
            // Any sign of one byte and one cell, at which no line is broken.
            glued.replace_range(at..=at, "_");
        }
    }
    let follows = |at: usize| at > 0 && text.get(..at).is_some_and(|before| !before.ends_with('\n'));
    lines(&glued, cells)
        .into_iter()
        .filter_map(|line| {
            if !follows(line.start) {
                return Some(line);
            }
            let blanks = text.get(line.clone())?.bytes().take_while(|byte| *byte == b' ').count();
            (line.start + blanks < line.end).then_some(line.start + blanks..line.end)
        })
        .collect()
}

/// The line of `lines` on which the caret at byte `at` stands: the later one where a line was broken
/// softly.
pub(super) fn line_of(lines: &[Range<usize>], at: usize) -> usize {
    lines.iter().rposition(|line| line.start <= at).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::input::cells::width;

    fn wrapped(text: &str, cells: usize) -> Vec<&str> {
        lines(text, cells).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(wrapped("thăm hỏi ốm đau", 9), ["thăm hỏi ", "ốm đau"]);
        assert_eq!(wrapped("a\n\nb\n", 9), ["a", "", "b", ""]);
        assert_eq!(wrapped("thăm hỏi ốm đau", 8), ["thăm hỏi ", "ốm đau"]);
        assert_eq!(wrapped("nghiêng", 3), ["ngh", "iên", "g"]);
        assert_eq!(wrapped("", 3), [""]);
    }

    #[test]
    fn an_amount_keeps_its_sign_where_text_is_only_shown() {
        let shown = |text, cells| -> Vec<&str> {
            shown(text, cells).into_iter().map(|range| text.get(range).expect("a line")).collect()
        };
        assert_eq!(shown("chi 300.000 đ cho", 11), ["chi ", "300.000 đ ", "cho"]);
        assert_eq!(shown("chi 300.000 đ", 11), ["chi ", "300.000 đ"]);
        assert_eq!(shown("chi 300.000 đi", 11), ["chi 300.000 ", "đi"]);
        assert_eq!(shown("thăm hỏi   ốm đau", 8), ["thăm hỏi ", "ốm đau"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_long(text in "[aệ\u{65}\u{323}\u{302} あ\n]{0,40}", cells in 2_usize..12) {
            let lines = lines(&text, cells);
            let mut end = 0;
            for line in &lines {
                prop_assert!(line.start == end || text.get(end..line.start) == Some("\n"));
                let shown = &text[line.clone()];
                prop_assert!(width(shown.strip_suffix(' ').unwrap_or(shown)) <= cells);
                end = line.end;
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
