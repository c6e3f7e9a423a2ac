//! The real program in a real pseudo-terminal.

mod manners;
mod narratives;
mod officers;
#[path = "../roster_common/mod.rs"]
mod roster_common;
mod semester;
mod set_up;
mod terminal;
mod thread;
mod typing;
