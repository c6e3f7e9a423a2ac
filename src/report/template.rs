//! Texts with placeholders: `{name}`, `{name:format}`, `{name|words when empty}`, and stretches in square
//! brackets that vanish when a value in them is empty.
//!
//! A backslash takes the meaning off the next character. Brackets nest a few levels deep. What the names mean
//! is the caller's: a template is made of the caller's own type of value, so an unknown name never gets past
//! reading.

/// How deep brackets may nest.
const MAX_DEPTH: usize = 4;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<V> {
    /// Words as they stand.
    Words(String),
    /// A value.
    Value {
        /// Which one.
        value: V,
        /// What stands there when the value is empty; none: the value's absence is seen.
        otherwise: Option<String>,
    },
    /// Printed only when every value that stands directly in it has something to say.
    Optional(Vec<Part<V>>),
}

/// A text with placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template<V> {
    /// Its parts, in reading order.
    pub parts: Vec<Part<V>>,
}

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A placeholder that means nothing here, with its format.
    #[error("unknown placeholder {{{name}}}")]
    Unknown {
        /// The placeholder as written, without braces.
        name: String,
    },
    /// A brace or bracket that is not closed, or closed without having been opened.
    #[error("unbalanced {mark:?}")]
    Unbalanced {
        /// The brace or bracket.
        mark: char,
    },
    /// Brackets in brackets in brackets.
    #[error("brackets nest too deep")]
    TooDeep,
}

/// One value as text, for [`Template::fill`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled<F> {
    /// What is printed.
    pub text: String,
    /// True when there is nothing to say: an empty text or a count of nothing.
    pub empty: bool,
    /// What the caller wants to keep with the printed stretch.
    pub tag: Option<F>,
}

/// A stretch of a filled text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<F> {
    /// What is printed.
    pub text: String,
    /// What the caller kept with it.
    pub tag: Option<F>,
}

impl<V> Template<V> {
    /// Reads a text; `value` says what a placeholder's name and format (empty: none) mean.
    ///
    /// # Errors
    /// [`TemplateError`] for an unknown placeholder or unbalanced braces.
    pub fn parse(text: &str, value: &mut dyn FnMut(&str, &str) -> Option<V>) -> Result<Self, TemplateError> {
        let mut stack: Vec<Vec<Part<V>>> = vec![Vec::new()];
        let mut words = String::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => words.extend(chars.next()),
                '{' => {
                    flush(&mut words, &mut stack);
                    let mut inside = String::new();
                    loop {
                        match chars.next() {
                            Some('}') => break,
                            Some(c) if c != '{' => inside.push(c),
                            _ => return Err(TemplateError::Unbalanced { mark: '{' }),
                        }
                    }
                    let (head, otherwise) = match inside.split_once('|') {
                        Some((head, words)) => (head, Some(words.to_owned())),
                        None => (inside.as_str(), None),
                    };
                    let (name, format) = head.split_once(':').unwrap_or((head, ""));
                    let value = value(name, format)
                        .ok_or_else(|| TemplateError::Unknown { name: head.to_owned() })?;
                    push(&mut stack, Part::Value { value, otherwise });
                }
                '[' => {
                    flush(&mut words, &mut stack);
                    if stack.len() > MAX_DEPTH {
                        return Err(TemplateError::TooDeep);
                    }
                    stack.push(Vec::new());
                }
                ']' => {
                    flush(&mut words, &mut stack);
                    let inner = stack.pop().unwrap_or_default();
                    if stack.is_empty() {
                        return Err(TemplateError::Unbalanced { mark: ']' });
                    }
                    push(&mut stack, Part::Optional(inner));
                }
                '}' => return Err(TemplateError::Unbalanced { mark: '}' }),
                c => words.push(c),
            }
        }
        flush(&mut words, &mut stack);
        let parts = stack.pop().unwrap_or_default();
        if stack.is_empty() { Ok(Self { parts }) } else { Err(TemplateError::Unbalanced { mark: '[' }) }
    }

    /// Fills the text in. A value that is missing outside brackets prints `blank` and is counted.
    ///
    /// The second part of the answer is how many blanks were printed.
    pub fn fill<F>(&self, blank: &str, value: &mut dyn FnMut(&V) -> Filled<F>) -> (Vec<Piece<F>>, usize) {
        let mut pieces = Vec::new();
        let mut blanks = 0;
        fill(&self.parts, blank, value, &mut pieces, &mut blanks);
        (pieces, blanks)
    }

    /// The filled text alone.
    pub fn text(&self, blank: &str, value: &mut dyn FnMut(&V) -> String) -> String {
        let (pieces, _) = self.fill::<()>(blank, &mut |name| {
            let text = value(name);
            Filled { empty: text.is_empty(), text, tag: None }
        });
        pieces.into_iter().map(|piece| piece.text).collect()
    }

    /// The text as it reads before any value is known: "…" stands for each.
    pub fn skeleton(&self) -> String {
        fn walk<V>(parts: &[Part<V>], out: &mut String) {
            for part in parts {
                match part {
                    Part::Words(words) => out.push_str(words),
                    Part::Value { .. } => out.push('…'),
                    Part::Optional(inner) => walk(inner, out),
                }
            }
        }
        let mut out = String::new();
        walk(&self.parts, &mut out);
        out
    }

    /// Every value that stands in the text, also in brackets.
    pub fn values(&self) -> Vec<&V> {
        fn walk<'a, V>(parts: &'a [Part<V>], found: &mut Vec<&'a V>) {
            for part in parts {
                match part {
                    Part::Words(_) => {}
                    Part::Value { value, .. } => found.push(value),
                    Part::Optional(inner) => walk(inner, found),
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.parts, &mut found);
        found
    }
}

fn flush<V>(words: &mut String, stack: &mut [Vec<Part<V>>]) {
    if !words.is_empty() {
        push(stack, Part::Words(std::mem::take(words)));
    }
}

fn push<V>(stack: &mut [Vec<Part<V>>], part: Part<V>) {
    if let Some(top) = stack.last_mut() {
        top.push(part);
    }
}

fn fill<V, F>(
    parts: &[Part<V>],
    blank: &str,
    value: &mut dyn FnMut(&V) -> Filled<F>,
    pieces: &mut Vec<Piece<F>>,
    blanks: &mut usize,
) {
    for part in parts {
        match part {
            Part::Words(words) => pieces.push(Piece { text: words.clone(), tag: None }),
            Part::Value { value: which, otherwise } => {
                let filled = value(which);
                if !filled.text.is_empty() {
                    pieces.push(Piece { text: filled.text, tag: filled.tag });
                } else if let Some(words) = otherwise {
                    pieces.push(Piece { text: words.clone(), tag: None });
                } else {
                    *blanks += 1;
                    pieces.push(Piece { text: blank.to_owned(), tag: filled.tag });
                }
            }
            Part::Optional(inner) => {
                let said = inner.iter().all(|part| match part {
                    Part::Value { value: which, otherwise } => otherwise.is_some() || !value(which).empty,
                    _ => true,
                });
                if said {
                    fill(inner, blank, value, pieces, blanks);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Template<String>, TemplateError> {
        Template::parse(text, &mut |name, _| (name != "x").then(|| name.to_owned()))
    }

    fn say(text: &str) -> String {
        read(text)
            .map(|template| {
                template.text("…", &mut |name| if name == "none" { String::new() } else { name.to_owned() })
            })
            .unwrap_or_default()
    }

    #[test]
    fn a_stretch_in_brackets_vanishes_with_its_empty_value() {
        assert_eq!(say("a[ ({b})]"), "a (b)");
        assert_eq!(say("a[ ({none})]."), "a.");
        assert_eq!(say("a[ {b}[ {none}]]"), "a b", "an inner stretch takes nothing else with it");
        assert_eq!(say("{none} {none|c} \\[x\\]"), "… c [x]");
    }

    #[test]
    fn what_is_unknown_or_unbalanced_is_refused() {
        assert_eq!(read("{x:02}"), Err(TemplateError::Unknown { name: "x:02".to_owned() }));
        for (text, mark) in [("{a", '{'), ("a}", '}'), ("[a", '['), ("a]", ']'), ("{a{b}}", '{')] {
            assert_eq!(read(text), Err(TemplateError::Unbalanced { mark }), "{text}");
        }
        assert_eq!(read("[[[[[[a]]]]]]"), Err(TemplateError::TooDeep));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[a-c{}\\[\\]|:\\\\ ]{0,40}") {
            if let Ok(template) = read(&text) {
                let _ = template.text("…", &mut Clone::clone);
            }
        }
    }
}
