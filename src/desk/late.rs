//! Late entries (phát sinh sau báo cáo): offered to the next report, taken over or left where they are.

use super::{Desk, DeskError};
use crate::domain::calendar;
use crate::domain::late::{LateContext, LateEntries, TakenEntry, first_day, late_for};
use crate::domain::{Activity, Id, Period, Stored};

/// A late entry with the period whose report it came too late for.
#[derive(Debug, Clone, PartialEq)]
pub struct LateEntry {
    /// The entry.
    pub entry: Stored<Activity>,
    /// The period it is dated in.
    pub from: Stored<Period>,
}

/// Late entries and the period that may take them over.
#[derive(Debug, Clone, PartialEq)]
pub struct LateOffer {
    /// The period they are offered to.
    pub period: Stored<Period>,
    /// The entries, by day; at least one.
    pub entries: Vec<LateEntry>,
}

impl Desk {
    /// The late entries that a period may take over and has not decided about, by day.
    pub fn late_for(&self, period: &Stored<Period>) -> Result<Vec<LateEntry>, DeskError> {
        let catalog = self.catalog()?;
        let Some(first) = first_day(period, &catalog.periods) else { return Ok(Vec::new()) };
        let data = self.store.late_data(first, period.activities.0)?;
        let context = LateContext {
            periods: &catalog.periods,
            issued: &data.issued,
            seals: &data.seals,
            today: catalog.today,
        };
        let late = late_for(period, &data.activities, context);
        Ok(late
            .into_iter()
            .map(|one| LateEntry { entry: one.entry.clone(), from: one.from.clone() })
            .collect())
    }

    /// The late entries to decide about while this period is worked in, and the period they may be taken over into:
    /// this one, else the one after it with what came behind this one's own report. None where nothing is late.
    ///
    /// So an entry that was written down between a report's day and its last day to be handed in is not overlooked
    /// while that report is still on the table.
    pub fn late_offer(&self, period: &Stored<Period>) -> Result<Option<LateOffer>, DeskError> {
        let own = self.late_for(period)?;
        if !own.is_empty() {
            return Ok(Some(LateOffer { period: period.clone(), entries: own }));
        }
        let catalog = self.catalog()?;
        let Some(next) = calendar::after(period, &catalog.periods) else { return Ok(None) };
        let mut entries = self.late_for(next)?;
        entries.retain(|late| late.from.id == period.id);
        Ok((!entries.is_empty()).then(|| LateOffer { period: next.clone(), entries }))
    }

    /// Takes late entries over: they count in this period, and no more in the one they are dated in.
    ///
    /// `period` is what was read; when somebody saved it since, the answer is [`crate::store::StoreError::Stale`]
    /// with both. An entry that is not late any more is refused with [`DeskError::NotLate`], and nothing is taken.
    pub fn take_late(
        &mut self,
        period: &Stored<Period>,
        ids: &[Id<Activity>],
    ) -> Result<Stored<Period>, DeskError> {
        let offered = self.offered(period, ids)?;
        self.decide("take-late", period, |late| {
            late.taken
                .extend(offered.iter().map(|one| TakenEntry { activity: one.entry.id, from: one.from.id }));
        })
    }

    /// Leaves late entries where they are; they are not offered to this period again. As [`Desk::take_late`].
    pub fn decline_late(
        &mut self,
        period: &Stored<Period>,
        ids: &[Id<Activity>],
    ) -> Result<Stored<Period>, DeskError> {
        let offered = self.offered(period, ids)?;
        self.decide("decline-late", period, |late| {
            late.declined.extend(offered.iter().map(|one| one.entry.id));
        })
    }

    /// Takes a decision back: entries that were taken over or declined are offered again.
    pub fn reconsider_late(
        &mut self,
        period: &Stored<Period>,
        ids: &[Id<Activity>],
    ) -> Result<Stored<Period>, DeskError> {
        self.decide("reconsider-late", period, |late| {
            late.taken.retain(|taken| !ids.contains(&taken.activity));
            late.declined.retain(|id| !ids.contains(id));
        })
    }

    fn offered(&self, period: &Stored<Period>, ids: &[Id<Activity>]) -> Result<Vec<LateEntry>, DeskError> {
        let mut late = self.late_for(period)?;
        late.retain(|one| ids.contains(&one.entry.id));
        match ids.iter().find(|id| !late.iter().any(|one| one.entry.id == **id)) {
            Some(id) => Err(DeskError::NotLate { id: *id }),
            None => Ok(late),
        }
    }

    fn decide(
        &mut self,
        action: &str,
        period: &Stored<Period>,
        change: impl FnOnce(&mut LateEntries),
    ) -> Result<Stored<Period>, DeskError> {
        let mut body = period.body.clone();
        change(&mut body.report.late);
        Ok(self.store.change(&self.officer, action, |change| change.update(period, body))?.value)
    }
}
