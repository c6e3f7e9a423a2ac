//! Letters drawn, each so that it is read again as what it is, also where another one's glyph is drawn for it.
//!
//! A glyph of a face is read as one letter throughout a file, whatever a reader knows of replaced text. A glyph that
//! stands for another letter is therefore drawn in a copy of its face that is that letter's own.

use std::collections::HashMap;

use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::text::{Font, KrillaGlyph};

use super::super::layout::{Face, Paper, Text};
use super::fonts::{Fonts, How};

/// Copies of faces in one file. What goes beyond shares the face, where only readers that know of replaced text tell
/// its letters apart: a text in another script would else bring a font for each of its signs.
const MOST_APART: usize = 100;

/// How the letters of a paper are drawn.
pub(super) struct Letters<'f> {
    fonts: &'f Fonts,
    /// Faces for letters that are drawn by another one's glyph.
    apart: HashMap<(Face, char), Font>,
    /// Letters drawn as the box, in the order in which they are met.
    pub undrawn: Vec<char>,
}

/// Glyphs that follow one another in one font, and the text that they stand for.
struct Stretch<'t> {
    font: Font,
    glyphs: Vec<KrillaGlyph>,
    text: &'t str,
}

impl<'f> Letters<'f> {
    /// Looks at every letter of a paper.
    pub fn of(paper: &Paper, fonts: &'f Fonts) -> Self {
        let mut letters = Self { fonts, apart: HashMap::new(), undrawn: Vec::new() };
        for text in paper.pages.iter().flat_map(|page| &page.texts) {
            for letter in text.text.chars() {
                letters.meet(text.face, letter);
            }
        }
        letters
    }

    fn meet(&mut self, face: Face, letter: char) {
        let Some(drawn) = self.fonts.drawn(face, letter) else { return };
        if drawn.how == How::Itself {
            return;
        }
        if drawn.how == How::Box && !self.undrawn.contains(&letter) {
            self.undrawn.push(letter);
        }
        if self.apart.len() < MOST_APART
            && !self.apart.contains_key(&(face, letter))
            && let Some(font) = drawn.face.apart_for(letter)
        {
            self.apart.insert((face, letter), font);
        }
    }

    /// Draws a stretch of text.
    pub fn draw(&self, surface: &mut Surface<'_>, text: &Text) {
        let mut x = text.x;
        for Stretch { font, glyphs, text: letters } in self.stretches(text) {
            let width: f32 = glyphs.iter().map(|glyph| glyph.x_advance * text.size).sum();
            surface.draw_glyphs(Point::from_xy(x, text.baseline), &glyphs, font, letters, text.size, false);
            x += width;
        }
    }

    fn stretches<'t>(&self, text: &'t Text) -> Vec<Stretch<'t>> {
        let mut stretches: Vec<Stretch<'t>> = Vec::new();
        let mut from = 0;
        for (at, letter) in text.text.char_indices() {
            let Some(drawn) = self.fonts.drawn(text.face, letter) else { continue };
            let font = self.apart.get(&(text.face, letter)).unwrap_or(&drawn.face.font);
            if stretches.last().is_none_or(|last| last.font != *font) {
                stretches.push(Stretch { font: font.clone(), glyphs: Vec::new(), text: "" });
                from = at;
            }
            let Some(last) = stretches.last_mut() else { continue };
            let end = at + letter.len_utf8();
            let space = if letter == ' ' { text.stretch / text.size } else { 0.0 };
            let range = at - from..end - from;
            last.glyphs.push(KrillaGlyph::new(
                drawn.glyph,
                drawn.advance + space,
                0.0,
                0.0,
                0.0,
                range,
                None,
            ));
            last.text = text.text.get(from..end).unwrap_or_default();
        }
        stretches
    }
}
