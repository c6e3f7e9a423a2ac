//! The house keeps its doors: rooms import only what the map in `src/lib.rs` allows, SQL and ratatui
//! stay in their rooms, and no Vietnamese sentence hides in the code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Room → rooms it may use, read from the table in `src/lib.rs`.
fn map_of_the_house() -> BTreeMap<String, Vec<String>> {
    let lib = fs::read_to_string(source().join("lib.rs")).expect("src/lib.rs");
    let mut map: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut above: Vec<String> = Vec::new();
    for line in lib.lines().filter(|line| line.starts_with("//! | [`")) {
        let cells: Vec<&str> = line.trim_start_matches("//! |").split('|').map(str::trim).collect();
        let room = cells[0].trim_matches(['[', ']', '`']).to_owned();
        let mut may: Vec<String> = cells[2].split('`').skip(1).step_by(2).map(str::to_owned).collect();
        if cells[2].contains("all of the above but") {
            may = above.iter().filter(|other| !may.contains(other)).cloned().collect();
        } else if cells[2].contains("all of the above") {
            may.extend(above.iter().cloned());
        }
        above.push(room.clone());
        map.insert(room, may);
    }
    map
}

#[test]
fn every_room_imports_only_what_the_map_allows() {
    let map = map_of_the_house();
    assert!(map.len() >= 10, "the table in src/lib.rs reads: {map:?}");
    for (room, may) in &map {
        let folder = source().join(room);
        assert!(folder.is_dir(), "the map names {room}, which has no folder");
        for file in files_below(&folder) {
            let text = fs::read_to_string(&file).expect("a source file");
            for other in map.keys().filter(|other| *other != room && !may.contains(other)) {
                for (at, line) in text.lines().enumerate() {
                    let code = line.split("//").next().unwrap_or_default();
                    assert!(
                        !code.contains(&format!("crate::{other}::"))
                            && !code.contains(&format!("crate::{other};")),
                        "{}:{} uses {other}, which {room} may not",
                        file.display(),
                        at + 1
                    );
                }
            }
        }
    }
}

#[test]
fn only_the_store_knows_sql_and_only_the_terminal_program_knows_ratatui() {
    for file in files_below(&source()) {
        let room = file.strip_prefix(source()).expect("below src").components().next().expect("a room");
        let room = room.as_os_str().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("a source file");
        if room != "store" {
            assert!(!text.contains("rusqlite::"), "{} knows SQL", file.display());
        }
        if room != "tui" {
            assert!(!text.contains("ratatui::") && !text.contains("crossterm::"), "{} draws", file.display());
        }
    }
}

#[test]
fn no_vietnamese_sentence_hides_in_the_code_of_the_interface() {
    let accented = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";
    for room in ["tui", "cli", "desk", "locale", "report", "store"] {
        for file in files_below(&source().join(room)) {
            if file.to_string_lossy().contains("test") {
                continue;
            }
            let text = fs::read_to_string(&file).expect("a source file");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (at, line) in code.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                for literal in code.split('"').skip(1).step_by(2) {
                    let words = literal
                        .split_whitespace()
                        .filter(|w| w.to_lowercase().contains(|c| accented.contains(c)));
                    assert!(words.count() < 3, "{}:{} says: {literal}", file.display(), at + 1);
                }
            }
        }
    }
}
