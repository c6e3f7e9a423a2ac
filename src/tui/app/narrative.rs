//! Writing a part's words: opened from the report, saved, taken from older periods and other editors.

use super::App;
use crate::locale::Value;
use crate::tui::draft::DraftState;
use crate::tui::effect::{Effect, Write};
use crate::tui::layer::narrative::{LIMIT, PartHelp, Written};
use crate::tui::layer::{Layer, NarrativeLayer};
use crate::tui::outside::{Brought, OutsideError};
use crate::tui::screen::report::NarrativePlace;
use crate::tui::theme::Role;

impl App {
    pub(super) fn open_narrative(&mut self, place: NarrativePlace) {
        let Some(period) = self.catalog.period.as_ref().map(|period| period.id) else { return };
        let before = self.report.words(&place.part).to_owned();
        let help = PartHelp { printed: place.printed, ..self.report.help(&place.part) };
        let mut layer = NarrativeLayer::new(period, place.part, before);
        layer.title = place.title;
        layer.guidance = place.guidance;
        layer.help = help;
        layer.clipboard.clone_from(&self.clipboard);
        self.show_narrative(layer);
    }

    pub(super) fn narrative_event(&mut self, layer: Layer, written: Written) -> Vec<Effect> {
        let Layer::Narrative(narrative) = layer else { return Vec::new() };
        self.clipboard.clone_from(&narrative.clipboard);
        match written {
            Written::Open | Written::Changed => {}
            Written::Save => {
                let write = Write::SaveNarrative {
                    period: narrative.period,
                    part: narrative.part.clone(),
                    before: narrative.before.clone(),
                    text: narrative.editor.normalised(),
                };
                self.layers.push(Layer::Narrative(narrative));
                return vec![Effect::Write(write)];
            }
            Written::Left => {
                let key = narrative.draft_key();
                let draft = narrative.is_changed().then_some(DraftState::Narrative(narrative));
                return self.left_with(&key, draft);
            }
            Written::Outside => {
                let text = narrative.editor.normalised();
                self.layers.push(Layer::Narrative(narrative));
                // The draft first: another program has the terminal meanwhile, for as long as it likes.
                return vec![Effect::KeepDraft, Effect::EditOutside(text)];
            }
            Written::Older => self.say_older(&narrative),
            Written::Started => {
                let text = self.messages.get("narrative-took-starter");
                self.say(Role::Good, text);
            }
            Written::Refused(why) => {
                let text = self.messages.with(why, &[("limit", limit())]);
                self.say(Role::Warn, text);
            }
        }
        self.layers.push(Layer::Narrative(narrative));
        Vec::new()
    }

    /// Which period's words came in, and which names were brought up to date.
    fn say_older(&mut self, narrative: &NarrativeLayer) {
        let Some(older) = &narrative.help.older else { return };
        let changes: Vec<String> =
            older.replaced.iter().map(|(old, new)| format!("«{old}» → «{new}»")).collect();
        let key = if changes.is_empty() { "narrative-took-older" } else { "narrative-took-older-changed" };
        let text = self.messages.with(
            key,
            &[("period", Value::from(older.period.as_str())), ("changes", Value::from(changes.join(", ")))],
        );
        self.say(Role::Good, text);
    }

    pub(super) fn narrative_paste(&mut self, text: &str) -> Vec<Effect> {
        self.notice = None;
        let Some(Layer::Narrative(mut narrative)) = self.layers.pop() else { return Vec::new() };
        let written = narrative.paste(text);
        self.narrative_event(Layer::Narrative(narrative), written)
    }

    /// A text came back from the officer's own editor, or did not.
    pub fn outside_done(&mut self, done: Result<Brought, OutsideError>) -> Vec<Effect> {
        let (role, key, args) = match done {
            Ok(brought) => self.take_back(brought),
            Err(error) => {
                let (key, args) = match &error {
                    OutsideError::NoEditor => ("outside-none", Vec::new()),
                    OutsideError::Start { editor, .. } => ("outside-start", vec![("editor", shown(editor))]),
                    OutsideError::Failed { editor, code } => (
                        "outside-failed",
                        vec![("editor", shown(editor)), ("code", Value::from(code.to_string()))],
                    ),
                    OutsideError::File(_) => ("outside-file", Vec::new()),
                    OutsideError::NotText(path) => {
                        ("outside-not-text", vec![("path", shown(&path.to_string_lossy()))])
                    }
                };
                (Role::Error, key, args)
            }
        };
        let text = self.messages.with(key, &args);
        self.say(role, text);
        vec![Effect::KeepDraft]
    }

    fn take_back(&mut self, brought: Brought) -> (Role, &'static str, Vec<(&'static str, Value<'static>)>) {
        let Some(Layer::Narrative(narrative)) = self.layers.last_mut() else {
            return (Role::Muted, "outside-same", Vec::new());
        };
        let before = narrative.editor.normalised();
        if !narrative.take_back(&brought.text) {
            let path = brought.keep();
            let args = vec![("limit", limit()), ("path", shown(&path.to_string_lossy()))];
            return (Role::Error, "outside-too-long", args);
        }
        let same = narrative.editor.normalised() == before;
        (Role::Good, if same { "outside-same" } else { "outside-back" }, Vec::new())
    }
}

fn limit() -> Value<'static> {
    Value::from(crate::text::money::Dong(LIMIT as i64).to_string())
}

/// What comes from outside the program, safe to show.
fn shown(text: &str) -> Value<'static> {
    Value::from(crate::text::clean::printable(text))
}
