//! Sổ quỹ: a fund's book by month, with the running balance.

use chrono::{Datelike, Months};

use super::World;
use crate::domain::{Account, Catalog, Day, Direction, Fund, Id, Stored, Voucher, VoucherState};
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

    /// Shows the month of this day.
    pub const fn show_month(&mut self, day: Day) {
        self.month = Some(day);
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
        // Columns from the right: balance, payment, receipt, code; what is left is the description.
        let end = width.saturating_sub(1);
        let (balance, payment) = (end, end.saturating_sub(12));
        let receipt = payment.saturating_sub(11);
        let code = receipt.saturating_sub(11);
        for (key, at) in [
            ("ledger-balance", balance),
            ("ledger-payment", payment),
            ("ledger-receipt", receipt),
            ("ledger-code", code),
        ] {
            canvas.right(at, head, &world.say(key), Role::Muted);
        }
        canvas.text(1, head, &world.say("field-day"), Role::Muted);
        canvas.text(7, head, &world.say("ledger-number"), Role::Muted);
        canvas.text(18, head, &world.say("ledger-description"), Role::Muted);
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
            let code_start = canvas.right(code, y, &voucher.code, Role::Muted);
            canvas.fit(
                18,
                y,
                code_start.min(code.saturating_sub(5)).saturating_sub(19),
                &description,
                Role::Text,
            );
            let effect = voucher.effect_on(self.account);
            let amount = money::format(Dong(effect.abs()));
            match voucher.direction {
                _ if voucher.state == VoucherState::Void => {}
                Direction::Receipt => {
                    canvas.right(receipt, y, &amount, Role::MoneyIn);
                }
                _ if effect > 0 => {
                    canvas.right(receipt, y, &amount, Role::MoneyIn);
                }
                _ => {
                    canvas.right(payment, y, &amount, Role::MoneyOut);
                }
            }
            canvas.right(balance, y, &money::format(row.balance), Role::Text);
            if selected {
                canvas.paint_row(y, Role::Selection);
            } else if voucher.state == VoucherState::Void {
                canvas.paint_row(y, Role::Muted);
            }
        }
    }
}
