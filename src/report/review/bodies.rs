//! Names of other units and districts, left behind by the file that a text was copied from.

use super::said::Said;
use super::tokens::{self, Token, any_at, quoted, tokens};
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

/// What a name belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    School,
    Area,
    /// So wide that a name is only strange where the book names another one.
    Wide,
    /// A union by its place alone.
    Union,
}

/// A named unit or area.
struct Body {
    sort: Sort,
    /// What it is called before its name, in small letters.
    called: String,
    /// Its name in small letters.
    name: String,
    quote: String,
}

/// The names of a line.
fn bodies(line: &str, tokens: &[Token<'_>]) -> Vec<Body> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let sorts = [
            (&WORDS.areas, Sort::Area),
            (&WORDS.wide, Sort::Wide),
            (&WORDS.schools, Sort::School),
            (&WORDS.unions, Sort::Union),
        ];
        let sort = sorts
            .into_iter()
            .filter_map(|(words, sort)| any_at(tokens, at, words).map(|length| (length, sort)))
            .max();
        let Some((length, sort)) = sort else {
            at += 1;
            continue;
        };
        let from = at + length;
        let to = name_from(tokens, from);
        // In a line of capitals any word may follow: "CÔNG ĐOÀN HỌC KỲ I".
        let is_shouted =
            length > 1 && tokens.get(at).is_some_and(|token| !token.text.chars().any(char::is_lowercase));
        if sort == Sort::Union && is_shouted {
            at = from;
            continue;
        }
        // "Công đoàn Trường", "Công đoàn Việt Nam": one word, or a body of the whole country, is no place.
        let least = if sort == Sort::Union { 2 } else { 1 };
        if to >= from + least {
            let low = |from: usize, to: usize| -> String {
                let words: Vec<&str> =
                    tokens.get(from..to).unwrap_or_default().iter().map(|token| token.low.as_str()).collect();
                words.join(" ")
            };
            let quote = quoted(line, tokens, at, to - 1);
            found.push(Body { sort, called: low(at, from), name: low(from, to), quote });
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
        if token.sort != tokens::Sort::Word || !token.is_capital() || begins {
            break;
        }
        to += 1;
    }
    to
}

/// Everything that the book knows by name.
struct Known {
    /// The unit and its upper body.
    official: Vec<Word>,
    /// What the entries and the roster name besides.
    met: Vec<Word>,
}

/// A word of a name that the book knows; a mark between two texts.
struct Word {
    low: String,
    is_capital: bool,
}

impl Known {
    fn of(data: &TermData) -> Self {
        let mut official = Vec::new();
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
        let mut met = Vec::new();
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

    /// `official`: only the unit and its upper body count.
    fn knows(&self, body: &Body, official: bool) -> bool {
        let called: Vec<&str> = body.called.split(' ').collect();
        if body.sort == Sort::Wide && !holds(&self.official, &called) {
            return true;
        }
        let name: Vec<&str> = body.name.split(' ').collect();
        if body.sort == Sort::Union && is_province(&name) {
            return true;
        }
        let texts = [&self.official, &self.met];
        let mut texts = texts.into_iter().take(if official { 1 } else { 2 });
        // A number alone is anybody's: "Quận 1" is known as a whole.
        if name.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit())) {
            let whole: Vec<&str> = called.into_iter().chain(name).collect();
            return texts.any(|text| holds(text, &whole));
        }
        // A longer run of capitals may be a name with what follows it: its beginning is enough where a name ends there.
        texts.any(|text| {
            let begins = |length: usize| name.get(..length).is_some_and(|name| holds_name(text, name));
            holds(text, &name) || (2..name.len()).any(begins)
        })
    }
}

/// "Hà Nội", also with what follows it ("Hồ Chí Minh quang vinh").
fn is_province(name: &[&str]) -> bool {
    WORDS.provinces.iter().any(|province| {
        let words: Vec<&str> = province.split(' ').collect();
        name.starts_with(&words)
    })
}

/// Whether these words stand in a text, one behind the other.
fn holds(text: &[Word], words: &[&str]) -> bool {
    text.windows(words.len()).any(|window| are(window, words))
}

/// Whether these words stand there as the end of a name: no further word of it follows.
fn holds_name(text: &[Word], words: &[&str]) -> bool {
    text.windows(words.len() + 1).any(|window| {
        window.split_last().is_some_and(|(next, window)| are(window, words) && !next.is_capital)
    })
}

fn are(window: &[Word], words: &[&str]) -> bool {
    window.iter().map(|word| word.low.as_str()).eq(words.iter().copied())
}

fn add(all: &mut Vec<Word>, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    let words = tokens(text).into_iter().map(|token| Word { is_capital: token.is_capital(), low: token.low });
    all.extend(words);
    all.push(Word { low: "|".to_owned(), is_capital: false });
}
