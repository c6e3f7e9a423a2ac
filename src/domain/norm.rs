//! Norms (định mức chi): what is paid for what. They fill a form in; exceeding one warns.

use serde::{Deserialize, Serialize};

use super::{Day, Fund, Id};
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
