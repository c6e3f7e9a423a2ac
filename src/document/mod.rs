//! Paper without a union.
