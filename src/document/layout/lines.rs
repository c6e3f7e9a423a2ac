//! A paragraph broken into lines.

use super::super::clean::Span;
use super::super::style::{Setting, Style, TAB};
use super::{Face, Metrics, Text, points};

/// The pitch of lines of Times New Roman in parts of its size: ascent, descent and gap of the font.
pub(super) const PITCH: f32 = 1.149;
/// Of a line's height, what stands above its base line.
pub(super) const ASCENT: f32 = 0.891;
/// Default tab stops, points (12.7 mm).
const DEFAULT_TAB: f32 = 36.0;

/// Text as it stands in a column: lines of equal height.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lines {
    /// Each line's stretches; their `x` counts from the column's left edge, their `baseline` from the line's top.
    pub lines: Vec<Vec<Text>>,
    /// Points from line to line.
    pub pitch: f32,
}

impl Lines {
    /// Points of all lines.
    pub fn height(&self) -> f32 {
        self.pitch * self.lines.len() as f32
    }

    /// Points from the left end of the widest line's text to its right end.
    pub fn width(&self, metrics: &dyn Metrics) -> f32 {
        let of_line = |line: &Vec<Text>| {
            let (Some(first), Some(last)) = (line.first(), line.last()) else { return 0.0 };
            last.x + metrics.width(last.face, last.size, &last.text) - first.x
        };
        self.lines.iter().map(of_line).fold(0.0, f32::max)
    }
}

/// What a line is put together from.
enum Atom {
    /// Letters that stay together.
    Word(Vec<(Face, String)>, f32),
    /// A place to break, and its width.
    Space(Face, f32),
    /// A break that was asked for.
    Break,
    /// On to the next stop.
    Tab,
}

/// Breaks `spans` into lines of `room` points.
pub(super) fn set(spans: &[Span], style: Style, room: f32, metrics: &dyn Metrics) -> Lines {
    let size = style.size as f32 / 2.0;
    let mut setter = Setter {
        style,
        size,
        room,
        metrics,
        lines: Vec::new(),
        line: Vec::new(),
        x: points(style.first_line),
        stretched_from: 0,
    };
    for atom in atoms(spans, style, size, metrics) {
        match atom {
            Atom::Word(pieces, width) => setter.word(pieces, width),
            Atom::Space(face, width) => setter.space(face, width),
            Atom::Break => setter.end(true),
            Atom::Tab => setter.tab(),
        }
    }
    setter.end(true);
    Lines { lines: setter.lines, pitch: size * PITCH * style.pitch as f32 / 240.0 }
}

/// Fills lines word by word.
struct Setter<'m> {
    style: Style,
    size: f32,
    room: f32,
    metrics: &'m dyn Metrics,
    lines: Vec<Vec<Text>>,
    line: Vec<Text>,
    /// Where the next letter goes.
    x: f32,
    /// The first stretch of the line behind its last tab: only what follows a tab is stretched.
    stretched_from: usize,
}

impl Setter<'_> {
    fn word(&mut self, pieces: Vec<(Face, String)>, width: f32) {
        if self.x + width > self.room && self.line.iter().any(|text| !text.text.trim().is_empty()) {
            self.end(false);
        }
        if self.x + width <= self.room {
            for (face, text) in pieces {
                self.push(face, &text);
            }
            return;
        }
        // Longer than a line: broken between any two letters.
        for (face, text) in pieces {
            for letter in text.chars() {
                let advance = self.metrics.advance(face, letter) * self.size;
                if self.x + advance > self.room && advance > 0.0 && !self.line.is_empty() {
                    self.end(false);
                }
                self.push(face, letter.encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn space(&mut self, face: Face, width: f32) {
        // A line that was broken here does not begin with the space it was broken at.
        if self.line.is_empty() && !self.lines.is_empty() {
            return;
        }
        if self.line.is_empty() {
            self.x += width;
            return;
        }
        self.push(face, " ");
    }

    fn push(&mut self, face: Face, text: &str) {
        let width = self.metrics.width(face, self.size, text);
        let joins = self.line.len() > self.stretched_from;
        match self.line.last_mut() {
            Some(last) if last.face == face && joins => last.text.push_str(text),
            _ => self.line.push(Text {
                x: self.x,
                baseline: 0.0,
                size: self.size,
                face,
                text: text.to_owned(),
                stretch: 0.0,
            }),
        }
        self.x += width;
    }

    fn tab(&mut self) {
        let own = points(TAB);
        let next =
            if self.x < own { own } else { (self.x / DEFAULT_TAB).floor().mul_add(DEFAULT_TAB, DEFAULT_TAB) };
        if next >= self.room {
            self.end(false);
            return;
        }
        self.x = next;
        self.stretched_from = self.line.len();
    }

    /// Ends the line; `last` of its paragraph, or broken on purpose, it is not stretched.
    fn end(&mut self, last: bool) {
        let mut line = std::mem::take(&mut self.line);
        while let Some(text) = line.last_mut() {
            let kept = text.text.trim_end_matches(' ').len();
            if kept > 0 {
                text.text.truncate(kept);
                break;
            }
            line.pop();
        }
        let end =
            line.last().map_or(0.0, |text| text.x + self.metrics.width(text.face, self.size, &text.text));
        let left = (self.room - end).max(0.0);
        match self.style.setting {
            Setting::Left => {}
            Setting::Right => shift(&mut line, left),
            // The first line's indent is part of the room.
            Setting::Centered => shift(&mut line, left / 2.0),
            Setting::Justified if last => {}
            Setting::Justified => justify(line.get_mut(self.stretched_from..).unwrap_or(&mut []), left),
        }
        let natural = self.size * PITCH;
        let extra = natural * (self.style.pitch as f32 / 240.0 - 1.0);
        for text in &mut line {
            // What a wider pitch adds stands above the letters, as Word has it.
            text.baseline = extra + self.size * ASCENT;
        }
        self.lines.push(line);
        self.x = 0.0;
        self.stretched_from = 0;
    }
}

fn shift(line: &mut [Text], by: f32) {
    for text in line {
        text.x += by;
    }
}

/// Shares what is left of the line among its spaces.
fn justify(line: &mut [Text], left: f32) {
    let spaces: usize = line.iter().map(|text| text.text.matches(' ').count()).sum();
    if spaces == 0 {
        return;
    }
    let stretch = left / spaces as f32;
    let mut moved = 0.0;
    for text in line {
        text.x += moved;
        text.stretch = stretch;
        moved += stretch * text.text.matches(' ').count() as f32;
    }
}

fn atoms(spans: &[Span], style: Style, size: f32, metrics: &dyn Metrics) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut word: Vec<(Face, String)> = Vec::new();
    let mut width = 0.0;
    for span in spans {
        let face = Face::of(span.bold || style.bold, span.italic || style.italic);
        let mut letters = span.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let mut finish = |atoms: &mut Vec<Atom>, width: &mut f32| {
                if !word.is_empty() {
                    atoms.push(Atom::Word(std::mem::take(&mut word), std::mem::take(width)));
                }
            };
            match letter {
                ' ' => {
                    finish(&mut atoms, &mut width);
                    atoms.push(Atom::Space(face, metrics.advance(face, ' ') * size));
                }
                '\n' => {
                    finish(&mut atoms, &mut width);
                    atoms.push(Atom::Break);
                }
                '\t' => {
                    finish(&mut atoms, &mut width);
                    atoms.push(Atom::Tab);
                }
                letter => {
                    let breaks = (letter == '-' || letter == '\u{2013}')
                        && !word.is_empty()
                        && letters.peek().is_some_and(|next| next.is_alphabetic());
                    match word.last_mut() {
                        Some((last, text)) if *last == face => text.push(letter),
                        _ => word.push((face, letter.to_string())),
                    }
                    width += metrics.advance(face, letter) * size;
                    if breaks {
                        // "GD-ĐT" may be broken behind its hyphen; no space is lost there.
                        atoms.push(Atom::Word(std::mem::take(&mut word), std::mem::take(&mut width)));
                    }
                }
            }
        }
    }
    if !word.is_empty() {
        atoms.push(Atom::Word(word, width));
    }
    atoms
}
