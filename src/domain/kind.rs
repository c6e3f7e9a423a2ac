//! Activity kinds (loại hoạt động): data that says what a form asks, which words name the kind and
//! where its money is posted. Adding a kind touches no Rust.

use std::sync::LazyLock;

use serde::Deserialize;
use toml::Spanned;

use super::member_change::MemberChangeRule;
use super::relation::{Relation, Relations};
use super::roster::RosterList;
use super::{Activity, LedBy, Receiver};
use crate::text::place;

mod check;
mod problem;

pub use check::is_code;
pub use problem::{KindsError, KindsReason};

/// The kinds file that the program carries.
const BUILT_IN: &str = include_str!("../../assets/kinds.toml");

/// A slot of an activity that a form can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// Ngày; every form begins with it.
    Day,
    /// Đến ngày.
    Until,
    /// Tình trạng: planned, done, cancelled.
    State,
    /// Đoàn viên, người.
    People,
    /// Quan hệ.
    Relation,
    /// Họ tên người thân.
    Relative,
    /// Vai trò.
    Role,
    /// Giải.
    Prize,
    /// Số tiền.
    Amount,
    /// Nguồn.
    Source,
    /// Hiện vật.
    Goods,
    /// Nội dung.
    About,
    /// Dịp.
    Occasion,
    /// Địa điểm.
    Place,
    /// n: how many took part.
    Count,
    /// N: of how many.
    Of,
    /// Of whom.
    Whom,
    /// Ai nhận: people, a collective, outside.
    Receiver,
    /// Đơn vị.
    Organisation,
    /// Người tặng.
    Giver,
    /// Nơi phát động.
    Launcher,
    /// Cấp.
    Level,
    /// Kết quả, danh hiệu.
    Result,
    /// Văn bản.
    Reference,
    /// Xác nhận "không có".
    Zero,
    /// Ai chủ trì.
    LedBy,
    /// Ghi chú.
    Note,
}

impl Slot {
    /// The slot's name in kinds files and message keys.
    pub const fn name(self) -> &'static str {
        match self {
            Slot::Day => "day",
            Slot::Until => "until",
            Slot::State => "state",
            Slot::People => "people",
            Slot::Relation => "relation",
            Slot::Relative => "relative",
            Slot::Role => "role",
            Slot::Prize => "prize",
            Slot::Amount => "amount",
            Slot::Source => "source",
            Slot::Goods => "goods",
            Slot::About => "about",
            Slot::Occasion => "occasion",
            Slot::Place => "place",
            Slot::Count => "count",
            Slot::Of => "of",
            Slot::Whom => "whom",
            Slot::Receiver => "receiver",
            Slot::Organisation => "organisation",
            Slot::Giver => "giver",
            Slot::Launcher => "launcher",
            Slot::Level => "level",
            Slot::Result => "result",
            Slot::Reference => "reference",
            Slot::Zero => "zero",
            Slot::LedBy => "led_by",
            Slot::Note => "note",
        }
    }
}

/// A field of a kind's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// What it fills.
    pub slot: Slot,
    /// True when the entry cannot be saved without it.
    pub required: bool,
}

/// Where money comes from when nobody says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefaultSource {
    /// The union's settled fund.
    #[default]
    Fund,
    /// Collected from members.
    Members,
    /// The school.
    School,
    /// The upper union.
    Upper,
    /// Others.
    Others,
}

/// A group of kinds: a part of the report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindGroup {
    /// Unique code: `cham-lo`.
    pub code: String,
    /// Label.
    pub label: String,
    /// English label.
    pub en: String,
}

/// A label of a slot that a kind calls otherwise, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotLabel {
    /// Which slot.
    pub slot: Slot,
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// The widest short label of a kind, in letters: what a list leaves beside day, headline and amount.
pub const SHORT_LABEL: usize = 12;

/// An activity kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Unique code: `viec-hieu`.
    pub code: String,
    /// "Việc hiếu".
    pub label: String,
    /// "Condolence visit".
    pub en: String,
    /// The label where a column is narrow, at most [`SHORT_LABEL`] letters; empty: the label itself.
    pub short: String,
    /// The same in English.
    pub short_en: String,
    /// The group's code.
    pub group: String,
    /// Words that name it on the line; unaccented typing matches them too.
    pub words: Vec<String>,
    /// Words that name it only when typed with their accents.
    pub accented: Vec<String>,
    /// The form, top to bottom, beginning with the day.
    pub fields: Vec<Field>,
    /// Labels of slots that it calls otherwise.
    pub labels: Vec<SlotLabel>,
    /// Who leads by default.
    pub led_by: LedBy,
    /// Who pays by default.
    pub source: DefaultSource,
    /// The settlement code of its payments.
    pub code_of_payment: String,
    /// An amount in the form or line is for each person.
    pub each: bool,
    /// Who receives by default.
    pub receiver: Receiver,
    /// How a person without relation is named: "đám cưới {name}"; empty: the name alone.
    pub self_phrase: String,
    /// Default result, such as a title.
    pub result: String,
    /// What a zero statement of it says: "không có đơn thư"; empty: the entry's own words alone.
    pub zero: String,
    /// What such an activity changes in the roster; empty for most.
    pub member_change: MemberChangeRule,
    /// Its entries may belong to a Tết: those whose occasion or content says so ([`TetWords`]).
    pub tet: bool,
}

impl Kind {
    /// True when the form asks for this slot.
    pub fn asks(&self, slot: Slot) -> bool {
        self.fields.iter().any(|field| field.slot == slot)
    }

    /// An empty activity with the kind's defaults.
    pub fn blank(&self, day: super::Day) -> Activity {
        let mut activity = Activity::new(self.code.clone(), day);
        activity.led_by = self.led_by;
        activity.receiver = self.receiver;
        activity.result.clone_from(&self.result);
        activity
    }
}

/// Words by which an entry's occasion or content tells a Tết Nguyên đán from other feasts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TetWords {
    /// How the occasion is written in a new entry.
    #[serde(default)]
    pub occasion: String,
    /// One of these must stand there as whole words; accents do not matter.
    pub words: Vec<String>,
    /// None of these may: other feasts that are called Tết.
    #[serde(default)]
    pub not: Vec<String>,
}

/// All kinds, groups, relations and roster lists that a book knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kinds {
    /// Groups, in report order.
    pub groups: Vec<KindGroup>,
    /// Kinds, in the order offered.
    pub kinds: Vec<Kind>,
    /// Relations.
    pub relations: Relations,
    /// Positions, contracts, theory levels.
    pub roster: RosterList,
    /// How a comrade is written before a name: "đ/c".
    pub comrade: String,
    /// What tells a Tết.
    pub tet: TetWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    comrade: Option<String>,
    #[serde(default)]
    group: Vec<KindGroup>,
    #[serde(default)]
    relation: Vec<Relation>,
    #[serde(default)]
    kind: Vec<KindEntry>,
    #[serde(default)]
    roster: Option<RosterList>,
    #[serde(default)]
    tet: Option<TetWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindEntry {
    code: Spanned<String>,
    label: String,
    en: String,
    #[serde(default)]
    short: String,
    #[serde(default)]
    short_en: String,
    group: Spanned<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    accented: Vec<String>,
    fields: Vec<Spanned<String>>,
    #[serde(default)]
    labels: Vec<SlotLabel>,
    #[serde(default)]
    led_by: LedBy,
    #[serde(default)]
    source: DefaultSource,
    #[serde(default)]
    posting: String,
    #[serde(default)]
    each: bool,
    #[serde(default)]
    receiver: Receiver,
    #[serde(default)]
    self_phrase: String,
    #[serde(default)]
    result: String,
    #[serde(default)]
    zero: String,
    #[serde(default)]
    member_change: MemberChangeRule,
    #[serde(default)]
    tet: bool,
}

impl Kinds {
    /// The kinds that the program carries.
    ///
    /// # Errors
    /// Never for a released program: a test reads the file.
    pub fn built_in() -> Result<Self, KindsError> {
        // Read once: every reload of a book begins with them.
        static READ: LazyLock<Result<Kinds, KindsError>> = LazyLock::new(Kinds::read);
        READ.clone()
    }

    fn read() -> Result<Self, KindsError> {
        let file: File = parse(BUILT_IN)?;
        let mut kinds = Self {
            groups: file.group,
            kinds: Vec::new(),
            relations: Relations(file.relation),
            roster: file.roster.unwrap_or_default(),
            comrade: file.comrade.unwrap_or_default(),
            tet: file.tet.unwrap_or_default(),
        };
        kinds.take(BUILT_IN, file.kind)?;
        Ok(kinds)
    }

    /// Adds the kinds (and groups) of a file that the unit wrote.
    ///
    /// # Errors
    /// [`KindsError`] with line and reason; then nothing is added.
    pub fn add(&mut self, source: &str) -> Result<Vec<String>, KindsError> {
        let file: File = parse(source)?;
        let mut grown = self.clone();
        for group in file.group {
            if grown.group(&group.code).is_some() {
                return Err(KindsError::nowhere(KindsReason::Doubled { code: group.code }));
            }
            grown.groups.push(group);
        }
        let codes = file.kind.iter().map(|kind| kind.code.get_ref().clone()).collect();
        grown.take(source, file.kind)?;
        *self = grown;
        Ok(codes)
    }

    fn take(&mut self, source: &str, entries: Vec<KindEntry>) -> Result<(), KindsError> {
        for entry in entries {
            let code = entry.code.get_ref().clone();
            if self.get(&code).is_some() {
                return Err(KindsError::at(source, &entry.code, KindsReason::Doubled { code }));
            }
            if self.group(entry.group.get_ref()).is_none() {
                let group = entry.group.get_ref().clone();
                return Err(KindsError::at(source, &entry.group, KindsReason::UnknownGroup { code, group }));
            }
            let kind = entry.read(source)?;
            self.kinds.push(kind);
        }
        Ok(())
    }

    /// The kind with this code.
    pub fn get(&self, code: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.code == code)
    }

    /// The group with this code.
    pub fn group(&self, code: &str) -> Option<&KindGroup> {
        self.groups.iter().find(|group| group.code == code)
    }

    /// The label of a kind's code; the code itself when nobody knows it.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.get(code).map_or(code, |kind| kind.label.as_str())
    }

    /// The codes of all kinds of a group.
    pub fn of_group(&self, group: &str) -> Vec<String> {
        self.kinds.iter().filter(|kind| kind.group == group).map(|kind| kind.code.clone()).collect()
    }
}

impl KindEntry {
    fn read(self, source: &str) -> Result<Kind, KindsError> {
        let mut fields = vec![Field { slot: Slot::Day, required: true }];
        for written in &self.fields {
            let text = written.get_ref();
            let (name, required) = text.strip_suffix('!').map_or((text.as_str(), false), |name| (name, true));
            let slot =
                Slot::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(name))
                    .map_err(|_| {
                        let code = self.code.get_ref().clone();
                        let reason = KindsReason::UnknownField { code, field: text.clone() };
                        KindsError::at(source, written, reason)
                    })?;
            if slot != Slot::Day {
                fields.push(Field { slot, required });
            }
        }
        Ok(Kind {
            code: self.code.into_inner(),
            label: self.label,
            en: self.en,
            short: self.short,
            short_en: self.short_en,
            group: self.group.into_inner(),
            words: self.words,
            accented: self.accented,
            fields,
            labels: self.labels,
            led_by: self.led_by,
            source: self.source,
            code_of_payment: self.posting,
            each: self.each,
            receiver: self.receiver,
            self_phrase: self.self_phrase,
            result: self.result,
            zero: self.zero,
            member_change: self.member_change,
            tet: self.tet,
        })
    }
}

/// Reads TOML and tells the place of what is wrong.
fn parse<T: for<'de> Deserialize<'de>>(source: &str) -> Result<T, KindsError> {
    toml::from_str(source).map_err(|error| {
        let (line, column) = error.span().map_or((0, 0), |span| place::of(source, span.start));
        KindsError { line, column, reason: KindsReason::Shape(error.message().to_owned()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_kinds_read_and_name_only_what_exists() {
        let kinds = Kinds::built_in().expect("assets/kinds.toml");
        assert!(kinds.kinds.len() > 50);
        let codes = crate::domain::codes::CodeSet::named("");
        for kind in &kinds.kinds {
            assert!(!kind.words.is_empty() || !kind.accented.is_empty(), "{} has no words", kind.code);
            if !kind.code_of_payment.is_empty() {
                assert!(codes.line(&kind.code_of_payment).is_some(), "{} posts to nowhere", kind.code);
            }
        }
        assert_eq!(kinds.relations.expand("tu-than-phu-mau").len(), 8);
    }

    #[test]
    fn every_kind_has_a_label_for_narrow_columns() {
        for kind in &Kinds::built_in().expect("assets/kinds.toml").kinds {
            for (short, label) in [(&kind.short, &kind.label), (&kind.short_en, &kind.en)] {
                let shown = if short.is_empty() { label } else { short };
                assert!(shown.chars().count() <= SHORT_LABEL, "{}: {shown}", kind.code);
            }
        }
    }

    #[test]
    fn a_bad_kinds_file_is_refused_with_its_line_and_adds_nothing() {
        let mut kinds = Kinds::built_in().expect("assets/kinds.toml");
        let before = kinds.clone();
        let bad = "[[kind]]\ncode = \"x\"\nlabel = 3\n";
        assert!(matches!(kinds.add(bad), Err(KindsError { line: 3, reason: KindsReason::Shape(_), .. })));
        let unknown = "[[kind]]\ncode='x'\nlabel='X'\nen='X'\ngroup='khac'\nfields=['colour']\n";
        assert!(matches!(
            kinds.add(unknown),
            Err(KindsError { line: 6, column: 9, reason: KindsReason::UnknownField { .. } })
        ));
        assert_eq!(kinds, before);
    }
}
