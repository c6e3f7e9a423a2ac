//! The form of a new book: who we are, which school year, what the fund begins with.

use chrono::Datelike;

use super::field::{DefaultMark, Field, FieldError, FieldKind, Message, Words};
use super::{Form, FormKind};
use crate::desk::NewBook;
use crate::desk::new_book::names_for;
use crate::domain::Catalog;
use crate::text::money::Dong;

impl Form {
    /// The form of a new book.
    pub fn for_setup(catalog: &Catalog) -> Self {
        let mut form = Self::bare_setup();
        let today = catalog.today;
        // From June on a school plans the year that is to come.
        let first = if today.month() >= 6 { today.year() } else { today.year() - 1 };
        form.propose_setup("year", &format!("{first}-{}", first + 1));
        form
    }

    pub(super) fn bare_setup() -> Self {
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
        Self::of(FormKind::Setup, fields)
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
        let (sentence, short) = names_for(&school);
        self.propose_setup("sentence", &sentence);
        self.propose_setup("short", &short);
    }

    /// What the new book begins with.
    ///
    /// # Errors
    /// Every field that stands against saving.
    pub fn new_book(&self, catalog: &Catalog) -> Result<NewBook, Vec<FieldError>> {
        if self.kind != FormKind::Setup {
            return Err(Vec::new());
        }
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
        let balance = |id: &str| {
            let amount = self.field(id).and_then(|field| field.amount().ok().flatten());
            amount.map_or(Dong::ZERO, |amount| amount.rate)
        };
        let book = NewBook {
            unit: text("sentence"),
            upper: text("upper"),
            school: text("school"),
            short: text("short"),
            ward: text("ward"),
            cash: balance("cash"),
            bank: balance("bank"),
            place: text("place"),
            school_year: first.unwrap_or_else(|| catalog.today.year()),
        };
        self.outcome(book, errors)
    }
}

/// The first year of "2023-2024".
fn school_year(text: &str) -> Option<i32> {
    let (first, second) = text.split_once(['-', '–', '/'])?;
    let (first, second): (i32, i32) = (first.trim().parse().ok()?, second.trim().parse().ok()?);
    (second == first + 1 && crate::desk::new_book::SCHOOL_YEARS.contains(&first)).then_some(first)
}
