//! Walking through earlier lines. What is changed on the way stays as it was changed until a line is saved; the lines
//! themselves never change, and the one that was begun waits at the end.

/// Earlier lines, and where one is among them.
#[derive(Debug, Default)]
pub(super) struct LineHistory {
    /// The earlier lines as one sees them, oldest first; behind them the one that was begun.
    shown: Vec<String>,
    at: usize,
}

impl LineHistory {
    /// At the end of these lines.
    pub fn over(mut earlier: Vec<String>) -> Self {
        let at = earlier.len();
        earlier.push(String::new());
        Self { shown: earlier, at }
    }

    /// One line back or forward; `now` is what stands on the line. None at the ends.
    pub fn step(&mut self, back: bool, now: &str) -> Option<String> {
        let to = if back { self.at.checked_sub(1)? } else { self.at + 1 };
        let text = self.shown.get(to)?.clone();
        if let Some(left) = self.shown.get_mut(self.at) {
            now.clone_into(left);
        }
        self.at = to;
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_begun_and_what_was_changed_come_back() {
        let mut history = LineHistory::over(vec!["một".to_owned(), "hai".to_owned()]);
        assert_eq!(history.step(false, "đang gõ"), None);
        assert_eq!(history.step(true, "đang gõ").as_deref(), Some("hai"));
        assert_eq!(history.step(true, "hai rưỡi").as_deref(), Some("một"));
        assert_eq!(history.step(true, "một"), None);
        assert_eq!(history.step(false, "một").as_deref(), Some("hai rưỡi"));
        assert_eq!(history.step(false, "hai rưỡi").as_deref(), Some("đang gõ"));
        assert_eq!(history.step(false, "đang gõ"), None);
    }
}
