//! Photos (ảnh): attached to activities, and a period's selection of them in order.

use super::{Desk, DeskError};
use crate::domain::late::Membership;
use crate::domain::{Activity, Catalog, Id, Period, Photo, PhotoHead, PhotoSelection, Stored};
use crate::store::StoreError;
use crate::text::date;
use crate::text::slug::slug;

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
    /// The activity it shows.
    pub activity: Id<Activity>,
    /// The photo.
    pub id: Id<Photo>,
}

/// How long the words of a file's name may be, characters.
const NAME: usize = 60;

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
        let missing =
            || StoreError::NoRecord { record_type: crate::domain::RecordType::Photo, id: id.uuid() };
        let photo = self.store.get(id)?.ok_or_else(missing)?;
        let damaged = || StoreError::Damaged {
            doing: "reading a photo".to_owned(),
            what: format!("photo {id}"),
            path: self.store.path().to_owned(),
        };
        Ok(photo.bytes().ok_or_else(damaged)?)
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

/// The caption proposed for a photo of an activity: its kind, what it is about, its day.
pub fn caption(activity: &Activity, catalog: &Catalog) -> String {
    let kind = catalog.kinds.label(&activity.kind);
    let about = catalog.headline(activity);
    let day = date::format(activity.day);
    if about.is_empty() { format!("{kind}, {day}") } else { format!("{kind}: {about}, {day}") }
}

/// "01-tham-hoi-co-thu-l5.jpg".
fn file_name(number: usize, caption: &str, media_type: &str) -> String {
    let ending = if media_type == "image/png" { "png" } else { "jpg" };
    let words = slug(caption, NAME);
    let dash = if words.is_empty() { "" } else { "-" };
    format!("{number:02}{dash}{words}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::NewBook;
    use crate::domain::photo::base64;
    use crate::domain::{Day, State};

    struct Room {
        _folder: tempfile::TempDir,
        desk: Desk,
    }

    impl Room {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let new = NewBook {
                unit: "Công đoàn Trường Tiểu học Cây Phượng".to_owned(),
                upper: "Công đoàn Giáo dục quận".to_owned(),
                place: "Sông Nhuệ".to_owned(),
                school_year: 2023,
                ..NewBook::default()
            };
            let desk = Desk::create(&folder.path().join("book.congdoan"), "chi", &new).unwrap();
            Self { _folder: folder, desk }
        }

        fn period(&self) -> Stored<Period> {
            let catalog = self.desk.catalog().unwrap();
            catalog.periods.iter().find(|period| period.code == "2023-2024/1").cloned().unwrap()
        }

        fn entry(&mut self, day: &str, state: State, about: &str) -> Stored<Activity> {
            let mut entry = Activity::new("tap-huan", day.parse::<Day>().unwrap());
            (entry.state, entry.about) = (state, about.to_owned());
            self.desk.log(entry).unwrap().activity
        }

        fn photo(&mut self, entry: &Stored<Activity>, caption: &str, position: Option<u32>) {
            let photo = Photo {
                activity: entry.id,
                caption: caption.to_owned(),
                media_type: "image/jpeg".to_owned(),
                sha256: "0".repeat(64),
                width: 4,
                height: 3,
                position,
                content: base64(caption.as_bytes()),
            };
            self.desk.store.change("chi", "photo", |change| change.insert(photo)).unwrap();
        }

        fn names(&self) -> Vec<String> {
            let photos = self.desk.photos_of_period(&self.period()).unwrap();
            photos.into_iter().map(|photo| photo.file_name).collect()
        }
    }

    #[test]
    fn photos_of_done_activities_go_out_numbered_by_day_with_their_captions() {
        let mut room = Room::new();
        let late = room.entry("2023-12-02", State::Done, "Chương trình lớp 4");
        let early = room.entry("2023-10-02", State::Done, "Phòng cháy");
        let planned = room.entry("2023-10-03", State::Planned, "Dự kiến");
        let elsewhere = room.entry("2024-04-03", State::Done, "Kỳ sau");
        for (entry, caption) in [
            (&late, "Tập huấn, cô Thu L5"),
            (&early, ""),
            (&planned, "Ảnh dự kiến"),
            (&elsewhere, "Ảnh kỳ sau"),
        ] {
            room.photo(entry, caption, None);
        }
        let photos = room.desk.photos_of_period(&room.period()).unwrap();
        let numbers: Vec<usize> = photos.iter().map(|photo| photo.number).collect();
        assert_eq!(numbers, [1, 2]);
        let first = photos.first().unwrap();
        assert!(first.caption.contains("Phòng cháy") && first.caption.ends_with("02/10/2023"), "{first:?}");
        assert_eq!(photos.last().unwrap().bytes, "Tập huấn, cô Thu L5".as_bytes());
        let names = room.names();
        assert!(names.first().unwrap().starts_with("01-") && names.first().unwrap().contains("phong-chay"));
        assert_eq!(names.last().unwrap(), "02-tap-huan-co-thu-l5.jpg");
    }

    #[test]
    fn a_deleted_entrys_photos_go_out_no_more() {
        let mut room = Room::new();
        let entry = room.entry("2023-10-02", State::Done, "Phòng cháy");
        room.photo(&entry, "một", Some(1));
        room.photo(&entry, "hai", Some(0));
        assert_eq!(room.names(), ["01-hai.jpg", "02-mot.jpg"]);
        room.desk.delete(&entry).unwrap();
        assert_eq!(room.names(), Vec::<String>::new());
    }
}
