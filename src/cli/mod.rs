//! The command line: one file per command.
//!
//! Exit codes: 0 done, 1 findings or refused input, 2 a wrong call. Results go to standard output, sentences
//! about errors to standard error; whoever closes the pipe early has seen enough, which is no error.

mod add;
mod args;
mod check;
mod demo;
mod list;
mod output;
mod own;
mod photo;
mod photo_annex;
mod report;
mod roster;
mod send_off;
mod sent;
mod terminal;
mod transfer;
mod usage;
mod verify;

use std::ffi::OsString;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;
use clap::error::ErrorKind as UsageKind;

use crate::desk::file::FileError;
use crate::desk::own::OwnType;
use crate::desk::{Config, Desk, DeskError, place};
use crate::domain::{Catalog, Period, Stored};
use crate::locale::{Explain, Language, Messages};
use crate::store::StoreError;
use crate::text::clean::printable;
use output::complain;

/// The variable that names the language when `--lang` does not.
pub const LANGUAGE_VARIABLE: &str = "CONGDOAN_LANG";

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Done: exit code 0.
    Done,
    /// Findings, or input that was refused and has been explained: exit code 1.
    Findings,
}

/// Why a command stopped.
#[derive(Debug)]
enum Stop {
    /// Nothing more can be written to standard output.
    Output(io::Error),
    /// An error of the book's.
    Desk(Box<DeskError>),
    /// Refused, already a sentence.
    Refused(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Output(error)
    }
}

impl From<DeskError> for Stop {
    fn from(error: DeskError) -> Self {
        Stop::Desk(Box::new(error))
    }
}

impl From<FileError> for Stop {
    fn from(error: FileError) -> Self {
        Stop::Desk(Box::new(error.into()))
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Stop::Desk(Box::new(error.into()))
    }
}

/// What every command has at hand.
struct Call {
    messages: Messages,
    book: PathBuf,
    officer: String,
    config: Config,
}

impl Call {
    fn desk(&self) -> Result<Desk, Stop> {
        Ok(Desk::open(&self.book, &self.officer)?)
    }

    /// The period with this code, else the one being worked in.
    fn period<'a>(&self, code: Option<&String>, catalog: &'a Catalog) -> Result<&'a Stored<Period>, Stop> {
        let Some(code) = code else {
            let missing = || Stop::Refused(self.messages.get("error-no-period"));
            return catalog.period.as_ref().ok_or_else(missing);
        };
        let code = crate::text::clean::line(code);
        catalog.periods.iter().find(|period| period.code == code).ok_or_else(|| {
            let known: Vec<&str> = catalog.periods.iter().map(|period| period.code.as_str()).collect();
            Stop::Refused(self.messages.with(
                "error-unknown-period",
                &[("code", printable(&code).into()), ("known", printable(&known.join(", ")).into())],
            ))
        })
    }
}

/// Runs the program with these arguments, the program's own name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let config = Config::of_system(None);
    let messages = Messages::new(language(&args, &config));
    let matches = match args::command(&messages).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => return not_a_call(&error, &args, &messages),
    };
    let call = Call {
        book: place::book(matches.get_one::<PathBuf>("book").cloned()),
        officer: place::officer(matches.get_one::<String>("as").map(String::as_str)),
        config: match matches.get_one::<PathBuf>("folder") {
            Some(folder) => Config::of_system(Some(folder.clone())),
            None => config,
        },
        messages,
    };
    // Commands that open the program on the screen write nothing before it.
    let mut out = BufWriter::new(io::stdout());
    let ended = dispatch(&call, &matches, &mut out).and_then(|end| {
        out.flush()?;
        Ok(end)
    });
    match ended {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::Findings) => ExitCode::from(1),
        Err(Stop::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {
            // What is left in the buffer has no reader.
            drop(out.into_parts());
            ExitCode::SUCCESS
        }
        Err(stop) => {
            let sentence = match stop {
                Stop::Output(error) => {
                    call.messages.with("error-output", &[("reason", printable(&error.to_string()).into())])
                }
                Stop::Desk(error) => error.explain(&call.messages),
                Stop::Refused(sentence) => sentence,
            };
            // What was said so far comes first, so that the two streams read in order.
            let _ = out.flush();
            complain(&sentence);
            ExitCode::from(1)
        }
    }
}

fn dispatch(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    match matches.subcommand() {
        Some(("demo", matches)) => demo::run(call, matches, out),
        Some(("add", matches)) => add::run(call, matches, out),
        Some(("list", matches)) => list::run(call, matches, out),
        Some(("report", matches)) => report::run(call, matches, out),
        Some(("check", matches)) => check::run(call, matches, out),
        Some(("photo", matches)) => photo::run(call, matches, out),
        Some(("send-off", matches)) => send_off::run(call, matches, out),
        Some(("sent", matches)) => sent::run(call, matches, out),
        Some(("import", matches)) => transfer::import(call, matches, out),
        Some(("export", matches)) => transfer::export(call, matches, out),
        Some(("kind", matches)) => own::run(OwnType::Kind, call, matches, out),
        Some(("outline", matches)) => own::run(OwnType::Outline, call, matches, out),
        Some(("verify", _)) => verify::run(call, out),
        Some(("completions", matches)) => completions(call, matches, out),
        _ => terminal::run(call, call.book.clone()),
    }
}

/// Help and version go to standard output; anything else is a wrong call.
fn not_a_call(error: &clap::Error, args: &[OsString], messages: &Messages) -> ExitCode {
    if matches!(error.kind(), UsageKind::DisplayHelp | UsageKind::DisplayVersion) {
        let mut out = io::stdout();
        let _ = write!(out, "{}", error.render()).and_then(|()| out.flush());
        return ExitCode::SUCCESS;
    }
    complain(&messages.with("cli-wrong", &[("reason", usage::explain(error, messages).into())]));
    complain(&messages.with("cli-wrong-more", &[("call", called(args, messages).into())]));
    ExitCode::from(2)
}

/// The program with the commands that were called, as far as they are known: `congdoan kind new`.
fn called(args: &[OsString], messages: &Messages) -> String {
    let mut call = "congdoan".to_owned();
    let mut command = &args::command(messages);
    for arg in args.iter().skip(1) {
        if let Some(found) = command.find_subcommand(arg) {
            command = found;
            call = format!("{call} {}", found.get_name());
        }
    }
    call
}

/// The language has to be known before the arguments can be explained in it, so `--lang` is looked for ahead
/// of the parser, which still judges it.
fn language(args: &[OsString], config: &Config) -> Language {
    let mut given = None;
    let mut words = args.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        } else if word == "--lang" {
            given = words.next().map(std::borrow::Cow::into_owned);
        } else if let Some(code) = word.strip_prefix("--lang=") {
            given = Some(code.to_owned());
        }
    }
    given
        .or_else(|| std::env::var(LANGUAGE_VARIABLE).ok())
        .or_else(|| config.language().map(str::to_owned))
        .and_then(|code| Language::of_code(&code))
        .unwrap_or_default()
}

fn completions(call: &Call, matches: &ArgMatches, out: &mut dyn Write) -> Result<End, Stop> {
    if let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") {
        // The generator panics when its writer fails, so it writes into memory.
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut args::command(&call.messages), "congdoan", &mut script);
        out.write_all(&script)?;
    }
    Ok(End::Done)
}
