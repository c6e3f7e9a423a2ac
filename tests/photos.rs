//! Photos by keys: attached from the exchange folder, captioned, chosen, put in order, written as files.

mod cli_common;
mod keys_common;

use std::path::Path;

use cli_common::House;
use congdoan::desk::Desk;
use congdoan::tui::Program;
use crossterm::event::{KeyCode, KeyModifiers};
use keys_common::{must_see, open_as, press, press_with, sees, write};

/// The exchange folder of these tests, as [`congdoan::desk::Config::within`] has it.
fn exchange(home: &Path) -> std::path::PathBuf {
    let folder = congdoan::desk::Config::within(home).folder().path().to_owned();
    std::fs::create_dir_all(&folder).expect("the exchange folder");
    folder
}

/// A JPEG of 320 × 240 pixels; another shade is another picture.
fn jpeg(shade: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 80)
        .encode(&vec![shade; 320 * 240 * 3], 320, 240, jpeg_encoder::ColorType::Rgb)
        .expect("a picture");
    bytes
}

fn begin(home: &Path, size: (u16, u16)) -> Program {
    let book = Desk::demo(home, "thuquy").expect("the demo");
    let mut program = open_as(&book, "thuquy", size);
    // The newest entries came behind the period.
    press(&mut program, KeyCode::PageDown);
    program
}

/// Attaches a file of the exchange folder to the activity pointed at, with the caption proposed.
fn attach(program: &mut Program, name: &str) {
    write(program, "gn");
    write(program, name);
    press(program, KeyCode::Enter);
    press(program, KeyCode::Enter);
}

#[test]
fn a_photo_of_the_exchange_folder_is_attached_captioned_and_taken_back() {
    let home = tempfile::tempdir().expect("a folder");
    std::fs::write(exchange(home.path()).join("le.jpg"), jpeg(90)).expect("a file");
    let mut program = begin(home.path(), (80, 24));
    must_see(&mut program, "Ảnh: chưa có");
    write(&mut program, "g");
    must_see(&mut program, "Chưa có ảnh nào");
    write(&mut program, "n");
    must_see(&mut program, "le.jpg");
    must_see(&mut program, "320×240");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Chú thích ảnh");
    press_with(&mut program, KeyCode::Char('u'), KeyModifiers::CONTROL);
    write(&mut program, "Lễ khai giảng");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Đã gắn ảnh 320×240");
    must_see(&mut program, "Lễ khai giảng");
    press(&mut program, KeyCode::Esc);
    must_see(&mut program, "Ảnh: 1");
    write(&mut program, "gu");
    must_see(&mut program, "Chưa có ảnh nào");
}

#[test]
fn what_cannot_be_used_is_refused_with_the_reason_before_its_caption_is_asked() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = exchange(home.path());
    std::fs::write(folder.join("IMG_1.HEIC"), b"\0\0\0\x24ftypheic\0\0\0\0").expect("a file");
    let whole = jpeg(20);
    std::fs::write(folder.join("cut.jpg"), &whole[..whole.len() - 40]).expect("a file");
    for size in [(80, 24), (60, 20)] {
        let mut program = begin(home.path(), size);
        write(&mut program, "gn");
        must_see(&mut program, "HEIC: chưa dùng được");
        write(&mut program, "img");
        press(&mut program, KeyCode::Enter);
        must_see(&mut program, "chưa đọc được");
        press_with(&mut program, KeyCode::Char('u'), KeyModifiers::CONTROL);
        write(&mut program, "cut");
        press(&mut program, KeyCode::Enter);
        must_see(&mut program, "«cut.jpg» bị cụt");
        must_see(&mut program, "Gắn ảnh nào?");
        press_with(&mut program, KeyCode::Char('u'), KeyModifiers::CONTROL);
        write(&mut program, "/khong/co.jpg");
        press(&mut program, KeyCode::Enter);
        must_see(&mut program, "Gắn ảnh nào?");
        must_see(&mut program, "/khong/co.jpg");
        press(&mut program, KeyCode::Esc);
        must_see(&mut program, "Chưa có ảnh nào");
    }
}

#[test]
fn a_picture_that_is_attached_already_is_refused_before_a_caption_is_typed_for_it() {
    let home = tempfile::tempdir().expect("a folder");
    std::fs::write(exchange(home.path()).join("Ảnh lễ.jpg"), jpeg(90)).expect("a file");
    let mut program = begin(home.path(), (80, 24));
    attach(&mut program, "le");
    must_see(&mut program, "Đã gắn ảnh");
    write(&mut program, "nle");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Gắn ảnh nào?");
    must_see(&mut program, "! «Ảnh lễ.jpg» đã được gắn");
}

#[test]
fn a_picture_dragged_into_the_window_is_taken_by_its_path() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("ảnh lễ.jpg");
    std::fs::write(&file, jpeg(90)).expect("a file");
    let mut program = begin(home.path(), (80, 24));
    write(&mut program, "g");
    program.event(crossterm::event::Event::Paste(format!("'{}'", file.display())));
    program.frame();
    must_see(&mut program, "Tệp: ảnh lễ.jpg");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Đã gắn ảnh");
}

#[test]
fn the_periods_photos_are_chosen_ordered_and_written_as_numbered_files() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = exchange(home.path());
    for (name, shade) in [("mot.jpg", 10), ("hai.jpg", 60), ("ba.jpg", 120)] {
        std::fs::write(folder.join(name), jpeg(shade)).expect("a file");
    }
    let mut program = begin(home.path(), (80, 24));
    for (name, caption) in [("mot", "Một"), ("hai", "Hai"), ("ba", "Ba")] {
        attach(&mut program, name);
        press(&mut program, KeyCode::End);
        press(&mut program, KeyCode::Enter);
        press_with(&mut program, KeyCode::Char('u'), KeyModifiers::CONTROL);
        write(&mut program, caption);
        press(&mut program, KeyCode::Enter);
        press(&mut program, KeyCode::Esc);
    }
    write(&mut program, "1a");
    must_see(&mut program, "3 ảnh gửi đi");
    must_see(&mut program, "Chưa ai chọn");
    // The first one to the end, the one then in the middle out.
    write(&mut program, "++");
    assert!(program.rows().iter().any(|row| row.contains("✓ 3") && row.contains("Một")));
    press(&mut program, KeyCode::Up);
    write(&mut program, " ");
    must_see(&mut program, "2 ảnh gửi đi");
    assert!(!sees(&mut program, "Chưa ai chọn"));
    write(&mut program, "x");
    must_see(&mut program, "anh-2023-2024-1");
    press(&mut program, KeyCode::Enter);
    let mut names: Vec<String> = std::fs::read_dir(folder.join("anh-2023-2024-1"))
        .expect("the photos")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["01-hai.jpg", "02-mot.jpg", "danh-sach-anh.txt"]);
    let list = std::fs::read_to_string(folder.join("anh-2023-2024-1/danh-sach-anh.txt")).expect("the list");
    assert!(list.contains("1. Hai") && list.contains("2. Một") && list.contains("02-mot.jpg"), "{list}");
}

#[test]
fn by_command_photos_are_attached_listed_and_written() {
    let house = House::with_sample();
    house.write("một.jpg", jpeg(10));
    house.write("hai.jpg", jpeg(60));
    house.write("IMG_1.jpg", b"\0\0\0\x24ftypheic\0\0\0\0");
    let entries: serde_json::Value =
        serde_json::from_str(&house.run(&["list", "--format", "json"]).out).expect("the list");
    let id = entries[0]["id"].as_str().expect("an id").to_owned();
    let added = house.run(&["photo", "add", "--activity", &id, "một.jpg", "--caption", "Một"]);
    assert_eq!((added.code, added.err.as_str()), (0, ""), "{}", added.out);
    assert!(added.out.contains("320×240"), "{}", added.out);
    assert_eq!(house.run(&["photo", "add", "--activity", &id, "hai.jpg"]).code, 0);
    let refused = house.run(&["photo", "add", "--activity", &id, "IMG_1.jpg"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("HEIC") && refused.err.contains("Tương thích nhất"), "{}", refused.err);
    assert_eq!(house.run(&["photo", "add", "hai.jpg"]).code, 2, "which activity is asked");
    let list: serde_json::Value =
        serde_json::from_str(&house.run(&["photo", "list", "--json"]).out).expect("the photos");
    assert_eq!((list.as_array().map(Vec::len), list[0]["number"].as_u64()), (Some(2), Some(1)));
    assert_eq!(list[0]["caption"], "Một");
    let written = house.run(&["photo", "export", "-o", "ảnh"]);
    assert_eq!(written.code, 0, "{}", written.err);
    assert_eq!(std::fs::read(house.path("ảnh/01-mot.jpg")).expect("a photo"), jpeg(10));
    assert!(house.path("ảnh/danh-sach-anh.txt").exists());
    assert_eq!(house.run(&["photo", "export", "-o", "ảnh"]).code, 1, "what is there stays");
    assert_eq!(house.run(&["photo", "export", "-o", "ảnh", "--force"]).code, 0);
    assert_eq!(house.run(&["verify"]).code, 0);
}

#[test]
fn by_command_the_photos_come_on_a_paper_numbered_and_captioned() {
    let house = House::with_sample();
    let none = house.run(&["photo", "annex", "-o", "ảnh.docx"]);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("chưa có ảnh nào") && !house.path("ảnh.docx").exists(), "{}", none.err);
    house.write("một.jpg", jpeg(10));
    let entries: serde_json::Value =
        serde_json::from_str(&house.run(&["list", "--format", "json"]).out).expect("the list");
    let id = entries[0]["id"].as_str().expect("an id").to_owned();
    let added = house.run(&["photo", "add", "--activity", &id, "một.jpg", "--caption", "Thăm cô giáo cũ"]);
    assert_eq!(added.code, 0, "{}", added.err);
    for (arguments, start) in [(&["-o", "ảnh.docx"][..], &b"PK"[..]), (&["-o", "ảnh.pdf"][..], b"%PDF-")]
    {
        let written = house.run(&[&["photo", "annex"][..], arguments].concat());
        assert_eq!((written.code, written.err.as_str()), (0, ""), "{}", written.out);
        let file = std::fs::read(house.path(arguments[1])).expect("the annex");
        assert!(file.starts_with(start) && file.len() > jpeg(10).len());
    }
    assert_eq!(house.run(&["photo", "annex", "-o", "ảnh.pdf"]).code, 1, "what is there stays");
    let text =
        lopdf::Document::load(house.path("ảnh.pdf")).expect("a sound PDF").extract_text(&[1]).expect("text");
    let text: String = text.split_whitespace().collect();
    assert!(text.contains("PHỤLỤCẢNH") && text.contains("Ảnh1.Thămcôgiáocũ"), "{text}");
}
