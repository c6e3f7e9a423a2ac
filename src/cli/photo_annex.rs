//! `congdoan photo annex`: the photos of a period on paper, numbered and captioned.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use super::report::{asked_of, save, tell_letters};
use super::{Call, End, Stop};
use crate::desk::{Desk, PaperFormat, file};

/// The forms that the annex of photos can be asked for in, the usual one first.
pub const FORMATS: [PaperFormat; 2] = [PaperFormat::Docx, PaperFormat::Pdf];

pub fn run(call: &Call, desk: &Desk, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let catalog = desk.catalog()?;
    let period = call.period(matches.get_one::<String>("period"), &catalog)?;
    let path = matches.get_one::<PathBuf>("output");
    let format = asked_of(&FORMATS, call, matches)?.unwrap_or(PaperFormat::Docx);
    let (bytes, undrawn) = desk.export_photo_annex_told(period, format)?;
    let name = call.messages.with("cli-photo-annex-file", &[("period", file::name_of(&period.code).into())]);
    let name = format!("{name}.{}", format.ending());
    let end = save(call, path, &name, &bytes, matches.get_flag("force"), out)?;
    tell_letters(call, desk, format.into(), &undrawn, out)?;
    Ok(end)
}
