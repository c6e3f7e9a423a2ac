//! One placeholder's value over one selection, with its rule and sources.

mod activities;
mod members;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::Datelike;

use super::ledger::FundBook;
use super::model::{Figure, FigureValue, RecordRef, Rule, SourceRef, Wanted, WantedMoves};
use super::names::{Namer, Namesakes, fill};
use super::outline::{ActivitySelection, ChangeWords, Fact, LedgerSelection, Outline, Selections};
use super::select::{ByKind, Moved, Slice, activities, days, first_to_end_after, half_of, members, moves};
use super::sent::report_of;
use super::source::{NameStyle, Order, RangeName};
use super::value::{Book, Computed, Term, Value, number};
use crate::domain::{Day, Id, IssuedReport, Member, Stored, TermView, calendar};
use crate::text::date;
use crate::text::lunar;
use crate::text::money::{self, Dong};
use crate::text::words::{WordsStyle, in_words};

/// What a text's values are of.
pub enum Scope<'a> {
    /// Nothing but the term.
    Term,
    /// Activities: all of a fact, one item, or one prize of an item.
    Activities {
        /// The activities with the wanted people.
        slices: Vec<Slice<'a>>,
        /// Which people are wanted.
        wanted: Wanted,
        /// The row of a table, from 1.
        row: usize,
    },
    /// Members on a day.
    Members {
        /// The members, in the roster's order.
        members: Vec<&'a Stored<Member>>,
        /// The day.
        day: Day,
    },
    /// What happened to members, by day.
    Moves {
        /// What happened, and to whom.
        moves: Vec<Moved<'a>>,
        /// What is meant.
        wanted: WantedMoves,
    },
    /// A fund's book.
    Ledger {
        /// The book.
        book: FundBook<'a>,
        /// The fact's selection of it.
        selection: LedgerSelection,
    },
    /// Several selections, in the order in which the fact names them.
    Several(Vec<Scope<'a>>),
}

impl Scope<'_> {
    /// The records it reads, each once.
    pub fn sources(&self) -> Vec<SourceRef> {
        match self {
            Scope::Term => Vec::new(),
            Scope::Activities { slices, .. } => sources_of(slices),
            Scope::Members { members, .. } => members.iter().map(|member| member.source()).collect(),
            Scope::Several(scopes) => {
                let mut seen = BTreeSet::new();
                scopes.iter().flat_map(Scope::sources).filter(|source| seen.insert(*source)).collect()
            }
            Scope::Moves { moves, .. } => {
                let mut sources: Vec<SourceRef> = Vec::new();
                for source in moves.iter().map(|one| one.member.source()) {
                    if !sources.contains(&source) {
                        sources.push(source);
                    }
                }
                sources
            }
            Scope::Ledger { book, selection } => {
                if selection.names_lines() {
                    book.entries(selection)
                } else {
                    book.sum(Book::Balance, selection).sources
                }
            }
        }
    }
}

/// How a fact wants its lists and breakdowns.
pub struct Manner<'a> {
    style: NameStyle,
    most: Option<usize>,
    separator: Option<&'a str>,
    order: Order,
    fact: Option<&'a Fact>,
    /// The section whose title this is, and what its values are of.
    title: Option<(&'a str, &'a Selections)>,
    range: RangeName,
    /// Which of a fact's named selections.
    which: Option<usize>,
}

/// What a value is of, so that the same can be computed for another period.
pub(super) struct Whose<'a> {
    /// The id under which a report that was sent has its figure.
    pub id: &'a str,
    /// The value's name there.
    pub name: String,
    /// What it is computed from.
    pub selections: &'a Selections,
    /// The fact's own words of a comparison.
    pub change: Option<&'a ChangeWords>,
}

impl<'a> Manner<'a> {
    /// As the fact says.
    pub fn of(fact: &'a Fact, range: RangeName) -> Self {
        Self {
            style: fact.name_style,
            most: fact.names_max,
            separator: fact.separator.as_deref(),
            order: fact.order,
            fact: Some(fact),
            title: None,
            range,
            which: None,
        }
    }

    /// For the title of a section whose values are of these selections.
    pub fn of_title(id: &'a str, selections: &'a Selections) -> Self {
        Self { title: Some((id, selections)), ..Self::plain(range_of(selections)) }
    }

    /// The same for one of the fact's named selections.
    fn narrowed(&self, which: usize, range: RangeName) -> Self {
        Self { which: Some(which), range, separator: self.separator, ..*self }
    }

    /// A value's name for its figure: "count", of a named selection "visits.count".
    pub fn name_of(&self, value: Value) -> String {
        match (value, self.fact) {
            (Value::Selected(place), Some(fact)) => {
                let Some((which, value)) = fact.named.get(place) else { return String::new() };
                format!("{}.{}", fact.selection_name(*which), value.name())
            }
            _ => value.name(),
        }
    }

    /// Whose a value is; none outside facts and titles.
    pub(super) fn whose(&self, value: Value) -> Option<Whose<'a>> {
        let name = value.name();
        if let Some((id, selections)) = self.title {
            return Some(Whose { id, name, selections, change: None });
        }
        let fact = self.fact?;
        let (name, selections) = match (&fact.selections, self.which) {
            (Selections::Several(several), Some(which)) => {
                let (of, selections) = several.get(which)?;
                (format!("{of}.{name}"), selections)
            }
            (selections, _) => (name, selections),
        };
        Some(Whose { id: &fact.id, name, selections, change: fact.change.as_ref() })
    }

    /// For texts outside facts.
    pub const fn plain(range: RangeName) -> Self {
        Self {
            style: NameStyle::Short,
            most: None,
            separator: None,
            order: Order::Natural,
            fact: None,
            title: None,
            range,
            which: None,
        }
    }
}

/// A report that was sent, and its figures.
type SentFigures = (Id<IssuedReport>, Rc<Vec<Figure>>);

/// Computes values of a term by an outline.
pub struct Evaluator<'a> {
    /// The term's data.
    pub data: TermView<'a>,
    /// The outline.
    pub outline: &'a Outline,
    words: WordsStyle,
    entries: ByKind<'a>,
    namesakes: Namesakes,
    /// Figures of reports that were sent, read when first compared with: a kept report is a long text.
    sent: RefCell<Vec<SentFigures>>,
}

impl<'a> Evaluator<'a> {
    /// For this term and outline; the style of words is the book's setting.
    pub fn new(data: TermView<'a>, outline: &'a Outline) -> Self {
        let (words, entries) = (data.catalog.words_style(), ByKind::of(data.activities));
        let namesakes = Namesakes::of(&data.catalog.members);
        Self { data, outline, words, entries, namesakes, sent: RefCell::default() }
    }

    /// The figures of a report that was sent; none of one that does not read.
    pub(super) fn figures_sent(&self, issued: &Stored<IssuedReport>) -> Rc<Vec<Figure>> {
        if let Some((_, known)) = self.sent.borrow().iter().find(|(id, _)| *id == issued.id) {
            return Rc::clone(known);
        }
        let figures = report_of(&issued.document).map(|report| report.figures).unwrap_or_default();
        let figures = Rc::new(figures);
        self.sent.borrow_mut().push((issued.id, Rc::clone(&figures)));
        figures
    }

    /// The activities of a selection with the people it means; `zero` chooses zero statements.
    pub fn activities(&self, selection: &ActivitySelection, zero: bool) -> (Vec<Slice<'a>>, Wanted) {
        activities(selection, zero, self.data, &self.entries)
    }

    fn namer(&self) -> Namer<'_> {
        Namer { catalog: self.data.catalog, outline: self.outline, namesakes: &self.namesakes }
    }

    /// The value of a placeholder.
    pub fn value(&self, value: Value, scope: &Scope<'_>, manner: &Manner<'_>) -> Computed {
        if let Value::Term(term) = value {
            return Computed::words(self.term(term, manner.range));
        }
        if let Value::Change(measure, width) = value {
            return self.moved(measure, width, scope, manner);
        }
        match scope {
            Scope::Term => Computed::words(String::new()),
            Scope::Several(scopes) => self.of_several(value, scopes, manner),
            Scope::Activities { slices, wanted, row } => {
                self.of_activities(value, slices, wanted, *row, manner)
            }
            Scope::Members { members, day } => self.of_members(value, members, *day, manner),
            Scope::Moves { moves, wanted } => self.of_moves(value, moves, wanted, manner),
            Scope::Ledger { book, selection } => self.of_ledger(value, book, selection),
        }
    }

    /// What a selection reads; none when the fund that it names does not exist. `zero` chooses between entries and
    /// zero statements.
    pub fn scope(&self, selections: &Selections, zero: bool) -> Option<Scope<'a>> {
        let data = self.data;
        match selections {
            Selections::Activities(selection) => {
                let (slices, wanted) = self.activities(selection, zero);
                Some(Scope::Activities { slices, wanted, row: 0 })
            }
            Selections::Members(selection) => Some(if let Some(movement) = &selection.movement {
                let (moves, wanted) = moves(selection, movement, data);
                Scope::Moves { moves, wanted }
            } else {
                let (members, day) = members(selection, data);
                Scope::Members { members, day }
            }),
            Selections::Ledger(selection) => {
                FundBook::of(selection, data).map(|book| Scope::Ledger { book, selection: selection.clone() })
            }
            Selections::Several(several) => {
                let scope = |one: &(String, Selections)| {
                    self.scope(&one.1, super::change::is_zero(&one.1)).unwrap_or(Scope::Several(Vec::new()))
                };
                Some(Scope::Several(several.iter().map(scope).collect()))
            }
        }
    }

    fn of_several(&self, value: Value, scopes: &[Scope<'_>], manner: &Manner<'_>) -> Computed {
        let selected = || {
            let Value::Selected(place) = value else { return None };
            let fact = manner.fact?;
            let (which, value) = fact.named.get(place)?;
            let Selections::Several(several) = &fact.selections else { return None };
            let range = range_of(&several.get(*which)?.1);
            Some(self.value(*value, scopes.get(*which)?, &manner.narrowed(*which, range)))
        };
        selected().unwrap_or_else(|| Computed::words(String::new()))
    }

    /// What the term, the unit and the ranges say.
    pub fn term(&self, term: Term, range: RangeName) -> String {
        let period = self.data.period;
        let unit = self.data.catalog.unit_on(self.report_day());
        let year = period.finance.1.year();
        let range_text = |template| self.range_text(template, range);
        match term {
            Term::Period => period.title.clone(),
            Term::PeriodCapitals => period.title.to_uppercase(),
            Term::Unit => unit.map(|unit| unit.name.sentence.clone()).unwrap_or_default(),
            Term::UnitShort => unit.map(|unit| unit.name.short.clone()).unwrap_or_default(),
            Term::Upper => unit.map(|unit| unit.upper.sentence.clone()).unwrap_or_default(),
            Term::School => unit.map(|unit| unit.school.clone()).unwrap_or_default(),
            Term::Ward => unit.map(|unit| unit.ward.clone()).unwrap_or_default(),
            Term::Year => year.to_string(),
            Term::NextYear => year.saturating_add(1).to_string(),
            Term::HeadCountDay => date::format(period.head_count_day),
            Term::LunarYear => {
                let year = calendar::tet_year(period);
                format!("{} {year}", lunar::year_name(year))
            }
            Term::ChangePeriod => {
                let before = self.compared_with(self.outline.change.against);
                before.map(|before| before.title.clone()).unwrap_or_default()
            }
            Term::NextPeriod => {
                first_to_end_after(self.data).map(|next| next.title.clone()).unwrap_or_default()
            }
            Term::ReportNumber => period.report.number.clone(),
            Term::ReportDay => period.report.day.map(date::long).unwrap_or_default(),
            Term::RangeTitle => {
                let titled = match range {
                    RangeName::HalfYear => half_of(period.head_count_day),
                    other => other,
                };
                self.outline.ranges.get(&titled).map(range_text).unwrap_or_default()
            }
            Term::FinanceTitle | Term::BalanceName => {
                let words = &self.outline.settlement;
                let last = days(range, self.data).1;
                let closed = (last.month(), last.day()) == (12, 31);
                range_text(match (term, closed) {
                    (Term::FinanceTitle, true) => &words.closed_title,
                    (Term::FinanceTitle, false) => &words.open_title,
                    (_, true) => &words.closed_balance,
                    (_, false) => &words.open_balance,
                })
            }
        }
    }

    fn range_text(&self, template: &super::outline::PlainText, range: RangeName) -> String {
        let (from, to) = days(range, self.data);
        let years = match range {
            _ if from.year() == to.year() => to.year().to_string(),
            _ => format!("{}-{}", from.year(), to.year()),
        };
        fill(template, "", |name| match name {
            "period" => self.data.period.title.clone(),
            "from" => date::format(from),
            "to" => date::format(to),
            _ => years.clone(),
        })
    }

    /// The day whose unit, signers and names the paper bears: the report's, else the head-count day.
    pub fn report_day(&self) -> Day {
        self.data.period.report.day.unwrap_or(self.data.period.head_count_day)
    }

    fn money(&self, sum: Dong, words: bool, rule: Rule, sources: Vec<SourceRef>) -> Computed {
        let (text, value) = if words {
            let words = in_words(sum, self.words);
            (words.clone(), FigureValue::Words(words))
        } else {
            (money::format(sum), FigureValue::Money(sum))
        };
        Computed { text, empty: sum.is_zero(), figure: Some((value, rule, sources)) }
    }

    fn of_ledger(&self, value: Value, book: &FundBook<'_>, selection: &LedgerSelection) -> Computed {
        match value {
            Value::Entries(width) => {
                let sources = book.entries(selection);
                counted(sources.len() as u64, width, Rule::CountEntries, sources)
            }
            Value::Book(which) | Value::BookWords(which) => {
                let sum = book.sum(which, selection);
                self.money(sum.amount, matches!(value, Value::BookWords(_)), sum.rule, sum.sources)
            }
            _ => Computed::words(String::new()),
        }
    }
}

/// Which days a selection reads.
pub fn range_of(selections: &Selections) -> RangeName {
    match selections {
        Selections::Activities(ActivitySelection { range, .. }) => *range,
        Selections::Members(selection) => {
            selection.movement.as_ref().map_or(RangeName::Period, |movement| movement.range)
        }
        Selections::Ledger(selection) => selection.range,
        Selections::Several(_) => RangeName::Period,
    }
}

fn counted(count: u64, width: usize, rule: Rule, sources: Vec<SourceRef>) -> Computed {
    Computed {
        text: number(count, width),
        empty: count == 0,
        figure: Some((FigureValue::Count(count), rule, sources)),
    }
}

fn sources_of(slices: &[Slice<'_>]) -> Vec<SourceRef> {
    slices.iter().map(Slice::source).collect()
}
