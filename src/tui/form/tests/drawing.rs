//! Every form draws within its area, in both languages, with the caret where one types.

use std::sync::LazyLock;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::*;
use super::typing::any_key;
use super::*;
use crate::locale::{Language, Messages};
use crate::tui::theme::Theme;

static LANGUAGES: LazyLock<[Messages; 2]> =
    LazyLock::new(|| [Messages::new(Language::Vietnamese), Messages::new(Language::English)]);

fn draw(
    form: &Form,
    width: u16,
    height: u16,
    language: Language,
    catalog: &Catalog,
) -> (Vec<String>, Option<Position>) {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let messages = &LANGUAGES[usize::from(language == Language::English)];
    let caret = form.render(&mut buffer, area, &Theme::plain(), messages, catalog);
    let lines = (0..height)
        .map(|y| {
            let mut line = String::new();
            for x in 0..width {
                line.push_str(buffer[(x, y)].symbol());
            }
            line.trim_end().to_owned()
        })
        .collect();
    (lines, caret)
}

#[test]
fn a_funeral_looks_as_sketched() {
    let catalog = catalog();
    let mut form = open("viec-hieu", &catalog);
    form.fill("people", "Liên 2A", &catalog);
    form.focus_on("relation");
    typed(&mut form, "mẹ đẻ", &catalog);
    let (lines, caret) = draw(&form, 80, 22, Language::Vietnamese, &catalog);
    insta::assert_snapshot!(lines.join("\n"));
    let caret = caret.expect("a caret");
    assert_eq!((caret.x, lines[usize::from(caret.y)].contains("mẹ đẻ")), (24, true));
}

#[test]
fn suggestions_stand_beneath_the_people_field() {
    let catalog = catalog();
    let mut form = open("tham-om", &catalog);
    form.focus_on("people");
    typed(&mut form, "huong", &catalog);
    let (lines, _) = draw(&form, 80, 12, Language::Vietnamese, &catalog);
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn errors_stand_beneath_their_fields_at_60_by_20() {
    let catalog = catalog();
    let mut form = open("tham-om", &catalog);
    form.fill("day", "31/02", &catalog);
    form.fill("amount", "48.046.44", &catalog);
    form.handle(control('s'), &catalog);
    let (lines, _) = draw(&form, 60, 18, Language::Vietnamese, &catalog);
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn an_english_form_speaks_english() {
    let catalog = catalog();
    let mut form = open("viec-hieu", &catalog);
    form.fill("relation", "me-de", &catalog);
    form.focus_on("relation");
    let (lines, _) = draw(&form, 80, 22, Language::English, &catalog);
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn every_kind_opens_draws_refuses_emptiness_and_saves() {
    let catalog = catalog();
    for kind in &catalog.kinds.kinds {
        let mut form = Form::for_activity(kind, &catalog, Start::Blank, None, day(2023, 11, 12));
        let required: Vec<&str> = kind
            .fields
            .iter()
            .filter(|field| field.required && field.slot.name() != "day" && kind.result.is_empty())
            .map(|field| field.slot.name())
            .collect();
        if !required.is_empty() {
            assert_eq!(form.handle(control('s'), &catalog), FormEvent::Changed, "{}", kind.code);
            for id in &required {
                assert_eq!(error(&form, id).as_deref(), Some("form-error-required"), "{} {id}", kind.code);
            }
            assert_eq!(form.focused().map(|field| field.id.as_str()), required.first().copied());
        }
        for asked in &kind.fields {
            let value = match asked.slot.name() {
                "day" => "12/11/2023",
                "until" => "14/11/2023",
                "people" => "Liên 2A, Hương MT",
                "relation" => "me-de",
                "amount" => "200k",
                "count" => "3",
                "of" => "5",
                "source" => "school",
                "level" => "ward",
                "receiver" => "people",
                "led_by" => "joint",
                "zero" => "yes",
                _ => "lời ghi",
            };
            form.fill(asked.slot.name(), value, &catalog);
        }
        for language in [Language::Vietnamese, Language::English] {
            for (width, height) in [(80, 24), (60, 20)] {
                for field in kind.fields.iter().map(|field| field.slot.name()).chain(["state"]) {
                    form.focus_on(field);
                    let (lines, caret) = draw(&form, width, height, language, &catalog);
                    let caret = caret.unwrap_or_else(|| panic!("{} {field}: no caret", kind.code));
                    assert!(caret.x < width && caret.y < height);
                    assert!(lines[usize::from(caret.y)].contains('▸'), "{} {field}", kind.code);
                    assert!(!lines.join("").contains("form-"), "{} {lines:?}", kind.code);
                }
            }
        }
        assert_eq!(
            form.handle(control('s'), &catalog),
            FormEvent::Save,
            "{} {:?}",
            kind.code,
            form.errors(&catalog)
        );
        let built = form.activity(&catalog).expect("right");
        assert_eq!(built.kind, kind.code);
        if kind.asks(crate::domain::kind::Slot::Amount) {
            let n =
                if kind.each { if kind.asks(crate::domain::kind::Slot::People) { 2 } else { 3 } } else { 1 };
            assert_eq!(built.total(), Dong(200_000 * n), "{}", kind.code);
        }
        let mut again = edit(built.clone(), &catalog);
        assert_eq!(again.handle(control('s'), &catalog), FormEvent::Save);
        assert_eq!(again.activity(&catalog), Ok(built));
    }
}

#[test]
fn an_english_screen_holds_no_vietnamese_but_data() {
    let mut catalog = catalog();
    catalog.members.clear();
    catalog.funds[0].body.name = "Fund".into();
    for kind in &catalog.kinds.kinds {
        let mut form = Form::for_activity(kind, &catalog, Start::Blank, None, day(2023, 11, 12));
        form.fill("result", "", &catalog);
        form.handle(control('s'), &catalog);
        let ids: Vec<String> = form.fields().iter().map(|field| field.id.clone()).collect();
        for id in ids {
            form.focus_on(&id);
            let (lines, _) = draw(&form, 80, 24, Language::English, &catalog);
            for line in &lines {
                assert!(!crate::text::fold::has_marks(line), "{} {id}: {line}", kind.code);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_state_draws_outside_its_area(
        kind in 0_usize..60,
        keys in prop::collection::vec(any_key(), 0..40),
        size in (0_u16..90, 0_u16..26),
        at in (0_u16..9, 0_u16..9),
    ) {
        let catalog = catalog();
        let kind = &catalog.kinds.kinds[kind % catalog.kinds.kinds.len()];
        let mut form = Form::for_activity(kind, &catalog, Start::Blank, None, catalog.today);
        for key in keys {
            form.handle(key, &catalog);
        }
        let whole = Rect::new(0, 0, 80, 24);
        let area = Rect::new(at.0, at.1, size.0, size.1);
        let mut buffer = Buffer::empty(whole);
        let messages = Messages::new(Language::Vietnamese);
        let caret = form.render(&mut buffer, area, &Theme::colours(), &messages, &catalog);
        if let Some(caret) = caret {
            prop_assert!(area.contains(caret) && whole.contains(caret));
        }
        for y in 0..24 {
            for x in 0..80 {
                if !area.contains(Position::new(x, y)) {
                    prop_assert_eq!(buffer[(x, y)].symbol(), " ");
                }
            }
        }
        if area.intersection(whole).width >= 60 && area.intersection(whole).height >= 10 {
            prop_assert!(caret.is_some(), "the focus is always seen");
        }
    }
}
