//! Writing the report to a file: which one, and the effect that writes it.

use super::App;
use crate::desk::Format;
use crate::tui::effect::Effect;
use crate::tui::layer::{Choice, Layer};
use crate::tui::widget::{Picker, PickerItem};

impl App {
    /// Which file: Word first, so that the key and Enter write it.
    pub(super) fn open_exports(&mut self) -> Vec<Effect> {
        let say = |key: String| self.messages.get(&key);
        let item = |format: Format| PickerItem {
            label: say(format!("export-{}", format.ending())),
            detail: say(format!("export-{}-about", format.ending())),
            value: Choice::Export(format),
        };
        let items = Format::OFFERED.into_iter().map(item).collect();
        let picker = Picker::new(self.messages.get("export-title"), items);
        self.layers.push(Layer::Pick(Box::new(picker)));
        Vec::new()
    }

    /// Writes the report shown to such a file.
    pub(super) fn export(&self, format: Format, overwrite: bool) -> Vec<Effect> {
        let Some(period) = &self.catalog.period else { return Vec::new() };
        vec![Effect::Export {
            period: Box::new(period.clone()),
            outline: self.report.outline_code(&self.catalog),
            format,
            overwrite,
        }]
    }
}
