//! Saving an activity together with what it changes in the roster: one change, which undo takes back whole.

use super::log::{Saved, post};
use super::tidy::tidy;
use super::{Desk, DeskError, validate};
use crate::domain::member_change::AgreedChange;
use crate::domain::plan;
use crate::domain::{Activity, Id, Member, Stored};
use crate::store::{Change, StoreError};

impl Desk {
    /// Saves new activities with their vouchers and what they change in the roster, all or none.
    ///
    /// # Errors
    /// Those of [`Desk::log_all`]; [`DeskError::MemberFact`] when a member's facts cannot change so.
    pub fn log_all_with(
        &mut self,
        activities: Vec<Activity>,
        agreed: &[AgreedChange],
    ) -> Result<Vec<Saved>, DeskError> {
        let catalog = self.catalog()?;
        let mut activities: Vec<Activity> = activities.into_iter().map(tidy).collect();
        for activity in &mut activities {
            plan::settle(activity, None);
        }
        for activity in &activities {
            validate::activity(activity, &catalog)?;
        }
        let committed = self.store.change(&self.officer, "log", |change| {
            // Everything is judged before anything is written.
            let members = match noted(change, agreed)? {
                Ok(members) => members,
                Err(error) => return Ok(Err(error)),
            };
            let mut saved = Vec::new();
            for activity in activities {
                let stored = change.insert(activity)?;
                let vouchers = post(change, stored.id, Some(&stored), &catalog)?;
                saved.push((stored, vouchers));
            }
            write(change, members)?;
            Ok(Ok(saved))
        })?;
        let change = committed.number;
        let saved = |(activity, vouchers)| Saved { activity, vouchers, change };
        Ok(committed.value?.into_iter().map(saved).collect())
    }

    /// Gives an activity a new content, and notes what it changes in the roster, in one change.
    ///
    /// # Errors
    /// Those of [`Desk::amend`]; [`DeskError::MemberFact`] when a member's facts cannot change so.
    pub fn amend_with(
        &mut self,
        old: &Stored<Activity>,
        activity: Activity,
        agreed: &[AgreedChange],
    ) -> Result<Saved, DeskError> {
        let catalog = self.catalog()?;
        let mut activity = tidy(activity);
        plan::settle(&mut activity, Some(old));
        validate::activity(&activity, &catalog)?;
        let committed = self.store.change(&self.officer, "amend", |change| {
            let members = match noted(change, agreed)? {
                Ok(members) => members,
                Err(error) => return Ok(Err(error)),
            };
            let stored = change.update(old, activity)?;
            let vouchers = post(change, stored.id, Some(&stored), &catalog)?;
            write(change, members)?;
            Ok(Ok((stored, vouchers)))
        })?;
        let (activity, vouchers) = committed.value?;
        Ok(Saved { activity, vouchers, change: committed.number })
    }
}

/// A member as the book has it, and with what was agreed noted.
type Noted = (Stored<Member>, Member);

/// The members as the book has them now, with the agreed changes noted; nothing is written.
fn noted(change: &Change<'_>, agreed: &[AgreedChange]) -> Result<Result<Vec<Noted>, DeskError>, StoreError> {
    let mut members: Vec<Noted> = Vec::new();
    for agreed in agreed {
        for id in &agreed.members {
            let at = if let Some(at) = members.iter().position(|(stored, _)| stored.id == *id) {
                at
            } else {
                let Some(stored) = change.get::<Member>(*id)? else { continue };
                let body = stored.body.clone();
                members.push((stored, body));
                members.len() - 1
            };
            let Some((_, member)) = members.get_mut(at) else { continue };
            if let Err(reason) = agreed.rule.note(member, agreed.day, &agreed.reason) {
                let name = member.full_name.clone();
                return Ok(Err(DeskError::MemberFact { name, reason }));
            }
        }
    }
    Ok(Ok(members))
}

fn write(change: &mut Change<'_>, members: Vec<Noted>) -> Result<(), StoreError> {
    for (stored, member) in members {
        change.update(&stored, member)?;
    }
    Ok(())
}

/// The ids of everybody whom agreed changes touch, each once.
pub fn touched(agreed: &[AgreedChange]) -> Vec<Id<Member>> {
    let mut ids: Vec<Id<Member>> = Vec::new();
    for id in agreed.iter().flat_map(|agreed| &agreed.members) {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    ids
}
