//! What is said before saving and blocks nothing: a norm exceeded, an entry that seems to be there already.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::activity::StartKind;
use super::people::Who;
use super::{Form, FormKind, Message};
use crate::domain::relation::{CONDOLENCE, PARENTS, SELF};
use crate::domain::repeat::NEAR;
use crate::domain::{Activity, Catalog, Day, Id, Member, State, Stored};
use crate::text::{date, money};

impl Form {
    /// What is to be thought over before saving; none of it blocks.
    pub fn warnings(&self, catalog: &Catalog) -> Vec<Message> {
        let FormKind::Activity(inner) = &self.kind else { return Vec::new() };
        let mut warnings = Vec::new();
        let day = self.day(catalog);
        let relation = self.field("relation").and_then(|field| field.code()).unwrap_or_default().to_owned();
        self.warn_doubled(&mut warnings, &inner.code, &relation, day, catalog);

        for field in &self.fields {
            let typed = super::money_lines::place_of(&field.id)
                .filter(|_| !super::money_lines::is_source(&field.id))
                .and_then(|_| field.amount().ok().flatten());
            if let Some(amount) = typed.filter(|amount| amount.rate.is_hardly_meant()) {
                warnings.push(Message::plain("form-warn-small").with("amount", money::format(amount.rate)));
            }
        }
        let norm = catalog.norm_for(&inner.code, self.norm_relation(), day);
        if let Some(norm) = norm {
            let amount = self.field("amount").and_then(|field| field.amount().ok().flatten());
            let each = amount.filter(|amount| !amount.sum).map(|amount| amount.rate);
            if let Some(rate) = each.filter(|rate| norm.amount.0 > 0 && *rate > norm.amount) {
                warnings.push(
                    Message::plain("form-warn-norm")
                        .with("amount", money::format(rate))
                        .with("norm", money::format(norm.amount)),
                );
            }
            if let Some(times) = norm.times_per_year {
                self.warn_times(&mut warnings, times, day, catalog);
            }
        }
        let done = self.field("state").and_then(|field| field.code()) == Some("done");
        if done && day > catalog.today {
            warnings.push(Message::plain("form-warn-future").with("day", date::format(day)));
        }
        warnings
    }

    /// The entries that this one may repeat: not itself, not deleted, not cancelled.
    fn others<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Stored<Activity>> {
        let own = match &self.kind {
            FormKind::Activity(inner) => match inner.start {
                StartKind::Edit { id, .. } => Some(id),
                _ => None,
            },
            _ => None,
        };
        self.recent.iter().filter(move |entry| {
            Some(entry.id) != own
                && !entry.is_deleted()
                && entry.state != State::Cancelled
                && entry.kind == kind
        })
    }

    fn members(&self) -> BTreeSet<Id<Member>> {
        self.resolved
            .people
            .iter()
            .filter_map(|who| match who {
                Who::Member(id) => Some(*id),
                Who::Free(_) => None,
            })
            .collect()
    }

    fn warn_doubled(
        &self,
        warnings: &mut Vec<Message>,
        kind: &str,
        relation: &str,
        day: Day,
        catalog: &Catalog,
    ) {
        let members = self.members();
        let plain = |relation: &str| {
            if relation.is_empty() { SELF.to_owned() } else { relation.to_owned() }
        };
        let relation = plain(relation);
        let parent = kind == CONDOLENCE && catalog.kinds.relations.expand(PARENTS).contains(&relation);
        let hit = self.others(kind).find_map(|entry| {
            let near = (entry.day - day).num_days().abs() <= NEAR;
            let person = entry.people.iter().find(|person| {
                person.member.is_some_and(|id| members.contains(&id)) && plain(&person.relation) == relation
            })?;
            (near || parent).then_some((entry, person.member?))
        });
        if let Some((entry, member)) = hit {
            let name = catalog.member(member).map(|member| member.short_name_on(day)).unwrap_or_default();
            let label = catalog.kinds.get(kind);
            warnings.push(
                Message::plain("form-warn-doubled")
                    .with("kind", label.map_or(kind, |kind| kind.label.as_str()))
                    .with("kind_en", label.map_or(kind, |kind| kind.en.as_str()))
                    .with("name", name)
                    .with("day", date::format_short(entry.day)),
            );
        }
    }

    fn warn_times(&self, warnings: &mut Vec<Message>, times: u32, day: Day, catalog: &Catalog) {
        let FormKind::Activity(inner) = &self.kind else { return };
        for member in self.members() {
            let before = self
                .others(&inner.code)
                .filter(|entry| entry.day.year() == day.year() && entry.members().contains(&member))
                .count();
            if before as u32 >= times {
                let name = catalog.member(member).map(|member| member.short_name_on(day)).unwrap_or_default();
                warnings.push(
                    Message::plain("form-warn-times")
                        .with("name", name)
                        .with("count", before.to_string())
                        .with("times", times.to_string()),
                );
                return;
            }
        }
    }
}
