//! The command line: one file per command.
mod args;
mod output;
mod usage;
