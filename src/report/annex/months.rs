//! Theo tháng: entries and money of every month, with their chart.

use chrono::{Datelike, Months};

use super::Paper;
use crate::document::workbook::{Sheet, SheetCell, SheetChart, SheetFormula, SheetRow};
use crate::domain::Day;
use crate::report::facts::MonthFacts;
use crate::text::money::Dong;

/// The most months that are listed without an entry in them; of a longer range only those that have one.
const MOST: usize = 72;

pub(super) fn sheet(paper: &Paper<'_>) -> Sheet {
    let words = paper.words;
    let mut sheet = words.sheet.months.sheet(paper.subtitle_of(paper.facts.activities), false);
    let facts = &paper.facts.months;
    let mut rows: Vec<(Day, Option<&MonthFacts>)> =
        facts.iter().map(|month| (month.month, Some(month))).collect();
    for month in months(paper.facts.activities) {
        if !facts.iter().any(|other| other.month == month) {
            rows.push((month, None));
        }
    }
    rows.sort_by_key(|row| row.0);
    sheet.rows = rows
        .iter()
        .map(|(month, facts)| {
            SheetRow::of(vec![
                SheetCell::mark(format!("{:02}/{}", month.month(), month.year())),
                SheetCell::Count(facts.map_or(0, |facts| facts.entries)),
                SheetCell::Money(facts.map_or(Dong(0), |facts| facts.money)),
            ])
        })
        .collect();
    let entries = facts.iter().map(|month| month.entries).sum();
    let money = facts.iter().fold(Dong(0), |sum, month| sum.saturating_add(month.money));
    sheet.totals = vec![SheetRow::strong(vec![
        SheetCell::mark(&words.total),
        SheetCell::count_of(SheetFormula::Shown, entries),
        SheetCell::money_of(SheetFormula::Shown, money),
    ])];
    sheet.chart = Some(SheetChart {
        title: words.chart.title.clone(),
        alt: words.chart.alt.replace("{period}", &paper.data.period.title),
        categories: 0,
        bars: 1,
        line: 2,
    });
    sheet
}

/// The first days of the months that a range touches; none of a range that is too long to be shown month by month.
fn months((from, to): (Day, Day)) -> Vec<Day> {
    let mut months = Vec::new();
    let mut next = from.with_day(1);
    while let Some(month) = next.filter(|month| *month <= to) {
        if months.len() == MOST {
            return Vec::new();
        }
        months.push(month);
        next = month.checked_add_months(Months::new(1));
    }
    months
}
