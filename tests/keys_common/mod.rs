//! A person before the program, over whatever book: keys pressed, letters typed, rows read.

// Every test file takes only some of it.
#![allow(dead_code)]

use std::path::Path;

use congdoan::desk::Config;
use congdoan::locale::Language;
use congdoan::tui::theme::Theme;
use congdoan::tui::{Options, Program};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The program over a book in Vietnamese at 80x24.
pub fn open(book: &Path) -> Program {
    open_as(book, "thuquy", (80, 24))
}

/// The program over a book for one officer. The config lies beside the book: whoever runs the tests has one too.
pub fn open_as(book: &Path, officer: &str, size: (u16, u16)) -> Program {
    let options =
        Options { book: book.to_owned(), language: Language::Vietnamese, officer: officer.to_owned() };
    let config = Config::within(book.parent().expect("the book's folder"));
    Program::start_with(&options, config, Theme::plain(), size).expect("the book opens")
}

/// Presses a key and lets the program read and draw what it wants to.
pub fn press_with(program: &mut Program, code: KeyCode, modifiers: KeyModifiers) {
    program.event(Event::Key(KeyEvent::new(code, modifiers)));
    while program.has_more() {
        program.more();
    }
    program.frame();
}

/// Presses a key alone.
pub fn press(program: &mut Program, code: KeyCode) {
    press_with(program, code, KeyModifiers::NONE);
}

/// Presses Ctrl+S.
pub fn save(program: &mut Program) {
    press_with(program, KeyCode::Char('s'), KeyModifiers::CONTROL);
}

/// Types a text letter by letter.
pub fn write(program: &mut Program, text: &str) {
    for letter in text.chars() {
        press(program, KeyCode::Char(letter));
    }
}

/// Whether a row of the screen holds a text.
pub fn sees(program: &mut Program, text: &str) -> bool {
    program.rows().iter().any(|row| row.contains(text))
}

/// Fails with the whole screen unless a row of it holds the text.
#[track_caller]
pub fn must_see(program: &mut Program, text: &str) {
    let rows = program.rows();
    assert!(rows.iter().any(|row| row.contains(text)), "{text} in {rows:#?}");
}
