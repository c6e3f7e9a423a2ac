//! An invented book for the tests of the one-line entry: members whose names are kind, money and day words.

#![allow(dead_code, missing_docs, clippy::missing_panics_doc)]

use chrono::{DateTime, NaiveDate};
use congdoan::domain::{
    Catalog, FactKind, Fund, Gender, Id, Kinds, Letter, Member, MemberFact, Meta, Norm, Period,
    ReportSettings, Stored,
};
use congdoan::text::money::Dong;

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn stored<T>(body: T) -> Stored<T> {
    let moment = DateTime::from_timestamp(1_700_000_000, 0).expect("a moment");
    let meta = Meta { version: 1, created_at: moment, updated_at: moment, deleted_at: None };
    Stored { id: Id::fresh(), meta, body }
}

pub fn member(full: &str, short: &str, gender: Gender, team: &str) -> Member {
    Member {
        full_name: full.to_owned(),
        gender,
        ethnicity: String::new(),
        birth_day: None,
        degree: String::new(),
        insured: true,
        party_joined: None,
        party_official: None,
        note: String::new(),
        facts: vec![
            MemberFact::always(FactKind::ShortName, short),
            MemberFact::always(FactKind::Team, team),
            MemberFact::always(FactKind::Employment, ""),
            MemberFact::always(FactKind::Membership, ""),
        ],
    }
}

/// Full name, short name, female, team.
pub const ROSTER: &[(&str, &str, bool, &str)] = &[
    ("Đoàn Thị Liên", "Liên 2A", true, "2"),
    ("Trần Cẩm Vân", "Vân L2", true, "2"),
    ("Lê Trí Dũng", "Dũng TD", false, "1"),
    ("Phạm Hoài Thu", "Thu L4", true, "4"),
    ("Đỗ Minh Thu", "Thu L5", true, "5"),
    ("Ngụy Thị Hương", "Hương 1A", true, "1"),
    ("Ngụy Thị Hương", "Hương MT", true, "1"),
    ("Vũ Ngọc Mai", "Mai 3B", true, "3"),
    ("Bùi Trung Hiếu", "Hiếu TH", false, "1"),
    ("Cao Hồng Thắm", "Thắm 5A", true, "5"),
    ("Tạ Khánh Hỷ", "Hỷ 1B", true, "1"),
    ("Trịnh Đình Năm", "Năm BV", false, "VP"),
    ("Hồ Văn Sáu", "Sáu 4B", false, "4"),
    ("Ngô Thị Ba", "Ba 3C", true, "3"),
    ("Dương Hùng Võ", "Võ TD", false, "1"),
    ("Lý Kim Anh", "Anh AV", true, "1"),
    ("Đinh Thị Tú", "Tú 2B", true, "2"),
    ("Hà Ngọc Quý", "Quý 4C", true, "4"),
    ("Phan Hải Đăng", "Đăng TP", false, "VP"),
    ("Mạc Hiền Lương", "Lương 5C", true, "5"),
    ("Chu Thanh Bình", "Bình KT", true, "VP"),
    ("Kiều Thị Chi", "Chi TV", true, "VP"),
    ("Quách Văn Tuấn", "Tuấn 5B", false, "5"),
    ("Lại Thùy Nhung", "Nhung LC", true, "1"),
    ("Nông Thúy Hoa", "Hoa 1C", true, "1"),
];

pub fn catalog() -> Catalog {
    let mut catalog = Catalog::new(Kinds::built_in().expect("kinds"), day(2023, 11, 24));
    for (full, short, female, team) in ROSTER {
        let gender = if *female { Gender::Female } else { Gender::Male };
        catalog.members.push(stored(member(full, short, gender, team)));
    }
    // She left before the year began.
    let mut gone = member("Lưu Bích Ngà", "Ngà 2C", Gender::Female, "2");
    for fact in &mut gone.facts {
        fact.until = Some(day(2023, 8, 1));
    }
    catalog.members.push(stored(gone));
    let mut other = member("Lưu Thị Tuấn", "Tuấn HN", Gender::Female, "2");
    for fact in &mut other.facts {
        fact.until = Some(day(2023, 10, 1));
    }
    catalog.members.push(stored(other));
    let fund = stored(Fund {
        code: "cong-doan".to_owned(),
        name: "Quỹ công đoàn".to_owned(),
        settled: true,
        code_set: "b07-2021".to_owned(),
        openings: Vec::new(),
    });
    let norm = |kind: &str, relation: &str, amount: i64| {
        stored(Norm {
            kind: kind.to_owned(),
            relation: relation.to_owned(),
            condition: String::new(),
            amount: Dong(amount),
            goods: String::new(),
            times_per_year: None,
            fund: Some(fund.id),
            code: "31.03".to_owned(),
            from: None,
            until: None,
            decision: String::new(),
        })
    };
    catalog.norms = vec![
        norm("viec-hieu", "tu-than-phu-mau", 500_000),
        norm("tham-om", "", 300_000),
        norm("tham-nguoi-than", "", 200_000),
    ];
    catalog.funds.push(fund);
    let range = (day(2023, 8, 1), day(2024, 1, 18));
    catalog.period = Some(stored(Period {
        code: "2023-2024/1".to_owned(),
        title: "học kỳ I năm học 2023-2024".to_owned(),
        outline: "ha-dong".to_owned(),
        activities: range,
        finance: (day(2023, 1, 1), day(2023, 12, 31)),
        head_count_day: day(2023, 12, 20),
        due: None,
        letter: Letter::default(),
        report: ReportSettings::default(),
    }));
    catalog.periods.extend(catalog.period.clone());
    catalog.index();
    catalog
}

/// A school of its own: full name, short name, female, team, position; today and the working period. Fund and norms are
/// those of [`catalog`].
pub fn school(
    roster: &[(&str, &str, bool, &str, &str)],
    today: NaiveDate,
    activities: (NaiveDate, NaiveDate),
) -> Catalog {
    let mut catalog = catalog();
    catalog.today = today;
    catalog.members.clear();
    for (full, short, female, team, position) in roster {
        let gender = if *female { Gender::Female } else { Gender::Male };
        let mut member = member(full, short, gender, team);
        member.facts.push(MemberFact::always(FactKind::Position, *position));
        catalog.members.push(stored(member));
    }
    for period in catalog.period.iter_mut().chain(catalog.periods.iter_mut()) {
        period.body.activities = activities;
    }
    catalog.index();
    catalog
}

/// The id of the member with this short name.
pub fn id(catalog: &Catalog, short: &str) -> Id<Member> {
    let found = catalog
        .members
        .iter()
        .find(|m| m.facts.iter().any(|f| f.kind == FactKind::ShortName && f.value == short));
    found.unwrap_or_else(|| panic!("nobody is called {short}")).id
}
