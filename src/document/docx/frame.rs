//! Head and foot of the paper: tables without borders, since only they keep two columns beside each other in
//! every word processor. Lengths are in twips (1 mm is 56.7 twips).

use std::fmt::Write as _;

use super::super::block_text::place_and_day;
use super::super::clean::{clean, recipients};
use super::super::metrics::bold_twips;
use super::super::model::{Foot, Head};
use super::super::style::{GUTTER, LEFT, LINE, RIGHT};
use super::xml;

/// Sizes in half points, as the styles have them.
const ISSUING_SIZE: u32 = 26;
const MOTTO_SIZE: u32 = 28;
const SUBJECT_SIZE: u32 = 28;

/// Writes the two columns, the title and the addressee.
pub(super) fn head(out: &mut String, head: &Head) {
    let mut left = String::new();
    optional(&mut left, "UpperBody", &head.upper_body);
    if !head.issuing_body.trim().is_empty() {
        xml::line(&mut left, "IssuingBody", &head.issuing_body);
        rule_of_two_fifths(&mut left, &head.issuing_body, ISSUING_SIZE, LEFT - GUTTER);
    }
    optional(&mut left, "DocumentNumber", &head.number_line);

    let mut right = String::new();
    optional(&mut right, "CountryName", &head.country);
    if !head.motto.trim().is_empty() {
        xml::line(&mut right, "Motto", &head.motto);
        rule(&mut right, longest(&head.motto, MOTTO_SIZE).min(RIGHT), RIGHT);
    }
    optional(&mut right, "PlaceAndDate", &day_apart(&head.place_and_date));

    if !(left.is_empty() && right.is_empty()) {
        let gutter = format!("<w:tcMar><w:right w:w=\"{GUTTER}\" w:type=\"dxa\"/></w:tcMar>");
        two_columns(out, (LEFT, &gutter, &left), (RIGHT, "", &right));
    }
    optional(out, "Kind", &head.kind);
    if !head.subject.trim().is_empty() {
        xml::line(out, "Subject", &head.subject);
        rule_of_two_fifths(out, &head.subject, SUBJECT_SIZE, LINE);
    }
    if let Some(addressee) = &head.addressee {
        optional(out, "Addressee", addressee);
    }
    // The body starts apart from the title, whatever its first block is.
    out.push_str(
        "<w:p><w:pPr><w:pStyle w:val=\"Rule\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"200\" \
         w:lineRule=\"exact\"/></w:pPr></w:p>\n",
    );
}

/// Writes recipients and signature; one row that may not be torn apart by a page's end.
pub(super) fn foot(out: &mut String, foot: &Foot) {
    let mut left = String::new();
    optional(&mut left, "RecipientsTitle", &foot.recipients_title);
    for recipient in recipients(&foot.recipients) {
        xml::line(&mut left, "Recipients", &recipient);
    }
    let mut right = String::new();
    for signer in &foot.signer_lines {
        optional(&mut right, "SignerTitle", signer);
    }
    // Without a name there is still room to sign.
    if !right.is_empty() || !foot.signer_name.trim().is_empty() {
        xml::line(&mut right, "SignerName", &foot.signer_name);
    }
    if !(left.is_empty() && right.is_empty()) {
        two_columns(out, (LINE / 2, "", &left), (LINE - LINE / 2, "", &right));
    }
}

/// Italic letters at 14 points are about as wide as bold ones at 13.
fn day_apart(text: &str) -> String {
    place_and_day(text, longest(text, MOTTO_SIZE - 2) > RIGHT)
}

fn optional(out: &mut String, style: &str, text: &str) {
    if !text.trim().is_empty() {
        xml::line(out, style, text);
    }
}

/// A rule of 2/5 of the line above: the decree asks for a third to a half.
fn rule_of_two_fifths(out: &mut String, text: &str, half_points: u32, room: u32) {
    rule(out, longest(text, half_points).min(room) * 2 / 5, room);
}

/// The width of the longest line of `text`.
fn longest(text: &str, half_points: u32) -> u32 {
    clean(text).lines().map(|line| bold_twips(line.trim(), half_points)).max().unwrap_or(0)
}

/// An empty paragraph with a bottom border, indented on both sides so that `length` is left of `room`.
///
/// Not a drawn line: it would float over the text. Not a top border: Word joins it with the paragraph above.
fn rule(out: &mut String, length: u32, room: u32) {
    let indent = room.saturating_sub(length) / 2;
    xml::open_paragraph(
        out,
        "Rule",
        &format!(
            "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/></w:pBdr>\
             <w:ind w:left=\"{indent}\" w:right=\"{indent}\"/>"
        ),
    );
    out.push_str("</w:p>\n");
}

/// A table of one row without borders; each side is its width, cell properties and paragraphs.
fn two_columns(out: &mut String, left: (u32, &str, &str), right: (u32, &str, &str)) {
    let _ = write!(
        out,
        "<w:tbl><w:tblPr><w:tblW w:w=\"{LINE}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
         <w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"{}\"/><w:gridCol w:w=\"{}\"/></w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/></w:trPr>",
        left.0, right.0
    );
    for (width, properties, paragraphs) in [left, right] {
        let _ = writeln!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>");
        // A cell must hold a paragraph, or Word calls the file damaged.
        out.push_str(if paragraphs.is_empty() { "<w:p/>\n" } else { paragraphs });
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr></w:tbl>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_place_stands_on_a_line_of_its_own() {
        let short = "Hà Đông, ngày 04 tháng 01 năm 2026";
        assert_eq!(day_apart(short), short);
        assert_eq!(
            day_apart("Thành phố Hồ Chí Minh, phường Bến Nghé, ngày 04 tháng 01 năm 2026"),
            "Thành phố Hồ Chí Minh, phường Bến Nghé,\nngày 04 tháng 01 năm 2026"
        );
    }

    #[test]
    fn the_country_fits_on_one_line() {
        assert!(longest(super::super::super::model::COUNTRY, ISSUING_SIZE) <= RIGHT);
    }

    #[test]
    fn a_rule_is_a_third_to_a_half_of_the_line_above() {
        let mut out = String::new();
        rule_of_two_fifths(&mut out, "CĐCS TIỂU HỌC HOA SEN", ISSUING_SIZE, LEFT);
        let indent: u32 = out
            .split("w:left=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next()?.parse().ok())
            .expect("an indent");
        let (rule, line) = (LEFT - 2 * indent, longest("CĐCS TIỂU HỌC HOA SEN", ISSUING_SIZE));
        assert!(rule * 3 >= line && rule * 2 <= line);
    }
}
