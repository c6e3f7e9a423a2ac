//! A new school year (năm học mới): who stays and under which class and short name, who leaves, who is new, and the
//! year's reporting periods. Proposed from last year, judged as a whole, saved as one change.
//!
//! Facts of last year are closed on the new year's first day and never rewritten, so a report of last year compiles
//! to what it was.

use std::cmp::Reverse;

use chrono::{Datelike, Months};

use super::tidy::tidy;
use super::{Desk, DeskError, new_book, roster};
use crate::domain::member_facts::{FactError, STAYS, short_name_clashes};
use crate::domain::{Catalog, Day, FactKind, Member, Period, ReportSettings, Stored};
use crate::text::date::YEARS;

/// What a new school year changes.
#[derive(Debug, Clone, PartialEq)]
pub struct NewYear {
    /// The day from which new classes, short names and positions hold.
    pub from: Day,
    /// Everybody who is there on the day before, or comes by then.
    pub members: Vec<MemberRow>,
    /// Newcomers, each with all facts.
    pub newcomers: Vec<Member>,
    /// The year's reporting periods.
    pub periods: Vec<Period>,
}

/// A member in the new year.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberRow {
    /// The member as read from the book.
    pub member: Stored<Member>,
    /// What becomes of them.
    pub fate: Fate,
}

/// What becomes of a member in the new year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Stays, with these values from the new year's first day on; what is equal to last year's, or not named, stays.
    Stays(Vec<(FactKind, String)>),
    /// Leaves school and union.
    Leaves {
        /// The first day not counted.
        day: Day,
        /// Why; must not be empty.
        reason: String,
    },
}

/// Where something stands against saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The first day.
    From,
    /// A row of `members`.
    Member(usize),
    /// A row of `newcomers`.
    Newcomer(usize),
    /// A row of `periods`.
    Period(usize),
}

/// What stands against saving a new year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum YearFault {
    /// A day outside [`YEARS`].
    #[error("the year of {day} is out of range")]
    Year {
        /// The day.
        day: Day,
    },
    /// Two would bear one short name on one day.
    #[error("{holder} bears the short name {name}")]
    ShortNameTaken {
        /// The short name.
        name: String,
        /// The full name of the other.
        holder: String,
    },
    /// Somebody leaves without a reason.
    #[error("no reason for leaving")]
    NoReason,
    /// The stay cannot end on that day.
    #[error(transparent)]
    Leaving(#[from] FactError),
    /// A newcomer without a name.
    #[error("a newcomer has no name")]
    NoName,
    /// A newcomer whom the book has already.
    #[error("{name} is in the book already")]
    Known {
        /// The full name.
        name: String,
    },
    /// A period without code or title.
    #[error("a period has no title")]
    NoTitle,
    /// A period whose code the book has already, or another one of the new year.
    #[error("the book has a period {code} already")]
    CodeTaken {
        /// The code.
        code: String,
    },
    /// A range whose last day is before its first.
    #[error("{to} is before {from}")]
    Backwards {
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
    },
}

/// A fault and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub what: YearFault,
}

/// The days from which a school year's classes usually hold: 1/8 and 5/9. Neither for a year without such days.
pub fn usual_first_days(school_year: i32) -> Vec<Day> {
    [(8, 1), (9, 5)]
        .into_iter()
        .filter_map(|(month, day)| Day::from_ymd_opt(school_year, month, day))
        .collect()
}

/// The first calendar year of the school year that follows those of the book; without periods the one of today. A year
/// of which the book has one semester only is still to be made while it has hardly begun.
pub fn next_school_year(catalog: &Catalog) -> i32 {
    match last_year(catalog).as_slice() {
        [] => new_book::school_year_of(catalog.today),
        last => {
            let year = year_of(last);
            let semesters = last.iter().filter(|period| is_semester(period)).count();
            let begun = Day::from_ymd_opt(year, 11, 1).is_none_or(|begun| begun <= catalog.today);
            if semesters == 1 && !begun { year } else { year + 1 }
        }
    }
}

/// Whether a period is a numbered part of a school year, as its code says: "2023-2024/1".
fn is_semester(period: &Period) -> bool {
    period.code.contains('/')
}

/// The periods of the latest school year: its semesters, then the year that they make. A longer or another period (a
/// calendar year) tells the year only in a book without semesters.
fn last_year(catalog: &Catalog) -> Vec<&Period> {
    let bodies = || catalog.periods.iter().map(|stored| &stored.body);
    let semesters = bodies().filter(|period| is_semester(period));
    let latest = semesters.max_by_key(|period| period.activities.1);
    let Some(latest) = latest.or_else(|| bodies().max_by_key(|period| period.activities.1)) else {
        return Vec::new();
    };
    let year =
        |period: &Period| period.code.rsplit_once('/').map_or(&*period.code, |(year, _)| year).to_owned();
    let own = year(latest);
    let mut found: Vec<&Period> = bodies().filter(|period| year(period) == own).collect();
    found.sort_by_key(|period| (period.activities.1, Reverse(period.activities.0)));
    found
}

/// The first calendar year of last year's periods: the code's first number, else the year of the first day.
fn year_of(last: &[&Period]) -> i32 {
    let Some(first) = last.first() else { return 0 };
    let digits: String =
        first.code.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    match digits.parse() {
        Ok(year) if YEARS.contains(&year) => year,
        _ => first.activities.0.year(),
    }
}

/// The periods of the school year after the latest one: dates a year on, the first range beginning the day after the
/// last one's end, head and foot of the report and the letter as last year but for numbers and days. What last year
/// had not (yet), a semester or the year as a whole, comes as it is usual, and so does all in a book without periods.
/// Of a year that was begun with one semester only what it lacks.
pub fn propose_periods(catalog: &Catalog) -> Vec<Period> {
    let last = last_year(catalog);
    let year = next_school_year(catalog);
    let begun = !last.is_empty() && year_of(&last) == year;
    let mut periods =
        if begun { last.iter().map(|period| (*period).clone()).collect() } else { a_year_after(&last) };
    let known = if begun { periods.len() } else { 0 };
    if periods.is_empty() || periods.iter().any(is_semester) {
        complete(&mut periods, year);
    }
    periods.split_off(known)
}

/// The periods of a school year moved on to the next one.
fn a_year_after(last: &[&Period]) -> Vec<Period> {
    let Some(begin) = last.iter().map(|period| period.activities.0).min() else { return Vec::new() };
    let year = year_of(last);
    // A year that was kept up to its end is followed without a gap; of one that was not, only the dates are taken.
    let after = last.iter().map(|period| period.activities.1).max().and_then(|end| end.succ_opt());
    let after = after.filter(|after| (*after - a_year_on(begin)).num_days().abs() < HALF_A_YEAR);
    let mut periods: Vec<Period> = last.iter().map(|period| period.a_year_on(year)).collect();
    // Who signed the first semester's report signs the second's, whose head and foot nobody had filled in yet.
    let filled = periods.iter().find(|period| period.report != ReportSettings::default()).cloned();
    if let Some(pattern) = filled {
        for period in periods.iter_mut().filter(|period| period.report == ReportSettings::default()) {
            period.report = pattern.report.of_period(&pattern.title, &period.title);
        }
    }
    for (period, earlier) in periods.iter_mut().zip(last) {
        if let Some(after) = after.filter(|_| earlier.activities.0 == begin) {
            period.activities.0 = after;
        }
    }
    periods
}

/// Adds what a school year lacks of its usual periods, with outline, letter and foot of the one that is there.
fn complete(periods: &mut Vec<Period>, year: i32) {
    let pattern = periods.first().cloned();
    for mut semester in new_book::semesters(year).unwrap_or_default() {
        if periods.iter().any(|period| period.code == semester.code) {
            continue;
        }
        if let Some(pattern) = &pattern {
            let end = periods.iter().map(|period| period.activities.1).max();
            if let Some(next) =
                end.and_then(|end| end.succ_opt()).filter(|next| *next <= semester.activities.1)
            {
                semester.activities.0 = next;
            }
            semester.outline.clone_from(&pattern.outline);
            semester.letter = pattern.letter.expected();
            semester.report = pattern.report.of_period(&pattern.title, &semester.title);
        }
        periods.push(semester);
    }
    let semesters: Vec<Period> = periods.iter().filter(|period| is_semester(period)).cloned().collect();
    if semesters.len() == periods.len() {
        periods.extend(new_book::whole_year(year, &semesters).ok().flatten());
    }
}

/// More days than this between last year's end and the new year's usual beginning are no gap to be closed.
const HALF_A_YEAR: i64 = 183;

fn a_year_on(day: Day) -> Day {
    day.checked_add_months(Months::new(12)).unwrap_or(day)
}

impl Period {
    /// The same period a year later; `year` is the first calendar year of the school year it belongs to. Numbers and
    /// days of letter and report are left open.
    fn a_year_on(&self, year: i32) -> Self {
        let words = |text: &str| {
            let (this, next, after) = (year.to_string(), (year + 1).to_string(), (year + 2).to_string());
            text.replace(&next, &after).replace(&this, &next)
        };
        let day = a_year_on;
        let range = |(from, to): (Day, Day)| (day(from), last_of_month(to, day(to)));
        Self {
            code: words(&self.code),
            title: words(&self.title),
            outline: self.outline.clone(),
            activities: range(self.activities),
            finance: range(self.finance),
            head_count_day: day(self.head_count_day),
            due: self.due.map(day),
            letter: self.letter.expected(),
            report: ReportSettings { subject: words(&self.report.subject), ..self.report.of_next() },
        }
    }
}

/// `to`, or the last day of its month when `was` was the last of its own: a range to 28/2 ends on 29/2 of a leap year.
fn last_of_month(was: Day, to: Day) -> Day {
    let ends = |day: Day| day.succ_opt().is_some_and(|next| next.month() != day.month());
    if !ends(was) {
        return to;
    }
    let next = to.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    next.and_then(|first| first.pred_opt()).unwrap_or(to)
}

impl NewYear {
    /// The new year as proposed: everybody stays as they are, nobody is new.
    pub fn proposed(catalog: &Catalog) -> Self {
        let year = next_school_year(catalog);
        let from = usual_first_days(year).first().copied().unwrap_or(catalog.today);
        let members = catalog
            .members
            .iter()
            .filter(|member| is_there(member, from))
            .map(|member| MemberRow { member: member.clone(), fate: Fate::Stays(Vec::new()) })
            .collect();
        Self { from, members, newcomers: Vec::new(), periods: propose_periods(catalog) }
    }

    /// Every member who changes, with what becomes of them.
    pub fn changed(&self) -> Vec<(&Stored<Member>, Member)> {
        let changed = self.members.iter().map(|row| (&row.member, self.outcome(row).0));
        changed.filter(|(before, after)| before.body != *after).collect()
    }

    /// What becomes of a member; with the reason when it cannot be, beside the member unchanged.
    fn outcome(&self, row: &MemberRow) -> (Member, Option<FactError>) {
        let mut member = row.member.body.clone();
        match &row.fate {
            Fate::Stays(values) => {
                for (kind, value) in values {
                    member.change_from(*kind, value, self.from);
                }
                (member, None)
            }
            Fate::Leaves { day, reason } => match member.leave(&STAYS, *day, reason) {
                Ok(()) => (member, None),
                Err(error) => (row.member.body.clone(), Some(error)),
            },
        }
    }

    /// Everything that stands against saving, by place. Short names are judged on the result: two may swap theirs.
    pub fn judge(&self, catalog: &Catalog) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |place, what| faults.push(Fault { place, what });
        let in_range = |day: Day| YEARS.contains(&day.year());
        if !in_range(self.from) {
            fault(Place::From, YearFault::Year { day: self.from });
        }
        // Who stands where among all that are judged: the rows, the newcomers, then whoever is in neither.
        let mut roster: Vec<Member> = Vec::new();
        for (at, row) in self.members.iter().enumerate() {
            let (member, error) = self.outcome(row);
            if let Fate::Leaves { day, reason } = &row.fate {
                if reason.trim().is_empty() {
                    fault(Place::Member(at), YearFault::NoReason);
                }
                if !in_range(*day) {
                    fault(Place::Member(at), YearFault::Year { day: *day });
                }
            }
            if let Some(error) = error {
                fault(Place::Member(at), error.into());
            }
            roster.push(member);
        }
        for (at, member) in self.newcomers.iter().enumerate() {
            let name = member.full_name.trim();
            let before = self.newcomers.iter().take(at);
            if name.is_empty() {
                fault(Place::Newcomer(at), YearFault::NoName);
            } else if catalog
                .members
                .iter()
                .map(|stored| &stored.body)
                .chain(before)
                .any(|other| roster::known(member, other))
            {
                fault(Place::Newcomer(at), YearFault::Known { name: name.to_owned() });
            }
            roster.push(member.clone());
        }
        let rows = self.members.len();
        let shown = rows + self.newcomers.len();
        let others =
            catalog.members.iter().filter(|one| !self.members.iter().any(|row| row.member.id == one.id));
        roster.extend(others.map(|stored| stored.body.clone()));
        for clash in short_name_clashes(&roster, Some(self.from)) {
            let (one, other) = clash.between;
            for (at, holder) in [(one, other), (other, one)] {
                if at < shown {
                    let place = if at < rows { Place::Member(at) } else { Place::Newcomer(at - rows) };
                    let holder =
                        roster.get(holder).map(|member| member.full_name.clone()).unwrap_or_default();
                    fault(place, YearFault::ShortNameTaken { name: clash.name.clone(), holder });
                }
            }
        }
        for (at, period) in self.periods.iter().enumerate() {
            for what in judge_period(period, self.periods.iter().take(at), catalog) {
                fault(Place::Period(at), what);
            }
        }
        faults.sort_by_key(|fault| fault.place);
        faults
    }
}

fn judge_period<'a>(
    period: &Period,
    mut before: impl Iterator<Item = &'a Period>,
    catalog: &Catalog,
) -> Vec<YearFault> {
    let mut faults = Vec::new();
    if period.title.trim().is_empty() || period.code.trim().is_empty() {
        faults.push(YearFault::NoTitle);
    }
    if before.any(|other| other.code == period.code)
        || catalog.periods.iter().any(|other| other.code == period.code)
    {
        faults.push(YearFault::CodeTaken { code: period.code.clone() });
    }
    for (from, to) in [period.activities, period.finance] {
        if to < from {
            faults.push(YearFault::Backwards { from, to });
        }
    }
    let days = [period.activities.0, period.activities.1, period.finance.0, period.finance.1];
    let days = days.into_iter().chain([period.head_count_day]).chain(period.due);
    faults.extend(days.filter(|day| !YEARS.contains(&day.year())).take(1).map(|day| YearFault::Year { day }));
    faults
}

/// Whether somebody is there when the new year begins: employed or a union member on the day before it, or coming
/// by then; whoever's stays are not noted at all is taken to be there.
pub fn is_there(member: &Member, from: Day) -> bool {
    let eve = from.pred_opt().unwrap_or(from);
    let unnoted = !member.facts.iter().any(|fact| STAYS.contains(&fact.kind));
    let on = |day: Day| member.employed_on(day) || member.union_member_on(day);
    unnoted || on(eve) || on(from)
}

impl Desk {
    /// Saves a new school year as one change, which undo takes back whole.
    ///
    /// # Errors
    /// [`DeskError::NewYear`] with everything that stands against it; [`crate::store::StoreError::Stale`] when a
    /// member who changes was changed by somebody else meanwhile. Then nothing is saved.
    pub fn save_new_year(&mut self, year: &NewYear) -> Result<(), DeskError> {
        let faults = year.judge(&self.catalog()?);
        if !faults.is_empty() {
            return Err(DeskError::NewYear { faults });
        }
        let newcomers: Vec<Member> = year.newcomers.iter().cloned().map(tidy).collect();
        let periods: Vec<Period> = year.periods.iter().cloned().map(tidy).collect();
        let changed: Vec<(&Stored<Member>, Member)> =
            year.changed().into_iter().map(|(old, new)| (old, tidy(new))).collect();
        let committed = self.store.change(&self.officer, "new-year", |change| {
            // Within the change, so that nobody takes a name in between; before anything is written.
            let now: Vec<Stored<Member>> = change.all()?;
            let new = |stored: &Stored<Member>| {
                changed
                    .iter()
                    .find(|(old, _)| old.id == stored.id)
                    .map_or(&stored.body, |(_, new)| new)
                    .clone()
            };
            let result: Vec<Member> = now.iter().map(new).chain(newcomers.iter().cloned()).collect();
            if let Some(clash) = short_name_clashes(&result, Some(year.from)).into_iter().next() {
                let holder = result.get(clash.between.0).map(|one| one.full_name.clone()).unwrap_or_default();
                return Ok(Err(DeskError::ShortNameTaken { name: clash.name, holder }));
            }
            for (old, new) in changed {
                change.update(old, new)?;
            }
            for newcomer in newcomers {
                change.insert(newcomer)?;
            }
            for period in periods {
                change.insert(period)?;
            }
            Ok(Ok(()))
        })?;
        committed.value
    }
}
