//! Wrapping pieces of text into lines of a given number of cells. Every piece keeps its look and mark across
//! the break.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Piece;

/// The pieces as lines: the first at most `first` cells wide, the others at most `rest`. Breaks stand at
/// spaces, which are dropped there, and at line feeds; only a word wider than a whole line is cut. There is
/// always at least one line.
pub(super) fn wrap(pieces: &[Piece], first: usize, rest: usize) -> Vec<Vec<Piece>> {
    let mut folder = Folder {
        room: first,
        rest,
        lines: Vec::new(),
        line: Vec::new(),
        used: 0,
        gap: Vec::new(),
        word: Vec::new(),
    };
    for piece in pieces {
        for grapheme in piece.text.graphemes(true) {
            match grapheme {
                "\n" => {
                    folder.flush();
                    folder.end_line();
                }
                " " | "\t" => {
                    folder.flush();
                    folder.gap.push((" ", piece));
                }
                _ => folder.word.push((grapheme, piece)),
            }
        }
    }
    folder.flush();
    // A closing line feed ends the last line; it does not open another.
    if !folder.line.is_empty() || folder.lines.is_empty() {
        folder.end_line();
    }
    folder.lines
}

type Letter<'a> = (&'a str, &'a Piece);

struct Folder<'a> {
    room: usize,
    rest: usize,
    lines: Vec<Vec<Piece>>,
    line: Vec<Piece>,
    used: usize,
    /// Spaces since the last word; dropped when a line ends or starts there.
    gap: Vec<Letter<'a>>,
    word: Vec<Letter<'a>>,
}

impl<'a> Folder<'a> {
    fn flush(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let word = std::mem::take(&mut self.word);
        let gap = std::mem::take(&mut self.gap);
        let width: usize = word.iter().map(|(text, _)| text.width()).sum();
        if self.used > 0 {
            if self.used + gap.len() + width <= self.room {
                for letter in gap {
                    self.put(letter);
                }
            } else {
                self.end_line();
            }
        }
        for letter in word {
            if self.used > 0 && self.used + letter.0.width() > self.room {
                self.end_line();
            }
            self.put(letter);
        }
    }

    fn put(&mut self, (text, from): Letter<'a>) {
        self.used += text.width();
        match self.line.last_mut() {
            Some(last) if (last.bold, last.italic, last.mark) == (from.bold, from.italic, from.mark) => {
                last.text.push_str(text);
            }
            _ => self.line.push(Piece { text: text.to_owned(), ..*from }),
        }
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.gap.clear();
        self.used = 0;
        self.room = self.rest;
    }
}
