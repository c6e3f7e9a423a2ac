//! The sample book at its desk, for tests that change its roster.

use std::path::{Path, PathBuf};

use congdoan::desk::Desk;
use congdoan::domain::{Day, FactKind, Member, Stored};
use tempfile::TempDir;

/// The sample book in a folder of its own.
pub fn demo() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let book = Desk::demo(folder.path(), "thuquy").expect("the sample book");
    (folder, book)
}

/// The book, opened by its treasurer.
pub fn desk(book: &Path) -> Desk {
    Desk::open(book, "thuquy").expect("the book")
}

/// A day.
pub fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).expect("a day")
}

/// Whoever bears this short name on a day.
pub fn called(desk: &Desk, name: &str, on: Day) -> Stored<Member> {
    let members = desk.catalog().expect("the catalog").members;
    let found = members.into_iter().find(|member| member.value_on(FactKind::ShortName, on) == name);
    found.unwrap_or_else(|| panic!("nobody is called {name}"))
}
