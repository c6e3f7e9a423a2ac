//! `congdoan check`: what may be wrong with a period's report.

use std::io::Write;

use clap::ArgMatches;
use serde_json::Value;

use super::{Call, End, Stop, output};
use crate::desk::review::{Reviewed, has_errors};
use crate::locale::{Explain, Messages};
use crate::report::review::Severity;
use crate::text::clean::printable;

pub fn run(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let desk = call.desk()?;
    let catalog = desk.catalog()?;
    let period = call.period(matches.get_one::<String>("period"), &catalog)?;
    let outline = matches.get_one::<String>("outline").map(String::as_str);
    let found = desk.review(period, outline)?;
    if matches.get_flag("json") {
        let list = found.iter().map(|one| json(one, &call.messages)).collect();
        output::json(out, Value::Array(list))?;
    } else {
        writeln!(out, "{}", call.messages.with("cli-check", &[("period", printable(&period.title).into())]))?;
        for one in &found {
            writeln!(out, "{}", line(one, &call.messages))?;
        }
        if found.is_empty() {
            writeln!(out, "{}", call.messages.get("review-clean"))?;
        }
    }
    Ok(if has_errors(&found) { End::Findings } else { End::Done })
}

/// "! II.3 Thi đua: …"
pub fn line(one: &Reviewed, messages: &Messages) -> String {
    let severity = match one.finding.severity {
        Severity::Error => "review-error",
        Severity::Warning => "review-warning",
        Severity::Note => "review-note",
    };
    let place = if one.part.is_empty() { String::new() } else { format!("{}: ", printable(&one.part)) };
    format!("- {}: {place}{}", messages.get(severity), one.finding.explain(messages))
}

/// The finding's data with its sentence and the part it stands in.
fn json(one: &Reviewed, messages: &Messages) -> Value {
    let mut value = serde_json::to_value(&one.finding).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        fields.insert("sentence".to_owned(), Value::from(one.finding.explain(messages)));
        fields.insert("part".to_owned(), Value::from(one.part.clone()));
    }
    value
}
