//! `kind` and `outline`: the same verbs for both.

use std::path::PathBuf;

use clap::{Arg, Command, value_parser};

use super::{Parts, fixed};

/// Makes a command with its help page: name, message of what it does, usage.
type Named<'a> = dyn Fn(&'static str, &str, &str) -> Command + 'a;

/// The command with its verbs.
pub fn command(parts: &Parts<'_>, name: &'static str, named: &Named<'_>) -> Command {
    let words = |key: &str| parts.messages.get(key);
    let (code, file, options) = (words("cli-value-code"), words("cli-value-file"), words("cli-options"));
    let about = |verb: &str| format!("cli-{name}-{verb}-about");
    let code_arg = |help: &str| parts.positional("code", "cli-value-code", help).required(true);
    let file_arg = || -> Arg {
        parts
            .positional("file", "cli-value-file", "cli-arg-own-file")
            .required(true)
            .value_parser(value_parser!(PathBuf))
    };
    let verb = |verb: &'static str, rest: &str| {
        named(verb, &about(verb), format!("congdoan {name} {verb} {rest}").trim_end())
    };
    named(name, &format!("cli-{name}-about"), &format!("congdoan {name} new|check|list|show|add|remove"))
        .subcommand_required(true)
        .subcommand_help_heading(fixed(parts.messages, "cli-heading-commands"))
        .subcommand(
            verb("new", &format!("{code} {options}"))
                .arg(code_arg("cli-arg-own-new-code"))
                .arg(parts.value("from", "cli-value-code", "cli-arg-own-from"))
                .arg(parts.file("output", "cli-own-output").short('o'))
                .arg(parts.flag("force", "cli-arg-force").requires("output")),
        )
        .subcommand(verb("check", &file).arg(file_arg()))
        .subcommand(verb("list", ""))
        .subcommand(
            verb("show", &format!("{code} [--toml]"))
                .arg(code_arg("cli-arg-own-code"))
                .arg(parts.flag("toml", "cli-arg-own-toml")),
        )
        .subcommand(verb("add", &file).arg(file_arg()))
        .subcommand(verb("remove", &code).arg(code_arg("cli-arg-own-code")))
}
