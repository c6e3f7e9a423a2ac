//! The structure of the paper for whoever has it read aloud: headings, paragraphs, tables with their title rows, and
//! pictures with what they show. What is no text of the paper (rules, page numbers, repeated titles) is marked as such.

use std::num::NonZeroU16;

use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

use super::super::block_text::BlockText;
use super::super::clean::{one_line, spans};
use super::super::layout::{Origin, Stretch};
use super::super::model::{Block, Document};

/// The structure so far, in reading order.
pub(super) struct Tags<'a> {
    document: &'a Document,
    tree: TagTree,
    /// The block that may go on on the next page.
    open: Option<(usize, TagGroup)>,
}

/// Draws what is no text of the paper.
pub(super) fn aside(surface: &mut Surface<'_>, kind: ArtifactType, draw: impl FnOnce(&mut Surface<'_>)) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    draw(surface);
    surface.end_tagged();
}

/// Draws something, giving it a name by which the structure finds it.
fn named(surface: &mut Surface<'_>, draw: impl FnOnce(&mut Surface<'_>)) -> Identifier {
    let name = surface.start_tagged(ContentTag::Other);
    draw(surface);
    surface.end_tagged();
    name
}

impl<'a> Tags<'a> {
    pub fn of(document: &'a Document) -> Self {
        Self { document, tree: TagTree::new(), open: None }
    }

    /// Draws the texts of a stretch and takes them into the structure; `draw` draws those of a range of the page's.
    pub fn texts(
        &mut self,
        surface: &mut Surface<'_>,
        stretch: &Stretch,
        draw: &dyn Fn(&mut Surface<'_>, std::ops::Range<usize>),
    ) {
        let texts = stretch.texts.clone();
        match stretch.of {
            Origin::Page => aside(surface, ArtifactType::PageNumber, |surface| draw(surface, texts)),
            Origin::Frame => {
                self.close();
                for text in texts {
                    let name = named(surface, |surface| draw(surface, text..text + 1));
                    self.tree.push(group(Tag::P, [name]));
                }
            }
            Origin::Titles(block) | Origin::Block(block) if !stretch.cells.is_empty() => {
                let titles = matches!(stretch.of, Origin::Titles(_));
                let mut row = TagGroup::new(Tag::TR);
                let mut from = texts.start;
                for end in &stretch.cells {
                    let to = texts.start + end;
                    // An empty cell has a place too, or the others would move up.
                    let name = named(surface, |surface| draw(surface, from..to));
                    let cell: TagKind =
                        if titles { Tag::TH(TableHeaderScope::Column).into() } else { Tag::TD.into() };
                    row.push(group(cell, [name]));
                    from = to;
                }
                self.group_of(block).push(row);
            }
            Origin::Titles(block) | Origin::Block(block) => {
                if !texts.is_empty() {
                    let name = named(surface, |surface| draw(surface, texts));
                    self.group_of(block).push(name);
                }
            }
        }
    }

    /// Draws a picture with what it shows, and takes it into the structure.
    pub fn picture<E>(
        &mut self,
        surface: &mut Surface<'_>,
        alt: &str,
        draw: impl FnOnce(&mut Surface<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.close();
        let mut drawn = Ok(());
        let name = named(surface, |surface| drawn = draw(surface));
        let alt = Some(one_line(alt)).filter(|alt| !alt.trim().is_empty());
        self.tree.push(group(Tag::Figure(alt), [name]));
        drawn
    }

    /// The group of a block; another one that was open is finished.
    fn group_of(&mut self, block: usize) -> &mut TagGroup {
        if self.open.as_ref().is_some_and(|(open, _)| *open != block) {
            self.close();
        }
        let kind = || self.document.blocks.get(block).map_or(Tag::P.into(), kind_of);
        let (_, group) = self.open.get_or_insert_with(|| (block, TagGroup::new(kind())));
        group
    }

    fn close(&mut self) {
        if let Some((_, group)) = self.open.take() {
            self.tree.push(group);
        }
    }

    /// The whole structure.
    pub fn finish(mut self) -> TagTree {
        self.close();
        self.tree
    }
}

fn group(kind: impl Into<TagKind>, names: impl IntoIterator<Item = Identifier>) -> TagGroup {
    let mut group = TagGroup::new(kind);
    for name in names {
        group.push(name);
    }
    group
}

/// What a block is; of a picture its caption, which is all the text that it has.
fn kind_of(block: &Block) -> TagKind {
    match block {
        Block::Heading { level, .. } => {
            let text = BlockText::of(block).map(|text| {
                let words = spans(text.runs).into_iter().map(|span| span.text).collect::<String>();
                one_line(&format!("{}{words}", text.before))
            });
            Tag::Hn(NonZeroU16::new(u16::from((*level).clamp(1, 4))).unwrap_or(NonZeroU16::MIN), text).into()
        }
        Block::Table { .. } => Tag::Table.into(),
        Block::Picture { .. } => Tag::Caption.into(),
        _ => Tag::P.into(),
    }
}
