//! The report as PDF, read by a program that has nothing in common with its writer.

mod cli_common;

use cli_common::House;
use lopdf::{Dictionary, Document, Object};

/// Outline and period of each paper of the sample.
const PAPERS: [(&str, &str); 3] =
    [("ha-dong", "2023-2024/1"), ("ninh-binh", "2023-2024/1"), ("nam-hoc", "2023-2024")];

fn pdf(house: &House, outline: &str, period: &str) -> Document {
    let file = house.path(&format!("{outline}.pdf"));
    house.ok(&["report", "--outline", outline, "--period", period, "-o", file.to_str().expect("a path")]);
    Document::load_mem(&std::fs::read(&file).expect("the file")).expect("a sound PDF")
}

/// The text of all pages without the numbers above them and without spaces.
fn letters(pdf: &Document) -> String {
    let pages = pdf.get_pages();
    let mut all = String::new();
    for number in pages.keys() {
        let page: String = pdf.extract_text(&[*number]).expect("text").split_whitespace().collect();
        let above = if *number > 1 { number.to_string() } else { String::new() };
        all.push_str(page.strip_prefix(&above).unwrap_or_else(|| panic!("no number above page {number}")));
    }
    all
}

/// The sentences of the report as Markdown has them: lines of text, rows of tables cell by cell.
fn sentences(markdown: &str) -> Vec<String> {
    let bare = |line: &str| line.replace("**", "").replace(['*', '\\'], "");
    let mut found = Vec::new();
    let is_rule = |line: &&str| line.starts_with('|') && line.chars().all(|c| "|:- ".contains(c));
    for line in markdown.lines().filter(|line| !is_rule(line)) {
        let cells: Vec<&str> = if line.starts_with('|') { line.split('|').collect() } else { vec![line] };
        for cell in cells {
            let text = bare(cell.trim_start_matches(['#', ' ', '>']));
            // Underscores at both ends are Markdown's italics.
            let text = text.trim().trim_matches('_');
            let text: String = text.split_whitespace().filter(|word| *word != "<br>").collect();
            found.extend((text.chars().count() > 3).then_some(text));
        }
    }
    found
}

fn dictionary<'a>(pdf: &'a Document, object: &'a Object) -> &'a Dictionary {
    match object {
        Object::Reference(id) => pdf.get_dictionary(*id).expect("a dictionary"),
        other => other.as_dict().expect("a dictionary"),
    }
}

/// A text of the file's properties: UTF-16 with a mark before it, or plain.
fn said(object: &Object) -> String {
    let bytes = object.as_str().expect("a text");
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => {
            let units: Vec<u16> =
                wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => String::from_utf8(bytes.to_vec()).expect("plain"),
    }
}

#[test]
fn every_sentence_of_every_paper_stands_whole_in_the_pdf() {
    let house = House::with_sample();
    for (outline, period) in PAPERS {
        let printed = letters(&pdf(&house, outline, period));
        let markdown =
            house.ok(&["report", "--outline", outline, "--period", period, "--format", "md", "--stdout"]);
        let sentences = sentences(&markdown);
        assert!(sentences.len() > 100, "{outline}: {}", sentences.len());
        for sentence in sentences {
            assert!(printed.contains(&sentence), "{outline}: {sentence}");
        }
    }
}

#[test]
fn the_pdf_knows_its_title_author_language_and_headings() {
    let house = House::with_sample();
    let pdf = pdf(&house, "ha-dong", "2023-2024/1");
    let info = dictionary(&pdf, pdf.trailer.get(b"Info").expect("properties"));
    assert_eq!(
        said(info.get(b"Title").expect("a title")),
        "BÁO CÁO Hoạt động công đoàn học kỳ I năm học 2023-2024"
    );
    assert_eq!(said(info.get(b"Author").expect("an author")), "Công đoàn Trường Tiểu học Cây Phượng");
    let catalog = pdf.catalog().expect("the catalog");
    assert_eq!(said(catalog.get(b"Lang").expect("a language")), "vi-VN");
    let outlines = dictionary(&pdf, catalog.get(b"Outlines").expect("headings"));
    let first = dictionary(&pdf, outlines.get(b"First").expect("the first heading"));
    assert!(said(first.get(b"Title").expect("its text")).starts_with("PHẦN I: "));
    let below = dictionary(&pdf, first.get(b"First").expect("a heading below"));
    assert_eq!(
        said(below.get(b"Title").expect("its text")),
        "I. Tình hình đội ngũ nhà giáo và người lao động tại đơn vị"
    );
}

#[test]
fn the_json_names_the_records_behind_each_figure() {
    let house = House::with_sample();
    let json = house.ok(&["report", "--format", "json", "--stdout"]);
    let whole: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let book: serde_json::Value = serde_json::from_str(&house.export()).expect("JSON");
    let known = book["records"].as_array().expect("records");
    let known: std::collections::BTreeSet<&str> =
        known.iter().filter_map(|record| record["id"].as_str()).collect();
    let figures = whole["report"]["figures"].as_array().expect("figures");
    assert!(figures.len() > 50);
    for figure in figures {
        for source in figure["sources"].as_array().expect("sources") {
            assert!(known.contains(source["id"].as_str().expect("an id")), "{source}");
        }
    }
    let kinds = whole["facts"]["kinds"].as_array().expect("kinds");
    let visits = kinds.iter().find(|kind| kind["kind"] == "tham-om").expect("sick visits");
    assert_eq!(
        visits["sources"].as_array().expect("sources").len() as u64,
        visits["entries"].as_u64().expect("n")
    );
}
