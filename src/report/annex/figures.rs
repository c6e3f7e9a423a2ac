//! Số liệu: one row for every counted fact, the same rows in the same order in every unit, zeros included.

use serde::Serialize;

use super::Paper;
use super::words::{BookSum, Count, FigureRow, Roster};
use crate::document::workbook::{Sheet, SheetCell, SheetFormula, SheetRow};
use crate::domain::{Movement, codes::Role};
use crate::report::facts::{Facts, KindFacts, MemberFacts, MoveFacts};
use crate::report::ledger::CodeSum;
use crate::report::model::SourceRef;
use crate::text::money::Dong;

const N: usize = 4;
const MONEY: usize = 6;

/// Whatever no other row names.
const REST: &str = "*";

/// A counted fact with the records behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Counted {
    /// The row's fixed code.
    pub code: String,
    /// What is counted.
    pub label: String,
    /// In what; empty for a heading.
    pub unit: String,
    /// How many.
    pub n: Option<u64>,
    /// Of how many.
    pub of: Option<u64>,
    /// Đồng.
    pub amount: Option<Dong>,
    /// The records, each once.
    pub sources: Vec<SourceRef>,
    /// The rows that n is the sum of, by their places.
    #[serde(skip)]
    pub n_of: Option<Vec<usize>>,
    /// The same of the amount; false: taken away.
    #[serde(skip)]
    pub amount_of: Option<Vec<(bool, usize)>>,
}

/// The rows of a term.
pub(super) fn rows(paper: &Paper<'_>) -> Vec<Counted> {
    let plan = &paper.words.figures;
    let reader = Reader { paper, plan };
    let mut rows: Vec<Counted> = plan
        .iter()
        .map(|row| {
            let mut counted = reader.read(row);
            counted.code.clone_from(&row.code);
            counted.label.clone_from(&row.label);
            counted.unit.clone_from(&row.unit);
            counted.sources.sort_unstable();
            counted.sources.dedup();
            counted
        })
        .collect();
    for at in 0..plan.len() {
        sum_up(plan, &mut rows, at);
    }
    rows
}

/// The sheet of these rows.
pub(super) fn sheet(paper: &Paper<'_>, rows: &[Counted]) -> Sheet {
    let days = paper.subtitle_of(paper.facts.activities);
    let subtitle = paper.words.joined(std::iter::once(days.as_str()).chain(paper.attached().as_deref()));
    let mut sheet = paper.words.sheet.figures.sheet(subtitle, false);
    let mut number = 0;
    sheet.rows = paper
        .words
        .figures
        .iter()
        .zip(rows)
        .map(|(plan, row)| {
            let heading = plan.title || plan.group.is_some();
            let place = if plan.title {
                SheetCell::Empty
            } else {
                number += 1;
                SheetCell::Count(number)
            };
            let count = |value: Option<u64>| value.map_or(SheetCell::Empty, SheetCell::Count);
            let cells_of = |parts: &[(bool, usize)], column| {
                SheetFormula::Cells(parts.iter().map(|(added, row)| (*added, *row, column)).collect())
            };
            let n = match (&row.n_of, row.n) {
                (Some(parts), Some(n)) => {
                    let parts: Vec<_> = parts.iter().map(|row| (true, *row)).collect();
                    SheetCell::count_of(cells_of(&parts, N), n)
                }
                (_, n) => count(n),
            };
            let amount = match (&row.amount_of, row.amount) {
                (Some(parts), Some(amount)) => SheetCell::money_of(cells_of(parts, MONEY), amount),
                (_, amount) => amount.map_or(SheetCell::Empty, SheetCell::Money),
            };
            let cells = vec![
                place,
                SheetCell::text(&row.code),
                SheetCell::text(&row.label),
                SheetCell::mark(&row.unit),
                n,
                count(row.of),
                amount,
            ];
            if heading { SheetRow::strong(cells) } else { SheetRow::of(cells) }
        })
        .collect();
    sheet
}

/// Rows that are the sum of others say so.
fn sum_up(plan: &[FigureRow], rows: &mut [Counted], at: usize) {
    let Some(row) = plan.get(at) else { return };
    let places = |wanted: &dyn Fn(&FigureRow) -> bool| {
        plan.iter().enumerate().filter(|(_, row)| wanted(row)).map(|one| one.0).collect::<Vec<_>>()
    };
    // The parts of a row follow it up to the next heading.
    let below = |wanted: &dyn Fn(&FigureRow) -> bool| {
        let end = plan.iter().skip(at + 1).position(|row| row.title || row.group.is_some());
        let end = end.map_or(plan.len(), |end| at + 1 + end);
        (at + 1..end).filter(|part| plan.get(*part).is_some_and(wanted)).collect::<Vec<_>>()
    };
    let added = |parts: Vec<usize>| parts.into_iter().map(|part| (true, part)).collect::<Vec<_>>();
    let (n_of, amount_of) = if row.group.as_deref() == Some(REST) {
        let groups = places(&|row| row.group.as_deref().is_some_and(|group| group != REST));
        (Some(groups.clone()), Some(added(groups)))
    } else if row.group.is_some() {
        (None, Some(added(below(&|row| row.others.is_some() || row.counts_money()))))
    } else if row.came.as_deref() == Some("all") {
        (Some(places(&|row| row.came.as_deref().is_some_and(|reason| reason != "all"))), None)
    } else if row.left.as_deref() == Some("all") {
        (Some(places(&|row| row.left.as_deref().is_some_and(|reason| reason != "all"))), None)
    } else if let Some(side @ (BookSum::Receipts | BookSum::Payments)) = row.book {
        let role = if side == BookSum::Receipts { Role::Receipt } else { Role::Payment };
        let codes = crate::domain::codes::CodeSet::named("");
        let parts = places(&|row| {
            row.unlisted == Some(side) || row.line.as_ref().is_some_and(|code| codes.role(code) == Some(role))
        });
        (Some(parts.clone()), Some(added(parts)))
    } else if row.book == Some(BookSum::Balance) {
        let sums = plan.iter().enumerate().filter_map(|(place, row)| match row.book? {
            BookSum::Balance => None,
            BookSum::Payments | BookSum::PaidUp | BookSum::HandedOver => Some((false, place)),
            _ => Some((true, place)),
        });
        (None, Some(sums.collect()))
    } else {
        (None, None)
    };
    if let Some(row) = rows.get_mut(at) {
        row.n_of = n_of;
        row.amount_of = amount_of;
    }
}

impl FigureRow {
    /// True for the row of a kind that its money stands in.
    fn counts_money(&self) -> bool {
        self.kind.is_some() && matches!(self.count, Count::Visits | Count::Entries)
    }
}

struct Reader<'a> {
    paper: &'a Paper<'a>,
    plan: &'a [FigureRow],
}

impl Reader<'_> {
    fn facts(&self) -> &Facts {
        self.paper.facts
    }

    fn read(&self, row: &FigureRow) -> Counted {
        let members = &self.facts().members;
        let mut counted = if let Some(roster) = row.roster {
            of_roster(roster, members)
        } else if let Some(code) = &row.contract {
            self.employed("contract", &members.contracts, &self.contracts(code))
        } else if let Some(code) = &row.position {
            let listed = self.plan.iter().filter_map(|row| row.position.as_deref());
            self.employed("position", &members.positions, &wanted(code, listed))
        } else if let Some(reason) = &row.came {
            let listed = self.plan.iter().filter_map(|row| row.came.as_deref());
            self.moved(Movement::In, reason, listed)
        } else if let Some(reason) = &row.left {
            let listed = self.plan.iter().filter_map(|row| row.left.as_deref());
            self.moved(Movement::Out, reason, listed)
        } else if let Some(group) = &row.group {
            let of_group = |kind: &KindFacts| group == REST || self.group_of(&kind.kind) == Some(group);
            entries(self.facts().kinds.iter().filter(|kind| of_group(kind)))
        } else if let Some(group) = &row.others {
            let named = |code: &str| self.plan.iter().any(|row| row.kind.as_deref() == Some(code));
            let of_group = |kind: &&KindFacts| !named(&kind.kind) && self.group_of(&kind.kind) == Some(group);
            entries(self.facts().kinds.iter().filter(of_group))
        } else if let Some(kind) = &row.kind {
            self.of_kind(kind, row.count)
        } else if let Some(book) = row.book {
            self.of_book(book)
        } else if let Some(code) = &row.line {
            self.vouchers(|sum| under(&sum.code, code))
        } else if let Some(side) = row.unlisted {
            let role = if side == BookSum::Receipts { Role::Receipt } else { Role::Payment };
            let listed = |code: &str| {
                self.plan.iter().any(|row| row.line.as_ref().is_some_and(|line| under(code, line)))
            };
            self.vouchers(|sum| sum.role == role && !listed(&sum.code))
        } else {
            Counted::default()
        };
        if let Some(of) = row.of {
            counted.of = of_roster(of, members).n;
        }
        counted
    }

    /// The group whose rows a kind counts in: its own, and the last one where the list does not have that.
    fn group_of(&self, kind: &str) -> Option<&str> {
        let listed = |group: &str| self.plan.iter().any(|row| row.group.as_deref() == Some(group));
        let own = self.paper.data.catalog.kinds.get(kind).map(|kind| kind.group.as_str());
        let last = || self.plan.iter().rev().find_map(|row| row.group.as_deref());
        own.filter(|group| listed(group)).or_else(last)
    }

    fn of_kind(&self, kind: &str, count: Count) -> Counted {
        if count == Count::Zero {
            let zero = self.facts().zeros.iter().find(|zero| zero.kind == kind);
            let sources = zero.map(|zero| zero.sources.clone()).unwrap_or_default();
            return Counted { n: Some(u64::from(zero.is_some())), sources, ..Counted::default() };
        }
        let facts = self.facts().kinds.iter().find(|facts| facts.kind == kind);
        let number = |which: fn(&KindFacts) -> u64| Some(facts.map_or(0, which));
        let sources = facts.map(|facts| facts.sources.clone()).unwrap_or_default();
        let money = Some(facts.map_or(Dong(0), |facts| facts.money));
        match count {
            Count::Share => {
                Counted { n: number(|f| f.n), of: number(|f| f.of), sources, ..Counted::default() }
            }
            Count::Entries => {
                Counted { n: number(|f| f.entries), amount: money, sources, ..Counted::default() }
            }
            Count::Visits | Count::Zero => {
                Counted { n: number(|f| f.visits), amount: money, sources, ..Counted::default() }
            }
        }
    }

    /// Which codes of contracts a row means: the one with those below it, or none of these.
    fn contracts(&self, code: &str) -> impl Fn(&str) -> bool {
        let roster = &self.paper.data.catalog.kinds.roster;
        let listed = self.plan.iter().filter_map(|row| row.contract.as_deref());
        let named: Vec<String> = if code == REST {
            listed.flat_map(|code| roster.contract_tree(code)).collect()
        } else {
            roster.contract_tree(code)
        };
        let rest = code == REST;
        move |noted| named.iter().any(|code| code == noted) != rest
    }

    fn employed(&self, sort: &str, counts: &[(String, u64)], belongs: &dyn Fn(&str) -> bool) -> Counted {
        let meant = counts.iter().filter(|(code, _)| belongs(code));
        let sources = &self.facts().members.sources;
        let sources_of = |code: &str| sources.get(&format!("{sort}:{code}")).cloned().unwrap_or_default();
        Counted {
            n: Some(meant.clone().map(|one| one.1).sum()),
            sources: meant.flat_map(|(code, _)| sources_of(code)).collect(),
            ..Counted::default()
        }
    }

    fn moved<'b>(&self, movement: Movement, reason: &str, listed: impl Iterator<Item = &'b str>) -> Counted {
        let belongs = wanted(reason, listed);
        let meant = |one: &&MoveFacts| one.movement == movement && (reason == "all" || belongs(&one.reason));
        let meant: Vec<&MoveFacts> = self.facts().moves.iter().filter(meant).collect();
        Counted {
            n: Some(meant.iter().map(|one| one.count).sum()),
            sources: meant.iter().flat_map(|one| one.sources.clone()).collect(),
            ..Counted::default()
        }
    }

    fn vouchers(&self, belongs: impl Fn(&CodeSum) -> bool) -> Counted {
        let codes = self.facts().settlement.as_ref().map_or(&[][..], |facts| facts.codes.as_slice());
        let meant: Vec<&CodeSum> = codes.iter().filter(|sum| belongs(sum)).collect();
        let sources: Vec<SourceRef> = meant.iter().flat_map(|sum| sum.sources.clone()).collect();
        Counted {
            n: Some(sources.len() as u64),
            amount: Some(meant.iter().fold(Dong(0), |sum, one| sum.saturating_add(one.amount))),
            sources,
            ..Counted::default()
        }
    }

    fn of_book(&self, book: BookSum) -> Counted {
        let facts = self.facts().settlement.as_ref();
        let role = match book {
            BookSum::Receipts => Role::Receipt,
            BookSum::Granted => Role::Granted,
            BookSum::HandedIn => Role::HandedIn,
            BookSum::Payments => Role::Payment,
            BookSum::PaidUp => Role::PaidUp,
            BookSum::HandedOver => Role::HandedOver,
            BookSum::Opening | BookSum::Balance | BookSum::Unexplained => {
                let (name, amount) = match book {
                    BookSum::Opening => ("opening", facts.map(|facts| facts.opening)),
                    BookSum::Balance => ("balance", facts.map(|facts| facts.balance)),
                    _ => ("", facts.map(|facts| facts.unexplained)),
                };
                let sources = facts.and_then(|facts| facts.sources.get(name)).cloned().unwrap_or_default();
                return Counted { amount: Some(amount.unwrap_or_default()), sources, ..Counted::default() };
            }
        };
        self.vouchers(|sum| sum.role == role)
    }
}

/// Whether a code is the one wanted; for the rest, whether no row has it.
fn wanted<'b>(code: &str, listed: impl Iterator<Item = &'b str>) -> impl Fn(&str) -> bool {
    let rest = code == REST;
    let named: Vec<String> = if rest { listed.map(str::to_owned).collect() } else { vec![code.to_owned()] };
    move |noted| named.iter().any(|code| code == noted) != rest
}

/// Whether a code is this one or below it.
fn under(code: &str, head: &str) -> bool {
    code.strip_prefix(head).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn of_roster(roster: Roster, members: &MemberFacts) -> Counted {
    let (name, count) = match roster {
        Roster::Employed => ("employed", members.employed),
        Roster::EmployedWomen => ("employed_women", members.employed_women),
        Roster::UnionMembers => ("union_members", members.union_members),
        Roster::UnionWomen => ("union_women", members.union_women),
        Roster::Party => ("party", members.party),
    };
    let sources = members.sources.get(name).cloned().unwrap_or_default();
    Counted { n: Some(count), sources, ..Counted::default() }
}

/// Entries and money of several kinds.
fn entries<'b>(kinds: impl Iterator<Item = &'b KindFacts>) -> Counted {
    let mut sum = Counted { n: Some(0), amount: Some(Dong(0)), ..Counted::default() };
    for kind in kinds {
        sum.n = sum.n.map(|n| n + kind.entries);
        sum.amount = sum.amount.map(|amount| amount.saturating_add(kind.money));
        sum.sources.extend_from_slice(&kind.sources);
    }
    sum
}
