//! Tổng quan: every line leads to where it is done or seen, and Esc leads back.

mod screens_common;

use congdoan::locale::Language;
use screens_common::{SIZES, Stage};

fn pointed(stage: &mut Stage) -> String {
    let rows = stage.rows();
    let row = rows.iter().skip(3).find(|row| row.contains('▸')).cloned().unwrap_or_default();
    row.split('▸').nth(1).unwrap_or_default().to_owned()
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
        for start in ["Quỹ công đoàn", "Chăm lo", "08", "Báo cáo"] {
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
    assert!(stage.row(3).contains("Lọc: Chăm lo"), "{}", stage.row(3));
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
    seek(&mut stage, "08");
    stage.keys("Right Right");
    let rows = stage.rows();
    let said = rows.iter().find(|row| row.contains("10/2023:")).cloned().unwrap_or_default();
    let entries = said.split("10/2023: ").nth(1).and_then(|text| text.split(' ').next()).expect("a count");
    stage.keys("Enter");
    assert!(stage.row(3).contains(&format!("{entries} mục")), "{said:?} and {:?}", stage.row(3));
    assert!(stage.row(4).contains("Tháng 10/2023"), "{}", stage.row(4));
}

#[test]
fn a_fund_leads_to_its_book_and_the_report_to_what_it_lacks() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("1");
    seek(&mut stage, "Quỹ công đoàn");
    stage.keys("Enter");
    assert!(stage.row(3).contains("Quỹ công đoàn · tiền mặt"), "{}", stage.row(3));
    stage.keys("Esc");
    assert!(pointed(&mut stage).starts_with("Quỹ công đoàn"));
    seek(&mut stage, "Báo cáo");
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
        ("2023-12-18", "Còn 6 ngày đến hạn nộp (trước 25/12"),
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
