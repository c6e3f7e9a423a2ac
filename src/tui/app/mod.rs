//! The terminal program as a value: what it shows and what a key makes of it. No terminal, no book:
//! [`App::key`] and [`App::answer`] return what is to be done, [`crate::tui::draw`] paints what there
//! is. Screens hold their own state; this file joins them.

mod answers;
mod facts;
mod folder;
mod layers;
mod new_year;
mod offer;
mod open;
mod overview;
mod plans;
pub mod roster;
mod set_up;

use crossterm::event::{KeyCode, KeyEvent};

use super::action::{self, Action, Scope};
use super::draft::DraftState;
use super::effect::{Effect, Generation, Write};
use super::layer::{Choice, Command, Confirm, Help, Layer, LineLayer, fresh_key};
use super::screen::activities::Activities;
use super::screen::feeds::Feeds;
use super::screen::ledger::Ledger;
use super::screen::members::Members;
use super::screen::overview::OverviewScreen;
use super::screen::report::{Opened, ReportScreen};
use super::screen::settings::Settings;
use super::screen::{Tab, World};
use super::theme::{Role, Theme};
use super::widget::{Picker, PickerItem};
use crate::domain::{Catalog, Direction, Stored, VoucherState};
use crate::locale::{Language, Messages, Value};

/// The sentence above the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its role: saved, asked, refused.
    pub role: Role,
    /// The sentence.
    pub text: String,
}

/// The whole program.
pub struct App {
    /// Messages in the chosen language.
    pub messages: Messages,
    /// Colours.
    pub theme: Theme,
    /// Kinds, roster, funds, period, today.
    pub catalog: Catalog,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The screen shown.
    pub tab: Tab,
    /// Layers, the topmost last.
    pub layers: Vec<Layer>,
    /// Hoạt động.
    pub activities: Activities,
    /// Đoàn viên.
    pub members: Members,
    /// Sổ quỹ.
    pub ledger: Ledger,
    /// Báo cáo.
    pub report: ReportScreen,
    /// Cài đặt.
    pub settings: Settings,
    /// Tổng quan.
    pub overview: OverviewScreen,
    /// The screen that a jump left and Esc goes back to.
    pub came_from: Option<Tab>,
    /// The sentence above the footer.
    pub notice: Option<Notice>,
    /// Where the book is, as shown.
    pub book: String,
    /// The name of who writes.
    pub officer: String,
    /// The exchange folder.
    pub folder: super::effect::FolderWords,
    /// Drafts that were left and are not open.
    pub drafts: Vec<DraftState>,
    /// The officer's earlier lines, oldest first.
    pub lines: Vec<String>,
    /// Which line of the report each entry makes; none: not looked at since the book changed.
    pub feeds: Option<Feeds>,
    pub(super) feeds_generation: Generation,
    pub(super) next: Generation,
    pub(super) similar_for: Option<SimilarFor>,
    pub(in crate::tui) outlines: Vec<(String, String)>,
}

/// What earlier entries of a kind were asked for.
#[derive(Debug, Clone)]
pub(super) enum SimilarFor {
    /// A new form of this kind.
    NewForm(String),
    /// The form that is open.
    OpenForm,
}

impl App {
    /// The program over a catalog, on the screen of the log.
    pub fn new(
        messages: Messages,
        theme: Theme,
        catalog: Catalog,
        book: String,
        outlines: Vec<(String, String)>,
    ) -> Self {
        let mut app = Self {
            messages,
            theme,
            catalog,
            size: (80, 24),
            tab: Tab::Activities,
            layers: Vec::new(),
            activities: Activities::default(),
            members: Members::default(),
            ledger: Ledger::default(),
            report: ReportScreen::default(),
            settings: Settings::default(),
            overview: OverviewScreen::default(),
            came_from: None,
            notice: None,
            book,
            officer: String::new(),
            folder: super::effect::FolderWords::default(),
            drafts: Vec::new(),
            lines: Vec::new(),
            feeds: None,
            feeds_generation: 0,
            next: 0,
            similar_for: None,
            outlines,
        };
        app.activities.open_on(&app.catalog);
        app
    }

    /// The first effects; and what a person is offered first: an unsaved draft, a new book, or the
    /// question who writes (`unnamed`).
    pub fn start(&mut self, drafts: Vec<DraftState>, unnamed: bool) -> Vec<Effect> {
        self.drafts = drafts;
        let left = self.drafts.iter().position(|draft| matches!(draft, DraftState::SetUp { .. }));
        if let Some(at) = left {
            let draft = self.drafts.remove(at);
            if !self.resume_set_up(&draft) {
                self.offer_book();
            }
        } else if !self.drafts.is_empty() {
            self.offer_draft();
        } else if self.catalog.units.is_empty() {
            self.offer_book();
        } else if unnamed && !self.catalog.today_assumed {
            self.layers.push(Layer::Name(Box::default()));
        }
        self.reload_screen()
    }

    /// What screens read while drawing.
    pub const fn world(&self) -> World<'_> {
        World { messages: &self.messages, catalog: &self.catalog }
    }

    /// Says a sentence above the footer.
    pub fn say(&mut self, role: Role, text: impl Into<String>) {
        self.notice = Some(Notice { role, text: text.into() });
    }

    /// Scopes of actions that work on the current screen.
    pub fn scopes(&self) -> Vec<Scope> {
        let mut scopes = match self.tab {
            Tab::Overview => vec![Scope::Overview, Scope::Lists],
            Tab::Activities => vec![Scope::Activities, Scope::Records, Scope::Lists],
            Tab::Members => vec![Scope::Members, Scope::Records, Scope::Lists],
            Tab::Ledger => vec![Scope::Ledger, Scope::Lists],
            Tab::Report => vec![Scope::Report, Scope::Lists],
            Tab::Settings => vec![Scope::Settings, Scope::Lists],
        };
        scopes.push(Scope::Anywhere);
        scopes
    }

    /// Whether an action can be done now.
    pub fn is_possible(&self, action: Action) -> bool {
        match action {
            Action::Copy | Action::Open if self.tab == Tab::Activities => self.activities.current().is_some(),
            Action::Delete if self.tab == Tab::Activities => {
                self.activities.current().is_some_and(|row| !row.is_deleted())
            }
            Action::CarryOut | Action::CancelPlan => self.on_plan(),
            Action::DropNorm => self.settings.is_on_norm(&self.catalog),
            Action::AddSetting => self.settings.is_on_list(&self.catalog),
            Action::Restore => self.activities.current().is_some_and(Stored::is_deleted),
            Action::ClearFilter => self.activities.is_narrowed(),
            Action::Export | Action::ReportSettings | Action::EditText => self.catalog.period.is_some(),
            Action::NewYear => !self.catalog.units.is_empty(),
            Action::OpenDraft => !self.drafts.is_empty(),
            Action::SwitchFund => self.catalog.funds.len() > 1,
            Action::AddReceipt | Action::AddPayment | Action::AddTransfer => !self.catalog.funds.is_empty(),
            Action::VoidVoucher => {
                self.ledger.current().is_some_and(|voucher| voucher.state == VoucherState::Posted)
            }
            _ => true,
        }
    }

    /// A key.
    pub fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if !self.layers.is_empty() {
            return self.layer_key(key);
        }
        if self.searching() {
            return self.search_key(key);
        }
        self.notice = None;
        let scopes = self.scopes();
        match action::action_of(key, |scope| scopes.contains(&scope)) {
            Some(action) => self.act(action),
            None => Vec::new(),
        }
    }

    /// Pasted text: goes where the cursor is, else nowhere.
    pub fn paste(&mut self, text: &str) -> Vec<Effect> {
        if self.layers.is_empty() {
            if !self.searching() {
                if self.tab == Tab::Members && crate::exchange::sheet::looks_pasted(text) {
                    return self.read_roster(roster::RosterSource::Cells(text.to_owned()));
                }
                return Vec::new();
            }
            if self.tab == Tab::Members {
                self.members.search.paste(text);
                return Vec::new();
            }
            self.activities.search.paste(text);
            return self.activities.reload_from_top(&self.catalog, &mut self.next);
        }
        self.layer_paste(text)
    }

    /// A new size.
    pub const fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
    }

    fn searching(&self) -> bool {
        match self.tab {
            Tab::Activities => self.activities.searching,
            Tab::Members => self.members.searching,
            _ => false,
        }
    }

    fn search_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        use crate::tui::input::Outcome;
        let members = self.tab == Tab::Members;
        let input = if members { &mut self.members.search } else { &mut self.activities.search };
        let changed = match key.code {
            KeyCode::Enter | KeyCode::Esc | KeyCode::Down | KeyCode::Up => {
                let clear = key.code == KeyCode::Esc && !input.is_empty();
                if clear {
                    input.take();
                }
                input.leave();
                if members {
                    self.members.searching = false;
                } else {
                    self.activities.searching = false;
                }
                clear
            }
            _ => input.key(key, 40) == Outcome::Changed,
        };
        if !changed {
            return Vec::new();
        }
        if members {
            self.members.rows = super::widget::Rows::default();
            Vec::new()
        } else {
            self.activities.reload_from_top(&self.catalog, &mut self.next)
        }
    }

    /// Carries an action out.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        if !self.is_possible(action) {
            return Vec::new();
        }
        match action {
            Action::Quit => vec![Effect::Quit],
            Action::Help => {
                self.layers.push(Layer::Help(Box::new(Help { top: 0, scopes: self.scopes() })));
                Vec::new()
            }
            Action::Palette => self.open_palette(),
            Action::Undo => vec![Effect::Write(Write::Undo)],
            Action::Redo => vec![Effect::Write(Write::Redo)],
            Action::GoOverview => self.go(Tab::Overview),
            Action::GoActivities => self.go(Tab::Activities),
            Action::GoMembers => self.go(Tab::Members),
            Action::GoLedger => self.go(Tab::Ledger),
            Action::GoReport => self.go(Tab::Report),
            Action::GoSettings => self.go(Tab::Settings),
            Action::NextScreen => self.go(self.tab.beside(1)),
            Action::PreviousScreen => self.go(self.tab.beside(-1)),
            Action::ChoosePeriod => self.open_periods(),
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp => self.step(-(self.page())),
            Action::PageDown => self.step(self.page()),
            Action::First => self.jump(true),
            Action::Last => self.jump(false),
            Action::Open => self.open(),
            Action::Back => self.back(),
            Action::Add => self.add(),
            Action::AddLine => self.open_line("", fresh_key("line")),
            Action::Copy => self.copy(),
            Action::Delete => self.ask_delete(),
            Action::Restore => self
                .activities
                .current()
                .map(|row| vec![Effect::Write(Write::Restore(Box::new(row.clone())))])
                .unwrap_or_default(),
            Action::Search => {
                if self.tab == Tab::Members {
                    self.members.searching = true;
                } else {
                    self.activities.searching = true;
                }
                Vec::new()
            }
            Action::FilterKind => self.open_kind_filter(),
            Action::FilterMonth => self.open_month_filter(),
            Action::FilterMember => self.open_member_filter(),
            Action::ClearFilter => {
                self.activities.open_on(&self.catalog);
                self.activities.reload_from_top(&self.catalog, &mut self.next)
            }
            Action::ShowDeleted => {
                self.activities.filter.deleted = !self.activities.filter.deleted;
                self.activities.reload_from_top(&self.catalog, &mut self.next)
            }
            Action::CarryOut => self.carry_out(),
            Action::CancelPlan => self.ask_cancel(),
            Action::FilterState => self.open_state_filter(),
            Action::TetBudget => self.open_tet(),
            Action::GoLeft | Action::GoRight => {
                self.overview.aside(action == Action::GoRight);
                Vec::new()
            }
            Action::AddReceipt => self.open_voucher_form(Direction::Receipt),
            Action::AddPayment => self.open_voucher_form(Direction::Payment),
            Action::AddTransfer => self.open_voucher_form(Direction::Transfer),
            Action::PreviousMonth | Action::NextMonth => {
                self.ledger.turn(if action == Action::NextMonth { 1 } else { -1 }, &self.catalog);
                self.ledger.reload(&self.catalog, &mut self.next)
            }
            Action::SwitchAccount => {
                self.ledger.switch_account();
                self.ledger.reload(&self.catalog, &mut self.next)
            }
            Action::SwitchFund => {
                self.ledger.switch_fund(&self.catalog);
                self.ledger.reload(&self.catalog, &mut self.next)
            }
            Action::VoidVoucher => self.ask_void(),
            Action::EditText => {
                if let Some(place) = self.report.narrative() {
                    self.open_narrative(place);
                } else {
                    let text = self.messages.get("report-no-words");
                    self.say(Role::Warn, text);
                }
                Vec::new()
            }
            Action::PreviousPart | Action::NextPart => {
                self.report.turn(action == Action::NextPart);
                Vec::new()
            }
            Action::Export => self.export(false),
            Action::ChooseOutline => self.open_outlines(),
            Action::ReportSettings => self.open_report_settings(),
            Action::NewYear => self.open_new_year(),
            Action::MemberFacts => self.open_facts(),
            Action::SwitchLanguage => self.switch_language(),
            Action::Verify => vec![Effect::Verify],
            Action::AddSetting => self.add_setting(),
            Action::DropNorm => self.ask_drop_norm(),
            Action::OpenDraft => self.open_draft(),
            Action::ImportRoster => self.open_roster(),
        }
    }

    pub(super) fn export(&self, overwrite: bool) -> Vec<Effect> {
        let Some(period) = &self.catalog.period else { return Vec::new() };
        vec![Effect::Export {
            period: Box::new(period.clone()),
            outline: self.report.outline_code(&self.catalog),
            overwrite,
        }]
    }

    fn switch_language(&mut self) -> Vec<Effect> {
        let language = match self.messages.language() {
            Language::Vietnamese => Language::English,
            Language::English => Language::Vietnamese,
        };
        self.messages = Messages::new(language);
        vec![Effect::UseLanguage(language)]
    }

    /// Shows a screen with fresh data.
    pub fn go(&mut self, tab: Tab) -> Vec<Effect> {
        self.came_from = None;
        self.tab = tab;
        self.reload_screen()
    }

    /// Reads again what the current screen shows.
    pub fn reload_screen(&mut self) -> Vec<Effect> {
        match self.tab {
            Tab::Overview => self.reload_overview(),
            Tab::Activities => {
                self.activities.forget_detail();
                self.activities.reload(&self.catalog, &mut self.next)
            }
            Tab::Members | Tab::Settings => Vec::new(),
            Tab::Ledger => self.ledger.reload(&self.catalog, &mut self.next),
            Tab::Report => self.report.reload(&self.catalog, &mut self.next),
        }
    }

    fn page(&self) -> isize {
        isize::try_from(self.size.1.saturating_sub(9).max(1)).unwrap_or(1)
    }

    fn step(&mut self, step: isize) -> Vec<Effect> {
        match self.tab {
            Tab::Overview => self.overview.step(step),
            Tab::Activities => return self.activities.step(step, &self.catalog, &mut self.next),
            Tab::Members => {
                let world = World { messages: &self.messages, catalog: &self.catalog };
                self.members.step(step, world);
            }
            Tab::Ledger => self.ledger.step(step),
            Tab::Report => self.report.step(step),
            Tab::Settings => self.settings.step(step, &self.catalog),
        }
        Vec::new()
    }

    fn jump(&mut self, first: bool) -> Vec<Effect> {
        match self.tab {
            Tab::Activities if first => self.activities.reload_from_top(&self.catalog, &mut self.next),
            Tab::Activities => self.activities.to_last(&self.catalog, &mut self.next),
            _ => self.step(if first { isize::MIN / 2 } else { isize::MAX / 2 }),
        }
    }

    fn open(&mut self) -> Vec<Effect> {
        match self.tab {
            Tab::Overview => self.follow_overview(),
            Tab::Settings => self.open_setting(),
            Tab::Activities => match self.activities.current().cloned() {
                Some(row) if row.is_deleted() => {
                    let name =
                        format!("{} {}", self.world().kind_label(&row.kind), self.catalog.headline(&row));
                    let question = self.messages.with("confirm-restore", &[("name", Value::from(name))]);
                    let command = Command::Write(Box::new(Write::Restore(Box::new(row))));
                    self.layers.push(Layer::Confirm(Box::new(Confirm { question, command })));
                    Vec::new()
                }
                Some(row) => self.open_activity_form(row),
                None => Vec::new(),
            },
            Tab::Members => {
                let world = World { messages: &self.messages, catalog: &self.catalog };
                let member = self.members.current(world).cloned();
                self.open_member_form(member)
            }
            Tab::Ledger => self.open_ledger_entry(),
            Tab::Report => match self.report.open(&mut self.next) {
                Opened::Nothing => {
                    let text = self.messages.get("report-no-sources");
                    self.say(Role::Muted, text);
                    Vec::new()
                }
                Opened::Sources(effects) => effects,
                Opened::Entry(entry) => self.open_activity_form(*entry),
                Opened::Narrative(place) => {
                    self.open_narrative(place);
                    Vec::new()
                }
            },
        }
    }

    fn back(&mut self) -> Vec<Effect> {
        match self.tab {
            Tab::Report if self.report.back() => Vec::new(),
            _ if self.came_from.is_some() => self.return_to_overview(),
            Tab::Activities if self.activities.is_narrowed() => self.act(Action::ClearFilter),
            Tab::Members => {
                self.members.search.take();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn ask_void(&mut self) -> Vec<Effect> {
        let Some(voucher) = self.ledger.current().cloned() else { return Vec::new() };
        if voucher.activity.is_some() {
            return self.open_ledger_entry();
        }
        let question = self.messages.with("confirm-void", &[("name", Value::from(voucher.label()))]);
        let command = Command::Write(Box::new(Write::VoidVoucher(Box::new(voucher))));
        self.layers.push(Layer::Confirm(Box::new(Confirm { question, command })));
        Vec::new()
    }

    fn ask_delete(&mut self) -> Vec<Effect> {
        let (name, write) = match self.tab {
            Tab::Activities => match self.activities.current() {
                Some(row) => {
                    let name =
                        format!("{} {}", self.world().kind_label(&row.kind), self.catalog.headline(row));
                    (name, Write::Delete(Box::new(row.clone())))
                }
                None => return Vec::new(),
            },
            Tab::Members => match self.members.current(self.world()) {
                Some(member) => (member.full_name.clone(), Write::DeleteMember(Box::new(member.clone()))),
                None => return Vec::new(),
            },
            _ => return Vec::new(),
        };
        let question = self.messages.with("confirm-delete", &[("name", Value::from(name))]);
        self.layers
            .push(Layer::Confirm(Box::new(Confirm { question, command: Command::Write(Box::new(write)) })));
        Vec::new()
    }

    /// Every action that can be done, this screen's first; those of other screens go there.
    fn open_palette(&mut self) -> Vec<Effect> {
        let scopes = self.scopes();
        let here = |info: &&action::ActionInfo| scopes.contains(&info.scope);
        let away = |info: &&action::ActionInfo| !here(info) && home_of(info.scope).is_some();
        let items = action::ACTIONS
            .iter()
            .filter(|info| here(info) && self.is_possible(info.action))
            .chain(action::ACTIONS.iter().filter(away))
            .map(|info| {
                let key = info.keys.first().copied().unwrap_or_default();
                let screen = home_of(info.scope).filter(|_| !scopes.contains(&info.scope));
                let detail = screen.map_or_else(
                    || key.to_owned(),
                    |tab| format!("{} · {key}", self.messages.get(tab.key())),
                );
                let label = self.messages.get(&format!("action-{}", info.name));
                PickerItem { label, detail, value: Choice::Action(info.action) }
            })
            .collect();
        self.pick("palette-title", items)
    }

    /// Carries out an action found by name, on its own screen.
    pub(super) fn act_anywhere(&mut self, action: Action) -> Vec<Effect> {
        let scope = action::info(action).map(|info| info.scope);
        let mut effects = match scope.filter(|scope| !self.scopes().contains(scope)).and_then(home_of) {
            Some(tab) => self.go(tab),
            None => Vec::new(),
        };
        effects.extend(self.act(action));
        effects
    }

    pub(super) fn pick(&mut self, title: &str, items: Vec<PickerItem<Choice>>) -> Vec<Effect> {
        let title = self.messages.get(title);
        self.pick_titled(title, items);
        Vec::new()
    }

    /// A list to choose from under a title that is words already.
    pub(super) fn pick_titled(&mut self, title: String, items: Vec<PickerItem<Choice>>) {
        self.layers.push(Layer::Pick(Box::new(Picker::new(title, items))));
    }

    fn open_outlines(&mut self) -> Vec<Effect> {
        let items = self
            .outlines
            .iter()
            .map(|(code, title)| PickerItem {
                label: title.clone(),
                detail: code.clone(),
                value: Choice::Outline(code.clone()),
            })
            .collect();
        self.pick("outline-title", items)
    }

    /// A line layer to type into, from a draft.
    pub(super) fn open_line(&mut self, text: &str, draft: String) -> Vec<Effect> {
        let mut line = LineLayer::with(text, draft, self.lines.clone());
        let effects = if text.is_empty() { Vec::new() } else { line.ask(&mut self.next) };
        self.layers.push(Layer::Line(Box::new(line)));
        effects
    }
}

/// The screen that a scope belongs to; none for what works on several.
const fn home_of(scope: Scope) -> Option<Tab> {
    match scope {
        Scope::Activities => Some(Tab::Activities),
        Scope::Members => Some(Tab::Members),
        Scope::Ledger => Some(Tab::Ledger),
        Scope::Report => Some(Tab::Report),
        Scope::Settings => Some(Tab::Settings),
        Scope::Anywhere | Scope::Lists | Scope::Overview | Scope::Records => None,
    }
}
