use proptest::prelude::*;

use super::super::model::{Cell, Column};
use super::super::sample;
use super::*;

fn of(blocks: Vec<Block>) -> Document {
    Document { head: None, foot: None, blocks, ..sample::report() }
}

fn texts(lines: &[TextLine]) -> Vec<String> {
    lines.iter().map(TextLine::text).collect()
}

#[test]
fn the_sample_reads_like_the_paper() {
    let text = plain(&sample::report(), 80);
    for line in [
        "     LĐLĐ QUẬN HOA PHƯỢNG              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "    CĐCS TIỂU HỌC HOA SEN                 Độc lập - Tự do - Hạnh phúc",
        "                                    BÁO CÁO",
        "I. Tình hình đội ngũ nhà giáo và người lao động tại đơn vị",
        "    + Hợp đồng khác: 19 người",
        "* Ưu điểm",
        "- Lưu: VT.",
    ] {
        assert!(text.lines().any(|found| found == line), "{line:?} is not in\n{text}");
    }
    assert!(text.ends_with("Nguyễn Thị Ổi\n"));
    assert!(!text.contains("\n\n\n"));
}

#[test]
fn a_line_leads_back_to_its_block_and_marks() {
    let document = sample::report();
    let lines = write(&document, 50);
    let marked: Vec<&TextLine> = lines.iter().filter(|line| line.marks() == [1]).collect();
    assert!(marked.len() > 2);
    for line in &marked {
        let Place::Block(i) = line.place else { panic!("a mark outside the blocks") };
        assert!(document.blocks[i].runs().iter().any(|run| run.mark == Some(1)));
    }
    let joined: String = marked
        .iter()
        .flat_map(|line| &line.pieces)
        .filter(|piece| piece.mark == Some(1))
        .map(|piece| piece.text.replace(' ', ""))
        .collect();
    assert!(joined.starts_with("05lượtmẹđẻđ/cLêThịBưởi"), "{joined}");
    assert_eq!(lines.first().map(|line| line.place), Some(Place::Head));
    assert_eq!(lines.last().map(|line| line.place), Some(Place::Foot));
    let blocks: Vec<usize> = lines
        .iter()
        .filter_map(|line| if let Place::Block(i) = line.place { Some(i) } else { None })
        .collect();
    assert!(blocks.is_sorted());
    let mut seen = blocks.clone();
    seen.dedup();
    assert_eq!(seen.len(), document.blocks.len());
}

#[test]
fn entries_hang_and_paragraphs_are_indented() {
    let lines = write(
        &of(vec![Block::dash(vec![Run::plain("một hai ba bốn năm sáu bảy tám")]), Block::body("chín")]),
        30,
    );
    assert_eq!(texts(&lines), ["  - một hai ba bốn năm sáu bảy", "    tám", "    chín"]);
}

#[test]
fn a_word_wider_than_the_line_is_cut_and_nothing_else_is() {
    let lines =
        write(&of(vec![Block::paragraph(ParagraphStyle::Centered, vec![Run::plain("ab abcdefgh  c")])]), 4);
    assert_eq!(texts(&lines), [" ab", "abcd", "efgh", " c"]);
}

#[test]
fn tables_fit_the_screen_and_keep_amounts_to_the_right() {
    let document = of(vec![Block::Table {
        columns: vec![
            Column::new("STT", Align::Center),
            Column::new("Nội dung", Align::Left),
            Column::new("Số tiền", Align::Right),
        ],
        rows: vec![
            vec![Cell::plain("1"), Cell::plain("Thăm hỏi đoàn viên ốm đau"), Cell::plain("500.000")],
            vec![Cell::plain("2"), Cell::plain("Quà Tết")],
        ],
        total: Some(vec![Cell::default(), Cell::plain("Cộng"), Cell::plain("1.500.000")]),
    }]);
    assert_eq!(
        texts(&write(&document, 34)),
        [
            "STT │     Nội dung     │  Số tiền",
            "────┼──────────────────┼──────────",
            " 1  │ Thăm hỏi đoàn    │   500.000",
            "    │ viên ốm đau      │",
            " 2  │ Quà Tết          │",
            "────┼──────────────────┼──────────",
            "    │ Cộng             │ 1.500.000",
        ]
    );
    assert_eq!(texts(&write(&document, 12)).first().map(String::as_str), Some("STT │ Nội"));
}

proptest! {
    #[test]
    fn no_line_is_wider_than_asked(words in "[a-zăâđêôơưạảấầẩộợứửỹĐ0-9🎉 \n.]{0,80}", width in 0usize..100, level in any::<u8>()) {
        let run = Run::plain(words.clone()).marked(7);
        let document = Document {
            head: Some(Head { issuing_body: words.clone(), subject: words.clone(), ..Head::default() }),
            blocks: vec![
                Block::Heading { level, number: words.clone(), text: vec![run.clone()] },
                Block::Item { level, marker: words.chars().take(5).collect(), runs: vec![run.clone(), run.clone()] },
                Block::Table { columns: vec![Column::new(words.clone(), Align::Right)], rows: vec![vec![run.clone().into(), run.into()]], total: None },
                Block::PageBreak,
            ],
            foot: Some(Foot { recipients: vec![words.clone()], signer_name: words, ..Foot::default() }),
            ..sample::report()
        };
        for line in write(&document, width) {
            prop_assert!(line.width() <= width.max(2), "{:?}", line.text());
            prop_assert!(!line.text().ends_with(' '));
        }
    }

    #[test]
    fn any_text_is_wrapped_without_loss_of_anything_but_spaces(text in any::<String>(), width in 0usize..60) {
        let solid = |text: &str| clean(text).split([' ', '\n', '\t']).collect::<String>();
        let lines = write(&of(vec![Block::paragraph(ParagraphStyle::Centered, vec![Run::plain(text.clone())])]), width);
        prop_assert_eq!(solid(&lines.iter().map(TextLine::text).collect::<String>()), solid(&text));
    }
}
