use std::collections::BTreeMap;
use std::io::Read;

use proptest::prelude::*;

use super::super::sample;
use super::*;
use crate::document::{Align, Block, Cell, Column, Foot, Head, ParagraphStyle, Run};

/// The parts of a Word file by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut parts = BTreeMap::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).expect("an entry");
        let mut content = String::new();
        file.read_to_string(&mut content).expect("UTF-8");
        parts.insert(file.name().expect("a name").into_owned(), content);
    }
    parts
}

fn main_of(document: &Document) -> String {
    parts(&write(document).expect("written")).remove("word/document.xml").expect("a main part")
}

/// Checks that `xml` is well-formed as far as this writer can go wrong, by rules of its own: tags nest,
/// attributes are quoted and unique, references are known, characters are allowed.
fn well_formed(xml: &str) -> Result<(), String> {
    if let Some(c) = xml
        .chars()
        .find(|&c| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}'))
    {
        return Err(format!("forbidden character {:x}", c as u32));
    }
    let references = |text: &str| -> Result<(), String> {
        for (at, _) in text.match_indices('&') {
            let rest = &text[at..];
            if !["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"].iter().any(|known| rest.starts_with(known)) {
                return Err(format!("unknown reference in {text:?}"));
            }
        }
        Ok(())
    };
    let body = xml
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>")
        .ok_or("no declaration")?;
    let mut open: Vec<&str> = Vec::new();
    let mut roots = 0;
    let mut rest = body;
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        references(text)?;
        if open.is_empty() && !text.trim().is_empty() {
            return Err(format!("text outside the root: {text:?}"));
        }
        let end = rest[start..].find('>').ok_or("an open tag")? + start;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if tag.contains('<') {
            return Err(format!("a tag in a tag: {tag}"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("{name} closed out of turn"));
            }
            continue;
        }
        let empty = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == ':') {
            return Err(format!("name {name:?}"));
        }
        let mut seen = Vec::new();
        while !attributes.trim().is_empty() {
            let (key, after) =
                attributes.trim_start().split_once("=\"").ok_or("an attribute without value")?;
            let (value, after) = after.split_once('"').ok_or("an open value")?;
            references(value)?;
            if seen.contains(&key) || key.contains([' ', '"']) {
                return Err(format!("attribute {key:?}"));
            }
            seen.push(key);
            attributes = after;
        }
        if open.is_empty() {
            roots += 1;
        }
        if !empty {
            open.push(name);
        }
    }
    if !open.is_empty() || roots != 1 || !rest.trim().is_empty() {
        return Err(format!("open at the end: {open:?}, roots: {roots}"));
    }
    Ok(())
}

/// What a reader sees of a part: the text of all `w:t`, one line per paragraph.
fn text_of(xml: &str) -> String {
    let mut text = String::new();
    for paragraph in xml.split("</w:p>") {
        for piece in paragraph.split("<w:t xml:space=\"preserve\">").skip(1) {
            text.push_str(piece.split("</w:t>").next().unwrap_or_default());
        }
        text.push('\n');
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

fn of_blocks(blocks: Vec<Block>) -> Document {
    Document { head: None, blocks, foot: None, ..sample::report() }
}

#[test]
fn the_checker_refuses_what_is_not_well_formed() {
    let declared = |xml: &str| format!("{DECLARATION}{xml}");
    assert!(well_formed(&declared("<a x=\"1\"><b/>&amp;</a>")).is_ok());
    for wrong in [
        "<a>",
        "<a></b>",
        "<a>&</a>",
        "<a>&nbsp;</a>",
        "<a x=\"1\" x=\"2\"/>",
        "<a/><b/>",
        "<a>\u{1}</a>",
        "<a>b<</a>",
    ] {
        assert!(well_formed(&declared(wrong)).is_err(), "{wrong}");
    }
}

#[test]
fn every_part_is_well_formed_and_declared() {
    let parts = parts(&write(&sample::report()).expect("written"));
    assert_eq!(parts.len(), 9);
    let types = &parts["[Content_Types].xml"];
    for (name, content) in &parts {
        well_formed(content).unwrap_or_else(|error| panic!("{name}: {error}"));
        let declared = types.contains(&format!("PartName=\"/{name}\""));
        assert!(
            declared
                || name.starts_with("_rels/")
                || name.contains("/_rels/")
                || name == "[Content_Types].xml",
            "{name}"
        );
    }
}

#[test]
fn every_style_that_is_used_is_in_the_style_sheet() {
    let parts = parts(&write(&sample::report()).expect("written"));
    for part in ["word/document.xml", "word/header1.xml"] {
        for used in parts[part].split("<w:pStyle w:val=\"").skip(1) {
            let style = used.split('"').next().unwrap_or_default();
            assert!(STYLES.contains(&format!("w:styleId=\"{style}\"")), "{style}");
        }
    }
    for level in 1..=4 {
        assert!(
            STYLES.contains(&format!("w:styleId=\"Heading{level}\">\n<w:name w:val=\"heading {level}\"/>"))
        );
    }
}

#[test]
fn equal_documents_give_equal_bytes() {
    assert_eq!(write(&sample::report()).expect("written"), write(&sample::report()).expect("written"));
    let bytes = write(&sample::report()).expect("written");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    for i in 0..archive.len() {
        let file = archive.by_index(i).expect("an entry");
        assert_eq!(file.last_modified(), Some(DateTime::DEFAULT));
        assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o644));
    }
}

#[test]
fn every_sentence_of_the_document_is_in_the_file() {
    let document = sample::report();
    let text = text_of(&main_of(&document));
    for block in &document.blocks {
        for run in block.runs() {
            assert!(text.contains(&run.text), "{}", run.text);
        }
    }
    let head = document.head.expect("a head");
    let foot = document.foot.expect("a foot");
    for line in [
        &head.upper_body,
        &head.issuing_body,
        &head.number_line,
        &head.country,
        &head.motto,
        &head.place_and_date,
        &head.kind,
        &head.subject,
        &foot.signer_name,
        &foot.recipients_title,
    ]
    .into_iter()
    .chain(&foot.signer_lines)
    {
        assert!(text.contains(line.as_str()), "{line}");
    }
    assert!(text.contains("- Lưu: VT."));
}

#[test]
fn title_rows_are_repeated_and_rows_stay_whole() {
    let main = main_of(&sample::report());
    let tables = main.matches("<w:tblStyle w:val=\"TableGrid\"/>").count();
    assert!(tables > 0);
    assert_eq!(main.matches("<w:tblHeader/>").count(), tables);
    assert_eq!(main.matches("<w:tr>").count(), main.matches("<w:cantSplit/>").count());
}

#[test]
fn a_table_is_as_wide_as_its_widest_row_and_loses_no_cell() {
    let columns = vec![Column::new("STT", Align::Center).width(12), Column::new("Họ và tên", Align::Left)];
    let rows =
        vec![vec![Cell::plain("1")], vec![Cell::plain("2"), Cell::plain("An"), Cell::plain("thừa")], vec![]];
    let main = main_of(&of_blocks(vec![Block::Table { columns, rows, total: None }]));
    assert_eq!(main.matches("<w:gridCol ").count(), 3);
    assert_eq!(main.matches("<w:tc>").count(), 12);
    assert!(text_of(&main).contains("thừa"));
}

#[test]
fn a_short_table_stays_on_one_page_and_a_long_one_only_holds_both_ends() {
    let kept = |count: usize| {
        let columns = vec![Column::new("Nội dung", Align::Left), Column::new("Số", Align::Right)];
        let rows = (0..count).map(|n| vec![Cell::plain("Quà Tết"), Cell::plain(n.to_string())]).collect();
        let total = Some(vec![Cell::plain("Cộng"), Cell::plain("9")]);
        main_of(&of_blocks(vec![Block::Table { columns, rows, total }])).matches("<w:keepNext/>").count()
    };
    assert_eq!(kept(2), 2 * 2, "both cells of both rows");
    assert_eq!(kept(60), 2 * 2, "the first row and the one above the total");
}

#[test]
fn tables_never_touch_each_other_nor_the_end() {
    let table = Block::Table { columns: vec![Column::new("A", Align::Left)], rows: vec![], total: None };
    let mut document = of_blocks(vec![table.clone(), table.clone(), Block::PageBreak, table]);
    document.foot = sample::report().foot;
    let main = main_of(&document);
    for (at, _) in main.match_indices("</w:tbl>") {
        assert!(main[at + "</w:tbl>".len()..].trim_start().starts_with("<w:p>"));
    }
}

#[test]
fn odd_text_comes_through_as_text() {
    let name = "Nguyễn Thị Hoàng Bảo Trân Châu Phương Thảo Quỳnh Anh Tôn Nữ Công Tằng Huyền Diệu";
    assert!(name.chars().count() >= 80);
    for (given, expected) in [
        ("&<>\"' ]]> <!-- &amp;", "&<>\"' ]]> <!-- &amp;"),
        ("a\0b\u{b}c", "abc"),
        ("mừng 🎉 👩‍🏫", "mừng 🎉 👩‍🏫"),
        ("Tho\u{302}ng tin", "Thông tin"),
        ("  hai đầu  ", "  hai đầu  "),
        (name, name),
    ] {
        let document = Document {
            head: Some(Head { issuing_body: given.to_owned(), subject: given.to_owned(), ..Head::default() }),
            foot: Some(Foot { signer_name: given.to_owned(), ..Foot::default() }),
            ..of_blocks(vec![Block::body(given)])
        };
        let main = main_of(&document);
        well_formed(&main).expect("well-formed");
        assert_eq!(
            text_of(&main).matches(expected).count(),
            4 - usize::from(expected.trim().is_empty()),
            "{given:?}"
        );
    }
}

#[test]
fn breaks_and_tabs_inside_a_run_are_kept_as_such() {
    let main = main_of(&of_blocks(vec![Block::body("một\nhai\tba")]));
    assert!(main.contains("một</w:t><w:br/>"));
    assert!(main.contains("hai</w:t><w:tab/>"));
}

#[test]
fn a_page_break_leaves_no_empty_line_behind() {
    let main =
        main_of(&of_blocks(vec![Block::body("trước"), Block::PageBreak, Block::heading(1, "", "Phụ lục")]));
    assert!(main.contains("<w:pStyle w:val=\"Heading1\"/><w:pageBreakBefore/>"));
    assert_eq!(main.matches("<w:p>").count(), 2);
}

#[test]
fn the_properties_carry_the_papers_own_day() {
    let mut document = sample::report();
    document.meta.title = "Báo cáo <I>".to_owned();
    let parts = parts(&write(&document).expect("written"));
    let core = &parts["docProps/core.xml"];
    assert!(core.contains("<dc:title>Báo cáo &lt;I&gt;</dc:title>"));
    assert!(core.contains("2026-01-04T00:00:00Z</dcterms:created>"));
    assert!(core.contains("<dc:language>vi-VN</dc:language>"));
    document.meta.language = "x\"><y".to_owned();
    document.meta.created = chrono::NaiveDate::MIN;
    for (name, content) in super::tests::parts(&write(&document).expect("written")) {
        well_formed(&content).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

fn anything() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), proptest::collection::vec(any::<char>(), 0..30).prop_map(String::from_iter)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_well_formed_parts(a in anything(), b in anything(), level in any::<u8>(), bold: bool) {
        let runs = vec![Run { text: a.clone(), bold, italic: false, mark: Some(1) }, Run::plain(b.clone()).italic()];
        let mut document = Document {
            meta: sample::report().meta,
            head: Some(Head {
                upper_body: a.clone(), issuing_body: b.clone(), number_line: a.clone(), country: b.clone(),
                motto: a.clone(), place_and_date: b.clone(), kind: a.clone(), subject: b.clone(), addressee: Some(a.clone()),
            }),
            blocks: vec![
                Block::Heading { level, number: a.clone(), text: runs.clone() },
                Block::Item { level, marker: b.clone(), runs: runs.clone() },
                Block::paragraph(ParagraphStyle::Amount, runs.clone()),
                Block::Label { text: runs.clone() },
                Block::Table { columns: vec![Column::new(a.clone(), Align::Right)], rows: vec![vec![runs.clone().into()]], total: Some(vec![runs.into()]) },
            ],
            foot: Some(Foot { recipients_title: a.clone(), recipients: vec![b.clone(), a.clone()], signer_lines: vec![a.clone()], signer_name: b.clone() }),
            foot_before: bold.then_some(usize::from(level)),
        };
        document.meta.title = a;
        document.meta.language = b;
        for (name, content) in parts(&write(&document).expect("written")) {
            if let Err(error) = well_formed(&content) {
                prop_assert!(false, "{name}: {error}");
            }
        }
    }
}

/// Writes the sample to the file named by `CONGDOAN_SAMPLE`, for looking at it in a word processor.
#[test]
#[ignore = "for the eye: CONGDOAN_SAMPLE=sample.docx cargo test --lib the_sample -- --ignored"]
fn the_sample_for_the_eye() {
    let path = std::env::var("CONGDOAN_SAMPLE").expect("a path in CONGDOAN_SAMPLE");
    std::fs::write(path, write(&sample::report()).expect("written")).expect("stored");
}
