//! Everything that an exchange file holds.

use super::error::Result;
use super::sql::Sql;
use super::table::{self, ForType, Table};
use crate::domain::{AnyRecord, RecordType};

/// Every record, by type in writing order and then by id.
pub(crate) fn all_records(sql: &Sql<'_>) -> Result<Vec<AnyRecord>> {
    let mut all = Vec::new();
    for record_type in RecordType::ALL {
        all.extend(table::for_type(*record_type, All(sql))?);
    }
    Ok(all)
}

struct All<'a, 'c>(&'a Sql<'c>);

impl ForType for All<'_, '_> {
    type Out = Result<Vec<AnyRecord>>;
    fn run<R: Table>(self) -> Self::Out {
        Ok(table::select::<R>(self.0, "ORDER BY id", [])?.into_iter().map(R::wrap).collect())
    }
}
