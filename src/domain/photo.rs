//! Photos (ảnh) of activities: what is known of one without its bytes, which of a period's go out and in which order.

use super::{Activity, Day, Id, Photo};

/// A photo without its picture: lists never read megabytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoHead {
    /// The photo.
    pub id: Id<Photo>,
    /// Its activity.
    pub activity: Id<Activity>,
    /// The activity's (first) day.
    pub day: Day,
    /// Chú thích; empty in a file from elsewhere.
    pub caption: String,
    /// `image/jpeg` or `image/png`.
    pub media_type: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The place in a period's selection; none: not selected, or nobody has chosen yet.
    pub position: Option<u32>,
    /// How large the picture is, bytes.
    pub size: u64,
}

/// Which of a period's photos go out with its report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PhotoSelection {
    /// Those that go out, in their order.
    pub taken: Vec<PhotoHead>,
    /// Those that stay in the book, by day.
    pub left: Vec<PhotoHead>,
    /// Somebody has chosen. Otherwise all are taken by day, up to as many as the letter takes.
    pub chosen: bool,
}

impl PhotoSelection {
    /// The selection among a period's photos; `most` is how many the letter takes.
    ///
    /// Once one photo has a place, those with a place go out in its order, however many the letter takes: what
    /// somebody chose is never cut. Equal places go by day.
    pub fn of(mut photos: Vec<PhotoHead>, most: Option<u32>) -> Self {
        photos.sort_by_key(|photo| (photo.day, photo.id));
        let chosen = photos.iter().any(|photo| photo.position.is_some());
        let (mut taken, mut left): (Vec<_>, Vec<_>) =
            photos.into_iter().partition(|photo| !chosen || photo.position.is_some());
        if chosen {
            taken.sort_by_key(|photo| photo.position);
        } else {
            let most = most.map_or(usize::MAX, |most| most as usize);
            left = taken.split_off(most.min(taken.len()));
        }
        Self { taken, left, chosen }
    }

    /// How many photos the period has to compare with the letter: those chosen, or all while nobody has chosen.
    pub fn count(&self) -> usize {
        if self.chosen { self.taken.len() } else { self.taken.len() + self.left.len() }
    }
}

impl Photo {
    /// The picture's bytes; none when its content is no base64 text.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        read_base64(&self.content)
    }
}

/// Bytes as base64 text (RFC 4648, with padding).
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut value = 0_u32;
        for place in 0..3 {
            value = value << 8 | u32::from(group.get(place).copied().unwrap_or_default());
        }
        for place in 0..4 {
            let six = (value >> (18 - 6 * place)) & 63;
            let letter = LETTERS.get(six as usize).copied().unwrap_or(b'=');
            text.push(char::from(if place <= group.len() { letter } else { b'=' }));
        }
    }
    text
}

/// The bytes behind base64 text (RFC 4648, with padding); none when it is not such a text.
pub fn read_base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.chunks(4) {
        let mut value = 0_u32;
        for letter in group {
            let six = match letter {
                b'A'..=b'Z' => letter - b'A',
                b'a'..=b'z' => letter - b'a' + 26,
                b'0'..=b'9' => letter - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                _ => return None,
            };
            value = value << 6 | u32::from(six);
        }
        let missing = 4 - group.len();
        if missing > 2 {
            return None;
        }
        value <<= 6 * missing;
        bytes.extend(value.to_be_bytes().iter().skip(1).take(3 - missing));
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn base64_is_that_of_the_standards_examples() {
        for (text, bytes) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg==", "foob"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(read_base64(text).as_deref(), Some(bytes.as_bytes()), "{text}");
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(read_base64("Zm9*"), None);
        assert_eq!(read_base64("Z"), None);
    }

    proptest! {
        #[test]
        fn bytes_come_back_from_base64(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(read_base64(&base64(&bytes)), Some(bytes));
        }
    }

    fn photo(day: u32, position: Option<u32>) -> PhotoHead {
        PhotoHead {
            id: Id::fresh(),
            activity: Id::fresh(),
            day: Day::from_ymd_opt(2023, 11, day).expect("a day"),
            caption: day.to_string(),
            media_type: "image/jpeg".to_owned(),
            sha256: String::new(),
            width: 1,
            height: 1,
            position,
            size: 1,
        }
    }

    fn captions(photos: &[PhotoHead]) -> Vec<&str> {
        photos.iter().map(|photo| photo.caption.as_str()).collect()
    }

    #[test]
    fn until_somebody_chooses_photos_go_out_by_day_up_to_what_the_letter_takes() {
        let all = vec![photo(20, None), photo(2, None), photo(12, None)];
        let selection = PhotoSelection::of(all.clone(), Some(2));
        assert_eq!(captions(&selection.taken), ["2", "12"]);
        assert_eq!(captions(&selection.left), ["20"]);
        assert_eq!((selection.chosen, selection.count()), (false, 3));
        assert_eq!(captions(&PhotoSelection::of(all, None).taken), ["2", "12", "20"]);
    }

    #[test]
    fn what_somebody_chose_goes_out_in_that_order_and_is_never_cut() {
        let all = vec![photo(20, Some(0)), photo(2, Some(7)), photo(12, None)];
        let selection = PhotoSelection::of(all, Some(1));
        assert_eq!(captions(&selection.taken), ["20", "2"]);
        assert_eq!(captions(&selection.left), ["12"]);
        assert_eq!((selection.chosen, selection.count()), (true, 2));
    }
}
