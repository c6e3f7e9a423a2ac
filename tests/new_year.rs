//! The new school year in August: everybody gone through, two short names swapped, somebody leaves, somebody comes,
//! and last year's report is still what it was.

mod keys_common;
mod sample_common;

use congdoan::desk::new_year::{Fate, NewYear, Place, YearFault};
use congdoan::desk::{Desk, PaperFormat};
use congdoan::domain::{Day, FactKind, Member, MemberFact, Stored};
use congdoan::tui::Program;
use crossterm::event::KeyCode;
use keys_common::{open_as, press, save, sees, write};
use sample_common::{called, day, demo, desk};

fn rename(year: &mut NewYear, member: &Stored<Member>, name: &str) {
    let row = year.members.iter_mut().find(|row| row.member.id == member.id).expect("a row");
    row.fate = Fate::Stays(vec![(FactKind::ShortName, name.to_owned())]);
}

fn leave(year: &mut NewYear, member: &Stored<Member>, on: Day) {
    let row = year.members.iter_mut().find(|row| row.member.id == member.id).expect("a row");
    row.fate = Fate::Leaves { day: on, reason: "nghỉ hưu".to_owned() };
}

fn report(desk: &Desk) -> Vec<u8> {
    let period = desk.catalog().expect("the catalog").periods.into_iter().next().expect("a period");
    desk.export_report(&period, None, PaperFormat::Docx).expect("the report")
}

#[test]
fn two_short_names_swap_on_one_day_and_last_years_report_stays_byte_for_byte() {
    let (_folder, book) = demo();
    let mut desk = desk(&book);
    let before = report(&desk);
    let mut year = NewYear::proposed(&desk.catalog().expect("the catalog"));
    let eve = year.from.pred_opt().expect("a day before");
    let (five, four) = (called(&desk, "Thu L5", eve), called(&desk, "Thu L4", eve));
    rename(&mut year, &five, "Thu L4");
    rename(&mut year, &four, "Thu L5");
    desk.save_new_year(&year).expect("saved");
    assert_eq!(called(&desk, "Thu L4", year.from).id, five.id);
    assert_eq!(called(&desk, "Thu L5", year.from).id, four.id);
    assert_eq!(called(&desk, "Thu L5", eve).id, five.id);
    assert!(report(&desk) == before, "the report of last year is another");
    assert!(desk.verify().expect("verified").is_empty());
}

#[test]
fn one_name_for_two_is_found_at_both_rows_and_freed_by_whoever_leaves() {
    let (_folder, book) = demo();
    let desk = desk(&book);
    let catalog = desk.catalog().expect("the catalog");
    let mut year = NewYear::proposed(&catalog);
    let (five, four) = (called(&desk, "Thu L5", year.from), called(&desk, "Thu L4", year.from));
    rename(&mut year, &five, "thu l4");
    let at: Vec<usize> = year
        .members
        .iter()
        .enumerate()
        .filter(|(_, row)| row.member.id == five.id || row.member.id == four.id)
        .map(|(at, _)| at)
        .collect();
    let faults = year.judge(&catalog);
    assert_eq!(
        faults.iter().map(|fault| fault.place).collect::<Vec<_>>(),
        at.iter().map(|at| Place::Member(*at)).collect::<Vec<_>>()
    );
    assert!(faults.iter().all(|fault| matches!(fault.what, YearFault::ShortNameTaken { .. })));
    let first = year.from;
    leave(&mut year, &four, first);
    assert_eq!(year.judge(&catalog), Vec::new());
    // Somebody who leaves a month later still bears it on the new year's first day.
    leave(&mut year, &four, day(2024, 9, 1));
    assert_eq!(year.judge(&catalog).len(), 2);
}

#[test]
fn a_new_year_is_one_change_that_undo_takes_back_whole() {
    let (_folder, book) = demo();
    let mut desk = desk(&book);
    let before = desk.catalog().expect("the catalog");
    let mut year = NewYear::proposed(&before);
    let retired = called(&desk, "Thu L5", year.from);
    let last_day = year.from;
    leave(&mut year, &retired, last_day);
    let mut newcomer = retired.body.clone();
    "Bế Thị Mơ".clone_into(&mut newcomer.full_name);
    newcomer.facts = vec![
        MemberFact { from: Some(year.from), ..MemberFact::always(FactKind::ShortName, "Thu L5") },
        MemberFact { from: Some(year.from), ..MemberFact::always(FactKind::Employment, "") },
    ];
    year.newcomers.push(newcomer);
    desk.save_new_year(&year).expect("saved");
    let after = desk.catalog().expect("the catalog");
    assert_eq!(after.members.len(), before.members.len() + 1);
    assert_eq!(after.periods.len(), before.periods.len() + year.periods.len());
    let employed = |on: Day| after.members.iter().filter(|member| member.employed_on(on)).count();
    assert_eq!(employed(year.from), employed(day(2024, 7, 31)), "one left, one came");
    desk.undo().expect("taken back");
    assert_eq!(desk.catalog().expect("the catalog").members.len(), before.members.len());
    assert_eq!(desk.catalog().expect("the catalog").periods.len(), before.periods.len());
    assert_eq!(called(&desk, "Thu L5", day(2025, 1, 1)).id, retired.id);
}

#[test]
fn the_years_periods_follow_last_years_without_a_gap_and_leave_numbers_and_days_open() {
    let (_folder, book) = demo();
    let mut desk = desk(&book);
    for _ in 0..3 {
        let catalog = desk.catalog().expect("the catalog");
        let last =
            catalog.periods.iter().max_by_key(|period| period.activities.1).expect("a period").body.clone();
        let year = NewYear::proposed(&catalog);
        let [first, second, whole] = year.periods.as_slice() else { panic!("two semesters and their year") };
        assert_eq!(whole.activities, (first.activities.0, second.activities.1));
        assert_eq!(whole.outline, "nam-hoc");
        assert_eq!(first.activities.1.succ_opt(), Some(second.activities.0));
        assert!(first.activities.0 > last.activities.1);
        for period in &year.periods {
            assert!(period.report.number.is_empty() && period.report.day.is_none());
            assert!(period.letter.number.is_empty() && period.letter.day.is_none());
            assert_eq!(period.report.signer_lines, ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"]);
            assert!(catalog.periods.iter().all(|old| old.code != period.code), "{}", period.code);
        }
        desk.save_new_year(&year).expect("saved");
    }
    let codes: Vec<String> =
        desk.catalog().expect("the catalog").periods.iter().map(|period| period.code.clone()).collect();
    assert!(codes.contains(&"2026-2027/2".to_owned()), "{codes:?}");
}

// ---------------------------------------------------------------- on the screen

/// Goes down to the row of a member, in the column where one is.
fn to_name(program: &mut Program, name: &str) {
    for _ in 0..80 {
        let at = |program: &mut Program| {
            program.rows().iter().find(|row| row.starts_with(" ▸")).cloned().unwrap_or_default()
        };
        if at(program).contains(name) {
            return;
        }
        press(program, KeyCode::Down);
    }
    panic!("{name} is not there");
}

#[test]
fn the_table_is_gone_through_by_enter_and_the_draft_of_it_survives() {
    for size in [(80, 24), (60, 20)] {
        let (_folder, book) = demo();
        let mut program = open_as(&book, "thuquy", size);
        write(&mut program, "3y");
        assert!(sees(&mut program, "Năm học mới 2024-2025"), "{:#?}", program.rows());
        // Row by row in the column of the short name; the first line is the first day.
        press(&mut program, KeyCode::Enter);
        to_name(&mut program, "Hoàng Thị Thu");
        press(&mut program, KeyCode::Right);
        write(&mut program, "Thu L5");
        press(&mut program, KeyCode::Enter);
        save(&mut program);
        assert!(sees(&mut program, "trùng với"), "{:#?}", program.rows());
        // Left, and taken up again by another run of the program.
        press(&mut program, KeyCode::Esc);
        assert!(sees(&mut program, "nháp"), "{:#?}", program.rows());
        drop(program);
        let mut program = open_as(&book, "thuquy", size);
        press(&mut program, KeyCode::Enter);
        assert!(sees(&mut program, "Năm học mới 2024-2025"), "{:#?}", program.rows());
        to_name(&mut program, "Nguyễn Thị Thanh");
        write(&mut program, "Thu L4");
        press(&mut program, KeyCode::Enter);
        for _ in 0..80 {
            press(&mut program, KeyCode::Down);
        }
        press(&mut program, KeyCode::Enter);
        assert!(sees(&mut program, "2024-2025/2"), "{:#?}", program.rows());
        // The first semester's last day takes the second's first along, and the second's last the year's.
        press(&mut program, KeyCode::Down);
        press(&mut program, KeyCode::Down);
        write(&mut program, "17/1/2025");
        press(&mut program, KeyCode::Enter);
        assert!(sees(&mut program, "18/01/2025"), "{:#?}", program.rows());
        write(&mut program, "25/5/2025");
        press(&mut program, KeyCode::Enter);
        for _ in 0..10 {
            press(&mut program, KeyCode::Down);
        }
        press(&mut program, KeyCode::Enter);
        assert!(sees(&mut program, "Lưu năm học mới"), "{:#?}", program.rows());
        press(&mut program, KeyCode::Enter);
        assert!(sees(&mut program, "Đã lưu"), "{:#?}", program.rows());
        drop(program);
        let desk = desk(&book);
        assert_eq!(called(&desk, "Thu L5", day(2024, 8, 1)).full_name, "Hoàng Thị Thu");
        assert_eq!(called(&desk, "Thu L4", day(2024, 8, 1)).full_name, "Nguyễn Thị Thanh Thu");
        assert!(desk.store().drafts("thuquy").expect("drafts").is_empty());
        let catalog = desk.catalog().expect("the catalog");
        let range = |code: &str| catalog.periods.iter().find(|one| one.code == code).expect(code).activities;
        assert_eq!(range("2024-2025/2"), (day(2025, 1, 18), day(2025, 5, 25)));
        assert_eq!(range("2024-2025").1, day(2025, 5, 25));
    }
}

#[test]
fn somebody_leaves_and_somebody_comes_by_keys_and_a_kill_loses_neither() {
    let (_folder, book) = demo();
    let mut program = open_as(&book, "thuquy", (80, 24));
    write(&mut program, "3y");
    press(&mut program, KeyCode::Enter);
    to_name(&mut program, "Lã Thị Anh");
    write(&mut program, "nghỉ hưu");
    press(&mut program, KeyCode::Tab);
    write(&mut program, "1/7/2024");
    press(&mut program, KeyCode::Enter);
    press(&mut program, KeyCode::End);
    press(&mut program, KeyCode::Up);
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "Đoàn viên mới"), "{:#?}", program.rows());
    write(&mut program, "Bế Thị Mơ");
    // Killed here: the table comes back with the newcomer's form over it.
    program.keep_draft();
    drop(program);
    let mut program = open_as(&book, "thuquy", (80, 24));
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "Bế Thị Mơ"), "{:#?}", program.rows());
    press(&mut program, KeyCode::Tab);
    write(&mut program, "nữ");
    save(&mut program);
    assert!(sees(&mut program, "Năm học mới 2024-2025"), "{:#?}", program.rows());
    assert!(sees(&mut program, "+ Bế Thị Mơ"), "{:#?}", program.rows());
    save(&mut program);
    assert!(sees(&mut program, "Đã lưu"), "{:#?}", program.rows());
    drop(program);
    let catalog = desk(&book).catalog().expect("the catalog");
    let named =
        |name: &str| catalog.members.iter().find(|member| member.full_name == name).expect("a member");
    let gone = named("Lã Thị Anh");
    assert!(gone.employed_on(day(2024, 6, 30)) && !gone.employed_on(day(2024, 7, 1)));
    let came = named("Bế Thị Mơ");
    assert!(came.employed_on(day(2024, 8, 1)) && !came.employed_on(day(2024, 7, 31)));
}

#[test]
fn a_year_begun_with_one_semester_gets_what_it_lacks() {
    let (_folder, book) = demo();
    let mut desk = desk(&book);
    let year = NewYear::proposed(&desk.catalog().expect("the catalog"));
    let first = year.periods.first().expect("a semester").clone();
    desk.save_period(None, first.clone()).expect("saved");
    let mut catalog = desk.catalog().expect("the catalog");
    catalog.today = day(2024, 8, 10);
    let proposed = NewYear::proposed(&catalog).periods;
    let codes: Vec<&str> = proposed.iter().map(|period| period.code.as_str()).collect();
    assert_eq!(codes, ["2024-2025/2", "2024-2025"]);
    assert_eq!(first.activities.1.succ_opt(), Some(proposed[0].activities.0));
    assert_eq!(proposed[1].activities.0, first.activities.0);
    catalog.today = day(2024, 12, 10);
    assert!(NewYear::proposed(&catalog).periods.iter().all(|period| period.code.starts_with("2025-2026")));
}

#[test]
fn newcomers_come_from_a_file_into_the_table_and_a_kill_loses_nothing() {
    let (folder, book) = demo();
    let file = folder.path().join("moi.csv");
    std::fs::write(
        &file,
        "Họ và tên,Giới tính,Tên gọi,Dạy lớp\nBế Thị Mơ,Nữ,Mơ 1A,chủ nhiệm 1A\nLã Thị Anh,Nữ,,\n",
    )
    .expect("a file");
    let mut program = open_as(&book, "thuquy", (80, 24));
    write(&mut program, "3y");
    press(&mut program, KeyCode::End);
    press(&mut program, KeyCode::Up);
    press(&mut program, KeyCode::Up);
    press(&mut program, KeyCode::Enter);
    write(&mut program, &file.display().to_string());
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "Bế Thị Mơ"), "{:#?}", program.rows());
    // Killed over the preview: the table comes back with it.
    program.keep_draft();
    drop(program);
    let mut program = open_as(&book, "thuquy", (80, 24));
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "moi.csv"), "{:#?}", program.rows());
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "Năm học mới 2024-2025"), "{:#?}", program.rows());
    assert!(sees(&mut program, "+ Bế Thị Mơ · Mơ 1A"), "{:#?}", program.rows());
    assert!(!sees(&mut program, "+ Lã Thị Anh"), "who is in the book is passed over");
    save(&mut program);
    assert!(sees(&mut program, "Đã lưu"), "{:#?}", program.rows());
    drop(program);
    let catalog = desk(&book).catalog().expect("the catalog");
    let came = catalog.members.iter().find(|member| member.full_name == "Bế Thị Mơ").expect("a member");
    assert_eq!(came.short_name_on(day(2024, 8, 1)), "Mơ 1A");
    assert!(came.employed_on(day(2024, 8, 1)) && !came.employed_on(day(2024, 7, 31)));
    let stay = came.fact_on(FactKind::Employment, day(2024, 8, 1)).expect("a stay");
    assert!(!stay.reason_in.is_empty(), "a newcomer comes for a reason");
}
