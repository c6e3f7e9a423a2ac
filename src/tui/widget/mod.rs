//! Pieces that several screens draw with. They know theme and messages, but no screen.

pub mod canvas;
pub mod picker;
pub mod rows;

pub use canvas::Canvas;
pub use picker::{Picked, Picker, PickerItem};
pub use rows::Rows;
