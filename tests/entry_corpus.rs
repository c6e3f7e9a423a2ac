//! Lines as treasurers of six schools type them, each with what it has to be read as.
//!
//! The table is `fixtures/entry-corpus.txt`: a heading `# book` names the school, a line at the margin is what is
//! typed, the indented line behind it is what it must come to. A line is read as it stands, and once more
//! decomposed (NFD). With `CONGDOAN_CORPUS_SHOW=1` every reading is printed in the form of the table.

#[path = "entry_book.rs"]
mod book;

use std::fmt::Write;

use book::{day, school};
use congdoan::domain::{Account, Activity, Catalog, Direction, Source, State};
use congdoan::entry::{NoSimilar, Outcome, Question, Reading, Refusal, read};
use unicode_normalization::UnicodeNormalization;

const TABLE: &str = include_str!("fixtures/entry-corpus.txt");

/// A lower secondary school in the Mekong delta, in the second semester.
const DELTA: &[(&str, &str, bool, &str, &str)] = &[
    ("Võ Thị Bé Ba", "Ba Văn", true, "Xã hội", "gv-bo-mon"),
    ("Huỳnh Văn Sáu", "Sáu Toán", false, "Tự nhiên", "gv-bo-mon"),
    ("Trần Thị Út", "Út Sử", true, "Xã hội", "gv-bo-mon"),
    ("Nguyễn Văn Tèo", "Tèo TD", false, "Năng khiếu", "gv-bo-mon"),
    ("Lê Thị Cẩm Thu", "Thu Anh", true, "Xã hội", "gv-bo-mon"),
    ("Lâm Hoàng Anh", "Hoàng Anh", false, "Tự nhiên", "gv-bo-mon"),
    ("Thạch Sô Phi", "Phi Lý", false, "Tự nhiên", "gv-bo-mon"),
    ("Danh Thị Ngọc Tú", "Tú Hóa", true, "Tự nhiên", "gv-bo-mon"),
    ("Phan Thị Mai", "Mai KT", true, "Văn phòng", "nhan-vien"),
    ("Đặng Quốc Bình", "Bình HT", false, "Văn phòng", "bgh"),
    ("Nguyễn Thị Kim Chi", "Chi TV", true, "Văn phòng", "nhan-vien"),
    ("Nguyễn Thị Năm", "Năm Địa", true, "Xã hội", "gv-bo-mon"),
    ("Lương Thị Quý", "Quý Sinh", true, "Tự nhiên", "gv-bo-mon"),
    ("Trương Văn Hiếu", "Hiếu Tin", false, "Tự nhiên", "gv-bo-mon"),
    ("Mai Thị Tư", "Tư GDCD", true, "Xã hội", "gv-bo-mon"),
];

/// A kindergarten in the mountains.
const MOUNTAIN: &[(&str, &str, bool, &str, &str)] = &[
    ("Lò Thị Pánh", "Pánh", true, "1", "gv-co-ban"),
    ("Vàng A Páo", "Páo BV", false, "2", "nhan-vien"),
    ("H'Hen Niê", "H'Hen", true, "1", "gv-co-ban"),
    ("Y Blô Kbuôr", "Y Blô", false, "2", "nhan-vien"),
    ("Giàng Thị Mỷ", "Mỷ 5T", true, "1", "gv-co-ban"),
    ("Giàng Thị Mỷ", "Mỷ 3T", true, "2", "gv-co-ban"),
    ("Quàng Thị Xuân", "Xuân HT", true, "1", "bgh"),
    ("Lường Thị Hặc", "Hặc", true, "2", "gv-co-ban"),
    ("Sùng Thị Sua", "Sua", true, "2", "gv-co-ban"),
    ("Nông Thị Thắm", "Thắm", true, "1", "gv-co-ban"),
    ("K'Brêu", "K'Brêu", false, "2", "nhan-vien"),
    ("Ksor H'Yâo", "H'Yâo", true, "1", "gv-co-ban"),
    ("Lý A Tủa", "Tủa", false, "2", "nhan-vien"),
];

/// Another primary school, where the sixth union team has a name of its own.
const OTHER: &[(&str, &str, bool, &str, &str)] = &[
    ("Ngụy Thị Thu Hà", "Hà L1", true, "1", "gv-co-ban"),
    ("Nguyễn Thu Hà", "Hà L3", true, "3", "gv-co-ban"),
    ("Trần Văn Đặng", "Đặng TD", false, "Chuyên", "gv-bo-mon"),
    ("Lê Thị Tang", "Tang AV", true, "Chuyên", "gv-bo-mon"),
    ("Phạm Thị Tết", "Tết 2A", true, "2", "gv-co-ban"),
    ("Vũ Thị Cưới", "Cưới VP", true, "Chuyên", "nhan-vien"),
    ("Đỗ Thị Mổ", "Mổ 1C", true, "1", "gv-co-ban"),
    ("Ngô Văn Ốm", "Ốm BV", false, "Chuyên", "nhan-vien"),
    ("Bùi Thị Quà", "Quà 4D", true, "3", "gv-co-ban"),
    ("Hoàng Thị Mai Anh", "Mai Anh", true, "2", "gv-co-ban"),
    ("Hoàng Thị Anh", "Anh 5A", true, "3", "gv-co-ban"),
    ("Trịnh Thị Nhị", "Nhị 1A", true, "1", "gv-co-ban"),
    ("Đào Thị Lan", "Lan MT", true, "Chuyên", "gv-bo-mon"),
    ("Lê Quý Vượng", "Vượng HT", false, "Chuyên", "bgh"),
    ("Phan Thị Cúc", "Cúc 3B", true, "3", "gv-co-ban"),
    ("Hồ Thị Thảo", "Thảo", true, "2", "gv-co-ban"),
];

/// A lower secondary school at a lagoon, late in the second semester.
const LAGOON: &[(&str, &str, bool, &str, &str)] = &[
    ("Tôn Nữ Diệu Hiền", "Hiền Văn", true, "Xã hội", "gv-bo-mon"),
    ("Trương Công Định", "Định Toán", false, "Tự nhiên", "gv-bo-mon"),
    ("Hồ Thị Ánh Nguyệt", "Nguyệt Anh", true, "Xã hội", "gv-bo-mon"),
    ("Phan Bá Lộc", "Lộc Lý", false, "Tự nhiên", "gv-bo-mon"),
    ("Cái Thị Thanh Tâm", "Tâm Hóa", true, "Tự nhiên", "gv-bo-mon"),
    ("Nguyễn Thị Thanh Tâm", "Tâm Sử", true, "Xã hội", "gv-bo-mon"),
    ("Đặng Văn Lũy", "Lũy TD", false, "Năng khiếu", "gv-bo-mon"),
    ("Lê Thị Mỹ Dung", "Dung Nhạc", true, "Năng khiếu", "gv-bo-mon"),
    ("Hoàng Trọng Khôi", "Khôi HT", false, "Văn phòng", "bgh"),
    ("Võ Thị Cẩm Lệ", "Lệ PHT", true, "Văn phòng", "bgh"),
    ("Trần Thị Bông", "Bông VT", true, "Văn phòng", "nhan-vien"),
    ("Bùi Hữu Nghĩa", "Nghĩa BV", false, "Văn phòng", "nhan-vien"),
    ("Châu Thị Sen", "Sen YT", true, "Văn phòng", "nhan-vien"),
    ("Huỳnh Ngọc Ấn", "Ấn Tin", false, "Tự nhiên", "gv-bo-mon"),
    ("Mai Thị Hoài Thương", "Thương Địa", true, "Xã hội", "gv-bo-mon"),
    ("Ngô Quang Tám", "Tám Sinh", false, "Tự nhiên", "gv-bo-mon"),
];

/// A kindergarten on an island, where two are called Nhi and one Hỉ.
const ISLAND: &[(&str, &str, bool, &str, &str)] = &[
    ("Bồ Thị Lài", "Lài Mầm", true, "Mầm", "gv-co-ban"),
    ("Cao Thị Yến Nhi", "Nhi Chồi", true, "Chồi", "gv-co-ban"),
    ("Dư Thị Yến Nhi", "Nhi Lá", true, "Lá", "gv-co-ban"),
    ("Giang Thị Phượng", "Phượng HT", true, "Văn phòng", "bgh"),
    ("Hà Thị Sương", "Sương Lá", true, "Lá", "gv-co-ban"),
    ("Kim Thị Sa Rây", "Rây Chồi", true, "Chồi", "gv-co-ban"),
    ("La Thị Tường Vi", "Vi Mầm", true, "Mầm", "gv-co-ban"),
    ("Ma Thị Điệp", "Điệp BD", true, "Bếp", "nhan-vien"),
    ("Ninh Thị Nhài", "Nhài BD", true, "Bếp", "nhan-vien"),
    ("Ông Thị Út Em", "Út Em", true, "Bếp", "nhan-vien"),
    ("Phó Đức Trọng", "Trọng BV", false, "Văn phòng", "nhan-vien"),
    ("Quản Thị Hỉ", "Hỉ Lá", true, "Lá", "gv-co-ban"),
    ("Sử Thị Chi Mai", "Chi Mai", true, "Chồi", "gv-co-ban"),
    ("Tiêu Thị Bảy", "Bảy Mầm", true, "Mầm", "gv-co-ban"),
    ("Ứng Thị Hòa", "Hòa KT", true, "Văn phòng", "nhan-vien"),
];

fn catalog_of(name: &str) -> Catalog {
    match name {
        "primary" => book::catalog(),
        "delta" => school(DELTA, day(2025, 3, 18), (day(2025, 1, 19), day(2025, 5, 31))),
        "mountain" => school(MOUNTAIN, day(2025, 10, 15), (day(2025, 6, 1), day(2026, 1, 15))),
        "other" => school(OTHER, day(2024, 12, 4), (day(2024, 8, 20), day(2025, 1, 15))),
        "lagoon" => school(LAGOON, day(2025, 4, 23), (day(2025, 1, 13), day(2025, 5, 31))),
        "island" => school(ISLAND, day(2025, 12, 10), (day(2025, 8, 1), day(2026, 1, 10))),
        name => panic!("no book {name}"),
    }
}

/// What a reading comes to, in one line.
fn shown(reading: &Reading, catalog: &Catalog) -> String {
    let mut out = match &reading.outcome {
        Outcome::Activities(entries) => {
            let all: Vec<String> = entries.iter().map(|entry| activity(entry, catalog)).collect();
            let all = all.join(" ++ ");
            if reading.needs_confirmation { format!("two? {all}") } else { all }
        }
        Outcome::Ledger(line) => {
            let direction = match line.direction {
                Direction::Receipt => "receipt",
                Direction::Payment => "payment",
                Direction::Transfer => "transfer",
            };
            let bank = if line.account == Account::Bank { " bank" } else { "" };
            let from =
                if line.counterpart.is_empty() { String::new() } else { format!(" <{}>", line.counterpart) };
            format!(
                "{direction} {} {} {}{bank} \"{}\"{from}",
                line.day, line.amount, line.code, line.description
            )
        }
        Outcome::Ask(questions) => {
            let all: Vec<String> = questions.iter().map(|one| question(one, catalog)).collect();
            format!("ask {}", all.join(" & "))
        }
        Outcome::Refused(refusals) => {
            let all: Vec<String> = refusals.iter().map(refusal).collect();
            format!("refused {}", all.join(" & "))
        }
    };
    if !matches!(reading.outcome, Outcome::Refused(_)) {
        let left: Vec<&str> = reading.not_understood.iter().map(|left| left.note.as_str()).collect();
        if !left.is_empty() {
            let _ = write!(out, " ?[{}]", left.join(" | "));
        }
    }
    out
}

fn activity(entry: &Activity, catalog: &Catalog) -> String {
    let mut parts = vec![format!("{} {}", entry.kind, entry.day)];
    if let Some(until) = entry.until {
        parts[0].push_str(&format!("..{until}"));
    }
    if entry.state == State::Planned {
        parts[0].push_str(" planned");
    }
    if !entry.people.is_empty() {
        let people: Vec<String> = entry
            .people
            .iter()
            .map(|person| {
                let name = person
                    .member
                    .and_then(|id| catalog.member(id))
                    .map_or(person.name.clone(), |member| member.short_name_on(entry.day).to_owned());
                let mut text =
                    if person.relation.is_empty() { name } else { format!("{}:{name}", person.relation) };
                if !person.relative.is_empty() {
                    let _ = write!(text, "({})", person.relative);
                }
                if !person.prize.is_empty() {
                    let _ = write!(text, " #{}", person.prize);
                }
                if let Some(amount) = person.amount {
                    let _ = write!(text, " ={amount}");
                }
                text
            })
            .collect();
        parts.push(people.join(", "));
    }
    for (name, text) in [
        ("about", &entry.about),
        ("occasion", &entry.occasion),
        ("place", &entry.place),
        ("result", &entry.result),
        ("giver", &entry.giver),
        ("goods", &entry.goods),
        ("organisation", &entry.organisation),
        ("note", &entry.note),
    ] {
        if !text.is_empty() {
            parts.push(format!("{name}={text}"));
        }
    }
    if let Some(level) = entry.level {
        parts.push(format!("level={level:?}"));
    }
    if entry.zero {
        parts.push("zero".to_owned());
    }
    if let Some(count) = &entry.head_count {
        let n = |n: Option<u32>| n.map_or("-".to_owned(), |n| n.to_string());
        parts.push(format!("n={}/{} {}", n(count.count), n(count.of), count.whom).trim_end().to_owned());
    }
    for line in &entry.money {
        let source = match line.source {
            Source::Fund { account: Account::Cash, .. } => "fund",
            Source::Fund { account: Account::Bank, .. } => "bank",
            Source::Members => "members",
            Source::School => "school",
            Source::Upper => "upper",
            Source::Others => "others",
        };
        let each = match (line.quantity, line.rate) {
            (Some(count), Some(rate)) => format!("{count}x{rate}="),
            _ => String::new(),
        };
        parts.push(format!("{each}{} {source}", line.amount));
    }
    parts.join("; ")
}

fn question(question: &Question, catalog: &Catalog) -> String {
    let short = |id: &congdoan::domain::Id<congdoan::domain::Member>| {
        catalog.member(*id).map_or(String::new(), |member| member.short_name_on(catalog.today).to_owned())
    };
    match question {
        Question::WhoIs { text, candidates } => {
            format!("who {text}: {}", candidates.iter().map(short).collect::<Vec<_>>().join(", "))
        }
        Question::WhichKind { text, kinds } => format!("kind {text}: {}", kinds.join(", ")),
        Question::Thousand { typed, meant } => format!("thousand {typed}: {meant}"),
        Question::Each { amount, people } => format!("each {amount}: {people}"),
        Question::DayOrAll { text, day, all } => format!("day or all {text}: {day}, {all}"),
        Question::WhichRelation { text, relations } => format!("relation {text}: {}", relations.join(", ")),
    }
}

fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::UnknownName { text } => format!("unknown \"{text}\""),
        Refusal::BadMoney(error) => format!("money: {error}"),
        Refusal::BadDate(error) => format!("day: {error}"),
        Refusal::ManyAmounts { amounts } => {
            format!("amounts {}", amounts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }
        other => {
            let text = format!("{other:?}");
            text.replace(['{', '}', '"'], "").split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}

/// Book, line, expectation.
fn cases(table: &str) -> Vec<(&str, &str, &str)> {
    let (mut book, mut line) = ("primary", None);
    let mut out = Vec::new();
    for row in table.lines().filter(|row| !row.trim().is_empty() && !row.starts_with("//")) {
        if let Some(name) = row.strip_prefix("# ") {
            out.extend(line.take().map(|line| (book, line, "")));
            book = name.trim();
        } else if let Some(expected) = row.strip_prefix("    ") {
            out.push((book, line.take().expect("a line before its expectation"), expected));
        } else if let Some(line) = line.replace(row) {
            out.push((book, line, ""));
        }
    }
    out.extend(line.map(|line| (book, line, "")));
    out
}

#[test]
fn every_line_of_the_corpus_is_read_asked_or_refused_as_its_treasurer_would_have_it() {
    let show = std::env::var_os("CONGDOAN_CORPUS_SHOW");
    let file = show.as_ref().and_then(|path| std::fs::read_to_string(path).ok());
    let table = file.as_deref().unwrap_or(TABLE);
    let cases = cases(table);
    let mut books: Vec<(&str, Catalog)> = Vec::new();
    let mut wrong = String::new();
    for (name, line, expected) in &cases {
        if !books.iter().any(|(known, _)| known == name) {
            if show.is_some() {
                println!("\n# {name}");
            }
            books.push((name, catalog_of(name)));
        }
        let (_, catalog) = books.iter().find(|(known, _)| known == name).expect("the book");
        let composed = shown(&read(line, catalog, &NoSimilar), catalog);
        let apart: String = line.nfd().collect();
        let decomposed = shown(&read(&apart, catalog, &NoSimilar), catalog);
        if show.is_some() {
            println!("{line}\n    {composed}");
        }
        if composed != *expected {
            let _ = writeln!(wrong, "{name}: {line}\n  expected {expected}\n  read     {composed}");
        }
        if decomposed != composed {
            let _ = writeln!(wrong, "{name}: {line} (decomposed)\n  {decomposed}");
        }
    }
    assert!(show.is_some() || cases.len() >= 650, "only {} lines", cases.len());
    assert!(show.is_some() || wrong.is_empty(), "{wrong}");
}
