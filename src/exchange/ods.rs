//! Cells out of ods files (`LibreOffice`). Read part by part with every repetition counted: ods says "this row a
//! million times" in one attribute.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::sheet::{Cell, MAX_CELL_READ, MAX_COLUMNS, MAX_SHEETS, Sheet, SheetError};
use super::xlsx::iso_day;

/// How often a line that holds something may be repeated before it is taken for an error of the file.
const MAX_REPEATS: u32 = 10_000;

/// The sheets of an ods file whose parts were counted.
///
/// # Errors
/// [`SheetError`].
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(SheetError::damaged)?;
    if is_locked(&mut archive) {
        return Err(SheetError::Locked);
    }
    let content = archive.by_name("content.xml").map_err(SheetError::damaged)?;
    let mut content = Reader::from_reader(BufReader::new(content));
    content.config_mut().expand_empty_elements = true;
    Content::default().read(&mut content)
}

fn is_locked(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut manifest = String::new();
    archive.by_name("META-INF/manifest.xml").is_ok_and(|mut part| {
        part.read_to_string(&mut manifest).is_ok() && manifest.contains("encryption-data")
    })
}

/// What has been read so far.
#[derive(Default)]
struct Content {
    sheets: Vec<Sheet>,
    /// The sheet being read, and the number of its next line, from 1.
    sheet: Option<(Sheet, u32)>,
    /// The line being read and how often it stands.
    row: Option<(Vec<Cell>, u32)>,
    /// The cell being read.
    cell: Option<Open>,
    /// How deep within a comment, whose words are not the cell's.
    comment: u32,
}

/// A cell between its beginning and its end.
struct Open {
    /// What its attributes say; text is what the cell contains.
    value: Cell,
    /// How many columns it fills.
    repeats: u32,
    /// A formula stands behind it.
    formula: bool,
    text: String,
    paragraphs: u32,
}

impl Content {
    fn read<R: std::io::BufRead>(mut self, reader: &mut Reader<R>) -> Result<Vec<Sheet>, SheetError> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(SheetError::damaged)? {
                Event::Start(start) => self.start(&start),
                Event::End(end) => self.end(end.name().as_ref()),
                Event::Text(text) => self.text(&text.xml10_content()),
                Event::CData(text) => self.text(&text.xml10_content()),
                Event::GeneralRef(name) => self.text(&entity(&name)),
                Event::Eof if self.sheet.is_some() => {
                    return Err(SheetError::damaged("content.xml ends early"));
                }
                Event::Eof => return Ok(self.sheets),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        match element.name().as_ref() {
            "table:table" if self.sheets.len() < MAX_SHEETS => {
                let name = attribute(element, "table:name").unwrap_or_default();
                self.sheet = Some((Sheet { name, rows: Vec::new() }, 1));
            }
            "table:table-row" => {
                self.row = Some((Vec::new(), repeats(element, "table:number-rows-repeated")));
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = Some(Open {
                    value: value(element),
                    repeats: repeats(element, "table:number-columns-repeated"),
                    formula: attribute(element, "table:formula").is_some(),
                    text: String::new(),
                    paragraphs: 0,
                });
            }
            "office:annotation" => self.comment += 1,
            "text:p" => {
                let Some(cell) = self.cell.as_mut().filter(|_| self.comment == 0) else { return };
                cell.paragraphs += 1;
                if cell.paragraphs > 1 {
                    self.text("\n");
                }
            }
            "text:s" | "text:tab" | "text:line-break" => self.text(" "),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) =
            self.cell.as_mut().filter(|cell| self.comment == 0 && cell.text.len() < MAX_CELL_READ * 4)
        {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "office:annotation" => self.comment = self.comment.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => {
                if let (Some(open), Some((cells, _))) = (self.cell.take(), self.row.as_mut()) {
                    let repeats = open.repeats;
                    let cell = open.close();
                    let room = MAX_COLUMNS.saturating_sub(cells.len());
                    cells.extend(std::iter::repeat_n(cell, room.min(repeats as usize)));
                }
            }
            "table:table-row" => {
                if let (Some((cells, repeats)), Some((sheet, line))) = (self.row.take(), self.sheet.as_mut())
                {
                    if cells.iter().any(|cell| !cell.is_empty()) {
                        for again in 0..repeats.min(MAX_REPEATS) {
                            sheet.push(line.saturating_add(again), cells.clone());
                        }
                    }
                    *line = line.saturating_add(repeats);
                }
            }
            "table:table" => self.sheets.extend(self.sheet.take().map(|(sheet, _)| sheet)),
            _ => {}
        }
    }
}

impl Open {
    fn close(self) -> Cell {
        // LibreOffice writes the error's name as the text of a formula that failed.
        if self.formula && (self.text.starts_with('#') || self.text.starts_with("Err:")) {
            return Cell::Lost;
        }
        match self.value {
            Cell::Empty if self.formula && self.text.is_empty() => Cell::Lost,
            Cell::Empty => Cell::of_text(&self.text),
            value => value,
        }
    }
}

fn value(element: &BytesStart<'_>) -> Cell {
    match attribute(element, "office:value-type").as_deref() {
        Some("date") => attribute(element, "office:date-value")
            .map_or(Cell::Empty, |text| iso_day(&text).map_or_else(|| Cell::of_text(&text), Cell::Day)),
        Some("float" | "currency" | "percentage") => attribute(element, "office:value")
            .and_then(|text| text.parse().ok())
            .map_or(Cell::Empty, Cell::of_number),
        Some("boolean") => {
            let yes = attribute(element, "office:boolean-value").is_some_and(|text| text == "true");
            Cell::Number(if yes { "1" } else { "0" }.to_owned())
        }
        Some("string") => {
            attribute(element, "office:string-value").map_or(Cell::Empty, |text| Cell::of_text(&text))
        }
        _ => Cell::Empty,
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn repeats(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}

fn entity(name: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return letter.to_string();
    }
    let named: &str = name.as_ref();
    quick_xml::escape::resolve_xml_entity(named).unwrap_or_default().to_owned()
}
