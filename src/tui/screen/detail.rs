//! An entry in full, as it stands beside the list.

use super::World;
use super::activities::Detail;
use crate::domain::{Activity, LedBy, Level, Source, State, Stored, plan};
use crate::locale::Value;
use crate::text::{date, money, words};
use crate::tui::action::{Action, info};
use crate::tui::input::cells;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// The message key of a state.
pub const fn state_key(state: State) -> &'static str {
    match state {
        State::Planned => "state-planned",
        State::Done => "state-done",
        State::Cancelled => "state-cancelled",
    }
}

/// The message key of who led.
pub const fn led_by_key(led_by: LedBy) -> &'static str {
    match led_by {
        LedBy::Union => "led-union",
        LedBy::Joint => "led-joint",
        LedBy::Management => "led-management",
        LedBy::UpperUnion => "led-upper_union",
    }
}

/// The message key of a level.
pub const fn level_key(level: Level) -> &'static str {
    match level {
        Level::School => "level-school",
        Level::Ward => "level-ward",
        Level::District => "level-district",
        Level::Province => "level-province",
        Level::Central => "level-central",
    }
}

/// A day with its weekday, in the interface's language.
pub fn long_day(day: crate::domain::Day, world: World<'_>) -> String {
    format!("{} {}", world.say(&format!("weekday-{}", date::weekday_index(day))), date::format(day))
}

/// Where money comes from, in words.
pub fn source_label(source: Source, world: World<'_>) -> String {
    match source {
        Source::Fund { fund, account } => {
            let name = world.catalog.fund(fund).map_or_else(String::new, |fund| fund.name.clone());
            let key = match account {
                crate::domain::Account::Cash => "source-fund",
                crate::domain::Account::Bank => "source-fund-bank",
            };
            world.messages.with(key, &[("fund", Value::from(name))])
        }
        Source::Members => world.say("source-members"),
        Source::School => world.say("source-school"),
        Source::Upper => world.say("source-upper"),
        Source::Others => world.say("source-others"),
    }
}

/// Draws the entry.
pub fn draw(
    canvas: &mut Canvas<'_>,
    world: World<'_>,
    row: &Stored<Activity>,
    extra: Option<&Detail>,
    feeds: Option<&str>,
) {
    let width = canvas.width();
    let state = world.say(if row.is_deleted() { "state-deleted" } else { state_key(row.state) });
    let kind = world.kind_label(&row.kind).to_uppercase();
    let usual = row.state == State::Done && !row.is_deleted();
    let mut start = width;
    // What is as usual gives way to a long name.
    if !usual || cells::width(&kind) + 1 + cells::width(&state) <= usize::from(width) {
        start = canvas.right(width, 0, &state, if usual { Role::Muted } else { Role::Warn });
    }
    canvas.fit(0, 0, if start < width { start.saturating_sub(1) } else { width }, &kind, Role::Heading);
    let mut y = 1;
    let mut say = |canvas: &mut Canvas<'_>, text: &str, role: Role| {
        if !text.is_empty() {
            y += canvas.paragraph(0, y, width, 4, text, role);
        }
    };
    let mut days = long_day(row.day, world);
    if let Some(until) = row.until {
        days = format!("{days} - {}", date::format(until));
    }
    say(canvas, &days, Role::Text);
    say(canvas, &row.about, Role::Text);
    if !row.occasion.is_empty() {
        let label = world.say("field-occasion");
        say(canvas, &format!("{label}: {}", row.occasion), Role::Text);
    }
    say(canvas, &row.organisation, Role::Text);
    let result: Vec<String> = [
        row.result.clone(),
        row.level.map(|level| world.say(level_key(level))).unwrap_or_default(),
        row.giver.clone(),
    ]
    .into_iter()
    .filter(|text| !text.is_empty())
    .collect();
    say(canvas, &result.join(" · "), Role::Text);
    say(canvas, &people(row, world), Role::Text);
    if let Some(count) = &row.head_count {
        say(canvas, &head_count(count, world), Role::Text);
    }
    if row.zero {
        say(canvas, &format!("✓ {}", world.say("field-zero")), Role::Good);
    }
    if row.total().0 > 0 {
        say(canvas, " ", Role::Text);
        say(canvas, &format!("{} đ", money::format(row.total())), Role::Heading);
        say(canvas, &words::in_words(row.total(), world.catalog.words_style()), Role::Muted);
        for line in &row.money {
            let mut text = source_label(line.source, world);
            if let (Some(quantity), Some(rate)) = (line.quantity, line.rate) {
                text = format!("{quantity} × {} · {text}", money::format(rate));
            } else if row.money.len() > 1 {
                text = format!("{} đ · {text}", money::format(line.amount));
            }
            if !line.code.is_empty() {
                text = format!("{text} · {} {}", world.say("code"), line.code);
            }
            say(canvas, &text, Role::Text);
        }
    }
    for (text, role) in planned(row, world) {
        say(canvas, &text, role);
    }
    if let Some(extra) = extra {
        let numbers: Vec<String> = extra
            .vouchers
            .iter()
            .map(|voucher| match voucher.state {
                crate::domain::VoucherState::Posted => voucher.label(),
                crate::domain::VoucherState::Void => {
                    format!("{} ({})", voucher.label(), world.say("voucher-void"))
                }
            })
            .collect();
        say(canvas, &numbers.join(", "), Role::Text);
    }
    say(canvas, &row.goods, Role::Text);
    say(canvas, &row.place, Role::Text);
    say(canvas, " ", Role::Text);
    say(canvas, &world.say(led_by_key(row.led_by)), Role::Text);
    say(canvas, &row.reference, Role::Text);
    say(canvas, &row.note, Role::Muted);
    if let Some(extra) = extra.filter(|_| !row.is_deleted() && row.state == State::Done) {
        let key = info(Action::Photos).and_then(|info| info.keys.first()).copied().unwrap_or_default();
        let text = if extra.photos == 0 {
            world.messages.with("detail-photos-none", &[("key", Value::from(key))])
        } else {
            let count = Value::from(extra.photos.to_string());
            world.messages.with("detail-photos", &[("count", count), ("key", Value::from(key))])
        };
        say(canvas, &text, Role::Muted);
    }
    if let Some(line) = feeds {
        say(canvas, &world.messages.with("detail-feeds", &[("line", Value::from(line))]), Role::Muted);
    }
    if let Some((at, officer)) = extra.and_then(|extra| extra.written.as_ref()) {
        let local = at.with_timezone(&chrono::Local);
        let at = Value::from(local.format("%d/%m/%Y %H:%M").to_string());
        // "?" is who never said a name.
        let text = if officer == "?" {
            world.messages.with("detail-written-at", &[("at", at)])
        } else {
            world.messages.with("detail-written", &[("at", at), ("officer", Value::from(officer.as_str()))])
        };
        say(canvas, &text, Role::Muted);
    }
}

/// What had been planned beside what was done; of a plan that its day is past.
fn planned(row: &Activity, world: World<'_>) -> Vec<(String, Role)> {
    let Some(plan) = plan::planned(row) else { return Vec::new() };
    let late = (world.catalog.today - row.day).num_days();
    if row.state == State::Planned {
        let text = || world.messages.with("plan-overdue", &[("days", Value::from(late.to_string()))]);
        return if late > 0 { vec![(format!("! {}", text()), Role::Warn)] } else { Vec::new() };
    }
    let product = plan.quantity.zip(plan.rate).map(|(n, rate)| format!("{n} × {} = ", money::format(rate)));
    let mut text = world.messages.with("plan-was", &[("day", Value::from(date::format_short(plan.day)))]);
    if plan.amount.0 > 0 {
        text = format!("{text}: {}{}", product.unwrap_or_default(), money::format(plan.amount));
    }
    let mut lines = vec![(text, Role::Muted)];
    if let Some(difference) = plan::difference(row).filter(|_| plan.amount.0 > 0 || row.total().0 > 0) {
        let key = match difference.0 {
            0 => "plan-spent-as-planned",
            1.. => "plan-spent-more",
            _ => "plan-spent-less",
        };
        let by = money::format(money::Dong(difference.0.saturating_abs()));
        let values = [("amount", Value::from(money::format(row.total()))), ("by", Value::from(by))];
        lines.push((world.messages.with(key, &values), Role::Muted));
    }
    lines
}

/// The people of an entry with prize or note.
fn people(row: &Activity, world: World<'_>) -> String {
    let mut texts = Vec::new();
    for person in row.people.iter().take(12) {
        let mut text = world.catalog.person_phrase(&row.kind, person, row.day);
        for more in [&person.relative, &person.role, &person.prize, &person.note] {
            if !more.is_empty() {
                text = format!("{text} ({more})");
            }
        }
        texts.push(text);
    }
    if row.people.len() > 12 {
        texts.push(format!("+{}", row.people.len() - 12));
    }
    texts.join(", ")
}

/// "16/17 (94,1%) giáo viên".
pub fn head_count(count: &crate::domain::HeadCount, world: World<'_>) -> String {
    let figure = match (count.count, count.of) {
        (Some(n), Some(of)) => format!("{n}/{of}"),
        (Some(n), None) => n.to_string(),
        (None, _) => "100%".to_owned(),
    };
    let unit = if count.whom.is_empty() { world.say("people-unit") } else { count.whom.clone() };
    format!("{figure} {unit}")
}
