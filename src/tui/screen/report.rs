//! Báo cáo: the outline beside the compiled text; behind every figure, its entries.

use std::collections::BTreeMap;

mod layout;
mod sent;

use self::layout::{Shown, lay_out, marker_of, place_of};
use super::World;
use crate::domain::{Catalog, Id, Period};
use crate::locale::Value;
use crate::report::{Line, LineKind, PartState, Report, Section, SourceRef};
use crate::text::{date, money};
use crate::tui::action::{Action, info};
use crate::tui::effect::{Effect, Generation, Query, SourceRow};
use crate::tui::input::cells;
use crate::tui::layer::narrative::PartHelp;
use crate::tui::theme::Role;
use crate::tui::widget::{Canvas, Rows};
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
    /// The outline chosen here; none: the period's.
    pub outline: Option<String>,
    /// What was sent of this report; none: nothing.
    pub sent: Option<SentState>,
    sent_generation: Generation,
    generation: Generation,
    /// Pages of the report shown, and what was asked for to know them.
    pages: Option<usize>,
    asked: Option<(Id<Period>, String)>,
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

    /// The outline's code.
    pub fn outline_code(&self, catalog: &Catalog) -> String {
        self.outline
            .clone()
            .or_else(|| catalog.period.as_ref().map(|period| period.outline.clone()))
            .unwrap_or_default()
    }

    /// Compiles again.
    pub fn reload(&mut self, catalog: &Catalog, next: &mut Generation) -> Vec<Effect> {
        let Some(period) = &catalog.period else { return Vec::new() };
        *next += 2;
        (self.sent_generation, self.generation) = (*next - 1, *next);
        let (period, outline) = (period.id, self.outline_code(catalog));
        self.asked = Some((period, outline.clone()));
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
        // The text is there first; its pages are counted behind it.
        let mut effects = Vec::new();
        if let Some((period, outline)) = self.asked.clone() {
            effects.push(Effect::Load(self.generation, Query::Pages { period, outline }));
        }
        effects.extend(self.sources_again(next));
        effects
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

    /// Draws outline, text and the entries behind a figure.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, world: World<'_>, outlines: &[(String, String)]) {
        let width = canvas.width();
        let lacking = self.lacking();
        let Some(report) = self.report.take() else {
            let key = if world.catalog.period.is_none() { "report-no-period" } else { "report-loading" };
            canvas.paragraph(2, 1, width.saturating_sub(4), 3, &world.say(key), Role::Muted);
            return;
        };
        let side = if width >= 76 { 29 } else { 0 };
        self.draw_title(canvas, world, outlines, lacking);
        let top = 1 + self.draw_sent(canvas, world);
        let height = canvas.height().saturating_sub(top);
        let text_width = width.saturating_sub(side + 2);
        if self.shown_width != text_width {
            let line = self.current_line();
            self.pointed = None;
            self.shown = lay_out(&report, text_width.saturating_sub(3), world);
            self.shown_width = text_width;
            if let Some(line) = line {
                self.text.at = self.shown.iter().position(|row| row.line == line).unwrap_or(self.text.at);
            }
            if std::mem::take(&mut self.at_top) {
                self.text.top = self.text.at.saturating_sub(2);
            }
        }
        let sources_height =
            self.sources.as_ref().map_or(0, |(_, rows)| (rows.len() as u16 + 1).min(height / 2));
        let text_height = height.saturating_sub(sources_height);
        self.settle_text(usize::from(text_height));
        self.report = Some(report);
        let section = self.current_section();
        if side > 0 {
            let mut outline = canvas.part(0, top, side, height);
            self.draw_outline(&mut outline, section);
            canvas.wall(side, top, top + height);
        }
        let mut text = canvas.part(side + 1, top, width.saturating_sub(side + 1), text_height);
        self.draw_text(&mut text);
        if sources_height > 0 {
            let mut part =
                canvas.part(side + 1, top + text_height, width.saturating_sub(side + 1), sources_height);
            self.draw_sources(&mut part, world);
        }
    }

    fn draw_title(
        &self,
        canvas: &mut Canvas<'_>,
        world: World<'_>,
        outlines: &[(String, String)],
        lacking: usize,
    ) {
        let Some(period) = &world.catalog.period else { return };
        let number = if period.report.number.is_empty() {
            world.say("report-no-number")
        } else {
            world.messages.with("report-number", &[("number", Value::from(period.report.number.as_str()))])
        };
        let role = if lacking == 0 { Role::Good } else { Role::Warn };
        let lacking = match lacking {
            0 => world.say("report-complete"),
            parts => world.messages.with("report-lacking", &[("parts", Value::from(parts.to_string()))]),
        };
        let width = canvas.width();
        let start = canvas.right(width.saturating_sub(1), 0, &lacking, role);
        let code = self.outline_code(world.catalog);
        let outline = outlines.iter().find(|(own, _)| *own == code).map_or(code.as_str(), |(_, title)| title);
        let room = start.saturating_sub(2);
        let pages = self.pages.map(|pages| {
            let pages = Value::from(pages.to_string());
            format!(" · {}", world.messages.with("report-pages", &[("pages", pages)]))
        });
        let pages = pages.unwrap_or_default();
        let mut title = format!("{outline} · {number}{pages}");
        if cells::width(&title) > usize::from(room) {
            // Number and pages are short and are looked for; the outline's name may be cut.
            title = format!("{number}{pages} · {outline}");
        }
        canvas.fit(1, 0, room, &title, Role::Heading);
    }

    /// Says that the report was sent, and whether the book has moved on; the rows it took.
    fn draw_sent(&self, canvas: &mut Canvas<'_>, world: World<'_>) -> u16 {
        let Some(state) = &self.sent else { return 0 };
        let role = if state.differences.is_empty() { Role::Good } else { Role::Warn };
        let width = canvas.width().saturating_sub(2);
        let mut said = state.said(world.messages);
        if !state.differences.is_empty() {
            let key = info(Action::SinceSent).and_then(|info| info.keys.first()).copied().unwrap_or_default();
            said = world.messages.with("sent-look", &[("state", Value::from(said)), ("key", key.into())]);
        }
        canvas.paragraph(1, 1, width, 2, &said, role)
    }

    fn draw_outline(&self, canvas: &mut Canvas<'_>, current: usize) {
        let Some(report) = &self.report else { return };
        let height = usize::from(canvas.height());
        let mut rows = Rows { at: current, top: 0 };
        rows.settle(report.sections.len(), height);
        rows.top = current.saturating_sub(height / 2).min(report.sections.len().saturating_sub(height));
        let width = canvas.width();
        for (at, section) in report.sections.iter().enumerate().skip(rows.top).take(height) {
            let y = (at - rows.top) as u16;
            let (sign, role) = match section.state {
                PartState::Enough => ("✓", Role::Good),
                PartState::Missing => ("!", Role::Warn),
                PartState::Review => ("·", Role::Warn),
            };
            canvas.text(1, y, sign, role);
            let indent = 3 + u16::from(section.level.saturating_sub(1)).min(2) * 2;
            canvas.fit(indent, y, width.saturating_sub(indent + 1), &named(section), Role::Text);
            if at == current {
                canvas.paint_row(y, Role::Accent);
                canvas.text(width.saturating_sub(1), y, "◂", Role::Accent);
            }
        }
    }

    fn draw_text(&self, canvas: &mut Canvas<'_>) {
        let Some(report) = &self.report else { return };
        let height = usize::from(canvas.height());
        let pointed = self.current_line();
        for (at, shown) in self.shown.iter().enumerate().skip(self.text.top).take(height) {
            let y = (at - self.text.top) as u16;
            let Some(line) = report.lines.get(shown.line) else { continue };
            let (indent, role) = if shown.warns { (2, Role::Warn) } else { place_of(line.kind) };
            if at == self.text.at {
                canvas.text(0, y, "▸", Role::Accent);
            }
            let mut x = 2 + indent;
            let marker = if shown.warns { Some("!") } else { marker_of(line.kind) };
            if shown.first
                && let Some(marker) = marker
            {
                canvas.text(x - 2, y, marker, role);
            }
            for (text, figure) in &shown.pieces {
                let role = if figure.is_some() { Role::Match } else { role };
                x = canvas.text(x, y, text, role);
            }
            if Some(shown.line) == pointed && self.sources.is_none() {
                canvas.paint(2, y, canvas.width(), Role::Selection);
            }
        }
    }

    fn draw_sources(&mut self, canvas: &mut Canvas<'_>, world: World<'_>) {
        let width = canvas.width();
        let Some((rows, sources)) = &mut self.sources else { return };
        let title =
            world.messages.with("report-sources", &[("entries", Value::from(sources.len().to_string()))]);
        canvas.rule(0);
        canvas.fit(2, 0, width.saturating_sub(3), &format!(" {title} "), Role::Heading);
        let height = usize::from(canvas.height().saturating_sub(1));
        rows.settle(sources.len(), height);
        let amount_of = |row: &SourceRow| {
            row.amount.filter(|amount| amount.0 != 0).map(money::format).unwrap_or_default()
        };
        let end = width.saturating_sub(1);
        let column =
            |end: u16, widest: usize| if widest == 0 { end } else { end.saturating_sub(widest as u16 + 2) };
        let vouchers = sources.iter().map(|row| cells::width(&row.voucher)).max().unwrap_or(0);
        let amounts = sources.iter().map(|row| cells::width(&amount_of(row))).max().unwrap_or(0);
        let amount_end = column(end, vouchers);
        let label_end = column(amount_end, amounts);
        for (at, row) in sources.iter().enumerate().skip(rows.top).take(height) {
            let y = 1 + (at - rows.top) as u16;
            canvas.text(1, y, if at == rows.at { "▸" } else { " " }, Role::Accent);
            if let Some(day) = row.day {
                canvas.text(3, y, &date::format_short(day), Role::Text);
            }
            canvas.right(end, y, &row.voucher, Role::Muted);
            canvas.right(amount_end, y, &amount_of(row), Role::Text);
            canvas.fit(9, y, label_end.saturating_sub(9), &row.label, Role::Text);
            if at == rows.at {
                canvas.paint_row(y, Role::Selection);
            }
        }
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
