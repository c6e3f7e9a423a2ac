//! Photos of a period as files.

use std::path::{Path, PathBuf};

use super::{PeriodPhoto, PhotoError, name_of};
use crate::desk::file::{self, FileError, Overwrite};
use crate::desk::{Desk, DeskError};
use crate::domain::{Period, Stored};

/// What makes the text that goes with a period's photos.
pub type ListText<'t> = dyn Fn(&[PeriodPhoto]) -> String + 't;

impl Desk {
    /// Writes the photos that go out with a period's report into a folder, which is made where it is missing: numbered
    /// picture files, and `list` (a file name) with `text`'s answer for all of them. Answers the files in their order,
    /// the list last.
    ///
    /// Nothing is written when one of the files is there already and may not be replaced. Where they may, pictures of an
    /// earlier export that are chosen no more go, so that nobody sends them.
    ///
    /// # Errors
    /// [`PhotoError::None`]; [`FileError`].
    pub fn export_photos(
        &self,
        period: &Stored<Period>,
        folder: &Path,
        list: (&str, &ListText<'_>),
        overwrite: Overwrite,
    ) -> Result<Vec<PathBuf>, DeskError> {
        let photos = self.photos_of_period(period)?;
        if photos.is_empty() {
            return Err(PhotoError::None.into());
        }
        let (name, text) = list;
        let text = text(&photos).into_bytes();
        let files: Vec<(PathBuf, Vec<u8>)> = photos
            .into_iter()
            .map(|photo| (folder.join(photo.file_name), photo.bytes))
            .chain([(folder.join(name), text)])
            .collect();
        if overwrite == Overwrite::Refuse
            && let Some((path, _)) = files.iter().find(|(path, _)| path.exists())
        {
            return Err(FileError::Exists { path: path.clone() }.into());
        }
        std::fs::create_dir_all(folder)
            .map_err(|source| FileError::System { path: folder.to_owned(), source })?;
        if overwrite == Overwrite::Replace && folder.join(name).exists() {
            remove_former(folder, &files);
        }
        let mut written = Vec::with_capacity(files.len());
        for (path, bytes) in files {
            file::write(&path, &bytes, overwrite)?;
            written.push(path);
        }
        Ok(written)
    }
}

/// Removes the numbered pictures of an earlier export that are none of the new files.
fn remove_former(folder: &Path, files: &[(PathBuf, Vec<u8>)]) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = name_of(&path);
        let numbered = name.split_once('-').is_some_and(|(number, _)| {
            number.len() >= 2 && number.bytes().all(|digit| digit.is_ascii_digit())
        });
        let picture = path.extension().is_some_and(|ending| ending == "jpg" || ending == "png");
        if numbered && picture && !files.iter().any(|(file, _)| *file == path) {
            // One that cannot be removed stays; the list names those that count.
            let _ = std::fs::remove_file(&path);
        }
    }
}
