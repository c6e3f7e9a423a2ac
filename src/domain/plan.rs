//! Plans (dự kiến): what an entry plans, when a plan is past its day, and which plans make a Tết budget.
//!
//! **One truth.** While an entry is planned, its money lines *are* the plan: they are what is typed, with source and
//! account, and [`Plan`] is their sum on the entry's day, kept in step by [`settle`] at every save. Once the entry is
//! done (or cancelled) the plan stands still and the money lines say what was spent. [`planned`] reads either.

use super::{Activity, Catalog, Day, Plan, State, Stored};
use crate::text::fold::search_key;
use crate::text::lunar;
use crate::text::money::Dong;

/// What an entry plans, or had planned; none when it never was planned.
pub fn planned(activity: &Activity) -> Option<Plan> {
    if activity.state == State::Planned { Some(of(activity)) } else { activity.plan.clone() }
}

/// Brings the plan in step before an entry is saved. `before`: the entry as it was, when it is changed.
///
/// A planned entry's plan follows its money; what had been planned is never lost when the entry is done.
pub fn settle(activity: &mut Activity, before: Option<&Activity>) {
    if activity.state == State::Planned {
        activity.plan = Some(of(activity));
    } else if activity.plan.is_none() {
        activity.plan = before.and_then(planned);
    }
}

/// What a planned entry plans: its day, the sum of its money, and n × rate where one line says so. An entry without
/// money lines (as an imported one may be) plans the sum it was given.
fn of(activity: &Activity) -> Plan {
    match (activity.money.as_slice(), &activity.plan) {
        ([], Some(plan)) => Plan { day: activity.day, ..plan.clone() },
        ([only], _) if only.quantity.is_some() => {
            Plan { day: activity.day, quantity: only.quantity, rate: only.rate, amount: only.amount }
        }
        _ => Plan { day: activity.day, quantity: None, rate: None, amount: activity.total() },
    }
}

/// Whether a plan is past its day (dự kiến quá ngày): planned for a day before `today`.
pub fn is_overdue(activity: &Activity, today: Day) -> bool {
    activity.state == State::Planned && activity.day < today
}

/// What was spent less what had been planned, đồng; negative when less was spent. None unless the entry is done and
/// had been planned.
pub fn difference(activity: &Activity) -> Option<Dong> {
    let plan = activity.plan.as_ref().filter(|_| activity.state == State::Done)?;
    Some(Dong(activity.total().0.saturating_sub(plan.amount.0)))
}

/// The lunar year whose Tết an entry is for, as the Gregorian year that it begins in (2026: Bính Ngọ); none when it
/// is for no Tết.
///
/// An entry is for a Tết when its kind may be (`tet = true` in the kinds file) and its occasion or content holds one
/// of the file's Tết words and none of those that mean another feast (Tết Trung thu). The year is the one it names
/// ("Tết Bính Ngọ"), else that of the nearest Tết to the planned day, else to the entry's.
pub fn tet_year(activity: &Activity, catalog: &Catalog) -> Option<i32> {
    if !catalog.kinds.get(&activity.kind).is_some_and(|kind| kind.tet) {
        return None;
    }
    let key = format!(" {} ", words(&format!("{} {}", activity.occasion, activity.about)));
    let holds = |list: &[String]| list.iter().any(|word| key.contains(&format!(" {} ", words(word))));
    if !holds(&catalog.kinds.tet.words) || holds(&catalog.kinds.tet.not) {
        return None;
    }
    let day = activity.plan.as_ref().map_or(activity.day, |plan| plan.day);
    let nearest = lunar::nearest_new_year(day);
    let named = (nearest - 1..=nearest + 1)
        .find(|year| key.contains(&format!(" {} ", words(&lunar::year_name(*year)))));
    Some(named.unwrap_or(nearest))
}

/// The search key of a text with everything but letters and digits taken for a gap.
fn words(text: &str) -> String {
    let key = search_key(text);
    key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// One line of a Tết budget (dự trù chăm lo Tết).
#[derive(Debug, Clone, PartialEq)]
pub struct TetRow<'a> {
    /// The entry.
    pub entry: &'a Stored<Activity>,
    /// Nội dung: kind, what it is for, and whom.
    pub content: String,
    /// Số lượng, mức and thành tiền as planned; without n × rate the number of persons is the quantity.
    pub plan: Plan,
    /// What was spent, once it is done.
    pub spent: Option<Dong>,
}

/// The budget of one Tết: every entry planned for it, the done ones with their plan kept, in the order of planned day
/// and id. Deleted and cancelled entries are left out, whatever period the others fall in.
pub fn tet_budget<'a>(
    entries: impl IntoIterator<Item = &'a Stored<Activity>>,
    year: i32,
    catalog: &Catalog,
) -> Vec<TetRow<'a>> {
    let mut rows: Vec<TetRow<'a>> = entries
        .into_iter()
        .filter(|entry| !entry.is_deleted() && entry.state != State::Cancelled)
        .filter(|entry| tet_year(entry, catalog) == Some(year))
        .filter_map(|entry| {
            let mut plan = planned(entry)?;
            plan.quantity = plan.quantity.or_else(|| heads(entry));
            Some(TetRow {
                entry,
                content: content(entry, catalog),
                plan,
                spent: (entry.state == State::Done).then(|| entry.total()),
            })
        })
        .collect();
    rows.sort_by_key(|row| (row.plan.day, row.entry.id));
    rows
}

/// The sum of a Tết budget, đồng.
pub fn tet_total(rows: &[TetRow<'_>]) -> Dong {
    Dong(rows.iter().fold(0_i64, |sum, row| sum.saturating_add(row.plan.amount.0)))
}

/// The years of which a Tết budget can be made of these entries, latest first.
pub fn tet_years<'a>(entries: impl IntoIterator<Item = &'a Stored<Activity>>, catalog: &Catalog) -> Vec<i32> {
    let mut years: Vec<i32> = entries
        .into_iter()
        .filter(|entry| !entry.is_deleted() && entry.state != State::Cancelled && planned(entry).is_some())
        .filter_map(|entry| tet_year(entry, catalog))
        .collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    years
}

/// The number of persons of an entry: those it names, else its n.
pub fn heads(entry: &Activity) -> Option<u32> {
    let people = entry.person_visits();
    if people > 0 { Some(people) } else { entry.head_count.as_ref().and_then(|head| head.count) }
}

/// "Quà dịp lễ, Tết, nữ": the kind, what it is for, of whom.
pub fn content(entry: &Activity, catalog: &Catalog) -> String {
    let whom = entry.head_count.as_ref().map(|head| head.whom.as_str()).unwrap_or_default();
    let person = match entry.people.as_slice() {
        [only] => catalog.person_phrase(&entry.kind, only, entry.day),
        _ => String::new(),
    };
    let mut parts = vec![catalog.kinds.label(&entry.kind)];
    for part in [&entry.about, &entry.occasion, &entry.organisation, whom, person.as_str()] {
        if !part.is_empty() && !parts.iter().any(|before| before.contains(part)) {
            parts.push(part);
        }
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{HeadCount, Id, Kinds, Meta, Moment, MoneyLine, Source};
    use proptest::prelude::*;

    fn day(year: i32, month: u32, of_month: u32) -> Day {
        Day::from_ymd_opt(year, month, of_month).expect("a day")
    }

    fn line(quantity: Option<u32>, rate: i64, amount: i64) -> MoneyLine {
        MoneyLine {
            quantity,
            rate: quantity.map(|_| Dong(rate)),
            amount: Dong(amount),
            source: Source::Members,
            code: String::new(),
        }
    }

    fn stored(body: Activity) -> Stored<Activity> {
        let at = Moment::default();
        let meta = Meta { version: 1, created_at: at, updated_at: at, deleted_at: None };
        Stored { id: Id::fresh(), meta, body }
    }

    fn catalog() -> Catalog {
        Catalog::new(Kinds::built_in().expect("kinds"), day(2025, 12, 20))
    }

    fn gift(on: Day, occasion: &str, quantity: u32, rate: i64) -> Activity {
        let mut gift = Activity::new("qua-le", on);
        gift.state = State::Planned;
        gift.occasion = occasion.to_owned();
        gift.money = vec![line(Some(quantity), rate, i64::from(quantity) * rate)];
        gift
    }

    #[test]
    fn the_plan_follows_the_money_while_it_is_planned_and_stands_still_once_it_is_done() {
        let mut entry = gift(day(2026, 1, 20), "Tết", 69, 300_000);
        settle(&mut entry, None);
        let plan = entry.plan.clone().expect("a plan");
        assert_eq!(
            (plan.quantity, plan.rate, plan.amount),
            (Some(69), Some(Dong(300_000)), Dong(20_700_000))
        );

        let before = entry.clone();
        entry.day = day(2026, 1, 22);
        entry.money = vec![line(Some(68), 300_000, 20_400_000)];
        settle(&mut entry, Some(&before));
        assert_eq!(
            entry.plan.as_ref().map(|plan| (plan.day, plan.amount)),
            Some((entry.day, Dong(20_400_000)))
        );

        let before = entry.clone();
        entry.state = State::Done;
        entry.day = day(2026, 2, 1);
        entry.money = vec![line(Some(67), 300_000, 20_100_000)];
        settle(&mut entry, Some(&before));
        assert_eq!(entry.plan, before.plan);
        assert_eq!(difference(&entry), Some(Dong(-300_000)));
    }

    #[test]
    fn a_plan_that_was_never_settled_is_kept_when_the_entry_is_done() {
        let before = gift(day(2026, 1, 20), "Tết", 5, 200_000);
        let mut done = Activity { state: State::Done, ..before.clone() };
        settle(&mut done, Some(&before));
        assert_eq!(done.plan.map(|plan| plan.amount), Some(Dong(1_000_000)));
    }

    #[test]
    fn an_imported_plan_without_money_lines_keeps_its_sum() {
        let mut entry = Activity { money: Vec::new(), ..gift(day(2026, 1, 20), "Tết", 1, 1) };
        let sum = Plan { day: day(2026, 1, 1), quantity: Some(3), rate: Some(Dong(2)), amount: Dong(6) };
        entry.plan = Some(sum.clone());
        settle(&mut entry, None);
        assert_eq!(entry.plan, Some(Plan { day: entry.day, ..sum }));
    }

    #[test]
    fn only_a_planned_entry_of_a_day_before_today_is_overdue() {
        let mut entry = gift(day(2026, 1, 20), "Tết", 1, 1);
        assert!(!is_overdue(&entry, day(2026, 1, 20)));
        assert!(is_overdue(&entry, day(2026, 1, 21)));
        entry.state = State::Cancelled;
        assert!(!is_overdue(&entry, day(2026, 1, 21)));
    }

    #[test]
    fn the_tet_budget_takes_the_plans_of_one_tet_and_no_other_feast() {
        let catalog = catalog();
        let mut done = gift(day(2026, 2, 5), "Tết Nguyên đán", 10, 500_000);
        settle(&mut done, None);
        done.state = State::Done;
        done.money = vec![line(Some(9), 500_000, 4_500_000)];
        let mut hardship = gift(day(2026, 1, 15), "", 3, 1_000_000);
        hardship.kind = "tro-cap".to_owned();
        hardship.about = "tet cho đoàn viên khó khăn".to_owned();
        let mut retired = gift(day(2026, 1, 25), "Tết", 1, 0);
        retired.money = vec![line(None, 0, 2_000_000)];
        retired.head_count =
            Some(HeadCount { count: Some(8), of: None, whom: "cán bộ hưu trí".to_owned() });
        let mut cancelled = gift(day(2026, 1, 15), "Tết", 1, 1);
        cancelled.state = State::Cancelled;
        let mut meeting = gift(day(2026, 1, 15), "Tết", 1, 1);
        meeting.kind = "hop-bch".to_owned();
        let unplanned = Activity { state: State::Done, plan: None, ..gift(day(2026, 2, 5), "Tết", 1, 1) };
        let entries: Vec<Stored<Activity>> = [
            done,
            hardship,
            retired,
            cancelled,
            meeting,
            unplanned,
            gift(day(2025, 9, 20), "Tết Trung thu", 45, 100_000),
            gift(day(2025, 12, 20), "Tết dương lịch", 45, 100_000),
            gift(day(2026, 1, 10), "Tết Đinh Mùi", 2, 1_000),
            gift(day(2026, 1, 10), "8/3", 2, 1_000),
        ]
        .map(stored)
        .to_vec();
        let rows = tet_budget(&entries, 2026, &catalog);
        let told: Vec<(&str, Option<u32>, i64, Option<i64>)> = rows
            .iter()
            .map(|row| {
                (row.content.as_str(), row.plan.quantity, row.plan.amount.0, row.spent.map(|spent| spent.0))
            })
            .collect();
        assert_eq!(
            told,
            [
                ("Trợ cấp khó khăn, tet cho đoàn viên khó khăn", Some(3), 3_000_000, None),
                ("Quà dịp lễ, Tết, cán bộ hưu trí", Some(8), 2_000_000, None),
                ("Quà dịp lễ, Tết Nguyên đán", Some(10), 5_000_000, Some(4_500_000)),
            ]
        );
        assert_eq!(tet_total(&rows), Dong(10_000_000));
        assert_eq!(tet_years(&entries, &catalog), [2027, 2026]);
    }

    proptest! {
        #[test]
        fn settling_twice_changes_nothing_more(
            planned_now in any::<bool>(),
            amounts in prop::collection::vec((prop::option::of(1_u32..100), 0_i64..10_000_000), 0..4),
        ) {
            let mut entry = Activity::new("qua-le", day(2026, 1, 20));
            entry.state = if planned_now { State::Planned } else { State::Done };
            entry.money = amounts.into_iter().map(|(n, rate)| line(n, rate, i64::from(n.unwrap_or(1)) * rate)).collect();
            let before = entry.clone();
            settle(&mut entry, Some(&before));
            let once = entry.clone();
            settle(&mut entry, Some(&before));
            prop_assert_eq!(&entry, &once);
            prop_assert_eq!(entry.plan.is_some(), planned_now);
            if let Some(plan) = entry.plan {
                prop_assert_eq!(plan.amount, once.total());
            }
        }
    }
}
