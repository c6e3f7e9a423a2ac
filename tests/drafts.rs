//! What was typed is never lost: drafts of several forms side by side, two officers on one record.

mod keys_common;

use std::path::Path;

use congdoan::desk::Desk;
use congdoan::tui::Program;
use crossterm::event::KeyCode;
use keys_common::{open_as, press, save, sees, write};

fn demo(folder: &Path) -> std::path::PathBuf {
    Desk::demo(folder, "thuquy").expect("the demo")
}

/// A form of việc hiếu with a name for the deceased.
fn form(program: &mut Program, name: &str) {
    write(program, "n");
    write(program, "viec hieu");
    press(program, KeyCode::Enter);
    for _ in 0..3 {
        press(program, KeyCode::Tab);
    }
    write(program, name);
    press(program, KeyCode::Tab);
}

#[test]
fn a_form_left_and_a_form_begun_behind_it_are_both_kept() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open_as(&book, "thuquy", (80, 24));
    form(&mut program, "Cụ Một");
    press(&mut program, KeyCode::Esc);
    form(&mut program, "Cụ Hai");
    program.keep_draft();
    drop(program);

    let mut program = open_as(&book, "thuquy", (80, 24));
    assert_eq!(program.app.drafts.len(), 2);
    press(&mut program, KeyCode::Enter);
    let first = sees(&mut program, "Cụ Một");
    assert!(first || sees(&mut program, "Cụ Hai"));
    press(&mut program, KeyCode::Esc);
    press(&mut program, KeyCode::Char('o'));
    press(&mut program, KeyCode::Esc);
    assert_eq!(program.app.drafts.len(), 2);
}

#[test]
fn saving_another_entry_keeps_the_draft_that_was_left() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open_as(&book, "thuquy", (80, 24));
    form(&mut program, "Cụ Một");
    press(&mut program, KeyCode::Esc);
    write(&mut program, "i");
    write(&mut program, "om van l2 15/11 300k");
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "Đã lưu"));
    press(&mut program, KeyCode::Esc);
    press(&mut program, KeyCode::Char('o'));
    assert!(sees(&mut program, "Cụ Một"), "{:#?}", program.rows());
}

#[test]
fn a_line_opened_as_a_form_is_kept_when_the_form_is_left() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open_as(&book, "thuquy", (80, 24));
    write(&mut program, "i");
    write(&mut program, "om van l2 15/11 300k");
    press(&mut program, KeyCode::Tab);
    assert!(sees(&mut program, "mục mới"));
    press(&mut program, KeyCode::Esc);
    assert!(sees(&mut program, "Đã giữ bản nháp"));
    press(&mut program, KeyCode::Char('o'));
    assert!(sees(&mut program, "Vân L2"), "{:#?}", program.rows());
}

#[test]
fn two_officers_who_write_one_part_both_see_both_texts() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let (mut first, mut second) = (open_as(&book, "an", (80, 24)), open_as(&book, "binh", (80, 24)));
    for (program, words) in [(&mut first, "LOICUAAN "), (&mut second, "LOICUABINH ")] {
        press(program, KeyCode::Char('5'));
        // The end is found in the laid-out text, as it is in a terminal.
        program.rows();
        press(program, KeyCode::End);
        program.rows();
        press(program, KeyCode::Char('e'));
        write(program, words);
    }
    save(&mut first);
    assert!(sees(&mut first, "Đã lưu"));
    save(&mut second);
    assert!(sees(&mut second, "Người khác vừa sửa phần này"), "{:#?}", second.rows());
    save(&mut second);
    assert!(sees(&mut second, "Đã lưu"), "{:#?}", second.rows());
    let desk = Desk::open(&book, "an").expect("the book");
    let texts = desk.store().all::<congdoan::domain::Narrative>().expect("narratives");
    assert!(texts.iter().any(|n| n.text.contains("LOICUAAN") && n.text.contains("LOICUABINH")));
}

#[test]
fn a_member_changed_by_another_officer_can_still_be_saved_knowingly() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let (mut first, mut second) = (open_as(&book, "an", (80, 24)), open_as(&book, "binh", (80, 24)));
    for (program, words) in [(&mut first, "X"), (&mut second, "Y")] {
        press(program, KeyCode::Char('3'));
        press(program, KeyCode::Enter);
        press(program, KeyCode::End);
        write(program, words);
    }
    save(&mut first);
    assert!(sees(&mut first, "Đã lưu"), "{:#?}", first.rows());
    save(&mut second);
    assert!(sees(&mut second, "Ctrl+S lần nữa"), "{:#?}", second.rows());
    save(&mut second);
    assert!(sees(&mut second, "Đã lưu"), "{:#?}", second.rows());
}
