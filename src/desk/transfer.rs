//! Whole books and rosters coming in, whole books going out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::OtherFile;
use super::roster::{known, short_names_free};
use super::tidy::tidy;
use super::{Desk, DeskError};
use crate::domain::{AnyRecord, Member, RecordType, Stored};
use crate::exchange::{book, read_roster};
use crate::store::Store;

/// What a file brought in, or would bring in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportSummary {
    /// How many records of each type.
    pub records: BTreeMap<RecordType, usize>,
    /// Columns of a roster that were not read, printable.
    pub ignored: Vec<String>,
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
        // Zip (xlsx, ods, docx) and the older Office files.
        _ if start.starts_with(b"PK\x03\x04") || start.starts_with(b"\xd0\xcf\x11\xe0") => {
            Err(DeskError::OtherFile { kind: OtherFile::Packed })
        }
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
        FileKind::Roster => Desk::open(path, officer)?.import_roster(bytes, dry_run),
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

/// Refuses people of whom the roster knows one already, or whose short name is somebody else's.
fn newcomers(members: &[Member], roster: &[Stored<Member>]) -> Result<(), DeskError> {
    for member in members {
        if roster.iter().any(|other| known(member, other)) {
            return Err(DeskError::MemberKnown { name: member.full_name.clone() });
        }
        short_names_free(member, None, roster)?;
    }
    Ok(())
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

    /// Adds the people of a roster (csv). Refused when a row cannot be read, somebody is in the book already or a
    /// short name is somebody else's.
    /// They are taken as employed and union members from the first day of the book's first period.
    pub fn import_roster(&mut self, bytes: &[u8], dry_run: bool) -> Result<ImportSummary, DeskError> {
        let catalog = self.catalog()?;
        let first_day = catalog.periods.first().map_or(catalog.today, |period| period.activities.0);
        let roster = read_roster(bytes, &catalog.kinds, first_day)?;
        let ignored = roster.ignored.clone();
        let members = roster.accepted().map_err(|rows| DeskError::RosterRows { rows })?;
        let members: Vec<Member> = members.into_iter().map(tidy).collect();
        newcomers(&members, &catalog.members)?;
        let records = BTreeMap::from([(RecordType::Member, members.len())]);
        if dry_run {
            return Ok(ImportSummary { records, ignored, backup: None });
        }
        let backup = Some(self.store.backup_rotated()?);
        let committed = self.store.change(&self.officer, "import", |change| {
            // Again, within the change: somebody may have saved a member while the backup was made.
            if let Err(refused) = newcomers(&members, &change.all()?) {
                return Ok(Err(refused));
            }
            members.into_iter().try_for_each(|member| change.insert(member).map(drop))?;
            super::offices::give(change).map(Ok)
        })?;
        committed.value?;
        Ok(ImportSummary { records, ignored, backup })
    }
}
