//! `docs/outlines.md` is complete and true: a stranger can write an outline with it and nothing else.

use std::collections::BTreeSet;

use super::fixture::{full, lines};
use crate::report::value::{Subject, read};
use crate::report::{Outline, OutlineReason, compile};

const GUIDE: &str = include_str!("../../../docs/outlines.md");
const SUBJECTS: [Subject; 5] =
    [Subject::Term, Subject::Activities, Subject::Members, Subject::Movement, Subject::Ledger];

/// The words in quotes of a source file: a placeholder that the program reads is one of them.
fn literals(source: &str) -> impl Iterator<Item = &str> {
    source.lines().flat_map(|line| line.split('"').skip(1).step_by(2))
}

/// What stands between single backquotes in the guide, whole and by word, and the keys of its example.
fn quoted() -> BTreeSet<&'static str> {
    let outside = GUIDE.split("```").step_by(2);
    let quotes = outside.flat_map(|text| text.split('`').skip(1).step_by(2));
    let quotes = quotes
        .flat_map(|quote| std::iter::once(quote).chain(quote.split([' ', ',', '=', '[', ']', '{', '}'])));
    let keys = example().lines().filter_map(|line| line.split(" = ").next());
    quotes.chain(keys.flat_map(|key| key.trim_matches(['[', ']']).split('.'))).collect()
}

fn example() -> &'static str {
    GUIDE.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("an example")
}

#[test]
fn every_placeholder_that_the_program_reads_is_in_the_guide() {
    let quoted = quoted();
    let names: BTreeSet<&str> = literals(include_str!("../value.rs"))
        .filter(|name| {
            let formats = ["", "words", "duty"];
            SUBJECTS.iter().any(|subject| formats.iter().any(|format| read(name, format, *subject).is_some()))
        })
        .collect();
    assert!(names.len() > 45, "{names:?}");
    for name in names {
        let known = quoted.contains(format!("{{{name}}}").as_str())
            || quoted.contains(format!("{{{name}:duty}}").as_str())
            || quoted.contains(format!("{{{name}:words}}").as_str());
        assert!(known, "{{{name}}} is not in docs/outlines.md");
    }
    for by in
        literals(include_str!("../value.rs")).filter(|by| read("groups", by, Subject::Movement).is_some())
    {
        assert!(quoted.contains(by) || by == "duty", "groups:{by} is not in docs/outlines.md");
    }
}

#[test]
fn every_placeholder_of_the_guide_is_read_by_the_program() {
    let texts = GUIDE.split("## Words").next().expect("the first chapters");
    let tables = texts.split("## Texts").nth(1).expect("the tables");
    let mut told = 0;
    for (heading, subject) in [
        ("| in any text", Subject::Term),
        ("| of activities", Subject::Activities),
        ("| of members", Subject::Members),
        ("| of movements", Subject::Movement),
        ("| of a fund's book", Subject::Ledger),
    ] {
        let table = tables.split(heading).nth(1).expect(heading).split("\n\n").next().expect("a table");
        for row in table.lines().skip(2) {
            let cell = row.split('|').nth(1).expect("a cell");
            for name in cell.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                let (name, format) = name.split_once(':').unwrap_or((name, ""));
                assert!(read(name, format, subject).is_some(), "{{{name}:{format}}} of {heading}");
                told += 1;
            }
        }
    }
    assert!(told > 50, "only {told} placeholders are told of");
}

/// The words that a refusal offers instead: "expected one of `a`, `b`".
fn offered(source: &str) -> Vec<String> {
    match Outline::parse(source).expect_err(source).reason {
        OutlineReason::Shape(reason) => {
            let (_, offer) = reason.split_once("expected ").unwrap_or_else(|| panic!("{reason}"));
            offer.split('`').skip(1).step_by(2).map(str::to_owned).collect()
        }
        other => panic!("{other} instead of a list of words"),
    }
}

#[test]
fn every_key_and_word_that_a_file_may_hold_is_in_the_guide() {
    const TOP: &str = "code='x'\ntitle='X'\nkind='K'\nsubject='S'\n";
    const SECTION: &str = "[[section]]\nid='s'\nlevel=1\ntitle='T'\n";
    let block = |rest: &str| format!("{TOP}{SECTION}[[section.block]]\nfact='f'\n{rest}");
    let quoted = quoted();
    let mut seen = 0;
    for source in [
        format!("{TOP}zz=1"),
        format!("{TOP}{SECTION}zz=1"),
        format!("{TOP}{SECTION}value={{zz=1}}"),
        block("zz=1"),
        block("style='zz'"),
        block("name_style='zz'"),
        block("order='zz'"),
        block("activities={zz=1}"),
        block("activities={receiver='zz'}"),
        block("activities={led_by='zz'}"),
        block("activities={range='zz'}"),
        block("members={zz=1}"),
        block("members={gender='zz'}"),
        block("members={day='zz'}"),
        block("members={movement='zz'}"),
        block("members={of='zz'}"),
        block("ledger={zz=1}"),
        block("ledger={roles=['zz']}"),
        block("groups={zz=1}"),
        block("groups={by='prize',text='',texts=[{zz=1}]}"),
        block("groups={by='zz'}"),
        block("columns=[{zz=1}]"),
        block("columns=[{title='',text='',set={zz=1}}]"),
        block("columns=[{title='',text='',set={align='zz'}}]"),
        format!("{TOP}[paper]\nzz=1"),
        format!("{TOP}[names]\nzz=1"),
        format!("{TOP}[names]\nduty=[{{zz=1}}]"),
        format!("{TOP}[settlement]\nzz=1"),
    ] {
        for word in offered(&source) {
            let known = quoted.iter().any(|quote| quote.trim_matches(['[', ']', '"']) == word);
            assert!(known, "`{word}` is not in docs/outlines.md ({source})");
            seen += 1;
        }
    }
    assert!(seen > 120, "only {seen} words were offered");
    for level in ["school", "ward", "district", "province", "central", "none"] {
        assert!(Outline::parse(&block(&format!("activities={{levels=['{level}']}}\nsentence='x'"))).is_ok());
        assert!(quoted.contains(level), "{level}");
    }
    for line in include_str!("../outline/check.rs")
        .lines()
        .filter(|line| line.contains("self.plain(") || line.contains("&[&str]"))
    {
        for name in literals(line) {
            assert!(quoted.contains(format!("{{{name}}}").as_str()), "{{{name}}} is not in docs/outlines.md");
        }
    }
}

#[test]
fn the_example_of_the_guide_is_an_outline_that_reads_as_it_says() {
    let example =
        GUIDE.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let outline = Outline::parse(example).expect("the example");
    let report = compile(&full().data, &outline);
    assert_eq!(report.subject, "Hoạt động công đoàn học kỳ I năm học 2023-2024");
    assert_eq!(report.sections[0].title, "Đội ngũ: 6 người");
    assert!(lines(&report, "cham-lo.hieu")[0].starts_with("Đã thăm hỏi 03 lượt đoàn viên"));
    assert_eq!(
        lines(&report, "cham-lo.so-du"),
        [
            "Tích lũy cuối kỳ: 16.281.014 đồng (Mười sáu triệu hai trăm tám mươi mốt nghìn không trăm mười bốn đồng)."
        ]
    );
}
