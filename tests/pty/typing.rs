//! Vietnamese typed by an input method into the real program ends in the book as it was meant.

use unicode_normalization::UnicodeNormalization;

use super::terminal::Terminal;

const WORDS: &str = include_str!("../fixtures/words.txt");

/// How an input method types a word: see `tests/typing_input_methods.rs`, which tries every way of
/// cutting the bytes; here they go through a real terminal into a real book.
fn burst(word: &str, decomposed: bool, backspace: u8) -> Vec<u8> {
    let form =
        |text: &str| -> Vec<char> { if decomposed { text.nfd().collect() } else { text.nfc().collect() } };
    let mut sent: Vec<char> = congdoan::text::fold::fold(word).chars().collect();
    let mut bytes = sent.iter().collect::<String>().into_bytes();
    let wanted = form(word);
    let common = sent.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
    bytes.extend(std::iter::repeat_n(backspace, sent.len() - common));
    sent.truncate(common);
    bytes.extend(wanted[common..].iter().collect::<String>().into_bytes());
    bytes
}

fn stored(backspace: u8, decomposed: bool, byte_by_byte: bool) {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().to_string_lossy().into_owned();
    let mut terminal = Terminal::start(home.path(), &["demo", "--dir", &folder], 80, 24);
    terminal.see("104 mục");
    terminal.type_text("5");
    terminal.see("PHẦN I");
    terminal.key("End");
    terminal.wait("the end of the report", |screen| !screen.contains("▸ PHẦN I"));
    terminal.type_text("e");
    terminal.see("Ctrl+S");
    terminal.key("Ctrl+U");
    for word in WORDS.lines() {
        let bytes = burst(word, decomposed, backspace);
        if byte_by_byte {
            for byte in bytes {
                terminal.send(&[byte]);
            }
        } else {
            terminal.send(&bytes);
        }
        terminal.send(b" ");
    }
    terminal.type_text("HETCHU");
    terminal.see("HETCHU");
    terminal.key("Ctrl+S");
    terminal.see("Đã lưu");
    terminal.type_text("q");
    assert_eq!(terminal.end().0, 0);
    let store = congdoan::store::Store::open(&home.path().join("demo.congdoan")).expect("the book");
    let text = store
        .all::<congdoan::domain::Narrative>()
        .expect("its narratives")
        .into_iter()
        .map(|narrative| narrative.body.text)
        .find(|text| text.contains("HETCHU"))
        .expect("what was typed");
    let at = text.find(WORDS.lines().next().expect("a word")).expect("the first word");
    let typed: Vec<&str> = text[at..].split_whitespace().collect();
    for (word, meant) in typed.iter().zip(WORDS.lines().chain(["HETCHU"])) {
        assert_eq!(*word, meant.nfc().collect::<String>());
    }
    assert_eq!(typed.len(), WORDS.lines().count() + 1);
}

#[test]
fn every_word_composed_with_7f_in_one_write_reaches_the_book() {
    stored(0x7f, false, false);
}

#[test]
fn every_word_decomposed_with_08_in_one_write_reaches_the_book() {
    stored(0x08, true, false);
}

#[test]
fn every_word_decomposed_with_7f_byte_by_byte_reaches_the_book() {
    stored(0x7f, true, true);
}

#[test]
fn every_word_composed_with_08_byte_by_byte_reaches_the_book() {
    stored(0x08, false, true);
}
