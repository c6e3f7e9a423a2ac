//! Drafts: what was typed and not saved, as it is kept through a hang-up, a kill or a pause.

use serde::{Deserialize, Serialize};

use super::layer::{NarrativeLayer, Target};

/// A draft of one layer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "layer")]
pub enum DraftState {
    /// A form.
    Form {
        /// The form's own draft.
        form: String,
        /// What it is for.
        target: Box<Target>,
    },
    /// A line.
    Line {
        /// As typed.
        text: String,
    },
    /// A part's words.
    Narrative(Box<NarrativeLayer>),
}

impl DraftState {
    /// Under which key it is kept: one draft of each sort at a time.
    pub fn key(&self) -> String {
        match self {
            Self::Form { target, .. } => match target.as_ref() {
                Target::NewActivity => "form:activity".to_owned(),
                Target::Activity(base) => format!("form:{}", base.id),
                Target::NewMember => "form:member".to_owned(),
                Target::Member(base) => format!("form:{}", base.id),
                Target::NewVoucher => "form:voucher".to_owned(),
                Target::Voucher(base) => format!("form:{}", base.id),
                Target::SetUp => "form:set-up".to_owned(),
                Target::ReportSettings(base) => format!("form:{}", base.id),
            },
            Self::Line { .. } => "line".to_owned(),
            Self::Narrative(layer) => format!("narrative:{}:{}", layer.period, layer.part),
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
