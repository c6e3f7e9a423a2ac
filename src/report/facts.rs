//! What a term's data says whatever the outline: per kind of activity, of the roster, of the fund.
//!
//! Kept as JSON with a report that was sent, and summed by upper unions: counts and money add, shares are
//! computed again from n and N.

use std::collections::BTreeMap;

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

/// The records behind each figure, by the figure's name; one without records is not named.
pub type Sources = BTreeMap<String, Vec<SourceRef>>;

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
    /// The members behind each figure: "employed", "contracts:bien-che" …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: Sources,
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
    /// The fund and the vouchers behind each line: "opening", "receipts" …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: Sources,
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
    let mut sources = Sources::new();
    let mut count = |name: &str, selection: MemberSelection| {
        let found = members(&selection, data).0;
        keep(&mut sources, name, found.iter().map(|member| member.source()).collect());
        found.len() as u64
    };
    let employed = || MemberSelection { employed: Some(true), ..MemberSelection::default() };
    let union = || MemberSelection { union_member: Some(true), ..MemberSelection::default() };
    let women = Some(Gender::Female);
    let employed_women = count("employed_women", MemberSelection { gender: women, ..employed() });
    let union_members = count("union_members", union());
    let union_women = count("union_women", MemberSelection { gender: women, ..union() });
    let of_party = MemberSelection { party: Some(true), day: HeadDay::HeadCount, ..employed() };
    let party = count("party", of_party);
    let all_employed = count("employed", employed());
    let (all, day) = members(&employed(), data);
    let mut by = |name: &str, kind: FactKind| {
        let mut groups: BTreeMap<&str, Vec<SourceRef>> = BTreeMap::new();
        for member in &all {
            groups.entry(member.value_on(kind, day)).or_default().push(member.source());
        }
        let counts = groups.iter().map(|(code, found)| ((*code).to_owned(), found.len() as u64)).collect();
        for (code, found) in groups {
            keep(&mut sources, &format!("{name}:{code}"), found);
        }
        counts
    };
    MemberFacts {
        employed: all_employed,
        employed_women,
        union_members,
        union_women,
        party,
        contracts: by("contracts", FactKind::Contract),
        positions: by("positions", FactKind::Position),
        sources,
    }
}

/// Puts the records behind a figure under its name.
fn keep(sources: &mut Sources, name: &str, found: Vec<SourceRef>) {
    if !found.is_empty() {
        sources.insert(name.to_owned(), found);
    }
}

fn settlement(data: TermView<'_>) -> Option<SettlementFacts> {
    let all = LedgerSelection { fund: None, roles: Vec::new(), codes: Vec::new(), range: RangeName::Finance };
    let book = FundBook::of(&all, data)?;
    let mut sources = Sources::new();
    let mut sum = |name: &str, which| {
        let sum = book.sum(which, &all);
        keep(&mut sources, name, sum.sources);
        sum.amount
    };
    Some(SettlementFacts {
        fund: book.fund.code.clone(),
        opening: sum("opening", Book::Opening),
        receipts: sum("receipts", Book::Receipts),
        granted: sum("granted", Book::Granted),
        handed_in: sum("handed_in", Book::HandedIn),
        payments: sum("payments", Book::Payments),
        paid_up: sum("paid_up", Book::PaidUp),
        handed_over: sum("handed_over", Book::HandedOver),
        balance: sum("balance", Book::Balance),
        sources,
    })
}
