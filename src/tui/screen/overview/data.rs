//! What Tổng quan shows: first what is counted from the indexes, then, when there is time, what the report lacks.

use crate::domain::{Activity, Day, Fund, Id, Stored};
use crate::report::{Issue, PartState, Report};
use crate::text::money::Dong;

/// Balances, counts and the latest entries: read before the first frame.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// Every fund, the union's own first.
    pub funds: Vec<FundLine>,
    /// Groups that have done entries in the period, in the order of the kinds list.
    pub groups: Vec<GroupLine>,
    /// Every month with done entries, empty ones between others included.
    pub months: Vec<MonthLine>,
    /// The entries noted last, the newest first.
    pub latest: Vec<Stored<Activity>>,
    /// Entries counted here that a former period's days hold.
    pub gained: usize,
    /// Entries of the period's days that a later one counts.
    pub lost: usize,
}

/// What a fund holds at the end of today.
#[derive(Debug, Clone)]
pub struct FundLine {
    /// The fund.
    pub id: Id<Fund>,
    /// Its name.
    pub name: String,
    /// Tiền mặt, đồng.
    pub cash: Dong,
    /// Tiền gửi, đồng.
    pub bank: Dong,
}

/// What a group's done entries of the period add up to.
#[derive(Debug, Clone)]
pub struct GroupLine {
    /// The group's code.
    pub code: String,
    /// Entries.
    pub entries: u64,
    /// Lượt.
    pub visits: u64,
}

/// What a month's done entries add up to.
#[derive(Debug, Clone)]
pub struct MonthLine {
    /// The first day of the month.
    pub first: Day,
    /// Entries.
    pub entries: u64,
    /// All money lines, đồng.
    pub amount: Dong,
}

/// What still lacks, found by compiling the report: read behind the first frame.
#[derive(Debug, Clone, Default)]
pub struct Lacking {
    /// Sections that are not enough, in reading order.
    pub parts: Vec<PartLacking>,
    /// Planned entries whose day has passed; the oldest such day.
    pub overdue: Option<(usize, Day)>,
    /// Planned entries from today on; the nearest day.
    pub ahead: Option<(usize, Day)>,
    /// Done entries of a report that was sent, noted behind it.
    pub late: usize,
    /// The pictures the letter asks for; none: it asks for none.
    pub photos: Option<Photos>,
}

/// A section that is not enough.
#[derive(Debug, Clone)]
pub struct PartLacking {
    /// The section's id in the outline.
    pub id: String,
    /// Its place: "II.3".
    pub place: String,
    /// Its title in few words.
    pub title: String,
    /// What it wants.
    pub want: Want,
}

/// What a section wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// The officer's own words.
    Words,
    /// Entries.
    Entries,
    /// A look.
    Review,
}

/// n pictures of from-to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Photos {
    /// How many there are.
    pub have: u64,
    /// How many at least.
    pub from: Option<u32>,
    /// How many at most.
    pub to: Option<u32>,
}

impl Photos {
    /// True when there are enough and not too many.
    pub fn is_enough(&self) -> bool {
        self.from.is_none_or(|from| u64::from(from) <= self.have)
            && self.to.is_none_or(|to| self.have <= u64::from(to))
    }
}

impl PartLacking {
    /// The sections of a report that are not enough, those that lack something before those to look at.
    pub fn of(report: &Report) -> Vec<Self> {
        let mut parts: Vec<Self> = report
            .sections
            .iter()
            .enumerate()
            .filter(|(_, section)| section.state != PartState::Enough)
            .map(|(at, section)| Self {
                id: section.id.clone(),
                place: report.place_of(at),
                title: section.short.clone(),
                want: if section.issues.iter().any(|issue| matches!(issue, Issue::NoNarrative { .. })) {
                    Want::Words
                } else if section.state == PartState::Missing {
                    Want::Entries
                } else {
                    Want::Review
                },
            })
            .collect();
        parts.sort_by_key(|part| part.want == Want::Review);
        parts
    }
}
