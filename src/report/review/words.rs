//! Words of the field that the review looks for. They stand in `assets/review-words.toml`; here they are read, once.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::asset;

/// The file, a part of the program.
const SOURCE: &str = include_str!("../../../assets/review-words.toml");

/// The words. A released program has them all: a test reads the file.
pub(super) static WORDS: LazyLock<ReviewWords> = LazyLock::new(|| asset::read(SOURCE).unwrap_or_default());

/// Words by what they mean; the file says it of each.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReviewWords {
    pub counted: Vec<String>,
    pub visits: Vec<String>,
    pub titles: Vec<String>,
    pub leads: Vec<String>,
    pub open_ends: Vec<String>,
    pub and: Vec<String>,
    pub times: Vec<String>,
    pub currency: Vec<String>,
    pub units: Vec<String>,
    pub day: String,
    pub month: String,
    pub year: String,
    pub until: Vec<String>,
    pub within: Vec<String>,
    pub done: Vec<String>,
    pub ahead: Vec<String>,
    pub papers: Vec<String>,
    pub numbered: Vec<String>,
    pub compared: Vec<String>,
    pub school_year: Vec<String>,
    pub terms: Vec<String>,
    pub first: Vec<String>,
    pub second: Vec<String>,
    pub areas: Vec<String>,
    pub wide: Vec<String>,
    pub schools: Vec<String>,
    pub unions: Vec<String>,
    pub provinces: Vec<String>,
    pub not_names: Vec<String>,
    pub old_signs: String,
    pub old_starts: String,
    pub old_letters: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_review_read() {
        let words: ReviewWords = asset::read(SOURCE).expect("assets/review-words.toml");
        assert!(!words.counted.is_empty() && !words.areas.is_empty() && !words.old_letters.is_empty());
    }
}
