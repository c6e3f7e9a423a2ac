//! The exchange folder: where files come from and where they go, in the words of the officer, who may sit at another
//! machine. What the files are is not known here.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::file::FileError;

/// How many entries of the folder are looked at; a folder with more is somebody's store, not an exchange.
const LOOKED_AT: usize = 10_000;

/// How many files are offered at most.
pub const OFFERED: usize = 200;

/// The exchange folder and how it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
    shown_as: Option<String>,
    home: Option<PathBuf>,
    remote: Option<Remote>,
}

/// How this machine is reached from the officer's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// The account here.
    pub user: String,
    /// The address under which the officer reached this machine.
    pub host: String,
    /// The port, 22 as a rule.
    pub port: u16,
}

/// A file that lies in the exchange folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedFile {
    /// Its name, without the folder.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
    /// When it was changed last.
    pub modified: SystemTime,
}

impl Remote {
    /// The line of `SSH_CONNECTION` ("client port server port") with the account; none for any other text.
    pub fn of_connection(line: &str, user: &str) -> Option<Self> {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [_, _, host, port] = parts.as_slice() else { return None };
        let host: std::net::IpAddr = host.split('%').next()?.parse().ok()?;
        Some(Self { user: user.to_owned(), host: host.to_string(), port: port.parse().ok()? })
    }

    /// How this machine is reached, when somebody does so over SSH now.
    pub fn of_system() -> Option<Self> {
        let line = std::env::var("SSH_CONNECTION").ok()?;
        Self::of_connection(&line, &super::place::officer(None))
    }

    fn program(&self) -> String {
        if self.port == 22 { "scp".to_owned() } else { format!("scp -P {}", self.port) }
    }

    /// The place as `scp` wants it, quoted for the shells of the three systems: what the far side would read as more
    /// than a letter has a backslash, which both of scp's protocols take away again.
    fn place(&self, path: &Path) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let mut place = format!("{}@{host}:", self.user);
        for letter in path.display().to_string().chars() {
            if !letter.is_alphanumeric() && !"/._-+@,:=~".contains(letter) {
                place.push('\\');
            }
            place.push(letter);
        }
        if place.contains(['"', '$', '`', '!', '\'']) {
            format!("'{}'", place.replace('\'', "'\\''"))
        } else {
            format!("\"{place}\"")
        }
    }
}

impl Folder {
    /// The folder at `path`, which need not be there yet.
    pub const fn new(
        path: PathBuf,
        shown_as: Option<String>,
        home: Option<PathBuf>,
        remote: Option<Remote>,
    ) -> Self {
        Self { path, shown_as, home, remote }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder under the name the officer knows it by: the one given in the config, else with `~` for the home.
    pub fn shown(&self) -> String {
        self.shown_as.clone().unwrap_or_else(|| self.homely(&self.path))
    }

    /// A file under the folder's name; one that lies elsewhere with its own path.
    pub fn shown_file(&self, file: &Path) -> String {
        match (file.strip_prefix(&self.path), &self.shown_as) {
            (Ok(rest), Some(name)) => format!("{}/{}", name.trim_end_matches('/'), rest.display()),
            _ => self.homely(file),
        }
    }

    fn homely(&self, path: &Path) -> String {
        let below = self.home.as_ref().and_then(|home| path.strip_prefix(home).ok());
        match below {
            Some(rest) if rest.as_os_str().is_empty() => "~".to_owned(),
            Some(rest) => format!("~/{}", rest.display()),
            None => path.display().to_string(),
        }
    }

    /// Over SSH: what the officer types at the own machine to get this file; none when one sits at this one.
    pub fn fetch_line(&self, file: &Path) -> Option<String> {
        let remote = self.remote.as_ref()?;
        Some(format!("{} {} .", remote.program(), remote.place(file)))
    }

    /// The same for a folder with all that is in it.
    pub fn fetch_folder_line(&self, folder: &Path) -> Option<String> {
        let remote = self.remote.as_ref()?;
        Some(format!("{} -r {} .", remote.program(), remote.place(folder)))
    }

    /// Over SSH: what the officer types at the own machine to put a file into the folder, `name` standing for the
    /// file; none when one sits at this one.
    pub fn send_line(&self, name: &str) -> Option<String> {
        let remote = self.remote.as_ref()?;
        Some(format!("{} {name} {}", remote.program(), remote.place(&self.path.join(""))))
    }

    /// Makes the folder where it is missing.
    pub fn ready(&self) -> Result<(), FileError> {
        std::fs::create_dir_all(&self.path)
            .map_err(|source| FileError::System { path: self.path.clone(), source })
    }

    /// The folder's files with one of these endings (no dot, any case), newest first, at most [`OFFERED`]. Hidden
    /// files and those that an office program keeps while it has another open are left out; a folder that is not
    /// there offers nothing.
    pub fn offers(&self, extensions: &[&str]) -> Result<Vec<OfferedFile>, FileError> {
        let failed = |source| FileError::System { path: self.path.clone(), source };
        let entries = match std::fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let mut files = Vec::new();
        for entry in entries.take(LOOKED_AT) {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            let fits = path.extension().is_some_and(|own| {
                extensions.iter().any(|wanted| own.to_string_lossy().eq_ignore_ascii_case(wanted))
            });
            if !fits || name.starts_with(['.', '~']) {
                continue;
            }
            // A link whose file is gone is no offer, and no reason to offer nothing.
            let Ok(about) = std::fs::metadata(&path) else { continue };
            if about.is_file() {
                let modified = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                files.push(OfferedFile { name, path, size: about.len(), modified });
            }
        }
        files.sort_by(|a, b| b.modified.cmp(&a.modified).then_with(|| a.name.cmp(&b.name)));
        files.truncate(OFFERED);
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(path: &str, shown_as: Option<&str>, remote: Option<Remote>) -> Folder {
        Folder::new(path.into(), shown_as.map(str::to_owned), Some("/home/lan".into()), remote)
    }

    #[test]
    fn the_folder_bears_the_name_the_officer_knows_it_by() {
        let plain = folder("/home/lan/congdoan", None, None);
        assert_eq!(plain.shown(), "~/congdoan");
        assert_eq!(plain.shown_file(Path::new("/home/lan/congdoan/a.docx")), "~/congdoan/a.docx");
        assert_eq!(plain.shown_file(Path::new("/srv/a.docx")), "/srv/a.docx");
        let drive = folder("/srv/chung", Some("S:/Công đoàn"), None);
        assert_eq!(drive.shown(), "S:/Công đoàn");
        assert_eq!(drive.shown_file(Path::new("/srv/chung/a.docx")), "S:/Công đoàn/a.docx");
        assert_eq!(drive.fetch_line(Path::new("/srv/chung/a.docx")), None);
    }

    #[test]
    fn over_ssh_one_line_fetches_a_file_and_another_sends_one() {
        let remote = Remote::of_connection("10.0.0.5 50122 10.0.0.9 22", "lan");
        let there = folder("/home/lan/congdoan", None, remote);
        let line = there.fetch_line(Path::new("/home/lan/congdoan/báo cáo.docx")).unwrap();
        assert_eq!(line, "scp \"lan@10.0.0.9:/home/lan/congdoan/báo\\ cáo.docx\" .");
        assert_eq!(there.send_line("a.xlsx").unwrap(), "scp a.xlsx \"lan@10.0.0.9:/home/lan/congdoan/\"");
        let six = Remote::of_connection("fe80::1%eth0 1 fe80::2%eth0 2222", "lan");
        let there = folder("/srv/it's $5", None, six);
        assert_eq!(
            there.fetch_line(Path::new("/srv/it's $5/a")).unwrap(),
            "scp -P 2222 'lan@[fe80::2]:/srv/it\\'\\''s\\ \\$5/a' ."
        );
        for line in ["", "a b c d", "10.0.0.5 1 10.0.0.9", "10.0.0.5 1 10.0.0.9;rm 22", "1 2 3 4 5"] {
            assert_eq!(Remote::of_connection(line, "lan"), None, "{line}");
        }
    }

    #[test]
    fn files_of_the_wanted_endings_are_offered_newest_first() {
        let home = tempfile::tempdir().unwrap();
        let there = Folder::new(home.path().join("x"), None, None, None);
        assert_eq!(there.offers(&["xlsx"]).unwrap(), Vec::new(), "nothing there yet");
        there.ready().unwrap();
        let names = ["a.xlsx", "b.XLSX", "c.csv", ".d.xlsx", "~$a.xlsx", "e.docx"];
        for (age, name) in names.iter().enumerate() {
            let file = std::fs::File::create(there.path().join(name)).unwrap();
            let second = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000 + age as u64);
            file.set_modified(second).unwrap();
        }
        std::fs::create_dir(there.path().join("f.xlsx")).unwrap();
        let offered: Vec<String> =
            there.offers(&["xlsx", "csv"]).unwrap().into_iter().map(|file| file.name).collect();
        assert_eq!(offered, ["c.csv", "b.XLSX", "a.xlsx"]);
    }
}
