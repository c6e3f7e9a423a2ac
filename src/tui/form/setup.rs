//! The form of a new book: who we are, which school year, what the fund begins with.

use chrono::Datelike;

use super::field::{DefaultMark, Field, FieldError, FieldKind, Message, Words};
use super::{Form, FormKind};
use crate::domain::{Account, Catalog, Day, Fund, Letter, NameForms, Opening, Period, ReportSettings, Unit};
use crate::text::money::Dong;

/// What a new book begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// The unit, since ever.
    pub unit: Unit,
    /// The union's settled fund with its opening balances on 1/1 of the first year.
    pub fund: Fund,
    /// The two semesters of the school year.
    pub periods: [Period; 2],
}

/// How a union is called after its school, in the three forms of its name, and the fund and the semesters of every
/// book: data of the field.
const UNION: &str = "Công đoàn";
const UNION_SHORT: &str = "CĐCS";
const SCHOOL: &str = "Trường";
const SCHOOLS: &[(&str, &str)] = &[
    ("Trường Tiểu học", "TH"),
    ("Trường Trung học cơ sở", "THCS"),
    ("Trường Trung học phổ thông", "THPT"),
    ("Trường Mầm non", "MN"),
    ("Trường Mẫu giáo", "MG"),
];
const FUND: (&str, &str) = ("cong-doan", "Quỹ công đoàn");
const SEMESTERS: [&str; 2] = ["học kỳ I năm học", "học kỳ II năm học"];

impl Form {
    /// The form of a new book. `outline`: the code of the outline that its periods take.
    pub fn for_setup(catalog: &Catalog, outline: &str) -> Self {
        let mut form = Self::bare_setup(outline);
        let today = catalog.today;
        // From June on a school plans the year that is to come.
        let first = if today.month() >= 6 { today.year() } else { today.year() - 1 };
        form.propose_setup("year", &format!("{first}-{}", first + 1));
        form
    }

    pub(super) fn bare_setup(outline: &str) -> Self {
        let text = |id: &str| Field::new(id, Words::key(format!("form-setup-{id}")), FieldKind::Text);
        let money = |id: &str| {
            Field::new(id, Words::key(format!("form-setup-{id}")), FieldKind::Money { lines: false })
        };
        let fields = vec![
            text("school").needed().hinted("form-hint-school"),
            text("sentence").needed(),
            text("short").needed(),
            text("upper").needed().hinted("form-hint-upper"),
            text("place").needed().hinted("form-hint-place"),
            text("ward"),
            text("year").needed().hinted("form-hint-year"),
            money("cash").hinted("form-hint-opening"),
            money("bank").hinted("form-hint-opening"),
        ];
        Self::of(FormKind::Setup(outline.to_owned()), fields)
    }

    fn propose_setup(&mut self, id: &str, value: &str) {
        if let Some(field) = self.field_mut(id).filter(|field| field.takes_default()) {
            field.propose(value, DefaultMark::Book);
        }
    }

    /// The union's names follow the school's until they are typed.
    pub(super) fn sync_setup(&mut self, id: &str) {
        if id != "school" {
            return;
        }
        let school = self.field("school").map(Field::text).unwrap_or_default();
        let short = SCHOOLS
            .iter()
            .find_map(|(long, short)| school.strip_prefix(long).map(|rest| format!("{short}{rest}")))
            .or_else(|| school.strip_prefix(SCHOOL).map(|rest| rest.trim_start().to_owned()))
            .unwrap_or_else(|| school.clone());
        let name = |head: &str, rest: &str| {
            if school.is_empty() { String::new() } else { format!("{head} {rest}") }
        };
        self.propose_setup("sentence", &name(UNION, &school));
        self.propose_setup("short", &name(UNION_SHORT, &short));
    }

    /// What the new book begins with.
    ///
    /// # Errors
    /// Every field that stands against saving.
    pub fn setup(&self, catalog: &Catalog) -> Result<Setup, Vec<FieldError>> {
        let FormKind::Setup(outline) = &self.kind else { return Err(Vec::new()) };
        let mut errors = self.common_errors(catalog);
        let text = |id: &str| self.field(id).map(Field::text).unwrap_or_default();
        let year = text("year");
        let first = school_year(&year);
        if first.is_none() && !year.is_empty() {
            errors.push(FieldError {
                field: "year".to_owned(),
                message: Message::plain("form-error-year").with("text", &year),
            });
        }
        let first = first.unwrap_or_else(|| catalog.today.year());
        let upper = text("upper");
        let sentence = text("sentence");
        let unit = Unit {
            from: None,
            name: NameForms { head: sentence.to_uppercase(), sentence, short: text("short") },
            upper: NameForms { head: upper.to_uppercase(), sentence: upper.clone(), short: upper },
            school: text("school"),
            ward: text("ward"),
            place: text("place"),
        };
        let opening = |id: &str, account: Account| {
            let amount = self.field(id).and_then(|field| field.amount().ok().flatten())?;
            let balance = Opening { account, day: day(first, 1, 1), amount: amount.rate };
            (balance.amount != Dong::ZERO).then_some(balance)
        };
        let fund = Fund {
            code: FUND.0.to_owned(),
            name: FUND.1.to_owned(),
            settled: true,
            code_set: catalog.codes.code.clone(),
            openings: [opening("cash", Account::Cash), opening("bank", Account::Bank)]
                .into_iter()
                .flatten()
                .collect(),
        };
        let years = format!("{first}-{}", first + 1);
        let period = |number: usize, activities, year, head_count_day, due| Period {
            code: format!("{years}/{}", number + 1),
            title: format!("{} {years}", SEMESTERS.get(number).copied().unwrap_or_default()),
            outline: outline.clone(),
            activities,
            finance: (day(year, 1, 1), day(year, 12, 31)),
            head_count_day,
            due,
            letter: Letter::default(),
            report: ReportSettings::default(),
        };
        let periods = [
            // The summer goes to the first semester; its report is due "trước 25/12".
            period(
                0,
                (day(first, 6, 1), day(first + 1, 1, 15)),
                first,
                day(first, 12, 20),
                Some(day(first, 12, 24)),
            ),
            period(1, (day(first + 1, 1, 16), day(first + 1, 5, 31)), first + 1, day(first + 1, 5, 20), None),
        ];
        self.outcome(Setup { unit, fund, periods }, errors)
    }
}

/// The first year of "2023-2024".
fn school_year(text: &str) -> Option<i32> {
    let (first, second) = text.split_once(['-', '–', '/'])?;
    let (first, second): (i32, i32) = (first.trim().parse().ok()?, second.trim().parse().ok()?);
    (second == first + 1 && crate::text::date::YEARS.contains(&first) && first < 2199).then_some(first)
}

/// A day that exists in every year.
fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).unwrap_or_default()
}
