//! Pictures of every sort, made here: no file of the tests holds one.

use proptest::prelude::*;

use super::*;

/// A JPEG of coloured stripes with some texture, so that its size is that of a picture.
fn jpeg_of(width: u16, height: u16, quality: u8) -> Vec<u8> {
    let mut rgb = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    let mut noise = 1_u32;
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let grain = noise >> 27;
            rgb.extend([(x / 8 + grain) as u8, (y / 8 + grain) as u8, ((x + y) / 16) as u8]);
        }
    }
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
    encoder.encode(&rgb, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

/// Puts a part behind the first mark.
fn with_part(jpeg: &[u8], mark: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, mark], &length, body, &jpeg[2..]].concat()
}

/// EXIF with the orientation and a text, as a camera writes it.
fn exif_of(orientation: u16, little: bool) -> Vec<u8> {
    let short = |value: u16| if little { value.to_le_bytes() } else { value.to_be_bytes() };
    let long = |value: u32| if little { value.to_le_bytes() } else { value.to_be_bytes() };
    let mut bytes = b"Exif\0\0".to_vec();
    bytes.extend(if little { b"II*\0" } else { b"MM\0*" });
    bytes.extend(long(8));
    bytes.extend(short(2));
    for (tag, value) in [(0x0100, 9), (0x0112, orientation)] {
        bytes.extend([short(tag), short(3)].concat());
        bytes.extend(long(1));
        bytes.extend([short(value), short(0)].concat());
    }
    bytes.extend(long(0));
    bytes.extend(b"GPS: here");
    bytes
}

/// The pixels of a prepared picture.
fn pixels_of(picture: &Picture) -> (usize, usize, Vec<u8>) {
    let mut decoder = zune_jpeg::JpegDecoder::new(zune_core::bytestream::ZCursor::new(&picture.bytes));
    let rgb = decoder.decode().unwrap();
    let (width, height) = decoder.dimensions().unwrap();
    (width, height, rgb)
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

#[test]
fn what_is_no_jpeg_and_no_png_is_named_whatever_its_file_is_called() {
    let heic = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic";
    for (bytes, sort) in [
        (heic.as_slice(), Sort::Heic),
        (b"\0\0\0\x24ftypmif1", Sort::Heic),
        (b"\0\0\0\x24ftypavif", Sort::Avif),
        (b"\0\0\0\x24ftypmp42", Sort::Video),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Sort::WebP),
        (b"GIF89a", Sort::Gif),
        (b"BM\x10\0", Sort::Bmp),
        (b"II*\0", Sort::Tiff),
        (b"%PDF-1.7", Sort::Pdf),
        (b"", Sort::Empty),
        (b"PK\x03\x04", Sort::Other),
    ] {
        assert_eq!(prepare(bytes), Err(PictureError::Sort { sort }));
    }
}

#[test]
fn a_picture_of_twelve_megapixels_is_kept_in_two_megabytes_with_its_shape() {
    let large = jpeg_of(4_000, 3_000, 95);
    assert!(large.len() > KEPT_BYTES, "{}", large.len());
    let picture = prepare(&large).unwrap();
    assert_eq!((picture.width, picture.height, picture.media_type), (2_000, 1_500, "image/jpeg"));
    assert!(picture.bytes.len() <= KEPT_BYTES, "{}", picture.bytes.len());
    assert_eq!(prepare(&picture.bytes).unwrap().width, 2_000);
}

#[test]
fn a_small_upright_picture_keeps_its_pixels_and_loses_what_the_camera_noted() {
    let plain = jpeg_of(64, 48, 80);
    let noted = with_part(&with_part(&plain, 0xE1, &exif_of(1, true)), 0xFE, b"a comment");
    let behind = [noted.as_slice(), b"a film behind the picture"].concat();
    let picture = prepare(&behind).unwrap();
    assert_eq!(picture.bytes, plain);
    assert_eq!((picture.width, picture.height), (64, 48));
}

#[test]
fn a_picture_is_turned_as_exif_says_and_its_place_is_not_kept() {
    // Red above, blue below; seen upright after each turn.
    let (width, height) = (64_usize, 32_usize);
    let mut rgb = Vec::new();
    for y in 0..height {
        for _ in 0..width {
            rgb.extend(if y < height / 2 { [250, 0, 0] } else { [0, 0, 250] });
        }
    }
    let mut plain = Vec::new();
    jpeg_encoder::Encoder::new(&mut plain, 95)
        .encode(&rgb, width as u16, height as u16, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    // Where red is then: top, bottom, left or right.
    for (orientation, red) in
        [(2, "top"), (3, "bottom"), (4, "bottom"), (5, "left"), (6, "right"), (7, "right"), (8, "left")]
    {
        for little in [true, false] {
            let turned = prepare(&with_part(&plain, 0xE1, &exif_of(orientation, little))).unwrap();
            let (width, height, rgb) = pixels_of(&turned);
            assert_eq!((turned.width as usize, turned.height as usize), (width, height));
            assert_eq!(width < height, orientation >= 5, "{orientation}");
            let is_red = |x: usize, y: usize| rgb[(y * width + x) * 3] > 128;
            let seen = match (is_red(2, 2), is_red(width - 3, 2), is_red(2, height - 3)) {
                (true, true, false) => "top",
                (false, false, true) => "bottom",
                (true, false, true) => "left",
                (false, true, false) => "right",
                _ => "nowhere",
            };
            assert_eq!(seen, red, "{orientation}");
            assert!(!holds(&turned.bytes, b"GPS"));
            assert_eq!(
                size(&with_part(&plain, 0xE1, &exif_of(orientation, little))),
                Some((turned.width, turned.height))
            );
        }
    }
}

#[test]
fn a_jpeg_that_ends_early_is_refused_wherever_it_ends() {
    let whole = jpeg_of(80, 60, 80);
    for length in (3..whole.len()).step_by(7).chain([whole.len() - 1]) {
        assert_eq!(prepare(&whole[..length]), Err(PictureError::Truncated), "{length}");
    }
    // What an interrupted copy leaves: the length is there, the pixels are not.
    let mut half = whole.clone();
    let from = whole.len() / 2;
    half[from..].fill(0);
    assert_eq!(prepare(&half), Err(PictureError::Truncated));
}

#[test]
fn a_pixel_bomb_is_refused_by_its_head_alone() {
    let mut jpeg = jpeg_of(16, 16, 80);
    let head = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[head + 5..head + 9].copy_from_slice(&[0xFF, 0x00, 0xFF, 0x00]);
    assert_eq!(prepare(&jpeg), Err(PictureError::TooManyPixels { width: 65_280, height: 65_280 }));

    let mut png = png_of(8, 8, ::png::ColorType::Rgb, &[9; 192]);
    png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    assert_eq!(prepare(&png), Err(PictureError::TooManyPixels { width: 65_536, height: 65_536 }));
}

#[test]
fn grey_pictures_and_those_in_printing_inks_are_read() {
    let encode = |data: &[u8], colours| {
        let mut bytes = Vec::new();
        jpeg_encoder::Encoder::new(&mut bytes, 90).encode(data, 32, 32, colours).unwrap();
        bytes
    };
    let grey = encode(&[77; 1024], jpeg_encoder::ColorType::Luma);
    assert_eq!(prepare(&grey).unwrap().bytes, grey);
    for colours in [jpeg_encoder::ColorType::Cmyk, jpeg_encoder::ColorType::CmykAsYcck] {
        let inks = prepare(&encode(&[0; 4096], colours)).unwrap();
        let (width, _, rgb) = pixels_of(&inks);
        assert_eq!(width, 32);
        assert!(rgb.iter().all(|value| *value > 240), "no ink is white paper");
    }
}

#[test]
fn a_progressive_picture_is_read() {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.set_progressive(true);
    encoder.encode(&[200; 60 * 40 * 3], 60, 40, jpeg_encoder::ColorType::Rgb).unwrap();
    let turned = prepare(&with_part(&bytes, 0xE1, &exif_of(6, true))).unwrap();
    assert_eq!((turned.width, turned.height), (40, 60));
    assert_eq!(prepare(&bytes[..bytes.len() - 30]), Err(PictureError::Truncated));
}

fn png_of(width: u32, height: u32, colours: ::png::ColorType, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colours);
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.add_text_chunk("Author".to_owned(), "somebody".to_owned()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(data).unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn a_small_png_stays_one_without_its_texts_and_a_large_one_becomes_a_jpeg() {
    let png = png_of(8, 8, ::png::ColorType::Rgb, &[9; 192]);
    let kept = prepare(&png).unwrap();
    assert_eq!((kept.media_type, kept.width, kept.height), ("image/png", 8, 8));
    assert!(holds(&png, b"somebody") && !holds(&kept.bytes, b"somebody"));
    assert_eq!(prepare(&kept.bytes).unwrap(), kept);

    let large = png_of(2_400, 300, ::png::ColorType::Grayscale, &vec![40; 2_400 * 300]);
    let pressed = prepare(&large).unwrap();
    assert_eq!((pressed.media_type, pressed.width, pressed.height), ("image/jpeg", 2_000, 250));
    assert_eq!(prepare(&png[..png.len() - 20]), Err(PictureError::Truncated));
}

#[test]
fn what_may_be_seen_through_is_laid_on_white() {
    let clear = png_of(8, 8, ::png::ColorType::Rgba, &[0; 256]);
    let white = prepare(&clear).unwrap();
    assert_eq!(white.media_type, "image/jpeg");
    assert!(pixels_of(&white).2.iter().all(|value| *value > 250));
}

#[test]
fn a_colour_profile_stays_when_the_picture_is_pressed_anew() {
    let mut plain = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut plain, 90);
    encoder.add_icc_profile(b"a wide range of colours").unwrap();
    encoder.encode(&[200; 30 * 20 * 3], 30, 20, jpeg_encoder::ColorType::Rgb).unwrap();
    let turned = prepare(&with_part(&plain, 0xE1, &exif_of(3, true))).unwrap();
    assert!(holds(&turned.bytes, b"a wide range of colours"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_bring_it_down(mut bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0..4) {
        let head: &[u8] = match kind {
            0 => &[0xFF, 0xD8, 0xFF],
            1 => b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x08\x08",
            2 => &[0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 16, 0, 16, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1],
            _ => &[],
        };
        bytes.splice(0..0, head.iter().copied());
        let _ = prepare(&bytes);
        let _ = size(&bytes);
    }

    #[test]
    fn a_picture_with_wrong_bytes_is_refused_or_whole(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        (png, progressive, cuts) in (any::<bool>(), any::<bool>(), any::<bool>()),
    ) {
        let mut bytes = if png {
            png_of(8, 8, ::png::ColorType::Rgba, &[99; 256])
        } else {
            let mut bytes = Vec::new();
            let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 50);
            encoder.set_progressive(progressive);
            encoder.encode(&[120; 24 * 24 * 3], 24, 24, jpeg_encoder::ColorType::Rgb).unwrap();
            with_part(&bytes, 0xE1, &exif_of(6, true))
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(picture) = prepare(&bytes) {
            prop_assert!(picture.bytes.len() <= KEPT_BYTES);
            prop_assert!(picture.width.max(picture.height) <= KEPT_SIDE);
        }
    }
}
