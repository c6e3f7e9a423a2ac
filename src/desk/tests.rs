//! The desk's promises on books of their own.

use std::path::PathBuf;

use super::*;
use crate::domain::{
    Account, Activity, AnyRecord, Day, Direction, Member, MoneyLine, Person, State, Stored, Voucher,
    VoucherState,
};
use crate::text::money::Dong;

struct Room {
    folder: tempfile::TempDir,
    desk: Desk,
}

fn day(month: u32, day: u32) -> Day {
    Day::from_ymd_opt(2023, month, day).unwrap()
}

fn new_book() -> NewBook {
    NewBook {
        short: String::new(),
        ward: String::new(),
        cash: Dong::ZERO,
        bank: Dong::ZERO,
        unit: "Công đoàn Trường Tiểu học Cây Phượng".to_owned(),
        upper: "Công đoàn Giáo dục quận".to_owned(),
        place: "Sông Nhuệ".to_owned(),
        school_year: 2023,
        ..NewBook::default()
    }
}

impl Room {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::create(&folder.path().join("sách/book.congdoan"), "chi", &new_book()).unwrap();
        Self { folder, desk }
    }

    fn balance(&self) -> i64 {
        let fund = self.desk.catalog().unwrap().union_fund().unwrap().id;
        self.desk.fund_balance(fund).unwrap().0
    }

    fn visit(&self, amount: i64) -> Activity {
        let source = fund_source(&self.desk.catalog().unwrap()).unwrap();
        let mut visit = Activity::new("viec-hieu", day(11, 12));
        visit.people.push(Person {
            name: "Đoàn Thị Liên".to_owned(),
            relation: "me-de".to_owned(),
            ..Person::default()
        });
        visit.money.push(MoneyLine {
            quantity: None,
            rate: None,
            amount: Dong(amount),
            source,
            code: String::new(),
        });
        visit
    }

    fn entry(&self, direction: Direction, amount: i64) -> LedgerEntry {
        LedgerEntry {
            fund: self.desk.catalog().unwrap().union_fund().unwrap().id,
            account: Account::Cash,
            direction,
            day: day(10, 5),
            amount: Dong(amount),
            code: if direction == Direction::Receipt { "22.01" } else { "" }.to_owned(),
            description: "Đoàn phí tháng 10".to_owned(),
            counterpart: String::new(),
        }
    }
}

fn posted(vouchers: &[Stored<Voucher>]) -> Vec<(String, i64)> {
    vouchers
        .iter()
        .filter(|voucher| voucher.state == VoucherState::Posted)
        .map(|voucher| (voucher.label(), voucher.amount.0))
        .collect()
}

fn label(number: u32) -> String {
    format!("PC2023/{number:02}")
}

#[test]
fn a_voucher_follows_its_activity_under_one_number() {
    let mut room = Room::new();
    let visit = room.visit(500_000);
    let saved = room.desk.log(visit.clone()).unwrap();
    assert_eq!(posted(&saved.vouchers), [(label(1), 500_000)]);
    assert_eq!(saved.vouchers.first().map(|voucher| voucher.code.as_str()), Some("31.03"));
    assert_eq!(room.balance(), -500_000);

    let amended = room.desk.amend(&saved.activity, room.visit(300_000)).unwrap();
    assert_eq!(posted(&amended.vouchers), [(label(1), 300_000)]);
    let cancelled = room.desk.cancel(&amended.activity).unwrap();
    assert_eq!((posted(&cancelled.vouchers), room.balance()), (Vec::new(), 0));
    assert_eq!(cancelled.activity.state, State::Cancelled);
    let again = room.desk.amend(&cancelled.activity, room.visit(200_000)).unwrap();
    assert_eq!(posted(&again.vouchers), [(label(1), 200_000)]);
    let deleted = room.desk.delete(&again.activity).unwrap();
    assert_eq!((posted(&deleted.vouchers), room.balance()), (Vec::new(), 0));
    let restored = room.desk.restore(&deleted.activity).unwrap();
    assert_eq!(posted(&restored.vouchers), [(label(1), 200_000)]);
    assert_eq!(posted(&room.desk.log(visit).unwrap().vouchers), [(label(2), 500_000)]);
    assert!(room.desk.verify().unwrap().is_empty());
}

#[test]
fn undo_takes_an_own_outline_back_and_redo_brings_it() {
    let mut room = Room::new();
    let offered =
        |room: &Room| room.desk.outline_titles().into_iter().filter(|(code, ..)| code == "vuon").count();
    let source = "code = \"vuon\"\ntitle = \"Vườn\"\nen = \"Garden\"\nkind = \"BÁO CÁO\"\nsubject = \"Vườn\"\n\n\
                  [[section]]\nid = \"vuon\"\nlevel = 1\ntitle = \"Vườn\"\n";
    room.desk.add_outline(source).unwrap();
    assert_eq!(offered(&room), 1);
    room.desk.undo().unwrap();
    assert_eq!(offered(&room), 0);
    room.desk.redo().unwrap();
    assert_eq!(offered(&room), 1);
}

#[test]
fn undo_takes_activity_and_voucher_back_and_redo_brings_both() {
    let mut room = Room::new();
    let saved = room.desk.log(room.visit(500_000)).unwrap();
    room.desk.amend(&saved.activity, room.visit(300_000)).unwrap();
    assert_eq!(room.desk.undo().unwrap().action, "amend");
    assert_eq!(room.balance(), -500_000);
    assert_eq!(room.desk.undo().unwrap().action, "log");
    assert_eq!(room.balance(), 0);
    room.desk.redo().unwrap();
    assert_eq!(room.balance(), -500_000);
    room.desk.redo().unwrap();
    assert_eq!(room.balance(), -300_000);
    let vouchers = room.desk.store().vouchers_of(saved.activity.id).unwrap();
    assert_eq!(posted(&vouchers), [(label(1), 300_000)]);
    assert!(room.desk.verify().unwrap().is_empty());
}

#[test]
fn several_entries_are_saved_together_or_not_at_all() {
    let mut room = Room::new();
    let mut wrong = room.visit(1);
    wrong.kind = "khong-co".to_owned();
    let before = room.desk.export_book().unwrap();
    let both = vec![room.visit(500_000), wrong];
    assert!(matches!(room.desk.log_all(both), Err(DeskError::Invalid(_))));
    assert_eq!(room.desk.export_book().unwrap(), before);
    let both = vec![room.visit(500_000), room.visit(300_000)];
    let saved = room.desk.log_all(both).unwrap();
    assert_eq!(saved.iter().map(|one| one.change).collect::<std::collections::BTreeSet<_>>().len(), 1);
    assert_eq!(room.balance(), -800_000);
}

#[test]
fn an_old_version_is_refused_with_both_and_changes_nothing() {
    let mut room = Room::new();
    let saved = room.desk.log(room.visit(500_000)).unwrap();
    room.desk.amend(&saved.activity, room.visit(300_000)).unwrap();
    let stale = room.desk.amend(&saved.activity, room.visit(100_000)).unwrap_err();
    let DeskError::Store(StoreError::Stale { mine, theirs, .. }) = stale else { panic!("{stale}") };
    let amount = |record: &AnyRecord| match record {
        AnyRecord::Activity(activity) => activity.total().0,
        other => panic!("{other:?}"),
    };
    assert_eq!((amount(&mine), amount(&theirs)), (100_000, 300_000));
    assert_eq!(room.balance(), -300_000);
}

#[test]
fn a_ledger_entry_keeps_its_number_until_its_year_or_direction_changes() {
    let mut room = Room::new();
    let first = room.desk.log_voucher(room.entry(Direction::Receipt, 980_000)).unwrap();
    assert_eq!((first.label().as_str(), room.balance()), ("PT2023/01", 980_000));
    let more = room.desk.amend_voucher(&first, room.entry(Direction::Receipt, 990_000)).unwrap();
    assert_eq!((more.label().as_str(), room.balance()), ("PT2023/01", 990_000));
    let turned = room.desk.amend_voucher(&more, room.entry(Direction::Payment, 990_000)).unwrap();
    assert_eq!((turned.label().as_str(), room.balance()), ("PC2023/01", -990_000));
    room.desk.void_voucher(&turned).unwrap();
    assert_eq!(room.balance(), 0);
    let next = room.desk.log_voucher(room.entry(Direction::Receipt, 1)).unwrap();
    assert_eq!(next.label(), "PT2023/02", "a number is never given twice");
}

#[test]
fn a_void_voucher_takes_no_new_values() {
    let mut room = Room::new();
    let first = room.desk.log_voucher(room.entry(Direction::Receipt, 980_000)).unwrap();
    let void = room.desk.void_voucher(&first).unwrap();
    for entry in [room.entry(Direction::Receipt, 5), room.entry(Direction::Payment, 5)] {
        let refused = room.desk.amend_voucher(&void, entry);
        assert!(
            matches!(&refused, Err(DeskError::VoucherVoid { label }) if label == "PT2023/01"),
            "{refused:?}"
        );
    }
    // Whoever still sees it posted is told that it has moved on.
    let stale = room.desk.amend_voucher(&first, room.entry(Direction::Receipt, 5));
    assert!(matches!(stale, Err(DeskError::Store(StoreError::Stale { .. }))), "{stale:?}");
    assert_eq!(room.balance(), 0);
}

#[test]
fn an_activitys_voucher_is_changed_through_its_activity_only() {
    let mut room = Room::new();
    let saved = room.desk.log(room.visit(500_000)).unwrap();
    let voucher = saved.vouchers.first().unwrap();
    let entry = room.entry(Direction::Payment, 1);
    assert!(matches!(room.desk.void_voucher(voucher), Err(DeskError::VoucherOfActivity { .. })));
    assert!(matches!(room.desk.amend_voucher(voucher, entry), Err(DeskError::VoucherOfActivity { .. })));
}

#[test]
fn a_preview_gives_the_numbers_that_saving_gives() {
    let mut room = Room::new();
    let catalog = room.desk.catalog().unwrap();
    let mut visit = room.visit(500_000);
    visit.money.extend(room.visit(200_000).money);
    let labels = |vouchers: Vec<String>| vouchers;
    let planned = room.desk.preview(&visit, &catalog).unwrap();
    let saved = room.desk.log(visit).unwrap();
    assert_eq!(
        labels(planned.iter().map(Voucher::label).collect()),
        labels(saved.vouchers.iter().map(|voucher| voucher.label()).collect())
    );
    let entry = room.entry(Direction::Receipt, 5);
    let planned = room.desk.preview_voucher(&entry, &catalog).unwrap();
    assert_eq!(planned.label(), room.desk.log_voucher(entry).unwrap().label());
}

#[test]
fn whatever_is_typed_the_book_can_be_exported_and_imported_again() {
    let mut room = Room::new();
    let mut visit = room.visit(500_000);
    visit.about = " e\u{302}\u{301} \u{1b}[31m\u{0}\u{202e} ".to_owned();
    visit.note = "một\r\n\r\n\r\nhai\u{b}".to_owned();
    room.desk.log(visit).unwrap();
    let period = room.desk.catalog().unwrap().periods.first().unwrap().clone();
    room.desk.save_narrative(None, period.id, "mo-dau", "- a\u{301}\r\n+ b").unwrap();
    let text = room.desk.export_book().unwrap();
    let other = room.folder.path().join("other.congdoan");
    import_into(&other, "anh", text.as_bytes(), false).unwrap();
    assert_eq!(Desk::open(&other, "anh").unwrap().export_book().unwrap(), text);
}

#[test]
fn a_book_is_made_whole_and_never_over_another() {
    let room = Room::new();
    let path = room.folder.path().join("sách/book.congdoan");
    assert!(matches!(
        Desk::create(&path, "chi", &new_book()),
        Err(DeskError::Store(StoreError::Exists { .. }))
    ));
    // What a killed making leaves behind is no book and in nobody's way.
    let demo = tempfile::tempdir().unwrap();
    std::fs::create_dir(demo.path().join(".congdoan-killed")).unwrap();
    let made = Desk::demo(demo.path(), "chi").unwrap();
    let bytes = std::fs::read(&made).unwrap();
    assert_eq!(Desk::demo(demo.path(), "chi").unwrap(), made);
    assert_eq!(std::fs::read(&made).unwrap(), bytes, "made once");
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(demo.path()).unwrap().filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    names.retain(|name| !name.ends_with(".congdoan-killed"));
    assert_eq!(names, [made]);
}

#[test]
fn every_report_of_a_new_book_compiles() {
    let room = Room::new();
    for period in &room.desk.catalog().unwrap().periods {
        for (code, ..) in room.desk.outline_titles() {
            for format in [PaperFormat::Docx, PaperFormat::Markdown, PaperFormat::Text(80)] {
                assert!(!room.desk.export_report(period, Some(&code), format).unwrap().is_empty());
            }
        }
        assert!(matches!(room.desk.compile(period, Some("khong-co")), Err(DeskError::UnknownOutline { .. })));
    }
}

#[test]
fn no_undo_empties_a_book() {
    let mut room = Room::new();
    let text = room.desk.export_book().unwrap();
    let imported = room.folder.path().join("imported.congdoan");
    import_into(&imported, "chi", text.as_bytes(), false).unwrap();
    let demo = Desk::demo(room.folder.path(), "chi").unwrap();
    for path in [room.desk.store().path().to_owned(), imported, demo] {
        let mut desk = Desk::open(&path, "chi").unwrap();
        let before = desk.export_book().unwrap();
        assert_eq!(desk.store().undo_target("chi").unwrap(), None, "{}", path.display());
        let refused = desk.undo();
        assert!(matches!(refused, Err(DeskError::Store(StoreError::NothingToUndo))), "{refused:?}");
        assert_eq!(desk.export_book().unwrap(), before);
    }
    // What came in later than the first change is a change like any other.
    let roster = "Họ và tên;Giới tính\nPhạm Thị Mới Tinh;Nữ\n";
    room.desk.import_roster(roster.as_bytes(), &RosterOptions::default()).unwrap();
    assert_eq!(room.desk.undo().unwrap().action, "import");
    assert!(room.desk.catalog().unwrap().members.is_empty());
}

/// A room with one member, a visit that names her, and a second officer at the same book.
fn a_member_to_be_visited() -> (Room, Desk, Stored<Member>, Activity) {
    let mut room = Room::new();
    let roster = "Họ và tên;Giới tính\nPhạm Thị Mới Tinh;Nữ\n";
    room.desk.import_roster(roster.as_bytes(), &RosterOptions::default()).unwrap();
    let member = room.desk.catalog().unwrap().members.first().unwrap().clone();
    let mut visit = room.visit(500_000);
    visit.people =
        vec![Person { member: Some(member.id), relation: "me-de".to_owned(), ..Person::default() }];
    let other = Desk::open(room.desk.store().path(), "anh").unwrap();
    (room, other, member, visit)
}

#[test]
fn a_member_whom_an_entry_names_stays_in_the_roster() {
    let (mut room, mut other, member, visit) = a_member_to_be_visited();
    let saved = other.log(visit).unwrap();
    let before = room.desk.export_book().unwrap();
    for refused in [room.desk.delete_member(&member).map(drop), room.desk.undo().map(drop)] {
        assert!(
            matches!(
                &refused,
                Err(DeskError::Store(StoreError::MemberNamed { name, entries: 1 })) if *name == member.full_name
            ),
            "{refused:?}"
        );
    }
    assert_eq!(room.desk.export_book().unwrap(), before);
    other.delete(&saved.activity).unwrap();
    assert!(room.desk.delete_member(&member).unwrap().is_deleted());
}

#[test]
fn an_entry_does_not_come_back_after_somebody_it_names_was_deleted() {
    let (mut room, mut other, member, visit) = a_member_to_be_visited();
    other.log(visit).unwrap();
    other.undo().unwrap();
    room.desk.delete_member(&member).unwrap();
    let before = room.desk.export_book().unwrap();
    let refused = other.redo();
    assert!(
        matches!(
            &refused,
            Err(DeskError::Store(StoreError::MemberGone { name, .. })) if *name == member.full_name
        ),
        "{refused:?}"
    );
    assert_eq!(room.desk.export_book().unwrap(), before);
    room.desk.undo().unwrap();
    other.redo().unwrap();
}

#[test]
fn what_is_deleted_takes_no_new_content_until_it_is_restored() {
    let mut room = Room::new();
    let saved = room.desk.log(room.visit(500_000)).unwrap();
    let deleted = room.desk.delete(&saved.activity).unwrap().activity;
    let before = room.desk.export_book().unwrap();
    for refused in [
        room.desk.amend(&deleted, room.visit(300_000)),
        room.desk.amend(&deleted, deleted.body.clone()),
        room.desk.cancel(&deleted),
    ] {
        assert!(matches!(refused, Err(DeskError::Store(StoreError::Deleted { .. }))), "{refused:?}");
    }
    let stale = room.desk.amend(&saved.activity, room.visit(300_000));
    let Err(DeskError::Store(StoreError::Stale { theirs, .. })) = stale else { panic!("{stale:?}") };
    assert!(theirs.meta().deleted_at.is_some());
    assert_eq!(room.desk.export_book().unwrap(), before);
    let restored = room.desk.restore(&deleted).unwrap();
    room.desk.amend(&restored.activity, room.visit(300_000)).unwrap();
    assert_eq!(room.balance(), -300_000);

    let norm = room.desk.catalog().unwrap().norms.first().unwrap().clone();
    let gone = room.desk.delete_norm(&norm).unwrap();
    let refused = room.desk.save_norm(Some(&gone), norm.body.clone());
    assert!(matches!(refused, Err(DeskError::Store(StoreError::Deleted { .. }))), "{refused:?}");
}

#[test]
fn words_for_a_part_never_replace_words_that_were_not_read() {
    let mut room = Room::new();
    let period = room.desk.catalog().unwrap().periods.first().unwrap().id;
    let mut other = Desk::open(room.desk.store().path(), "anh").unwrap();
    let words = |record: &AnyRecord| match record {
        AnyRecord::Narrative(narrative) => narrative.text.clone(),
        other => panic!("{other:?}"),
    };
    let both = |refused: Result<Stored<crate::domain::Narrative>, DeskError>| match refused {
        Err(DeskError::Store(StoreError::Stale { mine, theirs, .. })) => (words(&mine), words(&theirs)),
        other => panic!("{other:?}"),
    };
    let first = other.save_narrative(None, period, "mo-dau", "một").unwrap();
    let refused = both(room.desk.save_narrative(None, period, "mo-dau", "của tôi"));
    assert_eq!(refused, ("của tôi".to_owned(), "một".to_owned()), "the part was empty when it was read");
    other.save_narrative(Some(&first), period, "mo-dau", "hai").unwrap();
    let refused = both(room.desk.save_narrative(Some(&first), period, "mo-dau", "của tôi"));
    assert_eq!(refused, ("của tôi".to_owned(), "hai".to_owned()), "the part has moved on");
    assert_eq!(room.desk.store().all::<crate::domain::Narrative>().unwrap().len(), 1);
}

#[test]
fn verification_names_an_entry_whose_vouchers_say_something_else() {
    let mut room = Room::new();
    let done = room.desk.log(room.visit(500_000)).unwrap();
    let gone = room.desk.log(room.visit(300_000)).unwrap();
    let gone = room.desk.delete(&gone.activity).unwrap();
    let off = |room: &Room| {
        let found = room.desk.verify().unwrap();
        let sums = found.iter().map(|finding| match finding.what {
            FindingKind::Postings { posted, wanted } => (finding.record_id, posted.0, wanted.0),
            ref other => panic!("{other:?}"),
        });
        sums.collect::<Vec<_>>()
    };
    assert_eq!(off(&room), []);
    // Past the desk, which keeps both together, but through the store, whose history then says the same.
    let write = |room: &mut Room, old: &Stored<Voucher>, state, amount| {
        let body = Voucher { state, amount: Dong(amount), ..old.body.clone() };
        room.desk.store.change("chi", "past the desk", |change| change.update(old, body)).unwrap().value
    };
    let first = done.vouchers.first().unwrap();
    let less = write(&mut room, first, VoucherState::Posted, 400_000);
    let id = Some(done.activity.id.uuid());
    assert_eq!(off(&room), [(id, 400_000, 500_000)]);
    let void = write(&mut room, &less, VoucherState::Void, 500_000);
    assert_eq!(off(&room), [(id, 0, 500_000)]);
    write(&mut room, &void, VoucherState::Posted, 500_000);
    write(&mut room, gone.vouchers.first().unwrap(), VoucherState::Posted, 300_000);
    assert_eq!(off(&room), [(Some(gone.activity.id.uuid()), 300_000, 0)]);
}

#[test]
fn a_book_whose_clock_went_back_can_still_be_imported() {
    let mut room = Room::new();
    room.desk.log(room.visit(500_000)).unwrap();
    // The same book, written by a clock that was a hundred years ahead.
    let ahead = room
        .desk
        .export_book()
        .unwrap()
        .replace("_at\":\"20", "_at\":\"21")
        .replace("_at\": \"20", "_at\": \"21");
    let path = room.folder.path().join("ahead.congdoan");
    import_into(&path, "chi", ahead.as_bytes(), false).unwrap();
    let mut desk = Desk::open(&path, "chi").unwrap();
    let entry = desk.store().all::<Activity>().unwrap().pop().unwrap();
    assert!(entry.meta.created_at > chrono::Utc::now(), "the file comes from the future");
    let entry = desk.amend(&entry, room.visit(300_000)).unwrap().activity;
    let entry = desk.delete(&entry).unwrap().activity;
    let Some(deleted) = entry.meta.deleted_at else { panic!("{entry:?}") };
    assert!(entry.meta.created_at <= entry.meta.updated_at && entry.meta.created_at <= deleted);
    let text = desk.export_book().unwrap();
    let again = room.folder.path().join("again.congdoan");
    import_into(&again, "chi", text.as_bytes(), false).unwrap();
    assert_eq!(Desk::open(&again, "chi").unwrap().export_book().unwrap(), text);
}

#[test]
fn a_roster_names_nobody_whom_the_book_knows() {
    use crate::exchange::RowFault;
    let mut room = Room::new();
    let roster = |row: &str| format!("Họ và tên;Tên gọi;Giới tính;Ngày sinh\n{row}\n").into_bytes();
    let now = RosterOptions::default();
    room.desk.import_roster(&roster("Phạm Thị Hà;;Nữ;01/02/1990"), &now).unwrap();
    room.desk.import_roster(&roster("Lê Thị Thu;Thu L4;Nữ;"), &now).unwrap();
    let before = room.desk.export_book().unwrap();
    for row in [
        // A short name that is only proposed tells nobody apart, nor does one beside the same day of birth.
        "Phạm Thị Hà;Hà L1;Nữ;01/02/1990",
        "phạm thị hà;;Nữ;",
        "Lê Thị Thu;;Nữ;03/04/1985",
        "Lê Thị Thu;thu l4;Nữ;03/04/1985",
    ] {
        for dry_run in [true, false] {
            let options = RosterOptions { dry_run, ..now.clone() };
            let refused = room.desk.import_roster(&roster(row), &options);
            let Err(DeskError::RosterRows { rows }) = refused else { panic!("{row}: {refused:?}") };
            assert!(matches!(rows[0].fault, RowFault::Known { .. }), "{row}: {rows:?}");
        }
    }
    let refused = room.desk.import_roster(&roster("Trần Thị Thu;THU L4;Nữ;"), &now);
    let Err(DeskError::RosterRows { rows }) = refused else { panic!("{refused:?}") };
    let RowFault::ShortNameTaken { name, holder } = &rows[0].fault else { panic!("{rows:?}") };
    assert_eq!((name.as_str(), holder.as_str()), ("THU L4", "Lê Thị Thu"));
    assert_eq!(room.desk.export_book().unwrap(), before);
    for row in ["Phạm Thị Hà;;Nữ;02/02/1990", "Lê Thị Thu;Thu L5;Nữ;", "Trần Thị Thu;Thủ L4;Nữ;"]
    {
        room.desk.import_roster(&roster(row), &now).unwrap();
    }
}

#[test]
fn a_short_name_is_one_members_on_any_one_day() {
    use crate::domain::{FactKind, Gender, Member, MemberFact};
    let mut room = Room::new();
    let named = |full_name: &str, short: &str, from, until| {
        let fact = MemberFact { from, until, ..MemberFact::always(FactKind::ShortName, short) };
        let member: Member = serde_json::from_value(serde_json::json!({
            "full_name": full_name, "gender": Gender::Female, "facts": [fact]
        }))
        .unwrap();
        member
    };
    let leaves = Some(day(9, 1));
    let first = room.desk.save_member(None, named("Phạm Thị Hà", "Hà L1", None, leaves)).unwrap();
    room.desk.save_member(None, named("Lê Thị Hà", "Hà L1", leaves, None)).unwrap();
    let before = room.desk.export_book().unwrap();
    let later = named("Vũ Thị Hà", "hà l1", Some(day(8, 31)), leaves);
    let again = named("Phạm Thị Hà", "Hà L1", None, None);
    for (old, member, bearer) in [(None, later, "Phạm Thị Hà"), (Some(&first), again, "Lê Thị Hà")] {
        let refused = room.desk.save_member(old, member);
        let Err(DeskError::ShortNameTaken { holder, .. }) = refused else { panic!("{refused:?}") };
        assert_eq!(holder, bearer);
    }
    assert_eq!(room.desk.export_book().unwrap(), before);
    crate::exchange::book::read(&before).unwrap();
    room.desk.save_member(Some(&first), named("Phạm Thị Hà", "Hà L1", None, Some(day(8, 1)))).unwrap();
}
