//! Bytes of a Unix terminal into events.
//!
//! The decoder knows no clock and no file: bytes go in by [`Decoder::feed`], and whoever reads them says
//! by [`Decoder::timeout`] that the pause named by [`Decoder::wait`] has passed. Any split of one byte
//! stream gives the same events. What is not understood is swallowed whole and never typed.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyModifiers};

use super::plain_key;

/// A paste longer than this many bytes is delivered in several `Paste` events.
pub const PASTE_LIMIT: usize = 4 << 20;

/// A paste that stops without its end mark is delivered after this pause.
pub const PASTE_WAIT: Duration = Duration::from_secs(2);

/// No key's sequence has more parameter bytes than this; longer ones are swallowed without being kept.
const PARAMETERS: usize = 32;

const PASTE_END: &[u8] = b"\x1b[201~";

/// Turns the bytes of a terminal into events, whatever way they are split.
#[derive(Debug)]
pub struct Decoder {
    state: State,
    escape_wait: Duration,
}

#[derive(Debug)]
enum State {
    Ground,
    /// The first bytes of one letter; `alt` when an ESC stood before it.
    Letter {
        bytes: [u8; 4],
        len: usize,
        need: usize,
        alt: bool,
    },
    /// After ESC; `double` after ESC ESC, which rxvt sends before a sequence for Alt.
    Escape {
        double: bool,
    },
    /// After ESC [. Parameters beyond the limit set `long`.
    Csi {
        parameters: Vec<u8>,
        long: bool,
        alt: bool,
    },
    /// After ESC O.
    Ss3 {
        parameters: Vec<u8>,
        alt: bool,
    },
    /// After ESC [ [, the Linux console's F1 to F5.
    Console,
    /// The three bytes behind ESC [ M.
    Mouse {
        left: u8,
    },
    /// The text of an OSC, DCS, APC, PM or SOS, up to ST or BEL. None of it is kept.
    Text {
        empty: bool,
        escape: bool,
    },
    Paste {
        bytes: Vec<u8>,
    },
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new(Duration::from_millis(25))
    }
}

impl Decoder {
    /// A decoder that waits `escape_wait` for the rest of a sequence after an ESC.
    pub const fn new(escape_wait: Duration) -> Self {
        Self { state: State::Ground, escape_wait }
    }

    /// Drops what is unfinished: another program had the terminal.
    pub fn forget(&mut self) {
        self.state = State::Ground;
    }

    /// Reads `bytes` and appends what they mean to `out`.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Event>) {
        for &byte in bytes {
            self.step(byte, out);
        }
    }

    /// Whether an ESC, a part of a letter, an unfinished sequence or an unfinished paste is waiting.
    pub const fn pending(&self) -> bool {
        !matches!(self.state, State::Ground)
    }

    /// How long to wait after the latest byte before calling [`Decoder::timeout`]; `None` when nothing is
    /// pending.
    pub fn wait(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Paste { .. } => Some(PASTE_WAIT),
            // No key begins like this and goes on: a late reply on a slow line gets more patience.
            State::Text { empty: false, .. } => Some(self.escape_wait * 10),
            _ => Some(self.escape_wait),
        }
    }

    /// The wait has passed without a byte: a lone ESC is the key Esc, a paste is delivered as far as it
    /// came, anything else unfinished is dropped.
    pub fn timeout(&mut self, out: &mut Vec<Event>) {
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Escape { double } => {
                for _ in 0..=usize::from(double) {
                    out.push(key(KeyCode::Esc, false));
                }
            }
            State::Paste { bytes } => paste(&bytes, out),
            _ => {}
        }
    }

    fn step(&mut self, byte: u8, out: &mut Vec<Event>) {
        self.state = match std::mem::replace(&mut self.state, State::Ground) {
            State::Ground => ground(byte, false, out),
            State::Letter { bytes, len, need, alt } => letter(bytes, len, need, alt, byte, out),
            State::Escape { double } => escape(double, byte, out),
            State::Csi { parameters, long, alt } => csi(parameters, long, alt, byte, out),
            State::Ss3 { parameters, alt } => ss3(parameters, alt, byte, out),
            State::Console => match byte {
                b'A'..=b'E' => {
                    out.push(key(KeyCode::F(byte - b'A' + 1), false));
                    State::Ground
                }
                0x20..=0x7e => State::Ground,
                _ => ground(byte, false, out),
            },
            State::Mouse { left } => match byte {
                ..0x20 => ground(byte, false, out),
                _ if left > 1 => State::Mouse { left: left - 1 },
                _ => State::Ground,
            },
            State::Text { escape: true, .. } => match byte {
                b'\\' => State::Ground,
                _ => escape(false, byte, out),
            },
            State::Text { .. } => match byte {
                0x07 => State::Ground,
                0x1b => State::Text { empty: false, escape: true },
                // No reply holds other controls: whoever types or presses Enter is not to be swallowed.
                ..0x20 | 0x7f => ground(byte, false, out),
                _ => State::Text { empty: false, escape: false },
            },
            State::Paste { bytes } => pasted(bytes, byte, out),
        };
    }
}

fn key(code: KeyCode, alt: bool) -> Event {
    key_with(code, KeyModifiers::NONE, alt)
}

fn key_with(code: KeyCode, mut modifiers: KeyModifiers, alt: bool) -> Event {
    modifiers.set(KeyModifiers::ALT, alt || modifiers.contains(KeyModifiers::ALT));
    Event::Key(plain_key(code, modifiers))
}

fn ground(byte: u8, alt: bool, out: &mut Vec<Event>) -> State {
    let control = |letter: u8| key_with(KeyCode::Char(char::from(letter)), KeyModifiers::CONTROL, alt);
    let event = match byte {
        0x1b => return State::Escape { double: false },
        // Input methods send either as Backspace; Ctrl+H therefore does not exist.
        0x08 | 0x7f => key(KeyCode::Backspace, alt),
        0x09 => key(KeyCode::Tab, alt),
        0x0a | 0x0d => key(KeyCode::Enter, alt),
        0x00 => control(b' '),
        0x01..=0x1a => control(byte - 1 + b'a'),
        0x1c..=0x1f => control(byte - 0x1c + b'\\'),
        0x20..=0x7e => key(KeyCode::Char(char::from(byte)), alt),
        0xc2..=0xf4 => {
            return State::Letter { bytes: [byte, 0, 0, 0], len: 1, need: letter_len(byte), alt };
        }
        // A stray byte of a letter whose beginning never came.
        _ => return State::Ground,
    };
    out.push(event);
    State::Ground
}

/// How many bytes the letter takes that begins with `first`.
const fn letter_len(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0..=0xef => 3,
        _ => 2,
    }
}

fn letter(mut bytes: [u8; 4], len: usize, need: usize, alt: bool, byte: u8, out: &mut Vec<Event>) -> State {
    let allowed = match (len, bytes[0]) {
        (1, 0xe0) => 0xa0..=0xbf,
        (1, 0xed) => 0x80..=0x9f,
        (1, 0xf0) => 0x90..=0xbf,
        (1, 0xf4) => 0x80..=0x8f,
        _ => 0x80..=0xbf,
    };
    if !allowed.contains(&byte) {
        // The broken letter goes, the byte that broke it may begin the next one.
        return ground(byte, false, out);
    }
    if let Some(place) = bytes.get_mut(len) {
        *place = byte;
    }
    let len = len + 1;
    if len < need {
        return State::Letter { bytes, len, need, alt };
    }
    let letter = bytes.get(..len).and_then(|bytes| std::str::from_utf8(bytes).ok());
    if let Some(letter) = letter.and_then(|text| text.chars().next()).filter(|c| !c.is_control()) {
        out.push(key(KeyCode::Char(letter), alt));
    }
    State::Ground
}

fn escape(double: bool, byte: u8, out: &mut Vec<Event>) -> State {
    match byte {
        b'[' => State::Csi { parameters: Vec::new(), long: false, alt: double },
        b'O' => State::Ss3 { parameters: Vec::new(), alt: double },
        _ => {
            if double {
                out.push(key(KeyCode::Esc, false));
            }
            match byte {
                0x1b => State::Escape { double: true },
                b']' | b'P' | b'X' | b'^' | b'_' => State::Text { empty: true, escape: false },
                _ => ground(byte, true, out),
            }
        }
    }
}

fn csi(mut parameters: Vec<u8>, long: bool, alt: bool, byte: u8, out: &mut Vec<Event>) -> State {
    match byte {
        b'[' if parameters.is_empty() => State::Console,
        b'M' if parameters.is_empty() => State::Mouse { left: 3 },
        // rxvt ends Shift+Home and the like with `$`, which elsewhere stands inside a reply (`…;1$y`).
        b'$' if matches!(parameters.as_slice(), [b'2' | b'3' | b'5'..=b'8']) => {
            finish_csi(&parameters, byte, alt, out)
        }
        0x20..=0x3f => {
            let long = long || parameters.len() >= PARAMETERS;
            if !long {
                parameters.push(byte);
            }
            State::Csi { parameters, long, alt }
        }
        0x40..=0x7e if long => State::Ground,
        0x40..=0x7e => finish_csi(&parameters, byte, alt, out),
        _ => ground(byte, false, out),
    }
}

fn finish_csi(parameters: &[u8], last: u8, alt: bool, out: &mut Vec<Event>) -> State {
    if parameters == b"200" && last == b'~' {
        return State::Paste { bytes: Vec::new() };
    }
    let Some((number, modifiers)) = numbers(parameters) else { return State::Ground };
    let (code, extra) = match (last, number) {
        (b'~', Some(number)) => (numbered(number), KeyModifiers::NONE),
        (b'$', Some(number)) => (numbered(number), KeyModifiers::SHIFT),
        (b'^', Some(number)) => (numbered(number), KeyModifiers::CONTROL),
        (b'@', Some(number)) => (numbered(number), KeyModifiers::CONTROL | KeyModifiers::SHIFT),
        (b'Z', _) => (Some(KeyCode::BackTab), KeyModifiers::SHIFT),
        (b'a'..=b'd', None) => (lettered(last.to_ascii_uppercase()), KeyModifiers::SHIFT),
        // `CSI 1;5R` may be Ctrl+F3 or the cursor's place; a late reply must never act as a key.
        (b'R', Some(_)) => (None, KeyModifiers::NONE),
        (b'P'..=b'S' | b'A'..=b'D' | b'H' | b'F', None | Some(1)) => (lettered(last), KeyModifiers::NONE),
        _ => (None, KeyModifiers::NONE),
    };
    if let Some(code) = code {
        out.push(key_with(code, modifiers | extra, alt));
    }
    State::Ground
}

fn ss3(mut parameters: Vec<u8>, alt: bool, byte: u8, out: &mut Vec<Event>) -> State {
    let (code, extra) = match byte {
        b'0'..=b'9' | b';' => {
            if parameters.len() < PARAMETERS {
                parameters.push(byte);
            }
            return State::Ss3 { parameters, alt };
        }
        b'a'..=b'd' => (lettered(byte.to_ascii_uppercase()), KeyModifiers::CONTROL),
        b'M' => (Some(KeyCode::Enter), KeyModifiers::NONE),
        b'I' => (Some(KeyCode::Tab), KeyModifiers::NONE),
        b'X' => (Some(KeyCode::Char('=')), KeyModifiers::NONE),
        // The keypad in application mode: `*+,-./0123456789` from `j` on.
        b'j'..=b'y' => (Some(KeyCode::Char(char::from(byte - b'j' + b'*'))), KeyModifiers::NONE),
        0x20..=0x7e => (lettered(byte), KeyModifiers::NONE),
        _ => return ground(byte, false, out),
    };
    // Old xterms write the modifier alone: `ESC O 5 P`.
    let modifiers = match numbers(&parameters) {
        Some((Some(bits), KeyModifiers::NONE)) => modifiers_of(bits),
        Some((_, modifiers)) => modifiers,
        None => KeyModifiers::NONE,
    };
    if let Some(code) = code {
        out.push(key_with(code, modifiers | extra, alt));
    }
    State::Ground
}

/// First number and modifiers of a key's parameters; `None` when they are not a key's.
fn numbers(parameters: &[u8]) -> Option<(Option<u16>, KeyModifiers)> {
    let text = std::str::from_utf8(parameters).ok()?;
    let mut parts = text.split(';');
    let number = |part: Option<&str>| -> Option<Option<u16>> {
        match part {
            None | Some("") => Some(None),
            Some(part) => part.parse().ok().map(Some),
        }
    };
    let first = number(parts.next())?;
    let second = number(parts.next())?;
    if parts.next().is_some() {
        return None;
    }
    Some((first, second.map_or(KeyModifiers::NONE, modifiers_of)))
}

fn modifiers_of(parameter: u16) -> KeyModifiers {
    let bits = parameter.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::SHIFT, bits & 1 != 0);
    modifiers.set(KeyModifiers::ALT, bits & 0b1010 != 0);
    modifiers.set(KeyModifiers::CONTROL, bits & 4 != 0);
    modifiers
}

fn numbered(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F((number - 10) as u8),
        17..=21 => KeyCode::F((number - 11) as u8),
        23 | 24 => KeyCode::F((number - 12) as u8),
        _ => return None,
    })
}

fn lettered(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn pasted(mut bytes: Vec<u8>, byte: u8, out: &mut Vec<Event>) -> State {
    bytes.push(byte);
    if byte == b'~' && bytes.ends_with(PASTE_END) {
        bytes.truncate(bytes.len() - PASTE_END.len());
        paste(&bytes, out);
        return State::Ground;
    }
    if bytes.len() >= PASTE_LIMIT {
        let tail = bytes.split_off(whole(&bytes));
        paste(&bytes, out);
        bytes = tail;
    }
    State::Paste { bytes }
}

/// How much of a long paste can be delivered without cutting a letter or the end mark in two.
fn whole(bytes: &[u8]) -> usize {
    let len = bytes.len();
    let begun = (1..PASTE_END.len()).rev().find(|&n| bytes.ends_with(PASTE_END.get(..n).unwrap_or_default()));
    if let Some(n) = begun {
        return len - n;
    }
    for back in 1..=3.min(len) {
        match bytes.get(len - back) {
            Some(0x80..=0xbf) => {}
            Some(&first @ 0xc2..=0xf4) => {
                let need = letter_len(first);
                return if need > back { len - back } else { len };
            }
            _ => return len,
        }
    }
    len
}

/// Delivers a paste; bytes that are no UTF-8 are left out.
fn paste(bytes: &[u8], out: &mut Vec<Event>) {
    let text: String = bytes.utf8_chunks().map(|chunk| chunk.valid()).collect();
    if !text.is_empty() {
        out.push(Event::Paste(text));
    }
}

#[cfg(test)]
#[path = "decoder_tests.rs"]
mod tests;
