//! Whether each activity's vouchers say what the activity does.

use std::collections::{BTreeMap, HashMap};

use super::Store;
use super::error::Result;
use super::sql::code_cell;
use super::table::Table;
use super::verify::{Finding, FindingKind};
use crate::domain::{Activity, Day, Direction, Fund, Id, Record, VoucherState, posting};
use crate::text::money::Dong;

/// What an activity's vouchers come to, by fund.
type Sums = BTreeMap<Id<Fund>, Dong>;

impl Store {
    /// Compares the posted vouchers of every activity with the payments it wants, fund by fund: a done activity
    /// pays what its money lines say, one that is planned, cancelled or deleted pays nothing. All of it is one
    /// reading. For a book whose records can be read ([`Store::verify`] tells).
    pub fn verify_postings(&self, clock_today: Day) -> Result<Vec<Finding>> {
        let sql = self.sql();
        let _one_state = self.reading()?;
        let catalog = self.catalog(clock_today)?;
        let mut posted: HashMap<Id<Activity>, Sums> = HashMap::new();
        sql.each(
            "adding up the vouchers of activities",
            "SELECT activity, fund, direction, amount FROM voucher
             WHERE activity IS NOT NULL AND deleted_at IS NULL AND state = ?",
            [code_cell(&VoucherState::Posted)],
            |cells| {
                let (activity, fund, direction) = (cells.id()?, cells.id()?, cells.code()?);
                let amount = cells.dong()?;
                let sum = posted.entry(activity).or_default().entry(fund).or_default();
                *sum = match direction {
                    Direction::Payment => sum.saturating_add(amount),
                    Direction::Receipt | Direction::Transfer => sum.saturating_sub(amount),
                };
                Ok(true)
            },
        )?;
        let mut findings = Vec::new();
        for activity in self.all_with_deleted::<Activity>()? {
            let mut wanted = Sums::new();
            if !activity.is_deleted() {
                for line in posting::wanted(&activity, &catalog) {
                    let sum = wanted.entry(line.fund).or_default();
                    *sum = sum.saturating_add(line.amount);
                }
            }
            let posted = posted.remove(&activity.id).unwrap_or_default();
            let funds: std::collections::BTreeSet<_> = wanted.keys().chain(posted.keys()).collect();
            for fund in funds {
                let of = |sums: &Sums| sums.get(fund).copied().unwrap_or_default();
                if of(&wanted) != of(&posted) {
                    let what = FindingKind::Postings { posted: of(&posted), wanted: of(&wanted) };
                    let id = Some(activity.id.uuid());
                    findings.push(Finding::of_record(what, Activity::TYPE, id, Table::label(&activity.body)));
                }
            }
        }
        Ok(findings)
    }
}
