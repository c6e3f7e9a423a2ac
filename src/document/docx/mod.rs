//! The Word file (DOCX): a small writer over static parts in `assets/docx/`.
//!
//! The static parts carry the whole look: `styles.xml` has one named style per kind of paragraph, so that a
//! user who wants another look changes a style in Word once. This room writes only what varies: the body
//! (`body`), head and foot (`frame`), pictures (`media`), the properties of the file, and packs the parts.

mod body;
mod frame;
mod media;
mod xml;

use std::io::{Cursor, Write};

use chrono::Datelike;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::clean::one_line;
use super::error::DocumentError;
use super::model::{Block, Document, LANGUAGE, Meta};
use media::Media;

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
///
/// # Errors
/// [`DocumentError::Picture`] for a picture that Word would stumble over, [`DocumentError::Pack`] for want of memory.
pub fn write(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let language = language(&document.meta);
    let mut media = Media::of(document)?;
    let main = main_part(document, &mut media);
    let core = core_part(&document.meta, &language);
    let styles = STYLES.replace(LANGUAGE, &language);
    let settings = SETTINGS.replace(LANGUAGE, &language);
    let relations = media.relations(DOCUMENT_RELATIONS);
    let parts: [(&str, &str); 9] = [
        // Some readers recognise the format by its first entry.
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &main),
        ("word/_rels/document.xml.rels", &relations),
        ("word/styles.xml", &styles),
        ("word/settings.xml", &settings),
        ("word/header1.xml", HEADER),
        ("docProps/core.xml", &core),
        ("docProps/app.xml", APP),
    ];
    pack(&parts, &media)
}

fn pack(parts: &[(&str, &str)], media: &Media<'_>) -> Result<Vec<u8>, DocumentError> {
    // Time and permissions would otherwise come from the machine.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Pictures are packed already.
    let stored = options.compression_method(CompressionMethod::Stored).compression_level(None);
    let texts = parts.iter().map(|&(part, content)| (part.to_owned(), content.as_bytes(), options));
    let pictures = media.parts().map(|(part, content)| (part, content, stored));
    let mut last = String::new();
    for (part, content, options) in texts.chain(pictures) {
        last.clone_from(&part);
        let written = zip.start_file(part.as_str(), options).and_then(|()| Ok(zip.write_all(content)?));
        written.map_err(|source| DocumentError::Pack { part, source })?;
    }
    let bytes = zip.finish().map_err(|source| DocumentError::Pack { part: last, source })?;
    Ok(bytes.into_inner())
}

fn main_part(document: &Document, media: &mut Media<'_>) -> String {
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
    body::blocks(&mut out, above, media);
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
    body::blocks(&mut out, below, media);
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
