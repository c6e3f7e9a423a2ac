//! Lượt, people and shares.

use super::fixture::{Book, collected, day, full, heads, lines};
use crate::domain::{FactKind, Gender, Level, Receiver, State};
use crate::report::select::days;
use crate::report::source::RangeName;
use crate::report::{FigureValue, Issue, PartState};

#[test]
fn one_funeral_that_touches_two_members_is_two_visits() {
    let report = full().report();
    assert_eq!(
        lines(&report, "cham-lo.viec-hieu"),
        [
            "Đã tổ chức thăm hỏi 03 lượt công đoàn viên có người thân qua đời (mẹ đẻ đ/c Lan 2A, bố chồng đ/c Lan MT, bố đẻ đ/c Tú TD)."
        ]
    );
}

#[test]
fn a_second_visit_stands_once_with_how_often() {
    let report = full().report();
    assert_eq!(
        lines(&report, "cham-lo.om-dau"),
        ["Đã tổ chức thăm hỏi 03 lượt công đoàn viên ốm đau, thai sản (đ/c Lan MT (2 lần), đ/c Lan 2A)."]
    );
}

#[test]
fn relatives_and_weddings_read_as_people_say_them() {
    let report = full().report();
    assert_eq!(
        lines(&report, "cham-lo.nguoi-than"),
        [
            "Tổ chức thăm 02 lượt người thân công đoàn viên (tứ thân phụ mẫu, vợ (chồng), con ruột: con đ/c Lan 2A, chồng đ/c Kế)."
        ]
    );
    assert_eq!(
        lines(&report, "cham-lo.viec-hy"),
        ["Mừng đám hỷ 02 lượt công đoàn viên (con đ/c Bảo, đám cưới đ/c Tú TD)."]
    );
}

#[test]
fn only_what_was_done_and_not_deleted_counts() {
    let mut book = Book::new();
    book.women(&["An", "Bích"]);
    book.log("tham-om", "2023-10-01", &[("", "An")], |_| {});
    for state in [State::Planned, State::Cancelled] {
        book.log("tham-om", "2023-10-02", &[("", "Bích")], |activity| activity.state = state);
    }
    book.log("tham-om", "2023-10-03", &[("", "Bích")], |_| {});
    let last = book.data.activities.last_mut().expect("an entry");
    last.meta.deleted_at = Some(last.meta.created_at);
    book.log("tham-om", "2023-08-19", &[("", "Bích")], |_| {});
    let report = book.report();
    assert_eq!(
        lines(&report, "cham-lo.om-dau"),
        ["Đã tổ chức thăm hỏi 01 lượt công đoàn viên ốm đau, thai sản (đ/c An)."]
    );
}

#[test]
fn a_share_has_a_comma_and_a_bare_one_is_all() {
    let report = full().report();
    assert_eq!(
        lines(&report, "thi-dua.tap-huan"),
        ["94,1% (16/17) giáo viên dạy lớp 4 được tham gia tập huấn sử dụng sách giáo khoa lớp 4."]
    );
    assert_eq!(
        lines(&report, "cham-lo.bao-hiem"),
        ["100% công đoàn viên và người lao động dài hạn được đóng BHXH và tham gia BHYT theo quy định."]
    );
}

#[test]
fn more_than_all_is_to_be_looked_at_again() {
    let mut book = Book::new();
    book.log("tap-huan", "2023-10-01", &[], |activity| {
        activity.about = "tập huấn".to_owned();
        activity.head_count = Some(heads(Some(18), Some(17), ""));
    });
    let report = book.report();
    let issues = report.sections.iter().flat_map(|section| &section.issues);
    assert!(issues.into_iter().any(|issue| matches!(issue, Issue::MoreThanAll { .. })));
}

#[test]
fn a_raise_counts_in_its_calendar_year_even_before_the_term() {
    let report = full().report();
    assert_eq!(
        lines(&report, "cham-lo.nang-luong"),
        ["Trong năm 2023 có 02 đ/c được tăng lương trước thời hạn gồm: đ/c Lan MT, đ/c Kế."]
    );
}

#[test]
fn zero_is_said_only_when_somebody_confirmed_it() {
    let zero = "Trong 6 tháng cuối năm 2023 không có trường hợp nào khiếu nại, tố cáo về công tác công đoàn.";
    let mut book = Book::new();
    let report = book.report();
    assert_eq!(lines(&report, "kiem-tra.khong-don-thu"), Vec::<String>::new());
    let section = |report: &crate::report::Report| {
        report.sections.iter().find(|section| section.id == "kiem-tra").expect("a section").clone()
    };
    assert!(
        section(&report).issues.contains(&Issue::NoRecords { fact: "kiem-tra.khong-don-thu".to_owned() })
    );
    let id = book.log("don-thu", "2023-12-10", &[], |activity| activity.zero = true);
    let report = book.report();
    assert_eq!(lines(&report, "kiem-tra.khong-don-thu"), [zero]);
    assert!(!section(&report).issues.iter().any(|issue| matches!(issue, Issue::NoRecords { .. })));
    let figure =
        report.figures.iter().find(|figure| figure.fact == "kiem-tra.khong-don-thu").expect("a figure");
    assert_eq!(figure.sources.iter().map(|source| source.id).collect::<Vec<_>>(), [id.uuid()]);
    book.log("don-thu", "2023-12-12", &[], |activity| activity.about = "chế độ nghỉ".to_owned());
    let report = book.report();
    assert_eq!(lines(&report, "kiem-tra.khong-don-thu"), Vec::<String>::new());
    assert_eq!(lines(&report, "kiem-tra.don-thu"), ["Đã giải quyết đơn thư về chế độ nghỉ."]);
    assert!(
        section(&report).issues.contains(&Issue::Contradiction { fact: "kiem-tra.khong-don-thu".to_owned() })
    );
}

#[test]
fn a_contest_lists_its_prizes_from_the_highest_with_title_and_duty() {
    let report = full().report();
    assert_eq!(
        lines(&report, "thi-dua.hoi-thi-truong"),
        [
            "03 đ/c đạt giải trong Hội thi “Giáo viên dạy giỏi cấp trường”. Kết quả:",
            "01 giải Nhất: Thầy giáo Phạm Văn Tú - Giáo viên Thể chất",
            "02 giải Nhì: Cô giáo Vũ Thị Lan 2A - Giáo viên chủ nhiệm lớp 2A4; Cô giáo Vũ Thị Lan MT - Giáo viên Mĩ thuật",
        ]
    );
}

#[test]
fn two_members_of_one_full_name_are_told_apart() {
    let report = full().report();
    assert_eq!(
        lines(&report, "tuyen-truyen.danh-hieu"),
        ["02 cá nhân được công nhận Chiến sĩ thi đua cấp cơ sở (đ/c Vũ Thị Lan 2A, Vũ Thị Lan MT)."]
    );
}

#[test]
fn an_entry_names_people_as_they_were_called_on_its_day() {
    let mut book = Book::new();
    book.women(&["Thu L5"]);
    book.change("Thu L5", |member| {
        member.facts[0].until = Some(day("2023-11-01"));
        let mut later = crate::domain::MemberFact::always(FactKind::ShortName, "Thu L4");
        later.from = Some(day("2023-11-01"));
        member.facts.push(later);
    });
    book.log("tham-om", "2023-10-01", &[("", "Thu L5")], |_| {});
    let report = book.report();
    assert!(lines(&report, "cham-lo.om-dau")[0].contains("đ/c Thu L5"));
}

#[test]
fn contracts_form_a_tree() {
    let mut book = Book::new();
    for (count, contract) in [(47, "bien-che"), (3, "nd-111"), (19, "hop-dong-khac")] {
        for _ in 0..count {
            book.member("x", "Trần Thị X", Gender::Female, &[(FactKind::Contract, contract)]);
        }
    }
    let report = book.report();
    assert_eq!(lines(&report, "bien-che.bien-che"), ["Biên chế: 50 người. Trong đó:"]);
    assert_eq!(lines(&report, "bien-che.nd-111"), ["Hợp đồng theo NĐ 111: 3 người"]);
    assert!(report.sections[3].title.ends_with(": 69 người"));
}

#[test]
fn breakdowns_name_duties_and_levels() {
    let report = full().report();
    assert_eq!(lines(&report, "chi-bo.dang-vien"), ["Chi bộ Đảng có 2 đảng viên."]);
    assert_eq!(
        lines(&report, "chi-bo.ly-luan"),
        ["Trình độ lý luận chính trị: Trung cấp: 1 đồng chí, Sơ cấp: 1 đồng chí."]
    );
    assert_eq!(lines(&report, "bien-che.gv-bo-mon"), ["Giáo viên bộ môn: 1 người (Mĩ thuật: 1)"]);
    assert_eq!(lines(&report, "bien-che.nhan-vien"), ["Nhân viên: 1 người (kế toán)"]);
}

#[test]
fn donations_are_listed_and_added_up() {
    let report = full().report();
    assert_eq!(
        lines(&report, "thi-dua.ung-ho"),
        [
            "Ủng hộ đồng chí Thoa chữa mắt: 9.250.000 đồng",
            "Mua vé xem vở diễn: 600.000 đồng",
            "Tổng số tiền ủng hộ, quyên góp: 9.850.000 đồng (Chín triệu tám trăm năm mươi nghìn đồng).",
        ]
    );
    let mut book = Book::new();
    book.log("ung-ho", "2023-09-20", &[], |activity| {
        activity.about = "quỹ vì người nghèo".to_owned();
        activity.money.push(collected(1000));
    });
    assert_eq!(lines(&book.report(), "thi-dua.ung-ho"), ["Ủng hộ quỹ vì người nghèo: 1.000 đồng"]);
}

#[test]
fn a_value_nobody_noted_leaves_room_for_the_pen_and_asks_to_look_again() {
    let mut book = Book::new();
    book.log("hoi-thi", "2023-11-15", &[("", "Khách")], |activity| {
        activity.level = Some(Level::School);
        activity.people[0].prize = "Nhất".to_owned();
    });
    let report = book.report();
    assert_eq!(lines(&report, "thi-dua.hoi-thi-truong")[0], "01 đ/c đạt giải trong ……. Kết quả:");
    let section = report.sections.iter().find(|section| section.id == "thi-dua").expect("a section");
    let line = section.issues.iter().find_map(|issue| match issue {
        Issue::Blank { line, .. } => Some(*line),
        _ => None,
    });
    assert!(report.lines[line.expect("a blank")].text().contains("……"));
    assert_eq!(section.state, PartState::Missing, "its narratives are missing too");
}

#[test]
fn a_collective_award_says_who_gave_it_from_the_highest_level_down() {
    let mut book = Book::new();
    for (level, giver) in
        [(Level::District, "Chủ tịch UBND quận"), (Level::Province, "Chủ tịch UBND Thành phố")]
    {
        book.log("khen-thuong", "2023-09-01", &[], |activity| {
            activity.receiver = Receiver::Collective;
            activity.level = Some(level);
            activity.giver = giver.to_owned();
            activity.result = "Giấy khen".to_owned();
        });
    }
    assert_eq!(
        lines(&book.report(), "tuyen-truyen.khen-tap-the"),
        [
            "Nhà trường được Chủ tịch UBND Thành phố tặng Giấy khen.",
            "Nhà trường được Chủ tịch UBND quận tặng Giấy khen."
        ]
    );
}

#[test]
fn gifts_without_names_count_by_their_head_count() {
    let mut book = Book::new();
    book.log("qua-le", "2023-10-19", &[], |activity| {
        activity.occasion = "20/10".to_owned();
        activity.head_count = Some(heads(Some(52), Some(52), "nữ"));
        activity.money.push(collected(5_200_000));
    });
    let report = book.report();
    assert_eq!(
        lines(&report, "cham-lo.qua-le"),
        ["Tặng 52 suất quà dịp 20/10, tổng trị giá 5.200.000 đồng."]
    );
    assert!(report.figures.iter().any(|figure| figure.value == FigureValue::Count(52)));
}

#[test]
fn complaints_are_read_in_the_half_year_that_holds_the_head_count_day() {
    let mut book = Book::new();
    book.log("don-thu", "2023-12-15", &[], |activity| activity.about = "chế độ nghỉ".to_owned());
    book.log("don-thu", "2024-05-20", &[], |activity| activity.about = "định mức dạy".to_owned());
    book.log("don-thu", "2024-07-01", &[], |activity| activity.about = "tiền phép".to_owned());
    let first = book.report();
    assert_eq!(lines(&first, "kiem-tra.don-thu"), ["Đã giải quyết đơn thư về chế độ nghỉ."]);

    let period = &mut book.data.period.body;
    period.activities = (day("2024-01-16"), day("2024-05-31"));
    period.finance = (day("2024-01-01"), day("2024-12-31"));
    period.head_count_day = day("2024-05-31");
    let second = book.report();
    assert_eq!(lines(&second, "kiem-tra.don-thu"), ["Đã giải quyết đơn thư về định mức dạy."]);

    book.data.activities.clear();
    book.log("don-thu", "2024-05-20", &[], |activity| activity.zero = true);
    let zero = "Trong 6 tháng đầu năm 2024 không có trường hợp nào khiếu nại, tố cáo về công tác công đoàn.";
    assert_eq!(lines(&book.report(), "kiem-tra.khong-don-thu"), [zero]);
}

#[test]
fn the_half_year_turns_between_the_last_of_june_and_the_first_of_july() {
    let mut data = Book::new().data;
    for (head_count, from, to) in [
        ("2024-01-01", "2024-01-01", "2024-06-30"),
        ("2024-06-30", "2024-01-01", "2024-06-30"),
        ("2024-07-01", "2024-07-01", "2024-12-31"),
        ("2024-12-31", "2024-07-01", "2024-12-31"),
    ] {
        data.period.body.head_count_day = day(head_count);
        assert_eq!(days(RangeName::HalfYear, data.view()), (day(from), day(to)), "{head_count}");
    }
}
