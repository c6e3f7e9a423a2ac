//! Which records a checked fact reads.

use crate::domain::codes::Role;
use crate::domain::{ActivityFilter, FactKind, Gender, LedBy, Level, Movement};
use crate::report::source::{HeadDay, RangeName, StateWanted};

/// What a fact reads: exactly one kind of record, or several selections by name.
#[derive(Debug, Clone, PartialEq)]
pub enum Selections {
    /// Activities.
    Activities(ActivitySelection),
    /// Members.
    Members(MemberSelection),
    /// A fund's book.
    Ledger(LedgerSelection),
    /// Several, by name; none of them is several itself.
    Several(Vec<(String, Selections)>),
}

/// A selection of activities. State and days are added when it is compiled.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ActivitySelection {
    /// The filter of the domain.
    pub filter: ActivityFilter,
    /// Relation codes of certain kinds instead of the filter's, groups expanded.
    pub relations_of: Vec<(String, Vec<String>)>,
    /// Which states count.
    pub state: StateWanted,
    /// True: only late entries taken over; false: none of these.
    pub late: Option<bool>,
    /// Levels, `None` being an entry without one; empty: any.
    pub levels: Vec<Option<Level>>,
    /// Who led, any of these; empty: anybody.
    pub led_by: Vec<LedBy>,
    /// Only kinds that no fact of the outline names.
    pub others: bool,
    /// Kinds left out: with `others` those that facts name.
    pub except: Vec<String>,
    /// True: only people with a prize; false: only entries where nobody has one.
    pub prized: Option<bool>,
    /// Zero statements instead of entries.
    pub zero: bool,
    /// Which days.
    pub range: RangeName,
}

/// A selection of members on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberSelection {
    /// Employed at the school.
    pub employed: Option<bool>,
    /// A union member.
    pub union_member: Option<bool>,
    /// A Party member.
    pub party: Option<bool>,
    /// Insured by the school.
    pub insured: Option<bool>,
    /// Contract codes; none: any.
    pub contracts: Option<Vec<String>>,
    /// A position.
    pub position: Option<String>,
    /// A level of theory.
    pub theory: Option<String>,
    /// A gender.
    pub gender: Option<Gender>,
    /// A team.
    pub team: Option<String>,
    /// An office.
    pub office: Option<String>,
    /// A degree, as noted.
    pub degree: Option<String>,
    /// Of a minority.
    pub minority: Option<bool>,
    /// The day.
    pub day: HeadDay,
    /// What happened to them instead of how many there are.
    pub movement: Option<MovementSelection>,
}

/// A selection of what happened to members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovementSelection {
    /// What.
    pub movement: Movement,
    /// Employment or membership.
    pub stay: FactKind,
    /// Codes of reasons, any of these; empty: any.
    pub reasons: Vec<String>,
    /// Codes of reasons left out.
    pub except: Vec<String>,
    /// Which days.
    pub range: RangeName,
}

/// A selection of a fund's book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerSelection {
    /// The fund's code; none: the settled fund.
    pub fund: Option<String>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Codes; "22" also takes "22.01".
    pub codes: Vec<String>,
    /// Which days.
    pub range: RangeName,
}

impl LedgerSelection {
    /// True when it names roles or codes and so selects vouchers, not the whole book.
    pub fn names_lines(&self) -> bool {
        !self.roles.is_empty() || !self.codes.is_empty()
    }
}
