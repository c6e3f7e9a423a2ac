//! The sentences of what a compiled report still lacks.

use super::{Explain, money, number};
use crate::locale::{Messages, Value};
use crate::report::Issue;
use crate::text::clean::printable;
use crate::text::money::Dong;

/// How many letters that a PDF cannot show are named.
const NAMED: usize = 12;

/// What is to be said of the letters that a PDF shows a box for; nothing where there are none.
pub fn undrawn(letters: &[char], messages: &Messages) -> Option<String> {
    if letters.is_empty() {
        return None;
    }
    let named: Vec<String> = letters.iter().take(NAMED).map(char::to_string).collect();
    let named = printable(&named.join(" "));
    let more = letters.len().saturating_sub(NAMED);
    let named = if more == 0 {
        Value::from(named)
    } else {
        Value::from(messages.with("pdf-undrawn-more", &[("letters", named.into()), ("count", number(more))]))
    };
    Some(messages.with("pdf-undrawn", &[("letters", named)]))
}

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
