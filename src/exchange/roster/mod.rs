//! Rosters (danh sách đoàn viên, người lao động) as schools keep them: title rows above, heads of one or more rows,
//! names in one column or two, marks for women and Party members, days as text, signatures below.
//!
//! | module | what it does |
//! |---|---|
//! | [`words`] | the words of headings, marks and signatures, which are data; what a column can mean |
//! | [`layout`] | where the head is and what each column means |
//! | [`cells`] | one cell as the book would keep it, and why it may be refused |
//! | [`names`] | short names for those who have none |
//! | [`intake`] | the whole of it with what was corrected, and the proposal made of it |
//! | `rows` | what each row is, the groups it stands in, and what its cells say |
//! | `person` | the member that a row makes |
//! | `apart` | who is who: short names, equal rows, people of the book |
//!
//! A row that cannot be taken is refused with its line and reason, and nothing of a roster may enter while one row
//! is refused, unless somebody left that row out.

mod apart;
pub mod cells;
pub mod intake;
pub mod layout;
pub mod names;
mod person;
mod role;
mod rows;
pub mod words;

use thiserror::Error;

use super::error::{ExchangeError, shown};
use super::sheet;
use crate::domain::Catalog;

pub use cells::{Hint, MAX_CELL, RowFault};
pub use intake::{Counts, Intake, LayoutFault, Proposal, ProposedRow, RowKind};
pub use layout::{Heading, Layout};
pub use words::Column;

/// A row that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {fault}")]
pub struct RefusedRow {
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// Which column.
    pub column: Column,
    /// Why.
    pub fault: RowFault,
}

/// Reads a roster from a file (csv, xlsx, ods): the intake of it as it is recognised. `source` is the file's name as it
/// will be shown.
///
/// # Errors
/// [`ExchangeError::Sheet`] when no cells can be read, [`ExchangeError::LegacyLetters`] and
/// [`ExchangeError::NoRows`] when there can be no people in them. A roster without a head is read; its proposal
/// says so.
pub fn read_roster(source: &str, bytes: &[u8], catalog: &Catalog) -> Result<Intake, ExchangeError> {
    begun(source, sheet::read(bytes)?, catalog)
}

/// Reads a roster from cells that were copied in a spreadsheet and pasted.
///
/// # Errors
/// Those of [`read_roster`].
pub fn paste_roster(text: &str, catalog: &Catalog) -> Result<Intake, ExchangeError> {
    begun("", sheet::pasted(text)?, catalog)
}

fn begun(source: &str, sheets: Vec<sheet::Sheet>, catalog: &Catalog) -> Result<Intake, ExchangeError> {
    let intake = Intake::begun(shown(source), sheets, catalog);
    let proposal = intake.proposal(catalog);
    if proposal.fault == Some(LayoutFault::LegacyLetters) {
        return Err(ExchangeError::LegacyLetters);
    }
    if proposal.rows.is_empty() {
        return Err(ExchangeError::NoRows);
    }
    Ok(intake)
}

/// Refuses what stands against a proposal as a whole; for callers that cannot ask.
///
/// # Errors
/// [`ExchangeError::NoHeader`] without a head or a column of names, [`ExchangeError::NoRows`] without people.
pub fn whole(intake: &Intake, proposal: &Proposal) -> Result<(), ExchangeError> {
    if proposal.fault.is_some() || intake.layout.head.is_none() {
        return Err(ExchangeError::NoHeader);
    }
    if proposal.counts().people == 0 { Err(ExchangeError::NoRows) } else { Ok(()) }
}

/// The refused rows of a proposal, each with the first thing that stands against it.
pub fn refused(proposal: &Proposal) -> Vec<RefusedRow> {
    let rows = proposal.rows.iter().filter(|row| row.taken);
    rows.filter_map(|row| {
        let (column, fault) = row.faults.first()?;
        Some(RefusedRow { line: u64::from(row.line), column: *column, fault: fault.clone() })
    })
    .collect()
}
