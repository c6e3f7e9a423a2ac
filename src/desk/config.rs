//! Personal matters of whoever sits here: the language and the exchange folder. They stand in the config folder of
//! the system's user, never in a book, since two officers of one book like different things.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::file::{self, FileError, Overwrite};
use super::folder::{Folder, Remote};
use crate::text::clean;

/// The variable that names the exchange folder when `--folder` does not.
pub const FOLDER_VARIABLE: &str = "CONGDOAN_FOLDER";

/// The config file's name within the program's config folder.
pub const CONFIG_NAME: &str = "config.toml";

/// The exchange folder's name in its default place.
const FOLDER_NAME: &str = "congdoan";

/// What the user has chosen, and where the system puts things.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The config file; none: nothing is remembered.
    file: Option<PathBuf>,
    /// The user's home.
    home: Option<PathBuf>,
    /// The user's documents; none: the home itself.
    documents: Option<PathBuf>,
    /// How this machine is reached from the officer's own; none when one sits at it.
    remote: Option<Remote>,
    /// The folder named on the command line or by [`FOLDER_VARIABLE`].
    given: Option<PathBuf>,
    kept: Kept,
    fault: Option<String>,
}

/// The file's content. What a later version writes stays as it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    /// `vi` or `en`.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// The exchange folder; `~/` stands for the home.
    #[serde(skip_serializing_if = "Option::is_none")]
    exchange_folder: Option<String>,
    /// The name under which the officer knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    exchange_shown_as: Option<String>,
    #[serde(flatten)]
    rest: toml::Table,
}

/// Why the config could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file that is there does not read, or cannot hold what was chosen, so it is not written over.
    #[error("{path} does not read: {reason}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// The parser's reason, or the writer's.
        reason: String,
    },
    /// The file could not be written.
    #[error(transparent)]
    File(#[from] FileError),
}

impl Config {
    /// The config of the system's user; `folder` is the exchange folder named on the command line.
    pub fn of_system(folder: Option<PathBuf>) -> Self {
        let users = directories::UserDirs::new();
        let given = folder.or_else(|| {
            std::env::var_os(FOLDER_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from)
        });
        let file = directories::ProjectDirs::from("", "", "congdoan")
            .map(|dirs| dirs.config_dir().join(CONFIG_NAME));
        let config = Self {
            file,
            home: users.as_ref().map(|dirs| dirs.home_dir().to_owned()),
            documents: users
                .as_ref()
                .and_then(|dirs| dirs.document_dir().map(Path::to_owned))
                // A folder that the system only names is none that the officer knows.
                .filter(|folder| folder.is_dir()),
            remote: Remote::of_system(),
            given,
            ..Self::default()
        };
        config.read()
    }

    /// A config that has its file, home and documents in this folder.
    pub fn within(home: &Path) -> Self {
        let config =
            Self { file: Some(home.join(CONFIG_NAME)), home: Some(home.to_owned()), ..Self::default() };
        config.read()
    }

    /// The same, the machine being reached from elsewhere.
    #[must_use]
    pub fn reached(mut self, remote: Remote) -> Self {
        self.remote = Some(remote);
        self
    }

    fn read(mut self) -> Self {
        let Some(path) = &self.file else { return self };
        match std::fs::read_to_string(path) {
            Ok(text) => match toml::from_str(&text) {
                Ok(kept) => self.kept = kept,
                Err(error) => self.fault = Some(clean::line(error.message())),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => self.fault = Some(error.to_string()),
        }
        self
    }

    /// Why the config file was left aside; none when it reads or is not there.
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// The code of the language that was chosen, `vi` or `en`; none: none was.
    pub fn language(&self) -> Option<&str> {
        self.kept.language.as_deref()
    }

    /// Remembers the language.
    pub fn keep_language(&mut self, code: &str) -> Result<(), ConfigError> {
        let kept = Kept { language: Some(code.to_owned()), ..self.kept.clone() };
        self.keep(kept)
    }

    /// Remembers the exchange folder and the name it is shown under; empty ones bring the default back. What the
    /// command line named for this run steps back behind it.
    pub fn keep_folder(&mut self, folder: &str, shown_as: &str) -> Result<(), ConfigError> {
        let some = |text: &str| Some(clean::line(text)).filter(|text| !text.is_empty());
        let kept =
            Kept { exchange_folder: some(folder), exchange_shown_as: some(shown_as), ..self.kept.clone() };
        self.keep(kept)?;
        self.given = None;
        Ok(())
    }

    fn keep(&mut self, kept: Kept) -> Result<(), ConfigError> {
        if let Some(path) = &self.file {
            if let Some(reason) = &self.fault {
                return Err(ConfigError::Unreadable { path: path.clone(), reason: reason.clone() });
            }
            let folder = file::folder_of(path);
            std::fs::create_dir_all(&folder).map_err(|source| FileError::System { path: folder, source })?;
            let text = toml::to_string(&kept).map_err(|error| ConfigError::Unreadable {
                path: path.clone(),
                reason: clean::line(&error.to_string()),
            })?;
            file::write(path, text.as_bytes(), Overwrite::Replace)?;
        }
        self.kept = kept;
        Ok(())
    }

    /// The exchange folder: the one given, else the one kept, else `congdoan` among the user's documents or in the
    /// home, else the working folder.
    pub fn folder(&self) -> Folder {
        let kept = self.kept.exchange_folder.as_deref().map(|text| self.expanded(text));
        let beside = self.documents.as_ref().or(self.home.as_ref()).map(|place| place.join(FOLDER_NAME));
        let path = self.given.clone().or(kept).or(beside).unwrap_or_else(|| PathBuf::from("."));
        let path = std::path::absolute(&path).unwrap_or(path);
        let shown_as = self.kept.exchange_shown_as.clone().filter(|_| self.given.is_none());
        Folder::new(path, shown_as, self.home.clone(), self.remote.clone())
    }

    /// The folder as it was typed, for a form; empty for the default.
    pub fn folder_typed(&self) -> &str {
        self.kept.exchange_folder.as_deref().unwrap_or_default()
    }

    /// The name it is shown under, for a form; empty: none was given.
    pub fn shown_as(&self) -> &str {
        self.kept.exchange_shown_as.as_deref().unwrap_or_default()
    }

    /// A path as people type it: `~/` is the home, a bare name lies in it.
    fn expanded(&self, text: &str) -> PathBuf {
        let home = self.home.clone().unwrap_or_default();
        match text.strip_prefix("~/") {
            Some(rest) => home.join(rest),
            None if text == "~" => home,
            None => home.join(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_there_at_the_next_start_and_strangers_stay() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join(CONFIG_NAME), "colours = \"plain\"\n").unwrap();
        let mut config = Config::within(home.path());
        assert_eq!(config.language(), None);
        assert_eq!(config.folder().path(), home.path().join(FOLDER_NAME));
        config.keep_language("en").unwrap();
        config.keep_folder("~/Trao đổi", "ổ S:").unwrap();
        let again = Config::within(home.path());
        assert_eq!(again.language(), Some("en"));
        assert_eq!(again.folder().path(), home.path().join("Trao đổi"));
        assert_eq!(again.folder().shown(), "ổ S:");
        let text = std::fs::read_to_string(home.path().join(CONFIG_NAME)).unwrap();
        assert!(text.contains("colours = \"plain\""), "{text}");
        config.keep_folder("", "").unwrap();
        assert_eq!(config.folder().shown(), "~/congdoan");
    }

    #[test]
    fn a_config_that_does_not_read_is_left_alone_and_never_written_over() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join(CONFIG_NAME), "language = [").unwrap();
        let mut config = Config::within(home.path());
        assert!(config.fault().is_some());
        assert!(matches!(config.keep_language("en"), Err(ConfigError::Unreadable { .. })));
        assert_eq!(std::fs::read_to_string(home.path().join(CONFIG_NAME)).unwrap(), "language = [");
    }

    #[test]
    fn the_folder_of_this_run_wins_until_another_is_chosen() {
        let home = tempfile::tempdir().unwrap();
        let other = home.path().join("khác");
        let mut config = Config { given: Some(other.clone()), ..Config::within(home.path()) };
        assert_eq!(config.folder().path(), other);
        config.keep_folder("~/x", "").unwrap();
        assert_eq!(config.folder().path(), home.path().join("x"));
    }
}
