//! Cài đặt: the unit, the period, norms, and what the program is set to.

use super::World;
use crate::locale::{Language, Value};
use crate::text::{date, money};
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// The screen's state.
#[derive(Debug, Default)]
pub struct Settings {
    /// The topmost line shown.
    pub top: usize,
    /// What the latest check of the book found; none: not checked.
    pub findings: Option<Vec<String>>,
}

impl Settings {
    /// Scrolls.
    pub fn step(&mut self, step: isize) {
        self.top = self.top.saturating_add_signed(step);
    }

    /// Draws the settings.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>, book: &str, folder: &str) {
        let height = usize::from(canvas.height());
        let width = canvas.width();
        // Norms and places are read whole: what does not fit goes on beneath.
        let mut rows = Vec::new();
        for (label, value, role) in self.rows(world, book, folder) {
            if value.is_empty() {
                for line in Canvas::wrapped(&label, width.saturating_sub(2)) {
                    rows.push((line, String::new(), role));
                }
                continue;
            }
            let mut label = label;
            for line in Canvas::wrapped(&value, width.saturating_sub(24)) {
                rows.push((std::mem::take(&mut label), line, role));
            }
        }
        self.top = self.top.min(rows.len().saturating_sub(height));
        for (line, (label, value, role)) in rows.iter().skip(self.top).take(height).enumerate() {
            let y = line as u16;
            if value.is_empty() {
                canvas.fit(1, y, width.saturating_sub(2), label, *role);
            } else {
                canvas.fit(1, y, 21, label, Role::Muted);
                canvas.fit(23, y, width.saturating_sub(24), value, *role);
            }
        }
    }

    fn rows(&self, world: World<'_>, book: &str, folder: &str) -> Vec<(String, String, Role)> {
        let say = |key: &str| world.say(key);
        let mut rows = Vec::new();
        let mut put = |label: String, value: String| rows.push((label, value, Role::Text));
        let language = match world.messages.language() {
            Language::Vietnamese => "Tiếng Việt",
            Language::English => "English",
        };
        put(say("settings-language"), language.to_owned());
        put(say("settings-book"), book.to_owned());
        put(say("settings-folder"), folder.to_owned());
        let today = date::format(world.catalog.today);
        let today = if world.catalog.today_assumed {
            world.messages.with("settings-today-assumed", &[("day", Value::from(today))])
        } else {
            today
        };
        put(say("settings-today"), today);
        if let Some(unit) = world.catalog.unit_on(world.catalog.today) {
            put(say("settings-unit"), unit.name.sentence.clone());
            put(say("settings-upper"), unit.upper.sentence.clone());
            put(say("settings-place"), unit.place.clone());
        }
        if let Some(period) = &world.catalog.period {
            put(say("settings-period"), format!("{} · {}", period.code, period.title));
            let range = |(from, to): (crate::domain::Day, crate::domain::Day)| {
                format!("{} - {}", date::format(from), date::format(to))
            };
            put(say("settings-activities"), range(period.activities));
            put(say("settings-finance"), range(period.finance));
            put(say("settings-head-count-day"), date::format(period.head_count_day));
            if let Some(due) = period.due {
                put(say("settings-due"), date::format(due));
            }
            put(say("settings-report-number"), period.report.number.clone());
            put(say("settings-signer"), period.report.signer.clone());
        }
        rows.push((String::new(), String::new(), Role::Text));
        rows.push((say("settings-norms"), String::new(), Role::Heading));
        for norm in &world.catalog.norms {
            let whom = if norm.relation.is_empty() {
                String::new()
            } else {
                world
                    .catalog
                    .kinds
                    .relations
                    .get(&norm.relation)
                    .map_or(norm.relation.as_str(), |r| world.messages.pick(&r.label, &r.en))
                    .to_owned()
            };
            let value = [money::format(norm.amount), whom, norm.condition.clone(), norm.decision.clone()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" · ");
            rows.push((world.kind_label(&norm.kind), value, Role::Text));
        }
        if let Some(findings) = &self.findings {
            rows.push((String::new(), String::new(), Role::Text));
            if findings.is_empty() {
                rows.push((say("verify-clean"), String::new(), Role::Good));
            }
            for finding in findings {
                rows.push((format!("! {finding}"), String::new(), Role::Error));
            }
        }
        rows
    }
}
