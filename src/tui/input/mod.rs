//! Text as it is typed: the [`TextInput`] of every field, and cutting text to cells. Knows keys and
//! cells, no form and no union.

pub mod cells;
mod text_input;
mod wrap;

pub use cells::{fit, pad, right, width};
pub use text_input::{Outcome, TextInput, View};
