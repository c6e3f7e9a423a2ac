//! What one can do with a book, shared by screen and command line.
pub mod file;
pub mod new_book;
pub mod place;
pub mod validate;
