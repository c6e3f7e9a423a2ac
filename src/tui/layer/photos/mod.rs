//! Ảnh: the photos of an activity, or those of the period in their order; attaching one; its caption.
//!
//! One layer with three states, so that Esc always goes one step back and what is typed stays in sight when it is
//! refused. What is read and changed goes through [`PhotoWrite`] and [`Asked`].

mod draw;
mod files;
mod list;

use std::path::PathBuf;

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::{Activity, Id, Period, Photo, Stored};
use crate::text::clean;
use crate::tui::effect::FolderWords;
use crate::tui::input::TextInput;
use crate::tui::widget::Rows;

use super::roster_file::typed_path;
pub use files::{FileList, OfferedPicture};
pub use list::{PhotoList, PhotoRow};

/// Whose photos are shown.
#[derive(Debug, Clone)]
pub enum PhotosOf {
    /// Those of an activity.
    Activity(Box<Stored<Activity>>),
    /// Those of a period, in the order in which they go out.
    Period(Box<Stored<Period>>),
}

/// A change of photos; each is one transaction.
#[derive(Debug, Clone)]
pub enum PhotoWrite {
    /// A file is attached to an activity.
    Attach {
        /// The activity.
        activity: Id<Activity>,
        /// The file.
        path: PathBuf,
        /// Its caption.
        caption: String,
    },
    /// Another caption.
    Caption(Id<Photo>, String),
    /// The deletion mark.
    Remove(Id<Photo>),
    /// Which of a period's photos go out, in this order.
    Choose(Box<Stored<Period>>, Vec<Id<Photo>>),
}

/// What a key did.
#[derive(Debug)]
pub enum Asked {
    /// Nothing to be done.
    Open,
    /// Left.
    Left,
    /// The pictures of the exchange folder are wanted.
    Files,
    /// The caption of this file is to be asked for.
    Named(PathBuf),
    /// The file cannot be used: a sentence.
    Unfit(String),
    /// A change of the book.
    Write(PhotoWrite),
    /// Undo.
    Undo,
    /// The period's photos are to be written as files.
    Export(Box<Stored<Period>>),
    /// The last photo that goes out stays.
    KeepOne,
}

/// What the layer shows.
#[derive(Debug)]
enum State {
    List,
    Files(FileList),
    Caption { input: TextInput, of: Captioned },
}

/// What a caption is typed for.
#[derive(Debug)]
enum Captioned {
    /// A photo of the book.
    Photo(Id<Photo>),
    /// A file that is to be attached; the list that it was chosen from, if one was.
    File(PathBuf, Option<FileList>),
}

/// The layer.
#[derive(Debug)]
pub struct PhotosLayer {
    /// The photos.
    pub list: PhotoList,
    pointer: Rows,
    state: State,
}

impl PhotosLayer {
    /// The layer over these photos.
    pub fn new(list: PhotoList) -> Self {
        Self { list, pointer: Rows::default(), state: State::List }
    }

    /// The photos as they are by now: back to their list, the pointer on the photo it was on or on one that came.
    pub fn refresh(&mut self, list: PhotoList) {
        let on = self.current().map(|row| row.head.id);
        let more = list.rows.len() > self.list.rows.len();
        self.list = list;
        self.state = State::List;
        if more && matches!(self.list.of, PhotosOf::Activity(_)) {
            self.pointer.at = self.list.rows.len().saturating_sub(1);
        } else if let Some(at) = self.list.rows.iter().position(|row| Some(row.head.id) == on) {
            self.pointer.at = at;
        }
        self.pointer.step(0, self.list.rows.len());
    }

    /// The pictures of the exchange folder have been looked up.
    pub fn offer(&mut self, files: Vec<OfferedPicture>, folder: FolderWords) {
        self.state = State::Files(FileList::new(files, folder));
    }

    /// Asks for the caption of a file; `proposed` stands there already.
    pub fn ask_caption(&mut self, path: PathBuf, proposed: &str) {
        let files = match std::mem::replace(&mut self.state, State::List) {
            State::Files(files) => Some(files),
            _ => None,
        };
        let input = TextInput::line().with(proposed);
        self.state = State::Caption { input, of: Captioned::File(path, files) };
    }

    /// The footer's message.
    pub const fn footer(&self) -> &'static str {
        match (&self.state, &self.list.of) {
            (State::Files(_), _) => "footer-photos-file",
            (State::Caption { .. }, _) => "footer-photos-caption",
            (State::List, PhotosOf::Activity(_)) => "footer-photos",
            (State::List, PhotosOf::Period(_)) => "footer-photos-period",
        }
    }

    fn current(&self) -> Option<&PhotoRow> {
        self.list.rows.get(self.pointer.at)
    }

    /// Takes pasted text; over the list of an activity it is the path of a picture, as when one is dragged into the
    /// window.
    pub fn paste(&mut self, text: &str) -> Asked {
        match &mut self.state {
            State::Files(files) => files.paste(text),
            State::Caption { input, .. } => {
                input.paste(&clean::line(text));
            }
            State::List => {
                let path = typed_path(text.lines().next().unwrap_or_default());
                if matches!(self.list.of, PhotosOf::Activity(_)) && !path.as_os_str().is_empty() {
                    return Asked::Named(path);
                }
            }
        }
        Asked::Open
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Asked {
        match &mut self.state {
            State::List => self.list_key(key),
            State::Files(files) => {
                let asked = files.key(key);
                if matches!(asked, Asked::Left) {
                    self.state = State::List;
                    return Asked::Open;
                }
                asked
            }
            State::Caption { input, .. } => match key.code {
                KeyCode::Esc => {
                    let back = std::mem::replace(&mut self.state, State::List);
                    if let State::Caption { of: Captioned::File(_, Some(files)), .. } = back {
                        self.state = State::Files(files);
                    }
                    Asked::Open
                }
                KeyCode::Enter => self.captioned(),
                _ => {
                    input.key(key, draw::CAPTION_WIDTH);
                    Asked::Open
                }
            },
        }
    }

    /// The caption is typed; the layer stays as it is until the change is in the book.
    fn captioned(&self) -> Asked {
        let State::Caption { input, of } = &self.state else { return Asked::Open };
        let caption = input.normalised();
        match (of, &self.list.of) {
            (Captioned::Photo(id), _) => Asked::Write(PhotoWrite::Caption(*id, caption)),
            (Captioned::File(path, _), PhotosOf::Activity(entry)) => {
                Asked::Write(PhotoWrite::Attach { activity: entry.id, path: path.clone(), caption })
            }
            (Captioned::File(..), PhotosOf::Period(_)) => Asked::Open,
        }
    }
}
