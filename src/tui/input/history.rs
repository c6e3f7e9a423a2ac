//! What was done to a long text, step by step, so that it can be taken back and done again exactly.

use super::text_input::TextInput;

/// As many steps are kept; the oldest give way.
const STEPS: usize = 500;

/// What a step is made of; steps of one sort that follow each other are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Letters typed, with the backspaces of an input method between them.
    Typing,
    /// Letters taken away one by one.
    Erasing,
    /// Something done at once: a paste, a cut, a line cleared.
    Whole,
}

/// One step: what stood at a place and what stands there now.
#[derive(Debug, Clone)]
struct Step {
    at: usize,
    removed: String,
    inserted: String,
    /// The caret before and behind it.
    carets: (usize, usize),
}

/// The step that is being made.
#[derive(Debug, Clone)]
struct Begun {
    sort: Sort,
    text: String,
    caret: usize,
}

/// The steps of one text.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    begun: Option<Begun>,
}

impl History {
    /// The sort of the step that is being made, and the caret where it began.
    pub(super) fn making(&self) -> Option<(Sort, usize)> {
        self.begun.as_ref().map(|begun| (begun.sort, begun.caret))
    }

    /// Whether there is something to take back.
    pub(super) fn has_steps(&self) -> bool {
        self.begun.is_some() || !self.done.is_empty()
    }

    /// Something is about to be done: a step of its own, unless it goes on with the one that is being made.
    pub(super) fn begin(&mut self, sort: Sort, goes_on: bool, input: &TextInput) {
        if let Some(begun) = self.begun.as_mut().filter(|_| goes_on) {
            begun.sort = sort;
            return;
        }
        self.close(input);
        self.begun = Some(Begun { sort, text: input.value().to_owned(), caret: input.caret() });
    }

    /// Ends the step that is being made. One that changed nothing is none.
    pub(super) fn close(&mut self, input: &TextInput) {
        let Some(begun) = self.begun.take() else { return };
        let (old, new) = (begun.text.as_str(), input.value());
        if old == new {
            return;
        }
        let at = common_start(old, new);
        let (old_rest, new_rest) = (old.get(at..).unwrap_or_default(), new.get(at..).unwrap_or_default());
        let tail = common_end(old_rest, new_rest);
        let part = |rest: &str| rest.get(..rest.len() - tail).unwrap_or_default().to_owned();
        self.done.push(Step {
            at,
            removed: part(old_rest),
            inserted: part(new_rest),
            carets: (begun.caret, input.caret()),
        });
        self.undone.clear();
        if self.done.len() > STEPS {
            self.done.remove(0);
        }
    }

    /// Takes the latest step back; false when there is none.
    pub(super) fn undo(&mut self, input: &mut TextInput) -> bool {
        self.close(input);
        let Some(step) = self.done.pop() else { return false };
        input.replace(step.at..step.at + step.inserted.len(), &step.removed);
        input.set_caret(step.carets.0);
        self.undone.push(step);
        true
    }

    /// Does the latest step again that was taken back; false when there is none.
    pub(super) fn redo(&mut self, input: &mut TextInput) -> bool {
        self.close(input);
        let Some(step) = self.undone.pop() else { return false };
        input.replace(step.at..step.at + step.removed.len(), &step.inserted);
        input.set_caret(step.carets.1);
        self.done.push(step);
        true
    }
}

/// How many bytes two texts begin with alike, in whole code points.
fn common_start(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// How many bytes two texts end with alike, in whole code points.
fn common_end(one: &str, other: &str) -> usize {
    let pairs = one.chars().rev().zip(other.chars().rev());
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}
