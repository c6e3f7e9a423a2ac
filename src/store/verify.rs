//! Verification: the file, the chain, every record against its history, derived columns, pictures.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use super::Store;
use super::error::{Result, StoreError};
use super::history::{self, ChangeRow, Entry};
use super::sql::{Cell, Sql};
use super::table::{self, ForType, Table};
use crate::domain::photo::read_base64;
use crate::domain::{Id, Photo, Record, RecordType, Stored};
use crate::text::digest::sha256;
use crate::text::money::Dong;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Figures can still be trusted; saving the record again puts it right.
    Warning,
    /// Something was changed past the program, or is lost.
    Damage,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    /// `SQLite` found the file damaged; its words.
    FileDamaged(String),
    /// A row refers to one that is not there: table and missing table.
    ReferenceMissing(String, String),
    /// This history row, or the change it belongs to, was rewritten, or the row before it is another.
    ChainBroken(u64),
    /// History rows are missing before this one.
    HistoryMissing(u64),
    /// A change has lost its history rows.
    ChangeWithoutHistory(u64),
    /// The record is not what history says it was left as.
    Changed,
    /// History does not know the record.
    Unrecorded,
    /// History knows a record that the book no longer has.
    Vanished,
    /// The record cannot be read; why.
    Unreadable(String),
    /// A search or sort column is not what the record gives.
    DerivedColumn(String),
    /// The picture's bytes are not those of its SHA-256.
    PictureDamaged,
    /// What is kept of a report that was sent is not what its SHA-256 was taken of.
    SentDamaged,
    /// A trigger of the schema, by name, is missing, is not the program's, or is one that the program does not know.
    Trigger(String),
    /// An activity's posted vouchers in a fund do not come to what it pays from there, đồng.
    Postings {
        /// What the vouchers come to.
        posted: Dong,
        /// What the activity pays; 0 for one that is planned, cancelled or deleted.
        wanted: Dong,
    },
}

impl FindingKind {
    /// How bad it is.
    pub const fn severity(&self) -> Severity {
        match self {
            FindingKind::DerivedColumn(_) => Severity::Warning,
            _ => Severity::Damage,
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// What.
    pub what: FindingKind,
    /// The record's type; none when it is about the whole file.
    pub record_type: Option<RecordType>,
    /// The record's id.
    pub record_id: Option<Uuid>,
    /// By what people recognise it: its day, name or number; empty for the whole file.
    pub label: String,
}

impl Finding {
    fn of_file(what: FindingKind) -> Self {
        Self { severity: what.severity(), what, record_type: None, record_id: None, label: String::new() }
    }

    pub(crate) fn of_record(
        what: FindingKind,
        record_type: RecordType,
        id: Option<Uuid>,
        label: String,
    ) -> Self {
        Self { severity: what.severity(), what, record_type: Some(record_type), record_id: id, label }
    }
}

impl Store {
    /// Checks the whole book; an empty answer means that nothing was changed past the program. All of it
    /// is one reading: what others save meanwhile is left out.
    pub fn verify(&self) -> Result<Vec<Finding>> {
        let sql = self.sql();
        let _one_state = self.reading()?;
        let mut findings = file(&sql)?;
        findings.extend(triggers(&sql)?);
        let (broken, mut latest) = chain(&sql)?;
        findings.extend(broken);
        for record_type in RecordType::ALL {
            let latest = latest.remove(record_type.name()).unwrap_or_default();
            findings.extend(table::for_type(*record_type, Check { sql: &sql, latest })?);
        }
        findings.extend(pictures(&sql)?);
        Ok(findings)
    }
}

fn file(sql: &Sql<'_>) -> Result<Vec<Finding>> {
    let doing = "checking the file";
    let mut findings = Vec::new();
    let words = sql.rows(doing, "PRAGMA integrity_check", [], |cells| cells.text())?;
    let damage = words.into_iter().filter(|word| word != "ok");
    findings.extend(damage.map(|word| Finding::of_file(FindingKind::FileDamaged(word))));
    let lost =
        sql.rows(doing, "SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check", [], |cells| {
            Ok((cells.text()?, cells.text()?))
        })?;
    let lost = lost.into_iter().map(|(table, parent)| FindingKind::ReferenceMissing(table, parent));
    findings.extend(lost.map(Finding::of_file));
    Ok(findings)
}

/// The triggers keep everybody from rewriting what is written; a book without them looks sound until it is not.
fn triggers(sql: &Sql<'_>) -> Result<Vec<Finding>> {
    let failed = |source| sql.error("checking the triggers", source);
    let fresh = Connection::open_in_memory().map_err(failed)?;
    fresh.execute_batch(super::open::SCHEMA).map_err(failed)?;
    let ours = triggers_of(&Sql::new(&fresh, sql.path))?;
    let theirs = triggers_of(sql)?;
    let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    let off = names.into_iter().filter(|name| ours.get(*name) != theirs.get(*name));
    Ok(off.map(|name| Finding::of_file(FindingKind::Trigger(name.clone()))).collect())
}

/// The text of each trigger by its name.
fn triggers_of(sql: &Sql<'_>) -> Result<BTreeMap<String, String>> {
    let text = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
    let rows = sql.rows("checking the triggers", text, [], |cells| Ok((cells.text()?, cells.text()?)))?;
    Ok(rows.into_iter().collect())
}

/// Where history last tells of each record: its row's number by the record's id.
type Latest = HashMap<String, u64>;

/// Findings, and by the name of the record's type what [`Check`] needs: history is long and read once.
fn chain(sql: &Sql<'_>) -> Result<(Vec<Finding>, HashMap<String, Latest>)> {
    let doing = "checking the chain";
    let mut findings = Vec::new();
    let mut latest: HashMap<String, Latest> = HashMap::new();
    let (mut expected, mut previous) = (1_u64, String::new());
    sql.each(
        doing,
        "SELECT seq, number, at, officer, action, undoes, redoes, record_type, record_id, before, after,
                previous_hash, hash, change_number
         FROM history LEFT JOIN change ON number = change_number ORDER BY seq",
        [],
        |cells| {
            let seq = cells.count()?;
            let number = cells.opt_count()?;
            let row = (|| {
                Ok::<_, StoreError>(ChangeRow {
                    number: number.unwrap_or(0),
                    at: cells.opt_moment()?.unwrap_or_default(),
                    officer: cells.take::<Option<String>>()?.unwrap_or_default(),
                    action: cells.take::<Option<String>>()?.unwrap_or_default(),
                    undoes: cells.opt_count()?,
                    redoes: cells.opt_count()?,
                })
            })()?;
            let (record_type, record_id) = (cells.text()?, cells.text()?);
            let (before, after): (Option<String>, String) = (cells.take()?, cells.text()?);
            let (previous_hash, hash) = (cells.text()?, cells.text()?);
            let entry = Entry {
                seq,
                record_type: &record_type,
                record_id: &record_id,
                before: before.as_deref(),
                after: &after,
            };
            let broken = number.is_none() || history::hash(&previous_hash, &row, &entry) != hash;
            let what = if seq != expected {
                Some(FindingKind::HistoryMissing(seq))
            } else if broken || previous_hash != previous {
                Some(FindingKind::ChainBroken(seq))
            } else {
                None
            };
            if let Some(what) = what {
                let found = table::for_type_named(&record_type, Label(&after));
                findings.push(match (RecordType::by_name(&record_type), found) {
                    (Some(record_type), Some(label)) => {
                        Finding::of_record(what, record_type, Uuid::parse_str(&record_id).ok(), label)
                    }
                    _ => Finding::of_file(what),
                });
            }
            expected = seq + 1;
            previous = hash;
            latest.entry(record_type).or_default().insert(record_id, seq);
            Ok(true)
        },
    )?;
    let bare = sql.rows(
        doing,
        "SELECT number FROM change WHERE NOT EXISTS (SELECT 1 FROM history WHERE change_number = number)",
        [],
        |cells| cells.count(),
    )?;
    findings.extend(bare.into_iter().map(|n| Finding::of_file(FindingKind::ChangeWithoutHistory(n))));
    Ok((findings, latest))
}

/// The label of a record in history.
struct Label<'a>(&'a str);

impl ForType for Label<'_> {
    type Out = String;
    fn run<R: Table>(self) -> String {
        serde_json::from_str::<Stored<R>>(self.0).map(|stored| stored.body.label()).unwrap_or_default()
    }
}

/// All records of one type against history and derived columns.
struct Check<'a, 'c> {
    sql: &'a Sql<'c>,
    latest: Latest,
}

impl Check<'_, '_> {
    /// What a history row left the record as.
    fn after(&self, seq: u64) -> Result<Option<String>> {
        let text = "SELECT after FROM history WHERE seq = ?";
        self.sql.first("reading history", text, [seq.cell()], |cells| cells.text())
    }
}

impl ForType for Check<'_, '_> {
    type Out = Result<Vec<Finding>>;

    fn run<R: Table>(mut self) -> Self::Out {
        let sql = self.sql;
        let mut findings = Vec::new();
        let found = |what, id: Option<Uuid>, label| Finding::of_record(what, R::TYPE, id, label);
        let mut derived = derived_columns::<R>(sql)?;
        for (id, record) in readable::<R>(sql)? {
            let after = match self.latest.remove(&id) {
                Some(seq) => self.after(seq)?,
                None => None,
            };
            let uuid = Uuid::parse_str(&id).ok();
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let label = after.map(|after| Label(&after).run::<R>()).unwrap_or_default();
                    findings.push(found(FindingKind::Unreadable(error.to_string()), uuid, label));
                    continue;
                }
            };
            let what = match after {
                None => Some(FindingKind::Unrecorded),
                Some(after) if !agrees(&record, &after)? => Some(FindingKind::Changed),
                Some(_) => None,
            };
            if let Some(what) = what {
                // Named once: that its derived columns are off as well says nothing new.
                findings.push(found(what, uuid, record.body.label()));
                continue;
            }
            if let Some(kept) = derived.remove(&id) {
                let cells = record.body.cells()?;
                let first = R::COLUMNS.len().saturating_sub(R::DERIVED);
                let pairs = R::COLUMNS.iter().zip(&cells).skip(first).zip(&kept);
                for ((column, wanted), kept) in pairs {
                    if wanted != kept {
                        let what = FindingKind::DerivedColumn((*column).to_owned());
                        findings.push(found(what, uuid, record.body.label()));
                    }
                }
            }
        }
        let mut gone: Vec<(String, u64)> = self.latest.drain().collect();
        gone.sort();
        for (id, seq) in gone {
            let label = self.after(seq)?.map(|after| Label(&after).run::<R>()).unwrap_or_default();
            findings.push(found(FindingKind::Vanished, Uuid::parse_str(&id).ok(), label));
        }
        Ok(findings)
    }
}

/// Whether the record is what history left. Compared as values, so that a field that a later program adds
/// with a default does not count as a change.
fn agrees<R: Table>(record: &Stored<R>, after: &str) -> Result<bool> {
    if table::history_json(record)? == after {
        return Ok(true);
    }
    let Ok(left) = serde_json::from_str::<Stored<R>>(after) else { return Ok(false) };
    Ok(left.id == record.id && left.meta == record.meta && left.body == *record.body.for_history())
}

/// All records of a type; one that cannot be read does not hide the others.
#[allow(clippy::type_complexity, reason = "one use, and a name would say no more")]
fn readable<R: Table>(sql: &Sql<'_>) -> Result<Vec<(String, Result<Stored<R>>)>> {
    if let Ok(all) = table::select::<R>(sql, "ORDER BY id", []) {
        return Ok(all.into_iter().map(|record| (record.id.to_string(), Ok(record))).collect());
    }
    let text = format!("SELECT id FROM {} ORDER BY id", R::TYPE.name());
    let ids = sql.rows("reading ids", &text, [], |cells| cells.text())?;
    Ok(ids
        .into_iter()
        .filter_map(|id| {
            let record = table::select::<R>(sql, "WHERE id = ?", [id.cell()]).map(|mut found| found.pop());
            record.transpose().map(|record| (id, record))
        })
        .collect())
}

/// The derived columns as they are kept.
fn derived_columns<R: Table>(sql: &Sql<'_>) -> Result<HashMap<String, Vec<Value>>> {
    if R::DERIVED == 0 {
        return Ok(HashMap::new());
    }
    let columns = R::COLUMNS.get(R::COLUMNS.len().saturating_sub(R::DERIVED)..).unwrap_or_default();
    let text = format!("SELECT id, {} FROM {}", columns.join(", "), R::TYPE.name());
    let rows = sql.rows("reading derived columns", &text, [], |cells| {
        let id = cells.text()?;
        let values = columns.iter().map(|_| cells.take()).collect::<Result<Vec<Value>>>()?;
        Ok((id, values))
    })?;
    Ok(rows.into_iter().collect())
}

fn pictures(sql: &Sql<'_>) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    sql.each(
        "checking pictures",
        "SELECT id, caption, sha256, content FROM photo ORDER BY id",
        [],
        |cells| {
            let (id, caption) = (cells.id::<Photo>()?, cells.text()?);
            let (digest, content) = (cells.text()?, cells.text()?);
            let sound = read_base64(&content).is_some_and(|bytes| sha256(&bytes) == digest);
            if !sound {
                findings.push(Finding::of_record(
                    FindingKind::PictureDamaged,
                    Photo::TYPE,
                    Some(Id::uuid(id)),
                    caption,
                ));
            }
            Ok(true)
        },
    )?;
    Ok(findings)
}
