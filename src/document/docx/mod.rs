//! The Word file (DOCX): a small writer over static parts in `assets/docx/`.
//!
//! The static parts carry the whole look: `styles.xml` has one named style per kind of paragraph, so that a
//! user who wants another look changes a style in Word once. This room writes only what varies: the body
//! (`body`), head and foot (`frame`), the properties of the file, and packs the parts.

mod body;
mod frame;
mod xml;

use std::io::{Cursor, Write};

use chrono::Datelike;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::clean::one_line;
use super::error::DocumentError;
use super::model::{Block, Document, LANGUAGE, Meta};

const CONTENT_TYPES: &str = include_str!("../../../assets/docx/content_types.xml");
const RELATIONS: &str = include_str!("../../../assets/docx/rels.xml");
const DOCUMENT_RELATIONS: &str = include_str!("../../../assets/docx/document_rels.xml");
const STYLES: &str = include_str!("../../../assets/docx/styles.xml");
const SETTINGS: &str = include_str!("../../../assets/docx/settings.xml");
const HEADER: &str = include_str!("../../../assets/docx/header.xml");
const APP: &str = include_str!("../../../assets/docx/app.xml");

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The document as a Word file. Equal documents give equal bytes.
///
/// A4, margins 20, 20, 30 and 15 mm (top, bottom, left, right), Times New Roman, page numbers in the top
/// margin from page 2 on.
pub fn write(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let language = language(&document.meta);
    let main = main_part(document);
    let core = core_part(&document.meta, &language);
    let styles = STYLES.replace(LANGUAGE, &language);
    let settings = SETTINGS.replace(LANGUAGE, &language);
    let parts: [(&'static str, &str); 9] = [
        // Some readers recognise the format by its first entry.
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &main),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", &styles),
        ("word/settings.xml", &settings),
        ("word/header1.xml", HEADER),
        ("docProps/core.xml", &core),
        ("docProps/app.xml", APP),
    ];
    pack(&parts)
}

fn pack(parts: &[(&'static str, &str)]) -> Result<Vec<u8>, DocumentError> {
    // Time and permissions would otherwise come from the machine.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut last = "";
    for &(part, content) in parts {
        last = part;
        zip.start_file(part, options).map_err(|source| DocumentError::Pack { part, source })?;
        zip.write_all(content.as_bytes())
            .map_err(|error| DocumentError::Pack { part, source: error.into() })?;
    }
    let bytes = zip.finish().map_err(|source| DocumentError::Pack { part: last, source })?;
    Ok(bytes.into_inner())
}

fn main_part(document: &Document) -> String {
    let mut out = String::with_capacity(64 * 1024);
    out.push_str(DECLARATION);
    out.push_str(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>\n",
    );
    if let Some(head) = &document.head {
        frame::head(&mut out, head);
    }
    let (above, below) = document.parts();
    body::blocks(&mut out, above);
    if body::ends_in_table(above) {
        body::gap(&mut out);
    }
    if let Some(foot) = &document.foot {
        frame::foot(&mut out, foot);
        // What stands below begins with a paragraph on a new page; one more could fill a page of its own.
        if !matches!(below.first(), Some(Block::PageBreak)) {
            body::gap(&mut out);
        }
    }
    body::blocks(&mut out, below);
    if body::ends_in_table(below) {
        body::gap(&mut out);
    }
    // A first page of its own without a header: the number starts on page 2.
    out.push_str(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" \
         w:footer=\"567\" w:gutter=\"0\"/><w:titlePg/></w:sectPr></w:body></w:document>\n",
    );
    out
}

fn core_part(meta: &Meta, language: &str) -> String {
    // The format has four digits for the year; a paper outside them is nobody's.
    let year = meta.created.year().clamp(1, 9999);
    let day = format!("{year:04}-{:02}-{:02}T00:00:00Z", meta.created.month(), meta.created.day());
    let title = xml::escape(&one_line(&meta.title));
    let subject = xml::escape(&one_line(&meta.subject));
    let author = xml::escape(&one_line(&meta.author));
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator>\
         <cp:lastModifiedBy>{author}</cp:lastModifiedBy>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:modified>\
         <dc:language>{language}</dc:language></cp:coreProperties>\n"
    )
}

/// The language tag, or Vietnamese when the tag holds anything that a tag cannot.
fn language(meta: &Meta) -> String {
    let tag = meta.language.trim();
    let sound = (2..=35).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if sound { tag.to_owned() } else { LANGUAGE.to_owned() }
}

#[cfg(test)]
mod tests;
