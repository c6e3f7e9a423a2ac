//! All that a period's report reads.

use super::Store;
use super::error::{Result, StoreError};
use super::sql::Cell;
use super::table;
use crate::domain::term::reach;
use crate::domain::{Day, Id, Period, Record, TermData};

impl Store {
    /// Everything that the report of a period reads, in one piece.
    pub fn term_data(&self, period: Id<Period>, clock_today: Day) -> Result<TermData> {
        let _one_state = self.reading()?;
        let sql = self.sql();
        let mut catalog = self.catalog(clock_today)?;
        let period = table::get(&sql, period)?
            .ok_or(StoreError::NoRecord { record_type: Period::TYPE, id: period.uuid() })?;
        let (first, last) = reach(&period);
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
}
