//! A wrong call, said in the user's language: clap's own sentences are English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::locale::Messages;
use crate::text::clean::printable;

/// The sentence of a usage error. Help and version are not errors and never come here.
pub fn explain(error: &clap::Error, messages: &Messages) -> String {
    let part = |kind| error.get(kind).map(shown).unwrap_or_default();
    let argument = part(ContextKind::InvalidArg);
    let value = part(ContextKind::InvalidValue);
    let allowed = part(ContextKind::ValidValue);
    let command = part(ContextKind::InvalidSubcommand);
    let other = part(ContextKind::PriorArg);
    let say = |key: &str| {
        messages.with(
            key,
            &[
                ("argument", argument.as_str().into()),
                ("value", value.as_str().into()),
                ("allowed", allowed.as_str().into()),
                ("command", command.as_str().into()),
                ("other", other.as_str().into()),
            ],
        )
    };
    let mut sentence = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => say("cli-wrong-no-value"),
        ErrorKind::InvalidValue if allowed.is_empty() => say("cli-wrong-value"),
        ErrorKind::InvalidValue => say("cli-wrong-value-of"),
        ErrorKind::ValueValidation => say("cli-wrong-value"),
        ErrorKind::UnknownArgument => say("cli-wrong-argument"),
        ErrorKind::InvalidSubcommand => say("cli-wrong-command"),
        ErrorKind::MissingRequiredArgument => say("cli-wrong-missing"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say("cli-wrong-missing-command")
        }
        ErrorKind::ArgumentConflict if argument == other || other.is_empty() => say("cli-wrong-twice"),
        ErrorKind::ArgumentConflict => say("cli-wrong-conflict"),
        ErrorKind::TooManyValues => say("cli-wrong-too-many"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            say("cli-wrong-no-value")
        }
        ErrorKind::InvalidUtf8 => say("cli-wrong-utf8"),
        // clap may grow kinds; the call is wrong all the same.
        _ => say("cli-wrong-call"),
    };
    let hint = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(part)
        .find(|hint| !hint.is_empty());
    if let Some(hint) = hint {
        sentence.push(' ');
        sentence.push_str(&messages.with("cli-wrong-hint", &[("hint", hint.into())]));
    }
    sentence
}

/// What was typed may carry anything; nothing of it reaches the terminal as a control character.
fn shown(value: &ContextValue) -> String {
    let text = match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    };
    printable(&text)
}
