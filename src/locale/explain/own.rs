//! The sentences of kinds and outlines of a unit's own: what is wrong in a file, and where.

use super::{Explain, number, quote};
use crate::desk::own::{OwnError, OwnType};
use crate::domain::kind::{KindsError, KindsReason};
use crate::locale::{Messages, Value};
use crate::report::template::TemplateError;
use crate::report::{OutlineError, OutlineReason};

/// " in line 3, column 9", with its blank; empty when the place is not known.
pub fn place(line: usize, column: usize, messages: &Messages) -> String {
    let key = match (line, column) {
        (0, _) => "error-place-unknown",
        (_, 0) => "error-place-line",
        _ => "error-place-column",
    };
    messages.with(key, &[("line", number(line)), ("column", number(column))])
}

impl Explain for OutlineError {
    fn explain(&self, messages: &Messages) -> String {
        let place = place(self.line, self.column, messages);
        let reason = self.reason.explain(messages);
        messages.with("error-outline", &[("place", Value::from(place)), ("reason", Value::from(reason))])
    }
}

impl Explain for OutlineReason {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            OutlineReason::Shape(reason) => shape(reason, messages),
            OutlineReason::Text { text, error } => say(
                "error-outline-text",
                &[("text", quote(text)), ("reason", Value::from(error.explain(messages)))],
            ),
            OutlineReason::Unknown { list, code } => {
                let key = format!("error-list-{list}");
                let list = if messages.has(&key) { messages.get(&key) } else { (*list).to_owned() };
                say("error-outline-unknown", &[("list", Value::from(list)), ("code", quote(code))])
            }
            OutlineReason::Doubled { what, id } => {
                let key = match *what {
                    "section" => "error-outline-doubled-section",
                    "fact" => "error-outline-doubled-fact",
                    _ => "error-outline-doubled-outline",
                };
                say(key, &[("id", quote(id))])
            }
            OutlineReason::Empty { what } => say("error-outline-empty", &[("what", quote(what))]),
            OutlineReason::BadName { name } => say("error-outline-bad-name", &[("name", quote(name))]),
            OutlineReason::NotOneBlock => messages.get("error-outline-not-one-block"),
            OutlineReason::NotOneSelection => messages.get("error-outline-not-one-selection"),
            OutlineReason::Silent { fact } => say("error-outline-silent", &[("fact", quote(fact))]),
            OutlineReason::Misplaced { key } => say("error-outline-misplaced", &[("key", quote(key))]),
            OutlineReason::Level { level } => say("error-outline-level", &[("level", number(level))]),
            OutlineReason::Numbers => messages.get("error-outline-numbers"),
        }
    }
}

impl Explain for TemplateError {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            TemplateError::Unknown { name } => {
                messages.with("error-outline-text-unknown", &[("name", quote(name))])
            }
            TemplateError::Unbalanced { mark } => {
                messages.with("error-outline-text-unbalanced", &[("mark", quote(&mark.to_string()))])
            }
            TemplateError::TooDeep => messages.get("error-outline-text-deep"),
        }
    }
}

impl Explain for KindsError {
    fn explain(&self, messages: &Messages) -> String {
        let place = place(self.line, self.column, messages);
        let reason = self.reason.explain(messages);
        messages.with("error-kinds", &[("place", Value::from(place)), ("reason", Value::from(reason))])
    }
}

impl Explain for KindsReason {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            KindsReason::Shape(reason) => shape(reason, messages),
            KindsReason::Doubled { code } => say("error-kinds-doubled", &[("code", quote(code))]),
            KindsReason::UnknownGroup { code, group } => {
                say("error-kinds-group", &[("code", quote(code)), ("group", quote(group))])
            }
            KindsReason::UnknownField { code, field } => {
                say("error-kinds-field", &[("code", quote(code)), ("field", quote(field))])
            }
            KindsReason::DoubledField { code, field } => {
                say("error-kinds-doubled-field", &[("code", quote(code)), ("field", quote(field))])
            }
            KindsReason::UnknownPosting { code, posting } => {
                say("error-kinds-posting", &[("code", quote(code)), ("posting", quote(posting))])
            }
            KindsReason::BadCode { code } => say("error-kinds-code", &[("code", quote(code))]),
            KindsReason::Empty { code, key } => {
                say("error-kinds-empty", &[("code", quote(code)), ("key", quote(key))])
            }
            KindsReason::Wide { code, text, most } => say(
                "error-kinds-wide",
                &[("code", quote(code)), ("text", quote(text)), ("most", number(most))],
            ),
            KindsReason::NoName { code } => say("error-kinds-name", &[("code", quote(code))]),
            KindsReason::NotOwn { key } => say("error-kinds-not-own", &[("key", quote(key))]),
            KindsReason::NoKind => messages.get("error-kinds-none"),
        }
    }
}

impl Explain for OwnError {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        let of = |own: OwnType, kind: &'static str, outline: &'static str| match own {
            OwnType::Kind => kind,
            OwnType::Outline => outline,
        };
        match self {
            OwnError::BuiltIn { own, code } => {
                let key = of(*own, "error-own-built-in-kind", "error-own-built-in-outline");
                say(key, &[("code", quote(code))])
            }
            OwnError::Unknown { own, code, known } => {
                let key = of(*own, "error-own-unknown-kind", "error-own-unknown-outline");
                let known = match known.as_slice() {
                    [] => Value::from(messages.get("error-own-none")),
                    known => quote(&known.join(", ")),
                };
                say(key, &[("code", quote(code)), ("known", known)])
            }
            OwnError::NoSuch { own, code } => {
                let key = of(*own, "error-own-no-such-kind", "error-own-no-such-outline");
                say(key, &[("code", quote(code))])
            }
            OwnError::BadCode { code } => {
                let mut sentence = say("error-kinds-code", &[("code", quote(code))]);
                sentence.push('.');
                sentence
            }
            OwnError::KindInUse { code, entries, norms } => say(
                "error-own-kind-in-use",
                &[("code", quote(code)), ("entries", number(entries)), ("norms", number(norms))],
            ),
            OwnError::KindNeeded { outline, error } => say(
                "error-own-kind-needed",
                &[("outline", quote(outline)), ("reason", Value::from(error.reason.explain(messages)))],
            ),
            OwnError::OutlineInUse { code, periods } => say(
                "error-own-outline-in-use",
                &[("code", quote(code)), ("periods", quote(&periods.join(", ")))],
            ),
            OwnError::NotText { path } => say("error-own-not-text", &[("path", super::path(path))]),
            OwnError::TooLarge { path, most } => {
                say("error-own-too-large", &[("path", super::path(path)), ("most", number(most / 1024))])
            }
            OwnError::Character { path, code } => say(
                "error-own-character",
                &[("path", super::path(path)), ("code", Value::from(format!("U+{code:04X}")))],
            ),
        }
    }
}

/// What the reader of TOML says, in the messages' language. It speaks English only; its handful of ways to say that a
/// key, a word or a type is wrong are told apart by how they begin, anything else is repeated as it is.
fn shape(said: &str, messages: &Messages) -> String {
    let first = said.lines().next().unwrap_or_default();
    let mut quoted = said.split('`').skip(1).step_by(2);
    let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
    if first.starts_with("unknown field") {
        let key = quote(quoted.next().unwrap_or_default());
        let known: Vec<&str> = quoted.collect();
        return if known.is_empty() {
            say("error-toml-unknown-key-bare", &[("key", key)])
        } else {
            // All of them, since one of them is what is sought.
            let known = crate::text::clean::printable(&known.join(", "));
            say("error-toml-unknown-key", &[("key", key), ("known", Value::from(known))])
        };
    }
    if first.starts_with("unknown variant") {
        let key = quote(quoted.next().unwrap_or_default());
        let known = crate::text::clean::printable(&quoted.collect::<Vec<_>>().join(", "));
        return say("error-toml-unknown-word", &[("key", key), ("known", Value::from(known))]);
    }
    if first.starts_with("missing field") {
        return say("error-toml-missing", &[("key", quote(quoted.next().unwrap_or_default()))]);
    }
    if first.starts_with("duplicate") {
        return messages.get("error-toml-doubled");
    }
    if first.starts_with("invalid type") || first.starts_with("invalid value") {
        let wanted = first.rsplit("expected ").next().unwrap_or_default();
        if first.starts_with("invalid value") && wanted.contains(['u', 'i']) && !wanted.contains(' ') {
            return messages.get("error-toml-range");
        }
        let key = if wanted.contains("string") || wanted.contains("identifier") {
            "error-toml-type-text"
        } else if wanted.contains("boolean") {
            "error-toml-type-flag"
        } else if wanted.contains("sequence") || wanted.contains("array") {
            "error-toml-type-list"
        } else if wanted.contains("struct") || wanted.contains("map") {
            "error-toml-type-table"
        } else if wanted.starts_with(['u', 'i']) {
            "error-toml-type-number"
        } else {
            "error-toml-type-other"
        };
        return say("error-toml-type", &[("wanted", Value::from(messages.get(key)))]);
    }
    let one_line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    say("error-toml-syntax", &[("reason", quote(&one_line))])
}
