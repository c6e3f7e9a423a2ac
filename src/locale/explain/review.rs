//! The sentences of what the review finds.

use super::{Explain, day, money, number, quote};
use crate::locale::{Messages, Value};
use crate::report::review::{Finding, KindName, PeriodDay, What};

impl Explain for Finding {
    fn explain(&self, messages: &Messages) -> String {
        self.what.explain(messages)
    }
}

fn kind(kind: &KindName, messages: &Messages) -> Value<'static> {
    quote(messages.pick(&kind.label, &kind.en))
}

impl Explain for What {
    fn explain(&self, messages: &Messages) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| messages.with(key, values);
        match self {
            What::Part { issue, wanted, .. } if wanted.is_empty() => issue.explain(messages),
            What::Part { issue, wanted, .. } => {
                let sentence = Value::from(issue.explain(messages));
                say("review-part", &[("sentence", sentence), ("wanted", quote(wanted))])
            }
            What::CountDiffers { said, names, quote: text } => say(
                "review-count-differs",
                &[("text", quote(text)), ("said", number(said)), ("names", number(names))],
            ),
            What::CountUntied { quote: text } => say("review-count-untied", &[("text", quote(text))]),
            What::MoneyMalformed { quote: text } => say("review-money-malformed", &[("text", quote(text))]),
            What::MoneyUntied { quote: text, .. } => say("review-money-untied", &[("text", quote(text))]),
            What::WrongYear { quote: text, meant } => {
                say("review-wrong-year", &[("text", quote(text)), ("meant", quote(meant))])
            }
            What::PeriodWrongYear { of, day: set, meant } => {
                let key = match of {
                    PeriodDay::HeadCount => "review-head-count-year",
                    PeriodDay::Due => "review-due-year",
                    PeriodDay::Letter => "review-letter-year",
                    PeriodDay::Report => "review-report-year",
                };
                say(key, &[("day", day(*set)), ("meant", day(*meant))])
            }
            What::YearBefore { year } => say("review-year-before", &[("year", number(year))]),
            What::YearAhead { year } => say("review-year-ahead", &[("year", number(year))]),
            What::OtherSchoolYear { quote: text, own } => {
                say("review-other-school-year", &[("text", quote(text)), ("own", quote(own))])
            }
            What::OtherTerm { quote: text, own } => {
                say("review-other-term", &[("text", quote(text)), ("own", quote(own))])
            }
            What::OtherBody { quote: text } => say("review-other-body", &[("text", quote(text))]),
            What::OldEncoding { quote: text } => say("review-old-encoding", &[("text", quote(text))]),
            What::OutsidePeriods { kind: of, day: on } => {
                say("review-outside-periods", &[("kind", kind(of, messages)), ("day", day(*on))])
            }
            What::BeforePeriods { count, first, last } => say(
                "review-before-periods",
                &[("count", number(count)), ("first", day(*first)), ("last", day(*last))],
            ),
            What::PlanOverdue { kind: of, day: on, about } => say(
                "review-plan-overdue",
                &[("kind", kind(of, messages)), ("day", day(*on)), ("about", quote(about))],
            ),
            What::Doubled { kind: of, name, before, day: on } => say(
                "review-doubled",
                &[
                    ("kind", kind(of, messages)),
                    ("name", quote(name)),
                    ("before", day(*before)),
                    ("day", day(*on)),
                ],
            ),
            What::ParentTwice { kind: of, relation, name, before, day: on } => say(
                "review-parent-twice",
                &[
                    ("kind", kind(of, messages)),
                    ("relation", quote(relation)),
                    ("name", quote(name)),
                    ("before", day(*before)),
                    ("day", day(*on)),
                ],
            ),
            What::AboveNorm { kind: of, day: on, amount, norm } => say(
                "review-above-norm",
                &[
                    ("kind", kind(of, messages)),
                    ("day", day(*on)),
                    ("amount", money(*amount)),
                    ("norm", money(*norm)),
                ],
            ),
            What::TooOften { kind: of, name, count, times } => say(
                "review-too-often",
                &[
                    ("kind", kind(of, messages)),
                    ("name", quote(name)),
                    ("count", number(count)),
                    ("times", number(times)),
                ],
            ),
            What::RosterDisagrees { kind: of, name, day: on, noted } => {
                let key = if noted.is_some() { "review-roster-other-day" } else { "review-roster-no-day" };
                let noted = noted.map_or(Value::from(""), day);
                say(
                    key,
                    &[
                        ("kind", kind(of, messages)),
                        ("name", quote(name)),
                        ("day", day(*on)),
                        ("noted", noted),
                    ],
                )
            }
            What::AfterLeaving { kind: of, name, day: on, left } => say(
                "review-after-leaving",
                &[
                    ("kind", kind(of, messages)),
                    ("name", quote(name)),
                    ("day", day(*on)),
                    ("left", day(*left)),
                ],
            ),
            What::ShortNamesClash { name, first, second } => say(
                "review-short-names-clash",
                &[("name", quote(name)), ("first", quote(first)), ("second", quote(second))],
            ),
            What::VoucherGap { fund, from, to } if from == to => {
                say("review-voucher-missing", &[("fund", quote(fund)), ("from", quote(from))])
            }
            What::VoucherGap { fund, from, to } => {
                say("review-voucher-gap", &[("fund", quote(fund)), ("from", quote(from)), ("to", quote(to))])
            }
            What::Photos { have, from, to } => {
                let wanted = match (from, to) {
                    (Some(from), Some(to)) if from != to => format!("{from}-{to}"),
                    (Some(one), _) | (None, Some(one)) => one.to_string(),
                    (None, None) => String::new(),
                };
                say("review-photos", &[("have", number(have)), ("wanted", Value::from(wanted))])
            }
        }
    }
}
