//! The sentences of the book's errors.

use super::{Explain, number, path, quote, system};
use crate::domain::{AnyRecord, RecordType};
use crate::locale::{Messages, Value};
use crate::store::StoreError;

/// The name of a type of record, in the middle of a sentence.
pub fn record_type(record_type: RecordType, messages: &Messages) -> String {
    messages.get(&format!("type-{}", record_type.name()))
}

/// The name of a change's action ("ghi mục"), in the middle of a sentence; an unknown action as it stands.
pub fn action(action: &str, messages: &Messages) -> String {
    let key = format!("change-{action}");
    if messages.has(&key) { messages.get(&key) } else { crate::text::clean::printable(action) }
}

/// A record as people recognise it: "phiếu PC2023/14", "đoàn viên Đoàn Thị Liên".
pub fn record(record: &AnyRecord, messages: &Messages) -> String {
    let name = match record {
        AnyRecord::Setting(setting) => setting.key.clone(),
        AnyRecord::Officer(officer) => officer.name.clone(),
        AnyRecord::Unit(unit) => unit.name.short.clone(),
        AnyRecord::OwnKind(kind) => kind.code.clone(),
        AnyRecord::OwnOutline(outline) => outline.code.clone(),
        AnyRecord::Member(member) => member.full_name.clone(),
        AnyRecord::Fund(fund) => fund.name.clone(),
        AnyRecord::Norm(norm) => norm.kind.clone(),
        AnyRecord::Period(period) => period.code.clone(),
        AnyRecord::PeriodSeal(seal) => seal.sequence.to_string(),
        AnyRecord::Activity(activity) => {
            format!("{} {}", activity.kind, crate::text::date::format(activity.day))
        }
        AnyRecord::Voucher(voucher) => voucher.label(),
        AnyRecord::Narrative(narrative) => narrative.part.clone(),
        AnyRecord::Photo(photo) => photo.caption.clone(),
        AnyRecord::IssuedReport(report) => report.number.clone(),
    };
    let name = crate::text::clean::printable(&name);
    format!("{} {name}", record_type(record.record_type(), messages)).trim_end().to_owned()
}

impl Explain for StoreError {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            StoreError::NotABook { path: at } => say("error-store-not-a-book", &[("path", path(at))]),
            StoreError::NewerSchema { path: at, found, known } => say(
                "error-store-newer",
                &[("path", path(at)), ("found", number(found)), ("known", number(known))],
            ),
            StoreError::OlderUnsupported { path: at, found } => {
                say("error-store-older", &[("path", path(at)), ("found", number(found))])
            }
            StoreError::NetworkDrive { path: at, kind } => {
                say("error-store-network", &[("path", path(at)), ("kind", quote(kind))])
            }
            StoreError::RootOnAnothersBook { path: at, owner } => {
                say("error-store-root", &[("path", path(at)), ("owner", number(owner))])
            }
            StoreError::Link { path: at } => say("error-store-link", &[("path", path(at))]),
            StoreError::Busy { path: at, doing: _ } => say("error-store-busy", &[("path", path(at))]),
            StoreError::DiskFull { path: at, doing: _ } => say("error-store-full", &[("path", path(at))]),
            StoreError::ReadOnly { path: at, doing: _ } => {
                say("error-store-read-only", &[("path", path(at))])
            }
            StoreError::Missing { path: at } => say("error-store-missing", &[("path", path(at))]),
            StoreError::Exists { path: at } => say("error-file-exists", &[("path", path(at))]),
            StoreError::Stale { theirs, record_type: _, id: _, mine: _ } => {
                say("error-store-stale", &[("record", Value::from(record(theirs, messages)))])
            }
            StoreError::Deleted { record_type: of, what, id: _ } => say(
                "error-store-deleted",
                &[("type", Value::from(record_type(*of, messages))), ("what", quote(what))],
            ),
            StoreError::NoRecord { record_type: of, id } => say(
                "error-store-no-record",
                &[("type", Value::from(record_type(*of, messages))), ("id", number(id))],
            ),
            StoreError::IdTaken { record_type: of, id } => say(
                "error-store-id-taken",
                &[("type", Value::from(record_type(*of, messages))), ("id", number(id))],
            ),
            StoreError::NothingToUndo => messages.get("error-store-nothing-to-undo"),
            StoreError::NothingToRedo => messages.get("error-store-nothing-to-redo"),
            StoreError::UndoMoved { action: of, what, change: _ } => say(
                "error-store-undo-moved",
                &[("action", Value::from(action(of, messages))), ("what", quote(what))],
            ),
            StoreError::MemberNamed { name, entries } => {
                say("error-store-member-named", &[("name", quote(name)), ("entries", number(entries))])
            }
            StoreError::MemberGone { name, what } => {
                say("error-store-member-gone", &[("name", quote(name)), ("what", quote(what))])
            }
            StoreError::PeriodClosed { code } => say("error-store-period-closed", &[("code", quote(code))]),
            StoreError::Constraint { what, doing: _ } => {
                say("error-store-constraint", &[("what", quote(what))])
            }
            StoreError::Damaged { path: at, what, doing: _ } => {
                say("error-store-damaged", &[("path", path(at)), ("what", quote(what))])
            }
            StoreError::Migration { path: at, backup, source, to: _ } => say(
                "error-store-migration",
                &[
                    ("path", path(at)),
                    ("backup", path(backup)),
                    ("reason", Value::from(source.explain(messages))),
                ],
            ),
            StoreError::Json { what, source } => {
                say("error-store-json", &[("what", quote(what)), ("reason", quote(&source.to_string()))])
            }
            StoreError::Io { path: at, source, doing: _ } => say(
                "error-file-system",
                &[("path", path(at)), ("reason", Value::from(system(source, messages)))],
            ),
            StoreError::Sql { path: at, source, doing: _ } => {
                say("error-store-sql", &[("path", path(at)), ("reason", quote(&source.to_string()))])
            }
        }
    }
}
