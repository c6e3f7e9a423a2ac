//! Marking a report as sent, exporting it again, and looking at what changed since.

use super::App;
use crate::desk::Format;
use crate::desk::sent::{Difference, SentError};
use crate::domain::AnyRecord;
use crate::locale::explain::sent;
use crate::locale::{Explain, Value};
use crate::text::fold::search_key;
use crate::tui::action::{Action, info};
use crate::tui::effect::{Effect, Generation, Write};
use crate::tui::form::Form;
use crate::tui::layer::sent::{Looked, SentLayer};
use crate::tui::layer::{Choice, Command, Confirm, Layer, Target};
use crate::tui::screen::report::SentState;
use crate::tui::theme::Role;
use crate::tui::widget::PickerItem;

impl App {
    /// Asks whether the report is to be marked as sent; says what stands against it.
    pub(super) fn ask_send(&mut self) -> Vec<Effect> {
        let Some(period) = self.catalog.period.clone() else { return Vec::new() };
        let key = |action| info(action).and_then(|info| info.keys.first()).copied().unwrap_or_default();
        let settings = Value::from(key(Action::ReportSettings));
        let head = &period.report;
        let Some(day) = head.day.filter(|_| !head.number.is_empty()) else {
            let error = SentError::Lacks { number: head.number.is_empty(), day: head.day.is_none() };
            let error = Value::from(error.explain(&self.messages));
            let text = self.messages.with("sent-lacks-key", &[("error", error), ("settings", settings)]);
            self.say(Role::Warn, format!("! {text}"));
            return Vec::new();
        };
        let newest = self.report.sent.as_ref().map(|state| state.newest.clone());
        let name = Value::from(sent::name(&head.number, day, &self.messages));
        if let Some(newest) =
            newest.as_ref().filter(|sent| search_key(&sent.number) == search_key(&head.number))
        {
            let name = Value::from(newest.said(&self.messages));
            let text = self.messages.with("sent-same-number", &[("name", name), ("settings", settings)]);
            self.say(Role::Warn, format!("! {text}"));
            return Vec::new();
        }
        let mut values = vec![("period", Value::from(period.title.as_str())), ("name", name)];
        let brief = self.messages.with("sent-confirm-errors", &values);
        let question = match newest {
            Some(newest) => {
                values.push(("former", Value::from(newest.said(&self.messages))));
                self.messages.with("sent-confirm-again", &values)
            }
            None => self.messages.with("sent-confirm", &values),
        };
        let outline = self.report.outline_code(&self.catalog);
        let write = Write::Send { period: Box::new(period), outline };
        let command = Command::Write(Box::new(write));
        self.ask_reviewed(Confirm { question, command }, brief)
    }

    /// What is known of the report's having been sent has come.
    pub(super) fn sent_came(&mut self, generation: Generation, state: Option<SentState>) {
        if !self.report.sent_came(generation, state) {
            return;
        }
        match &self.report.sent {
            Some(state) => {
                for layer in &mut self.layers {
                    if let Layer::Sent(list) = layer {
                        list.refresh(state.clone());
                    }
                }
            }
            None => self.layers.retain(|layer| !matches!(layer, Layer::Sent(_))),
        }
    }

    /// The list of what changed since the report was sent.
    pub(super) fn open_since(&mut self) -> Vec<Effect> {
        if let Some(state) = self.report.sent.clone() {
            self.layers.push(Layer::Sent(Box::new(SentLayer::new(state))));
        }
        Vec::new()
    }

    /// What a key in that list did.
    pub(super) fn looked_at_sent(&mut self, layer: Layer, looked: Looked) -> Vec<Effect> {
        match looked {
            Looked::Left => Vec::new(),
            Looked::Open => {
                self.layers.push(layer);
                Vec::new()
            }
            Looked::Enter(difference) => {
                self.layers.push(layer);
                self.open_difference(*difference)
            }
        }
    }

    fn open_difference(&mut self, difference: Difference) -> Vec<Effect> {
        let gone = difference.now.meta().deleted_at.is_some();
        match difference.now {
            AnyRecord::Activity(entry) if gone => {
                let name =
                    format!("{} {}", self.world().kind_label(&entry.kind), self.catalog.headline(&entry));
                let question = self.messages.with("confirm-restore", &[("name", Value::from(name))]);
                let command = Command::Write(Box::new(Write::Restore(Box::new(entry))));
                self.layers.push(Layer::Confirm(Box::new(Confirm { question, command })));
                Vec::new()
            }
            AnyRecord::Activity(entry) => self.open_activity_form(entry),
            AnyRecord::Member(member) if !gone => self.open_member_form(Some(member)),
            AnyRecord::Voucher(voucher) if !gone && voucher.state == crate::domain::VoucherState::Posted => {
                let direction = voucher.direction;
                let form = Form::for_voucher(&self.catalog, Some(voucher.clone()), direction);
                self.push_form(form, Target::Voucher(Box::new(voucher)));
                Vec::new()
            }
            AnyRecord::Narrative(words) => {
                if let Some(place) = self.report.narrative_of(&words.part) {
                    self.open_narrative(place);
                }
                Vec::new()
            }
            AnyRecord::Period(_) => self.open_report_settings(),
            other => {
                let key = match other {
                    AnyRecord::Fund(_) | AnyRecord::Unit(_) => "sent-in-settings",
                    AnyRecord::OwnKind(_) | AnyRecord::OwnOutline(_) => "sent-in-files",
                    _ => "sent-gone",
                };
                let text = self.messages.get(key);
                self.say(Role::Muted, text);
                Vec::new()
            }
        }
    }

    /// Which report to write such a file of, as sent first; where none was sent there is nothing to ask.
    pub(super) fn ask_export(&mut self, format: Format) -> Vec<Effect> {
        let Some(state) = &self.report.sent else { return self.export_reviewed(format) };
        let item = |key: &str, name: &str, detail: String, value: Choice| PickerItem {
            label: self.messages.with(key, &[("name", Value::from(name))]),
            detail,
            value,
        };
        let newest = state.newest.said(&self.messages);
        let mut items = vec![item(
            "sent-export-sent",
            &newest,
            String::new(),
            Choice::ExportSent(state.newest.id, format),
        )];
        items.extend(state.former.iter().map(|former| {
            let name = former.said(&self.messages);
            item("sent-export-former", &name, String::new(), Choice::ExportSent(former.id, format))
        }));
        items.push(item("sent-export-now", &newest, String::new(), Choice::ExportNow(format)));
        self.pick("sent-export-title", items)
    }
}
