//! Words of a report's parts: written, selected, undone, pasted, taken over from an older period, by keys.

mod keys_common;

use std::path::Path;

use congdoan::desk::Desk;
use congdoan::domain::Narrative;
use congdoan::report::LineKind;
use congdoan::tui::Program;
use congdoan::tui::outside;
use crossterm::event::{Event, KeyCode, KeyModifiers};
use keys_common::{must_see, open_as, press, press_with, save, sees, write};

/// A paste as a word processor leaves it: its bullets, tabs, quotes, non-breaking blanks and soft hyphens.
const WORD: &str = "Công đoàn “đồng hành”\u{a0}cùng nhà trường. Cụ thể:\r\n\
    •\tThăm hỏi đoàn\u{ad} viên\r\n\to\tỐm đau\r\n\r\n\u{f0b7}\tViệc hiếu";

fn control(program: &mut Program, letter: char) {
    press_with(program, KeyCode::Char(letter), KeyModifiers::CONTROL);
}

/// The sample's program with the editor open on the report's last part, which is empty.
fn open_editor(book: &Path, size: (u16, u16)) -> Program {
    let mut program = open_as(book, "thuquy", size);
    press(&mut program, KeyCode::Char('5'));
    program.rows();
    press(&mut program, KeyCode::End);
    program.rows();
    press(&mut program, KeyCode::Char('e'));
    control(&mut program, 'a');
    press(&mut program, KeyCode::Delete);
    program
}

fn demo(folder: &Path) -> std::path::PathBuf {
    Desk::demo(folder, "thuquy").expect("the demo")
}

/// What the book has now for the part "phuong-huong" of a period.
fn words(book: &Path, period: &str) -> String {
    let desk = Desk::open(book, "thuquy").expect("the book");
    let catalog = desk.catalog().expect("its catalog");
    let period = catalog.periods.iter().find(|one| one.code == period).expect("the period").id;
    let all = desk.store().all::<Narrative>().expect("narratives");
    let found = all.into_iter().find(|one| one.period == period && one.part == "phuong-huong");
    found.map(|narrative| narrative.body.text).unwrap_or_default()
}

#[test]
fn a_paste_from_a_word_processor_is_cleaned_undone_done_again_and_saved() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    for size in [(80, 24), (60, 20)] {
        let mut program = open_editor(&book, size);
        program.event(Event::Paste(WORD.to_owned()));
        must_see(&mut program, "+ Ốm đau");
        must_see(&mut program, "Công đoàn \"đồng hành\" cùng nhà trường");
        control(&mut program, 'z');
        assert!(!sees(&mut program, "Ốm đau"));
        control(&mut program, 'y');
        must_see(&mut program, "+ Ốm đau");
        save(&mut program);
        must_see(&mut program, "Đã lưu");
    }
    assert_eq!(
        words(&book, "2023-2024/1"),
        "Công đoàn \"đồng hành\" cùng nhà trường. Cụ thể:\n- Thăm hỏi đoàn viên\n+ Ốm đau\n- Việc hiếu"
    );
    let desk = Desk::open(&book, "thuquy").expect("the book");
    let period = desk.catalog().expect("its catalog").period.expect("a period");
    let report = desk.compile(&period, None).expect("the report");
    let kinds: Vec<LineKind> = report
        .lines
        .iter()
        .filter(|line| line.narrative.as_deref() == Some("phuong-huong"))
        .map(|line| line.kind)
        .collect();
    assert_eq!(kinds, [LineKind::Lead, LineKind::Dash, LineKind::Plus, LineKind::Dash]);
}

#[test]
fn a_starter_text_comes_on_its_key_and_its_fields_follow_the_unit() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open_editor(&book, (80, 24));
    press(&mut program, KeyCode::F(5));
    must_see(&mut program, "Bài mẫu đã vào");
    must_see(&mut program, "{đơn vị}");
    save(&mut program);
    must_see(&mut program, "Đã lưu");
    let desk = Desk::open(&book, "thuquy").expect("the book");
    let catalog = desk.catalog().expect("its catalog");
    let unit = catalog.unit_on(catalog.today).expect("the unit").name.sentence.clone();
    let report = desk.compile(&catalog.period.expect("a period"), None).expect("the report");
    let last = report.lines.iter().rfind(|line| line.narrative.as_deref() == Some("phuong-huong"));
    let text = last.expect("its last line").text();
    assert!(text.contains(&unit) && !text.contains('{'), "{text}");
}

#[test]
fn the_words_of_the_last_period_stand_beside_and_come_in_with_todays_names() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open_editor(&book, (80, 24));
    write(&mut program, "- Trong học kỳ I năm học 2023-2024 làm tốt việc chung");
    save(&mut program);
    must_see(&mut program, "Đã lưu");
    // The next period.
    press(&mut program, KeyCode::Char('p'));
    write(&mut program, "ky II");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "học kỳ II");
    program.rows();
    press(&mut program, KeyCode::End);
    program.rows();
    press(&mut program, KeyCode::Char('e'));
    press(&mut program, KeyCode::F(2));
    must_see(&mut program, "Lời của học kỳ I năm học");
    assert!(program.rows().iter().any(|row| row.contains(" │ ")), "beside: {:#?}", program.rows());
    press(&mut program, KeyCode::F(4));
    must_see(&mut program, "Đã đưa lời của học kỳ I năm học 2023-2024 vào và đổi");
    save(&mut program);
    must_see(&mut program, "Đã lưu");
    assert_eq!(words(&book, "2023-2024/2"), "- Trong học kỳ II năm học 2023-2024 làm tốt việc chung");
}

#[test]
fn in_a_narrow_window_older_words_take_the_place_of_the_text_until_somebody_types() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open_editor(&book, (60, 20));
    write(&mut program, "lời đang viết");
    press(&mut program, KeyCode::F(1));
    must_see(&mut program, "Ctrl+z");
    assert!(!sees(&mut program, "lời đang viết"));
    write(&mut program, "!");
    must_see(&mut program, "lời đang viết!");
}

#[test]
fn what_was_cut_in_one_part_is_put_into_another_and_a_kill_loses_neither() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open_editor(&book, (80, 24));
    write(&mut program, "giữ lại bỏ đi");
    press(&mut program, KeyCode::F(3));
    press_with(&mut program, KeyCode::Left, KeyModifiers::CONTROL);
    press_with(&mut program, KeyCode::Left, KeyModifiers::CONTROL);
    control(&mut program, 'x');
    program.keep_draft();
    drop(program);

    let mut program = open_as(&book, "thuquy", (80, 24));
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "giữ lại");
    assert!(!sees(&mut program, "bỏ đi"));
    control(&mut program, 'v');
    must_see(&mut program, "giữ lại bỏ đi");
    press(&mut program, KeyCode::Esc);
    press(&mut program, KeyCode::Char('o'));
    must_see(&mut program, "giữ lại bỏ đi");
}

#[test]
fn a_paste_too_long_is_refused_with_a_sentence_and_the_text_stays() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open_editor(&book, (80, 24));
    write(&mut program, "đang có");
    program.event(Event::Paste("ý ".repeat(60_000)));
    must_see(&mut program, "một phần dài nhất 100.000 chữ");
    must_see(&mut program, "đang có");
}

#[cfg(unix)]
#[test]
fn a_text_from_another_editor_is_cleaned_and_one_that_fails_changes_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open_editor(&book, (80, 24));
    write(&mut program, "trước");
    press(&mut program, KeyCode::F(6));
    let text = program.take_outside().expect("the text goes out");
    assert_eq!(text, "trước");
    program.outside_done(outside::edit(Some("false".into()), &text));
    must_see(&mut program, "kết thúc với lỗi 1");
    must_see(&mut program, "trước");
    let script = home.path().join("soan.sh");
    std::fs::write(&script, "printf '•\\tMột ý\\n\\to\\tÝ nhỏ\\n' > \"$1\"\n").expect("a script");
    program.outside_done(outside::edit(Some(format!("sh {}", script.display()).into()), &text));
    must_see(&mut program, "Đã lấy bài từ trình soạn thảo");
    must_see(&mut program, "+ Ý nhỏ");
    control(&mut program, 'z');
    must_see(&mut program, "trước");
    program.outside_done(outside::edit(None, "x"));
    must_see(&mut program, "biến EDITOR");
}

#[test]
fn taking_words_back_names_their_part_by_its_title() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open_editor(&book, (80, 24));
    write(&mut program, "Sang học kỳ II làm tốt hơn.");
    save(&mut program);
    must_see(&mut program, "Đã lưu");
    press(&mut program, KeyCode::Char('u'));
    must_see(&mut program, "Đã hoàn tác: lời văn phần Phương hướng");
}

#[test]
fn the_footer_says_the_keys_of_what_stands_beside_or_over_the_words() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    for (size, hides) in [((80, 24), false), ((60, 20), true)] {
        let mut program = open_as(&book, "thuquy", size);
        for key in "5]]]]]]]e".chars() {
            press(&mut program, KeyCode::Char(key));
            program.rows();
        }
        let mut footer = |key: Option<KeyCode>| {
            if let Some(key) = key {
                press(&mut program, key);
            }
            program.rows().last().cloned().unwrap_or_default()
        };
        let own = footer(None);
        assert!(own.contains("Esc Thoát"), "{own}");
        let keys = footer(Some(KeyCode::F(1)));
        assert!(keys.contains("↑↓ Cuộn") && keys.contains("Esc Đóng bảng phím"), "{keys}");
        assert!(!keys.contains("Ctrl+S"), "{keys}");
        let beside = footer(Some(KeyCode::F(2)));
        assert!(beside.contains(if hides { " ↑↓ Cuộn" } else { "Alt+↑↓ Cuộn" }), "{beside}");
        assert!(beside.contains("Esc Đóng"), "{beside}");
        assert_eq!(footer(Some(KeyCode::Esc)), own);
    }
}
