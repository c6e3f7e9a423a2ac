//! An activity that changes a member: the change is offered once, in the same save.

use super::App;
use crate::domain::member_change::{self, AgreedChange, Offer, PartyDay};
use crate::domain::{Activity, FactKind};
use crate::locale::Value;
use crate::text::date;
use crate::tui::effect::{Effect, Write};
use crate::tui::form::came_or_left;
use crate::tui::layer::Choice;
use crate::tui::widget::PickerItem;

impl App {
    /// The effects, unless one of them saves an entry that changes a member of whom the roster does not say so yet:
    /// then it is asked first, by a list that lies over what was to be saved. Every way of saving an entry goes
    /// through here: form, line, a plan that turns into a done entry. Esc saves nothing.
    pub(super) fn with_offer(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut kept = Vec::new();
        for effect in effects {
            let Effect::Write(write) = effect else {
                kept.push(effect);
                continue;
            };
            match self.ask_offer(write) {
                Some(write) => kept.push(Effect::Write(write)),
                None => return kept,
            }
        }
        kept
    }

    /// Asks about what an entry changes; gives the write back when there is nothing to ask.
    fn ask_offer(&mut self, write: Write) -> Option<Write> {
        let offers: Vec<(Offer, String)> = match &write {
            Write::Log(activities) => activities.iter().filter_map(|one| self.offer_of(one, None)).collect(),
            Write::Amend(old, new) => self.offer_of(new, Some(&old.body)).into_iter().collect(),
            _ => Vec::new(),
        };
        let Some((first, kind)) = offers.first() else { return Some(write) };
        let rest: Vec<AgreedChange> = offers.iter().skip(1).map(|(offer, _)| offer.usual()).collect();
        let mut items: Vec<PickerItem<Choice>> = first
            .rule
            .ways(first.day)
            .into_iter()
            .map(|(reason, day)| {
                let mut agreed = vec![first.agreed(&reason, day)];
                agreed.extend(rest.iter().cloned());
                PickerItem {
                    label: self.way(first, &reason, day),
                    detail: String::new(),
                    value: Choice::Save(Box::new(with_change(&write, agreed))),
                }
            })
            .collect();
        items.push(PickerItem {
            label: self.messages.get("change-way-none"),
            detail: String::new(),
            value: Choice::Save(Box::new(write)),
        });
        let who: Vec<String> = offers.iter().map(|(offer, _)| self.who(offer)).collect();
        let title = self.messages.with(
            "change-offer",
            &[
                ("kind", Value::from(kind.as_str())),
                ("day", Value::from(date::format_short(first.day))),
                ("who", Value::from(who.join(", "))),
            ],
        );
        self.pick_titled(title, items);
        None
    }

    fn offer_of(&self, activity: &Activity, before: Option<&Activity>) -> Option<(Offer, String)> {
        let offer = member_change::offer(activity, before, &self.catalog)?;
        Some((offer, self.world().kind_label(&activity.kind)))
    }

    /// Who is changed: "đ/c Thu L5".
    fn who(&self, offer: &Offer) -> String {
        let names: Vec<String> = offer
            .members
            .iter()
            .filter_map(|id| self.catalog.member(*id))
            .map(|member| {
                format!("{} {}", self.catalog.kinds.comrade, self.catalog.called_on(member, offer.day))
            })
            .collect();
        names.join(", ")
    }

    /// One way of noting the change, in a sentence.
    fn way(&self, offer: &Offer, reason: &str, day: crate::domain::Day) -> String {
        let key = match offer.rule.party {
            Some(PartyDay::PartyJoined) => "change-way-party_joined",
            Some(PartyDay::PartyOfficial) => "change-way-party_official",
            None if offer.rule.ends.is_empty() => "change-way-begins",
            None => "change-way-leaves",
        };
        let mut said = came_or_left(reason, &self.catalog.kinds, &self.messages);
        if said.is_empty() {
            let facts = offer.rule.begins.iter().chain(&offer.rule.ends);
            let facts: Vec<String> = facts
                .map(|fact: &FactKind| self.messages.get(&format!("change-fact-{}", fact.name())))
                .collect();
            said = facts.join(", ");
        }
        self.messages.with(key, &[("reason", Value::from(said)), ("day", Value::from(date::format(day)))])
    }
}

/// The same write with changes of members.
fn with_change(write: &Write, agreed: Vec<AgreedChange>) -> Write {
    match write {
        Write::Log(activities) => Write::LogWith(activities.clone(), agreed),
        Write::Amend(old, new) => Write::AmendWith(old.clone(), new.clone(), agreed),
        other => other.clone(),
    }
}
