//! Every figure of a report, computed a second time by plain SQL on the book's file: once from the records that
//! its provenance names, and once from the whole book by the selection that the outline writes down. The SQL and
//! the number words here share nothing with the program.

mod annex;
mod figures;
mod printed;
mod whole;

use std::collections::BTreeSet;
use std::path::Path;

use congdoan::desk::{Desk, fund_source};
use congdoan::domain::{
    Activity, Day, HeadCount, Level, MoneyLine, Person, Receiver, RecordType, Source, State,
};
use congdoan::report::{Figure, FigureValue, LineKind, Report, Rule};
use congdoan::text::money::Dong;

use figures::{FIRST_SEMESTER, Proof, by_sql, ids, once, text};
use printed::{digit_groups, percent, printed_is, said_in, words};
use whole::{late, nothing_left_out, selected, settlement_agrees};

/// Recomputes every figure and looks at every digit of the report; returns how many numbers were recomputed.
fn prove(proof: &Proof) -> usize {
    let mut recomputed = 0;
    for figure in &proof.report.figures {
        if let Some(value) = by_sql(proof, figure) {
            assert_eq!(value, figure.value, "{} {} by {:?}", figure.fact, figure.name, figure.rule);
            recomputed += 1;
        } else {
            assert!(
                matches!(figure.value, FigureValue::Text(_)),
                "{} {} is a number that no SQL computes",
                figure.fact,
                figure.name
            );
        }
    }
    // The words that the paper itself brings along: outline, period, unit.
    let mut own = toml::to_string(&proof.outline).expect("TOML");
    own.push_str(&proof.texts("SELECT title || code || report FROM period", &[]).join(" "));
    own.push_str(&proof.days().join(" "));
    own.push_str(&proof.texts("SELECT name_sentence || school || ward FROM unit", &[]).join(" "));
    let next_year = proof.days()[3][..4].parse::<u32>().expect("a year") + 1;
    own.push_str(&format!(" {next_year}"));
    let own: BTreeSet<&str> = digit_groups(&own).into_iter().collect();

    for line in proof.report.lines.iter().filter(|line| line.narrative.is_none()) {
        for (place, run) in line.runs.iter().enumerate() {
            let counts = line.kind == LineKind::TableRow && place == 0;
            let Some(figure) = run.figure.map(|figure| &proof.report.figures[figure]) else {
                if counts && run.text.parse::<u32>().is_ok() {
                    // The row's number.
                    continue;
                }
                for group in digit_groups(&run.text) {
                    assert!(own.contains(group), "{group} in {:?} belongs to no figure", line.text());
                }
                continue;
            };
            if let Err(said) = printed_is(figure, &run.text) {
                panic!("{}: {:?} is printed for {said:?}", figure.fact, run.text);
            }
            let noted = said_in(proof, &figure.sources);
            let noted: BTreeSet<&str> = digit_groups(&noted).into_iter().collect();
            if matches!(figure.rule, Rule::Noted | Rule::Statement) {
                for group in digit_groups(&run.text) {
                    assert!(
                        noted.contains(group) || (figure.rule == Rule::Statement && own.contains(group)),
                        "{group} in {:?} is in none of its entries",
                        line.text()
                    );
                }
            }
        }
        visits_and_names(proof, line);
    }
    recomputed
}

/// Where a line says a number of lượt and a list, both come from the same entries.
fn visits_and_names(proof: &Proof, line: &congdoan::report::Line) {
    let figures =
        || line.runs.iter().filter_map(|run| run.figure).map(|figure| &proof.report.figures[figure]);
    let count = figures().find_map(|figure| match (&figure.value, &figure.rule) {
        (FigureValue::Count(count), Rule::CountVisits(_)) => Some((*count, figure)),
        _ => None,
    });
    let names = figures().find_map(|figure| match &figure.value {
        FigureValue::Names(names) => Some(names),
        _ => None,
    });
    let (Some((count, figure)), Some(names)) = (count, names) else { return };
    let listed: i64 = names.iter().map(|name| once(name).1).sum();
    let unnamed = proof.number(
        "SELECT SUM(COALESCE(head_count, 1)) FROM activity a WHERE id IN (SELECT value FROM json_each(?1))
           AND NOT EXISTS (SELECT 1 FROM activity_person p WHERE p.activity = a.id)",
        &[&ids(&figure.sources, RecordType::Activity)],
    );
    assert_eq!(i64::try_from(count).expect("few"), listed + unnamed, "{}", line.text());
}

fn sample(folder: &Path) -> std::path::PathBuf {
    Desk::demo(folder, "kiem-tra").expect("the sample book")
}

#[test]
fn every_number_of_the_samples_report_is_recomputed_by_sql_from_its_entries() {
    let folder = tempfile::tempdir().expect("a folder");
    let proof = Proof::of(&sample(folder.path()));
    let recomputed = prove(&proof);
    assert!(recomputed >= 80, "only {recomputed} figures hold numbers");
    nothing_left_out(&proof);
    assert_eq!(settlement_agrees(&proof), [7_348_284, 33_293_736, 48_046_464, 72_407_470, 16_281_014]);
    let heading =
        proof.report.lines.iter().find(|line| line.kind == LineKind::Heading && line.text().contains("69"));
    assert!(heading.is_some(), "the head count stands in a heading");
}

/// Something wrong done to a report at one of its figures.
type Slip = fn(&mut Report, usize);

#[test]
fn every_number_of_the_other_outline_and_its_annex_is_recomputed_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let proof = Proof::by(&sample(folder.path()), "ninh-binh");
    assert!(prove(&proof) > 90, "only {} numbers", prove(&proof));
}

#[test]
fn a_wrong_number_a_lost_source_and_a_stray_digit_would_be_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut proof = Proof::of(&sample(folder.path()));
    let whole = proof.report.clone();
    let figure = |report: &Report, fact: &str| {
        report.figures.iter().position(|figure| figure.fact == fact).unwrap_or_else(|| panic!("{fact}"))
    };
    let slips: [(&str, Slip); 7] = [
        ("cham-lo.viec-hieu", |report, at| report.figures[at].value = FigureValue::Count(6)),
        ("tai-chinh.chi", |report, at| report.figures[at].value = FigureValue::Money(Dong(72_407_471))),
        ("cham-lo.om-dau", |report, at| report.figures[at].sources.truncate(3)),
        ("tai-chinh.cuoi-ky", |report, at| report.figures[at].sources.truncate(3)),
        ("cham-lo.kham-suc-khoe", |report, at| {
            report.figures[at].value = FigureValue::Share { n: Some(68), of: Some(69) };
        }),
        ("cham-lo.viec-hy", |report, at| {
            let run =
                report.lines.iter_mut().flat_map(|line| &mut line.runs).find(|run| run.figure == Some(at));
            run.expect("a run").text = "20".to_owned();
        }),
        ("tai-chinh.thu", |report, at| {
            let line =
                report.lines.iter_mut().find(|line| line.runs.iter().any(|run| run.figure == Some(at)));
            line.expect("a line").runs[0].text.push_str("77 ");
        }),
    ];
    for (fact, slip) in slips {
        proof.report.clone_from(&whole);
        let at = figure(&whole, fact);
        slip(&mut proof.report, at);
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| prove(&proof)));
        assert!(found.is_err(), "nobody noticed the slip in {fact}");
    }
}

#[test]
fn the_number_words_of_this_proof_are_right_themselves() {
    for (amount, said) in [
        (16_281_014, "Mười sáu triệu hai trăm tám mươi mốt nghìn không trăm mười bốn đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"),
        (1_000_100, "Một triệu một trăm đồng"),
        (64_050_000, "Sáu mươi tư triệu không trăm năm mươi nghìn đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
    ] {
        assert_eq!(words(amount), said);
    }
    assert_eq!(
        (percent(67, 69), percent(16, 17), percent(69, 69)),
        ("97,1%".into(), "94,1%".into(), "100%".into())
    );
}

/// A small generator of numbers: the same seed throws the same entries everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end.max(1)
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// Entries of all kinds thrown into the sample, some of them planned, cancelled, deleted or restored.
fn throw(path: &Path, seed: u64) {
    let mut dice = Dice(seed);
    let mut desk = Desk::open(path, "kiem-tra").expect("a book");
    let catalog = desk.catalog().expect("its catalog");
    let fund = fund_source(&catalog).expect("a fund");
    let kinds: Vec<String> = catalog.kinds.kinds.iter().map(|kind| kind.code.clone()).collect();
    let members: Vec<_> = catalog.members.iter().map(|member| member.id).collect();
    let relations = ["", "ban-than", "me-de", "bo-chong", "con", "vo", "chong", "ba", "em-ruot"];
    let relations: Vec<&str> = relations
        .into_iter()
        .filter(|code| code.is_empty() || catalog.kinds.relations.get(code).is_some())
        .collect();
    let prizes = ["", "", "Nhất", "Ba", "Khuyến khích"];
    let levels = [None, Some(Level::School), Some(Level::District), Some(Level::Central)];
    let mut kept = 0;
    for round in 0..90 {
        let day = Day::from_yo_opt(2023, 1).expect("a day") + chrono::Days::new(dice.below(400) as u64);
        let mut activity = Activity::new(dice.one(&kinds), day);
        activity.about = format!("việc thứ {round} trong đợt {}", dice.below(99));
        dice.one(&["", "20/10", "8/3"]).clone_into(&mut activity.occasion);
        dice.one(&["", "đạt 12 tiêu chí", "tốt"]).clone_into(&mut activity.result);
        activity.receiver = dice.one(&[Receiver::People, Receiver::Collective, Receiver::Outside]);
        activity.level = dice.one(&levels);
        activity.zero = dice.below(12) == 0;
        activity.state = dice.one(&[State::Done, State::Done, State::Done, State::Planned, State::Cancelled]);
        for _ in 0..dice.below(4) {
            let free = dice.below(5) == 0;
            activity.people.push(Person {
                member: (!free).then(|| dice.one(&members)),
                name: if free { format!("Khách {}", dice.below(3)) } else { String::new() },
                relation: dice.one(&relations).to_owned(),
                prize: dice.one(&prizes).to_owned(),
                ..Person::default()
            });
        }
        if dice.below(2) == 0 {
            let of = 1 + u32::try_from(dice.below(90)).expect("small");
            let count = of.min(u32::try_from(dice.below(90)).expect("small"));
            activity.head_count = Some(match dice.below(5) {
                0 => HeadCount { count: None, of: None, whom: String::new() },
                1 => HeadCount { count: Some(count), of: None, whom: "giáo viên khối 4".to_owned() },
                _ => HeadCount { count: Some(count), of: Some(of), whom: String::new() },
            });
        }
        for _ in 0..dice.below(3) {
            activity.money.push(MoneyLine {
                quantity: None,
                rate: None,
                amount: Dong(1_000 + 500 * i64::try_from(dice.below(9_000)).expect("small")),
                source: if dice.below(2) == 0 { fund } else { Source::Members },
                code: String::new(),
            });
        }
        // A form would refuse some of these: what a book cannot hold, no report has to count.
        let Ok(saved) = desk.log(activity) else { continue };
        kept += 1;
        match dice.below(8) {
            0 => drop(desk.delete(&saved.activity).expect("deleted")),
            1 => drop(desk.cancel(&saved.activity)),
            _ => {}
        }
    }
    assert!(kept > 35, "the dice threw hardly anything that a book takes: {kept}");
}

#[test]
fn every_number_is_recomputed_by_sql_whatever_was_logged() {
    for seed in [1, 20_231_113, 64_050_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = sample(folder.path());
        throw(&path, seed);
        let proof = Proof::of(&path);
        assert!(prove(&proof) >= 80, "seed {seed}");
        nothing_left_out(&proof);
        let [_, _, _, spent, left] = settlement_agrees(&proof);
        assert!(spent > 72_407_470 && left < 16_281_014, "seed {seed} spent nothing");
    }
}

/// The second semester and the school year beside the sample's first one.
fn complete_the_year(path: &Path) {
    let mut desk = Desk::open(path, "kiem-tra").expect("a book");
    let catalog = desk.catalog().expect("its catalog");
    let first = catalog.periods.iter().find(|period| period.code == FIRST_SEMESTER);
    let first = first.cloned().expect("the first semester");
    let has = |code: &str| catalog.periods.iter().any(|period| period.code == code);
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let begins = first.activities.1.succ_opt().expect("a day");
    for (code, from, finance, outline) in [
        ("2023-2024/2", begins, day("2024-01-01"), "ha-dong"),
        ("2023-2024", first.activities.0, first.finance.0, "nam-hoc"),
    ] {
        if has(code) {
            continue;
        }
        let mut period = first.body.clone();
        code.clone_into(&mut period.code);
        code.clone_into(&mut period.title);
        outline.clone_into(&mut period.outline);
        period.activities = (from, day("2024-05-31"));
        period.finance = (finance, day("2024-05-31"));
        period.head_count_day = day("2024-05-25");
        (period.due, period.report) = (None, congdoan::domain::ReportSettings::default());
        desk.save_period(None, period).expect("a period");
    }
}

/// The second semester takes over every other entry that came too late for the first, and leaves a third of the rest.
fn take_some_late(path: &Path) -> usize {
    let mut desk = Desk::open(path, "kiem-tra").expect("a book");
    desk.save_setting("today", "2024-05-20").expect("a day past the first report's");
    let catalog = desk.catalog().expect("its catalog");
    let second = catalog.periods.iter().find(|period| period.code == "2023-2024/2").expect("a period");
    let late: Vec<_> = desk.late_for(second).expect("late entries").iter().map(|one| one.entry.id).collect();
    let taken: Vec<_> = late.iter().copied().step_by(2).collect();
    let left: Vec<_> = late.iter().copied().skip(1).step_by(6).collect();
    let second = desk.take_late(second, &taken).expect("taken");
    desk.decline_late(&second, &left).expect("left");
    taken.len()
}

/// Each row of the outline's tables: a column for each semester, one for the year, what each reads from the whole book.
fn no_cell_left_out(proof: &Proof, periods: [&str; 3]) -> usize {
    let sections = proof.outline["section"].as_array().expect("sections");
    let blocks = sections.iter().filter_map(|section| section.get("block").and_then(toml::Value::as_array));
    let rows =
        blocks.flatten().filter_map(|block| block.get("row").and_then(toml::Value::as_array)).flatten();
    let mut cells = 0;
    for row in rows {
        let Some(selection) = row.get("activities") else { continue };
        let label = text(row, "label");
        let line = proof
            .report
            .lines
            .iter()
            .find(|line| line.kind == LineKind::TableRow && line.runs.iter().any(|run| run.text == label))
            .unwrap_or_else(|| panic!("no row {label}"));
        let figures: Vec<&Figure> =
            line.runs.iter().filter_map(|run| run.figure).map(|at| &proof.report.figures[at]).collect();
        assert_eq!(figures.len(), 4, "{label}");
        for (figure, period) in figures.iter().zip(periods) {
            let named: BTreeSet<String> = figure.sources.iter().map(|source| source.id.to_string()).collect();
            assert_eq!(named, selected(proof, period, selection, false), "{label} of {period}");
            cells += 1;
        }
    }
    cells
}

#[test]
fn every_cell_of_the_years_table_and_every_entry_taken_over_late_is_recomputed_by_sql() {
    for seed in [7, 20_240_531] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = sample(folder.path());
        throw(&path, seed);
        complete_the_year(&path);
        let taken = take_some_late(&path);
        assert!(taken > 3, "seed {seed} threw {taken} late entries only");
        let periods = [FIRST_SEMESTER, "2023-2024/2", "2023-2024"];
        for (period, outline) in periods.into_iter().zip(["ha-dong", "ha-dong", "nam-hoc"]) {
            let proof = Proof::of_period(&path, outline, Some(period));
            assert!(prove(&proof) > 20, "seed {seed}: hardly a number of {period}");
            nothing_left_out(&proof);
            settlement_agrees(&proof);
        }
        let year = Proof::of_period(&path, "nam-hoc", Some("2023-2024"));
        assert!(no_cell_left_out(&year, periods) >= 40, "seed {seed}");
        let late = late(&year, "2023-2024/2").0;
        assert_eq!(late.matches('"').count(), 2 * taken, "seed {seed}: what was taken is in the book");
    }
}

#[test]
fn all_figures_of_the_sample_stand_in_every_outline_that_asks_for_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = sample(folder.path());
    let said = |outline: &str| {
        let report = Proof::of_period(&path, outline, Some(FIRST_SEMESTER)).report;
        let cells = |line: &congdoan::report::Line| {
            line.runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let printed = |line: &congdoan::report::Line| match line.kind {
            LineKind::TableRow | LineKind::TableTotal => cells(line),
            _ => line.text(),
        };
        report.lines.iter().map(printed).collect::<Vec<_>>().join("\n")
    };
    // What every outline asks for.
    let all = [
        "05 lượt công đoàn viên có người thân qua đời",
        "16 lượt công đoàn viên ốm đau, thai sản",
        "09 lượt người thân",
        "Mừng đám hỷ 02 lượt",
        "Trong năm 2023 có 05 đ/c được tăng lương trước thời hạn",
        "08 cá nhân được công nhận Chiến sĩ thi đua cấp cơ sở",
        "01 giải Nhất: ",
        "03 giải Ba: ",
        "100% (17/17) giáo viên dạy lớp 4",
        "Tổng số tiền ủng hộ, quyên góp: 64.050.000 đồng (Sáu mươi tư triệu không trăm năm mươi nghìn đồng).",
        "kết nạp Đảng 02 đ/c",
        "đảng viên chính thức cho 04 đ/c",
        "Giới thiệu 02 đoàn viên",
        "chưa có đoàn viên công đoàn sinh con thứ 3",
        "không có trường hợp nào khiếu nại, tố cáo",
        "7.348.284",
        "33.293.736",
        "48.046.464",
        "81.340.200",
        "72.407.470",
        "16.281.014",
        "Mười sáu triệu hai trăm tám mươi mốt nghìn không trăm mười bốn đồng",
        "26",
        "Trung cấp: 5 đồng chí, Sơ cấp: 21 đồng chí",
    ];
    let of_the_letter = [
        "Tổng số CBNGNLĐ đến thời điểm 20/12/2023: 69 người, trong đó nữ 58 người",
        "Biên chế, kể cả hợp đồng theo NĐ 111 50",
        "Trong đó hợp đồng theo NĐ 111 3",
        "Hợp đồng khác 19",
        "Đảng viên 26",
        "Dự trù chăm lo Tết Nguyên đán Giáp Thìn 2024",
    ];
    let of_the_district = [
        "Cán bộ, giáo viên, công nhân viên: 69 người",
        "Biên chế: 50 người",
        "Giáo viên cơ bản: 34 người",
        "Giáo viên bộ môn: 8 người",
        "Hợp đồng theo NĐ 111: 3 người",
        "Hợp đồng khác: 19 người",
    ];
    for (outline, own) in
        [("ha-dong", &of_the_district), ("nam-hoc", &of_the_district), ("ninh-binh", &of_the_letter)]
    {
        let said = said(outline);
        for figure in all.iter().chain(own) {
            assert!(said.contains(figure), "{figure:?} is not in {outline}:\n{said}");
        }
    }
}
