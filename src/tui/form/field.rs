//! One field of a form: its text as typed, what kind of field it is, and what is to be said about it.
//!
//! A field knows keys and texts. What the texts mean together (norms, people, money lines) is the form's matter.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::choice::{self, Choice};
use super::people::Pin;
use super::{amount, dates};
use crate::domain::{Catalog, Day};
use crate::locale::{Messages, Value};
use crate::text::clean;
use crate::tui::input::{Outcome, TextInput};

/// A sentence that is not yet in a language: a key of the message files and its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The key in `forms.ftl` or `fields.ftl`.
    pub key: String,
    /// Values by name, ready to be shown.
    pub values: Vec<(&'static str, String)>,
}

impl Message {
    /// The message of a key without values.
    pub fn plain(key: impl Into<String>) -> Self {
        Self { key: key.into(), values: Vec::new() }
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The sentence in the language of `messages`.
    pub fn show(&self, messages: &Messages) -> String {
        let values: Vec<(&str, Value<'_>)> =
            self.values.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
        messages.with(&self.key, &values)
    }
}

/// Words that come from the data in two languages, or from the message files, or are the same in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// A message.
    Message(Message),
    /// Data in Vietnamese and English.
    Pair(String, String),
    /// Data of the book, shown as it is.
    Data(String),
}

impl Words {
    /// A message without values.
    pub fn key(key: impl Into<String>) -> Self {
        Self::Message(Message::plain(key))
    }

    /// The words in the language of `messages`.
    pub fn show(&self, messages: &Messages) -> String {
        match self {
            Self::Message(message) => message.show(messages),
            Self::Pair(vi, en) => messages.pick(vi, en).to_owned(),
            Self::Data(text) => text.clone(),
        }
    }
}

/// Why a value stands in a field that nobody has typed or confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefaultMark {
    /// From the norm (định mức).
    Norm,
    /// From the most similar earlier entry, or the one that was copied.
    Similar,
    /// From the kind.
    Kind,
    /// Counted on the roster.
    Roster,
    /// From the book: the unit, the period, today.
    Book,
}

impl DefaultMark {
    /// The message that says so.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Norm => "form-default-norm",
            Self::Similar => "form-default-similar",
            Self::Kind => "form-default-kind",
            Self::Roster => "form-default-roster",
            Self::Book => "form-default-book",
        }
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's id.
    pub field: String,
    /// What is wrong, in plain words.
    pub message: Message,
}

/// The six field types; a whole number is a text that must read as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// One line holding a whole number; `bare` also takes a percentage ("100 %").
    Number {
        /// Whether "100 %" may stand instead.
        bare: bool,
    },
    /// Several lines.
    Memo,
    /// A day.
    Date,
    /// An amount; with `lines` also `n x rate` and `= sum`.
    Money {
        /// Whether `n x rate` and `= sum` may be typed.
        lines: bool,
    },
    /// One of several options.
    Choice(Choice),
    /// Members, groups and free names, parted by commas. What tokens were chosen to mean is pinned.
    People(Vec<Pin>),
}

/// One field. Its flags answer four separate questions; none excludes another.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its id: a slot's name, or the name within a member, voucher or setting. Unique in its form.
    pub id: String,
    /// Its label.
    pub label: Words,
    /// The form cannot be saved without it.
    pub required: bool,
    /// Whether it is shown and asked for now.
    pub visible: bool,
    /// The text as typed; of a choice: the words that filter its options.
    pub input: TextInput,
    /// Its type.
    pub kind: FieldKind,
    /// What is wrong with it, as last judged.
    pub error: Option<Message>,
    /// A hint that does not depend on what is typed.
    pub hint: Option<Message>,
    /// Why a value stands in it that nobody has confirmed.
    pub default_mark: Option<DefaultMark>,
    /// Somebody typed here, so no default may come.
    pub edited: bool,
    /// The entry's persons differ in this value, so the field shows none of them.
    pub mixed: bool,
    /// What the field held when the form was opened.
    initial: State,
}

/// What a field holds, for telling whether it was changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct State {
    text: String,
    selected: Option<String>,
}

/// What a key did to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Changed,
    Moved,
    Ignored,
}

impl Field {
    /// An empty field.
    pub fn new(id: impl Into<String>, label: Words, kind: FieldKind) -> Self {
        let input = if kind == FieldKind::Memo { TextInput::memo() } else { TextInput::line() };
        Self {
            id: id.into(),
            label,
            required: false,
            visible: true,
            input,
            kind,
            error: None,
            hint: None,
            default_mark: None,
            edited: false,
            mixed: false,
            initial: State::default(),
        }
    }

    /// The same, required.
    #[must_use]
    pub fn needed(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same with a hint.
    #[must_use]
    pub fn hinted(mut self, key: &str) -> Self {
        self.hint = Some(Message::plain(key));
        self
    }

    /// The same holding this text (of a choice: this option's code).
    #[must_use]
    pub fn holding(mut self, value: &str) -> Self {
        self.put(value);
        self
    }

    /// The text, cleaned as the book stores it.
    pub fn text(&self) -> String {
        if self.input.is_memo() { clean::memo(self.input.value()) } else { clean::line(self.input.value()) }
    }

    /// The code of the option that holds now: the one chosen, or the one that the typed words name.
    pub fn code(&self) -> Option<&str> {
        match &self.kind {
            FieldKind::Choice(choice) => choice.code(self.input.value()),
            _ => None,
        }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        match &self.kind {
            FieldKind::Choice(choice) => choice.selected.is_none() && self.text().is_empty(),
            _ => self.text().is_empty(),
        }
    }

    /// Whether it holds something else than when the form was opened.
    pub fn changed(&self) -> bool {
        self.state() != self.initial
    }

    fn state(&self) -> State {
        let selected = match &self.kind {
            FieldKind::Choice(choice) => choice.code(self.input.value()).map(str::to_owned),
            _ => None,
        };
        let text = if selected.is_some() { String::new() } else { self.text() };
        State { text, selected }
    }

    /// Takes what it holds now for what it held when the form was opened.
    pub(super) fn settle(&mut self) {
        self.initial = self.state();
    }

    /// Puts a value in: a text, or of a choice the code of an option. What was typed goes.
    pub(super) fn put(&mut self, value: &str) {
        if let FieldKind::Choice(choice) = &mut self.kind {
            choice.select(value);
            self.input.take();
        } else {
            self.input.set(value);
        }
    }

    /// Puts a default in and marks it.
    pub(super) fn propose(&mut self, value: &str, mark: DefaultMark) {
        self.put(value);
        self.default_mark = Some(mark);
    }

    /// Whether a default may come into this field.
    pub(super) fn takes_default(&self) -> bool {
        !self.edited && (self.default_mark.is_some() || self.is_empty())
    }

    /// Does what the key says. `width`: cells of the value.
    pub(super) fn key(&mut self, key: KeyEvent, width: u16, catalog: &Catalog) -> Taken {
        let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let taken = match (&mut self.kind, key.code) {
            (FieldKind::Choice(choice), code) if plain => {
                if let Some(taken) = choice::key(choice, &mut self.input, code) {
                    taken
                } else {
                    self.typed(key, width)
                }
            }
            (FieldKind::Date, KeyCode::Left | KeyCode::Right) if plain => {
                let days = if key.code == KeyCode::Left { -1 } else { 1 };
                match dates::step(&self.input, days, catalog) {
                    Some(text) => {
                        self.input.set(&text);
                        Taken::Changed
                    }
                    None => self.typed(key, width),
                }
            }
            (FieldKind::Memo, KeyCode::Enter) if leaves_memo(&self.input) => Taken::Ignored,
            _ => self.typed(key, width),
        };
        if taken == Taken::Changed {
            self.touch();
        }
        taken
    }

    /// Notes that somebody typed here.
    pub(super) fn touch(&mut self) {
        self.edited = true;
        self.default_mark = None;
        self.error = None;
    }

    /// Whether what stands here is a short default with the caret behind it; a list of names or a note is mended, not
    /// begun anew.
    fn gives_way(&self) -> bool {
        self.default_mark.is_some()
            && !matches!(self.kind, FieldKind::People(_) | FieldKind::Memo)
            && self.input.caret() == self.input.value().len()
    }

    fn typed(&mut self, key: KeyEvent, width: u16) -> Taken {
        // Typing over a default begins anew; whoever wants to mend it goes into it or takes letters away first.
        let letter = matches!(key.code, KeyCode::Char(_))
            && !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if letter && self.gives_way() {
            self.input.take();
        }
        match self.input.key(key, width) {
            Outcome::Changed => {
                if let FieldKind::Choice(choice) = &mut self.kind {
                    choice.typed();
                }
                Taken::Changed
            }
            Outcome::Moved => Taken::Moved,
            Outcome::Ignored => Taken::Ignored,
        }
    }

    /// Inserts a paste: cleaned, nothing composed.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        if !text.is_empty() && self.gives_way() {
            self.input.take();
        }
        let changed = self.input.paste_with(text, clean::paste) == Outcome::Changed;
        if changed {
            if let FieldKind::Choice(choice) = &mut self.kind {
                choice.typed();
            }
            self.touch();
        }
        changed
    }

    /// What happens when the field is left: the text is composed, a day is written out, an option that the words
    /// name is chosen. What cannot be read stays as it was typed.
    pub(super) fn leave(&mut self, catalog: &Catalog) {
        self.input.leave();
        match &mut self.kind {
            FieldKind::Choice(choice) => {
                if let Some(code) = choice.code(self.input.value()).map(str::to_owned) {
                    choice.select(&code);
                    self.input.take();
                }
            }
            FieldKind::Date => {
                if let Ok(Some(day)) = self.day(catalog) {
                    let text = crate::text::date::format(day);
                    if text != self.input.value() {
                        self.input.set(&text);
                    }
                }
            }
            _ => {}
        }
    }

    /// The day it holds; none when it is empty.
    ///
    /// # Errors
    /// The sentence that says why the text is no day.
    pub fn day(&self, catalog: &Catalog) -> Result<Option<Day>, Message> {
        if self.is_empty() { Ok(None) } else { dates::read(&self.text(), catalog).map(Some) }
    }

    /// The amount it holds; none when it is empty.
    ///
    /// # Errors
    /// The sentence that says why the text is no amount.
    pub fn amount(&self) -> Result<Option<amount::Amount>, Message> {
        if self.is_empty() {
            return Ok(None);
        }
        let lines = matches!(self.kind, FieldKind::Money { lines: true });
        amount::read(&self.text(), lines).map(Some)
    }

    /// The number it holds; none when it is empty or a bare percentage.
    ///
    /// # Errors
    /// The sentence that says why the text is no number.
    pub fn number(&self) -> Result<Option<u32>, Message> {
        let text = self.text();
        if text.is_empty() || (self.kind == FieldKind::Number { bare: true } && is_whole(&text)) {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| Message::plain("form-error-number").with("text", text))
    }

    /// What is wrong with the text by itself.
    pub(super) fn judge(&self, catalog: &Catalog) -> Option<Message> {
        match &self.kind {
            FieldKind::Date => self.day(catalog).err(),
            FieldKind::Money { .. } => self.amount().err(),
            FieldKind::Number { .. } => self.number().err(),
            FieldKind::Choice(choice) => choice.judge(&self.text()),
            FieldKind::Text | FieldKind::Memo | FieldKind::People(_) => None,
        }
    }
}

/// "100 %".
pub(super) fn is_whole(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).eq("100%".chars())
}

/// Enter leaves a memo that is empty or ends in an empty line, so that Enter alone walks through a form.
fn leaves_memo(input: &TextInput) -> bool {
    input.caret() == input.value().len() && (input.is_empty() || input.value().ends_with('\n'))
}
