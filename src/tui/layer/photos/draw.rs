//! Painting the layer's three states.

use ratatui::layout::Position;

use super::{Captioned, FileList, PhotoRow, PhotosLayer, PhotosOf, State};
use crate::locale::Value;
use crate::locale::explain::photo::{measure, sort_name, wanted};
use crate::text::clean::printable;
use crate::text::date;
use crate::tui::action::{Action, info};
use crate::tui::input::TextInput;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// How wide a caption's field is at least, cells: for moving by lines, of which it has one.
pub(super) const CAPTION_WIDTH: u16 = 56;

impl PhotosLayer {
    /// Draws what the layer shows; answers where the caret is.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        canvas.clear();
        match &mut self.state {
            State::Files(files) => Some(files.draw(canvas, world)),
            State::Caption { input, of } => {
                let file = match of {
                    Captioned::File(path, _) => {
                        path.file_name().map(|name| name.to_string_lossy().into_owned())
                    }
                    Captioned::Photo(_) => None,
                };
                Some(draw_caption(canvas, world, input, file.as_deref()))
            }
            State::List => {
                self.draw_list(canvas, world);
                None
            }
        }
    }

    fn draw_list(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        let width = canvas.width().saturating_sub(2);
        canvas.fit(1, 0, width, &self.title(world), Role::Heading);
        canvas.rule(1);
        if self.list.rows.is_empty() {
            let key = info(Action::Photos).and_then(|info| info.keys.first()).copied().unwrap_or_default();
            let text = match &self.list.of {
                PhotosOf::Activity(_) => world.say("photos-none"),
                PhotosOf::Period(_) => world.messages.with("photos-period-none", &[("key", key.into())]),
            };
            canvas.paragraph(1, 3, width, 6, &text, Role::Muted);
            return;
        }
        let of_period = matches!(self.list.of, PhotosOf::Period(_));
        let mut top = 2;
        if of_period && !self.list.chosen {
            top += canvas.paragraph(1, 2, width, 2, &world.say("photos-by-day"), Role::Muted) + 1;
        }
        // What the photo pointed at shows, whole.
        let told = self.current().map(|row| told(row, of_period)).unwrap_or_default();
        let told: Vec<String> =
            told.iter().flat_map(|line| Canvas::wrapped(&printable(line), width)).take(5).collect();
        let foot = canvas.height().saturating_sub(told.len() as u16);
        for (y, line) in (foot..).zip(&told) {
            canvas.text(1, y, line, Role::Muted);
        }
        canvas.rule(foot.saturating_sub(1));
        let room = usize::from(foot.saturating_sub(top + 1));
        self.pointer.settle(self.list.rows.len(), room);
        let shown = self.list.rows.iter().enumerate().skip(self.pointer.top).take(room);
        for (y, (at, row)) in (top..).zip(shown) {
            let taken = of_period && at < self.list.taken;
            let (sign, role) = match (of_period, taken) {
                (false, _) => (format!("{:>2}", at + 1), Role::Text),
                (true, true) => (format!("✓{:>2}", at + 1), Role::Text),
                (true, false) => ("  ·".to_owned(), Role::Muted),
            };
            let side = if of_period {
                date::format_short(row.head.day)
            } else {
                measure(row.head.width, row.head.height, row.head.size)
            };
            let start = canvas.right(width, y, &side, Role::Muted);
            canvas.text(3, y, &sign, role);
            canvas.fit(7, y, start.saturating_sub(8), &printable(&row.caption), role);
            if at == self.pointer.at {
                canvas.text(1, y, "▸", Role::Accent);
                canvas.paint_row(y, Role::Selection);
            }
        }
    }

    fn title(&self, world: World<'_>) -> String {
        match &self.list.of {
            PhotosOf::Activity(entry) => {
                let entry = format!(
                    "{} {} {}",
                    world.kind_label(&entry.kind),
                    date::format_short(entry.day),
                    world.catalog.headline(entry)
                );
                world.messages.with("photos-title", &[("entry", Value::from(entry))])
            }
            PhotosOf::Period(period) => {
                let taken = ("taken", Value::from(self.list.taken.to_string()));
                let letter = &period.letter;
                match wanted(letter.photos_from, letter.photos_to, world.messages) {
                    Some(wanted) => world
                        .messages
                        .with("photos-period-title-wanted", &[taken, ("wanted", Value::from(wanted))]),
                    None => world.messages.with("photos-period-title", &[taken]),
                }
            }
        }
    }
}

/// The caption whole, and beneath it the activity and the picture's measures.
fn told(row: &PhotoRow, of_period: bool) -> Vec<String> {
    let size = measure(row.head.width, row.head.height, row.head.size);
    let mut lines = vec![row.caption.clone()];
    if of_period {
        lines.push(format!("{} · {size}", row.entry));
    }
    lines
}

fn draw_caption(
    canvas: &mut Canvas<'_>,
    world: World<'_>,
    input: &TextInput,
    file: Option<&str>,
) -> Position {
    let width = canvas.width().saturating_sub(2);
    canvas.fit(1, 0, width, &world.say("photos-caption-title"), Role::Heading);
    canvas.rule(1);
    let mut y = 2;
    if let Some(name) = file {
        let text = world.messages.with("photos-caption-file", &[("name", Value::from(printable(name)))]);
        canvas.fit(1, y, width, &text, Role::Text);
        y += 1;
    }
    y += canvas.paragraph(1, y, width, 3, &world.say("photos-caption-help"), Role::Muted) + 1;
    canvas.text(1, y, &world.say("photos-caption-label"), Role::LabelFocus);
    canvas.typed(1, y + 1, width, input)
}

impl FileList {
    fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) -> Position {
        let width = canvas.width().saturating_sub(2);
        canvas.fit(1, 0, width, &world.say("photos-file-title"), Role::Heading);
        canvas.rule(1);
        let y = 3 + canvas.paragraph(1, 2, width, 3, &world.say("photos-file-help"), Role::Muted);
        let x = canvas.text(1, y, &world.say("photos-file-path"), Role::LabelFocus) + 2;
        let caret = canvas.typed(x, y, width.saturating_sub(x), &self.input);
        let key = if self.files.is_empty() { "photos-file-none" } else { "photos-file-folder" };
        let text = world.messages.with(key, &[("folder", Value::from(self.folder.shown.as_str()))]);
        let mut top = y + 2;
        top += canvas.paragraph(1, top, width, 2, &text, Role::Muted);
        if let Some(line) = self.folder.send.as_ref().filter(|_| self.files.is_empty()) {
            canvas.paragraph(1, top, width, 3, line, Role::Text);
        }
        let room = usize::from(canvas.height().saturating_sub(top));
        let len = self.shown().count();
        let (mut rows, listed) = (self.rows, self.listed);
        rows.settle(len, room);
        let shown = self.shown().enumerate().skip(rows.top).take(room);
        for (y, (at, file)) in (top..).zip(shown) {
            let role = if file.unfit.is_some() { Role::Muted } else { Role::Text };
            let side = match (&file.unfit, file.size) {
                (Some(_), _) => {
                    let sort = Value::from(sort_name(file.sort));
                    world.messages.with("photos-file-unfit", &[("sort", sort)])
                }
                (None, Some((width, height))) => measure(width, height, file.bytes),
                (None, None) => format!("{} kB", file.bytes.div_ceil(1_000)),
            };
            let start = canvas.right(width, y, &side, Role::Muted);
            canvas.fit(3, y, start.saturating_sub(4), &printable(&file.name), role);
            if listed && at == rows.at {
                canvas.text(1, y, "▸", Role::Accent);
                canvas.paint_row(y, Role::Selection);
            }
        }
        self.rows = rows;
        caret
    }
}
