//! Earlier lines of the one-line entry, so that the arrow up brings them back.
//!
//! They are each officer's own, kept beside the drafts: no record, no history, never exported.

use serde::{Deserialize, Serialize};

use super::{Desk, DeskError};
use crate::store::Draft;

/// How many lines are kept.
pub const MOST: usize = 200;

/// Under which key they lie among the drafts.
const KEY: &str = "earlier-lines";

/// What lies there. It has a name of its own, so that no draft can be read from it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    lines: Vec<String>,
}

impl Desk {
    /// The officer's earlier lines, oldest first, at most [`MOST`]; none when they cannot be read.
    pub fn earlier_lines(&self) -> Vec<String> {
        let drafts = self.store.drafts(&self.officer).unwrap_or_default();
        let kept = drafts.iter().find(|draft| draft.key == KEY);
        kept.and_then(|draft| serde_json::from_str::<Kept>(&draft.payload).ok()).unwrap_or_default().lines
    }

    /// Keeps one more line. What another window of the same officer kept meanwhile stays.
    pub fn remember_line(&self, line: &str) -> Result<(), DeskError> {
        let mut kept = Kept { lines: self.earlier_lines() };
        remember(&mut kept.lines, line);
        let payload = serde_json::to_string(&kept).unwrap_or_default();
        Ok(self.store.save_draft(&Draft::now(self.officer.as_str(), KEY, payload))?)
    }
}

/// Puts a line at the end: an equal earlier one moves there, the oldest beyond [`MOST`] go.
pub fn remember(lines: &mut Vec<String>, line: &str) {
    if line.trim().is_empty() {
        return;
    }
    lines.retain(|earlier| earlier != line);
    lines.push(line.to_owned());
    let surplus = lines.len().saturating_sub(MOST);
    lines.drain(..surplus);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_lines_stay_each_once() {
        let mut lines = Vec::new();
        for number in 0..=MOST {
            remember(&mut lines, &format!("om lien {number}k"));
        }
        remember(&mut lines, "om lien 7k");
        remember(&mut lines, "  ");
        assert_eq!(lines.len(), MOST);
        assert_eq!(lines.last().map(String::as_str), Some("om lien 7k"));
        assert_eq!(lines.first().map(String::as_str), Some("om lien 1k"));
        assert_eq!(lines.iter().filter(|line| *line == "om lien 7k").count(), 1);
    }
}
