//! Texts compared with accents, case and spelling variants left aside: search, and the words of the entry line.
//!
//! Nothing folded is ever shown or stored in place of the text itself: a name keeps its spelling.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::clean::nfc;

/// Stands in for a mark that no letter takes up, so that positions stay in step and a second folding changes
/// nothing (a kept mark would join the letter before it).
const LONE_MARK: char = '\u{34f}';

/// Lower case without accents, đ as d: exactly one character for each character of the text's NFC form, so a
/// position in the one is a position in the other. Idempotent; NFC and NFD of a text fold alike.
pub fn fold(text: &str) -> String {
    text.nfc().map(fold_char).collect()
}

/// The key that is stored for search and compared for equality: [`fold`], with y written i wherever it follows a
/// consonant or `qu` in its word, since kỳ = kì, Mỹ = Mĩ, hỷ = hỉ, quý = quí ("thuy" and "nguyen" keep their y).
///
/// The rule looks only at what stands before the y, inside a word too, so that the key of a word's beginning is the
/// beginning of the word's key: typing "quy" on the way to "quyên" already finds it.
pub fn search_key(text: &str) -> String {
    let (mut before, mut last) = (' ', ' ');
    fold(text)
        .chars()
        .map(|c| {
            let out = if c == 'y' && y_is_i(before, last) { 'i' } else { c };
            (before, last) = (last, c);
            out
        })
        .collect()
}

/// Whether each word of the needle occurs somewhere in the haystack. Both are [`search_key`]s; words are what
/// white space separates; no word at all is found everywhere.
///
/// The promise that lets a selection run in SQL as well: for each word, `instr(key, word) > 0`.
pub fn contains(haystack_key: &str, needle_key: &str) -> bool {
    needle_key.split_whitespace().all(|word| haystack_key.contains(word))
}

/// Whether the typed words can stand for the target's: same number of words, each alike as a [`search_key`], and a
/// word typed with any mark at all carries the same marks as the target's.
///
/// So "hieu" agrees with "hiếu" and "hiệu", "hiếu" only with "hiếu"; "hiêu", with its vowel mark but without a
/// tone, is a marked word and agrees with neither. Where the tone stands makes no difference (hoà, hòa), nor does i
/// for y (hỉ, hỷ), nor case. đ is a mark.
pub fn accents_agree(typed: &str, target: &str) -> bool {
    let (mut typed, mut target) = (typed.split_whitespace(), target.split_whitespace());
    loop {
        match (typed.next(), target.next()) {
            (None, None) => return true,
            (Some(word), Some(other)) if word_agrees(word, other) => {}
            _ => return false,
        }
    }
}

/// Whether any letter carries a mark: an accent, a tone, or the bar of đ.
pub fn has_marks(text: &str) -> bool {
    text.nfd().any(|c| is_combining_mark(c) || is_barred_d(c))
}

/// Whether the character is one of the five tone marks as NFD writes them.
pub(crate) fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// đ, and the look-alikes that older Vietnamese fonts and converters left behind (ð, Ɖ).
pub(crate) fn is_barred_d(c: char) -> bool {
    matches!(c, 'đ' | 'Đ' | 'ð' | 'Ð' | 'Ɖ' | 'ɖ')
}

fn fold_char(c: char) -> char {
    if is_barred_d(c) {
        return 'd';
    }
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    if is_combining_mark(c) {
        return LONE_MARK;
    }
    let lower = base_of(c).to_lowercase().next().unwrap_or(c);
    base_of(lower)
}

/// The letter beneath its marks; a character that decomposes into anything but a letter and marks stays whole.
fn base_of(c: char) -> char {
    let (mut base, mut only_marks) = (None, true);
    decompose_canonical(c, |part| match base {
        None => base = Some(part),
        Some(_) => only_marks &= is_combining_mark(part),
    });
    if only_marks { base.unwrap_or(c) } else { c }
}

fn y_is_i(before: char, last: char) -> bool {
    last.is_ascii_lowercase()
        && (!matches!(last, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || (last == 'u' && before == 'q'))
}

fn word_agrees(typed: &str, target: &str) -> bool {
    search_key(typed) == search_key(target) && (!has_marks(typed) || marks_of(typed) == marks_of(target))
}

/// The marks of a word with i for y and the place of the tone left aside: its tones in order, and for each letter
/// the marks that make it another letter.
fn marks_of(word: &str) -> (Vec<char>, Vec<String>) {
    let mut tones = Vec::new();
    let mut letters: Vec<String> = Vec::new();
    for c in nfc(word).nfd() {
        if is_tone(c) {
            tones.push(c);
        } else if is_combining_mark(c) {
            if let Some(letter) = letters.last_mut() {
                letter.push(c);
            }
        } else {
            letters.push(if is_barred_d(c) { "-".to_owned() } else { String::new() });
        }
    }
    (tones, letters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VIETNAMESE: &str =
        "[a-zA-ZđĐăâêôơưĂÂÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ ]{0,24}";

    #[test]
    fn folding_removes_every_vietnamese_mark_and_nothing_else() {
        assert_eq!(fold("Đặng Thị THÙY Dương L2"), "dang thi thuy duong l2");
        assert_eq!(fold("hoà"), fold("hòa"));
        assert_eq!(fold("thủy"), fold("thuỷ"));
        assert_eq!(fold("hỷ"), "hy");
        assert_eq!(fold("Ðức 8/3"), "duc 8/3");
    }

    #[test]
    fn search_takes_i_and_y_for_one_after_a_consonant() {
        for (one, other) in
            [("kỳ", "kì"), ("Mỹ", "mi"), ("hỷ", "HỈ"), ("Quý", "quí"), ("quýt", "quít"), ("tỷ", "tỉ")]
        {
            assert_eq!(search_key(one), search_key(other));
        }
        for same in ["thuy", "nguyen", "yen", "hay", "huyen"] {
            assert_eq!(search_key(same), same);
        }
    }

    #[test]
    fn a_needle_is_found_word_by_word_in_any_order() {
        let hay = search_key("Viếng mẹ đẻ đ/c Liên");
        assert!(contains(&hay, &search_key("lien vieng")));
        assert!(contains(&hay, &search_key("Liê")));
        assert!(contains(&hay, ""));
        assert!(!contains(&hay, &search_key("lien thu")));
    }

    #[test]
    fn typed_accents_must_agree_and_missing_ones_agree_with_any() {
        for (typed, target) in [
            ("hieu", "hiếu"),
            ("hieu", "hiệu"),
            ("hiếu", "Hiếu"),
            ("hoà", "hòa"),
            ("hỉ", "hỷ"),
            ("dam hiếu", "đám hiếu"),
            ("thuỷ", "thủy"),
            ("quí", "quý"),
            ("", ""),
            ("hie\u{302}\u{301}u", "hiếu"),
        ] {
            assert!(accents_agree(typed, target), "{typed} {target}");
        }
        for (typed, target) in [
            ("hiệu", "hiếu"),
            ("hiêu", "hiếu"),
            ("đam hieu", "đám hiếu"),
            ("bỏ", "bố"),
            ("đc", "dc"),
            ("dam", "đám hiếu"),
            ("mổ", "mở"),
            ("thắm", "thăm"),
        ] {
            assert!(!accents_agree(typed, target), "{typed} {target}");
        }
    }

    proptest! {
        #[test]
        fn folding_keeps_positions_and_is_idempotent(text in "(?s).*|[a-zâđ\u{300}-\u{345}가-깋ᅡ-ᅵ]{0,12}") {
            let folded = fold(&text);
            prop_assert_eq!(folded.chars().count(), nfc(&text).chars().count());
            prop_assert_eq!(fold(&folded), folded.clone());
            let key = search_key(&text);
            prop_assert_eq!(key.chars().count(), folded.chars().count());
            prop_assert_eq!(search_key(&key), key);
        }

        #[test]
        fn both_normal_forms_fold_alike(text in VIETNAMESE) {
            let nfd: String = text.nfd().collect();
            prop_assert_eq!(fold(&nfd), fold(&text));
            prop_assert_eq!(search_key(&nfd), search_key(&text));
            prop_assert!(fold(&text).is_ascii());
            prop_assert!(!has_marks(&fold(&text)));
            prop_assert!(accents_agree(&nfd, &text));
            prop_assert!(accents_agree(&fold(&text), &text));
            prop_assert_eq!(has_marks(&text), has_marks(&nfd));
        }

        #[test]
        fn the_key_of_a_beginning_is_the_beginning_of_the_key(text in VIETNAMESE, cut in 0_usize..24) {
            let start: String = text.chars().take(cut).collect();
            prop_assert!(search_key(&text).starts_with(&search_key(&start)));
        }

        #[test]
        fn nothing_panics(a in "(?s).*", b in "(?s).*") {
            let _ = (accents_agree(&a, &b), contains(&a, &b), has_marks(&a));
        }
    }
}
