//! `sent`: reports that were sent.

use clap::Command;

use super::{Parts, fixed};
use crate::cli::report::FORMATS;
use crate::desk::Format;

/// The command with its verbs.
pub fn command(parts: &Parts<'_>, named: &dyn Fn(&'static str, &str, &str) -> Command) -> Command {
    let words = |key: &str| parts.messages.get(key);
    let (number, options) = (words("cli-value-number"), words("cli-options"));
    let verb = |verb: &'static str, rest: &str| {
        named(verb, &format!("cli-sent-{verb}-about"), format!("congdoan sent {verb} {rest}").trim_end())
    };
    let number_arg = || parts.positional("number", "cli-value-number", "cli-arg-sent-number");
    let period_arg = |help: &str| parts.value("period", "cli-value-period", help);
    named("sent", "cli-sent-about", "congdoan sent list|mark|export|changes")
        .subcommand_required(true)
        .subcommand_help_heading(fixed(parts.messages, "cli-heading-commands"))
        .subcommand(
            verb("list", &options)
                .arg(period_arg("cli-arg-sent-period"))
                .arg(parts.flag("json", "cli-arg-json")),
        )
        .subcommand(
            verb("mark", &options)
                .arg(period_arg("cli-arg-period"))
                .arg(parts.value("outline", "cli-value-outline", "cli-arg-outline"))
                .arg(parts.flag("with-errors", "cli-arg-sent-with-errors").alias("force")),
        )
        .subcommand(
            verb("export", &format!("{options} [{number}]"))
                .arg(number_arg())
                .arg(period_arg("cli-arg-sent-period"))
                .arg(parts.choice("format", &FORMATS.map(Format::ending), "cli-arg-report-format"))
                .args(parts.output()),
        )
        .subcommand(
            verb("changes", &format!("{options} [{number}]"))
                .arg(number_arg())
                .arg(period_arg("cli-arg-sent-period"))
                .arg(parts.flag("json", "cli-arg-json")),
        )
}
