//! Cài đặt: a list of what the book and the program are set to; Enter opens the form behind a row.

use super::World;
use crate::desk::new_book::offices_asked;
use crate::desk::offices::holder;
use crate::domain::{Catalog, Day, Fund, Id, Norm, Period};
use crate::locale::{Language, Value};
use crate::text::{date, money};
use crate::tui::effect::FolderWords;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// The screen's state.
#[derive(Debug, Default)]
pub struct Settings {
    /// The topmost line shown.
    pub top: usize,
    /// The item under the pointer.
    pub at: usize,
    /// What the latest check of the book found; none: not checked.
    pub findings: Option<Vec<String>>,
}

/// What Enter opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Vietnamese or English.
    Language,
    /// The exchange folder.
    Folder,
    /// The name of who writes.
    Officer,
    /// The unit and its upper body.
    Unit,
    /// Who holds which union office.
    Offices,
    /// A period.
    Period(Id<Period>),
    /// One more period.
    NewPeriod,
    /// A fund.
    Fund(Id<Fund>),
    /// One more fund.
    NewFund,
    /// A norm.
    Norm(Id<Norm>),
    /// One more norm.
    NewNorm,
}

/// A line of the screen.
struct Line {
    label: String,
    value: String,
    role: Role,
    item: Option<Item>,
}

/// What the screen shows beside the catalog.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Where the book is.
    pub book: &'a str,
    /// The exchange folder.
    pub folder: &'a FolderWords,
    /// The name of who writes.
    pub officer: &'a str,
}

/// The items in the order shown.
fn items(catalog: &Catalog) -> Vec<Item> {
    let mut items = vec![Item::Language, Item::Folder, Item::Officer, Item::Unit, Item::Offices];
    items.extend(catalog.periods_offered().into_iter().map(|period| Item::Period(period.id)));
    items.push(Item::NewPeriod);
    items.extend(catalog.funds.iter().map(|fund| Item::Fund(fund.id)));
    items.push(Item::NewFund);
    items.extend(catalog.norms.iter().map(|norm| Item::Norm(norm.id)));
    items.push(Item::NewNorm);
    items
}

impl Settings {
    /// Moves the pointer.
    pub fn step(&mut self, step: isize, catalog: &Catalog) {
        let last = items(catalog).len().saturating_sub(1);
        self.at = self.at.min(last).saturating_add_signed(step).min(last);
    }

    /// The item under the pointer.
    pub fn current(&self, catalog: &Catalog) -> Option<Item> {
        let items = items(catalog);
        items.get(self.at).or(items.last()).copied()
    }

    /// Whether the pointer is on a norm of the book.
    pub fn is_on_norm(&self, catalog: &Catalog) -> bool {
        matches!(self.current(catalog), Some(Item::Norm(_)))
    }

    /// Whether the pointer is on something of which there can be one more.
    pub fn is_on_list(&self, catalog: &Catalog) -> bool {
        let single = [Item::Language, Item::Folder, Item::Officer, Item::Unit, Item::Offices];
        self.current(catalog).is_some_and(|item| !single.contains(&item))
    }

    /// Draws the settings.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>, around: Around<'_>) {
        let height = usize::from(canvas.height());
        let width = canvas.width();
        let here = self.current(world.catalog);
        // Norms and places are read whole: what does not fit goes on beneath.
        let mut rows: Vec<Line> = Vec::new();
        for line in self.lines(world, around) {
            if line.value.is_empty() {
                for text in Canvas::wrapped(&line.label, width.saturating_sub(4)) {
                    rows.push(Line { label: text, value: String::new(), ..line });
                }
                continue;
            }
            let mut label = line.label;
            for text in Canvas::wrapped(&line.value, width.saturating_sub(25)) {
                rows.push(Line { label: std::mem::take(&mut label), value: text, ..line });
            }
        }
        let of_pointer = |row: &Line| here.is_some() && row.item == here;
        let first = rows.iter().position(of_pointer).unwrap_or(0);
        let last = rows.iter().rposition(of_pointer).unwrap_or(0);
        // What the check found is read where it stands, at the end.
        let last = if self.findings.is_some() && last + 1 >= rows.len().saturating_sub(height) {
            rows.len().saturating_sub(1)
        } else {
            last
        };
        self.top = self.top.min(first.saturating_sub(1)).max((last + 1).saturating_sub(height));
        for (line, row) in rows.iter().skip(self.top).take(height).enumerate() {
            let y = line as u16;
            let pointed = of_pointer(row);
            if pointed && self.top + line == first {
                canvas.text(0, y, "▸", Role::Accent);
            }
            if row.value.is_empty() {
                canvas.fit(2, y, width.saturating_sub(3), &row.label, row.role);
            } else {
                canvas.fit(2, y, 21, &row.label, Role::Muted);
                canvas.fit(24, y, width.saturating_sub(25), &row.value, row.role);
            }
            if pointed {
                canvas.paint_row(y, Role::Selection);
            }
        }
    }

    fn lines(&self, world: World<'_>, around: Around<'_>) -> Vec<Line> {
        let say = |key: &str| world.say(key);
        let catalog = world.catalog;
        let mut lines: Vec<Line> = Vec::new();
        let mut put = |label: String, value: String, item: Option<Item>| {
            lines.push(Line { label, value, role: Role::Text, item });
        };
        let language = match world.messages.language() {
            Language::Vietnamese => "Tiếng Việt",
            Language::English => "English",
        };
        put(say("settings-language"), language.to_owned(), Some(Item::Language));
        put(say("settings-folder"), around.folder.shown.clone(), Some(Item::Folder));
        put(say("settings-officer"), around.officer.to_owned(), Some(Item::Officer));
        put(say("settings-book"), around.book.to_owned(), None);
        let today = date::format(catalog.today);
        let today = if catalog.today_assumed {
            let whose = if catalog.setting("today").is_some() { "assumed" } else { "told" };
            world.messages.with(&format!("settings-today-{whose}"), &[("day", Value::from(today))])
        } else {
            today
        };
        put(say("settings-today"), today, None);
        match catalog.unit_on(catalog.today) {
            Some(unit) => {
                put(say("settings-unit"), unit.name.sentence.clone(), Some(Item::Unit));
                put(String::new(), format!("{} · {}", unit.upper.sentence, unit.place), Some(Item::Unit));
            }
            None => put(say("settings-unit"), say("settings-none"), Some(Item::Unit)),
        }
        let held: Vec<String> = offices_asked()
            .into_iter()
            .filter_map(|office| {
                let held = holder(&office.label, catalog, catalog.today)?;
                Some(format!("{}: {}", world.messages.pick(&office.label, &office.en), held.name))
            })
            .collect();
        let held = if held.is_empty() { say("settings-none") } else { held.join(" · ") };
        put(say("settings-offices"), held, Some(Item::Offices));
        let heading = |lines: &mut Vec<Line>, key: &str| {
            lines.push(Line { label: String::new(), value: String::new(), role: Role::Text, item: None });
            lines.push(Line { label: say(key), value: String::new(), role: Role::Heading, item: None });
        };
        let more = |lines: &mut Vec<Line>, key: &str, item: Item| {
            lines.push(Line { label: say(key), value: String::new(), role: Role::Muted, item: Some(item) });
        };
        heading(&mut lines, "settings-periods");
        for period in catalog.periods_offered() {
            let value = period_line(world, period);
            lines.push(Line {
                label: period.code.clone(),
                value,
                role: Role::Text,
                item: Some(Item::Period(period.id)),
            });
        }
        more(&mut lines, "settings-add-period", Item::NewPeriod);
        heading(&mut lines, "settings-funds");
        for fund in &catalog.funds {
            let openings: Vec<String> = fund
                .openings
                .iter()
                .map(|opening| {
                    let key = match opening.account {
                        crate::domain::Account::Cash => "settings-cash",
                        crate::domain::Account::Bank => "settings-bank",
                    };
                    world.messages.with(
                        key,
                        &[
                            ("amount", Value::from(money::format(opening.amount))),
                            ("day", Value::from(date::format(opening.day))),
                        ],
                    )
                })
                .collect();
            let value = if openings.is_empty() { say("settings-no-opening") } else { openings.join(" · ") };
            lines.push(Line {
                label: fund.name.clone(),
                value,
                role: Role::Text,
                item: Some(Item::Fund(fund.id)),
            });
        }
        more(&mut lines, "settings-add-fund", Item::NewFund);
        heading(&mut lines, "settings-norms");
        for norm in &catalog.norms {
            lines.push(Line {
                label: world.kind_label(&norm.kind),
                value: norm_line(world, norm),
                role: Role::Text,
                item: Some(Item::Norm(norm.id)),
            });
        }
        more(&mut lines, "settings-add-norm", Item::NewNorm);
        if let Some(findings) = &self.findings {
            lines.push(Line { label: String::new(), value: String::new(), role: Role::Text, item: None });
            let said = |label: String, role| Line { label, value: String::new(), role, item: None };
            if findings.is_empty() {
                lines.push(said(say("verify-clean"), Role::Good));
            }
            lines.extend(findings.iter().map(|finding| said(format!("! {finding}"), Role::Error)));
        }
        lines
    }
}

fn range((from, to): (Day, Day)) -> String {
    format!("{} - {}", date::format(from), date::format(to))
}

/// "học kỳ I … · 01/06/2023 - 15/01/2024 · nộp đến hết 24/12/2023".
fn period_line(world: World<'_>, period: &Period) -> String {
    let mut parts = vec![period.title.clone(), range(period.activities)];
    if let Some(due) = period.due {
        parts.push(world.messages.with("settings-due-day", &[("day", Value::from(date::format(due)))]));
    }
    parts.join(" · ")
}

/// Amount, for whom, condition, from when, decision.
fn norm_line(world: World<'_>, norm: &Norm) -> String {
    let whom = match world.catalog.kinds.relations.get(&norm.relation) {
        Some(relation) => world.messages.pick(&relation.label, &relation.en).to_owned(),
        None if norm.relation.is_empty() => String::new(),
        None => {
            let key = format!("relation-group-{}", norm.relation);
            if world.messages.has(&key) { world.say(&key) } else { norm.relation.clone() }
        }
    };
    let days = match (norm.from, norm.until.and_then(|until| until.pred_opt())) {
        (Some(from), Some(last)) => range((from, last)),
        (Some(from), None) => world.messages.with("since", &[("day", Value::from(date::format(from)))]),
        (None, Some(last)) => {
            world.messages.with("settings-until", &[("day", Value::from(date::format(last)))])
        }
        (None, None) => String::new(),
    };
    [
        money::format(norm.amount),
        whom,
        norm.condition.clone(),
        norm.goods.clone(),
        days,
        norm.decision.clone(),
    ]
    .into_iter()
    .filter(|text| !text.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}
