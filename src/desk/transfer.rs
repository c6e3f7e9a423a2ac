//! Whole books and rosters coming in, whole books going out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::OtherFile;
use super::roster_import::RosterOptions;
use super::{Desk, DeskError};
use crate::domain::{AnyRecord, RecordType};
use crate::exchange::book;
use crate::store::Store;

/// What a file brought in, or would bring in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportSummary {
    /// How many records of each type.
    pub records: BTreeMap<RecordType, usize>,
    /// Columns of a roster that were not read, printable.
    pub ignored: Vec<String>,
    /// How many people of a roster were left out.
    pub left_out: usize,
    /// The backup made before; none when there was nothing to back up.
    pub backup: Option<PathBuf>,
}

impl ImportSummary {
    /// How many records in all.
    pub fn count(&self) -> usize {
        self.records.values().sum()
    }
}

/// What a file is, by its first bytes.
enum FileKind {
    Exchange,
    Roster,
}

fn kind_of(bytes: &[u8]) -> Result<FileKind, DeskError> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match start {
        [] => Err(DeskError::OtherFile { kind: OtherFile::Empty }),
        _ if start.starts_with(b"SQLite format 3\0") => Err(DeskError::OtherFile { kind: OtherFile::Book }),
        [b'{' | b'[', ..] => Ok(FileKind::Exchange),
        _ => Ok(FileKind::Roster),
    }
}

/// Imports a file into the book at `path`: an exchange file into a book that is not there yet (which is made) or
/// holds no records, a roster into any book. A dry run does everything but on a copy that is thrown away.
///
/// The file is refused as a whole or taken as a whole, in one change; a book that held something is backed up
/// and the backup verified first.
pub fn import_into(
    path: &Path,
    officer: &str,
    bytes: &[u8],
    dry_run: bool,
) -> Result<ImportSummary, DeskError> {
    match kind_of(bytes)? {
        FileKind::Exchange => {
            let records = book::read_bytes(bytes)?;
            if path.exists() {
                let desk = Desk::open(path, officer)?;
                let held = desk.store.all_records()?.len();
                if held > 0 {
                    return Err(DeskError::NotEmpty { records: held });
                }
                if dry_run {
                    return on_trial(records, officer);
                }
                return desk.take_in(records, None);
            }
            if dry_run {
                return on_trial(records, officer);
            }
            let summary = summary_of(&records);
            super::make(path, |trial| fill(trial, records, officer))?;
            Ok(summary)
        }
        FileKind::Roster => {
            let options = RosterOptions { dry_run, ..RosterOptions::default() };
            Desk::open(path, officer)?.import_roster(bytes, &options)
        }
    }
}

/// The records in a book that is thrown away: everything that the schema refuses is refused now.
fn on_trial(records: Vec<AnyRecord>, officer: &str) -> Result<ImportSummary, DeskError> {
    let summary = summary_of(&records);
    let folder = tempfile::tempdir()
        .map_err(|source| super::file::FileError::System { path: std::env::temp_dir(), source })?;
    fill(&folder.path().join("trial.congdoan"), records, officer)?;
    Ok(summary)
}

/// Makes a book at the path that holds the records.
pub(super) fn fill(path: &Path, records: Vec<AnyRecord>, officer: &str) -> Result<(), DeskError> {
    let mut store = Store::create(path)?;
    put_all(&mut store, records, officer)
}

fn put_all(store: &mut Store, records: Vec<AnyRecord>, officer: &str) -> Result<(), DeskError> {
    store
        .change(officer, "import", |change| records.into_iter().try_for_each(|record| change.put(record)))?;
    Ok(())
}

fn summary_of(records: &[AnyRecord]) -> ImportSummary {
    let mut summary = ImportSummary::default();
    for record in records {
        *summary.records.entry(record.record_type()).or_default() += 1;
    }
    summary
}

impl Desk {
    /// Every record of the book as an exchange file. Equal books give equal texts.
    pub fn export_book(&self) -> Result<String, DeskError> {
        Ok(book::write(&self.store.all_records()?))
    }

    fn take_in(
        mut self,
        records: Vec<AnyRecord>,
        backup: Option<PathBuf>,
    ) -> Result<ImportSummary, DeskError> {
        let summary = summary_of(&records);
        put_all(&mut self.store, records, &self.officer)?;
        Ok(ImportSummary { backup, ..summary })
    }
}
