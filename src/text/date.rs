//! Days and ranges of days: reading what people type and writing what paper shows.
//!
//! "Today" and the working period are given, never looked up.

use chrono::{Datelike, Days, NaiveDate};
use thiserror::Error;

use super::clean;
use super::fold::accents_agree;

/// The years a typed day may have.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// How many days a range without years may last across a new year; beyond it is taken for a slip of the order.
const LONGEST_WRAP: i64 = 183;

/// What a day without a year is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateContext {
    /// The day on which something is typed.
    pub today: NaiveDate,
    /// The first and the last day of the working period (kỳ báo cáo), if there is one.
    pub period: Option<(NaiveDate, NaiveDate)>,
}

/// Why a text is not a day or a range of days. `text` is the whole of what was typed, cleaned.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    /// Nothing was typed.
    #[error("no date")]
    Empty,
    /// Not of any form a day or a range has.
    #[error("`{text}` is not a date")]
    NotADate {
        /// What was typed.
        text: String,
    },
    /// The calendar has no such day (31/02; 29/02 in a common year).
    #[error("there is no day {day}/{month} in {year:?}")]
    NoSuchDay {
        /// The day of the month as typed.
        day: u32,
        /// The month as typed.
        month: u32,
        /// The year, if one was typed.
        year: Option<i32>,
    },
    /// A year outside [`YEARS`].
    #[error("the year {year} is out of range")]
    YearOutOfRange {
        /// The year as typed.
        year: i32,
    },
    /// A range whose last day comes before its first.
    #[error("the range ends on {to}, before it begins on {from}")]
    Backwards {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
}

/// The day as lists and papers show it: dd/mm/yyyy.
pub fn format(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// The day where the year is known: dd/mm.
pub fn format_short(date: NaiveDate) -> String {
    format!("{:02}/{:02}", date.day(), date.month())
}

/// The day as the head of a paper carries it (Decree 30/2020/NĐ-CP): days below 10 and the months 1 and 2 take a
/// zero, "ngày 04 tháng 01 năm 2024", "ngày 22 tháng 9 năm 2025".
pub fn long(date: NaiveDate) -> String {
    let zero = if date.month() < 3 { "0" } else { "" };
    format!("ngày {:02} tháng {zero}{} năm {}", date.day(), date.month(), date.year())
}

/// The day's place in the week: 0 Monday (thứ hai) to 6 Sunday (chủ nhật).
pub fn weekday_index(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

/// Reads a typed day: d/m, d/m/yy, d/m/yyyy, with `/`, `-` or `.` between, or yyyy-mm-dd.
///
/// Without a year the day falls in the working period if some year puts it there (the latest such day that is not
/// after today, else the first one), else it is the nearest one not after today. A year of two digits is
/// the latest with these digits that is at most ten years ahead of today, so that birth years can be typed.
///
/// # Errors
/// [`DateError`], all but `Backwards`.
pub fn parse(text: &str, context: &DateContext) -> Result<NaiveDate, DateError> {
    let text = clean::line(text);
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let typed = typed_day(&text, context)?;
    match typed.year {
        Some(year) => day_of(typed.day, typed.month, year),
        None => without_year(typed.day, typed.month, context),
    }
}

/// The day that a word names, seen from today: hôm nay, hôm qua, hôm kia, ngày mai; t2 to t7, cn, thứ 2 (thứ hai) to thứ 7
/// (thứ bảy), chủ nhật. A day of the week is the nearest one not after today: t3 typed on a Tuesday is that Tuesday;
/// with "tuần trước", "tuần này" or "tuần sau" it is that of the calendar week. Times of day ("tối qua") are not kept.
///
/// Accents may be left out; those that are typed must agree. `None` for any other text.
pub fn parse_word(text: &str, context: &DateContext) -> Option<NaiveDate> {
    const NEAR: [(&str, i64); 22] = [
        ("hôm nay", 0),
        ("bữa nay", 0),
        ("sáng nay", 0),
        ("trưa nay", 0),
        ("chiều nay", 0),
        ("tối nay", 0),
        ("hôm qua", -1),
        ("bữa qua", -1),
        ("sáng qua", -1),
        ("trưa qua", -1),
        ("chiều qua", -1),
        ("tối qua", -1),
        ("đêm qua", -1),
        ("sáng hôm qua", -1),
        ("trưa hôm qua", -1),
        ("chiều hôm qua", -1),
        ("tối hôm qua", -1),
        ("hôm kia", -2),
        ("bữa kia", -2),
        ("ngày mai", 1),
        ("ngày kia", 2),
        ("ngày mốt", 2),
    ];
    const WEEKS: [(&str, i64); 5] =
        [("tuần trước", -1), ("tuần qua", -1), ("tuần rồi", -1), ("tuần này", 0), ("tuần sau", 1)];
    const WEEK: [&[&str]; 7] = [
        &["t2", "thứ 2", "thứ hai"],
        &["t3", "thứ 3", "thứ ba"],
        &["t4", "thứ 4", "thứ tư"],
        &["t5", "thứ 5", "thứ năm"],
        &["t6", "thứ 6", "thứ sáu"],
        &["t7", "thứ 7", "thứ bảy"],
        &["cn", "chủ nhật"],
    ];
    let text = clean::line(text);
    if let Some((_, days)) = NEAR.iter().find(|(name, _)| accents_agree(&text, name)) {
        return context.today.checked_add_signed(chrono::TimeDelta::days(*days));
    }
    let week = |text: &str| WEEK.iter().position(|names| names.iter().any(|name| accents_agree(text, name)));
    // "thứ 3 tuần trước": a week begins on Monday.
    let parts: Vec<&str> = text.split(' ').collect();
    if let Some((head, tail)) = parts.len().checked_sub(2).map(|at| parts.split_at(at))
        && let Some((_, weeks)) = WEEKS.iter().find(|(name, _)| accents_agree(&tail.join(" "), name))
    {
        let place = week(&head.join(" "))? as i64;
        let days = weeks * 7 + place - weekday_index(context.today) as i64;
        return context.today.checked_add_signed(chrono::TimeDelta::days(days));
    }
    let weekday = week(&text)?;
    let back = (weekday_index(context.today) + 7 - weekday) % 7;
    context.today.checked_sub_days(Days::new(back as u64))
}

/// Reads a typed range of days, first and last: `3-5/11`, `3-5/11/2025`, `28/11-2/12`, `28/12-2/1`, two full days, with `-`, a
/// longer dash, `..` or "đến" between. A single day is not a range.
///
/// The first day is placed like a single one; a last day without a year is the next such day. If only the last day
/// has a year the first one lies in the same year, or in the one before where it would else be later.
///
/// # Errors
/// [`DateError`]; `Backwards` also where a range without years would last more than half a year across a new year.
pub fn parse_range(text: &str, context: &DateContext) -> Result<(NaiveDate, NaiveDate), DateError> {
    let text = clean::line(text);
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let refused = || DateError::NotADate { text: text.clone() };
    let (left, right) = halves(&text).ok_or_else(refused)?;
    let last = typed_day(&right, context).map_err(|error| whole(error, &text))?;
    if let Some(day) = short_number(&left) {
        // "3-5/11": the first day borrows month and year of the last.
        let from = match last.year {
            Some(year) => day_of(day, last.month, year)?,
            None => without_year(day, last.month, context)?,
        };
        return in_order(from, day_of(last.day, last.month, from.year())?);
    }
    let first = typed_day(&left, context).map_err(|error| whole(error, &text))?;
    match (first.year, last.year) {
        (Some(year), Some(last_year)) => {
            in_order(day_of(first.day, first.month, year)?, day_of(last.day, last.month, last_year)?)
        }
        (None, Some(year)) => {
            let to = day_of(last.day, last.month, year)?;
            let earlier = (first.month, first.day) > (last.month, last.day);
            wrapped(day_of(first.day, first.month, if earlier { year - 1 } else { year })?, to)
        }
        (year, None) => {
            let from = match year {
                Some(year) => day_of(first.day, first.month, year)?,
                None => without_year(first.day, first.month, context)?,
            };
            let later = (last.month, last.day) >= (first.month, first.day);
            wrapped(from, day_of(last.day, last.month, if later { from.year() } else { from.year() + 1 })?)
        }
    }
}

/// A day as typed: numbers of the right length, not yet known to be in the calendar.
struct Typed {
    day: u32,
    month: u32,
    year: Option<i32>,
}

fn typed_day(text: &str, context: &DateContext) -> Result<Typed, DateError> {
    let refused = || DateError::NotADate { text: text.to_owned() };
    let separator = text.chars().find(|c| matches!(c, '/' | '-' | '.')).ok_or_else(refused)?;
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    let short = |part: &str| short_number(part).ok_or_else(refused);
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => Ok(Typed {
            day: short(day)?,
            month: short(month)?,
            year: Some(typed_year(year, context).ok_or_else(refused)?),
        }),
        [day, month, year] => Ok(Typed {
            day: short(day)?,
            month: short(month)?,
            year: Some(typed_year(year, context).ok_or_else(refused)?),
        }),
        [day, month] => Ok(Typed { day: short(day)?, month: short(month)?, year: None }),
        _ => Err(refused()),
    }
}

/// One or two digits.
fn short_number(text: &str) -> Option<u32> {
    let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn typed_year(text: &str, context: &DateContext) -> Option<i32> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 => {
            let latest = context.today.year().checked_add(10)?;
            latest.checked_sub((latest - year).rem_euclid(100))
        }
        _ => None,
    }
}

fn day_of(day: u32, month: u32, year: i32) -> Result<NaiveDate, DateError> {
    if !YEARS.contains(&year) {
        return Err(DateError::YearOutOfRange { year });
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay { day, month, year: Some(year) })
}

fn without_year(day: u32, month: u32, context: &DateContext) -> Result<NaiveDate, DateError> {
    let today = context.today;
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
    if let Some((from, to)) = context.period {
        // A period of more years than this is no working period, and must not cost time.
        let years = from.year()..=to.year().min(from.year().saturating_add(50));
        let held: Vec<NaiveDate> =
            years.filter_map(in_year).filter(|date| (from..=to).contains(date)).collect();
        if let Some(date) = held.iter().rev().find(|date| **date <= today).or(held.first()) {
            return Ok(*date);
        }
    }
    // Eight years hold every day of the calendar at least once, 29/02 included.
    (0..=8)
        .filter_map(|back| in_year(today.year().checked_sub(back)?))
        .find(|date| *date <= today)
        .ok_or(DateError::NoSuchDay { day, month, year: None })
}

/// The two sides of a range as typed.
fn halves(text: &str) -> Option<(String, String)> {
    let text = text.replace(['–', '—', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2212}'], "-");
    let words: Vec<&str> = text.split(' ').collect();
    let split = if let Some(sides) = text.split_once("..") {
        sides
    } else if let Some(sides) = text.split_once(" - ") {
        sides
    } else if let Some(place) = words.iter().position(|word| accents_agree(word, "đến")) {
        return Some((words.get(..place)?.join(" "), words.get(place + 1..)?.join(" ")));
    } else {
        let sides = text.split_once('-')?;
        // In "3-5" or "3-5-2025" the dash may be a day's own separator.
        if sides.1.contains('-') || !sides.1.contains(['/', '.']) {
            return None;
        }
        sides
    };
    Some((split.0.trim().to_owned(), split.1.trim().to_owned()))
}

fn whole(error: DateError, text: &str) -> DateError {
    match error {
        DateError::NotADate { .. } => DateError::NotADate { text: text.to_owned() },
        other => other,
    }
}

fn in_order(from: NaiveDate, to: NaiveDate) -> Result<(NaiveDate, NaiveDate), DateError> {
    if from <= to { Ok((from, to)) } else { Err(DateError::Backwards { from, to }) }
}

/// A range of which one year was concluded from the other.
fn wrapped(from: NaiveDate, to: NaiveDate) -> Result<(NaiveDate, NaiveDate), DateError> {
    if from.year() != to.year() && (to - from).num_days() > LONGEST_WRAP {
        let straight = NaiveDate::from_ymd_opt(from.year(), to.month(), to.day()).unwrap_or(to);
        return Err(DateError::Backwards { from, to: straight });
    }
    in_order(from, to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    /// Saturday 20/01/2024 in the first semester of 2023-2024.
    fn semester() -> DateContext {
        DateContext { today: day("2024-01-20"), period: Some((day("2023-06-01"), day("2024-01-18"))) }
    }

    fn bare(today: &str) -> DateContext {
        DateContext { today: day(today), period: None }
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in [
            "12/11/2023",
            "12/11",
            "12-11-2023",
            "12.11.23",
            "2023-11-12",
            " 12 / 11 / 2023 ",
            "12/11/23",
            "12-11",
            "12.11",
        ] {
            assert_eq!(parse(text, &semester()), Ok(day("2023-11-12")), "{text}");
        }
        assert_eq!(parse("5/9/78", &semester()), Ok(day("1978-09-05")));
        assert_eq!(parse("5/9/34", &semester()), Ok(day("2034-09-05")));
    }

    #[test]
    fn a_day_without_a_year_falls_in_the_period_or_is_the_nearest_past_one() {
        assert_eq!(parse("10/1", &semester()), Ok(day("2024-01-10")));
        assert_eq!(parse("5/9", &semester()), Ok(day("2023-09-05")));
        // Outside the period: the nearest past one.
        assert_eq!(parse("20/1", &semester()), Ok(day("2024-01-20")));
        assert_eq!(parse("21/1", &semester()), Ok(day("2023-01-21")));
        assert_eq!(parse("8/3", &semester()), Ok(day("2023-03-08")));
        // The period decides even where the day is still to come.
        let early = DateContext { today: day("2023-10-01"), ..semester() };
        assert_eq!(parse("22/12", &early), Ok(day("2023-12-22")));
        assert_eq!(parse("10/1", &early), Ok(day("2024-01-10")));
        assert_eq!(parse("29/2", &bare("2023-05-05")), Ok(day("2020-02-29")));
        assert_eq!(parse("29/2", &bare("1904-02-28")), Ok(day("1896-02-29")));
        // A period of years: the latest day that is not to come.
        let term =
            DateContext { today: day("2024-01-20"), period: Some((day("2022-09-01"), day("2027-08-31"))) };
        assert_eq!(parse("20/11", &term), Ok(day("2023-11-20")));
    }

    #[test]
    fn days_that_the_calendar_lacks_are_refused() {
        let lacking = |day, month, year| Err(DateError::NoSuchDay { day, month, year });
        assert_eq!(parse("31/02", &semester()), lacking(31, 2, None));
        assert_eq!(parse("29/02/2023", &semester()), lacking(29, 2, Some(2023)));
        assert_eq!(parse("12/13", &semester()), lacking(12, 13, None));
        assert_eq!(parse("0/5", &semester()), lacking(0, 5, None));
        assert_eq!(parse("1/1/0203", &semester()), Err(DateError::YearOutOfRange { year: 203 }));
        assert_eq!(parse(" ", &semester()), Err(DateError::Empty));
        for text in [
            "12",
            "12/11/2023/1",
            "12/11-2023",
            "a/b",
            "12/",
            "123/1",
            "1/1/203",
            "lớp 4",
            "1/+2",
            "2023-111-1",
            "١/٢",
        ] {
            assert_eq!(parse(text, &semester()), Err(DateError::NotADate { text: text.into() }), "{text}");
        }
    }

    #[test]
    fn words_name_days_seen_from_today() {
        for (text, iso) in [
            ("hôm nay", "2024-01-20"),
            ("hom qua", "2024-01-19"),
            ("Hôm kia", "2024-01-18"),
            ("ngay mai", "2024-01-21"),
            ("t7", "2024-01-20"),
            ("cn", "2024-01-14"),
            ("T2", "2024-01-15"),
            ("thứ 3", "2024-01-16"),
            ("thu ba", "2024-01-16"),
            ("thứ sáu", "2024-01-19"),
            ("chủ nhật", "2024-01-14"),
            ("ho\u{302}m  nay", "2024-01-20"),
        ] {
            assert_eq!(parse_word(text, &semester()), Some(day(iso)), "{text}");
        }
        for text in ["mai", "thu", "t8", "t1", "thủ 3", "hôm này", "ngày mải", "", "thứ"] {
            assert_eq!(parse_word(text, &semester()), None, "{text}");
        }
        assert_eq!(parse_word("ngày mai", &DateContext { today: NaiveDate::MAX, period: None }), None);
        assert_eq!(parse_word("hôm qua", &DateContext { today: NaiveDate::MIN, period: None }), None);
    }

    #[test]
    fn ranges_are_read_as_people_type_them() {
        for (text, from, to) in [
            ("3-5/11", "2023-11-03", "2023-11-05"),
            ("3 - 5/11", "2023-11-03", "2023-11-05"),
            ("3–5/11/2022", "2022-11-03", "2022-11-05"),
            ("28/11-2/12", "2023-11-28", "2023-12-02"),
            ("28/12-2/1", "2023-12-28", "2024-01-02"),
            ("28/12/2022-2/1/2023", "2022-12-28", "2023-01-02"),
            ("28/12-2/1/2023", "2022-12-28", "2023-01-02"),
            ("28/12/2022-2/1", "2022-12-28", "2023-01-02"),
            ("3/11 đến 5/11", "2023-11-03", "2023-11-05"),
            ("3 den 5/11", "2023-11-03", "2023-11-05"),
            ("2023-11-03..2023-11-05", "2023-11-03", "2023-11-05"),
            ("3-11-2023 - 5-11-2023", "2023-11-03", "2023-11-05"),
            ("3.11-5.11", "2023-11-03", "2023-11-05"),
            ("3-3/11", "2023-11-03", "2023-11-03"),
        ] {
            assert_eq!(parse_range(text, &semester()), Ok((day(from), day(to))), "{text}");
        }
        // The first day places the range, also while it still runs.
        assert_eq!(parse_range("3-5/11", &bare("2023-11-04")), Ok((day("2023-11-03"), day("2023-11-05"))));
    }

    #[test]
    fn what_is_no_range_is_refused_with_its_reason() {
        let backwards = |from, to| Err(DateError::Backwards { from: day(from), to: day(to) });
        assert_eq!(parse_range("5-3/11", &semester()), backwards("2023-11-05", "2023-11-03"));
        assert_eq!(parse_range("5/11-3/11", &semester()), backwards("2023-11-05", "2023-11-03"));
        assert_eq!(parse_range("5/11/2023-3/11/2023", &semester()), backwards("2023-11-05", "2023-11-03"));
        assert_eq!(
            parse_range("28-31/11", &semester()),
            Err(DateError::NoSuchDay { day: 31, month: 11, year: Some(2023) })
        );
        for text in ["3/11", "3-5", "2023-11-03", "3-5-2023", "-", "1-2-3/4", "4-5", "đến", "x-5/11"] {
            assert_eq!(
                parse_range(text, &semester()),
                Err(DateError::NotADate { text: text.into() }),
                "{text}"
            );
        }
    }

    #[test]
    fn papers_take_the_zeros_that_the_decree_asks_for() {
        assert_eq!(long(day("2024-01-04")), "ngày 04 tháng 01 năm 2024");
        assert_eq!(long(day("2025-12-22")), "ngày 22 tháng 12 năm 2025");
        assert_eq!(long(day("2025-03-09")), "ngày 09 tháng 3 năm 2025");
        assert_eq!(format(day("2024-01-04")), "04/01/2024");
        assert_eq!(format_short(day("2024-01-04")), "04/01");
        assert_eq!(weekday_index(day("2024-01-21")), 6);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(offset in 0_u64..109_500) {
            let date = day("1900-01-01").checked_add_days(Days::new(offset)).unwrap();
            prop_assert_eq!(parse(&format(date), &semester()), Ok(date));
            prop_assert_eq!(parse(&date.to_string(), &semester()), Ok(date));
            let near = DateContext { today: date, period: None };
            prop_assert_eq!(parse(&format_short(date), &near), Ok(date));
        }

        #[test]
        fn a_day_without_a_year_lies_in_the_period_or_within_reach(offset in 0_u64..366, today in 0_u64..3000) {
            let today = day("2020-01-01").checked_add_days(Days::new(today)).unwrap();
            let typed = day("2020-01-01").checked_add_days(Days::new(offset)).unwrap();
            let context = DateContext { today, period: Some((today, today.checked_add_days(Days::new(140)).unwrap())) };
            let got = parse(&format_short(typed), &context).unwrap();
            prop_assert_eq!((got.day(), got.month()), (typed.day(), typed.month()));
            let (from, to) = context.period.unwrap();
            prop_assert!((from..=to).contains(&got) || got < today);
        }

        #[test]
        fn no_text_panics(text in "(?s).*|[0-9/. –-]{0,16}", year in -262_000_i32..262_000) {
            let odd = DateContext { today: NaiveDate::from_ymd_opt(year, 1, 1).unwrap(), period: None };
            for context in [semester(), odd, DateContext { today: NaiveDate::MAX, period: Some((NaiveDate::MIN, NaiveDate::MAX)) }] {
                let _ = (parse(&text, &context), parse_word(&text, &context), parse_range(&text, &context).is_ok_and(|(a, b)| { assert!(a <= b); true }));
            }
        }

        #[test]
        fn a_day_of_the_week_is_within_the_last_seven(offset in 0_u64..3000, word in "t[2-7]|cn") {
            let today = day("2020-01-01").checked_add_days(Days::new(offset)).unwrap();
            let got = parse_word(&word, &DateContext { today, period: None }).unwrap();
            prop_assert!((0..7).contains(&(today - got).num_days()));
        }
    }
}
