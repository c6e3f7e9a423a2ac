//! `congdoan demo`: the sample book, made once.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use super::{Call, End, Stop, terminal};
use crate::desk::Desk;
use crate::text::clean::printable;

pub fn run(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let folder = matches.get_one::<PathBuf>("dir").cloned().unwrap_or_else(|| PathBuf::from("."));
    let book = Desk::demo(&folder, &call.officer)?;
    if terminal::available() {
        return terminal::run(call, book);
    }
    let path = printable(&book.display().to_string());
    writeln!(out, "{}", call.messages.with("cli-demo-place", &[("path", path.as_str().into())]))?;
    // A line to be typed again needs its blanks quoted.
    let typed = if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path };
    writeln!(out, "{}", call.messages.with("cli-demo-try", &[("path", typed.into())]))?;
    Ok(End::Done)
}
