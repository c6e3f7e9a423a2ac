//! Rosters as schools keep them are read whatever they look like, and each bad one is refused with one plain
//! sentence.

mod roster_common;

use congdoan::domain::{Catalog, Day, FactKind, Gender, Kinds, Member};
use congdoan::exchange::roster::{Column, Hint, RowFault, RowKind, whole};
use congdoan::exchange::{ExchangeError, Intake, Proposal, SheetError, paste_roster, read_roster};
use congdoan::locale::{Explain, Language, Messages};
use proptest::prelude::*;
use roster_common::{Value, WOMEN_OF_SIXTY, archive, ods, rows, sixty, sixty_with_faults, t, xlsx};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn catalog() -> Catalog {
    Catalog::new(Kinds::built_in().expect("kinds"), day("2025-09-10"))
}

fn read(bytes: &[u8]) -> (Intake, Proposal) {
    let intake = read_roster("ds", bytes, &catalog()).expect("a roster");
    let proposal = intake.proposal(&catalog());
    (intake, proposal)
}

fn people(bytes: &[u8]) -> Vec<Member> {
    let (_, proposal) = read(bytes);
    proposal.accepted().unwrap_or_else(|refused| panic!("{:?}", refused[0].faults))
}

fn value(member: &Member, kind: FactKind) -> &str {
    member.value_on(kind, day("2025-09-10"))
}

#[test]
fn a_messy_roster_of_sixty_is_read_alike_from_xlsx_and_ods() {
    let of_excel = people(&xlsx(&[("Bìa", rows(&[&["Hồ sơ năm học"]])), ("DS CBGVNV", sixty())]));
    let of_office = people(&ods(&[("Bìa", rows(&[&["Hồ sơ năm học"]])), ("DS CBGVNV", sixty())]));
    assert_eq!(of_excel, of_office);
    let members = of_excel;
    assert_eq!(members.len(), 60);
    assert_eq!(members.iter().filter(|m| m.gender == Gender::Female).count(), WOMEN_OF_SIXTY);
    assert_eq!(members[0].full_name, "Ngụy Thị Hà");
    assert_eq!(value(&members[0], FactKind::Position), "bgh");
    assert_eq!(value(&members[59], FactKind::Team), "Tổ 3");
    assert_eq!(value(&members[59], FactKind::Contract), "nd-111");
    assert_eq!(members[0].birth_day, Some(day("1966-01-01")));
    assert_eq!(members[1].birth_day, Some(day("1966-02-02")), "d.m.yy");
    assert_eq!(members[2].birth_day, Some(day("1967-01-01")), "a day of the spreadsheet's own");
    assert_eq!(members[9].degree, "Thạc sĩ");
    assert_eq!(value(&members[6], FactKind::Theory), "so-cap");
    assert!(members[3].party_joined.is_some() && members[1].party_joined.is_none());
    let mut names: Vec<String> =
        members.iter().map(|m| value(m, FactKind::ShortName).to_lowercase()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 60, "short names are unique");
    assert!(!names.iter().any(String::is_empty));
}

#[test]
fn what_is_wrong_with_two_of_sixty_is_said_and_leaving_them_out_suffices() {
    let (mut intake, proposal) = read(&xlsx(&[("DS", sixty_with_faults())]));
    let counts = proposal.counts();
    assert_eq!((counts.people, counts.sound, counts.refused), (61, 59, 2));
    let refused = proposal.accepted().expect_err("two rows");
    assert!(matches!(refused[0].faults[..], [(Column::BirthDay, RowFault::Day(_))]));
    assert!(matches!(&refused[1].faults[0].1, RowFault::DoubledName { .. }));
    for row in refused.iter().map(|row| row.row).collect::<Vec<_>>() {
        intake.chosen.insert(row, false);
    }
    assert_eq!(intake.proposal(&catalog()).accepted().map(|members| members.len()), Ok(59));
    // Or the day is mended.
    let (mut intake, proposal) = read(&xlsx(&[("DS", sixty_with_faults())]));
    let refused = proposal.accepted().expect_err("two rows");
    intake.correct(refused[0].row, Column::BirthDay, "28/02/1985");
    intake.chosen.insert(refused[1].row, false);
    let members = intake.proposal(&catalog()).accepted().expect("sixty");
    assert_eq!((members.len(), members[1].birth_day), (60, Some(day("1985-02-28"))));
}

#[test]
fn lines_that_are_no_people_are_passed_over_and_groups_are_kept() {
    let (_, proposal) = read(&xlsx(&[("DS", sixty())]));
    let kinds: Vec<RowKind> =
        proposal.rows.iter().map(|row| row.kind).filter(|kind| *kind != RowKind::Person).collect();
    let (groups, others) = kinds.split_at(kinds.len() - 4);
    assert!(groups.iter().all(|kind| *kind == RowKind::Group) && groups.len() == 3, "{kinds:?}");
    assert_eq!(others, [RowKind::Total, RowKind::Ending, RowKind::Ending, RowKind::Ending]);
}

#[test]
fn families_that_sound_like_totals_and_teams_are_people() {
    let text = "Họ và tên\tGiới tính\nTống Thị Thoa\tNữ\nCông Văn Dung\tNam\nTổng cộng: 3\nTô Thị Mến";
    let intake = paste_roster(text, &catalog()).expect("cells");
    let kinds: Vec<RowKind> = intake.proposal(&catalog()).rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [RowKind::Person, RowKind::Person, RowKind::Total, RowKind::Person]);
}

#[test]
fn a_group_ends_the_one_before_it_and_what_stood_within() {
    let text = "TT\tHọ và tên\tGiới tính\nI\tBan giám hiệu\n1\tVi Mến\tNữ\nII\tTổ 1 (2 người)\n2\tLò Khải\tNam\n\
                IV. Tổ văn phòng\n3\tLê Sáng\tNam\nBiên chế\n4\tLê An\tNữ\nHợp đồng\n5\tLê Hoa\tNữ\n\
                Tổ 5:\n6\tLê Yến\tNữ";
    let intake = paste_roster(text, &catalog()).expect("cells");
    let members = intake.proposal(&catalog()).accepted().expect("six people");
    let said: Vec<[&str; 3]> = members
        .iter()
        .map(|member| {
            [FactKind::Position, FactKind::Team, FactKind::Contract].map(|kind| value(member, kind))
        })
        .collect();
    assert_eq!(
        said,
        [
            ["bgh", "", ""],
            ["", "Tổ 1", ""],
            ["", "Tổ văn phòng", ""],
            ["", "Tổ văn phòng", "bien-che"],
            ["", "Tổ văn phòng", "hop-dong-khac"],
            ["", "Tổ 5", ""],
        ]
    );
}

#[test]
fn a_second_row_with_a_name_of_its_own_is_another_person() {
    let text = "Họ và tên\tNữ\tNgày sinh\nVi Thị Mến\t\t1/2/1990\nVi Thị Mến\tx\t1/2/1990";
    let mut intake = paste_roster(text, &catalog()).expect("cells");
    let proposal = intake.proposal(&catalog());
    assert!(proposal.rows[0].hints.contains(&(Column::Gender, Hint::GenderAgainstName)));
    assert!(matches!(proposal.rows[1].faults[..], [(Column::FullName, RowFault::DoubledName { .. })]));
    intake.correct(2, Column::ShortName, "Mến B");
    let proposal = intake.proposal(&catalog());
    assert_eq!(proposal.accepted().map(|members| members.len()), Ok(2));
    assert_eq!(proposal.rows[1].hints, [(Column::FullName, Hint::SameName { line: Some(2) })]);
}

#[test]
fn what_was_emptied_by_hand_is_filled_by_no_group() {
    let text = "TT\tHọ và tên\tGiới tính\nTổ 1\n1\tVi Mến\tNữ";
    let mut intake = paste_roster(text, &catalog()).expect("cells");
    intake.correct(2, Column::Team, "");
    let members = intake.proposal(&catalog()).accepted().expect("one");
    assert_eq!(value(&members[0], FactKind::Team), "");
}

#[test]
fn a_day_of_birth_to_come_is_asked_for_and_words_in_a_column_of_women_count_as_said() {
    let text = "Họ và tên\tNữ\tNgày sinh\nVi Mến\tNữ\t1/2/2095\nLò Khải\tNam\t3/4/30\nLê An\tx\t00001";
    let proposal = paste_roster(text, &catalog()).expect("cells").proposal(&catalog());
    assert_eq!(proposal.rows[0].faults, [(Column::BirthDay, RowFault::ToCome { day: day("2095-02-01") })]);
    let second = proposal.rows[1].member.as_ref().expect("a member");
    assert_eq!((second.birth_day, second.gender), (Some(day("1930-04-03")), Gender::Male));
    assert!(matches!(proposal.rows[2].faults[..], [(Column::BirthDay, RowFault::Day(_))]));
}

#[test]
fn marks_under_values_days_by_gender_and_names_over_two_columns_are_understood() {
    let sheet = rows(&[
        &[
            "Stt",
            "HỌ VÀ TÊN",
            "",
            "Năm sinh",
            "",
            "Trình độ chuyên môn",
            "",
            "",
            "Biên chế",
            "Hợp đồng",
            "Đoàn viên",
        ],
        &["", "", "", "Nam", "Nữ", "ĐH", "CĐ", "LLCT", "", "", ""],
        &["1", "Vi Thị", "Mến", "", "1980", "x", "", "Trung cấp", "x", "", "x"],
        &["2", "Lò Đình", "Khải", "12/1975", "", "", "X", "", "", "x", ""],
    ]);
    let members = people(&xlsx(&[("Sheet1", sheet)]));
    assert_eq!(members[0].full_name, "Vi Thị Mến");
    assert_eq!((members[0].gender, members[1].gender), (Gender::Female, Gender::Male));
    assert_eq!(members[0].birth_day, Some(day("1980-01-01")));
    assert_eq!(members[1].birth_day, Some(day("1975-12-01")));
    assert_eq!((members[0].degree.as_str(), members[1].degree.as_str()), ("ĐH", "CĐ"));
    assert_eq!(value(&members[0], FactKind::Theory), "trung-cap");
    assert_eq!(value(&members[0], FactKind::Contract), "bien-che");
    assert_eq!(value(&members[1], FactKind::Contract), "hop-dong-khac");
    assert!(members[0].union_member_on(day("2025-09-10")) && !members[1].union_member_on(day("2025-09-10")));
}

#[test]
fn a_corrected_day_of_birth_leaves_women_and_men_as_their_columns_say() {
    let text = "Họ và tên\tNgày sinh nam\tNgày sinh nữ\nVi Mến\t\t31/2/1980\nLò Khải\t1/2/1975\t";
    let mut intake = paste_roster(text, &catalog()).expect("cells");
    assert_eq!(intake.proposal(&catalog()).counts().refused, 1);
    intake.correct(1, Column::BirthDay, "28/2/1980");
    let members = intake.proposal(&catalog()).accepted().expect("both");
    let said: Vec<_> = members.iter().map(|member| (member.gender, member.birth_day)).collect();
    let expected = [(Gender::Female, "1980-02-28"), (Gender::Male, "1975-02-01")];
    assert_eq!(said, expected.map(|(gender, born)| (gender, Some(day(born)))));
}

#[test]
fn pasted_cells_and_a_list_without_a_head_come_to_the_preview() {
    let text = "STT\tHọ và tên\tGiới tính\r1\tVi Thị Mến\tNữ\r2\tLò Khải\tNam";
    let intake = paste_roster(text, &catalog()).expect("cells");
    assert_eq!(intake.proposal(&catalog()).accepted().map(|members| members.len()), Ok(2));
    let bare = "1\tVi Thị Mến\t3/4/1980\n2\tLò Văn Khải\t5/6/1975";
    let mut intake = paste_roster(bare, &catalog()).expect("cells");
    let proposal = intake.proposal(&catalog());
    assert_eq!(whole(&intake, &proposal), Err(ExchangeError::NoHeader), "who cannot ask takes none");
    assert!(proposal.accepted().is_ok_and(|members| members[1].birth_day == Some(day("1975-06-05"))));
    assert!(proposal.rows[0].hints.iter().any(|(_, hint)| *hint == Hint::GenderByName));
    intake.layout.set(1, Some(Column::Note));
    assert!(intake.proposal(&catalog()).accepted().is_err(), "without names nobody comes in");
}

#[test]
fn a_word_that_no_list_knows_is_defined_once_for_all_rows() {
    let text = "Họ và tên\tGiới tính\tChức danh\nVi Mến\tNữ\tGV hạng III\nLò Khải\tNam\tGV hạng III";
    let mut intake = paste_roster(text, &catalog()).expect("cells");
    assert_eq!(intake.proposal(&catalog()).counts().refused, 2);
    intake.define(Column::Position, "gv hạng iii", "gv-co-ban");
    let members = intake.proposal(&catalog()).accepted().expect("both");
    assert!(members.iter().all(|member| value(member, FactKind::Position) == "gv-co-ban"));
}

#[test]
fn duties_that_stand_under_positions_are_read_as_duties() {
    let people: Vec<String> = (1..=7).map(|n| format!("Vi Thị Mến {}\tLớp {n}A\n", "I".repeat(n))).collect();
    let people = people.concat();
    let intake = paste_roster(&format!("Họ và tên\tChức vụ\n{people}"), &catalog()).expect("cells");
    let members = intake.proposal(&catalog()).accepted().expect("nobody is refused");
    assert_eq!(value(&members[3], FactKind::Duty), "Lớp 4A");
    assert_eq!(value(&members[3], FactKind::Position), "");
}

#[test]
fn a_duty_that_tells_the_position_is_read_as_both() {
    let csv = "STT,Họ và tên,Nữ,Chức vụ\n1,Lò Thị Sao,x,Hiệu trưởng\n2,Mùa Thị Dở,x,GV lớp 1A\n\
               3,Lò Thị Hà,x,GVCN 2A4\n4,Tòng Thị Hà,x,GV lớp 3B\n5,Vàng A Páo,,GV Thể dục\n6,Mạc Văn Ình,,NV y tế\n";
    let members = people(csv.as_bytes());
    let told: Vec<(&str, &str)> = members
        .iter()
        .map(|member| (value(member, FactKind::Position), value(member, FactKind::Duty)))
        .collect();
    assert_eq!(
        told,
        [
            ("bgh", ""),
            ("gv-co-ban", "GV lớp 1A"),
            ("gv-co-ban", "GVCN 2A4"),
            ("gv-co-ban", "GV lớp 3B"),
            ("gv-bo-mon", "GV Thể dục"),
            ("nhan-vien", "NV y tế"),
        ]
    );
    let short: Vec<&str> = members.iter().map(|member| value(member, FactKind::ShortName)).collect();
    assert_eq!(short[2..4], ["Hà L2", "Hà L3"]);
    // Under "Nhiệm vụ" the same words tell the position where no column says it.
    let members =
        people("Họ và tên,Nữ,Nhiệm vụ\nLò Thị Sao,x,Chủ nhiệm 1A\nMùa Thị Dở,x,Hỗ trợ\n".as_bytes());
    assert_eq!(value(&members[0], FactKind::Position), "gv-co-ban");
    assert_eq!(value(&members[1], FactKind::Position), "");
}

#[test]
fn formulas_count_by_the_value_the_file_keeps() {
    let head = ["Họ và tên", "Giới tính"].map(t).to_vec();
    let kept = vec![Value::Formula("B1&C1".into(), Some("Vi Thị Mến".into())), t("Nữ")];
    let lost = vec![Value::Formula("B2&C2".into(), None), t("Nữ")];
    let two = vec![
        ["Họ đệm", "Tên", "Nữ"].map(t).to_vec(),
        vec![Value::Formula("B2".into(), None), t("Mến"), Value::Formula("C2".into(), None)],
    ];
    let (mut intake, proposal) = read(&xlsx(&[("DS", two)]));
    assert_eq!(proposal.rows[0].faults.len(), 2);
    intake.correct(1, Column::FullName, "Vi Thị Mến");
    intake.correct(1, Column::Gender, "Nữ");
    let members = intake.proposal(&catalog()).accepted().expect("a correction is enough");
    assert_eq!((members[0].full_name.as_str(), members[0].gender), ("Vi Thị Mến", Gender::Female));
    for bytes in [
        xlsx(&[("DS", vec![head.clone(), kept.clone(), lost.clone()])]),
        ods(&[("DS", vec![head, kept, lost])]),
    ] {
        let (_, proposal) = read(&bytes);
        assert_eq!(proposal.rows[0].cells[&Column::FullName], "Vi Thị Mến");
        assert!(proposal.rows[0].faults.is_empty());
        assert_eq!(proposal.rows[1].faults[0], (Column::FullName, RowFault::NoValue));
    }
}

/// What a roster is refused with, in both languages: one sentence, without a key and without control characters.
fn sentence(bytes: &[u8]) -> String {
    let error = read_roster("ds", bytes, &catalog())
        .and_then(|intake| whole(&intake, &intake.proposal(&catalog())))
        .expect_err("a refusal");
    let english = error.explain(&Messages::new(Language::English));
    assert!(!english.contains("error-"), "{english}");
    let said = error.explain(&Messages::new(Language::Vietnamese));
    assert!(!said.contains("error-") && !said.chars().any(char::is_control), "{said}");
    said
}

#[test]
fn every_bad_file_is_refused_with_a_plain_sentence_and_soon() {
    let began = std::time::Instant::now();
    let locked: Vec<u8> = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        .iter()
        .copied()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert!(sentence(&locked).contains("mật khẩu"));
    let many: Vec<Vec<Value>> = std::iter::once(["Họ và tên", "Giới tính"].map(t).to_vec())
        .chain((0..10_000).map(|n| vec![t(&format!("Vi Thị {n}")), t("Nữ")]))
        .collect();
    assert!(sentence(&xlsx(&[("DS", many.clone())])).contains("2000 dòng"));
    assert!(sentence(&ods(&[("DS", many)])).contains("2000 dòng"));
    let bomb = archive(&[("xl/workbook.xml", vec![b' '; 80 * 1024 * 1024])]);
    assert!(bomb.len() < 1024 * 1024);
    assert!(sentence(&bomb).contains("bung ra hơn 64 MB"));
    let sheet = xlsx(&[("DS", sixty())]);
    assert!(sentence(&sheet[..sheet.len() / 2]).contains("hỏng"));
    assert!(sentence(b"PK\x03\x04rest").contains("hỏng"));
    assert!(sentence(&archive(&[("encrypted-package", vec![1; 9])])).contains("mật khẩu"));
    assert!(sentence(&archive(&[("word/document.xml", Vec::new())])).contains("không phải bảng tính"));
    assert!(sentence(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").contains(".xls"));
    assert!(sentence(b"H\xf6 v\xe0 t\xean;Nam\n").contains("UTF-8"));
    assert!(sentence("Hä vµ tªn;Nam\nNguyÔn;x\n".as_bytes()).contains("TCVN3"));
    assert!(sentence(b"").contains("không có dòng nào"));
    assert!(sentence("Vi Thị Mến;Nữ\nLò Khải;Nam\n".as_bytes()).contains("Họ và tên"));
    assert!(sentence("Họ và tên;Nữ\n".as_bytes()).contains("không có ai"));
    assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
}

#[test]
fn a_far_cell_and_a_line_repeated_a_million_times_cost_nothing() {
    let far = xlsx(&[("DS", rows(&[&["Họ và tên", "Nữ"], &["Vi Mến", "x"]]))]);
    assert_eq!(people(&far).len(), 1);
    let repeated = String::from_utf8_lossy(
        b"<office:document-content><table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16000\"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:document-content>",
    )
    .into_owned();
    let bytes = archive(&[("content.xml", repeated.into_bytes())]);
    let refused = read_roster("ds", &bytes, &catalog());
    assert!(matches!(refused, Err(ExchangeError::Sheet(SheetError::TooManyRows { .. }))), "{refused:?}");
}

/// The columns of the table below, as they are named and filled.
const FIELDS: [(&str, &str, Column); 8] = [
    ("Họ và tên", "Vi Thị Mến", Column::FullName),
    ("Giới tính", "Nữ", Column::Gender),
    ("Ngày sinh", "03/10/1985", Column::BirthDay),
    ("Chức danh", "GV bộ môn", Column::Position),
    ("Nhiệm vụ", "Mĩ thuật", Column::Duty),
    ("Tổ", "Tổ 2", Column::Team),
    ("Dân tộc", "Tày", Column::Ethnicity),
    ("Quê quán", "Xã Cây Phượng", Column::Note),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn columns_are_known_in_any_order_below_any_titles(
        order in Just((0..FIELDS.len()).collect::<Vec<_>>()).prop_shuffle(),
        titles in prop::collection::vec("(TRƯỜNG|DANH SÁCH ĐOÀN VIÊN|Năm học 2025-2026|)", 0..12),
        upper in any::<bool>(),
    ) {
        let case = |text: &str| if upper { text.to_uppercase() } else { text.to_owned() };
        let mut sheet: Vec<Vec<Value>> = titles.iter().map(|title| vec![t(""), t(title)]).collect();
        sheet.push(order.iter().map(|at| t(&case(FIELDS[*at].0))).collect());
        sheet.push(order.iter().map(|at| t(FIELDS[*at].1)).collect());
        let (intake, proposal) = read(&xlsx(&[("DS", sheet)]));
        let expected: Vec<Option<Column>> =
            order.iter().map(|at| Some(FIELDS[*at].2).filter(|column| *column != Column::Note)).collect();
        prop_assert_eq!(&intake.layout.columns, &expected);
        let members = proposal.accepted();
        prop_assert_eq!(members.as_ref().map(Vec::len), Ok(1), "{:?}", members);
        prop_assert_eq!(&members.expect("one")[0].ethnicity, "Tày");
    }

    #[test]
    fn a_damaged_spreadsheet_is_read_or_refused_but_never_panics(at in any::<prop::sample::Index>(), byte: u8, office: bool) {
        // The XML is damaged and packed anew: behind a sound checksum the readers themselves are met.
        let sheet = rows(&[&["Họ và tên", "Nữ"], &["Vi Mến", "x"]]);
        let bytes = if office { ods(&[("DS", sheet)]) } else { xlsx(&[("DS", sheet)]) };
        let mut opened = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for index in 0..opened.len() {
            let mut part = opened.by_index(index).expect("a part");
            let mut content = Vec::new();
            std::io::copy(&mut part, &mut content).expect("its bytes");
            parts.push((part.name().expect("its name").into_owned(), content));
        }
        let total: usize = parts.iter().map(|(_, content)| content.len()).sum();
        let mut place = at.index(total);
        for (_, content) in &mut parts {
            if place < content.len() {
                content[place] = byte;
                break;
            }
            place -= content.len();
        }
        let parts: Vec<(&str, Vec<u8>)> =
            parts.iter().map(|(name, content)| (name.as_str(), content.clone())).collect();
        if let Ok(intake) = read_roster("ds", &archive(&parts), &catalog()) {
            let _ = intake.proposal(&catalog());
        }
    }
}
