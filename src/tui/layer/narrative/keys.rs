//! The editor's keys, once: help and `docs/keys.md` list them. What a key does is the message `edit-NAME`.

use crate::locale::Messages;

/// Keys and the message's name, in the order listed.
pub const KEYS: &[(&[&str], &str)] = &[
    (&["Ctrl+s"], "save"),
    (&["Esc"], "leave"),
    (&["Ctrl+z"], "undo"),
    (&["Ctrl+y"], "redo"),
    (&["Shift+←→↑↓"], "select"),
    (&["F3"], "mark"),
    (&["Ctrl+a"], "all"),
    (&["Ctrl+x", "Ctrl+c", "Ctrl+v"], "clipboard"),
    (&["Ctrl+←→"], "word"),
    (&["Ctrl+↑↓"], "paragraph"),
    (&["Home", "End"], "line"),
    (&["PageUp", "PageDown"], "page"),
    (&["Ctrl+Home", "Ctrl+End"], "ends"),
    (&["F2"], "beside"),
    (&["Alt+↑↓"], "scroll"),
    (&["F4"], "older"),
    (&["F5"], "starter"),
    (&["F6", "Ctrl+o"], "outside"),
    (&["F1"], "help"),
];

/// The table of the editor's keys as `docs/keys.md` has it.
pub fn page(messages: &Messages) -> String {
    let mut page =
        format!("\n## {}\n\n{}\n|---|---|\n", messages.get("edit-title"), messages.get("edit-head"));
    for (keys, name) in KEYS {
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        page = format!("{page}| {} | {} |\n", keys.join(" "), messages.get(&format!("edit-{name}")));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn every_key_has_its_words_in_both_languages() {
        for language in [Language::Vietnamese, Language::English] {
            let messages = Messages::new(language);
            for (_, name) in KEYS {
                assert!(messages.has(&format!("edit-{name}")), "{name}");
            }
        }
    }
}
