//! The outlines a book can use: those that the program carries and those that the unit added.

use std::sync::LazyLock;

use super::outline::{Outline, OutlineError, OutlineReason};
use crate::domain::{Kinds, OwnOutline};

/// The first built-in outline, whose tables of words others may leave out.
pub(super) const FIRST: &str = include_str!("../../assets/outlines/ha-dong.toml");

/// The outlines that the program carries, in the order offered.
const BUILT_IN: &[&str] = &[
    FIRST,
    include_str!("../../assets/outlines/ninh-binh.toml"),
    include_str!("../../assets/outlines/nam-hoc.toml"),
];

/// Outlines by code.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outlines {
    /// Built-in ones first, then the unit's own.
    pub all: Vec<Outline>,
    /// Own outlines that cannot be read any more, with the reason: one bad outline takes no other away.
    pub refused: Vec<(String, OutlineError)>,
}

impl Outlines {
    /// The outlines that the program carries.
    ///
    /// # Errors
    /// Never for a released program: a test reads them.
    pub fn built_in() -> Result<Self, OutlineError> {
        // Read once: every reload of a book begins with them.
        static READ: LazyLock<Result<Vec<Outline>, OutlineError>> =
            LazyLock::new(|| BUILT_IN.iter().map(|source| Outline::parse(source)).collect());
        Ok(Self { all: READ.clone()?, refused: Vec::new() })
    }

    /// The built-in outlines and the unit's own, whose codes are looked up in `kinds`. An own outline with the
    /// code of a built-in one takes its place; of two own ones the second is refused.
    ///
    /// # Errors
    /// As [`Outlines::built_in`]; own outlines that cannot be read are in [`Outlines::refused`].
    pub fn with_own(own: &[OwnOutline], kinds: &Kinds) -> Result<Self, OutlineError> {
        let mut outlines = Self::built_in()?;
        let mut taken: Vec<&str> = Vec::new();
        for record in own {
            match Outline::parse_with(&record.source, kinds) {
                Ok(_) if taken.contains(&record.code.as_str()) => {
                    let reason = OutlineReason::Doubled { what: "outline", id: record.code.clone() };
                    outlines.refused.push((record.code.clone(), OutlineError::nowhere(reason)));
                }
                Ok(mut outline) => {
                    taken.push(&record.code);
                    outline.code.clone_from(&record.code);
                    outlines.all.retain(|other| other.code != outline.code);
                    outlines.all.push(outline);
                }
                Err(error) => outlines.refused.push((record.code.clone(), error)),
            }
        }
        Ok(outlines)
    }

    /// The file of an outline that the program carries, by the outline's code.
    pub fn built_in_source(code: &str) -> Option<&'static str> {
        let place = Self::built_in().ok()?.all.iter().position(|outline| outline.code == code)?;
        BUILT_IN.get(place).copied()
    }

    /// The outline with this code.
    pub fn get(&self, code: &str) -> Option<&Outline> {
        self.all.iter().find(|outline| outline.code == code)
    }
}
