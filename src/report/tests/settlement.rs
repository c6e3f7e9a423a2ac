//! The settlement and its names.

use super::fixture::{Book, day, full, lines};
use crate::domain::{Account, Direction, Setting, VoucherState};
use crate::report::{Facts, Issue};
use crate::text::money::Dong;

#[test]
fn the_settlement_of_a_real_report_adds_up() {
    let report = full().report();
    let said = |fact: &str| lines(&report, fact).join("\n");
    assert_eq!(said("tai-chinh.tieu-de"), "Quyết toán tài chính công đoàn năm 2023. Cụ thể:");
    assert_eq!(said("tai-chinh.dau-ky"), "Tài chính công đoàn tích lũy đầu kỳ: 7.348.284 đồng");
    assert_eq!(said("tai-chinh.thu"), "Phần thu: 33.293.736 đồng");
    assert_eq!(said("tai-chinh.cap-tren-cap"), "Tài chính công đoàn cấp trên cấp: 48.046.464 đồng");
    assert_eq!(said("tai-chinh.tong-thu"), "Tổng thu tài chính công đoàn: 81.340.200 đồng");
    assert_eq!(said("tai-chinh.chi"), "Phần chi: 72.407.470 đồng");
    assert_eq!(said("tai-chinh.cuoi-ky"), "Tích lũy cuối kỳ: 16.281.014 đồng");
    assert_eq!(
        said("tai-chinh.bang-chu"),
        "(Mười sáu triệu hai trăm tám mươi mốt nghìn không trăm mười bốn đồng)"
    );
}

#[test]
fn a_range_that_ends_before_the_year_is_no_settlement() {
    let mut book = full();
    book.data.period.body.finance.1 = day("2023-12-20");
    let report = book.report();
    assert_eq!(lines(&report, "tai-chinh.cuoi-ky"), ["Số dư đến ngày 20/12/2023: 16.281.014 đồng"]);
    assert_eq!(
        lines(&report, "tai-chinh.tieu-de"),
        ["Tình hình tài chính công đoàn đến ngày 20/12/2023. Cụ thể:"]
    );
}

#[test]
fn transfers_and_void_vouchers_change_no_balance_and_earlier_years_go_to_the_opening() {
    let mut book = Book::new();
    book.opening(Account::Cash, "2022-01-01", 1_000);
    book.opening(Account::Bank, "2022-01-01", 2_000);
    book.voucher(Direction::Receipt, "2021-12-31", "22", 999);
    book.voucher(Direction::Receipt, "2022-05-01", "22", 500);
    book.voucher(Direction::Transfer, "2023-02-01", "", 700);
    book.voucher(Direction::Payment, "2023-03-01", "39", 100);
    book.voucher(Direction::Payment, "2023-03-02", "31", 50);
    book.data.vouchers.last_mut().expect("a voucher").body.state = VoucherState::Void;
    let settlement = Facts::of(&book.data).settlement.expect("a fund");
    assert_eq!(settlement.opening, Dong(3_500));
    assert_eq!((settlement.payments, settlement.paid_up), (Dong(0), Dong(100)));
    assert_eq!(settlement.balance, Dong(3_400));
    assert_eq!(lines(&book.report(), "tai-chinh.nop-cap-tren"), ["Đã nộp công đoàn cấp trên: 100 đồng"]);
}

#[test]
fn a_code_that_the_form_lacks_counts_by_its_direction_and_is_to_be_looked_at() {
    let mut book = Book::new();
    book.voucher(Direction::Payment, "2023-03-01", "99", 40);
    book.voucher(Direction::Receipt, "2023-03-01", "", 100);
    let settlement = Facts::of(&book.data).settlement.expect("a fund");
    assert_eq!(
        (settlement.receipts, settlement.payments, settlement.balance),
        (Dong(100), Dong(40), Dong(60))
    );
    let report = book.report();
    let section = report.sections.iter().find(|section| section.id == "tai-chinh").expect("a section");
    assert!(section.issues.iter().any(|issue| matches!(issue, Issue::UnknownCodes { vouchers: 2, .. })));
}

#[test]
fn facts_are_one_value_that_survives_its_json() {
    let facts = Facts::of(&full().data);
    let json = serde_json::to_string(&facts).expect("JSON");
    assert_eq!(serde_json::from_str::<Facts>(&json).expect("facts"), facts);
    let hieu = facts.kinds.iter().find(|kind| kind.kind == "viec-hieu").expect("viec-hieu");
    assert_eq!((hieu.entries, hieu.visits, hieu.members), (2, 3, 3));
    let zeros: Vec<&str> = facts.zeros.iter().map(|zero| zero.kind.as_str()).collect();
    assert_eq!(zeros, ["don-thu", "dan-so"]);
    assert_eq!((facts.members.employed, facts.members.party), (6, 2));
}

#[test]
fn the_settlement_is_spelled_as_the_unit_set_it() {
    let mut book = full();
    for (key, value) in [("words.zero_tens", "lẻ"), ("words.thousand", "Ngàn")] {
        let setting = book.keep(Setting { key: key.to_owned(), value: value.to_owned() });
        book.data.catalog.settings.push(setting);
    }
    assert_eq!(
        lines(&book.report(), "tai-chinh.bang-chu"),
        ["(Mười sáu triệu hai trăm tám mươi mốt ngàn không trăm mười bốn đồng)"]
    );
}

#[test]
fn an_account_that_is_opened_again_ends_as_its_book_and_what_is_missing_is_to_be_looked_at() {
    let mut book = Book::new();
    book.opening(Account::Cash, "2023-01-01", 1_000);
    book.voucher(Direction::Receipt, "2023-02-01", "22", 500);
    book.opening(Account::Cash, "2023-07-01", 1_500);
    book.voucher(Direction::Payment, "2023-08-01", "31", 200);
    let unexplained = |book: &Book| {
        let report = book.report();
        let section = report.sections.iter().find(|section| section.id == "tai-chinh").expect("a section");
        section.issues.iter().find_map(|issue| match issue {
            Issue::Unexplained { difference, .. } => Some(*difference),
            _ => None,
        })
    };
    assert_eq!(Facts::of(&book.data).settlement.expect("a fund").balance, Dong(1_300));
    assert_eq!(unexplained(&book), None, "the count agreed with the book");
    book.data.catalog.funds[0].body.openings[1].amount = Dong(1_400);
    let settlement = Facts::of(&book.data).settlement.expect("a fund");
    assert_eq!(
        (settlement.opening, settlement.receipts, settlement.payments),
        (Dong(1_000), Dong(500), Dong(200))
    );
    assert_eq!(settlement.balance, Dong(1_200));
    assert_eq!(unexplained(&book), Some(Dong(-100)));
    book.opening(Account::Cash, "2024-01-01", 9_999);
    assert_eq!(
        Facts::of(&book.data).settlement.expect("a fund").balance,
        Dong(1_200),
        "the next year's opening"
    );
}
