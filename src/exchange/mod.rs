//! The exchange file and rosters: what goes from one book to another, and how foreign files come in.
//!
//! | module | what it does |
//! |---|---|
//! | [`book`] | writes and reads the exchange file, the book's records as they stand (`docs/book-format.md`) |
//! | [`check`] | what must hold among the records of a file before any of them may enter a book |
//! | [`picture`] | a photo's file made fit to be kept: turned, smaller, without what the camera noted |
//! | [`sheet`] | cells out of csv, xlsx, ods and pasted text |
//! | [`roster`] | what a roster (danh sách đoàn viên) in such cells says |
//! | [`table`] | writes csv that a spreadsheet cannot take for formulas |
//!
//! Nothing here knows a database, a screen or a sentence: records in, records out, and typed errors that carry
//! what a sentence needs. Text from a file reaches an error only through
//! [`printable`](crate::text::clean::printable), so that no escape sequence travels with it.

pub mod book;
pub mod check;
pub mod error;
mod ods;
pub mod picture;
pub mod roster;
pub mod sheet;
pub mod table;
mod xlsx;

pub use error::{ExchangeError, Fault, RecordRef};
pub use roster::{Intake, Proposal, RefusedRow, RowFault, paste_roster, read_roster};
pub use sheet::SheetError;
