//! Every figure of every paper and of the facts names the records that it comes from, and they are in the book; what
//! names none is zero, and says by which rule.

mod cli_common;

use std::collections::BTreeMap;

use cli_common::House;
use serde_json::Value;

/// Outline and period of each paper of the sample.
const PAPERS: [(&str, &str); 3] =
    [("ha-dong", "2023-2024/1"), ("ninh-binh", "2023-2024/1"), ("nam-hoc", "2023-2024")];

/// Type of each record of the book by its id.
type Known = BTreeMap<String, String>;

fn known(house: &House) -> Known {
    let book: Value = serde_json::from_str(&house.export()).expect("JSON");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let records = book["records"].as_array().expect("records");
    records.iter().map(|record| (text(&record["id"]), text(&record["type"]))).collect()
}

fn json(house: &House, outline: &str, period: &str) -> Value {
    let args = ["report", "--outline", outline, "--period", period, "--format", "json", "--stdout"];
    serde_json::from_str(&house.ok(&args)).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// Looks up each source; how many there are.
fn looked_up(sources: &Value, known: &Known, of: &str) -> usize {
    for source in list(sources) {
        let id = source["id"].as_str().expect("an id");
        let kind = known.get(id).unwrap_or_else(|| panic!("{of}: {id} is not in the book"));
        assert_eq!(source["record_type"], kind.as_str(), "{of}: {id}");
    }
    list(sources).len()
}

/// Nothing, however a figure says it.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_i64() == Some(0),
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.values().all(is_nothing),
        _ => false,
    }
}

#[test]
fn every_figure_names_records_of_the_book_or_is_zero_by_a_rule() {
    let house = House::with_sample();
    let known = known(&house);
    for (outline, period) in PAPERS {
        let report = json(&house, outline, period)["report"].clone();
        let figures = list(&report["figures"]);
        assert!(figures.len() > 200, "{outline}: {}", figures.len());
        for figure in figures {
            let of = format!("{outline} {} {}", figure["fact"], figure["name"]);
            let rule = &figure["rule"];
            assert!(rule["rule"].is_string(), "{of} follows from no rule");
            let mut count = looked_up(&figure["sources"], &known, &of);
            for side in ["now", "before"] {
                if rule[side].is_object() {
                    count += looked_up(&rule[side]["sources"], &known, &of);
                }
            }
            assert!(
                count > 0 || is_nothing(&figure["value"]),
                "{of} comes from nothing: {}",
                figure["value"]
            );
        }
    }
}

#[test]
fn every_line_of_a_fact_prints_a_figure_unless_it_is_a_title_or_says_that_there_is_none() {
    let house = House::with_sample();
    for (outline, period) in PAPERS {
        let report = json(&house, outline, period)["report"].clone();
        let mut without = Vec::new();
        for line in list(&report["lines"]) {
            let fact = line["fact"].as_str();
            let computed = list(&line["runs"]).iter().any(|run| run["figure"].is_u64());
            let title = ["heading", "gap", "table_head"].contains(&line["kind"].as_str().expect("a kind"));
            // A heading within a table has one cell with text.
            let filled = line["cells"]
                .as_array()
                .map_or(2, |cells| cells.iter().filter(|count| count.as_u64() > Some(0)).count());
            if let Some(fact) = fact.filter(|_| !computed && !title && filled > 1) {
                without.push(fact.to_owned());
            }
        }
        // What an outline says where nothing was found.
        let none: &[&str] = if outline == "ninh-binh" { &["nhiem-vu.du-bao-doan-vien"] } else { &[] };
        assert_eq!(without, none, "{outline}");
    }
}

#[test]
fn every_part_in_words_of_ones_own_is_a_record_of_the_book() {
    let house = House::with_sample();
    let book: Value = serde_json::from_str(&house.export()).expect("JSON");
    let parts: Vec<&str> = list(&book["records"])
        .iter()
        .filter(|record| record["type"] == "narrative")
        .map(|record| record["body"]["part"].as_str().expect("a part"))
        .collect();
    for (outline, period) in PAPERS {
        let report = json(&house, outline, period)["report"].clone();
        for line in list(&report["lines"]) {
            let Some(part) = line["narrative"].as_str() else { continue };
            let empty = list(&line["runs"]).is_empty();
            assert!(empty || parts.contains(&part), "{outline}: {part}");
        }
    }
}

#[test]
fn the_facts_name_the_members_and_vouchers_behind_each_number() {
    let house = House::with_sample();
    let known = known(&house);
    for (outline, period) in PAPERS {
        let facts = json(&house, outline, period)["facts"].clone();
        for kind in list(&facts["kinds"]).iter().chain(list(&facts["zeros"])) {
            assert!(looked_up(&kind["sources"], &known, "a kind") > 0, "{kind}");
        }
        let members = &facts["members"];
        let of = |name: &str| {
            let sources = &members["sources"][name];
            if sources.is_null() { 0 } else { looked_up(sources, &known, name) as u64 }
        };
        for name in ["employed", "employed_women", "union_members", "union_women", "party"] {
            assert_eq!(Some(of(name)), members[name].as_u64(), "{name}");
        }
        for (name, of_group) in [("contracts", "contract"), ("positions", "position")] {
            for group in list(&members[name]) {
                let code = group[0].as_str().expect("a code");
                assert_eq!(Some(of(&format!("{of_group}:{code}"))), group[1].as_u64(), "{name} {code}");
            }
        }
        let settlement = &facts["settlement"];
        for name in ["opening", "balance"] {
            assert!(looked_up(&settlement["sources"][name], &known, name) > 0, "{name} comes from nothing");
        }
        let codes = list(&settlement["codes"]);
        assert!(!codes.is_empty());
        for code in codes {
            assert!(looked_up(&code["sources"], &known, "a code") > 0, "{code}");
        }
        for one in list(&facts["moves"]).iter().chain(list(&facts["months"])) {
            assert!(looked_up(&one["sources"], &known, "a count") > 0, "{one}");
        }
    }
}
