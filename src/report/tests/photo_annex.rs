//! The annex of photos: which report it goes out with, and what stands under each photo.

use super::fixture::{Book, day, ha_dong, issued};
use crate::document::{Block, Document, MediaType, Picture};
use crate::report::photo_annex;

fn picture(alt: &str) -> Picture {
    Picture { media_type: MediaType::Jpeg, width: 4, height: 3, bytes: [].into(), alt: alt.to_owned() }
}

fn annex(book: &Book, photos: &[(&str, &str)]) -> Document {
    let photos = photos.iter().map(|(alt, caption)| (picture(alt), (*caption).to_owned()));
    photo_annex(&book.report(), &book.data, &ha_dong(), photos)
}

fn said(block: &Block) -> String {
    block.runs().iter().map(|run| run.text.as_str()).collect()
}

#[test]
fn photos_are_numbered_in_their_order_and_told_by_their_captions() {
    let annex =
        annex(&Book::new(), &[("", "Thăm {caption} cô Hà"), ("Hai cô giáo bên quà", "Tặng quà"), ("", " ")]);
    let head = annex.head.as_ref().expect("a head");
    assert_eq!((head.kind.as_str(), head.number_line.as_str()), ("PHỤ LỤC ẢNH", ""));
    assert_eq!(head.issuing_body, "CĐCS TRƯỜNG TIỂU HỌC CÂY PHƯỢNG");
    assert_eq!(head.upper_body, "LĐLĐ QUẬN");
    assert!(head.subject.contains("học kỳ I năm học 2023-2024"), "{}", head.subject);
    let below: Vec<String> = annex.blocks.iter().skip(1).map(said).collect();
    assert_eq!(below, ["Ảnh 1. Thăm {caption} cô Hà", "Ảnh 2. Tặng quà", "Ảnh 3."]);
    let alts: Vec<&str> = annex
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Picture { picture, .. } => Some(picture.alt.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(alts, ["Thăm {caption} cô Hà", "Hai cô giáo bên quà", "Ảnh 3."]);
    assert!(annex.foot.is_none());
}

#[test]
fn it_names_the_report_by_the_number_and_day_that_it_bears_or_went_out_with() {
    let mut book = Book::new();
    let first = |book: &Book| said(&annex(book, &[]).blocks[0]);
    assert_eq!(
        first(&book),
        "(Kèm theo Báo cáo số ................ ngày ..... tháng ..... năm 2023)",
        "left for the pen"
    );
    book.data.period.body.report.number = "12/BC-CĐCS".to_owned();
    book.data.period.body.report.day = Some(day("2025-12-22"));
    let sent = "(Kèm theo Báo cáo số 12/BC-CĐCS ngày 22 tháng 12 năm 2025)";
    assert_eq!(first(&book), sent);
    book.data.issued.push(issued(&book, "12/BC-CĐCS", "2025-12-22"));
    assert_eq!(first(&book), sent, "the annex belongs to the report that was sent");
    book.data.period.body.report.number = String::new();
    book.data.period.body.report.day = None;
    assert_eq!(first(&book), sent);
    book.data.period.body.report.number = "13/BC-CĐCS".to_owned();
    book.data.period.body.report.day = Some(day("2025-12-29"));
    assert_eq!(first(&book), "(Kèm theo Báo cáo số 13/BC-CĐCS ngày 29 tháng 12 năm 2025)");
}
