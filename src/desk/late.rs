//! Late entries (phát sinh sau báo cáo): offered to the next report, taken over or left where they are.

use super::{Desk, DeskError};
use crate::domain::calendar;
use crate::domain::late::{LateContext, LateEntries, Membership, TakenEntry, first_day, late_for};
use crate::domain::{Activity, Catalog, Id, Period, State, Stored};
use crate::store::Tally;

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

/// What a period's entries add up to, as its report counts them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeriodTally {
    /// By month, kind and state; an entry taken over from a former period stands in the month of its day.
    pub rows: Vec<Tally>,
    /// Done entries among them that were taken over from a former period.
    pub gained: usize,
    /// Done entries of the period's days that a later one took over; they are not among the rows.
    pub lost: usize,
}

impl Desk {
    /// The entries of a period added up by month, kind and state. A late entry counts where it was taken to, as in
    /// the reports.
    ///
    /// # Errors
    /// Those of reading.
    pub fn tally(&self, period: &Stored<Period>, catalog: &Catalog) -> Result<PeriodTally, DeskError> {
        let (from, to) = period.activities;
        let mut tally = PeriodTally { rows: self.store.tally(from, to)?, ..PeriodTally::default() };
        let membership = Membership::of(period, &catalog.periods);
        for id in membership.moved() {
            let entry = self.store.get::<Activity>(id)?;
            let Some(entry) = entry.filter(|entry| !entry.is_deleted() && entry.state == State::Done) else {
                continue;
            };
            let by_day = from <= entry.day && entry.day <= to;
            let one = Tally::of(&entry);
            let at = tally.rows.iter().position(|row| row.is_alike(&one));
            let row = at.and_then(|at| tally.rows.get_mut(at));
            match (by_day, membership.counts(&entry), row) {
                (false, true, row) => {
                    tally.gained += 1;
                    match row {
                        Some(row) => {
                            row.entries += one.entries;
                            row.visits += one.visits;
                            row.amount = row.amount.saturating_add(one.amount);
                        }
                        None => tally.rows.push(one),
                    }
                }
                (true, false, Some(row)) => {
                    tally.lost += 1;
                    row.entries = row.entries.saturating_sub(one.entries);
                    row.visits = row.visits.saturating_sub(one.visits);
                    row.amount = row.amount.saturating_sub(one.amount);
                }
                _ => {}
            }
        }
        tally.rows.retain(|row| row.entries > 0);
        Ok(tally)
    }

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
        let Some(next) = calendar::same_sort_after(period, &catalog.periods) else { return Ok(None) };
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

#[cfg(test)]
mod tests {
    use super::super::NewBook;
    use super::*;
    use crate::desk::DeskError;
    use crate::domain::{AnyRecord, Day, IssuedReport, Meta, Person};
    use crate::text::money::Dong;

    fn day(text: &str) -> Day {
        text.parse().expect("an ISO day")
    }

    /// A book of 2023-2024 whose first semester was reported on in January; both semesters.
    struct Room {
        desk: Desk,
        first: Stored<Period>,
        second: Stored<Period>,
        _folder: tempfile::TempDir,
    }

    impl Room {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let new = NewBook {
                unit: "Công đoàn Trường Tiểu học Cây Phượng".to_owned(),
                cash: Dong(10_000_000),
                school_year: 2023,
                ..NewBook::default()
            };
            let mut desk = Desk::create(&folder.path().join("book.congdoan"), "chi", &new).expect("a book");
            desk.save_setting("today", "2024-04-01").expect("a day");
            let period = |desk: &Desk, code: &str| {
                let catalog = desk.catalog().expect("its catalog");
                catalog.periods.into_iter().find(|period| period.code == code)
            };
            let first = period(&desk, "2023-2024/1").expect("the first semester");
            let second = period(&desk, "2023-2024/2").unwrap_or_else(|| {
                let mut second = first.body.clone();
                "2023-2024/2".clone_into(&mut second.code);
                second.activities = (first.activities.1.succ_opt().expect("a day"), day("2024-05-31"));
                second.report = crate::domain::ReportSettings::default();
                desk.save_period(None, second).expect("the second semester")
            });
            let at = "2024-01-10T03:00:00Z".parse().expect("a moment");
            let sent = Stored {
                id: Id::fresh(),
                meta: Meta { version: 1, created_at: at, updated_at: at, deleted_at: None },
                body: IssuedReport {
                    period: first.id,
                    number: "10/BC-CĐCS".to_owned(),
                    day: day("2024-01-10"),
                    outline: "ha-dong".to_owned(),
                    document: "{}".to_owned(),
                    facts: "{}".to_owned(),
                    digest: "0".repeat(64),
                    replaces: None,
                },
            };
            desk.store
                .change("chi", "issue", |change| change.put(AnyRecord::IssuedReport(sent)))
                .expect("sent");
            Self { desk, first, second, _folder: folder }
        }

        fn visit(&mut self, on: &str) -> Id<Activity> {
            let mut visit = Activity::new("tham-om", day(on));
            visit.people.push(Person { name: "Đoàn Thị Liên".to_owned(), ..Person::default() });
            self.desk.log(visit).expect("logged").activity.id
        }

        /// Reads the second semester anew.
        fn again(&mut self) {
            let periods = self.desk.catalog().expect("its catalog").periods;
            self.second = periods.into_iter().find(|period| period.id == self.second.id).expect("a period");
        }

        fn offered(&self) -> Vec<Id<Activity>> {
            self.desk.late_for(&self.second).expect("an offer").iter().map(|one| one.entry.id).collect()
        }

        /// The visits that the reports of both semesters count, and the overview as well.
        fn visits(&self) -> [u64; 2] {
            let catalog = self.desk.catalog().expect("its catalog");
            [&self.first, &self.second].map(|period| {
                let tally = self.desk.tally(period, &catalog).expect("a tally");
                let counted: u64 = tally.rows.iter().map(|row| row.entries).sum();
                let report = self.desk.compile(period, Some("ha-dong")).expect("a report");
                let count = report
                    .figures
                    .iter()
                    .find(|figure| figure.fact == "cham-lo.om-dau" && figure.name == "count")
                    .map(|figure| figure.value.clone());
                let count = match count {
                    Some(crate::report::FigureValue::Count(count)) => count,
                    None => 0,
                    other => panic!("{other:?}"),
                };
                assert_eq!(counted, count, "{}: {tally:?}", period.code);
                count
            })
        }
    }

    #[test]
    fn a_late_entry_that_is_taken_counts_in_the_next_report_until_that_is_undone() {
        let mut room = Room::new();
        let late = room.visit("2023-11-12");
        room.visit("2024-03-01");
        assert_eq!(room.offered(), [late]);
        assert_eq!(room.visits(), [1, 1], "it counts by its day as long as nobody decided");

        room.second = room.desk.take_late(&room.second, &[late]).expect("taken");
        assert_eq!(room.offered(), Vec::new());
        assert_eq!(room.visits(), [0, 2]);
        let catalog = room.desk.catalog().expect("its catalog");
        let moved = |period: &Stored<Period>| {
            let tally = room.desk.tally(period, &catalog).expect("a tally");
            (tally.gained, tally.lost)
        };
        assert_eq!([moved(&room.first), moved(&room.second)], [(0, 1), (1, 0)]);

        room.desk.undo().expect("undone");
        room.again();
        assert_eq!(room.offered(), [late]);
        assert_eq!(room.visits(), [1, 1]);

        room.desk.redo().expect("redone");
        room.again();
        assert_eq!(room.visits(), [0, 2]);
    }

    #[test]
    fn a_late_entry_that_is_declined_stays_where_it_is_and_is_offered_no_more() {
        let mut room = Room::new();
        let (one, other) = (room.visit("2023-11-12"), room.visit("2023-12-01"));
        room.second = room.desk.decline_late(&room.second, &[one]).expect("declined");
        assert_eq!(room.offered(), [other]);
        assert_eq!(room.visits(), [2, 0]);
        room.desk.undo().expect("undone");
        room.again();
        assert_eq!(room.offered(), [one, other]);
    }

    #[test]
    fn what_is_not_late_is_refused_and_nothing_is_taken() {
        let mut room = Room::new();
        let (late, own) = (room.visit("2023-11-12"), room.visit("2024-03-01"));
        let refused = room.desk.take_late(&room.second, &[late, own]).expect_err("not late");
        assert!(matches!(refused, DeskError::NotLate { id } if id == own), "{refused}");
        assert_eq!(room.offered(), [late]);
    }

    #[test]
    fn a_decision_over_what_somebody_saved_since_is_stale() {
        let mut room = Room::new();
        let late = room.visit("2023-11-12");
        let read = room.second.clone();
        let title = Period { title: "kỳ II".to_owned(), ..read.body.clone() };
        room.desk.save_period(Some(&read), title).expect("saved");
        let refused = room.desk.take_late(&read, &[late]).expect_err("stale");
        assert!(matches!(refused, DeskError::Store(crate::store::StoreError::Stale { .. })), "{refused}");
    }
}
