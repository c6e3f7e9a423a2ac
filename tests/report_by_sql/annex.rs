//! Every row of the annex, counted a second time by plain SQL: from the records that the row names, and from the whole
//! book for the rows of kinds and of the roster.

use congdoan::desk::{Desk, Format};
use congdoan::report::annex::Annex;
use rusqlite::{Connection, OpenFlags, ToSql};
use serde_json::Value;

/// A row as `congdoan report --format json` prints it.
struct Row {
    code: String,
    unit: String,
    n: Option<i64>,
    of: Option<i64>,
    amount: Option<i64>,
    sources: Vec<(String, String)>,
}

impl Row {
    fn read(row: &Value) -> Self {
        let text = |key: &str| row[key].as_str().expect("a text").to_owned();
        let sources = row["sources"].as_array().expect("a list").iter();
        let source = |one: &Value| {
            let word = |key: &str| one[key].as_str().expect("a word").to_owned();
            (word("record_type"), word("id"))
        };
        Self {
            code: text("code"),
            unit: text("unit"),
            n: row["n"].as_i64(),
            of: row["of"].as_i64(),
            amount: row["amount"].as_i64(),
            sources: sources.map(source).collect(),
        }
    }

    /// The ids of the sources of this type, as a JSON list.
    fn ids(&self, of: &str) -> String {
        let ids: Vec<&str> =
            self.sources.iter().filter(|source| source.0 == of).map(|source| source.1.as_str()).collect();
        serde_json::to_string(&ids).expect("JSON")
    }

    fn area(&self) -> &str {
        self.code.split('.').next().unwrap_or_default()
    }
}

struct Book {
    sql: Connection,
    rows: Vec<Row>,
    /// Activities from and to, head count.
    days: [String; 3],
}

impl Book {
    fn number(&self, query: &str, values: &[&dyn ToSql]) -> i64 {
        self.sql
            .query_row(query, values, |row| row.get::<_, Option<i64>>(0))
            .unwrap_or_else(|error| panic!("{query}: {error}"))
            .unwrap_or(0)
    }

    fn row(&self, code: &str) -> &Row {
        self.rows.iter().find(|row| row.code == code).unwrap_or_else(|| panic!("a row {code}"))
    }
}

/// The annex of every period of the sample, and the folder that its book is in.
fn books() -> (tempfile::TempDir, Vec<Book>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = Desk::demo(folder.path(), "kiem-tra").expect("the sample book");
    let desk = Desk::open(&path, "kiem-tra").expect("a book");
    let periods = desk.catalog().expect("its catalog").periods;
    let sql = || Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file");
    let book = |period| {
        let bytes = desk.export_report(period, None, Format::Json).expect("JSON");
        let whole: Value = serde_json::from_slice(&bytes).expect("JSON");
        let days = [period.activities.0, period.activities.1, period.head_count_day];
        Book {
            sql: sql(),
            rows: whole["annex"].as_array().expect("rows").iter().map(Row::read).collect(),
            days: days.map(|day| day.to_string()),
        }
    };
    let books: Vec<Book> = periods.iter().map(book).collect();
    assert!(books.len() > 1, "the sample has more than one period");
    (folder, books)
}

const VISITS: &str = "SELECT SUM(CASE WHEN EXISTS (SELECT 1 FROM activity_person q WHERE q.activity = a.id)
        THEN (SELECT COUNT(*) FROM activity_person p WHERE p.activity = a.id)
        ELSE COALESCE(a.head_count, 1) END)
    FROM activity a WHERE a.id IN (SELECT value FROM json_each(?1))";

const SPENT: &str =
    "SELECT SUM(amount) FROM activity_money WHERE activity IN (SELECT value FROM json_each(?1))";

/// Entries that say both numbers.
const BOTH: &str = "FROM activity WHERE id IN (SELECT value FROM json_each(?1))
    AND head_count IS NOT NULL AND head_of IS NOT NULL";

#[test]
fn every_row_of_the_annex_is_what_its_records_say() {
    let mut counted = 0;
    let (_folder, books) = books();
    for book in books {
        for row in book.rows.iter().filter(|row| !row.unit.is_empty()) {
            let activities = row.ids("activity");
            let money = |query: &str, ids: &str| book.number(query, &[&ids]);
            let named = row.sources.len() as i64;
            let (n, of, amount) = match (row.area(), row.unit.as_str()) {
                ("dv", _) => {
                    let ids = row.ids("member");
                    let living = "SELECT COUNT(*) FROM member WHERE deleted_at IS NULL
                        AND id IN (SELECT value FROM json_each(?1))";
                    (Some(book.number(living, &[&ids])), row.of, None)
                }
                ("bd", _) => (Some(named), row.of, None),
                ("tc", "phiếu") => {
                    let ids = row.ids("voucher");
                    let posted = "SELECT SUM(amount) FROM voucher WHERE state = 'posted'
                        AND deleted_at IS NULL AND id IN (SELECT value FROM json_each(?1))";
                    (Some(named), None, Some(money(posted, &ids)))
                }
                ("tc", _) => {
                    let (funds, vouchers) = (row.ids("fund"), row.ids("voucher"));
                    let opened = "SELECT SUM(amount) FROM fund_opening
                        WHERE fund IN (SELECT value FROM json_each(?1))";
                    let moved = "SELECT SUM(CASE direction WHEN 'receipt' THEN amount
                            WHEN 'payment' THEN -amount ELSE 0 END)
                        FROM voucher WHERE id IN (SELECT value FROM json_each(?1))";
                    (None, None, Some(money(opened, &funds) + money(moved, &vouchers)))
                }
                (_, "mục") => (Some(named), None, Some(money(SPENT, &activities))),
                (_, "lượt" | "suất") => {
                    (Some(book.number(VISITS, &[&activities])), None, Some(money(SPENT, &activities)))
                }
                (_, "lần") => {
                    let zero = "SELECT COUNT(*) FROM activity WHERE zero = 1 AND state = 'done'
                        AND id IN (SELECT value FROM json_each(?1))";
                    (Some(i64::from(book.number(zero, &[&activities]) > 0)), None, None)
                }
                (_, "người") => {
                    let sum = |column: &str| {
                        Some(book.number(&format!("SELECT SUM({column}) {BOTH}"), &[&activities]))
                    };
                    (sum("head_count"), sum("head_of"), None)
                }
                (_, unit) => panic!("{}: what is {unit}?", row.code),
            };
            assert_eq!((row.n, row.of, row.amount), (n, of, amount), "{}", row.code);
            counted += usize::from(named > 0);
        }
    }
    assert!(counted > 60, "the sample fills {counted} rows");
}

#[test]
fn no_entry_of_a_period_and_nobody_of_the_roster_is_left_out_of_the_annex() {
    let plan = Annex::built_in().expect("assets/annex.toml").figures;
    let (_folder, books) = books();
    for book in books {
        let [from, to, on] = &book.days;
        let entries = "FROM activity WHERE state = 'done' AND zero = 0 AND deleted_at IS NULL
            AND day BETWEEN ?1 AND ?2";
        let all = book.number(&format!("SELECT COUNT(*) {entries}"), &[from, to]);
        assert_eq!(book.row("hd").n, Some(all));
        let spent = format!("SELECT SUM(amount) FROM activity_money WHERE activity IN (SELECT id {entries})");
        assert_eq!(book.row("hd").amount, Some(book.number(&spent, &[from, to])));
        for row in &plan {
            let Some(kind) = &row.kind else { continue };
            let counted = book.row(&row.code);
            if counted.unit == "lần" {
                continue;
            }
            let query = format!("SELECT COUNT(*) {entries} AND kind = ?3");
            assert_eq!(
                counted.sources.len() as i64,
                book.number(&query, &[from, to, kind]),
                "{} names every entry",
                row.code
            );
        }
        let stay = "FROM member m WHERE m.deleted_at IS NULL AND EXISTS (SELECT 1 FROM member_fact f
            WHERE f.member = m.id AND f.kind = ?2 AND COALESCE(f.from_day, '') <= ?1
                AND COALESCE(f.until_day, '9999-12-31') > ?1)";
        for (code, kind, more) in [
            ("dv.nld", "employment", ""),
            ("dv.nld-nu", "employment", "AND m.gender = 'female'"),
            ("dv.doan-vien", "membership", ""),
            ("dv.doan-vien-nu", "membership", "AND m.gender = 'female'"),
            ("dv.dang-vien", "employment", "AND m.party_joined <= ?1"),
        ] {
            let query = format!("SELECT COUNT(*) {stay} {more}");
            assert_eq!(book.row(code).n, Some(book.number(&query, &[on, &kind])), "{code} on {on}");
        }
    }
}
