//! The editor of a long text: a memo with movement by page and paragraph, selection, cut, copy and paste, and steps
//! that can be taken back. The letters themselves are the [`TextInput`]'s, so an input method types here as anywhere.

use std::{cell::Cell, ops::Range};

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use serde::{Deserialize, Serialize};

use super::{
    cells::width,
    history::{History, Sort},
    text_input::{Outcome, TextInput},
    wrap,
};

/// What a key did to an [`Editor`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// The text is another.
    Changed,
    /// Only caret or selection moved.
    Moved,
    /// The text would have become longer than a text may be: nothing was done.
    Full,
    /// There is nothing to take back, or to do again.
    Nothing,
    /// The key is none of the editor's.
    Ignored,
}

/// What can be seen of an [`Editor`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EditorView {
    /// The visible lines, as stretches of the text.
    pub lines: Vec<Range<usize>>,
    /// Column and row of the caret, in cells.
    pub caret: (u16, u16),
    /// The number of the caret's line, from 1.
    pub line: usize,
    /// How many lines there are in all.
    pub total: usize,
}

/// A long text with caret, selection and steps. Serialised as its [`TextInput`]: text and caret.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "TextInput", into = "TextInput")]
pub struct Editor {
    input: TextInput,
    /// The other end of the selection.
    anchor: Option<usize>,
    /// Movement selects, for terminals without Shift and an arrow.
    marking: bool,
    history: History,
    /// First line of the latest view.
    top: Cell<usize>,
    /// Most characters the text may have.
    limit: Option<usize>,
}

impl From<TextInput> for Editor {
    fn from(input: TextInput) -> Self {
        Self { input, ..Self::default() }
    }
}

impl From<Editor> for TextInput {
    fn from(editor: Editor) -> Self {
        editor.input
    }
}

impl Editor {
    /// An editor holding `text`, the caret behind it, for at most `limit` characters.
    pub fn new(text: &str, limit: usize) -> Self {
        Self { input: TextInput::memo().with(text), limit: Some(limit), ..Self::default() }
    }

    /// The same with a limit, for one that comes from a draft.
    pub const fn limit_to(&mut self, limit: usize) {
        self.limit = Some(limit);
    }

    /// One step back leads to `former`, whatever was done before: for a draft of which only the text was kept.
    pub fn came_from(&mut self, former: &str) {
        self.history = History::default();
        self.history.begin(Sort::Whole, false, &TextInput::memo().with(former));
        self.history.close(&self.input);
    }

    /// Whether a step can be taken back.
    pub fn has_steps(&self) -> bool {
        self.history.has_steps()
    }

    /// The text exactly as typed.
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// The text in NFC, for saving.
    pub fn normalised(&self) -> String {
        self.input.normalised()
    }

    /// The caret, as the number of bytes before it.
    pub const fn caret(&self) -> usize {
        self.input.caret()
    }

    /// Whether movement selects.
    pub const fn is_marking(&self) -> bool {
        self.marking
    }

    /// The selected stretch; none when nothing is selected.
    pub fn selection(&self) -> Option<Range<usize>> {
        let (anchor, caret) = (self.anchor?, self.input.caret());
        (anchor != caret).then(|| anchor.min(caret)..anchor.max(caret))
    }

    /// The selected text.
    pub fn selected(&self) -> &str {
        self.selection().and_then(|stretch| self.value().get(stretch)).unwrap_or_default()
    }

    /// Replaces the whole text as one step, the caret behind it.
    pub fn set(&mut self, text: &str) -> Edited {
        self.put(0..self.value().len(), text)
    }

    /// Puts a cleaned paste in place of the selection, else at the caret, as one step.
    pub fn paste(&mut self, text: &str) -> Edited {
        let stretch = self.selection().unwrap_or(self.caret()..self.caret());
        // A list that is pasted behind words begins a line of its own.
        let before = self.value().get(..stretch.start).unwrap_or_default();
        let within = !before.is_empty() && !before.ends_with('\n');
        let list = text.contains('\n') && (text.starts_with("- ") || text.starts_with("+ "));
        if within && list { self.put(stretch, &format!("\n{text}")) } else { self.put(stretch, text) }
    }

    /// Puts a text on lines of its own behind the caret's line, as one step; in an empty text it is the whole.
    pub fn add_lines(&mut self, text: &str) -> Edited {
        let value = self.value();
        if value.trim().is_empty() {
            return self.set(text);
        }
        let from = self.caret();
        let end = value.get(from..).and_then(|rest| rest.find('\n')).map_or(value.len(), |at| from + at);
        let blank = value.get(..end).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
        if blank { self.put(end..end, text) } else { self.put(end..end, &format!("\n{text}")) }
    }

    fn put(&mut self, stretch: Range<usize>, text: &str) -> Edited {
        let before = self.input.clone();
        self.history.begin(Sort::Whole, false, &before);
        self.input.replace(stretch, text);
        self.unmark();
        self.checked(before, Edited::Changed)
    }

    /// Does what `key` says. `columns` and `rows` are the size of the view; `clipboard` is the program's own.
    pub fn key(&mut self, key: KeyEvent, columns: u16, rows: u16, clipboard: &mut String) -> Edited {
        if key.kind == KeyEventKind::Release {
            return Edited::Ignored;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        if let KeyCode::Char(letter) = key.code
            && control
            && !alt
        {
            match letter.to_ascii_lowercase() {
                'z' => return self.stepped(History::undo),
                'y' => return self.stepped(History::redo),
                'a' => {
                    self.history.close(&self.input);
                    self.anchor = Some(0);
                    self.input.set_caret(self.value().len());
                    return Edited::Moved;
                }
                'c' | 'x' => {
                    let Some(stretch) = self.selection() else { return Edited::Nothing };
                    self.selected().clone_into(clipboard);
                    if letter.eq_ignore_ascii_case(&'c') {
                        self.marking = false;
                        return Edited::Moved;
                    }
                    return self.put(stretch, "");
                }
                'v' if clipboard.is_empty() => return Edited::Nothing,
                'v' => {
                    let stretch = self.selection().unwrap_or(self.caret()..self.caret());
                    return self.put(stretch, clipboard);
                }
                _ => {}
            }
        }
        match key.code {
            KeyCode::F(3) => {
                self.marking = !self.marking;
                self.anchor = self.marking.then(|| self.caret());
                Edited::Moved
            }
            KeyCode::Left
            | KeyCode::Right
            | KeyCode::Up
            | KeyCode::Down
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::PageUp
            | KeyCode::PageDown => self.moved(key, columns, rows),
            _ => self.typed(key, columns),
        }
    }

    fn stepped(&mut self, step: fn(&mut History, &mut TextInput) -> bool) -> Edited {
        self.unmark();
        if step(&mut self.history, &mut self.input) { Edited::Changed } else { Edited::Nothing }
    }

    fn moved(&mut self, key: KeyEvent, columns: u16, rows: u16) -> Edited {
        self.history.close(&self.input);
        let before = self.caret();
        let selected = self.selection();
        let extends = key.modifiers.contains(KeyModifiers::SHIFT) || self.marking;
        if extends {
            self.anchor.get_or_insert(before);
        }
        let control = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match (key.code, selected) {
            // Without Shift the caret leaves a selection at the end it goes towards.
            (KeyCode::Left, Some(stretch)) if !extends && !control => self.input.set_caret(stretch.start),
            (KeyCode::Right, Some(stretch)) if !extends && !control => self.input.set_caret(stretch.end),
            (KeyCode::Up, _) if control => self.paragraph(false),
            (KeyCode::Down, _) if control => self.paragraph(true),
            (KeyCode::PageUp | KeyCode::PageDown, _) => {
                let code = if key.code == KeyCode::PageUp { KeyCode::Up } else { KeyCode::Down };
                for _ in 0..rows.saturating_sub(1).max(1) {
                    if self.input.key(KeyEvent::new(code, KeyModifiers::NONE), columns) == Outcome::Ignored {
                        break;
                    }
                }
            }
            _ => {
                let plain = KeyEvent { modifiers: key.modifiers - KeyModifiers::SHIFT, ..key };
                // Beyond the first and the last line: to the text's beginning and end.
                if self.input.key(plain, columns) == Outcome::Ignored {
                    match key.code {
                        KeyCode::Up => self.input.set_caret(0),
                        KeyCode::Down => self.input.set_caret(self.value().len()),
                        _ => {}
                    }
                }
            }
        }
        if !extends {
            self.anchor = None;
        }
        Edited::Moved
    }

    /// To the beginning of the paragraph, or of the one beside it.
    fn paragraph(&mut self, down: bool) {
        let (text, caret) = (self.input.value(), self.input.caret());
        let at = if down {
            text.get(caret..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| caret + at + 1)
        } else {
            let before = text.get(..caret).unwrap_or_default();
            let before = before.strip_suffix('\n').unwrap_or(before);
            before.rfind('\n').map_or(0, |at| at + 1)
        };
        self.input.set_caret(at);
    }

    fn typed(&mut self, key: KeyEvent, columns: u16) -> Edited {
        let before = self.input.clone();
        let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if let Some(stretch) = self.selection() {
            match key.code {
                KeyCode::Backspace | KeyCode::Delete => return self.put(stretch, ""),
                KeyCode::Char(_) | KeyCode::Enter if plain => {
                    self.history.begin(Sort::Typing, false, &before);
                    self.input.replace(stretch, "");
                }
                _ => self.history.begin(Sort::Whole, false, &before),
            }
        } else {
            let (sort, goes_on) = self.step_of(key, plain);
            self.history.begin(sort, goes_on, &before);
        }
        let outcome = self.input.key(key, columns);
        if outcome == Outcome::Changed {
            self.unmark();
        }
        self.checked(
            before,
            match outcome {
                Outcome::Changed => Edited::Changed,
                Outcome::Moved => Edited::Moved,
                Outcome::Ignored => Edited::Ignored,
            },
        )
    }

    /// To which sort of step a key belongs, and whether it goes on with the one that is being made. A run of letters is
    /// one step up to the next word; the backspaces of an input method belong to the word they mend.
    fn step_of(&self, key: KeyEvent, plain: bool) -> (Sort, bool) {
        let last = self.value().get(..self.caret()).and_then(|before| before.chars().next_back());
        let behind_blank = last.is_none_or(char::is_whitespace);
        let making = self.history.making();
        match key.code {
            KeyCode::Char(letter) if plain => {
                let goes_on = match making {
                    Some((Sort::Typing, _)) => letter.is_whitespace() || !behind_blank,
                    Some((Sort::Erasing, _)) => !behind_blank,
                    _ => false,
                };
                (Sort::Typing, goes_on)
            }
            KeyCode::Backspace if plain => match making {
                Some((Sort::Typing, start)) if self.caret() > start => (Sort::Typing, true),
                Some((Sort::Erasing, _)) => (Sort::Erasing, !behind_blank),
                _ => (Sort::Erasing, false),
            },
            KeyCode::Delete if plain => (Sort::Erasing, matches!(making, Some((Sort::Erasing, _)))),
            KeyCode::Enter => (Sort::Typing, false),
            _ => (Sort::Whole, false),
        }
    }

    /// Takes a change back that makes the text too long.
    fn checked(&mut self, before: TextInput, done: Edited) -> Edited {
        let length = |input: &TextInput| input.value().chars().count();
        let limit = self.limit.unwrap_or(usize::MAX);
        // What is too long already may become shorter.
        if self.input.value().len() > limit
            && length(&self.input) > limit
            && length(&self.input) > length(&before)
        {
            self.input = before;
            return Edited::Full;
        }
        done
    }

    fn unmark(&mut self) {
        self.anchor = None;
        self.marking = false;
    }

    /// What can be seen in `columns` × `rows` cells, the caret always within.
    pub fn view(&self, columns: u16, rows: u16) -> EditorView {
        let lines = self.input.lines(columns);
        let height = usize::from(rows.max(1));
        let row = wrap::line_of(&lines, self.caret());
        let least = (row + 1).saturating_sub(height);
        let most = row.min(lines.len().saturating_sub(height)).max(least);
        let top = self.top.get().clamp(least, most);
        self.top.set(top);
        let start = lines.get(row).map_or(0, |line| line.start);
        let column = width(self.value().get(start..self.caret()).unwrap_or_default());
        EditorView {
            caret: (column.min(usize::from(columns.saturating_sub(1))) as u16, (row - top) as u16),
            line: row + 1,
            total: lines.len(),
            lines: lines.into_iter().skip(top).take(height).collect(),
        }
    }
}

#[cfg(test)]
#[path = "editor_tests.rs"]
mod tests;
