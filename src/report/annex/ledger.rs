//! Sổ quỹ: every fund's book over the finance range; Quyết toán: the lines of the settled fund's form.

use super::{Paper, spread};
use crate::document::workbook::{Sheet, SheetCell, SheetFormula, SheetRow};
use crate::domain::codes::{CodeLine, CodeSet, Role};
use crate::domain::{Account, Direction, Stored, Voucher, VoucherState};
use crate::report::ledger::{CodeSum, FundBook};
use crate::report::outline::LedgerSelection;
use crate::report::source::RangeName;
use crate::report::value::Book;
use crate::text::money::Dong;

/// Columns of a fund's book: what a voucher says, received, paid, held.
const SAID: usize = 3;
const RECEIVED: usize = 6;
const PAID: usize = 7;
const HELD: usize = 8;

/// The column of the form's amounts.
const AMOUNT: usize = 2;

/// The books of all funds, the settled one first; an empty one where the unit has no fund.
pub(super) fn books(paper: &Paper<'_>) -> Vec<Sheet> {
    let funds = paper.data.catalog.funds.iter().filter(|fund| !fund.is_deleted());
    let book = |code: &String| FundBook::of(&whole(Some(code.clone())), paper.data);
    let mut sheets: Vec<Sheet> = funds.filter_map(|fund| Some(of_fund(paper, &book(&fund.code)?))).collect();
    if sheets.is_empty() {
        let mut sheet = paper.words.sheet.ledger.sheet(paper.subtitle_of(paper.facts.finance), true);
        let title = sheet.title.replace("{fund}", "");
        title.trim_end_matches([':', ' ']).clone_into(&mut sheet.title);
        sheets.push(sheet);
    }
    sheets
}

fn whole(fund: Option<String>) -> LedgerSelection {
    LedgerSelection { fund, roles: Vec::new(), codes: Vec::new(), range: RangeName::Finance }
}

fn of_fund(paper: &Paper<'_>, book: &FundBook<'_>) -> Sheet {
    let words = paper.words;
    let mut sheet = words.sheet.ledger.sheet(paper.subtitle_of((book.from, book.to)), true);
    sheet.title = sheet.title.replace("{fund}", &book.fund.name);
    let settled = paper.data.catalog.union_fund().is_some_and(|fund| fund.id == book.fund.id);
    if !settled {
        sheet.name = format!("{} - {}", sheet.name, book.fund.name);
    }
    let all = whole(None);
    let opening = book.sum(Book::Opening, &all).amount;
    let columns = sheet.columns.len();
    let labelled = |label: &str, cells: Vec<(usize, SheetCell)>| {
        spread(columns, std::iter::once((SAID, SheetCell::text(label))).chain(cells))
    };
    let first = vec![(0, SheetCell::Day(book.from)), (HELD, SheetCell::Money(opening))];
    sheet.rows = vec![SheetRow::strong(labelled(words.word("opening"), first))];
    let (mut received, mut paid, mut held) = (Dong(0), Dong(0), opening);
    for (voucher, effect) in shown(paper, book) {
        let amount = |direction| {
            if voucher.direction == direction && effect != 0 { voucher.amount } else { Dong(0) }
        };
        received = received.saturating_add(amount(Direction::Receipt));
        paid = paid.saturating_add(amount(Direction::Payment));
        held = held.saturating_add(Dong(effect));
        let void = if voucher.state == VoucherState::Void { words.word("void") } else { "" };
        sheet.rows.push(SheetRow::of(vec![
            SheetCell::Day(voucher.day),
            SheetCell::mark(voucher.label()),
            SheetCell::mark(&voucher.code),
            SheetCell::text(words.joined([void, &voucher.description])),
            SheetCell::text(&voucher.counterpart),
            SheetCell::text(account(paper, voucher)),
            super::money(amount(Direction::Receipt)),
            super::money(amount(Direction::Payment)),
            SheetCell::Money(held),
        ]));
    }
    let rows = sheet.rows.len();
    let sum = |amount| SheetCell::money_of(SheetFormula::Rows(0..rows), amount);
    let closing = SheetFormula::Cells(vec![
        (true, 0, HELD),
        (true, rows, RECEIVED),
        (false, rows, PAID),
        (true, rows + 1, HELD),
    ]);
    let closing = SheetCell::money_of(closing, book.sum(Book::Balance, &all).amount);
    let restated = SheetCell::Money(book.unexplained());
    sheet.totals = vec![
        SheetRow::strong(labelled(&words.total, vec![(RECEIVED, sum(received)), (PAID, sum(paid))])),
        SheetRow::of(labelled(words.word("restated"), vec![(HELD, restated)])),
        SheetRow::strong(labelled(words.word("closing"), vec![(HELD, closing)])),
    ];
    for account in [Account::Cash, Account::Bank] {
        let label = words.word("closing_of").replace("{account}", words.account(account));
        let held = SheetCell::Money(book.held(account));
        sheet.totals.push(SheetRow::of(labelled(&label, vec![(HELD, held)])));
    }
    sheet
}

/// The vouchers of the range, void ones among them: a number that is missing asks for its paper.
fn shown<'a>(paper: &Paper<'a>, book: &FundBook<'a>) -> Vec<(&'a Stored<Voucher>, i64)> {
    let mut shown = book.shown();
    let void = paper.data.vouchers.iter().filter(|voucher| {
        voucher.fund == book.fund.id
            && voucher.state == VoucherState::Void
            && !voucher.is_deleted()
            && book.from <= voucher.day
            && voucher.day <= book.to
    });
    shown.extend(void.map(|voucher| (voucher, 0)));
    shown.sort_by_key(|(voucher, _)| (voucher.day, voucher.id));
    shown
}

/// Which of a fund's two books a voucher stands in.
fn account(paper: &Paper<'_>, voucher: &Voucher) -> String {
    let own = paper.words.account(voucher.account);
    if voucher.direction != Direction::Transfer {
        return own.to_owned();
    }
    let other = paper.words.account(match voucher.account {
        Account::Cash => Account::Bank,
        Account::Bank => Account::Cash,
    });
    paper.words.word("transfer").replace("{from}", own).replace("{to}", other)
}

/// The lines of the settled fund's form, those without money too.
pub(super) fn settlement(paper: &Paper<'_>) -> Sheet {
    let words = paper.words;
    let mut sheet = words.sheet.settlement.sheet(paper.subtitle_of(paper.facts.finance), false);
    let form = FundBook::of(&whole(None), paper.data)
        .map_or_else(|| CodeSet::named(""), |book| book.codes().clone());
    let facts = paper.facts.settlement.as_ref();
    let codes = facts.map_or(&[][..], |facts| facts.codes.as_slice());
    let mut table = Form { rows: Vec::new(), set: &form, codes, parts: Vec::new() };
    let opening = facts.map_or(Dong(0), |facts| facts.opening);
    table.alone(Role::Opening, &SheetCell::Money(opening));
    table.side(Role::Receipt, words.word("receipts"), words.word("unlisted_receipts"), true);
    table.lines(Role::Granted, true);
    table.lines(Role::HandedIn, true);
    table.side(Role::Payment, words.word("payments"), words.word("unlisted_payments"), false);
    table.lines(Role::PaidUp, false);
    table.lines(Role::HandedOver, false);
    let restated = SheetCell::Money(facts.map_or(Dong(0), |facts| facts.unexplained));
    table.parts.push((true, table.rows.len()));
    table.row("", words.word("restated"), restated);
    let parts = table.parts.iter().map(|(added, row)| (*added, *row, AMOUNT)).collect();
    let balance = facts.map_or(Dong(0), |facts| facts.balance);
    table.alone(Role::Balance, &SheetCell::money_of(SheetFormula::Cells(parts), balance));
    sheet.rows = table.rows;
    sheet
}

/// The form while it is being filled.
struct Form<'a> {
    rows: Vec<SheetRow>,
    set: &'a CodeSet,
    codes: &'a [CodeSum],
    /// The rows that make the balance; false: taken away.
    parts: Vec<(bool, usize)>,
}

impl<'a> Form<'a> {
    fn row(&mut self, code: &str, label: &str, amount: SheetCell) {
        self.rows.push(SheetRow::of(vec![SheetCell::mark(code), SheetCell::text(label), amount]));
    }

    fn of(&self, role: Role) -> impl Iterator<Item = &'a CodeLine> + use<'a> {
        self.set.lines.iter().filter(move |line| line.role == role)
    }

    /// The vouchers of a role, added up where they are meant.
    fn sum(&self, role: Role, belongs: impl Fn(&str) -> bool) -> Dong {
        let meant = self.codes.iter().filter(|sum| sum.role == role && belongs(&sum.code));
        meant.fold(Dong(0), |all, sum| all.saturating_add(sum.amount))
    }

    /// A line in bold that no voucher bears.
    fn alone(&mut self, role: Role, amount: &SheetCell) {
        for line in self.of(role) {
            if role != Role::Balance {
                self.parts.push((true, self.rows.len()));
            }
            let cells = vec![SheetCell::mark(&line.code), SheetCell::text(&line.label), amount.clone()];
            self.rows.push(SheetRow::strong(cells));
        }
    }

    /// The lines of a role that count in the balance by themselves.
    fn lines(&mut self, role: Role, added: bool) {
        let heads = self.fill(role);
        self.parts.extend(heads.into_iter().map(|row| (added, row)));
    }

    /// The lines of a role; one below another is a part of it. The places of the others.
    fn fill(&mut self, role: Role) -> Vec<usize> {
        let mut heads = Vec::new();
        for line in self.of(role) {
            if !line.code.contains('.') {
                heads.push(self.rows.len());
            }
            let amount = self.sum(role, |code| {
                code.strip_prefix(&line.code).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            });
            self.row(&line.code, &line.label, SheetCell::Money(amount));
        }
        heads
    }

    /// Receipts or payments: their sum, their lines, and what bears no code of the form.
    fn side(&mut self, role: Role, label: &str, unlisted: &str, added: bool) {
        let at = self.rows.len();
        self.parts.push((added, at));
        self.rows.push(SheetRow::default());
        let mut heads = self.fill(role);
        heads.push(self.rows.len());
        let rest = self.sum(role, |code| self.set.role(code).is_none());
        self.row("", unlisted, SheetCell::Money(rest));
        let formula = SheetFormula::Cells(heads.into_iter().map(|row| (true, row, AMOUNT)).collect());
        let whole = SheetCell::money_of(formula, self.sum(role, |_| true));
        if let Some(sum) = self.rows.get_mut(at) {
            *sum = SheetRow::strong(vec![SheetCell::Empty, SheetCell::text(label), whole]);
        }
    }
}
