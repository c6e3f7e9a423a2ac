//! Text pasted from a word processor as a narrative keeps it: two bullet levels, plain quotes and blanks.
//!
//! A narrative knows two marks at a line's beginning, `- ` and `+ `. Word, mail programs and web pages bring a dozen
//! others, numbered lists, tabs and invisible characters. Nothing here changes a word.

use super::clean;

/// The mark of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A bullet of the first level, written `- `.
    Dash,
    /// A bullet of the second level, written `+ `.
    Plus,
}

impl Mark {
    /// The mark as a line of a narrative begins with it.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Dash => "- ",
            Self::Plus => "+ ",
        }
    }
}

/// Bullets of the first level; those from U+F000 on are what the fonts Symbol and Wingdings leave behind.
const FIRST: &str = "-–—−‐‑⁃•●∙·■▪◆♦❖➢➤►▶✓✔\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}\u{f076}\u{f02d}\u{f0e0}";

/// Bullets of the second level.
const SECOND: &str = "+○◦▫□❑§→➔";

/// The cells that a tab counts for when depths are compared.
const TAB: usize = 4;

/// The mark that a line begins with, as typed or left by a word processor, and the text behind it.
///
/// `-` and `+` count when a blank, a letter or a quote follows ("-Công đoàn"), so that an amount below zero is none;
/// any other bullet always. `*` is none: it begins an unnumbered heading.
pub fn marked(line: &str) -> Option<(Mark, &str)> {
    let line = line.trim_start();
    let first = line.chars().next()?;
    let mark = if FIRST.contains(first) {
        Mark::Dash
    } else if SECOND.contains(first) {
        Mark::Plus
    } else {
        return None;
    };
    let rest = line.get(first.len_utf8()..)?;
    let begins = |c: char| c.is_whitespace() || c.is_alphabetic() || "\"'“‘({«".contains(c);
    let next = rest.chars().next();
    let is_mark = if first.is_ascii() { next.is_some_and(begins) } else { next.is_none_or(|c| c != first) };
    is_mark.then(|| (mark, rest.trim_start()))
}

/// Whether a line is a bullet with nothing behind it.
pub fn is_bare_mark(line: &str) -> bool {
    let mut letters = line.trim().chars();
    let only = letters.next().filter(|_| letters.next().is_none());
    only.is_some_and(|only| only == '*' || FIRST.contains(only) || SECOND.contains(only))
}

/// The mark of an item that a word processor numbered: `1.` and `1)` count as the first level, `a)`, `1.1.` and its
/// hollow bullet, the letter `o`, as the second.
fn numbered(line: &str) -> Option<(Mark, &str)> {
    let line = line.trim_start();
    let (label, rest) = line.split_once(char::is_whitespace)?;
    if label == "o" {
        return Some((Mark::Plus, rest.trim_start()));
    }
    let inner = label.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let inner = inner.or_else(|| label.strip_suffix(['.', ')']))?;
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let mark = if is_number(inner) {
        Mark::Dash
    } else if inner.split('.').all(is_number) {
        Mark::Plus
    } else {
        let mut letters = inner.chars();
        let letter = letters.next().filter(|c| c.is_ascii_lowercase() || *c == 'đ');
        (letter.is_some() && letters.next().is_none()).then_some(Mark::Plus)?
    };
    Some((mark, rest.trim_start()))
}

/// A paste as it enters a narrative.
///
/// Of several lines, each begins with `- `, `+ ` or its text; a bullet that stands deeper than those of the first level
/// around it is of the second. Curly and odd quotes become `"` and `'`, every kind of space one blank; soft hyphens,
/// controls and what cannot be seen are dropped; blank lines are one at most, and none beside a bullet. A paste without
/// a line break keeps a blank at either end, since it may stand between two words. Idempotent.
pub fn narrative(text: &str) -> String {
    let text = clean::unified_breaks(text);
    // Escape sequences and controls first, so that nothing hides a mark; tabs still tell of depth.
    let text: String = text.split('\t').map(clean::paste_keeping_spaces).collect::<Vec<_>>().join("\t");
    let text: String = text.chars().filter_map(plain).collect();
    if !text.contains('\n') {
        return inline(&text);
    }
    let mut out = String::with_capacity(text.len());
    let mut base: Option<usize> = None;
    let mut blank = false;
    let mut beside_mark = false;
    let mut lines = 0;
    for raw in text.split('\n') {
        let depth = depth_of(raw);
        let found = marked(raw).or_else(|| numbered(raw));
        let (mark, rest) = found.map_or((None, raw), |(mark, rest)| (Some(mark), rest));
        let body = tidy(rest);
        let body = body.trim();
        if body.is_empty() {
            blank = true;
            continue;
        }
        let mark = match mark {
            Some(Mark::Dash) if base.is_some_and(|base| depth >= base + 2) => Some(Mark::Plus),
            Some(Mark::Dash) => {
                base = Some(base.map_or(depth, |base| base.min(depth)));
                Some(Mark::Dash)
            }
            other => other,
        };
        if lines > 0 {
            out.push('\n');
            if blank && !beside_mark && mark.is_none() {
                out.push('\n');
            }
        }
        out.push_str(mark.map_or("", Mark::text));
        out.push_str(body);
        blank = false;
        beside_mark = mark.is_some();
        lines += 1;
    }
    // Where the paste begins or ends with a break, what stands beside it in the text stays a line of its own.
    if lines > 0 {
        if text.starts_with('\n') {
            out.insert(0, '\n');
        }
        if text.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

/// A paste within a line.
fn inline(text: &str) -> String {
    let foreign = text.trim_start().chars().next().is_some_and(|first| !first.is_ascii());
    match marked(text).filter(|(_, rest)| foreign && !rest.is_empty()) {
        Some((mark, rest)) => format!("{}{}", mark.text(), tidy(rest)),
        None => tidy(text),
    }
}

/// How deep a line stands, in cells.
fn depth_of(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { TAB } else { 1 }).sum()
}

/// A character as a narrative has it: quotes and hyphens plain, a bullet of a font of symbols a bullet, and nothing that
/// only such a font can show or that stands for a picture.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '″' | '〝' | '〞' | '＂' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '＇' | '`' | '´' => '\'',
        '‑' | '‐' => '-',
        '\u{e000}'..='\u{f8ff}' if FIRST.contains(c) => '•',
        '\u{e000}'..='\u{f8ff}' | '\u{fffc}' => return None,
        c => c,
    })
}

/// Every run of blanks one plain blank.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bullets_of_word_become_the_two_levels_of_a_narrative() {
        let word = "•\tChăm lo đời sống:\r\n\to\tThăm hỏi ốm đau\r\n\t§\tViệc hiếu\r\n\u{f0b7}\u{a0}Thi đua\r\n\
                    1.\tTuyên truyền\r\na)\tPháp luật\r\n–\u{a0}Đợt 1\r\n\t-\u{a0}Đợt 2\r\n";
        assert_eq!(
            narrative(word),
            "- Chăm lo đời sống:\n+ Thăm hỏi ốm đau\n+ Việc hiếu\n- Thi đua\n- Tuyên truyền\n+ Pháp luật\n- Đợt 1\n+ Đợt 2\n"
        );
    }

    #[test]
    fn bullets_that_all_stand_behind_a_tab_are_of_the_first_level() {
        assert_eq!(narrative("\t- Một\n\t- Hai\n\t\t+ Ba\n"), "- Một\n- Hai\n+ Ba\n");
    }

    #[test]
    fn quotes_blanks_hyphens_and_blank_lines_are_plain_afterwards() {
        let word =
            "Phong trào “Giỏi việc\u{a0}trường”  và ‘đảm\u{ad} việc nhà’.\n\n\n\nĐoạn hai.\n\n- Ý\n\n- Ý sau";
        assert_eq!(
            narrative(word),
            "Phong trào \"Giỏi việc trường\" và 'đảm việc nhà'.\n\nĐoạn hai.\n- Ý\n- Ý sau"
        );
    }

    #[test]
    fn what_only_looks_like_a_mark_is_left_alone() {
        for text in ["20.11 là ngày\nNhà giáo", "-5 độ\nrét", "II. Công tác\n* Ưu điểm", "A. Nguyễn\nb"]
        {
            assert_eq!(narrative(text), text);
        }
        assert_eq!(narrative("o"), "o");
        assert_eq!(narrative(" và "), " và ");
        assert_eq!(narrative("• một ý"), "- một ý");
        assert_eq!(marked("-Công đoàn"), Some((Mark::Dash, "Công đoàn")));
        assert_eq!(marked("-----"), None);
    }

    #[test]
    fn escape_sequences_and_invisible_characters_do_not_come_in() {
        assert_eq!(narrative("\u{1b}[31m\u{200b}• đỏ\u{feff}\n\u{7}+ x"), "- đỏ\n+ x");
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in "[-+•–o1a.)§ \t\n\r\u{a0}\u{ad}“ệ\u{302}\u{1b}\\[\u{f0b7}\u{200b}b]{0,40}") {
            let once = narrative(&text);
            prop_assert_eq!(narrative(&once), once.clone());
            let foreign = ['\u{1b}', '\t', '\r', '\u{a0}', '“', '\u{ad}'];
            prop_assert!(!once.contains(foreign));
        }

        #[test]
        fn no_letter_is_lost(text in "[A-Zđệ \n]{0,40}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&narrative(&text)), letters(&text));
        }
    }
}
