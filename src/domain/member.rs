//! Members (đoàn viên) and other employees, with facts that hold from a day to a day.

use serde::{Deserialize, Serialize};

use super::Day;

/// Gender, as the roster states it; decides Thầy or Cô.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Nữ.
    Female,
    /// Nam.
    Male,
}

/// A person of the school: an employee, a union member or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Họ và tên, as the person spells it.
    pub full_name: String,
    /// Giới tính.
    pub gender: Gender,
    /// Dân tộc; empty when not noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ethnicity: String,
    /// Ngày sinh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_day: Option<Day>,
    /// Trình độ chuyên môn.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub degree: String,
    /// BHXH, BHYT: paid by the school.
    #[serde(default)]
    pub insured: bool,
    /// Ngày vào Đảng (kết nạp).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_joined: Option<Day>,
    /// Ngày chính thức.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_official: Option<Day>,
    /// Ghi chú.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Facts that hold from a day to a day, in the order they were noted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<MemberFact>,
}

/// What a dated fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Tên gọi: the short name, such as "Hà L1"; unique on any one day.
    ShortName,
    /// Nhiệm vụ: class or subject, such as "chủ nhiệm 2A4", "Thể chất".
    Duty,
    /// Chức danh: a position code of the roster list (`bgh`, `gv-co-ban`, …).
    Position,
    /// Hợp đồng: a contract code of the roster list (`bien-che`, `nd-111`, …).
    Contract,
    /// Tổ công đoàn.
    Team,
    /// Chức vụ công đoàn: an office in the union.
    Office,
    /// Trình độ lý luận chính trị: a code of the roster list.
    Theory,
    /// Employed at the school; the value is empty.
    Employment,
    /// Member of the union; the value is empty.
    Membership,
}

impl FactKind {
    /// All kinds of fact.
    pub const ALL: &'static [FactKind] = &[
        FactKind::ShortName,
        FactKind::Duty,
        FactKind::Position,
        FactKind::Contract,
        FactKind::Team,
        FactKind::Office,
        FactKind::Theory,
        FactKind::Employment,
        FactKind::Membership,
    ];

    /// The name in schema and exchange file.
    pub const fn name(self) -> &'static str {
        match self {
            FactKind::ShortName => "short_name",
            FactKind::Duty => "duty",
            FactKind::Position => "position",
            FactKind::Contract => "contract",
            FactKind::Team => "team",
            FactKind::Office => "office",
            FactKind::Theory => "theory",
            FactKind::Employment => "employment",
            FactKind::Membership => "membership",
        }
    }
}

/// A fact that holds from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberFact {
    /// What it is about.
    pub kind: FactKind,
    /// Its value: free text or a code, by kind; empty for employment and membership.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// First day it holds; none: since ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// First day it no longer holds ("the leaving day is the first not counted"); none: still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Why it began (tuyển mới, chuyển đến, kết nạp mới).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason_in: String,
    /// Why it ended (nghỉ hưu, chuyển đi, thôi việc, từ trần).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason_out: String,
}

impl MemberFact {
    /// A fact without days or reasons.
    pub fn always(kind: FactKind, value: impl Into<String>) -> Self {
        Self {
            kind,
            value: value.into(),
            from: None,
            until: None,
            reason_in: String::new(),
            reason_out: String::new(),
        }
    }

    /// True when the fact holds on `day`.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

impl Member {
    /// The fact of this kind that holds on `day`; of several, the one noted last.
    pub fn fact_on(&self, kind: FactKind, day: Day) -> Option<&MemberFact> {
        self.facts.iter().rev().find(|fact| fact.kind == kind && fact.holds_on(day))
    }

    /// The value of the fact of this kind on `day`, empty when none holds.
    pub fn value_on(&self, kind: FactKind, day: Day) -> &str {
        self.fact_on(kind, day).map_or("", |fact| fact.value.as_str())
    }

    /// The short name on `day`; without one, the last two words of the full name.
    pub fn short_name_on(&self, day: Day) -> &str {
        let short = self.value_on(FactKind::ShortName, day);
        if short.is_empty() { last_words(&self.full_name, 2) } else { short }
    }

    /// Employed at the school on `day`.
    pub fn employed_on(&self, day: Day) -> bool {
        self.fact_on(FactKind::Employment, day).is_some()
    }

    /// A union member on `day`.
    pub fn union_member_on(&self, day: Day) -> bool {
        self.fact_on(FactKind::Membership, day).is_some()
    }

    /// A Party member (probationary or full) on `day`.
    pub fn party_member_on(&self, day: Day) -> bool {
        self.party_joined.is_some_and(|joined| joined <= day)
    }
}

/// The last `count` words of a text, spaces between them kept.
fn last_words(text: &str, count: usize) -> &str {
    let starts = text.split_whitespace().rev().take(count).map(|word| word.as_ptr() as usize);
    let base = text.as_ptr() as usize;
    starts.last().and_then(|start| text.get(start - base..)).unwrap_or(text).trim_end()
}
