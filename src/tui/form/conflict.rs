//! Two versions of one entry side by side, for a save that came too late.

use super::field::{Message, Words};
use super::options;
use crate::domain::{Activity, Catalog, MoneyLine, Person, Source};
use crate::locale::Messages;
use crate::text::date;

/// A value in which two versions differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictRow {
    /// The field's label.
    pub label: String,
    /// What was to be saved.
    pub mine: String,
    /// What the book holds now.
    pub theirs: String,
}

/// The values in which `mine` and `theirs` differ, in the order of a form; empty when they are equal.
pub fn conflict_rows(
    mine: &Activity,
    theirs: &Activity,
    catalog: &Catalog,
    messages: &Messages,
) -> Vec<ConflictRow> {
    let kind = catalog.kinds.get(&mine.kind);
    let label = |id: &str| {
        kind.and_then(|kind| kind.labels.iter().find(|label| label.slot.name() == id)).map_or_else(
            || messages.get(&format!("field-{id}")),
            |label| messages.pick(&label.vi, &label.en).to_owned(),
        )
    };
    let sides = [values(mine, catalog, messages), values(theirs, catalog, messages)];
    let [mine, theirs] = sides;
    mine.into_iter()
        .zip(theirs)
        .filter(|((_, mine), (_, theirs))| mine != theirs)
        .map(|((id, mine), (_, theirs))| ConflictRow {
            label: if id == "plan" { messages.get("form-plan") } else { label(id) },
            mine,
            theirs,
        })
        .collect()
}

/// Every value of an entry as text; equal entries give equal texts and different ones different.
fn values(activity: &Activity, catalog: &Catalog, messages: &Messages) -> Vec<(&'static str, String)> {
    let said = |key: &str, code: String| messages.get(&format!("{key}-{code}"));
    let head = activity.head_count.as_ref();
    let number = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    let count = match head {
        Some(head) if head.count.is_none() && head.of.is_none() => "100 %".to_owned(),
        _ => number(head.and_then(|head| head.count)),
    };
    let money = activity.money.iter().map(|line| line_text(line, catalog, messages)).collect::<Vec<_>>();
    let plan = activity.plan.as_ref().map(|plan| {
        let product = plan.quantity.zip(plan.rate).map(|(n, rate)| format!(" = {n} × {rate}"));
        format!("{} · {}{}", date::format(plan.day), plan.amount, product.unwrap_or_default())
    });
    let kind = catalog.kinds.get(&activity.kind);
    let relations = activity.people.iter().map(|person| person_text(person, activity, catalog, messages));
    vec![
        ("about", kind.map_or(String::new(), |_| activity.about.clone())),
        ("day", date::format(activity.day)),
        ("until", activity.until.map(date::format).unwrap_or_default()),
        ("state", said("state", options::code_of(&activity.state))),
        ("people", relations.collect::<Vec<_>>().join(", ")),
        ("occasion", activity.occasion.clone()),
        ("place", activity.place.clone()),
        ("count", count),
        ("of", number(head.and_then(|head| head.of))),
        ("whom", head.map(|head| head.whom.clone()).unwrap_or_default()),
        ("amount", money.join("; ")),
        ("plan", plan.unwrap_or_default()),
        ("goods", activity.goods.clone()),
        ("receiver", said("receiver", options::code_of(&activity.receiver))),
        ("organisation", activity.organisation.clone()),
        ("giver", activity.giver.clone()),
        ("launcher", activity.launcher.clone()),
        ("level", activity.level.map(|level| said("level", options::code_of(&level))).unwrap_or_default()),
        ("result", activity.result.clone()),
        ("reference", activity.reference.clone()),
        ("zero", messages.get(if activity.zero { "form-yes-yes" } else { "form-yes-no" })),
        ("led_by", said("led", options::code_of(&activity.led_by))),
        ("note", activity.note.clone()),
    ]
}

fn line_text(line: &MoneyLine, catalog: &Catalog, messages: &Messages) -> String {
    let source = match line.source {
        Source::Fund { fund, account } => {
            let key =
                if account == crate::domain::Account::Bank { "source-fund-bank" } else { "source-fund" };
            let name = catalog.fund(fund).map_or("?", |fund| fund.name.as_str());
            Message::plain(key).with("fund", name).show(messages)
        }
        other => Words::key(format!("source-{}", options::source_code(other))).show(messages),
    };
    let product =
        line.quantity.zip(line.rate).map(|(n, rate)| format!("{n} × {rate} = ")).unwrap_or_default();
    let code = if line.code.is_empty() { String::new() } else { format!(" [{}]", line.code) };
    format!("{product}{} · {source}{code}", line.amount)
}

fn person_text(person: &Person, activity: &Activity, catalog: &Catalog, messages: &Messages) -> String {
    let name = match person.member.and_then(|id| catalog.member(id)) {
        Some(member) => member.short_name_on(activity.day).to_owned(),
        None if person.name.is_empty() => "?".to_owned(),
        None => person.name.clone(),
    };
    let relation =
        catalog.kinds.relations.get(&person.relation).map_or(person.relation.clone(), |relation| {
            messages.pick(&relation.label, &relation.en).to_owned()
        });
    let amount = person.amount.map(|amount| amount.to_string()).unwrap_or_default();
    let more: Vec<&str> = [&relation, &person.relative, &person.role, &person.prize, &person.note, &amount]
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    if more.is_empty() { name } else { format!("{name} ({})", more.join(", ")) }
}
