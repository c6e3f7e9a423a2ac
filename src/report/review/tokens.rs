//! A line of the officer's words in pieces, and phrases found among them.

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Letters, or letters and digits.
    Word,
    /// Digits only.
    Number,
    /// Any other character that is no blank.
    Mark,
}

/// A piece of a line.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub sort: Sort,
    /// As written.
    pub text: &'a str,
    /// In small letters.
    pub low: String,
    /// Bytes of the line.
    pub start: usize,
    pub end: usize,
}

impl Token<'_> {
    pub fn is_mark(&self, marks: &str) -> bool {
        self.sort == Sort::Mark && marks.contains(self.text)
    }

    /// Begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// The number it is; none for words, marks and what is too long for one.
    pub fn number(&self) -> Option<u64> {
        if self.sort == Sort::Number { self.text.parse().ok() } else { None }
    }
}

/// A line in pieces.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut sort = Sort::Mark;
        if first.is_alphanumeric() {
            sort = if first.is_ascii_digit() { Sort::Number } else { Sort::Word };
            while let Some((at, next)) = chars.peek().copied().filter(|(_, next)| next.is_alphanumeric()) {
                if !next.is_ascii_digit() {
                    // "16lượt" is a number and a word; "2A4" and "L5" are words.
                    if sort == Sort::Number && next.is_lowercase() {
                        break;
                    }
                    sort = Sort::Word;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let text = line.get(start..end).unwrap_or_default();
        found.push(Token { sort, text, low: text.to_lowercase(), start, end });
    }
    found
}

/// How many pieces a phrase takes from `at` on; none where it does not stand. Marks of the phrase stand close.
pub(super) fn phrase_at(tokens: &[Token<'_>], at: usize, phrase: &str) -> Option<usize> {
    let wanted = self::tokens(phrase);
    let here = tokens.get(at..at + wanted.len())?;
    let alike = wanted.iter().zip(here).all(|(wanted, token)| wanted.low == token.low);
    (alike && !wanted.is_empty()).then_some(wanted.len())
}

/// The longest of these phrases that stands at `at`, as the number of its pieces.
pub(super) fn any_at(tokens: &[Token<'_>], at: usize, phrases: &[String]) -> Option<usize> {
    phrases.iter().filter_map(|phrase| phrase_at(tokens, at, phrase)).max()
}

/// Whether any of these phrases stands in this stretch.
pub(super) fn holds_any(tokens: &[Token<'_>], phrases: &[String]) -> bool {
    (0..tokens.len()).any(|at| any_at(tokens, at, phrases).is_some())
}

/// The sentence around a piece: up to the next full stop, question mark or semicolon on either side. A dot within a
/// number or an abbreviation, with no blank behind it, ends nothing.
pub(super) fn sentence<'t, 'a>(line: &str, tokens: &'t [Token<'a>], at: usize) -> &'t [Token<'a>] {
    let ends = |token: &Token<'_>| {
        let blank = || line.get(token.end..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' '));
        token.is_mark(";?!") || (token.is_mark(".") && blank())
    };
    let before = tokens.get(..at).unwrap_or_default();
    let from = before.iter().rposition(ends).map_or(0, |stop| stop + 1);
    let behind = tokens.get(at..).unwrap_or_default();
    let to = behind.iter().position(ends).map_or(tokens.len(), |stop| at + stop);
    tokens.get(from..to).unwrap_or_default()
}

/// A stretch of a line as it stands, from one piece to another, both included.
pub(super) fn quoted(line: &str, tokens: &[Token<'_>], from: usize, to: usize) -> String {
    match (tokens.get(from), tokens.get(to)) {
        (Some(first), Some(last)) => line.get(first.start..last.end).unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}
