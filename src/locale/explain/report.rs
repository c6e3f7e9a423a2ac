//! The sentences of what a compiled report still lacks.

use super::{Explain, money, number};
use crate::locale::Messages;
use crate::report::Issue;
use crate::text::money::Dong;

impl Explain for Issue {
    fn explain(&self, messages: &Messages) -> String {
        match self {
            Issue::NoNarrative { .. } => messages.get("issue-no-narrative"),
            Issue::NoRecords { .. } => messages.get("issue-no-records"),
            Issue::Blank { .. } => messages.get("issue-blank"),
            Issue::Contradiction { .. } => messages.get("issue-contradiction"),
            Issue::MoreThanAll { .. } => messages.get("issue-more-than-all"),
            Issue::Ungrouped { members, .. } => {
                messages.with("issue-ungrouped", &[("count", number(members))])
            }
            Issue::UnknownCodes { vouchers, .. } => {
                messages.with("issue-unknown-codes", &[("count", number(vouchers))])
            }
            Issue::Unexplained { difference, .. } => {
                let amount = Dong(difference.0.saturating_abs());
                messages.with("issue-unexplained", &[("amount", money(amount))])
            }
            Issue::Undivided { entries, .. } => {
                messages.with("issue-undivided", &[("count", number(entries))])
            }
            Issue::Disagrees { people, .. } => messages.with("issue-disagrees", &[("count", number(people))]),
            Issue::DanglingLead { .. } => messages.get("issue-dangling"),
        }
    }
}
