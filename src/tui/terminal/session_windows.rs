//! Taking the console over and giving it back, on Windows, through crossterm's reader. The same
//! interface as the Unix session; the console has no signals to speak of.

use std::{
    io::{self, IsTerminal as _, Write as _},
    panic::PanicHookInfo,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crossterm::{
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind, poll, read},
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size},
};

use super::{Input, SessionError, SessionOptions, plain_key};

/// The process ends this long after it was told to; the console tells nothing, so this is only a name.
pub const EXIT_PATIENCE: Duration = Duration::from_millis(180);

/// How often a waker is looked for while no key comes.
const LOOK: Duration = Duration::from_millis(50);

static ENTERED: AtomicBool = AtomicBool::new(false);
static PANIC_MESSAGE: Mutex<Option<String>> = Mutex::new(None);

fn leave() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        // One by one: an old console that lacks the first still has the others.
        let _ = execute!(io::stdout(), DisableBracketedPaste);
        let _ = execute!(io::stdout(), LeaveAlternateScreen);
        let _ = execute!(io::stdout(), Show);
        let _ = disable_raw_mode();
    }
}

/// Wakes the main loop from another thread: its [`Session::next`] returns [`Input::Wake`].
#[derive(Clone)]
pub struct Waker(Arc<AtomicBool>);

impl Waker {
    /// Wakes the loop. Several calls before it wakes count as one.
    pub fn wake(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// The terminal while the program has it.
pub struct Session {
    woken: Arc<AtomicBool>,
}

impl Session {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste, cursor hidden.
    ///
    /// # Errors
    /// [`SessionError::NotATerminal`] when standard input or output is none, [`SessionError::Io`] when it
    /// refuses.
    pub fn start(_options: SessionOptions) -> Result<Self, SessionError> {
        for (stream, terminal) in
            [("stdin", io::stdin().is_terminal()), ("stdout", io::stdout().is_terminal())]
        {
            if !terminal {
                return Err(SessionError::NotATerminal { stream });
            }
        }
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        let session = Self { woken: Arc::new(AtomicBool::new(false)) };
        execute!(io::stdout(), EnterAlternateScreen, Hide)?;
        // An old console has no bracketed paste; pastes then come as keys.
        let _ = execute!(io::stdout(), EnableBracketedPaste);
        Ok(session)
    }

    /// Columns and rows; 80×24 when the terminal does not know.
    pub fn size(&self) -> (u16, u16) {
        size().unwrap_or((80, 24))
    }

    /// A handle by which another thread wakes [`Session::next`].
    pub fn waker(&self) -> Waker {
        Waker(Arc::clone(&self.woken))
    }

    /// Writes one frame.
    ///
    /// # Errors
    /// Those of the console.
    pub fn write_frame(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !ENTERED.load(Ordering::SeqCst) {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Waits up to `wait` (`None`: for ever) and returns all that has come; empty when nothing did.
    ///
    /// # Errors
    /// Those of the console.
    pub fn next(&mut self, wait: Option<Duration>) -> io::Result<Vec<Input>> {
        let end = wait.and_then(|wait| Instant::now().checked_add(wait));
        loop {
            let mut inputs = Vec::new();
            if !ENTERED.load(Ordering::SeqCst) {
                inputs.push(Input::Hangup);
                return Ok(inputs);
            }
            if self.woken.swap(false, Ordering::SeqCst) {
                inputs.push(Input::Wake);
            }
            let left = end.map_or(LOOK, |end| end.saturating_duration_since(Instant::now()).min(LOOK));
            let mut patience = if inputs.is_empty() { left } else { Duration::ZERO };
            while poll(patience)? {
                patience = Duration::ZERO;
                match read()? {
                    Event::Key(key) if key.kind == KeyEventKind::Release => {}
                    Event::Key(key) => {
                        inputs.push(Input::Event(Event::Key(plain_key(key.code, key.modifiers))));
                    }
                    event @ (Event::Paste(_) | Event::Resize(..)) => inputs.push(Input::Event(event)),
                    _ => {}
                }
            }
            if !inputs.is_empty() || end.is_some_and(|end| Instant::now() >= end) {
                return Ok(inputs);
            }
        }
    }

    /// Gives the terminal back as it was while `work` runs another program in it, then takes it over again.
    ///
    /// # Errors
    /// Those of a console that refuses to be taken over.
    pub fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        leave();
        let done = work();
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        execute!(io::stdout(), EnterAlternateScreen, Hide)?;
        let _ = execute!(io::stdout(), EnableBracketedPaste);
        Ok(done)
    }

    /// Gives the terminal back as it was, for good: frames are dropped and [`Session::next`] reports
    /// [`Input::Hangup`] from here on. The second time does nothing.
    pub fn restore(&mut self) {
        leave();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        leave();
    }
}

/// Makes every panic give the terminal back, run `on_panic` with the message and place (for the log, in
/// English), and print `line`, one plain sentence for the person, to standard error. The message stays
/// for [`take_panic_message`].
pub fn install_panic_hook(line: String, on_panic: impl Fn(&str) + Send + Sync + 'static) {
    std::panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        leave();
        let message = info.to_string();
        on_panic(&message);
        *PANIC_MESSAGE.lock().unwrap_or_else(PoisonError::into_inner) = Some(message);
        let _ = writeln!(io::stderr(), "{line}");
    }));
}

/// The message and place of the latest panic, once.
pub fn take_panic_message() -> Option<String> {
    PANIC_MESSAGE.lock().unwrap_or_else(PoisonError::into_inner).take()
}
