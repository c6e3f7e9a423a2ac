//! Reports of other books than the sample: an empty one, another school, several funds, a year not over yet, long
//! names and long lists.

use std::path::PathBuf;

use congdoan::desk::{Desk, LedgerEntry, NewBook, PaperFormat};
use congdoan::domain::{
    Account, Activity, Day, Direction, FactKind, Fund, Gender, HeadCount, Id, Level, Member, MemberFact,
    MoneyLine, Opening, Period, Person, Receiver, Source, State, Stored,
};
use congdoan::text::money::Dong;

struct School {
    _folder: tempfile::TempDir,
    path: PathBuf,
    desk: Desk,
}

fn day(text: &str) -> Day {
    text.parse().expect("an ISO day")
}

impl School {
    fn new(book: &NewBook) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("so.congdoan");
        let desk = Desk::create(&path, "thu-quy", book).expect("a new book");
        Self { _folder: folder, path, desk }
    }

    fn of(unit: &str, upper: &str, school_year: i32, cash: i64) -> Self {
        Self::new(&NewBook {
            unit: unit.to_owned(),
            upper: upper.to_owned(),
            school: unit.trim_start_matches("Công đoàn ").to_owned(),
            place: "Bến Xuân".to_owned(),
            cash: Dong(cash),
            school_year,
            ..NewBook::default()
        })
    }

    fn period(&self) -> Stored<Period> {
        let catalog = self.desk.catalog().expect("a catalog");
        let semester = catalog.periods.iter().min_by_key(|period| period.activities.0).expect("a semester");
        semester.clone()
    }

    fn change_period(&mut self, change: impl FnOnce(&mut Period)) {
        let old = self.period();
        let mut period = old.body.clone();
        change(&mut period);
        self.desk.save_period(Some(&old), period).expect("a period");
    }

    fn report(&self) -> String {
        let bytes = self
            .desk
            .export_report(&self.period(), Some("ha-dong"), PaperFormat::Markdown)
            .expect("Markdown");
        String::from_utf8(bytes).expect("UTF-8").replace("\\\n", "\n").replace('\\', "")
    }

    fn docx(&self) -> Vec<u8> {
        self.desk.export_report(&self.period(), Some("ha-dong"), PaperFormat::Docx).expect("a Word file")
    }

    fn member(&mut self, name: &str, gender: Gender, facts: &[(FactKind, &str)]) -> Id<Member> {
        let mut all =
            vec![MemberFact::always(FactKind::Employment, ""), MemberFact::always(FactKind::Membership, "")];
        all.extend(facts.iter().map(|(kind, value)| MemberFact::always(*kind, *value)));
        let member = Member {
            full_name: name.to_owned(),
            gender,
            ethnicity: String::new(),
            birth_day: None,
            degree: String::new(),
            insured: true,
            party_joined: None,
            party_official: None,
            note: String::new(),
            facts: all,
        };
        self.desk.save_member(None, member).expect("a member").id
    }

    fn log(&mut self, kind: &str, on: &str, fill: impl FnOnce(&mut Activity)) -> Stored<Activity> {
        let mut activity = Activity::new(kind, day(on));
        fill(&mut activity);
        self.desk.log(activity).unwrap_or_else(|error| panic!("{kind} {on}: {error}")).activity
    }

    fn fund(&self) -> Id<Fund> {
        self.desk.catalog().expect("a catalog").union_fund().expect("a fund").id
    }

    fn voucher(&mut self, fund: Id<Fund>, direction: Direction, on: &str, code: &str, amount: i64) {
        let entry = LedgerEntry {
            fund,
            account: Account::Cash,
            direction,
            day: day(on),
            amount: Dong(amount),
            code: code.to_owned(),
            description: "khoản ghi".to_owned(),
            counterpart: String::new(),
        };
        self.desk.log_voucher(entry).expect("a voucher");
    }
}

fn of(member: Id<Member>, relation: &str) -> Person {
    Person { member: Some(member), relation: relation.to_owned(), ..Person::default() }
}

fn collected(amount: i64) -> MoneyLine {
    MoneyLine {
        quantity: None,
        rate: None,
        amount: Dong(amount),
        source: Source::Members,
        code: String::new(),
    }
}

/// The line that holds these words.
fn line<'a>(report: &'a str, words: &str) -> &'a str {
    report
        .lines()
        .find(|line| line.contains(words))
        .unwrap_or_else(|| panic!("no line says {words:?} in\n{report}"))
}

#[test]
fn a_new_book_without_an_entry_makes_a_paper_of_headings_only() {
    let school = School::of("Công đoàn Trường THCS Bến Xuân", "Công đoàn phường Bến Xuân", 2025, 0);
    let report = school.report();
    assert_eq!(report.lines().filter(|line| line.starts_with('#')).count(), 21, "{report}");
    let head: Vec<&str> = report.lines().take(8).collect();
    assert_eq!(head[0], "CÔNG ĐOÀN PHƯỜNG BẾN XUÂN");
    assert!(report.contains("Số:     /BC-CĐCS") && report.contains("Bến Xuân, ngày     tháng     năm 2025"));
    for nothing in ["00 ", " 0 lượt", "0%", "……", "{", "}", "()", "[", "NaN"] {
        assert!(!report.contains(nothing), "{nothing:?} in\n{report}");
    }
    // Only what is true without an entry: nobody on the roster, nothing to propose, a fund at zero.
    assert!(report.contains("Những đề xuất, kiến nghị: Không"));
    assert!(school.docx().starts_with(b"PK"));
}

#[test]
fn another_school_reads_right_with_kinds_that_the_sample_does_not_use() {
    let mut school =
        School::of("Công đoàn Trường THPT Bến Xuân", "Công đoàn phường Bến Xuân", 2025, 1_500_000);
    let khoa = school.member(
        "Vũ Đình Khoa",
        Gender::Male,
        &[
            (FactKind::ShortName, "Khoa Lý"),
            (FactKind::Duty, "Vật lí"),
            (FactKind::Position, "gv-bo-mon"),
            (FactKind::Contract, "bien-che"),
        ],
    );
    let mo = school.member(
        "Trần Thị Mơ",
        Gender::Female,
        &[
            (FactKind::ShortName, "Mơ 10A1"),
            (FactKind::Duty, "chủ nhiệm 10A1"),
            (FactKind::Position, "gv-co-ban"),
            (FactKind::Contract, "hop-dong-khac"),
        ],
    );
    let fund = school.fund();
    school.log("tro-cap", "2025-10-02", |entry| {
        entry.about = "hoàn cảnh khó khăn".to_owned();
        entry.people = vec![of(mo, "")];
        entry.money = vec![collected(2_000_000)];
    });
    school.log("hien-mau", "2025-10-10", |entry| {
        entry.people = vec![of(khoa, ""), of(mo, "")];
    });
    school.log("hien-mau", "2025-12-10", |entry| entry.people = vec![of(khoa, "")]);
    school.log("viec-hieu", "2025-11-11", |entry| {
        entry.people = vec![
            of(khoa, "ong"),
            Person { name: "bác bảo vệ cũ".to_owned(), relation: "vo".to_owned(), ..Person::default() },
        ];
    });
    school.log("sang-kien", "2025-11-20", |entry| {
        entry.people = vec![of(mo, "")];
        entry.level = Some(Level::Province);
        entry.about = "dạy học theo dự án".to_owned();
    });
    school.log("xa-hoi-hoa", "2025-09-20", |entry| {
        entry.about = "lắp mái che sân chơi".to_owned();
        entry.organisation = "Hội Cha mẹ học sinh".to_owned();
        entry.receiver = Receiver::Outside;
        entry.money = vec![collected(35_000_000)];
    });
    school.voucher(fund, Direction::Receipt, "2025-10-05", "22.01", 4_500_000);
    school.voucher(fund, Direction::Payment, "2025-10-06", "31.03", 1_000_001);
    let report = school.report();
    for (words, whole) in [
        ("công nhân viên", "#### 2. Cán bộ, giáo viên, công nhân viên: 2 người"),
        ("Biên chế: ", "  + Biên chế: 1 người. Trong đó:"),
        (
            "Trợ cấp",
            "  + Trợ cấp, giúp đỡ 01 lượt công đoàn viên có hoàn cảnh khó khăn (đ/c Mơ 10A1), số tiền 2.000.000 đồng.",
        ),
        (
            "hiến máu",
            "- 03 lượt công đoàn viên tham gia hiến máu tình nguyện (đ/c Khoa Lý (2 lần), đ/c Mơ 10A1).",
        ),
        (
            "qua đời",
            "  + Đã tổ chức thăm hỏi 02 lượt công đoàn viên có người thân qua đời (ông đ/c Khoa Lý, vợ bác bảo vệ cũ).",
        ),
        ("sáng kiến", "- 01 sáng kiến, kinh nghiệm được công nhận cấp thành phố, tỉnh (đ/c Trần Thị Mơ)."),
        ("Xã hội hóa", "- Xã hội hóa: lắp mái che sân chơi (Hội Cha mẹ học sinh): 35.000.000 đồng."),
        ("tích lũy đầu kỳ", "  + Tài chính công đoàn tích lũy đầu kỳ: 1.500.000 đồng"),
        ("Phần thu", "  + Phần thu: 4.500.000 đồng"),
        ("Phần chi", "- Phần chi: 1.000.001 đồng"),
    ] {
        assert_eq!(line(&report, words), whole);
    }
    assert!(report.contains("4.999.999 đồng"), "the balance");
    assert!(report.contains("(Bốn triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng)"));
    for other in ["Cây Phượng", "Sông Nhuệ", "Hà Đông"] {
        assert!(!report.contains(other), "{other} is another school");
    }
}

#[test]
fn planned_cancelled_and_deleted_entries_are_in_no_number_list_or_sum() {
    let mut school = School::of("Công đoàn Trường Mầm non Bến Xuân", "", 2025, 0);
    let one = school.member("Lê Thị Na", Gender::Female, &[(FactKind::ShortName, "Na A1")]);
    let two = school.member("Lê Thị Ổi", Gender::Female, &[(FactKind::ShortName, "Ổi A2")]);
    let visit = |member| move |entry: &mut Activity| entry.people = vec![of(member, "")];
    school.log("tham-om", "2025-10-02", visit(one));
    school.log("tham-om", "2025-10-03", |entry| {
        entry.people = vec![of(two, "")];
        entry.state = State::Planned;
    });
    let cancelled = school.log("tham-om", "2025-10-04", visit(two));
    let deleted = school.log("tham-om", "2025-10-05", visit(two));
    assert!(line(&school.report(), "ốm đau").contains("03 lượt"));
    school.desk.cancel(&cancelled).expect("cancelled");
    school.desk.delete(&deleted).expect("deleted");
    let said = "  + Đã tổ chức thăm hỏi 01 lượt công đoàn viên ốm đau, thai sản (đ/c Na A1).";
    assert_eq!(line(&school.report(), "ốm đau"), said);
    let before = school.period().activities.0.pred_opt().expect("a day");
    school.log("tham-om", &before.to_string(), visit(two));
    assert_eq!(line(&school.report(), "ốm đau"), said, "the day before the period");
}

#[test]
fn only_the_settled_fund_is_in_the_settlement_and_an_open_year_names_its_day() {
    let mut school = School::of("Công đoàn Trường Tiểu học Bến Xuân", "", 2025, 10_000_000);
    let union = school.fund();
    let other = Fund {
        code: "khuyen-hoc".to_owned(),
        name: "Quỹ khuyến học".to_owned(),
        settled: false,
        code_set: String::new(),
        openings: vec![Opening { account: Account::Cash, day: day("2025-01-01"), amount: Dong(77_000_000) }],
    };
    let other = school.desk.save_fund(None, other).expect("a second fund").id;
    school.voucher(other, Direction::Receipt, "2025-09-09", "", 5_000_000);
    school.voucher(other, Direction::Payment, "2025-10-09", "", 3_000_000);
    school.voucher(union, Direction::Receipt, "2025-09-09", "22.01", 2_000_000);
    school.voucher(union, Direction::Payment, "2025-10-09", "31", 500_000);
    school.voucher(union, Direction::Payment, "2025-12-25", "31", 250_000);
    school.change_period(|period| period.finance = (day("2025-01-01"), day("2025-12-31")));
    let closed = school.report();
    assert_eq!(line(&closed, "Quyết toán tài chính"), "Quyết toán tài chính công đoàn năm 2025. Cụ thể:");
    assert_eq!(line(&closed, "Tích lũy cuối kỳ"), "- Tích lũy cuối kỳ: 11.250.000 đồng");
    school.change_period(|period| period.finance.1 = day("2025-12-20"));
    let open = school.report();
    assert_eq!(line(&open, "Số dư"), "- Số dư đến ngày 20/12/2025: 11.500.000 đồng");
    assert_eq!(line(&open, "Cụ thể:"), "Tình hình tài chính công đoàn đến ngày 20/12/2025. Cụ thể:");
    assert!(
        !open.contains("Quyết toán") && !open.contains("cuối kỳ"),
        "a year that is not over has no settlement"
    );
    for report in [closed, open] {
        for others in ["77.000.000", "5.000.000", "3.000.000", "89.000.000"] {
            assert!(!report.contains(others), "{others} is of another fund");
        }
    }
}

#[test]
fn long_names_lists_and_narratives_make_a_word_file_and_lose_nothing() {
    let name = format!(
        "Công đoàn Trường Tiểu học và Trung học cơ sở {}",
        "Nguyễn Thị Minh Khai Bến Xuân ".repeat(2)
    );
    assert!(name.chars().count() > 80);
    let mut school = School::of(name.trim(), "Công đoàn xã Bến Xuân", 2025, 0);
    for number in 1..=60_i64 {
        school.log("ung-ho", "2025-10-10", |entry| {
            entry.about = format!("Ủng hộ đợt {number}");
            entry.receiver = Receiver::Outside;
            entry.organisation = "Hội Chữ thập đỏ".to_owned();
            entry.money = vec![collected(number * 1_000)];
        });
    }
    let ideas: Vec<String> =
        (0..120).map(|n| format!("- Ý thứ {n}: {}", "việc làm trong kỳ ".repeat(6))).collect();
    let text = ideas.join("\n");
    let period = school.period().id;
    school.desk.save_narrative(None, period, "thi-dua.phong-trao", &text).expect("a narrative");
    let report = school.report();
    assert_eq!(report.lines().filter(|line| line.trim().starts_with("+ Ủng hộ đợt ")).count(), 60);
    assert_eq!(
        line(&report, "Tổng số tiền"),
        "  + Tổng số tiền ủng hộ, quyên góp: 1.830.000 đồng (Một triệu tám trăm ba mươi nghìn đồng)."
    );
    assert_eq!(report.lines().filter(|line| line.starts_with("- Ý thứ ")).count(), 120);
    let first = school.docx();
    assert!(first.starts_with(b"PK"));
    let again = Desk::open(&school.path, "nguoi-khac").expect("the same book");
    let bytes =
        again.export_report(&school.period(), Some("ha-dong"), PaperFormat::Docx).expect("a Word file");
    assert!(first == bytes, "the same book, another officer");
    if let Ok(folder) = std::env::var("CONGDOAN_KEEP_PAPERS") {
        std::fs::write(PathBuf::from(folder).join("long.docx"), first).expect("kept for the eye");
    }
}

#[test]
fn a_share_of_people_is_said_once_and_a_bare_one_without_numbers() {
    let mut school = School::of("Công đoàn Trường Tiểu học Bến Xuân", "", 2025, 0);
    let heads = |count, of| {
        move |entry: &mut Activity| {
            entry.about = "tập huấn phần mềm".to_owned();
            entry.head_count = Some(HeadCount { count, of, whom: "giáo viên".to_owned() });
        }
    };
    school.log("tap-huan", "2025-10-10", heads(Some(16), Some(17)));
    school.log("tap-huan", "2025-10-11", heads(None, None));
    school.log("tap-huan", "2025-10-12", heads(Some(5), None));
    let report = school.report();
    let said: Vec<&str> =
        report.lines().filter(|line| line.to_lowercase().contains("tập huấn phần mềm")).collect();
    assert_eq!(
        said,
        [
            "- 94,1% (16/17) giáo viên được tham gia tập huấn phần mềm.",
            "- 100% giáo viên được tham gia tập huấn phần mềm.",
            "- Tập huấn phần mềm.",
        ]
    );
}
