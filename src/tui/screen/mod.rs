//! One file per screen: its state, what it does with keys, how it draws. Screens ask for data by
//! effects and never touch a book.

pub mod activities;
pub mod detail;
pub mod feeds;
pub mod ledger;
pub mod members;
pub mod overview;
pub mod report;
pub mod settings;

use crate::domain::Catalog;
use crate::locale::Messages;

/// Which screen is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Tổng quan.
    Overview,
    /// Hoạt động.
    Activities,
    /// Đoàn viên.
    Members,
    /// Sổ quỹ.
    Ledger,
    /// Báo cáo.
    Report,
    /// Cài đặt.
    Settings,
}

impl Tab {
    /// All screens, in the order of their numbers.
    pub const ALL: [Self; 6] =
        [Self::Overview, Self::Activities, Self::Members, Self::Ledger, Self::Report, Self::Settings];

    /// The message key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Overview => "tab-overview",
            Self::Activities => "tab-activities",
            Self::Members => "tab-members",
            Self::Ledger => "tab-ledger",
            Self::Report => "tab-report",
            Self::Settings => "tab-settings",
        }
    }

    /// The screen `step` places to the right, around the end.
    #[must_use]
    pub fn beside(self, step: isize) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        let step = step.rem_euclid(Self::ALL.len().cast_signed()).unsigned_abs();
        Self::ALL.get((at + step) % Self::ALL.len()).copied().unwrap_or(self)
    }
}

/// What every screen reads while drawing.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The messages.
    pub messages: &'a Messages,
    /// The catalog.
    pub catalog: &'a Catalog,
}

impl World<'_> {
    /// A message without values.
    pub fn say(&self, key: &str) -> String {
        self.messages.get(key)
    }

    /// The label of a kind for narrow columns, in the interface's language.
    pub fn kind_short(&self, code: &str) -> String {
        let Some(kind) = self.catalog.kinds.get(code) else { return code.to_owned() };
        let or =
            |short: &str, label: &str| if short.is_empty() { label.to_owned() } else { short.to_owned() };
        let (vi, en) = (or(&kind.short, &kind.label), or(&kind.short_en, &kind.en));
        self.messages.pick(&vi, &en).to_owned()
    }

    /// The label of a kind in the interface's language.
    pub fn kind_label(&self, code: &str) -> String {
        self.catalog.kinds.get(code).map_or(code, |kind| self.messages.pick(&kind.label, &kind.en)).to_owned()
    }
}
