//! Reports that were sent, by command: marked, listed, exported again with equal bytes, and what changed since.

mod cli_common;

use cli_common::{House, bytes};
use congdoan::desk::Desk;
use congdoan::domain::{Activity, Narrative};
use serde_json::Value;

/// The working period of the sample until its report is sent.
const FIRST: &str = "2023-2024/1";

fn desk(house: &House) -> Desk {
    Desk::open(&house.book(), "thuquy").expect("the book")
}

fn json(house: &House, args: &[&str]) -> Value {
    serde_json::from_str(&house.ok(args)).expect("JSON")
}

/// Puts words with a fault into a part of the working period.
fn plant(house: &House, words: &str) {
    let mut desk = desk(house);
    let period = desk.catalog().expect("the catalog").period.expect("a period").id;
    let all = desk.store().all::<Narrative>().expect("the narratives");
    let part = "tai-chinh.mo-dau";
    let old = all.into_iter().find(|narrative| narrative.period == period && narrative.part == part);
    desk.save_narrative(old.as_ref(), period, part, words).expect("saved");
}

#[test]
fn a_report_is_marked_listed_and_exported_again_with_equal_bytes_whatever_became_of_the_book() {
    let house = House::with_sample();
    assert!(house.ok(&["sent", "list"]).contains("Chưa có báo cáo nào"));
    assert_eq!(json(&house, &["sent", "list", "--json"]), serde_json::json!([]));
    let said = house.run(&["sent", "export"]);
    said.refused("nothing was sent");

    for form in ["docx", "pdf"] {
        house.ok(&["report", "-o", &format!("before.{form}")]);
    }
    let said = house.ok(&["sent", "mark"]);
    assert!(said.contains("10/BC-CĐCS") && said.contains("20/01/2024"), "{said}");

    // Two entries change: one deleted, one written.
    let mut desk = desk(&house);
    let visits = desk.store().all::<Activity>().expect("entries");
    let visit = visits.into_iter().find(|entry| entry.kind == "tham-om").expect("a sick visit");
    desk.delete(&visit).expect("deleted");
    drop(desk);
    house.ok(&["add", "om van l2 15/11/2023 300k"]);

    // By the number in small letters without accents, as a person types it.
    for form in ["docx", "pdf"] {
        house.ok(&["sent", "export", "10/bc-cdcs", "-o", &format!("after.{form}")]);
        assert_eq!(
            bytes(&house.path(&format!("before.{form}"))),
            bytes(&house.path(&format!("after.{form}"))),
            "{form}"
        );
        // The book has gone on to the next period.
        house.ok(&["report", "--period", FIRST, "-o", &format!("now.{form}")]);
        assert_ne!(
            bytes(&house.path(&format!("now.{form}"))),
            bytes(&house.path(&format!("after.{form}"))),
            "{form}"
        );
    }
    house.run(&["sent", "export", "99/BC", "-o", "no.docx"]).refused("an unknown number");
    assert!(!house.path("no.docx").exists());

    let list = json(&house, &["sent", "list", "--json"]);
    assert_eq!(list[0]["number"], "10/BC-CĐCS");
    assert_eq!(list[0]["changes"], 2);
    assert_eq!(list[0]["digest"].as_str().map(str::len), Some(64));
    assert!(house.ok(&["sent", "list"]).contains("10/BC-CĐCS"));
    let changes = json(&house, &["sent", "changes", "--json"]);
    let happened: Vec<&Value> =
        changes["changes"].as_array().expect("changes").iter().map(|one| &one["happened"]).collect();
    assert_eq!(happened, ["removed", "added"]);
    let said = house.ok(&["sent", "changes"]);
    for words in ["thay đổi 2 chỗ", "Bỏ: Thăm", "Thêm: Thăm"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // A new print of the book says that another one went out.
    let said = house.run(&["report", "--period", FIRST, "-o", "again.docx"]);
    assert!(said.err.contains("10/BC-CĐCS"), "{}", said.err);
    house.run(&["sent", "mark", "--period", FIRST]).refused("the same number again");
}

#[test]
fn a_report_with_an_open_error_is_not_marked_as_sent_unless_that_is_said() {
    let house = House::with_sample();
    plant(&house, "Công đoàn cấp trên cấp: 48.046.44 đ.");
    let said = house.run(&["sent", "mark"]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(said.err.contains("1 lỗi") && said.err.contains("48.046.44 đ"), "{}", said.err);
    assert!(said.err.contains("--with-errors"), "{}", said.err);
    assert_eq!(json(&house, &["sent", "list", "--json"]), serde_json::json!([]), "nothing is marked");
    let said = house.ok(&["sent", "mark", "--with-errors"]);
    assert!(said.contains("10/BC-CĐCS"), "{said}");
    assert_eq!(json(&house, &["sent", "list", "--json"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_report_without_number_and_day_is_refused_in_one_sentence() {
    let house = House::with_sample();
    house.run(&["sent", "mark", "--period", "2023-2024/2", "--with-errors"]).refused("no number");
}
