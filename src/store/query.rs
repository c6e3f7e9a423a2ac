//! Pages and totals of activities by selection.

use std::collections::BTreeSet;
use std::fmt::Display;

use rusqlite::types::Value;

use super::Store;
use super::error::Result;
use super::sql::{Cell, Sql, code_cell};
use super::table;
use crate::domain::filter::Selection;
use crate::domain::relation::SELF;
use crate::domain::{Activity, Day, Id, Member, Stored};
use crate::text::money::Dong;

/// The totals of a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// How many entries.
    pub entries: u64,
    /// Lượt: pairs of entry and person ([`Activity::person_visits`]); head counts add none.
    pub visits: u64,
    /// The sum of all money lines, đồng.
    pub amount: Dong,
}

impl Store {
    /// A page of selected activities, latest first, from the one that follows `after` on.
    pub fn activities(
        &self,
        selection: &Selection,
        after: Option<(Day, Id<Activity>)>,
        limit: usize,
    ) -> Result<Vec<Stored<Activity>>> {
        page(&self.sql(), selection, after, "<", "DESC", limit)
    }

    /// The page of selected activities that ends just above `before`, latest first: for paging upwards.
    pub fn activities_before(
        &self,
        selection: &Selection,
        before: (Day, Id<Activity>),
        limit: usize,
    ) -> Result<Vec<Stored<Activity>>> {
        let mut found = page(&self.sql(), selection, Some(before), ">", "ASC", limit)?;
        found.reverse();
        Ok(found)
    }

    /// Totals of all selected activities.
    pub fn totals(&self, selection: &Selection) -> Result<Totals> {
        let (clause, values) = clause(selection);
        let text = totals_text(&clause);
        let totals = self.sql().first("adding up activities", &text, values, |cells| {
            Ok(Totals { entries: cells.count()?, visits: cells.count()?, amount: cells.dong()? })
        })?;
        Ok(totals.unwrap_or_default())
    }

    /// Done entries before a day: how many, and the latest of them, oldest first.
    pub fn done_before(&self, day: Day, limit: usize) -> Result<(u64, Vec<Stored<Activity>>)> {
        const WHICH: &str = "deleted_at IS NULL AND state = 'done' AND day < ?";
        let sql = self.sql();
        let text = format!("SELECT count(*) FROM activity WHERE {WHICH}");
        let count = sql.first("counting earlier entries", &text, [day.cell()], |cells| cells.count())?;
        let text = format!("WHERE {WHICH} ORDER BY day DESC, id DESC LIMIT ?");
        let mut latest: Vec<Stored<Activity>> = table::select(&sql, &text, [day.cell(), limit.cell()])?;
        latest.reverse();
        Ok((count.unwrap_or_default(), latest))
    }

    /// Done entries behind a day, oldest first.
    pub fn done_behind(&self, day: Day, limit: usize) -> Result<Vec<Stored<Activity>>> {
        table::select(
            &self.sql(),
            "WHERE deleted_at IS NULL AND state = 'done' AND day > ? ORDER BY day, id LIMIT ?",
            [day.cell(), limit.cell()],
        )
    }

    /// The latest entries of a kind that name this member, however long ago.
    pub fn similar_of(&self, kind: &str, member: Id<Member>, limit: usize) -> Result<Vec<Stored<Activity>>> {
        table::select(
            &self.sql(),
            "WHERE kind = ? AND deleted_at IS NULL AND id IN (SELECT activity FROM activity_person WHERE member = ?) \
             ORDER BY day DESC, id DESC LIMIT ?",
            [kind.cell(), member.cell(), limit.cell()],
        )
    }

    /// The latest entries of a kind, for a form's defaults.
    pub fn similar(&self, kind: &str, limit: usize) -> Result<Vec<Stored<Activity>>> {
        table::select(
            &self.sql(),
            "WHERE kind = ? AND deleted_at IS NULL ORDER BY day DESC, id DESC LIMIT ?",
            [kind.cell(), limit.cell()],
        )
    }
}

fn page_text(clause: &str, order: &str) -> String {
    format!("SELECT id FROM activity WHERE {clause} ORDER BY day {order}, id {order} LIMIT ?")
}

fn totals_text(clause: &str) -> String {
    format!("SELECT count(*), coalesce(sum(visits), 0), coalesce(sum(total), 0) FROM activity WHERE {clause}")
}

/// Ids first, from the index; then the few records themselves.
fn page(
    sql: &Sql<'_>,
    selection: &Selection,
    from: Option<(Day, Id<Activity>)>,
    sign: &str,
    order: &str,
    limit: usize,
) -> Result<Vec<Stored<Activity>>> {
    let (mut clause, mut values) = clause(selection);
    if let Some((day, id)) = from {
        clause = format!("{clause} AND (day, id) {sign} (?, ?)");
        values.extend([day.cell(), id.cell()]);
    }
    values.push(limit.cell());
    let text = page_text(&clause, order);
    let ids: Vec<Id<Activity>> =
        sql.rows("reading a page of activities", &text, values, |cells| cells.id())?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(table::get(sql, id)?);
    }
    Ok(found)
}

/// The selection as a WHERE clause with its values; must agree with [`Selection::matches`].
pub(crate) fn clause(selection: &Selection) -> (String, Vec<Value>) {
    let mut terms = Terms::default();
    terms.add(if selection.deleted { "deleted_at IS NOT NULL" } else { "deleted_at IS NULL" }, []);
    if let Some(kinds) = &selection.kinds {
        terms.add("kind IN (SELECT value FROM json_each(?))", [list(kinds)]);
    }
    if let Some(from) = selection.from {
        terms.add("day >= ?", [from.cell()]);
    }
    if let Some(to) = selection.to {
        terms.add("day <= ?", [to.cell()]);
    }
    if let Some(state) = &selection.state {
        terms.add("state = ?", [code_cell(state)]);
    }
    if let Some(level) = &selection.level {
        terms.add("level = ?", [code_cell(level)]);
    }
    if let Some(receiver) = &selection.receiver {
        terms.add("receiver = ?", [code_cell(receiver)]);
    }
    if let Some(zero) = selection.zero {
        terms.add("zero = ?", [zero.cell()]);
    }
    if let Some(member) = selection.member {
        terms.add("id IN (SELECT activity FROM activity_person WHERE member = ?)", [member.cell()]);
    }
    if !selection.relations.is_empty() {
        let text = format!(
            "EXISTS (SELECT 1 FROM activity_person AS person WHERE person.activity = activity.id
               AND CASE person.relation WHEN '' THEN '{SELF}' ELSE person.relation END
                   IN (SELECT value FROM json_each(?)))"
        );
        terms.add(&text, [list(&selection.relations)]);
    }
    for key in &selection.about {
        terms.add("instr(about_key, ?) > 0", [key.cell()]);
    }
    for key in &selection.result {
        terms.add("instr(result_key, ?) > 0", [key.cell()]);
    }
    for word in &selection.words {
        let mut text = String::from("(instr(search_key, ?) > 0");
        let mut values = vec![word.key.cell()];
        if !word.kinds.is_empty() {
            text.push_str(" OR kind IN (SELECT value FROM json_each(?))");
            values.push(list(&word.kinds));
        }
        if !word.members.is_empty() {
            // One letter stands in most names: within a range of days it is cheaper to ask each entry for its
            // people than to gather what these members did in all years.
            text.push_str(if selection.from.is_some() {
                " OR EXISTS (SELECT 1 FROM activity_person AS person WHERE person.activity = activity.id
                             AND person.member IN (SELECT value FROM json_each(?)))"
            } else {
                " OR id IN (SELECT activity FROM activity_person
                            WHERE member IN (SELECT value FROM json_each(?)))"
            });
            values.push(list(word.members.iter().collect::<BTreeSet<_>>()));
        }
        text.push(')');
        terms.add(&text, values);
    }
    (terms.texts.join(" AND "), terms.values)
}

#[derive(Default)]
struct Terms {
    texts: Vec<String>,
    values: Vec<Value>,
}

impl Terms {
    fn add(&mut self, text: &str, values: impl IntoIterator<Item = Value>) {
        self.texts.push(text.to_owned());
        self.values.extend(values);
    }
}

/// A list as one value, so that no length meets the limit of a statement's parameters.
fn list<T: Display>(items: impl IntoIterator<Item = T>) -> Value {
    let items: Vec<serde_json::Value> =
        items.into_iter().map(|item| serde_json::Value::String(item.to_string())).collect();
    Value::Text(serde_json::Value::Array(items).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::State;
    use crate::domain::filter::Word;

    /// What keeps the list fast in a book of 100,000 entries, whatever machine the test runs on.
    #[test]
    fn pages_and_totals_of_the_list_are_read_from_its_index_alone() {
        let folder = tempfile::tempdir().expect("folder");
        let store = Store::create(&folder.path().join("a.congdoan")).expect("a new book");
        let day = Day::from_ymd_opt(2023, 9, 1);
        let term = Selection { from: day, to: day, ..Selection::default() };
        let word = Word {
            key: "lien".to_owned(),
            members: [Id::from_uuid(uuid::Uuid::nil())].into(),
            kinds: ["hieu".to_owned()].into(),
        };
        let done = Selection { state: Some(State::Done), ..term.clone() };
        for selection in [Selection::default(), term.clone(), Selection { words: vec![word], ..term }, done] {
            let (clause, _) = clause(&selection);
            let later = format!("{clause} AND (day, id) < (?, ?)");
            for text in [page_text(&clause, "DESC"), page_text(&later, "DESC"), totals_text(&clause)] {
                let plan = format!("EXPLAIN QUERY PLAN {text}");
                let mut statement = store.conn.prepare(&plan).expect("a statement");
                let marks = statement.parameter_count();
                let steps = statement
                    .query_map(rusqlite::params_from_iter(vec![Value::Null; marks]), |row| {
                        row.get::<_, String>("detail")
                    })
                    .expect("a plan");
                let steps: Vec<String> = steps.map(|step| step.expect("a step")).collect();
                let plan = steps.join(" | ");
                assert!(plan.contains("activity USING COVERING INDEX"), "{text}: {plan}");
                assert!(!plan.contains("TEMP B-TREE FOR ORDER BY"), "{text}: {plan}");
            }
        }
    }
}
