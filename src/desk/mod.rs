//! What one can do with a book, shared by screen and command line.
//!
//! | module | what it does |
//! |---|---|
//! | [`log`] | activities with their vouchers |
//! | [`lines`] | earlier lines of the one-line entry |
//! | [`ledger`] | entries made in a fund's book itself |
//! | [`records`] | members, norms, periods, narratives, settings; undo and redo |
//! | [`new_year`] | a new school year, as one change |
//! | [`roster`] | who is who among the members |
//! | [`own`] | kinds and outlines of the unit's own |
//! | [`member_change`] | activities saved with what they change in the roster |
//! | [`roster_import`] | people of a roster into the book |
//! | [`late`] | what came too late for a report, for the next one |
//! | [`paper`] | the report |
//! | [`parcel`] | the folder that goes to the upper union |
//! | [`photo`] | photos of activities, a period's selection of them |
//! | [`sent`] | reports that were sent: frozen, exported again, what changed since |
//! | [`transfer`] | whole books and rosters in and out |
//! | [`validate`], [`tidy`] | what every record passes before it is saved |
//! | [`new_book`], [`place`], [`mod@file`] | a new book, where books are, files that leave them |
//! | [`offices`] | union offices, also of holders who are not on the roster yet |
//! | [`clock`] | what day it is |
//! | [`config`], [`folder`] | what the system's user chose, the folder that files come from and go to |
//!
//! Everything here is one transaction or none. No sentence is made here and nothing here knows a screen: answers are
//! values, refusals are [`DeskError`].

mod annex;
pub mod clock;
pub mod config;
pub mod error;
pub mod file;
pub mod folder;
pub mod late;
pub mod ledger;
pub mod lines;
pub mod log;
pub mod member_change;
pub mod new_book;
pub mod new_year;
pub mod offices;
pub mod own;
pub mod paper;
pub mod parcel;
pub mod photo;
mod photo_annex;
pub mod place;
mod plan;
pub mod records;
pub mod review;
pub mod roster;
pub mod roster_import;
pub mod sent;
pub mod similar;
pub mod tidy;
pub mod transfer;
pub mod validate;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::document::pdf::Fonts;
use crate::domain::{Catalog, Officer};
use crate::exchange::book;
use crate::report::Outlines;
use crate::store::{Finding, FindingKind, Store, StoreError};

pub use clock::Clock;
pub use config::Config;
pub use error::DeskError;
pub use folder::Folder;
pub use late::{LateEntry, LateOffer};
pub use ledger::LedgerEntry;
pub use log::{Saved, fund_source};
pub use new_book::NewBook;
pub use paper::{Format, PaperFormat};
pub use photo::PeriodPhoto;
pub use roster_import::RosterOptions;
pub use sent::{Difference, Happened, SinceSent};
pub use similar::Repeated;
pub use transfer::{ImportSummary, import_into};

/// The sample book, in the exchange format.
const SAMPLE: &str = include_str!("../../assets/sample-book.json");

/// An open book and who writes in it.
#[derive(Debug)]
pub struct Desk {
    store: Store,
    officer: String,
    outlines: Outlines,
    clock: Clock,
    fonts: OnceLock<Fonts>,
}

impl Desk {
    /// Opens a book for an officer (login or `--as` name).
    pub fn open(path: &Path, officer: &str) -> Result<Self, DeskError> {
        Self::over(Store::open(path)?, officer)
    }

    fn over(store: Store, officer: &str) -> Result<Self, DeskError> {
        let clock = Clock::of_system()?;
        let kinds = store.catalog(clock.today)?.kinds;
        let outlines = records::outlines_of(&store, &kinds)?;
        Ok(Self { store, officer: officer.to_owned(), outlines, clock, fonts: OnceLock::new() })
    }

    /// Makes a book with what a new book begins with, in folders that are made where missing, and opens it.
    /// A file that is there is never written over.
    pub fn create(path: &Path, officer: &str, new: &NewBook) -> Result<Self, DeskError> {
        let first = new.records()?;
        let name = crate::text::clean::line(&new.officer);
        make(path, |trial| {
            let mut store = Store::create(trial)?;
            store.change(officer, "create", |change| {
                change.insert(first.unit)?;
                change.insert(first.fund)?;
                for fund in first.other_funds {
                    change.insert(fund)?;
                }
                if !name.is_empty() {
                    change.insert(Officer { login: officer.to_owned(), name })?;
                }
                for setting in first.settings {
                    change.insert(setting)?;
                }
                for period in first.periods {
                    change.insert(period)?;
                }
                for norm in first.norms {
                    change.insert(norm)?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
        Self::open(path, officer)
    }

    /// The sample book in this folder, made if it is not there yet.
    pub fn demo(folder: &Path, officer: &str) -> Result<PathBuf, DeskError> {
        let path = folder.join(place::DEMO_NAME);
        if !path.exists() {
            let records = book::read(SAMPLE)?;
            make(&path, |trial| transfer::fill(trial, records, officer))?;
        }
        Ok(path)
    }

    /// The book itself, for reading: pages, totals, fund books, histories, drafts.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The book itself where a method wants it exclusively (`outside_change`). Records are changed through the
    /// desk only.
    pub const fn store_mut(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Who writes.
    pub fn officer(&self) -> &str {
        &self.officer
    }

    /// The outlines of the book.
    pub const fn outlines(&self) -> &Outlines {
        &self.outlines
    }

    /// Everything that screens, lines and reports read beside the entries.
    pub fn catalog(&self) -> Result<Catalog, DeskError> {
        let mut catalog = self.store.catalog(self.clock.today)?;
        catalog.today_assumed |= self.clock.assumed;
        // An outline that was taken out of the book since cannot be shown.
        catalog.sent_outlines.retain(|_, outline| self.outlines.get(outline).is_some());
        Ok(catalog)
    }

    /// Whether the book is what was written into it, and each entry's vouchers what the entry pays; empty when
    /// both are so. The vouchers are left out of a book whose records cannot be read.
    pub fn verify(&self) -> Result<Vec<Finding>, DeskError> {
        let mut findings = self.store.verify()?;
        let unreadable =
            |found: &Finding| matches!(found.what, FindingKind::Unreadable(_) | FindingKind::FileDamaged(_));
        if !findings.iter().any(unreadable) {
            findings.extend(self.store.verify_postings(self.clock.today)?);
            findings.extend(self.verify_sent()?);
        }
        Ok(findings)
    }
}

/// Makes a book beside its place and moves it there whole: whoever is killed in between leaves nothing that could
/// be taken for a book.
fn make(path: &Path, build: impl FnOnce(&Path) -> Result<(), DeskError>) -> Result<(), DeskError> {
    let folder = file::folder_of(path);
    let failed = |source| file::FileError::System { path: path.to_owned(), source };
    std::fs::create_dir_all(&folder).map_err(failed)?;
    if path.exists() {
        return Err(StoreError::Exists { path: path.to_owned() }.into());
    }
    let workshop = tempfile::Builder::new().prefix(".congdoan-").tempdir_in(&folder).map_err(failed)?;
    let trial = workshop.path().join("book.congdoan");
    // The last connection that is closed takes the write-ahead log into the file.
    build(&trial)?;
    // A link is made only where no file is; renaming would replace a book that somebody made meanwhile.
    match std::fs::hard_link(&trial, path) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(StoreError::Exists { path: path.to_owned() }.into());
        }
        // Some file systems have no hard links.
        Err(_) => std::fs::rename(&trial, path).map_err(failed)?,
    }
    file::sync_folder(&folder);
    Ok(())
}
