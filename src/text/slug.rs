//! Texts as parts of file names that every system and mail program takes.

use super::fold::fold;

/// A text in lower-case ASCII letters, digits and single dashes, none at either end: "Thăm hỏi cô Thu L5" becomes
/// "tham-hoi-co-thu-l5". At most `most` characters, cut between words where there is more than one; empty when the
/// text has neither letter nor digit that ASCII knows.
pub fn slug(text: &str, most: usize) -> String {
    let mut slug = String::new();
    for letter in fold(text).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.len() > most {
        // All of it is ASCII.
        let within = slug.get(..=most).unwrap_or(&slug);
        let end = within.rfind('-').filter(|end| *end > 0).unwrap_or(most);
        slug.truncate(end);
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_lose_their_marks_and_stay_apart() {
        assert_eq!(slug("Thăm hỏi cô Thu L5", 60), "tham-hoi-co-thu-l5");
        assert_eq!(
            slug("  Việc hiếu: mẹ đẻ đ/c Liên (2A), 12/11/2023 ", 60),
            "viec-hieu-me-de-d-c-lien-2a-12-11-2023"
        );
        assert_eq!(slug("một hai ba", 7), "mot-hai");
        assert_eq!(slug("một hai ba", 6), "mot");
        assert_eq!(slug("mộthaiba", 6), "mothai");
        assert_eq!(slug("…", 6), "");
    }

    proptest! {
        #[test]
        fn a_slug_is_short_and_plain(text in "\\PC{0,40}", most in 0_usize..20) {
            let slug = slug(&text, most);
            prop_assert!(slug.len() <= most);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }
    }
}
