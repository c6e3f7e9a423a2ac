//! What an action does: on the screen one is on, and found by name from any other.

use super::App;
use crate::domain::Direction;
use crate::locale::{Language, Messages, Value};
use crate::tui::action::{self, Action, Scope};
use crate::tui::effect::{Effect, Write};
use crate::tui::layer::{Choice, Command, Confirm, Help, Layer, fresh_key};
use crate::tui::screen::report::Opened;
use crate::tui::screen::{Tab, World};
use crate::tui::theme::Role;
use crate::tui::widget::{Picker, PickerItem};

impl App {
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
            Action::Review => self.open_review(),
            Action::Photos => self.open_photos(),
            Action::PeriodPhotos => self.open_period_photos(),
            Action::Export => self.open_exports(),
            Action::SendOff => self.ask_parcel(),
            Action::MarkSent => self.ask_send(),
            Action::SinceSent => self.open_since(),
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

    fn switch_language(&mut self) -> Vec<Effect> {
        let language = match self.messages.language() {
            Language::Vietnamese => Language::English,
            Language::English => Language::Vietnamese,
        };
        self.messages = Messages::new(language);
        vec![Effect::UseLanguage(language)]
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
            _ if self.review.was_left() => self.return_to_review(),
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
        // Who does not know what a command is called types what it does.
        let told = |choice: &Choice| match choice {
            Choice::Action(action) => {
                let name = action::info(*action).map_or("", |info| info.name);
                vec![self.messages.get(&format!("action-{name}-doc"))]
            }
            _ => Vec::new(),
        };
        let picker = Picker::new(self.messages.get("palette-title"), items).found_by(told);
        self.layers.push(Layer::Pick(Box::new(picker)));
        Vec::new()
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
}

/// The screen that a scope belongs to; none for what works on several.
const fn home_of(scope: Scope) -> Option<Tab> {
    match scope {
        Scope::Activities => Some(Tab::Activities),
        Scope::Members => Some(Tab::Members),
        Scope::Ledger => Some(Tab::Ledger),
        Scope::Report | Scope::Reports => Some(Tab::Report),
        Scope::Settings => Some(Tab::Settings),
        Scope::Anywhere | Scope::Lists | Scope::Overview | Scope::Records => None,
    }
}
