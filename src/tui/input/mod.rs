//! Text as it is typed: the [`TextInput`] of every field, the [`Editor`] of long texts, and cutting text to cells. Knows keys and
//! cells, no form and no union.

pub mod cells;
mod editor;
mod history;
mod text_input;
pub mod wrap;

pub use cells::{fit, pad, right, width};
pub use editor::{Edited, Editor, EditorView};
pub use text_input::{Outcome, TextInput, View};
