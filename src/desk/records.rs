//! Saving the other records: members, norms, periods, narratives, settings.

use super::roster::short_names_free;
use super::tidy::tidy;
use super::{Desk, DeskError};
use crate::domain::{
    AnyRecord, Fund, Id, Member, Meta, Narrative, Norm, Officer, OwnOutline, Period, RecordType,
    ReportSettings, Setting, Stored, Unit, calendar,
};
use crate::report::Outlines;
use crate::store::{StoreError, Table, Undone};

impl Desk {
    /// Saves a new record, or a new content of the one that was read.
    pub(super) fn save<R: Table>(
        &mut self,
        action: &str,
        old: Option<&Stored<R>>,
        body: R,
    ) -> Result<Stored<R>, DeskError> {
        let body = tidy(body);
        let committed = self.store.change(&self.officer, action, |change| match old {
            Some(old) => change.update(old, body),
            None => change.insert(body),
        })?;
        Ok(committed.value)
    }

    /// Saves a member; refused with [`DeskError::ShortNameTaken`] when somebody else bears a short name of theirs
    /// on the same days.
    pub fn save_member(
        &mut self,
        old: Option<&Stored<Member>>,
        member: Member,
    ) -> Result<Stored<Member>, DeskError> {
        let member = tidy(member);
        let committed = self.store.change(&self.officer, "member", |change| {
            // Within the change, so that nobody takes the name in between.
            if let Err(taken) = short_names_free(&member, old.map(|old| old.id), &change.all()?) {
                return Ok(Err(taken));
            }
            if let Some(old) = old {
                change.update(old, member).map(Ok)
            } else {
                let saved = change.insert(member)?;
                super::offices::give(change)?;
                // The office may be theirs: then the record has moved on.
                let now = change.all::<Member>()?.into_iter().find(|member| member.id == saved.id);
                Ok(Ok(now.unwrap_or(saved)))
            }
        })?;
        committed.value
    }

    /// Marks a member as deleted; refused with [`crate::store::StoreError::MemberNamed`] when an entry names them
    /// (whoever leaves keeps the name, and gets a leaving day).
    pub fn delete_member(&mut self, old: &Stored<Member>) -> Result<Stored<Member>, DeskError> {
        Ok(self.store.change(&self.officer, "member", |change| change.delete(old))?.value)
    }

    /// Saves a norm.
    pub fn save_norm(&mut self, old: Option<&Stored<Norm>>, norm: Norm) -> Result<Stored<Norm>, DeskError> {
        self.save("norm", old, norm)
    }

    /// Marks a norm as deleted.
    pub fn delete_norm(&mut self, old: &Stored<Norm>) -> Result<Stored<Norm>, DeskError> {
        Ok(self.store.change(&self.officer, "norm", |change| change.delete(old))?.value)
    }

    /// Saves the unit and its upper body.
    pub fn save_unit(&mut self, old: Option<&Stored<Unit>>, unit: Unit) -> Result<Stored<Unit>, DeskError> {
        self.save("unit", old, unit)
    }

    /// Saves a fund with its opening balances.
    pub fn save_fund(&mut self, old: Option<&Stored<Fund>>, fund: Fund) -> Result<Stored<Fund>, DeskError> {
        self.save("fund", old, fund)
    }

    /// Saves a reporting period. A school year that began or ended with a semester whose days change goes with it, in
    /// the same change, so that it stays made of its semesters.
    pub fn save_period(
        &mut self,
        old: Option<&Stored<Period>>,
        period: Period,
    ) -> Result<Stored<Period>, DeskError> {
        let period = tidy(period);
        let committed = self.store.change(&self.officer, "period", |change| {
            let Some(old) = old else { return change.insert(period) };
            let saved = change.update(old, period)?;
            for whole in change.all::<Period>()? {
                if whole.id == old.id || !calendar::contains(&whole, old) {
                    continue;
                }
                let mut body = whole.body.clone();
                body.follow(old, &saved);
                if body != whole.body {
                    change.update(&whole, body)?;
                }
            }
            Ok(saved)
        })?;
        Ok(committed.value)
    }

    /// Saves what a period's report says in head and foot.
    pub fn save_report_settings(
        &mut self,
        old: &Stored<Period>,
        report: ReportSettings,
    ) -> Result<Stored<Period>, DeskError> {
        let period = Period { report, ..old.body.clone() };
        self.save("report-settings", Some(old), period)
    }

    /// Saves the officer's words for a part of a period's report; an empty text empties the part. `old` is
    /// what was read, none when the part had no words yet. When the part has others by now, the answer is
    /// [`StoreError::Stale`] with both.
    pub fn save_narrative(
        &mut self,
        old: Option<&Stored<Narrative>>,
        period: Id<Period>,
        part: &str,
        text: &str,
    ) -> Result<Stored<Narrative>, DeskError> {
        let body = tidy(Narrative { period, part: part.to_owned(), text: text.to_owned() });
        let committed = self.store.change(&self.officer, "narrative", |change| {
            let mut of_part = change.all::<Narrative>()?.into_iter();
            let now = of_part.find(|now| now.period == body.period && now.part == body.part);
            match (old, now) {
                (Some(old), Some(now)) if now.id == old.id => change.update(old, body),
                (old, Some(now)) => Err(beside(old, body, now)),
                (Some(old), None) => change.update(old, body),
                (None, None) => change.insert(body),
            }
        })?;
        Ok(committed.value)
    }

    /// Saves a setting of the book.
    pub fn save_setting(&mut self, key: &str, value: &str) -> Result<Stored<Setting>, DeskError> {
        let old = self.store.all::<Setting>()?.into_iter().find(|setting| setting.key == key);
        self.save("setting", old.as_ref(), Setting { key: key.to_owned(), value: value.to_owned() })
    }

    /// The officer's record in the book; none when this officer has not told a name yet.
    pub fn officer_record(&self) -> Result<Option<Stored<Officer>>, DeskError> {
        Ok(self.store.all::<Officer>()?.into_iter().find(|officer| officer.login == self.officer))
    }

    /// Saves the name that history shows for this officer.
    pub fn save_officer_name(&mut self, name: &str) -> Result<Stored<Officer>, DeskError> {
        let old = self.officer_record()?;
        let body = Officer { login: self.officer.clone(), name: name.to_owned() };
        self.save("officer", old.as_ref(), body)
    }

    /// Takes back this officer's latest change, whole; tells what was taken back.
    pub fn undo(&mut self) -> Result<Undone, DeskError> {
        let undone = self.store.undo(&self.officer)?;
        self.outlines_after(&undone)?;
        Ok(undone)
    }

    /// Brings back what this officer's latest undo took.
    pub fn redo(&mut self) -> Result<Undone, DeskError> {
        let redone = self.store.redo(&self.officer)?;
        self.outlines_after(&redone)?;
        Ok(redone)
    }

    /// Reads the outlines anew when a change that was taken back or brought back holds one, or kinds they may need.
    fn outlines_after(&mut self, undone: &Undone) -> Result<(), DeskError> {
        let theirs = |record: &AnyRecord| matches!(record, AnyRecord::OwnOutline(_) | AnyRecord::OwnKind(_));
        if undone.records.iter().any(theirs) {
            self.outlines = outlines_of(&self.store, &self.catalog()?.kinds)?;
        }
        Ok(())
    }
}

/// Words for a part that has words of somebody else, which the writer did not read.
fn beside(old: Option<&Stored<Narrative>>, body: Narrative, theirs: Stored<Narrative>) -> StoreError {
    let meta = old.map_or_else(|| Meta { version: 0, ..theirs.meta.clone() }, |old| old.meta.clone());
    let mine = Stored { id: old.map_or(theirs.id, |old| old.id), meta, body };
    StoreError::Stale {
        record_type: RecordType::Narrative,
        id: theirs.id.uuid(),
        mine: Box::new(AnyRecord::Narrative(mine)),
        theirs: Box::new(AnyRecord::Narrative(theirs)),
    }
}

/// The built-in outlines and those of the book.
pub(super) fn outlines_of(
    store: &crate::store::Store,
    kinds: &crate::domain::Kinds,
) -> Result<Outlines, DeskError> {
    let own: Vec<OwnOutline> = store.all::<OwnOutline>()?.into_iter().map(|own| own.body).collect();
    Ok(Outlines::with_own(&own, kinds)?)
}
