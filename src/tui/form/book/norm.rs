//! The form of a norm: for what, for whom, how much, from when.

use super::super::amount;
use super::super::choice::{Choice, ChoiceOption};
use super::super::field::{DefaultMark, Field, FieldError, FieldKind, Message, Words};
use super::super::options;
use super::{Form, day, fault, label, text};
use crate::domain::{Catalog, Direction, Norm, Stored};
use crate::text::money::Dong;
use crate::tui::effect::BookRecord;

pub(super) fn fields(base: Option<&Stored<Norm>>, catalog: &Catalog) -> Vec<Field> {
    let body = base.map(|stored| &stored.body);
    let said = |pick: fn(&Norm) -> &String| body.map_or("", |norm| pick(norm).as_str());
    let choice = |id: &str, options: Vec<ChoiceOption>, value: &str| {
        Field::new(id, label(id), FieldKind::Choice(Choice::of(options))).holding(value)
    };
    let kinds = catalog
        .kinds
        .kinds
        .iter()
        .map(|kind| {
            let words = Words::Pair(kind.label.clone(), kind.en.clone());
            ChoiceOption::new(kind.code.clone(), words, &[])
        })
        .collect();
    let fund = body.and_then(|norm| norm.fund).map(|id| id.to_string()).unwrap_or_default();
    let money = body.map(|norm| amount::write(norm.amount)).unwrap_or_default();
    vec![
        choice("kind", kinds, said(|norm| &norm.kind)).needed(),
        choice("relation", whom(catalog), said(|norm| &norm.relation)).hinted("book-hint-relation"),
        super::fund::money("amount", &money).needed(),
        text("condition", said(|norm| &norm.condition)),
        text("goods", said(|norm| &norm.goods)),
        Field::new("times", label("times"), FieldKind::Number { bare: false })
            .holding(&body.and_then(|norm| norm.times_per_year).map(|n| n.to_string()).unwrap_or_default())
            .hinted("book-hint-times"),
        choice("norm_fund", options::funds(catalog), &fund).hinted("book-hint-norm_fund"),
        choice("code", options::codes(catalog, Direction::Payment), said(|norm| &norm.code)),
        day("valid_from", body.and_then(|norm| norm.from)).hinted("book-hint-valid_from"),
        day("valid_until", body.and_then(|norm| norm.until)).hinted("form-hint-until"),
        text("decision", said(|norm| &norm.decision)),
    ]
}

/// Relations, their groups first.
fn whom(catalog: &Catalog) -> Vec<ChoiceOption> {
    let mut groups = vec![crate::domain::relation::RELATIVE.to_owned()];
    for relation in &catalog.kinds.relations.0 {
        for group in &relation.groups {
            if !groups.contains(group) {
                groups.push(group.clone());
            }
        }
    }
    let mut all = options::relations(catalog);
    let first = usize::from(!all.is_empty());
    for (at, group) in groups.into_iter().enumerate() {
        let option = options::said(&group, Message::plain(format!("relation-group-{group}")));
        all.insert(first + at, option);
    }
    all
}

impl Form {
    /// Proposes the day from which a new norm holds.
    pub(super) fn propose_norm_day(&mut self, catalog: &Catalog) {
        if let Some(field) = self.field_mut("valid_from") {
            field.propose(&crate::text::date::format(catalog.today), DefaultMark::Book);
        }
    }
}

pub(super) fn read(
    form: &Form,
    base: Option<&Stored<Norm>>,
    catalog: &Catalog,
) -> Result<BookRecord, Vec<FieldError>> {
    let mut errors = form.common_errors(catalog);
    let (from, until) = (form.said_day("valid_from", catalog), form.said_day("valid_until", catalog));
    if from.zip(until).is_some_and(|(from, until)| until <= from) {
        errors.push(fault("valid_until", Message::plain("form-error-until")));
    }
    let typed = form.field("amount").and_then(|field| field.amount().ok().flatten());
    let norm = Norm {
        kind: form.said_code("kind"),
        relation: form.said_code("relation"),
        condition: form.said("condition"),
        amount: typed.map_or(Dong::ZERO, |amount| amount.rate),
        goods: form.said("goods"),
        times_per_year: form.field("times").and_then(|field| field.number().ok().flatten()),
        fund: form.said_code("norm_fund").parse().ok(),
        code: form.said_code("code"),
        from,
        until,
        decision: form.said("decision"),
    };
    form.outcome(BookRecord::Norm(base.cloned(), norm), errors)
}
