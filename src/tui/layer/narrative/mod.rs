//! A part's words in an editor of the whole height, with the letter's guidance above them and, on a key, older words
//! or the figures of the part beside them.

mod draw;
pub mod keys;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde::{Deserialize, Serialize};

use crate::domain::{Id, Period};
use crate::exchange::check::MAX_TEXT;
use crate::report::fields::OlderWords;
use crate::text::pasted;
use crate::tui::input::{Edited, Editor};

/// The longest text, characters: what an exchange file takes.
pub const LIMIT: usize = MAX_TEXT;

/// What helps to write a part.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PartHelp {
    /// What a new unit may start from; empty: nothing.
    pub starter: String,
    /// The words of an older period.
    pub older: Option<OlderWords>,
    /// The lines that the program prints in the same part.
    pub printed: Vec<String>,
}

/// What stands beside the words, or in their place where there is no room for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Aside {
    /// Nothing.
    #[default]
    Hidden,
    /// Older words.
    Older,
    /// What the program prints in the part.
    Printed,
    /// The editor's keys.
    Keys,
}

/// The editor of one part.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NarrativeLayer {
    /// The period.
    pub period: Id<Period>,
    /// The narrative's key.
    pub part: String,
    /// The part's number and title.
    pub title: String,
    /// What the outline asks for.
    pub guidance: String,
    /// The words.
    #[serde(rename = "input")]
    pub editor: Editor,
    /// The words as the book has them.
    pub before: String,
    /// What helps to write them.
    #[serde(default)]
    pub help: PartHelp,
    /// What was cut or copied; a draft keeps it, since it may stand nowhere else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub clipboard: String,
    /// The words as the book has them now, where a draft began from others.
    #[serde(skip)]
    now: Option<String>,
    /// What stands beside the words.
    #[serde(skip)]
    pub aside: Aside,
    /// The topmost line of what stands beside them.
    #[serde(skip)]
    top: usize,
    /// Columns and rows of the words at the latest drawing.
    #[serde(skip)]
    room: (u16, u16),
    /// What stands beside the words hid them at the latest drawing.
    #[serde(skip)]
    covered: bool,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Nothing to be done.
    Open,
    /// The words changed.
    Changed,
    /// To be saved.
    Save,
    /// Left; the draft stays.
    Left,
    /// The words are to be edited in the officer's own editor.
    Outside,
    /// Older words came in.
    Older,
    /// A starter text came in.
    Started,
    /// Nothing was done; the message that says why.
    Refused(&'static str),
}

impl NarrativeLayer {
    /// The editor of a part with the words that the book has.
    pub fn new(period: Id<Period>, part: String, before: String) -> Self {
        Self {
            period,
            part,
            title: String::new(),
            guidance: String::new(),
            editor: Editor::new(&before, LIMIT),
            before,
            help: PartHelp::default(),
            clipboard: String::new(),
            now: None,
            aside: Aside::default(),
            top: 0,
            room: (0, 0),
            covered: false,
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Written {
        self.editor.limit_to(LIMIT);
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Char('s') if control => Written::Save,
            KeyCode::Esc if self.aside != Aside::Hidden => self.show(Aside::Hidden),
            KeyCode::Esc => Written::Left,
            KeyCode::F(1) => self.show(if self.aside == Aside::Keys { Aside::Hidden } else { Aside::Keys }),
            KeyCode::F(2) => self.next_aside(),
            KeyCode::F(4) => self.take_older(),
            KeyCode::F(5) => self.take_starter(),
            KeyCode::F(6) => Written::Outside,
            KeyCode::Char('o') if control && !alt => Written::Outside,
            KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown
                if self.aside != Aside::Hidden && (alt || self.covered) =>
            {
                self.scroll(key.code);
                Written::Open
            }
            // Whoever types wants to see what is typed.
            _ if self.covered => {
                self.show(Aside::Hidden);
                self.edit(key)
            }
            _ => self.edit(key),
        }
    }

    /// The message of the keys that help now: what stands beside the words has keys of its own, and where it hides them
    /// the editor's are of no use.
    pub const fn footer(&self) -> &'static str {
        match (self.aside, self.covered) {
            (Aside::Hidden, _) => "footer-narrative",
            (Aside::Keys, _) => "footer-narrative-keys",
            (_, true) => "footer-narrative-covered",
            (_, false) => "footer-narrative-beside",
        }
    }

    fn edit(&mut self, key: KeyEvent) -> Written {
        let (columns, rows) = (self.room.0.max(20), self.room.1.max(1));
        let done = self.editor.key(key, columns, rows, &mut self.clipboard);
        if done == Edited::Nothing {
            let letter = if let KeyCode::Char(letter) = key.code { letter.to_ascii_lowercase() } else { ' ' };
            return Written::Refused(match letter {
                'z' => "narrative-no-undo",
                'y' => "narrative-no-redo",
                'v' => "narrative-no-clipboard",
                _ => "narrative-no-selection",
            });
        }
        said(done, Written::Changed)
    }

    fn show(&mut self, aside: Aside) -> Written {
        self.aside = aside;
        self.top = 0;
        self.covered = false;
        Written::Open
    }

    /// Older words, then what the program prints, then neither.
    fn next_aside(&mut self) -> Written {
        let (older, printed) = (self.help.older.is_some(), !self.help.printed.is_empty());
        let next = match self.aside {
            Aside::Hidden | Aside::Keys if older => Aside::Older,
            Aside::Hidden | Aside::Keys | Aside::Older if printed => Aside::Printed,
            Aside::Hidden => return Written::Refused("narrative-nothing-beside"),
            _ => Aside::Hidden,
        };
        self.show(next)
    }

    fn scroll(&mut self, code: KeyCode) {
        let page = usize::from(self.room.1.max(2)) - 1;
        self.top = match code {
            KeyCode::Up => self.top.saturating_sub(1),
            KeyCode::PageUp => self.top.saturating_sub(page),
            KeyCode::PageDown => self.top + page,
            _ => self.top + 1,
        };
    }

    fn take_older(&mut self) -> Written {
        let Some(older) = &self.help.older else { return Written::Refused("narrative-no-older") };
        let done = self.editor.add_lines(&older.text);
        if self.covered {
            self.show(Aside::Hidden);
        }
        said(done, Written::Older)
    }

    fn take_starter(&mut self) -> Written {
        if self.help.starter.is_empty() {
            return Written::Refused("narrative-no-starter");
        }
        said(self.editor.add_lines(&self.help.starter), Written::Started)
    }

    /// Takes a paste, cleaned.
    pub fn paste(&mut self, text: &str) -> Written {
        self.editor.limit_to(LIMIT);
        if self.covered {
            self.show(Aside::Hidden);
        }
        said(self.editor.paste(&pasted::narrative(text)), Written::Changed)
    }

    /// Takes the text that came back from another editor, cleaned like a paste. False when it is too long.
    pub fn take_back(&mut self, text: &str) -> bool {
        self.editor.limit_to(LIMIT);
        let cleaned = pasted::narrative(text);
        self.editor.set(cleaned.trim_matches('\n')) != Edited::Full
    }

    /// True when there is something to lose.
    pub fn is_changed(&self) -> bool {
        self.editor.value() != self.now.as_deref().unwrap_or(&self.before)
    }

    /// Under which key its draft is kept.
    pub fn draft_key(&self) -> String {
        format!("narrative:{}:{}", self.period, self.part)
    }

    /// A draft is opened again; `fresh` is the editor that the part would open in. Steps back lead to the words that
    /// the book has; saving still compares with those that the draft began from. True when they are others.
    pub fn resume(&mut self, fresh: Option<Self>) -> bool {
        if let Some(fresh) = fresh {
            self.title = fresh.title;
            self.guidance = fresh.guidance;
            self.help = fresh.help;
            self.now = Some(fresh.before);
        }
        let now = self.now.as_ref().unwrap_or(&self.before);
        let moved = *now != self.before;
        if moved || !self.editor.has_steps() {
            self.editor.came_from(now);
        }
        moved
    }
}

fn said(done: Edited, changed: Written) -> Written {
    match done {
        Edited::Changed => changed,
        Edited::Full => Written::Refused("narrative-full"),
        Edited::Moved | Edited::Nothing | Edited::Ignored => Written::Open,
    }
}
