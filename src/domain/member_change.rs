//! An activity that changes a member (kết nạp, nghỉ hưu …): what its kind says should follow in the roster, whether
//! the roster says so already, and where the two disagree. What changes what is data of the kinds file.

use serde::{Deserialize, Serialize};

use super::member_facts::FactError;
use super::relation::SELF;
use super::{Activity, Catalog, Day, FactKind, Id, Member, State, Stored};

/// A day of the Party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyDay {
    /// Kết nạp.
    PartyJoined,
    /// Công nhận chính thức.
    PartyOfficial,
}

/// From which day a change holds, measured by the activity's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeDay {
    /// The activity's own day.
    #[default]
    Entry,
    /// The first of the following month, as a retirement does.
    NextMonth,
}

impl ChangeDay {
    /// The day it means for an activity on `day`.
    pub fn of(self, day: Day) -> Day {
        match self {
            Self::Entry => day,
            Self::NextMonth => chrono::Datelike::with_day(&day, 1)
                .and_then(|first| first.checked_add_months(chrono::Months::new(1)))
                .unwrap_or(day),
        }
    }
}

/// What an activity of a kind changes in the roster: `member_change` of the kinds file. One of `begins`, `ends` and
/// `party` is filled.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MemberChangeRule {
    /// Stays that begin: `employment`, `membership`.
    pub begins: Vec<FactKind>,
    /// Stays that end.
    pub ends: Vec<FactKind>,
    /// A day of the Party.
    pub party: Option<PartyDay>,
    /// Reasons to choose from, as the roster keeps them; the first is the usual one.
    pub reasons: Vec<String>,
    /// Days to choose from; empty: the activity's. The first is the usual one.
    pub days: Vec<ChangeDay>,
}

impl MemberChangeRule {
    /// True when a kind's file says nothing, so that the kind changes nobody.
    pub const fn is_empty(&self) -> bool {
        self.begins.is_empty() && self.ends.is_empty() && self.party.is_none()
    }

    /// The ways in which the change can be noted for an activity on `day`: (reason, first day), the usual one first.
    pub fn ways(&self, day: Day) -> Vec<(String, Day)> {
        let entry = [ChangeDay::Entry];
        let days = if self.days.is_empty() { &entry[..] } else { &self.days };
        let reasons = if self.reasons.is_empty() { vec![String::new()] } else { self.reasons.clone() };
        let mut ways: Vec<(String, Day)> = Vec::new();
        for reason in &reasons {
            for way in days {
                let way = (reason.clone(), way.of(day));
                if !ways.contains(&way) {
                    ways.push(way);
                }
            }
        }
        ways
    }

    /// Whether the member's facts say already what an activity on `day` changes.
    pub fn is_noted(&self, member: &Member, day: Day) -> bool {
        // A stay that begins soon after is this one, noted with another day: noting it again would make two of it.
        let soon = |from: Day| from > day && (from - day).num_days() <= FAREWELL;
        let begun = |kind: &FactKind| {
            member.fact_on(*kind, day).is_some_and(|fact| fact.from.is_some())
                || member.facts.iter().any(|fact| fact.kind == *kind && fact.from.is_some_and(soon))
        };
        let open = |kind: &FactKind| {
            member.fact_on(*kind, day).is_some_and(|fact| fact.until.is_none())
                || member.facts.iter().any(|fact| {
                    fact.kind == *kind && fact.until.is_none() && fact.from.is_none_or(|from| from <= day)
                })
        };
        let party = self.party.is_none_or(|which| party_day(member, which).is_some());
        self.begins.iter().all(begun) && !self.ends.iter().any(open) && party
    }

    /// Notes the change in the member from `day` on, for this reason.
    ///
    /// # Errors
    /// [`FactError`] when a stay cannot end then; the member is as it was.
    pub fn note(&self, member: &mut Member, day: Day, reason: &str) -> Result<(), FactError> {
        let mut changed = member.clone();
        for kind in &self.begins {
            changed.come(*kind, day, reason);
        }
        if !self.ends.is_empty() {
            changed.leave(&self.ends, day, reason)?;
        }
        match self.party {
            Some(PartyDay::PartyJoined) => changed.party_joined = changed.party_joined.or(Some(day)),
            Some(PartyDay::PartyOfficial) => changed.party_official = changed.party_official.or(Some(day)),
            None => {}
        }
        *member = changed;
        Ok(())
    }
}

const fn party_day(member: &Member, which: PartyDay) -> Option<Day> {
    match which {
        PartyDay::PartyJoined => member.party_joined,
        PartyDay::PartyOfficial => member.party_official,
    }
}

/// A change of members that an activity offers in the same save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What changes.
    pub rule: MemberChangeRule,
    /// Who is changed: those of the entry whose facts do not say so yet.
    pub members: Vec<Id<Member>>,
    /// The entry's day.
    pub day: Day,
}

impl Offer {
    /// The offer as agreed to: this reason, from this day.
    pub fn agreed(&self, reason: &str, day: Day) -> AgreedChange {
        AgreedChange {
            rule: self.rule.clone(),
            members: self.members.clone(),
            reason: reason.to_owned(),
            day,
        }
    }

    /// The usual way, for whoever asks for it without choosing.
    pub fn usual(&self) -> AgreedChange {
        let (reason, day) =
            self.rule.ways(self.day).into_iter().next().unwrap_or_else(|| (String::new(), self.day));
        self.agreed(&reason, day)
    }
}

/// A change of members that goes into the book with its activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedChange {
    /// What changes.
    pub rule: MemberChangeRule,
    /// Whom.
    pub members: Vec<Id<Member>>,
    /// Why, as the roster keeps it; may be empty.
    pub reason: String,
    /// The first day on which it holds.
    pub day: Day,
}

/// The members of an entry whom its kind changes: those named themselves, each once. Nobody while it is planned or
/// cancelled.
fn changed_by<'a>(
    activity: &Activity,
    catalog: &'a Catalog,
) -> Option<(&'a MemberChangeRule, Vec<&'a Stored<Member>>)> {
    let rule = &catalog.kinds.get(&activity.kind)?.member_change;
    if rule.is_empty() || activity.state != State::Done || activity.zero {
        return None;
    }
    let mut members: Vec<&Stored<Member>> = Vec::new();
    for person in &activity.people {
        let own = person.relation.is_empty() || person.relation == SELF;
        if let Some(member) = person.member.filter(|_| own).and_then(|id| catalog.member(id))
            && !members.iter().any(|one| one.id == member.id)
        {
            members.push(member);
        }
    }
    Some((rule, members))
}

/// What saving this activity offers to change in the roster; none when its kind changes nobody, when it is not done,
/// or when the roster says it all already.
///
/// `before` is the entry as it was: what it offered then was offered, and is not asked again. A planned entry offered
/// nothing, so turning it into a done one asks.
pub fn offer(activity: &Activity, before: Option<&Activity>, catalog: &Catalog) -> Option<Offer> {
    let open = |activity: &Activity| -> Option<Offer> {
        let (rule, members) = changed_by(activity, catalog)?;
        let members: Vec<Id<Member>> = members
            .into_iter()
            .filter(|member| !rule.is_noted(member, activity.day))
            .map(|member| member.id)
            .collect();
        (!members.is_empty()).then(|| Offer { rule: rule.clone(), members, day: activity.day })
    };
    let mut offered = open(activity)?;
    if let Some(earlier) = before.and_then(open).filter(|earlier| earlier.rule == offered.rule) {
        offered.members.retain(|id| !earlier.members.contains(id));
    }
    (!offered.members.is_empty()).then_some(offered)
}

/// An activity and a roster that do not say the same of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The activity.
    pub activity: Id<Activity>,
    /// The member.
    pub member: Id<Member>,
    /// What the roster lacks or says otherwise.
    pub what: Disagreed,
    /// The activity's day.
    pub day: Day,
    /// What the roster has instead: the day on which its fact begins, ends or was; none when it has none.
    pub noted: Option<Day>,
}

/// In what activity and roster disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disagreed {
    /// A stay should begin with the activity.
    Begin(FactKind),
    /// A stay should end around the activity.
    End(FactKind),
    /// A day of the Party.
    Party(PartyDay),
}

/// How many days may lie between an activity and the stay that begins or ends with it: a farewell is held before or
/// after the day from which somebody is no longer counted, an admission is noted with the decision's day.
const FAREWELL: i64 = 92;

/// Where done activities and the roster disagree: an admission whose day is not the first of a membership, a farewell
/// around which no stay ends, a Party day that is another. In the order of the activities.
pub fn disagreements(activities: &[Stored<Activity>], catalog: &Catalog) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for activity in activities.iter().filter(|activity| !activity.is_deleted()) {
        let Some((rule, members)) = changed_by(activity, catalog) else { continue };
        for member in members {
            let mut push = |what, noted| {
                found.push(Disagreement {
                    activity: activity.id,
                    member: member.id,
                    what,
                    day: activity.day,
                    noted,
                });
            };
            for kind in &rule.begins {
                let mut begins = member.facts.iter().filter(|fact| fact.kind == *kind);
                if !begins.clone().any(|fact| fact.from == Some(activity.day)) {
                    push(Disagreed::Begin(*kind), begins.next_back().and_then(|fact| fact.from));
                }
            }
            for kind in &rule.ends {
                let ends =
                    || member.facts.iter().filter(|fact| fact.kind == *kind).filter_map(|fact| fact.until);
                let stays = || member.facts.iter().any(|fact| fact.kind == *kind);
                let near = |until: Day| (until - activity.day).num_days().abs() <= FAREWELL;
                if stays() && !ends().any(near) {
                    push(Disagreed::End(*kind), ends().next_back());
                }
            }
            if let Some(which) = rule.party
                && party_day(member, which) != Some(activity.day)
            {
                push(Disagreed::Party(which), party_day(member, which));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Gender, Kinds, MemberFact, Meta, Moment, Person};

    fn day(month: u32, day: u32) -> Day {
        Day::from_ymd_opt(2023, month, day).unwrap()
    }

    fn stored<T>(body: T) -> Stored<T> {
        let at = Moment::default();
        Stored {
            id: Id::fresh(),
            meta: Meta { version: 1, created_at: at, updated_at: at, deleted_at: None },
            body,
        }
    }

    fn catalog(facts: Vec<MemberFact>) -> Catalog {
        let mut catalog = Catalog::new(Kinds::built_in().unwrap(), day(12, 1));
        catalog.members.push(stored(Member {
            full_name: "Lê Thị Thu".to_owned(),
            gender: Gender::Female,
            ethnicity: String::new(),
            birth_day: None,
            degree: String::new(),
            insured: true,
            party_joined: None,
            party_official: None,
            note: String::new(),
            facts,
        }));
        catalog
    }

    fn entry(kind: &str, catalog: &Catalog) -> Activity {
        let mut entry = Activity::new(kind, day(10, 5));
        entry.people.push(Person { member: Some(catalog.members[0].id), ..Person::default() });
        entry
    }

    fn works() -> Vec<MemberFact> {
        vec![MemberFact::always(FactKind::Employment, "")]
    }

    fn belongs(from: Option<Day>) -> Vec<MemberFact> {
        vec![
            MemberFact::always(FactKind::Employment, ""),
            MemberFact { from, ..MemberFact::always(FactKind::Membership, "") },
        ]
    }

    #[test]
    fn an_admission_is_offered_once_and_noted_it_agrees() {
        let mut catalog = catalog(works());
        let admission = entry("ket-nap-doan-vien", &catalog);
        let offered = offer(&admission, None, &catalog).unwrap();
        assert_eq!(offered.rule.ways(offered.day), [("kết nạp mới".to_owned(), day(10, 5))]);
        assert_eq!(offer(&admission, Some(&admission), &catalog), None);
        let planned = Activity { state: State::Planned, ..admission.clone() };
        assert_eq!(offer(&planned, None, &catalog), None);
        assert_eq!(offer(&admission, Some(&planned), &catalog).as_ref(), Some(&offered));

        let admissions = [stored(admission.clone())];
        let found = disagreements(&admissions, &catalog);
        assert!(matches!(
            found.as_slice(),
            [Disagreement { what: Disagreed::Begin(FactKind::Membership), noted: None, .. }]
        ));
        let usual = offered.usual();
        usual.rule.note(&mut catalog.members[0].body, usual.day, &usual.reason).unwrap();
        assert!(
            catalog.members[0].union_member_on(day(10, 5)) && !catalog.members[0].union_member_on(day(10, 4))
        );
        assert_eq!(offer(&admission, None, &catalog), None);
        assert_eq!(disagreements(&admissions, &catalog), []);
    }

    #[test]
    fn an_admission_on_another_day_than_the_rosters_is_found_but_never_noted_over() {
        let catalog = catalog(belongs(Some(day(9, 1))));
        let admission = entry("ket-nap-doan-vien", &catalog);
        assert_eq!(offer(&admission, None, &catalog), None);
        let found = disagreements(&[stored(admission.clone())], &catalog);
        assert_eq!(found.first().and_then(|one| one.noted), Some(day(9, 1)));
        let later = self::catalog(belongs(Some(day(10, 20))));
        let admission = entry("ket-nap-doan-vien", &later);
        assert_eq!(offer(&admission, None, &later), None, "noted with the decision's day");
        assert_eq!(
            disagreements(&[stored(admission)], &later).first().and_then(|one| one.noted),
            Some(day(10, 20))
        );
    }

    #[test]
    fn a_farewell_ends_both_stays_on_the_first_of_the_next_month_or_its_own_day() {
        let mut catalog = catalog(belongs(None));
        let farewell = entry("nghi-huu", &catalog);
        let offered = offer(&farewell, None, &catalog).unwrap();
        let ways = offered.rule.ways(offered.day);
        assert_eq!(ways.first(), Some(&("nghỉ hưu".to_owned(), day(11, 1))));
        assert!(ways.contains(&("chuyển đi".to_owned(), day(10, 5))));
        let usual = offered.usual();
        usual.rule.note(&mut catalog.members[0].body, usual.day, &usual.reason).unwrap();
        let member = &catalog.members[0];
        assert!(member.employed_on(day(10, 31)) && !member.employed_on(day(11, 1)));
        assert!(!member.union_member_on(day(11, 1)));
        assert_eq!(offer(&farewell, None, &catalog), None);
        assert_eq!(disagreements(&[stored(farewell)], &catalog), []);
    }

    #[test]
    fn a_relatives_funeral_changes_nobody_and_the_members_own_does() {
        let catalog = catalog(belongs(None));
        let mut funeral = entry("viec-hieu", &catalog);
        funeral.people[0].relation = "me-de".to_owned();
        assert_eq!(offer(&funeral, None, &catalog), None);
        funeral.people[0].relation = SELF.to_owned();
        assert_eq!(offer(&funeral, None, &catalog).unwrap().usual().reason, "từ trần");
    }

    #[test]
    fn a_party_day_is_noted_where_none_is_and_another_one_disagrees() {
        let mut catalog = catalog(works());
        let admission = entry("ket-nap-dang", &catalog);
        let usual = offer(&admission, None, &catalog).unwrap().usual();
        usual.rule.note(&mut catalog.members[0].body, usual.day, &usual.reason).unwrap();
        assert_eq!(catalog.members[0].party_joined, Some(day(10, 5)));
        catalog.members[0].body.party_joined = Some(day(9, 3));
        assert_eq!(offer(&admission, None, &catalog), None);
        assert_eq!(disagreements(&[stored(admission)], &catalog).len(), 1);
    }
}
