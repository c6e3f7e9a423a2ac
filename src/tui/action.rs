//! Every intent of the user, once: name, keys, where it belongs. Footer, help, command palette and
//! `docs/keys.md` all come from [`ACTIONS`]; what an action says in words are the messages
//! `action-NAME` and `action-NAME-doc`.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::locale::Messages;

/// What the user wants done, on a screen (forms and lines have keys of their own).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Leave the program.
    Quit,
    /// Show the keys that work here.
    Help,
    /// Find an action by name.
    Palette,
    /// Take back this officer's latest change.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Tổng quan.
    GoOverview,
    /// Hoạt động.
    GoActivities,
    /// Đoàn viên.
    GoMembers,
    /// Sổ quỹ.
    GoLedger,
    /// Báo cáo.
    GoReport,
    /// Cài đặt.
    GoSettings,
    /// The screen to the right.
    NextScreen,
    /// The screen to the left.
    PreviousScreen,
    /// Choose another reporting period.
    ChoosePeriod,
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One screen up.
    PageUp,
    /// One screen down.
    PageDown,
    /// The first row.
    First,
    /// The last row.
    Last,
    /// Open what the pointer is on.
    Open,
    /// Back to where one was.
    Back,
    /// A new entry, by form.
    Add,
    /// A new entry, in one line.
    AddLine,
    /// A new entry like this one.
    Copy,
    /// Delete: a mark, never a removal.
    Delete,
    /// Take a deletion back.
    Restore,
    /// Search by words, without accents.
    Search,
    /// Only one kind.
    FilterKind,
    /// Only one month.
    FilterMonth,
    /// Only one member.
    FilterMember,
    /// Everything again.
    ClearFilter,
    /// Show the deleted entries.
    ShowDeleted,
    /// A plan is carried out: its form, to be saved as done.
    CarryOut,
    /// A plan that will not be.
    CancelPlan,
    /// Only planned, overdue, done or cancelled entries.
    FilterState,
    /// The Tết budget.
    TetBudget,
    /// The line to the left on Tổng quan.
    GoLeft,
    /// The line to the right on Tổng quan.
    GoRight,
    /// A receipt (phiếu thu).
    AddReceipt,
    /// A payment (phiếu chi).
    AddPayment,
    /// Money moved between cash and bank.
    AddTransfer,
    /// The month before.
    PreviousMonth,
    /// The month after.
    NextMonth,
    /// Cash or bank.
    SwitchAccount,
    /// Another fund.
    SwitchFund,
    /// Make a voucher void; it keeps its number.
    VoidVoucher,
    /// Edit the part's words.
    EditText,
    /// The part before.
    PreviousPart,
    /// The next part.
    NextPart,
    /// Write the Word file.
    Export,
    /// The parcel for the upper union.
    SendOff,
    /// Another outline.
    ChooseOutline,
    /// Number, day and signer of the report.
    ReportSettings,
    /// Look the report over.
    Review,
    /// The activity's photos.
    Photos,
    /// The period's photos.
    PeriodPhotos,
    /// Mark the report as sent.
    MarkSent,
    /// What changed since it was sent.
    SinceSent,
    /// Vietnamese or English.
    SwitchLanguage,
    /// A member's history.
    MemberFacts,
    /// A new school year.
    NewYear,
    /// Check the book.
    Verify,
    /// One more period, fund or norm.
    AddSetting,
    /// A norm goes.
    DropNorm,
    /// Go on with what was left unsaved.
    OpenDraft,
    /// Take a roster in from a file.
    ImportRoster,
}

/// Where an action belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere.
    Anywhere,
    /// Every screen with a list.
    Lists,
    /// Tổng quan.
    Overview,
    /// Hoạt động.
    Activities,
    /// Đoàn viên.
    Members,
    /// Hoạt động and Đoàn viên.
    Records,
    /// Sổ quỹ.
    Ledger,
    /// Báo cáo.
    Report,
    /// Tổng quan and Báo cáo.
    Reports,
    /// Cài đặt.
    Settings,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct ActionInfo {
    /// The action.
    pub action: Action,
    /// Its name: message keys and the docs use it.
    pub name: &'static str,
    /// Keys, the first one is shown.
    pub keys: &'static [&'static str],
    /// Where it belongs.
    pub scope: Scope,
    /// Its place in the footer, 0: not there.
    pub footer: u8,
}

const fn row(
    action: Action,
    name: &'static str,
    keys: &'static [&'static str],
    scope: Scope,
    footer: u8,
) -> ActionInfo {
    ActionInfo { action, name, keys, scope, footer }
}

/// The table of all actions, in the order in which help lists them.
pub const ACTIONS: &[ActionInfo] = &[
    row(Action::Add, "add", &["n"], Scope::Records, 1),
    row(Action::AddLine, "add-line", &["i", ">"], Scope::Anywhere, 2),
    row(Action::Open, "open", &["Enter"], Scope::Lists, 3),
    row(Action::Copy, "copy", &["c"], Scope::Activities, 4),
    row(Action::Search, "search", &["/"], Scope::Records, 5),
    row(Action::FilterKind, "filter-kind", &["k"], Scope::Activities, 0),
    row(Action::FilterMonth, "filter-month", &["m"], Scope::Activities, 0),
    row(Action::FilterMember, "filter-member", &["d"], Scope::Activities, 0),
    row(Action::ClearFilter, "clear-filter", &["a"], Scope::Activities, 5),
    row(Action::ShowDeleted, "show-deleted", &["D"], Scope::Activities, 0),
    row(Action::Photos, "photos", &["g"], Scope::Activities, 6),
    row(Action::CarryOut, "carry-out", &["t"], Scope::Activities, 1),
    row(Action::CancelPlan, "cancel-plan", &["h"], Scope::Activities, 2),
    row(Action::FilterState, "filter-state", &["s"], Scope::Activities, 0),
    row(Action::TetBudget, "tet-budget", &["T"], Scope::Activities, 0),
    row(Action::Delete, "delete", &["x", "Delete"], Scope::Records, 0),
    row(Action::Restore, "restore", &["R"], Scope::Activities, 1),
    row(Action::GoLeft, "go-left", &["Left"], Scope::Overview, 0),
    row(Action::GoRight, "go-right", &["Right"], Scope::Overview, 0),
    row(Action::ImportRoster, "import-roster", &["f"], Scope::Members, 4),
    row(Action::MemberFacts, "member-facts", &["h"], Scope::Members, 6),
    row(Action::NewYear, "new-year", &["y"], Scope::Members, 6),
    row(Action::AddReceipt, "add-receipt", &["t"], Scope::Ledger, 1),
    row(Action::AddPayment, "add-payment", &["c"], Scope::Ledger, 2),
    row(Action::AddTransfer, "add-transfer", &["g"], Scope::Ledger, 3),
    row(Action::PreviousMonth, "previous-month", &["[", "Left"], Scope::Ledger, 4),
    row(Action::NextMonth, "next-month", &["]", "Right"], Scope::Ledger, 5),
    row(Action::SwitchAccount, "switch-account", &["b"], Scope::Ledger, 6),
    row(Action::SwitchFund, "switch-fund", &["f"], Scope::Ledger, 0),
    row(Action::VoidVoucher, "void-voucher", &["x", "Delete"], Scope::Ledger, 0),
    row(Action::EditText, "edit-text", &["e"], Scope::Report, 2),
    row(Action::PreviousPart, "previous-part", &["[", "Left"], Scope::Report, 0),
    row(Action::NextPart, "next-part", &["]", "Right"], Scope::Report, 5),
    row(Action::Export, "export", &["x"], Scope::Report, 4),
    row(Action::SendOff, "send-off", &["g"], Scope::Report, 4),
    row(Action::ReportSettings, "report-settings", &["h"], Scope::Report, 6),
    row(Action::Review, "review", &["s"], Scope::Reports, 3),
    row(Action::PeriodPhotos, "period-photos", &["a"], Scope::Reports, 8),
    row(Action::MarkSent, "mark-sent", &["d"], Scope::Report, 7),
    row(Action::SinceSent, "since-sent", &["t"], Scope::Report, 6),
    row(Action::ChooseOutline, "choose-outline", &["m"], Scope::Report, 0),
    row(Action::SwitchLanguage, "switch-language", &["l"], Scope::Settings, 1),
    row(Action::Verify, "verify", &["v"], Scope::Settings, 2),
    row(Action::AddSetting, "add-setting", &["n"], Scope::Settings, 4),
    row(Action::DropNorm, "drop-norm", &["x", "Delete"], Scope::Settings, 5),
    row(Action::OpenDraft, "open-draft", &["o"], Scope::Anywhere, 19),
    row(Action::Undo, "undo", &["u"], Scope::Anywhere, 20),
    row(Action::Redo, "redo", &["U", "Ctrl+r"], Scope::Anywhere, 0),
    row(Action::GoOverview, "go-overview", &["1"], Scope::Anywhere, 0),
    row(Action::GoActivities, "go-activities", &["2"], Scope::Anywhere, 0),
    row(Action::GoMembers, "go-members", &["3"], Scope::Anywhere, 0),
    row(Action::GoLedger, "go-ledger", &["4"], Scope::Anywhere, 0),
    row(Action::GoReport, "go-report", &["5"], Scope::Anywhere, 0),
    row(Action::GoSettings, "go-settings", &["6"], Scope::Anywhere, 0),
    row(Action::NextScreen, "next-screen", &["Tab"], Scope::Anywhere, 0),
    row(Action::PreviousScreen, "previous-screen", &["Shift+Tab"], Scope::Anywhere, 0),
    row(Action::ChoosePeriod, "choose-period", &["p"], Scope::Anywhere, 0),
    row(Action::Up, "up", &["Up"], Scope::Lists, 0),
    row(Action::Down, "down", &["Down"], Scope::Lists, 0),
    row(Action::PageUp, "page-up", &["PageUp"], Scope::Lists, 0),
    row(Action::PageDown, "page-down", &["PageDown"], Scope::Lists, 0),
    row(Action::First, "first", &["Home"], Scope::Lists, 0),
    row(Action::Last, "last", &["End"], Scope::Lists, 0),
    row(Action::Back, "back", &["Esc"], Scope::Anywhere, 0),
    row(Action::Palette, "palette", &[":"], Scope::Anywhere, 21),
    row(Action::Help, "help", &["?", "F1"], Scope::Anywhere, 22),
    row(Action::Quit, "quit", &["q", "Ctrl+c"], Scope::Anywhere, 23),
];

/// The row of an action.
pub fn info(action: Action) -> Option<&'static ActionInfo> {
    ACTIONS.iter().find(|info| info.action == action)
}

/// A key as the table writes it: `Ctrl+r`, `Shift+Tab`, `Enter`, `n`.
pub fn key_name(key: KeyEvent) -> String {
    let code = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(letter) => letter.to_string(),
        KeyCode::BackTab => return "Shift+Tab".to_owned(),
        KeyCode::F(number) => format!("F{number}"),
        other => format!("{other:?}"),
    };
    let mut name = String::new();
    for (modifier, text) in
        [(KeyModifiers::CONTROL, "Ctrl+"), (KeyModifiers::ALT, "Alt+"), (KeyModifiers::SHIFT, "Shift+")]
    {
        let shifted_letter = modifier == KeyModifiers::SHIFT && matches!(key.code, KeyCode::Char(_));
        if key.modifiers.contains(modifier) && !shifted_letter {
            name.push_str(text);
        }
    }
    name.push_str(&code);
    name
}

/// The key that a letter of an input method that is on was typed with: đ is the second d, á the s behind an a.
/// Telex is taken for granted; see `typed_keys`.
pub fn plain_letter(key: KeyEvent) -> KeyEvent {
    typed_keys(key).next().unwrap_or(key)
}

/// The keys that a letter may have been typed with, the likeliest first: of an input method's letter Telex's key,
/// then VNI's. The method has sent the letter before already, when it was typed; what it sends now stands for the
/// key that put the mark on it. Doing what the letter beneath means would do the former key's action twice.
fn typed_keys(key: KeyEvent) -> impl Iterator<Item = KeyEvent> {
    let marked = match key.code {
        KeyCode::Char(letter) if !letter.is_ascii() => mark_of(letter).map(|mark| (letter, mark)),
        _ => None,
    };
    let keys = match marked {
        Some((letter, (telex, vni))) if letter.is_uppercase() => vec![telex.to_ascii_uppercase(), vni],
        Some((_, (telex, vni))) => vec![telex, vni],
        None => Vec::new(),
    };
    let plain = keys.is_empty().then_some(key);
    plain
        .into_iter()
        .chain(keys.into_iter().map(move |letter| KeyEvent { code: KeyCode::Char(letter), ..key }))
}

/// The keys of Telex and of VNI that give a letter its last mark; a tone is typed behind the letter's own mark.
fn mark_of(letter: char) -> Option<(char, char)> {
    const TONES: [(char, (char, char)); 5] = [
        ('\u{301}', ('s', '1')),
        ('\u{300}', ('f', '2')),
        ('\u{309}', ('r', '3')),
        ('\u{303}', ('x', '4')),
        ('\u{323}', ('j', '5')),
    ];
    let mut marks = Vec::new();
    unicode_normalization::char::decompose_canonical(letter, |part| marks.push(part));
    let tone = TONES.iter().find(|(mark, _)| marks.contains(mark)).map(|(_, keys)| *keys);
    let own = || match letter.to_lowercase().next()? {
        'đ' => Some(('d', '9')),
        'ư' | 'ơ' => Some(('w', '7')),
        'ă' => Some(('w', '8')),
        'â' => Some(('a', '6')),
        'ê' => Some(('e', '6')),
        'ô' => Some(('o', '6')),
        _ => None,
    };
    tone.or_else(own)
}

/// The action behind a key among those whose scope is `here`.
pub fn action_of(key: KeyEvent, here: impl Fn(Scope) -> bool) -> Option<Action> {
    let names: Vec<String> = typed_keys(key).map(key_name).collect();
    names.iter().find_map(|name| {
        ACTIONS
            .iter()
            .find(|info| here(info.scope) && info.keys.contains(&name.as_str()))
            .map(|info| info.action)
    })
}

/// The table of keys as `docs/keys.md` has it, in the messages' language.
pub fn keys_page(messages: &Messages) -> String {
    let mut page =
        format!("# {}\n\n{}\n|---|---|---|\n", messages.get("keys-title"), messages.get("keys-head"));
    for info in ACTIONS {
        let label = messages.get(&format!("action-{}", info.name));
        let line = messages.get(&format!("action-{}-doc", info.name));
        let keys: Vec<String> = info.keys.iter().map(|key| format!("`{key}`")).collect();
        page = format!("{page}| {} | {label} | {line} |\n", keys.join(" "));
    }
    page.push_str(&super::layer::narrative::keys::page(messages));
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    fn meet(a: Scope, b: Scope) -> bool {
        let screens = |scope: Scope| -> u8 {
            match scope {
                Scope::Anywhere | Scope::Lists => 0b11_1111,
                Scope::Overview => 0b01_0000,
                Scope::Activities => 0b00_0001,
                Scope::Members => 0b00_0010,
                Scope::Records => 0b00_0011,
                Scope::Ledger => 0b00_0100,
                Scope::Report => 0b00_1000,
                Scope::Reports => 0b01_1000,
                Scope::Settings => 0b10_0000,
            }
        };
        screens(a) & screens(b) != 0
    }

    #[test]
    fn no_key_means_two_things_on_one_screen() {
        for (at, a) in ACTIONS.iter().enumerate() {
            for b in ACTIONS.iter().skip(at + 1).filter(|b| meet(a.scope, b.scope)) {
                for key in a.keys {
                    assert!(!b.keys.contains(key), "{key} is both {} and {}", a.name, b.name);
                }
            }
        }
    }

    #[test]
    fn every_action_has_its_words_in_both_languages() {
        for language in [Language::Vietnamese, Language::English] {
            let messages = Messages::new(language);
            for info in ACTIONS {
                for key in [format!("action-{}", info.name), format!("action-{}-doc", info.name)] {
                    assert!(messages.has(&key), "{key}");
                }
            }
        }
    }

    #[test]
    fn the_page_of_keys_is_what_the_program_does() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
        let page = keys_page(&Messages::new(Language::Vietnamese));
        if std::env::var_os("CONGDOAN_WRITE_DOCS").is_some() {
            std::fs::write(&path, &page).expect("docs/keys.md");
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(written, page, "write it anew: CONGDOAN_WRITE_DOCS=1 cargo test --lib page_of_keys");
    }

    #[test]
    fn letters_work_with_an_input_method_on() {
        let done = |letter: char, scope: Scope| {
            let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
            action_of(key, |one| one == scope || matches!(one, Scope::Anywhere | Scope::Records))
        };
        assert_eq!(done('đ', Scope::Activities), Some(Action::FilterMember));
        // "a" and then "x", "u" and then "x": the second key's action, never the first one's again.
        assert_eq!(done('ã', Scope::Activities), Some(Action::Delete));
        assert_eq!(done('ũ', Scope::Activities), Some(Action::Delete));
        assert_eq!(done('Đ', Scope::Activities), Some(Action::ShowDeleted));
        assert_eq!(done('á', Scope::Reports), Some(Action::Review));
        // Decomposed, the tone comes alone behind its letter.
        assert_eq!(done('\u{303}', Scope::Activities), Some(Action::Delete));
        // What is no key in Telex is read as VNI types it: "a" and then "2".
        assert_eq!(done('à', Scope::Activities), Some(Action::GoActivities));
        assert_eq!(done('ấ', Scope::Ledger), Some(Action::GoOverview));
    }
}
