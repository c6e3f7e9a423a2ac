//! The annex in figures: the spreadsheet that goes with a report.

use super::{Desk, DeskError};
use crate::document::workbook::Workbook;
use crate::document::{DocumentError, xlsx};
use crate::domain::TermData;
use crate::report::Facts;
use crate::report::annex::{self, Counted};

impl Desk {
    /// The annex of a term as a spreadsheet. It is the same whatever the outline; equal books give equal bytes.
    pub(super) fn annex(term: &TermData) -> Result<Vec<u8>, DeskError> {
        Ok(xlsx::write(&Self::workbook(term, &Facts::of(term))?)?)
    }

    /// The annex of a term before it is packed, as it is kept with a report that is sent.
    pub(super) fn workbook(term: &TermData, facts: &Facts) -> Result<Workbook, DeskError> {
        Ok(annex::workbook(term, facts).map_err(|error| refused(&error))?)
    }

    /// The rows of the annex's first sheet with the records behind each.
    pub(super) fn annex_figures(term: &TermData, facts: &Facts) -> Result<Vec<Counted>, DeskError> {
        Ok(annex::figures(term, facts).map_err(|error| refused(&error))?)
    }
}

/// The list of rows is the program's own: a test reads it.
fn refused(error: &toml::de::Error) -> DocumentError {
    DocumentError::Sheet(error.to_string())
}
