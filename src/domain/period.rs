//! Reporting periods (kỳ báo cáo), what the officer writes for them, and what was sent.

use serde::{Deserialize, Serialize};

use super::{Day, Id, LateEntries};

/// A reporting period with the ranges it reads from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Unique code: `2023-2024/1`.
    pub code: String,
    /// Title in a sentence: "học kỳ I năm học 2023-2024".
    pub title: String,
    /// The outline's code.
    pub outline: String,
    /// First and last day of the activities, both counted.
    pub activities: (Day, Day),
    /// First and last day of the money, both counted.
    pub finance: (Day, Day),
    /// The head-count day (tính đến thời điểm).
    pub head_count_day: Day,
    /// The last day to hand in ("trước 25/12": the 24th).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// The letter that orders the report.
    #[serde(default)]
    pub letter: Letter,
    /// What the report's head and foot say.
    #[serde(default)]
    pub report: ReportSettings,
}

impl Period {
    /// Keeps a period that is made of others (a school year of its semesters) around one of them that changes from
    /// `part` to `now`: where both began, ended or counted heads on one day, both still do.
    pub fn follow(&mut self, part: &Self, now: &Self) {
        let follow = |own: &mut Day, was: Day, is: Day| {
            if *own == was {
                *own = is;
            }
        };
        follow(&mut self.activities.0, part.activities.0, now.activities.0);
        follow(&mut self.activities.1, part.activities.1, now.activities.1);
        follow(&mut self.finance.0, part.finance.0, now.finance.0);
        follow(&mut self.finance.1, part.finance.1, now.finance.1);
        follow(&mut self.head_count_day, part.head_count_day, now.head_count_day);
    }
}

/// The upper union's letter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Letter {
    /// Who issued it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub issuer: String,
    /// Số.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// Where the report goes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// How many photos at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photos_from: Option<u32>,
    /// How many photos at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photos_to: Option<u32>,
}

impl Letter {
    /// The letter that is expected for a later period: from the same body, its number and day not known yet.
    #[must_use]
    pub fn expected(&self) -> Self {
        Self { number: String::new(), day: None, ..self.clone() }
    }
}

/// The head and foot of a report. Empty texts are left for the pen or for the outline.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReportSettings {
    /// "10/BC-CĐCS"; empty: left for the pen.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Địa danh; empty: the unit's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The report's day; none: left for the pen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// The subject line; empty: the outline's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Kính gửi.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub addressee: String,
    /// Nơi nhận, one line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// "TM. BAN CHẤP HÀNH", "CHỦ TỊCH".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signer_lines: Vec<String>,
    /// The signer's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub signer: String,
    /// Phát sinh sau báo cáo: entries taken over from the report before, and those left there. Of this one
    /// period: what is proposed for the next one never copies it.
    #[serde(skip_serializing_if = "LateEntries::is_empty")]
    pub late: LateEntries,
}

impl ReportSettings {
    /// Head and foot as a later period's report begins with them: whose they are stays; number, day and subject are
    /// its own, and so is what came too late.
    #[must_use]
    pub fn of_next(&self) -> Self {
        Self {
            number: String::new(),
            day: None,
            subject: String::new(),
            late: LateEntries::default(),
            ..self.clone()
        }
    }
}

/// A period closed or reopened. The newest seal of a period tells; seals are never removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodSeal {
    /// The period.
    pub period: Id<Period>,
    /// 1, 2, 3 … within the period.
    pub sequence: u32,
    /// True: closed (khóa sổ); false: reopened.
    pub closed: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A part of a report in the officer's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Narrative {
    /// The period.
    pub period: Id<Period>,
    /// The narrative's key in the outline; outlines that use one key share the text.
    pub part: String,
    /// Lines; "- " and "+ " at a line's beginning make bullets of the first and second level.
    pub text: String,
}

/// A report as it was sent: kept as it went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedReport {
    /// The period.
    pub period: Id<Period>,
    /// The number it went out with.
    pub number: String,
    /// The day it bears.
    pub day: Day,
    /// The outline's code.
    pub outline: String,
    /// The compiled document, JSON.
    pub document: String,
    /// The facts, JSON.
    pub facts: String,
    /// SHA-256 of the document's JSON, lower-case hex.
    pub digest: String,
    /// The report it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Id<IssuedReport>>,
}
