//! The texts that somebody wrote by hand and that go into the report.

use super::Place;
use crate::domain::TermData;
use crate::report::Outline;

/// A text with the place where it is mended.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub place: Place,
    pub text: String,
}

impl Said {
    /// Its lines that say something.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines().map(str::trim).filter(|line| !line.is_empty())
    }
}

/// The term's narratives in the outline's order, then what head and foot of the report say and the
/// period's title. Narratives that the outline
/// does not ask for are not printed and not read.
pub(super) fn texts(data: &TermData, outline: &Outline) -> Vec<Said> {
    let mut keys: Vec<&str> = Vec::new();
    for (key, _, _) in outline.narratives() {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let of_key = |key: &str| {
        data.narratives.iter().find(|narrative| {
            narrative.part == key && narrative.period == data.period.id && !narrative.is_deleted()
        })
    };
    let narrative = |key: &str| {
        let found = of_key(key)?;
        Some(Said { place: Place::Narrative { part: key.to_owned() }, text: found.text.clone() })
    };
    let mut texts: Vec<Said> = keys.into_iter().filter_map(narrative).collect();
    let settings = &data.period.report;
    let mut lines = vec![settings.subject.clone(), settings.addressee.clone()];
    lines.extend(settings.recipients.iter().cloned());
    lines.retain(|line| !line.trim().is_empty());
    if !lines.is_empty() {
        texts.push(Said { place: Place::ReportSettings, text: lines.join("\n") });
    }
    texts.push(Said { place: Place::Period, text: data.period.title.clone() });
    texts
}
