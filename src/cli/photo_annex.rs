//! `congdoan photo annex`: the photos of a period on paper, numbered and captioned.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use super::report::save;
use super::{Call, End, Stop};
use crate::desk::{Desk, Format, file};

pub fn run(call: &Call, desk: &Desk, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let catalog = desk.catalog()?;
    let period = call.period(matches.get_one::<String>("period"), &catalog)?;
    let path = matches.get_one::<PathBuf>("output");
    let ending = path.and_then(|path| path.extension()?.to_str());
    let asked = matches.get_one::<String>("format").map(String::as_str).or(ending);
    let pages = asked.is_some_and(|asked| asked.eq_ignore_ascii_case(Format::Pdf.ending()));
    let format = if pages { Format::Pdf } else { Format::Docx };
    let bytes = desk.export_photo_annex(period, format)?;
    let name = call.messages.with("cli-photo-annex-file", &[("period", file::name_of(&period.code).into())]);
    save(call, path, &format!("{name}.{}", format.ending()), &bytes, matches.get_flag("force"), out)
}
