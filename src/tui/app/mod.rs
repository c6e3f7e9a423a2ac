//! The terminal program as a value: what it shows and what a key makes of it. No terminal, no book:
//! [`App::key`] and [`App::answer`] return what is to be done, [`crate::tui::draw`] paints what there
//! is. Screens hold their own state; this file joins them.

mod act;
mod answers;
mod drafts;
mod export;
mod facts;
mod folder;
mod layers;
mod narrative;
mod new_year;
mod offer;
mod open;
mod overview;
mod parcel;
mod photos;
mod plans;
mod reopen;
pub mod review;
pub mod roster;
mod sent;
mod set_up;

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent};

use super::action::{self, Action, Scope};
use super::draft::{DraftState, Kept};
use super::effect::{Effect, Generation};
use super::layer::{Choice, Layer, LineLayer};
use super::screen::activities::Activities;
use super::screen::feeds::Feeds;
use super::screen::ledger::Ledger;
use super::screen::members::Members;
use super::screen::overview::OverviewScreen;
use super::screen::report::ReportScreen;
use super::screen::settings::Settings;
use super::screen::{Tab, World};
use super::theme::{Role, Theme};
use super::widget::{Picker, PickerItem};
use crate::domain::{Catalog, Moment, Stored, VoucherState};
use crate::locale::Messages;

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
    /// Drafts that were left and are not open, the one changed last first.
    pub drafts: Vec<Kept>,
    /// What drafts that were opened again said then, and when they had been changed last; by their keys.
    pub(super) reopened: BTreeMap<String, (String, Moment)>,
    /// The officer's earlier lines, oldest first.
    pub lines: Vec<String>,
    /// What was cut or copied in a part's words.
    pub clipboard: String,
    /// Which line of the report each entry makes; none: not looked at since the book changed.
    pub feeds: Option<Feeds>,
    pub(super) feeds_generation: Generation,
    pub(super) review: review::ReviewState,
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
            reopened: BTreeMap::new(),
            lines: Vec::new(),
            clipboard: String::new(),
            feeds: None,
            feeds_generation: 0,
            review: review::ReviewState::default(),
            next: 0,
            similar_for: None,
            outlines,
        };
        app.activities.open_on(&app.catalog);
        app
    }

    /// The first effects; and what a person is offered first: an unsaved draft, a new book, or the
    /// question who writes (`unnamed`).
    pub fn start(&mut self, drafts: Vec<Kept>, unnamed: bool) -> Vec<Effect> {
        self.drafts = drafts;
        let left = self.drafts.iter().position(|draft| matches!(draft.state, DraftState::SetUp { .. }));
        if let Some(at) = left {
            let draft = self.drafts.remove(at);
            if !self.resume_set_up(&draft.state) {
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
            Tab::Overview => vec![Scope::Overview, Scope::Reports, Scope::Lists],
            Tab::Activities => vec![Scope::Activities, Scope::Records, Scope::Lists],
            Tab::Members => vec![Scope::Members, Scope::Records, Scope::Lists],
            Tab::Ledger => vec![Scope::Ledger, Scope::Lists],
            Tab::Report => vec![Scope::Report, Scope::Reports, Scope::Lists],
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
            Action::Photos => self.activities.current().is_some_and(|row| !row.is_deleted()),
            Action::CarryOut | Action::CancelPlan => self.on_plan(),
            Action::DropNorm => self.settings.is_on_norm(&self.catalog),
            Action::AddSetting => self.settings.is_on_list(&self.catalog),
            Action::Restore => self.activities.current().is_some_and(Stored::is_deleted),
            Action::ClearFilter => self.activities.is_narrowed(),
            Action::Export | Action::ReportSettings | Action::EditText | Action::Review => {
                self.catalog.period.is_some()
            }
            Action::MarkSent | Action::SendOff | Action::PeriodPhotos => self.catalog.period.is_some(),
            Action::SinceSent => self.report.sent.is_some(),
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

    /// Shows a screen with fresh data.
    pub fn go(&mut self, tab: Tab) -> Vec<Effect> {
        self.came_from = None;
        self.review.forget();
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

    pub(super) fn pick(&mut self, title: &str, items: Vec<PickerItem<Choice>>) -> Vec<Effect> {
        let title = self.messages.get(title);
        self.pick_titled(title, items);
        Vec::new()
    }

    /// A list to choose from under a title that is words already.
    pub(super) fn pick_titled(&mut self, title: String, items: Vec<PickerItem<Choice>>) {
        self.layers.push(Layer::Pick(Box::new(Picker::new(title, items))));
    }

    /// A line layer to type into, from a draft.
    pub(super) fn open_line(&mut self, text: &str, draft: String) -> Vec<Effect> {
        let mut line = LineLayer::with(text, draft, self.lines.clone());
        let effects = if text.is_empty() { Vec::new() } else { line.ask(&mut self.next) };
        self.layers.push(Layer::Line(Box::new(line)));
        effects
    }
}
