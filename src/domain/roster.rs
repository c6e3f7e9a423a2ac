//! The lists behind a roster: positions, contracts (a tree), levels of political theory, reasons of coming and
//! leaving, bands of age.

use serde::Deserialize;

use crate::text::fold::search_key;

/// One entry of a list; `parent` makes contracts a tree (NĐ 111 inside biên chế).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListEntry {
    /// Unique code within its list.
    pub code: String,
    /// Label, data of the unit: places call things differently.
    pub label: String,
    /// English label.
    pub en: String,
    /// The code it belongs to.
    #[serde(default)]
    pub parent: String,
    /// Words a roster file may use for it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// Which way a reason leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonDirection {
    /// Somebody comes.
    In,
    /// Somebody leaves.
    Out,
}

/// Why somebody comes or leaves (tuyển mới, nghỉ hưu …). A member's fact keeps the label's words; code, label and
/// aliases are all understood.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonEntry {
    /// Unique code.
    pub code: String,
    /// Label, as it stands within a sentence.
    pub label: String,
    /// English label.
    pub en: String,
    /// Which way it leads.
    pub direction: ReasonDirection,
    /// Other words for it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A band of age: from so many completed years up to the next band.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeBand {
    /// Completed years from which it holds.
    pub from: u32,
    /// Label.
    pub label: String,
    /// English label.
    pub en: String,
}

/// The lists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RosterList {
    /// Chức danh.
    pub position: Vec<ListEntry>,
    /// Hợp đồng.
    pub contract: Vec<ListEntry>,
    /// Trình độ lý luận chính trị.
    pub theory: Vec<ListEntry>,
    /// Lý do tăng, giảm.
    pub reason: Vec<ReasonEntry>,
    /// Độ tuổi, the youngest first.
    pub age: Vec<AgeBand>,
    /// The ethnicity that is no minority (Kinh); empty: nobody is counted as a minority.
    pub majority: String,
}

impl RosterList {
    /// The reason that a fact's words mean: its code, label or an alias, without accents and case.
    pub fn reason(&self, words: &str) -> Option<&ReasonEntry> {
        let key = search_key(words.trim());
        let is = |text: &String| search_key(text) == key;
        self.reason.iter().find(|one| is(&one.code) || is(&one.label) || one.aliases.iter().any(is))
    }

    /// The contract at the root of a contract's tree: NĐ 111 is biên chế. An unknown code is its own root.
    pub fn contract_root<'a>(&'a self, code: &'a str) -> &'a str {
        let mut root = code;
        // A circle of parents in a bad file must not hang the report.
        for _ in 0..self.contract.len() {
            match self.contract.iter().find(|entry| entry.code == root) {
                Some(entry) if !entry.parent.is_empty() => root = &entry.parent,
                _ => break,
            }
        }
        root
    }

    /// True for an ethnicity that is noted and not the majority's (dân tộc thiểu số).
    pub fn is_minority(&self, ethnicity: &str) -> bool {
        let noted = search_key(ethnicity.trim());
        !noted.is_empty() && !self.majority.is_empty() && noted != search_key(&self.majority)
    }

    /// A contract code with every code below it in the tree.
    pub fn contract_tree(&self, code: &str) -> Vec<String> {
        let mut codes = vec![code.to_owned()];
        let mut next = 0;
        while let Some(parent) = codes.get(next).cloned() {
            for entry in &self.contract {
                if entry.parent == parent && !codes.contains(&entry.code) {
                    codes.push(entry.code.clone());
                }
            }
            next += 1;
        }
        codes
    }
}
