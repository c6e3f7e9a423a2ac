//! The annex in figures: the spreadsheet that goes with a report.

use super::{Desk, DeskError};
use crate::document::{DocumentError, xlsx};
use crate::domain::TermData;
use crate::report::Facts;
use crate::report::annex::{self, Counted};

impl Desk {
    /// The annex of a term as a spreadsheet. It is the same whatever the outline; equal books give equal bytes.
    pub(super) fn annex(&self, term: &TermData) -> Result<Vec<u8>, DeskError> {
        let workbook = annex::workbook(term, &Facts::of(term)).map_err(|error| refused(&error))?;
        Ok(xlsx::write(&workbook)?)
    }

    /// The rows of the annex's first sheet with the records behind each.
    pub(super) fn annex_figures(&self, term: &TermData, facts: &Facts) -> Result<Vec<Counted>, DeskError> {
        Ok(annex::figures(term, facts).map_err(|error| refused(&error))?)
    }
}

/// The list of rows is the program's own: a test reads it.
fn refused(error: &toml::de::Error) -> DocumentError {
    DocumentError::Sheet(error.to_string())
}
