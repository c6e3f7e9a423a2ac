//! Term, school year and unit within the officer's words: as fields that are filled in, and as names that are brought
//! up to date when a text is taken over from an older period.
//!
//! A field is a name in braces, `{term}`; which names there are stands in `assets/text-fields.toml`. What is no field
//! stays as it was typed.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::{Catalog, Narrative, Period, Stored, calendar};
use crate::text::asset;
use crate::text::fold::search_key;

/// What a field is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// "học kỳ I năm học 2023-2024".
    Period,
    /// "học kỳ I": the title without its school year.
    Term,
    /// "2023-2024".
    SchoolYear,
    /// The unit in a sentence.
    Unit,
    /// The unit in short.
    UnitShort,
    /// The upper body in a sentence.
    Upper,
    /// The school.
    School,
    /// Ward or commune.
    Ward,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    before_year: String,
    #[serde(rename = "field", default)]
    fields: Vec<Named>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    value: Field,
    names: Vec<String>,
}

/// The embedded file; a test reads it, so it is never the empty one.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| asset::read(include_str!("../../assets/text-fields.toml")).unwrap_or_default());

/// The longest name in braces that is looked at, bytes: a brace without its fellow costs no more than that.
const LONGEST: usize = 64;

/// The fields that may be written, as they are shown: of each the first name, or the last one, which is English.
pub fn shown(english: bool) -> impl Iterator<Item = String> {
    let name = move |field: &'static Named| if english { field.names.last() } else { field.names.first() };
    WORDS.fields.iter().filter_map(name).map(|name| format!("{{{name}}}"))
}

fn field_of(name: &str) -> Option<Field> {
    let key = search_key(name);
    let named = |field: &&Named| field.names.iter().any(|own| search_key(own) == key);
    WORDS.fields.iter().find(named).map(|field| field.value)
}

/// What term, school year and unit are called in one period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    values: Vec<(Field, String)>,
    /// Names that are no field and yet follow: those of the head of a paper.
    heads: [String; 2],
}

impl Names {
    /// The names of a period: the unit as of the report's day.
    pub fn of(catalog: &Catalog, period: &Period) -> Self {
        let (from, to) = calendar::school_year(period, &catalog.periods);
        let year = |day| chrono::Datelike::year(&day);
        let school_year = format!("{}-{}", year(from), year(to));
        let before = WORDS.before_year.as_str();
        let term = period.title.split_once(before).map_or(period.title.as_str(), |(term, _)| term).trim();
        let day = period.report.day.unwrap_or(period.head_count_day);
        let unit = catalog.unit_on(day);
        let of_unit = |text: fn(&crate::domain::Unit) -> &str| {
            unit.map(|unit| text(unit).to_owned()).unwrap_or_default()
        };
        Self {
            values: vec![
                (Field::Period, period.title.clone()),
                (Field::Term, term.to_owned()),
                (Field::SchoolYear, school_year),
                (Field::Unit, of_unit(|unit| &unit.name.sentence)),
                (Field::UnitShort, of_unit(|unit| &unit.name.short)),
                (Field::Upper, of_unit(|unit| &unit.upper.sentence)),
                (Field::School, of_unit(|unit| &unit.school)),
                (Field::Ward, of_unit(|unit| &unit.ward)),
            ],
            heads: [of_unit(|unit| &unit.name.head), of_unit(|unit| &unit.upper.head)],
        }
    }

    /// What a field is filled with; empty when the book does not say.
    pub fn value(&self, field: Field) -> &str {
        self.values.iter().find(|(own, _)| *own == field).map_or("", |(_, value)| value.as_str())
    }

    /// The text with every field filled in. A field that the book has no value for, and braces that hold no field,
    /// stay as they are.
    pub fn fill(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            out.push_str(before);
            let end = behind.find(['{', '}', '\n']).filter(|end| *end <= LONGEST);
            let inner = end.filter(|end| behind.get(*end..).is_some_and(|rest| rest.starts_with('}')));
            let named = inner.and_then(|end| Some((behind.get(..end)?, behind.get(end + 1..)?)));
            let filled = named.and_then(|(name, behind)| {
                let value = self.value(field_of(name)?);
                (!value.is_empty()).then_some((value, behind))
            });
            if let Some((value, behind)) = filled {
                // At the beginning of a line or a bullet, a sentence begins.
                let line = out.rsplit('\n').next().unwrap_or_default();
                let starts = line.trim_start_matches(['-', '+', '*', ' ']).is_empty();
                out.push_str(&if starts { capitalised(value) } else { value.to_owned() });
                rest = behind;
            } else {
                out.push('{');
                rest = behind;
            }
        }
        out.push_str(rest);
        out
    }

    /// A text of the period that these names are of, brought up to date: their names replaced by those of `now`. With
    /// it, what was replaced by what, each pair once, in the order met.
    pub fn carry(&self, text: &str, now: &Self) -> (String, Vec<(String, String)>) {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut add = |old: &str, new: &str| {
            if !old.trim().is_empty() && !new.trim().is_empty() && old != new {
                pairs.push((old.to_owned(), new.to_owned()));
            }
        };
        for (field, old) in &self.values {
            add(old, now.value(*field));
        }
        for (old, new) in self.heads.iter().zip(&now.heads) {
            add(old, new);
        }
        // A school year is written with blanks around the dash as well.
        let (old, new) = (self.value(Field::SchoolYear), now.value(Field::SchoolYear));
        for dash in [" - ", "–", " – "] {
            add(&old.replace('-', dash), &new.replace('-', dash));
        }
        // The longest first, so that a part of a name never wins over the name.
        pairs.sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
        let mut out = String::with_capacity(text.len());
        let mut met: Vec<(String, String)> = Vec::new();
        let mut rest = text;
        let mut within_word = false;
        while let Some(first) = rest.chars().next() {
            let hit = if within_word { None } else { pairs.iter().find_map(|pair| begins_with(rest, pair)) };
            if let Some((taken, old, new)) = hit {
                out.push_str(&new);
                let pair = (old.to_owned(), new);
                if !met.contains(&pair) {
                    met.push(pair);
                }
                rest = rest.get(taken..).unwrap_or_default();
                within_word = true;
            } else {
                within_word = first.is_alphanumeric();
                out.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
        (out, met)
    }
}

/// Whether the text begins with a name as a whole word, its first letter in either case: the bytes taken, the name as it
/// stands there and the new one in the same case.
fn begins_with<'t>(text: &'t str, (old, new): &(String, String)) -> Option<(usize, &'t str, String)> {
    let found = text.get(..old.len())?;
    let upper = capitalised(old);
    let new = if found == old {
        new.clone()
    } else if found == upper {
        capitalised(new)
    } else {
        return None;
    };
    let ends = text.get(old.len()..)?.chars().next().is_none_or(|next| !next.is_alphanumeric());
    ends.then_some((old.len(), found, new))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The words of a part in an older period, brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, Deserialize)]
pub struct OlderWords {
    /// The older period's title.
    pub period: String,
    /// Its words with today's names.
    pub text: String,
    /// Which name was replaced by which.
    pub replaced: Vec<(String, String)>,
}

/// The words to start a part from: those of the same period a year before, else of the latest earlier period that has
/// any.
pub fn older_words(
    catalog: &Catalog,
    period: &Stored<Period>,
    narratives: &[Stored<Narrative>],
    part: &str,
) -> Option<OlderWords> {
    let written = |of: &Stored<Period>| {
        narratives.iter().find(|narrative| {
            narrative.period == of.id
                && narrative.part == part
                && !narrative.is_deleted()
                && !narrative.text.trim().is_empty()
        })
    };
    let year_before = calendar::year_before(period, &catalog.periods);
    let mut earlier: Vec<&Stored<Period>> = catalog
        .periods
        .iter()
        .filter(|other| {
            !other.is_deleted() && other.id != period.id && other.activities.1 < period.activities.1
        })
        .collect();
    earlier.sort_by(|one, other| {
        (other.activities.1, other.activities.0, &other.code).cmp(&(
            one.activities.1,
            one.activities.0,
            &one.code,
        ))
    });
    let (of, narrative) =
        year_before.into_iter().chain(earlier).find_map(|of| written(of).map(|narrative| (of, narrative)))?;
    let (text, replaced) = Names::of(catalog, of).carry(&narrative.text, &Names::of(catalog, period));
    Some(OlderWords { period: of.title.clone(), text, replaced })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(period: &str, term: &str, year: &str, unit: &str) -> Names {
        let value = |field, text: &str| (field, text.to_owned());
        Names {
            values: vec![
                value(Field::Period, period),
                value(Field::Term, term),
                value(Field::SchoolYear, year),
                value(Field::Unit, unit),
            ],
            heads: Default::default(),
        }
    }

    fn last_year() -> Names {
        names("học kỳ I năm học 2022-2023", "học kỳ I", "2022-2023", "Công đoàn Trường Tiểu học Cây Phượng")
    }

    #[test]
    fn the_embedded_names_read_and_no_two_fields_share_one() {
        let mut seen: Vec<String> = Vec::new();
        assert!(WORDS.fields.len() >= 8 && !WORDS.before_year.is_empty());
        for name in WORDS.fields.iter().flat_map(|field| &field.names) {
            let key = search_key(name);
            assert!(!seen.contains(&key), "{name}");
            assert!(name.len() <= LONGEST);
            seen.push(key);
        }
    }

    #[test]
    fn fields_are_filled_and_other_braces_stay() {
        let names = last_year();
        assert_eq!(
            names.fill("- {kỳ}, {don vi} và {NĂM HỌC}; {gì đó} {phường} {"),
            "- Học kỳ I năm học 2022-2023, Công đoàn Trường Tiểu học Cây Phượng và 2022-2023; {gì đó} {phường} {"
        );
        assert_eq!(names.fill("{term}\n{unit}"), "Học kỳ I\nCông đoàn Trường Tiểu học Cây Phượng");
    }

    #[test]
    fn names_of_the_older_period_become_those_of_this_one() {
        let now = names(
            "học kỳ II năm học 2023-2024",
            "học kỳ II",
            "2023-2024",
            "Công đoàn Trường Tiểu học Hoa Gạo",
        );
        let (text, replaced) = last_year().carry(
            "Học kỳ I năm học 2022-2023, Công đoàn Trường Tiểu học Cây Phượng; học kỳ II năm 2022 - 2023, học kỳ I; 12022-2023",
            &now,
        );
        assert_eq!(
            text,
            "Học kỳ II năm học 2023-2024, Công đoàn Trường Tiểu học Hoa Gạo; học kỳ II năm 2023 - 2024, học kỳ II; 12022-2023"
        );
        assert_eq!(replaced.len(), 4);
        assert_eq!(last_year().carry("năm học 2022-2023", &last_year()).1, []);
    }

    proptest! {
        #[test]
        fn filling_and_carrying_take_any_text(text in "[{}a2-6học kỳI\n-]{0,60}") {
            let names = last_year();
            names.fill(&text);
            let (same, replaced) = names.carry(&text, &names);
            prop_assert_eq!(same, text);
            prop_assert!(replaced.is_empty());
        }
    }
}
