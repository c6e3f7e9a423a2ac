//! Năm học mới: the table's layer, the newcomers' forms over it, and its draft.

use crossterm::event::KeyEvent;

use super::App;
use crate::desk::roster_import::people;
use crate::domain::{Day, Stored};
use crate::exchange::Intake;
use crate::tui::draft::DraftState;
use crate::tui::effect::{Effect, Write};
use crate::tui::form::Form;
use crate::tui::layer::new_year::{Keyed, NewYearLayer};
use crate::tui::layer::{FormLayer, Layer, Target};
use crate::tui::theme::Role;

impl App {
    /// Opens the table as proposed from last year, or as it was left.
    pub(super) fn open_new_year(&mut self) -> Vec<Effect> {
        let kept = self.drafts.iter().find(|draft| matches!(draft.state, DraftState::NewYear(_)));
        if let Some(key) = kept.map(|draft| draft.state.key()) {
            return self.reopen(&key);
        }
        let mut layer = NewYearLayer::proposed(&self.catalog);
        layer.judge(&self.catalog);
        self.layers.push(Layer::NewYear(Box::new(layer)));
        Vec::new()
    }

    /// The table as it was left, with the newcomer's form that lay over it.
    pub(super) fn resume_new_year(&mut self, mut layer: NewYearLayer) -> Vec<Effect> {
        let (form, roster) = (layer.form.clone(), layer.roster.take());
        layer.meet(&self.catalog);
        layer.judge(&self.catalog);
        self.layers.push(Layer::NewYear(Box::new(layer)));
        if let Some((draft, at)) = form
            && let Some(form) = Form::from_draft(&draft, &self.catalog)
        {
            self.push_form(form, Target::Newcomer(at));
        }
        if let Some((key, intake)) = roster
            && let Ok(intake) = serde_json::from_str(&intake)
        {
            self.show_roster(intake, key);
        }
        Vec::new()
    }

    pub(super) fn new_year_key(&mut self, mut layer: Box<NewYearLayer>, key: KeyEvent) -> Vec<Effect> {
        let keyed = layer.key(key, &self.catalog);
        match keyed {
            Keyed::Left => {
                let draft = layer.is_worth_keeping().then_some(DraftState::NewYear(layer));
                return self.left_with("new-year", draft);
            }
            Keyed::Newcomer(at) => {
                let form = layer.newcomer_form(at, &self.catalog);
                self.layers.push(Layer::NewYear(layer));
                self.push_form(form, Target::Newcomer(at));
                return vec![Effect::KeepDraft];
            }
            Keyed::File => {
                self.layers.push(Layer::NewYear(layer));
                return self.open_roster();
            }
            Keyed::Save(year) => {
                self.layers.push(Layer::NewYear(layer));
                return vec![Effect::Write(Write::NewYear(year))];
            }
            Keyed::Refused => {
                self.layers.push(Layer::NewYear(layer));
                let text = self.messages.get("form-has-errors");
                self.say(Role::Error, format!("! {text}"));
            }
            Keyed::Kept => {
                self.layers.push(Layer::NewYear(layer));
                return vec![Effect::KeepDraft];
            }
            Keyed::Open => self.layers.push(Layer::NewYear(layer)),
        }
        Vec::new()
    }

    /// A newcomer's form is filled in: it goes into the table beneath, not into the book.
    pub(super) fn newcomer_done(&mut self, layer: &FormLayer) -> Vec<Effect> {
        let Target::Newcomer(at) = layer.target else { return Vec::new() };
        let Ok(member) = layer.form.member(&self.catalog) else { return Vec::new() };
        let draft = layer.form.draft();
        if let Some(Layer::NewYear(table)) = self.layers.last_mut() {
            table.take_newcomer(at, member, draft, &self.catalog);
        }
        if layer.another {
            let from = self.newcomers_day();
            self.push_form(Form::for_newcomer(&self.catalog, from), Target::Newcomer(None));
        }
        vec![Effect::KeepDraft]
    }

    /// The people of a roster whose preview was agreed to go into the table beneath, not into the book; false when
    /// there is no table beneath.
    pub(super) fn roster_into_table(&mut self, intake: &Intake) -> bool {
        let Some(Layer::NewYear(table)) = self.layers.last_mut() else { return false };
        let Ok(members) = people(intake, &self.catalog) else { return false };
        table.take_roster(&members, &self.catalog);
        let text = self.messages.with("year-roster-taken", &[("count", members.len().to_string().into())]);
        self.say(Role::Good, format!("✓ {text}"));
        true
    }

    /// The first day of the table that a roster is read for; none when there is none.
    pub(super) fn roster_day(&self) -> Option<Day> {
        match self.layers.last() {
            Some(Layer::NewYear(table)) => table.first_day(&self.catalog),
            _ => None,
        }
    }

    fn newcomers_day(&self) -> Day {
        let table = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::NewYear(table) => table.first_day(&self.catalog),
            _ => None,
        });
        table.unwrap_or(self.catalog.today)
    }

    /// The table's draft with the newcomer's form that lies over it; none when no table is open or nothing is lost.
    pub(super) fn new_year_draft(&self) -> Option<DraftState> {
        let at = self.layers.iter().position(|layer| matches!(layer, Layer::NewYear(_)))?;
        let Some(Layer::NewYear(table)) = self.layers.get(at) else { return None };
        let mut table = table.clone();
        table.form = match self.layers.get(at + 1) {
            Some(Layer::Form(form)) => match form.target {
                Target::Newcomer(of) if form.is_worth_keeping() => Some((form.form.draft(), of)),
                _ => None,
            },
            _ => None,
        };
        table.roster = match self.layers.get(at + 1) {
            Some(Layer::Roster(roster)) => match roster.draft_state() {
                DraftState::Roster { key, intake } => Some((key, intake)),
                _ => None,
            },
            _ => None,
        };
        table.is_worth_keeping().then_some(DraftState::NewYear(table))
    }

    /// Somebody else changed a member meanwhile: the table shows what the book has now.
    pub(super) fn new_year_stale(&mut self, theirs: Stored<crate::domain::Member>) {
        if let Some(Layer::NewYear(table)) = self.layers.last_mut() {
            table.refresh(theirs);
            table.judge(&self.catalog);
            let text = self.messages.get("stale-again");
            self.say(Role::Warn, format!("! {text}"));
        }
    }
}
