//! Values of activities: how many, who, how much, n of N, and the fields as noted.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::{Evaluator, Manner, counted, sources_of};
use crate::domain::{Activity, Id, Member, Plan, State, plan};
use crate::report::model::{FigureValue, Rule, SourceRef, Wanted};
use crate::report::names::is_self;
use crate::report::select::{Slice, Spent};
use crate::report::value::{Computed, Noted, PlanPart, Value, percent};
use crate::text::date;
use crate::text::fold::search_key;
use crate::text::money::{self, Dong};

impl Evaluator<'_> {
    pub(super) fn of_activities(
        &self,
        value: Value,
        slices: &[Slice<'_>],
        wanted: &Wanted,
        row: usize,
        manner: &Manner<'_>,
    ) -> Computed {
        let sources = sources_of(slices);
        match value {
            Value::Row => Computed::words(row.to_string()),
            Value::Count(width) => {
                let count = slices.iter().map(Slice::visits).sum();
                counted(count, width, Rule::CountVisits(wanted.clone()), sources)
            }
            Value::Persons(width) => {
                let persons: BTreeSet<_> = slices
                    .iter()
                    .flat_map(|slice| &slice.people)
                    .map(|person| (person.member, free_name(person.member, &person.name)))
                    .collect();
                counted(persons.len() as u64, width, Rule::CountPersons(wanted.clone()), sources)
            }
            Value::Relatives(width) => {
                let relatives: BTreeSet<_> = slices
                    .iter()
                    .flat_map(|slice| &slice.people)
                    .filter(|person| !is_self(person))
                    .map(|person| {
                        (
                            person.member,
                            free_name(person.member, &person.name),
                            person.relation.as_str(),
                            search_key(&person.relative),
                        )
                    })
                    .collect();
                counted(relatives.len() as u64, width, Rule::CountRelatives(wanted.clone()), sources)
            }
            Value::Entries(width) => counted(slices.len() as u64, width, Rule::CountEntries, sources),
            Value::People => {
                let list = self.namer().list(slices, manner.style, manner.order);
                let text = self.namer().join(&list, manner.separator, manner.most);
                let named = sources_of_named(slices);
                Computed {
                    empty: text.is_empty(),
                    text,
                    figure: Some((FigureValue::Names(list.phrases), Rule::ListPeople(wanted.clone()), named)),
                }
            }
            Value::Sum | Value::SumWords => {
                let done: Vec<&Slice<'_>> =
                    slices.iter().filter(|slice| slice.activity.state == State::Done).collect();
                let spent: Vec<Spent> = done.iter().map(|slice| slice.spent()).collect();
                let sum = spent.iter().fold(0_i64, |sum, spent| sum.saturating_add(spent.amount().0));
                let whole = spent.iter().all(|spent| matches!(spent, Spent::All(_)));
                let rule = if whole { Rule::SumMoney } else { Rule::SumShares(wanted.clone()) };
                let sources = done.iter().map(|slice| slice.source()).collect();
                self.money(Dong(sum), value == Value::SumWords, rule, sources)
            }
            Value::Plan(part) => self.planned(part, slices),
            Value::Share | Value::N(_) | Value::Of(_) => share(value, slices),
            Value::Noted(noted) => self.noted(noted, slices),
            _ => Computed::words(String::new()),
        }
    }

    /// What the entries plan, or had planned.
    fn planned(&self, part: PlanPart, slices: &[Slice<'_>]) -> Computed {
        let plans: Vec<(&Slice<'_>, Plan)> =
            slices.iter().filter_map(|slice| Some((slice, plan::planned(slice.activity)?))).collect();
        let sources = || plans.iter().map(|(slice, _)| slice.source()).collect::<Vec<_>>();
        let differing = |text: &dyn Fn(&Slice<'_>, &Plan) -> Option<String>| {
            let mut texts: Vec<String> = Vec::new();
            for (entry, plan) in &plans {
                texts.extend(text(entry, plan).filter(|text| !texts.contains(text)));
            }
            let text = texts.join(&self.outline.names.separator);
            let figure =
                (!text.is_empty()).then(|| (FigureValue::Text(text.clone()), Rule::Noted, sources()));
            Computed { empty: text.is_empty(), text, figure }
        };
        match part {
            PlanPart::Content => {
                differing(&|entry, _| Some(plan::content(entry.activity, self.data.catalog)))
            }
            PlanPart::Day => differing(&|_, plan| Some(date::format(plan.day))),
            PlanPart::Rate => differing(&|_, plan| plan.rate.map(money::format)),
            PlanPart::Quantity => {
                let quantity = |(slice, plan): &(&Slice<'_>, Plan)| {
                    plan.quantity.or_else(|| plan::heads(slice.activity)).map_or(0, u64::from)
                };
                counted(plans.iter().map(quantity).sum(), 0, Rule::PlannedQuantity, sources())
            }
            PlanPart::Amount | PlanPart::AmountWords => {
                let sum = plans.iter().fold(0_i64, |sum, (_, plan)| sum.saturating_add(plan.amount.0));
                self.money(Dong(sum), part == PlanPart::AmountWords, Rule::SumPlanned, sources())
            }
        }
    }

    /// A field as noted: the different texts in order.
    fn noted(&self, noted: Noted, slices: &[Slice<'_>]) -> Computed {
        let mut texts: Vec<String> = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut sources: Vec<SourceRef> = Vec::new();
        for slice in slices {
            for text in self.field(noted, slice) {
                if text.trim().is_empty() {
                    continue;
                }
                if seen.insert(search_key(&text)) {
                    texts.push(text);
                }
                if !sources.contains(&slice.source()) {
                    sources.push(slice.source());
                }
            }
        }
        let text = texts.join(&self.outline.names.separator);
        Computed {
            empty: text.is_empty(),
            text: text.clone(),
            figure: Some((FigureValue::Text(text), Rule::Noted, sources)),
        }
    }

    /// The texts of a field in one entry.
    pub fn field(&self, noted: Noted, slice: &Slice<'_>) -> Vec<String> {
        let activity: &Activity = slice.activity;
        vec![match noted {
            Noted::Whom => activity.head_count.as_ref().map(|head| head.whom.clone()).unwrap_or_default(),
            Noted::Day => span(activity),
            Noted::About => activity.about.clone(),
            Noted::Occasion => activity.occasion.clone(),
            Noted::Place => activity.place.clone(),
            Noted::Organisation => activity.organisation.clone(),
            Noted::Giver => activity.giver.clone(),
            Noted::Launcher => activity.launcher.clone(),
            Noted::Result => activity.result.clone(),
            Noted::Level => word(&self.outline.levels, activity.level),
            Noted::LedBy => word(&self.outline.led_by, Some(activity.led_by)),
            Noted::Goods => activity.goods.clone(),
            Noted::Reference => activity.reference.clone(),
            Noted::Note => activity.note.clone(),
            Noted::Kind => self.data.catalog.kinds.label(&activity.kind).to_owned(),
            Noted::Prize => {
                return slice.people.iter().map(|person| person.prize.trim().to_owned()).collect();
            }
        }]
    }
}

/// n of N over the entries that have both; bare ones alone are 100 %.
fn share(value: Value, slices: &[Slice<'_>]) -> Computed {
    let heads: Vec<_> = slices
        .iter()
        .filter_map(|slice| slice.activity.head_count.as_ref().map(|head| (slice.source(), head)))
        .collect();
    let sum = |pairs: &[(SourceRef, u64)]| pairs.iter().map(|pair| pair.1).sum::<u64>();
    let refs = |pairs: &[(SourceRef, u64)]| pairs.iter().map(|pair| pair.0).collect::<Vec<_>>();
    match value {
        Value::N(width) => {
            let of_n: Vec<_> =
                heads.iter().filter_map(|(source, head)| Some((*source, u64::from(head.count?)))).collect();
            noted_number(&of_n, sum(&of_n), width, Rule::HeadCount, refs(&of_n))
        }
        Value::Of(width) => {
            let of_all: Vec<_> =
                heads.iter().filter_map(|(source, head)| Some((*source, u64::from(head.of?)))).collect();
            noted_number(&of_all, sum(&of_all), width, Rule::HeadCountOf, refs(&of_all))
        }
        _ => {
            let both: Vec<_> = heads
                .iter()
                .filter_map(|(source, head)| Some((*source, u64::from(head.count?), u64::from(head.of?))))
                .collect();
            let bare: Vec<SourceRef> = heads
                .iter()
                .filter(|(_, head)| head.count.is_none() && head.of.is_none())
                .map(|(source, _)| *source)
                .collect();
            let (n, of): (u64, u64) = both.iter().fold((0, 0), |(n, of), pair| (n + pair.1, of + pair.2));
            let (text, value, sources) = if both.is_empty() && !bare.is_empty() {
                ("100%".to_owned(), FigureValue::Share { n: None, of: None }, bare)
            } else {
                let text = percent(n, of).unwrap_or_default();
                let sources = both.iter().map(|pair| pair.0).collect();
                (text, FigureValue::Share { n: Some(n), of: Some(of) }, sources)
            };
            // Without n and N there is no figure, only a blank.
            let figure = (!text.is_empty()).then_some((value, Rule::Share, sources));
            Computed { empty: text.is_empty(), text, figure }
        }
    }
}

fn noted_number(
    pairs: &[(SourceRef, u64)],
    sum: u64,
    width: usize,
    rule: Rule,
    sources: Vec<SourceRef>,
) -> Computed {
    if pairs.is_empty() {
        return Computed { text: String::new(), empty: true, figure: None };
    }
    Computed { empty: false, ..counted(sum, width, rule, sources) }
}

fn sources_of_named(slices: &[Slice<'_>]) -> Vec<SourceRef> {
    slices.iter().filter(|slice| !slice.people.is_empty()).map(Slice::source).collect()
}

/// The name of somebody who is not on the roster, as a key; a member's name does not tell.
fn free_name(member: Option<Id<Member>>, name: &str) -> String {
    if member.is_some() { String::new() } else { search_key(name) }
}

fn word<T: PartialEq>(words: &[(T, String)], key: Option<T>) -> String {
    key.and_then(|key| words.iter().find(|(other, _)| *other == key))
        .map(|(_, word)| word.clone())
        .unwrap_or_default()
}

/// The day or days of an entry: "06/11/2023", "03/11 - 05/11/2023".
fn span(activity: &Activity) -> String {
    match activity.until {
        Some(until) if until > activity.day && until.year() == activity.day.year() => {
            format!("{} - {}", date::format_short(activity.day), date::format(until))
        }
        Some(until) if until > activity.day => {
            format!("{} - {}", date::format(activity.day), date::format(until))
        }
        _ => date::format(activity.day),
    }
}
