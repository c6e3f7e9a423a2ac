//! The first thread, through the real program in a real terminal, by keys alone.

use super::terminal::Terminal;

/// The sample's log is on the screen.
fn open_demo(home: &std::path::Path) -> Terminal {
    let folder = home.to_string_lossy().into_owned();
    let mut terminal = Terminal::start(home, &["demo", "--dir", &folder], 80, 24);
    terminal.see("2 Hoạt động");
    terminal.see("104 mục");
    terminal
}

/// The report's text on the screen, to the right of the outline; its rows are one sentence again.
fn page(screen: &str) -> String {
    let rows: Vec<&str> = screen.lines().filter_map(|line| line.split('│').nth(1)).collect();
    rows.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number before "lượt công đoàn viên có người thân qua đời" in the report on the screen.
fn condolences(terminal: &mut Terminal) -> String {
    terminal.type_text("5");
    terminal.see("PHẦN I");
    terminal.key("Home");
    terminal.see("▸ PHẦN I");
    for _ in 0..40 {
        let text = page(&terminal.screen());
        if let Some(at) = text.find(" lượt công đoàn viên có người thân") {
            return text[..at].rsplit(' ').next().unwrap_or_default().to_owned();
        }
        terminal.key("PageDown");
        terminal.wait("the next page", |screen| page(screen) != text);
    }
    panic!("no condolence visits in the report:\n{}", terminal.screen());
}

#[test]
fn a_semester_is_logged_undone_survives_a_kill_and_is_exported_by_keys_alone() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = open_demo(home.path());
    assert_eq!(condolences(&mut terminal), "05");

    // By form: việc hiếu, Liên's mother.
    terminal.type_text("2");
    terminal.see("Tìm:");
    terminal.type_text("n");
    terminal.see("Ghi hoạt động nào?");
    terminal.type_text("viec hieu");
    terminal.key("Enter");
    terminal.see("mục mới");
    terminal.key("Ctrl+U");
    terminal.type_text("12/11");
    terminal.key("Tab");
    terminal.type_text("lien");
    terminal.key("Enter");
    terminal.type_text("mẹ đẻ");
    terminal.key("Ctrl+S");
    terminal.see("Đã lưu");
    terminal.see("phiếu PC2023/");

    // By line: a sick visit.
    terminal.type_text("i");
    terminal.see("Ví dụ: hieu");
    terminal.type_text("om van l2 15/11 300k");
    terminal.see("Thăm ốm");
    terminal.see("Ba trăm nghìn đồng");
    terminal.key("Enter");
    terminal.see("Đã lưu");
    terminal.key("Esc");
    terminal.see_no("Ví dụ: hieu");

    // The voucher stands in the fund's book.
    terminal.type_text("4");
    terminal.see("Số phiếu");
    for _ in 0..2 {
        terminal.type_text("[");
    }
    terminal.see("11/2023");
    terminal.see("Việc hiếu");

    // The count in the report rose; undo takes the sick visit back, the count of the others stays.
    assert_eq!(condolences(&mut terminal), "06");
    terminal.type_text("u");
    terminal.see("Đã hoàn tác");
    assert_eq!(condolences(&mut terminal), "06");

    // Killed within the next form.
    terminal.type_text("2");
    terminal.see("Tìm:");
    terminal.type_text("n");
    terminal.see("Ghi hoạt động nào?");
    terminal.type_text("viec hy");
    terminal.key("Enter");
    terminal.see("mục mới");
    terminal.key("Tab");
    terminal.type_text("thu l5");
    terminal.see("thu l5");
    terminal.leave_field("Tab");
    terminal.kill();

    // Saved entries are there, the draft is offered, undo still works.
    let folder = home.path().to_string_lossy().into_owned();
    let mut terminal = Terminal::start(home.path(), &["demo", "--dir", &folder], 80, 24);
    terminal.see("đang ghi dở");
    terminal.key("Enter");
    // The offer names the form's person too: the form itself says what it is.
    terminal.see("bản nháp đã giữ");
    terminal.see("thu l5");
    terminal.key("Esc");
    terminal.see("2 Hoạt động");
    assert_eq!(condolences(&mut terminal), "06");
    terminal.type_text("u");
    terminal.see("Đã hoàn tác");
    assert_eq!(condolences(&mut terminal), "05");
    terminal.type_text("x");
    terminal.see("Xuất ra tệp");
    terminal.key("Enter");
    terminal.see("Đã ghi báo cáo vào");
    terminal.type_text("q");
    let (code, _) = terminal.end();
    assert_eq!(code, 0);
    assert!(terminal.is_restored());
    let written: Vec<_> = std::fs::read_dir(home.path().join("congdoan"))
        .expect("the folder")
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "docx"))
        .collect();
    assert_eq!(written.len(), 1, "one Word file");
    let bytes = std::fs::read(written[0].path()).expect("the Word file");
    assert!(bytes.starts_with(b"PK"), "a zip");
}
