//! What a line would save, fitted into the rows there are: what does not fit ends with "…", and the amount stays.

use std::ops::Range;

use crate::domain::{Direction, norm};
use crate::entry::{LedgerLine, Outcome, Reading};
use crate::locale::{Value, explain};
use crate::text::{money, words};
use crate::tui::input::cells;
use crate::tui::layer::line_summary::{Around, money_line, small_amount, summary_around};
use crate::tui::screen::{World, detail};
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// What stands where something was cut off.
const CUT: &str = "…";

/// A sentence of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    text: String,
    /// Where in it the amount stands that must be seen.
    amount: Option<Range<usize>>,
    role: Role,
}

impl Said {
    fn plain(text: String, role: Role) -> Self {
        Self { text, amount: None, role }
    }

    fn warning(text: &str) -> Self {
        Self::plain(format!("! {text}"), Role::Warn)
    }

    fn around(around: &Around, role: Role) -> Self {
        let start = around.before.len();
        let amount = (!around.amount.is_empty()).then(|| start..start + around.amount.len());
        Self { text: around.whole(), amount, role }
    }

    /// Its rows, at most `rows` of them.
    fn fitted(&self, width: u16, rows: usize) -> Vec<String> {
        let all = Canvas::wrapped(&self.text, width);
        if all.len() <= rows {
            return all;
        }
        let amount = self.amount.clone().unwrap_or(0..0);
        let bare = |end: usize| {
            self.text.get(..end).unwrap_or_default().trim_end_matches([' ', '·', '(', ',']).to_owned()
        };
        // The longest beginning that ends within the range and fits with what is put behind it. The more of it is
        // shown the more rows it takes, so that the search may halve.
        let longest = |range: Range<usize>, behind: &str| {
            let shown = |end: usize| Canvas::wrapped(&format!("{}{behind}", bare(end)), width);
            let ends: Vec<usize> =
                self.text.char_indices().map(|(at, _)| at).filter(|at| range.contains(at)).collect();
            let fitting = ends.partition_point(|end| shown(*end).len() <= rows);
            ends.get(fitting.checked_sub(1)?).map(|end| shown(*end))
        };
        longest(amount.end..self.text.len(), CUT)
            .or_else(|| {
                let shown = self.text.get(amount.clone()).filter(|shown| !shown.is_empty())?;
                longest(0..amount.start, &format!("{CUT} · {shown}{CUT}"))
            })
            .unwrap_or_else(|| {
                all.into_iter().take(rows).map(|line| cells::fit(&line, usize::from(width))).collect()
            })
    }
}

/// What a reading comes to, and what is to be thought over, sentence by sentence.
pub(super) fn preview(
    reading: &Reading,
    vouchers: &[String],
    repeated: Option<&str>,
    world: World<'_>,
) -> Vec<Said> {
    let mut said = Vec::new();
    match &reading.outcome {
        Outcome::Activities(activities) => {
            if reading.needs_confirmation {
                said.push(Said::warning(&world.say("line-two")));
            }
            for activity in activities {
                said.push(Said::around(&summary_around(activity, world), Role::Good));
                said.push(Said::plain(money_line(activity, world), Role::Muted));
            }
        }
        Outcome::Ledger(line) => {
            said.push(Said::around(&ledger(line, world), Role::Good));
            said.push(Said::plain(words::in_words(line.amount, world.catalog.words_style()), Role::Muted));
        }
        Outcome::Ask(questions) => {
            let first = questions.first().map(|question| explain::entry::question(question, world.messages));
            said.extend(first.map(|question| Said::warning(&question)));
            return said;
        }
        Outcome::Refused(refusals) => {
            let sentence = |refusal| explain::entry::refusal(refusal, world.catalog, world.messages);
            said.extend(refusals.iter().take(2).map(|refusal| Said::warning(&sentence(refusal))));
        }
    }
    if let Some(amount) = small_amount(reading) {
        let amount = Value::from(money::format(amount));
        said.push(Said::warning(&world.messages.with("form-warn-small", &[("amount", amount)])));
    }
    let entries = match &reading.outcome {
        Outcome::Activities(entries) => entries.as_slice(),
        _ => &[],
    };
    let exceeded = entries.iter().filter_map(|entry| norm::exceeded(entry, world.catalog));
    let above = |exceeded| Said::warning(&explain::entry::above_norm(exceeded, world.messages));
    said.extend(exceeded.map(above));
    said.extend(repeated.map(Said::warning));
    if !vouchers.is_empty() {
        let numbers = Value::from(vouchers.join(", "));
        said.push(Said::plain(world.messages.with("line-voucher", &[("voucher", numbers)]), Role::Muted));
    }
    let left: Vec<&str> = reading.not_understood.iter().map(|part| part.text.as_str()).collect();
    if !left.is_empty() {
        let left = Value::from(left.join(" "));
        said.push(Said::plain(world.messages.with("line-not-understood", &[("text", left)]), Role::Warn));
    }
    said
}

/// A receipt or payment in a fund's book.
fn ledger(line: &LedgerLine, world: World<'_>) -> Around {
    let key = if line.direction == Direction::Receipt { "direction-receipt" } else { "direction-payment" };
    let code = world
        .catalog
        .codes
        .line(&line.code)
        .map_or("", |code| world.messages.pick(&code.label, &code.en))
        .to_owned();
    Around {
        before: format!("{} · {} · ", world.say(key), detail::long_day(line.day, world)),
        amount: format!("{} đ", money::format(line.amount)),
        after: format!(" · {} {code} · {}", line.code, line.description),
    }
}

/// The rows that all of it would take.
pub(super) fn height(said: &[Said], width: u16) -> usize {
    said.iter().map(|one| Canvas::wrapped(&one.text, width).len()).sum()
}

/// What stands in at most `rows` rows: the longest sentences give way first, none of them wholly.
pub(super) fn fit(said: &[Said], width: u16, rows: usize) -> Vec<(String, Role)> {
    let mut heights: Vec<usize> = said.iter().map(|one| Canvas::wrapped(&one.text, width).len()).collect();
    while heights.iter().sum::<usize>() > rows {
        let Some(tallest) = heights.iter_mut().rev().max_by_key(|height| **height) else { break };
        if *tallest <= 1 {
            break;
        }
        *tallest -= 1;
    }
    let lines = said
        .iter()
        .zip(heights)
        .flat_map(|(one, height)| one.fitted(width, height).into_iter().map(|line| (line, one.role)));
    lines.take(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit() -> Said {
        let around = Around {
            before: "Thăm ốm · T4 15/11/2023 · đ/c Nhàn YT (Giang Thị Nhàn) · ".to_owned(),
            amount: "300.000 đ".to_owned(),
            after: " · hoa quả · Bệnh viện Đa khoa Sông Nhuệ".to_owned(),
        };
        Said::around(&around, Role::Good)
    }

    #[test]
    fn an_amount_is_seen_however_few_the_rows_and_what_is_cut_says_so() {
        let said = visit();
        for width in 24..120 {
            for rows in 1..5 {
                let lines = said.fitted(width, rows);
                let shown = lines.join(" ");
                assert!(lines.len() <= rows, "{lines:?}");
                assert!(lines.iter().all(|line| cells::width(line) <= usize::from(width)), "{lines:?}");
                assert!(shown.contains("300.000 đ"), "{width}×{rows}: {lines:?}");
                assert!(shown == said.text || shown.ends_with(CUT), "{width}×{rows}: {lines:?}");
            }
        }
    }

    #[test]
    fn rows_that_are_free_are_used_before_anything_is_cut() {
        let said = [visit(), Said::plain("Ba trăm nghìn đồng".to_owned(), Role::Muted)];
        let all = height(&said, 40);
        let whole: Vec<String> = fit(&said, 40, all).into_iter().map(|(line, _)| line).collect();
        assert!(whole.iter().all(|line| !line.contains(CUT)), "{whole:?}");
        let fewer = fit(&said, 40, all - 1);
        assert_eq!(fewer.len(), all - 1);
        assert_eq!(fewer.last().map(|(line, _)| line.as_str()), Some("Ba trăm nghìn đồng"));
    }
}
