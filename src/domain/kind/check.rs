//! What a kinds file that a unit writes has to hold beyond what [`Kinds::add`] needs.
//!
//! A book that holds a file already keeps it whatever stands here: these rules guard the door only.

use super::{File, Kinds, KindsError, KindsReason, SHORT_LABEL, SlotLabel, parse};
use crate::domain::codes::CodeSet;

/// The longest code, characters.
const LONGEST_CODE: usize = 40;

impl Kinds {
    /// Looks at a file that a unit wrote as somebody would who knows what works in the program; [`Kinds::add`] takes
    /// less good ones too.
    ///
    /// # Errors
    /// [`KindsError`]: the first thing that is wrong, with its place where the file shows it.
    pub fn check_own(source: &str) -> Result<(), KindsError> {
        let file: File = parse(source)?;
        for (there, key) in [
            (file.comrade.is_some(), "comrade"),
            (!file.relation.is_empty(), "relation"),
            (file.roster.is_some(), "roster"),
            (file.tet.is_some(), "tet"),
        ] {
            if there {
                return Err(KindsError::nowhere(KindsReason::NotOwn { key }));
            }
        }
        if file.kind.is_empty() {
            return Err(KindsError::nowhere(KindsReason::NoKind));
        }
        for group in &file.group {
            if !is_code(&group.code) {
                return Err(KindsError::nowhere(KindsReason::BadCode { code: group.code.clone() }));
            }
            if group.label.trim().is_empty() {
                let reason = KindsReason::Empty { code: group.code.clone(), key: "label" };
                return Err(KindsError::nowhere(reason));
            }
        }
        let codes = CodeSet::named("");
        for kind in &file.kind {
            let code = || kind.code.get_ref().clone();
            let refuse = |reason| Err(KindsError::at(source, &kind.code, reason));
            if !is_code(kind.code.get_ref()) {
                return refuse(KindsReason::BadCode { code: code() });
            }
            let labels: &[SlotLabel] = &kind.labels;
            for (key, empty) in [
                ("label", kind.label.trim().is_empty()),
                ("en", kind.en.trim().is_empty()),
                ("words", kind.words.iter().any(|word| word.trim().is_empty())),
                ("accented", kind.accented.iter().any(|word| word.trim().is_empty())),
                ("labels", labels.iter().any(|one| one.vi.trim().is_empty() || one.en.trim().is_empty())),
            ] {
                if empty {
                    return refuse(KindsReason::Empty { code: code(), key });
                }
            }
            for (short, label) in [(&kind.short, &kind.label), (&kind.short_en, &kind.en)] {
                let shown = if short.is_empty() { label } else { short };
                if shown.chars().count() > SHORT_LABEL {
                    let reason = KindsReason::Wide { code: code(), text: shown.clone(), most: SHORT_LABEL };
                    return refuse(reason);
                }
            }
            for (at, field) in kind.fields.iter().enumerate() {
                let name = |text: &str| text.trim_end_matches('!').to_owned();
                if kind.fields.iter().take(at).any(|other| name(other.get_ref()) == name(field.get_ref())) {
                    let reason = KindsReason::DoubledField { code: code(), field: field.get_ref().clone() };
                    return Err(KindsError::at(source, field, reason));
                }
            }
            if !kind.posting.is_empty() && codes.line(&kind.posting).is_none() {
                return refuse(KindsReason::UnknownPosting { code: code(), posting: kind.posting.clone() });
            }
            if !kind.self_phrase.is_empty() && !kind.self_phrase.contains("{name}") {
                return refuse(KindsReason::NoName { code: code() });
            }
        }
        Ok(())
    }

    /// A kind of the program as it stands in its file, under another code: a start for a unit's own.
    pub fn source_under(code: &str, new: &str) -> Option<String> {
        let heading = format!("[[kind]]\ncode = \"{code}\"\n");
        let rest = super::BUILT_IN.split_once(&heading)?.1;
        let end = ["\n[[", "\n#"].iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
        let body = rest.get(..end)?.trim_end();
        Some(format!("[[kind]]\ncode = \"{new}\"\n{body}\n"))
    }
}

/// Whether a text can be a code: it stands in file names, commands and other files.
pub fn is_code(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty()
        && text.chars().count() <= LONGEST_CODE
        && text.chars().all(fits)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[[kind]]\ncode = 'vuon-rau'\nlabel = 'Vườn rau'\nen = 'Garden'\ngroup = 'khac'\n\
                        fields = ['about!', 'amount']\n";

    #[test]
    fn a_good_file_passes_and_each_fault_has_its_place() {
        assert_eq!(Kinds::check_own(GOOD), Ok(()));
        let fault = |from: &str, to: &str| {
            let error = Kinds::check_own(&GOOD.replace(from, to)).expect_err(to);
            (error.line, error.column, error.reason)
        };
        let code = || "vuon-rau".to_owned();
        assert!(matches!(fault("'vuon-rau'", "'Vườn rau'"), (2, 8, KindsReason::BadCode { .. })));
        assert_eq!(fault("'Vườn rau'", "' '"), (2, 8, KindsReason::Empty { code: code(), key: "label" }));
        assert!(matches!(fault("'Garden'", "'The school garden'"), (2, 8, KindsReason::Wide { .. })));
        let (line, column, reason) = fault("'amount'", "'about'");
        assert!(matches!(reason, KindsReason::DoubledField { .. }), "{reason:?}");
        assert_eq!((line, column), (6, 21));
        let posting = format!("{GOOD}posting = '99'\n");
        assert!(matches!(
            Kinds::check_own(&posting).map_err(|error| error.reason),
            Err(KindsReason::UnknownPosting { .. })
        ));
        let other = format!("comrade = 'bạn'\n{GOOD}");
        assert!(matches!(
            Kinds::check_own(&other).map_err(|error| error.reason),
            Err(KindsReason::NotOwn { key: "comrade" })
        ));
        assert_eq!(Kinds::check_own("").map_err(|error| error.reason), Err(KindsReason::NoKind));
    }

    #[test]
    fn every_kind_of_the_program_can_be_taken_as_a_start() {
        let mut kinds = Kinds::built_in().expect("assets/kinds.toml");
        for (at, kind) in kinds.clone().kinds.iter().enumerate() {
            let new = format!("rieng-{at}");
            let source = Kinds::source_under(&kind.code, &new).expect("its source");
            assert_eq!(Kinds::check_own(&source), Ok(()), "{source}");
            assert_eq!(kinds.add(&source), Ok(vec![new]), "{source}");
        }
        assert_eq!(Kinds::source_under("khong-co", "x"), None);
    }
}
