//! The form of union offices: who holds which, from which day.

use super::super::field::{DefaultMark, Field, FieldError, FieldKind, Message};
use super::{Form, Words, day, fault};
use crate::desk::new_book::{OfficeProposal, offices_asked};
use crate::desk::offices::{Appointment, Holder, holder};
use crate::domain::{Catalog, Day, Member, Stored};
use crate::text::clean;
use crate::text::date;
use crate::text::fold::accents_agree;
use crate::tui::effect::BookRecord;

/// The field of the day from which the change holds.
const SINCE: &str = "office_since";

/// What the ids of the holders' fields begin with.
pub const HOLDER: &str = "holder_";

fn holder_id(office: &OfficeProposal) -> String {
    format!("{HOLDER}{}", office.code)
}

pub(super) fn fields(catalog: &Catalog) -> Vec<Field> {
    let mut fields: Vec<Field> = offices_asked()
        .iter()
        .map(|office| {
            let label = Words::Pair(office.label.clone(), office.en.clone());
            let name =
                holder(&office.label, catalog, catalog.today).map(|held| held.name).unwrap_or_default();
            Field::new(holder_id(office), label, FieldKind::Text).holding(&name)
        })
        .collect();
    fields.push(day(SINCE, None).hinted("book-hint-office_since"));
    fields
}

impl Form {
    /// Proposes the day of a change: today.
    pub(super) fn propose_office_day(&mut self, catalog: &Catalog) {
        if let Some(field) = self.field_mut(SINCE) {
            field.propose(&date::format(catalog.today), DefaultMark::Book);
        }
    }
}

/// Whom a typed name means on that day: a member by full or short name, with or without accents; else somebody who is
/// not on the roster yet.
fn named(typed: &str, catalog: &Catalog, on: Day) -> Result<Holder, Message> {
    let typed = clean::line(typed);
    if typed.is_empty() {
        return Ok(Holder::Nobody);
    }
    let names =
        |member: &Stored<Member>| [member.full_name.clone(), catalog.called_on(member, on).to_owned()];
    let found = |fits: &dyn Fn(&str) -> bool| -> Vec<&Stored<Member>> {
        catalog.members.iter().filter(|member| names(member).iter().any(|name| fits(name))).collect()
    };
    let exact = found(&|name| name.to_lowercase() == typed.to_lowercase());
    let found = if exact.is_empty() { found(&|name| accents_agree(&typed, name)) } else { exact };
    match found.as_slice() {
        [] => Ok(Holder::Named(typed)),
        [one] => Ok(Holder::Member(one.id)),
        several => Err(Message::plain("book-error-two")
            .with("count", several.len().to_string())
            .with("name", typed.as_str())),
    }
}

/// What is said beside an office: who is meant, or that the roster does not have the name yet.
pub(super) fn sync(form: &mut Form, id: &str, catalog: &Catalog) {
    if id == SINCE {
        return;
    }
    let on = form.said_day(SINCE, catalog).unwrap_or(catalog.today);
    let said = form.said(id);
    let hint = match named(&said, catalog, on) {
        Ok(Holder::Member(member)) => catalog
            .member(member)
            .filter(|member| member.full_name != said)
            .map(|member| Message::plain("book-hint-office-who").with("name", member.full_name.as_str())),
        Ok(Holder::Named(_)) if !catalog.members.is_empty() => Some(Message::plain("book-hint-office-new")),
        _ => None,
    };
    if let Some(field) = form.field_mut(id) {
        field.hint = hint;
    }
}

pub(super) fn read(form: &Form, catalog: &Catalog) -> Result<BookRecord, Vec<FieldError>> {
    let mut errors = form.common_errors(catalog);
    let since = form.said_day(SINCE, catalog);
    let on = since.unwrap_or(catalog.today);
    let mut appointments = Vec::new();
    for office in offices_asked() {
        let id = holder_id(&office);
        if !form.differs(&id) {
            continue;
        }
        match named(&form.said(&id), catalog, on) {
            Ok(holder) => appointments.push(Appointment { office: office.label.clone(), holder }),
            Err(message) => errors.push(fault(&id, message)),
        }
        let begun = holder(&office.label, catalog, catalog.today).and_then(|held| held.from);
        if let Some((_, begun)) = since.zip(begun).filter(|(since, begun)| since <= begun) {
            let message = Message::plain("book-error-office-since").with("day", date::format(begun));
            errors.push(fault(SINCE, message));
        }
    }
    form.outcome(BookRecord::Offices(appointments, since), errors)
}
