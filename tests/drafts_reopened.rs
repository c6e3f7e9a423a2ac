//! A draft that was left comes back where it belongs: at its place, in the order of the last change, under its
//! period's name, with what it was warned of.

mod keys_common;

use std::path::{Path, PathBuf};

use congdoan::desk::Desk;
use congdoan::domain::{Activity, Narrative};
use congdoan::tui::Program;
use crossterm::event::{KeyCode, KeyModifiers};
use keys_common::{must_see, open, press, press_with, save, sees, write};

fn demo(folder: &Path) -> PathBuf {
    Desk::demo(folder, "thuquy").expect("the demo")
}

fn control(program: &mut Program, letter: char) {
    press_with(program, KeyCode::Char(letter), KeyModifiers::CONTROL);
}

fn tab(program: &mut Program, times: usize) {
    for _ in 0..times {
        press(program, KeyCode::Tab);
    }
}

/// Leaves the program and starts it anew over the same book.
fn again(mut program: Program, book: &Path) -> Program {
    while !program.app.layers.is_empty() {
        press(&mut program, KeyCode::Esc);
    }
    press(&mut program, KeyCode::Char('q'));
    assert!(program.is_over());
    drop(program);
    open(book)
}

/// The report's last part in the editor.
fn edit_last_part(program: &mut Program) {
    write(program, "5");
    program.rows();
    press(program, KeyCode::End);
    program.rows();
    write(program, "e");
}

fn words(book: &Path) -> Vec<String> {
    let desk = Desk::open(book, "thuquy").expect("the book");
    let all = desk.store().all::<Narrative>().expect("narratives");
    all.into_iter().map(|narrative| narrative.body.text).collect()
}

fn line(program: &mut Program, text: &str) {
    write(program, "i");
    write(program, text);
    press(program, KeyCode::Esc);
}

#[test]
fn a_part_opens_as_the_draft_that_was_left_of_it_and_a_step_back_is_the_saved_text() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open(&book);
    edit_last_part(&mut program);
    write(&mut program, "MOTMOT ");
    press(&mut program, KeyCode::Esc);
    must_see(&mut program, "Đã giữ bản nháp. Nhấn o để mở lại.");
    write(&mut program, "e");
    must_see(&mut program, "MOTMOT");
    must_see(&mut program, "Đây là bản nháp đã giữ. Ctrl+Z: lùi dần về bản đã lưu.");
    write(&mut program, "HAIHAI ");
    press(&mut program, KeyCode::Esc);

    let mut program = again(program, &book);
    press(&mut program, KeyCode::Esc);
    edit_last_part(&mut program);
    must_see(&mut program, "MOTMOT HAIHAI");
    control(&mut program, 'z');
    assert!(!sees(&mut program, "MOTMOT"), "{:#?}", program.rows());
    control(&mut program, 'y');
    must_see(&mut program, "MOTMOT HAIHAI");
    save(&mut program);
    must_see(&mut program, "Đã lưu");
    assert!(words(&book).iter().any(|text| text.contains("MOTMOT HAIHAI")));
    assert!(program.app.drafts.is_empty());
}

#[test]
fn a_part_left_with_the_saved_text_throws_its_draft_away() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open(&book);
    edit_last_part(&mut program);
    write(&mut program, "MOTMOT");
    press(&mut program, KeyCode::Esc);
    write(&mut program, "e");
    control(&mut program, 'z');
    press(&mut program, KeyCode::Esc);
    must_see(&mut program, "Đã bỏ bản nháp");
    let program = again(program, &book);
    assert!(program.app.drafts.is_empty() && program.app.layers.is_empty());
}

#[test]
fn a_part_that_changed_in_the_book_says_so_and_saving_its_draft_keeps_both_texts() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open(&book);
    edit_last_part(&mut program);
    write(&mut program, "MOTMOT ");
    press(&mut program, KeyCode::Esc);
    let mut other = keys_common::open_as(&book, "binh", (80, 24));
    edit_last_part(&mut other);
    write(&mut other, "CUABINH ");
    save(&mut other);
    program.look_outside();
    edit_last_part(&mut program);
    must_see(&mut program, "bản trong sổ đã đổi từ khi đó. Ctrl+Z: về bản đã");
    control(&mut program, 'z');
    must_see(&mut program, "CUABINH");
    control(&mut program, 'y');
    save(&mut program);
    must_see(&mut program, "Người khác vừa sửa phần này");
    save(&mut program);
    assert!(words(&book).iter().any(|text| text.contains("MOTMOT") && text.contains("CUABINH")));
}

#[test]
fn an_entry_opens_as_the_draft_that_was_left_of_it_and_its_saved_version_is_a_key_away() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open(&book);
    press(&mut program, KeyCode::Enter);
    tab(&mut program, 1);
    press(&mut program, KeyCode::End);
    write(&mut program, "MOTMOT");
    press(&mut program, KeyCode::Esc);
    // The caret is where it was left.
    press(&mut program, KeyCode::Enter);
    write(&mut program, "HAIHAI");
    must_see(&mut program, "MOTMOTHAIHAI");
    press(&mut program, KeyCode::Esc);
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "MOTMOTHAIHAI");
    must_see(&mut program, "Ctrl+Z: về bản đã lưu");
    control(&mut program, 'z');
    assert!(!sees(&mut program, "MOTMOT"), "{:#?}", program.rows());
    must_see(&mut program, "Ctrl+Y: lấy lại bản nháp; Esc: bỏ bản nháp");
    control(&mut program, 'y');
    must_see(&mut program, "MOTMOTHAIHAI");

    // Words typed into the saved version do not take the draft's place: both are kept.
    control(&mut program, 'z');
    tab(&mut program, 1);
    press(&mut program, KeyCode::End);
    write(&mut program, "BABA");
    press(&mut program, KeyCode::Esc);
    must_see(&mut program, "còn 1 bản nháp khác");
    assert_eq!(program.app.drafts.len(), 2);
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "BABA");
    assert!(!sees(&mut program, "MOTMOT"));
    press(&mut program, KeyCode::Esc);
    write(&mut program, "o");
    press(&mut program, KeyCode::Down);
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "MOTMOTHAIHAI");

    // Left as the book has it: the draft is thrown away on purpose.
    press(&mut program, KeyCode::Esc);
    press(&mut program, KeyCode::Enter);
    control(&mut program, 'z');
    press(&mut program, KeyCode::Esc);
    must_see(&mut program, "Đã bỏ bản nháp · còn 1 bản nháp");
    assert_eq!(program.app.drafts.len(), 1);
}

#[test]
fn every_form_of_a_record_opens_as_the_draft_that_was_left_of_it() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open(&book);
    // Keys to the form, and how many fields to go to one that takes words.
    let places: [(&str, &str, usize); 8] = [
        ("member", "3E", 0),
        ("row of a history", "3hE", 0),
        ("report's head", "5h", 2),
        ("folder", "6DE", 0),
        ("officer", "6DDE", 0),
        ("unit", "6DDDE", 0),
        ("period", "6DDDDDE", 1),
        ("fund", "6DDDDDDDDDE", 0),
    ];
    let go = |program: &mut Program, keys: &str| {
        for key in keys.chars() {
            match key {
                'E' => press(program, KeyCode::Enter),
                'D' => press(program, KeyCode::Down),
                key => press(program, KeyCode::Char(key)),
            }
        }
    };
    let leave = |program: &mut Program| {
        while !program.app.layers.is_empty() {
            press(program, KeyCode::Esc);
        }
        write(program, "6");
        press(program, KeyCode::Home);
        write(program, "3");
        press(program, KeyCode::Home);
    };
    for (place, keys, fields) in places {
        leave(&mut program);
        let before = program.app.drafts.len();
        for words in ["QMOT", "QHAI"] {
            leave(&mut program);
            go(&mut program, keys);
            assert_eq!(sees(&mut program, "QMOT"), words == "QHAI", "{place}: {:#?}", program.rows());
            tab(&mut program, if words == "QMOT" { fields } else { 0 });
            press(&mut program, KeyCode::End);
            write(&mut program, words);
        }
        must_see(&mut program, "QMOTQHAI");
        leave(&mut program);
        assert_eq!(program.app.drafts.len(), before + 1, "{place}");
    }
    // Each has its own: none took another's place, and each is told from the others in the list.
    assert_eq!(program.app.drafts.len(), places.len());
    let mut program = again(program, &book);
    assert_eq!(program.app.drafts.len(), places.len());
    press(&mut program, KeyCode::Esc);
    for (place, keys, _) in places {
        leave(&mut program);
        go(&mut program, keys);
        assert!(sees(&mut program, "QMOTQHAI"), "{place}: {:#?}", program.rows());
    }
}

#[test]
fn the_draft_changed_last_is_offered_first_also_when_others_are_written_behind_it() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open(&book);
    for at in ["mot", "hai", "ba", "bon"] {
        line(&mut program, &format!("om van l2 {at}"));
    }
    let order = |program: &Program| -> Vec<String> {
        program.app.drafts.iter().map(|kept| kept.state.said()).collect()
    };
    let before = order(&program);
    let mut program = again(program, &book);
    assert_eq!(order(&program), before);
    must_see(&mut program, "om van l2 bon");
    must_see(&mut program, "còn 3 bản nháp khác");
    // Who only looks at an older one, moving the caret, changes nothing about the order.
    press(&mut program, KeyCode::Esc);
    write(&mut program, "o");
    press(&mut program, KeyCode::Down);
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "om van l2 ba");
    press(&mut program, KeyCode::Left);
    let program = again(program, &book);
    assert_eq!(order(&program), before);
}

#[test]
fn behind_a_draft_that_was_saved_put_off_or_dropped_the_others_are_named_and_reached() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open(&book);
    for at in ["14/11", "15/11", "16/11"] {
        line(&mut program, &format!("om van l2 {at} 300k"));
    }
    must_see(&mut program, "Đã giữ bản nháp, còn 2 bản nháp khác. Nhấn o để chọn.");
    let mut program = again(program, &book);
    // "Để sau".
    press(&mut program, KeyCode::Down);
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Vẫn giữ 3 bản nháp. Nhấn o để chọn.");
    write(&mut program, "o");
    must_see(&mut program, "Mở bản nháp nào?");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "> om van l2 16/11 300k");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "còn 2 bản nháp, nhấn o");
    press(&mut program, KeyCode::Esc);
    // A draft that is dropped makes room for the offer of the next one.
    let mut program = again(program, &book);
    press(&mut program, KeyCode::End);
    press(&mut program, KeyCode::Down);
    press(&mut program, KeyCode::Down);
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Đã bỏ bản nháp");
    must_see(&mut program, "om van l2 14/11 300k");
    press(&mut program, KeyCode::Esc);
    write(&mut program, "o");
    must_see(&mut program, "> om van l2 14/11 300k");
}

#[test]
fn a_draft_of_another_period_says_which_when_offered_chosen_and_open() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let mut program = open(&book);
    edit_last_part(&mut program);
    write(&mut program, "MOTMOT");
    press(&mut program, KeyCode::Esc);
    write(&mut program, "h");
    write(&mut program, "12");
    press(&mut program, KeyCode::Esc);
    write(&mut program, "p");
    write(&mut program, "ky II");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "học kỳ II năm học 2023-2024");
    write(&mut program, "o");
    assert_eq!(program.rows().iter().filter(|row| row.contains("2023-2024/1 · ")).count(), 2);
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "học kỳ I năm học 2023-2024 · bản nháp đã giữ");
    press(&mut program, KeyCode::Esc);
    write(&mut program, "o");
    press(&mut program, KeyCode::Down);
    press(&mut program, KeyCode::Enter);
    assert!(program.rows()[0].contains("học kỳ I năm học 2023-2024 · "), "{:#?}", program.rows());
    must_see(&mut program, "Đây là bản nháp đã giữ, của học kỳ I năm học 2023-2024.");
    write(&mut program, "!");
    press(&mut program, KeyCode::Esc);
    // The part of the period being worked in is another place: it opens as the book has it.
    edit_last_part(&mut program);
    assert!(!sees(&mut program, "MOTMOT"), "{:#?}", program.rows());
    press(&mut program, KeyCode::Esc);
    write(&mut program, "o");
    press(&mut program, KeyCode::Enter);
    save(&mut program);
    must_see(&mut program, "Đã lưu vào báo cáo học kỳ I năm học 2023-2024");
}

#[test]
fn an_emptied_line_is_no_draft() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let kept = || {
        let desk = Desk::open(&book, "thuquy").expect("the book");
        desk.store().drafts("thuquy").expect("drafts").len()
    };
    let mut program = open(&book);
    write(&mut program, "i");
    write(&mut program, "om van l2");
    program.keep_changed_draft();
    assert_eq!(kept(), 1);
    control(&mut program, 'u');
    press(&mut program, KeyCode::Esc);
    assert_eq!(kept(), 0);
    // Also while the line is still open, and when it came from a draft.
    line(&mut program, "om van l2");
    assert_eq!(kept(), 1);
    write(&mut program, "o");
    control(&mut program, 'u');
    program.keep_changed_draft();
    assert_eq!(kept(), 0);
    press(&mut program, KeyCode::Esc);
    let program = again(program, &book);
    assert!(program.app.drafts.is_empty() && program.app.layers.is_empty());
}

#[test]
fn a_line_opened_as_forms_is_kept_as_them_alone() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    for (text, forms) in
        [("om van l2 15/11 300k", 1), ("om van l2 5/11 300k, cuoi dung td 12/11 500k", 2), ("thu 100k", 1)]
    {
        let mut program = open(&book);
        write(&mut program, "i");
        write(&mut program, text);
        program.keep_changed_draft();
        press(&mut program, KeyCode::Tab);
        assert_eq!(program.app.layers.len(), forms, "{text}");
        drop(program);
        let mut program = open(&book);
        assert_eq!(program.app.drafts.len(), forms, "{text}");
        assert!(!sees(&mut program, text), "{:#?}", program.rows());
        for _ in 0..forms {
            press(&mut program, KeyCode::Down);
            press(&mut program, KeyCode::Down);
            press(&mut program, KeyCode::Enter);
        }
        assert!(program.app.drafts.is_empty());
    }
}

#[test]
fn a_form_opened_from_its_draft_warns_of_what_it_warned_of_before() {
    let home = tempfile::tempdir().expect("a folder");
    let book = demo(home.path());
    let desk = Desk::open(&book, "thuquy").expect("the book");
    let known = desk.store().all::<Activity>().expect("entries");
    assert!(known.iter().any(|entry| entry.kind == "viec-hieu"), "the sample has one to repeat");
    drop(desk);
    let mut program = open(&book);
    write(&mut program, "i");
    write(&mut program, "hieu 12/11 lien me de 500k");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Đã lưu");
    press(&mut program, KeyCode::Esc);
    write(&mut program, "i");
    write(&mut program, "hieu 12/11 lien me de 5tr");
    press(&mut program, KeyCode::Tab);
    let warned = |program: &mut Program| -> Vec<String> {
        program.rows().into_iter().filter(|row| row.starts_with(" ! ")).collect()
    };
    let before = warned(&mut program);
    assert!(before.iter().any(|row| row.contains("Ghi trùng?")), "{:#?}", program.rows());
    press(&mut program, KeyCode::Esc);
    write(&mut program, "o");
    assert_eq!(warned(&mut program), before);
    let mut program = again(program, &book);
    press(&mut program, KeyCode::Enter);
    assert_eq!(warned(&mut program), before);
}
