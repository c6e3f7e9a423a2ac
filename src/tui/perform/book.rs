//! Records of the book itself: unit, periods, funds, norms; and the end of the set-up.

use super::Performer;
use crate::desk::{Desk, DeskError};
use crate::tui::effect::{BookRecord, Saved, SavedWhat};

impl Performer {
    /// Saves a record of the book.
    pub(super) fn written_record(desk: &mut Desk, record: BookRecord) -> Result<Saved, DeskError> {
        match record {
            BookRecord::Unit(old, unit) => drop(desk.save_unit(old.as_deref(), *unit)?),
            BookRecord::Period(old, period) => drop(desk.save_period(old.as_deref(), *period)?),
            BookRecord::Fund(old, fund) => drop(desk.save_fund(old.as_ref(), fund)?),
            BookRecord::Norm(old, norm) => drop(desk.save_norm(old.as_ref(), norm)?),
            BookRecord::Offices(appointments, from) => desk.appoint(&appointments, from)?,
            BookRecord::DropNorm(norm) => {
                desk.delete_norm(&norm)?;
                return Ok(Saved { what: SavedWhat::Deleted, ..Saved::default() });
            }
            BookRecord::Ready => {
                desk.give_offices()?;
                return Ok(Saved { what: SavedWhat::Ready, ..Saved::default() });
            }
        }
        Ok(Saved::default())
    }

    /// The name of who writes, as the book knows it.
    pub fn officer_name(&self) -> String {
        let known = self.desk.as_ref().and_then(|desk| desk.officer_record().ok().flatten());
        known.map_or_else(|| self.officer.clone(), |officer| officer.body.name)
    }
}
