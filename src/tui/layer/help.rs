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
        let mut lines: Vec<(String, String, String)> = ACTIONS
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
        lines.push((String::new(), String::new(), String::new()));
        for line in world.say("help-more").lines() {
            lines.push((String::new(), String::new(), line.to_owned()));
        }
        let height = usize::from(canvas.height().saturating_sub(2));
        self.top = self.top.min(lines.len().saturating_sub(height));
        for (at, (keys, name, doc)) in lines.iter().skip(self.top).take(height).enumerate() {
            let y = 2 + at as u16;
            if keys.is_empty() {
                canvas.fit(1, y, width.saturating_sub(2), doc, Role::Muted);
                continue;
            }
            let keys = cells::fit(keys, 12);
            canvas.text(1, y, &keys, Role::KeyHint);
            canvas.fit(14, y, 22, name, Role::Text);
            canvas.fit(37, y, width.saturating_sub(38), doc, Role::Muted);
        }
    }
}
