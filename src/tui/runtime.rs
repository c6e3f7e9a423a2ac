//! The loop: events in, effects done, one frame out; drafts through a hang-up, the terminal restored
//! on every way out.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::App;
use super::draft::DraftState;
use super::draw;
use super::effect::{Answer, Effect, Generation, Query};
use super::perform::Performer;
use super::terminal::{Input, Screen, Session, SessionError, SessionOptions, session};
use super::theme::Theme;
use crate::desk::DeskError;
use crate::locale::{Language, Messages};
use crate::store::{Draft, take_stray_draft, write_draft_patiently};

/// How often the book is looked at for another officer's change.
const LOOK: Duration = Duration::from_millis(500);

/// How long a draft may wait for the book when a signal ends the program.
const PATIENCE: Duration = Duration::from_millis(100);

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

/// Why the program could not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The terminal.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// The terminal, later.
    #[error("terminal: {0}")]
    Terminal(#[from] std::io::Error),
    /// The book.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// What is being typed, for whoever must save it when the loop cannot.
type Slot = Arc<Mutex<Option<Draft>>>;

/// Runs the terminal program until the user leaves.
///
/// # Errors
/// [`RunError`] when there is no terminal or the book cannot be opened; the terminal is restored.
pub fn run(options: Options) -> Result<(), RunError> {
    let messages = Messages::new(options.language);
    let mut performer = Performer::open(options.book.clone(), options.officer.clone(), options.language)?;
    let catalog = performer.catalog()?;
    let drafts = performer.drafts();
    let slot: Slot = Arc::default();
    let keep = saver(&slot, options.book.clone());
    let crashed = messages.get("crashed");
    let mut session = Session::start(SessionOptions { on_signal: Box::new(keep), escape_wait: None })?;
    let keep = saver(&slot, options.book.clone());
    session::install_panic_hook(crashed, move |_| keep());
    let theme = Theme::from_env();
    let mut app = App::new(
        messages,
        theme,
        catalog,
        options.book.display().to_string(),
        performer.outlines(),
    );
    let size = session.size();
    app.resize(size.0, size.1);
    let effects = app.start(drafts);
    let mut program = Loop {
        app,
        performer,
        session,
        screen: Screen::new(theme.has_colours()),
        later: VecDeque::new(),
        slot,
        officer: options.officer,
        over: false,
    };
    program.perform(effects);
    let ended = program.turn();
    program.session.restore();
    ended
}

/// What writes the draft in the slot with a connection of its own. It never waits for a lock that
/// the loop may hold, so it may run in a signal's thread or in a panic.
fn saver(slot: &Slot, book: PathBuf) -> impl Fn() + Send + Sync + 'static {
    let slot = Arc::clone(slot);
    move || {
        let draft = slot.try_lock().ok().and_then(|draft| draft.clone());
        if let Some(draft) = draft {
            let _ = write_draft_patiently(&book, &draft, PATIENCE);
        }
    }
}

struct Loop {
    app: App,
    performer: Performer,
    session: Session,
    screen: Screen,
    later: VecDeque<(Generation, Query)>,
    slot: Slot,
    officer: String,
    over: bool,
}

impl Loop {
    fn turn(&mut self) -> Result<(), RunError> {
        let mut looked = Instant::now();
        self.paint()?;
        while !self.over {
            let wait = if self.later.is_empty() { LOOK.saturating_sub(looked.elapsed()) } else { Duration::ZERO };
            let inputs = self.session.next(Some(wait))?;
            if inputs.is_empty()
                && let Some((generation, query)) = self.later.pop_front()
            {
                self.perform(vec![Effect::Load(generation, query)]);
            }
            for input in inputs {
                match input {
                    Input::Event(event) => self.event(event),
                    Input::Hangup => {
                        self.keep_draft();
                        return Ok(());
                    }
                    Input::Wake => {}
                }
                if self.over {
                    break;
                }
            }
            if looked.elapsed() >= LOOK {
                looked = Instant::now();
                if self.performer.moved_outside() {
                    let effects = self.app.answer(0, Answer::BookMoved);
                    self.perform(effects);
                }
            }
            if !self.over {
                self.paint()?;
            }
        }
        Ok(())
    }

    fn event(&mut self, event: Event) {
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
        self.remember_draft();
        self.perform(effects);
        self.remember_draft();
    }

    /// Carries effects out, and those that come of their answers.
    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            let more = match effect {
                Effect::Quit => {
                    self.keep_draft();
                    self.over = true;
                    Vec::new()
                }
                Effect::LoadLater(generation, query) => {
                    self.later.retain(|(_, other)| std::mem::discriminant(other) != std::mem::discriminant(&query));
                    self.later.push_back((generation, query));
                    Vec::new()
                }
                Effect::KeepDraft => {
                    self.keep_draft();
                    Vec::new()
                }
                Effect::DropDraft(key) => {
                    self.performer.drop_draft(&key);
                    Vec::new()
                }
                Effect::UseLanguage(language) => {
                    self.performer.speak(language);
                    self.screen.invalidate();
                    Vec::new()
                }
                Effect::Load(generation, query) => {
                    let answer = self.performer.load(query, &self.app.catalog);
                    self.app.answer(generation, answer)
                }
                Effect::Write(write) => {
                    let answer = self.performer.write(write, &self.app.catalog);
                    self.app.answer(0, answer)
                }
                Effect::Export { period, outline, overwrite } => {
                    let answer = self.performer.export(period, &outline, overwrite);
                    self.app.answer(0, answer)
                }
                Effect::Verify => {
                    let answer = self.performer.verify();
                    self.app.answer(0, answer)
                }
            };
            queue.extend(more);
        }
    }

    /// Puts what is being typed where a signal's thread finds it.
    fn remember_draft(&self) {
        let draft = self.app.draft().map(|state| Draft::now(self.officer.as_str(), state.key(), state.payload()));
        *self.slot.lock().unwrap_or_else(PoisonError::into_inner) = draft;
    }

    fn keep_draft(&self) {
        let open = self.app.draft();
        for draft in open.iter().chain(&self.app.drafts) {
            self.performer.keep_draft(draft);
        }
    }

    fn paint(&mut self) -> Result<(), RunError> {
        let (width, height) = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let caret = draw::draw(&mut self.app, &mut buffer);
        if let Some(bytes) = self.screen.render(&buffer, caret) {
            self.session.write_frame(bytes)?;
        }
        Ok(())
    }
}

/// Drafts that a former run left: those of the book, and one that a signal had to leave beside it.
pub(super) fn drafts_left(store: &crate::store::Store, officer: &str) -> Vec<DraftState> {
    let stray = take_stray_draft(store.path()).ok().flatten();
    if let Some(draft) = &stray {
        let _ = store.save_draft(draft);
    }
    let drafts = store.drafts(officer).unwrap_or_default();
    drafts.iter().filter_map(|draft| DraftState::read(&draft.payload)).collect()
}
