//! Outlines as files: what is refused, and that nothing panics.

use proptest::prelude::*;

use super::fixture::{Book, full, lines};
use crate::domain::{Kinds, OwnOutline};
use crate::report::outlines::FIRST;
use crate::report::template::TemplateError;
use crate::report::{LineKind, Outline, OutlineError, OutlineReason, Outlines, compile, to_document};

const HEAD: &str = "code='x'\ntitle='X'\nkind='K'\nsubject='S'\n[[section]]\nid='s'\nlevel=1\ntitle='T'\n";

/// The refusal of a section's block; its first line is line 9 of the file.
fn refused(block: &str) -> OutlineError {
    Outline::parse(&format!("{HEAD}{block}")).expect_err(block)
}

fn fact(rest: &str) -> String {
    format!("[[section.block]]\nfact='f'\n{rest}")
}

#[test]
fn the_built_in_outlines_read() {
    let outlines = Outlines::built_in().expect("outlines");
    assert_eq!(outlines.all[0].code, "ha-dong");
    let mut keys: Vec<&str> = outlines.all[0].narratives().map(|narrative| narrative.0).collect();
    assert!(outlines.all[0].narratives().all(|(_, guidance, _)| !guidance.is_empty()));
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count, "a narrative stands once");
}

#[test]
fn the_half_year_has_no_title_of_its_own() {
    let refused = Outline::parse(&format!("{HEAD}[ranges]\nhalf_year='x'\n")).expect_err("no title");
    let reason = OutlineReason::Unknown { list: "range", code: "half_year".to_owned() };
    assert_eq!((refused.line, refused.reason), (10, reason));
}

#[test]
fn what_is_unknown_is_refused_with_its_line() {
    let unknown = |list: &'static str, code: &str| OutlineReason::Unknown { list, code: code.to_owned() };
    let cases = [
        ("activities = { kinds = ['viec-la'] }\nsentence='x'", 11, unknown("kind", "viec-la")),
        ("activities = { group = 'la' }\nsentence='x'", 11, unknown("group", "la")),
        ("activities = {\nrelations = ['con',\n'chau'] }\nsentence='x'", 13, unknown("relation", "chau")),
        ("activities = { levels = ['world'] }\nsentence='x'", 11, unknown("level", "world")),
        ("members = { contract = 'x' }\nsentence='x'", 11, unknown("contract", "x")),
        ("members = { position = 'x' }\nsentence='x'", 11, unknown("position", "x")),
        ("ledger = { codes = ['99'] }\nsentence='x'", 11, unknown("code", "99")),
        ("activities = {}\neach = 'colour'\nitem='x'", 12, unknown("field", "colour")),
        (
            "activities = {}\nsentence = 'a {colour:02}'",
            12,
            OutlineReason::Text {
                text: "a {colour:02}".to_owned(),
                error: TemplateError::Unknown { name: "colour:02".to_owned() },
            },
        ),
        (
            "members = {}\nsentence = '{sum}'",
            12,
            OutlineReason::Text {
                text: "{sum}".to_owned(),
                error: TemplateError::Unknown { name: "sum".to_owned() },
            },
        ),
        ("sentence = 'x'", 10, OutlineReason::NotOneSelection),
        ("activities = {}\nmembers = {}\nsentence = 'x'", 10, OutlineReason::NotOneSelection),
        ("activities = {}", 10, OutlineReason::Silent { fact: "f".to_owned() }),
        ("members = {}\nitem = 'x'", 10, OutlineReason::Misplaced { key: "item" }),
        ("ledger = {}\nsentence = '{sum}'", 10, OutlineReason::Misplaced { key: "{sum}" }),
        ("narrative = 'n'", 11, OutlineReason::NotOneBlock),
    ];
    for (rest, line, reason) in cases {
        let error = refused(&fact(rest));
        assert_eq!((error.line, error.reason), (line, reason), "{rest}");
    }
    assert!(matches!(
        refused(&fact("activities = { colour = 1 }\nsentence='x'")),
        OutlineError { line: 11, reason: OutlineReason::Shape(_), .. }
    ));
    assert!(matches!(
        refused(&fact("activities = { range = 'never' }\nsentence='x'")),
        OutlineError { line: 11, reason: OutlineReason::Shape(_), .. }
    ));
    assert_eq!(
        refused("[[section]]\nid = 's'\nlevel = 1\ntitle = 'T'"),
        OutlineError {
            line: 10,
            column: 6,
            reason: OutlineReason::Doubled { what: "section", id: "s".to_owned() }
        }
    );
    assert_eq!(
        refused("[[section]]\nid = 't'\nlevel = 4\ntitle = 'T'"),
        OutlineError { line: 11, column: 9, reason: OutlineReason::Level { level: 4 } }
    );
}

#[test]
fn an_own_outline_knows_own_kinds_and_a_bad_one_takes_no_other_away() {
    let mut kinds = Kinds::built_in().expect("kinds");
    kinds
        .add("[[kind]]\ncode='cay'\nlabel='Trồng cây'\nen='Trees'\ngroup='khac'\nfields=['about']\n")
        .expect("a kind");
    let source = format!("{HEAD}{}", fact("activities = { kinds = ['cay'] }\nsentence='{entries} lần'"));
    assert!(Outline::parse(&source).is_err());
    let own = |code: &str, source: &str| OwnOutline { code: code.to_owned(), source: source.to_owned() };
    let list = [own("xuan", &source), own("hong", "code ="), own("xuan", &source)];
    let outlines = Outlines::with_own(&list, &kinds).expect("outlines");
    assert!(outlines.get("xuan").is_some() && outlines.get("ha-dong").is_some());
    let refused: Vec<&str> = outlines.refused.iter().map(|refusal| refusal.0.as_str()).collect();
    assert_eq!(refused, ["hong", "xuan"]);
}

#[test]
fn a_lead_is_printed_only_above_something() {
    let block = "[[section.block]]\ntext='Cụ thể:'\nlead=true\n[[section.block]]\nfact='f'\nstyle='plus'\nactivities={kinds=['tham-om']}\nsentence='{count:02} lượt'\n";
    let outline = Outline::parse(&format!("{HEAD}{block}")).expect("an outline");
    let texts = |book: &Book| -> Vec<String> {
        compile(&book.data, &outline).lines.iter().map(crate::report::Line::text).collect()
    };
    assert_eq!(texts(&Book::new()), ["T"]);
    assert_eq!(texts(&full()), ["T", "Cụ thể:", "02 lượt"]);
}

#[test]
fn a_lead_does_not_wait_for_words_that_stand_anyway() {
    let block = "[[section.block]]\ntext='Cụ thể:'\nlead=true\n[[section.block]]\ntext='Ảnh gửi kèm.'\n";
    let outline = Outline::parse(&format!("{HEAD}{block}")).expect("an outline");
    let report = compile(&full().data, &outline);
    let texts: Vec<String> = report.lines.iter().map(crate::report::Line::text).collect();
    assert_eq!(texts, ["T", "Ảnh gửi kèm."]);
}

#[test]
fn a_kind_that_no_outline_names_is_told_by_every_built_in_one_whatever_its_group() {
    let mut book = Book::new();
    let groups: Vec<String> = book.data.catalog.kinds.groups.iter().map(|group| group.code.clone()).collect();
    for group in &groups {
        let kinds = &mut book.data.catalog.kinds.kinds;
        let mut own = kinds.iter().find(|kind| kind.code == "khac").expect("a kind").clone();
        own.code = format!("rieng-{group}");
        own.label = format!("Việc riêng nhóm {group}");
        own.group.clone_from(group);
        kinds.push(own);
        book.log(&format!("rieng-{group}"), "2023-10-01", &[], |entry| {
            entry.about = format!("việc của {group}");
        });
    }
    for code in ["ha-dong", "ninh-binh", "nam-hoc"] {
        let report = book.report_by(code);
        for group in &groups {
            let told = |line: &&crate::report::Line| line.text().contains(&format!("việc của {group}"));
            assert_eq!(report.lines.iter().filter(told).count(), 1, "{code}: {group}");
        }
    }
}

#[test]
fn a_fact_without_records_says_its_none_word() {
    let block = fact("activities={kinds=['hien-mau']}\nsentence='{count}'\nnone='Không có'");
    let outline = Outline::parse(&format!("{HEAD}{block}")).expect("an outline");
    assert_eq!(lines(&compile(&Book::new().data, &outline), "f"), ["Không có"]);
}

#[test]
fn names_past_the_most_are_counted() {
    let block = fact(
        "activities={kinds=['viec-hieu']}\nnames_max=1\norder='name'\nsentence='{count}: {people}; {persons} người, {relatives} người thân'",
    );
    let outline = Outline::parse(&format!("{HEAD}{block}")).expect("an outline");
    assert_eq!(
        lines(&compile(&full().data, &outline), "f"),
        ["3: mẹ đẻ đ/c Lan 2A và 2 người khác; 3 người, 3 người thân"]
    );
}

#[test]
fn a_table_has_a_row_for_each_entry_and_a_sum() {
    let block = fact(
        "activities={kinds=['ung-ho']}\ncolumns=[{title='STT',text='{row}',set={align='center',width_mm=12}},\n{title='Nội dung',text='{about}',total='Cộng'},\n{title='Số tiền',text='{sum}',total='{sum}',set={align='right'}}]",
    );
    let outline = Outline::parse(&format!("{HEAD}{block}")).expect("an outline");
    let book = full();
    let report = compile(&book.data, &outline);
    let kinds: Vec<LineKind> = report.lines.iter().map(|line| line.kind).collect();
    assert_eq!(
        kinds,
        [
            LineKind::Heading,
            LineKind::TableHead,
            LineKind::TableRow,
            LineKind::TableRow,
            LineKind::TableTotal
        ]
    );
    let document = to_document(&report, &book.data, &outline);
    let crate::document::Block::Table { columns, rows, total } = &document.blocks[1] else {
        panic!("a table")
    };
    assert_eq!((columns.len(), rows.len()), (3, 2));
    assert_eq!(rows[1][2].runs[0].text, "600.000");
    assert_eq!(total.as_ref().expect("a total")[2].runs[0].text, "9.850.000");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn no_mutated_outline_panics(at in 0_usize..FIRST.len(), cut in 0_usize..40, put in "[ -~đ\\n{}\\[\\]]{0,6}") {
        let start = (0..=at).rev().find(|place| FIRST.is_char_boundary(*place)).unwrap_or(0);
        let end = (start..=FIRST.len()).find(|place| *place >= start + cut && FIRST.is_char_boundary(*place));
        let source = format!("{}{put}{}", &FIRST[..start], &FIRST[end.unwrap_or(FIRST.len())..]);
        if let Ok(outline) = Outline::parse(&source) {
            let book = full();
            let report = compile(&book.data, &outline);
            let _ = to_document(&report, &book.data, &outline);
        }
    }

    #[test]
    fn no_outline_with_lines_moved_lost_or_changed_panics(
        moves in prop::collection::vec((0_usize..900, 0_usize..900, 0_usize..5), 1..8),
        empty in prop::bool::ANY,
    ) {
        let mut rows: Vec<String> = FIRST.lines().map(str::to_owned).collect();
        for (one, other, how) in moves {
            let (one, other) = (one % rows.len(), other % rows.len());
            match how {
                0 => rows.swap(one, other),
                1 => drop(rows.remove(one)),
                2 => rows.insert(one, rows[other].clone()),
                // The value of one line under the key of another.
                3 => if let (Some((key, _)), Some((_, value))) = (rows[one].clone().split_once('='), rows[other].clone().split_once('=')) {
                    rows[one] = format!("{key}={value}");
                },
                _ => rows[one] = rows[one].replace("count", "n").replace("people", "sum").replace('[', "[["),
            }
        }
        if let Ok(outline) = Outline::parse(&rows.join("\n")) {
            let book = if empty { Book::new() } else { full() };
            let report = compile(&book.data, &outline);
            let _ = crate::document::markdown::write(&to_document(&report, &book.data, &outline));
        }
    }

    #[test]
    fn no_text_panics_as_an_outline(source in "[ -~đ\\n]{0,200}") {
        let _ = Outline::parse(&source);
    }
}
