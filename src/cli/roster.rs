//! `congdoan import roster`: the people of a roster into the book, or why not, row by row.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use super::{Call, End, Stop, transfer};
use crate::desk::{DeskError, RosterOptions, file};
use crate::locale::Explain;
use crate::text::clean::printable;

pub fn run(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Ok(End::Done);
    };
    let options = RosterOptions {
        leave_out: matches.get_many::<u32>("leave-out").into_iter().flatten().copied().collect(),
        dry_run: matches.get_flag("dry-run"),
    };
    let bytes = file::read(path)?;
    match call.desk()?.import_roster(&bytes, &options) {
        Ok(summary) => {
            let path = printable(&path.display().to_string());
            transfer::tell(call, &summary, &path, options.dry_run, out)
        }
        Err(DeskError::RosterRows { rows }) => {
            for row in &rows {
                writeln!(out, "{}", row.explain(&call.messages))?;
            }
            Err(DeskError::RosterRows { rows }.into())
        }
        Err(error) => Err(error.into()),
    }
}
