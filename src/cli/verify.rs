//! `congdoan verify`: whether the book is what was written into it.

use std::io::Write;

use super::{Call, End, Stop};
use crate::locale::Explain;

pub fn run(call: &Call, out: &mut dyn Write) -> Result<End, Stop> {
    let findings = call.desk()?.verify()?;
    if findings.is_empty() {
        writeln!(out, "{}", call.messages.get("cli-verify-good"))?;
        return Ok(End::Done);
    }
    let count = findings.len().to_string();
    writeln!(out, "{}", call.messages.with("cli-verify-bad", &[("count", count.into())]))?;
    for finding in findings {
        writeln!(out, "- {}", finding.explain(&call.messages))?;
    }
    Ok(End::Findings)
}
