//! Union offices (chức vụ công đoàn): who holds one on a day, and who takes it over. A holder who is named before being
//! on the roster waits in a setting of the book, which becomes a dated fact of the member who bears the name as soon
//! as there is one.

use serde::{Deserialize, Serialize};

use super::{Desk, DeskError, new_book};
use crate::domain::{Catalog, Day, FactKind, Id, Member, MemberFact, Period, Setting};
use crate::store::{Change, StoreError};
use crate::text::clean;

/// The setting's key.
pub const KEY: &str = "offices";

/// Who holds an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The office, as the roster writes it: "Chủ tịch".
    pub office: String,
    /// The holder's full name.
    pub name: String,
    /// First day; none: since ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
}

/// The setting that holds these offices; none for none.
pub fn setting(offices: &[Office]) -> Option<Setting> {
    let value = serde_json::to_string(offices).ok().filter(|_| !offices.is_empty())?;
    Some(Setting { key: KEY.to_owned(), value })
}

/// The offices that wait for their holders.
pub fn waiting(catalog: &Catalog) -> Vec<Office> {
    read(catalog.setting(KEY).unwrap_or_default())
}

fn read(value: &str) -> Vec<Office> {
    serde_json::from_str(value).unwrap_or_default()
}

/// Gives every waiting office to the one member who bears the holder's name. Two of one name: it waits on.
pub(super) fn give(change: &mut Change<'_>) -> Result<(), StoreError> {
    let Some(kept) = change.all::<Setting>()?.into_iter().find(|setting| setting.key == KEY) else {
        return Ok(());
    };
    let mut left = Vec::new();
    let mut given = false;
    for office in read(&kept.value) {
        let members = change.all::<Member>()?;
        let name = clean::line(&office.name).to_lowercase();
        let mut named = members.iter().filter(|member| member.full_name.to_lowercase() == name);
        match (named.next(), named.next()) {
            (Some(only), None) => {
                let mut member = only.body.clone();
                let held = member
                    .facts
                    .iter()
                    .any(|fact| fact.kind == FactKind::Office && fact.value == office.office);
                if !held {
                    member.facts.push(MemberFact {
                        from: office.from,
                        ..MemberFact::always(FactKind::Office, office.office)
                    });
                    change.update(only, member)?;
                }
                given = true;
            }
            _ => left.push(office),
        }
    }
    if given {
        match setting(&left) {
            Some(setting) => drop(change.update(&kept, setting)?),
            None => drop(change.delete(&kept)?),
        }
    }
    Ok(())
}

/// One office goes from whoever has it to whoever takes it.
fn hand_over(
    change: &mut Change<'_>,
    appointment: &Appointment,
    from: Option<Day>,
    today: Day,
) -> Result<(), StoreError> {
    let office = appointment.office.as_str();
    let on = from.unwrap_or(today);
    let mut former = Vec::new();
    let mut heir = String::new();
    for stored in change.all::<Member>()? {
        let mut member = stored.body.clone();
        if appointment.holder == Holder::Member(stored.id) {
            heir.clone_from(&member.full_name);
            if !member.facts.iter().any(|fact| is_office(fact, office) && fact.holds_on(on)) {
                vacate(&mut member, office, from);
                member.facts.push(MemberFact { from, ..MemberFact::always(FactKind::Office, office) });
            }
        } else {
            let held =
                |fact: &MemberFact| is_office(fact, office) && fact.until.is_none_or(|until| on < until);
            if !member.facts.iter().any(held) {
                continue;
            }
            former.push(member.full_name.clone());
            vacate(&mut member, office, from);
        }
        if member != stored.body {
            change.update(&stored, member)?;
        }
    }
    let kept = change.all::<Setting>()?.into_iter().find(|setting| setting.key == KEY);
    let mut offices = kept.as_ref().map(|kept| read(&kept.value)).unwrap_or_default();
    former.extend(offices.iter().filter(|waits| waits.office == office).map(|waits| waits.name.clone()));
    offices.retain(|waits| waits.office != office);
    if let Holder::Named(name) = &appointment.holder {
        heir = clean::line(name);
        offices.push(Office { office: office.to_owned(), name: heir.clone(), from });
    }
    match (kept, setting(&offices)) {
        (Some(kept), Some(setting)) => drop(change.update(&kept, setting)?),
        (Some(kept), None) => drop(change.delete(&kept)?),
        (None, Some(setting)) => drop(change.insert(setting)?),
        (None, None) => {}
    }
    if new_book::offices_asked().iter().any(|asked| asked.signs && asked.label == office) {
        sign(change, &former, &heir, from)?;
    }
    Ok(())
}

/// Reports signed by a former holder are signed by the heir, unless they bear a day before the change or their period
/// ended before it.
fn sign(change: &mut Change<'_>, former: &[String], heir: &str, from: Option<Day>) -> Result<(), StoreError> {
    for stored in change.all::<Period>()? {
        let report = &stored.body.report;
        let day = report.day.unwrap_or(stored.body.activities.1);
        let before = from.is_some_and(|from| day < from);
        if before || !former.contains(&report.signer) {
            continue;
        }
        let mut period = stored.body.clone();
        heir.clone_into(&mut period.report.signer);
        change.update(&stored, period)?;
    }
    Ok(())
}

/// Who takes an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// Nobody: it is free.
    Nobody,
    /// A member.
    Member(Id<Member>),
    /// Somebody who is not on the roster yet, by full name.
    Named(String),
}

/// An office and who takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// The office, as the roster writes it.
    pub office: String,
    /// Who takes it.
    pub holder: Holder,
}

/// Whether a fact is this office.
fn is_office(fact: &MemberFact, office: &str) -> bool {
    fact.kind == FactKind::Office && fact.value.to_lowercase() == office.to_lowercase()
}

/// Who holds an office on a day: the member who took it last, else the name that waits for it.
pub fn holder(office: &str, catalog: &Catalog, on: Day) -> Option<Office> {
    let facts = catalog.members.iter().flat_map(|member| member.facts.iter().map(move |fact| (member, fact)));
    let held = facts
        .filter(|(_, fact)| is_office(fact, office) && fact.holds_on(on))
        .max_by_key(|(_, fact)| fact.from)
        .map(|(member, fact)| Office {
            office: office.to_owned(),
            name: member.full_name.clone(),
            from: fact.from,
        });
    held.or_else(|| waiting(catalog).into_iter().find(|waits| waits.office == office))
}

/// Takes an office from a member: from `from` on, or altogether where it was never theirs.
fn vacate(member: &mut Member, office: &str, from: Option<Day>) {
    member.facts.retain(|fact| {
        !is_office(fact, office) || from.is_some_and(|from| fact.from.is_none_or(|begun| begun < from))
    });
    for fact in member.facts.iter_mut().filter(|fact| is_office(fact, office)) {
        if from.is_some_and(|from| fact.until.is_none_or(|until| from < until)) {
            fact.until = from;
        }
    }
}

impl Desk {
    /// Gives offices to others from a day on, in one change; without a day what the book says was wrong all along.
    /// Reports that are still to be written, and name the former holder as their signer, are signed by the new one.
    pub fn appoint(&mut self, appointments: &[Appointment], from: Option<Day>) -> Result<(), DeskError> {
        let catalog = self.catalog()?;
        let today = catalog.today;
        self.store.change(&self.officer, "office", |change| {
            for appointment in appointments {
                hand_over(change, appointment, from, today)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Gives the waiting offices to whoever is on the roster by now; without any, the book stays as it is.
    pub fn give_offices(&mut self) -> Result<(), DeskError> {
        self.store.change(&self.officer, "member", give)?;
        Ok(())
    }
}
