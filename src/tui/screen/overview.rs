//! Tổng quan: what is due, what there is, what was written last.

use super::World;
use crate::locale::Value;
use crate::text::money::Dong;
use crate::text::{date, money};
use crate::tui::effect::Overview;
use crate::tui::input::cells;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// What remains until the due day, in words; empty without a due day.
pub fn due_text(world: World<'_>) -> String {
    due_words(world, "due-in")
}

/// The same in few words, for a narrow top line.
pub fn due_briefly(world: World<'_>) -> String {
    due_words(world, "due-left")
}

/// The words of `key` while there are days left.
fn due_words(world: World<'_>, key: &str) -> String {
    let Some(due) = world.catalog.period.as_ref().and_then(|period| period.due) else { return String::new() };
    let left = (due - world.catalog.today).num_days();
    let day = due.succ_opt().unwrap_or(due);
    let key = match left {
        ..0 => "due-past",
        0 => "due-today",
        _ => key,
    };
    world.messages.with(
        key,
        &[
            ("day", Value::from(date::format_short(day))),
            ("left", Value::from(left.unsigned_abs().to_string())),
        ],
    )
}

/// Draws the overview.
pub fn draw(canvas: &mut Canvas<'_>, world: World<'_>, overview: &Overview) {
    let width = canvas.width();
    let right = if width >= 76 { 46 } else { width };
    let mut y = 0;
    y += canvas.paragraph(1, y, right.saturating_sub(2), 2, &due_words(world, "overview-due"), Role::Heading);
    if overview.lacking.is_empty() {
        canvas.text(1, y, &world.say("overview-complete"), Role::Good);
        y += 1;
    } else {
        canvas.text(1, y, &world.say("overview-lacking"), Role::Warn);
        y += 1;
        for part in overview.lacking.iter().take(4) {
            canvas.fit(2, y, right.saturating_sub(3), &format!("! {part}"), Role::Text);
            y += 1;
        }
        if overview.lacking.len() > 4 {
            canvas.text(2, y, &format!("  +{}", overview.lacking.len() - 4), Role::Muted);
            y += 1;
        }
    }
    y += 1;
    let last = canvas.height().saturating_sub(1);
    let (x, end) = if right < width { (right + 2, width - 1) } else { (1, width.saturating_sub(1)) };
    // The bottom row is the latest entries'; nothing else may run into it.
    let mut upper = canvas.part(0, 0, width, last);
    if right < width {
        draw_groups(&mut upper, world, overview, y, right);
        let mut side_y = 0;
        for (name, cash, bank) in &overview.funds {
            draw_fund(&mut upper, name, *cash, *bank, (x, end, side_y));
            for (key, amount) in [("account-cash", cash), ("account-bank", bank)] {
                side_y += 1;
                upper.text(x + 1, side_y, &world.say(key), Role::Muted);
                upper.right(end, side_y, &money::format(*amount), Role::Text);
            }
            side_y += 2;
        }
        draw_months(&mut upper, world, overview, x, end, side_y);
    } else {
        for (name, cash, bank) in &overview.funds {
            draw_fund(&mut upper, name, *cash, *bank, (x, end, y));
            y += 1;
        }
        let behind = draw_groups(&mut upper, world, overview, y + 1, right);
        draw_months(&mut upper, world, overview, x, end, behind + 1);
    }
    if overview.latest.is_empty() {
        return;
    }
    let mut parts: Vec<String> = Vec::new();
    for row in &overview.latest {
        parts.push(format!("{} {}", date::format_short(row.day), world.kind_label(&row.kind)));
    }
    let text = format!("{} {}", world.say("overview-latest"), parts.join(" · "));
    canvas.fit(1, last, width.saturating_sub(2), &text, Role::Muted);
}

/// A fund's name and what is in it, from `x` to `end` in row `y`.
fn draw_fund(canvas: &mut Canvas<'_>, name: &str, cash: Dong, bank: Dong, (x, end, y): (u16, u16, u16)) {
    let total = cash.saturating_add(bank);
    let start = canvas.right(end, y, &money::format(total), Role::Heading);
    canvas.fit(x, y, start.saturating_sub(x + 1), name, Role::Heading);
}

fn draw_groups(canvas: &mut Canvas<'_>, world: World<'_>, overview: &Overview, from: u16, right: u16) -> u16 {
    let mut y = from;
    canvas.text(1, y, &world.say("overview-groups"), Role::Heading);
    y += 1;
    let most = overview.groups.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    for (code, count) in overview.groups.iter().filter(|(_, count)| *count > 0) {
        let label =
            world.catalog.kinds.group(code).map_or(code.as_str(), |g| world.messages.pick(&g.label, &g.en));
        canvas.fit(1, y, 15, label, Role::Text);
        let room = u64::from(right.saturating_sub(25));
        let cells = (count * room).div_ceil(most) as usize;
        let x = canvas.text(17, y, &"█".repeat(cells), Role::Bar);
        canvas.text(x + 1, y, &count.to_string(), Role::Text);
        y += 1;
    }
    y
}

fn draw_months(canvas: &mut Canvas<'_>, world: World<'_>, overview: &Overview, x: u16, end: u16, from: u16) {
    if overview.months.is_empty() {
        return;
    }
    let mut y = from;
    canvas.text(x, y, &world.say("overview-months"), Role::Heading);
    y += 1;
    let most = overview.months.iter().map(|(_, count, _)| *count).max().unwrap_or(0).max(1);
    for (month, count, amount) in &overview.months {
        let amount = money::format(*amount);
        let start = end.saturating_sub(cells::width(&amount) as u16);
        canvas.text(x, y, &month.format("%m/%Y").to_string(), Role::Text);
        let room = u64::from(start.saturating_sub(x + 14).min(10));
        let bar = canvas.text(x + 8, y, &"█".repeat((count * room).div_ceil(most) as usize), Role::Bar);
        canvas.text(bar + 1, y, &count.to_string(), Role::Text);
        canvas.right(end, y, &amount, Role::Muted);
        y += 1;
    }
}
