//! A form drawn into a buffer: title, rule, fields, warnings. Where the parts stand is `layout`'s matter.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::layout::{self, Row, Sheet};
use super::{Form, FormKind};
use crate::domain::{Catalog, Direction};
use crate::locale::Messages;
use crate::text::clean::printable;
use crate::tui::input::{fit, width};
use crate::tui::theme::{Role, Theme};

/// Warnings shown at once.
const WARNINGS: usize = 2;

impl Form {
    /// What the form is, in one line: "Việc hiếu · mục mới".
    pub fn title(&self, messages: &Messages) -> String {
        match &self.kind {
            FormKind::Activity(form) => {
                let what = if form.edited().is_some() { "form-editing" } else { "form-new" };
                let (vi, en) = &form.label;
                format!("{} · {}", messages.pick(vi, en), messages.get(what))
            }
            FormKind::Member(base) => {
                messages.get(if base.is_some() { "form-member-edit" } else { "form-member-new" })
            }
            FormKind::Voucher(direction, base) => {
                let key = match direction {
                    Direction::Receipt => "form-voucher-receipt",
                    Direction::Payment => "form-voucher-payment",
                    Direction::Transfer => "form-voucher-transfer",
                };
                match base {
                    Some(base) => format!("{} · {}", messages.get(key), base.label()),
                    None => messages.get(key),
                }
            }
            FormKind::Fact(fact) => messages.with(
                "form-fact",
                &[
                    ("fact", messages.get(&format!("fact-{}", fact.kind.name())).into()),
                    ("name", fact.base.full_name.as_str().into()),
                ],
            ),
            FormKind::Book(form) => form.title(messages),
            FormKind::Report(_) => messages.get("form-report"),
        }
    }

    /// Draws the form and says where the caret stands. The footer with the keys is the caller's.
    pub fn render(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        theme: &Theme,
        messages: &Messages,
        catalog: &Catalog,
    ) -> Option<Position> {
        let area = layout::usable(area, buffer.area)?;
        let mut pen = Pen { buffer, area, theme: *theme };
        let title = fit(&self.title(messages), usize::from(area.width) - 2);
        let note = fit(&self.note, usize::from(area.width).saturating_sub(width(&title) + 5));
        pen.put(0, 1, &title, Role::Title);
        pen.put(0, area.width.saturating_sub(1 + width(&note) as u16), &note, Role::Muted);
        pen.put(1, 0, &"─".repeat(usize::from(area.width)), Role::Rule);

        let room = usize::from(area.width) - 2;
        let mut head = 2;
        if let Some(intro) = &self.intro {
            for line in layout::wrap(&intro.show(messages), room, 2) {
                pen.put(head, 1, &line, Role::Muted);
                head += 1;
            }
            head += 1;
        }
        let warnings: Vec<String> = self
            .warnings(catalog)
            .iter()
            .flat_map(|warning| layout::wrap(&format!("! {}", warning.show(messages)), room, 2))
            .take(WARNINGS.min(usize::from(area.height) / 6))
            .collect();
        let bottom = if warnings.is_empty() { 0 } else { warnings.len() + 1 };
        let above = usize::from(head);
        let height = usize::from(area.height).saturating_sub(above + bottom).max(1);

        let sheet = Sheet { form: self, messages, catalog, width: area.width };
        self.width.set(area.width.saturating_sub(layout::VALUE_AT + 1));
        let rows = sheet.rows();
        let top = layout::top(&rows, height);
        let mut caret = None;
        for (line, row) in rows.iter().skip(top).take(height).enumerate() {
            let y = line as u16 + head;
            pen.row(y, row);
            if let Some(column) = row.caret {
                let column = column.min(area.width - 1);
                caret = Some(Position::new(area.x + column, area.y + y));
            }
        }
        if top > 0 {
            pen.put(head, area.width - 1, "↑", Role::Muted);
        }
        if top + height < rows.len() {
            pen.put(head - 1 + height as u16, area.width - 1, "↓", Role::Muted);
        }
        for (line, warning) in warnings.iter().enumerate() {
            pen.put((above + height + 1 + line) as u16, 1, warning, Role::Warn);
        }
        caret
    }
}

struct Pen<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    theme: Theme,
}

impl Pen<'_> {
    fn row(&mut self, y: u16, row: &Row) {
        for (x, text, role) in &row.parts {
            self.put(y, *x, text, *role);
        }
    }

    fn put(&mut self, y: u16, x: u16, text: &str, role: Role) {
        if y >= self.area.height || x >= self.area.width {
            return;
        }
        let room = usize::from(self.area.width - x);
        let style = self.theme.style(role);
        self.buffer.set_stringn(self.area.x + x, self.area.y + y, printable(text), room, style);
    }
}
