//! Head and foot of the paper: what its day says of unit and signer.

use super::fixture::{Book, day, ha_dong, issued};
use crate::domain::{FactKind, MemberFact, NameForms};
use crate::report::to_document;

/// Hoa is chair until 1 January, Lan from that day on.
fn two_chairs() -> Book {
    let mut book = Book::new();
    book.women(&["Hoa", "Lan", "Kế"]);
    let office =
        |from, until| MemberFact { from, until, ..MemberFact::always(FactKind::Office, "Chủ tịch") };
    let turn = Some(day("2024-01-01"));
    book.change("Hoa", |member| member.facts.push(office(None, turn)));
    book.change("Lan", |member| member.facts.push(office(turn, None)));
    book.change("Kế", |member| member.facts.push(MemberFact::always(FactKind::Office, "Thủ quỹ")));
    book
}

fn signer(book: &Book) -> String {
    let outline = ha_dong();
    to_document(&book.report(), &book.data, &outline).foot.expect("a foot").signer_name
}

#[test]
fn whoever_holds_the_office_on_the_papers_day_signs_unless_the_period_names_somebody() {
    let mut book = two_chairs();
    book.data.period.body.report.day = Some(day("2023-12-31"));
    assert_eq!(signer(&book), "Lê Thị Hoa");
    book.data.period.body.report.day = Some(day("2024-01-01"));
    assert_eq!(signer(&book), "Lê Thị Lan");
    book.data.period.body.report.day = None;
    assert_eq!(signer(&book), "Lê Thị Hoa", "without a day of its own the head-count day");
    book.data.period.body.report.signer = "Trần Văn Phó".to_owned();
    assert_eq!(signer(&book), "Trần Văn Phó");
}

#[test]
fn an_office_that_nobody_or_two_hold_is_left_for_the_pen() {
    let mut book = two_chairs();
    book.change("Kế", |member| member.facts.push(MemberFact::always(FactKind::Office, "chủ tịch")));
    assert_eq!(signer(&book), "");
    book.data.period.body.report.signer_lines = vec!["KT. CHỦ TỊCH".to_owned(), "PHÓ CHỦ TỊCH".to_owned()];
    assert_eq!(signer(&book), "");
}

#[test]
fn the_head_bears_the_unit_of_the_papers_day() {
    let mut book = two_chairs();
    let mut renamed = book.data.catalog.units[0].clone();
    renamed.body.from = Some(day("2024-01-01"));
    renamed.body.name = NameForms { head: "CĐCS CÂY ĐA".to_owned(), ..NameForms::default() };
    book.data.catalog.units.push(renamed);
    let head =
        |book: &Book| to_document(&book.report(), &book.data, &ha_dong()).head.expect("a head").issuing_body;
    book.data.period.body.report.day = Some(day("2023-12-31"));
    assert_eq!(head(&book), "CĐCS TRƯỜNG TIỂU HỌC CÂY PHƯỢNG");
    book.data.period.body.report.day = Some(day("2024-01-04"));
    assert_eq!(head(&book), "CĐCS CÂY ĐA");
}

#[test]
fn a_paper_behind_one_that_was_sent_says_which_it_replaces_and_bears_no_number_of_it() {
    let mut book = two_chairs();
    book.data.period.body.report.number = "12/BC-CĐCS".to_owned();
    book.data.period.body.report.day = Some(day("2025-12-22"));
    let paper = |book: &Book| to_document(&book.report(), &book.data, &ha_dong());
    let head = |book: &Book| paper(book).head.expect("a head");
    let first = |book: &Book| -> String {
        paper(book).blocks[0].runs().iter().map(|run| run.text.as_str()).collect()
    };
    let sentence = "Báo cáo này thay thế Báo cáo số 12/BC-CĐCS ngày 22 tháng 12 năm 2025.";
    assert_ne!(first(&book), sentence, "nothing was sent");

    book.data.issued.push(issued(&book, "12/BC-CĐCS", "2025-12-22"));
    assert_eq!(first(&book), sentence);
    assert_eq!(head(&book).number_line, "Số:     /BC-CĐCS", "the paper that was sent alone bears its number");
    assert!(head(&book).place_and_date.contains("ngày     tháng"), "{}", head(&book).place_and_date);

    book.data.period.body.report.number = "13/BC-CĐCS".to_owned();
    book.data.period.body.report.day = Some(day("2025-12-29"));
    assert_eq!(head(&book).number_line, "Số: 13/BC-CĐCS");
    assert!(head(&book).place_and_date.ends_with("ngày 29 tháng 12 năm 2025"));
    assert_eq!(first(&book), sentence);

    book.data.issued.push(issued(&book, "13/BC-CĐCS", "2025-12-29"));
    assert!(first(&book).contains("13/BC-CĐCS"), "of several the newest is replaced: {}", first(&book));
}
