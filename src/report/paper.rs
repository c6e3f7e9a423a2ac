//! The compiled report laid onto a document: head, body and foot.
//!
//! A run's mark is the number of its figure, so that whoever shows the document finds the figure again.

use chrono::Datelike;

use super::model::{Line, LineKind, Report, Run};
use super::names::fill;
use super::outline::Outline;
use super::sent::last_sent;
use crate::document::{self, Block, Cell, Column, Document, Foot, Head, Meta, ParagraphStyle};
use crate::domain::{Day, FactKind, TermData};
use crate::text::date;
use crate::text::fold::search_key;

/// The report as a document.
///
/// Number and day that the period leaves open are left for the pen. So are those that a report of the period went out
/// with already: only the paper that was sent bears them. What is laid out behind a report that was sent is to replace
/// it, and says so first.
///
/// Where it names no signer, the one whose office is
/// the last of the signer's lines signs, as the roster has it on the paper's day. The document's own day is the report's, else the
/// head-count day: never the clock, so that equal data give equal bytes.
pub fn to_document(report: &Report, data: &TermData, outline: &Outline) -> Document {
    let settings = &data.period.report;
    let former = last_sent(&data.issued, data.period.id, &outline.code);
    let used = former.filter(|former| former.number == settings.number);
    let number = if used.is_some() { "" } else { settings.number.as_str() };
    let dated = settings.day.filter(|day| used.is_none_or(|former| former.day != *day));
    let day = dated.unwrap_or(data.period.head_count_day);
    let unit = data.catalog.unit_on(day);
    let paper = &outline.paper;
    let author = unit.map(|unit| unit.name.sentence.clone()).unwrap_or_default();
    let title = format!("{} {}", report.kind, report.subject);
    let mut meta = Meta::new(title.trim(), author, day);
    meta.subject.clone_from(&report.subject);
    let place = if settings.place.is_empty() {
        unit.map(|unit| unit.place.clone()).unwrap_or_default()
    } else {
        settings.place.clone()
    };
    let written = dated.map_or_else(
        || {
            let year = data.period.due.unwrap_or(data.period.activities.1).year();
            fill(&paper.day_blank, "", |_| year.to_string())
        },
        date::long,
    );
    let head = Head {
        upper_body: unit.map(|unit| unit.upper.head.clone()).unwrap_or_default(),
        issuing_body: unit.map(|unit| unit.name.head.clone()).unwrap_or_default(),
        number_line: if number.is_empty() {
            paper.number_blank.clone()
        } else {
            fill(&paper.number, "", |_| number.to_owned())
        },
        place_and_date: fill(&paper.place_and_day, "", |name| {
            if name == "place" { place.clone() } else { written.clone() }
        }),
        kind: report.kind.clone(),
        subject: report.subject.clone(),
        addressee: (!settings.addressee.is_empty())
            .then(|| fill(&paper.addressee, "", |_| settings.addressee.clone())),
        ..Head::default()
    };
    let or =
        |own: &Vec<String>, other: &Vec<String>| if own.is_empty() { other.clone() } else { own.clone() };
    let signer_lines = or(&settings.signer_lines, &paper.signer_lines);
    let signer_name = if settings.signer.is_empty() {
        holder(signer_lines.last(), data, day).unwrap_or_default()
    } else {
        settings.signer.clone()
    };
    let foot = Foot {
        recipients_title: paper.recipients_title.clone(),
        recipients: or(&settings.recipients, &paper.recipients),
        signer_lines,
        signer_name,
    };
    let mut blocks = Vec::with_capacity(report.lines.len());
    if let Some(former) = former {
        let text = fill(&paper.replaces, "", |name| {
            if name == "number" { former.number.clone() } else { date::long(former.day) }
        });
        blocks.push(Block::body(text));
    }
    let annex = report.sections.iter().find(|section| section.annex).map(|section| section.lines.start);
    let (body, annex) = report.lines.split_at(annex.unwrap_or(report.lines.len()).min(report.lines.len()));
    lay(&mut blocks, body, report);
    let foot_before = (!annex.is_empty()).then_some(blocks.len());
    lay(&mut blocks, annex, report);
    Document { meta, head: Some(head), blocks, foot: Some(foot), foot_before }
}

/// Who holds this union office on a day; none when nobody or more than one does: that is left for the pen.
fn holder(office: Option<&String>, data: &TermData, day: Day) -> Option<String> {
    let office = search_key(office?);
    let members = data.catalog.members.iter().filter(|member| {
        let held = member.value_on(FactKind::Office, day);
        !member.is_deleted() && !held.is_empty() && search_key(held) == office
    });
    let holders: Vec<&str> = members.map(|member| member.full_name.as_str()).collect();
    match holders.as_slice() {
        [one] => Some((*one).to_owned()),
        _ => None,
    }
}

/// Lines as blocks. An annex begins on a new page.
fn lay(blocks: &mut Vec<Block>, lines: &[Line], report: &Report) {
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        let runs = || runs(&line.runs);
        let paragraph = |style| Block::paragraph(style, runs());
        let block = match line.kind {
            LineKind::Gap => continue,
            LineKind::Heading => {
                let level = line.section.and_then(|section| report.sections.get(section));
                if level.is_some_and(|section| section.annex) && line.number.is_empty() {
                    blocks.push(Block::PageBreak);
                }
                Block::Heading {
                    level: level.map_or(0, |section| section.level).saturating_add(1),
                    number: line.number.clone(),
                    text: runs(),
                }
            }
            // Rows stand behind their head; one without a head is still printed.
            LineKind::Paragraph | LineKind::TableRow | LineKind::TableTotal => {
                paragraph(ParagraphStyle::Body)
            }
            LineKind::Lead => paragraph(ParagraphStyle::Lead),
            LineKind::Closing => paragraph(ParagraphStyle::Closing),
            LineKind::Amount => paragraph(ParagraphStyle::Amount),
            LineKind::Inset => paragraph(ParagraphStyle::Inset),
            LineKind::Centered => paragraph(ParagraphStyle::Centered),
            LineKind::Dash => Block::dash(runs()),
            LineKind::Plus => Block::plus(runs()),
            LineKind::Label => Block::Label { text: runs() },
            LineKind::TableHead => {
                let columns = line.columns.iter().zip(cells(line)).map(|(set, cell)| Column {
                    title: cell.runs.iter().map(|run| run.text.as_str()).collect(),
                    align: set.align,
                    width_mm: set.width_mm,
                });
                let columns = columns.collect();
                let mut rows = Vec::new();
                while let Some(row) = lines.next_if(|next| next.kind == LineKind::TableRow) {
                    rows.push(row_cells(row));
                }
                let total = lines.next_if(|next| next.kind == LineKind::TableTotal).map(cells);
                Block::Table { columns, rows, total }
            }
        };
        blocks.push(block);
    }
}

fn runs(runs: &[Run]) -> Vec<document::Run> {
    runs.iter()
        .map(|run| document::Run {
            text: run.text.clone(),
            mark: run.figure.and_then(|figure| u32::try_from(figure).ok()),
            ..document::Run::default()
        })
        .collect()
}

/// A row's cells; a row of a label alone is a heading within the table.
fn row_cells(line: &Line) -> Vec<Cell> {
    let mut cells = cells(line);
    let figures = line.runs.iter().any(|run| run.figure.is_some());
    if !figures && cells.iter().filter(|cell| !cell.runs.is_empty()).count() == 1 {
        for run in cells.iter_mut().flat_map(|cell| &mut cell.runs) {
            run.bold = true;
        }
    }
    cells
}

fn cells(line: &Line) -> Vec<Cell> {
    let mut rest = line.runs.as_slice();
    line.cells
        .iter()
        .map(|count| {
            let (cell, after) = rest.split_at(rest.len().min(*count));
            rest = after;
            Cell::from(runs(cell))
        })
        .collect()
}
