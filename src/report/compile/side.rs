//! Periods side by side: a table whose columns are the parts of a period, the period itself and what moved.

use super::super::change::{self, difference};
use super::super::evaluate::{Evaluator, Manner, Scope};
use super::super::model::{LineKind, Run};
use super::super::number::roman;
use super::super::outline::{ChangeWords, Shown, SideTable, SideValue};
use super::super::source::ChangeOf;
use super::super::value::Value;
use super::{Of, Walk, range_of, words};
use crate::domain::{Period, Stored, calendar};

/// A printed column.
enum Column<'a> {
    Row,
    Label,
    Value(Evaluator<'a>),
    /// From the second period to the first.
    Change(Box<[Evaluator<'a>; 2]>, &'a ChangeWords),
}

impl<'a> Walk<'a> {
    /// The table with its head; a row without a value is a heading within it.
    pub(super) fn side_by_side(&mut self, plan: &'a SideTable, section: usize) {
        let of =
            Of { section: Some(section), narrative: None, fact: Some(&plan.id), guidance: &plan.guidance };
        let data = self.evaluator.data;
        let outline = self.evaluator.outline;
        let parts = calendar::parts(data.period, &data.catalog.periods);
        let from = |period: &'a Stored<Period>| Evaluator::new(data.from_period(period), outline);
        let mut titles: Vec<Vec<Run>> = Vec::new();
        let mut sets = Vec::new();
        let mut columns: Vec<Column<'a>> = Vec::new();
        for column in &plan.columns {
            let title = |place: usize, period: &Period| {
                let text = column.title.text("", &mut |name| match name.as_str() {
                    "roman" => roman(place),
                    "arabic" => place.to_string(),
                    _ => period.title.clone(),
                });
                vec![words(text)]
            };
            let mut push = |title, shown| {
                titles.push(title);
                sets.push(column.set);
                columns.push(shown);
            };
            match &column.show {
                Shown::Row => push(title(0, data.period), Column::Row),
                Shown::Label => push(title(0, data.period), Column::Label),
                Shown::Whole => push(title(0, data.period), Column::Value(from(data.period))),
                Shown::Parts => {
                    for (place, part) in parts.iter().copied().enumerate() {
                        push(title(place + 1, part), Column::Value(from(part)));
                    }
                }
                Shown::Change { of, words } => {
                    let sides = match of {
                        ChangeOf::Parts => match parts.as_slice() {
                            [.., before, last] => Some((*last, *before)),
                            _ => None,
                        },
                        ChangeOf::Whole => calendar::same_sort_before(data.period, &data.catalog.periods)
                            .map(|before| (data.period, before)),
                    };
                    // Without two periods the column would be empty from top to bottom.
                    if let Some((now, before)) = sides {
                        push(
                            title(0, data.period),
                            Column::Change(Box::new([from(now), from(before)]), words),
                        );
                    }
                }
            }
        }
        self.row(LineKind::TableHead, titles, &of);
        if let Some(line) = self.report.lines.last_mut() {
            line.columns = sets;
        }
        let mut number = 0;
        for row in &plan.rows {
            number += usize::from(row.value.is_some());
            let at = self.report.lines.len();
            let mut cells: Vec<Vec<Run>> = Vec::with_capacity(columns.len());
            for column in &columns {
                cells.push(match (column, &row.value) {
                    (Column::Label, _) => {
                        let manner = Manner::plain(super::RangeName::Period);
                        self.fill(&row.label, &Scope::Term, &manner, &plan.id, at)
                    }
                    (_, None) => Vec::new(),
                    (Column::Row, Some(_)) => vec![words(number.to_string())],
                    (Column::Value(evaluator), Some(value)) => self.side_cell(evaluator, value, &plan.id, at),
                    (Column::Change(sides, words), Some(value)) => {
                        let [now, before] = sides.as_ref();
                        self.side_change(now, before, words, value, &plan.id)
                    }
                });
            }
            self.row(LineKind::TableRow, cells, &of);
        }
    }

    fn side_cell(&mut self, evaluator: &Evaluator<'a>, value: &SideValue, id: &str, at: usize) -> Vec<Run> {
        let zero = change::is_zero(&value.selections);
        let Some(scope) = evaluator.scope(&value.selections, zero) else { return Vec::new() };
        if let Scope::Activities { slices, .. } = &scope
            && value.text.values().iter().any(|value| matches!(value, Value::Sum | Value::SumWords))
        {
            self.undivided(id, slices);
        }
        let manner = Manner::plain(range_of(&value.selections));
        self.fill_by(evaluator, &value.text, &scope, &manner, id, at)
    }

    fn side_change(
        &mut self,
        now: &Evaluator<'a>,
        before: &Evaluator<'a>,
        words: &ChangeWords,
        value: &SideValue,
        id: &str,
    ) -> Vec<Run> {
        let manner = Manner::plain(range_of(&value.selections));
        let zero = change::is_zero(&value.selections);
        let compared = |evaluator: &Evaluator<'a>| {
            evaluator.compared(value.measure?, &evaluator.scope(&value.selections, zero)?, &manner)
        };
        let (Some(said), Some(then)) = (compared(now), compared(before)) else { return Vec::new() };
        let computed = difference(&said, &then, words, 0, before.data.period);
        let name = value.measure.map(|measure| format!("change:{}", measure.value().name()));
        let figure = computed.figure.map(|tag| self.figure(id, &name.unwrap_or_default(), tag));
        vec![Run { text: computed.text, figure }]
    }
}
