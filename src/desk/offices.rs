//! Offices whose holders are named before they are on the roster. They wait in a setting of the book and become dated
//! facts of the member who bears the name as soon as there is one.

use serde::{Deserialize, Serialize};

use super::{Desk, DeskError};
use crate::domain::{Catalog, Day, FactKind, Member, MemberFact, Setting};
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

impl Desk {
    /// Gives the waiting offices to whoever is on the roster by now; without any, the book stays as it is.
    pub fn give_offices(&mut self) -> Result<(), DeskError> {
        self.store.change(&self.officer, "member", give)?;
        Ok(())
    }
}
