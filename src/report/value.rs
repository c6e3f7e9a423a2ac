//! The placeholders: which there are, what each may stand in, and how each is written.
//!
//! A new computation is a new [`Value`] here, computed once in [`mod@super::compile`].

use super::model::{FigureValue, Rule, SourceRef};
use super::template::{Filled, Template};
use crate::domain::FactKind;

/// A text of a fact or of the outline.
pub type ValueText = Template<Value>;

/// A placeholder. The number is the width that `{count:02}` asks for, 0 without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// What the term, the unit and the ranges say; no figure.
    Term(Term),
    /// The place of a row in its table, from 1.
    Row,
    /// Lượt, or members.
    Count(usize),
    /// Different people.
    Persons(usize),
    /// Different relatives.
    Relatives(usize),
    /// Activities, or vouchers.
    Entries(usize),
    /// The list behind the count.
    People,
    /// Money of the activities.
    Sum,
    /// The same in words.
    SumWords,
    /// n of N in per cent.
    Share,
    /// n.
    N(usize),
    /// N.
    Of(usize),
    /// A field as noted.
    Noted(Noted),
    /// A breakdown of members with counts.
    Groups(By),
    /// The same without counts.
    Labels(By),
    /// Women among the members.
    Women(usize),
    /// Members of a minority.
    Minority(usize),
    /// How many of the moves are comings.
    Came(usize),
    /// How many of the moves are leavings.
    Left(usize),
    /// The day on which something happened to a member.
    MoveDay,
    /// Why.
    MoveReason,
    /// A sum of the fund's book.
    Book(Book),
    /// The same in words.
    BookWords(Book),
    /// What had been planned.
    Plan(PlanPart),
    /// How a value moved since the period before, with the width of its difference.
    Change(Measure, usize),
    /// A value of a named selection: its place in [`super::outline::Fact::named`].
    Selected(usize),
}

/// What an entry planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanPart {
    /// Nội dung: kind, what it is for, and whom.
    Content,
    /// Số lượng.
    Quantity,
    /// Mức.
    Rate,
    /// Thành tiền.
    Amount,
    /// The same in words.
    AmountWords,
    /// The day.
    Day,
}

impl PlanPart {
    const NAMES: &'static [(PlanPart, &'static str)] = &[
        (PlanPart::Content, "content"),
        (PlanPart::Quantity, "quantity"),
        (PlanPart::Rate, "rate"),
        (PlanPart::Amount, "amount"),
        (PlanPart::AmountWords, "words"),
        (PlanPart::Day, "day"),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|pair| pair.1 == name).map(|pair| pair.0)
    }

    fn name(self) -> &'static str {
        Self::NAMES.iter().find(|pair| pair.0 == self).map_or("", |pair| pair.1)
    }
}

/// A value that can be compared: a count or an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // The values of the same names.
pub enum Measure {
    Count,
    Persons,
    Relatives,
    Entries,
    Sum,
    N,
    Of,
    Women,
    Minority,
    Came,
    Left,
    Book(Book),
}

impl Measure {
    /// The value that it compares.
    pub const fn value(self) -> Value {
        match self {
            Measure::Count => Value::Count(0),
            Measure::Persons => Value::Persons(0),
            Measure::Relatives => Value::Relatives(0),
            Measure::Entries => Value::Entries(0),
            Measure::Sum => Value::Sum,
            Measure::N => Value::N(0),
            Measure::Of => Value::Of(0),
            Measure::Women => Value::Women(0),
            Measure::Minority => Value::Minority(0),
            Measure::Came => Value::Came(0),
            Measure::Left => Value::Left(0),
            Measure::Book(book) => Value::Book(book),
        }
    }

    /// The measure of a value; none: it cannot be compared.
    pub const fn of(value: Value) -> Option<Self> {
        Some(match value {
            Value::Count(_) => Measure::Count,
            Value::Persons(_) => Measure::Persons,
            Value::Relatives(_) => Measure::Relatives,
            Value::Entries(_) => Measure::Entries,
            Value::Sum => Measure::Sum,
            Value::N(_) => Measure::N,
            Value::Of(_) => Measure::Of,
            Value::Women(_) => Measure::Women,
            Value::Minority(_) => Measure::Minority,
            Value::Came(_) => Measure::Came,
            Value::Left(_) => Measure::Left,
            Value::Book(book) => Measure::Book(book),
            _ => return None,
        })
    }
}

impl Value {
    /// The name and format as outlines write them, for figures: "count", "sum:words". Widths are left out.
    pub fn name(self) -> String {
        match self {
            Value::Term(_) | Value::Selected(_) => String::new(),
            Value::Row => "row".to_owned(),
            Value::Count(_) => "count".to_owned(),
            Value::Persons(_) => "persons".to_owned(),
            Value::Relatives(_) => "relatives".to_owned(),
            Value::Entries(_) => "entries".to_owned(),
            Value::People => "people".to_owned(),
            Value::Sum => "sum".to_owned(),
            Value::SumWords => "sum:words".to_owned(),
            Value::Share => "share".to_owned(),
            Value::N(_) => "n".to_owned(),
            Value::Of(_) => "of".to_owned(),
            Value::Noted(noted) => noted.name().to_owned(),
            Value::Groups(by) => format!("groups:{}", by.name()),
            Value::Labels(by) => format!("labels:{}", by.name()),
            Value::Women(_) => "women".to_owned(),
            Value::Minority(_) => "minority".to_owned(),
            Value::Came(_) => "came".to_owned(),
            Value::Left(_) => "left".to_owned(),
            Value::MoveDay => "day".to_owned(),
            Value::MoveReason => "reason".to_owned(),
            Value::Book(book) => book.name().to_owned(),
            Value::BookWords(book) => format!("{}:words", book.name()),
            Value::Plan(part) => format!("plan:{}", part.name()),
            Value::Change(measure, _) => format!("change:{}", measure.value().name()),
        }
    }
}

/// What members are broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A dated fact.
    Fact(FactKind),
    /// The contract at the root of the tree.
    ContractTree,
    /// Dân tộc.
    Ethnicity,
    /// Trình độ.
    Degree,
    /// Bands of age.
    Age,
    /// Why somebody came or left.
    Reason,
}

impl By {
    const NAMES: &'static [(By, &'static str)] = &[
        (By::Fact(FactKind::Duty), "duty"),
        (By::Fact(FactKind::Position), "position"),
        (By::Fact(FactKind::Contract), "contract"),
        (By::Fact(FactKind::Team), "team"),
        (By::Fact(FactKind::Office), "office"),
        (By::Fact(FactKind::Theory), "theory"),
        (By::ContractTree, "contract_tree"),
        (By::Ethnicity, "ethnicity"),
        (By::Degree, "degree"),
        (By::Age, "age"),
        (By::Reason, "reason"),
    ];

    /// The breakdown of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|pair| pair.1 == name).map(|pair| pair.0)
    }

    /// Its name in outlines.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|pair| pair.0 == self).map_or("", |pair| pair.1)
    }
}

/// What the term, the unit and the ranges say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// "học kỳ I năm học 2023-2024".
    Period,
    /// The same in capitals.
    PeriodCapitals,
    /// The unit in a sentence.
    Unit,
    /// The unit in short.
    UnitShort,
    /// The upper body in a sentence.
    Upper,
    /// The school.
    School,
    /// Ward or commune.
    Ward,
    /// The year in which the money ends.
    Year,
    /// The year after it.
    NextYear,
    /// The head-count day.
    HeadCountDay,
    /// The range of the fact.
    RangeTitle,
    /// The title of the settlement.
    FinanceTitle,
    /// What the balance is called.
    BalanceName,
    /// The lunar year whose Tết is planned for: "Bính Ngọ 2026".
    LunarYear,
    /// The title of the period that is compared with.
    ChangePeriod,
    /// The title of the period that follows.
    NextPeriod,
    /// The report's number.
    ReportNumber,
    /// The report's day, in words.
    ReportDay,
}

/// A field of activities as noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // The fields of `Activity`, documented there.
pub enum Noted {
    Whom,
    Day,
    About,
    Occasion,
    Place,
    Organisation,
    Giver,
    Launcher,
    Result,
    Level,
    Prize,
    Goods,
    Reference,
    Note,
    LedBy,
    Kind,
}

/// A sum of the fund's book over the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Book {
    /// Tích lũy đầu kỳ (10).
    Opening,
    /// Thu (22 to 25).
    Receipts,
    /// Cấp trên cấp (28).
    Granted,
    /// Nhận bàn giao (40).
    HandedIn,
    /// Receipts and granted: the opening balance is left out.
    TotalReceipts,
    /// Chi (31 to 37).
    Payments,
    /// Đã nộp cấp trên (39).
    PaidUp,
    /// Bàn giao (42).
    HandedOver,
    /// Tích lũy cuối kỳ (50).
    Balance,
    /// The roles and codes that the fact names.
    Selected,
}

/// What a text is about, which decides the placeholders it may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Only the term.
    Term,
    /// Activities.
    Activities,
    /// Members.
    Members,
    /// What happened to members.
    Movement,
    /// A fund's book.
    Ledger,
}

impl Term {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "period" => Term::Period,
            "PERIOD" => Term::PeriodCapitals,
            "unit" => Term::Unit,
            "unit_short" => Term::UnitShort,
            "upper" => Term::Upper,
            "school" => Term::School,
            "ward" => Term::Ward,
            "year" => Term::Year,
            "next_year" => Term::NextYear,
            "head_count_day" => Term::HeadCountDay,
            "range_title" => Term::RangeTitle,
            "finance_title" => Term::FinanceTitle,
            "balance_name" => Term::BalanceName,
            "lunar_year" => Term::LunarYear,
            "change_period" => Term::ChangePeriod,
            "next_period" => Term::NextPeriod,
            "report_number" => Term::ReportNumber,
            "report_day" => Term::ReportDay,
            _ => return None,
        })
    }
}

impl Noted {
    const NAMES: &'static [(Noted, &'static str)] = &[
        (Noted::Whom, "whom"),
        (Noted::Day, "day"),
        (Noted::About, "about"),
        (Noted::Occasion, "occasion"),
        (Noted::Place, "place"),
        (Noted::Organisation, "organisation"),
        (Noted::Giver, "giver"),
        (Noted::Launcher, "launcher"),
        (Noted::Result, "result"),
        (Noted::Level, "level"),
        (Noted::Prize, "prize"),
        (Noted::Goods, "goods"),
        (Noted::Reference, "reference"),
        (Noted::Note, "note"),
        (Noted::LedBy, "led_by"),
        (Noted::Kind, "kind"),
    ];

    /// The placeholder of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|pair| pair.1 == name).map(|pair| pair.0)
    }

    /// Its name in outlines.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|pair| pair.0 == self).map_or("", |pair| pair.1)
    }
}

impl Book {
    const NAMES: &'static [(Book, &'static str)] = &[
        (Book::Opening, "opening"),
        (Book::Receipts, "receipts"),
        (Book::Granted, "granted"),
        (Book::HandedIn, "handed_in"),
        (Book::TotalReceipts, "total_receipts"),
        (Book::Payments, "payments"),
        (Book::PaidUp, "paid_up"),
        (Book::HandedOver, "handed_over"),
        (Book::Balance, "balance"),
        (Book::Selected, "sum"),
    ];

    /// The placeholder of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|pair| pair.1 == name).map(|pair| pair.0)
    }

    /// Its name in outlines.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|pair| pair.0 == self).map_or("", |pair| pair.1)
    }
}

/// The placeholder of this name and format in a text about `subject`; none: there is no such.
pub fn read(name: &str, format: &str, subject: Subject) -> Option<Value> {
    let width = match format {
        "" => Some(0),
        "02" => Some(2),
        "03" => Some(3),
        _ => None,
    };
    if let Some(term) = Term::named(name) {
        return format.is_empty().then_some(Value::Term(term));
    }
    let by = || By::named(format).filter(|by| *by != By::Reason || subject == Subject::Movement);
    if name == "change" {
        return change(format, subject);
    }
    match (subject, name) {
        (Subject::Activities, "plan") => PlanPart::named(format).map(Value::Plan),
        (Subject::Activities, "row") => (format.is_empty()).then_some(Value::Row),
        (Subject::Activities | Subject::Members | Subject::Movement, "count") => width.map(Value::Count),
        (Subject::Activities, "persons") => width.map(Value::Persons),
        (Subject::Activities, "relatives") => width.map(Value::Relatives),
        (Subject::Activities | Subject::Ledger, "entries") => width.map(Value::Entries),
        (Subject::Activities, "people") | (Subject::Members | Subject::Movement, "members" | "people") => {
            format.is_empty().then_some(Value::People)
        }
        (Subject::Activities, "sum") => match format {
            "" => Some(Value::Sum),
            "words" => Some(Value::SumWords),
            _ => None,
        },
        (Subject::Activities, "share") => format.is_empty().then_some(Value::Share),
        (Subject::Activities, "n") => width.map(Value::N),
        (Subject::Activities, "of") => width.map(Value::Of),
        (Subject::Activities, name) => Noted::named(name).filter(|_| format.is_empty()).map(Value::Noted),
        (Subject::Members | Subject::Movement, "groups") => by().map(Value::Groups),
        (Subject::Members | Subject::Movement, "labels") => by().map(Value::Labels),
        (Subject::Members | Subject::Movement, "women") => width.map(Value::Women),
        (Subject::Members | Subject::Movement, "minority") => width.map(Value::Minority),
        (Subject::Movement, "came") => width.map(Value::Came),
        (Subject::Movement, "left") => width.map(Value::Left),
        (Subject::Movement, "day") => format.is_empty().then_some(Value::MoveDay),
        (Subject::Movement, "reason") => format.is_empty().then_some(Value::MoveReason),
        (Subject::Term | Subject::Members | Subject::Movement, _) => None,
        (Subject::Ledger, name) => match (Book::named(name)?, format) {
            (book, "") => Some(Value::Book(book)),
            (book, "words") => Some(Value::BookWords(book)),
            _ => None,
        },
    }
}

/// `{change}`, `{change:sum}`, `{change:count:02}`.
fn change(format: &str, subject: Subject) -> Option<Value> {
    let (name, width) = match format.split_once(':') {
        Some((name, "02")) => (name, 2),
        Some((name, "03")) => (name, 3),
        Some(_) => return None,
        None => (format, 0),
    };
    let name = match (name, subject) {
        ("", Subject::Ledger) => "sum",
        ("", _) => "count",
        (name, _) => name,
    };
    if name == "change" {
        return None;
    }
    let measure = Measure::of(read(name, "", subject)?)?;
    Some(Value::Change(measure, width))
}

/// A value with everything a figure needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// As printed; empty: nothing to say.
    pub text: String,
    /// True when the value is nothing or none of something.
    pub empty: bool,
    /// The figure; none for words of the term.
    pub figure: Option<(FigureValue, Rule, Vec<SourceRef>)>,
}

impl Computed {
    /// Words without a figure.
    pub fn words(text: String) -> Self {
        Self { empty: text.is_empty(), text, figure: None }
    }

    /// As a template takes it.
    pub fn filled(self) -> Filled<(FigureValue, Rule, Vec<SourceRef>)> {
        Filled { text: self.text, empty: self.empty, tag: self.figure }
    }
}

/// A number of things, with leading zeros up to `width`.
pub fn number(count: u64, width: usize) -> String {
    format!("{count:0width$}")
}

/// n of N in per cent: decimal comma, one place, none when whole. What is not all is never printed as 100 %, what
/// is not nothing never as 0 %.
pub fn percent(n: u64, of: u64) -> Option<String> {
    if of == 0 {
        return None;
    }
    let (n, of) = (u128::from(n), u128::from(of));
    let mut tenths = (n * 2000 + of) / (of * 2);
    if n < of {
        tenths = tenths.min(999);
    }
    if n > 0 {
        tenths = tenths.max(1);
    }
    let (whole, tenth) = (tenths / 10, tenths % 10);
    Some(if tenth == 0 { format!("{whole}%") } else { format!("{whole},{tenth}%") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cent_has_a_decimal_comma_and_no_place_when_whole() {
        let cases = [
            (16, 17, "94,1%"),
            (17, 17, "100%"),
            (1, 2, "50%"),
            (1999, 2000, "99,9%"),
            (1, 5000, "0,1%"),
            (0, 7, "0%"),
            (2, 3, "66,7%"),
        ];
        for (n, of, text) in cases {
            assert_eq!(percent(n, of).as_deref(), Some(text));
        }
        assert_eq!(percent(1, 0), None);
    }
}
