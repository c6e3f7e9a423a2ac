//! From a slot of a kind's field list to a field that holds what an entry says.

use super::activity::ActivityForm;
use super::choice::Choice;
use super::field::{Field, FieldKind, Words};
use super::people::{self, Asked, Who};
use super::{money_lines, options};
use crate::domain::kind::Slot;
use crate::domain::{Catalog, HeadCount, Kind, Person};
use crate::text::{clean, date};

/// The one value that all persons share; none (and mixed) when they differ.
fn shared(people: &[Person], of: impl Fn(&Person) -> &str) -> (String, bool) {
    let mut values = people.iter().map(|person| of(person).to_owned());
    let Some(first) = values.next() else { return (String::new(), false) };
    if values.all(|value| value == first) { (first, false) } else { (String::new(), true) }
}

/// The field of a slot, holding what the entry says.
pub(super) fn make(kind: &Kind, slot: Slot, inner: &ActivityForm, catalog: &Catalog) -> Field {
    let base = &inner.base;
    let id = slot.name();
    let label = kind.labels.iter().find(|label| label.slot == slot).map_or_else(
        || Words::key(format!("field-{id}")),
        |label| Words::Pair(label.vi.clone(), label.en.clone()),
    );
    let text = |value: &str| Field::new(id, label.clone(), FieldKind::Text).holding(value);
    let choice =
        |choice: Choice, value: &str| Field::new(id, label.clone(), FieldKind::Choice(choice)).holding(value);
    let head = base.head_count.as_ref();
    let number = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    match slot {
        Slot::Day => Field::new(id, label, FieldKind::Date).holding(&date::format(base.day)),
        Slot::Until => {
            Field::new(id, label, FieldKind::Date).holding(&base.until.map(date::format).unwrap_or_default())
        }
        Slot::State => choice(
            Choice::of(options::enumerated("state", &["planned", "done", "cancelled"])).always(),
            &options::code_of(&base.state),
        ),
        Slot::People => {
            let mut pins = Vec::new();
            let asked = Asked { relation: kind.asks(Slot::Relation), prize: kind.asks(Slot::Prize) };
            let differ = Asked {
                relation: shared(&base.people, |person| &person.relation).1,
                prize: shared(&base.people, |person| &person.prize).1,
            };
            let tokens: Vec<String> = base
                .people
                .iter()
                .map(|person| {
                    let name = people::pin(&Who::of(person), &mut pins, catalog, base.day);
                    format!("{name}{}", people::said_of(person, asked, differ, catalog))
                })
                .collect();
            Field::new(id, label, FieldKind::People(pins))
                .holding(&tokens.join(", "))
                .hinted("form-hint-people")
        }
        Slot::Relation => {
            let (code, mixed) = shared(&base.people, |person| &person.relation);
            let mut field = choice(Choice::of(options::relations(catalog)), &code);
            field.mixed = mixed;
            field
        }
        Slot::Relative | Slot::Role | Slot::Prize => {
            let (value, mixed) = shared(&base.people, |person| match slot {
                Slot::Relative => &person.relative,
                Slot::Role => &person.role,
                _ => &person.prize,
            });
            let mut field = text(&value);
            field.mixed = mixed;
            field
        }
        Slot::Amount => Field::new(id, label, FieldKind::Money { lines: true })
            .holding(&money_lines::first_text(inner, base))
            .hinted("form-hint-amount"),
        Slot::Source => {
            let mut field = choice(Choice::of(options::sources(catalog)), "");
            if let Some(line) = base.money.first() {
                field.put(&options::source_code(line.source));
            }
            field
        }
        Slot::Goods => text(&base.goods),
        Slot::About => text(&base.about),
        Slot::Occasion => text(&base.occasion),
        Slot::Place => text(&base.place),
        Slot::Count => {
            let value = match head {
                Some(HeadCount { count: None, of: None, .. }) => "100 %".to_owned(),
                Some(HeadCount { count, .. }) => number(*count),
                None => String::new(),
            };
            Field::new(id, label, FieldKind::Number { bare: true }).holding(&value)
        }
        Slot::Of => Field::new(id, label, FieldKind::Number { bare: false })
            .holding(&number(head.and_then(|head| head.of))),
        Slot::Whom => text(head.map_or("", |head| head.whom.as_str())),
        Slot::Receiver => choice(
            Choice::of(options::enumerated("receiver", &["people", "collective", "outside"])).always(),
            &options::code_of(&base.receiver),
        ),
        Slot::Organisation => text(&base.organisation),
        Slot::Giver => text(&base.giver),
        Slot::Launcher => text(&base.launcher),
        Slot::Level => choice(
            Choice::of(options::enumerated("level", &["school", "ward", "district", "province", "central"])),
            &base.level.map(|level| options::code_of(&level)).unwrap_or_default(),
        ),
        Slot::Result => text(&base.result),
        Slot::Reference => text(&base.reference),
        Slot::Zero => {
            choice(Choice::of(options::yes_no("form-zero")).always(), if base.zero { "yes" } else { "no" })
        }
        Slot::LedBy => choice(
            Choice::of(options::enumerated("led", &["union", "joint", "management", "upper_union"])).always(),
            &options::code_of(&base.led_by),
        ),
        Slot::Note => Field::new(id, label, FieldKind::Memo).holding(&clean::memo(&base.note)),
    }
}
