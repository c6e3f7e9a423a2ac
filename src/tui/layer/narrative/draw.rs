//! Painting the editor: title, guidance, what the program prints already, the words, and what stands beside them.

use std::ops::Range;

use ratatui::layout::Position;

use super::keys::KEYS;
use super::{Aside, NarrativeLayer};
use crate::locale::{Language, Value};
use crate::report::fields;
use crate::tui::input::cells;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// From this width on there is room beside the words.
const WIDE: u16 = 80;

/// At most this many rows of guidance, so that the words keep most of the window.
const GUIDANCE: u16 = 3;

impl NarrativeLayer {
    /// Draws title, guidance and words; returns where the caret stands.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        canvas.clear();
        let width = canvas.width().saturating_sub(2);
        let top = self.draw_head(canvas, world);
        let height = canvas.height().saturating_sub(top);
        let beside = self.aside != Aside::Hidden;
        let wide = canvas.width() >= WIDE && self.aside != Aside::Keys;
        self.covered = beside && !wide;
        if self.covered {
            self.room = (width, height);
            let mut part = canvas.part(1, top, width, height);
            self.draw_aside(&mut part, world);
            return None;
        }
        let columns = if beside { canvas.width() / 2 - 2 } else { width };
        if beside {
            let start = columns + 4;
            canvas.wall(columns + 2, top, top + height);
            let room = canvas.width().saturating_sub(start);
            let mut part = canvas.part(start, top, room, height);
            self.draw_aside(&mut part, world);
        }
        self.room = (columns, height);
        let view = self.editor.view(columns, height);
        let selection = self.editor.selection();
        let text = self.editor.value();
        for (at, line) in view.lines.iter().enumerate() {
            let y = top + at as u16;
            let shown = cells::cut(text.get(line.clone()).unwrap_or_default(), usize::from(columns));
            canvas.text(1, y, shown, Role::Text);
            if let Some((x, wide)) = selection.as_ref().and_then(|marked| painted(text, line, marked)) {
                let room = columns.saturating_sub(x.min(columns));
                canvas.paint(1 + x, y, wide.min(room), Role::Selection);
            }
        }
        let place = world.messages.with(
            "narrative-line",
            &[("line", Value::from(view.line.to_string())), ("lines", Value::from(view.total.to_string()))],
        );
        let place = if self.editor.is_marking() {
            format!("{} · {place}", world.say("narrative-marking"))
        } else {
            place
        };
        canvas.right(canvas.width().saturating_sub(1), top - 1, &format!(" {place} "), Role::Muted);
        let area = canvas.area();
        Some(Position::new(area.x + 1 + view.caret.0, area.y + top + view.caret.1))
    }

    /// Title, guidance, what is printed already; returns the row behind the rule.
    fn draw_head(&self, canvas: &mut Canvas<'_>, world: World<'_>) -> u16 {
        let width = canvas.width().saturating_sub(2);
        let small = canvas.height() < 20;
        let state = world.say(if self.is_changed() { "narrative-changed" } else { "narrative-saved" });
        let start = canvas.right(1 + width, 0, &state, Role::Muted);
        // The words of another period than the one in every other heading say so, before a long title is cut.
        let periods = &world.catalog.periods;
        let working = world.catalog.period.as_ref().map(|period| period.id);
        let other = periods.iter().find(|period| period.id == self.period && Some(period.id) != working);
        let title = match other {
            Some(period) => format!("{} · {}", period.title, self.title),
            None => self.title.clone(),
        };
        canvas.fit(1, 0, start.saturating_sub(3), &title, Role::Heading);
        let guidance =
            if self.guidance.is_empty() { world.say("narrative-guidance") } else { self.guidance.clone() };
        let rows = if small { GUIDANCE - 1 } else { GUIDANCE };
        let mut lines = Canvas::wrapped(&guidance, width);
        if lines.len() > usize::from(rows) {
            lines.truncate(usize::from(rows));
            if let Some(last) = lines.last_mut() {
                *last = cells::fit(&format!("{last}…"), usize::from(width));
            }
        }
        let mut y = 1;
        for line in &lines {
            canvas.text(1, y, line, Role::Muted);
            y += 1;
        }
        if let Some(first) = self.help.printed.first() {
            let said = world.messages.with(
                "narrative-printed",
                &[
                    ("lines", Value::from(self.help.printed.len().to_string())),
                    ("first", Value::from(first.as_str())),
                ],
            );
            canvas.fit(1, y, width, &said, Role::Unconfirmed);
            y += 1;
        }
        canvas.rule(y);
        y + 1
    }

    fn draw_aside(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        let width = canvas.width();
        let mut lines: Vec<(String, Role)> = Vec::new();
        let mut say = |text: &str, role: Role| {
            lines.extend(Canvas::wrapped(text, width).into_iter().map(|line| (line, role)));
        };
        match self.aside {
            Aside::Older => {
                let older = self.help.older.clone().unwrap_or_default();
                let title = world
                    .messages
                    .with("narrative-older-title", &[("period", Value::from(older.period.as_str()))]);
                say(&title, Role::Heading);
                say(&older.text, Role::Text);
                if !older.replaced.is_empty() {
                    say("", Role::Muted);
                    say(&world.say("narrative-replaced"), Role::Muted);
                    for (old, new) in &older.replaced {
                        say(&format!("{old} → {new}"), Role::Unconfirmed);
                    }
                }
            }
            Aside::Printed => {
                say(&world.say("narrative-printed-title"), Role::Heading);
                for line in &self.help.printed {
                    say(&format!("· {line}"), Role::Text);
                }
            }
            Aside::Keys => {
                say(&world.say("edit-title"), Role::Heading);
                for (keys, name) in KEYS {
                    let keys = cells::pad(&keys.join(" "), 21);
                    say(&format!("{keys} {}", world.say(&format!("edit-{name}"))), Role::Text);
                }
                let english = world.messages.language() == Language::English;
                let names = fields::shown(english).collect::<Vec<_>>().join(" ");
                let said = world.messages.with("narrative-fields", &[("names", Value::from(names))]);
                say(&said, Role::Muted);
                say(&world.say("narrative-guidance"), Role::Muted);
            }
            Aside::Hidden => {}
        }
        let height = usize::from(canvas.height());
        self.top = self.top.min(lines.len().saturating_sub(height));
        for (at, (line, role)) in lines.iter().skip(self.top).take(height).enumerate() {
            canvas.text(0, at as u16, line, *role);
        }
        if self.top + height < lines.len() {
            canvas.right(width, canvas.height().saturating_sub(1), "↓", Role::KeyHint);
        }
    }
}

/// Column and width of what is selected of a line; an empty line within a selection shows as one cell.
fn painted(text: &str, line: &Range<usize>, marked: &Range<usize>) -> Option<(u16, u16)> {
    let (from, to) = (marked.start.max(line.start), marked.end.min(line.end));
    if from > to || marked.end <= line.start || marked.start > line.end {
        return None;
    }
    let before = cells::width(text.get(line.start..from)?);
    let wide = cells::width(text.get(from..to)?);
    let broken = marked.end > line.end && text.get(line.end..).is_some_and(|rest| rest.starts_with('\n'));
    let wide = wide + usize::from(broken);
    (wide > 0).then_some((before as u16, wide as u16))
}
