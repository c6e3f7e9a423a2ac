//! The terminal program. Only this room knows ratatui and crossterm.

pub mod input;
pub mod terminal;
pub mod theme;
