//! The options of choice fields, made from the data: enums with their message keys, relations, funds, codes.

use std::sync::LazyLock;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::choice::ChoiceOption;
use super::field::{Message, Words};
use crate::domain::roster::{ListEntry, ReasonDirection};
use crate::domain::{Account, Catalog, Direction, Source};
use crate::locale::{Language, Messages};

static LANGUAGES: LazyLock<[Messages; 2]> =
    LazyLock::new(|| [Messages::new(Language::Vietnamese), Messages::new(Language::English)]);

/// The code of an enum's value: its serde name.
pub(super) fn code_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// The value of an enum's code.
pub(super) fn of_code<T: DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
}

/// An option that a message names, found by its words in either language.
pub(super) fn said(code: &str, message: Message) -> ChoiceOption {
    let words: Vec<String> = LANGUAGES.iter().map(|messages| message.show(messages)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    ChoiceOption::new(code, Words::Message(message), &words)
}

/// Options of an enum: `key-code` is each one's message.
pub(super) fn enumerated(key: &str, codes: &[&str]) -> Vec<ChoiceOption> {
    codes.iter().map(|code| said(code, Message::plain(format!("{key}-{code}")))).collect()
}

/// Yes and no.
pub(super) fn yes_no(key: &str) -> Vec<ChoiceOption> {
    enumerated(key, &["no", "yes"])
}

/// The relations of the book.
pub(super) fn relations(catalog: &Catalog) -> Vec<ChoiceOption> {
    let relations = &catalog.kinds.relations.0;
    relations
        .iter()
        .map(|relation| {
            let words: Vec<&str> = relation.aliases.iter().map(String::as_str).collect();
            ChoiceOption::new(
                relation.code.clone(),
                Words::Pair(relation.label.clone(), relation.en.clone()),
                &words,
            )
        })
        .collect()
}

/// A list of the roster.
pub(super) fn list(entries: &[ListEntry]) -> Vec<ChoiceOption> {
    entries
        .iter()
        .map(|entry| {
            let words: Vec<&str> = entry.aliases.iter().map(String::as_str).collect();
            let label = Words::Pair(entry.label.clone(), entry.en.clone());
            ChoiceOption::new(entry.code.clone(), label, &words)
        })
        .collect()
}

/// The roster's reasons for coming or for leaving. Their code is the label, which a member's fact keeps.
pub(super) fn reasons(
    catalog: &Catalog,
    direction: ReasonDirection,
) -> impl Iterator<Item = ChoiceOption> + use<'_> {
    catalog.kinds.roster.reason.iter().filter(move |reason| reason.direction == direction).map(|reason| {
        let words: Vec<&str> = reason.aliases.iter().map(String::as_str).collect();
        let label = Words::Pair(reason.label.clone(), reason.en.clone());
        ChoiceOption::new(reason.label.as_str(), label, &words)
    })
}

/// Every source of money: each fund's cash and bank, then the others.
pub(super) fn sources(catalog: &Catalog) -> Vec<ChoiceOption> {
    let mut options = Vec::new();
    for fund in &catalog.funds {
        for account in [Account::Cash, Account::Bank] {
            let key = if account == Account::Cash { "source-fund" } else { "source-fund-bank" };
            let source = Source::Fund { fund: fund.id, account };
            options.push(said(&source_code(source), Message::plain(key).with("fund", &fund.name)));
        }
    }
    for source in [Source::Members, Source::School, Source::Upper, Source::Others] {
        let code = source_code(source);
        options.push(said(&code, Message::plain(format!("source-{code}"))));
    }
    options
}

/// The code of a source within a form.
pub(super) fn source_code(source: Source) -> String {
    match source {
        Source::Fund { fund, account } => format!("{fund}/{}", code_of(&account)),
        Source::Members => "members".to_owned(),
        Source::School => "school".to_owned(),
        Source::Upper => "upper".to_owned(),
        Source::Others => "others".to_owned(),
    }
}

/// The source of a code.
pub(super) fn source_of(code: &str) -> Option<Source> {
    match code {
        "members" => Some(Source::Members),
        "school" => Some(Source::School),
        "upper" => Some(Source::Upper),
        "others" => Some(Source::Others),
        _ => {
            let (fund, account) = code.split_once('/')?;
            Some(Source::Fund { fund: fund.parse().ok()?, account: of_code(account)? })
        }
    }
}

/// The funds.
pub(super) fn funds(catalog: &Catalog) -> Vec<ChoiceOption> {
    catalog
        .funds
        .iter()
        .map(|fund| ChoiceOption::new(fund.id.to_string(), Words::Data(fund.name.clone()), &[&fund.code]))
        .collect()
}

/// The settlement codes that a voucher of this direction may bear.
pub(super) fn codes(catalog: &Catalog, direction: Direction) -> Vec<ChoiceOption> {
    catalog
        .codes
        .lines
        .iter()
        .filter(|line| line.direction() == Some(direction))
        .map(|line| {
            let words: Vec<&str> = line.words.iter().map(String::as_str).collect();
            let label =
                Words::Pair(format!("{} {}", line.code, line.label), format!("{} {}", line.code, line.en));
            ChoiceOption::new(line.code.clone(), label, &words)
        })
        .collect()
}

/// A settlement code with its label.
pub(super) fn code_words(catalog: &Catalog, code: &str) -> Option<(String, String)> {
    let line = catalog.codes.line(code)?;
    Some((format!("{code} {}", line.label), format!("{code} {}", line.en)))
}
