//! Which records a fact reads: ranges of days, activities with the wanted people, members on a day.

use chrono::Datelike;

use super::model::{RecordRef, SourceRef, Wanted};
use super::outline::{ActivitySelection, MemberSelection};
use super::source::{HeadDay, RangeName};
use crate::domain::relation::SELF;
use crate::domain::{Activity, Day, FactKind, Member, Period, Person, State, Stored, TermView};
use crate::text::fold::search_key;

/// An activity with those of its people that are meant.
#[derive(Debug, Clone)]
pub struct Slice<'a> {
    /// The activity.
    pub activity: &'a Stored<Activity>,
    /// The wanted people, in the entry's order; empty when the entry names nobody.
    pub people: Vec<&'a Person>,
}

impl Slice<'_> {
    /// Lượt: the wanted people; of an entry that names nobody its n, else 1.
    pub fn visits(&self) -> u64 {
        if self.activity.people.is_empty() {
            u64::from(self.activity.visits())
        } else {
            self.people.len() as u64
        }
    }

    /// Lượt that no name stands for.
    pub fn unnamed(&self) -> u64 {
        if self.activity.people.is_empty()
            && self.activity.head_count.as_ref().is_some_and(|head| head.count.is_some())
        {
            self.visits()
        } else {
            0
        }
    }

    /// The activity as a source.
    pub fn source(&self) -> SourceRef {
        self.activity.source()
    }
}

impl Wanted {
    /// Whether this person is meant.
    pub fn takes(&self, person: &Person) -> bool {
        let relation = if person.relation.is_empty() { SELF } else { person.relation.as_str() };
        (self.relations.is_empty() || self.relations.iter().any(|wanted| wanted == relation))
            && (!self.prized || !person.prize.trim().is_empty())
            && self.prize.as_ref().is_none_or(|prize| search_key(prize) == search_key(&person.prize))
    }
}

/// First and last day of a range, both counted.
pub fn days(range: RangeName, data: TermView<'_>) -> (Day, Day) {
    let period = data.period;
    let (from, to) = period.finance;
    let ymd =
        |year: i32, month: u32, day: u32, other: Day| Day::from_ymd_opt(year, month, day).unwrap_or(other);
    match range {
        RangeName::Period => period.activities,
        RangeName::Finance => (from, to),
        RangeName::CalendarYear => (ymd(from.year(), 1, 1, from), ymd(to.year(), 12, 31, to)),
        RangeName::FirstHalf => (ymd(to.year(), 1, 1, from), ymd(to.year(), 6, 30, to)),
        RangeName::SecondHalf => (ymd(to.year(), 7, 1, from), ymd(to.year(), 12, 31, to)),
        RangeName::HalfYear => {
            let day = period.head_count_day;
            match half_of(day) {
                RangeName::FirstHalf => (ymd(day.year(), 1, 1, day), ymd(day.year(), 6, 30, day)),
                _ => (ymd(day.year(), 7, 1, day), ymd(day.year(), 12, 31, day)),
            }
        }
    }
}

/// The half of its calendar year that a day falls into, by the name under which a title is looked up.
pub fn half_of(day: Day) -> RangeName {
    if day.month() <= 6 { RangeName::FirstHalf } else { RangeName::SecondHalf }
}

/// The day that members are counted on.
pub fn head_day(day: HeadDay, period: &Period) -> Day {
    match day {
        HeadDay::HeadCount => period.head_count_day,
        HeadDay::PeriodEnd => period.activities.1,
        HeadDay::FinanceEnd => period.finance.1,
    }
}

/// The activities of a selection, by (day, id), with the people it means. `zero` chooses between entries and
/// zero statements, whatever the selection says.
pub fn activities<'a>(
    selection: &ActivitySelection,
    zero: bool,
    data: TermView<'a>,
) -> (Vec<Slice<'a>>, Wanted) {
    let (from, to) = days(selection.range, data);
    let mut filter = selection.filter.clone();
    filter.from = Some(from);
    filter.to = Some(to);
    filter.state = Some(State::Done);
    filter.zero = Some(zero);
    let compiled = filter.compile(data.catalog);
    let wanted =
        Wanted { relations: compiled.relations.clone(), prized: selection.prized == Some(true), prize: None };
    let mut slices: Vec<Slice<'a>> = data
        .activities
        .iter()
        .filter(|activity| compiled.matches(activity, activity.is_deleted()))
        .filter(|activity| {
            (selection.levels.is_empty() || selection.levels.contains(&activity.level))
                && selection.led_by.is_none_or(|led_by| led_by == activity.led_by)
                && (selection.prized != Some(false)
                    || activity.people.iter().all(|person| person.prize.trim().is_empty()))
        })
        .map(|activity| Slice { activity, people: wanted_of(activity, &wanted) })
        .filter(|slice| !slice.people.is_empty() || (slice.activity.people.is_empty() && !wanted.prized))
        .collect();
    slices.sort_by_key(|slice| (slice.activity.day, slice.activity.id));
    (slices, wanted)
}

/// The people of an entry that are meant.
pub fn wanted_of<'a>(activity: &'a Activity, wanted: &Wanted) -> Vec<&'a Person> {
    activity.people.iter().filter(|person| wanted.takes(person)).collect()
}

/// The members of a selection in the roster's order, and the day they are counted on.
pub fn members<'a>(selection: &MemberSelection, data: TermView<'a>) -> (Vec<&'a Stored<Member>>, Day) {
    let day = head_day(selection.day, data.period);
    let is = |wanted: Option<bool>, is: bool| wanted.is_none_or(|wanted| wanted == is);
    let value = |wanted: &Option<String>, member: &Member, kind: FactKind| {
        wanted.as_ref().is_none_or(|wanted| search_key(wanted) == search_key(member.value_on(kind, day)))
    };
    let members = data
        .catalog
        .members
        .iter()
        .filter(|member| {
            !member.is_deleted()
                && is(selection.employed, member.employed_on(day))
                && is(selection.union_member, member.union_member_on(day))
                && is(selection.party, member.party_member_on(day))
                && is(selection.insured, member.insured)
                && selection.gender.is_none_or(|gender| gender == member.gender)
                && selection.contracts.as_ref().is_none_or(|codes| {
                    codes.iter().any(|code| code == member.value_on(FactKind::Contract, day))
                })
                && value(&selection.position, member, FactKind::Position)
                && value(&selection.theory, member, FactKind::Theory)
                && value(&selection.team, member, FactKind::Team)
                && value(&selection.office, member, FactKind::Office)
        })
        .collect();
    (members, day)
}
