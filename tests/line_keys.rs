//! The one-line entry on the screen by keys: how many an entry takes, what is asked by a list, what comes back with the
//! arrow up, and what a form takes over.

mod keys_common;
mod screens_common;

use congdoan::locale::Language;
use crossterm::event::{Event, KeyCode};
use screens_common::Stage;

/// A stage that counts its keys.
struct Counted {
    stage: Stage,
    keys: usize,
}

impl Counted {
    fn set() -> Self {
        Self { stage: Stage::set(Language::Vietnamese, (80, 24)), keys: 0 }
    }

    fn press(&mut self, code: KeyCode) {
        self.keys += 1;
        keys_common::press(&mut self.stage.program, code);
    }

    fn write(&mut self, text: &str) {
        for letter in text.chars() {
            self.press(KeyCode::Char(letter));
        }
    }

    #[track_caller]
    fn sees(&mut self, text: &str) {
        keys_common::must_see(&mut self.stage.program, text);
    }

    #[track_caller]
    fn sees_not(&mut self, text: &str) {
        let rows = self.stage.rows();
        assert!(!rows.iter().any(|row| row.contains(text)), "{text} in {rows:#?}");
    }

    /// Types a line as a person would, from the log to saved, and gives the keys it took.
    #[track_caller]
    fn entry(&mut self, line: &str, understood: &str) -> usize {
        self.keys = 0;
        self.write("i");
        self.write(line);
        self.sees(understood);
        self.press(KeyCode::Enter);
        self.sees("Đã lưu");
        let keys = self.keys;
        self.press(KeyCode::Esc);
        keys
    }
}

#[test]
fn keys_per_entry_by_line_are_those_of_the_line_and_two_more() {
    let mut screen = Counted::set();
    // The norm gives the amount, and the day is today.
    assert!(screen.entry("om van l2", "Thăm ốm") <= 11);
    assert!(screen.entry("hieu 12/11 lien me de 500k", "mẹ đẻ đ/c Liên") <= 28);
    assert!(screen.entry("cuoi dung td 500k", "Việc hỷ") <= 19);
    assert!(screen.entry("qua 20/10 58 nu x 100k", "5.800.000") <= 24);
    // To each of the 58 women by name, as the roster has them.
    assert!(screen.entry("qua 20/10 nu 100k/ng", "cả thảy 58 người · 5.800.000 đ") <= 22);
    let entries = screen.stage.book().store().all::<congdoan::domain::Activity>().expect("the entries");
    let mut women = entries.iter().filter(|entry| entry.kind == "qua-le" && entry.people.len() == 58);
    assert_eq!(women.next_back().map(|entry| entry.total().0), Some(5_800_000));
}

#[test]
fn the_arrow_up_brings_earlier_lines_back_also_after_a_new_start() {
    let mut screen = Counted::set();
    screen.entry("om van l2 15/11 300k", "Thăm ốm");
    screen.entry("hieu 12/11 lien me de 500k", "Việc hiếu");
    screen.write("i");
    screen.write("dang go");
    screen.press(KeyCode::Up);
    screen.sees("> hieu 12/11 lien me de 500k");
    screen.press(KeyCode::Up);
    screen.sees("> om van l2 15/11 300k");
    screen.write(" hoa quả");
    screen.press(KeyCode::Down);
    screen.press(KeyCode::Up);
    screen.sees("> om van l2 15/11 300k hoa quả");
    screen.press(KeyCode::Down);
    screen.press(KeyCode::Down);
    screen.sees("> dang go");
    // What was changed on the way did not change what was typed then.
    let earlier = vec!["om van l2 15/11 300k".to_owned(), "hieu 12/11 lien me de 500k".to_owned()];
    assert_eq!(screen.stage.program.app.lines, earlier);
    screen.stage.restart();
    assert_eq!(screen.stage.program.app.lines, earlier);
}

#[test]
fn two_entries_of_a_line_are_offered_and_taken_both_or_one() {
    let mut screen = Counted::set();
    screen.write("i");
    screen.write("om van l2 5/11 300k, cuoi dung td 12/11 500k");
    screen.sees("Ghi cả hai mục");
    screen.press(KeyCode::Enter);
    screen.sees_not("Ghi cả hai mục");
    screen.press(KeyCode::Enter);
    screen.sees("Đã lưu");
    screen.write("om van l2 6/11 300k, cuoi dung td 13/11 500k");
    screen.press(KeyCode::Down);
    screen.press(KeyCode::Down);
    screen.press(KeyCode::Enter);
    screen.sees_not("06/11/2023");
    screen.sees("13/11/2023");
    screen.press(KeyCode::Enter);
    screen.sees("Đã lưu");
    // As forms: one behind the other, nothing of either lost.
    screen.write("om van l2 7/11 300k, cuoi dung td 14/11 500k");
    screen.press(KeyCode::Tab);
    screen.sees("Thăm ốm · mục mới");
    screen.press(KeyCode::Esc);
    screen.sees("Việc hỷ · mục mới");
}

#[test]
fn what_is_asked_or_refused_opens_as_a_form_with_all_that_was_understood() {
    let mut screen = Counted::set();
    screen.write("i");
    screen.write("om huong 25/11 300k");
    screen.sees("▸ ");
    screen.press(KeyCode::Tab);
    screen.sees("Thăm ốm · mục mới");
    screen.sees("25/11/2023");
    screen.sees("300.000");
    // Who is meant is asked in the form too: no Hương was chosen.
    screen.sees("Đoàn viên         huong");
    screen.sees_not("Hương 1A          Ngụy");
    screen.press(KeyCode::Esc);
    screen.write("i");
    screen.write("viếng thầy nguyễn văn lạ 12/11 500k");
    screen.press(KeyCode::Tab);
    screen.sees("Việc hiếu · mục mới");
    screen.sees("12/11/2023");
    screen.sees("nguyễn văn lạ");
    screen.press(KeyCode::Esc);
    // The line itself comes back too.
    screen.write("i");
    screen.press(KeyCode::Up);
    screen.sees("> viếng thầy nguyễn văn lạ 12/11 500k");
}

#[test]
fn words_not_understood_become_the_note_unless_the_list_says_otherwise() {
    let mut screen = Counted::set();
    screen.write("i");
    screen.write("om van l2 nam vien tinh 300k");
    screen.sees("Chưa hiểu: «tinh»");
    screen.sees("▸ Lưu kèm ghi chú «nằm viện tỉnh»");
    screen.press(KeyCode::Enter);
    screen.sees("Đã lưu");
    screen.press(KeyCode::Esc);
    screen.sees("nằm viện tỉnh");
    screen.write("i");
    screen.write("hieu 12/11 lien me de xyzzy 500k");
    screen.press(KeyCode::Down);
    screen.sees("▸ Lưu, bỏ");
    screen.press(KeyCode::Enter);
    screen.sees("Đã lưu");
    screen.press(KeyCode::Esc);
    screen.sees_not("xyzzy");
}

#[test]
fn a_line_of_the_fund_opens_as_a_form_complete_or_not() {
    let mut screen = Counted::set();
    screen.write("i");
    screen.write("thu doan phi thang 10 to 1 15/11 980k");
    screen.press(KeyCode::Tab);
    screen.sees("Phiếu thu");
    for said in ["15/11/2023", "980.000", "22", "Thu doan phi thang 10 to 1"] {
        screen.sees(said);
    }
    screen.press(KeyCode::Esc);
    screen.write("i");
    screen.write("chi van phong pham 15/11");
    screen.press(KeyCode::Tab);
    screen.sees("Phiếu chi");
    screen.sees("Chi van phong pham");
}

#[test]
fn an_amount_that_is_hardly_meant_is_asked_about_or_at_least_said() {
    let mut screen = Counted::set();
    screen.write("i");
    screen.write("om van l2 15/11 1200");
    screen.sees("1.200 đồng hay 1.200.000 đồng?");
    screen.press(KeyCode::Enter);
    screen.sees("1.200.000 đ");
    screen.press(KeyCode::Enter);
    screen.sees("Đã lưu");
    screen.write("om van l2 16/11 1.200");
    screen.sees("Chỉ 1.200 đồng, có đúng không?");
}

/// The rows from the line on, down to the footer's rule.
fn preview(stage: &mut Stage) -> Vec<String> {
    let rows = stage.rows();
    let line =
        rows.iter().position(|row| row.starts_with(" > ") || row.starts_with(" >‹")).expect("the line");
    rows.into_iter().skip(line).take_while(|row| !row.starts_with('─')).collect()
}

fn typed(size: (u16, u16), line: &str) -> Stage {
    let mut stage = Stage::set(Language::Vietnamese, size);
    keys_common::press(&mut stage.program, KeyCode::Char('i'));
    stage.program.event(Event::Paste(line.to_owned()));
    keys_common::must_see(&mut stage.program, "đ/c Vân L2");
    stage
}

#[test]
fn what_a_line_would_save_is_shown_whole_where_rows_are_free_and_else_says_that_it_is_cut() {
    let long = "bệnh viện đa khoa sông nhuệ, khoa nội tổng hợp, phòng số mười hai tầng năm nhà b, \
                thăm cùng đại diện ban giám hiệu và các tổ trưởng chuyên môn của nhà trường";
    let line = format!("om van l2 15/11 300k tại {long} hết");
    for size in [(80, 24), (60, 20)] {
        let shown = preview(&mut typed(size, &line)).join(" ");
        assert!(shown.contains("300.000 đ"), "{shown}");
        let mut endless = line.clone();
        endless.push_str(&" rất dài".repeat(150));
        let shown = preview(&mut typed(size, &endless)).join("\n");
        assert!(shown.contains("300.000 đ") && shown.contains('…'), "{shown}");
        assert!(shown.contains("Ba trăm nghìn đồng"), "{shown}");
    }
}

#[test]
fn a_line_that_goes_on_to_the_left_says_so() {
    let mut stage = typed((60, 20), "om van l2 15/11 300k");
    assert!(!preview(&mut stage)[0].contains('‹'));
    keys_common::write(&mut stage.program, &" nằm viện".repeat(8));
    assert!(preview(&mut stage)[0].starts_with(" >‹"), "{:?}", preview(&mut stage));
}

#[test]
fn a_line_warns_of_a_norm_that_it_exceeds_as_the_form_does_and_saves_all_the_same() {
    let mut line = Counted::set();
    line.write("i");
    line.write("om van l2 10/10 300k");
    line.sees("300.000 đ");
    line.sees_not("vượt định mức");
    for _ in 0.."300k".len() {
        line.press(KeyCode::Backspace);
    }
    line.write("900k");
    line.sees("! 900.000 vượt định mức 300.000.");
    line.press(KeyCode::Enter);
    line.sees("Đã lưu");
}
