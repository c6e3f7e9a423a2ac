//! A report with invented names, long enough to meet every kind of block; for the tests of the writers; pictures
//! painted by code.

use chrono::NaiveDate;

use super::model::{Align, Block, Cell, Column, Document, Foot, Head, Meta, ParagraphStyle, Run};

fn dash(text: &str) -> Block {
    Block::dash(vec![Run::plain(text)])
}

fn plus(text: &str) -> Block {
    Block::plus(vec![Run::plain(text)])
}

/// The report of a school that does not exist.
pub(super) fn report() -> Document {
    let table_row = |n: usize, name: &str, text: &str, sum: &str| {
        vec![Cell::plain(n.to_string()), Cell::plain(name), Cell::plain(text), Cell::plain(sum)]
    };
    let mut blocks = vec![
        Block::heading(1, "PHẦN I:", "ĐÁNH GIÁ HOẠT ĐỘNG CÔNG ĐOÀN HỌC KỲ I NĂM HỌC 2025-2026"),
        Block::body("Thực hiện Công văn số 57/CĐGD ngày 10 tháng 12 năm 2025 của Công đoàn cấp trên về việc báo cáo kết quả hoạt động học kỳ I, Công đoàn Trường Tiểu học Hoa Sen báo cáo như sau:"),
        Block::heading(2, "I.", "Tình hình đội ngũ nhà giáo và người lao động tại đơn vị"),
        Block::heading(3, "1.", "Chi bộ Đảng"),
        Block::body("Chi bộ Đảng có 26 đảng viên. Trình độ lý luận chính trị: trung cấp 05 đồng chí, sơ cấp 21 đồng chí."),
        Block::heading(3, "2.", "Cán bộ, giáo viên, nhân viên: 69 người"),
        plus("Biên chế: 50 người, trong đó Ban Giám hiệu 3 người, giáo viên cơ bản 34 người, giáo viên bộ môn 8 người"),
        plus("Hợp đồng khác: 19 người"),
        Block::heading(2, "II.", "Kết quả thực hiện nhiệm vụ công tác công đoàn học kỳ I"),
        Block::heading(3, "1.", "Công tác chăm lo đời sống, đại diện bảo vệ quyền, lợi ích hợp pháp, chính đáng của cán bộ, nhà giáo và người lao động"),
        Block::heading(4, "a)", "Chăm lo đời sống"),
        Block::dash(vec![
            Run::plain("Công đoàn cùng với nhà trường làm tốt chế độ bảo hiểm xã hội, bảo hiểm y tế cho cán bộ, viên chức trong trường, đã làm tốt công tác hiếu hỷ, công tác thăm hỏi ốm đau, giúp đỡ đoàn viên gặp hoàn cảnh khó khăn. "),
            Run::plain("Cụ thể:").italic(),
        ]),
        Block::plus(vec![
            Run::plain("Đã tổ chức thăm hỏi "),
            Run::plain("05 lượt").bold().marked(1),
            Run::plain(" công đoàn viên có người thân qua đời ("),
            Run::plain("mẹ đẻ đ/c Lê Thị Bưởi, bố đẻ đ/c Trần Văn Cam, bố chồng đ/c Phạm Thị Đào, mẹ đẻ đ/c Hà L1, mẹ vợ đ/c Vũ Văn Khế").marked(1),
            Run::plain(")"),
        ]),
        plus("Mừng đám hỷ 02 lượt công đoàn viên (con đ/c Mai Văn Lê và đám cưới đ/c Đỗ Thị Mận)"),
        Block::paragraph(ParagraphStyle::Lead, vec![Run::plain("Các đợt ủng hộ trong kỳ, cụ thể:")]),
    ];
    let mut rows = Vec::new();
    for n in 1..=22 {
        rows.push(table_row(
            n,
            "Quỹ Vì người nghèo phường",
            "Ủng hộ theo đợt phát động của Ủy ban Mặt trận",
            "2.500.000",
        ));
    }
    blocks.push(Block::Table {
        columns: vec![
            Column::new("STT", Align::Center).width(12),
            Column::new("Nơi nhận", Align::Left).width(55),
            Column::new("Nội dung", Align::Left),
            Column::new("Số tiền (đồng)", Align::Right).width(32),
        ],
        rows,
        total: Some(vec![Cell::default(), Cell::plain("Cộng"), Cell::default(), Cell::plain("55.000.000")]),
    });
    blocks.extend([
        Block::heading(3, "2.", "Về công tác tài chính"),
        dash("Tích lũy cuối kỳ: 16.281.014 đồng."),
        Block::paragraph(ParagraphStyle::Amount, vec![Run::plain("(Bằng chữ: Mười sáu triệu hai trăm tám mươi mốt nghìn không trăm mười bốn đồng)")]),
        Block::heading(2, "III.", "Đánh giá chung"),
        Block::label("* Ưu điểm"),
        dash("Vận động được đoàn viên thực hiện tốt các phong trào thi đua."),
        dash("Phối hợp với nhà trường tổ chức tốt các hoạt động dạy và học; tổ chức thăm hỏi, giúp đỡ đoàn viên ốm đau, việc hiếu, hỷ kịp thời."),
        Block::label("* Tồn tại, hạn chế"),
        dash("Một số thành viên Ban Chấp hành chủ yếu đầu tư cho công tác chuyên môn nên sự đầu tư cho công tác công đoàn còn hạn chế."),
        Block::heading(2, "IV.", "Những đề xuất, kiến nghị: Không"),
        Block::heading(1, "PHẦN II:", "PHƯƠNG HƯỚNG NHIỆM VỤ NĂM 2026"),
        dash("Tiếp tục đẩy mạnh công tác tuyên truyền vận động đoàn viên thực hiện đúng đường lối chủ trương của Đảng, chính sách pháp luật của Nhà nước."),
        Block::paragraph(ParagraphStyle::Closing, vec![Run::plain("Trên đây là báo cáo sơ kết công tác công đoàn học kỳ I của Công đoàn Trường Tiểu học Hoa Sen./.")]),
    ]);
    let day = NaiveDate::from_ymd_opt(2026, 1, 4).expect("a day");
    let mut meta = Meta::new("Báo cáo hoạt động công đoàn học kỳ I", "CĐCS Tiểu học Hoa Sen", day);
    meta.subject = "Hoạt động công đoàn học kỳ I năm học 2025 - 2026".to_owned();
    Document {
        meta,
        head: Some(Head {
            upper_body: "LĐLĐ QUẬN HOA PHƯỢNG".to_owned(),
            issuing_body: "CĐCS TIỂU HỌC HOA SEN".to_owned(),
            number_line: "Số: 10/BC-CĐCS".to_owned(),
            place_and_date: "Hoa Phượng, ngày 04 tháng 01 năm 2026".to_owned(),
            kind: "BÁO CÁO".to_owned(),
            subject: "Hoạt động công đoàn học kỳ I năm học 2025 - 2026".to_owned(),
            addressee: Some("Kính gửi: Liên đoàn Lao động quận Hoa Phượng".to_owned()),
            ..Head::default()
        }),
        blocks,
        foot: Some(Foot {
            recipients_title: "Nơi nhận:".to_owned(),
            recipients: vec![
                "LĐLĐ quận Hoa Phượng".to_owned(),
                "Chi bộ, Ban Giám hiệu".to_owned(),
                "Lưu: VT".to_owned(),
            ],
            signer_lines: vec!["TM. BAN CHẤP HÀNH".to_owned(), "CHỦ TỊCH".to_owned()],
            signer_name: "Nguyễn Thị Ổi".to_owned(),
        }),
        foot_before: None,
    }
}

/// Colours that differ from each other and from place to place, as in a photo.
fn pixels(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut noise = seed.wrapping_mul(2_654_435_769) | 1;
    let mut pixels = Vec::with_capacity((width * height * 3) as usize);
    for y in 0..height {
        for x in 0..width {
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            let slope = |at: u32, size: u32| (at * 160 / size.max(1)) as u8;
            let grain = (noise >> 27) as u8;
            let sky = 60 + slope(height - y, height);
            pixels.extend([40 + slope(x, width) + grain, sky, 90 + (seed % 100) as u8 + grain]);
        }
    }
    pixels
}

/// A JPEG file of that size.
pub(super) fn jpeg(width: u16, height: u16, seed: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 85)
        .encode(&pixels(width.into(), height.into(), seed), width, height, jpeg_encoder::ColorType::Rgb)
        .expect("a JPEG file");
    bytes
}

/// A PNG file of that size; with a width or height of 0, which no program writes, of that size all the same.
pub(super) fn png(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width.max(1), height.max(1));
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&pixels(width.max(1), height.max(1), seed)).expect("pixels");
    writer.finish().expect("a PNG file");
    for (at, size) in [(16, width), (20, height)] {
        bytes[at..at + 4].copy_from_slice(&size.to_be_bytes());
    }
    bytes
}
