//! The program without a terminal: app, desk and screen joined. Keys go in, frames come out; the
//! runtime gives it a terminal, tests and measurements give it keys.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crossterm::event::{Event, KeyEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::app::App;
use super::draw;
use super::effect::{Answer, Effect, Generation, Query};
use super::outside::{Brought, OutsideError};
use super::perform::Performer;
use super::terminal::Screen;
use super::theme::Theme;
use crate::desk::{Config, DeskError};
use crate::locale::{Language, Messages};
use crate::store::Draft;

/// What the program is started with.
#[derive(Debug, Clone)]
pub struct Options {
    /// The book's file; it need not exist yet.
    pub book: PathBuf,
    /// The interface's language.
    pub language: Language,
    /// Who writes.
    pub officer: String,
}

/// What is being typed and which book it belongs to, for whoever must save it when the loop cannot.
pub type DraftSlot = Arc<Mutex<Option<(PathBuf, Draft)>>>;

/// App, desk and screen.
pub struct Program {
    /// What is shown.
    pub app: App,
    /// What is being typed.
    pub slot: DraftSlot,
    performer: Performer,
    screen: Screen,
    later: VecDeque<(Generation, Query)>,
    /// A text that waits for the officer's own editor.
    outside: Option<String>,
    /// The draft that was kept last, as text.
    kept: String,
    /// The key of the emptied line whose draft was dropped last.
    emptied: String,
    over: bool,
}

impl Program {
    /// Opens the book and reads what the first screen shows.
    ///
    /// # Errors
    /// Those of opening and reading the book.
    pub fn start(options: &Options, theme: Theme, size: (u16, u16)) -> Result<Self, DeskError> {
        Self::start_with(options, Config::of_system(None), theme, size)
    }

    /// The same for somebody's own config.
    ///
    /// # Errors
    /// Those of [`Program::start`].
    pub fn start_with(
        options: &Options,
        config: Config,
        theme: Theme,
        size: (u16, u16),
    ) -> Result<Self, DeskError> {
        let performer =
            Performer::open(options.book.clone(), options.officer.clone(), options.language, config)?;
        let catalog = performer.catalog()?;
        let drafts = performer.drafts();
        let messages = Messages::new(options.language);
        let book = options.book.display().to_string();
        let app = App::new(messages, theme, catalog, book, performer.outlines());
        let mut program = Self {
            app,
            slot: DraftSlot::default(),
            performer,
            screen: Screen::new(theme.has_colours()),
            later: VecDeque::new(),
            outside: None,
            kept: String::new(),
            emptied: String::new(),
            over: false,
        };
        program.app.resize(size.0, size.1);
        program.app.lines = program.performer.earlier_lines();
        program.app.folder = program.performer.folder_words();
        program.app.officer = program.performer.officer_name();
        let unnamed = program.performer.is_unnamed();
        let effects = program.app.start(drafts, unnamed);
        program.perform(effects);
        // A draft that lay beside the place was taken from there: until there is a book it goes back at once.
        program.remember_draft();
        if program.app.catalog.units.is_empty() {
            program.keep_draft();
        }
        Ok(program)
    }

    /// True when the user has left.
    pub const fn is_over(&self) -> bool {
        self.over
    }

    /// True when something is to be read or made after drawing.
    pub fn has_more(&self) -> bool {
        !self.later.is_empty() || self.performer.makes_parcel()
    }

    /// Reads one thing that could wait, or does one step of what takes several.
    pub fn more(&mut self) {
        if let Some((generation, query)) = self.later.pop_front() {
            self.perform(vec![Effect::Load(generation, query)]);
        } else if let Some(answer) = self.performer.go_on_with_parcel() {
            let effects = self.app.answer(0, answer);
            self.perform(effects);
        }
    }

    /// Takes a key, a paste or a new size.
    pub fn event(&mut self, event: Event) {
        let effects = match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => self.app.key(key),
            Event::Paste(text) => self.app.paste(&text),
            Event::Resize(columns, rows) => {
                self.app.resize(columns, rows);
                self.screen.invalidate();
                Vec::new()
            }
            _ => Vec::new(),
        };
        // Before the effects, so that a crash in one of them loses nothing; behind them, since what
        // was saved is no draft any more.
        self.remember_draft();
        self.perform(effects);
        self.remember_draft();
    }

    /// A text that waits for the officer's own editor; whoever takes it answers by [`Program::outside_done`].
    pub const fn take_outside(&mut self) -> Option<String> {
        self.outside.take()
    }

    /// The officer's own editor is done. The screen is drawn anew as a whole: another program had it.
    pub fn outside_done(&mut self, done: Result<Brought, OutsideError>) {
        self.screen.invalidate();
        let effects = self.app.outside_done(done);
        self.remember_draft();
        self.perform(effects);
    }

    /// Looks whether another process changed the book, and reads again if it did.
    pub fn look_outside(&mut self) {
        if self.performer.moved_outside() {
            let effects = self.app.answer(0, Answer::BookMoved);
            self.perform(effects);
        }
    }

    /// Carries effects out, and those that come of their answers.
    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            let (generation, answer) = match effect {
                Effect::Quit => {
                    self.keep_draft();
                    self.over = true;
                    continue;
                }
                Effect::LoadLater(generation, query) => {
                    // The newest question of a sort is the only one whose answer is wanted.
                    let sort = std::mem::discriminant(&query);
                    self.later.retain(|(_, other)| std::mem::discriminant(other) != sort);
                    self.later.push_back((generation, query));
                    continue;
                }
                Effect::KeepDraft => {
                    self.keep_draft();
                    continue;
                }
                Effect::EditOutside(text) => {
                    self.outside = Some(text);
                    continue;
                }
                Effect::DropDraft(key) => {
                    self.performer.drop_draft(&key);
                    continue;
                }
                Effect::RememberLine(line) => {
                    self.performer.remember_line(&line);
                    continue;
                }
                Effect::UseLanguage(language) => {
                    self.performer.speak(language);
                    self.app.outlines = self.performer.outlines();
                    continue;
                }
                Effect::UseFolder { folder, shown_as } => (0, self.performer.use_folder(&folder, &shown_as)),
                Effect::Load(generation, query) => {
                    (generation, self.performer.load(query, &self.app.catalog))
                }
                Effect::Write(write) => {
                    let written = self.performer.write(write, &self.app.catalog);
                    // An undo may have taken an outline back.
                    self.app.outlines = self.performer.outlines();
                    (0, written)
                }
                Effect::Export { period, outline, format, overwrite } => {
                    (0, self.performer.export(&period, &outline, format, overwrite))
                }
                Effect::ExportSent { id, format, overwrite } => {
                    (0, self.performer.export_sent(id, format, overwrite))
                }
                Effect::PhotoFiles => (0, self.performer.photo_files()),
                Effect::PhotoFits(activity, path) => (0, self.performer.photo_fits(activity, path)),
                Effect::ExportPhotos { period, overwrite } => {
                    (0, self.performer.export_photos(period, overwrite))
                }
                Effect::BeginParcel { period, outline, overwrite } => {
                    (0, self.performer.begin_parcel(&period, &outline, overwrite))
                }
                Effect::DropParcel => (0, self.performer.drop_parcel()),
                Effect::Verify => (0, self.performer.verify()),
                Effect::RosterFiles => (0, self.performer.roster_files()),
                Effect::ReadRoster(source) => (0, self.performer.read_roster(&source, &self.app.catalog)),
                Effect::OpenDemo => (0, self.performer.open_demo()),
            };
            queue.extend(self.app.answer(generation, answer));
        }
    }

    /// Puts what is being typed where a signal's thread finds it.
    fn remember_draft(&self) {
        let draft = self.app.draft();
        let draft = draft.map(|kept| (self.performer.book().to_owned(), self.performer.draft_of(&kept)));
        *self.slot.lock().unwrap_or_else(PoisonError::into_inner) = draft;
    }

    /// Keeps what is being typed, and what was left, in the book.
    pub fn keep_draft(&self) {
        let beneath = self.app.drafts_beneath();
        for draft in self.app.drafts.iter().chain(&beneath).chain(self.app.draft().as_ref()) {
            self.performer.keep_draft(draft);
        }
        self.drop_emptied();
    }

    /// A line that was typed and emptied again is no draft, also while it is open.
    fn drop_emptied(&self) {
        if let Some(key) = self.app.emptied() {
            self.performer.drop_draft(key);
        }
    }

    /// Keeps what is being typed if it changed since it was kept last; for a pause in typing, so that
    /// a cut of the power costs little.
    pub fn keep_changed_draft(&mut self) {
        let Some(draft) = self.app.draft() else {
            // Once for every line that was emptied, not at every pause.
            let emptied = self.app.emptied().unwrap_or_default().to_owned();
            if emptied != self.emptied {
                self.drop_emptied();
                self.emptied = emptied;
            }
            self.kept.clear();
            return;
        };
        let payload = draft.state.payload();
        if payload != self.kept {
            self.performer.keep_draft(&draft);
            self.kept = payload;
            self.emptied.clear();
        }
    }

    /// The screen as cells, and where the cursor stands.
    pub fn picture(&mut self) -> (Buffer, Option<Position>) {
        let (width, height) = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let caret = draw::draw(&mut self.app, &mut buffer);
        (buffer, caret)
    }

    /// The bytes that bring the terminal to the present screen; none when it shows that already.
    pub fn frame(&mut self) -> Option<&[u8]> {
        let (buffer, caret) = self.picture();
        self.screen.render(&buffer, caret)
    }

    /// The rows of the screen as text, for tests.
    pub fn rows(&mut self) -> Vec<String> {
        let (buffer, _) = self.picture();
        let width = usize::from(buffer.area.width.max(1));
        buffer
            .content
            .chunks(width)
            .map(|row| {
                row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned()
            })
            .collect()
    }
}
