//! Opening layers: forms, lists to choose from, editors.

use chrono::{Datelike, Months};

use super::{App, SimilarFor};
use crate::domain::kind::Slot;
use crate::domain::{Activity, Direction, Kind, Member, Stored};
use crate::entry::LedgerLine;
use crate::locale::Value;
use crate::tui::draft::DraftState;
use crate::tui::effect::{Effect, Query};
use crate::tui::form::{Form, Start};
use crate::tui::layer::{Choice, FormLayer, Layer, Target};
use crate::tui::screen::Tab;
use crate::tui::widget::{Picker, PickerItem};

impl App {
    pub(super) fn push_form(&mut self, form: Form, target: Target) {
        self.show_form(FormLayer::new(form, target));
    }

    /// `n`: on the roster a member, elsewhere a kind to choose.
    pub(super) fn add(&mut self) -> Vec<Effect> {
        if self.tab == Tab::Members {
            return self.open_member_form(None);
        }
        let items = self
            .catalog
            .kinds
            .kinds
            .iter()
            .map(|kind| PickerItem {
                label: self.messages.pick(&kind.label, &kind.en).to_owned(),
                detail: self
                    .catalog
                    .kinds
                    .group(&kind.group)
                    .map_or("", |group| self.messages.pick(&group.label, &group.en))
                    .to_owned(),
                value: Choice::NewEntry(kind.code.clone()),
            })
            .collect();
        // "om" and "cuoi" find the kind as its label does: they are what one would type into a line. So do "tet" and
        // "8/3" where a kind cannot be without its occasion.
        let occasions = |kind: &Kind| {
            let asked = kind.fields.iter().any(|field| field.required && field.slot == Slot::Occasion);
            if asked { crate::entry::occasion_words() } else { Vec::new() }
        };
        let words: std::collections::HashMap<String, Vec<String>> = self
            .catalog
            .kinds
            .kinds
            .iter()
            .map(|kind| {
                let words = kind.words.iter().chain(&kind.accented).cloned();
                (kind.code.clone(), words.chain(occasions(kind)).collect())
            })
            .collect();
        let title = self.messages.get("kinds-title");
        let picker = Picker::new(title, items).found_by(|choice| match choice {
            Choice::NewEntry(code) => words.get(code).cloned().unwrap_or_default(),
            _ => Vec::new(),
        });
        self.layers.push(Layer::Pick(Box::new(picker)));
        Vec::new()
    }

    /// A form for a new entry of a kind: first the earlier ones are asked for, since they fill it in.
    pub(super) fn begin_entry(&mut self, kind: &str) -> Vec<Effect> {
        self.similar_for = Some(SimilarFor::NewForm(kind.to_owned()));
        self.next += 1;
        vec![Effect::Load(self.next, Query::Similar { kind: kind.to_owned() })]
    }

    /// Earlier entries of a kind have come.
    pub(super) fn similar_came(&mut self, rows: Vec<Stored<Activity>>) -> Vec<Effect> {
        match self.similar_for.take() {
            Some(SimilarFor::NewForm(code)) => {
                let Some(kind) = self.catalog.kinds.get(&code).cloned() else { return Vec::new() };
                let similar = rows.first().map(|row| &row.body);
                let mut form =
                    Form::for_activity(&kind, &self.catalog, Start::Blank, similar, self.catalog.today);
                form.set_recent(rows);
                self.push_form(form, Target::NewActivity);
            }
            Some(SimilarFor::OpenForm) => {
                if let Some(Layer::Form(layer)) = self.layers.last_mut() {
                    layer.form.set_recent(rows);
                }
            }
            None => {}
        }
        Vec::new()
    }

    pub(super) fn ask_similar(&mut self, kind: &str) -> Vec<Effect> {
        self.similar_for = Some(SimilarFor::OpenForm);
        self.next += 1;
        vec![Effect::Load(self.next, Query::Similar { kind: kind.to_owned() })]
    }

    /// An entry of the book, to be changed.
    pub(super) fn open_activity_form(&mut self, entry: Stored<Activity>) -> Vec<Effect> {
        let Some(kind) = self.catalog.kinds.get(&entry.kind).cloned() else { return Vec::new() };
        let day = entry.day;
        let code = entry.kind.clone();
        let start = Start::Edit(Box::new(entry.clone()));
        let form = Form::for_activity(&kind, &self.catalog, start, None, day);
        self.push_form(form, Target::Activity(Box::new(entry)));
        self.ask_similar(&code)
    }

    /// A new entry of which much is said already: by a line, or by an entry it is like.
    pub(super) fn open_begun_form(&mut self, activity: Activity, copied: bool) -> Vec<Effect> {
        let Some(kind) = self.catalog.kinds.get(&activity.kind).cloned() else { return Vec::new() };
        let code = activity.kind.clone();
        let day = activity.day;
        let start = if copied { Start::Copy } else { Start::Filled }(Box::new(activity));
        let form = Form::for_activity(&kind, &self.catalog, start, None, day);
        let layer = FormLayer { begun: !copied, ..FormLayer::new(form, Target::NewActivity) };
        self.layers.push(Layer::Form(Box::new(layer)));
        self.ask_similar(&code)
    }

    pub(super) fn copy(&mut self) -> Vec<Effect> {
        let Some(row) = self.activities.current() else { return Vec::new() };
        let mut activity = row.body.clone();
        activity.day = self.catalog.today;
        activity.until = None;
        self.open_begun_form(activity, true)
    }

    pub(super) fn open_member_form(&mut self, member: Option<Stored<Member>>) -> Vec<Effect> {
        let form = Form::for_member(&self.catalog, member.clone());
        let target = member.map_or(Target::NewMember, |member| Target::Member(Box::new(member)));
        self.push_form(form, target);
        Vec::new()
    }

    pub(super) fn open_voucher_form(&mut self, direction: Direction) -> Vec<Effect> {
        let mut form = Form::for_voucher(&self.catalog, None, direction);
        if let Some(fund) = self.ledger.fund(&self.catalog).map(|fund| fund.id) {
            form.propose_book(fund, self.ledger.account(), &self.catalog);
        }
        self.push_form(form, Target::NewVoucher);
        Vec::new()
    }

    /// A new entry of a fund's book as a line says it.
    pub(super) fn open_begun_voucher(&mut self, said: &LedgerLine) {
        let mut form = Form::for_voucher(&self.catalog, None, said.direction);
        form.begin_voucher(said, &self.catalog);
        let layer = FormLayer { begun: true, ..FormLayer::new(form, Target::NewVoucher) };
        self.layers.push(Layer::Form(Box::new(layer)));
    }

    /// Enter in the fund's book: the entry that wrote the voucher, else the voucher itself.
    pub(super) fn open_ledger_entry(&mut self) -> Vec<Effect> {
        let Some(voucher) = self.ledger.current().cloned() else { return Vec::new() };
        if voucher.activity.is_some() {
            let text = self.messages.get("ledger-from-activity");
            self.say(crate::tui::theme::Role::Muted, text);
            return Vec::new();
        }
        let direction = voucher.direction;
        let form = Form::for_voucher(&self.catalog, Some(voucher.clone()), direction);
        self.push_form(form, Target::Voucher(Box::new(voucher)));
        Vec::new()
    }

    /// No book yet: a new one, or the sample.
    pub(super) fn offer_book(&mut self) {
        let begun = self.drafts.iter().any(|draft| matches!(draft.state, DraftState::SetUp { .. }));
        let set_up = if begun { "welcome-set-up-again" } else { "welcome-set-up" };
        let items = [(set_up, Choice::SetUp), ("welcome-demo", Choice::Demo)]
            .into_iter()
            .map(|(key, value)| PickerItem {
                label: self.messages.get(key),
                detail: self.messages.get(&format!("{key}-detail")),
                value,
            })
            .collect();
        self.pick("welcome-title", items);
    }

    pub(super) fn open_report_settings(&mut self) -> Vec<Effect> {
        let Some(period) = self.catalog.period.clone() else { return Vec::new() };
        let form = Form::for_report_settings(&period);
        self.push_form(form, Target::ReportSettings(Box::new(period)));
        Vec::new()
    }

    pub(super) fn open_periods(&mut self) -> Vec<Effect> {
        let items = self
            .catalog
            .periods_offered()
            .into_iter()
            .map(|period| PickerItem {
                label: period.title.clone(),
                detail: period.code.clone(),
                value: Choice::Period(period.id),
            })
            .collect();
        self.pick("periods-title", items)
    }

    pub(super) fn open_kind_filter(&mut self) -> Vec<Effect> {
        let mut items = vec![PickerItem {
            label: self.messages.get("filter-all"),
            detail: String::new(),
            value: Choice::FilterKind(None),
        }];
        items.extend(self.catalog.kinds.kinds.iter().map(|kind| PickerItem {
            label: self.messages.pick(&kind.label, &kind.en).to_owned(),
            detail: String::new(),
            value: Choice::FilterKind(Some(kind.code.clone())),
        }));
        self.pick("action-filter-kind", items)
    }

    pub(super) fn open_month_filter(&mut self) -> Vec<Effect> {
        let mut items = vec![PickerItem {
            label: self.messages.get("filter-all"),
            detail: String::new(),
            value: Choice::FilterMonth(None),
        }];
        let (from, to) = match &self.catalog.period {
            Some(period) => (period.activities.0, period.activities.1.max(self.catalog.today)),
            None => (self.catalog.today, self.catalog.today),
        };
        let mut month = from.with_day(1);
        while let Some(first) = month.filter(|first| *first <= to && items.len() < 40) {
            items.push(PickerItem {
                label: self
                    .messages
                    .with("month", &[("month", Value::from(first.format("%m/%Y").to_string()))]),
                detail: String::new(),
                value: Choice::FilterMonth(Some(first)),
            });
            month = first.checked_add_months(Months::new(1));
        }
        self.pick("action-filter-month", items)
    }

    pub(super) fn open_member_filter(&mut self) -> Vec<Effect> {
        let today = self.catalog.today;
        let mut items = vec![PickerItem {
            label: self.messages.get("filter-all"),
            detail: String::new(),
            value: Choice::FilterMember(None),
        }];
        items.extend(self.catalog.members.iter().map(|member| PickerItem {
            label: member.full_name.clone(),
            detail: member.short_name_on(today).to_owned(),
            value: Choice::FilterMember(Some(member.id)),
        }));
        self.pick("action-filter-member", items)
    }
}
