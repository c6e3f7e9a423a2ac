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
pub mod store;
pub mod text;
pub mod tui;
#[allow(missing_docs, unused)]
pub mod report {
    use crate::document::Document;
    use crate::domain::*;
    #[derive(Debug)]
    pub struct Report;
    #[derive(Debug, Clone, PartialEq)]
    pub struct Outline {
        pub code: String,
        pub title: String,
        pub en: String,
    }
    impl Outline {
        pub fn parse_with(_: &str, _: &Kinds) -> Result<Self, OutlineError> {
            Err(OutlineError { line: 0, reason: OutlineReason::Numbers })
        }
    }
    #[derive(Debug, Clone, PartialEq, Default)]
    pub struct Outlines {
        pub all: Vec<Outline>,
    }
    impl Outlines {
        pub fn built_in() -> Result<Self, OutlineError> {
            Ok(Self::default())
        }
        pub fn with_own(_: &[OwnOutline], _: &Kinds) -> Result<Self, OutlineError> {
            Ok(Self::default())
        }
        pub fn get(&self, _: &str) -> Option<&Outline> {
            None
        }
    }
    pub fn compile(_: &TermData, _: &Outline) -> Report {
        Report
    }
    pub fn to_document(_: &Report, _: &TermData, _: &Outline) -> Document {
        Document {
            meta: crate::document::Meta::new("", "", Default::default()),
            head: None,
            blocks: vec![],
            foot: None,
        }
    }
    #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
    #[error("x")]
    pub struct OutlineError {
        pub line: usize,
        pub reason: OutlineReason,
    }
    #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
    pub enum OutlineReason {
        #[error("x")]
        Shape(String),
        #[error("x")]
        Text { text: String, error: std::fmt::Error },
        #[error("x")]
        Unknown { list: &'static str, code: String },
        #[error("x")]
        Doubled { what: &'static str, id: String },
        #[error("x")]
        Empty { what: &'static str },
        #[error("x")]
        NotOneBlock,
        #[error("x")]
        NotOneSelection,
        #[error("x")]
        Silent { fact: String },
        #[error("x")]
        Misplaced { key: &'static str },
        #[error("x")]
        Level { level: u8 },
        #[error("x")]
        Numbers,
    }
}
