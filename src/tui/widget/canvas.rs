//! A buffer to draw on by cells and roles. Drawing beyond an edge is cut, never an error.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::tui::input::{TextInput, cells, wrap};
use crate::tui::theme::{Role, Theme};

/// Draws text into an area of a buffer; coordinates are relative to the area.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    theme: Theme,
}

impl<'a> Canvas<'a> {
    /// A canvas over `area` of the buffer.
    pub fn new(buffer: &'a mut Buffer, area: Rect, theme: Theme) -> Self {
        let area = area.intersection(buffer.area);
        Self { buffer, area, theme }
    }

    /// Columns.
    pub const fn width(&self) -> u16 {
        self.area.width
    }

    /// Rows.
    pub const fn height(&self) -> u16 {
        self.area.height
    }

    /// The area in the buffer's own coordinates.
    pub const fn area(&self) -> Rect {
        self.area
    }

    /// The theme.
    pub const fn theme(&self) -> Theme {
        self.theme
    }

    /// A canvas over a part of this one.
    pub fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Canvas<'_> {
        let area = Rect::new(self.area.x.saturating_add(x), self.area.y.saturating_add(y), width, height)
            .intersection(self.area);
        Canvas { buffer: self.buffer, area, theme: self.theme }
    }

    /// The buffer and area, for a widget that draws itself.
    pub fn raw(&mut self) -> (&mut Buffer, Rect) {
        (self.buffer, self.area)
    }

    /// Writes text at (x, y), cut at the right edge; returns the column behind it.
    pub fn text(&mut self, x: u16, y: u16, text: &str, role: Role) -> u16 {
        self.styled(x, y, text, self.theme.style(role))
    }

    /// Writes text in at most `width` cells, cut with "…".
    pub fn fit(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let text = cells::fit(text, usize::from(width));
        self.text(x, y, &text, role)
    }

    /// Writes text that ends before column `end`.
    pub fn right(&mut self, end: u16, y: u16, text: &str, role: Role) -> u16 {
        let width = cells::width(text) as u16;
        let start = end.saturating_sub(width);
        self.text(start, y, text, role);
        start
    }

    /// Writes with a style of one's own.
    pub fn styled(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        if x >= self.area.width || y >= self.area.height {
            return x;
        }
        let room = usize::from(self.area.width - x);
        let (end, _) = self.buffer.set_stringn(self.area.x + x, self.area.y + y, text, room, style);
        end.saturating_sub(self.area.x)
    }

    /// Gives a whole row a role without changing its text.
    pub fn paint_row(&mut self, y: u16, role: Role) {
        self.paint(0, y, self.area.width, role);
    }

    /// Gives a stretch of a row a role without changing its text.
    pub fn paint(&mut self, x: u16, y: u16, width: u16, role: Role) {
        if x >= self.area.width || y >= self.area.height {
            return;
        }
        let stretch = Rect::new(self.area.x + x, self.area.y + y, width, 1).intersection(self.area);
        self.buffer.set_style(stretch, self.theme.style(role));
    }

    /// A line that is being typed, from (x, y) on in `width` cells, and where its caret stands; "‹" in the cell before it
    /// says that it begins further left.
    pub fn typed(&mut self, x: u16, y: u16, width: u16, input: &TextInput) -> Position {
        let view = input.view(width, 1);
        if view.before {
            self.text(x.saturating_sub(1), y, "‹", Role::Muted);
        }
        self.text(x, y, view.lines.first().map_or("", String::as_str), Role::Text);
        Position::new(self.area.x + x + view.caret.0, self.area.y + y)
    }

    /// A horizontal rule over the whole width.
    pub fn rule(&mut self, y: u16) {
        let line = "─".repeat(usize::from(self.area.width));
        self.text(0, y, &line, Role::Rule);
    }

    /// A vertical rule.
    pub fn wall(&mut self, x: u16, from: u16, to: u16) {
        for y in from..to {
            self.text(x, y, "│", Role::Rule);
        }
    }

    /// A frame along the edges.
    pub fn frame(&mut self) {
        let (right, bottom) = (self.area.width.saturating_sub(1), self.area.height.saturating_sub(1));
        let line = "─".repeat(usize::from(right));
        for y in [0, bottom] {
            self.text(0, y, &line, Role::Rule);
        }
        self.wall(0, 1, bottom);
        self.wall(right, 1, bottom);
        for (x, y, corner) in [(0, 0, "┌"), (right, 0, "┐"), (0, bottom, "└"), (right, bottom, "┘")] {
            self.text(x, y, corner, Role::Rule);
        }
    }

    /// Empties the area, for a layer that lies over a screen.
    pub fn clear(&mut self) {
        for y in self.area.top()..self.area.bottom() {
            for x in self.area.left()..self.area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// Wraps text at words into lines of at most `width` cells.
    pub fn wrapped(text: &str, width: u16) -> Vec<String> {
        wrap::shown(text, usize::from(width))
            .into_iter()
            .filter_map(|line| text.get(line))
            // The blank at which a line is broken hangs over its edge; one at the beginning would look like an indent.
            .map(|line| line.strip_suffix(' ').unwrap_or(line).trim_start_matches(' ').to_owned())
            .collect()
    }

    /// Writes wrapped text from (x, y) on, at most `rows` rows; returns how many it took.
    pub fn paragraph(&mut self, x: u16, y: u16, width: u16, rows: u16, text: &str, role: Role) -> u16 {
        let lines = Self::wrapped(text, width);
        let mut used = 0;
        for line in lines.iter().take(usize::from(rows)) {
            self.text(x, y + used, line, role);
            used += 1;
        }
        used
    }
}
