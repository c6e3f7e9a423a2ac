//! A report that was sent is a paper in somebody's file: it exports again with equal bytes, what changed in the book
//! since is listed beside it, a re-issue names the one it replaces, and the next report is compared with it.

mod keys_common;

use std::path::{Path, PathBuf};

use congdoan::desk::own;
use congdoan::desk::sent::{Happened, SentError};
use congdoan::desk::{Desk, DeskError, Format, PaperFormat, import_into};
use congdoan::domain::{Activity, IssuedReport, Period, ReportSettings, Stored};
use congdoan::report::sent::is_whole;
use congdoan::report::{FigureValue, Frozen, Rule};
use congdoan::store::FindingKind;
use congdoan::text::digest::sha256;
use congdoan::text::money::Dong;
use congdoan::tui::Program;
use crossterm::event::KeyCode;
use keys_common::{must_see, open, press, save, sees, write};
use tempfile::TempDir;

/// The forms whose bytes hang on the document alone.
const FORMATS: [Format; 4] = [
    Format::Paper(PaperFormat::Docx),
    Format::Xlsx,
    Format::Paper(PaperFormat::Markdown),
    Format::Paper(PaperFormat::Text(80)),
];

struct Room {
    desk: Desk,
    book: PathBuf,
    folder: TempDir,
}

impl Room {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let book = Desk::demo(folder.path(), "thuquy").expect("the sample book");
        let desk = Desk::open(&book, "thuquy").expect("opens");
        Self { desk, book, folder }
    }

    fn period(&self, code: &str) -> Stored<Period> {
        let periods = self.desk.catalog().expect("a catalog").periods;
        periods.into_iter().find(|period| period.code == code).expect("a period")
    }

    fn first(&self) -> Stored<Period> {
        self.period("2023-2024/1")
    }

    fn send(&mut self, code: &str) -> Stored<IssuedReport> {
        let period = self.period(code);
        self.desk.send(&period, None).expect("sent")
    }

    fn settle(&mut self, code: &str, settle: impl FnOnce(&mut ReportSettings)) {
        let period = self.period(code);
        let mut settings = period.report.clone();
        settle(&mut settings);
        self.desk.save_report_settings(&period, settings).expect("saved");
    }

    fn entries(&self, kind: &str) -> Vec<Stored<Activity>> {
        let all = self.desk.store().all::<Activity>().expect("entries");
        all.into_iter().filter(|entry| entry.kind == kind && !entry.money.is_empty()).collect()
    }

    /// Half as much again for the first sick visit, and the second one gone.
    fn change_two(&mut self) -> [Stored<Activity>; 2] {
        let visits = self.entries("tham-om");
        let (one, two) = (visits[0].clone(), visits[1].clone());
        let mut body = one.body.clone();
        for line in &mut body.money {
            line.amount = Dong(line.amount.0 + 50_000);
            (line.quantity, line.rate) = (None, None);
        }
        let one = self.desk.amend(&one, body).expect("amended").activity;
        self.desk.delete(&two).expect("deleted");
        [one, two]
    }

    fn bytes(&self, issued: &IssuedReport) -> Vec<Vec<u8>> {
        FORMATS.iter().map(|format| self.desk.export_sent(issued, *format).expect("exported")).collect()
    }

    fn markdown(&self, issued: &IssuedReport) -> String {
        String::from_utf8(self.desk.export_sent(issued, PaperFormat::Markdown).expect("exported"))
            .expect("UTF-8")
    }

    fn differences(&self, code: &str) -> Vec<congdoan::desk::Difference> {
        let since = self.desk.since_sent(&self.period(code), None).expect("compared");
        since.expect("something was sent").differences
    }
}

fn day(text: &str) -> congdoan::domain::Day {
    text.parse().expect("an ISO day")
}

fn refused(result: Result<Stored<IssuedReport>, DeskError>) -> SentError {
    match result {
        Err(DeskError::Sent(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sent_report_exports_with_equal_bytes_and_two_changed_entries_are_two_differences() {
    let mut room = Room::new();
    let before = room.desk.export_report(&room.first(), None, PaperFormat::Docx).expect("a report");
    let issued = room.send("2023-2024/1");
    assert_eq!((issued.number.as_str(), issued.day), ("10/BC-CĐCS", day("2024-01-20")));
    assert!(is_whole(&issued) && issued.facts.contains("\"period_code\":\"2023-2024/1\""));
    let sent = room.bytes(&issued);
    assert_eq!(sent[0], before, "what is frozen is what was exported");
    assert!(room.differences("2023-2024/1").is_empty());

    let [amended, deleted] = room.change_two();
    assert_eq!(room.bytes(&issued), sent);
    assert_ne!(room.desk.export_report(&room.first(), None, PaperFormat::Docx).expect("a report"), before);
    let differences = room.differences("2023-2024/1");
    let told: Vec<_> = differences.iter().map(|one| (one.now.uuid(), one.happened)).collect();
    assert_eq!(told, [(amended.id.uuid(), Happened::Changed), (deleted.id.uuid(), Happened::Removed)]);
    assert!(differences.iter().all(|one| one.before.is_some() && one.officer == "thuquy"));

    room.desk.undo().expect("undone");
    assert_eq!(room.differences("2023-2024/1").len(), 1, "what is as it was is no difference");
    room.desk.undo().expect("undone");
    assert!(room.differences("2023-2024/1").is_empty());
    assert_eq!(room.desk.verify().expect("verified"), []);
}

#[test]
fn an_outline_that_is_replaced_after_the_report_was_sent_is_a_difference() {
    let mut room = Room::new();
    let own = own::built_in_source(own::OwnType::Outline, "ha-dong").expect("an outline");
    let own = own.replacen("code = \"ha-dong\"", "code = \"rieng\"", 1);
    room.desk.add_outline(&own).expect("taken");
    let issued = room.desk.send(&room.first(), Some("rieng")).expect("sent");
    let differences = |room: &Room| room.desk.since(issued.clone()).expect("compared").differences;
    assert!(differences(&room).is_empty());
    room.desk.add_outline(&own.replace("HỌC KỲ", "Học kỳ").replace("PHẦN I", "Phần I")).expect("replaced");
    let told = differences(&room);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!((told[0].now.record_type().name(), told[0].happened), ("own_outline", Happened::Changed));
    room.desk.add_outline(&own).expect("as it was");
    assert!(differences(&room).is_empty());
}

/// The pages are set anew from the paper that is kept, in the fonts of the computer.
#[test]
fn a_sent_report_gives_equal_pages_in_equal_fonts_in_this_run_and_the_next() {
    let mut room = Room::new();
    let before = room.desk.export_report(&room.first(), None, PaperFormat::Pdf).expect("a report");
    let issued = room.send("2023-2024/1");
    room.change_two();
    assert!(room.desk.export_sent(&issued, PaperFormat::Pdf).expect("exported") == before);
    let other = Desk::open(&room.book, "lan").expect("opens");
    assert!(other.export_sent(&issued, PaperFormat::Pdf).expect("exported") == before);
}

#[test]
fn what_came_behind_the_report_or_is_not_read_by_it_is_told_apart() {
    let mut room = Room::new();
    room.send("2023-2024/1");
    let mut late = room.entries("tham-om")[0].body.clone();
    late.day = day("2023-11-28");
    let late = room.desk.log(late).expect("logged").activity;
    // Another semester's entry, and a new class of next August: not this report's.
    let mut next = late.body.clone();
    next.day = day("2024-03-05");
    room.desk.log(next).expect("logged");
    let member = room.desk.catalog().expect("a catalog").members[0].clone();
    let mut body = member.body.clone();
    let duty = congdoan::domain::MemberFact {
        from: Some(day("2024-08-01")),
        ..congdoan::domain::MemberFact::always(congdoan::domain::FactKind::Duty, "chủ nhiệm 5E")
    };
    body.facts.push(duty);
    room.desk.save_member(Some(&member), body.clone()).expect("saved");
    // The number of a re-issue is the paper's own.
    room.settle("2023-2024/1", |settings| settings.number = "11/BC-CĐCS".to_owned());
    let told: Vec<_> =
        room.differences("2023-2024/1").iter().map(|one| (one.now.uuid(), one.happened)).collect();
    assert_eq!(told, [(late.id.uuid(), Happened::Added)]);

    // Words of a part and somebody's record as of the head-count day are.
    let words = room.desk.store().all::<congdoan::domain::Narrative>().expect("words");
    let part = words.iter().find(|words| words.part == "doi-ngu.kho-khan").expect("a part").clone();
    room.desk.save_narrative(Some(&part), part.period, &part.part, "- Ít.").expect("saved");
    let member = room.desk.catalog().expect("a catalog").members[0].clone();
    body.gender = match body.gender {
        congdoan::domain::Gender::Female => congdoan::domain::Gender::Male,
        congdoan::domain::Gender::Male => congdoan::domain::Gender::Female,
    };
    room.desk.save_member(Some(&member), body).expect("saved");
    let differences = room.differences("2023-2024/1");
    assert_eq!(differences.len(), 3, "{differences:#?}");
    assert!(!differences[1].place.is_empty(), "where the part stands is said");
}

#[test]
fn a_report_without_number_or_day_is_not_sent_and_says_which() {
    let mut room = Room::new();
    let second = room.period("2023-2024/2");
    assert_eq!(refused(room.desk.send(&second, None)), SentError::Lacks { number: true, day: true });
    room.settle("2023-2024/2", |settings| settings.number = "15/BC-CĐCS".to_owned());
    assert_eq!(refused(room.desk.send(&second, None)), SentError::Lacks { number: false, day: true });
    assert!(room.desk.sent(None).expect("read").is_empty());
}

#[test]
fn marking_as_sent_is_one_change_that_can_be_taken_back() {
    let mut room = Room::new();
    let issued = room.send("2023-2024/1");
    assert_eq!(room.desk.undo().expect("undone").action, "send");
    assert!(room.desk.since_sent(&room.first(), None).expect("read").is_none());
    room.desk.redo().expect("redone");
    let again = room.desk.sent(None).expect("read");
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].body, issued.body);
}

#[test]
fn a_reissue_has_its_own_number_names_the_one_it_replaces_and_leaves_that_as_it_was() {
    let mut room = Room::new();
    let issued = room.send("2023-2024/1");
    let sent = room.bytes(&issued);
    room.change_two();
    let first = room.first();
    let used = SentError::NumberUsed { number: "10/BC-CĐCS".to_owned(), day: day("2024-01-20") };
    assert_eq!(refused(room.desk.send(&first, None)), used);
    room.settle("2023-2024/1", |settings| {
        settings.number = "14/BC-CĐCS".to_owned();
        settings.day = Some(day("2024-01-19"));
    });
    let backdated = SentError::Backdated { day: day("2024-01-19"), former: day("2024-01-20") };
    assert_eq!(refused(room.desk.send(&first, None)), backdated);
    room.settle("2023-2024/1", |settings| settings.day = Some(day("2024-01-26")));

    let again = room.send("2023-2024/1");
    assert_eq!(again.replaces, Some(issued.id));
    let paper = room.markdown(&again);
    assert!(
        paper.contains("Báo cáo này thay thế Báo cáo số 10/BC-CĐCS ngày 20 tháng 01 năm 2024."),
        "{paper}"
    );
    assert!(paper.contains("14/BC-CĐCS"));
    assert!(!room.markdown(&issued).contains("thay thế"));
    assert_eq!(room.bytes(&issued), sent, "the former one still exports as it went out");
    assert!(room.differences("2023-2024/1").is_empty(), "the newest counts");
    assert_eq!(room.desk.since(issued).expect("compared").differences.len(), 2);
    assert_eq!(room.desk.sent(None).expect("read")[0].id, again.id);
}

/// An outline that compares the sick visits with those of the last report.
const COMPARED: &str = r#"
code = "so-sanh"
title = "So sánh"
kind = "BÁO CÁO"
subject = "Thăm ốm"

[[section]]
id = "tham-om"
level = 1
title = "Thăm ốm"

[[section.block]]
fact = "tham-om"
activities = { kinds = ["tham-om"] }
sentence = "Thăm {count} lượt[, {change:count}]."
"#;

#[test]
fn the_next_semester_is_compared_with_what_was_sent_not_with_the_book() {
    let mut room = Room::new();
    room.desk.add_outline(COMPARED).expect("an outline");
    let visit = room.entries("tham-om")[0].body.clone();
    let mut second = visit.clone();
    second.day = day("2024-03-05");
    room.desk.log(second).expect("logged");
    let first = room.first();
    room.desk.send(&first, Some("so-sanh")).expect("sent");
    let change = |room: &Room| {
        let report = room.desk.compile(&room.period("2023-2024/2"), Some("so-sanh")).expect("a report");
        let figure =
            report.figures.into_iter().find(|figure| figure.name == "change:count").expect("a change");
        let Rule::Change { before, .. } = figure.rule else { panic!("a change") };
        let FigureValue::Change { before: count, .. } = figure.value else { panic!("a change") };
        (count, before.sent)
    };
    let sent = change(&room);
    assert_eq!(sent.1.as_deref(), Some("10/BC-CĐCS"));
    room.change_two();
    let mut more = visit;
    more.day = day("2023-11-28");
    room.desk.log(more.clone()).expect("logged");
    more.day = day("2023-11-29");
    room.desk.log(more).expect("logged");
    assert_eq!(change(&room), sent, "whatever became of the book");
    let issued = room.desk.sent(None).expect("read").remove(0);
    assert_eq!(room.desk.since(issued).expect("compared").differences.len(), 4);
    room.desk.undo().and_then(|_| room.desk.undo()).expect("undone");
}

#[test]
fn sending_closes_the_period_for_late_entries_and_a_reissue_takes_them_in() {
    let mut room = Room::new();
    room.send("2023-2024/1");
    let mut late = room.entries("tham-om")[0].body.clone();
    late.day = day("2023-11-28");
    let late = room.desk.log(late).expect("logged").activity;
    let offered = |room: &Room| {
        let offer = room.desk.late_for(&room.period("2023-2024/2")).expect("an offer");
        offer.into_iter().any(|one| one.entry.id == late.id)
    };
    assert!(offered(&room));
    room.settle("2023-2024/1", |settings| {
        settings.number = "14/BC-CĐCS".to_owned();
        settings.day = Some(day("2024-01-26"));
    });
    room.send("2023-2024/1");
    assert!(!offered(&room), "it stands in the re-issue");
}

#[test]
fn a_kept_report_that_was_tampered_with_is_named_and_not_exported() {
    let mut room = Room::new();
    let issued = room.send("2023-2024/1");
    let exported = room.desk.export_book().expect("exported");
    let at = exported.find("\"type\":\"issued_report\"").expect("a sent report");
    let (head, tail) = exported.split_at(at);
    let forged = format!("{head}{}", tail.replacen("BÁO CÁO", "BÁO CÁC", 1));
    assert_ne!(forged, exported);
    let book = room.folder.path().join("forged.congdoan");
    import_into(&book, "thuquy", forged.as_bytes(), false).expect("imported");
    let desk = Desk::open(&book, "thuquy").expect("opens");
    let found = desk.verify().expect("verified");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].what, FindingKind::SentDamaged);
    assert!(found[0].label.contains("10/BC-CĐCS"));
    let kept = desk.store().get(issued.id).expect("read").expect("a record");
    let error = desk.export_sent(&kept, PaperFormat::Docx).expect_err("damaged");
    assert!(matches!(error, DeskError::Sent(SentError::Damaged { .. })), "{error}");
}

#[test]
fn a_book_that_went_through_a_file_keeps_its_sent_reports_and_what_changed_since() {
    let mut room = Room::new();
    let issued = room.send("2023-2024/1");
    let sent = room.bytes(&issued);
    // The record's times tell in the other book: they must be later than the sending.
    let later = issued.meta.created_at + chrono::TimeDelta::milliseconds(2);
    while chrono::Utc::now() < later {
        std::hint::spin_loop();
    }
    room.change_two();
    let exported = room.desk.export_book().expect("exported");
    let book = room.folder.path().join("other.congdoan");
    import_into(&book, "thuquy", exported.as_bytes(), false).expect("imported");
    let other = Room { desk: Desk::open(&book, "thuquy").expect("opens"), book, folder: room.folder };
    let kept = other.desk.sent(None).expect("read").remove(0);
    assert_eq!(kept, issued);
    assert_eq!(other.bytes(&kept), sent);
    let told: Vec<_> = other.differences("2023-2024/1").iter().map(|one| one.happened).collect();
    assert_eq!(told, [Happened::Changed, Happened::Removed]);
}

/// Fixed: what people have in their books must stay readable.
#[test]
fn a_book_of_schema_1_with_a_sent_report_exports_it_with_equal_bytes() {
    let folder = TempDir::new().expect("a folder");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let schema = std::fs::read_to_string(fixtures.join("schema/v1.sql")).expect("the schema");
    let schema = schema.split("-- A record of every type").next().expect("its head").to_owned();
    let rows_path = fixtures.join("sent/v1.sql");
    let paper_path = fixtures.join("sent/v1.md");
    if std::env::var_os("CONGDOAN_WRITE_FIXTURE").is_some() {
        let (rows, paper) = small_book_with_a_sent_report(folder.path());
        std::fs::create_dir_all(fixtures.join("sent")).expect("a folder");
        std::fs::write(&rows_path, rows).expect("rows");
        std::fs::write(&paper_path, paper).expect("a paper");
    }
    let rows = std::fs::read_to_string(&rows_path).expect("the rows");
    let paper = std::fs::read_to_string(&paper_path).expect("the paper");

    let book = folder.path().join("v1.congdoan");
    rusqlite::Connection::open(&book)
        .expect("a file")
        .execute_batch(&format!("{schema}\n{rows}"))
        .expect("its SQL");
    let mut desk = Desk::open(&book, "lan").expect("opens, migrated where needed");
    assert_eq!(desk.verify().expect("verified"), []);
    let issued = desk.sent(None).expect("read").remove(0);
    let exported = |desk: &Desk| desk.export_sent(&issued, PaperFormat::Markdown).expect("exported");
    assert_eq!(String::from_utf8(exported(&desk)).expect("UTF-8"), paper);
    // The kept form reads and writes back letter for letter.
    let kept = Frozen::read(&issued.document).expect("a kept report");
    assert_eq!(kept.to_text().expect("JSON"), issued.document);
    assert_eq!(sha256(issued.document.as_bytes()), issued.digest);

    let word = desk.export_sent(&issued, PaperFormat::Docx).expect("exported");
    let entry = desk.store().all::<Activity>().expect("entries").remove(0);
    desk.delete(&entry).expect("deleted");
    assert_eq!(desk.export_sent(&issued, PaperFormat::Docx).expect("exported"), word);
    assert_eq!(desk.since(issued.clone()).expect("compared").differences.len(), 1);
}

/// A book of one visit whose report by a small outline was sent: its rows as SQL, and the paper.
fn small_book_with_a_sent_report(folder: &Path) -> (String, String) {
    let path = folder.join("small.congdoan");
    let new = congdoan::desk::NewBook {
        unit: "Công đoàn Trường Tiểu học Cây Phượng".to_owned(),
        cash: Dong(10_000_000),
        school_year: 2023,
        ..congdoan::desk::NewBook::default()
    };
    let mut desk = Desk::create(&path, "lan", &new).expect("a book");
    desk.add_outline(COMPARED).expect("an outline");
    let mut visit = Activity::new("tham-om", day("2023-11-12"));
    let person = congdoan::domain::Person {
        name: "Đoàn Thị Liên".to_owned(),
        ..congdoan::domain::Person::default()
    };
    visit.people.push(person);
    desk.log(visit).expect("logged");
    let period = desk.catalog().expect("a catalog").periods.remove(0);
    let mut settings = period.report.clone();
    "12/BC-CĐCS".clone_into(&mut settings.number);
    settings.day = Some(day("2023-12-22"));
    let period = desk.save_report_settings(&period, settings).expect("saved");
    let issued = desk.send(&period, Some("so-sanh")).expect("sent");
    let paper = desk.export_sent(&issued, PaperFormat::Markdown).expect("exported");
    drop(desk);
    (dump(&path), String::from_utf8(paper).expect("UTF-8"))
}

/// Every row of a book as an INSERT, the tables in the order of the schema.
fn dump(path: &Path) -> String {
    let conn = rusqlite::Connection::open(path).expect("a file");
    let mut tables = conn
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid",
        )
        .expect("a statement");
    let names: Vec<String> =
        tables.query_map([], |row| row.get(0)).expect("rows").map(|name| name.expect("a name")).collect();
    let mut text = String::from("-- A book of schema 1 with one visit, whose report was sent; rows only.\n");
    for name in names {
        let mut rows = conn.prepare(&format!("SELECT * FROM {name} ORDER BY 1")).expect("a statement");
        let width = rows.column_count();
        let mut rows = rows.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let cells: Vec<String> = (0..width)
                .map(|at| match row.get_ref(at).expect("a cell") {
                    rusqlite::types::ValueRef::Null => "NULL".to_owned(),
                    rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                    rusqlite::types::ValueRef::Text(text) => {
                        format!("'{}'", String::from_utf8_lossy(text).replace('\'', "''"))
                    }
                    other => panic!("{other:?}"),
                })
                .collect();
            text.push_str(&format!("INSERT INTO {name} VALUES ({});\n", cells.join(", ")));
        }
    }
    text
}

#[test]
fn the_annex_that_went_out_is_kept_and_todays_is_another_one() {
    let mut room = Room::new();
    let before = room.desk.export_report(&room.first(), None, Format::Xlsx).expect("an annex");
    let issued = room.send("2023-2024/1");
    let sent = |room: &Room| room.desk.export_sent(&issued, Format::Xlsx).expect("an annex");
    assert!(sent(&room) == before, "what is frozen is what was exported");
    let today = |room: &Room| room.desk.export_report(&room.first(), None, Format::Xlsx).expect("an annex");
    assert!(today(&room) != before, "it no longer says that it goes with the report that is out");
    room.change_two();
    assert!(sent(&room) == before);

    // A report that went out before annexes were kept has none; its paper is exported all the same.
    let mut kept: serde_json::Value = serde_json::from_str(&issued.document).expect("JSON");
    kept.as_object_mut().expect("an object").remove("annex").expect("an annex");
    let document = kept.to_string();
    let older = IssuedReport { digest: sha256(document.as_bytes()), document, ..issued.body.clone() };
    let refused = room.desk.export_sent(&older, Format::Xlsx);
    assert!(matches!(refused, Err(DeskError::Sent(SentError::NoAnnex { .. }))), "{refused:?}");
    assert!(room.desk.export_sent(&older, PaperFormat::Docx).is_ok());
}

#[test]
fn by_keys_a_report_is_sent_changed_looked_at_and_exported_as_it_was() {
    let room = Room::new();
    let mut program = open(&room.book);
    press(&mut program, KeyCode::Char('5'));
    press(&mut program, KeyCode::Char('d'));
    must_see(&mut program, "Đánh dấu báo cáo học kỳ I năm học 2023-2024");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Đã đánh dấu gửi số 10/BC-CĐCS ngày 20/01/2024");
    must_see(&mut program, "Đã gửi số 10/BC-CĐCS ngày 20/01/2024; từ đó sổ không thay đổi");

    // The same number is not sent twice.
    press(&mut program, KeyCode::Char('d'));
    must_see(&mut program, "Muốn gửi bản thay thế");

    // Two entries change: one deleted, one written.
    press(&mut program, KeyCode::Char('2'));
    write(&mut program, "k");
    write(&mut program, "tham om");
    press(&mut program, KeyCode::Enter);
    press(&mut program, KeyCode::Down);
    press(&mut program, KeyCode::Char('x'));
    must_see(&mut program, "Xóa «Thăm ốm");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Đã xóa");
    write(&mut program, "i");
    write(&mut program, "om van l2 15/11 300k");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Đã lưu");
    press(&mut program, KeyCode::Esc);
    press(&mut program, KeyCode::Char('5'));
    must_see(&mut program, "từ đó sổ thay đổi 2 chỗ");

    // The list; Enter opens the entry, and saving it comes back to the list.
    press(&mut program, KeyCode::Char('t'));
    must_see(&mut program, "Bỏ: Thăm");
    must_see(&mut program, "Thêm: Thăm");
    press(&mut program, KeyCode::Down);
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Vân L2");
    save(&mut program);
    must_see(&mut program, "từ đó sổ thay đổi 2 chỗ");
    press(&mut program, KeyCode::Esc);
    assert!(!sees(&mut program, "Thêm: Thăm"));

    // Exporting asks which one, as sent first.
    press(&mut program, KeyCode::Char('x'));
    must_see(&mut program, "Xuất ra tệp");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Xuất bản nào?");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Đã ghi báo cáo vào");
    // So does the annex, under a name of its own.
    press(&mut program, KeyCode::Char('x'));
    write(&mut program, "excel");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Xuất bản nào?");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Đã ghi phụ lục số liệu vào");
    must_see(&mut program, "phu-luc-");
    let desk = Desk::open(&room.book, "thuquy").expect("opens");
    let issued = desk.sent(None).expect("read").remove(0);
    for (format, begin) in [(PaperFormat::Docx.into(), "bao-cao-"), (Format::Xlsx, "phu-luc-")] {
        let wanted = desk.export_sent(&issued, format).expect("exported");
        let written = files_below(room.folder.path()).into_iter().find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(begin) && name.contains("so-10-BC-CĐCS")
        });
        assert_eq!(std::fs::read(written.expect("a file")).expect("its bytes"), wanted, "{format:?}");
    }
    drop(room);
}

#[test]
fn by_keys_a_report_sent_by_another_outline_is_shown_as_sent_by_whoever_opens_the_book_next() {
    let room = Room::new();
    let mut program = open(&room.book);
    press(&mut program, KeyCode::Char('5'));
    press(&mut program, KeyCode::Char('m'));
    write(&mut program, "ninh binh");
    press(&mut program, KeyCode::Enter);
    press(&mut program, KeyCode::Char('d'));
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "Đã gửi số 10/BC-CĐCS");
    drop(program);

    let to_first = |program: &mut Program| {
        press(program, KeyCode::Char('p'));
        write(program, "2023-2024/1");
        press(program, KeyCode::Enter);
        press(program, KeyCode::Char('5'));
    };
    let mut program = open(&room.book);
    to_first(&mut program);
    must_see(&mut program, "Đã gửi số 10/BC-CĐCS");
    must_see(&mut program, "I. Tình hình đội ngũ cán bộ, nhà giáo");
    // What is chosen for one period is chosen for no other.
    press(&mut program, KeyCode::Char('p'));
    write(&mut program, "ky II");
    press(&mut program, KeyCode::Enter);
    must_see(&mut program, "mẫu H");
    press(&mut program, KeyCode::Char('m'));
    write(&mut program, "nam hoc");
    press(&mut program, KeyCode::Enter);
    to_first(&mut program);
    must_see(&mut program, "Đã gửi số 10/BC-CĐCS");
}

#[test]
fn by_keys_a_report_without_a_number_says_where_to_give_it_one() {
    let room = Room::new();
    let mut program = open(&room.book);
    press(&mut program, KeyCode::Char('p'));
    write(&mut program, "ky II");
    press(&mut program, KeyCode::Enter);
    press(&mut program, KeyCode::Char('5'));
    press(&mut program, KeyCode::Char('d'));
    must_see(&mut program, "chưa có số và ngày");
    must_see(&mut program, "mở chỗ ghi");
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}
