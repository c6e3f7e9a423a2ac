//! The e-mail that goes with a parcel, and how the parcel's files are called: both worded in `assets/parcel.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::document::Document;
use crate::domain::{Day, TermData};
use crate::text::clean::line;
use crate::text::slug::slug;
use crate::text::{asset, date};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) files: Names,
    mail: Mail,
    attached: Kinds,
}

/// How the files are called.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    pub(super) folder: String,
    pub(super) report: String,
    pub(super) annex: String,
    pub(super) photo_annex: String,
    pub(super) photos: String,
    pub(super) mail: String,
    pub(super) sums: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mail {
    subject: Vec<String>,
    lines: Vec<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    word: String,
    pdf: String,
    annex: String,
    photo_annex: String,
    photos: String,
    photo: String,
}

/// The embedded file; a test reads it, so it is never the empty one.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| asset::read(include_str!("../../../assets/parcel.toml")).unwrap_or_default());

/// What the e-mail says is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Attached {
    /// The report for Word.
    Word,
    /// The report as a PDF of so many pages.
    Pdf(usize),
    /// The annex in figures.
    Annex,
    /// The photos on paper, so many pages.
    PhotoAnnex(usize),
    /// A photo with its caption.
    Photo(String),
}

/// Whose report it is and where it goes.
pub(super) struct Sending<'a> {
    /// The term of the report.
    pub(super) term: &'a TermData,
    /// The paper that goes out.
    pub(super) document: &'a Document,
    /// The number that the paper bears; empty: left for the pen.
    pub(super) number: &'a str,
    /// The day that it bears; none: left for the pen.
    pub(super) day: Option<Day>,
    /// The files, in the order in which they are told.
    pub(super) attached: &'a [(String, Attached)],
}

/// How long a name may be, characters; far below what any system takes.
const LONGEST: usize = 80;

/// The name of a file with the period's code in it, without its ending: ASCII letters, digits and dashes alone.
pub(super) fn file_name(template: &str, code: &str) -> String {
    slug(&template.replace("{period}", code), LONGEST)
}

/// The e-mail's subject.
pub(super) fn subject(sending: &Sending<'_>) -> String {
    worded(&WORDS.mail.subject, &|field| value(sending, field)).unwrap_or_default()
}

/// The text that the officer copies into an e-mail. Lines end as the plainest editor of Windows wants them.
pub(super) fn text(sending: &Sending<'_>) -> String {
    let subject = subject(sending);
    let value = |field: &str| match field {
        "subject" => subject.clone(),
        "attached" => attached(sending.attached),
        other => value(sending, other),
    };
    let lines = WORDS.mail.lines.iter().filter_map(|wordings| worded(wordings, &value));
    lines.flat_map(|line| [line.replace('\n', "\r\n"), "\r\n".to_owned()]).collect()
}

fn value(sending: &Sending<'_>, field: &str) -> String {
    let Sending { term, document, number, day, .. } = sending;
    let letter = &term.period.letter;
    let unit = term.catalog.unit_on(day.unwrap_or(term.period.head_count_day));
    let upper = || unit.map(|unit| unit.upper.sentence.clone()).unwrap_or_default();
    let issuer = if letter.issuer.is_empty() { upper() } else { letter.issuer.clone() };
    let text = match field {
        "email" => letter.email.clone(),
        "period" => term.period.title.clone(),
        "report" => report(document),
        "report_number" => (*number).to_owned(),
        "report_day" => day.map(date::format).unwrap_or_default(),
        "unit" => unit.map(|unit| unit.name.sentence.clone()).unwrap_or_default(),
        "unit_short" => unit.map(|unit| unit.name.short.clone()).unwrap_or_default(),
        "recipient" if term.period.report.addressee.is_empty() => issuer,
        "recipient" => term.period.report.addressee.clone(),
        "issuer" => issuer,
        "letter_number" => letter.number.clone(),
        "letter_day" => letter.day.map(date::format).unwrap_or_default(),
        "signer_lines" => {
            let lines = document.foot.iter().flat_map(|foot| &foot.signer_lines);
            return lines.map(|own| line(own)).collect::<Vec<_>>().join("\n");
        }
        "signer" => document.foot.as_ref().map(|foot| foot.signer_name.clone()).unwrap_or_default(),
        _ => String::new(),
    };
    // A line feed in a subject would begin the text of some mail programs.
    line(&text)
}

/// "Báo cáo hoạt động công đoàn học kỳ I": the paper's kind and subject as words of a sentence.
fn report(document: &Document) -> String {
    let Some(head) = &document.head else { return document.meta.title.clone() };
    let mut kind = head.kind.to_lowercase().chars().collect::<Vec<_>>();
    if let Some(first) = kind.first_mut() {
        *first = first.to_uppercase().next().unwrap_or(*first);
    }
    let mut letters = head.subject.chars();
    let subject = match (letters.next(), letters.clone().next()) {
        // "CĐCS …" begins with capitals that are its own.
        (Some(first), Some(second)) if first.is_uppercase() && !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => head.subject.clone(),
    };
    format!("{} {subject}", kind.iter().collect::<String>()).trim().to_owned()
}

fn attached(files: &[(String, Attached)]) -> String {
    let words = &WORDS.attached;
    let photos = files.iter().filter(|(_, kind)| matches!(kind, Attached::Photo(_))).count();
    let mut lines: Vec<String> = Vec::new();
    let mut told = false;
    for (file, kind) in files {
        if matches!(kind, Attached::Photo(_)) && !told {
            told = true;
            lines.extend(filled(&words.photos, &|_| format!("{photos:02}")));
        }
        let (template, pages, caption) = match kind {
            Attached::Word => (&words.word, None, ""),
            Attached::Pdf(pages) => (&words.pdf, Some(pages), ""),
            Attached::Annex => (&words.annex, None, ""),
            Attached::PhotoAnnex(pages) => (&words.photo_annex, Some(pages), ""),
            Attached::Photo(caption) => (&words.photo, None, caption.as_str()),
        };
        lines.extend(filled(template, &|field| match field {
            // In the e-mail the files lie beside each other.
            "file" => file.rsplit('/').next().unwrap_or_default().to_owned(),
            "pages" => pages.map(ToString::to_string).unwrap_or_default(),
            _ => line(caption),
        }));
    }
    lines.join("\n")
}

/// The first wording whose fields all have a value.
fn worded(wordings: &[String], value: &dyn Fn(&str) -> String) -> Option<String> {
    wordings.iter().find_map(|template| filled(template, value))
}

/// A template with its fields filled in; none when one has no value.
fn filled(template: &str, value: &dyn Fn(&str) -> String) -> Option<String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        let (field, behind) = behind.split_once('}')?;
        let value = value(field);
        if value.is_empty() {
            return None;
        }
        text.push_str(before);
        text.push_str(&value);
        rest = behind;
    }
    text.push_str(rest);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_read_and_name_only_fields_there_are() {
        let words: Words = asset::read(include_str!("../../../assets/parcel.toml")).expect("the words");
        assert!(words.mail.lines.len() > 5);
        let known = [
            "email",
            "period",
            "report",
            "report_number",
            "report_day",
            "unit",
            "unit_short",
            "recipient",
            "issuer",
            "letter_number",
            "letter_day",
            "subject",
            "attached",
            "signer_lines",
            "signer",
        ];
        for template in words.mail.lines.iter().flatten().chain(&words.mail.subject) {
            for field in template.split('{').skip(1) {
                let field = field.split('}').next().unwrap_or_default();
                assert!(known.contains(&field), "{field} in {template}");
            }
        }
    }

    #[test]
    fn names_of_files_are_ascii_whatever_the_period_is_called() {
        assert_eq!(file_name("bao-cao-{period}", "2023-2024/1"), "bao-cao-2023-2024-1");
        assert_eq!(file_name("bao-cao-{period}", "Đợt 1 – Kỳ II…"), "bao-cao-dot-1-ky-ii");
        assert_eq!(file_name("{period}", "../.."), "");
    }

    #[test]
    fn a_wording_whose_field_is_empty_gives_way_to_the_next_one() {
        let value = |field: &str| if field == "a" { "A".to_owned() } else { String::new() };
        let wordings = ["{a} {b}".to_owned(), "only {a}".to_owned()];
        assert_eq!(worded(&wordings, &value).as_deref(), Some("only A"));
        assert_eq!(worded(&wordings[..1], &value), None);
        assert_eq!(filled("{a", &value), None, "a brace without its fellow");
    }
}
