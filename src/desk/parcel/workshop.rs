//! The folder that a parcel is made in: hidden beside its place, moved there whole or taken away again.
//!
//! Whoever looks sees the folder that was there or the whole new one. What a run that was killed left behind is
//! cleaned up by the next one, which knows by a lock whether anybody still works there; a folder that such a run had
//! just moved aside is put back first.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::ParcelError;
use crate::desk::file::{FileError, Overwrite, folder_of, sync_folder};
use crate::text::digest::sha256;

/// How the hidden folders' names begin; the target's name follows, then a dash and [`SUFFIX`] letters.
const PREFIX: &str = ".congdoan-";

/// Letters by which two hidden folders of one target differ.
const SUFFIX: usize = 6;

/// The file within a hidden folder that is locked as long as somebody works there.
const LOCK: &str = "lock";

/// The folder within it that becomes the target.
const NEW: &str = "new";

/// The folder within it where the former target waits until the new one is in its place.
const OLD: &str = "old";

/// How often a hidden folder is tried to be made, should another run clean it up before it is locked.
const TRIES: usize = 8;

/// Files that systems put into folders by themselves: nobody's own.
const OF_THE_SYSTEM: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// A file of a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelFile {
    /// Its name within the folder, parts joined by "/".
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, lower-case hex.
    pub digest: String,
}

/// A hidden folder that is being filled. Dropped before [`Workshop::place`] it is taken away with all that is in it.
#[derive(Debug)]
pub(super) struct Workshop {
    target: PathBuf,
    hidden: PathBuf,
    how: Overwrite,
    /// The name of the file of sums, by which a former parcel tells its own files.
    sums: String,
    files: Vec<ParcelFile>,
    lock: Option<File>,
}

impl Workshop {
    /// Begins a folder that will stand at `target`, whose own parent must be there.
    ///
    /// # Errors
    /// [`ParcelError::Exists`] when something stands there and may not be replaced, [`ParcelError::NotAFolder`];
    /// [`ParcelError::Write`] when the system refuses.
    pub(super) fn begin(target: &Path, how: Overwrite, sums: &str) -> Result<Self, ParcelError> {
        let target = resolved(target)?;
        let refused = |source| ParcelError::Write { folder: target.clone(), source };
        let parent = folder_of(&target);
        let name = target.file_name().ok_or_else(|| ParcelError::NotAFolder { path: target.clone() })?;
        let prefix = format!("{PREFIX}{}-", name.to_string_lossy());
        if !parent.is_dir() {
            return Err(ParcelError::File(FileError::Missing { path: parent }));
        }
        clean_up(&parent, &target);
        if how == Overwrite::Refuse && target.exists() {
            return Err(exists(&target, sums));
        }
        let (hidden, lock) = hidden_in(&parent, &prefix).map_err(refused)?;
        let workshop =
            Self { target, hidden, how, sums: sums.to_owned(), files: Vec::new(), lock: Some(lock) };
        workshop.make_room().map_err(|source| workshop.failed(source))?;
        Ok(workshop)
    }

    /// Where the folder will stand.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// What was put into it so far, by name.
    pub(super) fn files(&self) -> &[ParcelFile] {
        &self.files
    }

    /// Writes a file and makes it durable. `name` is made by the program: letters, digits, dashes, and "/" between a
    /// folder and what is in it.
    ///
    /// # Errors
    /// [`ParcelError::Write`].
    pub(super) fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), ParcelError> {
        self.written(name, bytes).map_err(|source| self.failed(source))?;
        let file = ParcelFile { name: name.to_owned(), size: bytes.len() as u64, digest: sha256(bytes) };
        let at = self.files.partition_point(|other| other.name.as_str() < name);
        self.files.insert(at, file);
        Ok(())
    }

    fn written(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.hidden.join(NEW).join(name);
        fs::create_dir_all(folder_of(&path))?;
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Takes everything out again: the book moved on meanwhile.
    ///
    /// # Errors
    /// [`ParcelError::Write`].
    pub(super) fn empty(&mut self) -> Result<(), ParcelError> {
        self.files.clear();
        fs::remove_dir_all(self.hidden.join(NEW))
            .and_then(|()| self.make_room())
            .map_err(|source| self.failed(source))
    }

    fn make_room(&self) -> io::Result<()> {
        fs::create_dir(self.hidden.join(NEW))
    }

    fn failed(&self, source: io::Error) -> ParcelError {
        ParcelError::Write { folder: self.target.clone(), source }
    }

    /// Moves the folder into its place by one rename; a former one goes aside for that moment and is then removed.
    ///
    /// # Errors
    /// [`ParcelError::Exists`], [`ParcelError::Foreign`] when the former one holds what this parcel would not write;
    /// [`ParcelError::Write`]. In all of them the former folder stands as it stood.
    pub(super) fn place(&self) -> Result<(), ParcelError> {
        let new = self.hidden.join(NEW);
        for file in &self.files {
            sync_folder(&folder_of(&new.join(&file.name)));
        }
        sync_folder(&new);
        let old = self.hidden.join(OLD);
        let parent = folder_of(&self.target);
        let replaces = self.target.symlink_metadata().is_ok();
        if replaces {
            if self.how == Overwrite::Refuse {
                return Err(exists(&self.target, &self.sums));
            }
            let files = self.foreign().map_err(|source| self.failed(source))?;
            if !files.is_empty() {
                return Err(ParcelError::Foreign { path: self.target.clone(), files });
            }
            fs::rename(&self.target, &old).map_err(|source| self.failed(source))?;
        }
        if let Err(source) = fs::rename(&new, &self.target) {
            if replaces {
                let _ = fs::rename(&old, &self.target);
            }
            return Err(self.failed(source));
        }
        sync_folder(&parent);
        Ok(())
    }

    /// The files in the former folder that are neither this parcel's nor an untouched former parcel's.
    fn foreign(&self) -> io::Result<Vec<String>> {
        let former = former(&self.target, &self.sums);
        let mut names = Vec::new();
        list(&self.target, "", &mut names)?;
        names.retain(|name| {
            let last = name.rsplit('/').next().unwrap_or_default();
            let ours = self.files.iter().any(|file| file.name == *name)
                || former.get(name).is_some_and(|wanted| is(&self.target.join(name), wanted))
                || OF_THE_SYSTEM.contains(&last);
            !ours
        });
        Ok(names)
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // Some systems remove no file that is open.
        drop(self.lock.take());
        // Never while the former folder is in there and has no other place.
        if self.target.symlink_metadata().is_ok() || self.hidden.join(OLD).symlink_metadata().is_err() {
            let _ = fs::remove_dir_all(&self.hidden);
        }
    }
}

/// The refusal of a folder that is there, with the files in it that were changed since they were written.
fn exists(target: &Path, sums: &str) -> ParcelError {
    if !target.is_dir() {
        return ParcelError::NotAFolder { path: target.to_owned() };
    }
    let former = former(target, sums);
    let changed = former.iter().filter(|(name, wanted)| {
        let path = target.join(name);
        path.exists() && !is(&path, wanted)
    });
    let edited = changed.map(|(name, _)| name.clone()).collect();
    ParcelError::Exists { path: target.to_owned(), edited }
}

/// The target itself, where a link leads elsewhere.
fn resolved(target: &Path) -> Result<PathBuf, ParcelError> {
    match target.symlink_metadata() {
        Ok(_) => {
            let real = fs::canonicalize(target)
                .map_err(|source| ParcelError::Write { folder: target.to_owned(), source })?;
            if real.is_dir() { Ok(real) } else { Err(ParcelError::NotAFolder { path: real }) }
        }
        Err(_) => Ok(target.to_owned()),
    }
}

/// A new hidden folder, locked.
fn hidden_in(parent: &Path, prefix: &str) -> io::Result<(PathBuf, File)> {
    for _ in 0..TRIES {
        let hidden = tempfile::Builder::new().prefix(prefix).rand_bytes(SUFFIX).tempdir_in(parent)?;
        let lock = match File::create_new(hidden.path().join(LOCK)) {
            Ok(lock) => lock,
            // Cleaned up before it was locked.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {}
            // Where nothing can be locked, nothing is ever taken for left behind.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok((hidden.keep(), lock)),
        }
    }
    Err(ErrorKind::ResourceBusy.into())
}

/// Takes away what runs that were killed left behind in this folder, whatever they were to make there.
fn clean_up(parent: &Path, target: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    let own = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some((of, suffix)) = name.strip_prefix(PREFIX).and_then(|rest| rest.rsplit_once('-')) else {
            continue;
        };
        if suffix.len() != SUFFIX || !suffix.chars().all(char::is_alphanumeric) {
            continue;
        }
        let target = if of == own { target.to_owned() } else { parent.join(of) };
        let hidden = entry.path();
        let Ok(lock) = File::open(hidden.join(LOCK)) else {
            // Just made, or killed at once: an empty one goes.
            let _ = fs::remove_dir(&hidden);
            continue;
        };
        if lock.try_lock().is_err() {
            continue;
        }
        let old = hidden.join(OLD);
        if old.exists() && target.symlink_metadata().is_err() && fs::rename(&old, &target).is_err() {
            continue;
        }
        drop(lock);
        let _ = fs::remove_dir_all(hidden);
    }
}

/// What the sums of a former parcel say: names and digests; nothing when there are none.
fn former(folder: &Path, sums: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder.join(sums)).unwrap_or_default();
    let mut files: BTreeMap<String, String> = text
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(digest, name)| (name.to_owned(), digest.to_owned()))
        .collect();
    if !files.is_empty() {
        files.insert(sums.to_owned(), sha256(text.as_bytes()));
    }
    files
}

/// Whether a file holds what this digest is of.
fn is(path: &Path, wanted: &str) -> bool {
    fs::read(path).is_ok_and(|bytes| sha256(&bytes) == wanted)
}

/// The files below a folder, links and all that is no folder among them, by their names within it.
fn list(folder: &Path, within: &str, names: &mut Vec<String>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{within}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}
