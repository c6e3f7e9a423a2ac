//! Movement of members (*biến động*): who came, who left and who became something on which day.
//!
//! Everything follows from the dated facts of one member; ranges of days and lists are the caller's.

use serde::{Deserialize, Serialize};

use super::{Day, FactKind, Member};

/// What happened to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// Tăng: a stay began.
    In,
    /// Giảm: a stay ended; its day is the first not counted.
    Out,
    /// Either of the two; no single move is this.
    Any,
    /// Kết nạp Đảng.
    Party,
    /// Công nhận đảng viên chính thức.
    PartyOfficial,
    /// A level of political theory reached while being here.
    Theory,
}

/// One thing that happened on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move<'a> {
    /// What; never [`Movement::Any`].
    pub movement: Movement,
    /// The first day on which it holds; of somebody who left, the first day not counted.
    pub day: Day,
    /// Why, as the roster has it: a code or the words of the list of reasons, or anybody's own; may be empty.
    pub reason: &'a str,
}

impl Move<'_> {
    /// The day on which the member is looked at: the move's own, of somebody who left the last day counted.
    pub fn seen(&self) -> Day {
        match self.movement {
            Movement::Out => self.day.pred_opt().unwrap_or(self.day),
            _ => self.day,
        }
    }
}

impl Member {
    /// What of this sort happened from `from` to `to`, both counted, by day. `stay` is employment or membership and
    /// matters to [`Movement::In`], [`Movement::Out`] and [`Movement::Any`] only.
    ///
    /// A stay that follows another without a day between them is neither a coming nor a leaving, and a fact without
    /// a first day began before anybody wrote: for every range, those counted on the day before it, with those who
    /// came and without those who left, are those counted on its last day.
    pub fn moves(&self, movement: Movement, stay: FactKind, from: Day, to: Day) -> Vec<Move<'_>> {
        let mut moves = match movement {
            Movement::In => self.comings(stay),
            Movement::Out => self.leavings(stay),
            Movement::Any => [self.comings(stay), self.leavings(stay)].concat(),
            Movement::Party => self.party_move(movement, self.party_joined),
            Movement::PartyOfficial => self.party_move(movement, self.party_official),
            Movement::Theory => self.theory_moves(),
        };
        moves.retain(|one| from <= one.day && one.day <= to);
        moves.sort_by_key(|one| (one.day, one.movement));
        moves.dedup_by_key(|one| (one.day, one.movement));
        moves
    }

    fn comings(&self, stay: FactKind) -> Vec<Move<'_>> {
        let facts = self.facts.iter().rev().filter(|fact| fact.kind == stay);
        facts
            .filter_map(|fact| {
                let day = fact.from?;
                let held = day.pred_opt().is_some_and(|before| self.fact_on(stay, before).is_some());
                let new = fact.holds_on(day) && !held;
                let reason = |kind| {
                    let same = |other: &&super::MemberFact| other.kind == kind && other.from == Some(day);
                    self.facts.iter().rev().find(same).map_or("", |fact| fact.reason_in.trim())
                };
                new.then(|| Move {
                    movement: Movement::In,
                    day,
                    reason: or(reason(stay), reason(other(stay))),
                })
            })
            .collect()
    }

    fn leavings(&self, stay: FactKind) -> Vec<Move<'_>> {
        let facts = self.facts.iter().rev().filter(|fact| fact.kind == stay);
        facts
            .filter_map(|fact| {
                let day = fact.until?;
                let held = day.pred_opt().is_some_and(|before| fact.holds_on(before));
                let gone = held && self.fact_on(stay, day).is_none();
                let reason = |kind| {
                    let same = |other: &&super::MemberFact| other.kind == kind && other.until == Some(day);
                    self.facts.iter().rev().find(same).map_or("", |fact| fact.reason_out.trim())
                };
                gone.then(|| Move {
                    movement: Movement::Out,
                    day,
                    reason: or(reason(stay), reason(other(stay))),
                })
            })
            .collect()
    }

    fn party_move(&self, movement: Movement, day: Option<Day>) -> Vec<Move<'_>> {
        let day = day.filter(|day| self.is_here(*day));
        day.map(|day| Move { movement, day, reason: "" }).into_iter().collect()
    }

    /// Levels reached; one that somebody brought along was not reached here.
    fn theory_moves(&self) -> Vec<Move<'_>> {
        let facts = self.facts.iter().filter(|fact| fact.kind == FactKind::Theory && !fact.value.is_empty());
        facts
            .filter_map(|fact| {
                let day = fact.from.filter(|day| fact.holds_on(*day))?;
                let before = day.pred_opt()?;
                let reached = self.is_here(before) && self.value_on(FactKind::Theory, before) != fact.value;
                reached.then_some(Move { movement: Movement::Theory, day, reason: "" })
            })
            .collect()
    }

    fn is_here(&self, day: Day) -> bool {
        self.employed_on(day) || self.union_member_on(day)
    }
}

/// Whoever ends both stays on one day may have noted the reason at one of them.
fn or<'a>(own: &'a str, other: &'a str) -> &'a str {
    if own.is_empty() { other } else { own }
}

const fn other(stay: FactKind) -> FactKind {
    match stay {
        FactKind::Employment => FactKind::Membership,
        _ => FactKind::Employment,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Gender, MemberFact};

    fn day(text: &str) -> Day {
        text.parse().expect("an ISO day")
    }

    fn member(facts: Vec<MemberFact>) -> Member {
        Member {
            full_name: "Lê Thị Na".to_owned(),
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

    fn stay(kind: FactKind, from: Option<Day>, until: Option<Day>) -> MemberFact {
        MemberFact { from, until, ..MemberFact::always(kind, "") }
    }

    #[test]
    fn the_day_of_leaving_is_the_first_not_counted_and_a_reason_of_the_other_stay_counts() {
        let mut one = member(vec![
            stay(FactKind::Employment, None, Some(day("2023-12-20"))),
            stay(FactKind::Membership, None, Some(day("2023-12-20"))),
        ]);
        one.facts[0].reason_out = "nghỉ hưu".to_owned();
        let moves = |to| one.moves(Movement::Any, FactKind::Membership, day("2023-06-01"), day(to));
        assert_eq!(moves("2023-12-19"), []);
        let gone = Move { movement: Movement::Out, day: day("2023-12-20"), reason: "nghỉ hưu" };
        assert_eq!(moves("2023-12-20"), [gone]);
        assert_eq!(gone.seen(), day("2023-12-19"));
    }

    #[test]
    fn a_level_brought_along_was_not_reached_here() {
        let theory = |value: &str, from: &str| MemberFact {
            from: Some(day(from)),
            ..MemberFact::always(FactKind::Theory, value)
        };
        let one = member(vec![
            stay(FactKind::Employment, Some(day("2023-09-01")), None),
            theory("so-cap", "2023-09-01"),
            theory("trung-cap", "2023-11-01"),
        ]);
        let moves = one.moves(Movement::Theory, FactKind::Employment, day("2023-01-01"), day("2023-12-31"));
        assert_eq!(moves.iter().map(|one| one.day).collect::<Vec<_>>(), [day("2023-11-01")]);
    }

    proptest! {
        /// Whatever the stays are: counted before + came - left = counted at the end.
        #[test]
        fn movement_explains_the_difference_of_two_head_counts(
            spans in proptest::collection::vec((proptest::option::of(0_i64..60), proptest::option::of(0_i64..60)), 0..5),
            first in 1_i64..60,
            length in 0_i64..60,
        ) {
            let at = |days: i64| day("2023-01-01") + chrono::TimeDelta::days(days);
            let facts = spans.into_iter().map(|(from, until)| {
                stay(FactKind::Membership, from.map(at), until.map(at))
            });
            let one = member(facts.collect());
            let (from, to) = (at(first), at(first + length));
            let count = |movement| {
                i32::try_from(one.moves(movement, FactKind::Membership, from, to).len()).expect("few")
            };
            let on = |day| i32::from(one.union_member_on(day));
            prop_assert_eq!(on(at(first - 1)) + count(Movement::In) - count(Movement::Out), on(to));
            prop_assert_eq!(count(Movement::Any), count(Movement::In) + count(Movement::Out));
        }
    }
}
