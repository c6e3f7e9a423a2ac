//! Photos without their pictures: what lists and counts read.

use super::Store;
use super::error::Result;
use super::sql::{Cell, Cells};
use crate::domain::{Activity, Day, Id, PhotoHead};

// Whoever asks the table for one row after another reads whole pictures on the way: its rows lie in one tree with
// their keys. So it is read once from end to end, without the pictures (octet_length reads a length alone), and CROSS
// JOIN keeps that order.
const HEADS: &str =
    "SELECT photo.id, photo.activity, activity.day, caption, media_type, sha256, width, height,
    photo.position, octet_length(content)
    FROM photo NOT INDEXED CROSS JOIN activity ON activity.id = photo.activity
    WHERE photo.deleted_at IS NULL AND activity.deleted_at IS NULL";

fn head(cells: &mut Cells<'_, '_>) -> Result<PhotoHead> {
    let base64 = |letters: u64| letters / 4 * 3;
    Ok(PhotoHead {
        id: cells.id()?,
        activity: cells.id()?,
        day: cells.day()?,
        caption: cells.text()?,
        media_type: cells.text()?,
        sha256: cells.text()?,
        width: cells.take()?,
        height: cells.take()?,
        position: cells.take()?,
        size: base64(cells.count()?),
    })
}

impl Store {
    /// The photos of an activity, in the order in which they were attached.
    pub fn photos_of(&self, activity: Id<Activity>) -> Result<Vec<PhotoHead>> {
        let text = format!("{HEADS} AND photo.activity = ? ORDER BY photo.id");
        self.sql().rows("reading photos", &text, [activity.cell()], head)
    }

    /// The photos of done activities from `from` to `to`, both counted, and of the done ones among `also`, by day.
    pub fn photos_done(&self, from: Day, to: Day, also: &[Id<Activity>]) -> Result<Vec<PhotoHead>> {
        let ids: Vec<String> = also.iter().map(ToString::to_string).collect();
        let text = format!(
            "{HEADS} AND activity.state = 'done' AND (activity.day BETWEEN ? AND ?
               OR activity.id IN (SELECT value FROM json_each(?))) ORDER BY activity.day, photo.id"
        );
        let also = super::sql::json("ids", &ids)?;
        self.sql().rows("reading photos", &text, [from.cell(), to.cell(), also.cell()], head)
    }
}
