//! Vietnamese input methods send backspaces and the retyped tail of the syllable in one burst. Every
//! distinct word of two real papers is typed that way and must be stored right, whichever byte means
//! Backspace, whether letters come composed or not, however the bytes are cut.

use congdoan::tui::input::TextInput;
use congdoan::tui::terminal::Decoder;
use crossterm::event::Event;
use unicode_normalization::UnicodeNormalization;

const WORDS: &str = include_str!("fixtures/words.txt");

/// What an input method sends for a word: each letter plain, and as soon as a mark belongs to what is
/// there, backspaces over the tail and the tail again. One code point is one backspace.
fn burst(word: &str, decomposed: bool, backspace: u8) -> Vec<u8> {
    let form =
        |text: &str| -> Vec<char> { if decomposed { text.nfd().collect() } else { text.nfc().collect() } };
    let letters: Vec<char> = word.nfc().collect();
    let mut sent: Vec<char> = Vec::new();
    let mut bytes = Vec::new();
    let mut push = |sent: &mut Vec<char>, letter: char| {
        let mut buffer = [0; 4];
        bytes.extend_from_slice(letter.encode_utf8(&mut buffer).as_bytes());
        sent.push(letter);
    };
    let mut erased = Vec::new();
    for end in 1..=letters.len() {
        let plain = congdoan::text::fold::fold(&letters[end - 1].to_string());
        let shown = if letters[end - 1].is_uppercase() { plain.to_uppercase() } else { plain };
        for letter in shown.chars() {
            push(&mut sent, letter);
        }
        let wanted = form(&letters[..end].iter().collect::<String>());
        let common = sent.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        erased.clear();
        erased.resize(sent.len() - common, backspace);
        sent.truncate(common);
        // Backspaces first, then the tail: the closure borrows the bytes, so they go in as letters.
        for byte in &erased {
            push(&mut sent, char::from(*byte));
            sent.pop();
        }
        for letter in &wanted[common..] {
            push(&mut sent, *letter);
        }
    }
    bytes
}

fn typed(chunks: &[&[u8]]) -> String {
    let mut decoder = Decoder::default();
    let mut input = TextInput::line();
    let mut events = Vec::new();
    for chunk in chunks {
        decoder.feed(chunk, &mut events);
    }
    decoder.timeout(&mut events);
    for event in events {
        if let Event::Key(key) = event {
            input.key(key, 60);
        }
    }
    input.normalised()
}

#[test]
fn every_word_of_two_real_papers_is_stored_as_it_was_meant() {
    let words: Vec<String> = WORDS.lines().map(|word| word.nfc().collect()).collect();
    assert!(words.len() > 500, "the list of words reads");
    let mut wrong = Vec::new();
    for word in &words {
        for backspace in [0x7f, 0x08] {
            for decomposed in [false, true] {
                let bytes = burst(word, decomposed, backspace);
                let single: Vec<&[u8]> = bytes.chunks(1).collect();
                for chunks in [&[bytes.as_slice()][..], &single] {
                    let stored = typed(chunks);
                    if stored != *word {
                        wrong.push(format!(
                            "{word} became {stored} ({backspace:02x}, decomposed {decomposed})"
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong: {:?}", wrong.len(), wrong.iter().take(10).collect::<Vec<_>>());
}
