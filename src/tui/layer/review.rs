//! Soát lỗi: what is found in the report, the worst first. Enter goes where it is mended.

use crossterm::event::{KeyCode, KeyEvent};

use crate::desk::review::Reviewed;
use crate::locale::{Explain, Value};
use crate::report::review::{Place, Severity};
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

/// The findings of the report shown.
#[derive(Debug, Default)]
pub struct ReviewLayer {
    found: Vec<Reviewed>,
    at: usize,
    top: usize,
}

/// What a key did.
#[derive(Debug)]
pub enum Looked {
    /// Nothing yet.
    Open,
    /// Closed.
    Left,
    /// Where a finding is mended.
    Go(Box<Reviewed>),
}

impl ReviewLayer {
    /// With the pointer on the finding at this place, as far as there are so many.
    pub fn at(at: usize) -> Self {
        Self { at, ..Self::default() }
    }

    /// The place of the finding under the pointer.
    pub const fn pointed(&self) -> usize {
        self.at
    }

    /// Takes what is found; the pointer stays where it was, so that one finding after the other is mended.
    pub fn set(&mut self, found: Vec<Reviewed>) {
        self.found = found;
        self.at = self.at.min(self.found.len().saturating_sub(1));
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Looked {
        let mut rows = Rows { at: self.at, top: 0 };
        let len = self.found.len();
        match key.code {
            KeyCode::Esc => return Looked::Left,
            KeyCode::Enter => {
                return self.found.get(self.at).map_or(Looked::Open, |one| Looked::Go(Box::new(one.clone())));
            }
            KeyCode::Up => rows.step(-1, len),
            KeyCode::Down => rows.step(1, len),
            KeyCode::PageUp => rows.step(-6, len),
            KeyCode::PageDown => rows.step(6, len),
            KeyCode::Home => rows.at = 0,
            KeyCode::End => rows.at = len.saturating_sub(1),
            _ => {}
        }
        self.at = rows.at;
        Looked::Open
    }

    /// Draws the findings over the screen: each with its sign, what it is and where, and its sentence.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        canvas.clear();
        let width = canvas.width();
        let title = world.catalog.period.as_ref().map_or("", |period| period.title.as_str());
        let title = world.messages.with("review-title", &[("period", Value::from(title))]);
        let count = |severity| self.found.iter().filter(|one| one.finding.severity == severity).count();
        let counts = world.messages.with(
            "review-count",
            &[
                ("errors", Value::from(count(Severity::Error).to_string())),
                ("warnings", Value::from(count(Severity::Warning).to_string())),
            ],
        );
        let start = canvas.right(width.saturating_sub(1), 0, &counts, Role::Muted);
        canvas.fit(1, 0, start.saturating_sub(2), &title, Role::Heading);
        canvas.rule(1);
        if self.found.is_empty() {
            canvas.text(2, 3, &world.say("review-clean"), Role::Good);
            return;
        }
        let room = width.saturating_sub(6);
        let mut rows: Vec<(usize, bool, String)> = Vec::new();
        for (at, one) in self.found.iter().enumerate() {
            let (_, key, _) = sign_of(one.finding.severity);
            let head = match (&one.finding.place, one.part.is_empty()) {
                (_, false) => format!("{} · {}", world.say(key), one.part),
                (Place::ReportSettings, _) => {
                    format!("{} · {}", world.say(key), world.say("review-place-settings"))
                }
                _ => world.say(key),
            };
            rows.push((at, true, head));
            let sentence = one.finding.explain(world.messages);
            rows.extend(Canvas::wrapped(&sentence, room).into_iter().map(|line| (at, false, line)));
        }
        let height = usize::from(canvas.height().saturating_sub(2));
        let first = rows.iter().position(|row| row.0 == self.at).unwrap_or(0);
        let last = rows.iter().rposition(|row| row.0 == self.at).unwrap_or(0);
        self.top = self.top.max((last + 1).saturating_sub(height)).min(first);
        self.top = self.top.min(rows.len().saturating_sub(height));
        for (y, (at, head, text)) in (2_u16..).zip(rows.iter().skip(self.top).take(height)) {
            let severity = self.found.get(*at).map_or(Severity::Note, |one| one.finding.severity);
            let (sign, _, role) = sign_of(severity);
            if *head {
                canvas.text(1, y, if *at == self.at { "▸" } else { " " }, Role::Accent);
                canvas.text(3, y, sign, role);
                canvas.fit(5, y, width.saturating_sub(6), text, role);
            } else {
                canvas.text(5, y, text, Role::Text);
            }
            if *at == self.at {
                canvas.paint(3, y, width.saturating_sub(3), Role::Selection);
            }
        }
        if self.top + height < rows.len() {
            canvas.text(width.saturating_sub(1), canvas.height().saturating_sub(1), "↓", Role::Muted);
        }
    }
}

/// Sign, message and role of a severity.
const fn sign_of(severity: Severity) -> (&'static str, &'static str, Role) {
    match severity {
        Severity::Error => ("!", "review-error", Role::Error),
        Severity::Warning => ("·", "review-warning", Role::Warn),
        Severity::Note => (" ", "review-note", Role::Muted),
    }
}
