//! Pictures in the Word file: the parts that hold them, the relations that name the parts, and the drawing in the
//! text. Each picture is stored as it is, once, however often it is drawn.

use std::fmt::Write as _;

use super::super::clean::one_line;
use super::super::error::DocumentError;
use super::super::model::{Block, Document, Picture};
use super::xml;

/// The unit of drawings: 914,400 to the inch.
const EMU_PER_TWIP: u32 = 635;

/// The pictures of a document.
pub(super) struct Media<'a> {
    /// Each once, in the order in which they are met.
    pictures: Vec<&'a Picture>,
    /// How many drawings were written: each has a number of its own.
    drawn: usize,
}

impl<'a> Media<'a> {
    /// The pictures of that document.
    ///
    /// # Errors
    /// [`DocumentError::Picture`] for one that Word would stumble over.
    pub fn of(document: &'a Document) -> Result<Self, DocumentError> {
        let mut media = Self { pictures: Vec::new(), drawn: 0 };
        let all = document.blocks.iter().filter_map(|block| match block {
            Block::Picture { picture, .. } => Some(picture),
            _ => None,
        });
        for (at, picture) in all.enumerate() {
            picture.check().map_err(|fault| DocumentError::Picture { number: at + 1, fault })?;
            if media.place(picture).is_none() {
                media.pictures.push(picture);
            }
        }
        Ok(media)
    }

    fn place(&self, picture: &Picture) -> Option<usize> {
        self.pictures
            .iter()
            .position(|one| one.media_type == picture.media_type && one.bytes == picture.bytes)
    }

    /// Name and content of each part.
    pub fn parts(&self) -> impl Iterator<Item = (String, &'a [u8])> {
        self.pictures
            .iter()
            .enumerate()
            .map(|(at, picture)| (format!("word/{}", target(at, picture)), &*picture.bytes))
    }

    /// The relations of the main part, `others` being those that every document has.
    pub fn relations(&self, others: &str) -> String {
        let mut own = String::new();
        for (at, picture) in self.pictures.iter().enumerate() {
            let _ = writeln!(
                own,
                "<Relationship Id=\"{}\" \
                 Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"{}\"/>",
                id(at),
                target(at, picture)
            );
        }
        others.replace("</Relationships>", &format!("{own}</Relationships>"))
    }

    /// Writes the picture into a run of its paragraph.
    pub fn draw(&mut self, out: &mut String, picture: &Picture) {
        let Some(place) = self.place(picture) else { return };
        self.drawn += 1;
        let number = self.drawn;
        let (width, height) = picture.on_paper();
        let (width, height) = (width * EMU_PER_TWIP, height * EMU_PER_TWIP);
        let alt = xml::escape(&one_line(&picture.alt));
        let file = target(place, picture);
        let file = file.rsplit('/').next().unwrap_or_default();
        let _ = write!(
            out,
            "<w:r><w:drawing><wp:inline \
             xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
             distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{alt}\"/>\
             <wp:cNvGraphicFramePr><a:graphicFrameLocks \
             xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" noChangeAspect=\"1\"/>\
             </wp:cNvGraphicFramePr>\
             <a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{file}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"{}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
             </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
            id(place)
        );
    }
}

fn id(place: usize) -> String {
    format!("rIdImage{}", place + 1)
}

/// The part as the main part names it.
fn target(place: usize, picture: &Picture) -> String {
    format!("media/image{}.{}", place + 1, picture.media_type.ending())
}
