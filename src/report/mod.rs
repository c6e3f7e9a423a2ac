//! The report (*báo cáo*): from a term's data and an outline to the compiled text, every figure of it with the
//! records it was computed from.
//!
//! | module | what lives there |
//! |---|---|
//! | [`source`] | the outline's TOML, shape only |
//! | [`template`] | texts with typed placeholders and optional stretches |
//! | [`outline`] | a checked outline: nothing in it is unknown |
//! | [`select`] | which records a fact reads |
//! | [`names`] | how people are named in a list |
//! | [`number`] | how sections count |
//! | [`ledger`] | what a fund's book says of a range |
//! | [`value`] | the placeholders: which there are and where they may stand |
//! | [`evaluate`] | one placeholder's value over a selection, with rule and sources |
//! | [`change`] | a value against the same of another period |
//! | [`compile`](mod@compile) | the outline walked from top to bottom |
//! | [`model`] | the compiled report as a value |
//! | [`fields`] | term, school year and unit within the officer's words; a text taken over from an older period |
//! | [`facts`] | what a term's data says whatever the outline: kept with a sent report and summed by upper unions |
//! | [`annex`] | figures and lists as a workbook, its first sheet alike in every unit |
//! | [`paper`] | the compiled report laid onto a [`crate::document::Document`] |
//! | [`mod@photo_annex`] | the annex of photos that goes out with it |
//! | [`mod@review`] | what may be wrong with it before it goes out |
//! | [`sent`] | a report as it was sent: what is kept, and which one counts |
//!
//! Pure: no SQL, no clock, no file. Nothing is computed in a sentence: a figure is a value of the selection
//! that its fact names, so its sources are those of the selection by construction. The Vietnamese words of a
//! report stand in the outline's TOML, none here.

pub mod annex;
pub mod change;
pub mod compile;
pub mod evaluate;
pub mod facts;
pub mod fields;
pub mod ledger;
pub mod model;
pub mod names;
pub mod number;
pub mod outline;
pub mod outlines;
pub mod paper;
pub mod photo_annex;
pub mod review;
pub mod select;
pub mod sent;
pub mod source;
pub mod template;
pub mod value;

#[cfg(test)]
mod tests;

pub use compile::compile;
pub use facts::Facts;
pub use model::{
    Figure, FigureValue, Issue, Line, LineKind, PartState, Report, Rule, Run, Section, Side, SourceRef,
    Wanted, WantedMoves,
};
pub use outline::{Outline, OutlineError, OutlineReason};
pub use outlines::Outlines;
pub use paper::to_document;
pub use photo_annex::photo_annex;
pub use sent::Frozen;
