//! The parcel for the upper union, made step by step into the exchange folder.

use super::Performer;
use crate::desk::DeskError;
use crate::desk::file::Overwrite;
use crate::desk::parcel::{ParcelError, Stepped, folder_name};
use crate::domain::{Period, Stored};
use crate::locale::explain;
use crate::tui::effect::{Answer, ParcelAnswer};

impl Performer {
    /// True while a parcel waits for its next step.
    pub const fn makes_parcel(&self) -> bool {
        self.parcel.is_some()
    }

    /// Begins a parcel.
    pub fn begin_parcel(&mut self, period: &Stored<Period>, outline: &str, overwrite: bool) -> Answer {
        self.parcel = None;
        let Some(desk) = &self.desk else {
            return Answer::Parcel(ParcelAnswer::Failed(self.messages.get("report-no-period")));
        };
        let folder = self.config.folder();
        let target = folder.path().join(folder_name(period, Some(outline)));
        let how = if overwrite { Overwrite::Replace } else { Overwrite::Refuse };
        let outline = (*outline != *period.outline).then_some(outline);
        let begun = folder
            .ready()
            .map_err(DeskError::from)
            .and_then(|()| desk.begin_parcel(period, outline, &target, how));
        Answer::Parcel(match begun {
            Ok(parcel) => {
                let step = parcel.step();
                self.parcel = Some(parcel);
                ParcelAnswer::Next(step)
            }
            Err(DeskError::Parcel(ParcelError::Exists { path, edited })) => {
                ParcelAnswer::Exists { shown: folder.shown_file(&path), edited }
            }
            Err(error) => ParcelAnswer::Failed(explain::explain(&error, &self.messages)),
        })
    }

    /// Does the next step of the parcel that is being made; none when none is.
    pub fn go_on_with_parcel(&mut self) -> Option<Answer> {
        let (desk, parcel) = (self.desk.as_ref()?, self.parcel.as_mut()?);
        let came = match parcel.go_on(desk) {
            Ok(Stepped::Next(step)) => ParcelAnswer::Next(step),
            Ok(Stepped::Done(done)) => {
                self.parcel = None;
                let folder = self.config.folder();
                let (shown, fetch) =
                    (folder.shown_file(&done.folder), folder.fetch_folder_line(&done.folder));
                ParcelAnswer::Lies { done, shown, fetch }
            }
            Err(error) => {
                self.parcel = None;
                ParcelAnswer::Failed(explain::explain(&error, &self.messages))
            }
        };
        Some(Answer::Parcel(came))
    }

    /// Takes a parcel that is being made away again.
    pub fn drop_parcel(&mut self) -> Answer {
        self.parcel = None;
        Answer::Parcel(ParcelAnswer::Dropped)
    }
}
