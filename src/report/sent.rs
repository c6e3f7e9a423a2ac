//! A report as it was sent: what is kept of it, which of several counts, and whether it is still what went out.
//!
//! The kept text is written once and never again: it is the paper in somebody's file. Whatever a later program adds to
//! a document or a report must read it as it stands.

use serde::{Deserialize, Serialize};

use super::model::Report;
use crate::document::Document;
use crate::document::workbook::Workbook;
use crate::domain::{Id, IssuedReport, Period, Stored};
use crate::text::digest::sha256;

/// What is kept of a report that was sent: the paper, its annex, and the compiled report behind it with its figures and their
/// sources. Its JSON is [`IssuedReport::document`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// The paper as it went out.
    pub document: Document,
    /// The report that it was laid out from.
    pub report: Report,
    /// The annex that went with it; none in what was sent before there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annex: Option<Workbook>,
}

impl Frozen {
    /// The text that is kept.
    ///
    /// # Errors
    /// For want of memory only.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// When the text is none of a report.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// The compiled report out of a kept text, without its paper; none when the text does not read.
pub fn report_of(text: &str) -> Option<Report> {
    /// The one field that is wanted; the others are passed over.
    #[derive(Deserialize)]
    struct Only {
        report: Report,
    }
    serde_json::from_str::<Only>(text).ok().map(|only| only.report)
}

/// Whether what is kept of a report is what went out.
pub fn is_whole(issued: &IssuedReport) -> bool {
    sha256(issued.document.as_bytes()) == issued.digest
}

/// The report of a period by this outline that counts: of several that were sent the newest one, which replaced the
/// others.
pub fn last_sent<'a>(
    issued: &'a [Stored<IssuedReport>],
    period: Id<Period>,
    outline: &str,
) -> Option<&'a Stored<IssuedReport>> {
    issued
        .iter()
        .filter(|issued| issued.period == period && issued.outline == outline && !issued.is_deleted())
        .max_by_key(|issued| (issued.meta.created_at, issued.id))
}
