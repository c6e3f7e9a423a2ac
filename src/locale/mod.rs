//! Messages in Vietnamese (the default) and English, and the sentence of every error.
//!
//! Every word that a person reads comes from `assets/locales/{vi,en}/*.ftl` through here, or is data
//! (kinds, outlines, the book itself). Used by `cli` and `tui` only. One file per room of the
//! interface; both languages have equal keys, which a test holds.

pub mod explain;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

pub use explain::{Explain, explain};
pub use fluent_bundle::FluentValue as Value;

/// The interface's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// The language of a code such as `vi`, `en`, `en_US.UTF-8`; none for any other.
    pub fn of_code(code: &str) -> Option<Self> {
        match code.get(..2) {
            Some("vi") => Some(Self::Vietnamese),
            Some("en") => Some(Self::English),
            _ => None,
        }
    }

    /// Its code, which [`Language::of_code`] reads.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }
}

// One row per file: (Vietnamese, English).
const FILES: &[(&str, &str)] = &[
    (include_str!("../../assets/locales/vi/plans.ftl"), include_str!("../../assets/locales/en/plans.ftl")),
    (include_str!("../../assets/locales/vi/fields.ftl"), include_str!("../../assets/locales/en/fields.ftl")),
    (include_str!("../../assets/locales/vi/forms.ftl"), include_str!("../../assets/locales/en/forms.ftl")),
    (
        include_str!("../../assets/locales/vi/screens.ftl"),
        include_str!("../../assets/locales/en/screens.ftl"),
    ),
    (
        include_str!("../../assets/locales/vi/actions.ftl"),
        include_str!("../../assets/locales/en/actions.ftl"),
    ),
    (include_str!("../../assets/locales/vi/cli.ftl"), include_str!("../../assets/locales/en/cli.ftl")),
    (include_str!("../../assets/locales/vi/errors.ftl"), include_str!("../../assets/locales/en/errors.ftl")),
    (
        include_str!("../../assets/locales/vi/overview.ftl"),
        include_str!("../../assets/locales/en/overview.ftl"),
    ),
    (
        include_str!("../../assets/locales/vi/members.ftl"),
        include_str!("../../assets/locales/en/members.ftl"),
    ),
    (include_str!("../../assets/locales/vi/entry.ftl"), include_str!("../../assets/locales/en/entry.ftl")),
    (include_str!("../../assets/locales/vi/own.ftl"), include_str!("../../assets/locales/en/own.ftl")),
    (include_str!("../../assets/locales/vi/export.ftl"), include_str!("../../assets/locales/en/export.ftl")),
    (include_str!("../../assets/locales/vi/folder.ftl"), include_str!("../../assets/locales/en/folder.ftl")),
    (include_str!("../../assets/locales/vi/book.ftl"), include_str!("../../assets/locales/en/book.ftl")),
    (
        include_str!("../../assets/locales/vi/periods.ftl"),
        include_str!("../../assets/locales/en/periods.ftl"),
    ),
    (include_str!("../../assets/locales/vi/clock.ftl"), include_str!("../../assets/locales/en/clock.ftl")),
    (include_str!("../../assets/locales/vi/review.ftl"), include_str!("../../assets/locales/en/review.ftl")),
    (include_str!("../../assets/locales/vi/photos.ftl"), include_str!("../../assets/locales/en/photos.ftl")),
    (include_str!("../../assets/locales/vi/sent.ftl"), include_str!("../../assets/locales/en/sent.ftl")),
    (
        include_str!("../../assets/locales/vi/narrative.ftl"),
        include_str!("../../assets/locales/en/narrative.ftl"),
    ),
    (include_str!("../../assets/locales/vi/parcel.ftl"), include_str!("../../assets/locales/en/parcel.ftl")),
    (include_str!("../../assets/locales/vi/roster.ftl"), include_str!("../../assets/locales/en/roster.ftl")),
];

/// The messages of one language.
pub struct Messages {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Messages {
    /// All messages of a language. A file that does not read whole leaves its bad keys out, which a
    /// test catches.
    pub fn new(language: Language) -> Self {
        let code: &[u8] = match language {
            Language::Vietnamese => b"vi",
            Language::English => b"en",
        };
        let id = LanguageIdentifier::from_bytes(code).unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        // Fails only for a name that is taken, and the bundle is new.
        drop(bundle.add_function("COUNTED", counted));
        for (vi, en) in FILES {
            let source = match language {
                Language::Vietnamese => vi,
                Language::English => en,
            };
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(part, _)| part);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The message of a key; the key itself when there is none.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The message of a key with its values; numbers given as text are shown as they are.
    pub fn with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = values.iter().cloned().collect();
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }

    /// True when the key exists.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// Of a Vietnamese and an English text of the data (kinds, codes), the one in this language.
    pub const fn pick<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Vietnamese => vi,
            Language::English => en,
        }
    }
}

/// `{ COUNTED($count, one: "entry", many: "entries") }`: a number with the form of the word that belongs to it. Numbers
/// come as text, so that they are shown as they are; Fluent's own plurals read no text.
fn counted<'a>(positional: &[Value<'a>], named: &FluentArgs<'_>) -> Value<'a> {
    let number = match positional.first() {
        Some(Value::String(text)) => text.to_string(),
        Some(Value::Number(number)) => number.as_string().into_owned(),
        _ => return Value::Error,
    };
    match named.get(if number == "1" { "one" } else { "many" }) {
        Some(Value::String(word)) => Value::from(format!("{number} {word}")),
        _ => Value::Error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(source: &str) -> BTreeSet<String> {
        source
            .lines()
            .filter(|line| !line.starts_with([' ', '#', '\t']))
            .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim().to_owned()))
            .collect()
    }

    #[test]
    fn both_languages_have_equal_keys_and_every_file_reads_whole() {
        for (vi, en) in FILES {
            assert_eq!(keys(vi), keys(en));
            assert!(FluentResource::try_new((*vi).to_owned()).is_ok(), "{vi}");
            assert!(FluentResource::try_new((*en).to_owned()).is_ok(), "{en}");
        }
    }

    #[test]
    fn english_says_one_entry_and_two_entries() {
        let english = Messages::new(Language::English);
        let said = |count: &str| english.with("overview-late", &[("count", count.into())]);
        assert_eq!(said("1"), "! 1 entry came behind a report");
        assert_eq!(said("21"), "! 21 entries came behind a report");
        assert_eq!(english.with("overview-late", &[("count", 1.into())]), said("1"));
    }

    #[test]
    fn messages_carry_no_isolation_marks() {
        let text = Messages::new(Language::Vietnamese).with("field-each", &[("amount", "500.000".into())]);
        assert!(!text.contains('\u{2068}'), "{text:?}");
    }
}
