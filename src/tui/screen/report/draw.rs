//! The report on the screen: title, outline, text and the entries behind a figure. Nothing is decided here but where
//! and how it is drawn.

use super::layout::{lay_out, marker_of, place_of};
use super::{ReportScreen, named};
use crate::locale::Value;
use crate::report::PartState;
use crate::text::{date, money};
use crate::tui::action::{Action, info};
use crate::tui::effect::SourceRow;
use crate::tui::input::cells;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

impl ReportScreen {
    /// Draws outline, text and the entries behind a figure.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>, outlines: &[(String, String)]) {
        let width = canvas.width();
        let lacking = self.lacking();
        let Some(report) = self.report.take() else {
            let key = if world.catalog.period.is_none() { "report-no-period" } else { "report-loading" };
            canvas.paragraph(2, 1, width.saturating_sub(4), 3, &world.say(key), Role::Muted);
            return;
        };
        let side = if width >= 76 { 29 } else { 0 };
        self.draw_title(canvas, world, outlines, lacking);
        let top = 1 + self.draw_sent(canvas, world);
        let height = canvas.height().saturating_sub(top);
        let text_width = width.saturating_sub(side + 2);
        if self.shown_width != text_width {
            let line = self.current_line();
            self.pointed = None;
            self.shown = lay_out(&report, text_width.saturating_sub(3), world);
            self.shown_width = text_width;
            if let Some(line) = line {
                self.text.at = self.shown.iter().position(|row| row.line == line).unwrap_or(self.text.at);
            }
            if std::mem::take(&mut self.at_top) {
                self.text.top = self.text.at.saturating_sub(2);
            }
        }
        let sources_height =
            self.sources.as_ref().map_or(0, |(_, rows)| (rows.len() as u16 + 1).min(height / 2));
        let text_height = height.saturating_sub(sources_height);
        self.settle_text(usize::from(text_height));
        self.report = Some(report);
        let section = self.current_section();
        if side > 0 {
            let mut outline = canvas.part(0, top, side, height);
            self.draw_outline(&mut outline, section);
            canvas.wall(side, top, top + height);
        }
        let mut text = canvas.part(side + 1, top, width.saturating_sub(side + 1), text_height);
        self.draw_text(&mut text);
        if sources_height > 0 {
            let mut part =
                canvas.part(side + 1, top + text_height, width.saturating_sub(side + 1), sources_height);
            self.draw_sources(&mut part, world);
        }
    }

    fn draw_title(
        &self,
        canvas: &mut Canvas<'_>,
        world: World<'_>,
        outlines: &[(String, String)],
        lacking: usize,
    ) {
        let Some(period) = &world.catalog.period else { return };
        let number = if period.report.number.is_empty() {
            world.say("report-no-number")
        } else {
            world.messages.with("report-number", &[("number", Value::from(period.report.number.as_str()))])
        };
        let role = if lacking == 0 { Role::Good } else { Role::Warn };
        let lacking = match lacking {
            0 => world.say("report-complete"),
            parts => world.messages.with("report-lacking", &[("parts", Value::from(parts.to_string()))]),
        };
        let width = canvas.width();
        let start = canvas.right(width.saturating_sub(1), 0, &lacking, role);
        let code = self.outline_code(world.catalog);
        let outline = outlines.iter().find(|(own, _)| *own == code).map_or(code.as_str(), |(_, title)| title);
        let room = start.saturating_sub(2);
        let told = |pages: usize| {
            let pages = Value::from(pages.to_string());
            format!(" · {}", world.messages.with("report-pages", &[("pages", pages)]))
        };
        let pages = self.pages.map(told).unwrap_or_default();
        let mut title = format!("{outline} · {number}{pages}");
        // Room is kept for pages that are still being counted, so that nothing moves when they come.
        let awaited = if pages.is_empty() { cells::width(&told(10)) } else { 0 };
        if cells::width(&title) + awaited > usize::from(room) {
            // Number and pages are short and are looked for; the outline's name may be cut.
            title = format!("{number}{pages} · {outline}");
        }
        canvas.fit(1, 0, room, &title, Role::Heading);
    }

    /// Says that the report was sent, and whether the book has moved on; the rows it took.
    fn draw_sent(&self, canvas: &mut Canvas<'_>, world: World<'_>) -> u16 {
        let Some(state) = &self.sent else { return 0 };
        let role = if state.differences.is_empty() { Role::Good } else { Role::Warn };
        let width = canvas.width().saturating_sub(2);
        let mut said = state.said(world.messages);
        if !state.differences.is_empty() {
            let key = info(Action::SinceSent).and_then(|info| info.keys.first()).copied().unwrap_or_default();
            said = world.messages.with("sent-look", &[("state", Value::from(said)), ("key", key.into())]);
        }
        canvas.paragraph(1, 1, width, 2, &said, role)
    }

    fn draw_outline(&self, canvas: &mut Canvas<'_>, current: usize) {
        let Some(report) = &self.report else { return };
        let height = usize::from(canvas.height());
        let mut rows = Rows { at: current, top: 0 };
        rows.settle(report.sections.len(), height);
        rows.top = current.saturating_sub(height / 2).min(report.sections.len().saturating_sub(height));
        let width = canvas.width();
        for (at, section) in report.sections.iter().enumerate().skip(rows.top).take(height) {
            let y = (at - rows.top) as u16;
            let (sign, role) = match section.state {
                PartState::Enough => ("✓", Role::Good),
                PartState::Missing => ("!", Role::Warn),
                PartState::Review => ("·", Role::Warn),
            };
            canvas.text(1, y, sign, role);
            let indent = 3 + u16::from(section.level.saturating_sub(1)).min(2) * 2;
            canvas.fit(indent, y, width.saturating_sub(indent + 1), &named(section), Role::Text);
            if at == current {
                canvas.paint_row(y, Role::Accent);
                canvas.text(width.saturating_sub(1), y, "◂", Role::Accent);
            }
        }
    }

    fn draw_text(&self, canvas: &mut Canvas<'_>) {
        let Some(report) = &self.report else { return };
        let height = usize::from(canvas.height());
        let pointed = self.current_line();
        for (at, shown) in self.shown.iter().enumerate().skip(self.text.top).take(height) {
            let y = (at - self.text.top) as u16;
            let Some(line) = report.lines.get(shown.line) else { continue };
            let (indent, role) = if shown.warns { (2, Role::Warn) } else { place_of(line.kind) };
            if at == self.text.at {
                canvas.text(0, y, "▸", Role::Accent);
            }
            let mut x = 2 + indent;
            let marker = if shown.warns { Some("!") } else { marker_of(line.kind) };
            if shown.first
                && let Some(marker) = marker
            {
                canvas.text(x - 2, y, marker, role);
            }
            for (text, figure) in &shown.pieces {
                let role = if figure.is_some() { Role::Match } else { role };
                x = canvas.text(x, y, text, role);
            }
            if Some(shown.line) == pointed && self.sources.is_none() {
                canvas.paint(2, y, canvas.width(), Role::Selection);
            }
        }
    }

    fn draw_sources(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        let width = canvas.width();
        let Some((rows, sources)) = &mut self.sources else { return };
        let title =
            world.messages.with("report-sources", &[("entries", Value::from(sources.len().to_string()))]);
        canvas.rule(0);
        canvas.fit(2, 0, width.saturating_sub(3), &format!(" {title} "), Role::Heading);
        let height = usize::from(canvas.height().saturating_sub(1));
        rows.settle(sources.len(), height);
        let amount_of = |row: &SourceRow| {
            row.amount.filter(|amount| amount.0 != 0).map(money::format).unwrap_or_default()
        };
        let end = width.saturating_sub(1);
        let column =
            |end: u16, widest: usize| if widest == 0 { end } else { end.saturating_sub(widest as u16 + 2) };
        let vouchers = sources.iter().map(|row| cells::width(&row.voucher)).max().unwrap_or(0);
        let amounts = sources.iter().map(|row| cells::width(&amount_of(row))).max().unwrap_or(0);
        let amount_end = column(end, vouchers);
        let label_end = column(amount_end, amounts);
        for (at, row) in sources.iter().enumerate().skip(rows.top).take(height) {
            let y = 1 + (at - rows.top) as u16;
            canvas.text(1, y, if at == rows.at { "▸" } else { " " }, Role::Accent);
            if let Some(day) = row.day {
                canvas.text(3, y, &date::format_short(day), Role::Text);
            }
            canvas.right(end, y, &row.voucher, Role::Muted);
            canvas.right(amount_end, y, &amount_of(row), Role::Text);
            canvas.fit(9, y, label_end.saturating_sub(9), &row.label, Role::Text);
            if at == rows.at {
                canvas.paint_row(y, Role::Selection);
            }
        }
    }
}
