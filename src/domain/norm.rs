//! Norms (định mức chi): what is paid for what. They fill a form in; exceeding one warns.

use serde::{Deserialize, Serialize};

use super::{Activity, Catalog, Day, Fund, Id, Person, Source};
use crate::text::money::Dong;

/// One norm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// The activity kind's code.
    pub kind: String,
    /// For whom: a relation's code or a relation group; empty: anybody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub relation: String,
    /// Điều kiện, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub condition: String,
    /// Mức, đồng per person.
    pub amount: Dong,
    /// Hiện vật.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub goods: String,
    /// How many times a year; none: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times_per_year: Option<u32>,
    /// The fund that pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund: Option<Id<Fund>>,
    /// Mã of the settlement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// First day in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// First day no longer in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Số quyết định.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decision: String,
}

impl Norm {
    /// True when the norm is in force on `day`.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// More than the norm allows for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exceeded {
    /// What one person got, đồng.
    pub amount: Dong,
    /// The norm, đồng.
    pub norm: Dong,
}

/// The most that anybody got of a fund of the union above the norm for the kind and the person's relation.
pub fn exceeded(entry: &Activity, catalog: &Catalog) -> Option<Exceeded> {
    let nobody = entry.people.is_empty().then_some(None);
    let people = entry.people.iter().map(Some).chain(nobody);
    let of = |person: Option<&Person>| {
        let relation = person.map_or("", |person| person.relation.as_str());
        let norm = catalog.norm_for(&entry.kind, relation, entry.day)?.amount;
        let amount = each(entry, person)?;
        (norm.0 > 0 && amount > norm).then_some(Exceeded { amount, norm })
    };
    people.filter_map(of).max()
}

/// What one person got of a fund of the union; none where the entry does not say.
fn each(entry: &Activity, person: Option<&Person>) -> Option<Dong> {
    let mut lines = entry.money.iter().filter(|line| matches!(line.source, Source::Fund { .. })).peekable();
    lines.peek()?;
    if let Some(own) = person.and_then(|person| person.amount) {
        return Some(own);
    }
    if let Some(rate) = lines.clone().filter_map(|line| line.rate).max() {
        return Some(rate);
    }
    let sum = lines.fold(0_i64, |sum, line| sum.saturating_add(line.amount.0));
    let heads = i64::try_from(entry.people.len()).unwrap_or(1).max(1);
    Some(Dong(sum / heads))
}
