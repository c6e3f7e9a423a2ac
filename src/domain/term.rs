//! A term's data: all a report reads, taken from the book in one go, so that facts are pure.

use super::{Activity, Catalog, Day, Narrative, Period, Stored, Voucher};

/// Everything a period's report reads.
#[derive(Debug, Clone, PartialEq)]
pub struct TermData {
    /// The catalog.
    pub catalog: Catalog,
    /// The period reported on.
    pub period: Stored<Period>,
    /// Activities that are not deleted, in any state, from the first to the last day that any range
    /// of the period touches ([`reach`]), by (day, id).
    pub activities: Vec<Stored<Activity>>,
    /// Vouchers of all funds from the beginning of the books up to the last day of [`reach`], by (day, id), void
    /// ones included: balances need the years before, and a fact of a fund's book may read beyond the money's range.
    pub vouchers: Vec<Stored<Voucher>>,
    /// The period's narratives.
    pub narratives: Vec<Stored<Narrative>>,
}

/// The first and last day that a report of the period can touch: its ranges, widened to whole
/// calendar years, since a fact may count "trong năm".
pub fn reach(period: &Period) -> (Day, Day) {
    let first = period.activities.0.min(period.finance.0).min(period.head_count_day);
    let last = period.activities.1.max(period.finance.1).max(period.head_count_day);
    let year = |day: Day| chrono::Datelike::year(&day);
    (
        Day::from_ymd_opt(year(first), 1, 1).unwrap_or(first),
        Day::from_ymd_opt(year(last), 12, 31).unwrap_or(last),
    )
}
