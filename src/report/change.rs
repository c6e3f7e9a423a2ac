//! More or less than before: a value against the same of another period, with the records of both.

use super::evaluate::{Evaluator, Manner, Scope};
use super::model::{FigureValue, Rule, Side, SourceRef};
use super::names::fill;
use super::outline::{ChangeWords, Selections};
use super::sent::last_sent;
use super::source::Against;
use super::value::{Computed, Measure, number};
use crate::domain::{Period, Stored, calendar};
use crate::text::money::{self, Dong};

/// A value that is compared, with how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    amount: i64,
    money: bool,
    side: Side,
}

impl Evaluator<'_> {
    /// A value as one side of a comparison; none when there is nothing to read (no such fund, no n noted).
    pub fn compared(&self, measure: Measure, scope: &Scope<'_>, manner: &Manner<'_>) -> Option<Compared> {
        let (value, rule, sources) = self.value(measure.value(), scope, manner).figure?;
        let (amount, money) = amount_of(&value)?;
        let period = self.data.period.code.clone();
        Some(Compared { amount, money, side: Side { period, sent: None, rule, sources } })
    }

    /// How a value of a fact or a title moved since the period that its words compare with; empty without such a period.
    pub fn moved(&self, measure: Measure, width: usize, scope: &Scope<'_>, manner: &Manner<'_>) -> Computed {
        let nothing = || Computed::words(String::new());
        let Some(whose) = manner.whose(measure.value()) else { return nothing() };
        let words = whose.change.unwrap_or(&self.outline.change);
        let Some(before) = self.compared_with(words.against) else { return nothing() };
        let Some(now) = self.compared(measure, scope, manner) else { return nothing() };
        let then = self.sent(before, whose.id, &whose.name).or_else(|| {
            let then = Evaluator::new(self.data.from_period(before), self.outline);
            let selections = whose.selections;
            then.compared(measure, &then.scope(selections, is_zero(selections))?, manner)
        });
        let then = then.unwrap_or_else(|| nothing_of(&now, before));
        difference(&now, &then, words, width, before)
    }

    /// The period that a comparison means.
    pub fn compared_with(&self, against: Against) -> Option<&Stored<Period>> {
        let (period, all) = (self.data.period, &self.data.catalog.periods);
        match against {
            Against::Previous => calendar::same_sort_before(period, all),
            Against::YearBefore => calendar::year_before(period, all),
        }
    }

    /// What the report of a period that was sent by this outline said; of several the newest counts. None when
    /// nothing was sent, or it did not say it.
    fn sent(&self, period: &Stored<Period>, fact: &str, name: &str) -> Option<Compared> {
        let issued = last_sent(self.data.issued, period.id, &self.outline.code)?;
        let figures = self.figures_sent(issued);
        let said = figures.iter().filter(|figure| figure.fact == fact && figure.name == name);
        // Items say the same of a part; the figure of the whole is the one that reads the most records.
        let said = said.rev().max_by_key(|figure| figure.sources.len())?;
        let (amount, money) = amount_of(&said.value)?;
        let side = Side {
            period: period.code.clone(),
            sent: Some(issued.number.clone()),
            rule: said.rule.clone(),
            sources: said.sources.clone(),
        };
        Some(Compared { amount, money, side })
    }
}

/// Whether a selection asks for zero statements.
pub fn is_zero(selections: &Selections) -> bool {
    matches!(selections, Selections::Activities(selection) if selection.zero)
}

/// The other side where a period has nothing to read: nothing of the same.
fn nothing_of(now: &Compared, period: &Period) -> Compared {
    let side = Side { period: period.code.clone(), sources: Vec::new(), ..now.side.clone() };
    Compared { amount: 0, money: now.money, side }
}

/// The difference of two sides in words.
pub fn difference(
    now: &Compared,
    before: &Compared,
    words: &ChangeWords,
    width: usize,
    period: &Period,
) -> Computed {
    let text_of = |amount: i64| {
        if now.money {
            money::format(Dong(amount))
        } else {
            number(u64::try_from(amount).unwrap_or_default(), width)
        }
    };
    let moved = now.amount.saturating_sub(before.amount);
    let template = match moved {
        0 => &words.same,
        1.. => &words.more,
        _ => &words.less,
    };
    let text = fill(template, "", |name| match name {
        "difference" => text_of(moved.saturating_abs()),
        "before" => text_of(before.amount),
        "now" => text_of(now.amount),
        _ => period.title.clone(),
    });
    let mut sources: Vec<SourceRef> = now.side.sources.clone();
    let known: std::collections::BTreeSet<SourceRef> = sources.iter().copied().collect();
    sources.extend(before.side.sources.iter().filter(|source| !known.contains(source)));
    let rule = Rule::Change { now: Box::new(now.side.clone()), before: Box::new(before.side.clone()) };
    let value = FigureValue::Change { now: now.amount, before: before.amount };
    Computed { empty: text.is_empty(), text, figure: Some((value, rule, sources)) }
}

fn amount_of(value: &FigureValue) -> Option<(i64, bool)> {
    match value {
        FigureValue::Count(count) => Some((i64::try_from(*count).unwrap_or(i64::MAX), false)),
        FigureValue::Money(amount) => Some((amount.0, true)),
        _ => None,
    }
}
