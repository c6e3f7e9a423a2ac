//! All that a period's report reads.

use super::Store;
use super::error::{Result, StoreError};
use super::sql::Cell;
use super::table;
use crate::domain::term::reach;
use crate::domain::{Activity, Day, Id, IssuedReport, Period, PeriodSeal, Record, Stored, TermData};

/// What [`Store::late_data`] reads.
#[derive(Debug, Clone, PartialEq)]
pub struct LateData {
    /// Done entries, by (day, id).
    pub activities: Vec<Stored<Activity>>,
    /// Reports that were sent.
    pub issued: Vec<Stored<IssuedReport>>,
    /// Seals of periods.
    pub seals: Vec<Stored<PeriodSeal>>,
}

impl Store {
    /// Everything that the report of a period reads, in one piece.
    pub fn term_data(&self, period: Id<Period>, clock_today: Day) -> Result<TermData> {
        let _one_state = self.reading()?;
        let sql = self.sql();
        let mut catalog = self.catalog(clock_today)?;
        let period = table::get(&sql, period)?
            .ok_or(StoreError::NoRecord { record_type: Period::TYPE, id: period.uuid() })?;
        let (first, last) = reach(&period, &catalog.periods);
        let activities = table::select(
            &sql,
            "WHERE deleted_at IS NULL AND day >= ? AND day <= ? ORDER BY day, id",
            [first.cell(), last.cell()],
        )?;
        let vouchers =
            table::select(&sql, "WHERE deleted_at IS NULL AND day <= ? ORDER BY day, id", [last.cell()])?;
        let narratives = table::select(
            &sql,
            "WHERE deleted_at IS NULL AND period = ? ORDER BY part, id",
            [period.id.cell()],
        )?;
        catalog.period = Some(period.clone());
        let issued = table::select(&sql, "WHERE deleted_at IS NULL ORDER BY day, id", [])?;
        Ok(TermData { catalog, period, activities, vouchers, narratives, issued })
    }

    /// What tells which entries came too late for a report, in one piece: the entries from a day on and before
    /// another, reports that were sent, and seals.
    pub fn late_data(&self, from: Day, before: Day) -> Result<LateData> {
        let _one_state = self.reading()?;
        let sql = self.sql();
        let activities = table::select(
            &sql,
            "WHERE deleted_at IS NULL AND state = 'done' AND day >= ? AND day < ? ORDER BY day, id",
            [from.cell(), before.cell()],
        )?;
        Ok(LateData { activities, issued: self.all()?, seals: self.all()? })
    }
}
