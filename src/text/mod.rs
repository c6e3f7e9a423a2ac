//! Vietnamese text as pure functions: what a text is once it is cleaned, found, ordered, and how amounts and
//! days are read and written.
//!
//! | module | what it answers |
//! |---|---|
//! | [`asset`] | what stands in a data file that the program carries |
//! | [`base64`] | bytes as text, and back |
//! | [`clean`] | what of a typed, pasted or foreign text is kept, and what may be shown |
//! | [`fold`] | whether two texts are the same when accents, case and spelling variants are left aside |
//! | [`collate`] | which of two texts comes first in a Vietnamese dictionary or list of names |
//! | [`money`] | whole amounts of đồng: from what people type, to what paper shows |
//! | [`words`] | an amount in Vietnamese words |
//! | [`digest`] | whether bytes are still what they were |
//! | [`date`] | days and ranges of days: from what people type, to what paper shows |
//! | [`pasted`] | what a paste from a word processor is in a narrative, and which mark a line begins with |
//! | [`place`] | line and column of an offset |
//! | [`slug`] | a text as a part of a file name that every system and mail program takes |
//! | [`lunar`] | the name of a lunar year and the first day of Tết |
//!
//! Nothing here knows a union, a book or a screen; nothing reads a clock, a file or a setting. No function
//! panics, whatever it is given.

pub mod asset;
pub mod base64;
pub mod clean;
pub mod collate;
pub mod date;
pub mod digest;
pub mod fold;
pub mod lunar;
pub mod money;
pub mod pasted;
pub mod place;
pub mod slug;
pub mod words;

pub use date::{DateContext, DateError};
pub use money::{Dong, MoneyError};
pub use words::{WordsStyle, in_words};
