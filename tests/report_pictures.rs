//! Papers with pictures, read by programs that have nothing in common with their writers.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use congdoan::document::pdf::Fonts;
use congdoan::document::{
    Align, Block, Cell, Column, Document, DocumentError, MediaType, Meta, Picture, PictureFault, Run, docx,
    pdf,
};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The unit of drawings is 635 to the twentieth of a point: what A4 leaves between the margins.
const LINE: u64 = 9_355 * 635;

/// A picture of that size whose pixels are like no other's.
fn pixels(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut noise = seed.wrapping_mul(2_654_435_769) | 1;
    let mut next = || {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        (noise >> 26) as u8
    };
    let place = |at: u32, size: u32| (at * 150 / size.max(1)) as u8;
    let rows = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    rows.flat_map(|(x, y)| {
        [40 + place(x, width) + next(), 60 + place(y, height), 80 + (seed % 100) as u8 + next()]
    })
    .collect()
}

fn jpeg(width: u16, height: u16, seed: u32) -> Picture {
    let mut bytes = Vec::new();
    let pixels = pixels(width.into(), height.into(), seed);
    jpeg_encoder::Encoder::new(&mut bytes, 85)
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("a JPEG file");
    Picture::new(MediaType::Jpeg, bytes, format!("Ảnh chụp \"số\" {seed} & <một>")).expect("a picture")
}

fn png(width: u32, height: u32, seed: u32) -> Picture {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&pixels(width, height, seed)).expect("pixels");
    writer.finish().expect("a PNG file");
    Picture::new(MediaType::Png, bytes, format!("Ảnh vẽ số {seed}")).expect("a picture")
}

fn caption(number: usize) -> String {
    format!("Ảnh {number}. Công đoàn thăm hỏi, động viên đoàn viên có hoàn cảnh khó khăn lần thứ {number}")
}

fn captioned(number: usize, picture: Picture) -> Block {
    Block::Picture { picture, caption: vec![Run::plain(caption(number))] }
}

fn document(pictures: impl IntoIterator<Item = Picture>) -> Document {
    let day = NaiveDate::from_ymd_opt(2026, 1, 4).expect("a day");
    let blocks = pictures.into_iter().enumerate().map(|(at, picture)| captioned(at + 1, picture)).collect();
    let meta = Meta::new("Phụ lục ảnh", "CĐCS Tiểu học Hoa Sen", day);
    Document { meta, head: None, blocks, foot: None, foot_before: None }
}

fn fonts() -> Fonts {
    Fonts::carried().expect("the carried family")
}

/// The parts of a Word file, and whether each is stored as it is.
fn parts(file: &[u8]) -> BTreeMap<String, (Vec<u8>, bool)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its content");
        let stored = part.compression() == zip::CompressionMethod::Stored;
        parts.insert(part.name().expect("a name").into_owned(), (content, stored));
    }
    parts
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name);
    found.unwrap_or_else(|| panic!("no {name}")).value.into_owned()
}

/// A drawing as a reader finds it.
#[derive(Debug, Default, Clone, PartialEq)]
struct Drawing {
    id: String,
    alt: String,
    width: u64,
    height: u64,
    relation: String,
    /// What the paragraph below says.
    below: String,
    /// Kept on one page with it.
    kept: bool,
}

fn drawings(main: &[u8]) -> Vec<Drawing> {
    let mut reader = Reader::from_str(std::str::from_utf8(main).expect("UTF-8"));
    let mut found: Vec<Drawing> = Vec::new();
    let (mut keeps, mut text) = (false, false);
    loop {
        match reader.read_event().expect("well formed") {
            Event::Eof => return found,
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "w:p" => keeps = false,
                "w:pStyle" => keeps |= attribute(&tag, "w:val") == "Picture",
                "w:keepNext" => keeps = !tag.attributes().flatten().any(|own| own.value == "0"),
                "wp:inline" => found.push(Drawing { kept: keeps, ..Drawing::default() }),
                "wp:extent" => {
                    let last = found.last_mut().expect("a drawing");
                    last.width = attribute(&tag, "cx").parse().expect("a width");
                    last.height = attribute(&tag, "cy").parse().expect("a height");
                }
                "wp:docPr" => {
                    let last = found.last_mut().expect("a drawing");
                    last.id = attribute(&tag, "id");
                    last.alt = attribute(&tag, "descr").replace("&quot;", "\"").replace("&lt;", "<");
                    last.alt = last.alt.replace("&gt;", ">").replace("&amp;", "&");
                }
                "a:blip" => found.last_mut().expect("a drawing").relation = attribute(&tag, "r:embed"),
                "w:t" => text = true,
                _ => {}
            },
            Event::Text(words) if text => {
                if let Some(last) = found.last_mut() {
                    last.below.push_str(&words);
                }
            }
            Event::End(tag) if tag.name().as_ref() == "w:t" => text = false,
            _ => {}
        }
    }
}

#[test]
fn a_word_file_has_each_picture_as_it_is_with_its_alt_text_size_and_caption() {
    let pictures = [jpeg(400, 300, 1), png(30, 90, 2), jpeg(300, 400, 3)];
    let document = document(pictures.clone());
    let file = docx::write(&document).expect("written");
    assert_eq!(file, docx::write(&document).expect("written"));
    let parts = parts(&file);
    let found = drawings(&parts["word/document.xml"].0);
    let relations = String::from_utf8(parts["word/_rels/document.xml.rels"].0.clone()).expect("UTF-8");
    let types = String::from_utf8(parts["[Content_Types].xml"].0.clone()).expect("UTF-8");
    assert_eq!(found.len(), 3);
    for (at, (drawing, picture)) in found.iter().zip(&pictures).enumerate() {
        assert_eq!((drawing.id.as_str(), &drawing.alt), (format!("{}", at + 1).as_str(), &picture.alt));
        assert_eq!((drawing.below.as_str(), drawing.kept), (caption(at + 1).as_str(), true));
        // In its own proportions, to a twentieth of a point.
        let off =
            drawing.width.abs_diff(drawing.height * u64::from(picture.width) / u64::from(picture.height));
        assert!(off <= 2 * 635, "{drawing:?}");
        let related =
            relations.split("<Relationship ").find(|one| one.contains(&format!("\"{}\"", drawing.relation)));
        let target =
            related.and_then(|one| one.split("Target=\"").nth(1)?.split('"').next()).expect("a target");
        let (bytes, stored) = &parts[&format!("word/{target}")];
        assert!(*stored && **bytes == *picture.bytes, "{target}");
        let ending = target.rsplit('.').next().expect("an ending");
        let kind = format!("Extension=\"{ending}\" ContentType=\"{}\"", picture.media_type.name());
        assert!(types.contains(&kind), "{kind}");
    }
    // A screen's pixel is a quarter of a millimetre and a bit.
    assert_eq!((found[1].width, found[1].height), (30 * 9525, 90 * 9525));
}

#[test]
fn a_picture_drawn_twice_is_stored_once() {
    let picture = jpeg(200, 150, 1);
    let file = docx::write(&document([picture.clone(), picture.clone()])).expect("written");
    let parts = parts(&file);
    assert_eq!(parts.keys().filter(|name| name.starts_with("word/media/")).count(), 1);
    let found = drawings(&parts["word/document.xml"].0);
    assert_eq!(found[0].relation, found[1].relation);
    assert_ne!(found[0].id, found[1].id);
    let twice = pdf::write(&document([picture.clone(), picture]), &fonts()).expect("written");
    assert_eq!(images(&lopdf::Document::load_mem(&twice).expect("a sound PDF")).len(), 1);
}

/// Width and height in pixels and the packing of each image of a PDF, with its bytes as they lie there.
fn images(pdf: &lopdf::Document) -> Vec<(i64, i64, String, Vec<u8>)> {
    let mut found: Vec<_> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).ok() == Some(b"Image"))
        .map(|stream| {
            let number = |key: &[u8]| stream.dict.get(key).and_then(lopdf::Object::as_i64).expect("a size");
            let packing = format!("{:?}", stream.dict.get(b"Filter").expect("a filter"));
            (number(b"Width"), number(b"Height"), packing, stream.content.clone())
        })
        .collect();
    found.sort();
    found
}

/// Where each page draws images: page, left, bottom, width and height in points.
fn places(pdf: &lopdf::Document) -> Vec<(u32, [f32; 4])> {
    let mut found = Vec::new();
    for (number, page) in pdf.get_pages() {
        let mut states: Vec<[f32; 6]> = vec![[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]];
        for operation in pdf.get_and_decode_page_content(page).expect("a page").operations {
            let values: Vec<f32> = operation.operands.iter().filter_map(|one| one.as_float().ok()).collect();
            match operation.operator.as_str() {
                "q" => states.push(*states.last().expect("a state")),
                "Q" => drop(states.pop()),
                "cm" => {
                    let now = states.last_mut().expect("a state");
                    let [a, _, _, d, e, f] = *now;
                    // Nothing is turned.
                    *now = [values[0] * a, 0.0, 0.0, values[3] * d, values[4] * a + e, values[5] * d + f];
                }
                "Do" => {
                    let [width, _, _, height, left, bottom] = *states.last().expect("a state");
                    let bottom = if height < 0.0 { bottom + height } else { bottom };
                    found.push((number, [left, bottom, width.abs(), height.abs()]));
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn a_pdf_has_each_picture_in_its_pixels_where_word_has_it_with_its_caption() {
    let pictures = [jpeg(400, 300, 1), png(30, 90, 2), jpeg(300, 400, 3)];
    let document = document(pictures.clone());
    let file = pdf::write(&document, &fonts()).expect("written");
    assert_eq!(file, pdf::write(&document, &fonts()).expect("written"));
    let read = lopdf::Document::load_mem(&file).expect("a sound PDF");
    let images = images(&read);
    let sizes: Vec<(i64, i64)> = images.iter().map(|image| (image.0, image.1)).collect();
    assert_eq!(sizes, [(30, 90), (300, 400), (400, 300)]);
    for picture in pictures.iter().filter(|picture| picture.media_type == MediaType::Jpeg) {
        let same = images.iter().find(|image| *image.3 == *picture.bytes);
        assert!(same.is_some_and(|image| image.2.contains("DCTDecode")), "put in as it is");
    }
    let numbers: Vec<u32> = read.get_pages().keys().copied().collect();
    let text = read.extract_text(&numbers).expect("text").split_whitespace().collect::<String>();
    for number in 1..=3 {
        assert!(text.contains(&caption(number).split_whitespace().collect::<String>()), "{text}");
    }
    let word = drawings(&parts(&docx::write(&document).expect("written"))["word/document.xml"].0);
    let places = places(&read);
    assert_eq!(places.len(), 3);
    for ((_, [_, _, width, height]), drawing) in places.iter().zip(&word) {
        // A point is 12,700.
        assert!((width - drawing.width as f32 / 12_700.0).abs() < 0.1, "{width} {drawing:?}");
        assert!((height - drawing.height as f32 / 12_700.0).abs() < 0.1, "{height} {drawing:?}");
    }
}

#[test]
fn every_picture_stays_between_the_margins_however_tall_or_wide() {
    let odd = [jpeg(4000, 6, 1), jpeg(6, 4000, 2), png(1, 1, 3), jpeg(1600, 900, 4), jpeg(900, 1600, 5)];
    let document = document(odd.into_iter().cycle().take(15));
    let read =
        lopdf::Document::load_mem(&pdf::write(&document, &fonts()).expect("written")).expect("a sound PDF");
    let places = places(&read);
    assert_eq!(places.len(), 15);
    for (page, [left, bottom, width, height]) in &places {
        let inside = *left >= 85.0 && left + width <= 553.0 && *bottom >= 56.0 && bottom + height <= 785.6;
        assert!(inside && *width > 0.0 && *height > 0.0, "page {page}: {left} {bottom} {width} {height}");
    }
    for drawing in drawings(&parts(&docx::write(&document).expect("written"))["word/document.xml"].0) {
        assert!(drawing.width <= LINE && drawing.height <= 257 * 36_000, "{drawing:?}");
        assert!(drawing.width > 0 && drawing.height > 0, "{drawing:?}");
    }
}

#[test]
fn two_photos_with_captions_stand_on_a_page_and_none_is_torn_from_its_caption() {
    let document =
        document((1..=7).map(|seed| if seed % 2 == 0 { jpeg(300, 400, seed) } else { jpeg(400, 300, seed) }));
    let read =
        lopdf::Document::load_mem(&pdf::write(&document, &fonts()).expect("written")).expect("a sound PDF");
    let pages: Vec<u32> = places(&read).iter().map(|place| place.0).collect();
    assert_eq!(pages, [1, 1, 2, 2, 3, 3, 4]);
    for (at, page) in pages.iter().enumerate() {
        let text = read.extract_text(&[*page]).expect("text");
        assert!(text.contains(&format!("Ảnh {}.", at + 1)), "{text}");
    }
}

#[test]
fn a_damaged_picture_is_named_and_nothing_is_written() {
    let sound = jpeg(64, 48, 1);
    let cut: Vec<u8> = sound.bytes[..sound.bytes.len() - 40].to_vec();
    let mut mixed = png(64, 48, 2).bytes.to_vec();
    // Into the packed pixels: the build is whole, what it holds is not.
    let middle = mixed.len() / 2;
    mixed[middle..middle + 40].fill(0x55);
    let damaged = [
        (Picture { bytes: cut.into(), ..sound.clone() }, PictureFault::CutOff),
        (Picture { bytes: (*b"no picture").into(), ..sound.clone() }, PictureFault::NoPicture),
        (Picture { width: 63, ..sound.clone() }, PictureFault::OtherSize { width: 64, height: 48 }),
        (Picture { media_type: MediaType::Png, ..sound.clone() }, PictureFault::NoPicture),
    ];
    for (picture, expected) in damaged {
        let document = document([sound.clone(), picture]);
        for written in [docx::write(&document), pdf::write(&document, &fonts())] {
            match written {
                Err(DocumentError::Picture { number: 2, fault }) => assert_eq!(fault, expected),
                other => panic!("{expected:?}: {:?}", other.map(|file| file.len())),
            }
        }
    }
    let document = document([Picture { bytes: mixed.into(), ..png(64, 48, 2) }]);
    let written = pdf::write(&document, &fonts());
    assert!(matches!(written, Err(DocumentError::Picture { number: 1, fault: PictureFault::NoPicture })));
}

#[test]
fn forty_photos_make_files_no_larger_than_their_sum_and_a_little() {
    let photo = jpeg(480, 360, 1);
    // What stands behind a picture's end makes it another one.
    let another =
        |number: u8| Picture { bytes: [&photo.bytes[..], &[number]].concat().into(), ..photo.clone() };
    let pictures: Vec<Picture> = (0..40).map(another).collect();
    let sum: usize = pictures.iter().map(|picture| picture.bytes.len()).sum();
    let few = document(pictures[..10].to_vec());
    let many = document(pictures);
    let fonts = fonts();
    // The first time reads the fonts.
    pdf::write(&few, &fonts).expect("written");
    let sizes = |document: &Document| {
        let (word, pages) = (docx::write(document), pdf::write(document, &fonts));
        (word.expect("written").len(), pages.expect("written").len())
    };
    let times = |document: &Document| {
        [0, 1, 2].map(|_| {
            let start = Instant::now();
            sizes(document);
            start.elapsed()
        })
    };
    let (word, pages) = sizes(&many);
    assert!(word > sum && word < sum + 60_000, "{word} bytes for pictures of {sum}");
    assert!(pages > sum && pages < sum + 120_000, "{pages} bytes for pictures of {sum}");
    // Four times the pictures, the best against the worst of three for a busy machine's sake: far from sixteen times.
    let (short, long) = (times(&few), times(&many));
    let most = short.into_iter().fold(Duration::from_secs(1), |sum, one| sum + one * 4);
    assert!(long.into_iter().min() < Some(most), "{short:?} for 10, {long:?} for 40");
}

/// Each element of a PDF's structure: what it is, and its text for whoever cannot see it.
fn elements(pdf: &lopdf::Document) -> Vec<(String, Option<String>)> {
    let elements = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let elements = elements.filter(|element| element.has(b"S") && element.has(b"P"));
    let found = elements.map(|element| {
        let kind = element.get(b"S").and_then(lopdf::Object::as_name).expect("a kind");
        let alt = element.get(b"Alt").ok().map(|alt| lopdf::decode_text_string(alt).expect("a text"));
        (String::from_utf8(kind.to_vec()).expect("a name"), alt)
    });
    found.collect()
}

#[test]
fn a_pdf_says_what_is_heading_table_and_picture_and_what_the_picture_shows() {
    let mut document = document([jpeg(400, 300, 7)]);
    let columns = vec![Column::new("STT", Align::Center), Column::new("Nội dung", Align::Left)];
    // On two pages: the titles that are repeated are no part of the paper, and one paragraph goes on.
    let rows: Vec<Vec<Cell>> = (0..50)
        .map(|row| vec![Cell::plain(if row == 7 { "" } else { "1" }), Cell::plain("Thăm hỏi")])
        .collect();
    document.blocks.splice(
        0..0,
        [
            Block::heading(2, "I.", "Công tác chăm lo"),
            Block::Table { columns, rows, total: None },
            Block::body("Công đoàn tổ chức thăm hỏi đoàn viên. ".repeat(120)),
        ],
    );
    let read =
        lopdf::Document::load_mem(&pdf::write(&document, &fonts()).expect("written")).expect("a sound PDF");
    assert!(read.get_pages().len() > 2);
    let elements = elements(&read);
    let count = |kind: &str| elements.iter().filter(|element| element.0 == kind).count();
    let counts = ["H2", "Table", "TR", "TH", "TD", "P", "Figure", "Caption"].map(count);
    assert_eq!(counts, [1, 1, 51, 2, 100, 1, 1, 1], "{elements:?}");
    let alts: Vec<&String> = elements.iter().filter_map(|element| element.1.as_ref()).collect();
    assert_eq!(alts, ["Ảnh chụp \"số\" 7 & <một>"]);
    let catalog = read.catalog().expect("a catalog");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"MarkInfo"));
}

/// Writes a paper with photos to the folder named by `CONGDOAN_SAMPLE`, for looking at it.
#[test]
#[ignore = "for the eye: CONGDOAN_SAMPLE=folder cargo test --test report_pictures the_sample -- --ignored"]
fn the_sample_for_the_eye() {
    let folder =
        std::path::PathBuf::from(std::env::var("CONGDOAN_SAMPLE").expect("a folder in CONGDOAN_SAMPLE"));
    let mut document = document([
        jpeg(1600, 1200, 1),
        jpeg(1200, 1600, 2),
        jpeg(1600, 900, 3),
        png(120, 90, 4),
        jpeg(900, 90, 5),
    ]);
    document.blocks.insert(0, Block::heading(2, "I.", "Hình ảnh hoạt động"));
    document.blocks.insert(2, Block::body("Giữa hai ảnh có một đoạn văn. ".repeat(12)));
    std::fs::write(folder.join("pictures.docx"), docx::write(&document).expect("written")).expect("stored");
    std::fs::write(folder.join("pictures.pdf"), pdf::write(&document, &fonts()).expect("written"))
        .expect("stored");
}
