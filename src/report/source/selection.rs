//! What a fact may read, as the file says it: activities, members, a fund's book, and which days.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::Text;
use crate::domain::{Gender, LedBy, Movement, Receiver};

/// Which days a fact reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RangeName {
    /// The period's activities, with the late entries it took over.
    #[default]
    Period,
    /// The school year of the period's last day.
    SchoolYear,
    /// The Tết of the period: entries of the kinds and words that mean it, whatever their day.
    Tet,
    /// The period's money.
    Finance,
    /// The calendar years that the money touches.
    CalendarYear,
    /// 1/1 to 30/6 of the year in which the money ends.
    FirstHalf,
    /// 1/7 to 31/12 of that year.
    SecondHalf,
    /// The half of a calendar year that holds the head-count day: 1/1 to 30/6 or 1/7 to 31/12. Its title is the
    /// title of that half.
    HalfYear,
    /// From the day after the head-count day of the period before to this period's.
    Movement,
    /// From the day after the head-count day to the end of the period that follows.
    Upcoming,
}

/// Which states of activities count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateWanted {
    /// Done ones.
    #[default]
    Done,
    /// Planned ones.
    Planned,
    /// Cancelled ones.
    Cancelled,
    /// All.
    Any,
    /// Planned ones and done ones that keep their plan.
    Budgeted,
}

/// A selection of activities.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawActivities {
    /// Kind codes.
    pub kinds: Vec<Text>,
    /// A group's code.
    pub group: Option<Text>,
    /// Relation codes or groups.
    pub relations: Vec<Text>,
    /// Other relations for certain kinds.
    pub relations_of: BTreeMap<Text, Vec<Text>>,
    /// Which states.
    pub state: StateWanted,
    /// True: only late entries taken over; false: none of these.
    pub late: Option<bool>,
    /// Words in what it was about.
    pub about: String,
    /// Words in the result.
    pub result: String,
    /// Levels; `none` is an entry without one.
    pub levels: Vec<Text>,
    /// Who receives.
    pub receiver: Option<Receiver>,
    /// Who led, any of these.
    #[serde(deserialize_with = "one_or_many")]
    pub led_by: Vec<LedBy>,
    /// True: only kinds that no fact of the outline names.
    pub others: bool,
    /// True: only people with a prize; false: only entries where nobody has one.
    pub prized: Option<bool>,
    /// Zero statements, instead of entries.
    pub zero: bool,
    /// Which days.
    pub range: Option<RangeName>,
}

/// A selection of members.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawMembers {
    /// Employed at the school; when neither this nor `union_member` is given: true.
    pub employed: Option<bool>,
    /// A union member.
    pub union_member: Option<bool>,
    /// A Party member.
    pub party: Option<bool>,
    /// Insured by the school.
    pub insured: Option<bool>,
    /// A contract and all below it.
    pub contract: Option<Text>,
    /// This contract alone.
    pub contract_exact: Option<Text>,
    /// A position.
    pub position: Option<Text>,
    /// A level of theory.
    pub theory: Option<Text>,
    /// A gender.
    pub gender: Option<Gender>,
    /// A team.
    pub team: Option<String>,
    /// An office.
    pub office: Option<String>,
    /// A degree, as noted.
    pub degree: Option<String>,
    /// Of a minority (dân tộc thiểu số).
    pub minority: Option<bool>,
    /// The day they are counted on.
    pub day: HeadDay,
    /// Not the head count, but what happened to members.
    pub movement: Option<Movement>,
    /// Whether employment or membership began or ended; none: employment.
    pub of: Option<Stay>,
    /// Why, any of these.
    pub reasons: Vec<Text>,
    /// Why not.
    pub except_reasons: Vec<Text>,
    /// In which days something happened; none: `movement`.
    pub range: Option<Spanned<RangeName>>,
}

/// What begins when somebody comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stay {
    /// Work at the school.
    Employment,
    /// Membership of the union.
    Membership,
}

/// One word or a list of words.
fn one_or_many<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    struct Words<T>(std::marker::PhantomData<T>);
    impl<'de, T: Deserialize<'de>> serde::de::Visitor<'de> for Words<T> {
        type Value = Vec<T>;

        fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            out.write_str("a word or a list of words")
        }

        fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Self::Value, E> {
            T::deserialize(serde::de::value::StrDeserializer::new(word)).map(|one| vec![one])
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut all = Vec::new();
            while let Some(one) = list.next_element()? {
                all.push(one);
            }
            Ok(all)
        }
    }
    from.deserialize_any(Words(std::marker::PhantomData))
}

/// The day members are counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadDay {
    /// The period's head-count day.
    #[default]
    HeadCount,
    /// The last day of the activities.
    PeriodEnd,
    /// The last day of the money.
    FinanceEnd,
}

/// A selection of a fund's book.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawLedger {
    /// The fund's code; none: the settled fund.
    pub fund: Option<String>,
    /// Roles of the settlement codes.
    pub roles: Vec<Spanned<crate::domain::codes::Role>>,
    /// Settlement codes; "22" also takes "22.01".
    pub codes: Vec<Text>,
    /// Which days; none: the period's money.
    pub range: Option<RangeName>,
}
