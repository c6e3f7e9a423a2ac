//! Which way up the camera was held: the one thing of a picture's EXIF that is read.

/// How a picture is turned to be seen upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Turn {
    /// Rows become columns: mirrored along the diagonal, before anything else.
    pub(super) transpose: bool,
    /// Left and right change places.
    pub(super) mirror: bool,
    /// Top and bottom change places.
    pub(super) flip: bool,
}

impl Turn {
    /// Nothing is to be turned.
    pub(super) fn is_none(self) -> bool {
        self == Self::default()
    }

    /// The turn for a value of EXIF's tag Orientation (1 to 8); any other one turns nothing.
    pub(super) const fn of(orientation: u16) -> Self {
        let (transpose, mirror, flip) = match orientation {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, true, false),
            7 => (true, true, true),
            8 => (true, false, true),
            _ => (false, false, false),
        };
        Self { transpose, mirror, flip }
    }
}

/// The turn that a TIFF structure (EXIF's own form) asks for; none when it does not read.
pub(super) fn turn(tiff: &[u8]) -> Turn {
    orientation(tiff).map_or_else(Turn::default, Turn::of)
}

fn orientation(tiff: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    const SHORT: u16 = 3;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let first = {
        let four: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
        if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }
    } as usize;
    let entries = usize::from(short(first)?);
    (0..entries)
        .map_while(|entry| first.checked_add(2 + 12 * entry))
        .find(|at| short(*at) == Some(ORIENTATION))
        .filter(|at| short(at + 2) == Some(SHORT))
        .and_then(|at| short(at + 8))
}
