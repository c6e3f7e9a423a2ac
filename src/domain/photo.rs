//! Photos (ảnh) of activities: what is known of one without its bytes, which of a period's go out and in which order.

use super::{Activity, Day, Id, Photo};
pub use crate::text::base64::{decode as read_base64, encode as base64};

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

#[cfg(test)]
mod tests {
    use super::*;

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
