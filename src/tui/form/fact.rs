//! The form of one row of a member's history: a fact with its days, put right as it stands.

use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::field::{Field, FieldError, FieldKind, Message, Words};
use super::member::{bearer, fault, known, reasons};
use super::{Form, FormKind, options};
use crate::domain::member_facts::STAYS;
use crate::domain::roster::ReasonDirection;
use crate::domain::{Catalog, FactKind, Member, MemberFact, Stored};
use crate::text::date;

/// Which row of whose history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactForm {
    /// The member as read from the book.
    pub base: Stored<Member>,
    /// The place among the member's facts; none: one more.
    pub at: Option<usize>,
    /// What the fact is about.
    pub kind: FactKind,
}

impl Form {
    /// The form of one of a member's facts, or of one more.
    pub fn for_fact(catalog: &Catalog, base: Stored<Member>, at: Option<usize>, kind: FactKind) -> Self {
        Self::bare_fact(catalog, FactForm { base, at, kind })
    }

    /// Which row of a history is edited, in words of its own; none for one more.
    pub fn fact_row(&self) -> Option<String> {
        let FormKind::Fact(form) = &self.kind else { return None };
        let fact = form.at.and_then(|at| form.base.facts.get(at))?;
        let from = fact.from.map(date::format).unwrap_or_default();
        Some(format!("{}:{from}:{}", fact.kind.name(), fact.value))
    }

    pub(super) fn bare_fact(catalog: &Catalog, inner: FactForm) -> Self {
        let fact = inner.at.and_then(|at| inner.base.facts.get(at));
        let stay = STAYS.contains(&inner.kind);
        let text = |day: Option<crate::domain::Day>| day.map(date::format).unwrap_or_default();
        let day = |id: &str, value: String| {
            Field::new(id, Words::key(format!("form-stay-{id}")), FieldKind::Date).holding(&value)
        };
        let mut fields = Vec::new();
        if !stay {
            let value = fact.map_or("", |fact| fact.value.as_str());
            let list = match inner.kind {
                FactKind::Position => Some(&catalog.kinds.roster.position),
                FactKind::Contract => Some(&catalog.kinds.roster.contract),
                FactKind::Theory => Some(&catalog.kinds.roster.theory),
                _ => None,
            };
            let kind = match list {
                Some(list) => FieldKind::Choice(Choice::of(known(options::list(list), value))),
                None => FieldKind::Text,
            };
            let label = Words::key(format!("fact-{}", inner.kind.name()));
            fields.push(Field::new("value", label, kind).holding(value).needed());
        }
        fields.push(day("from", text(fact.and_then(|fact| fact.from))).hinted("form-hint-since-ever"));
        if stay {
            let reason = fact.map_or("", |fact| fact.reason_in.as_str());
            fields.push(reasons("in", Words::key("form-stay-in"), catalog, ReasonDirection::In, reason));
        }
        fields.push(day("until", text(fact.and_then(|fact| fact.until))).hinted("form-hint-until"));
        if stay {
            let reason = fact.map_or("", |fact| fact.reason_out.as_str());
            fields.push(reasons("out", Words::key("form-stay-out"), catalog, ReasonDirection::Out, reason));
        }
        Self::of(FormKind::Fact(Box::new(inner)), fields)
    }

    /// The member with the fact as the form says it.
    pub(super) fn fact_member(&self, inner: &FactForm, catalog: &Catalog) -> Result<Member, Vec<FieldError>> {
        let mut errors = self.common_errors(catalog);
        let day = |id: &str| self.field(id).and_then(|field| field.day(catalog).ok().flatten());
        let code = |id: &str| self.field(id).and_then(Field::code).unwrap_or_default().to_owned();
        let value = self.field("value").map(|field| match field.kind {
            FieldKind::Choice(_) => field.code().unwrap_or_default().to_owned(),
            _ => field.text(),
        });
        let fact = MemberFact {
            kind: inner.kind,
            value: value.unwrap_or_default(),
            from: day("from"),
            until: day("until"),
            reason_in: code("in"),
            reason_out: code("out"),
        };
        if fact.is_void() {
            errors.push(fault("until", "form-error-until"));
        }
        let mut member = inner.base.body.clone();
        match inner.at.and_then(|at| member.facts.get_mut(at)) {
            Some(place) => *place = fact,
            None => member.facts.push(fact),
        }
        if inner.kind == FactKind::ShortName
            && let Some((name, other)) = bearer(&member, Some(&inner.base), catalog)
        {
            let message = Message::plain("form-error-short-name").with("name", name).with("other", other);
            errors.push(FieldError { field: "value".to_owned(), message });
        }
        self.outcome(member, errors)
    }
}
