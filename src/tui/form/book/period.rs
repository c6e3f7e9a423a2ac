//! The form of a reporting period: its ranges, the letter that orders the report, the outline.

use chrono::Datelike;

use super::super::field::{DefaultMark, Field, FieldError, FieldKind, Message};
use super::{Form, OutlineTitles, day, due, fault, in_order, outline_choice, text};
use crate::desk::new_book::{school_year_of, semesters_after, whole_year};
use crate::domain::{Catalog, Day, Letter, Period, Stored, calendar};
use crate::text::date;
use crate::tui::effect::BookRecord;

/// How far the head-count day may lie from the activities, days: further off it is a slip of the year.
const FAR: i64 = 200;

pub(super) fn fields(base: Option<&Stored<Period>>, outlines: &OutlineTitles) -> Vec<Field> {
    let body = base.map(|stored| &stored.body);
    let letter = body.map(|period| period.letter.clone()).unwrap_or_default();
    let of = |pick: fn(&Period) -> Day| body.map(pick);
    let mut title = text("title", body.map_or("", |period| period.title.as_str())).needed();
    if body.is_none() {
        title = title.hinted("book-hint-title");
    }
    vec![
        title,
        outline_choice(outlines, body.map_or("", |period| period.outline.as_str())),
        day("from", of(|period| period.activities.0)).needed(),
        day("to", of(|period| period.activities.1)).needed(),
        day("money_from", of(|period| period.finance.0)).needed(),
        day("money_to", of(|period| period.finance.1)).needed(),
        day("head_count", of(|period| period.head_count_day)).needed(),
        text("due", &body.and_then(|period| period.due).map(date::format).unwrap_or_default())
            .hinted("book-hint-due"),
        text("issuer", &letter.issuer),
        text("number", &letter.number),
        day("letter_day", letter.day),
        text("email", &letter.email),
        text("photos", &photos(&letter)).hinted("book-hint-photos"),
    ]
}

/// "5-10", "5"; empty when the letter asks for none.
pub(super) fn photos(letter: &Letter) -> String {
    match (letter.photos_from, letter.photos_to) {
        (Some(from), Some(to)) if from != to => format!("{from}-{to}"),
        (Some(count), _) | (None, Some(count)) => count.to_string(),
        (None, None) => String::new(),
    }
}

/// How many photos a text asks for, from and to.
pub(super) fn read_photos(text: &str) -> Result<(Option<u32>, Option<u32>), Message> {
    if text.is_empty() {
        return Ok((None, None));
    }
    let wrong = || Message::plain("book-error-photos").with("text", text);
    let number = |part: &str| part.trim().parse::<u32>().ok().filter(|count| *count <= 1_000);
    let (from, to) = match text.split_once(['-', '–']) {
        Some((from, to)) => (number(from), number(to)),
        None => (number(text), number(text)),
    };
    match (from, to) {
        (Some(from), Some(to)) if from <= to => Ok((Some(from), Some(to))),
        _ => Err(wrong()),
    }
}

/// The letter as the fields of a form say it; faults go to `errors`.
pub(super) fn letter(form: &Form, catalog: &Catalog, errors: &mut Vec<FieldError>) -> Letter {
    let (photos_from, photos_to) = read_photos(&form.said("photos")).unwrap_or_else(|message| {
        errors.push(fault("photos", message));
        (None, None)
    });
    let email = form.said("email");
    if !email.is_empty() && (!email.contains('@') || email.contains(' ')) {
        errors.push(fault("email", Message::plain("book-error-email").with("text", &email)));
    }
    Letter {
        issuer: form.said("issuer"),
        number: form.said("number"),
        day: form.said_day("letter_day", catalog),
        email,
        photos_from,
        photos_to,
    }
}

impl Form {
    /// Proposes the period that comes after the latest one: the next semester, the day after its activities.
    pub(super) fn propose_period(&mut self, catalog: &Catalog) {
        let Some(next) = next_period(catalog) else { return };
        for (id, value) in [
            ("title", next.title.clone()),
            ("outline", next.outline.clone()),
            ("from", date::format(next.activities.0)),
            ("to", date::format(next.activities.1)),
            ("money_from", date::format(next.finance.0)),
            ("money_to", date::format(next.finance.1)),
            ("head_count", date::format(next.head_count_day)),
            ("due", next.due.map(date::format).unwrap_or_default()),
            ("issuer", next.letter.issuer.clone()),
            ("email", next.letter.email.clone()),
            ("photos", photos(&next.letter)),
        ] {
            if let Some(field) = self.field_mut(id).filter(|_| !value.is_empty()) {
                field.propose(&value, DefaultMark::Book);
            }
        }
    }
}

/// The year of the latest semesters where the book has not got it yet, else the period after the latest one, with that
/// one's outline, letter (without its number and day) and foot. A book that has no period gets the first semester of
/// this school year.
fn next_period(catalog: &Catalog) -> Option<Period> {
    // A year that is made of semesters ends with the last of them, which is the one to be followed.
    let latest = catalog
        .periods
        .iter()
        .filter(|period| calendar::parts(period, &catalog.periods).is_empty())
        .max_by_key(|period| period.activities.1);
    if let Some(year) = latest.and_then(|latest| missing_year(latest, catalog)) {
        return Some(year);
    }
    let outline = latest.map_or("", |period| period.outline.as_str());
    let after = latest.map(|period| period.activities.1);
    let day = after.and_then(|last| last.succ_opt()).unwrap_or(catalog.today);
    let year = school_year_of(day);
    let mut all = semesters_after(year, after, outline).ok()?;
    all.extend(semesters_after(year + 1, after, outline).ok()?);
    let mut next = all.into_iter().find(|period| {
        after.is_none_or(|last| period.activities.1 > last)
            && !catalog.periods.iter().any(|other| other.code == period.code)
    })?;
    // Nothing falls between two reports.
    if let Some(first) = after.and_then(|last| last.succ_opt())
        && (30..=400).contains(&(next.activities.1 - first).num_days())
    {
        next.activities.0 = first;
    }
    if let Some(latest) = latest {
        next.letter = latest.letter.expected();
        next.report = latest.report.of_period(&latest.title, &next.title);
    }
    Some(next)
}

/// The year of a second semester whose first one the book has too, when no period spans them both yet.
fn missing_year(last: &Period, catalog: &Catalog) -> Option<Period> {
    let (years, _) = last.code.rsplit_once('/')?;
    let year: i32 = years.split('-').next()?.parse().ok()?;
    let mut semesters: Vec<Period> = catalog
        .periods
        .iter()
        .filter(|period| period.code.rsplit_once('/').is_some_and(|(of, _)| of == years))
        .map(|period| period.body.clone())
        .collect();
    semesters.sort_by_key(|period| period.activities);
    let whole = whole_year(year, &semesters).ok()??;
    let there = |period: &Period| period.code == whole.code || period.activities == whole.activities;
    (semesters.len() >= 2 && !catalog.periods.iter().any(|period| there(period))).then_some(whole)
}

/// A code that no other period has: of the proposed period where the title is its own, else year and number.
fn code_for(form: &Form, first: Day, catalog: &Catalog) -> String {
    let taken = |code: &str| catalog.periods.iter().any(|period| period.code == code);
    if let Some(next) = next_period(catalog)
        && next.title == form.said("title")
        && !taken(&next.code)
    {
        return next.code;
    }
    let year = school_year_of(first).max(first.year() - 1);
    let years = format!("{year}-{}", year + 1);
    (1..=u16::MAX).map(|number| format!("{years}/{number}")).find(|code| !taken(code)).unwrap_or(years)
}

pub(super) fn read(
    form: &Form,
    base: Option<&Stored<Period>>,
    catalog: &Catalog,
) -> Result<BookRecord, Vec<FieldError>> {
    let mut errors = form.common_errors(catalog);
    let activities = in_order(form, "from", "to", catalog, &mut errors);
    let finance = in_order(form, "money_from", "money_to", catalog, &mut errors);
    let head_count_day = form.said_day("head_count", catalog);
    if let Some((day, (from, to))) = head_count_day.zip(activities)
        && ((from - day).num_days() > FAR || (day - to).num_days() > FAR)
    {
        errors.push(fault("head_count", Message::plain("book-error-head-count")));
    }
    let due = due::read(&form.said("due"), catalog).unwrap_or_else(|message| {
        errors.push(fault("due", message));
        None
    });
    if let Some((due, (from, _))) = due.zip(activities)
        && due < from
    {
        let message = Message::plain("book-error-due").with("day", date::format(from));
        errors.push(fault("due", message));
    }
    let letter = letter(form, catalog, &mut errors);
    let today = catalog.today;
    let activities = activities.unwrap_or((today, today));
    let mut period = base.map_or_else(
        || Period {
            code: code_for(form, activities.0, catalog),
            title: String::new(),
            outline: String::new(),
            activities,
            finance: activities,
            head_count_day: today,
            due: None,
            letter: Letter::default(),
            report: next_period(catalog).map(|next| next.report).unwrap_or_default(),
        },
        |base| base.body.clone(),
    );
    period.title = form.said("title");
    period.outline = form.said_code("outline");
    period.activities = activities;
    period.finance = finance.unwrap_or(activities);
    period.head_count_day = head_count_day.unwrap_or(today);
    period.due = due;
    period.letter = letter;
    form.outcome(BookRecord::Period(base.cloned().map(Box::new), Box::new(period)), errors)
}

/// The field of days that both the form and the set-up show.
pub(super) fn letter_fields() -> Vec<Field> {
    vec![
        text("issuer", ""),
        text("number", ""),
        Field::new("letter_day", super::label("letter_day"), FieldKind::Date),
        text("due", "").hinted("book-hint-due"),
        day("head_count", None).needed().hinted("book-hint-head_count"),
        text("email", ""),
        text("photos", "").hinted("book-hint-photos"),
    ]
}
