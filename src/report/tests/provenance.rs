//! Every figure follows from its sources alone.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::fixture::{Book, full};
use crate::domain::{
    Account, Activity, Direction, FactKind, Member, Movement, Person, RecordType, Stored, TermData, Voucher,
};
use crate::report::ledger::base_opening;
use crate::report::model::WantedMoves;
use crate::report::{Figure, FigureValue, Rule, SourceRef};
use crate::text::fold::search_key;
use crate::text::money::Dong;
use crate::text::words::{WordsStyle, in_words};

fn found<'a, T: 'a>(figure: &'a Figure, of: RecordType, all: &'a [Stored<T>]) -> Vec<&'a T> {
    figure
        .sources
        .iter()
        .filter(|source| source.record_type == of)
        .map(|source| {
            let record = all.iter().find(|record| record.id.uuid() == source.id);
            &record.expect("a source that exists").body
        })
        .collect()
}

fn plan(activity: &Activity) -> crate::domain::Plan {
    crate::domain::plan::planned(activity).expect("a plan")
}

/// What an entry spent on those people: their own amounts, else n × rate, else all of it.
fn share(activity: &Activity, wanted: &dyn Fn(&&Person) -> bool) -> i64 {
    let people: Vec<&Person> = activity.people.iter().filter(wanted).collect();
    let own: i64 = people.iter().filter_map(|person| person.amount).map(|amount| amount.0).sum();
    match activity.money.first() {
        _ if people.len() == activity.people.len() => activity.total().0,
        _ if people.iter().all(|person| person.amount.is_some()) => own,
        Some(line) if line.quantity == Some(activity.people.len() as u32) => {
            line.rate.expect("a rate").0 * people.len() as i64
        }
        _ => activity.total().0,
    }
}

/// Computes a figure again from nothing but its rule and the records it names.
fn again(figure: &Figure, data: &TermData) -> FigureValue {
    let activities: Vec<&Activity> = found(figure, RecordType::Activity, &data.activities);
    let members: Vec<&Member> = found(figure, RecordType::Member, &data.catalog.members);
    let vouchers: Vec<&Voucher> = found(figure, RecordType::Voucher, &data.vouchers);
    let relation = |person: &Person| {
        if person.relation.is_empty() { "ban-than".to_owned() } else { person.relation.clone() }
    };
    let wanted = |person: &&Person| match &figure.rule {
        Rule::CountVisits(wanted)
        | Rule::CountPersons(wanted)
        | Rule::CountRelatives(wanted)
        | Rule::ListPeople(wanted)
        | Rule::SumShares(wanted) => {
            (wanted.relations.is_empty() || wanted.relations.contains(&relation(person)))
                && (!wanted.prized || !person.prize.is_empty())
                && wanted.prize.as_ref().is_none_or(|prize| *prize == person.prize)
        }
        _ => true,
    };
    let people = || activities.iter().flat_map(|activity| &activity.people).filter(wanted);
    let heads = || activities.iter().filter_map(|activity| activity.head_count.as_ref());
    let signed = |plus: Direction| {
        vouchers.iter().map(|v| if v.direction == plus { v.amount.0 } else { -v.amount.0 }).sum::<i64>()
    };
    let fund_balance = |from, to, before: bool| {
        let fund = data
            .catalog
            .funds
            .iter()
            .find(|fund| figure.sources.iter().any(|source| source.id == fund.id.uuid()))
            .expect("the fund is a source");
        let mut sum = 0;
        for account in [Account::Cash, Account::Bank] {
            // Before the range the lines' opening counts; at its end the latest one up to then.
            let opening = base_opening(fund, account, if before { from } else { to }, to);
            sum += opening.map_or(0, |opening| opening.amount.0);
            let since = |day| opening.is_none_or(|opening| opening.day <= day);
            let counted = vouchers.iter().filter(|voucher| since(voucher.day));
            sum += counted.map(|voucher| voucher.effect_on(account)).sum::<i64>();
        }
        sum
    };
    let count = |number: usize| FigureValue::Count(number as u64);
    let amount = |sum: i64| match figure.value {
        FigureValue::Words(_) => FigureValue::Words(in_words(Dong(sum), WordsStyle::default())),
        _ => FigureValue::Money(Dong(sum)),
    };
    match &figure.rule {
        Rule::CountVisits(_) => {
            let bare = activities.iter().filter(|activity| activity.people.is_empty());
            FigureValue::Count(people().count() as u64 + bare.map(|a| u64::from(a.visits())).sum::<u64>())
        }
        Rule::CountPersons(_) => {
            count(people().map(|person| (person.member, &person.name)).collect::<BTreeSet<_>>().len())
        }
        Rule::CountRelatives(_) => count(
            people()
                .filter(|person| relation(person) != "ban-than")
                .map(|person| (person.member, &person.name, &person.relation, &person.relative))
                .collect::<BTreeSet<_>>()
                .len(),
        ),
        Rule::ListPeople(_) => {
            let FigureValue::Names(names) = &figure.value else { panic!("a list") };
            let listed: usize = names
                .iter()
                .map(|name| {
                    let times = name.rsplit_once(" (").and_then(|(_, rest)| rest.strip_suffix(" lần)"));
                    times.map_or(1, |times| times.parse().expect("a number"))
                })
                .sum();
            assert_eq!(listed, people().count(), "a list agrees with its number: {names:?}");
            figure.value.clone()
        }
        Rule::CountEntries | Rule::CountMembers => count(figure.sources.len()),
        Rule::SumMoney => amount(activities.iter().map(|activity| activity.total().0).sum()),
        Rule::SumShares(_) => amount(activities.iter().map(|activity| share(activity, &wanted)).sum()),
        Rule::SumPlanned => amount(activities.iter().map(|activity| plan(activity).amount.0).sum()),
        Rule::PlannedQuantity => FigureValue::Count(
            activities
                .iter()
                .map(|activity| {
                    let heads = activity.people.len() as u32;
                    u64::from(plan(activity).quantity.unwrap_or(heads))
                })
                .sum(),
        ),
        Rule::Change { now, before } => {
            let side = |side: &crate::report::model::Side| {
                let like = Figure {
                    value: FigureValue::Count(0),
                    rule: side.rule.clone(),
                    sources: side.sources.clone(),
                    ..figure.clone()
                };
                match again(&like, data) {
                    FigureValue::Count(count) => i64::try_from(count).expect("few"),
                    FigureValue::Money(money) => money.0,
                    other => panic!("{other:?} cannot be compared"),
                }
            };
            FigureValue::Change { now: side(now), before: side(before) }
        }
        Rule::HeadCount => FigureValue::Count(heads().map(|head| u64::from(head.count.expect("n"))).sum()),
        Rule::HeadCountOf => FigureValue::Count(heads().map(|head| u64::from(head.of.expect("N"))).sum()),
        Rule::Share => {
            let bare = heads().all(|head| head.count.is_none());
            let sum = |part: fn(&crate::domain::HeadCount) -> Option<u32>| {
                (!bare).then(|| heads().map(|head| u64::from(part(head).expect("both"))).sum())
            };
            FigureValue::Share { n: sum(|head| head.count), of: sum(|head| head.of) }
        }
        Rule::ListMembers => {
            FigureValue::Names(members.iter().map(|member| member.full_name.clone()).collect())
        }
        Rule::GroupMembers { by, day } => {
            let FigureValue::Groups(groups) = &figure.value else { panic!("groups") };
            assert_eq!(groups.iter().map(|group| group.1).sum::<u64>(), members.len() as u64);
            let value = |member: &Member| match by.as_str() {
                "ethnicity" => search_key(&member.ethnicity),
                "degree" => search_key(&member.degree),
                // Roots and bands are the lists' matter; that they hold everybody once is asked above.
                "contract_tree" | "age" => String::new(),
                name => {
                    let kind = FactKind::ALL.iter().find(|kind| kind.name() == name).expect("a kind of fact");
                    search_key(member.value_on(*kind, *day))
                }
            };
            let values: BTreeSet<String> = members.iter().map(|member| value(member)).collect();
            assert!(values.contains("") || values.len() == groups.len(), "{by}: {groups:?}");
            figure.value.clone()
        }
        Rule::CountMoves(wanted) => count(members.iter().map(|member| moved(member, wanted, data)).sum()),
        Rule::ListMoves(wanted) => {
            let FigureValue::Names(names) = &figure.value else { panic!("names") };
            assert_eq!(names.len(), members.iter().map(|member| moved(member, wanted, data)).sum::<usize>());
            figure.value.clone()
        }
        Rule::GroupMoves { wanted, .. } => {
            let FigureValue::Groups(groups) = &figure.value else { panic!("groups") };
            let sum: usize = members.iter().map(|member| moved(member, wanted, data)).sum();
            assert_eq!(groups.iter().map(|group| group.1).sum::<u64>(), sum as u64);
            figure.value.clone()
        }
        Rule::SumVouchers { direction } => amount(signed(*direction)),
        Rule::Opening { from, to } => amount(fund_balance(*from, *to, true)),
        Rule::Balance { from, to } => amount(fund_balance(*from, *to, false)),
        Rule::Noted | Rule::Statement => figure.value.clone(),
    }
}

/// How often something happened to a member, told day by day from nothing but who was counted on which day.
fn moved(member: &Member, wanted: &WantedMoves, data: &TermData) -> usize {
    let counted = |on| member.fact_on(wanted.stay, on).is_some();
    let code = |reason: &str| data.catalog.kinds.roster.reason(reason).map(|known| known.code.clone());
    let meant = |reasons: Vec<&str>| {
        let noted = reasons.into_iter().find(|reason| !reason.is_empty()).unwrap_or("");
        let code = code(noted).unwrap_or_default();
        (wanted.reasons.is_empty() || wanted.reasons.contains(&code)) && !wanted.except.contains(&code)
    };
    let stays = [wanted.stay, FactKind::Employment, FactKind::Membership];
    let mut moves = 0;
    for on in wanted.from.iter_days().take_while(|on| *on <= wanted.to) {
        let before = on.pred_opt().expect("a day before");
        let why = |out: bool| {
            stays
                .iter()
                .flat_map(|stay| member.facts.iter().rev().filter(move |fact| fact.kind == *stay))
                .filter(|fact| if out { fact.until == Some(on) } else { fact.from == Some(on) })
                .map(|fact| if out { fact.reason_out.as_str() } else { fact.reason_in.as_str() })
                .collect::<Vec<_>>()
        };
        let came = !counted(before) && counted(on);
        let left = counted(before) && !counted(on);
        moves += usize::from(match wanted.movement {
            Movement::In => came && meant(why(false)),
            Movement::Out => left && meant(why(true)),
            Movement::Any => (came && meant(why(false))) || (left && meant(why(true))),
            Movement::Party => member.party_joined == Some(on),
            Movement::PartyOfficial => member.party_official == Some(on),
            Movement::Theory => {
                let level = member.value_on(FactKind::Theory, on);
                !level.is_empty() && level != member.value_on(FactKind::Theory, before)
            }
        });
    }
    moves
}

fn every_figure_follows(book: &Book) {
    for report in [book.report(), book.report_by("ninh-binh")] {
        figures_follow(&report, book);
    }
}

fn figures_follow(report: &crate::report::Report, book: &Book) {
    assert!(!report.figures.is_empty());
    for figure in &report.figures {
        assert_eq!(again(figure, &book.data), figure.value, "{} {}", figure.fact, figure.name);
        let once: BTreeSet<&SourceRef> = figure.sources.iter().collect();
        assert_eq!(once.len(), figure.sources.len(), "{} names a record twice", figure.fact);
    }
    for line in &report.lines {
        for run in &line.runs {
            assert!(run.figure.is_none_or(|figure| figure < report.figures.len()));
        }
    }
}

#[test]
fn every_figure_follows_from_its_sources() {
    every_figure_follows(&full());
}

#[test]
fn figures_follow_from_their_sources_also_when_an_account_is_opened_again() {
    let mut book = full();
    book.opening(Account::Cash, "2023-07-01", 5_000_000);
    every_figure_follows(&book);
}

#[test]
fn every_computed_line_leads_to_a_record() {
    let book = full();
    let report = book.report();
    for line in report.lines.iter().filter(|line| line.fact.is_some() && !line.runs.is_empty()) {
        let sources = line
            .runs
            .iter()
            .filter_map(|run| run.figure)
            .map(|figure| report.figures[figure].sources.len())
            .sum::<usize>();
        assert!(sources > 0, "{}", line.text());
    }
}

#[test]
fn equal_data_give_an_equal_report_and_json_keeps_it() {
    let report = full().report();
    assert_eq!(report, full().report());
    let json = serde_json::to_string(&report).expect("JSON");
    assert_eq!(serde_json::from_str::<crate::report::Report>(&json).expect("a report"), report);
}

/// An entry as dice throw it: kind, day in 2023, people, n of N, money, state, zero.
type Thrown =
    (usize, u32, Vec<(usize, usize, usize)>, Option<(Option<u32>, Option<u32>)>, Option<i64>, u8, bool);

fn thrown() -> impl Strategy<Value = Thrown> {
    let people = prop::collection::vec((0_usize..8, 0_usize..6, 0_usize..4), 0..4);
    let heads = prop::option::of((prop::option::of(0_u32..90), prop::option::of(0_u32..90)));
    (
        0_usize..200,
        0_u32..365,
        people,
        heads,
        prop::option::of(0_i64..9_000_000),
        0_u8..6,
        prop::bool::weighted(0.1),
    )
}

fn throw(book: &mut Book, (kind, on, people, heads, money, state, zero): Thrown) {
    const RELATIONS: [&str; 8] = ["", "ban-than", "me-de", "bo-chong", "con", "vo", "ong", "em-ruot"];
    const PRIZES: [&str; 4] = ["", "Nhất", "Ba", "Đặc biệt"];
    let names: Vec<&str> = book.names.keys().copied().collect();
    let kinds = &book.data.catalog.kinds.kinds;
    let kind = kinds[kind % kinds.len()].code.clone();
    let day = crate::domain::Day::from_yo_opt(2023, on + 1).expect("a day").to_string();
    let pairs: Vec<(&str, &str)> = people.iter().map(|(r, m, _)| (RELATIONS[*r], names[*m])).collect();
    book.log(&kind, &day, &pairs, |activity| {
        for (person, (_, _, prize)) in activity.people.iter_mut().zip(&people) {
            PRIZES[*prize].clone_into(&mut person.prize);
        }
        activity.head_count =
            heads.map(|(count, of)| crate::domain::HeadCount { count, of, whom: String::new() });
        activity.money.extend(money.map(super::fixture::collected));
        activity.zero = zero;
        activity.state = match state {
            0 => crate::domain::State::Planned,
            1 => crate::domain::State::Cancelled,
            _ => crate::domain::State::Done,
        };
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn figures_follow_from_their_sources_whatever_was_logged(entries in prop::collection::vec(thrown(), 0..60)) {
        let mut book = full();
        for entry in entries {
            throw(&mut book, entry);
        }
        every_figure_follows(&book);
        let _ = crate::report::Facts::of(&book.data);
    }
}
