//! Drafts: what was typed and not saved, as it is kept through a hang-up, a kill or a pause.

use serde::{Deserialize, Serialize};

use super::layer::new_year::NewYearLayer;
use super::layer::{NarrativeLayer, Target};
use crate::domain::{Id, Moment, Period};

/// A draft that was left or is being typed, with the time at which it was changed last.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The draft.
    pub state: DraftState,
    /// When its words became what they are.
    pub changed: Moment,
}

/// A draft of one layer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "layer")]
pub enum DraftState {
    /// A form.
    Form {
        /// Its key.
        key: String,
        /// It began with what was typed in a line.
        begun: bool,
        /// The form's own draft.
        form: String,
        /// What it is for.
        target: Box<Target>,
    },
    /// A line.
    Line {
        /// Its key.
        key: String,
        /// As typed.
        text: String,
    },
    /// A part's words.
    Narrative(Box<NarrativeLayer>),
    /// The guided set-up: its step and the drafts of its pages.
    SetUp {
        /// The step, 0 or more.
        at: usize,
        /// The pages' own drafts.
        forms: Vec<String>,
    },
    /// A roster being taken in.
    Roster {
        /// Its key.
        key: String,
        /// What was read and corrected, as text: its maps have numbers for keys, which a tagged value cannot read.
        intake: String,
    },
    /// The table of a new school year.
    NewYear(Box<NewYearLayer>),
}

impl DraftState {
    /// Under which key it is kept: every form and line has its own, a part's words share the part's.
    pub fn key(&self) -> String {
        match self {
            Self::Form { key, .. } | Self::Line { key, .. } | Self::Roster { key, .. } => key.clone(),
            Self::NewYear(_) => "new-year".to_owned(),
            Self::Narrative(layer) => layer.draft_key(),
            Self::SetUp { .. } => super::layer::set_up::DRAFT_KEY.to_owned(),
        }
    }

    /// The period whose report it goes into, whichever is being worked in; none for what goes by its own day.
    pub fn period(&self) -> Option<Id<Period>> {
        match self {
            Self::Narrative(layer) => Some(layer.period),
            Self::Form { target, .. } => match target.as_ref() {
                Target::ReportSettings(base) => Some(base.id),
                _ => None,
            },
            _ => None,
        }
    }

    /// What was typed, without carets: somebody who only looked at a draft changed nothing.
    pub fn said(&self) -> String {
        match self {
            Self::Narrative(layer) => layer.editor.value().to_owned(),
            Self::Form { form, .. } => serde_json::from_str(form).map_or_else(
                |_| form.clone(),
                |mut value| {
                    forget_carets(&mut value);
                    value.to_string()
                },
            ),
            _ => self.payload(),
        }
    }

    /// The draft as text; empty when it cannot be written, which loses only the draft.
    pub fn payload(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The draft of a text; none when it is damaged.
    pub fn read(payload: &str) -> Option<Self> {
        serde_json::from_str(payload).ok()
    }
}

fn forget_carets(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.remove("caret");
            map.remove("focus");
            map.values_mut().for_each(forget_carets);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(forget_carets),
        _ => {}
    }
}
