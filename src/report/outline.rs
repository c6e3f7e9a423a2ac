//! A checked outline (*đề cương*): every code, field and placeholder in it is known.
//!
//! The types are those that [`mod@super::compile`] walks. How they are made from a file is in `check`.

mod check;
mod selection;

use std::collections::BTreeMap;

use super::model::TableColumn;
use super::number::Counters;
use super::source::{Against, ChangeOf, NameStyle, Order, RangeName, Style};
use super::template::{Template, TemplateError};
use super::value::{Measure, Noted, Value, ValueText};
use crate::domain::{Kinds, LedBy, Level};
pub use selection::{ActivitySelection, LedgerSelection, MemberSelection, MovementSelection, Selections};

/// A text whose placeholders are plain names, checked against a list.
pub type PlainText = Template<String>;

/// An outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Unique code: `ha-dong`.
    pub code: String,
    /// What it is called in lists.
    pub title: String,
    /// The same in English.
    pub en: String,
    /// The kind of paper, capitals.
    pub kind: String,
    /// The subject line.
    pub subject: ValueText,
    /// The sentence before the first section.
    pub opening: Option<ValueText>,
    /// The sentence after the last section.
    pub closing: Option<ValueText>,
    /// What stands for a missing value.
    pub blank: String,
    /// The numbering of levels 0 to 3: `{roman}`, `{arabic}` or `{letter}` with punctuation.
    pub numbers: Vec<PlainText>,
    /// Prizes from the highest down.
    pub prizes: Vec<String>,
    /// Head and foot.
    pub paper: Paper,
    /// How people are named.
    pub names: Names,
    /// Titles of ranges, with `{period}`, `{from}`, `{to}`, `{year}`.
    pub ranges: BTreeMap<RangeName, PlainText>,
    /// Words of the settlement.
    pub settlement: Settlement,
    /// Words of a comparison.
    pub change: ChangeWords,
    /// Words of the levels.
    pub levels: Vec<(Level, String)>,
    /// Words of who led.
    pub led_by: Vec<(LedBy, String)>,
    /// The sections.
    pub sections: Vec<SectionPlan>,
}

/// Words of head and foot.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// With `{number}`.
    pub number: PlainText,
    /// The whole line when the number is left for the pen.
    pub number_blank: String,
    /// With `{place}`, `{day}`.
    pub place_and_day: PlainText,
    /// With `{year}`.
    pub day_blank: PlainText,
    /// With `{addressee}`.
    pub addressee: PlainText,
    /// What a re-issue says first, with `{number}`, `{day}` of the report that it replaces.
    pub replaces: PlainText,
    /// "Nơi nhận:".
    pub recipients_title: String,
    /// Used when the period names none.
    pub recipients: Vec<String>,
    /// Used when the period names none.
    pub signer_lines: Vec<String>,
}

/// Templates of names.
#[derive(Debug, Clone, PartialEq)]
pub struct Names {
    /// Style short.
    pub short: PlainText,
    /// Style full.
    pub full: PlainText,
    /// Style plain.
    pub plain: PlainText,
    /// Style honorific.
    pub honorific: PlainText,
    /// `{title}` of a woman.
    pub female: String,
    /// `{title}` of a man.
    pub male: String,
    /// Between names.
    pub separator: String,
    /// With `{phrase}`, `{n}`.
    pub times: PlainText,
    /// With `{n}`.
    pub others: PlainText,
    /// Rules of `{duty}`, the first that fits counts.
    pub duty: Vec<DutyRule>,
}

/// A rule that makes a duty's words.
#[derive(Debug, Clone, PartialEq)]
pub struct DutyRule {
    /// How the duty begins; empty: any way.
    pub begins: String,
    /// Position codes that it is for; empty: all.
    pub positions: Vec<String>,
    /// With `{duty}`, `{rest}`.
    pub text: PlainText,
}

/// Words of the settlement, with `{year}`, `{to}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement {
    /// Title of a range that ends on 31/12.
    pub closed_title: PlainText,
    /// Title of any other.
    pub open_title: PlainText,
    /// Balance of a range that ends on 31/12.
    pub closed_balance: PlainText,
    /// Balance of any other.
    pub open_balance: PlainText,
}

/// Words of a comparison, with `{difference}`, `{before}`, `{now}`, `{period}`.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeWords {
    /// When there is more now.
    pub more: PlainText,
    /// When there is less.
    pub less: PlainText,
    /// When there is as much.
    pub same: PlainText,
    /// What it is compared with.
    pub against: Against,
}

/// Periods side by side (số liệu theo từng kỳ).
#[derive(Debug, Clone, PartialEq)]
pub struct SideTable {
    /// Unique id.
    pub id: String,
    /// What the letter asks for.
    pub guidance: String,
    /// The columns.
    pub columns: Vec<SideColumn>,
    /// The rows.
    pub rows: Vec<SideRow>,
}

/// A column of periods side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct SideColumn {
    /// Title; of parts with `{roman}`, `{arabic}`, `{period}`.
    pub title: PlainText,
    /// What it holds.
    pub show: Shown,
    /// Alignment and width.
    pub set: TableColumn,
}

/// What a column of periods side by side holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// The row's number.
    Row,
    /// Its label.
    Label,
    /// One column for each part of the period.
    Parts,
    /// The period itself.
    Whole,
    /// How the value moved.
    Change {
        /// Between what.
        of: ChangeOf,
        /// Its words.
        words: Box<ChangeWords>,
    },
}

/// A row of periods side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct SideRow {
    /// What it is about.
    pub label: ValueText,
    /// What its cells are computed from; none: a heading within the table.
    pub value: Option<SideValue>,
}

/// What the cells of a row hold.
#[derive(Debug, Clone, PartialEq)]
pub struct SideValue {
    /// The records.
    pub selections: Selections,
    /// The text of a cell.
    pub text: ValueText,
    /// What of it can be compared; none: nothing.
    pub measure: Option<Measure>,
}

/// A section.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionPlan {
    /// Unique id.
    pub id: String,
    /// 0 to 3.
    pub level: u8,
    /// True: it and all after it stand behind the signatures.
    pub annex: bool,
    /// Title without number.
    pub title: ValueText,
    /// The title where it must be read at a glance, such as the pane of parts; empty: the title itself.
    pub short: String,
    /// What the values in the title are of.
    pub value: Option<Selections>,
    /// The blocks.
    pub blocks: Vec<BlockPlan>,
}

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockPlan {
    /// Fixed words.
    Text {
        /// The words.
        text: ValueText,
        /// How the line stands.
        style: Style,
        /// Printed only when something follows.
        lead: bool,
    },
    /// The officer's own words.
    Narrative {
        /// The key.
        key: String,
        /// What the letter asks for.
        guidance: String,
        /// Missing without it.
        required: bool,
        /// The word on the heading's line when it is empty.
        none: Option<String>,
        /// What a new unit may start from; empty: nothing.
        starter: String,
    },
    /// Computed lines.
    Fact(Box<Fact>),
    /// Periods side by side.
    Table(Box<SideTable>),
}

/// Computed lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Unique id.
    pub id: String,
    /// What it reads.
    pub selections: Selections,
    /// Values of named selections, in the order of the places that [`Value::Selected`] names: which selection of
    /// [`Selections::Several`], and which value.
    pub named: Vec<(usize, Value)>,
    /// Words of its comparison; none: those of the outline.
    pub change: Option<ChangeWords>,
    /// How lines stand: sentence, items, groups, total.
    pub styles: [Style; 4],
    /// What the letter asks for.
    pub guidance: String,
    /// Missing without records.
    pub required: bool,
    /// The line when there are no records.
    pub none: Option<ValueText>,
    /// Once for all.
    pub sentence: Option<ValueText>,
    /// Once for each.
    pub item: Option<ValueText>,
    /// How a list names somebody who came or left, with `{name}`, `{day}`, `{reason}`; none: the name alone.
    pub person: Option<PlainText>,
    /// Kinds whose entries must name nobody but the members that the fact counts.
    pub agrees_with: Vec<String>,
    /// Items are all entries with the same field; none: each entry.
    pub each: Option<Noted>,
    /// Put before an item …
    pub prefix: String,
    /// … unless it begins with one of these search keys.
    pub prefix_unless: Vec<String>,
    /// Lines by prize within an item.
    pub groups: Option<PrizeLines>,
    /// A table instead of items.
    pub columns: Vec<ColumnPlan>,
    /// After two items or more.
    pub total: Option<ValueText>,
    /// An entry of a breakdown, with `{label}`, `{count}`.
    pub group_text: PlainText,
    /// Between them.
    pub group_separator: String,
    /// How people are named.
    pub name_style: NameStyle,
    /// How many names at most.
    pub names_max: Option<usize>,
    /// Between names.
    pub separator: Option<String>,
    /// Order of items, names or groups.
    pub order: Order,
}

impl Fact {
    /// The name of one of its named selections; empty when it has none.
    pub fn selection_name(&self, which: usize) -> &str {
        match &self.selections {
            Selections::Several(several) => several.get(which).map_or("", |one| one.0.as_str()),
            _ => "",
        }
    }

    /// Whether any of its texts says what was spent.
    pub fn tells_money(&self) -> bool {
        let money =
            |value: &Value| matches!(value, Value::Sum | Value::SumWords | Value::Change(Measure::Sum, _));
        let columns = self.columns.iter().flat_map(|column| column.total.iter().chain([&column.text]));
        let groups = self
            .groups
            .iter()
            .flat_map(|groups| groups.texts.iter().map(|entry| &entry.1).chain([&groups.text]));
        let texts = [&self.sentence, &self.item, &self.total].into_iter().flatten();
        let mut values = texts.chain(columns).chain(groups).flat_map(ValueText::values);
        values.any(money) || self.named.iter().any(|(_, value)| money(value))
    }
}

/// Lines by prize within an item.
#[derive(Debug, Clone, PartialEq)]
pub struct PrizeLines {
    /// The text of a line.
    pub text: ValueText,
    /// Other texts of certain prizes, by search key.
    pub texts: Vec<(String, ValueText)>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnPlan {
    /// Title.
    pub title: String,
    /// Cell of a row.
    pub text: ValueText,
    /// Cell of the last row.
    pub total: Option<ValueText>,
    /// Alignment and width.
    pub set: TableColumn,
}

/// Why an outline is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("outline, line {line}: {reason}")]
pub struct OutlineError {
    /// Line, 1-based; 0 when unknown.
    pub line: usize,
    /// Column in characters, 1-based; 0 when unknown.
    pub column: usize,
    /// Why.
    pub reason: OutlineReason,
}

impl OutlineError {
    /// A fault whose place the file does not show.
    pub const fn nowhere(reason: OutlineReason) -> Self {
        Self { line: 0, column: 0, reason }
    }
}

/// Why an outline is refused, with the offending text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutlineReason {
    /// Not TOML of the right shape; the parser's words, English.
    #[error("{0}")]
    Shape(String),
    /// A text with an unknown placeholder or unbalanced brackets.
    #[error("in the text {text:?}: {error}")]
    Text {
        /// The text.
        text: String,
        /// What is wrong with it.
        error: TemplateError,
    },
    /// A code or word that no list has.
    #[error("unknown {list}: {code}")]
    Unknown {
        /// The list: `kind`, `group`, `relation`, `level`, `position`, `contract`, `theory`, `reason`, `code`, `range`, `field`, `led_by`.
        list: &'static str,
        /// The text as written.
        code: String,
    },
    /// An id, a key or the code of an outline stands twice.
    #[error("{what} {id} stands twice")]
    Doubled {
        /// `section`, `fact` or `outline`.
        what: &'static str,
        /// The id.
        id: String,
    },
    /// An empty id, key or code.
    #[error("an empty {what}")]
    Empty {
        /// Which.
        what: &'static str,
    },
    /// A block without, or with more than one of, text, narrative, fact and table.
    #[error("a block is one of text, narrative, fact and table")]
    NotOneBlock,
    /// The name of a selection that is not made of small letters, digits and `_`.
    #[error("{name:?} cannot name a selection")]
    BadName {
        /// As written.
        name: String,
    },
    /// A fact without, or with more than one of, activities, members and ledger.
    #[error("a fact reads one of activities, members and ledger")]
    NotOneSelection,
    /// A fact that would never print anything.
    #[error("fact {fact} has neither sentence nor item nor columns")]
    Silent {
        /// Its id.
        fact: String,
    },
    /// A key that means nothing in this block: `item` of members, `none` of a fixed text.
    #[error("{key} means nothing here")]
    Misplaced {
        /// The key.
        key: &'static str,
    },
    /// A level above 3.
    #[error("level {level} is not 0 to 3")]
    Level {
        /// As written.
        level: u8,
    },
    /// Not four numberings.
    #[error("numbers needs four texts, one for each level")]
    Numbers,
}

impl Outline {
    /// Reads an outline that names only the program's own kinds.
    ///
    /// A table of words that it leaves out (`names`, `ranges`, `paper` …) is that of the first built-in outline.
    ///
    /// # Errors
    /// [`OutlineError`] with line and reason.
    pub fn parse(source: &str) -> Result<Self, OutlineError> {
        let kinds = Kinds::built_in()
            .map_err(|error| OutlineError::nowhere(OutlineReason::Shape(error.to_string())))?;
        Self::parse_with(source, &kinds)
    }

    /// Reads an outline; its codes are looked up in `kinds`, the unit's own included.
    ///
    /// # Errors
    /// [`OutlineError`] with line and reason.
    pub fn parse_with(source: &str, kinds: &Kinds) -> Result<Self, OutlineError> {
        check::read(source, kinds)
    }

    /// Its headings in order, with their levels and numbers; "…" stands for a value.
    pub fn headings(&self) -> Vec<(u8, String)> {
        let mut counters = Counters::default();
        let heading = |section: &SectionPlan| {
            // An annex has no number, and what stands in it counts anew.
            let number = if section.annex {
                counters = Counters::default();
                String::new()
            } else {
                counters.next(section.level, &self.numbers)
            };
            (section.level, format!("{number} {}", section.title.skeleton()).trim().to_owned())
        };
        self.sections.iter().map(heading).collect()
    }

    /// The narratives it asks for, in order: key, guidance and whether it is required.
    pub fn narratives(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            BlockPlan::Narrative { key, guidance, required, .. } => {
                Some((key.as_str(), guidance.as_str(), *required))
            }
            _ => None,
        })
    }

    /// In few words, the title of the section that a part's words stand in.
    pub fn title_of(&self, part: &str) -> Option<String> {
        let is_part = |block: &BlockPlan| matches!(block, BlockPlan::Narrative { key, .. } if key == part);
        let section = self.sections.iter().find(|section| section.blocks.iter().any(is_part))?;
        let short = Some(section.short.clone()).filter(|short| !short.is_empty());
        Some(short.unwrap_or_else(|| section.title.skeleton()))
    }

    /// What a new unit may start a part's words from; empty: nothing.
    pub fn starter(&self, part: &str) -> &str {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        let mut starters = blocks.filter_map(|block| match block {
            BlockPlan::Narrative { key, starter, .. } if key == part => Some(starter.as_str()),
            _ => None,
        });
        starters.next().unwrap_or_default()
    }

    /// Its facts, in order.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            BlockPlan::Fact(fact) => Some(&**fact),
            _ => None,
        })
    }
}
