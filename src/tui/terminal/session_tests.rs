//! The session in a real pseudo-terminal: this test binary starts itself as the program under test.

use std::{
    io::{Read as _, Write},
    sync::Condvar,
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

use super::*;

const MODE: &str = "CONGDOAN_SESSION_TEST";
const LIMIT: Duration = Duration::from_secs(20);

/// Not a test of its own: what runs inside the pseudo-terminal.
#[test]
#[ignore = "started by the other tests, inside a pseudo-terminal"]
fn program() {
    let Ok(mode) = std::env::var(MODE) else { return };
    let slow = mode == "stuck saver";
    let options = SessionOptions {
        on_signal: Box::new(move || {
            let _ = rustix::io::write(stdout(), b"<saved>");
            if slow {
                loop {
                    thread::park();
                }
            }
        }),
        escape_wait: None,
    };
    install_panic_hook("Xin lỗi, chương trình phải dừng.".into(), |message| {
        let _ = rustix::io::write(stdout(), format!("<hook {}>", message.contains("on purpose")).as_bytes());
    });
    let mut session = match Session::start(options) {
        Ok(session) => session,
        Err(SessionError::NotATerminal { stream }) => {
            println!("<no terminal at {stream}>");
            std::process::exit(8);
        }
        Err(error) => panic!("{error}"),
    };
    session.write_frame(b"<ready>").expect("written");
    let waker = session.waker();
    match mode.as_str() {
        "panic" => panic!("on purpose"),
        "stuck" | "stuck saver" => loop {
            thread::park();
        },
        "wake" => drop(thread::spawn(move || waker.wake())),
        _ => {}
    }
    loop {
        let inputs = session.next(None).expect("inputs");
        for input in &inputs {
            let text = match input {
                Input::Event(Event::Key(key)) => format!("<{}>", key.code),
                other => format!("<{other:?}>"),
            };
            let _ = session.write_frame(text.as_bytes());
            if matches!(input, Input::Hangup) || text == "<q>" {
                session.restore();
                session.restore();
                drop(session);
                std::process::exit(7);
            }
        }
    }
}

struct Run {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    // Held open, so that the terminal outlives the program.
    _slave: Box<dyn portable_pty::SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    before: String,
    seen: Arc<(Mutex<Vec<u8>>, Condvar)>,
}

impl Run {
    fn new(mode: &str) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let PtyPair { master, slave } = native_pty_system().openpty(size).expect("a pty");
        let before = format!("{:?}", master.get_termios().expect("termios"));
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this binary"));
        command.args(["--exact", "tui::terminal::session::tests::program"]);
        command.args(["--ignored", "--nocapture", "--test-threads=1"]);
        command.env(MODE, mode);
        let child = slave.spawn_command(command).expect("started");
        let mut reader = master.try_clone_reader().expect("a reader");
        let seen = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
        let sink = Arc::clone(&seen);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                sink.0.lock().expect("seen").extend_from_slice(&buffer[..n]);
                sink.1.notify_all();
            }
        });
        let writer = master.take_writer().expect("a writer");
        let run = Self { master, writer, _slave: slave, child, before, seen };
        run.expect("<ready>", 1);
        run
    }

    /// Waits until `text` has been seen `times` times and returns all that was seen.
    fn expect(&self, text: &str, times: usize) -> String {
        let seen = self.seen.0.lock().expect("seen");
        let count = |seen: &[u8]| String::from_utf8_lossy(seen).matches(text).count();
        let (seen, waited) =
            self.seen.1.wait_timeout_while(seen, LIMIT, |seen| count(seen) < times).expect("seen");
        let all = String::from_utf8_lossy(&seen).into_owned();
        assert!(!waited.timed_out(), "no {text:?} in {all:?}");
        all
    }

    fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).expect("sent");
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().expect("a pid") as i32).expect("a pid")
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("signalled");
    }

    /// The program has ended with `status` and the terminal is as it was, given back once.
    fn ended(mut self, status: u32) -> String {
        assert_eq!(self.child.wait().expect("ended").exit_code(), status);
        let last = String::from_utf8_lossy(LEAVE).into_owned();
        let all = self.expect(&last, 1);
        assert_eq!(all.matches(&last).count(), 1, "{all:?}");
        assert_eq!(format!("{:?}", self.master.get_termios().expect("termios")), self.before);
        let mut glass = vt100::Parser::new(
            std::num::NonZeroU16::new(24).expect("rows"),
            std::num::NonZeroU16::new(80).expect("columns"),
            0,
        );
        glass.process(all.as_bytes());
        let screen = glass.screen();
        assert!(!screen.hide_cursor() && !screen.alternate_screen() && !screen.bracketed_paste());
        all
    }
}

#[test]
fn keys_come_through_and_the_terminal_comes_back() {
    let mut run = Run::new("keys");
    assert_ne!(format!("{:?}", run.master.get_termios().expect("termios")), run.before);
    run.send("ệ\x7f\x08\x03\x1b[A\x1b[200~a\nb\x1b[201~q".as_bytes());
    let all = run.ended(7);
    assert!(all.contains("<ệ><Backspace><Backspace><c><Up><Event(Paste(\"a\\nb\"))><q>"), "{all:?}");
    for query in ["\x1b[6n", "\x1b[c", "\x1b[?u", "\x1b[>"] {
        assert!(!all.contains(query));
    }
}

#[test]
fn another_thread_can_wake_the_loop() {
    let mut run = Run::new("wake");
    run.expect("<Wake>", 1);
    run.send(b"q");
    run.ended(7);
}

#[test]
fn a_lone_escape_and_a_new_size_are_told() {
    let mut run = Run::new("keys");
    run.send(b"\x1b");
    run.expect("<Esc>", 1);
    let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
    run.master.resize(size).expect("resized");
    run.expect("<Event(Resize(100, 30))>", 1);
    run.send(b"q");
    run.ended(7);
}

#[test]
fn signals_end_a_loop_that_hangs_with_draft_and_terminal_kept() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let run = Run::new("stuck");
        let begun = Instant::now();
        run.signal(signal);
        let all = run.ended(status);
        assert!(all.contains("<saved>"));
        // 200 ms are promised, a loop that hangs would never end; the rest is for a machine with other work.
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}

#[test]
fn a_draft_saver_that_hangs_does_not_keep_the_process() {
    let mut run = Run::new("stuck saver");
    run.signal(Signal::TERM);
    assert_eq!(run.child.wait().expect("ended").exit_code(), 143);
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_one_line() {
    let run = Run::new("panic");
    // The line comes behind the terminal's restoration; the program may have ended before it is read.
    run.expect("chương trình phải dừng.\r\n", 1);
    let all = run.ended(101);
    let after = all.rsplit(&*String::from_utf8_lossy(LEAVE)).next().unwrap_or_default();
    assert!(after.contains("<hook true>Xin lỗi, chương trình phải dừng.\r\n"), "{after:?}");
    assert!(!after.contains("panicked at"), "{after:?}");
}

#[test]
fn a_stopped_program_gives_the_terminal_back_and_paints_anew_when_continued() {
    let mut run = Run::new("keys");
    run.signal(Signal::TSTP);
    let stopped = waitpid(Some(run.pid()), WaitOptions::UNTRACED).expect("waited");
    assert!(stopped.is_some_and(|(_, status)| status.stopped()));
    assert_eq!(format!("{:?}", run.master.get_termios().expect("termios")), run.before);
    let left = run.expect(&String::from_utf8_lossy(LEAVE), 1);
    assert_eq!(left.matches("<ready>").count(), 1);
    run.signal(Signal::CONT);
    run.expect(&String::from_utf8_lossy(ENTER), 2);
    run.expect("<Event(Resize(80, 24))>", 1);
    run.send(b"q");
    run.expect("<q>", 1);
    assert_eq!(run.child.wait().expect("ended").exit_code(), 7);
    assert_eq!(format!("{:?}", run.master.get_termios().expect("termios")), run.before);
}

#[test]
fn without_a_terminal_a_session_says_so() {
    let output = std::process::Command::new(std::env::current_exe().expect("this binary"))
        .args(["--exact", "tui::terminal::session::tests::program", "--ignored", "--nocapture"])
        .env(MODE, "keys")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("started");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!said.contains('\x1b') && !said.contains("<ready>"), "{said:?}");
    assert!(said.contains("<no terminal at stdin>"), "{said:?}");
    assert_eq!(output.status.code(), Some(8));
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    for mode in ["keys", "stuck", "stuck saver"] {
        let PtyPair { master, slave } = native_pty_system().openpty(PtySize::default()).expect("a pty");
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this binary"));
        command.args(["--exact", "tui::terminal::session::tests::program"]);
        command.args(["--ignored", "--nocapture", "--test-threads=1"]);
        command.env(MODE, mode);
        let mut child = slave.spawn_command(command).expect("started");
        let mut reader = master.try_clone_reader().expect("a reader");
        let mut seen = Vec::new();
        let mut byte = [0];
        while !seen.ends_with(b"<ready>") {
            reader.read_exact(&mut byte).expect("ready in the end");
            seen.push(byte[0]);
        }
        drop((reader, master, slave));
        // By the signal, or by the loop where it saw the end first.
        assert!(matches!(child.wait().expect("ended").exit_code(), 129 | 7), "{mode}");
    }
}
