//! The sentences about photos, and the text that goes with those that are exported.

use super::{Explain, number, quote};
use crate::desk::photo::{PeriodPhoto, PhotoError};
use crate::domain::Period;
use crate::exchange::picture::{MAX_BYTES, PictureError, Sort};
use crate::locale::{Messages, Value};
use crate::text::date;

impl Explain for PhotoError {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            PhotoError::Picture { name, source } => refused(name, source, messages),
            PhotoError::TooLarge { name, bytes } => say(
                "error-photo-too-large",
                &[
                    ("name", quote(name)),
                    ("size", number(bytes / 1_000_000)),
                    ("limit", number(MAX_BYTES / 1_000_000)),
                ],
            ),
            PhotoError::Twice { name, caption } => {
                say("error-photo-twice", &[("name", quote(name)), ("caption", quote(caption))])
            }
            PhotoError::Gone => messages.get("error-photo-gone"),
            PhotoError::None => messages.get("error-photo-none"),
        }
    }
}

/// Why a file cannot be kept as a picture, and what to do.
fn refused(name: &str, error: &PictureError, messages: &Messages) -> String {
    let named = ("name", quote(name));
    match error {
        PictureError::Sort { sort } => {
            let key = match sort {
                Sort::Heic => "error-photo-heic",
                Sort::Video => "error-photo-video",
                Sort::Empty => "error-photo-empty",
                Sort::Other | Sort::Jpeg | Sort::Png => "error-photo-other",
                Sort::Pdf => "error-photo-pdf",
                Sort::Avif | Sort::WebP | Sort::Gif | Sort::Bmp | Sort::Tiff => "error-photo-sort",
            };
            messages.with(key, &[named, ("sort", Value::from(sort_name(*sort)))])
        }
        PictureError::Rare => messages.with("error-photo-rare", &[named]),
        PictureError::Truncated => messages.with("error-photo-truncated", &[named]),
        PictureError::Damaged { what: _ } => messages.with("error-photo-damaged", &[named]),
        PictureError::TooManyPixels { width, height } => messages
            .with("error-photo-pixels", &[named, ("width", number(*width)), ("height", number(*height))]),
    }
}

/// What a file is called that is no JPEG and no PNG.
pub fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Jpeg => "JPEG",
        Sort::Png => "PNG",
        Sort::Heic => "HEIC",
        Sort::Avif => "AVIF",
        Sort::WebP => "WebP",
        Sort::Gif => "GIF",
        Sort::Bmp => "BMP",
        Sort::Tiff => "TIFF",
        Sort::Pdf => "PDF",
        Sort::Video => "video",
        Sort::Empty | Sort::Other => "?",
    }
}

/// "2000×1500 · 412 kB".
pub fn measure(width: u32, height: u32, bytes: u64) -> String {
    format!("{width}×{height} · {} kB", bytes.div_ceil(1_000))
}

/// How many photos the letter wants: "5-10", "từ 5", "không quá 10"; none when it says nothing.
pub fn wanted(from: Option<u32>, to: Option<u32>, messages: &Messages) -> Option<String> {
    let say = |key, count: u32| messages.with(key, &[("count", Value::from(count.to_string()))]);
    Some(match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from}-{to}"),
        (Some(from), None) => say("photo-wanted-from", from),
        (None, Some(to)) => say("photo-wanted-to", to),
        (None, None) => return None,
    })
}

/// The text file that goes with exported photos: number, caption, file and day of each.
pub fn list(photos: &[PeriodPhoto], period: &Period, messages: &Messages) -> String {
    let mut text = messages.with("photo-list-title", &[("period", Value::from(period.title.as_str()))]);
    text.push('\n');
    for photo in photos {
        let day = date::format(photo.day);
        text.push_str(&format!("\n{}. {}\n   {} · {day}\n", photo.number, photo.caption, photo.file_name));
    }
    text
}
