//! The real program in a real pseudo-terminal.

mod manners;
mod officers;
mod set_up;
mod terminal;
mod thread;
mod typing;
