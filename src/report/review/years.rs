//! Days, years, school years and terms in the officer's words.

use chrono::Datelike;

use super::said::Said;
use super::tokens::{Token, any_at, holds_any, phrase_at, quoted, sentence, tokens};
use super::words::WORDS;
use super::{Finding, Place, What, settings};
use crate::domain::{Day, TermData, calendar};
use crate::text::date;

/// How many years before the term may be left from an older file.
const RECENT: i32 = 3;

/// Days and months whose year is off by one from the term's, and years behind the term. The day of a paper ("Nghị định
/// số 149/2018/NĐ-CP ngày 17/11/2018") is the paper's own.
pub(super) fn days(said: &Said, data: &TermData) -> Vec<Finding> {
    let term = Term::of(data);
    let mut found = Vec::new();
    for line in said.lines() {
        let tokens = tokens(line);
        let mut at = 0;
        while at < tokens.len() {
            let Some((written, to)) = date_at(&tokens, at) else {
                found.extend(term.other_year(line, &tokens, at));
                at += 1;
                continue;
            };
            if let Some(meant) = term.meant(written)
                && !is_of_paper(line, &tokens, at)
            {
                let quote = quoted(line, &tokens, at, to - 1);
                found.push(What::WrongYear { quote, meant });
            }
            at = to;
        }
    }
    found.into_iter().map(|what| Finding::new(what, said.place.clone())).collect()
}

/// A day or month with its year.
#[derive(Clone, Copy)]
struct Written {
    day: Option<u32>,
    month: u32,
    year: i32,
}

/// The days that the term's report may speak of.
struct Term {
    /// Ranges of the report itself.
    own: Vec<(Day, Day)>,
    /// The first and last day that is nothing strange.
    around: (Day, Day),
}

impl Term {
    fn of(data: &TermData) -> Self {
        let period = &data.period;
        let mut own = vec![period.activities, period.finance];
        // A head-count day of a wrong year makes no other day right.
        if !settings::is_head_count_day_wrong(data) {
            own.push((period.head_count_day, period.head_count_day));
        }
        let year = calendar::school_year(period, &data.catalog.periods);
        let first = own.iter().map(|range| range.0).chain([year.0]).min().unwrap_or(year.0);
        let last = own.iter().map(|range| range.1).chain([year.1]).max().unwrap_or(year.1);
        Self { own, around: (first, last) }
    }

    fn holds(&self, written: Written) -> bool {
        self.own.iter().chain([&self.around]).any(|range| covers(*range, written))
    }

    /// What was meant by a day that lies in the term but for its year; none when nothing is strange.
    fn meant(&self, written: Written) -> Option<String> {
        if self.holds(written) {
            return None;
        }
        let of_year = |year: i32| {
            let other = Written { year, ..written };
            self.own.iter().any(|range| covers(*range, other)).then_some(other)
        };
        let other = of_year(written.year - 1).or_else(|| of_year(written.year + 1))?;
        Some(match other.day.and_then(|day| Day::from_ymd_opt(other.year, other.month, day)) {
            Some(day) => date::format(day),
            None => format!("{:02}/{}", other.month, other.year),
        })
    }

    /// A year alone that is none of the term's: "năm 2025" in a term that ends in 2024, unless the sentence says that it
    /// looks ahead ("đến năm 2025"); "trong năm 2022" in one that begins in 2023, where a year before it is told to be
    /// that of what was done. Older years are history ("thành lập năm 1975").
    fn other_year(&self, line: &str, tokens: &[Token<'_>], at: usize) -> Option<What> {
        let length = phrase_at(tokens, at, &WORDS.year)?;
        let year = year_of(tokens.get(at + length)?)?;
        // The beginning of a school year or of a congress term.
        if tokens.get(at + length + 1).is_some_and(|next| next.is_mark("-–/")) {
            return None;
        }
        let said_before = |words: &[String]| {
            (1..=2).any(|back| {
                at.checked_sub(back).is_some_and(|before| any_at(tokens, before, words) == Some(back))
            })
        };
        if year > self.around.1.year() {
            return (!said_before(&WORDS.until)).then_some(What::YearAhead { year });
        }
        let begins = at == 0 || (at == 1 && tokens.first().is_some_and(|first| first.is_mark("-+*•")));
        let told = begins || said_before(&WORDS.within);
        let recent = (1..=RECENT).contains(&(self.around.0.year() - year));
        let looks_back = || holds_any(sentence(line, tokens, at), &WORDS.compared);
        (told && recent && !looks_back() && !is_of_paper(line, tokens, at))
            .then_some(What::YearBefore { year })
    }
}

/// Whether a range holds the day, or any day of the month.
fn covers(range: (Day, Day), written: Written) -> bool {
    if let Some(day) = written.day {
        return Day::from_ymd_opt(written.year, written.month, day)
            .is_some_and(|day| calendar::holds(range, day));
    }
    let month = (written.year, written.month);
    let of = |day: Day| (day.year(), day.month());
    of(range.0) <= month && month <= of(range.1)
}

/// A number that may be the year of a report.
fn year_of(token: &Token<'_>) -> Option<i32> {
    let year = token.number().filter(|_| token.text.len() == 4)?;
    i32::try_from(year).ok().filter(|year| (1990..2100).contains(year))
}

fn small(token: Option<&Token<'_>>, most: u64) -> Option<u32> {
    let number = token?.number().filter(|number| (1..=most).contains(number))?;
    u32::try_from(number).ok()
}

/// "20/12/2024", "20.12.2024", "12/2024", "ngày 20 tháng 12 năm 2024", "tháng 12 năm 2024"; the first piece behind it.
fn date_at(tokens: &[Token<'_>], at: usize) -> Option<(Written, usize)> {
    // Within a longer number or the number of a paper it is something else.
    let glued = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| {
        before.is_mark("/.-–,") && tokens.get(at).is_some_and(|token| token.start == before.end)
    });
    let mark = |at: usize, marks: &str| tokens.get(at).is_some_and(|token| token.is_mark(marks));
    let free =
        |to: usize| !(mark(to, "/-–") && tokens.get(to + 1).is_some_and(|t| t.start == tokens[to].end));
    if !glued && let Some(first) = small(tokens.get(at), 31) {
        if mark(at + 1, "/.-")
            && mark(at + 3, "/.-")
            && free(at + 5)
            && let Some(month) = small(tokens.get(at + 2), 12)
            && let Some(year) = tokens.get(at + 4).and_then(year_of)
        {
            return Some((Written { day: Some(first), month, year }, at + 5));
        }
        if mark(at + 1, "/")
            && free(at + 3)
            && first <= 12
            && let Some(year) = tokens.get(at + 2).and_then(year_of)
        {
            return Some((Written { day: None, month: first, year }, at + 3));
        }
    }
    let word = |at: usize, word: &str| phrase_at(tokens, at, word).map(|length| at + length);
    let month_and_year = |at: usize| {
        let at = word(at, &WORDS.month)?;
        let month = small(tokens.get(at), 12)?;
        let at = word(at + 1, &WORDS.year)?;
        Some((month, tokens.get(at).and_then(year_of)?, at + 1))
    };
    let day = word(at, &WORDS.day).and_then(|at| Some((small(tokens.get(at), 31)?, at + 1)));
    if let Some((day, at)) = day {
        let (month, year, to) = month_and_year(at)?;
        return Some((Written { day: Some(day), month, year }, to));
    }
    let (month, year, to) = month_and_year(at)?;
    Some((Written { day: None, month, year }, to))
}

/// Whether a paper stands before the day, in the same sentence.
fn is_of_paper(line: &str, tokens: &[Token<'_>], at: usize) -> bool {
    let Some(own) = tokens.get(at) else { return false };
    let before: Vec<Token<'_>> =
        sentence(line, tokens, at).iter().filter(|token| token.end <= own.start).cloned().collect();
    // The nearest words before it: a sentence may name a paper and then a day of its own.
    let near = before.get(before.len().saturating_sub(14)..).unwrap_or_default();
    let numbered = |at: usize| {
        any_at(near, at, &WORDS.numbered)
            .and_then(|length| near.get(at + length))
            .is_some_and(|token| token.number().is_some())
    };
    holds_any(near, &WORDS.papers) || (0..near.len()).any(numbered)
}

/// The school years written in a text, each as its two years with the pieces it takes: "năm học 2022-2023", or two years
/// that follow each other behind a term ("học kỳ I 2022-2023").
fn written_school_years(tokens: &[Token<'_>]) -> Vec<(i32, i32, usize, usize)> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let behind = any_at(tokens, at, &WORDS.school_year).map(|length| at + length);
        let term = || {
            let behind = term_at(tokens, at)?.1;
            Some(behind + usize::from(tokens.get(behind).is_some_and(|mark| mark.is_mark(",(-–/"))))
        };
        let Some(behind) = behind.or_else(term) else { continue };
        let first = tokens.get(behind).and_then(year_of);
        let last = tokens.get(behind + 2).and_then(year_of);
        let parted = tokens.get(behind + 1).is_some_and(|token| token.is_mark("-–—/"));
        if let (Some(first), Some(last), true) = (first, last, parted) {
            found.push((first, last, at, behind + 2));
        }
    }
    found
}

/// School years that are not the term's. A term that ends its school year looks ahead to the next one, and a sentence
/// that compares looks back.
pub(super) fn school_years(said: &Said, data: &TermData) -> Vec<Finding> {
    let (first, last) = calendar::school_year(&data.period, &data.catalog.periods);
    // A calendar year lies in two school years.
    let spans = (data.period.activities.1 - data.period.activities.0).num_days() > 330
        && data.period.activities.0.month() == 1;
    let years = (first.year(), last.year());
    let ends = data.period.activities.1 >= last;
    let mut found = Vec::new();
    for line in said.lines() {
        let tokens = tokens(line);
        for (one, two, from, to) in written_school_years(&tokens) {
            let own = (one, two) == years;
            let next = ends && !is_head(said) && (one, two) == (years.0 + 1, years.1 + 1);
            let compared = holds_any(sentence(line, &tokens, from), &WORDS.compared);
            if own || next || compared || spans {
                continue;
            }
            let quote = quoted(line, &tokens, from, to);
            let own = format!("{}-{}", years.0, years.1);
            found.push(Finding::new(What::OtherSchoolYear { quote, own }, said.place.clone()));
        }
    }
    found
}

/// The number of the term that stands at `at`, 1 or 2, with the piece behind it.
fn term_at(tokens: &[Token<'_>], at: usize) -> Option<(u8, usize)> {
    let length = any_at(tokens, at, &WORDS.terms)?;
    let number = tokens.get(at + length)?;
    let number = if WORDS.first.contains(&number.low) {
        1
    } else if WORDS.second.contains(&number.low) {
        2
    } else {
        return None;
    };
    Some((number, at + length + 1))
}

/// Whether a text is of the report's head or the period's own title: there only its own term stands.
fn is_head(said: &Said) -> bool {
    matches!(said.place, Place::ReportSettings | Place::Period)
}

/// "Trong học kỳ II … đã tổ chức": the sentence tells what was done in it, and nothing of what is to come.
fn is_told(line: &str, tokens: &[Token<'_>], at: usize) -> bool {
    let within = at.checked_sub(1).is_some_and(|before| any_at(tokens, before, &WORDS.within).is_some());
    let sentence = sentence(line, tokens, at);
    within && holds_any(sentence, &WORDS.done) && !holds_any(sentence, &WORDS.ahead)
}

/// Terms that are neither the report's nor the one that follows it.
pub(super) fn terms(said: &Said, data: &TermData) -> Vec<Finding> {
    let title = tokens(&data.period.title);
    let Some(own) = (0..title.len()).find_map(|at| term_at(&title, at)).map(|(number, _)| number) else {
        return Vec::new();
    };
    let year = calendar::school_year(&data.period, &data.catalog.periods).0.year();
    let mut found = Vec::new();
    for line in said.lines() {
        let tokens = tokens(line);
        for at in 0..tokens.len() {
            let Some((number, behind)) = term_at(&tokens, at) else { continue };
            let named = any_at(&tokens, behind, &WORDS.school_year)
                .and_then(|length| tokens.get(behind + length))
                .or_else(|| {
                    tokens.get(behind + 1).filter(|_| tokens.get(behind).is_some_and(|t| t.is_mark(",")))
                })
                .and_then(year_of);
            // The one that follows the first term is the second of its year; the one that follows the second bears the
            // next year, and says so.
            let follows = if own == 1 { number == 2 } else { named == Some(year + 1) };
            // The head of the report looks ahead to nothing, nor do words that tell what was done.
            let follows = follows && !is_head(said) && !is_told(line, &tokens, at);
            let compared = holds_any(sentence(line, &tokens, at), &WORDS.compared);
            if number != own && !follows && !compared {
                let quote = quoted(line, &tokens, at, behind - 1);
                let own = data.period.title.clone();
                found.push(Finding::new(What::OtherTerm { quote, own }, said.place.clone()));
            }
        }
    }
    found
}
