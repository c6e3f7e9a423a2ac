//! `send-off`: the parcel for the upper union.

use clap::Command;

use super::{Parts, fixed};

/// The command.
pub fn command(parts: &Parts<'_>, named: &dyn Fn(&'static str, &str, &str) -> Command) -> Command {
    let options = parts.messages.get("cli-options");
    named("send-off", "cli-send-off-about", &format!("congdoan send-off {options}"))
        .arg(parts.value("period", "cli-value-period", "cli-arg-period"))
        .arg(parts.value("outline", "cli-value-outline", "cli-arg-outline"))
        .arg(
            parts
                .file("output", "cli-arg-send-off-output")
                .short('o')
                .value_name(fixed(parts.messages, "cli-value-folder")),
        )
        .arg(parts.flag("force", "cli-arg-send-off-force"))
        .arg(parts.flag("with-errors", "cli-arg-with-errors"))
}
