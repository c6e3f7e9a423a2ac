//! Vouchers.

use rusqlite::types::Value;

use super::{Guard, Table};
use crate::domain::{Day, Voucher, VoucherState};
use crate::store::error::Result;
use crate::store::sql::{Cell, Cells, code_cell};

impl Table for Voucher {
    const COLUMNS: &'static [&'static str] = &[
        "fund",
        "account",
        "direction",
        "day",
        "year",
        "number",
        "amount",
        "code",
        "description",
        "counterpart",
        "activity",
        "state",
    ];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![
            self.fund.cell(),
            code_cell(&self.account),
            code_cell(&self.direction),
            self.day.cell(),
            self.year.cell(),
            self.number.cell(),
            self.amount.cell(),
            self.code.cell(),
            self.description.cell(),
            self.counterpart.cell(),
            self.activity.cell(),
            code_cell(&self.state),
        ])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self {
            fund: cells.id()?,
            account: cells.code()?,
            direction: cells.code()?,
            day: cells.day()?,
            year: cells.take()?,
            number: cells.take()?,
            amount: cells.dong()?,
            code: cells.text()?,
            description: cells.text()?,
            counterpart: cells.text()?,
            activity: cells.opt_id()?,
            state: cells.code()?,
        })
    }
    fn label(&self) -> String {
        Voucher::label(self)
    }
    fn voided(&self) -> Option<Self> {
        // A number is never given again, so its voucher stays, void.
        Some(Self { state: VoucherState::Void, ..self.clone() })
    }
    fn guarded(&self) -> Option<(Guard, Day)> {
        Some((Guard::Finance, self.day))
    }
}
