//! The annex of photos (*phụ lục ảnh*) of a period, as a paper and as a file.

use super::{Desk, DeskError, PaperFormat, PeriodPhoto};
use crate::document::{Document, DocumentError, MediaType, Picture, PictureFault};
use crate::domain::{Period, Stored, TermData};
use crate::report;

impl Desk {
    /// The annex of the photos that go out with a period's report, by the period's own outline.
    ///
    /// # Errors
    /// [`DeskError::NoPhotos`] when none goes out; else those of reading and compiling.
    pub fn photo_annex(&self, period: &Stored<Period>) -> Result<Document, DeskError> {
        let photos = self.photos_of_period(period)?;
        if photos.is_empty() {
            return Err(DeskError::NoPhotos { period: period.title.clone() });
        }
        self.photo_annex_of(&self.term(period)?, photos)
    }

    /// The annex of these photos, to the report of that term.
    pub(super) fn photo_annex_of(
        &self,
        term: &TermData,
        photos: Vec<PeriodPhoto>,
    ) -> Result<Document, DeskError> {
        let outline = self.outline(term, None)?;
        let compiled = report::compile(term, outline);
        let shown = photos.into_iter().map(shown).collect::<Result<Vec<_>, _>>()?;
        Ok(report::photo_annex(&compiled, term, outline, shown))
    }

    /// The same as a file, normally for Word or as a PDF. Equal books give equal bytes.
    ///
    /// # Errors
    /// As [`Desk::photo_annex`]; [`DocumentError::Picture`] for a photo that does not read.
    pub fn export_photo_annex(
        &self,
        period: &Stored<Period>,
        format: PaperFormat,
    ) -> Result<Vec<u8>, DeskError> {
        self.export_photo_annex_told(period, format).map(|(bytes, _)| bytes)
    }

    /// The same, and the letters that the file shows a box for, a PDF's only.
    ///
    /// # Errors
    /// As [`Desk::export_photo_annex`].
    pub fn export_photo_annex_told(
        &self,
        period: &Stored<Period>,
        format: PaperFormat,
    ) -> Result<(Vec<u8>, Vec<char>), DeskError> {
        self.written(&self.photo_annex(period)?, format)
    }
}

/// A photo as a picture, and its caption.
fn shown(photo: PeriodPhoto) -> Result<(Picture, String), DocumentError> {
    let unknown = || DocumentError::Picture { number: photo.number, fault: PictureFault::NoPicture };
    let media_type = MediaType::named(&photo.media_type).ok_or_else(unknown)?;
    let (width, height) = (photo.width, photo.height);
    let picture = Picture { media_type, width, height, bytes: photo.bytes.into(), alt: String::new() };
    Ok((picture, photo.caption))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::NewBook;
    use crate::document::Block;
    use crate::domain::{Activity, Day, Photo};
    use crate::text::base64;

    /// A JPEG file of that size, as far as its build goes.
    fn bytes(width: u8, height: u8) -> Vec<u8> {
        let frame = [0xff, 0xc0, 0, 11, 8, 0, height, 0, width, 1, 1, 0x11, 0];
        [&[0xff, 0xd8][..], &frame, &[0xff, 0xda, 0, 2, 7, 0xff, 0xd9]].concat()
    }

    fn book(photos: &[(&str, Vec<u8>)]) -> (tempfile::TempDir, Desk, Stored<Period>) {
        let folder = tempfile::tempdir().unwrap();
        let new = NewBook {
            unit: "Công đoàn Trường Tiểu học Cây Phượng".to_owned(),
            upper: "Công đoàn Giáo dục quận".to_owned(),
            place: "Sông Nhuệ".to_owned(),
            school_year: 2023,
            ..NewBook::default()
        };
        let mut desk = Desk::create(&folder.path().join("book.congdoan"), "chi", &new).unwrap();
        let day: Day = "2023-10-02".parse().unwrap();
        let entry = Activity { about: "Phòng cháy".to_owned(), ..Activity::new("tap-huan", day) };
        let entry = desk.log(entry).unwrap().activity;
        for (caption, bytes) in photos {
            let photo = Photo {
                activity: entry.id,
                caption: (*caption).to_owned(),
                media_type: "image/jpeg".to_owned(),
                sha256: "0".repeat(64),
                width: 4,
                height: 3,
                position: None,
                content: base64::encode(bytes),
            };
            desk.store.change("chi", "photo", |change| change.insert(photo)).unwrap();
        }
        let catalog = desk.catalog().unwrap();
        let period = catalog.periods.iter().find(|period| period.code == "2023-2024/1").cloned().unwrap();
        (folder, desk, period)
    }

    #[test]
    fn a_periods_photos_stand_in_their_order_with_number_caption_and_alt_text() {
        let (_folder, desk, period) = book(&[("Tập huấn", bytes(4, 3)), ("Trao quà", bytes(4, 3))]);
        let annex = desk.photo_annex(&period).unwrap();
        let shown: Vec<(&str, String)> = annex
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Picture { picture, caption } => {
                    Some((picture.alt.as_str(), caption.iter().map(|run| run.text.as_str()).collect()))
                }
                _ => None,
            })
            .collect();
        assert_eq!(
            shown,
            [("Tập huấn", "Ảnh 1. Tập huấn".to_owned()), ("Trao quà", "Ảnh 2. Trao quà".to_owned())]
        );
        let once = desk.export_photo_annex(&period, PaperFormat::Docx).unwrap();
        assert!(once.starts_with(b"PK"));
        assert_eq!(once, desk.export_photo_annex(&period, PaperFormat::Docx).unwrap());
    }

    #[test]
    fn without_photos_or_with_a_damaged_one_there_is_no_annex() {
        let (_folder, desk, period) = book(&[]);
        let none = desk.export_photo_annex(&period, PaperFormat::Pdf);
        assert!(matches!(none, Err(DeskError::NoPhotos { period: ref title }) if *title == period.title));
        let mut cut = bytes(4, 3);
        cut.pop();
        let (_folder, desk, period) = book(&[("Tập huấn", bytes(4, 3)), ("Trao quà", cut)]);
        let written = desk.export_photo_annex(&period, PaperFormat::Docx);
        let fault = DocumentError::Picture { number: 2, fault: PictureFault::CutOff };
        assert!(matches!(written, Err(DeskError::Document(error)) if error.to_string() == fault.to_string()));
    }
}
