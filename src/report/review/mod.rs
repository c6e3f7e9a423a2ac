//! The review (*soát lỗi*): what may be wrong with a report before it goes out.
//!
//! | module | what it looks at |
//! |---|---|
//! | `counts` | a number of people and the names behind it |
//! | `sums` | amounts in the officer's words |
//! | `years` | days, years, school years and terms in the officer's words |
//! | `settings` | days of the period and of the report's head |
//! | `bodies` | names of other units and districts |
//! | `legacy` | text of an old encoding |
//! | `entries` | activities: outside any period, past their day, twice, above the norm |
//! | `book` | parts of the report, roster, vouchers, photos |
//!
//! Every rule is a function of its own that finds and changes nothing. What it says is data; the sentences stand with the
//! other messages, and the words of the field that rules look for in `assets/review-words.toml`.

mod bodies;
mod book;
mod counts;
mod entries;
mod legacy;
mod said;
mod settings;
mod sums;
mod tokens;
mod words;
mod years;

#[cfg(test)]
mod tests;

pub use entries::STRAY;

use serde::Serialize;

use super::{Issue, Outline, Report};
use crate::domain::{Activity, Catalog, Day, Fund, Id, Member, Stored, TermData, Voucher};
use crate::text::money::Dong;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The report must not go out like this.
    Error,
    /// It is probably wrong.
    Warning,
    /// Worth knowing.
    Note,
}

/// Something that may be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// What it is.
    #[serde(flatten)]
    pub what: What,
    /// Where it is mended.
    pub place: Place,
}

/// Where a finding is mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "in")]
pub enum Place {
    /// An activity.
    Activity {
        /// Its id.
        id: Id<Activity>,
    },
    /// A member of the roster.
    Member {
        /// The id.
        id: Id<Member>,
    },
    /// A fund's book, at a voucher.
    Voucher {
        /// The voucher.
        id: Id<Voucher>,
        /// Its fund.
        fund: Id<Fund>,
        /// Its day.
        day: Day,
    },
    /// The officer's words for a part of the report.
    Narrative {
        /// The narrative's key.
        part: String,
    },
    /// Head and foot of the report.
    ReportSettings,
    /// The period and its letter.
    Period,
    /// A section of the report.
    Section {
        /// Its id in the outline.
        id: String,
    },
}

/// An activity kind by its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindName {
    /// Its code.
    pub code: String,
    /// Its Vietnamese label.
    pub label: String,
    /// Its English one.
    pub en: String,
}

impl KindName {
    fn of(code: &str, catalog: &Catalog) -> Self {
        let kind = catalog.kinds.get(code);
        let name = |of: fn(&crate::domain::Kind) -> &str| kind.map_or(code, of).to_owned();
        Self { code: code.to_owned(), label: name(|kind| &kind.label), en: name(|kind| &kind.en) }
    }
}

/// A day that a period sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodDay {
    /// The head-count day.
    HeadCount,
    /// The last day to hand in.
    Due,
    /// The letter's day.
    Letter,
    /// The report's own day.
    Report,
}

/// What is found. Texts are quoted as they stand in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum What {
    /// A part lacks its required words or entries, or something in it does not fit.
    Part {
        /// The section's place: "II.3".
        section: String,
        /// Its title in few words.
        title: String,
        /// What the outline asks for there; empty where it says nothing.
        wanted: String,
        /// What.
        #[serde(flatten)]
        issue: Issue,
    },
    /// A number of people, and not as many names behind it.
    CountDiffers {
        /// The number said.
        said: u64,
        /// How many names.
        names: u64,
        /// The number as it stands.
        quote: String,
    },
    /// A number of lượt that no figure of the report has.
    CountUntied {
        /// The number as it stands.
        quote: String,
    },
    /// An amount whose groups are not of three digits.
    MoneyMalformed {
        /// As it stands.
        quote: String,
    },
    /// An amount that no figure of the report and no entry has.
    MoneyUntied {
        /// As it stands.
        quote: String,
        /// đồng.
        amount: Dong,
    },
    /// A day that lies in the term but for its year.
    WrongYear {
        /// As it stands.
        quote: String,
        /// The day or month meant, probably.
        meant: String,
    },
    /// A day of the period or of the report's head that lies near the term but for its year.
    PeriodWrongYear {
        /// Which.
        of: PeriodDay,
        /// The day as it is set.
        day: Day,
        /// The day meant, probably.
        meant: Day,
    },
    /// A year behind the term.
    YearAhead {
        /// The year.
        year: i32,
    },
    /// A year before the term, in which something is told to have been done.
    YearBefore {
        /// The year.
        year: i32,
    },
    /// Another school year than the term's.
    OtherSchoolYear {
        /// As it stands.
        quote: String,
        /// The term's.
        own: String,
    },
    /// Another term than the report's.
    OtherTerm {
        /// As it stands.
        quote: String,
        /// The report's title of its period.
        own: String,
    },
    /// A unit or an area that is neither the unit's nor met in its entries.
    OtherBody {
        /// Its name as it stands.
        quote: String,
    },
    /// Text of an old encoding.
    OldEncoding {
        /// A piece of it.
        quote: String,
    },
    /// A done activity that no period holds.
    OutsidePeriods {
        /// The activity's kind.
        kind: KindName,
        /// Its day.
        day: Day,
    },
    /// Many done activities before the first period.
    BeforePeriods {
        /// How many.
        count: u64,
        /// The first period's first day.
        first: Day,
        /// The day of the last of them.
        last: Day,
    },
    /// A plan past its day.
    PlanOverdue {
        /// The activity's kind.
        kind: KindName,
        /// The day planned.
        day: Day,
        /// What it is about.
        about: String,
    },
    /// The same member, kind and relation within seven days.
    Doubled {
        /// The activity's kind.
        kind: KindName,
        /// The member's short name.
        name: String,
        /// The earlier day.
        before: Day,
        /// The day.
        day: Day,
    },
    /// A second việc hiếu for one parent of one member.
    ParentTwice {
        /// The activity's kind.
        kind: KindName,
        /// The relation's label.
        relation: String,
        /// The member's short name.
        name: String,
        /// The earlier day.
        before: Day,
        /// The day.
        day: Day,
    },
    /// More than the norm allows for one person.
    AboveNorm {
        /// The activity's kind.
        kind: KindName,
        /// The day.
        day: Day,
        /// đồng for one person.
        amount: Dong,
        /// đồng by the norm.
        norm: Dong,
    },
    /// More often in a year than the norm allows.
    TooOften {
        /// The activity's kind.
        kind: KindName,
        /// The member's short name.
        name: String,
        /// How often.
        count: u32,
        /// How often by the norm.
        times: u32,
    },
    /// Roster and activity do not say the same of a member.
    RosterDisagrees {
        /// The activity's kind.
        kind: KindName,
        /// The member's short name.
        name: String,
        /// The activity's day.
        day: Day,
        /// What the roster has; none when it has nothing.
        noted: Option<Day>,
    },
    /// A done activity that names a member who had left by then.
    AfterLeaving {
        /// The activity's kind.
        kind: KindName,
        /// The member's short name.
        name: String,
        /// The activity's day.
        day: Day,
        /// The first day that the roster does not count the member.
        left: Day,
    },
    /// Two people bear one short name on one day.
    ShortNamesClash {
        /// The short name.
        name: String,
        /// The full names.
        first: String,
        /// Of the other.
        second: String,
    },
    /// Numbers missing in a fund's sequence of a year.
    VoucherGap {
        /// The fund's name.
        fund: String,
        /// The first number that is missing, as paper shows it.
        from: String,
        /// The last one.
        to: String,
    },
    /// Not as many photos as the letter asks for.
    Photos {
        /// How many there are.
        have: u64,
        /// How many at least.
        from: Option<u32>,
        /// How many at most.
        to: Option<u32>,
    },
}

impl What {
    /// Its name for other programs.
    pub const fn code(&self) -> &'static str {
        match self {
            What::Part { .. } => "part",
            What::CountDiffers { .. } => "count-differs",
            What::CountUntied { .. } => "count-untied",
            What::MoneyMalformed { .. } => "money-malformed",
            What::MoneyUntied { .. } => "money-untied",
            What::WrongYear { .. } => "wrong-year",
            What::PeriodWrongYear { .. } => "period-wrong-year",
            What::YearAhead { .. } => "year-ahead",
            What::YearBefore { .. } => "year-before",
            What::OtherSchoolYear { .. } => "other-school-year",
            What::OtherTerm { .. } => "other-term",
            What::OtherBody { .. } => "other-body",
            What::OldEncoding { .. } => "old-encoding",
            What::OutsidePeriods { .. } => "outside-periods",
            What::BeforePeriods { .. } => "before-periods",
            What::PlanOverdue { .. } => "plan-overdue",
            What::Doubled { .. } => "doubled",
            What::ParentTwice { .. } => "parent-twice",
            What::AboveNorm { .. } => "above-norm",
            What::TooOften { .. } => "too-often",
            What::RosterDisagrees { .. } => "roster-disagrees",
            What::AfterLeaving { .. } => "after-leaving",
            What::ShortNamesClash { .. } => "short-names-clash",
            What::VoucherGap { .. } => "voucher-gap",
            What::Photos { .. } => "photos",
        }
    }

    const fn severity(&self) -> Severity {
        match self {
            What::Part { issue: Issue::NoNarrative { .. } | Issue::NoRecords { .. }, .. }
            | What::CountDiffers { .. }
            | What::MoneyMalformed { .. }
            | What::WrongYear { .. }
            | What::PeriodWrongYear { .. }
            | What::OldEncoding { .. } => Severity::Error,
            // No photo at all: they are handed in some other way, or are still to come. So many older entries are
            // history.
            What::Photos { have: 0, .. } | What::BeforePeriods { .. } => Severity::Note,
            _ => Severity::Warning,
        }
    }
}

impl Finding {
    fn new(what: What, place: Place) -> Self {
        Self { severity: what.severity(), what, place }
    }
}

/// What of the book a period's report does not read, and its review does.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Around {
    /// How many pictures go with the report.
    pub photos: u64,
    /// How many done entries lie before the first period.
    pub before: u64,
    /// The latest of them, oldest first: [`STRAY`] are enough.
    pub latest_before: Vec<Stored<Activity>>,
    /// Done entries behind today.
    pub behind: Vec<Stored<Activity>>,
}

/// Looks a period's report over: `report` is compiled from `data` by `outline`.
///
/// The worst come first, and within it what stands in the report in its reading order, then entries by day. The same
/// term gives the same findings.
pub fn review(data: &TermData, report: &Report, outline: &Outline, around: &Around) -> Vec<Finding> {
    let texts = said::texts(data, outline);
    let mut found = book::parts(data, report);
    found.extend(texts.iter().flat_map(|text| {
        let mut of_text = legacy::text(text);
        // Nothing more can be read in letters that are none.
        if of_text.is_empty() {
            of_text.extend(counts::differing(text));
            of_text.extend(counts::untied(text, report));
            of_text.extend(sums::malformed(text));
            of_text.extend(sums::untied(text, report, data));
            of_text.extend(years::days(text, data));
            of_text.extend(years::school_years(text, data));
            of_text.extend(years::terms(text, data));
        }
        of_text
    }));
    found.extend(settings::days(data));
    found.extend(bodies::others(&texts, data));
    found.extend(legacy::records(data));
    found.extend(entries::outside_periods(data, around));
    found.extend(entries::overdue(data));
    found.extend(entries::doubled(data));
    found.extend(entries::parent_twice(data));
    found.extend(entries::above_norm(data));
    found.extend(entries::too_often(data));
    found.extend(book::disagreements(data));
    found.extend(entries::after_leaving(data));
    found.extend(book::short_names(data));
    found.extend(book::voucher_gaps(data));
    found.extend(book::photos(data, around.photos));
    found.sort_by_key(|finding| finding.severity);
    found
}
