//! Forms: pure state, what keys do to it, what comes out of it, and how it is drawn into a buffer.
//!
//! A form for an activity is made from its kind's field list and nothing else, so adding a kind touches no Rust. The
//! other forms (member, voucher, new book, report settings) are lists of the same six field types. Nothing here knows
//! a terminal, a store or SQL: a key goes in, a [`FormEvent`] comes out, and the caller saves what
//! [`Form::activity`] and its siblings build.
//!
//! # Keys
//! Tab, Enter and Down go to the next field, Shift+Tab and Up to the one before. Behind the last field stands a save
//! row: Enter there saves, so that Enter alone walks through the form and nothing is saved unseen. Enter also confirms
//! a default, takes the suggestion under the pointer, and breaks a line in a memo that has text (Enter on its empty
//! last line goes on). In a day Left and Right step by one day while the caret stands behind a whole valid day;
//! elsewhere (Home goes there) they move the caret. In a choice Left and Right go through the options and typing
//! filters them. Ctrl+S saves, F4 or Ctrl+N saves and adds another, F2 adds a money line, Esc leaves (the draft stays).
//!
//! Typing behind a marked default takes its place; Home or Backspace mends it instead. Nothing is inserted while
//! typing. A field is composed (NFC), a day is written out in full and an option that the
//! words name is chosen when the field is left.

mod activity;
mod amount;
pub mod book;
mod choice;
mod conflict;
mod dates;
mod defaults;
mod draft;
mod fact;
mod field;
mod layout;
mod member;
mod money_lines;
mod options;
mod people;
mod render;
mod report;
mod slots;
mod voucher;
mod warnings;
mod words;
pub mod year;

#[cfg(test)]
mod tests;

use std::cell::Cell;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

pub use activity::Start;
pub use amount::Amount;
pub use choice::{Choice, ChoiceOption};
pub use conflict::{ConflictRow, conflict_rows};
pub use field::{DefaultMark, Field, FieldError, FieldKind, Message, Words};
pub use people::{Pin, Problem, Resolved, Said, Suggestion, Who};
pub use words::came_or_left;

use crate::domain::{Activity, Catalog, Day, Direction, Member, ReportSettings, Stored, Voucher};
use activity::ActivityForm;
use field::Taken;

/// What a form is for.
#[derive(Debug, Clone, PartialEq)]
pub enum FormKind {
    /// An activity of a kind.
    Activity(Box<ActivityForm>),
    /// A member; with the record that is edited.
    Member(Option<Box<Stored<Member>>>),
    /// A receipt, payment or transfer in a fund's book; with the record that is edited.
    Voucher(Direction, Option<Box<Stored<Voucher>>>),
    /// One row of a member's history.
    Fact(Box<fact::FactForm>),
    /// The book itself: its unit, periods, funds, norms; and the pages of the set-up.
    Book(Box<book::BookForm>),
    /// The head and foot of a period's report, as they were.
    Report(Box<ReportSettings>),
}

/// What came of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormEvent {
    /// Not a key of the form.
    Nothing,
    /// Something to be drawn anew: text, caret, pointer, errors.
    Changed,
    /// The field with this id was left: the draft is to be written.
    Left(String),
    /// To be saved; every field has been judged and is right.
    Save,
    /// The same, and then the next one of the same kind and day.
    SaveAndAddAnother,
    /// The form is to be closed; its draft stays.
    Cancel,
}

/// A form with everything typed into it.
#[derive(Debug, Clone)]
pub struct Form {
    pub(super) kind: FormKind,
    fields: Vec<Field>,
    /// The field with the caret; as many as there are fields: the save row.
    focus: usize,
    /// Entries that a new one may repeat.
    recent: Vec<Stored<Activity>>,
    /// Who is meant by the people field.
    resolved: Resolved,
    /// The suggestion under the pointer.
    pointer: usize,
    /// Said at the right of the title, such as when the draft was written.
    note: String,
    /// What the form asks for, in a sentence beneath the title.
    intro: Option<Message>,
    /// Cells of a value in the latest picture, by which a memo wraps.
    width: Cell<u16>,
}

impl Form {
    fn of(kind: FormKind, fields: Vec<Field>) -> Self {
        let mut form = Self {
            kind,
            fields,
            focus: 0,
            recent: Vec::new(),
            resolved: Resolved::default(),
            pointer: 0,
            note: String::new(),
            intro: None,
            width: Cell::new(60),
        };
        for field in &mut form.fields {
            field.settle();
        }
        form
    }

    /// What the form is for.
    pub const fn kind(&self) -> &FormKind {
        &self.kind
    }

    /// The fields, top to bottom, hidden ones included.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Types more names into the field for people, as somebody would: the form asks who is meant.
    pub fn name_people(&mut self, names: &[String], catalog: &Catalog) {
        if names.is_empty() {
            return;
        }
        let Some(field) = self.field_mut("people") else { return };
        let mut all: Vec<&str> = vec![field.input.value()];
        all.extend(names.iter().map(String::as_str));
        all.retain(|name| !name.trim().is_empty());
        let text = all.join(", ");
        field.input.set(&text);
        self.sync_activity("people", catalog);
    }

    fn field_mut(&mut self, id: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.id == id)
    }

    /// The field with the caret; none on the save row.
    pub fn focused(&self) -> Option<&Field> {
        self.fields.get(self.focus)
    }

    /// Whether the caret stands on the save row.
    pub fn on_save_row(&self) -> bool {
        self.focus >= self.fields.len()
    }

    /// Puts the caret into the field with this id.
    pub fn focus_on(&mut self, id: &str) {
        if let Some(at) = self.fields.iter().position(|field| field.id == id && field.visible) {
            self.focus = at;
            self.pointer = 0;
        }
    }

    /// Puts a text into a field (of a choice: an option's code) as if it had been typed there and left.
    pub fn fill(&mut self, id: &str, value: &str, catalog: &Catalog) {
        if let Some(field) = self.field_mut(id) {
            field.put(value);
            field.touch();
            field.leave(catalog);
            self.sync(id, catalog);
        }
    }

    /// Entries that a new one may repeat: of the same kind or the same members.
    pub fn set_recent(&mut self, recent: Vec<Stored<Activity>>) {
        self.recent = recent;
    }

    /// Knows of the same earlier entries as another form of the same record.
    pub fn know_recent_of(&mut self, other: &Self) {
        self.recent.clone_from(&other.recent);
    }

    /// What stands at the right of the title, such as when the draft was written; already in its language.
    pub fn set_note(&mut self, note: impl Into<String>) {
        self.note = note.into();
    }

    /// Whether anything is wrong with a field, as last judged.
    pub fn has_errors(&self) -> bool {
        self.fields.iter().any(|field| field.error.is_some())
    }

    /// Puts the caret into the first field.
    pub fn to_first(&mut self) {
        self.focus = 0;
        self.pointer = 0;
    }

    /// Composes and judges the field with the caret, as if it were left.
    pub fn rest(&mut self, catalog: &Catalog) {
        self.leave(catalog);
    }

    /// Whether anything was typed or chosen since the form was opened.
    pub fn is_dirty(&self) -> bool {
        self.fields.iter().any(|field| field.edited)
    }

    /// Who is meant by the people field.
    pub const fn resolved(&self) -> &Resolved {
        &self.resolved
    }

    /// The day of the entry, or today while none can be read.
    pub fn day(&self, catalog: &Catalog) -> Day {
        let typed = self.field("day").and_then(|field| field.day(catalog).ok().flatten());
        typed.or_else(|| self.base_day()).unwrap_or(catalog.today)
    }

    fn base_day(&self) -> Option<Day> {
        match &self.kind {
            FormKind::Activity(form) => Some(form.base.day),
            FormKind::Voucher(_, Some(base)) => Some(base.day),
            _ => None,
        }
    }

    /// Does what a key says.
    pub fn handle(&mut self, key: KeyEvent, catalog: &Catalog) -> FormEvent {
        if key.kind == KeyEventKind::Release {
            return FormEvent::Nothing;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Char('s' | 'S') if control && !alt => return self.save(FormEvent::Save, catalog),
            KeyCode::Char('n' | 'N') if control && !alt && self.repeats() => {
                return self.save(FormEvent::SaveAndAddAnother, catalog);
            }
            KeyCode::F(4) if self.repeats() => return self.save(FormEvent::SaveAndAddAnother, catalog),
            KeyCode::F(2) if self.asks_money() => {
                return if self.add_line(catalog) { FormEvent::Changed } else { FormEvent::Nothing };
            }
            KeyCode::Esc => {
                self.leave(catalog);
                return FormEvent::Cancel;
            }
            KeyCode::BackTab => return self.go(false, true, catalog),
            KeyCode::Tab => {
                return self.go(!key.modifiers.contains(KeyModifiers::SHIFT), true, catalog);
            }
            _ => {}
        }
        if self.on_save_row() {
            return match key.code {
                KeyCode::Enter => self.save(FormEvent::Save, catalog),
                KeyCode::Up => self.go(false, false, catalog),
                _ => FormEvent::Nothing,
            };
        }
        if !control
            && !alt
            && let Some(event) = self.suggested(key.code, catalog)
        {
            return event;
        }
        if key.code == KeyCode::Enter && self.take_pointed(catalog) {
            return self.go(true, false, catalog);
        }
        let width = self.width.get();
        let Some(field) = self.fields.get_mut(self.focus) else { return FormEvent::Nothing };
        let taken = field.key(key, width, catalog);
        let id = field.id.clone();
        match (taken, key.code) {
            (Taken::Changed, _) => {
                self.pointer = 0;
                self.sync(&id, catalog);
                FormEvent::Changed
            }
            (Taken::Moved, _) => FormEvent::Changed,
            (Taken::Ignored, KeyCode::Enter) if !control => {
                if let Some(field) = self.fields.get_mut(self.focus) {
                    field.default_mark = None;
                    field.edited |= !field.is_empty();
                }
                self.go(true, false, catalog)
            }
            (Taken::Ignored, KeyCode::Down) if !control => self.go(true, false, catalog),
            (Taken::Ignored, KeyCode::Up) if !control => self.go(false, false, catalog),
            (Taken::Ignored, _) => FormEvent::Nothing,
        }
    }

    /// Inserts a paste into the field with the caret.
    pub fn paste(&mut self, text: &str, catalog: &Catalog) -> FormEvent {
        let Some(field) = self.fields.get_mut(self.focus) else { return FormEvent::Nothing };
        if !field.paste(text) {
            return FormEvent::Nothing;
        }
        let id = field.id.clone();
        self.pointer = 0;
        self.sync(&id, catalog);
        FormEvent::Changed
    }

    /// Whether one more of the same can follow.
    pub const fn repeats(&self) -> bool {
        matches!(self.kind, FormKind::Activity(_) | FormKind::Member(None) | FormKind::Voucher(_, None))
    }

    /// What may stand for the token at the caret of the people field.
    pub fn suggestions(&self, catalog: &Catalog) -> Vec<Suggestion> {
        self.open_token(catalog)
            .map(|(_, problem)| people::suggestions(&problem, catalog, self.day(catalog)))
            .unwrap_or_default()
    }

    fn open_token(&self, catalog: &Catalog) -> Option<(std::ops::Range<usize>, Problem)> {
        let field = self.focused()?;
        let FieldKind::People(pins) = &field.kind else { return None };
        let day = self.day(catalog);
        people::open_token(field.input.value(), field.input.caret(), pins, catalog, day)
    }

    /// Keys while suggestions stand beneath the people field.
    fn suggested(&mut self, code: KeyCode, catalog: &Catalog) -> Option<FormEvent> {
        if !matches!(code, KeyCode::Up | KeyCode::Down | KeyCode::Enter) {
            return None;
        }
        let (range, problem) = self.open_token(catalog)?;
        let day = self.day(catalog);
        let list = people::suggestions(&problem, catalog, day);
        let pointer = self.pointer.min(list.len().checked_sub(1)?);
        match code {
            KeyCode::Down if pointer + 1 < list.len() => self.pointer = pointer + 1,
            KeyCode::Up if pointer > 0 => self.pointer = pointer - 1,
            KeyCode::Enter => {
                let suggestion = list.into_iter().nth(pointer)?;
                let field = self.fields.get_mut(self.focus)?;
                let FieldKind::People(pins) = &mut field.kind else { return None };
                let token = match &suggestion.who {
                    Some(who) => people::pin(who, pins, catalog, day),
                    None => suggestion.token,
                };
                let text = field.input.value();
                let before = text.get(..range.start).unwrap_or_default();
                let after = text.get(range.end..).unwrap_or_default();
                let caret = before.len() + token.len();
                let text = format!("{before}{token}{after}");
                field.input.set(&text);
                field.input.set_caret(caret);
                field.touch();
                let id = field.id.clone();
                self.pointer = 0;
                self.sync(&id, catalog);
            }
            _ => return None,
        }
        Some(FormEvent::Changed)
    }

    /// Enter takes the option under the pointer when the typed words leave several.
    fn take_pointed(&mut self, catalog: &Catalog) -> bool {
        let Some(field) = self.fields.get_mut(self.focus) else { return false };
        let words = field.text();
        let FieldKind::Choice(choice) = &mut field.kind else { return false };
        if words.is_empty() || choice.index(&words).is_some() || !choice.take(&words) {
            return false;
        }
        field.touch();
        let id = field.id.clone();
        self.sync(&id, catalog);
        true
    }

    /// Composes the field with the caret and judges it.
    fn leave(&mut self, catalog: &Catalog) -> Option<String> {
        let field = self.fields.get_mut(self.focus)?;
        field.leave(catalog);
        let id = field.id.clone();
        self.sync(&id, catalog);
        let error = self.judge(self.focus, catalog);
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.error = error;
        }
        Some(id)
    }

    /// Goes to the next or the previous visible field; `around` also from the save row to the first.
    fn go(&mut self, forward: bool, around: bool, catalog: &Catalog) -> FormEvent {
        let left = self.leave(catalog);
        let stops: Vec<usize> = (0..self.fields.len())
            .filter(|at| self.fields.get(*at).is_some_and(|field| field.visible))
            .chain([self.fields.len()])
            .collect();
        let here = stops.iter().position(|at| *at >= self.focus).unwrap_or(0);
        let last = stops.len() - 1;
        let next = match (forward, around) {
            (true, true) if here == last => 0,
            (true, _) => (here + 1).min(last),
            (false, true) if here == 0 => last,
            (false, _) => here.saturating_sub(1),
        };
        self.focus = stops.get(next).copied().unwrap_or(0);
        self.pointer = 0;
        left.map_or(FormEvent::Changed, FormEvent::Left)
    }

    /// Judges every field; goes to the first faulty one, or says that all is right.
    fn save(&mut self, wish: FormEvent, catalog: &Catalog) -> FormEvent {
        self.leave(catalog);
        let errors = self.errors(catalog);
        for field in &mut self.fields {
            field.error =
                errors.iter().find(|error| error.field == field.id).map(|error| error.message.clone());
        }
        let first = self.fields.iter().position(|field| field.error.is_some());
        match first {
            Some(first) => {
                self.focus = first;
                self.pointer = 0;
                FormEvent::Changed
            }
            None => wish,
        }
    }

    /// Everything that stands against saving, in the order of the fields.
    pub fn errors(&self, catalog: &Catalog) -> Vec<FieldError> {
        let built = match &self.kind {
            FormKind::Activity(_) => self.activity(catalog).err(),
            FormKind::Member(_) | FormKind::Fact(_) => self.member(catalog).err(),
            FormKind::Voucher(..) => self.voucher(catalog).err(),
            FormKind::Book(_) => self.book_errors(catalog),
            FormKind::Report(_) => self.report_settings(catalog).err(),
        };
        built.unwrap_or_default()
    }

    /// Whether an existing record is edited: what was not touched is not judged then.
    const fn edits(&self) -> bool {
        match &self.kind {
            FormKind::Activity(form) => matches!(form.start, activity::StartKind::Edit { .. }),
            FormKind::Member(base) => base.is_some(),
            FormKind::Voucher(_, base) => base.is_some(),
            FormKind::Fact(fact) => fact.at.is_some(),
            FormKind::Book(form) => form.edits(),
            FormKind::Report(_) => true,
        }
    }

    /// What is wrong with a field by itself.
    fn judge(&self, at: usize, catalog: &Catalog) -> Option<Message> {
        let field = self.fields.get(at)?;
        if !field.visible || (self.edits() && !field.changed()) {
            return None;
        }
        if let FieldKind::People(_) = field.kind {
            return field.changed().then(|| self.resolved.problems.first().map(Problem::message)).flatten();
        }
        field.judge(catalog)
    }

    /// Required fields that are empty, and texts that cannot be read.
    fn common_errors(&self, catalog: &Catalog) -> Vec<FieldError> {
        let mut errors = Vec::new();
        for (at, field) in self.fields.iter().enumerate().filter(|(_, field)| field.visible) {
            let untouched = !field.changed() && (field.mixed || self.edits());
            let message = if field.required && field.is_empty() && !untouched {
                Some(Message::plain("form-error-required"))
            } else {
                self.judge(at, catalog)
            };
            if let Some(message) = message {
                errors.push(FieldError { field: field.id.clone(), message });
            }
        }
        errors
    }

    /// The errors in field order, or the value when there are none.
    fn outcome<T>(&self, value: T, mut errors: Vec<FieldError>) -> Result<T, Vec<FieldError>> {
        if errors.is_empty() {
            return Ok(value);
        }
        let place = |id: &str| self.fields.iter().position(|field| field.id == id);
        errors.sort_by_key(|error| place(&error.field));
        errors.dedup_by(|later, earlier| later.field == earlier.field);
        Err(errors)
    }

    /// What follows from a change in the field with this id: who is meant, defaults, which fields are asked.
    fn sync(&mut self, id: &str, catalog: &Catalog) {
        match &self.kind {
            FormKind::Activity(_) => self.sync_activity(id, catalog),
            FormKind::Member(_) => self.sync_member(),
            FormKind::Voucher(..) => self.sync_voucher(catalog),
            FormKind::Book(_) => self.sync_book(id, catalog),
            FormKind::Fact(_) | FormKind::Report(_) => {}
        }
    }
}
