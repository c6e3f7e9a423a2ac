//! How long the program lets people wait, with 1,000 and with 100,000 entries in the book, 1,000 and 2,000 of
//! them in the period being worked in. Each book is made once per run in a temporary folder from the sample
//! book: its people, funds and texts, and entries of every year since 2003 logged in one change.
//!
//! Run with `cargo bench`; `cargo bench -- 100000/save` runs what has that in its name. Times of a key end with
//! the frame that answers it; what the program reads behind the frame (totals) is measured apart.

#![allow(missing_docs, reason = "criterion's macros make public functions")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use congdoan::desk::file::Overwrite;
use congdoan::desk::parcel::Stepped;
use congdoan::desk::{Desk, Format, PaperFormat};
use congdoan::domain::{
    Activity, ActivityFilter, Catalog, Day, HeadCount, MoneyLine, Person, Receiver, Source,
};
use congdoan::locale::Language;
use congdoan::text::money::Dong;
use congdoan::tui::theme::Theme;
use congdoan::tui::{Options, Program};
use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main, measurement::WallTime};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

const OFFICER: &str = "bench";

/// A book of a size.
struct Book {
    path: PathBuf,
    _folder: tempfile::TempDir,
}

/// The sample book with this many more entries, this many of them in the period.
fn book(entries: usize, in_period: usize) -> Book {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = Desk::demo(folder.path(), OFFICER).expect("the sample book");
    let mut desk = Desk::open(&path, OFFICER).expect("the sample book");
    let catalog = desk.catalog().expect("its catalog");
    let (first, last) = catalog.period.as_ref().expect("a period").activities;
    let day = |n: usize, from: Day, to: Day| {
        let days = usize::try_from((to - from).num_days()).expect("a range") + 1;
        from + chrono::Duration::days(i64::try_from(n % days).expect("days"))
    };
    let beginning = Day::from_ymd_opt(2003, 1, 1).expect("a day");
    let before = first.pred_opt().expect("a day before");
    let made = (0..entries).map(|n| {
        let older = n < entries.saturating_sub(in_period);
        entry(n, if older { day(n, beginning, before) } else { day(n, first, last) }, &catalog)
    });
    let made: Vec<Activity> = made.collect();
    let taken = timed(|| drop(desk.log_all(made).expect("all are logged")));
    println!("{entries} entries with their vouchers logged in one change: {taken:.1?}");
    Book { path, _folder: folder }
}

/// The n-th invented entry: visits, gifts to many, awards, donations, trainings, as a school has them.
fn entry(n: usize, day: Day, catalog: &Catalog) -> Activity {
    let member = |step: usize| Person {
        member: catalog.members.get((n * 7 + step) % catalog.members.len()).map(|member| member.id),
        ..Person::default()
    };
    let fund = congdoan::desk::fund_source(catalog).expect("a fund");
    let line = |amount, source| MoneyLine {
        quantity: None,
        rate: None,
        amount: Dong(amount),
        source,
        code: String::new(),
    };
    let paid = |amount| MoneyLine { code: "31.03".into(), ..line(amount, fund) };
    match n % 6 {
        0 | 1 => Activity {
            about: format!("Thăm viếng gia đình, đoàn số {n}"),
            people: vec![Person { relation: "me-de".into(), ..member(0) }],
            money: vec![paid(500_000)],
            ..Activity::new("viec-hieu", day)
        },
        2 => Activity {
            place: "Bệnh viện Đa khoa Hà Đông".into(),
            people: vec![member(0)],
            money: vec![paid(300_000)],
            ..Activity::new("tham-om", day)
        },
        3 => Activity {
            occasion: "20/10".into(),
            goods: "hoa, quà".into(),
            head_count: Some(HeadCount { count: Some(48), of: Some(69), whom: "nữ đoàn viên".into() }),
            money: vec![MoneyLine { quantity: Some(48), rate: Some(Dong(50_000)), ..paid(2_400_000) }],
            ..Activity::new("qua-le", day)
        },
        4 => Activity {
            about: format!("Ủng hộ đồng bào bị bão lụt, đợt {n}"),
            receiver: Receiver::Outside,
            money: vec![line(1_250_000, Source::Members)],
            ..Activity::new("ung-ho", day)
        },
        _ => Activity {
            about: "Tập huấn nghiệp vụ công đoàn cơ sở và chuyển đổi số".into(),
            place: "Hội trường Liên đoàn Lao động".into(),
            people: vec![member(0), member(1), member(2)],
            ..Activity::new("tap-huan", day)
        },
    }
}

fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn letter(letter: char) -> Event {
    key(KeyCode::Char(letter))
}

fn started(book: &Book) -> Program {
    let options =
        Options { book: book.path.clone(), language: Language::Vietnamese, officer: OFFICER.to_owned() };
    let mut program = Program::start(&options, Theme::plain(), (80, 24)).expect("the program starts");
    let _ = program.frame();
    program
}

fn read_on(program: &mut Program) {
    while program.has_more() {
        program.more();
        let _ = program.frame();
    }
}

fn press(program: &mut Program, event: Event) {
    program.event(event);
    let _ = program.frame();
    read_on(program);
}

fn clocked<T>(f: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let out = f();
    (out, start.elapsed())
}

fn timed(f: impl FnOnce()) -> Duration {
    clocked(f).1
}

/// A key in a state that `before` brings about and `after` takes back, both untimed.
fn one_key(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    program: &mut Program,
    event: &Event,
    after: &[Event],
) {
    let mut what = |name: &str, key_itself: bool| {
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|times| {
                let mut sum = Duration::ZERO;
                for _ in 0..times {
                    let to_frame = timed(|| {
                        program.event(event.clone());
                        let _ = program.frame();
                    });
                    let behind = timed(|| read_on(program));
                    sum += if key_itself { to_frame } else { behind };
                    for event in after {
                        press(program, event.clone());
                    }
                }
                sum
            });
        });
    };
    what(name, true);
    what(&format!("{name}, totals behind it"), false);
}

fn screens(group: &mut BenchmarkGroup<'_, WallTime>, book: &Book) {
    group.bench_function("first frame", |bencher| bencher.iter(|| started(book)));

    let mut program = started(book);
    read_on(&mut program);
    press(&mut program, letter('2'));
    // Down and up again, through windows of rows that are read as the pointer goes.
    let mut pressed = 0_u32;
    group.bench_function("list key", |bencher| {
        bencher.iter(|| {
            let code = if pressed % 400 < 200 { KeyCode::Down } else { KeyCode::Up };
            pressed += 1;
            program.event(key(code));
            program.frame().map(<[u8]>::len)
        });
    });
    one_key(group, "overview", &mut program, &letter('1'), &[letter('2')]);
    press(&mut program, key(KeyCode::Home));
    let mut pressed = 0_u32;
    group.bench_function("page key", |bencher| {
        bencher.iter(|| {
            let code = if pressed % 80 < 40 { KeyCode::PageDown } else { KeyCode::PageUp };
            pressed += 1;
            program.event(key(code));
            program.frame().map(<[u8]>::len)
        });
    });
    press(&mut program, key(KeyCode::Home));
    press(&mut program, letter('/'));
    one_key(group, "filter key, many found", &mut program, &letter('t'), &[key(KeyCode::Backspace)]);
    for typed in "liên qz".chars() {
        press(&mut program, letter(typed));
    }
    one_key(group, "filter key, none found", &mut program, &letter('x'), &[key(KeyCode::Backspace)]);
}

/// The list as it would be without a period: the store alone, over the whole book.
fn whole_book(group: &mut BenchmarkGroup<'_, WallTime>, book: &Book) {
    let desk = Desk::open(&book.path, OFFICER).expect("the book");
    let catalog = desk.catalog().expect("its catalog");
    for (name, text) in [("all", ""), ("a word in many", "tham vieng"), ("a word in none", "khongco")] {
        let selection = ActivityFilter { text: text.into(), ..ActivityFilter::default() }.compile(&catalog);
        group.bench_function(format!("whole book, {name}: page"), |bencher| {
            bencher.iter(|| desk.store().activities(&selection, None, 60).expect("a page").len());
        });
        group.bench_function(format!("whole book, {name}: totals"), |bencher| {
            bencher.iter(|| desk.store().totals(&selection).expect("totals"));
        });
    }
}

fn desk_work(group: &mut BenchmarkGroup<'_, WallTime>, book: &Book) {
    let mut desk = Desk::open(&book.path, OFFICER).expect("the book");
    let catalog = desk.catalog().expect("its catalog");
    let period = catalog.period.clone().expect("a period");
    for (name, format) in
        [("DOCX", PaperFormat::Docx.into()), ("PDF", PaperFormat::Pdf.into()), ("XLSX", Format::Xlsx)]
    {
        let file = || desk.export_report(&period, None, format).expect("a file").len();
        println!("{name}: {} bytes", file());
        group.bench_function(format!("compile and {name}"), |bencher| bencher.iter(file));
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("parcel");
    group.bench_function("parcel", |bencher| {
        bencher.iter(|| {
            let mut parcel =
                desk.begin_parcel(&period, None, &target, Overwrite::Replace).expect("a parcel begun");
            loop {
                if let Stepped::Done(done) = parcel.go_on(&desk).expect("a step") {
                    return done.files.len();
                }
            }
        });
    });
    group.bench_function("review", |bencher| {
        bencher.iter(|| desk.review(&period, None).expect("findings").len());
    });
    group.bench_function("compile alone", |bencher| {
        bencher.iter(|| desk.compile(&period, None).expect("a report"));
    });
    let common = "hieu 12/11 lien me de 500k";
    group
        .bench_function("common line read", |bencher| bencher.iter(|| desk.read_line(common, &catalog, &[])));
    let words = "thăm hỏi đồng chí Liên mẹ đẻ ốm nặng tại bệnh viện 12/11 500k cùng tổ 2";
    let long: Vec<&str> = words.split(' ').cycle().take(300).collect();
    let long = long.join(" ");
    group.bench_function("line of 300 words read", |bencher| {
        bencher.iter(|| desk.read_line(&long, &catalog, &[]));
    });
    // Seconds each with 100,000 entries: once will do.
    let (size, taken) = clocked(|| desk.export_book().expect("the exchange file").len());
    println!("export of the book, once: {taken:.2?}, {size} bytes");
    let (findings, taken) = clocked(|| desk.verify().expect("verified"));
    assert_eq!(findings, []);
    println!("verify, once: {taken:.2?}");
    let visit = entry(0, catalog.today, &catalog);
    group.bench_function("save", |bencher| {
        bencher.iter(|| {
            let saved = desk.log(visit.clone()).expect("saved");
            assert_eq!(saved.vouchers.len(), 1);
        });
    });
}

fn speed(criterion: &mut Criterion) {
    for (entries, in_period) in [(1_000, 1_000), (100_000, 2_000)] {
        let book = book(entries, in_period);
        let mut group = criterion.benchmark_group(entries.to_string());
        group
            .sample_size(10)
            .warm_up_time(Duration::from_millis(200))
            .measurement_time(Duration::from_secs(1));
        screens(&mut group, &book);
        whole_book(&mut group, &book);
        desk_work(&mut group, &book);
        group.finish();
    }
}

criterion_group!(benches, speed);
criterion_main!(benches);
