//! Photos (ảnh): attached to activities, and a period's selection of them in order.

mod files;
#[cfg(test)]
mod tests;

use std::path::Path;

use super::file;
use super::tidy::tidy;
use super::{Desk, DeskError};
use crate::domain::late::Membership;
use crate::domain::photo::base64;
use crate::domain::{
    Activity, Catalog, Day, Id, Period, Photo, PhotoHead, PhotoSelection, RecordType, Stored,
};
use crate::exchange::picture::{self, PictureError};
use crate::store::StoreError;
use crate::text::digest::sha256;
use crate::text::slug::slug;
use crate::text::{clean, date};

pub use files::ListText;

/// Why a photo cannot be attached or changed. Nothing was saved then.
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    /// The file holds no picture that can be kept.
    #[error("{name}: {source}")]
    Picture {
        /// The file's name; empty when it came without one.
        name: String,
        /// Why.
        #[source]
        source: PictureError,
    },
    /// More than [`picture::MAX_BYTES`] bytes.
    #[error("{name} has {bytes} bytes")]
    TooLarge {
        /// The file's name.
        name: String,
        /// How large it is, bytes.
        bytes: u64,
    },
    /// The activity has this picture already.
    #[error("the picture {name} is there already")]
    Twice {
        /// The file's name.
        name: String,
        /// The caption under which it is there.
        caption: String,
    },
    /// A photo, or its activity, was removed meanwhile.
    #[error("the photo is gone")]
    Gone,
    /// The period has no photo to be exported.
    #[error("the period has no photo")]
    None,
}

/// A file that is to be attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPhoto {
    /// The file's name, for what is said of it.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Chú thích; empty: what [`caption`] proposes.
    pub caption: String,
}

impl NewPhoto {
    /// Reads a file that may be a picture, whatever its name.
    ///
    /// # Errors
    /// [`PhotoError::TooLarge`] before it is read; those of reading.
    pub fn read(path: &Path, caption: &str) -> Result<Self, DeskError> {
        let name = name_of(path);
        if let Ok(about) = std::fs::metadata(path)
            && about.is_file()
            && about.len() > picture::MAX_BYTES
        {
            return Err(PhotoError::TooLarge { name, bytes: about.len() }.into());
        }
        Ok(Self { name, bytes: file::read(path)?, caption: caption.to_owned() })
    }
}

/// The picture as it would be kept, and its digest; `there` are those that the activity has, by digest and caption.
fn fit(file: &NewPhoto, there: &[(String, String)]) -> Result<(picture::Picture, String), PhotoError> {
    let name = || file.name.clone();
    let bytes = file.bytes.len() as u64;
    if bytes > picture::MAX_BYTES {
        return Err(PhotoError::TooLarge { name: name(), bytes });
    }
    let kept =
        picture::prepare(&file.bytes).map_err(|source| PhotoError::Picture { name: name(), source })?;
    let sha256 = sha256(&kept.bytes);
    match there.iter().find(|(other, _)| *other == sha256) {
        Some((_, caption)) => Err(PhotoError::Twice { name: name(), caption: caption.clone() }),
        None => Ok((kept, sha256)),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A photo that goes out with a period's report, in the selection's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodPhoto {
    /// Its number: 1, 2, 3 … without a gap.
    pub number: usize,
    /// Number and caption as a file name of ASCII letters, digits and dashes: "01-tham-hoi-co-thu-l5.jpg". No two of
    /// a period are alike, since the numbers differ.
    pub file_name: String,
    /// Chú thích: one line, never empty.
    pub caption: String,
    /// `image/jpeg` or `image/png`.
    pub media_type: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The picture.
    pub bytes: Vec<u8>,
    /// The (first) day of the activity it shows.
    pub day: Day,
    /// The activity it shows.
    pub activity: Id<Activity>,
    /// The photo.
    pub id: Id<Photo>,
}

/// How long the words of a file's name may be, characters.
const NAME: usize = 60;

/// How many people a caption names at most.
const NAMED: usize = 4;

impl Desk {
    /// The photos that go out with a period's report, in their order, with their pictures.
    ///
    /// Only photos of done activities that count in the period, late ones taken over included. When nobody has
    /// chosen, all by day, up to as many as the letter takes.
    ///
    /// # Errors
    /// Those of reading; a picture whose content does not read.
    pub fn photos_of_period(&self, period: &Stored<Period>) -> Result<Vec<PeriodPhoto>, DeskError> {
        let catalog = self.catalog()?;
        let taken = self.photo_selection(period)?.taken;
        let mut photos = Vec::with_capacity(taken.len());
        for (at, head) in taken.into_iter().enumerate() {
            let number = at + 1;
            let caption = self.caption_of(&head, &catalog)?;
            photos.push(PeriodPhoto {
                number,
                file_name: file_name(number, &caption, &head.media_type),
                caption,
                media_type: head.media_type,
                width: head.width,
                height: head.height,
                bytes: self.picture(head.id)?,
                day: head.day,
                activity: head.activity,
                id: head.id,
            });
        }
        Ok(photos)
    }

    /// Which of a period's photos go out, and which stay in the book; without the pictures.
    ///
    /// # Errors
    /// Those of reading.
    pub fn photo_selection(&self, period: &Stored<Period>) -> Result<PhotoSelection, DeskError> {
        let periods = self.store.all::<Period>()?;
        let membership = Membership::of(period, &periods);
        let moved: Vec<Id<Activity>> = membership.moved().collect();
        let (from, to) = period.activities;
        let mut photos = self.store.photos_done(from, to, &moved)?;
        for id in moved {
            let counts = self.store.get::<Activity>(id)?.is_some_and(|entry| membership.counts(&entry));
            if !counts {
                photos.retain(|photo| photo.activity != id);
            }
        }
        Ok(PhotoSelection::of(photos, period.letter.photos_to))
    }

    /// A photo's bytes.
    ///
    /// # Errors
    /// Those of reading; [`StoreError::Damaged`] when its content is no picture's text.
    pub fn picture(&self, id: Id<Photo>) -> Result<Vec<u8>, DeskError> {
        let missing = || StoreError::NoRecord { record_type: RecordType::Photo, id: id.uuid() };
        let photo = self.store.get(id)?.ok_or_else(missing)?;
        let damaged = || StoreError::Damaged {
            doing: "reading a photo".to_owned(),
            what: format!("photo {id}"),
            path: self.store.path().to_owned(),
        };
        Ok(photo.bytes().ok_or_else(damaged)?)
    }

    /// Whether a file can be attached to an activity, asked before anything is typed for it.
    ///
    /// # Errors
    /// As [`Desk::attach`].
    pub fn can_attach(&self, activity: Id<Activity>, file: &NewPhoto) -> Result<(), DeskError> {
        fit(file, &self.pictures_of(activity)?)?;
        Ok(())
    }

    /// Digest and caption of each picture that an activity has.
    fn pictures_of(&self, activity: Id<Activity>) -> Result<Vec<(String, String)>, DeskError> {
        let photos = self.store.photos_of(activity)?;
        Ok(photos.into_iter().map(|photo| (photo.sha256, photo.caption)).collect())
    }

    /// Attaches pictures to an activity as one change: all or none.
    ///
    /// Each is made fit to be kept ([`picture::prepare`]). Where somebody has chosen among the photos of a period that
    /// the activity lies in, they join at the end while the letter takes more.
    ///
    /// # Errors
    /// [`PhotoError`]; [`StoreError::NoRecord`] for an activity that is not there.
    pub fn attach(
        &mut self,
        activity: Id<Activity>,
        files: Vec<NewPhoto>,
    ) -> Result<Vec<Stored<Photo>>, DeskError> {
        let catalog = self.catalog()?;
        let entry = self.store.get(activity)?.filter(|entry| !entry.is_deleted()).ok_or(PhotoError::Gone)?;
        let mut place = self.next_place(&entry, &catalog)?;
        let mut there = self.pictures_of(activity)?;
        let mut photos = Vec::with_capacity(files.len());
        for file in files {
            let (kept, sha256) = fit(&file, &there)?;
            let said = clean::line(&file.caption);
            let caption = if said.is_empty() { caption(&entry, &catalog) } else { said };
            there.push((sha256.clone(), caption.clone()));
            photos.push(tidy(Photo {
                activity,
                caption,
                media_type: kept.media_type.to_owned(),
                sha256,
                width: kept.width,
                height: kept.height,
                position: place.next().flatten(),
                content: base64(&kept.bytes),
            }));
        }
        let committed = self.store.change(&self.officer, "photo", |change| {
            photos.into_iter().map(|photo| change.insert(photo)).collect::<Result<Vec<_>, _>>()
        })?;
        Ok(committed.value)
    }

    /// Gives a photo another caption; an empty one brings the proposed one back.
    ///
    /// # Errors
    /// [`PhotoError::Gone`]; those of writing.
    pub fn caption_photo(&mut self, id: Id<Photo>, words: &str) -> Result<(), DeskError> {
        let old = self.photo(id)?;
        let mut said = clean::line(words);
        if said.is_empty() {
            let entry = self.store.get(old.activity)?.ok_or(PhotoError::Gone)?;
            said = caption(&entry, &self.catalog()?);
        }
        let body = Photo { caption: said, ..old.body.clone() };
        self.store.change(&self.officer, "photo", |change| change.update(&old, body))?;
        Ok(())
    }

    /// Marks a photo as deleted.
    ///
    /// # Errors
    /// [`PhotoError::Gone`]; those of writing.
    pub fn remove_photo(&mut self, id: Id<Photo>) -> Result<(), DeskError> {
        let old = self.photo(id)?;
        self.store.change(&self.officer, "photo", |change| change.delete(&old))?;
        Ok(())
    }

    /// Chooses which of a period's photos go out, in this order, as one change; all others stay in the book. An empty
    /// choice takes back that anything was chosen. Photos that are not of the period are passed over.
    ///
    /// Only photos whose place changes are written.
    ///
    /// # Errors
    /// Those of reading and writing.
    pub fn choose_photos(&mut self, period: &Stored<Period>, order: &[Id<Photo>]) -> Result<(), DeskError> {
        let selection = self.photo_selection(period)?;
        let all: Vec<PhotoHead> = selection.taken.into_iter().chain(selection.left).collect();
        let order: Vec<Id<Photo>> =
            order.iter().copied().filter(|id| all.iter().any(|photo| photo.id == *id)).collect();
        let mut moved = Vec::new();
        for photo in all {
            let place = order.iter().position(|id| *id == photo.id).map(|at| at as u32);
            if place != photo.position {
                moved.push((self.photo(photo.id)?, place));
            }
        }
        self.store.change(&self.officer, "photos", |change| {
            for (old, position) in moved {
                let body = Photo { position, ..old.body.clone() };
                change.update(&old, body)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn photo(&self, id: Id<Photo>) -> Result<Stored<Photo>, DeskError> {
        let photo = self.store.get(id)?.filter(|photo: &Stored<Photo>| !photo.is_deleted());
        Ok(photo.ok_or(PhotoError::Gone)?)
    }

    /// The places that new photos of an entry take in the selection of its period; none where nobody has chosen.
    fn next_place(
        &self,
        entry: &Stored<Activity>,
        catalog: &Catalog,
    ) -> Result<impl Iterator<Item = Option<u32>> + use<>, DeskError> {
        let mut free = 0..0;
        for period in &catalog.periods {
            let (from, to) = period.activities;
            if entry.day < from || to < entry.day {
                continue;
            }
            let selection = self.photo_selection(period)?;
            let Some(last) = selection.taken.iter().filter_map(|photo| photo.position).max() else {
                continue;
            };
            let most = period.letter.photos_to.unwrap_or(u32::MAX);
            let room = most.saturating_sub(selection.taken.len() as u32);
            free = last.saturating_add(1)..last.saturating_add(1).saturating_add(room);
            break;
        }
        Ok(free.map(Some).chain(std::iter::repeat(None)))
    }

    /// A photo's caption; what [`caption`] proposes where it has none.
    fn caption_of(&self, photo: &PhotoHead, catalog: &Catalog) -> Result<String, DeskError> {
        if !photo.caption.is_empty() {
            return Ok(photo.caption.clone());
        }
        let entry = self.store.get(photo.activity)?;
        Ok(entry.map(|entry| caption(&entry, catalog)).unwrap_or_default())
    }
}

/// The caption proposed for a photo of an activity: its kind, what it is about, else whom, and its day. It goes out
/// with the report, so nothing is shortened as it is in a list.
pub fn caption(activity: &Activity, catalog: &Catalog) -> String {
    let kind = catalog.kinds.label(&activity.kind);
    let day = date::format(activity.day);
    let contents = [&activity.about, &activity.organisation, &activity.occasion];
    let about = match contents.into_iter().find(|text| !text.is_empty()) {
        Some(text) => text.clone(),
        None if activity.people.is_empty() => catalog.headline(activity),
        // Many people are the whole union: the kind tells enough.
        None if activity.people.len() > NAMED => String::new(),
        None => {
            let phrase = |person| catalog.person_phrase(&activity.kind, person, activity.day);
            activity.people.iter().map(phrase).collect::<Vec<_>>().join(", ")
        }
    };
    if about.is_empty() { format!("{kind}, {day}") } else { format!("{kind}: {about}, {day}") }
}

/// "01-tham-hoi-co-thu-l5.jpg".
fn file_name(number: usize, caption: &str, media_type: &str) -> String {
    let ending = if media_type == "image/png" { "png" } else { "jpg" };
    let words = slug(caption, NAME);
    let dash = if words.is_empty() { "" } else { "-" };
    format!("{number:02}{dash}{words}.{ending}")
}
