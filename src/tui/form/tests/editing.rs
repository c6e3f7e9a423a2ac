//! An edit keeps what it does not touch.

use proptest::prelude::*;

use super::super::*;
use super::*;
use crate::domain::{HeadCount, LedBy, Level, MoneyLine, Person, Plan, Receiver, State};

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just(String::new()), 2 => "\\PC{0,12}", 1 => Just("hoa quả, \"vòng hoa\"\nhai dòng".to_owned())]
}

fn any_day() -> impl Strategy<Value = Day> {
    (1800_i32..2300, 1_u32..=12, 1_u32..=28).prop_map(|(y, m, d)| day(y, m, d))
}

fn any_person() -> impl Strategy<Value = Person> {
    (
        prop::option::of(1_u128..8),
        any_text(),
        prop::sample::select(vec!["", "ban-than", "me-de", "con", "hang-xom"]),
        any_text(),
        any_text(),
        any_text(),
        prop::option::of(0_i64..1_000_000),
    )
        .prop_map(|(member, name, relation, relative, prize, note, amount)| Person {
            member: member.map(|number| Id::from_uuid(uuid(number))),
            name: if member.is_some() { String::new() } else { name },
            relation: relation.to_owned(),
            relative,
            role: String::new(),
            prize,
            note,
            amount: amount.map(Dong),
        })
}

fn any_line() -> impl Strategy<Value = MoneyLine> {
    let source = prop::sample::select(vec![
        fund_source(Account::Cash),
        fund_source(Account::Bank),
        Source::Fund { fund: Id::from_uuid(uuid(12345)), account: Account::Cash },
        Source::Members,
        Source::Others,
    ]);
    (prop::option::of(1_u32..40), 0_i64..9_000_000, 0_i64..9_000_000, source, "(31\\.03)?").prop_map(
        |(quantity, rate, amount, source, code)| MoneyLine {
            quantity,
            rate: quantity.map(|_| Dong(rate)),
            amount: quantity.map_or(Dong(amount), |n| Dong(rate * i64::from(n))),
            source,
            code,
        },
    )
}

prop_compose! {
    fn any_activity()(
        kind in 0_usize..60,
        days in (any_day(), prop::option::of(any_day())),
        texts in prop::collection::vec(any_text(), 10),
        people in prop::collection::vec(any_person(), 0..4),
        head in prop::option::of((prop::option::of(0_u32..90), prop::option::of(0_u32..90), any_text())),
        money in prop::collection::vec(any_line(), 0..3),
        plan in prop::option::of((any_day(), 0_i64..9_000_000)),
        choices in (0_u8..3, 0_u8..4, 0_u8..3, prop::option::of(0_u8..5), any::<bool>()),
    ) -> Activity {
        let catalog = catalog();
        let kinds = &catalog.kinds.kinds;
        let mut activity = Activity::new(kinds[kind % kinds.len()].code.clone(), days.0);
        activity.until = days.1;
        let [about, occasion, place, goods, organisation, giver, launcher, result, reference, note] =
            <[String; 10]>::try_from(texts).expect("ten");
        Activity {
            about, occasion, place, goods, organisation, giver, launcher, result, reference, note,
            people,
            head_count: head.map(|(count, of, whom)| HeadCount { count, of, whom }),
            money,
            plan: plan.map(|(day, amount)| Plan { day, quantity: None, rate: None, amount: Dong(amount) }),
            state: [State::Planned, State::Done, State::Cancelled][usize::from(choices.0)],
            led_by: [LedBy::Union, LedBy::Joint, LedBy::Management, LedBy::UpperUnion][usize::from(choices.1)],
            receiver: [Receiver::People, Receiver::Collective, Receiver::Outside][usize::from(choices.2)],
            level: choices.3.map(|level| {
                [Level::School, Level::Ward, Level::District, Level::Province, Level::Central][usize::from(level)]
            }),
            zero: choices.4,
            ..activity
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn an_entry_opened_and_saved_unchanged_is_the_same_entry(activity in any_activity(), walk in 0_usize..40) {
        let catalog = catalog();
        let mut form = edit(activity.clone(), &catalog);
        prop_assert_eq!(form.activity(&catalog), Ok(activity.clone()));
        // Walking through it changes nothing either.
        for _ in 0..walk {
            form.handle(press(KeyCode::Tab), &catalog);
        }
        prop_assert_eq!(form.handle(control('s'), &catalog), FormEvent::Save);
        prop_assert_eq!(form.activity(&catalog), Ok(activity.clone()));
        let back = Form::from_draft(&form.draft(), &catalog).expect("a draft");
        prop_assert_eq!(back.activity(&catalog), Ok(activity));
    }

    #[test]
    fn an_edit_of_the_note_touches_nothing_else(activity in any_activity(), note in "[a-zêđ][a-zêđ ]{0,8}") {
        let catalog = catalog();
        let mut form = edit(activity.clone(), &catalog);
        prop_assume!(form.field("note").is_some());
        form.fill("note", &note, &catalog);
        let built = form.activity(&catalog).expect("a note is never wrong");
        let plan = built.plan.clone();
        prop_assert_eq!(built, Activity { note: crate::text::clean::memo(&note), plan, ..activity });
    }

    #[test]
    fn rows_of_a_conflict_are_empty_only_for_equal_entries(mine in any_activity(), theirs in any_activity()) {
        let catalog = catalog();
        let messages = crate::locale::Messages::new(crate::locale::Language::Vietnamese);
        prop_assert!(conflict_rows(&mine, &mine, &catalog, &messages).is_empty());
        let other = Activity { note: format!("{}!", mine.note), ..mine.clone() };
        let rows = conflict_rows(&mine, &other, &catalog, &messages);
        prop_assert_eq!(rows.len(), 1);
        prop_assert_eq!(&rows[0].label, "Ghi chú");
        if mine.day != theirs.day {
            prop_assert!(!conflict_rows(&mine, &theirs, &catalog, &messages).is_empty());
        }
    }
}

#[test]
fn whoever_stays_keeps_what_was_noted_of_them() {
    let catalog = catalog();
    let mut activity = Activity::new("viec-hieu", day(2023, 11, 12));
    activity.people = vec![
        Person {
            member: Some(Id::from_uuid(uuid(1))),
            relation: "me-de".into(),
            relative: "Bà Hai".into(),
            note: "xa".into(),
            ..Person::default()
        },
        Person { name: "Ông Ba".into(), relation: "con".into(), ..Person::default() },
    ];
    let mut form = edit(activity.clone(), &catalog);
    assert_eq!(text(&form, "people"), "Liên 2A (mẹ đẻ; xa), \"Ông Ba\" (con)");
    assert!(form.field("relation").is_some_and(|field| field.mixed));
    form.focus_on("people");
    typed(&mut form, ", dung td", &catalog);
    let built = form.activity(&catalog).expect("right");
    assert_eq!(built.people.len(), 3);
    assert_eq!(built.people[..2], activity.people[..]);
    form.fill("people", "\"Ông Ba\"", &catalog);
    assert_eq!(form.activity(&catalog).expect("right").people, activity.people[1..]);
}

#[test]
fn one_more_person_in_an_edit_raises_the_sum() {
    let catalog = catalog();
    let mut form = open("tham-om", &catalog);
    form.fill("people", "Liên 2A, Hương 1A", &catalog);
    let two = form.activity(&catalog).expect("right");
    assert_eq!(two.total(), Dong(600_000));
    let mut form = edit(two, &catalog);
    assert_eq!(text(&form, "amount"), "300.000", "the rate");
    form.focus_on("people");
    typed(&mut form, ", Dũng TD", &catalog);
    assert_eq!(form.activity(&catalog).expect("right").total(), Dong(900_000));
}

#[test]
fn a_copy_is_a_new_entry_whose_values_are_marked() {
    let catalog = catalog();
    let mut activity = Activity::new("tham-om", day(2023, 9, 1));
    activity.goods = "hoa quả".into();
    activity.people = vec![Person { member: Some(Id::from_uuid(uuid(1))), ..Person::default() }];
    let kind = catalog.kinds.get("tham-om").expect("built in");
    let form = Form::for_activity(kind, &catalog, Start::Copy(Box::new(activity)), None, day(2023, 12, 1));
    assert_eq!(form.field("goods").and_then(|field| field.default_mark), Some(DefaultMark::Similar));
    let copy = form.activity(&catalog).expect("right");
    assert_eq!((copy.day, copy.goods.as_str(), copy.people.len()), (day(2023, 12, 1), "hoa quả", 1));
}

#[test]
fn what_a_line_said_opens_as_a_form_with_the_rest_filled_in() {
    let catalog = catalog();
    let mut said = Activity::new("viec-hieu", day(2023, 11, 12));
    said.people =
        vec![Person { member: Some(Id::from_uuid(uuid(1))), relation: "me-de".into(), ..Person::default() }];
    let kind = catalog.kinds.get("viec-hieu").expect("built in");
    let form = Form::for_activity(kind, &catalog, Start::Filled(Box::new(said)), None, catalog.today);
    assert_eq!(text(&form, "day"), "12/11/2023");
    assert_eq!(form.activity(&catalog).expect("right").total(), Dong(500_000), "by the norm");
}

#[test]
fn the_most_similar_entry_fills_in_where_no_norm_speaks() {
    let catalog = catalog();
    let mut similar = Activity::new("sinh-nhat", day(2023, 9, 1));
    similar.goods = "bánh kem".into();
    similar.money = vec![MoneyLine {
        quantity: None,
        rate: None,
        amount: Dong(200_000),
        source: fund_source(Account::Bank),
        code: "31.03".into(),
    }];
    let kind = catalog.kinds.get("sinh-nhat").expect("built in");
    let mut form = Form::for_activity(kind, &catalog, Start::Blank, Some(&similar), catalog.today);
    assert_eq!(form.field("goods").and_then(|field| field.default_mark), Some(DefaultMark::Similar));
    form.fill("people", "Liên 2A", &catalog);
    let built = form.activity(&catalog).expect("right");
    assert_eq!(built.money, similar.money);
    assert_eq!(built.goods, "bánh kem");
}

#[test]
fn what_was_given_together_is_no_proposal_for_the_next_time() {
    let catalog = catalog();
    let kind = catalog.kinds.get("ung-ho").expect("built in");
    let mut drive = Activity::new("ung-ho", day(2023, 9, 1));
    drive.about = "giúp đồng bào vùng lũ".into();
    drive.organisation = "Hội Chữ thập đỏ".into();
    drive.launcher = "Liên đoàn Lao động".into();
    drive.goods = "quần áo ấm".into();
    drive.money = vec![MoneyLine {
        quantity: None,
        rate: None,
        amount: Dong(9_250_000),
        source: crate::domain::Source::Members,
        code: String::new(),
    }];
    let mut form = Form::for_activity(kind, &catalog, Start::Blank, Some(&drive), catalog.today);
    for id in ["amount", "goods", "launcher", "about", "organisation"] {
        assert_eq!(text(&form, id), "", "{id}");
    }
    // What goes to the same place tends to be launched by the same body.
    form.set_recent(vec![stored(990, drive)]);
    form.fill("organisation", "Hội Chữ thập đỏ", &catalog);
    form.refine(&catalog);
    assert_eq!(
        (text(&form, "launcher"), text(&form, "amount")),
        ("Liên đoàn Lao động".into(), String::new())
    );
}

#[test]
fn defaults_follow_the_most_similar_entry_once_the_member_is_known() {
    let catalog = catalog();
    let kind = catalog.kinds.get("tham-om").expect("a kind");
    let [one, other] = [0, 1].map(|at| catalog.members[at].id);
    let visit = |member, goods: &str, of: u32| {
        let mut activity = Activity::new("tham-om", day(2023, 10, of));
        activity.goods = goods.to_owned();
        activity.people = vec![crate::domain::Person { member: Some(member), ..Default::default() }];
        stored(u128::from(of) + 900, activity)
    };
    // Newest first: the latest visit was another member's.
    let recent = vec![visit(other, "hoa", 20), visit(one, "đường sữa", 10), visit(one, "cam", 5)];
    let mut form = Form::for_activity(kind, &catalog, Start::Blank, Some(&recent[0].body), day(2023, 11, 1));
    form.set_recent(recent);
    let short = catalog.members[0].short_name_on(day(2023, 11, 1)).to_owned();
    form.fill("people", &short, &catalog);
    form.refine(&catalog);
    assert_eq!(
        form.field("goods").expect("asked").text(),
        "đường sữa",
        "the latest visit to the same member"
    );
}
