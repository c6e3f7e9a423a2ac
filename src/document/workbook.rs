//! The workbook as a value: sheets of typed cells, in the order in which they are read.
//!
//! Only data and small constructors live here; how it becomes a file is the writer's ([`super::xlsx`]). Formulas name
//! cells by their place in [`Sheet::rows`] and [`Sheet::totals`], never by letters, and carry their result, so that a
//! reader that computes nothing shows the same figures. A workbook is kept with a report that was sent, as JSON: fields are
//! added, never renamed.

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::model::Meta;
use crate::text::money::Dong;

/// A whole workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workbook {
    /// What a file manager shows about it.
    pub meta: Meta,
    /// Sheets, the first one shown first.
    pub sheets: Vec<Sheet>,
}

/// A sheet: a title, a line below it, one table with its head, and sums under it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// The name on the tab; what a tab cannot bear is left out, and of two alike the later gets a number.
    pub name: String,
    /// The title above the table.
    pub title: String,
    /// What stands below the title: whose figures, of which days.
    pub subtitle: String,
    /// Printed across.
    pub landscape: bool,
    /// Columns from left to right.
    pub columns: Vec<SheetColumn>,
    /// The table's rows, those that its filter chooses from.
    pub rows: Vec<SheetRow>,
    /// Rows under the table: they belong to no filter.
    pub totals: Vec<SheetRow>,
    /// A chart of the rows, under everything.
    pub chart: Option<SheetChart>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetColumn {
    /// The word in the head.
    pub title: String,
    /// Width in digits of the usual font, 1 to 255.
    pub width: u16,
}

/// A row; cells that it lacks at its end are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SheetRow {
    /// Cells from left to right.
    pub cells: Vec<SheetCell>,
    /// Set in bold on a shade: headings and sums.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strong: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum SheetCell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, whatever it begins with.
    Text(String),
    /// A short text in the middle of its cell: a mark, a code of few letters.
    Mark(String),
    /// A count.
    Count(u64),
    /// Đồng.
    Money(Dong),
    /// A day.
    Day(NaiveDate),
    /// A figure that follows from other cells.
    Computed {
        /// From which.
        formula: SheetFormula,
        /// Its result.
        result: i64,
        /// Đồng; else a count.
        money: bool,
    },
}

/// What a cell follows from. Rows count from the first of [`Sheet::rows`]; those of [`Sheet::totals`] go on behind them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SheetFormula {
    /// The sum of its column over the rows that the filter leaves to be seen.
    Shown,
    /// How many cells of its column are filled, over the rows that the filter leaves to be seen.
    Filled,
    /// The sum of its column over these rows.
    Rows(Range<usize>),
    /// Cells added (true) or taken away: row and column of each.
    Cells(Vec<(bool, usize, usize)>),
}

/// A chart: columns for one count, a line for another on an axis of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetChart {
    /// Its title.
    pub title: String,
    /// What somebody is told who does not see it.
    pub alt: String,
    /// The column of the categories.
    pub categories: usize,
    /// The column drawn as columns.
    pub bars: usize,
    /// The column drawn as a line.
    pub line: usize,
}

impl SheetCell {
    /// Text, or nothing when there is none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A mark, or nothing.
    pub fn mark(text: impl Into<String>) -> Self {
        match Self::text(text) {
            Self::Text(text) => Self::Mark(text),
            other => other,
        }
    }

    /// A count that follows from other cells.
    pub fn count_of(formula: SheetFormula, result: u64) -> Self {
        Self::Computed { formula, result: i64::try_from(result).unwrap_or(i64::MAX), money: false }
    }

    /// An amount that follows from other cells.
    pub const fn money_of(formula: SheetFormula, result: Dong) -> Self {
        Self::Computed { formula, result: result.0, money: true }
    }
}

impl SheetRow {
    /// A row of the table.
    pub const fn of(cells: Vec<SheetCell>) -> Self {
        Self { cells, strong: false }
    }

    /// A heading or a sum.
    pub const fn strong(cells: Vec<SheetCell>) -> Self {
        Self { cells, strong: true }
    }
}
