//! Drafts: what was typed and not saved, as it is kept through a hang-up, a kill or a pause.

use serde::{Deserialize, Serialize};

use super::layer::new_year::NewYearLayer;
use super::layer::{NarrativeLayer, Target};

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
            Self::Narrative(layer) => format!("narrative:{}:{}", layer.period, layer.part),
            Self::SetUp { .. } => super::layer::set_up::DRAFT_KEY.to_owned(),
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
