//! The way to the terminal program.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::{Call, End, Stop};

/// True when there is a screen to draw on and a keyboard to read from.
pub fn available() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Opens the terminal program on the book.
pub fn run(call: &Call, _book: PathBuf, _demo: bool) -> Result<End, Stop> {
    Err(Stop::Refused(call.messages.get("cli-no-terminal")))
}
