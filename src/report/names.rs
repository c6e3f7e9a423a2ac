//! How people are named in a list: the outline's templates, the short name and duty of the entry's day.

use std::collections::HashMap;

use super::outline::{Outline, PlainText};
use super::select::Slice;
use super::source::{NameStyle, Order};
use crate::domain::relation::SELF;
use crate::domain::{Activity, Catalog, Day, FactKind, Gender, Id, Member, Person, Stored};
use crate::text::collate::name_key;
use crate::text::fold::search_key;

/// Writes names as an outline wants them.
pub struct Namer<'a> {
    /// Roster and relations.
    pub catalog: &'a Catalog,
    /// The templates.
    pub outline: &'a Outline,
    /// Who shares a full name with whom.
    pub namesakes: &'a Namesakes,
}

/// The members who share a full name, accents aside, each with their places in the roster.
#[derive(Debug, Default)]
pub struct Namesakes(HashMap<Id<Member>, Vec<usize>>);

impl Namesakes {
    /// Those of a roster.
    pub fn of(members: &[Stored<Member>]) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, member) in members.iter().enumerate() {
            by_name.entry(search_key(&member.full_name)).or_default().push(at);
        }
        let shared = by_name.into_values().filter(|places| places.len() > 1);
        Self(
            shared
                .flat_map(|places| places.clone().into_iter().map(move |at| (at, places.clone())))
                .filter_map(|(at, places)| Some((members.get(at)?.id, places)))
                .collect(),
        )
    }

    /// How many who bear the member's full name were there on a day.
    fn present(&self, members: &[Stored<Member>], id: Id<Member>, day: Day) -> usize {
        let there = |other: &Member| other.employed_on(day) || other.union_member_on(day);
        let places = self.0.get(&id).into_iter().flatten();
        places.filter_map(|at| members.get(*at)).filter(|other| there(other)).count()
    }
}

/// A list of people: each once, with how often.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameList {
    /// The phrases, "(2 lần)" included.
    pub phrases: Vec<String>,
    /// How often each stands for one lượt.
    pub times: Vec<u64>,
    /// Lượt without a name.
    pub unnamed: u64,
}

/// What makes two lượt the same entry of a list.
#[derive(PartialEq, Eq)]
struct Key {
    member: Option<Id<Member>>,
    name: String,
    relation: String,
    self_phrase: String,
}

impl Namer<'_> {
    /// A member's name on a day.
    pub fn member(&self, member: &Stored<Member>, day: Day, style: NameStyle, note: &str) -> String {
        let names = &self.outline.names;
        let template = match style {
            NameStyle::Short => &names.short,
            NameStyle::Full => &names.full,
            NameStyle::Plain => &names.plain,
            NameStyle::Honorific => &names.honorific,
        };
        fill(template, &self.outline.blank, |name| match name {
            "comrade" => self.catalog.kinds.comrade.clone(),
            "short_name" => self.catalog.called_on(member, day).to_owned(),
            "full_name" => member.full_name.clone(),
            "suffix" => self.suffix(member, day),
            "title" => match member.gender {
                Gender::Female => names.female.clone(),
                Gender::Male => names.male.clone(),
            },
            "duty" => self.duty(member, day),
            "note" => note.to_owned(),
            _ => String::new(),
        })
    }

    /// What of the short name sets a member apart from somebody with the same full name; empty when nobody of
    /// that day shares it.
    fn suffix(&self, member: &Stored<Member>, day: Day) -> String {
        if self.namesakes.present(&self.catalog.members, member.id, day) < 2 {
            return String::new();
        }
        let own: Vec<String> = member.full_name.split_whitespace().map(search_key).collect();
        let short = member.value_on(FactKind::ShortName, day);
        short.split_whitespace().filter(|word| !own.contains(&search_key(word))).collect::<Vec<_>>().join(" ")
    }

    /// The duty in the outline's words; empty when none is noted.
    pub fn duty(&self, member: &Member, day: Day) -> String {
        let duty = member.value_on(FactKind::Duty, day).trim();
        if duty.is_empty() {
            return String::new();
        }
        let position = member.value_on(FactKind::Position, day);
        for rule in &self.outline.names.duty {
            let Some(rest) = after(duty, &rule.begins) else { continue };
            if rule.positions.is_empty() || rule.positions.iter().any(|code| code == position) {
                return fill(&rule.text, &self.outline.blank, |name| match name {
                    "duty" => duty.to_owned(),
                    _ => rest.trim().to_owned(),
                });
            }
        }
        duty.to_owned()
    }

    /// One lượt in words: "mẹ đẻ đ/c Liên 2A", "đám cưới đ/c Chinh", "Cô giáo …".
    fn phrase(&self, activity: &Activity, person: &Person, style: NameStyle) -> String {
        let name = match person.member.and_then(|id| self.catalog.member(id)) {
            Some(member) => self.member(member, activity.day, style, &person.note),
            None if person.name.trim().is_empty() => self.outline.blank.clone(),
            None => person.name.clone(),
        };
        if is_self(person) {
            let phrase = self.self_phrase(activity);
            if phrase.is_empty() { name } else { phrase.replace("{name}", &name) }
        } else {
            format!("{} {name}", self.catalog.kinds.relations.label(&person.relation))
        }
    }

    fn self_phrase(&self, activity: &Activity) -> &str {
        self.catalog.kinds.get(&activity.kind).map_or("", |kind| kind.self_phrase.as_str())
    }

    /// The people behind a number of lượt, each once.
    pub fn list(&self, slices: &[Slice<'_>], style: NameStyle, order: Order) -> NameList {
        struct Entry {
            key: Key,
            phrase: String,
            times: u64,
            sort: String,
        }
        let mut entries: Vec<Entry> = Vec::new();
        for slice in slices {
            for person in &slice.people {
                let own = is_self(person);
                let key = Key {
                    member: person.member,
                    name: if person.member.is_some() { String::new() } else { search_key(&person.name) },
                    relation: if own { String::new() } else { person.relation.clone() },
                    self_phrase: if own {
                        self.self_phrase(slice.activity).to_owned()
                    } else {
                        String::new()
                    },
                };
                if let Some(entry) = entries.iter_mut().find(|entry| entry.key == key) {
                    entry.times += 1;
                } else {
                    let full_name = person.member.and_then(|id| self.catalog.member(id));
                    let full_name = full_name.map_or(person.name.as_str(), |member| &member.full_name);
                    entries.push(Entry {
                        key,
                        phrase: self.phrase(slice.activity, person, style),
                        times: 1,
                        sort: name_key(full_name),
                    });
                }
            }
        }
        if order == Order::Name {
            entries.sort_by(|one, other| one.sort.cmp(&other.sort));
        }
        NameList {
            times: entries.iter().map(|entry| entry.times).collect(),
            phrases: entries
                .into_iter()
                .map(
                    |entry| {
                        if entry.times > 1 { self.times(&entry.phrase, entry.times) } else { entry.phrase }
                    },
                )
                .collect(),
            unnamed: slices.iter().map(Slice::unnamed).sum(),
        }
    }

    fn times(&self, phrase: &str, times: u64) -> String {
        fill(&self.outline.names.times, "", |name| match name {
            "phrase" => phrase.to_owned(),
            _ => times.to_string(),
        })
    }

    /// The list in one line, with at most `most` names and the number of the others.
    pub fn join(&self, list: &NameList, separator: Option<&str>, most: Option<usize>) -> String {
        let shown = most.unwrap_or(usize::MAX);
        let left: u64 = list.times.iter().skip(shown).sum::<u64>() + list.unnamed;
        let phrases: Vec<&str> = list.phrases.iter().take(shown).map(String::as_str).collect();
        let mut text = phrases.join(separator.unwrap_or(&self.outline.names.separator));
        if left > 0 && !text.is_empty() {
            text.push(' ');
            text.push_str(&fill(&self.outline.names.others, "", |_| left.to_string()));
        }
        text
    }
}

/// Whether the person is the member and not a relative.
pub fn is_self(person: &Person) -> bool {
    person.relation.is_empty() || person.relation == SELF
}

/// The text of a template of plain names.
pub fn fill(template: &PlainText, blank: &str, mut value: impl FnMut(&str) -> String) -> String {
    template.text(blank, &mut |name| value(name))
}

/// What stands after `begins`, compared without accents and case.
fn after<'a>(text: &'a str, begins: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in begins.chars() {
        let typed = rest.next()?;
        if search_key(&typed.to_string()) != search_key(&wanted.to_string()) {
            return None;
        }
    }
    Some(rest.as_str())
}
