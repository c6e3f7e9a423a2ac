//! What `assets/annex.toml` says: sheets, columns, words, and the fixed rows of the first sheet.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::document::workbook::{Sheet, SheetColumn};
use crate::domain::{Account, LedBy, Level};
use crate::text::asset;

const BUILT_IN: &str = include_str!("../../../assets/annex.toml");

/// The annex as its file describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annex {
    /// Rises with every row added.
    pub version: u32,
    /// Of the file; with `{period}`.
    pub title: String,
    /// Below each sheet's title; with `{unit}`, `{period}`.
    pub subtitle: String,
    /// Which days; with `{from}`, `{to}`.
    pub range: String,
    /// Which day; with `{day}`.
    pub as_of: String,
    /// With which report it goes; with `{number}` and `{day}`.
    pub attached: String,
    /// Before the sums.
    pub total: String,
    /// Between the parts of a cell.
    pub separator: String,
    /// Behind a list that is cut; with `{n}`.
    pub more: String,
    /// Words of cells.
    pub words: BTreeMap<String, String>,
    /// The sheets.
    pub sheet: Sheets,
    /// The chart by month.
    pub chart: ChartWords,
    /// The rows of the first sheet.
    #[serde(rename = "figure")]
    pub figures: Vec<FigureRow>,
}

/// The sheets, each with its words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheets {
    /// Số liệu.
    pub figures: SheetWords,
    /// Hoạt động.
    pub activities: SheetWords,
    /// Thăm hỏi.
    pub visits: SheetWords,
    /// Ủng hộ.
    pub donations: SheetWords,
    /// Khen thưởng.
    pub awards: SheetWords,
    /// Tập huấn.
    pub trainings: SheetWords,
    /// Theo tháng.
    pub months: SheetWords,
    /// Đoàn viên.
    pub members: SheetWords,
    /// Biến động.
    pub moves: SheetWords,
    /// Sổ quỹ.
    pub ledger: SheetWords,
    /// Quyết toán.
    pub settlement: SheetWords,
}

/// A sheet's words and which kinds it lists.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetWords {
    /// On the tab.
    pub name: String,
    /// Above the table.
    pub title: String,
    /// Titles and widths.
    pub columns: Vec<(String, u16)>,
    /// Kinds whose entries it lists.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Kinds of which it lists those who won a prize.
    #[serde(default)]
    pub prized: Vec<String>,
}

/// The chart's words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartWords {
    /// Its title.
    pub title: String,
    /// What is told of it; with `{period}`.
    pub alt: String,
}

/// A row of the first sheet; exactly one of the fields behind `unit` says what it counts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FigureRow {
    /// Fixed for good.
    pub code: String,
    /// What is counted.
    pub label: String,
    /// In what.
    pub unit: String,
    /// A heading.
    pub title: bool,
    /// A number of the roster.
    pub roster: Option<Roster>,
    /// N: the number of the roster that it is a part of.
    pub of: Option<Roster>,
    /// Employed with this contract or one below it; "*": any that no other row names.
    pub contract: Option<String>,
    /// Employed in this position; "*": any that no other row names.
    pub position: Option<String>,
    /// Members who came for this reason; "all", or "*": any that no other row names.
    pub came: Option<String>,
    /// Members who left.
    pub left: Option<String>,
    /// Entries and money of a group; "*": of all.
    pub group: Option<String>,
    /// A kind.
    pub kind: Option<String>,
    /// What of the kind.
    pub count: Count,
    /// Kinds of this group that no other row names.
    pub others: Option<String>,
    /// A sum of the settled fund.
    pub book: Option<BookSum>,
    /// A code of the settled fund, with those below it.
    pub line: Option<String>,
    /// What no row with a code of this side takes.
    pub unlisted: Option<BookSum>,
}

/// A number of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Roster {
    /// Employed.
    Employed,
    /// Women among them.
    EmployedWomen,
    /// Union members.
    UnionMembers,
    /// Women among them.
    UnionWomen,
    /// Party members among the employed.
    Party,
}

/// What of a kind is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Lượt, with the money.
    #[default]
    Visits,
    /// Entries, with the money.
    Entries,
    /// n of N.
    Share,
    /// 1 where a zero is confirmed.
    Zero,
}

/// A sum of the settled fund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookSum {
    /// Tích lũy đầu kỳ.
    Opening,
    /// Thu.
    Receipts,
    /// Cấp trên cấp.
    Granted,
    /// Nhận bàn giao.
    HandedIn,
    /// Chi.
    Payments,
    /// Đã nộp cấp trên.
    PaidUp,
    /// Bàn giao.
    HandedOver,
    /// What an opening noted anew within the range changed.
    Unexplained,
    /// Tích lũy cuối kỳ.
    Balance,
}

impl Annex {
    /// The one that the program carries.
    ///
    /// # Errors
    /// Never for a released program: a test reads the file.
    pub fn built_in() -> Result<Self, toml::de::Error> {
        asset::read(BUILT_IN)
    }

    /// A word of the cells; empty for one that the file lacks, which a test rules out.
    pub fn word(&self, key: &str) -> &str {
        self.words.get(key).map_or("", String::as_str)
    }

    /// Cash or bank.
    pub fn account(&self, account: Account) -> &str {
        self.word(match account {
            Account::Cash => "cash",
            Account::Bank => "bank",
        })
    }

    /// Who led.
    pub fn led_by(&self, led_by: LedBy) -> &str {
        self.word(match led_by {
            LedBy::Union => "union",
            LedBy::Joint => "joint",
            LedBy::Management => "management",
            LedBy::UpperUnion => "upper_union",
        })
    }

    /// A level; empty where none is noted.
    pub fn level(&self, level: Option<Level>) -> &str {
        level.map_or("", |level| {
            self.word(match level {
                Level::School => "level_school",
                Level::Ward => "level_ward",
                Level::District => "level_district",
                Level::Province => "level_province",
                Level::Central => "level_central",
            })
        })
    }

    /// The texts that are there, once each, in one cell.
    pub fn joined<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> String {
        let mut parts: Vec<&str> = Vec::new();
        for text in texts {
            let text = text.trim();
            if !text.is_empty() && !parts.contains(&text) {
                parts.push(text);
            }
        }
        parts.join(&self.separator)
    }
}

impl SheetWords {
    /// The sheet, still empty.
    pub fn sheet(&self, subtitle: String, landscape: bool) -> Sheet {
        let columns = self.columns.iter();
        Sheet {
            name: self.name.clone(),
            title: self.title.clone(),
            subtitle,
            landscape,
            columns: columns
                .map(|(title, width)| SheetColumn { title: title.clone(), width: *width })
                .collect(),
            ..Sheet::default()
        }
    }
}
