//! The report's lines broken into rows: paragraphs wrapped, tables in columns, and beneath a line what it lacks.

use std::ops::Range;

use super::World;
use crate::document::Align;
use crate::locale::explain::explain;
use crate::report::{Issue, Line, LineKind, Report};
use crate::tui::input::{cells, wrap};
use crate::tui::theme::Role;

/// A stretch of a row; with the figure that it prints.
type Piece = (String, Option<usize>);

/// Cells between two columns of a table.
const GAP: usize = 2;
/// A table's widest column never gets less than this: below it a row is a paragraph.
const NARROWEST: usize = 12;

/// Between two figures of a table's line that has no room for columns.
const BETWEEN: &str = "; ";

/// One row of the text as it is shown.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Which line of the report.
    pub line: usize,
    /// Its first row: the marker is drawn.
    pub first: bool,
    /// Not the report's words: what the line lacks.
    pub warns: bool,
    /// What stands in it.
    pub pieces: Vec<Piece>,
}

/// Indent and role of a line.
pub(super) const fn place_of(kind: LineKind) -> (u16, Role) {
    match kind {
        LineKind::Heading | LineKind::Label | LineKind::TableHead | LineKind::TableTotal => {
            (0, Role::Heading)
        }
        LineKind::Dash => (2, Role::Text),
        LineKind::Plus => (4, Role::Text),
        LineKind::Inset => (6, Role::Text),
        LineKind::Gap => (2, Role::Muted),
        _ => (0, Role::Text),
    }
}

pub(super) const fn marker_of(kind: LineKind) -> Option<&'static str> {
    match kind {
        LineKind::Dash => Some("-"),
        LineKind::Plus => Some("+"),
        _ => None,
    }
}

/// Breaks the report's lines into rows of `width` cells, figures kept.
pub(super) fn lay_out(report: &Report, width: u16, world: World<'_>) -> Vec<Shown> {
    let warnings = warnings(report, world);
    let mut shown = Vec::new();
    let mut at = 0;
    while let Some(line) = report.lines.get(at) {
        let room = |indent: u16| usize::from(width.saturating_sub(indent + 1).max(10));
        let rows = if line.kind == LineKind::TableHead { table_behind(report, at) } else { at..at + 1 };
        let wrapped: Vec<(usize, Vec<Vec<Piece>>)> = if rows.len() > 1 {
            table(report, rows.clone(), room(0))
        } else {
            vec![(at, paragraph(line, room(place_of(line.kind).0), at, &warnings, world))]
        };
        for (at, rows) in wrapped {
            let mut first = true;
            for pieces in rows {
                shown.push(Shown { line: at, first, warns: false, pieces });
                first = false;
            }
            for (_, words) in warnings.iter().filter(|warning| warning.0 == at) {
                let mut first = true;
                for pieces in wrap_runs(&[(words.clone(), None)], room(2)) {
                    shown.push(Shown { line: at, first, warns: true, pieces });
                    first = false;
                }
            }
        }
        at = rows.end.max(at + 1);
    }
    shown
}

/// A line that is none of a table.
fn paragraph(
    line: &Line,
    room: usize,
    at: usize,
    warnings: &[(usize, String)],
    world: World<'_>,
) -> Vec<Vec<Piece>> {
    let mut runs: Vec<Piece> = line.runs.iter().map(|run| (run.text.clone(), run.figure)).collect();
    if !line.number.is_empty() {
        runs.insert(0, (format!("{} ", line.number), None));
    }
    if line.kind == LineKind::Gap {
        if warnings.iter().any(|warning| warning.0 == at) {
            return Vec::new();
        }
        runs = vec![(world.say("report-part-may-be-empty"), None)];
    }
    let mut rows = wrap_runs(&runs, room);
    if line.kind == LineKind::Centered {
        for row in &mut rows {
            row.insert(0, (" ".repeat(room.saturating_sub(width_of(row)) / 2), None));
        }
    }
    rows
}

/// What is wrong, by the line beneath which it is said.
fn warnings(report: &Report, world: World<'_>) -> Vec<(usize, String)> {
    let mut warnings = Vec::new();
    for section in &report.sections {
        let lines = || section.lines.clone().filter_map(|at| Some((at, report.lines.get(at)?)));
        for issue in &section.issues {
            let last_of = |fact: &str| {
                lines().filter(|(_, line)| line.fact.as_deref() == Some(fact)).map(|(at, _)| at).next_back()
            };
            let at = match issue {
                Issue::NoNarrative { key } => {
                    lines().find(|(_, line)| line.narrative.as_ref() == Some(key)).map(|(at, _)| at)
                }
                Issue::Blank { line, .. } | Issue::DanglingLead { line } => Some(*line),
                Issue::NoRecords { fact }
                | Issue::Contradiction { fact }
                | Issue::MoreThanAll { fact }
                | Issue::Ungrouped { fact, .. }
                | Issue::UnknownCodes { fact, .. }
                | Issue::Unexplained { fact, .. }
                | Issue::Undivided { fact, .. }
                | Issue::Disagrees { fact, .. } => last_of(fact),
            };
            let at = at.filter(|at| section.lines.contains(at)).unwrap_or(section.lines.start);
            let mut words = match issue {
                Issue::NoNarrative { .. } => world.say("report-part-empty"),
                _ => explain(issue, world.messages),
            };
            if let (Issue::NoRecords { .. }, Some(guidance)) =
                (issue, report.lines.get(at).and_then(|line| line.guidance.as_ref()))
            {
                words = format!("{words} {guidance}");
            }
            warnings.push((at, words));
        }
    }
    warnings
}

/// The lines of the table whose head stands here.
fn table_behind(report: &Report, head: usize) -> Range<usize> {
    let rest = report.lines.iter().skip(head + 1);
    let rows = rest.take_while(|line| matches!(line.kind, LineKind::TableRow | LineKind::TableTotal)).count();
    head..head + 1 + rows
}

/// A table's lines, each with its rows: in columns where they fit, else a paragraph for each line.
fn table(report: &Report, lines: Range<usize>, room: usize) -> Vec<(usize, Vec<Vec<Piece>>)> {
    let rows: Vec<(usize, Vec<Vec<Piece>>)> =
        lines.filter_map(|at| Some((at, cells_of(report.lines.get(at)?)))).collect();
    let Some((head, titles)) = rows.first() else { return Vec::new() };
    let aligns: Vec<Align> = report
        .lines
        .get(*head)
        .map(|line| line.columns.iter().map(|column| column.align).collect())
        .unwrap_or_default();
    match widths(&rows, room) {
        Some(widths) => rows.iter().map(|(at, cells)| (*at, in_columns(cells, &widths, &aligns))).collect(),
        None => rows.iter().skip(1).map(|(at, cells)| (*at, told(cells, titles, room))).collect(),
    }
}

fn cells_of(line: &Line) -> Vec<Vec<Piece>> {
    let mut runs = line.runs.iter().map(|run| (run.text.clone(), run.figure));
    line.cells.iter().map(|count| runs.by_ref().take(*count).collect()).collect()
}

/// The cells of each column; none when a table does not fit into the room.
fn widths(rows: &[(usize, Vec<Vec<Piece>>)], room: usize) -> Option<Vec<usize>> {
    let columns = rows.iter().map(|(_, cells)| cells.len()).max().filter(|columns| *columns > 0)?;
    let longest_word = |cell: &[Piece]| text_of(cell).split(' ').map(cells::width).max().unwrap_or_default();
    let cell = |row: usize, column: usize| rows.get(row).and_then(|(_, cells)| cells.get(column));
    let of_column = |column: usize| {
        let title = cell(0, column).map_or(0, |cell| longest_word(cell));
        let widest = (1..rows.len()).filter_map(|row| cell(row, column)).map(|cell| width_of(cell)).max();
        title.max(widest.unwrap_or_default())
    };
    let mut widths: Vec<usize> = (0..columns).map(of_column).collect();
    let gaps = GAP * (columns - 1);
    let over = (widths.iter().sum::<usize>() + gaps).saturating_sub(room);
    let (widest, width) = widths.iter().copied().enumerate().max_by_key(|(_, width)| *width)?;
    let left = width.saturating_sub(over);
    if over > 0 && left < NARROWEST {
        return None;
    }
    if let Some(width) = widths.get_mut(widest) {
        *width = left;
    }
    Some(widths)
}

/// A table's line in columns, as many rows as its tallest cell has.
fn in_columns(cells: &[Vec<Piece>], widths: &[usize], aligns: &[Align]) -> Vec<Vec<Piece>> {
    let wrapped: Vec<Vec<Vec<Piece>>> =
        cells.iter().zip(widths).map(|(cell, width)| wrap_runs(cell, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
    (0..height)
        .map(|row| {
            let mut pieces: Vec<Piece> = Vec::new();
            for (column, width) in widths.iter().enumerate() {
                let mut cell =
                    wrapped.get(column).and_then(|rows| rows.get(row)).cloned().unwrap_or_default();
                if let Some(last) = cell.last_mut() {
                    // A wrapped row keeps the space it was broken at.
                    last.0.truncate(last.0.trim_end().len());
                }
                let spare = width.saturating_sub(width_of(&cell));
                let before = match aligns.get(column) {
                    Some(Align::Right) => spare,
                    Some(Align::Center) => spare / 2,
                    _ => 0,
                };
                pieces.push((" ".repeat(before), None));
                pieces.extend(cell);
                pieces.push((" ".repeat(spare - before + GAP), None));
            }
            pieces.retain(|piece| !piece.0.is_empty());
            pieces
        })
        .collect()
}

/// A table's line where columns have no room: its words, then each figure behind its column's title.
fn told(cells: &[Vec<Piece>], titles: &[Vec<Piece>], room: usize) -> Vec<Vec<Piece>> {
    let is_figure = |cell: &[Piece]| cell.iter().any(|piece| piece.1.is_some());
    let mut name: Vec<Piece> = Vec::new();
    let mut figures: Vec<Vec<Piece>> = Vec::new();
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !text_of(cell).is_empty()) {
        if is_figure(cell) {
            let title = titles.get(at).map(|title| text_of(title)).unwrap_or_default();
            let mut told = vec![(format!("{title}: "), None)];
            told.extend(cell.iter().cloned());
            figures.push(told);
        } else {
            name.push((if name.is_empty() { String::new() } else { " ".to_owned() }, None));
            name.extend(cell.iter().cloned());
        }
    }
    let mut rows = if name.is_empty() { Vec::new() } else { wrap_runs(&name, room) };
    // A figure and its title stay together as long as they fit.
    let mut row: Vec<Piece> = Vec::new();
    for figure in figures {
        if !row.is_empty() && width_of(&row) + BETWEEN.len() + width_of(&figure) > room {
            rows.extend(wrap_runs(&std::mem::take(&mut row), room));
        }
        let before = if row.is_empty() { " ".repeat(GAP) } else { BETWEEN.to_owned() };
        row.push((before, None));
        row.extend(figure);
    }
    if !row.is_empty() {
        rows.extend(wrap_runs(&row, room));
    }
    rows
}

fn text_of(cell: &[Piece]) -> String {
    cell.iter().map(|piece| piece.0.as_str()).collect()
}

fn width_of(cell: &[Piece]) -> usize {
    cells::width(text_of(cell).trim_end())
}

/// Wraps runs as one text: where two of them meet without a blank no row ends. Figures stay marked.
fn wrap_runs(runs: &[Piece], room: usize) -> Vec<Vec<Piece>> {
    wrap::shown(&text_of(runs), room).into_iter().map(|row| pieces_of(runs, &row)).collect()
}

/// What of the runs stands in that range of their text.
fn pieces_of(runs: &[Piece], row: &Range<usize>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut from = 0;
    for (text, figure) in runs {
        let (start, end) = (row.start.max(from), row.end.min(from + text.len()));
        let part = if start < end { text.get(start - from..end - from) } else { None };
        from += text.len();
        let Some(part) = part else { continue };
        match pieces.last_mut().filter(|(_, of)| of == figure) {
            Some((piece, _)) => piece.push_str(part),
            None => pieces.push((part.to_owned(), *figure)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Catalog, Day, Kinds};
    use crate::locale::{Language, Messages};
    use crate::report::model::TableColumn;
    use crate::report::{PartState, Run, Section};
    use crate::text::money::Dong;
    use crate::tui::widget::Canvas;

    fn line(kind: LineKind, fact: Option<&str>, cells: &[&[(&str, bool)]]) -> Line {
        let runs = cells.iter().flat_map(|cell| cell.iter());
        Line {
            section: Some(0),
            kind,
            number: String::new(),
            runs: runs
                .map(|(text, figure)| Run { text: (*text).to_owned(), figure: figure.then_some(0) })
                .collect(),
            cells: cells.iter().map(|cell| cell.len()).collect(),
            columns: Vec::new(),
            narrative: None,
            fact: fact.map(str::to_owned),
            guidance: None,
        }
    }

    fn report(lines: Vec<Line>, issues: Vec<Issue>) -> Report {
        let section = Section {
            id: "s".to_owned(),
            level: 1,
            number: "I.".to_owned(),
            title: "S".to_owned(),
            short: "S".to_owned(),
            annex: false,
            state: PartState::Review,
            issues,
            lines: 0..lines.len(),
        };
        Report {
            outline_code: String::new(),
            period_code: String::new(),
            kind: String::new(),
            subject: String::new(),
            sections: vec![section],
            lines,
            figures: Vec::new(),
        }
    }

    fn rows_of(report: &Report, width: u16) -> Vec<(usize, bool, String)> {
        let messages = Messages::new(Language::Vietnamese);
        let catalog = Catalog::new(Kinds::built_in().expect("kinds"), Day::default());
        lay_out(report, width, World { messages: &messages, catalog: &catalog })
            .into_iter()
            .map(|shown| (shown.line, shown.warns, text_of(&shown.pieces).trim_end().to_owned()))
            .collect()
    }

    #[test]
    fn the_sentence_of_every_issue_stands_beneath_its_line() {
        let fact = || "f".to_owned();
        let issues = vec![
            Issue::NoNarrative { key: "n".to_owned() },
            Issue::NoRecords { fact: fact() },
            Issue::Blank { fact: fact(), line: 1 },
            Issue::Contradiction { fact: fact() },
            Issue::MoreThanAll { fact: fact() },
            Issue::Ungrouped { fact: fact(), members: 3 },
            Issue::UnknownCodes { fact: fact(), vouchers: 2 },
            Issue::Unexplained { fact: fact(), difference: Dong(-5) },
            Issue::Undivided { fact: fact(), entries: 4 },
            Issue::Disagrees { fact: "elsewhere".to_owned(), people: 1 },
            Issue::DanglingLead { line: 1 },
        ];
        let lines = vec![
            line(LineKind::Heading, None, &[&[("Tiêu đề", false)]]),
            line(LineKind::Dash, Some("f"), &[&[("05 lượt", true)]]),
            Line { narrative: Some("n".to_owned()), ..line(LineKind::Gap, None, &[]) },
        ];
        let messages = Messages::new(Language::Vietnamese);
        let report = report(lines, issues.clone());
        for width in [49, 57, 120] {
            let rows = rows_of(&report, width);
            for issue in &issues {
                let at = match issue {
                    Issue::NoNarrative { .. } => 2,
                    Issue::Disagrees { .. } => 0,
                    _ => 1,
                };
                let said: Vec<&str> =
                    rows.iter().filter(|row| row.0 == at && row.1).map(|row| row.2.as_str()).collect();
                let words = match issue {
                    Issue::NoNarrative { .. } => messages.get("report-part-empty"),
                    _ => explain(issue, &messages),
                };
                assert!(said.join(" ").contains(&words), "{issue:?} at {width}: {said:#?}");
            }
        }
    }

    #[test]
    fn an_empty_text_that_nobody_asks_for_is_no_fault() {
        let gap = Line { narrative: Some("n".to_owned()), ..line(LineKind::Gap, None, &[]) };
        let rows = rows_of(&report(vec![gap], Vec::new()), 60);
        assert_eq!(rows.len(), 1);
        assert!(!rows[0].1 && rows[0].2.starts_with("Có thể để trống"), "{rows:?}");
    }

    #[test]
    fn a_table_stands_in_columns_where_they_fit_and_else_tells_each_figure_by_its_title() {
        let row = |cells: &[&[(&str, bool)]]| line(LineKind::TableRow, Some("t"), cells);
        let mut head = line(
            LineKind::TableHead,
            Some("t"),
            &[&[("TT", false)], &[("Nội dung", false)], &[("Học kỳ I", false)], &[("Cả năm", false)]],
        );
        let right = TableColumn { align: Align::Right, width_mm: None };
        head.columns = vec![TableColumn::default(), TableColumn::default(), right, right];
        let lines = vec![
            head,
            row(&[&[], &[("Tài chính", false)], &[], &[]]),
            row(&[&[("1", false)], &[("Chi", false)], &[("72.407.470", true)], &[("72.707.470", true)]]),
        ];
        let report = report(lines, Vec::new());
        let said = |width| -> Vec<String> { rows_of(&report, width).into_iter().map(|row| row.2).collect() };
        assert_eq!(
            said(60),
            [
                "TT  Nội dung     Học kỳ I      Cả năm",
                "    Tài chính",
                "1   Chi        72.407.470  72.707.470",
            ]
        );
        assert_eq!(said(30), ["Tài chính", "1 Chi", "  Học kỳ I: 72.407.470", "  Cả năm: 72.707.470"]);
    }

    #[test]
    fn a_bracket_stays_with_the_figure_that_it_closes_around() {
        let runs = vec![
            ("Quy chế (".to_owned(), None),
            ("01/QC-CĐCS".to_owned(), Some(0)),
            ("). Và ".to_owned(), None),
            ("03".to_owned(), Some(1)),
            (" nữa".to_owned(), None),
        ];
        for room in 13..40 {
            let rows = wrap_runs(&runs, room);
            let rows: Vec<String> = rows.iter().map(|row| text_of(row).trim_end().to_owned()).collect();
            assert!(rows.iter().any(|row| row.contains("(01/QC-CĐCS).")), "{room}: {rows:?}");
            assert_eq!(rows, Canvas::wrapped(&text_of(&runs), room as u16), "as beside the editor");
        }
    }

    #[test]
    fn wrapping_keeps_every_word_and_its_figure() {
        let runs = vec![
            ("Đã tổ chức thăm ".to_owned(), None),
            ("05 lượt".to_owned(), Some(3)),
            (" đoàn viên".to_owned(), None),
        ];
        let rows = wrap_runs(&runs, 12);
        let text: String = rows.iter().flatten().map(|(text, _)| text.as_str()).collect();
        assert_eq!(text, "Đã tổ chức thăm 05 lượt đoàn viên");
        let marked: String =
            rows.iter().flatten().filter(|(_, f)| *f == Some(3)).map(|(t, _)| t.as_str()).collect();
        assert_eq!(marked, "05 lượt");
        assert!(
            rows.iter().all(|row| row.iter().map(|(t, _)| cells::width(t.trim_end())).sum::<usize>() <= 12)
        );
    }
}
