//! Making and opening a book.
//!
//! Nothing is written before the file is known to be a book of a schema that this program knows.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::Store;
use super::error::{Result, StoreError};
use super::migrate;
use super::sql::Sql;

/// The whole schema, as a fresh book gets it.
pub(crate) const SCHEMA: &str = include_str!("../../schema.sql");
/// The version of that schema.
pub(crate) const VERSION: i64 = 1;
/// Marks a file as a book: the letters C, D, o, N.
pub(crate) const APPLICATION_ID: i64 = 0x4344_6F4E;

const PATIENCE: Duration = Duration::from_secs(5);

impl Store {
    /// Makes a new, empty book. It is built beside its place and moved there whole, so that no half-made
    /// book can be left behind; readable by its owner only.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when a file of this name is there; [`StoreError::Missing`] without the folder.
    pub fn create(path: &Path) -> Result<Self> {
        let path = resolve(path)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        refuse_network(&path)?;
        if fs::symlink_metadata(&path).is_ok() {
            return Err(StoreError::Exists { path });
        }
        let io = |source| StoreError::of_io("making a book", &path, source);
        let file = tempfile::Builder::new().prefix(".congdoan-new-").tempfile_in(folder).map_err(io)?;
        let built = resolve(file.path())?;
        {
            let conn = connect(&built, PATIENCE)?;
            let failed = |source| StoreError::of_sql("making a book", &path, source);
            conn.execute_batch("PRAGMA journal_mode = DELETE; BEGIN;").map_err(failed)?;
            conn.execute_batch(SCHEMA).map_err(failed)?;
            conn.execute_batch("COMMIT; PRAGMA journal_mode = WAL;").map_err(failed)?;
            conn.close().map_err(|(_, source)| failed(source))?;
        }
        file.persist_noclobber(&path).map_err(|error| io(error.error))?;
        sync_folder(folder);
        Self::open(&path)
    }

    /// Opens a book; an older schema is migrated after a verified backup.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, VERSION, migrate::MIGRATIONS)
    }

    /// [`Store::open`] with another list of migrations, for their tests.
    pub(crate) fn open_with(path: &Path, known: i64, migrations: &[migrate::Migration]) -> Result<Self> {
        let path = resolve(path)?;
        refuse_foreign(&path)?;
        check_head(&path, known)?;
        let mut conn = connect(&path, PATIENCE)?;
        // The header may be older than the write-ahead log.
        let found = check_marks(&conn, &path, known)?;
        if conn.is_readonly("main").unwrap_or(false) {
            return Err(StoreError::ReadOnly { doing: "opening the book".to_owned(), path });
        }
        recipe(&conn, &path)?;
        if found < known {
            migrate::run(&mut conn, &path, found, known, migrations)?;
        }
        let store = Self { conn, path, seen_version: 0.into(), seen_head: 0.into() };
        store.seen_version.set(data_version(&store.sql())?);
        store.seen_head.set(store.head()?);
        Ok(store)
    }
}

/// The path with its folder resolved: the file itself must be no link, its folder may be one.
pub(crate) fn resolve(path: &Path) -> Result<PathBuf> {
    let Some(name) = path.file_name() else {
        return Err(StoreError::NotABook { path: path.to_owned() });
    };
    let folder = match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => Path::new("."),
    };
    let folder = fs::canonicalize(folder)
        .map_err(|source| StoreError::of_io("looking for the book's folder", path, source))?;
    Ok(folder.join(name))
}

/// A connection that makes no file and follows no link.
pub(crate) fn connect(path: &Path, patience: Duration) -> Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let failed = |source| StoreError::of_sql("opening the book", path, source);
    let conn = Connection::open_with_flags(path, flags).map_err(failed)?;
    conn.busy_timeout(patience).map_err(failed)?;
    Ok(conn)
}

/// The settings of every connection that writes.
fn recipe(conn: &Connection, path: &Path) -> Result<()> {
    let failed = |source| StoreError::of_sql("opening the book", path, source);
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        conn.set_db_config(config, on).map_err(failed)?;
    }
    conn.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA recursive_triggers = ON;
         PRAGMA cell_size_check = ON;
         PRAGMA cache_size = -16384;",
    )
    .map_err(failed)
}

/// Reads the file's head without `SQLite`: a file that is no book is left as it is, byte for byte.
pub(crate) fn check_head(path: &Path, known: i64) -> Result<()> {
    let mut head = [0_u8; 100];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut head)).map_err(|source| {
        match source.kind() {
            std::io::ErrorKind::UnexpectedEof => StoreError::NotABook { path: path.to_owned() },
            _ => StoreError::of_io("opening the book", path, source),
        }
    })?;
    let number = |at: usize| {
        let bytes = head.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
        i64::from(i32::from_be_bytes(bytes))
    };
    if !head.starts_with(b"SQLite format 3\0") || number(68) != APPLICATION_ID {
        return Err(StoreError::NotABook { path: path.to_owned() });
    }
    refuse_newer(path, number(60), known)
}

/// The marks as `SQLite` sees them; answers the schema's version.
pub(crate) fn check_marks(conn: &Connection, path: &Path, known: i64) -> Result<i64> {
    let pragma = |name: &str| {
        conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0))
            .map_err(|source| StoreError::of_sql("opening the book", path, source))
    };
    if pragma("application_id")? != APPLICATION_ID {
        return Err(StoreError::NotABook { path: path.to_owned() });
    }
    let found = pragma("user_version")?;
    refuse_newer(path, found, known)?;
    Ok(found)
}

fn refuse_newer(path: &Path, found: i64, known: i64) -> Result<()> {
    if found > known {
        return Err(StoreError::NewerSchema { path: path.to_owned(), found, known });
    }
    Ok(())
}

/// Rises when another connection commits.
pub(crate) fn data_version(sql: &Sql<'_>) -> Result<i64> {
    let version = sql.first("looking for changes", "PRAGMA data_version", [], |cells| cells.take::<i64>())?;
    Ok(version.unwrap_or(0))
}

/// Refuses what is no plain file of our own.
pub(crate) fn refuse_foreign(path: &Path) -> Result<()> {
    let meta =
        fs::symlink_metadata(path).map_err(|source| StoreError::of_io("opening the book", path, source))?;
    if meta.file_type().is_symlink() {
        return Err(StoreError::Link { path: path.to_owned() });
    }
    if !meta.is_file() {
        return Err(StoreError::NotABook { path: path.to_owned() });
    }
    if meta.len() == 0 {
        return Err(StoreError::Missing { path: path.to_owned() });
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if root_on_anothers(rustix::process::geteuid().as_raw(), meta.uid()) {
            return Err(StoreError::RootOnAnothersBook { path: path.to_owned(), owner: meta.uid() });
        }
    }
    refuse_network(path)
}

#[cfg(unix)]
const fn root_on_anothers(user: u32, owner: u32) -> bool {
    user == 0 && owner != 0
}

fn refuse_network(path: &Path) -> Result<()> {
    #[cfg(target_os = "linux")]
    {
        let folder = path.parent().unwrap_or(path);
        let stat = rustix::fs::statfs(folder)
            .map_err(|source| StoreError::of_io("looking at the book's folder", path, source.into()))?;
        // Magic numbers are 32 bits wide; some machines sign-extend them.
        let magic = stat.f_type as u32;
        let mounts = if magic == FUSE {
            fs::read_to_string("/proc/self/mountinfo").unwrap_or_default()
        } else {
            String::new()
        };
        if let Some(kind) = network_kind(magic, mount_type(&mounts, folder)) {
            return Err(StoreError::NetworkDrive { path: path.to_owned(), kind });
        }
    }
    Ok(())
}

#[cfg(target_os = "linux")]
const FUSE: u32 = 0x6573_5546;

/// The kind of network drive behind a file system's magic number (statfs(2)); for FUSE, which local drives
/// use as well, the mount's type decides.
#[cfg(target_os = "linux")]
fn network_kind(magic: u32, mount_type: Option<&str>) -> Option<String> {
    let kind = match magic {
        0x6969 => "nfs",
        0x517B | 0xFE53_4D42 => "smb",
        0xFF53_4D42 => "cifs",
        0x5346_414F => "afs",
        0x00C3_6400 => "ceph",
        FUSE => match mount_type.and_then(|kind| kind.strip_prefix("fuse."))? {
            kind @ ("sshfs" | "rclone" | "davfs2" | "s3fs" | "gvfsd-fuse" | "glusterfs" | "curlftpfs") => {
                kind
            }
            _ => return None,
        },
        _ => return None,
    };
    Some(kind.to_owned())
}

/// The type of the mount that holds a folder, from the text of `/proc/self/mountinfo`.
#[cfg(target_os = "linux")]
fn mount_type<'m>(mounts: &'m str, folder: &Path) -> Option<&'m str> {
    mounts
        .lines()
        .filter_map(|line| {
            let (place, kind) = line.split_once(" - ")?;
            let point = place.split(' ').nth(4)?.replace("\\040", " ");
            folder.starts_with(&point).then(|| (point.len(), kind.split(' ').next().unwrap_or(kind)))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind)
}

/// Makes a file's new name last through a power cut, where the system lets folders be synced.
pub(crate) fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_bears_the_marks_that_open_looks_for() {
        let conn = Connection::open_in_memory().expect("memory");
        conn.execute_batch(SCHEMA).expect("schema");
        assert_eq!(check_marks(&conn, Path::new("x"), VERSION).expect("marks"), VERSION);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn network_drives_are_told_from_local_ones() {
        let mounts = "36 35 98:0 / / rw shared:1 - ext4 /dev/sda rw\n\
                      40 36 0:50 / /home/lan/far\\040away rw - fuse.sshfs host: rw\n\
                      41 36 0:51 / /media/usb rw - fuseblk /dev/sdb rw";
        let kind = |magic, folder: &str| network_kind(magic, mount_type(mounts, Path::new(folder)));
        assert_eq!(kind(FUSE, "/home/lan/far away/books").as_deref(), Some("sshfs"));
        assert_eq!(kind(FUSE, "/media/usb"), None, "a USB stick is no network drive");
        assert_eq!(kind(0x6969, "/").as_deref(), Some("nfs"));
        assert_eq!(kind(0xFF53_4D42, "/").as_deref(), Some("cifs"));
        assert_eq!(kind(0xEF53, "/"), None);
    }

    #[cfg(unix)]
    #[test]
    fn only_root_is_refused_on_anothers_book() {
        assert!(root_on_anothers(0, 1000));
        assert!(!root_on_anothers(0, 0));
        assert!(!root_on_anothers(1000, 1001), "permissions decide between users");
    }
}
