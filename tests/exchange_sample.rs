//! The sample book holds every figure of the report it is meant to give, counted here record by record, without
//! the report's own code.

use std::collections::{BTreeMap, BTreeSet};

use congdoan::domain::{
    Account, Activity, AnyRecord, Catalog, Day, Direction, FactKind, Fund, Gender, Id, Kinds, Member, Period,
    RecordType, Source, State, Stored, Voucher, posting,
};
use congdoan::exchange::book;
use congdoan::text::fold::search_key;

const SAMPLE: &str = include_str!("../assets/sample-book.json");

struct Sample {
    members: Vec<Stored<Member>>,
    activities: Vec<Stored<Activity>>,
    vouchers: Vec<Stored<Voucher>>,
    funds: Vec<Stored<Fund>>,
    period: Stored<Period>,
    narratives: BTreeMap<String, String>,
    catalog: Catalog,
    records: Vec<AnyRecord>,
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn sample() -> Sample {
    let records = book::read(SAMPLE).expect("the sample reads");
    let mut catalog = Catalog::new(Kinds::built_in().expect("kinds"), day("2024-01-23"));
    let (mut activities, mut vouchers, mut narratives) = (Vec::new(), Vec::new(), BTreeMap::new());
    for record in records.clone() {
        match record {
            AnyRecord::Member(r) => catalog.members.push(r),
            AnyRecord::Fund(r) => catalog.funds.push(r),
            AnyRecord::Norm(r) => catalog.norms.push(r),
            AnyRecord::Unit(r) => catalog.units.push(r),
            AnyRecord::Setting(r) => catalog.settings.push(r),
            AnyRecord::Period(r) => catalog.periods.push(r),
            AnyRecord::Activity(r) => activities.push(r),
            AnyRecord::Voucher(r) => vouchers.push(r),
            AnyRecord::Narrative(r) => {
                narratives.insert(r.body.part, r.body.text);
            }
            _ => {}
        }
    }
    catalog.index();
    Sample {
        members: catalog.members.clone(),
        activities,
        vouchers,
        funds: catalog.funds.clone(),
        period: catalog.periods[0].clone(),
        narratives,
        catalog,
        records,
    }
}

impl Sample {
    /// Done entries of these kinds within the period.
    fn done(&self, kinds: &[&str]) -> Vec<&Activity> {
        let (from, to) = self.period.activities;
        self.activities
            .iter()
            .map(|stored| &stored.body)
            .filter(|a| kinds.contains(&a.kind.as_str()) && a.state == State::Done)
            .filter(|a| from <= a.day && a.day <= to)
            .collect()
    }

    fn people(&self, kinds: &[&str]) -> usize {
        self.done(kinds).iter().map(|a| a.people.len()).sum()
    }

    fn count(&self, wanted: impl Fn(&Member) -> bool) -> usize {
        let on = self.period.head_count_day;
        self.members.iter().filter(|m| m.employed_on(on) && wanted(m)).count()
    }

    fn short(&self, id: Id<Member>) -> &str {
        let member = self.members.iter().find(|m| m.id == id).expect("member");
        member.short_name_on(self.period.head_count_day)
    }

    fn union_fund(&self) -> &Stored<Fund> {
        self.funds.iter().find(|fund| fund.settled).expect("the union's fund")
    }
}

#[test]
fn the_sample_is_written_as_the_program_writes() {
    let records = book::read(SAMPLE).expect("the sample reads");
    assert_eq!(book::write(&records), SAMPLE);
    let mut backwards = records;
    backwards.reverse();
    assert_eq!(book::write(&backwards), SAMPLE);
}

#[test]
fn sixty_nine_people_split_as_in_the_report() {
    let s = sample();
    let on = s.period.head_count_day;
    let of = |contract: &str, position: &str| {
        s.count(|m| {
            m.value_on(FactKind::Contract, on) == contract && m.value_on(FactKind::Position, on) == position
        })
    };
    assert_eq!(s.count(|_| true), 69);
    assert_eq!(s.count(|m| m.union_member_on(on)), 69);
    assert_eq!(s.count(|m| m.gender == Gender::Female), 58);
    assert_eq!(s.count(|m| m.insured), 69);
    let permanent = s.catalog.kinds.roster.contract_tree("bien-che");
    assert_eq!(s.count(|m| permanent.iter().any(|c| c == m.value_on(FactKind::Contract, on))), 50);
    assert_eq!(s.count(|m| m.value_on(FactKind::Contract, on) == "hop-dong-khac"), 19);
    assert_eq!(of("bien-che", "bgh"), 3);
    assert_eq!(of("bien-che", "gv-co-ban"), 34);
    assert_eq!(of("bien-che", "gv-bo-mon"), 8);
    assert_eq!(of("bien-che", "nhan-vien"), 2);
    assert_eq!(s.count(|m| m.value_on(FactKind::Contract, on) == "nd-111"), 3);
    assert_eq!(of("hop-dong-khac", "gv-co-ban"), 13);
    assert_eq!(of("hop-dong-khac", "gv-bo-mon"), 5);
    assert_eq!(of("hop-dong-khac", "nhan-vien"), 1);
    let duties = |contract: &str| {
        let mut duties: BTreeMap<&str, usize> = BTreeMap::new();
        for m in s.members.iter().filter(|m| {
            m.value_on(FactKind::Position, on) == "gv-bo-mon"
                && m.value_on(FactKind::Contract, on) == contract
        }) {
            *duties.entry(m.value_on(FactKind::Duty, on)).or_default() += 1;
        }
        duties
    };
    let expected = [("Thể chất", 2), ("Tin học", 1), ("Tiếng Anh", 2), ("Âm nhạc", 1), ("Mĩ thuật", 2)];
    assert_eq!(duties("bien-che"), BTreeMap::from(expected));
    let expected =
        [("Thể chất", 1), ("Tổng phụ trách Đội", 1), ("Tiếng Anh", 1), ("Âm nhạc", 1), ("Mĩ thuật", 1)];
    assert_eq!(duties("hop-dong-khac"), BTreeMap::from(expected));
}

#[test]
fn twenty_six_party_members_agree_with_the_terms_party_work() {
    let s = sample();
    let on = s.period.head_count_day;
    let theory = |code: &str| s.count(|m| m.party_member_on(on) && m.value_on(FactKind::Theory, on) == code);
    assert_eq!(s.count(|m| m.party_member_on(on)), 26);
    assert_eq!((theory("trung-cap"), theory("so-cap")), (5, 21));
    let (from, to) = s.period.activities;
    let within = |day: Option<Day>| day.is_some_and(|day| from <= day && day <= to);
    let ids =
        |kind: &str| -> BTreeSet<Id<Member>> { s.done(&[kind]).iter().flat_map(|a| a.members()).collect() };
    let of = |wanted: &dyn Fn(&Member) -> bool| -> BTreeSet<Id<Member>> {
        s.members.iter().filter(|m| wanted(m)).map(|m| m.id).collect()
    };
    assert_eq!(ids("ket-nap-dang").len(), 2);
    assert_eq!(ids("ket-nap-dang"), of(&|m| within(m.party_joined)));
    assert_eq!(ids("dang-vien-chinh-thuc").len(), 4);
    assert_eq!(ids("dang-vien-chinh-thuc"), of(&|m| within(m.party_official)));
    for kind in ["ket-nap-dang", "dang-vien-chinh-thuc"] {
        for a in s.done(&[kind]) {
            for m in s.members.iter().filter(|m| a.members().contains(&m.id)) {
                let own = if kind == "ket-nap-dang" { m.party_joined } else { m.party_official };
                assert_eq!(own, Some(a.day), "{}", m.full_name);
            }
        }
    }
    assert_eq!(ids("boi-duong-dang").len(), 2);
    assert!(s.members.iter().all(|m| !(ids("boi-duong-dang").contains(&m.id) && m.party_joined.is_some())));
}

#[test]
fn visits_and_names_agree() {
    let s = sample();
    let losses = s.done(&["viec-hieu"]);
    let mut relations: Vec<&str> =
        losses.iter().flat_map(|a| &a.people).map(|p| p.relation.as_str()).collect();
    relations.sort_unstable();
    assert_eq!(relations, ["bo-chong", "bo-de", "me-de", "me-de", "me-de"]);
    let sick: Vec<Id<Member>> = s
        .done(&["tham-om", "thai-san"])
        .iter()
        .flat_map(|a| a.people.iter().filter_map(|p| p.member))
        .collect();
    assert_eq!(sick.len(), 16);
    assert_eq!(sick.iter().collect::<BTreeSet<_>>().len(), 13);
    let relatives: Vec<(Id<Member>, &str)> = s
        .done(&["tham-nguoi-than"])
        .iter()
        .flat_map(|a| a.people.iter().map(|p| (p.member.expect("member"), p.relation.as_str())))
        .collect();
    assert_eq!(relatives.len(), 9);
    assert_eq!(relatives.iter().collect::<BTreeSet<_>>().len(), 9);
    let weddings = s.done(&["viec-hy"]);
    assert_eq!(weddings.len(), 2);
    assert_eq!(weddings.iter().filter(|a| a.people[0].relation == "con").count(), 1);
    assert_eq!(weddings.iter().filter(|a| a.people[0].relation.is_empty()).count(), 1);
}

#[test]
fn nobody_loses_or_is_visited_for_a_parent_who_died() {
    let s = sample();
    let mut dead: BTreeMap<(Id<Member>, String), Day> = BTreeMap::new();
    for a in s.activities.iter().filter(|a| a.kind == "viec-hieu") {
        for p in &a.people {
            let key = (p.member.expect("member"), p.relation.clone());
            assert!(
                dead.insert(key, a.day).is_none(),
                "{} lost a parent twice",
                s.short(p.member.expect("m"))
            );
        }
    }
    for a in s.activities.iter().filter(|a| a.kind == "tham-nguoi-than") {
        for p in &a.people {
            let died = dead.get(&(p.member.expect("member"), p.relation.clone()));
            assert!(died.is_none_or(|died| a.day < *died));
        }
    }
    let lien = s.members.iter().find(|m| m.full_name == "Đoàn Thị Liên").expect("Liên");
    assert!(!dead.contains_key(&(lien.id, "me-de".to_owned())), "her mother lives");
}

#[test]
fn titles_prizes_and_awards_are_those_of_the_report() {
    let s = sample();
    let titles = s.done(&["danh-hieu"]);
    let named: Vec<usize> = titles.iter().filter(|a| !a.people.is_empty()).map(|a| a.people.len()).collect();
    assert_eq!(named, [8]);
    let rest = titles.iter().find(|a| a.people.is_empty()).and_then(|a| a.head_count.clone()).expect("rest");
    assert_eq!((rest.count, rest.of), (Some(61), Some(61)));
    let mut givers: Vec<(&str, &str)> =
        s.done(&["khen-thuong"]).into_iter().map(|a| (a.organisation.as_str(), a.giver.as_str())).collect();
    givers.sort_unstable();
    assert_eq!(
        givers,
        [
            ("Liên đội", "Hội đồng Đội quận Sông Nhuệ"),
            ("Nhà trường", "Chủ tịch UBND quận Sông Nhuệ"),
            ("Nhà trường", "Chủ tịch UBND thành phố"),
        ]
    );
    let prizes: Vec<BTreeMap<&str, usize>> = s
        .done(&["hoi-thi"])
        .iter()
        .map(|a| {
            let mut prizes = BTreeMap::new();
            for p in &a.people {
                *prizes.entry(p.prize.as_str()).or_default() += 1;
            }
            prizes
        })
        .collect();
    assert_eq!(
        prizes,
        [
            BTreeMap::from([("Nhất", 1), ("Nhì", 1), ("Ba", 3), ("Công nhận", 3)]),
            BTreeMap::from([("Nhất", 1), ("Nhì", 1), ("Ba", 2)]),
            BTreeMap::from([("Nhất", 1), ("Nhì", 1)]),
        ]
    );
    assert_eq!(s.people(&["nang-luong"]), 5);
    assert!(s.done(&["nang-luong"]).iter().all(|a| a.day.to_string().starts_with("2023")));
}

#[test]
fn the_days_of_the_report_have_their_entries() {
    let s = sample();
    for (kind, on) in
        [("hoi-nghi-vien-chuc", "2023-10-13"), ("ngay-phap-luat", "2023-11-06"), ("nu-cong", "2023-10-19")]
    {
        assert_eq!(s.done(&[kind]).iter().map(|a| a.day).collect::<Vec<_>>(), [day(on)]);
    }
    for kind in ["dan-so", "don-thu"] {
        assert_eq!(s.done(&[kind]).iter().map(|a| a.zero).collect::<Vec<_>>(), [true]);
    }
    let whole = s.done(&["gioi-viec-truong", "tap-huan", "bao-hiem"]);
    assert_eq!(whole.len(), 5);
    for a in whole {
        let count = a.head_count.clone().expect("head count");
        assert_eq!(count.count, count.of, "{}", a.about);
    }
}

#[test]
fn eleven_donations_make_64_050_000() {
    let s = sample();
    let mut amounts: Vec<i64> = s.done(&["ung-ho"]).iter().map(|a| a.total().0).collect();
    amounts.sort_unstable();
    assert_eq!(
        amounts,
        [
            500_000, 500_000, 600_000, 1_000_000, 1_700_000, 2_000_000, 2_500_000, 3_000_000, 3_000_000,
            9_250_000, 40_000_000
        ]
    );
    assert_eq!(amounts.iter().sum::<i64>(), 64_050_000);
    let big = s.done(&["ung-ho"]).into_iter().find(|a| a.total().0 == 40_000_000).expect("the fire");
    assert_eq!(big.money[0].source, Source::Members, "collected for others, through no fund");
}

#[test]
fn the_settlement_of_2023_comes_out_of_the_entries() {
    let s = sample();
    let fund = s.union_fund();
    let opening: i64 = fund.openings.iter().map(|o| o.amount.0).sum();
    let sum = |direction: Direction, heads: &[&str]| -> i64 {
        s.vouchers
            .iter()
            .filter(|v| v.fund == fund.id && v.direction == direction && v.year == 2023)
            .filter(|v| heads.is_empty() || heads.contains(&v.code.split('.').next().unwrap_or_default()))
            .map(|v| v.amount.0)
            .sum()
    };
    assert_eq!(opening, 7_348_284);
    assert_eq!(sum(Direction::Receipt, &["22", "23", "24", "25"]), 33_293_736);
    assert_eq!(sum(Direction::Receipt, &["28"]), 48_046_464);
    assert_eq!(sum(Direction::Receipt, &[]), 81_340_200);
    assert_eq!(sum(Direction::Payment, &["31", "32", "33", "34", "37"]), 72_407_470);
    assert_eq!(sum(Direction::Payment, &[]), 72_407_470);
    assert_eq!(opening + sum(Direction::Receipt, &[]) - sum(Direction::Payment, &[]), 16_281_014);
    for v in s.vouchers.iter().filter(|v| v.fund == fund.id && v.direction != Direction::Transfer) {
        let line = s.catalog.codes.line(&v.code).unwrap_or_else(|| panic!("{} has no code", v.label()));
        assert_eq!(line.direction(), Some(v.direction), "{}", v.label());
    }
}

#[test]
fn neither_cash_nor_bank_is_ever_overdrawn() {
    let s = sample();
    let mut vouchers: Vec<&Stored<Voucher>> = s.vouchers.iter().collect();
    vouchers.sort_by_key(|v| (v.day, v.id));
    for fund in &s.funds {
        for account in [Account::Cash, Account::Bank] {
            let mut balance: i64 =
                fund.openings.iter().filter(|o| o.account == account).map(|o| o.amount.0).sum();
            for v in vouchers.iter().filter(|v| v.fund == fund.id) {
                balance += v.effect_on(account);
                assert!(balance >= 0, "{} {account:?} at {}: {balance}", fund.code, v.label());
            }
        }
    }
}

#[test]
fn voucher_numbers_run_without_gaps_in_the_order_of_days() {
    type Series = (Id<Fund>, Direction, i32);
    let s = sample();
    let mut series: BTreeMap<Series, Vec<(u32, Day)>> = BTreeMap::new();
    for v in &s.vouchers {
        series.entry((v.fund, v.direction, v.year)).or_default().push((v.number, v.day));
    }
    assert!(series.len() >= 5);
    for numbers in series.values_mut() {
        numbers.sort_unstable();
        assert!(numbers.iter().map(|(number, _)| *number).eq(1..=numbers.len() as u32));
        assert!(numbers.is_sorted_by_key(|(_, day)| *day));
    }
}

#[test]
fn no_entry_asks_for_a_voucher_that_it_does_not_have() {
    let s = sample();
    for a in &s.activities {
        let has: Vec<Stored<Voucher>> =
            s.vouchers.iter().filter(|v| v.activity == Some(a.id)).cloned().collect();
        assert_eq!(posting::steps(Some(&a.body), &has, &s.catalog), Vec::new(), "{} {}", a.day, a.kind);
    }
    assert!(s.vouchers.iter().filter(|v| v.activity.is_some()).count() > 30);
}

#[test]
fn lien_names_one_member_and_huong_two() {
    let s = sample();
    let named = |word: &str| -> Vec<&str> {
        s.members
            .iter()
            .filter(|m| {
                std::iter::once(m.full_name.as_str())
                    .chain(m.facts.iter().filter(|f| f.kind == FactKind::ShortName).map(|f| f.value.as_str()))
                    .any(|name| search_key(name).split_whitespace().any(|syllable| syllable == word))
            })
            .map(|m| s.short(m.id))
            .collect()
    };
    assert_eq!(named("lien"), ["Liên 2A"]);
    assert_eq!(s.catalog.members_named("lien").len(), 1);
    let mut two = named("huong");
    two.sort_unstable();
    assert_eq!(two, ["Hương 1A", "Hương MT"]);
    for short in ["Vân L2", "Hà L1", "Thu L4", "Thu L5", "Dũng TD", "Nhung LC"] {
        assert_eq!(s.members.iter().filter(|m| s.short(m.id) == short).count(), 1, "{short}");
    }
}

#[test]
fn the_sample_tells_of_a_report_that_is_owed_and_of_a_semester_that_has_begun() {
    let s = sample();
    let (from, to) = s.period.activities;
    let next = s.catalog.periods[1].activities;
    let today = day(s.catalog.setting("today").expect("today"));
    assert_eq!(today, day("2024-01-23"));
    assert!(to < today && s.period.due.is_some_and(|due| today <= due), "the report is still owed");
    assert!(next.0 <= today && today <= next.1, "the second semester runs");
    let done = || s.activities.iter().filter(|a| a.state == State::Done);
    for a in done() {
        assert!(from <= a.day && a.day <= today, "{} {}", a.day, a.kind);
        assert!(a.people.iter().all(|p| p.member.is_none_or(|id| s.members.iter().any(|m| m.id == id))));
    }
    assert_eq!(done().filter(|a| next.0 <= a.day).count(), 3);
    let report = s.period.report.day.expect("the report has a day");
    let late: Vec<&str> = done()
        .filter(|a| a.day <= to && report < a.meta.created_at.date_naive())
        .map(|a| a.kind.as_str())
        .collect();
    assert_eq!(late, ["hien-mau"], "one entry came behind the report");
    let plans: Vec<_> = s.activities.iter().filter(|a| a.state == State::Planned).collect();
    assert_eq!(plans.iter().filter(|a| a.day < today).count(), 1, "one plan is past its day");
    let wedding = plans.iter().find(|a| a.kind == "viec-hy").expect("a wedding ahead");
    assert_eq!(wedding.day, day("2024-02-25"));
}

#[test]
fn who_came_in_the_semester_is_told_and_everybody_has_a_degree() {
    let s = sample();
    let came = |kind: FactKind| {
        let mut days: Vec<String> = s
            .members
            .iter()
            .flat_map(|m| &m.facts)
            .filter(|fact| fact.kind == kind)
            .filter_map(|fact| fact.from)
            .filter(|from| s.period.activities.0 <= *from)
            .map(|from| from.to_string())
            .collect();
        days.sort();
        days
    };
    assert_eq!(came(FactKind::Employment), ["2023-08-15", "2023-08-15"]);
    assert_eq!(came(FactKind::Membership), ["2023-08-15", "2023-10-05"]);
    assert!(s.members.iter().all(|m| !m.degree.is_empty()));
}

#[test]
fn every_kind_of_the_sample_is_known_and_its_money_is_within_the_norm() {
    let s = sample();
    for a in &s.activities {
        assert!(s.catalog.kinds.get(&a.kind).is_some(), "{}", a.kind);
        for p in &a.people {
            if let Some(norm) = s.catalog.norm_for(&a.kind, &p.relation, a.day) {
                assert_eq!(a.total(), norm.amount, "{} {}", a.day, a.kind);
            }
        }
    }
}

#[test]
fn narratives_stand_for_the_parts_nobody_computes() {
    let s = sample();
    for part in [
        "doi-ngu.thuan-loi",
        "doi-ngu.kho-khan",
        "cham-lo.mo-dau",
        "cham-lo.doi-song",
        "tuyen-truyen.chu-truong",
        "tuyen-truyen.thi-dua",
        "thi-dua.phong-trao",
        "thi-dua.thien-nguyen",
        "to-chuc.xay-dung-dang",
        "nu-cong.phong-trao",
        "kiem-tra.noi-dung",
        "phong-dich",
        "tai-chinh.mo-dau",
        "danh-gia.uu-diem",
        "danh-gia.han-che",
        "danh-gia.nguyen-nhan",
        "bai-hoc",
        "phuong-huong",
    ] {
        assert!(s.narratives.get(part).is_some_and(|text| text.len() > 60), "{part}");
    }
    assert!(s.records.iter().filter(|r| r.record_type() == RecordType::Unit).count() == 1);
}
