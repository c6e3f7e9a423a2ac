//! The document as Markdown (`CommonMark` with the tables of GitHub's dialect), for mail, wikis and version
//! control.
//!
//! | on paper | in Markdown |
//! |---|---|
//! | left column of the head, right column | two paragraphs of a few lines |
//! | kind of the paper | `# BÁO CÁO`, the only heading with one `#` |
//! | heading of level n | n + 1 `#`, the number as part of its text |
//! | entry of a list | `- `, at the second level `  + `; another marker is printed after these |
//! | inset paragraph | a paragraph of the entry above it, four spaces in |
//! | unnumbered heading | a bold line |
//! | table | a pipe table, the total as a bold last row |
//! | picture | a paragraph of its caption and what it shows |
//! | page break | `---` |
//! | line feed in a run | a backslash at the line's end; a space in headings and tables |
//!
//! Text stays text: every character that Markdown would read as its own is escaped with a backslash, at a
//! line's start also `-`, `+`, `=` and a number's dot. Marks are left out. Where the syntax cannot carry an
//! emphasis (inside a word, beside punctuation), the emphasis is dropped, never shown as asterisks.

use super::clean::{Span, clean, one_line, recipients, spans};
use super::model::{Align, Block, Cell, Column, Document, Foot, Head, ParagraphStyle, Run};
use super::picture::in_words;

/// What makes a paragraph part of the entry above it, of either level.
const INSET: &str = "    ";

/// The document as Markdown, ending in a line feed unless it is empty. Equal documents give equal text.
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    if let Some(head) = &document.head {
        write_head(&mut out, head);
    }
    let (above, below) = document.parts();
    write_blocks(&mut out, above);
    if let Some(foot) = &document.foot {
        write_foot(&mut out, foot);
    }
    write_blocks(&mut out, below);
    out
}

fn write_blocks(out: &mut String, blocks: &[Block]) {
    let mut in_list = false;
    // Whether an inset paragraph still belongs to an entry: four spaces anywhere else make it code.
    let mut in_entry = false;
    for block in blocks {
        let item = matches!(block, Block::Item { .. });
        let inset = matches!(block, Block::Paragraph { style: ParagraphStyle::Inset, .. });
        in_entry = item || (in_entry && inset);
        // A blank line between entries would set every one of them apart as a paragraph.
        if !(item && in_list) {
            separate(out);
        }
        in_list = item;
        if in_entry && inset {
            out.push_str(INSET);
        }
        write_block(out, block);
    }
}

fn write_head(out: &mut String, head: &Head) {
    let bold = |text: &str| emphasised(text, true, false);
    let left = [escaped_lines(&head.upper_body), bold(&head.issuing_body), escaped_lines(&head.number_line)];
    let right = [bold(&head.country), bold(&head.motto), emphasised(&head.place_and_date, false, true)];
    stack(out, left);
    stack(out, right);
    let kind = escape(&one_line(&head.kind));
    stack(out, [if kind.trim().is_empty() { String::new() } else { format!("# {}", kind.trim()) }]);
    stack(out, [bold(&head.subject)]);
    stack(out, [escaped_lines(head.addressee.as_deref().unwrap_or_default())]);
}

fn write_foot(out: &mut String, foot: &Foot) {
    let title = emphasised(&foot.recipients_title, true, true);
    let list: Vec<String> = recipients(&foot.recipients).iter().map(|line| escaped_lines(line)).collect();
    stack(out, std::iter::once(title).chain(list));
    let signer = foot.signer_lines.iter().map(|line| emphasised(line, true, false));
    stack(out, signer);
    stack(out, [emphasised(&foot.signer_name, true, false)]);
}

/// One paragraph of several lines; empty ones are left out.
fn stack(out: &mut String, lines: impl IntoIterator<Item = String>) {
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
    if !lines.is_empty() {
        separate(out);
        out.push_str(&lines.join("\\\n"));
        out.push('\n');
    }
}

/// A blank line, unless nothing has been written yet.
fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading { level, number, text } => {
            out.push_str("######".get(..usize::from((*level).clamp(1, 4)) + 1).unwrap_or("#####"));
            for part in [escape(&one_line(number)), inline(&flat(text))] {
                if !part.trim().is_empty() {
                    out.push(' ');
                    out.push_str(part.trim());
                }
            }
        }
        Block::Paragraph { style, runs } => {
            let mut spans = spans(runs);
            for span in &mut spans {
                span.italic |= *style == ParagraphStyle::Amount;
            }
            out.push_str(&paragraph(&spans, if *style == ParagraphStyle::Inset { INSET } else { "" }));
        }
        Block::Item { level, marker, runs } => {
            let indent = if *level <= 1 { "" } else { "  " };
            let bullet = if *level <= 1 { '-' } else { '+' };
            out.push_str(indent);
            out.push(bullet);
            out.push(' ');
            let marker = one_line(marker);
            let marker = marker.trim();
            if !matches!(marker, "" | "-" | "+") {
                out.push_str(&guard(&escape(marker)));
                out.push(' ');
            }
            out.push_str(&paragraph(&spans(runs), if *level <= 1 { "  " } else { "    " }));
        }
        Block::Label { text } => {
            let mut spans = flat(text);
            for span in &mut spans {
                span.bold = true;
                span.italic = false;
            }
            out.push_str(&guard(inline(&joined(spans)).trim()));
        }
        Block::Table { columns, rows, total } => return table(out, columns, rows, total.as_deref()),
        Block::Picture { picture, caption } => {
            out.push_str(&paragraph(&spans(&in_words(picture, caption)), ""));
        }
        Block::PageBreak => out.push_str("---"),
    }
    out.push('\n');
}

fn table(out: &mut String, columns: &[Column], rows: &[Vec<Cell>], total: Option<&[Cell]>) {
    let widest = rows.iter().map(Vec::len).chain(total.map(<[Cell]>::len)).max().unwrap_or(0);
    let count = columns.len().max(widest);
    let line = |out: &mut String, cell: &dyn Fn(usize) -> String| {
        out.push('|');
        for i in 0..count {
            let text = cell(i);
            out.push(' ');
            out.push_str(text.trim());
            out.push_str(if text.trim().is_empty() { "|" } else { " |" });
        }
        out.push('\n');
    };
    let cell = |cells: &[Cell], i: usize, bold: bool| {
        let mut spans = cells.get(i).map(|cell| flat(&cell.runs)).unwrap_or_default();
        for span in &mut spans {
            span.bold |= bold;
        }
        inline(&joined(spans))
    };
    if count == 0 {
        return;
    }
    line(out, &|i| columns.get(i).map(|column| escape(&one_line(&column.title))).unwrap_or_default());
    line(out, &|i| {
        match columns.get(i).map_or(Align::Left, |column| column.align) {
            Align::Left => "---",
            Align::Center => ":---:",
            Align::Right => "---:",
        }
        .to_owned()
    });
    for cells in rows {
        line(out, &|i| cell(cells, i, false));
    }
    if let Some(cells) = total {
        line(out, &|i| cell(cells, i, true));
    }
}

/// The runs on one line.
fn flat(runs: &[Run]) -> Vec<Span> {
    let mut spans = spans(runs);
    for span in &mut spans {
        span.text = span.text.replace(['\n', '\t'], " ");
    }
    spans
}

/// Neighbours of one look as one span.
fn joined(spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if (last.bold, last.italic) == (span.bold, span.italic) => {
                last.text.push_str(&span.text);
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// A paragraph whose further lines start with `indent`.
fn paragraph(spans: &[Span], indent: &str) -> String {
    // Emphasis is closed at each break: it may not cross an empty line.
    let mut lines: Vec<Vec<Span>> = vec![Vec::new()];
    for span in spans {
        for (i, text) in span.text.split('\n').enumerate() {
            if i > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(Span { text: text.replace('\t', " "), ..*span });
            }
        }
    }
    let lines: Vec<String> = lines
        .into_iter()
        .map(|line| guard(inline(&joined(line)).trim()))
        // An empty line would end the paragraph.
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(&format!("\\\n{indent}"))
}

fn escaped_lines(text: &str) -> String {
    paragraph(&[Span { text: clean(text), bold: false, italic: false }], "")
}

fn emphasised(text: &str, bold: bool, italic: bool) -> String {
    paragraph(&[Span { text: clean(text), bold, italic }], "")
}

/// Spans as Markdown on one line, spaces at emphasised ends moved outside.
fn inline(spans: &[Span]) -> String {
    let mut out = String::new();
    for (i, span) in spans.iter().enumerate() {
        let core = span.text.trim();
        let text = escape(core);
        if core.is_empty() || !(span.bold || span.italic) {
            out.push_str(&escape(&span.text));
            continue;
        }
        let start = span.text.len() - span.text.trim_start().len();
        let end = span.text.trim_end().len();
        out.push_str(span.text.get(..start).unwrap_or_default());
        let after = span.text.get(end..).unwrap_or_default();
        let next =
            after.chars().next().or_else(|| spans.get(i + 1).and_then(|next| next.text.chars().next()));
        if carries(out.chars().last(), core, next) {
            let (open, close) = match (span.bold, span.italic) {
                (true, true) => ("**_", "_**"),
                (true, false) => ("**", "**"),
                _ => ("_", "_"),
            };
            out.push_str(open);
            out.push_str(&text);
            out.push_str(close);
        } else {
            out.push_str(&text);
        }
        out.push_str(after);
    }
    out
}

/// Whether delimiters around `core` are read as emphasis wherever they stand: between spaces, punctuation
/// or the ends of the line. After another emphasis (its delimiter is `before`) they are not relied upon.
fn carries(before: Option<char>, core: &str, after: Option<char>) -> bool {
    let apart = |c: Option<char>| {
        c.is_none_or(|c| c.is_whitespace() || (c.is_ascii_punctuation() && c != '*' && c != '_'))
    };
    !core.is_empty() && apart(before) && apart(after)
}

/// `text` with a backslash before each character that Markdown reads as its own anywhere in a line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line with a backslash where its start would be read as a list, a rule or an underlined heading.
fn guard(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    let mut chars = rest.chars();
    let first = chars.next();
    let ends = chars.next().is_none_or(char::is_whitespace);
    let risky = match first {
        // Also "---" and "===", a rule or an underline.
        Some('-' | '+' | '=') if digits == 0 => true,
        Some('.' | ')') if digits > 0 => ends,
        _ => false,
    };
    if risky { format!("{number}\\{rest}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample;
    use super::*;

    fn of(blocks: Vec<Block>) -> String {
        write(&Document { head: None, foot: None, blocks, ..sample::report() })
    }

    /// The text that a reader of the Markdown sees, for text without emphasis.
    fn unescape(markdown: &str) -> String {
        let mut out = String::new();
        let mut chars = markdown.chars().peekable();
        while let Some(c) = chars.next() {
            match chars.peek() {
                Some(next) if c == '\\' && next.is_ascii_punctuation() => {}
                _ => {
                    out.push(c);
                    continue;
                }
            }
            out.extend(chars.next());
        }
        out
    }

    #[test]
    fn the_head_is_a_few_lines_and_the_kind_the_only_first_heading() {
        let text = write(&sample::report());
        assert!(text.starts_with(
            "LĐLĐ QUẬN HOA PHƯỢNG\\\n**CĐCS TIỂU HỌC HOA SEN**\\\nSố: 10/BC-CĐCS\n\n**CỘNG HÒA"
        ));
        assert!(text.contains("_Hoa Phượng, ngày 04 tháng 01 năm 2026_\n\n# BÁO CÁO\n\n**Hoạt động"));
        assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1);
        assert!(text.ends_with("**TM. BAN CHẤP HÀNH**\\\n**CHỦ TỊCH**\n\n**Nguyễn Thị Ổi**\n"));
        assert!(text.contains("\\- LĐLĐ quận Hoa Phượng;\\\n"));
    }

    #[test]
    fn headings_lists_and_tables_take_their_forms() {
        let text = write(&sample::report());
        assert!(text.contains("\n\n## PHẦN I: ĐÁNH GIÁ"));
        assert!(text.contains("\n\n#### 1. Chi bộ Đảng\n\n"));
        assert!(text.contains("\n##### a) Chăm lo đời sống\n\n- Công đoàn cùng"));
        assert!(text.contains("khó khăn. _Cụ thể:_\n  + Đã tổ chức thăm hỏi **05 lượt** công đoàn viên"));
        assert!(text.contains(
            "| STT | Nơi nhận | Nội dung | Số tiền (đồng) |\n| :---: | --- | --- | ---: |\n| 1 | Quỹ"
        ));
        assert!(text.contains("| | **Cộng** | | **55.000.000** |\n"));
        assert!(text.contains("- Tích lũy cuối kỳ: 16.281.014 đồng.\n\n_(Bằng chữ:"));
        assert!(text.contains("\n**\\* Ưu điểm**\n"));
    }

    #[test]
    fn text_that_looks_like_markdown_stays_text() {
        for (given, expected) in [
            ("- gạch", "\\- gạch"),
            ("--- ", "\\---"),
            ("+ cộng", "\\+ cộng"),
            ("# thăng", "\\# thăng"),
            ("1. một", "1\\. một"),
            ("12) mười hai", "12\\) mười hai"),
            ("9.250.000", "9.250.000"),
            ("3 ngày", "3 ngày"),
            ("=== ", "\\==="),
            ("    lùi vào", "lùi vào"),
            ("a*b_c|d<e>&amp;`f`[g](h)\\", "a\\*b\\_c\\|d\\<e\\>\\&amp;\\`f\\`\\[g\\](h)\\\\"),
            ("một\n- hai\n\n2. ba", "một\\\n\\- hai\\\n2\\. ba"),
        ] {
            assert_eq!(of(vec![Block::body(given)]), format!("{expected}\n"));
        }
        let row = vec![vec![Cell::plain("a|b\nc")]];
        let table =
            of(vec![Block::Table { columns: vec![Column::new("x", Align::Left)], rows: row, total: None }]);
        assert_eq!(table, "| x |\n| --- |\n| a\\|b c |\n");
    }

    #[test]
    fn emphasis_is_dropped_where_it_would_show_as_asterisks() {
        let of = |runs: Vec<Run>| of(vec![Block::paragraph(ParagraphStyle::Body, runs)]);
        assert_eq!(
            of(vec![Run::plain("có "), Run::plain(" 05 ").bold(), Run::plain("lượt")]),
            "có  **05** lượt\n"
        );
        assert_eq!(of(vec![Run::plain("chữ"), Run::plain("đậm").bold()]), "chữđậm\n");
        assert_eq!(of(vec![Run::plain("a").bold(), Run::plain("b").italic()]), "ab\n");
        assert_eq!(of(vec![Run::plain("a").bold().marked(1), Run::plain("b").bold().marked(2)]), "**ab**\n");
        assert_eq!(of(vec![Run::plain("a").bold().italic()]), "**_a_**\n");
    }

    proptest! {
        #[test]
        fn any_text_can_be_read_back(text in any::<String>()) {
            let written = of(vec![Block::heading(2, "", text.clone())]);
            let read = unescape(written.trim_end_matches('\n').trim_start_matches('#').trim());
            let expected = one_line(&text);
            prop_assert_eq!(read.trim(), expected.trim());
        }

        #[test]
        fn any_text_in_any_block_stays_one_block(text in any::<String>(), bold: bool, level in any::<u8>()) {
            let run = Run { text, bold, italic: !bold, mark: None };
            let runs = vec![run.clone(), Run::plain("x"), run];
            let written = of(vec![Block::Item { level, marker: runs[0].text.clone(), runs: runs.clone() }]);
            prop_assert!(!written.trim_end().contains("\n\n"));
            let written = of(vec![Block::Table { columns: vec![], rows: vec![vec![runs.into()]], total: None }]);
            prop_assert_eq!(written.matches('\n').count(), 3);
        }
    }
}
