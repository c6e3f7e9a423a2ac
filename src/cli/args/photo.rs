//! `photo`: photos of activities.

use std::path::PathBuf;

use clap::{ArgGroup, Command, value_parser};

use super::{Parts, fixed};
use crate::cli::photo_annex::FORMATS;
use crate::desk::PaperFormat;

/// The command with its verbs.
pub fn command(parts: &Parts<'_>, named: &dyn Fn(&'static str, &str, &str) -> Command) -> Command {
    let words = |key: &str| parts.messages.get(key);
    let (file, options) = (words("cli-value-file"), words("cli-options"));
    let verb = |verb: &'static str, rest: &str| {
        named(verb, &format!("cli-photo-{verb}-about"), &format!("congdoan photo {verb} {rest}"))
    };
    let period_arg = || parts.value("period", "cli-value-period", "cli-arg-period");
    named("photo", "cli-photo-about", "congdoan photo add|list|export|annex")
        .subcommand_required(true)
        .subcommand_help_heading(fixed(parts.messages, "cli-heading-commands"))
        .subcommand(
            verb("add", &format!("{options} {file}…"))
                .arg(
                    parts
                        .positional("file", "cli-value-file", "cli-arg-photo-files")
                        .required(true)
                        .num_args(1..)
                        .value_parser(value_parser!(PathBuf)),
                )
                .arg(parts.value("activity", "cli-value-id", "cli-arg-photo-activity"))
                .arg(parts.flag("last", "cli-arg-photo-last"))
                .group(ArgGroup::new("which").args(["activity", "last"]).required(true))
                .arg(parts.value("caption", "cli-value-caption", "cli-arg-photo-caption")),
        )
        .subcommand(verb("list", &options).arg(period_arg()).arg(parts.flag("json", "cli-arg-json")))
        .subcommand(
            verb("export", &options)
                .arg(period_arg())
                .arg(
                    parts
                        .file("output", "cli-arg-photo-dir")
                        .short('o')
                        .value_name(fixed(parts.messages, "cli-value-folder")),
                )
                .arg(parts.flag("force", "cli-arg-force")),
        )
        .subcommand(
            verb("annex", &options)
                .arg(period_arg())
                .arg(parts.choice("format", &FORMATS.map(PaperFormat::ending), "cli-arg-photo-annex-format"))
                .arg(parts.file("output", "cli-arg-output").short('o'))
                .arg(parts.flag("force", "cli-arg-force")),
        )
}
