//! `congdoan import` and `congdoan export`: the exchange format and rosters.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use super::{Call, End, Stop, report, roster};
use crate::desk::ImportSummary;
use crate::desk::file;
use crate::text::clean::printable;

pub fn import(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    if let Some(("roster", matches)) = matches.subcommand() {
        return roster::run(call, matches, out);
    }
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Ok(End::Done);
    };
    let dry_run = matches.get_flag("dry-run");
    let bytes = file::read(path)?;
    let summary = crate::desk::import_into(&call.book, &call.officer, &bytes, dry_run)?;
    tell(call, &summary, &printable(&path.display().to_string()), dry_run, out)
}

pub(super) fn tell(
    call: &Call,
    summary: &ImportSummary,
    path: &str,
    dry_run: bool,
    out: &mut dyn Write,
) -> Result<End, Stop> {
    let messages = &call.messages;
    let key = if dry_run { "cli-import-dry-run" } else { "cli-import-done" };
    let count = summary.count().to_string();
    writeln!(out, "{}", messages.with(key, &[("count", count.into()), ("path", path.into())]))?;
    for (record_type, count) in &summary.records {
        let name = messages.get(&format!("type-{}", record_type.name()));
        let values = [("type", name.into()), ("count", count.to_string().into())];
        writeln!(out, "  {}", messages.with("cli-import-part", &values))?;
    }
    if summary.left_out > 0 {
        let values = [("count", summary.left_out.to_string().into())];
        writeln!(out, "  {}", messages.with("cli-import-left-out", &values))?;
    }
    if !summary.ignored.is_empty() {
        let columns = printable(&summary.ignored.join(", "));
        writeln!(out, "{}", messages.with("cli-import-ignored", &[("columns", columns.into())]))?;
    }
    if let Some(backup) = &summary.backup {
        let path = printable(&backup.display().to_string());
        writeln!(out, "{}", messages.with("cli-import-backup", &[("path", path.into())]))?;
    }
    Ok(End::Done)
}

pub fn export(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let text = call.desk()?.export_book()?;
    if matches.get_flag("stdout") {
        out.write_all(text.as_bytes())?;
        return Ok(End::Done);
    }
    let name = format!("{}.json", call.messages.get("cli-export-file"));
    let path = matches.get_one::<PathBuf>("output");
    report::save(call, path, &name, text.as_bytes(), matches.get_flag("force"), out)
}
