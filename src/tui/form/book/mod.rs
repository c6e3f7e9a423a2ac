//! Forms of the book itself: unit, periods, funds, norms, offices, who writes, the exchange folder; and the pages of the
//! set-up, which ask the same things once, before there is a book.

mod due;
mod fund;
mod norm;
mod offices;
mod period;
mod steps;
mod unit;

use serde::{Deserialize, Serialize};

pub(super) use offices::HOLDER;
pub use steps::{Step, enter_step, new_book, planned_period, step_title};

use super::field::{Field, FieldError, FieldKind, Message, Words};
use super::{Form, FormKind};
use crate::domain::{AnyRecord, Catalog, Day, Fund, Norm, Period, Stored, Unit};
use crate::locale::Messages;
use crate::text::date;
use crate::tui::effect::BookRecord;

/// Codes and titles of the outlines that a period may have.
pub type OutlineTitles = Vec<(String, String)>;

/// What a form of the book is for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookForm {
    /// A page of the set-up; with the outlines to choose from.
    Step(Step, OutlineTitles),
    /// The unit, with the record in force.
    Unit(Option<Box<Stored<Unit>>>),
    /// A period, with the record that is edited and the outlines to choose from.
    Period(Option<Box<Stored<Period>>>, OutlineTitles),
    /// A fund, with the record that is edited.
    Fund(Option<Box<Stored<Fund>>>),
    /// A norm, with the record that is edited.
    Norm(Option<Box<Stored<Norm>>>),
    /// The name of who writes.
    Officer(String),
    /// Who holds which union office.
    Offices,
    /// The exchange folder: as typed, and the name it is shown under.
    Folder(String, String),
}

/// What saving a form of the book asks for.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// A record of the book.
    Record(Box<BookRecord>),
    /// The name of who writes.
    Officer(String),
    /// The exchange folder and the name it is shown under.
    Folder(String, String),
}

impl BookForm {
    /// Whether a record is edited: what was not touched is not judged then.
    pub const fn edits(&self) -> bool {
        match self {
            Self::Step(..) | Self::Officer(_) | Self::Offices => false,
            Self::Unit(base) => base.is_some(),
            Self::Period(base, _) => base.is_some(),
            Self::Fund(base) => base.is_some(),
            Self::Norm(base) => base.is_some(),
            Self::Folder(..) => true,
        }
    }

    /// The form's title.
    pub fn title(&self, messages: &Messages) -> String {
        let key = match self {
            Self::Step(step, _) => return step.title(messages),
            Self::Unit(_) => "book-unit",
            Self::Period(Some(_), _) => "book-period-edit",
            Self::Period(None, _) => "book-period-new",
            Self::Fund(Some(_)) => "book-fund-edit",
            Self::Fund(None) => "book-fund-new",
            Self::Norm(Some(_)) => "book-norm-edit",
            Self::Norm(None) => "book-norm-new",
            Self::Officer(_) => "book-officer",
            Self::Offices => "book-offices",
            Self::Folder(..) => "book-folder",
        };
        messages.get(key)
    }

    /// Under which key its draft is kept; none: a fresh one.
    pub fn draft_key(&self) -> Option<String> {
        match self {
            Self::Unit(Some(base)) => Some(format!("form:unit:{}", base.id)),
            Self::Period(Some(base), _) => Some(format!("form:period:{}", base.id)),
            Self::Fund(Some(base)) => Some(format!("form:{}", base.id)),
            Self::Norm(Some(base)) => Some(format!("form:{}", base.id)),
            Self::Officer(_) => Some("form:officer".to_owned()),
            Self::Offices => Some("form:offices".to_owned()),
            Self::Folder(..) => Some("form:folder".to_owned()),
            _ => None,
        }
    }
}

impl Form {
    /// A form of the book, holding what its record says or what is proposed.
    pub fn for_book(form: BookForm, catalog: &Catalog) -> Self {
        let mut form = Self::bare_book(form, catalog);
        match form.book() {
            Some(BookForm::Period(None, _)) => form.propose_period(catalog),
            Some(BookForm::Fund(None)) => form.propose_fund(catalog),
            Some(BookForm::Norm(None)) => form.propose_norm_day(catalog),
            Some(BookForm::Offices) => form.propose_office_day(catalog),
            _ => {}
        }
        form
    }

    pub(super) fn bare_book(form: BookForm, catalog: &Catalog) -> Self {
        let (fields, intro) = match &form {
            BookForm::Step(step, outlines) => (steps::fields(*step, outlines), Some(step.intro())),
            BookForm::Unit(base) => (unit::fields(base.as_deref()), Some(Message::plain("book-unit-intro"))),
            BookForm::Period(base, outlines) => (period::fields(base.as_deref(), outlines), None),
            BookForm::Fund(base) => (fund::fields(base.as_deref()), None),
            BookForm::Norm(base) => (norm::fields(base.as_deref(), catalog), None),
            BookForm::Offices => (offices::fields(catalog), Some(Message::plain("book-offices-intro"))),
            BookForm::Officer(name) => (vec![text("officer", name).needed()], None),
            BookForm::Folder(typed, shown_as) => (
                vec![
                    text("folder", typed).hinted("book-hint-folder"),
                    text("shown_as", shown_as).hinted("book-hint-shown_as"),
                ],
                Some(Message::plain("book-folder-intro")),
            ),
        };
        let mut form = Self::of(FormKind::Book(Box::new(form)), fields);
        form.intro = intro;
        form
    }

    /// What the form is for, when it is one of the book.
    pub fn book(&self) -> Option<&BookForm> {
        match &self.kind {
            FormKind::Book(form) => Some(form),
            _ => None,
        }
    }

    /// What is written on the row behind the last field.
    pub(super) fn save_row(&self) -> &'static str {
        match self.book() {
            Some(BookForm::Step(..)) => "book-next-row",
            _ => "form-save-row",
        }
    }

    pub(super) fn sync_book(&mut self, id: &str, catalog: &Catalog) {
        match self.book() {
            Some(BookForm::Step(step, _)) => {
                let step = *step;
                steps::sync(self, step, id, catalog);
            }
            Some(BookForm::Unit(_)) => unit::sync(self, id),
            Some(BookForm::Offices) => offices::sync(self, id, catalog),
            Some(BookForm::Period(..)) if id == "due" => due::sync(self, catalog),
            _ => {}
        }
    }

    pub(super) fn book_errors(&self, catalog: &Catalog) -> Option<Vec<FieldError>> {
        match self.book()? {
            BookForm::Step(step, _) => steps::errors(self, *step, catalog),
            _ => self.wanted(catalog).err(),
        }
    }

    /// What saving the form asks for.
    ///
    /// # Errors
    /// Every field that stands against saving; none of them for a page of the set-up, which is never saved alone.
    pub fn wanted(&self, catalog: &Catalog) -> Result<Wanted, Vec<FieldError>> {
        let record = |record| Wanted::Record(Box::new(record));
        match self.book() {
            Some(BookForm::Unit(base)) => unit::read(self, base.as_deref(), catalog).map(record),
            Some(BookForm::Period(base, _)) => period::read(self, base.as_deref(), catalog).map(record),
            Some(BookForm::Fund(base)) => fund::read(self, base.as_deref(), catalog).map(record),
            Some(BookForm::Norm(base)) => norm::read(self, base.as_deref(), catalog).map(record),
            Some(BookForm::Offices) => offices::read(self, catalog).map(record),
            Some(BookForm::Officer(_)) => {
                self.outcome(Wanted::Officer(self.said("officer")), self.common_errors(catalog))
            }
            Some(BookForm::Folder(..)) => Ok(Wanted::Folder(self.said("folder"), self.said("shown_as"))),
            Some(BookForm::Step(..)) | None => Err(Vec::new()),
        }
    }

    /// The record as the book has it now stands behind the form: the next save is over it, knowingly. False for a
    /// record of another sort.
    pub fn rebase(&mut self, theirs: AnyRecord) -> bool {
        let FormKind::Book(form) = &mut self.kind else { return false };
        match (form.as_mut(), theirs) {
            (BookForm::Unit(base), AnyRecord::Unit(theirs)) => *base = Some(Box::new(theirs)),
            (BookForm::Period(base, _), AnyRecord::Period(theirs)) => *base = Some(Box::new(theirs)),
            (BookForm::Fund(base), AnyRecord::Fund(theirs)) => *base = Some(Box::new(theirs)),
            (BookForm::Norm(base), AnyRecord::Norm(theirs)) => *base = Some(Box::new(theirs)),
            _ => return false,
        }
        true
    }

    /// The text of a field, cleaned; empty for one that is not there.
    pub(super) fn said(&self, id: &str) -> String {
        self.field(id).map(Field::text).unwrap_or_default()
    }

    /// The day of a field, when it holds one.
    pub(super) fn said_day(&self, id: &str, catalog: &Catalog) -> Option<Day> {
        self.field(id).and_then(|field| field.day(catalog).ok().flatten())
    }

    /// The code of a choice; empty without one.
    pub(super) fn said_code(&self, id: &str) -> String {
        self.field(id).and_then(Field::code).unwrap_or_default().to_owned()
    }

    /// Whether a field holds something else than when the form was opened.
    pub(super) fn differs(&self, id: &str) -> bool {
        self.field(id).is_some_and(Field::changed)
    }

    /// Puts a proposal into a field that nobody has typed in.
    pub(super) fn suggest(&mut self, id: &str, value: &str) {
        if let Some(field) = self.field_mut(id).filter(|field| field.takes_default()) {
            if value.is_empty() {
                field.put("");
                field.default_mark = None;
            } else {
                field.propose(value, super::DefaultMark::Book);
            }
        }
    }
}

fn label(id: &str) -> Words {
    // The forms of these two are called like their fields.
    match id {
        "officer" => Words::key("book-officer_name"),
        _ => Words::key(format!("book-{id}")),
    }
}

fn text(id: &str, value: &str) -> Field {
    Field::new(id, label(id), FieldKind::Text).holding(value)
}

fn day(id: &str, value: Option<Day>) -> Field {
    Field::new(id, label(id), FieldKind::Date).holding(&value.map(date::format).unwrap_or_default())
}

fn fault(field: &str, message: Message) -> FieldError {
    FieldError { field: field.to_owned(), message }
}

/// A choice among outlines.
fn outline_choice(outlines: &OutlineTitles, value: &str) -> Field {
    let options: Vec<super::ChoiceOption> = outlines
        .iter()
        .map(|(code, title)| super::ChoiceOption::new(code.clone(), Words::Data(title.clone()), &[]))
        .chain(
            // An outline that the book does not know any more stays chosen until another one is.
            (!value.is_empty() && !outlines.iter().any(|(code, _)| code == value))
                .then(|| super::ChoiceOption::new(value, Words::Data(value.to_owned()), &[])),
        )
        .collect();
    Field::new("outline", label("outline"), FieldKind::Choice(super::Choice::of(options).always()))
        .holding(value)
        .needed()
}

/// Days in order, or the sentence beneath the second one.
fn in_order(
    form: &Form,
    first: &str,
    last: &str,
    catalog: &Catalog,
    errors: &mut Vec<FieldError>,
) -> Option<(Day, Day)> {
    let (from, to) = (form.said_day(first, catalog)?, form.said_day(last, catalog)?);
    if to < from {
        let message = Message::plain("book-error-order").with("day", date::format(from));
        errors.push(fault(last, message));
        return None;
    }
    Some((from, to))
}
