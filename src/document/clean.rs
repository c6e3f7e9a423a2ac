//! What every writer does to text before it writes it: characters that no file can hold are left out, the
//! rest is brought to NFC, and neighbouring runs of one look become one.

use unicode_normalization::UnicodeNormalization;

use super::model::Run;

/// The text in NFC, with "\n" as its only line break and without other control characters than "\t".
///
/// XML 1.0 allows neither the characters below 0x20 (but three) nor U+FFFE and U+FFFF; a terminal would
/// obey the former. Byte order marks are left out too.
pub(super) fn clean(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.chars() {
        match c {
            '\n' if after_return => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            '\t' => kept.push('\t'),
            '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => kept.push(c),
        }
        after_return = c == '\r';
    }
    kept.nfc().collect()
}

/// The text on one line: every break and tab becomes a space.
pub(super) fn one_line(text: &str) -> String {
    clean(text).replace(['\n', '\t'], " ")
}

/// A stretch of clean text of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
}

/// The runs as clean stretches; neighbours of one look are joined, whatever their marks, empty ones dropped.
pub(super) fn spans(runs: &[Run]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for run in runs.iter().filter(|run| !run.text.is_empty()) {
        match spans.last_mut() {
            Some(last) if last.bold == run.bold && last.italic == run.italic => last.text.push_str(&run.text),
            _ => spans.push(Span { text: run.text.clone(), bold: run.bold, italic: run.italic }),
        }
    }
    for span in &mut spans {
        span.text = clean(&span.text);
    }
    spans.retain(|span| !span.text.is_empty());
    spans
}

/// The recipients as they are printed: a dash before each, ";" after each and "." after the last; empty
/// ones dropped.
pub(super) fn recipients(lines: &[String]) -> Vec<String> {
    let names: Vec<String> = lines
        .iter()
        .map(|line| one_line(line))
        .map(|line| line.trim().trim_start_matches(['-', '–']).trim().to_owned())
        .map(|line| line.trim_end_matches([';', ',', '.', ' ']).to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let last = names.len().saturating_sub(1);
    let mark = |i: usize| if i == last { '.' } else { ';' };
    names.iter().enumerate().map(|(i, name)| format!("- {name}{}", mark(i))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_keeps_letters_and_breaks_and_drops_what_no_file_can_hold() {
        assert_eq!(clean("a\0b\u{1b}[31m\u{7f}c\u{fffe}\u{feff}"), "ab[31mc");
        assert_eq!(clean("một\r\nhai\rba\nbốn\u{2028}năm\tsáu"), "một\nhai\nba\nbốn\nnăm\tsáu");
        assert_eq!(clean("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"), "Tiếng Việt");
        // A control character between letter and accent must not keep them apart.
        assert_eq!(clean("e\0\u{301}"), "é");
    }

    #[test]
    fn neighbours_of_one_look_become_one_stretch() {
        let runs = [Run::plain("05 "), Run::plain("lượt").marked(3), Run::plain(""), Run::plain("!").bold()];
        let spans = spans(&runs);
        assert_eq!(spans.len(), 2);
        assert_eq!(spans.first().map(|s| s.text.as_str()), Some("05 lượt"));
    }

    #[test]
    fn recipients_get_the_dashes_and_signs_they_lack_and_no_second_ones() {
        let given: Vec<String> =
            ["LĐLĐ quận", " - Chi bộ;", "", "Lưu: VT"].map(str::to_owned).into_iter().collect();
        assert_eq!(recipients(&given), ["- LĐLĐ quận;", "- Chi bộ;", "- Lưu: VT."]);
        assert_eq!(recipients(&["- Lưu: VT.".to_owned()]), ["- Lưu: VT."]);
        assert_eq!(recipients(&["Lưu;".to_owned()]), ["- Lưu."]);
        assert!(recipients(&[]).is_empty());
    }
}
