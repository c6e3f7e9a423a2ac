//! Texts as the book keeps them, whoever brought them: NFC, without control and invisible characters. An
//! exchange file with anything else is refused, so nothing else may get in.

use serde_json::Value;

use crate::domain::Record;
use crate::text::clean;

/// Fields of several lines.
const MEMOS: &[&str] = &["text", "note"];

/// Fields that hold a whole foreign document, kept as it is.
const DOCUMENTS: &[&str] = &["source", "document", "facts", "content"];

/// The record with all its texts clean. The record's own JSON is walked, so that a field added to a type later
/// is looked at as well; a record that does not come back from it stays as it was.
pub fn tidy<R: Record>(record: R) -> R {
    let Ok(mut value) = serde_json::to_value(&record) else { return record };
    if !walk(&mut value, "") {
        return record;
    }
    serde_json::from_value(value).unwrap_or(record)
}

/// Cleans the value; true when anything was changed.
fn walk(value: &mut Value, name: &str) -> bool {
    match value {
        Value::String(text) => {
            let cleaned = if DOCUMENTS.contains(&name) {
                return false;
            } else if MEMOS.contains(&name) {
                clean::memo(text)
            } else {
                clean::line(text)
            };
            let changed = cleaned != *text;
            *text = cleaned;
            changed
        }
        Value::Array(values) => {
            let mut changed = false;
            for value in values {
                changed |= walk(value, name);
            }
            changed
        }
        Value::Object(fields) => {
            let mut changed = false;
            for (name, value) in fields {
                changed |= walk(value, name);
            }
            changed
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Activity, Day, Narrative, Person};

    #[test]
    fn texts_become_clean_wherever_they_stand_and_lines_of_a_memo_stay() {
        let mut activity = Activity::new("viec-hieu", Day::from_ymd_opt(2023, 11, 12).unwrap());
        activity.about = " a\u{302}\u{1b}[2J ".to_owned();
        activity.note = "một\r\nhai".to_owned();
        activity.people.push(Person { relative: "Bi\u{300}nh\u{200b}".to_owned(), ..Person::default() });
        let tidied = tidy(activity);
        assert_eq!(tidied.about, "â[2J");
        assert_eq!(tidied.note, "một\nhai");
        assert_eq!(tidied.people.first().map(|p| p.relative.as_str()), Some("Bình"));
        let narrative =
            Narrative { period: crate::domain::Id::fresh(), part: "x".into(), text: "- a\n+ b".into() };
        assert_eq!(tidy(narrative.clone()), narrative);
    }
}
