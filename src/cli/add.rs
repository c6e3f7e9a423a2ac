//! `congdoan add`: an entry from one line. What is ambiguous is never guessed: the candidates are printed, nothing
//! is saved, the exit code is 1.

use std::io::Write;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::output::{self, complain};
use super::{Call, End, Stop, list};
use crate::desk::{Desk, LedgerEntry};
use crate::domain::member_change::{self, AgreedChange};
use crate::domain::norm;
use crate::domain::{Activity, Catalog, Direction, Fund, Id, State, Stored, Voucher, VoucherState};
use crate::entry::{LedgerLine, Outcome, Reading};
use crate::locale::Explain;
use crate::locale::explain::entry as explain;
use crate::text::clean::printable;
use crate::text::money::Dong;
use crate::text::{date, money, words};

/// How the line is to be taken.
struct Wish {
    dry_run: bool,
    json: bool,
    member_change: bool,
}

pub fn run(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    let wish = Wish {
        dry_run: matches.get_flag("dry-run"),
        json: matches.get_flag("json"),
        member_change: matches.get_flag("with-member-change"),
    };
    let typed: Vec<String> = matches.get_many::<String>("text").unwrap_or_default().cloned().collect();
    match logged(call, &typed.join(" "), &wish, out) {
        // Whoever asked for JSON gets the refusal as JSON too.
        Err(Stop::Desk(error)) if wish.json => refuse(call, &error.explain(&call.messages), &[], &wish, out),
        ended => ended,
    }
}

fn logged(call: &Call, line: &str, wish: &Wish, out: &mut dyn Write) -> Result<End, Stop> {
    let mut desk = call.desk()?;
    let catalog = desk.catalog()?;
    let reading = desk.read_line(line, &catalog, &[]);
    match &reading.outcome {
        Outcome::Refused(refusals) => {
            let reasons: Vec<String> =
                refusals.iter().map(|refusal| explain::refusal(refusal, &catalog, &call.messages)).collect();
            refuse(call, &reasons.join(" "), &[], wish, out)
        }
        Outcome::Ask(questions) => {
            let mut sentences = Vec::new();
            let mut candidates = Vec::new();
            // Names are those of the entry's day.
            let day = reading.begun.as_ref().map_or(catalog.today, |entry| entry.day);
            for question in questions {
                sentences.push(explain::question(question, &call.messages));
                let choices = explain::choices(question, &catalog, day, &call.messages);
                candidates.extend(choices.into_iter().map(|choice| choice.label));
            }
            refuse(call, &sentences.join(" "), &candidates, wish, out)
        }
        Outcome::Activities(offered) => match offered.as_slice() {
            [only] if !reading.needs_confirmation => {
                activity(call, &mut desk, only.clone(), &reading, &catalog, wish, out)
            }
            _ => {
                let entries: Vec<String> =
                    offered.iter().map(|entry| summary(entry, &catalog, call)).collect();
                refuse(call, &call.messages.get("entry-ask-two"), &entries, wish, out)
            }
        },
        Outcome::Ledger(line) => ledger(call, &mut desk, line.clone(), &reading, &catalog, wish, out),
    }
}

/// Says why nothing was saved.
fn refuse(
    call: &Call,
    sentence: &str,
    candidates: &[String],
    wish: &Wish,
    out: &mut dyn Write,
) -> Result<End, Stop> {
    if wish.json {
        output::json(out, json!({ "saved": false, "error": sentence, "candidates": candidates }))?;
        return Ok(End::Findings);
    }
    complain(&format!("{sentence} {}", call.messages.get("cli-add-nothing-saved")));
    if !candidates.is_empty() {
        complain(&call.messages.get("cli-add-candidates"));
        for candidate in candidates {
            complain(&format!("- {candidate}"));
        }
    }
    Ok(End::Findings)
}

/// What was or would be saved, the same for both kinds of line.
struct Logged {
    saved: bool,
    kind: String,
    kind_label: String,
    date: chrono::NaiveDate,
    people: Vec<Value>,
    amount: Dong,
    vouchers: Vec<Voucher>,
    summary: String,
    /// What deserves a look; it blocks nothing.
    warnings: Vec<String>,
    extra: Vec<(&'static str, Value)>,
}

fn activity(
    call: &Call,
    desk: &mut Desk,
    entry: Activity,
    reading: &Reading,
    catalog: &Catalog,
    wish: &Wish,
    out: &mut dyn Write,
) -> Result<End, Stop> {
    let offer = member_change::offer(&entry, None, catalog);
    // Looked for before the entry itself is there.
    let warnings = warnings(desk, &entry, catalog, call)?;
    let agreed: Vec<_> =
        offer.iter().filter(|_| wish.member_change).map(member_change::Offer::usual).collect();
    let (entry, vouchers) = if wish.dry_run {
        crate::desk::validate::activity(&entry, catalog).map_err(crate::desk::DeskError::from)?;
        let vouchers = desk.preview(&entry, catalog)?;
        (entry, vouchers)
    } else {
        let mut saved = desk.log_all_with(vec![entry], &agreed)?;
        // One in, one out.
        let saved = saved.pop().ok_or(crate::desk::DeskError::NoFund)?;
        (saved.activity.body, bodies(saved.vouchers))
    };
    let people = entry.people.iter().map(|person| list::person(person, entry.day, catalog)).collect();
    let logged = Logged {
        saved: !wish.dry_run,
        kind_label: explain::kind_label(&entry.kind, catalog, &call.messages),
        date: entry.day,
        people,
        amount: entry.total(),
        vouchers,
        summary: summary(&entry, catalog, call),
        warnings,
        extra: vec![
            ("until", json!(entry.until)),
            ("state", json!(entry.state)),
            ("goods", json!(entry.goods)),
            ("about", json!(entry.about)),
            ("place", json!(entry.place)),
            ("organisation", json!(entry.organisation)),
            ("member_change", json!(agreed.first())),
        ],
        kind: entry.kind,
    };
    let ended = tell(call, desk, &logged, reading, catalog, wish, out)?;
    if let Some(offer) = offer.filter(|_| !wish.json) {
        tell_change(call, &offer, agreed.first(), catalog, out)?;
    }
    Ok(ended)
}

/// What deserves a look: the entry seems to be there already, or gives more than the norm.
fn warnings(desk: &Desk, entry: &Activity, catalog: &Catalog, call: &Call) -> Result<Vec<String>, Stop> {
    let repeated = desk.repeated(entry, catalog)?;
    let repeated = repeated.map(|repeated| explain::repeated(entry, &repeated, catalog, &call.messages));
    let above = norm::exceeded(entry, catalog);
    let above = above.map(|exceeded| explain::above_norm(exceeded, &call.messages));
    Ok(repeated.into_iter().chain(above).collect())
}

/// What the entry changes in the roster: noted with it, or still to be noted.
fn tell_change(
    call: &Call,
    offer: &member_change::Offer,
    agreed: Option<&AgreedChange>,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let names: Vec<&str> =
        offer.members.iter().filter_map(|id| catalog.member(*id)).map(|one| one.full_name.as_str()).collect();
    let who = printable(&names.join(", "));
    match agreed {
        Some(agreed) => {
            let way = [agreed.reason.as_str(), &date::format(agreed.day)].join(" ");
            let values = [("who", who.into()), ("way", printable(way.trim()).into())];
            writeln!(out, "{}", call.messages.with("cli-add-changed", &values))?;
        }
        None => complain(&call.messages.with("cli-add-change", &[("who", who.into())])),
    }
    Ok(())
}

fn ledger(
    call: &Call,
    desk: &mut Desk,
    line: LedgerLine,
    reading: &Reading,
    catalog: &Catalog,
    wish: &Wish,
    out: &mut dyn Write,
) -> Result<End, Stop> {
    let entry = LedgerEntry::from(line);
    let voucher =
        if wish.dry_run { desk.preview_voucher(&entry, catalog)? } else { desk.log_voucher(entry)?.body };
    let (kind, key) = match voucher.direction {
        Direction::Receipt => ("receipt", "cli-receipt"),
        Direction::Payment => ("payment", "cli-payment"),
        Direction::Transfer => ("transfer", "cli-transfer"),
    };
    let kind_label = call.messages.get(key);
    let code = catalog.codes.line(&voucher.code).map(|line| call.messages.pick(&line.label, &line.en));
    let parts = [
        kind_label.clone(),
        date::format(voucher.day),
        voucher.description.clone(),
        code.map(|label| format!("{} {label}", voucher.code)).unwrap_or_default(),
        format!("{} đ", money::format(voucher.amount)),
    ];
    let logged = Logged {
        saved: !wish.dry_run,
        kind: kind.to_owned(),
        kind_label,
        date: voucher.day,
        people: Vec::new(),
        amount: voucher.amount,
        summary: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        extra: vec![
            ("code", json!(voucher.code)),
            ("description", json!(voucher.description)),
            ("counterpart", json!(voucher.counterpart)),
        ],
        vouchers: vec![voucher],
        warnings: Vec::new(),
    };
    tell(call, desk, &logged, reading, catalog, wish, out)
}

fn tell(
    call: &Call,
    desk: &Desk,
    logged: &Logged,
    reading: &Reading,
    catalog: &Catalog,
    wish: &Wish,
    out: &mut dyn Write,
) -> Result<End, Stop> {
    let in_words = if logged.amount.is_zero() {
        String::new()
    } else {
        words::in_words(logged.amount, catalog.words_style())
    };
    let posted: Vec<&Voucher> =
        logged.vouchers.iter().filter(|voucher| voucher.state == VoucherState::Posted).collect();
    let balances = if logged.saved { balances(desk, &posted, catalog)? } else { Vec::new() };
    if wish.json {
        let labels: Vec<String> = posted.iter().map(|voucher| voucher.label()).collect();
        let left: Vec<&str> = reading.not_understood.iter().map(|left| left.text.as_str()).collect();
        let mut value = json!({
            "saved": logged.saved,
            "dry_run": wish.dry_run,
            "kind": logged.kind,
            "kind_label": logged.kind_label,
            "date": logged.date,
            "people": logged.people,
            "amount": logged.amount,
            "amount_in_words": in_words,
            "voucher": labels.first(),
            "vouchers": labels,
            "balance": balances.first().map(|(_, balance)| *balance),
            "not_understood": left,
            "warnings": logged.warnings,
        });
        if let Some(fields) = value.as_object_mut() {
            fields.extend(logged.extra.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        }
        output::json(out, value)?;
        return Ok(End::Done);
    }
    let say = |key: &str, name: &'static str, value: &str| {
        call.messages.with(key, &[(name, printable(value).into())])
    };
    let key = if logged.saved { "cli-add-saved" } else { "cli-add-dry-run" };
    writeln!(out, "{}", say(key, "what", &logged.summary))?;
    if !in_words.is_empty() {
        writeln!(out, "{}", say("cli-add-words", "words", &in_words))?;
    }
    for voucher in posted {
        writeln!(out, "{}", say("cli-add-voucher", "voucher", &voucher.label()))?;
    }
    for (fund, balance) in balances {
        let values = [("fund", printable(&fund).into()), ("balance", money::format(balance).into())];
        writeln!(out, "{}", call.messages.with("cli-add-balance", &values))?;
    }
    for warning in &logged.warnings {
        writeln!(out, "{}", say("cli-add-warning", "text", warning))?;
    }
    for left in &reading.not_understood {
        writeln!(out, "{}", say("cli-add-not-understood", "text", &left.text))?;
    }
    Ok(End::Done)
}

/// Name and new balance of every fund that was touched, each once.
fn balances(desk: &Desk, vouchers: &[&Voucher], catalog: &Catalog) -> Result<Vec<(String, Dong)>, Stop> {
    let mut funds: Vec<Id<Fund>> = Vec::new();
    for voucher in vouchers {
        if !funds.contains(&voucher.fund) {
            funds.push(voucher.fund);
        }
    }
    let mut balances = Vec::new();
    for id in funds {
        let name = catalog.fund(id).map_or_else(String::new, |fund| fund.name.clone());
        balances.push((name, desk.fund_balance(id)?));
    }
    Ok(balances)
}

fn bodies(vouchers: Vec<Stored<Voucher>>) -> Vec<Voucher> {
    vouchers.into_iter().map(|voucher| voucher.body).collect()
}

/// An entry in one line: "Việc hiếu · 12/11/2023 · mẹ đẻ đ/c Liên 2A · 500.000 đ".
fn summary(entry: &Activity, catalog: &Catalog, call: &Call) -> String {
    let people: Vec<String> =
        entry.people.iter().map(|person| catalog.person_phrase(&entry.kind, person, entry.day)).collect();
    let day = match entry.until {
        Some(until) => format!("{} - {}", date::format(entry.day), date::format(until)),
        None => date::format(entry.day),
    };
    let total = entry.total();
    let parts = [
        explain::kind_label(&entry.kind, catalog, &call.messages),
        day,
        entry.occasion.clone(),
        entry.about.clone(),
        people.join(", "),
        entry.organisation.clone(),
        entry.result.clone(),
        if total.is_zero() { String::new() } else { format!("{} đ", money::format(total)) },
        entry.goods.clone(),
        if entry.state == State::Done { String::new() } else { list::state(entry.state, &call.messages) },
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
