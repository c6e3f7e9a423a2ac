//! Photos at the desk: read for their layer, files looked up, changes, and files written.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::Performer;
use crate::desk::file::{self, Overwrite};
use crate::desk::photo::{NewPhoto, PhotoError, caption};
use crate::desk::{Desk, DeskError, Folder, PeriodPhoto};
use crate::domain::{Activity, Catalog, Id, Period, PhotoHead};
use crate::exchange::picture::{self, PictureError, Sort};
use crate::locale::explain::photo::{list as list_text, measure};
use crate::locale::{Explain, Messages, Value};
use crate::tui::effect::{Answer, Saved, SavedWhat};
use crate::tui::layer::photos::{OfferedPicture, PhotoList, PhotoRow, PhotoWrite, PhotosOf};

/// The endings of files that may be pictures. Those that cannot be used are shown with the reason.
const ENDINGS: &[&str] = &["jpg", "jpeg", "jfif", "png", "heic", "heif", "webp", "avif"];

/// How much of a file is looked at to know what it is and how large: a camera's notes come first.
const BEGINNING: u64 = 200_000;

/// How many files are looked into.
const LOOKED_INTO: usize = 60;

/// The photos of an activity or of a period.
pub fn list(
    desk: &Desk,
    of: PhotosOf,
    catalog: &Catalog,
    messages: &Messages,
) -> Result<PhotoList, DeskError> {
    let (heads, taken, chosen) = match &of {
        PhotosOf::Activity(entry) => (desk.store().photos_of(entry.id)?, 0, false),
        PhotosOf::Period(period) => {
            let selection = desk.photo_selection(period)?;
            let taken = selection.taken.len();
            (selection.taken.into_iter().chain(selection.left).collect(), taken, selection.chosen)
        }
    };
    let mut rows = Vec::with_capacity(heads.len());
    for head in heads {
        rows.push(row(desk, head, catalog, messages)?);
    }
    Ok(PhotoList { of, rows, taken, chosen })
}

fn row(desk: &Desk, head: PhotoHead, catalog: &Catalog, messages: &Messages) -> Result<PhotoRow, DeskError> {
    let entry = desk.store().get(head.activity)?;
    let own = head.caption.clone();
    Ok(match entry {
        Some(entry) => {
            let kind = catalog.kinds.get(&entry.kind);
            let kind = kind.map_or(entry.kind.as_str(), |kind| messages.pick(&kind.label, &kind.en));
            let caption = if own.is_empty() { caption(&entry, catalog) } else { own };
            PhotoRow { head, caption, entry: format!("{kind} {}", catalog.headline(&entry)) }
        }
        None => PhotoRow { head, caption: own, entry: String::new() },
    })
}

/// A bare name is one of the exchange folder's, unless the working folder has it.
fn found(path: PathBuf, folder: &Folder) -> PathBuf {
    if path.exists() { path } else { folder.path().join(path) }
}

impl Performer {
    /// The pictures of the exchange folder, newest first; makes the folder where it is missing.
    pub fn photo_files(&self) -> Answer {
        let folder = self.folder();
        // Whoever is told how to send a file there needs it to be there; what cannot be made is said on use.
        let _ = folder.ready();
        match folder.offers(ENDINGS) {
            Ok(files) => Answer::PhotoFiles(
                files
                    .into_iter()
                    .take(LOOKED_INTO)
                    .map(|file| self.offered(file.name, &file.path, file.size))
                    .collect(),
            ),
            Err(error) => self.failed(&error.into()),
        }
    }

    fn offered(&self, name: String, path: &Path, bytes: u64) -> OfferedPicture {
        let mut beginning = Vec::new();
        // What cannot be read is said when it is taken.
        let _ = std::fs::File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut beginning));
        let sort = picture::sort(&beginning);
        let why = || PhotoError::Picture { name: name.clone(), source: PictureError::Sort { sort } };
        let fit = matches!(sort, Sort::Jpeg | Sort::Png);
        let unfit = (!fit).then(|| why().explain(&self.messages));
        OfferedPicture { size: picture::size(&beginning), path: path.to_owned(), bytes, sort, unfit, name }
    }

    /// Whether a file can be attached to an activity: what cannot is refused before a caption is typed for it.
    pub fn photo_fits(&self, activity: Id<Activity>, path: PathBuf) -> Answer {
        let Some(desk) = &self.desk else {
            return Answer::Failed { sentence: self.messages.get("report-no-period"), theirs: None };
        };
        let file = found(path.clone(), &self.folder());
        match NewPhoto::read(&file, "").and_then(|photo| desk.can_attach(activity, &photo)) {
            Ok(()) => Answer::PhotoFits(path),
            Err(error) => self.failed(&error),
        }
    }

    /// Changes photos.
    pub(super) fn photo_written(
        desk: &mut Desk,
        write: PhotoWrite,
        folder: &Folder,
        messages: &Messages,
    ) -> Result<Saved, DeskError> {
        let text = match write {
            PhotoWrite::Attach { activity, path, caption } => {
                let photos = desk.attach(activity, vec![NewPhoto::read(&found(path, folder), &caption)?])?;
                let size = photos.first().map_or_else(String::new, |photo| {
                    let bytes = photo.bytes().map_or(0, |bytes| bytes.len() as u64);
                    measure(photo.width, photo.height, bytes)
                });
                messages.with("saved-photo", &[("size", Value::from(size))])
            }
            PhotoWrite::Caption(id, caption) => {
                desk.caption_photo(id, &caption)?;
                messages.get("saved-photo-caption")
            }
            PhotoWrite::Remove(id) => {
                desk.remove_photo(id)?;
                messages.get("saved-photo-removed")
            }
            PhotoWrite::Choose(period, order) => {
                desk.choose_photos(&period, &order)?;
                let count = Value::from(order.len().to_string());
                messages.with("saved-photo-chosen", &[("count", count)])
            }
        };
        Ok(Saved { what: SavedWhat::Photo(text), ..Saved::default() })
    }

    /// Writes the photos that go out with a period's report into a folder of the exchange folder.
    pub fn export_photos(&self, period: Id<Period>, overwrite: bool) -> Answer {
        match self.photos_exported(period, overwrite) {
            Ok(answer) => answer,
            Err(error) => self.failed(&error),
        }
    }

    fn photos_exported(&self, period: Id<Period>, overwrite: bool) -> Result<Answer, DeskError> {
        let gone = || Answer::Failed { sentence: self.messages.get("report-no-period"), theirs: None };
        let Some(desk) = &self.desk else { return Ok(gone()) };
        let Some(period) = desk.store().get(period)? else { return Ok(gone()) };
        let folder = self.folder();
        let code = Value::from(file::name_of(&period.code));
        let target = folder.path().join(self.messages.with("photo-folder", &[("period", code)]));
        let list = self.messages.get("photo-list-file");
        if !overwrite && target.join(&list).exists() {
            return Ok(Answer::PhotosExist { shown: folder.shown_file(&target), period: period.id });
        }
        let how = if overwrite { Overwrite::Replace } else { Overwrite::Refuse };
        let text = |photos: &[PeriodPhoto]| list_text(photos, &period, &self.messages);
        let written = desk.export_photos(&period, &target, (&list, &text), how)?;
        let count = written.len().saturating_sub(1);
        let fetch = folder.fetch_folder_line(&target);
        Ok(Answer::PhotosExported { count, shown: folder.shown_file(&target), fetch })
    }
}
