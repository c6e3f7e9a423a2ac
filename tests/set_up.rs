//! The guided set-up and the forms of the settings: a book made by keys alone, left and resumed anywhere, and changed
//! afterwards.

use std::path::{Path, PathBuf};

use congdoan::desk::{Config, Desk, offices};
use congdoan::domain::{Account, Catalog, Day, FactKind};
use congdoan::locale::Language;
use congdoan::text::money::Dong;
use congdoan::tui::theme::Theme;
use congdoan::tui::{Options, Program};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tempfile::TempDir;

/// A person at the keyboard, and how often a key was pressed.
struct Person {
    folder: TempDir,
    program: Program,
    keys: usize,
}

fn book(folder: &Path) -> PathBuf {
    folder.join("so.congdoan")
}

fn open(folder: &Path) -> Program {
    let options = Options { book: book(folder), language: Language::Vietnamese, officer: "lan".to_owned() };
    let config = Config::within(folder);
    let mut program =
        Program::start_with(&options, config, Theme::plain(), (80, 24)).expect("the program starts");
    if program.app.catalog.units.is_empty() {
        program.app.catalog.today = day(2025, 11, 22);
    }
    program
}

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).expect("a day")
}

impl Person {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let program = open(folder.path());
        Self { folder, program, keys: 0 }
    }

    fn with_sample() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sample = Desk::demo(folder.path(), "lan").expect("the sample");
        std::fs::rename(sample, book(folder.path())).expect("the book");
        let program = open(folder.path());
        Self { folder, program, keys: 0 }
    }

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.program.event(Event::Key(KeyEvent::new(code, modifiers)));
        while self.program.has_more() {
            self.program.more();
        }
        self.program.frame();
        self.keys += 1;
    }

    fn press(&mut self, codes: &[KeyCode]) {
        for code in codes {
            self.key(*code, KeyModifiers::NONE);
        }
    }

    fn write(&mut self, text: &str) {
        for letter in text.chars() {
            self.key(KeyCode::Char(letter), KeyModifiers::NONE);
        }
    }

    fn control(&mut self, letter: char) {
        self.key(KeyCode::Char(letter), KeyModifiers::CONTROL);
    }

    fn sees(&mut self, text: &str) {
        let rows = self.program.rows();
        assert!(rows.iter().any(|row| row.contains(text)), "«{text}» is not in {rows:#?}");
    }

    fn sees_no(&mut self, text: &str) {
        let rows = self.program.rows();
        assert!(!rows.iter().any(|row| row.contains(text)), "«{text}» is in {rows:#?}");
    }

    /// The program ends without a word and starts again.
    fn again(&mut self) {
        self.program.keep_changed_draft();
        self.program = open(self.folder.path());
    }

    fn catalog(&self) -> Catalog {
        Desk::open(&book(self.folder.path()), "lan").expect("the book").catalog().expect("its catalog")
    }

    /// The first page, with the names that the others follow from.
    fn first_page(&mut self) {
        self.press(&[KeyCode::Enter]);
        self.sees("Bước 1/7");
        self.write("Tiểu học Cây Phượng");
        self.press(&[KeyCode::Tab, KeyCode::Tab, KeyCode::Tab, KeyCode::Tab]);
        self.write("phường Đồng Mây");
    }
}

#[test]
fn a_book_is_set_up_by_keys_alone_and_its_first_visit_is_saved_within_sixty() {
    let mut lan = Person::new();
    lan.sees("Lập sổ mới cho đơn vị");
    lan.first_page();
    lan.sees("CĐCS TH Cây Phượng");
    lan.control('s');
    lan.sees("Bước 2/7");
    lan.sees("Công đoàn phường Đồng Mây");
    lan.control('s');
    lan.sees("Bước 3/7");
    lan.write("Lê Thị Vân");
    lan.press(&[KeyCode::Tab]);
    lan.write("Phạm Thanh Tâm");
    lan.control('s');
    lan.sees("Bước 4/7");
    lan.sees("2025-2026");
    lan.sees("01/06/2025");
    lan.control('s');
    lan.sees("Bước 5/7");
    lan.press(&[KeyCode::Enter, KeyCode::Enter]);
    lan.write("2.348.284");
    lan.press(&[KeyCode::Enter]);
    lan.write("5tr");
    lan.control('s');
    lan.sees("Bước 6/7");
    lan.press(&[KeyCode::Tab]);
    lan.write("06/CV-CĐ");
    lan.press(&[KeyCode::Tab, KeyCode::Tab]);
    lan.write("trước 27/12");
    lan.press(&[KeyCode::Tab]);
    lan.sees("ngày cuối để nộp: 26/12/2025");
    lan.control('s');
    lan.sees("Bước 7/7");
    assert!(lan.keys < 160, "{} keys", lan.keys);

    // One person is typed, the others come later.
    lan.write("go tung");
    lan.press(&[KeyCode::Enter]);
    lan.sees("Đoàn viên mới");
    lan.write("Phạm Thanh Tâm");
    lan.press(&[KeyCode::Tab]);
    lan.write("nữ");
    lan.control('s');
    lan.sees("1 người");
    lan.press(&[KeyCode::Enter]);
    lan.sees("Sổ sẵn sàng");

    let before = lan.keys;
    lan.write("iom thanh tam 300k");
    lan.press(&[KeyCode::Enter]);
    lan.sees("Đã lưu");
    assert!(lan.keys - before <= 60, "{} keys", lan.keys - before);

    let catalog = lan.catalog();
    let unit = catalog.units.first().expect("the unit");
    assert_eq!(unit.name.sentence, "Công đoàn Trường Tiểu học Cây Phượng");
    assert_eq!(unit.name.head, "CÔNG ĐOÀN TRƯỜNG TIỂU HỌC CÂY PHƯỢNG");
    assert_eq!(unit.school, "Trường Tiểu học Cây Phượng");
    assert_eq!((unit.ward.as_str(), unit.place.as_str()), ("phường Đồng Mây", "Đồng Mây"));
    assert_eq!(unit.upper.short, "CĐ phường Đồng Mây");
    let fund = catalog.union_fund().expect("the fund");
    assert_eq!(fund.openings_of(Account::Cash).next(), Some((day(2025, 1, 1), Dong(2_348_284))));
    assert_eq!(fund.openings_of(Account::Bank).next(), Some((day(2025, 1, 1), Dong(5_000_000))));
    let first = catalog.periods.first().expect("a period");
    assert_eq!(first.code, "2025-2026/1");
    assert_eq!(first.due, Some(day(2025, 12, 26)), "trước 27/12 is the 26th at the latest");
    assert_eq!(first.head_count_day, day(2025, 12, 20));
    assert_eq!(first.letter.number, "06/CV-CĐ");
    assert_eq!(first.letter.issuer, "Công đoàn phường Đồng Mây");
    assert_eq!(first.report.signer, "Phạm Thanh Tâm");
    assert_eq!(catalog.periods.get(1).map(|second| second.activities.0), first.activities.1.succ_opt());
    let [_, second, year] = catalog.periods.as_slice() else { panic!("two semesters and their year") };
    assert_eq!((year.title.as_str(), year.outline.as_str()), ("năm học 2025-2026", "nam-hoc"));
    assert_eq!(year.activities, (first.activities.0, second.activities.1));
    assert_eq!(year.report.signer, "Phạm Thanh Tâm");
    let now = catalog.period.as_ref().expect("a period");
    assert!(now.code.contains('/'), "a semester is worked in: {}", now.code);
    let chair = catalog.members.first().expect("the chair");
    assert_eq!(chair.value_on(FactKind::Office, day(2026, 1, 1)), "Chủ tịch");
    assert_eq!(offices::waiting(&catalog).len(), 1, "the treasurer is not on the roster yet");
}

#[test]
fn a_roster_left_during_the_set_up_is_found_in_the_book() {
    let mut lan = Person::new();
    lan.first_page();
    for _ in 0..6 {
        lan.control('s');
    }
    lan.sees("Bước 7/7");
    lan.program.event(Event::Paste("Họ và tên\tNữ\rGiáp Thị Thoa\tx".to_owned()));
    lan.sees("Danh sách vừa dán");
    lan.press(&[KeyCode::Esc]);
    lan.sees("Vào sổ rồi nhấn o");
    lan.press(&[KeyCode::Esc]);
    lan.write("o");
    lan.sees("Danh sách vừa dán");
}

#[test]
fn proposals_alone_make_a_book_with_few_keys() {
    let mut lan = Person::new();
    lan.first_page();
    let typed = lan.keys;
    for _ in 0..6 {
        lan.control('s');
    }
    lan.sees("Bước 7/7");
    lan.press(&[KeyCode::Esc]);
    lan.sees("Sổ sẵn sàng");
    assert_eq!(lan.keys - typed, 7);
    assert!(lan.catalog().period.is_some());
}

#[test]
fn enter_alone_walks_through_every_page() {
    let mut lan = Person::new();
    lan.first_page();
    for _ in 0..60 {
        if lan.program.rows().iter().any(|row| row.contains("Bước 7/7")) {
            return;
        }
        lan.press(&[KeyCode::Enter]);
    }
    panic!("{:#?}", lan.program.rows());
}

#[test]
fn every_step_that_is_left_is_resumed_with_what_was_typed() {
    for steps in 0..6 {
        let mut lan = Person::new();
        lan.first_page();
        for _ in 0..steps {
            lan.control('s');
        }
        let page = format!("Bước {}/7", steps + 1);
        lan.sees(&page);
        lan.write("9");
        lan.press(&[KeyCode::Tab]);
        let typed = lan.program.rows();
        // Twice, since a draft that was read must be there a second time.
        lan.again();
        lan.again();
        lan.sees(&page);
        let now = lan.program.rows();
        assert_eq!(now.get(..20), typed.get(..20), "step {}", steps + 1);
        // Esc keeps it too, and the first choice goes on.
        lan.press(&[KeyCode::Esc]);
        lan.sees("Lập sổ tiếp");
        lan.press(&[KeyCode::Enter]);
        lan.sees(&page);
        // Back to the first page: everything is there.
        for _ in 0..steps {
            lan.press(&[KeyCode::PageUp]);
        }
        lan.sees("Bước 1/7");
        lan.sees("Tiểu học Cây Phượng");
        lan.sees("phường Đồng Mây");
    }
}

#[test]
fn the_roster_is_asked_for_again_until_it_is_there_or_put_off() {
    let mut lan = Person::new();
    lan.first_page();
    for _ in 0..6 {
        lan.control('s');
    }
    lan.sees("Bước 7/7");
    lan.again();
    lan.sees("Bước 7/7");
    lan.press(&[KeyCode::PageUp]);
    lan.sees("Sổ đã lập xong, không lùi được nữa");
    lan.sees("Bước 7/7");
    lan.press(&[KeyCode::Esc]);
    lan.again();
    lan.sees_no("Bước 7/7");
}

#[test]
fn looking_at_the_sample_first_loses_nothing_of_the_set_up() {
    let mut lan = Person::new();
    lan.first_page();
    lan.press(&[KeyCode::Esc, KeyCode::Down, KeyCode::Enter]);
    lan.sees("104 mục");
    lan.again();
    lan.sees("Bước 1/7");
    lan.sees("phường Đồng Mây");
}

#[test]
fn a_page_that_is_wrong_is_not_left() {
    let mut lan = Person::new();
    lan.press(&[KeyCode::Enter]);
    lan.control('s');
    lan.sees("Ô này không được để trống");
    lan.sees("Bước 1/7");
    lan.write("TH Cây Phượng");
    for _ in 0..2 {
        lan.control('s');
    }
    lan.sees("Bước 2/7");
    lan.sees("Ô này không được để trống");
    lan.write("LĐLĐ quận Sông Nhuệ");
    lan.press(&[KeyCode::Tab]);
    lan.sees("LIÊN ĐOÀN LAO ĐỘNG QUẬN SÔNG NHUỆ");
    lan.press(&[KeyCode::Tab, KeyCode::Tab]);
    lan.write("Sông Nhuệ");
    lan.control('s');
    lan.control('s');
    lan.sees("Bước 4/7");
    lan.press(&[KeyCode::Tab, KeyCode::Tab, KeyCode::Tab]);
    lan.write("1/5/2025");
    lan.control('s');
    lan.sees("Ngày này phải sau ngày 01/06/2025");
    lan.sees("Bước 4/7");
}

/// To the row of the settings that holds this text, and Enter.
fn open_setting(lan: &mut Person, text: &str) {
    lan.press(&[KeyCode::Char('6'), KeyCode::Home]);
    for _ in 0..40 {
        let rows = lan.program.rows();
        if rows.iter().any(|row| row.starts_with('▸') && row.contains(text)) {
            lan.press(&[KeyCode::Enter]);
            return;
        }
        lan.press(&[KeyCode::Down]);
    }
    panic!("no row {text}: {:#?}", lan.program.rows());
}

#[test]
fn a_unit_that_changes_its_name_keeps_the_old_one_for_the_days_before() {
    let mut lan = Person::with_sample();
    open_setting(&mut lan, "Đơn vị");
    lan.press(&[KeyCode::Tab, KeyCode::Tab, KeyCode::Tab, KeyCode::Tab, KeyCode::Tab]);
    lan.control('u');
    lan.write("Công đoàn phường Đồng Mây");
    lan.press(&[KeyCode::Tab]);
    lan.sees("CÔNG ĐOÀN PHƯỜNG ĐỒNG MÂY");
    lan.press(&[KeyCode::Tab, KeyCode::Tab, KeyCode::Tab]);
    lan.write("1/1/2024");
    lan.control('s');
    lan.sees("Đã lưu");
    let catalog = lan.catalog();
    let upper = |on| catalog.unit_on(on).map(|unit| unit.upper.short.clone()).unwrap_or_default();
    assert_eq!(upper(day(2023, 12, 31)), "LĐLĐ quận Sông Nhuệ");
    assert_eq!(upper(day(2024, 1, 1)), "CĐ phường Đồng Mây");
    lan.write("u");
    assert_eq!(lan.catalog().units.len(), 1);
}

#[test]
fn a_period_refuses_nonsense_with_a_sentence_beneath_the_field() {
    let mut lan = Person::with_sample();
    open_setting(&mut lan, "2023-2024/1");
    for (tabs, wrong, said) in [
        (3, "1/5/2023", "Ngày này phải sau ngày 01/06/2023"),
        (6, "20/12/2028", "xem lại năm"),
        (7, "trước 1/1/2020", "Hạn nộp trước khi kỳ bắt đầu"),
        (11, "a b@c", "không phải địa chỉ e-mail"),
        (12, "10-5", "không phải số ảnh"),
    ] {
        lan.press(&[KeyCode::Home]);
        lan.press(&[KeyCode::Tab].repeat(tabs));
        lan.control('u');
        lan.write(wrong);
        lan.control('s');
        lan.sees(said);
        lan.press(&[KeyCode::Esc]);
        lan.program.app.drafts.clear();
        open_setting(&mut lan, "2023-2024/1");
    }
    // Ranges may overlap other periods' and money goes by its own year.
    lan.press(&[KeyCode::Tab].repeat(7));
    lan.control('u');
    lan.write("trước 25/1/2024");
    lan.control('s');
    lan.sees("Đã lưu");
    assert_eq!(lan.catalog().periods.first().and_then(|period| period.due), Some(day(2024, 1, 24)));
}

#[test]
fn the_next_period_is_proposed_behind_the_last_one() {
    let mut lan = Person::with_sample();
    let count = lan.catalog().periods.len();
    let last = lan.catalog().periods.iter().map(|period| period.activities.1).max().expect("a period");
    open_setting(&mut lan, "Thêm kỳ báo cáo");
    lan.control('s');
    lan.sees("Đã lưu");
    let catalog = lan.catalog();
    assert_eq!(catalog.periods.len(), count + 1);
    let new = catalog.periods.iter().max_by_key(|period| period.activities.1).expect("the new one");
    assert_eq!(Some(new.activities.0), last.succ_opt());
    lan.write("u");
    assert_eq!(lan.catalog().periods.len(), count);
}

#[test]
fn a_fund_is_added_and_its_opening_mended() {
    let mut lan = Person::with_sample();
    open_setting(&mut lan, "Thêm quỹ");
    lan.write("Quỹ khuyến học");
    lan.press(&[KeyCode::Tab, KeyCode::Tab]);
    lan.write("1tr5");
    lan.control('s');
    lan.sees("Đã lưu");
    let fund = |lan: &Person| {
        let catalog = lan.catalog();
        catalog.funds.iter().find(|fund| fund.code == "khuyen-hoc").cloned().expect("the fund")
    };
    assert_eq!(fund(&lan).openings_of(Account::Cash).next().map(|opening| opening.1), Some(Dong(1_500_000)));
    assert!(!fund(&lan).settled);
    open_setting(&mut lan, "Quỹ khuyến học");
    lan.press(&[KeyCode::Tab, KeyCode::Tab]);
    lan.control('u');
    lan.write("2tr");
    lan.press(&[KeyCode::Tab]);
    lan.control('u');
    lan.write("1/2/2023");
    lan.control('s');
    lan.sees("Đã lưu");
    assert_eq!(
        fund(&lan).openings_of(Account::Cash).collect::<Vec<_>>(),
        [(day(2023, 2, 1), Dong(2_000_000))]
    );
    lan.write("u");
    assert_eq!(fund(&lan).openings_of(Account::Cash).next().map(|opening| opening.1), Some(Dong(1_500_000)));
}

#[test]
fn a_norm_is_added_changed_and_deleted() {
    let mut lan = Person::with_sample();
    let count = lan.catalog().norms.len();
    open_setting(&mut lan, "Thêm định mức");
    lan.write("thai sản");
    lan.press(&[KeyCode::Tab, KeyCode::Tab]);
    lan.write("400k");
    lan.control('s');
    lan.sees("Đã lưu");
    assert_eq!(lan.catalog().norms.len(), count + 1);
    lan.press(&[KeyCode::End, KeyCode::Up]);
    lan.write("x");
    lan.sees("Xóa định mức");
    lan.press(&[KeyCode::Enter]);
    assert_eq!(lan.catalog().norms.len(), count);
    lan.write("u");
    assert_eq!(lan.catalog().norms.len(), count + 1);
}

#[test]
fn the_exchange_folder_is_changed_and_exports_go_to_it() {
    let mut lan = Person::with_sample();
    open_setting(&mut lan, "Thư mục trao đổi");
    lan.write("Nộp báo cáo");
    lan.press(&[KeyCode::Tab]);
    lan.write("ổ S:");
    lan.control('s');
    lan.sees("Từ nay tệp được đọc và ghi ở ổ S:");
    lan.write("5x");
    lan.press(&[KeyCode::Enter]);
    lan.sees("ổ S:/bao-cao");
    let folder = lan.folder.path().join("Nộp báo cáo");
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 1);
    lan.again();
    open_setting(&mut lan, "ổ S:");
    lan.sees("Nộp báo cáo");
}

#[test]
fn a_year_goes_with_a_semester_whose_days_change_and_an_undo_takes_both_back() {
    let mut lan = Person::with_sample();
    let year = |lan: &Person| {
        let catalog = lan.catalog();
        catalog.periods.iter().find(|period| period.code == "2023-2024").expect("the year").activities
    };
    let before = year(&lan);
    open_setting(&mut lan, "2023-2024/2");
    lan.press(&[KeyCode::Tab].repeat(3));
    lan.control('u');
    lan.write("7/6/2024");
    lan.control('s');
    lan.sees("Đã lưu");
    assert_eq!(year(&lan), (before.0, day(2024, 6, 7)));
    lan.write("u");
    assert_eq!(year(&lan), before);
}

#[test]
fn what_came_too_late_for_one_report_is_not_proposed_for_the_next_but_one() {
    let lan = Person::with_sample();
    let mut desk = Desk::open(&book(lan.folder.path()), "lan").expect("the book");
    let periods = desk.catalog().expect("its catalog").periods;
    let late: Vec<_> = desk.late_for(&periods[1]).expect("late").iter().map(|one| one.entry.id).collect();
    desk.take_late(&periods[1], &late).expect("taken");
    let mut lan = Person { program: open(lan.folder.path()), ..lan };
    open_setting(&mut lan, "Thêm kỳ báo cáo");
    lan.control('s');
    lan.sees("Đã lưu");
    let catalog = lan.catalog();
    let new = catalog.periods.iter().find(|period| period.code == "2024-2025/1").expect("the next semester");
    assert!(new.report.late.taken.is_empty() && !new.report.signer.is_empty());
}

#[test]
fn a_new_chair_signs_from_the_day_of_the_change_on_and_reports_before_keep_the_former() {
    let mut lan = Person::with_sample();
    let label = "Chức vụ công đoàn";
    open_setting(&mut lan, label);
    lan.sees("Phạm Thanh Tâm");
    lan.control('u');
    lan.write("hanh le");
    lan.press(&[KeyCode::Tab]);
    lan.sees("chưa có trong danh sách");
    lan.press(&[KeyCode::BackTab]);
    lan.control('u');
    lan.write("le thi bich hanh");
    lan.press(&[KeyCode::Tab]);
    lan.sees("Lê Thị Bích Hạnh");
    lan.press(&[KeyCode::Tab].repeat(4));
    lan.control('u');
    lan.write("1/1/2023");
    lan.control('s');
    lan.sees("bắt đầu ngày 01/03/2023");
    lan.control('u');
    lan.write("1/2/2024");
    lan.control('s');
    lan.sees("Đã lưu");
    let catalog = lan.catalog();
    let chair = |on| offices::holder("Chủ tịch", &catalog, on).map(|held| held.name).unwrap_or_default();
    assert_eq!(chair(day(2024, 1, 31)), "Phạm Thanh Tâm");
    assert_eq!(chair(day(2024, 2, 1)), "Lê Thị Bích Hạnh");
    let signers: Vec<&str> = catalog.periods.iter().map(|period| period.report.signer.as_str()).collect();
    assert_eq!(signers, ["Phạm Thanh Tâm", "Lê Thị Bích Hạnh", "Lê Thị Bích Hạnh"]);
    // One change: undo takes it back whole.
    lan.write("u");
    assert!(lan.catalog().periods.iter().all(|period| period.report.signer == "Phạm Thanh Tâm"));
}

#[test]
fn somebody_who_is_not_on_the_roster_yet_holds_an_office_and_gets_it_when_there() {
    let mut lan = Person::with_sample();
    open_setting(&mut lan, "Chức vụ công đoàn");
    lan.press(&[KeyCode::Tab, KeyCode::Tab]);
    lan.write("Bế Thị Mơ");
    lan.control('s');
    lan.sees("Đã lưu");
    let catalog = lan.catalog();
    assert_eq!(offices::waiting(&catalog).len(), 1);
    let mut desk = Desk::open(&book(lan.folder.path()), "lan").expect("the book");
    let mut newcomer = catalog.members[0].body.clone();
    "Bế Thị Mơ".clone_into(&mut newcomer.full_name);
    newcomer.facts.clear();
    desk.save_member(None, newcomer).expect("saved");
    let catalog = lan.catalog();
    assert!(offices::waiting(&catalog).is_empty());
    let held = offices::holder("Kế toán", &catalog, catalog.today).expect("an accountant");
    assert_eq!(held.name, "Bế Thị Mơ");
}
