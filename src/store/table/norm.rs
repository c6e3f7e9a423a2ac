//! Norms.

use rusqlite::types::Value;

use super::Table;
use crate::domain::Norm;
use crate::store::error::Result;
use crate::store::sql::{Cell, Cells};

impl Table for Norm {
    const COLUMNS: &'static [&'static str] = &[
        "kind",
        "relation",
        "condition",
        "amount",
        "goods",
        "times_per_year",
        "fund",
        "code",
        "from_day",
        "until_day",
        "decision",
    ];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![
            self.kind.cell(),
            self.relation.cell(),
            self.condition.cell(),
            self.amount.cell(),
            self.goods.cell(),
            self.times_per_year.cell(),
            self.fund.cell(),
            self.code.cell(),
            self.from.cell(),
            self.until.cell(),
            self.decision.cell(),
        ])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self {
            kind: cells.text()?,
            relation: cells.text()?,
            condition: cells.text()?,
            amount: cells.dong()?,
            goods: cells.text()?,
            times_per_year: cells.take()?,
            fund: cells.opt_id()?,
            code: cells.text()?,
            from: cells.opt_day()?,
            until: cells.opt_day()?,
            decision: cells.text()?,
        })
    }
    fn label(&self) -> String {
        format!("{} {}", self.kind, self.relation).trim_end().to_owned()
    }
}
