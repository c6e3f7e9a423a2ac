//! Painting the app: top line, screens' names, screen, sentence, keys; layers over it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::ACTIONS;
use super::app::App;
use super::input::cells;
use super::layer::Layer;
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
    let full = matches!(layers.first(), Some(Layer::Form(_) | Layer::Narrative(_)));
    let mut caret = None;
    let line_height = layers.iter_mut().find_map(|layer| match layer {
        Layer::Line(line) => Some(line.height()),
        _ => None,
    });
    let body = height - 3;
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
            overview::draw(canvas, world, &app.overview);
            None
        }
        Tab::Activities => app.activities.draw(canvas, world),
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
            app.settings.draw(canvas, world, &app.book);
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
            let height = line_height.unwrap_or_else(|| line.height()).min(canvas.height());
            let (width, top) = (canvas.width(), canvas.height() - height);
            line.draw(&mut canvas.part(0, top, width, height), world)
        }
        Layer::Narrative(layer) => layer.draw(canvas, world),
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
        Layer::Help(help) => {
            help.draw(canvas, world);
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
    if 4 + cells::width(&title) + cells::width(&due) > usize::from(width) {
        due = overview::due_briefly(world);
    }
    let start = canvas.right(width.saturating_sub(1), 0, &due, Role::Muted);
    canvas.fit(1, 0, start.saturating_sub(2), &title, Role::Title);
    let mut x = 1;
    for (at, tab) in Tab::ALL.into_iter().enumerate() {
        let name = format!("{} {}", at + 1, world.say(tab.key()));
        let role = if tab == app.tab { Role::Accent } else { Role::Muted };
        x = canvas.text(x, 1, &name, role) + if width >= 76 { 2 } else { 1 };
    }
    canvas.rule(2);
}

fn draw_foot(canvas: &mut Canvas<'_>, app: &App) {
    let (width, height) = (canvas.width(), canvas.height());
    canvas.rule(height - 3);
    if let Some(notice) = &app.notice {
        canvas.fit(1, height - 2, width.saturating_sub(2), &notice.text, notice.role);
    }
    let world = app.world();
    let mut x = 1;
    for (key, label) in hints(app, world) {
        let needed = (cells::width(&key) + cells::width(&label) + 1) as u16;
        if x + needed >= width {
            break;
        }
        x = canvas.text(x, height - 1, &key, Role::KeyHint);
        x = canvas.text(x + 1, height - 1, &label, Role::Muted) + 2;
    }
}

/// The keys of a message: "Ctrl+S=Lưu | Esc=Thoát".
fn spoken_hints(world: World<'_>, key: &str) -> Vec<(String, String)> {
    let hint = |hint: &str| hint.split_once('=').map(|(key, label)| (key.to_owned(), label.to_owned()));
    world.say(key).split(" | ").filter_map(hint).collect()
}

/// The keys that help now: those of the layer, else of the screen.
fn hints(app: &App, world: World<'_>) -> Vec<(String, String)> {
    let layer = app.layers.last().map(|layer| match layer {
        Layer::Form(_) => "footer-form",
        Layer::Line(_) => "footer-line",
        Layer::Narrative(_) => "footer-narrative",
        Layer::Pick(_) => "footer-pick",
        Layer::Confirm(_) => "footer-confirm",
        Layer::Conflict(_) => "footer-conflict",
        Layer::Help(_) => "footer-help",
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
    shown
        .into_iter()
        .map(|info| {
            let key = info.keys.first().copied().unwrap_or_default().to_owned();
            (key, world.say(&format!("action-{}", info.name)))
        })
        .collect()
}
