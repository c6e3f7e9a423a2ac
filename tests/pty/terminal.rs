//! A real pseudo-terminal around the real program: keys in, screen out.
//!
//! Nothing here sleeps: every wait is for a text on the screen, for the end of a frame, or for the end
//! of the program, each with a deadline that only a failing test reaches.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use unicode_normalization::UnicodeNormalization;

/// How long a test waits before it fails; generous, since builds may run beside it.
const PATIENCE: Duration = Duration::from_secs(60);

/// The end of a synchronized update: the program writes one per frame.
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// What begins one.
const FRAME_BEGIN: &[u8] = b"\x1b[?2026h";

/// The program in its terminal.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    output: Receiver<Vec<u8>>,
    reading: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
    parser: vt100::Parser,
    /// All bytes since the start.
    pub bytes: Vec<u8>,
    /// How many keys were pressed, a letter being one.
    pub keys: usize,
}

impl Terminal {
    /// Starts the program with these arguments in a terminal of this size, its home in `home`.
    pub fn start(home: &Path, arguments: &[&str], columns: u16, rows: u16) -> Self {
        Self::start_other(Path::new(env!("CARGO_BIN_EXE_congdoan")), home, arguments, &[], columns, rows)
    }

    /// The program at 80x24 on another day than the machine's, with the book of its user.
    pub fn start_on(home: &Path, today: &str) -> Self {
        let program = Path::new(env!("CARGO_BIN_EXE_congdoan"));
        Self::start_other(program, home, &[], &[("CONGDOAN_TODAY", today)], 80, 24)
    }

    /// The same with another program.
    pub fn start_other(
        program: &Path,
        home: &Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
        columns: u16,
        rows: u16,
    ) -> Self {
        let pty = native_pty_system()
            .openpty(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 })
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("HOME", home);
        command.env("XDG_DATA_HOME", home.join("data"));
        command.env("XDG_CONFIG_HOME", home.join("config"));
        command.env("TERM", "xterm-256color");
        command.env("TZ", "Asia/Ho_Chi_Minh");
        command.env("USER", "thuquy");
        for (name, value) in variables {
            command.env(name, value);
        }
        command.cwd(home);
        let child = pty.slave.spawn_command(command).expect("the program starts");
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        let writer = pty.master.take_writer().expect("a writer");
        let (sender, output) = channel();
        let reading = Arc::new(AtomicBool::new(true));
        let go_on = Arc::clone(&reading);
        let thread = std::thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(read) = reader.read(&mut buffer) {
                let stop = read == 0 || !go_on.load(Ordering::SeqCst);
                if stop || sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            master: Some(pty.master),
            writer: Some(writer),
            output,
            reading,
            reader: Some(thread),
            parser: vt100::Parser::new(
                rows.try_into().expect("rows"),
                columns.try_into().expect("columns"),
                0,
            ),
            bytes: Vec::new(),
            keys: 0,
        }
    }

    /// Takes what has come, waiting until `until` at most; false when nothing more can come.
    fn take(&mut self, until: Instant) -> bool {
        match self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.bytes.extend_from_slice(&bytes);
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }

    /// The screen as text, NFC, one line a row.
    pub fn screen(&self) -> String {
        self.parser.screen().contents().nfc().collect()
    }

    /// Column and row of the cursor; none while it is hidden.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let (row, column) = self.parser.screen().cursor_position();
        (!self.parser.screen().hide_cursor()).then_some((column, row))
    }

    /// Whether no frame is half drawn: on a busy machine a frame comes in pieces.
    fn is_whole(&self) -> bool {
        let last = |mark: &[u8]| self.bytes.windows(mark.len()).rposition(|window| window == mark);
        last(FRAME_BEGIN) <= last(FRAME_END)
    }

    /// Waits until the screen satisfies `wanted`.
    pub fn wait(&mut self, what: &str, wanted: impl Fn(&str) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !(self.is_whole() && wanted(&self.screen())) {
            assert!(self.take(until), "waited in vain for {what}; the screen is:\n{}", self.screen());
        }
    }

    /// Waits until the screen shows `text`.
    pub fn see(&mut self, text: &str) {
        let text: String = text.nfc().collect();
        self.wait(&format!("«{text}»"), |screen| screen.contains(&text));
    }

    /// Waits until the screen no longer shows `text`.
    pub fn see_no(&mut self, text: &str) {
        self.wait(&format!("the end of «{text}»"), |screen| !screen.contains(text));
    }

    /// Types bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().expect("the terminal is open");
        writer.write_all(bytes).and_then(|()| writer.flush()).expect("the program reads");
    }

    /// Types text.
    pub fn type_text(&mut self, text: &str) {
        self.keys += text.chars().count();
        self.send(text.as_bytes());
    }

    /// Presses a key by name.
    pub fn key(&mut self, name: &str) {
        let bytes: &[u8] = match name {
            "Enter" => b"\r",
            "Esc" => b"\x1b",
            "Tab" => b"\t",
            "Up" => b"\x1b[A",
            "Down" => b"\x1b[B",
            "Right" => b"\x1b[C",
            "Left" => b"\x1b[D",
            "Backspace" => b"\x7f",
            "F4" => b"\x1bOS",
            "Ctrl+S" => b"\x13",
            "Ctrl+U" => b"\x15",
            "PageDown" => b"\x1b[6~",
            "Home" => b"\x1b[H",
            "End" => b"\x1b[F",
            other => panic!("no such key: {other}"),
        };
        self.keys += 1;
        self.send(bytes);
    }

    /// Presses a key and waits until a whole frame shows the cursor in another row: the field was left,
    /// so what it held is in the draft. A text on the screen would not tell that, it is drawn while it is
    /// typed.
    pub fn leave_field(&mut self, name: &str) {
        let until = Instant::now() + PATIENCE;
        let row = |terminal: &mut Self, not: Option<u16>| loop {
            let row = terminal.cursor().map(|(_, row)| row);
            if terminal.bytes.ends_with(FRAME_END) && row.is_some() && row != not {
                return row;
            }
            assert!(terminal.take(until), "{name} leaves no field; the screen is:\n{}", terminal.screen());
        };
        let before = row(self, None);
        self.key(name);
        row(self, before);
    }

    /// The bytes of the next frame that the program writes.
    pub fn next_frame(&mut self) -> usize {
        let before = self.bytes.len();
        let until = Instant::now() + PATIENCE;
        while !contains(&self.bytes[before..], FRAME_END) {
            assert!(self.take(until), "no frame came; the screen is:\n{}", self.screen());
        }
        self.bytes.len() - before
    }

    /// How many bytes come within `time`.
    pub fn bytes_within(&mut self, time: Duration) -> usize {
        let before = self.bytes.len();
        let until = Instant::now() + time;
        while Instant::now() < until {
            self.take(until);
        }
        self.bytes.len() - before
    }

    /// The program's process.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// Kills the program without warning.
    pub fn kill(mut self) {
        self.signal(9);
        self.child.wait().expect("it ends");
    }

    /// Sends a signal.
    pub fn signal(&mut self, number: i32) {
        let pid = rustix::process::Pid::from_raw(self.process().cast_signed()).expect("a process");
        let signal = rustix::process::Signal::from_named_raw(number).expect("a signal");
        rustix::process::kill_process(pid, signal).expect("the signal is sent");
    }

    /// The line is cut: the terminal goes away.
    pub fn hang_up(&mut self) {
        // The reading thread holds the terminal too; the answer to one more letter lets it go.
        self.reading.store(false, Ordering::SeqCst);
        self.type_text("x");
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reading thread");
        }
        self.writer = None;
        self.master = None;
    }

    /// Waits for the program to end; returns its exit code and how long it took.
    pub fn end(&mut self) -> (u32, Duration) {
        let start = Instant::now();
        let until = start + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("its status") {
                while self.take(Instant::now() + Duration::from_millis(50)) {}
                return (status.exit_code(), start.elapsed());
            }
            assert!(Instant::now() < until, "it does not end; the screen is:\n{}", self.screen());
            self.take(Instant::now() + Duration::from_millis(5));
        }
    }

    /// True when the screen is the main one again, the cursor shown and pastes plain.
    pub fn is_restored(&self) -> bool {
        let screen = self.parser.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
