//! The loop: a terminal for the [`Program`]. Events in, one frame out; drafts through a hang-up; the
//! terminal restored on every way out.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::draft::{DraftState, Kept};
use super::outside;
use super::program::{DraftSlot, Options, Program};
use super::terminal::{Input, Session, SessionError, SessionOptions, session};
use super::theme::Theme;
use crate::desk::{Config, DeskError};
use crate::locale::Messages;
use crate::store::{Store, take_stray_draft, write_draft_patiently};

/// How often the book is looked at for another officer's change.
const LOOK: Duration = Duration::from_millis(500);

/// How long a draft may wait for the book when a signal ends the program.
const PATIENCE: Duration = Duration::from_millis(100);

/// Why the program could not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The terminal could not be taken.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// The terminal failed later.
    #[error("terminal: {0}")]
    Terminal(#[from] std::io::Error),
    /// The book.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// Runs the terminal program until the user leaves.
///
/// # Errors
/// [`RunError`] when there is no terminal or the book cannot be opened; the terminal is restored.
pub fn run(options: &Options) -> Result<(), RunError> {
    run_with(options, Config::of_system(None))
}

/// The same for somebody's own config.
///
/// # Errors
/// Those of [`run`].
pub fn run_with(options: &Options, config: Config) -> Result<(), RunError> {
    let theme = Theme::from_env();
    // The book first: what is wrong with it is said on the screen the user came from.
    let mut program = Program::start_with(options, config, theme, (80, 24))?;
    let on_signal = Box::new(saver(&program.slot));
    let mut session = Session::start(SessionOptions { on_signal, escape_wait: None })?;
    let on_panic = saver(&program.slot);
    session::install_panic_hook(Messages::new(options.language).get("crashed"), move |_| on_panic());
    let (columns, rows) = session.size();
    program.app.resize(columns, rows);
    let ended = turn(&mut program, &mut session);
    session.restore();
    ended
}

fn turn(program: &mut Program, session: &mut Session) -> Result<(), RunError> {
    let mut looked = Instant::now();
    loop {
        if let Some(bytes) = program.frame() {
            session.write_frame(bytes)?;
        }
        let wait = if program.has_more() { Duration::ZERO } else { LOOK.saturating_sub(looked.elapsed()) };
        let inputs = session.next(Some(wait))?;
        if inputs.is_empty() {
            program.more();
        }
        for input in inputs {
            match input {
                Input::Event(event) => program.event(event),
                Input::Hangup => {
                    program.keep_draft();
                    return Ok(());
                }
                Input::Wake => {}
            }
            if let Some(text) = program.take_outside() {
                let done = session.lend(|| outside::edit(outside::chosen(), &text))?;
                let (columns, rows) = session.size();
                program.app.resize(columns, rows);
                program.outside_done(done);
            }
            if program.is_over() {
                return Ok(());
            }
        }
        if looked.elapsed() >= LOOK {
            looked = Instant::now();
            program.look_outside();
            program.keep_changed_draft();
        }
    }
}

/// What writes the draft in the slot through a connection of its own. It never waits for a lock that
/// the loop may hold, so it may run in a signal's thread or in a panic.
fn saver(slot: &DraftSlot) -> impl Fn() + Send + Sync + 'static {
    let slot = Arc::clone(slot);
    move || {
        let draft = slot.try_lock().ok().and_then(|draft| draft.clone());
        if let Some((book, draft)) = draft {
            let _ = write_draft_patiently(&book, &draft, PATIENCE);
        }
    }
}

/// Drafts that a former run left: those of the book, and one that a signal had to leave beside it.
/// Without a book only the latter.
pub(super) fn drafts_left(book: &Path, store: Option<&Store>, officer: &str) -> Vec<Kept> {
    let stray = take_stray_draft(book).ok().flatten();
    let drafts = match store {
        Some(store) => {
            if let Some(draft) = &stray {
                let _ = store.save_draft(draft);
            }
            store.drafts(officer).unwrap_or_default()
        }
        None => stray.into_iter().collect(),
    };
    drafts
        .iter()
        .filter_map(|draft| Some(Kept { state: DraftState::read(&draft.payload)?, changed: draft.saved_at }))
        .collect()
}
