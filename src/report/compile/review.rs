//! What the walk finds wrong on its way: records that do not fit together, and lines that promise what does not come.

use super::super::evaluate::Scope;
use super::super::model::{Issue, Line, LineKind};
use super::super::outline::Fact;
use super::super::select::{Slice, Spent, disagreed};
use super::super::value::{By, Value, ValueText};
use super::Walk;

impl Walk<'_> {
    /// What looks wrong about the records themselves; `which` of the fact's named selections they are.
    pub(super) fn look_over(&mut self, fact: &Fact, scope: &Scope<'_>, which: Option<usize>) {
        let id = || fact.id.clone();
        match scope {
            Scope::Activities { slices, .. } => {
                let over =
                    slices.iter().any(|slice| {
                        slice.activity.head_count.as_ref().is_some_and(
                            |head| matches!((head.count, head.of), (Some(n), Some(of)) if n > of),
                        )
                    });
                if over {
                    self.issues.push(Issue::MoreThanAll { fact: id() });
                }
                if fact.tells_money() {
                    self.undivided(&fact.id, slices);
                }
                let data = self.evaluator.data;
                let changes = |kind: &str| {
                    data.catalog.kinds.get(kind).is_some_and(|kind| !kind.member_change.is_empty())
                };
                if slices.iter().any(|slice| changes(&slice.activity.kind)) {
                    let people = disagreed(|id| slices.iter().any(|slice| slice.activity.id == id), data);
                    if people > 0 {
                        self.issues.push(Issue::Disagrees { fact: id(), people });
                    }
                }
            }
            Scope::Members { members, day } => {
                let without = |by| self.evaluator.ungrouped(members, by, *day);
                let without = breakdowns(fact, which).map(without).max().unwrap_or(0);
                if without > 0 {
                    self.issues.push(Issue::Ungrouped { fact: id(), members: without });
                }
            }
            Scope::Moves { moves, .. } => {
                let without = |by| self.evaluator.ungrouped_moves(moves, by);
                let without = breakdowns(fact, which).map(without).max().unwrap_or(0);
                if without > 0 {
                    self.issues.push(Issue::Ungrouped { fact: id(), members: without });
                }
            }
            Scope::Ledger { book, .. } => {
                let vouchers = book.unknown_codes();
                let told = self.issues.iter().any(|issue| matches!(issue, Issue::UnknownCodes { .. }));
                if vouchers > 0 && !told {
                    self.issues.push(Issue::UnknownCodes { fact: id(), vouchers });
                }
                let difference = book.unexplained();
                let told = self.issues.iter().any(|issue| matches!(issue, Issue::Unexplained { .. }));
                if difference.0 != 0 && !told {
                    self.issues.push(Issue::Unexplained { fact: id(), difference });
                }
            }
            Scope::Several(scopes) => {
                for (which, scope) in scopes.iter().enumerate() {
                    self.look_over(fact, scope, Some(which));
                }
            }
            Scope::Term => {}
        }
    }

    /// Entries that count whole because they do not say what each of their people got. Said once of a fact or a table:
    /// its parts mean the same entries.
    pub(super) fn undivided(&mut self, id: &str, slices: &[Slice<'_>]) {
        let entries = slices.iter().filter(|slice| matches!(slice.spent(), Spent::Undivided(_))).count();
        let told = |issue: &Issue| matches!(issue, Issue::Undivided { fact, .. } if fact == id);
        if entries > 0 && !self.issues.iter().any(told) {
            self.issues.push(Issue::Undivided { fact: id.to_owned(), entries });
        }
    }

    /// Finds lines of the section that promise something ("Cụ thể:") with nothing of a lower kind below.
    pub(super) fn dangling(&mut self, first: usize) {
        let lines = self.report.lines.get(first..).unwrap_or_default();
        let printed: Vec<(usize, &Line)> =
            lines.iter().enumerate().filter(|(_, line)| line.kind != LineKind::Gap).collect();
        let mut found = Vec::new();
        for (place, (offset, line)) in printed.iter().enumerate() {
            let promises = line.text().trim_end().ends_with(':')
                && !matches!(line.kind, LineKind::Heading | LineKind::TableHead | LineKind::Label);
            let next = printed.get(place + 1).map(|(_, next)| next.kind);
            let kept = match (line.kind, next) {
                (_, None | Some(LineKind::Label | LineKind::Closing)) => false,
                (LineKind::Dash, Some(next)) => next != LineKind::Dash,
                _ => true,
            };
            if promises && !kept {
                found.push(Issue::DanglingLead { line: first + offset });
            }
        }
        self.issues.extend(found);
    }
}

/// What a fact's sentence breaks the members of a selection down by.
fn breakdowns(fact: &Fact, which: Option<usize>) -> impl Iterator<Item = By> {
    let named = fact.named.iter().filter(move |one| Some(one.0) == which).map(|one| one.1);
    let own = fact.sentence.iter().flat_map(ValueText::values).copied();
    named.chain(own.filter(move |_| which.is_none())).filter_map(|value| match value {
        Value::Groups(by) => Some(by),
        _ => None,
    })
}
