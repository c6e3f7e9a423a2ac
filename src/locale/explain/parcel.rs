//! The sentences about a parcel for the upper union: why it was not made, what it says when it is.

use std::io::ErrorKind;

use super::{Explain, path, quote, system};
use crate::desk::parcel::{ParcelError, Parceled, Step};
use crate::locale::{Messages, Value};
use crate::text::date;

/// Bytes of files that one e-mail takes as a rule: most servers take 25 MB, a third more than the files themselves.
const LARGEST_MAIL: u64 = 18 * 1024 * 1024;

/// How many files of somebody's own are named.
const NAMED: usize = 5;

impl Explain for ParcelError {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            ParcelError::Exists { path: at, .. } => {
                messages.with("error-parcel-exists", &[("path", path(at))])
            }
            ParcelError::NotAFolder { path: at } => {
                messages.with("error-parcel-not-a-folder", &[("path", path(at))])
            }
            ParcelError::Foreign { path: at, files } => messages
                .with("error-parcel-foreign", &[("path", path(at)), ("files", names(files, messages))]),
            ParcelError::Write { folder, source } => {
                let full = matches!(
                    source.kind(),
                    ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge
                );
                let key = if full { "error-parcel-full" } else { "error-parcel-write" };
                let reason = Value::from(system(source, messages));
                messages.with(key, &[("folder", path(folder)), ("reason", reason)])
            }
            ParcelError::File(error) => error.explain(messages),
            ParcelError::Moved => messages.get("error-parcel-moved"),
        }
    }
}

/// The first names of a list, and how many more there are.
pub fn names(files: &[String], messages: &Messages) -> Value<'static> {
    let first = files.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = files.len().saturating_sub(NAMED);
    if more == 0 {
        return quote(&first);
    }
    let values = [("files", quote(&first)), ("count", Value::from(more.to_string()))];
    Value::from(messages.with("parcel-and-more", &values))
}

/// "Đang lập gói gửi đi (2/4): báo cáo PDF…"
pub fn progress(step: Step, messages: &Messages) -> String {
    let name = messages.get(match step {
        Step::Word => "parcel-step-word",
        Step::Pdf => "parcel-step-pdf",
        Step::Annex => "parcel-step-annex",
        Step::Photos => "parcel-step-photos",
        Step::Mail => "parcel-step-mail",
        Step::Place => "parcel-step-place",
    });
    let values = [
        ("at", Value::from(step.number().to_string())),
        ("of", Value::from(Step::ALL.len().to_string())),
        ("step", Value::from(name)),
    ];
    messages.with("parcel-progress", &values)
}

/// What the sender does next, one sentence each: write the e-mail, attach the files, mark the report as sent. `marks` is
/// how the last is done here: a key or a call.
pub fn next(done: &Parceled, marks: &str, messages: &Messages) -> Vec<String> {
    let due = done.due.map(|due| Value::from(date::format(due)));
    let to =
        if done.to.is_empty() { Value::from(messages.get("parcel-no-address")) } else { quote(&done.to) };
    let mut values = vec![("to", to), ("mail", quote(&done.mail))];
    let key = if due.is_some() { "parcel-next-mail-due" } else { "parcel-next-mail" };
    values.extend(due.map(|due| ("due", due)));
    let mut said = vec![messages.with(key, &values), messages.get("parcel-next-attach")];
    if done.sent.is_none() {
        said.push(messages.with("parcel-next-mark", &[("how", Value::from(marks.to_owned()))]));
    }
    said
}

/// What the sender should know of it before it goes out; as a rule nothing.
pub fn notes(done: &Parceled, messages: &Messages) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some((number, day, changes)) = &done.sent {
        let name = super::sent::name(number, *day, messages);
        let values = [("name", Value::from(name)), ("count", Value::from(changes.to_string()))];
        notes.push(
            messages.with(if *changes == 0 { "parcel-as-sent" } else { "parcel-as-sent-changed" }, &values),
        );
    }
    if done.annex_of_now {
        notes.push(messages.get("parcel-annex-of-now"));
    }
    notes.extend(super::report::undrawn(&done.undrawn, messages));
    let (from, to) = done.photos_asked;
    let count = u32::try_from(done.photos).unwrap_or(u32::MAX);
    if from.is_some_and(|from| count < from) || to.is_some_and(|to| count > to) {
        let asked = match (from, to) {
            (Some(from), Some(to)) if from != to => format!("{from}-{to}"),
            (from, to) => from.or(to).map(|one| one.to_string()).unwrap_or_default(),
        };
        let values = [("wanted", Value::from(asked)), ("have", Value::from(done.photos.to_string()))];
        notes.push(messages.with("review-photos", &values));
    }
    let all: u64 = done.files.iter().map(|file| file.size).sum();
    if all > LARGEST_MAIL {
        notes.push(messages.with("parcel-large", &[("size", Value::from(size(all, messages)))]));
    }
    notes
}

/// "12,3 KB", "4,1 MB": a size as file managers show it.
pub fn size(bytes: u64, messages: &Messages) -> String {
    const UNIT: u64 = 1024;
    if bytes < UNIT {
        return messages.with("parcel-bytes", &[("size", Value::from(bytes.to_string()))]);
    }
    let (key, unit) =
        if bytes < UNIT * UNIT { ("parcel-kilobytes", UNIT) } else { ("parcel-megabytes", UNIT * UNIT) };
    let tenths = bytes.saturating_mul(10) / unit;
    let (whole, tenth) = (Value::from((tenths / 10).to_string()), Value::from((tenths % 10).to_string()));
    messages.with(key, &[("size", whole), ("tenth", tenth)])
}
