//! The annex, read back by a reader that the writer does not use: the same rows everywhere, typed cells, and stored sums
//! that are those of the facts.

#[allow(dead_code, reason = "other tests ask the sample for its members")]
mod sample_common;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::LazyLock;

use calamine::{Data, DataType, Reader, Xlsx};
use congdoan::desk::{Desk, Format, NewBook};
use congdoan::domain::{
    Activity, FactKind, HeadCount, IssuedReport, LedBy, Member, MemberFact, MoneyLine, Period, Person,
    Source, Stored, TermData,
};
use congdoan::report::annex::Annex;
use congdoan::report::{Facts, annex};
use congdoan::store::Store;
use congdoan::text::money::Dong;
use proptest::prelude::*;
use sample_common::{day, demo, desk};

/// Head and rows of a sheet, below its title and the line under it.
type Table = Vec<Vec<Data>>;

fn sheets(bytes: &[u8]) -> Vec<(String, Table)> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a spreadsheet");
    let names = book.sheet_names();
    let rows = |name: &String, book: &mut Xlsx<_>| {
        let range = book.worksheet_range(name).expect("a sheet");
        range.rows().skip(2).map(<[Data]>::to_vec).collect::<Table>()
    };
    names.into_iter().map(|name| (name.clone(), rows(&name, &mut book))).collect()
}

fn table<'a>(sheets: &'a [(String, Table)], name: &str) -> &'a Table {
    &sheets.iter().find(|sheet| sheet.0 == name).unwrap_or_else(|| panic!("a sheet {name}")).1
}

/// The row whose cell in this column says so.
fn row<'a>(table: &'a Table, column: usize, says: &str) -> &'a [Data] {
    let found = table.iter().find(|row| row[column].get_string() == Some(says));
    found.unwrap_or_else(|| panic!("a row {says}"))
}

fn number(cell: &Data) -> i64 {
    match cell {
        Data::Float(number) => *number as i64,
        Data::Int(number) => *number,
        other => panic!("a number, not {other:?}"),
    }
}

fn period_of(desk: &Desk) -> Stored<Period> {
    desk.catalog().expect("the catalog").period.expect("a period")
}

/// The term's data, and the annex of the period worked in.
fn annex_of(book: &std::path::Path) -> (TermData, Vec<u8>) {
    let desk = desk(book);
    let period = period_of(&desk);
    let bytes = desk.export_report(&period, None, Format::Xlsx).expect("an annex");
    let today = desk.catalog().expect("the catalog").today;
    drop(desk);
    let store = Store::open(book).expect("the book");
    (store.term_data(period.id, today).expect("a term"), bytes)
}

/// Codes and labels of the first sheet.
fn rows_of(bytes: &[u8]) -> Vec<(String, String)> {
    let text = |cell: &Data| cell.get_string().unwrap_or_default().to_owned();
    let sheets = sheets(bytes);
    table(&sheets, "Số liệu").iter().map(|row| (text(&row[1]), text(&row[2]))).collect()
}

#[test]
fn the_first_sheet_has_the_same_rows_for_the_sample_and_for_an_empty_book() {
    let (_folder, book) = demo();
    let full = rows_of(&annex_of(&book).1);
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("book.congdoan");
    let new = NewBook {
        unit: "Công đoàn Trường Tiểu học Cây Phượng".to_owned(),
        school_year: 2025,
        ..NewBook::default()
    };
    drop(Desk::create(&empty, "thuquy", &new).expect("a book"));
    let bytes = annex_of(&empty).1;
    assert_eq!(full, rows_of(&bytes));
    let all = sheets(&bytes);
    assert_eq!(all[0].0, "Số liệu", "first of all");
    for row in table(&all, "Số liệu").iter().skip(1).filter(|row| !row[3].is_empty()) {
        let counts = [&row[4], &row[6]];
        assert!(counts.iter().any(|cell| !cell.is_empty()), "a zero is written: {row:?}");
        assert!(counts.iter().filter(|cell| !cell.is_empty()).all(|cell| number(cell) == 0), "{row:?}");
    }
    let codes: Vec<&str> = full.iter().map(|row| row.0.as_str()).collect();
    let mut once = codes.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), codes.len(), "every code stands once");
}

#[test]
fn every_kind_of_the_program_has_its_row() {
    let words = Annex::built_in().expect("assets/annex.toml");
    for kind in &congdoan::domain::Kinds::built_in().expect("kinds").kinds {
        let group = words.figures.iter().rposition(|row| row.group.as_ref() == Some(&kind.group));
        let own = words.figures.iter().position(|row| row.kind.as_ref() == Some(&kind.code));
        let rest = words.figures.iter().position(|row| row.others.as_ref() == Some(&kind.group));
        assert!(group < own && own < rest, "{} stands among the rows of its group", kind.code);
    }
}

#[test]
fn every_stored_sum_of_the_sample_is_that_of_the_facts() {
    let (_folder, book) = demo();
    let (data, bytes) = annex_of(&book);
    check_sums(&data, &bytes);
    let facts = Facts::of(&data);
    let sheets = sheets(&bytes);
    assert_eq!(number(&row(table(&sheets, "Số liệu"), 1, "dv.nld")[4]), 69);
    assert_eq!(number(&row(table(&sheets, "Số liệu"), 1, "tc.50")[6]), 16_281_014);
    assert!(facts.kinds.len() > 10, "the sample says much");
}

/// Sums over the whole file against the facts of the same data.
fn check_sums(data: &TermData, bytes: &[u8]) {
    let facts = Facts::of(data);
    let sheets = sheets(bytes);
    let all = table(&sheets, "Số liệu");
    let value = |code: &str, column: usize| number(&row(all, 1, code)[column]);
    let entries: u64 = facts.kinds.iter().map(|kind| kind.entries).sum();
    let money: i64 = facts.kinds.iter().map(|kind| kind.money.0).sum();
    let visits: u64 = facts.kinds.iter().map(|kind| kind.visits).sum();
    assert_eq!((value("hd", 4), value("hd", 6)), (entries as i64, money));
    for kind in &facts.kinds {
        let group = data.catalog.kinds.get(&kind.kind).map_or("", |kind| kind.group.as_str());
        let code = format!("{group}.{}", kind.kind);
        if let Some(row) = all.iter().find(|row| row[1].get_string() == Some(&code)) {
            assert_eq!(number(&row[6]), kind.money.0, "{code}");
            assert!([kind.visits as i64, kind.entries as i64].contains(&number(&row[4])), "{code}");
        }
        if let Some(row) = all.iter().find(|row| row[1].get_string() == Some(&format!("{code}.n"))) {
            assert_eq!((number(&row[4]), number(&row[5])), (kind.n as i64, kind.of as i64), "{code}");
        }
    }
    let members = &facts.members;
    for (code, count) in [
        ("dv.nld", members.employed),
        ("dv.nld-nu", members.employed_women),
        ("dv.doan-vien", members.union_members),
        ("dv.doan-vien-nu", members.union_women),
        ("dv.dang-vien", members.party),
    ] {
        assert_eq!(value(code, 4), count as i64, "{code}");
    }
    let contracts = value("dv.bien-che", 4) + value("dv.hop-dong-khac", 4) + value("dv.hop-dong-chua-ghi", 4);
    assert_eq!(contracts, members.employed as i64, "each has one contract");
    let list = table(&sheets, "Hoạt động");
    let total = row(list, 3, "Cộng");
    assert_eq!((number(&total[6]), number(&total[9])), (visits as i64, money));
    let sum_of = |sheet: &str, label: usize, column: usize| {
        let list = table(&sheets, sheet);
        let rows = list.iter().skip(1).take_while(|row| row[label].get_string() != Some("Cộng"));
        let shown: i64 = rows.map(|row| if row[column].is_empty() { 0 } else { number(&row[column]) }).sum();
        assert_eq!(shown, number(&row(list, label, "Cộng")[column]), "{sheet}: the rows add up");
        shown
    };
    let of_kinds = |kinds: &[String], what: fn(&congdoan::report::facts::KindFacts) -> i64| {
        facts.kinds.iter().filter(|kind| kinds.contains(&kind.kind)).map(what).sum::<i64>()
    };
    let words = Annex::built_in().expect("assets/annex.toml");
    assert_eq!(sum_of("Hoạt động", 3, 9), money);
    assert_eq!(sum_of("Thăm hỏi", 3, 8), of_kinds(&words.sheet.visits.kinds, |kind| kind.visits as i64));
    assert_eq!(sum_of("Thăm hỏi", 3, 9), of_kinds(&words.sheet.visits.kinds, |kind| kind.money.0));
    assert_eq!(sum_of("Ủng hộ", 2, 6), of_kinds(&words.sheet.donations.kinds, |kind| kind.money.0));
    assert_eq!(sum_of("Tập huấn", 4, 11), of_kinds(&words.sheet.trainings.kinds, |kind| kind.money.0));
    assert_eq!((sum_of("Theo tháng", 0, 1), sum_of("Theo tháng", 0, 2)), (entries as i64, money));
    let roster = row(table(&sheets, "Đoàn viên"), 1, "Cộng");
    assert_eq!(
        (number(&roster[12]), number(&roster[13])),
        (members.employed as i64, members.union_members as i64)
    );
    if let Some(settlement) = &facts.settlement {
        let book = table(&sheets, "Sổ quỹ");
        assert_eq!(number(&row(book, 3, "Số dư đầu kỳ")[8]), settlement.opening.0);
        assert_eq!(number(&row(book, 3, "Số dư cuối kỳ")[8]), settlement.balance.0);
        let sums = row(book, 3, "Cộng");
        let restated = number(&row(book, 3, "Chênh lệch do ghi lại số dư")[8]);
        assert_eq!(
            settlement.opening.0 + number(&sums[6]) - number(&sums[7]) + restated,
            settlement.balance.0,
            "the formula of the balance is its result"
        );
        let form = table(&sheets, "Quyết toán");
        assert_eq!(number(&row(form, 1, "Tổng thu")[2]), settlement.receipts.0);
        assert_eq!(number(&row(form, 1, "Tổng chi")[2]), settlement.payments.0);
        assert_eq!(number(&row(form, 0, "50")[2]), settlement.balance.0);
        for (code, amount) in [
            ("tc.10", settlement.opening),
            ("tc.thu", settlement.receipts),
            ("tc.28", settlement.granted),
            ("tc.40", settlement.handed_in),
            ("tc.chi", settlement.payments),
            ("tc.39", settlement.paid_up),
            ("tc.42", settlement.handed_over),
            ("tc.50", settlement.balance),
        ] {
            assert_eq!(value(code, 6), amount.0, "{code}");
        }
    }
    check_formulas(bytes);
}

/// Every formula's stored result is what its cells give.
fn check_formulas(bytes: &[u8]) {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a spreadsheet");
    for name in book.sheet_names() {
        let values = book.worksheet_range(&name).expect("a sheet");
        let formulas = book.worksheet_formula(&name).expect("its formulas");
        let at = |cell: &str| {
            let letters: String = cell.chars().take_while(char::is_ascii_alphabetic).collect();
            let column = letters.chars().fold(0, |sum, c| sum * 26 + (u32::from(c) - 64)) - 1;
            let row: u32 = cell[letters.len()..].parse().expect("a row");
            (row - 1, column)
        };
        let value = |place: (u32, u32)| match values.get_value(place) {
            None | Some(Data::Empty | Data::String(_)) => 0,
            Some(cell) => number(cell),
        };
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells() {
            let stored = value((row as u32 + top, column as u32 + left));
            let span = |text: &str| {
                let (first, last) = text.split_once(':').expect("a range");
                let ((first, column), (last, _)) = (at(first), at(last));
                (first..=last).map(|row| (row, column)).collect::<Vec<_>>()
            };
            let inner = |prefix: &str| formula.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(')'));
            let computed: i64 = if let Some(range) = inner("SUBTOTAL(9,").or_else(|| inner("SUM(")) {
                span(range).into_iter().map(value).sum()
            } else if let Some(range) = inner("SUBTOTAL(3,") {
                let filled =
                    |place: &(u32, u32)| values.get_value(*place).is_some_and(|cell| !cell.is_empty());
                span(range).iter().filter(|place| filled(place)).count() as i64
            } else {
                let signed = formula.replace('-', "+-");
                signed
                    .split('+')
                    .map(|part| {
                        part.strip_prefix('-').map_or_else(|| value(at(part)), |cell| -value(at(cell)))
                    })
                    .sum()
            };
            assert_eq!(computed, stored, "{name}: {formula}");
        }
    }
}

#[test]
fn cells_are_typed_and_text_that_looks_like_a_formula_stays_text() {
    let (_folder, book) = demo();
    let mut at_desk = desk(&book);
    let mut entry = Activity::new("khac", day(2023, 11, 2));
    entry.about = "=1+1".to_owned();
    entry.organisation = "@SUM(A1)".to_owned();
    entry.money = vec![MoneyLine {
        quantity: None,
        rate: None,
        amount: Dong(500_000),
        source: Source::Members,
        code: String::new(),
    }];
    at_desk.log(entry).expect("logged");
    drop(at_desk);
    let bytes = annex_of(&book).1;
    let sheets = sheets(&bytes);
    let list = table(&sheets, "Hoạt động");
    let said = row(list, 3, "=1+1");
    assert_eq!(said[4].get_string(), Some("@SUM(A1)"));
    let Data::DateTime(on) = &said[1] else { panic!("a date, not {:?}", said[1]) };
    assert_eq!(on.to_ymd_hms_milli(), (2023, 11, 2, 0, 0, 0, 0));
    assert!(matches!(said[9], Data::Float(_) | Data::Int(_)), "{:?}", said[9]);
    let mut book = Xlsx::new(Cursor::new(bytes.as_slice())).expect("a spreadsheet");
    let formulas = book.worksheet_formula("Hoạt động").expect("its formulas");
    let formulas: Vec<&String> = formulas.used_cells().map(|cell| cell.2).collect();
    assert_eq!(formulas.len(), 2, "the sums alone: {formulas:?}");
}

#[test]
fn the_first_sheet_names_the_report_it_goes_with_until_that_is_sent() {
    let (_folder, book) = demo();
    let (mut data, _) = annex_of(&book);
    let subtitle = |data: &TermData| {
        let workbook = annex::workbook(data, &Facts::of(data)).expect("an annex");
        workbook.sheets[0].subtitle.clone()
    };
    data.period.body.report.number = "15/BC-CĐCS".to_owned();
    data.period.body.report.day = Some(day(2023, 12, 22));
    assert!(
        subtitle(&data).ends_with(", kèm theo Báo cáo số 15/BC-CĐCS ngày 22/12/2023"),
        "{}",
        subtitle(&data)
    );
    let like = data.period.meta.clone();
    let issued = IssuedReport {
        period: data.period.id,
        number: "15/bc-cđcs".to_owned(),
        day: day(2023, 12, 22),
        outline: "ha-dong".to_owned(),
        document: String::new(),
        facts: String::new(),
        digest: String::new(),
        replaces: None,
    };
    data.issued.push(Stored { id: congdoan::domain::Id::fresh(), meta: like, body: issued });
    assert!(!subtitle(&data).contains("kèm theo"), "the paper is out: {}", subtitle(&data));
    data.issued.clear();
    data.period.body.report.day = None;
    assert!(!subtitle(&data).contains("kèm theo"), "left for the pen");
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("text");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

#[test]
fn every_sheet_filters_freezes_its_head_and_prints_on_a4_one_page_wide() {
    let (_folder, book) = demo();
    let parts = parts(&annex_of(&book).1);
    let sheets: Vec<_> = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")).collect();
    assert!(sheets.len() >= 11);
    for (name, text) in sheets {
        for wanted in
            ["<autoFilter ", "state=\"frozen\"", "paperSize=\"9\"", "fitToHeight=\"0\"", "fitToPage=\"1\""]
        {
            assert!(text.contains(wanted), "{name} lacks {wanted}");
        }
    }
    let book = &parts["xl/workbook.xml"];
    assert_eq!(book.matches("_xlnm.Print_Titles").count(), book.matches("<sheet ").count(), "heads repeated");
    let chart = &parts["xl/charts/chart1.xml"];
    assert!(chart.contains("c:barChart") && chart.contains("c:lineChart"), "entries and money by month");
    let core = &parts["docProps/core.xml"];
    for wanted in ["Phụ lục số liệu học kỳ I", "Công đoàn Trường Tiểu học", "T00:00:00Z"]
    {
        assert!(core.contains(wanted), "{core}");
    }
}

#[test]
fn equal_books_give_equal_bytes() {
    let (_folder, book) = demo();
    assert!(annex_of(&book).1 == annex_of(&book).1);
}

#[test]
fn an_own_kind_counts_in_the_fixed_row_of_its_group() {
    let (_folder, book) = demo();
    let (mut data, _) = annex_of(&book);
    let own = "[[group]]\ncode='rieng'\nlabel='Riêng'\nen='Own'\n\
        [[kind]]\ncode='don-thu-vien'\nlabel='Dọn thư viện'\nen='Library'\nshort_en='Library'\ngroup='cham-lo'\nwords=['dọn']\nfields=['about']\n\
        [[kind]]\ncode='ca-hat'\nlabel='Ca hát'\nen='Singing'\ngroup='rieng'\nwords=['hát']\nfields=['about']\n";
    data.catalog.kinds.add(own).expect("kinds");
    let like =
        data.activities.iter().find(|entry| entry.day > data.period.activities.0).expect("an entry").clone();
    for (kind, times) in [("don-thu-vien", 3), ("ca-hat", 2), ("nobody-knows", 1)] {
        for _ in 0..times {
            let body = Activity { kind: kind.to_owned(), ..Activity::new(kind, day(2023, 11, 3)) };
            data.activities.push(Stored { id: congdoan::domain::Id::fresh(), body, ..like.clone() });
        }
    }
    let facts = Facts::of(&data);
    let figures = annex::figures(&data, &facts).expect("figures");
    let n = |code: &str| figures.iter().find(|row| row.code == code).and_then(|row| row.n).expect("a row");
    assert_eq!(n("cham-lo.loai-khac"), 3);
    assert_eq!(n("khac.loai-khac"), 3, "whatever group it is in, it is counted");
    let entries: u64 = facts.kinds.iter().map(|kind| kind.entries).sum();
    assert_eq!(n("hd"), entries);
    assert_eq!(figures.len(), Annex::built_in().expect("rows").figures.len());
    let counted = figures.iter().find(|row| row.code == "cham-lo.loai-khac").expect("a row");
    assert_eq!(counted.sources.len(), 3, "with the entries behind it");
}

#[test]
fn two_thousand_entries_are_one_list() {
    let (_folder, book) = demo();
    let (mut data, _) = annex_of(&book);
    let like = data.activities[0].clone();
    for at in 0..2_000_u64 {
        let mut body = Activity::new("tham-om", day(2023, 9, 10) + chrono::Days::new(at % 90));
        body.about = "dài ".repeat(80);
        body.people = vec![Person { name: format!("Người {at}"), ..Person::default() }];
        data.activities.push(Stored { id: congdoan::domain::Id::fresh(), body, ..like.clone() });
    }
    let bytes = of(&data);
    check_sums(&data, &bytes);
    assert!(table(&sheets(&bytes), "Thăm hỏi").len() > 2_000);
}

/// The annex of a term's data.
fn of(data: &TermData) -> Vec<u8> {
    let workbook = annex::workbook(data, &Facts::of(data)).expect("an annex");
    congdoan::document::xlsx::write(&workbook).expect("a file")
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[=+@-]?[a-zà-ỹ\u{1}\n&<>'\"/]{0,12}", Just("ặ".repeat(40_000))]
}

fn entry() -> impl Strategy<Value = Activity> {
    let kinds = prop::sample::select(vec![
        "viec-hieu",
        "tham-om",
        "ung-ho",
        "danh-hieu",
        "hoi-thi",
        "tap-huan",
        "khac",
    ]);
    let people = prop::collection::vec((text(), prop::option::of(0_i64..2_000_000), text()), 0..20);
    let money = prop::collection::vec((1_u32..20, 0_i64..3_000_000, any::<bool>()), 0..3);
    let head = prop::option::of((0_u32..70, 70_u32..90));
    (kinds, 0_u64..240, people, money, head, text(), text()).prop_map(
        |(kind, at, people, money, head, about, note)| {
            let mut entry = Activity::new(kind, day(2023, 7, 1) + chrono::Days::new(at));
            entry.until = (at % 3 == 0).then(|| entry.day + chrono::Days::new(2));
            entry.led_by = LedBy::Joint;
            entry.about = about;
            entry.note = note;
            entry.people = people
                .into_iter()
                .map(|(name, amount, prize)| Person {
                    name,
                    amount: amount.map(Dong),
                    prize,
                    ..Person::default()
                })
                .collect();
            entry.head_count =
                head.map(|(n, of)| HeadCount { count: Some(n), of: Some(of), whom: String::new() });
            entry.money = money
                .into_iter()
                .map(|(quantity, rate, each)| MoneyLine {
                    quantity: each.then_some(quantity),
                    rate: each.then_some(Dong(rate)),
                    amount: if each { Dong(rate * i64::from(quantity)) } else { Dong(rate) },
                    source: Source::School,
                    code: String::new(),
                })
                .collect();
            entry
        },
    )
}

/// The sample's term, and the rows of its first sheet.
static SAMPLE: LazyLock<(TermData, Vec<(String, String)>)> = LazyLock::new(|| {
    let (_folder, book) = demo();
    let (data, bytes) = annex_of(&book);
    (data, rows_of(&bytes))
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn whatever_is_in_the_book_rows_stay_and_sums_agree(
        entries in prop::collection::vec(entry(), 0..25),
        unit in text(),
    ) {
        let (sample, rows) = &*SAMPLE;
        let mut data = sample.clone();
        let like = data.activities[0].clone();
        data.activities = entries
            .into_iter()
            .map(|body| Stored { id: congdoan::domain::Id::fresh(), body, ..like.clone() })
            .collect();
        for of in &mut data.catalog.units {
            of.body.name.sentence = unit.clone();
        }
        for (fund, name) in data.catalog.funds.iter_mut().zip([&unit]) {
            fund.body.name.clone_from(name);
        }
        if let Some(member) = data.catalog.members.first_mut() {
            member.body = Member { facts: vec![MemberFact::always(FactKind::Employment, "")], ..member.body.clone() };
        }
        let thrown = of(&data);
        prop_assert_eq!(&rows_of(&thrown), rows);
        check_sums(&data, &thrown);
    }
}
