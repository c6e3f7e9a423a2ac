//! Files that leave the book: written whole or not at all.

use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// What is done when the file is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// The file stays, the writing is refused.
    Refuse,
    /// The new file takes the old one's place in one step.
    Replace,
}

/// The largest file that is read in, bytes: what the exchange takes, since nothing else is read in.
pub const MAX_READ: u64 = crate::exchange::book::MAX_BYTES as u64;

/// Why a file could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file is there and may not be replaced.
    #[error("{path} exists")]
    Exists {
        /// Which file.
        path: PathBuf,
    },
    /// A file that is not there.
    #[error("{path} does not exist")]
    Missing {
        /// Which file.
        path: PathBuf,
    },
    /// A folder, a pipe or a device where a file must be.
    #[error("{path} is not a file")]
    NotAFile {
        /// What was named.
        path: PathBuf,
    },
    /// More than [`MAX_READ`] bytes.
    #[error("{path} is larger than {MAX_READ} bytes")]
    TooLarge {
        /// Which file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{path}: {source}")]
    System {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl FileError {
    fn of(path: &Path, source: std::io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            ErrorKind::AlreadyExists => FileError::Exists { path },
            ErrorKind::NotFound => FileError::Missing { path },
            ErrorKind::IsADirectory | ErrorKind::NotADirectory => FileError::NotAFile { path },
            _ => FileError::System { path, source },
        }
    }
}

/// Writes the bytes beside the target, makes them durable, then puts them in its place: whoever looks sees the
/// old file or the whole new one, never half of it.
pub fn write(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), FileError> {
    let failed = |source| FileError::of(path, source);
    if path.is_dir() {
        return Err(FileError::NotAFile { path: path.to_owned() });
    }
    if overwrite == Overwrite::Refuse && path.exists() {
        return Err(FileError::Exists { path: path.to_owned() });
    }
    let folder = folder_of(path);
    let mut file = tempfile::Builder::new()
        .prefix(".congdoan-")
        .permissions_like(path)
        .tempfile_in(&folder)
        .map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    match overwrite {
        Overwrite::Refuse => file.persist_noclobber(path),
        Overwrite::Replace => file.persist(path),
    }
    .map_err(|error| failed(error.error))?;
    sync_folder(&folder);
    Ok(())
}

/// Reads a whole file of at most [`MAX_READ`] bytes.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let failed = |source| FileError::of(path, source);
    let kind = std::fs::metadata(path).map_err(failed)?;
    if !kind.is_file() {
        return Err(FileError::NotAFile { path: path.to_owned() });
    }
    if kind.len() > MAX_READ {
        return Err(FileError::TooLarge { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    // The file may grow while it is read.
    file.take(MAX_READ + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_READ {
        return Err(FileError::TooLarge { path: path.to_owned() });
    }
    Ok(bytes)
}

/// A text (a period's code) as a part of a file name: what no file system takes becomes a dash.
pub fn name_of(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() || c == '.' || c == '_' { c } else { '-' }).collect()
}

/// The folder a file lies in; `.` for a bare name.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Makes a rename in the folder durable, where the system can. A system that cannot has renamed all the same.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

trait PermissionsLike {
    fn permissions_like(&mut self, path: &Path) -> &mut Self;
}

impl PermissionsLike for tempfile::Builder<'_, '_> {
    /// The permissions of the file that is replaced; for a new one, what the user's mask leaves of 0666,
    /// since a temporary file's own 0600 would keep a report from everybody else.
    fn permissions_like(&mut self, path: &Path) -> &mut Self {
        if let Ok(old) = std::fs::metadata(path) {
            return self.permissions(old.permissions());
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            self.permissions(std::fs::Permissions::from_mode(0o666));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_and_replaced_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("báo cáo.md");
        write(&path, b"one", Overwrite::Refuse).unwrap();
        assert!(matches!(write(&path, b"two", Overwrite::Refuse), Err(FileError::Exists { .. })));
        assert_eq!(read(&path).unwrap(), b"one");
        write(&path, b"three", Overwrite::Replace).unwrap();
        assert_eq!(read(&path).unwrap(), b"three");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_folder_is_neither_read_nor_written() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read(folder.path()), Err(FileError::NotAFile { .. })));
        assert!(matches!(write(folder.path(), b"", Overwrite::Replace), Err(FileError::NotAFile { .. })));
        let missing = folder.path().join("none").join("file");
        assert!(matches!(write(&missing, b"", Overwrite::Refuse), Err(FileError::Missing { .. })));
        assert!(matches!(read(&missing), Err(FileError::Missing { .. })));
    }
}
