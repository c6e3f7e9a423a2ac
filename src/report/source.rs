//! The shape of an outline file: what TOML may say, before anything in it is looked up.
//!
//! Every table refuses unknown keys, and texts keep their place, so that a bad file is refused with its line.

mod selection;

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::model::TableColumn;
pub use selection::{HeadDay, RangeName, RawActivities, RawLedger, RawMembers, StateWanted, Stay};

/// A text with its place in the file.
pub type Text = Spanned<String>;

/// An outline file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOutline {
    /// Unique code.
    pub code: Text,
    /// What it is called in lists.
    pub title: String,
    /// The same in English; empty: the title.
    #[serde(default)]
    pub en: String,
    /// Kind of paper, capitals.
    pub kind: String,
    /// Subject line.
    pub subject: Text,
    /// The sentence before the first section.
    pub opening: Option<Text>,
    /// The sentence after the last section.
    pub closing: Option<Text>,
    /// What stands for a missing value.
    pub blank: Option<String>,
    /// The numbering of levels 0 to 3.
    pub numbers: Option<Vec<Text>>,
    /// Prizes from the highest down.
    pub prizes: Option<Vec<String>>,
    /// Head and foot.
    pub paper: Option<RawPaper>,
    /// How people are named.
    pub names: Option<RawNames>,
    /// Titles of ranges.
    pub ranges: Option<BTreeMap<Text, Text>>,
    /// Words of the settlement.
    pub settlement: Option<RawSettlement>,
    /// Words of a comparison.
    pub change: Option<RawChange>,
    /// Words of the levels.
    pub level: Option<BTreeMap<String, String>>,
    /// Words of who led.
    pub led_by: Option<BTreeMap<String, String>>,
    /// The sections.
    #[serde(rename = "section", default)]
    pub sections: Vec<RawSection>,
}

/// Words of head and foot.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPaper {
    /// With `{number}`.
    pub number: Text,
    /// The whole line when the number is left for the pen.
    pub number_blank: String,
    /// With `{place}`, `{day}`.
    pub place_and_day: Text,
    /// What stands for the day when it is left for the pen; with `{year}`.
    pub day_blank: Text,
    /// With `{addressee}`.
    pub addressee: Text,
    /// What a re-issue says first, with `{number}` and `{day}` of the report that it replaces; none: the sentence of
    /// the first built-in outline.
    #[serde(default)]
    pub replaces: Option<Text>,
    /// "Nơi nhận:".
    pub recipients_title: String,
    /// Used when the period names none.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// Used when the period names none.
    #[serde(default)]
    pub signer_lines: Vec<String>,
}

/// Templates of names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNames {
    /// Style `short`.
    pub short: Text,
    /// Style `full`.
    pub full: Text,
    /// Style `plain`.
    pub plain: Text,
    /// Style `honorific`.
    pub honorific: Text,
    /// `{title}` of a woman.
    pub female: String,
    /// `{title}` of a man.
    pub male: String,
    /// Between names.
    pub separator: String,
    /// With `{phrase}`, `{n}`.
    pub times: Text,
    /// With `{n}`.
    pub others: Text,
    /// Rules of `{duty}`.
    #[serde(default)]
    pub duty: Vec<RawDuty>,
}

/// A rule that makes a duty's words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDuty {
    /// How the duty begins; empty: any way.
    #[serde(default)]
    pub begins: String,
    /// Position codes that it is for; empty: all.
    #[serde(default)]
    pub positions: Vec<Text>,
    /// With `{duty}`, `{rest}`.
    pub text: Text,
}

/// Words of the settlement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSettlement {
    /// `{finance_title}` of a range that ends on 31/12.
    pub closed_title: Text,
    /// `{finance_title}` of any other.
    pub open_title: Text,
    /// `{balance_name}` of a range that ends on 31/12.
    pub closed_balance: Text,
    /// `{balance_name}` of any other.
    pub open_balance: Text,
}

/// Words of a comparison; each with `{difference}`, `{before}`, `{now}`, `{period}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawChange {
    /// When there is more now.
    pub more: Option<Text>,
    /// When there is less.
    pub less: Option<Text>,
    /// When there is as much.
    pub same: Option<Text>,
    /// What it is compared with.
    #[serde(default)]
    pub against: Against,
}

/// What a value is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The period before of the same sort.
    #[default]
    Previous,
    /// The same period a year before (cùng kỳ).
    YearBefore,
}

/// A row of periods side by side.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRow {
    /// What it is about.
    pub label: Text,
    /// Selection.
    pub activities: Option<Spanned<RawActivities>>,
    /// Selection.
    pub members: Option<Spanned<RawMembers>>,
    /// Selection.
    pub ledger: Option<Spanned<RawLedger>>,
    /// The value of a cell; none: a heading within the table.
    pub value: Option<Text>,
}

/// What a column of periods side by side holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Show {
    /// The row's number.
    Row,
    /// Its label.
    Label,
    /// One column for each part of the period.
    Parts,
    /// The period itself.
    Whole,
    /// How the value moved.
    Change,
}

/// What a column of change compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeOf {
    /// The last part with the part before.
    #[default]
    Parts,
    /// The period itself with the one before it.
    Whole,
}

/// A section.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSection {
    /// Unique id.
    pub id: Text,
    /// 0 to 3.
    pub level: Spanned<u8>,
    /// True: this section and all after it stand behind the signatures, on a new page, counted anew.
    #[serde(default)]
    pub annex: bool,
    /// Title without number.
    pub title: Text,
    /// The title in the pane of parts.
    pub short: Option<String>,
    /// What the values in the title are of.
    pub value: Option<RawValue>,
    /// The blocks.
    #[serde(rename = "block", default)]
    pub blocks: Vec<RawBlock>,
}

/// The selection behind a title.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawValue {
    /// Activities.
    pub activities: Option<Spanned<RawActivities>>,
    /// Members.
    pub members: Option<Spanned<RawMembers>>,
    /// Ledger.
    pub ledger: Option<Spanned<RawLedger>>,
}

/// How a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// A paragraph.
    #[default]
    Paragraph,
    /// "- ".
    Dash,
    /// "+ ".
    Plus,
    /// An unnumbered heading.
    Label,
    /// An amount in words.
    Amount,
    /// Below an entry of a list, without a mark.
    Inset,
    /// In the middle of the line.
    Centered,
}

/// A block: exactly one of `text`, `narrative` and `fact`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBlock {
    /// Fixed words.
    pub text: Option<Text>,
    /// True: printed only when something of the same section follows it.
    #[serde(default)]
    pub lead: bool,
    /// A narrative's key.
    pub narrative: Option<Text>,
    /// A fact's id.
    pub fact: Option<Text>,
    /// The id of periods side by side.
    pub table: Option<Text>,
    /// Its rows.
    #[serde(rename = "row", default)]
    pub rows: Vec<RawRow>,
    /// Several selections of one fact, by name.
    #[serde(default)]
    pub selections: BTreeMap<Text, RawValue>,
    /// Words of the fact's comparison.
    pub change: Option<RawChange>,
    /// How lines stand.
    #[serde(default)]
    pub style: Style,
    /// How the lines of items stand; none: as `style`.
    pub item_style: Option<Style>,
    /// How the lines of groups within an item stand.
    #[serde(default)]
    pub group_style: Style,
    /// How the line of the total stands; none: as `style`.
    pub total_style: Option<Style>,
    /// What the letter asks for.
    #[serde(default)]
    pub guidance: String,
    /// What a new unit may start a narrative from, on a key, never by itself.
    #[serde(default)]
    pub starter: String,
    /// Missing without it.
    #[serde(default)]
    pub required: bool,
    /// The word for nothing: of a narrative on the heading's line, of a fact a line.
    pub none: Option<Text>,
    /// Selection.
    pub activities: Option<Spanned<RawActivities>>,
    /// Selection.
    pub members: Option<Spanned<RawMembers>>,
    /// Selection.
    pub ledger: Option<Spanned<RawLedger>>,
    /// Once for all.
    pub sentence: Option<Text>,
    /// Once for each.
    pub item: Option<Text>,
    /// How a list names somebody who came or left, with `{name}`, `{day}`, `{reason}`.
    pub person: Option<Text>,
    /// Kinds whose entries must name nobody but the members that the fact counts.
    #[serde(default)]
    pub agrees_with: Vec<Text>,
    /// What an item is: an activity, or all with the same field.
    pub each: Option<Text>,
    /// Put before an item.
    #[serde(default)]
    pub prefix: String,
    /// … unless it begins with one of these.
    #[serde(default)]
    pub prefix_unless: Vec<String>,
    /// Lines within an item.
    pub groups: Option<RawGroups>,
    /// A table instead of items.
    #[serde(default)]
    pub columns: Vec<RawColumn>,
    /// After two items or more.
    pub total: Option<Text>,
    /// One entry of `{groups:…}`, with `{label}`, `{count}`.
    pub group_text: Option<Text>,
    /// Between them.
    pub group_separator: Option<String>,
    /// Style of names.
    #[serde(default)]
    pub name_style: NameStyle,
    /// How many names at most.
    pub names_max: Option<usize>,
    /// Between names; none: that of the names table.
    pub separator: Option<String>,
    /// Order of items, names or groups.
    #[serde(default)]
    pub order: Order,
}

/// How people are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameStyle {
    /// "đ/c Hương MT".
    #[default]
    Short,
    /// "đ/c Ngụy Thị Hương MT".
    Full,
    /// The same without "đ/c".
    Plain,
    /// "Cô giáo … - Giáo viên chủ nhiệm lớp 2A4".
    Honorific,
}

/// The order of items, names or groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// By day; groups as the roster list has them, else by label.
    #[default]
    Natural,
    /// The other way round.
    Reverse,
    /// Highest level first.
    Level,
    /// Largest amount first.
    Amount,
    /// Names in Vietnamese order.
    Name,
}

/// Lines within an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawGroups {
    /// Only `prize` so far.
    pub by: GroupBy,
    /// Text of a line.
    pub text: Text,
    /// Other texts of certain values.
    #[serde(default)]
    pub texts: Vec<RawGroupText>,
}

/// What an item's lines are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupBy {
    /// The prize of each person.
    Prize,
}

/// The text of one value.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawGroupText {
    /// The value, compared without accents and case.
    pub value: String,
    /// Its text.
    pub text: Text,
}

/// A column of a table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawColumn {
    /// Title; of parts with `{roman}`, `{arabic}`, `{period}`.
    pub title: Text,
    /// Cell of a row.
    pub text: Option<Text>,
    /// What it holds, where periods stand side by side.
    pub show: Option<Show>,
    /// What a change is of.
    pub of: Option<ChangeOf>,
    /// Words of a change, as in [`RawChange`].
    pub more: Option<Text>,
    /// As `more`.
    pub less: Option<Text>,
    /// As `more`.
    pub same: Option<Text>,
    /// Cell of the last row.
    pub total: Option<Text>,
    /// Alignment and width.
    #[serde(default)]
    pub set: TableColumn,
}
