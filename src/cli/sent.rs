//! `congdoan sent`: reports that were sent, listed, marked, exported again, and what changed in the book since.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use super::check::line;
use super::output::complain;
use super::report::{format_asked, save, tell_letters};
use super::{Call, End, Stop, output};
use crate::desk::file;
use crate::desk::sent::{Happened, SinceSent};
use crate::desk::{Desk, Format, review};
use crate::domain::{Catalog, Id, IssuedReport, Period, Stored};
use crate::locale::explain::sent;
use crate::text::clean::printable;
use crate::text::date;

pub fn run(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let Some((verb, matches)) = matches.subcommand() else { return Ok(End::Done) };
    let desk = call.desk()?;
    let catalog = desk.catalog()?;
    match verb {
        "mark" => mark(call, desk, &catalog, matches, out),
        "export" => export(call, &desk, &catalog, matches, out),
        "changes" => changes(call, &desk, &catalog, matches, out),
        _ => list(call, &desk, &catalog, matches, out),
    }
}

/// The period asked for, when one is.
fn of_period(call: &Call, catalog: &Catalog, matches: &ArgMatches) -> Result<Option<Id<Period>>, Stop> {
    let code = matches.get_one::<String>("period");
    code.map(|_| call.period(code, catalog).map(|period| period.id)).transpose()
}

fn code_of(catalog: &Catalog, issued: &IssuedReport) -> String {
    let period = catalog.periods.iter().find(|period| period.id == issued.period);
    period.map_or_else(|| issued.period.to_string(), |period| period.code.clone())
}

fn list(
    call: &Call,
    desk: &Desk,
    catalog: &Catalog,
    matches: &ArgMatches,
    out: &mut dyn Write,
) -> Result<End, Stop> {
    let all = desk.sent(of_period(call, catalog, matches)?)?;
    let number_of = |id: Id<IssuedReport>| {
        all.iter().find(|other| other.id == id).map_or_else(|| id.to_string(), |other| other.number.clone())
    };
    let mut rows = Vec::new();
    let mut values = Vec::new();
    for issued in &all {
        let since = desk.since(issued.clone())?;
        let replaces = issued.replaces.map(number_of);
        let period = code_of(catalog, issued);
        let said = replaces
            .as_ref()
            .map(|number| call.messages.with("cli-sent-replaces", &[("number", number.as_str().into())]));
        rows.push(vec![
            issued.number.clone(),
            date::format(issued.day),
            period.clone(),
            issued.outline.clone(),
            since.differences.len().to_string(),
            said.unwrap_or_default(),
        ]);
        values.push(serde_json::json!({
            "id": issued.id,
            "number": issued.number,
            "day": issued.day,
            "period": period,
            "outline": issued.outline,
            "sent_at": issued.meta.created_at,
            "digest": issued.digest,
            "replaces": replaces,
            "changes": since.differences.len(),
        }));
    }
    if matches.get_flag("json") {
        output::json(out, values.into())?;
    } else if rows.is_empty() {
        writeln!(out, "{}", call.messages.get("cli-sent-list-none"))?;
    } else {
        use output::Side::{Left, Right};
        output::table(out, &[Left, Left, Left, Left, Right, Left], &rows)?;
    }
    Ok(End::Done)
}

fn mark(
    call: &Call,
    mut desk: Desk,
    catalog: &Catalog,
    matches: &ArgMatches,
    out: &mut dyn Write,
) -> Result<End, Stop> {
    let period = call.period(matches.get_one::<String>("period"), catalog)?;
    let outline = matches.get_one::<String>("outline").map(String::as_str);
    if !matches.get_flag("with-errors") {
        let found = desk.review(period, outline)?;
        let errors = review::errors(&found);
        if !errors.is_empty() {
            let count = errors.len().to_string();
            complain(&call.messages.with("cli-sent-errors", &[("count", count.into())]));
            for one in errors {
                complain(&line(one, &call.messages));
            }
            return Ok(End::Findings);
        }
    }
    let issued = desk.send(period, outline)?;
    let values = [
        ("name", sent::name(&issued.number, issued.day, &call.messages).into()),
        ("number", printable(&issued.number).into()),
        ("period", printable(&period.code).into()),
    ];
    writeln!(out, "{}", call.messages.with("cli-sent-marked", &values))?;
    Ok(End::Done)
}

/// The report that is meant by number and period.
fn meant(
    call: &Call,
    desk: &Desk,
    catalog: &Catalog,
    matches: &ArgMatches,
) -> Result<Stored<IssuedReport>, Stop> {
    let number = matches.get_one::<String>("number").map(String::as_str);
    Ok(desk.sent_by_number(number, of_period(call, catalog, matches)?)?)
}

fn export(
    call: &Call,
    desk: &Desk,
    catalog: &Catalog,
    matches: &ArgMatches,
    out: &mut dyn Write,
) -> Result<End, Stop> {
    let format: Format = format_asked(call, matches)?;
    let issued = meant(call, desk, catalog, matches)?;
    let (bytes, undrawn) = desk.export_sent_told(&issued, format)?;
    if matches.get_flag("stdout") {
        out.write_all(&bytes)?;
        return Ok(End::Done);
    }
    let values = [
        ("period", file::name_of(&code_of(catalog, &issued)).into()),
        ("number", file::name_of(&issued.number).into()),
    ];
    let name = format!("{}.{}", call.messages.with(format.sent_file_key(), &values), format.ending());
    let given = matches.get_one::<PathBuf>("output");
    let end = save(call, given, &name, &bytes, matches.get_flag("force"), out)?;
    tell_letters(call, desk, format, &undrawn, out)?;
    Ok(end)
}

fn changes(
    call: &Call,
    desk: &Desk,
    catalog: &Catalog,
    matches: &ArgMatches,
    out: &mut dyn Write,
) -> Result<End, Stop> {
    let since = desk.since(meant(call, desk, catalog, matches)?)?;
    if matches.get_flag("json") {
        output::json(out, as_json(call, &since, catalog))?;
        return Ok(End::Done);
    }
    let (number, count) = (&since.issued.number, since.differences.len());
    writeln!(out, "{}", sent::state(number, since.issued.day, count, &call.messages))?;
    for difference in &since.differences {
        writeln!(out, "  {}", printable(&sent::difference(difference, catalog, &call.messages)))?;
    }
    Ok(End::Done)
}

fn as_json(call: &Call, since: &SinceSent, catalog: &Catalog) -> serde_json::Value {
    let changes: Vec<serde_json::Value> = since
        .differences
        .iter()
        .map(|one| {
            let happened = match one.happened {
                Happened::Added => "added",
                Happened::Changed => "changed",
                Happened::Removed => "removed",
            };
            serde_json::json!({
                "type": one.now.record_type(),
                "id": one.now.uuid(),
                "happened": happened,
                "sentence": sent::difference(one, catalog, &call.messages),
                "at": one.at,
                "officer": one.officer,
            })
        })
        .collect();
    serde_json::json!({ "number": since.issued.number, "day": since.issued.day, "changes": changes })
}
