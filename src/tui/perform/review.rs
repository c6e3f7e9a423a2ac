//! What is said of a line before it is saved: that its entry seems to be there already.

use super::SIMILAR;
use crate::desk::{Desk, DeskError};
use crate::domain::Catalog;
use crate::domain::repeat::repeats;
use crate::entry::{Outcome, Reading};
use crate::locale::{Messages, Value};
use crate::text::date;

/// A sentence for the first entry that a line's entry may repeat; it blocks nothing.
pub fn repeated(
    desk: &Desk,
    reading: &Reading,
    catalog: &Catalog,
    messages: &Messages,
) -> Result<Option<String>, DeskError> {
    let Outcome::Activities(entries) = &reading.outcome else { return Ok(None) };
    for entry in entries {
        let earlier = desk.store().similar(&entry.kind, SIMILAR)?;
        let found = repeats(entry, None, &earlier, catalog);
        let Some(repeat) = found.first() else { continue };
        let member = catalog.member(repeat.member);
        let name = member.map_or("", |member| catalog.called_on(member, entry.day));
        let kind = catalog.kinds.get(&entry.kind);
        let label = |of: fn(&crate::domain::Kind) -> &str| kind.map_or(entry.kind.as_str(), of);
        return Ok(Some(messages.with(
            "form-warn-doubled",
            &[
                ("kind", Value::from(label(|kind| &kind.label))),
                ("kind_en", Value::from(label(|kind| &kind.en))),
                ("name", Value::from(name)),
                ("day", Value::from(date::format_short(repeat.entry.day))),
            ],
        )));
    }
    Ok(None)
}
