//! One-line entry: what is typed, what is understood, what is asked.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

use crate::domain::{Activity, Direction};
use crate::entry::{Answer as LineAnswer, Outcome as Understood, Question, Reading};
use crate::locale::{Value, explain};
use crate::text::{date, money, words};
use crate::tui::effect::{Effect, Generation, Query, Write};
use crate::tui::input::{Outcome, TextInput};
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
    options: Vec<explain::entry::Choice>,
    rows: Rows,
    generation: Generation,
    history: Vec<String>,
    recalled: usize,
}

/// What a key did.
#[derive(Debug)]
pub enum Lined {
    /// Nothing to be done.
    Open,
    /// Something is to be read again or saved.
    Do(Vec<Effect>),
    /// The line is to be opened as a form.
    AsForm(Box<Activity>),
    /// Left; the draft stays.
    Left,
}

impl LineLayer {
    /// A line with text from a draft.
    pub fn with(text: &str, draft: String) -> Self {
        Self { input: TextInput::line().with(text), draft, ..Self::default() }
    }

    /// Asks for the line to be understood.
    pub fn ask(&mut self, next: &mut Generation) -> Vec<Effect> {
        *next += 1;
        self.generation = *next;
        let line = self.input.normalised();
        vec![Effect::Load(self.generation, Query::Line { line, answers: self.answers.clone() })]
    }

    /// Takes a reading; a stale one is dropped.
    pub fn understood(
        &mut self,
        generation: Generation,
        reading: Box<Reading>,
        vouchers: Vec<String>,
        world: World<'_>,
    ) {
        if generation != self.generation {
            return;
        }
        self.options = match &reading.outcome {
            Understood::Ask(questions) => {
                questions.first().map(|question| offers(question, world)).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        self.rows = Rows::default();
        self.reading = Some(reading);
        self.vouchers = vouchers;
    }

    /// After saving: the line is free for the next one.
    pub fn saved(&mut self) {
        let line = self.input.take();
        self.history.push(line);
        self.recalled = self.history.len();
        self.reading = None;
        self.answers.clear();
        self.options.clear();
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, next: &mut Generation) -> Lined {
        match key.code {
            KeyCode::Esc => Lined::Left,
            KeyCode::Up | KeyCode::Down if !self.options.is_empty() => {
                let step = if key.code == KeyCode::Up { -1 } else { 1 };
                self.rows.step(step, self.options.len());
                Lined::Open
            }
            KeyCode::Up | KeyCode::Down => self.recall(key.code == KeyCode::Up, next),
            KeyCode::Enter => self.enter(next),
            // What was not understood goes into the note, where it can be seen and mended.
            KeyCode::Tab => {
                match self.reading.as_ref().and_then(|reading| reading.with_note().into_iter().next()) {
                    Some(activity) => Lined::AsForm(Box::new(activity)),
                    None => Lined::Open,
                }
            }
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
        let at = if back { self.recalled.checked_sub(1) } else { Some(self.recalled + 1) };
        let Some(at) = at.filter(|at| *at <= self.history.len()) else { return Lined::Open };
        self.recalled = at;
        let text = self.history.get(at).cloned().unwrap_or_default();
        self.input.set(&text);
        Lined::Do(self.ask(next))
    }

    fn enter(&mut self, next: &mut Generation) -> Lined {
        if let Some(option) = self.options.get(self.rows.at) {
            self.answers.push(option.answer.clone());
            return Lined::Do(self.ask(next));
        }
        let Some(reading) = &self.reading else { return Lined::Open };
        match &reading.outcome {
            Understood::Activities(activities) if reading.is_savable() => {
                Lined::Do(vec![Effect::Write(Write::Log(activities.clone()))])
            }
            Understood::Ledger(line) if reading.is_savable() => {
                Lined::Do(vec![Effect::Write(Write::LogLedger(line.clone()))])
            }
            _ => Lined::Open,
        }
    }

    /// How many rows it wants.
    pub fn height(&self) -> u16 {
        (self.options.len() as u16).clamp(4, 9) + 4
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
                self.rows.settle(self.options.len(), usize::from(canvas.height().saturating_sub(y)));
                for (at, option) in self.options.iter().enumerate().skip(self.rows.top) {
                    let selected = at == self.rows.at;
                    canvas.text(3, y, if selected { "▸" } else { " " }, Role::Accent);
                    canvas.fit(5, y, room.saturating_sub(2), &option.label, Role::Text);
                    if selected {
                        canvas.paint(3, y, room, Role::Selection);
                    }
                    y += 1;
                }
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
        let _ = y;
        Some(caret)
    }
}

/// "Việc hiếu · CN 12/11/2023 · mẹ đẻ đ/c Liên 2A · 500.000 đ".
pub fn summary(activity: &Activity, world: World<'_>) -> String {
    let day = format!(
        "{} {}",
        world.say(&format!("weekday-short-{}", date::weekday_index(activity.day))),
        date::format(activity.day)
    );
    let mut parts = vec![world.kind_label(&activity.kind), day];
    if activity.state != crate::domain::State::Done {
        parts.push(world.say(detail::state_key(activity.state)));
    }
    parts.extend([&activity.about, &activity.occasion, &activity.organisation].into_iter().cloned());
    // Few are called by their whole names, since that is how one sees that the right one is meant.
    let full = activity.people.len() <= 2;
    parts.extend(activity.people.iter().take(6).map(|person| {
        let phrase = world.catalog.person_phrase(&activity.kind, person, activity.day);
        match person.member.filter(|_| full).and_then(|id| world.catalog.member(id)) {
            Some(member) => format!("{phrase} ({})", member.full_name),
            None => phrase,
        }
    }));
    if activity.people.len() > 6 {
        parts.push(format!("+{}", activity.people.len() - 6));
    }
    if let Some(count) = &activity.head_count {
        let n = count.count.map_or_else(|| "100%".to_owned(), |n| n.to_string());
        parts.push(format!("{n} {}", count.whom));
    }
    if activity.total().0 > 0 {
        parts.push(format!("{} đ", money::format(activity.total())));
    }
    parts.push(activity.goods.clone());
    parts.retain(|part| !part.trim().is_empty());
    parts.join(" · ")
}

/// Words, source and code of the money.
fn money_line(activity: &Activity, world: World<'_>) -> String {
    if activity.total().0 == 0 {
        return world.say("line-no-money");
    }
    let mut parts = vec![words::in_words(activity.total(), world.catalog.words_style())];
    for line in &activity.money {
        let mut text = detail::source_label(line.source, world);
        if !line.code.is_empty() {
            text = format!("{text}, {} {}", world.say("code"), line.code);
        }
        parts.push(text);
    }
    parts.join(" · ")
}

/// What can be answered to a question.
fn offers(question: &Question, world: World<'_>) -> Vec<explain::entry::Choice> {
    explain::entry::choices(question, world.catalog, world.catalog.today, world.messages)
}
