//! A member's history: opened from the roster, changed row by row.

use crossterm::event::KeyEvent;

use super::App;
use crate::domain::{FactKind, Id, Member};
use crate::locale::Value;
use crate::tui::effect::{Effect, Write};
use crate::tui::form::Form;
use crate::tui::layer::facts::{self, Chosen, Facts};
use crate::tui::layer::{Choice, Command, Confirm, Layer, Target};
use crate::tui::screen::World;
use crate::tui::widget::PickerItem;

impl App {
    /// The history of the member under the pointer.
    pub(super) fn open_facts(&mut self) -> Vec<Effect> {
        let world = World { messages: &self.messages, catalog: &self.catalog };
        if let Some(member) = self.members.current(world) {
            let layer = Facts::of(member.id);
            self.layers.push(Layer::Facts(Box::new(layer)));
        }
        Vec::new()
    }

    pub(super) fn facts_key(&mut self, mut layer: Box<Facts>, key: KeyEvent) -> Vec<Effect> {
        let Some(member) = self.catalog.member(layer.member).cloned() else { return Vec::new() };
        let chosen = layer.key(key, &member);
        if chosen == Chosen::Left {
            return Vec::new();
        }
        self.layers.push(Layer::Facts(layer));
        match chosen {
            Chosen::Open | Chosen::Left => {}
            Chosen::Edit(at) => {
                let Some(kind) = member.facts.get(at).map(|fact| fact.kind) else { return Vec::new() };
                let form = Form::for_fact(&self.catalog, member.clone(), Some(at), kind);
                self.push_form(form, Target::Member(Box::new(member)));
            }
            Chosen::Add => {
                let items = facts::kinds()
                    .map(|kind| PickerItem {
                        label: self.messages.get(&format!("fact-{}", kind.name())),
                        detail: String::new(),
                        value: Choice::NewFact(member.id, kind),
                    })
                    .collect();
                return self.pick("facts-add", items);
            }
            Chosen::Delete(at) => {
                let Some(fact) = member.facts.get(at) else { return Vec::new() };
                let world = World { messages: &self.messages, catalog: &self.catalog };
                let label = self.messages.get(&format!("fact-{}", fact.kind.name()));
                let value = crate::tui::screen::members::fact_label(world, fact.kind, &fact.value);
                let name = format!("{label} {value}");
                let question = self.messages.with("confirm-fact", &[("name", Value::from(name.trim_end()))]);
                let write =
                    Write::SaveMember(Some(Box::new(member.clone())), Box::new(facts::without(&member, at)));
                let command = Command::Write(Box::new(write));
                self.layers.push(Layer::Confirm(Box::new(Confirm { question, command })));
            }
        }
        Vec::new()
    }

    /// One more fact of a member, of a sort that was chosen.
    pub(super) fn open_new_fact(&mut self, member: Id<Member>, kind: FactKind) -> Vec<Effect> {
        if let Some(member) = self.catalog.member(member).cloned() {
            let form = Form::for_fact(&self.catalog, member.clone(), None, kind);
            self.push_form(form, Target::Member(Box::new(member)));
        }
        Vec::new()
    }
}
