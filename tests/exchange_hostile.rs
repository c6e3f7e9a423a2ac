//! Files that were cut short, damaged or made to harm: each is refused with its reason, none panics, and nothing
//! of a foreign text that reaches an error can hold an escape sequence.

use congdoan::domain::{Catalog, Day, FactKind, Gender, Kinds, Member, RecordType};
use congdoan::exchange::roster::Column;
use congdoan::exchange::roster::{refused, whole};
use congdoan::exchange::{ExchangeError, Fault, Intake, Proposal, RowFault, SheetError, book, read_roster};
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../assets/sample-book.json");

const META: &str =
    r#""meta":{"version":1,"created_at":"2023-09-01T08:00:00Z","updated_at":"2023-09-01T08:00:00Z"}"#;

fn id(n: u32) -> String {
    format!("018a0000-0000-7000-8000-{n:012}")
}

fn record(record_type: &str, n: u32, body: &str) -> String {
    format!(r#"{{"type":"{record_type}","id":"{}",{META},"body":{body}}}"#, id(n))
}

fn file(records: &[String]) -> String {
    format!(r#"{{"format":"congdoan-book","version":1,"records":[{}]}}"#, records.join(",\n"))
}

fn refusal(records: &[String]) -> ExchangeError {
    let error = book::read(&file(records)).expect_err("refused");
    assert!(!error.to_string().chars().any(char::is_control), "{error:?}");
    error
}

fn fault(records: &[String]) -> (String, Fault) {
    match refusal(records) {
        ExchangeError::Field { field, fault, .. } => (field, fault),
        other => panic!("{other:?}"),
    }
}

fn member(n: u32, name: &str, more: &str) -> String {
    record("member", n, &format!(r#"{{"full_name":"{name}","gender":"female"{more}}}"#))
}

fn activity(n: u32, more: &str) -> String {
    record("activity", n, &format!(r#"{{"kind":"tham-om","day":"2023-11-02"{more}}}"#))
}

fn fund(n: u32, code: &str) -> String {
    record("fund", n, &format!(r#"{{"code":"{code}","name":"Quỹ"}}"#))
}

fn voucher(n: u32, fund: u32, number: u32, more: &str) -> String {
    let body = format!(
        r#"{{"fund":"{}","direction":"payment","day":"2023-11-02","year":2023,"number":{number},"amount":300000,"description":"x"{more}}}"#,
        id(fund)
    );
    record("voucher", n, &body)
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let short = file(&[member(1, "Đoàn Thị Liên", ""), activity(2, "")]);
    for end in (0..short.len()).filter(|end| short.is_char_boundary(*end)) {
        let error = book::read(&short[..end]).expect_err("cut short");
        assert!(matches!(error, ExchangeError::Truncated { .. }), "{end}: {error:?}");
    }
    for end in (0..SAMPLE.len()).step_by(9973) {
        assert!(book::read_bytes(&SAMPLE.as_bytes()[..end]).is_err());
    }
}

#[test]
fn nesting_ends_in_an_error_and_not_on_the_stack() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = open.repeat(200_000);
        for text in [
            deep.clone(),
            format!("{deep}1{}", close.repeat(200_000)),
            format!("{{\"format\":\"congdoan-book\",\"version\":1,\"records\":{deep}"),
            format!("{{\"format\":{deep}1{}}}", close.repeat(200_000)),
            format!(
                "{{\"format\":\"congdoan-book\",\"version\":1,\"records\":[{deep}1{}]}}",
                close.repeat(200_000)
            ),
        ] {
            assert!(book::read(&text).is_err());
        }
    }
    let deep = format!(r#"{{"full_name":{}1{}}}"#, "[".repeat(500), "]".repeat(500));
    assert!(matches!(refusal(&[record("member", 1, &deep)]), ExchangeError::TooDeep { .. }));
}

#[test]
fn what_is_not_a_book_is_told_from_a_newer_one() {
    for text in ["[]", "1", "\"x\"", "null", "{}", r#"{"format":"other","version":1,"records":[]}"#] {
        assert_eq!(book::read(text), Err(ExchangeError::NotABook), "{text}");
    }
    let newer = r#"{"version":2,"novelty":{"a":[1]},"records":[{"type":"colour"}],"format":"congdoan-book"}"#;
    assert_eq!(book::read(newer), Err(ExchangeError::NewerVersion { found: 2, supported: 1 }));
    for version in ["0", "-1", "\"1\"", "1.5", "null"] {
        let text = format!(r#"{{"format":"congdoan-book","version":{version},"records":[]}}"#);
        assert!(matches!(book::read(&text), Err(ExchangeError::Head { .. })), "{version}");
    }
    let unknown = r#"{"format":"congdoan-book","version":1,"records":[],"extra":1}"#;
    assert!(matches!(book::read(unknown), Err(ExchangeError::Head { .. })));
    let twice = r#"{"format":"congdoan-book","version":1,"records":[],"records":[]}"#;
    assert!(matches!(book::read(twice), Err(ExchangeError::Head { .. })));
    assert!(matches!(book::read(&format!("{} x", file(&[]))), Err(ExchangeError::Syntax { .. })));
    assert!(matches!(book::read_bytes(b"SQLite format 3\0"), Err(ExchangeError::Syntax { .. })));
    assert_eq!(book::read_bytes(b"\xff\xfe"), Err(ExchangeError::NotText { valid_up_to: 0 }));
    assert_eq!(book::read(&format!("\u{feff}{}", file(&[]))), Ok(Vec::new()));
}

#[test]
fn a_record_of_the_wrong_shape_is_named() {
    let sound = member(1, "Đoàn Thị Liên", "");
    for bad in [
        member(2, "Vân", r#","age":40"#),
        member(2, "Vân", r#","insured":"yes""#),
        member(2, "Vân", r#","birth_day":"2023-02-31""#),
        member(2, "Vân", r#","birth_day":20230201"#),
        member(2, "Vân", r#","gender":"male""#),
        record("member", 2, r#"{"gender":"female"}"#),
        record("member", 2, "null"),
    ] {
        match refusal(&[sound.clone(), bad.clone()]) {
            ExchangeError::Shape { index, record_type, id: found, line, .. } => {
                assert_eq!((index, record_type.as_str(), found, line), (2, "member", id(2), 2), "{bad}");
            }
            other => panic!("{bad}: {other:?}"),
        }
    }
    for bad in ["1".to_owned(), "{}".to_owned(), record("colour", 3, "{}")] {
        assert!(matches!(refusal(&[bad]), ExchangeError::Shape { index: 1, .. }));
    }
    let broken_id = sound.replace("018a0000", "zzzz0000");
    assert!(matches!(refusal(&[broken_id]), ExchangeError::Shape { index: 1, .. }));
    let hostile = record("member", 4, "{}").replace("\"member\"", "\"\\u001b[2J\"");
    assert!(matches!(refusal(&[hostile]), ExchangeError::Shape { .. }));
}

#[test]
fn ids_keys_and_numbers_stand_once() {
    let twice = [member(1, "A B", ""), fund(1, "x")];
    assert!(matches!(refusal(&twice), ExchangeError::DoubledId { first: 1, second } if second.index == 2));
    let funds = [fund(1, "x"), fund(2, "x")];
    assert!(matches!(refusal(&funds), ExchangeError::DoubledKey { first: 1, .. }));
    let numbers = [fund(1, "x"), voucher(2, 1, 7, ""), voucher(3, 1, 7, r#","state":"void""#)];
    match refusal(&numbers) {
        ExchangeError::DoubledNumber { first: 2, label, .. } => assert_eq!(label, "PC2023/07"),
        other => panic!("{other:?}"),
    }
    let two_funds = [fund(1, "x"), fund(4, "y"), voucher(2, 1, 7, ""), voucher(3, 4, 7, "")];
    assert!(book::read(&file(&two_funds)).is_ok(), "each fund has its own sequence");
}

#[test]
fn what_is_named_must_be_there_though_it_may_be_deleted() {
    let names = |who: u32| activity(1, &format!(r#","people":[{{"member":"{}"}}]"#, id(who)));
    match refusal(&[names(9)]) {
        ExchangeError::Dangling { field, target_type, .. } => {
            assert_eq!((field.as_str(), target_type), ("people[0].member", RecordType::Member));
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(refusal(&[names(2), fund(2, "x")]), ExchangeError::Dangling { .. }), "another type");
    assert!(matches!(refusal(&[voucher(1, 9, 1, "")]), ExchangeError::Dangling { .. }));
    let source = format!(r#","money":[{{"amount":1,"source":{{"from":"fund","fund":"{}"}}}}]"#, id(9));
    assert!(matches!(refusal(&[activity(1, &source)]), ExchangeError::Dangling { .. }));
    let gone = member(2, "A B", "").replace(r#"00Z"},"#, r#"00Z","deleted_at":"2023-10-01T00:00:00Z"},"#);
    let read = book::read(&file(&[names(2), gone])).expect("a deleted member may be named");
    assert!(read[1].meta().deleted_at.is_some());
}

#[test]
fn texts_that_hide_something_are_refused_with_their_field() {
    for (escape, code) in
        [("\\u0000", 0), ("\\u001b[31m", 27), ("\\u202e", 0x202e), ("\\u009b", 0x9b), ("\\n", 10)]
    {
        let bad = [member(1, &format!("Liên{escape}"), "")];
        assert_eq!(fault(&bad), ("full_name".to_owned(), Fault::Character { code }));
    }
    let bad = [activity(1, r#","people":[{"name":"Bà","relative":"x\u0007"}]"#)];
    assert_eq!(fault(&bad), ("people[0].relative".to_owned(), Fault::Character { code: 7 }));
    assert_eq!(fault(&[member(1, "Lie\\u0302n", "")]).1, Fault::NotNfc);
    assert!(book::read(&file(&[member(1, "A B", r#","note":"dòng 1\ndòng 2""#)])).is_ok());
    let long = "x".repeat(100_001);
    assert!(matches!(fault(&[member(1, &long, "")]).1, Fault::TooLong { .. }));
    assert_eq!(fault(&[member(1, " ", "")]).1, Fault::Empty);
}

#[test]
fn values_outside_their_range_are_refused() {
    let zero = member(1, "A B", "").replace(r#""version":1"#, r#""version":0"#);
    assert_eq!(fault(&[zero]).1, Fault::Version { found: 0 });
    let early = member(1, "A B", "").replace(r#""updated_at":"2023"#, r#""updated_at":"2022"#);
    assert_eq!(fault(&[early]), ("meta.updated_at".to_owned(), Fault::Moment));
    for (amount, sound) in
        [("-1", false), ("0", true), ("999999999999999", true), ("1000000000000000", false)]
    {
        let line = activity(1, &format!(r#","money":[{{"amount":{amount},"source":{{"from":"members"}}}}]"#));
        assert_eq!(book::read(&file(&[line])).is_ok(), sound, "{amount}");
    }
    for amount in ["1e300", "0.5", "9223372036854775808", "\"1\""] {
        let line = activity(1, &format!(r#","money":[{{"amount":{amount},"source":{{"from":"members"}}}}]"#));
        assert!(matches!(refusal(&[line]), ExchangeError::Shape { .. }), "{amount}");
    }
    let product = r#","money":[{"quantity":3,"rate":100,"amount":299,"source":{"from":"members"}}]"#;
    assert!(matches!(fault(&[activity(1, product)]).1, Fault::Product { .. }));
    let free = [fund(1, "x"), voucher(2, 1, 1, "").replace("300000", "0")];
    assert!(matches!(fault(&free).1, Fault::Amount { least: 1, .. }));
    let year = [fund(1, "x"), voucher(2, 1, 1, "").replace(r#""year":2023"#, r#""year":2024"#)];
    assert!(matches!(fault(&year).1, Fault::OtherYear { year: 2024, .. }));
    assert_eq!(fault(&[fund(1, "x"), voucher(2, 1, 0, "")]).1, Fault::Zero);
    assert!(matches!(fault(&[activity(1, r#","until":"2023-11-01""#)]).1, Fault::Backwards { .. }));
    let far = activity(1, "").replace("2023-11-02", "+12023-11-02");
    assert!(matches!(fault(&[far]).1, Fault::YearOutOfRange { .. }));
    let facts = r#","facts":[{"kind":"team","value":"Tổ 1","from":"2023-01-02","until":"2023-01-01"}]"#;
    assert_eq!(fault(&[member(1, "A B", facts)]).0, "facts[0].until");
    let kind = activity(1, "").replace("tham-om", "kham-pha");
    assert_eq!(fault(&[kind]).1, Fault::UnknownCode { code: "kham-pha".to_owned() });
    assert!(matches!(fault(&[activity(1, r#","people":[{"relation":"con"}]"#)]).1, Fault::Empty));
    let own = record("own_kind", 1, r#"{"code":"x","source":"[[kind]]\ncode = 3"}"#);
    assert!(matches!(refusal(&[own]), ExchangeError::OwnKind { .. }));
    let escape = record("own_kind", 1, r#"{"code":"x","source":"[[kind]]\ncode = \"\\u001B[2J\""}"#);
    assert_eq!(fault(&[escape]), ("source".to_owned(), Fault::Character { code: 27 }));
    let photo = record(
        "photo",
        2,
        &format!(
            r#"{{"activity":"{}","media_type":"text/html","sha256":"","width":1,"height":1,"content":"AA=="}}"#,
            id(1)
        ),
    );
    assert_eq!(fault(&[activity(1, ""), photo]).0, "media_type");
}

#[test]
fn an_assumed_today_is_a_day_that_a_book_can_have() {
    let today = |value: &str| record("setting", 1, &format!(r#"{{"key":"today","value":"{value}"}}"#));
    assert!(book::read(&file(&[today("2024-01-05")])).is_ok());
    assert!(matches!(fault(&[today("+250000-01-01")]).1, Fault::YearOutOfRange { .. }));
    assert!(matches!(fault(&[today("mai")]).1, Fault::Value { .. }));
}

#[test]
fn amounts_that_no_sum_can_hold_are_refused_together() {
    let lines = |count: usize| {
        let line = r#"{"amount":999999999999999,"source":{"from":"members"}}"#;
        [activity(1, &format!(r#","money":[{}]"#, vec![line; count].join(",")))]
    };
    assert!(book::read(&file(&lines(9_000))).is_ok());
    assert_eq!(fault(&lines(9_300)), ("money".to_owned(), Fault::Sum));
}

#[test]
fn a_short_name_may_pass_on_but_is_never_shared() {
    let named = |n: u32, from: &str, until: &str| {
        let day = |name: &str, text: &str| {
            if text.is_empty() { String::new() } else { format!(r#","{name}":"{text}""#) }
        };
        let days = format!("{}{}", day("from", from), day("until", until));
        member(n, "A B", &format!(r#","facts":[{{"kind":"short_name","value":"Thu L4"{days}}}]"#))
    };
    assert!(book::read(&file(&[named(1, "", "2023-08-01"), named(2, "2023-08-01", "")])).is_ok());
    match refusal(&[named(1, "", "2023-08-02"), named(2, "2023-08-01", "")]) {
        ExchangeError::DoubledShortName { first: 1, name, day, .. } => {
            assert_eq!((name.as_str(), day), ("Thu L4", Day::from_ymd_opt(2023, 8, 1)));
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(refusal(&[named(1, "", ""), named(2, "", "")]), ExchangeError::DoubledShortName { .. }));
}

fn catalog() -> Catalog {
    Catalog::new(Kinds::built_in().expect("kinds"), Day::from_ymd_opt(2023, 9, 1).expect("day"))
}

fn roster(text: &str) -> Result<(Intake, Proposal), ExchangeError> {
    let mut intake = read_roster("", text.as_bytes(), &catalog())?;
    intake.from = Day::from_ymd_opt(2023, 9, 1);
    let proposal = intake.proposal(&catalog());
    whole(&intake, &proposal)?;
    Ok((intake, proposal))
}

fn members(text: &str) -> Vec<Member> {
    let (_, proposal) = roster(text).expect("a roster");
    proposal.accepted().expect("no row refused")
}

fn row_fault(text: &str) -> (u64, Column, RowFault) {
    let (_, proposal) = roster(text).expect("a roster");
    let rows = refused(&proposal);
    assert!(!rows[0].to_string().chars().any(char::is_control));
    (rows[0].line, rows[0].column, rows[0].fault.clone())
}

#[test]
fn a_roster_reads_with_any_separator_and_names_of_both_languages() {
    let vietnamese = "\u{feff}DANH SÁCH ĐOÀN VIÊN, NĂM HỌC 2023-2024\n\nSTT;Họ và tên;Tên gọi;Giới tính;Chức danh;Hợp đồng;Lớp;Tổ;Ngày sinh;Ngày vào Đảng;Dân tộc;Màu\n1;Ngụy Thị Hương;Hương 1A;Nữ;GV cơ bản;Biên chế;chủ nhiệm 1A;Tổ 1;8/3/1990;;Kinh;xanh\n2;Ngụy Thị Hương;Hương MT;nữ;giáo viên bộ môn;HĐ 111;Mĩ thuật;Tổ 2;30/12/1983;19/05/2015;Tày;\n;;;;;;;;;;;\n";
    let (intake, _) = roster(vietnamese).expect("a roster");
    assert_eq!(intake.layout.columns.last(), Some(&None), "Màu is not read");
    let members_of = members;
    let members = members_of(vietnamese);
    assert_eq!(members.len(), 2);
    let on = Day::from_ymd_opt(2023, 9, 1).expect("day");
    assert_eq!(members[1].gender, Gender::Female);
    assert_eq!(members[1].value_on(FactKind::Contract, on), "nd-111");
    assert_eq!(members[1].value_on(FactKind::Position, on), "gv-bo-mon");
    assert_eq!(members[1].birth_day, Day::from_ymd_opt(1983, 12, 30));
    assert!(members[0].employed_on(on) && members[0].union_member_on(on));
    assert!(!members[0].employed_on(on.pred_opt().expect("day")));
    let english = "Full name,Gender,Team\n\"Trần, Văn Khải\",male,Tổ 4\n";
    assert_eq!(members_of(english)[0].full_name, "Trần, Văn Khải");
    let tabs = "Ho va ten\tNữ\tBHXH\nVi Thị Sáu\tx\tx\nĐặng Đình Tú\t\t\n";
    let members = members_of(tabs);
    assert_eq!((members[0].gender, members[1].gender), (Gender::Female, Gender::Male));
    assert!(members[0].insured && !members[1].insured);
}

#[test]
fn rows_that_cannot_be_taken_are_refused_with_line_and_reason() {
    let head = "Họ và tên,Tên gọi,Giới tính,Ngày sinh,Chức danh\n";
    let with = |row: &str| row_fault(&format!("{head}Vi Thị Sáu,Sáu L3,nữ,30/06/1982,NV\n{row}\n"));
    assert_eq!(with("Hồ\0Vân,,nữ,,").2, RowFault::Character { code: 0 });
    assert_eq!(with("\u{1b}[31mHồ Vân,,nữ,,").2, RowFault::Character { code: 27 });
    assert_eq!(with("Hồ Vân,\u{202e}x,nữ,,").1, Column::ShortName);
    assert_eq!(with("Hồ Vân,,nữ,31/02/1990,").0, 3);
    assert!(matches!(with("Hồ Vân,,nữ,31/02/1990,").2, RowFault::Day(_)));
    assert!(matches!(with("Hồ Vân,,nữ,31/01,").2, RowFault::NoYear { .. }));
    assert_eq!(with(",,nữ,,"), (3, Column::FullName, RowFault::Empty));
    assert_eq!(with("Hồ Vân,,,,").1, Column::Gender);
    assert!(matches!(with("Hồ Vân,,khác,,").2, RowFault::Unknown { .. }));
    assert!(matches!(with("Hồ Vân,,nữ,,phi công").2, RowFault::Unknown { .. }));
    assert!(matches!(with("Vi Thị Sáu,,nữ,,").2, RowFault::DoubledName { first: 2, .. }));
    assert!(matches!(with("Hồ Vân,sáu l3,nữ,,").2, RowFault::DoubledShortName { first: 2, .. }));
    assert!(matches!(with(&format!("{},,nữ,,", "x".repeat(301))).2, RowFault::TooLong { chars: 301, .. }));
}

#[test]
fn a_file_that_is_no_roster_is_refused_whole() {
    let refusal = |text: &str| roster(text).expect_err(text);
    assert_eq!(refusal(""), ExchangeError::Sheet(SheetError::Empty));
    assert_eq!(refusal("một,hai\nba,bốn\n"), ExchangeError::NoHeader);
    assert_eq!(refusal("Họ và tên,Giới tính\n"), ExchangeError::NoRows);
    let bytes = read_roster("", b"\xff", &catalog());
    assert!(matches!(bytes, Err(ExchangeError::Sheet(SheetError::NotUnicode { .. }))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_damaged_book_is_read_or_refused_but_never_panics(at in 0..SAMPLE.len(), byte: u8, cut in 0..64_usize) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        bytes[at] = byte;
        let end = (at + cut).min(bytes.len());
        bytes.drain(at..end);
        let _ = book::read_bytes(&bytes).map_err(|error| error.to_string());
    }

    #[test]
    fn no_bytes_make_the_roster_reader_panic(rows in prop::collection::vec("[^\\PC]{0,20}|.{0,40}|[,;\t\"\n\0\u{1b}]{0,9}", 0..8)) {
        let text = format!("Họ và tên,Giới tính,Ngày sinh\n{}", rows.join("\n"));
        if let Ok((_, proposal)) = roster(&text) {
            for row in refused(&proposal) {
                prop_assert!(!row.to_string().chars().any(char::is_control));
            }
        }
    }
}
