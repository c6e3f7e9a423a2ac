//! The terminal program. Only this room knows ratatui and crossterm.
//!
//! Data moves one way: keys become events, [`app::App`] turns them into effects, [`runtime`] carries
//! the effects out at the desk and hands the answers back, [`draw`] paints what there is. The lower
//! layers ([`terminal`], [`input`], [`theme`], [`widget`]) know no union.

pub mod action;
pub mod app;
pub mod draft;
pub mod draw;
pub mod effect;
pub mod form;
pub mod input;
pub mod layer;
pub mod outside;
pub mod perform;
pub mod program;
pub mod runtime;
pub mod screen;
pub mod terminal;
pub mod theme;
pub mod widget;

pub use program::{Options, Program};
pub use runtime::{RunError, run, run_with};
