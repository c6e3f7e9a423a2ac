//! Letters that faces for books lack, and what looks like them: the ticks, arrows, bullets and ornaments that word
//! processors leave in a text.

use unicode_normalization::UnicodeNormalization;

/// What is drawn for a letter that has nothing like it.
pub(super) const BOX: char = '□';

/// Letters, and what may be drawn for them, the likest first.
const LOOK_ALIKES: [(&str, &str); 24] = [
    ("✓✔✅☑🗸🗹\u{f0fc}\u{f0fe}", "✔√"),
    ("✕✖✗✘☒❌❎🗴🗵🗶🗷", "✘×"),
    ("☐❏❐❑❒▢◻◽⬜🔲🔳\u{f06f}\u{f0a8}\u{f071}", "□"),
    ("▪◼◾⬛\u{f0a7}\u{f06e}", "▪■•"),
    ("▫", "▫□"),
    ("❖◈✦✧⬥⬧🔶🔷🔸🔹\u{f076}", "◆♦•"),
    ("◇⬦⟡", "◇◊"),
    ("⚫⬤⦁🔴🔵\u{f0b7}\u{f06c}", "●•"),
    ("∙⁃", "•"),
    ("⚪⭕◯⬭\u{f0a1}", "○"),
    ("⦿◉", "◉●"),
    ("➢➣➤▸▹▻►▶⏵🞂\u{f0d8}", "►▶→"),
    ("◂◃◄◀⏴", "◄◀←"),
    ("▴▵", "▲"),
    ("▾▿", "▼"),
    ("➔➙➛➜➝➞➟➠➡➥➦➨➩➪➫➬➭➮➯➱➲➳➵➸➺➻➼➽➾⟶⭢🡒\u{f0e0}\u{f0e8}", "→"),
    ("⇒⇨⟹🡆\u{f0f0}", "⇒→"),
    ("⬅⟵⭠⇦\u{f0df}", "←"),
    ("⬆⭡⇧", "↑"),
    ("⬇⭣⇩", "↓"),
    ("⬌⟷⇔⇿⬄", "⇔↔"),
    ("☆✩✪✫✬✭✮✯✰⭐🌟⭑⭒", "☆★"),
    ("❤🧡💛💚💙💜🖤🤍♡❥💗💖", "♥"),
    ("✱✲✳✴✵✶✷✸✹✺✻✼✽✾❀❁❂❃❉❊❋", "*"),
];

/// What may be drawn for a letter that no face has, the likest first; what only another alphabet of the same letter is,
/// such as those of mathematics, by that letter.
pub(super) fn of(letter: char) -> impl Iterator<Item = char> {
    let listed =
        LOOK_ALIKES.iter().find(|(letters, _)| letters.contains(letter)).map_or("", |(_, like)| *like);
    let mut plain = std::iter::once(letter).nfkc();
    // What comes apart into several letters has no glyph that stands for all of them.
    let plain = match (plain.next(), plain.next()) {
        (Some(one), None) if one != letter => Some(one),
        _ => None,
    };
    listed.chars().chain(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_is_listed_twice() {
        let mut letters: Vec<char> = LOOK_ALIKES.iter().flat_map(|(letters, _)| letters.chars()).collect();
        let all = letters.len();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), all);
    }

    #[test]
    fn an_alphabet_of_mathematics_is_drawn_by_plain_letters() {
        assert_eq!(of('𝐀').collect::<String>(), "A");
        assert_eq!(of('Ａ').collect::<String>(), "A");
        assert_eq!(of('中').collect::<String>(), "");
        assert_eq!(of('㎡').collect::<String>(), "");
    }
}
