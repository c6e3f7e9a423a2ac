//! Words of the field that a form understands when typed: groups of people, and what is skipped before a name.
//! They stand in `assets/form-words.toml`; here they are read, once.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::Kinds;
use crate::locale::Messages;
use crate::text::asset;

/// The file, a part of the program.
const SOURCE: &str = include_str!("../../../assets/form-words.toml");

/// The words. A released program has them all: a test reads the file.
pub(super) static WORDS: LazyLock<FormWords> = LazyLock::new(|| asset::read(SOURCE).unwrap_or_default());

/// Words by what they mean.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormWords {
    /// Everybody in the union on the day.
    pub all: Vec<String>,
    /// The women among them.
    pub women: Vec<String>,
    /// The men among them.
    pub men: Vec<String>,
    /// The Party members among them.
    pub party: Vec<String>,
    /// What a team is called before its name.
    pub team: String,
    /// What stands before a day that is too late: the last day is the one ahead of it.
    pub before: Vec<String>,
    /// Everybody named from here on is left out.
    pub except: Vec<String>,
    /// What people write before a name.
    pub titles: Vec<String>,
}

/// A reason for coming or leaving in the language of `messages`; one that the roster's list does not know stays as
/// it is.
pub fn came_or_left(reason: &str, kinds: &Kinds, messages: &Messages) -> String {
    // In Vietnamese what the book keeps stands as it was typed.
    kinds.roster.reason(reason).map_or(reason, |one| messages.pick(reason, &one.en)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_forms_read_and_none_is_missing() {
        let words: FormWords = asset::read(SOURCE).expect("assets/form-words.toml");
        for list in
            [&words.before, &words.all, &words.women, &words.men, &words.party, &words.except, &words.titles]
        {
            assert!(!list.is_empty() && list.iter().all(|word| !word.trim().is_empty()));
        }
        assert!(!words.team.is_empty());
    }
}
