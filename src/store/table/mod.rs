//! One file per record type: how its body becomes cells and comes back.
//!
//! A record's JSON, made into rows and read again, is the same JSON. What all tables share (id, version,
//! times, the deletion mark, the statements) is here; a file beside this one holds only what its type
//! has of its own.

use std::borrow::Cow;

use rusqlite::types::Value;

use super::error::{Result, StoreError};
use super::sql::{Cell, Cells, Sql};
use crate::domain::{
    Activity, AnyRecord, Day, Fund, Id, IssuedReport, Member, Meta, Narrative, Norm, Officer, OwnKind,
    OwnOutline, Period, PeriodSeal, Photo, Record, RecordType, Setting, Stored, Unit, Voucher,
};

mod activity;
mod fund;
mod member;
mod norm;
mod period;
mod photo;
mod small;
mod unit;
mod voucher;

/// The range of a period that guards a record against being written once the period is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// The activities' range.
    Activities,
    /// The money's range.
    Finance,
}

/// A record type that has a table. The room's own trait: other rooms only name it as a bound.
pub trait Table: Record + 'static {
    /// The body's columns, derived ones last.
    const COLUMNS: &'static [&'static str];
    /// How many of them, at the end, are derived from the body and its children.
    const DERIVED: usize = 0;
    /// Child tables, each with a column of the record type's name and a position.
    const CHILDREN: &'static [&'static str] = &[];

    /// The body's cells, in the order of [`Self::COLUMNS`].
    fn cells(&self) -> Result<Vec<Value>>;
    /// The body from those cells; children come after.
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self>;
    /// Writes the child rows.
    fn write_children(&self, _sql: &Sql<'_>, _id: Id<Self>) -> Result<()> {
        Ok(())
    }
    /// Reads the child rows of these records.
    fn read_children(_sql: &Sql<'_>, _records: &mut [Stored<Self>]) -> Result<()> {
        Ok(())
    }
    /// By what people recognise the record: its day, name, code or number.
    fn label(&self) -> String;
    /// The body as history keeps it.
    fn for_history(&self) -> Cow<'_, Self> {
        Cow::Borrowed(self)
    }
    /// Puts back what history leaves out.
    fn complete(&mut self, _now: &Self) {}
    /// What a deletion makes of it, when it is not the deletion mark.
    fn voided(&self) -> Option<Self> {
        None
    }
    /// The day by which a closed period guards the record.
    fn guarded(&self) -> Option<(Guard, Day)> {
        None
    }
}

/// The columns that every record has.
const META: &str = "id, version, created_at, updated_at, deleted_at";

fn meta_cells<R>(stored: &Stored<R>) -> Vec<Value> {
    let meta = &stored.meta;
    vec![
        stored.id.cell(),
        meta.version.cell(),
        meta.created_at.cell(),
        meta.updated_at.cell(),
        meta.deleted_at.cell(),
    ]
}

/// Adds the rows of a new record.
pub(crate) fn insert<R: Table>(sql: &Sql<'_>, stored: &Stored<R>) -> Result<()> {
    let name = R::TYPE.name();
    let count = 5 + R::COLUMNS.len();
    let marks = vec!["?"; count].join(", ");
    let text = format!("INSERT INTO {name} ({META}, {}) VALUES ({marks})", R::COLUMNS.join(", "));
    let values = meta_cells(stored).into_iter().chain(stored.body.cells()?);
    sql.run("saving a new record", &text, values)?;
    stored.body.write_children(sql, stored.id)
}

/// Writes a record's rows anew.
pub(crate) fn update<R: Table>(sql: &Sql<'_>, stored: &Stored<R>) -> Result<()> {
    let name = R::TYPE.name();
    let columns = ["version", "created_at", "updated_at", "deleted_at"];
    let sets: Vec<String> = columns.iter().chain(R::COLUMNS).map(|column| format!("{column} = ?")).collect();
    let text = format!("UPDATE {name} SET {} WHERE id = ?", sets.join(", "));
    let mut values = meta_cells(stored);
    let id = values.remove(0);
    values.extend(stored.body.cells()?);
    values.push(id);
    sql.run("saving a record", &text, values)?;
    for child in R::CHILDREN {
        sql.run("saving a record", &format!("DELETE FROM {child} WHERE {name} = ?"), [stored.id.cell()])?;
    }
    stored.body.write_children(sql, stored.id)
}

/// Reads the records that a clause (`WHERE …`, `ORDER BY …`) selects.
pub(crate) fn select<R: Table>(
    sql: &Sql<'_>,
    clause: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<Stored<R>>> {
    let name = R::TYPE.name();
    let text = format!("SELECT {META}, {} FROM {name} {clause}", R::COLUMNS.join(", "));
    let mut records = sql.rows("reading records", &text, values, |cells| {
        let id = cells.id()?;
        let meta = Meta {
            version: cells.take()?,
            created_at: cells.moment()?,
            updated_at: cells.moment()?,
            deleted_at: cells.opt_moment()?,
        };
        Ok(Stored { id, meta, body: R::read(cells)? })
    })?;
    R::read_children(sql, &mut records)?;
    Ok(records)
}

/// Reads one record.
pub(crate) fn get<R: Table>(sql: &Sql<'_>, id: Id<R>) -> Result<Option<Stored<R>>> {
    Ok(select(sql, "WHERE id = ?", [id.cell()])?.pop())
}

/// Reads child rows into their records: `attach` takes a row's cells and the record they belong to.
/// A few records ask one by one; many read the whole child table once.
pub(crate) fn children<R: Table>(
    sql: &Sql<'_>,
    child: &str,
    columns: &str,
    records: &mut [Stored<R>],
    mut attach: impl FnMut(&mut Cells<'_, '_>, &mut R) -> Result<()>,
) -> Result<()> {
    const FEW: usize = 5_000;
    let parent = R::TYPE.name();
    if records.len() <= FEW {
        let text = format!("SELECT {columns} FROM {child} WHERE {parent} = ? ORDER BY position");
        for record in records {
            let body = &mut record.body;
            sql.each("reading records", &text, [record.id.cell()], |cells| {
                attach(cells, body)?;
                Ok(true)
            })?;
        }
        return Ok(());
    }
    let places: std::collections::HashMap<Id<R>, usize> =
        records.iter().enumerate().map(|(place, record)| (record.id, place)).collect();
    let text = format!("SELECT {parent}, {columns} FROM {child} ORDER BY {parent}, position");
    sql.each("reading records", &text, [], |cells| {
        let id = cells.id()?;
        if let Some(record) = places.get(&id).and_then(|place| records.get_mut(*place)) {
            attach(cells, &mut record.body)?;
        }
        Ok(true)
    })
}

/// Something that is done for a record type known only at run time.
pub(crate) trait ForType {
    /// What comes out.
    type Out;
    /// Does it.
    fn run<R: Table>(self) -> Self::Out;
}

/// Does it for this type.
pub(crate) fn for_type<F: ForType>(record_type: RecordType, task: F) -> F::Out {
    match record_type {
        RecordType::Setting => task.run::<Setting>(),
        RecordType::Officer => task.run::<Officer>(),
        RecordType::Unit => task.run::<Unit>(),
        RecordType::OwnKind => task.run::<OwnKind>(),
        RecordType::OwnOutline => task.run::<OwnOutline>(),
        RecordType::Member => task.run::<Member>(),
        RecordType::Fund => task.run::<Fund>(),
        RecordType::Norm => task.run::<Norm>(),
        RecordType::Period => task.run::<Period>(),
        RecordType::PeriodSeal => task.run::<PeriodSeal>(),
        RecordType::Activity => task.run::<Activity>(),
        RecordType::Voucher => task.run::<Voucher>(),
        RecordType::Narrative => task.run::<Narrative>(),
        RecordType::Photo => task.run::<Photo>(),
        RecordType::IssuedReport => task.run::<IssuedReport>(),
    }
}

/// Does it for the type with this name, if there is one.
pub(crate) fn for_type_named<F: ForType>(name: &str, task: F) -> Option<F::Out> {
    RecordType::by_name(name).map(|record_type| for_type(record_type, task))
}

/// Something that is done with a record of any type.
pub(crate) trait ForRecord {
    /// What comes out.
    type Out;
    /// Does it.
    fn run<R: Table>(self, stored: Stored<R>) -> Self::Out;
}

/// Does it with this record.
pub(crate) fn for_record<F: ForRecord>(record: AnyRecord, task: F) -> F::Out {
    match record {
        AnyRecord::Setting(stored) => task.run(stored),
        AnyRecord::Officer(stored) => task.run(stored),
        AnyRecord::Unit(stored) => task.run(stored),
        AnyRecord::OwnKind(stored) => task.run(stored),
        AnyRecord::OwnOutline(stored) => task.run(stored),
        AnyRecord::Member(stored) => task.run(stored),
        AnyRecord::Fund(stored) => task.run(stored),
        AnyRecord::Norm(stored) => task.run(stored),
        AnyRecord::Period(stored) => task.run(stored),
        AnyRecord::PeriodSeal(stored) => task.run(stored),
        AnyRecord::Activity(stored) => task.run(stored),
        AnyRecord::Voucher(stored) => task.run(stored),
        AnyRecord::Narrative(stored) => task.run(stored),
        AnyRecord::Photo(stored) => task.run(stored),
        AnyRecord::IssuedReport(stored) => task.run(stored),
    }
}

/// The label of a record of any type.
pub fn label(record: &AnyRecord) -> String {
    struct Label;
    impl ForRecord for Label {
        type Out = String;
        fn run<R: Table>(self, stored: Stored<R>) -> String {
            stored.body.label()
        }
    }
    for_record(record.clone(), Label)
}

/// A record's JSON as history keeps it.
pub(crate) fn history_json<R: Table>(stored: &Stored<R>) -> Result<String> {
    let kept: Stored<Cow<'_, R>> = Stored {
        id: Id::from_uuid(stored.id.uuid()),
        meta: stored.meta.clone(),
        body: stored.body.for_history(),
    };
    serde_json::to_string(&kept)
        .map_err(|source| StoreError::Json { what: R::TYPE.name().to_owned(), source })
}
