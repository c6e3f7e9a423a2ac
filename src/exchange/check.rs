//! What must hold among the records of a file before any of them may enter a book.
//!
//! The schema guards the same promises once more; here they are answered with the record and the field, before a
//! transaction begins.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::Datelike;
use serde_json::Value;
use uuid::Uuid;

use super::error::{ExchangeError, Fault, RecordRef, shown};
use crate::domain::kind::{KindsError, KindsReason};
use crate::domain::{
    Activity, AnyRecord, Day, Direction, FactKind, Fund, Id, Kinds, Member, Meta, Moment, MoneyLine, Norm,
    Period, Photo, Record, RecordType, Setting, Source, Voucher,
};
use crate::text::clean;
use crate::text::date::YEARS;
use crate::text::money::{Dong, MAX_TYPED};

/// The longest text of a field, characters; pictures, sent reports and sources of own kinds may be longer.
pub const MAX_TEXT: usize = 100_000;

/// Fields that hold several lines.
const MEMOS: &[&str] = &["text", "note"];

/// Fields that hold a whole foreign document.
const DOCUMENTS: &[&str] = &["source", "document", "facts", "content"];

/// Checks all records of a file, each alone and all together.
///
/// # Errors
/// The first fault in the order of the file, record by record; faults between records come after.
pub fn check(records: &[AnyRecord]) -> Result<(), ExchangeError> {
    let kinds = known_kinds(records)?;
    let mut places: HashMap<Uuid, (usize, RecordType)> = HashMap::with_capacity(records.len());
    for (at, record) in numbered(records) {
        if let Some((first, _)) = places.insert(at.id, (at.index, at.record_type)) {
            return Err(ExchangeError::DoubledId { first, second: at });
        }
        let alone = One { at };
        alone.meta(record.meta())?;
        alone.texts(record)?;
        alone.values(record, &kinds)?;
    }
    for (at, record) in numbered(records) {
        References { at, places: &places }.of(record)?;
    }
    keys(records)?;
    numbers(records)?;
    sums(records)?;
    short_names(records)
}

fn numbered(records: &[AnyRecord]) -> impl Iterator<Item = (RecordRef, &AnyRecord)> {
    records.iter().enumerate().map(|(index, record)| {
        let at = RecordRef { index: index + 1, record_type: record.record_type(), id: record.uuid() };
        (at, record)
    })
}

/// The built-in kinds and the unit's own, deleted ones too, since deleted entries may still name them.
fn known_kinds(records: &[AnyRecord]) -> Result<Kinds, ExchangeError> {
    let mut kinds = Kinds::built_in()?;
    for (record, any) in numbered(records) {
        if let AnyRecord::OwnOutline(own) = any {
            toml_texts(record, &own.source)?;
        }
        if let AnyRecord::OwnKind(own) = any {
            toml_texts(record, &own.source)?;
            match kinds.add(&own.source) {
                Ok(_) => {}
                // A kind that was deleted and made again stands in two records.
                Err(KindsError { reason: KindsReason::Doubled { .. }, .. }) if own.is_deleted() => {}
                Err(source) => return Err(ExchangeError::OwnKind { record, source }),
            }
        }
    }
    Ok(kinds)
}

/// TOML can spell a control character with an escape, which the source's own characters do not show. A source that
/// is no TOML at all is refused by whoever reads it.
fn toml_texts(record: RecordRef, source: &str) -> Result<(), ExchangeError> {
    fn hidden(value: &toml::Value) -> Option<char> {
        match value {
            toml::Value::String(text) => hidden_in(text),
            toml::Value::Array(list) => list.iter().find_map(hidden),
            toml::Value::Table(table) => {
                table.iter().find_map(|(key, item)| hidden_in(key).or_else(|| hidden(item)))
            }
            _ => None,
        }
    }
    let Ok(table) = toml::from_str::<toml::Table>(source) else { return Ok(()) };
    match hidden(&toml::Value::Table(table)) {
        Some(character) => Err(ExchangeError::Field {
            record,
            field: "source".to_owned(),
            fault: Fault::Character { code: character as u32 },
        }),
        None => Ok(()),
    }
}

/// The first character of a text that a terminal would not be shown as it is; breaks and tabs aside.
pub fn hidden_in(text: &str) -> Option<char> {
    text.chars()
        .zip(clean::printable(text).chars())
        .find(|(own, printed)| *printed == char::REPLACEMENT_CHARACTER && own != printed)
        .map(|(own, _)| own)
}

/// One record, looked at alone.
struct One {
    at: RecordRef,
}

impl One {
    fn refuse<T>(&self, field: impl Into<String>, fault: Fault) -> Result<T, ExchangeError> {
        Err(ExchangeError::Field { record: self.at, field: field.into(), fault })
    }

    fn meta(&self, meta: &Meta) -> Result<(), ExchangeError> {
        if meta.version == 0 {
            return self.refuse("meta.version", Fault::Version { found: 0 });
        }
        let sound = |moment: Moment| {
            YEARS.contains(&moment.year()) && moment.timestamp_subsec_nanos().is_multiple_of(1_000_000)
        };
        if !sound(meta.created_at) {
            return self.refuse("meta.created_at", Fault::Moment);
        }
        if !sound(meta.updated_at) || meta.updated_at < meta.created_at {
            return self.refuse("meta.updated_at", Fault::Moment);
        }
        if meta.deleted_at.is_some_and(|deleted| !sound(deleted) || deleted < meta.created_at) {
            return self.refuse("meta.deleted_at", Fault::Moment);
        }
        Ok(())
    }

    /// Every text of the record, wherever it stands: the record's own JSON is walked, so that a field added to a
    /// type later is looked at as well.
    fn texts(&self, record: &AnyRecord) -> Result<(), ExchangeError> {
        let value = serde_json::to_value(record).unwrap_or_default();
        let mut path = String::new();
        match value.get("body") {
            Some(body) => self.walk(body, &mut path, ""),
            None => Ok(()),
        }
    }

    fn walk(&self, value: &Value, path: &mut String, name: &str) -> Result<(), ExchangeError> {
        let length = path.len();
        match value {
            Value::String(text) => self.text(text, path, name)?,
            Value::Array(list) => {
                for (index, item) in list.iter().enumerate() {
                    // Writing into a String cannot fail.
                    let _ = write!(path, "[{index}]");
                    self.walk(item, path, name)?;
                    path.truncate(length);
                }
            }
            Value::Object(map) => {
                for (key, item) in map {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(key);
                    self.walk(item, path, key)?;
                    path.truncate(length);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
        Ok(())
    }

    fn text(&self, text: &str, path: &str, name: &str) -> Result<(), ExchangeError> {
        let document = DOCUMENTS.contains(&name);
        let lines = document || MEMOS.contains(&name);
        let allowed = |c: char| (lines && c == '\n') || (document && matches!(c, '\t' | '\r'));
        // What a terminal would not be shown as it is may not stand in the book either.
        let bad = text.chars().zip(clean::printable(text).chars()).find(|(own, printed)| {
            !allowed(*own)
                && (own.is_control() || (*printed == char::REPLACEMENT_CHARACTER && own != printed))
        });
        if let Some((character, _)) = bad {
            return self.refuse(path, Fault::Character { code: character as u32 });
        }
        if !document {
            let chars = text.chars().count();
            if chars > MAX_TEXT {
                return self.refuse(path, Fault::TooLong { chars, limit: MAX_TEXT });
            }
            if clean::nfc(text) != text {
                return self.refuse(path, Fault::NotNfc);
            }
        }
        Ok(())
    }

    fn values(&self, record: &AnyRecord, kinds: &Kinds) -> Result<(), ExchangeError> {
        match record {
            AnyRecord::Setting(r) => self.setting(r),
            AnyRecord::Officer(r) => self.filled("login", &r.login),
            AnyRecord::Unit(r) => self.days("from", r.from),
            AnyRecord::OwnKind(r) => self.filled("code", &r.code),
            AnyRecord::OwnOutline(r) => self.filled("code", &r.code),
            AnyRecord::Member(r) => self.member(r),
            AnyRecord::Fund(r) => self.fund(r),
            AnyRecord::Norm(r) => self.norm(r, kinds),
            AnyRecord::Period(r) => self.period(r),
            AnyRecord::PeriodSeal(r) => self.counted("sequence", r.sequence),
            AnyRecord::Activity(r) => self.activity(r, kinds),
            AnyRecord::Voucher(r) => self.voucher(r),
            AnyRecord::Narrative(r) => self.filled("part", &r.part),
            AnyRecord::Photo(r) => self.photo(r),
            AnyRecord::IssuedReport(r) => {
                self.days("day", Some(r.day))?;
                self.digest("digest", &r.digest)
            }
        }
    }

    fn setting(&self, setting: &Setting) -> Result<(), ExchangeError> {
        self.filled("key", &setting.key)?;
        if setting.key != "today" || setting.value.is_empty() {
            return Ok(());
        }
        match setting.value.parse() {
            Ok(today) => self.days("value", Some(today)),
            Err(_) => self.refuse("value", Fault::Value { value: shown(&setting.value) }),
        }
    }

    fn member(&self, member: &Member) -> Result<(), ExchangeError> {
        self.filled("full_name", &member.full_name)?;
        self.days("birth_day", member.birth_day)?;
        self.days("party_joined", member.party_joined)?;
        self.days("party_official", member.party_official)?;
        self.range("party_official", member.party_joined, member.party_official)?;
        for (index, fact) in member.facts.iter().enumerate() {
            let field = |name: &str| format!("facts[{index}].{name}");
            self.days(field("from"), fact.from)?;
            self.days(field("until"), fact.until)?;
            self.range(field("until"), fact.from, fact.until)?;
            if fact.value.is_empty() && !matches!(fact.kind, FactKind::Employment | FactKind::Membership) {
                return self.refuse(field("value"), Fault::Empty);
            }
        }
        Ok(())
    }

    fn fund(&self, fund: &Fund) -> Result<(), ExchangeError> {
        self.filled("code", &fund.code)?;
        for (index, opening) in fund.openings.iter().enumerate() {
            self.days(format!("openings[{index}].day"), Some(opening.day))?;
            // A fund can begin in debt.
            self.amount(format!("openings[{index}].amount"), opening.amount, -MAX_TYPED.0)?;
        }
        Ok(())
    }

    fn norm(&self, norm: &Norm, kinds: &Kinds) -> Result<(), ExchangeError> {
        self.kind("kind", &norm.kind, kinds)?;
        if !norm.relation.is_empty() && kinds.relations.expand(&norm.relation).is_empty() {
            return self.refuse("relation", Fault::UnknownCode { code: shown(&norm.relation) });
        }
        self.amount("amount", norm.amount, 0)?;
        self.days("from", norm.from)?;
        self.days("until", norm.until)?;
        self.range("until", norm.from, norm.until)
    }

    fn period(&self, period: &Period) -> Result<(), ExchangeError> {
        self.filled("code", &period.code)?;
        for (field, (from, until)) in [("activities", period.activities), ("finance", period.finance)] {
            self.days(field, Some(from))?;
            self.days(field, Some(until))?;
            self.range(field, Some(from), Some(until))?;
        }
        self.days("head_count_day", Some(period.head_count_day))?;
        self.days("due", period.due)?;
        self.days("letter.day", period.letter.day)?;
        self.days("report.day", period.report.day)
    }

    fn activity(&self, activity: &Activity, kinds: &Kinds) -> Result<(), ExchangeError> {
        self.kind("kind", &activity.kind, kinds)?;
        self.days("day", Some(activity.day))?;
        self.days("until", activity.until)?;
        self.range("until", Some(activity.day), activity.until)?;
        for (index, person) in activity.people.iter().enumerate() {
            if person.member.is_none() && person.name.is_empty() {
                return self.refuse(format!("people[{index}].name"), Fault::Empty);
            }
            if !person.relation.is_empty() && kinds.relations.get(&person.relation).is_none() {
                let code = shown(&person.relation);
                return self.refuse(format!("people[{index}].relation"), Fault::UnknownCode { code });
            }
            if let Some(amount) = person.amount {
                self.amount(format!("people[{index}].amount"), amount, 0)?;
            }
        }
        for (index, line) in activity.money.iter().enumerate() {
            self.money(&format!("money[{index}]"), line)?;
        }
        if let Some(plan) = &activity.plan {
            self.days("plan.day", Some(plan.day))?;
            self.amount("plan.amount", plan.amount, 0)?;
            self.amount("plan.rate", plan.rate.unwrap_or_default(), 0)?;
        }
        Ok(())
    }

    fn money(&self, field: &str, line: &MoneyLine) -> Result<(), ExchangeError> {
        self.amount(format!("{field}.amount"), line.amount, 0)?;
        self.amount(format!("{field}.rate"), line.rate.unwrap_or_default(), 0)?;
        if let Some(quantity) = line.quantity {
            self.counted(format!("{field}.quantity"), quantity)?;
            if let Some(rate) = line.rate.filter(|rate| rate.checked_mul(quantity) != Some(line.amount)) {
                let fault = Fault::Product { quantity, rate: rate.0, amount: line.amount.0 };
                return self.refuse(format!("{field}.amount"), fault);
            }
        }
        Ok(())
    }

    fn voucher(&self, voucher: &Voucher) -> Result<(), ExchangeError> {
        self.days("day", Some(voucher.day))?;
        if voucher.year != voucher.day.year() {
            return self.refuse("year", Fault::OtherYear { year: voucher.year, day: voucher.day });
        }
        self.counted("number", voucher.number)?;
        self.amount("amount", voucher.amount, 1)
    }

    fn photo(&self, photo: &Photo) -> Result<(), ExchangeError> {
        if !matches!(photo.media_type.as_str(), "image/jpeg" | "image/png") {
            return self.refuse("media_type", Fault::Value { value: shown(&photo.media_type) });
        }
        self.digest("sha256", &photo.sha256)?;
        self.counted("width", photo.width)?;
        self.counted("height", photo.height)?;
        let base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
        if photo.content.is_empty() || !photo.content.chars().all(base64) {
            return self.refuse("content", Fault::Value { value: shown(&photo.content) });
        }
        Ok(())
    }

    fn filled(&self, field: &str, text: &str) -> Result<(), ExchangeError> {
        if text.trim().is_empty() { self.refuse(field, Fault::Empty) } else { Ok(()) }
    }

    fn counted(&self, field: impl Into<String>, number: u32) -> Result<(), ExchangeError> {
        if number == 0 { self.refuse(field, Fault::Zero) } else { Ok(()) }
    }

    fn kind(&self, field: &str, code: &str, kinds: &Kinds) -> Result<(), ExchangeError> {
        if kinds.get(code).is_some() {
            return Ok(());
        }
        self.refuse(field, Fault::UnknownCode { code: shown(code) })
    }

    fn digest(&self, field: &str, text: &str) -> Result<(), ExchangeError> {
        let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() == 64 && text.bytes().all(hex) {
            return Ok(());
        }
        self.refuse(field, Fault::Value { value: shown(text) })
    }

    fn days(&self, field: impl Into<String>, day: Option<Day>) -> Result<(), ExchangeError> {
        match day {
            Some(day) if !YEARS.contains(&day.year()) => self.refuse(field, Fault::YearOutOfRange { day }),
            _ => Ok(()),
        }
    }

    fn range(
        &self,
        field: impl Into<String>,
        from: Option<Day>,
        until: Option<Day>,
    ) -> Result<(), ExchangeError> {
        match (from, until) {
            (Some(from), Some(until)) if until < from => self.refuse(field, Fault::Backwards { from, until }),
            _ => Ok(()),
        }
    }

    fn amount(&self, field: impl Into<String>, amount: Dong, least: i64) -> Result<(), ExchangeError> {
        if (least..=MAX_TYPED.0).contains(&amount.0) {
            return Ok(());
        }
        self.refuse(field, Fault::Amount { amount: amount.0, least, most: MAX_TYPED.0 })
    }
}

/// What a record names among the others. A record that bears the deletion mark may still be named.
struct References<'a> {
    at: RecordRef,
    places: &'a HashMap<Uuid, (usize, RecordType)>,
}

impl References<'_> {
    fn of(&self, record: &AnyRecord) -> Result<(), ExchangeError> {
        match record {
            AnyRecord::Norm(r) => self.maybe("fund", r.fund),
            AnyRecord::PeriodSeal(r) => self.must("period", r.period),
            AnyRecord::Activity(r) => {
                for (index, person) in r.people.iter().enumerate() {
                    self.maybe(&format!("people[{index}].member"), person.member)?;
                }
                for (index, line) in r.money.iter().enumerate() {
                    if let Source::Fund { fund, .. } = line.source {
                        self.must(&format!("money[{index}].source.fund"), fund)?;
                    }
                }
                Ok(())
            }
            AnyRecord::Voucher(r) => {
                self.must("fund", r.fund)?;
                self.maybe("activity", r.activity)
            }
            AnyRecord::Narrative(r) => self.must("period", r.period),
            AnyRecord::Photo(r) => self.must("activity", r.activity),
            AnyRecord::IssuedReport(r) => {
                self.must("period", r.period)?;
                self.maybe("replaces", r.replaces)
            }
            AnyRecord::Setting(_)
            | AnyRecord::Officer(_)
            | AnyRecord::Unit(_)
            | AnyRecord::OwnKind(_)
            | AnyRecord::OwnOutline(_)
            | AnyRecord::Member(_)
            | AnyRecord::Fund(_)
            | AnyRecord::Period(_) => Ok(()),
        }
    }

    fn maybe<T: Record>(&self, field: &str, id: Option<Id<T>>) -> Result<(), ExchangeError> {
        id.map_or(Ok(()), |id| self.must(field, id))
    }

    fn must<T: Record>(&self, field: &str, id: Id<T>) -> Result<(), ExchangeError> {
        match self.places.get(&id.uuid()) {
            Some((_, found)) if *found == T::TYPE => Ok(()),
            _ => Err(ExchangeError::Dangling {
                record: self.at,
                field: field.to_owned(),
                target_type: T::TYPE,
                target: id.uuid(),
            }),
        }
    }
}

/// Keys that only one record may have among those that are not deleted.
fn keys(records: &[AnyRecord]) -> Result<(), ExchangeError> {
    let mut seen: HashMap<(RecordType, String), usize> = HashMap::new();
    for (second, record) in numbered(records) {
        let key = match record {
            AnyRecord::Setting(r) => r.key.clone(),
            AnyRecord::Officer(r) => r.login.clone(),
            AnyRecord::OwnKind(r) => r.code.clone(),
            AnyRecord::OwnOutline(r) => r.code.clone(),
            AnyRecord::Fund(r) => r.code.clone(),
            AnyRecord::Period(r) => r.code.clone(),
            AnyRecord::PeriodSeal(r) => format!("{} {}", r.period, r.sequence),
            AnyRecord::Narrative(r) => format!("{} {}", r.period, r.part),
            AnyRecord::Unit(_)
            | AnyRecord::Member(_)
            | AnyRecord::Norm(_)
            | AnyRecord::Activity(_)
            | AnyRecord::Voucher(_)
            | AnyRecord::Photo(_)
            | AnyRecord::IssuedReport(_) => continue,
        };
        if record.meta().deleted_at.is_some() {
            continue;
        }
        if let Some(first) = seen.insert((second.record_type, key.clone()), second.index) {
            return Err(ExchangeError::DoubledKey { first, second, key: shown(&key) });
        }
    }
    Ok(())
}

/// Voucher numbers are never used twice, not even by a void or deleted voucher.
fn numbers(records: &[AnyRecord]) -> Result<(), ExchangeError> {
    let mut seen: HashMap<(Id<Fund>, Direction, i32, u32), usize> = HashMap::new();
    for (second, record) in numbered(records) {
        if let AnyRecord::Voucher(voucher) = record {
            let key = (voucher.fund, voucher.direction, voucher.year, voucher.number);
            if let Some(first) = seen.insert(key, second.index) {
                return Err(ExchangeError::DoubledNumber { first, second, label: voucher.label() });
            }
        }
    }
    Ok(())
}

/// Amounts that are sound one by one may together leave what a sum can hold, and a sum would then be wrong without a
/// word.
fn sums(records: &[AnyRecord]) -> Result<(), ExchangeError> {
    let mut total = Dong::ZERO;
    for (record, any) in numbered(records) {
        let (field, amounts): (&str, Vec<Dong>) = match any {
            AnyRecord::Fund(r) => ("openings", r.openings.iter().map(|opening| opening.amount).collect()),
            AnyRecord::Voucher(r) => ("amount", vec![r.amount]),
            AnyRecord::Activity(r) => {
                let own = r.people.iter().filter_map(|person| person.amount);
                let planned = r.plan.iter().map(|plan| plan.amount);
                ("money", r.money.iter().map(|line| line.amount).chain(own).chain(planned).collect())
            }
            _ => continue,
        };
        for amount in amounts {
            total =
                amount.0.checked_abs().and_then(|amount| total.checked_add(Dong(amount))).ok_or_else(
                    || ExchangeError::Field { record, field: field.to_owned(), fault: Fault::Sum },
                )?;
        }
    }
    Ok(())
}

/// A short name is one member's on any one day, and may pass to somebody else later.
fn short_names(records: &[AnyRecord]) -> Result<(), ExchangeError> {
    type Holder = (RecordRef, Option<Day>, Option<Day>);
    let mut holders: HashMap<String, Vec<Holder>> = HashMap::new();
    for (second, record) in numbered(records) {
        let AnyRecord::Member(member) = record else { continue };
        if member.is_deleted() {
            continue;
        }
        for fact in member.facts.iter().filter(|fact| fact.kind == FactKind::ShortName) {
            let others = holders.entry(fact.value.to_lowercase()).or_default();
            let clash = others.iter().find(|(holder, from, until)| {
                holder.id != second.id
                    && until.is_none_or(|until| fact.from.is_none_or(|from| from < until))
                    && fact.until.is_none_or(|own| from.is_none_or(|from| from < own))
            });
            if let Some((holder, from, _)) = clash {
                return Err(ExchangeError::DoubledShortName {
                    first: holder.index,
                    second,
                    name: shown(&fact.value),
                    day: fact.from.max(*from),
                });
            }
            others.push((second, fact.from, fact.until));
        }
    }
    Ok(())
}
