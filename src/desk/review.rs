//! Soát lỗi: a period's report looked over before it goes out.

use super::{Desk, DeskError};
use crate::domain::{Activity, Period, Stored};
use crate::report::review::{self, Finding, Place, Severity};
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
        let photos = self.photo_selection(period)?.count() as u64;
        let found = review::review(&term, &report, outline, photos);
        let reviewed = found.into_iter().map(|finding| {
            let entry = match &finding.place {
                Place::Activity { id } => term.activities.iter().find(|entry| entry.id == *id),
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
