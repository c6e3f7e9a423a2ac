//! The words of rosters, which are data (`assets/roster-words.toml`), and what a column of a roster can mean.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::text::fold::{accents_agree, search_key};
use crate::text::{asset, clean};

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $label:literal;)+) => {
        /// What a column of a roster means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Column { $($(#[$doc])* $name),+ }

        impl Column {
            /// All meanings, in the order in which they are offered.
            pub const ALL: &'static [Column] = &[$(Column::$name),+];

            /// Its English name, for logs and message keys.
            pub const fn name(self) -> &'static str {
                match self { $(Column::$name => $label),+ }
            }
        }
    };
}

columns! {
    /// Họ và tên.
    FullName = "full_name";
    /// Họ đệm: the name without its last word, which stands in a column of its own.
    FamilyNames = "family_names";
    /// Tên: the last word of the name.
    GivenName = "given_name";
    /// Tên gọi.
    ShortName = "short_name";
    /// Giới tính, in words.
    Gender = "gender";
    /// Nữ: marked with x.
    Female = "female";
    /// Nam: marked with x.
    Male = "male";
    /// Ngày sinh.
    BirthDay = "birth_day";
    /// Ngày sinh of women, in a column of their own.
    BirthFemale = "birth_female";
    /// Ngày sinh of men, in a column of their own.
    BirthMale = "birth_male";
    /// Nhiệm vụ: class or subject.
    Duty = "duty";
    /// Chức danh.
    Position = "position";
    /// Hợp đồng.
    Contract = "contract";
    /// Tổ công đoàn.
    Team = "team";
    /// Chức vụ công đoàn.
    Office = "office";
    /// Trình độ lý luận chính trị.
    Theory = "theory";
    /// Trình độ chuyên môn.
    Degree = "degree";
    /// Dân tộc.
    Ethnicity = "ethnicity";
    /// Đảng viên: marked with x, or a day.
    PartyMember = "party_member";
    /// Ngày vào Đảng.
    PartyJoined = "party_joined";
    /// Ngày chính thức.
    PartyOfficial = "party_official";
    /// BHXH, BHYT: marked with x, or a number.
    Insured = "insured";
    /// Đoàn viên công đoàn: marked with x, or a day.
    UnionMember = "union_member";
    /// Ngày vào công đoàn.
    Membership = "membership";
    /// Ngày vào trường.
    Employed = "employed";
    /// Ghi chú.
    Note = "note";
    /// Số thứ tự, which says nothing.
    Ordinal = "ordinal";
}

impl Column {
    /// True where several columns may mean the same: marks under the values of a list, and words that are joined.
    pub const fn may_repeat(self) -> bool {
        matches!(
            self,
            Column::Duty
                | Column::Position
                | Column::Contract
                | Column::Theory
                | Column::Degree
                | Column::Note
                | Column::Ordinal
        )
    }

    /// The meaning under which a cell of this one is corrected: a correction stands for all cells that say the same.
    #[must_use]
    pub const fn mended_as(self) -> Self {
        match self {
            Column::Female | Column::Male => Column::Gender,
            Column::BirthFemale | Column::BirthMale => Column::BirthDay,
            Column::FamilyNames | Column::GivenName => Column::FullName,
            other => other,
        }
    }

    /// The meaning that words name as a whole (`whole`) or within a longer heading, best word first.
    pub(super) fn named(heading: &str, whole: bool) -> Option<Self> {
        let key = key(heading);
        if key.is_empty() {
            return None;
        }
        let exact =
            || WORDS.column.iter().find_map(|column| column.words.contains(&key).then_some(column.name));
        let within = || {
            WORDS
                .column
                .iter()
                .flat_map(|column| column.within.iter().map(move |phrase| (phrase, column.name)))
                .filter(|(phrase, _)| holds(&key, phrase))
                .max_by_key(|(phrase, _)| phrase.len())
                .map(|(_, name)| name)
        };
        if whole { exact() } else { within() }
    }
}

impl std::fmt::Display for Column {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// A text as words are compared: folded, punctuation and brackets are spaces.
pub fn key(text: &str) -> String {
    let folded = search_key(&clean::line(text));
    let spaced: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    // Signs alone (an x may be a tick) are compared as they are.
    if words.is_empty() { folded.trim().to_owned() } else { words.join(" ") }
}

/// True when the phrase stands in the text as whole words.
pub fn holds(text: &str, phrase: &str) -> bool {
    format!(" {text} ").contains(&format!(" {phrase} "))
}

/// True when the text begins with one of the phrases as whole words. Accents that are written must agree: the
/// family "Tống" is no "tổng", "Tô" no "tổ".
pub fn begins(text: &str, phrases: &[String]) -> bool {
    let words = bare_words(text);
    phrases.iter().any(|phrase| {
        let count = phrase.split(' ').count();
        let beginning: Vec<&str> = words.split(' ').take(count).collect();
        accents_agree(&beginning.join(" "), phrase)
    })
}

/// The words of a text, punctuation and brackets left out.
fn bare_words(text: &str) -> String {
    let line = clean::line(text);
    let words: Vec<&str> =
        line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The words as the program carries them, folded, but for `grade`, `legacy` and those whose accents count.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// Marks that say yes.
    pub yes: Vec<String>,
    /// Marks that say no.
    pub no: Vec<String>,
    /// Words for women.
    pub female: Vec<String>,
    /// Words for men.
    pub male: Vec<String>,
    /// How a line that names a team begins, with accents.
    pub teams: Vec<String>,
    /// How a line of totals begins, with accents.
    pub totals: Vec<String>,
    /// How the lines below a list begin, with accents.
    pub endings: Vec<String>,
    /// Middle names of women, as they stand.
    pub female_names: Vec<String>,
    /// Middle names of men, as they stand.
    pub male_names: Vec<String>,
    /// What stands before the class or the subject of a duty.
    pub duty_begins: Vec<String>,
    /// What stands before a grade in a short name.
    pub grade: String,
    /// Headings in letters of before Unicode.
    pub legacy: Vec<String>,
    /// What follows "giáo viên" where a grade of pay is told and no work.
    pub grades: Vec<String>,
    /// Which position somebody has whose work is told in such words.
    pub position_begin: Vec<PositionBegin>,
    column: Vec<ColumnWords>,
}

/// How a text about somebody's work begins, and the position that this tells.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PositionBegin {
    /// The beginnings.
    pub words: Vec<String>,
    /// The position's code.
    pub code: String,
    /// Its code where a class follows; then it must be told what follows.
    #[serde(default)]
    pub class: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnWords {
    name: Column,
    words: Vec<String>,
    #[serde(default)]
    within: Vec<String>,
}

/// The words; none in a broken build, which a test catches.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words: Words = asset::read(include_str!("../../../assets/roster-words.toml")).unwrap_or_default();
    let fold = |list: &mut Vec<String>| list.iter_mut().for_each(|word| *word = key(word));
    for list in [&mut words.yes, &mut words.no, &mut words.female, &mut words.male, &mut words.duty_begins] {
        fold(list);
    }
    for list in [&mut words.teams, &mut words.totals, &mut words.endings] {
        for word in list.iter_mut() {
            *word = bare_words(word);
        }
    }
    // The longest first, so that "giáo viên chủ nhiệm lớp" is taken off before "giáo viên".
    words.duty_begins.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    fold(&mut words.grades);
    for begin in &mut words.position_begin {
        fold(&mut begin.words);
    }
    for column in &mut words.column {
        fold(&mut column.words);
        fold(&mut column.within);
    }
    words
});

impl Words {
    /// What a mark says; none for any other text.
    pub fn mark(&self, text: &str) -> Option<bool> {
        let key = key(text);
        if self.yes.contains(&key) {
            Some(true)
        } else if self.no.contains(&key) {
            Some(false)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meaning_has_words_and_no_word_two_meanings() {
        let mut seen: Vec<(&String, Column)> = Vec::new();
        for column in Column::ALL {
            let words = WORDS
                .column
                .iter()
                .find(|words| words.name == *column)
                .unwrap_or_else(|| panic!("{}", column.name()));
            for word in &words.words {
                if let Some((_, other)) = seen.iter().find(|(known, _)| *known == word) {
                    assert_eq!(other, column, "{word}");
                }
                seen.push((word, *column));
            }
        }
        assert_eq!(Column::named(" HỌ VÀ  TÊN: ", true), Some(Column::FullName));
        assert_eq!(Column::named("Ngày, tháng, năm sinh (ghi rõ)", false), Some(Column::BirthDay));
        assert_eq!(Column::named("Số sổ BHXH", false), Some(Column::Insured));
        assert_eq!(Column::named("Quê quán", false), None);
        assert_eq!(WORDS.mark(" X "), Some(true));
        assert_eq!(WORDS.mark("✓"), Some(true));
        assert_eq!(WORDS.mark("Nguyễn"), None);
    }
}
