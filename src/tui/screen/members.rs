//! Đoàn viên: the roster in Vietnamese name order.

use ratatui::layout::Position;

use super::World;
use crate::domain::{FactKind, Gender, Member, Stored};
use crate::locale::Value;
use crate::text::date;
use crate::text::fold::{contains, search_key};
use crate::tui::input::{TextInput, cells};
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

/// The screen's state. The roster itself is in the catalog.
#[derive(Debug, Default)]
pub struct Members {
    /// The search field.
    pub search: TextInput,
    /// The search field has the focus.
    pub searching: bool,
    /// Pointer and scroll.
    pub rows: Rows,
}

impl Members {
    /// The members shown.
    fn shown<'a>(&self, world: World<'a>) -> Vec<&'a Stored<Member>> {
        let needle = search_key(&self.search.normalised());
        world
            .catalog
            .members
            .iter()
            .filter(|member| {
                world.catalog.name_keys.get(&member.id).is_some_and(|key| contains(key, &needle))
            })
            .collect()
    }

    /// How many members are shown.
    pub fn count(&self, world: World<'_>) -> usize {
        self.shown(world).len()
    }

    /// The member under the pointer.
    pub fn current<'a>(&self, world: World<'a>) -> Option<&'a Stored<Member>> {
        self.shown(world).get(self.rows.at).copied()
    }

    /// Moves the pointer.
    pub fn step(&mut self, step: isize, world: World<'_>) {
        let len = self.count(world);
        self.rows.step(step, len);
    }

    /// Draws roster and card.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) -> Option<Position> {
        let width = canvas.width();
        let today = world.catalog.today;
        let shown = self.shown(world);
        let unionists = shown.iter().filter(|member| member.union_member_on(today)).count();
        let women = shown
            .iter()
            .filter(|member| member.employed_on(today) && member.gender == Gender::Female)
            .count();
        let employed = shown.iter().filter(|member| member.employed_on(today)).count();
        let totals = world.messages.with(
            "members-totals",
            &[
                ("people", Value::from(employed.to_string())),
                ("members", Value::from(unionists.to_string())),
                ("women", Value::from(women.to_string())),
            ],
        );
        let start = canvas.right(width.saturating_sub(1), 0, &totals, Role::Muted);
        let x = canvas.text(1, 0, &world.say("activities-search"), Role::Muted) + 1;
        let view = self.search.view(20.min(start.saturating_sub(x + 1)), 1);
        canvas.text(x, 0, view.lines.first().map_or("", String::as_str), Role::Text);
        let area = canvas.area();
        let caret = self.searching.then(|| Position::new(area.x + x + view.caret.0, area.y));
        let list_width = if width >= 76 { 46 } else { width };
        let height = usize::from(canvas.height().saturating_sub(1));
        self.rows.settle(shown.len(), height);
        if shown.is_empty() {
            let key = if self.search.is_empty() { "members-none" } else { "members-none-found" };
            canvas.paragraph(2, 2, width.saturating_sub(4), 3, &world.say(key), Role::Muted);
            return caret;
        }
        {
            let mut list = canvas.part(0, 1, list_width, height as u16);
            for (line, member) in shown.iter().skip(self.rows.top).take(height).enumerate() {
                let y = line as u16;
                let selected = self.rows.top + line == self.rows.at;
                list.text(1, y, if selected { "▸" } else { " " }, Role::Accent);
                list.fit(3, y, 25, &member.full_name, Role::Text);
                list.fit(29, y, list_width.saturating_sub(30), member.short_name_on(today), Role::Text);
                if selected {
                    list.paint_row(y, Role::Selection);
                } else if !member.employed_on(today) && !member.union_member_on(today) {
                    list.paint_row(y, Role::Muted);
                }
            }
        }
        if list_width < width {
            canvas.wall(list_width, 1, 1 + height as u16);
            let mut side = canvas.part(list_width + 2, 1, width - list_width - 2, height as u16);
            if let Some(member) = shown.get(self.rows.at) {
                draw_card(&mut side, world, member);
            }
        }
        caret
    }
}

/// One member with what holds today.
fn draw_card(canvas: &mut Canvas<'_>, world: World<'_>, member: &Member) {
    let today = world.catalog.today;
    let width = canvas.width();
    let mut y = canvas.paragraph(0, 0, width, 2, &member.full_name, Role::Heading);
    let gender = match member.gender {
        Gender::Female => "gender-female",
        Gender::Male => "gender-male",
    };
    let mut rows = vec![(world.say("member-gender"), world.say(gender))];
    for kind in FactKind::ALL {
        let Some(fact) = member.fact_on(*kind, today) else { continue };
        let mut value = fact_label(world, *kind, &fact.value);
        if matches!(kind, FactKind::Employment | FactKind::Membership) {
            value = fact.from.map_or_else(
                || world.say("since-ever"),
                |from| world.messages.with("since", &[("day", Value::from(date::format(from)))]),
            );
        }
        rows.push((world.say(&format!("fact-{}", kind.name())), value));
    }
    for (key, day) in [
        ("member-birth_day", member.birth_day),
        ("member-party_joined", member.party_joined),
        ("member-party_official", member.party_official),
    ] {
        if let Some(day) = day {
            rows.push((world.say(key), date::format(day)));
        }
    }
    for (key, text) in [
        ("member-ethnicity", &member.ethnicity),
        ("member-degree", &member.degree),
        ("member-note", &member.note),
    ] {
        if !text.is_empty() {
            rows.push((world.say(key), text.clone()));
        }
    }
    let label_width = rows.iter().map(|(label, _)| cells::width(label)).max().unwrap_or(0).min(14) as u16;
    for (label, value) in rows {
        canvas.fit(0, y, label_width, &label, Role::Muted);
        y += canvas.paragraph(
            label_width + 1,
            y,
            width.saturating_sub(label_width + 1),
            3,
            &value,
            Role::Text,
        );
    }
}

/// A fact's value in words: a position's, contract's or level's label, else the text itself.
pub fn fact_label(world: World<'_>, kind: FactKind, code: &str) -> String {
    let roster = &world.catalog.kinds.roster;
    let list = match kind {
        FactKind::Position => &roster.position,
        FactKind::Contract => &roster.contract,
        FactKind::Theory => &roster.theory,
        _ => return code.to_owned(),
    };
    let entry = list.iter().find(|entry| entry.code == code);
    entry.map_or(code, |entry| world.messages.pick(&entry.label, &entry.en)).to_owned()
}
