//! Gói gửi đi: while it is made, and what to do with it once it lies there.

use crossterm::event::{KeyCode, KeyEvent};

use crate::desk::parcel::{Parceled, Step};
use crate::locale::Value;
use crate::locale::explain::parcel as words;
use crate::tui::action::{Action, info, plain_letter};
use crate::tui::input::cells;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// The parcel on the screen.
#[derive(Debug)]
pub enum ParcelLayer {
    /// It is being made; this step comes next. The screen beneath stays in sight, the sentence's row says where it is.
    Making(Step),
    /// It lies there.
    Lies(Box<Lies>),
}

/// A parcel that lies there.
#[derive(Debug)]
pub struct Lies {
    done: Parceled,
    /// Where, as the officer knows it.
    shown: String,
    /// Over SSH: the line that fetches it.
    fetch: Option<String>,
    top: usize,
}

/// What a key did.
#[derive(Debug, PartialEq, Eq)]
pub enum Looked {
    /// Nothing to be done.
    Open,
    /// Left; a parcel that is being made is not made.
    Left,
    /// The report is out: mark it as sent.
    Mark,
}

/// A line of the card: where it begins, what it says.
type Line = (u16, String, Role);

impl ParcelLayer {
    /// A parcel that lies there.
    pub fn lies(done: Parceled, shown: String, fetch: Option<String>) -> Self {
        Self::Lies(Box::new(Lies { done, shown, fetch, top: 0 }))
    }

    /// The message with the keys that work.
    pub fn footer(&self) -> &'static str {
        match self {
            Self::Making(_) => "footer-parcel-making",
            Self::Lies(lies) if lies.done.sent.is_some() => "footer-parcel-sent",
            Self::Lies(_) => "footer-parcel",
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Looked {
        let lies = match self {
            Self::Making(_) if key.code == KeyCode::Esc => return Looked::Left,
            Self::Making(_) => return Looked::Open,
            Self::Lies(lies) => lies,
        };
        let key = plain_letter(key);
        match key.code {
            KeyCode::Esc | KeyCode::Enter => return Looked::Left,
            KeyCode::Up => lies.top = lies.top.saturating_sub(1),
            KeyCode::Down => lies.top += 1,
            KeyCode::PageUp => lies.top = lies.top.saturating_sub(10),
            KeyCode::PageDown => lies.top += 10,
            KeyCode::Char('d' | 'D') if lies.done.sent.is_none() => return Looked::Mark,
            _ => {}
        }
        Looked::Open
    }

    /// Draws it over the screen.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        let Self::Lies(lies) = self else { return };
        canvas.clear();
        let width = canvas.width();
        let rows = lies.lines(width, world);
        let height = usize::from(canvas.height());
        lies.top = lies.top.min(rows.len().saturating_sub(height));
        for (y, (x, text, role)) in (0_u16..).zip(rows.iter().skip(lies.top).take(height)) {
            canvas.text(*x, y, text, *role);
        }
        if lies.top + height < rows.len() {
            canvas.text(width.saturating_sub(1), canvas.height().saturating_sub(1), "↓", Role::Muted);
        }
    }
}

impl Lies {
    fn lines(&self, width: u16, world: World<'_>) -> Vec<Line> {
        let room = width.saturating_sub(2);
        let messages = world.messages;
        let mut lines: Vec<Line> = Vec::new();
        let mut say = |x: u16, text: &str, role: Role| {
            lines.extend(
                Canvas::wrapped(text, room.saturating_sub(x)).into_iter().map(|line| (x, line, role)),
            );
        };
        let title = messages.with("parcel-lies", &[("path", Value::from(self.shown.as_str()))]);
        say(1, &title, Role::Good);
        let contents = self.contents(world);
        let widest = contents.iter().map(|(name, _)| cells::width(name)).max().unwrap_or(0);
        let sizes = contents.iter().map(|(_, size)| cells::width(size)).max().unwrap_or(0);
        let widest = widest.min(usize::from(room).saturating_sub(sizes + 6));
        for (name, size) in contents {
            let name = cells::fit(&name, widest);
            let gap = widest + 2 + sizes - cells::width(&name) - cells::width(&size);
            say(3, &format!("{name}{}{size}", " ".repeat(gap)), Role::Text);
        }
        for note in words::notes(&self.done, messages) {
            say(1, &note, Role::Warn);
        }
        say(1, "", Role::Text);
        say(1, &messages.get("cli-parcel-next"), Role::Heading);
        let key = info(Action::MarkSent).and_then(|info| info.keys.first()).copied().unwrap_or_default();
        let mark = messages.with("parcel-key", &[("key", Value::from(key))]);
        for (at, sentence) in words::next(&self.done, &mark, messages).iter().enumerate() {
            say(1, &format!("{}. {sentence}", at + 1), Role::Text);
        }
        if let Some(fetch) = &self.fetch {
            say(1, "", Role::Text);
            say(1, &messages.get("exported-fetch"), Role::Text);
            // From the left edge, so that it can be marked whole.
            lines.extend(Canvas::wrapped(fetch, width).into_iter().map(|line| (0, line, Role::Accent)));
        }
        lines
    }

    /// Names and sizes; what lies in a folder of its own is one row.
    fn contents(&self, world: World<'_>) -> Vec<(String, String)> {
        let mut rows: Vec<(String, u64, usize)> = Vec::new();
        for file in &self.done.files {
            match file.name.split_once('/') {
                None => rows.push((file.name.clone(), file.size, 0)),
                Some((folder, _)) => match rows.iter_mut().find(|row| row.2 > 0 && row.0 == folder) {
                    Some(row) => (row.1, row.2) = (row.1 + file.size, row.2 + 1),
                    None => rows.push((folder.to_owned(), file.size, 1)),
                },
            }
        }
        let named = |(name, size, count): (String, u64, usize)| {
            let name = match count {
                0 => name,
                _ => world.messages.with(
                    "parcel-folder",
                    &[("name", Value::from(name)), ("count", Value::from(count.to_string()))],
                ),
            };
            (name, words::size(size, world.messages))
        };
        rows.into_iter().map(named).collect()
    }
}
