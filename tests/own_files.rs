//! A new kind and a new outline given only as files: checked and taken in by command, logged by form and by line,
//! listed, filtered, counted, reported, exported, and at home in another book.

mod cli_common;
mod keys_common;

use cli_common::House;
use crossterm::event::KeyCode;
use keys_common::{must_see, open, press, save, write};

const KIND: &str = r#"
[[group]]
code = "vuon-truong"
label = "Vườn trường"
en = "School garden"

[[kind]]
code = "vuon-rau"
label = "Vườn rau"
en = "Garden"
group = "vuon-truong"
words = ["vườn rau", "trồng rau"]
fields = ["about!", "count", "whom", "amount", "source", "place", "note"]
labels = [{ slot = "about", vi = "Luống nào", en = "Which bed" }]
posting = "31.03"
"#;

const OUTLINE: &str = r#"
code = "vuon"
title = "Báo cáo vườn trường"
en = "Garden report"
kind = "BÁO CÁO"
subject = "Vườn trường {period}"

[[section]]
id = "vuon"
level = 1
title = "Vườn rau"

[[section.block]]
fact = "vuon.lan"
style = "dash"
activities = { kinds = ["vuon-rau"] }
sentence = "Đã chăm vườn {entries:02} lần, {count} lượt người, hết {sum} đồng."
none = "Chưa chăm vườn lần nào."
"#;

fn text(path: &std::path::Path) -> &str {
    path.to_str().expect("a path")
}

#[test]
fn a_kind_and_an_outline_given_as_files_work_everywhere_and_under_another_home() {
    let house = House::with_sample();
    let kind = house.write("vuon-rau.toml", KIND);
    let outline = house.write("vuon.toml", OUTLINE);

    // The outline asks for a kind that the book does not know yet.
    let said = house.run(&["outline", "check", text(&outline)]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.err.contains("dòng 16, cột 25: không có loại hoạt động «vuon-rau»"), "{}", said.err);
    assert!(house.ok(&["kind", "check", text(&kind)]).contains("không có lỗi (vuon-rau)"));
    house.ok(&["kind", "add", text(&kind)]);
    house.ok(&["outline", "add", text(&outline)]);
    let own =
        |list: &str, code: &str| list.lines().any(|line| line.starts_with(code) && line.ends_with("riêng"));
    assert!(own(&house.ok(&["kind", "list"]), "vuon-rau"));
    assert!(own(&house.ok(&["outline", "list"]), "vuon "));
    assert_eq!(house.ok(&["outline", "show", "vuon"]).trim(), "I. Vườn rau");
    assert!(house.ok(&["kind", "show", "vuon-rau"]).contains("Luống nào*"));
    assert_eq!(house.ok(&["kind", "show", "vuon-rau", "--toml"]), KIND);

    // By line, in a command and on the screen.
    let added = house.ok(&["add", "trong rau luống cải 12/11 5 người 200k"]);
    assert!(added.contains("Vườn rau") && added.contains("luống cải"), "{added}");
    let mut screen = open(&house.book());
    write(&mut screen, "i");
    write(&mut screen, "vườn rau luống khoai 13/11 7 người 100k");
    must_see(&mut screen, "Vườn rau · T2 13/11/2023 · luống khoai");
    press(&mut screen, KeyCode::Enter);
    must_see(&mut screen, "Đã lưu");
    press(&mut screen, KeyCode::Esc);

    // By form, found by what it is called.
    write(&mut screen, "n");
    write(&mut screen, "vuon rau");
    press(&mut screen, KeyCode::Enter);
    must_see(&mut screen, "Luống nào");
    write(&mut screen, "14/11");
    press(&mut screen, KeyCode::Tab);
    write(&mut screen, "luống hành");
    press(&mut screen, KeyCode::Tab);
    write(&mut screen, "3");
    save(&mut screen);
    must_see(&mut screen, "Đã lưu");

    // Filtered and found on the screen.
    write(&mut screen, "k");
    write(&mut screen, "vuon rau");
    press(&mut screen, KeyCode::Enter);
    must_see(&mut screen, "luống hành");
    must_see(&mut screen, "Lọc: Vườn rau");
    must_see(&mut screen, "3 mục");
    // What the entry before cost is no proposal for this one.
    must_see(&mut screen, "300.000 đ");

    // The report screen offers the outline and counts the entries.
    write(&mut screen, "5m");
    write(&mut screen, "vuon");
    press(&mut screen, KeyCode::Enter);
    must_see(&mut screen, "Đã chăm vườn 03 lần");
    drop(screen);

    // Listed, counted, reported by command.
    assert_eq!(house.ok(&["list", "--kind", "trong rau", "--format", "csv"]).lines().count(), 4);
    let report = |house: &House| house.ok(&["report", "--outline", "vuon", "--format", "md", "--stdout"]);
    let first = report(&house);
    assert!(first.contains("Đã chăm vườn 03 lần, 15 lượt người, hết 300.000 đồng."), "{first}");
    assert_eq!(house.run(&["verify"]).code, 0);

    // Under another home.
    let other = House::empty();
    let file = other.write("book.json", house.export());
    other.ok(&["import", text(&file)]);
    assert_eq!(report(&other), first);
    assert!(own(&other.ok(&["kind", "list"]), "vuon-rau"));
    assert!(other.ok(&["add", "vuon rau luống tỏi 15/11 2 người"]).contains("Vườn rau"));
    assert!(report(&other).contains("Đã chăm vườn 04 lần"));
}

#[test]
fn a_file_comes_in_once_in_a_newer_version_and_goes_only_when_nothing_needs_it() {
    let house = House::with_sample();
    let kind = house.write("k.toml", KIND);
    let outline = house.write("o.toml", OUTLINE);
    house.ok(&["kind", "add", text(&kind)]);
    house.ok(&["outline", "add", text(&outline)]);
    assert!(house.ok(&["kind", "add", text(&kind)]).contains("Không có gì thay đổi"));

    let newer = house.write("k2.toml", KIND.replace("\"Luống nào\"", "\"Luống số\""));
    assert!(house.ok(&["kind", "add", text(&newer)]).contains("Đã thay bản cũ"));
    assert!(house.ok(&["kind", "show", "vuon-rau"]).contains("Luống số*"));
    let newer = house.write("o2.toml", OUTLINE.replace("Vườn rau", "Vườn rau của trường"));
    house.ok(&["outline", "add", text(&newer)]);
    assert!(house.ok(&["outline", "show", "vuon"]).contains("Vườn rau của trường"));

    // The outline needs the kind; then an entry does.
    let said = house.run(&["kind", "remove", "vuon-rau"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("Mẫu báo cáo «vuon» còn nhắc đến"), "{}", said.err);
    house.ok(&["outline", "remove", "vuon"]);
    assert!(!house.ok(&["outline", "list"]).contains("vuon"));
    house.ok(&["add", "vuon rau luống cải 12/11"]);
    let said = house.run(&["kind", "remove", "vuon-rau"]);
    assert!(said.code == 1 && said.err.contains("đang được dùng (1 mục, 0 định mức)"), "{}", said.err);
    let without = house.write("k3.toml", KIND.replace("\"vuon-rau\"", "\"vuon-hoa\""));
    let said = house.run(&["kind", "add", text(&without)]);
    assert_eq!(said.code, 1, "its group stands in the first file: {}", said.out);
    assert_eq!(house.run(&["verify"]).code, 0);
}

#[test]
fn what_the_program_carries_is_neither_replaced_nor_removed() {
    let house = House::with_sample();
    let kind = house.write("k.toml", KIND.replace("\"vuon-rau\"", "\"tham-om\""));
    let outline = OUTLINE.replace("vuon-rau", "tham-om").replacen("\"vuon\"", "\"ha-dong\"", 1);
    let outline = house.write("o.toml", outline);
    for call in [
        ["kind", "check", text(&kind)],
        ["kind", "add", text(&kind)],
        ["kind", "remove", "tham-om"],
        ["kind", "new", "tham-om"],
        ["outline", "check", text(&outline)],
        ["outline", "add", text(&outline)],
        ["outline", "remove", "ha-dong"],
        ["outline", "new", "ha-dong"],
    ] {
        let said = house.run(&call);
        assert_eq!(said.code, 1, "{call:?}: {}", said.out);
        assert!(said.err.contains("có sẵn của chương trình"), "{call:?}: {}", said.err);
    }
}

#[test]
fn what_new_prints_is_good_as_it_stands_and_a_copy_too() {
    let house = House::empty();
    for language in ["vi", "en"] {
        for (noun, from) in [("kind", "tham-om"), ("outline", "ha-dong")] {
            let plain = house.ok(&["--lang", language, noun, "new", "cua-ta"]);
            let copy = house.ok(&["--lang", language, noun, "new", "cua-ta", "--from", from]);
            for source in [plain, copy] {
                let file = house.write("new.toml", &source);
                let said = house.run(&[noun, "check", text(&file)]);
                assert_eq!(said.code, 0, "{}{source}", said.err);
                assert!(said.out.contains("cua-ta"), "{}", said.out);
            }
        }
    }
    let said = house.run(&["kind", "new", "Của ta"]);
    assert!(said.code == 1 && said.err.contains("không làm mã được"), "{}", said.err);
    // A file that is there is not written over.
    house.ok(&["kind", "new", "cua-ta", "-o", "cua-ta.toml"]);
    assert_eq!(house.run(&["kind", "new", "cua-ta", "-o", "cua-ta.toml"]).code, 1);
}

/// Each bad file: what is changed in the good one, and what must be said of it in both languages.
#[test]
fn check_names_line_column_and_reason_in_the_readers_language() {
    let house = House::with_sample();
    let kinds: &[(&str, &str, &str, &str)] = &[
        (
            "fields = [",
            "fields = [\"colour\", ",
            "dòng 13, cột 11: loại «vuon-rau» hỏi một ô không có: «colour»",
            "line 13, column 11",
        ),
        (
            "posting",
            "posing",
            "dòng 15, cột 1: không có khóa «posing» ở đây; các khóa dùng được: code, label",
            "there is no key “posing”",
        ),
        ("en = \"Garden\"\n", "", "thiếu khóa «en»", "the key “en” is missing"),
        (
            "label = \"Vườn rau\"",
            "label = 3",
            "dòng 9, cột 9: phải là chữ trong dấu nháy",
            "line 9, column 9: it must be text in quotes",
        ),
        (
            "group = \"vuon-truong\"\nwords",
            "group = \"vuon\"\nwords",
            "dòng 11, cột 9: loại «vuon-rau» thuộc nhóm không có: «vuon»",
            "line 11, column 9",
        ),
        ("\"31.03\"", "\"99\"", "mã quyết toán không có: «99»", "settlement code that does not exist"),
        (
            "label = \"Vườn rau\"",
            "label = \"Vườn rau",
            "không đúng cách viết TOML",
            "this is not how TOML is written",
        ),
        ("words = [", "words = [\" \", ", "để trống words", "leaves words empty"),
        (
            "slot = \"about\"",
            "slot = \"abut\"",
            "không hiểu «abut»; chỉ dùng được: day",
            "“abut” is not understood",
        ),
    ];
    let outlines: &[(&str, &str, &str, &str)] = &[
        ("{sum}", "{sun}", "trong câu «Đã chăm", "in the text “Đã chăm"),
        ("{sum}", "{sun}", "không có ô «{sun}» ở đây", "there is no value “{sun}” here"),
        ("{sum}", "{sum", "mở mà không đóng", "opened and not closed"),
        ("level = 1", "level = 7", "dòng 10, cột 9: cấp 7 phải từ 0 đến 3", "line 10, column 9: level 7"),
        ("level = 1", "level = 700", "số này ngoài khoảng cho phép", "out of range"),
        (
            "kinds = [\"vuon-rau\"]",
            "kinds = \"tham-om\"",
            "danh sách trong ngoặc vuông",
            "a list in square brackets",
        ),
        ("sentence =", "sentense =", "không có khóa «sentense»", "there is no key “sentense”"),
        (
            "style = \"dash\"",
            "style = \"dot\"",
            "không hiểu «dot»; chỉ dùng được: paragraph, dash",
            "“dot” is not understood",
        ),
        (
            "fact = \"vuon.lan\"",
            "fact = \"vuon.lan\"\ntext = \"x\"",
            "mỗi khối là một trong ba",
            "a block is one of",
        ),
        (
            "[[section]]\nid = \"vuon\"",
            "[[section]]\nid = \"vuon\"\nlevel = 1\ntitle = \"x\"\n[[section]]\nid = \"vuon\"",
            "hai phần cùng mang id «vuon»",
            "two sections bear the id",
        ),
    ];
    house.ok(&["kind", "add", text(&house.write("good.toml", KIND))]);
    for (noun, good, cases) in [("kind", KIND, kinds), ("outline", OUTLINE, outlines)] {
        for (from, to, vi, en) in cases {
            let bad = good.replacen(from, to, 1);
            assert_ne!(bad, good, "{from}");
            let file = house.write("bad.toml", &bad);
            for (language, words) in [("vi", vi), ("en", en)] {
                let said = house.run(&["--lang", language, noun, "check", text(&file)]);
                assert_eq!(said.code, 1, "{to}: {}", said.out);
                assert!(said.err.contains(words), "{words}\n{}", said.err);
                let said = house.run(&["--lang", language, noun, "add", text(&file)]);
                assert_eq!(said.code, 1, "{to}: {}", said.out);
            }
        }
    }
    let hostile: [(&[u8], &str); 4] = [
        (b"\xff\xfe", "UTF-8"),
        (b"code = \"\x1b[2J\"", "ký tự điều khiển"),
        (b"", "không có loại nào"),
        (b"PK\x03\x04\x00", "ký tự điều khiển"),
    ];
    for (bytes, words) in hostile {
        let said = house.run(&["kind", "check", text(&house.write("x.toml", bytes))]);
        assert!(said.code == 1 && said.err.contains(words), "{words}: {}", said.err);
    }
}

/// Every key of a kinds file and of an outline is explained to whoever writes one.
#[test]
fn every_key_of_the_files_is_in_their_pages() {
    for (page, shape, sources) in [
        (
            include_str!("../docs/kinds.md"),
            &["[[kind]]", "[[group]]"] as &[&str],
            &[include_str!("../src/domain/kind.rs"), include_str!("../src/domain/member_change.rs")]
                as &[&str],
        ),
        (
            include_str!("../docs/outlines.md"),
            &["[[section]]", "[[section.block]]"],
            &[include_str!("../src/report/source.rs")],
        ),
    ] {
        for table in shape {
            assert!(page.contains(table), "{table}");
        }
        let mut seen = 0;
        for source in sources {
            for name in keys(source) {
                seen += 1;
                assert!(explains(page, &name), "{name}");
            }
        }
        assert!(seen > 15, "only {seen} keys");
    }
}

/// Whether a page names a key as a whole word, in code.
fn explains(page: &str, key: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    page.lines()
        .filter(|line| line.contains('`') || line.contains('=') || line.contains('['))
        .any(|line| line.split(|c| !word(c)).any(|found| found == key))
}

/// The keys that the structs of a file's shape read: those that refuse unknown keys.
fn keys(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in source.split("deny_unknown_fields").skip(1) {
        let body = part.split("\n}").next().unwrap_or_default();
        let mut renamed = None;
        for line in body.lines().map(str::trim) {
            if let Some(rest) = line.split_once("rename = \"").map(|(_, rest)| rest) {
                renamed = rest.split('"').next().map(str::to_owned);
            }
            let field = line.trim_start_matches("pub ").split_once(": ").map(|(name, _)| name);
            let plain = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            if let Some(name) = field.filter(plain) {
                found.push(renamed.take().unwrap_or_else(|| name.to_owned()));
            }
        }
    }
    found
}
