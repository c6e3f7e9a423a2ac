//! The lists behind a roster: positions, contracts (a tree) and levels of political theory.

use serde::Deserialize;

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
}

impl RosterList {
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
