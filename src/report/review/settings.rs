//! Days of the period and of the report's head that bear a wrong year: the letter of a real report asked for figures of
//! 20/12/2024 in a term that ended a year before.

use chrono::{Datelike, Days};

use super::{Finding, PeriodDay, Place, What};
use crate::domain::{Day, Period, TermData};

/// How long before the end of its term a report and what belongs to it may be dated: the letter asks for it a month
/// before the term ends. Days.
const BEFORE: u64 = 60;

/// How long behind the end of its term, days: less than what a wrong year makes of a day within it.
const BEHIND: u64 = 200;

/// Where heads are counted: within the term, or soon behind it.
fn within(period: &Period) -> (Day, Day) {
    let end = period.activities.1.max(period.finance.1);
    let last = end.checked_add_days(Days::new(BEHIND)).unwrap_or(end);
    (period.activities.0.min(period.finance.0), last)
}

/// Days whose year is off by one: they lie where nothing of the term does, and a year later or earlier they would not.
pub(super) fn days(data: &TermData) -> Vec<Finding> {
    let period = &data.period;
    let early = |day: Day| day.checked_sub_days(Days::new(BEFORE)).unwrap_or(day);
    let within = within(period);
    // A letter may come before the term; the report is made when it ends.
    let around = (early(within.0), within.1);
    let at_end = (early(period.activities.1.min(period.finance.1)), within.1);
    let asked = [
        (PeriodDay::HeadCount, Some(period.head_count_day), within),
        (PeriodDay::Due, period.due, at_end),
        (PeriodDay::Letter, period.letter.day, around),
        (PeriodDay::Report, period.report.day, at_end),
    ];
    asked
        .into_iter()
        .filter_map(|(of, day, range)| {
            let day = day?;
            let meant = meant(day, range)?;
            let place = if of == PeriodDay::Report { Place::ReportSettings } else { Place::Period };
            Some(Finding::new(What::PeriodWrongYear { of, day, meant }, place))
        })
        .collect()
}

/// Whether the head-count day bears a wrong year.
pub(super) fn is_head_count_day_wrong(data: &TermData) -> bool {
    meant(data.period.head_count_day, within(&data.period)).is_some()
}

/// The same day of the year before or behind, where it lies in the range and the day itself does not.
fn meant(day: Day, range: (Day, Day)) -> Option<Day> {
    let holds = |day: &Day| range.0 <= *day && *day <= range.1;
    let of_year = |year: i32| {
        // 29/2 is meant as the last of February elsewhere.
        day.with_year(year).or_else(|| Day::from_ymd_opt(year, 2, 28)).filter(holds)
    };
    if holds(&day) { None } else { of_year(day.year() - 1).or_else(|| of_year(day.year() + 1)) }
}
