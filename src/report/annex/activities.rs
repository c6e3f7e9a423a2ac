//! Lists with one row for each entry: Hoạt động, Ủng hộ, Tập huấn.

use super::{Paper, money, number, numbered, total};
use crate::document::workbook::{Sheet, SheetCell, SheetFormula};
use crate::report::select::Slice;
use crate::text::money::Dong;

/// Every done entry with the numbers of its vouchers.
pub(super) fn all(paper: &Paper<'_>) -> Sheet {
    let slices = paper.done(&[]);
    let mut sheet = paper.words.sheet.activities.sheet(paper.subtitle_of(paper.facts.activities), true);
    sheet.rows = numbered(slices.iter().map(|slice| {
        let entry = slice.activity;
        let head = entry.head_count.as_ref();
        let people = paper.people(slice);
        vec![
            SheetCell::Day(entry.day),
            paper.kind(entry),
            SheetCell::text(paper.words.joined([
                entry.about.as_str(),
                &entry.occasion,
                &entry.result,
                &entry.goods,
                &entry.place,
            ])),
            SheetCell::text(paper.words.joined([entry.organisation.as_str(), &people])),
            SheetCell::text(paper.words.led_by(entry.led_by)),
            SheetCell::Count(slice.visits()),
            number(head.and_then(|head| head.count)),
            number(head.and_then(|head| head.of)),
            money(entry.total()),
            SheetCell::text(paper.source(entry)),
            paper.voucher(entry),
        ]
    }));
    sheet.totals = vec![total(
        paper,
        sheet.columns.len(),
        3,
        vec![
            (6, SheetCell::count_of(SheetFormula::Shown, visits(&slices))),
            (9, SheetCell::money_of(SheetFormula::Shown, sum(&slices))),
        ],
    )];
    sheet
}

/// What was given to others.
pub(super) fn donations(paper: &Paper<'_>) -> Sheet {
    let words = &paper.words.sheet.donations;
    let slices = paper.done(&words.kinds);
    let mut sheet = words.sheet(paper.subtitle_of(paper.facts.activities), true);
    sheet.rows = numbered(slices.iter().map(|slice| {
        let entry = slice.activity;
        let people = paper.people(slice);
        vec![
            SheetCell::Day(entry.day),
            SheetCell::text(paper.words.joined([entry.about.as_str(), &entry.occasion, &entry.note])),
            SheetCell::text(paper.words.joined([entry.organisation.as_str(), &people])),
            SheetCell::text(paper.source(entry)),
            SheetCell::text(&entry.goods),
            money(entry.total()),
            paper.voucher(entry),
        ]
    }));
    let sums = vec![(6, SheetCell::money_of(SheetFormula::Shown, sum(&slices)))];
    sheet.totals = vec![total(paper, sheet.columns.len(), 2, sums)];
    sheet
}

/// Trainings and courses.
pub(super) fn trainings(paper: &Paper<'_>) -> Sheet {
    let words = &paper.words.sheet.trainings;
    let slices = paper.done(&words.kinds);
    let mut sheet = words.sheet(paper.subtitle_of(paper.facts.activities), true);
    sheet.rows = numbered(slices.iter().map(|slice| {
        let entry = slice.activity;
        let head = entry.head_count.as_ref();
        vec![
            SheetCell::Day(entry.day),
            entry.until.map_or(SheetCell::Empty, SheetCell::Day),
            paper.kind(entry),
            SheetCell::text(paper.words.joined([entry.about.as_str(), &entry.note])),
            SheetCell::text(&entry.place),
            SheetCell::text(paper.words.level(entry.level)),
            SheetCell::text(paper.people(slice)),
            SheetCell::Count(slice.visits()),
            number(head.and_then(|head| head.count)),
            number(head.and_then(|head| head.of)),
            money(entry.total()),
        ]
    }));
    sheet.totals = vec![total(
        paper,
        sheet.columns.len(),
        4,
        vec![
            (8, SheetCell::count_of(SheetFormula::Shown, visits(&slices))),
            (11, SheetCell::money_of(SheetFormula::Shown, sum(&slices))),
        ],
    )];
    sheet
}

/// Lượt of entries, as the facts add them up.
pub(super) fn visits(slices: &[Slice<'_>]) -> u64 {
    slices.iter().map(Slice::visits).sum()
}

/// Money of entries, as the facts add it up.
pub(super) fn sum(slices: &[Slice<'_>]) -> Dong {
    slices.iter().fold(Dong(0), |sum, slice| sum.saturating_add(slice.activity.total()))
}
