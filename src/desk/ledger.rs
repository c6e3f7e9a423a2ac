//! Entries made in a fund's book itself: receipts, payments and transfers that no activity writes.

use super::tidy::tidy;
use super::{Desk, DeskError, validate};
use crate::domain::{Account, Catalog, Day, Direction, Fund, Id, Stored, Voucher, VoucherState};
use crate::store::StoreError;
use crate::text::money::Dong;

/// A day behind every day that may be typed, whose ISO text still has four digits of year.
const END_OF_DAYS: Day = match Day::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => Day::MAX,
};

/// What is asked for an entry of a fund's book; the book gives the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The fund.
    pub fund: Id<Fund>,
    /// Cash or bank; of a transfer, where it leaves.
    pub account: Account,
    /// Receipt, payment or transfer.
    pub direction: Direction,
    /// The day; its year is the number's.
    pub day: Day,
    /// Đồng, more than 0.
    pub amount: Dong,
    /// Settlement code; empty for transfers.
    pub code: String,
    /// Diễn giải.
    pub description: String,
    /// Người nộp or người nhận.
    pub counterpart: String,
}

impl LedgerEntry {
    /// The voucher of this entry with a number.
    pub fn numbered(self, number: u32) -> Voucher {
        Voucher {
            fund: self.fund,
            account: self.account,
            direction: self.direction,
            day: self.day,
            year: chrono::Datelike::year(&self.day),
            number,
            amount: self.amount,
            code: self.code,
            description: self.description,
            counterpart: self.counterpart,
            activity: None,
            state: VoucherState::Posted,
        }
    }

    fn check(&self, catalog: &Catalog) -> Result<(), DeskError> {
        if self.direction == Direction::Transfer && !self.code.is_empty() {
            return Err(DeskError::TransferWithCode { fund: self.fund });
        }
        validate::ledger_entry(self.fund, self.direction, self.day, self.amount, &self.code, catalog)?;
        Ok(())
    }
}

impl Desk {
    /// Writes an entry into a fund's book under the next number.
    pub fn log_voucher(&mut self, entry: LedgerEntry) -> Result<Stored<Voucher>, DeskError> {
        entry.check(&self.catalog()?)?;
        let committed = self.store.change(&self.officer, "voucher", |change| {
            let year = chrono::Datelike::year(&entry.day);
            let number = change.next_number(entry.fund, entry.direction, year)?;
            change.insert(tidy(entry.numbered(number)))
        })?;
        Ok(committed.value)
    }

    /// The number that saving the entry would give it now: `PT2023/06`.
    pub fn preview_voucher(&self, entry: &LedgerEntry, catalog: &Catalog) -> Result<Voucher, DeskError> {
        entry.check(catalog)?;
        let year = chrono::Datelike::year(&entry.day);
        let number = self.store.next_number(entry.fund, entry.direction, year)?;
        Ok(entry.clone().numbered(number))
    }

    /// Gives an entry of a fund's book new values. It keeps its number as long as fund, direction and year
    /// stay; else its number becomes void and it gets a new one. A void entry is refused
    /// ([`DeskError::VoucherVoid`]): new values would count again.
    pub fn amend_voucher(
        &mut self,
        old: &Stored<Voucher>,
        entry: LedgerEntry,
    ) -> Result<Stored<Voucher>, DeskError> {
        own(old)?;
        if old.state == VoucherState::Void {
            return Err(DeskError::VoucherVoid { label: old.label() });
        }
        entry.check(&self.catalog()?)?;
        let year = chrono::Datelike::year(&entry.day);
        let same = entry.fund == old.fund && entry.direction == old.direction && year == old.year;
        let committed = self.store.change(&self.officer, "voucher-amend", |change| {
            if same {
                let number = old.number;
                return change.update(old, tidy(entry.numbered(number)));
            }
            change.update(old, void(old))?;
            let number = change.next_number(entry.fund, entry.direction, year)?;
            change.insert(tidy(entry.numbered(number)))
        })?;
        Ok(committed.value)
    }

    /// Makes an entry of a fund's book void; it keeps its number and counts nowhere.
    pub fn void_voucher(&mut self, old: &Stored<Voucher>) -> Result<Stored<Voucher>, DeskError> {
        own(old)?;
        let committed =
            self.store.change(&self.officer, "voucher-void", |change| change.update(old, void(old)))?;
        Ok(committed.value)
    }

    /// What the fund holds in both accounts after everything that is noted, đồng.
    pub fn fund_balance(&self, fund: Id<Fund>) -> Result<Dong, DeskError> {
        let mut balance = Dong::ZERO;
        for account in [Account::Cash, Account::Bank] {
            let held: Result<Dong, StoreError> = self.store.balance(fund, account, END_OF_DAYS);
            balance = balance.saturating_add(held?);
        }
        Ok(balance)
    }
}

fn void(voucher: &Stored<Voucher>) -> Voucher {
    Voucher { state: VoucherState::Void, ..voucher.body.clone() }
}

/// A voucher that an activity wrote follows its activity and is never changed alone.
fn own(voucher: &Stored<Voucher>) -> Result<(), DeskError> {
    match voucher.activity {
        Some(_) => Err(DeskError::VoucherOfActivity { label: voucher.label() }),
        None => Ok(()),
    }
}
