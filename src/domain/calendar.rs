//! How periods stand to each other: the parts of a year, the period before, the school year, the coming Tết.
//!
//! Pure looks at the list of periods. Nothing here counts an entry; which entries a period has taken over from
//! another is in [`super::late`].

use chrono::{Datelike, TimeDelta};

use super::{Day, Period, Stored};
use crate::text::lunar;

/// The usual first and last day of a school year, month and day: what it spans when the book's periods say less.
const SCHOOL_YEAR: ((u32, u32), (u32, u32)) = ((9, 5), (5, 31));

/// How far the first days of a period and of the same one a year earlier may lie apart from a whole year, days.
const YEAR_SLACK: i64 = 61;

/// Whether a day lies in a range, both ends counted.
pub fn holds(range: (Day, Day), day: Day) -> bool {
    range.0 <= day && day <= range.1
}

/// Whether all activities of `part` lie in `whole`, which is longer.
pub fn contains(whole: &Period, part: &Period) -> bool {
    whole.activities != part.activities
        && whole.activities.0 <= part.activities.0
        && part.activities.1 <= whole.activities.1
}

/// The periods that a period is made of (the semesters of a school year), by day.
///
/// A part of a part is none of its own, and of two that overlap only the one that begins earlier stands, so that no
/// day is in two of them.
pub fn parts<'a>(whole: &Period, all: &'a [Stored<Period>]) -> Vec<&'a Stored<Period>> {
    let within: Vec<&Stored<Period>> =
        all.iter().filter(|part| !part.is_deleted() && contains(whole, part)).collect();
    let mut outermost: Vec<&Stored<Period>> =
        within.iter().copied().filter(|part| !within.iter().any(|other| contains(other, part))).collect();
    outermost.sort_by(|one, other| (one.activities, &one.code).cmp(&(other.activities, &other.code)));
    let mut parts: Vec<&Stored<Period>> = Vec::with_capacity(outermost.len());
    for part in outermost {
        if parts.last().is_none_or(|last| last.activities.1 < part.activities.0) {
            parts.push(part);
        }
    }
    parts
}

/// Whether two periods are of one sort: both are made of other periods, or neither is. A semester is compared with
/// a semester, a year with a year.
fn same_sort(one: &Period, other: &Period, all: &[Stored<Period>]) -> bool {
    parts(one, all).is_empty() == parts(other, all).is_empty()
}

/// The nearest period of the same sort that ends before this one begins.
pub fn same_sort_before<'a>(period: &Period, all: &'a [Stored<Period>]) -> Option<&'a Stored<Period>> {
    same_sort_earlier(period, all).max_by(|one, other| {
        (one.activities.1, one.activities.0, &one.code).cmp(&(
            other.activities.1,
            other.activities.0,
            &other.code,
        ))
    })
}

/// All periods of the same sort that end before this one begins.
pub fn same_sort_earlier<'a>(
    period: &Period,
    all: &'a [Stored<Period>],
) -> impl Iterator<Item = &'a Stored<Period>> {
    all.iter().filter(|other| {
        !other.is_deleted() && other.activities.1 < period.activities.0 && same_sort(period, other, all)
    })
}

/// The same period a year before (cùng kỳ năm trước): of the same sort, and beginning nearest to a year earlier,
/// two months more or less.
pub fn year_before<'a>(period: &Period, all: &'a [Stored<Period>]) -> Option<&'a Stored<Period>> {
    let wanted = shifted(period.activities.0, -1);
    let apart = |other: &Period| (other.activities.0 - wanted).num_days().abs();
    same_sort_earlier(period, all)
        .filter(|other| apart(other) <= YEAR_SLACK)
        .min_by(|one, other| (apart(one), &one.code).cmp(&(apart(other), &other.code)))
}

/// The nearest period of the same sort that begins after this one ends.
pub fn same_sort_after<'a>(period: &Period, all: &'a [Stored<Period>]) -> Option<&'a Stored<Period>> {
    all.iter()
        .filter(|other| {
            !other.is_deleted() && period.activities.1 < other.activities.0 && same_sort(period, other, all)
        })
        .min_by(|one, other| (one.activities, &one.code).cmp(&(other.activities, &other.code)))
}

/// The school year that holds a period's last day: 1/7 to 30/6 tells which. It begins with the first of its
/// periods, on 5/9 at the latest, and ends with the last of them, on 31/5 where none ends in May or June.
///
/// A period of more than a school year (a calendar year, a congress term) is none of its periods.
pub fn school_year(period: &Period, all: &[Stored<Period>]) -> (Day, Day) {
    let year_of = |day: Day| if day.month() >= 7 { day.year() } else { day.year() - 1 };
    let year = year_of(period.activities.1);
    let ((first_month, first_day), (last_month, last_day)) = SCHOOL_YEAR;
    let usual = (
        Day::from_ymd_opt(year, first_month, first_day).unwrap_or(period.activities.0),
        Day::from_ymd_opt(year + 1, last_month, last_day).unwrap_or(period.activities.1),
    );
    // The summer goes to the first semester, so a school year's first period may begin in May.
    let earliest = Day::from_ymd_opt(year, 5, 1).unwrap_or(usual.0);
    let closing = Day::from_ymd_opt(year + 1, 5, 1).unwrap_or(usual.1);
    let of_year = |other: &Period| year_of(other.activities.1) == year && earliest <= other.activities.0;
    let bodies = all.iter().filter(|other| !other.is_deleted()).map(|other| &other.body);
    let mine: Vec<&Period> = bodies.chain([period]).filter(|other| of_year(other)).collect();
    let first = mine.iter().map(|other| other.activities.0).min();
    let last = mine.iter().map(|other| other.activities.1).max().filter(|last| *last >= closing);
    (first.map_or(usual.0, |first| first.min(usual.0)), last.unwrap_or(usual.1))
}

/// The lunar new year that a period's plans are for: the year whose Tết falls in its activities, else the next one.
pub fn tet_year(period: &Period) -> i32 {
    let (from, to) = period.activities;
    let year = from.year();
    (year..=to.year().saturating_add(1))
        .find(|year| lunar::new_year_day(*year).is_some_and(|day| from <= day))
        .unwrap_or(year)
}

/// The days of the Tết care: from 1/12 of the year before to the fifteenth day of the lunar year.
pub fn tet(period: &Period) -> (Day, Day) {
    let year = tet_year(period);
    let first = Day::from_ymd_opt(year - 1, 12, 1).unwrap_or(period.activities.0);
    let last = lunar::new_year_day(year).map_or(period.activities.1, |day| later(day, 14));
    (first, last)
}

/// The same day of another year; 29/2 becomes 28/2.
fn shifted(day: Day, years: i32) -> Day {
    let year = day.year() + years;
    day.with_year(year).or_else(|| Day::from_ymd_opt(year, day.month(), 28)).unwrap_or(day)
}

fn later(day: Day, days: i64) -> Day {
    TimeDelta::try_days(days).and_then(|days| day.checked_add_signed(days)).unwrap_or(day)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::{Id, Letter, Meta, Moment, ReportSettings};

    pub fn day(text: &str) -> Day {
        text.parse().expect("an ISO day")
    }

    pub fn period(code: &str, from: &str, to: &str) -> Stored<Period> {
        let at = Moment::default();
        Stored {
            id: Id::fresh(),
            meta: Meta { version: 1, created_at: at, updated_at: at, deleted_at: None },
            body: Period {
                code: code.to_owned(),
                title: code.to_owned(),
                outline: String::new(),
                activities: (day(from), day(to)),
                finance: (day(from), day(to)),
                head_count_day: day(to),
                due: None,
                letter: Letter::default(),
                report: ReportSettings::default(),
            },
        }
    }

    fn three_years() -> Vec<Stored<Period>> {
        vec![
            period("23/1", "2023-06-01", "2024-01-15"),
            period("23/2", "2024-01-16", "2024-05-31"),
            period("23", "2023-06-01", "2024-05-31"),
            period("24/1", "2024-06-01", "2025-01-17"),
            period("24/2", "2025-01-18", "2025-05-25"),
            period("24", "2024-06-01", "2025-05-25"),
            period("calendar", "2024-01-01", "2024-12-31"),
        ]
    }

    fn named<'a>(all: &'a [Stored<Period>], code: &str) -> &'a Stored<Period> {
        all.iter().find(|period| period.code == code).expect("a period")
    }

    #[test]
    fn a_year_is_made_of_its_semesters_and_compared_with_a_year() {
        let all = three_years();
        let codes = |periods: Vec<&Stored<Period>>| -> Vec<String> {
            periods.iter().map(|period| period.code.clone()).collect()
        };
        assert_eq!(codes(parts(named(&all, "24"), &all)), ["24/1", "24/2"]);
        assert!(parts(named(&all, "24/1"), &all).is_empty());
        let before = |code: &str| same_sort_before(named(&all, code), &all).map(|period| period.code.clone());
        assert_eq!(before("24/2").as_deref(), Some("24/1"));
        assert_eq!(before("24/1").as_deref(), Some("23/2"));
        assert_eq!(before("24").as_deref(), Some("23"));
        assert_eq!(before("23"), None);
        let year_before = |code: &str| year_before(named(&all, code), &all).map(|period| period.code.clone());
        assert_eq!(year_before("24/2").as_deref(), Some("23/2"));
        assert_eq!(year_before("24").as_deref(), Some("23"));
        assert_eq!(year_before("23/2"), None);
    }

    #[test]
    fn a_part_of_a_part_and_an_overlapping_part_are_no_parts() {
        let mut all = three_years();
        all.push(period("month", "2024-10-01", "2024-10-31"));
        all.push(period("odd", "2025-01-10", "2025-02-10"));
        let codes: Vec<_> =
            parts(named(&all, "24"), &all).iter().map(|period| period.code.as_str()).collect();
        assert_eq!(codes, ["24/1", "24/2"]);
    }

    #[test]
    fn the_school_year_is_the_union_of_its_periods_and_at_least_from_5_9_to_31_5() {
        let all = three_years();
        for code in ["24/1", "24/2", "24"] {
            let year = school_year(named(&all, code), &all);
            assert_eq!(year, (day("2024-06-01"), day("2025-05-25")), "{code}");
        }
        let lonely = period("25/2", "2026-01-16", "2026-05-20");
        assert_eq!(school_year(&lonely, &[]), (day("2025-09-05"), day("2026-05-20")));
        let first = period("25/1", "2025-09-10", "2026-01-15");
        assert_eq!(school_year(&first, &[]), (day("2025-09-05"), day("2026-05-31")));
    }

    #[test]
    fn the_tet_of_a_period_is_the_one_in_it_or_the_next_to_come() {
        let plans_for = |from: &str, to: &str| tet_year(&period("x", from, to));
        assert_eq!(plans_for("2025-06-01", "2026-01-15"), 2026, "17/2/2026 is to come");
        assert_eq!(plans_for("2026-01-16", "2026-05-31"), 2026, "it falls in the second semester");
        assert_eq!(plans_for("2022-06-01", "2023-01-25"), 2023, "22/1/2023 falls in the first");
        assert_eq!(tet(&period("x", "2025-06-01", "2026-01-15")), (day("2025-12-01"), day("2026-03-03")));
    }
}
