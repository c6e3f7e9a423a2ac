//! Late entries (phát sinh sau báo cáo): what happened in a period but was dated or recorded after its report, and
//! how the next report takes it over.
//!
//! An entry that a period took over counts there and no more in the period it was taken from, nor in the years that
//! hold only that one; so no sum over periods counts it twice. Compiled reports read this through
//! [`Membership`]; what a period took or declined is kept in its [`LateEntries`].

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::calendar::{contains, holds, same_sort_earlier};
use super::{Activity, Day, Id, IssuedReport, Moment, Period, PeriodSeal, State, Stored};

/// Hours that the field's days are ahead of UTC: an entry saved at six in the morning belongs to that morning.
const ZONE_HOURS: i64 = 7;

/// The late entries that a period has decided about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LateEntries {
    /// Taken over: they count in this period.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<TakenEntry>,
    /// Looked at and left where they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub declined: Vec<Id<Activity>>,
}

/// An entry taken over from a former period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenEntry {
    /// The entry.
    pub activity: Id<Activity>,
    /// The period whose report it came too late for.
    pub from: Id<Period>,
}

impl LateEntries {
    /// True when nothing has been decided.
    pub const fn is_empty(&self) -> bool {
        self.taken.is_empty() && self.declined.is_empty()
    }
}

/// When a period's report was made: what comes later is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CutOff {
    /// The moment it was sent, or the period closed.
    At(Moment),
    /// The end of a day: the report's own, else the last day to hand it in, else the head-count day.
    EndOf(Day),
}

impl CutOff {
    /// Whether an entry is dated or was first saved after it.
    pub fn is_passed_by(self, entry: &Stored<Activity>) -> bool {
        match self {
            CutOff::At(moment) => entry.meta.created_at > moment || entry.day > day_of(moment),
            CutOff::EndOf(day) => day_of(entry.meta.created_at) > day || entry.day > day,
        }
    }

    /// Whether something first saved at this moment came after it.
    fn is_before(self, moment: Moment) -> bool {
        match self {
            CutOff::At(cut) => moment > cut,
            CutOff::EndOf(day) => day_of(moment) > day,
        }
    }
}

/// The day of a moment where the field lives.
fn day_of(moment: Moment) -> Day {
    chrono::TimeDelta::try_hours(ZONE_HOURS)
        .and_then(|ahead| moment.checked_add_signed(ahead))
        .unwrap_or(moment)
        .date_naive()
}

/// When a period's report was made: the moment it was sent, else of the newest seal if that closed the period, else
/// the report's day, else the last day to hand it in or the head-count day. Of a report that was issued again the last
/// moment tells, for what came in between stands in it; of reports by different outlines the earliest, for what came
/// behind it is missing there.
///
/// None while that lies ahead of `today`, or is today. A day says nothing of a period that was only set up after it:
/// whoever begins with the program writes a term down that is over, and nothing of it is late.
pub fn cut_off(
    period: &Stored<Period>,
    issued: &[Stored<IssuedReport>],
    seals: &[Stored<PeriodSeal>],
    today: Day,
) -> Option<CutOff> {
    let sent = issued.iter().filter(|report| report.period == period.id && !report.is_deleted());
    let mut by_outline: BTreeMap<&str, Moment> = BTreeMap::new();
    for report in sent {
        let last = by_outline.entry(report.outline.as_str()).or_insert(report.meta.created_at);
        *last = report.meta.created_at.max(*last);
    }
    if let Some(moment) = by_outline.into_values().min() {
        return Some(CutOff::At(moment));
    }
    let of_period = seals.iter().filter(|seal| seal.period == period.id && !seal.is_deleted());
    if let Some(seal) = of_period.max_by_key(|seal| seal.sequence).filter(|seal| seal.closed) {
        return Some(CutOff::At(seal.meta.created_at));
    }
    let day = period.report.day.or(period.due).unwrap_or(period.head_count_day);
    (day < today && day_of(period.meta.created_at) <= day).then_some(CutOff::EndOf(day))
}

/// An entry that may be taken over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Late<'a> {
    /// The entry.
    pub entry: &'a Stored<Activity>,
    /// The period whose report it came too late for.
    pub from: &'a Stored<Period>,
}

/// What decides which entries are late.
#[derive(Debug, Clone, Copy)]
pub struct LateContext<'a> {
    /// All periods of the book.
    pub periods: &'a [Stored<Period>],
    /// Reports that were sent.
    pub issued: &'a [Stored<IssuedReport>],
    /// Seals of periods.
    pub seals: &'a [Stored<PeriodSeal>],
    /// Today.
    pub today: Day,
}

/// How long before a period begins another may have ended and still have late entries for it, days: one school year.
/// What is older is history.
const OFFERED_FOR: i64 = 366;

/// The earlier periods whose late entries a period may take over.
fn former<'a>(period: &Period, all: &'a [Stored<Period>]) -> impl Iterator<Item = &'a Stored<Period>> {
    let begins = period.activities.0;
    same_sort_earlier(period, all)
        .filter(move |former| (begins - former.activities.1).num_days() <= OFFERED_FOR)
}

/// The first day of an entry that may be late for a period; none when no period went before it.
pub fn first_day(period: &Period, all: &[Stored<Period>]) -> Option<Day> {
    former(period, all).map(|former| former.activities.0).min()
}

/// The late entries that a period may take over and has not decided about, by (day, id): done entries of earlier
/// periods of its sort that passed their cut-off, that no period has taken, and that came before this period's own
/// cut-off. Zero statements are never late: a report that was sent has said them.
pub fn late_for<'a>(
    period: &Stored<Period>,
    activities: &'a [Stored<Activity>],
    context: LateContext<'a>,
) -> Vec<Late<'a>> {
    let cut_off_of = |period: &Stored<Period>| cut_off(period, context.issued, context.seals, context.today);
    let own = cut_off_of(period);
    let former: Vec<(&Stored<Period>, CutOff)> =
        former(period, context.periods).filter_map(|former| Some((former, cut_off_of(former)?))).collect();
    let taken: BTreeSet<Id<Activity>> = context
        .periods
        .iter()
        .filter(|other| !other.is_deleted())
        .flat_map(|other| other.report.late.taken.iter().map(|taken| taken.activity))
        .collect();
    let mut late: Vec<Late<'a>> = activities
        .iter()
        .filter(|entry| !entry.is_deleted() && entry.state == State::Done && !entry.zero)
        .filter(|entry| !taken.contains(&entry.id) && !period.report.late.declined.contains(&entry.id))
        .filter(|entry| own.is_none_or(|own| !own.is_before(entry.meta.created_at)))
        .filter_map(|entry| {
            // Of former periods that overlap, the one that ended last is the nearest to tell it.
            let of_entry = former
                .iter()
                .filter(|(former, cut)| holds(former.activities, entry.day) && cut.is_passed_by(entry));
            let (from, _) = of_entry.max_by_key(|(former, _)| (former.activities.1, former.activities.0))?;
            Some(Late { entry, from })
        })
        .collect();
    late.sort_by_key(|late| (late.entry.day, late.entry.id));
    late
}

/// Which entries count as a period's activities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    range: (Day, Day),
    /// Taken over from a period that this one does not hold, with that period's days.
    gained: Vec<(Id<Activity>, (Day, Day))>,
    /// Taken over from this period or a part of it by one that it does not hold, with that period's days.
    lost: Vec<(Id<Activity>, (Day, Day))>,
}

impl Membership {
    /// The membership of a period among all periods of the book.
    ///
    /// What a period took counts while the entry lies in the period it was taken from, and that one ends before the
    /// taker begins: an entry that was given another day since counts by its day again. Of two periods that took
    /// one entry the earlier counts.
    pub fn of(period: &Stored<Period>, all: &[Stored<Period>]) -> Self {
        let mut takers: Vec<&Stored<Period>> =
            all.iter().filter(|taker| !taker.is_deleted() && !taker.report.late.taken.is_empty()).collect();
        takers.sort_by(|one, other| (one.activities, &one.code).cmp(&(other.activities, &other.code)));
        let mut seen: BTreeSet<Id<Activity>> = BTreeSet::new();
        let mut membership = Self { range: period.activities, gained: Vec::new(), lost: Vec::new() };
        let within = |other: &Stored<Period>| other.id == period.id || contains(period, other);
        for taker in takers {
            for taken in &taker.report.late.taken {
                let from = all.iter().find(|other| other.id == taken.from && !other.is_deleted());
                let Some(from) = from.filter(|from| from.activities.1 < taker.activities.0) else { continue };
                if !seen.insert(taken.activity) {
                    continue;
                }
                match (within(taker), within(from)) {
                    (true, false) => membership.gained.push((taken.activity, from.activities)),
                    (false, true) => membership.lost.push((taken.activity, from.activities)),
                    _ => {}
                }
            }
        }
        membership
    }

    /// The entries that may count otherwise than by their day; every other one counts by the period's range.
    pub fn moved(&self) -> impl Iterator<Item = Id<Activity>> {
        self.gained.iter().chain(&self.lost).map(|(id, _)| *id)
    }

    /// Whether an entry was taken over from a period outside.
    pub fn is_late(&self, entry: &Stored<Activity>) -> bool {
        self.gained.iter().any(|(id, from)| *id == entry.id && holds(*from, entry.day))
    }

    /// Whether an entry counts: it lies in the period and no later one took it, or this one took it.
    pub fn counts(&self, entry: &Stored<Activity>) -> bool {
        let lost = || self.lost.iter().any(|(id, from)| *id == entry.id && holds(*from, entry.day));
        (holds(self.range, entry.day) && !lost()) || self.is_late(entry)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::tests::{day, period};
    use crate::domain::{Meta, Moment};

    fn at(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    fn entry(on: &str, saved: &str) -> Stored<Activity> {
        let saved = at(saved);
        Stored {
            id: Id::fresh(),
            meta: Meta { version: 1, created_at: saved, updated_at: saved, deleted_at: None },
            body: Activity::new("viec-hieu", day(on)),
        }
    }

    fn semesters() -> Vec<Stored<Period>> {
        let mut first = period("1", "2023-06-01", "2024-01-15");
        first.body.head_count_day = day("2023-12-20");
        first.body.due = Some(day("2023-12-24"));
        vec![first, period("2", "2024-01-16", "2024-05-31"), period("year", "2023-06-01", "2024-05-31")]
    }

    fn context<'a>(periods: &'a [Stored<Period>], today: &str) -> LateContext<'a> {
        LateContext { periods, issued: &[], seals: &[], today: day(today) }
    }

    #[test]
    fn what_is_dated_or_saved_after_the_report_is_late_and_nothing_else() {
        let periods = semesters();
        let entries = [
            entry("2023-11-12", "2023-11-12T03:00:00Z"),
            entry("2023-11-13", "2024-01-18T03:00:00Z"),
            entry("2023-12-28", "2023-12-28T03:00:00Z"),
            entry("2024-02-01", "2024-02-01T03:00:00Z"),
            // Still the 24th in the field, however late in the day.
            entry("2023-12-24", "2023-12-24T16:30:00Z"),
        ];
        let late = |today: &str| -> Vec<Day> {
            late_for(&periods[1], &entries, context(&periods, today))
                .iter()
                .map(|late| late.entry.day)
                .collect()
        };
        assert_eq!(late("2024-01-20"), [day("2023-11-13"), day("2023-12-28")]);
        assert!(late("2023-12-24").is_empty(), "the report can still be sent");
        assert!(late_for(&periods[0], &entries, context(&periods, "2024-01-20")).is_empty());
    }

    #[test]
    fn a_period_set_up_after_its_day_has_nothing_late() {
        let mut periods = semesters();
        periods[0].meta.created_at = at("2024-01-10T02:00:00Z");
        let entries = [entry("2023-11-13", "2024-01-11T03:00:00Z")];
        assert!(late_for(&periods[1], &entries, context(&periods, "2024-01-20")).is_empty());
        periods[0].body.report.day = Some(day("2024-01-12"));
        let entries = [entry("2023-11-13", "2024-01-13T03:00:00Z")];
        assert_eq!(late_for(&periods[1], &entries, context(&periods, "2024-01-20")).len(), 1);
    }

    #[test]
    fn a_seal_tells_before_a_day_and_a_reopened_period_has_the_day_again() {
        let periods = semesters();
        let stored = |sequence, closed, moment: &str| Stored {
            id: Id::fresh(),
            meta: Meta { version: 1, created_at: at(moment), updated_at: at(moment), deleted_at: None },
            body: PeriodSeal { period: periods[0].id, sequence, closed, reason: String::new() },
        };
        let today = day("2024-02-01");
        let closing = stored(1, true, "2024-01-17T01:00:00Z");
        let seals = [closing.clone()];
        let cut = cut_off(&periods[0], &[], &seals, today);
        assert_eq!(cut, Some(CutOff::At(at("2024-01-17T01:00:00Z"))));
        let seals = [closing, stored(2, false, "2024-01-18T01:00:00Z")];
        assert_eq!(cut_off(&periods[0], &[], &seals, today), Some(CutOff::EndOf(day("2023-12-24"))));
    }

    #[test]
    fn a_declined_entry_is_not_offered_again_but_to_the_next_report() {
        let mut periods = semesters();
        periods.push(period("3", "2024-06-01", "2025-01-15"));
        let entries = [entry("2023-11-13", "2024-01-18T03:00:00Z")];
        periods[1].body.report.late.declined.push(entries[0].id);
        assert!(late_for(&periods[1], &entries, context(&periods, "2024-01-20")).is_empty());
        assert_eq!(late_for(&periods[3], &entries, context(&periods, "2024-07-20")).len(), 1);
    }

    proptest! {
        /// Whatever is taken by whom: over semesters that tile a year an entry counts once, and the year counts it
        /// when one of its own semesters does.
        #[test]
        fn no_entry_counts_twice_and_none_is_lost(
            days in prop::collection::vec(0_i64..1_095, 0..12),
            takes in prop::collection::vec((0_usize..12, 0_usize..6, 0_usize..6), 0..10),
        ) {
            let first = day("2023-06-01");
            let mut periods: Vec<Stored<Period>> = Vec::new();
            for year in 0..3 {
                let on = |month: u32, day: u32, add: i32| Day::from_ymd_opt(2023 + year + add, month, day).unwrap();
                for (from, to) in [(on(6, 1, 0), on(1, 15, 1)), (on(1, 16, 1), on(5, 31, 1))] {
                    periods.push(period("s", &from.to_string(), &to.to_string()));
                }
            }
            let entries: Vec<_> = days
                .iter()
                .map(|add| entry(&(first + chrono::TimeDelta::days(*add)).to_string(), "2024-01-01T00:00:00Z"))
                .collect();
            for (which, taker, from) in takes {
                if let Some(entry) = entries.get(which) {
                    let from = periods[from].id;
                    periods[taker].body.report.late.taken.push(TakenEntry { activity: entry.id, from });
                }
            }
            let years: Vec<_> = (0..3)
                .map(|year| {
                    let (one, two) = (&periods[year * 2], &periods[year * 2 + 1]);
                    period("y", &one.activities.0.to_string(), &two.activities.1.to_string())
                })
                .collect();
            periods.extend(years);
            let members: Vec<_> = periods.iter().map(|period| Membership::of(period, &periods)).collect();
            for entry in &entries {
                let counts = |which: usize| usize::from(members[which].counts(entry));
                prop_assert_eq!((0..6).map(counts).sum::<usize>(), 1);
                for year in 0..3 {
                    prop_assert_eq!(counts(6 + year), counts(year * 2) + counts(year * 2 + 1));
                }
            }
        }
    }
}
