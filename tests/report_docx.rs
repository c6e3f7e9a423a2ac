//! The report as a Word file, read by a program that has nothing in common with its writer: `docx-rust` unpacks
//! with another release of `zip` and reads with an XML reader of its own. What it has to find is told by the
//! compiled report (`report --format json`), not by what the writer was given.

mod cli_common;

use cli_common::House;
use congdoan::document::picture::{MediaType, Picture};
use congdoan::document::{Block, Document, Meta, Run};
use docx_rust::core::Core;
use docx_rust::document::{BodyContent, Paragraph, ParagraphContent, RunContent, Table, TableRowContent};
use docx_rust::formatting::OnOffOnlyType;
use docx_rust::{Docx, DocxFile};
use serde_json::Value;

/// Outline and period of each paper of the sample.
const PAPERS: [(&str, &str); 3] =
    [("ha-dong", "2023-2024/1"), ("ninh-binh", "2023-2024/1"), ("nam-hoc", "2023-2024")];

fn file(house: &House, outline: &str, period: &str) -> DocxFile {
    let path = house.path(&format!("{outline}.docx"));
    house.ok(&["report", "--outline", outline, "--period", period, "-o", path.to_str().expect("a path")]);
    DocxFile::from_file(&path).expect("a sound package")
}

/// The compiled report.
fn compiled(house: &House, outline: &str, period: &str) -> Value {
    let args = ["report", "--outline", outline, "--period", period, "--format", "json", "--stdout"];
    let whole: Value = serde_json::from_str(&house.ok(&args)).expect("JSON");
    whole["report"].clone()
}

/// Looks at every paper of the sample.
fn every_paper(look: impl Fn(&Docx<'_>, &Value, &str)) {
    let house = House::with_sample();
    for (outline, period) in PAPERS {
        let file = file(&house, outline, period);
        look(&file.parse().expect("sound parts"), &compiled(&house, outline, period), outline);
    }
}

fn lines<'a>(report: &'a Value, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    report["lines"].as_array().expect("lines").iter().filter(move |line| line["kind"] == kind)
}

/// The text of a line, a cell's end told by a bar.
fn text_of(line: &Value) -> Vec<String> {
    let runs: Vec<&str> = line["runs"]
        .as_array()
        .expect("runs")
        .iter()
        .map(|run| run["text"].as_str().expect("text"))
        .collect();
    let Some(cells) = line["cells"].as_array() else { return vec![runs.concat()] };
    let mut rest = runs.as_slice();
    let mut texts = Vec::new();
    for count in cells {
        let (cell, after) = rest.split_at(count.as_u64().expect("a count") as usize);
        texts.push(cell.concat());
        rest = after;
    }
    texts
}

fn paragraphs<'a, 'b>(docx: &'a Docx<'b>) -> impl Iterator<Item = &'a Paragraph<'b>> {
    docx.document.body.content.iter().filter_map(|content| match content {
        BodyContent::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    })
}

fn tables<'a, 'b>(docx: &'a Docx<'b>) -> impl Iterator<Item = &'a Table<'b>> {
    docx.document.body.content.iter().filter_map(|content| match content {
        BodyContent::Table(table) => Some(table),
        _ => None,
    })
}

/// The outline level that a paragraph's style gives it, from 1; none for plain text.
fn level(docx: &Docx<'_>, paragraph: &Paragraph<'_>) -> Option<u64> {
    let id = &paragraph.property.as_ref()?.style_id.as_ref()?.value;
    let style = docx.styles.styles.iter().find(|style| style.style_id == *id).expect("a style that exists");
    let level = style.paragraph.as_ref()?.outline_lvl.as_ref()?.value;
    let level = u64::try_from(level).expect("a level") + 1;
    // By this name Word knows its own headings, and shows them as its outline in every language.
    let name = style.name.as_ref().expect("a name").value.as_ref();
    assert_eq!(name, format!("heading {level}"), "the style {id}");
    Some(level)
}

#[test]
fn every_heading_of_every_paper_stands_in_words_outline_at_its_level_and_in_its_order() {
    every_paper(|docx, report, outline| {
        let sections = report["sections"].as_array().expect("sections");
        let wanted: Vec<(u64, String)> = lines(report, "heading")
            .map(|line| {
                let section = &sections[line["section"].as_u64().expect("a section") as usize];
                let number = line["number"].as_str().expect("a number");
                let text = format!("{number} {}", text_of(line).concat());
                (section["level"].as_u64().expect("a level") + 1, text.trim().to_owned())
            })
            .collect();
        let found: Vec<(u64, String)> = paragraphs(docx)
            .filter_map(|paragraph| Some((level(docx, paragraph)?, paragraph.text())))
            .collect();
        assert!(wanted.len() > 10, "{outline}");
        assert_eq!(found, wanted, "{outline}");
    });
}

#[test]
fn the_title_row_of_every_table_is_repeated_on_each_page() {
    every_paper(|docx, report, outline| {
        let wanted: Vec<Vec<String>> = lines(report, "table_head").map(text_of).collect();
        let mut found = Vec::new();
        for table in tables(docx) {
            let repeated = |at: usize| {
                let header = table.rows[at].property.table_header.as_ref();
                header.is_some_and(|header| !matches!(header.value, Some(OnOffOnlyType::Off)))
            };
            let count = (0..table.rows.len()).filter(|at| repeated(*at)).count();
            // Head and foot of the paper are tables too, without lines around them and without titles.
            if table.property.style_id.is_none() {
                assert_eq!(count, 0, "{outline}");
                continue;
            }
            assert!(count == 1 && repeated(0), "{outline}: {:?}", table.rows[0]);
            let cells = table.rows[0].cells.iter().map(|cell| match cell {
                TableRowContent::TableCell(cell) => cell.iter_text().map(AsRef::as_ref).collect::<String>(),
                TableRowContent::SDT(_) => panic!("{outline}: no cell"),
            });
            found.push(cells.collect::<Vec<String>>());
        }
        assert_eq!(found, wanted, "{outline}");
    });
    // Not every outline has a table; one without any would prove nothing.
    let house = House::with_sample();
    assert!(lines(&compiled(&house, "ninh-binh", "2023-2024/1"), "table_head").next().is_some());
}

#[test]
fn the_file_knows_its_language_title_and_author() {
    every_paper(|docx, report, outline| {
        let Some(Core::CoreNamespace(core)) = &docx.core else { panic!("{outline}: no properties") };
        let word = |key: &str| report[key].as_str().expect("a word").to_owned();
        let said =
            |value: &Option<std::borrow::Cow<'_, str>>| value.as_deref().unwrap_or_default().to_owned();
        assert_eq!(said(&core.title), format!("{} {}", word("kind"), word("subject")), "{outline}");
        assert_eq!(said(&core.subject), word("subject"), "{outline}");
        assert_eq!(said(&core.creator), "Công đoàn Trường Tiểu học Cây Phượng", "{outline}");
        assert_eq!(said(&core.language), "vi-VN", "{outline}");
        // What Word checks the spelling by.
        let defaults = docx.styles.default.as_ref().expect("defaults");
        let language = defaults.character.inner.as_ref().and_then(|run| run.lang.as_ref());
        assert_eq!(language.and_then(|lang| lang.val.as_deref()), Some("vi-VN"), "{outline}");
    });
}

/// A picture of one colour, 0 black to 255 white.
fn picture(grey: u8, alt: &str) -> Picture {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 4, 3);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&[grey; 12]).expect("its pixels");
    writer.finish().expect("its end");
    Picture::new(MediaType::Png, bytes, alt).expect("a picture")
}

/// What the pictures of a file show, as Word tells whoever cannot see them.
fn alt_texts(docx: &Docx<'_>) -> Vec<String> {
    let runs = paragraphs(docx).flat_map(|paragraph| &paragraph.content);
    let drawings = runs.filter_map(|content| match content {
        ParagraphContent::Run(run) => Some(&run.content),
        _ => None,
    });
    let pictures = drawings.flatten().filter_map(|content| match content {
        RunContent::Drawing(drawing) => drawing.inline.as_ref(),
        _ => None,
    });
    pictures.map(|picture| picture.doc_property.descr.as_deref().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_picture_says_what_it_shows_and_lies_in_the_file() {
    let alts = ["Thăm đồng chí Vân \"L2\" <ốm> & gia đình", "Trao quà Tết"];
    let blocks = [40, 200].into_iter().zip(alts).map(|(grey, alt)| Block::Picture {
        picture: picture(grey, alt),
        caption: vec![Run::plain(format!("Ảnh: {alt}"))],
    });
    let day = "2024-01-20".parse().expect("a day");
    let meta = Meta::new("PHỤ LỤC ẢNH", "Công đoàn Trường Tiểu học Cây Phượng", day);
    let document = Document { meta, head: None, blocks: blocks.collect(), foot: None, foot_before: None };
    let bytes = congdoan::document::docx::write(&document).expect("written");
    let file = DocxFile::from_reader(std::io::Cursor::new(bytes)).expect("a sound package");
    let docx = file.parse().expect("sound parts");
    assert_eq!(alt_texts(&docx), alts);
    assert_eq!(docx.media.len(), 2, "{:?}", docx.media.keys());
}

#[test]
fn every_line_of_every_paper_stands_whole_in_the_word_file() {
    every_paper(|docx, report, outline| {
        let mut printed: Vec<String> = paragraphs(docx).map(Paragraph::text).collect();
        for table in tables(docx) {
            for row in &table.rows {
                printed.push(row.iter_text().map(AsRef::as_ref).collect());
            }
        }
        let printed = printed.join("\n");
        let mut count = 0;
        for line in report["lines"].as_array().expect("lines") {
            let text = text_of(line).concat();
            assert!(printed.contains(text.trim()), "{outline}: {text}");
            count += usize::from(!text.is_empty());
        }
        assert!(count > 80, "{outline}: {count}");
    });
}
