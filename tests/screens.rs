//! Every screen and layer over the sample book, by keys alone: what it shows at 80x24 and at 60x20 in both
//! languages, that it is usable there, that English means English, and that no keys bring it down.

mod screens_common;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use congdoan::locale::Language;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use screens_common::{SIZES, Stage, shown};

/// Each screen and layer: its name and the keys that lead there from the start. `'word` is typed, `_` is a blank.
const SCENES: &[(&str, &str)] = &[
    ("overview", "1"),
    ("activities", ""),
    ("activities-search", "/ 'nguoi_ngheo"),
    ("activities-by-kind", "k 'ung_ho Enter"),
    ("activities-by-member", "d 'huong_mt Enter"),
    ("activities-by-month", "m 'thang_10 Enter"),
    ("activities-none-found", "/ 'zzz Enter"),
    ("activities-deleted", "x Enter D"),
    ("activities-none-deleted", "D"),
    ("activities-planned", "p Enter s Down Enter"),
    ("activities-plan-beside-actual", "p Enter s Down Enter t Tab Tab Tab Tab Ctrl+u '400k Ctrl+s a"),
    ("tet-budget", "T"),
    ("tet-budget-empty", "T Right"),
    ("members", "3"),
    ("members-search", "3 / 'huong"),
    ("members-none-found", "3 / 'zzz Enter"),
    ("member-history", "3 h"),
    ("member-history-row", "3 h Enter"),
    ("member-history-add", "3 h n"),
    ("member-change-offered", "n 'nghi_huu Enter Tab 'lien Enter Ctrl+s"),
    ("new-year", "3 y"),
    ("new-year-changed", "3 y Enter 'nghi_huu Enter Right 'Bình_L4 Enter 'Anh_5A Tab 'chu_nhiem_5A Tab"),
    (
        "new-year-periods",
        "3 y Up PageDown PageDown PageDown PageDown PageDown PageDown PageDown PageDown Enter",
    ),
    ("ledger", "4 ["),
    ("ledger-bank", "4 [ b"),
    ("ledger-empty", "4 f b"),
    ("report", "5"),
    ("report-part", "5 ] ] ] ] ] ] ]"),
    ("report-sources", "5 ] ] ] ] ] ] ] Down Down Down Down Enter"),
    ("report-words", "5 ] ] ] ] ] ] ] e"),
    ("report-words-figures-beside", "5 ] ] ] ] ] ] ] e F2"),
    ("report-words-keys", "5 ] ] ] ] ] ] ] e F1"),
    ("report-words-starter", "5 ] ] ] ] ] ] ] e Ctrl+a Delete F5"),
    ("report-settings", "5 h"),
    ("review-clean", "5 s"),
    ("report-send-question", "5 d"),
    ("report-sent", "5 d Enter 5"),
    (
        "report-sent-changes",
        "5 d Enter 2 k 'tham_om Enter Down x Enter i 'om_van_l2_15/11_300k Enter Esc 5 t Down",
    ),
    ("report-sent-export", "5 d Enter x Enter"),
    ("report-export", "5 x"),
    ("report-parcel-again", "5 g Esc g"),
    ("report-parcel-errors", "p Enter 5 g"),
    ("report-outlines", "5 m"),
    ("report-year", "5 m 'tong_ket Enter"),
    ("report-year-figures", "5 m 'tong_ket Enter End"),
    ("report-ninh-binh", "5 m 'ninh_binh Enter"),
    ("report-ninh-binh-annex", "5 m 'ninh_binh Enter End"),
    ("photos-none", "g"),
    ("photos-files-none", "g n"),
    ("photos-caption", "g n 'le.jpg Enter"),
    ("photos-attached", "g n 'le.jpg Enter Enter"),
    ("photos-refused", "g n 'le.heic Enter Enter"),
    ("photos-period-none", "1 a"),
    ("photos-period", "PageDown g n 'le.jpg Enter Enter n 'hoi.jpg Enter Enter Esc 1 a"),
    ("photos-period-chosen", "PageDown g n 'le.jpg Enter Enter n 'hoi.jpg Enter Enter Esc 1 a Down Space"),
    ("settings", "6"),
    ("settings-checked", "6 v PageDown"),
    ("settings-folder-form", "6 Down Enter"),
    ("settings-unit-form", "6 Down Down Down Enter"),
    ("settings-offices-form", "6 Down Down Down Down Enter"),
    ("settings-period-form", "6 Down Down Down Down Down Enter"),
    ("settings-period-new", "6 Down Down Down Down Down n"),
    ("settings-period-wrong", "6 Down Down Down Down Down Enter Tab Tab Tab Ctrl+u '1/5/2023 Ctrl+s"),
    ("settings-fund-form", "6 Down Down Down Down Down Down Down Down Down Enter"),
    ("settings-fund-new", "6 Down Down Down Down Down Down Down Down Down Down Down Enter"),
    ("settings-norm-form", "6 Down Down Down Down Down Down Down Down Down Down Down Down Enter"),
    ("settings-norm-new", "6 End Enter"),
    ("kinds", "n"),
    ("kinds-typed", "n 'viec_h"),
    ("form-visit", "n 'hieu Enter"),
    ("form-visit-people", "n 'hieu Enter Tab 'huong"),
    ("form-visit-relation", "n 'hieu Enter Tab 'lien Tab"),
    ("form-visit-errors", "n 'hieu Enter '31/02 Tab Tab Tab Tab '48.046.44 Ctrl+s"),
    ("form-visit-edited", "/ 'viec_hieu Enter Enter"),
    ("form-wedding", "n 'viec_hy Enter"),
    ("form-donation", "n 'ung_ho Enter"),
    ("form-donation-two-sources", "n 'ung_ho Enter Tab Tab Tab Tab Ctrl+u '2tr F2 '1tr5"),
    ("form-carry-out", "p Enter s Down Enter t"),
    ("form-training", "n 'tap_huan_chuyen Enter"),
    ("form-complaints", "n 'don_thu Enter"),
    ("form-raise-women", "n 'nang_luong Enter Tab 'nữ"),
    ("form-gifts-everybody", "n 'qua_dip Enter Tab '20/11 Tab 'toàn_trường"),
    ("form-copy", "c"),
    ("form-member", "3 Enter"),
    ("form-member-new-name", "3 / 'lien Enter Enter Down Down Ctrl+u 'Liên_3B Down"),
    ("form-receipt", "4 t"),
    ("form-transfer", "4 b g"),
    ("late-entries", "1 Down Down Enter"),
    ("late-none-chosen", "1 Down Down Enter Space"),
    ("form-payment", "4 c Tab '1tr2 Tab"),
    ("line", "i"),
    ("line-understood", "i 'hieu_12/11_lien_me_de_500k"),
    ("line-question", "i 'om_huong_25/11_300k"),
    ("line-refused", "i 'hieu_31/02_lien_500k"),
    ("line-two-entries", "i 'om_van_l2_5/11_300k,_cuoi_dung_td_12/11_500k"),
    ("line-not-understood", "i 'om_van_l2_nam_vien_tinh_300k"),
    ("line-change-offered", "i 'nghi_huu_lien_2a_20/11/2023_500k Enter"),
    ("line-earlier", "i 'om_van_l2_15/11_300k Enter Up"),
    ("line-saved", "i 'hieu_12/11_lien_me_de_500k Enter"),
    ("filter-kind", "k"),
    ("filter-month", "m"),
    ("filter-state", "s"),
    ("filter-member", "d 'lien"),
    ("periods", "p"),
    ("question-delete", "x"),
    ("undone", "x Enter u"),
    ("draft-left", "n 'hieu Enter Tab 'lien Esc"),
    ("draft-of-a-part", "5 ] ] ] ] ] ] ] e 'abc Esc e"),
    ("drafts", "n 'hieu Enter Tab 'lien Esc 5 ] ] ] ] ] ] ] e 'abc Esc o"),
    ("palette", ":"),
    ("palette-typed", ": 'tim"),
    ("roster-file", "3 f"),
    ("roster-preview", "3 f 'ds.csv Enter"),
    ("roster-columns", "3 f 'ds.csv Enter c"),
    ("roster-mend", "3 f 'ds.csv Enter n e"),
    ("help", "?"),
    ("help-end", "? PageDown PageDown"),
];

/// The pages of the set-up, from a start without a book.
const SET_UP: &[(&str, &str)] = &[
    ("set-up-welcome", ""),
    ("set-up-unit", "Enter 'Tiểu_học_Cây_Phượng Enter"),
    ("set-up-refused", "Enter Ctrl+s"),
    ("set-up-upper", "Enter 'TH_Cây_Phượng Tab Tab Tab Tab 'phường_Đồng_Mây Ctrl+s"),
    (
        "set-up-offices",
        "Enter 'TH_Cây_Phượng Tab Tab Tab Tab 'phường_Đồng_Mây Ctrl+s Ctrl+s 'Lê_Thị_Vân Enter",
    ),
    ("set-up-periods", "Enter 'TH_Cây_Phượng Tab Tab Tab Tab 'phường_Đồng_Mây Ctrl+s Ctrl+s Ctrl+s"),
    (
        "set-up-funds",
        "Enter 'TH_Cây_Phượng Tab Tab Tab Tab 'phường_Đồng_Mây Ctrl+s Ctrl+s Ctrl+s Ctrl+s Tab Tab '1tr2",
    ),
    (
        "set-up-letter",
        "Enter 'TH_Cây_Phượng Tab Tab Tab Tab 'phường_Đồng_Mây Ctrl+s Ctrl+s Ctrl+s Ctrl+s Ctrl+s \
         Tab Tab Tab 'trước_25/12 Tab Up",
    ),
    (
        "set-up-roster",
        "Enter 'TH_Cây_Phượng Tab Tab Tab Tab 'phường_Đồng_Mây Ctrl+s Ctrl+s Ctrl+s Ctrl+s Ctrl+s Ctrl+s",
    ),
    ("set-up-left", "Enter 'TH_Cây_Phượng Esc"),
];

const LANGUAGES: [(Language, &str); 2] = [(Language::Vietnamese, "vi"), (Language::English, "en")];

/// What one types to find something by its English name.
const ENGLISH: &[(&str, &str)] = &[
    ("'hieu Enter", "'condolence Enter"),
    ("'viec_h", "'visit"),
    ("'viec_hy Enter", "'wedding Enter"),
    ("'ung_ho Enter", "'donation Enter"),
    ("'tap_huan_chuyen Enter", "'professional Enter"),
    ("'nghi_huu Enter Tab", "'retirement Enter Tab"),
    ("'don_thu Enter", "'complaints Enter"),
    ("'nang_luong Enter", "'early Enter"),
    ("'qua_dip Enter", "'holiday Enter"),
    ("'thang_10 Enter", "'month_10 Enter"),
    ("'tong_ket Enter", "'school_year Enter"),
    (": 'tim", ": 'search"),
];

/// The keys of a scene for somebody who reads this language.
fn typed(keys: &str, language: Language) -> String {
    let said = ENGLISH.iter().find(|(vi, _)| {
        language == Language::English && (keys.ends_with(vi) || keys.contains(&format!("{vi} ")))
    });
    said.map_or_else(|| keys.to_owned(), |(vi, en)| keys.replacen(vi, en, 1))
}

struct Scene {
    name: &'static str,
    language: Language,
    size: (u16, u16),
    rows: Vec<String>,
}

/// Every scene in both languages and sizes, played once for all tests.
fn scenes() -> &'static [Scene] {
    static SCENES_PLAYED: OnceLock<Vec<Scene>> = OnceLock::new();
    SCENES_PLAYED.get_or_init(|| {
        // One thread for each language and size.
        std::thread::scope(|scope| {
            let stages = LANGUAGES.into_iter().flat_map(|(language, _)| SIZES.map(|size| (language, size)));
            let threads: Vec<_> =
                stages.map(|(language, size)| scope.spawn(move || played(language, size))).collect();
            threads.into_iter().flat_map(|thread| thread.join().expect("the scenes")).collect()
        })
    })
}

fn played(language: Language, size: (u16, u16)) -> Vec<Scene> {
    let mut played = Vec::new();
    for (name, keys) in SCENES {
        let mut stage = Stage::set(language, size);
        stage.keys(&typed(keys, language));
        played.push(Scene { name, language, size, rows: stage.rows() });
    }
    for (name, keys) in SET_UP {
        let mut stage = Stage::empty(language, size);
        stage.keys(keys);
        played.push(Scene { name, language, size, rows: stage.rows() });
    }
    let mut stage = Stage::set(language, size);
    stage.keys("5");
    stage.exported("~/congdoan/bao-cao.docx", "scp lan@10.0.0.9:/home/lan/congdoan/bao-cao.docx .");
    played.push(Scene { name: "exported-over-ssh", language, size, rows: stage.rows() });
    for (name, sent) in [("report-parcel-ready", false), ("report-parcel-as-sent", true)] {
        let mut stage = Stage::set(language, size);
        stage.keys("5");
        stage.parceled(sent);
        played.push(Scene { name, language, size, rows: stage.rows() });
    }
    let mut stage = Stage::set(language, size);
    stage.keys("5");
    stage.begins_parcel();
    played.push(Scene { name: "report-parcel-making", language, size, rows: stage.rows() });
    played
}

fn each_scene(mut look: impl FnMut(&str, Language, (u16, u16), &[String])) {
    for scene in scenes() {
        look(scene.name, scene.language, scene.size, &scene.rows);
    }
}

#[test]
fn every_screen_looks_as_it_did() {
    each_scene(|name, language, (width, height), rows| {
        let of = LANGUAGES.iter().find(|(one, _)| *one == language).map_or("", |(_, code)| code);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}-{of}-{width}x{height}"), shown(rows));
        });
    });
}

#[test]
fn every_screen_has_its_rule_its_keys_and_a_way_out_at_every_size() {
    each_scene(|name, language, (width, height), rows| {
        let at = |back: usize| rows.get(rows.len() - back).map_or("", String::as_str);
        assert_eq!(rows.len(), usize::from(height), "{name}");
        // A sentence that is longer than its row takes the rule's too; what stands in columns is none.
        let begins = |back: usize| at(back).starts_with(" ✓ ") || at(back).starts_with(" ! ");
        let whole = |back: usize| (2..=back).all(|row| !at(row).contains(['│', '─']));
        let long = (3..6).any(|back| begins(back) && whole(back));
        if !long || at(2).is_empty() {
            assert_eq!(at(3), "─".repeat(usize::from(width)), "{name} {language:?} {width}: the rule");
        }
        let footer = at(1);
        assert!(
            footer.contains("Esc") || footer.contains('?'),
            "{name} {language:?} {width}: no way out in {footer:?}"
        );
        assert!(!footer.contains('…'), "{name} {language:?} {width}: a cut key in {footer:?}");
    });
}

#[test]
fn no_screen_shows_the_key_of_a_message() {
    let keys: Vec<String> = screens_common::messages("vi").into_iter().map(|(key, _)| key).collect();
    each_scene(|name, language, size, rows| {
        for row in rows {
            for word in row.split_whitespace().filter(|word| word.contains('-')) {
                assert!(!keys.iter().any(|key| key == word), "{name} {language:?} {size:?}: {word}");
            }
        }
    });
}

/// In English every word with Vietnamese letters is data: of the sample book, of the report's outline, or of how a
/// comrade is called. And no cell of the screen is a Vietnamese message.
#[test]
fn in_english_only_the_data_is_vietnamese() {
    let data = screens_common::data_words();
    let vietnamese: BTreeSet<String> = {
        let english: BTreeSet<(String, String)> = screens_common::messages("en").into_iter().collect();
        screens_common::messages("vi")
            .into_iter()
            .filter(|pair| !english.contains(pair) && pair.1.contains(' '))
            .map(|(_, text)| text)
            .collect()
    };
    assert!(vietnamese.len() > 100, "the messages are read");
    let mut found = BTreeSet::new();
    for Scene { name, size, rows, .. } in scenes().iter().filter(|one| one.language == Language::English) {
        {
            for row in rows {
                for word in row.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_ascii())
                {
                    let known = data.contains(&word.to_lowercase());
                    // The last word before "…" may be cut anywhere.
                    let cut = row.contains(&format!("{word}…"))
                        && data.iter().any(|of| of.starts_with(&word.to_lowercase()));
                    if !known && !cut {
                        found.insert(format!("{name} {size:?}: «{word}» in {row:?}"));
                    }
                }
                for cell in row.split("  ").map(|cell| cell.trim_matches([' ', '│', '▸', '*'])) {
                    // A file's headings are data, and so are a report's.
                    let is_data = |cell| screens_common::in_roster(cell) || screens_common::in_outline(cell);
                    if vietnamese.contains(cell) && !is_data(cell) {
                        found.insert(format!("{name} {size:?}: «{cell}» in {row:?}"));
                    }
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn money_in_the_ledger_ends_in_one_column() {
    for (language, _) in LANGUAGES {
        let mut stage = Stage::set(language, (80, 24));
        stage.keys("4 [");
        let rows = stage.rows();
        let balances: Vec<usize> = rows
            .iter()
            .filter(|row| row.contains("2023/") && row.get(3..4) == Some("/"))
            .map(|row| row.chars().count())
            .collect();
        assert!(balances.len() > 5, "{rows:#?}");
        assert!(balances.windows(2).all(|pair| pair.first() == pair.last()), "{balances:?}");
    }
}

#[test]
fn a_row_of_the_log_shows_its_amount_whole() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("k 'ung_ho Enter");
    let rows = stage.rows();
    for amount in ["2tr ", "40tr ", "2tr5 ", "500k "] {
        assert!(rows.iter().any(|row| row.contains(amount)), "{amount}: {rows:#?}");
    }
}

#[test]
fn enter_leads_from_a_figure_to_its_entries_to_one_of_them_and_esc_back_to_the_line() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("5 ] ] ] ] ] ] ]");
    let mut found = false;
    for _ in 0..40 {
        stage.keys("Down");
        let pointed = stage.rows().into_iter().any(|row| row.contains("▸") && row.contains("05 lượt"));
        if pointed {
            found = true;
            break;
        }
    }
    assert!(found, "the line of the five condolence visits: {:#?}", stage.rows());
    let before = stage.rows();
    stage.keys("Enter");
    assert!(stage.rows().iter().any(|row| row.contains("5 mục làm nên dòng này")), "{:#?}", stage.rows());
    stage.keys("Enter");
    assert!(
        stage.rows().first().is_some_and(|row| row.contains("Việc hiếu · sửa mục")),
        "{:#?}",
        stage.rows()
    );
    stage.keys("Esc");
    assert!(stage.rows().iter().any(|row| row.contains("5 mục làm nên dòng này")), "back at the entries");
    stage.keys("Esc");
    let after = stage.rows();
    let upper = |rows: &[String]| rows.iter().take(21).cloned().collect::<Vec<_>>();
    assert_eq!(upper(&after), upper(&before), "back at the line");
}

#[test]
fn what_an_undo_brings_back_is_seen() {
    for size in SIZES {
        let mut stage = Stage::set(Language::Vietnamese, size);
        let before: Vec<String> = stage.rows();
        stage.keys("x Enter");
        assert!(!stage.rows().iter().any(|row| row.contains("23/01 ")), "{:#?}", stage.rows());
        stage.keys("u");
        let row = before.iter().find(|row| row.contains("23/01 ")).expect("the newest entry").clone();
        let start = row.get(5..).and_then(|row| row.split('│').next()).unwrap_or_default().trim();
        assert!(stage.rows().iter().any(|row| row.contains(start)), "«{start}»: {:#?}", stage.rows());
    }
}

#[test]
fn the_keys_of_a_deleted_entry_say_how_to_restore_it() {
    let mut stage = Stage::set(Language::Vietnamese, (60, 20));
    stage.keys("x Enter D");
    assert!(stage.row(19).contains("R Khôi phục"), "{}", stage.row(19));
    stage.keys("R a");
    assert!(stage.rows().iter().any(|row| row.contains("23/01 ")), "{:#?}", stage.rows());
}

#[test]
fn the_entries_behind_a_figure_stay_open_when_another_officer_writes() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("5 ] ] ] ] ] ] ] Down Down Down Down Enter");
    let before = stage.rows();
    let made = |rows: &[String]| rows.iter().find(|row| row.contains("mục làm nên dòng này")).cloned();
    let said = made(&before).unwrap_or_else(|| panic!("{before:#?}"));
    let mut other = stage.book();
    let mut visit = congdoan::domain::Activity::new("sinh-hoat", other.catalog().expect("a catalog").today);
    visit.about = "góp ý kế hoạch học kỳ II".to_owned();
    other.log(visit).expect("logged by somebody else");
    stage.program.look_outside();
    while stage.program.has_more() {
        stage.program.more();
    }
    assert_eq!(made(&stage.rows()), Some(said), "{:#?}", stage.rows());
    stage.keys("Esc");
    assert!(made(&stage.rows()).is_none(), "{:#?}", stage.rows());
}

#[test]
fn a_part_one_turns_to_begins_the_window() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("5 ] ] ] ] ] ] ]");
    assert!(stage.row(4).contains("▸ 1. Công tác chăm lo"), "{:#?}", stage.rows());
}

#[test]
fn a_new_short_name_from_a_day_is_shown_from_that_day_on() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("3 / 'lien Enter Enter Down Down Ctrl+u 'Liên_3B Ctrl+s");
    let rows = stage.rows();
    assert!(rows.iter().any(|row| row.contains("Đoàn Thị Liên") && row.contains("Liên 3B")), "{rows:#?}");
    stage.keys("i 'om_lien_3b_300k");
    assert!(stage.rows().iter().any(|row| row.contains("đ/c Liên 3B")), "{:#?}", stage.rows());
}

#[test]
fn sixty_nine_people_in_one_entry_keep_the_screens_in_order() {
    for size in SIZES {
        let mut stage = Stage::set(Language::Vietnamese, size);
        stage.keys("n 'qua_dip Enter Tab '20/11 Tab 'toàn_trường Ctrl+s");
        let rows = stage.rows();
        assert!(rows.iter().any(|row| row.contains("Đã lưu")), "{rows:#?}");
        assert!(rows.iter().any(|row| row.contains("13tr8")), "69 × 200.000: everybody is in it: {rows:#?}");
        assert_eq!(rows.len(), usize::from(size.1));
        assert!(rows.last().is_some_and(|row| row.contains('?')), "{rows:#?}");
    }
}

#[test]
fn the_palette_finds_what_another_screen_does_and_goes_there() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("2 : 'so_ngay_ky");
    assert!(stage.rows().iter().any(|row| row.contains("Báo cáo · h")), "{:#?}", stage.rows());
    stage.keys("Enter");
    assert!(stage.rows().iter().any(|row| row.contains("10/BC-CĐCS")), "{:#?}", stage.rows());
    stage.keys("Esc");
    assert!(stage.rows().iter().any(|row| row.contains("PHẦN I")), "{:#?}", stage.rows());
}

#[test]
fn the_palette_finds_a_command_by_what_it_does_too() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("2 : 'doi_ky Enter");
    assert!(stage.rows().iter().any(|row| row.contains("Chọn kỳ báo cáo")), "{:#?}", stage.rows());
}

#[test]
fn a_very_long_name_is_cut_and_nothing_else_moves() {
    for size in SIZES {
        let mut stage = Stage::set(Language::Vietnamese, size);
        let name = "Nguyễn_Thị_Tôn_Nữ_Công_Huyền_".repeat(4);
        stage.keys(&format!("3 / 'lien Enter Enter Ctrl+u '{name}Liên Ctrl+s 3"));
        let rows = stage.rows();
        assert_eq!(rows.len(), usize::from(size.1));
        assert!(rows.iter().any(|row| row.contains('…')), "{rows:#?}");
        assert!(rows.iter().any(|row| row.contains("Liên 2A")), "the short name stays: {rows:#?}");
    }
}

#[test]
fn a_window_that_shrinks_while_one_types_loses_nothing() {
    let mut stage = Stage::set(Language::Vietnamese, (80, 24));
    stage.keys("n 'hieu Enter Tab 'lien");
    stage.program.event(Event::Resize(20, 5));
    assert!(
        stage.rows().iter().any(|row| row.contains("Cửa sổ quá nhỏ"[..].split(' ').next().unwrap_or("")))
    );
    stage.keys("'_2a");
    stage.program.event(Event::Resize(60, 20));
    assert!(stage.rows().iter().any(|row| row.contains("lien 2a")), "{:#?}", stage.rows());
}

fn any_event() -> impl Strategy<Value = Event> {
    let plain = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
    let named = prop::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::F(1),
        KeyCode::F(4),
    ]);
    let screens = prop::sample::select("123456nickmdaDxRtcbfe[]slvouUp:?/>".chars().collect::<Vec<_>>());
    let controls = prop::sample::select(vec!['s', 'r', 'u', 'w', 'a', 'e', 'k']);
    let pastes = prop::sample::select(vec![
        "hieu 12/11 lien me de 500k",
        "toàn trường trừ Liên 2A",
        "\u{1b}[31m\u{0}dòng\nhai\tba\r\n",
        "e\u{0301}\u{0323}\u{200b}👩‍👩‍👧字字字",
        "99999999999999999999",
        "",
    ]);
    prop_oneof![
        6 => named.prop_map(plain),
        8 => screens.prop_map(move |letter| plain(KeyCode::Char(letter))),
        3 => any::<char>().prop_map(move |letter| plain(KeyCode::Char(letter))),
        2 => controls.prop_map(|letter| Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL))),
        1 => pastes.prop_map(|text| Event::Paste(text.to_owned())),
        1 => (0u16..100, 0u16..40).prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        1 => Just(Event::Resize(1, 1)),
        2 => Just(Event::Resize(80, 24)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_pastes_or_sizes_bring_the_program_down(events in prop::collection::vec(any_event(), 100..200)) {
        let mut stage = Stage::set(Language::Vietnamese, (80, 24));
        for event in events {
            stage.program.event(event);
            if stage.program.is_over() {
                break;
            }
            while stage.program.has_more() {
                stage.program.more();
            }
            let (width, height) = stage.program.app.size;
            let (buffer, caret) = stage.program.picture();
            prop_assert_eq!((buffer.area.width, buffer.area.height), (width, height));
            if let Some(caret) = caret {
                prop_assert!(caret.x < width && caret.y < height, "{:?} in {}x{}", caret, width, height);
            }
        }
    }
}
