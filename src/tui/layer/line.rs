//! One-line entry: what is typed, what is understood, what is asked.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

use crate::domain::{Activity, Direction};
use crate::entry::{Answer as LineAnswer, Entries, LedgerLine, Outcome as Understood, Reading};
use crate::locale::{Value, explain};
use crate::text::{money, words};
use crate::tui::effect::{Effect, Generation, Query, Write};
use crate::tui::input::{Outcome, TextInput};
use crate::tui::layer::line_history::LineHistory;
use crate::tui::layer::line_summary::{money_line, small_amount, summary};
use crate::tui::screen::{World, detail};
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

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
    /// Numbers of the vouchers that saving would write now.
    vouchers: Vec<String>,
    /// That the entry seems to be there already.
    repeated: Option<String>,
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
            self.repeated = None;
            self.options.clear();
            return Vec::new();
        }
        vec![Effect::Load(self.generation, Query::Line { line, answers: self.answers.clone() })]
    }

    /// Takes a reading; a stale one is dropped.
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
        self.reading = Some(reading);
        self.vouchers = vouchers;
        self.repeated = repeated;
    }

    /// After saving: the line is free for the next one.
    pub fn saved(&mut self, earlier: &[String]) {
        self.input.take();
        self.history = LineHistory::over(earlier.to_vec());
        self.reading = None;
        self.repeated = None;
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

    /// How many rows it wants.
    pub fn height(&self) -> u16 {
        let left = self.reading.as_ref().is_some_and(|reading| !reading.not_understood.is_empty());
        let two = self.reading.as_ref().is_some_and(|reading| reading.needs_confirmation);
        let small = self.reading.as_ref().is_some_and(|reading| small_amount(reading).is_some());
        // Two entries stand in full, and words that were not understood with what becomes of them.
        let more = if two {
            4
        } else if left {
            3
        } else {
            0
        };
        (self.options.len() as u16).clamp(4, 9)
            + 4
            + more
            + u16::from(small)
            + 2 * u16::from(self.repeated.is_some())
    }

    /// Draws the line and what is understood of it.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        canvas.clear();
        let width = canvas.width();
        canvas.rule(0);
        let x = canvas.text(1, 1, "> ", Role::KeyHint);
        let view = self.input.view(width.saturating_sub(x + 1), 1);
        canvas.text(x, 1, view.lines.first().map_or("", String::as_str), Role::Text);
        let area = canvas.area();
        let caret = Position::new(area.x + x + view.caret.0, area.y + 1);
        let room = width.saturating_sub(4);
        let mut y = 2;
        let Some(reading) = &self.reading else {
            canvas.paragraph(3, y, room, 4, &world.say("line-hint"), Role::Muted);
            return Some(caret);
        };
        match &reading.outcome {
            Understood::Activities(activities) => {
                if reading.needs_confirmation {
                    let text = format!("! {}", world.say("line-two"));
                    y += canvas.paragraph(3, y, room, 1, &text, Role::Warn);
                }
                for activity in activities {
                    y += canvas.paragraph(3, y, room, 2, &summary(activity, world), Role::Good);
                    y += canvas.paragraph(3, y, room, 2, &money_line(activity, world), Role::Muted);
                }
            }
            Understood::Ledger(line) => {
                let key = if line.direction == Direction::Receipt {
                    "direction-receipt"
                } else {
                    "direction-payment"
                };
                let code = world
                    .catalog
                    .codes
                    .line(&line.code)
                    .map_or("", |code| world.messages.pick(&code.label, &code.en))
                    .to_owned();
                let text = format!(
                    "{} · {} · {} đ · {} {code} · {}",
                    world.say(key),
                    detail::long_day(line.day, world),
                    money::format(line.amount),
                    line.code,
                    line.description
                );
                y += canvas.paragraph(3, y, room, 2, &text, Role::Good);
                let spelled = words::in_words(line.amount, world.catalog.words_style());
                y += canvas.paragraph(3, y, room, 1, &spelled, Role::Muted);
            }
            Understood::Ask(questions) => {
                if let Some(question) = questions.first() {
                    let text = format!("! {}", explain::entry::question(question, world.messages));
                    y += canvas.paragraph(3, y, room, 2, &text, Role::Warn);
                }
                self.draw_offers(canvas, y, room);
                return Some(caret);
            }
            Understood::Refused(refusals) => {
                for refusal in refusals.iter().take(2) {
                    let text =
                        format!("! {}", explain::entry::refusal(refusal, world.catalog, world.messages));
                    y += canvas.paragraph(3, y, room, 2, &text, Role::Warn);
                }
            }
        }
        if let Some(amount) = small_amount(reading) {
            let amount = Value::from(money::format(amount));
            let text = format!("! {}", world.messages.with("form-warn-small", &[("amount", amount)]));
            y += canvas.paragraph(3, y, room, 1, &text, Role::Warn);
        }
        if let Some(repeated) = &self.repeated {
            y += canvas.paragraph(3, y, room, 2, &format!("! {repeated}"), Role::Warn);
        }
        if !self.vouchers.is_empty() {
            let numbers = self.vouchers.join(", ");
            let text = world.messages.with("line-voucher", &[("voucher", Value::from(numbers))]);
            y += canvas.paragraph(3, y, room, 1, &text, Role::Muted);
        }
        let left: Vec<&str> = reading.not_understood.iter().map(|part| part.text.as_str()).collect();
        if !left.is_empty() {
            let text = world.messages.with("line-not-understood", &[("text", Value::from(left.join(" ")))]);
            y += canvas.paragraph(3, y, room, 2, &text, Role::Warn);
        }
        self.draw_offers(canvas, y, room);
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
