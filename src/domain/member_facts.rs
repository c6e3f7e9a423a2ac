//! What happens to a member's dated facts: a change from a day on closes the former fact there, a correction puts
//! the fact itself right, leaving and coming end and begin a stay. History is never rewritten by a change.

use std::collections::BTreeMap;

use super::{Catalog, Day, FactKind, Member, MemberFact, Stored};

/// Facts that change from a day on; of one sort one holds at a time, the one noted last.
pub const DATED: [FactKind; 7] = [
    FactKind::ShortName,
    FactKind::Duty,
    FactKind::Position,
    FactKind::Contract,
    FactKind::Team,
    FactKind::Office,
    FactKind::Theory,
];

/// Facts that are a stay: from a day, until a day, each with its reason.
pub const STAYS: [FactKind; 2] = [FactKind::Employment, FactKind::Membership];

/// Why a change of facts cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FactError {
    /// The member has no stay that could end: not employed, no union member.
    #[error("there is no stay to end")]
    NoStay,
    /// The stay would end on or before the day on which it began.
    #[error("it began on {from}")]
    BeforeBegin {
        /// The first day of the stay.
        from: Day,
    },
}

impl MemberFact {
    /// True when both facts hold on some day.
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins_in_time = |begin: &Self, end: &Self| {
            end.until.is_none_or(|until| begin.from.is_none_or(|from| from < until))
        };
        begins_in_time(self, other) && begins_in_time(other, self)
    }

    /// True when the fact holds on no day: it ends where it begins, or before.
    pub fn is_void(&self) -> bool {
        self.from.zip(self.until).is_some_and(|(from, until)| until <= from)
    }
}

impl Member {
    /// Gives a dated fact another value from `day` on: what held is closed there, what was noted for later stays.
    /// An empty value only closes. Nothing happens when the value holds already.
    pub fn change_from(&mut self, kind: FactKind, value: &str, day: Day) {
        if self.value_on(kind, day) == value {
            return;
        }
        let at = self.facts.iter().rposition(|fact| fact.kind == kind && fact.holds_on(day));
        let later = self.facts.iter().filter(|fact| fact.kind == kind).filter_map(|fact| fact.from);
        let mut until = later.filter(|from| *from > day).min();
        if let Some(old) = at.and_then(|at| self.facts.get_mut(at)) {
            until = match (until, old.until) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            if old.from == Some(day) {
                // It would hold on no day.
                if let Some(at) = at {
                    self.facts.remove(at);
                }
            } else {
                old.until = Some(day);
            }
        }
        if !value.is_empty() {
            self.facts.push(MemberFact { from: Some(day), until, ..MemberFact::always(kind, value) });
        }
    }

    /// Puts right what holds on `day`: the fact keeps its days and gets another value. An empty value takes the fact
    /// away; where none holds, the value is noted without days.
    pub fn correct(&mut self, kind: FactKind, value: &str, day: Day) {
        let at = self.facts.iter().rposition(|fact| fact.kind == kind && fact.holds_on(day));
        match at {
            Some(at) if value.is_empty() => {
                self.facts.remove(at);
            }
            Some(at) => {
                if let Some(fact) = self.facts.get_mut(at) {
                    value.clone_into(&mut fact.value);
                }
            }
            None if value.is_empty() => {}
            None => self.facts.push(MemberFact::always(kind, value)),
        }
    }

    /// Ends stays (employment, membership or both): `day` is the first day not counted. What goes with them ends
    /// too: duty, position and contract with employment; team and office with membership; the short name when
    /// neither is left, so that it may pass to somebody else.
    ///
    /// # Errors
    /// [`FactError`]; then nothing is changed.
    pub fn leave(&mut self, stays: &[FactKind], day: Day, reason: &str) -> Result<(), FactError> {
        let mut open = Vec::new();
        for kind in stays {
            let holds = |fact: &MemberFact| fact.kind == *kind && fact.until.is_none_or(|until| day < until);
            if let Some(at) = self.facts.iter().rposition(holds) {
                let from = self.facts.get(at).and_then(|fact| fact.from);
                if let Some(from) = from.filter(|from| day <= *from) {
                    return Err(FactError::BeforeBegin { from });
                }
                open.push((*kind, at));
            }
        }
        if open.is_empty() {
            return Err(FactError::NoStay);
        }
        for (_, at) in &open {
            if let Some(fact) = self.facts.get_mut(*at) {
                fact.until = Some(day);
                reason.clone_into(&mut fact.reason_out);
            }
        }
        self.settle_departure(day);
        Ok(())
    }

    /// Ends what goes with a stay that ended on `day`: duty, position and contract with employment, team and office with
    /// membership, the short name when neither is left.
    pub fn settle_departure(&mut self, day: Day) {
        let employed = self.employed_on(day);
        let unionist = self.union_member_on(day);
        for kind in DATED {
            let ends = match kind {
                FactKind::Duty | FactKind::Position | FactKind::Contract => !employed,
                FactKind::Team | FactKind::Office => !unionist,
                FactKind::ShortName => !employed && !unionist,
                _ => false,
            };
            if ends {
                self.close(kind, day);
            }
        }
    }

    /// Begins a stay on `day`, unless it holds then; one noted without a first day gets it.
    pub fn come(&mut self, kind: FactKind, day: Day, reason: &str) {
        let holds = |fact: &&mut MemberFact| fact.kind == kind && fact.holds_on(day);
        if let Some(fact) = self.facts.iter_mut().rev().find(holds) {
            if fact.from.is_none() {
                fact.from = Some(day);
                reason.clone_into(&mut fact.reason_in);
            }
            return;
        }
        let later = self.facts.iter().filter(|fact| fact.kind == kind).filter_map(|fact| fact.from);
        let until = later.filter(|from| *from > day).min();
        self.facts.push(MemberFact {
            from: Some(day),
            until,
            reason_in: reason.to_owned(),
            ..MemberFact::always(kind, "")
        });
    }

    /// Ends what holds of a dated fact on `day`; what would begin later is taken away, since nobody is there then.
    fn close(&mut self, kind: FactKind, day: Day) {
        self.facts.retain(|fact| fact.kind != kind || fact.from.is_none_or(|from| from < day));
        for fact in self.facts.iter_mut().filter(|fact| fact.kind == kind) {
            if fact.until.is_none_or(|until| day < until) {
                fact.until = Some(day);
            }
        }
    }

    /// The short names, those that hold on no day left out.
    pub fn short_names(&self) -> impl Iterator<Item = &MemberFact> {
        self.facts
            .iter()
            .filter(|fact| fact.kind == FactKind::ShortName && !fact.value.is_empty() && !fact.is_void())
    }
}

/// Two members who would bear one short name on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The places of the two in what was looked at, the smaller first.
    pub between: (usize, usize),
    /// The short name.
    pub name: String,
}

/// Every pair of members who bear one short name on some day from `since` on (none: ever). A short name is unique on
/// any one day, capitals or not; it may pass from one to another.
pub fn short_name_clashes<'a>(
    members: impl IntoIterator<Item = &'a Member>,
    since: Option<Day>,
) -> Vec<Clash> {
    let mut bearers: BTreeMap<String, Vec<(usize, &MemberFact)>> = BTreeMap::new();
    for (at, member) in members.into_iter().enumerate() {
        for fact in member.short_names() {
            let over = fact.until.zip(since).is_some_and(|(until, since)| until <= since);
            if !over {
                bearers.entry(fact.value.to_lowercase()).or_default().push((at, fact));
            }
        }
    }
    let mut clashes: Vec<Clash> = Vec::new();
    for facts in bearers.values() {
        for (place, (one, fact)) in facts.iter().enumerate() {
            for (other, theirs) in facts.iter().skip(place + 1) {
                let between = (*one.min(other), *one.max(other));
                if one != other
                    && fact.overlaps(theirs)
                    && !clashes.iter().any(|clash| clash.between == between)
                {
                    clashes.push(Clash { between, name: fact.value.clone() });
                }
            }
        }
    }
    clashes
}

impl Catalog {
    /// How a member is called on `day`: the short name of that day; of somebody who has left, the last one borne
    /// before, unless it has passed to somebody else; else the last two words of the full name.
    pub fn called_on<'a>(&self, member: &'a Stored<Member>, day: Day) -> &'a str {
        if member.fact_on(FactKind::ShortName, day).is_some() {
            return member.short_name_on(day);
        }
        let former = member
            .short_names()
            .filter(|fact| fact.until.is_some_and(|until| until <= day))
            .max_by_key(|fact| fact.until);
        let free = |fact: &&MemberFact| {
            let borne = |other: &Stored<Member>| {
                other.id != member.id
                    && other.value_on(FactKind::ShortName, day).to_lowercase() == fact.value.to_lowercase()
            };
            !self.members.iter().any(borne)
        };
        former.filter(free).map_or_else(|| member.short_name_on(day), |fact| fact.value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Gender, Id, Kinds, Meta, Moment};
    use proptest::prelude::*;

    fn day(month: u32, day: u32) -> Day {
        Day::from_ymd_opt(2024, month, day).unwrap()
    }

    fn member(facts: Vec<MemberFact>) -> Member {
        Member {
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
        }
    }

    fn thu(name: &str) -> Member {
        member(vec![
            MemberFact::always(FactKind::ShortName, name),
            MemberFact::always(FactKind::Duty, "chủ nhiệm 5A"),
            MemberFact::always(FactKind::Team, "Tổ 5"),
            MemberFact::always(FactKind::Employment, ""),
            MemberFact::always(FactKind::Membership, ""),
        ])
    }

    fn stored(body: Member) -> Stored<Member> {
        let at = Moment::default();
        let meta = Meta { version: 1, created_at: at, updated_at: at, deleted_at: None };
        Stored { id: Id::fresh(), meta, body }
    }

    #[test]
    fn a_change_closes_what_held_and_a_correction_does_not() {
        let mut changed = thu("Thu L5");
        changed.change_from(FactKind::ShortName, "Thu L4", day(8, 1));
        assert_eq!(changed.short_name_on(day(7, 31)), "Thu L5");
        assert_eq!(changed.short_name_on(day(8, 1)), "Thu L4");
        let mut corrected = thu("Thu L5");
        corrected.correct(FactKind::ShortName, "Thu L4", day(8, 1));
        assert_eq!(corrected.short_name_on(day(1, 1)), "Thu L4");
        assert_eq!(corrected.facts.len(), thu("").facts.len());
    }

    #[test]
    fn a_change_on_the_day_of_another_replaces_it_and_one_before_ends_at_it() {
        let mut member = thu("Thu L5");
        member.change_from(FactKind::Team, "Tổ 4", day(8, 1));
        member.change_from(FactKind::Team, "Tổ 3", day(8, 1));
        member.change_from(FactKind::Team, "Tổ 2", day(3, 1));
        let teams: Vec<&str> =
            [1, 3, 7, 8, 12].map(|month| member.value_on(FactKind::Team, day(month, 2))).to_vec();
        assert_eq!(teams, ["Tổ 5", "Tổ 2", "Tổ 2", "Tổ 3", "Tổ 3"]);
    }

    #[test]
    fn whoever_leaves_frees_the_short_name_and_is_still_called_by_it_until_somebody_else_is() {
        let mut leaver = thu("Thu L5");
        leaver.leave(&STAYS, day(8, 1), "nghỉ hưu").unwrap();
        assert!(leaver.employed_on(day(7, 31)) && !leaver.employed_on(day(8, 1)));
        assert_eq!(leaver.value_on(FactKind::Duty, day(8, 1)), "");
        let mut heir = thu("Thu L4");
        heir.change_from(FactKind::ShortName, "Thu L5", day(9, 1));
        assert_eq!(short_name_clashes([&leaver, &heir], None), Vec::new());
        let mut catalog = Catalog::new(Kinds::built_in().unwrap(), day(10, 1));
        catalog.members = vec![stored(leaver), stored(heir)];
        let leaver = &catalog.members[0];
        assert_eq!(catalog.called_on(leaver, day(8, 20)), "Thu L5");
        assert_eq!(catalog.called_on(leaver, day(9, 20)), "Thị Thu");
    }

    #[test]
    fn employment_and_membership_end_apart_each_with_what_goes_with_it() {
        let mut member = thu("Thu L5");
        member.leave(&[FactKind::Membership], day(8, 1), "thôi việc").unwrap();
        assert!(member.employed_on(day(8, 1)) && !member.union_member_on(day(8, 1)));
        assert_eq!(member.value_on(FactKind::Duty, day(8, 1)), "chủ nhiệm 5A");
        assert_eq!(member.value_on(FactKind::Team, day(8, 1)), "");
        assert_eq!(member.short_name_on(day(8, 1)), "Thu L5");
        assert_eq!(member.leave(&[FactKind::Membership], day(9, 1), "x"), Err(FactError::NoStay));
        member.facts.clear();
        member.come(FactKind::Employment, day(8, 1), "tuyển mới");
        assert_eq!(
            member.leave(&[FactKind::Employment], day(8, 1), "x"),
            Err(FactError::BeforeBegin { from: day(8, 1) })
        );
    }

    #[test]
    fn one_short_name_on_one_day_is_a_clash_of_exactly_the_two() {
        let (one, other, third) = (thu("Thu L5"), thu("thu l5"), thu("Thu L4"));
        let clashes = short_name_clashes([&third, &one, &other], None);
        assert_eq!(clashes.iter().map(|clash| clash.between).collect::<Vec<_>>(), [(1, 2)]);
    }

    proptest! {
        /// Whatever is changed when: one value holds on each day, and days before the change keep theirs.
        #[test]
        fn a_change_never_touches_the_days_before_it(
            changes in proptest::collection::vec((0_i64..400, "[a-c]?"), 1..8),
        ) {
            let first = day(1, 1);
            let at = |days: i64| first + chrono::TimeDelta::days(days);
            let mut member = thu("Thu L5");
            for (days, value) in changes {
                let before: Vec<String> =
                    (0..days).map(|one| member.value_on(FactKind::Duty, at(one)).to_owned()).collect();
                member.change_from(FactKind::Duty, &value, at(days));
                prop_assert_eq!(member.value_on(FactKind::Duty, at(days)), value.as_str());
                for (one, was) in before.iter().enumerate() {
                    prop_assert_eq!(member.value_on(FactKind::Duty, at(one as i64)), was.as_str());
                }
                for fact in &member.facts {
                    prop_assert!(!fact.is_void());
                }
            }
        }
    }
}
