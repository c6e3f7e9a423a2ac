//! People in a form: names, groups and free names as typed, resolved on the entry's day.
//!
//! `Liên 2A, Hương MT` are members; `nữ`, `tổ 2`, `GV cơ bản`, `tất cả` are groups; everything after `trừ` is left out,
//! up to a semicolon; a name in quotes is somebody who is not on the roster. Nobody is guessed: a name that two
//! members bear must be chosen from the suggestions, and what was chosen is pinned to the token.
//!
//! Beside a name may stand what is said of that person alone: `Hương MT (Nhất; được dự thi cấp thành phố)`,
//! `Dũng TD (bố vợ)`, `Liên 2A = 500k`; beside a group, of everybody in it. A part in brackets that names a relation is
//! one where the form asks for it, the first other part is the prize where the form asks for prizes, the rest a note.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::field::Message;
use super::words::WORDS;
use crate::domain::{Catalog, Day, FactKind, Gender, Id, Member, Person, Stored};
use crate::text::clean;
use crate::text::fold::{accents_agree, search_key};
use crate::text::money::Dong;

/// Somebody of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A member of the roster.
    Member(Id<Member>),
    /// A name that is not on the roster.
    Free(String),
}

impl Who {
    /// Who this person of an entry is.
    pub fn of(person: &Person) -> Self {
        person.member.map_or_else(|| Self::Free(person.name.clone()), Self::Member)
    }
}

/// What a token was chosen to mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The token as it stands in the field.
    pub token: String,
    /// Whom it means.
    pub who: Who,
}

/// Why a token means nobody yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nobody of this name is on the roster.
    Unknown {
        /// As typed.
        token: String,
    },
    /// Several members can be meant.
    Ambiguous {
        /// As typed.
        token: String,
        /// Who they are.
        candidates: Vec<Id<Member>>,
    },
    /// A group that nobody is in on that day.
    Nobody {
        /// As typed.
        token: String,
    },
    /// A bracket that is not closed.
    Unclosed {
        /// As typed.
        token: String,
    },
    /// What stands behind "=" is no amount.
    Amount(Message),
}

impl Problem {
    /// The sentence of it.
    pub fn message(&self) -> Message {
        let (key, token) = match self {
            Self::Unknown { token } => ("form-error-people-unknown", token),
            Self::Ambiguous { token, .. } => ("form-error-people-ambiguous", token),
            Self::Nobody { token } => ("form-error-people-nobody", token),
            Self::Unclosed { token } => ("form-error-people-bracket", token),
            Self::Amount(message) => return message.clone(),
        };
        Message::plain(key).with("name", token)
    }
}

/// What is said of a person beside the name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// The code of the relation.
    pub relation: Option<String>,
    /// The prize; an empty one is said too.
    pub prize: Option<String>,
    /// A note.
    pub note: String,
    /// An amount of the person's own, đồng.
    pub amount: Option<Dong>,
}

/// What a form asks of every person, and so may be said beside a name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked {
    /// Quan hệ.
    pub relation: bool,
    /// Giải.
    pub prize: bool,
}

/// Who is meant by a field's text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resolved {
    /// Everybody named, in the order typed; groups in name order, each member once.
    pub people: Vec<Who>,
    /// What is said of each of them, in the same order.
    pub details: Vec<Said>,
    /// How many members were left out by `trừ`.
    pub left_out: usize,
    /// Tokens that mean nobody.
    pub problems: Vec<Problem>,
}

/// What may stand for the token at the caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The token that it puts in.
    pub token: String,
    /// The full name, or what the group is.
    pub name: String,
    /// What tells it from others: the duty.
    pub about: String,
    /// Whom it means; none for a group.
    pub who: Option<Who>,
}

/// The roster as names are looked up in it.
struct Roster<'a> {
    catalog: &'a Catalog,
    day: Day,
    /// Those of the day first, then those who have left or are to come.
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    member: &'a Stored<Member>,
    present: bool,
    short: &'a str,
    short_key: String,
    full_key: String,
}

enum Reading {
    People(Vec<Who>),
    Problem(Problem),
}

impl<'a> Roster<'a> {
    fn new(catalog: &'a Catalog, day: Day) -> Self {
        let rows = catalog
            .members
            .iter()
            .filter(|member| !member.is_deleted())
            .map(|member| {
                let short = member.short_name_on(day);
                Row {
                    member,
                    present: member.union_member_on(day) || member.employed_on(day),
                    short,
                    short_key: search_key(short),
                    full_key: search_key(&member.full_name),
                }
            })
            .collect();
        Self { catalog, day, rows }
    }

    /// Union members of the day; where the roster notes no membership, everybody employed; else everybody.
    fn union(&self) -> Vec<&'a Stored<Member>> {
        let of = |wanted: fn(&Member, Day) -> bool| -> Vec<&'a Stored<Member>> {
            self.rows.iter().map(|row| row.member).filter(|member| wanted(member, self.day)).collect()
        };
        let members = of(Member::union_member_on);
        if members.is_empty() { of(Member::employed_on) } else { members }
    }

    /// The members whom a name names exactly: short name, full name, then given name or the short name's beginning.
    fn named(&self, name: &str) -> Vec<Id<Member>> {
        for present in [true, false] {
            let key = search_key(name);
            let rows = || self.rows.iter().filter(|row| row.present == present);
            let ids = |found: Vec<&Row<'_>>| found.iter().map(|row| row.member.id).collect::<Vec<_>>();
            let short: Vec<_> =
                rows().filter(|row| row.short_key == key && accents_agree(name, row.short)).collect();
            if !short.is_empty() {
                return ids(short);
            }
            let full: Vec<_> = rows()
                .filter(|row| row.full_key == key && accents_agree(name, &row.member.full_name))
                .collect();
            if !full.is_empty() {
                return ids(full);
            }
            let count = name.split_whitespace().count();
            let part: Vec<_> = rows()
                .filter(|row| {
                    let short: Vec<&str> = row.short.split_whitespace().take(count).collect();
                    let words: Vec<&str> = row.member.full_name.split_whitespace().collect();
                    let end = words.get(words.len().saturating_sub(count)..).unwrap_or_default();
                    accents_agree(name, &short.join(" ")) || accents_agree(name, &end.join(" "))
                })
                .collect();
            if !part.is_empty() {
                return ids(part);
            }
        }
        Vec::new()
    }

    /// The members of a group, if the words name one.
    fn group(&self, words: &str) -> Option<Vec<Who>> {
        let is = |list: &[String]| list.iter().any(|word| accents_agree(words, word));
        let everybody = self.union();
        let pick = |wanted: &dyn Fn(&Member) -> bool| -> Vec<Who> {
            everybody.iter().filter(|member| wanted(member)).map(|member| Who::Member(member.id)).collect()
        };
        if is(&WORDS.all) {
            return Some(pick(&|_| true));
        }
        if is(&WORDS.women) {
            return Some(pick(&|member| member.gender == Gender::Female));
        }
        if is(&WORDS.men) {
            return Some(pick(&|member| member.gender == Gender::Male));
        }
        if is(&WORDS.party) {
            return Some(pick(&|member| member.party_member_on(self.day)));
        }
        let fact = |kind: FactKind, value: &str| {
            pick(&|member| search_key(member.value_on(kind, self.day)) == search_key(value))
        };
        let team = words.split_once(char::is_whitespace).filter(|(head, _)| accents_agree(head, &WORDS.team));
        if let Some((_, name)) = team {
            let mut people = fact(FactKind::Team, words);
            if people.is_empty() {
                people = fact(FactKind::Team, name.trim());
            }
            return Some(people);
        }
        let roster = &self.catalog.kinds.roster;
        let named = |entry: &crate::domain::roster::ListEntry| {
            [&entry.label, &entry.en, &entry.code]
                .into_iter()
                .chain(&entry.aliases)
                .any(|word| accents_agree(words, word))
        };
        if let Some(entry) = roster.position.iter().find(|entry| named(entry)) {
            return Some(fact(FactKind::Position, &entry.code));
        }
        if let Some(entry) = roster.contract.iter().find(|entry| named(entry)) {
            let codes = roster.contract_tree(&entry.code);
            return Some(pick(&|member| {
                codes.iter().any(|code| code == member.value_on(FactKind::Contract, self.day))
            }));
        }
        for kind in [FactKind::Team, FactKind::Office, FactKind::Duty] {
            let people =
                pick(&|member| accents_agree(words, member.value_on(kind, self.day)) && !words.is_empty());
            if !people.is_empty() {
                return Some(people);
            }
        }
        None
    }

    /// Who is meant by a token, and what it says of them.
    fn read_said(&self, token: &str, pins: &[Pin], asked: Asked) -> (Reading, Said) {
        let split = Split::of(token);
        if split.is_bare() {
            return (self.read(token, pins), Said::default());
        }
        // A short name may have brackets of its own.
        if quoted(token).is_none()
            && let Reading::People(people) = self.read(token, pins)
        {
            return (Reading::People(people), Said::default());
        }
        if split.unclosed {
            return (Reading::Problem(Problem::Unclosed { token: token.to_owned() }), Said::default());
        }
        match split.said(asked, self.catalog) {
            Ok(said) => (self.read(split.name, pins), said),
            Err(message) => (Reading::Problem(Problem::Amount(message)), Said::default()),
        }
    }

    fn read(&self, token: &str, pins: &[Pin]) -> Reading {
        if let Some(pin) = pins.iter().find(|pin| pin.token == token) {
            return Reading::People(vec![pin.who.clone()]);
        }
        if let Some(name) = quoted(token) {
            return if name.is_empty() {
                Reading::Problem(Problem::Unknown { token: token.to_owned() })
            } else {
                Reading::People(vec![Who::Free(name)])
            };
        }
        let words = token.trim_matches(['«', '»', ' ']);
        let mut found = self.named(words);
        if found.is_empty() {
            found = untitled(words).map(|name| self.named(name)).unwrap_or_default();
        }
        match found.as_slice() {
            [only] => return Reading::People(vec![Who::Member(*only)]),
            [] => {}
            _ => {
                return Reading::Problem(Problem::Ambiguous { token: token.to_owned(), candidates: found });
            }
        }
        match self.group(words) {
            Some(people) if people.is_empty() => {
                Reading::Problem(Problem::Nobody { token: token.to_owned() })
            }
            Some(people) => Reading::People(people),
            None => Reading::Problem(Problem::Unknown { token: token.to_owned() }),
        }
    }
}

/// A token in its parts: name, what stands in brackets, what stands behind "=".
struct Split<'a> {
    name: &'a str,
    inside: Option<&'a str>,
    amount: Option<&'a str>,
    unclosed: bool,
}

impl<'a> Split<'a> {
    fn of(token: &'a str) -> Self {
        let (mut rest, mut amount) = (token.trim_end(), None);
        if let Some((head, tail)) = rest.rsplit_once('=')
            && !tail.contains(['"', '”', ')'])
        {
            (rest, amount) = (head.trim_end(), Some(tail.trim()));
        }
        let quoted_to_the_end = rest.ends_with(['"', '”']);
        if let Some(at) = opening(rest).filter(|_| !quoted_to_the_end) {
            let (name, inside) = (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default());
            let closed = inside.strip_suffix(')');
            return Self { name: name.trim(), inside: closed, amount, unclosed: closed.is_none() };
        }
        Self { name: rest, inside: None, amount, unclosed: false }
    }

    const fn is_bare(&self) -> bool {
        self.inside.is_none() && self.amount.is_none() && !self.unclosed
    }

    fn said(&self, asked: Asked, catalog: &Catalog) -> Result<Said, Message> {
        let mut said = Said::default();
        let mut notes: Vec<&str> = Vec::new();
        for part in self.inside.into_iter().flat_map(|inside| inside.split(';')).map(str::trim) {
            let relation = || {
                let mut named = catalog.kinds.relations.0.iter().filter(|relation| {
                    [&relation.label, &relation.en].into_iter().any(|word| accents_agree(part, word))
                });
                named.next().filter(|_| !part.is_empty())
            };
            if let Some(relation) =
                Some(()).filter(|()| asked.relation && said.relation.is_none()).and_then(|()| relation())
            {
                said.relation = Some(relation.code.clone());
            } else if asked.prize && said.prize.is_none() {
                said.prize = Some(part.to_owned());
            } else if !part.is_empty() {
                notes.push(part);
            }
        }
        said.note = notes.join("; ");
        if let Some(text) = self.amount.filter(|text| !text.is_empty()) {
            said.amount = Some(super::amount::read(text, false)?.rate);
        }
        Ok(said)
    }
}

/// Where the bracket opens that ends a name: the first one outside quotes.
fn opening(text: &str) -> Option<usize> {
    let mut quotes = false;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '"' => quotes = !quotes,
            '“' => quotes = true,
            '”' => quotes = false,
            _ => {}
        }
        (c == '(' && !quotes && at > 0).then_some(at)
    })
}

/// What is written beside the name of a person of an entry, so that it reads back; `relation` and `prize`: whether
/// these differ among the persons and so stand there.
pub(super) fn said_of(person: &Person, asked: Asked, differ: Asked, catalog: &Catalog) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if asked.relation && differ.relation && !person.relation.is_empty() {
        parts.push(catalog.kinds.relations.label(&person.relation));
    }
    if asked.prize && (differ.prize || !person.note.is_empty()) {
        parts.push(&person.prize);
    }
    if !person.note.is_empty() {
        parts.push(&person.note);
    }
    let mut text = if parts.iter().all(|part| part.is_empty()) {
        String::new()
    } else {
        format!(" ({})", parts.join("; "))
    };
    if let Some(own) = person.amount {
        text = format!("{text} = {}", super::amount::write(own));
    }
    text
}

/// The name in a quoted token.
fn quoted(token: &str) -> Option<String> {
    let inner = token.strip_prefix(['"', '“', '”', '„'])?;
    Some(clean::line(inner.trim_end_matches(['"', '“', '”'])))
}

/// The name without "đ/c", "cô", … before it.
fn untitled(words: &str) -> Option<&str> {
    WORDS.titles.iter().find_map(|title| {
        let count = title.split_whitespace().count();
        let rest = after_words(words, count)?;
        let head = words.get(..words.len() - rest.len())?;
        accents_agree(head, title).then_some(rest)
    })
}

/// What follows the first `count` words; none when nothing does.
fn after_words(text: &str, count: usize) -> Option<&str> {
    let mut rest = text.trim_start();
    for _ in 0..count {
        rest = rest.split_once(char::is_whitespace)?.1.trim_start();
    }
    (!rest.is_empty()).then_some(rest)
}

/// A token as it stands in the text.
struct Token {
    text: String,
    range: Range<usize>,
    left_out: bool,
}

/// The tokens of a text. Separators within quotes do not count.
fn tokens(text: &str) -> Vec<Token> {
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
    let (mut start, mut quotes, mut fresh, mut brackets) = (0, false, true, 0_u32);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quotes = !quotes,
            '“' => quotes = true,
            '”' => quotes = false,
            '(' if !quotes => brackets += 1,
            ')' if !quotes => brackets = brackets.saturating_sub(1),
            ',' | ';' | '\n' if !quotes && brackets == 0 => {
                pieces.push((start..at, fresh));
                start = at + c.len_utf8();
                fresh = c == ';';
            }
            _ => {}
        }
    }
    pieces.push((start..text.len(), fresh));
    let mut out = Vec::new();
    let mut left_out = false;
    for (range, fresh) in pieces {
        if fresh {
            left_out = false;
        }
        let piece = text.get(range.clone()).unwrap_or_default();
        match except(piece) {
            Some((before, after)) if quoted(piece.trim()).is_none() => {
                push(&mut out, text, range.start..range.start + before, left_out);
                left_out = true;
                push(&mut out, text, range.start + after..range.end, left_out);
            }
            _ => push(&mut out, text, range, left_out),
        }
    }
    out
}

fn push(out: &mut Vec<Token>, text: &str, range: Range<usize>, left_out: bool) {
    let token = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (token.len() - token.trim_start().len());
    let token = token.trim();
    if !token.is_empty() {
        out.push(Token { text: clean::line(token), range: start..start + token.len(), left_out });
    }
}

/// Where the first "trừ" of a piece begins and ends.
fn except(piece: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for word in piece.split(char::is_whitespace) {
        // What is said in brackets leaves nobody out.
        if word.contains('(') {
            return None;
        }
        if WORDS.except.iter().any(|except| accents_agree(word, except)) && !word.is_empty() {
            return Some((at, at + word.len()));
        }
        at += word.len() + piece.get(at + word.len()..)?.chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// Who is meant by `text` on `day`.
pub(super) fn resolve(text: &str, pins: &[Pin], asked: Asked, catalog: &Catalog, day: Day) -> Resolved {
    let mut resolved = Resolved::default();
    if text.trim().is_empty() {
        return resolved;
    }
    let roster = Roster::new(catalog, day);
    let mut out: Vec<Who> = Vec::new();
    for token in tokens(text) {
        let (reading, said) = roster.read_said(&token.text, pins, asked);
        match reading {
            Reading::Problem(problem) => resolved.problems.push(problem),
            Reading::People(people) if token.left_out => out.extend(people),
            Reading::People(people) => {
                let single = people.len() == 1;
                for who in people {
                    // A name typed twice stands twice (two visits of one day), a group repeats nobody.
                    if single || !resolved.people.contains(&who) {
                        resolved.people.push(who);
                        resolved.details.push(said.clone());
                    }
                }
            }
        }
    }
    let before = resolved.people.len();
    let mut stays = resolved.people.iter().map(|who| !out.contains(who)).collect::<Vec<_>>().into_iter();
    resolved.details.retain(|_| stays.next().unwrap_or(true));
    resolved.people.retain(|who| !out.contains(who));
    resolved.left_out = before - resolved.people.len();
    resolved
}

/// The size of the group that words name on `day`; of all union members for no words.
pub(super) fn group_size(words: &str, catalog: &Catalog, day: Day) -> Option<usize> {
    let roster = Roster::new(catalog, day);
    if words.trim().is_empty() {
        return Some(roster.union().len());
    }
    roster.group(words.trim()).map(|people| people.len())
}

/// The token at the caret and where it stands, when it means nobody yet.
pub(super) fn open_token(
    text: &str,
    caret: usize,
    pins: &[Pin],
    catalog: &Catalog,
    day: Day,
) -> Option<(Range<usize>, Problem)> {
    let token = tokens(text).into_iter().find(|token| {
        token.range.start <= caret
            && caret <= token.range.end + text.get(token.range.end..caret).unwrap_or_default().len()
            && text.get(token.range.end..caret).is_none_or(|gap| gap.trim().is_empty() && !gap.contains(','))
    })?;
    let roster = Roster::new(catalog, day);
    let raw = text.get(token.range.clone()).unwrap_or_default();
    let split = Split::of(raw);
    // Within what is said beside a name nothing is suggested; a suggestion takes the name's place only.
    let end = token.range.start + if split.is_bare() { raw.len() } else { split.name.len() };
    let name = if split.is_bare() { token.text.as_str() } else { split.name };
    if caret > end && !split.is_bare() {
        return None;
    }
    match roster.read(name, pins) {
        Reading::Problem(problem) => Some((token.range.start..end, problem)),
        Reading::People(_) => None,
    }
}

/// What may stand for a token that means nobody yet: members first, then somebody from outside.
pub(super) fn suggestions(problem: &Problem, catalog: &Catalog, day: Day) -> Vec<Suggestion> {
    let roster = Roster::new(catalog, day);
    match problem {
        Problem::Nobody { .. } | Problem::Unclosed { .. } | Problem::Amount(_) => Vec::new(),
        Problem::Ambiguous { candidates, .. } => roster
            .rows
            .iter()
            .filter(|row| candidates.contains(&row.member.id))
            .map(|row| member_suggestion(row.member, catalog, day))
            .collect(),
        Problem::Unknown { token } => {
            let words = untitled(token).unwrap_or(token);
            let key = search_key(words);
            let mut rows: Vec<&Row<'_>> = roster
                .rows
                .iter()
                .filter(|row| {
                    let all = format!("{} {}", row.short_key, row.full_key);
                    key.split_whitespace().all(|word| all.contains(word))
                })
                .collect();
            rows.sort_by_key(|row| (!row.present, !row.short_key.starts_with(&key)));
            let mut list: Vec<Suggestion> =
                rows.into_iter().map(|row| member_suggestion(row.member, catalog, day)).collect();
            if quoted(token).is_none() {
                let name = token.replace(['"', '“', '”'], "");
                list.push(Suggestion {
                    token: format!("\"{name}\""),
                    name: String::new(),
                    about: String::new(),
                    who: Some(Who::Free(name)),
                });
            }
            list
        }
    }
}

fn member_suggestion(member: &Stored<Member>, catalog: &Catalog, day: Day) -> Suggestion {
    Suggestion {
        token: token_of(&Who::Member(member.id), catalog, day),
        name: member.full_name.clone(),
        about: member.value_on(FactKind::Duty, day).to_owned(),
        who: Some(Who::Member(member.id)),
    }
}

/// How somebody is written in a field.
pub(super) fn token_of(who: &Who, catalog: &Catalog, day: Day) -> String {
    let plain = |text: &str| clean::line(&text.replace([',', ';', '"', '“', '”', '='], " "));
    match who {
        Who::Free(name) => format!("\"{}\"", plain(name)),
        Who::Member(id) => catalog.member(*id).map_or_else(
            || "?".to_owned(),
            |member| {
                let short = member.short_name_on(day);
                let shared = catalog.members.iter().any(|other| {
                    other.id != *id && search_key(other.short_name_on(day)) == search_key(short)
                });
                plain(if shared { &member.full_name } else { short })
            },
        ),
    }
}

/// A token for `who` that no pin uses for somebody else; pinned.
pub(super) fn pin(who: &Who, pins: &mut Vec<Pin>, catalog: &Catalog, day: Day) -> String {
    let base = token_of(who, catalog, day);
    let mut token = base.clone();
    let mut number = 2;
    while pins.iter().any(|pin| pin.token == token && pin.who != *who) {
        token = format!("{base} ({number})");
        number += 1;
    }
    if !pins.iter().any(|pin| pin.token == token) {
        pins.push(Pin { token: token.clone(), who: who.clone() });
    }
    token
}
