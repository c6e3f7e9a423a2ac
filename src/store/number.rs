//! Voucher numbers: one sequence per fund, direction and year, never given twice.

use super::Store;
use super::error::Result;
use super::sql::{Cell, Sql, code_cell};
use super::table;
use crate::domain::{Activity, Direction, Fund, Id, Stored, Voucher};

impl Store {
    /// The number that the next voucher of this fund, direction and year will get: one above the highest
    /// that was ever given, void and deleted ones counted.
    pub fn next_number(&self, fund: Id<Fund>, direction: Direction, year: i32) -> Result<u32> {
        next(&self.sql(), fund, direction, year)
    }

    /// The vouchers that an activity wrote, void ones included, by year and number.
    pub fn vouchers_of(&self, activity: Id<Activity>) -> Result<Vec<Stored<Voucher>>> {
        vouchers_of(&self.sql(), activity)
    }
}

pub(crate) fn next(sql: &Sql<'_>, fund: Id<Fund>, direction: Direction, year: i32) -> Result<u32> {
    let highest: Option<u32> = sql.first(
        "looking for the next voucher number",
        "SELECT coalesce(max(number), 0) FROM voucher WHERE fund = ? AND direction = ? AND year = ?",
        [fund.cell(), code_cell(&direction), year.cell()],
        |cells| cells.take(),
    )?;
    Ok(highest.unwrap_or(0).saturating_add(1))
}

pub(crate) fn vouchers_of(sql: &Sql<'_>, activity: Id<Activity>) -> Result<Vec<Stored<Voucher>>> {
    table::select(
        sql,
        "WHERE activity = ? AND deleted_at IS NULL ORDER BY year, number, id",
        [activity.cell()],
    )
}
