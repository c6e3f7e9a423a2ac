//! What a new book begins with: unit, fund, two semesters, example norms. The proposals are data
//! (`assets/new-book.toml`); everything can be changed in the book afterwards.

use serde::Deserialize;

use crate::domain::unit::NameForms;
use crate::domain::{Account, Day, Fund, Letter, Norm, Opening, Period, ReportSettings, Setting, Unit};
use crate::text::clean;
use crate::text::money::Dong;

const PROPOSALS: &str = include_str!("../../assets/new-book.toml");

/// The school years a book may begin with: first calendar years, so that every proposed day exists.
pub const SCHOOL_YEARS: std::ops::RangeInclusive<i32> = 1990..=2190;

/// What is asked before a book is made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewBook {
    /// Tên công đoàn cơ sở, as in a sentence: "Công đoàn Trường Tiểu học Cây Phượng".
    pub unit: String,
    /// Công đoàn cấp trên, as in a sentence.
    pub upper: String,
    /// Tên trường; may be empty.
    pub school: String,
    /// Tên ngắn; empty: made from the unit's name.
    pub short: String,
    /// Xã, phường; may be empty.
    pub ward: String,
    /// Tồn tiền mặt on 1 January of the first calendar year, đồng.
    pub cash: Dong,
    /// Tồn tiền gửi on that day, đồng.
    pub bank: Dong,
    /// Địa danh: the place papers are dated at; may be empty.
    pub place: String,
    /// The school year's first calendar year: 2023 for 2023-2024; within [`SCHOOL_YEARS`].
    pub school_year: i32,
}

/// Why a book cannot be made from what was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NewBookError {
    /// The unit has no name.
    #[error("the unit has no name")]
    NoUnit,
    /// A school year outside [`SCHOOL_YEARS`].
    #[error("the school year {year} is out of range")]
    SchoolYear {
        /// The year given.
        year: i32,
    },
    /// The program's own proposals do not read; never in a released program, a test reads them.
    #[error("the program's proposals for a new book do not read: {reason}")]
    Proposals {
        /// The parser's reason.
        reason: String,
    },
}

/// The records of a new book, ready to be written in this order.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstRecords {
    /// The unit and its upper body.
    pub unit: Unit,
    /// The union's own fund.
    pub fund: Fund,
    /// The two semesters.
    pub periods: Vec<Period>,
    /// Example norms.
    pub norms: Vec<Norm>,
    /// Settings; none so far.
    pub settings: Vec<Setting>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Proposals {
    outline: String,
    union: String,
    fund: FundProposal,
    semester: Vec<Semester>,
    short: Vec<Short>,
    norm: Vec<NormProposal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FundProposal {
    code: String,
    name: String,
    code_set: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Semester {
    number: u32,
    title: String,
    activities: (DayOfYear, DayOfYear),
    finance: (DayOfYear, DayOfYear),
    head_count_day: DayOfYear,
    due: Option<DayOfYear>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields)]
struct DayOfYear {
    year: i32,
    month: u32,
    day: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Short {
    long: String,
    short: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NormProposal {
    kind: String,
    #[serde(default)]
    relation: String,
    amount: Dong,
}

impl NewBook {
    /// The records that the book begins with.
    pub fn records(&self) -> Result<FirstRecords, NewBookError> {
        let unit = clean::line(&self.unit);
        if unit.is_empty() {
            return Err(NewBookError::NoUnit);
        }
        if !SCHOOL_YEARS.contains(&self.school_year) {
            return Err(NewBookError::SchoolYear { year: self.school_year });
        }
        let proposals = proposals()?;
        let first_day = Day::from_ymd_opt(self.school_year, 1, 1)
            .ok_or(NewBookError::SchoolYear { year: self.school_year })?;
        let opening = |account, amount| Opening { account, day: first_day, amount };
        let mut name = forms(&unit, &proposals.short);
        if !clean::line(&self.short).is_empty() {
            name.short = clean::line(&self.short);
        }
        Ok(FirstRecords {
            unit: Unit {
                from: None,
                name,
                upper: forms(&clean::line(&self.upper), &proposals.short),
                school: clean::line(&self.school),
                ward: clean::line(&self.ward),
                place: clean::line(&self.place),
            },
            fund: Fund {
                code: proposals.fund.code,
                name: proposals.fund.name,
                settled: true,
                code_set: proposals.fund.code_set,
                openings: vec![opening(Account::Cash, self.cash), opening(Account::Bank, self.bank)],
            },
            periods: proposals
                .semester
                .iter()
                .map(|semester| semester.period(self.school_year, &proposals.outline))
                .collect::<Result<_, _>>()?,
            norms: proposals.norm.into_iter().map(NormProposal::norm).collect(),
            settings: Vec::new(),
        })
    }
}

/// The two semesters that are usual in a school year, by its first calendar year.
///
/// # Errors
/// [`NewBookError::SchoolYear`] for one outside [`SCHOOL_YEARS`].
pub fn semesters(school_year: i32) -> Result<Vec<Period>, NewBookError> {
    if !SCHOOL_YEARS.contains(&school_year) {
        return Err(NewBookError::SchoolYear { year: school_year });
    }
    let proposals = proposals()?;
    proposals.semester.iter().map(|semester| semester.period(school_year, &proposals.outline)).collect()
}

fn proposals() -> Result<Proposals, NewBookError> {
    toml::from_str(PROPOSALS).map_err(|error| NewBookError::Proposals { reason: error.message().to_owned() })
}

/// The union's name and its short form, as proposed for a school; empty for an empty one.
pub fn names_for(school: &str) -> (String, String) {
    let (school, Ok(proposals)) = (clean::line(school), proposals()) else { return Default::default() };
    if school.is_empty() {
        return Default::default();
    }
    let name = forms(&proposals.union.replace("{school}", &school), &proposals.short);
    (name.sentence, name.short)
}

/// A name's three forms from the one in a sentence.
fn forms(sentence: &str, shorts: &[Short]) -> NameForms {
    let short = shorts
        .iter()
        .find_map(|rule| sentence.strip_prefix(&rule.long).map(|rest| format!("{}{rest}", rule.short)));
    NameForms {
        head: sentence.to_uppercase(),
        sentence: sentence.to_owned(),
        short: short.unwrap_or_else(|| sentence.to_owned()),
    }
}

impl Semester {
    fn period(&self, school_year: i32, outline: &str) -> Result<Period, NewBookError> {
        let day = |of: DayOfYear| {
            Day::from_ymd_opt(school_year + of.year, of.month, of.day)
                .ok_or_else(|| NewBookError::Proposals { reason: format!("no day {}/{}", of.day, of.month) })
        };
        let years = format!("{school_year}-{}", school_year + 1);
        Ok(Period {
            code: format!("{years}/{}", self.number),
            title: self.title.replace("{years}", &years),
            outline: outline.to_owned(),
            activities: (day(self.activities.0)?, day(self.activities.1)?),
            finance: (day(self.finance.0)?, day(self.finance.1)?),
            head_count_day: day(self.head_count_day)?,
            due: self.due.map(day).transpose()?,
            letter: Letter::default(),
            report: ReportSettings::default(),
        })
    }
}

impl NormProposal {
    fn norm(self) -> Norm {
        Norm {
            kind: self.kind,
            relation: self.relation,
            condition: String::new(),
            amount: self.amount,
            goods: String::new(),
            times_per_year: None,
            fund: None,
            code: String::new(),
            from: None,
            until: None,
            decision: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kinds;

    fn asked() -> NewBook {
        NewBook {
            unit: " Công đoàn  Trường Tiểu học Cây Phượng".to_owned(),
            upper: "Công đoàn giáo dục quận".to_owned(),
            school: String::new(),
            short: String::new(),
            ward: String::new(),
            cash: Dong::ZERO,
            bank: Dong::ZERO,
            place: "Hà Đông".to_owned(),
            school_year: 2023,
        }
    }

    #[test]
    fn a_new_book_has_two_semesters_without_a_gap_and_norms_for_kinds_that_exist() {
        let records = asked().records().expect("proposals");
        let [first, second] = records.periods.as_slice() else { panic!("two semesters") };
        assert_eq!((first.code.as_str(), second.code.as_str()), ("2023-2024/1", "2023-2024/2"));
        assert_eq!(first.activities.1.succ_opt(), Some(second.activities.0));
        assert_eq!(records.unit.name.head, "CÔNG ĐOÀN TRƯỜNG TIỂU HỌC CÂY PHƯỢNG");
        assert_eq!(records.unit.name.short, "CĐCS TH Cây Phượng");
        let kinds = Kinds::built_in().expect("kinds");
        for norm in &records.norms {
            assert!(kinds.get(&norm.kind).is_some(), "{}", norm.kind);
            assert!(norm.relation.is_empty() || !kinds.relations.expand(&norm.relation).is_empty());
        }
    }

    #[test]
    fn every_school_year_that_is_allowed_has_its_days_and_others_are_refused() {
        for year in SCHOOL_YEARS {
            assert!(NewBook { school_year: year, ..asked() }.records().is_ok(), "{year}");
        }
        for year in [i32::MIN, 0, 1989, 2191, i32::MAX] {
            assert_eq!(
                NewBook { school_year: year, ..asked() }.records(),
                Err(NewBookError::SchoolYear { year })
            );
        }
        assert_eq!(NewBook { unit: " ".to_owned(), ..asked() }.records(), Err(NewBookError::NoUnit));
    }
}
