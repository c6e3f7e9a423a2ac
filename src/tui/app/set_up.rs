//! The guided set-up, and the forms of the book on the screen of the settings.

use super::App;
use crate::tui::draft::DraftState;
use crate::tui::effect::{BookRecord, Effect, Write};
use crate::tui::form::Form;
use crate::tui::form::book::{BookForm, Wanted};
use crate::tui::layer::set_up::{DRAFT_KEY, RosterWay, SetUpLayer, SettingUp};
use crate::tui::layer::{Command, Confirm, FormLayer, Layer, Target};
use crate::tui::screen::Tab;
use crate::tui::screen::settings::Item;
use crate::tui::theme::Role;

impl App {
    /// Opens the set-up where it was left, or on its first page.
    pub(super) fn open_set_up(&mut self) {
        let kept = self.drafts.iter().position(|draft| matches!(draft.state, DraftState::SetUp { .. }));
        if let Some(at) = kept {
            let draft = self.drafts.remove(at);
            if self.resume_set_up(&draft.state) {
                return;
            }
        }
        let layer = SetUpLayer::new(&self.outlines, &self.catalog);
        self.layers.push(Layer::SetUp(Box::new(layer)));
    }

    /// Opens the set-up of a draft; false when it cannot be read.
    pub(super) fn resume_set_up(&mut self, draft: &DraftState) -> bool {
        let DraftState::SetUp { at, forms } = draft else { return false };
        let made = !self.catalog.units.is_empty();
        let Some(layer) = SetUpLayer::of_draft(*at, forms, made, &self.catalog) else { return false };
        self.layers.push(Layer::SetUp(Box::new(layer)));
        let text = self.messages.get("set-up-resumed");
        self.say(Role::Muted, text);
        true
    }

    pub(super) fn set_up_event(&mut self, layer: Box<SetUpLayer>, event: SettingUp) -> Vec<Effect> {
        match event {
            SettingUp::Open => {
                self.layers.push(Layer::SetUp(layer));
                Vec::new()
            }
            SettingUp::Refused => {
                self.layers.push(Layer::SetUp(layer));
                let text = self.messages.get("step-has-errors");
                self.say(Role::Error, format!("! {text}"));
                Vec::new()
            }
            SettingUp::Keep => {
                self.layers.push(Layer::SetUp(layer));
                vec![Effect::KeepDraft]
            }
            SettingUp::Left if layer.made => self.finish_set_up(),
            SettingUp::Left => {
                self.put_back(layer.draft());
                self.offer_book();
                let text = self.messages.get("set-up-left");
                self.say(Role::Muted, text);
                vec![Effect::KeepDraft]
            }
            SettingUp::Make(book) => {
                if !book.officer.is_empty() {
                    self.officer.clone_from(&book.officer);
                }
                self.layers.push(Layer::SetUp(layer));
                vec![Effect::Write(Write::SetUp(book))]
            }
            SettingUp::Made => {
                self.layers.push(Layer::SetUp(layer));
                let text = self.messages.get("set-up-made");
                self.say(Role::Muted, text);
                Vec::new()
            }
            SettingUp::Roster(way) => self.roster_way(layer, way),
        }
    }

    fn roster_way(&mut self, layer: Box<SetUpLayer>, way: RosterWay) -> Vec<Effect> {
        match way {
            RosterWay::Done | RosterWay::Later => return self.finish_set_up(),
            RosterWay::Typed => {
                self.layers.push(Layer::SetUp(layer));
                return self.open_member_form(None);
            }
            RosterWay::File => {
                self.layers.push(Layer::SetUp(layer));
                return self.open_roster();
            }
            RosterWay::Paste => self.layers.push(Layer::SetUp(layer)),
        }
        let text = self.messages.get("step-roster-paste-now");
        self.say(Role::Muted, text);
        Vec::new()
    }

    /// The set-up is over: the log, and how the first entry is made.
    fn finish_set_up(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::DropDraft(DRAFT_KEY.to_owned())];
        effects.extend(self.go(Tab::Activities));
        effects.push(Effect::Write(Write::Book(Box::new(BookRecord::Ready))));
        effects
    }

    /// A saved book: the roster comes next.
    pub(super) fn book_was_made(&mut self) -> Vec<Effect> {
        if let Some(Layer::SetUp(layer)) = self.layers.last_mut() {
            layer.book_made();
        }
        vec![Effect::KeepDraft]
    }

    pub(super) fn open_book_form(&mut self, form: BookForm) -> Vec<Effect> {
        let form = Form::for_book(form, &self.catalog);
        self.show_form(FormLayer::new(form, Target::Book));
        Vec::new()
    }

    /// Enter on the screen of the settings.
    pub(super) fn open_setting(&mut self) -> Vec<Effect> {
        let Some(item) = self.settings.current(&self.catalog) else { return Vec::new() };
        let catalog = &self.catalog;
        let form = match item {
            Item::Language => return self.act(crate::tui::action::Action::SwitchLanguage),
            Item::Folder => BookForm::Folder(self.folder.typed.clone(), self.folder.shown_as.clone()),
            Item::Officer => BookForm::Officer(self.officer.clone()),
            Item::Unit => BookForm::Unit(catalog.unit_on(catalog.today).cloned().map(Box::new)),
            Item::Offices => BookForm::Offices,
            Item::Period(id) => {
                let period = catalog.periods.iter().find(|period| period.id == id).cloned();
                BookForm::Period(period.map(Box::new), self.outlines.clone())
            }
            Item::NewPeriod => BookForm::Period(None, self.outlines.clone()),
            Item::Fund(id) => BookForm::Fund(catalog.fund(id).cloned().map(Box::new)),
            Item::NewFund => BookForm::Fund(None),
            Item::Norm(id) => {
                BookForm::Norm(catalog.norms.iter().find(|norm| norm.id == id).cloned().map(Box::new))
            }
            Item::NewNorm => BookForm::Norm(None),
        };
        self.open_book_form(form)
    }

    /// One more of what the pointer is on.
    pub(super) fn add_setting(&mut self) -> Vec<Effect> {
        let form = match self.settings.current(&self.catalog) {
            Some(Item::Period(_) | Item::NewPeriod) => BookForm::Period(None, self.outlines.clone()),
            Some(Item::Fund(_) | Item::NewFund) => BookForm::Fund(None),
            Some(Item::Norm(_) | Item::NewNorm) => BookForm::Norm(None),
            _ => return Vec::new(),
        };
        self.open_book_form(form)
    }

    /// Asks whether the norm under the pointer is to go.
    pub(super) fn ask_drop_norm(&mut self) -> Vec<Effect> {
        let Some(Item::Norm(id)) = self.settings.current(&self.catalog) else { return Vec::new() };
        let Some(norm) = self.catalog.norms.iter().find(|norm| norm.id == id).cloned() else {
            return Vec::new();
        };
        let name = self.world().kind_label(&norm.kind);
        let question = self.messages.with("confirm-delete-norm", &[("name", name.into())]);
        let write = Write::Book(Box::new(BookRecord::DropNorm(norm)));
        let command = Command::Write(Box::new(write));
        self.layers.push(Layer::Confirm(Box::new(Confirm { question, command })));
        Vec::new()
    }

    /// What saving a form of the book does.
    pub(super) fn effect_of(&mut self, wanted: Wanted) -> Effect {
        match wanted {
            Wanted::Record(record) => Effect::Write(Write::Book(record)),
            Wanted::Officer(name) => {
                self.officer.clone_from(&name);
                Effect::Write(Write::SaveOfficer(name))
            }
            Wanted::Folder(folder, shown_as) => Effect::UseFolder { folder, shown_as },
        }
    }
}
