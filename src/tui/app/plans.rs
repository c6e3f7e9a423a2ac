//! Plans on the screen: carried out, cancelled, found; the Tết budget over the log.

use super::App;
use crate::domain::{Activity, State, Stored, plan};
use crate::locale::Value;
use crate::text::{date, lunar, money};
use crate::tui::effect::{Effect, Query, Write};
use crate::tui::form::{DefaultMark, Form, Start};
use crate::tui::layer::tet::{TetDone, TetLayer};
use crate::tui::layer::{Choice, Command, Confirm, FormLayer, Layer, Target};
use crate::tui::screen::activities::Standing;
use crate::tui::widget::PickerItem;

impl App {
    /// Whether the entry under the pointer is a plan that may be carried out or cancelled.
    pub(super) fn on_plan(&self) -> bool {
        self.activities.current().is_some_and(|row| row.state == State::Planned && !row.is_deleted())
    }

    /// A plan becomes a done entry: its form, filled with the plan, to be mended where the day went otherwise.
    pub(super) fn carry_out(&mut self) -> Vec<Effect> {
        self.activities.current().cloned().map(|entry| self.carry_out_entry(entry)).unwrap_or_default()
    }

    fn carry_out_entry(&mut self, entry: Stored<Activity>) -> Vec<Effect> {
        let Some(kind) = self.catalog.kinds.get(&entry.kind).cloned() else { return Vec::new() };
        let code = entry.kind.clone();
        let day = entry.day;
        let mut form =
            Form::for_activity(&kind, &self.catalog, Start::Edit(Box::new(entry.clone())), None, day);
        form.fill("state", "done", &self.catalog);
        // What was to happen later happens today; what is past happened, as far as one knows, on its day.
        if day > self.catalog.today {
            form.fill("day", &date::format(self.catalog.today), &self.catalog);
        }
        if let Some(plan) = plan::planned(&entry) {
            form.set_note(self.messages.with(
                "plan-note",
                &[
                    ("day", Value::from(date::format_short(plan.day))),
                    ("amount", Value::from(money::format(plan.amount))),
                ],
            ));
        }
        // What was changed in the plan itself and left is another draft than its carrying out.
        let mut layer = FormLayer::new(form, Target::Activity(Box::new(entry)));
        layer.draft.push_str(":done");
        self.show_form(layer);
        self.ask_similar(&code)
    }

    /// A plan that will not be: asked first, kept as cancelled.
    pub(super) fn ask_cancel(&mut self) -> Vec<Effect> {
        let Some(row) = self.activities.current().cloned() else { return Vec::new() };
        let name = format!("{} {}", self.world().kind_label(&row.kind), self.catalog.headline(&row));
        let question = self.messages.with("confirm-cancel", &[("name", Value::from(name))]);
        let cancelled = Activity { state: State::Cancelled, ..row.body.clone() };
        let write = Write::Amend(Box::new(row), Box::new(cancelled));
        self.layers
            .push(Layer::Confirm(Box::new(Confirm { question, command: Command::Write(Box::new(write)) })));
        Vec::new()
    }

    /// Which entries by their state.
    pub(super) fn open_state_filter(&mut self) -> Vec<Effect> {
        let items = Standing::ALL
            .into_iter()
            .map(|standing| PickerItem {
                label: self.messages.get(standing.key()),
                detail: String::new(),
                value: Choice::FilterState(standing),
            })
            .collect();
        self.pick("action-filter-state", items)
    }

    /// Shows the log with only the entries that stand like this.
    pub fn show_standing(&mut self, standing: Standing) -> Vec<Effect> {
        self.tab = crate::tui::screen::Tab::Activities;
        self.activities.narrow_to(standing, &self.catalog);
        self.activities.reload_from_top(&self.catalog, &mut self.next)
    }

    /// The Tết budget: asked for first, shown when it has come.
    pub(super) fn open_tet(&mut self) -> Vec<Effect> {
        self.next += 1;
        vec![Effect::Load(self.next, Query::TetPlans)]
    }

    pub(super) fn tet_came(&mut self, entries: Vec<Stored<Activity>>) {
        let coming = lunar::nearest_new_year(self.catalog.today);
        let years = plan::tet_years(&entries, &self.catalog);
        let before = match self.layers.last() {
            Some(Layer::Tet(layer)) => Some(layer.year()),
            _ => None,
        };
        let year = before.or_else(|| years.contains(&coming).then_some(coming));
        let year = year.or_else(|| years.first().copied()).unwrap_or(coming);
        if before.is_some() {
            self.layers.pop();
        }
        self.layers.push(Layer::Tet(Box::new(TetLayer::new(entries, year))));
    }

    pub(super) fn tet_done(&mut self, layer: Layer, done: TetDone) -> Vec<Effect> {
        match done {
            TetDone::Open => {
                self.layers.push(layer);
                Vec::new()
            }
            TetDone::Left => Vec::new(),
            TetDone::Entry(entry) => {
                self.layers.push(layer);
                self.open_activity_form(*entry)
            }
            TetDone::Add(year) => {
                self.layers.push(layer);
                self.add_tet_plan(year)
            }
        }
    }

    /// A new gift planned for a Tết: kind and occasion are said, so that what is asked is how many and how much.
    fn add_tet_plan(&mut self, year: i32) -> Vec<Effect> {
        let Some(kind) = self
            .catalog
            .kinds
            .kinds
            .iter()
            .find(|kind| kind.tet && kind.asks(crate::domain::kind::Slot::Occasion))
        else {
            return Vec::new();
        };
        let day = lunar::new_year_day(year)
            .and_then(|day| day.checked_sub_days(chrono::Days::new(7)))
            .filter(|day| *day > self.catalog.today)
            .unwrap_or(self.catalog.today);
        let mut gift = kind.blank(day);
        gift.state = State::Planned;
        gift.occasion.clone_from(&self.catalog.kinds.tet.occasion);
        let kind = kind.clone();
        let mut form = Form::for_activity(&kind, &self.catalog, Start::Filled(Box::new(gift)), None, day);
        form.mark("day", DefaultMark::Book);
        self.push_form(form, Target::NewActivity);
        self.ask_similar(&kind.code)
    }
}
