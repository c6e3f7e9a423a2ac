//! Paper without a union (*văn bản*): a document as a value, and its writers.
//!
//! Here live the model ([`Document`] and its parts, in [`model`]) and one writer per form it leaves in:
//! [`docx`] for Word, [`pdf`] for pages
//! that look alike everywhere ([`layout`] sets them), [`markdown`] for plain files, [`mod@text`] for the screen. The layout is that of Decree
//! 30/2020/NĐ-CP. Nothing here knows a union, a book, a period or a language of the interface: who fills a
//! document in decides every word of it, save the country's name and motto, which are the decree's.
//!
//! Lists to be filtered and added up are a [`workbook`] instead, which [`xlsx`] writes.
//!
//! Equal documents give equal bytes in every writer: no clock, no random id, no host name is read.

mod block_text;
mod clean;
mod columns;
pub mod docx;
pub mod error;
pub mod layout;
pub mod markdown;
mod metrics;
pub mod model;
pub mod pdf;
pub mod picture;
mod style;
pub mod text;
pub mod workbook;
pub mod xlsx;

#[cfg(test)]
mod sample;

pub use error::DocumentError;
pub use model::{
    Align, Block, COUNTRY, Cell, Column, Document, Foot, Head, LANGUAGE, MOTTO, MediaType, Meta,
    ParagraphStyle, Picture, PictureFault, Run,
};
