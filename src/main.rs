//! The program: hands its words to the command line.

use std::process::ExitCode;

/// Rust ignores SIGPIPE from the start, so a reader who leaves early is an ordinary error of a write, which the
/// command line takes as done.
fn main() -> ExitCode {
    congdoan::cli::run(std::env::args_os())
}
