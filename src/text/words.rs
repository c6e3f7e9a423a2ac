//! Amounts in words, as vouchers and settlements carry them ("số tiền bằng chữ").

use serde::{Deserialize, Serialize};

use super::money::Dong;

/// The word for an empty place of tens before a digit: 105 is "một trăm linh năm" or "một trăm lẻ năm".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZeroTens {
    /// "linh", usual in the north.
    #[default]
    Linh,
    /// "lẻ", usual in the south.
    Le,
}

/// The word for a thousand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Thousand {
    /// "nghìn", usual in the north.
    #[default]
    Nghin,
    /// "ngàn", usual in the south.
    Ngan,
}

/// The choices a unit has in writing amounts in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct WordsStyle {
    /// linh or lẻ.
    pub zero_tens: ZeroTens,
    /// nghìn or ngàn.
    pub thousand: Thousand,
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// The amount in Vietnamese words: a capital first, " đồng" at the end, "Âm " before a negative one.
///
/// mốt, tư and lăm after mươi, lăm after mười; "không trăm" in every later group that is not zero; a zero group is skipped;
/// from a thousand tỷ on, what stands above is read as a number of tỷ of its own ("nghìn tỷ", "triệu tỷ", "tỷ tỷ").
pub fn in_words(amount: Dong, style: WordsStyle) -> String {
    let mut out = String::with_capacity(96);
    let magnitude = amount.0.unsigned_abs();
    if amount.0 < 0 {
        out.push_str("âm");
    }
    if magnitude == 0 {
        say(&mut out, "không");
    } else {
        say_number(&mut out, magnitude, style, true);
    }
    say(&mut out, "đồng");
    with_capital(&out)
}

fn say(out: &mut String, word: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

fn say_number(out: &mut String, number: u64, style: WordsStyle, mut first: bool) {
    const BILLION: u64 = 1_000_000_000;
    if number >= BILLION {
        say_number(out, number / BILLION, style, first);
        say(out, "tỷ");
        first = false;
    }
    let thousand = match style.thousand {
        Thousand::Nghin => "nghìn",
        Thousand::Ngan => "ngàn",
    };
    for (size, name) in [(1_000_000, "triệu"), (1000, thousand), (1, "")] {
        let group = number % BILLION / size % 1000;
        if group > 0 {
            say_group(out, group, style, first);
            if !name.is_empty() {
                say(out, name);
            }
            first = false;
        }
    }
}

/// A group of three digits, not all zero; the first one of a number says nothing of its leading zeros.
fn say_group(out: &mut String, group: u64, style: WordsStyle, first: bool) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    if hundreds > 0 || !first {
        say(out, digit(hundreds));
        say(out, "trăm");
    }
    match tens {
        0 if ones > 0 && (hundreds > 0 || !first) => say(
            out,
            match style.zero_tens {
                ZeroTens::Linh => "linh",
                ZeroTens::Le => "lẻ",
            },
        ),
        0 => {}
        1 => say(out, "mười"),
        _ => {
            say(out, digit(tens));
            say(out, "mươi");
        }
    }
    match ones {
        0 => {}
        1 if tens > 1 => say(out, "mốt"),
        4 if tens > 1 => say(out, "tư"),
        5 if tens > 0 => say(out, "lăm"),
        _ => say(out, digit(ones)),
    }
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|place| DIGITS.get(place)).copied().unwrap_or_default()
}

fn with_capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SOUTH: WordsStyle = WordsStyle { zero_tens: ZeroTens::Le, thousand: Thousand::Ngan };

    fn words(amount: i64) -> String {
        in_words(Dong(amount), WordsStyle::default())
    }

    #[test]
    fn the_known_cases_read_as_on_paper() {
        for (amount, text) in [
            (0, "Không đồng"),
            (5, "Năm đồng"),
            (11, "Mười một đồng"),
            (15, "Mười lăm đồng"),
            (21, "Hai mươi mốt đồng"),
            (24, "Hai mươi tư đồng"),
            (25, "Hai mươi lăm đồng"),
            (105, "Một trăm linh năm đồng"),
            (1000, "Một nghìn đồng"),
            (1015, "Một nghìn không trăm mười lăm đồng"),
            (100_000, "Một trăm nghìn đồng"),
            (1_000_100, "Một triệu một trăm đồng"),
            (1_050_000, "Một triệu không trăm năm mươi nghìn đồng"),
            (16_281_014, "Mười sáu triệu hai trăm tám mươi mốt nghìn không trăm mười bốn đồng"),
            (81_340_200, "Tám mươi mốt triệu ba trăm bốn mươi nghìn hai trăm đồng"),
            (14, "Mười bốn đồng"),
            (104, "Một trăm linh bốn đồng"),
            (1005, "Một nghìn không trăm linh năm đồng"),
            (5_000_000_000, "Năm tỷ đồng"),
            (1_000_000_000_000, "Một nghìn tỷ đồng"),
            (2_500_000_015_000, "Hai nghìn năm trăm tỷ không trăm mười lăm nghìn đồng"),
            (3_000_000_000_000_000, "Ba triệu tỷ đồng"),
            (1_000_000_000_000_000_000, "Một tỷ tỷ đồng"),
            (-300_000, "Âm ba trăm nghìn đồng"),
        ] {
            assert_eq!(words(amount), text);
        }
        assert_eq!(in_words(Dong(1105), SOUTH), "Một ngàn một trăm lẻ năm đồng");
        assert!(words(i64::MIN).starts_with("Âm chín tỷ hai trăm hai mươi ba triệu"));
    }

    /// The definition written down once more, slowly: two-digit numbers as a list, everything else built on it.
    struct Spoken {
        first: Vec<String>,
        later: Vec<String>,
    }

    impl Spoken {
        fn new() -> Self {
            let mut below_hundred: Vec<String> =
                "không,một,hai,ba,bốn,năm,sáu,bảy,tám,chín,mười,mười một,mười hai,mười ba,mười bốn,mười lăm,\
                mười sáu,mười bảy,mười tám,mười chín"
                    .split(',')
                    .map(str::to_owned)
                    .collect();
            for tens in ["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"] {
                for ones in ["", " mốt", " hai", " ba", " tư", " lăm", " sáu", " bảy", " tám", " chín"]
                {
                    below_hundred.push(format!("{tens} mươi{ones}"));
                }
            }
            let later: Vec<String> = (0..1000)
                .map(|n| match (n / 100, n % 100) {
                    (h, 0) => format!("{} trăm", below_hundred[h]),
                    (h, rest @ 1..=9) => format!("{} trăm linh {}", below_hundred[h], below_hundred[rest]),
                    (h, rest) => format!("{} trăm {}", below_hundred[h], below_hundred[rest]),
                })
                .collect();
            let first = (0..1000)
                .map(|n| if n < 100 { below_hundred[n].clone() } else { later[n].clone() })
                .collect();
            Self { first, later }
        }

        /// Below a thousand tỷ.
        fn say(&self, number: u64) -> String {
            let names = [" tỷ", " triệu", " nghìn", ""];
            let digits = format!("{number:012}");
            let mut parts: Vec<String> = Vec::new();
            for (index, name) in names.iter().enumerate() {
                let group: usize = digits[index * 3..index * 3 + 3].parse().unwrap();
                if group > 0 {
                    let list = if parts.is_empty() { &self.first } else { &self.later };
                    parts.push(format!("{}{name}", list[group]));
                }
            }
            if parts.is_empty() {
                "không đồng".to_owned()
            } else {
                format!("{} đồng", parts.join(" "))
            }
        }
    }

    /// Words back to the number, knowing nothing of how they were made.
    fn heard(text: &str) -> Option<i128> {
        let text = text.to_lowercase();
        let (sign, text) = text.strip_prefix("âm ").map_or((1, text.as_str()), |rest| (-1, rest));
        let (mut total, mut section, mut group) = (0_i128, 0_i128, 0_i128);
        let mut ones = 0;
        for word in text.strip_suffix(" đồng")?.split(' ') {
            match word {
                "trăm" => (group, ones) = (ones * 100, 0),
                "mươi" => (group, ones) = (group + ones * 10, 0),
                "mười" => group += 10,
                "linh" | "lẻ" => {}
                "nghìn" | "ngàn" => (section, group, ones) = (section + (group + ones) * 1000, 0, 0),
                "triệu" => (section, group, ones) = (section + (group + ones) * 1_000_000, 0, 0),
                "tỷ" => {
                    (total, section, group, ones) =
                        ((total + section + group + ones) * 1_000_000_000, 0, 0, 0);
                }
                "mốt" => ones = 1,
                "tư" => ones = 4,
                "lăm" => ones = 5,
                digit => ones = DIGITS.iter().position(|d| *d == digit)? as i128,
            }
        }
        Some(sign * (total + section + group + ones))
    }

    #[test]
    fn up_to_two_million_words_equal_the_slow_definition() {
        let slow = Spoken::new();
        for number in 0..=2_000_000_u32 {
            let (fast, slow) = (words(i64::from(number)), slow.say(u64::from(number)));
            // Only the first letter differs in case; its lengths are the same in both.
            let same = fast.len() == slow.len()
                && fast
                    .chars()
                    .next()
                    .and_then(|c| slow.strip_prefix(c.to_lowercase().next()?))
                    .is_some_and(|rest| fast.ends_with(rest));
            assert!(same, "{number}: {fast} / {slow}");
        }
    }

    proptest! {
        #[test]
        fn larger_amounts_equal_the_slow_definition(number in 0_u64..1_000_000_000_000) {
            prop_assert_eq!(words(number as i64).to_lowercase(), Spoken::new().say(number));
        }

        #[test]
        fn any_amount_can_be_heard_back(number: i64, shift in 0_u32..60) {
            for amount in [number, number >> shift, (number >> shift) / 1000 * 1000] {
                prop_assert_eq!(heard(&words(amount)), Some(i128::from(amount)));
                prop_assert_eq!(heard(&in_words(Dong(amount), SOUTH)), Some(i128::from(amount)));
                prop_assert!(!words(amount).contains("  "));
            }
        }
    }
}
