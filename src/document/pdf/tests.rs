//! The PDF as a file.

use super::super::model::Block;
use super::super::sample;
use super::*;

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
