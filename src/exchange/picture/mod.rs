//! Pictures from a phone or a computer, made fit to be kept in the book: turned upright, no larger than a letter's
//! reader needs, without what the camera wrote beside the picture.
//!
//! | module | what lives there |
//! |---|---|
//! | `sort` | what a file is, by its first bytes |
//! | `jpeg`, `png` | the two kinds that are taken: their parts, their pixels |
//! | `exif` | which way up the camera was held |
//! | `pixels` | pixels made fewer and turned |
//!
//! What a file says of its size is read before any memory is taken for its pixels. Nothing here knows a file's name,
//! a book or an activity. No function panics, whatever bytes it is given.

mod exif;
mod jpeg;
mod pixels;
mod png;
mod sort;

#[cfg(test)]
mod tests;

use pixels::Pixels;
pub use sort::{Sort, sort};

/// The largest file that is looked at, bytes.
pub const MAX_BYTES: u64 = 60_000_000;
/// What a kept picture takes at most, bytes.
pub const KEPT_BYTES: usize = 2_000_000;
/// The longer side of a kept picture at most, pixels: more than a page's width in print.
pub const KEPT_SIDE: u32 = 2_000;
/// The most pixels of a picture that is read line by line.
pub const MAX_PIXELS: u64 = 120_000_000;
/// The most pixels of a picture that must be held whole in several forms while it is read (PNG, progressive JPEG).
pub const MAX_PIXELS_HELD: u64 = 40_000_000;
/// The longest side that is read, pixels.
pub const MAX_SIDE: u32 = 65_500;

/// A file that is small in all respects is not pressed anew: up to so many bytes.
const SMALL: usize = 1_000_000;
/// Qualities tried one after another, then the sides, until the picture is no larger than [`KEPT_BYTES`].
const QUALITIES: [u8; 3] = [80, 70, 60];
const SIDES: [u32; 4] = [KEPT_SIDE, 1_600, 1_200, 800];

/// A picture fit to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// `image/jpeg` or `image/png`.
    pub media_type: &'static str,
    /// Pixels, as it is seen upright.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The file: at most [`KEPT_BYTES`], without place, time or camera.
    pub bytes: Vec<u8>,
}

/// Why a file cannot be kept as a picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// No JPEG and no PNG.
    #[error("not a JPEG or PNG picture but {sort:?}")]
    Sort {
        /// What it is.
        sort: Sort,
    },
    /// A JPEG of a rare form: lossless, arithmetically coded.
    #[error("a JPEG of a form that is not read")]
    Rare,
    /// The file ends before the picture does.
    #[error("the file ends before the picture does")]
    Truncated,
    /// The picture is damaged.
    #[error("the picture is damaged: {what}")]
    Damaged {
        /// What the reader met.
        what: String,
    },
    /// More pixels than are read.
    #[error("{width} × {height} pixels are too many")]
    TooManyPixels {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
}

/// Makes a file's picture fit to be kept.
///
/// Turned as its EXIF says, at most [`KEPT_SIDE`] pixels a side and [`KEPT_BYTES`] bytes, transparency laid on white.
/// Place, time and camera are left out; the colour profile stays. A file that is small and upright already keeps its
/// pixels as they are, bit by bit.
///
/// # Errors
/// [`PictureError`]; nothing of the file is half taken.
pub fn prepare(bytes: &[u8]) -> Result<Picture, PictureError> {
    match sort(bytes) {
        Sort::Jpeg => jpeg::prepare(bytes),
        Sort::Png => png::prepare(bytes),
        sort => Err(PictureError::Sort { sort }),
    }
}

/// Width and height of a picture as it is seen upright, pixels, from the beginning of its file alone; none when the
/// file cannot be taken anyway. For lists of files.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    match sort(bytes) {
        Sort::Jpeg => jpeg::size(bytes),
        Sort::Png => png::size(bytes),
        _ => None,
    }
}

/// Refuses more pixels than are read, before memory is taken for them.
fn check_size(width: u32, height: u32, most: u64) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged { what: "no pixels".to_owned() });
    }
    let many = u64::from(width) * u64::from(height) > most;
    if many || width.max(height) > MAX_SIDE {
        return Err(PictureError::TooManyPixels { width, height });
    }
    Ok(())
}

/// Whether a picture of that size is small enough to keep its pixels as they are.
fn is_small(bytes: &[u8], width: u32, height: u32) -> bool {
    width.max(height) <= KEPT_SIDE && bytes.len() <= SMALL
}

/// These ranges of the bytes, one behind the other.
fn only(bytes: &[u8], ranges: Vec<(usize, usize)>) -> Vec<u8> {
    let mut kept = Vec::with_capacity(bytes.len());
    for (from, to) in ranges {
        kept.extend_from_slice(bytes.get(from..to).unwrap_or_default());
    }
    kept
}

/// Turns and presses pixels as a JPEG of at most [`KEPT_BYTES`].
fn press(pixels: Pixels, turn: exif::Turn, profile: Option<&[u8]>) -> Result<Picture, PictureError> {
    let mut upright = pixels.within(KEPT_SIDE).turned(turn);
    let mut smallest = None;
    for side in SIDES {
        upright = upright.within(side);
        for quality in QUALITIES {
            let bytes = jpeg::write(&upright, quality, profile)?;
            let fits = bytes.len() <= KEPT_BYTES;
            let picture =
                Picture { media_type: jpeg::MEDIA_TYPE, width: upright.width, height: upright.height, bytes };
            if fits {
                return Ok(picture);
            }
            smallest = Some(picture);
        }
    }
    // 800 pixels a side never take two megabytes; should they one day, the picture is still whole.
    smallest.ok_or_else(|| PictureError::Damaged { what: "no size fits".to_owned() })
}
