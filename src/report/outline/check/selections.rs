//! Checks of what a fact reads: every kind, relation, list entry and code is looked up.

use toml::Spanned;

use super::super::{
    ActivitySelection, LedgerSelection, MemberSelection, MovementSelection, OutlineReason, Selections,
};
use super::{Check, Checked, named};
use crate::domain::codes::CodeSet;
use crate::domain::roster::ListEntry;
use crate::domain::{ActivityFilter, FactKind};
use crate::report::source::{RangeName, RawActivities, RawLedger, RawMembers, Stay, Text};

impl Check<'_> {
    pub(super) fn selections(
        &self,
        at: &Text,
        activities: Option<&Spanned<RawActivities>>,
        members: Option<&Spanned<RawMembers>>,
        ledger: Option<&Spanned<RawLedger>>,
    ) -> Checked<Selections> {
        match (activities, members, ledger) {
            (Some(raw), None, None) => {
                let selection = self.activities(raw.get_ref())?;
                if selection.late.is_some() && selection.range != RangeName::Period {
                    return self.refuse(raw, OutlineReason::Misplaced { key: "late" });
                }
                Ok(Selections::Activities(selection))
            }
            (None, Some(raw), None) => self.members(raw.get_ref()).map(Selections::Members),
            (None, None, Some(raw)) => self.ledger(raw.get_ref()).map(Selections::Ledger),
            _ => self.refuse(at, OutlineReason::NotOneSelection),
        }
    }

    pub(super) fn kinds(&self, codes: &[Text]) -> Checked<Vec<String>> {
        codes
            .iter()
            .map(|code| match self.kinds.get(code.get_ref()) {
                Some(kind) => Ok(kind.code.clone()),
                None => self.unknown("kind", code),
            })
            .collect()
    }

    fn activities(&self, raw: &RawActivities) -> Checked<ActivitySelection> {
        let kinds = self.kinds(&raw.kinds)?;
        if let Some(group) = &raw.group
            && self.kinds.group(group.get_ref()).is_none()
        {
            return self.unknown("group", group);
        }
        let mut relations = Vec::new();
        for code in &raw.relations {
            if self.kinds.relations.expand(code.get_ref()).is_empty() {
                return self.unknown("relation", code);
            }
            relations.push(code.get_ref().clone());
        }
        let mut relations_of = Vec::with_capacity(raw.relations_of.len());
        for (kind, codes) in &raw.relations_of {
            if self.kinds.get(kind.get_ref()).is_none() {
                return self.unknown("kind", kind);
            }
            let mut expanded = Vec::new();
            for code in codes {
                let found = self.kinds.relations.expand(code.get_ref());
                if found.is_empty() {
                    return self.unknown("relation", code);
                }
                expanded.extend(found);
            }
            relations_of.push((kind.get_ref().clone(), expanded));
        }
        let range = raw.range.unwrap_or_default();
        let mut levels = Vec::with_capacity(raw.levels.len());
        for code in &raw.levels {
            match code.get_ref().as_str() {
                "none" => levels.push(None),
                name => match named(name) {
                    Some(level) => levels.push(Some(level)),
                    None => return self.unknown("level", code),
                },
            }
        }
        Ok(ActivitySelection {
            filter: ActivityFilter {
                about: raw.about.clone(),
                result: raw.result.clone(),
                kinds,
                group: raw.group.as_ref().map(|group| group.get_ref().clone()),
                relations,
                receiver: raw.receiver,
                zero: Some(raw.zero),
                ..ActivityFilter::default()
            },
            levels,
            led_by: raw.led_by.clone(),
            others: raw.others,
            except: Vec::new(),
            prized: raw.prized,
            zero: raw.zero,
            relations_of,
            state: raw.state,
            late: raw.late,
            range,
        })
    }

    pub(super) fn entry(&self, list: &'static str, entries: &[ListEntry], code: &Text) -> Checked<String> {
        if entries.iter().any(|entry| &entry.code == code.get_ref()) {
            Ok(code.get_ref().clone())
        } else {
            self.unknown(list, code)
        }
    }

    fn members(&self, raw: &RawMembers) -> Checked<MemberSelection> {
        let roster = &self.kinds.roster;
        let contracts = match (&raw.contract, &raw.contract_exact) {
            (None, None) => None,
            (Some(code), None) => {
                Some(roster.contract_tree(&self.entry("contract", &roster.contract, code)?))
            }
            (None, Some(code)) => Some(vec![self.entry("contract", &roster.contract, code)?]),
            (Some(code), Some(_)) => {
                return self.refuse(code, OutlineReason::Misplaced { key: "contract" });
            }
        };
        let entry = |list, entries: &[ListEntry], code: &Option<Text>| {
            code.as_ref().map(|code| self.entry(list, entries, code)).transpose()
        };
        let movement = self.movement(raw)?;
        Ok(MemberSelection {
            // A roster keeps those who have left; nobody means to count them.
            employed: if raw.union_member.is_none() && movement.is_none() {
                raw.employed.or(Some(true))
            } else {
                raw.employed
            },
            union_member: raw.union_member,
            party: raw.party,
            insured: raw.insured,
            contracts,
            position: entry("position", &roster.position, &raw.position)?,
            theory: entry("theory", &roster.theory, &raw.theory)?,
            gender: raw.gender,
            team: raw.team.clone(),
            office: raw.office.clone(),
            degree: raw.degree.clone(),
            minority: raw.minority,
            day: raw.day,
            movement,
        })
    }

    fn movement(&self, raw: &RawMembers) -> Checked<Option<MovementSelection>> {
        let Some(movement) = raw.movement else {
            // A head count has a day and no range.
            let at = raw.reasons.first().or(raw.except_reasons.first());
            return match (at, &raw.range) {
                (Some(at), _) => self.refuse(at, OutlineReason::Misplaced { key: "reasons" }),
                (None, Some(range)) => self.refuse(range, OutlineReason::Misplaced { key: "range" }),
                (None, None) => Ok(None),
            };
        };
        let reasons = |codes: &[Text]| {
            codes
                .iter()
                .map(|code| match self.kinds.roster.reason.iter().find(|one| one.code == *code.get_ref()) {
                    Some(reason) => Ok(reason.code.clone()),
                    None => self.unknown("reason", code),
                })
                .collect::<Checked<Vec<String>>>()
        };
        Ok(Some(MovementSelection {
            movement,
            stay: match raw.of {
                Some(Stay::Membership) => FactKind::Membership,
                Some(Stay::Employment) | None => FactKind::Employment,
            },
            reasons: reasons(&raw.reasons)?,
            except: reasons(&raw.except_reasons)?,
            range: raw.range.as_ref().map_or(RangeName::Movement, |range| *range.get_ref()),
        }))
    }

    fn ledger(&self, raw: &RawLedger) -> Checked<LedgerSelection> {
        let set = CodeSet::named("");
        for code in &raw.codes {
            if set.role(code.get_ref()).is_none() {
                return self.unknown("code", code);
            }
        }
        Ok(LedgerSelection {
            fund: raw.fund.clone(),
            roles: raw.roles.iter().map(|role| *role.get_ref()).collect(),
            codes: raw.codes.iter().map(|code| code.get_ref().clone()).collect(),
            range: raw.range.unwrap_or(RangeName::Finance),
        })
    }
}
