//! A member's history: every fact with its days, row by row.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::{FactKind, Id, Member, MemberFact, Stored};
use crate::locale::Value;
use crate::text::date;
use crate::tui::action::plain_letter;
use crate::tui::form::came_or_left;
use crate::tui::screen::{World, members};
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};

/// Whose history, and where the pointer is.
#[derive(Debug)]
pub struct Facts {
    /// The member.
    pub member: Id<Member>,
    rows: Rows,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing to be done.
    Open,
    /// Left.
    Left,
    /// The fact at this place of the member's facts is to be changed.
    Edit(usize),
    /// One more is wanted.
    Add,
    /// The fact at this place is to be taken away.
    Delete(usize),
}

impl Facts {
    /// The history of a member.
    pub fn of(member: Id<Member>) -> Self {
        Self { member, rows: Rows::default() }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, member: &Member) -> Chosen {
        let order = order(member);
        let at = order.get(self.rows.at).copied();
        match plain_letter(key).code {
            KeyCode::Esc => return Chosen::Left,
            KeyCode::Up => self.rows.step(-1, order.len()),
            KeyCode::Down => self.rows.step(1, order.len()),
            KeyCode::PageUp => self.rows.step(-10, order.len()),
            KeyCode::PageDown => self.rows.step(10, order.len()),
            KeyCode::Char('n' | 'N') => return Chosen::Add,
            KeyCode::Enter => return at.map_or(Chosen::Add, Chosen::Edit),
            KeyCode::Delete | KeyCode::Char('x' | 'X') => return at.map_or(Chosen::Open, Chosen::Delete),
            _ => {}
        }
        Chosen::Open
    }

    /// Draws the history over the canvas.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        canvas.clear();
        let Some(member) = world.catalog.member(self.member) else { return };
        let title = world.messages.with("facts-title", &[("name", Value::from(member.full_name.as_str()))]);
        canvas.text(1, 0, &title, Role::Heading);
        canvas.rule(1);
        let (width, height) = (canvas.width(), canvas.height().saturating_sub(2));
        let order = order(member);
        self.rows.settle(order.len(), usize::from(height));
        if order.is_empty() {
            canvas.text(3, 2, &world.say("facts-none"), Role::Muted);
        }
        let rows = self.rows;
        let days_at = width.saturating_sub(if width >= 76 { 42 } else { 26 });
        for (line, at) in order.iter().enumerate().skip(rows.top).take(usize::from(height)) {
            let Some(fact) = member.facts.get(*at) else { continue };
            let y = 2 + (line - rows.top) as u16;
            let holds = fact.holds_on(world.catalog.today);
            let role = if holds { Role::Text } else { Role::Muted };
            canvas.text(1, y, if line == rows.at { "▸" } else { " " }, Role::Accent);
            let label = world.say(&format!("fact-{}", fact.kind.name()));
            canvas.fit(3, y, 14, &label, role);
            let value = members::fact_label(world, fact.kind, &fact.value);
            canvas.fit(18, y, days_at.saturating_sub(19), &value, role);
            canvas.fit(days_at, y, width.saturating_sub(days_at + 1), &days(fact, world), role);
            if line == rows.at {
                canvas.paint_row(y, Role::Selection);
            }
        }
    }
}

/// "01/09/2012 - 01/08/2024 nghỉ hưu".
fn days(fact: &MemberFact, world: World<'_>) -> String {
    let day = |day: Option<crate::domain::Day>| day.map_or_else(|| "…".to_owned(), date::format);
    let reasons: Vec<String> = [&fact.reason_in, &fact.reason_out]
        .into_iter()
        .filter(|reason| !reason.is_empty())
        .map(|reason| came_or_left(reason, &world.catalog.kinds, world.messages))
        .collect();
    let days = if fact.from.is_none() && fact.until.is_none() {
        world.say("since-ever")
    } else {
        format!("{} - {}", day(fact.from), day(fact.until))
    };
    format!("{days} {}", reasons.join(", ")).trim_end().to_owned()
}

/// The places of a member's facts by what they are about, then by day.
fn order(member: &Member) -> Vec<usize> {
    let mut order: Vec<usize> = (0..member.facts.len()).collect();
    order.sort_by_key(|at| member.facts.get(*at).map(|fact| (fact.kind, fact.from)));
    order
}

/// The sorts of fact that one more can be of.
pub fn kinds() -> impl Iterator<Item = FactKind> {
    FactKind::ALL.iter().copied()
}

/// The member without one of the facts.
pub fn without(member: &Stored<Member>, at: usize) -> Member {
    let mut body = member.body.clone();
    if at < body.facts.len() {
        body.facts.remove(at);
    }
    body
}
