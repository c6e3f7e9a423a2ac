//! Members and their dated facts.

use rusqlite::types::Value;

use super::{Table, children};
use crate::domain::catalog::name_key;
use crate::domain::{Id, Member, MemberFact, Stored};
use crate::store::error::Result;
use crate::store::sql::{Cell, Cells, Sql, code_cell};
use crate::text::collate;

impl Table for Member {
    const COLUMNS: &'static [&'static str] = &[
        "full_name",
        "gender",
        "ethnicity",
        "birth_day",
        "degree",
        "insured",
        "party_joined",
        "party_official",
        "note",
        "name_key",
        "sort_key",
    ];
    const DERIVED: usize = 2;
    const CHILDREN: &'static [&'static str] = &["member_fact"];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![
            self.full_name.cell(),
            code_cell(&self.gender),
            self.ethnicity.cell(),
            self.birth_day.cell(),
            self.degree.cell(),
            self.insured.cell(),
            self.party_joined.cell(),
            self.party_official.cell(),
            self.note.cell(),
            name_key(self).cell(),
            collate::name_key(&self.full_name).cell(),
        ])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self {
            full_name: cells.text()?,
            gender: cells.code()?,
            ethnicity: cells.text()?,
            birth_day: cells.opt_day()?,
            degree: cells.text()?,
            insured: cells.take()?,
            party_joined: cells.opt_day()?,
            party_official: cells.opt_day()?,
            note: cells.text()?,
            facts: Vec::new(),
        })
    }
    fn write_children(&self, sql: &Sql<'_>, id: Id<Self>) -> Result<()> {
        for (position, fact) in self.facts.iter().enumerate() {
            sql.run(
                "saving a member's facts",
                "INSERT INTO member_fact (member, position, kind, value, from_day, until_day, reason_in, reason_out)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    id.cell(),
                    position.cell(),
                    fact.kind.name().cell(),
                    fact.value.cell(),
                    fact.from.cell(),
                    fact.until.cell(),
                    fact.reason_in.cell(),
                    fact.reason_out.cell(),
                ],
            )?;
        }
        Ok(())
    }
    fn read_children(sql: &Sql<'_>, records: &mut [Stored<Self>]) -> Result<()> {
        let columns = "kind, value, from_day, until_day, reason_in, reason_out";
        children(sql, "member_fact", columns, records, |cells, member| {
            member.facts.push(MemberFact {
                kind: cells.code()?,
                value: cells.text()?,
                from: cells.opt_day()?,
                until: cells.opt_day()?,
                reason_in: cells.text()?,
                reason_out: cells.text()?,
            });
            Ok(())
        })
    }
    fn label(&self) -> String {
        self.full_name.clone()
    }
}
