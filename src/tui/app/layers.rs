//! Keys into the topmost layer, and what becomes of a layer when its change is saved or refused.

use crossterm::event::{KeyCode, KeyEvent};

use super::App;
use super::roster::RosterSource;
use crate::desk::lines::remember;
use crate::domain::{Activity, AnyRecord, Stored};
use crate::tui::draft::DraftState;
use crate::tui::effect::{Effect, Query, Write};
use crate::tui::form::{Form, FormEvent, FormKind};
use crate::tui::layer::confirm::Asked;
use crate::tui::layer::conflict::Settled;
use crate::tui::layer::late::Decided;
use crate::tui::layer::line::Lined;
use crate::tui::layer::name::Named;
use crate::tui::layer::{Choice, Command, Conflict, FormLayer, Layer, Target};
use crate::tui::theme::Role;
use crate::tui::widget::Picked;

impl App {
    pub(super) fn layer_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Some(mut layer) = self.layers.pop() else { return Vec::new() };
        self.notice = None;
        match &mut layer {
            Layer::Form(form) => {
                if form.turns(key) {
                    return self.form_turned(layer);
                }
                let event = form.form.handle(key, &self.catalog);
                return self.form_event(layer, &event);
            }
            Layer::Line(line) => {
                let lined = line.key(key, &mut self.next);
                return self.line_event(layer, lined);
            }
            Layer::Narrative(narrative) => {
                let written = narrative.key(key);
                return self.narrative_event(layer, written);
            }
            Layer::Review(_) => {
                let Layer::Review(review) = layer else { return Vec::new() };
                return self.review_key(review, key);
            }
            Layer::Facts(_) => {
                let Layer::Facts(facts) = layer else { return Vec::new() };
                return self.facts_key(facts, key);
            }
            Layer::NewYear(_) => {
                let Layer::NewYear(table) = layer else { return Vec::new() };
                return self.new_year_key(table, key);
            }
            Layer::Pick(picker) => match picker.key(key) {
                Picked::Open => {}
                Picked::Left => return Vec::new(),
                Picked::Chosen(choice) => return self.chosen(choice),
            },
            Layer::Confirm(confirm) => match confirm.key(key) {
                Asked::Open => {}
                Asked::No => return Vec::new(),
                Asked::Yes(command) => return self.confirmed(command),
            },
            Layer::Conflict(conflict) => match Conflict::key(key) {
                Settled::Open => {}
                Settled::Back => return Vec::new(),
                Settled::Mine => {
                    let write =
                        Write::Amend(Box::new(conflict.theirs.clone()), Box::new(conflict.mine.clone()));
                    return vec![Effect::Write(write)];
                }
                Settled::Theirs => {
                    let entry = conflict.theirs.clone();
                    return self.keep_theirs(&entry);
                }
            },
            Layer::Name(name) => match name.key(key) {
                Named::Open => {}
                Named::Left => return Vec::new(),
                Named::Name(text) => {
                    self.officer.clone_from(&text);
                    self.layers.push(layer);
                    return vec![Effect::Write(Write::SaveOfficer(text))];
                }
            },
            Layer::Tet(tet) => {
                let done = tet.key(key, &self.catalog);
                return self.tet_done(layer, done);
            }
            Layer::Late(late) => match late.key(key) {
                Decided::Open => {}
                Decided::Left => return Vec::new(),
                Decided::Write(write) => {
                    self.layers.push(layer);
                    return vec![Effect::Write(*write)];
                }
            },
            Layer::Sent(list) => {
                let looked = list.key(key);
                return self.looked_at_sent(layer, looked);
            }
            Layer::Photos(_) => {
                let Layer::Photos(photos) = layer else { return Vec::new() };
                return self.photos_key(photos, key);
            }
            Layer::Parcel(_) => {
                let Layer::Parcel(parcel) = layer else { return Vec::new() };
                return self.parcel_key(parcel, key);
            }
            Layer::Told(_) => return Vec::new(),
            Layer::SetUp(_) => {
                let Layer::SetUp(mut set_up) = layer else { return Vec::new() };
                let event = set_up.key(key, self.world());
                return self.set_up_event(set_up, event);
            }
            Layer::RosterFile(_) | Layer::Roster(_) => {
                return match layer {
                    Layer::RosterFile(layer) => self.roster_file_key(layer, key),
                    Layer::Roster(layer) => self.roster_key(layer, key),
                    _ => Vec::new(),
                };
            }
            Layer::Help(help) => match key.code {
                KeyCode::Up => help.top = help.top.saturating_sub(1),
                KeyCode::Down => help.top += 1,
                KeyCode::PageUp => help.top = help.top.saturating_sub(10),
                KeyCode::PageDown | KeyCode::Char(' ') => help.top += 10,
                _ => return Vec::new(),
            },
        }
        self.layers.push(layer);
        Vec::new()
    }

    pub(super) fn layer_paste(&mut self, text: &str) -> Vec<Effect> {
        match self.layers.last_mut() {
            Some(Layer::Form(layer)) => {
                layer.form.paste(text, &self.catalog);
                Vec::new()
            }
            Some(Layer::Line(line)) => line.paste(text, &mut self.next),
            Some(Layer::Narrative(_)) => self.narrative_paste(text),
            Some(Layer::NewYear(table)) => {
                table.paste(text, &self.catalog);
                Vec::new()
            }
            Some(Layer::Name(layer)) => {
                layer.input.paste(text);
                Vec::new()
            }
            Some(Layer::SetUp(layer)) if layer.awaits_roster() => {
                self.read_roster(super::roster::RosterSource::Cells(text.to_owned()))
            }
            Some(Layer::SetUp(layer)) => {
                let world = crate::tui::screen::World { messages: &self.messages, catalog: &self.catalog };
                layer.paste(text, world);
                Vec::new()
            }
            Some(Layer::RosterFile(_)) if crate::exchange::sheet::looks_pasted(text) => {
                self.read_roster(RosterSource::Cells(text.to_owned()))
            }
            Some(Layer::RosterFile(layer)) => {
                layer.paste(text);
                Vec::new()
            }
            Some(Layer::Roster(layer)) => {
                layer.paste(text);
                Vec::new()
            }
            Some(Layer::Photos(layer)) => {
                let asked = layer.paste(text);
                self.photos_asked(asked)
            }
            Some(Layer::Pick(picker)) => {
                picker.paste(text);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn form_event(&mut self, layer: Layer, event: &FormEvent) -> Vec<Effect> {
        match event {
            FormEvent::Nothing | FormEvent::Changed => {
                self.layers.push(layer);
                Vec::new()
            }
            FormEvent::Left(field) => {
                let mut layer = layer;
                if let Layer::Form(form) = &mut layer
                    && ["people", "relation", "organisation"].contains(&field.as_str())
                {
                    form.form.refine(&self.catalog);
                }
                self.layers.push(layer);
                vec![Effect::KeepDraft]
            }
            FormEvent::Cancel => self.leave_form(layer),
            FormEvent::Save | FormEvent::SaveAndAddAnother => {
                let Layer::Form(mut layer) = layer else { return Vec::new() };
                layer.another = *event == FormEvent::SaveAndAddAnother;
                if matches!(layer.target, Target::Newcomer(_)) {
                    return self.newcomer_done(&layer);
                }
                let effects = self.save_form(&mut layer);
                self.layers.push(Layer::Form(layer));
                self.with_offer(effects)
            }
        }
    }

    /// Turns a form into a change of the book; its own errors keep it open.
    fn save_form(&mut self, layer: &mut FormLayer) -> Vec<Effect> {
        let catalog = &self.catalog;
        let form = &mut layer.form;
        let write = match &layer.target {
            Target::NewActivity => form.activity(catalog).map(|activity| Write::Log(vec![activity])),
            Target::Activity(base) => {
                form.activity(catalog).map(|activity| Write::Amend(base.clone(), Box::new(activity)))
            }
            Target::NewMember | Target::Newcomer(_) => {
                form.member(catalog).map(|member| Write::SaveMember(None, Box::new(member)))
            }
            Target::Member(base) => {
                form.member(catalog).map(|member| Write::SaveMember(Some(base.clone()), Box::new(member)))
            }
            Target::NewVoucher => form.voucher(catalog).map(|voucher| Write::LogVoucher(Box::new(voucher))),
            Target::Voucher(base) => {
                form.voucher(catalog).map(|voucher| Write::AmendVoucher(base.clone(), Box::new(voucher)))
            }
            Target::Book => {
                return match form.wanted(catalog) {
                    Ok(wanted) => vec![self.effect_of(wanted)],
                    Err(_) => self.form_refused(),
                };
            }
            Target::ReportSettings(base) => form
                .report_settings(catalog)
                .map(|settings| Write::SaveReportSettings(base.clone(), Box::new(settings))),
        };
        match write {
            Ok(write) => vec![Effect::Write(write)],
            Err(_) => self.form_refused(),
        }
    }

    fn form_refused(&mut self) -> Vec<Effect> {
        let text = self.messages.get("form-has-errors");
        self.say(Role::Error, format!("! {text}"));
        vec![Effect::KeepDraft]
    }

    /// Keeps a line for the arrow up, in the book at once.
    fn remember_line(&mut self, text: &str) -> Vec<Effect> {
        remember(&mut self.lines, text);
        vec![Effect::RememberLine(text.to_owned())]
    }

    /// A line became forms: they are the draft now, it is none any more.
    fn line_gave_way(layer: &Layer) -> Vec<Effect> {
        match layer {
            Layer::Line(line) => vec![Effect::KeepDraft, Effect::DropDraft(line.draft.clone())],
            _ => Vec::new(),
        }
    }

    fn line_event(&mut self, mut layer: Layer, lined: Lined) -> Vec<Effect> {
        match lined {
            Lined::Open => {
                self.layers.push(layer);
                Vec::new()
            }
            Lined::Do(effects) => {
                self.layers.push(layer);
                self.with_offer(effects)
            }
            Lined::AsForm { entries, names } => {
                let mut effects = match &layer {
                    Layer::Line(line) => self.remember_line(&line.input.normalised()),
                    _ => Vec::new(),
                };
                // Of two entries the first is on top; the second comes when it is saved or left.
                for entry in entries.into_iter().rev() {
                    effects.extend(self.open_begun_form(entry, false));
                }
                if let Some(Layer::Form(form)) = self.layers.last_mut() {
                    form.form.name_people(&names, &self.catalog);
                }
                effects.extend(Self::line_gave_way(&layer));
                effects
            }
            Lined::AsVoucher(said) => {
                let mut effects = match &layer {
                    Layer::Line(line) => self.remember_line(&line.input.normalised()),
                    _ => Vec::new(),
                };
                self.open_begun_voucher(&said);
                effects.extend(Self::line_gave_way(&layer));
                effects
            }
            Lined::Left => {
                let Layer::Line(line) = &mut layer else { return Vec::new() };
                let text = line.input.normalised();
                let key = line.draft.clone();
                let draft = (!text.is_empty()).then_some(DraftState::Line { key, text });
                self.left_with(&line.draft, draft)
            }
        }
    }

    fn chosen(&mut self, choice: Choice) -> Vec<Effect> {
        match choice {
            Choice::NewEntry(kind) => self.begin_entry(&kind),
            Choice::FilterKind(kind) => {
                self.activities.filter.kinds = kind.into_iter().collect();
                self.activities.reload_from_top(&self.catalog, &mut self.next)
            }
            Choice::FilterState(standing) => self.show_standing(standing),
            Choice::FilterMonth(month) => {
                self.filter_month(month);
                self.activities.reload_from_top(&self.catalog, &mut self.next)
            }
            Choice::FilterMember(member) => {
                self.activities.filter.member = member;
                self.activities.reload_from_top(&self.catalog, &mut self.next)
            }
            Choice::Period(period) => vec![Effect::Load(0, Query::Catalog { period: Some(period) })],
            Choice::Outline(code) => {
                self.report.outline = self.catalog.period.as_ref().map(|period| (period.id, code));
                self.report.reload(&self.catalog, &mut self.next)
            }
            Choice::ExportSent(id, format) => vec![Effect::ExportSent { id, format, overwrite: false }],
            Choice::ExportNow(format) => self.export_reviewed(format),
            Choice::NewFact(member, kind) => self.open_new_fact(member, kind),
            Choice::Save(write) => vec![Effect::Write(*write)],
            Choice::Export(format) => self.ask_export(format),
            Choice::Action(action) => self.act_anywhere(action),
            Choice::OpenDraft(key) => self.reopen(&key),
            Choice::KeepDraft => self.put_off_drafts(),
            Choice::DropDraft(key) => self.drop_draft(&key),
            Choice::Demo => vec![Effect::OpenDemo],
            Choice::SetUp => {
                self.open_set_up();
                Vec::new()
            }
        }
    }

    fn filter_month(&mut self, month: Option<crate::domain::Day>) {
        let Some(first) = month else {
            self.activities.open_on(&self.catalog);
            return;
        };
        self.activities.filter.from = Some(first);
        self.activities.filter.to =
            first.checked_add_months(chrono::Months::new(1)).and_then(|day| day.pred_opt());
    }

    fn confirmed(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Write(write) => vec![Effect::Write(*write)],
            Command::ExportOver(format) => self.export(format, true),
            Command::Carry(effect) => vec![*effect],
            Command::ExportSentOver(id, format) => vec![Effect::ExportSent { id, format, overwrite: true }],
            Command::Quit => vec![Effect::Quit],
        }
    }

    /// The other officer's version stands: the form behind the question is closed.
    fn keep_theirs(&mut self, entry: &Stored<Activity>) -> Vec<Effect> {
        let mut effects = self.close_saved();
        effects.extend(self.activities.show(entry, &self.catalog, &mut self.next));
        effects
    }

    /// Closes the layer whose change is in the book now, and its draft.
    pub(super) fn close_saved(&mut self) -> Vec<Effect> {
        let keys = self.keys_of_top();
        let mut effects: Vec<Effect> = keys.iter().cloned().map(Effect::DropDraft).collect();
        match self.layers.pop() {
            Some(Layer::Form(layer)) => {
                if layer.another
                    && let Some(form) = self.next_form(&layer)
                {
                    self.layers.push(Layer::Form(Box::new(form)));
                }
            }
            Some(Layer::Line(mut line)) => {
                let text = line.input.normalised();
                effects.extend(self.remember_line(&text));
                line.saved(&self.lines);
                self.layers.push(Layer::Line(line));
            }
            Some(
                Layer::Narrative(_) | Layer::Name(_) | Layer::Roster(_) | Layer::NewYear(_) | Layer::Late(_),
            )
            | None => {}
            Some(other) => self.layers.push(other),
        }
        self.forget_saved(&keys);
        effects
    }

    /// Save and add another: the same kind on the same day, everything else empty.
    fn next_form(&self, layer: &FormLayer) -> Option<FormLayer> {
        let form = match &layer.target {
            Target::NewActivity | Target::Activity(_) => layer.form.another(&self.catalog)?,
            Target::NewMember | Target::Member(_) => Form::for_member(&self.catalog, None),
            Target::NewVoucher | Target::Voucher(_) => match layer.form.kind() {
                FormKind::Voucher(direction, _) => Form::for_voucher(&self.catalog, None, *direction),
                _ => return None,
            },
            Target::Newcomer(_) | Target::Book | Target::ReportSettings(_) => return None,
        };
        let target = match &layer.target {
            Target::Activity(_) => Target::NewActivity,
            Target::Member(_) => Target::NewMember,
            Target::Voucher(_) => Target::NewVoucher,
            other => other.clone(),
        };
        Some(FormLayer::new(form, target))
    }

    /// Refused: says why; what was typed stays. A stale save shows what the book has now, and the next
    /// save is over it, knowingly.
    pub(super) fn failed(&mut self, sentence: &str, theirs: Option<AnyRecord>) -> Vec<Effect> {
        self.say(Role::Error, format!("! {sentence}"));
        match (theirs, self.layers.last_mut()) {
            (Some(AnyRecord::Activity(theirs)), Some(Layer::Form(layer))) if theirs.is_deleted() => {
                layer.target = Target::NewActivity;
                let text = self.messages.get("stale-deleted");
                self.say(Role::Warn, format!("! {text}"));
            }
            (Some(AnyRecord::Activity(theirs)), Some(Layer::Form(layer))) => {
                if let Ok(mine) = layer.form.activity(&self.catalog) {
                    self.layers.push(Layer::Conflict(Box::new(Conflict { mine, theirs })));
                }
            }
            (Some(theirs), Some(Layer::Form(layer))) if matches!(layer.target, Target::Book) => {
                let rebased = layer.form.rebase(theirs);
                if rebased {
                    let text = self.messages.get("stale-again");
                    self.say(Role::Warn, format!("! {text}"));
                }
            }
            (Some(theirs), Some(Layer::Form(layer))) => {
                let target = match theirs {
                    AnyRecord::Member(theirs) => Target::Member(Box::new(theirs)),
                    AnyRecord::Voucher(theirs) => Target::Voucher(Box::new(theirs)),
                    AnyRecord::Period(theirs) => Target::ReportSettings(Box::new(theirs)),
                    _ => return Vec::new(),
                };
                layer.target = target;
                let text = self.messages.get("stale-again");
                self.say(Role::Warn, format!("! {text}"));
            }
            (Some(AnyRecord::Member(theirs)), Some(Layer::NewYear(_))) => self.new_year_stale(theirs),
            (Some(AnyRecord::Narrative(theirs)), Some(Layer::Narrative(layer))) => {
                // Both texts stay in sight: theirs stands below mine.
                let both = format!("{}\n\n{}", layer.editor.value(), theirs.text);
                layer.editor.set(&both);
                layer.before.clone_from(&theirs.body.text);
                let text = self.messages.get("stale-narrative");
                self.say(Role::Warn, format!("! {text}"));
            }
            _ => {}
        }
        Vec::new()
    }
}
