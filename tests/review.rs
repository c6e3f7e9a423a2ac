//! Soát lỗi over the sample book: it comes out clean, a planted fault is found and led to, and nothing goes out with an
//! error unasked.

mod cli_common;
mod screens_common;

use cli_common::House;
use congdoan::desk::Desk;
use congdoan::domain::Narrative;
use congdoan::locale::Language;
use congdoan::report::review::Severity;
use screens_common::{SIZES, Stage};

/// Puts words into a part of the working period.
fn plant(desk: &mut Desk, part: &str, words: &str) {
    let period = desk.catalog().expect("the catalog").period.expect("a period").id;
    let all = desk.store().all::<Narrative>().expect("the narratives");
    let old = all.into_iter().find(|narrative| narrative.period == period && narrative.part == part);
    desk.save_narrative(old.as_ref(), period, part, words).expect("saved");
}

#[test]
fn the_sample_is_clean_and_none_of_its_words_raises_an_alarm_in_any_outline() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let book = Desk::demo(folder.path(), "thuquy").expect("the sample book");
    let desk = Desk::open(&book, "thuquy").expect("the book");
    let period = desk.catalog().expect("the catalog").period.expect("a period");
    for outline in ["ha-dong", "ninh-binh", "nam-hoc"] {
        let found = desk.review(&period, Some(outline)).expect("the review");
        let codes: Vec<&str> = found
            .iter()
            .filter(|one| one.finding.severity != Severity::Note)
            .map(|one| one.finding.what.code())
            .collect();
        // The letter of Ninh Bình asks for a part that the sample's own outline does not have.
        let parts = usize::from(outline == "ninh-binh");
        assert_eq!(codes, vec!["part"; parts], "{outline}");
    }
}

#[test]
fn the_command_ends_with_1_while_there_is_an_error_and_tells_it_to_programs() {
    let house = House::with_sample();
    let said = house.run(&["check"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let mut desk = Desk::open(&house.book(), "thuquy").expect("the book");
    plant(&mut desk, "tai-chinh.mo-dau", "Công đoàn cấp trên cấp: 48.046.44 đ cho LĐLĐ quận Hà Đông.");
    drop(desk);
    let said = house.run(&["check", "--json"]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    let found: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(found[0]["code"], "money-malformed");
    assert_eq!(found[0]["place"]["part"], "tai-chinh.mo-dau");
    assert_eq!(found[0]["quote"], "48.046.44 đ");
    assert_eq!(found[1]["code"], "other-body");
    let said = house.run(&["check"]);
    assert!(said.out.contains("Lỗi: II.8") && said.out.contains("48.046.44 đ"), "{}", said.out);
}

#[test]
fn an_entry_of_a_mistyped_year_is_found_however_far_from_the_term_it_lies() {
    let house = House::with_sample();
    house.ok(&["add", "om van l2 1/12/2015 300k"]);
    let said = house.run(&["check", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    let days: Vec<&str> = found
        .as_array()
        .expect("an array")
        .iter()
        .filter(|one| one["code"] == "outside-periods")
        .filter_map(|one| one["day"].as_str())
        .collect();
    assert_eq!(days, ["2015-12-01"], "{}", said.out);
}

#[test]
fn enter_leads_to_the_words_and_saving_them_leads_back_to_a_shorter_list() {
    for size in SIZES {
        let mut stage = Stage::set(Language::Vietnamese, size);
        plant(&mut stage.book(), "tai-chinh.mo-dau", "48.046.44 đ");
        stage.program.look_outside();
        stage.keys("1 s");
        assert!(stage.rows().iter().any(|row| row.contains("48.046.44")), "{:#?}", stage.rows());
        stage.keys("Enter");
        assert!(stage.rows().iter().any(|row| row.trim() == "48.046.44 đ"), "{:#?}", stage.rows());
        stage.keys("Ctrl+u 'Quỹ_được_công_khai. Ctrl+s");
        assert!(stage.row(0).contains("Soát lỗi"), "{:#?}", stage.rows());
        assert!(!stage.rows().iter().any(|row| row.contains("48.046.44 đ")), "{:#?}", stage.rows());
        stage.keys("Esc");
        assert!(stage.row(1).contains("Tổng quan") && !stage.row(0).contains("Soát lỗi"));
    }
}

#[test]
fn a_part_without_words_or_entries_is_led_to_and_esc_comes_back_to_the_list() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("p Up Enter 5 s");
    assert!(stage.row(0).contains("Soát lỗi"), "{:#?}", stage.rows());
    let on_entries = |stage: &mut Stage| {
        stage
            .rows()
            .iter()
            .skip_while(|row| !row.contains('▸'))
            .nth(1)
            .is_some_and(|row| row.contains("Chưa ghi mục"))
    };
    for _ in 0..60 {
        if on_entries(&mut stage) {
            break;
        }
        stage.keys("Down");
    }
    assert!(on_entries(&mut stage), "{:#?}", stage.rows());
    stage.keys("Enter");
    assert!(!stage.row(0).contains("Soát lỗi"), "the report's part: {:#?}", stage.rows());
    stage.keys("Esc");
    assert!(stage.row(0).contains("Soát lỗi"), "{:#?}", stage.rows());
}

#[test]
fn nothing_is_exported_with_an_open_error_unless_that_is_said() {
    let mut stage = Stage::set(Language::Vietnamese, (60, 20));
    plant(&mut stage.book(), "tai-chinh.mo-dau", "48.046.44 đ");
    stage.program.look_outside();
    stage.keys("5 x Enter");
    let asked = stage.rows().join("\n");
    assert!(asked.contains("1 lỗi") && asked.contains("48.046.44"), "{asked}");
    stage.keys("Esc");
    assert!(!stage.rows().join("\n").contains("bao-cao"), "nothing is written");
    stage.keys("x Enter Enter");
    assert!(stage.rows().join("\n").contains("docx"), "{:#?}", stage.rows());
}

#[test]
fn a_pdf_in_a_family_that_stands_in_for_times_is_told_on_the_screen() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    let book = stage.book();
    let font = book.font_standing_in().expect("fonts").map(str::to_owned);
    stage.keys("5 x Down Enter");
    let said = stage.rows().join(" ");
    assert!(said.contains(".pdf"), "{said}");
    assert_eq!(said.contains("phông"), font.is_some(), "{font:?}: {said}");
}

#[test]
fn nothing_is_marked_as_sent_with_an_open_error_unless_that_is_said() {
    for size in SIZES {
        let mut stage = Stage::set(Language::Vietnamese, size);
        for (part, words) in [
            ("tai-chinh.mo-dau", "48.046.44 đ"),
            ("danh-gia.uu-diem", "7.46.44 đ"),
            ("danh-gia.han-che", "9.46.44 đ"),
            ("danh-gia.nguyen-nhan", "8.46.44 đ"),
            ("bai-hoc", "6.46.44 đ"),
        ] {
            plant(&mut stage.book(), part, words);
        }
        stage.program.look_outside();
        stage.keys("5 d");
        let asked = stage.rows().join("\n");
        assert!(asked.contains("5 lỗi") && asked.contains("48.046.44"), "{asked}");
        // The whole question fits, with what to answer.
        assert!(asked.contains("Vẫn đánh dấu báo cáo"), "{asked}");
        assert!(asked.contains("Enter hoặc c: Có"), "{asked}");
        stage.keys("Esc");
        assert!(stage.book().sent(None).expect("read").is_empty());
        stage.keys("d Enter");
        assert_eq!(stage.book().sent(None).expect("read").len(), 1);
    }
}

#[test]
fn the_faults_that_two_real_papers_had_are_findings_in_the_sample_and_nothing_else_is() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let book = Desk::demo(folder.path(), "thuquy").expect("the sample book");
    let mut desk = Desk::open(&book, "thuquy").expect("the book");
    let codes = |desk: &Desk| -> Vec<&'static str> {
        let period = desk.catalog().expect("the catalog").period.expect("a period");
        let found = desk.review(&period, None).expect("the review");
        let wanted = found.iter().filter(|one| one.finding.severity != Severity::Note);
        wanted.map(|one| one.finding.what.code()).collect()
    };
    assert_eq!(codes(&desk), [""; 0]);
    for (part, words, code) in [
        // The letter's own year, a semester ahead.
        ("kiem-tra.noi-dung", "Tính đến ngày 20/12/2024 công đoàn đã kiểm tra đủ.", "wrong-year"),
        // A dot that lost its digit.
        ("tai-chinh.mo-dau", "+ Tài chính công đoàn cấp trên cấp: 48.046.44 đ", "money-malformed"),
        // What was typed before the last three names came.
        (
            "cham-lo.doi-song",
            "Đã thăm hỏi 16 lượt công đoàn viên ốm đau (đ.c Vân L2, đ.c Thu L5, đ.c Mai, đ.c Sáu).",
            "count-differs",
        ),
        (
            "cham-lo.doi-song",
            "Tổ chức thăm 9 người thân công đoàn viên (con đ/c Lan, mẹ đ.c Thúy, bố đ.c Oanh).",
            "count-differs",
        ),
        // Sums that nobody ever added up.
        ("thi-dua.thien-nguyen", "Tổng số tiền ủng hộ: 64.050.123 đồng.", "money-untied"),
        // The file was copied from another school's.
        ("nu-cong.phong-trao", "LĐLĐ quận Hà Đông phát động phong trào.", "other-body"),
        ("bai-hoc", "Bài học của năm học 2021-2022.", "other-school-year"),
    ] {
        plant(&mut desk, part, words);
        let found = codes(&desk);
        assert!(found.contains(&code), "{words}: {found:?}");
        assert_eq!(found.iter().filter(|other| **other != code).count(), 0, "{words}: {found:?}");
        desk.undo().expect("undone");
    }
    assert_eq!(codes(&desk), [""; 0]);

    // A visit that two people noted.
    let all = desk.store().all::<congdoan::domain::Activity>().expect("entries");
    let visit = all.into_iter().find(|entry| entry.kind == "tham-om").expect("a sick visit");
    let mut again = visit.body.clone();
    again.day = again.day.succ_opt().expect("a day");
    desk.log(again).expect("logged");
    assert!(codes(&desk).contains(&"doubled"), "{:?}", codes(&desk));
    desk.undo().expect("undone");

    // Addressed to the district that the file was copied from.
    let period = desk.catalog().expect("the catalog").period.expect("a period");
    let mut settings = period.report.clone();
    settings.addressee = "Liên đoàn Lao động quận Hà Đông".to_owned();
    desk.save_report_settings(&period, settings).expect("saved");
    assert!(codes(&desk).contains(&"other-body"), "{:?}", codes(&desk));
}

#[test]
fn a_line_that_repeats_a_visit_says_so_before_it_is_saved() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("i 'om_van_l2_15/11/2023_300k Enter");
    stage.keys("'om_van_l2_17/11/2023_300k");
    assert!(stage.rows().iter().any(|row| row.contains("Ghi trùng?")), "{:#?}", stage.rows());
    stage.keys("Ctrl+u 'om_van_l2_30/11/2023_300k");
    assert!(!stage.rows().iter().any(|row| row.contains("Ghi trùng?")), "{:#?}", stage.rows());
}
