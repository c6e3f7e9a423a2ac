//! The PDF as a file.

use super::super::model::Block;
use super::super::sample;
use super::fonts::How;
use super::*;
use crate::document::layout::{Face, Metrics};

#[test]
fn equal_documents_give_equal_bytes_and_another_day_others() {
    let fonts = Fonts::carried().expect("carried");
    let document = sample::report();
    let first = write(&document, &fonts).expect("written");
    assert!(first.starts_with(b"%PDF-"));
    assert_eq!(first, write(&document, &Fonts::carried().expect("carried")).expect("written"));
    let mut later = document.clone();
    later.meta.created = later.meta.created.succ_opt().expect("a day");
    assert_ne!(first, write(&later, &fonts).expect("written"));
}

#[test]
fn a_system_without_fonts_is_told_by_the_family_that_stands_in() {
    let empty = tempfile::TempDir::new().expect("a folder");
    let fonts = Fonts::find(&[empty.path().to_owned()]).expect("carried");
    assert!(fonts.stands_in());
    assert_eq!(fonts.name(), "Libertinus Serif");
}

/// What a reader that knows of no replaced text copies from the pages.
fn copied(bytes: &[u8]) -> String {
    let pdf = lopdf::Document::load_mem(bytes).expect("a sound PDF");
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    pdf.extract_text(&pages).expect("text").split_whitespace().collect()
}

/// The letters that the document's PDF shows a box for.
fn undrawn(document: &Document, fonts: &Fonts) -> Vec<char> {
    write_told(document, fonts).expect("written").undrawn
}

fn saying(text: &str) -> Document {
    Document { head: None, foot: None, blocks: vec![Block::body(text)], ..sample::report() }
}

#[test]
fn signs_that_word_processors_leave_are_drawn_by_what_looks_like_them() {
    let fonts = Fonts::carried().expect("carried");
    assert_eq!(undrawn(&saying("✓ ☑ ☐ ❖ ➢ ❤ 𝐀 \u{f0fc} \u{f0d8} ➔ ⭐"), &fonts), Vec::<char>::new());
    for face in [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic] {
        for letter in "✓☑☐❖➢❤𝐀".chars() {
            let drawn = fonts.drawn(face, letter).expect("a glyph");
            assert_eq!(drawn.how, How::LookAlike, "{letter}");
            assert!((fonts.advance(face, letter) - drawn.advance).abs() < f32::EPSILON, "{letter}");
        }
    }
    assert!((fonts.advance(Face::Regular, '❖') - fonts.advance(Face::Regular, '◆')).abs() < f32::EPSILON);
}

#[test]
fn what_is_copied_from_a_pdf_is_what_was_written_whatever_is_drawn() {
    let fonts = Fonts::carried().expect("carried");
    let text = "Chữ ✓ ✔ ☑ ☐ □ ❖ ◆ • ➢ ► → 😀 ❤ 中 国 中 𝐀 A";
    let bytes = write(&saying(text), &fonts).expect("written");
    let written: String = text.split_whitespace().collect();
    assert!(copied(&bytes).contains(&written), "{}", copied(&bytes));
}

#[test]
fn letters_that_nothing_looks_like_are_told_once_each_in_the_order_of_the_paper() {
    let fonts = Fonts::carried().expect("carried");
    let document = saying("Lớp 中 😀 ✓ 国 中");
    assert_eq!(undrawn(&document, &fonts), ['中', '😀', '国']);
    assert_eq!(undrawn(&sample::report(), &fonts), Vec::<char>::new());
}

#[test]
fn a_text_in_a_script_of_many_signs_brings_no_font_for_each() {
    let fonts = Fonts::carried().expect("carried");
    let text: String = ('\u{4e00}'..'\u{5000}').collect();
    let document = saying(&text);
    let first = write(&document, &fonts).expect("written");
    assert!(first.len() < 400_000, "{}", first.len());
    assert_eq!(first, write(&document, &fonts).expect("written"));
}

#[test]
fn letters_that_no_face_has_and_empty_papers_are_written_all_the_same() {
    let fonts = Fonts::carried().expect("carried");
    let mut document = sample::report();
    document.blocks = vec![Block::body("Chữ 漢字 và 🎉 a\u{301}\u{323}"), Block::body("")];
    write(&document, &fonts).expect("written");
    let empty = Document { head: None, foot: None, blocks: Vec::new(), ..document };
    assert_eq!(pages(&empty, &fonts), 1);
    write(&empty, &fonts).expect("written");
}
