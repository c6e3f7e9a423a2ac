//! What Tổng quan reads: counts from the indexes first, what the report lacks when no key waits.

use crate::desk::{Desk, DeskError};
use crate::domain::{Account, ActivityFilter, Catalog, Day, State};
use crate::text::money::Dong;
use crate::tui::screen::overview::{FundLine, GroupLine, Lacking, MonthLine, Overview, PartLacking, Photos};

/// How many of the latest entries are shown at most.
const LATEST: usize = 6;

/// How many planned entries are counted at most; a unit plans dozens.
const PLANS: usize = 1_000;

/// Balances, counts and the latest entries.
pub fn overview(desk: &Desk, catalog: &Catalog) -> Result<Overview, DeskError> {
    let store = desk.store();
    let mut overview = Overview { latest: store.noted_last(LATEST)?, ..Overview::default() };
    for fund in &catalog.funds {
        overview.funds.push(FundLine {
            id: fund.id,
            name: fund.name.clone(),
            cash: store.closing(fund.id, Account::Cash, catalog.today)?,
            bank: store.closing(fund.id, Account::Bank, catalog.today)?,
        });
    }
    let Some(period) = &catalog.period else { return Ok(overview) };
    let tally = desk.tally(period, catalog)?;
    (overview.gained, overview.lost) = (tally.gained, tally.lost);
    let done = || tally.rows.iter().filter(|row| row.state == State::Done);
    for group in &catalog.kinds.groups {
        let of_group = catalog.kinds.of_group(&group.code);
        let rows = || done().filter(|row| of_group.contains(&row.kind));
        let (entries, visits) = (rows().map(|row| row.entries).sum(), rows().map(|row| row.visits).sum());
        if entries > 0 {
            overview.groups.push(GroupLine { code: group.code.clone(), entries, visits });
        }
    }
    let last = done().map(|row| row.month).max();
    let mut month = done().map(|row| row.month).min();
    while let Some(first) = month.filter(|first| last.is_some_and(|last| *first <= last)) {
        month = first.checked_add_months(chrono::Months::new(1));
        let rows = || done().filter(|row| row.month == first);
        let entries = rows().map(|row| row.entries).sum();
        let amount = rows().fold(Dong::ZERO, |sum, row| sum.saturating_add(row.amount));
        overview.months.push(MonthLine { first, entries, amount });
    }
    Ok(overview)
}

/// What the period's report lacks, and what waits to be done.
pub fn lacking(desk: &Desk, catalog: &Catalog) -> Result<Lacking, DeskError> {
    let store = desk.store();
    let planned = |from: Option<Day>, to: Option<Day>| -> Result<Vec<Day>, DeskError> {
        let filter = ActivityFilter { from, to, state: Some(State::Planned), ..ActivityFilter::default() };
        let rows = store.activities(&filter.compile(catalog), None, PLANS)?;
        Ok(rows.iter().map(|row| row.until.unwrap_or(row.day)).collect())
    };
    let oldest = |days: &[Day]| days.iter().min().map(|day| (days.len(), *day));
    let overdue = planned(None, catalog.today.pred_opt())?;
    let ahead = planned(Some(catalog.today), None)?;
    let mut lacking = Lacking { overdue: oldest(&overdue), ahead: oldest(&ahead), ..Lacking::default() };
    let Some(period) = &catalog.period else { return Ok(lacking) };
    lacking.parts = PartLacking::of(&desk.compile(period, None)?);
    lacking.late = desk.late_offer(period)?.map_or(0, |offer| offer.entries.len());
    let (from, to) = (period.letter.photos_from, period.letter.photos_to);
    if from.is_some() || to.is_some() {
        let have = desk.photo_selection(period)?.count() as u64;
        lacking.photos = Some(Photos { have, from, to });
    }
    Ok(lacking)
}
