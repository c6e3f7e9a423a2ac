//! Counts and sums by month, kind and state, and other figures for a glance over the book. All are read from an
//! index alone, so that 100,000 entries are counted while a screen is drawn.

use chrono::Datelike;

use super::Store;
use super::error::Result;
use super::sql::Cell;
use super::table;
use crate::domain::{Activity, Day, State, Stored};
use crate::text::money::Dong;

/// What the entries of one kind and state add up to in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The first day of the month.
    pub month: Day,
    /// The kind's code.
    pub kind: String,
    /// The state.
    pub state: State,
    /// How many entries.
    pub entries: u64,
    /// Lượt: pairs of entry and person.
    pub visits: u64,
    /// The sum of all money lines, đồng.
    pub amount: Dong,
}

impl Tally {
    /// What one entry adds to the row of its month, kind and state.
    pub fn of(entry: &Activity) -> Self {
        Self {
            month: entry.day.with_day(1).unwrap_or(entry.day),
            kind: entry.kind.clone(),
            state: entry.state,
            entries: 1,
            visits: u64::from(entry.person_visits()),
            amount: entry.total(),
        }
    }

    /// Whether another row adds up the same month, kind and state.
    pub fn is_alike(&self, other: &Self) -> bool {
        (self.month, &self.kind, self.state) == (other.month, &other.kind, other.state)
    }
}

impl Store {
    /// The entries from `from` to `to`, both counted, added up by month, kind and state; months in order.
    pub fn tally(&self, from: Day, to: Day) -> Result<Vec<Tally>> {
        self.sql().rows("adding up the months", TALLY, [from.cell(), to.cell()], |cells| {
            Ok(Tally {
                month: cells.day()?,
                kind: cells.text()?,
                state: cells.code()?,
                entries: cells.count()?,
                visits: cells.count()?,
                amount: cells.dong()?,
            })
        })
    }

    /// The entries that were noted last, the newest first; ids are given in order of birth.
    pub fn noted_last(&self, limit: usize) -> Result<Vec<Stored<Activity>>> {
        table::select(&self.sql(), "WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ?", [limit.cell()])
    }
}

const TALLY: &str = "SELECT substr(day, 1, 8) || '01', kind, state, count(*), sum(visits), sum(total)
    FROM activity WHERE deleted_at IS NULL AND day >= ? AND day <= ? GROUP BY 1, 2, 3 ORDER BY 1";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{MoneyLine, Person, Source};

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn months_are_added_up_by_kind_and_state_without_reading_an_entry() {
        let folder = tempfile::tempdir().expect("folder");
        let mut store = Store::create(&folder.path().join("a.congdoan")).expect("a new book");
        let entry = |kind: &str, on: &str, state, people: usize, amount: i64| Activity {
            state,
            people: vec![Person { name: "Lan".to_owned(), ..Person::default() }; people],
            money: vec![MoneyLine {
                quantity: None,
                rate: None,
                amount: Dong(amount),
                source: Source::School,
                code: String::new(),
            }],
            ..Activity::new(kind, day(on))
        };
        store
            .change("lan", "fill", |change| {
                for entry in [
                    entry("viec-hieu", "2023-09-01", State::Done, 2, 500),
                    entry("viec-hieu", "2023-09-30", State::Done, 1, 300),
                    entry("viec-hieu", "2023-09-30", State::Planned, 1, 900),
                    entry("ung-ho", "2023-10-01", State::Done, 0, 7),
                    entry("ung-ho", "2023-11-01", State::Done, 0, 7),
                ] {
                    change.insert(entry)?;
                }
                Ok(())
            })
            .expect("filled");
        let tally = store.tally(day("2023-09-01"), day("2023-10-31")).expect("a tally");
        let rows: Vec<_> = tally
            .iter()
            .map(|row| {
                (row.month.to_string(), row.kind.as_str(), row.state, row.entries, row.visits, row.amount.0)
            })
            .collect();
        assert_eq!(rows.len(), 3);
        assert!(rows.contains(&("2023-09-01".to_owned(), "viec-hieu", State::Done, 2, 3, 800)));
        assert!(rows.contains(&("2023-09-01".to_owned(), "viec-hieu", State::Planned, 1, 1, 900)));
        assert!(rows.contains(&("2023-10-01".to_owned(), "ung-ho", State::Done, 1, 0, 7)));

        let plan = format!("EXPLAIN QUERY PLAN {TALLY}");
        let mut statement = store.conn.prepare(&plan).expect("a statement");
        let steps = statement.query_map(["", ""], |row| row.get::<_, String>("detail")).expect("a plan");
        let steps: Vec<String> = steps.map(|step| step.expect("a step")).collect();
        assert!(steps.iter().any(|step| step.contains("USING COVERING INDEX activity_by_day")), "{steps:?}");
    }
}
