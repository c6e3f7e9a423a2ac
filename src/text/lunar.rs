//! The lunar calendar (âm lịch) as far as a school's papers need it: the name of a lunar year and the first
//! day of Tết.
//!
//! A lunar month begins on the day of the new moon; month 11 is the one that holds the winter solstice; of
//! thirteen months between two such the first without a major solar term is the leap one. All days are days of
//! UTC+7, the rule of Vietnam since 1968; until then, and in the South until 1975, Tết was taken from UTC+8, so
//! that a year of old may differ by a day. The positions are those of J. Meeus, *Astronomical Algorithms*
//! (chapters 25 and 49), exact to a minute or two for the moon and a quarter of an hour for the sun.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::date::YEARS;

/// The ten stems (can), from the one that falls on years ending in 4.
const STEMS: [&str; 10] = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
/// The twelve branches (chi), from the one of the year 4.
const BRANCHES: [&str; 12] =
    ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

/// The Julian day number of the day before 1/1/1, which is day 1 of chrono's count.
const JULIAN_OFFSET: i64 = 1_721_425;
/// Vietnam's hours before Greenwich, in days.
const ZONE: f64 = 7.0 / 24.0;
/// Mean length of a lunar month, in days.
const MONTH: f64 = 29.530_588_861;

/// The name of the lunar year that begins in a Gregorian year: `Giáp Thìn` for 2024, `Bính Ngọ` for 2026.
///
/// Pure counting in sixties; holds for every year.
pub fn year_name(gregorian_year: i32) -> String {
    let since = i64::from(gregorian_year) - 4;
    let stem = STEMS.get(since.rem_euclid(10) as usize).copied().unwrap_or_default();
    let branch = BRANCHES.get(since.rem_euclid(12) as usize).copied().unwrap_or_default();
    format!("{stem} {branch}")
}

/// The first day of Tết in a Gregorian year (mồng một, between 20/1 and 21/2); none outside 1900 to 2199
/// ([`YEARS`]).
pub fn new_year_day(gregorian_year: i32) -> Option<NaiveDate> {
    if !YEARS.contains(&gregorian_year) {
        return None;
    }
    let eleventh = eleventh_month(gregorian_year - 1)?;
    let next = eleventh_month(gregorian_year)?;
    let starts: Vec<i64> = (0..=3).map(|month| new_moon(eleventh + month)).collect();
    let [_, twelfth, first, second] = starts.as_slice() else { return None };
    // In a year of thirteen months the eleventh or the twelfth may be doubled; then Tết is a month later.
    let thirteen = next - eleventh == 13;
    let leap = |from: i64, to: i64| thirteen && term(from) == term(to);
    day_of(if leap(*twelfth, *first) || leap(*first, *second) { *second } else { *first })
}

/// The lunar year that a day belongs to when one speaks of a Tết: the Gregorian year of the nearest Tết, of two
/// equally near the coming one. Outside 1900 to 2199 the day's own year.
///
/// Gifts are planned in December and given in February: both days belong to one Tết.
pub fn nearest_new_year(day: NaiveDate) -> i32 {
    [day.year() + 1, day.year()]
        .into_iter()
        .filter_map(|year| Some(((new_year_day(year)? - day).num_days().abs(), year)))
        .min_by_key(|(distance, _)| *distance)
        .map_or(day.year(), |(_, year)| year)
}

/// The number of the new moon that begins the month 11 of a Gregorian year: the last one not after the day of
/// the winter solstice.
fn eleventh_month(year: i32) -> Option<i64> {
    let end = julian(NaiveDate::from_ymd_opt(year, 12, 31)?);
    let mut number = ((end as f64 - 2_451_550.1) / MONTH).floor() as i64 + 1;
    while new_moon(number) > end {
        number -= 1;
    }
    // A month that begins with the sun past the ninth term begins after the solstice.
    Some(if term(new_moon(number)) >= 9 { number - 1 } else { number })
}

/// The day of the new moon with this number (0: 6/1/2000), as a Julian day number of UTC+7.
fn new_moon(number: i64) -> i64 {
    let k = number as f64;
    let t = k / 1236.85;
    let (t2, t3, t4) = (t * t, t * t * t, t * t * t * t);
    let mean = 2_451_550.097_66 + MONTH * k + 0.000_154_37 * t2 - 0.000_000_150 * t3 + 0.000_000_000_73 * t4;
    let rad = |degrees: f64| degrees.to_radians();
    let sun = rad(2.5534 + 29.105_356_70 * k - 0.000_001_4 * t2 - 0.000_000_11 * t3);
    let moon = rad(201.5643 + 385.816_935_28 * k + 0.010_758_2 * t2 + 0.000_012_38 * t3 - 0.000_000_058 * t4);
    let latitude =
        rad(160.7108 + 390.670_502_84 * k - 0.001_611_8 * t2 - 0.000_002_27 * t3 + 0.000_000_011 * t4);
    let node = rad(124.7746 - 1.563_755_88 * k + 0.002_067_2 * t2 + 0.000_002_15 * t3);
    let e = 1.0 - 0.002_516 * t - 0.000_007_4 * t2;
    // Coefficient in days, power of the eccentricity, multiples of sun, moon and latitude.
    let terms: [(f64, i32, f64, f64, f64); 24] = [
        (-0.407_20, 0, 0.0, 1.0, 0.0),
        (0.172_41, 1, 1.0, 0.0, 0.0),
        (0.016_08, 0, 0.0, 2.0, 0.0),
        (0.010_39, 0, 0.0, 0.0, 2.0),
        (0.007_39, 1, -1.0, 1.0, 0.0),
        (-0.005_14, 1, 1.0, 1.0, 0.0),
        (0.002_08, 2, 2.0, 0.0, 0.0),
        (-0.001_11, 0, 0.0, 1.0, -2.0),
        (-0.000_57, 0, 0.0, 1.0, 2.0),
        (0.000_56, 1, 1.0, 2.0, 0.0),
        (-0.000_42, 0, 0.0, 3.0, 0.0),
        (0.000_42, 1, 1.0, 0.0, 2.0),
        (0.000_38, 1, 1.0, 0.0, -2.0),
        (-0.000_24, 1, -1.0, 2.0, 0.0),
        (-0.000_07, 0, 2.0, 1.0, 0.0),
        (0.000_04, 0, 0.0, 2.0, -2.0),
        (0.000_04, 0, 3.0, 0.0, 0.0),
        (0.000_03, 0, 1.0, 1.0, -2.0),
        (0.000_03, 0, 0.0, 2.0, 2.0),
        (-0.000_03, 0, 1.0, 1.0, 2.0),
        (0.000_03, 0, -1.0, 1.0, 2.0),
        (-0.000_02, 0, -1.0, 1.0, -2.0),
        (-0.000_02, 0, 1.0, 3.0, 0.0),
        (0.000_02, 0, 0.0, 4.0, 0.0),
    ];
    let periodic: f64 = terms
        .iter()
        .map(|(size, power, of_sun, of_moon, of_latitude)| {
            size * e.powi(*power) * (of_sun * sun + of_moon * moon + of_latitude * latitude).sin()
        })
        .sum();
    let planets = 0.000_325 * rad(299.77 + 0.107_408 * k - 0.009_173 * t2).sin()
        + 0.000_165 * rad(251.88 + 0.016_321 * k).sin()
        + 0.000_164 * rad(251.83 + 26.651_886 * k).sin()
        + 0.000_126 * rad(349.42 + 36.412_478 * k).sin()
        + 0.000_110 * rad(84.66 + 18.206_239 * k).sin();
    let moment = mean + periodic + planets - 0.000_17 * node.sin();
    (moment - clock_lag(moment) + ZONE + 0.5).floor() as i64
}

/// Which of the twelve major terms (trung khí) the sun has reached when a day of UTC+7 begins: 0 is the spring
/// equinox, 9 the winter solstice.
fn term(julian_day: i64) -> i64 {
    let moment = julian_day as f64 - 0.5 - ZONE;
    (sun_longitude(moment + clock_lag(moment)) / 30.0).floor() as i64
}

/// The sun's apparent longitude in degrees, 0 to 360, at a moment of dynamical time.
fn sun_longitude(moment: f64) -> f64 {
    let t = (moment - 2_451_545.0) / 36_525.0;
    let mean = 280.466_46 + 36_000.769_83 * t + 0.000_303_2 * t * t;
    let anomaly = (357.529_11 + 35_999.050_29 * t - 0.000_153_7 * t * t).to_radians();
    let centre = (1.914_602 - 0.004_817 * t - 0.000_014 * t * t) * anomaly.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * anomaly).sin()
        + 0.000_289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1_934.136 * t).to_radians();
    (mean + centre - 0.005_69 - 0.004_78 * node.sin()).rem_euclid(360.0)
}

/// How far dynamical time is ahead of the clocks, in days: a minute or two, as a rough parabola through the measured
/// values of the twentieth century and the expected ones after it.
fn clock_lag(moment: f64) -> f64 {
    let years = (moment - 2_451_545.0) / 365.25;
    (63.8 + 0.33 * years + 0.002 * years * years).max(0.0) / 86_400.0
}

fn julian(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) + JULIAN_OFFSET
}

fn day_of(julian_day: i64) -> Option<NaiveDate> {
    let first = NaiveDate::from_num_days_from_ce_opt(1)?;
    first.checked_add_signed(TimeDelta::try_days(julian_day - JULIAN_OFFSET - 1)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn lunar_years_have_their_names() {
        for (year, name) in [
            (1900, "Canh Tý"),
            (1984, "Giáp Tý"),
            (2023, "Quý Mão"),
            (2024, "Giáp Thìn"),
            (2025, "Ất Tỵ"),
            (2026, "Bính Ngọ"),
            (2027, "Đinh Mùi"),
            (2044, "Giáp Tý"),
            (-56, "Giáp Tý"),
        ] {
            assert_eq!(year_name(year), name, "{year}");
        }
    }

    #[test]
    fn tet_falls_on_the_days_that_the_calendars_print() {
        // 1985, 2007, 2030 and 2053 are those in which the calendar of UTC+8 says another day.
        for (year, month, of_month) in [
            (1968, 1, 29),
            (1975, 2, 11),
            (1985, 1, 21),
            (1995, 1, 31),
            (2000, 2, 5),
            (2005, 2, 9),
            (2006, 1, 29),
            (2007, 2, 17),
            (2008, 2, 7),
            (2012, 1, 23),
            (2015, 2, 19),
            (2018, 2, 16),
            (2019, 2, 5),
            (2020, 1, 25),
            (2021, 2, 12),
            (2022, 2, 1),
            (2023, 1, 22),
            (2024, 2, 10),
            (2025, 1, 29),
            (2026, 2, 17),
            (2027, 2, 6),
            (2028, 1, 26),
            (2029, 2, 13),
            (2030, 2, 2),
            (2031, 1, 23),
            (2033, 1, 31),
            (2034, 2, 19),
            (2035, 2, 8),
            (2053, 2, 18),
        ] {
            assert_eq!(new_year_day(year), Some(day(year, month, of_month)));
        }
        assert_eq!(new_year_day(1899), None);
        assert_eq!(new_year_day(2200), None);
    }

    #[test]
    fn every_lunar_year_has_twelve_or_thirteen_months() {
        for year in 1901..=2199 {
            let (before, now) = (new_year_day(year - 1).expect("Tết"), new_year_day(year).expect("Tết"));
            let days = (now - before).num_days();
            assert!((353..=355).contains(&days) || (383..=385).contains(&days), "{year}: {days} days");
            assert!((day(year, 1, 20)..=day(year, 2, 22)).contains(&now), "{year}: {now}");
        }
    }

    #[test]
    fn a_gift_planned_in_december_and_one_given_in_february_belong_to_one_tet() {
        for (on, year) in [
            (day(2025, 12, 20), 2026),
            (day(2026, 2, 17), 2026),
            (day(2026, 3, 1), 2026),
            (day(2025, 9, 5), 2026),
            (day(2025, 5, 1), 2025),
        ] {
            assert_eq!(nearest_new_year(on), year, "{on}");
        }
    }

    proptest! {
        #[test]
        fn no_year_and_no_day_breaks_it(year in any::<i32>(), days in any::<i32>()) {
            prop_assert!(year_name(year).split(' ').count() == 2);
            let _ = new_year_day(year);
            if let Some(day) = NaiveDate::from_num_days_from_ce_opt(days) {
                let _ = nearest_new_year(day);
            }
        }
    }
}
