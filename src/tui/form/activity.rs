//! The form of an activity, made from its kind's field list, and the activity that comes out of it.
//!
//! What is built begins as the entry that the form was opened with; only fields that were changed write into it. So
//! an entry that says more than its form can show keeps what the form does not ask.

use super::field::{DefaultMark, Field, FieldError, FieldKind, Message, is_whole};
use super::people::{self, Who};
use super::slots;
use super::{Form, FormKind, options};
use crate::domain::kind::{DefaultSource, Slot};
use crate::domain::{Activity, Catalog, Day, Id, Kind, Person, Source, State, Stored, plan};

/// What an activity's form begins with.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// Nothing but the kind's defaults.
    Blank,
    /// An entry of the book, to be changed.
    Edit(Box<Stored<Activity>>),
    /// "Thêm giống mục này": a new entry like that one; its values are marked as defaults.
    Copy(Box<Activity>),
    /// A new entry of which much is already said, such as by a line.
    Filled(Box<Activity>),
}

/// How the form began, as far as it matters later.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StartKind {
    Blank,
    Edit { id: Id<Activity>, version: u32 },
    Copy,
    Filled,
}

/// What an activity's form keeps besides its fields.
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityForm {
    pub(super) code: String,
    pub(super) label: (String, String),
    pub(super) start: StartKind,
    /// The entry that the form was opened with; of a new one the kind's blank.
    pub(super) base: Activity,
    pub(super) similar: Option<Activity>,
    pub(super) posting: String,
    pub(super) each: bool,
    pub(super) source: DefaultSource,
}

impl ActivityForm {
    /// The kind's code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The entry that is edited and the version it was opened in; none for a new one.
    pub const fn edited(&self) -> Option<(Id<Activity>, u32)> {
        match self.start {
            StartKind::Edit { id, version } => Some((id, version)),
            _ => None,
        }
    }

    /// The entry that the form was opened with.
    pub const fn base(&self) -> &Activity {
        &self.base
    }

    /// How many persons of `activity` an amount is multiplied by: people, else the head count.
    pub(super) fn heads(&self, people: usize, count: Option<u32>) -> u32 {
        if !self.each {
            1
        } else if people > 0 {
            people as u32
        } else {
            count.unwrap_or(1)
        }
    }
}

impl Form {
    /// The form of an activity. `similar`: the most similar earlier entry (same kind, then same member, relation or
    /// organisation, then latest), for defaults of a new one. `day`: the day of a new entry.
    pub fn for_activity(
        kind: &Kind,
        catalog: &Catalog,
        start: Start,
        similar: Option<&Activity>,
        day: Day,
    ) -> Self {
        let (start, base) = match start {
            Start::Blank => (StartKind::Blank, kind.blank(day)),
            Start::Edit(stored) => {
                (StartKind::Edit { id: stored.id, version: stored.meta.version }, stored.body)
            }
            Start::Copy(activity) => {
                let copy = Activity { day, until: None, plan: None, state: State::Done, ..*activity };
                (StartKind::Copy, copy)
            }
            Start::Filled(activity) => (StartKind::Filled, *activity),
        };
        let mut form = Self::bare_activity(kind, catalog, start.clone(), base, similar.cloned());
        match start {
            StartKind::Edit { .. } => {}
            StartKind::Blank => {
                form.mark("day", DefaultMark::Book);
                for id in ["led_by", "receiver", "result"] {
                    form.mark(id, DefaultMark::Kind);
                }
                form.propose_defaults(catalog);
            }
            StartKind::Copy => {
                form.mark("day", DefaultMark::Book);
                let ids: Vec<String> = form.fields.iter().map(|field| field.id.clone()).collect();
                for id in ids.iter().filter(|id| *id != "day") {
                    form.mark(id, DefaultMark::Similar);
                }
                form.propose_source(catalog);
            }
            StartKind::Filled => form.propose_defaults(catalog),
        }
        form
    }

    /// The form with what `base` says in it and no defaults.
    pub(super) fn bare_activity(
        kind: &Kind,
        catalog: &Catalog,
        start: StartKind,
        base: Activity,
        similar: Option<Activity>,
    ) -> Self {
        let inner = ActivityForm {
            code: kind.code.clone(),
            label: (kind.label.clone(), kind.en.clone()),
            start,
            base,
            similar,
            posting: kind.code_of_payment.clone(),
            each: kind.each,
            source: kind.source,
        };
        let mut fields: Vec<Field> = Vec::new();
        let state = [crate::domain::kind::Field { slot: Slot::State, required: false }];
        for asked in kind.fields.iter().chain(&state) {
            if fields.iter().any(|field| field.id == asked.slot.name()) {
                continue;
            }
            let mut field = slots::make(kind, asked.slot, &inner, catalog);
            field.required = asked.required;
            fields.push(field);
        }
        let mut form = Self::of(FormKind::Activity(Box::new(inner)), fields);
        form.fill_lines(catalog);
        form.resolve(catalog);
        form
    }

    /// An empty form of the same kind on the same day, for adding another.
    pub fn another(&self, catalog: &Catalog) -> Option<Self> {
        let FormKind::Activity(inner) = &self.kind else { return None };
        let kind = catalog.kinds.get(&inner.code)?;
        let similar = self.activity(catalog).ok();
        let mut form = Self::for_activity(kind, catalog, Start::Blank, similar.as_ref(), self.day(catalog));
        form.recent.clone_from(&self.recent);
        // The day is the last one's, so that what is asked first is who.
        form.focus = 1.min(form.fields.len());
        Some(form)
    }

    /// Gives a better similar entry, found after a member or organisation was typed.
    pub fn set_similar(&mut self, similar: Activity, catalog: &Catalog) {
        if let FormKind::Activity(inner) = &mut self.kind {
            inner.similar = Some(similar);
            if !self.edits() {
                self.propose_defaults(catalog);
            }
        }
    }

    /// Marks what stands in a field as a default: typing takes its place.
    pub fn mark(&mut self, id: &str, mark: DefaultMark) {
        if let Some(field) = self.field_mut(id)
            && !field.is_empty()
        {
            field.default_mark = Some(mark);
        }
    }

    pub(super) fn resolve(&mut self, catalog: &Catalog) {
        let day = self.day(catalog);
        let Some(field) = self.field("people") else { return };
        let FieldKind::People(pins) = &field.kind else { return };
        let asked = people::Asked {
            relation: self.field("relation").is_some(),
            prize: self.field("prize").is_some(),
        };
        self.resolved = people::resolve(field.input.value(), pins, asked, catalog, day);
    }

    pub(super) fn sync_activity(&mut self, id: &str, catalog: &Catalog) {
        if matches!(id, "people" | "day") {
            self.resolve(catalog);
        }
        if self.edits() {
            return;
        }
        if matches!(id, "people" | "day" | "relation") {
            self.propose_norm(catalog);
        }
        if matches!(id, "count" | "whom" | "day") {
            self.propose_of(catalog);
        }
    }

    /// How many an amount is multiplied by now.
    pub(super) fn heads(&self) -> u32 {
        let FormKind::Activity(inner) = &self.kind else { return 1 };
        let people = match self.field("people") {
            Some(field) if field.changed() => self.resolved.people.len(),
            _ => inner.base.people.len(),
        };
        let count = match self.field("count") {
            Some(field) if field.changed() => field.number().ok().flatten(),
            _ => inner.base.head_count.as_ref().and_then(|count| count.count),
        };
        inner.heads(people, count)
    }

    /// The settlement code of what the chosen source pays: the norm's, else the kind's; none without a settled fund.
    pub(super) fn payment_code(&self, source: Source, catalog: &Catalog) -> String {
        let FormKind::Activity(inner) = &self.kind else { return String::new() };
        let Source::Fund { fund, .. } = source else { return String::new() };
        if !catalog.fund(fund).is_some_and(|fund| fund.settled) {
            return String::new();
        }
        catalog
            .norm_for(&inner.code, self.norm_relation(), self.day(catalog))
            .map(|norm| norm.code.clone())
            .filter(|code| !code.is_empty())
            .unwrap_or_else(|| inner.posting.clone())
    }

    /// The activity as the form says it.
    ///
    /// # Errors
    /// Every field that stands against saving, in the order of the form.
    pub fn activity(&self, catalog: &Catalog) -> Result<Activity, Vec<FieldError>> {
        let FormKind::Activity(inner) = &self.kind else { return Err(Vec::new()) };
        let mut errors = self.common_errors(catalog);
        let mut activity = inner.base.clone();
        let changed = |id: &str| self.field(id).is_some_and(Field::changed);
        let text = |id: &str| self.field(id).map(Field::text).unwrap_or_default();
        let code = |id: &str| self.field(id).and_then(Field::code).unwrap_or_default();

        if changed("day")
            && let Some(day) = self.field("day").and_then(|field| field.day(catalog).ok().flatten())
        {
            activity.day = day;
        }
        if changed("until") {
            activity.until = self.field("until").and_then(|field| field.day(catalog).ok().flatten());
        }
        if (changed("until") || changed("day")) && activity.until.is_some_and(|until| until < activity.day) {
            let id = if self.field("until").is_some() { "until" } else { "day" };
            errors.push(error(id, "form-error-until"));
        }
        for (id, slot) in [
            ("about", &mut activity.about),
            ("occasion", &mut activity.occasion),
            ("place", &mut activity.place),
            ("goods", &mut activity.goods),
            ("organisation", &mut activity.organisation),
            ("giver", &mut activity.giver),
            ("launcher", &mut activity.launcher),
            ("result", &mut activity.result),
            ("reference", &mut activity.reference),
            ("note", &mut activity.note),
        ] {
            if changed(id) {
                *slot = text(id);
            }
        }
        if changed("state") {
            activity.state = options::of_code(code("state")).unwrap_or(activity.state);
        }
        if changed("led_by") {
            activity.led_by = options::of_code(code("led_by")).unwrap_or(activity.led_by);
        }
        if changed("receiver") {
            activity.receiver = options::of_code(code("receiver")).unwrap_or(activity.receiver);
        }
        if changed("level") {
            activity.level = options::of_code(code("level"));
        }
        if changed("zero") {
            activity.zero = code("zero") == "yes";
        }
        self.write_people(&mut activity);
        self.write_head_count(&mut activity, &mut errors);
        let kept_silent = self.edits() && is_silent(&inner.base);
        if self.field("zero").is_some() && is_silent(&activity) && !kept_silent {
            errors.push(error("zero", "form-error-zero"));
        }
        self.write_money(&mut activity, catalog, &mut errors);
        self.write_plan(&mut activity);
        self.outcome(activity, errors)
    }

    fn write_people(&self, activity: &mut Activity) {
        let field = |id: &str| self.field(id);
        let changed = |id: &str| field(id).is_some_and(Field::changed);
        // What a field says of everybody who says nothing of his own.
        let common = |id: &str| {
            field(id).filter(|field| !field.mixed || field.changed()).map(|field| match field.code() {
                Some(code) => code.to_owned(),
                None if id == "relation" => String::new(),
                None => field.text(),
            })
        };
        let anew = changed("people");
        if anew {
            let mut known = activity.people.clone();
            let mut people: Vec<Person> = Vec::new();
            for (who, said) in self.resolved.people.iter().zip(&self.resolved.details) {
                // Whoever was there before keeps what was noted of them and is not shown beside the name.
                let before =
                    known.iter().position(|person| Who::of(person) == *who).map(|at| known.remove(at));
                if before.is_none() && people.iter().any(|person| Who::of(person) == *who) {
                    continue;
                }
                let new = before.is_none();
                let mut person = before.unwrap_or_default();
                match who {
                    Who::Member(id) => person.member = Some(*id),
                    Who::Free(name) => person.name.clone_from(name),
                }
                person.note.clone_from(&said.note);
                person.amount = said.amount;
                if field("prize").is_some() {
                    person.prize = said.prize.clone().or_else(|| common("prize")).unwrap_or_default();
                }
                if let Some(relation) = said.relation.clone().or_else(|| common("relation").filter(|_| new)) {
                    person.relation = relation;
                }
                if new {
                    person.relative = common("relative").unwrap_or_default();
                    person.role = common("role").unwrap_or_default();
                }
                people.push(person);
            }
            activity.people = people;
        }
        for id in ["relation", "relative", "role", "prize"].into_iter().filter(|id| changed(id)) {
            let Some(value) = common(id) else { continue };
            for person in &mut activity.people {
                let who = Who::of(person);
                let said = self.resolved.people.iter().position(|one| *one == who);
                let said = said.and_then(|at| self.resolved.details.get(at));
                match id {
                    "relation" if said.is_none_or(|said| said.relation.is_none()) => {
                        person.relation.clone_from(&value);
                    }
                    "relative" => person.relative.clone_from(&value),
                    "role" => person.role.clone_from(&value),
                    "prize" if said.is_none_or(|said| said.prize.is_none()) => {
                        person.prize.clone_from(&value);
                    }
                    _ => {}
                }
            }
        }
    }

    fn write_head_count(&self, activity: &mut Activity, errors: &mut Vec<FieldError>) {
        let fields = ["count", "of", "whom"].map(|id| self.field(id));
        if !fields.iter().flatten().any(|field| field.changed()) {
            return;
        }
        let [count, of, whom] = fields;
        let mut head = activity.head_count.clone().unwrap_or_default();
        let bare = count.is_some_and(|field| is_whole(&field.text()));
        let number = |field: Option<&Field>| field.and_then(|field| field.number().ok().flatten());
        if count.is_some() {
            head.count = number(count);
        }
        if of.is_some() {
            head.of = if bare { None } else { number(of) };
        }
        if let Some(whom) = whom {
            head.whom = whom.text();
        }
        if head.count.is_none() && !bare {
            // "Of whom" alone, as a default left standing, says nothing; typed, it wants its number.
            let typed = |field: Option<&Field>| {
                field
                    .is_some_and(|field| field.default_mark.is_none() && field.changed() && !field.is_empty())
            };
            if (typed(of) || typed(whom)) && count.is_some() {
                errors.push(error("count", "form-error-count-missing"));
            }
            activity.head_count = None;
            return;
        }
        if let (Some(count), Some(of)) = (head.count, head.of)
            && count > of
        {
            errors.push(FieldError {
                field: "count".to_owned(),
                message: Message::plain("form-error-count-above")
                    .with("count", count.to_string())
                    .with("of", of.to_string()),
            });
        }
        activity.head_count = Some(head);
    }

    /// A planned entry's money is its plan, and stays when the entry is done.
    fn write_plan(&self, activity: &mut Activity) {
        let FormKind::Activity(inner) = &self.kind else { return };
        if !self.edits() || inner.base != *activity {
            plan::settle(activity, self.edits().then_some(&inner.base));
        }
    }
}

fn error(id: &str, key: &str) -> FieldError {
    FieldError { field: id.to_owned(), message: Message::plain(key) }
}

/// True if `activity`, said to be done, tells neither that there was nothing nor what there was: the mere absence of
/// an entry, which nobody may take for a confirmed zero statement.
fn is_silent(activity: &Activity) -> bool {
    activity.state == State::Done
        && !activity.zero
        && activity.people.is_empty()
        && activity.head_count.as_ref().is_none_or(|head| head.count.is_none())
        && [&activity.about, &activity.result, &activity.reference, &activity.note]
            .iter()
            .all(|text| text.is_empty())
}
