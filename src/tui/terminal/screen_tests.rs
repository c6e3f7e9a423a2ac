use proptest::prelude::*;
use ratatui::{layout::Rect, style::Style};
use unicode_normalization::UnicodeNormalization as _;

use super::*;

/// A terminal that the frames are sent to, and what they cost.
struct Glass {
    screen: Screen,
    terminal: vt100::Parser,
}

impl Glass {
    fn new(columns: u16, rows: u16) -> Self {
        Self { screen: Screen::new(true), terminal: vt100::Parser::new(size(rows), size(columns), 0) }
    }

    fn show(&mut self, buffer: &Buffer, caret: Option<(u16, u16)>) -> Vec<u8> {
        let bytes =
            self.screen.render(buffer, caret.map(Position::from)).map(<[u8]>::to_vec).unwrap_or_default();
        self.terminal.process(&bytes);
        if let Err(difference) = same(&self.terminal, buffer, caret) {
            panic!("{difference}\nbytes: {:?}", String::from_utf8_lossy(&bytes));
        }
        bytes
    }
}

fn size(n: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(n).expect("a size")
}

fn colour(number: u8) -> vt100::Color {
    if number == OWN { vt100::Color::Default } else { vt100::Color::Idx(number) }
}

/// Compares what the terminal shows with what was asked, computed from the buffer without the emitter.
fn same(terminal: &vt100::Parser, buffer: &Buffer, caret: Option<(u16, u16)>) -> Result<(), String> {
    let screen = terminal.screen();
    let cursor = (!screen.hide_cursor()).then(|| screen.cursor_position());
    if cursor != caret.map(|(x, y)| (y, x)) {
        return Err(format!("caret {caret:?}, cursor (line, column) {cursor:?}"));
    }
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let seen = screen.cell(y, x).ok_or("no cell")?;
            let wide = cell.symbol().cell_width();
            let wide = if x + wide > buffer.area.width { 0 } else { wide };
            let wanted = if wide == 0 { " " } else { cell.symbol() };
            let shown = if seen.has_contents() { seen.contents() } else { " " };
            let fail = |what: &str| {
                Err(format!("{what} at {x},{y}: wanted {wanted:?} {:?}, shown {shown:?}", cell.style()))
            };
            if shown != wanted {
                return fail("text");
            }
            let mods = cell.modifier;
            let (under, reverse) = (mods.contains(Modifier::UNDERLINED), mods.contains(Modifier::REVERSED));
            if seen.underline() != under
                || seen.inverse() != reverse
                || seen.bgcolor() != colour(number(cell.bg))
            {
                return fail("attributes");
            }
            let ink_seen = wanted != " " || under || reverse;
            if ink_seen
                && (seen.fgcolor() != colour(number(cell.fg))
                    || seen.bold() != mods.contains(Modifier::BOLD)
                    || seen.dim() != (mods.contains(Modifier::DIM) && !mods.contains(Modifier::BOLD)))
            {
                return fail("ink");
            }
            x += wide.max(1);
        }
    }
    Ok(())
}

fn home() -> Buffer {
    Buffer::empty(Rect::new(0, 0, 80, 24))
}

/// A screen as the program draws it, with an empty field at column 18 of line 6.
fn form() -> Buffer {
    let mut buffer = home();
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let muted = Style::new().fg(Color::DarkGray);
    buffer.set_string(1, 0, "CĐCS TH Cây Phượng · Học kỳ I 2023-2024", bold);
    buffer.set_string(48, 0, "nộp trước 25/12 · còn 6 ngày", muted);
    for y in [2, 21] {
        buffer.set_string(0, y, "─".repeat(80), muted);
    }
    for y in 3..20 {
        buffer.set_string(1, y, "Họ tên người mất", Style::new());
        buffer.set_string(40, y, "Năm trăm nghìn đồng · mã 31.03", muted);
    }
    buffer.set_string(1, 23, "Ctrl+S Lưu  F4 Lưu và thêm tiếp  Tab Ô sau", Style::new().fg(Color::Cyan));
    buffer
}

#[test]
fn an_unchanged_frame_sends_nothing() {
    let mut glass = Glass::new(80, 24);
    assert!(!glass.show(&form(), Some((18, 6))).is_empty());
    assert!(glass.show(&form(), Some((18, 6))).is_empty());
}

#[test]
fn a_letter_appended_to_a_field_costs_little_more_than_the_letter() {
    let mut glass = Glass::new(80, 24);
    let mut buffer = form();
    glass.show(&buffer, Some((18, 6)));
    // The first one may have to lay off the colours of the frame's last line.
    buffer.set_string(18, 6, "v", Style::new());
    assert_eq!(glass.show(&buffer, Some((19, 6))), b"\x1b[?2026h\x1b[mv\x1b[?2026l");
    buffer.set_string(19, 6, "ệ", Style::new());
    assert_eq!(glass.show(&buffer, Some((20, 6))), "\x1b[?2026hệ\x1b[?2026l".as_bytes());
    let decomposed: String = "ệ".nfd().collect();
    buffer.set_string(20, 6, &decomposed, Style::new());
    assert!(glass.show(&buffer, Some((21, 6))).len() <= 40);
    buffer.set_string(20, 6, " ", Style::new());
    assert_eq!(glass.show(&buffer, Some((20, 6))), b"\x1b[?2026h\x08 \x08\x1b[?2026l");
    // In a coloured field too.
    buffer.set_string(20, 6, "x", Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD));
    assert!(glass.show(&buffer, Some((21, 6))).len() <= 40);
}

#[test]
fn the_first_frame_stays_within_six_kilobytes() {
    let bytes = Glass::new(80, 24).show(&form(), Some((18, 6)));
    assert!(bytes.len() <= 6 * 1024, "{}", bytes.len());
    // Every cell a letter of two bytes and every line full of colours.
    let mut buffer = home();
    let styles = [Style::new(), Style::new().fg(Color::Cyan), Style::new().add_modifier(Modifier::BOLD)];
    for y in 0..24 {
        for (part, style) in styles.iter().enumerate() {
            buffer.set_string(part as u16 * 26, y, "đ".repeat(26), *style);
        }
    }
    let bytes = Glass::new(80, 24).show(&buffer, None);
    assert!(bytes.len() <= 6 * 1024, "{}", bytes.len());
}

#[test]
fn a_cleared_screen_is_erased_line_by_line() {
    let mut glass = Glass::new(80, 24);
    glass.show(&form(), None);
    let bytes = glass.show(&home(), None);
    assert!(bytes.len() < 24 * 6 + 40, "{}", bytes.len());
}

#[test]
fn a_hint_under_a_field_costs_less_than_256_bytes() {
    let mut glass = Glass::new(80, 24);
    let mut buffer = form();
    glass.show(&buffer, Some((18, 6)));
    buffer.set_string(18, 6, "5", Style::new());
    buffer.set_string(40, 6, "Năm nghìn đồng                ", Style::new().fg(Color::DarkGray));
    let bytes = glass.show(&buffer, Some((19, 6)));
    assert!(bytes.len() <= 128, "{}", bytes.len());
}

#[test]
fn only_the_caret_moves() {
    let mut glass = Glass::new(80, 24);
    glass.show(&form(), Some((18, 6)));
    assert_eq!(glass.show(&form(), Some((17, 6))), b"\x1b[?2026h\x08\x1b[?2026l");
    assert_eq!(glass.show(&form(), Some((19, 6))), b"\x1b[?2026h\x1b[2C\x1b[?2026l");
    assert_eq!(glass.show(&form(), Some((0, 7))), b"\x1b[?2026h\r\n\x1b[?2026l");
    assert_eq!(glass.show(&form(), None), b"\x1b[?2026h\x1b[?25l\x1b[?2026l");
    assert!(glass.show(&form(), None).is_empty());
    glass.show(&form(), Some((79, 23)));
    // A caret outside the frame is hidden.
    let outside = glass.screen.render(&form(), Some(Position::new(80, 23)));
    assert_eq!(outside, Some(b"\x1b[?2026h\x1b[?25l\x1b[?2026l".as_slice()));
}

#[test]
fn where_terminals_disagree_the_cursor_is_placed_anew() {
    // Behind the last column, and behind a letter of disputed width.
    let mut glass = Glass::new(80, 24);
    let mut buffer = form();
    glass.show(&buffer, Some((78, 6)));
    buffer.set_string(79, 6, "x", Style::new());
    let bytes = glass.show(&buffer, Some((78, 6)));
    assert!(bytes.ends_with(b"x\x1b[7;79H\x1b[?2026l"), "{:?}", String::from_utf8_lossy(&bytes));
    buffer.set_string(20, 6, "字", Style::new());
    let bytes = glass.show(&buffer, Some((22, 6)));
    assert!(bytes.ends_with("字\x1b[7;23H\x1b[?2026l".as_bytes()), "{:?}", String::from_utf8_lossy(&bytes));
}

#[test]
fn an_unknown_screen_is_painted_whole_and_nothing_is_asked() {
    let mut glass = Glass::new(80, 24);
    let first = glass.show(&form(), Some((18, 6)));
    glass.terminal.process(b"\x1b[31mrubbish\x1b[5;5Hrubbish\x1b[?25l");
    glass.screen.invalidate();
    let again = glass.show(&form(), Some((18, 6)));
    assert_eq!(first, again);
    assert!(String::from_utf8_lossy(&again).contains("\x1b[2J"));
    assert!(!again.ends_with(b"n") && !String::from_utf8_lossy(&again).contains("6n"));
}

#[test]
fn another_size_is_painted_whole() {
    let mut glass = Glass::new(80, 24);
    glass.show(&form(), None);
    let mut small = Buffer::empty(Rect::new(0, 0, 60, 20));
    small.set_string(0, 0, "nhỏ", Style::new());
    glass.terminal.screen_mut().set_size(size(20), size(60));
    glass.show(&small, Some((3, 0)));
}

#[test]
fn no_colour_keeps_the_attributes() {
    let mut buffer = home();
    let style = Style::new().fg(Color::Red).bg(Color::Blue).add_modifier(Modifier::BOLD | Modifier::REVERSED);
    buffer.set_string(0, 0, "lỗi", style);
    let mut screen = Screen::new(false);
    let bytes = screen.render(&buffer, None).unwrap_or_default().to_vec();
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        "\x1b[?2026h\x1b[m\x1b[H\x1b[2J\x1b[1;7mlỗi\x1b[?25l\x1b[?2026l"
    );
}

#[test]
fn what_steers_a_terminal_never_leaves_a_cell() {
    let mut buffer = home();
    buffer[(3, 3)].set_symbol("\x1b[2J");
    buffer[(4, 3)].set_symbol("\n");
    buffer[(5, 3)].set_symbol("\u{9b}31m");
    buffer[(6, 3)].set_symbol("a");
    let mut screen = Screen::new(true);
    let bytes = screen.render(&buffer, None).unwrap_or_default().to_vec();
    let text = String::from_utf8(bytes).unwrap_or_default();
    assert_eq!(text, "\x1b[?2026h\x1b[m\x1b[H\x1b[2J\x1b[4;7Ha\x1b[?25l\x1b[?2026l");
}

#[derive(Debug, Clone)]
struct Write {
    x: u16,
    y: u16,
    text: String,
    style: Style,
}

fn style() -> impl Strategy<Value = Style> {
    let colours = [
        Color::Reset,
        Color::Reset,
        Color::Red,
        Color::Cyan,
        Color::DarkGray,
        Color::White,
        Color::Black,
        Color::Rgb(1, 2, 3),
        Color::Indexed(12),
    ];
    let bits = [Modifier::BOLD, Modifier::DIM, Modifier::UNDERLINED, Modifier::REVERSED, Modifier::ITALIC];
    (
        proptest::sample::select(colours.to_vec()),
        proptest::sample::select(colours.to_vec()),
        proptest::sample::subsequence(bits.to_vec(), 0..=3),
    )
        .prop_map(|(fg, bg, bits)| {
            let style = Style::new().fg(fg).bg(bg);
            bits.into_iter().fold(style, Style::add_modifier)
        })
}

fn write() -> impl Strategy<Value = Write> {
    let text = prop_oneof![
        "[a-z ]{0,12}",
        "[đệữÀ─▂·…✓! ]{0,12}",
        "[ađệữ]{1,6}".prop_map(|text| text.nfd().collect::<String>()),
        "[あ字a ]{0,8}",
        " {1,30}",
    ];
    (0_u16..30, 0_u16..8, text, prop_oneof![Just(Style::new()), style()])
        .prop_map(|(x, y, text, style)| Write { x, y, text, style })
}

fn apply(buffer: &mut Buffer, writes: &[Write]) {
    for Write { x, y, text, style } in writes {
        // A letter whose second half is overwritten goes, as widgets see to it.
        let (end, _) = buffer.set_stringn(*x, *y, text, usize::from(30 - x), *style);
        for edge in [*x, end] {
            if edge > 0 && edge < 30 && buffer[(edge - 1, *y)].symbol().cell_width() == 2 {
                buffer[(edge - 1, *y)].reset();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn the_terminal_shows_every_frame(
        frames in proptest::collection::vec(
            (
                proptest::collection::vec(write(), 0..8),
                proptest::option::of((0_u16..30, 0_u16..8)),
                prop_oneof![8 => Just(0_u8), 2 => Just(1), 1 => Just(2)],
            ),
            1..8,
        ),
    ) {
        let mut screen = Screen::new(true);
        let mut terminal = vt100::Parser::new(size(8), size(30), 0);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 8));
        for (writes, caret, kind) in frames {
            if kind == 1 {
                buffer.reset();
            } else if kind == 2 {
                screen.invalidate();
            }
            apply(&mut buffer, &writes);
            if let Some(bytes) = screen.render(&buffer, caret.map(Position::from)) {
                prop_assert!(bytes.starts_with(BEGIN) && bytes.ends_with(END) && bytes.len() > 16);
                terminal.process(bytes);
            }
            if let Err(difference) = same(&terminal, &buffer, caret) {
                return Err(TestCaseError::fail(difference));
            }
            prop_assert!(screen.render(&buffer, caret.map(Position::from)).is_none());
        }
    }
}
