//! What a line would save, in words: everything that was understood can be seen before it is saved.

use crate::domain::{Activity, Person, State};
use crate::entry::{Outcome, Reading};
use crate::locale::Value;
use crate::text::{date, money, words};
use crate::tui::screen::{World, detail};

/// Between two parts of a sentence.
const BETWEEN: &str = " · ";

/// People shown by name; of a larger group one wants to see how many it is.
const NAMED: usize = 6;

/// A sentence in three parts.
pub(super) struct Around {
    /// What stands before the amount.
    pub before: String,
    /// The amount; empty where there is none.
    pub amount: String,
    /// What stands behind it.
    pub after: String,
}

impl Around {
    /// The sentence.
    pub fn whole(&self) -> String {
        format!("{}{}{}", self.before, self.amount, self.after)
    }
}

/// "Việc hiếu · CN 12/11/2023 · mẹ đẻ đ/c Liên 2A · 500.000 đ".
pub(super) fn summary(activity: &Activity, world: World<'_>) -> String {
    summary_around(activity, world).whole()
}

/// The same around its amount.
pub(super) fn summary_around(activity: &Activity, world: World<'_>) -> Around {
    let mut day = format!(
        "{} {}",
        world.say(&format!("weekday-short-{}", date::weekday_index(activity.day))),
        date::format(activity.day)
    );
    if let Some(until) = activity.until {
        day = format!("{day} - {}", date::format(until));
    }
    let mut parts = vec![world.kind_label(&activity.kind), day];
    if activity.state != State::Done {
        parts.push(world.say(detail::state_key(activity.state)));
    }
    if activity.zero {
        let statement = world.catalog.kinds.get(&activity.kind).map_or("", |kind| kind.zero.as_str());
        let known = !statement.is_empty();
        parts.push(if known { statement.to_owned() } else { world.say("field-zero") });
    }
    parts.extend([&activity.about, &activity.occasion, &activity.organisation].into_iter().cloned());
    parts.extend(activity.people.iter().take(NAMED).map(|person| called(activity, person, world)));
    if activity.people.len() > NAMED {
        let count = Value::from(activity.people.len().to_string());
        parts.push(world.messages.with("line-people-in-all", &[("count", count)]));
    }
    if let Some(count) = &activity.head_count {
        parts.push(detail::head_count(count, world));
    }
    let amount = if activity.total().0 > 0 {
        format!("{} đ", money::format(activity.total()))
    } else {
        String::new()
    };
    let mut behind: Vec<String> =
        [&activity.goods, &activity.place, &activity.result, &activity.giver].into_iter().cloned().collect();
    behind.extend(activity.level.map(|level| world.say(detail::level_key(level))));
    behind.push(activity.note.clone());
    for parts in [&mut parts, &mut behind] {
        parts.retain(|part| !part.trim().is_empty());
    }
    let between = |left: bool, right: bool| if left && right { BETWEEN } else { "" };
    let before = format!("{}{}", parts.join(BETWEEN), between(!parts.is_empty(), !amount.is_empty()));
    // The kind always stands before it.
    let after = format!("{}{}", between(true, !behind.is_empty()), behind.join(BETWEEN));
    Around { before, amount, after }
}

/// A person with the whole name, by which one sees that the right one is meant, and what was won.
fn called(activity: &Activity, person: &Person, world: World<'_>) -> String {
    let mut phrase = world.catalog.person_phrase(&activity.kind, person, activity.day);
    let few = activity.people.len() <= 2;
    if let Some(member) = person.member.filter(|_| few).and_then(|id| world.catalog.member(id)) {
        phrase = format!("{phrase} ({})", member.full_name);
    }
    if !person.prize.is_empty() {
        phrase = format!("{phrase}: {}", person.prize);
    }
    phrase
}

/// An amount of what would be saved that is hardly meant: of each person where it is for each.
pub(super) fn small_amount(reading: &Reading) -> Option<money::Dong> {
    let mut amounts: Vec<money::Dong> = match &reading.outcome {
        Outcome::Activities(entries) => {
            let lines = entries.iter().flat_map(|entry| &entry.money);
            lines.map(|line| line.rate.unwrap_or(line.amount)).collect()
        }
        Outcome::Ledger(line) => vec![line.amount],
        Outcome::Ask(_) | Outcome::Refused(_) => Vec::new(),
    };
    amounts.retain(|amount| amount.is_hardly_meant());
    amounts.first().copied()
}

/// Words, source and code of the money.
pub(super) fn money_line(activity: &Activity, world: World<'_>) -> String {
    if activity.total().0 == 0 {
        return world.say("line-no-money");
    }
    let mut parts = vec![words::in_words(activity.total(), world.catalog.words_style())];
    for line in &activity.money {
        let mut text = detail::source_label(line.source, world);
        // From several sources: how much from each.
        if activity.money.len() > 1 {
            text = format!("{text} {} đ", money::format(line.amount));
        }
        if !line.code.is_empty() {
            text = format!("{text}, {} {}", world.say("code"), line.code);
        }
        parts.push(text);
    }
    parts.join(" · ")
}
