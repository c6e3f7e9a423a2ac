//! `congdoan add` on the sample book: what one line brings about, and what is refused with its reason.

mod cli_common;

use cli_common::House;
use congdoan::desk::Desk;
use congdoan::entry::Outcome;
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

/// The object without what a dry run cannot have.
fn said_of_the_entry(house: &House, args: &[&str]) -> Value {
    let mut said = json(&house.ok(args));
    let fields = said.as_object_mut().expect("an object");
    for field in ["saved", "dry_run", "balance"] {
        assert!(fields.remove(field).is_some(), "{field} in {fields:?}");
    }
    said
}

#[test]
fn a_line_saves_exactly_what_its_dry_run_says_and_the_list_shows_it() {
    let house = House::with_sample();
    let lines = [
        "hieu 12/11 lien me de 500k",
        "om lien 300k hoa qua tai benh vien tinh",
        "mừng cưới con lien 22/11 1tr",
        "ung ho vu chay 40tr trong do quy 3tr",
        "qua 8/3 nu toan truong 31 x 150k",
        "qua 20/11 toan truong tru lien 50k/nguoi",
        "phap luat phong chay 6/11",
        "khong co don thu",
        "thu doan phi thang 10 to 1 980k",
        "pc van phong pham 250k",
        "chi van phong pham 250k ck",
        "du kien om lien 30/12/2099 300k",
    ];
    for line in lines {
        let tried = said_of_the_entry(&house, &["add", "--dry-run", "--json", line]);
        let saved = said_of_the_entry(&house, &["add", "--json", line]);
        assert_eq!(tried, saved, "{line}");
        for (field, fits) in [
            ("kind", saved["kind"].is_string()),
            ("kind_label", saved["kind_label"].is_string()),
            ("date", saved["date"].as_str().is_some_and(|date| date.len() == 10)),
            ("people", saved["people"].is_array()),
            ("amount", saved["amount"].is_i64()),
            ("amount_in_words", saved["amount_in_words"].is_string()),
            ("voucher", saved["voucher"].is_string() || saved["voucher"].is_null()),
            ("not_understood", saved["not_understood"].is_array()),
        ] {
            assert!(fits, "{field} of {line}: {saved}");
        }
        for person in saved["people"].as_array().expect("people") {
            for field in ["name", "short_name", "relation"] {
                assert!(person.get(field).is_some(), "{field} of {person}");
            }
        }
        if matches!(saved["kind"].as_str(), Some("receipt" | "payment")) {
            continue;
        }
        let kind = saved["kind"].as_str().expect("a code");
        let list = json(&house.ok(&["list", "--period", "all", "--kind", kind, "--format", "json"]));
        let found = list.as_array().expect("an array").iter().any(|entry| {
            ["date", "amount", "people", "vouchers", "goods"]
                .iter()
                .all(|field| entry[field] == saved[*field])
        });
        assert!(found, "{line}: {saved} in {list}");
    }
    assert_eq!(house.run(&["verify"]).code, 0);
}

#[test]
fn hostile_lines_are_refused_in_json_and_in_words_without_a_trace() {
    let house = House::with_sample();
    let before = house.export();
    let long = "hieu lien me de ".repeat(7_000);
    let number = "9".repeat(4_000);
    let lines = [
        long.as_str(),
        number.as_str(),
        "",
        " \t ",
        "500",
        "500k",
        "12/11",
        "\u{1b}[2J\u{7}\u{9b}31m",
        "om lien \u{202e}300k\u{0} 48.046.44",
        "🙂🙂🙂",
        "e\u{301}\u{301}\u{301}\u{301}",
        "om lien -500k",
        "om lien 1 củ",
        "om lien tháng trước 300k",
    ];
    for line in lines {
        let shown: String = line.chars().take(40).collect();
        if line.contains('\0') {
            continue;
        }
        let said = house.run(&["add", "--", line]);
        assert_eq!(said.code, 1, "{shown}: {}{}", said.out, said.err);
        let all = format!("{}{}", said.out, said.err);
        assert!(all.chars().all(|c| c == '\n' || !c.is_control()), "{shown}: control characters");
        assert!(!all.contains("panicked") && all.len() < 3_000, "{shown}: {} bytes", all.len());
        let said = house.run(&["add", "--json", "--", line]);
        assert_eq!(said.code, 1, "{shown}");
        let refused = json(&said.out);
        assert_eq!(refused["saved"], false, "{shown}");
        assert!(refused["error"].as_str().is_some_and(|error| !error.is_empty()), "{shown}: {refused}");
        assert!(refused["candidates"].is_array(), "{shown}");
    }
    assert_eq!(house.export(), before);
    let two = json(&house.run(&["add", "--json", "om lien 5/11 300k, cuoi lien 12/11 500k"]).out);
    assert_eq!(two["candidates"].as_array().map(Vec::len), Some(2), "{two}");
    for wrong in
        [vec!["add"], vec!["add", "--nothing", "x"], vec!["list", "--format", "xml"], vec!["list", "x"]]
    {
        assert_eq!(house.run(&wrong).code, 2, "{wrong:?}");
    }
    assert_eq!(house.export(), before);
}

#[test]
fn a_list_is_found_by_code_label_and_word_and_reads_back_from_csv_and_json() {
    let house = House::with_sample();
    let list = |args: &[&str]| json(&house.ok(&[&["list", "--format", "json"], args].concat()));
    let by_code = list(&["--kind", "viec-hieu"]);
    assert_eq!(by_code.as_array().map(Vec::len), Some(5), "{by_code}");
    for words in ["Việc hiếu", "viec hieu", "VIỆC HIẾU", "viếng"] {
        assert_eq!(list(&["--kind", words]), by_code, "{words}");
    }
    for entry in by_code.as_array().expect("an array") {
        for field in ["id", "date", "kind", "kind_label", "people", "amount", "vouchers"] {
            assert!(!entry[field].is_null(), "{field} of {entry}");
        }
    }
    for text in
        ["%", "_", "'", "\"", "\\", "[a-z]", "*", "'; DROP TABLE activity; --", "\u{1b}[31m", "(((", "NULL"]
    {
        assert_eq!(list(&["--find", text]), Value::Array(Vec::new()), "{text}");
    }
    assert_eq!(list(&["--find", "  "]), list(&[]), "blanks find everything");
    for wrong in [["--period", "1999-2000/9"], ["--kind", "khongcokindnay"]] {
        let said = house.run(&[&["list"], &wrong[..]].concat());
        said.refused(wrong[1]);
    }
    let csv = house.ok(&["list", "--format", "csv"]);
    let mut reader = csv::ReaderBuilder::new().from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let all = list(&[]);
    let all = all.as_array().expect("an array");
    assert_eq!(rows.len(), all.len());
    for (row, entry) in rows.iter().zip(all) {
        assert_eq!(row.get(0), entry["date"].as_str());
        assert_eq!(row.get(1), entry["kind"].as_str());
        assert_eq!(row.get(6).and_then(|n| n.parse::<i64>().ok()), entry["amount"].as_i64(), "{row:?}");
        assert_eq!(row.iter().next_back(), entry["id"].as_str());
    }
}

#[test]
fn an_entry_that_seems_to_be_there_or_exceeds_the_norm_is_saved_and_told() {
    let house = House::with_sample();
    let warned = |line: &str| {
        let said = house.run(&["add", "--json", line]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        let said = json(&said.out);
        assert_eq!(said["saved"], true);
        let warnings = said["warnings"].as_array().expect("an array").clone();
        warnings.iter().map(|one| one.as_str().expect("a sentence").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(warned("om van l2 10/10 300k"), [""; 0]);
    let twice = warned("om van l2 12/10 300k");
    assert!(twice.len() == 1 && twice[0].contains("Vân L2 ngày 10/10"), "{twice:?}");
    assert_eq!(warned("hieu 10/6 van l2 me de 500k"), [""; 0]);
    // However many others were logged in between, a parent dies once.
    let mut desk = Desk::open(&house.book(), "thuquy").expect("the book");
    let catalog = desk.catalog().expect("the catalog");
    let entries = (1..=24).map(|day| {
        match desk.read_line(&format!("hieu {day}/9 thu l5 ong 500k"), &catalog, &[]).outcome {
            Outcome::Activities(mut entries) => entries.remove(0),
            other => panic!("{other:?}"),
        }
    });
    let entries = entries.collect();
    desk.log_all(entries).expect("logged");
    drop(desk);
    let parent = warned("hieu 15/12 van l2 me de 500k");
    assert!(parent.len() == 1 && parent[0].contains("10/06"), "{parent:?}");
    let above = warned("om thu l5 9/12 900k");
    assert!(above.len() == 1 && above[0].contains("900.000 vượt định mức 300.000"), "{above:?}");

    let said = house.run(&["add", "--dry-run", "om van l2 13/10 300k"]);
    assert!(said.out.contains("Xem lại: Đã có mục Thăm ốm của Vân L2"), "{}", said.out);
}
