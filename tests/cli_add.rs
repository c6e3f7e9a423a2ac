//! `congdoan add` on the sample book: what one line brings about, and what is refused with its reason.

mod cli_common;

use cli_common::House;
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The balance of the union fund as a payment of nothing would leave it.
fn balance(house: &House) -> i64 {
    let export = json(&house.export());
    let bodies = |of: &'static str| {
        export["records"]
            .as_array()
            .expect("records")
            .iter()
            .filter(move |r| r["type"] == of)
            .map(|r| &r["body"])
    };
    let fund = export["records"]
        .as_array()
        .expect("records")
        .iter()
        .find(|r| r["type"] == "fund" && r["body"]["settled"] == true)
        .expect("the union fund");
    let opening: i64 = fund["body"]["openings"]
        .as_array()
        .expect("openings")
        .iter()
        .filter_map(|o| o["amount"].as_i64())
        .sum();
    bodies("voucher").filter(|voucher| voucher["fund"] == fund["id"] && voucher["state"] == "posted").fold(
        opening,
        |sum, voucher| {
            let amount = voucher["amount"].as_i64().expect("amount");
            match voucher["direction"].as_str() {
                Some("receipt") => sum + amount,
                Some("payment") => sum - amount,
                _ => sum,
            }
        },
    )
}

#[test]
fn a_condolence_visit_in_one_line_counts_pays_and_is_named() {
    let house = House::with_sample();
    let before = balance(&house);
    let report = house.report();
    assert!(report.contains("05 lượt"), "{report}");

    let said = json(&house.ok(&["add", "--json", "hieu 12/11 lien me de 500k"]));
    assert_eq!(said["saved"], true);
    assert_eq!(said["kind"], "viec-hieu");
    assert_eq!(said["date"], "2023-11-12");
    assert_eq!(said["amount"], 500_000);
    assert_eq!(said["amount_in_words"], "Năm trăm nghìn đồng");
    assert_eq!(said["people"][0]["relation"], "me-de");
    assert_eq!(said["not_understood"], Value::Array(Vec::new()));
    let short = said["people"][0]["short_name"].as_str().expect("a short name").to_owned();
    let voucher = said["voucher"].as_str().expect("a voucher").to_owned();
    assert!(voucher.starts_with("PC2023/"), "{voucher}");

    assert_eq!(balance(&house), before - 500_000, "the balance fell by the visit");
    assert_eq!(said["balance"].as_i64(), Some(before - 500_000));
    let report = house.report();
    let line = report
        .lines()
        .find(|line| line.contains("06 lượt") && line.contains("qua đời"))
        .unwrap_or_else(|| panic!("06 lượt in {report}"));
    assert!(line.contains(&short), "{short} in {line}");
    let listed = json(&house.ok(&["list", "--kind", "viec-hieu", "--find", "lien", "--format", "json"]));
    assert_eq!(listed[0]["vouchers"][0], voucher.as_str());
    assert_eq!(house.run(&["verify"]).code, 0);
}

#[test]
fn a_ledger_line_writes_a_receipt() {
    let house = House::with_sample();
    let before = balance(&house);
    let said = json(&house.ok(&["add", "--json", "thu doan phi thang 10 to 1 980k"]));
    assert_eq!((&said["kind"], &said["amount"]), (&"receipt".into(), &980_000.into()));
    assert!(said["voucher"].as_str().is_some_and(|label| label.starts_with("PT")), "{said}");
    assert_eq!(balance(&house), before + 980_000);
}

#[test]
fn a_dry_run_tells_the_same_and_saves_nothing() {
    let house = House::with_sample();
    let before = house.export();
    let tried = json(&house.ok(&["add", "--dry-run", "--json", "hieu 12/11 lien me de 500k"]));
    assert_eq!((&tried["saved"], &tried["dry_run"]), (&false.into(), &true.into()));
    assert_eq!(house.export(), before);
    let saved = json(&house.ok(&["add", "--json", "hieu 12/11 lien me de 500k"]));
    assert_eq!(tried["voucher"], saved["voucher"]);
    assert_eq!(tried["people"], saved["people"]);
}

#[test]
fn what_cannot_be_right_or_can_be_two_things_is_refused_with_its_reason_and_nothing_is_saved() {
    let house = House::with_sample();
    let before = house.export();
    let cases = [
        ("hieu 12/11 lien me de 48.046.44", "48.046.44"),
        ("hieu 31/02 lien me de 500k", "31/2"),
        ("hieu 12/11 khongaiten me de 500k", "khongaiten"),
        ("om huong 25/11 300k", "huong"),
        ("quyen gop giup hoc sinh ngheo 12.40.000", "12.40.000"),
        ("hieu 12/11 lien \u{1b}[31mme de 48.046.44", "48.046.44"),
        ("", ""),
        ("xin chao", ""),
    ];
    for (line, reason) in cases {
        let said = house.run(&["add", line]);
        assert_eq!(said.code, 1, "{line}: {}{}", said.out, said.err);
        assert!(said.err.contains(reason), "{line}: {}", said.err);
        assert!(said.out.is_empty(), "{line}: {}", said.out);
        assert!(said.err.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", said.err);
        let as_json = house.run(&["add", "--json", line]);
        assert_eq!(as_json.code, 1);
        let refused = json(&as_json.out);
        assert_eq!(refused["saved"], false);
        assert!(refused["error"].as_str().is_some_and(|error| error.contains(reason)), "{refused}");
        assert_eq!(house.export(), before, "{line}");
    }
    let asked = json(&house.run(&["add", "--json", "om huong 25/11 300k"]).out);
    assert!(asked["candidates"].as_array().is_some_and(|who| who.len() >= 2), "{asked}");
}

#[test]
fn words_given_apart_and_in_english_are_the_same_line() {
    let house = House::with_sample();
    let out = house.ok(&["add", "--lang", "en", "hieu", "12/11", "lien", "me", "de", "500k"]);
    assert!(out.contains("Saved: Condolence visit"), "{out}");
    assert!(out.contains("Năm trăm nghìn đồng"), "amounts in words stay Vietnamese: {out}");
}
