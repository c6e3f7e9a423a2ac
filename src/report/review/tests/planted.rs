//! Each fault of the field, planted into a good term.

use super::super::{Around, Finding, Severity, What, review};
use crate::domain::{Activity, Direction, FactKind, Gender, MemberFact, Norm, Person, State, Stored};
use crate::report::tests::fixture::{Book, collected, full, ha_dong};
use crate::text::money::Dong;

/// What the store would give beside the term: here all entries are in it.
fn around(book: &Book, photos: u64) -> Around {
    let first = book.data.catalog.periods.iter().map(|period| period.activities.0).min();
    let early = |entry: &&Stored<Activity>| {
        entry.state == State::Done && first.is_some_and(|first| entry.day < first)
    };
    let latest_before: Vec<_> = book.data.activities.iter().filter(early).cloned().collect();
    Around { photos, before: latest_before.len() as u64, latest_before, behind: Vec::new() }
}

/// What is found in a term beside the narratives and entries that it lacks.
fn found(book: &Book) -> Vec<Finding> {
    let mut found = review(&book.data, &book.report(), &ha_dong(), &around(book, 0));
    found.retain(|finding| !matches!(finding.what, What::Part { .. }));
    found
}

fn codes(book: &Book) -> Vec<&'static str> {
    found(book).iter().map(|finding| finding.what.code()).collect()
}

/// The findings of one narrative in a term that is good but for it.
fn of_words(words: &str) -> Vec<&'static str> {
    let mut book = full();
    let before = codes(&book);
    book.narrative("cham-lo.doi-song", words);
    let mut now = codes(&book);
    for code in before {
        if let Some(at) = now.iter().position(|other| *other == code) {
            now.remove(at);
        }
    }
    now
}

#[test]
fn a_count_that_its_list_does_not_have_is_found() {
    let thirteen = "(đ.c Trần Thủy, đ.c Mai Nga, đ.c Đặng Thùy, đ.c Thu L5, đ.c Diệp Thúy, đ.c Thanh Mai, đ.c Sáu, \
                    đ.c Hùy, đ.c Huyền, đ.c Trinh, đ.c Tuyết, đ.c Bạch Hương, đ.c Tăng )";
    let told = |words: &str| of_words(words);
    assert_eq!(
        told(&format!("+ Đã tổ chức thăm hỏi 16 lượt công đoàn viên ốm đau, thai sản {thirteen}")),
        ["count-differs"]
    );
    assert_eq!(
        told(&format!("+ Đã tổ chức thăm hỏi 13 lượt công đoàn viên ốm đau, thai sản {thirteen}")),
        [""; 0]
    );
    assert_eq!(
        told(
            "Tổ chức thăm 9 người thân công đoàn viên (tứ thân phụ mẫu, chồng (vợ) con ruột công đoàn viên: con đ/c \
              Đào, mẹ đ.c Tuyền, mẹ đ.c Điệp, con đ/c Thùy, mẹ đ.c Hương MT, bố đ.c Oanh, chồng đ.c Nhung LC)."
        ),
        ["count-differs"]
    );
    assert_eq!(told("Có 3 đồng chí được khen gồm: đ/c Mai, đ/c Thành và đ/c Sáu"), [""; 0]);
    assert_eq!(told("Có 04 đồng chí được khen gồm: đ/c Mai, đ/c Thành và đ/c Sáu"), ["count-differs"]);
    assert_eq!(told("Thăm 03 lượt (đ/c Vân L2 (2 lần), đ/c Thu L5)"), [""; 0]);
    assert_eq!(told("08 cá nhân đạt CSTĐ (đ/c Hoa, Lê Thị Mai, Vũ Thị Lan)"), ["count-differs"]);
    assert_eq!(told("Công đoàn đã thăm 77 lượt đoàn viên."), ["count-untied"]);
}

#[test]
fn a_list_without_brackets_is_counted_too() {
    for words in [
        "Đã kết nạp Đảng 03 đ.c là Hoàng Thị Hường, Nguyễn Thị Hương.",
        "Kết nạp Đảng cho 05 đ.c Kiều Thị Lụa, Lê Xuân Quý, Nguyễn Thị Thu và Ngô Thị Ngọc Dung",
        "Khen 03 đồng chí Kiều Thị Lụa và Lê Xuân Quý, nâng tổng số lên mức cao",
        "Thăm hỏi 02 lượt: đ/c Lan, đ/c Mai, đ/c Hoa",
    ] {
        assert_eq!(of_words(words), ["count-differs"], "{words}");
    }
    for words in [
        "Đã kết nạp Đảng 02 đ.c là Hoàng Thị Hường, Nguyễn Thị Hương.",
        "Kết nạp Đảng cho 04 đ.c Kiều Thị Lụa, Lê Xuân Quý, Nguyễn Thị Thu và Ngô Thị Ngọc Dung",
        "Thăm hỏi 03 lượt: đ/c Lan, đ/c Mai, đ/c Hoa",
        "02 đ/c giữ chức vụ là Chủ tịch, Phó Chủ tịch và Ủy viên",
        "05 đ/c Tổ Văn phòng được khen, trong đó đ/c Lan là tổ trưởng",
        "Có 12 giáo viên giỏi là đoàn viên",
        "05 đ/c Kiều Thị Lụa, tổ trưởng Tổ Một, Lê Xuân Quý được khen",
    ] {
        assert_eq!(of_words(words), [""; 0], "{words}");
    }
}

#[test]
fn what_is_no_list_of_names_is_not_counted() {
    for words in [
        "GV bộ môn: 8 người (ÂN: 01. MT:2; Thể chất: 2, Tiếng Anh: 2; Tin:1)",
        "Nhân viên: 2 người (kế toán, nhân viên y tế)",
        "Trung cấp: 5 đồng chí, Sơ cấp: 21 đồng chí.",
        "Có 12 giáo viên dự thi, đạt giải Nhất (đ/c Lan)",
        "Có 12 giáo viên được khen (đ/c Lan, đ/c Huệ, …)",
        "Mỗi quý gặp 2 đồng chí một lần; mỗi tổ 5 người",
    ] {
        assert_eq!(of_words(words), [""; 0], "{words}");
    }
}

#[test]
fn money_that_cannot_be_read_and_money_that_nobody_knows_is_found() {
    assert_eq!(of_words("+ Tài chính công đoàn cấp trên cấp: 48.046.44 đ"), ["money-malformed"]);
    assert_eq!(of_words("Kinh phí 48,046,44"), ["money-malformed"]);
    assert_eq!(of_words("Kinh phí là 4804.6464đ"), ["money-malformed"]);
    assert_eq!(of_words("Ủng hộ Quỹ xã hội: 12.40.000"), ["money-malformed"]);
    assert_eq!(of_words("+ Tài chính công đoàn cấp trên cấp: 48.046.464 đ"), [""; 0]);
    assert_eq!(of_words("Đã ủng hộ 64.050.000 đồng."), ["money-untied"]);
    assert_eq!(of_words("Đã ủng hộ 9 triệu 250 nghìn, tức 9.250.000đ cho đồng chí Thoa"), [""; 0]);
    assert_eq!(of_words("Đã ủng hộ 9 triệu 251 nghìn đồng"), ["money-untied"]);
    for words in [
        "Họp ngày 20.12.2023, mục 1.2.3 của kế hoạch, lớp 2A4, Nghị định 145/2020/NĐ-CP",
        "Có 05 đ/c được khen; tỉ lệ 94,1 % và 100%",
        "Liên hệ 0912.345.678 hoặc 0228.384.512",
        "Đã ủng hộ 9.250.000 đồng, mỗi suất 1,5 giờ",
    ] {
        assert_eq!(of_words(words), [""; 0], "{words}");
    }
}

#[test]
fn a_year_too_late_or_too_early_by_one_is_found_and_that_of_a_paper_is_not() {
    for words in [
        "Tổng số CBNGNLĐ đến thời điểm 20/12/2024.",
        "Gặp mặt ngày 19/10/2022 tại trường",
        "Họp ngày 12 tháng 11 năm 2024",
        "Trong tháng 11/2024 đã tổ chức hội giảng",
    ] {
        assert_eq!(of_words(words), ["wrong-year"], "{words}");
    }
    for year in ["2025", "2026"] {
        assert_eq!(of_words(&format!("Trong năm {year} công đoàn đã tổ chức")), ["year-ahead"]);
    }
    assert_eq!(of_words("Trong năm 2022 có 05 đ/c được tăng lương"), ["year-before"]);
    assert_eq!(of_words("- Năm 2022 đã tổ chức tốt."), ["year-before"]);
    for words in [
        "Nghị định số 149/2018/NĐ-CP ngày 17/11/2018 của Chính phủ",
        "theo Quyết định số 12/QĐ ngày 05/10/2022 của Chủ tịch",
        "Ngày 3/01/2024 đã nộp quyết toán tài chính công đoàn năm 2023",
        "phấn đấu đến năm 2025 có 10 đảng viên",
        "Thành lập năm 1975; được khen năm 2022; so với năm 2022 tăng; nghị định năm 2020",
        "trong năm 2022, theo Nghị quyết số 5 của Đảng, và trong năm 2019 so với năm 2018",
        "nhiệm vụ năm 2024; Luật Thi đua, Khen thưởng 2013",
        "Tập huấn ngày 31/8/2023, lớp 4/5, tỉ lệ 1/2",
    ] {
        assert_eq!(of_words(words), [""; 0], "{words}");
    }
}

#[test]
fn another_school_year_or_term_left_in_the_words_is_found() {
    assert_eq!(of_words("Thực hiện nhiệm vụ năm học 2022 - 2023"), ["other-school-year"]);
    assert_eq!(of_words("Thực hiện nhiệm vụ năm học 2023–2024, so với năm học 2022-2023 tăng"), [""; 0]);
    assert_eq!(of_words("Trong học kỳ I 2022-2023 đã làm tốt"), ["other-school-year"]);
    assert_eq!(of_words("Trong học kỳ II tiếp tục thăm hỏi"), [""; 0], "what comes next");
    assert_eq!(
        of_words("Đã xây dựng kế hoạch học kỳ II; trong học kỳ II phát huy điều đã đạt, tới đây"),
        [""; 0]
    );
    assert_eq!(of_words("Trong học kỳ II công đoàn đã tổ chức tốt các phong trào."), ["other-term"]);
    let mut book = full();
    book.data.period.body.title = "học kỳ II năm học 2023-2024".to_owned();
    book.narrative("cham-lo.doi-song", "Trong học kì 1 công đoàn đã làm tốt. So với học kỳ I có tiến bộ.");
    assert_eq!(codes(&book).iter().filter(|code| **code == "other-term").count(), 1);
}

#[test]
fn another_units_or_districts_name_is_found_and_the_own_one_is_not() {
    for words in [
        "Liên đoàn Lao động quận Hà Đông phát động",
        "LĐLĐ quận Hà Đông",
        "Công đoàn Trường Tiểu học Lê Quý Đôn đã tích cực",
        "phường Vạn Phúc",
        "Quận 1",
        "Quận 12",
        "phường 11",
        "Trường TH Lê Quý Đôn",
        "CĐCS MN Hoa Hồng",
        "CĐCS Lê Quý Đôn",
        "Công đoàn Hà Đông đã phát động",
        "LĐLĐ Hà Đông",
    ] {
        assert_eq!(of_words(words), ["other-body"], "{words}");
    }
    for words in [
        "Công đoàn Trường Tiểu học Cây Phượng và trường Cây Phượng",
        "Quận Đoàn, Quận ủy, xã hội hóa, Trường Tiểu học, nhà trường; Công đoàn Trường thực hiện",
        "LĐLĐ quận, phường, huyện, thành phố Hà Nội",
        "LĐLĐ Hà Nội, Công đoàn Giáo dục Việt Nam, Công đoàn Việt Nam, Công đoàn Trường",
        "Công đoàn Trường Cây Phượng Tặng quà",
        "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN HỌC KÌ I",
    ] {
        assert_eq!(of_words(words), [""; 0], "{words}");
    }
    let mut book = full();
    book.log("ung-ho", "2023-10-20", &[], |entry| {
        entry.about = "giúp em Nguyễn Thị Lan, 10 suất, tổ 8".to_owned();
    });
    let before = codes(&book).len();
    for words in ["Trường Tiểu học Nguyễn Thị Định", "Quận 10 và phường 8"] {
        book.narrative("cham-lo.doi-song", words);
        assert!(codes(&book).len() > before, "half a name or a bare number makes nothing known: {words}");
    }
    let mut book = full();
    book.log("ung-ho", "2023-10-21", &[], |entry| entry.organisation = "UBND phường Vạn Phúc".to_owned());
    let before = codes(&book);
    book.narrative("cham-lo.doi-song", "cùng phường Vạn Phúc");
    assert_eq!(codes(&book), before, "met in an entry");
    book.data.period.body.report.addressee = "LĐLĐ quận Hà Đông".to_owned();
    assert!(codes(&book).contains(&"other-body"), "addressed to another district");
}

#[test]
fn text_of_an_old_encoding_is_found_and_quotes_and_foreign_names_are_not() {
    for words in ["C«ng ®oµn tr\u{ad}êng", "Coâng ñoaøn tröôøng", "LËp kÕ ho¹ch"] {
        assert_eq!(of_words(words), ["old-encoding"], "{words}");
    }
    for words in
        ["gọi là «huong»; “Giỏi việc trường”", "diện tích 30 m², tác giả Müller", "Điều 63 · khoản 3 §5"]
    {
        assert_eq!(of_words(words), [""; 0], "{words}");
    }
    let mut book = full();
    let before = codes(&book).len();
    book.log("ung-ho", "2023-10-22", &[], |entry| entry.about = "ñoàng baøo vuøng luõ".to_owned());
    assert_eq!(codes(&book).len(), before + 1);
}

#[test]
fn an_entry_in_no_period_and_a_plan_past_its_day_are_found() {
    let mut book = full();
    let period = book.data.period.clone();
    book.data.catalog.periods.push(period);
    let before = found(&book).len();
    book.log("tham-om", "2024-01-18", &[("", "Kế")], |_| {});
    book.log("tham-om", "2023-12-10", &[("", "Bảo")], |entry| entry.state = State::Planned);
    book.log("tham-om", "2023-12-28", &[("", "Bảo")], |entry| entry.state = State::Planned);
    let codes = codes(&book);
    assert_eq!(codes.len(), before + 2, "{codes:?}");
    assert!(codes.contains(&"outside-periods") && codes.contains(&"plan-overdue"));
}

#[test]
fn an_entry_before_the_first_period_is_found_and_a_history_of_them_is_told_once() {
    let mut book = full();
    let period = book.data.period.clone();
    book.data.catalog.periods.push(period);
    let before = codes(&book).len();
    book.log("tham-om", "2022-01-18", &[("", "Kế")], |_| {});
    assert_eq!(codes(&book).len(), before + 1);
    assert!(codes(&book).contains(&"outside-periods"));
    // One that no report reads, since it lies behind them all.
    let mut other = full();
    other.log("tham-om", "2023-12-18", &[("", "Kế")], |_| {});
    other.log("tham-om", "2033-01-18", &[("", "Kế")], |_| {});
    let behind = other.data.activities.pop().into_iter().collect();
    let found = review(&book.data, &book.report(), &ha_dong(), &Around { behind, ..around(&book, 0) });
    let strays = found.iter().filter(|one| one.what.code() == "outside-periods");
    assert_eq!(strays.count(), 1 + codes(&book).iter().filter(|code| **code == "outside-periods").count());
    for _ in 0..30 {
        book.log("ung-ho", "2021-01-18", &[], |_| {});
    }
    let codes = codes(&book);
    assert!(codes.contains(&"before-periods") && !codes.contains(&"outside-periods"), "{codes:?}");
}

#[test]
fn a_wrong_year_among_the_days_of_the_period_is_found() {
    let told = |change: fn(&mut crate::domain::Period)| {
        let mut book = full();
        change(&mut book.data.period.body);
        let found = found(&book).into_iter();
        found.filter(|one| one.what.code() == "period-wrong-year").map(|one| one.severity).collect::<Vec<_>>()
    };
    assert_eq!(told(|_| {}), []);
    let wrong: [fn(&mut crate::domain::Period); 5] = [
        |period| period.head_count_day = next_year(period.head_count_day, 1),
        |period| period.due = Some(next_year(period.activities.1, 1)),
        |period| period.letter.day = Some(next_year(period.activities.1, 1)),
        |period| period.report.day = Some(next_year(period.activities.1, 1)),
        |period| period.report.day = Some(next_year(period.activities.1, -1)),
    ];
    for change in wrong {
        assert_eq!(told(change), [Severity::Error]);
    }
}

fn next_year(day: crate::domain::Day, years: i32) -> crate::domain::Day {
    use chrono::Datelike as _;
    day.with_year(day.year() + years).expect("a day")
}

#[test]
fn the_head_of_the_report_names_no_other_term() {
    let mut book = full();
    let before = codes(&book);
    book.data.period.body.report.subject = "Hoạt động công đoàn học kỳ II năm học 2023-2024".to_owned();
    assert_eq!(
        codes(&book).iter().filter(|code| !before.contains(code)).collect::<Vec<_>>(),
        [&"other-term"]
    );
    book.data.period.body.report.subject = String::new();
    book.data.period.body.title = "học kỳ I năm học 2022-2023".to_owned();
    assert!(codes(&book).contains(&"other-school-year"));
}

#[test]
fn words_that_say_nothing_leave_a_required_part_empty() {
    let missing = |words: &str| {
        let mut book = full();
        book.narrative("bai-hoc", words);
        let found = review(&book.data, &book.report(), &ha_dong(), &around(&book, 0));
        found
            .iter()
            .any(|one| matches!(&one.place, super::super::Place::Narrative { part } if part == "bai-hoc"))
    };
    assert!(!missing("Đoàn kết là sức mạnh."));
    for words in ["- ", "- \n+ ", "…………", "................"] {
        assert!(missing(words), "{words:?}");
    }
}

#[test]
fn a_visit_noted_twice_and_a_second_condolence_for_one_parent_are_found() {
    let mut book = full();
    let before = found(&book).len();
    book.log("tham-om", "2023-10-17", &[("ban-than", "Lan MT")], |_| {});
    assert_eq!(found(&book).len(), before + 1);
    assert!(codes(&book).contains(&"doubled"));
    book.log("tham-om", "2023-10-12", &[("con", "Lan MT")], |_| {});
    book.log("viec-hieu", "2023-12-12", &[("me-de", "Lan 2A")], |_| {});
    let codes = codes(&book);
    assert_eq!(codes.len(), before + 2, "{codes:?}");
    assert!(codes.contains(&"parent-twice"));
}

#[test]
fn a_visit_to_somebody_who_had_left_is_found() {
    let mut book = full();
    assert!(!codes(&book).contains(&"after-leaving"));
    book.change("Kế", |member| {
        for fact in member.facts.iter_mut().filter(|fact| fact.kind == FactKind::Employment) {
            fact.until = "2023-12-01".parse().ok();
        }
    });
    let told = |book: &Book| codes(book).iter().filter(|code| **code == "after-leaving").count();
    let before = told(&book);
    book.log("tham-om", "2023-11-30", &[("", "Kế")], |_| {});
    assert_eq!(told(&book), before, "on the last day");
    book.log("tham-om", "2023-12-01", &[("", "Kế")], |_| {});
    assert_eq!(told(&book), before + 1);
}

#[test]
fn what_exceeds_a_norm_is_found() {
    let mut book = full();
    let norm = Norm {
        kind: "tham-om".to_owned(),
        relation: String::new(),
        condition: String::new(),
        amount: Dong(300_000),
        goods: String::new(),
        times_per_year: Some(1),
        fund: None,
        code: String::new(),
        from: None,
        until: None,
        decision: String::new(),
    };
    let norm = book.keep(norm);
    book.data.catalog.norms.push(norm);
    assert!(codes(&book).contains(&"too-often"), "two visits to one member");
    let fund = book.data.catalog.funds[0].id;
    book.log("tham-om", "2023-12-01", &[("", "Kế"), ("", "Bảo")], |entry| {
        let mut line = collected(700_000);
        line.source = crate::domain::Source::Fund { fund, account: crate::domain::Account::Cash };
        entry.money.push(line);
    });
    assert!(codes(&book).contains(&"above-norm"));
}

#[test]
fn two_bearers_of_a_short_name_a_gap_of_numbers_and_too_few_photos_are_found() {
    let mut book = full();
    book.member("Mai", "Lê Thị Mai", Gender::Female, &[]);
    book.change("Mai", |member| member.facts.push(MemberFact::always(FactKind::ShortName, "Lan MT")));
    book.voucher(Direction::Receipt, "2023-12-01", "22", 1_000);
    if let Some(last) = book.data.vouchers.last_mut() {
        last.body.number = 9;
    }
    book.data.period.body.letter.photos_from = Some(5);
    book.data.period.body.letter.photos_to = Some(10);
    let codes = |photos: u64| -> Vec<(Severity, &'static str)> {
        let found = review(&book.data, &book.report(), &ha_dong(), &around(&book, photos));
        found.iter().map(|finding| (finding.severity, finding.what.code())).collect()
    };
    let four = codes(4);
    for code in ["short-names-clash", "voucher-gap", "photos"] {
        assert!(four.contains(&(Severity::Warning, code)), "{code}: {four:?}");
    }
    assert!(codes(0).contains(&(Severity::Note, "photos")));
    assert!(!codes(5).iter().chain(&codes(10)).any(|(_, code)| *code == "photos"));
    assert!(codes(11).contains(&(Severity::Warning, "photos")));
}

#[test]
fn an_empty_required_part_is_an_error_and_comes_first() {
    let book = full();
    let found = review(&book.data, &book.report(), &ha_dong(), &around(&book, 0));
    assert!(found.iter().any(|finding| matches!(&finding.what, What::Part { .. })));
    assert_eq!(found.first().map(|finding| finding.severity), Some(Severity::Error));
    assert!(found.is_sorted_by_key(|finding| finding.severity));
}

#[test]
fn a_finding_bears_its_code_for_other_programs() {
    let mut book = full();
    book.narrative("cham-lo.doi-song", "48.046.44 đ, 77 lượt, quận Hà Đông, năm học 2020-2021, năm 2025");
    book.log("tham-om", "2023-10-17", &[("", "Lan MT")], |entry| {
        entry.people.push(Person { name: "ñoà ñaïc".to_owned(), ..Person::default() });
    });
    for finding in review(&book.data, &book.report(), &ha_dong(), &around(&book, 4)) {
        let json = serde_json::to_value(&finding).expect("JSON");
        assert_eq!(json["code"], finding.what.code());
        assert!(json["place"]["in"].is_string() && json["severity"].is_string(), "{json}");
    }
}
