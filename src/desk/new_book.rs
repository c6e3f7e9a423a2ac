//! What a new book begins with: unit, fund, two semesters and their year, example norms. The proposals are data
//! (`assets/new-book.toml`); everything can be changed in the book afterwards.

mod names;
mod periods;
mod proposals;

pub use names::{forms_of_unit, forms_of_upper, place_of, school_named, unit_forms, upper_of};
pub use periods::{school_year_of, semesters, semesters_after, whole_year};
pub use proposals::OfficeProposal;

use self::names::forms;
use self::proposals::{NormProposal, proposals};
use super::offices::{self, Office};
use crate::domain::unit::NameForms;
use crate::domain::{Account, Day, Fund, Norm, Opening, Period, Setting, Unit};
use crate::text::clean;
use crate::text::fold::fold;
use crate::text::money::Dong;

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
    /// The unit's name in its three forms; none: made from `unit` and `short`.
    pub name: Option<NameForms>,
    /// The upper body's; none: made from `upper`.
    pub upper_name: Option<NameForms>,
    /// The name of who writes; empty: asked later.
    pub officer: String,
    /// Who holds which office.
    pub offices: Vec<Office>,
    /// The funds with their openings; empty: the union's own with `cash` and `bank`.
    pub funds: Vec<Fund>,
    /// The periods; empty: the two semesters of `school_year` and the year itself.
    pub periods: Vec<Period>,
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
    /// Its other funds.
    pub other_funds: Vec<Fund>,
    /// The two semesters, then the year.
    pub periods: Vec<Period>,
    /// Example norms.
    pub norms: Vec<Norm>,
    /// Settings: the offices whose holders are not on the roster yet.
    pub settings: Vec<Setting>,
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
        let mut name = self.name.clone().unwrap_or_else(|| forms(&unit, &proposals.short));
        if !clean::line(&self.short).is_empty() {
            name.short = clean::line(&self.short);
        }
        let upper = self
            .upper_name
            .clone()
            .unwrap_or_else(|| forms(&clean::line(&self.upper), &proposals.upper_short));
        let mut funds = self.funds.clone().into_iter();
        let fund = funds.next().unwrap_or_else(|| Fund {
            code: proposals.fund.code.clone(),
            name: proposals.fund.name.clone(),
            settled: true,
            code_set: proposals.fund.code_set.clone(),
            openings: vec![opening(Account::Cash, self.cash), opening(Account::Bank, self.bank)],
        });
        let mut periods = self.periods.clone();
        if periods.is_empty() {
            periods = proposals.semesters(self.school_year, &proposals.outline)?;
            periods.extend(whole_year(self.school_year, &periods)?);
        }
        let signer = self
            .offices
            .iter()
            .find(|held| proposals.office.iter().any(|office| office.signs && office.label == held.office));
        if let Some(signer) = signer {
            for period in &mut periods {
                period.report.signer.clone_from(&signer.name);
                period.report.signer_lines.clone_from(&proposals.signer_lines);
                period.report.recipients =
                    proposals.recipients.iter().map(|line| line.replace("{upper}", &upper.short)).collect();
            }
        }
        Ok(FirstRecords {
            unit: Unit {
                from: None,
                name,
                upper,
                school: clean::line(&self.school),
                ward: clean::line(&self.ward),
                place: clean::line(&self.place),
            },
            fund,
            other_funds: funds.collect(),
            periods,
            norms: proposals.norm.iter().map(NormProposal::norm).collect(),
            settings: offices::setting(&self.offices).into_iter().collect(),
        })
    }
}

/// The offices that are asked for.
pub fn offices_asked() -> Vec<OfficeProposal> {
    proposals().map(|proposals| proposals.office.clone()).unwrap_or_default()
}

/// The union's own fund, without openings.
pub fn union_fund() -> Option<Fund> {
    let fund = &proposals().ok()?.fund;
    Some(Fund {
        code: fund.code.clone(),
        name: fund.name.clone(),
        settled: true,
        code_set: fund.code_set.clone(),
        openings: Vec::new(),
    })
}

/// A fund's code from its name: what the words say without accents, `tinh-nghia` for "Quỹ tình nghĩa"; never one of
/// `taken`.
pub fn fund_code(name: &str, taken: &[&str]) -> String {
    let folded = fold(&clean::line(name));
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let words = match words.as_slice() {
        ["quy", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    let stem = if words.is_empty() { "quy".to_owned() } else { words.join("-") };
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(|code| !taken.contains(&code.as_str())).unwrap_or(stem)
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
            ..NewBook::default()
        }
    }

    #[test]
    fn the_chair_signs_and_offices_wait_for_the_roster() {
        let office = Office { office: "Chủ tịch".into(), name: "Phạm Thanh Tâm".into(), from: None };
        let records = NewBook { offices: vec![office.clone()], ..asked() }.records().unwrap();
        for period in &records.periods {
            assert_eq!(period.report.signer, "Phạm Thanh Tâm");
            assert_eq!(period.report.signer_lines, ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"]);
        }
        assert_eq!(records.settings, offices::setting(&[office]).into_iter().collect::<Vec<_>>());
    }

    proptest::proptest! {
        #[test]
        fn a_fund_has_a_code_of_its_own_whatever_it_is_called(typed in "\\PC{0,40}") {
            let code = fund_code(&typed, &["quy"]);
            proptest::prop_assert!(!code.is_empty() && code != "quy");
            proptest::prop_assert!(code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        }
    }

    #[test]
    fn a_new_book_has_two_semesters_without_a_gap_and_norms_for_kinds_that_exist() {
        let records = asked().records().expect("proposals");
        let [first, second, year] = records.periods.as_slice() else {
            panic!("two semesters and their year")
        };
        assert_eq!((first.code.as_str(), second.code.as_str()), ("2023-2024/1", "2023-2024/2"));
        assert_eq!(first.activities.1.succ_opt(), Some(second.activities.0));
        assert_eq!((year.code.as_str(), year.title.as_str()), ("2023-2024", "năm học 2023-2024"));
        let outlines = crate::report::Outlines::built_in().expect("outlines");
        assert!(records.periods.iter().all(|period| outlines.get(&period.outline).is_some()));
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
