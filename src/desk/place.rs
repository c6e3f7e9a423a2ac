//! Where the book is and who writes in it, when nobody says.

use std::path::PathBuf;

use crate::text::clean;

/// The variable that names the book when `--book` does not.
pub const BOOK_VARIABLE: &str = "CONGDOAN_BOOK";

/// The book's file name in its default place.
pub const BOOK_NAME: &str = "so-cong-doan.congdoan";

/// The sample book's file name.
pub const DEMO_NAME: &str = "demo.congdoan";

/// The book's place: the one given, else [`BOOK_VARIABLE`]'s, else the default place of the system's
/// user. Without a home folder: [`BOOK_NAME`] in the working folder.
pub fn book(given: Option<PathBuf>) -> PathBuf {
    given
        .or_else(|| std::env::var_os(BOOK_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from))
        .or_else(|| {
            directories::ProjectDirs::from("", "", "congdoan").map(|dirs| dirs.data_dir().join(BOOK_NAME))
        })
        .unwrap_or_else(|| PathBuf::from(BOOK_NAME))
}

/// Who writes: the name given, else the system's user name, else the user's number, else `?`. Cleaned,
/// never empty.
pub fn officer(given: Option<&str>) -> String {
    let of_system = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    [given.map(str::to_owned), of_system(), of_account()]
        .into_iter()
        .flatten()
        .map(|name| clean::line(&name))
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "?".to_owned())
}

/// The account's name as the system lists it; its number when it lists none.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere there is no account to ask")]
fn of_account() -> Option<String> {
    let number = rustix::process::geteuid().as_raw().to_string();
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let named = accounts.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)? == number).then(|| name.to_owned())
    });
    Some(named.unwrap_or(number))
}

#[cfg(not(unix))]
fn of_account() -> Option<String> {
    None
}
