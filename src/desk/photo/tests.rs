//! Photos on a book of their own: attached, captioned, chosen, exported, taken back.

use super::*;
use crate::desk::NewBook;
use crate::desk::file::{FileError, Overwrite};
use crate::domain::State;

struct Room {
    _folder: tempfile::TempDir,
    desk: Desk,
}

impl Room {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let new = NewBook {
            unit: "Công đoàn Trường Tiểu học Cây Phượng".to_owned(),
            upper: "Công đoàn Giáo dục quận".to_owned(),
            place: "Sông Nhuệ".to_owned(),
            school_year: 2023,
            ..NewBook::default()
        };
        let desk = Desk::create(&folder.path().join("book.congdoan"), "chi", &new).unwrap();
        Self { _folder: folder, desk }
    }

    fn period(&self) -> Stored<Period> {
        let catalog = self.desk.catalog().unwrap();
        catalog.periods.iter().find(|period| period.code == "2023-2024/1").cloned().unwrap()
    }

    fn entry(&mut self, day: &str, state: State, about: &str) -> Stored<Activity> {
        let mut entry = Activity::new("tap-huan", day.parse::<Day>().unwrap());
        (entry.state, entry.about) = (state, about.to_owned());
        self.desk.log(entry).unwrap().activity
    }

    fn photo(&mut self, entry: &Stored<Activity>, caption: &str, position: Option<u32>) {
        let photo = Photo {
            activity: entry.id,
            caption: caption.to_owned(),
            media_type: "image/jpeg".to_owned(),
            sha256: "0".repeat(64),
            width: 4,
            height: 3,
            position,
            content: base64(caption.as_bytes()),
        };
        self.desk.store.change("chi", "photo", |change| change.insert(photo)).unwrap();
    }

    fn names(&self) -> Vec<String> {
        let photos = self.desk.photos_of_period(&self.period()).unwrap();
        photos.into_iter().map(|photo| photo.file_name).collect()
    }
}

#[test]
fn photos_of_done_activities_go_out_numbered_by_day_with_their_captions() {
    let mut room = Room::new();
    let late = room.entry("2023-12-02", State::Done, "Chương trình lớp 4");
    let early = room.entry("2023-10-02", State::Done, "Phòng cháy");
    let planned = room.entry("2023-10-03", State::Planned, "Dự kiến");
    let elsewhere = room.entry("2024-04-03", State::Done, "Kỳ sau");
    for (entry, caption) in
        [(&late, "Tập huấn, cô Thu L5"), (&early, ""), (&planned, "Ảnh dự kiến"), (&elsewhere, "Ảnh kỳ sau")]
    {
        room.photo(entry, caption, None);
    }
    let photos = room.desk.photos_of_period(&room.period()).unwrap();
    let numbers: Vec<usize> = photos.iter().map(|photo| photo.number).collect();
    assert_eq!(numbers, [1, 2]);
    let first = photos.first().unwrap();
    assert!(first.caption.contains("Phòng cháy") && first.caption.ends_with("02/10/2023"), "{first:?}");
    assert_eq!(photos.last().unwrap().bytes, "Tập huấn, cô Thu L5".as_bytes());
    let names = room.names();
    assert!(names.first().unwrap().starts_with("01-") && names.first().unwrap().contains("phong-chay"));
    assert_eq!(names.last().unwrap(), "02-tap-huan-co-thu-l5.jpg");
}

#[test]
fn a_deleted_entrys_photos_go_out_no_more() {
    let mut room = Room::new();
    let entry = room.entry("2023-10-02", State::Done, "Phòng cháy");
    room.photo(&entry, "một", Some(1));
    room.photo(&entry, "hai", Some(0));
    assert_eq!(room.names(), ["01-hai.jpg", "02-mot.jpg"]);
    room.desk.delete(&entry).unwrap();
    assert_eq!(room.names(), Vec::<String>::new());
}

/// A small JPEG; other shades are other pictures.
fn jpeg(shade: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 80)
        .encode(&[shade; 24 * 16 * 3], 24, 16, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    bytes
}

fn file(name: &str, shade: u8, caption: &str) -> NewPhoto {
    NewPhoto { name: name.to_owned(), bytes: jpeg(shade), caption: caption.to_owned() }
}

#[test]
fn an_attached_picture_is_captioned_sound_and_taken_back_by_undo() {
    let mut room = Room::new();
    let entry = room.entry("2023-10-02", State::Done, "Phòng cháy");
    let photos = room.desk.attach(entry.id, vec![file("a.jpg", 10, ""), file("b.jpg", 90, " Lễ  ")]).unwrap();
    let captions: Vec<&str> = photos.iter().map(|photo| photo.caption.as_str()).collect();
    assert!(captions.first().unwrap().ends_with("Phòng cháy, 02/10/2023"), "{captions:?}");
    assert_eq!(captions.last(), Some(&"Lễ"));
    assert_eq!(room.desk.verify().unwrap(), []);
    let heads = room.desk.store().photos_of(entry.id).unwrap();
    let first = heads.first().unwrap();
    assert_eq!((first.width, first.height), (24, 16));
    assert!(first.size.abs_diff(jpeg(10).len() as u64) < 3, "{first:?}");
    room.desk.undo().unwrap();
    assert_eq!(room.desk.store().photos_of(entry.id).unwrap(), []);
    room.desk.redo().unwrap();
    assert_eq!(room.names().len(), 2);
    assert_eq!(room.desk.verify().unwrap(), []);
}

#[test]
fn one_picture_is_not_attached_twice_and_of_several_none_is_taken_then() {
    let mut room = Room::new();
    let entry = room.entry("2023-10-02", State::Done, "Phòng cháy");
    room.desk.attach(entry.id, vec![file("a.jpg", 10, "Một")]).unwrap();
    let refused = room.desk.attach(entry.id, vec![file("new.jpg", 50, ""), file("copy.jpg", 10, "")]);
    let Err(DeskError::Photo(PhotoError::Twice { name, caption })) = refused else { panic!("{refused:?}") };
    assert_eq!((name.as_str(), caption.as_str()), ("copy.jpg", "Một"));
    assert_eq!(room.desk.store().photos_of(entry.id).unwrap().len(), 1);
    let other = room.entry("2023-10-03", State::Done, "Khác");
    room.desk.attach(other.id, vec![file("a.jpg", 10, "")]).unwrap();
    let heic = NewPhoto { bytes: b"\0\0\0\x24ftypheic".to_vec(), ..file("IMG_1.HEIC", 0, "") };
    let refused = room.desk.attach(other.id, vec![heic]);
    assert!(matches!(refused, Err(DeskError::Photo(PhotoError::Picture { .. }))), "{refused:?}");
}

#[test]
fn what_is_chosen_goes_out_in_that_order_with_new_captions_and_undo_brings_it_back() {
    let mut room = Room::new();
    let entry = room.entry("2023-10-02", State::Done, "Phòng cháy");
    let files = vec![file("a", 10, "Một"), file("b", 60, "Hai"), file("c", 120, "Ba")];
    let ids: Vec<_> = room.desk.attach(entry.id, files).unwrap().iter().map(|photo| photo.id).collect();
    let &[one, _, three] = ids.as_slice() else { panic!("three") };
    let period = room.period();
    room.desk.choose_photos(&period, &[three, one]).unwrap();
    assert_eq!(room.names(), ["01-ba.jpg", "02-mot.jpg"]);
    room.desk.caption_photo(one, "Một, sửa lại").unwrap();
    assert_eq!(room.names(), ["01-ba.jpg", "02-mot-sua-lai.jpg"]);
    let joined = room.desk.attach(entry.id, vec![file("d", 200, "Bốn")]).unwrap();
    assert_eq!(room.names().last().unwrap(), "03-bon.jpg", "it joins what was chosen");
    room.desk.remove_photo(joined.first().unwrap().id).unwrap();
    assert_eq!(room.names().len(), 2);
    for _ in 0..4 {
        room.desk.undo().unwrap();
    }
    assert_eq!(room.names(), ["01-mot.jpg", "02-hai.jpg", "03-ba.jpg"]);
    assert_eq!(room.desk.verify().unwrap(), []);
    // History keeps no picture, whatever is changed about one.
    let history = room.desk.store().history_of(RecordType::Photo, one.uuid()).unwrap();
    assert!(history.iter().all(|row| row.after.len() < 1_000), "{history:?}");
}

#[test]
fn a_caption_tells_what_else_whom_and_shortens_nothing() {
    let room = Room::new();
    let catalog = room.desk.catalog().unwrap();
    let person = |name: &str| crate::domain::Person { name: name.to_owned(), ..Default::default() };
    let mut entry = Activity::new("tham-om", "2023-10-02".parse::<Day>().unwrap());
    let kind = catalog.kinds.label("tham-om").to_owned();
    entry.people = vec![person("cô Hạnh"), person("thầy Bảo")];
    assert_eq!(caption(&entry, &catalog), format!("{kind}: cô Hạnh, thầy Bảo, 02/10/2023"));
    entry.about = "viện huyện".to_owned();
    assert_eq!(caption(&entry, &catalog), format!("{kind}: viện huyện, 02/10/2023"));
    entry.about.clear();
    entry.people = vec![person("cô Hạnh"); 5];
    assert_eq!(caption(&entry, &catalog), format!("{kind}, 02/10/2023"));
}

#[test]
fn photos_are_exported_with_their_list_and_never_over_another_file() {
    let mut room = Room::new();
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("ảnh");
    let list =
        |photos: &[PeriodPhoto]| photos.iter().flat_map(|photo| [photo.caption.as_str(), "\n"]).collect();
    let export = |room: &Room, overwrite| {
        room.desk.export_photos(&room.period(), &folder, ("anh.txt", &list), overwrite)
    };
    assert!(matches!(export(&room, Overwrite::Refuse), Err(DeskError::Photo(PhotoError::None))));
    let entry = room.entry("2023-10-02", State::Done, "Phòng cháy");
    room.desk.attach(entry.id, vec![file("a", 10, "Một")]).unwrap();
    let written = export(&room, Overwrite::Refuse).unwrap();
    assert_eq!(written, [folder.join("01-mot.jpg"), folder.join("anh.txt")]);
    assert_eq!(std::fs::read(folder.join("01-mot.jpg")).unwrap(), jpeg(10));
    assert_eq!(std::fs::read_to_string(folder.join("anh.txt")).unwrap(), "Một\n");
    assert!(matches!(export(&room, Overwrite::Refuse), Err(DeskError::File(FileError::Exists { .. }))));
    std::fs::write(folder.join("02-cu.jpg"), b"chosen no more").unwrap();
    std::fs::write(folder.join("khac.jpg"), b"somebody's own").unwrap();
    export(&room, Overwrite::Replace).unwrap();
    assert!(!folder.join("02-cu.jpg").exists() && folder.join("khac.jpg").exists());
}
