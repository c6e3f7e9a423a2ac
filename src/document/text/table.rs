//! Tables in plain text: columns apart by a thin line, the title row ruled off. A screen too narrow for the
//! columns gets each row as one wrapped line of cells.

use super::super::clean::one_line;
use super::super::model::{Align, Cell, Column};
use super::wrap::wrap;
use super::{Piece, aligned, bold};

const SEPARATOR: &str = " │ ";
const CROSSING: &str = "─┼─";
const SEPARATOR_WIDTH: usize = 3;
/// Below this many cells a column holds no word.
const NARROWEST: usize = 4;

/// The table's lines, none wider than `width`.
pub(super) fn lines(
    columns: &[Column],
    rows: &[Vec<Cell>],
    total: Option<&[Cell]>,
    width: usize,
) -> Vec<Vec<Piece>> {
    let widest = rows.iter().map(Vec::len).chain(total.map(<[Cell]>::len)).max().unwrap_or(0);
    let count = columns.len().max(widest);
    let cells = |cells: &[Cell]| -> Vec<Vec<Piece>> {
        (0..count)
            .map(|i| cells.get(i).map(|cell| cell.runs.iter().map(Piece::from).collect()).unwrap_or_default())
            .collect()
    };
    let titles: Vec<Vec<Piece>> = (0..count)
        .map(|i| columns.get(i).map_or_else(String::new, |column| one_line(&column.title)))
        .map(|title| vec![Piece { bold: true, ..Piece::plain(title.trim()) }])
        .collect();
    let has_titles = columns.iter().any(|column| !column.title.trim().is_empty());
    let body: Vec<Vec<Vec<Piece>>> = rows.iter().map(|row| cells(row)).collect();
    let total: Option<Vec<Vec<Piece>>> = total.map(|row| cells(row).into_iter().map(bold).collect());
    if count == 0 {
        return Vec::new();
    }

    let every = || has_titles.then_some(&titles).into_iter().chain(&body).chain(&total);
    let Some(widths) = widths(every(), count, width) else {
        return every().flat_map(|row| stacked(row, width)).collect();
    };
    let align = |i: usize| columns.get(i).map_or(Align::Left, |column| column.align);
    let rule = || {
        vec![Piece::plain(widths.iter().map(|&width| "─".repeat(width)).collect::<Vec<_>>().join(CROSSING))]
    };
    let mut out = Vec::new();
    if has_titles {
        out.extend(beside(&titles, &widths, |_| Align::Center));
        out.push(rule());
    }
    for row in &body {
        out.extend(beside(row, &widths, align));
    }
    if let Some(row) = &total {
        out.push(rule());
        out.extend(beside(row, &widths, align));
    }
    out
}

/// The columns' widths: what their texts ask for, the widest giving way first; `None` when there is no room.
fn widths<'a>(
    rows: impl Iterator<Item = &'a Vec<Vec<Piece>>>,
    count: usize,
    width: usize,
) -> Option<Vec<usize>> {
    let room = width.checked_sub(SEPARATOR_WIDTH * (count - 1)).filter(|room| room / count >= NARROWEST)?;
    let mut widths = vec![1; count];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.iter().map(Piece::width).sum::<usize>().clamp(*width, room);
        }
    }
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter_mut().max()?;
        *widest -= 1;
    }
    Some(widths)
}

/// One row, its cells wrapped and side by side.
fn beside(row: &[Vec<Piece>], widths: &[usize], align: impl Fn(usize) -> Align) -> Vec<Vec<Piece>> {
    let wrapped: Vec<Vec<Vec<Piece>>> =
        row.iter().zip(widths).map(|(cell, &width)| wrap(cell, width, width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|y| {
            let mut line = Vec::new();
            for (i, (cell, &width)) in wrapped.iter().zip(widths).enumerate() {
                if i > 0 {
                    line.push(Piece::plain(SEPARATOR));
                }
                line.extend(aligned(cell.get(y).cloned().unwrap_or_default(), width, align(i)));
            }
            line
        })
        .collect()
}

/// One row as running text.
fn stacked(row: &[Vec<Piece>], width: usize) -> Vec<Vec<Piece>> {
    let mut pieces = Vec::new();
    for cell in row.iter().filter(|cell| cell.iter().any(|piece| !piece.text.trim().is_empty())) {
        if !pieces.is_empty() {
            pieces.push(Piece::plain(SEPARATOR));
        }
        pieces.extend(cell.iter().cloned());
    }
    wrap(&pieces, width, width)
}
