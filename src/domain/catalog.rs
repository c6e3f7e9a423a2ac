//! The catalog: what every screen, line and report needs to read an entry, held in memory.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::relation::SELF;
use super::{Activity, Day, Fund, Id, Kinds, Member, Norm, Period, Person, Setting, Stored, Unit};
use crate::text::fold::{fold, search_key};
use crate::text::words::{Thousand, WordsStyle, ZeroTens};

/// Kinds, roster, norms, funds, periods and "today" of a book.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalog {
    /// Kinds, groups, relations and roster lists, the unit's own included.
    pub kinds: Kinds,
    /// The settlement's codes.
    pub codes: super::codes::CodeSet,
    /// Everybody on the roster, in Vietnamese name order; deleted ones left out.
    pub members: Vec<Stored<Member>>,
    /// Norms.
    pub norms: Vec<Stored<Norm>>,
    /// Funds; the settled one first.
    pub funds: Vec<Stored<Fund>>,
    /// Periods by last day; of those that end together the shortest first, a year behind its semesters.
    pub periods: Vec<Stored<Period>>,
    /// The period being worked in.
    pub period: Option<Stored<Period>>,
    /// By which outline the report of a period was sent last; periods of which none was sent have no entry.
    pub sent_outlines: HashMap<Id<Period>, String>,
    /// The unit's forms, by first day.
    pub units: Vec<Stored<Unit>>,
    /// Settings.
    pub settings: Vec<Stored<Setting>>,
    /// Today, injected once.
    pub today: Day,
    /// True when "today" is not the machine's: the book assumes it, or whoever started the program named it.
    pub today_assumed: bool,
    /// Search keys of the members' names, kept in step by [`Catalog::index`].
    pub name_keys: HashMap<Id<Member>, String>,
}

impl Catalog {
    /// The periods as they are offered: the latest begun first, a year behind the semesters that it is made of.
    pub fn periods_offered(&self) -> Vec<&Stored<Period>> {
        let mut periods: Vec<&Stored<Period>> = self.periods.iter().collect();
        periods.sort_by_key(|period| (Reverse(period.activities.0), period.activities.1));
        periods
    }

    /// An empty catalog with these kinds.
    pub fn new(kinds: Kinds, today: Day) -> Self {
        Self {
            kinds,
            codes: super::codes::CodeSet::named(""),
            members: Vec::new(),
            norms: Vec::new(),
            funds: Vec::new(),
            periods: Vec::new(),
            period: None,
            sent_outlines: HashMap::new(),
            units: Vec::new(),
            settings: Vec::new(),
            today,
            today_assumed: false,
            name_keys: HashMap::new(),
        }
    }

    /// Sorts the roster and renews the index of names; to be called after members changed.
    pub fn index(&mut self) {
        self.members.sort_by_cached_key(|member| crate::text::collate::name_key(&member.full_name));
        self.name_keys = self.members.iter().map(|member| (member.id, name_key(member))).collect();
    }

    /// The member with this id.
    pub fn member(&self, id: Id<Member>) -> Option<&Stored<Member>> {
        self.members.iter().find(|member| member.id == id)
    }

    /// The fund with this id.
    pub fn fund(&self, id: Id<Fund>) -> Option<&Stored<Fund>> {
        self.funds.iter().find(|fund| fund.id == id)
    }

    /// The union's own fund, the one that is settled.
    pub fn union_fund(&self) -> Option<&Stored<Fund>> {
        self.funds.iter().find(|fund| fund.settled).or_else(|| self.funds.first())
    }

    /// The unit as it is on `day`.
    pub fn unit_on(&self, day: Day) -> Option<&Stored<Unit>> {
        self.units
            .iter()
            .filter(|unit| unit.from.is_none_or(|from| from <= day))
            .max_by_key(|unit| unit.from)
            .or_else(|| self.units.first())
    }

    /// The value of a setting.
    pub fn setting(&self, key: &str) -> Option<&str> {
        self.settings.iter().find(|setting| setting.key == key).map(|setting| setting.value.as_str())
    }

    /// How the unit writes amounts in words: the settings `words.zero_tens` (`linh`, `le`) and `words.thousand`
    /// (`nghin`, `ngan`), with or without accents; the northern words where they say nothing.
    pub fn words_style(&self) -> WordsStyle {
        let says = |key, code| self.setting(key).is_some_and(|value| fold(value.trim()) == code);
        WordsStyle {
            zero_tens: if says("words.zero_tens", "le") { ZeroTens::Le } else { ZeroTens::Linh },
            thousand: if says("words.thousand", "ngan") { Thousand::Ngan } else { Thousand::Nghin },
        }
    }

    /// Members whose full name or any short name holds this search key.
    pub fn members_named(&self, key: &str) -> BTreeSet<Id<Member>> {
        self.name_keys.iter().filter(|(_, name)| name.contains(key)).map(|(id, _)| *id).collect()
    }

    /// The norm in force on `day` for a kind and a relation; an exact relation wins over its group,
    /// a group over a norm for anybody.
    pub fn norm_for(&self, kind: &str, relation: &str, day: Day) -> Option<&Stored<Norm>> {
        let relation = if relation.is_empty() { SELF } else { relation };
        self.norms
            .iter()
            .filter(|norm| norm.kind == kind && norm.holds_on(day))
            .filter_map(|norm| {
                let rank = if norm.relation == relation {
                    2
                } else if norm.relation.is_empty() {
                    0
                } else if self.kinds.relations.expand(&norm.relation).iter().any(|code| code == relation) {
                    1
                } else {
                    return None;
                };
                Some(((rank, norm.from), norm))
            })
            .max_by_key(|(rank, _)| *rank)
            .map(|(_, norm)| norm)
    }

    /// A person in short: "mẹ đẻ đ/c Liên 2A", "đ/c Vân L2".
    pub fn person_phrase(&self, kind: &str, person: &Person, day: Day) -> String {
        let name = match person.member.and_then(|id| self.member(id)) {
            Some(member) => format!("{} {}", self.kinds.comrade, self.called_on(member, day)),
            None => person.name.clone(),
        };
        if person.relation.is_empty() || person.relation == SELF {
            let phrase = self.kinds.get(kind).map_or("", |kind| kind.self_phrase.as_str());
            if phrase.is_empty() { name } else { phrase.replace("{name}", &name) }
        } else {
            format!("{} {name}", self.kinds.relations.label(&person.relation))
        }
    }

    /// What an entry is about, in one line: what it says was not there, its content, else its people, else its
    /// organisation.
    pub fn headline(&self, activity: &Activity) -> String {
        let mut parts: Vec<String> = Vec::new();
        if let Some(kind) =
            self.kinds.get(&activity.kind).filter(|kind| activity.zero && !kind.zero.is_empty())
        {
            parts.push(kind.zero.clone());
        }
        for text in [&activity.about, &activity.organisation, &activity.occasion] {
            if !text.is_empty() && !parts.iter().any(|part| part.contains(text.as_str())) {
                parts.push(text.clone());
            }
        }
        if let Some(first) = activity.people.first() {
            let mut phrase = self.person_phrase(&activity.kind, first, activity.day);
            if activity.people.len() > 1 {
                phrase = format!("{phrase} +{}", activity.people.len() - 1);
            }
            parts.push(phrase);
        }
        if parts.is_empty() {
            parts.extend(
                [&activity.result, &activity.goods, &activity.note]
                    .into_iter()
                    .find(|t| !t.is_empty())
                    .cloned(),
            );
        }
        parts.join(" · ")
    }
}

/// The search key of a member: full name and every short name, one a line.
pub fn name_key(member: &Member) -> String {
    let mut text = member.full_name.clone();
    for fact in member.facts.iter().filter(|fact| fact.kind == super::FactKind::ShortName) {
        text.push('\n');
        text.push_str(&fact.value);
    }
    search_key(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Meta, Moment};

    #[test]
    fn amounts_are_spelled_as_the_settings_say_with_or_without_accents() {
        let at = Moment::default();
        let style = |zero_tens: &str, thousand: &str| {
            let mut catalog = Catalog::new(Kinds::built_in().expect("kinds"), Day::default());
            for (key, value) in [("words.zero_tens", zero_tens), ("words.thousand", thousand)] {
                catalog.settings.push(Stored {
                    id: Id::fresh(),
                    meta: Meta { version: 1, created_at: at, updated_at: at, deleted_at: None },
                    body: Setting { key: key.to_owned(), value: value.to_owned() },
                });
            }
            catalog.words_style()
        };
        let southern = WordsStyle { zero_tens: ZeroTens::Le, thousand: Thousand::Ngan };
        assert_eq!(style("le", "ngan"), southern);
        assert_eq!(style("Lẻ", " ngàn "), southern);
        assert_eq!(style("linh", "nghìn"), WordsStyle::default());
        assert_eq!(style("", "ngan"), WordsStyle { thousand: Thousand::Ngan, ..WordsStyle::default() });
        assert_eq!(style("?", "?"), WordsStyle::default());
    }
}
