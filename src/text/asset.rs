//! The data files that the program carries (`assets/*.toml`), read into their types.

use serde::de::DeserializeOwned;

/// Reads one of them.
///
/// By way of a table: a type that is read straight from the text is compiled once for each kind of source that the crate
/// for TOML has, which made a good part of the build. What gets lost is the line of what is wrong; of a file that a
/// person writes it is needed, of these a test reads each.
///
/// # Errors
/// Never for a released program.
pub fn read<T: DeserializeOwned>(source: &str) -> Result<T, toml::de::Error> {
    toml::from_str::<toml::Table>(source)?.try_into()
}
