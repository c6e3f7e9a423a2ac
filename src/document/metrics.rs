//! How wide a line of Times New Roman Bold is, where no font is at hand: the Word file's. The rules under head lines have lengths in terms of the line
//! above them (*dài bằng 1/3 đến 1/2 dòng chữ*; under the motto, its own length), and Word draws a rule only
//! as long as it is told.

use unicode_normalization::UnicodeNormalization;

/// Advance widths in thousandths of the font size; what is not listed counts 556, a middling letter.
/// Vietnamese accents take no room of their own, so letters are looked up without them.
const WIDTHS: [(u32, &str); 20] = [
    (0, "\n"),
    (250, " ,.\u{a0}"),
    (278, "/\\il"),
    (333, "!()-:;[]`fjt"),
    (389, "Is"),
    (394, "{}"),
    (444, "cerz"),
    (500, "#$*0123456789?J_agovxy–“”ơ"),
    (556, "\"~Sbdhknpqu"),
    (570, "+<=>"),
    (600, "ư"),
    (611, "FP"),
    (667, "BELTZ"),
    (722, "ACDNRUVXYw"),
    (778, "GHKOQ"),
    (796, "Ư"),
    (833, "&m"),
    (930, "@"),
    (944, "M"),
    (1000, "%W…"),
];

/// The width of `text`, set bold at `half_points`, in twips (twentieths of a point).
pub(super) fn bold_twips(text: &str, half_points: u32) -> u32 {
    let thousandths: u64 = text.nfd().map(advance).sum();
    u32::try_from(thousandths * u64::from(half_points) * 10 / 1000).unwrap_or(u32::MAX)
}

fn advance(c: char) -> u64 {
    let base = match c {
        'Đ' => 'D',
        'đ' => 'd',
        // The horn is part of the letter's width, every other mark stands above or below.
        '\u{31b}' => return 40,
        '\u{300}'..='\u{36f}' => return 0,
        c => c,
    };
    WIDTHS.iter().find(|(_, letters)| letters.contains(base)).map_or(556, |&(width, _)| u64::from(width))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Measured with the font itself, in tenths of a millimetre.
    #[test]
    fn widths_agree_with_the_font() {
        for (text, half_points, tenths) in [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 26, 957),
            ("Độc lập - Tự do - Hạnh phúc", 28, 605),
            ("CĐCS TIỂU HỌC LÊ QUÝ ĐÔN", 26, 664),
        ] {
            let twips = bold_twips(text, half_points);
            let measured = twips * 254 / 1440;
            assert!(measured.abs_diff(tenths) <= 3, "{text}: {measured} instead of {tenths}");
        }
    }
}
