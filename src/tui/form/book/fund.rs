//! The form of a fund: its name and what it began with.

use super::super::amount;
use super::super::choice::Choice;
use super::super::field::{DefaultMark, Field, FieldError, FieldKind};
use super::super::options;
use super::{Form, day, label, text};
use crate::desk::new_book::{fund_code, union_fund};
use crate::domain::{Account, Catalog, Day, Fund, Opening, Stored};
use crate::text::money::Dong;
use crate::tui::effect::BookRecord;

/// Each account's field and the one of its day.
const ACCOUNTS: [(Account, &str, &str); 2] =
    [(Account::Cash, "cash", "cash_day"), (Account::Bank, "bank", "bank_day")];

/// The opening of an account noted last for the latest day; that is the one a form shows and changes.
fn latest(fund: &Fund, account: Account) -> Option<(usize, Opening)> {
    let of_account = fund.openings.iter().enumerate().filter(|(_, opening)| opening.account == account);
    of_account.max_by_key(|(at, opening)| (opening.day, *at)).map(|(at, opening)| (at, opening.clone()))
}

/// An amount's field of the book.
pub(super) fn money(id: &str, value: &str) -> Field {
    Field::new(id, label(id), FieldKind::Money { lines: false }).holding(value)
}

pub(super) fn fields(base: Option<&Stored<Fund>>) -> Vec<Field> {
    let body = base.map(|stored| &stored.body);
    let settled = if body.is_some_and(|fund| fund.settled) { "yes" } else { "no" };
    let mut fields = vec![
        text("fund", body.map_or("", |fund| fund.name.as_str())).needed().hinted("book-hint-fund"),
        Field::new(
            "settled",
            label("settled"),
            FieldKind::Choice(Choice::of(options::yes_no("form-yes")).always()),
        )
        .holding(settled),
    ];
    for (account, id, day_id) in ACCOUNTS {
        let opening = body.and_then(|fund| latest(fund, account)).map(|(_, opening)| opening);
        let value = opening.as_ref().map(|opening| amount::write(opening.amount)).unwrap_or_default();
        fields.push(money(id, &value).hinted("book-hint-opening"));
        fields.push(day(day_id, opening.map(|opening| opening.day)));
    }
    fields
}

impl Form {
    /// Proposes the day of the openings: the first of the working period's year of money.
    pub(super) fn propose_fund(&mut self, catalog: &Catalog) {
        let day = catalog.period.as_ref().map_or(catalog.today, |period| period.finance.0);
        for (_, _, id) in ACCOUNTS {
            if let Some(field) = self.field_mut(id) {
                field.propose(&crate::text::date::format(day), DefaultMark::Book);
            }
        }
        if catalog.funds.is_empty()
            && let Some(field) = self.field_mut("settled")
        {
            field.put("yes");
        }
    }
}

pub(super) fn read(
    form: &Form,
    base: Option<&Stored<Fund>>,
    catalog: &Catalog,
) -> Result<BookRecord, Vec<FieldError>> {
    let errors = form.common_errors(catalog);
    let name = form.said("fund");
    let taken: Vec<&str> = catalog.funds.iter().map(|fund| fund.code.as_str()).collect();
    let mut fund = base.map_or_else(
        || Fund {
            code: fund_code(&name, &taken),
            name: String::new(),
            settled: false,
            code_set: String::new(),
            openings: Vec::new(),
        },
        |base| base.body.clone(),
    );
    fund.name = name;
    fund.settled = form.said_code("settled") == "yes";
    if fund.settled && fund.code_set.is_empty() {
        fund.code_set = union_fund().map(|fund| fund.code_set).unwrap_or_default();
    }
    for (account, id, day_id) in ACCOUNTS {
        if base.is_some() && !form.differs(id) && !form.differs(day_id) {
            continue;
        }
        let typed = form.field(id).and_then(|field| field.amount().ok().flatten());
        let day = form.said_day(day_id, catalog);
        put(&mut fund, account, typed.map(|amount| amount.rate), day.unwrap_or(catalog.today));
    }
    form.outcome(BookRecord::Fund(base.cloned(), fund), errors)
}

/// The latest opening of an account as the form says it; an empty amount takes it away.
fn put(fund: &mut Fund, account: Account, amount: Option<Dong>, day: Day) {
    match (latest(fund, account), amount) {
        (Some((at, _)), Some(amount)) => {
            if let Some(opening) = fund.openings.get_mut(at) {
                *opening = Opening { account, day, amount };
            }
        }
        (Some((at, _)), None) => {
            fund.openings.remove(at);
        }
        (None, Some(amount)) => fund.openings.push(Opening { account, day, amount }),
        (None, None) => {}
    }
}
