//! Soát lỗi: a period's report looked over before it goes out.

use super::{Desk, DeskError};
use crate::domain::{Activity, Period, Stored, TermData};
use crate::report::review::{self, Around, Finding, Place, STRAY, Severity};
use crate::report::{self, Report};

/// A finding with what whoever shows it needs beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviewed {
    /// What is found.
    pub finding: Finding,
    /// The part of the report that it stands in, by number and title ("II.3 Thi đua"); empty for what stands in no part.
    pub part: String,
    /// The activity to be mended.
    pub entry: Option<Box<Stored<Activity>>>,
}

impl Desk {
    /// What may be wrong with a period's report by an outline, the period's own when none is named; the worst first.
    ///
    /// # Errors
    /// Those of reading the book; an outline that the book does not have.
    pub fn review(&self, period: &Stored<Period>, outline: Option<&str>) -> Result<Vec<Reviewed>, DeskError> {
        let term = self.term(period)?;
        let outline = self.outline(&term, outline)?;
        let report = report::compile(&term, outline);
        let around = self.around(&term)?;
        let found = review::review(&term, &report, outline, &around);
        let known = || term.activities.iter().chain(&around.latest_before).chain(&around.behind);
        let reviewed = found.into_iter().map(|finding| {
            let entry = match &finding.place {
                Place::Activity { id } => known().find(|entry| entry.id == *id),
                _ => None,
            };
            Reviewed {
                part: part_of(&finding.place, &report),
                entry: entry.map(|entry| Box::new(entry.clone())),
                finding,
            }
        });
        Ok(reviewed.collect())
    }

    /// What of the book the report does not read, and its review does.
    fn around(&self, term: &TermData) -> Result<Around, DeskError> {
        let periods = term.catalog.periods.iter().filter(|period| !period.is_deleted());
        let (before, latest_before) = match periods.map(|period| period.activities.0).min() {
            Some(first) => self.store.done_before(first, STRAY)?,
            None => (0, Vec::new()),
        };
        Ok(Around {
            photos: self.photo_selection(&term.period)?.count() as u64,
            before,
            latest_before,
            behind: self.store.done_behind(term.catalog.today, STRAY)?,
        })
    }
}

/// Those of the findings that are errors, in their order.
pub fn errors(found: &[Reviewed]) -> Vec<&Reviewed> {
    found.iter().filter(|one| one.finding.severity == Severity::Error).collect()
}

/// Whether any of the findings is an error.
pub fn has_errors(found: &[Reviewed]) -> bool {
    !errors(found).is_empty()
}

/// The part of the report that a place lies in.
fn part_of(place: &Place, report: &Report) -> String {
    let section = match place {
        Place::Narrative { part } => report
            .lines
            .iter()
            .find(|line| line.narrative.as_ref() == Some(part))
            .and_then(|line| line.section),
        Place::Section { id } => report.sections.iter().position(|section| section.id == *id),
        _ => None,
    };
    let named = |at: usize| {
        let section = report.sections.get(at)?;
        Some(format!("{} {}", report.place_of(at), section.short).trim().to_owned())
    };
    section.and_then(named).unwrap_or_default()
}
