//! What a form promises, by promise.

mod drawing;
mod editing;
mod members;
mod typing;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Form, FormEvent, Start};
use crate::domain::{
    Account, Activity, Catalog, Day, FactKind, Fund, Gender, Id, Kinds, Member, MemberFact, Meta, Moment,
    Norm, Source, Stored,
};
use crate::text::money::Dong;

pub(super) fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

pub(super) fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

pub(super) fn stored<T>(number: u128, body: T) -> Stored<T> {
    let at = Moment::from_timestamp(1_700_000_000, 0).expect("a moment");
    let meta = Meta { version: 1, created_at: at, updated_at: at, deleted_at: None };
    Stored { id: Id::from_uuid(uuid(number)), meta, body }
}

fn member(
    number: u128,
    name: &str,
    short: &str,
    gender: Gender,
    facts: &[(FactKind, &str)],
) -> Stored<Member> {
    let mut all = vec![
        MemberFact::always(FactKind::ShortName, short),
        MemberFact::always(FactKind::Employment, ""),
        MemberFact::always(FactKind::Membership, ""),
    ];
    all.extend(facts.iter().map(|(kind, value)| MemberFact::always(*kind, *value)));
    stored(
        number,
        Member {
            full_name: name.to_owned(),
            gender,
            ethnicity: String::new(),
            birth_day: None,
            degree: String::new(),
            insured: true,
            party_joined: None,
            party_official: None,
            note: String::new(),
            facts: all,
        },
    )
}

pub(super) fn fund_source(account: Account) -> Source {
    Source::Fund { fund: Id::from_uuid(uuid(900)), account }
}

/// A small school on 19/12/2023 with two teachers named Hương.
pub(super) fn catalog() -> Catalog {
    static CATALOG: std::sync::LazyLock<Catalog> = std::sync::LazyLock::new(school);
    CATALOG.clone()
}

fn school() -> Catalog {
    let mut catalog = Catalog::new(Kinds::built_in().expect("assets/kinds.toml"), day(2023, 12, 19));
    let team = FactKind::Team;
    catalog.members = vec![
        member(
            1,
            "Đoàn Thị Liên",
            "Liên 2A",
            Gender::Female,
            &[(team, "Tổ 2"), (FactKind::Position, "gv-co-ban"), (FactKind::Duty, "chủ nhiệm 2A")],
        ),
        member(
            2,
            "Ngụy Thị Hương",
            "Hương 1A",
            Gender::Female,
            &[(team, "Tổ 1"), (FactKind::Position, "gv-co-ban"), (FactKind::Duty, "chủ nhiệm 1A")],
        ),
        member(
            3,
            "Ngụy Thị Hương",
            "Hương MT",
            Gender::Female,
            &[(team, "Tổ 2"), (FactKind::Position, "gv-bo-mon"), (FactKind::Duty, "Mĩ thuật")],
        ),
        member(
            4,
            "Trần Văn Dũng",
            "Dũng TD",
            Gender::Male,
            &[(team, "Tổ 2"), (FactKind::Position, "gv-bo-mon"), (FactKind::Contract, "nd-111")],
        ),
        member(5, "Lê Thị Thu", "Thu L4", Gender::Female, &[(team, "Tổ 1")]),
    ];
    catalog.funds = vec![stored(
        900,
        Fund {
            code: "cong-doan".into(),
            name: "Quỹ công đoàn".into(),
            settled: true,
            code_set: "b07-2021".into(),
            openings: Vec::new(),
        },
    )];
    let norm = |number: u128, kind: &str, relation: &str, amount: i64| {
        stored(
            number,
            Norm {
                kind: kind.into(),
                relation: relation.into(),
                condition: String::new(),
                amount: Dong(amount),
                goods: String::new(),
                times_per_year: None,
                fund: None,
                code: String::new(),
                from: Some(day(2023, 1, 1)),
                until: None,
                decision: String::new(),
            },
        )
    };
    catalog.norms = vec![
        norm(801, "viec-hieu", "", 500_000),
        norm(802, "viec-hieu", "ban-than", 1_000_000),
        norm(803, "tham-om", "", 300_000),
    ];
    catalog.index();
    catalog
}

pub(super) fn open(kind: &str, catalog: &Catalog) -> Form {
    let kind = catalog.kinds.get(kind).expect("a built-in kind");
    Form::for_activity(kind, catalog, Start::Blank, None, day(2023, 11, 12))
}

pub(super) fn edit(activity: Activity, catalog: &Catalog) -> Form {
    let kind = catalog.kinds.get(&activity.kind).expect("a built-in kind");
    let today = catalog.today;
    Form::for_activity(kind, catalog, Start::Edit(Box::new(stored(77, activity))), None, today)
}

pub(super) fn press(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

pub(super) fn control(letter: char) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
}

pub(super) fn typed(form: &mut Form, text: &str, catalog: &Catalog) {
    for letter in text.chars() {
        let key = match letter {
            '\u{8}' => press(KeyCode::Backspace),
            '\n' => press(KeyCode::Enter),
            '\t' => press(KeyCode::Tab),
            letter => press(KeyCode::Char(letter)),
        };
        form.handle(key, catalog);
    }
}

pub(super) fn keys(form: &mut Form, codes: &[KeyCode], catalog: &Catalog) -> FormEvent {
    codes.iter().fold(FormEvent::Nothing, |_, code| form.handle(press(*code), catalog))
}

pub(super) fn text(form: &Form, id: &str) -> String {
    form.field(id).unwrap_or_else(|| panic!("no field {id}")).input.value().to_owned()
}

pub(super) fn error(form: &Form, id: &str) -> Option<String> {
    form.field(id)?.error.as_ref().map(|message| message.key.clone())
}
