//! The pointer and scroll of a list of known length.

/// Which row the pointer is on and which row is the topmost shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rows {
    /// The row of the pointer, 0-based.
    pub at: usize,
    /// The topmost row shown.
    pub top: usize,
}

impl Rows {
    /// Moves the pointer by `step` rows within `len` rows.
    pub fn step(&mut self, step: isize, len: usize) {
        self.at = self.at.saturating_add_signed(step).min(len.saturating_sub(1));
    }

    /// Keeps pointer and scroll within `len` rows and a window of `height` rows.
    pub fn settle(&mut self, len: usize, height: usize) {
        self.at = self.at.min(len.saturating_sub(1));
        let height = height.max(1);
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(height));
        self.top = self.top.min(len.saturating_sub(height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pointer_stays_in_sight() {
        let mut rows = Rows::default();
        for (step, len, height) in [(5, 10, 3), (-2, 10, 3), (100, 10, 3), (0, 2, 3), (-9, 0, 3)] {
            rows.step(step, len);
            rows.settle(len, height);
            assert!(rows.top <= rows.at && rows.at < rows.top + height, "{rows:?}");
            assert!(rows.at < len.max(1));
        }
    }
}
