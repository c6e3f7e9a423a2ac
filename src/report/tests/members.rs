//! What happened to members: who came, left and became something, and what the annex says of the head count.

use super::fixture::{Book, day, lines};
use crate::document::{Block, markdown, text};
use crate::domain::{FactKind, Gender, LedBy, MemberFact, Period};
use crate::report::select::days;
use crate::report::source::RangeName;
use crate::report::{Issue, LineKind, compile, to_document};

/// A member whose stays have these days and reasons; an empty day is none.
fn stays(book: &mut Book, short: &'static str, kinds: &[FactKind], from: (&str, &str), until: (&str, &str)) {
    book.change(short, |member| {
        member.facts.retain(|fact| !kinds.contains(&fact.kind));
        for kind in kinds {
            member.facts.push(MemberFact {
                from: (!from.0.is_empty()).then(|| day(from.0)),
                until: (!until.0.is_empty()).then(|| day(until.0)),
                reason_in: from.1.to_owned(),
                reason_out: until.1.to_owned(),
                ..MemberFact::always(*kind, "")
            });
        }
    });
}

const BOTH: [FactKind; 2] = [FactKind::Employment, FactKind::Membership];

/// The semester with the one before and the one after in the book.
fn term() -> Book {
    let mut book = Book::new();
    let other = |code: &str, title: &str, from: &str, to: &str, head: &str, book: &Book| Period {
        code: code.to_owned(),
        title: title.to_owned(),
        activities: (day(from), day(to)),
        head_count_day: day(head),
        ..book.data.period.body.clone()
    };
    for (code, title, from, to, head) in [
        ("2022-2023/2", "học kỳ II năm học 2022-2023", "2023-01-16", "2023-08-19", "2023-05-31"),
        ("2023-2024/2", "học kỳ II năm học 2023-2024", "2024-01-16", "2024-05-31", "2024-05-25"),
    ] {
        let period = other(code, title, from, to, head, &book);
        let period = book.keep(period);
        book.data.catalog.periods.push(period);
    }
    let this = book.data.period.clone();
    book.data.catalog.periods.push(this);
    book
}

fn moved() -> Book {
    let mut book = term();
    book.women(&["Ở lại", "Hưu", "Đi", "Đến", "Mới", "Bảo vệ", "Trước", "Sẽ hưu", "Hết hạn"]);
    stays(&mut book, "Hưu", &BOTH, ("", ""), ("2023-11-01", "nghỉ hưu"));
    stays(&mut book, "Đi", &BOTH, ("", ""), ("2023-12-20", "chuyển đi"));
    stays(&mut book, "Đến", &BOTH, ("2023-08-15", "chuyển đến"), ("", ""));
    stays(&mut book, "Mới", &[FactKind::Membership], ("2023-11-15", "kết nạp mới"), ("", ""));
    stays(&mut book, "Bảo vệ", &[FactKind::Membership], ("2030-01-01", ""), ("", ""));
    stays(&mut book, "Bảo vệ", &[FactKind::Employment], ("2023-09-01", "tuyển mới"), ("", ""));
    stays(&mut book, "Trước", &BOTH, ("", ""), ("2023-05-31", "nghỉ hưu"));
    stays(&mut book, "Sẽ hưu", &BOTH, ("", ""), ("2024-03-01", "nghỉ hưu"));
    stays(&mut book, "Hết hạn", &BOTH, ("", ""), ("2023-10-01", "theo nguyện vọng"));
    book
}

#[test]
fn movement_runs_from_the_last_head_count_and_tells_employment_from_membership() {
    let report = moved().report_by("ninh-binh");
    let said = |fact: &str| lines(&report, fact).join("\n");
    // Counted on 20/12: the one who stays, came, was admitted, will retire; not who left on that very day.
    assert_eq!(said("doi-ngu.doan-vien"), "Tổng số đoàn viên công đoàn: 4 đồng chí, trong đó nữ 4 đồng chí.");
    assert_eq!(
        said("doi-ngu.tong-so"),
        "Tổng số CBNGNLĐ đến thời điểm 20/12/2023: 5 người, trong đó nữ 5 người."
    );
    assert_eq!(
        said("doi-ngu.bien-dong"),
        "Biến động số lượng đoàn viên (từ ngày 01/06/2023 đến ngày 20/12/2023): tăng 02, giảm 03 (chuyển đến: 1, kết nạp mới: 1, nghỉ hưu: 1, chuyển đi: 1, theo nguyện vọng: 1)."
    );
    assert_eq!(said("doi-ngu.nghi-che-do"), "Nghỉ chế độ: 01 đồng chí (đ/c Hưu, từ ngày 01/11/2023).");
    assert_eq!(
        said("doi-ngu.thuyen-chuyen-di"),
        "Thuyên chuyển công tác đi: 01 đồng chí (đ/c Đi, từ ngày 20/12/2023)."
    );
    assert_eq!(
        said("doi-ngu.giam-khac"),
        "Giảm do lý do khác: 01 đồng chí (đ/c Hết hạn, theo nguyện vọng, từ ngày 01/10/2023)."
    );
    assert_eq!(
        said("doi-ngu.thuyen-chuyen-den"),
        "Thuyên chuyển công tác đến: 01 đồng chí (đ/c Đến, từ ngày 15/08/2023)."
    );
    assert_eq!(
        said("doi-ngu.ket-nap-moi"),
        "Kết nạp mới, bổ sung: 01 đồng chí (đ/c Mới, từ ngày 15/11/2023)."
    );
    // The guard is employed and no union member.
    assert_eq!(
        said("doi-ngu.lao-dong"),
        "Biến động CBNGNLĐ của đơn vị: tăng 02, giảm 03 (tuyển mới: 1, chuyển đến: 1, nghỉ hưu: 1, chuyển đi: 1, theo nguyện vọng: 1)."
    );
}

#[test]
fn movement_never_starts_from_the_count_of_a_semester_within_the_year_nor_of_the_year_around_it() {
    let mut book = moved();
    let year = |from: &str, head: &str, book: &mut Book| {
        let body = Period {
            code: "2023-2024".to_owned(),
            title: "năm học 2023-2024".to_owned(),
            activities: (day(from), day("2024-05-31")),
            head_count_day: day(head),
            ..book.data.period.body.clone()
        };
        let year = book.keep(body);
        book.data.catalog.periods.retain(|period| period.code != "2023-2024");
        book.data.catalog.periods.push(year.clone());
        year
    };
    let first_day = |book: &Book, period: &crate::domain::Stored<Period>| {
        let view = book.data.view();
        days(RangeName::Movement, view.from_period(period)).0
    };
    let second = book.data.catalog.periods[1].clone();
    // The school year begins on 5 September, the first semester in August; the year was counted before the semester.
    let whole = year("2023-09-05", "2024-05-20", &mut book);
    assert_eq!(first_day(&book, &whole), day("2023-06-01"), "from the count of the year before");
    assert_eq!(first_day(&book, &second), day("2023-12-21"), "from the count of the first semester");
    let whole = year("2023-08-20", "2024-05-31", &mut book);
    assert_eq!(first_day(&book, &whole), day("2023-06-01"));
    assert_eq!(first_day(&book, &second), day("2023-12-21"));
}

#[test]
fn the_forecast_reads_what_is_noted_for_the_days_to_come() {
    let report = moved().report_by("ninh-binh");
    assert_eq!(
        lines(&report, "nhiem-vu.du-bao-giam"),
        [
            "Dự kiến giảm 01 người (từ ngày 21/12/2023 đến ngày 31/05/2024): đ/c Sẽ hưu nghỉ hưu từ ngày 01/03/2024."
        ]
    );
    assert_eq!(lines(&report, "nhiem-vu.du-bao-tang"), Vec::<String>::new());
    assert_eq!(
        lines(&report, "nhiem-vu.du-bao-doan-vien"),
        ["Số đoàn viên công đoàn dự kiến: tăng 00, giảm 01 (nghỉ hưu: 1)."]
    );
    let calm = term().report_by("ninh-binh");
    assert_eq!(lines(&calm, "nhiem-vu.du-bao-doan-vien"), ["Số lượng đoàn viên dự kiến không thay đổi."]);
}

#[test]
fn party_figures_come_from_the_members_days_and_an_entry_that_says_otherwise_is_to_be_looked_at() {
    for outline in ["ha-dong", "ninh-binh"] {
        let said = |entry: &str, noted: Option<&str>| {
            let mut book = term();
            book.member("Na 1A", "Lê Thị Na", Gender::Female, &[]);
            book.change("Na 1A", |member| member.party_joined = noted.map(day));
            book.log("ket-nap-dang", entry, &[("", "Na 1A")], |_| {});
            let report = book.report_by(outline);
            let section = report.sections.iter().find(|section| section.id == "to-chuc").expect("a section");
            let wrong = section
                .issues
                .iter()
                .filter(|issue| matches!(issue, Issue::Disagrees { people: 1, .. }))
                .count();
            (lines(&report, "to-chuc.ket-nap-dang"), wrong)
        };
        let one = vec!["Chi bộ đã tổ chức kết nạp Đảng 01 đ/c là Lê Thị Na.".to_owned()];
        assert_eq!(said("2023-11-17", Some("2023-11-17")), (one.clone(), 0), "{outline}");
        assert_eq!(said("2023-11-17", Some("2023-11-18")), (one, 1), "{outline}");
        assert_eq!(said("2023-11-17", None), (Vec::new(), 1), "{outline}");
    }
}

#[test]
fn an_admission_that_the_roster_does_not_know_is_to_be_looked_at() {
    let mut book = term();
    book.member("Na 1A", "Lê Thị Na", Gender::Female, &[]);
    book.log("ket-nap-doan-vien", "2023-11-15", &[("", "Na 1A")], |_| {});
    let wrong = |book: &Book| {
        let report = book.report_by("ninh-binh");
        let section = report.sections.into_iter().find(|section| section.id == "to-chuc").expect("a section");
        section.issues.iter().any(|issue| matches!(issue, Issue::Disagrees { .. }))
    };
    assert!(wrong(&book));
    stays(&mut book, "Na 1A", &[FactKind::Membership], ("2023-11-15", "kết nạp mới"), ("", ""));
    assert!(!wrong(&book));
}

#[test]
fn forty_seven_and_three_under_decree_111_print_fifty_in_every_outline() {
    let mut book = term();
    for number in 0..53 {
        let short: &'static str = Box::leak(format!("A{number}").into_boxed_str());
        let contract = match number {
            0..47 => "bien-che",
            47..50 => "nd-111",
            _ => "hop-dong-khac",
        };
        book.member(short, &format!("Lê Thị {short}"), Gender::Female, &[(FactKind::Contract, contract)]);
    }
    for outline in ["ha-dong", "nam-hoc"] {
        let report = book.report_by(outline);
        assert_eq!(lines(&report, "bien-che.bien-che"), ["Biên chế: 50 người. Trong đó:"], "{outline}");
        assert_eq!(lines(&report, "bien-che.nd-111"), ["Hợp đồng theo NĐ 111: 3 người"], "{outline}");
    }
    let annex = book.report_by("ninh-binh");
    assert_eq!(row(&annex, "Biên chế, kể cả hợp đồng theo NĐ 111"), "50 (nữ 50)");
    assert_eq!(row(&annex, "Trong đó hợp đồng theo NĐ 111"), "3 (nữ 3)");
    assert_eq!(row(&annex, "Hợp đồng khác"), "3 (nữ 3)");
}

/// What stands behind the label of a table's row.
fn row(report: &crate::report::Report, label: &str) -> String {
    let of_label = |line: &&crate::report::Line| {
        line.kind == LineKind::TableRow && line.runs.iter().any(|run| run.text == label)
    };
    let line = report.lines.iter().find(of_label).unwrap_or_else(|| panic!("no row {label}"));
    line.runs.iter().skip_while(|run| run.text != label).skip(1).map(|run| run.text.as_str()).collect()
}

#[test]
fn members_are_broken_down_by_ethnicity_degree_age_and_the_root_of_their_contract() {
    let mut book = term();
    for (short, ethnicity, degree, birth, contract) in [
        ("Na 1A", "Kinh", "Đại học", "1993-12-21", "bien-che"),
        ("Nụ 1B", "Tày", "Đại học", "1993-12-19", "nd-111"),
        ("Nở 1C", "", "Thạc sĩ", "1970-01-01", "hop-dong-khac"),
    ] {
        book.member(short, short, Gender::Female, &[(FactKind::Contract, contract)]);
        book.change(short, |member| {
            (member.ethnicity, member.degree) = (ethnicity.to_owned(), degree.to_owned());
            member.birth_day = Some(day(birth));
        });
    }
    let source = "code='x'\ntitle='X'\nkind='K'\nsubject='S'\n[[section]]\nid='s'\nlevel=1\ntitle='T'\n\
        [[section.block]]\nfact='f'\nmembers={}\nsentence='{minority}: {groups:ethnicity} | {groups:degree} | {groups:age} | {groups:contract_tree} | {groups:contract}'";
    let outline = crate::report::Outline::parse(source).expect("an outline");
    assert_eq!(
        lines(&compile(&book.data, &outline), "f"),
        [
            "1: Kinh: 1; Tày: 1 | Đại học: 2; Thạc sĩ: 1 | 30 tuổi trở xuống: 2; 51 tuổi trở lên: 1 | Biên chế: 2; Hợp đồng khác: 1 | Biên chế: 1; Hợp đồng theo NĐ 111: 1; Hợp đồng khác: 1"
        ]
    );
}

#[test]
fn the_annex_stands_behind_the_signatures_on_a_page_of_its_own() {
    let mut book = moved();
    book.data.period.body.report.number = "12/BC-CĐCS".to_owned();
    let outline = super::fixture::outline("ninh-binh");
    let document = to_document(&book.report_by("ninh-binh"), &book.data, &outline);
    let at = document.foot_before.expect("an annex");
    assert_eq!(document.blocks[at], Block::PageBreak);
    let Block::Heading { level: 1, number, .. } = &document.blocks[at + 1] else { panic!("a title") };
    assert_eq!(number, "");
    for written in [markdown::write(&document), text::plain(&document, 80)] {
        let place = |words: &str| written.find(words).unwrap_or_else(|| panic!("{words} in {written}"));
        assert!(place("CHỦ TỊCH") < place("PHỤ LỤC SỐ LIỆU"));
        assert!(place("PHỤ LỤC SỐ LIỆU") < place("(Kèm theo Báo cáo số 12/BC-CĐCS của"));
        assert!(place("I. Đội ngũ tính đến ngày 20/12/2023: 5 người") > place("CHỦ TỊCH"));
    }
}

/// An entry of any kind, whoever led it, is read by exactly one fact of the report; the annex counts it once more.
#[test]
fn no_entry_of_any_kind_is_silently_missing_or_told_twice() {
    const LEADERS: [LedBy; 4] = [LedBy::Union, LedBy::Joint, LedBy::Management, LedBy::UpperUnion];
    let mut book = term();
    let member = book.member("Na 1A", "Lê Thị Na", Gender::Female, &[]);
    let on = day("2023-11-17");
    book.change("Na 1A", |member| (member.party_joined, member.party_official) = (Some(on), Some(on)));
    let mut entries = Vec::new();
    for kind in crate::domain::Kinds::built_in().expect("kinds").kinds {
        let of_a_relative = ["viec-hieu", "tham-nguoi-than"].contains(&kind.code.as_str());
        for led_by in LEADERS {
            let relation = if of_a_relative { "me-de" } else { "" };
            let entry = book.log(&kind.code, "2023-11-17", &[(relation, "Na 1A")], |activity| {
                activity.led_by = led_by;
                for slot in [&mut activity.about, &mut activity.result, &mut activity.occasion] {
                    "việc này".clone_into(slot);
                }
            });
            entries.push((kind.code.clone(), led_by, entry.uuid()));
        }
    }
    for code in ["ha-dong", "ninh-binh"] {
        let (report, outline) = (book.report_by(code), super::fixture::outline(code));
        let reads = |fact: &str, id| {
            let of = |figure: &&crate::report::Figure| figure.fact == fact;
            report.figures.iter().filter(of).any(|figure| figure.sources.iter().any(|source| source.id == id))
        };
        for (kind, led_by, entry) in &entries {
            let facts: Vec<&str> = outline
                .facts()
                .filter(|fact| !fact.id.starts_with("phu-luc."))
                .filter(|fact| {
                    let counts = fact.agrees_with.contains(kind) && reads(&fact.id, member.uuid());
                    counts || reads(&fact.id, *entry)
                })
                .map(|fact| fact.id.as_str())
                .collect();
            assert_eq!(facts.len(), 1, "{code}: {kind} led by {led_by:?} is in {facts:?}");
        }
    }
}

#[test]
fn a_kind_of_the_units_own_is_printed_by_either_outline() {
    let own = "[[kind]]\ncode='cay'\nlabel='Trồng cây'\nen='Trees'\ngroup='thi-dua'\nfields=['about']\n";
    let mut book = term();
    book.data.catalog.kinds.add(own).expect("a kind");
    book.log("cay", "2023-11-17", &[], |activity| activity.about = "Tết trồng cây".to_owned());
    for outline in ["ha-dong", "ninh-binh"] {
        let report = book.report_by(outline);
        assert!(
            report.lines.iter().any(|line| line.text().contains("Trồng cây ngày 17/11/2023: Tết trồng cây")),
            "{outline}"
        );
    }
}
