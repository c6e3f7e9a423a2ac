//! The officer's own editor: a text goes out in a private file and comes back. Nothing here touches the terminal; the
//! session lends it meanwhile.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use tempfile::TempDir;

/// The file's name: editors show it, and its ending tells them that it is plain text.
const FILE: &str = "congdoan.txt";

/// Why a text did not come back. The text in the program stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum OutsideError {
    /// Neither `VISUAL` nor `EDITOR` is set.
    #[error("no editor is set")]
    NoEditor,
    /// It could not be started.
    #[error("{editor} could not be started: {source}")]
    Start {
        /// As set.
        editor: String,
        /// Why.
        source: std::io::Error,
    },
    /// It ended with an error; what it left is not taken.
    #[error("{editor} ended with {code}")]
    Failed {
        /// As set.
        editor: String,
        /// The exit code; -1 when a signal ended it.
        code: i32,
    },
    /// The passing file could not be written or read.
    #[error("passing file: {0}")]
    File(#[from] std::io::Error),
    /// What came back is no UTF-8; it stays where it is.
    #[error("{} is no UTF-8", .0.display())]
    NotText(PathBuf),
}

/// A text that came back. Its file goes with it unless it is kept.
#[derive(Debug)]
pub struct Brought {
    /// The text as the editor left it.
    pub text: String,
    folder: TempDir,
}

impl Brought {
    /// Leaves the file where it is, for a text that cannot be taken.
    pub fn keep(self) -> PathBuf {
        self.folder.keep().join(FILE)
    }
}

/// The editor that the officer has chosen: `VISUAL`, else `EDITOR`; on Windows, where nobody sets them, the notepad.
pub fn chosen() -> Option<OsString> {
    let set = |name| std::env::var_os(name).filter(|editor| !editor.is_empty());
    let own = cfg!(windows).then(|| OsString::from("notepad"));
    set("VISUAL").or_else(|| set("EDITOR")).or(own)
}

/// Runs `editor` on `text` and waits for it.
///
/// # Errors
/// [`OutsideError`]; whatever it is, the text given is untouched.
pub fn edit(editor: Option<OsString>, text: &str) -> Result<Brought, OutsideError> {
    let editor = editor.ok_or(OutsideError::NoEditor)?;
    let folder = private_folder()?;
    let path = folder.path().join(FILE);
    write_private(&path, text)?;
    let name = editor.to_string_lossy().into_owned();
    let status = command(&editor, &path)
        .status()
        .map_err(|source| OutsideError::Start { editor: name.clone(), source })?;
    if !status.success() {
        return Err(ended(name, status));
    }
    let bytes = fs::read(&path)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Brought { text, folder }),
        Err(_) => Err(OutsideError::NotText(folder.keep().join(FILE))),
    }
}

/// A shell says 127 for a program that is not there and 126 for one that cannot run.
fn ended(editor: String, status: ExitStatus) -> OutsideError {
    match status.code() {
        Some(126 | 127) if cfg!(unix) => {
            OutsideError::Start { editor, source: std::io::ErrorKind::NotFound.into() }
        }
        code => OutsideError::Failed { editor, code: code.unwrap_or(-1) },
    }
}

fn private_folder() -> std::io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("congdoan-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir()
}

/// The text, readable by its owner alone, with a line feed at its end as editors expect.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    if text.is_empty() || text.ends_with('\n') { Ok(()) } else { file.write_all(b"\n") }
}

/// The variable may hold arguments ("code --wait"), so a shell reads it, as for other programs.
#[cfg(unix)]
fn command(editor: &OsString, path: &Path) -> Command {
    let mut line = editor.clone();
    line.push(" \"$1\"");
    let mut command = Command::new("sh");
    command.arg("-c").arg(line).arg("congdoan").arg(path);
    command
}

/// No shell here: a path with blanks is the program, else the words behind the first are arguments.
#[cfg(not(unix))]
fn command(editor: &OsString, path: &Path) -> Command {
    let line = editor.to_string_lossy();
    let mut words = line.split_whitespace();
    let mut command = match words.next() {
        Some(first) if !Path::new(editor).exists() => {
            let mut command = Command::new(first);
            command.args(words);
            command
        }
        _ => Command::new(editor),
    };
    command.arg(path);
    command
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn script(folder: &TempDir, body: &str) -> OsString {
        let path = folder.path().join("editor");
        fs::write(&path, format!("#!/bin/sh\n{body}\n")).expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("its mode");
        path.into_os_string()
    }

    #[test]
    fn a_text_goes_out_in_a_private_file_and_comes_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let seen = folder.path().join("seen");
        let body = format!(
            "ls -l \"$2\" > {0}; ls -ld \"$(dirname \"$2\")\" >> {0}; echo thêm >> \"$2\"",
            seen.display()
        );
        let mut editor = script(&folder, &body);
        editor.push(" --wait");
        let brought = edit(Some(editor), "một").expect("it comes back");
        assert_eq!(brought.text, "một\nthêm\n");
        let seen = fs::read_to_string(seen).expect("what the editor saw");
        assert!(seen.starts_with("-rw-------") && seen.contains("\ndrwx------"), "{seen}");
        let path = brought.folder.path().to_owned();
        drop(brought);
        assert!(!path.exists(), "nothing is left behind");
    }

    #[test]
    fn an_editor_that_fails_is_not_there_or_writes_no_text_says_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let failed = edit(Some(script(&folder, "exit 3")), "x");
        assert!(matches!(failed, Err(OutsideError::Failed { code: 3, .. })), "{failed:?}");
        let missing = edit(Some("/nowhere/editor".into()), "x");
        assert!(matches!(missing, Err(OutsideError::Start { .. })), "{missing:?}");
        assert!(matches!(edit(None, "x"), Err(OutsideError::NoEditor)));
        let binary = edit(Some(script(&folder, "printf '\\377\\376' > \"$1\"")), "x");
        let Err(OutsideError::NotText(path)) = binary else { panic!("{binary:?}") };
        assert_eq!(fs::read(&path).expect("it is kept"), [0xff, 0xfe]);
        fs::remove_dir_all(path.parent().expect("its folder")).expect("tidied up");
    }
}
