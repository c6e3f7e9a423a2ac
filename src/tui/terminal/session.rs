//! Taking the terminal over and giving it back, on Unix.
//!
//! Everything is written straight to the file descriptor in one `write`, never through the locks of
//! `std::io::stdout`: a panic or a signal may come while somebody holds them. The terminal is given back
//! exactly once, whoever comes first: [`Session::restore`], drop, the panic hook or the signal thread.

use std::{
    io::{self, Read as _, Write as _},
    os::unix::net::UnixStream,
    panic::PanicHookInfo,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crossterm::event::Event;
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    stdio::{stderr, stdin, stdout},
    termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr},
};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::{Handle, Signals},
    low_level,
};

use super::{Decoder, Input, SessionError, SessionOptions, escape_wait_from_env};

/// The process ends this long after SIGTERM, SIGHUP or SIGINT, even when the draft saver or the
/// terminal hangs.
pub const EXIT_PATIENCE: Duration = Duration::from_millis(180);

/// Alternate screen, no automatic wrap (a width the terminal sees differently must not scroll the
/// screen), bracketed paste, no cursor. No queries, no mouse, no keyboard modes.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?7l\x1b[?2004h\x1b[?25l\x1b[m\x1b[2J\x1b[H";

/// The way back. A frame may have been cut short, so its synchronized update is ended first.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h";

/// How long giving the terminal back may wait for a terminal that takes no bytes.
const LEAVE_WAIT: Duration = Duration::from_millis(50);

/// At most this much is read before the events are handed out.
const READ_LIMIT: usize = 1 << 20;

static CURRENT: Mutex<Option<(Arc<Shared>, Handle)>> = Mutex::new(None);
static PANIC_MESSAGE: Mutex<Option<String>> = Mutex::new(None);

/// What the main loop, the signal thread and the panic hook have in common.
struct Shared {
    before: Termios,
    entered: AtomicBool,
    repaint: AtomicBool,
    woken: AtomicBool,
    /// The session has ended: nothing takes the terminal over again.
    over: AtomicBool,
    /// Another program has the terminal for a while.
    lent: AtomicBool,
    /// Held while a frame is on its way, so that giving back does not cut into it.
    writing: Mutex<()>,
    bell: UnixStream,
}

impl Shared {
    fn ring(&self) {
        // A full pipe means the loop will wake anyway.
        let _ = (&self.bell).write(&[0]);
    }

    /// Takes the terminal over (again).
    fn enter(&self) -> io::Result<()> {
        self.enter_by(OptionalActions::Now)
    }

    fn enter_by(&self, actions: OptionalActions) -> io::Result<()> {
        let mut raw = self.before.clone();
        raw.make_raw();
        tcsetattr(stdin(), actions, &raw)?;
        self.entered.store(true, Ordering::SeqCst);
        write_all(ENTER)
    }

    /// Gives the terminal back for good.
    fn end(&self) {
        self.over.store(true, Ordering::SeqCst);
        self.leave();
    }

    /// Gives the terminal back, once. Neither blocks on nor fails at a terminal that has gone.
    fn leave(&self) {
        if !self.entered.swap(false, Ordering::SeqCst) {
            return;
        }
        // A terminal that another job owns by now is not ours to change; trying would stop the process.
        if tcgetpgrp(stdin()).is_ok_and(|owner| owner != rustix::process::getpgrp()) {
            return;
        }
        // A frame that is being written gets a moment to end; one that hangs does not hold us up.
        let patience = Instant::now() + LEAVE_WAIT;
        while self.writing.try_lock().is_err() && Instant::now() < patience {
            thread::sleep(Duration::from_millis(1));
        }
        if ready(PollFlags::OUT, LEAVE_WAIT) {
            let _ = write_all(LEAVE);
        }
        let _ = tcsetattr(stdin(), OptionalActions::Now, &self.before);
    }
}

/// Whether standard output is ready for `flags` within `wait` and not hung up.
fn ready(flags: PollFlags, wait: Duration) -> bool {
    let out = stdout();
    let mut fds = [PollFd::new(&out, flags)];
    let timeout = Timespec::try_from(wait).ok();
    let polled = poll(&mut fds, timeout.as_ref());
    let seen = fds[0].revents();
    polled.is_ok() && seen.contains(flags) && !seen.intersects(PollFlags::HUP | PollFlags::ERR)
}

fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                // Somebody else made the terminal non-blocking; it is shared with them.
                if !ready(PollFlags::OUT, Duration::from_secs(1)) {
                    return Err(Errno::AGAIN.into());
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Wakes the main loop from another thread: its [`Session::next`] returns [`Input::Wake`].
#[derive(Clone)]
pub struct Waker(Arc<Shared>);

impl Waker {
    /// Wakes the loop. Several calls before it wakes count as one.
    pub fn wake(&self) {
        self.0.woken.store(true, Ordering::SeqCst);
        self.0.ring();
    }
}

/// The terminal while the program has it.
pub struct Session {
    shared: Arc<Shared>,
    pipe: UnixStream,
    decoder: Decoder,
    latest: Instant,
    hung: bool,
    events: Vec<Event>,
    buffer: Vec<u8>,
}

impl Session {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste, cursor hidden; and starts
    /// the signal thread.
    ///
    /// # Errors
    /// [`SessionError::NotATerminal`] when standard input or output is none, [`SessionError::Io`] when it
    /// refuses; nothing is changed then.
    pub fn start(options: SessionOptions) -> Result<Self, SessionError> {
        for (stream, terminal) in [("stdin", isatty(stdin())), ("stdout", isatty(stdout()))] {
            if !terminal {
                return Err(SessionError::NotATerminal { stream });
            }
        }
        let before = tcgetattr(stdin()).map_err(io::Error::from)?;
        let (pipe, bell) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        bell.set_nonblocking(true)?;
        let shared = Arc::new(Shared {
            before,
            entered: AtomicBool::new(false),
            repaint: AtomicBool::new(false),
            woken: AtomicBool::new(false),
            over: AtomicBool::new(false),
            lent: AtomicBool::new(false),
            writing: Mutex::new(()),
            bell,
        });
        let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
        let handle = signals.handle();
        let former =
            CURRENT.lock().unwrap_or_else(PoisonError::into_inner).replace((Arc::clone(&shared), handle));
        if let Some((former, handle)) = former {
            handle.close();
            former.end();
        }
        let watched = Arc::clone(&shared);
        thread::Builder::new()
            .name("signals".into())
            .spawn(move || watch(signals, &watched, &options.on_signal))?;
        if let Err(error) = shared.enter() {
            shared.end();
            return Err(error.into());
        }
        Ok(Self {
            shared,
            pipe,
            decoder: Decoder::new(options.escape_wait.unwrap_or_else(escape_wait_from_env)),
            latest: Instant::now(),
            hung: false,
            events: Vec::new(),
            buffer: vec![0; 64 * 1024],
        })
    }

    /// Columns and rows; 80×24 when the terminal does not know.
    pub fn size(&self) -> (u16, u16) {
        match tcgetwinsize(stdout()) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
            _ => (80, 24),
        }
    }

    /// A handle by which another thread wakes [`Session::next`].
    pub fn waker(&self) -> Waker {
        Waker(Arc::clone(&self.shared))
    }

    /// Writes one frame with one `write` (more only when the terminal takes a part). A frame that comes
    /// after the terminal was given back is dropped.
    ///
    /// # Errors
    /// Those of `write(2)`; a terminal that has gone answers EIO.
    pub fn write_frame(&mut self, bytes: &[u8]) -> io::Result<()> {
        let _writing = self.shared.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if self.shared.entered.load(Ordering::SeqCst) { write_all(bytes) } else { Ok(()) }
    }

    /// Waits up to `wait` (`None`: for ever) and returns all that has come; empty when nothing did.
    ///
    /// # Errors
    /// Those of `poll(2)` and `read(2)`, except a terminal that has gone, which is [`Input::Hangup`].
    pub fn next(&mut self, wait: Option<Duration>) -> io::Result<Vec<Input>> {
        let end = wait.and_then(|wait| Instant::now().checked_add(wait));
        loop {
            let mut inputs = self.noted();
            if self.hung {
                inputs.push(Input::Hangup);
            }
            if !inputs.is_empty() {
                return Ok(inputs);
            }
            let now = Instant::now();
            let unfinished = self.decoder.wait().and_then(|wait| self.latest.checked_add(wait));
            let until = match (end, unfinished) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            let (typed, rung) = self.poll(until.map(|until| until.saturating_duration_since(now)))?;
            if rung {
                let mut sink = [0; 64];
                while matches!(self.pipe.read(&mut sink), Ok(1..)) {}
            }
            if !typed.is_empty() {
                self.read(typed)?;
            } else if unfinished.is_some_and(|at| Instant::now() >= at) {
                self.decoder.timeout(&mut self.events);
            }
            if !self.events.is_empty() {
                let mut inputs = self.noted();
                inputs.extend(self.events.drain(..).map(Input::Event));
                return Ok(inputs);
            }
            if !rung && typed.is_empty() && end.is_some_and(|end| Instant::now() >= end) {
                return Ok(Vec::new());
            }
        }
    }

    /// Gives the terminal back as it was while `work` runs another program in it, then takes it over again. The next
    /// [`Session::next`] reports a `Resize`, since all that was on the screen is gone. What was typed into the other
    /// program and not read by it, and replies of the terminal to it, are dropped: they were not meant for this one.
    ///
    /// # Errors
    /// Those of a terminal that refuses to be taken over.
    pub fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        self.shared.lent.store(true, Ordering::SeqCst);
        self.shared.leave();
        let done = work();
        self.shared.lent.store(false, Ordering::SeqCst);
        // A signal may have ended the session meanwhile; `next` tells.
        if !self.shared.over.load(Ordering::SeqCst) {
            self.decoder.forget();
            self.shared.enter_by(OptionalActions::Flush)?;
            self.shared.repaint.store(true, Ordering::SeqCst);
        }
        Ok(done)
    }

    /// Gives the terminal back as it was, for good: frames are dropped and [`Session::next`] reports
    /// [`Input::Hangup`] from here on. The second time does nothing.
    pub fn restore(&mut self) {
        self.shared.end();
    }

    /// What signals and other threads have left for the loop.
    fn noted(&mut self) -> Vec<Input> {
        let mut inputs = Vec::new();
        if self.shared.over.load(Ordering::SeqCst) {
            self.hung = true;
        }
        if self.shared.repaint.swap(false, Ordering::SeqCst) {
            let (columns, rows) = self.size();
            inputs.push(Input::Event(Event::Resize(columns, rows)));
        }
        if self.shared.woken.swap(false, Ordering::SeqCst) {
            inputs.push(Input::Wake);
        }
        inputs
    }

    fn poll(&self, wait: Option<Duration>) -> io::Result<(PollFlags, bool)> {
        let input = stdin();
        let mut fds = [PollFd::new(&input, PollFlags::IN), PollFd::new(&self.pipe, PollFlags::IN)];
        let timeout = wait.and_then(|wait| Timespec::try_from(wait).ok());
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) => Ok((fds[0].revents(), fds[1].revents().contains(PollFlags::IN))),
            Err(Errno::INTR) => Ok((PollFlags::empty(), false)),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads what is there, all of it, so that the loop draws once for many keys.
    fn read(&mut self, mut typed: PollFlags) -> io::Result<()> {
        let mut total = 0;
        while typed.contains(PollFlags::IN) && total < READ_LIMIT {
            match rustix::io::read(stdin(), self.buffer.as_mut_slice()) {
                Ok(0) | Err(Errno::IO) => {
                    self.hung = true;
                    return Ok(());
                }
                Ok(n) => {
                    total += n;
                    self.latest = Instant::now();
                    self.decoder.feed(self.buffer.get(..n).unwrap_or_default(), &mut self.events);
                }
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(error) => return Err(error.into()),
            }
            typed = self.poll(Some(Duration::ZERO))?.0;
        }
        if typed.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
            && !typed.contains(PollFlags::IN)
        {
            self.hung = true;
        }
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.shared.end();
    }
}

/// The signal thread. It stays after the session has ended, so that a signal still ends the process.
fn watch(mut signals: Signals, shared: &Shared, on_signal: &(dyn Fn() + Send)) {
    for signal in signals.forever() {
        match signal {
            SIGWINCH => {
                shared.repaint.store(true, Ordering::SeqCst);
                shared.ring();
            }
            SIGTSTP => {
                shared.leave();
                let _ = low_level::emulate_default_handler(SIGTSTP);
            }
            SIGCONT => {
                // Also after SIGSTOP, when nobody could tidy up and the shell has had the terminal.
                let ours = !shared.over.load(Ordering::SeqCst) && !shared.lent.load(Ordering::SeqCst);
                let back = ours && shared.enter().is_ok();
                shared.repaint.fetch_or(back, Ordering::SeqCst);
                shared.ring();
            }
            // Ctrl+C in the program that has the terminal is meant for that one.
            SIGINT if shared.lent.load(Ordering::SeqCst) => {}
            SIGTERM | SIGHUP | SIGINT => {
                let status = 128 + signal;
                thread::spawn(move || {
                    thread::sleep(EXIT_PATIENCE);
                    low_level::exit(status);
                });
                on_signal();
                shared.end();
                low_level::exit(status);
            }
            _ => {}
        }
    }
}

/// Makes every panic give the terminal back, run `on_panic` with the message and place (for the log, in
/// English), and print `line`, one plain sentence for the person, to standard error. The message stays
/// for [`take_panic_message`]. `on_panic` must not wait for a lock that the panicking thread may hold.
pub fn install_panic_hook(line: String, on_panic: impl Fn(&str) + Send + Sync + 'static) {
    std::panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        let current = CURRENT.try_lock().ok().and_then(|held| held.as_ref().map(|(s, _)| Arc::clone(s)));
        if let Some(shared) = &current {
            shared.end();
        }
        let message = info.to_string();
        on_panic(&message);
        *PANIC_MESSAGE.lock().unwrap_or_else(PoisonError::into_inner) = Some(message);
        let _ = rustix::io::write(stderr(), format!("{line}\n").as_bytes());
        if let Some(shared) = &current {
            shared.ring();
        }
    }));
}

/// The message and place of the latest panic, once.
pub fn take_panic_message() -> Option<String> {
    PANIC_MESSAGE.lock().unwrap_or_else(PoisonError::into_inner).take()
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
