//! The program: hands its words to the command line.

fn main() {}
