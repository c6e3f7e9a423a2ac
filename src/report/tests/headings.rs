//! The structure of the built-in outline and the numbering of any.

use std::fmt::Write;

use proptest::prelude::*;

use super::fixture::{Book, full, ha_dong};
use crate::domain::Kinds;
use crate::report::outline::Selections;
use crate::report::{LineKind, Outline, PartState, compile, to_document};

#[test]
fn the_headings_are_those_of_a_real_report_with_its_numbers_put_right() {
    let report = full().report();
    let headings: Vec<String> =
        report.sections.iter().map(|section| format!("{} {}", section.number, section.title)).collect();
    let expected = [
        "PHẦN I: ĐÁNH GIÁ HOẠT ĐỘNG CÔNG ĐOÀN HỌC KỲ I NĂM HỌC 2023-2024",
        "I. Tình hình đội ngũ nhà giáo và người lao động tại đơn vị",
        "1. Chi bộ Đảng",
        "2. Cán bộ, giáo viên, công nhân viên: 6 người",
        "3. Thuận lợi",
        "4. Khó khăn",
        "II. Kết quả thực hiện nhiệm vụ công tác công đoàn học kỳ I năm học 2023-2024",
        "1. Công tác chăm lo đời sống, đại diện bảo vệ quyền, lợi ích hợp pháp, chính đáng của đội ngũ cán bộ, nhà giáo và người lao động trong ngành, tham gia quản lý, xây dựng mối quan hệ lao động hài hòa, ổn định",
        "2. Công tác tuyên truyền, vận động đội ngũ nhà giáo, người lao động thực hiện đường lối, chủ trương của Đảng, chính sách pháp luật của Nhà nước; nghị quyết, chủ trương công tác công đoàn; phát triển đội ngũ nhà giáo và cán bộ quản lý giáo dục",
        "3. Tổ chức các phong trào thi đua yêu nước, các cuộc vận động mang tính xã hội rộng lớn trong đội ngũ cán bộ, nhà giáo, người lao động",
        "4. Đổi mới nội dung, phương pháp hoạt động công đoàn; nâng cao chất lượng đội ngũ cán bộ; xây dựng tổ chức công đoàn vững mạnh; tham gia xây dựng Đảng trong sạch, vững mạnh",
        "5. Công tác nữ công",
        "6. Công tác kiểm tra",
        "7. Công tác phòng chống dịch bệnh",
        "8. Về công tác tài chính và hoạt động kinh tế công đoàn",
        "III. Đánh giá chung",
        "1. Những ưu điểm; tồn tại, hạn chế",
        "2. Những bài học kinh nghiệm",
        "IV. Những đề xuất, kiến nghị: Không",
        "PHẦN II: PHƯƠNG HƯỚNG NHIỆM VỤ CÔNG ĐOÀN NĂM 2024",
    ];
    assert_eq!(headings, expected);
    let labels: Vec<String> = report
        .lines
        .iter()
        .filter(|line| line.kind == LineKind::Label)
        .map(crate::report::Line::text)
        .collect();
    assert_eq!(labels, ["* Ưu điểm", "* Tồn tại, hạn chế", "* Nguyên nhân"]);
}

/// The letter of the provincial union: its headings in its order, and behind them the annex.
#[test]
fn the_headings_of_the_other_outline_are_those_of_its_letter() {
    let mut book = full();
    let mut next = book.data.period.body.clone();
    "2023-2024/2".clone_into(&mut next.code);
    "học kỳ II năm học 2023-2024".clone_into(&mut next.title);
    next.activities = (super::fixture::day("2024-01-16"), super::fixture::day("2024-05-31"));
    let next = book.keep(next);
    book.data.catalog.periods.push(next);
    let report = book.report_by("ninh-binh");
    let headings = |annex: bool| -> Vec<String> {
        let sections = report.sections.iter().filter(|section| section.annex == annex);
        sections.map(|section| format!("{} {}", section.number, section.title).trim().to_owned()).collect()
    };
    let expected = [
        "I. Tình hình đội ngũ cán bộ, nhà giáo và người lao động (CBNGNLĐ)",
        "II. Kết quả hoạt động công đoàn học kỳ I năm học 2023-2024",
        "1. Công tác chăm lo đời sống, đại diện bảo vệ quyền, lợi ích hợp pháp, chính đáng của đội ngũ cán bộ, CBNGNLĐ; tham gia quản lý, xây dựng mối quan hệ lao động hài hòa, ổn định",
        "2. Công tác tuyên truyền, vận động đội ngũ CBNGNLĐ thực hiện đường lối, chủ trương của Đảng, chính sách pháp luật của Nhà nước; nghị quyết, chủ trương công tác công đoàn; phát triển đội ngũ nhà giáo và cán bộ quản lý giáo dục",
        "3. Việc tổ chức các phong trào thi đua yêu nước, các cuộc vận động của ngành, của địa phương",
        "4. Đổi mới nội dung, phương pháp hoạt động công đoàn; nâng cao chất lượng đội ngũ cán bộ và hiệu quả hoạt động của CĐGD các cấp; xây dựng tổ chức công đoàn vững mạnh; tham gia xây dựng Đảng trong sạch, vững mạnh",
        "5. Công tác kiểm tra",
        "6. Công tác nữ công và bình đẳng giới",
        "III. Kết quả thực hiện các nhiệm vụ theo đặc thù riêng",
        "IV. Nhiệm vụ trọng tâm hoạt động công đoàn học kỳ II năm học 2023-2024",
    ];
    assert_eq!(headings(false), expected);
    let annex = [
        "PHỤ LỤC SỐ LIỆU",
        "I. Đội ngũ tính đến ngày 20/12/2023: 6 người",
        "II. Đoàn viên công đoàn: 6 đồng chí, trong đó nữ 4 đồng chí",
        "III. Chi bộ Đảng: 2 đảng viên, trong đó nữ 2 đồng chí",
        "IV. Số liệu hoạt động học kỳ I năm học 2023-2024",
        "V. Tài chính công đoàn",
    ];
    assert_eq!(headings(true), annex);
}

#[test]
fn no_kind_of_activity_is_left_out_of_the_built_in_outline() {
    let outline = ha_dong();
    let mut read: Vec<&String> = outline
        .facts()
        .filter_map(|fact| match &fact.selections {
            Selections::Activities(selection) if !selection.zero => Some(&selection.filter.kinds),
            _ => None,
        })
        .flatten()
        .collect();
    read.extend(outline.facts().flat_map(|fact| &fact.agrees_with));
    read.sort();
    for kind in Kinds::built_in().expect("kinds").kinds {
        assert!(read.contains(&&kind.code), "no line of the report reads {}", kind.code);
    }
}

#[test]
fn an_empty_term_compiles_and_says_what_is_missing() {
    let book = Book::new();
    let report = book.report();
    let state = |id: &str| report.sections.iter().find(|section| section.id == id).expect("a section").state;
    assert_eq!(state("thuan-loi"), PartState::Missing);
    assert_eq!(state("kiem-tra"), PartState::Missing);
    assert_eq!(state("de-xuat"), PartState::Enough);
    assert_eq!(state("phan-1"), PartState::Enough, "a heading alone lacks nothing");
    let document = to_document(&report, &book.data, &ha_dong());
    assert!(document.blocks.len() >= report.sections.len());
}

#[test]
fn a_narrative_makes_bullets_labels_and_paragraphs_and_takes_the_none_word_away() {
    let mut book = Book::new();
    book.narrative("de-xuat", "Kính đề nghị:\n- Tăng kinh phí\n+ Theo quý\n\n* Ghi chú\nHết");
    let report = book.report();
    let section = report.sections.last().map(|_| &report.sections[18]).expect("IV");
    assert_eq!(section.title, "Những đề xuất, kiến nghị");
    let kinds: Vec<LineKind> = report.lines[section.lines.clone()].iter().map(|line| line.kind).collect();
    assert_eq!(
        kinds,
        [
            LineKind::Heading,
            LineKind::Lead,
            LineKind::Dash,
            LineKind::Plus,
            LineKind::Label,
            LineKind::Paragraph
        ]
    );
}

#[test]
fn number_and_day_are_left_for_the_pen_until_they_are_known() {
    let mut book = full();
    let head = |book: &Book| to_document(&book.report(), &book.data, &ha_dong()).head.expect("a head");
    assert_eq!(head(&book).number_line, "Số:     /BC-CĐCS");
    assert_eq!(head(&book).place_and_date, "Cây Phượng, ngày     tháng     năm 2023");
    book.data.period.body.report.number = "10/BC-CĐCS".to_owned();
    book.data.period.body.report.day = Some(super::fixture::day("2024-01-04"));
    assert_eq!(head(&book).number_line, "Số: 10/BC-CĐCS");
    assert_eq!(head(&book).place_and_date, "Cây Phượng, ngày 04 tháng 01 năm 2024");
    assert_eq!(head(&book).subject, "Hoạt động công đoàn học kỳ I năm học 2023-2024");
}

fn numbered(levels: &[u8]) -> Vec<(u8, String)> {
    let mut source = "code='x'\ntitle='X'\nkind='K'\nsubject='S'\n\
        numbers=['{arabic}','{arabic}','{arabic}','{arabic}']\n"
        .to_owned();
    for (place, level) in levels.iter().enumerate() {
        writeln!(source, "[[section]]\nid='s{place}'\nlevel={level}\ntitle='T'").expect("a string");
    }
    let outline = Outline::parse(&source).expect("an outline");
    let report = compile(&Book::new().data, &outline);
    report.sections.into_iter().map(|section| (section.level, section.number)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn numbers_neither_skip_nor_repeat_within_their_parent(levels in prop::collection::vec(0_u8..4, 0..20)) {
        let mut last: [usize; 4] = [0; 4];
        for (level, number) in numbered(&levels) {
            let level = usize::from(level);
            last[level] += 1;
            prop_assert_eq!(number, last[level].to_string());
            last[level + 1..].fill(0);
        }
    }
}
