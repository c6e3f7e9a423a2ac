//! Relations (quan hệ) of a relative to a member: data, read from the kinds file.

use serde::Deserialize;

/// The code of "bản thân"; a person without relation counts as it.
pub const SELF: &str = "ban-than";

/// The group of all relations but the member.
pub const RELATIVE: &str = "nguoi-than";

/// The group of the four parents (tứ thân phụ mẫu).
pub const PARENTS: &str = "tu-than-phu-mau";

/// The code of the kind whose visit for one parent happens once (việc hiếu).
pub const CONDOLENCE: &str = "viec-hieu";

/// One relation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Unique code: `me-de`.
    pub code: String,
    /// As written before the member's name: "mẹ đẻ".
    pub label: String,
    /// The English label.
    pub en: String,
    /// Other words for it that people type ("má", "u").
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Groups it belongs to: `tu-than-phu-mau`.
    #[serde(default)]
    pub groups: Vec<String>,
}

/// All relations, in the order shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relations(pub Vec<Relation>);

impl Relations {
    /// The relation with this code.
    pub fn get(&self, code: &str) -> Option<&Relation> {
        self.0.iter().find(|relation| relation.code == code)
    }

    /// The label of a code; the code itself when nobody knows it.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.get(code).map_or(code, |relation| relation.label.as_str())
    }

    /// The codes behind a code or a group's name; empty when neither exists.
    pub fn expand(&self, code_or_group: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|relation| {
                relation.code == code_or_group
                    || relation.groups.iter().any(|group| group == code_or_group)
                    || (code_or_group == RELATIVE && relation.code != SELF)
            })
            .map(|relation| relation.code.clone())
            .collect()
    }
}
