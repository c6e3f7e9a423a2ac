//! Drafts on the screen: left, offered, opened again.
//!
//! A form, line or part that is left with something typed into it becomes a draft under its key. What has a place of its
//! own (an entry of the book, a part of the report, a form of the settings) is opened there as its draft; everything is
//! reached by the key that opens drafts, which asks which one where there are several. [`App::drafts`] goes by the time
//! of the last change, so that what was typed last comes first, also in the next run.

use std::cmp::Reverse;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::App;
use crate::domain::{Id, Period};
use crate::locale::Value;
use crate::tui::draft::{DraftState, Kept};
use crate::tui::effect::Effect;
use crate::tui::form::Form;
use crate::tui::layer::{Choice, FormLayer, Layer, Target, Version};
use crate::tui::theme::Role;
use crate::tui::widget::PickerItem;

impl FormLayer {
    /// Takes a key that changes between a draft and what the book has; false when it is none.
    pub(super) fn turns(&mut self, key: KeyEvent) -> bool {
        if key.modifiers != KeyModifiers::CONTROL {
            return false;
        }
        match key.code {
            KeyCode::Char('z' | 'Z') => self.turn(true),
            KeyCode::Char('y' | 'Y') => self.turn(false),
            _ => false,
        }
    }

    fn state(&self) -> DraftState {
        DraftState::Form {
            key: self.draft.clone(),
            begun: self.begun,
            form: self.form.draft(),
            target: Box::new(self.target.clone()),
        }
    }
}

impl App {
    /// What is being typed now, as a draft; none when there is nothing to lose.
    pub fn draft(&self) -> Option<Kept> {
        self.open_state().map(|state| self.dated(state))
    }

    /// What lies open beneath that.
    pub fn drafts_beneath(&self) -> Vec<Kept> {
        self.open_states().into_iter().skip(1).map(|state| self.dated(state)).collect()
    }

    /// The key of a line that is open and holds nothing.
    pub fn emptied(&self) -> Option<&str> {
        match self.layers.last() {
            Some(Layer::Line(line)) if line.input.is_empty() => Some(&line.draft),
            _ => None,
        }
    }

    pub(super) fn open_state(&self) -> Option<DraftState> {
        self.open_states().into_iter().next()
    }

    /// Everything that is open with something to lose, the topmost first: of two entries that a line began the second
    /// one's form lies beneath the first one's.
    fn open_states(&self) -> Vec<DraftState> {
        if let Some(draft) = self.new_year_draft() {
            return vec![draft];
        }
        let state = |layer: &Layer| match layer {
            Layer::Form(layer) => layer.is_worth_keeping().then(|| layer.state()),
            Layer::Line(line) => (!line.input.is_empty())
                .then(|| DraftState::Line { key: line.draft.clone(), text: line.input.normalised() }),
            Layer::Narrative(layer) => layer.is_changed().then(|| DraftState::Narrative(layer.clone())),
            Layer::SetUp(layer) => Some(layer.draft()),
            Layer::Roster(layer) => Some(layer.draft_state()),
            _ => None,
        };
        self.layers.iter().rev().filter_map(state).collect()
    }

    /// A draft with the time of its last change: now, unless it was opened again and says what it said.
    fn dated(&self, state: DraftState) -> Kept {
        let before = self.reopened.get(&state.key()).filter(|(said, _)| *said == state.said());
        // Later than what was left before also where the clock was set back, or is not that fine.
        let latest = self.drafts.first().map(|kept| kept.changed + chrono::Duration::milliseconds(1));
        let now = || latest.map_or_else(chrono::Utc::now, |latest| latest.max(chrono::Utc::now()));
        let changed = before.map_or_else(now, |(_, changed)| *changed);
        Kept { state, changed }
    }

    /// Puts a draft among those that were left.
    pub(super) fn put_back(&mut self, state: DraftState) {
        let kept = self.dated(state);
        let key = kept.state.key();
        self.reopened.remove(&key);
        self.drafts.retain(|other| other.state.key() != key);
        self.drafts.insert(0, kept);
        self.drafts.sort_by_key(|kept| Reverse(kept.changed));
    }

    /// A layer is left: what was typed stays as a draft, and that is said. With nothing to keep, what was kept under
    /// its key goes.
    pub(super) fn left_with(&mut self, key: &str, state: Option<DraftState>) -> Vec<Effect> {
        let Some(state) = state else {
            self.notice = None;
            self.drafts.retain(|other| other.state.key() != key);
            if self.reopened.remove(key).is_some() {
                let text = self.messages.get("draft-dropped");
                self.say(Role::Muted, text);
                self.say_others();
            }
            return vec![Effect::DropDraft(key.to_owned())];
        };
        self.put_back(state);
        // Over the set-up a letter goes to its list, not to the key that opens drafts.
        if self.layers.iter().any(|layer| matches!(layer, Layer::SetUp(_))) {
            let text = self.messages.get("draft-kept-set-up");
            self.say(Role::Muted, text);
        } else if let Some(others) = self.drafts.len().checked_sub(1).filter(|others| *others > 0) {
            let text = self.messages.with("draft-kept-others", &[("count", counted(others))]);
            self.say(Role::Muted, text);
        } else {
            let text = self.messages.get("draft-kept");
            self.say(Role::Muted, text);
        }
        vec![Effect::KeepDraft]
    }

    /// Esc in a form. Of a draft and its record, what was typed into either stays; the record shown as the book has it
    /// and left like that throws the draft away.
    pub(super) fn leave_form(&mut self, layer: Layer) -> Vec<Effect> {
        let Layer::Form(mut form) = layer else { return Vec::new() };
        if matches!(form.target, Target::Newcomer(_)) {
            let key = form.draft.clone();
            self.layers.push(Layer::Form(form));
            let state = self.open_state();
            self.layers.pop();
            return self.left_with(&key, state);
        }
        if let Some(mut other) = form.other.take() {
            if form.shows_saved && !form.is_worth_keeping() {
                return self.left_with(&other.draft, None);
            }
            if form.shows_saved {
                // What was typed last is what the record's place opens.
                if let Some(reopened) = self.reopened.remove(&other.draft) {
                    self.reopened.insert(form.draft.clone(), reopened);
                }
                std::mem::swap(&mut form.draft, &mut other.draft);
            }
            if other.form.is_dirty() {
                let Version { form, target, draft } = *other;
                self.put_back(FormLayer { draft, ..FormLayer::new(form, target) }.state());
            }
        }
        // What nobody typed into was never kept: there is nothing to drop.
        if !form.is_worth_keeping() {
            return Vec::new();
        }
        let state = form.state();
        self.left_with(&form.draft, Some(state))
    }

    /// The keys under which drafts of the topmost layer are kept.
    pub(super) fn keys_of_top(&self) -> Vec<String> {
        match self.layers.last() {
            Some(Layer::Form(layer)) => {
                let other = layer.other.iter().map(|other| other.draft.clone());
                std::iter::once(layer.draft.clone()).chain(other).collect()
            }
            Some(Layer::Line(line)) => vec![line.draft.clone()],
            Some(Layer::Narrative(layer)) => vec![layer.draft_key()],
            Some(Layer::Roster(layer)) => vec![layer.draft.clone()],
            Some(Layer::NewYear(_)) => vec!["new-year".to_owned()],
            _ => Vec::new(),
        }
    }

    /// Drafts of these keys are in the book now. Behind one that was opened again the others are named.
    pub(super) fn forget_saved(&mut self, keys: &[String]) {
        self.drafts.retain(|draft| !keys.contains(&draft.state.key()));
        let reopened = keys.iter().filter(|key| self.reopened.remove(*key).is_some()).count() > 0;
        if reopened {
            self.say_others();
        }
    }

    /// Asks what is to become of the draft that was changed last.
    pub(super) fn offer_draft(&mut self) {
        let Some(draft) = self.drafts.first() else { return };
        let (what, key) = (self.named(&draft.state), draft.state.key());
        let mut title = match self.other_period(draft.state.period()) {
            Some(period) => self.messages.with("draft-title-period", &[("period", Value::from(period))]),
            None => self.messages.get("draft-title"),
        };
        if self.drafts.len() > 1 {
            let others =
                self.messages.with("draft-title-others", &[("count", counted(self.drafts.len() - 1))]);
            title = format!("{title} · {others}");
        }
        let items = [
            ("draft-open", what, Choice::OpenDraft(key.clone())),
            ("draft-later", String::new(), Choice::KeepDraft),
            ("draft-drop", String::new(), Choice::DropDraft(key)),
        ];
        let items =
            items.map(|(key, detail, value)| PickerItem { label: self.messages.get(key), detail, value });
        self.pick_titled(title, items.into());
    }

    /// "Để sau".
    pub(super) fn put_off_drafts(&mut self) -> Vec<Effect> {
        let text = match self.drafts.len() {
            0 | 1 => self.messages.get("draft-put-off"),
            several => self.messages.with("drafts-put-off", &[("count", counted(several))]),
        };
        self.say(Role::Muted, text);
        Vec::new()
    }

    /// A draft is not wanted; the next one is offered.
    pub(super) fn drop_draft(&mut self, key: &str) -> Vec<Effect> {
        self.drafts.retain(|draft| draft.state.key() != key);
        let text = self.messages.get("draft-dropped");
        self.say(Role::Muted, text);
        self.offer_draft();
        vec![Effect::DropDraft(key.to_owned())]
    }

    /// Says behind the sentence that stands there how many drafts are left.
    fn say_others(&mut self) {
        if self.drafts.is_empty() {
            return;
        }
        let others = self.messages.with("draft-others", &[("count", counted(self.drafts.len()))]);
        match &mut self.notice {
            Some(notice) => notice.text = format!("{} · {others}", notice.text),
            None => self.say(Role::Muted, others),
        }
    }

    /// What a draft is of, to be told from others.
    pub(super) fn named(&self, state: &DraftState) -> String {
        match state {
            DraftState::Form { form, .. } => {
                let Some(form) = Form::from_draft(form, &self.catalog) else {
                    return self.messages.get("draft-form");
                };
                let (title, gist) = (form.title(&self.messages), form.gist());
                if gist.is_empty() { title } else { format!("{title} · {gist}") }
            }
            DraftState::Line { text, .. } => text.clone(),
            DraftState::Narrative(layer) => layer.title.clone(),
            DraftState::SetUp { .. } => self.messages.get("welcome-set-up-again"),
            DraftState::Roster { .. } => self.messages.get("draft-roster"),
            DraftState::NewYear(_) => self.messages.get("action-new-year"),
        }
    }

    pub(super) fn period_of(&self, id: Option<Id<Period>>) -> Option<&crate::domain::Stored<Period>> {
        self.catalog.periods.iter().find(|period| Some(period.id) == id)
    }

    /// The title of a period that is not the one being worked in.
    pub(super) fn other_period(&self, id: Option<Id<Period>>) -> Option<String> {
        let working = self.catalog.period.as_ref().map(|period| period.id);
        self.period_of(id.filter(|id| Some(*id) != working)).map(|period| period.title.clone())
    }
}

fn counted(count: usize) -> Value<'static> {
    Value::from(count.to_string())
}
