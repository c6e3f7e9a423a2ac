//! Sổ quỹ: a fund's book by month, with the running balance.

use chrono::{Datelike, Months};

use super::World;
use crate::domain::{Account, Catalog, Day, Fund, Id, Stored, Voucher, VoucherState};
use crate::locale::Value;
use crate::store::LedgerRow;
use crate::text::date;
use crate::text::money::{self, Dong};
use crate::tui::effect::{Effect, Generation, Query};
use crate::tui::input::cells;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

/// The screen's state.
#[derive(Debug, Default)]
pub struct Ledger {
    fund: Option<Id<Fund>>,
    account: Account,
    month: Option<Day>,
    rows: Vec<LedgerRow>,
    opening: Dong,
    closing: Dong,
    pointer: Rows,
    generation: Generation,
}

impl Ledger {
    /// The fund shown.
    pub fn fund<'a>(&self, catalog: &'a Catalog) -> Option<&'a Stored<Fund>> {
        self.fund.and_then(|id| catalog.fund(id)).or_else(|| catalog.union_fund())
    }

    /// Cash or bank.
    pub const fn account(&self) -> Account {
        self.account
    }

    /// The voucher under the pointer.
    pub fn current(&self) -> Option<&Stored<Voucher>> {
        self.rows.get(self.pointer.at).map(|row| &row.voucher)
    }

    /// The first day of the month shown.
    pub fn month(&self, catalog: &Catalog) -> Day {
        let day = self.month.unwrap_or(catalog.today);
        day.with_day(1).unwrap_or(day)
    }

    /// Shows a fund's book of this account in the month of a day.
    pub fn show(&mut self, fund: Id<Fund>, account: Account, day: Day) {
        self.fund = Some(fund);
        self.account = account;
        self.month = Some(day);
        self.pointer = Rows::default();
    }

    /// A month to the left or right.
    pub fn turn(&mut self, step: i32, catalog: &Catalog) {
        let month = self.month(catalog);
        let months = Months::new(step.unsigned_abs());
        let next = if step < 0 { month.checked_sub_months(months) } else { month.checked_add_months(months) };
        self.month = next.or(Some(month));
        self.pointer = Rows::default();
    }

    /// Cash becomes bank, bank becomes cash.
    pub const fn switch_account(&mut self) {
        self.account = match self.account {
            Account::Cash => Account::Bank,
            Account::Bank => Account::Cash,
        };
    }

    /// The next fund.
    pub fn switch_fund(&mut self, catalog: &Catalog) {
        let now = self.fund(catalog).map(|fund| fund.id);
        let at = catalog.funds.iter().position(|fund| Some(fund.id) == now).unwrap_or(0);
        self.fund = catalog.funds.get((at + 1) % catalog.funds.len().max(1)).map(|fund| fund.id);
    }

    /// Moves the pointer.
    pub fn step(&mut self, step: isize) {
        self.pointer.step(step, self.rows.len());
    }

    /// Reads the month.
    pub fn reload(&mut self, catalog: &Catalog, next: &mut Generation) -> Vec<Effect> {
        let Some(fund) = self.fund(catalog).map(|fund| fund.id) else { return Vec::new() };
        *next += 1;
        self.generation = *next;
        let from = self.month(catalog);
        let to = from.checked_add_months(Months::new(1)).and_then(|day| day.pred_opt()).unwrap_or(from);
        vec![Effect::Load(self.generation, Query::Ledger { fund, account: self.account, from, to })]
    }

    /// Takes the month.
    pub fn loaded(&mut self, generation: Generation, rows: Vec<LedgerRow>, opening: Dong, closing: Dong) {
        if generation == self.generation {
            self.rows = rows;
            self.opening = opening;
            self.closing = closing;
        }
    }

    /// Draws the book.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        let width = canvas.width();
        let Some(fund) = self.fund(world.catalog) else {
            canvas.paragraph(2, 1, width.saturating_sub(4), 3, &world.say("ledger-no-fund"), Role::Muted);
            return;
        };
        let account = world.say(match self.account {
            Account::Cash => "account-cash",
            Account::Bank => "account-bank",
        });
        let month = self.month(world.catalog);
        let title = format!(
            "{} · {} · {}",
            fund.name,
            account.to_lowercase(),
            world
                .messages
                .with("month", &[("month", Value::from(month.format("%m/%Y").to_string()))])
                .to_lowercase()
        );
        let balances = world.messages.with(
            "ledger-balances",
            &[
                ("opening", Value::from(money::format(self.opening))),
                ("closing", Value::from(money::format(self.closing))),
            ],
        );
        let start = width.saturating_sub(cells::width(&balances) as u16 + 1);
        let narrow = usize::from(start) < cells::width(&title) + 2;
        canvas.fit(1, 0, if narrow { width - 1 } else { start - 1 }, &title, Role::Heading);
        canvas.right(width.saturating_sub(1), u16::from(narrow), &balances, Role::Muted);
        let head = 1 + u16::from(narrow);
        let columns = self.columns(width, world);
        for (key, at) in [
            ("ledger-balance", Some(columns.balance)),
            ("ledger-payment", columns.payment),
            (
                if columns.payment.is_some() { "ledger-receipt" } else { "ledger-change" },
                Some(columns.receipt),
            ),
            ("ledger-code", columns.code),
        ] {
            if let Some(at) = at {
                canvas.right(at, head, &world.say(key), Role::Muted);
            }
        }
        canvas.text(1, head, &world.say("field-day"), Role::Muted);
        canvas.text(7, head, &world.say("ledger-number"), Role::Muted);
        let room = columns.description_end.saturating_sub(19);
        canvas.fit(18, head, room, &world.say("ledger-description"), Role::Muted);
        let height = usize::from(canvas.height().saturating_sub(head + 1));
        self.pointer.settle(self.rows.len(), height);
        if self.rows.is_empty() {
            canvas.paragraph(2, head + 2, width.saturating_sub(4), 3, &world.say("ledger-none"), Role::Muted);
        }
        for (line, row) in self.rows.iter().skip(self.pointer.top).take(height).enumerate() {
            let y = head + 1 + line as u16;
            let voucher = &row.voucher;
            let selected = self.pointer.top + line == self.pointer.at;
            canvas.text(1, y, &date::format_short(voucher.day), Role::Text);
            canvas.text(7, y, &voucher.label(), Role::Text);
            let mut description = voucher.description.clone();
            if voucher.state == VoucherState::Void {
                description = format!("({}) {description}", world.say("voucher-void"));
            }
            canvas.fit(18, y, room, &description, Role::Text);
            if let Some(code) = columns.code {
                canvas.right(code, y, &voucher.code, Role::Muted);
            }
            let effect = voucher.effect_on(self.account);
            let amount = money::format(Dong(effect.saturating_abs()));
            match columns.payment {
                _ if voucher.state == VoucherState::Void => {}
                Some(payment) if effect < 0 => {
                    canvas.right(payment, y, &amount, Role::MoneyOut);
                }
                None if effect < 0 => {
                    canvas.right(columns.receipt, y, &format!("-{amount}"), Role::MoneyOut);
                }
                None => {
                    canvas.right(columns.receipt, y, &format!("+{amount}"), Role::MoneyIn);
                }
                Some(_) => {
                    canvas.right(columns.receipt, y, &amount, Role::MoneyIn);
                }
            }
            canvas.right(columns.balance, y, &money::format(row.balance), Role::Text);
            if selected {
                canvas.paint_row(y, Role::Selection);
            } else if voucher.state == VoucherState::Void {
                canvas.paint_row(y, Role::Muted);
            }
        }
    }

    /// The columns from the right, each as wide as its widest figure; what is left is the description. A
    /// narrow window has one signed column for what came and went, and no codes.
    fn columns(&self, width: u16, world: World<'_>) -> Columns {
        let column = |title: &str, figures: &mut dyn Iterator<Item = i64>| -> u16 {
            let title = cells::width(&world.say(title));
            figures.map(|figure| cells::width(&money::format(Dong(figure)))).fold(title, usize::max) as u16
        };
        let effects = || self.rows.iter().map(|row| row.voucher.effect_on(self.account));
        let balance = width.saturating_sub(1);
        let behind = balance
            .saturating_sub(column("ledger-balance", &mut self.rows.iter().map(|row| row.balance.0)) + 2);
        if width < 76 {
            let changes = column("ledger-change", &mut effects().map(|effect| -effect.saturating_abs()));
            let description_end = behind.saturating_sub(changes + 1);
            return Columns { balance, payment: None, receipt: behind, code: None, description_end };
        }
        let payments =
            column("ledger-payment", &mut effects().filter(|effect| *effect < 0).map(i64::saturating_abs));
        let receipt = behind.saturating_sub(payments + 2);
        let receipts = column("ledger-receipt", &mut effects().filter(|effect| *effect > 0));
        let code = receipt.saturating_sub(receipts + 2);
        let codes = self.rows.iter().map(|row| cells::width(&row.voucher.code));
        let codes = codes.fold(cells::width(&world.say("ledger-code")), usize::max) as u16;
        let description_end = code.saturating_sub(codes);
        Columns { balance, payment: Some(behind), receipt, code: Some(code), description_end }
    }
}

/// The columns behind which figures end.
struct Columns {
    balance: u16,
    payment: Option<u16>,
    receipt: u16,
    code: Option<u16>,
    description_end: u16,
}
