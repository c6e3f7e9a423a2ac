//! Two officers on one book: neither overwrites the other, and each sees what the other saved.

use std::time::{Duration, Instant};

use super::terminal::Terminal;

#[test]
fn a_stale_save_shows_both_values_and_the_other_list_follows_within_a_second() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().to_string_lossy().into_owned();
    let mut first = Terminal::start(home.path(), &["demo", "--dir", &folder, "--as", "chị Thủy"], 80, 24);
    first.see("104 mục");
    let book = home.path().join("demo.congdoan").to_string_lossy().into_owned();
    let mut second = Terminal::start(home.path(), &["--book", &book, "--as", "anh Nam"], 80, 24);
    second.see("104 mục");

    // Both open the same entry: the sick visit of 22 January.
    for terminal in [&mut first, &mut second] {
        terminal.key("Down");
        terminal.see("▸ 22/01");
        terminal.key("Enter");
        terminal.see("Thăm ốm · ");
        terminal.see("Ghi chú");
    }
    // The second saves a note, the first one saves another behind it.
    note(&mut second, "viện huyện");
    second.key("Ctrl+S");
    second.see("Đã lưu");
    note(&mut first, "viện tỉnh");
    first.key("Ctrl+S");
    first.see("Bản của tôi");
    first.see("viện tỉnh");
    first.see("viện huyện");

    // The first one's version stands; the second one's list and detail follow by themselves.
    first.type_text("1");
    first.see("Đã lưu");
    // Other tests keep both processors busy, so the quickest of three changes is what is judged.
    let mut took = vec![follows(&mut second, "viện tỉnh")];
    for (key, said, text) in [("u", "Đã hoàn tác", "viện huyện"), ("U", "Đã làm lại", "viện tỉnh")]
    {
        first.type_text(key);
        first.see(said);
        took.push(follows(&mut second, text));
    }
    assert!(took.iter().any(|time| *time < Duration::from_secs(1)), "took {took:?}");
    first.type_text("q");
    second.type_text("q");
    assert_eq!((first.end().0, second.end().0), (0, 0));
}

/// How long it takes until a terminal shows what another one saved.
fn follows(terminal: &mut Terminal, text: &str) -> Duration {
    let saved = Instant::now();
    terminal.see(text);
    saved.elapsed()
}

/// Goes to the note, the field before the state, and replaces it.
fn note(terminal: &mut Terminal, text: &str) {
    // By the field's own row: anything else on the screen may change because of the other officer.
    let pointed = |screen: &str| screen.lines().find(|line| line.contains('▸')).map(str::to_owned);
    for _ in 0..12 {
        let field = pointed(&terminal.screen());
        if field.as_ref().is_some_and(|field| field.contains("Ghi chú")) {
            break;
        }
        terminal.key("Tab");
        terminal.wait("the next field", |screen| pointed(screen) != field);
    }
    terminal.key("Ctrl+U");
    terminal.type_text(text);
    terminal.see(text);
}
