//! Drafts opened again: by the key that opens them, or at the place of what they are of.

use super::App;
use crate::domain::Moment;
use crate::locale::Value;
use crate::tui::draft::{DraftState, Kept};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, FormKind};
use crate::tui::layer::{Choice, FormLayer, Layer, NarrativeLayer, Target, Version, fresh_key};
use crate::tui::theme::Role;
use crate::tui::widget::PickerItem;

impl App {
    /// Opens the draft that was left; of several, the one that is chosen.
    pub(super) fn open_draft(&mut self) -> Vec<Effect> {
        match self.drafts.as_slice() {
            [] => return Vec::new(),
            [only] => {
                let key = only.state.key();
                return self.reopen(&key);
            }
            _ => {}
        }
        let items = self
            .drafts
            .iter()
            .map(|draft| {
                let at = draft.changed.with_timezone(&chrono::Local).format("%d/%m/%Y %H:%M").to_string();
                let code = self.period_of(draft.state.period()).map(|period| period.code.as_str());
                PickerItem {
                    label: self.named(&draft.state),
                    detail: code.map_or_else(|| at.clone(), |code| format!("{code} · {at}")),
                    value: Choice::OpenDraft(draft.state.key()),
                }
            })
            .collect();
        self.pick("drafts-title", items)
    }

    /// Opens a draft that was left.
    pub(super) fn reopen(&mut self, key: &str) -> Vec<Effect> {
        let Some(at) = self.drafts.iter().position(|draft| draft.state.key() == key) else {
            return Vec::new();
        };
        let Kept { state, changed } = self.drafts.remove(at);
        let period = self.other_period(state.period());
        let (effects, said) = match state {
            DraftState::Form { key, begun, form, target } => {
                let Some(mut layer) = self.layer_of(&key, begun, &form, *target) else {
                    return self.say_damaged();
                };
                // Only what has a place of its own is in the book already.
                if is_kept_in_place(&layer) {
                    let saved = Form::as_opened(&form, &self.catalog);
                    layer.other = saved.map(|form| version(form, layer.target.clone()));
                }
                (self.push_reopened(layer), "draft-reopened")
            }
            DraftState::Line { key, text } => (self.open_line(&text, key), ""),
            draft @ DraftState::SetUp { .. } => {
                if !self.resume_set_up(&draft) {
                    return self.say_damaged();
                }
                (Vec::new(), "")
            }
            DraftState::Roster { key, intake } => {
                let Ok(intake) = serde_json::from_str(&intake) else { return self.say_damaged() };
                self.show_roster(intake, key);
                (Vec::new(), "draft-reopened")
            }
            DraftState::NewYear(layer) => (self.resume_new_year(*layer), "draft-reopened"),
            DraftState::Narrative(mut layer) => {
                layer.resume(None);
                self.layers.push(Layer::Narrative(layer));
                (Vec::new(), "draft-reopened")
            }
        };
        self.remember_reopened(changed);
        if !said.is_empty() {
            self.say_reopened(said, period);
        }
        effects
    }

    /// Opens a form; where a draft of the same record was left, that draft, with the record behind it.
    pub(super) fn show_form(&mut self, fresh: FormLayer) {
        let kept = self.drafts.iter().position(|kept| kept.state.key() == fresh.draft);
        let Some(Kept { state: DraftState::Form { key, begun, form, target }, changed }) =
            kept.map(|at| self.drafts.remove(at))
        else {
            self.layers.push(Layer::Form(Box::new(fresh)));
            return;
        };
        let moved = version_of(&target) != version_of(&fresh.target);
        let Some(mut layer) = self.layer_of(&key, begun, &form, *target) else {
            // Under a key of its own: what cannot be read is not written over either.
            let fresh = FormLayer { draft: fresh_key("form"), ..fresh };
            self.layers.push(Layer::Form(Box::new(fresh)));
            self.say_damaged();
            return;
        };
        layer.other = Some(version(fresh.form, fresh.target));
        self.layers.push(Layer::Form(Box::new(layer)));
        self.remember_reopened(changed);
        self.say_reopened(if moved { "draft-reopened-moved" } else { "draft-reopened" }, None);
    }

    /// Opens the editor of a part; where a draft of it was left, that draft.
    pub(super) fn show_narrative(&mut self, fresh: NarrativeLayer) {
        let key = fresh.draft_key();
        let kept = self.drafts.iter().position(|kept| kept.state.key() == key);
        let Some(Kept { state: DraftState::Narrative(mut layer), changed }) =
            kept.map(|at| self.drafts.remove(at))
        else {
            self.layers.push(Layer::Narrative(Box::new(fresh)));
            return;
        };
        let moved = layer.resume(Some(fresh));
        self.layers.push(Layer::Narrative(layer));
        self.remember_reopened(changed);
        self.say_reopened(if moved { "draft-reopened-moved" } else { "draft-reopened" }, None);
    }

    /// The layer of a form's draft; none when it cannot be read.
    fn layer_of(&self, key: &str, begun: bool, form: &str, target: Target) -> Option<FormLayer> {
        let mut form = Form::from_draft(form, &self.catalog)?;
        let note = self.messages.get("draft-note");
        let period = match &target {
            Target::ReportSettings(base) => self.other_period(Some(base.id)),
            _ => None,
        };
        form.set_note(period.map_or_else(|| note.clone(), |period| format!("{period} · {note}")));
        Some(FormLayer { draft: key.to_owned(), begun, ..FormLayer::new(form, target) })
    }

    /// Puts a form on top and asks for the entries that it may repeat.
    fn push_reopened(&mut self, layer: FormLayer) -> Vec<Effect> {
        let kind = match layer.form.kind() {
            FormKind::Activity(form) => Some(form.code().to_owned()),
            _ => None,
        };
        self.layers.push(Layer::Form(Box::new(layer)));
        kind.map(|kind| self.ask_similar(&kind)).unwrap_or_default()
    }

    /// The draft of a form gave way to what the book has, or came back.
    pub(super) fn form_turned(&mut self, layer: Layer) -> Vec<Effect> {
        let saved = matches!(&layer, Layer::Form(form) if form.shows_saved);
        self.layers.push(layer);
        if saved {
            let text = self.messages.get("draft-saved-shown");
            self.say(Role::Muted, text);
        } else {
            self.say_reopened("draft-reopened", None);
        }
        Vec::new()
    }

    /// What is open now was a draft, changed last at this time; as long as it says the same, it is no later one.
    fn remember_reopened(&mut self, changed: Moment) {
        if let Some(state) = self.open_state() {
            self.reopened.insert(state.key(), (state.said(), changed));
        }
    }

    fn say_reopened(&mut self, key: &str, period: Option<String>) {
        let back = match self.layers.last() {
            Some(Layer::Form(layer)) => layer.other.as_ref().map(|_| "draft-way-back"),
            // The steps of this run are taken back one by one; what the book has become since is one step away.
            Some(Layer::Narrative(_)) if key == "draft-reopened-moved" => Some("draft-way-back"),
            Some(Layer::Narrative(_)) => Some("draft-way-back-steps"),
            _ => None,
        };
        let mut text = match period {
            Some(period) => self.messages.with("draft-reopened-period", &[("period", Value::from(period))]),
            None => self.messages.get(key),
        };
        if let Some(back) = back {
            text = format!("{text} {}", self.messages.get(back));
        }
        self.say(Role::Muted, text);
    }

    fn say_damaged(&mut self) -> Vec<Effect> {
        let text = self.messages.get("draft-damaged");
        self.say(Role::Warn, text);
        Vec::new()
    }
}

/// Whether a form is of something that the book has, under a key that its place knows.
fn is_kept_in_place(layer: &FormLayer) -> bool {
    let named = || match layer.form.kind() {
        FormKind::Book(form) => form.draft_key().is_some(),
        FormKind::Fact(_) => layer.form.fact_row().is_some(),
        _ => true,
    };
    !layer.target.is_new() && named()
}

fn version(form: Form, target: Target) -> Box<Version> {
    Box::new(Version { form, target, draft: fresh_key("form") })
}

/// In which version a record was opened.
fn version_of(target: &Target) -> Option<u32> {
    match target {
        Target::Activity(base) => Some(base.meta.version),
        Target::Member(base) => Some(base.meta.version),
        Target::Voucher(base) => Some(base.meta.version),
        Target::ReportSettings(base) => Some(base.meta.version),
        Target::NewActivity | Target::NewMember | Target::Newcomer(_) | Target::NewVoucher | Target::Book => {
            None
        }
    }
}
