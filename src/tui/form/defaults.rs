//! What a new entry's form proposes: the kind's source of money, the most similar entry's values, the norm's amount, the
//! roster's count. Every proposal is marked, gives way to what is typed, and none comes into an edited entry.

use super::field::{DefaultMark, Field};
use super::{Form, FormKind, Who, amount, money_lines, options, people};
use crate::domain::kind::DefaultSource;
use crate::domain::{Account, Activity, Catalog, Source};
use crate::text::fold::search_key;

/// No relation's code: only norms for anybody answer to it.
const UNDECIDED: &str = "?";

impl Form {
    pub(super) fn propose_defaults(&mut self, catalog: &Catalog) {
        self.propose_source(catalog);
        self.propose_similar();
        self.propose_norm(catalog);
        self.propose_of(catalog);
    }

    /// Looks again for the most similar of the earlier entries of the kind: one with the same member, then
    /// with the same relation or organisation; the latest of those that are equally like. To be called when
    /// one of these fields was left.
    pub fn refine(&mut self, catalog: &Catalog) {
        if self.edits() {
            return;
        }
        let relation = self.field("relation").and_then(Field::code).unwrap_or_default();
        let organisation = search_key(&self.field("organisation").map(Field::text).unwrap_or_default());
        let likeness = |entry: &Activity| {
            let same_member = self.resolved().people.iter().any(
                |who| matches!(who, Who::Member(id) if entry.people.iter().any(|p| p.member == Some(*id))),
            );
            let same_relation =
                !relation.is_empty() && entry.people.iter().any(|person| person.relation == relation);
            let same_place = !organisation.is_empty() && search_key(&entry.organisation) == organisation;
            (same_member, same_relation || same_place)
        };
        // The earlier entries come newest first; of equals `max_by_key` takes the last, hence the turn.
        let best =
            self.recent.iter().rev().max_by_key(|entry| likeness(entry)).map(|entry| entry.body.clone());
        if let Some(best) = best.filter(|entry| likeness(entry) != (false, false)) {
            self.set_similar(best, catalog);
        }
    }

    fn propose(&mut self, id: &str, value: &str, mark: DefaultMark) {
        if let Some(field) = self.field_mut(id).filter(|field| field.takes_default()) {
            field.propose(value, mark);
        }
    }

    /// The kind's source of money.
    pub(super) fn propose_source(&mut self, catalog: &Catalog) {
        let FormKind::Activity(inner) = &self.kind else { return };
        if let Some(source) = default_source(inner.source, catalog)
            && self.field("source").is_some_and(Field::is_empty)
        {
            self.propose("source", &options::source_code(source), DefaultMark::Kind);
        }
    }

    /// What tends to be as it was last time.
    pub(super) fn propose_similar(&mut self) {
        let FormKind::Activity(inner) = &self.kind else { return };
        let Some(similar) = inner.similar.clone() else { return };
        // What each person got tends to be what the next one gets; what was given together, such as to a flood drive,
        // says nothing of the next time, nor does who launched it, unless it goes to the same place.
        let (amount, goods) = if inner.each {
            (money_lines::rate_text(&similar), similar.goods.clone())
        } else {
            (String::new(), String::new())
        };
        let organisation = search_key(&self.field("organisation").map(Field::text).unwrap_or_default());
        let same_place = !organisation.is_empty() && search_key(&similar.organisation) == organisation;
        let launcher = if same_place { similar.launcher.clone() } else { String::new() };
        let mut values: Vec<(&str, String)> = vec![
            ("amount", amount),
            ("goods", goods),
            ("launcher", launcher),
            ("whom", similar.head_count.as_ref().map(|count| count.whom.clone()).unwrap_or_default()),
            ("level", similar.level.map(|level| options::code_of(&level)).unwrap_or_default()),
            ("led_by", options::code_of(&similar.led_by)),
        ];
        if let [line] = similar.money.as_slice() {
            values.push(("source", options::source_code(line.source)));
        }
        for (id, value) in values.into_iter().filter(|(_, value)| !value.is_empty()) {
            if self.field(id).is_some_and(super::field::Field::takes_default) {
                let kept = self.field(id).and_then(|field| field.code().map(str::to_owned));
                self.propose(id, &value, DefaultMark::Similar);
                // A fund that is gone leaves the kind's default standing.
                if let (Some(field), Some(code)) = (self.field_mut(id), kept)
                    && field.is_empty()
                {
                    field.propose(&code, DefaultMark::Kind);
                }
            }
        }
    }

    /// The relation that a norm is looked up by. While one must be chosen and is not, only a norm for anybody fits:
    /// no relation would mean the member.
    pub(super) fn norm_relation(&self) -> &str {
        match self.field("relation") {
            Some(field) if field.required || field.mixed => field.code().unwrap_or(UNDECIDED),
            Some(field) => field.code().unwrap_or_default(),
            None => "",
        }
    }

    /// The norm's amount, goods and fund. A norm's amount goes when the norm no longer fits.
    pub(super) fn propose_norm(&mut self, catalog: &Catalog) {
        let FormKind::Activity(inner) = &self.kind else { return };
        let norm = catalog.norm_for(&inner.code, self.norm_relation(), self.day(catalog)).cloned();
        match norm {
            Some(norm) => {
                if norm.amount.0 > 0 {
                    self.propose("amount", &amount::write(norm.amount), DefaultMark::Norm);
                }
                if !norm.goods.is_empty() {
                    self.propose("goods", &norm.goods, DefaultMark::Norm);
                }
                if let Some(fund) = norm.fund
                    && self.field("source").and_then(Field::code).is_none_or(|code| {
                        !matches!(options::source_of(code), Some(Source::Fund { fund: now, .. }) if now == fund)
                    }) {
                        let source = Source::Fund { fund, account: Account::Cash };
                        self.propose("source", &options::source_code(source), DefaultMark::Norm);
                    }
            }
            None => {
                for id in ["amount", "goods"] {
                    if let Some(field) =
                        self.field_mut(id).filter(|field| field.default_mark == Some(DefaultMark::Norm))
                    {
                        field.put("");
                        field.default_mark = None;
                    }
                }
            }
        }
    }

    /// N of "n of N", counted on the day's roster, once there is an n.
    pub(super) fn propose_of(&mut self, catalog: &Catalog) {
        let count = self.field("count").and_then(|field| field.number().ok().flatten());
        let whom = self.field("whom").map(Field::text).unwrap_or_default();
        let size = people::group_size(&whom, catalog, self.day(catalog));
        let Some(of) = self.field_mut("of").filter(|field| field.takes_default()) else { return };
        match (count, size) {
            (Some(count), Some(size)) if count as usize <= size => {
                of.propose(&size.to_string(), DefaultMark::Roster);
            }
            _ if of.default_mark == Some(DefaultMark::Roster) => {
                of.put("");
                of.default_mark = None;
            }
            _ => {}
        }
    }
}

/// The source of money that a kind takes when nobody says otherwise.
pub(super) fn default_source(source: DefaultSource, catalog: &Catalog) -> Option<Source> {
    match source {
        DefaultSource::Fund => {
            catalog.union_fund().map(|fund| Source::Fund { fund: fund.id, account: Account::Cash })
        }
        DefaultSource::Members => Some(Source::Members),
        DefaultSource::School => Some(Source::School),
        DefaultSource::Upper => Some(Source::Upper),
        DefaultSource::Others => Some(Source::Others),
    }
}
