//! The program over a copy of the sample book, driven by keys.

// Every test file takes only some of it.
#![allow(dead_code)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use congdoan::desk::parcel::{ParcelFile, Parceled};
use congdoan::desk::{Config, Desk, PaperFormat};
use congdoan::locale::Language;
use congdoan::tui::effect::{Answer, Generation, ParcelAnswer};
use congdoan::tui::{Options, Program, theme::Theme};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tempfile::TempDir;

/// The usual window and the smallest one.
pub const SIZES: [(u16, u16); 2] = [(80, 24), (60, 20)];

/// Who writes in the tests.
const OFFICER: &str = "Thủ quỹ";

/// A roster to be imported, with a day that does not exist, a name twice and a column that is not read.
const ROSTER: &str = "TRƯỜNG TIỂU HỌC CÂY PHƯỢNG;;;;;;\nTT;Họ và tên;Nữ;Ngày sinh;Nhiệm vụ;Đảng viên;Quê quán\n;Tổ 1;;;;;\n1;Giáp Thị Thoa;x;03/10/1985;Chủ nhiệm 1A;x;Cây Phượng\n2;Vi Thị Thoa;x;31/02/1985;Mĩ thuật;;Cây Phượng\n3;Mạc Khải;;1979;Bảo vệ;;\n3;Mạc Khải;;1979;Bảo vệ;;\n;NGƯỜI LẬP;;;;;\n";

/// A program over its own copy of the sample book.
pub struct Stage {
    pub program: Program,
    folder: TempDir,
}

/// The sample book, made once; the working folder is a passing one, since exports go there.
fn sample() -> &'static Path {
    static SAMPLE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = SAMPLE.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        std::env::set_current_dir(folder.path()).expect("the folder to work in");
        std::fs::write(folder.path().join("ds.csv"), ROSTER).expect("a roster");
        for (name, shade) in [("le.jpg", 90), ("hoi.jpg", 160)] {
            std::fs::write(folder.path().join(name), picture(shade)).expect("a picture");
        }
        std::fs::write(folder.path().join("le.heic"), b"\0\0\0\x24ftypheic\0\0\0\0").expect("a file");
        let path = Desk::demo(folder.path(), OFFICER).expect("the sample book");
        (folder, path)
    });
    path
}

/// A JPEG of 640 × 480 pixels; another shade is another picture.
fn picture(shade: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 80)
        .encode(&vec![shade; 640 * 480 * 3], 640, 480, jpeg_encoder::ColorType::Rgb)
        .expect("a picture");
    bytes
}

impl Stage {
    /// Starts the program on the sample book.
    pub fn set(language: Language, size: (u16, u16)) -> Self {
        let folder = TempDir::new().expect("a folder");
        let book = folder.path().join("demo.congdoan");
        std::fs::copy(sample(), &book).expect("a copy of the sample book");
        Self::over(book, folder, language, size)
    }

    /// Starts the program on a book in a folder of its own.
    pub fn over(book: PathBuf, folder: TempDir, language: Language, size: (u16, u16)) -> Self {
        let options = Options { book, language, officer: OFFICER.to_owned() };
        let config = Config::within(folder.path());
        let mut program =
            Program::start_with(&options, config, Theme::plain(), size).expect("the program starts");
        "~/congdoan".clone_into(&mut program.app.folder.shown);
        "demo.congdoan".clone_into(&mut program.app.book);
        let mut stage = Self { program, folder };
        stage.rest();
        stage
    }

    /// Ends the program and starts it anew over the same book, as after a kill.
    pub fn restart(&mut self) {
        let book = self.folder.path().join("demo.congdoan");
        let options = Options { book, language: Language::Vietnamese, officer: OFFICER.to_owned() };
        let config = Config::within(self.folder.path());
        self.program =
            Program::start_with(&options, config, Theme::plain(), SIZES[0]).expect("the program starts");
        self.rest();
    }

    /// The book as it is on disk now.
    pub fn book(&self) -> Desk {
        Desk::open(&self.folder.path().join("demo.congdoan"), OFFICER).expect("the book opens")
    }

    /// Starts the program where no book is, on a day in November.
    pub fn empty(language: Language, size: (u16, u16)) -> Self {
        let folder = TempDir::new().expect("a folder");
        let program = Self::without_book(folder.path(), language, size);
        let mut stage = Self { program, folder };
        stage.rest();
        stage
    }

    fn without_book(folder: &Path, language: Language, size: (u16, u16)) -> Program {
        let book = folder.join("so.congdoan");
        let options = Options { book, language, officer: OFFICER.to_owned() };
        let config = Config::within(folder);
        let mut program =
            Program::start_with(&options, config, Theme::plain(), size).expect("the program starts");
        program.app.catalog.today = congdoan::domain::Day::from_ymd_opt(2025, 11, 22).expect("a day");
        program
    }

    fn rest(&mut self) {
        while self.program.has_more() {
            self.program.more();
        }
    }

    /// Types a script: names of keys and `'words`, blanks between, `_` for a blank in words.
    pub fn keys(&mut self, script: &str) {
        for token in script.split_whitespace() {
            if let Some(words) = token.strip_prefix('\'') {
                for letter in words.chars() {
                    let letter = if letter == '_' { ' ' } else { letter };
                    self.press(KeyCode::Char(letter), KeyModifiers::NONE);
                }
            } else {
                let (token, modifiers) = match token.strip_prefix("Ctrl+") {
                    Some(token) => (token, KeyModifiers::CONTROL),
                    None => (token, KeyModifiers::NONE),
                };
                self.press(code(token), modifiers);
                // What a key does may hang on what was drawn: widths and windows.
                self.program.frame();
            }
        }
    }

    fn press(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.program.event(Event::Key(KeyEvent::new(code, modifiers)));
        self.rest();
    }

    /// Says that a file is written, as to somebody who sits at another machine.
    pub fn exported(&mut self, shown: &str, fetch: &str) {
        let answer = Answer::Exported {
            format: PaperFormat::Docx.into(),
            shown: shown.to_owned(),
            undrawn: None,
            fetch: Some(fetch.to_owned()),
        };
        self.program.app.answer(Generation::default(), answer);
        self.rest();
    }

    /// Says that a parcel lies there; how large its files are hangs on the fonts of the system that makes it. Over SSH
    /// before it is sent, at the machine itself behind that.
    pub fn parceled(&mut self, sent: bool) {
        let file =
            |(name, size): (&str, u64)| ParcelFile { name: name.to_owned(), size, digest: "0".repeat(64) };
        let files = [
            ("bao-cao-2023-2024-1.docx", 13_351),
            ("bao-cao-2023-2024-1.pdf", 88_922),
            ("phu-luc-2023-2024-1.xlsx", 55_600),
            ("phu-luc-anh-2023-2024-1.pdf", 9_411_200),
            ("anh/01-tham-hoi-co-thu-l5.jpg", 1_700_000),
            ("anh/02-trao-qua.jpg", 9_800_000),
            ("email.txt", 1_011),
            ("SHA256SUMS", 520),
        ];
        let day = congdoan::domain::Day::from_ymd_opt(2024, 1, 20).expect("a day");
        let done = Box::new(Parceled {
            folder: PathBuf::from("/home/lan/congdoan/goi-gui-2023-2024-1"),
            files: files.into_iter().map(file).collect(),
            mail: "email.txt".to_owned(),
            to: "baocao@ldld-songnhue.example".to_owned(),
            subject: String::new(),
            due: day.succ_opt(),
            pages: 11,
            sent: sent.then(|| ("10/BC-CĐCS".to_owned(), day, 2)),
            annex_of_now: false,
            undrawn: Vec::new(),
            photos: 2,
            photos_asked: (Some(3), Some(5)),
            period: "2023-2024/1".to_owned(),
            outline: None,
        });
        let shown = "~/congdoan/goi-gui-2023-2024-1".to_owned();
        let line = "scp -r \"lan@10.0.0.9:/home/lan/congdoan/goi-gui-2023-2024-1\" .";
        let fetch = (!sent).then(|| line.to_owned());
        let answer = Answer::Parcel(ParcelAnswer::Lies { done, shown, fetch });
        self.program.app.answer(Generation::default(), answer);
        self.rest();
    }

    /// Begins a parcel and takes one step of it.
    pub fn begins_parcel(&mut self) {
        self.program.event(Event::Key(KeyEvent::new(KeyCode::Char('g'), KeyModifiers::NONE)));
        self.program.more();
    }

    /// The rows as they stand on the screen.
    pub fn rows(&mut self) -> Vec<String> {
        self.program.rows()
    }

    /// One row, the top one being 0.
    pub fn row(&mut self, at: usize) -> String {
        self.rows().get(at).cloned().unwrap_or_default()
    }
}

fn code(name: &str) -> KeyCode {
    match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Space" => KeyCode::Char(' '),
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "PageDown" => KeyCode::PageDown,
        "End" => KeyCode::End,
        "Backspace" => KeyCode::Backspace,
        "F1" => KeyCode::F(1),
        "F2" => KeyCode::F(2),
        "F5" => KeyCode::F(5),
        "F4" => KeyCode::F(4),
        "PageUp" => KeyCode::PageUp,
        "Delete" => KeyCode::Delete,
        _ => KeyCode::Char(name.chars().next().expect("a key")),
    }
}

/// The rows as a snapshot keeps them: when an entry was written differs from run to run.
pub fn shown(rows: &[String]) -> String {
    rows.iter().map(|row| without_clock(row)).collect::<Vec<_>>().join("\n")
}

/// "21/11/2026 22:45" becomes "dd/mm/yyyy hh:mm".
fn without_clock(row: &str) -> String {
    let letters: Vec<char> = row.chars().collect();
    let pattern: Vec<char> = "dd/mm/yyyy hh:mm".chars().collect();
    let fits = |at: usize| {
        pattern.iter().enumerate().all(|(step, wanted)| {
            letters.get(at + step).is_some_and(|letter| {
                if wanted.is_ascii_lowercase() { letter.is_ascii_digit() } else { letter == wanted }
            })
        })
    };
    let mut text = String::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        if fits(at) {
            text.extend(&pattern);
            at += pattern.len();
        } else {
            text.push(*letter);
            at += 1;
        }
    }
    text
}

fn asset(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(path);
    std::fs::read_to_string(&path).expect("an asset")
}

/// Whether the roster to be imported has this cell.
pub fn in_roster(cell: &str) -> bool {
    ROSTER.split([';', '\n']).any(|own| own == cell)
}

/// Keys and texts of the messages of a language, those on one line and without values.
pub fn messages(language: &str) -> Vec<(String, String)> {
    [
        "screens", "forms", "fields", "actions", "folder", "book", "members", "roster", "overview", "own",
        "periods", "plans", "entry", "sent", "parcel",
    ]
    .iter()
    .flat_map(|name| {
        let text = asset(&format!("locales/{language}/{name}.ftl"));
        text.lines()
            .filter_map(|line| line.split_once(" = "))
            .filter(|(key, text)| !key.starts_with(['#', ' ']) && !text.contains('{'))
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .collect::<Vec<_>>()
    })
    .collect()
}

/// Words with Vietnamese letters that are data: of the sample book, of the outline of its report, of relations,
/// and of kinds, which vouchers are described by.
pub fn data_words() -> BTreeSet<String> {
    let mut text = asset("sample-book.json");
    for outline in ["ha-dong", "nam-hoc", "ninh-binh"] {
        text.push_str(&asset(&format!("outlines/{outline}.toml")));
    }
    for line in
        asset("kinds.toml").lines().filter(|line| line.starts_with("label") || line.starts_with("comrade"))
    {
        text.push_str(line);
        text.push('\n');
    }
    // The officer, the currency's sign, the language's own name, and what the tests type.
    text.push_str(ROSTER);
    text.push_str("Thủ quỹ đ Tiếng Việt nữ toàn trường Lê Thị Vân trước");
    // What the set-up proposes of it, and the years of the Tết budget.
    text.push_str(" CĐ LĐLĐ Công đoàn phường Đồng Mây học kỳ năm học ");
    for year in 2024..2027 {
        text.push_str(&congdoan::text::lunar::year_name(year));
        text.push(' ');
    }
    // Years in words of the report's heading, amounts in words of the settlement.
    text.push_str(&congdoan::text::words::in_words(
        congdoan::text::money::Dong(16_281_014),
        congdoan::text::words::WordsStyle::default(),
    ));
    text.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_ascii())
        .map(str::to_lowercase)
        .collect()
}

/// Whether a text of an outline begins with these words: a report is in Vietnamese whatever the screens speak.
pub fn in_outline(words: &str) -> bool {
    // A narrow column breaks a title off anywhere behind its beginning.
    let begun = format!("\"{words}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/outlines");
    std::fs::read_dir(folder)
        .expect("the outlines")
        .filter_map(|entry| std::fs::read_to_string(entry.expect("an outline").path()).ok())
        .any(|outline| outline.contains(&begun))
}
