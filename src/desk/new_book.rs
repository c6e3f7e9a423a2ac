//! What a new book begins with: unit, fund, two semesters, example norms. The proposals are data
//! (`assets/new-book.toml`); everything can be changed in the book afterwards.

use std::sync::LazyLock;

use serde::Deserialize;

use super::offices::{self, Office};
use crate::domain::unit::NameForms;
use crate::domain::{Account, Day, Fund, Letter, Norm, Opening, Period, ReportSettings, Setting, Unit};
use crate::text::clean;
use crate::text::fold::{accents_agree, fold};
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
    /// The periods; empty: the two semesters of `school_year`.
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
    /// The two semesters.
    pub periods: Vec<Period>,
    /// Example norms.
    pub norms: Vec<Norm>,
    /// Settings: the offices whose holders are not on the roster yet.
    pub settings: Vec<Setting>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Proposals {
    outline: String,
    union: String,
    ward_union: String,
    wards: Vec<String>,
    signer_lines: Vec<String>,
    recipients: Vec<String>,
    level: Vec<Level>,
    office: Vec<OfficeProposal>,
    upper_short: Vec<Short>,
    fund: FundProposal,
    semester: Vec<Semester>,
    short: Vec<Short>,
    norm: Vec<NormProposal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Level {
    words: Vec<String>,
    name: String,
}

/// An office that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeProposal {
    /// Its code within the set-up.
    pub code: String,
    /// What the book calls it.
    pub label: String,
    /// Its English name.
    pub en: String,
    /// Whoever holds it signs the report.
    #[serde(default)]
    pub signs: bool,
    /// Whoever sets the book up holds it as a rule.
    #[serde(default)]
    pub writes: bool,
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

impl Proposals {
    fn semesters(&self, school_year: i32, outline: &str) -> Result<Vec<Period>, NewBookError> {
        self.semester.iter().map(|semester| semester.period(school_year, outline)).collect()
    }
}

/// The two semesters that are usual in a school year, by its first calendar year.
///
/// # Errors
/// [`NewBookError::SchoolYear`] for one outside [`SCHOOL_YEARS`].
pub fn semesters(school_year: i32) -> Result<Vec<Period>, NewBookError> {
    semesters_after(school_year, None, &proposals()?.outline)
}

/// The two semesters of a school year as proposed, without a gap between them. `after` is the last day of the
/// activities before: the first semester begins the day after it, so that no summer falls between two reports; where
/// that would leave the first semester less than a month, or reach more than a year back, the usual day stands.
pub fn semesters_after(
    school_year: i32,
    after: Option<Day>,
    outline: &str,
) -> Result<Vec<Period>, NewBookError> {
    if !SCHOOL_YEARS.contains(&school_year) {
        return Err(NewBookError::SchoolYear { year: school_year });
    }
    let mut periods = proposals()?.semesters(school_year, outline)?;
    if let Some(first) = periods.first_mut()
        && let Some(next) = after.and_then(|last| last.succ_opt())
        && (30..=400).contains(&(first.activities.1 - next).num_days())
    {
        first.activities.0 = next;
    }
    Ok(periods)
}

/// The school year that a day belongs to: from June on a school plans the year that is to come.
pub fn school_year_of(day: Day) -> i32 {
    let year = chrono::Datelike::year(&day);
    if chrono::Datelike::month(&day) >= 6 { year } else { year - 1 }
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

/// A school's name as it is written out: "Tiểu học Cây Phượng" and "TH Cây Phượng" are "Trường Tiểu học Cây Phượng".
pub fn school_named(typed: &str) -> String {
    let typed = clean::line(typed);
    let Ok(proposals) = proposals() else { return typed };
    for level in &proposals.level {
        for beginning in &level.words {
            let count = beginning.split_whitespace().count();
            let words: Vec<&str> = typed.split_whitespace().collect();
            if words.len() <= count {
                continue;
            }
            let (head, rest) = words.split_at(count);
            let abbreviation = beginning.chars().all(|letter| !letter.is_lowercase());
            let head = head.join(" ");
            let fits = if abbreviation {
                head.eq_ignore_ascii_case(beginning)
            } else {
                accents_agree(&head, beginning)
            };
            if fits && level.name == *beginning {
                // "Trường TH …" is written out as well.
                let rest = school_named(&rest.join(" "));
                return if rest.starts_with(beginning.as_str()) {
                    rest
                } else {
                    format!("{beginning} {rest}")
                };
            }
            if fits {
                return format!("{} {}", level.name, rest.join(" "));
            }
        }
    }
    typed
}

/// The union's name in its three forms, as proposed for a school; empty for an empty one.
pub fn unit_forms(school: &str) -> NameForms {
    let (school, Ok(proposals)) = (school_named(school), proposals()) else { return NameForms::default() };
    if school.is_empty() {
        return NameForms::default();
    }
    forms(&proposals.union.replace("{school}", &school), &proposals.short)
}

/// A union's name in its three forms from the one in a sentence.
pub fn forms_of_unit(sentence: &str) -> NameForms {
    proposals().map(|proposals| forms(&clean::line(sentence), &proposals.short)).unwrap_or_default()
}

/// An upper body's name in its three forms from the one in a sentence, or from its short one.
pub fn forms_of_upper(sentence: &str) -> NameForms {
    let Ok(proposals) = proposals() else { return NameForms::default() };
    let sentence = clean::line(sentence);
    let short = proposals
        .upper_short
        .iter()
        .find_map(|rule| sentence.strip_prefix(&rule.short).map(|rest| format!("{}{rest}", rule.long)));
    forms(&short.unwrap_or(sentence), &proposals.upper_short)
}

/// The union of a ward, as the upper body is called since the wards have unions; empty without a ward.
pub fn upper_of(ward: &str) -> String {
    let ward = clean::line(ward);
    match proposals() {
        Ok(proposals) if !ward.is_empty() => proposals.ward_union.replace("{ward}", &ward),
        _ => String::new(),
    }
}

/// The place that papers are dated at, as proposed for a ward: its name alone.
pub fn place_of(ward: &str) -> String {
    let ward = clean::line(ward);
    let Ok(proposals) = proposals() else { return ward };
    for word in &proposals.wards {
        let count = word.split_whitespace().count();
        let words: Vec<&str> = ward.split_whitespace().collect();
        if words.len() > count {
            let (head, rest) = words.split_at(count);
            if accents_agree(&head.join(" "), word) {
                return rest.join(" ");
            }
        }
    }
    ward
}

/// The proposals, read once.
static READ: LazyLock<Result<Proposals, String>> =
    LazyLock::new(|| toml::from_str(PROPOSALS).map_err(|error| error.message().to_owned()));

fn proposals() -> Result<&'static Proposals, NewBookError> {
    READ.as_ref().map_err(|reason| NewBookError::Proposals { reason: reason.clone() })
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
    fn norm(&self) -> Norm {
        Norm {
            kind: self.kind.clone(),
            relation: self.relation.clone(),
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
            ..NewBook::default()
        }
    }

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_school_is_named_once_and_the_union_in_three_forms() {
        let cases = [
            ("Tiểu học Cây Phượng", "Trường Tiểu học Cây Phượng", "CĐCS TH Cây Phượng"),
            ("tiểu học Cây Phượng", "Trường Tiểu học Cây Phượng", "CĐCS TH Cây Phượng"),
            ("TH Cây Phượng", "Trường Tiểu học Cây Phượng", "CĐCS TH Cây Phượng"),
            ("Trường TH Cây Phượng", "Trường Tiểu học Cây Phượng", "CĐCS TH Cây Phượng"),
            ("trường Tiểu học  Cây Phượng", "Trường Tiểu học Cây Phượng", "CĐCS TH Cây Phượng"),
            ("THCS Cây Phượng", "Trường Trung học cơ sở Cây Phượng", "CĐCS THCS Cây Phượng"),
            (
                "THPT chuyên Cây Phượng",
                "Trường Trung học phổ thông chuyên Cây Phượng",
                "CĐCS THPT chuyên Cây Phượng",
            ),
            ("Mầm non Hoa Cúc", "Trường Mầm non Hoa Cúc", "CĐCS MN Hoa Cúc"),
            (
                "Trường Phổ thông Dân tộc nội trú",
                "Trường Phổ thông Dân tộc nội trú",
                "CĐCS Phổ thông Dân tộc nội trú",
            ),
        ];
        for (typed, school, short) in cases {
            assert_eq!(school_named(typed), school);
            let forms = unit_forms(typed);
            assert_eq!(forms.sentence, format!("Công đoàn {school}"));
            assert_eq!(forms.head, forms.sentence.to_uppercase());
            assert_eq!(forms.short, short);
        }
        assert_eq!(unit_forms("  "), NameForms::default());
    }

    #[test]
    fn an_upper_body_is_known_by_its_long_and_its_short_name() {
        let long = forms_of_upper("Liên đoàn Lao động quận Sông Nhuệ");
        assert_eq!(long.head, "LIÊN ĐOÀN LAO ĐỘNG QUẬN SÔNG NHUỆ");
        assert_eq!(long.short, "LĐLĐ quận Sông Nhuệ");
        let short = forms_of_upper("LĐLĐ quận Sông Nhuệ");
        assert_eq!((short.head, short.short), (long.head, long.short));
        assert_eq!(upper_of("phường Đồng Mây"), "Công đoàn phường Đồng Mây");
        assert_eq!(forms_of_upper("Công đoàn phường Đồng Mây").short, "CĐ phường Đồng Mây");
        for (ward, place) in
            [("phường Đồng Mây", "Đồng Mây"), ("Thị trấn Đồi", "Đồi"), ("Đồng Mây", "Đồng Mây"), ("xã", "xã")]
        {
            assert_eq!(place_of(ward), place);
        }
    }

    #[test]
    fn a_semester_begins_the_day_after_the_one_before() {
        let usual = semesters_after(2024, None, "x").unwrap();
        assert_eq!(usual[0].activities.0, day(2024, 6, 1), "the summer belongs to the first semester");
        let after = |last| semesters_after(2024, Some(last), "x").unwrap()[0].activities.0;
        assert_eq!(after(day(2024, 5, 25)), day(2024, 5, 26));
        assert_eq!(after(day(2024, 8, 31)), day(2024, 9, 1));
        assert_eq!(after(day(2026, 5, 31)), day(2024, 6, 1), "a period that lies behind it changes nothing");
        assert_eq!(after(day(2020, 5, 31)), day(2024, 6, 1), "nor one of years ago");
        assert_eq!((school_year_of(day(2026, 5, 31)), school_year_of(day(2026, 6, 1))), (2025, 2026));
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
        fn whatever_is_typed_has_three_forms_or_none(typed in "\\PC{0,40}") {
            let forms = unit_forms(&typed);
            let empty = clean::line(&typed).is_empty();
            proptest::prop_assert_eq!(forms.sentence.is_empty(), empty);
            proptest::prop_assert_eq!(forms.head, forms.sentence.to_uppercase());
            proptest::prop_assert_eq!(forms.short.is_empty(), empty);
            forms_of_upper(&typed);
            place_of(&typed);
            let code = fund_code(&typed, &["quy"]);
            proptest::prop_assert!(!code.is_empty() && code != "quy");
            proptest::prop_assert!(code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        }

        #[test]
        fn two_semesters_never_leave_a_day_out(year in 1990_i32..=2190, back in 0_i64..600) {
            let last = day(year, 8, 31) - chrono::TimeDelta::days(back);
            for after in [None, Some(last)] {
                let all = semesters_after(year, after, "x").unwrap();
                proptest::prop_assert_eq!(all[0].activities.1.succ_opt(), Some(all[1].activities.0));
                for period in &all {
                    proptest::prop_assert!(period.activities.0 < period.activities.1);
                    proptest::prop_assert!(period.finance.0 < period.finance.1);
                    proptest::prop_assert!(period.head_count_day <= period.activities.1);
                    proptest::prop_assert!(period.due.is_none_or(|due| due >= period.activities.0));
                }
            }
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
