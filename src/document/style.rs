//! How each kind of paragraph looks: the sheet of styles that the page layout reads.
//!
//! The same values stand in `assets/docx/styles.xml`, which Word reads; a test compares the two. Lengths are in
//! twips (twentieths of a point), sizes in half points, as Word has them. No text and no position is made here.

/// Width of the paper: A4.
pub(super) const PAPER_WIDTH: u32 = 11_906;
/// Height of the paper: A4.
pub(super) const PAPER_HEIGHT: u32 = 16_838;
/// Margin above and below, 20 mm.
pub(super) const MARGIN_TOP: u32 = 1_134;
/// Margin on the left, 30 mm.
pub(super) const MARGIN_LEFT: u32 = 1_701;
/// From the upper edge to the line of the page number.
pub(super) const PAGE_NUMBER_TOP: u32 = 567;
/// The length of a line in twips: A4 less 30 mm on the left and 15 mm on the right.
pub(super) const LINE: u32 = 9_355;
/// The right half of the paper's head: room for the country's name on one line at 13 points, which takes 5,426.
pub(super) const RIGHT: u32 = 5_460;
/// Its left half.
pub(super) const LEFT: u32 = LINE - RIGHT;
/// Keeps a wrapped name in the left half apart from the country's name.
pub(super) const GUTTER: u32 = 100;
/// Room between a table's border and its text, on both sides.
pub(super) const CELL_MARGIN: u32 = 80;
/// From a word that starts a list's entry to the text: where its tab stands.
pub(super) const TAB: u32 = 964;

/// How the lines of a paragraph stand between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// At the left margin.
    Left,
    /// In the middle.
    Centered,
    /// At the right margin.
    Right,
    /// At both; the last line at the left.
    Justified,
}

/// The look of a paragraph.
// Each is a switch of Word's own style.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// Half points.
    pub size: u32,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Where its lines stand.
    pub setting: Setting,
    /// Twips above.
    pub before: u32,
    /// Twips below.
    pub after: u32,
    /// The pitch of lines in 240ths of the font's own.
    pub pitch: u32,
    /// Twips that the first line begins later.
    pub first_line: u32,
    /// On one page with what follows.
    pub keep_next: bool,
    /// All lines on one page.
    pub keep_lines: bool,
}

/// What a paragraph without a style of its own has.
const NORMAL: Style = Style {
    size: 28,
    bold: false,
    italic: false,
    setting: Setting::Left,
    before: 0,
    after: 0,
    pitch: 240,
    first_line: 0,
    keep_next: false,
    keep_lines: false,
};
const HEADING: Style = Style {
    bold: true,
    setting: Setting::Justified,
    before: 120,
    after: 120,
    pitch: 276,
    first_line: 720,
    keep_next: true,
    keep_lines: true,
    ..NORMAL
};
const BODY: Style = Style { setting: Setting::Justified, after: 120, pitch: 276, first_line: 720, ..NORMAL };
const LARGE_CENTERED: Style = Style { bold: true, setting: Setting::Centered, ..NORMAL };
const SMALL_CENTERED: Style = Style { size: 26, setting: Setting::Centered, ..NORMAL };

/// Every style by the id that it has in Word.
pub(super) const STYLES: [(&str, Style); 31] = [
    ("Header", Style { setting: Setting::Centered, ..NORMAL }),
    ("Heading1", Style { setting: Setting::Centered, before: 240, first_line: 0, ..HEADING }),
    ("Heading2", HEADING),
    ("Heading3", HEADING),
    ("Heading4", Style { italic: true, before: 60, ..HEADING }),
    ("ReportBody", BODY),
    ("ReportLead", Style { keep_next: true, ..BODY }),
    ("ReportClosing", Style { keep_next: true, before: 120, after: 240, ..BODY }),
    ("ReportCentered", Style { setting: Setting::Centered, first_line: 0, ..BODY }),
    ("ReportAmount", Style { italic: true, ..BODY }),
    ("ReportItem", BODY),
    ("ReportItem2", BODY),
    ("ReportInset", Style { first_line: 964, ..BODY }),
    ("ReportLabel", Style { bold: true, italic: true, keep_next: true, keep_lines: true, ..BODY }),
    ("Picture", Style { setting: Setting::Centered, before: 120, after: 60, keep_next: true, ..NORMAL }),
    ("Caption", Style { italic: true, after: 240, keep_lines: true, ..SMALL_CENTERED }),
    ("TableHead", Style { bold: true, before: 40, after: 40, keep_next: true, ..SMALL_CENTERED }),
    ("TableText", Style { size: 26, before: 40, after: 40, ..NORMAL }),
    ("UpperBody", SMALL_CENTERED),
    ("IssuingBody", Style { bold: true, ..SMALL_CENTERED }),
    ("DocumentNumber", Style { before: 120, ..SMALL_CENTERED }),
    ("CountryName", Style { bold: true, ..SMALL_CENTERED }),
    ("Motto", LARGE_CENTERED),
    ("PlaceAndDate", Style { italic: true, bold: false, before: 120, ..LARGE_CENTERED }),
    ("Kind", Style { before: 360, keep_next: true, ..LARGE_CENTERED }),
    ("Subject", Style { keep_next: true, ..LARGE_CENTERED }),
    ("Addressee", Style { bold: false, before: 240, after: 120, ..LARGE_CENTERED }),
    (
        "RecipientsTitle",
        Style { size: 24, bold: true, italic: true, keep_next: true, keep_lines: true, ..NORMAL },
    ),
    ("Recipients", Style { size: 22, keep_next: true, keep_lines: true, ..NORMAL }),
    ("SignerTitle", Style { keep_next: true, keep_lines: true, ..LARGE_CENTERED }),
    ("SignerName", Style { before: 1300, keep_lines: true, ..LARGE_CENTERED }),
];

/// The style of that id; the plain one for an id that is not there.
pub(super) fn style(id: &str) -> Style {
    STYLES.iter().find(|(name, _)| *name == id).map_or(NORMAL, |(_, style)| *style)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use quick_xml::Reader;
    use quick_xml::events::{BytesStart, Event};

    use super::*;

    fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
        tag.attributes()
            .flatten()
            .find(|attribute| attribute.key.as_ref() == name)
            .map(|attribute| attribute.value.into_owned())
    }

    /// The styles that Word reads, each with what it takes over from the one it is based on.
    fn of_word() -> BTreeMap<String, Style> {
        let xml = include_str!("../../assets/docx/styles.xml");
        let mut styles = BTreeMap::from([("Normal".to_owned(), NORMAL)]);
        let mut reader = Reader::from_str(xml);
        let mut open: Option<(String, Style)> = None;
        loop {
            match reader.read_event().expect("well formed") {
                Event::Eof => return styles,
                Event::Start(tag) | Event::Empty(tag) => {
                    let name = tag.name().as_ref().to_owned();
                    let number = |key: &str| value(&tag, key).and_then(|text| text.parse::<u32>().ok());
                    if name == "w:style" && value(&tag, "w:type").as_deref() == Some("paragraph") {
                        open = value(&tag, "w:styleId").map(|id| (id, NORMAL));
                    }
                    let Some((_, style)) = &mut open else { continue };
                    match name.as_str() {
                        "w:basedOn" => *style = styles[&value(&tag, "w:val").expect("a base")],
                        "w:sz" => style.size = number("w:val").expect("a size"),
                        "w:b" => style.bold = true,
                        "w:i" => style.italic = true,
                        "w:keepNext" => style.keep_next = true,
                        "w:keepLines" => style.keep_lines = true,
                        "w:ind" => style.first_line = number("w:firstLine").expect("an indent"),
                        "w:spacing" => {
                            style.before = number("w:before").unwrap_or(style.before);
                            style.after = number("w:after").unwrap_or(style.after);
                            style.pitch = number("w:line").unwrap_or(style.pitch);
                        }
                        "w:jc" => {
                            style.setting = match value(&tag, "w:val").as_deref() {
                                Some("center") => Setting::Centered,
                                Some("both") => Setting::Justified,
                                Some("right") => Setting::Right,
                                _ => Setting::Left,
                            }
                        }
                        _ => {}
                    }
                }
                Event::End(tag) if tag.name().as_ref() == "w:style" => styles.extend(open.take()),
                _ => {}
            }
        }
    }

    #[test]
    fn both_files_of_a_report_have_one_look() {
        let word = of_word();
        for (id, style) in STYLES {
            assert_eq!(word.get(id), Some(&style), "{id}");
        }
        let unknown: Vec<_> = word
            .keys()
            .filter(|id| {
                !["Normal", "Rule"].contains(&id.as_str()) && STYLES.iter().all(|(name, _)| name != id)
            })
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
