//! What stands against saving the table, and where; the table as values.

use super::{Keyed, NewYearLayer, PeriodColumn, Problem, Step};
use crate::desk::new_year::{Fate, MemberRow, NewYear, Place, YearFault};
use crate::domain::member_facts::FactError;
use crate::domain::{Catalog, Day, FactKind, Period};
use crate::text::date;
use crate::tui::form::Message;
use crate::tui::form::year::{day_of, fates, positions};

impl NewYearLayer {
    pub(super) fn save(&mut self, catalog: &Catalog) -> Keyed {
        self.leave_cell(catalog);
        let year = self.judge(catalog);
        match self.problems.first() {
            Some(problem) => {
                (self.step, self.line, self.column) = (problem.step, problem.line, problem.column);
                Keyed::Refused
            }
            None => year.map_or(Keyed::Refused, |year| Keyed::Save(Box::new(year))),
        }
    }

    /// The problems at a line of the step shown.
    pub fn problem_at(&self, line: usize) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.step == self.step && problem.line == line)
    }

    /// Judges everything; the year as values, unless a text cannot be read.
    pub fn judge(&mut self, catalog: &Catalog) -> Option<NewYear> {
        let mut problems = Vec::new();
        let year = self.read(catalog, &mut problems);
        for fault in year.as_ref().map(|year| year.judge(catalog)).unwrap_or_default() {
            let (step, line, column) = match fault.place {
                Place::From => (Step::Members, 0, 0),
                Place::Member(at) => (Step::Members, at + 1, column_of(&fault.what)),
                Place::Newcomer(at) => (Step::Members, 1 + self.rows.len() + at, 0),
                Place::Period(at) => (
                    Step::Periods,
                    usize::from(matches!(fault.what, YearFault::Year { .. } | YearFault::Backwards { .. })),
                    at,
                ),
            };
            problems.push(Problem { step, line, column, message: said(&fault.what) });
        }
        problems.sort_by_key(|problem| (problem.step as u8, problem.line, problem.column));
        let sound = problems.is_empty();
        self.problems = problems;
        year.filter(|_| sound)
    }

    /// The year as values; what cannot be read is a problem, and then judged no further.
    fn read(&self, catalog: &Catalog, problems: &mut Vec<Problem>) -> Option<NewYear> {
        let mut wrong = |step, line, column, message| problems.push(Problem { step, line, column, message });
        let from = day_of(&self.from, catalog, self.year)
            .map_err(|message| wrong(Step::Members, 0, 0, message))
            .ok();
        let mut members = Vec::with_capacity(self.rows.len());
        for (at, row) in self.rows.iter().enumerate() {
            let fate = if row.reason.is_empty() {
                let known = positions(catalog);
                let position = row.cells[2].as_deref().filter(|code| !code.is_empty());
                if let Some(words) =
                    position.filter(|code| !known.options.iter().any(|one| one.code == **code))
                {
                    wrong(Step::Members, at + 1, 3, Message::plain("form-error-choice").with("text", words));
                }
                let facts = [FactKind::ShortName, FactKind::Duty, FactKind::Position, FactKind::Team];
                let typed = facts.into_iter().zip(&row.cells);
                Fate::Stays(
                    typed.filter_map(|(kind, cell)| cell.clone().map(|value| (kind, value))).collect(),
                )
            } else {
                if !fates(catalog).options.iter().any(|option| option.code == row.reason) {
                    let message = Message::plain("form-error-choice").with("text", row.reason.as_str());
                    wrong(Step::Members, at + 1, 0, message);
                }
                match day_of(&row.leaves, catalog, self.year) {
                    Ok(day) => Fate::Leaves { day, reason: row.reason.clone() },
                    Err(message) => {
                        wrong(Step::Members, at + 1, 1, message);
                        continue;
                    }
                }
            };
            members.push(MemberRow { member: row.member.clone(), fate });
        }
        let mut periods = Vec::new();
        for (column, period) in self.periods.iter().enumerate() {
            periods.extend(period.read(catalog, self.year, &mut |line, message| {
                wrong(Step::Periods, line, column, message);
            }));
        }
        let newcomers = self.newcomers.iter().map(|one| one.member.clone()).collect();
        let from = from?;
        problems.is_empty().then_some(NewYear { from, members, newcomers, periods })
    }
}

impl PeriodColumn {
    fn read(&self, catalog: &Catalog, year: i32, wrong: &mut impl FnMut(usize, Message)) -> Option<Period> {
        let text = |line: usize| self.cells.get(line).map_or("", String::as_str);
        let mut day = |line: usize| match day_of(text(line), catalog, year) {
            Ok(day) => Some(day),
            Err(message) => {
                wrong(line, message);
                None
            }
        };
        let days: Vec<Option<Day>> = (1..=5).map(&mut day).collect();
        let due = if text(6).is_empty() { None } else { Some(day(6)?) };
        let days: Vec<Day> = days.into_iter().collect::<Option<_>>()?;
        let [from, to, first, last, head_count_day] = days.try_into().ok()?;
        Some(Period {
            title: text(0).to_owned(),
            activities: (from, to),
            finance: (first, last),
            head_count_day,
            due,
            ..self.base.clone()
        })
    }
}

const fn column_of(fault: &YearFault) -> usize {
    match fault {
        YearFault::ShortNameTaken { .. } | YearFault::Leaving(_) | YearFault::Year { .. } => 1,
        _ => 0,
    }
}

/// The sentence of a fault.
fn said(fault: &YearFault) -> Message {
    match fault {
        YearFault::Year { day } => {
            Message::plain("form-error-date-year").with("year", chrono::Datelike::year(day).to_string())
        }
        YearFault::ShortNameTaken { name, holder } => {
            Message::plain("year-fault-short-name").with("name", name).with("other", holder)
        }
        YearFault::NoReason => Message::plain("year-fault-reason"),
        YearFault::Leaving(FactError::NoStay) => Message::plain("year-fault-no-stay"),
        YearFault::Leaving(FactError::BeforeBegin { from }) => {
            Message::plain("year-fault-before").with("from", date::format(*from))
        }
        YearFault::Known { name } => Message::plain("year-fault-known").with("name", name),
        YearFault::NoName | YearFault::NoTitle => Message::plain("form-error-required"),
        YearFault::CodeTaken { code } => Message::plain("year-fault-code").with("code", code),
        YearFault::Backwards { .. } => Message::plain("form-error-until"),
    }
}
