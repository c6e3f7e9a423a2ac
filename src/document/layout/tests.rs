//! Promises of the page layout, on letters of one width.

use proptest::prelude::*;

use super::super::model::{Align, Block, Cell, Column, MediaType, ParagraphStyle, Picture, Run};
use super::super::sample;
use super::super::style::{LINE, MARGIN_LEFT, MARGIN_TOP, PAPER_HEIGHT};
use super::strips::{Ending, Strips};
use super::*;

/// Every letter half as wide as high, bold ones a little wider.
struct Typewriter;

impl Metrics for Typewriter {
    fn advance(&self, face: Face, _: char) -> f32 {
        if matches!(face, Face::Bold | Face::BoldItalic) { 0.55 } else { 0.5 }
    }
}

fn words(count: usize) -> String {
    (0..count).map(|n| format!("chữ{n}")).collect::<Vec<_>>().join(" ")
}

fn any_block() -> impl Strategy<Value = Block> {
    let style = prop::sample::select(vec![
        ParagraphStyle::Body,
        ParagraphStyle::Lead,
        ParagraphStyle::Inset,
        ParagraphStyle::Centered,
    ]);
    let text = prop_oneof![
        6 => (0_usize..120).prop_map(words),
        1 => "\\PC{0,60}",
        1 => "[ăơựẽ]{0,300}",
        1 => "[a-z \n\t]{0,80}",
    ];
    prop_oneof![
        3 => (style, text.clone(), any::<bool>()).prop_map(|(style, text, bold)| {
            let run = Run::plain(text);
            Block::paragraph(style, vec![Run::plain("Mở "), if bold { run.bold() } else { run }])
        }),
        2 => (1_u8..5, text.clone()).prop_map(|(level, text)| Block::heading(level, "1.", text)),
        2 => text.clone().prop_map(|text| Block::dash(vec![Run::plain(text)])),
        1 => (1_u32..4000, 1_u32..4000, text.clone()).prop_map(|(width, height, text)| {
            let (media_type, alt) = (MediaType::Jpeg, String::new());
            let picture = Picture { media_type, width, height, bytes: [].into(), alt };
            Block::Picture { picture, caption: vec![Run::plain(text)] }
        }),
        1 => (prop::collection::vec(text, 0..14), prop::option::of(10_u16..90)).prop_map(|(texts, width)| {
            let rows = texts.into_iter().map(|text| vec![Cell::plain("1"), Cell::plain(text)]).collect();
            let columns = vec![
                Column { title: "STT".to_owned(), align: Align::Center, width_mm: width },
                Column::new("Nội dung", Align::Left),
            ];
            Block::Table { columns, rows, total: Some(vec![Cell::plain("Cộng")]) }
        }),
    ]
}

fn document(blocks: Vec<Block>) -> Document {
    Document { blocks, ..sample::report() }
}

/// What stands on the pages, without spaces: lines lose those they are broken at.
fn letters(paper: &Paper) -> String {
    let texts = paper.pages.iter().enumerate().flat_map(|(number, page)| {
        page.texts.iter().skip(usize::from(number > 0)).map(|text| text.text.as_str())
    });
    texts.collect::<String>().split_whitespace().collect()
}

fn strips_of(document: &Document) -> (Strips, Vec<std::ops::Range<usize>>) {
    let strips = strips::of(document, &Typewriter);
    let pages = pages::divide(&strips);
    (strips, pages)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_leaves_the_margins(blocks in prop::collection::vec(any_block(), 0..30)) {
        let paper = lay_out(&document(blocks), &Typewriter);
        let (left, right) = (points(MARGIN_LEFT), points(MARGIN_LEFT + LINE));
        let bottom = points(PAPER_HEIGHT - MARGIN_TOP);
        for page in &paper.pages {
            for text in &page.texts {
                let spaces = text.text.matches(' ').count() as f32;
                let end = text.x + Typewriter.width(text.face, text.size, &text.text) + spaces * text.stretch;
                prop_assert!(text.x >= left - 0.01, "{text:?}");
                // A single letter wider than its column is the one thing that cannot be helped.
                prop_assert!(end <= right + 0.01 || text.text.chars().count() == 1, "{end} {text:?}");
                prop_assert!(text.baseline <= bottom, "{text:?}");
            }
            for placed in &page.pictures {
                prop_assert!(placed.x >= left - 0.01 && placed.x + placed.width <= right + 0.01, "{placed:?}");
                prop_assert!(placed.top >= 0.0 && placed.top + placed.height <= bottom + 0.01, "{placed:?}");
            }
            for rule in &page.rules {
                prop_assert!(rule.to.1 <= bottom + 0.01 && rule.to.0 <= right + 0.01, "{rule:?}");
            }
        }
    }

    #[test]
    fn a_page_ends_only_where_it_may_unless_nothing_else_fits(
        blocks in prop::collection::vec(any_block(), 0..30),
    ) {
        let (strips, pages) = strips_of(&document(blocks));
        let mut next = 0;
        for page in &pages {
            prop_assert_eq!(page.start, next);
            next = page.end;
            let last = strips.strips.get(page.end.wrapping_sub(1));
            let kept = |strip: &strips::Strip| strip.ending == Ending::Kept;
            if last.is_some_and(kept) && page.end < strips.strips.len() {
                prop_assert!(strips.strips[page.clone()].iter().all(kept), "page {page:?} could have ended sooner");
            }
        }
        prop_assert_eq!(next, strips.strips.len());
    }
}

#[test]
fn every_letter_comes_out_in_its_order() {
    let paper = lay_out(&sample::report(), &Typewriter);
    let printed = letters(&paper);
    let mut from = 0;
    let mut stands = |text: String| {
        let text: String = text.split_whitespace().collect();
        let at = printed[from..].find(&text);
        assert!(at.is_some(), "{text} is not behind what stands before it");
        from += at.unwrap_or(0);
    };
    let of = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    for block in &sample::report().blocks {
        match block {
            // Titles are repeated between rows.
            Block::Table { rows, total, .. } => {
                for row in rows.iter().chain(total) {
                    stands(row.iter().map(|cell| of(&cell.runs)).collect());
                }
            }
            block => stands(block.runs().iter().map(|run| run.text.as_str()).collect()),
        }
    }
}

#[test]
fn no_paragraph_leaves_one_line_alone_and_no_heading_its_text() {
    // Every height of what stands above brings another line to the page's end.
    for above in 20..60 {
        let mut blocks: Vec<Block> = (0..above).map(|n| Block::body(format!("Dòng {n}"))).collect();
        blocks.push(Block::heading(2, "II.", "Kết quả"));
        blocks.push(Block::body(words(70)));
        let (strips, pages) = strips_of(&document(blocks));
        let heading = strips.strips.iter().position(|strip| strip.heading.is_some()).expect("a heading");
        let lines =
            heading + 1..strips.strips.iter().rposition(|strip| strip.after > 0.0).expect("a last line");
        let page_of = |at: usize| pages.iter().position(|page| page.contains(&at)).expect("a page");
        assert_eq!(page_of(heading), page_of(heading + 1), "{above} lines above");
        assert_eq!(page_of(lines.start), page_of(lines.start + 1), "{above} lines above");
    }
}

#[test]
fn a_table_repeats_its_titles_and_keeps_its_rows_and_its_total_company() {
    let rows = (0..60).map(|n| vec![Cell::plain(format!("{n}")), Cell::plain(words(n % 17))]).collect();
    let columns = vec![Column::new("STT", Align::Center).width(12), Column::new("Nơi nhận", Align::Left)];
    let total = Some(vec![Cell::plain("Cộng")]);
    let paper = lay_out(&document(vec![Block::Table { columns, rows, total }]), &Typewriter);
    assert!(paper.pages.len() > 2);
    for page in &paper.pages {
        let texts: Vec<&str> = page.texts.iter().map(|text| text.text.as_str()).collect();
        let rows = texts.iter().filter(|text| text.starts_with("chữ0")).count();
        if rows > 0 {
            assert!(texts.contains(&"Nơi nhận"), "{texts:?}");
        }
        if texts.contains(&"Cộng") {
            assert!(rows > 0, "the total stands alone: {texts:?}");
        }
    }
}

#[test]
fn a_short_table_is_not_torn_and_a_long_one_begins_with_two_rows() {
    let table = |count: usize| {
        let rows = (0..count).map(|n| vec![Cell::plain(format!("Hàng{n}")), Cell::plain(words(3))]).collect();
        let columns = vec![Column::new("Nội dung", Align::Left), Column::new("Nơi nhận", Align::Left)];
        Block::Table { columns, rows, total: Some(vec![Cell::plain("Cộng")]) }
    };
    // Every height of what stands above brings another row to the page's end.
    for above in 20..60 {
        let page_of = |paper: &Paper, wanted: &str| {
            let has = |page: &Page| page.texts.iter().any(|text| text.text == wanted);
            paper.pages.iter().position(has).expect("a page")
        };
        let laid = |count: usize| {
            let mut blocks: Vec<Block> = (0..above).map(|n| Block::body(format!("Dòng {n}"))).collect();
            blocks.push(table(count));
            lay_out(&document(blocks), &Typewriter)
        };
        let short = laid(3);
        assert_eq!(page_of(&short, "Hàng0"), page_of(&short, "Cộng"), "{above} lines above");
        assert_eq!(page_of(&short, "Nội dung"), page_of(&short, "Hàng0"), "{above} lines above");
        let long = laid(40);
        assert_eq!(page_of(&long, "Hàng0"), page_of(&long, "Hàng1"), "{above} lines above");
    }
}

#[test]
fn a_row_longer_than_a_page_is_torn_rather_than_lost() {
    let rows = vec![vec![Cell::plain("1"), Cell::plain(words(3000))]];
    let columns = vec![Column::new("STT", Align::Center).width(12), Column::new("Nội dung", Align::Left)];
    let paper = lay_out(&document(vec![Block::Table { columns, rows, total: None }]), &Typewriter);
    assert!(letters(&paper).replace("STTNộidung", "").contains(&words(3000).replace(' ', "")));
}

#[test]
fn lines_are_justified_but_not_the_last() {
    let document = Document { head: None, foot: None, ..document(vec![Block::body(words(60))]) };
    let paper = lay_out(&document, &Typewriter);
    let right = points(MARGIN_LEFT + LINE);
    let texts = &paper.pages[0].texts;
    let end = |text: &Text| {
        let spaces = text.text.matches(' ').count() as f32;
        text.x + Typewriter.width(text.face, text.size, &text.text) + spaces * text.stretch
    };
    let (last, others) = texts.split_last().expect("lines");
    assert!(others.len() > 3 && others.iter().all(|text| (end(text) - right).abs() < 0.01), "{texts:?}");
    assert!(last.stretch == 0.0 && end(last) < right);
}
