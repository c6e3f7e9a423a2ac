//! Every kind goes in by its form: all its fields filled by keys, saved, and read back as they were typed.

mod screens_common;

use congdoan::desk::Desk;
use congdoan::domain::kind::Slot;
use congdoan::domain::{Activity, Id, Kind, Kinds, Level, Person, Receiver, Source, Stored};
use congdoan::locale::Language;
use screens_common::Stage;

fn ids(book: &Desk) -> Vec<Id<Activity>> {
    let entries = book.store().all::<Activity>().expect("the entries");
    entries.iter().map(|entry| entry.id).collect()
}

/// What is typed into a slot of a form.
fn made(kind: &Kind, slot: Slot) -> &'static str {
    match slot {
        Slot::Day => "13/11/2023",
        Slot::Until => "15/11/2023",
        Slot::People if kind.asks(Slot::Prize) => "Hương_MT_(Nhất;_dự_thi_thành_phố),_Vân_L2",
        Slot::People => "Vân_L2",
        Slot::Relation => "mẹ_đẻ",
        Slot::Relative => "Bà_Lê_Thị_Tư",
        Slot::Role => "trưởng_đoàn",
        Slot::Prize => "Nhì",
        Slot::Amount => "=_1.230.000",
        Slot::Source => "đoàn_viên",
        Slot::Goods => "hoa_quả",
        Slot::About => "việc_đã_làm",
        Slot::Occasion => "20/11",
        Slot::Place => "hội_trường",
        Slot::Count => "16",
        Slot::Of => "17",
        Slot::Whom => "giáo_viên_khối_4",
        Slot::Receiver => "tập_thể",
        Slot::Organisation => "Liên_đội",
        Slot::Giver => "Chủ_tịch_xã",
        Slot::Launcher => "Công_đoàn_ngành",
        Slot::Level => "xã",
        Slot::Result => "đạt_giải",
        Slot::Reference => "QĐ_12",
        Slot::LedBy => "phối_hợp",
        Slot::Note => "ghi_thêm",
        Slot::Zero | Slot::State => "",
    }
}

fn plain(text: &str) -> String {
    text.replace('_', " ")
}

/// Whether the entry holds what was typed into the slot.
fn holds(kind: &Kind, slot: Slot, entry: &Stored<Activity>) -> bool {
    let text = plain(made(kind, slot));
    let head = entry.head_count.as_ref();
    let all = |of: fn(&Person) -> &str| entry.people.iter().all(|person| of(person) == text);
    match slot {
        Slot::Day => entry.day.to_string() == "2023-11-13",
        Slot::Until => entry.until.is_some_and(|day| day.to_string() == "2023-11-15"),
        Slot::People if kind.asks(Slot::Prize) => {
            entry.people.len() == 2 && entry.people[0].note == "dự thi thành phố"
        }
        Slot::People => entry.people.len() == 1 && entry.people[0].member.is_some(),
        Slot::Relation => entry.people.iter().all(|person| person.relation == "me-de"),
        Slot::Relative => all(|person| &person.relative),
        Slot::Role => all(|person| &person.role),
        Slot::Prize => entry.people[0].prize == "Nhất" && entry.people[1].prize == "Nhì",
        Slot::Amount => entry.total().0 == 1_230_000,
        Slot::Source => entry.money.iter().all(|line| line.source == Source::Members),
        Slot::Goods => entry.goods == text,
        Slot::About => entry.about == text,
        Slot::Occasion => entry.occasion == text,
        Slot::Place => entry.place == text,
        Slot::Count => head.is_some_and(|head| head.count == Some(16)),
        Slot::Of => head.is_some_and(|head| head.of == Some(17)),
        Slot::Whom => head.is_some_and(|head| head.whom == text),
        Slot::Receiver => entry.receiver == Receiver::Collective,
        Slot::Organisation => entry.organisation == text,
        Slot::Giver => entry.giver == text,
        Slot::Launcher => entry.launcher == text,
        Slot::Level => entry.level == Some(Level::Ward),
        Slot::Result => entry.result == text,
        Slot::Reference => entry.reference == text,
        Slot::LedBy => entry.led_by == congdoan::domain::LedBy::Joint,
        Slot::Note => entry.note == text,
        Slot::Zero | Slot::State => true,
    }
}

#[test]
fn every_kind_goes_in_by_its_form_and_reads_back_as_it_was_typed() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    let book = stage.book();
    let mut before = ids(&book);
    let mut wrong = Vec::new();
    for kind in &Kinds::built_in().expect("kinds").kinds {
        stage.keys(&format!("n '{} Enter", kind.label.replace(' ', "_")));
        for field in &kind.fields {
            let text = made(kind, field.slot);
            if !text.is_empty() {
                stage.keys(&format!("'{text}"));
            }
            stage.keys("Tab");
        }
        stage.keys("Ctrl+s");
        // An activity that changes a member offers that change; here only the entry is wanted.
        if stage.rows().iter().any(|row| row.contains("chỉ lưu mục này")) {
            stage.keys("'chỉ_lưu Enter");
        }
        let rows = stage.rows().join("\n");
        let now = ids(&book);
        let new: Vec<_> = now.iter().filter(|id| !before.contains(id)).collect();
        let [id] = new.as_slice() else {
            panic!("{} was not saved:\n{rows}", kind.code);
        };
        let entry = book.store().get::<Activity>(**id).expect("reads").expect("the entry");
        if entry.kind != kind.code {
            wrong.push(format!("{}: saved as {}", kind.code, entry.kind));
        }
        for field in kind.fields.iter().filter(|field| !holds(kind, field.slot, &entry)) {
            wrong.push(format!(
                "{}: {} reads back otherwise: {:?}",
                kind.code,
                field.slot.name(),
                entry.body
            ));
        }
        before = now;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_donation_of_two_sources_is_two_lines_of_one_entry() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    let book = stage.book();
    let before = ids(&book);
    stage.keys("n 'ủng_hộ,_từ_thiện Enter '13/11/2023 Tab 'Mổ_mắt Tab Tab Tab '6tr250 F2 '3tr Ctrl+s");
    let id = ids(&book).into_iter().find(|id| !before.contains(id)).expect("saved");
    let entry = book.store().get::<Activity>(id).expect("reads").expect("the entry");
    let lines: Vec<(i64, bool)> =
        entry.money.iter().map(|line| (line.amount.0, line.source == Source::Members)).collect();
    assert_eq!(lines, [(6_250_000, true), (3_000_000, false)]);
    assert_eq!(book.store().vouchers_of(id).expect("vouchers").len(), 1);

    // Emptying its amount removes a line.
    stage.keys("Enter Tab Tab Tab Tab Tab Tab");
    for _ in 0..9 {
        stage.keys("Backspace");
    }
    stage.keys("Ctrl+s");
    let entry = book.store().get::<Activity>(id).expect("reads").expect("the entry");
    assert_eq!(entry.money.len(), 1, "{:?}", entry.money);
}

#[test]
fn persons_have_relations_and_amounts_of_their_own_beside_their_names() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    let book = stage.book();
    let before = ids(&book);
    stage.keys(
        "n 'việc_hiếu Enter '13/11/2023 Tab 'Vân_L2_=_300k,_Dũng_TD_(bố_vợ) Tab 'bố_đẻ Tab Tab '500k Ctrl+s",
    );
    let rows = stage.rows().join("\n");
    let id = ids(&book).into_iter().find(|id| !before.contains(id)).expect(&rows);
    let entry = book.store().get::<Activity>(id).expect("reads").expect("the entry");
    let people: Vec<(&str, Option<i64>)> = entry
        .people
        .iter()
        .map(|person| (person.relation.as_str(), person.amount.map(|amount| amount.0)))
        .collect();
    assert_eq!(people, [("bo-de", Some(300_000)), ("bo-vo", None)]);
    assert_eq!(entry.total().0, 800_000);
    // Opened and saved again, nothing changes.
    stage.keys("Enter Ctrl+s");
    let again = book.store().get::<Activity>(id).expect("reads").expect("the entry");
    assert_eq!(again.body, entry.body);
}

/// Keys of a script as a person counts them: every letter and every named key is one.
fn count(script: &str) -> usize {
    script
        .split_whitespace()
        .map(|token| token.strip_prefix('\'').map_or(1, |words| words.chars().count()))
        .sum()
}

#[test]
fn a_visit_a_wedding_and_a_gift_to_all_women_take_few_keys() {
    // What is saved by these keys, how many they are, and of how many people it is.
    let cases = [
        ("n 'ốm Enter Tab 'van_l2 Ctrl+s", 12, "tham-om", 1),
        ("n 'cưới Enter Tab 'dung_td Ctrl+s", 15, "viec-hy", 1),
        ("n 'quà Enter Tab '20/10 Tab 'nữ Ctrl+s", 15, "qua-le", 58),
    ];
    for (script, most, kind, people) in cases {
        let mut stage = Stage::set(Language::Vietnamese, (80, 24));
        let book = stage.book();
        let before = ids(&book);
        stage.keys(script);
        let rows = stage.rows().join("\n");
        let id = ids(&book).into_iter().find(|id| !before.contains(id)).unwrap_or_else(|| panic!("{rows}"));
        let entry = book.store().get::<Activity>(id).expect("reads").expect("the entry");
        assert_eq!(entry.kind, kind);
        assert_eq!(entry.people.len(), people, "{script}");
        assert!(entry.total().0 > 0 && entry.total().0 % people as i64 == 0, "{:?}", entry.body);
        assert_eq!(count(script), most, "{script}");
    }
}
