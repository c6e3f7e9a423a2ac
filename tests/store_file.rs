//! The file: what is refused and left as it is, locks on bare connections, verification, backups.

use std::fs;
use std::path::{Path, PathBuf};

use congdoan::domain::*;
use congdoan::store::{FindingKind, Store, StoreError};
use congdoan::text::money::Dong;
use rusqlite::Connection;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// A book with a record of every type.
fn filled() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("a.congdoan");
    let mut store = Store::create(&path).expect("a new book");
    let forms = NameForms { head: "H".into(), sentence: "S".into(), short: "Short".into() };
    store
        .change("lan", "fill", |change| {
            change.insert(Setting { key: "k".into(), value: "v".into() })?;
            change.insert(Officer { login: "lan".into(), name: "Lan".into() })?;
            change.insert(Unit {
                from: None,
                name: forms.clone(),
                upper: forms.clone(),
                school: "T".into(),
                ward: String::new(),
                place: "P".into(),
            })?;
            change.insert(OwnKind { code: "k".into(), source: "s".into() })?;
            change.insert(OwnOutline { code: "o".into(), source: "s".into() })?;
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
            let fund = change.insert(Fund {
                code: "cd".into(),
                name: "CĐ".into(),
                settled: true,
                code_set: String::new(),
                openings: vec![Opening { account: Account::Cash, day: day("2023-01-01"), amount: Dong(9) }],
            })?;
            change.insert(Norm {
                kind: "hieu".into(),
                relation: String::new(),
                condition: String::new(),
                amount: Dong(500_000),
                goods: String::new(),
                times_per_year: None,
                fund: Some(fund.id),
                code: "31".into(),
                from: None,
                until: None,
                decision: String::new(),
            })?;
            let period = change.insert(Period {
                code: "p".into(),
                title: "p".into(),
                outline: "o".into(),
                activities: (day("2023-09-01"), day("2024-01-15")),
                finance: (day("2023-01-01"), day("2023-12-31")),
                head_count_day: day("2023-12-20"),
                due: None,
                letter: Letter::default(),
                report: ReportSettings::default(),
            })?;
            change.insert(PeriodSeal {
                period: period.id,
                sequence: 1,
                closed: false,
                reason: String::new(),
            })?;
            let activity = change.insert(Activity {
                about: "mẹ đẻ".into(),
                people: vec![Person { member: Some(member.id), ..Person::default() }],
                money: vec![MoneyLine {
                    quantity: None,
                    rate: None,
                    amount: Dong(500_000),
                    source: Source::Fund { fund: fund.id, account: Account::Cash },
                    code: "31".into(),
                }],
                ..Activity::new("hieu", day("2023-11-12"))
            })?;
            change.insert(Voucher {
                fund: fund.id,
                account: Account::Cash,
                direction: Direction::Payment,
                day: day("2023-11-12"),
                year: 2023,
                number: 1,
                amount: Dong(500_000),
                code: "31".into(),
                description: "d".into(),
                counterpart: String::new(),
                activity: Some(activity.id),
                state: VoucherState::Posted,
            })?;
            change.insert(Narrative { period: period.id, part: "mo-dau".into(), text: "x".into() })?;
            change.insert(Photo {
                activity: activity.id,
                caption: "c".into(),
                media_type: "image/png".into(),
                sha256: "c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2".into(),
                width: 1,
                height: 1,
                position: None,
                content: "Zm9vYmFy".into(),
            })?;
            change.insert(IssuedReport {
                period: period.id,
                number: "1".into(),
                day: day("2023-12-20"),
                outline: "o".into(),
                document: "{}".into(),
                facts: "{}".into(),
                digest: "0".repeat(64),
                replaces: None,
            })
        })
        .expect("filled");
    assert_eq!(store.verify().expect("verify"), []);
    (folder, path)
}

const RECORDS: [&str; 15] = [
    "setting",
    "officer",
    "unit",
    "own_kind",
    "own_outline",
    "member",
    "fund",
    "norm",
    "period",
    "period_seal",
    "activity",
    "voucher",
    "narrative",
    "photo",
    "issued_report",
];
const CHILDREN: [&str; 4] = ["member_fact", "fund_opening", "activity_person", "activity_money"];

fn bare(path: &Path) -> Connection {
    Connection::open(path).expect("a connection that sets no pragma")
}

fn columns(conn: &Connection, table: &str) -> Vec<String> {
    let mut statement = conn.prepare(&format!("SELECT name FROM pragma_table_info('{table}')")).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn dump(conn: &Connection) -> String {
    let mut text = String::new();
    for table in RECORDS.iter().chain(&CHILDREN).chain(&["change", "history"]) {
        let columns = columns(conn, table);
        let sql = format!("SELECT quote({}) FROM {table} ORDER BY 1", columns.join(") || '|' || quote("));
        let mut statement = conn.prepare(&sql).unwrap();
        for row in statement.query_map([], |row| row.get::<_, String>(0)).unwrap() {
            text = text + table + ": " + &row.unwrap() + "\n";
        }
    }
    text
}

#[test]
fn nothing_of_the_replace_family_gets_past_the_locks() {
    let (_folder, path) = filled();
    let conn = bare(&path);
    let before = dump(&conn);
    let refused = |sql: String| {
        let outcome = conn.execute(&sql, []);
        assert!(outcome.is_err(), "{sql}: {outcome:?}");
        assert_eq!(dump(&conn), before, "{sql}");
    };
    for table in RECORDS.iter().chain(&CHILDREN).chain(&["change", "history"]) {
        let all = columns(&conn, table).join(", ");
        refused(format!("INSERT OR REPLACE INTO {table} SELECT {all} FROM {table}"));
        refused(format!("REPLACE INTO {table} ({all}) SELECT {all} FROM {table}"));
        refused(format!("INSERT INTO {table} SELECT {all} FROM {table}"));
    }
    for table in RECORDS.iter().chain(&["change", "history"]) {
        refused(format!("DELETE FROM {table}"));
    }
    for table in RECORDS {
        refused(format!("UPDATE OR REPLACE {table} SET id = 'ffffffff-0000-7000-8000-000000000000'"));
    }
    for column in ["at", "officer", "action"] {
        refused(format!("UPDATE change SET {column} = 'x'"));
    }
    for column in ["after", "hash", "previous_hash", "record_id"] {
        refused(format!("UPDATE OR REPLACE history SET {column} = {column} || 'x'"));
    }
}

#[test]
fn a_unique_key_another_row_has_is_refused_to_replace() {
    let (_folder, path) = filled();
    let conn = bare(&path);
    let before = dump(&conn);
    let fresh = "'ffffffff-0000-7000-8000-000000000000'";
    for table in [
        "setting",
        "officer",
        "own_kind",
        "own_outline",
        "fund",
        "period",
        "period_seal",
        "voucher",
        "narrative",
    ] {
        let all = columns(&conn, table);
        let values: Vec<&str> =
            all.iter().map(|name| if name == "id" { fresh } else { name.as_str() }).collect();
        let sql = format!("INSERT OR REPLACE INTO {table} SELECT {} FROM {table}", values.join(", "));
        assert!(conn.execute(&sql, []).is_err(), "{sql}");
        assert_eq!(dump(&conn), before, "{sql}");
    }
    // A second row that is moved onto the first one's key.
    for (table, key) in [("setting", "key"), ("officer", "login"), ("fund", "code"), ("period", "code")] {
        let all = columns(&conn, table);
        let values: Vec<String> = all
            .iter()
            .map(|name| match name.as_str() {
                "id" => fresh.to_owned(),
                name if name == key => format!("{name} || '2'"),
                name => name.to_owned(),
            })
            .collect();
        conn.execute(&format!("INSERT INTO {table} SELECT {} FROM {table}", values.join(", ")), []).unwrap();
        let before = dump(&conn);
        let sql = format!(
            "UPDATE OR REPLACE {table} SET {key} = (SELECT {key} FROM {table} WHERE id <> {fresh}) WHERE id = {fresh}"
        );
        assert!(conn.execute(&sql, []).is_err(), "{sql}");
        assert_eq!(dump(&conn), before, "{sql}");
    }
}

#[test]
fn amounts_and_days_are_what_they_say() {
    let (_folder, path) = filled();
    let conn = bare(&path);
    for sql in [
        "UPDATE voucher SET amount = '1.000'",
        "UPDATE voucher SET amount = 1.0",
        "UPDATE voucher SET amount = 0",
        "UPDATE activity_money SET amount = '500'",
        "UPDATE activity SET day = '2023-02-31'",
        "UPDATE activity SET day = '12/11/2023'",
        "UPDATE activity SET state = 'perhaps'",
        "UPDATE activity SET until_day = '2023-11-11'",
        "UPDATE activity SET planned_amount = 5",
        "UPDATE activity_money SET source = 'school'",
        "UPDATE member SET updated_at = 'yesterday'",
        "UPDATE period SET letter = '{'",
        "UPDATE photo SET content = 'x'",
        "UPDATE voucher SET number = 2",
    ] {
        assert!(conn.execute(sql, []).is_err(), "{sql}");
    }
}

fn findings(path: &Path) -> Vec<(FindingKind, Option<RecordType>, String)> {
    let store = Store::open(path).expect("opens");
    let found = store.verify().expect("verify");
    found.into_iter().map(|finding| (finding.what, finding.record_type, finding.label)).collect()
}

#[test]
fn a_row_edited_with_plain_sql_is_named() {
    let (_folder, path) = filled();
    bare(&path).execute("UPDATE activity SET place = 'elsewhere'", []).unwrap();
    let label = "2023-11-12 hieu mẹ đẻ".to_owned();
    assert_eq!(findings(&path), [(FindingKind::Changed, Some(RecordType::Activity), label)]);
}

#[test]
fn a_child_row_taken_away_is_named_by_its_record() {
    for (table, record_type) in [
        ("member_fact", RecordType::Member),
        ("fund_opening", RecordType::Fund),
        ("activity_person", RecordType::Activity),
        ("activity_money", RecordType::Activity),
    ] {
        let (_folder, path) = filled();
        bare(&path).execute(&format!("DELETE FROM {table}"), []).unwrap();
        let found = findings(&path);
        assert!(found.iter().any(|(what, of, _)| *what == FindingKind::Changed && *of == Some(record_type)));
    }
}

#[test]
fn a_derived_column_that_is_off_is_named() {
    let (_folder, path) = filled();
    bare(&path).execute("UPDATE member SET sort_key = 'x'", []).unwrap();
    let what = FindingKind::DerivedColumn("sort_key".to_owned());
    assert_eq!(findings(&path), [(what, Some(RecordType::Member), "Nguyễn Thị Liên".to_owned())]);
}

#[test]
fn a_lock_that_is_off_another_or_unknown_is_named() {
    let named = |sql: &str| {
        let (_folder, path) = filled();
        bare(&path).execute_batch(sql).unwrap();
        findings(&path).into_iter().map(|(what, ..)| what).collect::<Vec<_>>()
    };
    let lock = |name: &str| vec![FindingKind::Trigger(name.to_owned())];
    assert_eq!(named("DROP TRIGGER history_delete"), lock("history_delete"));
    let weaker = "DROP TRIGGER history_delete;
        CREATE TRIGGER history_delete BEFORE DELETE ON history WHEN OLD.seq = 1 BEGIN SELECT 1; END";
    assert_eq!(named(weaker), lock("history_delete"));
    assert_eq!(named("CREATE TRIGGER extra AFTER INSERT ON setting BEGIN SELECT 1; END"), lock("extra"));
}

#[test]
fn whoever_takes_the_locks_off_still_breaks_the_chain() {
    let without = |sql: &str| {
        let (folder, path) = filled();
        let mut store = Store::open(&path).unwrap();
        let setting = store.all::<Setting>().unwrap().remove(0);
        let body = Setting { key: "k".into(), value: "w".into() };
        store.change("lan", "edit", |change| change.update(&setting, body)).unwrap();
        drop(store);
        let conn = bare(&path);
        let mut statement =
            conn.prepare("SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'").unwrap();
        let drops: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        for sql in &drops {
            conn.execute_batch(sql).unwrap();
        }
        conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        conn.execute_batch(sql).unwrap();
        drop(statement);
        drop(conn);
        let found = findings(&path);
        drop(folder);
        let (locks, rest): (Vec<_>, Vec<_>) = found
            .into_iter()
            .map(|(what, ..)| what)
            .partition(|what| matches!(what, FindingKind::Trigger(_)));
        assert_eq!(locks.len(), drops.len(), "each lock that is off is named");
        rest
    };
    assert_eq!(without("SELECT 1"), []);
    assert!(without("DELETE FROM history WHERE seq = 3").contains(&FindingKind::HistoryMissing(4)));
    assert!(without("DELETE FROM history WHERE seq = 16").contains(&FindingKind::ChangeWithoutHistory(2)));
    assert!(
        without("UPDATE history SET after = replace(after, 'Lan', 'Hoa') WHERE seq = 2")
            .contains(&FindingKind::ChainBroken(2))
    );
    assert!(
        without("UPDATE change SET officer = 'hoa' WHERE number = 2").contains(&FindingKind::ChainBroken(16))
    );
    assert!(without("DELETE FROM officer").contains(&FindingKind::Vanished));
    assert!(without("UPDATE photo SET content = 'Zm9v'").contains(&FindingKind::PictureDamaged));
    let unrecorded = without(
        "INSERT INTO setting SELECT 'ffffffff-0000-7000-8000-000000000000', 1, created_at, updated_at, NULL,
         'other', 'x' FROM setting",
    );
    assert_eq!(unrecorded, [FindingKind::Unrecorded]);
}

fn untouched(path: &Path) -> Result<Store, StoreError> {
    let before = fs::read(path).unwrap();
    let names = |path: &Path| {
        let mut names: Vec<_> =
            fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let beside = names(path);
    let outcome = Store::open(path);
    assert_eq!(fs::read(path).unwrap(), before, "left byte for byte");
    assert_eq!(names(path), beside, "nothing appears beside it");
    outcome
}

#[test]
fn what_is_no_book_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.congdoan");
    assert!(matches!(Store::open(&path), Err(StoreError::Missing { .. })));
    assert!(!path.exists());
    fs::write(&path, b"").unwrap();
    assert!(matches!(untouched(&path), Err(StoreError::Missing { .. })));
    fs::write(&path, b"SQLite format 3\0short").unwrap();
    assert!(matches!(untouched(&path), Err(StoreError::NotABook { .. })));
    let noise: Vec<u8> = (0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    fs::write(&path, noise).unwrap();
    assert!(matches!(untouched(&path), Err(StoreError::NotABook { .. })));
    fs::remove_file(&path).unwrap();
    bare(&path).execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)").unwrap();
    assert!(matches!(untouched(&path), Err(StoreError::NotABook { .. })));
    assert!(matches!(Store::open(folder.path()), Err(StoreError::NotABook { .. })), "a folder");
    assert!(matches!(Store::create(&path), Err(StoreError::Exists { .. })));
    let nowhere = folder.path().join("none/x.congdoan");
    assert!(matches!(Store::create(&nowhere), Err(StoreError::Missing { .. })));
}

#[test]
fn a_newer_schema_is_left_as_it_is() {
    let (_folder, path) = filled();
    bare(&path).execute_batch("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    match untouched(&path) {
        Err(StoreError::NewerSchema { found, known, .. }) => assert_eq!((found, known), (99, 1)),
        other => panic!("{other:?}"),
    }
}

#[cfg(unix)]
#[test]
fn a_linked_folder_is_resolved_and_a_linked_book_refused() {
    let (folder, path) = filled();
    let link = folder.path().join("folder-link");
    std::os::unix::fs::symlink(folder.path(), &link).unwrap();
    assert!(Store::open(&link.join("a.congdoan")).is_ok());
    let link = folder.path().join("book-link");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert!(matches!(Store::open(&link), Err(StoreError::Link { .. })));
}

#[test]
fn a_new_book_is_private_and_leaves_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.congdoan");
    drop(Store::create(&path).unwrap());
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["a.congdoan"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_backup_is_a_whole_book_and_is_never_written_over() {
    let (folder, path) = filled();
    let store = Store::open(&path).unwrap();
    let target = folder.path().join("copy.congdoan");
    store.backup_to(&target).unwrap();
    assert!(matches!(store.backup_to(&target), Err(StoreError::Exists { .. })));
    let copy = Store::open(&target).unwrap();
    assert_eq!(copy.all_records().unwrap(), store.all_records().unwrap());
    assert_eq!(copy.verify().unwrap(), []);
    let mut made = Vec::new();
    for _ in 0..12 {
        made.push(store.backup_rotated().unwrap());
    }
    let kept: Vec<bool> = made.iter().map(|path| path.exists()).collect();
    assert_eq!(kept, [vec![false; 2], vec![true; 10]].concat());
    assert!(Store::open(made.last().unwrap()).is_ok());
}

#[test]
fn a_damaged_page_is_an_error_and_not_a_panic() {
    let (_folder, path) = filled();
    let mut bytes = fs::read(&path).unwrap();
    for byte in bytes.iter_mut().skip(4096).step_by(7) {
        *byte = byte.wrapping_add(91);
    }
    fs::write(&path, bytes).unwrap();
    if let Ok(store) = Store::open(&path) {
        assert!(store.verify().map_or(true, |found| !found.is_empty()));
    }
}

/// Writes `tests/fixtures/schema/v<N>.sql`: this schema and a filled book, as plain SQL. Run once when a
/// version of the schema is given out, then never again for that version:
/// `cargo test --test store_file write_the_fixture -- --ignored`.
#[test]
#[ignore = "writes a fixture"]
fn write_the_fixture_of_this_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = fs::read_to_string(root.join("schema.sql")).unwrap();
    let (_folder, path) = filled();
    let conn = bare(&path);
    let mut text = format!("{schema}\n-- A record of every type, made by the program of this version.\n");
    for table in ["change", "history"].iter().chain(&RECORDS).chain(&CHILDREN) {
        let columns = columns(&conn, table);
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
        let sql = format!("SELECT {} FROM {table} ORDER BY 1", quoted.join(" || ', ' || "));
        let mut statement = conn.prepare(&sql).unwrap();
        for row in statement.query_map([], |row| row.get::<_, String>(0)).unwrap() {
            text = text + "INSERT INTO " + table + " VALUES (" + &row.unwrap() + ");\n";
        }
    }
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    fs::write(root.join(format!("tests/fixtures/schema/v{version}.sql")), text).unwrap();
}
