//! Undo and redo: a change is taken back, whole, by a new change that names it.
//!
//! Each officer's changes are a stack of their own: a plain change or a redo puts one on it, an undo
//! takes one off. A plain change ends what could be redone.

use super::Store;
use super::change::Change;
use super::error::{Result, StoreError};
use super::sql::{Cell, Sql};
use super::table::{self, ForType, Table};
use crate::domain::{AnyRecord, Id, RecordType, Stored};

/// What an undo or redo did.
#[derive(Debug, Clone, PartialEq)]
pub struct Undone {
    /// The number of the new change.
    pub number: u64,
    /// The number of the change that was taken back.
    pub of: u64,
    /// That change's action.
    pub action: String,
    /// The records as they are now.
    pub records: Vec<AnyRecord>,
}

impl Store {
    /// Takes back this officer's latest change that is not taken back yet; the change that first filled the book
    /// is never taken back. A record that the change made
    /// gets the deletion mark (a voucher becomes void and keeps its number), every other gets back what it
    /// was, as a new version.
    ///
    /// # Errors
    /// [`StoreError::NothingToUndo`]; [`StoreError::UndoMoved`] when one of its records is no longer
    /// what the change left; [`StoreError::MemberNamed`] when it made a member whom an entry names now;
    /// [`StoreError::MemberGone`] when it took away an entry that names a member who is deleted by now;
    /// [`StoreError::PeriodClosed`]. Then nothing is taken back.
    pub fn undo(&mut self, officer: &str) -> Result<Undone> {
        self.take_back_with(officer, |sql| {
            let target = latest(sql, officer, Walk::Undo)?.ok_or(StoreError::NothingToUndo)?;
            Ok((target, true))
        })
    }

    /// Takes back this officer's latest undo, unless another change of theirs came after it.
    ///
    /// # Errors
    /// [`StoreError::NothingToRedo`] and those of [`Store::undo`].
    pub fn redo(&mut self, officer: &str) -> Result<Undone> {
        self.take_back_with(officer, |sql| {
            let target = latest(sql, officer, Walk::Redo)?.ok_or(StoreError::NothingToRedo)?;
            Ok((target, false))
        })
    }

    /// What [`Store::undo`] would take back: the change's number and action.
    pub fn undo_target(&self, officer: &str) -> Result<Option<(u64, String)>> {
        latest(&self.sql(), officer, Walk::Undo)
    }

    fn take_back_with(
        &mut self,
        officer: &str,
        find: impl FnOnce(&Sql<'_>) -> Result<((u64, String), bool)>,
    ) -> Result<Undone> {
        let done = self.transact(officer, |change| {
            let ((of, action), undo) = find(change.sql())?;
            let row = change.row_mut();
            row.action.clone_from(&action);
            if undo {
                row.undoes = Some(of);
            } else {
                row.redoes = Some(of);
            }
            let records = take_back(change, of, &action)?;
            Ok((of, action, records))
        })?;
        let (of, action, records) = done.value;
        Ok(Undone { number: done.number, of, action, records })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Walk {
    Undo,
    Redo,
}

/// Walks back through the officer's changes to the one on top of the stack.
fn latest(sql: &Sql<'_>, officer: &str, walk: Walk) -> Result<Option<(u64, String)>> {
    let mut skip = 0_u64;
    let mut found = None;
    sql.each(
        "looking for a change to take back",
        "SELECT number, action, undoes, redoes FROM change WHERE officer = ? ORDER BY number DESC",
        [officer.cell()],
        |cells| {
            let (number, action) = (cells.count()?, cells.text()?);
            let (undoes, redoes): (Option<u64>, Option<u64>) = (cells.opt_count()?, cells.opt_count()?);
            let takes_off = match walk {
                Walk::Undo => undoes.is_some(),
                Walk::Redo => redoes.is_some(),
            };
            if walk == Walk::Redo && undoes.is_none() && redoes.is_none() {
                return Ok(false);
            }
            if takes_off {
                skip += 1;
                return Ok(true);
            }
            if skip > 0 {
                skip -= 1;
                return Ok(true);
            }
            found = (walk == Walk::Redo || !fills_the_book(number, &action)).then_some((number, action));
            Ok(false)
        },
    )?;
    Ok(found)
}

/// The change that a book begins with. Taking it back would leave a book without unit, fund and periods, which
/// no screen can show: it stays, and there is nothing left to undo.
fn fills_the_book(number: u64, action: &str) -> bool {
    action == "create" || (number == 1 && action == "import")
}

/// A record as one change found and left it.
struct Touched {
    record_type: RecordType,
    id: uuid::Uuid,
    before: Option<String>,
    after: String,
}

fn take_back(change: &mut Change<'_>, of: u64, action: &str) -> Result<Vec<AnyRecord>> {
    let rows = change.sql().rows(
        "reading a change",
        "SELECT record_type, record_id, before, after FROM history WHERE change_number = ? ORDER BY seq",
        [of.cell()],
        |cells| {
            let name = cells.text()?;
            let record_type = RecordType::by_name(&name)
                .ok_or_else(|| cells.damaged(format!("record type {name:?} in history")))?;
            Ok(Touched {
                record_type,
                id: cells.id::<()>()?.uuid(),
                before: cells.take()?,
                after: cells.text()?,
            })
        },
    )?;
    // Written twice in one change: back to before the first time, left as after the last.
    let mut places = std::collections::HashMap::new();
    let mut touched: Vec<Touched> = Vec::new();
    for row in rows {
        if let Some(earlier) = places.get(&row.id).and_then(|place: &usize| touched.get_mut(*place)) {
            earlier.after = row.after;
        } else {
            places.insert(row.id, touched.len());
            touched.push(row);
        }
    }
    // Backwards, so that a code given up first and taken by another record after can go back.
    touched
        .into_iter()
        .rev()
        .map(|touched| {
            let record_type = touched.record_type;
            table::for_type(record_type, TakeBack { change: &mut *change, touched, of, action })
        })
        .collect()
}

struct TakeBack<'t, 's> {
    change: &'t mut Change<'s>,
    touched: Touched,
    of: u64,
    action: &'t str,
}

impl ForType for TakeBack<'_, '_> {
    type Out = Result<AnyRecord>;

    fn run<R: Table>(self) -> Result<AnyRecord> {
        let Self { change, touched, of, action } = self;
        let read = |text: &str| {
            serde_json::from_str::<Stored<R>>(text)
                .map_err(|source| StoreError::Json { what: format!("history of {}", touched.id), source })
        };
        let left = read(&touched.after)?;
        let moved = |what| StoreError::UndoMoved { change: of, action: action.to_owned(), what };
        let id: Id<R> = Id::from_uuid(touched.id);
        let now = change.get(id)?.ok_or_else(|| moved(left.body.label()))?;
        // By content, not by version: taking back a later change raised the version, too, and that must not
        // keep the earlier one from being taken back.
        if now.is_deleted() != left.is_deleted() || *now.body.for_history() != left.body {
            return Err(moved(now.body.label()));
        }
        let (body, deleted_at) = match touched.before.as_deref().map(read).transpose()? {
            Some(mut before) => {
                before.body.complete(&now.body);
                (before.body, before.meta.deleted_at)
            }
            None => match now.body.voided() {
                Some(void) => (void, now.meta.deleted_at),
                None => (now.body.clone(), Some(change.at())),
            },
        };
        change.next_version(now, body, deleted_at).map(R::wrap)
    }
}
