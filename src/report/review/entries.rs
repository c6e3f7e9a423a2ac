//! Activities that are probably not what was meant: outside any period, past their day, there twice, above the norm.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::{Around, Finding, KindName, Place, What};
use crate::domain::late::Membership;
use crate::domain::norm::{self, Exceeded};
use crate::domain::repeat::{Repeat, repeats};
use crate::domain::{Activity, Day, FactKind, Id, Member, State, Stored, TermData, calendar, plan};

fn at(entry: &Stored<Activity>) -> Place {
    Place::Activity { id: entry.id }
}

/// The entries that the report counts, or would if they were done.
fn of_term(data: &TermData) -> impl Iterator<Item = &Stored<Activity>> {
    let membership = Membership::of(&data.period, &data.catalog.periods);
    data.activities.iter().filter(move |entry| {
        !entry.is_deleted() && entry.state != State::Cancelled && membership.counts(entry)
    })
}

/// How many done entries before the first period are told one by one: a year mistyped. More of them are the history of
/// a book that was filled from older ones, told at once.
pub const STRAY: usize = 20;

/// Done entries that lie in no period: a report that should have told them does not. `around` has those that no report
/// reads, before the first period and behind today.
pub(super) fn outside_periods(data: &TermData, around: &Around) -> Vec<Finding> {
    let periods = || data.catalog.periods.iter().filter(|period| !period.is_deleted());
    let Some(first) = periods().map(|period| period.activities.0).min() else { return Vec::new() };
    let outside = |day: Day| !periods().any(|one| calendar::holds(one.activities, day));
    let one = |entry: &Stored<Activity>| {
        let kind = KindName::of(&entry.kind, &data.catalog);
        Finding::new(What::OutsidePeriods { kind, day: entry.day }, at(entry))
    };
    let is_history = usize::try_from(around.before).is_ok_and(|before| before > STRAY);
    let history = around.latest_before.last().filter(|_| is_history).map(|last| {
        let what = What::BeforePeriods { count: around.before, first, last: last.day };
        Finding::new(what, at(last))
    });
    let strays = around.latest_before.iter().filter(|_| !is_history);
    let read = data.activities.iter().filter(|entry| entry.day >= first);
    let unread =
        around.behind.iter().filter(|entry| data.activities.iter().all(|other| other.id != entry.id));
    let later = read
        .chain(unread)
        .filter(|entry| !entry.is_deleted() && entry.state == State::Done && outside(entry.day));
    history.into_iter().chain(strays.map(one)).chain(later.map(one)).collect()
}

/// Plans of the term whose day has passed.
pub(super) fn overdue(data: &TermData) -> Vec<Finding> {
    let today = data.catalog.today;
    let late =
        |entry: &&Stored<Activity>| plan::is_overdue(entry, today) && entry.until.is_none_or(|d| d < today);
    of_term(data)
        .filter(late)
        .map(|entry| {
            let kind = KindName::of(&entry.kind, &data.catalog);
            let about = data.catalog.headline(entry);
            Finding::new(What::PlanOverdue { kind, day: entry.day, about }, at(entry))
        })
        .collect()
}

/// The same member, kind and relation within seven days; told at the later entry, once.
pub(super) fn doubled(data: &TermData) -> Vec<Finding> {
    let told = |entry: &Stored<Activity>, repeat: &Repeat<'_>| What::Doubled {
        kind: KindName::of(&entry.kind, &data.catalog),
        name: called(data, repeat.member, entry.day),
        before: repeat.entry.day,
        day: entry.day,
    };
    repeated(data, false, told)
}

/// A second việc hiếu for one parent of one member, however long ago within what the report reads.
pub(super) fn parent_twice(data: &TermData) -> Vec<Finding> {
    let told = |entry: &Stored<Activity>, repeat: &Repeat<'_>| What::ParentTwice {
        kind: KindName::of(&entry.kind, &data.catalog),
        relation: data.catalog.kinds.relations.label(repeat.relation).to_owned(),
        name: called(data, repeat.member, entry.day),
        before: repeat.entry.day,
        day: entry.day,
    };
    repeated(data, true, told)
}

fn repeated(
    data: &TermData,
    parent: bool,
    told: impl Fn(&Stored<Activity>, &Repeat<'_>) -> What,
) -> Vec<Finding> {
    let mut by_kind: BTreeMap<&str, Vec<&Stored<Activity>>> = BTreeMap::new();
    for entry in &data.activities {
        by_kind.entry(entry.kind.as_str()).or_default().push(entry);
    }
    let mut found = Vec::new();
    for entry in of_term(data).filter(|entry| !entry.people.is_empty()) {
        let of_kind = by_kind.get(entry.kind.as_str()).map_or(&[][..], Vec::as_slice);
        // Entries come by day; those behind this one tell of it themselves.
        let before =
            of_kind.iter().copied().take_while(|other| (other.day, other.id) < (entry.day, entry.id));
        let repeats = repeats(entry, Some(entry.id), before, &data.catalog);
        if let Some(repeat) = repeats.iter().rev().find(|repeat| repeat.parent == parent) {
            found.push(Finding::new(told(entry, repeat), at(entry)));
        }
    }
    found
}

fn called(data: &TermData, member: Id<Member>, day: Day) -> String {
    data.catalog.member(member).map_or(String::new(), |member| data.catalog.called_on(member, day).to_owned())
}

/// Entries that gave somebody more than the norm of that day; told once of an entry, at the most that anybody got.
pub(super) fn above_norm(data: &TermData) -> Vec<Finding> {
    let told = |entry: &Stored<Activity>| {
        let Exceeded { amount, norm } = norm::exceeded(entry, &data.catalog)?;
        let kind = KindName::of(&entry.kind, &data.catalog);
        Some(Finding::new(What::AboveNorm { kind, day: entry.day, amount, norm }, at(entry)))
    };
    of_term(data).filter_map(told).collect()
}

/// Members who had something more often in a calendar year than the norm allows; told at the last time in the term.
pub(super) fn too_often(data: &TermData) -> Vec<Finding> {
    let mut times: BTreeMap<(&str, Id<Member>, i32), u32> = BTreeMap::new();
    for entry in data.activities.iter().filter(|entry| !entry.is_deleted() && entry.state == State::Done) {
        for member in entry.members() {
            *times.entry((entry.kind.as_str(), member, entry.day.year())).or_default() += 1;
        }
    }
    let mut told: BTreeMap<(&str, Id<Member>, i32), Finding> = BTreeMap::new();
    for entry in of_term(data).filter(|entry| entry.state == State::Done) {
        for person in &entry.people {
            let Some(member) = person.member else { continue };
            let norm = data.catalog.norm_for(&entry.kind, &person.relation, entry.day);
            let Some(allowed) = norm.and_then(|norm| norm.times_per_year) else { continue };
            let key = (entry.kind.as_str(), member, entry.day.year());
            let Some(count) = times.get(&key).copied().filter(|count| *count > allowed) else { continue };
            let what = What::TooOften {
                kind: KindName::of(&entry.kind, &data.catalog),
                name: called(data, member, entry.day),
                count,
                times: allowed,
            };
            told.insert(key, Finding::new(what, at(entry)));
        }
    }
    told.into_values().collect()
}

/// Done entries of the term that name somebody who had left by then, each told once. What is itself the leaving (a
/// farewell, a member's own death) is none.
pub(super) fn after_leaving(data: &TermData) -> Vec<Finding> {
    let told = |entry: &Stored<Activity>, id: Id<Member>| {
        let member = data.catalog.member(id)?;
        let stays = member.facts.iter().filter(|fact| fact.kind == FactKind::Employment);
        let left = stays.filter_map(|stay| stay.until).filter(|until| *until <= entry.day).max()?;
        let what = What::AfterLeaving {
            kind: KindName::of(&entry.kind, &data.catalog),
            name: called(data, id, entry.day),
            day: entry.day,
            left,
        };
        (!member.employed_on(entry.day)).then(|| Finding::new(what, at(entry)))
    };
    let is_leaving = |entry: &Stored<Activity>| {
        data.catalog.kinds.get(&entry.kind).is_some_and(|kind| !kind.member_change.is_empty())
    };
    of_term(data)
        .filter(|entry| entry.state == State::Done && !is_leaving(entry))
        .filter_map(|entry| entry.members().into_iter().find_map(|id| told(entry, id)))
        .collect()
}
