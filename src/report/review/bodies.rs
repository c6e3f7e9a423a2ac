//! Names of other units and districts, left behind by the file that a text was copied from.

use super::said::Said;
use super::tokens::{Sort, Token, any_at, quoted, tokens};
use super::words::WORDS;
use super::{Finding, Place, What};
use crate::domain::{TermData, calendar};

/// How many words a name has at most.
const LONGEST: usize = 4;

/// Units and areas in the officer's words that are neither the unit's, nor its upper body's, nor met in the entries of
/// the report's days. Each is told once of a text.
pub(super) fn others(texts: &[Said], data: &TermData) -> Vec<Finding> {
    let own = Known::of(data);
    let mut found: Vec<Finding> = Vec::new();
    for said in texts {
        let mut told: Vec<String> = Vec::new();
        // Head and foot say where the report goes: there only the unit and its upper body are known.
        let official = said.place == Place::ReportSettings;
        for line in said.lines() {
            let tokens = tokens(line);
            for body in bodies(line, &tokens) {
                if own.knows(&body, official) || told.contains(&body.name) {
                    continue;
                }
                told.push(body.name.clone());
                found.push(Finding::new(What::OtherBody { quote: body.quote }, said.place.clone()));
            }
        }
    }
    found
}

/// A named unit or area.
struct Body {
    /// What it is called before its name.
    wide: bool,
    sort: String,
    /// Its name in small letters.
    name: String,
    quote: String,
}

/// The names of a line.
fn bodies(line: &str, tokens: &[Token<'_>]) -> Vec<Body> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let sorts = [(&WORDS.areas, false), (&WORDS.wide, true), (&WORDS.schools, false)];
        let sort = sorts
            .into_iter()
            .filter_map(|(words, wide)| any_at(tokens, at, words).map(|length| (length, wide)))
            .max();
        let Some((length, wide)) = sort else {
            at += 1;
            continue;
        };
        let from = at + length;
        let to = name_from(tokens, from);
        if to > from {
            let low = |from: usize, to: usize| -> String {
                let words: Vec<&str> =
                    tokens.get(from..to).unwrap_or_default().iter().map(|token| token.low.as_str()).collect();
                words.join(" ")
            };
            let quote = quoted(line, tokens, at, to - 1);
            found.push(Body { wide, sort: low(at, from), name: low(from, to), quote });
        }
        at = to.max(from);
    }
    found
}

/// Where the name that begins at `from` ends: words with a capital, or a number ("Quận 1").
fn name_from(tokens: &[Token<'_>], from: usize) -> usize {
    let Some(first) = tokens.get(from) else { return from };
    if WORDS.not_names.contains(&first.low) {
        return from;
    }
    if first.number().is_some_and(|number| number < 100) && first.text.len() < 3 {
        return from + 1;
    }
    let mut to = from;
    while let Some(token) = tokens.get(to).filter(|_| to - from < LONGEST) {
        let begins = to > from && any_at(tokens, to, &WORDS.areas).is_some() && !token.is_capital();
        if token.sort != Sort::Word || !token.is_capital() || begins {
            break;
        }
        to += 1;
    }
    to
}

/// Everything that the book knows by name, in small letters with one blank between words and around.
struct Known {
    official: String,
    met: String,
}

impl Known {
    fn of(data: &TermData) -> Self {
        let mut official = String::new();
        for unit in data.catalog.units.iter().filter(|unit| !unit.is_deleted()) {
            let unit = &unit.body;
            let forms = [&unit.name, &unit.upper];
            let names = forms.into_iter().flat_map(|form| [&form.head, &form.sentence, &form.short]);
            for text in names.chain([&unit.school, &unit.ward, &unit.place]) {
                add(&mut official, text);
            }
        }
        add(&mut official, &data.period.letter.issuer);
        add(&mut official, &data.period.report.place);
        let mut met = official.clone();
        let period = &data.period;
        let around = calendar::school_year(period, &data.catalog.periods);
        let ranges = [period.activities, period.finance, around];
        let near = |day| ranges.iter().any(|range| calendar::holds(*range, day));
        for entry in data.activities.iter().filter(|entry| !entry.is_deleted() && near(entry.day)) {
            let entry = &entry.body;
            for text in [
                &entry.about,
                &entry.occasion,
                &entry.place,
                &entry.organisation,
                &entry.giver,
                &entry.launcher,
                &entry.result,
                &entry.reference,
                &entry.note,
                &entry.goods,
            ] {
                add(&mut met, text);
            }
            for person in &entry.people {
                add(&mut met, &person.name);
                add(&mut met, &person.note);
            }
        }
        for member in &data.catalog.members {
            // Where somebody came from stands in the roster.
            add(&mut met, &member.note);
            for fact in &member.facts {
                add(&mut met, &fact.reason_in);
                add(&mut met, &fact.reason_out);
            }
        }
        Self { official, met }
    }

    fn knows(&self, body: &Body, official: bool) -> bool {
        let texts = if official { &self.official } else { &self.met };
        if body.wide && !self.official.contains(&format!(" {} ", body.sort)) {
            return true;
        }
        // A longer run of capitals may be a name with what follows it: its beginning is enough.
        let words: Vec<&str> = body.name.split(' ').collect();
        (words.len().min(2)..=words.len())
            .filter_map(|length| words.get(..length))
            .any(|words| texts.contains(&format!(" {} ", words.join(" "))))
    }
}

fn add(all: &mut String, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    all.push_str(" | ");
    for token in tokens(text) {
        all.push_str(&token.low);
        all.push(' ');
    }
}
