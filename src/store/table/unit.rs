//! The unit and its upper body.

use rusqlite::types::Value;

use super::Table;
use crate::domain::{NameForms, Unit};
use crate::store::error::Result;
use crate::store::sql::{Cell, Cells};

impl Table for Unit {
    const COLUMNS: &'static [&'static str] = &[
        "from_day",
        "name_head",
        "name_sentence",
        "name_short",
        "upper_head",
        "upper_sentence",
        "upper_short",
        "school",
        "ward",
        "place",
    ];
    fn cells(&self) -> Result<Vec<Value>> {
        let mut cells = vec![self.from.cell()];
        for name in [&self.name, &self.upper] {
            cells.extend([name.head.cell(), name.sentence.cell(), name.short.cell()]);
        }
        cells.extend([self.school.cell(), self.ward.cell(), self.place.cell()]);
        Ok(cells)
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self {
            from: cells.opt_day()?,
            name: name_forms(cells)?,
            upper: name_forms(cells)?,
            school: cells.text()?,
            ward: cells.text()?,
            place: cells.text()?,
        })
    }
    fn label(&self) -> String {
        self.name.short.clone()
    }
}

fn name_forms(cells: &mut Cells<'_, '_>) -> Result<NameForms> {
    Ok(NameForms { head: cells.text()?, sentence: cells.text()?, short: cells.text()? })
}
