//! Periods, their seals, and reports that were sent.

use rusqlite::types::Value;

use super::Table;
use crate::domain::{IssuedReport, Period, PeriodSeal};
use crate::store::error::Result;
use crate::store::sql::{Cell, Cells, json};

impl Table for Period {
    const COLUMNS: &'static [&'static str] = &[
        "code",
        "title",
        "outline",
        "activities_from",
        "activities_to",
        "finance_from",
        "finance_to",
        "head_count_day",
        "due",
        "letter",
        "report",
    ];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![
            self.code.cell(),
            self.title.cell(),
            self.outline.cell(),
            self.activities.0.cell(),
            self.activities.1.cell(),
            self.finance.0.cell(),
            self.finance.1.cell(),
            self.head_count_day.cell(),
            self.due.cell(),
            json("a period's letter", &self.letter)?.cell(),
            json("a period's report head", &self.report)?.cell(),
        ])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self {
            code: cells.text()?,
            title: cells.text()?,
            outline: cells.text()?,
            activities: (cells.day()?, cells.day()?),
            finance: (cells.day()?, cells.day()?),
            head_count_day: cells.day()?,
            due: cells.opt_day()?,
            letter: cells.json()?,
            report: cells.json()?,
        })
    }
    fn label(&self) -> String {
        self.code.clone()
    }
}

impl Table for PeriodSeal {
    const COLUMNS: &'static [&'static str] = &["period", "sequence", "closed", "reason"];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![self.period.cell(), self.sequence.cell(), self.closed.cell(), self.reason.cell()])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self {
            period: cells.id()?,
            sequence: cells.take()?,
            closed: cells.take()?,
            reason: cells.text()?,
        })
    }
    fn label(&self) -> String {
        format!("#{} {}", self.sequence, self.reason).trim_end().to_owned()
    }
}

impl Table for IssuedReport {
    const COLUMNS: &'static [&'static str] =
        &["period", "number", "day", "outline", "document", "facts", "digest", "replaces"];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![
            self.period.cell(),
            self.number.cell(),
            self.day.cell(),
            self.outline.cell(),
            self.document.cell(),
            self.facts.cell(),
            self.digest.cell(),
            self.replaces.cell(),
        ])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self {
            period: cells.id()?,
            number: cells.text()?,
            day: cells.day()?,
            outline: cells.text()?,
            document: cells.text()?,
            facts: cells.text()?,
            digest: cells.text()?,
            replaces: cells.opt_id()?,
        })
    }
    fn label(&self) -> String {
        format!("{} {}", self.number, self.day)
    }
}
