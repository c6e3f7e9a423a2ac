//! The pages of the set-up. Each one's proposals follow from what the pages before it say, until somebody types over
//! them; the pages together make the new book.

use serde::{Deserialize, Serialize};

use super::super::field::{Field, FieldError, Message};
use super::{Form, OutlineTitles, day, due, fault, fund, in_order, outline_choice, period, text};
use crate::desk::NewBook;
use crate::desk::new_book::{
    OfficeProposal, SCHOOL_YEARS, forms_of_unit, forms_of_upper, fund_code, offices_asked, place_of,
    school_named, school_year_of, semesters_after, union_fund, unit_forms, upper_of, whole_year,
};
use crate::desk::offices::Office;
use crate::domain::unit::NameForms;
use crate::domain::{Account, Catalog, Fund, Opening, Period};
use crate::locale::{Messages, Value};
use crate::text::date;

/// A page of the set-up that is a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// School, ward, and the unit's name in its three forms.
    Unit,
    /// The upper body and the place that papers are dated at.
    Upper,
    /// Who writes, who holds which office.
    Offices,
    /// The school year and its two semesters.
    Periods,
    /// What the funds begin with.
    Funds,
    /// The letter that orders the report.
    Letter,
}

impl Step {
    /// All pages, in their order.
    pub const ALL: [Self; 6] =
        [Self::Unit, Self::Upper, Self::Offices, Self::Periods, Self::Funds, Self::Letter];

    /// How many steps there are, the roster being the last.
    pub const COUNT: usize = Self::ALL.len() + 1;

    const fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Upper => "upper",
            Self::Offices => "offices",
            Self::Periods => "periods",
            Self::Funds => "funds",
            Self::Letter => "letter",
        }
    }

    /// "Lập sổ mới · Bước 2/7 · Công đoàn cấp trên".
    pub fn title(self, messages: &Messages) -> String {
        let at = Self::ALL.iter().position(|step| *step == self).unwrap_or(0) + 1;
        step_title(messages, at, &messages.get(&format!("step-{}", self.name())))
    }

    pub(super) fn intro(self) -> Message {
        Message::plain(format!("step-{}-intro", self.name()))
    }
}

/// The title of the step with this number, 1 or more.
pub fn step_title(messages: &Messages, at: usize, name: &str) -> String {
    messages.with(
        "step-title",
        &[
            ("at", Value::from(at.to_string())),
            ("of", Value::from(Step::COUNT.to_string())),
            ("name", Value::from(name)),
        ],
    )
}

fn office_id(office: &OfficeProposal) -> String {
    format!("office_{}", office.code)
}

pub(super) fn fields(step: Step, outlines: &OutlineTitles) -> Vec<Field> {
    match step {
        Step::Unit => vec![
            text("school", "").needed().hinted("book-hint-school"),
            text("sentence", "").needed(),
            text("head", "").needed(),
            text("short", "").needed(),
            text("ward", "").hinted("book-hint-ward"),
        ],
        Step::Upper => vec![
            text("upper", "").needed().hinted("book-hint-upper"),
            text("upper_head", "").needed(),
            text("upper_short", "").needed(),
            text("place", "").needed().hinted("book-hint-place"),
        ],
        Step::Offices => {
            let mut fields = vec![text("officer", "").hinted("book-hint-officer")];
            fields.extend(offices_asked().iter().map(|office| {
                let label = super::Words::Pair(office.label.clone(), office.en.clone());
                Field::new(office_id(office), label, super::FieldKind::Text).hinted("book-hint-skip")
            }));
            fields.push(day("office_from", None).hinted("book-hint-office_from"));
            fields
        }
        Step::Periods => {
            let mut outline = outline_choice(outlines, "");
            if let Some((code, _)) = outlines.first() {
                outline.propose(code, super::super::DefaultMark::Book);
            }
            vec![
                text("year", "").needed().hinted("book-hint-year"),
                outline,
                day("first_from", None).needed().hinted("book-hint-first_from"),
                day("first_to", None).needed(),
                day("second_to", None).needed(),
                day("first_money_from", None).needed().hinted("book-hint-money"),
                day("first_money_to", None).needed(),
            ]
        }
        Step::Funds => vec![
            text("fund", "").needed(),
            day("opened", None).needed().hinted("book-hint-opened"),
            fund::money("cash", "").hinted("book-hint-opening"),
            fund::money("bank", "").hinted("book-hint-opening"),
            text("fund_2", "").hinted("book-hint-fund_2"),
            fund::money("cash_2", "").hinted("book-hint-opening"),
            fund::money("bank_2", "").hinted("book-hint-opening"),
        ],
        Step::Letter => period::letter_fields(),
    }
}

/// What a page shows when it is entered: proposals from the pages before it.
pub fn enter_step(forms: &mut [Form], at: usize, catalog: &Catalog) {
    let said =
        |id: &str| forms.iter().map(|form| form.said(id)).find(|text| !text.is_empty()).unwrap_or_default();
    let mut proposals: Vec<(&str, String)> = Vec::new();
    match Step::ALL.get(at) {
        Some(Step::Upper) => {
            let ward = said("ward");
            let upper = upper_of(&ward);
            let of = forms_of_upper(&upper);
            proposals.extend([
                ("upper", upper),
                ("upper_head", of.head),
                ("upper_short", of.short),
                ("place", place_of(&ward)),
            ]);
        }
        Some(Step::Periods) => {
            let year = school_year_of(catalog.today);
            proposals.push(("year", format!("{year}-{}", year + 1)));
        }
        Some(Step::Funds) => {
            proposals.push(("fund", union_fund().map(|fund| fund.name).unwrap_or_default()));
            proposals.push(("opened", said("first_money_from")));
        }
        Some(Step::Letter) => {
            proposals.push(("issuer", said("upper")));
            if let Some(period) = planned_period(forms, catalog) {
                proposals.push(("head_count", date::format(period.head_count_day)));
                proposals.push(("due", period.due.map(date::format).unwrap_or_default()));
            }
        }
        _ => {}
    }
    let Some(form) = forms.get_mut(at) else { return };
    let upper_kept = form.field("upper").is_some_and(|field| !field.takes_default());
    for (id, value) in proposals {
        if !(upper_kept && matches!(id, "upper_head" | "upper_short")) {
            form.suggest(id, &value);
        }
    }
    if Step::ALL.get(at) == Some(&Step::Periods) {
        propose_year(form);
    }
    if Step::ALL.get(at) == Some(&Step::Letter) {
        due::sync(form, catalog);
    }
}

pub(super) fn sync(form: &mut Form, step: Step, id: &str, catalog: &Catalog) {
    let names = |form: &mut Form, of: NameForms, head: &str, short: &str| {
        form.suggest(head, &of.head);
        form.suggest(short, &of.short);
    };
    match (step, id) {
        (Step::Unit, "school") => {
            let of = unit_forms(&form.said("school"));
            form.suggest("sentence", &of.sentence);
            names(form, forms_of_unit(&form.said("sentence")), "head", "short");
        }
        (Step::Unit, "sentence") => {
            let of = forms_of_unit(&form.said("sentence"));
            names(form, of, "head", "short");
        }
        (Step::Upper, "upper") => {
            let of = forms_of_upper(&form.said("upper"));
            names(form, of, "upper_head", "upper_short");
        }
        (Step::Offices, "officer") => {
            let officer = form.said("officer");
            for office in offices_asked().iter().filter(|office| office.writes) {
                form.suggest(&office_id(office), &officer);
            }
        }
        (Step::Periods, "year") => propose_year(form),
        (Step::Letter, "due") => due::sync(form, catalog),
        _ => {}
    }
}

/// The days of the school year that is typed.
fn propose_year(form: &mut Form) {
    let Some(year) = school_year(&form.said("year")) else { return };
    let Ok(all) = semesters_after(year, None, "") else { return };
    let [first, second] = all.as_slice() else { return };
    for (id, day) in [
        ("first_from", first.activities.0),
        ("first_to", first.activities.1),
        ("second_to", second.activities.1),
        ("first_money_from", first.finance.0),
        ("first_money_to", first.finance.1),
    ] {
        form.suggest(id, &date::format(day));
    }
}

/// The first year of "2023-2024".
fn school_year(text: &str) -> Option<i32> {
    let (first, second) = text.split_once(['-', '–', '/'])?;
    let (first, second): (i32, i32) = (first.trim().parse().ok()?, second.trim().parse().ok()?);
    (second == first + 1 && SCHOOL_YEARS.contains(&first)).then_some(first)
}

pub(super) fn errors(form: &Form, step: Step, catalog: &Catalog) -> Option<Vec<FieldError>> {
    let mut errors = form.common_errors(catalog);
    match step {
        Step::Periods => {
            let year = form.said("year");
            if !year.is_empty() && school_year(&year).is_none() {
                errors.push(fault("year", Message::plain("form-error-year").with("text", &year)));
            }
            in_order(form, "first_from", "first_to", catalog, &mut errors);
            in_order(form, "first_to", "second_to", catalog, &mut errors);
            in_order(form, "first_money_from", "first_money_to", catalog, &mut errors);
        }
        Step::Letter => {
            period::letter(form, catalog, &mut errors);
            if let Err(message) = due::read(&form.said("due"), catalog) {
                errors.push(fault("due", message));
            }
        }
        _ => {}
    }
    form.outcome((), errors).err()
}

/// The page's form among the pages.
fn page(forms: &[Form], step: Step) -> Option<&Form> {
    forms.iter().find(|form| matches!(form.book(), Some(super::BookForm::Step(of, _)) if *of == step))
}

/// The first semester as the pages say it so far: what days without a year are measured by.
pub fn planned_period(forms: &[Form], catalog: &Catalog) -> Option<Period> {
    periods(forms, catalog).into_iter().next()
}

/// The school year that is typed, else the one of today: its first calendar year.
fn planned_year(forms: &[Form], catalog: &Catalog) -> i32 {
    let typed = page(forms, Step::Periods).and_then(|form| school_year(&form.said("year")));
    typed.unwrap_or_else(|| school_year_of(catalog.today))
}

/// The two semesters as the pages say them.
fn periods(forms: &[Form], catalog: &Catalog) -> Vec<Period> {
    let Some(form) = page(forms, Step::Periods) else { return Vec::new() };
    let year = planned_year(forms, catalog);
    let mut all = semesters_after(year, None, &form.said_code("outline")).unwrap_or_default();
    let [first, second] = all.as_mut_slice() else { return all };
    let said = |id: &str| form.said_day(id, catalog);
    first.activities =
        (said("first_from").unwrap_or(first.activities.0), said("first_to").unwrap_or(first.activities.1));
    first.finance = (
        said("first_money_from").unwrap_or(first.finance.0),
        said("first_money_to").unwrap_or(first.finance.1),
    );
    // The second semester begins where the first one ends.
    let next = first.activities.1.succ_opt().unwrap_or(second.activities.0);
    second.activities = (next, said("second_to").unwrap_or(second.activities.1).max(next));
    second.head_count_day = second.head_count_day.min(second.activities.1);
    all
}

/// The new book that the pages make together.
pub fn new_book(forms: &[Form], catalog: &Catalog) -> NewBook {
    let said = |step: Step, id: &str| page(forms, step).map(|form| form.said(id)).unwrap_or_default();
    let name = |step, sentence: &str, head: &str, short: &str| NameForms {
        sentence: said(step, sentence),
        head: said(step, head),
        short: said(step, short),
    };
    let since = page(forms, Step::Offices).and_then(|form| form.said_day("office_from", catalog));
    let offices = offices_asked()
        .into_iter()
        .map(|office| Office {
            name: said(Step::Offices, &office_id(&office)),
            office: office.label,
            from: since,
        })
        .filter(|office| !office.name.is_empty())
        .collect();
    let mut periods = periods(forms, catalog);
    if let (Some(first), Some(form)) = (periods.first_mut(), page(forms, Step::Letter)) {
        first.letter = period::letter(form, catalog, &mut Vec::new());
        first.due = due::read(&form.said("due"), catalog).ok().flatten();
        first.head_count_day = form.said_day("head_count", catalog).unwrap_or(first.head_count_day);
        // The next letter comes from the same body; its number and day are its own.
        let next = first.letter.expected();
        if let Some(second) = periods.get_mut(1) {
            second.letter = next;
        }
    }
    let year = planned_year(forms, catalog);
    periods.extend(whole_year(year, &periods).ok().flatten());
    let unit = name(Step::Unit, "sentence", "head", "short");
    let upper = name(Step::Upper, "upper", "upper_head", "upper_short");
    NewBook {
        unit: unit.sentence.clone(),
        upper: upper.sentence.clone(),
        school: school_named(&said(Step::Unit, "school")),
        ward: said(Step::Unit, "ward"),
        place: said(Step::Upper, "place"),
        school_year: year,
        name: Some(unit),
        upper_name: Some(upper),
        officer: said(Step::Offices, "officer"),
        offices,
        funds: funds(forms, catalog),
        periods,
        ..NewBook::default()
    }
}

fn funds(forms: &[Form], catalog: &Catalog) -> Vec<Fund> {
    let (Some(form), Some(union)) = (page(forms, Step::Funds), union_fund()) else { return Vec::new() };
    let day = form.said_day("opened", catalog).unwrap_or(catalog.today);
    let openings = |cash: &str, bank: &str| {
        [(Account::Cash, cash), (Account::Bank, bank)]
            .into_iter()
            .filter_map(|(account, id)| {
                let amount = form.field(id)?.amount().ok()??.rate;
                Some(Opening { account, day, amount })
            })
            .collect()
    };
    let mut funds = vec![Fund { name: form.said("fund"), openings: openings("cash", "bank"), ..union }];
    let second = form.said("fund_2");
    if !second.is_empty() {
        let taken: Vec<&str> = funds.iter().map(|fund| fund.code.as_str()).collect();
        let code = fund_code(&second, &taken);
        funds.push(Fund {
            code,
            name: second,
            settled: false,
            code_set: String::new(),
            openings: openings("cash_2", "bank_2"),
        });
    }
    funds
}
