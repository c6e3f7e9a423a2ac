//! Manners of the command line: exit codes, languages, pipes, files.

mod cli_common;

use std::io::Read;
use std::process::Stdio;

use cli_common::{House, bytes, said};

#[test]
fn a_wrong_call_is_told_in_vietnamese_with_exit_code_2() {
    let house = House::empty();
    let cases: &[&[&str]] = &[
        &["lst"],
        &["list", "--periot", "x"],
        &["list", "--format", "xml"],
        &["add"],
        &["import"],
        &["list", "--period"],
        &["report", "--stdout", "-o", "x"],
        &["--lang", "fr", "list"],
        &["list", "--find", "a", "--find", "b"],
        &["outline"],
        &["completions", "tcsh"],
        &["\u{1b}[31m"],
        &["verify", "--book"],
    ];
    for args in cases {
        let said = house.run(args);
        assert_eq!(said.code, 2, "{args:?}: {}{}", said.out, said.err);
        assert!(said.err.starts_with("Gọi sai: "), "{args:?}: {}", said.err);
        for word in ["cli-", "error:", "Usage", "panicked", "unexpected"] {
            assert!(!said.err.contains(word), "{args:?}: {}", said.err);
        }
        assert!(said.err.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", said.err);
        assert!(said.out.is_empty());
    }
    let english = house.run(&["--lang", "en", "lst"]);
    assert!(english.err.starts_with("Wrong call: "), "{}", english.err);
    let by_variable = said(house.command().env("CONGDOAN_LANG", "en").arg("lst").output().unwrap());
    assert!(by_variable.err.starts_with("Wrong call: "), "{}", by_variable.err);
    let system = said(house.command().env("LANG", "en_US.UTF-8").arg("lst").output().unwrap());
    assert!(system.err.starts_with("Gọi sai: "), "the system's locale says nothing: {}", system.err);
}

#[test]
fn a_file_is_of_the_kind_that_its_name_ends_in_or_is_not_written() {
    let house = House::with_sample();
    for args in [&["report", "-o", "bao-cao.odt"][..], &["photo", "annex", "-o", "anh.xlsx"]] {
        let said = house.run(args);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{}", said.err);
        assert!(said.err.contains("docx, pdf"), "{}", said.err);
        assert!(!house.path(args.last().unwrap()).exists());
    }
    house.ok(&["report", "-o", "bao-cao.TXT"]);
    assert!(std::fs::read_to_string(house.path("bao-cao.TXT")).unwrap().contains("BÁO CÁO"));
    house.ok(&["report", "-o", "bao-cao.odt", "--format", "docx"]);
    let said = house.run(&["report", "-o", "bao-cao.pdf", "--format", "docx"]);
    assert!(said.code == 1 && said.err.contains(".pdf mà --format là docx"), "{}", said.err);
    assert!(!house.path("bao-cao.pdf").exists());
}

/// The commands that a help page lists.
fn listed(help: &str) -> Vec<String> {
    let rows = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let rows =
        rows.take_while(|line| line.starts_with(' ')).filter_map(|line| line.split_whitespace().next());
    rows.map(str::to_owned).collect()
}

/// The options of a command that not every command has, each by the short name that the page uses or by its long one.
fn options(help: &str) -> Vec<String> {
    let own = help.split("General options:").next().unwrap_or_default();
    let rows = own.lines().filter_map(|line| line.trim_start().split([' ', ',']).next());
    rows.filter(|word| word.starts_with('-') && word.len() > 1).map(str::to_owned).collect()
}

#[test]
fn the_page_of_the_command_line_tells_of_every_command_and_every_option() {
    let house = House::empty();
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/command-line.md")).unwrap();
    let help = |words: &[&str]| house.ok(&[words, &["--help", "--lang", "en"]].concat());
    let commands = listed(&help(&[]));
    assert!(commands.len() > 10, "{commands:?}");
    for command in &commands {
        // One section may tell of several commands that have the same verbs.
        let section = page.split("\n## `congdoan ").skip(1).find(|section| {
            let names = section.split([' ', '`']).next().unwrap_or_default();
            names.split('|').any(|name| name == command)
        });
        let section = section.unwrap_or_else(|| panic!("no section about {command}"));
        let own = help(&[command]);
        let mut pages = vec![own.clone()];
        for verb in listed(&own) {
            assert!(section.contains(&verb), "{command} {verb}");
            pages.push(help(&[command, &verb]));
        }
        for option in pages.iter().flat_map(|page| options(page)) {
            let told =
                section.split(|c: char| c != '-' && !c.is_ascii_alphanumeric()).any(|word| word == option);
            assert!(told, "{command}: {option} is not told");
        }
    }
}

#[test]
fn help_and_version_are_answers_in_either_language() {
    let house = House::empty();
    for command in ["demo", "add", "list", "report", "import", "export", "outline", "verify", "completions"] {
        let vi = house.ok(&[command, "--help"]);
        let en = house.ok(&[command, "-h", "--lang", "en"]);
        assert!(vi.contains("Cách gọi:") && en.contains("Usage:"), "{vi}\n{en}");
        assert!(!vi.contains("cli-") && !en.contains("cli-"), "{vi}\n{en}");
    }
    assert!(house.ok(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(house.ok(&["completions", shell]).contains("congdoan"));
    }
}

#[test]
fn general_options_stand_before_or_after_the_command() {
    let house = House::with_sample();
    let before = house.ok(&["--book", "book.congdoan", "--lang", "en", "list"]);
    assert_eq!(before, house.ok(&["list", "--book", "book.congdoan", "--lang", "en"]));
    assert_ne!(before, house.ok(&["list"]));
}

#[test]
fn whoever_closes_the_pipe_early_has_seen_enough() {
    let house = House::with_sample();
    for args in [
        &["export", "--stdout"][..],
        &["report", "--format", "docx", "--stdout"],
        &["list"],
        &["list", "--format", "json"],
        &["completions", "bash"],
    ] {
        let mut child =
            house.command().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0_u8; 4];
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut first).unwrap();
        drop(stdout);
        let ended = said(child.wait_with_output().unwrap());
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{args:?}");
    }
    // Closed before the first byte.
    let mut child = house
        .command()
        .args(["export", "--stdout"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(said(child.wait_with_output().unwrap()).code, 0);
}

#[test]
fn a_report_is_a_file_of_its_own_name_and_never_written_over() {
    let house = House::with_sample();
    house.ok(&["report"]);
    let file = house.path("congdoan/bao-cao-2023-2024-1.docx");
    let first = bytes(&file);
    assert!(first.starts_with(b"PK"));
    house.run(&["report"]).refused("the file is there");
    house.ok(&["report", "--force"]);
    assert_eq!(bytes(&file), first, "equal book, equal bytes");
    house.ok(&["report", "-o", "x.md"]);
    assert_eq!(bytes(&house.path("x.md")), house.report().into_bytes(), "the ending says Markdown");
    house.run(&["report", "--period", "1999-2000/1"]).refused("an unknown period");
    house.run(&["report", "--outline", "khong-co"]).refused("an unknown outline");
    house.run(&["report", "-o", "no/such/folder/x.docx"]).refused("a missing folder");
    assert!(house.ok(&["outline", "list"]).contains("ha-dong"));
    let left: Vec<_> = std::fs::read_dir(house.path("."))
        .unwrap()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(".congdoan-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_list_finds_without_accents_and_is_safe_in_a_spreadsheet() {
    let house = House::with_sample();
    house.ok(&["add", "ung ho =1+1 100k"]);
    let all = house.ok(&["list"]);
    assert!(all.lines().count() > 50, "{all}");
    let visits: serde_json::Value =
        serde_json::from_str(&house.ok(&["list", "--kind", "viec hieu", "--format", "json"])).unwrap();
    assert_eq!(visits.as_array().map(Vec::len), Some(5), "{visits}");
    let csv = house.ok(&["list", "--period", "all", "--format", "csv"]);
    for row in csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes()).records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    assert_eq!(house.ok(&["list", "--find", "khong-the-co"]).lines().count(), 1);
    house.run(&["list", "--kind", "khongco"]).refused("an unknown kind");
}

#[test]
fn the_demo_is_made_once_and_kept() {
    let house = House::empty();
    let out = house.ok(&["demo", "--dir", "thư mục"]);
    assert!(out.contains("demo.congdoan"), "{out}");
    let book = house.path("thư mục/demo.congdoan");
    let added = house.run(&["--book", "thư mục/demo.congdoan", "add", "hieu 12/11 lien me de 500k"]);
    assert_eq!(added.code, 0, "{}", added.err);
    let export = house.ok(&["--book", "thư mục/demo.congdoan", "export", "--stdout"]);
    house.ok(&["demo", "--dir", "thư mục"]);
    assert_eq!(house.ok(&["--book", "thư mục/demo.congdoan", "export", "--stdout"]), export);
    assert!(book.exists());
}

#[test]
fn verify_names_the_record_that_was_changed_past_the_program() {
    let house = House::with_sample();
    let book = rusqlite::Connection::open(house.book()).unwrap();
    book.execute("UPDATE member SET full_name = 'Ai Đó' WHERE id = (SELECT min(id) FROM member)", [])
        .unwrap();
    drop(book);
    let said = house.run(&["verify"]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(said.out.contains("Ai Đó"), "{}", said.out);
}

#[test]
fn without_a_terminal_the_program_says_so_and_ends() {
    let house = House::with_sample();
    house.run(&[]).refused("no terminal");
}

#[test]
fn over_ssh_a_file_that_was_written_says_how_it_is_fetched() {
    let house = House::with_sample();
    let here = house.ok(&["export"]);
    assert!(here.contains("~/congdoan/so-cong-doan.json") && !here.contains("scp"), "{here}");
    let folder = house.path("trao đổi");
    let output = house
        .command()
        .env("SSH_CONNECTION", "10.0.0.5 50122 10.0.0.9 2222")
        .args(["export", "--folder"])
        .arg(&folder)
        .output()
        .expect("the program runs");
    let there = said(output);
    assert_eq!(there.code, 0, "{}", there.err);
    assert!(folder.join("so-cong-doan.json").is_file());
    assert!(there.out.contains("scp -P 2222 \"thuquy@10.0.0.9:"), "{}", there.out);
    assert!(there.out.contains("trao\\ đổi/so-cong-doan.json\" ."), "{}", there.out);
}
