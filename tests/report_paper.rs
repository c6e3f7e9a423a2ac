//! The report of the sample as anybody gets it from the command line: structure, figures, equal bytes.

mod cli_common;

use cli_common::House;

const FORMAT: [&str; 6] = ["report", "--outline", "ha-dong", "--format", "md", "--stdout"];

/// What Markdown adds taken away, so that sentences can be looked for.
fn plain(markdown: &str) -> String {
    markdown.replace("\\\n", "\n").replace('\\', "")
}

fn sample() -> String {
    plain(&House::with_sample().ok(&FORMAT))
}

#[test]
fn the_headings_are_those_of_a_real_report_with_its_numbers_put_right() {
    let report = sample();
    let headings: Vec<&str> = report.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(
        headings,
        [
            "# BÁO CÁO",
            "## PHẦN I: ĐÁNH GIÁ HOẠT ĐỘNG CÔNG ĐOÀN HỌC KỲ I NĂM HỌC 2023-2024",
            "### I. Tình hình đội ngũ nhà giáo và người lao động tại đơn vị",
            "#### 1. Chi bộ Đảng",
            "#### 2. Cán bộ, giáo viên, công nhân viên: 69 người",
            "#### 3. Thuận lợi",
            "#### 4. Khó khăn",
            "### II. Kết quả thực hiện nhiệm vụ công tác công đoàn học kỳ I năm học 2023-2024",
            "#### 1. Công tác chăm lo đời sống, đại diện bảo vệ quyền, lợi ích hợp pháp, chính đáng của đội ngũ cán bộ, nhà giáo và người lao động trong ngành, tham gia quản lý, xây dựng mối quan hệ lao động hài hòa, ổn định",
            "#### 2. Công tác tuyên truyền, vận động đội ngũ nhà giáo, người lao động thực hiện đường lối, chủ trương của Đảng, chính sách pháp luật của Nhà nước; nghị quyết, chủ trương công tác công đoàn; phát triển đội ngũ nhà giáo và cán bộ quản lý giáo dục",
            "#### 3. Tổ chức các phong trào thi đua yêu nước, các cuộc vận động mang tính xã hội rộng lớn trong đội ngũ cán bộ, nhà giáo, người lao động",
            "#### 4. Đổi mới nội dung, phương pháp hoạt động công đoàn; nâng cao chất lượng đội ngũ cán bộ; xây dựng tổ chức công đoàn vững mạnh; tham gia xây dựng Đảng trong sạch, vững mạnh",
            "#### 5. Công tác nữ công",
            "#### 6. Công tác kiểm tra",
            "#### 7. Công tác phòng chống dịch bệnh",
            "#### 8. Về công tác tài chính và hoạt động kinh tế công đoàn",
            "### III. Đánh giá chung",
            "#### 1. Những ưu điểm; tồn tại, hạn chế",
            "#### 2. Những bài học kinh nghiệm",
            "### IV. Những đề xuất, kiến nghị: Không",
            "## PHẦN II: PHƯƠNG HƯỚNG NHIỆM VỤ CÔNG ĐOÀN NĂM 2024",
        ]
    );
}

#[test]
fn every_figure_of_a_real_report_stands_in_its_sentence_and_in_its_order() {
    let report = sample();
    let mut rest = report.as_str();
    for sentence in [
        "Số: 10/BC-CĐCS",
        "Chi bộ Đảng có 26 đảng viên.",
        "Trình độ lý luận chính trị: Trung cấp: 5 đồng chí, Sơ cấp: 21 đồng chí.",
        "69 người",
        "+ Biên chế: 50 người. Trong đó:",
        "    Ban Giám hiệu: 3 người",
        "    Giáo viên cơ bản: 34 người",
        "    Giáo viên bộ môn: 8 người (Âm nhạc: 1; Mĩ thuật: 2; Thể chất: 2; Tiếng Anh: 2; Tin học: 1)",
        "    Nhân viên: 2 người (kế toán, nhân viên y tế)",
        "    Hợp đồng theo NĐ 111: 3 người",
        "+ Hợp đồng khác: 19 người. Trong đó:",
        "    Giáo viên cơ bản: 13 người",
        "    Giáo viên bộ môn: 5 người (Âm nhạc: 1; Mĩ thuật: 1; Thể chất: 1; Tiếng Anh: 1; Tổng phụ trách Đội: 1)",
        "    Nhân viên: 1 người (văn thư kiêm thủ quỹ)",
        "+ Đã tổ chức thăm hỏi 05 lượt công đoàn viên có người thân qua đời (",
        "+ Đã tổ chức thăm hỏi 16 lượt công đoàn viên ốm đau, thai sản (",
        "+ Tổ chức thăm 09 lượt người thân công đoàn viên (tứ thân phụ mẫu, vợ (chồng), con ruột: ",
        "+ Mừng đám hỷ 02 lượt công đoàn viên (",
        "+ Trong năm 2023 có 05 đ/c được tăng lương trước thời hạn gồm: ",
        "+ 08 cá nhân được công nhận Chiến sĩ thi đua cấp cơ sở (đ/c ",
        "+ 08 đ/c đạt giải trong Hội thi “Giáo viên dạy giỏi cấp trường” chào mừng ngày Nhà giáo Việt Nam. Kết quả:",
        "    01 giải Nhất: Cô giáo ",
        "    01 giải Nhì: Thầy giáo ",
        "    03 giải Ba: Cô giáo ",
        "    Công nhận giáo viên giỏi cấp trường: ",
        "- Tham gia Cuộc thi thiết kế bài giảng E-learning cấp quận đạt kết quả:",
        "    01 giải Nhất: ",
        "    01 giải Nhì: ",
        "    02 giải Ba: ",
        "- Tham gia Hội thi Giáo viên giỏi bậc Tiểu học quận ",
        "    01 giải Nhất: ",
        "    01 giải Nhì: ",
        "- 100% (17/17) giáo viên dạy lớp 4 được tham gia tập huấn ",
        "Hội nghị viên chức và người lao động vào ngày 13/10/2023",
        "- Ngày 06/11/2023: tổ chức chương trình “Hưởng ứng Ngày Pháp luật",
        ": 9.250.000 đồng",
        "+ Tổng số tiền ủng hộ, quyên góp: 64.050.000 đồng (Sáu mươi tư triệu không trăm năm mươi nghìn đồng).",
        "kết nạp Đảng 02 đ/c là ",
        "đảng viên chính thức cho 04 đ/c là ",
        "+ Giới thiệu 02 đoàn viên tham gia học lớp bồi dưỡng",
        "vào ngày 19/10/2023",
        "chưa có đoàn viên công đoàn sinh con thứ 3.",
        "Trong 6 tháng cuối năm 2023 không có trường hợp nào khiếu nại, tố cáo về công tác công đoàn.",
        "Quyết toán tài chính công đoàn năm 2023. Cụ thể:",
        "+ Tài chính công đoàn tích lũy đầu kỳ: 7.348.284 đồng",
        "+ Phần thu: 33.293.736 đồng",
        "+ Tài chính công đoàn cấp trên cấp: 48.046.464 đồng",
        "- Tổng thu tài chính công đoàn: 81.340.200 đồng",
        "- Phần chi: 72.407.470 đồng",
        "- Tích lũy cuối kỳ: 16.281.014 đồng",
        "(Mười sáu triệu hai trăm tám mươi mốt nghìn không trăm mười bốn đồng)",
        "* Ưu điểm",
        "* Tồn tại, hạn chế",
        "* Nguyên nhân",
    ] {
        let at = rest.find(sentence).unwrap_or_else(|| panic!("{sentence:?} is missing or in another place"));
        rest = &rest[at + sentence.len()..];
    }
}

#[test]
fn a_donation_is_a_line_and_the_eleven_of_them_add_up() {
    let report = sample();
    let sums: Vec<i64> = report
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("+ Ủng hộ ") || line.starts_with("+ Mua vé "))
        .map(|line| {
            let amount = line.rsplit_once(": ").and_then(|(_, sum)| sum.strip_suffix(" đồng")).expect(line);
            amount.replace('.', "").parse().expect("đồng")
        })
        .collect();
    assert_eq!(sums.len(), 11);
    assert_eq!(sums.iter().sum::<i64>(), 64_050_000);
}

/// What no careful typist leaves in a report.
fn slips(report: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in report.lines() {
        let text = line.trim_start().trim_start_matches(['-', '+', ' ']);
        let doubled =
            ["..", ",,", ";;", "::", " ,", " .", " ;", "( ", " )", "()", ".,", ",.", ";.", "{", "}", "……"];
        let slip = doubled.iter().find(|slip| text.contains(**slip));
        if let Some(slip) = slip {
            found.push(format!("{slip:?} in {text}"));
        }
        let inner = text.trim_end_matches("  ");
        if inner.contains("  ")
            && !inner.starts_with("Số:")
            && !inner.contains("ngày  ")
            && !inner.contains("năm")
        {
            found.push(format!("a doubled space in {text}"));
        }
        if text.chars().next().is_some_and(char::is_lowercase) {
            found.push(format!("a small letter begins {text}"));
        }
    }
    found
}

#[test]
fn no_line_of_the_sample_has_a_typists_slip() {
    let found = slips(&sample());
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_word_file_has_equal_bytes_on_every_machine_at_every_hour() {
    let house = House::with_sample();
    let export = |name: &str, zone: &str, language: &str| {
        let output = house
            .command()
            .args(["report", "--outline", "ha-dong", "--format", "docx", "-o", name])
            .env("TZ", zone)
            .env("LANG", language)
            .env("LC_ALL", language)
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read(house.path(name)).expect("the file")
    };
    let first = export("one.docx", "Asia/Ho_Chi_Minh", "vi_VN.UTF-8");
    assert!(first.starts_with(b"PK"), "a zip");
    assert!(first == export("two.docx", "America/Los_Angeles", "C"));
    let exported = house.path("book.json");
    house.ok(&["export", "-o", exported.to_str().expect("a path")]);
    let other = House::empty();
    other.ok(&["import", exported.to_str().expect("a path")]);
    let again = other.run(&["report", "--outline", "ha-dong", "--format", "docx", "-o", "three.docx"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(
        first == std::fs::read(other.path("three.docx")).expect("the file"),
        "the same book, another file"
    );
}

#[test]
fn an_entry_of_the_command_line_changes_its_sentence_and_nothing_else() {
    let house = House::with_sample();
    let before = plain(&house.ok(&FORMAT));
    house.ok(&["add", "hieu 12/11 lien me de 500k"]);
    let after = plain(&house.ok(&FORMAT));
    let changed: Vec<(&str, &str)> =
        before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect();
    assert_eq!(before.lines().count(), after.lines().count());
    let [visits, payments, balance, words] = changed.as_slice() else { panic!("{changed:#?}") };
    assert!(visits.0.contains(" 05 lượt ") && visits.1.contains(" 06 lượt ") && visits.1.contains("Liên"));
    assert!(payments.1.contains("72.907.470") && balance.1.contains("15.781.014"));
    assert!(words.1.contains("Mười lăm triệu bảy trăm tám mươi mốt nghìn không trăm mười bốn đồng"));
}

/// A unit's own outline comes into a book with the exchange file, as the guide says.
#[test]
fn an_own_outline_comes_with_the_books_file_and_makes_a_report() {
    let guide = include_str!("../docs/outlines.md");
    let example =
        guide.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let house = House::with_sample();
    let record = format!(
        "{{\"type\":\"own_outline\",\"id\":\"018a159b-1680-7722-b73b-3426619900aa\",\"meta\":{{\"version\":1,\
         \"created_at\":\"2023-08-21T01:00:00Z\",\"updated_at\":\"2023-08-21T01:00:00Z\"}},\"body\":{{\"code\":\"xuan\",\
         \"source\":{}}}}}",
        serde_json::to_string(example).expect("JSON")
    );
    let records = "\"records\":[";
    let book = house.export().replacen(records, &format!("{records}{record},"), 1);
    let other = House::empty();
    let file = other.write("book.json", book);
    other.ok(&["import", file.to_str().expect("a path")]);
    assert!(other.ok(&["outline", "list"]).contains("xuan"));
    let report = plain(&other.ok(&["report", "--outline", "xuan", "--format", "md", "--stdout"]));
    for sentence in [
        "I. Đội ngũ: 69 người",
        "+ Đã thăm hỏi 05 lượt đoàn viên có người thân qua đời (mẹ đẻ ",
        "Tích lũy cuối kỳ: 16.281.014 đồng (Mười sáu triệu ",
        "Trên đây là báo cáo của Công đoàn ",
    ] {
        assert!(report.contains(sentence), "{sentence} is missing in\n{report}");
    }
}
