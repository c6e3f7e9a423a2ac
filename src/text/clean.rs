//! What is kept of a text that was typed, pasted or read from a foreign file, and what of it may be shown.
//!
//! Stored text is NFC and free of control and invisible characters. Nothing here changes a spelling.

use unicode_normalization::UnicodeNormalization;

/// The text in normalisation form C, the only form in which the book stores text.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// One line, as a field stores it: NFC, control and invisible characters out, every run of spaces, tabs and
/// line breaks of whatever kind one space, nothing at either end. Idempotent.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if is_space(c) {
            gap = true;
        } else if !is_dropped(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    // Last, because taking an invisible character out can bring a letter and its mark together.
    nfc(&out)
}

/// Several lines, as a narrative stores them: each cleaned like [`line()`], `\r\n` and `\r` (and the break
/// characters of Word) become `\n`, never more than one blank line in a row, none at either end. Idempotent.
pub fn memo(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for raw in unified_breaks(text).split('\n') {
        let cleaned = line(raw);
        if cleaned.is_empty() {
            blank = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        out.push_str(&cleaned);
    }
    out
}

/// A pasted text as it enters an edit buffer: escape sequences, control, bidi and zero-width characters are
/// dropped, every kind of line break is `\n`, tabs and every kind of space are a plain space. Nothing is composed or
/// trimmed: that happens when the field is left, so that the buffer stays what an input method expects.
pub fn paste(text: &str) -> String {
    let kept = paste_keeping_spaces(&unified_breaks(text));
    kept.chars().map(|c| if c != '\n' && is_space(c) { ' ' } else { c }).collect()
}

/// The same, but every space stays of its kind and line breaks are not unified.
pub(super) fn paste_keeping_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            if let Some(after) = after_control_sequence(rest.as_str()) {
                rest = after.chars();
            }
        } else if is_space(c) || !is_dropped(c) {
            out.push(c);
        }
    }
    out
}

/// A text of unknown origin made safe to show on one line of a terminal: breaks and tabs become a space, every
/// other control character (ESC and C1 included), bidi mark and invisible character becomes U+FFFD. The result
/// cannot hold an escape sequence, and has as many characters as the input.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            _ if is_space(c) => ' ',
            _ if is_dropped(c) => char::REPLACEMENT_CHARACTER,
            _ => c,
        })
        .collect()
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Characters that no stored text holds: controls, and characters without a width that can hide or reorder text.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Every kind of line break as `\n`.
pub(super) fn unified_breaks(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

/// What follows a whole CSI sequence whose ESC has been read; `None` where there is none, so that an ESC alone
/// takes no letters with it.
fn after_control_sequence(text: &str) -> Option<&str> {
    let body = text.strip_prefix('[')?;
    let end = body.find(|c| !matches!(c, '\u{20}'..='\u{3f}'))?;
    let tail = body.get(end..)?;
    let last = tail.chars().next()?;
    matches!(last, '\u{40}'..='\u{7e}').then(|| tail.get(1..)).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_nfc_single_spaced_and_free_of_invisible_characters() {
        assert_eq!(line("  Tie\u{302}\u{301}n\u{a0}\t sĩ\r\n\u{feff}An\u{200b}h\u{7}  "), "Tiến sĩ Anh");
        assert_eq!(line("e\u{200b}\u{302}"), "ê");
        assert_eq!(line("\u{202e}gian\u{1b}[2J"), "gian[2J");
        assert_eq!(line(" \n "), "");
    }

    #[test]
    fn a_memo_keeps_its_lines_and_at_most_one_blank_one() {
        assert_eq!(memo("\r\nmột \r\n\r\n\n hai\rba\u{b}bốn\n\n"), "một\n\nhai\nba\nbốn");
    }

    #[test]
    fn a_paste_loses_escapes_but_composes_nothing() {
        assert_eq!(
            paste("\u{1b}[31mđỏ\u{1b}[0m\r\nvie\u{323}\u{302}t\u{a0}\tnam"),
            "đỏ\nvie\u{323}\u{302}t  nam"
        );
        assert_eq!(paste("\u{1b}[đ\u{9b}\u{200e}\u{1b}"), "[đ");
        assert_eq!(paste("a\rb"), "a\nb");
    }

    #[test]
    fn printable_shows_where_something_was_hidden() {
        assert_eq!(printable("a\u{1b}[2J\u{9b}\n\u{202e}b"), "a\u{fffd}[2J\u{fffd} \u{fffd}b");
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in "\\PC*|[a-zđâ\\r\\n\\t \u{300}-\u{303}\u{1b}\u{200b}\u{a0}\\[0-9m]{0,30}|(?s).*") {
            let once = line(&text);
            prop_assert_eq!(line(&once), once.clone());
            prop_assert!(!once.contains("  ") && once.trim() == once);
            let many = memo(&text);
            prop_assert_eq!(memo(&many), many.clone());
            prop_assert!(!many.contains("\n\n\n") && !many.contains('\r'));
            prop_assert_eq!(printable(&printable(&text)), printable(&text));
        }

        #[test]
        fn nothing_shown_or_pasted_can_hold_an_escape(text in "(?s).*") {
            prop_assert!(!printable(&text).chars().any(char::is_control));
            prop_assert_eq!(printable(&text).chars().count(), text.chars().count());
            prop_assert!(!paste(&text).chars().any(|c| c.is_control() && c != '\n'));
            prop_assert!(!line(&text).chars().any(char::is_control));
        }
    }
}
