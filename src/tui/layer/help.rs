//! The keys that work on the current screen, from the one list of actions.

use crate::tui::action::{ACTIONS, Scope};
use crate::tui::input::cells;
use crate::tui::screen::World;
use crate::tui::theme::Role;
use crate::tui::widget::Canvas;

/// The help page.
#[derive(Debug, Clone)]
pub struct Help {
    /// The topmost line.
    pub top: usize,
    /// Scopes of the screen below.
    pub scopes: Vec<Scope>,
}

impl Help {
    /// Draws keys, names and what they are for.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        canvas.clear();
        canvas.text(1, 0, &world.say("help-title"), Role::Heading);
        canvas.rule(1);
        let width = canvas.width();
        let actions: Vec<(String, String, String)> = ACTIONS
            .iter()
            .filter(|info| self.scopes.contains(&info.scope))
            .map(|info| {
                (
                    info.keys.join(" "),
                    world.say(&format!("action-{}", info.name)),
                    world.say(&format!("action-{}-doc", info.name)),
                )
            })
            .collect();
        let widest = |text: fn(&(String, String, String)) -> &str| {
            actions.iter().map(|action| cells::width(text(action))).max().unwrap_or(0) as u16
        };
        let name_at = 1 + widest(|action| action.0.as_str()) + 2;
        let doc_at = name_at + widest(|action| action.1.as_str()) + 2;
        let mut lines = Vec::new();
        for (mut keys, mut name, doc) in actions {
            for part in Canvas::wrapped(&doc, width.saturating_sub(doc_at + 1)) {
                lines.push((std::mem::take(&mut keys), std::mem::take(&mut name), part, doc_at));
            }
        }
        lines.push((String::new(), String::new(), String::new(), 1));
        for line in world.say("help-more").lines() {
            for part in Canvas::wrapped(line, width.saturating_sub(2)) {
                lines.push((String::new(), String::new(), part, 1));
            }
        }
        let height = usize::from(canvas.height().saturating_sub(2));
        self.top = self.top.min(lines.len().saturating_sub(height));
        for (at, (keys, name, doc, doc_at)) in lines.iter().skip(self.top).take(height).enumerate() {
            let y = 2 + at as u16;
            canvas.text(1, y, keys, Role::KeyHint);
            canvas.text(name_at, y, name, Role::Text);
            canvas.text(*doc_at, y, doc, Role::Muted);
        }
    }
}
