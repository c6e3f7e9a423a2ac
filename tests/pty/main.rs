//! The real program in a real pseudo-terminal.

mod manners;
mod officers;
mod terminal;
mod thread;
mod typing;
