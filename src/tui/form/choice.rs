//! One of several options: Left and Right go through them, typing filters, no option is taken silently from words
//! that name two.

use crossterm::event::KeyCode;

use super::field::{Message, Taken, Words};
use crate::text::fold::{accents_agree, search_key};
use crate::tui::input::TextInput;

/// One option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceOption {
    /// What is stored.
    pub code: String,
    /// What is shown.
    pub label: Words,
    /// Words that name it when typed: its labels, aliases and code.
    pub words: Vec<String>,
}

impl ChoiceOption {
    /// An option that is shown by `label` and named by `words`.
    pub fn new(code: impl Into<String>, label: Words, words: &[&str]) -> Self {
        let code = code.into();
        let mut all: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        match &label {
            Words::Pair(vi, en) => all.extend([vi.clone(), en.clone()]),
            Words::Data(text) => all.push(text.clone()),
            Words::Message(_) => {}
        }
        all.push(code.clone());
        Self { code, label, words: all }
    }
}

/// The options of a choice and which one holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// The options, as offered.
    pub options: Vec<ChoiceOption>,
    /// The option that holds.
    pub selected: Option<usize>,
    /// Whether it may be left without one.
    pub optional: bool,
    /// True once an arrow has taken an option while words stood in the field.
    pub picked: bool,
}

impl Choice {
    /// Options of which none is chosen.
    pub fn of(options: Vec<ChoiceOption>) -> Self {
        Self { options, selected: None, optional: true, picked: false }
    }

    /// The same, never without one.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.optional = false;
        self
    }

    /// Chooses the option with this code; none when there is no such option.
    pub fn select(&mut self, code: &str) {
        self.selected = self.options.iter().position(|option| option.code == code);
        self.picked = false;
    }

    /// The option chosen, or the one that the words name.
    pub fn current(&self, words: &str) -> Option<&ChoiceOption> {
        self.index(words).and_then(|index| self.options.get(index))
    }

    /// Its code.
    pub fn code(&self, words: &str) -> Option<&str> {
        self.current(words).map(|option| option.code.as_str())
    }

    /// The options that the words leave over, by their places; all for no words.
    pub fn matches(&self, words: &str) -> Vec<usize> {
        let key = search_key(words);
        let exact = self.exact(words);
        if !exact.is_empty() {
            // "bố" names one relation and begins four: what is named stands first.
            let rest = self.found(&key).into_iter().filter(|index| !exact.contains(index));
            return exact.iter().copied().chain(rest).collect();
        }
        self.found(&key)
    }

    fn found(&self, key: &str) -> Vec<usize> {
        let needs: Vec<&str> = key.split_whitespace().collect();
        let holds = |option: &ChoiceOption| {
            option.words.iter().any(|word| {
                let word = search_key(word);
                needs.iter().all(|need| word.contains(need))
            })
        };
        (0..self.options.len()).filter(|index| self.options.get(*index).is_some_and(holds)).collect()
    }

    fn exact(&self, words: &str) -> Vec<usize> {
        let words = words.trim();
        if words.is_empty() {
            return Vec::new();
        }
        let named = |option: &ChoiceOption| option.words.iter().any(|word| accents_agree(words, word));
        (0..self.options.len()).filter(|index| self.options.get(*index).is_some_and(named)).collect()
    }

    /// The place of the option that holds: the words', if any were typed.
    pub fn index(&self, words: &str) -> Option<usize> {
        if words.trim().is_empty() || self.picked {
            return self.selected;
        }
        match self.exact(words).as_slice() {
            [only] => Some(*only),
            [] => match self.found(&search_key(words)).as_slice() {
                [only] => Some(*only),
                _ => None,
            },
            _ => None,
        }
    }

    /// The place where the pointer stands: on what holds, else on the first that the words leave over.
    pub fn pointer(&self, words: &str) -> Option<usize> {
        self.index(words)
            .or_else(|| if words.trim().is_empty() { None } else { self.matches(words).first().copied() })
    }

    /// Takes the option under the pointer; false when there is none.
    pub(super) fn take(&mut self, words: &str) -> bool {
        let pointer = self.pointer(words);
        if pointer.is_some() {
            self.selected = pointer;
            self.picked = true;
        }
        pointer.is_some()
    }

    /// New words: an earlier pick no longer holds.
    pub(super) fn typed(&mut self) {
        self.picked = false;
    }

    /// What is wrong with the typed words.
    pub(super) fn judge(&self, words: &str) -> Option<Message> {
        if words.is_empty() || self.index(words).is_some() {
            return None;
        }
        let key =
            if self.matches(words).is_empty() { "form-error-choice" } else { "form-error-choice-several" };
        Some(Message::plain(key).with("text", words))
    }
}

/// Does what a plain key says, or leaves it to the text.
pub(super) fn key(choice: &mut Choice, input: &mut TextInput, code: KeyCode) -> Option<Taken> {
    let words = input.value().to_owned();
    match code {
        KeyCode::Left | KeyCode::Right => {
            let matches = if choice.picked && !words.trim().is_empty() {
                choice.matches(&words)
            } else if words.trim().is_empty() {
                (0..choice.options.len()).collect()
            } else {
                choice.matches(&words)
            };
            if matches.is_empty() {
                return Some(Taken::Moved);
            }
            let here = choice.pointer(&words).and_then(|place| matches.iter().position(|at| *at == place));
            let last = matches.len() - 1;
            let next = match (here, code) {
                (None, KeyCode::Right) => 0,
                (None, _) => last,
                (Some(at), KeyCode::Right) => at + 1,
                (Some(at), _) => at.wrapping_sub(1),
            };
            let next = if next == usize::MAX {
                last
            } else if next > last {
                0
            } else {
                next
            };
            choice.selected = matches.get(next).copied();
            choice.picked = true;
            Some(Taken::Changed)
        }
        KeyCode::Backspace | KeyCode::Delete if words.is_empty() => {
            if choice.optional && choice.selected.is_some() {
                choice.selected = None;
                return Some(Taken::Changed);
            }
            Some(Taken::Moved)
        }
        KeyCode::Home | KeyCode::End if words.is_empty() => Some(Taken::Moved),
        _ => None,
    }
}
