//! The books of a fund: entries with a running balance.

use rusqlite::types::Value;

use super::Store;
use super::error::Result;
use super::sql::{Cell, Sql, code_cell};
use super::table;
use crate::domain::fund::{self, Running, opening_in_force};
use crate::domain::{Account, Day, Direction, Fund, Id, Stored, Voucher, VoucherState};
use crate::text::money::Dong;

/// One line of an account's book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// The voucher; void ones are shown and add nothing.
    pub voucher: Stored<Voucher>,
    /// What the account holds after it, đồng.
    pub balance: Dong,
}

/// Where a page of a book ended.
pub type LedgerKey = (Day, Direction, u32, Id<Voucher>);

impl LedgerRow {
    /// The place of this line, to page on from.
    pub fn key(&self) -> LedgerKey {
        (self.voucher.day, self.voucher.direction, self.voucher.number, self.voucher.id)
    }
}

/// What a balance needs of a voucher.
struct Line {
    key: LedgerKey,
    effect: i64,
}

impl Store {
    /// A page of an account's book from `from` to `to`, both counted: by day, then receipts before
    /// payments before transfers, then by number. Transfers stand in the books of both accounts.
    pub fn vouchers(
        &self,
        fund: Id<Fund>,
        account: Account,
        from: Day,
        to: Day,
        after: Option<LedgerKey>,
        limit: usize,
    ) -> Result<Vec<LedgerRow>> {
        let sql = self.sql();
        let openings = openings(&sql, fund, account)?;
        let before = balance_before(&sql, fund, account, &openings, from)?;
        let mut running = Running::begin(openings, before, from);
        let mut page = Vec::new();
        for line in lines(&sql, fund, account, Some(from), Some(to))? {
            let balance = running.after((line.key.0, line.effect));
            if after.is_some_and(|after| line.key <= after) {
                continue;
            }
            if page.len() >= limit {
                break;
            }
            if let Some(voucher) = table::get(&sql, line.key.3)? {
                page.push(LedgerRow { voucher, balance });
            }
        }
        Ok(page)
    }

    /// What the account holds at the beginning of `before`, đồng: its latest opening up to then, that day's
    /// included, and every voucher from the opening's day to the day before. The opening balance of a range
    /// that begins on `before`; [`Store::closing`] is the other end.
    pub fn balance(&self, fund: Id<Fund>, account: Account, before: Day) -> Result<Dong> {
        let sql = self.sql();
        let openings = openings(&sql, fund, account)?;
        balance_before(&sql, fund, account, &openings, before)
    }

    /// What the account holds at the end of `last`, đồng: the closing balance of a range that ends on this day.
    /// An opening within the range counts even if no voucher follows it; one of the next day does not.
    pub fn closing(&self, fund: Id<Fund>, account: Account, last: Day) -> Result<Dong> {
        let sql = self.sql();
        let openings = openings(&sql, fund, account)?;
        balance_after(&sql, fund, account, &openings, last)
    }

    /// Receipts and payments of an account from `from` to `to`, both counted, đồng; transfers count as
    /// what they are to this account. Void vouchers count nowhere.
    pub fn sums(&self, fund: Id<Fund>, account: Account, from: Day, to: Day) -> Result<(Dong, Dong)> {
        let lines = lines(&self.sql(), fund, account, Some(from), Some(to))?;
        let (mut received, mut paid) = (Dong::ZERO, Dong::ZERO);
        for line in lines {
            if line.effect > 0 {
                received = received.saturating_add(Dong(line.effect));
            } else {
                paid = paid.saturating_sub(Dong(line.effect));
            }
        }
        Ok((received, paid))
    }
}

/// The openings of an account, by day.
fn openings(sql: &Sql<'_>, fund: Id<Fund>, account: Account) -> Result<Vec<(Day, Dong)>> {
    sql.rows(
        "reading openings",
        "SELECT day, amount FROM fund_opening WHERE fund = ? AND account = ? ORDER BY day, position",
        [fund.cell(), code_cell(&account)],
        |cells| Ok((cells.day()?, cells.dong()?)),
    )
}

fn balance_before(
    sql: &Sql<'_>,
    fund: Id<Fund>,
    account: Account,
    openings: &[(Day, Dong)],
    before: Day,
) -> Result<Dong> {
    let since = opening_in_force(openings.iter().copied(), before).map(|(day, _)| day);
    let Some(last) = before.pred_opt() else { return Ok(Dong::ZERO) };
    let moved = moved(sql, fund, account, since, last)?;
    Ok(fund::balance_before(openings.iter().copied(), [(last, moved)], before))
}

/// What the account holds at the end of `last`; see [`Store::closing`].
fn balance_after(
    sql: &Sql<'_>,
    fund: Id<Fund>,
    account: Account,
    openings: &[(Day, Dong)],
    last: Day,
) -> Result<Dong> {
    let since = opening_in_force(openings.iter().copied(), last).map(|(day, _)| day);
    let moved = moved(sql, fund, account, since, last)?;
    Ok(fund::balance_after(openings.iter().copied(), [(last, moved)], last))
}

/// What the vouchers from `since` to `last`, both counted, add to an account, đồng: one sum over the index, since a
/// book of many years has more vouchers than a screen has time to read. Millions and the rest are summed apart, so
/// that no sum of amounts leaves the range of an integer.
fn moved(sql: &Sql<'_>, fund: Id<Fund>, account: Account, since: Option<Day>, last: Day) -> Result<i64> {
    let text = format!(
        "SELECT coalesce(sum(sign * (amount / {MILLION})), 0), coalesce(sum(sign * (amount % {MILLION})), 0)
         FROM (SELECT amount, CASE WHEN account <> ? THEN iif(direction = 'transfer', 1, 0)
                                   WHEN direction = 'receipt' THEN 1 ELSE -1 END AS sign
               FROM voucher
               WHERE fund = ? AND deleted_at IS NULL AND state = 'posted' AND day >= ? AND day <= ?)"
    );
    let values = [
        code_cell(&account),
        fund.cell(),
        since.map_or(Value::Text(String::new()), |day| day.cell()),
        last.cell(),
    ];
    let sums = sql.first("adding up a fund's book", &text, values, |cells| {
        let (millions, rest): (i64, i64) = (cells.take()?, cells.take()?);
        Ok(i128::from(millions) * i128::from(MILLION) + i128::from(rest))
    })?;
    let sum = sums.unwrap_or_default();
    Ok(i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX }))
}

const MILLION: i64 = 1_000_000;

/// The lines of an account's book in order; read from the index alone.
fn lines(
    sql: &Sql<'_>,
    fund: Id<Fund>,
    account: Account,
    from: Option<Day>,
    to: Option<Day>,
) -> Result<Vec<Line>> {
    let mut text = String::from(
        "SELECT day, direction, number, id, account, state, amount FROM voucher
         WHERE fund = ? AND deleted_at IS NULL AND (account = ? OR direction = 'transfer')",
    );
    let mut values: Vec<Value> = vec![fund.cell(), code_cell(&account)];
    for (day, term) in [(from, " AND day >= ?"), (to, " AND day <= ?")] {
        if let Some(day) = day {
            text.push_str(term);
            values.push(day.cell());
        }
    }
    let mut lines = sql.rows("reading a fund's book", &text, values, |cells| {
        let key = (cells.day()?, cells.code()?, cells.take()?, cells.id()?);
        let (own, state, amount): (Account, VoucherState, i64) =
            (cells.code()?, cells.code()?, cells.take()?);
        let effect = match (state, key.1, own == account) {
            (VoucherState::Void, ..) | (_, Direction::Receipt | Direction::Payment, false) => 0,
            (_, Direction::Receipt, true) | (_, Direction::Transfer, false) => amount,
            (_, Direction::Payment | Direction::Transfer, true) => -amount,
        };
        Ok(Line { key, effect })
    })?;
    lines.sort_unstable_by_key(|line| line.key);
    Ok(lines)
}
