//! Head and foot of the paper: what its day says of unit and signer.

use super::fixture::{Book, day, ha_dong};
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
