//! What the report lacks, and what does not fit in roster, vouchers and photos.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::{Finding, KindName, Place, What};
use crate::domain::late::Membership;
use crate::domain::member_change::disagreements as disagreeing;
use crate::domain::member_facts::short_name_clashes;
use crate::domain::{Activity, Day, Id, Member, Stored, TermData, Voucher};
use crate::report::{Issue, Report};

/// What the compiled report says of its parts itself: required words and entries that are not there, and what does not
/// fit. Where roster and entries differ, [`disagreements`] names who; only what nobody is named for is told here.
pub(super) fn parts(data: &TermData, report: &Report) -> Vec<Finding> {
    let named = !disagreements(data).is_empty();
    let mut found: Vec<Finding> = Vec::new();
    for (at, section) in report.sections.iter().enumerate() {
        for issue in &section.issues {
            if named && matches!(issue, Issue::Disagrees { .. }) {
                continue;
            }
            let place = match issue {
                Issue::NoNarrative { key } => Place::Narrative { part: key.clone() },
                _ => Place::Section { id: section.id.clone() },
            };
            let what = What::Part {
                section: report.place_of(at),
                title: section.short.clone(),
                wanted: wanted(report, issue),
                issue: issue.clone(),
            };
            let finding = Finding::new(what, place);
            if !found.contains(&finding) {
                found.push(finding);
            }
        }
    }
    found
}

/// What the outline asks for where words or entries are missing.
fn wanted(report: &Report, issue: &Issue) -> String {
    let line = match issue {
        Issue::NoNarrative { key } => report.lines.iter().find(|line| line.narrative.as_ref() == Some(key)),
        Issue::NoRecords { fact } => report.lines.iter().find(|line| line.fact.as_ref() == Some(fact)),
        _ => None,
    };
    line.and_then(|line| line.guidance.clone()).unwrap_or_default()
}

/// Members of whom roster and the term's activities do not say the same.
pub(super) fn disagreements(data: &TermData) -> Vec<Finding> {
    let membership = Membership::of(&data.period, &data.catalog.periods);
    let mut told: BTreeSet<(Id<Activity>, Id<Member>)> = BTreeSet::new();
    let mut found = Vec::new();
    for one in disagreeing(&data.activities, &data.catalog) {
        let Some(entry) = data.activities.iter().find(|entry| entry.id == one.activity) else { continue };
        // An entry may end two stays of one member: that is one case.
        if !membership.counts(entry) || !told.insert((one.activity, one.member)) {
            continue;
        }
        let name = data.catalog.member(one.member);
        let what = What::RosterDisagrees {
            kind: KindName::of(&entry.kind, &data.catalog),
            name: name.map_or(String::new(), |member| data.catalog.called_on(member, one.day).to_owned()),
            day: one.day,
            noted: one.noted,
        };
        found.push(Finding::new(what, Place::Member { id: one.member }));
    }
    found
}

/// Two people with one short name on one day of the term or behind it.
pub(super) fn short_names(data: &TermData) -> Vec<Finding> {
    let members: Vec<&Stored<Member>> =
        data.catalog.members.iter().filter(|member| !member.is_deleted()).collect();
    let since: Day = data.period.activities.0;
    short_name_clashes(members.iter().map(|member| &member.body), Some(since))
        .into_iter()
        .filter_map(|clash| {
            let (first, second) = (members.get(clash.between.0)?, members.get(clash.between.1)?);
            let what = What::ShortNamesClash {
                name: clash.name,
                first: first.full_name.clone(),
                second: second.full_name.clone(),
            };
            Some(Finding::new(what, Place::Member { id: second.id }))
        })
        .collect()
}

/// Numbers that no voucher bears although a later one is there, in the years of the term's money. A void voucher keeps
/// its number and is none.
pub(super) fn voucher_gaps(data: &TermData) -> Vec<Finding> {
    let years = data.period.finance.0.year()..=data.period.finance.1.year();
    let mut series: BTreeMap<_, Vec<&Stored<Voucher>>> = BTreeMap::new();
    for voucher in data.vouchers.iter().filter(|voucher| years.contains(&voucher.year)) {
        // Funds in the catalog's order: the union's own first.
        let fund = data.catalog.funds.iter().position(|fund| fund.id == voucher.fund);
        series.entry((fund, voucher.year, voucher.direction)).or_default().push(voucher);
    }
    let mut found = Vec::new();
    for ((fund, _, _), mut vouchers) in series {
        vouchers.sort_by_key(|voucher| voucher.number);
        let name = fund.and_then(|at| data.catalog.funds.get(at)).map_or("", |fund| fund.name.as_str());
        let mut next = 1_u32;
        for voucher in vouchers {
            if voucher.number > next {
                let label = |number: u32| Voucher { number, ..voucher.body.clone() }.label();
                found.push(Finding::new(
                    What::VoucherGap {
                        fund: name.to_owned(),
                        from: label(next),
                        to: label(voucher.number - 1),
                    },
                    Place::Voucher { id: voucher.id, fund: voucher.fund, day: voucher.day },
                ));
            }
            next = next.max(voucher.number.saturating_add(1));
        }
    }
    found
}

/// Not as many photos as the letter asks for.
pub(super) fn photos(data: &TermData, have: u64) -> Vec<Finding> {
    let letter = &data.period.letter;
    let (from, to) = (letter.photos_from, letter.photos_to);
    let few = from.is_some_and(|from| have < u64::from(from));
    let many = to.is_some_and(|to| have > u64::from(to));
    if few || many { vec![Finding::new(What::Photos { have, from, to }, Place::Period)] } else { Vec::new() }
}
