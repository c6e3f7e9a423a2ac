//! What is said of a line before it is saved: that its entry seems to be there already.

use crate::desk::{Desk, DeskError};
use crate::domain::Catalog;
use crate::entry::{Outcome, Reading};
use crate::locale::Messages;
use crate::locale::explain::entry as explain;

/// A sentence for the first entry that a line's entry may repeat; it blocks nothing.
pub fn repeated(
    desk: &Desk,
    reading: &Reading,
    catalog: &Catalog,
    messages: &Messages,
) -> Result<Option<String>, DeskError> {
    let Outcome::Activities(entries) = &reading.outcome else { return Ok(None) };
    for entry in entries {
        if let Some(repeated) = desk.repeated(entry, catalog)? {
            return Ok(Some(explain::repeated(entry, &repeated, catalog, messages)));
        }
    }
    Ok(None)
}
