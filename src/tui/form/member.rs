//! The form of a member: what is noted once, what holds from a day on, and when somebody came and left.

use super::choice::{Choice, ChoiceOption};
use super::field::{DefaultMark, Field, FieldError, FieldKind, Message, Words};
use super::{Form, FormKind, options};
use crate::domain::member_facts::{DATED, STAYS};
use crate::domain::roster::ReasonDirection;
use crate::domain::{Catalog, Day, FactKind, Gender, Member, MemberFact, Stored};
use crate::text::{clean, date};

/// The parts of a stay.
const PARTS: [&str; 4] = ["from", "in", "until", "out"];

impl Form {
    /// The form of a member; of a new one without `base`.
    pub fn for_member(catalog: &Catalog, base: Option<Stored<Member>>) -> Self {
        let mut form = Self::bare_member(catalog, base);
        if !form.edits() {
            for stay in STAYS {
                if let Some(field) = form.field_mut(stay.name()) {
                    field.propose("yes", DefaultMark::Kind);
                }
            }
        }
        form.sync_member();
        form
    }

    pub(super) fn bare_member(catalog: &Catalog, base: Option<Stored<Member>>) -> Self {
        let today = catalog.today;
        let body = base.as_ref().map(|stored| &stored.body);
        let message = |id: &str| Words::key(format!("member-{id}"));
        let text = |id: &str, value: Option<&String>| {
            Field::new(id, message(id), FieldKind::Text).holding(value.map_or("", String::as_str))
        };
        let day = |id: &str, label: Words, value: Option<Day>| {
            Field::new(id, label, FieldKind::Date).holding(&value.map(date::format).unwrap_or_default())
        };
        let gender = Choice::of(options::enumerated("gender", &["female", "male"]));
        let mut fields = vec![
            text("full_name", body.map(|member| &member.full_name)).needed(),
            Field::new("gender", message("gender"), FieldKind::Choice(gender))
                .holding(&body.map(|member| options::code_of(&member.gender)).unwrap_or_default())
                .needed(),
        ];
        for kind in DATED {
            let value = body.map(|member| member.value_on(kind, today)).unwrap_or_default();
            let label = Words::key(format!("fact-{}", kind.name()));
            let list = match kind {
                FactKind::Position => Some(&catalog.kinds.roster.position),
                FactKind::Contract => Some(&catalog.kinds.roster.contract),
                FactKind::Theory => Some(&catalog.kinds.roster.theory),
                _ => None,
            };
            let field_kind = match list {
                Some(list) => FieldKind::Choice(Choice::of(known(options::list(list), value))),
                None => FieldKind::Text,
            };
            fields.push(Field::new(kind.name(), label, field_kind).holding(value));
        }
        let ways = Choice::of(options::enumerated("form-change", &["from", "correct"])).always();
        let mut way =
            Field::new("change", Words::key("form-change"), FieldKind::Choice(ways)).holding("from");
        way.visible = false;
        fields.push(way);
        let mut since = day("since", Words::key("form-since"), Some(today)).needed();
        since.visible = false;
        fields.push(since);
        for kind in STAYS {
            let fact = body.and_then(|member| member.facts.iter().rev().find(|fact| fact.kind == kind));
            let id = |part: &str| format!("{}_{part}", kind.name());
            let label = |part: &str| Words::key(format!("form-stay-{part}"));
            let yes = if fact.is_some() { "yes" } else { "no" };
            fields.push(
                Field::new(
                    kind.name(),
                    Words::key(format!("fact-{}", kind.name())),
                    FieldKind::Choice(Choice::of(options::yes_no("form-yes")).always()),
                )
                .holding(yes),
            );
            fields.push(day(&id("from"), label("from"), fact.and_then(|fact| fact.from)));
            let reason = fact.map_or("", |fact| fact.reason_in.as_str());
            fields.push(reasons(&id("in"), label("in"), catalog, ReasonDirection::In, reason));
            fields.push(
                day(&id("until"), label("until"), fact.and_then(|fact| fact.until)).hinted("form-hint-until"),
            );
            let reason = fact.map_or("", |fact| fact.reason_out.as_str());
            fields.push(reasons(&id("out"), label("out"), catalog, ReasonDirection::Out, reason));
        }
        let insured = if body.is_some_and(|member| member.insured) { "yes" } else { "no" };
        fields.extend([
            day("party_joined", message("party_joined"), body.and_then(|member| member.party_joined)),
            day("party_official", message("party_official"), body.and_then(|member| member.party_official)),
            day("birth_day", message("birth_day"), body.and_then(|member| member.birth_day)),
            text("ethnicity", body.map(|member| &member.ethnicity)),
            text("degree", body.map(|member| &member.degree)),
            Field::new(
                "insured",
                message("insured"),
                FieldKind::Choice(Choice::of(options::yes_no("form-yes")).always()),
            )
            .holding(insured),
            Field::new("note", message("note"), FieldKind::Memo)
                .holding(&clean::memo(body.map_or("", |member| member.note.as_str()))),
        ]);
        Self::of(FormKind::Member(base.map(Box::new)), fields)
    }

    /// Which fields are asked: the day of a change when something dated changed, a stay's days when there is one.
    pub(super) fn sync_member(&mut self) {
        let dated =
            self.edits() && DATED.iter().any(|kind| self.field(kind.name()).is_some_and(Field::changed));
        let correcting = self.field("change").and_then(Field::code) == Some("correct");
        for (id, visible) in [("change", dated), ("since", dated && !correcting)] {
            if let Some(field) = self.field_mut(id) {
                field.visible = visible;
            }
        }
        for kind in STAYS {
            let stays = self.field(kind.name()).and_then(Field::code) == Some("yes");
            for part in PARTS {
                if let Some(field) = self.field_mut(&format!("{}_{part}", kind.name())) {
                    field.visible = stays;
                }
            }
        }
    }

    /// The member as the form says it.
    ///
    /// # Errors
    /// Every field that stands against saving.
    pub fn member(&self, catalog: &Catalog) -> Result<Member, Vec<FieldError>> {
        let base = match &self.kind {
            FormKind::Member(base) => base,
            FormKind::Fact(inner) => return self.fact_member(inner, catalog),
            _ => return Err(Vec::new()),
        };
        let mut errors = self.common_errors(catalog);
        let mut member = base.as_ref().map_or_else(blank, |stored| stored.body.clone());
        let changed = |id: &str| self.field(id).is_some_and(Field::changed);
        let text = |id: &str| self.field(id).map(Field::text).unwrap_or_default();
        let code = |id: &str| self.field(id).and_then(Field::code).unwrap_or_default();
        let day = |id: &str| self.field(id).and_then(|field| field.day(catalog).ok().flatten());

        for (id, slot) in [
            ("full_name", &mut member.full_name),
            ("ethnicity", &mut member.ethnicity),
            ("degree", &mut member.degree),
            ("note", &mut member.note),
        ] {
            if changed(id) {
                *slot = text(id);
            }
        }
        if changed("gender") {
            member.gender = options::of_code(code("gender")).unwrap_or(member.gender);
        }
        if changed("insured") {
            member.insured = code("insured") == "yes";
        }
        for (id, slot) in [
            ("party_joined", &mut member.party_joined),
            ("party_official", &mut member.party_official),
            ("birth_day", &mut member.birth_day),
        ] {
            if changed(id) {
                *slot = day(id);
            }
        }
        if (changed("party_joined") || changed("party_official"))
            && member.party_joined.zip(member.party_official).is_some_and(|(joined, full)| full < joined)
        {
            errors.push(fault("party_official", "form-error-until"));
        }
        for kind in STAYS {
            let id = |part: &str| format!("{}_{part}", kind.name());
            if !changed(kind.name()) && !PARTS.iter().any(|part| changed(&id(part))) {
                continue;
            }
            let at = member.facts.iter().rposition(|fact| fact.kind == kind);
            if code(kind.name()) != "yes" {
                if let Some(at) = at {
                    member.facts.remove(at);
                }
                continue;
            }
            let at = at.unwrap_or_else(|| {
                member.facts.push(MemberFact::always(kind, ""));
                member.facts.len() - 1
            });
            let Some(fact) = member.facts.get_mut(at) else { continue };
            fact.from = day(&id("from"));
            fact.until = day(&id("until"));
            code(&id("in")).clone_into(&mut fact.reason_in);
            code(&id("out")).clone_into(&mut fact.reason_out);
            if fact.is_void() {
                errors.push(fault(&id("until"), "form-error-until"));
            } else if let Some(until) = fact.until.filter(|_| changed(&id("until"))) {
                if fact.reason_out.is_empty() {
                    errors.push(fault(&id("out"), "year-fault-reason"));
                }
                member.settle_departure(until);
            }
        }
        let start = if base.is_none() {
            STAYS.iter().find_map(|kind| day(&format!("{}_from", kind.name())))
        } else if code("change") == "correct" {
            None
        } else {
            day("since")
        };
        for kind in DATED.into_iter().filter(|kind| changed(kind.name())) {
            let Some(field) = self.field(kind.name()) else { continue };
            let value = match field.kind {
                FieldKind::Choice(_) => field.code().unwrap_or_default().to_owned(),
                _ => field.text(),
            };
            if base.is_none() {
                if !value.is_empty() {
                    member.facts.push(MemberFact { from: start, ..MemberFact::always(kind, value) });
                }
            } else if let Some(since) = start {
                // What began later than the change would hide it.
                let later = member.fact_on(kind, catalog.today).and_then(|fact| fact.from);
                if later.is_some_and(|from| since < from) {
                    errors.push(fault("since", "form-error-since"));
                } else {
                    member.change_from(kind, &value, since);
                }
            } else {
                member.correct(kind, &value, catalog.today);
            }
        }
        if changed("short_name")
            && let Some((name, other)) = bearer(&member, base.as_deref(), catalog)
        {
            let message = Message::plain("form-error-short-name").with("name", name).with("other", other);
            errors.push(FieldError { field: "short_name".to_owned(), message });
        }
        self.outcome(member, errors)
    }
}

pub(super) fn fault(id: &str, key: &str) -> FieldError {
    FieldError { field: id.to_owned(), message: Message::plain(key) }
}

fn blank() -> Member {
    Member {
        full_name: String::new(),
        gender: Gender::Female,
        ethnicity: String::new(),
        birth_day: None,
        degree: String::new(),
        insured: false,
        party_joined: None,
        party_official: None,
        note: String::new(),
        facts: Vec::new(),
    }
}

/// A short name of the member that somebody else bears on a day on which it would hold, and who that is.
pub(super) fn bearer(
    member: &Member,
    own: Option<&Stored<Member>>,
    catalog: &Catalog,
) -> Option<(String, String)> {
    let others = || catalog.members.iter().filter(|other| own.is_none_or(|own| own.id != other.id));
    member.short_names().find_map(|fact| {
        let bears = |other: &&Stored<Member>| {
            let same = |theirs: &MemberFact| theirs.value.to_lowercase() == fact.value.to_lowercase();
            other.short_names().any(|theirs| same(theirs) && theirs.overlaps(fact))
        };
        others().find(bears).map(|other| (fact.value.clone(), other.full_name.clone()))
    })
}

/// A choice of reasons that may also hold one that is not in the list.
pub(super) fn reasons(
    id: &str,
    label: Words,
    catalog: &Catalog,
    direction: ReasonDirection,
    value: &str,
) -> Field {
    let options = options::reasons(catalog, direction).collect();
    Field::new(id, label, FieldKind::Choice(Choice::of(known(options, value)))).holding(value)
}

/// The options with `value` among them, so that an edit keeps what the list does not know.
pub(super) fn known(mut options: Vec<ChoiceOption>, value: &str) -> Vec<ChoiceOption> {
    if !value.is_empty() && !options.iter().any(|option| option.code == value) {
        options.push(ChoiceOption::new(value, Words::Data(value.to_owned()), &[]));
    }
    options
}
