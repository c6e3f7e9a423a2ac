//! The last day to hand in: a letter says "trước 25/12", and the last day is the 24th.

use super::super::dates;
use super::super::field::Message;
use super::super::words::WORDS;
use super::Form;
use crate::domain::{Catalog, Day};
use crate::text::clean;
use crate::text::date;
use crate::text::fold::accents_agree;

/// The last day that a text means; none for an empty one. The day itself, or with "before" in front of it the one
/// ahead of it.
pub(super) fn read(text: &str, catalog: &Catalog) -> Result<Option<Day>, Message> {
    let text = clean::line(text);
    if text.is_empty() {
        return Ok(None);
    }
    let (day, before) = split(&text);
    let day = dates::read(day, catalog)?;
    Ok(Some(if before { day.pred_opt().unwrap_or(day) } else { day }))
}

/// The day's part of a text, and whether "before" stands ahead of it.
fn split(text: &str) -> (&str, bool) {
    for word in &WORDS.before {
        let count = word.split_whitespace().count();
        let Some(at) = text.match_indices(' ').nth(count.saturating_sub(1)).map(|(at, _)| at) else {
            continue;
        };
        if let (Some(head), Some(rest)) = (text.get(..at), text.get(at..))
            && accents_agree(head, word)
        {
            return (rest.trim(), true);
        }
    }
    (text, false)
}

/// What is said beside the field: which day that is, when the text says "before".
pub(super) fn sync(form: &mut Form, catalog: &Catalog) {
    let typed = form.said("due");
    let last = read(&typed, catalog).ok().flatten();
    let hint = match last {
        Some(day) if split(&typed).1 => {
            Some(Message::plain("book-hint-due-last").with("day", date::format(day)))
        }
        _ => typed.is_empty().then(|| Message::plain("book-hint-due")),
    };
    if let Some(field) = form.field_mut("due") {
        field.hint = hint;
    }
}
