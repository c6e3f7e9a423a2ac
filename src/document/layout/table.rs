//! Tables: columns of given or shared width, a title row that is repeated, rows that stay whole.

use super::super::clean::{one_line, spans};
use super::super::columns::{stays_with_next, widths};
use super::super::model::{Align, Cell, Column, Run};
use super::super::style::{CELL_MARGIN, LINE, MARGIN_TOP, PAPER_HEIGHT, Setting, Style, style};
use super::lines::{Lines, set};
use super::strips::{Ending, Strip, Strips};
use super::{Metrics, Rule, points};

/// Thickness of borders, points.
const BORDER: f32 = 0.5;
/// Points between a table and what stands below it.
const GAP: f32 = 6.0;

/// Puts a table's rows.
pub(super) fn put(
    out: &mut Strips,
    columns: &[Column],
    rows: &[Vec<Cell>],
    total: Option<&[Cell]>,
    metrics: &dyn Metrics,
) {
    let widths = widths(columns, rows, total);
    let count = widths.len();
    if count == 0 {
        return;
    }
    let grid = Grid::new(&widths, metrics);
    let number = out.heads.len();
    let titled = columns.iter().any(|column| !column.title.trim().is_empty());
    let head = titled.then(|| {
        let cells = (0..count).map(|at| {
            let title = columns.get(at).map_or("", |column| column.title.as_str());
            grid.cell(at, &[Run::plain(one_line(title))], style("TableHead"))
        });
        let mut strip = grid.row(&cells.collect::<Vec<_>>(), style("TableHead"));
        strip.ending = Ending::Kept;
        strip.table = Some(number);
        strip.is_head = true;
        strip
    });
    let page = points(PAPER_HEIGHT - 2 * MARGIN_TOP) - head.as_ref().map_or(0.0, |head| head.height);
    out.strips.extend(head.clone());
    out.heads.push(head);
    let all = rows.iter().map(|row| (row.as_slice(), false)).chain(total.map(|row| (row, true)));
    for (at, (cells, bold)) in all.enumerate() {
        let cells: Vec<Lines> = (0..count)
            .map(|at| {
                let align = columns.get(at).map_or(Align::Left, |column| column.align);
                let look = Style { bold, setting: setting(align), ..style("TableText") };
                grid.cell(at, cells.get(at).map_or(&[][..], |cell| cell.runs.as_slice()), look)
            })
            .collect();
        let whole = grid.row(&cells, style("TableText"));
        let mut strips = if whole.height <= page { vec![whole] } else { grid.torn(&cells, page) };
        for strip in &mut strips {
            strip.table = Some(number);
        }
        let with_next = stays_with_next(rows, total.is_some(), at);
        if let Some(last) = strips.last_mut().filter(|_| with_next) {
            last.ending = Ending::Kept;
        }
        out.strips.extend(strips);
    }
    if let Some(last) = out.strips.last_mut() {
        last.after = GAP;
    }
}

const fn setting(align: Align) -> Setting {
    match align {
        Align::Left => Setting::Left,
        Align::Center => Setting::Centered,
        Align::Right => Setting::Right,
    }
}

/// The columns of a table.
struct Grid<'m> {
    /// Left edge and width of each column, points from the left margin.
    columns: Vec<(f32, f32)>,
    metrics: &'m dyn Metrics,
}

impl<'m> Grid<'m> {
    fn new(widths: &[u32], metrics: &'m dyn Metrics) -> Self {
        let sum: u32 = widths.iter().sum();
        // Too many columns for the line: all of them narrower than they can be read, yet on the paper.
        let scale = if sum > LINE { LINE as f32 / sum as f32 } else { 1.0 };
        let mut x = (points(LINE) - points(sum) * scale) / 2.0;
        let mut columns = Vec::with_capacity(widths.len());
        for width in widths {
            let width = points(*width) * scale;
            columns.push((x, width));
            x += width;
        }
        Self { columns, metrics }
    }

    /// The text of a cell of column `at`.
    fn cell(&self, at: usize, runs: &[Run], look: Style) -> Lines {
        let width = self.columns.get(at).map_or(0.0, |column| column.1);
        let room = (width - 2.0 * points(CELL_MARGIN)).max(look.size as f32 / 2.0);
        let mut lines = set(&spans(runs), look, room, self.metrics);
        if runs.iter().all(|run| run.text.is_empty()) {
            lines.lines.clear();
        }
        lines
    }

    /// A row of these cells, each in the middle of the row's height.
    fn row(&self, cells: &[Lines], look: Style) -> Strip {
        let (before, after) = (points(look.before), points(look.after));
        let one = cells.first().map_or(0.0, |lines| lines.pitch);
        let tallest = cells.iter().map(Lines::height).fold(one, f32::max);
        let mut strip = Strip::empty(tallest + before + after);
        for (lines, (x, _)) in cells.iter().zip(&self.columns) {
            let top = before + (tallest - lines.height()) / 2.0;
            place(&mut strip, lines, 0..lines.lines.len(), *x, top);
            strip.cells.push(strip.texts.len());
        }
        self.borders(&mut strip, true, true);
        strip
    }

    /// A row that no page can hold, in pieces that one can.
    fn torn(&self, cells: &[Lines], page: f32) -> Vec<Strip> {
        let pitch = cells.first().map_or(1.0, |lines| lines.pitch).max(1.0);
        let count = cells.iter().map(|lines| lines.lines.len()).max().unwrap_or(0);
        let fitting = ((page / pitch).floor() as usize).saturating_sub(1).max(1);
        let mut pieces = Vec::new();
        let mut from = 0;
        while from < count {
            let to = (from + fitting).min(count);
            let mut strip = Strip::empty((to - from) as f32 * pitch + pitch / 2.0);
            for (lines, (x, _)) in cells.iter().zip(&self.columns) {
                let end = to.min(lines.lines.len());
                place(&mut strip, lines, from.min(end)..end, *x, pitch / 4.0);
                strip.cells.push(strip.texts.len());
            }
            self.borders(&mut strip, from == 0, to == count);
            pieces.push(strip);
            from = to;
        }
        pieces
    }

    fn borders(&self, strip: &mut Strip, above: bool, below: bool) {
        let left = self.columns.first().map_or(0.0, |column| column.0);
        let right = self.columns.last().map_or(0.0, |column| column.0 + column.1);
        let edges = self.columns.iter().map(|column| column.0).chain([right]);
        let height = strip.height;
        strip.rules.extend(edges.map(|x| Rule { from: (x, 0.0), to: (x, height), width: BORDER }));
        for (drawn, y) in [(above, 0.0), (below, height)] {
            if drawn {
                strip.rules.push(Rule { from: (left, y), to: (right, y), width: BORDER });
            }
        }
    }
}

/// Puts lines of a cell that begins at `x` below `top`.
fn place(strip: &mut Strip, lines: &Lines, which: std::ops::Range<usize>, x: f32, top: f32) {
    for (at, line) in lines.lines.get(which).unwrap_or(&[]).iter().enumerate() {
        strip.texts.extend(line.iter().cloned().map(|mut text| {
            text.x += x + points(CELL_MARGIN);
            text.baseline += at as f32 * lines.pitch + top;
            text
        }));
    }
}
