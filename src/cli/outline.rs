//! `congdoan outline list`: the outlines that a report can follow.

use std::io::Write;

use super::{Call, End, Stop};
use crate::desk::Desk;
use crate::text::clean::printable;

pub fn run(call: &Call, out: &mut dyn Write) -> Result<End, Stop> {
    // The built-in outlines exist without a book; a book adds its own.
    let outlines =
        if call.book.exists() { call.desk()?.outline_titles() } else { Desk::built_in_outlines()? };
    for (code, vi, en) in outlines {
        let title = call.messages.pick(&vi, &en);
        let line = call.messages.with(
            "cli-outline-line",
            &[("code", printable(&code).into()), ("title", printable(title).into())],
        );
        writeln!(out, "{line}")?;
    }
    Ok(End::Done)
}
