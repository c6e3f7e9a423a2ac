//! The set-up through the real program: killed and hung up on, it goes on where it stopped.

use super::terminal::Terminal;

#[test]
fn a_set_up_that_is_killed_and_cut_off_goes_on_at_its_step() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::start(home.path(), &[], 80, 24);
    terminal.see("Lập sổ mới cho đơn vị");
    terminal.key("Enter");
    terminal.see("Bước 1/7");
    terminal.type_text("Tiểu học Cây Phượng");
    terminal.key("Tab");
    terminal.see("CĐCS TH Cây Phượng");
    terminal.key("Ctrl+S");
    terminal.see("Bước 2/7");
    terminal.type_text("LĐLĐ quận Sông Nhuệ");
    terminal.see("LĐLĐ quận Sông Nhuệ");
    terminal.leave_field("Tab");
    terminal.see("LIÊN ĐOÀN LAO ĐỘNG");
    terminal.kill();

    let mut terminal = Terminal::start(home.path(), &[], 80, 24);
    terminal.see("Bước 2/7");
    terminal.see("LIÊN ĐOÀN LAO ĐỘNG");
    terminal.key("Tab");
    terminal.key("Tab");
    terminal.type_text("Gò Đậu");
    terminal.see("Gò Đậu");
    // The line is cut in the middle of a field.
    terminal.hang_up();
    terminal.end();

    let mut terminal = Terminal::start(home.path(), &[], 80, 24);
    terminal.see("Bước 2/7");
    terminal.see("Gò Đậu");
    for _ in 0..5 {
        terminal.key("Ctrl+S");
    }
    terminal.see("Bước 7/7");
    terminal.kill();

    let mut terminal = Terminal::start(home.path(), &[], 80, 24);
    terminal.see("Bước 7/7");
    terminal.key("Esc");
    terminal.see("Sổ sẵn sàng");
    terminal.type_text("q");
    assert_eq!(terminal.end().0, 0);
}
