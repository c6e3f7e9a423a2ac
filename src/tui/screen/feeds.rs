//! Which line of the report each entry makes, for whoever looks at the entry.

use std::collections::HashMap;

use uuid::Uuid;

use crate::domain::{Activity, Id, RecordType};
use crate::report::Report;
use crate::tui::input::cells;

/// How much of a line is told.
const WORDS: usize = 34;

/// The lines of a report by the entries they are made of.
#[derive(Debug, Clone, Default)]
pub struct Feeds {
    lines: HashMap<Uuid, String>,
}

impl Feeds {
    /// The lines of a compiled report: for each entry the first one that it makes, with its section's place.
    pub fn of(report: &Report) -> Self {
        let mut lines = HashMap::new();
        for line in &report.lines {
            let figures = line.runs.iter().filter_map(|run| run.figure);
            let sources = figures
                .filter_map(|figure| report.figures.get(figure))
                .flat_map(|figure| &figure.sources)
                .filter(|source| source.record_type == RecordType::Activity);
            for source in sources {
                lines.entry(source.id).or_insert_with(|| {
                    let place = line.section.map_or_else(String::new, |section| report.place_of(section));
                    // From the figure on, since that is what one looks for, unless it stands in brackets.
                    let figure = line.runs.iter().position(|run| run.figure.is_some()).unwrap_or(0);
                    let before = figure.checked_sub(1).and_then(|at| line.runs.get(at));
                    let begin = if before.is_some_and(|run| run.text.ends_with(' ')) { figure } else { 0 };
                    let text: String = line.runs.iter().skip(begin).map(|run| run.text.as_str()).collect();
                    format!("{place}, «{}»", cells::fit(text.trim(), WORDS))
                });
            }
        }
        Self { lines }
    }

    /// The line that an entry makes: "II.1, «05 lượt …»".
    pub fn of_entry(&self, id: Id<Activity>) -> Option<&str> {
        self.lines.get(&id.uuid()).map(String::as_str)
    }
}
