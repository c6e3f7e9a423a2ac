//! `congdoan list`: a period's activities as a table, JSON or csv.

use std::collections::HashMap;
use std::io::Write;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::output::{self, Side};
use super::{Call, End, Stop};
use crate::desk::Desk;
use crate::domain::{
    Activity, ActivityFilter, Catalog, Day, Id, Kind, Person, State, Stored, Voucher, VoucherState,
};
use crate::locale::Messages;
use crate::locale::explain::entry::kind_label;
use crate::text::clean::{line, printable};
use crate::text::fold::search_key;
use crate::text::money::Dong;
use crate::text::{date, money};

/// How many entries are read from the book at once.
const PAGE: usize = 500;

/// The word of `--period` for every period.
const EVERY_PERIOD: &str = "all";

pub fn run(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let desk = call.desk()?;
    let catalog = desk.catalog()?;
    let mut filter = ActivityFilter {
        text: matches.get_one::<String>("find").map(|text| line(text)).unwrap_or_default(),
        ..ActivityFilter::default()
    };
    let period = matches.get_one::<String>("period");
    let every = period.is_some_and(|code| code == EVERY_PERIOD);
    if !every && (period.is_some() || catalog.period.is_some()) {
        let (from, to) = call.period(period, &catalog)?.activities;
        (filter.from, filter.to) = (Some(from), Some(to));
    }
    if let Some(words) = matches.get_one::<String>("kind") {
        filter.kinds = vec![kind(call, words, &catalog)?.code.clone()];
    }
    let entries = entries(&desk, &filter, &catalog)?;
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => {
            let list = entries.iter().map(|entry| entry.json(&catalog, &call.messages)).collect();
            output::json(out, Value::Array(list))?;
        }
        Some("csv") => output::csv(out, &csv_rows(&entries, &catalog, &call.messages))?,
        _ => table(&entries, &catalog, &call.messages, out)?,
    }
    Ok(End::Done)
}

/// An activity with its vouchers.
struct Entry {
    activity: Stored<Activity>,
    vouchers: Vec<Stored<Voucher>>,
}

fn entries(desk: &Desk, filter: &ActivityFilter, catalog: &Catalog) -> Result<Vec<Entry>, Stop> {
    let selection = filter.compile(catalog);
    let mut found: Vec<Stored<Activity>> = Vec::new();
    loop {
        let after = found.last().map(|last| (last.day, last.id));
        let page = desk.store().activities(&selection, after, PAGE)?;
        let last = page.len() < PAGE;
        found.extend(page);
        if last {
            break;
        }
    }
    let mut vouchers: HashMap<Id<Activity>, Vec<Stored<Voucher>>> = HashMap::new();
    if found.len() < PAGE {
        for activity in &found {
            vouchers.insert(activity.id, desk.store().vouchers_of(activity.id)?);
        }
    } else {
        // One walk through the book instead of a question for each of many entries.
        for voucher in desk.store().all::<Voucher>()? {
            if let Some(id) = voucher.activity {
                vouchers.entry(id).or_default().push(voucher);
            }
        }
    }
    // The book pages from the latest; a list is read from the first.
    let with_vouchers = |activity: Stored<Activity>| {
        let vouchers = vouchers.remove(&activity.id).unwrap_or_default();
        Entry { activity, vouchers }
    };
    Ok(found.into_iter().rev().map(with_vouchers).collect())
}

/// The kind that a code, label or word names: alike without accents; several are refused with their names.
fn kind<'a>(call: &Call, words: &str, catalog: &'a Catalog) -> Result<&'a Kind, Stop> {
    if let Some(kind) = catalog.kinds.get(words.trim()) {
        return Ok(kind);
    }
    let key = search_key(&line(words));
    let all = &catalog.kinds.kinds;
    let named = |kind: &&Kind| {
        search_key(&kind.label) == key
            || search_key(&kind.en) == key
            || kind.words.iter().chain(&kind.accented).any(|word| search_key(word) == key)
    };
    let exact: Vec<&Kind> = all.iter().filter(named).collect();
    if let [only] = exact.as_slice() {
        return Ok(only);
    }
    let near = |kind: &&Kind| !key.is_empty() && search_key(&kind.label).contains(&key);
    let near: Vec<&Kind> = if exact.is_empty() { all.iter().filter(near).collect() } else { exact };
    if let [only] = near.as_slice() {
        return Ok(only);
    }
    if near.is_empty() {
        let values = [("code", printable(words).into())];
        return Err(Stop::Refused(call.messages.with("error-no-such-kind", &values)));
    }
    let known: Vec<String> = near.iter().map(|kind| format!("{} ({})", kind.code, kind.label)).collect();
    Err(Stop::Refused(call.messages.with(
        "error-unknown-kind",
        &[("code", printable(words).into()), ("known", printable(&known.join(", ")).into())],
    )))
}

/// The label of a state.
pub fn state(state: State, messages: &Messages) -> String {
    messages.get(match state {
        State::Planned => "cli-state-planned",
        State::Done => "cli-state-done",
        State::Cancelled => "cli-state-cancelled",
    })
}

/// A person of an entry: name, short name, and the relation, null where it is the member.
pub fn person(person: &Person, day: Day, catalog: &Catalog) -> Value {
    let member = person.member.and_then(|id| catalog.member(id));
    let mut value = match member {
        Some(member) => json!({ "name": member.full_name, "short_name": member.short_name_on(day) }),
        None => json!({ "name": person.name, "short_name": Value::Null }),
    };
    if let Some(fields) = value.as_object_mut() {
        let related = !person.relation.is_empty() && person.relation != crate::domain::relation::SELF;
        let label = catalog.kinds.relations.label(&person.relation);
        fields.insert("relation".into(), if related { json!(person.relation) } else { Value::Null });
        fields.insert("relation_label".into(), if related { json!(label) } else { Value::Null });
        for (name, text) in [("relative", &person.relative), ("prize", &person.prize)] {
            if !text.is_empty() {
                fields.insert(name.into(), json!(text));
            }
        }
        if let Some(amount) = person.amount {
            fields.insert("amount".into(), json!(amount));
        }
    }
    value
}

impl Entry {
    fn labels(&self) -> Vec<String> {
        self.vouchers.iter().filter(|v| v.state == VoucherState::Posted).map(|v| v.label()).collect()
    }

    fn json(&self, catalog: &Catalog, messages: &Messages) -> Value {
        let activity = &self.activity;
        let people: Vec<Value> =
            activity.people.iter().map(|one| person(one, activity.day, catalog)).collect();
        json!({
            "id": activity.id,
            "date": activity.day,
            "until": activity.until,
            "kind": activity.kind,
            "kind_label": kind_label(&activity.kind, catalog, messages),
            "state": activity.state,
            "headline": catalog.headline(activity),
            "people": people,
            "visits": activity.person_visits(),
            "amount": activity.total(),
            "vouchers": self.labels(),
            "goods": activity.goods,
            "organisation": activity.organisation,
            "note": activity.note,
        })
    }
}

fn csv_rows(entries: &[Entry], catalog: &Catalog, messages: &Messages) -> Vec<Vec<String>> {
    let head = [
        "cli-list-day",
        "cli-list-kind-code",
        "cli-list-kind",
        "cli-list-state",
        "cli-list-headline",
        "cli-list-people",
        "cli-list-amount",
        "cli-list-voucher",
        "cli-list-id",
    ];
    let mut rows = vec![head.iter().map(|key| messages.get(key)).collect::<Vec<_>>()];
    rows.extend(entries.iter().map(|entry| {
        let activity = &entry.activity;
        let people: Vec<String> = activity
            .people
            .iter()
            .map(|person| catalog.person_phrase(&activity.kind, person, activity.day))
            .collect();
        vec![
            activity.day.to_string(),
            activity.kind.clone(),
            kind_label(&activity.kind, catalog, messages),
            state(activity.state, messages),
            catalog.headline(activity),
            people.join("; "),
            activity.total().0.to_string(),
            entry.labels().join("; "),
            activity.id.to_string(),
        ]
    }));
    rows
}

fn table(entries: &[Entry], catalog: &Catalog, messages: &Messages, out: &mut dyn Write) -> Result<(), Stop> {
    if entries.is_empty() {
        writeln!(out, "{}", messages.get("cli-list-none"))?;
        return Ok(());
    }
    let head = ["cli-list-day", "cli-list-kind", "cli-list-headline", "cli-list-amount", "cli-list-voucher"];
    let mut rows = vec![head.iter().map(|key| messages.get(key)).collect::<Vec<_>>()];
    rows.extend(entries.iter().map(|entry| {
        let activity = &entry.activity;
        let total = activity.total();
        let mut headline = catalog.headline(activity);
        if activity.state != State::Done {
            headline = format!("[{}] {headline}", state(activity.state, messages));
        }
        vec![
            date::format(activity.day),
            kind_label(&activity.kind, catalog, messages),
            headline,
            if total.is_zero() { String::new() } else { money::format(total) },
            entry.labels().join(" "),
        ]
    }));
    output::table(out, &[Side::Left, Side::Left, Side::Left, Side::Right, Side::Left], &rows)?;
    let visits: u64 = entries.iter().map(|entry| u64::from(entry.activity.person_visits())).sum();
    let sum: Dong = entries.iter().map(|entry| entry.activity.total()).sum();
    let total = messages.with(
        "cli-list-total",
        &[
            ("count", entries.len().to_string().into()),
            ("visits", visits.to_string().into()),
            ("sum", money::format(sum).into()),
        ],
    );
    writeln!(out, "\n{total}")?;
    Ok(())
}
