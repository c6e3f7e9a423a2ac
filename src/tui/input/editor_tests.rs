use proptest::prelude::*;

use super::*;

const COLUMNS: u16 = 12;
const ROWS: u16 = 4;

fn press(editor: &mut Editor, clipboard: &mut String, code: KeyCode, modifiers: KeyModifiers) -> Edited {
    editor.key(KeyEvent::new(code, modifiers), COLUMNS, ROWS, clipboard)
}

fn plain(editor: &mut Editor, code: KeyCode) -> Edited {
    press(editor, &mut String::new(), code, KeyModifiers::NONE)
}

fn control(editor: &mut Editor, letter: char) -> Edited {
    press(editor, &mut String::new(), KeyCode::Char(letter), KeyModifiers::CONTROL)
}

fn write(editor: &mut Editor, text: &str) {
    for letter in text.chars() {
        plain(editor, if letter == '\n' { KeyCode::Enter } else { KeyCode::Char(letter) });
    }
}

fn undone(editor: &mut Editor) -> String {
    control(editor, 'z');
    editor.value().to_owned()
}

#[test]
fn typed_words_are_taken_back_one_by_one_and_come_again() {
    let mut editor = Editor::new("", 100);
    write(&mut editor, "thăm hỏi\nốm");
    assert_eq!(undone(&mut editor), "thăm hỏi\n");
    assert_eq!(undone(&mut editor), "thăm hỏi");
    assert_eq!(undone(&mut editor), "thăm ");
    assert_eq!(undone(&mut editor), "");
    assert_eq!(control(&mut editor, 'z'), Edited::Nothing);
    for _ in 0..4 {
        assert_eq!(control(&mut editor, 'y'), Edited::Changed);
    }
    assert_eq!(editor.value(), "thăm hỏi\nốm");
    assert_eq!(control(&mut editor, 'y'), Edited::Nothing);
}

#[test]
fn a_word_that_an_input_method_mends_is_one_step() {
    let mut editor = Editor::new("công tác ", 100);
    write(&mut editor, "viet");
    for _ in 0..2 {
        plain(&mut editor, KeyCode::Backspace);
    }
    write(&mut editor, "ệt");
    assert_eq!(editor.value(), "công tác việt");
    assert_eq!(undone(&mut editor), "công tác ");
    // Also where the word stood there before.
    let mut editor = Editor::new("viet", 100);
    for _ in 0..2 {
        plain(&mut editor, KeyCode::Backspace);
    }
    write(&mut editor, "ệt");
    assert_eq!(undone(&mut editor), "viet");
}

#[test]
fn a_paste_is_one_step_and_what_was_selected_comes_back_with_it() {
    let mut editor = Editor::new("một hai ba", 100);
    for _ in 0..2 {
        press(&mut editor, &mut String::new(), KeyCode::Left, KeyModifiers::SHIFT);
    }
    assert_eq!(editor.selected(), "ba");
    editor.paste("bốn");
    assert_eq!(editor.value(), "một hai bốn");
    assert_eq!(undone(&mut editor), "một hai ba");
}

#[test]
fn text_is_cut_copied_and_put_in_again_with_or_without_shift() {
    let mut clipboard = String::new();
    let mut editor = Editor::new("một hai", 100);
    plain(&mut editor, KeyCode::F(3));
    assert!(editor.is_marking());
    press(&mut editor, &mut clipboard, KeyCode::Left, KeyModifiers::CONTROL);
    press(&mut editor, &mut clipboard, KeyCode::Char('x'), KeyModifiers::CONTROL);
    assert_eq!((editor.value(), clipboard.as_str()), ("một ", "hai"));
    assert!(!editor.is_marking());
    press(&mut editor, &mut clipboard, KeyCode::Home, KeyModifiers::CONTROL);
    press(&mut editor, &mut clipboard, KeyCode::Char('v'), KeyModifiers::CONTROL);
    assert_eq!(editor.value(), "haimột ");
    press(&mut editor, &mut clipboard, KeyCode::Char('a'), KeyModifiers::CONTROL);
    press(&mut editor, &mut clipboard, KeyCode::Char('c'), KeyModifiers::CONTROL);
    assert_eq!(clipboard, "haimột ");
    // The first letter typed replaces what is selected.
    plain(&mut editor, KeyCode::Char('b'));
    assert_eq!(editor.value(), "b");
    assert_eq!(undone(&mut editor), "haimột ");
}

#[test]
fn a_page_a_paragraph_and_the_ends_are_one_key_each() {
    let text = "- một hai ba bốn năm\n- sáu\n- bảy\n- tám\n- chín\n- mười";
    let mut editor = Editor::new(text, 1000);
    let mut clipboard = String::new();
    press(&mut editor, &mut clipboard, KeyCode::Home, KeyModifiers::CONTROL);
    assert_eq!(editor.caret(), 0);
    press(&mut editor, &mut clipboard, KeyCode::Down, KeyModifiers::CONTROL);
    assert!(text[editor.caret()..].starts_with("- sáu"));
    plain(&mut editor, KeyCode::PageDown);
    assert!(text[editor.caret()..].starts_with("- chín"));
    press(&mut editor, &mut clipboard, KeyCode::Up, KeyModifiers::CONTROL);
    assert!(text[editor.caret()..].starts_with("- tám"));
    press(&mut editor, &mut clipboard, KeyCode::End, KeyModifiers::CONTROL);
    assert_eq!(editor.caret(), text.len());
    plain(&mut editor, KeyCode::PageUp);
    plain(&mut editor, KeyCode::PageUp);
    plain(&mut editor, KeyCode::PageUp);
    assert_eq!(editor.view(COLUMNS, ROWS).line, 1);
}

#[test]
fn what_would_be_too_long_is_refused_whole_and_loses_nothing() {
    let mut editor = Editor::new("12345678", 10);
    assert_eq!(editor.paste("abc"), Edited::Full);
    assert_eq!(editor.value(), "12345678");
    assert_eq!(editor.paste("ab"), Edited::Changed);
    assert_eq!(plain(&mut editor, KeyCode::Char('c')), Edited::Full);
    assert_eq!(editor.value(), "12345678ab");
    assert_eq!(undone(&mut editor), "12345678");
}

#[test]
fn older_words_come_on_lines_of_their_own() {
    let mut editor = Editor::new(" ", 100);
    editor.add_lines("- một");
    assert_eq!(editor.value(), "- một");
    editor.add_lines("- hai");
    assert_eq!(editor.value(), "- một\n- hai");
    let mut editor = Editor::new("đã có ", 100);
    editor.paste("- một\n- hai");
    assert_eq!(editor.value(), "đã có \n- một\n- hai");
}

fn any_key() -> impl Strategy<Value = KeyEvent> {
    let code = prop_oneof![
        6 => prop::sample::select(vec!['a', 'ệ', '\u{323}', ' ', 'あ', 'v', 'z', '-']).prop_map(KeyCode::Char),
        2 => Just(KeyCode::Enter),
        3 => Just(KeyCode::Backspace),
        1 => Just(KeyCode::Delete),
        4 => prop::sample::select(vec![
            KeyCode::Left, KeyCode::Right, KeyCode::Up, KeyCode::Down,
            KeyCode::Home, KeyCode::End, KeyCode::PageUp, KeyCode::PageDown, KeyCode::F(3),
        ]),
        1 => prop::sample::select(vec!['x', 'c', 'v', 'w', 'u', 'k', 'a', 'e']).prop_map(KeyCode::Char),
    ];
    let modifiers = prop_oneof![
        5 => Just(KeyModifiers::NONE),
        1 => Just(KeyModifiers::SHIFT),
        1 => Just(KeyModifiers::CONTROL),
        1 => Just(KeyModifiers::ALT),
    ];
    (code, modifiers).prop_map(|(code, modifiers)| KeyEvent::new(code, modifiers))
}

proptest! {
    #[test]
    fn any_keys_keep_the_caret_on_a_boundary_and_undo_leads_back_exactly(
        start in "[aệ \n]{0,20}",
        keys in prop::collection::vec(any_key(), 0..60),
        paste in "[-a \nệ]{0,10}",
        paste_at in 0_usize..60,
        limit in 15_usize..60,
    ) {
        let mut editor = Editor::new(&start, limit.max(20));
        let mut clipboard = String::new();
        for (at, key) in keys.iter().enumerate() {
            if at == paste_at {
                editor.paste(&paste);
            }
            editor.key(*key, COLUMNS, ROWS, &mut clipboard);
            prop_assert!(editor.value().is_char_boundary(editor.caret()));
            prop_assert!(editor.value().chars().count() <= limit.max(20));
            if let Some(stretch) = editor.selection() {
                prop_assert!(editor.value().get(stretch).is_some());
            }
            let view = editor.view(COLUMNS, ROWS);
            prop_assert!(view.caret.1 < ROWS && view.caret.0 < COLUMNS);
        }
        let last = editor.value().to_owned();
        let mut steps = 0;
        while control(&mut editor, 'z') == Edited::Changed {
            steps += 1;
        }
        prop_assert_eq!(editor.value(), start.as_str());
        for _ in 0..steps {
            control(&mut editor, 'y');
        }
        prop_assert_eq!(editor.value(), last.as_str());
        // Ctrl+Z among the keys is part of the run above; a draft keeps text and caret.
        let draft = serde_json::to_string(&editor).expect("a draft");
        let back: Editor = serde_json::from_str(&draft).expect("the draft");
        prop_assert_eq!((back.value(), back.caret()), (editor.value(), editor.caret()));
    }
}
