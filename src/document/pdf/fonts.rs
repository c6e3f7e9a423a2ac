//! The faces that a PDF is set in: a serif of the system that has every letter, else the one that the program carries.
//!
//! Only files of known names in the folders where systems keep fonts are opened. A family is used whole or not at
//! all: one face that lacks a letter would print a box in somebody's name.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use krilla::Data;
use krilla::text::{Font, GlyphId, Tag};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::super::layout::{Face, Metrics};
use super::look_alikes::{self, BOX};

/// Every letter of Vietnamese that is not plain Latin, small and capital: 134 with y and Y of all tones.
const VIETNAMESE: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ\
                          ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ";
/// What papers print besides.
const SIGNS: &str = " !\"#%&'()*+,-./0123456789:;<=>?@[]_\u{a0}«»–—‘’“”…";

/// Folders deeper than this hold no fonts of a system.
const DEEPEST: usize = 4;
/// Files and folders looked at before the search gives up: a folder with more is no folder of fonts.
const MOST: usize = 20_000;

/// A family that may stand on the system: its name and, in the order of [`FACES`], the names its files may have.
struct Family {
    name: &'static str,
    files: [&'static [&'static str]; 4],
}

/// The order of the faces of a family.
const FACES: [Face; 4] = [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic];

/// Families of the width of Times New Roman, the best first.
const FAMILIES: [Family; 3] = [
    Family {
        name: "Times New Roman",
        files: [
            &["times.ttf", "Times New Roman.ttf", "Times_New_Roman.ttf"],
            &["timesbd.ttf", "Times New Roman Bold.ttf", "Times_New_Roman_Bold.ttf"],
            &["timesi.ttf", "Times New Roman Italic.ttf", "Times_New_Roman_Italic.ttf"],
            &["timesbi.ttf", "Times New Roman Bold Italic.ttf", "Times_New_Roman_Bold_Italic.ttf"],
        ],
    },
    Family {
        name: "Tinos",
        files: [
            &["Tinos-Regular.ttf"],
            &["Tinos-Bold.ttf"],
            &["Tinos-Italic.ttf"],
            &["Tinos-BoldItalic.ttf"],
        ],
    },
    Family {
        name: "Liberation Serif",
        files: [
            &["LiberationSerif-Regular.ttf"],
            &["LiberationSerif-Bold.ttf"],
            &["LiberationSerif-Italic.ttf"],
            &["LiberationSerif-BoldItalic.ttf"],
        ],
    },
];

/// Name of the family that the program carries.
const CARRIED: &str = "Libertinus Serif";
/// Its faces, in the order of [`FACES`]; `build.rs` takes them out of the crate `typst-assets`.
const CARRIED_FACES: [&[u8]; 4] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/regular.otf")),
    include_bytes!(concat!(env!("OUT_DIR"), "/bold.otf")),
    include_bytes!(concat!(env!("OUT_DIR"), "/italic.otf")),
    include_bytes!(concat!(env!("OUT_DIR"), "/bold-italic.otf")),
];

/// Why no face can be had.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// The family that the program carries does not read: the program itself is damaged.
    #[error("the fonts that the program carries cannot be read")]
    Carried,
}

/// Four faces of one family, and what stands in for letters that it lacks.
pub struct Fonts {
    name: String,
    faces: Vec<FontFace>,
    /// The carried family beside another one, read when the first letter asks for it; empty where it is the one.
    spare: OnceLock<Vec<FontFace>>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A face with the widths of its letters.
pub(super) struct FontFace {
    /// What is put into the file.
    pub font: Font,
    bytes: Data,
    letters: HashMap<char, (u32, f32)>,
}

impl FontFace {
    /// A face that can be set; none for bytes that are no font.
    fn read(bytes: Data) -> Option<Self> {
        let letters = {
            let font = FontRef::new(bytes.as_ref()).ok()?;
            let widths = font.glyph_metrics(Size::unscaled(), LocationRef::default());
            let em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
            let advance = |glyph| widths.advance_width(glyph).map(|width| width / em);
            font.charmap()
                .mappings()
                .filter_map(|(code, glyph)| Some((char::from_u32(code)?, (glyph.to_u32(), advance(glyph)?))))
                .collect::<HashMap<_, _>>()
        };
        Some(Self { font: Font::new(bytes.clone(), 0)?, bytes, letters })
    }

    fn has_every_letter(&self) -> bool {
        let latin = ('a'..='z').chain('A'..='Z');
        latin.chain(VIETNAMESE.chars()).chain(SIGNS.chars()).all(|letter| self.letters.contains_key(&letter))
    }

    /// The same face under a name of its own within the file: what is drawn in it is read as `letter`, whatever else its
    /// glyph stands for elsewhere. No face has an axis of that name, so that the look is the same.
    pub fn apart_for(&self, letter: char) -> Option<Font> {
        Font::new_variable(self.bytes.clone(), 0, &[(Tag::new(b"READ"), u32::from(letter) as f32)])
    }
}

/// How a letter comes onto paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// By its own glyph.
    Itself,
    /// By that of a letter that looks like it.
    LookAlike,
    /// By the box: no face has it, nor anything like it.
    Box,
}

/// What is drawn for a letter.
pub(super) struct Drawn<'f> {
    /// The face that has it.
    pub face: &'f FontFace,
    /// Its glyph there.
    pub glyph: GlyphId,
    /// Its advance in parts of the size.
    pub advance: f32,
    /// Whether it is the letter's own.
    pub how: How,
}

impl Fonts {
    /// The first family found in `folders` that has every letter in all four faces, else the one carried.
    ///
    /// # Errors
    /// [`FontError::Carried`] if neither can be had.
    pub fn find(folders: &[PathBuf]) -> Result<Self, FontError> {
        let files = font_files(folders);
        let of_system = FAMILIES.iter().find_map(|family| Some((family.name, family_of(family, &files)?)));
        match of_system {
            Some((name, faces)) => Ok(Self { name: name.to_owned(), faces, spare: OnceLock::new() }),
            None => Self::carried(),
        }
    }

    /// The family that the program carries.
    ///
    /// # Errors
    /// [`FontError::Carried`] if it does not read.
    pub fn carried() -> Result<Self, FontError> {
        Ok(Self { name: CARRIED.to_owned(), faces: carried()?, spare: OnceLock::from(Vec::new()) })
    }

    /// The family's name, as a person knows it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the system has no family of the width of Times New Roman and the carried one is used: lines and pages may
    /// then end elsewhere than in the Word file.
    pub fn stands_in(&self) -> bool {
        self.name == CARRIED
    }

    /// How `letter` is drawn: by the face itself, else by the carried one of its look, else by the upright carried one;
    /// a letter that none of them has by one that looks like it, or by the box.
    pub(super) fn drawn(&self, face: Face, letter: char) -> Option<Drawn<'_>> {
        if let Some(drawn) = self.having(face, letter, How::Itself) {
            return Some(drawn);
        }
        let mut like = look_alikes::of(letter);
        like.find_map(|other| self.having(face, other, How::LookAlike))
            .or_else(|| self.having(face, BOX, How::Box))
            .or_else(|| {
                let (face, glyph) = (self.own(face)?, GlyphId::new(0));
                Some(Drawn { face, glyph, advance: 0.5, how: How::Box })
            })
    }

    /// The first face that has `letter`.
    fn having(&self, face: Face, letter: char, how: How) -> Option<Drawn<'_>> {
        let of = |face: &'_ FontFace| face.letters.get(&letter).copied();
        let own = self.own(face)?;
        let (face, (glyph, advance)) = match of(own) {
            Some(found) => (own, found),
            None => [face, Face::Regular]
                .into_iter()
                .filter_map(|face| self.spare(face))
                .find_map(|spare| Some((spare, of(spare)?)))?,
        };
        Some(Drawn { face, glyph: GlyphId::new(glyph), advance, how })
    }

    fn own(&self, face: Face) -> Option<&FontFace> {
        self.faces.get(FACES.iter().position(|other| *other == face)?)
    }

    /// The carried face of that look; where the carried family is the one in use, its own.
    fn spare(&self, face: Face) -> Option<&FontFace> {
        if self.stands_in() {
            return self.own(face);
        }
        let faces = self.spare.get_or_init(|| carried().unwrap_or_default());
        faces.get(FACES.iter().position(|other| *other == face)?)
    }
}

impl Metrics for Fonts {
    fn advance(&self, face: Face, letter: char) -> f32 {
        self.drawn(face, letter).map_or(0.5, |drawn| drawn.advance)
    }
}

/// The folders in which this system keeps fonts, the user's own first.
pub fn system_folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    if let Some(home) = directories::BaseDirs::new() {
        let home = home.home_dir();
        folders.extend([home.join(".local/share/fonts"), home.join(".fonts"), home.join("Library/Fonts")]);
    }
    let system = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
        "C:\\Windows\\Fonts",
    ];
    folders.extend(system.map(PathBuf::from));
    folders
}

fn carried() -> Result<Vec<FontFace>, FontError> {
    let faces: Vec<FontFace> =
        CARRIED_FACES.into_iter().filter_map(|bytes| FontFace::read(Data::from(bytes))).collect();
    let whole = faces.len() == FACES.len() && faces.iter().all(FontFace::has_every_letter);
    if whole { Ok(faces) } else { Err(FontError::Carried) }
}

fn family_of(family: &Family, files: &HashMap<String, PathBuf>) -> Option<Vec<FontFace>> {
    let face = |names: &&[&str]| {
        let path = names.iter().find_map(|name| files.get(&name.to_lowercase()))?;
        FontFace::read(std::fs::read(path).ok()?.into()).filter(FontFace::has_every_letter)
    };
    family.files.iter().map(face).collect()
}

/// Files of known names by their name in small letters; what cannot be read is passed over.
fn font_files(folders: &[PathBuf]) -> HashMap<String, PathBuf> {
    let known: Vec<String> = FAMILIES
        .iter()
        .flat_map(|family| family.files.iter().flat_map(|names| names.iter()))
        .map(|name| name.to_lowercase())
        .collect();
    let mut found = HashMap::new();
    let mut open: Vec<(PathBuf, usize)> = folders.iter().rev().map(|folder| (folder.clone(), 0)).collect();
    let mut looked_at = 0;
    while let Some((folder, depth)) = open.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            looked_at += 1;
            if looked_at > MOST {
                return found;
            }
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                if depth < DEEPEST {
                    open.push((entry.path(), depth + 1));
                }
                continue;
            }
            let name = entry.file_name().to_string_lossy().to_lowercase();
            if known.contains(&name) {
                found.entry(name).or_insert_with(|| entry.path());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn there_are_134_letters_that_plain_latin_lacks() {
        assert_eq!(VIETNAMESE.chars().count(), 134);
    }

    #[test]
    fn the_carried_family_has_every_letter() {
        let fonts = Fonts::carried().expect("carried");
        assert_eq!(fonts.name(), "Libertinus Serif");
        assert!(fonts.advance(Face::Bold, 'Ộ') > 0.5);
    }

    /// `build.rs` takes them by their places in the crate.
    #[test]
    fn the_carried_files_are_the_faces_they_are_used_as() {
        use skrifa::string::StringId;
        let names = CARRIED_FACES.map(|bytes| {
            let font = FontRef::new(bytes).expect("a font");
            font.localized_strings(StringId::FULL_NAME).english_or_first().expect("a name").to_string()
        });
        let weights = ["Regular", "Bold", "Italic", "Semibold Italic"];
        assert_eq!(names, weights.map(|weight| format!("Libertinus Serif {weight}")));
    }

    #[test]
    fn a_family_that_lacks_a_file_is_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("times.ttf"), b"no font").expect("written");
        let fonts =
            Fonts::find(&[folder.path().to_owned(), Path::new("/nowhere").to_owned()]).expect("carried");
        assert_eq!(fonts.name(), "Libertinus Serif");
    }
}
