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
    /// Head and foot as a later period's report begins with them: whose they are stays; number and day are its own,
    /// and so is what came too late. A subject of the unit's own stays while it names no year: one that does is the
    /// old period's, and [`ReportSettings::of_period`] knows what to make of it.
    #[must_use]
    pub fn of_next(&self) -> Self {
        let names_a_year = self.subject.chars().any(|letter| letter.is_ascii_digit());
        Self {
            number: String::new(),
            day: None,
            subject: if names_a_year { String::new() } else { self.subject.clone() },
            late: LateEntries::default(),
            ..self.clone()
        }
    }

    /// As [`ReportSettings::of_next`], for a period whose title is known: a subject that names the old period names the
    /// new one.
    #[must_use]
    pub fn of_period(&self, old: &str, new: &str) -> Self {
        let subject = if old.is_empty() { self.subject.clone() } else { self.subject.replace(old, new) };
        let renamed = subject != self.subject;
        let mut next = self.of_next();
        // Digits of the new title are right ones; any others would be a year gone by.
        let rest = if renamed { subject.replace(new, "") } else { subject.clone() };
        if !rest.chars().any(|letter| letter.is_ascii_digit()) {
            next.subject = subject;
        }
        next
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_and_foot_go_on_to_the_next_period_but_number_day_and_a_year_gone_by() {
        let settings = |subject: &str| ReportSettings {
            number: "10/BC-CĐCS".to_owned(),
            place: "Cây Phượng".to_owned(),
            day: Day::from_ymd_opt(2024, 1, 20),
            subject: subject.to_owned(),
            addressee: "Liên đoàn Lao động quận Sông Nhuệ".to_owned(),
            recipients: vec!["Lưu: VT".to_owned()],
            signer_lines: vec!["KT. CHỦ TỊCH".to_owned(), "PHÓ CHỦ TỊCH".to_owned()],
            signer: "Phạm Thanh Tâm".to_owned(),
            late: LateEntries::default(),
        };
        let (old, new) = ("học kỳ I năm học 2023-2024", "học kỳ II năm học 2023-2024");
        let subject = |subject: &str| {
            let next = settings(subject).of_period(old, new);
            let whose = settings("");
            let kept =
                ReportSettings { number: String::new(), day: None, subject: next.subject.clone(), ..whose };
            assert_eq!(next, kept, "whose they are stays");
            next.subject
        };
        assert_eq!(subject(""), "");
        assert_eq!(subject("Hoạt động công đoàn"), "Hoạt động công đoàn");
        assert_eq!(subject("Hoạt động học kỳ I năm học 2023-2024"), "Hoạt động học kỳ II năm học 2023-2024");
        assert_eq!(subject("Hoạt động năm 2023"), "", "another year would be the old one's");
        assert_eq!(settings("Hoạt động năm 2023").of_next().subject, "");
    }
}
