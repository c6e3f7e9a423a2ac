//! The reporting periods of a school year as they are proposed: its two semesters and the year that they make.

use super::proposals::{DayOfYear, Proposals, Semester, proposals};
use super::{NewBookError, SCHOOL_YEARS};
use crate::domain::{Day, Letter, Period, ReportSettings};

impl Proposals {
    pub(super) fn semesters(&self, school_year: i32, outline: &str) -> Result<Vec<Period>, NewBookError> {
        self.semester.iter().map(|semester| semester.period(school_year, outline)).collect()
    }
}

/// The two semesters that are usual in a school year, by its first calendar year.
///
/// # Errors
/// [`NewBookError::SchoolYear`] for one outside [`SCHOOL_YEARS`].
pub fn semesters(school_year: i32) -> Result<Vec<Period>, NewBookError> {
    semesters_after(school_year, None, &proposals()?.outline)
}

/// The two semesters of a school year as proposed, without a gap between them. `after` is the last day of the
/// activities before: the first semester begins the day after it, so that no summer falls between two reports; where
/// that would leave the first semester less than a month, or reach more than a year back, the usual day stands.
pub fn semesters_after(
    school_year: i32,
    after: Option<Day>,
    outline: &str,
) -> Result<Vec<Period>, NewBookError> {
    if !SCHOOL_YEARS.contains(&school_year) {
        return Err(NewBookError::SchoolYear { year: school_year });
    }
    let mut periods = proposals()?.semesters(school_year, outline)?;
    if let Some(first) = periods.first_mut()
        && let Some(next) = after.and_then(|last| last.succ_opt())
        && (30..=400).contains(&(first.activities.1 - next).num_days())
    {
        first.activities.0 = next;
    }
    Ok(periods)
}

/// The school year that a day belongs to: from June on a school plans the year that is to come.
pub fn school_year_of(day: Day) -> i32 {
    let year = chrono::Datelike::year(&day);
    if chrono::Datelike::month(&day) >= 6 { year } else { year - 1 }
}

/// The school year that its semesters make, with a report of its own (tổng kết năm học): from the first one's
/// activities and money to the last one's, heads counted when the last one counts them, the last one's letter and
/// foot. No day to hand in is proposed: the letter names it. None without semesters.
///
/// # Errors
/// [`NewBookError::Proposals`] when the program's own proposals do not read.
pub fn whole_year(school_year: i32, semesters: &[Period]) -> Result<Option<Period>, NewBookError> {
    let proposal = &proposals()?.year;
    let (Some(first), Some(last)) = (semesters.first(), semesters.last()) else { return Ok(None) };
    let years = years(school_year);
    let title = proposal.title.replace("{years}", &years);
    let range = |pick: fn(&Period) -> (Day, Day)| {
        let (from, to) = (pick(first), pick(last));
        (from.0.min(to.0), from.1.max(to.1))
    };
    Ok(Some(Period {
        report: last.report.of_period(&last.title, &title),
        title,
        outline: proposal.outline.clone(),
        code: years,
        activities: range(|period| period.activities),
        finance: range(|period| period.finance),
        head_count_day: last.head_count_day,
        due: None,
        letter: last.letter.expected(),
    }))
}

/// "2023-2024".
fn years(school_year: i32) -> String {
    format!("{school_year}-{}", school_year + 1)
}

impl Semester {
    fn period(&self, school_year: i32, outline: &str) -> Result<Period, NewBookError> {
        let day = |of: DayOfYear| {
            Day::from_ymd_opt(school_year + of.year, of.month, of.day)
                .ok_or_else(|| NewBookError::Proposals { reason: format!("no day {}/{}", of.day, of.month) })
        };
        let years = years(school_year);
        Ok(Period {
            code: format!("{years}/{}", self.number),
            title: self.title.replace("{years}", &years),
            outline: outline.to_owned(),
            activities: (day(self.activities.0)?, day(self.activities.1)?),
            finance: (day(self.finance.0)?, day(self.finance.1)?),
            head_count_day: day(self.head_count_day)?,
            due: self.due.map(day).transpose()?,
            letter: Letter::default(),
            report: ReportSettings::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_semester_begins_the_day_after_the_one_before() {
        let usual = semesters_after(2024, None, "x").unwrap();
        assert_eq!(usual[0].activities.0, day(2024, 6, 1), "the summer belongs to the first semester");
        let after = |last| semesters_after(2024, Some(last), "x").unwrap()[0].activities.0;
        assert_eq!(after(day(2024, 5, 25)), day(2024, 5, 26));
        assert_eq!(after(day(2024, 8, 31)), day(2024, 9, 1));
        assert_eq!(after(day(2026, 5, 31)), day(2024, 6, 1), "a period that lies behind it changes nothing");
        assert_eq!(after(day(2020, 5, 31)), day(2024, 6, 1), "nor one of years ago");
        assert_eq!((school_year_of(day(2026, 5, 31)), school_year_of(day(2026, 6, 1))), (2025, 2026));
    }

    proptest::proptest! {
        #[test]
        fn two_semesters_never_leave_a_day_out(year in 1990_i32..=2190, back in 0_i64..600) {
            let last = day(year, 8, 31) - chrono::TimeDelta::days(back);
            for after in [None, Some(last)] {
                let all = semesters_after(year, after, "x").unwrap();
                proptest::prop_assert_eq!(all[0].activities.1.succ_opt(), Some(all[1].activities.0));
                let whole = whole_year(year, &all).unwrap().unwrap();
                proptest::prop_assert_eq!(whole.activities, (all[0].activities.0, all[1].activities.1));
                proptest::prop_assert_eq!(whole.finance, (all[0].finance.0, all[1].finance.1));
                proptest::prop_assert!(all.iter().all(|part| calendar::contains(&whole, part)));
                for period in &all {
                    proptest::prop_assert!(period.activities.0 < period.activities.1);
                    proptest::prop_assert!(period.finance.0 < period.finance.1);
                    proptest::prop_assert!(period.head_count_day <= period.activities.1);
                    proptest::prop_assert!(period.due.is_none_or(|due| due >= period.activities.0));
                }
            }
        }
    }
}
