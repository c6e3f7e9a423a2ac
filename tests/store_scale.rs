//! The book with 100,000 entries. Run by hand: `cargo test --test store_scale -- --ignored --nocapture`.

use std::time::Instant;

use congdoan::domain::*;
use congdoan::store::Store;
use congdoan::text::money::Dong;

#[test]
#[ignore = "takes minutes without optimisation"]
fn a_hundred_thousand_entries_stay_fast() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("a.congdoan")).unwrap();
    let clock = |what: &str, from: Instant| eprintln!("{what}: {:?}", from.elapsed());
    let first = Day::from_ymd_opt(2000, 1, 1).unwrap();
    let today = Day::from_ymd_opt(2024, 1, 20).unwrap();

    let start = Instant::now();
    let member = store
        .change("lan", "fill", |change| {
            let member = change.insert(Member {
                full_name: "Nguyễn Thị Liên".into(),
                gender: Gender::Female,
                ethnicity: String::new(),
                birth_day: None,
                degree: String::new(),
                insured: true,
                party_joined: None,
                party_official: None,
                note: String::new(),
                facts: vec![MemberFact::always(FactKind::ShortName, "Liên")],
            })?;
            for n in 0..100_000_i64 {
                change.insert(Activity {
                    about: format!("Thăm viếng số {n}"),
                    place: "Trường Tiểu học".into(),
                    people: vec![Person {
                        member: (n % 50 == 0).then_some(member.id),
                        name: "Trần Văn Hòa".into(),
                        relation: "me-de".into(),
                        ..Person::default()
                    }],
                    money: vec![MoneyLine {
                        quantity: None,
                        rate: None,
                        amount: Dong(500_000),
                        source: Source::School,
                        code: String::new(),
                    }],
                    ..Activity::new(
                        if n % 3 == 0 { "hieu" } else { "hy" },
                        first + chrono::Duration::days(n % 8_000),
                    )
                })?;
            }
            Ok(member.id)
        })
        .unwrap()
        .value;
    clock("100,000 inserts in one change", start);

    let start = Instant::now();
    let catalog = store.catalog(today).unwrap();
    clock("catalog", start);
    for (name, filter) in [
        ("all", ActivityFilter::default()),
        (
            "term",
            ActivityFilter {
                from: Day::from_ymd_opt(2020, 9, 1),
                to: Some(today),
                ..ActivityFilter::default()
            },
        ),
        ("kind", ActivityFilter { kinds: vec!["hieu".into()], ..ActivityFilter::default() }),
        ("text, common", ActivityFilter { text: "tham vieng".into(), ..ActivityFilter::default() }),
        ("text, one", ActivityFilter { text: "99998".into(), ..ActivityFilter::default() }),
        ("text, none", ActivityFilter { text: "khongco".into(), ..ActivityFilter::default() }),
        ("text, member", ActivityFilter { text: "lien".into(), ..ActivityFilter::default() }),
        ("member", ActivityFilter { member: Some(member), ..ActivityFilter::default() }),
        ("relation", ActivityFilter { relations: vec!["me-de".into()], ..ActivityFilter::default() }),
        ("about", ActivityFilter { about: "99998".into(), ..ActivityFilter::default() }),
    ] {
        let selection = filter.compile(&catalog);
        let start = Instant::now();
        let page = store.activities(&selection, None, 60).unwrap();
        let (found, paged) = (page.len(), start.elapsed());
        let start = Instant::now();
        let totals = store.totals(&selection).unwrap();
        eprintln!("{name}: page of {found} {paged:?}, totals {} {:?}", totals.entries, start.elapsed());
    }
    let start = Instant::now();
    let saved = store.change("lan", "log", |change| change.insert(Activity::new("hieu", today))).unwrap();
    clock("save", start);
    let start = Instant::now();
    store.change("lan", "edit", |change| change.delete(&saved.value)).unwrap();
    store.undo("lan").unwrap();
    clock("delete and undo", start);
    let start = Instant::now();
    store.similar("hieu", 5).unwrap();
    clock("similar", start);
    let start = Instant::now();
    assert_eq!(store.verify().unwrap(), []);
    clock("verify", start);
    let start = Instant::now();
    assert!(store.all_records().unwrap().len() > 100_000);
    clock("all records", start);
    let start = Instant::now();
    store.backup_rotated().unwrap();
    clock("backup", start);
}
