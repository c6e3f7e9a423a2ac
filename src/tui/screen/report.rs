//! Báo cáo: the outline beside the compiled text; behind every figure, its entries.

use std::collections::BTreeMap;

mod draw;
mod layout;
mod sent;

use self::layout::Shown;
use super::World;
use crate::domain::{Catalog, Id, Period};
use crate::report::{Line, LineKind, PartState, Report, Section, SourceRef};
use crate::tui::effect::{Effect, Generation, Query, SourceRow};
use crate::tui::layer::narrative::PartHelp;
use crate::tui::widget::Rows;
pub use sent::{SentName, SentState};

/// The screen's state.
#[derive(Debug, Default)]
pub struct ReportScreen {
    report: Option<Box<Report>>,
    narratives: BTreeMap<String, String>,
    help: BTreeMap<String, PartHelp>,
    shown: Vec<Shown>,
    shown_width: u16,
    text: Rows,
    sources: Option<(Rows, Vec<SourceRow>)>,
    /// The topmost row before the entries took half of the window.
    top_before: usize,
    /// The outline chosen here, and for which period.
    pub outline: Option<(Id<Period>, String)>,
    /// What was sent of this report; none: nothing.
    pub sent: Option<SentState>,
    sent_generation: Generation,
    generation: Generation,
    /// Pages of the report shown.
    pages: Option<usize>,
    sources_generation: Generation,
    /// The line to point at once the text is laid out again.
    pointed: Option<usize>,
    /// The section to show once the report is there.
    wanted: Option<Part>,
    /// The line pointed at begins the window.
    at_top: bool,
}

/// A section to be shown.
#[derive(Debug, Clone)]
enum Part {
    /// The report's beginning.
    First,
    /// The section with this id.
    Named(String),
}

/// A narrative to be edited.
#[derive(Debug, Clone)]
pub struct NarrativePlace {
    /// Its key.
    pub part: String,
    /// Number and title of its part.
    pub title: String,
    /// What the outline asks for.
    pub guidance: String,
    /// What the program prints in the same part.
    pub printed: Vec<String>,
}

impl ReportScreen {
    /// The report shown.
    pub fn report(&self) -> Option<&Report> {
        self.report.as_deref()
    }

    /// The words of a part as the book has them.
    pub fn words(&self, part: &str) -> &str {
        self.narratives.get(part).map_or("", String::as_str)
    }

    /// What helps to write a part.
    pub fn help(&self, part: &str) -> PartHelp {
        self.help.get(part).cloned().unwrap_or_default()
    }

    /// The outline's code: the one chosen here for this period, else that by which its report was sent, so that what
    /// went out is what is shown; else the period's own.
    pub fn outline_code(&self, catalog: &Catalog) -> String {
        let Some(period) = &catalog.period else { return String::new() };
        let chosen = self.outline.as_ref().filter(|(of, _)| *of == period.id).map(|(_, outline)| outline);
        chosen.or_else(|| catalog.sent_outlines.get(&period.id)).unwrap_or(&period.outline).clone()
    }

    /// Compiles again.
    pub fn reload(&mut self, catalog: &Catalog, next: &mut Generation) -> Vec<Effect> {
        let Some(period) = &catalog.period else { return Vec::new() };
        *next += 2;
        (self.sent_generation, self.generation) = (*next - 1, *next);
        let (period, outline) = (period.id, self.outline_code(catalog));
        vec![
            Effect::Load(self.sent_generation, Query::Sent { period, outline: outline.clone() }),
            Effect::Load(self.generation, Query::Report { period, outline }),
        ]
    }

    /// Takes what was sent of the report; false for an answer that is not wanted any more.
    pub fn sent_came(&mut self, generation: Generation, state: Option<SentState>) -> bool {
        let wanted = generation == self.sent_generation;
        if wanted {
            self.sent = state;
        }
        wanted
    }

    /// The words of a part, to be edited; none when the report does not ask for them.
    pub fn narrative_of(&self, part: &str) -> Option<NarrativePlace> {
        let report = self.report.as_ref()?;
        let line = report.lines.iter().find(|line| line.narrative.as_deref() == Some(part))?;
        let title = line.section.and_then(|at| report.sections.get(at)).map(named).unwrap_or_default();
        let guidance = line.guidance.clone().unwrap_or_default();
        let printed = line.section.map(|section| self.printed_in(section)).unwrap_or_default();
        Some(NarrativePlace { part: part.to_owned(), title, guidance, printed })
    }

    /// Shows this section once the report has come, at what it lacks; none: the report's beginning.
    pub fn show_part(&mut self, section: Option<String>) {
        self.wanted = Some(section.map_or(Part::First, Part::Named));
        self.sources = None;
    }

    /// The line to begin with in a section: what is missing in it, else its heading.
    fn beginning_of(&self, section: Option<&String>) -> Option<usize> {
        let report = self.report.as_ref()?;
        let section = section.and_then(|id| report.sections.iter().find(|section| section.id == *id));
        let lines = section.map_or(0..1, |section| section.lines.clone());
        let start = lines.start;
        let gap = |line: &usize| report.lines.get(*line).is_some_and(|line| line.kind == LineKind::Gap);
        lines.into_iter().find(gap).or(Some(start))
    }

    /// Takes a report. The pointer stays on its line and the entries behind it stay open, read again; another
    /// period's or outline's report begins at its top.
    pub fn loaded(
        &mut self,
        generation: Generation,
        report: Box<Report>,
        narratives: BTreeMap<String, String>,
        help: BTreeMap<String, PartHelp>,
        next: &mut Generation,
    ) -> Vec<Effect> {
        if generation != self.generation {
            return Vec::new();
        }
        let before = self.report.take();
        let same = before.as_ref().is_some_and(|before| {
            before.period_code == report.period_code && before.outline_code == report.outline_code
        });
        let line = before.filter(|_| same).zip(self.current_line());
        self.pointed = line.and_then(|(before, line)| same_line(&before, line, &report));
        self.narratives = narratives;
        self.help = help;
        self.report = Some(report);
        self.shown_width = 0;
        if !same {
            self.text = Rows::default();
            self.pages = None;
        }
        if let Some(part) = self.wanted.take() {
            self.pointed = match part {
                Part::First => self.beginning_of(None),
                Part::Named(section) => self.beginning_of(Some(&section)),
            };
            self.at_top = true;
        }
        self.sources_again(next)
    }

    /// Takes the number of pages.
    pub fn paged(&mut self, generation: Generation, pages: usize) {
        if generation == self.generation {
            self.pages = Some(pages);
        }
    }

    /// The entries that stand open, of the line pointed at now.
    fn sources_again(&mut self, next: &mut Generation) -> Vec<Effect> {
        if self.sources.is_none() {
            return Vec::new();
        }
        let sources = self.pointed.map(|line| self.sources_of(line)).unwrap_or_default();
        if sources.is_empty() {
            self.back();
            return Vec::new();
        }
        self.ask_sources(sources, next)
    }

    /// Takes the entries behind a figure.
    pub fn sourced(&mut self, generation: Generation, rows: Vec<SourceRow>) {
        if generation == self.sources_generation {
            let pointer = if let Some((pointer, _)) = &self.sources {
                *pointer
            } else {
                self.top_before = self.text.top;
                Rows::default()
            };
            self.sources = Some((pointer, rows));
        }
    }

    /// The records behind the figures of a line, each once.
    fn sources_of(&self, line: usize) -> Vec<SourceRef> {
        let Some(report) = &self.report else { return Vec::new() };
        let figures =
            report.lines.get(line).into_iter().flat_map(|line| &line.runs).filter_map(|run| run.figure);
        let mut sources = Vec::new();
        for source in
            figures.filter_map(|figure| report.figures.get(figure)).flat_map(|figure| &figure.sources)
        {
            if !sources.contains(source) {
                sources.push(*source);
            }
        }
        sources
    }

    fn ask_sources(&mut self, sources: Vec<SourceRef>, next: &mut Generation) -> Vec<Effect> {
        *next += 1;
        self.sources_generation = *next;
        vec![Effect::Load(self.sources_generation, Query::Sources(sources))]
    }

    /// The line of the report under the pointer.
    fn current_line(&self) -> Option<usize> {
        self.pointed.or_else(|| self.shown.get(self.text.at).map(|shown| shown.line))
    }

    /// The section under the pointer.
    fn current_section(&self) -> usize {
        // The closing line belongs to no section; it stands behind the last one.
        let lines = self.report.as_ref().map_or(&[][..], |report| report.lines.as_slice());
        let at = self.current_line().unwrap_or(0);
        lines.iter().take(at + 1).rev().find_map(|line| line.section).unwrap_or(0)
    }

    /// Enter: the entries behind the line; on an entry, the entry itself.
    pub fn open(&mut self, next: &mut Generation) -> Opened {
        if let Some((rows, sources)) = &self.sources {
            return sources
                .get(rows.at)
                .and_then(|row| row.activity.clone())
                .map_or(Opened::Nothing, |activity| Opened::Entry(Box::new(activity)));
        }
        let Some(line) = self.current_line() else { return Opened::Nothing };
        let sources = self.sources_of(line);
        if !sources.is_empty() {
            return Opened::Sources(self.ask_sources(sources, next));
        }
        self.narrative().map_or(Opened::Nothing, Opened::Narrative)
    }

    /// Esc: back from the entries to the line. False when there was nothing to leave.
    pub fn back(&mut self) -> bool {
        let left = self.sources.take().is_some();
        if left {
            self.text.top = self.top_before;
        }
        left
    }

    /// The narrative of the line under the pointer, else the first one of its part.
    pub fn narrative(&self) -> Option<NarrativePlace> {
        let report = self.report.as_ref()?;
        let at = self.current_line()?;
        let section = self.current_section();
        let line = report.lines.get(at).filter(|line| line.narrative.is_some()).or_else(|| {
            report.lines.iter().find(|line| line.section == Some(section) && line.narrative.is_some())
        })?;
        let title = report.sections.get(section).map(named).unwrap_or_default();
        Some(NarrativePlace {
            part: line.narrative.clone()?,
            title,
            guidance: line.guidance.clone().unwrap_or_default(),
            printed: self.printed_in(section),
        })
    }

    /// The lines of a section that the program computes, as text; a table's rows are too many to be told one by one.
    fn printed_in(&self, section: usize) -> Vec<String> {
        let lines = self.report.as_ref().map_or(&[][..], |report| report.lines.as_slice());
        let of_fact = |line: &&Line| line.section == Some(section) && line.fact.is_some();
        let is_row = |kind: LineKind| {
            matches!(kind, LineKind::TableHead | LineKind::TableRow | LineKind::Gap | LineKind::Heading)
        };
        lines
            .iter()
            .filter(of_fact)
            .filter(|line| !is_row(line.kind))
            .map(|line| line.text().trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// Moves the pointer.
    pub fn step(&mut self, step: isize) {
        match &mut self.sources {
            Some((rows, sources)) => rows.step(step, sources.len()),
            None => self.go(self.row_after(step)),
        }
    }

    /// Puts the pointer on a row. A key may come between a report's coming and its drawing: then the line that the
    /// drawing would return to is the key's.
    fn go(&mut self, row: usize) {
        self.text.at = row;
        if self.pointed.is_some() {
            self.pointed = self.shown.get(row).map(|shown| shown.line);
        }
    }

    /// The first row of the line that lies `step` from the pointer: one step is a line, more are rows, which
    /// is what a page is counted in.
    fn row_after(&self, step: isize) -> usize {
        let first_of = |line: usize| self.shown.iter().position(|row| row.line == line);
        let Some(now) = self.current_line() else { return 0 };
        let beside = if step < 0 {
            self.shown.iter().rev().map(|row| row.line).find(|line| *line < now)
        } else {
            self.shown.iter().map(|row| row.line).find(|line| *line > now)
        };
        let far = self.text.at.saturating_add_signed(step).min(self.shown.len().saturating_sub(1));
        let far = self.shown.get(far).map(|row| row.line).filter(|line| *line != now);
        let wanted = if step.unsigned_abs() > 1 { far.or(beside) } else { beside };
        wanted.and_then(first_of).unwrap_or(self.text.at)
    }

    /// Scrolls so far that the whole line under the pointer is seen, or as much of it as fits.
    fn settle_text(&mut self, height: usize) {
        self.text.settle(self.shown.len(), height);
        let Some(line) = self.current_line() else { return };
        let last = self.shown.iter().rposition(|row| row.line == line).unwrap_or(self.text.at);
        self.text.top = self.text.top.max((last + 1).saturating_sub(height)).min(self.text.at);
    }

    /// To the part before or behind.
    pub fn turn(&mut self, forward: bool) {
        self.sources = None;
        let now = self.current_section();
        let sections = self.report.as_ref().map_or(0, |report| report.sections.len());
        let mut wanted = now;
        loop {
            wanted = if forward { wanted + 1 } else { wanted.wrapping_sub(1) };
            if wanted >= sections {
                return;
            }
            if let Some(at) = self.first_row_of(wanted) {
                // The part begins the window, so that what one turned to is what one sees.
                self.go(at);
                self.text.top = at;
                return;
            }
        }
    }

    fn first_row_of(&self, section: usize) -> Option<usize> {
        let report = self.report.as_ref()?;
        self.shown
            .iter()
            .position(|row| report.lines.get(row.line).is_some_and(|line| line.section == Some(section)))
    }

    /// How many parts lack something.
    fn lacking(&self) -> usize {
        self.report.as_ref().map_or(0, |report| {
            report.sections.iter().filter(|section| section.state != PartState::Enough).count()
        })
    }
}

/// What Enter opened.
#[derive(Debug)]
pub enum Opened {
    /// Nothing is behind the line.
    Nothing,
    /// The entries behind it are asked for.
    Sources(Vec<Effect>),
    /// An entry.
    Entry(Box<crate::domain::Stored<crate::domain::Activity>>),
    /// The words of the part.
    Narrative(NarrativePlace),
}

/// A section by its number, if it has one, and its short title.
fn named(section: &Section) -> String {
    format!("{} {}", section.number, section.short).trim_start().to_owned()
}

/// Where a line of a report stands in the report compiled anew: the line of the same fact, narrative and place
/// among those of its sort. None when it is gone.
fn same_line(before: &Report, line: usize, now: &Report) -> Option<usize> {
    let old = before.lines.get(line)?;
    let sort = |line: &Line| (line.fact.clone(), line.narrative.clone(), line.section);
    let wanted = sort(old);
    let place = before.lines.iter().take(line).filter(|line| sort(line) == wanted).count();
    let alike = || now.lines.iter().enumerate().filter(|(_, line)| sort(line) == wanted);
    // Of several lines of one fact (one per entry) the text tells which; a sentence has changed with its figures.
    let found = alike().find(|(_, line)| line.text() == old.text()).or_else(|| alike().nth(place));
    found.or_else(|| alike().next_back()).map(|(at, _)| at)
}
