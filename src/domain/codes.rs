//! Code sets of the settlement form: data, one set per version of the form.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Direction;
use crate::text::asset;

static B07_2021: LazyLock<CodeSet> =
    LazyLock::new(|| asset::read(include_str!("../../assets/codes/b07-2021.toml")).unwrap_or_default());

/// What a line of the settlement does in `50 = 10 + receipts + 28 + 40 - payments - 39 - 42`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Tích lũy đầu kỳ (10).
    Opening,
    /// Thu (22, 23, 24, 25).
    Receipt,
    /// Cấp trên cấp (28).
    Granted,
    /// Nhận bàn giao (40).
    HandedIn,
    /// Chi (31 to 37).
    Payment,
    /// Đã nộp cấp trên (39).
    PaidUp,
    /// Bàn giao (42).
    HandedOver,
    /// Tích lũy cuối kỳ (50).
    Balance,
    /// Còn phải nộp (60): a debt, not cash.
    Debt,
}

/// One line of the form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeLine {
    /// `31.03`; a dot makes it part of `31`.
    pub code: String,
    /// Label.
    pub label: String,
    /// English label.
    pub en: String,
    /// What it does in the sum.
    pub role: Role,
    /// Words that name it on a ledger line.
    #[serde(default)]
    pub words: Vec<String>,
}

impl CodeLine {
    /// The direction of vouchers that may bear it; none for computed lines.
    pub const fn direction(&self) -> Option<Direction> {
        match self.role {
            Role::Receipt | Role::Granted | Role::HandedIn => Some(Direction::Receipt),
            Role::Payment | Role::PaidUp | Role::HandedOver => Some(Direction::Payment),
            Role::Opening | Role::Balance | Role::Debt => None,
        }
    }
}

/// The lines of one version of the form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeSet {
    /// Unique code: `b07-2021`.
    pub code: String,
    /// Label.
    pub label: String,
    /// Lines, in the form's order.
    #[serde(rename = "line", default)]
    pub lines: Vec<CodeLine>,
}

impl CodeSet {
    /// The set with this code; the program's newest for an empty or unknown one.
    pub fn named(_code: &str) -> Self {
        // One set so far; a second version of the form adds its file to this list.
        B07_2021.clone()
    }

    /// The line of a code.
    pub fn line(&self, code: &str) -> Option<&CodeLine> {
        self.lines.iter().find(|line| line.code == code)
    }

    /// The role of a code: its own line's, else that of the code before its dot.
    pub fn role(&self, code: &str) -> Option<Role> {
        self.line(code)
            .or_else(|| code.split_once('.').and_then(|(head, _)| self.line(head)))
            .map(|line| line.role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_code_set_reads() {
        let set = CodeSet::named("b07-2021");
        assert_eq!(set.role("31.03"), Some(Role::Payment));
        assert_eq!(set.role("31.99"), Some(Role::Payment), "an unlisted sub-code belongs to its head");
        assert_eq!(set.line("22").and_then(CodeLine::direction), Some(Direction::Receipt));
        assert_eq!(set.line("50").and_then(CodeLine::direction), None);
    }
}
