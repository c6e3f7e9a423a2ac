//! Why a kinds file is refused, and where in it.

use toml::Spanned;

use crate::text::place;

/// Why a kinds file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("kinds file, line {line}: {reason}")]
pub struct KindsError {
    /// Line, 1-based; 0 when unknown.
    pub line: usize,
    /// Column in characters, 1-based; 0 when unknown.
    pub column: usize,
    /// Why.
    pub reason: KindsReason,
}

/// Why a kinds file is refused, with the offending text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KindsReason {
    /// Not TOML of the right shape; the parser's words, English.
    #[error("{0}")]
    Shape(String),
    /// A code stands twice.
    #[error("kind code {code} stands twice")]
    Doubled {
        /// The code.
        code: String,
    },
    /// A kind names a group that does not exist.
    #[error("kind {code} names the unknown group {group}")]
    UnknownGroup {
        /// The kind.
        code: String,
        /// The group.
        group: String,
    },
    /// A field name that no slot has.
    #[error("kind {code} asks for the unknown field {field}")]
    UnknownField {
        /// The kind.
        code: String,
        /// The field as written.
        field: String,
    },
    /// A field that the form would ask twice.
    #[error("kind {code} asks for {field} twice")]
    DoubledField {
        /// The kind.
        code: String,
        /// The field as written.
        field: String,
    },
    /// A settlement code that form B07 does not have.
    #[error("kind {code} posts to the unknown code {posting}")]
    UnknownPosting {
        /// The kind.
        code: String,
        /// The settlement code as written.
        posting: String,
    },
    /// A code that could not stand in files and commands: anything but a-z, 0-9 and hyphens between them.
    #[error("{code:?} is no code")]
    BadCode {
        /// As written.
        code: String,
    },
    /// A label or a word without anything in it.
    #[error("kind {code} has an empty {key}")]
    Empty {
        /// The kind.
        code: String,
        /// The key of the file.
        key: &'static str,
    },
    /// A label for narrow columns that is not narrow.
    #[error("kind {code}: {text:?} has more than {most} letters")]
    Wide {
        /// The kind.
        code: String,
        /// The label.
        text: String,
        /// How many letters it may have.
        most: usize,
    },
    /// `self_phrase` without `{name}`.
    #[error("kind {code}: self_phrase has no {{name}}")]
    NoName {
        /// The kind.
        code: String,
    },
    /// A table that only the program's own file has.
    #[error("{key} cannot stand in a unit's own file")]
    NotOwn {
        /// `comrade`, `relation`, `roster` or `tet`.
        key: &'static str,
    },
    /// A file without any kind.
    #[error("no kind in the file")]
    NoKind,
}

impl KindsError {
    /// A fault of something that was read with its place.
    pub(super) fn at<T>(source: &str, written: &Spanned<T>, reason: KindsReason) -> Self {
        let (line, column) = place::of(source, written.span().start);
        Self { line, column, reason }
    }

    /// A fault of the file as a whole, or of something whose place is not known.
    pub(super) const fn nowhere(reason: KindsReason) -> Self {
        Self { line: 0, column: 0, reason }
    }
}
