//! The form of the unit and its upper body as of a day.

use super::super::field::{Field, FieldError, FieldKind, Message};
use super::{Form, fault, text};
use crate::desk::new_book::{forms_of_unit, forms_of_upper};
use crate::domain::unit::NameForms;
use crate::domain::{Catalog, Stored, Unit};
use crate::text::date;
use crate::tui::effect::BookRecord;

pub(super) fn fields(base: Option<&Stored<Unit>>) -> Vec<Field> {
    let body = base.map_or_else(
        || Unit {
            from: None,
            name: NameForms::default(),
            upper: NameForms::default(),
            school: String::new(),
            ward: String::new(),
            place: String::new(),
        },
        |stored| stored.body.clone(),
    );
    let mut since = Field::new("since", super::label("since"), FieldKind::Date).hinted("book-hint-since");
    since.visible = base.is_some();
    vec![
        text("sentence", &body.name.sentence).needed(),
        text("head", &body.name.head).needed(),
        text("short", &body.name.short).needed(),
        text("school", &body.school),
        text("ward", &body.ward),
        text("upper", &body.upper.sentence),
        text("upper_head", &body.upper.head),
        text("upper_short", &body.upper.short),
        text("place", &body.place).needed(),
        since,
    ]
}

/// The other forms of a name follow the one in a sentence while nobody typed them.
pub(super) fn sync(form: &mut Form, id: &str) {
    let (of, head, short) = match id {
        "sentence" => (forms_of_unit(&form.said("sentence")), "head", "short"),
        "upper" => (forms_of_upper(&form.said("upper")), "upper_head", "upper_short"),
        _ => return,
    };
    if !form.differs(id) {
        return;
    }
    for (id, value) in [(head, of.head), (short, of.short)] {
        if let Some(field) = form.field_mut(id).filter(|field| !field.edited) {
            field.propose(&value, super::super::DefaultMark::Book);
        }
    }
}

/// The unit as the form says it: a new record from its day on, or the one in force mended where no day is given.
pub(super) fn read(
    form: &Form,
    base: Option<&Stored<Unit>>,
    catalog: &Catalog,
) -> Result<BookRecord, Vec<FieldError>> {
    let mut errors = form.common_errors(catalog);
    let name = |sentence: &str, head: &str, short: &str| NameForms {
        sentence: form.said(sentence),
        head: form.said(head),
        short: form.said(short),
    };
    let since = form.said_day("since", catalog);
    if let Some((since, from)) = since.zip(base.and_then(|base| base.from))
        && since < from
    {
        let message = Message::plain("book-error-since").with("day", date::format(from));
        errors.push(fault("since", message));
    }
    let same_day = since.is_some() && since == base.and_then(|base| base.from);
    let mended = since.is_none() || same_day;
    let unit = Unit {
        from: if mended { base.and_then(|base| base.from) } else { since },
        name: name("sentence", "head", "short"),
        upper: name("upper", "upper_head", "upper_short"),
        school: form.said("school"),
        ward: form.said("ward"),
        place: form.said("place"),
    };
    let old = base.filter(|_| mended).cloned();
    form.outcome(BookRecord::Unit(old.map(Box::new), Box::new(unit)), errors)
}
