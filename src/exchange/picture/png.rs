//! PNG: its parts and its pixels. Screens and scanned papers come so.

use std::io::Cursor;

use png::{ColorType, Decoder, DecodingError, Limits, Transformations};

use super::exif::{self, Turn};
use super::pixels::Pixels;
use super::{MAX_PIXELS_HELD, Picture, PictureError, check_size, is_small, only, press};

const MEDIA_TYPE: &str = "image/png";
/// Length of the mark before the first part.
const HEAD: usize = 8;
/// Parts that the picture needs; all others (texts, times, EXIF, frames of an animation) stay behind.
const NEEDED: [&[u8; 4]; 9] =
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"];

/// A PNG taken apart.
#[derive(Debug, Default)]
struct Parts {
    size: Option<(u32, u32)>,
    turn: Turn,
    /// Some of it may be seen through.
    transparent: bool,
    /// Ranges of bytes of the needed parts, in order.
    needed: Vec<(usize, usize)>,
    /// The last part was met.
    whole: bool,
}

fn parts(bytes: &[u8]) -> Parts {
    let mut parts = Parts { needed: vec![(0, HEAD)], ..Parts::default() };
    let mut at = HEAD;
    while let (Some(length), Some(name)) = (long(bytes, at), bytes.get(at + 4..at + 8)) {
        let body_at = at + 8;
        // Four bytes of sum behind the body.
        let Some(end) = body_at.checked_add(length as usize).and_then(|end| end.checked_add(4)) else {
            break;
        };
        let Some(body) = bytes.get(body_at..end - 4) else { break };
        if end > bytes.len() {
            break;
        }
        match name {
            b"IHDR" => {
                parts.size = long(body, 0).zip(long(body, 4));
                // Grey or colour with a fourth channel.
                parts.transparent |= body.get(9).is_some_and(|colours| colours & 4 != 0);
            }
            b"tRNS" => parts.transparent = true,
            b"eXIf" => parts.turn = exif::turn(body),
            _ => {}
        }
        if NEEDED.iter().any(|needed| needed.as_slice() == name) {
            parts.needed.push((at, end));
        }
        at = end;
        if name == b"IEND" {
            parts.whole = true;
            break;
        }
    }
    parts
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(u32::from_be_bytes(four))
}

pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let body = bytes.get(HEAD + 8..)?;
    long(body, 0).zip(long(body, 4))
}

pub(super) fn prepare(bytes: &[u8]) -> Result<Picture, PictureError> {
    let parts = parts(bytes);
    let (width, height) = size(bytes).ok_or(PictureError::Truncated)?;
    check_size(width, height, MAX_PIXELS_HELD)?;
    if !parts.whole {
        return Err(PictureError::Truncated);
    }
    if parts.size != Some((width, height)) {
        return Err(PictureError::Damaged { what: "two sizes".to_owned() });
    }
    let pixels = read(bytes, width, height)?;
    if is_small(bytes, width, height) && parts.turn.is_none() && !parts.transparent {
        return Ok(Picture { media_type: MEDIA_TYPE, width, height, bytes: only(bytes, parts.needed) });
    }
    press(pixels, parts.turn, None)
}

/// The pixels, laid on white where they may be seen through.
fn read(bytes: &[u8], width: u32, height: u32) -> Result<Pixels, PictureError> {
    let failed = |error: DecodingError| match error {
        DecodingError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            PictureError::Truncated
        }
        error => PictureError::Damaged { what: error.to_string() },
    };
    let damaged = |what: &str| PictureError::Damaged { what: what.to_owned() };
    let count = width as usize * height as usize;
    // Four channels of the pixels, and what texts beside them may take.
    let limits = Limits { bytes: count.saturating_mul(4).saturating_add(4_000_000) };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(failed)?;
    let (colours, _) = reader.output_color_type();
    let channels = match colours {
        ColorType::Grayscale => 1,
        ColorType::GrayscaleAlpha => 2,
        ColorType::Rgb => 3,
        ColorType::Rgba => 4,
        ColorType::Indexed => return Err(damaged("colours")),
    };
    let needed = reader.output_buffer_size().filter(|size| *size == count.saturating_mul(channels));
    let mut buffer = vec![0; needed.ok_or_else(|| damaged("size"))?];
    reader.next_frame(&mut buffer).map_err(failed)?;
    let mut rgb = Vec::with_capacity(count.saturating_mul(3));
    for pixel in buffer.chunks_exact(channels) {
        let (colour, alpha): ([u8; 3], u8) = match *pixel {
            [grey] => ([grey; 3], 255),
            [grey, alpha] => ([grey; 3], alpha),
            [red, green, blue] => ([red, green, blue], 255),
            [red, green, blue, alpha] => ([red, green, blue], alpha),
            _ => continue,
        };
        rgb.extend(colour.map(|value| on_white(value, alpha)));
    }
    Ok(Pixels { width, height, rgb })
}

fn on_white(value: u8, alpha: u8) -> u8 {
    let (value, alpha) = (u32::from(value), u32::from(alpha));
    ((value * alpha + 255 * (255 - alpha) + 127) / 255).min(255) as u8
}
