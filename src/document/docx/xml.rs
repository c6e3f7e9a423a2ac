//! The XML of a Word file, piece by piece: escaping, paragraphs, runs. Nothing here decides how a paper
//! looks.

use super::super::clean::{Span, clean};

/// `text` with the five characters escaped that XML keeps for itself. The text must be clean.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            c => out.push(c),
        }
    }
    out
}

/// One `w:r`. Breaks and tabs become elements, since Word reads them as spaces inside `w:t`.
pub(super) fn run(out: &mut String, text: &str, bold: bool, italic: bool) {
    if text.is_empty() {
        return;
    }
    out.push_str("<w:r>");
    if bold || italic {
        out.push_str("<w:rPr>");
        if bold {
            out.push_str("<w:b/><w:bCs/>");
        }
        if italic {
            out.push_str("<w:i/><w:iCs/>");
        }
        out.push_str("</w:rPr>");
    }
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push_str("<w:br/>");
        }
        for (j, piece) in line.split('\t').enumerate() {
            if j > 0 {
                out.push_str("<w:tab/>");
            }
            if !piece.is_empty() {
                // Without the attribute Word drops spaces at both ends.
                out.push_str("<w:t xml:space=\"preserve\">");
                out.push_str(&escape(piece));
                out.push_str("</w:t>");
            }
        }
    }
    out.push_str("</w:r>");
}

/// A whole paragraph: its style, further properties as XML, a stretch before the text, the text.
pub(super) fn paragraph(out: &mut String, style: &str, properties: &str, before: &str, spans: &[Span]) {
    open_paragraph(out, style, properties);
    run(out, before, false, false);
    for span in spans {
        run(out, &span.text, span.bold, span.italic);
    }
    out.push_str("</w:p>\n");
}

/// A paragraph of plain text.
pub(super) fn line(out: &mut String, style: &str, text: &str) {
    open_paragraph(out, style, "");
    run(out, &clean(text), false, false);
    out.push_str("</w:p>\n");
}

/// The start of a paragraph up to its first run.
pub(super) fn open_paragraph(out: &mut String, style: &str, properties: &str) {
    out.push_str("<w:p><w:pPr><w:pStyle w:val=\"");
    out.push_str(style);
    out.push_str("\"/>");
    out.push_str(properties);
    out.push_str("</w:pPr>");
}
