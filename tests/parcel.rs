//! The parcel for the upper union: what is in it, that it comes whole or not at all, that nothing of somebody's own is
//! lost for it, and how one asks for it by a call and by a key.

mod cli_common;
mod keys_common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cli_common::{House, said};
use congdoan::desk::file::Overwrite;
use congdoan::desk::parcel::{Parcel, ParcelError, Parceled, Step, Stepped};
use congdoan::desk::{Desk, DeskError, Format, PaperFormat};
use congdoan::domain::{Activity, Day, Narrative, Period, Photo, Stored};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use keys_common::{must_see, open, press, sees};
use tempfile::TempDir;

/// What a parcel of the sample holds, by name.
const CONTENTS: [&str; 5] = [
    "SHA256SUMS",
    "bao-cao-2023-2024-1.docx",
    "bao-cao-2023-2024-1.pdf",
    "email.txt",
    "phu-luc-2023-2024-1.xlsx",
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

    fn period(&self) -> Stored<Period> {
        let periods = self.desk.catalog().expect("a catalog").periods;
        periods.into_iter().find(|period| period.code == "2023-2024/1").expect("a period")
    }

    /// Where parcels go: a folder with nothing else in it.
    fn place(&self) -> PathBuf {
        let place = self.folder.path().join("gửi đi");
        std::fs::create_dir_all(&place).expect("a folder");
        place
    }

    fn begin(&self, name: &str, how: Overwrite) -> Result<Parcel, DeskError> {
        self.desk.begin_parcel(&self.period(), None, &self.place().join(name), how)
    }

    fn make(&self, name: &str, how: Overwrite) -> Result<Parceled, DeskError> {
        let mut parcel = self.begin(name, how)?;
        loop {
            if let Stepped::Done(done) = parcel.go_on(&self.desk)? {
                return Ok(*done);
            }
        }
    }

    fn made(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        self.make(name, Overwrite::Refuse).expect("a parcel");
        contents(&self.place().join(name))
    }

    fn settle(&mut self, settle: impl FnOnce(&mut congdoan::domain::ReportSettings)) {
        let period = self.period();
        let mut settings = period.report.clone();
        settle(&mut settings);
        self.desk.save_report_settings(&period, settings).expect("saved");
    }
}

/// Every file below a folder, by its name within it.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                found.insert(name, std::fs::read(path).expect("a file"));
            }
        }
    }
    found
}

/// The names in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn refused<T: std::fmt::Debug>(result: Result<T, DeskError>) -> ParcelError {
    match result {
        Err(DeskError::Parcel(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_folder_holds_what_the_letter_asks_for_and_equal_books_give_equal_bytes() {
    let room = Room::new();
    let files = room.made("một");
    assert_eq!(files.keys().map(String::as_str).collect::<Vec<_>>(), CONTENTS);
    for (format, name) in [
        (PaperFormat::Docx.into(), CONTENTS[1]),
        (PaperFormat::Pdf.into(), CONTENTS[2]),
        (Format::Xlsx, CONTENTS[4]),
    ] {
        let report = room.desk.export_report(&room.period(), None, format).expect("a report");
        assert!(files[name] == report, "{name} is the report");
    }
    let mail = String::from_utf8(files["email.txt"].clone()).expect("UTF-8");
    let (_, paper) = room.desk.compile_paper(&room.period(), None).expect("a paper");
    let pages = room.desk.pages(&paper).expect("pages");
    for said in [
        "Gửi tới: baocao@ldld-songnhue.example\r\n",
        "\r\nTiêu đề: CĐCS TH Cây Phượng - Báo cáo hoạt động công đoàn học kỳ I năm học 2023-2024\r\n",
        "\r\nKính gửi: Liên đoàn Lao động quận Sông Nhuệ\r\n",
        "văn bản số 06/CV-LĐLĐ ngày 02/01/2024",
        "(số 10/BC-CĐCS ngày 20/01/2024)",
        &format!("\r\n- bao-cao-2023-2024-1.pdf: báo cáo, bản PDF, {pages} trang\r\n"),
        "\r\nTM. BAN CHẤP HÀNH\r\nCHỦ TỊCH\r\nPhạm Thanh Tâm\r\n",
    ] {
        assert!(mail.contains(said), "{said} in\n{mail}");
    }
    assert!(!mail.contains('{'), "{mail}");
    assert!(files == room.made("hai"), "equal books give equal bytes");
    assert!(files.keys().all(|name| name.is_ascii()));
}

#[cfg(unix)]
#[test]
fn the_sums_are_those_that_another_program_finds() {
    let room = Room::new();
    let files = room.made("gói");
    let check = Command::new("sha256sum")
        .args(["--check", "--strict", "SHA256SUMS"])
        .current_dir(room.place().join("gói"))
        .output()
        .expect("sha256sum");
    let told = String::from_utf8_lossy(&check.stdout);
    assert!(check.status.success(), "{told}{}", String::from_utf8_lossy(&check.stderr));
    assert_eq!(told.lines().count(), files.len() - 1, "every file but the sums themselves: {told}");
}

/// A picture of one colour as a JPEG file.
fn jpeg(shade: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = vec![shade; 40 * 30 * 3];
    jpeg_encoder::Encoder::new(&mut bytes, 90)
        .encode(&picture, 40, 30, jpeg_encoder::ColorType::Rgb)
        .expect("a picture");
    bytes
}

#[test]
fn photos_go_as_numbered_files_and_on_a_paper_and_the_e_mail_tells_their_captions() {
    let mut room = Room::new();
    let entries = room.desk.store().all::<Activity>().expect("entries");
    let entry = entries.iter().find(|entry| entry.kind == "tham-om").expect("an entry").id;
    for (shade, caption) in [(10, "Thăm cô Thu L5 ốm"), (200, "Trao quà")] {
        let photo = Photo {
            activity: entry,
            caption: caption.to_owned(),
            media_type: "image/jpeg".to_owned(),
            sha256: "0".repeat(64),
            width: 40,
            height: 30,
            position: None,
            content: congdoan::text::base64::encode(&jpeg(shade)),
        };
        let store = room.desk.store_mut();
        store.change("thuquy", "photo", |change| change.insert(photo)).expect("attached");
    }
    let done = room.make("gói", Overwrite::Refuse).expect("a parcel");
    assert_eq!((done.photos, done.photos_asked), (2, (Some(3), Some(5))));
    let files = contents(&done.folder);
    assert!(files["anh/01-tham-co-thu-l5-om.jpg"] == jpeg(10), "{:?}", files.keys());
    assert!(files["anh/02-trao-qua.jpg"] == jpeg(200));
    assert!(files["phu-luc-anh-2023-2024-1.pdf"].starts_with(b"%PDF"));
    let mail = String::from_utf8(files["email.txt"].clone()).expect("UTF-8");
    for said in [
        "\r\n- phu-luc-anh-2023-2024-1.pdf: phụ lục ảnh, bản PDF, 1 trang\r\n",
        "\r\n- 02 ảnh, mỗi ảnh một tệp:\r\n  + 01-tham-co-thu-l5-om.jpg: Thăm cô Thu L5 ốm\r\n",
    ] {
        assert!(mail.contains(said), "{said} in\n{mail}");
    }
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).expect("ASCII");
    assert!(sums.contains("  anh/02-trao-qua.jpg\n"), "{sums}");
    // A photo less: the former parcel's own file goes with the folder that is replaced.
    let store = room.desk.store_mut();
    let photo = store.all::<Photo>().expect("photos").pop().expect("one");
    store.change("thuquy", "photo", |change| change.delete(&photo)).expect("taken away");
    room.make("gói", Overwrite::Replace).expect("replaced");
    assert_eq!(names(&done.folder.join("anh")).len(), 1);
}

#[test]
fn without_a_letter_and_a_number_the_e_mail_says_nothing_of_them() {
    let mut room = Room::new();
    room.settle(|settings| (settings.number, settings.day) = (String::new(), None));
    let period = room.period();
    let mut body = period.body.clone();
    body.letter = congdoan::domain::Letter::default();
    body.due = None;
    room.desk.save_period(Some(&period), body).expect("saved");
    let done = room.make("gói", Overwrite::Refuse).expect("a parcel");
    assert_eq!((done.to.as_str(), done.due), ("", None));
    let mail = String::from_utf8(contents(&done.folder)["email.txt"].clone()).expect("UTF-8");
    assert!(mail.starts_with("Gửi tới: (địa chỉ thư điện tử"), "{mail}");
    assert!(mail.contains("\r\nCông đoàn Trường Tiểu học Cây Phượng xin gửi Báo cáo hoạt động"), "{mail}");
    assert!(!mail.contains("số  ") && !mail.contains("ngày "), "{mail}");
}

#[test]
fn until_the_last_step_nothing_is_seen_and_what_is_given_up_leaves_nothing() {
    let room = Room::new();
    for kept in 0..Step::ALL.len() {
        let mut parcel = room.begin("gói", Overwrite::Refuse).expect("begun");
        for _ in 0..kept {
            assert!(matches!(parcel.go_on(&room.desk).expect("a step"), Stepped::Next(_)));
            assert!(names(&room.place()).iter().all(|name| name.starts_with(".congdoan-")));
        }
        drop(parcel);
        assert_eq!(names(&room.place()), Vec::<String>::new());
    }
}

#[test]
fn a_folder_that_is_there_is_refused_and_replaced_only_when_asked() {
    let room = Room::new();
    let first = room.made("gói");
    let report = room.place().join("gói").join(CONTENTS[1]);
    std::fs::write(&report, "sửa trong Word").expect("edited");
    match refused(room.make("gói", Overwrite::Refuse)) {
        ParcelError::Exists { edited, .. } => assert_eq!(edited, [CONTENTS[1]]),
        other => panic!("{other:?}"),
    }
    assert_eq!(std::fs::read(&report).expect("the file"), "sửa trong Word".as_bytes());
    room.make("gói", Overwrite::Replace).expect("replaced");
    assert!(contents(&room.place().join("gói")) == first);
    assert_eq!(names(&room.place()), ["gói"], "the old one is gone");

    std::fs::write(room.place().join("tệp"), "x").expect("a file");
    for how in [Overwrite::Refuse, Overwrite::Replace] {
        assert!(matches!(refused(room.make("tệp", how)), ParcelError::NotAFolder { .. }));
    }
    assert!(matches!(refused(room.make("không có/gói", Overwrite::Refuse)), ParcelError::File(_)));
}

#[test]
fn files_of_ones_own_in_the_folder_are_named_and_kept() {
    let room = Room::new();
    room.made("gói");
    let folder = room.place().join("gói");
    std::fs::create_dir(folder.join("riêng")).expect("a folder");
    std::fs::write(folder.join("riêng/ghi chú.txt"), "của tôi").expect("a file");
    let before = contents(&folder);
    match refused(room.make("gói", Overwrite::Replace)) {
        ParcelError::Foreign { files, .. } => assert_eq!(files, ["riêng/ghi chú.txt"]),
        other => panic!("{other:?}"),
    }
    assert!(contents(&folder) == before && names(&room.place()) == ["gói"]);

    // What a former parcel wrote and this one does not is no file of one's own, as long as nobody changed it.
    std::fs::remove_dir_all(folder.join("riêng")).expect("removed");
    let sums = folder.join("SHA256SUMS");
    let old = std::fs::read_to_string(&sums).expect("sums");
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    std::fs::write(&sums, format!("{old}{empty}  anh/09-cu.jpg\n")).expect("sums");
    std::fs::create_dir_all(folder.join("anh")).expect("a folder");
    std::fs::write(folder.join("anh/09-cu.jpg"), "đã sửa").expect("a file");
    assert!(matches!(refused(room.make("gói", Overwrite::Replace)), ParcelError::Foreign { .. }));
    std::fs::write(folder.join("anh/09-cu.jpg"), "").expect("a file");
    room.make("gói", Overwrite::Replace).expect("replaced");
    assert!(!folder.join("anh/09-cu.jpg").exists());
}

#[test]
fn what_a_run_that_was_killed_left_is_cleaned_up_and_what_another_one_works_in_is_not() {
    let room = Room::new();
    let left = room.place().join(".congdoan-gói-a1B2c3");
    std::fs::create_dir_all(left.join("new")).expect("a folder");
    std::fs::write(left.join("lock"), "").expect("a lock nobody holds");
    std::fs::write(left.join("new/bao-cao.docx"), "half").expect("half a parcel");
    // Left by a run for another target, which had moved the folder there aside.
    let elsewhere = room.place().join(".congdoan-gói cũ-a1B2c3");
    std::fs::create_dir_all(elsewhere.join("old")).expect("a folder");
    std::fs::write(elsewhere.join("old/bao-cao.docx"), "whole").expect("a former parcel");
    std::fs::write(elsewhere.join("lock"), "").expect("a lock nobody holds");
    // Somebody's own hidden folder: nothing says that a run made it.
    std::fs::create_dir_all(room.place().join(".congdoan-gói-hai-a1B2c3/new")).expect("a folder");
    let mut other = room.begin("gói", Overwrite::Refuse).expect("begun");
    assert!(!left.exists() && !elsewhere.exists());
    let back = room.place().join("gói cũ");
    assert_eq!(std::fs::read_to_string(back.join("bao-cao.docx")).expect("put back"), "whole");
    std::fs::remove_dir_all(back).expect("taken away");
    room.made("gói");
    let hidden = names(&room.place());
    assert_eq!(hidden.len(), 3, "{hidden:?}");
    // The other run comes too late, and leaves the one that is there.
    while let Ok(Stepped::Next(_)) = other.go_on(&room.desk) {}
    drop(other);
    assert_eq!(names(&room.place()), [".congdoan-gói-hai-a1B2c3", "gói"]);

    // Killed between moving the old folder aside and bringing the new one in.
    let before = contents(&room.place().join("gói"));
    std::fs::create_dir_all(left.join("new")).expect("a folder");
    std::fs::write(left.join("lock"), "").expect("a lock nobody holds");
    std::fs::rename(room.place().join("gói"), left.join("old")).expect("aside");
    assert!(matches!(refused(room.make("gói", Overwrite::Refuse)), ParcelError::Exists { .. }));
    assert!(contents(&room.place().join("gói")) == before && !left.exists());
}

#[test]
fn the_paper_that_was_sent_goes_into_the_parcel_until_a_re_issue_has_its_own_number() {
    let mut room = Room::new();
    let files = room.made("trước");
    room.desk.send(&room.period(), None).expect("sent");
    let mut visits = room.desk.store().all::<Activity>().expect("entries");
    visits.retain(|entry| entry.kind == "tham-om");
    room.desk.delete(&visits[0]).expect("deleted");
    let done = room.make("sau", Overwrite::Refuse).expect("a parcel");
    let sent = (String::from("10/BC-CĐCS"), Day::from_ymd_opt(2024, 1, 20).expect("a day"), 1);
    assert_eq!(done.sent, Some(sent));
    let after = contents(&done.folder);
    for name in [CONTENTS[1], CONTENTS[2], "email.txt", CONTENTS[4]] {
        assert!(after[name] == files[name], "{name} as it was sent");
    }
    room.settle(|settings| {
        "11/BC-CĐCS".clone_into(&mut settings.number);
        settings.day = Day::from_ymd_opt(2024, 1, 24);
    });
    let done = room.make("bản mới", Overwrite::Refuse).expect("a parcel");
    assert_eq!(done.sent, None);
    let again = contents(&done.folder);
    assert!(again[CONTENTS[1]] != files[CONTENTS[1]]);
    assert!(String::from_utf8_lossy(&again["email.txt"]).contains("(số 11/BC-CĐCS ngày 24/01/2024)"));
}

#[test]
fn a_book_that_moves_on_in_the_middle_makes_the_parcel_begin_anew() {
    let mut room = Room::new();
    let mut parcel = room.begin("gói", Overwrite::Refuse).expect("begun");
    parcel.go_on(&room.desk).expect("a step");
    room.settle(|settings| "12/BC-CĐCS".clone_into(&mut settings.number));
    let mut steps = 1;
    while let Stepped::Next(_) = parcel.go_on(&room.desk).expect("a step") {
        steps += 1;
    }
    assert_eq!(steps, 2 * (Step::ALL.len() - 1), "all again behind the step that noticed");
    let files = contents(&room.place().join("gói"));
    let now = room.desk.export_report(&room.period(), None, PaperFormat::Docx).expect("a report");
    assert!(files[CONTENTS[1]] == now, "all files say the same");
    assert!(String::from_utf8_lossy(&files["email.txt"]).contains("số 12/BC-CĐCS"));
}

#[test]
fn a_call_makes_it_says_what_comes_next_and_asks_nobody_to_overwrite() {
    let house = House::with_sample();
    let told = house.ok(&["send-off", "--period", "2023-2024/1", "-o", "goi"]);
    assert_eq!(names(&house.path("goi")), CONTENTS);
    for said in [
        "goi:",
        "baocao@ldld-songnhue.example",
        "25/01/2024",
        "email.txt",
        "congdoan sent mark --period 2023-2024/1",
    ] {
        assert!(told.contains(said), "{said} in {told}");
    }
    house.run(&["send-off", "--period", "2023-2024/1", "-o", "goi"]).refused("a folder that is there");
    house.ok(&["send-off", "--period", "2023-2024/1", "-o", "goi", "--force"]);
    house.write("goi/của tôi.txt", "x");
    let said = house.run(&["send-off", "--period", "2023-2024/1", "-o", "goi", "--force"]);
    said.refused("a file of one's own");
    assert!(said.err.contains("của tôi.txt"), "{}", said.err);
    house.ok(&["send-off", "--folder", "trao-doi"]);
    assert_eq!(names(&house.path("trao-doi")), ["goi-gui-2023-2024-1"]);
    house.ok(&["sent", "mark"]);
    let told = house.ok(&["send-off", "--period", "2023-2024/1", "-o", "goi-2"]);
    assert!(told.contains("10/BC-CĐCS") && !told.contains("sent mark"), "{told}");
}

#[test]
fn open_errors_are_named_and_nothing_goes_out_with_them_unasked() {
    let house = House::with_sample();
    let mut desk = Desk::open(&house.book(), "thuquy").expect("the book");
    let period = desk.catalog().expect("the catalog").period.expect("a period").id;
    let words = "Công đoàn cấp trên cấp: 48.046.44 đ.";
    let all = desk.store().all::<Narrative>().expect("the narratives");
    let old = all.into_iter().find(|one| one.period == period && one.part == "tai-chinh.mo-dau");
    desk.save_narrative(old.as_ref(), period, "tai-chinh.mo-dau", words).expect("saved");
    drop(desk);
    let said = house.run(&["send-off", "-o", "goi"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("48.046.44 đ") && said.err.contains("--with-errors"), "{}", said.err);
    assert!(said.out.is_empty() && !house.path("goi").exists());
    house.ok(&["send-off", "-o", "goi", "--with-errors"]);
    assert_eq!(names(&house.path("goi")), CONTENTS);
}

/// A write that fails in the middle: the limit on a file's size is below that of the PDF, above that of what the
/// database needs.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_in_the_middle_leaves_nothing_half_written_and_says_so() {
    let house = House::with_sample();
    let call =
        format!("trap '' XFSZ; ulimit -f 100; exec {} send-off -o goi", env!("CARGO_BIN_EXE_congdoan"));
    let before = names(&house.path("."));
    let mut shell = Command::new("sh");
    let output = shell
        .args(["-c", &call])
        .current_dir(house.path("."))
        .env_clear()
        .env("HOME", house.path("."))
        .env("USER", "thuquy")
        .env("CONGDOAN_BOOK", house.book())
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    let said = said(output);
    said.refused("a full disk");
    assert!(
        said.err.contains("Chưa lập được gói gửi đi ở goi") && said.err.contains("Sổ vẫn nguyên"),
        "{}",
        said.err
    );
    assert!(said.out.is_empty());
    assert_eq!(names(&house.path(".")), before, "nothing is left");
    house.ok(&["send-off", "-o", "goi"]);
}

/// Killed at whatever moment: the folder is not there, or it is there whole.
#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_no_half_folder_and_the_next_one_cleans_up() {
    let house = House::with_sample();
    let place = house.path("gửi đi");
    std::fs::create_dir(&place).expect("a folder");
    let mut child = house.command().args(["send-off", "-o", "gửi đi/goi"]).spawn().expect("the program");
    while names(&place).is_empty() && child.try_wait().expect("a state").is_none() {
        std::thread::yield_now();
    }
    child.kill().expect("killed, or over already");
    child.wait().expect("over");
    let left = names(&place);
    let whole = left.contains(&"goi".to_owned());
    assert!(left.iter().all(|name| name == "goi" || name.starts_with(".congdoan-goi-")), "{left:?}");
    assert!(!whole || names(&place.join("goi")) == CONTENTS, "{left:?}");
    house.ok(&["send-off", "-o", "gửi đi/goi", "--force"]);
    assert_eq!(names(&place), ["goi"]);
    assert_eq!(names(&place.join("goi")), CONTENTS);
}

/// The exchange folder of the sample's book: `~/congdoan`, the book's folder being the home.
fn exchange(room: &Room) -> PathBuf {
    room.folder.path().join("congdoan")
}

#[test]
fn a_key_makes_it_and_the_next_one_marks_the_report_as_sent() {
    let room = Room::new();
    let mut program = open(&room.book);
    press(&mut program, KeyCode::Char('5'));
    press(&mut program, KeyCode::Char('g'));
    let folder = exchange(&room).join("goi-gui-2023-2024-1");
    assert_eq!(names(&folder), CONTENTS);
    must_see(&mut program, "goi-gui-2023-2024-1");
    must_see(&mut program, "bao-cao-2023-2024-1.pdf");
    must_see(&mut program, "baocao@ldld-songnhue.example");
    press(&mut program, KeyCode::Char('d'));
    must_see(&mut program, "10/BC-CĐCS");
    press(&mut program, KeyCode::Enter);
    assert_eq!(room.desk.sent(None).expect("sent").len(), 1);

    // Now the folder is there; a file of it was changed in Word.
    std::fs::write(folder.join(CONTENTS[1]), "sửa").expect("edited");
    press(&mut program, KeyCode::Char('g'));
    must_see(&mut program, CONTENTS[1]);
    press(&mut program, KeyCode::Esc);
    assert_eq!(std::fs::read(folder.join(CONTENTS[1])).expect("a file"), "sửa".as_bytes());
    press(&mut program, KeyCode::Char('g'));
    press(&mut program, KeyCode::Enter);
    assert_ne!(std::fs::read(folder.join(CONTENTS[1])).expect("a file"), "sửa".as_bytes());
    must_see(&mut program, "10/BC-CĐCS");
    assert!(!sees(&mut program, "phím d"), "it is marked already");
}

#[test]
fn while_it_is_made_the_screen_says_where_it_is_and_esc_leaves_nothing() {
    let room = Room::new();
    let mut program = open(&room.book);
    press(&mut program, KeyCode::Char('5'));
    let key = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
    program.event(key(KeyCode::Char('g')));
    for step in 1..=2 {
        must_see(&mut program, &format!("({step}/{})", Step::ALL.len()));
        program.more();
    }
    program.event(key(KeyCode::Char('x')));
    must_see(&mut program, &format!("(3/{})", Step::ALL.len()));
    assert!(names(&exchange(&room)).iter().any(|name| name.starts_with(".congdoan-")));
    program.event(key(KeyCode::Esc));
    assert!(!program.has_more());
    must_see(&mut program, "không để lại tệp nào");
    assert_eq!(names(&exchange(&room)), Vec::<String>::new());
}
