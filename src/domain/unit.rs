//! The unit itself and the smaller records of the book.

use serde::{Deserialize, Serialize};

use super::{Activity, Day, Id};

/// A name in its three forms.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameForms {
    /// In the head of a paper, capitals: "CĐCS TRƯỜNG TIỂU HỌC …".
    pub head: String,
    /// In a sentence: "Công đoàn Trường Tiểu học …".
    pub sentence: String,
    /// Short: "CĐCS TH Cây Phượng".
    pub short: String,
}

/// The unit (công đoàn cơ sở) and its upper body, as they are from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// First day it holds; none: since ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The unit.
    pub name: NameForms,
    /// The upper body (công đoàn cấp trên).
    pub upper: NameForms,
    /// Tên trường.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub school: String,
    /// Xã, phường.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ward: String,
    /// Địa danh: the place in "…, ngày 04 tháng 01 năm 2024".
    pub place: String,
}

/// An officer who writes in the book, known by the user name of the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// The system's user name, or the name given with `--as`.
    pub login: String,
    /// The name shown in the history.
    pub name: String,
}

/// A setting of the book: "today", words style and the like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// `today` (ISO day that the sample assumes), `words.zero_tens`, `words.thousand`, `label.*`.
    pub key: String,
    /// The value.
    pub value: String,
}

/// An activity kind that the unit added, as the TOML text it was given in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnKind {
    /// The kind's code, unique.
    pub code: String,
    /// The TOML text.
    pub source: String,
}

/// An outline that the unit added, as the TOML text it was given in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnOutline {
    /// The outline's code, unique.
    pub code: String,
    /// The TOML text.
    pub source: String,
}

/// A picture of an activity, kept in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Photo {
    /// The activity.
    pub activity: Id<Activity>,
    /// Chú thích.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// `image/jpeg` or `image/png`.
    pub media_type: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The place in the period's selection; none: not selected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    /// The picture, base64 in files.
    pub content: String,
}
