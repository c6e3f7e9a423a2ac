//! Kinds and outlines of the unit's own: files that are read, checked, taken into the book with history, and removed.
//!
//! A file is one record of the book, named by the code of its outline or of its first kind. A newer version of a file
//! takes the place of the former one; what the program carries itself is never replaced.

use std::path::{Path, PathBuf};

use super::file;
use super::{Desk, DeskError};
use crate::domain::kind::{KindsError, is_code};
use crate::domain::{Activity, Kinds, Norm, OwnKind, OwnOutline, Period, Stored};
use crate::exchange::check::hidden_in;
use crate::report::{Outline, OutlineError, Outlines};

/// The largest file of kinds or of an outline, bytes: some thirty times what the program carries itself.
pub const MAX_FILE: u64 = 1024 * 1024;

/// What a file of the unit's own holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnType {
    /// Activity kinds (loại hoạt động).
    Kind,
    /// An outline (mẫu báo cáo).
    Outline,
}

/// A file of the unit's own as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFile {
    /// Kinds or an outline.
    pub own: OwnType,
    /// By which code the book keeps it.
    pub code: String,
    /// Code, Vietnamese and English label of what it holds; empty when it cannot be read any more.
    pub holds: Vec<(String, String, String)>,
    /// Why it cannot be read any more.
    pub problem: Option<OwnProblem>,
}

/// Why a file of the book cannot be read any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnProblem {
    /// Kinds.
    Kinds(KindsError),
    /// An outline.
    Outline(OutlineError),
}

/// What taking a file in came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is new in the book.
    Added,
    /// It took the place of the former version.
    Replaced,
    /// The book held exactly this already.
    Same,
}

/// Why a kind or an outline of the unit's own was not taken in or removed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OwnError {
    /// The program carries one with this code.
    #[error("{code} is built in")]
    BuiltIn {
        /// Kind or outline.
        own: OwnType,
        /// The code.
        code: String,
    },
    /// The book has no file of its own with this code.
    #[error("no own {own:?} {code}")]
    Unknown {
        /// Kind or outline.
        own: OwnType,
        /// The code.
        code: String,
        /// The codes there are.
        known: Vec<String>,
    },
    /// Neither the program nor the book has it.
    #[error("no {own:?} {code}")]
    NoSuch {
        /// Kind or outline.
        own: OwnType,
        /// The code.
        code: String,
    },
    /// A text that can be no code.
    #[error("{code:?} is no code")]
    BadCode {
        /// As written.
        code: String,
    },
    /// Entries or norms are of the kind.
    #[error("kind {code} is in use")]
    KindInUse {
        /// The kind.
        code: String,
        /// How many entries.
        entries: usize,
        /// How many norms.
        norms: usize,
    },
    /// An own outline would no longer read.
    #[error("outline {outline} needs it: {error}")]
    KindNeeded {
        /// The outline.
        outline: String,
        /// What it would say.
        error: OutlineError,
    },
    /// Periods follow the outline.
    #[error("outline {code} is in use")]
    OutlineInUse {
        /// The outline.
        code: String,
        /// Codes of the periods.
        periods: Vec<String>,
    },
    /// Not UTF-8.
    #[error("{path} is no UTF-8 text")]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// More than [`MAX_FILE`] bytes.
    #[error("{path} has more than {most} bytes")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// How many bytes it may have.
        most: u64,
    },
    /// A character that a terminal would not be shown as it is.
    #[error("{path} holds U+{code:04X}")]
    Character {
        /// The file.
        path: PathBuf,
        /// The character's code point.
        code: u32,
    },
}

/// Reads a file that somebody wrote: UTF-8 without control characters, at most [`MAX_FILE`] bytes; a byte order mark is
/// left out, line ends become `\n`.
pub fn read_source(path: &Path) -> Result<String, DeskError> {
    let bytes = file::read(path)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(OwnError::TooLarge { path: path.to_owned(), most: MAX_FILE }.into());
    }
    let text = String::from_utf8(bytes).map_err(|_| OwnError::NotText { path: path.to_owned() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
    match hidden_in(&text) {
        Some(character) => Err(OwnError::Character { path: path.to_owned(), code: character as u32 }.into()),
        None => Ok(text),
    }
}

/// A code for something new.
pub fn new_code(own: OwnType, code: &str) -> Result<(), DeskError> {
    if !is_code(code) {
        return Err(OwnError::BadCode { code: code.to_owned() }.into());
    }
    if is_built_in(own, code)? {
        return Err(OwnError::BuiltIn { own, code: code.to_owned() }.into());
    }
    Ok(())
}

fn is_built_in(own: OwnType, code: &str) -> Result<bool, DeskError> {
    Ok(match own {
        OwnType::Kind => Kinds::built_in()?.get(code).is_some(),
        OwnType::Outline => Outlines::built_in()?.get(code).is_some(),
    })
}

/// Checks a kinds file against these kinds; gives the codes of its kinds.
pub fn check_kinds(source: &str, kinds: &Kinds) -> Result<Vec<String>, DeskError> {
    let built_in = Kinds::built_in()?;
    if let Some(code) = codes_in(source).into_iter().find(|code| built_in.get(code).is_some()) {
        return Err(OwnError::BuiltIn { own: OwnType::Kind, code }.into());
    }
    Kinds::check_own(source)?;
    Ok(kinds.clone().add(source)?)
}

/// Checks an outline file; gives its code.
pub fn check_outline(source: &str, kinds: &Kinds) -> Result<String, DeskError> {
    let outline = Outline::parse_with(source, kinds)?;
    new_code(OwnType::Outline, &outline.code)?;
    Ok(outline.code)
}

/// The codes of the kinds of a file; none when it is not even TOML.
pub(super) fn codes_in(source: &str) -> Vec<String> {
    let Ok(table) = toml::from_str::<toml::Table>(source) else { return Vec::new() };
    let kinds = table.get("kind").and_then(toml::Value::as_array);
    let code = |kind: &toml::Value| kind.get("code").and_then(toml::Value::as_str).map(str::to_owned);
    kinds.into_iter().flatten().filter_map(code).collect()
}

impl Desk {
    /// The unit's own files: kinds by birth, then outlines.
    pub fn own_files(&self) -> Result<Vec<OwnFile>, DeskError> {
        let kinds = self.catalog()?.kinds;
        let problems = self.store.own_kind_problems()?;
        let mut files = Vec::new();
        for own in self.store.all::<OwnKind>()? {
            let problem = problems.iter().find(|(code, _)| *code == own.code).map(|(_, error)| error.clone());
            let held = if problem.is_some() { Vec::new() } else { codes_in(&own.source) };
            let labels = |code: &String| {
                kinds.get(code).map(|kind| (kind.code.clone(), kind.label.clone(), kind.en.clone()))
            };
            files.push(OwnFile {
                own: OwnType::Kind,
                code: own.body.code,
                holds: held.iter().filter_map(labels).collect(),
                problem: problem.map(OwnProblem::Kinds),
            });
        }
        for own in self.store.all::<OwnOutline>()? {
            let problem = self.outlines.refused.iter().find(|(code, _)| *code == own.code);
            let outline = self.outlines.get(&own.code).filter(|_| problem.is_none());
            let labels =
                |outline: &Outline| (outline.code.clone(), outline.title.clone(), outline.en.clone());
            files.push(OwnFile {
                own: OwnType::Outline,
                code: own.body.code,
                holds: outline.map(labels).into_iter().collect(),
                problem: problem.map(|(_, error)| OwnProblem::Outline(error.clone())),
            });
        }
        Ok(files)
    }

    /// The kinds against which a file is checked: all but those of the file's own former version.
    pub fn kinds_beside(&self, source: &str) -> Result<Kinds, DeskError> {
        let former = self.former(source)?.map(|record| record.id);
        let others = self.store.all::<OwnKind>()?.into_iter().filter(|own| Some(own.id) != former);
        kinds_with(others.map(|own| own.body.source))
    }

    /// The record whose kinds a file brings in a new version.
    fn former(&self, source: &str) -> Result<Option<Stored<OwnKind>>, DeskError> {
        let codes = codes_in(source);
        let shares = |own: &Stored<OwnKind>| codes_in(&own.source).iter().any(|code| codes.contains(code));
        Ok(self.store.all::<OwnKind>()?.into_iter().find(shares))
    }

    /// Takes a file of kinds into the book: as something new, or in place of its former version. Refused with line
    /// and reason; when a code is the program's; when the new version lacks a kind that entries, norms or own outlines
    /// need. Gives the codes of its kinds.
    pub fn add_kind(&mut self, source: &str) -> Result<(Taken, Vec<String>), DeskError> {
        let beside = self.kinds_beside(source)?;
        let codes = check_kinds(source, &beside)?;
        let former = self.former(source)?;
        if former.as_ref().is_some_and(|former| former.source == source) {
            return Ok((Taken::Same, codes));
        }
        if let Some(former) = &former {
            let gone = codes_in(&former.source).into_iter().filter(|code| !codes.contains(code));
            self.kinds_unused(&gone.collect::<Vec<_>>())?;
        }
        let mut kinds = beside;
        kinds.add(source)?;
        self.outlines_read(&kinds)?;
        let code = codes.first().cloned().unwrap_or_default();
        let taken = if former.is_some() { Taken::Replaced } else { Taken::Added };
        self.save("kind", former.as_ref(), OwnKind { code, source: source.to_owned() })?;
        self.outlines = super::records::outlines_of(&self.store, &kinds)?;
        Ok((taken, codes))
    }

    /// Takes an outline into the book: as something new, or in place of its former version. Refused with line and
    /// reason, or when the code is the program's.
    pub fn add_outline(&mut self, source: &str) -> Result<(Taken, String), DeskError> {
        let kinds = self.catalog()?.kinds;
        let code = check_outline(source, &kinds)?;
        let former = self.store.all::<OwnOutline>()?.into_iter().find(|own| own.code == code);
        if former.as_ref().is_some_and(|former| former.source == source) {
            return Ok((Taken::Same, code));
        }
        let taken = if former.is_some() { Taken::Replaced } else { Taken::Added };
        let own = OwnOutline { code: code.clone(), source: source.to_owned() };
        self.save("outline", former.as_ref(), own)?;
        self.outlines = super::records::outlines_of(&self.store, &kinds)?;
        Ok((taken, code))
    }

    /// Marks the file that brought a kind as deleted, with all its kinds; refused while one of them is in use. Gives
    /// the codes of its kinds.
    pub fn remove_kind(&mut self, code: &str) -> Result<Vec<String>, DeskError> {
        let all = self.store.all::<OwnKind>()?;
        let bears =
            |own: &&Stored<OwnKind>| own.code == code || codes_in(&own.source).iter().any(|c| c == code);
        let Some(own) = all.iter().find(bears) else {
            if is_built_in(OwnType::Kind, code)? {
                return Err(OwnError::BuiltIn { own: OwnType::Kind, code: code.to_owned() }.into());
            }
            let known = all.into_iter().map(|own| own.body.code).collect();
            return Err(OwnError::Unknown { own: OwnType::Kind, code: code.to_owned(), known }.into());
        };
        let codes = codes_in(&own.source);
        self.kinds_unused(&codes)?;
        let others = all.iter().filter(|other| other.id != own.id).map(|other| other.source.clone());
        let kinds = kinds_with(others)?;
        self.outlines_read(&kinds)?;
        self.store.change(&self.officer, "kind", |change| change.delete(own))?;
        Ok(codes)
    }

    /// Marks an own outline as deleted; refused while a period follows it.
    pub fn remove_outline(&mut self, code: &str) -> Result<(), DeskError> {
        let all = self.store.all::<OwnOutline>()?;
        let Some(own) = all.iter().find(|own| own.code == code) else {
            if is_built_in(OwnType::Outline, code)? {
                return Err(OwnError::BuiltIn { own: OwnType::Outline, code: code.to_owned() }.into());
            }
            let known = all.into_iter().map(|own| own.body.code).collect();
            return Err(OwnError::Unknown { own: OwnType::Outline, code: code.to_owned(), known }.into());
        };
        let periods = self.store.all::<Period>()?.into_iter().filter(|period| period.outline == code);
        let periods: Vec<String> = periods.map(|period| period.body.code).collect();
        if !periods.is_empty() {
            return Err(OwnError::OutlineInUse { code: code.to_owned(), periods }.into());
        }
        self.store.change(&self.officer, "outline", |change| change.delete(own))?;
        let kinds = self.catalog()?.kinds;
        self.outlines = super::records::outlines_of(&self.store, &kinds)?;
        Ok(())
    }

    /// The TOML of a kind (of an own one the whole file), or of an outline.
    pub fn source_of(&self, own: OwnType, code: &str) -> Result<String, DeskError> {
        let found = match own {
            OwnType::Kind => {
                let files = self.store.all::<OwnKind>()?.into_iter();
                files.map(|own| own.body.source).find(|source| codes_in(source).iter().any(|c| c == code))
            }
            OwnType::Outline => {
                let files = self.store.all::<OwnOutline>()?.into_iter();
                files.map(|own| own.body).find(|own| own.code == code).map(|own| own.source)
            }
        };
        found.map_or_else(|| built_in_source(own, code), Ok)
    }

    fn kinds_unused(&self, codes: &[String]) -> Result<(), DeskError> {
        if codes.is_empty() {
            return Ok(());
        }
        let (entries, norms) = (self.store.all::<Activity>()?, self.store.all::<Norm>()?);
        for code in codes {
            let of = entries.iter().filter(|entry| entry.kind == *code).count();
            let norms = norms.iter().filter(|norm| norm.kind == *code).count();
            if of + norms > 0 {
                return Err(OwnError::KindInUse { code: code.clone(), entries: of, norms }.into());
            }
        }
        Ok(())
    }

    /// Refuses when an own outline that reads today would not read with these kinds.
    fn outlines_read(&self, kinds: &Kinds) -> Result<(), DeskError> {
        for own in self.store.all::<OwnOutline>()? {
            let reads = !self.outlines.refused.iter().any(|(code, _)| *code == own.code);
            if let (true, Err(error)) = (reads, Outline::parse_with(&own.source, kinds)) {
                return Err(OwnError::KindNeeded { outline: own.body.code, error }.into());
            }
        }
        Ok(())
    }
}

/// The TOML of a kind or an outline that the program carries.
pub fn built_in_source(own: OwnType, code: &str) -> Result<String, DeskError> {
    let found = match own {
        OwnType::Kind => Kinds::source_under(code, code),
        OwnType::Outline => Outlines::built_in_source(code).map(str::to_owned),
    };
    found.ok_or_else(|| OwnError::NoSuch { own, code: code.to_owned() }.into())
}

/// The program's kinds and those of these files; a file that does not read is left out.
fn kinds_with(sources: impl Iterator<Item = String>) -> Result<Kinds, DeskError> {
    let mut kinds = Kinds::built_in()?;
    for source in sources {
        // One that cannot be read any more takes no other away.
        let _ = kinds.add(&source);
    }
    Ok(kinds)
}
