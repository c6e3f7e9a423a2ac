//! Settings, officers, own kinds and outlines, narratives: a key and a text.

use rusqlite::types::Value;

use super::Table;
use crate::domain::{Narrative, Officer, OwnKind, OwnOutline, Setting};
use crate::store::error::Result;
use crate::store::sql::{Cell, Cells};

impl Table for Setting {
    const COLUMNS: &'static [&'static str] = &["key", "value"];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![self.key.cell(), self.value.cell()])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self { key: cells.text()?, value: cells.text()? })
    }
    fn label(&self) -> String {
        self.key.clone()
    }
}

impl Table for Officer {
    const COLUMNS: &'static [&'static str] = &["login", "name"];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![self.login.cell(), self.name.cell()])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self { login: cells.text()?, name: cells.text()? })
    }
    fn label(&self) -> String {
        self.name.clone()
    }
}

impl Table for OwnKind {
    const COLUMNS: &'static [&'static str] = &["code", "source"];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![self.code.cell(), self.source.cell()])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self { code: cells.text()?, source: cells.text()? })
    }
    fn label(&self) -> String {
        self.code.clone()
    }
}

impl Table for OwnOutline {
    const COLUMNS: &'static [&'static str] = &["code", "source"];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![self.code.cell(), self.source.cell()])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self { code: cells.text()?, source: cells.text()? })
    }
    fn label(&self) -> String {
        self.code.clone()
    }
}

impl Table for Narrative {
    const COLUMNS: &'static [&'static str] = &["period", "part", "text"];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![self.period.cell(), self.part.cell(), self.text.cell()])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self { period: cells.id()?, part: cells.text()?, text: cells.text()? })
    }
    fn label(&self) -> String {
        self.part.clone()
    }
}
