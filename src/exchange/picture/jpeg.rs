//! JPEG: its parts, its pixels, and writing it.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::exif::{self, Turn};
use super::pixels::Pixels;
use super::{
    MAX_PIXELS, MAX_PIXELS_HELD, MAX_SIDE, Picture, PictureError, check_size, is_small, only, press,
};

pub(super) const MEDIA_TYPE: &str = "image/jpeg";

/// What a JPEG says of itself before its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Frame {
    width: u32,
    height: u32,
    components: u8,
    /// Which of the forms of JPEG: 0 baseline, 1 extended, 2 progressive, others rare.
    form: u8,
}

/// A JPEG taken apart.
#[derive(Debug, Default)]
struct Parts {
    frame: Option<Frame>,
    turn: Turn,
    /// Ranges of bytes that the picture needs, in order, from its first mark to its last.
    needed: Vec<(usize, usize)>,
    /// The mark of the picture's end was met.
    whole: bool,
}

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;

/// Walks from mark to mark, up to the picture's end or the file's.
fn parts(bytes: &[u8]) -> Parts {
    let mut parts = Parts { needed: vec![(0, 2)], ..Parts::default() };
    let mut at = 2;
    // Filling bytes before a mark are allowed; anything else there is passed over.
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xFF)) {
        let mark_at = at + found;
        let Some(mark) = bytes.get(mark_at + 1).copied() else { break };
        at = mark_at + 2;
        match mark {
            0xFF => at = mark_at + 1,
            0x00 | 0x01 | START | 0xD0..=0xD7 => {}
            END => {
                parts.needed.push((mark_at, at));
                parts.whole = true;
                break;
            }
            _ => {
                let Some(length) = short(bytes, at) else { break };
                let end = at + usize::from(length.max(2));
                let Some(body) = bytes.get(at + 2..end) else { break };
                at = end;
                match mark {
                    0xC0..=0xCF if !matches!(mark, 0xC4 | 0xC8 | 0xCC) => {
                        if let Some(frame) = frame(mark - 0xC0, body) {
                            parts.frame.get_or_insert(frame);
                        }
                    }
                    0xE1 => {
                        if let Some(tiff) = body.strip_prefix(b"Exif\0\0").filter(|_| parts.turn.is_none()) {
                            parts.turn = exif::turn(tiff);
                        }
                    }
                    SCAN => at = end_of_scan(bytes, end),
                    _ => {}
                }
                // What the camera wrote beside the picture stays behind: all but JFIF's head, the colour profile and
                // how colours are kept.
                let beside = match mark {
                    0xE0 | 0xEE => false,
                    0xE2 => !body.starts_with(b"ICC_PROFILE\0"),
                    0xE1..=0xEF | 0xFE => true,
                    _ => false,
                };
                if !beside {
                    parts.needed.push((mark_at, at));
                }
            }
        }
    }
    parts
}

/// Where the pixels' data that begin at `from` end: at the next mark that is none of theirs, or the file's end.
fn end_of_scan(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xFF)) {
        let mark_at = at + found;
        match bytes.get(mark_at + 1) {
            Some(0x00 | 0xD0..=0xD7) => at = mark_at + 2,
            Some(0xFF) => at = mark_at + 1,
            Some(_) => return mark_at,
            None => break,
        }
    }
    bytes.len()
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let pair: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(u16::from_be_bytes(pair))
}

fn frame(form: u8, body: &[u8]) -> Option<Frame> {
    Some(Frame {
        width: u32::from(short(body, 3)?),
        height: u32::from(short(body, 1)?),
        components: *body.get(5)?,
        form,
    })
}

pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let parts = parts(bytes);
    let frame = parts.frame?;
    Some(if parts.turn.transpose { (frame.height, frame.width) } else { (frame.width, frame.height) })
}

pub(super) fn prepare(bytes: &[u8]) -> Result<Picture, PictureError> {
    let parts = parts(bytes);
    // Whoever ends before the end is short of something, whatever it is: this is the plainest thing to say.
    if !parts.whole {
        return Err(PictureError::Truncated);
    }
    let damaged = |what: &str| PictureError::Damaged { what: what.to_owned() };
    let frame = parts.frame.ok_or_else(|| damaged("no frame"))?;
    let most = match frame.form {
        0 | 1 => MAX_PIXELS,
        2 => MAX_PIXELS_HELD,
        _ => return Err(PictureError::Rare),
    };
    check_size(frame.width, frame.height, most)?;
    // Read even where it is kept as it is: a damaged picture is none.
    let (pixels, profile) = read(bytes, frame)?;
    let (width, height) = (frame.width, frame.height);
    if is_small(bytes, width, height) && parts.turn.is_none() && frame.components != 4 {
        return Ok(Picture { media_type: MEDIA_TYPE, width, height, bytes: only(bytes, parts.needed) });
    }
    press(pixels, parts.turn, profile.as_deref())
}

/// The pixels, and the colour profile that they are meant in.
fn read(bytes: &[u8], frame: Frame) -> Result<(Pixels, Option<Vec<u8>>), PictureError> {
    let damaged = |what: String| PictureError::Damaged { what };
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(MAX_SIDE as usize)
        .set_max_height(MAX_SIDE as usize)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| damaged(error.to_string()))?;
    // A second head that says otherwise would take memory that nobody has looked at.
    if decoder.dimensions() != Some((frame.width as usize, frame.height as usize)) {
        return Err(damaged("two sizes".to_owned()));
    }
    let needed = frame.width as usize * frame.height as usize * 3;
    if decoder.output_buffer_size() != Some(needed) {
        return Err(damaged("colours".to_owned()));
    }
    let mut rgb = vec![0; needed];
    decoder.decode_into(&mut rgb).map_err(|error| damaged(error.to_string()))?;
    // A profile of grey or of printing inks means nothing for red, green and blue.
    let profile = decoder.icc_profile().filter(|_| frame.components == 3);
    Ok((Pixels { width: frame.width, height: frame.height, rgb }, profile))
}

/// A JPEG of these pixels, `quality` 1 to 100.
pub(super) fn write(pixels: &Pixels, quality: u8, profile: Option<&[u8]>) -> Result<Vec<u8>, PictureError> {
    let failed = |error: jpeg_encoder::EncodingError| PictureError::Damaged { what: error.to_string() };
    let side = |length: u32| u16::try_from(length).unwrap_or(u16::MAX);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    // No tables made to measure: those of a plain picture are so short that not every reader gets them right.
    if let Some(profile) = profile.filter(|profile| profile.len() <= MAX_PROFILE) {
        encoder.add_icc_profile(profile).map_err(failed)?;
    }
    encoder.encode(&pixels.rgb, side(pixels.width), side(pixels.height), ColorType::Rgb).map_err(failed)?;
    Ok(bytes)
}

/// The largest colour profile that is taken along, bytes: those of phones have some hundred.
const MAX_PROFILE: usize = 64_000;
