//! A whole semester through the real program, from an empty book to the next school year, by keys alone: set-up with
//! the office's roster, a week in November, the report in December in both outlines, the new school year in August.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::roster_common::{Value, sixty, t, xlsx};
use super::terminal::Terminal;

/// What nine visits are typed as, what the line shows of each before it is saved, and which of the people offered is
/// meant where the name alone does not tell.
const VISITS: [(&str, Option<usize>, &str); 9] = [
    ("om thu l5 17/11 300k", None, "Thăm ốm · T2 17/11/2025 · đ/c Thu L5 (Ngụy Thị Thu) · 300.000 đ"),
    ("om huong 17/11 300k", Some(1), "Thăm ốm · T2 17/11/2025 · đ/c Hương"),
    ("ốm Ngụy Thị Nhung 18/11 300k", None, "(Ngụy Thị Nhung) · 300.000 đ"),
    ("hieu 18/11 ngụy thị lụa me de 500k", None, "Việc hiếu · T3 18/11/2025 · mẹ đẻ đ/c Lụa"),
    ("bo de thu l4 mat 19/11 500k", None, "bố đẻ đ/c Thu L4 (Vi Thị Thu Thu) · 500.000 đ"),
    ("om ha 19/11 300k", Some(0), "Thăm ốm · T4 19/11/2025 · đ/c Hà"),
    ("thai sản Vi Thị Thu Mến 20/11 300k", None, "(Vi Thị Thu Mến) · 300.000 đ"),
    ("hieu ut 20/11 me chong 500k", Some(2), "Việc hiếu · T5 20/11/2025 · mẹ chồng đ/c Út"),
    ("om 21/11 Ngụy Thị Thoa 300k hoa quả", None, "(Ngụy Thị Thoa) · 300.000 đ · hoa quả"),
];

/// The office's roster with 58 women, "Thu L5" and "Thu L4" among them.
fn roster() -> Vec<u8> {
    let mut rows = sixty();
    let people: Vec<usize> =
        (0..rows.len()).filter(|at| matches!(rows[*at].first(), Some(Value::Number(_)))).collect();
    for (man, family) in [(7, "Ngụy Thị"), (17, "Vi Thị"), (27, "Lò Thị"), (37, "Mạc Thị")] {
        rows[people[man]][1] = t(family);
        rows[people[man]][3] = t("x");
    }
    rows[people[2]][7] = t("Chủ nhiệm 5A1");
    rows[people[12]][7] = t("Chủ nhiệm 4A3");
    xlsx(&[("Danh sách", rows)])
}

fn exchange_folder(home: &Path) -> PathBuf {
    home.join("congdoan")
}

/// The paragraphs of a Word file, read without the program: the text of `word/document.xml`.
fn paragraphs(file: &Path) -> Vec<String> {
    let bytes = std::fs::File::open(file).expect("the Word file");
    let mut archive = zip::ZipArchive::new(bytes).expect("a zip");
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("the text").read_to_string(&mut xml).expect("UTF-8");
    xml.split("</w:p>")
        .map(|paragraph| {
            // A text is `<w:t>` or `<w:t xml:space="preserve">`; `<w:tab/>` is none.
            let texts =
                paragraph.split("<w:t").filter(|rest| rest.starts_with(['>', ' '])).filter_map(|rest| {
                    let (_, text) = rest.split_once('>')?;
                    text.split_once("</w:t>").map(|(text, _)| text)
                });
            texts.collect::<String>()
        })
        .filter(|text| !text.is_empty())
        .collect()
}

#[track_caller]
fn says(paragraphs: &[String], wanted: &str) {
    let found = paragraphs.iter().any(|paragraph| paragraph.contains(wanted));
    assert!(found, "«{wanted}» is not in {paragraphs:#?}");
}

/// Seven steps, the last of them the roster from the exchange folder.
fn set_up(terminal: &mut Terminal) {
    terminal.see("Lập sổ mới cho đơn vị");
    terminal.key("Enter");
    terminal.see("Bước 1/7");
    terminal.type_text("Tiểu học Cây Phượng");
    for _ in 0..4 {
        terminal.key("Tab");
    }
    terminal.type_text("phường Đồng Mây");
    terminal.key("Ctrl+S");
    terminal.see("Bước 2/7");
    terminal.see("Công đoàn phường Đồng Mây");
    terminal.key("Ctrl+S");
    terminal.see("Bước 3/7");
    terminal.type_text("Vi Thị Thu Lụa");
    terminal.key("Tab");
    terminal.type_text("Ngụy Thị Hà");
    terminal.key("Ctrl+S");
    terminal.see("Bước 4/7");
    terminal.see("2025-2026");
    terminal.see("01/06/2025");
    terminal.key("Ctrl+S");
    terminal.see("Bước 5/7");
    terminal.key("Enter");
    terminal.key("Enter");
    terminal.type_text("20.348.284");
    terminal.key("Enter");
    terminal.type_text("5tr");
    terminal.key("Ctrl+S");
    terminal.see("Bước 6/7");
    terminal.key("Tab");
    terminal.type_text("06/CV-CĐ");
    terminal.key("Tab");
    terminal.key("Tab");
    terminal.type_text("trước 25/12");
    terminal.key("Tab");
    terminal.see("ngày cuối để nộp: 24/12/2025");
    terminal.key("Ctrl+S");
    terminal.see("Bước 7/7");

    terminal.see("Lấy từ tệp");
    terminal.key("Enter");
    terminal.see("▸ Danh sách CBGV.xlsx");
    terminal.key("Enter");
    terminal.see("60 dòng · 60 nhận · 0 cần sửa");
    see_words(terminal, "Ngụy Thị Thu Thu L5");
    terminal.key("Enter");
    terminal.see("60 người");
    terminal.see("Vào sổ");
    terminal.key("Enter");
    terminal.see("Sổ sẵn sàng");
}

/// One line, understood as `shown`, with the person chosen where the line asks for one, and saved.
fn log(terminal: &mut Terminal, line: &str, chosen: Option<usize>, shown: &str) {
    terminal.type_text(line);
    if let Some(place) = chosen {
        terminal.see("là ai?");
        for _ in 0..place {
            terminal.key("Down");
        }
        terminal.key("Enter");
        terminal.see_no("là ai?");
    }
    see_words(terminal, shown);
    terminal.key("Enter");
    terminal.see("Ví dụ: hieu");
    terminal.see("✓ Đã lưu");
}

/// Waits for words that may be broken over two rows.
fn see_words(terminal: &mut Terminal, wanted: &str) {
    terminal.wait(&format!("«{wanted}»"), |screen| {
        screen.split_whitespace().collect::<Vec<_>>().join(" ").contains(wanted)
    });
}

/// The report of the period on the screen as a Word file, over the one that may be there.
fn export(terminal: &mut Terminal, file: &Path) -> Vec<u8> {
    let again = file.exists();
    terminal.type_text("x");
    terminal.see("Xuất ra tệp");
    terminal.key("Enter");
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    let written = format!("Đã ghi báo cáo vào ~/congdoan/{name}");
    let flat = |screen: &str| screen.split_whitespace().collect::<Vec<_>>().join(" ");
    // Words that are still to be written are named first; the draft is wanted all the same.
    terminal.wait("a question or the file", |screen| {
        screen.contains("Enter hoặc c: Có") || (!again && flat(screen).contains(&written))
    });
    if flat(&terminal.screen()).contains("Vẫn xuất?") {
        terminal.key("Enter");
        terminal.see_no("Vẫn xuất?");
    }
    if again {
        terminal.see("Enter hoặc c: Có");
        terminal.key("Enter");
        terminal.see_no("Enter hoặc c: Có");
    }
    see_words(terminal, &written);
    std::fs::read(file).expect("the Word file")
}

/// The report in the other outline.
fn to_ninh_binh(terminal: &mut Terminal) {
    terminal.type_text("m");
    terminal.see("Chọn mẫu báo cáo");
    terminal.type_text("ninh binh");
    terminal.key("Enter");
    terminal.see("Báo cáo hoạt động công đoàn, mẫu Ninh Bình");
    terminal.see("Phụ lục số liệu");
}

fn quit(mut terminal: Terminal) {
    terminal.type_text("q");
    assert_eq!(terminal.end().0, 0);
}

/// The row of the table of the new year that the pointer stands at.
fn pointed(screen: &str) -> Option<String> {
    screen.lines().find(|row| row.starts_with(" ▸")).map(str::to_owned)
}

/// A key that goes to another row of that table, and that row. Each such key is waited for: what is typed ahead of the
/// screen would be taken for the next one's answer, and the row found would no longer be the one that has the focus.
fn to_another_row(terminal: &mut Terminal, key: &str) -> String {
    let row = pointed(&terminal.screen()).expect("a row");
    terminal.key(key);
    terminal.wait("another row", |screen| pointed(screen).is_some_and(|now| now != row));
    pointed(&terminal.screen()).expect("a row")
}

/// A row of the table of the new year: down to it, then its short name typed over.
fn rename(terminal: &mut Terminal, member: &str, name: &str) {
    let mut row = pointed(&terminal.screen()).expect("a row");
    for _ in 0..70 {
        if row.contains(member) {
            break;
        }
        row = to_another_row(terminal, "Down");
    }
    terminal.type_text(name);
    terminal.key("Enter");
    let row = format!("{member} ");
    terminal.wait(&format!("{member} as {name}"), |screen| {
        screen.lines().any(|line| line.contains(&row) && line.contains(name) && !line.starts_with(" ▸"))
    });
}

#[test]
fn a_semester_from_an_empty_book_to_the_next_school_year_by_keys_alone() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = exchange_folder(home.path());
    std::fs::create_dir(&folder).expect("the exchange folder");
    std::fs::write(folder.join("Danh sách CBGV.xlsx"), roster()).expect("the roster");

    // The set-up, and the first visit within sixty keys of it.
    let mut terminal = Terminal::start_on(home.path(), "2025-11-24");
    set_up(&mut terminal);
    let before = terminal.keys;
    terminal.type_text("i");
    terminal.see("Ví dụ: hieu");
    let [(line, chosen, shown), others @ ..] = VISITS;
    log(&mut terminal, line, chosen, shown);
    assert!(terminal.keys - before <= 60, "{} keys to the first visit", terminal.keys - before);

    // The other eight, the women's gifts in one entry, the donation from two sources.
    for (line, chosen, shown) in others {
        log(&mut terminal, line, chosen, shown);
    }
    log(&mut terminal, "quà 20/11 nữ 200k/người 19/11", None, "cả thảy 58 người · 11.600.000 đ");
    let donation = "quyên góp giúp học sinh nghèo 21/11 12tr trong đó quỹ 3tr";
    log(&mut terminal, donation, None, "Đoàn viên đóng góp 9.000.000 đ · Quỹ công đoàn 3.000.000 đ");
    terminal.key("Esc");
    terminal.see_no("Ví dụ: hieu");
    terminal.see("11 mục · 67 lượt · 26.900.000 đ");
    quit(terminal);

    // December: the report in both outlines.
    let mut terminal = Terminal::start_on(home.path(), "2025-12-22");
    terminal.see("còn 2 ngày");
    terminal.type_text("5");
    terminal.see("PHẦN I");
    terminal.see("còn thiếu");
    let own = folder.join("bao-cao-2025-2026-1.docx");
    let other = folder.join("bao-cao-2025-2026-1-ninh-binh.docx");
    let in_december = export(&mut terminal, &own);
    to_ninh_binh(&mut terminal);
    let other_in_december = export(&mut terminal, &other);
    quit(terminal);

    let report = paragraphs(&own);
    for sentence in [
        "CÔNG ĐOÀN TRƯỜNG TIỂU HỌC CÂY PHƯỢNG",
        "Cán bộ, giáo viên, công nhân viên: 60 người",
        "Hợp đồng theo NĐ 111: 10 người",
        "Đã tổ chức thăm hỏi 03 lượt công đoàn viên có người thân qua đời (mẹ đẻ đ/c Lụa",
        "bố đẻ đ/c Thu L4",
        "Đã tổ chức thăm hỏi 06 lượt công đoàn viên ốm đau, thai sản (",
        "đ/c Thu L5",
        "Tặng 58 suất quà dịp 20/11, tổng trị giá 11.600.000 đồng",
        "Ủng hộ giúp học sinh nghèo: 12.000.000 đồng",
        "tích lũy đầu kỳ: 25.348.284 đồng",
        "Phần chi: 17.900.000 đồng",
        "7.448.284 đồng",
        "Ngụy Thị Hà",
    ] {
        says(&report, sentence);
    }
    let report = paragraphs(&other);
    for sentence in [
        "Tổng số CBNGNLĐ đến thời điểm 20/12/2025: 60 người, trong đó nữ 58 người.",
        "Đã tổ chức thăm hỏi 03 lượt công đoàn viên có người thân qua đời",
        "Đã tổ chức thăm hỏi 06 lượt công đoàn viên ốm đau, thai sản",
        "Tặng 58 suất quà dịp 20/11, tổng trị giá 11.600.000 đồng",
        "Ủng hộ giúp học sinh nghèo: 12.000.000 đồng",
        "PHỤ LỤC SỐ LIỆU",
    ] {
        says(&report, sentence);
    }
    for row in [
        ["Thăm hỏi, chúc mừng, tặng quà, trợ cấp: lượt người", "67"],
        ["Chăm lo: số tiền (đồng)", "14.900.000"],
    ] {
        assert!(report.windows(2).any(|cells| cells == row), "{row:?} is not in {report:#?}");
    }

    // August: two short names change hands on the first day of the new year.
    let mut terminal = Terminal::start_on(home.path(), "2026-08-03");
    terminal.type_text("3");
    terminal.see("Vi Thị Thu");
    terminal.type_text("y");
    terminal.see("Năm học mới 2026-2027");
    to_another_row(&mut terminal, "Enter");
    terminal.key("Right");
    rename(&mut terminal, "Ngụy Thị Thu", "Thu L4");
    rename(&mut terminal, "Vi Thị Thu Thu", "Thu L5");
    terminal.key("Ctrl+S");
    terminal.see("Đã lưu năm học mới");
    terminal.see("học kỳ I năm học 2026-2027");

    // By the day of the entry, not by today.
    terminal.type_text("2");
    terminal.see("Tìm:");
    terminal.type_text("i");
    terminal.see("Ví dụ: hieu");
    terminal.type_text("om thu l4 3/8/2026 300k");
    see_words(&mut terminal, "đ/c Thu L4 (Ngụy Thị Thu)");
    terminal.key("Ctrl+U");
    terminal.type_text("om thu l4 17/11/2025 300k");
    see_words(&mut terminal, "đ/c Thu L4 (Vi Thị Thu Thu)");
    terminal.key("Ctrl+U");
    terminal.see("Ví dụ: hieu");
    terminal.key("Esc");
    terminal.see_no("Ví dụ: hieu");

    // Last year's report, in both outlines, is the paper that went out.
    terminal.type_text("p");
    terminal.see("học kỳ I năm học 2025-2026");
    terminal.type_text("2025-2026/1");
    terminal.key("Enter");
    terminal.see("11 mục");
    terminal.type_text("5");
    terminal.see("PHẦN I");
    assert!(export(&mut terminal, &own) == in_december, "last year's report is another");
    to_ninh_binh(&mut terminal);
    assert!(export(&mut terminal, &other) == other_in_december, "its other outline is another");
    quit(terminal);
}
