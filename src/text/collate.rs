//! Vietnamese order as keys: plain text whose byte order (`memcmp`, `SQLite`'s BINARY) is dictionary order.
//!
//! The alphabet is a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z, the tones stand in the order
//! ngang, huyền, hỏi, ngã, sắc, nặng. Words are compared syllable by syllable, in each first the letters and then the tone,
//! so that "an bình" stands before "anh" and before "án". Case decides last, small letters first.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::clean::nfc;
use super::fold::{is_barred_d, is_tone};

/// The letters in their order; a letter's place in it is its code.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// The tone marks in their order, after ngang, which has none.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
/// Ends a key's level; below every code, so that the shorter text comes first.
const LEVEL_END: char = ' ';
/// Stands between a syllable's letters and its tone; below every letter, so that "an" comes before "anh".
const TONE_FOLLOWS: char = '!';

/// The key of a text in dictionary order. Numbers count by their value ("L2" before "L10"), punctuation only
/// separates. Two texts have one key only if they are the same text (in NFC).
pub fn sort_key(text: &str) -> String {
    let text = nfc(text);
    let mut key = String::with_capacity(text.len() * 3);
    push_syllables(&mut key, &text);
    push_ties(&mut key, &text);
    key
}

/// The key of a person's full name in a Vietnamese list: the given name (the last word) first, then the rest.
pub fn name_key(full_name: &str) -> String {
    let name = nfc(full_name.trim());
    let (rest, given) = name.rsplit_once(char::is_whitespace).unwrap_or(("", &name));
    let mut key = String::with_capacity(name.len() * 3);
    push_syllables(&mut key, given);
    key.push(LEVEL_END);
    push_syllables(&mut key, rest);
    push_ties(&mut key, &name);
    key
}

/// What tells texts apart that sort alike: case, then the text itself (hoà and hòa).
fn push_ties(key: &mut String, text: &str) {
    key.push(LEVEL_END);
    key.extend(text.chars().filter(|c| c.is_alphabetic()).map(|c| if c.is_uppercase() { '1' } else { '0' }));
    key.push(LEVEL_END);
    key.push_str(text);
}

fn push_syllables(key: &mut String, text: &str) {
    for syllable in text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)) {
        if !syllable.is_empty() {
            push_syllable(key, syllable);
        }
    }
}

fn push_syllable(key: &mut String, syllable: &str) {
    let mut tone = 0;
    let mut digits = String::new();
    let mut letters = syllable.nfd().flat_map(char::to_lowercase).peekable();
    while let Some(c) = letters.next() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        push_number(key, &mut digits);
        if let Some(place) = TONES.iter().position(|t| *t == c) {
            if tone == 0 {
                tone = place + 1;
            }
        } else if !is_combining_mark(c) {
            let mut letter = if is_barred_d(c) { 'đ' } else { c };
            // A tone below the letter (ậ) comes before the mark that makes the letter another one.
            let mut ahead = letters.clone();
            while let Some(mark) = ahead.next_if(|m| is_combining_mark(*m)) {
                if !is_tone(mark) {
                    letter = marked(letter, mark);
                }
            }
            push_letter(key, letter);
        }
    }
    push_number(key, &mut digits);
    key.push(TONE_FOLLOWS);
    key.push(char::from(b'1' + tone as u8));
}

/// Numbers in the order of their values: how many digits, then the digits. Below every letter.
fn push_number(key: &mut String, digits: &mut String) {
    if digits.is_empty() {
        return;
    }
    let value = digits.trim_start_matches('0');
    let value = if value.is_empty() { "0" } else { value };
    // The length in eights, so that a longer number is always greater: 1..8, 91..98, 991..
    for _ in 0..(value.len() - 1) / 8 {
        key.push('9');
    }
    key.push(char::from(b'1' + ((value.len() - 1) % 8) as u8));
    key.push_str(value);
    digits.clear();
}

fn push_letter(key: &mut String, letter: char) {
    if let Some(place) = ALPHABET.chars().position(|l| l == letter) {
        key.push(char::from(b'A' + place as u8));
    } else {
        // Letters of other scripts follow ours in the order of their code points.
        key.push('~');
        key.push(letter);
    }
}

fn marked(letter: char, mark: char) -> char {
    match (letter, mark) {
        ('a', '\u{306}') => 'ă',
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assert_in_order(texts: &[&str], key: fn(&str) -> String) {
        for pair in texts.windows(2) {
            assert!(key(pair[0]) < key(pair[1]), "{} must stand before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn given_names_stand_in_the_order_of_a_class_register() {
        let names = [
            "An",
            "Ân",
            "Bình",
            "Cường",
            "Dung",
            "Dũng",
            "Dương",
            "Đào",
            "Đức",
            "Giang",
            "Hà",
            "Hạ",
            "Hải",
            "Hảo",
            "Hằng",
            "Hân",
            "Hiền",
            "Hiếu",
            "Hoa",
            "Hòa",
            "Hoàng",
            "Hồng",
            "Huệ",
            "Hương",
            "Hường",
            "Khánh",
            "Lan",
            "Liên",
            "Linh",
            "Mai",
            "Mỹ",
            "Nga",
            "Ngọc",
            "Nhung",
            "Oanh",
            "Phương",
            "Phượng",
            "Quý",
            "Quỳnh",
            "Sơn",
            "Tâm",
            "Thảo",
            "Thu",
            "Thủy",
            "Trang",
            "Tú",
            "Tuyết",
            "Vân",
            "Xuân",
            "Yến",
        ];
        assert_in_order(&names, name_key);
        assert_in_order(&names, sort_key);
    }

    #[test]
    fn letters_come_before_tones_and_syllables_before_the_whole() {
        assert_in_order(
            &["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "b"],
            sort_key,
        );
        assert_in_order(&["an", "an bình", "án", "anh"], sort_key);
        assert_in_order(&["ma túy", "mà cả", "má", "mạ", "man"], sort_key);
        assert_in_order(&["hoa", "Hoa", "hòa", "hỏa", "hóa", "họa", "hoan"], sort_key);
        assert_in_order(&["d", "đ", "e", "ê", "g", "o", "ô", "ơ", "p", "u", "ư", "v"], sort_key);
        assert_in_order(&["", "2A4", "Hà L1", "Hà L2", "Hà L10", "Hà MT"], sort_key);
    }

    #[test]
    fn names_go_by_the_given_name_and_then_by_the_rest() {
        assert_in_order(
            &[
                "Vũ Thị An",
                "Bùi Ân",
                "Lê Thị Hà",
                "Nguyễn Hà",
                "Nguyễn Thu Hà",
                "Nguyễn Văn Hà",
                "Đỗ Hà Anh Thu",
            ],
            name_key,
        );
        assert_in_order(&["Dương Thị Lan", "Đỗ Thị Lan"], name_key);
    }

    #[test]
    fn the_place_of_a_tone_and_the_normal_form_do_not_move_a_name() {
        let syllables = |text: &str| sort_key(text).split(LEVEL_END).next().map(str::to_owned);
        assert_eq!(syllables("hoà"), syllables("hòa"));
        assert_ne!(syllables("hoà"), syllables("hỏa"));
        assert_eq!(sort_key("Nguye\u{302}\u{303}n"), sort_key("Nguyễn"));
        assert_eq!(sort_key("va\u{323}\u{302}n"), sort_key("vận"));
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in "(?s).*|[ aăâáạAĐđ0-9-]{0,8}", b in "(?s).*|[ aăâáạAĐđ0-9-]{0,8}") {
            prop_assert_eq!(sort_key(&a) == sort_key(&b), nfc(&a) == nfc(&b));
            prop_assert_eq!(name_key(&a) == name_key(&b), nfc(a.trim()) == nfc(b.trim()));
        }

        #[test]
        fn numbers_stand_by_value(a: u64, b: u64) {
            prop_assert_eq!(sort_key(&format!("L{a}")).cmp(&sort_key(&format!("L{b}"))), a.cmp(&b));
        }
    }
}
