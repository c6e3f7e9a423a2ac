//! What a book holds.
