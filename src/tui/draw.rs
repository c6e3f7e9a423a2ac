//! Painting the app: top line, screens' names, screen, sentence, keys; layers over it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{self, ACTIONS, Action};
use super::app::App;
use super::input::cells;
use super::layer::Layer;
use super::screen::settings::Around;
use super::screen::{Tab, World, overview};
use super::theme::Role;
use super::widget::Canvas;

/// The smallest terminal in which the screens work.
pub const SMALLEST: (u16, u16) = (60, 20);

/// Paints the whole program; returns where the cursor stands.
pub fn draw(app: &mut App, buffer: &mut Buffer) -> Option<Position> {
    let (width, height) = app.size;
    let area = Rect::new(0, 0, width, height);
    let mut canvas = Canvas::new(buffer, area, app.theme);
    if width < SMALLEST.0 || height < SMALLEST.1 {
        canvas.paragraph(0, 0, width, height, &app.messages.get("too-small"), Role::Warn);
        return None;
    }
    let mut layers = std::mem::take(&mut app.layers);
    let full = matches!(
        layers.first(),
        Some(
            Layer::Form(_)
                | Layer::Narrative(_)
                | Layer::Tet(_)
                | Layer::Review(_)
                | Layer::Photos(_)
                | Layer::NewYear(_)
                | Layer::RosterFile(_)
                | Layer::Roster(_)
                | Layer::SetUp(_)
        )
    );
    let mut caret = None;
    let body = height - 3;
    let line_height = layers.iter_mut().find_map(|layer| match layer {
        // Tabs and period stay in sight above it.
        Layer::Line(line) => Some(line.height(width).min(body - 3)),
        _ => None,
    });
    if !full {
        draw_head(&mut canvas, app);
        let shown = body.saturating_sub(3).saturating_sub(line_height.unwrap_or(0));
        let mut screen = canvas.part(0, 3, width, shown);
        caret = draw_screen(&mut screen, app);
    }
    let world = World { messages: &app.messages, catalog: &app.catalog };
    for layer in &mut layers {
        let mut over = canvas.part(0, 0, width, body);
        caret = draw_layer(&mut over, layer, world, line_height);
    }
    app.layers = layers;
    draw_foot(&mut canvas, app);
    caret
}

fn draw_screen(canvas: &mut Canvas<'_>, app: &mut App) -> Option<Position> {
    let world = World { messages: &app.messages, catalog: &app.catalog };
    match app.tab {
        Tab::Overview => {
            app.overview.draw(canvas, world);
            None
        }
        Tab::Activities => app.activities.draw(canvas, world, app.feeds.as_ref()),
        Tab::Members => app.members.draw(canvas, world),
        Tab::Ledger => {
            app.ledger.draw(canvas, world);
            None
        }
        Tab::Report => {
            app.report.draw(canvas, world, &app.outlines);
            None
        }
        Tab::Settings => {
            let around = Around { book: &app.book, folder: &app.folder, officer: &app.officer };
            app.settings.draw(canvas, world, around);
            None
        }
    }
}

fn draw_layer(
    canvas: &mut Canvas<'_>,
    layer: &mut Layer,
    world: World<'_>,
    line_height: Option<u16>,
) -> Option<Position> {
    match layer {
        Layer::Form(layer) => {
            canvas.clear();
            let theme = canvas.theme();
            let (buffer, area) = canvas.raw();
            layer.form.render(buffer, area, &theme, world.messages, world.catalog)
        }
        Layer::Line(line) => {
            let width = canvas.width();
            let height = line_height.unwrap_or_else(|| line.height(width)).min(canvas.height());
            let top = canvas.height() - height;
            line.draw(&mut canvas.part(0, top, width, height), world)
        }
        Layer::Narrative(layer) => layer.draw(canvas, world),
        Layer::NewYear(table) => table.draw(canvas, world),
        Layer::Facts(facts) => {
            let (width, height) = (canvas.width(), canvas.height());
            facts.draw(&mut canvas.part(0, 3, width, height.saturating_sub(3)), world);
            None
        }
        Layer::Pick(picker) => {
            let (width, height) = (canvas.width(), canvas.height());
            let mut card = canvas.part(0, 3, width, height.saturating_sub(3));
            picker.draw(&mut card, &world.say("picker-none"))
        }
        Layer::Confirm(confirm) => {
            confirm.draw(canvas, world);
            None
        }
        Layer::Conflict(conflict) => {
            conflict.draw(canvas, world);
            None
        }
        Layer::Name(name) => name.draw(canvas, world),
        Layer::Tet(tet) => {
            tet.draw(canvas, world);
            None
        }
        Layer::Review(review) => {
            review.draw(canvas, world);
            None
        }
        Layer::Late(late) => {
            late.draw(canvas, world);
            None
        }
        Layer::Sent(list) => {
            list.draw(canvas, world);
            None
        }
        Layer::Photos(layer) => layer.draw(canvas, world),
        Layer::Parcel(parcel) => {
            parcel.draw(canvas, world);
            None
        }
        Layer::RosterFile(layer) => layer.draw(canvas, world),
        Layer::Roster(layer) => layer.draw(canvas, world),
        Layer::Help(help) => {
            help.draw(canvas, world);
            None
        }
        Layer::SetUp(set_up) => set_up.draw(canvas, world),
        Layer::Told(told) => {
            told.draw(canvas);
            None
        }
    }
}

fn draw_head(canvas: &mut Canvas<'_>, app: &App) {
    let world = app.world();
    let width = canvas.width();
    let unit = app.catalog.unit_on(app.catalog.today).map_or("congdoan", |unit| unit.name.short.as_str());
    let title = match &app.catalog.period {
        Some(period) => format!("{unit} · {}", period.title),
        None => unit.to_owned(),
    };
    // The name gives way last: the day is in the overview too.
    let mut due = overview::due_text(world);
    let too_long = |title: &str, due: &str| 4 + cells::width(title) + cells::width(due) > usize::from(width);
    if too_long(&title, &due) {
        due = overview::due_briefly(world);
    }
    let title = match &app.catalog.period {
        Some(period) if too_long(&title, &due) => format!("{unit} · {}", period.code),
        _ => title,
    };
    let start = canvas.right(width.saturating_sub(1), 0, &due, Role::Muted);
    canvas.fit(1, 0, start.saturating_sub(2), &title, Role::Title);
    // Two cells between the names and one behind the number, where there is room for them.
    let names: Vec<String> = Tab::ALL.iter().map(|tab| world.say(tab.key())).collect();
    let letters: usize = names.iter().map(|name| cells::width(name) + 1).sum();
    let (air, gap) = match usize::from(width).saturating_sub(letters + 2) {
        16.. => (1, 2),
        11.. => (1, 1),
        _ => (0, 1),
    };
    let mut x = 1;
    for (at, (tab, name)) in Tab::ALL.into_iter().zip(&names).enumerate() {
        let (number, label) = if tab == app.tab {
            (Role::Accent, Role::Accent)
        } else if air == 0 {
            (Role::KeyHint, Role::Muted)
        } else {
            (Role::Muted, Role::Muted)
        };
        x = canvas.text(x, 1, &(at + 1).to_string(), number) + air;
        x = canvas.text(x, 1, name, label) + gap;
    }
    canvas.rule(2);
}

fn draw_foot(canvas: &mut Canvas<'_>, app: &App) {
    let (width, height) = (canvas.width(), canvas.height());
    canvas.rule(height - 3);
    if let Some(notice) = &app.notice {
        // A sentence that needs more rows takes the rule's and some of the screen's: what to do stands at its end.
        let lines = Canvas::wrapped(&notice.text, width.saturating_sub(2));
        let rows = lines.len().clamp(1, 4) as u16;
        canvas.part(0, height - 1 - rows, width, rows).clear();
        canvas.paragraph(1, height - 1 - rows, width.saturating_sub(2), rows, &notice.text, notice.role);
    }
    let world = app.world();
    let (hints, kept) = hints(app, world);
    let hints = fitting(hints, &kept, usize::from(width));
    let mut x = 1;
    for (key, label) in hints {
        x = canvas.text(x, height - 1, &key, Role::KeyHint);
        x = canvas.text(x + 1, height - 1, &label, Role::Muted) + 2;
    }
}

/// The hints that fit into a row of `width` cells, in their order. Where not all fit, what stands in brackets gives way
/// first, then the hindmost hints, but never the one that leads to all others or out.
fn fitting(mut hints: Vec<(String, String)>, kept: &str, width: usize) -> Vec<(String, String)> {
    // A cell before the first, one within each, two between them.
    let needs = |(key, label): &(String, String)| cells::width(key) + cells::width(label) + 3;
    let room = width + 1;
    if hints.iter().map(needs).sum::<usize>() <= room {
        return hints;
    }
    for (_, label) in &mut hints {
        if let Some(bracket) = label.find(" (") {
            label.truncate(bracket);
        }
    }
    let mut used: usize = hints.iter().filter(|(key, _)| key == kept).map(needs).sum();
    hints.retain(|hint| {
        if hint.0 == kept {
            return true;
        }
        let fits = used + needs(hint) <= room;
        used += if fits { needs(hint) } else { 0 };
        fits
    });
    hints
}

/// The keys of a message: "Ctrl+S=Lưu | Esc=Thoát"; the last one leads out.
fn spoken_hints(world: World<'_>, key: &str) -> (Vec<(String, String)>, String) {
    let hint = |hint: &str| hint.split_once('=').map(|(key, label)| (key.to_owned(), label.to_owned()));
    let hints: Vec<(String, String)> = world.say(key).split(" | ").filter_map(hint).collect();
    let out = hints.last().map(|(key, _)| key.clone()).unwrap_or_default();
    (hints, out)
}

/// The keys that help now, those of the layer, else of the screen; and the one that always stands there.
fn hints(app: &App, world: World<'_>) -> (Vec<(String, String)>, String) {
    let layer = app.layers.last().map(|layer| match layer {
        Layer::Form(form) if form.target.is_new() && form.form.asks_money() => "footer-form-money",
        Layer::Form(form) if form.form.asks_money() => "footer-form-money-edit",
        Layer::Form(form) if form.target.is_new() => "footer-form",
        Layer::Form(_) => "footer-form-edit",
        Layer::Line(_) => "footer-line",
        Layer::Narrative(layer) => layer.footer(),
        Layer::NewYear(_) => "footer-new-year",
        Layer::Facts(_) => "footer-facts",
        Layer::Pick(_) => "footer-pick",
        Layer::Confirm(_) => "footer-confirm",
        Layer::Name(_) => "footer-name",
        Layer::Conflict(_) => "footer-conflict",
        Layer::Tet(_) => "footer-tet",
        Layer::Review(_) => "footer-review",
        Layer::Late(_) => "footer-late",
        Layer::Sent(_) => "footer-sent",
        Layer::Photos(layer) => layer.footer(),
        Layer::Help(_) => "footer-help",
        Layer::Parcel(parcel) => parcel.footer(),
        Layer::Told(_) => "footer-told",
        Layer::SetUp(layer) if layer.awaits_roster() => "footer-set-up-roster",
        Layer::SetUp(_) => "footer-set-up",
        Layer::RosterFile(_) => "footer-roster-file",
        Layer::Roster(layer) => layer.footer(),
    });
    if let Some(key) = layer {
        return spoken_hints(world, key);
    }
    let searching = match app.tab {
        Tab::Activities => app.activities.searching,
        Tab::Members => app.members.searching,
        _ => false,
    };
    if searching {
        return spoken_hints(world, "footer-search");
    }
    let scopes = app.scopes();
    let mut shown: Vec<_> = ACTIONS
        .iter()
        .filter(|info| info.footer > 0 && scopes.contains(&info.scope) && app.is_possible(info.action))
        .collect();
    shown.sort_by_key(|info| info.footer);
    let hints = shown
        .into_iter()
        .map(|info| {
            let key = info.keys.first().copied().unwrap_or_default().to_owned();
            (key, world.say(&format!("action-{}", info.name)))
        })
        .collect();
    let help = action::info(Action::Help).and_then(|info| info.keys.first()).copied().unwrap_or_default();
    (hints, help.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(message: &str, width: usize) -> Vec<String> {
        let hints: Vec<_> = message
            .split(" | ")
            .filter_map(|hint| hint.split_once('='))
            .map(|(key, label)| (key.to_owned(), label.to_owned()))
            .collect();
        let kept = hints.last().map(|(key, _)| key.clone()).unwrap_or_default();
        fitting(hints, &kept, width).into_iter().map(|(key, label)| format!("{key} {label}")).collect()
    }

    #[test]
    fn in_a_narrow_row_brackets_go_first_and_then_what_does_not_fit() {
        let message =
            "Ctrl+S=Save | F4=Save, add another | F2=Money line | Tab=Next | Esc=Leave (draft kept)";
        assert_eq!(keys(message, 85).join("  "), message.replace('=', " ").replace(" | ", "  "));
        assert_eq!(keys(message, 60), ["Ctrl+S Save", "F4 Save, add another", "F2 Money line", "Esc Leave"]);
        assert_eq!(keys(message, 44), ["Ctrl+S Save", "F2 Money line", "Esc Leave"]);
        assert_eq!(keys(message, 5), ["Esc Leave"], "what leads out always stands");
    }
}
