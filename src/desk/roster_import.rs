//! Taking a roster in: all of its people in one change, or none.

use std::collections::{BTreeMap, BTreeSet};

use super::tidy::tidy;
use super::transfer::ImportSummary;
use super::{Desk, DeskError};
use crate::domain::{Catalog, Member, RecordType};
use crate::exchange::roster::{Intake, Proposal, ProposedRow, RowFault, RowKind, refused, whole};
use crate::exchange::{ExchangeError, paste_roster, read_roster};

/// What is to be done with a roster beyond reading it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterOptions {
    /// Lines that are left out, as the file counts them, from 1.
    pub leave_out: BTreeSet<u32>,
    /// Change nothing.
    pub dry_run: bool,
}

impl Desk {
    /// Reads a roster file as it would be taken in; `source` is its name as shown.
    pub fn read_roster(&self, source: &str, bytes: &[u8]) -> Result<Intake, DeskError> {
        Ok(read_roster(source, bytes, &self.catalog()?)?)
    }

    /// Reads pasted cells as they would be taken in.
    pub fn paste_roster(&self, text: &str) -> Result<Intake, DeskError> {
        Ok(paste_roster(text, &self.catalog()?)?)
    }

    /// Adds the people of an intake in one change, a backup made before; how many. Refused while something stands
    /// against a row that is not left out ([`DeskError::RosterRows`]) or against the whole of it.
    pub fn take_roster(&mut self, intake: &Intake) -> Result<ImportSummary, DeskError> {
        let catalog = self.catalog()?;
        people(intake, &catalog)?;
        let backup = Some(self.store.backup_rotated()?);
        let committed = self.store.change(&self.officer, "import", |change| {
            // Again, within the change: somebody may have saved a member while the backup was made.
            let mut now = catalog.clone();
            now.members = change.all()?;
            let members = match people(intake, &now) {
                Ok(members) => members,
                Err(refused) => return Ok(Err(refused)),
            };
            let count = members.len();
            members.into_iter().try_for_each(|member| change.insert(member).map(drop))?;
            super::offices::give(change)?;
            Ok(Ok(count))
        })?;
        let records = BTreeMap::from([(RecordType::Member, committed.value?)]);
        Ok(ImportSummary {
            records,
            ignored: unread(intake, &catalog),
            left_out: left_out(intake, &catalog),
            backup,
        })
    }

    /// Reads a roster file and adds its people: for callers that cannot ask.
    pub fn import_roster(
        &mut self,
        bytes: &[u8],
        options: &RosterOptions,
    ) -> Result<ImportSummary, DeskError> {
        let catalog = self.catalog()?;
        let mut intake = read_roster("", bytes, &catalog)?;
        leave_out(&mut intake, &catalog, &options.leave_out);
        whole(&intake, &intake.proposal(&catalog))?;
        let members = people(&intake, &catalog)?;
        if options.dry_run {
            let records = BTreeMap::from([(RecordType::Member, members.len())]);
            let ignored = unread(&intake, &catalog);
            return Ok(ImportSummary {
                records,
                ignored,
                left_out: left_out(&intake, &catalog),
                backup: None,
            });
        }
        self.take_roster(&intake)
    }
}

/// Leaves out the lines named.
fn leave_out(intake: &mut Intake, catalog: &Catalog, lines: &BTreeSet<u32>) {
    let rows = intake.proposal(catalog).rows;
    for row in rows.iter().filter(|row| lines.contains(&row.line) && row.kind == RowKind::Person) {
        intake.chosen.insert(row.row, false);
    }
}

/// Leaves out whom the book has already, so that a whole school's roster gives its newcomers. A row that was chosen by
/// hand stays as chosen.
pub fn newcomers_only(intake: &mut Intake, catalog: &Catalog) {
    let known =
        |row: &ProposedRow| row.faults.iter().any(|(_, fault)| matches!(fault, RowFault::Known { .. }));
    for row in intake.proposal(catalog).rows.iter().filter(|row| known(row)) {
        intake.chosen.entry(row.row).or_insert(false);
    }
}

/// How many people were left out.
fn left_out(intake: &Intake, catalog: &Catalog) -> usize {
    intake.proposal(catalog).counts().left_out
}

/// The people of an intake, clean as the book keeps texts.
///
/// # Errors
/// [`DeskError::RosterRows`] while something stands against a row that is not left out; [`DeskError::Exchange`] when
/// there is nobody, or something stands against the whole of it.
pub fn people(intake: &Intake, catalog: &Catalog) -> Result<Vec<Member>, DeskError> {
    let proposal = intake.proposal(catalog);
    if proposal.fault.is_some() {
        return Err(ExchangeError::NoHeader.into());
    }
    match proposal.accepted() {
        Ok(members) => Ok(members.into_iter().map(tidy).collect()),
        Err(rows) if rows.is_empty() => Err(ExchangeError::NoRows.into()),
        Err(_) => Err(DeskError::RosterRows { rows: refused(&proposal) }),
    }
}

/// The headings of columns that are not read.
fn unread(intake: &Intake, catalog: &Catalog) -> Vec<String> {
    let Proposal { headings, .. } = intake.proposal(catalog);
    let columns = &intake.layout.columns;
    let is_read = |at: usize| columns.get(at).is_some_and(Option::is_some);
    headings
        .iter()
        .enumerate()
        .filter(|(at, heading)| !is_read(*at) && !heading.own.is_empty())
        .map(|(_, heading)| heading.text())
        .collect()
}
