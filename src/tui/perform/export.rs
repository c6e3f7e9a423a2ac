//! The report's files.

use super::Performer;
use crate::desk::file::{self, Overwrite};
use crate::desk::paper::report_name;
use crate::desk::{DeskError, Format};
use crate::domain::{Period, Stored};
use crate::locale::Value;
use crate::tui::effect::Answer;

impl Performer {
    /// Writes a report, or its annex, into the exchange folder.
    pub fn export(&self, period: &Stored<Period>, outline: &str, format: Format, overwrite: bool) -> Answer {
        let Some(desk) = &self.desk else {
            return Answer::Failed { sentence: self.messages.get("report-no-period"), theirs: None };
        };
        let folder = self.config.folder();
        let name = report_name(period, Some(outline), format);
        let name = self.messages.with(format.file_key(), &[("period", Value::from(name))]);
        let path = folder.path().join(format!("{name}.{}", format.ending()));
        if path.exists() && !overwrite {
            return Answer::FileExists { path: folder.shown_file(&path).into(), format };
        }
        if let Err(error) = folder.ready() {
            return self.failed(&error.into());
        }
        let how = if overwrite { Overwrite::Replace } else { Overwrite::Refuse };
        let written = desk
            .export_report(period, Some(outline), format)
            .and_then(|bytes| file::write(&path, &bytes, how).map_err(DeskError::from));
        match written {
            Ok(()) => Answer::Exported { shown: folder.shown_file(&path), fetch: folder.fetch_line(&path) },
            Err(error) => self.failed(&error),
        }
    }
}
