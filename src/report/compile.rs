//! The outline walked from top to bottom: term's data in, compiled report out.

mod review;
mod side;

use std::cmp::Reverse;

use super::evaluate::{Evaluator, Manner, Scope, range_of};
use super::fields::Names;
use super::model::{
    Figure, FigureValue, Issue, Line, LineKind, PartState, Report, Rule, Run, Section, SourceRef, Wanted,
};
use super::number::Counters;
use super::outline::{BlockPlan, ColumnPlan, Fact, Outline, PrizeLines, SectionPlan, Selections};
use super::select::{Slice, disagreeing};
use super::source::{Order, RangeName, Style};
use super::template::Piece;
use super::value::{Noted, Value, ValueText};
use crate::domain::TermData;
use crate::text::fold::search_key;
use crate::text::pasted::{Mark, is_bare_mark, marked};

/// Compiles the report of a term by an outline.
///
/// Every number and list in it is a figure with the records it was computed from. The same data and outline
/// give the same report.
pub fn compile(data: &TermData, outline: &Outline) -> Report {
    let evaluator = Evaluator::new(data.view(), outline);
    let plain = |text: &ValueText| {
        text.text("", &mut |value| {
            evaluator.value(*value, &Scope::Term, &Manner::plain(RangeName::Period)).text
        })
    };
    let subject = if data.period.report.subject.is_empty() {
        plain(&outline.subject)
    } else {
        data.period.report.subject.clone()
    };
    let mut walk = Walk {
        evaluator: &evaluator,
        report: Report {
            outline_code: outline.code.clone(),
            period_code: data.period.code.clone(),
            kind: outline.kind.clone(),
            subject,
            sections: Vec::new(),
            lines: Vec::new(),
            figures: Vec::new(),
        },
        issues: Vec::new(),
        lead: None,
        counters: Counters::default(),
        in_annex: false,
    };
    if let Some(opening) = &outline.opening {
        walk.line(LineKind::Paragraph, vec![words(plain(opening))], &Of::default());
    }
    let annex = outline.sections.iter().position(|section| section.annex).unwrap_or(outline.sections.len());
    let (body, annex) = outline.sections.split_at(annex);
    for section in body {
        walk.section(section);
    }
    if let Some(closing) = &outline.closing {
        walk.line(LineKind::Closing, vec![words(plain(closing))], &Of::default());
    }
    for section in annex {
        walk.in_annex = true;
        walk.section(section);
    }
    walk.report
}

/// What a line belongs to.
#[derive(Clone, Default)]
struct Of<'a> {
    section: Option<usize>,
    narrative: Option<&'a str>,
    fact: Option<&'a str>,
    guidance: &'a str,
}

type Tag = (FigureValue, Rule, Vec<SourceRef>);

struct Walk<'a> {
    evaluator: &'a Evaluator<'a>,
    report: Report,
    /// Issues of the section being walked.
    issues: Vec<Issue>,
    /// A fixed text that waits for something below it.
    lead: Option<(LineKind, String)>,
    counters: Counters,
    /// Behind the signatures.
    in_annex: bool,
}

impl<'a> Walk<'a> {
    fn section(&mut self, plan: &'a SectionPlan) {
        let index = self.report.sections.len();
        let first = self.report.lines.len();
        let of =
            Of { section: Some(index), fact: plan.value.as_ref().map(|_| plan.id.as_str()), ..Of::default() };
        // An annex has a title of its own; what stands in it counts anew.
        let number = if plan.annex {
            self.counters = Counters::default();
            String::new()
        } else {
            self.counters.next(plan.level, &self.evaluator.outline.numbers)
        };
        let scope = plan.value.as_ref().and_then(|value| self.evaluator.scope(value, false));
        let scope = scope.unwrap_or(Scope::Term);
        let manner = match &plan.value {
            Some(selections) => Manner::of_title(&plan.id, selections),
            None => Manner::plain(RangeName::Period),
        };
        let runs = self.fill(&plan.title, &scope, &manner, &plan.id, first);
        self.line(LineKind::Heading, runs, &of);
        if let Some(line) = self.report.lines.get_mut(first) {
            line.number.clone_from(&number);
        }
        for block in &plan.blocks {
            match block {
                BlockPlan::Text { text, style, lead } => {
                    let manner = Manner::plain(RangeName::Period);
                    let text =
                        text.text("", &mut |value| self.evaluator.value(*value, &Scope::Term, &manner).text);
                    let kind = kind_of(*style, &text);
                    if *lead {
                        self.lead = Some((kind, text));
                    } else {
                        // It stands whatever there is, so it is not what a text above waits for.
                        self.lead = None;
                        self.line(kind, vec![words(text)], &Of { section: Some(index), ..Of::default() });
                    }
                }
                BlockPlan::Narrative { key, guidance, required, none, .. } => {
                    let of = Of { section: Some(index), narrative: Some(key), fact: None, guidance };
                    self.narrative(&of, key, *required, none.as_deref(), first);
                }
                BlockPlan::Fact(fact) => self.fact(fact, index),
                BlockPlan::Table(table) => self.side_by_side(table, index),
            }
        }
        self.lead = None;
        self.dangling(first);
        let issues = std::mem::take(&mut self.issues);
        let title = self.report.lines.get(first).map(Line::text).unwrap_or_default();
        let short = if plan.short.is_empty() { title.clone() } else { plan.short.clone() };
        self.report.sections.push(Section {
            id: plan.id.clone(),
            level: plan.level,
            number,
            title,
            short,
            annex: self.in_annex,
            state: issues.iter().map(Issue::state).max().unwrap_or(PartState::Enough),
            issues,
            lines: first..self.report.lines.len(),
        });
    }

    fn narrative(&mut self, of: &Of<'_>, key: &str, required: bool, none: Option<&str>, heading: usize) {
        let data = self.evaluator.data;
        let text = data
            .narratives
            .iter()
            .find(|narrative| {
                narrative.part == key && narrative.period == data.period.id && !narrative.is_deleted()
            })
            .map_or("", |narrative| narrative.text.as_str());
        let mut printed = false;
        let mut says_something = false;
        // The text may be of a time before pastes were cleaned: whatever mark it begins a line with counts.
        let text = if text.contains('{') {
            Names::of(data.catalog, data.period).fill(text)
        } else {
            text.to_owned()
        };
        // A bullet with nothing behind it is no line; dots are one for the pen, but they say nothing.
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_bare_mark(line));
        for line in lines {
            says_something |= line.chars().any(char::is_alphanumeric);
            let (kind, rest) = if let Some((mark, rest)) = marked(line).filter(|found| !found.1.is_empty()) {
                (if mark == Mark::Dash { LineKind::Dash } else { LineKind::Plus }, rest)
            } else if line.starts_with("* ") {
                (LineKind::Label, line)
            } else if line.ends_with(':') {
                (LineKind::Lead, line)
            } else {
                (LineKind::Paragraph, line)
            };
            self.line(kind, vec![words(rest.trim().to_owned())], of);
            printed = true;
        }
        if says_something {
            return;
        }
        if let (Some(none), Some(line), false) = (none, self.report.lines.get_mut(heading), printed) {
            let colon = if line.text().ends_with(':') { " " } else { ": " };
            line.runs.push(words(format!("{colon}{none}")));
        } else if required {
            self.issues.push(Issue::NoNarrative { key: key.to_owned() });
        }
        if !printed {
            self.gap(of);
        }
    }

    fn fact(&mut self, fact: &'a Fact, section: usize) {
        let of =
            Of { section: Some(section), narrative: None, fact: Some(&fact.id), guidance: &fact.guidance };
        if let Selections::Activities(selection) = &fact.selections
            && selection.zero
        {
            let (entries, _) = self.evaluator.activities(selection, false);
            let (zeros, _) = self.evaluator.activities(selection, true);
            if !entries.is_empty() {
                // Zero is not true any more: what there is speaks for itself.
                if !zeros.is_empty() {
                    self.issues.push(Issue::Contradiction { fact: fact.id.clone() });
                }
                return;
            }
        }
        let zero = matches!(&fact.selections, Selections::Activities(selection) if selection.zero);
        let scope = self.evaluator.scope(&fact.selections, zero);
        if let Some(Scope::Moves { moves, wanted }) = &scope {
            // Said also where the roster has nobody at all and the fact is silent.
            let people = disagreeing(&fact.agrees_with, moves, wanted, self.evaluator.data);
            if people > 0 {
                self.issues.push(Issue::Disagrees { fact: fact.id.clone(), people });
            }
        }
        let scope = scope.filter(|scope| !is_empty(scope));
        let Some(scope) = scope else { return self.nothing(fact, &of) };
        let manner = Manner::of(fact, range_of(&fact.selections));
        self.look_over(fact, &scope, None);
        let [sentence_style, item_style, group_style, total_style] = fact.styles;
        if let Some(sentence) = &fact.sentence {
            self.said(sentence, &scope, &manner, sentence_style, "", &of);
        }
        if let (Scope::Moves { moves, wanted }, Some(item)) = (&scope, &fact.item) {
            for one in moves {
                let one = Scope::Moves { moves: vec![*one], wanted: wanted.clone() };
                self.said(item, &one, &manner, item_style, &fact.prefix, &of);
            }
        }
        let Scope::Activities { slices, wanted, .. } = &scope else { return };
        let items = self.items(fact, slices);
        if let Some(item) = &fact.item {
            for slices in &items {
                let one = Scope::Activities { slices: slices.clone(), wanted: wanted.clone(), row: 0 };
                self.said(item, &one, &manner, item_style, &fact.prefix, &of);
                if let Some(groups) = &fact.groups {
                    self.prizes(groups, slices, wanted, &manner, group_style, &of);
                }
            }
        }
        if !fact.columns.is_empty() {
            self.table(&fact.columns, &items, &scope, wanted, &manner, &of);
        }
        if let Some(total) = fact.total.as_ref().filter(|_| items.len() > 1) {
            self.said(total, &scope, &manner, total_style, "", &of);
        }
    }

    fn nothing(&mut self, fact: &Fact, of: &Of<'_>) {
        if fact.required {
            self.issues.push(Issue::NoRecords { fact: fact.id.clone() });
        }
        if let Some(none) = &fact.none {
            let manner = Manner::plain(range_of(&fact.selections));
            let text = none.text("", &mut |value| self.evaluator.value(*value, &Scope::Term, &manner).text);
            let [style, ..] = fact.styles;
            self.line(kind_of(style, &text), vec![words(text)], of);
        } else if fact.required {
            self.gap(of);
        }
    }

    /// The items of a fact in its order: one per entry, or one per value of a field.
    fn items<'d>(&self, fact: &Fact, slices: &[Slice<'d>]) -> Vec<Vec<Slice<'d>>> {
        let mut ordered = slices.to_vec();
        match fact.order {
            Order::Level => ordered.sort_by_key(|slice| Reverse(slice.activity.level)),
            Order::Amount => ordered.sort_by_key(|slice| Reverse(slice.activity.total())),
            Order::Reverse => ordered.reverse(),
            Order::Natural | Order::Name => {}
        }
        let Some(field) = fact.each else { return ordered.into_iter().map(|slice| vec![slice]).collect() };
        let mut items: Vec<(String, Vec<Slice<'d>>)> = Vec::new();
        for slice in ordered {
            let key = search_key(&self.evaluator.field(field, &slice).join("\n"));
            match items.iter_mut().find(|item| item.0 == key) {
                Some(item) => item.1.push(slice),
                None => items.push((key, vec![slice])),
            }
        }
        items.into_iter().map(|item| item.1).collect()
    }

    /// One line per prize, the highest first.
    fn prizes(
        &mut self,
        plan: &'a PrizeLines,
        slices: &[Slice<'a>],
        wanted: &Wanted,
        manner: &Manner<'_>,
        style: Style,
        of: &Of<'_>,
    ) {
        let known: Vec<String> =
            self.evaluator.outline.prizes.iter().map(|prize| search_key(prize)).collect();
        let mut prizes: Vec<(usize, String, String)> = Vec::new();
        for slice in slices {
            for prize in self.evaluator.field(Noted::Prize, slice) {
                let key = search_key(&prize);
                if !prizes.iter().any(|seen| seen.1 == key) {
                    let place = known.iter().position(|other| *other == key).unwrap_or(known.len());
                    prizes.push((place, key, prize));
                }
            }
        }
        prizes.sort_by_key(|prize| prize.0);
        for (_, key, prize) in prizes {
            let wanted = Wanted { prize: Some(prize), ..wanted.clone() };
            let slices: Vec<Slice<'a>> = slices
                .iter()
                .map(|slice| Slice {
                    activity: slice.activity,
                    people: slice
                        .people
                        .iter()
                        .copied()
                        .filter(|person| wanted.takes(&slice.activity.kind, person))
                        .collect(),
                })
                .filter(|slice| !slice.people.is_empty())
                .collect();
            let text = plan.texts.iter().find(|entry| entry.0 == key).map_or(&plan.text, |entry| &entry.1);
            self.said(text, &Scope::Activities { slices, wanted, row: 0 }, manner, style, "", of);
        }
    }

    fn table(
        &mut self,
        columns: &[ColumnPlan],
        items: &[Vec<Slice<'a>>],
        all: &Scope<'_>,
        wanted: &Wanted,
        manner: &Manner<'_>,
        of: &Of<'_>,
    ) {
        let titles: Vec<Vec<Run>> = columns.iter().map(|column| vec![words(column.title.clone())]).collect();
        self.row(LineKind::TableHead, titles, of);
        if let Some(line) = self.report.lines.last_mut() {
            line.columns = columns.iter().map(|column| column.set).collect();
        }
        for (place, slices) in items.iter().enumerate() {
            let scope = Scope::Activities { slices: slices.clone(), wanted: wanted.clone(), row: place + 1 };
            let at = self.report.lines.len();
            let cells = columns
                .iter()
                .map(|column| self.fill(&column.text, &scope, manner, of.fact.unwrap_or_default(), at))
                .collect();
            self.row(LineKind::TableRow, cells, of);
        }
        if columns.iter().any(|column| column.total.is_some()) {
            let at = self.report.lines.len();
            let cells = columns
                .iter()
                .map(|column| match &column.total {
                    Some(text) => self.fill(text, all, manner, of.fact.unwrap_or_default(), at),
                    None => Vec::new(),
                })
                .collect();
            self.row(LineKind::TableTotal, cells, of);
        }
    }

    fn row(&mut self, kind: LineKind, cells: Vec<Vec<Run>>, of: &Of<'_>) {
        let counts = cells.iter().map(Vec::len).collect();
        self.line(kind, cells.into_iter().flatten().collect(), of);
        if let Some(line) = self.report.lines.last_mut() {
            line.cells = counts;
        }
    }

    /// Fills a text in and makes it a line. A line without any figure is a figure itself, so that every computed
    /// line leads to its entries.
    fn said(
        &mut self,
        text: &ValueText,
        scope: &Scope<'_>,
        manner: &Manner<'_>,
        style: Style,
        prefix: &str,
        of: &Of<'_>,
    ) {
        let fact = of.fact.unwrap_or_default();
        // A lead that waits is printed above this line, so the line's place is one further down.
        let at = self.report.lines.len() + usize::from(self.lead.is_some());
        let mut runs = self.fill(text, scope, manner, fact, at);
        if runs.iter().all(|run| run.figure.is_none()) {
            let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
            let figure =
                self.figure(fact, "", (FigureValue::Text(whole.clone()), Rule::Statement, scope.sources()));
            runs = vec![Run { text: whole, figure: Some(figure) }];
        }
        self.prefix(prefix, of, &mut runs);
        capitalise(&mut runs);
        let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
        self.line(kind_of(style, &whole), runs, of);
    }

    /// Puts an item's first words before it unless it begins with such words itself.
    fn prefix(&self, prefix: &str, of: &Of<'_>, runs: &mut Vec<Run>) {
        if prefix.is_empty() {
            return;
        }
        let start: String = runs.iter().map(|run| run.text.as_str()).collect();
        let start = search_key(&start);
        let own = self
            .evaluator
            .outline
            .facts()
            .filter(|fact| Some(fact.id.as_str()) == of.fact)
            .flat_map(|fact| &fact.prefix_unless)
            .any(|unless| start.starts_with(unless.as_str()));
        if !own {
            runs.insert(0, words(prefix.to_owned()));
        }
    }

    fn fill(
        &mut self,
        text: &ValueText,
        scope: &Scope<'_>,
        manner: &Manner<'_>,
        fact: &str,
        at: usize,
    ) -> Vec<Run> {
        self.fill_by(self.evaluator, text, scope, manner, fact, at)
    }

    fn fill_by(
        &mut self,
        evaluator: &Evaluator<'_>,
        text: &ValueText,
        scope: &Scope<'_>,
        manner: &Manner<'_>,
        fact: &str,
        at: usize,
    ) -> Vec<Run> {
        let (pieces, blanks) = text.fill::<(Value, Tag)>(&evaluator.outline.blank, &mut |value| {
            let computed = evaluator.value(*value, scope, manner);
            let filled = computed.filled();
            super::template::Filled {
                text: filled.text,
                empty: filled.empty,
                tag: filled.tag.map(|tag| (*value, tag)),
            }
        });
        if blanks > 0 {
            self.issues.push(Issue::Blank { fact: fact.to_owned(), line: at });
        }
        let mut runs: Vec<Run> = Vec::with_capacity(pieces.len());
        for Piece { text, tag } in pieces {
            let figure = tag.map(|(value, tag)| self.figure(fact, &manner.name_of(value), tag));
            match runs.last_mut() {
                Some(last) if last.figure.is_none() && figure.is_none() => last.text.push_str(&text),
                _ => runs.push(Run { text, figure }),
            }
        }
        runs
    }

    fn figure(&mut self, fact: &str, name: &str, (value, rule, sources): Tag) -> usize {
        self.report.figures.push(Figure {
            fact: fact.to_owned(),
            name: name.to_owned(),
            value,
            rule,
            sources,
        });
        self.report.figures.len() - 1
    }

    fn line(&mut self, kind: LineKind, runs: Vec<Run>, of: &Of<'_>) {
        if kind != LineKind::Gap
            && kind != LineKind::Heading
            && let Some((kind, text)) = self.lead.take()
        {
            let above = Of { section: of.section, ..Of::default() };
            self.line(kind, vec![words(text)], &above);
        }
        self.report.lines.push(Line {
            section: of.section,
            kind,
            number: String::new(),
            runs,
            cells: Vec::new(),
            columns: Vec::new(),
            narrative: of.narrative.map(str::to_owned),
            fact: of.fact.map(str::to_owned),
            guidance: (!of.guidance.is_empty()).then(|| of.guidance.to_owned()),
        });
    }

    fn gap(&mut self, of: &Of<'_>) {
        self.line(LineKind::Gap, Vec::new(), of);
    }
}

fn words(text: String) -> Run {
    Run { text, figure: None }
}

fn is_empty(scope: &Scope<'_>) -> bool {
    match scope {
        Scope::Term => true,
        Scope::Activities { slices, .. } => slices.is_empty(),
        Scope::Members { members, .. } => members.is_empty(),
        Scope::Moves { moves, .. } => moves.is_empty(),
        Scope::Ledger { book, selection } => {
            book.is_empty() || (selection.names_lines() && book.entries(selection).is_empty())
        }
        Scope::Several(scopes) => scopes.iter().all(is_empty),
    }
}

fn kind_of(style: Style, text: &str) -> LineKind {
    match style {
        Style::Paragraph if text.trim_end().ends_with(':') => LineKind::Lead,
        Style::Paragraph => LineKind::Paragraph,
        Style::Dash => LineKind::Dash,
        Style::Plus => LineKind::Plus,
        Style::Label => LineKind::Label,
        Style::Amount => LineKind::Amount,
        Style::Inset => LineKind::Inset,
        Style::Centered => LineKind::Centered,
    }
}

/// A line begins with a capital, whatever an entry's text begins with.
fn capitalise(runs: &mut [Run]) {
    let Some(run) = runs.iter_mut().find(|run| !run.text.trim().is_empty()) else { return };
    let mut chars = run.text.chars();
    if let Some(first) = chars.next().filter(|first| first.is_lowercase()) {
        run.text = first.to_uppercase().chain(chars).collect();
    }
}
