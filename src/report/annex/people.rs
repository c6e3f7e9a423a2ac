//! Lists with one row for each lượt: Thăm hỏi, Khen thưởng.

use super::activities::{sum, visits as visits_of};
use super::{Paper, money, numbered, total};
use crate::document::workbook::{Sheet, SheetCell, SheetFormula};
use crate::domain::Activity;
use crate::report::names::is_self;
use crate::report::select::{Slice, rate_of_each};
use crate::text::money::Dong;

/// Who was visited, congratulated or helped, and with what.
pub(super) fn visits(paper: &Paper<'_>) -> Sheet {
    let words = &paper.words.sheet.visits;
    let slices = paper.done(&words.kinds);
    let mut sheet = words.sheet(paper.subtitle_of(paper.facts.activities), true);
    sheet.rows = numbered(slices.iter().flat_map(|slice| of_visit(paper, slice)));
    sheet.totals = vec![total(
        paper,
        sheet.columns.len(),
        3,
        vec![
            (8, SheetCell::count_of(SheetFormula::Shown, visits_of(&slices))),
            (9, SheetCell::money_of(SheetFormula::Shown, sum(&slices))),
        ],
    )];
    sheet
}

fn of_visit(paper: &Paper<'_>, slice: &Slice<'_>) -> Vec<Vec<SheetCell>> {
    let entry = slice.activity;
    let row = |who: [&str; 3], note: &str, count: u64, amount: Dong| {
        let [name, relation, relative] = who;
        let about = [entry.about.as_str(), &entry.occasion, &entry.place, note, &entry.note];
        vec![
            SheetCell::Day(entry.day),
            paper.kind(entry),
            SheetCell::text(name),
            SheetCell::text(relation),
            SheetCell::text(relative),
            SheetCell::text(paper.words.joined(about)),
            SheetCell::text(&entry.goods),
            SheetCell::Count(count),
            money(amount),
            paper.voucher(entry),
        ]
    };
    if slice.people.is_empty() {
        return vec![row([&entry.organisation, "", ""], "", slice.visits(), entry.total())];
    }
    let relations = &paper.data.catalog.kinds.relations;
    let of_person = |(person, amount): (&&crate::domain::Person, Dong)| {
        let relation = if is_self(person) { "" } else { relations.label(&person.relation) };
        row([&paper.name(person), relation, &person.relative], &person.note, 1, amount)
    };
    slice.people.iter().zip(shares(entry)).map(of_person).collect()
}

/// What of an entry's money each of its people got. An entry that does not say it shows the whole at its first, so that
/// the column adds up to what the fact says.
fn shares(entry: &Activity) -> Vec<Dong> {
    let people = &entry.people;
    let whole = entry.total();
    let own: Option<Vec<Dong>> = people.iter().map(|person| person.amount).collect();
    if let Some(own) = own
        && own.iter().fold(Dong(0), |sum, one| sum.saturating_add(*one)) == whole
    {
        return own;
    }
    let times = u32::try_from(people.len()).ok();
    if let Some(each) = rate_of_each(entry)
        && times.and_then(|times| each.checked_mul(times)) == Some(whole)
    {
        return vec![each; people.len()];
    }
    let mut shares = vec![Dong(0); people.len()];
    if let Some(first) = shares.first_mut() {
        *first = whole;
    }
    shares
}

/// Awards, titles and prizes: one row for each person or collective.
pub(super) fn awards(paper: &Paper<'_>) -> Sheet {
    let words = &paper.words.sheet.awards;
    let mut slices = paper.done(&words.kinds);
    if !words.prized.is_empty() {
        slices.extend(paper.prized(&words.prized));
    }
    slices.sort_by_key(|slice| (slice.activity.day, slice.activity.id));
    let mut sheet = words.sheet(paper.subtitle_of(paper.facts.activities), true);
    sheet.rows = numbered(slices.iter().flat_map(|slice| of_award(paper, slice)));
    let sums = vec![(9, SheetCell::count_of(SheetFormula::Shown, visits_of(&slices)))];
    sheet.totals = vec![total(paper, sheet.columns.len(), 3, sums)];
    sheet
}

fn of_award(paper: &Paper<'_>, slice: &Slice<'_>) -> Vec<Vec<SheetCell>> {
    let entry = slice.activity;
    let row = |who: &str, prize: &str, note: &str, count: u64| {
        vec![
            SheetCell::Day(entry.day),
            paper.kind(entry),
            SheetCell::text(who),
            SheetCell::text(paper.words.joined([entry.result.as_str(), prize])),
            SheetCell::text(paper.words.level(entry.level)),
            SheetCell::text(paper.words.joined([entry.giver.as_str(), &entry.launcher])),
            SheetCell::text(paper.words.joined([entry.about.as_str(), note, &entry.note])),
            SheetCell::text(&entry.reference),
            SheetCell::Count(count),
        ]
    };
    if slice.people.is_empty() {
        return vec![row(&entry.organisation, "", "", slice.visits())];
    }
    slice.people.iter().map(|person| row(&paper.name(person), &person.prize, &person.note, 1)).collect()
}
