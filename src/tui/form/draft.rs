//! Drafts: everything typed into a form as one JSON text, and the form back from it.
//!
//! A draft holds the record that was opened, so that it comes back even when the book has moved on; the caller
//! compares the version when it saves.

use serde::{Deserialize, Serialize};

use super::activity::StartKind;
use super::fact::FactForm;
use super::field::{DefaultMark, FieldKind};
use super::people::Pin;
use super::{Form, FormKind};
use crate::domain::{Activity, Catalog, Direction, Member, ReportSettings, Stored, Voucher};
use crate::tui::input::TextInput;

/// The form's identity.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Identity {
    Activity {
        kind: String,
        start: StartKind,
        base: Box<Activity>,
        #[serde(default)]
        similar: Option<Box<Activity>>,
    },
    Member {
        base: Option<Box<Stored<Member>>>,
    },
    Voucher {
        direction: Direction,
        base: Option<Box<Stored<Voucher>>>,
    },
    Fact {
        fact: Box<FactForm>,
    },
    Book {
        form: Box<super::book::BookForm>,
    },
    Report {
        base: Box<ReportSettings>,
    },
}

#[derive(Serialize, Deserialize)]
struct Draft {
    form: Identity,
    focus: usize,
    fields: Vec<Kept>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    id: String,
    input: TextInput,
    #[serde(default)]
    selected: Option<String>,
    #[serde(default)]
    picked: bool,
    #[serde(default)]
    pins: Vec<Pin>,
    #[serde(default)]
    mark: Option<DefaultMark>,
    #[serde(default)]
    edited: bool,
}

impl Form {
    /// Everything typed, with carets and focus, as JSON.
    pub fn draft(&self) -> String {
        let form = match &self.kind {
            FormKind::Activity(inner) => Identity::Activity {
                kind: inner.code.clone(),
                start: inner.start.clone(),
                base: Box::new(inner.base.clone()),
                similar: inner.similar.clone().map(Box::new),
            },
            FormKind::Member(base) => Identity::Member { base: base.clone() },
            FormKind::Voucher(direction, base) => {
                Identity::Voucher { direction: *direction, base: base.clone() }
            }
            FormKind::Fact(fact) => Identity::Fact { fact: fact.clone() },
            FormKind::Book(form) => Identity::Book { form: form.clone() },
            FormKind::Report(base) => Identity::Report { base: base.clone() },
        };
        let fields = self
            .fields
            .iter()
            .map(|field| {
                let (selected, picked) = match &field.kind {
                    FieldKind::Choice(choice) => {
                        let option = choice.selected.and_then(|at| choice.options.get(at));
                        (option.map(|option| option.code.clone()), choice.picked)
                    }
                    _ => (None, false),
                };
                let pins = match &field.kind {
                    FieldKind::People(pins) => pins.clone(),
                    _ => Vec::new(),
                };
                Kept {
                    id: field.id.clone(),
                    input: field.input.clone(),
                    selected,
                    picked,
                    pins,
                    mark: field.default_mark,
                    edited: field.edited,
                }
            })
            .collect();
        serde_json::to_string(&Draft { form, focus: self.focus, fields }).unwrap_or_default()
    }

    /// The form of a draft; none when the text is no draft, or of a kind that the book does not have.
    pub fn from_draft(text: &str, catalog: &Catalog) -> Option<Self> {
        Self::of_parts(serde_json::from_str(text).ok()?, catalog)
    }

    /// The form as it was opened, before anything was typed into it; none when the text is no draft.
    pub fn as_opened(text: &str, catalog: &Catalog) -> Option<Self> {
        let draft: Draft = serde_json::from_str(text).ok()?;
        Self::of_parts(Draft { focus: 0, fields: Vec::new(), ..draft }, catalog)
    }

    fn of_parts(draft: Draft, catalog: &Catalog) -> Option<Self> {
        let mut form = match draft.form {
            Identity::Activity { kind, start, base, similar } => {
                let kind = catalog.kinds.get(&kind)?;
                Self::bare_activity(kind, catalog, start, *base, similar.map(|similar| *similar))
            }
            Identity::Member { base } => Self::bare_member(catalog, base.map(|base| *base)),
            Identity::Voucher { direction, base } => {
                Self::bare_voucher(catalog, base.map(|base| *base), direction)
            }
            Identity::Fact { fact } => Self::bare_fact(catalog, *fact),
            Identity::Book { form } => Self::bare_book(*form, catalog),
            Identity::Report { base } => Self::bare_report(*base),
        };
        for kept in draft.fields {
            // A money line that was added comes back with what was typed into it.
            if super::money_lines::place_of(&kept.id).is_some() && form.field(&kept.id).is_none() {
                form.push_line(catalog);
            }
            let Some(field) = form.field_mut(&kept.id) else { continue };
            if field.input.is_memo() != kept.input.is_memo() {
                continue;
            }
            field.input = kept.input;
            field.default_mark = kept.mark;
            field.edited = kept.edited;
            match &mut field.kind {
                FieldKind::Choice(choice) => {
                    choice.select(kept.selected.as_deref().unwrap_or_default());
                    choice.picked = kept.picked;
                }
                FieldKind::People(pins) => *pins = kept.pins,
                _ => {}
            }
        }
        form.focus = draft.focus.min(form.fields.len());
        match form.kind {
            FormKind::Activity(_) => form.resolve(catalog),
            FormKind::Member(_) => form.sync_member(),
            FormKind::Voucher(..) => form.sync_voucher(catalog),
            FormKind::Book(_) => form.sync_book("due", catalog),
            FormKind::Fact(_) | FormKind::Report(_) => {}
        }
        if form.focused().is_some_and(|field| !field.visible) {
            form.focus = 0;
        }
        Some(form)
    }

    /// What tells a form from others with its title: who it is about, else the first that was typed.
    pub fn gist(&self) -> String {
        let typed = |field: &&super::Field| field.visible && field.edited && !field.is_empty();
        let people = self.field("people").filter(|field| !field.is_empty());
        people.or_else(|| self.fields.iter().find(typed)).map(super::Field::text).unwrap_or_default()
    }
}
