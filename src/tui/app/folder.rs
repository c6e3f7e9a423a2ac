//! What the app says of the exchange folder.

use super::App;
use crate::desk::Format;
use crate::locale::Value;
use crate::tui::effect::{Effect, FolderWords};
use crate::tui::layer::{Layer, Told};
use crate::tui::theme::Role;

impl App {
    /// A file is written: where, which letters it cannot show, and over SSH the line that fetches it, which wants a row
    /// of its own.
    pub(super) fn exported(
        &mut self,
        format: Format,
        shown: &str,
        undrawn: Option<String>,
        fetch: Option<String>,
    ) {
        let what = if format == Format::Xlsx { "exported-annex" } else { "exported" };
        let mut text = self.messages.with(what, &[("path", Value::from(shown))]);
        let role = if undrawn.is_some() { Role::Warn } else { Role::Good };
        if let Some(undrawn) = undrawn {
            text = format!("{text}. {undrawn}");
        }
        if let Some(line) = fetch {
            let told = Told { title: text.clone(), said: self.messages.get("exported-fetch"), line };
            self.layers.push(Layer::Told(Box::new(told)));
        }
        self.say(role, text);
    }

    /// Another exchange folder is in use.
    pub(super) fn folder_used(&mut self, words: FolderWords) -> Vec<Effect> {
        let text = self.messages.with("folder-used", &[("path", Value::from(words.shown.as_str()))]);
        self.folder = words;
        self.say(Role::Good, text);
        self.close_saved()
    }
}
