//! A term's data: all a report reads, taken from the book in one go, so that facts are pure.

use super::{Activity, Catalog, Day, IssuedReport, Narrative, Period, Stored, Voucher, calendar};

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
    /// Reports that were sent, of any period, by (day, id): a comparison takes what was sent.
    pub issued: Vec<Stored<IssuedReport>>,
}

/// A term's data seen from one period: its own, or another whose figures stand beside its own.
#[derive(Debug, Clone, Copy)]
pub struct TermView<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The period whose ranges and days count.
    pub period: &'a Stored<Period>,
    /// As [`TermData::activities`].
    pub activities: &'a [Stored<Activity>],
    /// As [`TermData::vouchers`].
    pub vouchers: &'a [Stored<Voucher>],
    /// As [`TermData::narratives`].
    pub narratives: &'a [Stored<Narrative>],
    /// As [`TermData::issued`].
    pub issued: &'a [Stored<IssuedReport>],
}

impl TermData {
    /// The data seen from the period reported on.
    pub fn view(&self) -> TermView<'_> {
        TermView {
            catalog: &self.catalog,
            period: &self.period,
            activities: &self.activities,
            vouchers: &self.vouchers,
            narratives: &self.narratives,
            issued: &self.issued,
        }
    }
}

impl<'a> TermView<'a> {
    /// The same data seen from another period.
    #[must_use]
    pub const fn from_period(self, period: &'a Stored<Period>) -> Self {
        Self { period, ..self }
    }
}

/// The first and last day that a report of the period can touch: the ranges of the period, of its parts, of those it
/// is compared with and of those it took late entries over from, with their school years, the Tết planned for and the
/// period that follows; all widened to whole calendar years, since a fact may count "trong năm".
pub fn reach(period: &Stored<Period>, all: &[Stored<Period>]) -> (Day, Day) {
    let taken = all.iter().flat_map(|taker| &taker.report.late.taken);
    let from = |id| all.iter().find(|other| other.id == id);
    let compared = [
        Some(period),
        calendar::same_sort_before(period, all),
        calendar::year_before(period, all),
        calendar::same_sort_after(period, all),
    ];
    let seen: Vec<&Stored<Period>> = compared
        .into_iter()
        .flatten()
        .chain(calendar::parts(period, all))
        .chain(taken.filter_map(|taken| from(taken.from)))
        .collect();
    let mut first = period.activities.0;
    let mut last = period.activities.1;
    for period in seen {
        let ranges =
            [period.activities, period.finance, calendar::school_year(period, all), calendar::tet(period)];
        for (from, to) in ranges {
            first = first.min(from).min(period.head_count_day);
            last = last.max(to).max(period.head_count_day);
        }
    }
    let year = |day: Day| chrono::Datelike::year(&day);
    (
        Day::from_ymd_opt(year(first), 1, 1).unwrap_or(first),
        Day::from_ymd_opt(year(last), 12, 31).unwrap_or(last),
    )
}
