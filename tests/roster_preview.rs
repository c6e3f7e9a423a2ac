//! The preview of a roster, by keys at 80x24: what is refused is seen, mended or left out, and only then does
//! everybody come in, in one change.

mod keys_common;
mod roster_common;

use std::path::{Path, PathBuf};

use congdoan::desk::Desk;
use crossterm::event::{Event, KeyCode};
use keys_common::{open, press, sees, write};
use roster_common::{sixty_with_faults, xlsx};

fn members(book: &Path) -> usize {
    Desk::open(book, "thuquy").and_then(|desk| desk.catalog()).expect("the book").members.len()
}

fn demo(home: &Path) -> (PathBuf, usize) {
    let book = Desk::demo(home, "thuquy").expect("the demo");
    let before = members(&book);
    (book, before)
}

#[test]
fn a_messy_file_comes_in_after_its_two_faults_are_seen_and_mended() {
    let home = tempfile::tempdir().expect("a folder");
    let (book, before) = demo(home.path());
    let file = home.path().join("ds.xlsx");
    std::fs::write(&file, xlsx(&[("DS", sixty_with_faults())])).expect("the file");
    let mut program = open(&book);
    write(&mut program, "3f");
    assert!(sees(&mut program, "Nhập danh sách đoàn viên"), "{:#?}", program.rows());
    write(&mut program, &file.display().to_string());
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "61 dòng · 59 nhận · 2 cần sửa"), "{:#?}", program.rows());
    assert!(sees(&mut program, "Tên cột ở dòng 4–6"), "{:#?}", program.rows());
    assert!(sees(&mut program, "Không đọc: Quê quán"), "{:#?}", program.rows());
    // Nothing enters while a row is refused; Enter goes to it.
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "Còn 2 dòng cần sửa"), "{:#?}", program.rows());
    assert_eq!(members(&book), before);
    // The refused cell is offered first.
    write(&mut program, "e");
    press(&mut program, KeyCode::Enter);
    for _ in 0..10 {
        press(&mut program, KeyCode::Backspace);
    }
    write(&mut program, "28/02/1985");
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "61 dòng · 60 nhận · 1 cần sửa"), "{:#?}", program.rows());
    write(&mut program, "n ");
    assert!(sees(&mut program, "61 dòng · 60 nhận · 0 cần sửa · 1 bỏ ra"), "{:#?}", program.rows());
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "Đã nhập 60 người"), "{:#?}", program.rows());
    assert_eq!(members(&book), before + 60);
    write(&mut program, "u");
    assert_eq!(members(&book), before, "it was one change");
}

#[test]
fn pasted_cells_are_previewed_and_their_columns_can_be_corrected() {
    let home = tempfile::tempdir().expect("a folder");
    let (book, before) = demo(home.path());
    let mut program = open(&book);
    write(&mut program, "3");
    program.event(Event::Paste("Cán bộ\tNữ\tGhi\rGiáp Thị Thoa\tx\tTây\rGiáp Khải\t\tBắc".to_owned()));
    assert!(sees(&mut program, "Danh sách vừa dán"), "{:#?}", program.rows());
    write(&mut program, "c");
    press(&mut program, KeyCode::Enter);
    write(&mut program, "ho va ten");
    press(&mut program, KeyCode::Enter);
    press(&mut program, KeyCode::Esc);
    // The first row was not known for a head.
    assert!(sees(&mut program, "Giáp Thị Thoa"), "{:#?}", program.rows());
    write(&mut program, "+");
    write(&mut program, "c");
    press(&mut program, KeyCode::Enter);
    write(&mut program, "ho va ten");
    press(&mut program, KeyCode::Enter);
    press(&mut program, KeyCode::Esc);
    assert!(sees(&mut program, "2 dòng · 2 nhận · 0 cần sửa"), "{:#?}", program.rows());
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "Đã nhập 2 người"), "{:#?}", program.rows());
    assert_eq!(members(&book), before + 2);
}

#[test]
fn a_list_without_a_head_comes_in_once_its_columns_are_seen() {
    let home = tempfile::tempdir().expect("a folder");
    let (book, before) = demo(home.path());
    let mut program = open(&book);
    write(&mut program, "3");
    program.event(Event::Paste("1\tGiáp Thị Thoa\tNữ\t3/4/1980\r2\tGiáp Thị Khải\tNữ\t5/6/1975".to_owned()));
    assert!(sees(&mut program, "Chưa có dòng tên cột"), "{:#?}", program.rows());
    assert!(!sees(&mut program, "Trang"), "there is one sheet: {:#?}", program.rows());
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "Đã nhập 2 người"), "{:#?}", program.rows());
    assert_eq!(members(&book), before + 2);
}

#[test]
fn a_preview_that_is_left_goes_on_where_it_was() {
    let home = tempfile::tempdir().expect("a folder");
    let (book, before) = demo(home.path());
    let mut program = open(&book);
    write(&mut program, "3");
    program.event(Event::Paste("Họ và tên\tNữ\rGiáp Thị Thoa\tx\rGiáp Khải\t".to_owned()));
    press(&mut program, KeyCode::Down);
    write(&mut program, " ");
    assert!(sees(&mut program, "1 bỏ ra"), "{:#?}", program.rows());
    press(&mut program, KeyCode::Esc);
    assert!(sees(&mut program, "Đã giữ bản nháp"), "{:#?}", program.rows());
    program.keep_draft();
    drop(program);
    let mut program = open(&book);
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "1 bỏ ra"), "{:#?}", program.rows());
    press(&mut program, KeyCode::Enter);
    assert_eq!(members(&book), before + 1);
    drop(program);
    assert!(open(&book).app.drafts.is_empty());
}

#[test]
fn a_bad_file_is_said_where_its_path_stands() {
    let home = tempfile::tempdir().expect("a folder");
    let (book, _) = demo(home.path());
    let file = home.path().join("ds.xlsx");
    std::fs::write(&file, b"PK\x03\x04rest").expect("the file");
    let mut program = open(&book);
    write(&mut program, "3f");
    program.event(Event::Paste(file.display().to_string()));
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "Tệp hỏng"), "{:#?}", program.rows());
    assert!(sees(&mut program, "ds.xlsx"), "the path stays to be mended: {:#?}", program.rows());
}
