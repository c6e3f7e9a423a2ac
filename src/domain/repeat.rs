//! Entries that seem to be there already: the same visit noted twice, a second condolence for one parent.

use super::relation::{CONDOLENCE, PARENTS, SELF};
use super::{Activity, Catalog, Id, Member, Person, State, Stored};
use crate::text::fold::search_key;

/// Days within which the same visit to the same person is taken for a doubled entry.
pub const NEAR: i64 = 7;

/// An entry that another one may repeat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Repeat<'a> {
    /// The entry that is there.
    pub entry: &'a Stored<Activity>,
    /// The member whom both name.
    pub member: Id<Member>,
    /// The relation's code.
    pub relation: &'a str,
    /// True: a second việc hiếu for one parent, however long ago the first one was.
    pub parent: bool,
}

/// What an activity may repeat among other entries: the same kind for the same member and relation within
/// [`NEAR`] days, unless both say what they are about and say different things; and a second việc hiếu for one of the
/// four parents of one member. Cancelled and deleted entries repeat nothing; `own` is the entry's own id.
pub fn repeats<'a>(
    activity: &Activity,
    own: Option<Id<Activity>>,
    others: impl IntoIterator<Item = &'a Stored<Activity>>,
    catalog: &Catalog,
) -> Vec<Repeat<'a>> {
    if activity.state == State::Cancelled || activity.people.is_empty() {
        return Vec::new();
    }
    let parents = || catalog.kinds.relations.expand(PARENTS);
    let parents = if activity.kind == CONDOLENCE { parents() } else { Vec::new() };
    let mut found = Vec::new();
    for entry in others {
        let counts = Some(entry.id) != own && !entry.is_deleted() && entry.state != State::Cancelled;
        if !counts || entry.kind != activity.kind {
            continue;
        }
        let near = (entry.day - activity.day).num_days().abs() <= NEAR && alike(activity, entry);
        for person in &entry.people {
            let Some(member) = person.member else { continue };
            let same = |mine: &Person| mine.member == Some(member) && relation(mine) == relation(person);
            if !activity.people.iter().any(same) {
                continue;
            }
            let parent = parents.iter().any(|parent| parent == relation(person));
            if near || parent {
                found.push(Repeat { entry, member, relation: relation(person), parent });
            }
        }
    }
    found
}

fn relation(person: &Person) -> &str {
    if person.relation.is_empty() { SELF } else { &person.relation }
}

/// Nothing that both say tells them apart: two contests of one week are two.
fn alike(one: &Activity, other: &Activity) -> bool {
    let same = |a: &str, b: &str| a.is_empty() || b.is_empty() || search_key(a) == search_key(b);
    same(&one.about, &other.about)
        && same(&one.result, &other.result)
        && same(&one.occasion, &other.occasion)
        && same(&one.organisation, &other.organisation)
}
