//! The one selection type: what the list shows, what search finds and what a fact counts.
//!
//! An [`ActivityFilter`] is what people and outlines write. [`ActivityFilter::compile`] resolves its
//! words against the catalog; the [`Selection`] that comes out decides in Rust
//! ([`Selection::matches`]) and in SQL (the store), and both must agree.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::relation::SELF;
use super::{Activity, Catalog, Day, Id, Level, Member, Receiver, State};
use crate::text::fold::search_key;

/// A selection of activities as people and outlines write it. Empty means: all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ActivityFilter {
    /// Words that must all be found in the entry, its people or its kind; accents do not matter.
    pub text: String,
    /// Words that must all be found in `about` or `occasion`.
    pub about: String,
    /// Words that must all be found in `result`.
    pub result: String,
    /// Kind codes, any of them.
    pub kinds: Vec<String>,
    /// A group's code.
    pub group: Option<String>,
    /// First day, counted. An activity of several days counts by its first.
    pub from: Option<Day>,
    /// Last day, counted.
    pub to: Option<Day>,
    /// An entry with this member.
    pub member: Option<Id<Member>>,
    /// The state.
    pub state: Option<State>,
    /// Relation codes or groups; at least one person has one of them. `ban-than` is also a person without relation.
    pub relations: Vec<String>,
    /// The level.
    pub level: Option<Level>,
    /// Who receives.
    pub receiver: Option<Receiver>,
    /// Zero statements only (true) or none (false).
    pub zero: Option<bool>,
    /// True: only entries marked as deleted; false: only the others.
    pub deleted: bool,
}

/// One searched word with the members and kinds whose names hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word's search key.
    pub key: String,
    /// Members whose full name or any short name holds it.
    pub members: BTreeSet<Id<Member>>,
    /// Codes of kinds whose label holds it.
    pub kinds: BTreeSet<String>,
}

/// A filter with its words resolved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Words, all of which must be found.
    pub words: Vec<Word>,
    /// Search keys to be found in `about` or `occasion`.
    pub about: Vec<String>,
    /// Search keys to be found in `result`.
    pub result: Vec<String>,
    /// Kinds, any of them; none: all kinds.
    pub kinds: Option<BTreeSet<String>>,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// A member.
    pub member: Option<Id<Member>>,
    /// The state.
    pub state: Option<State>,
    /// Relation codes, groups expanded; empty: any.
    pub relations: Vec<String>,
    /// The level.
    pub level: Option<Level>,
    /// Who receives.
    pub receiver: Option<Receiver>,
    /// Zero statements.
    pub zero: Option<bool>,
    /// Deleted entries.
    pub deleted: bool,
}

impl ActivityFilter {
    /// Resolves words, groups and relation groups against the catalog.
    pub fn compile(&self, catalog: &Catalog) -> Selection {
        let words = keys(&self.text)
            .into_iter()
            .map(|key| Word {
                members: catalog.members_named(&key),
                kinds: catalog
                    .kinds
                    .kinds
                    .iter()
                    .filter(|kind| search_key(&kind.label).contains(&key))
                    .map(|kind| kind.code.clone())
                    .collect(),
                key,
            })
            .collect();
        let kinds = match (&self.group, self.kinds.is_empty()) {
            (None, true) => None,
            (None, false) => Some(self.kinds.iter().cloned().collect()),
            (Some(group), true) => Some(catalog.kinds.of_group(group).into_iter().collect()),
            (Some(group), false) => {
                let of_group = catalog.kinds.of_group(group);
                Some(self.kinds.iter().filter(|kind| of_group.contains(kind)).cloned().collect())
            }
        };
        Selection {
            words,
            about: keys(&self.about),
            result: keys(&self.result),
            kinds,
            from: self.from,
            to: self.to,
            member: self.member,
            state: self.state,
            relations: self
                .relations
                .iter()
                .flat_map(|name| {
                    let codes = catalog.kinds.relations.expand(name);
                    if codes.is_empty() { vec![name.clone()] } else { codes }
                })
                .collect(),
            level: self.level,
            receiver: self.receiver,
            zero: self.zero,
            deleted: self.deleted,
        }
    }
}

impl Selection {
    /// Whether the activity is selected. `deleted` is the entry's own mark.
    pub fn matches(&self, activity: &Activity, deleted: bool) -> bool {
        deleted == self.deleted
            && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&activity.kind))
            && self.from.is_none_or(|from| from <= activity.day)
            && self.to.is_none_or(|to| activity.day <= to)
            && self.state.is_none_or(|state| state == activity.state)
            && self.level.is_none_or(|level| activity.level == Some(level))
            && self.receiver.is_none_or(|receiver| activity.receiver == receiver)
            && self.zero.is_none_or(|zero| activity.zero == zero)
            && self.member.is_none_or(|id| activity.people.iter().any(|person| person.member == Some(id)))
            && (self.relations.is_empty()
                || activity.people.iter().any(|person| self.wants_relation(&person.relation)))
            && self.holds_words(activity)
    }

    /// Last of all and only where words are asked for: a report asks dozens of selections of thousands of
    /// entries, and folding a text costs more than all other comparisons together.
    fn holds_words(&self, activity: &Activity) -> bool {
        let all_in = |keys: &[String], key: &dyn Fn() -> String| {
            keys.is_empty() || {
                let text = key();
                keys.iter().all(|key| text.contains(key.as_str()))
            }
        };
        if !all_in(&self.about, &|| about_key(activity))
            || !all_in(&self.result, &|| search_key(&activity.result))
        {
            return false;
        }
        if self.words.is_empty() {
            return true;
        }
        let text = activity_key(activity);
        self.words.iter().all(|word| {
            text.contains(word.key.as_str())
                || word.kinds.contains(&activity.kind)
                || activity
                    .people
                    .iter()
                    .any(|person| person.member.is_some_and(|id| word.members.contains(&id)))
        })
    }

    /// Whether a person's relation is one of the wanted; used to count only the lượt that are meant.
    pub fn wants_relation(&self, relation: &str) -> bool {
        let code = if relation.is_empty() { SELF } else { relation };
        self.relations.is_empty() || self.relations.iter().any(|wanted| wanted == code)
    }
}

/// The search keys of a text's words.
fn keys(text: &str) -> Vec<String> {
    search_key(text).split_whitespace().map(str::to_owned).collect()
}

/// The key of everything written in the entry itself; the store keeps it as a column.
pub fn activity_key(activity: &Activity) -> String {
    let mut text = String::new();
    let own = [
        &activity.about,
        &activity.occasion,
        &activity.place,
        &activity.goods,
        &activity.organisation,
        &activity.giver,
        &activity.launcher,
        &activity.result,
        &activity.reference,
        &activity.note,
    ];
    let people = activity
        .people
        .iter()
        .flat_map(|person| [&person.name, &person.relative, &person.role, &person.prize, &person.note]);
    for part in own.into_iter().chain(people).filter(|part| !part.is_empty()) {
        text.push_str(part);
        text.push('\n');
    }
    search_key(&text)
}

/// The key of `about` and `occasion`; the store keeps it as a column.
pub fn about_key(activity: &Activity) -> String {
    search_key(&format!("{}\n{}", activity.about, activity.occasion))
}
