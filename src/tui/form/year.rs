//! What the table of a new school year asks of the form's data: fates, positions, days as they are typed.

use super::choice::{Choice, ChoiceOption};
use super::field::{Message, Words};
use super::{Form, dates, options};
use crate::domain::member_facts::{DATED, STAYS};
use crate::domain::roster::ReasonDirection;
use crate::domain::{Catalog, Day, FactKind, Member};
use crate::locale::Messages;
use crate::text::date::{self, DateContext};

/// What may become of a member in a new year: stays (an empty code), or leaves for one of the reasons.
pub fn fates(catalog: &Catalog) -> Choice {
    let stays = options::said("", Message::plain("year-stays"));
    let leaves = options::reasons(catalog, ReasonDirection::Out);
    Choice::of(std::iter::once(stays).chain(leaves).collect()).always()
}

/// The positions of the roster; an empty code: none.
pub fn positions(catalog: &Catalog) -> Choice {
    let none = ChoiceOption::new("", Words::Data("-".to_owned()), &[]);
    let list = options::list(&catalog.kinds.roster.position);
    Choice::of(std::iter::once(none).chain(list).collect())
}

/// The label of a choice's code; the code itself when the choice does not know it.
pub fn label_of(choice: &Choice, code: &str, messages: &Messages) -> String {
    let found = choice.options.iter().find(|option| option.code == code);
    found.map_or_else(|| code.to_owned(), |option| option.label.show(messages))
}

/// The code that typed words mean; the sentence that says why they mean none.
///
/// # Errors
/// Nothing fits, or several do.
pub fn code_of(choice: &Choice, words: &str) -> Result<String, Message> {
    if words.trim().is_empty() {
        return Ok(String::new());
    }
    match choice.code(words) {
        Some(code) => Ok(code.to_owned()),
        None => Err(choice
            .judge(words)
            .unwrap_or_else(|| Message::plain("form-error-choice").with("text", words))),
    }
}

/// The day that a text means. A day without a year lies in the new school year, whose first calendar year is `year`:
/// from June to May.
///
/// # Errors
/// The sentence that says why it means none.
pub fn day_of(text: &str, catalog: &Catalog, year: i32) -> Result<Day, Message> {
    let range = Day::from_ymd_opt(year, 6, 1).zip(Day::from_ymd_opt(year.saturating_add(1), 5, 31));
    let context = DateContext { today: catalog.today, period: range };
    date::parse(text, &context).or_else(|_| dates::read(text, catalog))
}

impl Form {
    /// The form of somebody who comes with a new school year: at work and in the union from that day on.
    pub fn for_newcomer(catalog: &Catalog, from: Day) -> Self {
        let mut form = Self::for_member(catalog, None);
        for kind in [FactKind::Employment, FactKind::Membership] {
            form.fill(&format!("{}_from", kind.name()), &date::format(from), catalog);
        }
        for id in ["employment_in", "membership_in"] {
            if let Some(reason) = options::reasons(catalog, ReasonDirection::In).next() {
                form.fill(id, &reason.code, catalog);
            }
        }
        form
    }

    /// The same form holding what a roster says of somebody; what it leaves open is as for any newcomer.
    pub fn of_newcomer(catalog: &Catalog, from: Day, member: &Member) -> Self {
        let mut form = Self::for_newcomer(catalog, from);
        let day = |day: Option<Day>| day.map(date::format).unwrap_or_default();
        let latest = |kind: FactKind| member.facts.iter().rev().find(|fact| fact.kind == kind);
        let mut said: Vec<(String, String)> = vec![
            ("full_name".to_owned(), member.full_name.clone()),
            ("gender".to_owned(), options::code_of(&member.gender)),
            ("birth_day".to_owned(), day(member.birth_day)),
            ("ethnicity".to_owned(), member.ethnicity.clone()),
            ("degree".to_owned(), member.degree.clone()),
            ("party_joined".to_owned(), day(member.party_joined)),
            ("party_official".to_owned(), day(member.party_official)),
            ("note".to_owned(), member.note.clone()),
        ];
        for kind in DATED {
            let value = latest(kind).map(|fact| fact.value.clone()).unwrap_or_default();
            said.push((kind.name().to_owned(), value));
        }
        for kind in STAYS {
            let id = |part: &str| format!("{}_{part}", kind.name());
            match latest(kind) {
                Some(fact) => {
                    said.extend([(id("from"), day(fact.from)), (id("in"), fact.reason_in.clone())]);
                }
                None => said.push((kind.name().to_owned(), "no".to_owned())),
            }
        }
        for (id, value) in said.into_iter().filter(|(_, value)| !value.is_empty()) {
            form.fill(&id, &value, catalog);
        }
        form.fill("insured", if member.insured { "yes" } else { "no" }, catalog);
        form
    }
}
