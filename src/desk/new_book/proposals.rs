//! The proposals for a new book as the program carries them (`assets/new-book.toml`). Only what the file says; what is
//! made of it stands beside.

use std::sync::LazyLock;

use serde::Deserialize;

use super::NewBookError;
use crate::domain::Norm;
use crate::text::asset;
use crate::text::money::Dong;

const PROPOSALS: &str = include_str!("../../../assets/new-book.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proposals {
    pub(super) outline: String,
    pub(super) union: String,
    pub(super) ward_union: String,
    pub(super) wards: Vec<String>,
    pub(super) signer_lines: Vec<String>,
    pub(super) recipients: Vec<String>,
    pub(super) level: Vec<Level>,
    pub(super) office: Vec<OfficeProposal>,
    pub(super) upper_short: Vec<Short>,
    pub(super) fund: FundProposal,
    pub(super) semester: Vec<Semester>,
    pub(super) year: Year,
    pub(super) short: Vec<Short>,
    pub(super) norm: Vec<NormProposal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Level {
    pub(super) words: Vec<String>,
    pub(super) name: String,
}

/// An office that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeProposal {
    /// Its code within the set-up.
    pub code: String,
    /// What the book calls it.
    pub label: String,
    /// Its English name.
    pub en: String,
    /// Whoever holds it signs the report.
    #[serde(default)]
    pub signs: bool,
    /// Whoever sets the book up holds it as a rule.
    #[serde(default)]
    pub writes: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FundProposal {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) code_set: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Semester {
    pub(super) number: u32,
    pub(super) title: String,
    pub(super) activities: (DayOfYear, DayOfYear),
    pub(super) finance: (DayOfYear, DayOfYear),
    pub(super) head_count_day: DayOfYear,
    pub(super) due: Option<DayOfYear>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Year {
    pub(super) title: String,
    pub(super) outline: String,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields)]
pub(super) struct DayOfYear {
    pub(super) year: i32,
    pub(super) month: u32,
    pub(super) day: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Short {
    pub(super) long: String,
    pub(super) short: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NormProposal {
    pub(super) kind: String,
    #[serde(default)]
    pub(super) relation: String,
    pub(super) amount: Dong,
}

impl NormProposal {
    pub(super) fn norm(&self) -> Norm {
        Norm {
            kind: self.kind.clone(),
            relation: self.relation.clone(),
            condition: String::new(),
            amount: self.amount,
            goods: String::new(),
            times_per_year: None,
            fund: None,
            code: String::new(),
            from: None,
            until: None,
            decision: String::new(),
        }
    }
}

/// The proposals, read once.
static READ: LazyLock<Result<Proposals, String>> =
    LazyLock::new(|| asset::read(PROPOSALS).map_err(|error| error.message().to_owned()));

pub(super) fn proposals() -> Result<&'static Proposals, NewBookError> {
    READ.as_ref().map_err(|reason| NewBookError::Proposals { reason: reason.clone() })
}
