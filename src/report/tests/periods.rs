//! Periods beside each other: the year of its semesters, late entries, plans, comparisons, several selections.

use proptest::prelude::*;

use super::fixture::{Book, collected, day, frozen, lines, stored_again};
use crate::domain::late::TakenEntry;
use crate::domain::{
    Account, Activity, Direction, HeadCount, IssuedReport, LedBy, Period, Person, Plan, State, Stored,
    TermData,
};
use crate::report::{
    Figure, FigureValue, Issue, LineKind, Outline, OutlineReason, Outlines, Report, Rule, compile,
};
use crate::text::money::Dong;

/// HK I, HK II and the school year, in the catalog; the book reports on HK I.
fn year_of_two() -> Book {
    let mut book = Book::new();
    let of = |code: &str, title: &str, activities: (&str, &str), finance: (&str, &str), head: &str| Period {
        code: code.to_owned(),
        title: title.to_owned(),
        activities: (day(activities.0), day(activities.1)),
        finance: (day(finance.0), day(finance.1)),
        head_count_day: day(head),
        due: None,
        ..Book::new().data.period.body
    };
    let year = ("2023-06-01", "2024-05-31");
    for period in [
        of("1", "học kỳ I", ("2023-06-01", "2024-01-15"), ("2023-01-01", "2023-12-31"), "2023-12-20"),
        of("2", "học kỳ II", ("2024-01-16", "2024-05-31"), ("2024-01-01", "2024-05-31"), "2024-05-25"),
        of("year", "năm học 2023-2024", year, ("2023-01-01", "2024-05-31"), "2024-05-25"),
    ] {
        let period = book.keep(period);
        book.data.catalog.periods.push(period);
    }
    book.data.period = book.data.catalog.periods[0].clone();
    book
}

fn built_in(code: &str) -> Outline {
    Outlines::built_in().expect("outlines").get(code).expect("an outline").clone()
}

fn seen_from(data: &TermData, which: usize) -> TermData {
    TermData { period: data.catalog.periods[which].clone(), ..data.clone() }
}

fn report(data: &TermData, which: usize, outline: &Outline) -> Report {
    compile(&seen_from(data, which), outline)
}

fn found<'a>(report: &'a Report, fact: &str, name: &str) -> Option<&'a Figure> {
    report.figures.iter().find(|figure| figure.fact == fact && figure.name == name)
}

/// The figures of a table's row: by column, without number and label.
fn cells<'a>(report: &'a Report, label: &str) -> Vec<&'a Figure> {
    let line = report
        .lines
        .iter()
        .find(|line| line.kind == LineKind::TableRow && line.runs.iter().any(|run| run.text == label))
        .unwrap_or_else(|| panic!("no row {label}"));
    line.runs.iter().filter_map(|run| run.figure).map(|figure| &report.figures[figure]).collect()
}

/// Rows of the year's table that the semester's report has too: label, fact and value.
const SAME: &[(&str, &str, &str)] = &[
    ("Cán bộ, giáo viên, nhân viên (người)", "bien-che", "count"),
    ("Thăm hỏi người thân qua đời (lượt)", "cham-lo.viec-hieu", "count"),
    ("Thăm hỏi ốm đau, thai sản (lượt)", "cham-lo.om-dau", "count"),
    ("Mừng việc hỷ (lượt)", "cham-lo.viec-hy", "count"),
    ("Trợ cấp, giúp đỡ khó khăn (lượt)", "cham-lo.tro-cap", "count"),
    ("Số tiền trợ cấp, giúp đỡ (đồng)", "cham-lo.tro-cap", "sum"),
    ("Sinh hoạt công đoàn (kỳ)", "to-chuc.sinh-hoat", "entries"),
    ("Tích lũy đầu kỳ", "tai-chinh.dau-ky", "opening"),
    ("Chi", "tai-chinh.chi", "payments"),
    ("Số dư", "tai-chinh.cuoi-ky", "balance"),
];

/// An entry: its kind, the days after 1/6/2023, the amount.
type Thrown = (usize, i64, i64);

fn throw(entries: &[Thrown], taken: &[usize]) -> Book {
    const KINDS: &[(&str, &str)] =
        &[("viec-hieu", "me-de"), ("tham-om", ""), ("viec-hy", ""), ("tro-cap", ""), ("sinh-hoat", "")];
    let mut book = year_of_two();
    book.women(&["Na", "Mai"]);
    book.opening(Account::Cash, "2023-01-01", 1_000_000);
    let mut ids = Vec::new();
    for (kind, after, amount) in entries {
        let (kind, relation) = KINDS[kind % KINDS.len()];
        let on = day("2023-06-01") + chrono::TimeDelta::days(*after);
        let people: &[(&str, &str)] = if kind == "sinh-hoat" { &[] } else { &[(relation, "Na")] };
        ids.push(book.log(kind, &on.to_string(), people, |entry| entry.money.push(collected(*amount))));
        book.voucher(Direction::Payment, &on.to_string(), "31.03", *amount);
    }
    let from = book.data.catalog.periods[0].id;
    for which in taken {
        if let Some(id) = ids.get(*which) {
            book.data.catalog.periods[1].body.report.late.taken.push(TakenEntry { activity: *id, from });
        }
    }
    book
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_columns_of_the_year_are_the_reports_of_its_semesters(
        entries in prop::collection::vec((0_usize..5, 0_i64..366, 1_i64..5_000_000), 0..12),
        taken in prop::collection::vec(0_usize..12, 0..4),
    ) {
        let book = throw(&entries, &taken);
        let (semester, year) = (built_in("ha-dong"), built_in("nam-hoc"));
        let semesters = [report(&book.data, 0, &semester), report(&book.data, 1, &semester)];
        let year = report(&book.data, 2, &year);
        for (label, fact, name) in SAME {
            let cells = cells(&year, label);
            prop_assert_eq!(cells.len(), 4, "{}", label);
            for (column, semester) in semesters.iter().enumerate() {
                let said = found(semester, fact, name).map(|figure| (&figure.value, figure.sources.clone()));
                match said {
                    Some((value, sources)) => {
                        prop_assert_eq!(&cells[column].value, value, "{} {}", label, column);
                        prop_assert_eq!(&cells[column].sources, &sources, "{}", label);
                    }
                    // A silent fact is nothing.
                    None => prop_assert!(
                        matches!(cells[column].value, FigureValue::Count(0) | FigureValue::Money(Dong(0)))
                    ),
                }
            }
            let number = |value: &FigureValue| match value {
                FigureValue::Count(count) => i64::try_from(*count).expect("few"),
                FigureValue::Money(amount) => amount.0,
                other => panic!("{other:?}"),
            };
            let change = FigureValue::Change { now: number(&cells[1].value), before: number(&cells[0].value) };
            prop_assert_eq!(&cells[3].value, &change);
            // An entry of the year counts in one semester and once in the year, taken over or not.
            if !["opening", "balance"].contains(name) && *fact != "bien-che" {
                let sum = number(&cells[0].value) + number(&cells[1].value);
                prop_assert_eq!(number(&cells[2].value), sum, "{}", label);
            }
        }
    }
}

#[test]
fn a_late_entry_counts_where_it_was_taken_and_can_be_told_apart() {
    let book = throw(&[(1, 100, 50), (1, 250, 50)], &[0]);
    let outline = parse(
        "[[section.block]]\nfact='all'\nactivities={kinds=['tham-om']}\nsentence='{count} lượt'\n\
         [[section.block]]\nfact='late'\nactivities={kinds=['tham-om'],late=true}\nsentence='{count} muộn'\nnone='0'\n\
         [[section.block]]\nfact='own'\nactivities={kinds=['tham-om'],late=false}\nsentence='{count} mới'\nnone='0'",
    );
    let said = |which: usize| -> Vec<String> {
        let report = report(&book.data, which, &outline);
        ["all", "late", "own"].iter().flat_map(|fact| lines(&report, fact)).collect()
    };
    assert_eq!(said(0), ["0", "0"], "the first semester has given its only entry away");
    assert_eq!(said(1), ["2 lượt", "1 muộn", "1 mới"]);
    assert_eq!(said(2), ["2 lượt", "0", "2 mới"]);
}

fn parse(blocks: &str) -> Outline {
    Outline::parse(&format!(
        "code='x'\ntitle='X'\nkind='K'\nsubject='S'\n[[section]]\nid='s'\nlevel=1\ntitle='T'\n{blocks}"
    ))
    .unwrap_or_else(|error| panic!("{error}"))
}

fn one_fact(book: &Book, block: &str) -> (Report, Vec<String>) {
    let report = compile(&book.data, &parse(&format!("[[section.block]]\nfact='f'\n{block}")));
    let said = lines(&report, "f");
    (report, said)
}

#[test]
fn a_plan_stands_beside_what_was_spent_and_the_tet_range_takes_it_from_any_period() {
    let mut book = year_of_two();
    book.women(&["Na", "Mai"]);
    book.log("qua-le", "2024-02-01", &[("", "Na"), ("", "Mai")], |entry| {
        entry.state = State::Planned;
        entry.occasion = "Tết".to_owned();
        let line =
            crate::domain::MoneyLine { quantity: Some(2), rate: Some(Dong(300_000)), ..collected(600_000) };
        entry.money.push(line);
    });
    book.log("qua-le", "2024-02-03", &[("", "Na")], |entry| {
        entry.occasion = "Tết".to_owned();
        entry.money.push(collected(450_000));
        entry.plan = Some(Plan { day: day("2024-01-20"), quantity: None, rate: None, amount: Dong(500_000) });
    });
    let table = "activities={kinds=['qua-le'],state='budgeted',range='tet'}\nsentence='Tết {lunar_year}'\n\
        columns=[{title='SL',text='{plan:quantity}',total='{plan:quantity}'},{title='Mức',text='{plan:rate|-}'},\
        {title='Tiền',text='{plan:amount}',total='{plan:amount}'},{title='Ngày',text='{plan:day}'},\
        {title='Chi',text='{sum}',total='{sum}'}]";
    let (report, said) = one_fact(&book, table);
    assert_eq!(said[0], "Tết Giáp Thìn 2024");
    let rows: Vec<Vec<&str>> = report
        .lines
        .iter()
        .filter(|line| matches!(line.kind, LineKind::TableRow | LineKind::TableTotal))
        .map(|line| line.runs.iter().map(|run| run.text.as_str()).collect())
        .collect();
    assert_eq!(
        rows,
        [
            vec!["2", "300.000", "600.000", "01/02/2024", "0"],
            vec!["1", "-", "500.000", "20/01/2024", "450.000"],
            vec!["3", "1.100.000", "450.000"],
        ]
    );
    let (_, done) = one_fact(&book, "activities={kinds=['qua-le'],range='school_year'}\nsentence='{count}'");
    assert_eq!(done, ["1"], "only what is done counts when nothing else is said");
}

#[test]
fn the_letters_outline_carries_the_tet_budget_of_the_coming_year_or_says_that_there_is_none() {
    let mut book = year_of_two();
    book.women(&["Na", "Mai"]);
    let budget = |book: &Book| {
        let report = report(&book.data, 0, &built_in("ninh-binh"));
        assert!(
            !report
                .sections
                .iter()
                .flat_map(|section| &section.issues)
                .any(|issue| matches!(issue, Issue::Blank { fact, .. } if fact == "cham-lo.du-tru-tet")),
            "a budget leaves nothing for the pen"
        );
        lines(&report, "cham-lo.du-tru-tet")
    };
    assert_eq!(budget(&book), ["Dự trù chăm lo Tết Nguyên đán Giáp Thìn 2024: chưa lập."]);
    book.log("qua-le", "2024-02-01", &[], |entry| {
        entry.state = State::Planned;
        entry.occasion = "Tết".to_owned();
        entry.head_count = Some(HeadCount { count: Some(69), of: None, whom: "đoàn viên".to_owned() });
        let line = crate::domain::MoneyLine {
            quantity: Some(69),
            rate: Some(Dong(200_000)),
            ..collected(13_800_000)
        };
        entry.money.push(line);
    });
    book.log("bua-com", "2024-01-30", &[], |entry| {
        entry.state = State::Planned;
        entry.about = "tất niên".to_owned();
        entry.money.push(collected(6_000_000));
    });
    book.log("qua-le", "2024-03-08", &[], |entry| {
        entry.state = State::Planned;
        entry.occasion = "8/3".to_owned();
        entry.money.push(collected(1));
    });
    assert_eq!(
        budget(&book),
        [
            "Dự trù chăm lo Tết Nguyên đán Giáp Thìn 2024:",
            "TTNội dungSố lượngMức (đồng)Thành tiền (đồng)",
            "1Bữa cơm công đoàn, tất niên6.000.000",
            "2Quà dịp lễ, Tết, đoàn viên69200.00013.800.000",
            "Cộng19.800.000",
        ]
    );
}

#[test]
fn what_is_left_for_others_is_what_no_selection_and_no_row_names() {
    let mut book = year_of_two();
    book.women(&["Na"]);
    for kind in ["tham-om", "viec-hy", "sinh-nhat"] {
        book.log(kind, "2023-10-01", &[("", "Na")], |_| {});
    }
    let outline = parse(
        "[[section.block]]\nfact='several'\nselections={a={activities={kinds=['tham-om']}}}\nsentence='{a.count}'\n\
         [[section.block]]\ntable='t'\ncolumns=[{show='label',title=''},{show='whole',title=''}]\n\
         [[section.block.row]]\nlabel='x'\nactivities={kinds=['viec-hy']}\nvalue='{count}'\n\
         [[section.block]]\nfact='rest'\nactivities={group='cham-lo',others=true}\nitem='{kind}'\n\
         [[section.block]]\nfact='named'\nselections={b={activities={group='cham-lo',others=true}}}\nsentence='{b.count}'",
    );
    let report = report(&book.data, 0, &outline);
    assert_eq!(lines(&report, "rest"), ["Sinh nhật"]);
    assert_eq!(lines(&report, "named"), ["1"]);
}

#[test]
fn a_sentence_may_name_several_selections_each_with_its_own_records() {
    let mut book = year_of_two();
    book.women(&["Na"]);
    let visit = book.log("tham-om", "2023-10-01", &[("", "Na")], |_| {});
    let wedding =
        book.log("viec-hy", "2023-11-01", &[("", "Na")], |entry| entry.money.push(collected(500_000)));
    let block = "selections={visits={activities={kinds=['tham-om']}},weddings={activities={kinds=['viec-hy']}}}\n\
        sentence='Thăm {visits.count:02} lượt[, mừng {weddings.count}, {weddings.sum} đồng].'\nnone='Không.'";
    let (report, said) = one_fact(&book, block);
    assert_eq!(said, ["Thăm 01 lượt, mừng 1, 500.000 đồng."]);
    let sources = |name: &str| -> Vec<uuid::Uuid> {
        found(&report, "f", name).expect("a figure").sources.iter().map(|source| source.id).collect()
    };
    assert_eq!(sources("visits.count"), [visit.uuid()]);
    assert_eq!(sources("weddings.sum"), [wedding.uuid()]);
    book.data.activities.clear();
    assert_eq!(one_fact(&book, block).1, ["Không."]);
}

#[test]
fn one_selection_may_ask_other_relations_of_another_kind() {
    let mut book = year_of_two();
    book.women(&["Na", "Mai"]);
    book.log("viec-hieu", "2023-10-01", &[("me-de", "Na"), ("", "Mai")], |_| {});
    book.log("tham-om", "2023-10-02", &[("me-de", "Na"), ("", "Mai")], |_| {});
    let block = "activities={kinds=['viec-hieu','tham-om'],relations_of={viec-hieu=['nguoi-than'],tham-om=['ban-than']}}\n\
        sentence='{count}: {people}'";
    assert_eq!(one_fact(&book, block).1, ["2: mẹ đẻ đ/c Na, đ/c Mai"]);
}

#[test]
fn money_follows_the_people_that_are_meant_or_asks_to_be_looked_at() {
    let sum = |change: &dyn Fn(&mut Activity)| {
        let mut book = year_of_two();
        book.women(&["Na", "Mai"]);
        book.log("viec-hieu", "2023-10-01", &[("me-de", "Na"), ("", "Mai")], |entry| change(entry));
        let block = "activities={kinds=['viec-hieu'],relations=['nguoi-than']}\nsentence='{sum}'";
        let (report, said) = one_fact(&book, block);
        (
            said[0].clone(),
            report.sections[0].issues.iter().any(|issue| matches!(issue, Issue::Undivided { .. })),
        )
    };
    let own = |entry: &mut Activity| {
        entry.money.push(collected(800));
        let give = |person: &mut Person, amount| person.amount = Some(Dong(amount));
        give(&mut entry.people[0], 500);
        give(&mut entry.people[1], 300);
    };
    let rate = |entry: &mut Activity| {
        let line = crate::domain::MoneyLine { quantity: Some(2), rate: Some(Dong(400)), ..collected(800) };
        entry.money.push(line);
    };
    assert_eq!(sum(&own), ("500".to_owned(), false));
    assert_eq!(sum(&rate), ("400".to_owned(), false));
    assert_eq!(sum(&|entry| entry.money.push(collected(800))), ("800".to_owned(), true));
}

/// Puts a report among those that were sent.
fn send(book: &mut Book, which: usize, report: &Report) {
    let issued = IssuedReport {
        period: book.data.catalog.periods[which].id,
        number: "10/BC-CĐCS".to_owned(),
        day: day("2023-12-24"),
        outline: report.outline_code.clone(),
        document: frozen(report),
        facts: "{}".to_owned(),
        digest: String::new(),
        replaces: None,
    };
    let issued: Stored<IssuedReport> = stored_again(issued);
    book.data.issued.push(issued);
}

#[test]
fn a_value_is_compared_with_what_was_sent_else_with_the_book() {
    let mut book = year_of_two();
    book.women(&["Na"]);
    for on in ["2023-10-01", "2024-02-01", "2024-03-01", "2024-03-02"] {
        book.log("tham-om", on, &[("", "Na")], |_| {});
    }
    let block = "activities={kinds=['tham-om']}\nsentence='{count} lượt[, {change:count:02}]'";
    let outline = parse(&format!("[[section.block]]\nfact='f'\n{block}"));
    let said = |data: &TermData, which: usize| lines(&report(data, which, &outline), "f");
    assert_eq!(said(&book.data, 0), ["1 lượt"], "nothing went before");
    assert_eq!(said(&book.data, 1), ["3 lượt, tăng 02 so với học kỳ I"]);

    let before = report(&book.data, 0, &outline);
    let mut sent = before.clone();
    for figure in &mut sent.figures {
        figure.value = FigureValue::Count(5);
    }
    send(&mut book, 0, &sent);
    let now = report(&book.data, 1, &outline);
    assert_eq!(lines(&now, "f"), ["3 lượt, giảm 02 so với học kỳ I"]);
    let Rule::Change { now, before } = &found(&now, "f", "change:count").expect("a figure").rule else {
        panic!("a change")
    };
    assert_eq!((now.sources.len(), before.sources.len()), (3, 1));
    assert_eq!(before.sent.as_deref(), Some("10/BC-CĐCS"));
}

#[test]
fn a_total_is_compared_with_the_total_that_was_sent_not_with_its_first_item() {
    let mut book = year_of_two();
    for (on, amount) in [("2023-10-01", 100), ("2023-10-02", 400), ("2024-02-01", 700), ("2024-03-01", 50)] {
        book.log("ung-ho", on, &[], |entry| {
            entry.about = "quỹ".to_owned();
            entry.money.push(collected(amount));
        });
    }
    let outline = parse(
        "[[section.block]]\nfact='f'\nactivities={kinds=['ung-ho']}\nitem='{sum}'\ntotal='{sum}[, {change:sum}]'",
    );
    let sent = report(&book.data, 0, &outline);
    assert_eq!(lines(&sent, "f"), ["100", "400", "500"]);
    send(&mut book, 0, &sent);
    // What changed in the book since does not matter.
    book.data.activities[0].body.money[0].amount = Dong(90);
    let now = report(&book.data, 1, &outline);
    assert_eq!(lines(&now, "f"), ["700", "50", "750, tăng 250 so với học kỳ I"]);
}

#[test]
fn a_title_and_a_head_count_of_women_may_say_how_they_moved() {
    let mut book = year_of_two();
    book.women(&["Na", "Mai"]);
    book.change("Mai", |member| {
        for fact in &mut member.facts {
            fact.from = Some(day("2024-02-01"));
        }
    });
    let outline = Outline::parse(
        "code='x'\ntitle='X'\nkind='K'\nsubject='S'\n[[section]]\nid='s'\nlevel=1\n\
         title='{count} người[, {change}]'\nvalue={members={}}\n\
         [[section.block]]\nfact='f'\nmembers={}\nsentence='nữ {women}[, {change:women:02}]'",
    )
    .expect("an outline");
    let said = |book: &Book| {
        let report = report(&book.data, 1, &outline);
        (report.sections[0].title.clone(), lines(&report, "f").join(""))
    };
    let from_the_book = ("2 người, tăng 1 so với học kỳ I", "Nữ 2, tăng 01 so với học kỳ I");
    assert_eq!(said(&book), (from_the_book.0.to_owned(), from_the_book.1.to_owned()));
    let sent = report(&book.data, 0, &outline);
    send(&mut book, 0, &sent);
    book.women(&["Lan"]);
    let as_sent = ("3 người, tăng 2 so với học kỳ I", "Nữ 3, tăng 02 so với học kỳ I");
    assert_eq!(said(&book), (as_sent.0.to_owned(), as_sent.1.to_owned()));
}

#[test]
fn a_fact_may_list_what_was_done_jointly_and_what_the_union_began_itself() {
    let mut book = year_of_two();
    for (led_by, about) in [(LedBy::Joint, "tọa đàm"), (LedBy::Union, "văn nghệ"), (LedBy::Joint, "cầu lông")]
    {
        book.log("khac", "2023-10-01", &[], |entry| {
            entry.led_by = led_by;
            entry.about = about.to_owned();
            entry.head_count = Some(HeadCount::default());
        });
    }
    let block = "activities={kinds=['khac']}\neach='led_by'\nitem='Công đoàn {led_by}: {about}.'";
    let said = one_fact(&book, block).1;
    assert_eq!(
        said,
        ["Công đoàn phối hợp với chính quyền: tọa đàm, cầu lông.", "Công đoàn chủ động: văn nghệ."]
    );
}

#[test]
fn an_open_range_names_its_balance_by_its_day() {
    let mut book = year_of_two();
    book.opening(Account::Cash, "2023-01-01", 1_000);
    book.data.period.body.finance.1 = day("2023-12-20");
    let said = one_fact(&book, "ledger={}\nsentence='{balance_name}: {balance}'").1;
    assert_eq!(said, ["Số dư đến ngày 20/12/2023: 1.000"]);
}

#[test]
fn what_cannot_be_compared_or_named_is_refused_with_its_line() {
    let refused = |block: &str| {
        let source = format!(
            "code='x'\ntitle='X'\nkind='K'\nsubject='S'\n[[section]]\nid='s'\nlevel=1\ntitle='T'\n[[section.block]]\n{block}"
        );
        Outline::parse(&source).expect_err(block)
    };
    let visits = "activities={kinds=['tham-om']}";
    for (block, line) in [
        (format!("fact='f'\n{visits}\nitem='{{change:count}}'"), 12),
        (format!("fact='f'\n{visits}\nsentence='{{change:people}}'"), 12),
        ("fact='f'\nmembers={}\nsentence='{change:came}'".to_owned(), 12),
        ("text='x'\n[[section]]\nid='t'\nlevel=1\ntitle='{change}'".to_owned(), 14),
        (
            format!(
                "table='t'\ncolumns=[{{show='whole',title='a'}}]\n[[section.block.row]]\nlabel='a'\n{visits}\nvalue='{{change}}'"
            ),
            15,
        ),
        ("fact='f'\nselections={'Ô'={ledger={}}}\nsentence='x'".to_owned(), 11),
        (format!("fact='f'\nselections={{a={{{visits}}}}}\nsentence='{{b.count}}'"), 12),
        (format!("fact='f'\nselections={{a={{{visits}}}}}\nsentence='{{count}}'"), 12),
        ("fact='f'\nactivities={relations_of={nobody=['con']}}\nsentence='x'".to_owned(), 11),
        ("fact='f'\nactivities={late=true,range='finance'}\nsentence='x'".to_owned(), 11),
        ("fact='f'\nactivities={state='maybe'}\nsentence='x'".to_owned(), 11),
        ("table='t'\ncolumns=[{title='a',text='x'}]".to_owned(), 11),
        ("table='t'\ncolumns=[{show='row',title='{x}'}]".to_owned(), 11),
        ("table='t'\ncolumns=[{show='row',title='a',more='b'}]".to_owned(), 11),
    ] {
        let error = refused(&block);
        assert_eq!(error.line, line, "{block}: {error}");
    }
    let reason = refused("fact='f'\nactivities={}\nsentence='x'\n[[section.block.row]]\nlabel='a'").reason;
    assert_eq!(reason, OutlineReason::Misplaced { key: "row" });
}

#[test]
fn entries_of_overlapping_periods_count_in_each() {
    let mut book = year_of_two();
    book.women(&["Na"]);
    book.log("tham-om", "2023-11-01", &[("", "Na")], |_| {});
    let outline = parse("[[section.block]]\nfact='f'\nactivities={kinds=['tham-om']}\nsentence='{count}'");
    for which in [0, 2] {
        assert_eq!(lines(&report(&book.data, which, &outline), "f"), ["1"]);
    }
}
