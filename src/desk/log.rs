//! Logging: an activity and its vouchers in one change, whatever happens to the activity afterwards.

use super::{Desk, DeskError, validate};
use crate::domain::plan;
use crate::domain::posting::{self, PostingLine, PostingStep};
use crate::domain::{Activity, Catalog, Direction, Id, Source, State, Stored, Voucher, VoucherState};
use crate::store::{Change, StoreError};

/// What was saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// The activity as the book has it now.
    pub activity: Stored<Activity>,
    /// Its vouchers, void ones included, by year and number.
    pub vouchers: Vec<Stored<Voucher>>,
    /// The number of the change.
    pub change: u64,
}

impl Desk {
    /// Saves a new activity and the vouchers it wants.
    pub fn log(&mut self, activity: Activity) -> Result<Saved, DeskError> {
        let mut saved = self.log_all(vec![activity])?;
        // One in, one out.
        saved.pop().ok_or(DeskError::NoFund)
    }

    /// Saves several new activities with their vouchers in one change: all or none.
    pub fn log_all(&mut self, activities: Vec<Activity>) -> Result<Vec<Saved>, DeskError> {
        self.log_all_with(activities, &[])
    }

    /// Gives an activity a new content; its vouchers follow. `old` is what was read: if somebody else saved
    /// it since, the answer is [`StoreError::Stale`] with both.
    pub fn amend(&mut self, old: &Stored<Activity>, activity: Activity) -> Result<Saved, DeskError> {
        self.amend_with(old, activity, &[])
    }

    /// Marks an activity as deleted; its vouchers become void.
    pub fn delete(&mut self, old: &Stored<Activity>) -> Result<Saved, DeskError> {
        let catalog = self.catalog()?;
        self.with_vouchers("delete", &catalog, |change| change.delete(old))
    }

    /// Takes the deletion mark off; its vouchers count again under their old numbers.
    pub fn restore(&mut self, old: &Stored<Activity>) -> Result<Saved, DeskError> {
        let catalog = self.catalog()?;
        validate::activity(old, &catalog)?;
        self.with_vouchers("restore", &catalog, |change| change.restore(old))
    }

    /// Sets an activity's state to cancelled; its vouchers become void.
    pub fn cancel(&mut self, old: &Stored<Activity>) -> Result<Saved, DeskError> {
        let catalog = self.catalog()?;
        let mut cancelled = Activity { state: State::Cancelled, ..old.body.clone() };
        plan::settle(&mut cancelled, Some(old));
        self.with_vouchers("cancel", &catalog, |change| change.update(old, cancelled))
    }

    fn with_vouchers(
        &mut self,
        action: &str,
        catalog: &Catalog,
        f: impl FnOnce(&mut Change<'_>) -> Result<Stored<Activity>, StoreError>,
    ) -> Result<Saved, DeskError> {
        let committed = self.store.change(&self.officer, action, |change| {
            let stored = f(change)?;
            let counts = (!stored.is_deleted()).then_some(&stored.body);
            let vouchers = post(change, stored.id, counts, catalog)?;
            Ok((stored, vouchers))
        })?;
        let (activity, vouchers) = committed.value;
        Ok(Saved { activity, vouchers, change: committed.number })
    }

    /// The vouchers that saving the activity would write, with the numbers they would get now.
    pub fn preview(&self, activity: &Activity, catalog: &Catalog) -> Result<Vec<Voucher>, DeskError> {
        let mut planned: Vec<Voucher> = Vec::new();
        for line in posting::wanted(activity, catalog) {
            let (fund, year) = (line.fund, chrono::Datelike::year(&line.day));
            let next = self.store.next_number(fund, Direction::Payment, year)?;
            let before = planned.iter().filter(|voucher| voucher.fund == fund).count() as u32;
            planned.push(written(&line, next.saturating_add(before), None));
        }
        Ok(planned)
    }
}

/// An activity's money that names no source of its own comes from the union fund's cash: what a line or a form
/// that says nothing means.
pub fn fund_source(catalog: &Catalog) -> Option<Source> {
    let fund = catalog.union_fund()?;
    Some(Source::Fund { fund: fund.id, account: crate::domain::Account::Cash })
}

/// Brings the vouchers of an activity in line with it and answers them all.
pub(super) fn post(
    change: &mut Change<'_>,
    id: Id<Activity>,
    activity: Option<&Activity>,
    catalog: &Catalog,
) -> Result<Vec<Stored<Voucher>>, StoreError> {
    let has = change.vouchers_of(id)?;
    for step in posting::steps(activity, &has, catalog) {
        match step {
            PostingStep::Write(line) => {
                let year = chrono::Datelike::year(&line.day);
                let number = change.next_number(line.fund, Direction::Payment, year)?;
                change.insert(written(&line, number, Some(id)))?;
            }
            PostingStep::Amend(voucher, line) => {
                let amended = written(&line, voucher.number, Some(id));
                change.update(&voucher, amended)?;
            }
            PostingStep::Void(voucher) => {
                let void = Voucher { state: VoucherState::Void, ..voucher.body.clone() };
                change.update(&voucher, void)?;
            }
        }
    }
    change.vouchers_of(id)
}

fn written(line: &PostingLine, number: u32, activity: Option<Id<Activity>>) -> Voucher {
    Voucher {
        fund: line.fund,
        account: line.account,
        direction: Direction::Payment,
        day: line.day,
        year: chrono::Datelike::year(&line.day),
        number,
        amount: line.amount,
        code: line.code.clone(),
        description: line.description.clone(),
        counterpart: line.counterpart.clone(),
        activity,
        state: VoucherState::Posted,
    }
}
