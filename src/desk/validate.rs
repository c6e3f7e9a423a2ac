//! The checks that every activity and voucher passes before it is saved, whoever made it: form, line or file.
//!
//! Here stands what can never be right. What is only unlikely (above the norm, noted twice) is a warning elsewhere.

use crate::domain::kind::Slot;
use crate::domain::{Activity, Catalog, Day, Direction, Fund, Id, Member, Source, State};
use crate::text::date::YEARS;
use crate::text::money::{Dong, MAX_TYPED};

/// Why an activity or a voucher cannot be saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// No such kind.
    #[error("unknown kind {code}")]
    UnknownKind {
        /// The kind's code.
        code: String,
    },
    /// Nobody of the roster.
    #[error("unknown member {id}")]
    UnknownMember {
        /// The id.
        id: Id<Member>,
    },
    /// No such fund.
    #[error("unknown fund {id}")]
    UnknownFund {
        /// The id.
        id: Id<Fund>,
    },
    /// No such relation.
    #[error("unknown relation {code}")]
    UnknownRelation {
        /// The relation's code.
        code: String,
    },
    /// No such settlement code, or one that this direction cannot bear.
    #[error("settlement code {code} does not fit")]
    UnknownCode {
        /// The code.
        code: String,
    },
    /// A person without member and name.
    #[error("a person has no name")]
    NoName,
    /// An amount below zero.
    #[error("negative amount {amount}")]
    Negative {
        /// The amount, đồng.
        amount: Dong,
    },
    /// A voucher of no money.
    #[error("a voucher of nothing")]
    NoAmount,
    /// More than may be typed.
    #[error("amount {amount} is too large")]
    TooLarge {
        /// The amount, đồng.
        amount: Dong,
    },
    /// n × rate is not the amount.
    #[error("{quantity} x {rate} is not {amount}")]
    Product {
        /// n.
        quantity: u32,
        /// The rate, đồng.
        rate: Dong,
        /// The amount, đồng.
        amount: Dong,
    },
    /// The last day before the first.
    #[error("{until} is before {day}")]
    Backwards {
        /// The first day.
        day: Day,
        /// The last day.
        until: Day,
    },
    /// A year outside [`YEARS`].
    #[error("the year of {day} is out of range")]
    Year {
        /// The day.
        day: Day,
    },
    /// n is more than N.
    #[error("{count} of {of}")]
    HeadCount {
        /// n.
        count: u32,
        /// N.
        of: u32,
    },
    /// What the kind cannot do without.
    #[error("kind {kind} needs {}", slot.name())]
    Missing {
        /// The kind's code.
        kind: String,
        /// What is missing.
        slot: Slot,
    },
}

/// Checks an activity against kinds, roster and funds.
pub fn activity(activity: &Activity, catalog: &Catalog) -> Result<(), Invalid> {
    let kind = catalog
        .kinds
        .get(&activity.kind)
        .ok_or_else(|| Invalid::UnknownKind { code: activity.kind.clone() })?;
    day(activity.day)?;
    if let Some(until) = activity.until {
        day(until)?;
        if until < activity.day {
            return Err(Invalid::Backwards { day: activity.day, until });
        }
    }
    for person in &activity.people {
        match person.member {
            Some(id) if catalog.member(id).is_none() => return Err(Invalid::UnknownMember { id }),
            None if person.name.trim().is_empty() => return Err(Invalid::NoName),
            _ => {}
        }
        if !person.relation.is_empty() && catalog.kinds.relations.get(&person.relation).is_none() {
            return Err(Invalid::UnknownRelation { code: person.relation.clone() });
        }
        if let Some(amount) = person.amount {
            sum(amount)?;
        }
    }
    if let Some((count, of)) = activity.head_count.as_ref().and_then(|heads| heads.count.zip(heads.of))
        && count > of
    {
        return Err(Invalid::HeadCount { count, of });
    }
    for line in &activity.money {
        sum(line.amount)?;
        if let Some((quantity, rate)) = line.quantity.zip(line.rate) {
            sum(rate)?;
            if rate.checked_mul(quantity) != Some(line.amount) {
                return Err(Invalid::Product { quantity, rate, amount: line.amount });
            }
        }
        if let Source::Fund { fund, .. } = line.source {
            fund_known(fund, catalog)?;
        }
        settlement_code(&line.code, Direction::Payment, catalog)?;
    }
    sum(activity.total())?;
    if let Some(plan) = &activity.plan {
        day(plan.day)?;
        sum(plan.amount)?;
    }
    let missing = kind.fields.iter().find(|field| field.required && !filled(activity, field.slot));
    match missing {
        // A zero statement says that there was nothing, and a cancelled entry needs no more.
        Some(field) if !activity.zero && activity.state != State::Cancelled => {
            Err(Invalid::Missing { kind: kind.code.clone(), slot: field.slot })
        }
        _ => Ok(()),
    }
}

/// Checks an entry of a fund's book.
pub fn ledger_entry(
    fund: Id<Fund>,
    direction: Direction,
    on: Day,
    amount: Dong,
    code: &str,
    catalog: &Catalog,
) -> Result<(), Invalid> {
    fund_known(fund, catalog)?;
    day(on)?;
    sum(amount)?;
    if amount.is_zero() {
        return Err(Invalid::NoAmount);
    }
    settlement_code(code, direction, catalog)
}

/// Whether the slot says something.
fn filled(activity: &Activity, slot: Slot) -> bool {
    let heads = activity.head_count.as_ref();
    match slot {
        Slot::Day | Slot::State | Slot::Receiver | Slot::LedBy => true,
        Slot::Until => activity.until.is_some(),
        // A gift to "31 nữ" names nobody and is complete.
        Slot::People => !activity.people.is_empty() || heads.is_some_and(|heads| heads.count.is_some()),
        Slot::Relation => activity.people.iter().all(|person| !person.relation.is_empty()),
        Slot::Relative => activity.people.iter().all(|person| !person.relative.is_empty()),
        Slot::Role => activity.people.iter().all(|person| !person.role.is_empty()),
        Slot::Prize => activity.people.iter().all(|person| !person.prize.is_empty()),
        Slot::Amount | Slot::Source => !activity.money.is_empty() || activity.plan.is_some(),
        Slot::Goods => !activity.goods.is_empty(),
        Slot::About => !activity.about.is_empty(),
        Slot::Occasion => !activity.occasion.is_empty(),
        Slot::Place => !activity.place.is_empty(),
        Slot::Count => heads.is_some_and(|heads| heads.count.is_some()),
        Slot::Of => heads.is_some_and(|heads| heads.of.is_some()),
        Slot::Whom => heads.is_some_and(|heads| !heads.whom.is_empty()),
        Slot::Organisation => !activity.organisation.is_empty(),
        Slot::Giver => !activity.giver.is_empty(),
        Slot::Launcher => !activity.launcher.is_empty(),
        Slot::Level => activity.level.is_some(),
        Slot::Result => !activity.result.is_empty(),
        Slot::Reference => !activity.reference.is_empty(),
        Slot::Zero => activity.zero,
        Slot::Note => !activity.note.is_empty(),
    }
}

fn day(day: Day) -> Result<(), Invalid> {
    if YEARS.contains(&chrono::Datelike::year(&day)) { Ok(()) } else { Err(Invalid::Year { day }) }
}

fn sum(amount: Dong) -> Result<(), Invalid> {
    if amount < Dong::ZERO {
        Err(Invalid::Negative { amount })
    } else if amount > MAX_TYPED {
        Err(Invalid::TooLarge { amount })
    } else {
        Ok(())
    }
}

fn fund_known(id: Id<Fund>, catalog: &Catalog) -> Result<(), Invalid> {
    if catalog.fund(id).is_some() { Ok(()) } else { Err(Invalid::UnknownFund { id }) }
}

/// A code may be left out; one that the set lists must fit the direction. A sub-code that a unit added to a
/// listed head belongs to its head.
fn settlement_code(code: &str, direction: Direction, catalog: &Catalog) -> Result<(), Invalid> {
    if code.is_empty() {
        return Ok(());
    }
    let line = catalog
        .codes
        .line(code)
        .or_else(|| code.split_once('.').and_then(|(head, _)| catalog.codes.line(head)));
    match line.and_then(crate::domain::codes::CodeLine::direction) {
        Some(fits) if fits == direction => Ok(()),
        _ => Err(Invalid::UnknownCode { code: code.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{HeadCount, Kinds, MoneyLine, Person};

    fn catalog() -> Catalog {
        Catalog::new(Kinds::built_in().unwrap(), day_of(2024, 1, 20))
    }

    fn day_of(year: i32, month: u32, day: u32) -> Day {
        Day::from_ymd_opt(year, month, day).unwrap()
    }

    fn donation() -> Activity {
        let mut donation = Activity::new("ung-ho", day_of(2023, 10, 10));
        donation.about = "Quỹ vì người nghèo".to_owned();
        donation.organisation = "Hội Chữ thập đỏ".to_owned();
        donation.money.push(MoneyLine {
            quantity: None,
            rate: None,
            amount: Dong(3_000_000),
            source: Source::Members,
            code: String::new(),
        });
        donation
    }

    #[test]
    fn a_sound_entry_passes() {
        assert_eq!(activity(&donation(), &catalog()), Ok(()));
    }

    #[test]
    fn what_cannot_be_right_is_refused_with_the_value_that_is_wrong() {
        type Spoil = fn(&mut Activity);
        type Expected = fn(&Invalid) -> bool;
        let cases: &[(Spoil, Expected)] = &[
            (|a| a.kind = "bay".to_owned(), |e| matches!(e, Invalid::UnknownKind { code } if code == "bay")),
            (|a| a.until = Some(day_of(2023, 10, 9)), |e| matches!(e, Invalid::Backwards { .. })),
            (|a| a.day = day_of(20231, 1, 1), |e| matches!(e, Invalid::Year { .. })),
            (|a| a.people.push(Person::default()), |e| matches!(e, Invalid::NoName)),
            (
                |a| a.people.push(Person { member: Some(Id::fresh()), ..Person::default() }),
                |e| matches!(e, Invalid::UnknownMember { .. }),
            ),
            (
                |a| {
                    a.people.push(Person {
                        name: "Bình".into(),
                        relation: "ban-hang-xom".into(),
                        ..Person::default()
                    });
                },
                |e| matches!(e, Invalid::UnknownRelation { .. }),
            ),
            (
                |a| a.money.iter_mut().for_each(|line| line.amount = Dong(-1)),
                |e| matches!(e, Invalid::Negative { .. }),
            ),
            (
                |a| a.money.iter_mut().for_each(|line| line.amount = Dong(i64::MAX)),
                |e| matches!(e, Invalid::TooLarge { .. }),
            ),
            (
                |a| {
                    a.money.iter_mut().for_each(|line| {
                        line.quantity = Some(31);
                        line.rate = Some(Dong(150_000));
                    });
                },
                |e| matches!(e, Invalid::Product { .. }),
            ),
            (
                |a| {
                    a.money.iter_mut().for_each(|line| {
                        line.source =
                            Source::Fund { fund: Id::fresh(), account: crate::domain::Account::Cash };
                    });
                },
                |e| matches!(e, Invalid::UnknownFund { .. }),
            ),
            (
                |a| a.money.iter_mut().for_each(|line| line.code = "22".to_owned()),
                |e| matches!(e, Invalid::UnknownCode { .. }),
            ),
            (
                |a| {
                    a.head_count = Some(HeadCount { count: Some(70), of: Some(69), whom: String::new() });
                },
                |e| matches!(e, Invalid::HeadCount { count: 70, of: 69 }),
            ),
        ];
        for (index, (spoil, expected)) in cases.iter().enumerate() {
            let mut entry = donation();
            spoil(&mut entry);
            let error = activity(&entry, &catalog()).expect_err(&format!("case {index}"));
            assert!(expected(&error), "case {index}: {error}");
        }
    }

    #[test]
    fn what_a_kind_needs_must_be_there_unless_nothing_happened() {
        let mut visit = Activity::new("viec-hieu", day_of(2023, 11, 12));
        assert!(matches!(activity(&visit, &catalog()), Err(Invalid::Missing { slot: Slot::People, .. })));
        visit.people.push(Person { name: "Bình".to_owned(), ..Person::default() });
        assert!(matches!(activity(&visit, &catalog()), Err(Invalid::Missing { slot: Slot::Relation, .. })));
        visit.zero = true;
        assert_eq!(activity(&visit, &catalog()), Ok(()));
    }
}
