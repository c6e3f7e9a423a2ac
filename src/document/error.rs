//! Why a document cannot be written.

use super::model::PictureFault;
use super::pdf::FontError;

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// A part of the file could not be packed; with everything in memory, only for want of memory or when
    /// the part exceeds 4 GiB.
    #[error("cannot pack {part} of the document: {source}")]
    Pack {
        /// The part's name inside the file.
        part: String,
        /// What the packer said.
        #[source]
        source: zip::result::ZipError,
    },
    /// No usable font for pages.
    #[error("no font for the pages")]
    Font(#[from] FontError),
    /// A picture is damaged, or none at all.
    #[error("picture {number} of the document: {fault}")]
    Picture {
        /// Which one, from 1.
        number: usize,
        /// What is wrong with it.
        #[source]
        fault: PictureFault,
    },
    /// The PDF's writer refused, in its own words.
    #[error("cannot write the PDF: {0}")]
    Pdf(String),
    /// The spreadsheet's writer refused, in its own words.
    #[error("cannot write the spreadsheet: {0}")]
    Sheet(String),
    /// A value could not be written as JSON.
    #[error("cannot write JSON")]
    Json(#[from] serde_json::Error),
}
