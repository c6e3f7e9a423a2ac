//! `congdoan send-off`: the folder that goes to the upper union, and what its sender does next.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::ArgMatches;
use unicode_width::UnicodeWidthStr;

use super::output::{complain, table};
use super::{Call, End, Stop, output};
use crate::desk::file::Overwrite;
use crate::desk::parcel::{self, Parceled, Stepped};
use crate::desk::{Desk, DeskError, review};
use crate::domain::{IssuedReport, Period, Stored};
use crate::locale::Explain;
use crate::locale::explain::parcel as words;
use crate::text::clean::printable;

/// How many errors are named.
const NAMED: usize = 5;

pub fn run(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let desk = call.desk()?;
    let catalog = desk.catalog()?;
    let period = call.period(matches.get_one::<String>("period"), &catalog)?;
    let outline = matches.get_one::<String>("outline").map(String::as_str);
    // A paper that went out can be mended no more.
    let went_out = parcel::sent_report(&desk.store().all::<IssuedReport>()?, period, outline).is_some();
    if !matches.get_flag("with-errors") && !went_out && !is_clean(call, &desk, period, outline)? {
        return Ok(End::Findings);
    }
    let folder = call.config.folder();
    let given = matches.get_one::<PathBuf>("output");
    let target = if let Some(path) = given {
        path.clone()
    } else {
        folder.ready()?;
        folder.path().join(parcel::folder_name(period, outline))
    };
    let how = if matches.get_flag("force") { Overwrite::Replace } else { Overwrite::Refuse };
    let done = made(call, &desk, period, outline, &target, how)?;
    let shown = if given.is_some() { target.display().to_string() } else { folder.shown_file(&target) };
    tell(call, &done, &shown, out)?;
    if let Some(line) = folder.fetch_folder_line(&done.folder) {
        writeln!(out, "{}", call.messages.get("cli-fetch"))?;
        writeln!(out, "  {}", printable(&line))?;
    }
    Ok(End::Done)
}

/// Whether the review finds no error; else names the errors.
fn is_clean(call: &Call, desk: &Desk, period: &Stored<Period>, outline: Option<&str>) -> Result<bool, Stop> {
    let found = desk.review(period, outline)?;
    let errors = review::errors(&found);
    if errors.is_empty() {
        return Ok(true);
    }
    complain(&call.messages.with("cli-parcel-errors", &[("count", errors.len().to_string().into())]));
    for one in errors.iter().take(NAMED) {
        let place = if one.part.is_empty() { String::new() } else { format!("{}: ", one.part) };
        complain(&format!("- {place}{}", one.finding.explain(&call.messages)));
    }
    if errors.len() > NAMED {
        let more = (errors.len() - NAMED).to_string();
        complain(&call.messages.with("cli-parcel-errors-more", &[("count", more.into())]));
    }
    complain(&call.messages.get("cli-parcel-errors-do"));
    Ok(false)
}

/// Makes the parcel, with a line on a terminal that says where it is.
fn made(
    call: &Call,
    desk: &Desk,
    period: &Stored<Period>,
    outline: Option<&str>,
    target: &std::path::Path,
    how: Overwrite,
) -> Result<Parceled, DeskError> {
    let mut parcel = desk.begin_parcel(period, outline, target, how)?;
    let mut progress = Progress::new();
    loop {
        progress.say(&words::progress(parcel.step(), &call.messages));
        if let Stepped::Done(done) = parcel.go_on(desk)? {
            return Ok(*done);
        }
    }
}

fn tell(call: &Call, done: &Parceled, shown: &str, out: &mut dyn Write) -> io::Result<()> {
    use output::Side::{Left, Right};
    let messages = &call.messages;
    writeln!(out, "{}", messages.with("cli-parcel-done", &[("path", printable(shown).into())]))?;
    let rows: Vec<Vec<String>> = done
        .files
        .iter()
        .map(|file| vec![format!("  {}", file.name), words::size(file.size, messages)])
        .collect();
    table(out, &[Left, Right], &rows)?;
    for note in words::notes(done, messages) {
        writeln!(out, "{note}")?;
    }
    writeln!(out, "{}", messages.get("cli-parcel-next"))?;
    let outline = done.outline.as_ref().map(|outline| format!(" --outline {outline}")).unwrap_or_default();
    let mark = format!("congdoan sent mark --period {}{outline}", done.period);
    for (at, sentence) in words::next(done, &mark, messages).iter().enumerate() {
        writeln!(out, "  {}. {}", at + 1, printable(sentence))?;
    }
    Ok(())
}

/// A line on the terminal that is written over again and again, and gone at the end; nothing elsewhere.
struct Progress {
    shows: bool,
    width: usize,
}

impl Progress {
    fn new() -> Self {
        Self { shows: io::stderr().is_terminal(), width: 0 }
    }

    fn say(&mut self, sentence: &str) {
        if !self.shows {
            return;
        }
        let width = sentence.width();
        let rest = " ".repeat(self.width.saturating_sub(width));
        // A closed standard error is nobody's trouble.
        let _ = write!(io::stderr(), "\r{sentence}{rest}\r").and_then(|()| io::stderr().flush());
        self.width = width;
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.say("");
    }
}
