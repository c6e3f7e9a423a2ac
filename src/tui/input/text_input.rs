//! The text field. What was typed stays as it was typed: input methods send backspaces and the retyped
//! tail of a syllable, counted in code points, so nothing is composed, completed or tidied up before the
//! field is left ([`TextInput::normalised`]).

use std::{cell::Cell, ops::Range};

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use super::{
    cells::{cut, grapheme_width, width},
    wrap,
};

/// What a key did to a [`TextInput`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The text is another.
    Changed,
    /// Only the caret moved (or could not move further).
    Moved,
    /// The key is none of this field's: the form may take it. Up in the first and Down in the last line
    /// of a memo are such keys, as are Up, Down and Enter in a single line.
    Ignored,
}

/// What can be seen of a [`TextInput`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// The visible lines from the top, each at most as wide as the view; at most as many as it is high.
    pub lines: Vec<String>,
    /// Column and line of the caret within the view, in cells.
    pub caret: (u16, u16),
    /// Text is hidden before the view: to the left in a single line, above in a memo.
    pub before: bool,
    /// Text is hidden behind the view: to the right in a single line, below in a memo.
    pub after: bool,
}

/// A field of text with a caret: a single line, or a memo of several.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Draft")]
pub struct TextInput {
    text: String,
    /// Bytes before the caret; always at the boundary of a code point.
    caret: usize,
    memo: bool,
    /// First byte (single line) or first line (memo) of the latest view, so that it scrolls only when
    /// the caret leaves it.
    #[serde(skip)]
    scroll: Cell<usize>,
}

/// What is kept of a field in a draft. A caret that does not fit the text is put right.
#[derive(Deserialize)]
struct Draft {
    text: String,
    caret: usize,
    memo: bool,
}

impl From<Draft> for TextInput {
    fn from(Draft { text, caret, memo }: Draft) -> Self {
        let caret = floor(&text, caret);
        Self { text, caret, memo, scroll: Cell::new(0) }
    }
}

impl PartialEq for TextInput {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.caret, self.memo) == (&other.text, other.caret, other.memo)
    }
}

impl Eq for TextInput {}

impl TextInput {
    /// An empty single line.
    pub fn line() -> Self {
        Self::default()
    }

    /// An empty memo.
    pub fn memo() -> Self {
        Self { memo: true, ..Self::default() }
    }

    /// The same field holding `text`, the caret behind it.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.set(text);
        self
    }

    /// Whether this is a memo.
    pub const fn is_memo(&self) -> bool {
        self.memo
    }

    /// The text exactly as typed.
    pub fn value(&self) -> &str {
        &self.text
    }

    /// The text in NFC, for leaving the field, saving and searching.
    pub fn normalised(&self) -> String {
        self.text.nfc().collect()
    }

    /// Composes the text (NFC) when the field is left. The caret stays where it was.
    pub fn leave(&mut self) {
        let before: String = self.text.get(..self.caret).unwrap_or_default().nfc().collect();
        let all = self.normalised();
        self.caret = floor(&all, before.len());
        self.text = all;
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The caret, as the number of bytes before it.
    pub const fn caret(&self) -> usize {
        self.caret
    }

    /// Puts the caret before byte `at`, or before the code point that holds it.
    pub fn set_caret(&mut self, at: usize) {
        self.caret = floor(&self.text, at);
    }

    /// Replaces the text and puts the caret behind it. Cleaned like a paste.
    pub fn set(&mut self, text: &str) {
        self.text.clear();
        self.caret = 0;
        self.paste(text);
    }

    /// Empties the field and returns what it held.
    pub fn take(&mut self) -> String {
        self.caret = 0;
        std::mem::take(&mut self.text)
    }

    /// Inserts a paste at the caret: controls are dropped; line feeds and tabs become blanks in a single
    /// line, and tabs in a memo.
    pub fn paste(&mut self, text: &str) -> Outcome {
        let memo = self.memo;
        self.paste_with(text, |text| clean(text, memo))
    }

    /// Inserts a paste at the caret after `cleaning` it. Controls that it leaves are dropped.
    pub fn paste_with(&mut self, text: &str, cleaning: impl FnOnce(&str) -> String) -> Outcome {
        let text = clean(&cleaning(text), self.memo);
        self.insert(&text);
        if text.is_empty() { Outcome::Moved } else { Outcome::Changed }
    }

    /// Puts `text` in place of a stretch, the caret behind it. Cleaned like a paste; a stretch that cuts a letter is
    /// widened to the letter's beginning.
    pub fn replace(&mut self, stretch: Range<usize>, text: &str) {
        let start = floor(&self.text, stretch.start);
        let end = floor(&self.text, stretch.end).max(start);
        self.text.replace_range(start..end, "");
        self.caret = start;
        self.insert(&clean(text, self.memo));
    }

    /// Does what `key` says. `width` is the width in cells of the view, by which a memo's lines wrap; a
    /// single line does not look at it.
    pub fn key(&mut self, key: KeyEvent, width: u16) -> Outcome {
        if key.kind == KeyEventKind::Release {
            return Outcome::Ignored;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        // AltGr arrives as Ctrl+Alt on Windows, together with the letter it makes.
        match key.code {
            KeyCode::Char(letter) if control == alt && !letter.is_control() && (!alt || cfg!(windows)) => {
                self.insert(letter.encode_utf8(&mut [0; 4]));
                Outcome::Changed
            }
            KeyCode::Char(letter) if control && !alt => match letter.to_ascii_lowercase() {
                'w' => self.remove(self.word_before()..self.caret),
                'u' => self.remove(self.line_start(width)..self.caret),
                'k' => self.remove(self.caret..self.line_end(width)),
                'a' => self.move_to(self.line_start(width)),
                'e' => self.move_to(self.line_end(width)),
                _ => Outcome::Ignored,
            },
            KeyCode::Backspace if alt || control => self.remove(self.word_before()..self.caret),
            // One code point: an input method counts its backspaces so.
            KeyCode::Backspace => {
                let before = self.text.get(..self.caret).unwrap_or_default();
                let start = before.char_indices().next_back().map_or(0, |(at, _)| at);
                self.remove(start..self.caret)
            }
            KeyCode::Delete if control || alt => self.remove(self.caret..self.word_after()),
            // One grapheme: only people press Delete, and they see letters.
            KeyCode::Delete => self.remove(self.caret..self.after()),
            KeyCode::Left if control || alt => self.move_to(self.word_before()),
            KeyCode::Right if control || alt => self.move_to(self.word_after()),
            KeyCode::Left => self.move_to(self.before()),
            KeyCode::Right => self.move_to(self.after()),
            KeyCode::Home if control => self.move_to(0),
            KeyCode::End if control => self.move_to(self.text.len()),
            KeyCode::Home => self.move_to(self.line_start(width)),
            KeyCode::End => self.move_to(self.line_end(width)),
            KeyCode::Up if self.memo && !control && !alt => self.vertical(width, false),
            KeyCode::Down if self.memo && !control && !alt => self.vertical(width, true),
            KeyCode::Enter if self.memo && !control && !alt => {
                self.insert("\n");
                Outcome::Changed
            }
            _ => Outcome::Ignored,
        }
    }

    /// What can be seen in `columns` × `rows` cells, the caret always within.
    pub fn view(&self, columns: u16, rows: u16) -> View {
        if columns == 0 || rows == 0 {
            return View::default();
        }
        if self.memo { self.memo_view(columns, rows) } else { self.line_view(columns) }
    }

    /// How many lines the text takes in a view of `columns` cells: always 1 for a single line.
    pub fn height(&self, columns: u16) -> usize {
        if self.memo { self.lines(columns).len() } else { 1 }
    }

    fn line_view(&self, columns: u16) -> View {
        // The caret behind the last letter takes a cell of its own.
        let room = usize::from(columns) - 1;
        let text = self.text.as_str();
        let part = |range: Range<usize>| text.get(range).unwrap_or_default();
        let mut start = grapheme_floor(text, self.scroll.get()).min(grapheme_floor(text, self.caret));
        if width(part(start..self.caret)) > room {
            // Right to left from the caret, as much as fits.
            start = self.caret;
            let mut used = 0;
            for (at, grapheme) in part(0..self.caret).grapheme_indices(true).rev() {
                used += grapheme_width(grapheme);
                if used > room {
                    break;
                }
                start = at;
            }
        } else if width(text) <= room {
            start = 0;
        }
        self.scroll.set(start);
        let rest = part(start..text.len());
        let shown = cut(rest, usize::from(columns));
        View {
            lines: vec![shown.to_owned()],
            caret: (width(part(start..self.caret)).min(room) as u16, 0),
            before: start > 0,
            after: shown.len() < rest.len(),
        }
    }

    fn memo_view(&self, columns: u16, rows: u16) -> View {
        let lines = self.lines(columns);
        let rows = usize::from(rows);
        let row = wrap::line_of(&lines, self.caret);
        let least = (row + 1).saturating_sub(rows);
        let most = row.min(lines.len().saturating_sub(rows)).max(least);
        let top = self.scroll.get().clamp(least, most);
        self.scroll.set(top);
        let start = lines.get(row).map_or(0, |line| line.start);
        let column = width(self.text.get(start..self.caret).unwrap_or_default());
        View {
            lines: lines
                .iter()
                .skip(top)
                .take(rows)
                .map(|line| {
                    cut(self.text.get(line.clone()).unwrap_or_default(), usize::from(columns)).to_owned()
                })
                .collect(),
            caret: (column.min(usize::from(columns) - 1) as u16, (row - top) as u16),
            before: top > 0,
            after: top + rows < lines.len(),
        }
    }

    /// The lines of a memo; one cell is left for a caret behind a full line.
    pub(super) fn lines(&self, columns: u16) -> Vec<Range<usize>> {
        wrap::lines(&self.text, usize::from(columns).saturating_sub(1))
    }

    fn insert(&mut self, text: &str) {
        self.text.insert_str(self.caret, text);
        self.caret += text.len();
    }

    fn remove(&mut self, range: Range<usize>) -> Outcome {
        if range.is_empty() {
            return Outcome::Moved;
        }
        self.caret = range.start;
        self.text.replace_range(range, "");
        Outcome::Changed
    }

    fn move_to(&mut self, at: usize) -> Outcome {
        self.caret = floor(&self.text, at);
        Outcome::Moved
    }

    fn before(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.caret, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn after(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.caret, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    fn word_before(&self) -> usize {
        let before = self.text.get(..self.caret).unwrap_or_default().trim_end();
        before.char_indices().rfind(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    }

    fn word_after(&self) -> usize {
        let rest = self.text.get(self.caret..).unwrap_or_default();
        let word = rest.trim_start();
        let end = word.find(char::is_whitespace).unwrap_or(word.len());
        self.caret + (rest.len() - word.len()) + end
    }

    /// The line that holds the caret: the whole text, or the visible line of a memo.
    fn current(&self, columns: u16) -> Range<usize> {
        let whole = 0..self.text.len();
        if !self.memo {
            return whole;
        }
        let lines = self.lines(columns);
        lines.get(wrap::line_of(&lines, self.caret)).cloned().unwrap_or(whole)
    }

    fn line_start(&self, columns: u16) -> usize {
        self.current(columns).start
    }

    fn line_end(&self, columns: u16) -> usize {
        let line = self.current(columns);
        // Behind the last letter of a softly broken line the caret would already stand on the next one.
        let soft = self.text.get(line.end..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('\n'));
        if soft && line.end > self.caret {
            let mut cursor = GraphemeCursor::new(line.end, self.text.len(), true);
            return cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(line.end).max(self.caret);
        }
        line.end
    }

    fn vertical(&mut self, columns: u16, down: bool) -> Outcome {
        let lines = self.lines(columns);
        let row = wrap::line_of(&lines, self.caret);
        let target = if down { row.checked_add(1) } else { row.checked_sub(1) };
        let (Some(here), Some(there)) = (lines.get(row), target.and_then(|row| lines.get(row))) else {
            return Outcome::Ignored;
        };
        let column = width(self.text.get(here.start..self.caret).unwrap_or_default());
        let line = self.text.get(there.clone()).unwrap_or_default();
        let mut at = there.start + cut(line, column).len();
        let soft = at == there.end && lines.last().is_some_and(|last| last.start > there.start);
        if soft && self.text.get(at..).is_some_and(|rest| !rest.starts_with('\n')) {
            at = line.grapheme_indices(true).next_back().map_or(at, |(last, _)| there.start + last);
        }
        self.move_to(at)
    }
}

/// The last boundary of a code point at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The last boundary of a grapheme at or before `at`.
fn grapheme_floor(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if cursor.is_boundary(text, 0) == Ok(true) {
        return at;
    }
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// Drops what cannot stand in a field.
fn clean(text: &str, memo: bool) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\r' => Some(if memo { '\n' } else { ' ' }),
            '\t' => Some(' '),
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

#[cfg(test)]
#[path = "text_input_tests.rs"]
mod tests;
