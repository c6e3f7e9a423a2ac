//! Vietnamese text as pure functions. Nothing here knows a union, a book or a screen.
pub mod collate;
pub mod fold;
pub mod money;
