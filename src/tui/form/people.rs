//! People in a form: names, groups and free names as typed, resolved on the entry's day.
//!
//! `Liên 2A, Hương MT` are members; `nữ`, `tổ 2`, `GV cơ bản`, `tất cả` are groups; everything after `trừ` is left out,
//! up to a semicolon; a name in quotes is somebody who is not on the roster. Nobody is guessed: a name that two
//! members bear must be chosen from the suggestions, and what was chosen is pinned to the token.
//!
//! Beside a name may stand what is said of that person alone: `Hương MT (Nhất; được dự thi cấp thành phố)`,
//! `Dũng TD (bố vợ)`, `Liên 2A = 500k`; beside a group, of everybody in it. A part in brackets that names a relation is
//! one where the form asks for it, the first other part is the prize where the form asks for prizes, the rest a note.

mod roster;
mod typed;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::field::Message;
use crate::domain::{Catalog, Day, FactKind, Id, Member, Person, Stored};
use crate::text::clean;
use crate::text::fold::search_key;
use crate::text::money::Dong;
use roster::{Reading, Roster, Row};
use typed::{Split, quoted, tokens, untitled};

/// Somebody of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A member of the roster.
    Member(Id<Member>),
    /// A name that is not on the roster.
    Free(String),
}

impl Who {
    /// Who this person of an entry is.
    pub fn of(person: &Person) -> Self {
        person.member.map_or_else(|| Self::Free(person.name.clone()), Self::Member)
    }
}

/// What a token was chosen to mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The token as it stands in the field.
    pub token: String,
    /// Whom it means.
    pub who: Who,
}

/// Why a token means nobody yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nobody of this name is on the roster.
    Unknown {
        /// As typed.
        token: String,
    },
    /// Several members can be meant.
    Ambiguous {
        /// As typed.
        token: String,
        /// Who they are.
        candidates: Vec<Id<Member>>,
    },
    /// A group that nobody is in on that day.
    Nobody {
        /// As typed.
        token: String,
    },
    /// A bracket that is not closed.
    Unclosed {
        /// As typed.
        token: String,
    },
    /// What stands behind "=" is no amount.
    Amount(Message),
}

impl Problem {
    /// The sentence of it.
    pub fn message(&self) -> Message {
        let (key, token) = match self {
            Self::Unknown { token } => ("form-error-people-unknown", token),
            Self::Ambiguous { token, .. } => ("form-error-people-ambiguous", token),
            Self::Nobody { token } => ("form-error-people-nobody", token),
            Self::Unclosed { token } => ("form-error-people-bracket", token),
            Self::Amount(message) => return message.clone(),
        };
        Message::plain(key).with("name", token)
    }
}

/// What is said of a person beside the name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// The code of the relation.
    pub relation: Option<String>,
    /// The prize; an empty one is said too.
    pub prize: Option<String>,
    /// A note.
    pub note: String,
    /// An amount of the person's own, đồng.
    pub amount: Option<Dong>,
}

/// What a form asks of every person, and so may be said beside a name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked {
    /// Quan hệ.
    pub relation: bool,
    /// Giải.
    pub prize: bool,
}

/// Who is meant by a field's text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resolved {
    /// Everybody named, in the order typed; groups in name order, each member once.
    pub people: Vec<Who>,
    /// What is said of each of them, in the same order.
    pub details: Vec<Said>,
    /// How many members were left out by `trừ`.
    pub left_out: usize,
    /// Tokens that mean nobody.
    pub problems: Vec<Problem>,
}

/// What may stand for the token at the caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The token that it puts in.
    pub token: String,
    /// The full name, or what the group is.
    pub name: String,
    /// What tells it from others: the duty.
    pub about: String,
    /// Whom it means; none for a group.
    pub who: Option<Who>,
}

/// What is written beside the name of a person of an entry, so that it reads back; `relation` and `prize`: whether
/// these differ among the persons and so stand there.
pub(super) fn said_of(person: &Person, asked: Asked, differ: Asked, catalog: &Catalog) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if asked.relation && differ.relation && !person.relation.is_empty() {
        parts.push(catalog.kinds.relations.label(&person.relation));
    }
    if asked.prize && (differ.prize || !person.note.is_empty()) {
        parts.push(&person.prize);
    }
    if !person.note.is_empty() {
        parts.push(&person.note);
    }
    let mut text = if parts.iter().all(|part| part.is_empty()) {
        String::new()
    } else {
        format!(" ({})", parts.join("; "))
    };
    if let Some(own) = person.amount {
        text = format!("{text} = {}", super::amount::write(own));
    }
    text
}

/// Who is meant by `text` on `day`.
pub(super) fn resolve(text: &str, pins: &[Pin], asked: Asked, catalog: &Catalog, day: Day) -> Resolved {
    let mut resolved = Resolved::default();
    if text.trim().is_empty() {
        return resolved;
    }
    let roster = Roster::new(catalog, day);
    let mut out: Vec<Who> = Vec::new();
    for token in tokens(text) {
        let (reading, said) = roster.read_said(&token.text, pins, asked);
        match reading {
            Reading::Problem(problem) => resolved.problems.push(problem),
            Reading::People(people) if token.left_out => out.extend(people),
            Reading::People(people) => {
                let single = people.len() == 1;
                for who in people {
                    // A name typed twice stands twice (two visits of one day), a group repeats nobody.
                    if single || !resolved.people.contains(&who) {
                        resolved.people.push(who);
                        resolved.details.push(said.clone());
                    }
                }
            }
        }
    }
    let before = resolved.people.len();
    let mut stays = resolved.people.iter().map(|who| !out.contains(who)).collect::<Vec<_>>().into_iter();
    resolved.details.retain(|_| stays.next().unwrap_or(true));
    resolved.people.retain(|who| !out.contains(who));
    resolved.left_out = before - resolved.people.len();
    resolved
}

/// The size of the group that words name on `day`; of all union members for no words.
pub(super) fn group_size(words: &str, catalog: &Catalog, day: Day) -> Option<usize> {
    let roster = Roster::new(catalog, day);
    if words.trim().is_empty() {
        return Some(roster.union().len());
    }
    roster.group(words.trim()).map(|people| people.len())
}

/// The token at the caret and where it stands, when it means nobody yet.
pub(super) fn open_token(
    text: &str,
    caret: usize,
    pins: &[Pin],
    catalog: &Catalog,
    day: Day,
) -> Option<(Range<usize>, Problem)> {
    let token = tokens(text).into_iter().find(|token| {
        token.range.start <= caret
            && caret <= token.range.end + text.get(token.range.end..caret).unwrap_or_default().len()
            && text.get(token.range.end..caret).is_none_or(|gap| gap.trim().is_empty() && !gap.contains(','))
    })?;
    let roster = Roster::new(catalog, day);
    let raw = text.get(token.range.clone()).unwrap_or_default();
    let split = Split::of(raw);
    // Within what is said beside a name nothing is suggested; a suggestion takes the name's place only.
    let end = token.range.start + if split.is_bare() { raw.len() } else { split.name.len() };
    let name = if split.is_bare() { token.text.as_str() } else { split.name };
    if caret > end && !split.is_bare() {
        return None;
    }
    match roster.read(name, pins) {
        Reading::Problem(problem) => Some((token.range.start..end, problem)),
        Reading::People(_) => None,
    }
}

/// What may stand for a token that means nobody yet: members first, then somebody from outside.
pub(super) fn suggestions(problem: &Problem, catalog: &Catalog, day: Day) -> Vec<Suggestion> {
    let roster = Roster::new(catalog, day);
    match problem {
        Problem::Nobody { .. } | Problem::Unclosed { .. } | Problem::Amount(_) => Vec::new(),
        Problem::Ambiguous { candidates, .. } => roster
            .rows
            .iter()
            .filter(|row| candidates.contains(&row.member.id))
            .map(|row| member_suggestion(row.member, catalog, day))
            .collect(),
        Problem::Unknown { token } => {
            let words = untitled(token).unwrap_or(token);
            let key = search_key(words);
            let mut rows: Vec<&Row<'_>> = roster
                .rows
                .iter()
                .filter(|row| {
                    let all = format!("{} {}", row.short_key, row.full_key);
                    key.split_whitespace().all(|word| all.contains(word))
                })
                .collect();
            rows.sort_by_key(|row| (!row.present, !row.short_key.starts_with(&key)));
            let mut list: Vec<Suggestion> =
                rows.into_iter().map(|row| member_suggestion(row.member, catalog, day)).collect();
            if quoted(token).is_none() {
                let name = token.replace(['"', '“', '”'], "");
                list.push(Suggestion {
                    token: format!("\"{name}\""),
                    name: String::new(),
                    about: String::new(),
                    who: Some(Who::Free(name)),
                });
            }
            list
        }
    }
}

fn member_suggestion(member: &Stored<Member>, catalog: &Catalog, day: Day) -> Suggestion {
    Suggestion {
        token: token_of(&Who::Member(member.id), catalog, day),
        name: member.full_name.clone(),
        about: member.value_on(FactKind::Duty, day).to_owned(),
        who: Some(Who::Member(member.id)),
    }
}

/// How somebody is written in a field.
pub(super) fn token_of(who: &Who, catalog: &Catalog, day: Day) -> String {
    let plain = |text: &str| clean::line(&text.replace([',', ';', '"', '“', '”', '='], " "));
    match who {
        Who::Free(name) => format!("\"{}\"", plain(name)),
        Who::Member(id) => catalog.member(*id).map_or_else(
            || "?".to_owned(),
            |member| {
                let short = member.short_name_on(day);
                let shared = catalog.members.iter().any(|other| {
                    other.id != *id && search_key(other.short_name_on(day)) == search_key(short)
                });
                plain(if shared { &member.full_name } else { short })
            },
        ),
    }
}

/// A token for `who` that no pin uses for somebody else; pinned.
pub(super) fn pin(who: &Who, pins: &mut Vec<Pin>, catalog: &Catalog, day: Day) -> String {
    let base = token_of(who, catalog, day);
    let mut token = base.clone();
    let mut number = 2;
    while pins.iter().any(|pin| pin.token == token && pin.who != *who) {
        token = format!("{base} ({number})");
        number += 1;
    }
    if !pins.iter().any(|pin| pin.token == token) {
        pins.push(Pin { token: token.clone(), who: who.clone() });
    }
    token
}
