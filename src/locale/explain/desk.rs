//! The sentences of the desk, the outlines, and of what verification finds.

use super::store::record_type;
use super::{Explain, money, number, quote};
use crate::desk::DeskError;
use crate::desk::config::ConfigError;
use crate::desk::error::OtherFile;
use crate::domain::member_facts::FactError;
use crate::locale::{Messages, Value};
use crate::store::{Finding, FindingKind};
use crate::text::date;

impl Explain for DeskError {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            DeskError::Store(error) => error.explain(messages),
            DeskError::Exchange(error) => error.explain(messages),
            DeskError::File(error) => error.explain(messages),
            DeskError::Config(error) => error.explain(messages),
            DeskError::Invalid(error) => error.explain(messages),
            DeskError::NewBook(error) => error.explain(messages),
            DeskError::Document(error) => error.explain(messages),
            DeskError::Outline(error) => error.explain(messages),
            DeskError::Kinds(error) => error.explain(messages),
            DeskError::Own(error) => error.explain(messages),
            DeskError::Parcel(error) => error.explain(messages),
            DeskError::UnknownOutline { code, known } => {
                say("error-unknown-outline", &[("code", quote(code)), ("known", quote(&known.join(", ")))])
            }
            DeskError::NotEmpty { records } => say("error-not-empty", &[("records", number(records))]),
            DeskError::MemberKnown { name } => say("error-member-known", &[("name", quote(name))]),
            DeskError::ShortNameTaken { name, holder } => {
                say("error-short-name-taken", &[("name", quote(name)), ("holder", quote(holder))])
            }
            DeskError::MemberFact { name, reason } => match reason {
                FactError::NoStay => say("error-member-no-stay", &[("name", quote(name))]),
                FactError::BeforeBegin { from } => say(
                    "error-member-before-begin",
                    &[("name", quote(name)), ("from", Value::from(date::format(*from)))],
                ),
            },
            DeskError::NewYear { faults } => say("error-new-year", &[("count", number(faults.len()))]),
            DeskError::RosterRows { rows } => match rows.first() {
                Some(row) => say(
                    "error-roster-rows",
                    &[("count", number(rows.len())), ("first", Value::from(row.explain(messages)))],
                ),
                None => messages.get("error-roster-no-rows"),
            },
            DeskError::OtherFile { kind: OtherFile::Book } => messages.get("error-other-file-book"),
            DeskError::OtherFile { kind: OtherFile::Empty } => messages.get("error-other-file-empty"),
            DeskError::VoucherOfActivity { label } => {
                say("error-voucher-of-activity", &[("label", quote(label))])
            }
            DeskError::VoucherVoid { label } => say("error-voucher-void", &[("label", quote(label))]),
            DeskError::NotLate { id: _ } => messages.get("error-not-late"),
            DeskError::Today { said } => say("error-today", &[("said", quote(said))]),
            DeskError::Sent(error) => error.explain(messages),
            DeskError::Photo(error) => error.explain(messages),
            DeskError::NoPhotos { period } => say("error-no-photos", &[("period", quote(period))]),
            DeskError::NoFund => messages.get("entry-no-fund"),
            DeskError::TransferWithCode { fund: _ } => messages.get("error-transfer-with-code"),
        }
    }
}

impl Explain for ConfigError {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            ConfigError::Unreadable { path, reason } => messages.with(
                "error-config",
                &[("path", quote(&path.display().to_string())), ("reason", quote(reason))],
            ),
            ConfigError::File(error) => error.explain(messages),
        }
    }
}

impl Explain for Finding {
    fn explain(&self, messages: &Messages) -> String {
        let what = self.what.explain(messages);
        let Some(of) = self.record_type else { return what };
        let name = match (self.label.is_empty(), self.record_id) {
            (true, Some(id)) => id.to_string(),
            _ => self.label.clone(),
        };
        messages.with(
            "verify-record",
            &[
                ("type", Value::from(record_type(of, messages))),
                ("name", quote(&name)),
                ("what", Value::from(what)),
            ],
        )
    }
}

impl Explain for FindingKind {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            FindingKind::FileDamaged(reason) => say("verify-file-damaged", &[("reason", quote(reason))]),
            FindingKind::ReferenceMissing(from, to) => {
                say("verify-reference-missing", &[("from", quote(from)), ("to", quote(to))])
            }
            FindingKind::ChainBroken(row) => say("verify-chain-broken", &[("row", number(row))]),
            FindingKind::HistoryMissing(row) => say("verify-history-missing", &[("row", number(row))]),
            FindingKind::ChangeWithoutHistory(change) => {
                say("verify-change-without-history", &[("change", number(change))])
            }
            FindingKind::Changed => messages.get("verify-changed"),
            FindingKind::Unrecorded => messages.get("verify-unrecorded"),
            FindingKind::Vanished => messages.get("verify-vanished"),
            FindingKind::Unreadable(reason) => say("verify-unreadable", &[("reason", quote(reason))]),
            FindingKind::DerivedColumn(column) => say("verify-derived", &[("column", quote(column))]),
            FindingKind::Trigger(name) => say("verify-trigger", &[("name", quote(name))]),
            FindingKind::Postings { posted, wanted } => {
                say("verify-postings", &[("posted", money(*posted)), ("wanted", money(*wanted))])
            }
            FindingKind::PictureDamaged => messages.get("verify-picture"),
            FindingKind::SentDamaged => messages.get("verify-sent"),
        }
    }
}
