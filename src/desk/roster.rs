//! Who is who in the roster: when two members are one, and whose a short name is.
//!
//! Names are compared without regard to capitals, as an exchange file compares them; accents tell people apart
//! (Hà and Hạ are two).

use super::DeskError;
use crate::domain::{Id, Member, MemberFact, Stored};

fn short_names(member: &Member) -> impl Iterator<Item = &MemberFact> {
    member.short_names()
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// True when the roster takes the two for one person: the same full name and no different days of birth, unless
/// both have short names and share none.
pub fn known(member: &Member, other: &Member) -> bool {
    let born = match (member.birth_day, other.birth_day) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let told_apart = short_names(member).next().is_some()
        && short_names(other).next().is_some()
        && !short_names(member).any(|one| short_names(other).any(|other| same(&one.value, &other.value)));
    same(&member.full_name, &other.full_name) && born && !told_apart
}

/// Refuses a member one of whose short names is somebody else's on a day on which it would hold
/// ([`DeskError::ShortNameTaken`]). `of` is the member's own record in the roster; none for a new one.
pub fn short_names_free(
    member: &Member,
    of: Option<Id<Member>>,
    roster: &[Stored<Member>],
) -> Result<(), DeskError> {
    for fact in short_names(member) {
        let bears = |other: &&Stored<Member>| {
            Some(other.id) != of
                && short_names(other).any(|theirs| same(&theirs.value, &fact.value) && theirs.overlaps(fact))
        };
        if let Some(holder) = roster.iter().find(bears) {
            return Err(DeskError::ShortNameTaken {
                name: fact.value.clone(),
                holder: holder.full_name.clone(),
            });
        }
    }
    Ok(())
}
