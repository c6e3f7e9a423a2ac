//! Books and rosters in and out: what comes back is what went out, and hostile files change nothing.

mod cli_common;

use cli_common::{House, bytes};

#[test]
fn export_import_export_gives_equal_bytes() {
    let house = House::with_sample();
    house.ok(&["add", "hieu 12/11 lien me de 500k"]);
    let first = house.export();
    house.write("out.json", &first);
    let said = house.run(&["--book", "other.congdoan", "import", "out.json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(house.ok(&["--book", "other.congdoan", "export", "--stdout"]), first);
    assert_eq!(house.run(&["--book", "other.congdoan", "verify"]).code, 0);
    // A file says the same as standard output, and is not written over.
    house.ok(&["export", "-o", "again.json"]);
    assert_eq!(bytes(&house.path("again.json")), first.as_bytes());
    house.run(&["export", "-o", "again.json"]).refused("a file that exists");
    assert_eq!(bytes(&house.path("again.json")), first.as_bytes());
    house.ok(&["export", "-o", "again.json", "--force"]);
}

#[test]
fn a_dry_run_of_an_import_makes_no_book() {
    let house = House::with_sample();
    house.write("out.json", house.export());
    house.ok(&["--book", "other.congdoan", "import", "--dry-run", "out.json"]);
    assert!(!house.path("other.congdoan").exists());
    house.run(&["import", "out.json"]).refused("a book that holds records");
}

#[test]
fn hostile_files_are_refused_with_one_sentence_and_change_nothing() {
    let house = House::with_sample();
    let export = house.export();
    let deep = format!("{{\"format\":\"congdoan-book\",\"version\":1,\"records\":{}", "[".repeat(100_000));
    let deeper = "[".repeat(100_000) + &"]".repeat(100_000);
    let half: Vec<u8> = export.bytes().take(export.len() / 2).collect();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty.json", Vec::new()),
        ("half.json", half),
        ("deep.json", deep.into_bytes()),
        ("deeper.json", deeper.into_bytes()),
        ("number.json", export.replace("\"amount\":500000", "\"amount\":\"500000\"").into_bytes()),
        ("float.json", export.replace("\"amount\":500000", "\"amount\":5e5").into_bytes()),
        ("type.json", export.replace("\"type\":\"member\"", "\"type\":\"mem\\u001b[31mber\"").into_bytes()),
        ("newer.json", export.replacen("\"version\":1", "\"version\":99", 1).into_bytes()),
        ("other.json", b"{\"hello\":\"\\u001b[2J\"}".to_vec()),
        ("bytes.json", vec![b'{', 0xff, 0xfe, 0x00]),
        ("escape.csv", "Họ và tên,Giới tính\nNguyễn \u{1b}[31mVăn A,Nam\n".as_bytes().to_vec()),
        ("nul.csv", "Họ và tên,Giới tính\nNguyễn\u{0} Văn A,Nam\n".as_bytes().to_vec()),
        ("date.csv", "Họ và tên,Giới tính,Ngày sinh\nNguyễn Văn A,Nam,31/02/1980\n".as_bytes().to_vec()),
        ("twice.csv", "Họ và tên,Giới tính\nNguyễn Văn A,Nam\nNguyễn Văn A,Nam\n".as_bytes().to_vec()),
        ("head.csv", "a,b\n1,2\n".as_bytes().to_vec()),
        ("book.csv", bytes(&house.book())),
        ("table.xlsx", b"PK\x03\x04rest".to_vec()),
    ];
    let before = bytes(&house.book());
    for (name, content) in cases {
        house.write(name, content);
        // Into the book that is there, and into one that is not.
        house.run(&["import", name]).refused(name);
        assert_eq!(bytes(&house.book()), before, "{name}");
        house.run(&["--book", "new.congdoan", "import", name]).refused(name);
        assert!(!house.path("new.congdoan").exists(), "{name}");
        house.run(&["import", "--dry-run", name]).refused(name);
    }
    house.run(&["import", "none.json"]).refused("a missing file");
    house.run(&["import", "."]).refused("a folder");
    assert_eq!(house.export(), export);
}

#[test]
fn what_is_not_a_book_of_ours_is_left_as_it_is() {
    let house = House::with_sample();
    let foreign = house.path("foreign.db");
    rusqlite::Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1);")
        .unwrap();
    let newer = house.path("newer.congdoan");
    std::fs::copy(house.book(), &newer).unwrap();
    {
        let book = rusqlite::Connection::open(&newer).unwrap();
        book.pragma_update(None, "journal_mode", "DELETE").unwrap();
        book.pragma_update(None, "user_version", 9_999).unwrap();
    }
    house.write("text.congdoan", "xin chào \u{1b}[2J");
    house.write("empty.congdoan", "");
    std::fs::write(house.path("cut.congdoan"), bytes(&house.book()).get(..5_000).unwrap()).unwrap();
    for name in [
        "foreign.db",
        "newer.congdoan",
        "text.congdoan",
        "empty.congdoan",
        "cut.congdoan",
        "none.congdoan",
        ".",
    ] {
        let path = house.path(name);
        let before = std::fs::read(&path).ok();
        for words in
            [&["list"][..], &["export", "--stdout"], &["verify"], &["add", "hieu 12/11 lien me de 500k"]]
        {
            let args: Vec<&str> = ["--book", name].iter().chain(words).copied().collect();
            house.run(&args).refused(&format!("{name} {words:?}"));
        }
        assert_eq!(std::fs::read(&path).ok(), before, "{name}");
    }
}

#[test]
fn a_roster_comes_in_once() {
    let house = House::with_sample();
    house.write(
        "roster.csv",
        "\u{feff}Họ và tên;Tên gọi;Giới tính;Ngày sinh\nPhạm Thị Mới Tinh;Tinh M9;Nữ;01/02/1990\n",
    );
    let tried = house.ok(&["import", "--dry-run", "roster.csv"]);
    assert!(tried.contains('1'), "{tried}");
    house.ok(&["import", "roster.csv"]);
    assert!(house.export().contains("Phạm Thị Mới Tinh"));
    let before = house.export();
    house.run(&["import", "roster.csv"]).refused("the same people again");
    assert_eq!(house.export(), before);
}

#[test]
fn a_roster_with_wrong_rows_is_told_row_by_row_and_comes_in_without_them() {
    let house = House::with_sample();
    house.write(
        "roster.csv",
        "Họ và tên;Giới tính;Ngày sinh\nPhạm Thị Mới Tinh;Nữ;01/02/1990\nVi Mến;Nữ;31/02/1980\nLò Khải;;\n",
    );
    let before = house.export();
    let refused = house.run(&["import", "roster", "roster.csv"]);
    refused.refused("two wrong rows");
    assert_eq!(refused.out.lines().count(), 2, "{}", refused.out);
    assert!(refused.out.contains("dòng 3, cột ngày sinh") && refused.out.contains("dòng 4, cột giới tính"));
    assert_eq!(house.export(), before);
    house.run(&["import", "roster", "--leave-out", "3", "roster.csv"]).refused("one is left");
    house.ok(&["import", "roster", "--leave-out", "3,4", "--dry-run", "roster.csv"]);
    assert_eq!(house.export(), before);
    house.ok(&["import", "roster", "--leave-out", "3,4", "roster.csv"]);
    let after = house.export();
    assert!(after.contains("Phạm Thị Mới Tinh") && !after.contains("Vi Mến"));
}
