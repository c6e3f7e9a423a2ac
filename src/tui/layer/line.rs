//! One-line entry: what is typed, what is understood, what is asked.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

use crate::domain::Activity;
use crate::entry::{Answer as LineAnswer, Entries, LedgerLine, Outcome as Understood, Reading};
use crate::locale::{Value, explain};
use crate::tui::effect::{Effect, Generation, Query, Write};
use crate::tui::input::{Outcome, TextInput};
use crate::tui::layer::line_history::LineHistory;
use crate::tui::layer::line_preview::{self, Said, preview};
use crate::tui::layer::line_summary::summary;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

/// Rows of the rule and the line.
const HEAD: u16 = 2;
/// Cells at both sides of what is said.
const MARGIN: u16 = 4;
/// Rows that the list below keeps, however much is said above it.
const LISTED: usize = 4;

/// The line and its reading.
#[derive(Debug, Default)]
pub struct LineLayer {
    /// What is typed.
    pub input: TextInput,
    /// Under which key its draft is kept.
    pub draft: String,
    /// The latest reading.
    pub reading: Option<Box<Reading>>,
    answers: Vec<LineAnswer>,
    /// What is said of the reading.
    said: Vec<Said>,
    options: Vec<Offer>,
    rows: Rows,
    generation: Generation,
    history: LineHistory,
}

/// What the list below the line offers.
#[derive(Debug)]
struct Offer {
    /// As the list shows it.
    label: String,
    does: Does,
}

/// What choosing does.
#[derive(Debug)]
enum Does {
    /// Reads the line again with this answer.
    Answer(LineAnswer),
    /// Saves; what was not understood becomes the note, or is left out.
    Save { with_note: bool },
}

/// What a key did.
#[derive(Debug)]
pub enum Lined {
    /// Nothing to be done.
    Open,
    /// Something is to be read again or saved.
    Do(Vec<Effect>),
    /// What the line says is to be opened as forms, the first on top.
    AsForm {
        /// What each form begins with.
        entries: Vec<Activity>,
        /// Names that nobody or several bear, for the first form to ask about.
        names: Vec<String>,
    },
    /// An entry of a fund's book is to be opened as a form.
    AsVoucher(Box<LedgerLine>),
    /// Left; the draft stays.
    Left,
}

impl LineLayer {
    /// A line with text from a draft, and the earlier lines, oldest first.
    pub fn with(text: &str, draft: String, earlier: Vec<String>) -> Self {
        let history = LineHistory::over(earlier);
        Self { input: TextInput::line().with(text), draft, history, ..Self::default() }
    }

    /// Asks for the line to be understood.
    pub fn ask(&mut self, next: &mut Generation) -> Vec<Effect> {
        *next += 1;
        self.generation = *next;
        let line = self.input.normalised();
        if line.trim().is_empty() {
            // An emptied line is no mistake: it shows its example again.
            self.reading = None;
            self.said.clear();
            self.options.clear();
            return Vec::new();
        }
        vec![Effect::Load(self.generation, Query::Line { line, answers: self.answers.clone() })]
    }

    /// Takes a reading, the numbers of the vouchers that saving would write now, and that the entry seems to be there
    /// already; a stale one is dropped.
    pub fn understood(
        &mut self,
        generation: Generation,
        reading: Box<Reading>,
        (vouchers, repeated): (Vec<String>, Option<String>),
        world: World<'_>,
    ) {
        if generation != self.generation {
            return;
        }
        self.options = offers(&reading, world);
        self.rows = Rows::default();
        self.said = preview(&reading, &vouchers, repeated.as_deref(), world);
        self.reading = Some(reading);
    }

    /// After saving: the line is free for the next one.
    pub fn saved(&mut self, earlier: &[String]) {
        self.input.take();
        self.history = LineHistory::over(earlier.to_vec());
        self.reading = None;
        self.said.clear();
        self.answers.clear();
        self.options.clear();
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, next: &mut Generation) -> Lined {
        match key.code {
            KeyCode::Esc => Lined::Left,
            // Beyond the list's ends the arrows leave it for the earlier lines, which would else be out of reach.
            KeyCode::Up if self.rows.at > 0 => {
                self.rows.step(-1, self.options.len());
                Lined::Open
            }
            KeyCode::Down if self.rows.at + 1 < self.options.len() => {
                self.rows.step(1, self.options.len());
                Lined::Open
            }
            KeyCode::Up | KeyCode::Down => self.recall(key.code == KeyCode::Up, next),
            KeyCode::Enter => self.enter(next),
            KeyCode::Tab => self.as_form(),
            _ => {
                if self.input.key(key, 70) == Outcome::Changed {
                    self.answers.clear();
                    Lined::Do(self.ask(next))
                } else {
                    Lined::Open
                }
            }
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, next: &mut Generation) -> Vec<Effect> {
        self.input.paste(text);
        self.answers.clear();
        self.ask(next)
    }

    fn recall(&mut self, back: bool, next: &mut Generation) -> Lined {
        let Some(text) = self.history.step(back, self.input.value()) else { return Lined::Open };
        self.input.set(&text);
        self.answers.clear();
        Lined::Do(self.ask(next))
    }

    /// What the line says, as forms begin with it; what was not understood goes into the note, where it can be seen
    /// and mended. Of two entries those that the list's selected row names.
    fn forms(&self) -> Vec<Activity> {
        let Some(reading) = &self.reading else { return Vec::new() };
        let mut forms = reading.with_note();
        let wanted = match self.options.get(self.rows.at).map(|offer| &offer.does) {
            Some(Does::Answer(LineAnswer::Entries(entries))) => *entries,
            _ => Entries::Both,
        };
        match wanted {
            Entries::Both => {}
            Entries::First => forms.truncate(1),
            Entries::Second => {
                forms.drain(..forms.len().min(1));
            }
        }
        forms
    }

    fn as_form(&self) -> Lined {
        let Some(reading) = &self.reading else { return Lined::Open };
        if let Some(line) = &reading.begun_ledger {
            return Lined::AsVoucher(line.clone());
        }
        match self.forms() {
            forms if forms.is_empty() => Lined::Open,
            entries => Lined::AsForm { entries, names: reading.open_names() },
        }
    }

    fn enter(&mut self, next: &mut Generation) -> Lined {
        let Some(reading) = &self.reading else { return Lined::Open };
        let mut with_note = false;
        match self.options.get(self.rows.at).map(|offer| &offer.does) {
            Some(Does::Answer(answer)) => {
                self.answers.push(answer.clone());
                return Lined::Do(self.ask(next));
            }
            Some(Does::Save { with_note: wanted }) => with_note = *wanted,
            None => {}
        }
        match &reading.outcome {
            Understood::Activities(activities) if reading.is_savable() => {
                let entries = if with_note { reading.with_note() } else { activities.clone() };
                Lined::Do(vec![Effect::Write(Write::Log(entries))])
            }
            Understood::Ledger(line) if reading.is_savable() => {
                Lined::Do(vec![Effect::Write(Write::LogLedger(line.clone()))])
            }
            _ => Lined::Open,
        }
    }

    /// How many rows it wants in a window of so many columns.
    pub fn height(&self, width: u16) -> u16 {
        let left = self.reading.as_ref().is_some_and(|reading| !reading.not_understood.is_empty());
        let two = self.reading.as_ref().is_some_and(|reading| reading.needs_confirmation);
        // Two entries stand in full, and words that were not understood with what becomes of them.
        let more = if two {
            4
        } else if left {
            3
        } else {
            0
        };
        let options = self.options.len() as u16;
        let usual = options.clamp(4, 9) + 4 + more;
        let said = line_preview::height(&self.said, width.saturating_sub(MARGIN));
        usual.max(HEAD + said as u16 + options.min(9))
    }

    /// Draws the line and what is understood of it.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        canvas.clear();
        let width = canvas.width();
        canvas.rule(0);
        let x = canvas.text(1, 1, "> ", Role::KeyHint);
        let caret = canvas.typed(x, 1, width.saturating_sub(x + 1), &self.input);
        let room = width.saturating_sub(MARGIN);
        if self.reading.is_none() {
            canvas.paragraph(3, HEAD, room, 4, &world.say("line-hint"), Role::Muted);
            return Some(caret);
        }
        let free =
            usize::from(canvas.height().saturating_sub(HEAD)).saturating_sub(self.options.len().min(LISTED));
        let said = line_preview::fit(&self.said, room, free);
        for (y, (line, role)) in (HEAD..).zip(&said) {
            canvas.text(3, y, line, *role);
        }
        self.draw_offers(canvas, HEAD + said.len() as u16, room);
        Some(caret)
    }

    /// The list below what is said; its selected row is always in sight.
    fn draw_offers(&mut self, canvas: &mut Canvas<'_>, from: u16, room: u16) {
        if self.options.is_empty() {
            return;
        }
        let top = from.min(canvas.height().saturating_sub(1));
        self.rows.settle(self.options.len(), usize::from(canvas.height().saturating_sub(top)));
        for (y, (at, option)) in (top..).zip(self.options.iter().enumerate().skip(self.rows.top)) {
            let selected = at == self.rows.at;
            canvas.text(3, y, if selected { "▸" } else { " " }, Role::Accent);
            canvas.fit(5, y, room.saturating_sub(2), &option.label, Role::Text);
            if selected {
                canvas.paint(3, y, room, Role::Selection);
            }
        }
    }
}

/// What the list below the line offers: answers to what is asked, one or both of two entries, or what becomes of words
/// that were not understood.
fn offers(reading: &Reading, world: World<'_>) -> Vec<Offer> {
    let entries =
        |label: String, entries: Entries| Offer { label, does: Does::Answer(LineAnswer::Entries(entries)) };
    match &reading.outcome {
        Understood::Ask(questions) => {
            // Names are those of the entry's day.
            let day = reading.begun.as_ref().map_or(world.catalog.today, |entry| entry.day);
            let choices = questions
                .first()
                .map(|question| explain::entry::choices(question, world.catalog, day, world.messages));
            let offer = |choice: explain::entry::Choice| Offer {
                label: choice.label,
                does: Does::Answer(choice.answer),
            };
            choices.unwrap_or_default().into_iter().map(offer).collect()
        }
        Understood::Activities(both) if reading.needs_confirmation => {
            let only = |at: usize, key: &str| {
                let entry = both.get(at).map(|entry| summary(entry, world)).unwrap_or_default();
                world.messages.with(key, &[("entry", Value::from(entry))])
            };
            vec![
                entries(world.say("line-offer-both"), Entries::Both),
                entries(only(0, "line-offer-first"), Entries::First),
                entries(only(1, "line-offer-second"), Entries::Second),
            ]
        }
        Understood::Activities(_) if !reading.not_understood.is_empty() => {
            let note: Vec<&str> = reading.not_understood.iter().map(|left| left.note.as_str()).collect();
            let keep = world.messages.with("line-offer-note", &[("text", Value::from(note.join("; ")))]);
            vec![
                // Kept unless one chooses otherwise: nothing typed is lost by an Enter in passing.
                Offer { label: keep, does: Does::Save { with_note: true } },
                Offer { label: world.say("line-offer-without"), does: Does::Save { with_note: false } },
            ]
        }
        _ => Vec::new(),
    }
}
