//! One change: one transaction, one number, one officer; every record it touches goes into history.

use rusqlite::{Transaction, TransactionBehavior};

use super::error::{Result, StoreError};
use super::history::{self, ChangeRow, Entry};
use super::sql::{self, Cell, Sql};
use super::table::{self, ForRecord, Guard, Table};
use super::{Store, number};
use crate::domain::{
    Activity, AnyRecord, Day, Direction, Fund, Id, Member, Meta, RecordType, Stored, Voucher,
};

/// A change that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed<T> {
    /// Its number; when nothing was touched, that of the latest change before.
    pub number: u64,
    /// How many times a record was written; 0: nothing was touched and there is no new change.
    pub writes: usize,
    /// What the closure answered.
    pub value: T,
}

/// A closed period: its code, and the ranges of its activities and its money.
type ClosedPeriod = (String, (Day, Day), (Day, Day));

/// A change in progress. What is written through it is saved together or not at all.
#[derive(Debug)]
pub struct Change<'s> {
    sql: Sql<'s>,
    row: ChangeRow,
    writes: usize,
    seq: u64,
    hash: String,
    // Members that got the deletion mark: nobody may name them when the change ends.
    parted: Vec<(Id<Member>, String)>,
    // Entries that came back: when the change ends they may name nobody who has the mark.
    revived: Vec<(Id<Activity>, String)>,
    // Ranges of the periods that were closed when the change began: an import brings seals before entries.
    closed: Vec<ClosedPeriod>,
}

impl Store {
    /// Writes in the book: everything that `f` does is one numbered change of this officer (login).
    /// `action` names it for "undo what?". When `f` fails, or the disk does, nothing is saved.
    pub fn change<T>(
        &mut self,
        officer: &str,
        action: &str,
        f: impl FnOnce(&mut Change<'_>) -> Result<T>,
    ) -> Result<Committed<T>> {
        self.transact(officer, |change| {
            action.clone_into(&mut change.row.action);
            f(change)
        })
    }

    /// The one place where a transaction on records begins and ends.
    pub(crate) fn transact<T>(
        &mut self,
        officer: &str,
        f: impl FnOnce(&mut Change<'_>) -> Result<T>,
    ) -> Result<Committed<T>> {
        let (conn, path) = (&self.conn, self.path.as_path());
        let failed = |doing: &str, source| StoreError::of_sql(doing, path, source);
        // Dropped without commit (an error, a panic), it rolls back.
        let transaction = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)
            .map_err(|source| failed("beginning a change", source))?;
        let mut change = Change::begin(Sql::new(conn, path), officer)?;
        let head = change.row.number - 1;
        let value = f(&mut change)?;
        change.refuse_named()?;
        change.refuse_gone()?;
        let (writes, number) = (change.writes, change.row.number);
        drop(change);
        if writes == 0 {
            transaction.rollback().map_err(|source| failed("ending a change", source))?;
            return Ok(Committed { number: head, writes, value });
        }
        if let Err(source) = conn.execute_batch("COMMIT") {
            let error = failed("saving a change", source);
            return Err(match error {
                StoreError::Constraint { doing, what } => {
                    StoreError::Constraint { doing, what: missing_reference(conn).unwrap_or(what) }
                }
                error => error,
            });
        }
        drop(transaction);
        // Only what others add after this is "outside"; what they added before is still to be told.
        if self.seen_head.get() == head {
            self.seen_head.set(number);
        }
        Ok(Committed { number, writes, value })
    }
}

/// Which reference of an uncommitted change leads nowhere: `activity_person -> member`.
fn missing_reference(conn: &rusqlite::Connection) -> Option<String> {
    conn.query_row("PRAGMA foreign_key_check", [], |row| {
        Ok(format!("{} -> {}", row.get::<_, String>(0)?, row.get::<_, String>(2)?))
    })
    .ok()
}

impl<'s> Change<'s> {
    fn begin(sql: Sql<'s>, officer: &str) -> Result<Self> {
        let (seq, hash) = history::tail(&sql)?;
        let row = ChangeRow {
            number: history::head(&sql)? + 1,
            // A clock that was set back must not put a change before the one it follows.
            at: sql::now().max(history::last_moment(&sql)?.unwrap_or_default()),
            officer: officer.to_owned(),
            action: String::new(),
            undoes: None,
            redoes: None,
        };
        let closed = sql.rows(
            "reading closed periods",
            "SELECT code, activities_from, activities_to, finance_from, finance_to
             FROM period WHERE deleted_at IS NULL AND
               (SELECT closed FROM period_seal AS seal
                WHERE seal.period = period.id AND seal.deleted_at IS NULL ORDER BY sequence DESC LIMIT 1)",
            [],
            |cells| Ok((cells.text()?, (cells.day()?, cells.day()?), (cells.day()?, cells.day()?))),
        )?;
        Ok(Self { sql, row, writes: 0, seq, hash, parted: Vec::new(), revived: Vec::new(), closed })
    }

    /// The number this change has if it touches anything.
    pub fn number(&self) -> u64 {
        self.row.number
    }

    /// The moment that all its records bear: now, or that of the latest change if the clock has gone back since.
    /// (A record that was already saved later than that, by another clock, keeps the later moment.)
    pub fn at(&self) -> crate::domain::Moment {
        self.row.at
    }

    pub(crate) fn sql(&self) -> &Sql<'s> {
        &self.sql
    }

    pub(crate) fn row_mut(&mut self) -> &mut ChangeRow {
        &mut self.row
    }

    /// The record with this id, deleted or not, as this change sees it.
    pub fn get<R: Table>(&self, id: Id<R>) -> Result<Option<Stored<R>>> {
        table::get(&self.sql, id)
    }

    /// All records of a type that are not marked as deleted, by birth.
    pub fn all<R: Table>(&self) -> Result<Vec<Stored<R>>> {
        table::select(&self.sql, "WHERE deleted_at IS NULL ORDER BY id", [])
    }

    /// The vouchers that an activity wrote, void ones included, by number.
    pub fn vouchers_of(&self, activity: Id<Activity>) -> Result<Vec<Stored<Voucher>>> {
        number::vouchers_of(&self.sql, activity)
    }

    /// The next voucher number of a fund, direction and year: one above the highest ever given.
    pub fn next_number(&self, fund: Id<Fund>, direction: Direction, year: i32) -> Result<u32> {
        number::next(&self.sql, fund, direction, year)
    }

    /// Adds a new record.
    pub fn insert<R: Table>(&mut self, body: R) -> Result<Stored<R>> {
        let meta = Meta { version: 1, created_at: self.row.at, updated_at: self.row.at, deleted_at: None };
        self.write(None, Stored { id: Id::fresh(), meta, body })
    }

    /// Gives a record a new content. `old` is what was read: when the book has moved on since, the answer
    /// is [`StoreError::Stale`] with both. An equal content writes nothing. A record with the deletion mark is
    /// refused ([`StoreError::Deleted`]): nobody would see what was saved.
    pub fn update<R: Table>(&mut self, old: &Stored<R>, body: R) -> Result<Stored<R>> {
        let now = self.current(old, &body)?;
        if now.is_deleted() {
            let what = now.body.label();
            return Err(StoreError::Deleted { record_type: R::TYPE, id: now.id.uuid(), what });
        }
        if now.body == body {
            return Ok(now);
        }
        self.next_version(now, body, None)
    }

    /// Marks a record as deleted; a voucher becomes void instead. Same staleness rule as
    /// [`Change::update`].
    pub fn delete<R: Table>(&mut self, old: &Stored<R>) -> Result<Stored<R>> {
        let now = self.current(old, &old.body)?;
        if now.is_deleted() {
            return Ok(now);
        }
        if let Some(void) = now.body.voided() {
            return self.update(&now, void);
        }
        let (body, at) = (now.body.clone(), self.row.at);
        self.next_version(now, body, Some(at))
    }

    /// Takes the deletion mark off. Same staleness rule as [`Change::update`].
    pub fn restore<R: Table>(&mut self, old: &Stored<R>) -> Result<Stored<R>> {
        let now = self.current(old, &old.body)?;
        if !now.is_deleted() {
            return Ok(now);
        }
        let body = now.body.clone();
        self.next_version(now, body, None)
    }

    /// Adds a record as it stands: id, version, times (whole milliseconds) and mark. For import; an id that
    /// the book has already is refused with [`StoreError::IdTaken`].
    pub fn put(&mut self, record: AnyRecord) -> Result<()> {
        struct Put<'c, 's>(&'c mut Change<'s>);
        impl ForRecord for Put<'_, '_> {
            type Out = Result<()>;
            fn run<R: Table>(self, mut stored: Stored<R>) -> Result<()> {
                let meta = &mut stored.meta;
                meta.created_at = sql::whole_milliseconds(meta.created_at);
                meta.updated_at = sql::whole_milliseconds(meta.updated_at);
                meta.deleted_at = meta.deleted_at.map(sql::whole_milliseconds);
                self.0.put_stored(stored)
            }
        }
        table::for_record(record, Put(self))
    }

    fn put_stored<R: Table>(&mut self, stored: Stored<R>) -> Result<()> {
        let name = R::TYPE.name();
        let text = format!("SELECT 1 FROM {name} WHERE id = ?");
        if self.sql.first("looking an id up", &text, [stored.id.cell()], |_| Ok(()))?.is_some() {
            return Err(StoreError::IdTaken { record_type: R::TYPE, id: stored.id.uuid() });
        }
        self.write(None, stored).map(|_| ())
    }

    /// What the book has, if it still has the version of `old`.
    fn current<R: Table>(&self, old: &Stored<R>, body: &R) -> Result<Stored<R>> {
        let now = table::get(&self.sql, old.id)?
            .ok_or(StoreError::NoRecord { record_type: R::TYPE, id: old.id.uuid() })?;
        if now.meta.version == old.meta.version {
            return Ok(now);
        }
        let mine = Stored { id: old.id, meta: old.meta.clone(), body: body.clone() };
        Err(StoreError::Stale {
            record_type: R::TYPE,
            id: old.id.uuid(),
            mine: Box::new(R::wrap(mine)),
            theirs: Box::new(R::wrap(now)),
        })
    }

    pub(crate) fn next_version<R: Table>(
        &mut self,
        now: Stored<R>,
        body: R,
        deleted_at: Option<crate::domain::Moment>,
    ) -> Result<Stored<R>> {
        let meta = Meta {
            version: now.meta.version.saturating_add(1),
            created_at: now.meta.created_at,
            // A record that came in with a file may come from a clock that goes before.
            updated_at: self.row.at.max(now.meta.updated_at),
            deleted_at: deleted_at.map(|at| at.max(now.meta.created_at)),
        };
        let id = now.id;
        self.write(Some(now), Stored { id, meta, body })
    }

    /// Writes rows and history. Every write of a record comes through here.
    #[allow(clippy::needless_pass_by_value, reason = "what the record was is used up by writing it anew")]
    fn write<R: Table>(&mut self, before: Option<Stored<R>>, after: Stored<R>) -> Result<Stored<R>> {
        for body in before.iter().map(|stored| &stored.body).chain([&after.body]) {
            self.refuse_closed(body)?;
        }
        if self.writes == 0 {
            history::write_change(&self.sql, &self.row)?;
        }
        match &before {
            None => table::insert(&self.sql, &after)?,
            Some(_) => table::update(&self.sql, &after)?,
        }
        let marked = after.is_deleted() && before.as_ref().is_some_and(|before| !before.is_deleted());
        if marked && R::TYPE == RecordType::Member {
            self.parted.push((Id::from_uuid(after.id.uuid()), after.body.label()));
        }
        let back = !after.is_deleted() && before.as_ref().is_some_and(Stored::is_deleted);
        if back && R::TYPE == RecordType::Activity {
            self.revived.push((Id::from_uuid(after.id.uuid()), after.body.label()));
        }
        let before = before.as_ref().map(table::history_json).transpose()?;
        let entry = Entry {
            seq: self.seq + 1,
            record_type: R::TYPE.name(),
            record_id: &after.id.to_string(),
            before: before.as_deref(),
            after: &table::history_json(&after)?,
        };
        self.hash = history::write(&self.sql, &self.hash, &self.row, &entry)?;
        self.seq += 1;
        self.writes += 1;
        Ok(after)
    }

    /// At the end, since a change may take back a member and the entries that name them in any order. Reports
    /// read names from the roster without deleted members.
    fn refuse_named(&self) -> Result<()> {
        for (member, name) in &self.parted {
            let entries = self.sql.first(
                "looking for entries that name a member",
                "SELECT count(DISTINCT activity.id) FROM activity_person
                 JOIN activity ON activity.id = activity_person.activity
                 JOIN member ON member.id = activity_person.member
                 WHERE member.id = ? AND member.deleted_at IS NOT NULL AND activity.deleted_at IS NULL",
                [member.cell()],
                |cells| cells.count(),
            )?;
            if let Some(entries) = entries.filter(|entries| *entries > 0) {
                return Err(StoreError::MemberNamed { name: name.clone(), entries });
            }
        }
        Ok(())
    }

    /// At the end, for the reason of [`Change::refuse_named`]: an entry taken away by one officer must not come back
    /// after another deleted somebody whom it names.
    fn refuse_gone(&self) -> Result<()> {
        for (activity, what) in &self.revived {
            let gone = self.sql.first(
                "looking for deleted members that an entry names",
                "SELECT member.full_name FROM activity_person
                 JOIN activity ON activity.id = activity_person.activity
                 JOIN member ON member.id = activity_person.member
                 WHERE activity.id = ? AND activity.deleted_at IS NULL AND member.deleted_at IS NOT NULL
                 LIMIT 1",
                [activity.cell()],
                |cells| cells.text(),
            )?;
            if let Some(name) = gone {
                return Err(StoreError::MemberGone { name, what: what.clone() });
            }
        }
        Ok(())
    }

    fn refuse_closed<R: Table>(&self, body: &R) -> Result<()> {
        let Some((guard, day)) = body.guarded() else { return Ok(()) };
        let holds = |(_, activities, finance): &&ClosedPeriod| {
            let range = match guard {
                Guard::Activities => activities,
                Guard::Finance => finance,
            };
            range.0 <= day && day <= range.1
        };
        match self.closed.iter().find(holds) {
            Some((code, ..)) => Err(StoreError::PeriodClosed { code: code.clone() }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Setting;

    #[test]
    fn no_change_is_earlier_than_the_one_it_follows() {
        let folder = tempfile::tempdir().expect("folder");
        let mut store = Store::create(&folder.path().join("a.congdoan")).expect("a new book");
        let setting = |value: &str| Setting { key: "k".to_owned(), value: value.to_owned() };
        // A change of a clock that was ahead of this one.
        let ahead = sql::now() + chrono::TimeDelta::days(36_500);
        let first = store
            .transact("lan", |change| {
                change.row.at = ahead;
                change.insert(setting("1"))
            })
            .expect("saved")
            .value;
        assert_eq!(first.meta.created_at, ahead);
        let second = store.change("lan", "set", |change| change.update(&first, setting("2"))).expect("saved");
        assert_eq!(second.value.meta.updated_at, ahead);
        let third = store.change("hoa", "set", |change| change.delete(&second.value)).expect("saved").value;
        assert_eq!(third.meta.deleted_at, Some(ahead));
        assert_eq!(store.last_change_of(first.id.uuid()).expect("read").map(|(at, _)| at), Some(ahead));
        assert_eq!(store.verify().expect("verify"), []);
    }
}
