//! The annex (*phụ lục số liệu*): a term's figures and lists as a workbook, for those who add units up and for those
//! who inspect them.
//!
//! The first sheet has the same rows in every unit, period and outline, so that a column of one file can be laid on
//! that of another; the lists behind it say what the figures were counted from. Everything comes from
//! [`Facts`] and from the selections that facts read, so that every sum agrees with the report's. Sheets, columns and
//! rows are data: `assets/annex.toml`.

use std::collections::BTreeMap;

use chrono::Datelike;

mod activities;
mod figures;
mod ledger;
mod members;
mod months;
mod people;
mod words;

pub use figures::Counted;
pub use words::Annex;

use super::facts::Facts;
use super::outline::ActivitySelection;
use super::select::{self, ByKind, Slice};
use crate::document::Meta;
use crate::document::workbook::{SheetCell, SheetRow, Workbook};
use crate::domain::{
    Activity, ActivityFilter, Day, Id, IssuedReport, Person, Source, Stored, TermData, TermView, VoucherState,
};
use crate::text::date;
use crate::text::fold::search_key;
use crate::text::money::Dong;

/// How many people a cell names; the rest are counted.
const NAMED: usize = 12;

/// The rows of the first sheet, in its order, with the records behind each.
///
/// # Errors
/// Never for a released program: a test reads the file.
pub fn figures(data: &TermData, facts: &Facts) -> Result<Vec<Counted>, toml::de::Error> {
    let words = Annex::built_in()?;
    Ok(figures::rows(&Paper::of(data, facts, &words)))
}

/// The annex of a term. `facts` are those of the same data. Its day is the report's, else the head-count day: never the
/// clock, so that equal data give equal bytes.
///
/// # Errors
/// As [`figures`].
pub fn workbook(data: &TermData, facts: &Facts) -> Result<Workbook, toml::de::Error> {
    let words = Annex::built_in()?;
    let paper = Paper::of(data, facts, &words);
    let mut sheets = vec![
        figures::sheet(&paper, &figures::rows(&paper)),
        activities::all(&paper),
        people::visits(&paper),
        activities::donations(&paper),
        people::awards(&paper),
        activities::trainings(&paper),
        months::sheet(&paper),
        members::roster(&paper),
        members::moves(&paper),
    ];
    sheets.extend(ledger::books(&paper));
    sheets.push(ledger::settlement(&paper));
    let day = data.period.report.day.unwrap_or(data.period.head_count_day);
    let author = data.catalog.unit_on(day).map(|unit| unit.name.sentence.clone()).unwrap_or_default();
    let mut meta = Meta::new(words.title.replace("{period}", &data.period.title), author, day);
    meta.subject.clone_from(&data.period.title);
    Ok(Workbook { meta, sheets })
}

/// What every sheet is made from.
struct Paper<'a> {
    data: TermView<'a>,
    facts: &'a Facts,
    words: &'a Annex,
    entries: ByKind<'a>,
    /// The numbers of the vouchers that an entry wrote.
    vouchers: BTreeMap<Id<Activity>, Vec<String>>,
    /// Whose figures, of which period.
    subtitle: String,
}

impl<'a> Paper<'a> {
    fn of(data: &'a TermData, facts: &'a Facts, words: &'a Annex) -> Self {
        let data = data.view();
        let mut vouchers: BTreeMap<Id<Activity>, Vec<String>> = BTreeMap::new();
        let posted = |voucher: &&Stored<crate::domain::Voucher>| {
            voucher.state == VoucherState::Posted && !voucher.is_deleted()
        };
        for voucher in data.vouchers.iter().filter(posted) {
            if let Some(activity) = voucher.activity {
                vouchers.entry(activity).or_default().push(voucher.label());
            }
        }
        let day = data.period.report.day.unwrap_or(data.period.head_count_day);
        let unit = data.catalog.unit_on(day).map_or("", |unit| unit.name.sentence.as_str());
        let subtitle = words.subtitle.replace("{unit}", unit).replace("{period}", &data.period.title);
        let entries = ByKind::of(data.activities);
        Self { data, facts, words, entries, vouchers, subtitle }
    }

    /// Whose figures, of which days.
    fn subtitle_of(&self, (from, to): (Day, Day)) -> String {
        let range =
            self.words.range.replace("{from}", &date::format(from)).replace("{to}", &date::format(to));
        format!("{}{}{range}", self.subtitle, self.words.separator)
    }

    /// The report that the annex goes with, once it has a number and a day. A paper that is out already bears its own
    /// annex: what the book says after that goes with none.
    fn attached(&self) -> Option<String> {
        let report = &self.data.period.report;
        let day = report.day?;
        let key = search_key(&report.number);
        let is_out = |sent: &Stored<IssuedReport>| {
            !sent.is_deleted() && sent.day.year() == day.year() && search_key(&sent.number) == key
        };
        if key.is_empty() || self.data.issued.iter().any(is_out) {
            return None;
        }
        let number = report.number.trim();
        Some(self.words.attached.replace("{day}", &date::format(day)).replace("{number}", number))
    }

    /// Whose figures, as of the head-count day.
    fn subtitle_on(&self, day: Day) -> String {
        let day = self.words.as_of.replace("{day}", &date::format(day));
        format!("{}{}{day}", self.subtitle, self.words.separator)
    }

    /// The done entries of the period of these kinds, as the facts count them; none named: of all.
    fn done(&self, kinds: &[String]) -> Vec<Slice<'a>> {
        self.chosen(kinds, None)
    }

    /// The same with those of their people who won a prize.
    fn prized(&self, kinds: &[String]) -> Vec<Slice<'a>> {
        self.chosen(kinds, Some(true))
    }

    fn chosen(&self, kinds: &[String], prized: Option<bool>) -> Vec<Slice<'a>> {
        let filter = ActivityFilter { kinds: kinds.to_vec(), ..ActivityFilter::default() };
        let selection = ActivitySelection { filter, prized, ..ActivitySelection::default() };
        select::activities(&selection, false, self.data, &self.entries).0
    }

    fn kind(&self, activity: &Activity) -> SheetCell {
        SheetCell::text(self.data.catalog.kinds.label(&activity.kind))
    }

    /// Full name of a person; a free name as noted.
    fn name(&self, person: &Person) -> String {
        let member = person.member.and_then(|id| self.data.catalog.member(id));
        member.map_or_else(|| person.name.clone(), |member| member.full_name.clone())
    }

    /// The people of an entry in one cell; of many the first.
    fn people(&self, slice: &Slice<'_>) -> String {
        let activity = slice.activity;
        let phrase = |person: &&Person| self.data.catalog.person_phrase(&activity.kind, person, activity.day);
        let phrases: Vec<String> = slice.people.iter().take(NAMED).map(phrase).collect();
        let mut text = self.words.joined(phrases.iter().map(String::as_str));
        if let Some(rest) = slice.people.len().checked_sub(NAMED).filter(|rest| *rest > 0) {
            text.push(' ');
            text.push_str(&self.words.more.replace("{n}", &rest.to_string()));
        }
        text
    }

    fn voucher(&self, activity: &Stored<Activity>) -> SheetCell {
        let labels = self.vouchers.get(&activity.id).map_or(&[][..], Vec::as_slice);
        SheetCell::mark(self.words.joined(labels.iter().map(String::as_str)))
    }

    /// Where an entry's money came from.
    fn source(&self, activity: &Activity) -> String {
        let lines = activity.money.iter().filter(|line| !line.amount.is_zero());
        let names = lines.map(|line| match line.source {
            Source::Fund { fund, .. } => self.data.catalog.fund(fund).map_or("", |fund| fund.name.as_str()),
            Source::Members => self.words.word("members"),
            Source::School => self.words.word("school"),
            Source::Upper => self.words.word("upper"),
            Source::Others => self.words.word("others"),
        });
        self.words.joined(names)
    }
}

/// An entry's money; nothing where there is none.
fn money(amount: Dong) -> SheetCell {
    if amount.is_zero() { SheetCell::Empty } else { SheetCell::Money(amount) }
}

fn number(value: Option<u32>) -> SheetCell {
    value.map_or(SheetCell::Empty, |value| SheetCell::Count(u64::from(value)))
}

/// Rows with their numbers in front, from 1.
fn numbered(rows: impl IntoIterator<Item = Vec<SheetCell>>) -> Vec<SheetRow> {
    let rows = rows.into_iter().zip(1..);
    rows.map(|(cells, number)| SheetRow::of([vec![SheetCell::Count(number)], cells].concat())).collect()
}

/// The row of sums under a list: its word in the column `label`, and the sums of these columns.
fn total(paper: &Paper<'_>, columns: usize, label: usize, sums: Vec<(usize, SheetCell)>) -> SheetRow {
    let word = std::iter::once((label, SheetCell::text(&paper.words.total)));
    SheetRow::strong(spread(columns, word.chain(sums)))
}

/// A row of so many cells, empty but for these.
fn spread(columns: usize, cells: impl IntoIterator<Item = (usize, SheetCell)>) -> Vec<SheetCell> {
    let mut row = vec![SheetCell::Empty; columns];
    for (at, cell) in cells {
        if let Some(place) = row.get_mut(at) {
            *place = cell;
        }
    }
    row
}
