//! What a term's data says whatever the outline: per kind of activity, of the roster, of the fund.
//!
//! Kept as JSON with a report that was sent, and summed by upper unions: counts and money add, shares are
//! computed again from n and N.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::ledger::{CodeSum, FundBook};
use super::model::{RecordRef, SourceRef};
use super::outline::{ActivitySelection, LedgerSelection, MemberSelection, MovementSelection};
use super::select::{ByKind, Slice, activities, members, moves};
use super::source::RangeName;
use super::value::Book;
use crate::domain::{ActivityFilter, Day, FactKind, Gender, Member, Movement, Stored, TermData, TermView};
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
    /// Who came into the union and who left it since the last head count, by reason.
    #[serde(default)]
    pub moves: Vec<MoveFacts>,
    /// The done entries by month of their day, in order; zero statements apart.
    #[serde(default)]
    pub months: Vec<MonthFacts>,
}

/// Members who came or left for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveFacts {
    /// Came or left.
    pub movement: Movement,
    /// The code of the reason; empty for one that the list does not have.
    pub reason: String,
    /// How many times it happened.
    pub count: u64,
    /// The members.
    pub sources: Vec<SourceRef>,
}

/// What the done entries of one month add up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthFacts {
    /// The month's first day.
    pub month: Day,
    /// Entries.
    pub entries: u64,
    /// All money lines, đồng.
    pub money: Dong,
    /// The entries.
    pub sources: Vec<SourceRef>,
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
    /// The members behind each number, by the field's name; behind those by code `contract:` or `position:` and the
    /// code.
    #[serde(default)]
    pub sources: BTreeMap<String, Vec<SourceRef>>,
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
    /// What the lines lack of the balance: an opening balance noted anew within the range; usually nothing.
    #[serde(default)]
    pub unexplained: Dong,
    /// What the lines are made of, by code.
    #[serde(default)]
    pub codes: Vec<CodeSum>,
    /// The records behind the opening and the balance, by the field's name; those of the lines are with the codes.
    #[serde(default)]
    pub sources: BTreeMap<String, Vec<SourceRef>>,
}

impl Facts {
    /// The facts of a term.
    pub fn of(data: &TermData) -> Self {
        let data = data.view();
        let period = data.period;
        let entries = ByKind::of(data.activities);
        let mut kinds = Vec::new();
        let mut zeros = Vec::new();
        let known: Vec<&str> = data.catalog.kinds.kinds.iter().map(|kind| kind.code.as_str()).collect();
        // An entry counts even where its kind is in no list any more.
        let noted = data.activities.iter().map(|entry| entry.kind.as_str());
        let unknown: BTreeSet<&str> = noted.filter(|kind| !known.contains(kind)).collect();
        for kind in known.into_iter().chain(unknown) {
            let selection = of_kind(kind);
            let (slices, _) = activities(&selection, false, data, &entries);
            if !slices.is_empty() {
                kinds.push(kind_facts(kind, &slices));
            }
            let (confirmed, _) = activities(&selection, true, data, &entries);
            if !confirmed.is_empty() {
                let sources = confirmed.iter().map(Slice::source).collect();
                zeros.push(KindZero { kind: kind.to_owned(), sources });
            }
        }
        let (all, _) = activities(&ActivitySelection::default(), false, data, &entries);
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
            moves: move_facts(data),
            months: month_facts(&all),
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
    let members: BTreeSet<_> =
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

/// What happened to members since the last head count: who came into the union or left it.
pub(super) fn membership_moves(movement: Movement) -> MovementSelection {
    MovementSelection {
        movement,
        stay: FactKind::Membership,
        reasons: Vec::new(),
        except: Vec::new(),
        range: RangeName::Movement,
    }
}

fn move_facts(data: TermView<'_>) -> Vec<MoveFacts> {
    let mut facts: Vec<MoveFacts> = Vec::new();
    for movement in [Movement::In, Movement::Out] {
        let mut of_reason: BTreeMap<&str, Vec<SourceRef>> = BTreeMap::new();
        let (all, _) = moves(&MemberSelection::default(), &membership_moves(movement), data);
        for one in all {
            let reason = data.catalog.kinds.roster.reason(one.what.reason);
            let reason = reason.map_or("", |entry| entry.code.as_str());
            of_reason.entry(reason).or_default().push(one.member.source());
        }
        facts.extend(of_reason.into_iter().map(|(reason, sources)| MoveFacts {
            movement,
            reason: reason.to_owned(),
            count: sources.len() as u64,
            sources,
        }));
    }
    facts
}

fn month_facts(slices: &[Slice<'_>]) -> Vec<MonthFacts> {
    let mut months: BTreeMap<Day, MonthFacts> = BTreeMap::new();
    for slice in slices {
        let day = slice.activity.day;
        let month = day.with_day(1).unwrap_or(day);
        let facts = months.entry(month).or_insert_with(|| MonthFacts {
            month,
            entries: 0,
            money: Dong(0),
            sources: Vec::new(),
        });
        facts.entries += 1;
        facts.money = facts.money.saturating_add(slice.activity.total());
        facts.sources.push(slice.source());
    }
    months.into_values().collect()
}

fn member_facts(data: TermView<'_>) -> MemberFacts {
    let mut sources: BTreeMap<String, Vec<SourceRef>> = BTreeMap::new();
    let mut count = |name: &str, meant: &[&Stored<Member>]| {
        if !meant.is_empty() {
            sources.insert(name.to_owned(), meant.iter().map(|member| member.source()).collect());
        }
        meant.len() as u64
    };
    let chosen = |selection: MemberSelection| members(&selection, data).0;
    let employed = || MemberSelection { employed: Some(true), ..MemberSelection::default() };
    let union = || MemberSelection { union_member: Some(true), ..MemberSelection::default() };
    let women = Some(Gender::Female);
    let (all, day) = members(&employed(), data);
    let mut by = |kind: FactKind| {
        let mut groups: BTreeMap<&str, Vec<&Stored<Member>>> = BTreeMap::new();
        for member in &all {
            groups.entry(member.value_on(kind, day)).or_default().push(member);
        }
        let named = |(code, members): (&str, Vec<&Stored<Member>>)| {
            (code.to_owned(), count(&format!("{}:{code}", kind.name()), &members))
        };
        groups.into_iter().map(named).collect()
    };
    let (contracts, positions) = (by(FactKind::Contract), by(FactKind::Position));
    MemberFacts {
        employed: count("employed", &all),
        employed_women: count("employed_women", &chosen(MemberSelection { gender: women, ..employed() })),
        union_members: count("union_members", &chosen(union())),
        union_women: count("union_women", &chosen(MemberSelection { gender: women, ..union() })),
        party: count("party", &chosen(MemberSelection { party: Some(true), ..employed() })),
        contracts,
        positions,
        sources,
    }
}

fn settlement(data: TermView<'_>) -> Option<SettlementFacts> {
    let all = LedgerSelection { fund: None, roles: Vec::new(), codes: Vec::new(), range: RangeName::Finance };
    let book = FundBook::of(&all, data)?;
    let mut sources = BTreeMap::new();
    let mut held = |which, name: &str| {
        let sum = book.sum(which, &all);
        sources.insert(name.to_owned(), sum.sources);
        sum.amount
    };
    let (opening, balance) = (held(Book::Opening, "opening"), held(Book::Balance, "balance"));
    let sum = |which| book.sum(which, &all).amount;
    Some(SettlementFacts {
        fund: book.fund.code.clone(),
        opening,
        receipts: sum(Book::Receipts),
        granted: sum(Book::Granted),
        handed_in: sum(Book::HandedIn),
        payments: sum(Book::Payments),
        paid_up: sum(Book::PaidUp),
        handed_over: sum(Book::HandedOver),
        balance,
        unexplained: book.unexplained(),
        codes: book.by_code(),
        sources,
    })
}
