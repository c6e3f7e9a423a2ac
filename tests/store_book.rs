//! The book as officers use it: changes, numbers, undo, staleness, closed periods, two handles, drafts.

use chrono::Datelike;
use congdoan::domain::*;
use congdoan::store::{Change, Draft, Store, StoreError, take_stray_draft, write_draft_patiently};
use congdoan::text::money::Dong;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn book() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("folder");
    let store = Store::create(&folder.path().join("a.congdoan")).expect("a new book");
    (folder, store)
}

fn visit(when: &str, about: &str) -> Activity {
    Activity { about: about.to_owned(), ..Activity::new("hieu", day(when)) }
}

fn fund(code: &str) -> Fund {
    Fund {
        code: code.to_owned(),
        name: code.to_owned(),
        settled: true,
        code_set: String::new(),
        openings: vec![Opening { account: Account::Cash, day: day("2023-01-01"), amount: Dong(1_000_000) }],
    }
}

fn voucher(change: &Change<'_>, fund: Id<Fund>, when: &str, direction: Direction, amount: i64) -> Voucher {
    let day = day(when);
    let number = change.next_number(fund, direction, day.year()).expect("a number");
    Voucher {
        fund,
        account: Account::Cash,
        direction,
        day,
        year: day.year(),
        number,
        amount: Dong(amount),
        code: String::new(),
        description: "x".to_owned(),
        counterpart: String::new(),
        activity: None,
        state: VoucherState::Posted,
    }
}

fn clean(store: &Store) {
    assert_eq!(store.verify().expect("verify"), []);
}

#[test]
fn a_change_is_numbered_and_an_empty_one_is_none() {
    let (_folder, mut store) = book();
    assert_eq!(store.head().unwrap(), 0);
    let first = store.change("lan", "log", |change| change.insert(visit("2023-11-12", "a"))).unwrap();
    assert_eq!((first.number, first.writes, store.head().unwrap()), (1, 1, 1));
    let same = store.change("lan", "edit", |change| change.update(&first.value, first.value.body.clone()));
    assert_eq!((same.unwrap().writes, store.head().unwrap()), (0, 1), "equal content is no change");
    let id = first.value.id;
    assert_eq!(store.get(id).unwrap(), Some(first.value));
    assert_eq!(store.last_change_of(id.uuid()).unwrap().unwrap().1, "lan");
    assert_eq!(store.history_of(RecordType::Activity, id.uuid()).unwrap().len(), 1);
    clean(&store);
}

#[test]
fn a_change_that_fails_leaves_nothing() {
    let (_folder, mut store) = book();
    let failed = store.change("lan", "log", |change| {
        change.insert(visit("2023-11-12", "a"))?;
        change.insert(Setting { key: String::new(), value: String::new() })
    });
    assert!(matches!(failed, Err(StoreError::Constraint { .. })), "{failed:?}");
    assert_eq!(store.head().unwrap(), 0);
    assert_eq!(store.all::<Activity>().unwrap(), []);
    let lost = store.change("lan", "log", |change| {
        let person = Person { member: Some(Id::fresh()), ..Person::default() };
        change.insert(Activity { people: vec![person], ..visit("2023-11-12", "a") })
    });
    match lost {
        Err(StoreError::Constraint { what, .. }) => assert_eq!(what, "activity_person -> member"),
        other => panic!("{other:?}"),
    }
    store.change("lan", "log", |change| change.insert(visit("2023-11-12", "a"))).unwrap();
    clean(&store);
}

#[test]
fn a_stale_save_shows_both_values() {
    let (folder, mut mine) = book();
    let read = mine.change("lan", "log", |change| change.insert(visit("2023-11-12", "a"))).unwrap().value;
    let mut theirs = Store::open(&folder.path().join("a.congdoan")).unwrap();
    theirs.change("hoa", "edit", |change| change.update(&read, visit("2023-11-12", "theirs"))).unwrap();
    match mine.change("lan", "edit", |change| change.update(&read, visit("2023-11-12", "mine"))) {
        Err(StoreError::Stale { mine, theirs, id, .. }) => {
            assert_eq!(id, read.id.uuid());
            let about = |record: &AnyRecord| match record {
                AnyRecord::Activity(activity) => activity.about.clone(),
                _ => String::new(),
            };
            assert_eq!((about(&mine), about(&theirs)), ("mine".to_owned(), "theirs".to_owned()));
            assert_eq!((mine.meta().version, theirs.meta().version), (1, 2));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_another_handle_saves_is_seen_once() {
    let (folder, mut mine) = book();
    let mut theirs = Store::open(&folder.path().join("a.congdoan")).unwrap();
    assert!(!mine.outside_change().unwrap());
    mine.change("lan", "log", |change| change.insert(visit("2023-11-12", "a"))).unwrap();
    assert!(!mine.outside_change().unwrap(), "one's own change is not outside");
    assert!(theirs.outside_change().unwrap());
    assert!(!theirs.outside_change().unwrap());
    theirs.save_draft(&Draft::now("hoa", "new", "{}")).unwrap();
    assert!(!mine.outside_change().unwrap(), "a draft is no change");
    theirs.change("hoa", "log", |change| change.insert(visit("2023-11-12", "b"))).unwrap();
    mine.change("lan", "log", |change| change.insert(visit("2023-11-12", "c"))).unwrap();
    assert!(mine.outside_change().unwrap(), "a change before one's own is still told");
    assert!(!mine.outside_change().unwrap());
}

#[test]
fn undo_and_redo_walk_the_officers_own_stack() {
    let (_folder, mut store) = book();
    let about = |store: &Store, id| store.get::<Activity>(id).unwrap().unwrap().about.clone();
    let a = store.change("lan", "log", |change| change.insert(visit("2023-11-12", "1"))).unwrap().value;
    let id = a.id;
    let b = store.change("lan", "edit", |change| change.update(&a, visit("2023-11-12", "2"))).unwrap().value;
    store.change("hoa", "log", |change| change.insert(visit("2023-11-12", "hers"))).unwrap();
    store.change("lan", "edit", |change| change.update(&b, visit("2023-11-12", "3"))).unwrap();

    let undone = store.undo("lan").unwrap();
    assert_eq!((undone.number, undone.of, undone.action.as_str()), (5, 4, "edit"));
    assert_eq!(about(&store, id), "2");
    store.undo("lan").unwrap();
    assert_eq!(about(&store, id), "1");
    assert_eq!(store.redo("lan").unwrap().of, 6);
    assert_eq!(about(&store, id), "2");
    store.redo("lan").unwrap();
    assert_eq!(about(&store, id), "3");
    assert!(matches!(store.redo("lan"), Err(StoreError::NothingToRedo)));
    for expected in ["2", "1"] {
        store.undo("lan").unwrap();
        assert_eq!(about(&store, id), expected);
    }
    store.undo("lan").unwrap();
    assert!(store.get(id).unwrap().unwrap().is_deleted(), "a record that was made gets the mark");
    assert!(matches!(store.undo("lan"), Err(StoreError::NothingToUndo)));
    store.redo("lan").unwrap();
    assert!(!store.get(id).unwrap().unwrap().is_deleted());
    store.change("lan", "log", |change| change.insert(visit("2023-11-13", "new"))).unwrap();
    assert!(matches!(store.redo("lan"), Err(StoreError::NothingToRedo)), "a new change ends redo");
    assert_eq!(store.all::<Activity>().unwrap().len(), 3);
    clean(&store);
}

#[test]
fn undo_is_refused_whole_when_a_record_has_moved_on() {
    let (_folder, mut store) = book();
    let (a, b) = store
        .change("lan", "log two", |change| {
            Ok((change.insert(visit("2023-11-12", "a"))?, change.insert(visit("2023-11-12", "b"))?))
        })
        .unwrap()
        .value;
    store.change("hoa", "edit", |change| change.update(&b, visit("2023-11-12", "hers"))).unwrap();
    match store.undo("lan") {
        Err(StoreError::UndoMoved { change, action, what }) => {
            assert_eq!((change, action.as_str(), what.as_str()), (1, "log two", "2023-11-12 hieu hers"));
        }
        other => panic!("{other:?}"),
    }
    assert!(!store.get(a.id).unwrap().unwrap().is_deleted());
    store.undo("hoa").unwrap();
    store.undo("lan").expect("put back, it is what the change left");
    assert!(store.get(b.id).unwrap().unwrap().is_deleted());
    clean(&store);
}

#[test]
fn undo_takes_back_a_record_written_twice_and_a_code_that_wandered() {
    let (_folder, mut store) = book();
    let a = store.change("lan", "add", |change| change.insert(fund("x"))).unwrap().value;
    store
        .change("lan", "swap", |change| {
            let gone = change.delete(&a)?;
            let b = change.insert(fund("x"))?;
            let b = change.update(&b, Fund { name: "second".to_owned(), ..b.body.clone() })?;
            Ok((gone, b))
        })
        .unwrap();
    store.undo("lan").unwrap();
    let left = store.all::<Fund>().unwrap();
    assert_eq!(left.iter().map(|fund| fund.id).collect::<Vec<_>>(), [a.id]);
    store.redo("lan").unwrap();
    assert_eq!(store.all::<Fund>().unwrap()[0].name, "second");
    clean(&store);
}

#[test]
fn an_undone_voucher_is_void_and_keeps_its_number() {
    let (_folder, mut store) = book();
    let fund = store.change("lan", "fund", |change| change.insert(fund("cd"))).unwrap().value.id;
    let pay = |store: &mut Store, amount| {
        store
            .change("lan", "pay", |change| {
                let voucher = voucher(change, fund, "2023-11-12", Direction::Payment, amount);
                change.insert(voucher)
            })
            .unwrap()
            .value
    };
    let first = pay(&mut store, 500_000);
    let balance = |store: &Store| store.balance(fund, Account::Cash, day("2024-01-01")).unwrap();
    assert_eq!((first.number, balance(&store)), (1, Dong(500_000)));
    store.undo("lan").unwrap();
    let void = store.get(first.id).unwrap().unwrap();
    assert_eq!((void.state, void.number, void.is_deleted()), (VoucherState::Void, 1, false));
    assert_eq!(balance(&store), Dong(1_000_000));
    store.redo("lan").unwrap();
    assert_eq!(store.get(first.id).unwrap().unwrap().state, VoucherState::Posted);
    assert_eq!(balance(&store), Dong(500_000));
    store.undo("lan").unwrap();
    assert_eq!(pay(&mut store, 100_000).number, 2, "a void voucher's number is not given again");
    assert_eq!(store.next_number(fund, Direction::Payment, 2023).unwrap(), 3);
    assert_eq!(store.next_number(fund, Direction::Receipt, 2023).unwrap(), 1);
    assert_eq!(store.next_number(fund, Direction::Payment, 2024).unwrap(), 1);
    let void = store.get(first.id).unwrap().unwrap();
    let moved = store
        .change("lan", "edit", |change| change.update(&void, Voucher { number: 9, ..void.body.clone() }));
    assert!(matches!(moved, Err(StoreError::Constraint { .. })), "the number stays with its voucher");
    clean(&store);
}

#[test]
fn a_book_runs_with_balances_through_pages_transfers_and_openings() {
    let (_folder, mut store) = book();
    let fund = store.change("lan", "fund", |change| change.insert(fund("cd"))).unwrap().value.id;
    store
        .change("lan", "log", |change| {
            let lines = [
                ("2023-02-01", Direction::Payment, 100_000),
                ("2023-02-01", Direction::Receipt, 300_000),
                ("2023-03-01", Direction::Transfer, 50_000),
                ("2024-01-05", Direction::Payment, 70_000),
            ];
            for (when, direction, amount) in lines {
                let line = voucher(change, fund, when, direction, amount);
                change.insert(line)?;
            }
            Ok(())
        })
        .unwrap();
    let page = |after, limit| {
        store.vouchers(fund, Account::Cash, day("2023-01-01"), day("2024-12-31"), after, limit).unwrap()
    };
    let all = page(None, 100);
    let balances: Vec<i64> = all.iter().map(|row| row.balance.0).collect();
    assert_eq!(balances, [1_300_000, 1_200_000, 1_150_000, 1_080_000]);
    assert_eq!(all[0].voucher.direction, Direction::Receipt, "receipts come first within a day");
    let mut paged = page(None, 1);
    while let Some(last) = paged.last() {
        let next = page(Some(last.key()), 1);
        if next.is_empty() {
            break;
        }
        paged.extend(next);
    }
    assert_eq!(paged, all);
    assert_eq!(store.balance(fund, Account::Bank, day("2024-01-01")).unwrap(), Dong(50_000));
    assert_eq!(store.balance(fund, Account::Cash, day("2023-02-01")).unwrap(), Dong(1_000_000));
    let sums = store.sums(fund, Account::Cash, day("2023-01-01"), day("2023-12-31")).unwrap();
    assert_eq!(sums, (Dong(300_000), Dong(150_000)));
}

fn period(code: &str) -> Period {
    Period {
        code: code.to_owned(),
        title: code.to_owned(),
        outline: "ha-dong".to_owned(),
        activities: (day("2023-09-01"), day("2024-01-15")),
        finance: (day("2023-01-01"), day("2023-12-31")),
        head_count_day: day("2023-12-20"),
        due: None,
        letter: Letter::default(),
        report: ReportSettings::default(),
    }
}

#[test]
fn a_closed_period_takes_no_writes_until_it_is_reopened() {
    let (_folder, mut store) = book();
    let old = store.change("lan", "log", |change| change.insert(visit("2023-11-12", "a"))).unwrap().value;
    let period = store.change("lan", "period", |change| change.insert(period("p"))).unwrap().value;
    let seal = |store: &mut Store, sequence, closed| {
        let seal = PeriodSeal { period: period.id, sequence, closed, reason: String::new() };
        store.change("hoa", "seal", |change| change.insert(seal)).unwrap();
    };
    seal(&mut store, 1, true);
    let closed = |result: Result<_, StoreError>| {
        assert!(matches!(&result, Err(StoreError::PeriodClosed { code }) if code == "p"), "{result:?}");
    };
    closed(store.change("lan", "edit", |change| change.update(&old, visit("2024-03-01", "b"))).map(|_| ()));
    closed(store.change("lan", "log", |change| change.insert(visit("2024-01-15", "c"))).map(|_| ()));
    store.change("lan", "log", |change| change.insert(visit("2024-01-16", "d"))).unwrap();
    store.undo("lan").unwrap();
    store.undo("lan").unwrap(); // the period itself is no entry
    store.redo("lan").unwrap();
    seal(&mut store, 2, false);
    store.change("lan", "edit", |change| change.update(&old, visit("2023-11-12", "b"))).unwrap();
    seal(&mut store, 3, true);
    closed(store.undo("lan").map(|_| ()));
    clean(&store);
}

#[test]
fn drafts_wait_in_the_book_or_beside_it() {
    let (folder, store) = book();
    let path = folder.path().join("a.congdoan");
    store.save_draft(&Draft::now("lan", "new", r#"{"a":1}"#)).unwrap();
    store.save_draft(&Draft::now("hoa", "new", r#"{"a":3}"#)).unwrap();
    let latest = Draft::now("lan", "new", r#"{"a":2}"#);
    write_draft_patiently(&path, &latest, std::time::Duration::from_millis(100)).unwrap();
    assert_eq!(store.drafts("lan").unwrap(), std::slice::from_ref(&latest));
    store.drop_draft("lan", "new").unwrap();
    assert_eq!(store.drafts("lan").unwrap(), []);
    assert_eq!(store.drafts("hoa").unwrap().len(), 1);
    assert_eq!(take_stray_draft(&path).unwrap(), None);

    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    write_draft_patiently(&path, &latest, std::time::Duration::from_millis(1)).unwrap();
    let stray = folder.path().join("a.congdoan.draft.json");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(stray.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(take_stray_draft(&path).unwrap(), Some(latest));
    assert!(!stray.exists());
}

#[test]
fn the_catalog_knows_today_period_and_own_kinds() {
    let (_folder, mut store) = book();
    let today = day("2026-11-21");
    let catalog = store.catalog(today).unwrap();
    assert_eq!((catalog.today, catalog.today_assumed, catalog.period), (today, false, None));
    store
        .change("lan", "set", |change| {
            change.insert(Setting { key: "today".to_owned(), value: "2024-01-20".to_owned() })?;
            change.insert(OwnKind { code: "bad".to_owned(), source: "not toml [".to_owned() })?;
            change.insert(period("2023-2024/1"))?;
            change.insert(Period {
                activities: (day("2024-01-16"), day("2024-05-31")),
                ..period("2023-2024/2")
            })
        })
        .unwrap();
    let catalog = store.catalog(today).unwrap();
    assert_eq!((catalog.today, catalog.today_assumed), (day("2024-01-20"), true));
    assert_eq!(catalog.period.unwrap().code, "2023-2024/2");
    assert_eq!(store.own_kind_problems().unwrap().len(), 1);
    let named = Setting { key: "period".to_owned(), value: "2023-2024/1".to_owned() };
    store.change("lan", "set", |change| change.insert(named)).unwrap();
    let first = store.catalog(today).unwrap().period.unwrap();
    assert_eq!(first.code, "2023-2024/1");
    let data = store.term_data(first.id, today).unwrap();
    assert_eq!(data.period, first);
}

#[test]
fn until_its_last_day_a_report_that_is_owed_is_what_one_works_on_unless_it_was_sent() {
    let (_folder, mut store) = book();
    let (first, _) = store
        .change("lan", "set", |change| {
            let first = change.insert(Period {
                activities: (day("2023-08-20"), day("2024-01-15")),
                due: Some(day("2024-01-25")),
                ..period("2023-2024/1")
            })?;
            let second = change.insert(Period {
                activities: (day("2024-01-16"), day("2024-05-31")),
                due: Some(day("2024-05-30")),
                ..period("2023-2024/2")
            })?;
            Ok((first, second))
        })
        .unwrap()
        .value;
    let worked_in = |store: &Store, today: &str| store.catalog(day(today)).unwrap().period.unwrap().body.code;
    for (today, code) in [
        ("2024-01-15", "2023-2024/1"),
        ("2024-01-16", "2023-2024/1"),
        ("2024-01-25", "2023-2024/1"),
        ("2024-01-26", "2023-2024/2"),
        ("2024-05-31", "2023-2024/2"),
    ] {
        assert_eq!(worked_in(&store, today), code, "{today}");
    }
    store
        .change("lan", "seal", |change| {
            let closed = PeriodSeal { period: first.id, sequence: 1, closed: true, reason: String::new() };
            change.insert(closed)
        })
        .unwrap();
    assert_eq!(worked_in(&store, "2024-01-16"), "2023-2024/2", "it was closed: the report is done");
}

#[test]
fn a_term_holds_the_vouchers_of_every_range_that_a_fact_may_read() {
    let (_folder, mut store) = book();
    let days = ["2022-12-31", "2023-12-31", "2024-01-10", "2024-12-31", "2025-01-01"];
    let period = store
        .change("lan", "set", |change| {
            let fund = change.insert(fund("cd"))?.id;
            for (amount, day) in (1..).zip(days) {
                let mut line = voucher(change, fund, day, Direction::Payment, amount);
                if day == "2024-01-10" {
                    line.state = VoucherState::Void;
                }
                change.insert(line)?;
            }
            change.insert(Period {
                activities: (day("2023-08-20"), day("2024-01-15")),
                finance: (day("2023-01-01"), day("2023-12-31")),
                head_count_day: day("2023-12-20"),
                ..period("2023-2024/1")
            })
        })
        .unwrap()
        .value;
    let data = store.term_data(period.id, day("2024-01-20")).unwrap();
    let held: Vec<String> = data.vouchers.iter().map(|voucher| voucher.day.to_string()).collect();
    assert_eq!(held, days[..4], "all up to the end of the year in which the activities end, void ones too");
}

#[test]
fn a_book_put_into_another_is_the_same_records() {
    let (folder, mut store) = book();
    let fund = store.change("lan", "fund", |change| change.insert(fund("cd"))).unwrap().value.id;
    let entry = store
        .change("lan", "log", |change| {
            let entry = change.insert(visit("2023-11-12", "a"))?;
            let mut line = voucher(change, fund, "2023-11-12", Direction::Payment, 5);
            line.activity = Some(entry.id);
            change.insert(line)?;
            let period = change.insert(period("p"))?;
            change.insert(PeriodSeal {
                period: period.id,
                sequence: 1,
                closed: true,
                reason: String::new(),
            })?;
            change.insert(visit("2025-01-01", "gone"))
        })
        .unwrap()
        .value;
    store.change("lan", "delete", |change| change.delete(&entry)).unwrap();
    let records = store.all_records().unwrap();
    let mut copy = Store::create(&folder.path().join("b.congdoan")).unwrap();
    let put = |copy: &mut Store| {
        copy.change("lan", "import", |change| {
            records.iter().cloned().try_for_each(|record| change.put(record))
        })
    };
    put(&mut copy).unwrap();
    assert_eq!(copy.all_records().unwrap(), records);
    assert!(matches!(put(&mut copy), Err(StoreError::IdTaken { .. })));
    assert_eq!(copy.head().unwrap(), 1);
    clean(&copy);
}

#[test]
fn a_range_closes_with_an_opening_inside_it_and_not_with_one_behind_it() {
    let (_folder, mut store) = book();
    let opening =
        |when: &str, amount| Opening { account: Account::Cash, day: day(when), amount: Dong(amount) };
    let openings = vec![opening("2023-01-01", 100), opening("2023-03-15", 700), opening("2023-04-01", 9)];
    let fund = Fund { openings, ..fund("cd") };
    let fund = store.change("lan", "fund", |change| change.insert(fund)).unwrap().value.id;
    let pay = |store: &mut Store, when: &str| {
        let paid = store.change("lan", "pay", |change| {
            let voucher = voucher(change, fund, when, Direction::Payment, 30);
            change.insert(voucher)
        });
        paid.unwrap();
    };
    let closing = |store: &Store, when: &str| store.closing(fund, Account::Cash, day(when)).unwrap();
    pay(&mut store, "2023-03-10");
    let march = store.vouchers(fund, Account::Cash, day("2023-03-01"), day("2023-03-31"), None, 9).unwrap();
    assert_eq!(
        march.last().map(|row| row.balance),
        Some(Dong(70)),
        "the book's last line is before the opening"
    );
    for (when, held) in [("2023-03-09", 100), ("2023-03-14", 70), ("2023-03-31", 700), ("2023-04-01", 9)] {
        assert_eq!(closing(&store, when), Dong(held), "{when}");
    }
    pay(&mut store, "2023-03-31");
    assert_eq!(closing(&store, "2023-03-31"), Dong(670));
    assert_eq!(store.balance(fund, Account::Cash, day("2023-04-01")).unwrap(), Dong(9));
}
