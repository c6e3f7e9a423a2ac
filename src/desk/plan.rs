//! Plans of the book: what a Tết budget is made of.

use super::{Desk, DeskError};
use crate::domain::{Activity, ActivityFilter, Catalog, Stored, plan};

/// More entries than a school plans for a Tết in a lifetime; a reading must end somewhere.
const MOST: usize = 20_000;

impl Desk {
    /// Every entry that was planned for some Tết, of any period, in any state but deleted.
    ///
    /// What belongs to which year says [`plan::tet_budget`].
    ///
    /// # Errors
    /// Those of reading.
    pub fn tet_plans(&self, catalog: &Catalog) -> Result<Vec<Stored<Activity>>, DeskError> {
        let kinds = catalog.kinds.kinds.iter().filter(|kind| kind.tet).map(|kind| kind.code.clone());
        let filter = ActivityFilter { kinds: kinds.collect(), ..ActivityFilter::default() };
        let mut entries = self.store.activities(&filter.compile(catalog), None, MOST)?;
        entries.retain(|entry| plan::planned(entry).is_some() && plan::tet_year(entry, catalog).is_some());
        Ok(entries)
    }
}
