//! The promises that the text room makes about its keys, kept by the `SQLite` that the book runs on: the database
//! finds and orders by plain columns what Rust finds and orders by the same keys.

use congdoan::text::{collate, fold};
use proptest::prelude::*;
use rusqlite::Connection;

const TEXT: &str = "[a-eg-yA-EĐđăâêôơưáạếồữỳỷỹ0-9 /.-]{0,16}|\\PC{0,12}";

#[test]
fn the_database_finds_what_rust_finds() {
    let book = Connection::open_in_memory().unwrap();
    proptest!(|(text in TEXT, typed in "[a-eg-yđăâ ]{0,4}|\\PC{0,3}", cut in 0_usize..12)| {
        let hay = fold::search_key(&text);
        let part: String = hay.chars().skip(cut).take(4).collect();
        for needle in [fold::search_key(&typed), part] {
            let mut in_sql = true;
            for word in needle.split_whitespace() {
                in_sql &= book.query_row("SELECT instr(?1, ?2) > 0", (&hay, word), |row| row.get::<_, bool>(0)).unwrap();
            }
            prop_assert_eq!(in_sql, fold::contains(&hay, &needle));
        }
    });
}

#[test]
fn the_database_orders_as_rust_does() {
    let book = Connection::open_in_memory().unwrap();
    proptest!(|(a in TEXT, b in TEXT)| {
        for key in [collate::sort_key, collate::name_key] {
            let (a, b) = (key(&a), key(&b));
            let in_sql: bool = book.query_row("SELECT ?1 < ?2", (&a, &b), |row| row.get(0)).unwrap();
            prop_assert_eq!(in_sql, a < b);
        }
    });
}
