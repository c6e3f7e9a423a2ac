//! Lines as people type them, read against an invented book.

#[path = "entry_book.rs"]
mod book;

use book::{catalog, day, id};
use chrono::NaiveDate;
use congdoan::domain::{Account, Activity, Catalog, Direction, FactKind, Level, MemberFact, Source, State};
use congdoan::entry::{
    Answer, Assumed, Entries, Filled, LedgerLine, Meaning, NoSimilar, Outcome, Question, Reading, Refusal,
    Similar, Why, read, read_with,
};
use congdoan::text::date::DateError;
use congdoan::text::money::{Dong, MoneyError};

fn reading(line: &str) -> (Catalog, Reading) {
    let catalog = catalog();
    let reading = read(line, &catalog, &NoSimilar);
    (catalog, reading)
}

fn entry(line: &str) -> (Catalog, Activity, Reading) {
    let (catalog, reading) = reading(line);
    match &reading.outcome {
        Outcome::Activities(entries) if entries.len() == 1 => (catalog, entries[0].clone(), reading.clone()),
        other => panic!("{line}: {other:?}"),
    }
}

fn ledger(line: &str) -> LedgerLine {
    match reading(line).1.outcome {
        Outcome::Ledger(line) => line,
        other => panic!("{line}: {other:?}"),
    }
}

fn refusals(line: &str) -> Vec<Refusal> {
    let (_, reading) = reading(line);
    assert!(!reading.is_savable(), "{line}");
    match reading.outcome {
        Outcome::Refused(refusals) => refusals,
        other => panic!("{line}: {other:?}"),
    }
}

fn questions(line: &str) -> Vec<Question> {
    let (_, reading) = reading(line);
    assert!(!reading.is_savable(), "{line}");
    match reading.outcome {
        Outcome::Ask(questions) => questions,
        other => panic!("{line}: {other:?}"),
    }
}

/// Kind, day, people as "relation short name", total.
fn check(
    line: &str,
    kind: &str,
    when: NaiveDate,
    people: &[(&str, &str)],
    total: i64,
) -> (Activity, Reading) {
    let (catalog, entry, reading) = entry(line);
    assert_eq!(entry.kind, kind, "{line}");
    assert_eq!(entry.day, when, "{line}");
    let found: Vec<_> = entry.people.iter().map(|p| (p.relation.clone(), p.member)).collect();
    let wanted: Vec<_> =
        people.iter().map(|(relation, short)| ((*relation).to_owned(), Some(id(&catalog, short)))).collect();
    assert_eq!(found, wanted, "{line}");
    assert_eq!(entry.total(), Dong(total), "{line}");
    assert!(reading.is_savable(), "{line}");
    (entry, reading)
}

const TODAY: (i32, u32, u32) = (2023, 11, 24);

fn today() -> NaiveDate {
    day(TODAY.0, TODAY.1, TODAY.2)
}

#[test]
fn the_line_of_the_sketch_is_a_condolence_visit() {
    for line in
        ["hieu 12/11 lien me de 500k", "Hiếu 12/11 mẹ đẻ đ/c Liên 2A 500.000", "500k me de lien hieu 12/11"]
    {
        let (entry, reading) = check(line, "viec-hieu", day(2023, 11, 12), &[("me-de", "Liên 2A")], 500_000);
        assert!(matches!(entry.money[0].source, Source::Fund { account: Account::Cash, .. }));
        assert_eq!(entry.money[0].code, "31.03");
        assert!(reading.not_understood.is_empty());
        assert_eq!(entry.state, State::Done);
    }
}

#[test]
fn a_sick_visit_keeps_goods_and_offers_the_rest_as_note() {
    let line = "tham co Van L2 om nam vien tinh 300k hoa qua";
    let (entry, reading) = check(line, "tham-om", today(), &[("", "Vân L2")], 300_000);
    assert_eq!(entry.goods, "hoa quả");
    assert!(reading.assumed.contains(&Assumed { what: Filled::Day, why: Why::Today }));
    assert_eq!(reading.not_understood.len(), 1);
    assert_eq!(&line[reading.not_understood[0].range.clone()], "tinh");
    assert_eq!(reading.not_understood[0].note, "nằm viện tỉnh");
    assert_eq!(entry.note, "");
    assert_eq!(reading.with_note()[0].note, "nằm viện tỉnh");
}

#[test]
fn a_wedding_of_a_child_names_the_parent() {
    let line = "mừng cưới con thầy Dũng TD 22/11 500k";
    check(line, "viec-hy", day(2023, 11, 22), &[("con", "Dũng TD")], 500_000);
    check("cuoi Mai 22/11 500k", "viec-hy", day(2023, 11, 22), &[("", "Mai 3B")], 500_000);
}

#[test]
fn gifts_have_their_occasion_and_n_times_the_rate() {
    for line in
        ["qua 8/3 nu toan truong 31 x 150k", "Tặng quà 8/3 nữ toàn trường 31x150k", "quà 8/3 nữ 150k x 31"]
    {
        let (_, entry, _) = entry(line);
        assert_eq!(
            (entry.kind.as_str(), entry.occasion.as_str(), entry.day),
            ("qua-le", "8/3", today()),
            "{line}"
        );
        let count = entry.head_count.clone().expect("a head count");
        assert_eq!((count.count, count.whom.as_str()), (Some(31), "nữ"), "{line}");
        let money = &entry.money[0];
        assert_eq!(
            (money.quantity, money.rate, money.amount),
            (Some(31), Some(Dong(150_000)), Dong(4_650_000))
        );
    }
    let (_, entry, _) = entry("quà 20/11 19/11 toàn trường 25 x 200k");
    assert_eq!((entry.occasion.as_str(), entry.day), ("20/11", day(2023, 11, 19)));
}

#[test]
fn dues_are_a_receipt_and_not_the_member_called_thu() {
    let line = ledger("thu doan phi thang 10 to 1 980k");
    assert_eq!((line.direction, line.amount, line.code.as_str()), (Direction::Receipt, Dong(980_000), "22"));
    assert_eq!(line.description, "Thu doan phi thang 10 to 1");
    assert_eq!(line.day, today());
    check("thu L4 om 300k", "tham-om", today(), &[("", "Thu L4")], 300_000);
    check("Thu L5 ốm 23/11 300k", "tham-om", day(2023, 11, 23), &[("", "Thu L5")], 300_000);
}

#[test]
fn ledger_lines_take_code_account_and_day() {
    let line = ledger("chi văn phòng phẩm 15/11 245.000 ck");
    assert_eq!((line.direction, line.amount, line.code.as_str()), (Direction::Payment, Dong(245_000), "33"));
    assert_eq!((line.account, line.day), (Account::Bank, day(2023, 11, 15)));
    assert_eq!(line.description, "Chi văn phòng phẩm");
    let line = ledger("pc 31.03 hỗ trợ đ/c Liên 2A 200k");
    assert_eq!((line.code.as_str(), line.description.as_str()), ("31.03", "Hỗ trợ đ/c Liên 2A"));
    assert_eq!(line.counterpart, "Đoàn Thị Liên");
    let (_, reading) = reading("pt bán giấy vụn 120k");
    assert!(reading.assumed.contains(&Assumed { what: Filled::Code, why: Why::Default }));
    assert!(matches!(reading.outcome, Outcome::Ledger(LedgerLine { ref code, .. }) if code == "25.02"));
    assert!(refusals("thu đoàn phí tháng 10").contains(&Refusal::MissingMoney));
    assert!(matches!(refusals("thu đoàn phí 48.046.44")[0], Refusal::BadMoney(MoneyError::BadGroup { .. })));
}

#[test]
fn chi_before_a_name_is_a_title() {
    check("chi Van L2 om 300k", "tham-om", today(), &[("", "Vân L2")], 300_000);
    check("Chi TV ốm 300k", "tham-om", today(), &[("", "Chi TV")], 300_000);
}

#[test]
fn an_operation_of_a_relative_is_a_visit_to_a_relative() {
    let line = "bo co Thu L4 mo 15/11 200k";
    let (_, reading) = check(line, "tham-nguoi-than", day(2023, 11, 15), &[("bo", "Thu L4")], 200_000);
    assert!(reading.not_understood.is_empty());
    check("mẹ chồng Thắm ốm 200k", "tham-nguoi-than", today(), &[("me-chong", "Thắm 5A")], 200_000);
    assert_eq!(refusals("Thu L4 mo 200k"), vec![Refusal::NoKind], "never alone without its accent");
    check("Thu L4 mổ 200k", "tham-om", today(), &[("", "Thu L4")], 200_000);
}

#[test]
fn a_malformed_amount_is_refused_and_never_read_as_anything_else() {
    let wanted = |list: Vec<Refusal>, typed: &str| {
        assert!(
            list.iter()
                .any(|r| matches!(r, Refusal::BadMoney(MoneyError::BadGroup { text, .. }) if text == typed)),
            "{typed}: {list:?}"
        );
    };
    wanted(refusals("quyen gop giup hoc sinh ngheo 12.40.000"), "12.40.000");
    wanted(refusals("hieu 12/11 lien me de 48.046.44"), "48.046.44");
    assert!(matches!(refusals("om lien 1.500tr")[0], Refusal::BadMoney(MoneyError::Ambiguous { .. })));
    assert!(matches!(refusals("om lien -500k")[0], Refusal::BadMoney(MoneyError::Negative { .. })));
    assert!(matches!(refusals("om lien 500kk")[0], Refusal::BadMoney(MoneyError::NotANumber { .. })));
    assert!(matches!(refusals("om lien 200-300k")[0], Refusal::BadMoney(_)));
}

#[test]
fn a_day_that_is_none_is_refused() {
    let list = refusals("hieu 31/02 lien me de 500k");
    assert_eq!(list, vec![Refusal::BadDate(DateError::NoSuchDay { day: 31, month: 2, year: None })]);
}

#[test]
fn an_unknown_name_is_refused_with_its_text() {
    let unknown = |line: &str, text: &str| {
        assert_eq!(refusals(line), vec![Refusal::UnknownName { text: text.to_owned() }], "{line}");
    };
    unknown("hieu 12/11 zung me de 500k", "zung");
    unknown("om co Khanh Linh 300k", "Khanh Linh");
    unknown("ốm cô Khánh Linh 300k", "Khánh Linh");
    unknown("om lien 3C 300k", "lien 3C");
    unknown("om Nguyen Van Dung 300k", "Nguyen Van Dung");
    unknown("ốm Liên và Zoe 300k", "Zoe");
    assert_eq!(refusals("om 300k"), vec![Refusal::MissingPeople { kind: "tham-om".to_owned() }]);
}

#[test]
fn two_members_that_fit_are_asked_and_the_answer_settles_it() {
    let asked = questions("om huong 23/11 300k");
    let catalog = catalog();
    let (_, again) = reading("om huong 23/11 300k");
    assert_eq!(asked.len(), 1);
    let Question::WhoIs { text, candidates } = &asked[0] else { panic!("{asked:?}") };
    assert_eq!((text.as_str(), candidates.len()), ("huong", 2));
    assert!(!again.is_savable());
    let member = id(&catalog, "Hương MT");
    let answers = [Answer::Who { text: text.clone(), member }];
    let reading = read_with("om huong 23/11 300k", &catalog, &NoSimilar, &answers);
    assert!(
        matches!(&reading.outcome, Outcome::Activities(list) if list[0].people[0].member == Some(member))
    );
    check("om huong mt 300k", "tham-om", today(), &[("", "Hương MT")], 300_000);
    assert!(
        matches!(&questions("om Nguy Thi Huong 300k")[0], Question::WhoIs { candidates, .. } if candidates.len() == 2)
    );
    assert!(
        matches!(&questions("om thu 300k")[0], Question::WhoIs { candidates, .. } if candidates.len() == 2)
    );
}

#[test]
fn the_exact_short_name_wins_over_a_longer_one() {
    let mut catalog = catalog();
    let member = book::member("Tống Lệ Thu", "Thu", congdoan::domain::Gender::Female, "1");
    let mut stored = catalog.members[0].clone();
    stored.id = congdoan::domain::Id::fresh();
    stored.body = member;
    let thu = stored.id;
    catalog.members.push(stored);
    catalog.index();
    for line in ["om thu 300k", "thu om 300k"] {
        let reading = read(line, &catalog, &NoSimilar);
        assert!(
            matches!(&reading.outcome, Outcome::Activities(list) if list[0].people[0].member == Some(thu)),
            "{line}: {reading:?}"
        );
    }
}

#[test]
fn names_that_are_kind_money_and_day_words_are_names_where_that_makes_sense() {
    let om = |line: &str, short: &str| {
        check(line, "tham-om", today(), &[("", short)], 300_000);
    };
    om("hieu om 300k", "Hiếu TH");
    om("om hy 300k", "Hỷ 1B");
    om("mai om 300k", "Mai 3B");
    om("nam om nam vien 300k", "Năm BV");
    om("thăm anh Sáu ốm 300k", "Sáu 4B");
    om("tham co Anh om 300k", "Anh AV");
    om("vo TD om 300k", "Võ TD");
    om("tham tham om 300k", "Thắm 5A");
    om("luong om 300k", "Lương 5C");
    om("quy om 300k", "Quý 4C");
    om("binh om 300k", "Bình KT");
    om("tu om 300k", "Tú 2B");
    om("om hoa 300k", "Hoa 1C");
    check("hieu me hieu 500k", "viec-hieu", today(), &[("me", "Hiếu TH")], 500_000);
    check("hy hy 500k", "viec-hy", today(), &[("", "Hỷ 1B")], 500_000);
    let (_, entry, _) = entry("om hoa 300k hoa");
    assert_eq!((entry.people.len(), entry.goods.as_str()), (1, "hoa"));
}

#[test]
fn accents_that_were_typed_must_agree() {
    assert_eq!(refusals("ôm Liên 300k"), vec![Refusal::NoKind]);
    assert!(matches!(&refusals("ốm Liễn 300k")[0], Refusal::UnknownName { text } if text == "Liễn"));
}

#[test]
fn mai_is_a_day_only_as_ngay_mai() {
    let (entry, reading) =
        check("ngày mai thăm ốm Liên 300k", "tham-om", day(2023, 11, 25), &[("", "Liên 2A")], 300_000);
    assert_eq!(entry.state, State::Planned);
    assert!(reading.assumed.contains(&Assumed { what: Filled::State, why: Why::Future }));
}

#[test]
fn day_words_and_ranges() {
    check("hôm qua ốm Liên 300k", "tham-om", day(2023, 11, 23), &[("", "Liên 2A")], 300_000);
    check("t2 om lien 300k", "tham-om", day(2023, 11, 20), &[("", "Liên 2A")], 300_000);
    check("om lien thu 3 300k", "tham-om", day(2023, 11, 21), &[("", "Liên 2A")], 300_000);
    let (_, entry, _) = entry("tham quan Hạ Long 3-5/11 toàn trường 12tr");
    assert_eq!((entry.day, entry.until), (day(2023, 11, 3), Some(day(2023, 11, 5))));
    assert_eq!(entry.about, "Hạ Long");
}

#[test]
fn a_relation_binds_to_the_name_behind_it_or_else_before_within_its_comma_group() {
    let people = [("me-de", "Liên 2A"), ("bo-de", "Tú 2B")];
    let line = "hieu 12/11 me de lien, tu bo de 500k/nguoi";
    check(line, "viec-hieu", day(2023, 11, 12), &people, 1_000_000);
    check("hieu lien me de, bo de tu mỗi người 500k", "viec-hieu", today(), &people, 1_000_000);
    let list = refusals("hieu me de lien, tu 500k/người");
    assert_eq!(list, vec![Refusal::MissingRelation { kind: "viec-hieu".to_owned() }]);
    assert_eq!(refusals("hieu lien 500k"), vec![Refusal::MissingRelation { kind: "viec-hieu".to_owned() }]);
}

#[test]
fn ba_without_accents_is_asked() {
    let asked = questions("hieu ba lien 500k");
    let Question::WhichRelation { text, relations } = &asked[0] else { panic!("{asked:?}") };
    assert_eq!(text, "ba");
    assert_eq!(*relations, vec!["bo".to_owned(), "ba".to_owned()]);
    check("hiếu bà Liên 500k", "viec-hieu", today(), &[("ba", "Liên 2A")], 500_000);
    let answers = [Answer::Relation { text: "ba".to_owned(), code: "ba".to_owned() }];
    let reading = read_with("hieu ba lien 500k", &catalog(), &NoSimilar, &answers);
    assert!(matches!(&reading.outcome, Outcome::Activities(list) if list[0].people[0].relation == "ba"));
    check("thai san ba 3c 300k", "thai-san", today(), &[("", "Ba 3C")], 300_000);
}

#[test]
fn several_people_share_or_each_get_the_amount() {
    let each =
        check("om lien, tu 200k/người", "tham-om", today(), &[("", "Liên 2A"), ("", "Tú 2B")], 400_000).0;
    assert_eq!((each.money[0].quantity, each.money[0].rate), (Some(2), Some(Dong(200_000))));
    assert_eq!(questions("om lien va tu 200k"), vec![Question::Each { amount: Dong(200_000), people: 2 }]);
    for (yes, total) in [(true, 400_000), (false, 200_000)] {
        let reading = read_with("om lien va tu 200k", &catalog(), &NoSimilar, &[Answer::Each(yes)]);
        assert!(matches!(&reading.outcome, Outcome::Activities(list) if list[0].total() == Dong(total)));
    }
}

#[test]
fn a_bare_small_number_is_asked() {
    assert_eq!(questions("om lien 300"), vec![Question::Thousand { typed: Dong(300), meant: Dong(300_000) }]);
    let reading = read_with("om lien 300", &catalog(), &NoSimilar, &[Answer::Thousand(true)]);
    assert!(matches!(&reading.outcome, Outcome::Activities(list) if list[0].total() == Dong(300_000)));
}

#[test]
fn amounts_in_all_their_spellings() {
    for (typed, amount) in [
        ("500k", 500_000),
        ("500.000", 500_000),
        ("500 nghìn", 500_000),
        ("1tr2", 1_200_000),
        ("2 triệu", 2_000_000),
        ("2 trieu", 2_000_000),
        ("1,5tr", 1_500_000),
        ("9.250.000", 9_250_000),
        ("1 triệu 200 nghìn", 1_200_000),
        ("500.000đ", 500_000),
        ("năm trăm nghìn", 500_000),
        ("hai triệu rưỡi", 2_500_000),
        ("500 000", 500_000),
    ] {
        check(&format!("ốm Liên {typed}"), "tham-om", today(), &[("", "Liên 2A")], amount);
        check(&format!("{typed}, ốm Liên"), "tham-om", today(), &[("", "Liên 2A")], amount);
    }
}

#[test]
fn a_missing_amount_comes_from_the_norm_and_is_shown() {
    let (entry, reading) = check("ốm Liên", "tham-om", today(), &[("", "Liên 2A")], 300_000);
    assert_eq!(entry.money[0].code, "31.03");
    assert!(reading.assumed.iter().any(|a| a.what == Filled::Amount && matches!(a.why, Why::Norm(_))));
    let (entry, _) = check("cưới Liên", "viec-hy", today(), &[("", "Liên 2A")], 0);
    assert!(entry.money.is_empty(), "no norm, no money");
}

#[test]
fn donations_keep_the_purpose_as_typed() {
    let (_, entry, reading) = entry("ung ho quy vi nguoi ngheo 2tr500");
    assert_eq!((entry.kind.as_str(), entry.about.as_str()), ("ung-ho", "quy vi nguoi ngheo"));
    assert_eq!((entry.total(), entry.money[0].source), (Dong(2_500_000), Source::Members));
    assert!(reading.is_savable());
    let (_, entry, _) = self::entry("quyen gop giup hoc sinh ngheo 12.400.000 10/10");
    assert_eq!((entry.about.as_str(), entry.day), ("giup hoc sinh ngheo", day(2023, 10, 10)));
    let (_, entry, _) = self::entry("ủng hộ nạn nhân vụ cháy 10tr trong đó quỹ 3tr");
    assert_eq!(entry.about, "nạn nhân vụ cháy");
    let lines: Vec<_> =
        entry.money.iter().map(|l| (l.amount.0, matches!(l.source, Source::Fund { .. }))).collect();
    assert_eq!(lines, vec![(7_000_000, false), (3_000_000, true)]);
    assert_eq!(entry.money[1].code, "31.03");
    assert!(matches!(refusals("ủng hộ lũ lụt 2tr trong đó quỹ 3tr")[0], Refusal::PartTooLarge { .. }));
}

#[test]
fn content_is_what_stands_beside_kind_and_day() {
    let (_, entry, _) = entry("phap luat phong chay 6/11");
    assert_eq!(
        (entry.kind.as_str(), entry.about.as_str(), entry.day),
        ("phap-luat", "phong chay", day(2023, 11, 6))
    );
    assert_eq!(refusals("phap luat 6/11"), vec![Refusal::MissingAbout { kind: "phap-luat".to_owned() }]);
}

#[test]
fn a_bare_training_is_asked_with_its_head_count_kept() {
    let line = "tap huan chuong trinh lop 4 20/11 17/17 gv";
    let asked = questions(line);
    assert_eq!(
        asked,
        vec![Question::WhichKind {
            text: "tap huan".to_owned(),
            kinds: vec!["tap-huan".to_owned(), "tap-huan-can-bo".to_owned()]
        }]
    );
    let reading = read_with(line, &catalog(), &NoSimilar, &[Answer::Kind("tap-huan".to_owned())]);
    let Outcome::Activities(list) = &reading.outcome else { panic!("{reading:?}") };
    let count = list[0].head_count.clone().expect("a head count");
    assert_eq!((count.count, count.of, count.whom.as_str()), (Some(17), Some(17), "giáo viên"));
    assert_eq!((list[0].about.as_str(), list[0].day), ("chuong trinh lop 4", day(2023, 11, 20)));
    assert!(matches!(&questions("ket nap lien")[0], Question::WhichKind { .. }));
    assert!(matches!(&questions("kiem tra 20/11")[0], Question::WhichKind { .. }));
    check("kết nạp đảng Liên", "ket-nap-dang", today(), &[("", "Liên 2A")], 0);
}

#[test]
fn contests_and_awards_take_level_prize_and_result() {
    let (e, _) = check("gvdg cấp trường Thu L4 giải nhất", "hoi-thi", today(), &[("", "Thu L4")], 0);
    assert_eq!(
        (e.about.as_str(), e.level, e.people[0].prize.as_str()),
        ("gvdg", Some(Level::School), "Nhất")
    );
    let (_, entry, _) = entry("giấy khen cấp quận Thu L4");
    assert_eq!((entry.result.as_str(), entry.level), ("Giấy khen", Some(Level::District)));
    let (_, entry, _) = self::entry("cstđ Liên 2A, Thu L4");
    assert_eq!((entry.kind.as_str(), entry.result.as_str(), entry.people.len()), ("danh-hieu", "CSTĐ", 2));
}

#[test]
fn two_days_and_two_kinds_are_offered_as_two_entries() {
    let (_, reading) = reading("om lien 5/11 12/11 300k");
    assert!(reading.needs_confirmation && !reading.is_savable());
    assert!(
        matches!(&reading.outcome, Outcome::Activities(list) if list.len() == 2 && list[0].day != list[1].day)
    );
    let line = "om lien 5/11 300k, hieu me de tu 500k";
    let (catalog, reading) = self::reading(line);
    let Outcome::Activities(list) = &reading.outcome else { panic!("{reading:?}") };
    assert_eq!((list[0].kind.as_str(), list[1].kind.as_str()), ("tham-om", "viec-hieu"));
    assert_eq!(list[1].people[0].member, Some(id(&catalog, "Tú 2B")));
    let both = read_with(line, &catalog, &NoSimilar, &[Answer::Entries(Entries::Both)]);
    assert!(both.is_savable());
    let second = read_with(line, &catalog, &NoSimilar, &[Answer::Entries(Entries::Second)]);
    assert!(
        matches!(&second.outcome, Outcome::Activities(list) if list.len() == 1 && list[0].kind == "viec-hieu")
    );
}

#[test]
fn planned_is_said_or_follows_from_the_day() {
    let (entry, reading) =
        check("dự kiến thăm ốm Liên 22/11 300k", "tham-om", day(2023, 11, 22), &[("", "Liên 2A")], 300_000);
    assert_eq!(entry.state, State::Planned);
    assert!(!reading.assumed.iter().any(|a| a.what == Filled::State));
}

#[test]
fn sources_are_said_with_words() {
    let (entry, _) = check("om lien 300k ck", "tham-om", today(), &[("", "Liên 2A")], 300_000);
    assert!(matches!(entry.money[0].source, Source::Fund { account: Account::Bank, .. }));
    let (entry, _) = check("om lien 300k nhà trường", "tham-om", today(), &[("", "Liên 2A")], 300_000);
    assert_eq!((entry.money[0].source, entry.money[0].code.as_str()), (Source::School, ""));
    let (_, entry, _) = self::entry("ủng hộ Trường Sa 2tr quỹ");
    assert!(matches!(entry.money[0].source, Source::Fund { .. }));
    assert_eq!(entry.about, "Trường Sa");
}

#[test]
fn who_has_left_is_meant_only_where_nobody_else_fits() {
    check("om Tuan 300k", "tham-om", today(), &[("", "Tuấn 5B")], 300_000);
    check("chia tay Ngà 2C 500k", "nghi-huu", today(), &[("", "Ngà 2C")], 500_000);
    assert!(
        matches!(questions("om Tuan 20/9 300k")[0], Question::WhoIs { .. }),
        "on that day both were there"
    );
}

#[test]
fn groups_become_people() {
    let (_, entry, _) = entry("quà tết tổ 2 200k/người");
    assert_eq!((entry.people.len(), entry.total(), entry.occasion.as_str()), (3, Dong(600_000), "Tết"));
    let (_, entry, _) = self::entry("hội nghị toàn trường 13/10");
    assert_eq!(entry.head_count.expect("a count").count, Some(25));
}

struct Earlier(Vec<congdoan::domain::Stored<Activity>>);

impl Similar for Earlier {
    fn latest(&self, _kind: &str) -> Vec<congdoan::domain::Stored<Activity>> {
        self.0.clone()
    }
}

#[test]
fn an_earlier_entry_fills_what_no_norm_says_and_is_named() {
    let catalog = catalog();
    let (_, old, _) = entry("cưới Tú 1/11 400k ck");
    let mut old = old;
    let fund = catalog.union_fund().expect("a fund").id;
    old.money[0].source = Source::Fund { fund, account: Account::Bank };
    old.people[0].member = Some(id(&catalog, "Tú 2B"));
    let stored = congdoan::domain::Stored {
        id: congdoan::domain::Id::fresh(),
        meta: catalog.members[0].meta.clone(),
        body: old,
    };
    let reading = read("cưới Liên", &catalog, &Earlier(vec![stored.clone()]));
    let Outcome::Activities(list) = &reading.outcome else { panic!("{reading:?}") };
    assert_eq!(list[0].total(), Dong(400_000));
    assert_eq!(list[0].money[0].source, Source::Fund { fund, account: Account::Bank });
    assert!(reading.assumed.contains(&Assumed { what: Filled::Amount, why: Why::Similar(stored.id) }));
}

#[test]
fn the_spans_say_what_each_word_was_taken_for() {
    let line = "hieu 12/11 lien me de 500k";
    let (catalog, reading) = reading(line);
    let spans: Vec<(&str, Meaning)> =
        reading.spans.iter().map(|span| (&line[span.range.clone()], span.meaning.clone())).collect();
    assert_eq!(
        spans,
        vec![
            ("hieu", Meaning::Kind(vec!["viec-hieu".to_owned()])),
            ("12/11", Meaning::Day(day(2023, 11, 12), None)),
            ("lien", Meaning::Member(vec![id(&catalog, "Liên 2A")])),
            ("me de", Meaning::Relation(vec!["me-de".to_owned()])),
            ("500k", Meaning::Money(Dong(500_000))),
        ]
    );
}

#[test]
fn nothing_typed_and_nothing_known() {
    assert_eq!(refusals("  "), vec![Refusal::Empty]);
    assert_eq!(refusals("lien me de 500k"), vec![Refusal::NoKind]);
}

#[test]
fn a_day_that_can_be_all_of_so_many_is_asked_and_both_answers_hold() {
    let (catalog, asked) = reading("gvtđvn 10/10");
    let Outcome::Ask(questions) = &asked.outcome else { panic!("{asked:?}") };
    assert!(matches!(questions.as_slice(), [Question::DayOrAll { all: 10, .. }]), "{questions:?}");
    let answered = |yes: bool| {
        let reading = read_with("gvtđvn 10/10", &catalog, &NoSimilar, &[Answer::Day(yes)]);
        let Outcome::Activities(entries) = reading.outcome else { panic!("{:?}", reading.outcome) };
        entries[0].clone()
    };
    let of_ten = answered(false);
    assert_eq!(of_ten.head_count.and_then(|count| count.of), Some(10));
    assert_eq!(of_ten.day, today());
    let on_the_day = answered(true);
    assert_eq!((on_the_day.day, on_the_day.head_count), (day(2023, 10, 10), None));
}

#[test]
fn names_are_those_of_the_entrys_day() {
    let mut catalog = catalog();
    // In October "Thu L4" was the one who is "Thu L5" today, and the other way round.
    let (four, five) = (id(&catalog, "Thu L4"), id(&catalog, "Thu L5"));
    for member in &mut catalog.members {
        let (before, after) = match member.id {
            id if id == four => ("Thu L5", "Thu L4"),
            id if id == five => ("Thu L4", "Thu L5"),
            _ => continue,
        };
        member.body.facts.retain(|fact| fact.kind != FactKind::ShortName);
        let turn = day(2023, 11, 1);
        let mut early = MemberFact::always(FactKind::ShortName, before);
        early.until = Some(turn);
        let mut late = MemberFact::always(FactKind::ShortName, after);
        late.from = Some(turn);
        member.body.facts.extend([early, late]);
    }
    catalog.index();
    let who = |line: &str| {
        let Outcome::Activities(entries) = read(line, &catalog, &NoSimilar).outcome else { panic!("{line}") };
        entries[0].people[0].member
    };
    assert_eq!(who("om thu l4 12/11 300k"), Some(four));
    assert_eq!(who("om thu l4 12/10 300k"), Some(five));
    assert_eq!(who("12/10 om thu l5 300k"), Some(four));
}

#[test]
fn what_is_still_asked_never_stands_in_the_form_that_a_line_begins() {
    let (_, asked) = reading("om huong 25/11 300k");
    let begun = asked.with_note();
    assert_eq!(begun.len(), 1);
    assert!(begun[0].people.is_empty(), "{begun:?}");
    assert_eq!(begun[0].total(), Dong(300_000));
    assert_eq!(asked.open_names(), ["huong"]);
    let (_, asked) = reading("kết nạp cô Hoa");
    assert!(asked.with_note().is_empty());
    let (_, asked) = reading("om lien, van, hoa 200k");
    assert!(asked.with_note()[0].money.is_empty());
}

#[test]
fn the_members_own_death_is_said_by_ban_than_and_asked_for_without_it() {
    let (_, entry, _) = entry("hieu lien ban than 12/11 1tr");
    assert_eq!(entry.kind, "viec-hieu");
    assert_eq!(entry.people.len(), 1);
    assert_eq!(entry.people[0].relation, "ban-than");
    assert_eq!(refusals("hieu lien 12/11 1tr"), [Refusal::MissingRelation { kind: "viec-hieu".to_owned() }]);
    // A sick visit knows no other relation than the member's own, which is none.
    let (_, entry, _) = self::entry("om lien ban than 12/11 300k");
    assert_eq!((entry.kind.as_str(), entry.people[0].relation.as_str()), ("tham-om", ""));
}

#[test]
fn of_two_entries_each_keeps_the_words_not_understood_that_stand_in_it() {
    let (_, reading) = reading("om van l2 nam vien tinh 5/11 300k, cuoi dung td 12/11 500k");
    let notes: Vec<String> = reading.with_note().into_iter().map(|entry| entry.note).collect();
    assert_eq!(notes, ["nằm viện tỉnh", ""]);
}

#[test]
fn a_count_times_a_bare_small_number_is_asked_about_and_keeps_its_count() {
    let line = "qua 8/3 nu 31 x 150";
    let asked = Question::Thousand { typed: Dong(150), meant: Dong(150_000) };
    assert_eq!(questions(line), [asked]);
    let reading = read_with(line, &catalog(), &NoSimilar, &[Answer::Thousand(true)]);
    let Outcome::Activities(entries) = reading.outcome else { panic!("{:?}", reading.outcome) };
    assert_eq!(entries[0].total(), Dong(4_650_000));
    // Who says how many there are needs not be asked whether the day is a head count.
    let (_, entry, _) = entry("du kien tang qua tet 60 x 300k 2/2");
    assert_eq!((entry.total(), entry.head_count.and_then(|head| head.count)), (Dong(18_000_000), Some(60)));
}
