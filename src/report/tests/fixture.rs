//! A term made by hand: a small school with invented people.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::{
    Account, Activity, Catalog, Day, Direction, FactKind, Fund, Gender, HeadCount, Id, Kinds, Level, Member,
    MemberFact, Meta, Moment, MoneyLine, NameForms, Narrative, Opening, Period, Person, Record, Source,
    Stored, TermData, Unit, Voucher, VoucherState,
};
use crate::report::{Outline, Outlines, Report, compile};
use crate::text::money::Dong;

pub fn day(text: &str) -> Day {
    text.parse().expect("an ISO day")
}

/// Builds a term, giving each record an id of its own.
pub struct Book {
    pub data: TermData,
    next: u128,
    pub names: BTreeMap<&'static str, Id<Member>>,
}

impl Book {
    pub fn new() -> Self {
        let kinds = Kinds::built_in().expect("kinds");
        let mut catalog = Catalog::new(kinds, day("2023-12-20"));
        let period = Period {
            code: "2023-2024/1".to_owned(),
            title: "học kỳ I năm học 2023-2024".to_owned(),
            outline: "ha-dong".to_owned(),
            activities: (day("2023-08-20"), day("2024-01-15")),
            finance: (day("2023-01-01"), day("2023-12-31")),
            head_count_day: day("2023-12-20"),
            due: Some(day("2023-12-24")),
            letter: crate::domain::Letter::default(),
            report: crate::domain::ReportSettings::default(),
        };
        let mut next = 1;
        let unit = Unit {
            from: None,
            name: NameForms {
                head: "CĐCS TRƯỜNG TIỂU HỌC CÂY PHƯỢNG".to_owned(),
                sentence: "Công đoàn Trường Tiểu học Cây Phượng".to_owned(),
                short: "CĐCS TH Cây Phượng".to_owned(),
            },
            upper: NameForms { head: "LĐLĐ QUẬN".to_owned(), ..NameForms::default() },
            school: "Trường Tiểu học Cây Phượng".to_owned(),
            ward: String::new(),
            place: "Cây Phượng".to_owned(),
        };
        catalog.units.push(stored(&mut next, unit));
        let fund = Fund {
            code: "cong-doan".to_owned(),
            name: "Quỹ công đoàn".to_owned(),
            settled: true,
            code_set: "b07-2021".to_owned(),
            openings: Vec::new(),
        };
        catalog.funds.push(stored(&mut next, fund));
        let period = stored(&mut next, period);
        let data = TermData {
            catalog,
            period,
            activities: Vec::new(),
            vouchers: Vec::new(),
            narratives: Vec::new(),
            issued: Vec::new(),
        };
        Self { data, next, names: BTreeMap::new() }
    }

    pub fn keep<T: Record>(&mut self, body: T) -> Stored<T> {
        stored(&mut self.next, body)
    }

    /// A member: short name, full name, and facts.
    pub fn member(
        &mut self,
        short: &'static str,
        full: &str,
        gender: Gender,
        facts: &[(FactKind, &str)],
    ) -> Id<Member> {
        let mut member = Member {
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
                MemberFact::always(FactKind::Employment, ""),
                MemberFact::always(FactKind::Membership, ""),
            ],
        };
        member.facts.extend(facts.iter().map(|(kind, value)| MemberFact::always(*kind, *value)));
        let member = self.keep(member);
        let id = member.id;
        self.data.catalog.members.push(member);
        self.data.catalog.index();
        self.names.insert(short, id);
        id
    }

    /// Some women whose duties and positions do not matter.
    pub fn women(&mut self, shorts: &[&'static str]) {
        for short in shorts {
            self.member(short, &format!("Lê Thị {short}"), Gender::Female, &[]);
        }
    }

    pub fn change(&mut self, short: &str, change: impl FnOnce(&mut Member)) {
        let id = self.names[short];
        let member = self.data.catalog.members.iter_mut().find(|member| member.id == id).expect("a member");
        change(&mut member.body);
        self.data.catalog.index();
    }

    /// An activity of a kind; `people` are "short" or "relation short".
    pub fn log(
        &mut self,
        kind: &str,
        on: &str,
        people: &[(&str, &str)],
        change: impl FnOnce(&mut Activity),
    ) -> Id<Activity> {
        let mut activity = self.data.catalog.kinds.get(kind).expect("a kind").blank(day(on));
        for (relation, short) in people {
            activity.people.push(Person {
                member: self.names.get(short).copied(),
                name: if self.names.contains_key(short) { String::new() } else { (*short).to_owned() },
                relation: (*relation).to_owned(),
                ..Person::default()
            });
        }
        change(&mut activity);
        let activity = self.keep(activity);
        let id = activity.id;
        self.data.activities.push(activity);
        id
    }

    pub fn voucher(&mut self, direction: Direction, on: &str, code: &str, amount: i64) {
        let fund = self.data.catalog.funds[0].id;
        let number = self.data.vouchers.len() as u32 + 1;
        let voucher = Voucher {
            fund,
            account: Account::Cash,
            direction,
            day: day(on),
            year: 2023,
            number,
            amount: Dong(amount),
            code: code.to_owned(),
            description: "Phiếu".to_owned(),
            counterpart: String::new(),
            activity: None,
            state: VoucherState::Posted,
        };
        let voucher = self.keep(voucher);
        self.data.vouchers.push(voucher);
    }

    pub fn opening(&mut self, account: Account, on: &str, amount: i64) {
        let opening = Opening { account, day: day(on), amount: Dong(amount) };
        self.data.catalog.funds[0].body.openings.push(opening);
    }

    pub fn narrative(&mut self, part: &str, text: &str) {
        let period = self.data.period.id;
        let narrative = Narrative { period, part: part.to_owned(), text: text.to_owned() };
        let narrative = self.keep(narrative);
        self.data.narratives.push(narrative);
    }

    /// Compiled by a built-in outline.
    pub fn report_by(&self, code: &str) -> Report {
        compile(&self.data, &outline(code))
    }

    /// Compiled by the first built-in outline.
    pub fn report(&self) -> Report {
        compile(&self.data, &ha_dong())
    }
}

/// A record with an id that no other of a book has.
pub fn stored_again<T>(body: T) -> Stored<T> {
    stored(&mut 900_000, body)
}

fn stored<T>(next: &mut u128, body: T) -> Stored<T> {
    let id = Id::from_uuid(Uuid::from_u128(*next));
    *next += 1;
    let at = Moment::default();
    Stored { id, meta: Meta { version: 1, created_at: at, updated_at: at, deleted_at: None }, body }
}

/// What is kept of a report that was sent, with an empty paper.
pub fn frozen(report: &Report) -> String {
    let meta = crate::document::Meta::new("", "", day("2023-12-24"));
    let document =
        crate::document::Document { meta, head: None, blocks: Vec::new(), foot: None, foot_before: None };
    crate::report::Frozen { document, report: report.clone(), annex: None }.to_text().expect("JSON")
}

/// A report of the term that was sent with this number on this day.
pub fn issued(book: &Book, number: &str, on: &str) -> Stored<crate::domain::IssuedReport> {
    let document = frozen(&book.report());
    stored_again(crate::domain::IssuedReport {
        period: book.data.period.id,
        number: number.to_owned(),
        day: day(on),
        outline: book.report().outline_code,
        digest: crate::text::digest::sha256(document.as_bytes()),
        document,
        facts: "{}".to_owned(),
        replaces: None,
    })
}

pub fn ha_dong() -> Outline {
    outline("ha-dong")
}

pub fn outline(code: &str) -> Outline {
    static READ: std::sync::LazyLock<Outlines> =
        std::sync::LazyLock::new(|| Outlines::built_in().expect("outlines"));
    READ.get(code).expect(code).clone()
}

/// The texts of a fact's lines.
pub fn lines(report: &Report, fact: &str) -> Vec<String> {
    report
        .lines
        .iter()
        .filter(|line| line.fact.as_deref() == Some(fact) && !line.runs.is_empty())
        .map(super::super::model::Line::text)
        .collect()
}

pub fn heads(count: Option<u32>, of: Option<u32>, whom: &str) -> HeadCount {
    HeadCount { count, of, whom: whom.to_owned() }
}

pub fn collected(amount: i64) -> MoneyLine {
    MoneyLine {
        quantity: None,
        rate: None,
        amount: Dong(amount),
        source: Source::Members,
        code: String::new(),
    }
}

/// A term with a bit of everything, for properties that must hold for all figures.
pub fn full() -> Book {
    use FactKind::{Contract, Duty, Position, Theory};
    let mut book = Book::new();
    for (short, full, position, duty, contract) in [
        ("Hoa HT", "Trần Thị Hoa", "bgh", "Hiệu trưởng", "bien-che"),
        ("Lan 2A", "Vũ Thị Lan", "gv-co-ban", "chủ nhiệm 2A4", "bien-che"),
        ("Lan MT", "Vũ Thị Lan", "gv-bo-mon", "Mĩ thuật", "bien-che"),
        ("Tú TD", "Phạm Văn Tú", "gv-bo-mon", "Thể chất", "hop-dong-khac"),
        ("Kế", "Ngô Thị Kế", "nhan-vien", "kế toán", "bien-che"),
        ("Bảo", "Đỗ Văn Bảo", "nhan-vien", "bảo vệ", "nd-111"),
    ] {
        let gender = if full.contains("Văn") { Gender::Male } else { Gender::Female };
        book.member(short, full, gender, &[(Position, position), (Duty, duty), (Contract, contract)]);
    }
    book.change("Hoa HT", |member| {
        member.party_joined = Some(day("2010-01-01"));
        member.facts.push(MemberFact::always(Theory, "trung-cap"));
    });
    book.change("Lan 2A", |member| {
        member.party_joined = Some(day("2020-01-01"));
        member.facts.push(MemberFact::always(Theory, "so-cap"));
    });
    book.log("viec-hieu", "2023-09-14", &[("me-de", "Lan 2A"), ("bo-chong", "Lan MT")], |_| {});
    book.log("viec-hieu", "2023-10-02", &[("bo-de", "Tú TD")], |_| {});
    book.log("tham-om", "2023-10-10", &[("", "Lan MT")], |_| {});
    book.log("tham-om", "2023-11-10", &[("", "Lan MT")], |_| {});
    book.log("thai-san", "2023-11-12", &[("", "Lan 2A")], |_| {});
    book.log("tham-nguoi-than", "2023-11-20", &[("con", "Lan 2A"), ("chong", "Kế")], |_| {});
    book.log("viec-hy", "2023-12-01", &[("con", "Bảo"), ("", "Tú TD")], |_| {});
    book.log("bao-hiem", "2023-09-05", &[], |activity| {
        activity.head_count = Some(heads(None, None, "công đoàn viên và người lao động dài hạn"));
    });
    book.log("nang-luong", "2023-03-01", &[("", "Lan MT"), ("", "Kế")], |_| {});
    book.log("tap-huan", "2023-08-25", &[], |activity| {
        activity.about = "tập huấn sử dụng sách giáo khoa lớp 4".to_owned();
        activity.head_count = Some(heads(Some(16), Some(17), "giáo viên dạy lớp 4"));
    });
    book.log("ung-ho", "2023-09-20", &[], |activity| {
        activity.about = "đồng chí Thoa chữa mắt".to_owned();
        activity.money.push(collected(9_250_000));
    });
    book.log("ung-ho", "2023-10-20", &[], |activity| {
        activity.about = "mua vé xem vở diễn".to_owned();
        activity.money.push(collected(600_000));
    });
    book.log("hoi-thi", "2023-11-15", &[("", "Lan 2A"), ("", "Tú TD"), ("", "Lan MT")], |activity| {
        activity.about = "Hội thi “Giáo viên dạy giỏi cấp trường”".to_owned();
        activity.level = Some(Level::School);
        for (person, prize) in activity.people.iter_mut().zip(["Nhì", "Nhất", "Nhì"]) {
            person.prize = prize.to_owned();
        }
    });
    book.log("danh-hieu", "2023-09-01", &[("", "Lan 2A"), ("", "Lan MT")], |activity| {
        activity.result = "Chiến sĩ thi đua cấp cơ sở".to_owned();
    });
    book.log("don-thu", "2023-12-15", &[], |activity| activity.zero = true);
    book.log("dan-so", "2023-12-15", &[], |activity| activity.zero = true);
    book.opening(Account::Cash, "2023-01-01", 7_348_284);
    book.voucher(Direction::Receipt, "2023-05-01", "22", 13_293_736);
    book.voucher(Direction::Receipt, "2023-06-01", "23", 20_000_000);
    book.voucher(Direction::Receipt, "2023-06-02", "28.01", 48_046_464);
    book.voucher(Direction::Payment, "2023-09-14", "31.03", 2_407_470);
    book.voucher(Direction::Payment, "2023-10-14", "33", 70_000_000);
    book.voucher(Direction::Payment, "2024-01-05", "33", 5_000);
    book
}
