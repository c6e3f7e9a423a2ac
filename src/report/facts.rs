//! What a term's data says whatever the outline: per kind of activity, of the roster, of the fund.
//!
//! Kept as JSON with a report that was sent, and summed by upper unions: counts and money add, shares are
//! computed again from n and N.

use serde::{Deserialize, Serialize};

use super::ledger::FundBook;
use super::model::{RecordRef, SourceRef};
use super::outline::{ActivitySelection, LedgerSelection, MemberSelection};
use super::select::{ByKind, Slice, activities, members};
use super::source::{HeadDay, RangeName};
use super::value::Book;
use crate::domain::{ActivityFilter, Day, FactKind, Gender, TermData, TermView};
use crate::text::money::Dong;

/// All facts of a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The period's code.
    pub period_code: String,
    /// The period's title.
    pub period_title: String,
    /// First and last day of the activities.
    pub activities: (Day, Day),
    /// First and last day of the money.
    pub finance: (Day, Day),
    /// The head-count day.
    pub head_count_day: Day,
    /// Kinds that have done entries in the period, in the order of the kinds list; zero statements apart.
    pub kinds: Vec<KindFacts>,
    /// Kinds whose zero is confirmed in the period.
    pub zeros: Vec<KindZero>,
    /// The roster on the head-count day.
    pub members: MemberFacts,
    /// The settled fund; none when there is no fund.
    pub settlement: Option<SettlementFacts>,
}

/// What the done entries of one kind add up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindFacts {
    /// The kind's code.
    pub kind: String,
    /// Entries.
    pub entries: u64,
    /// Lượt.
    pub visits: u64,
    /// Different members.
    pub members: u64,
    /// All money lines, đồng.
    pub money: Dong,
    /// The sum of n of entries that have n and N.
    pub n: u64,
    /// The sum of N of the same entries.
    pub of: u64,
    /// The entries.
    pub sources: Vec<SourceRef>,
}

/// A confirmed zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindZero {
    /// The kind's code.
    pub kind: String,
    /// The entries that confirm it.
    pub sources: Vec<SourceRef>,
}

/// The roster on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberFacts {
    /// Employed at the school.
    pub employed: u64,
    /// Women among them.
    pub employed_women: u64,
    /// Union members.
    pub union_members: u64,
    /// Women among them.
    pub union_women: u64,
    /// Party members among the employed.
    pub party: u64,
    /// Employed by contract code, as noted; empty code: not noted.
    pub contracts: Vec<(String, u64)>,
    /// Employed by position code.
    pub positions: Vec<(String, u64)>,
}

/// The lines of the settlement, đồng.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementFacts {
    /// The fund's code.
    pub fund: String,
    /// Line 10.
    pub opening: Dong,
    /// Lines 22 to 25.
    pub receipts: Dong,
    /// Line 28.
    pub granted: Dong,
    /// Line 40.
    pub handed_in: Dong,
    /// Lines 31 to 37.
    pub payments: Dong,
    /// Line 39.
    pub paid_up: Dong,
    /// Line 42.
    pub handed_over: Dong,
    /// Line 50.
    pub balance: Dong,
}

impl Facts {
    /// The facts of a term.
    pub fn of(data: &TermData) -> Self {
        let data = data.view();
        let period = data.period;
        let entries = ByKind::of(data.activities);
        let mut kinds = Vec::new();
        let mut zeros = Vec::new();
        for kind in &data.catalog.kinds.kinds {
            let selection = of_kind(&kind.code);
            let (slices, _) = activities(&selection, false, data, &entries);
            if !slices.is_empty() {
                kinds.push(kind_facts(&kind.code, &slices));
            }
            let (confirmed, _) = activities(&selection, true, data, &entries);
            if !confirmed.is_empty() {
                let sources = confirmed.iter().map(Slice::source).collect();
                zeros.push(KindZero { kind: kind.code.clone(), sources });
            }
        }
        Self {
            period_code: period.code.clone(),
            period_title: period.title.clone(),
            activities: period.activities,
            finance: period.finance,
            head_count_day: period.head_count_day,
            kinds,
            zeros,
            members: member_facts(data),
            settlement: settlement(data),
        }
    }
}

/// The selection of a kind's entries in the period.
fn of_kind(code: &str) -> ActivitySelection {
    ActivitySelection {
        filter: ActivityFilter { kinds: vec![code.to_owned()], ..ActivityFilter::default() },
        ..ActivitySelection::default()
    }
}

fn kind_facts(kind: &str, slices: &[Slice<'_>]) -> KindFacts {
    let members: std::collections::BTreeSet<_> =
        slices.iter().flat_map(|slice| &slice.people).filter_map(|person| person.member).collect();
    let (n, of) = slices
        .iter()
        .filter_map(|slice| slice.activity.head_count.as_ref())
        .filter_map(|head| Some((u64::from(head.count?), u64::from(head.of?))))
        .fold((0, 0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    KindFacts {
        kind: kind.to_owned(),
        entries: slices.len() as u64,
        visits: slices.iter().map(Slice::visits).sum(),
        members: members.len() as u64,
        money: Dong(slices.iter().fold(0_i64, |sum, slice| sum.saturating_add(slice.activity.total().0))),
        n,
        of,
        sources: slices.iter().map(|slice| slice.activity.source()).collect(),
    }
}

fn member_facts(data: TermView<'_>) -> MemberFacts {
    let count = |selection: MemberSelection| members(&selection, data).0.len() as u64;
    let employed = || MemberSelection { employed: Some(true), ..MemberSelection::default() };
    let union = || MemberSelection { union_member: Some(true), ..MemberSelection::default() };
    let women = Some(Gender::Female);
    let (all, day) = members(&employed(), data);
    let by = |kind: FactKind| {
        let mut groups: Vec<(String, u64)> = Vec::new();
        for member in &all {
            let code = member.value_on(kind, day);
            match groups.iter_mut().find(|group| group.0 == code) {
                Some(group) => group.1 += 1,
                None => groups.push((code.to_owned(), 1)),
            }
        }
        groups.sort();
        groups
    };
    MemberFacts {
        employed: all.len() as u64,
        employed_women: count(MemberSelection { gender: women, ..employed() }),
        union_members: count(union()),
        union_women: count(MemberSelection { gender: women, ..union() }),
        party: count(MemberSelection { party: Some(true), day: HeadDay::HeadCount, ..employed() }),
        contracts: by(FactKind::Contract),
        positions: by(FactKind::Position),
    }
}

fn settlement(data: TermView<'_>) -> Option<SettlementFacts> {
    let all = LedgerSelection { fund: None, roles: Vec::new(), codes: Vec::new(), range: RangeName::Finance };
    let book = FundBook::of(&all, data)?;
    let sum = |which| book.sum(which, &all).amount;
    Some(SettlementFacts {
        fund: book.fund.code.clone(),
        opening: sum(Book::Opening),
        receipts: sum(Book::Receipts),
        granted: sum(Book::Granted),
        handed_in: sum(Book::HandedIn),
        payments: sum(Book::Payments),
        paid_up: sum(Book::PaidUp),
        handed_over: sum(Book::HandedOver),
        balance: sum(Book::Balance),
    })
}
