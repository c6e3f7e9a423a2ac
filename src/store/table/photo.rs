//! Pictures.

use std::borrow::Cow;

use rusqlite::types::Value;

use super::Table;
use crate::domain::Photo;
use crate::store::error::Result;
use crate::store::sql::{Cell, Cells};

impl Table for Photo {
    const COLUMNS: &'static [&'static str] =
        &["activity", "caption", "media_type", "sha256", "width", "height", "position", "content"];
    fn cells(&self) -> Result<Vec<Value>> {
        Ok(vec![
            self.activity.cell(),
            self.caption.cell(),
            self.media_type.cell(),
            self.sha256.cell(),
            self.width.cell(),
            self.height.cell(),
            self.position.cell(),
            self.content.cell(),
        ])
    }
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self {
            activity: cells.id()?,
            caption: cells.text()?,
            media_type: cells.text()?,
            sha256: cells.text()?,
            width: cells.take()?,
            height: cells.take()?,
            position: cells.take()?,
            content: cells.text()?,
        })
    }
    fn label(&self) -> String {
        self.caption.clone()
    }
    fn for_history(&self) -> Cow<'_, Self> {
        // Megabytes that cannot change (the schema refuses it) need not be kept again with each save.
        Cow::Owned(Self { content: String::new(), ..self.clone() })
    }
    fn complete(&mut self, now: &Self) {
        self.content.clone_from(&now.content);
    }
}
