//! Gói gửi đi: asking for it, saying where it is, and what comes of it.

use crossterm::event::KeyEvent;

use super::App;
use crate::desk::parcel::{Step, is_number_of};
use crate::locale::Value;
use crate::locale::explain::parcel as words;
use crate::tui::effect::{Effect, ParcelAnswer};
use crate::tui::layer::parcel::{Looked, ParcelLayer};
use crate::tui::layer::{Command, Confirm, Layer};
use crate::tui::theme::Role;

impl App {
    /// `g`: the parcel for the upper union, once the report is looked over. A paper that went out can be mended no more,
    /// so that it is not looked over again.
    pub(super) fn ask_parcel(&mut self) -> Vec<Effect> {
        let Some(period) = &self.catalog.period else { return Vec::new() };
        let went_out =
            self.report.sent.as_ref().is_some_and(|sent| is_number_of(&sent.newest.number, period));
        let Some(effect) = self.parcel_effect(false) else { return Vec::new() };
        if went_out { vec![effect] } else { self.carry_reviewed(effect) }
    }

    fn parcel_effect(&self, overwrite: bool) -> Option<Effect> {
        let period = Box::new(self.catalog.period.clone()?);
        let outline = self.report.outline_code(&self.catalog);
        Some(Effect::BeginParcel { period, outline, overwrite })
    }

    /// What has become of the parcel.
    pub(super) fn parcel_came(&mut self, came: ParcelAnswer) -> Vec<Effect> {
        let was_made = self.layers.iter().any(is_made);
        self.layers.retain(|layer| !is_made(layer));
        match came {
            ParcelAnswer::Next(step) => {
                self.layers.push(Layer::Parcel(Box::new(ParcelLayer::Making(step))));
                self.say_step(step);
            }
            ParcelAnswer::Lies { done, shown, fetch } => {
                self.notice = None;
                self.layers.push(Layer::Parcel(Box::new(ParcelLayer::lies(*done, shown, fetch))));
            }
            ParcelAnswer::Exists { shown, edited } => {
                let path = Value::from(shown);
                let question = if edited.is_empty() {
                    self.messages.with("parcel-replace", &[("path", path)])
                } else {
                    let edited = words::names(&edited, &self.messages);
                    self.messages.with("parcel-replace-edited", &[("path", path), ("files", edited)])
                };
                if let Some(effect) = self.parcel_effect(true) {
                    let command = Command::Carry(Box::new(effect));
                    self.layers.push(Layer::Confirm(Box::new(Confirm { question, command })));
                }
            }
            ParcelAnswer::Failed(sentence) => self.say(Role::Error, format!("! {sentence}")),
            ParcelAnswer::Dropped if was_made => {
                let text = self.messages.get("parcel-dropped");
                self.say(Role::Muted, text);
            }
            ParcelAnswer::Dropped => {}
        }
        Vec::new()
    }

    fn say_step(&mut self, step: Step) {
        let text = words::progress(step, &self.messages);
        self.say(Role::Accent, text);
    }

    pub(super) fn parcel_key(&mut self, mut layer: Box<ParcelLayer>, key: KeyEvent) -> Vec<Effect> {
        let looked = layer.key(key);
        let making = match *layer {
            ParcelLayer::Making(step) => Some(step),
            ParcelLayer::Lies(_) => None,
        };
        match looked {
            Looked::Mark => return self.ask_send(),
            Looked::Left if making.is_none() => return Vec::new(),
            _ => self.layers.push(Layer::Parcel(layer)),
        }
        if let Some(step) = making {
            self.say_step(step);
        }
        if looked == Looked::Left { vec![Effect::DropParcel] } else { Vec::new() }
    }
}

fn is_made(layer: &Layer) -> bool {
    matches!(layer, Layer::Parcel(parcel) if matches!(**parcel, ParcelLayer::Making(_)))
}
