//! What helps to write a report's parts: older words and starter texts, by the part's key.

use std::collections::BTreeMap;

use crate::domain::{Catalog, Narrative, Period, Stored};
use crate::report::Outline;
use crate::report::fields::older_words;
use crate::tui::layer::narrative::PartHelp;

/// The help for every narrative that the outline asks for.
pub fn part_help(
    catalog: &Catalog,
    period: &Stored<Period>,
    outline: Option<&Outline>,
    narratives: &[Stored<Narrative>],
) -> BTreeMap<String, PartHelp> {
    let Some(outline) = outline else { return BTreeMap::new() };
    let help = |part: &str| PartHelp {
        starter: outline.starter(part).to_owned(),
        older: older_words(catalog, period, narratives, part),
        printed: Vec::new(),
    };
    outline.narratives().map(|(part, ..)| (part.to_owned(), help(part))).collect()
}
