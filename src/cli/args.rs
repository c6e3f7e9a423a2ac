//! The command line as clap sees it, built at run time so that every word of its help is a message.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

use super::report::FORMATS;
use crate::desk::Format;
use crate::locale::Messages;

mod own;
mod photo;
mod send_off;
mod sent;

/// A message that clap wants for the life of the process. There are some dozen of them, made once.
fn fixed(messages: &Messages, key: &str) -> &'static str {
    Box::leak(messages.get(key).into_boxed_str())
}

/// The help page of every command: what it does, how it is called, its parts.
fn page(command: Command, messages: &Messages, usage: &str) -> Command {
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        messages.get("cli-usage")
    );
    command
        .override_usage(usage.to_owned())
        .help_template(template)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
}

/// Builds one command's arguments with their help.
struct Parts<'a> {
    messages: &'a Messages,
}

impl Parts<'_> {
    fn arg(&self, id: &'static str, help: &str) -> Arg {
        Arg::new(id).help(self.messages.get(help)).help_heading(fixed(self.messages, "cli-heading-options"))
    }

    fn flag(&self, id: &'static str, help: &str) -> Arg {
        self.arg(id, help).long(id).action(ArgAction::SetTrue)
    }

    fn value(&self, id: &'static str, name: &str, help: &str) -> Arg {
        self.arg(id, help).long(id).value_name(fixed(self.messages, name))
    }

    fn file(&self, id: &'static str, help: &str) -> Arg {
        self.value(id, "cli-value-file", help).value_parser(value_parser!(PathBuf))
    }

    fn choice(&self, id: &'static str, values: &[&'static str], help: &str) -> Arg {
        self.value(id, "cli-value-form", help)
            .value_name(Box::leak(values.join("|").into_boxed_str()) as &'static str)
            .value_parser(PossibleValuesParser::new(values.iter().copied()))
            .hide_possible_values(true)
    }

    fn positional(&self, id: &'static str, name: &str, help: &str) -> Arg {
        self.arg(id, help)
            .value_name(fixed(self.messages, name))
            .help_heading(fixed(self.messages, "cli-heading-arguments"))
    }

    fn general(&self, arg: Arg) -> Arg {
        arg.global(true).help_heading(fixed(self.messages, "cli-heading-general"))
    }

    fn output(&self) -> [Arg; 3] {
        [
            self.file("output", "cli-arg-output").short('o'),
            self.flag("stdout", "cli-arg-stdout").conflicts_with("output"),
            self.flag("force", "cli-arg-force").conflicts_with("stdout"),
        ]
    }
}

/// The whole command line.
pub fn command(messages: &Messages) -> Command {
    let parts = Parts { messages };
    let named = |name: &'static str, about: &str, usage: &str| {
        page(Command::new(name).about(messages.get(about)), messages, usage)
    };
    let words = |key: &str| messages.get(key);
    let (file, text, options) = (words("cli-value-file"), words("cli-value-text"), words("cli-options"));

    let root = page(Command::new("congdoan").about(messages.get("cli-about")), messages, "")
        .override_usage(format!("congdoan {options} {}", words("cli-command")))
        .after_help(messages.get("cli-exit-codes"))
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_help_heading(fixed(messages, "cli-heading-commands"))
        .arg(parts.general(parts.file("book", "cli-arg-book")))
        .arg(parts.general(parts.choice("lang", &["vi", "en"], "cli-arg-lang")))
        .arg(parts.general(parts.value("as", "cli-value-name", "cli-arg-as")))
        .arg(
            parts.general(
                parts.file("folder", "cli-arg-folder").value_name(fixed(messages, "cli-value-folder")),
            ),
        )
        .arg(parts.general(parts.arg("help", "cli-arg-help").short('h').long("help").action(ArgAction::Help)))
        .arg(
            parts
                .arg("version", "cli-arg-version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help_heading(fixed(messages, "cli-heading-general")),
        );

    root.subcommand(
        named("demo", "cli-demo-about", &format!("congdoan demo {options}"))
            .arg(parts.file("dir", "cli-arg-dir").value_name(fixed(messages, "cli-value-folder"))),
    )
    .subcommand(
        named("add", "cli-add-about", &format!("congdoan add {options} {text}…"))
            .arg(parts.positional("text", "cli-value-text", "cli-arg-text").required(true).num_args(1..))
            .arg(parts.flag("dry-run", "cli-arg-dry-run"))
            .arg(parts.flag("with-member-change", "cli-arg-with-member-change"))
            .arg(parts.flag("json", "cli-arg-json"))
            .after_help(messages.get("cli-add-examples")),
    )
    .subcommand(
        named("list", "cli-list-about", &format!("congdoan list {options}"))
            .arg(parts.value("period", "cli-value-period", "cli-arg-list-period"))
            .arg(parts.value("kind", "cli-value-kind", "cli-arg-kind"))
            .arg(parts.value("find", "cli-value-text", "cli-arg-find"))
            .arg(parts.choice("format", &["table", "json", "csv"], "cli-arg-list-format")),
    )
    .subcommand(
        named("report", "cli-report-about", &format!("congdoan report {options}"))
            .arg(parts.value("period", "cli-value-period", "cli-arg-period"))
            .arg(parts.value("outline", "cli-value-outline", "cli-arg-outline"))
            .arg(parts.choice("format", &FORMATS.map(Format::ending), "cli-arg-report-format"))
            .args(parts.output()),
    )
    .subcommand(
        named("check", "cli-check-about", &format!("congdoan check {options}"))
            .arg(parts.value("period", "cli-value-period", "cli-arg-period"))
            .arg(parts.value("outline", "cli-value-outline", "cli-arg-outline"))
            .arg(parts.flag("json", "cli-arg-json")),
    )
    .subcommand(
        named("import", "cli-import-about", &format!("congdoan import {options} {file}"))
            .arg(
                parts
                    .positional("file", "cli-value-file", "cli-arg-import-file")
                    .required(true)
                    .value_parser(value_parser!(PathBuf)),
            )
            .arg(parts.flag("dry-run", "cli-arg-dry-run"))
            .args_conflicts_with_subcommands(true)
            .subcommand_negates_reqs(true)
            .subcommand_help_heading(fixed(messages, "cli-heading-commands"))
            .subcommand(
                named(
                    "roster",
                    "cli-import-roster-about",
                    &format!("congdoan import roster {options} {file}"),
                )
                .arg(
                    parts
                        .positional("file", "cli-value-file", "cli-arg-import-roster-file")
                        .required(true)
                        .value_parser(value_parser!(PathBuf)),
                )
                .arg(
                    parts
                        .value("leave-out", "cli-value-lines", "cli-arg-leave-out")
                        .value_delimiter(',')
                        .value_parser(value_parser!(u32)),
                )
                .arg(parts.flag("dry-run", "cli-arg-dry-run")),
            ),
    )
    .subcommand(
        named("export", "cli-export-about", &format!("congdoan export {options}"))
            .arg(parts.choice("format", &["json"], "cli-arg-export-format"))
            .args(parts.output()),
    )
    .subcommand(photo::command(&parts, &named))
    .subcommand(send_off::command(&parts, &named))
    .subcommand(sent::command(&parts, &named))
    .subcommand(own::command(&parts, "kind", &named))
    .subcommand(own::command(&parts, "outline", &named))
    .subcommand(named("verify", "cli-verify-about", &format!("congdoan verify {options}")))
    .subcommand(
        named("completions", "cli-completions-about", "congdoan completions bash|zsh|fish|powershell|elvish")
            .arg(
                parts
                    .positional("shell", "cli-value-shell", "cli-arg-shell")
                    .required(true)
                    .hide_possible_values(true)
                    .value_parser(value_parser!(clap_complete::Shell)),
            ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for language in [Language::Vietnamese, Language::English] {
            command(&Messages::new(language)).debug_assert();
        }
    }

    #[test]
    fn no_help_page_shows_a_key_or_an_english_heading_of_the_parser() {
        let mut root = command(&Messages::new(Language::Vietnamese));
        root.build();
        let mut pages = vec![root.render_help().to_string()];
        pages.extend(root.get_subcommands_mut().map(|command| command.render_help().to_string()));
        for page in pages {
            for word in ["cli-", "Usage:", "Options:", "Commands:", "Arguments:", "[OPTIONS]", "Print"] {
                assert!(!page.contains(word), "{word} in\n{page}");
            }
        }
    }
}
