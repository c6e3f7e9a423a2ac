//! Tổng quan: every line leads to where it is done or seen, and Esc leads back.

mod screens_common;

use congdoan::locale::Language;
use screens_common::{SIZES, Stage};

fn pointed(stage: &mut Stage) -> String {
    let rows = stage.rows();
    let row = rows.iter().skip(3).find(|row| row.contains('▸')).cloned().unwrap_or_default();
    row.split('▸').nth(1).unwrap_or_default().trim_start().to_owned()
}

/// Moves down until the pointer is on a line with these words.
fn seek(stage: &mut Stage, words: &str) {
    for _ in 0..40 {
        if pointed(stage).starts_with(words) {
            return;
        }
        stage.keys("Down");
    }
    panic!("no line begins with {words:?}: {:#?}", stage.rows());
}

fn tab(stage: &mut Stage) -> congdoan::tui::screen::Tab {
    stage.program.app.tab
}

#[test]
fn every_line_can_be_reached_by_the_down_key_alone_or_from_a_line_beside_it() {
    for size in SIZES {
        let mut stage = Stage::set(Language::Vietnamese, size);
        stage.keys("1");
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..40 {
            seen.insert(pointed(&mut stage));
            stage.keys("Down");
        }
        for start in ["Chăm lo", "06", "✓ Báo cáo", "Quỹ tình nghĩa"] {
            assert!(seen.iter().any(|line| line.starts_with(start)), "{size:?} {start}: {seen:#?}");
        }
    }
}

#[test]
fn a_group_leads_to_its_entries_and_esc_leads_back_to_its_line() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("1");
    seek(&mut stage, "Chăm lo");
    let line = pointed(&mut stage);
    stage.keys("Enter");
    assert_eq!(tab(&mut stage), congdoan::tui::screen::Tab::Activities);
    assert!(stage.row(3).contains("Lọc: ") && stage.row(3).contains("Chăm lo"), "{}", stage.row(3));
    let entries =
        line.split(" mục").next().and_then(|text| text.split_whitespace().next_back().map(str::to_owned));
    let entries = entries.expect("a count");
    assert!(stage.row(3).contains(&format!("{entries} mục")), "{line:?} and {:?}", stage.row(3));
    stage.keys("Esc");
    assert_eq!(tab(&mut stage), congdoan::tui::screen::Tab::Overview);
    assert_eq!(pointed(&mut stage), line);
    stage.keys("2");
    assert!(!stage.row(3).contains("Lọc"), "what narrowed the log is gone: {}", stage.row(3));
}

#[test]
fn a_month_says_its_figures_and_leads_to_its_entries() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("1");
    seek(&mut stage, "06");
    stage.keys("Right Right Right Right");
    let rows = stage.rows();
    let said = rows.iter().find(|row| row.contains("10/2023:")).cloned().unwrap_or_default();
    let entries = said.split("10/2023: ").nth(1).and_then(|text| text.split(' ').next()).expect("a count");
    stage.keys("Enter");
    assert!(stage.row(3).contains(&format!("{entries} mục")), "{said:?} and {:?}", stage.row(3));
    assert!(stage.row(4).contains("Tháng 10/2023"), "{}", stage.row(4));
}

#[test]
fn a_fund_leads_to_its_book_and_the_report_to_its_beginning() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("1");
    seek(&mut stage, "Tiền gửi");
    stage.keys("Enter");
    assert!(stage.row(3).contains("Quỹ công đoàn · tiền gửi"), "{}", stage.row(3));
    stage.keys("Esc");
    assert!(pointed(&mut stage).starts_with("Tiền gửi"));
    stage.keys("Home");
    seek(&mut stage, "✓ Báo cáo");
    stage.keys("Enter");
    assert_eq!(tab(&mut stage), congdoan::tui::screen::Tab::Report);
    stage.keys("Esc");
    assert_eq!(tab(&mut stage), congdoan::tui::screen::Tab::Overview);
}

#[test]
fn the_days_left_are_counted_to_the_last_day_and_an_overdue_report_is_named_so() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    let day = |text: &str| text.parse::<congdoan::domain::Day>().expect("a day");
    for (today, says) in [
        ("2023-12-18", "Còn 6 ngày (nộp trước 25/12, hết 24/12)"),
        ("2023-12-24", "Hôm nay là ngày cuối để nộp (trước 25/12)"),
        ("2023-12-25", "Đã quá hạn nộp 1 ngày (trước 25/12)"),
    ] {
        if let Some(period) = &mut stage.program.app.catalog.period {
            period.body.due = Some(day("2023-12-24"));
        }
        stage.program.app.catalog.today = day(today);
        stage.keys("1");
        assert!(stage.row(3).contains(says), "{today}: {}", stage.row(3));
    }
}

#[test]
fn figures_stand_before_the_report_is_looked_through() {
    use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.program.event(Event::Key(KeyEvent::new(KeyCode::Char('1'), KeyModifiers::NONE)));
    let rows = stage.program.rows();
    assert!(rows.iter().any(|row| row.contains("Đang xem báo cáo còn thiếu gì")), "{rows:#?}");
    assert!(rows.iter().any(|row| row.contains("Quỹ công đoàn")), "{rows:#?}");
}

#[test]
fn what_a_new_books_report_lacks_leads_to_the_part_to_be_written() {
    use congdoan::desk::{Desk, NewBook};
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("new.congdoan");
    let first = NewBook {
        unit: "Công đoàn Trường X".into(),
        upper: "LĐLĐ".into(),
        school_year: 2023,
        ..NewBook::default()
    };
    let mut desk = Desk::create(&book, "Thủ quỹ", &first).expect("a book");
    desk.save_setting("today", "2023-12-18").expect("a day");
    drop(desk);
    let mut stage = Stage::over(book, folder, Language::Vietnamese, (80, 24));
    stage.keys("Esc 1");
    seek(&mut stage, "! II.1 ");
    assert!(pointed(&mut stage).contains("chưa có lời"), "{:#?}", stage.rows());
    stage.keys("Enter");
    let rows = stage.rows();
    let line = rows.iter().find(|row| row.contains('▸')).cloned().unwrap_or_default();
    assert!(line.contains("Còn thiếu. Nhấn e để viết."), "{rows:#?}");
    stage.keys("Esc");
    assert!(pointed(&mut stage).starts_with("! II.1 "));
}

/// The lines of a semester's report that tell of the blood donation which was written down late.
fn donations(stage: &Stage, semester: usize) -> usize {
    let desk = stage.book();
    let period = desk.catalog().expect("its catalog").periods[semester].clone();
    let report = desk.compile(&period, None).expect("a report");
    report.lines.iter().filter(|line| line.text().contains("hiến máu tình nguyện")).count()
}

/// The entries of the whole period as the overview counts them.
fn whole_period(stage: &mut Stage) -> u32 {
    let rows = stage.rows();
    let line = rows.iter().find_map(|row| row.split("Cả kỳ: ").nth(1)).expect("the period's line");
    line.split(' ').next().and_then(|count| count.parse().ok()).expect("a count")
}

#[test]
fn what_came_behind_the_report_is_taken_over_into_the_next_one_and_an_undo_takes_it_back() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    assert_eq!((donations(&stage, 0), donations(&stage, 1)), (1, 0));
    stage.keys("1");
    seek(&mut stage, "! 1 mục phát sinh sau báo cáo");
    stage.keys("Enter");
    let rows = stage.rows().join("\n");
    assert!(rows.contains("Đưa vào học kỳ II năm học 2023-2024"), "{rows}");
    assert!(rows.contains("[x] 07/01") && rows.contains("Chủ nhật Đỏ"), "{rows}");
    // Nothing chosen is nothing taken, and Esc puts it off.
    stage.keys("Space Enter");
    assert!(stage.rows().join("\n").contains("[ ] 07/01"), "{:#?}", stage.rows());
    stage.keys("Esc");
    assert_eq!((donations(&stage, 0), donations(&stage, 1)), (1, 0));
    assert!(pointed(&mut stage).starts_with("! 1 mục phát sinh"));
    let before = whole_period(&mut stage);
    stage.keys("Enter Enter");
    assert_eq!((donations(&stage, 0), donations(&stage, 1)), (0, 1));
    let rows = stage.rows().join("\n");
    assert!(rows.contains("Đã đưa 1 mục vào báo cáo học kỳ II năm học 2023-2024"), "{rows}");
    assert!(!rows.contains("mục phát sinh sau báo cáo") && rows.contains("Chăm lo"), "{rows}");
    assert_eq!(whole_period(&mut stage), before - 1, "it counts where the report counts it");
    seek(&mut stage, "Thi đua");
    stage.keys("Enter");
    assert!(stage.rows().join("\n").contains("bớt 1 mục ghi muộn"), "{:#?}", stage.rows());
    stage.keys("Esc u");
    assert!(stage.rows().join("\n").contains("hoàn tác: đưa mục phát sinh"), "{:#?}", stage.rows());
    assert_eq!(whole_period(&mut stage), before);
    assert_eq!((donations(&stage, 0), donations(&stage, 1)), (1, 0));
    assert!(stage.rows().join("\n").contains("! 1 mục phát sinh"), "{:#?}", stage.rows());
}

#[test]
fn what_is_left_in_its_own_semester_is_not_asked_again() {
    let mut stage = Stage::set(Language::Vietnamese, (60, 20));
    stage.keys("1");
    seek(&mut stage, "! 1 mục phát sinh sau báo cáo");
    stage.keys("Enter k");
    assert_eq!((donations(&stage, 0), donations(&stage, 1)), (1, 0));
    let rows = stage.rows().join("\n");
    assert!(!rows.contains("mục phát sinh sau báo cáo") && rows.contains("Đã để 1 mục ở kỳ cũ"), "{rows}");
}

#[test]
fn the_next_semester_is_offered_the_same_once_one_works_in_it() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("p Up Enter 1");
    assert!(stage.row(0).contains("học kỳ II"), "{}", stage.row(0));
    seek(&mut stage, "! 1 mục phát sinh sau báo cáo");
    stage.keys("Enter Enter");
    assert_eq!((donations(&stage, 0), donations(&stage, 1)), (0, 1));
}

#[test]
fn the_days_left_lead_to_the_periods_form_and_the_photos_to_the_periods_photos_and_esc_back() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    for (line, shown) in [("Còn 2 ngày", "▸ 25/01/2024"), ("· Ảnh", "Ảnh của kỳ")] {
        stage.keys("1 Home");
        seek(&mut stage, line);
        stage.keys("Enter");
        let rows = stage.rows();
        assert!(rows.iter().any(|row| row.contains(shown)), "{line}: {rows:#?}");
        stage.keys("Esc");
        assert_eq!(tab(&mut stage), congdoan::tui::screen::Tab::Overview);
    }
}

#[test]
fn the_samples_report_lacks_in_either_outline_only_what_the_union_leaves_to_the_last() {
    use congdoan::report::Issue;
    let stage = Stage::set(Language::Vietnamese, (80, 24));
    let desk = stage.book();
    let period = desk.catalog().expect("its catalog").period.expect("a period");
    for outline in ["ha-dong", "ninh-binh"] {
        let report = desk.compile(&period, Some(outline)).expect("a report");
        let missing: Vec<&str> = report
            .sections
            .iter()
            .flat_map(|section| &section.issues)
            .filter_map(|issue| match issue {
                Issue::NoNarrative { key } => Some(key.as_str()),
                _ => None,
            })
            .filter(|key| *key != "de-xuat")
            .collect();
        assert_eq!(missing, Vec::<&str>::new(), "{outline}");
    }
}

#[test]
fn a_transfer_says_where_the_money_comes_from_and_begins_at_the_book_shown() {
    for (keys, account) in [("4 g", "tiền mặt"), ("4 b g", "tiền gửi")] {
        let mut stage = Stage::set(Language::Vietnamese, (80, 24));
        stage.keys(keys);
        let rows = stage.rows();
        let from = rows.iter().find(|row| row.trim_start_matches(['▸', ' ', '│']).starts_with("Từ"));
        let from = from.cloned().unwrap_or_default().to_lowercase();
        assert!(from.contains(account), "{keys}: {rows:#?}");
    }
}

#[test]
fn what_has_no_room_is_shown_on_enter() {
    let mut stage = Stage::set(Language::Vietnamese, (60, 20));
    stage.keys("1");
    seek(&mut stage, "… và");
    stage.keys("Enter");
    let rows = stage.rows().join("\n");
    assert!(rows.contains("mục dự kiến sắp tới") && !rows.contains("việc nữa"), "{rows}");
}
