//! What a file is, by its first bytes: names lie, phones name a HEIC `.jpg`.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// HEIC or HEIF, what iPhones take by themselves.
    Heic,
    /// AVIF.
    Avif,
    /// WebP, what web pages and chat programs hand out.
    WebP,
    /// GIF.
    Gif,
    /// Windows bitmap.
    Bmp,
    /// TIFF, and most cameras' raw files.
    Tiff,
    /// PDF, what scanners make.
    Pdf,
    /// A video.
    Video,
    /// Nothing at all.
    Empty,
    /// Something else.
    Other,
}

/// What a file is; its first 12 bytes suffice.
pub fn sort(bytes: &[u8]) -> Sort {
    let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(mark));
    if bytes.is_empty() {
        Sort::Empty
    } else if at(0, &[0xFF, 0xD8, 0xFF]) {
        Sort::Jpeg
    } else if at(0, b"\x89PNG\r\n\x1a\n") {
        Sort::Png
    } else if at(4, b"ftyp") {
        match bytes.get(8..12) {
            Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => Sort::Heic,
            Some(b"avif" | b"avis") => Sort::Avif,
            _ => Sort::Video,
        }
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Sort::WebP
    } else if at(0, b"GIF8") {
        Sort::Gif
    } else if at(0, b"BM") {
        Sort::Bmp
    } else if at(0, b"II*\0") || at(0, b"MM\0*") {
        Sort::Tiff
    } else if at(0, b"%PDF") {
        Sort::Pdf
    } else {
        Sort::Other
    }
}
