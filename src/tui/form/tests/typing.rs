//! (state, keys, state): what is typed stays as typed, and what it means is shown.

use proptest::prelude::*;

use super::super::*;
use super::*;

#[test]
fn a_funeral_goes_in_by_the_keyboard_alone() {
    let catalog = catalog();
    let mut form = open("viec-hieu", &catalog);
    assert_eq!(text(&form, "amount"), "500.000", "the norm fills in");
    typed(&mut form, "\tlien 2a\nme de\n", &catalog);
    assert_eq!(form.focused().map(|field| field.id.as_str()), Some("relative"));
    let event = form.handle(control('s'), &catalog);
    assert_eq!(event, FormEvent::Save);
    let activity = form.activity(&catalog).expect("nothing is wrong");
    assert_eq!(activity.people.len(), 1);
    assert_eq!(activity.people[0].member, Some(Id::from_uuid(uuid(1))));
    assert_eq!(activity.people[0].relation, "me-de");
    assert_eq!(activity.total(), Dong(500_000));
    assert_eq!(activity.money[0].source, fund_source(Account::Cash));
    assert_eq!(activity.money[0].code, "31.03");
    assert_eq!(activity.day, day(2023, 11, 12));
}

#[test]
fn an_input_methods_bursts_arrive_as_they_were_sent() {
    let catalog = catalog();
    let mut form = open("viec-hieu", &catalog);
    form.focus_on("relative");
    // "vieetj" by Telex: backspaces and the retyped tail, decomposed on the way.
    typed(&mut form, "vie\u{8}ê\u{8}\u{8}iệt", &catalog);
    assert_eq!(text(&form, "relative"), "việt");
    typed(&mut form, " e\u{323}\u{302}\u{8}\u{302}", &catalog);
    assert_eq!(
        text(&form, "relative"),
        "việt e\u{323}\u{302}",
        "nothing is composed before the field is left"
    );
    typed(&mut form, "\t", &catalog);
    assert_eq!(text(&form, "relative"), "việt ệ");
}

#[test]
fn a_bad_amount_is_told_beneath_the_field_and_stays_as_typed() {
    let catalog = catalog();
    let mut form = open("viec-hieu", &catalog);
    form.focus_on("amount");
    form.handle(control('u'), &catalog);
    typed(&mut form, "48.046.44\t", &catalog);
    assert_eq!(text(&form, "amount"), "48.046.44");
    assert_eq!(error(&form, "amount").as_deref(), Some("form-error-money-group-last"));
    assert_eq!(form.handle(control('s'), &catalog), FormEvent::Changed, "not saved");
    assert_eq!(text(&form, "amount"), "48.046.44");
    assert_eq!(form.focused().map(|field| field.id.as_str()), Some("people"), "the first faulty field");
    assert_eq!(error(&form, "people").as_deref(), Some("form-error-required"));
    assert_eq!(error(&form, "relation").as_deref(), Some("form-error-required"));
}

#[test]
fn a_day_that_does_not_exist_is_told_and_stays() {
    let catalog = catalog();
    let mut form = open("tham-om", &catalog);
    form.handle(control('u'), &catalog);
    typed(&mut form, "31/02\t", &catalog);
    assert_eq!(text(&form, "day"), "31/02");
    assert_eq!(error(&form, "day").as_deref(), Some("form-error-date-no-such-day"));
}

#[test]
fn arrows_step_a_whole_day_and_move_within_a_part_of_one() {
    let catalog = catalog();
    let mut form = open("tham-om", &catalog);
    keys(&mut form, &[KeyCode::Right], &catalog);
    assert_eq!(text(&form, "day"), "13/11/2023");
    keys(&mut form, &[KeyCode::Left, KeyCode::Left], &catalog);
    assert_eq!(text(&form, "day"), "11/11/2023");
    keys(&mut form, &[KeyCode::Home, KeyCode::Right], &catalog);
    assert_eq!(text(&form, "day"), "11/11/2023", "inside the text the arrows move the caret");
    assert_eq!(form.field("day").map(|field| field.input.caret()), Some(1));
}

#[test]
fn nothing_is_inserted_while_typing() {
    let catalog = catalog();
    let mut form = open("viec-hieu", &catalog);
    form.focus_on("amount");
    form.handle(control('u'), &catalog);
    typed(&mut form, "1500000", &catalog);
    assert_eq!(text(&form, "amount"), "1500000");
    form.focus_on("people");
    typed(&mut form, "hu", &catalog);
    assert_eq!(text(&form, "people"), "hu");
}

#[test]
fn a_name_that_two_bear_is_asked_and_taken_by_an_explicit_key() {
    let catalog = catalog();
    let mut form = open("tham-om", &catalog);
    form.focus_on("people");
    typed(&mut form, "hương", &catalog);
    assert_eq!(form.suggestions(&catalog).len(), 2);
    assert!(form.resolved().people.is_empty(), "nobody is guessed");
    let mut left = form.clone();
    typed(&mut left, "\t", &catalog);
    assert_eq!(error(&left, "people").as_deref(), Some("form-error-people-ambiguous"));
    let second = form.suggestions(&catalog)[1].clone();
    keys(&mut form, &[KeyCode::Down, KeyCode::Enter], &catalog);
    assert_eq!(form.resolved().people, vec![second.who.expect("a member")]);
    assert_eq!(form.focused().map(|field| field.id.as_str()), Some("people"), "more names may follow");
    typed(&mut form, ", hương 1a, cô Thu", &catalog);
    assert_eq!(form.resolved().people.len(), 3);
}

#[test]
fn groups_and_exceptions_are_those_of_the_entrys_day() {
    let mut catalog = catalog();
    for member in &mut catalog.members {
        if member.full_name == "Lê Thị Thu" {
            for fact in &mut member.body.facts {
                fact.from = Some(day(2023, 12, 1));
            }
        }
    }
    let mut form = open("qua-le", &catalog);
    let mut count = |words: &str| {
        form.fill("people", words, &catalog);
        assert!(form.resolved().problems.is_empty(), "{words}: {:?}", form.resolved().problems);
        form.resolved().people.len()
    };
    assert_eq!(count("tất cả"), 4, "Thu came later");
    assert_eq!(count("nữ"), 3);
    assert_eq!(count("tổ 2"), 3);
    assert_eq!(count("gv co ban"), 2);
    assert_eq!(count("biên chế"), 1, "NĐ 111 belongs to it");
    assert_eq!(count("nữ trừ Liên 2A, hương mt"), 1);
    assert_eq!(count("nữ, tổ 2"), 4, "nobody twice");
    form.fill("day", "02/12/2023", &catalog);
    form.fill("people", "tất cả", &catalog);
    assert_eq!(form.resolved().people.len(), 5);
}

#[test]
fn somebody_from_outside_stands_in_quotes_or_is_chosen() {
    let catalog = catalog();
    let mut form = open("tham-om", &catalog);
    form.focus_on("people");
    typed(&mut form, "\"Bà Tám, hàng xóm\"", &catalog);
    assert_eq!(form.resolved().people, vec![Who::Free("Bà Tám, hàng xóm".into())]);
    form.handle(control('u'), &catalog);
    typed(&mut form, "Bà Tám", &catalog);
    assert!(form.resolved().people.is_empty());
    keys(&mut form, &[KeyCode::Enter], &catalog);
    assert_eq!(form.resolved().people, vec![Who::Free("Bà Tám".into())]);
}

#[test]
fn a_default_follows_the_norm_until_it_is_typed_over() {
    let catalog = catalog();
    let mut form = open("viec-hieu", &catalog);
    let mark = |form: &Form| form.field("amount").and_then(|field| field.default_mark);
    form.fill("relation", "ban-than", &catalog);
    assert_eq!((text(&form, "amount").as_str(), mark(&form)), ("1.000.000", Some(DefaultMark::Norm)));
    form.fill("day", "12/11/2022", &catalog);
    assert_eq!((text(&form, "amount").as_str(), mark(&form)), ("", None), "no norm was in force then");
    form.fill("day", "12/11/2023", &catalog);
    form.focus_on("amount");
    typed(&mut form, "\u{8}\u{8}", &catalog);
    assert_eq!(mark(&form), None);
    form.fill("relation", "me-de", &catalog);
    assert_eq!(text(&form, "amount"), "1.000.0", "what was typed stays");
}

#[test]
fn typing_over_a_default_begins_anew() {
    let catalog = catalog();
    let mut form = open("tham-om", &catalog);
    typed(&mut form, "15/11\t", &catalog);
    assert_eq!(text(&form, "day"), "15/11/2023");
    form.focus_on("amount");
    typed(&mut form, "250k", &catalog);
    assert_eq!(text(&form, "amount"), "250k");
    let mut form = open("tham-om", &catalog);
    form.focus_on("amount");
    keys(&mut form, &[KeyCode::Home], &catalog);
    typed(&mut form, "1", &catalog);
    assert_eq!(text(&form, "amount"), "1300.000", "inside it, letters are inserted");
}

#[test]
fn one_amount_for_all_is_n_times_the_rate() {
    let catalog = catalog();
    let mut form = open("tham-om", &catalog);
    form.fill("people", "Liên 2A, Hương 1A, Dũng TD", &catalog);
    form.fill("amount", "200k", &catalog);
    let line = form.activity(&catalog).expect("right").money.remove(0);
    assert_eq!((line.quantity, line.rate, line.amount), (Some(3), Some(Dong(200_000)), Dong(600_000)));
    form.fill("amount", "31 x 150k", &catalog);
    assert_eq!(form.activity(&catalog).expect("right").total(), Dong(4_650_000));
    form.fill("amount", "= 500k", &catalog);
    let line = form.activity(&catalog).expect("right").money.remove(0);
    assert_eq!((line.quantity, line.amount), (None, Dong(500_000)));
    form.fill("amount", "300", &catalog);
    form.handle(control('s'), &catalog);
    assert_eq!(error(&form, "amount").as_deref(), Some("form-error-money-thousands"));
}

#[test]
fn typed_words_choose_an_option_only_when_they_name_one() {
    let catalog = catalog();
    let chosen = |words: &str| {
        let mut form = open("viec-hieu", &catalog);
        form.focus_on("relation");
        typed(&mut form, words, &catalog);
        typed(&mut form, "\t", &catalog);
        let field = form.field("relation").expect("asked");
        (field.code().map(str::to_owned), field.error.is_some())
    };
    assert_eq!(chosen("mẹ đẻ"), (Some("me-de".into()), false));
    assert_eq!(chosen("bo"), (Some("bo".into()), false));
    assert_eq!(chosen("má vợ"), (Some("me-vo".into()), false));
    assert_eq!(chosen("chồ"), (None, true), "three are left");
    assert_eq!(chosen("ba"), (None, true), "bố or bà is asked");
    assert_eq!(chosen("bà"), (Some("ba".into()), false));
    assert_eq!(chosen("hàng xóm"), (None, true));
    let mut form = open("viec-hieu", &catalog);
    form.focus_on("relation");
    typed(&mut form, "me\n", &catalog);
    assert_eq!(form.field("relation").and_then(Field::code), Some("me"));
    form.focus_on("relation");
    keys(&mut form, &[KeyCode::Right, KeyCode::Right], &catalog);
    assert_eq!(form.field("relation").and_then(Field::code), Some("chong"));
}

#[test]
fn enter_walks_through_and_saves_only_on_the_save_row() {
    let catalog = catalog();
    let mut form = open("ngay-cong", &catalog);
    typed(&mut form, "\nDọn vườn trường\n", &catalog);
    let mut steps = 0;
    while !form.on_save_row() {
        let event = form.handle(press(KeyCode::Enter), &catalog);
        assert!(matches!(event, FormEvent::Left(_)), "{event:?}");
        steps += 1;
        assert!(steps < 20);
    }
    assert_eq!(form.handle(press(KeyCode::Enter), &catalog), FormEvent::Save);
    assert_eq!(form.activity(&catalog).expect("right").about, "Dọn vườn trường");
    let next = form.another(&catalog).expect("one more");
    assert_eq!(text(&next, "day"), text(&form, "day"));
    assert!(text(&next, "about").is_empty());
}

#[test]
fn a_memo_breaks_lines_and_is_left_by_a_second_enter() {
    let catalog = catalog();
    let mut form = open("tham-om", &catalog);
    form.focus_on("note");
    typed(&mut form, "nằm viện tỉnh\nba ngày\n\n", &catalog);
    assert_eq!(form.focused().map(|field| field.id.as_str()), Some("state"));
    form.fill("people", "Liên 2A", &catalog);
    assert_eq!(form.activity(&catalog).expect("right").note, "nằm viện tỉnh\nba ngày");
}

#[test]
fn a_doubled_visit_and_an_exceeded_norm_warn_and_block_nothing() {
    let catalog = catalog();
    let mut before = Activity::new("viec-hieu", day(2023, 11, 10));
    before.people = vec![crate::domain::Person {
        member: Some(Id::from_uuid(uuid(1))),
        relation: "me-de".into(),
        ..Default::default()
    }];
    let mut form = open("viec-hieu", &catalog);
    form.set_recent(vec![stored(500, before)]);
    form.fill("people", "Liên 2A", &catalog);
    form.fill("relation", "chong", &catalog);
    assert!(form.warnings(&catalog).is_empty());
    form.fill("relation", "me-de", &catalog);
    form.fill("amount", "600k", &catalog);
    let warned: Vec<String> = form.warnings(&catalog).into_iter().map(|warning| warning.key).collect();
    assert_eq!(warned, ["form-warn-doubled", "form-warn-norm"]);
    form.fill("day", "12/12/2023", &catalog);
    assert_eq!(form.warnings(&catalog)[0].key, "form-warn-doubled", "one parent dies once");
    assert_eq!(form.handle(control('s'), &catalog), FormEvent::Save);
}

#[test]
fn n_of_all_is_proposed_from_the_roster_of_the_day() {
    let catalog = catalog();
    let mut form = open("phap-luat", &catalog);
    form.fill("about", "Phòng cháy chữa cháy", &catalog);
    assert!(text(&form, "of").is_empty());
    form.fill("count", "4", &catalog);
    assert_eq!(text(&form, "of"), "5");
    form.fill("whom", "nữ", &catalog);
    assert_eq!(text(&form, "of"), "4");
    let head = form.activity(&catalog).expect("right").head_count.expect("a head count");
    assert_eq!((head.count, head.of, head.whom.as_str()), (Some(4), Some(4), "nữ"));
    form.fill("count", "100%", &catalog);
    let head = form.activity(&catalog).expect("right").head_count.expect("a bare 100 %");
    assert_eq!((head.count, head.of), (None, None));
    form.fill("count", "", &catalog);
    assert_eq!(form.errors(&catalog)[0].field, "count", "«nữ» alone says nothing");
}

#[test]
fn a_planned_entry_keeps_its_plan_when_it_is_done() {
    let catalog = catalog();
    let mut form = open("tham-om", &catalog);
    form.fill("people", "Liên 2A", &catalog);
    form.fill("state", "planned", &catalog);
    let planned = form.activity(&catalog).expect("right");
    assert_eq!(planned.plan.as_ref().map(|plan| plan.amount), Some(Dong(300_000)));
    let mut form = edit(planned.clone(), &catalog);
    form.fill("state", "done", &catalog);
    form.fill("amount", "250k", &catalog);
    let done = form.activity(&catalog).expect("right");
    assert_eq!((done.total(), done.plan), (Dong(250_000), planned.plan));
}

pub(super) fn any_key() -> impl Strategy<Value = KeyEvent> {
    let code = prop_oneof![
        8 => any::<char>().prop_map(KeyCode::Char),
        12 => prop::sample::select("aeiđêmLiênhng0123456789/.,x=\"; %k".chars().collect::<Vec<_>>())
            .prop_map(KeyCode::Char),
        12 => prop::sample::select(vec![
            KeyCode::Enter, KeyCode::Tab, KeyCode::BackTab, KeyCode::Up, KeyCode::Down, KeyCode::Left,
            KeyCode::Right, KeyCode::Home, KeyCode::End, KeyCode::Backspace, KeyCode::Delete, KeyCode::Esc,
            KeyCode::F(4), KeyCode::PageDown,
        ]),
    ];
    let modifiers = prop_oneof![
        6 => Just(KeyModifiers::NONE),
        1 => Just(KeyModifiers::CONTROL),
        1 => Just(KeyModifiers::ALT),
        1 => Just(KeyModifiers::SHIFT),
    ];
    (code, modifiers).prop_map(|(code, modifiers)| KeyEvent::new(code, modifiers))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_key_ever_panics_and_a_draft_keeps_everything(
        kind in 0_usize..60,
        keys in prop::collection::vec(any_key(), 0..60),
        paste in "\\PC{0,12}",
    ) {
        let catalog = catalog();
        let kind = &catalog.kinds.kinds[kind % catalog.kinds.kinds.len()];
        let mut form = Form::for_activity(kind, &catalog, Start::Blank, None, catalog.today);
        for key in keys {
            form.handle(key, &catalog);
        }
        form.paste(&paste, &catalog);
        let _ = (form.activity(&catalog), form.warnings(&catalog), form.suggestions(&catalog));
        let back = Form::from_draft(&form.draft(), &catalog).expect("a draft of its own");
        prop_assert_eq!(&back.fields.iter().map(|f| (&f.id, &f.input, f.code(), f.default_mark)).collect::<Vec<_>>(),
            &form.fields.iter().map(|f| (&f.id, &f.input, f.code(), f.default_mark)).collect::<Vec<_>>());
        prop_assert_eq!(back.focus, form.focus);
        prop_assert_eq!(&back.resolved, &form.resolved);
        prop_assert_eq!(back.activity(&catalog), form.activity(&catalog));
        prop_assert_eq!(back.draft(), form.draft());
    }

    #[test]
    fn any_text_for_a_draft_is_taken_calmly(text in "(?s).{0,80}", cut in 0_usize..2000, put in "\\PC{0,4}") {
        let catalog = catalog();
        prop_assert!(Form::from_draft(&text, &catalog).is_none());
        let mut draft: Vec<char> = open("viec-hieu", &catalog).draft().chars().collect();
        let at = cut % draft.len();
        draft.splice(at..(at + 2).min(draft.len()), put.chars());
        if let Some(form) = Form::from_draft(&draft.into_iter().collect::<String>(), &catalog) {
            let _ = form.activity(&catalog);
        }
    }
}
