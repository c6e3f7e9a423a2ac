//! The position that a text about somebody's work tells: "GV lớp 1A", "Giáo viên Tiếng Anh", "NV y tế".

use super::names::subject;
use super::words::{PositionBegin, WORDS, key};
use crate::domain::roster::ListEntry;

/// The entry of `list` whose people are called as `text` begins; none where the beginning says nothing, or where only
/// what follows would tell and nothing follows ("Giáo viên").
pub(super) fn told<'a>(list: &'a [ListEntry], text: &str) -> Option<&'a ListEntry> {
    let text_key = key(text);
    let begins = |phrase: &String| {
        text_key.strip_prefix(phrase.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let longest = |begin: &'static PositionBegin| {
        begin
            .words
            .iter()
            .filter(|phrase| begins(phrase))
            .map(|phrase| (phrase.len(), begin))
            .max_by_key(|one| one.0)
    };
    let (_, begin) = WORDS.position_begin.iter().filter_map(longest).max_by_key(|one| one.0)?;
    let code = match &begin.class {
        None => &begin.code,
        Some(class) => {
            let words = subject(text);
            let first = words.first()?;
            let rest = key(&words.join(" "));
            if WORDS.grades.iter().any(|grade| rest == *grade || rest.starts_with(&format!("{grade} "))) {
                return None;
            }
            if is_class(first) { class } else { &begin.code }
        }
    };
    list.iter().find(|entry| entry.code == *code)
}

/// True for the name of a class or a grade: "1A", "5", "L5".
fn is_class(word: &str) -> bool {
    word.strip_prefix(['l', 'L']).unwrap_or(word).starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kinds;

    #[test]
    fn what_somebody_does_tells_the_position() {
        let list = Kinds::built_in().expect("the kinds").roster.position;
        for (text, code) in [
            ("GV lớp 1A", Some("gv-co-ban")),
            ("gv 4a", Some("gv-co-ban")),
            ("Giáo viên dạy lớp 3", Some("gv-co-ban")),
            ("GVCN 2A4", Some("gv-co-ban")),
            ("Chủ nhiệm 5A1", Some("gv-co-ban")),
            ("GV L5", Some("gv-co-ban")),
            ("GV Thể dục", Some("gv-bo-mon")),
            ("Giáo viên Tiếng Anh lớp 3", Some("gv-bo-mon")),
            ("Tổng phụ trách Đội", Some("gv-bo-mon")),
            ("NV y tế", Some("nhan-vien")),
            ("Phó Hiệu trưởng phụ trách chuyên môn", Some("bgh")),
            ("Giáo viên", None),
            ("GV hạng III", None),
            ("Giáo viên tiểu học hạng II", None),
            ("GVX 4A", None),
            ("", None),
        ] {
            assert_eq!(told(&list, text).map(|entry| entry.code.as_str()), code, "{text}");
        }
    }

    #[test]
    fn every_position_told_is_in_the_list() {
        let list = Kinds::built_in().expect("the kinds").roster.position;
        for begin in &WORDS.position_begin {
            for code in std::iter::once(&begin.code).chain(&begin.class) {
                assert!(list.iter().any(|entry| entry.code == *code), "{code}");
            }
        }
    }
}
