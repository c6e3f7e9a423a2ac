//! The real binary in a folder of its own: nothing of the tester's home, language or book reaches it.

// Each test file uses a part of it.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with the binary pointed at it.
pub struct House {
    folder: tempfile::TempDir,
}

/// What one call printed.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl House {
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// With the sample book at [`House::book`].
    pub fn with_sample() -> Self {
        let house = Self::empty();
        let said = house.run(&["demo", "--dir", "."]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        std::fs::rename(house.path("demo.congdoan"), house.book()).expect("the sample book");
        house
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn book(&self) -> PathBuf {
        self.path("book.congdoan")
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    /// The binary, its words to follow.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_congdoan"));
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("USER", "thuquy")
            .env("CONGDOAN_BOOK", self.book())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Said {
        said(self.command().args(args).output().expect("the program runs"))
    }

    /// Runs and expects exit code 0.
    pub fn ok(&self, args: &[&str]) -> String {
        let said = self.run(args);
        assert_eq!(said.code, 0, "{args:?}: {}{}", said.out, said.err);
        said.out
    }

    pub fn export(&self) -> String {
        self.ok(&["export", "--stdout"])
    }

    /// The report of the working period as Markdown.
    pub fn report(&self) -> String {
        self.ok(&["report", "--outline", "ha-dong", "--format", "md", "--stdout"])
    }
}

pub fn said(output: Output) -> Said {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8 on the outside");
    Said {
        code: output.status.code().expect("an exit code, not a signal"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

impl Said {
    /// Refused with one plain sentence: exit 1, no panic, no control characters.
    pub fn refused(&self, what: &str) {
        assert_eq!(self.code, 1, "{what}: {}{}", self.out, self.err);
        let all = format!("{}{}", self.out, self.err);
        assert!(!all.contains("panicked"), "{what}: {all}");
        assert!(all.chars().all(|c| c == '\n' || !c.is_control()), "{what}: control characters in {all:?}");
        assert_eq!(self.err.lines().count(), 1, "{what}: one sentence, not {:?}", self.err);
        assert!(!self.err.contains("error-") && !self.err.contains("entry-"), "{what}: {}", self.err);
        assert!(self.err.chars().count() < 400, "{what}: {}", self.err);
    }
}

/// The bytes of a file, to be compared before and after.
pub fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("the file")
}
