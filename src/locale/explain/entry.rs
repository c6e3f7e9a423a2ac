//! What a line refuses and asks, in words; and what can be answered.

use super::{Explain, money, number, quote};
use crate::desk::Repeated;
use crate::domain::kind::Slot;
use crate::domain::norm::Exceeded;
use crate::domain::{Activity, Catalog, Day, Kind};
use crate::entry::{Answer, Question, Refusal};
use crate::locale::{Messages, Value};
use crate::text::date;

/// Why a line cannot be saved, as one sentence.
pub fn refusal(refusal: &Refusal, catalog: &Catalog, messages: &Messages) -> String {
    let kind = |code: &str| Value::from(kind_label(code, catalog, messages));
    let missing = |code: &str, slot: Slot| {
        let own =
            catalog.kinds.get(code).and_then(|kind| kind.labels.iter().find(|label| label.slot == slot));
        let field = own.map_or_else(
            || messages.get(&format!("field-{}", slot.name())),
            |label| messages.pick(&label.vi, &label.en).to_owned(),
        );
        messages.with("entry-missing", &[("kind", kind(code)), ("field", Value::from(field))])
    };
    match refusal {
        Refusal::Empty => messages.get("entry-empty"),
        Refusal::TooLong { words, most } => {
            messages.with("entry-too-long", &[("words", number(words)), ("most", number(most))])
        }
        Refusal::NoKind => messages.get("entry-no-kind"),
        Refusal::UnknownName { text } => messages.with("entry-unknown-name", &[("text", quote(text))]),
        Refusal::BadMoney(error) => error.explain(messages),
        Refusal::BadDate(error) => error.explain(messages),
        Refusal::MissingPeople { kind } => missing(kind, Slot::People),
        Refusal::MissingRelation { kind: code } => {
            let own = catalog.kinds.get(code).is_some_and(|kind| !kind.member_change.is_empty());
            let key = if own { "entry-missing-relation-own" } else { "entry-missing-relation" };
            messages.with(key, &[("kind", kind(code))])
        }
        Refusal::MissingMoney => messages.get("entry-missing-money"),
        Refusal::MissingAbout { kind } => missing(kind, Slot::About),
        Refusal::Missing { kind, slot } => missing(kind, *slot),
        Refusal::ManyAmounts { amounts } => {
            let list: Vec<String> =
                amounts.iter().map(|amount| crate::text::money::format(*amount)).collect();
            messages.with("entry-many-amounts", &[("amounts", Value::from(list.join(", ")))])
        }
        Refusal::PartTooLarge { total, part } => {
            messages.with("entry-part-too-large", &[("total", money(*total)), ("part", money(*part))])
        }
        Refusal::AmountTooLarge => messages.get("entry-amount-too-large"),
        Refusal::NoFund => messages.get("entry-no-fund"),
    }
}

/// That an entry seems to be there already, as one sentence.
pub fn repeated(entry: &Activity, repeated: &Repeated, catalog: &Catalog, messages: &Messages) -> String {
    let member = catalog.member(repeated.member);
    let name = member.map_or("", |member| catalog.called_on(member, entry.day));
    let kind = catalog.kinds.get(&entry.kind);
    let label = |of: fn(&Kind) -> &str| Value::from(kind.map_or(entry.kind.as_str(), of));
    messages.with(
        "form-warn-doubled",
        &[
            ("kind", label(|kind| &kind.label)),
            ("kind_en", label(|kind| &kind.en)),
            ("name", Value::from(name)),
            ("day", Value::from(date::format_short(repeated.day))),
        ],
    )
}

/// That an entry gives more than the norm, as one sentence.
pub fn above_norm(exceeded: Exceeded, messages: &Messages) -> String {
    messages.with("form-warn-norm", &[("amount", money(exceeded.amount)), ("norm", money(exceeded.norm))])
}

/// What is asked, as one sentence.
pub fn question(question: &Question, messages: &Messages) -> String {
    match question {
        Question::WhoIs { text, candidates: _ } => messages.with("entry-ask-who", &[("text", quote(text))]),
        Question::WhichKind { text, kinds: _ } => messages.with("entry-ask-kind", &[("text", quote(text))]),
        Question::Thousand { typed, meant } => {
            messages.with("entry-ask-thousand", &[("typed", money(*typed)), ("meant", money(*meant))])
        }
        Question::Each { amount, people } => {
            messages.with("entry-ask-each", &[("amount", money(*amount)), ("people", number(people))])
        }
        Question::DayOrAll { text, .. } => messages.with("entry-ask-day-or-all", &[("text", quote(text))]),
        Question::WhichRelation { text, relations: _ } => {
            messages.with("entry-ask-relation", &[("text", quote(text))])
        }
    }
}

/// One possible answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As a list shows it.
    pub label: String,
    /// What to read the line again with.
    pub answer: Answer,
}

/// The answers that a question can have, as they hold on `day`.
pub fn choices(question: &Question, catalog: &Catalog, day: Day, messages: &Messages) -> Vec<Choice> {
    match question {
        Question::WhoIs { text, candidates } => candidates
            .iter()
            .map(|id| {
                let label = catalog.member(*id).map_or_else(
                    || id.to_string(),
                    |member| {
                        let values =
                            [("short", quote(member.short_name_on(day))), ("name", quote(&member.full_name))];
                        messages.with("entry-choice-member", &values)
                    },
                );
                Choice { label, answer: Answer::Who { text: text.clone(), member: *id } }
            })
            .collect(),
        Question::WhichKind { text: _, kinds } => kinds
            .iter()
            .map(|code| Choice {
                label: kind_label(code, catalog, messages),
                answer: Answer::Kind(code.clone()),
            })
            .collect(),
        Question::Thousand { typed, meant } => vec![
            Choice {
                label: messages.with("entry-choice-amount", &[("amount", money(*meant))]),
                answer: Answer::Thousand(true),
            },
            Choice {
                label: messages.with("entry-choice-amount", &[("amount", money(*typed))]),
                answer: Answer::Thousand(false),
            },
        ],
        Question::Each { amount, people: _ } => vec![
            Choice {
                label: messages.with("entry-choice-each", &[("amount", money(*amount))]),
                answer: Answer::Each(true),
            },
            Choice {
                label: messages.with("entry-choice-together", &[("amount", money(*amount))]),
                answer: Answer::Each(false),
            },
        ],
        Question::DayOrAll { text: _, day, all } => vec![
            Choice {
                label: messages.with("entry-choice-day", &[("day", super::day(*day))]),
                answer: Answer::Day(true),
            },
            Choice {
                label: messages.with("entry-choice-all", &[("all", number(all))]),
                answer: Answer::Day(false),
            },
        ],
        Question::WhichRelation { text, relations } => relations
            .iter()
            .map(|code| Choice {
                label: catalog.kinds.relations.get(code).map_or_else(
                    || code.clone(),
                    |relation| messages.pick(&relation.label, &relation.en).to_owned(),
                ),
                answer: Answer::Relation { text: text.clone(), code: code.clone() },
            })
            .collect(),
    }
}

/// The label of a kind in the messages' language; the code itself when nobody knows it.
pub fn kind_label(code: &str, catalog: &Catalog, messages: &Messages) -> String {
    let label = |kind: &crate::domain::Kind| messages.pick(&kind.label, &kind.en).to_owned();
    catalog.kinds.get(code).map_or_else(|| crate::text::clean::printable(code), label)
}
