//! The way to the terminal program.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::{Call, End, Stop};
use crate::tui::{self, Options, RunError};

/// True when there is a screen to draw on and a keyboard to read from.
pub fn available() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Opens the terminal program on the book.
pub fn run(call: &Call, book: PathBuf) -> Result<End, Stop> {
    let options = Options { book, language: call.messages.language(), officer: call.officer.clone() };
    match tui::run_with(&options, call.config.clone()) {
        Ok(()) => Ok(End::Done),
        Err(RunError::Desk(error)) => Err(error.into()),
        Err(RunError::Session(_)) => Err(Stop::Refused(call.messages.get("cli-no-terminal"))),
        Err(RunError::Terminal(error)) => Err(Stop::Output(error)),
    }
}
