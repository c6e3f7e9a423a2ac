//! The report as PDF, read by a program that has nothing in common with its writer.

mod cli_common;

use std::collections::BTreeSet;

use cli_common::House;
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Outline and period of each paper of the sample.
const PAPERS: [(&str, &str); 3] =
    [("ha-dong", "2023-2024/1"), ("ninh-binh", "2023-2024/1"), ("nam-hoc", "2023-2024")];

fn bytes(house: &House, outline: &str, period: &str) -> Vec<u8> {
    let file = house.path(&format!("{outline}.pdf"));
    house.ok(&["report", "--outline", outline, "--period", period, "-o", file.to_str().expect("a path")]);
    std::fs::read(&file).expect("the file")
}

fn pdf(house: &House, outline: &str, period: &str) -> Document {
    Document::load_mem(&bytes(house, outline, period)).expect("a sound PDF")
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

/// The objects that an object names, each of which has to be there.
fn named(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| named(item, found)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, value)| named(value, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| named(value, found)),
        _ => {}
    }
}

/// The list of places at the file's end points at every object, and the file ends where it says.
fn places_are_right(bytes: &[u8], pdf: &Document) {
    assert!(bytes.starts_with(b"%PDF-1."));
    assert!(bytes.trim_ascii_end().ends_with(b"%%EOF"));
    assert_eq!(pdf.xref_recovery, None, "nothing had to be guessed");
    assert_eq!(pdf.xref_section_count, 1, "written in one go");
    assert!(bytes[pdf.xref_start..].starts_with(b"xref"));
    let size = pdf.trailer.get(b"Size").and_then(Object::as_i64).expect("a size");
    let entries = &pdf.reference_table.entries;
    assert_eq!(entries.keys().next_back().map(|last| i64::from(*last) + 1), Some(size));
    for (number, entry) in entries {
        match entry {
            XrefEntry::Normal { offset, generation } => {
                let wanted = format!("{number} {generation} obj");
                let at = &bytes[*offset as usize..];
                assert!(at.starts_with(wanted.as_bytes()), "{wanted} does not stand at {offset}");
                assert!(pdf.objects.contains_key(&(*number, *generation)), "{wanted} cannot be read");
            }
            XrefEntry::Free | XrefEntry::UnusableFree => {}
            XrefEntry::Compressed { .. } => panic!("{number} is packed within another"),
        }
    }
}

/// Every object is named from the trailer on, and everything named is there.
fn nothing_is_lost_or_idle(pdf: &Document) {
    let mut open = Vec::new();
    named(&Object::Dictionary(pdf.trailer.clone()), &mut open);
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            named(pdf.objects.get(&id).unwrap_or_else(|| panic!("{id:?} is not there")), &mut open);
        }
    }
    let all: BTreeSet<ObjectId> = pdf.objects.keys().copied().collect();
    assert_eq!(all.difference(&reached).collect::<Vec<_>>(), Vec::<&ObjectId>::new(), "named by nothing");
}

/// A4 all of them, as many as the tree says, each below the tree.
fn pages_are_whole(pdf: &Document) {
    let catalog = pdf.catalog().expect("the catalog");
    let root = catalog.get(b"Pages").and_then(Object::as_reference).expect("a tree of pages");
    let tree = pdf.get_dictionary(root).expect("a tree of pages");
    let pages = pdf.get_pages();
    assert_eq!(tree.get(b"Count").and_then(Object::as_i64).expect("a count"), pages.len() as i64);
    for (number, id) in pages {
        let page = pdf.get_dictionary(id).expect("a page");
        let mut above = page.get(b"Parent").and_then(Object::as_reference).expect("what it hangs from");
        let mut steps = 0;
        while above != root {
            above = pdf
                .get_dictionary(above)
                .and_then(|node| node.get(b"Parent"))
                .and_then(Object::as_reference)
                .expect("the tree");
            steps += 1;
            assert!(steps < 9, "page {number} hangs from nothing");
        }
        let size: Vec<f32> = page
            .get(b"MediaBox")
            .and_then(Object::as_array)
            .expect("a size")
            .iter()
            .map(|edge| edge.as_float().expect("points"))
            .collect();
        // 210 and 297 mm.
        for (is, wanted) in size.iter().zip([0.0, 0.0, 595.3, 841.9]) {
            assert!((is - wanted).abs() < 0.2, "page {number}: {size:?}");
        }
        assert!(!pdf.get_page_content(id).is_empty(), "page {number} is empty");
    }
}

/// Each stream is as long as it says, and unpacks.
fn streams_are_whole(bytes: &[u8], pdf: &Document) {
    for (id, object) in &pdf.objects {
        let Object::Stream(stream) = object else { continue };
        let length = stream.dict.get(b"Length").and_then(|length| pdf.dereference(length)).expect("a length");
        let length = length.1.as_i64().expect("a number") as usize;
        assert_eq!(length, stream.content.len(), "{id:?}");
        let Some(XrefEntry::Normal { offset, .. }) = pdf.reference_table.entries.get(&id.0) else {
            panic!("{id:?} has no place")
        };
        let whole = &bytes[*offset as usize..];
        let word = whole.windows(6).position(|word| word == b"stream").expect("a stream") + 6;
        let line_end = if whole[word..].starts_with(b"\r\n") { 2 } else { 1 };
        let content = &whole[word + line_end..];
        assert_eq!(&content[..length], stream.content, "{id:?}");
        assert!(
            content[length..].trim_ascii_start().starts_with(b"endstream"),
            "{id:?} is longer than it says"
        );
        if stream.dict.has(b"Filter") {
            assert!(!stream.decompressed_content().expect("unpacks").is_empty(), "{id:?}");
        }
    }
}

/// The faces are in the file, and each says which letters its signs are: any reader shows, finds and copies them.
fn fonts_are_inside(pdf: &Document) {
    let mut count = 0;
    for object in pdf.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        if font.get(b"Type").and_then(Object::as_name).ok() != Some(b"Font") {
            continue;
        }
        if font.get(b"Subtype").and_then(Object::as_name).expect("a kind of font") != b"Type0" {
            continue;
        }
        count += 1;
        let stream = |of: &Dictionary, key: &[u8]| {
            let object = of.get(key).and_then(|object| pdf.dereference(object)).ok()?.1;
            object.as_stream().ok().map(|stream| stream.decompressed_content().expect("unpacks"))
        };
        let letters = stream(font, b"ToUnicode").expect("its letters");
        let letters = String::from_utf8(letters).expect("text");
        assert!(letters.contains("beginbfchar") || letters.contains("beginbfrange"), "{letters}");
        let below = font.get(b"DescendantFonts").and_then(Object::as_array).expect("its signs");
        let below = dictionary(pdf, below.first().expect("one"));
        let about = dictionary(pdf, below.get(b"FontDescriptor").expect("its description"));
        let inside = stream(about, b"FontFile2").or_else(|| stream(about, b"FontFile3"));
        assert!(inside.is_some_and(|face| face.len() > 1_000), "{about:?}");
    }
    assert_eq!(count, 4, "upright, bold, italic, bold italic");
}

#[test]
fn the_file_of_every_paper_is_sound_to_its_last_object() {
    let house = House::with_sample();
    for (outline, period) in PAPERS {
        let bytes = bytes(&house, outline, period);
        let pdf = Document::load_mem(&bytes).expect("a sound PDF");
        places_are_right(&bytes, &pdf);
        nothing_is_lost_or_idle(&pdf);
        pages_are_whole(&pdf);
        streams_are_whole(&bytes, &pdf);
        fonts_are_inside(&pdf);
    }
}

#[test]
fn a_family_that_stands_in_for_times_is_told_behind_the_file() {
    let house = House::with_sample();
    let said = house.ok(&["report", "-o", "a.pdf"]);
    let pdf = Document::load(house.path("a.pdf")).expect("a sound PDF");
    let name = |object: &Object| {
        let name = object.as_dict().and_then(|font| font.get(b"BaseFont")).and_then(Object::as_name).ok()?;
        Some(String::from_utf8_lossy(name).into_owned())
    };
    let carried = pdf.objects.values().filter_map(name).any(|name| name.contains("Libertinus"));
    assert_eq!(said.contains("Libertinus Serif"), carried, "{said}");
    assert!(!house.ok(&["report", "-o", "a.docx"]).contains("Libertinus"));
}

#[test]
fn letters_that_no_font_has_are_told_behind_the_file_and_copied_from_it_as_they_were_written() {
    let house = House::with_sample();
    house.ok(&["add", "gop y quy che 12/11 về quy chế ✓ thi đua ❖ lớp 中 😀 xong"]);
    let told = |said: &str| said.lines().filter(|line| line.contains("中 😀")).count();
    assert_eq!(told(&house.ok(&["report", "-o", "a.pdf"])), 1);
    assert_eq!(told(&house.ok(&["report", "-o", "a.docx"])), 0, "Word has fonts of its own for them");
    assert_eq!(told(&house.ok(&["send-off", "--with-errors", "-o", "parcel"])), 1);
    let pdf = Document::load(house.path("a.pdf")).expect("a sound PDF");
    assert!(letters(&pdf).contains("quychế✓thiđua❖lớp中😀xong"));
}
