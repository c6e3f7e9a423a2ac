//! A report's words in a real terminal: three pages pasted, edited, undone and saved; an editor of one's own and back.

use std::time::{Duration, Instant};

use super::terminal::Terminal;

/// What a terminal is asked for by a query: its place of the cursor, attributes, colours, modes, names.
const QUERIES: [&[u8]; 9] = [
    b"\x1b[6n",
    b"\x1b[5n",
    b"\x1b[c",
    b"\x1b[0c",
    b"\x1b[>c",
    b"\x1b[?u",
    b"\x1b]11;?",
    b"\x1b]10;?",
    b"\x1bP+q",
];

/// The editor on the last part of the report, emptied.
fn open_editor(home: &std::path::Path, variables: &[(&str, &str)]) -> Terminal {
    let folder = home.to_string_lossy().into_owned();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_congdoan"));
    let mut terminal = Terminal::start_other(program, home, &["demo", "--dir", &folder], variables, 80, 24);
    terminal.see("104 mục");
    terminal.type_text("5");
    terminal.see("PHẦN I");
    terminal.key("End");
    terminal.wait("the end of the report", |screen| !screen.contains("▸ PHẦN I"));
    terminal.type_text("e");
    terminal.see("dòng ");
    terminal.send(b"\x01\x1b[3~");
    terminal.see("dòng 1/1");
    terminal
}

/// Three pages as a word processor hands them over: paragraphs, bullets of two levels, its quotes and blanks.
fn three_pages() -> String {
    let mut pages = String::new();
    for at in 1..=40 {
        pages.push_str(&format!(
            "•\tÝ thứ {at}: Ban Chấp hành “đồng hành”\u{a0}cùng nhà trường, chăm lo đời sống đoàn\u{ad} viên, người lao động.\r\n\
             \to\tViệc {at}a: thăm hỏi, động viên kịp thời khi gia đình đoàn viên có việc.\r\n\
             \to\tViệc {at}b: giám sát thực hiện chế độ, chính sách theo quy định.\r\n\r\n"
        ));
    }
    pages
}

fn saved(home: &std::path::Path) -> String {
    let store = congdoan::store::Store::open(&home.join("demo.congdoan")).expect("the book");
    let all = store.all::<congdoan::domain::Narrative>().expect("its narratives");
    all.into_iter()
        .map(|narrative| narrative.body.text)
        .find(|text| text.contains("HETBAI"))
        .expect("what was written")
}

/// The editor with three pages pasted from Word, and a word typed behind them.
fn open_written(home: &std::path::Path) -> Terminal {
    let mut terminal = open_editor(home, &[]);
    let mut paste = b"\x1b[200~".to_vec();
    paste.extend(three_pages().into_bytes());
    paste.extend(b"\x1b[201~");
    terminal.send(&paste);
    terminal.see("+ Việc 40b");
    terminal.type_text("HETBAI");
    terminal.see("HETBAI");
    terminal
}

#[test]
fn three_pages_from_word_are_pasted_edited_undone_and_saved_by_keys() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = open_written(home.path());
    // Two pages up, a word written there, taken back; the lines below it selected and cut, taken back as well.
    terminal.send(b"\x1b[5~\x1b[5~");
    terminal.see_no("HETBAI");
    terminal.type_text("XOADI ");
    terminal.see("XOADI");
    terminal.send(b"\x1a");
    terminal.see_no("XOADI");
    let before = terminal.screen();
    terminal.send(b"\x1b[1;2B\x1b[1;2B\x1b[1;2B");
    terminal.send(b"\x18");
    terminal.wait("the cut", |screen| screen != before);
    terminal.send(b"\x1a");
    terminal.wait("the text again", |screen| {
        let body = |screen: &str| {
            screen.lines().skip(6).take(12).map(|row| row.trim_end().to_owned()).collect::<Vec<_>>()
        };
        body(screen) == body(&before)
    });
    terminal.key("Ctrl+S");
    terminal.see("Đã lưu");
    terminal.type_text("q");
    assert_eq!(terminal.end().0, 0);
    let text = saved(home.path());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 121, "40 times three, and the last");
    assert_eq!(
        lines[0],
        "- Ý thứ 1: Ban Chấp hành \"đồng hành\" cùng nhà trường, chăm lo đời sống đoàn viên, người lao động."
    );
    assert_eq!(lines[1], "+ Việc 1a: thăm hỏi, động viên kịp thời khi gia đình đoàn viên có việc.");
    assert_eq!(lines[120], "HETBAI");
    for query in QUERIES {
        assert!(!terminal.bytes.windows(query.len()).any(|window| window == query), "a query was sent");
    }
}

#[test]
fn an_editor_of_ones_own_has_the_terminal_as_it_was_and_its_text_comes_back_without_a_query() {
    let home = tempfile::tempdir().expect("a folder");
    let script = home.path().join("soan.sh");
    std::fs::write(
        &script,
        "stty -a > \"$HOME/modes\"\nls -l \"$1\" > \"$HOME/file\"\nprintf 'SOAN THAO\\n'\nread line\n\
         printf '•\\tTừ trình soạn thảo %s\\nHETBAI\\n' \"$line\" > \"$1\"\n",
    )
    .expect("a script");
    let editor = format!("sh {}", script.display());
    let mut terminal = open_editor(home.path(), &[("EDITOR", &editor), ("PATH", "/usr/bin:/bin")]);
    terminal.type_text("nháp");
    terminal.see("nháp");
    terminal.send(b"\x1b[17~");
    terminal.see("SOAN THAO");
    assert!(terminal.is_restored(), "the editor has the terminal as the shell left it");
    terminal.send("riêng\n".as_bytes());
    terminal.see("Đã lấy bài từ trình soạn thảo");
    terminal.see("- Từ trình soạn thảo riêng");
    assert!(!terminal.is_restored(), "the program has it again");
    let modes = std::fs::read_to_string(home.path().join("modes")).expect("what the editor saw");
    let on: Vec<&str> = modes.split([' ', ';', '\n']).collect();
    for mode in ["icanon", "echo", "isig"] {
        assert!(on.contains(&mode), "{mode}: {modes}");
    }
    let file = std::fs::read_to_string(home.path().join("file")).expect("the file's mode");
    assert!(file.starts_with("-rw-------") && file.contains(".txt"), "{file}");
    terminal.key("Ctrl+S");
    terminal.see("Đã lưu");
    terminal.type_text("q");
    assert_eq!(terminal.end().0, 0);
    assert!(terminal.is_restored());
    assert_eq!(saved(home.path()), "- Từ trình soạn thảo riêng\nHETBAI");
    for query in QUERIES {
        assert!(!terminal.bytes.windows(query.len()).any(|window| window == query), "a query was sent");
    }
}

#[test]
fn a_kill_without_warning_keeps_the_words_in_the_editor() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = open_written(home.path());
    // Nothing is asked of the person: a pause in typing is enough.
    let book = home.path().join("demo.congdoan");
    let kept = || {
        let store = congdoan::store::Store::open(&book).expect("the book");
        let drafts = store.drafts("thuquy").expect("its drafts");
        drafts.iter().any(|draft| draft.payload.contains("HETBAI"))
    };
    let until = Instant::now() + Duration::from_secs(30);
    while !kept() {
        assert!(Instant::now() < until, "no draft was kept");
        terminal.bytes_within(Duration::from_millis(50));
    }
    terminal.kill();

    let folder = home.path().to_string_lossy().into_owned();
    let mut terminal = Terminal::start(home.path(), &["demo", "--dir", &folder], 80, 24);
    terminal.see("đang ghi dở");
    terminal.key("Enter");
    terminal.see("HETBAI");
    terminal.key("Ctrl+S");
    terminal.see("Đã lưu");
    terminal.type_text("q");
    assert_eq!(terminal.end().0, 0);
    let text = saved(home.path());
    assert_eq!(text.lines().count(), 121, "40 times three, and the last");
}
