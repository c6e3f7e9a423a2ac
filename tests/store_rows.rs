//! JSON to rows to JSON is the same JSON, and a selection in SQL is the selection in Rust.

use std::cell::RefCell;

use congdoan::domain::filter::Selection;
use congdoan::domain::*;
use congdoan::store::{Store, Totals};
use congdoan::text::money::{Dong, MAX_TYPED};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

fn any_day() -> impl Strategy<Value = Day> {
    (0..60_000_i64).prop_map(|days| Day::from_ymd_opt(1930, 1, 1).unwrap() + chrono::Duration::days(days))
}

fn term_day() -> impl Strategy<Value = Day> {
    (0..40_i64).prop_map(|days| Day::from_ymd_opt(2023, 11, 1).unwrap() + chrono::Duration::days(days))
}

fn amount() -> impl Strategy<Value = Dong> {
    (0..=MAX_TYPED.0).prop_map(Dong)
}

/// Anything a text can hold, empty more often than chance would.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![2 => Just(String::new()), 2 => any::<String>(), 1 => phrase()]
}

fn phrase() -> impl Strategy<Value = String> {
    let words =
        ["thăm", "Thuỷ", "thuỷ", "hoà", "Mỹ", "đẻ", "mẹ", "20/10", "quý", "Nguyễn", "lien", "L1", "%_", "'"];
    vec(select(words.to_vec()), 0..4).prop_map(|words| words.join(" "))
}

fn relation() -> impl Strategy<Value = String> {
    select(vec!["", "ban-than", "me-de", "bo-chong", "con", "strange"]).prop_map(str::to_owned)
}

fn person(members: Vec<Id<Member>>, text: fn() -> BoxedStrategy<String>) -> impl Strategy<Value = Person> {
    let parts = (text(), text(), text(), text(), text());
    (of(select(members)), relation(), of(amount()), parts).prop_map(
        |(member, relation, amount, (name, relative, role, prize, note))| Person {
            member,
            name,
            relation,
            relative,
            role,
            prize,
            note,
            amount,
        },
    )
}

fn money(fund: Id<Fund>) -> impl Strategy<Value = MoneyLine> {
    let source = prop_oneof![
        select(vec![Account::Cash, Account::Bank]).prop_map(move |account| Source::Fund { fund, account }),
        select(vec![Source::Members, Source::School, Source::Upper, Source::Others]),
    ];
    (of(any::<u32>()), of(amount()), amount(), source, text())
        .prop_map(|(quantity, rate, amount, source, code)| MoneyLine { quantity, rate, amount, source, code })
}

fn activity(
    members: Vec<Id<Member>>,
    fund: Id<Fund>,
    day: BoxedStrategy<Day>,
    text: fn() -> BoxedStrategy<String>,
) -> impl Strategy<Value = Activity> {
    let head = of((of(any::<u32>()), of(any::<u32>()), text()))
        .prop_map(|head| head.map(|(count, of, whom)| HeadCount { count, of, whom }));
    let plan = of((any_day(), of(any::<u32>()), of(amount()), amount()))
        .prop_map(|plan| plan.map(|(day, quantity, rate, amount)| Plan { day, quantity, rate, amount }));
    let marks = (
        select(vec!["hieu", "om-dau", "hy", "other kind"]),
        select(vec![State::Planned, State::Done, State::Cancelled]),
        select(vec![LedBy::Union, LedBy::Joint, LedBy::Management, LedBy::UpperUnion]),
        select(vec![Receiver::People, Receiver::Collective, Receiver::Outside]),
        of(select(vec![Level::School, Level::Ward, Level::District, Level::Province, Level::Central])),
        any::<bool>(),
    );
    let texts = (text(), text(), text(), text(), text(), text(), text(), text(), text(), text());
    let lists = (vec(person(members, text), 0..4), vec(money(fund), 0..3), head, plan);
    (day, of(0..30_i64), marks, texts, lists).prop_map(
        |(day, length, marks, texts, (people, money, head_count, plan))| {
            let (kind, state, led_by, receiver, level, zero) = marks;
            let (about, occasion, place, goods, organisation, giver, launcher, result, reference, note) =
                texts;
            Activity {
                kind: kind.to_owned(),
                state,
                day,
                until: length.map(|days| day + chrono::Duration::days(days)),
                about,
                occasion,
                place,
                led_by,
                people,
                head_count,
                money,
                plan,
                goods,
                receiver,
                organisation,
                giver,
                launcher,
                level,
                result,
                reference,
                zero,
                note,
            }
        },
    )
}

fn member(full_name: BoxedStrategy<String>) -> impl Strategy<Value = Member> {
    let fact = (select(FactKind::ALL.to_vec()), text(), of(any_day()), of(any_day()), text(), text())
        .prop_map(|(kind, value, from, until, reason_in, reason_out)| MemberFact {
            kind,
            value,
            from,
            until,
            reason_in,
            reason_out,
        });
    (
        full_name,
        select(vec![Gender::Female, Gender::Male]),
        (text(), text(), text()),
        (of(any_day()), of(any_day()), of(any_day())),
        any::<bool>(),
        vec(fact, 0..6),
    )
        .prop_map(|(full_name, gender, (ethnicity, degree, note), days, insured, facts)| Member {
            full_name,
            gender,
            ethnicity,
            birth_day: days.0,
            degree,
            insured,
            party_joined: days.1,
            party_official: days.2,
            note,
            facts,
        })
}

fn book() -> (tempfile::TempDir, Store, Vec<Id<Member>>, Id<Fund>) {
    let folder = tempfile::tempdir().expect("folder");
    let mut store = Store::create(&folder.path().join("a.congdoan")).expect("a new book");
    let names = ["Nguyễn Thị Liên", "Trần Thanh Xuân", "Lê Văn Hòa"];
    let made = store.change("lan", "fill", |change| {
        let mut members = Vec::new();
        for name in names {
            let facts = vec![MemberFact::always(FactKind::ShortName, "Mỹ L1")];
            let member = Member {
                full_name: name.to_owned(),
                gender: Gender::Female,
                ethnicity: String::new(),
                birth_day: None,
                degree: String::new(),
                insured: false,
                party_joined: None,
                party_official: None,
                note: String::new(),
                facts,
            };
            members.push(change.insert(member)?.id);
        }
        let fund = Fund {
            code: "cd".to_owned(),
            name: String::new(),
            settled: true,
            code_set: String::new(),
            openings: Vec::new(),
        };
        Ok((members, change.insert(fund)?.id))
    });
    let (members, fund) = made.expect("filled").value;
    (folder, store, members, fund)
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("JSON")
}

/// Saved, read, changed, read again: always what was given, and what history kept.
fn comes_back<R: congdoan::store::Table>(store: &RefCell<Store>, bodies: &[R]) -> Result<(), TestCaseError> {
    let mut store = store.borrow_mut();
    let saved = store
        .change("lan", "save", |change| {
            let blank = change.insert(bodies[0].clone())?;
            let mut saved = vec![blank];
            for body in bodies {
                let next = change.update(&saved[0], body.clone())?;
                saved[0] = next;
            }
            for body in bodies {
                saved.push(change.insert(body.clone())?);
            }
            Ok(saved)
        })
        .map_err(|error| TestCaseError::fail(error.to_string()))?
        .value;
    prop_assert_eq!(&saved[0].body, bodies.last().unwrap());
    for record in saved {
        let read = store.get(record.id).unwrap().unwrap();
        prop_assert_eq!(json(&read), json(&record));
        prop_assert_eq!(&read, &record);
        let history = store.history_of(R::TYPE, record.id.uuid()).unwrap();
        prop_assert_eq!(&history.last().unwrap().after, &json(&record));
    }
    Ok(())
}

#[test]
fn an_activity_comes_back_from_its_rows_as_the_same_json() {
    let (_folder, store, members, fund) = book();
    let store = RefCell::new(store);
    let one = activity(members, fund, any_day().boxed(), || text().boxed());
    TestRunner::new(Config::with_cases(48))
        .run(&vec(one, 1..5), |bodies| comes_back(&store, &bodies))
        .unwrap();
    assert_eq!(store.borrow().verify().unwrap(), []);
}

#[test]
fn a_member_comes_back_from_its_rows_as_the_same_json() {
    let (_folder, store, ..) = book();
    let store = RefCell::new(store);
    TestRunner::new(Config::with_cases(48))
        .run(&vec(member(text().boxed()), 1..5), |bodies| comes_back(&store, &bodies))
        .unwrap();
    assert_eq!(store.borrow().verify().unwrap(), []);
}

fn filter(members: Vec<Id<Member>>) -> impl Strategy<Value = ActivityFilter> {
    let kinds = vec(select(vec!["hieu", "om-dau", "hy", "nobody"]).prop_map(str::to_owned), 0..3);
    let relations =
        vec(select(vec!["ban-than", "me-de", "nguoi-than", "nobody"]).prop_map(str::to_owned), 0..2);
    let typed = || phrase().prop_map(|text| text.to_lowercase().chars().take(9).collect::<String>());
    let texts = (
        prop_oneof![
            Just(String::new()),
            typed(),
            select(vec!["thuy", "liên", "mi l1", "hieu", "e"]).prop_map(str::to_owned)
        ],
        prop_oneof![3 => Just(String::new()), 1 => typed()],
        prop_oneof![3 => Just(String::new()), 1 => typed()],
    );
    let marks = (
        of(select(vec![State::Planned, State::Done, State::Cancelled])),
        of(select(vec![Level::School, Level::Central])),
        of(select(vec![Receiver::People, Receiver::Collective])),
        of(any::<bool>()),
        prop::bool::weighted(0.2),
    );
    let marks = prop_oneof![2 => Just((None, None, None, None, false)), 1 => marks];
    let rest = (of(term_day()), of(term_day()), prop::option::weighted(0.2, select(members)));
    (texts, kinds, relations, marks, rest).prop_map(|(texts, kinds, relations, marks, (from, to, member))| {
        ActivityFilter {
            text: texts.0,
            about: texts.1,
            result: texts.2,
            kinds,
            group: None,
            from,
            to,
            member,
            state: marks.0,
            relations,
            level: marks.1,
            receiver: marks.2,
            zero: marks.3,
            deleted: marks.4,
        }
    })
}

fn pages(store: &Store, selection: &Selection, limit: usize) -> Vec<Stored<Activity>> {
    let mut all: Vec<Stored<Activity>> = Vec::new();
    loop {
        let after = all.last().map(|last| (last.day, last.id));
        let page = store.activities(selection, after, limit).unwrap();
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

#[test]
fn a_selection_in_sql_is_the_selection_in_rust() {
    let (_folder, mut store, members, fund) = book();
    let mut runner = TestRunner::new(Config::with_cases(150));
    let one = activity(members.clone(), fund, term_day().boxed(), || phrase().boxed());
    let bodies = vec(one, 160).new_tree(&mut runner).unwrap().current();
    store
        .change("lan", "fill", |change| {
            for (place, body) in bodies.into_iter().enumerate() {
                let stored = change.insert(body)?;
                if place % 5 == 0 {
                    change.delete(&stored)?;
                }
            }
            Ok(())
        })
        .unwrap();
    let catalog = store.catalog(Day::from_ymd_opt(2023, 12, 1).unwrap()).unwrap();
    let mut all = store.all_with_deleted::<Activity>().unwrap();
    all.sort_by_key(|activity| std::cmp::Reverse((activity.day, activity.id)));
    let hits = RefCell::new(0);
    runner
        .run(&filter(members), |wish| {
            let selection = wish.compile(&catalog);
            let wanted: Vec<Stored<Activity>> = all
                .iter()
                .filter(|activity| selection.matches(&activity.body, activity.is_deleted()))
                .cloned()
                .collect();
            *hits.borrow_mut() += wanted.len();
            prop_assert_eq!(&pages(&store, &selection, 7), &wanted);
            let totals = Totals {
                entries: wanted.len() as u64,
                visits: wanted.iter().map(|activity| u64::from(activity.person_visits())).sum(),
                amount: wanted.iter().map(|activity| activity.total()).sum(),
            };
            prop_assert_eq!(store.totals(&selection).unwrap(), totals);
            if let Some(last) = wanted.last() {
                let above = store.activities_before(&selection, (last.day, last.id), 5).unwrap();
                let end = wanted.len() - 1;
                prop_assert_eq!(&above[..], &wanted[end.saturating_sub(5)..end]);
            }
            Ok(())
        })
        .unwrap();
    assert!(hits.into_inner() > 500, "the filters find something");
}

#[test]
fn a_head_count_adds_no_visit_and_every_named_person_one() {
    let (_folder, mut store, members, _) = book();
    let day = Day::from_ymd_opt(2023, 10, 20).unwrap();
    let heads = HeadCount { count: Some(48), of: Some(69), whom: String::new() };
    let named = |member| Person { member, name: "Trần Thanh Xuân".into(), ..Person::default() };
    store
        .change("lan", "log", |change| {
            change.insert(Activity { head_count: Some(heads.clone()), ..Activity::new("hy", day) })?;
            change.insert(Activity::new("hy", day))?;
            // The same member twice, for two parents, is two visits; somebody who is not on the roster is one.
            let people = vec![named(Some(members[0])), named(Some(members[0])), named(None)];
            change.insert(Activity { people, head_count: Some(heads), ..Activity::new("hieu", day) })
        })
        .unwrap();
    let totals = store.totals(&Selection::default()).unwrap();
    assert_eq!((totals.entries, totals.visits), (3, 3));
    assert_eq!(store.verify().unwrap(), []);
}
