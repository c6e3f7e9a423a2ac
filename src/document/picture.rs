//! Pictures: what a document keeps of one, whether its bytes are what they say they are, and how large it is on paper.
//!
//! The bytes go into every file as they are: nothing here decodes or encodes a picture. Only its outer build is read,
//! marker by marker, so that a file never carries a picture that Word or a reader of PDF stumbles over. Lengths on
//! paper are in twips.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::model::Run;
use super::style::LINE;
use crate::text::base64;

/// The style of the paragraph that holds a picture.
pub(super) const FRAME: &str = "Picture";
/// The style of what stands below it.
pub(super) const CAPTION: &str = "Caption";

/// Height of a picture on paper at most, 88 mm: two with captions of one line fit below a head, with captions of two
/// lines on every other page.
const HIGHEST: u64 = 4_989;
/// Twips of a pixel of a small picture, which is never enlarged beyond 96 pixels per inch.
const PIXEL: u64 = 15;

/// A picture in the form in which cameras and screens hand it over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// What the bytes are.
    pub media_type: MediaType,
    /// Pixels, as the bytes have it; at least 1.
    pub width: u32,
    /// Pixels, as the bytes have it; at least 1.
    pub height: u32,
    /// The file of the picture; base64 where a document is kept as text.
    #[serde(serialize_with = "to_text", deserialize_with = "from_text")]
    pub bytes: Arc<[u8]>,
    /// What the picture shows, for whoever cannot see it; one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
}

/// The forms of pictures that Word and PDF both take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaType {
    /// JPEG.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// PNG.
    #[serde(rename = "image/png")]
    Png,
}

/// What is wrong with a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureFault {
    /// The bytes are no picture of the kind that they are said to be.
    #[error("the bytes are no picture of this kind")]
    NoPicture,
    /// The bytes end in the middle of the picture.
    #[error("the picture is cut off")]
    CutOff,
    /// The picture has another size than was said, or none.
    #[error("the picture has {width} x {height} pixels")]
    OtherSize {
        /// Pixels, as the bytes have it.
        width: u32,
        /// Pixels, as the bytes have it.
        height: u32,
    },
}

impl MediaType {
    /// The one of that name, "image/jpeg" or "image/png".
    pub fn named(name: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png].into_iter().find(|kind| kind.name() == name)
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// How the names of its files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
        }
    }
}

impl Picture {
    /// A picture from its file, the size read from there.
    ///
    /// # Errors
    /// [`PictureFault`] if the bytes are none.
    pub fn new(
        media_type: MediaType,
        bytes: impl Into<Arc<[u8]>>,
        alt: impl Into<String>,
    ) -> Result<Self, PictureFault> {
        let bytes = bytes.into();
        let (width, height) = size(media_type, &bytes)?;
        Ok(Self { media_type, width, height, bytes, alt: alt.into() })
    }

    /// Checks that the bytes are a whole picture of that kind and size.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), PictureFault> {
        let (width, height) = size(self.media_type, &self.bytes)?;
        if (width, height) == (self.width, self.height) {
            Ok(())
        } else {
            Err(PictureFault::OtherSize { width, height })
        }
    }

    /// Width and height on paper in twips, at least 1 each: whole, in its own proportions, no wider than a line, no
    /// higher than two of a page can be, and not enlarged.
    pub(super) fn on_paper(&self) -> (u32, u32) {
        let (width, height) = (u64::from(self.width.max(1)), u64::from(self.height.max(1)));
        let (mut wide, mut high) = (width * PIXEL, height * PIXEL);
        if wide > u64::from(LINE) {
            (wide, high) = (u64::from(LINE), u64::from(LINE) * height / width);
        }
        if high > HIGHEST {
            (wide, high) = (HIGHEST * width / height, HIGHEST);
        }
        // Both are within the line's length by now.
        (wide.max(1) as u32, high.max(1) as u32)
    }
}

/// What stands for a picture where none can be shown: its caption, and behind it what it shows unless the caption says
/// so already.
pub(super) fn in_words(picture: &Picture, caption: &[Run]) -> Vec<Run> {
    let mut runs = caption.to_vec();
    let said: String = caption.iter().map(|run| run.text.as_str()).collect();
    let alt = picture.alt.trim();
    if said.trim().is_empty() {
        runs = vec![Run::plain(alt)];
    } else if !said.contains(alt) {
        runs.push(Run::plain(format!(" ({alt})")));
    }
    runs
}

fn to_text<S: Serializer>(bytes: &Arc<[u8]>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&base64::encode(bytes))
}

fn from_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<[u8]>, D::Error> {
    let text = String::deserialize(deserializer)?;
    base64::decode(&text).map(Arc::from).ok_or_else(|| de::Error::custom("a picture's bytes are no base64"))
}

/// Width and height of a whole picture in pixels.
fn size(media_type: MediaType, bytes: &[u8]) -> Result<(u32, u32), PictureFault> {
    let (width, height) = match media_type {
        MediaType::Jpeg => of_jpeg(bytes)?,
        MediaType::Png => of_png(bytes)?,
    };
    if width == 0 || height == 0 {
        return Err(PictureFault::OtherSize { width, height });
    }
    Ok((width, height))
}

/// The first bytes of every PNG file.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Walks the chunks of a PNG file from its head to its end.
fn of_png(bytes: &[u8]) -> Result<(u32, u32), PictureFault> {
    let mut rest = bytes.strip_prefix(PNG).ok_or(PictureFault::NoPicture)?;
    let mut found = None;
    loop {
        let (length, after) = number(rest).ok_or(PictureFault::CutOff)?;
        let (name, after) = after.split_first_chunk::<4>().ok_or(PictureFault::CutOff)?;
        let content = after.get(..length as usize).ok_or(PictureFault::CutOff)?;
        // Behind the content its checksum.
        rest = after.get(content.len() + 4..).ok_or(PictureFault::CutOff)?;
        match name {
            b"IHDR" => {
                let (width, after) = number(content).ok_or(PictureFault::NoPicture)?;
                found = number(after).map(|(height, _)| (width, height));
            }
            b"IEND" => return found.ok_or(PictureFault::NoPicture),
            _ if found.is_none() => return Err(PictureFault::NoPicture),
            _ => {}
        }
    }
}

fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    bytes.split_first_chunk::<4>().map(|(four, rest)| (u32::from_be_bytes(*four), rest))
}

/// Walks the markers of a JPEG file from its head to its end.
fn of_jpeg(bytes: &[u8]) -> Result<(u32, u32), PictureFault> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8").ok_or(PictureFault::NoPicture)?;
    let mut found = None;
    loop {
        // Fill bytes may stand before a marker.
        let at = rest.iter().position(|byte| *byte != 0xff).ok_or(PictureFault::CutOff)?;
        let marker = rest.get(at).copied().filter(|_| at > 0).ok_or(PictureFault::NoPicture)?;
        rest = rest.get(at + 1..).unwrap_or_default();
        if marker == 0xd9 {
            return found.ok_or(PictureFault::NoPicture);
        }
        if matches!(marker, 0x01 | 0xd0..=0xd7) {
            continue;
        }
        // The length counts its own two bytes.
        let length = rest.first_chunk::<2>().map(|two| usize::from(u16::from_be_bytes(*two)));
        let length = length.ok_or(PictureFault::CutOff)?;
        let segment = rest.get(..length.max(2)).ok_or(PictureFault::CutOff)?;
        rest = rest.get(segment.len()..).unwrap_or_default();
        // Start of frame, of any coding; three neighbours are tables.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let [_, _, _, high, low, wide, narrow, ..] = segment else {
                return Err(PictureFault::NoPicture);
            };
            let size = (u16::from_be_bytes([*wide, *narrow]), u16::from_be_bytes([*high, *low]));
            found = Some((u32::from(size.0), u32::from(size.1)));
        }
        if marker == 0xda {
            rest = behind_scan(rest).ok_or(PictureFault::CutOff)?;
        }
    }
}

/// What follows the packed pixels: from the next marker that is neither a stuffed byte nor a restart.
fn behind_scan(bytes: &[u8]) -> Option<&[u8]> {
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => from = at + 2,
            0xff => from = at + 1,
            _ => return bytes.get(at..),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::{jpeg, png};
    use super::*;

    fn of(width: u32, height: u32) -> Picture {
        Picture { media_type: MediaType::Jpeg, width, height, bytes: Arc::from([]), alt: String::new() }
    }

    #[test]
    fn a_picture_tells_its_size_and_reads_back_from_text() {
        for (kind, bytes) in [(MediaType::Jpeg, jpeg(40, 30, 7)), (MediaType::Png, png(40, 30, 7))] {
            let picture = Picture::new(kind, bytes, "Thăm đoàn viên").expect("a picture");
            assert_eq!((picture.width, picture.height, picture.check()), (40, 30, Ok(())));
            let kept = serde_json::to_string(&picture).expect("written");
            assert!(
                kept.starts_with(&format!(r#"{{"media_type":"{}","width":40,"height":30,"#, kind.name()))
            );
            assert_eq!(serde_json::from_str::<Picture>(&kept).expect("read"), picture);
            assert_eq!(MediaType::named(kind.name()), Some(kind));
        }
        assert_eq!(MediaType::named("image/heic"), None);
        let wrong = r#"{"media_type":"image/png","width":1,"height":1,"bytes":"*"}"#;
        assert!(serde_json::from_str::<Picture>(wrong).is_err());
    }

    #[test]
    fn a_picture_cut_off_anywhere_is_found() {
        for (kind, bytes) in [(MediaType::Jpeg, jpeg(24, 18, 1)), (MediaType::Png, png(24, 18, 1))] {
            for end in 0..bytes.len() {
                assert!(Picture::new(kind, &bytes[..end], "").is_err(), "{kind:?} of {end} bytes");
            }
            // Cameras write behind the end.
            let more = [bytes.as_slice(), b"more"].concat();
            assert!(Picture::new(kind, more, "").is_ok());
        }
        assert_eq!(Picture::new(MediaType::Png, jpeg(8, 8, 1), ""), Err(PictureFault::NoPicture));
        assert_eq!(Picture::new(MediaType::Jpeg, png(8, 8, 1), ""), Err(PictureFault::NoPicture));
        let mut other = Picture::new(MediaType::Png, png(8, 8, 1), "").expect("a picture");
        other.width = 9;
        assert_eq!(other.check(), Err(PictureFault::OtherSize { width: 8, height: 8 }));
        let none = png(0, 8, 1);
        assert_eq!(
            Picture::new(MediaType::Png, none, ""),
            Err(PictureFault::OtherSize { width: 0, height: 8 })
        );
    }

    #[test]
    fn a_camera_s_picture_fills_its_frame_and_a_small_one_is_not_enlarged() {
        assert_eq!(of(4000, 3000).on_paper(), (6652, 4989));
        assert_eq!(of(3000, 4000).on_paper(), (3741, 4989));
        assert_eq!(of(1920, 1080).on_paper(), (8869, 4989));
        assert_eq!(of(100, 80).on_paper(), (1500, 1200));
    }

    proptest! {
        #[test]
        fn any_picture_stays_within_its_frame_and_keeps_its_proportions(width in 1_u32..100_000, height in 1_u32..100_000) {
            let (wide, high) = of(width, height).on_paper();
            prop_assert!((1..=LINE).contains(&wide) && (1..=HIGHEST as u32).contains(&high));
            // Each side is cut to whole twips.
            let ratio = |(wide, high): (f64, f64)| wide * f64::from(height) - high * f64::from(width);
            let off = ratio((f64::from(wide), f64::from(high))).abs();
            prop_assert!(off <= 2.0 * f64::from(width.max(height)), "{wide} x {high}");
        }

        #[test]
        fn any_bytes_are_judged_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), kind: bool) {
            let (kind, head): (_, &[u8]) =
                if kind { (MediaType::Jpeg, b"\xff\xd8\xff") } else { (MediaType::Png, PNG) };
            let _ = Picture::new(kind, [head, &bytes].concat(), "");
        }
    }
}
