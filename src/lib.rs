//! `congdoan`: the book and the reports of a Vietnamese school's trade union.
//!
//! A semester of union work goes in by the keyboard, once; every figure of the report comes out of
//! it and can be traced back to it.
//!
//! # The map of the house
//!
//! | room | what lives there | may use |
//! |---|---|---|
//! | [`text`] | Vietnamese text as pure functions: cleaning, folding, order, money, words, dates | nothing |
//! | [`domain`] | what a union's book holds: kinds, activities, members, funds, periods, filters, posting | `text` |
//! | [`entry`] | the one-line grammar | `text`, `domain` |
//! | [`store`] | the book on disk, the only room with SQL | `text`, `domain` |
//! | [`document`] | paper without a union: headings, paragraphs, tables, and their writers | `text` |
//! | [`report`] | facts, outlines, provenance; pure, no SQL | `text`, `domain`, `document` |
//! | [`exchange`] | the exchange file and rosters | `text`, `domain` |
//! | [`desk`] | what one can do with a book, shared by screen and command line | all of the above |
//! | [`locale`] | messages in Vietnamese and English, the sentence of every error | all of the above |
//! | [`cli`] | one file per command | all of the above, `tui` |
//! | [`tui`] | the terminal program; the only room that knows ratatui | all of the above but `cli` |
//!
//! Arrows run one way; `tests/house.rs` holds the imports against this table.

pub mod cli;
pub mod desk;
pub mod document;
pub mod domain;
pub mod entry;
pub mod exchange;
pub mod locale;
pub mod report;
pub mod store;
pub mod text;
pub mod tui;
