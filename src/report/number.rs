//! How sections count: Roman numerals and the letters of points.

use super::outline::PlainText;

/// The numbers of the sections so far, level by level.
#[derive(Debug, Clone, Default)]
pub struct Counters([usize; 4]);

impl Counters {
    /// The next number of a level (0 to 3, more is 3) in the outline's way of writing it; the levels below begin again.
    pub fn next(&mut self, level: u8, numbers: &[PlainText]) -> String {
        let level = usize::from(level).min(3);
        for (depth, counter) in self.0.iter_mut().enumerate() {
            if depth == level {
                *counter += 1;
            } else if depth > level {
                *counter = 0;
            }
        }
        let count = self.0.get(level).copied().unwrap_or_default();
        let Some(template) = numbers.get(level) else { return count.to_string() };
        template.text("", &mut |scheme| match scheme.as_str() {
            "roman" => roman(count),
            "letter" => letter(count),
            _ => count.to_string(),
        })
    }
}

/// Roman numerals; a number past them stays as it is.
pub fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut left = number;
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            left -= worth;
            text.push_str(sign);
        }
    }
    text
}

/// The letters that number points, in the order of the Vietnamese alphabet (a, b, c, d, đ, e, g …); past them the
/// number.
pub fn letter(number: usize) -> String {
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    number
        .checked_sub(1)
        .and_then(|place| LETTERS.chars().nth(place))
        .map_or_else(|| number.to_string(), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_and_letters_are_those_of_papers() {
        let romans: Vec<String> = [1, 4, 9, 14, 40, 1999, 0, 4000].map(roman).into();
        assert_eq!(romans, ["I", "IV", "IX", "XIV", "XL", "MCMXCIX", "0", "4000"]);
        let letters: Vec<String> = [1, 4, 5, 6, 8, 23, 24, 0].map(letter).into();
        assert_eq!(letters, ["a", "d", "đ", "e", "h", "y", "24", "0"]);
    }
}
