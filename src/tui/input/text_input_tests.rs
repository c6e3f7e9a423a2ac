use proptest::prelude::*;

use super::*;

fn key(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

fn control(letter: char) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
}

fn with_control(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::CONTROL)
}

fn send(input: &mut TextInput, text: &str) {
    for letter in text.chars() {
        let code = if letter == '\x08' { KeyCode::Backspace } else { KeyCode::Char(letter) };
        assert_eq!(input.key(key(code), 40), Outcome::Changed);
    }
}

#[test]
fn retyped_syllables_end_as_meant_composed_and_decomposed() {
    // What an input method sends for "vieejt": letter by letter, then the tail again.
    let mut input = TextInput::line();
    send(&mut input, "vie\x08ê\x08ệt");
    assert_eq!(input.normalised(), "việt");

    let mut input = TextInput::line();
    send(&mut input, "vie\x08e\u{302}\x08\x08e\u{323}\u{302}t");
    assert_eq!(input.normalised(), "việt");

    // Only the mark is taken back and another one typed.
    let mut input = TextInput::line();
    send(&mut input, "vie\u{302}\x08\u{323}\u{302}t");
    assert_eq!(input.normalised(), "việt");
}

#[test]
fn nothing_is_composed_before_the_field_is_left() {
    let mut input = TextInput::line();
    send(&mut input, "vie\u{302}\u{323}t");
    assert_eq!(input.value(), "vie\u{302}\u{323}t");
    input.key(key(KeyCode::Left), 40);
    input.leave();
    assert_eq!((input.value(), input.caret()), ("việt", "việ".len()));
}

#[test]
fn arrows_and_delete_go_by_letters_as_seen() {
    let mut input = TextInput::line().with("ve\u{323}\u{302}t");
    input.key(key(KeyCode::Left), 40);
    input.key(key(KeyCode::Left), 40);
    assert_eq!(input.caret(), 1);
    input.key(key(KeyCode::Delete), 40);
    assert_eq!(input.value(), "vt");
    input.key(key(KeyCode::Home), 40);
    assert_eq!(input.key(key(KeyCode::Left), 40), Outcome::Moved);
    assert_eq!(input.key(key(KeyCode::Backspace), 40), Outcome::Moved);
}

#[test]
fn words_and_lines_can_be_taken_away() {
    let mut input = TextInput::line().with("mẹ đẻ đồng chí");
    input.key(control('w'), 40);
    assert_eq!(input.value(), "mẹ đẻ đồng ");
    input.key(with_control(KeyCode::Left), 40);
    input.key(with_control(KeyCode::Left), 40);
    assert_eq!(input.caret(), "mẹ ".len());
    input.key(with_control(KeyCode::Right), 40);
    assert_eq!(input.caret(), "mẹ đẻ".len());
    input.key(control('k'), 40);
    assert_eq!(input.value(), "mẹ đẻ");
    input.key(control('u'), 40);
    assert!(input.is_empty());
    assert_eq!(input.key(control('s'), 40), Outcome::Ignored);
}

#[test]
fn a_paste_is_cleaned_and_stays_on_its_line() {
    let mut input = TextInput::line().with("ab");
    input.key(key(KeyCode::Left), 40);
    input.paste("1\r\n2\t3\x1b[31m\u{9b}\0");
    assert_eq!((input.value(), input.caret()), ("a1 2 3[31mb", 10));
    let mut memo = TextInput::memo();
    memo.paste("1\r\n2\r3\n");
    assert_eq!(memo.value(), "1\n2\n3\n");
    assert_eq!(memo.paste_with("A", str::to_lowercase), Outcome::Changed);
    assert_eq!(memo.value(), "1\n2\n3\na");
}

#[test]
fn the_caret_of_a_long_line_is_always_seen() {
    let mut input = TextInput::line().with("Nguyễn Thị Hường dạy lớp 4A");
    let view = input.view(10, 1);
    assert_eq!(
        (view.lines[0].as_str(), view.caret, view.before, view.after),
        ("ạy lớp 4A", (9, 0), true, false)
    );
    for _ in 0..4 {
        input.key(key(KeyCode::Left), 10);
    }
    // The text stands still while the caret is within.
    assert_eq!(input.view(10, 1).caret, (5, 0));
    input.key(key(KeyCode::Home), 10);
    let view = input.view(10, 1);
    assert_eq!(
        (view.lines[0].as_str(), view.caret, view.before, view.after),
        ("Nguyễn Thị", (0, 0), false, true)
    );
    assert_eq!(TextInput::line().view(0, 1), View::default());
}

#[test]
fn a_memo_wraps_scrolls_and_moves_by_visible_lines() {
    let mut memo = TextInput::memo().with("Thăm hỏi ốm đau\nTặng quà");
    let view = memo.view(11, 5);
    assert_eq!(view.lines, ["Thăm hỏi ", "ốm đau", "Tặng quà"]);
    assert_eq!(view.caret, (8, 2));
    memo.key(key(KeyCode::Up), 11);
    assert_eq!(memo.view(11, 5).caret, (6, 1));
    memo.key(key(KeyCode::Up), 11);
    assert_eq!(memo.view(11, 5).caret, (6, 0));
    assert_eq!(memo.key(key(KeyCode::Up), 11), Outcome::Ignored);
    memo.key(key(KeyCode::End), 11);
    assert_eq!(memo.view(11, 5).caret, (8, 0));
    memo.key(with_control(KeyCode::End), 11);
    assert_eq!(memo.key(key(KeyCode::Down), 11), Outcome::Ignored);
    memo.key(key(KeyCode::Enter), 11);
    let view = memo.view(11, 2);
    assert_eq!((view.lines.len(), view.caret, view.before, view.after), (2, (0, 1), true, false));
    assert_eq!(TextInput::line().key(key(KeyCode::Enter), 11), Outcome::Ignored);
}

#[test]
fn a_draft_comes_back_as_it_was() {
    let mut input = TextInput::memo().with("vie\u{302}\u{323}t\nxong");
    input.key(key(KeyCode::Up), 20);
    let json = serde_json::to_string(&input).expect("json");
    assert_eq!(serde_json::from_str::<TextInput>(&json).expect("draft"), input);
    // A damaged one is put right.
    let broken: TextInput = serde_json::from_str(r#"{"text":"ệ","caret":2,"memo":false}"#).expect("draft");
    assert_eq!(broken.caret(), 0);
    let beyond: TextInput = serde_json::from_str(r#"{"text":"ệ","caret":99,"memo":false}"#).expect("draft");
    assert_eq!(beyond.caret(), 3);
}

#[derive(Debug, Clone)]
enum Act {
    Key(KeyEvent),
    Paste(String),
    Leave,
    Caret(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let codes = vec![
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Enter,
        KeyCode::Tab,
        KeyCode::Esc,
        KeyCode::F(4),
        KeyCode::PageUp,
    ];
    let letters: Vec<char> = "ađệữê wuk\u{323}\u{302}\u{301}\u{200d}あ🙂".chars().collect();
    let code = prop_oneof![
        proptest::sample::select(codes),
        proptest::sample::select(letters).prop_map(KeyCode::Char),
    ];
    let modifiers = prop_oneof![
        4 => Just(KeyModifiers::NONE),
        1 => Just(KeyModifiers::CONTROL),
        1 => Just(KeyModifiers::ALT),
        1 => Just(KeyModifiers::CONTROL | KeyModifiers::ALT),
    ];
    prop_oneof![
        16 => (code, modifiers).prop_map(|(code, modifiers)| Act::Key(KeyEvent::new(code, modifiers))),
        1 => "[aệ\n\t\u{323} ]{0,9}".prop_map(Act::Paste),
        1 => Just(Act::Leave),
        1 => (0_usize..80).prop_map(Act::Caret),
    ]
}

proptest! {
    #[test]
    fn any_key_at_any_caret_keeps_the_field_whole(
        memo: bool,
        decomposed: bool,
        caret in 0_usize..60,
        columns in 0_u16..14,
        rows in 0_u16..4,
        acts in proptest::collection::vec(act(), 0..40),
    ) {
        let text = "Thăm hỏi đồng chí Nguyễn Thị Hường ốm";
        let text: String = if decomposed { text.nfd().collect() } else { text.into() };
        let mut input = if memo { TextInput::memo() } else { TextInput::line() }.with(&text);
        input.set_caret(caret);
        for act in acts {
            let before = input.clone();
            let outcome = match act {
                Act::Key(key) => input.key(key, columns),
                Act::Paste(text) => input.paste(&text),
                Act::Leave => { input.leave(); Outcome::Changed }
                Act::Caret(at) => { input.set_caret(at); Outcome::Moved }
            };
            prop_assert!(input.value().is_char_boundary(input.caret()));
            prop_assert!(memo || !input.value().contains('\n'));
            match outcome {
                Outcome::Ignored => prop_assert_eq!(&before, &input),
                Outcome::Moved => prop_assert_eq!(before.value(), input.value()),
                Outcome::Changed => {}
            }
            let view = input.view(columns, rows);
            prop_assert!(view.lines.len() <= usize::from(rows.max(1)));
            for line in &view.lines {
                prop_assert!(width(line) <= usize::from(columns));
            }
            if columns > 0 && rows > 0 {
                prop_assert!(view.caret.0 < columns && view.caret.1 < rows);
            }
        }
    }

    #[test]
    fn backspace_takes_one_code_point(text in "[aệđ\u{323}\u{302}🙂]{1,9}", at in 0_usize..20) {
        let mut input = TextInput::line().with(&text);
        input.set_caret(at);
        let before = input.value()[..input.caret()].chars().count();
        input.key(key(KeyCode::Backspace), 10);
        prop_assert_eq!(input.value()[..input.caret()].chars().count(), before.saturating_sub(1));
    }

    #[test]
    fn every_burst_of_backspaces_and_letters_ends_right(words in proptest::collection::vec(
        proptest::sample::select(vec!["việt", "nghiêng", "Đường", "hội", "thưởng", "quỹ"]), 1..5),
        decomposed: bool,
    ) {
        let sentence = words.join(" ");
        let mut input = TextInput::line();
        for (i, word) in words.iter().enumerate() {
            if i > 0 {
                send(&mut input, " ");
            }
            let target: Vec<char> = if decomposed { word.nfd().collect() } else { word.chars().collect() };
            let bare: Vec<char> = word.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
            let mut shown: Vec<char> = Vec::new();
            // After each letter the tail from the first difference is sent again.
            for n in 1..=bare.len() {
                let next: Vec<char> = if n == bare.len() { target.clone() } else { bare[..n].to_vec() };
                let same = shown.iter().zip(&next).take_while(|(a, b)| a == b).count();
                let burst: String = std::iter::repeat_n('\x08', shown.len() - same).chain(next[same..].iter().copied()).collect();
                send(&mut input, &burst);
                shown = next;
            }
        }
        prop_assert_eq!(input.normalised(), sentence);
    }
}
