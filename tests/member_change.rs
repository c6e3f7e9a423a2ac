//! An activity that changes a member offers the change in the same save; and every figure, line and paper reads the
//! roster as it is on its own day.

mod cli_common;
mod keys_common;
mod sample_common;

use std::path::Path;

use cli_common::House;
use congdoan::desk::{Desk, PaperFormat};
use congdoan::domain::member_facts::STAYS;
use congdoan::domain::{Day, FactKind, Id, Member, Stored};
use congdoan::entry::Outcome;
use crossterm::event::KeyCode;
use keys_common::{open, press, save, sees, write};
use sample_common::{called, day, demo, desk};

const FAREWELL: &str = "nghi huu lien 2a 20/11/2023 500k";

fn farewells(book: &Path) -> usize {
    let all = desk(book).store().all::<congdoan::domain::Activity>().expect("activities");
    all.iter().filter(|entry| entry.kind == "nghi-huu" && entry.day == day(2023, 11, 20)).count()
}

fn stays(book: &Path) -> bool {
    let desk = desk(book);
    called(&desk, "Liên 2A", day(2023, 11, 20)).employed_on(day(2023, 12, 1))
}

#[test]
fn a_farewell_by_line_asks_once_and_undo_takes_both_back() {
    let (_folder, book) = demo();
    let mut program = open(&book);
    write(&mut program, "i");
    write(&mut program, FAREWELL);
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "nghỉ hưu, từ ngày 01/12/2023"), "{:#?}", program.rows());
    assert_eq!(farewells(&book), 0, "nothing is saved before the answer");
    press(&mut program, KeyCode::Enter);
    assert!(sees(&mut program, "Đã lưu"), "{:#?}", program.rows());
    assert_eq!((farewells(&book), stays(&book)), (1, false));
    press(&mut program, KeyCode::Esc);
    press(&mut program, KeyCode::Char('u'));
    assert_eq!((farewells(&book), stays(&book)), (0, true));
}

#[test]
fn esc_at_the_question_saves_nothing_and_no_saves_the_entry_alone_and_is_not_asked_again() {
    let (_folder, book) = demo();
    let mut program = open(&book);
    write(&mut program, "i");
    write(&mut program, FAREWELL);
    press(&mut program, KeyCode::Enter);
    press(&mut program, KeyCode::Esc);
    assert_eq!(farewells(&book), 0);
    assert!(sees(&mut program, "nghi huu lien"), "the line stays: {:#?}", program.rows());
    press(&mut program, KeyCode::Enter);
    write(&mut program, "khong");
    press(&mut program, KeyCode::Enter);
    assert_eq!((farewells(&book), stays(&book)), (1, true));
    // Changed later in something else: asked before, not again.
    press(&mut program, KeyCode::Esc);
    write(&mut program, "/nghi huu");
    press(&mut program, KeyCode::Enter);
    press(&mut program, KeyCode::Enter);
    save(&mut program);
    assert!(sees(&mut program, "Đã lưu"), "{:#?}", program.rows());
    assert!(stays(&book));
}

#[test]
fn the_command_line_never_asks_and_notes_the_change_only_when_told() {
    let house = House::with_sample();
    let before = called(&desk(&house.book()), "Liên 2A", day(2023, 11, 20)).party_joined;
    let said = house.run(&["add", FAREWELL]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.err.contains("--with-member-change"), "{}", said.err);
    assert!(stays(&house.book()));
    let said = house.run(&["add", "--with-member-change", "ket nap dang lien 2a 21/11/2023"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let now = called(&desk(&house.book()), "Liên 2A", day(2023, 11, 20)).party_joined;
    assert_eq!(now, before.or(Some(day(2023, 11, 21))));
    let said = house.run(&["add", "--with-member-change", "nghi huu hoa 2c 22/11/2023"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("01/12/2023"), "{}", said.out);
    let hoa = called(&desk(&house.book()), "Hoa 2C", day(2023, 11, 20));
    assert!(!hoa.employed_on(day(2023, 12, 1)));
    // One change: undo of the program's takes both back.
    let mut desk = desk(&house.book());
    desk.undo().expect("taken back");
    assert!(called(&desk, "Hoa 2C", day(2023, 12, 20)).employed_on(day(2023, 12, 1)));
}

// ---------------------------------------------------------------- dated facts everywhere

fn report(desk: &Desk) -> Vec<u8> {
    let period = desk.catalog().expect("the catalog").periods.into_iter().next().expect("a period");
    desk.export_report(&period, None, PaperFormat::Docx).expect("the report")
}

fn leave(desk: &mut Desk, who: &Stored<Member>, on: Day) {
    let mut body = who.body.clone();
    body.leave(&STAYS, on, "chuyển đi").expect("leaves");
    desk.save_member(Some(who), body).expect("saved");
}

#[test]
fn a_report_counts_heads_on_its_head_count_day_whatever_comes_after() {
    let (_folder, book) = demo();
    let mut desk = desk(&book);
    let count_day = desk.catalog().expect("the catalog").periods[0].head_count_day;
    let before = report(&desk);
    let who = called(&desk, "Đạt TD", count_day);
    leave(&mut desk, &who, count_day.succ_opt().expect("a day"));
    assert!(report(&desk) == before, "who leaves the day after is counted");
    desk.undo().expect("taken back");
    let who = called(&desk, "Đạt TD", count_day);
    leave(&mut desk, &who, count_day);
    assert!(report(&desk) != before, "the leaving day is the first not counted");
}

fn read(desk: &Desk, line: &str) -> Id<Member> {
    let catalog = desk.catalog().expect("the catalog");
    let reading = desk.read_line(line, &catalog, &[]);
    let Outcome::Activities(entries) = &reading.outcome else { panic!("{line}: {:?}", reading.outcome) };
    let entry = entries.first().expect("an entry");
    entry.people.first().and_then(|person| person.member).expect("a member")
}

#[test]
fn a_line_means_by_a_short_name_who_bears_it_on_the_entrys_day() {
    let (_folder, book) = demo();
    let mut desk = desk(&book);
    let (eve, swap) = (day(2023, 10, 31), day(2023, 11, 1));
    let (four, five) = (called(&desk, "Thu L4", eve), called(&desk, "Thu L5", eve));
    for (who, parked, name) in [(&four, "Thu X9", "Thu L5"), (&five, "Thu L4", "")] {
        let mut body = who.body.clone();
        body.change_from(FactKind::ShortName, parked, swap);
        let saved = desk.save_member(Some(who), body).expect("saved");
        if !name.is_empty() {
            continue;
        }
        let four = called(&desk, "Thu X9", swap);
        let mut body = four.body.clone();
        body.change_from(FactKind::ShortName, "Thu L5", swap);
        desk.save_member(Some(&four), body).expect("saved");
        assert_eq!(saved.id, five.id);
    }
    assert_eq!(read(&desk, "om thu l5 30/10/2023 300k"), five.id);
    assert_eq!(read(&desk, "om thu l5 2/11/2023 300k"), four.id);
    assert_eq!(read(&desk, "om thu l4 2/11/2023 300k"), five.id);
    let catalog = desk.catalog().expect("the catalog");
    let person = congdoan::domain::Person { member: Some(five.id), ..congdoan::domain::Person::default() };
    assert_eq!(catalog.person_phrase("tham-om", &person, eve), "đ/c Thu L5");
    assert_eq!(catalog.person_phrase("tham-om", &person, swap), "đ/c Thu L4");
}
