//! Reports that were sent: read for the screen, frozen, and exported again.

use super::Performer;
use crate::desk::file::{self, Overwrite};
use crate::desk::{Desk, DeskError, Format};
use crate::domain::{Catalog, Id, IssuedReport, Period, Stored};
use crate::locale::Value;
use crate::locale::explain::{report, sent};
use crate::tui::effect::{Answer, Saved, SavedWhat};
use crate::tui::screen::report::{SentName, SentState};

/// What the screen shows of a period's reports that were sent by an outline; none when nothing was.
pub fn state(
    desk: &Desk,
    catalog: &Catalog,
    period: Id<Period>,
    outline: &str,
) -> Result<Option<SentState>, DeskError> {
    let Some(period) = catalog.periods.iter().find(|one| one.id == period) else { return Ok(None) };
    let Some(since) = desk.since_sent(period, Some(outline))? else { return Ok(None) };
    let newest = name_of(&since.issued);
    let former = desk.sent(Some(period.id))?;
    let former = former.iter().filter(|sent| sent.outline == outline && sent.id != newest.id);
    Ok(Some(SentState { former: former.map(name_of).collect(), newest, differences: since.differences }))
}

fn name_of(issued: &Stored<IssuedReport>) -> SentName {
    SentName { id: issued.id, number: issued.number.clone(), day: issued.day }
}

impl Performer {
    /// Marks a report as sent.
    pub(super) fn send(
        desk: &mut Desk,
        period: &Stored<Period>,
        outline: &str,
        messages: &crate::locale::Messages,
    ) -> Result<Saved, DeskError> {
        let issued = desk.send(period, Some(outline))?;
        let name = sent::name(&issued.number, issued.day, messages);
        Ok(Saved { what: SavedWhat::Sent(name), ..Saved::default() })
    }

    /// Writes a report that was sent, or its annex, into the exchange folder.
    pub fn export_sent(&self, id: Id<IssuedReport>, format: Format, overwrite: bool) -> Answer {
        match self.sent_exported(id, format, overwrite) {
            Ok(answer) => answer,
            Err(error) => self.failed(&error),
        }
    }

    fn sent_exported(
        &self,
        id: Id<IssuedReport>,
        format: Format,
        overwrite: bool,
    ) -> Result<Answer, DeskError> {
        let gone = || Answer::Failed { sentence: self.messages.get("sent-none-here"), theirs: None };
        let Some(desk) = &self.desk else { return Ok(gone()) };
        let Some(issued) = desk.store().get(id)?.filter(|issued| !issued.is_deleted()) else {
            return Ok(gone());
        };
        let period = desk.store().get(issued.period)?;
        let code = period.map_or_else(|| issued.period.to_string(), |period| period.body.code);
        let values = [
            ("period", Value::from(file::name_of(&code))),
            ("number", Value::from(file::name_of(&issued.number))),
        ];
        let folder = self.config.folder();
        let name = self.messages.with(format.sent_file_key(), &values);
        let path = folder.path().join(format!("{name}.{}", format.ending()));
        if path.exists() && !overwrite {
            return Ok(Answer::SentFileExists { path: folder.shown_file(&path).into(), id, format });
        }
        folder.ready()?;
        let how = if overwrite { Overwrite::Replace } else { Overwrite::Refuse };
        let (bytes, undrawn) = desk.export_sent_told(&issued, format)?;
        file::write(&path, &bytes, how)?;
        let shown = self.shown(desk, format, folder.shown_file(&path));
        let undrawn = report::undrawn(&undrawn, &self.messages);
        Ok(Answer::Exported { format, shown, undrawn, fetch: folder.fetch_line(&path) })
    }
}
