//! Frames into bytes.
//!
//! [`Screen`] remembers what the terminal shows and turns the next frame into the few bytes that lead
//! there, inside one synchronized update, to be sent in one write. It asks the terminal nothing: where
//! the cursor may be in doubt (behind the last column, behind a letter whose width terminals dispute)
//! it is placed anew.

use std::io::Write as _;

use ratatui::{
    buffer::{Buffer, Cell, CellWidth as _},
    layout::Position,
    style::{Color, Modifier},
};

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// No colour: the terminal's own.
const OWN: u8 = 16;

/// A blank tail of a line that is longer than this is erased instead of overwritten.
const ERASE_FROM: usize = 3;

/// What the terminal shows, and the way from there to the next frame.
#[derive(Debug)]
pub struct Screen {
    colours: bool,
    /// What is shown; `None` when nobody knows.
    shown: Option<Buffer>,
    /// Where the caret was asked to be in the frame shown.
    caret: Option<Position>,
    /// Where the cursor stands; `None` when in doubt.
    at: Option<(u16, u16)>,
    /// Whether the cursor can be seen; `None` when in doubt.
    visible: Option<bool>,
    look: Look,
    out: Vec<u8>,
}

/// The attributes of a letter, as far as this program uses them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    ink: u8,
    paper: u8,
    attributes: Modifier,
}

const PLAIN: Look = Look { ink: OWN, paper: OWN, attributes: Modifier::empty() };

/// Attributes that reach the terminal, with the code that switches each on and off.
const ATTRIBUTES: [(Modifier, u8, u8); 4] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
];

/// One column of a line as the terminal shows it. A wide letter is followed by a column with no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Glyph<'a> {
    text: &'a str,
    width: u16,
    look: Look,
}

const BLANK: Glyph<'static> = Glyph { text: " ", width: 1, look: PLAIN };

impl Screen {
    /// A screen of which nothing is known yet. Without `colours` only bold, dim, underline and reverse
    /// are used (`NO_COLOR`).
    pub const fn new(colours: bool) -> Self {
        Self { colours, shown: None, caret: None, at: None, visible: None, look: PLAIN, out: Vec::new() }
    }

    /// What is on the screen is not known any more (new size, the program was stopped): the next frame
    /// is painted whole.
    pub fn invalidate(&mut self) {
        self.shown = None;
        self.at = None;
        self.visible = None;
    }

    /// The bytes that turn the screen into `next` with the cursor at `caret` (cells from the top left,
    /// `None` hides it); `None` when nothing changes. A caret outside the frame is hidden. Send the bytes
    /// in one write; they are taken as shown.
    pub fn render(&mut self, next: &Buffer, caret: Option<Position>) -> Option<&[u8]> {
        let (width, height) = (next.area.width, next.area.height);
        let caret = caret.filter(|caret| caret.x < width && caret.y < height);
        let before = self.shown.take();
        let known = before.filter(|before| before.area.as_size() == next.area.as_size());
        if let Some(shown) = &known
            && shown.content == next.content
            && self.caret == caret
        {
            self.shown = known;
            return None;
        }
        self.out.clear();
        self.out.extend_from_slice(BEGIN);
        if known.is_none() {
            self.out.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J");
            self.look = PLAIN;
            self.at = Some((0, 0));
            self.visible = None;
        }
        let columns = usize::from(width);
        let (mut old, mut new) = (Vec::with_capacity(columns), Vec::with_capacity(columns));
        for y in 0..height {
            let range = usize::from(y) * columns..(usize::from(y) + 1) * columns;
            let Some(cells) = next.content.get(range.clone()) else { break };
            let shown = known.as_ref().and_then(|shown| shown.content.get(range));
            if shown.is_some_and(|shown| shown == cells) {
                continue;
            }
            glyphs(cells, self.colours, &mut new);
            if let Some(shown) = shown {
                glyphs(shown, self.colours, &mut old);
            } else {
                old.clear();
                old.resize(columns, BLANK);
            }
            self.line(y, &old, &new);
        }
        match caret {
            Some(caret) => {
                self.go(caret.x, caret.y);
                self.show(true);
            }
            None => self.show(false),
        }
        let silent = self.out.len() == BEGIN.len();
        self.out.extend_from_slice(END);
        self.caret = caret;
        self.shown = Some(match known {
            Some(mut shown) => {
                shown.clone_from(next);
                shown
            }
            None => next.clone(),
        });
        if silent { None } else { Some(&self.out) }
    }

    /// Writes the columns of line `y` that differ.
    fn line(&mut self, y: u16, old: &[Glyph<'_>], new: &[Glyph<'_>]) {
        let tail = new.iter().rposition(|glyph| *glyph != BLANK).map_or(0, |last| last + 1);
        let changed = |x: &usize| old.get(*x) != new.get(*x);
        // Columns written up to here; what lies between two changes may be cheaper to write than to jump.
        let mut x = 0;
        while let Some(at) = (x..tail).find(changed) {
            self.reach(at as u16, y, new);
            x = at;
            while let Some(glyph) = new.get(x).filter(|_| x < tail && changed(&x)) {
                self.put(glyph, x as u16, y, new.len());
                x += usize::from(glyph.width.max(1));
            }
        }
        let Some(first) = (tail..new.len()).find(changed) else { return };
        let Some(last) = (first..new.len()).rfind(changed) else { return };
        self.reach(first as u16, y, new);
        if last - first >= ERASE_FROM {
            self.wear(PLAIN);
            self.out.extend_from_slice(b"\x1b[K");
        } else {
            for x in first..=last {
                self.put(&BLANK, x as u16, y, new.len());
            }
        }
    }

    /// Moves to column `x` of line `y`, writing the few letters between again where that is shorter.
    fn reach(&mut self, x: u16, y: u16, line: &[Glyph<'_>]) {
        if let Some((from, row)) = self.at
            && row == y
            && from < x
            && let Some(between) = line.get(usize::from(from)..usize::from(x))
            && between.first().is_some_and(|glyph| glyph.width > 0)
            && between.iter().all(|glyph| self.suits(glyph) && certain(glyph.text))
            && between.iter().map(|glyph| glyph.text.len()).sum::<usize>() <= forward(x - from)
        {
            for glyph in between {
                self.out.extend_from_slice(glyph.text.as_bytes());
            }
            self.at = Some((x, y));
        }
        self.go(x, y);
    }

    /// Whether a glyph looks right in the present look: a blank does in any that shows nothing of a blank.
    fn suits(&self, glyph: &Glyph<'_>) -> bool {
        glyph.look == self.look || (glyph.text == " " && glyph.look == unseen(self.look))
    }

    fn put(&mut self, glyph: &Glyph<'_>, x: u16, y: u16, columns: usize) {
        if glyph.width == 0 {
            return;
        }
        self.go(x, y);
        if !self.suits(glyph) {
            self.wear(glyph.look);
        }
        self.out.extend_from_slice(glyph.text.as_bytes());
        let end = x + glyph.width;
        // Behind the last column terminals differ on where they are.
        let sure = usize::from(end) < columns && certain(glyph.text);
        self.at = sure.then_some((end, y));
    }

    /// Moves the cursor with the fewest bytes.
    fn go(&mut self, x: u16, y: u16) {
        if self.at == Some((x, y)) {
            return;
        }
        let mut best = Vec::with_capacity(12);
        let _ = match (x, y) {
            (0, 0) => write!(best, "\x1b[H"),
            (0, _) => write!(best, "\x1b[{}H", y + 1),
            (_, 0) => write!(best, "\x1b[;{}H", x + 1),
            _ => write!(best, "\x1b[{};{}H", y + 1, x + 1),
        };
        if let Some((from, row)) = self.at
            && y >= row
        {
            let mut offer = |bytes: Vec<u8>| {
                if bytes.len() < best.len() {
                    best = bytes;
                }
            };
            let down = usize::from(y - row);
            if down == 0 {
                if x > from {
                    offer(ahead(Vec::new(), x - from));
                } else {
                    offer(vec![0x08; usize::from(from - x)]);
                    let mut back = Vec::new();
                    let _ = write!(back, "\x1b[{}D", from - x);
                    offer(back);
                }
            } else if x == from {
                let mut straight = Vec::new();
                let _ = if down == 1 { write!(straight, "\x1b[B") } else { write!(straight, "\x1b[{down}B") };
                offer(straight);
            }
            if down < 6 {
                let mut margin = vec![b'\r'];
                margin.resize(1 + down, b'\n');
                offer(ahead(margin, x));
            }
        }
        self.out.append(&mut best);
        self.at = Some((x, y));
    }

    /// Changes the attributes with the fewest bytes.
    fn wear(&mut self, look: Look) {
        if look == self.look {
            return;
        }
        let from_here = codes(self.look, look);
        let afresh = codes(PLAIN, look);
        let codes = if look == PLAIN {
            String::new()
        } else {
            let afresh = format!("0;{}", join(&afresh));
            let from_here = join(&from_here);
            if afresh.len() < from_here.len() { afresh } else { from_here }
        };
        let _ = write!(self.out, "\x1b[{codes}m");
        self.look = look;
    }

    fn show(&mut self, visible: bool) {
        if self.visible != Some(visible) {
            self.out.extend_from_slice(if visible { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.visible = Some(visible);
        }
    }
}

fn ahead(mut bytes: Vec<u8>, columns: u16) -> Vec<u8> {
    let _ = match columns {
        0 => Ok(()),
        1 => write!(bytes, "\x1b[C"),
        _ => write!(bytes, "\x1b[{columns}C"),
    };
    bytes
}

/// How many bytes a jump of so many columns costs.
fn forward(columns: u16) -> usize {
    match columns {
        0 => 0,
        1 => 3,
        2..=9 => 4,
        _ => 5,
    }
}

fn join(codes: &[u8]) -> String {
    let codes: Vec<String> = codes.iter().map(u8::to_string).collect();
    codes.join(";")
}

/// The SGR codes from one look to another.
fn codes(from: Look, to: Look) -> Vec<u8> {
    let mut codes = Vec::new();
    // Off before on: 22 ends bold as well as dim (of which a look has at most one).
    for (attribute, _, off) in ATTRIBUTES {
        if from.attributes.contains(attribute) && !to.attributes.contains(attribute) {
            codes.push(off);
        }
    }
    for (attribute, on, _) in ATTRIBUTES {
        if to.attributes.contains(attribute) && !from.attributes.contains(attribute) {
            codes.push(on);
        }
    }
    for (before, after, base) in [(from.ink, to.ink, 30), (from.paper, to.paper, 40)] {
        if before != after {
            codes.push(match after {
                0..=7 => base + after,
                8..=15 => base + 60 + after - 8,
                _ => base + 9,
            });
        }
    }
    codes
}

/// Whether all terminals agree on the width of this text: one letter of the scripts and signs used
/// here, with combining marks behind it.
fn certain(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_none_or(|first| {
        matches!(first, ' '..='~' | '\u{a0}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2500}'..='\u{259f}')
            && letters.all(|mark| matches!(mark, '\u{300}'..='\u{36f}'))
    })
}

/// What a line of cells looks like, column by column.
fn glyphs<'a>(cells: &'a [Cell], colours: bool, line: &mut Vec<Glyph<'a>>) {
    line.clear();
    let columns = cells.len();
    while let Some(cell) = cells.get(line.len()) {
        let text = cell.symbol();
        // No byte of a cell may steer the terminal, and nothing may hang over the edge.
        let width = if text.contains(char::is_control) { 0 } else { text.cell_width() };
        let look = look(cell, colours);
        let room = columns - line.len();
        let blank = width == 0 || usize::from(width) > room || text == " ";
        if blank {
            line.push(Glyph { text: " ", width: 1, look: unseen(look) });
            continue;
        }
        line.push(Glyph { text, width, look });
        for _ in 1..width {
            line.push(Glyph { text: "", width: 0, look });
        }
    }
}

/// A blank shows neither ink nor weight: without them it needs no codes of its own.
fn unseen(look: Look) -> Look {
    let seen = look.attributes & (Modifier::REVERSED | Modifier::UNDERLINED);
    if seen.is_empty() { Look { ink: OWN, attributes: seen, ..look } } else { look }
}

fn look(cell: &Cell, colours: bool) -> Look {
    let colour = |colour| if colours { number(colour) } else { OWN };
    let mut attributes =
        cell.modifier & ATTRIBUTES.iter().fold(Modifier::empty(), |all, (one, ..)| all | *one);
    // Bold and dim at once looks different on every terminal; bold is what was meant to be seen.
    if attributes.contains(Modifier::BOLD) {
        attributes.remove(Modifier::DIM);
    }
    Look { ink: colour(cell.fg), paper: colour(cell.bg), attributes }
}

/// The colour's place among the sixteen; others are the terminal's own.
fn number(colour: Color) -> u8 {
    match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(number @ 0..=15) => number,
        _ => OWN,
    }
}

#[cfg(test)]
#[path = "screen_tests.rs"]
mod tests;
