//! The report's files.

use super::Performer;
use crate::desk::file::{self, Overwrite};
use crate::desk::paper::report_name;
use crate::desk::{Desk, Format, PaperFormat};
use crate::domain::{Period, Stored};
use crate::locale::Value;
use crate::locale::explain::report;
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
            .export_report_told(period, Some(outline), format)
            .and_then(|(bytes, undrawn)| Ok((file::write(&path, &bytes, how)?, undrawn)));
        match written {
            Ok(((), undrawn)) => Answer::Exported {
                format,
                shown: self.shown(desk, format, folder.shown_file(&path)),
                undrawn: report::undrawn(&undrawn, &self.messages),
                fetch: folder.fetch_line(&path),
            },
            Err(error) => self.failed(&error),
        }
    }

    /// A file as it is named to the person; of a PDF that is not set in letters as wide as those of the Word file also
    /// the family.
    pub(super) fn shown(&self, desk: &Desk, format: Format, path: String) -> String {
        if format == Format::Paper(PaperFormat::Pdf)
            && let Ok(Some(font)) = desk.font_standing_in()
        {
            let values = [("path", Value::from(path)), ("font", Value::from(font.to_owned()))];
            return self.messages.with("exported-font", &values);
        }
        path
    }
}
