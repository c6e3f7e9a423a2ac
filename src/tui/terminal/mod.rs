//! The terminal itself: bytes in ([`decoder`]), bytes out ([`screen`]), and the manners of taking it
//! over and giving it back ([`session`]). Nothing here knows a union, a form or a colour's meaning.

pub mod decoder;
pub mod screen;
#[cfg(unix)]
pub mod session;
#[cfg(windows)]
#[path = "session_windows.rs"]
pub mod session;

use std::{io, time::Duration};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

pub use decoder::Decoder;
pub use screen::Screen;
pub use session::{Session, Waker};

/// What the terminal, or another thread, has to say to the main loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key, a paste or a new size. A `Resize` may carry the size already known (after the program
    /// was stopped and continued): every `Resize` asks for [`Screen::invalidate`].
    Event(Event),
    /// The terminal has gone, or a panic elsewhere has already given it back: save and leave. Once
    /// reported, every later [`Session::next`] reports it again.
    Hangup,
    /// A [`Waker`] was used, once or several times.
    Wake,
}

/// How a [`Session`] is to be started.
pub struct SessionOptions {
    /// Called on the signal thread when SIGTERM, SIGHUP or SIGINT arrives, before the terminal is given
    /// back. It must return within 100 ms; after [`session::EXIT_PATIENCE`] the process ends regardless.
    /// Unused on Windows.
    pub on_signal: Box<dyn Fn() + Send>,
    /// How long a lone ESC waits for the rest of a sequence; `None` for 25 ms, or 120 ms over SSH.
    pub escape_wait: Option<Duration>,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self { on_signal: Box::new(|| {}), escape_wait: None }
    }
}

/// Why a [`Session`] could not be started.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// Standard input or output (`"stdin"`, `"stdout"`) is a file or a pipe.
    #[error("{stream} is not a terminal")]
    NotATerminal {
        /// Which stream it is: `"stdin"` or `"stdout"`.
        stream: &'static str,
    },
    /// The terminal refused.
    #[error("terminal: {0}")]
    Io(#[from] io::Error),
}

/// 120 ms when the program is used over SSH, where the bytes of one key may come apart, else 25 ms.
pub fn escape_wait_from_env() -> Duration {
    let remote = ["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| std::env::var_os(name).is_some());
    Duration::from_millis(if remote { 120 } else { 25 })
}

/// A letter carries its own case: `Char` never has SHIFT, so that a binding for `?` or `Đ` matches on
/// every platform.
pub(crate) fn plain_key(code: KeyCode, mut modifiers: KeyModifiers) -> KeyEvent {
    if matches!(code, KeyCode::Char(_)) {
        modifiers.remove(KeyModifiers::SHIFT);
    }
    KeyEvent::new(code, modifiers)
}
