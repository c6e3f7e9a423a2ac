//! The form of an entry in a fund's book: a receipt, a payment, or money moved between cash and bank.

use chrono::Datelike;

use super::choice::Choice;
use super::field::{DefaultMark, Field, FieldError, FieldKind, Message, Words};
use super::{Form, FormKind, amount, options};
use crate::domain::{Account, Catalog, Direction, Fund, Id, Stored, Voucher, VoucherState};
use crate::entry::LedgerLine;
use crate::text::date;

impl Form {
    /// The form of a voucher of this direction; of a new one without `base`.
    pub fn for_voucher(catalog: &Catalog, base: Option<Stored<Voucher>>, direction: Direction) -> Self {
        let fresh = base.is_none();
        let mut form = Self::bare_voucher(catalog, base, direction);
        if fresh {
            let fund = catalog.union_fund().map(|fund| fund.id.to_string()).unwrap_or_default();
            for (id, value) in [
                ("day", date::format(catalog.today)),
                ("fund", fund),
                ("account", options::code_of(&Account::Cash)),
            ] {
                if let Some(field) = form.field_mut(id).filter(|_| !value.is_empty()) {
                    field.propose(&value, DefaultMark::Book);
                }
            }
        }
        form.sync_voucher(catalog);
        form
    }

    /// Proposes the fund and the account whose book is looked at; nothing where the voucher is in the book already.
    pub fn propose_book(&mut self, fund: Id<Fund>, account: Account, catalog: &Catalog) {
        if matches!(self.kind, FormKind::Voucher(_, Some(_))) {
            return;
        }
        for (id, value) in [("fund", fund.to_string()), ("account", options::code_of(&account))] {
            if let Some(field) = self.field_mut(id).filter(|field| field.takes_default()) {
                field.propose(&value, DefaultMark::Book);
            }
        }
        self.sync_voucher(catalog);
    }

    /// Fills in what a line says, as if it had been typed here.
    pub fn begin_voucher(&mut self, said: &LedgerLine, catalog: &Catalog) {
        for (id, value) in [
            ("fund", said.fund.to_string()),
            ("account", options::code_of(&said.account)),
            ("day", date::format(said.day)),
            ("amount", if said.amount.is_zero() { String::new() } else { amount::write(said.amount) }),
            ("code", said.code.clone()),
            ("description", said.description.clone()),
            ("counterpart", said.counterpart.clone()),
        ] {
            self.fill(id, &value, catalog);
        }
    }

    pub(super) fn bare_voucher(
        catalog: &Catalog,
        base: Option<Stored<Voucher>>,
        direction: Direction,
    ) -> Self {
        let body = base.as_ref().map(|stored| &stored.body);
        let text = |id: &str, value: Option<&String>| {
            Field::new(id, Words::key(format!("form-voucher-{id}")), FieldKind::Text)
                .holding(value.map_or("", String::as_str))
        };
        let choice = |id: &str, choice: Choice, value: String| {
            Field::new(id, Words::key(format!("form-voucher-{id}")), FieldKind::Choice(choice))
                .holding(&value)
        };
        let fields = vec![
            Field::new("day", Words::key("field-day"), FieldKind::Date)
                .holding(&body.map(|voucher| date::format(voucher.day)).unwrap_or_default())
                .needed(),
            Field::new("amount", Words::key("field-amount"), FieldKind::Money { lines: false })
                .holding(&body.map(|voucher| amount::write(voucher.amount)).unwrap_or_default())
                .needed(),
            choice(
                "code",
                Choice::of(options::codes(catalog, direction)),
                body.map(|voucher| voucher.code.clone()).unwrap_or_default(),
            ),
            text("description", body.map(|voucher| &voucher.description)).needed(),
            text("counterpart", body.map(|voucher| &voucher.counterpart)),
            choice(
                "fund",
                Choice::of(options::funds(catalog)).always(),
                body.map(|voucher| voucher.fund.to_string()).unwrap_or_default(),
            )
            .needed(),
            // Of a transfer it says from which of the two the money goes.
            Field::new(
                "account",
                Words::key(if direction == Direction::Transfer {
                    "form-voucher-from"
                } else {
                    "form-voucher-account"
                }),
                FieldKind::Choice(Choice::of(options::enumerated("account", &["cash", "bank"])).always()),
            )
            .holding(&body.map(|voucher| options::code_of(&voucher.account)).unwrap_or_default())
            .needed(),
        ];
        Self::of(FormKind::Voucher(direction, base.map(Box::new)), fields)
    }

    /// A code is asked only where the settlement counts: not for transfers, not for the other funds.
    pub(super) fn sync_voucher(&mut self, catalog: &Catalog) {
        let FormKind::Voucher(direction, _) = self.kind else { return };
        let fund: Option<Id<Fund>> =
            self.field("fund").and_then(Field::code).and_then(|code| code.parse().ok());
        let settled = fund.and_then(|fund| catalog.fund(fund)).is_none_or(|fund| fund.settled);
        if let Some(field) = self.field_mut("code") {
            field.visible = settled && direction != Direction::Transfer;
            field.required = field.visible;
        }
        if let Some(field) = self.field_mut("counterpart") {
            field.visible = direction != Direction::Transfer;
        }
    }

    /// The voucher as the form says it. A new one has number 0: the store gives the number.
    ///
    /// # Errors
    /// Every field that stands against saving.
    pub fn voucher(&self, catalog: &Catalog) -> Result<Voucher, Vec<FieldError>> {
        let FormKind::Voucher(direction, base) = &self.kind else { return Err(Vec::new()) };
        let mut errors = self.common_errors(catalog);
        let changed = |id: &str| self.field(id).is_some_and(Field::changed);
        let text = |id: &str| self.field(id).map(Field::text).unwrap_or_default();
        let code = |id: &str| self.field(id).and_then(Field::code).unwrap_or_default();
        let mut voucher = base.as_ref().map_or_else(
            || Voucher {
                fund: Id::from_uuid(uuid::Uuid::nil()),
                account: Account::Cash,
                direction: *direction,
                day: catalog.today,
                year: catalog.today.year(),
                number: 0,
                amount: crate::text::money::Dong::ZERO,
                code: String::new(),
                description: String::new(),
                counterpart: String::new(),
                activity: None,
                state: VoucherState::Posted,
            },
            |stored| stored.body.clone(),
        );
        if changed("day") {
            voucher.day = self.day(catalog);
            if base.is_none() {
                voucher.year = voucher.day.year();
            } else if voucher.year != voucher.day.year() {
                // The number belongs to its year; another year wants another voucher.
                errors.push(FieldError {
                    field: "day".to_owned(),
                    message: Message::plain("form-error-voucher-year").with("year", voucher.year.to_string()),
                });
            }
        }
        if changed("amount")
            && let Some(amount) = self.field("amount").and_then(|field| field.amount().ok().flatten())
        {
            voucher.amount = amount.rate;
            if amount.rate.is_zero() {
                errors.push(FieldError {
                    field: "amount".to_owned(),
                    message: Message::plain("form-error-money-zero"),
                });
            }
        }
        if changed("description") {
            voucher.description = text("description");
        }
        if changed("counterpart") {
            voucher.counterpart = text("counterpart");
        }
        if changed("fund") {
            voucher.fund = code("fund").parse().unwrap_or(voucher.fund);
        }
        if changed("account") {
            voucher.account = options::of_code(code("account")).unwrap_or(voucher.account);
        }
        if self.field("code").is_some_and(|field| field.visible && field.changed()) {
            code("code").clone_into(&mut voucher.code);
        } else if changed("fund") && !self.field("code").is_some_and(|field| field.visible) {
            voucher.code.clear();
        }
        self.outcome(voucher, errors)
    }
}
