//! Words of the field that a form understands when typed: groups of people, and what is skipped before a name.
//! They are data, not interface: they read alike in either language of the screen.

/// Everybody in the union on the day.
pub(super) const ALL: &[&str] = &["tất cả", "toàn trường", "toàn thể", "cả trường", "everybody"];
/// The women among them.
pub(super) const WOMEN: &[&str] = &["nữ", "nữ toàn trường", "nữ đoàn viên", "chị em", "women"];
/// The men among them.
pub(super) const MEN: &[&str] = &["nam", "nam giới", "nam đoàn viên", "men"];
/// The Party members among them.
pub(super) const PARTY: &[&str] = &["đảng viên", "party members"];
/// What a team is called before its name.
pub(super) const TEAM: &str = "tổ";
/// Everybody named from here on is left out.
pub(super) const EXCEPT: &[&str] = &["trừ", "except"];
/// What people write before a name.
pub(super) const TITLES: &[&str] = &["đ/c", "đc", "đ.c", "đồng chí", "cô", "thầy", "anh", "chị"];
/// How joining and leaving are noted on the roster: reasons for coming.
pub(super) const REASONS_IN: &[(&str, &str)] =
    &[("tuyển mới", "newly recruited"), ("chuyển đến", "transferred in"), ("kết nạp mới", "newly admitted")];
/// Reasons for leaving.
pub(super) const REASONS_OUT: &[(&str, &str)] = &[
    ("nghỉ hưu", "retired"),
    ("chuyển đi", "transferred out"),
    ("thôi việc", "resigned"),
    ("từ trần", "died"),
];
/// The kind whose visit for one parent happens once.
pub(super) const CONDOLENCE: &str = "viec-hieu";
/// The relation group of the four parents.
pub(super) const PARENTS: &str = "tu-than-phu-mau";
