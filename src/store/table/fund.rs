//! Funds and their opening balances.

use rusqlite::types::Value;

use super::{Table, children};
use crate::domain::{Fund, Id, Opening, Stored};
use crate::store::error::Result;
use crate::store::sql::{Cell, Cells, Sql, code_cell};

impl Table for Fund {
    const COLUMNS: &'static [&'static str] = &["code", "name", "settled", "code_set"];
    const CHILDREN: &'static [&'static str] = &["fund_opening"];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![self.code.cell(), self.name.cell(), self.settled.cell(), self.code_set.cell()])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self {
            code: cells.text()?,
            name: cells.text()?,
            settled: cells.take()?,
            code_set: cells.text()?,
            openings: Vec::new(),
        })
    }
    fn write_children(&self, sql: &Sql<'_>, id: Id<Self>) -> Result<()> {
        for (position, opening) in self.openings.iter().enumerate() {
            sql.run(
                "saving a fund's openings",
                "INSERT INTO fund_opening (fund, position, account, day, amount) VALUES (?, ?, ?, ?, ?)",
                [
                    id.cell(),
                    position.cell(),
                    code_cell(&opening.account),
                    opening.day.cell(),
                    opening.amount.cell(),
                ],
            )?;
        }
        Ok(())
    }
    fn read_children(sql: &Sql<'_>, records: &mut [Stored<Self>]) -> Result<()> {
        children(sql, "fund_opening", "account, day, amount", records, |cells, fund| {
            fund.openings.push(Opening { account: cells.code()?, day: cells.day()?, amount: cells.dong()? });
            Ok(())
        })
    }
    fn label(&self) -> String {
        self.name.clone()
    }
}
