//! The sentences about reports that were sent: why one cannot be, and what changed in the book since.

use super::store::record;
use super::{Explain, quote};
use crate::desk::sent::{Difference, Happened, SentError};
use crate::domain::{Activity, AnyRecord, Catalog, Day, State};
use crate::locale::{Messages, Value};
use crate::text::{date, money};

impl Explain for SentError {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            SentError::Lacks { number: true, day: true } => messages.get("error-sent-lacks-both"),
            SentError::Lacks { number: true, day: _ } => messages.get("error-sent-lacks-number"),
            SentError::Lacks { number: false, day: _ } => messages.get("error-sent-lacks-day"),
            SentError::NumberUsed { number, day } => say(
                "error-sent-number-used",
                &[("number", quote(number)), ("day", Value::from(date::format(*day)))],
            ),
            SentError::Backdated { day, former } => say(
                "error-sent-backdated",
                &[("day", Value::from(date::format(*day))), ("former", Value::from(date::format(*former)))],
            ),
            SentError::Damaged { number } => say("error-sent-damaged", &[("number", quote(number))]),
            SentError::NoAnnex { number } => say("error-sent-no-annex", &[("number", quote(number))]),
            SentError::Unknown { known, .. } if known.is_empty() => messages.get("error-sent-none"),
            SentError::Unknown { number, known } => {
                say("error-sent-unknown", &[("number", quote(number)), ("known", quote(&known.join(", ")))])
            }
        }
    }
}

/// "số 12/BC-CĐCS ngày 22/12/2025".
pub fn name(number: &str, day: Day, messages: &Messages) -> String {
    messages.with("sent-name", &[("number", quote(number)), ("day", Value::from(date::format(day)))])
}

/// "Đã gửi số 12/BC-CĐCS ngày 22/12/2025; từ đó sổ thay đổi 2 chỗ".
pub fn state(number: &str, day: Day, changes: usize, messages: &Messages) -> String {
    let values = [("name", Value::from(name(number, day, messages))), ("count", changes.to_string().into())];
    messages.with(if changes == 0 { "sent-unchanged" } else { "sent-changed" }, &values)
}

/// One difference in one sentence.
pub fn difference(difference: &Difference, catalog: &Catalog, messages: &Messages) -> String {
    let what = match &difference.now {
        AnyRecord::Activity(entry) => {
            let kind = catalog.kinds.get(&entry.kind);
            let kind = kind.map_or(entry.kind.as_str(), |kind| messages.pick(&kind.label, &kind.en));
            let day = date::format_short(entry.day);
            format!("{kind} {day} {}", catalog.headline(entry)).trim_end().to_owned()
        }
        AnyRecord::Voucher(voucher) => {
            format!("{} {} {}", voucher.label(), money::format(voucher.amount), voucher.description)
        }
        AnyRecord::Narrative(_) => messages.with("sent-words", &[("place", quote(&difference.place))]),
        AnyRecord::Period(_) => messages.get("sent-period"),
        other => record(other, messages),
    };
    let key = match difference.happened {
        Happened::Added => "sent-added",
        Happened::Changed => "sent-amended",
        Happened::Removed => "sent-removed",
    };
    let mut text = messages.with(key, &[("what", quote(&what))]);
    let how = match (difference.before.as_deref(), &difference.now) {
        (Some(AnyRecord::Activity(before)), AnyRecord::Activity(now))
            if difference.happened == Happened::Changed =>
        {
            details(before, now, messages)
        }
        (Some(AnyRecord::Voucher(before)), AnyRecord::Voucher(now)) if before.amount != now.amount => {
            vec![amounts(before.amount, now.amount, messages)]
        }
        _ => Vec::new(),
    };
    for detail in how {
        text = format!("{text}; {detail}");
    }
    text
}

fn amounts(before: money::Dong, now: money::Dong, messages: &Messages) -> String {
    let values = [("before", money::format(before).into()), ("now", money::format(now).into())];
    messages.with("sent-amount", &values)
}

/// What an entry says otherwise than before, as far as a few words tell it.
fn details(before: &Activity, now: &Activity, messages: &Messages) -> Vec<String> {
    let mut details = Vec::new();
    let mut tell = |key: &str, before: String, now: String| {
        if before != now {
            details.push(messages.with(key, &[("before", before.into()), ("now", now.into())]));
        }
    };
    let state = |state: State| match state {
        State::Planned => messages.get("state-planned"),
        State::Done => messages.get("state-done"),
        State::Cancelled => messages.get("state-cancelled"),
    };
    tell("sent-state", state(before.state), state(now.state));
    tell("sent-day", date::format(before.day), date::format(now.day));
    tell("sent-amount", money::format(before.total()), money::format(now.total()));
    tell("sent-people", before.people.len().to_string(), now.people.len().to_string());
    details
}
