//! The document as a value: what stands on the paper, in the order in which it is read.
//!
//! Only data and small constructors live here. No writer's concern (twips, asterisks, cells) does, and no
//! computation: numbers of headings and markers of lists are given by the caller.
//!
//! Text may hold any characters. A line feed inside a run is a line break in the same paragraph, a tab a tab;
//! every other control character is left out by the writers, which also bring the text to NFC.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use super::picture::{MediaType, Picture, PictureFault};

/// The country's name (*quốc hiệu*), as Decree 30/2020/NĐ-CP prints it.
pub const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";

/// The motto (*tiêu ngữ*), as Decree 30/2020/NĐ-CP prints it.
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// The language of the papers, as a BCP 47 tag.
pub const LANGUAGE: &str = "vi-VN";

/// A whole paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What a file manager shows about it.
    pub meta: Meta,
    /// The two-column head, title and addressee; `None` for a paper that starts with its first block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    /// The body, from top to bottom.
    pub blocks: Vec<Block>,
    /// Recipients and signature; `None` for a paper that nobody signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foot: Option<Foot>,
    /// The place in [`Document::blocks`] before which the foot stands: what follows it is an annex (*phụ lục*).
    /// None, or past the end: the foot stands below everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foot_before: Option<usize>,
}

impl Document {
    /// The blocks above the foot and those below it.
    pub fn parts(&self) -> (&[Block], &[Block]) {
        self.blocks.split_at(self.foot_before.unwrap_or(self.blocks.len()).min(self.blocks.len()))
    }
}

/// The properties of the file; nothing of it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The title that Word and the file manager show.
    pub title: String,
    /// What the paper is about; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The issuing body or person; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// BCP 47 tag of the language that spelling is checked in, normally [`LANGUAGE`].
    pub language: String,
    /// The paper's own day, never the clock's: equal documents must give equal bytes.
    pub created: NaiveDate,
}

/// What stands above the body (*thể thức phần đầu*). An empty string leaves its line out.
///
/// A body's name may hold line feeds where it should break; without them it wraps by itself. Capitals are
/// the caller's: nothing is turned into capitals here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The upper body (*cơ quan chủ quản*), in capitals.
    #[serde(default)]
    pub upper_body: String,
    /// The issuing body (*cơ quan ban hành*), in capitals.
    #[serde(default)]
    pub issuing_body: String,
    /// The whole line of the number (*số, ký hiệu*), free text: "Số: 10/BC-CĐCS", "Số:     /BC-CĐCS".
    #[serde(default)]
    pub number_line: String,
    /// The country's name, normally [`COUNTRY`].
    pub country: String,
    /// The motto, normally [`MOTTO`].
    pub motto: String,
    /// Place and day (*địa danh và thời gian*): "Hà Đông, ngày 04 tháng 01 năm 2024".
    #[serde(default)]
    pub place_and_date: String,
    /// The kind of the paper (*tên loại*), in capitals: "BÁO CÁO".
    #[serde(default)]
    pub kind: String,
    /// The subject line (*trích yếu*).
    #[serde(default)]
    pub subject: String,
    /// The whole line of the addressee, with its opening words: "Kính gửi: …".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
}

/// One piece of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading (*đề mục*).
    Heading {
        /// 1 is the part above the Roman numerals ("PHẦN I:"), set in the middle; 2 is "I.", 3 is "1.", 4 is
        /// "a)". Levels may be left out, also the first. Values outside 1..=4 are taken to the nearest.
        level: u8,
        /// The number with its punctuation, as it is to be printed; may be empty.
        number: String,
        /// The heading without its number.
        text: Vec<Run>,
    },
    /// A paragraph.
    Paragraph {
        /// How it is set.
        style: ParagraphStyle,
        /// Its text.
        runs: Vec<Run>,
    },
    /// An entry of a list (*gạch đầu dòng*).
    Item {
        /// 1 or 2; a second-level entry belongs to the first-level entry before it. Values outside are taken
        /// to the nearest.
        level: u8,
        /// What is printed before the text, normally "-" at level 1 and "+" at level 2.
        marker: String,
        /// Its text.
        runs: Vec<Run>,
    },
    /// An unnumbered heading that is not in the outline, its mark being part of the text: "* Ưu điểm".
    Label {
        /// The whole line.
        text: Vec<Run>,
    },
    /// A table with borders whose title row is repeated on every page.
    Table {
        /// The columns, left to right. When every title is empty no title row is printed.
        columns: Vec<Column>,
        /// The rows. A short row is filled up with empty cells; cells past the last column widen the table.
        rows: Vec<Vec<Cell>>,
        /// The last row, set bold.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        total: Option<Vec<Cell>>,
    },
    /// A picture in the middle of the line, its caption below it on the same page.
    Picture {
        /// The picture.
        picture: Picture,
        /// What is printed below it, its number included; may be empty.
        caption: Vec<Run>,
    },
    /// What follows starts on a new page.
    PageBreak,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphStyle {
    /// Justified, first line indented.
    #[default]
    Body,
    /// As body, kept on one page with what it introduces ("Cụ thể:").
    Lead,
    /// As body, kept on one page with the signatures.
    Closing,
    /// In the middle.
    Centered,
    /// An amount in words: italic, indented.
    Amount,
    /// Below an entry of a list and part of it, without a mark of its own.
    Inset,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What the title row says; may be empty.
    pub title: String,
    /// How the cells below are aligned; titles stand in the middle.
    #[serde(default)]
    pub align: Align,
    /// Width in millimetres. Columns without one share what is left of the line in equal parts; when the
    /// widths given exceed the line, all shrink alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width_mm: Option<u16>,
}

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Text.
    #[default]
    Left,
    /// Ordinals and short codes.
    Center,
    /// Amounts and counts.
    Right,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cell {
    /// Its text.
    pub runs: Vec<Run>,
}

/// A stretch of text of one look and one origin.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Run {
    /// The characters; spaces at both ends count.
    pub text: String,
    /// Bold.
    #[serde(default, skip_serializing_if = "is_false")]
    pub bold: bool,
    /// Italic.
    #[serde(default, skip_serializing_if = "is_false")]
    pub italic: bool,
    /// A tag by which the caller finds again what the text was computed from. It means nothing here: file
    /// writers leave it out, [`mod@crate::document::text`] hands it back with each piece of a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<u32>,
}

/// What stands below the body: recipients on the left, signature on the right.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Foot {
    /// "Nơi nhận:"; an empty string leaves the line out.
    #[serde(default)]
    pub recipients_title: String,
    /// Who gets the paper, one line each. Writers add a missing "- " before and ";" after each, "." after
    /// the last.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// Who signs for whom, in capitals, one line each: "TM. BAN CHẤP HÀNH", "CHỦ TỊCH".
    #[serde(default)]
    pub signer_lines: Vec<String>,
    /// The signer's full name, below the room for the signature.
    #[serde(default)]
    pub signer_name: String,
}

impl Meta {
    /// The properties of a Vietnamese paper of that day.
    pub fn new(title: impl Into<String>, author: impl Into<String>, created: NaiveDate) -> Self {
        Self {
            title: title.into(),
            subject: String::new(),
            author: author.into(),
            language: LANGUAGE.to_owned(),
            created,
        }
    }
}

impl Default for Head {
    /// Country and motto filled in, the rest empty.
    fn default() -> Self {
        Self {
            upper_body: String::new(),
            issuing_body: String::new(),
            number_line: String::new(),
            country: COUNTRY.to_owned(),
            motto: MOTTO.to_owned(),
            place_and_date: String::new(),
            kind: String::new(),
            subject: String::new(),
            addressee: None,
        }
    }
}

impl Run {
    /// Upright, regular, without a mark.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same, bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// The same, italic.
    #[must_use]
    pub fn italic(mut self) -> Self {
        self.italic = true;
        self
    }

    /// The same, tied to the caller's `mark`.
    #[must_use]
    pub fn marked(mut self, mark: u32) -> Self {
        self.mark = Some(mark);
        self
    }
}

impl Column {
    /// A column without a width of its own.
    pub fn new(title: impl Into<String>, align: Align) -> Self {
        Self { title: title.into(), align, width_mm: None }
    }

    /// The same with a width in millimetres.
    #[must_use]
    pub fn width(mut self, mm: u16) -> Self {
        self.width_mm = Some(mm);
        self
    }
}

impl Cell {
    /// A cell of one plain run.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { runs: vec![Run::plain(text)] }
    }
}

impl From<Run> for Cell {
    fn from(run: Run) -> Self {
        Self { runs: vec![run] }
    }
}

impl From<Vec<Run>> for Cell {
    fn from(runs: Vec<Run>) -> Self {
        Self { runs }
    }
}

impl Block {
    /// A heading of plain text.
    pub fn heading(level: u8, number: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Heading { level, number: number.into(), text: vec![Run::plain(text)] }
    }

    /// A paragraph.
    pub fn paragraph(style: ParagraphStyle, runs: Vec<Run>) -> Self {
        Self::Paragraph { style, runs }
    }

    /// A paragraph of plain body text.
    pub fn body(text: impl Into<String>) -> Self {
        Self::Paragraph { style: ParagraphStyle::Body, runs: vec![Run::plain(text)] }
    }

    /// A first-level entry of a list, with a dash.
    pub fn dash(runs: Vec<Run>) -> Self {
        Self::Item { level: 1, marker: "-".to_owned(), runs }
    }

    /// A second-level entry of a list, with a plus.
    pub fn plus(runs: Vec<Run>) -> Self {
        Self::Item { level: 2, marker: "+".to_owned(), runs }
    }

    /// An unnumbered heading of plain text.
    pub fn label(text: impl Into<String>) -> Self {
        Self::Label { text: vec![Run::plain(text)] }
    }

    /// Every run of the block in reading order, those of a table row by row with the total last. Numbers,
    /// markers and column titles are no runs.
    pub fn runs(&self) -> Vec<&Run> {
        match self {
            Self::Heading { text: runs, .. }
            | Self::Paragraph { runs, .. }
            | Self::Item { runs, .. }
            | Self::Picture { caption: runs, .. }
            | Self::Label { text: runs } => runs.iter().collect(),
            Self::Table { rows, total, .. } => {
                rows.iter().chain(total).flatten().flat_map(|cell| &cell.runs).collect()
            }
            Self::PageBreak => Vec::new(),
        }
    }
}

// serde hands a reference to `skip_serializing_if`.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !*value
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_kept_document_reads_back_as_it_was() {
        let mut document = sample::report();
        document.blocks.push(Block::PageBreak);
        let picture = Picture::new(MediaType::Png, sample::png(3, 2, 0), "Tặng quà").expect("a picture");
        document.blocks.push(Block::Picture { picture, caption: vec![Run::plain("Ảnh 1.")] });
        let kept = serde_json::to_string(&document).expect("written");
        assert_eq!(serde_json::from_str::<Document>(&kept).expect("read"), document);
    }

    /// Papers that were sent are kept in this form: a change of it is a change of files that people have.
    #[test]
    fn the_kept_form_is_short_and_settled() {
        let block = Block::dash(vec![Run::plain("05 lượt").marked(3), Run::plain("!").bold()]);
        assert_eq!(
            serde_json::to_string(&block).expect("written"),
            r#"{"item":{"level":1,"marker":"-","runs":[{"text":"05 lượt","mark":3},{"text":"!","bold":true}]}}"#
        );
        let table = Block::Table {
            columns: vec![Column::new("A", Align::Right)],
            rows: vec![vec![Cell::plain("1")]],
            total: None,
        };
        assert_eq!(
            serde_json::to_string(&table).expect("written"),
            r#"{"table":{"columns":[{"title":"A","align":"right"}],"rows":[[[{"text":"1"}]]]}}"#
        );
        let picture = Picture {
            media_type: MediaType::Jpeg,
            width: 2,
            height: 1,
            bytes: (*b"foob").into(),
            alt: String::new(),
        };
        assert_eq!(
            serde_json::to_string(&Block::Picture { picture, caption: Vec::new() }).expect("written"),
            r#"{"picture":{"picture":{"media_type":"image/jpeg","width":2,"height":1,"bytes":"Zm9vYg=="},"caption":[]}}"#
        );
    }

    #[test]
    fn runs_come_in_reading_order_with_the_total_last() {
        let table = Block::Table {
            columns: vec![Column::new("A", Align::Left)],
            rows: vec![vec![Cell::plain("1"), Cell::plain("2")], vec![Cell::plain("3")]],
            total: Some(vec![Cell::plain("4")]),
        };
        let texts: Vec<&str> = table.runs().iter().map(|run| run.text.as_str()).collect();
        assert_eq!(texts, ["1", "2", "3", "4"]);
        assert!(Block::PageBreak.runs().is_empty());
    }
}
