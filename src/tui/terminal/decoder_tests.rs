use crossterm::event::KeyEvent;
use proptest::prelude::*;

use super::*;

fn all(bytes: &[u8]) -> Vec<Event> {
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    decoder.feed(bytes, &mut out);
    let mut rounds = 0;
    while decoder.pending() {
        decoder.timeout(&mut out);
        rounds += 1;
        assert!(rounds < 2, "one timeout ends everything");
    }
    out
}

fn event(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn plain(code: KeyCode) -> Event {
    event(code, KeyModifiers::NONE)
}

fn typed(text: &str) -> Vec<Event> {
    text.chars().map(|c| plain(KeyCode::Char(c))).collect()
}

#[test]
fn both_backspaces_come_at_once_and_in_order() {
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    decoder.feed("vie\x08\x7fiệ".as_bytes(), &mut out);
    let mut expected = typed("vie");
    expected.extend([plain(KeyCode::Backspace), plain(KeyCode::Backspace)]);
    expected.extend(typed("iệ"));
    assert_eq!(out, expected);
    assert!(!decoder.pending());
}

#[test]
fn every_key_of_the_common_terminals_is_known() {
    use KeyCode::{
        BackTab, Backspace, Delete, Down, End, Enter, Esc, F, Home, Insert, Left, PageDown, PageUp, Right,
        Tab, Up,
    };
    let none = KeyModifiers::NONE;
    let (shift, ctrl, alt) = (KeyModifiers::SHIFT, KeyModifiers::CONTROL, KeyModifiers::ALT);
    let cases: &[(&str, KeyCode, KeyModifiers)] = &[
        ("\x1b[A", Up, none),
        ("\x1b[B", Down, none),
        ("\x1b[C", Right, none),
        ("\x1b[D", Left, none),
        ("\x1bOA", Up, none),
        ("\x1bOD", Left, none),
        ("\x1b[H", Home, none),
        ("\x1b[F", End, none),
        ("\x1bOH", Home, none),
        ("\x1bOF", End, none),
        ("\x1b[1~", Home, none),
        ("\x1b[7~", Home, none),
        ("\x1b[4~", End, none),
        ("\x1b[8~", End, none),
        ("\x1b[2~", Insert, none),
        ("\x1b[3~", Delete, none),
        ("\x1b[5~", PageUp, none),
        ("\x1b[6~", PageDown, none),
        ("\x1bOP", F(1), none),
        ("\x1bOQ", F(2), none),
        ("\x1bOR", F(3), none),
        ("\x1bOS", F(4), none),
        ("\x1b[R", F(3), none),
        ("\x1b[11~", F(1), none),
        ("\x1b[14~", F(4), none),
        ("\x1b[15~", F(5), none),
        ("\x1b[17~", F(6), none),
        ("\x1b[18~", F(7), none),
        ("\x1b[19~", F(8), none),
        ("\x1b[20~", F(9), none),
        ("\x1b[21~", F(10), none),
        ("\x1b[23~", F(11), none),
        ("\x1b[24~", F(12), none),
        ("\x1b[[A", F(1), none),
        ("\x1b[[E", F(5), none),
        ("\x1b[1;5A", Up, ctrl),
        ("\x1b[1;2C", Right, shift),
        ("\x1b[1;3D", Left, alt),
        ("\x1b[1;6H", Home, ctrl.union(shift)),
        ("\x1b[1;9A", Up, alt),
        ("\x1b[3;5~", Delete, ctrl),
        ("\x1b[15;2~", F(5), shift),
        ("\x1b[1;2P", F(1), shift),
        ("\x1bO5P", F(1), ctrl),
        ("\x1bO1;5P", F(1), ctrl),
        ("\x1bOd", Left, ctrl),
        ("\x1b[c", Right, shift),
        ("\x1b[7$", Home, shift),
        ("\x1b[7^", Home, ctrl),
        ("\x1b\x1b[A", Up, alt),
        ("\x1b\x1bOH", Home, alt),
        ("\x1b[Z", BackTab, shift),
        ("\x1bOM", Enter, none),
        ("\x1bOp", KeyCode::Char('0'), none),
        ("\x1bOy", KeyCode::Char('9'), none),
        ("\x1bOk", KeyCode::Char('+'), none),
        ("\t", Tab, none),
        ("\r", Enter, none),
        ("\n", Enter, none),
        ("\0", KeyCode::Char(' '), ctrl),
        ("\x01", KeyCode::Char('a'), ctrl),
        ("\x13", KeyCode::Char('s'), ctrl),
        ("\x1a", KeyCode::Char('z'), ctrl),
        ("\x1f", KeyCode::Char('_'), ctrl),
        ("\x1b\x7f", Backspace, alt),
        ("\x1b\x08", Backspace, alt),
        ("\x1b\r", Enter, alt),
        ("\x1bf", KeyCode::Char('f'), alt),
        ("\x1bđ", KeyCode::Char('đ'), alt),
        ("\x1b\x17", KeyCode::Char('w'), ctrl.union(alt)),
        ("Đ", KeyCode::Char('Đ'), none),
        ("?", KeyCode::Char('?'), none),
        ("\x1b", Esc, none),
    ];
    for (bytes, code, modifiers) in cases {
        assert_eq!(all(bytes.as_bytes()), [event(*code, *modifiers)], "{bytes:?}");
        // And nothing of it is left for the next letter.
        if *bytes != "\x1b" {
            assert_eq!(all(format!("{bytes}x").as_bytes()).len(), 2, "{bytes:?} x");
        }
    }
}

#[test]
fn late_replies_and_unknown_sequences_are_never_typed() {
    let cases = [
        "\x1b[24;80R",
        "\x1b[1;5R",
        "\x1b[?62;22c",
        "\x1b[>41;354;0c",
        "\x1b[?2026;2$y",
        "\x1b[4;1$y",
        "\x1b[0n",
        "\x1b[I",
        "\x1b[O",
        "\x1b[M !!",
        "\x1b[<0;12;7M",
        "\x1b[<0;12;7m",
        "\x1b[32;5;7M",
        "\x1b[8;24;80t",
        "\x1b[?1u",
        "\x1b[97;5u",
        "\x1b[27;5;9~",
        "\x1b[201~",
        "\x1b[99~",
        "\x1b[12 q",
        "\x1b]11;rgb:ffff/ffff/ffff\x07",
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1b]52;c;xin chào\x07",
        "\x1bP>|XTerm(388)\x1b\\",
        "\x1bP1+r544e=787465726d\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1bOz",
        "\x1b[[Z",
        "\x1b[111111111111111111111111111111111111111111111111111111111111111111A",
    ];
    for bytes in cases {
        assert_eq!(all(bytes.as_bytes()), [], "{bytes:?}");
        assert_eq!(all(format!("{bytes}ệ").as_bytes()), typed("ệ"), "{bytes:?}");
    }
}

#[test]
fn a_stray_byte_does_not_eat_the_next_letter() {
    assert_eq!(all(b"a\xffb\x80c\xc3d\xe1\xbbe\xf0\x9ff"), typed("abcdef"));
    assert_eq!(all("\u{e1}\u{ba}".as_bytes()), typed("áº"));
    assert_eq!(all(b"\xe1\xe1\xbb\x87"), typed("ệ"));
    assert_eq!(all(b"\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80x"), typed("x"));
}

#[test]
fn an_unfinished_sequence_is_dropped_and_a_lone_escape_is_a_key() {
    for bytes in ["\x1b[", "\x1b[1;", "\x1bO", "\x1b[[", "\x1b[M!", "\x1b]11;rg", "\x1bPabc\x1b"] {
        assert_eq!(all(bytes.as_bytes()), [], "{bytes:?}");
    }
    assert_eq!(all(b"\xe1\xbb"), []);
    assert_eq!(all(b"\x1b\x1b"), [plain(KeyCode::Esc), plain(KeyCode::Esc)]);
}

#[test]
fn a_control_breaks_off_a_sequence_and_keeps_its_meaning() {
    assert_eq!(all(b"\x1b[1;\r"), [plain(KeyCode::Enter)]);
    assert_eq!(all(b"\x1b]0;abc\r"), [plain(KeyCode::Enter)]);
    assert_eq!(all(b"\x1b[\x1b[A"), [plain(KeyCode::Up)]);
    assert_eq!(all(b"\x1b]x\x1b[A"), [plain(KeyCode::Up)]);
    assert_eq!(all("\x1b[1ệ".as_bytes()), typed("ệ"));
}

#[test]
fn a_paste_is_one_event_and_its_text_is_untouched() {
    let text = "Thăm hỏi\r\n\x1b[A đ/c Liên\t500.000 201~ [201~ \x1b[201";
    let bytes = format!("\x1b[200~{text}\x1b[201~x");
    assert_eq!(all(bytes.as_bytes()), [Event::Paste(text.into()), plain(KeyCode::Char('x'))]);
    assert_eq!(all(b"\x1b[200~\x1b[201~"), []);
    assert_eq!(all(b"\x1b[200~a\xff\xc3b\x1b[201~"), [Event::Paste("ab".into())]);
}

#[test]
fn an_unfinished_paste_swallows_nothing() {
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    decoder.feed(b"\x1b[200~abc", &mut out);
    assert_eq!((decoder.wait(), out.len()), (Some(PASTE_WAIT), 0));
    decoder.timeout(&mut out);
    decoder.feed(b"d", &mut out);
    assert_eq!(out, [Event::Paste("abc".into()), plain(KeyCode::Char('d'))]);
}

#[test]
fn a_paste_without_end_is_handed_out_in_bounded_parts() {
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.extend("aệ".repeat(PASTE_LIMIT / 2).bytes());
    bytes.extend(b"\x1b[201~");
    let events = all(&bytes);
    let mut whole = String::new();
    for event in &events {
        let Event::Paste(text) = event else { panic!("{event:?}") };
        assert!(text.len() <= PASTE_LIMIT);
        whole.push_str(text);
    }
    assert!(events.len() >= 2);
    assert!(whole == "aệ".repeat(PASTE_LIMIT / 2));
}

#[test]
fn the_end_mark_is_found_across_the_limit() {
    for back in 0..=PASTE_END.len() {
        let mut bytes = b"\x1b[200~".to_vec();
        bytes.resize(bytes.len() + PASTE_LIMIT - back, b'a');
        bytes.extend(b"\x1b[201~x");
        let events = all(&bytes);
        assert_eq!(events.last(), Some(&plain(KeyCode::Char('x'))), "{back}");
        let length: usize = events.iter().map(|e| if let Event::Paste(t) = e { t.len() } else { 0 }).sum();
        assert_eq!(length, PASTE_LIMIT - back);
    }
}

#[test]
fn an_endless_reply_takes_no_memory() {
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    decoder.feed(b"\x1b]", &mut out);
    for _ in 0..1000 {
        decoder.feed(&[b'x'; 1000], &mut out);
    }
    assert!(matches!(decoder.state, State::Text { .. }));
    decoder.feed(b"\x07\x1b[", &mut out);
    decoder.feed(&vec![b'1'; 100_000], &mut out);
    let State::Csi { parameters, .. } = &decoder.state else { panic!() };
    assert!(parameters.capacity() <= 2 * PARAMETERS);
    assert!(out.is_empty());
}

#[test]
fn the_wait_is_told_and_only_when_something_waits() {
    let mut decoder = Decoder::new(Duration::from_millis(120));
    let mut out = Vec::new();
    assert_eq!(decoder.wait(), None);
    decoder.feed(b"\x1b", &mut out);
    assert_eq!(decoder.wait(), Some(Duration::from_millis(120)));
    decoder.feed(b"[A", &mut out);
    assert_eq!((decoder.wait(), decoder.pending()), (None, false));
    decoder.timeout(&mut out);
    assert_eq!(out, [plain(KeyCode::Up)]);
}

/// Pieces of what terminals really send.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let fixed: Vec<&'static [u8]> = vec![
        b"\x1b",
        b"\x1b[",
        b"\x1bO",
        b"\x1b[A",
        b"\x1bOP",
        b"\x1b[[B",
        b"\x1b[1;5C",
        b"\x1b[3~",
        b"\x1b[7$",
        b"\x1b[Z",
        b"\x1b[M",
        b"\x1b[M !!",
        b"\x1b[<0;3;4M",
        b"\x1b[12;40R",
        b"\x1b[?62;22c",
        b"\x1b]11;rgb:0/0/0",
        b"\x07",
        b"\x1b\\",
        b"\x1bP1$r0m",
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x7f",
        b"\x08",
        b"\r",
        b"\x00",
        b"\xff",
        b"\xe1\xbb",
    ];
    prop_oneof![
        proptest::sample::select(fixed).prop_map(<[u8]>::to_vec),
        "[a-zđĂệ̣̂ 0-9~;\\[]{0,4}".prop_map(String::into_bytes),
        proptest::collection::vec(any::<u8>(), 0..4),
    ]
}

fn split_is_unseen(bytes: &[u8], cuts: &[usize]) -> Result<(), TestCaseError> {
    let whole = all(bytes);
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    let mut rest = bytes;
    for cut in cuts {
        let (now, later) = rest.split_at(cut % (rest.len() + 1));
        decoder.feed(now, &mut out);
        rest = later;
    }
    decoder.feed(rest, &mut out);
    decoder.timeout(&mut out);
    prop_assert_eq!(&out, &whole);
    let mut out = Vec::new();
    for byte in bytes {
        decoder.feed(std::slice::from_ref(byte), &mut out);
    }
    decoder.timeout(&mut out);
    prop_assert_eq!(&out, &whole);
    Ok(())
}

proptest! {
    #[test]
    fn any_split_of_real_streams_gives_the_same_events(
        pieces in proptest::collection::vec(piece(), 0..24),
        cuts in proptest::collection::vec(any::<usize>(), 0..12),
    ) {
        split_is_unseen(&pieces.concat(), &cuts)?;
    }

    #[test]
    fn any_split_of_any_bytes_gives_the_same_events(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        cuts in proptest::collection::vec(any::<usize>(), 0..12),
    ) {
        split_is_unseen(&bytes, &cuts)?;
    }

    #[test]
    fn no_control_is_ever_a_letter(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for event in all(&bytes) {
            if let Event::Key(key) = event && let KeyCode::Char(letter) = key.code {
                prop_assert!(!letter.is_control());
            }
        }
    }

    #[test]
    fn text_comes_through_whole(text in "[^\\p{Cc}]{0,40}") {
        prop_assert_eq!(all(text.as_bytes()), typed(&text));
    }
}
