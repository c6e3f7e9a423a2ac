//! Text measured in terminal cells, as ratatui's `Buffer` measures it.

use ratatui::buffer::CellWidth as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// The cells that one grapheme takes; 0 for a control or a mark without a letter, which are not drawn.
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) { 0 } else { usize::from(grapheme.cell_width()) }
}

/// The cells that `text` takes on one line.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(grapheme_width).sum()
}

/// The longest beginning of `text` that takes at most `cells` cells, in whole graphemes.
pub fn cut(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > cells {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// `text` in at most `cells` cells; what is cut off is marked by `…`.
pub fn fit(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    if cells == 0 {
        return String::new();
    }
    format!("{}…", cut(text, cells - 1).trim_end())
}

/// `text` in exactly `cells` cells, at the left.
pub fn pad(text: &str, cells: usize) -> String {
    let mut text = fit(text, cells);
    let rest = cells.saturating_sub(width(&text));
    text.extend(std::iter::repeat_n(' ', rest));
    text
}

/// `text` in exactly `cells` cells, at the right.
pub fn right(text: &str, cells: usize) -> String {
    let text = fit(text, cells);
    format!("{}{text}", " ".repeat(cells.saturating_sub(width(&text))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[test]
    fn decomposed_text_is_measured_like_composed_text() {
        let composed = "Nguyễn Thị Hường";
        let decomposed: String = composed.nfd().collect();
        assert_eq!(width(&decomposed), 16);
        assert_eq!(fit(&decomposed, 9).nfc().collect::<String>(), "Nguyễn T…");
        assert_eq!(fit(composed, 8), "Nguyễn…");
    }

    proptest! {
        #[test]
        fn columns_are_exact_for_any_text(text in "\\PC{0,20}", cells in 0_usize..30) {
            prop_assert!(width(&fit(&text, cells)) <= cells);
            prop_assert_eq!(width(&pad(&text, cells)), cells);
            prop_assert_eq!(width(&right(&text, cells)), cells);
        }
    }
}
