//! Terminal manners: few bytes, silence when idle, everything given back on every way out.

use std::time::Duration;

use super::terminal::Terminal;

fn open_demo(home: &std::path::Path) -> Terminal {
    let folder = home.to_string_lossy().into_owned();
    let mut terminal = Terminal::start(home, &["demo", "--dir", &folder], 80, 24);
    terminal.see("104 mục");
    terminal
}

/// A form with the caret in its note, a plain field.
fn open_form(terminal: &mut Terminal) {
    terminal.type_text("n");
    terminal.see("Ghi hoạt động nào?");
    terminal.type_text("viec hieu");
    terminal.key("Enter");
    terminal.see("mục mới");
    for _ in 0..3 {
        terminal.key("Tab");
    }
    terminal.type_text("Cụ Bùi Thị Nhàn");
    terminal.see("Cụ Bùi Thị Nhàn");
}

#[test]
fn the_first_frame_is_small_and_ten_idle_seconds_are_silent() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().to_string_lossy().into_owned();
    let mut terminal = Terminal::start(home.path(), &["demo", "--dir", &folder], 80, 24);
    let first = terminal.next_frame();
    assert!(first <= 6_000, "the first frame took {first} bytes");
    terminal.see("104 mục");
    // What may still follow (the entry's detail) comes before the silence that is measured.
    while terminal.bytes_within(Duration::from_secs(3)) > 0 {}
    assert_eq!(terminal.bytes_within(Duration::from_secs(10)), 0);
}

#[test]
fn a_letter_costs_at_most_64_bytes_in_a_plain_field_and_256_where_a_hint_follows() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = open_demo(home.path());
    open_form(&mut terminal);
    while terminal.bytes_within(Duration::from_millis(700)) > 0 {}
    for letter in "abcxyz".chars() {
        terminal.type_text(&letter.to_string());
        let bytes = terminal.next_frame();
        assert!(bytes <= 64, "«{letter}» took {bytes} bytes in a plain field");
    }
    // The amount: its words change with every digit.
    terminal.key("Tab");
    terminal.key("Ctrl+U");
    while terminal.bytes_within(Duration::from_millis(700)) > 0 {}
    for digit in "500000".chars() {
        terminal.type_text(&digit.to_string());
        let bytes = terminal.next_frame();
        let frame = String::from_utf8_lossy(&terminal.bytes[terminal.bytes.len() - bytes..]).into_owned();
        assert!(bytes <= 256, "«{digit}» took {bytes} bytes beside a hint: {frame:?}");
    }
}

#[test]
fn a_signal_keeps_the_draft_and_gives_the_terminal_back_within_200_ms() {
    for (signal, code) in [(15, 143), (1, 129)] {
        let home = tempfile::tempdir().expect("a folder");
        let mut terminal = open_demo(home.path());
        open_form(&mut terminal);
        terminal.signal(signal);
        let (ended, took) = terminal.end();
        assert_eq!(ended, code);
        assert!(terminal.is_restored());
        // The program allows itself 200 ms; the rest is this machine's other work.
        assert!(took < Duration::from_secs(2), "took {took:?}");
        draft_is_offered(home.path());
    }
}

#[test]
fn a_cut_line_ends_the_program_and_keeps_the_draft() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = open_demo(home.path());
    open_form(&mut terminal);
    terminal.hang_up();
    terminal.end();
    draft_is_offered(home.path());
}

fn draft_is_offered(home: &std::path::Path) {
    let folder = home.to_string_lossy().into_owned();
    let mut terminal = Terminal::start(home, &["demo", "--dir", &folder], 80, 24);
    terminal.see("đang ghi dở");
    terminal.key("Enter");
    terminal.see("Cụ Bùi Thị Nhàn");
    terminal.kill();
}

#[test]
fn the_cursor_stands_at_the_caret_where_input_methods_look_for_it() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = open_demo(home.path());
    open_form(&mut terminal);
    let (column, row) = terminal.cursor().expect("the cursor is shown");
    let line = terminal.screen().lines().nth(usize::from(row)).expect("its row").to_owned();
    let before: String = line.chars().take(usize::from(column)).collect();
    assert!(before.ends_with("Cụ Bùi Thị Nhàn"), "{before:?}");
}

/// Not a test of its own: the program, with a thread that panics as soon as somebody calls.
#[test]
#[ignore = "started by the test below"]
fn the_program_that_panics() {
    let home = std::path::PathBuf::from(std::env::var("HOME").expect("a home"));
    let caller = std::os::unix::net::UnixListener::bind(home.join("panic.sock")).expect("a socket");
    std::thread::spawn(move || {
        caller.accept().expect("a call");
        panic!("as asked");
    });
    let options = congdoan::tui::Options {
        book: home.join("demo.congdoan"),
        language: congdoan::locale::Language::Vietnamese,
        officer: "thuquy".to_owned(),
    };
    congdoan::tui::run(&options).expect("it ran");
}

#[test]
fn a_panic_keeps_the_draft_gives_the_terminal_back_and_says_one_plain_sentence() {
    let home = tempfile::tempdir().expect("a folder");
    open_demo(home.path()).kill();
    let program = std::env::current_exe().expect("this program");
    let arguments = ["--ignored", "--exact", "manners::the_program_that_panics", "--nocapture"];
    let mut terminal = Terminal::start_other(&program, home.path(), &arguments, &[], 80, 24);
    terminal.see("104 mục");
    open_form(&mut terminal);
    let _call = std::os::unix::net::UnixStream::connect(home.path().join("panic.sock")).expect("it listens");
    let (_, took) = terminal.end();
    assert!(took < Duration::from_secs(2), "took {took:?}");
    assert!(terminal.is_restored());
    assert!(terminal.screen().contains("Chương trình gặp lỗi"), "{}", terminal.screen());
    draft_is_offered(home.path());
}
