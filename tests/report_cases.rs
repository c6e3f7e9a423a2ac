//! Ten small terms made by hand, each with the sentences that the field expects of it (written from the rules of
//! the field, never from what the program printed), through the same door as the screen: logged, then compiled.

use std::collections::BTreeMap;

use congdoan::desk::{Desk, NewBook};
use congdoan::domain::{
    Account, Activity, Catalog, FactKind, Gender, HeadCount, Id, Member, MemberFact, MoneyLine, Person,
    Source, State,
};
use congdoan::report::{PartState, Report};
use congdoan::text::money::Dong;

fn day(text: &str) -> congdoan::domain::Day {
    text.parse().expect("an ISO day")
}

/// A school's book of 2023-2024, looked at on 10 January 2024.
struct School {
    desk: Desk,
    names: BTreeMap<&'static str, Id<Member>>,
    _folder: tempfile::TempDir,
}

impl School {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let first = NewBook {
            unit: "Công đoàn Trường Tiểu học Cây Phượng".to_owned(),
            upper: "LĐLĐ quận".to_owned(),
            cash: Dong(10_000_000),
            school_year: 2023,
            ..NewBook::default()
        };
        let mut desk = Desk::create(&folder.path().join("book.congdoan"), "Thủ quỹ", &first).expect("a book");
        desk.save_setting("today", "2024-01-10").expect("a day");
        Self { desk, names: BTreeMap::new(), _folder: folder }
    }

    fn catalog(&self) -> Catalog {
        self.desk.catalog().expect("its catalog")
    }

    /// A member since ever, with changes.
    fn member(&mut self, short: &'static str, full: &str, change: impl FnOnce(&mut Member)) {
        let mut member = Member {
            full_name: full.to_owned(),
            gender: if full.contains("Thị") { Gender::Female } else { Gender::Male },
            ethnicity: String::new(),
            birth_day: None,
            degree: String::new(),
            insured: true,
            party_joined: None,
            party_official: None,
            note: String::new(),
            facts: vec![
                MemberFact::always(FactKind::ShortName, short),
                MemberFact::always(FactKind::Contract, "bien-che"),
                MemberFact::always(FactKind::Position, "gv-co-ban"),
                MemberFact::always(FactKind::Employment, ""),
                MemberFact::always(FactKind::Membership, ""),
            ],
        };
        change(&mut member);
        let saved = self.desk.save_member(None, member).expect("a member");
        self.names.insert(short, saved.id);
    }

    fn members(&mut self, shorts: &[&'static str]) {
        for short in shorts {
            self.member(short, &format!("Lê Thị {short}"), |_| {});
        }
    }

    /// An entry; people are (relation, short name).
    fn log(
        &mut self,
        kind: &str,
        on: &str,
        people: &[(&str, &str)],
        change: impl FnOnce(&mut Activity),
    ) -> usize {
        let mut activity = self.catalog().kinds.get(kind).expect("a kind").blank(day(on));
        activity.people = people
            .iter()
            .map(|(relation, short)| Person {
                member: Some(self.names[short]),
                relation: (*relation).to_owned(),
                ..Person::default()
            })
            .collect();
        change(&mut activity);
        self.desk.log(activity).expect("logged").vouchers.len()
    }

    fn report(&self) -> Report {
        self.report_in("ha-dong")
    }

    fn report_in(&self, outline: &str) -> Report {
        let period = self.catalog().period.expect("the first semester");
        self.desk.compile(&period, Some(outline)).expect("a report")
    }

    /// The lines that hold these words.
    fn lines(&self, words: &str) -> Vec<String> {
        lines_of(&self.report(), words)
    }

    /// The same where both outlines ask for it: they say it alike.
    fn in_both(&self, words: &str) -> Vec<String> {
        let lines = self.lines(words);
        assert_eq!(lines_of(&self.report_in("ninh-binh"), words), lines, "the other outline");
        lines
    }

    fn paid_by_fund(&self, amount: i64) -> MoneyLine {
        let fund = self.catalog().union_fund().expect("a fund").id;
        MoneyLine {
            source: Source::Fund { fund, account: Account::Cash },
            code: "31.03".to_owned(),
            ..given(amount)
        }
    }
}

fn lines_of(report: &Report, words: &str) -> Vec<String> {
    report.lines.iter().map(congdoan::report::Line::text).filter(|text| text.contains(words)).collect()
}

fn given(amount: i64) -> MoneyLine {
    MoneyLine {
        quantity: None,
        rate: None,
        amount: Dong(amount),
        source: Source::Members,
        code: String::new(),
    }
}

#[test]
fn one_funeral_that_touches_two_members_is_two_visits_in_one_list() {
    let mut school = School::new();
    school.members(&["Lan 2A", "Liên 3B"]);
    school.log("viec-hieu", "2023-10-02", &[("me-de", "Lan 2A"), ("me-chong", "Liên 3B")], |_| {});
    assert_eq!(
        school.in_both("có người thân qua đời"),
        [
            "Đã tổ chức thăm hỏi 02 lượt công đoàn viên có người thân qua đời (mẹ đẻ đ/c Lan 2A, mẹ chồng đ/c Liên 3B)."
        ]
    );
}

#[test]
fn a_member_visited_twice_is_named_once_with_how_often_so_that_list_and_number_agree() {
    let mut school = School::new();
    school.members(&["Vân L2", "Hà L1"]);
    for (on, short) in [("2023-10-10", "Vân L2"), ("2023-10-12", "Hà L1"), ("2023-11-10", "Vân L2")] {
        school.log("tham-om", on, &[("", short)], |_| {});
    }
    let said = school.in_both("ốm đau, thai sản");
    let [line] = said.as_slice() else { panic!("{said:#?}") };
    assert!(line.starts_with("Đã tổ chức thăm hỏi 03 lượt công đoàn viên ốm đau, thai sản ("), "{line}");
    assert!(line.contains("đ/c Vân L2 (2 lần)") && line.contains("đ/c Hà L1"), "{line}");
    assert_eq!(line.matches("Vân L2").count(), 1, "{line}");
}

#[test]
fn planned_and_cancelled_entries_count_nowhere_and_take_no_voucher() {
    let mut school = School::new();
    school.members(&["Tú TD", "Mai 1A", "Nga 4C"]);
    for (state, short, vouchers) in
        [(State::Done, "Tú TD", 1), (State::Planned, "Mai 1A", 0), (State::Cancelled, "Nga 4C", 0)]
    {
        let money = school.paid_by_fund(500_000);
        let written = school.log("viec-hy", "2023-12-01", &[("", short)], |entry| {
            entry.state = state;
            entry.money = vec![money];
        });
        assert_eq!(written, vouchers, "{state:?}");
    }
    assert_eq!(school.in_both("Mừng đám hỷ").len(), 1);
    let wedding = school.in_both("Mừng đám hỷ 01 lượt công đoàn viên (").join("");
    assert!(wedding.contains("Tú TD") && !wedding.contains("Mai") && !wedding.contains("Nga"), "{wedding}");
    assert_eq!(school.lines("Phần chi: "), ["Phần chi: 500.000 đồng"]);
    assert_eq!(school.lines("Tích lũy cuối kỳ: "), ["Tích lũy cuối kỳ: 9.500.000 đồng"]);
}

#[test]
fn who_retired_within_the_period_is_bidden_farewell_and_no_more_counted_on_the_head_count_day() {
    let mut school = School::new();
    school.members(&["Lan 2A", "Liên 3B"]);
    school.member("Kế", "Ngô Thị Kế", |member| {
        for fact in &mut member.facts {
            if matches!(fact.kind, FactKind::Employment | FactKind::Membership) {
                fact.until = Some(day("2023-11-01"));
                fact.reason_out = "nghỉ hưu".to_owned();
            }
        }
    });
    school.log("tham-om", "2023-09-20", &[("", "Kế")], |_| {});
    school.log("nghi-huu", "2023-10-31", &[("", "Kế")], |_| {});
    assert_eq!(school.lines("Biên chế: "), ["Biên chế: 2 người. Trong đó:"]);
    assert_eq!(
        school.in_both("nghỉ hưu, chuyển công tác"),
        ["Gặp mặt, tặng quà 01 đồng chí nghỉ hưu, chuyển công tác (đ/c Kế)."]
    );
    assert_eq!(
        school.in_both("ốm đau, thai sản"),
        ["Đã tổ chức thăm hỏi 01 lượt công đoàn viên ốm đau, thai sản (đ/c Kế)."]
    );
}

#[test]
fn an_admission_whose_day_the_roster_does_not_know_is_to_be_looked_at() {
    let mut school = School::new();
    school.member("Đào 5A", "Trần Thị Đào", |member| {
        for fact in member.facts.iter_mut().filter(|fact| fact.kind == FactKind::Membership) {
            fact.from = Some(day("2023-11-01"));
        }
    });
    school.log("ket-nap-doan-vien", "2023-10-15", &[("", "Đào 5A")], |_| {});
    assert_eq!(school.in_both("Kết nạp 01 "), ["Kết nạp 01 đoàn viên công đoàn là đ/c Trần Thị Đào."]);
    let report = school.report();
    let section = report.sections.iter().find(|section| section.id == "to-chuc").expect("II.4");
    assert_ne!(section.state, PartState::Enough, "{:?}", section.issues);
    let found = format!("{:?}", section.issues);
    assert!(found.contains("Disagree"), "{found}");
}

#[test]
fn sixteen_of_seventeen_are_told_with_a_decimal_comma_and_one_place() {
    let mut school = School::new();
    school.log("tap-huan", "2023-08-25", &[], |entry| {
        entry.about = "tập huấn sử dụng sách giáo khoa lớp 4".to_owned();
        entry.head_count =
            Some(HeadCount { count: Some(16), of: Some(17), whom: "giáo viên dạy lớp 4".to_owned() });
    });
    assert_eq!(
        school.in_both("sách giáo khoa lớp 4"),
        ["94,1% (16/17) giáo viên dạy lớp 4 được tham gia tập huấn sử dụng sách giáo khoa lớp 4."]
    );
}

#[test]
fn a_bare_hundred_percent_is_said_without_numbers_that_nobody_noted() {
    let mut school = School::new();
    school.log("bao-hiem", "2023-09-05", &[], |entry| {
        let whom = "công đoàn viên và người lao động dài hạn".to_owned();
        entry.head_count = Some(HeadCount { count: None, of: None, whom });
    });
    assert_eq!(
        school.in_both("BHXH"),
        ["100% công đoàn viên và người lao động dài hạn được đóng BHXH và tham gia BHYT theo quy định."]
    );
}

#[test]
fn that_there_were_no_complaints_is_said_only_when_somebody_confirmed_it() {
    let mut school = School::new();
    assert_eq!(school.in_both("khiếu nại, tố cáo"), Vec::<String>::new());
    school.log("don-thu", "2023-12-15", &[], |entry| entry.zero = true);
    assert_eq!(
        school.in_both("khiếu nại, tố cáo"),
        ["Trong 6 tháng cuối năm 2023 không có trường hợp nào khiếu nại, tố cáo về công tác công đoàn."]
    );
}

#[test]
fn raises_are_counted_by_the_calendar_year_whatever_semester_they_fall_in() {
    let mut school = School::new();
    school.members(&["Hương MT", "Kế", "Sáu"]);
    // In the second semester of the year before, in this one, and in this semester but in the year behind.
    school.log("nang-luong", "2023-03-01", &[("", "Hương MT")], |_| {});
    school.log("nang-luong", "2023-10-01", &[("", "Kế")], |_| {});
    school.log("nang-luong", "2024-01-05", &[("", "Sáu")], |_| {});
    let said = school.in_both("tăng lương trước thời hạn");
    let [line] = said.as_slice() else { panic!("{said:#?}") };
    assert!(line.starts_with("Trong năm 2023 có 02 đ/c được tăng lương trước thời hạn gồm: "), "{line}");
    assert!(line.contains("Hương MT") && line.contains("Kế") && !line.contains("Sáu"), "{line}");
}

#[test]
fn a_donation_half_from_the_fund_is_told_whole_and_paid_by_half() {
    let mut school = School::new();
    let half = school.paid_by_fund(1_000_000);
    let written = school.log("ung-ho", "2023-10-20", &[], |entry| {
        entry.about = "đồng bào bị lũ lụt".to_owned();
        entry.money = vec![given(1_000_000), half];
    });
    assert_eq!(written, 1, "one voucher: the members' money passes through no fund");
    assert_eq!(school.lines("lũ lụt"), ["Ủng hộ đồng bào bị lũ lụt: 2.000.000 đồng"]);
    assert_eq!(school.lines("Phần chi: "), ["Phần chi: 1.000.000 đồng"]);
    assert_eq!(school.lines("Tích lũy cuối kỳ: "), ["Tích lũy cuối kỳ: 9.000.000 đồng"]);
}
