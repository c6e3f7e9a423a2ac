//! The money lines of an activity's form: a pair of fields (amount, source) for each line, one more on a key, and the
//! lines of the entry that come out of them.
//!
//! The first pair has the ids `amount` and `source`, the others `amount-2`, `source-2` and so on. A line whose amount
//! is empty is no line, so that emptying it removes it. An amount in a kind whose money is for each person is
//! multiplied by the persons; those with an amount of their own beside their name take that instead, on the first
//! line.

use super::activity::ActivityForm;
use super::amount::{self, Amount};
use super::choice::Choice;
use super::field::{DefaultMark, Field, FieldError, FieldKind, Message, Words};
use super::{Form, FormKind, options};
use crate::domain::{Activity, Catalog, MoneyLine, Source};
use crate::text::money::{Dong, MAX_TYPED};

/// Lines that a form holds at most; more would be a table of its own.
const MOST: usize = 9;

/// The ids of the fields of the line with this place, 0 for the first.
fn ids(place: usize) -> (String, String) {
    match place {
        0 => ("amount".to_owned(), "source".to_owned()),
        _ => (format!("amount-{}", place + 1), format!("source-{}", place + 1)),
    }
}

/// The place of the line whose amount or source has this id.
pub(super) fn place_of(id: &str) -> Option<usize> {
    match id {
        "amount" | "source" => Some(0),
        _ => {
            let number: usize =
                id.strip_prefix("amount-").or_else(|| id.strip_prefix("source-"))?.parse().ok()?;
            (2..=MOST).contains(&number).then(|| number - 1)
        }
    }
}

/// Whether the id is that of an amount of money.
pub(super) fn is_source(id: &str) -> bool {
    id.starts_with("source") && place_of(id).is_some()
}

/// The text of a line's amount that reads back as it: the rate for each person, `n x rate` or `= sum`.
pub(super) fn line_text(line: &MoneyLine, heads: u32) -> String {
    match (line.quantity, line.rate) {
        (Some(quantity), Some(rate)) if rate.checked_mul(quantity) == Some(line.amount) => {
            if quantity == heads && heads > 1 {
                amount::write(rate)
            } else {
                format!("{quantity} x {}", amount::write(rate))
            }
        }
        _ if heads > 1 => format!("= {}", amount::write(line.amount)),
        _ => amount::write(line.amount),
    }
}

/// The text of an entry's first line, or only one; none where the persons' own amounts say it all.
pub(super) fn first_text(inner: &ActivityForm, activity: &Activity) -> String {
    let heads =
        inner.heads(activity.people.len(), activity.head_count.as_ref().and_then(|count| count.count));
    let own: Option<i64> = activity.people.iter().map(|person| person.amount.map(|own| own.0)).sum();
    match activity.money.first() {
        Some(line) if heads > 1 && line.quantity.is_none() && own == Some(line.amount.0) => String::new(),
        Some(line) => line_text(line, heads),
        None => String::new(),
    }
}

/// The text of what each person of an entry got, for a proposal; empty where its money does not say it.
pub(super) fn rate_text(activity: &Activity) -> String {
    let [line] = activity.money.as_slice() else { return String::new() };
    let alone = activity.people.len() <= 1 && activity.head_count.is_none() && line.quantity.is_none();
    line.rate.or_else(|| alone.then_some(line.amount)).map(amount::write).unwrap_or_default()
}

impl Form {
    /// Whether the form asks for money, so that a line can be added.
    pub fn asks_money(&self) -> bool {
        matches!(self.kind, FormKind::Activity(_)) && self.field("source").is_some()
    }

    fn lines(&self) -> usize {
        self.fields.iter().filter(|field| is_source(&field.id)).count()
    }

    /// One more pair of fields behind the last one, empty; answers its place.
    pub(super) fn push_line(&mut self, catalog: &Catalog) -> Option<usize> {
        let place = self.lines();
        let after = self.fields.iter().rposition(|field| place_of(&field.id).is_some())?;
        if place == 0 || place >= MOST {
            return None;
        }
        let label = |key: &str| Words::Message(Message::plain(key).with("n", (place + 1).to_string()));
        let (amount, source) = ids(place);
        let mut pair = [
            Field::new(amount, label("form-amount-line"), FieldKind::Money { lines: true })
                .hinted("form-hint-amount-line"),
            Field::new(
                source,
                label("form-source-line"),
                FieldKind::Choice(Choice::of(options::sources(catalog))),
            ),
        ];
        for field in &mut pair {
            field.settle();
        }
        self.fields.splice(after + 1..=after, pair);
        Some(place)
    }

    /// The fields of every money line but the first, holding what the entry says.
    pub(super) fn fill_lines(&mut self, catalog: &Catalog) {
        let FormKind::Activity(inner) = &self.kind else { return };
        let base = &inner.base;
        let heads = inner.heads(base.people.len(), base.head_count.as_ref().and_then(|count| count.count));
        let lines: Vec<(String, String)> = base
            .money
            .iter()
            .skip(1)
            .map(|line| (line_text(line, heads), options::source_code(line.source)))
            .collect();
        for (text, code) in lines {
            let Some(place) = self.push_line(catalog) else { return };
            let (amount, source) = ids(place);
            for (id, value) in [(amount, text), (source, code)] {
                if let Some(field) = self.field_mut(&id) {
                    field.put(&value);
                    field.settle();
                }
            }
        }
    }

    /// A key: one more money line, the caret in its amount. Its source is proposed: the fund beside what others
    /// give, members beside the fund.
    pub(super) fn add_line(&mut self, catalog: &Catalog) -> bool {
        self.leave(catalog);
        let first = self.field("source").and_then(Field::code).and_then(options::source_of);
        let Some(place) = self.push_line(catalog) else { return false };
        let (amount, source) = ids(place);
        let proposed = match (first, catalog.union_fund()) {
            (Some(Source::Fund { .. }), _) | (_, None) => Source::Members,
            (_, Some(fund)) => Source::Fund { fund: fund.id, account: crate::domain::Account::Cash },
        };
        if let Some(field) = self.field_mut(&source) {
            field.propose(&options::source_code(proposed), DefaultMark::Kind);
        }
        self.focus_on(&amount);
        true
    }

    /// What persons have of their own, đồng, and how many of them have.
    fn own(&self) -> (i64, u32) {
        let own = self.resolved.details.iter().filter_map(|said| said.amount);
        own.fold((0, 0), |(sum, count), amount| (i64::saturating_add(sum, amount.0), count + 1))
    }

    /// The quantity and the sum of the line with this place; none where it says nothing or leaves the range.
    pub(super) fn line_sum(&self, place: usize, amount: Option<Amount>) -> Option<(Option<u32>, Dong)> {
        let FormKind::Activity(inner) = &self.kind else { return amount?.spread(1) };
        let heads = self.heads();
        let (own, persons) = if place == 0 { self.own() } else { (0, 0) };
        let sum = match amount {
            None if persons > 0 => (None, Dong(own)),
            None => return None,
            // Whoever has an amount of his own does not have the common one.
            Some(amount) if persons > 0 && inner.each && !amount.sum && amount.quantity.is_none() => {
                let rest = amount.rate.checked_mul(heads.saturating_sub(persons))?;
                (None, Dong(rest.0.checked_add(own)?))
            }
            Some(amount) => amount.spread(heads)?,
        };
        (sum.1 <= MAX_TYPED).then_some(sum)
    }

    /// Whether the money lines are to be made anew.
    fn money_changes(&self, activity: &Activity) -> bool {
        let FormKind::Activity(inner) = &self.kind else { return false };
        if self.fields.iter().any(|field| {
            place_of(&field.id).is_some_and(|_| {
                // A source alone, with no money before and none now, says nothing.
                field.changed() && (!is_source(&field.id) || !inner.base.money.is_empty())
            })
        }) {
            return true;
        }
        let own =
            |people: &[crate::domain::Person]| people.iter().map(|person| person.amount).collect::<Vec<_>>();
        let heads_then = inner
            .heads(inner.base.people.len(), inner.base.head_count.as_ref().and_then(|count| count.count));
        own(&activity.people) != own(&inner.base.people)
            || (!inner.base.money.is_empty() && self.heads() != heads_then)
    }

    /// Writes the money lines.
    pub(super) fn write_money(
        &self,
        activity: &mut Activity,
        catalog: &Catalog,
        errors: &mut Vec<FieldError>,
    ) {
        let FormKind::Activity(inner) = &self.kind else { return };
        if self.field("amount").is_none() || !self.money_changes(activity) {
            return;
        }
        let mut money = Vec::new();
        for place in 0..self.lines().max(1) {
            let (amount_id, source_id) = ids(place);
            let Some(field) = self.field(&amount_id) else { continue };
            let typed = match field.amount() {
                Ok(typed) => typed,
                Err(message) => {
                    errors.push(FieldError { field: amount_id, message });
                    continue;
                }
            };
            if typed.is_none() && self.line_sum(place, None).is_none() {
                continue;
            }
            let Some((quantity, total)) = self.line_sum(place, typed) else {
                errors.push(FieldError {
                    field: amount_id,
                    message: Message::plain("form-error-money-too-large").with("text", field.text()),
                });
                continue;
            };
            let before = inner.base.money.get(place);
            let chosen = match self.field(&source_id) {
                Some(source) if source.changed() || before.is_none() => {
                    source.code().and_then(options::source_of)
                }
                Some(_) => before.map(|line| line.source),
                None => before
                    .map(|line| line.source)
                    .or_else(|| super::defaults::default_source(inner.source, catalog)),
            };
            let Some(source) = chosen else {
                let field = if self.field(&source_id).is_some() { source_id } else { amount_id };
                errors.push(FieldError { field, message: Message::plain("form-error-source") });
                continue;
            };
            let code = match before.filter(|line| line.source == source && !line.code.is_empty()) {
                Some(line) => line.code.clone(),
                None => self.payment_code(source, catalog),
            };
            let rate = quantity.and(typed).map(|amount| amount.rate);
            money.push(MoneyLine { quantity, rate, amount: total, source, code });
        }
        activity.money = money;
    }
}
