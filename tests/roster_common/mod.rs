//! Spreadsheets as schools keep them, made here: xlsx and ods as small archives of XML, and a roster of sixty with
//! everything that makes rosters hard to read. All names are invented.
#![allow(dead_code, reason = "each test uses some of it")]

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    No,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day as spreadsheets keep it: days since 30/12/1899.
    Day(u32),
    /// A formula with the value that the file keeps of it.
    Formula(String, Option<String>),
}

/// A text, a mark, or nothing where it is empty.
pub fn t(text: &str) -> Value {
    if text.is_empty() { Value::No } else { Value::Text(text.to_owned()) }
}

/// The rows of a sheet, all of text.
pub fn rows(lines: &[&[&str]]) -> Vec<Vec<Value>> {
    lines.iter().map(|line| line.iter().map(|text| t(text)).collect()).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// An archive of these parts.
pub fn archive(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(content).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

fn column(at: usize) -> char {
    char::from(b'A' + u8::try_from(at).expect("fewer than 26 columns"))
}

/// An xlsx file with these sheets.
pub fn xlsx(sheets: &[(&str, Vec<Vec<Value>>)]) -> Vec<u8> {
    const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut list, mut rels, mut parts) = (String::new(), String::new(), Vec::new());
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let n = at + 1;
        list.push_str(&format!(r#"<sheet name="{}" sheetId="{n}" r:id="rId{n}"/>"#, escaped(name)));
        rels.push_str(&format!(
            r#"<Relationship Id="rId{n}" Type="{REL}/worksheet" Target="worksheets/sheet{n}.xml"/>"#
        ));
        let mut body = String::new();
        for (line, row) in rows.iter().enumerate() {
            let line = line + 1;
            body.push_str(&format!(r#"<row r="{line}">"#));
            for (at, value) in row.iter().enumerate() {
                let place = format!("{}{line}", column(at));
                match value {
                    Value::No => {}
                    Value::Text(text) => body.push_str(&format!(
                        r#"<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
                        escaped(text)
                    )),
                    Value::Number(number) => body.push_str(&format!(r#"<c r="{place}"><v>{number}</v></c>"#)),
                    Value::Day(days) => body.push_str(&format!(r#"<c r="{place}" s="1"><v>{days}</v></c>"#)),
                    Value::Formula(formula, Some(text)) => body.push_str(&format!(
                        r#"<c r="{place}" t="str"><f>{}</f><v>{}</v></c>"#,
                        escaped(formula),
                        escaped(text)
                    )),
                    Value::Formula(formula, None) => {
                        body.push_str(&format!(r#"<c r="{place}"><f>{}</f></c>"#, escaped(formula)));
                    }
                }
            }
            body.push_str("</row>");
        }
        let sheet = format!(r#"{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>"#);
        parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet));
    }
    let book =
        format!(r#"{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{list}</sheets></workbook>"#);
    let rels = format!(
        r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>"#
    );
    // Style 1 is a day (format 14).
    let styles = format!(
        r#"{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#
    );
    let root = format!(
        r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let mut all = vec![
        ("_rels/.rels".to_owned(), root),
        ("xl/workbook.xml".to_owned(), book),
        ("xl/_rels/workbook.xml.rels".to_owned(), rels),
        ("xl/styles.xml".to_owned(), styles),
    ];
    all.extend(parts);
    let all: Vec<(&str, Vec<u8>)> =
        all.iter().map(|(name, text)| (name.as_str(), text.clone().into_bytes())).collect();
    archive(&all)
}

/// An ods file with these sheets, and a million empty lines below each, as `LibreOffice` writes them.
pub fn ods(sheets: &[(&str, Vec<Vec<Value>>)]) -> Vec<u8> {
    let mut tables = String::new();
    for (name, rows) in sheets {
        tables.push_str(&format!(r#"<table:table table:name="{}">"#, escaped(name)));
        for row in rows {
            tables.push_str("<table:table-row>");
            for value in row {
                tables.push_str(&match value {
                    Value::No => "<table:table-cell/>".to_owned(),
                    Value::Text(text) => format!(
                        r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
                        escaped(text)
                    ),
                    Value::Number(number) => format!(
                        r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
                    ),
                    Value::Day(days) => {
                        let day = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day")
                            + chrono::Days::new(u64::from(*days));
                        format!(
                            r#"<table:table-cell office:value-type="date" office:date-value="{day}"><text:p>{day}</text:p></table:table-cell>"#
                        )
                    }
                    Value::Formula(formula, value) => format!(
                        r#"<table:table-cell table:formula="of:={}" office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
                        escaped(formula),
                        escaped(value.as_deref().unwrap_or_default())
                    ),
                });
            }
            tables.push_str(r#"<table:table-cell table:number-columns-repeated="16300"/></table:table-row>"#);
        }
        tables.push_str(
            r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#,
        );
    }
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml", content.into_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>".to_vec()),
    ])
}

const FAMILIES: [&str; 6] = ["Ngụy", "Vi", "Lò", "Mạc", "Giáp", "Thạch"];
const WOMEN: [&str; 3] = ["Thị", "Thị Thu", "Thị Ngọc"];
const MEN: [&str; 2] = ["Văn", "Đình"];
const GIVEN: [&str; 10] = ["Hà", "Hương", "Thu", "Lụa", "Sáu", "Mến", "Thoa", "Khải", "Nhung", "Út"];

/// How many of the sixty are women: everybody but every tenth.
pub const WOMEN_OF_SIXTY: usize = 54;

/// A roster of sixty as a school's office keeps it: title rows, a head of two rows with merged cells and the columns
/// numbered, họ đệm apart from tên, x for women and Party members, days in four ways, groups by team, a line of
/// totals and signatures below. Nothing in it is wrong. The head is on the lines 4 and 5.
pub fn sixty() -> Vec<Vec<Value>> {
    let mut rows = rows(&[
        &["TRƯỜNG TIỂU HỌC CÂY PHƯỢNG", "", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        &["", "", "DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN"],
        &["", "", "", "Năm học 2025-2026"],
        &[
            "TT",
            "Họ và tên",
            "",
            "Nữ",
            "Ngày, tháng, năm sinh",
            "Dân tộc",
            "Chức danh",
            "Nhiệm vụ được giao",
            "Loại hợp đồng",
            "Trình độ",
            "",
            "Đảng viên",
            "Quê quán",
            "Ghi chú",
        ],
        &["", "Họ đệm", "Tên", "", "", "", "", "", "", "Chuyên môn", "LLCT", "", "", ""],
        &[
            "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)", "(13)",
            "(14)",
        ],
    ]);
    for n in 0..60_usize {
        if n % 20 == 0 {
            rows.push(vec![t(""), t(&format!("Tổ {}", n / 20 + 1))]);
        }
        let woman = n % 10 != 7;
        let middle = if woman { WOMEN[n / 10 % 3] } else { MEN[n / 10 % 2] };
        let (day, month, year) = (n % 27 + 1, n % 12 + 1, 1966 + n / 2);
        let birth = match n % 4 {
            0 => t(&format!("{day:02}/{month:02}/{year}")),
            1 => t(&format!("{day}.{month}.{}", year % 100)),
            2 => Value::Day(24_108 + 365 * u32::try_from(n / 2).expect("small")),
            _ => t(&format!("{day:02}-{month:02}-{year}")),
        };
        let (position, duty) = match n {
            0 => ("Hiệu trưởng", "Quản lý chung".to_owned()),
            1 => ("Phó hiệu trưởng", "Phụ trách chuyên môn".to_owned()),
            55.. => ("NV", ["Kế toán", "Văn thư", "Thư viện", "Y tế", "Bảo vệ"][n - 55].to_owned()),
            44..=54 => ("GV bộ môn", ["Mĩ thuật", "Âm nhạc", "Thể chất", "Tin học"][n % 4].to_owned()),
            _ => ("GV cơ bản", format!("Chủ nhiệm {}A{}", n % 5 + 1, n / 5 + 1)),
        };
        rows.push(vec![
            Value::Number((n + 1) as f64),
            t(&format!("{} {middle}", FAMILIES[n / 10])),
            t(GIVEN[n % 10]),
            t(if woman { "x" } else { "" }),
            birth,
            t("Kinh"),
            t(position),
            t(&duty),
            t(if n < 50 { "Biên chế" } else { "HĐ 111" }),
            t(if n % 9 == 0 { "Thạc sĩ" } else { "Đại học" }),
            t(if n % 6 == 0 { "Sơ cấp" } else { "" }),
            t(if n % 3 == 0 { "x" } else { "" }),
            t("Xã Cây Phượng"),
            t(""),
        ]);
    }
    rows.extend(self::rows(&[
        &[],
        &["", "Danh sách này có 60 người."],
        &["", "", "", "", "", "", "", "Cây Phượng, ngày 05 tháng 9 năm 2025"],
        &["", "NGƯỜI LẬP", "", "", "", "", "", "HIỆU TRƯỞNG"],
        &[],
        &["", "Út Văn Ký", "", "", "", "", "", "Ngụy Thị Hà"],
    ]));
    rows
}

/// The sixty with two faults: the second person is born on 31/02, the last stands twice.
pub fn sixty_with_faults() -> Vec<Vec<Value>> {
    let mut rows = sixty();
    let people: Vec<usize> =
        (0..rows.len()).filter(|at| matches!(rows[*at].first(), Some(Value::Number(_)))).collect();
    rows[people[1]][4] = t("31/02/1985");
    let mut again = rows[people[59]].clone();
    again[0] = Value::Number(61.0);
    rows.insert(people[59] + 1, again);
    rows
}
