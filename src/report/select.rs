//! Which records a fact reads: ranges of days, activities with the wanted people, members on a day and what
//! happened to them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::model::{RecordRef, SourceRef, Wanted, WantedMoves};
use super::outline::{ActivitySelection, MemberSelection, MovementSelection};
use super::source::{HeadDay, RangeName, StateWanted};
use crate::domain::filter::Selection;
use crate::domain::late::Membership;
use crate::domain::member_change::disagreements;
use crate::domain::relation::SELF;
use crate::domain::{
    Activity, Catalog, Day, FactKind, Id, Member, Move, Period, Person, State, Stored, TermView, calendar,
    plan,
};
use crate::text::fold::search_key;
use crate::text::money::Dong;

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

    /// What was spent on the wanted people, đồng; nothing unless the entry is done.
    pub fn spent(&self) -> Spent {
        if self.activity.state != State::Done {
            return Spent::All(Dong(0));
        }
        let all = &self.activity.people;
        let total = self.activity.total();
        if self.people.len() >= all.len() {
            return Spent::All(total);
        }
        let own: Option<Vec<i64>> =
            self.people.iter().map(|person| person.amount.map(|amount| amount.0)).collect();
        if let Some(own) = own {
            return Spent::Part(Dong(own.into_iter().fold(0, i64::saturating_add)));
        }
        match rate_of_each(self.activity) {
            Some(each) => {
                let wanted = i64::try_from(self.people.len()).unwrap_or(i64::MAX);
                Spent::Part(Dong(each.0.saturating_mul(wanted)))
            }
            None if total.is_zero() => Spent::All(total),
            None => Spent::Undivided(total),
        }
    }

    /// The activity as a source.
    pub fn source(&self) -> SourceRef {
        self.activity.source()
    }
}

/// What each person of an entry got where its money is n × rate with everybody of the entry counted, đồng; none where it
/// is not, or where somebody has an amount of their own.
pub fn rate_of_each(activity: &Activity) -> Option<Dong> {
    let everybody = u32::try_from(activity.people.len()).ok();
    let rates: Option<Vec<Dong>> =
        activity.money.iter().map(|line| line.rate.filter(|_| line.quantity == everybody)).collect();
    let alike = activity.people.iter().all(|person| person.amount.is_none());
    rates.filter(|_| alike).map(|rates| rates.into_iter().fold(Dong(0), Dong::saturating_add))
}

/// What an entry spent on those of its people that are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spent {
    /// The whole entry, since all of its people are meant.
    All(Dong),
    /// The share of some.
    Part(Dong),
    /// The whole entry, though only some are meant: it does not say what each got.
    Undivided(Dong),
}

impl Spent {
    /// The amount, đồng.
    pub const fn amount(self) -> Dong {
        match self {
            Spent::All(amount) | Spent::Part(amount) | Spent::Undivided(amount) => amount,
        }
    }
}

impl Wanted {
    /// The relations that are meant in entries of a kind; empty: any.
    pub fn relations_for(&self, kind: &str) -> &[String] {
        self.relations_of.iter().find(|of| of.0 == kind).map_or(&self.relations, |of| &of.1)
    }

    /// Whether this person of an entry of a kind is meant.
    pub fn takes(&self, kind: &str, person: &Person) -> bool {
        let relation = if person.relation.is_empty() { SELF } else { person.relation.as_str() };
        let relations = self.relations_for(kind);
        (relations.is_empty() || relations.iter().any(|wanted| wanted == relation))
            && (!self.prized || !person.prize.trim().is_empty())
            && self.prize.as_ref().is_none_or(|prize| search_key(prize) == search_key(&person.prize))
    }
}

/// The period whose head count this one's movement starts from: of those that lie before this one for the greater
/// part, and were counted before it, the one counted last, of whatever sort. Neither a semester of this school year nor
/// the year of this semester goes before its own.
pub fn last_counted_before(data: TermView<'_>) -> Option<&Stored<Period>> {
    let this = data.period;
    let begins = this.activities.0;
    let before = |other: &&Stored<Period>| {
        let (from, to) = other.activities;
        other.id != this.id
            && !other.is_deleted()
            && (begins - from).num_days() * 2 > (to - from).num_days()
            && to < this.activities.1
            && other.head_count_day < this.head_count_day
    };
    data.catalog.periods.iter().filter(before).max_by_key(|other| other.head_count_day)
}

/// The period that lies ahead of this report, of whatever sort: the first to end of those that begin after this one's
/// head-count day and not before it.
pub fn first_to_end_after(data: TermView<'_>) -> Option<&Stored<Period>> {
    let this = data.period;
    let after = |other: &&Stored<Period>| {
        other.id != this.id
            && !other.is_deleted()
            && other.activities.0 > this.activities.0.max(this.head_count_day)
            && other.activities.1 > this.activities.1
    };
    data.catalog.periods.iter().filter(after).min_by_key(|other| other.activities.1)
}

/// First and last day of a range, both counted. Without a period before, movement begins with the activities; without
/// one after, what is coming ends half a year after them.
pub fn days(range: RangeName, data: TermView<'_>) -> (Day, Day) {
    let period = data.period;
    let (from, to) = period.finance;
    let ymd =
        |year: i32, month: u32, day: u32, other: Day| Day::from_ymd_opt(year, month, day).unwrap_or(other);
    match range {
        RangeName::Period => period.activities,
        RangeName::SchoolYear => calendar::school_year(period, &data.catalog.periods),
        RangeName::Tet => calendar::tet(period),
        RangeName::Finance => (from, to),
        RangeName::CalendarYear => (ymd(from.year(), 1, 1, from), ymd(to.year(), 12, 31, to)),
        RangeName::FirstHalf => (ymd(to.year(), 1, 1, from), ymd(to.year(), 6, 30, to)),
        RangeName::SecondHalf => (ymd(to.year(), 7, 1, from), ymd(to.year(), 12, 31, to)),
        RangeName::Movement => {
            let counted = last_counted_before(data).and_then(|before| before.head_count_day.succ_opt());
            let first = counted.unwrap_or(period.activities.0).min(period.head_count_day);
            (first, period.head_count_day)
        }
        RangeName::Upcoming => {
            let day = period.head_count_day;
            let end = period.activities.1.max(day);
            let half_a_year = end.checked_add_months(chrono::Months::new(6)).unwrap_or(end);
            (
                day.succ_opt().unwrap_or(day),
                first_to_end_after(data).map_or(half_a_year, |next| next.activities.1),
            )
        }
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

/// A term's entries by their kind: most facts name a few kinds, and a report asks some hundred times.
#[derive(Debug)]
pub struct ByKind<'a> {
    all: &'a [Stored<Activity>],
    kinds: BTreeMap<&'a str, Vec<&'a Stored<Activity>>>,
}

impl<'a> ByKind<'a> {
    /// Of all entries of a term.
    pub fn of(all: &'a [Stored<Activity>]) -> Self {
        let mut kinds: BTreeMap<&str, Vec<&Stored<Activity>>> = BTreeMap::new();
        for entry in all {
            kinds.entry(entry.kind.as_str()).or_default().push(entry);
        }
        Self { all, kinds }
    }

    /// The entries of these kinds; none given: all.
    fn among(&self, kinds: Option<&BTreeSet<String>>) -> Vec<&'a Stored<Activity>> {
        match kinds {
            None => self.all.iter().collect(),
            Some(kinds) => {
                kinds.iter().filter_map(|kind| self.kinds.get(kind.as_str())).flatten().copied().collect()
            }
        }
    }
}

/// The activities of a selection, by (day, id), with the people it means. `zero` chooses between entries and
/// zero statements, whatever the selection says.
pub fn activities<'a>(
    selection: &ActivitySelection,
    zero: bool,
    data: TermView<'a>,
    entries: &ByKind<'a>,
) -> (Vec<Slice<'a>>, Wanted) {
    let mut filter = selection.filter.clone();
    filter.state = match selection.state {
        StateWanted::Done => Some(State::Done),
        StateWanted::Planned => Some(State::Planned),
        StateWanted::Cancelled => Some(State::Cancelled),
        StateWanted::Any | StateWanted::Budgeted => None,
    };
    filter.zero = Some(zero);
    let compiled = filter.compile(data.catalog);
    let wanted = Wanted {
        relations: compiled.relations.clone(),
        relations_of: selection.relations_of.clone(),
        prized: selection.prized == Some(true),
        prize: None,
    };
    // Whom the entry must name is asked below, by kind.
    let compiled = Selection { relations: Vec::new(), ..compiled };
    let in_range = InRange::of(selection, data);
    let mut slices: Vec<Slice<'a>> = entries
        .among(compiled.kinds.as_ref())
        .into_iter()
        .filter(|activity| compiled.matches(activity, activity.is_deleted()) && in_range.holds(activity))
        .filter(|activity| {
            (selection.levels.is_empty() || selection.levels.contains(&activity.level))
                && (selection.led_by.is_empty() || selection.led_by.contains(&activity.led_by))
                && !selection.except.contains(&activity.kind)
                && (selection.state != StateWanted::Budgeted
                    || (activity.state != State::Cancelled && plan::planned(activity).is_some()))
                && (selection.prized != Some(false)
                    || activity.people.iter().all(|person| person.prize.trim().is_empty()))
        })
        .map(|activity| Slice { activity, people: wanted_of(activity, &wanted) })
        .filter(|slice| {
            let nobody = slice.activity.people.is_empty();
            !slice.people.is_empty()
                || (nobody && !wanted.prized && wanted.relations_for(&slice.activity.kind).is_empty())
        })
        .collect();
    slices.sort_by_key(|slice| (slice.activity.day, slice.activity.id));
    (slices, wanted)
}

/// Which entries lie in a selection's range.
enum InRange<'a> {
    /// Those of the period, with what it took over late and without what a later one took.
    Period { membership: Membership, late: Option<bool> },
    /// Those of certain days.
    Days((Day, Day)),
    /// Those for the Tết of a lunar year, whatever their day.
    Tet { year: i32, catalog: &'a Catalog },
}

impl<'a> InRange<'a> {
    fn of(selection: &ActivitySelection, data: TermView<'a>) -> Self {
        let membership = || Membership::of(data.period, &data.catalog.periods);
        match selection.range {
            RangeName::Period => InRange::Period { membership: membership(), late: selection.late },
            RangeName::Tet => InRange::Tet { year: calendar::tet_year(data.period), catalog: data.catalog },
            range => InRange::Days(days(range, data)),
        }
    }

    fn holds(&self, activity: &Stored<Activity>) -> bool {
        match self {
            InRange::Period { membership, late } => {
                membership.counts(activity) && late.is_none_or(|late| late == membership.is_late(activity))
            }
            InRange::Days(days) => calendar::holds(*days, activity.day),
            InRange::Tet { year, catalog } => plan::tet_year(activity, catalog) == Some(*year),
        }
    }
}

/// The people of an entry that are meant.
pub fn wanted_of<'a>(activity: &'a Activity, wanted: &Wanted) -> Vec<&'a Person> {
    activity.people.iter().filter(|person| wanted.takes(&activity.kind, person)).collect()
}

/// The members of a selection in the roster's order, and the day they are counted on.
pub fn members<'a>(selection: &MemberSelection, data: TermView<'a>) -> (Vec<&'a Stored<Member>>, Day) {
    let day = head_day(selection.day, data.period);
    let members = data.catalog.members.iter().filter(|member| takes(selection, member, day, data)).collect();
    (members, day)
}

/// Whether a member of the roster is meant, as the facts are on `day`.
fn takes(selection: &MemberSelection, member: &Stored<Member>, day: Day, data: TermView<'_>) -> bool {
    let is = |wanted: Option<bool>, is: bool| wanted.is_none_or(|wanted| wanted == is);
    let words = |wanted: &Option<String>, noted: &str| {
        wanted.as_ref().is_none_or(|wanted| search_key(wanted) == search_key(noted))
    };
    let value = |wanted: &Option<String>, kind: FactKind| words(wanted, member.value_on(kind, day));
    !member.is_deleted()
        && is(selection.employed, member.employed_on(day))
        && is(selection.union_member, member.union_member_on(day))
        && is(selection.party, member.party_member_on(day))
        && is(selection.insured, member.insured)
        && is(selection.minority, data.catalog.kinds.roster.is_minority(&member.ethnicity))
        && selection.gender.is_none_or(|gender| gender == member.gender)
        && selection
            .contracts
            .as_ref()
            .is_none_or(|codes| codes.iter().any(|code| code == member.value_on(FactKind::Contract, day)))
        && value(&selection.position, FactKind::Position)
        && value(&selection.theory, FactKind::Theory)
        && value(&selection.team, FactKind::Team)
        && value(&selection.office, FactKind::Office)
        && words(&selection.degree, &member.degree)
}

/// Something that happened to a member.
#[derive(Debug, Clone, Copy)]
pub struct Moved<'a> {
    /// To whom.
    pub member: &'a Stored<Member>,
    /// What and when.
    pub what: Move<'a>,
}

/// What happened to the members of a selection, by day and within it in the roster's order. Each member is judged by
/// the facts of that day; of somebody who left, by those of the last day counted.
pub fn moves<'a>(
    selection: &MemberSelection,
    movement: &MovementSelection,
    data: TermView<'a>,
) -> (Vec<Moved<'a>>, WantedMoves) {
    let (from, to) = days(movement.range, data);
    let wanted = WantedMoves {
        movement: movement.movement,
        stay: movement.stay,
        reasons: movement.reasons.clone(),
        except: movement.except.clone(),
        from,
        to,
    };
    let roster = &data.catalog.kinds.roster;
    let mut moves: Vec<Moved<'a>> = data
        .catalog
        .members
        .iter()
        .flat_map(|member| {
            let all = member.moves(wanted.movement, wanted.stay, from, to);
            all.into_iter().map(move |what| Moved { member, what })
        })
        .filter(|one| {
            let code = roster.reason(one.what.reason).map_or("", |entry| entry.code.as_str());
            (wanted.reasons.is_empty() || wanted.reasons.iter().any(|reason| reason == code))
                && !wanted.except.iter().any(|reason| reason == code)
                && takes(selection, one.member, one.what.seen(), data)
        })
        .collect();
    moves.sort_by_key(|one| one.what.day);
    (moves, wanted)
}

/// How many people the entries of these kinds name, within the days of what is wanted, of whom the roster does not say
/// the same, or does not say that it happened in these days, or whom it does not know at all.
pub fn disagreeing(kinds: &[String], moves: &[Moved<'_>], wanted: &WantedMoves, data: TermView<'_>) -> usize {
    if kinds.is_empty() {
        return 0;
    }
    let entries: Vec<&Stored<Activity>> = data
        .activities
        .iter()
        .filter(|entry| !entry.is_deleted() && entry.state == State::Done && !entry.zero)
        .filter(|entry| kinds.contains(&entry.kind) && wanted.from <= entry.day && entry.day <= wanted.to)
        .collect();
    let missing = |person: &&Person| {
        let told = |member| moves.iter().any(|one| one.member.id == member);
        super::names::is_self(person) && !person.member.is_some_and(told)
    };
    let missing = entries.iter().flat_map(|entry| &entry.people).filter(missing).count();
    // Whoever is missing disagrees by the day too; of both counts the larger names everybody.
    missing.max(disagreed(|entry| entries.iter().any(|one| one.id == entry), data))
}

/// In how many cases these entries and the roster do not say the same of a member.
pub fn disagreed(meant: impl Fn(Id<Activity>) -> bool, data: TermView<'_>) -> usize {
    let mut cases: Vec<_> = disagreements(data.activities, data.catalog)
        .into_iter()
        .filter(|one| meant(one.activity))
        .map(|one| (one.activity, one.member))
        .collect();
    // An entry may end two stays of one member: that is one case.
    cases.dedup();
    cases.len()
}
