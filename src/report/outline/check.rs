//! From an outline's file to a checked [`Outline`]: everything is looked up, everything unknown has its line.

mod others;
mod periods;
mod selections;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::value::{Error as ValueError, StrDeserializer};
use toml::Spanned;

use super::{
    BlockPlan, ChangeWords, ColumnPlan, DutyRule, Fact, Names, Outline, OutlineError, OutlineReason, Paper,
    PlainText, PrizeLines, SectionPlan, Selections, Settlement,
};
use crate::domain::Kinds;
use crate::report::outlines::FIRST;
use crate::report::source::{
    RangeName, RawBlock, RawNames, RawOutline, RawPaper, RawSection, RawSettlement, Text,
};
use crate::report::template::Template;
use crate::report::value::{Book, Noted, Subject, Value, ValueText};
use crate::text::fold::search_key;
use crate::text::{pasted, place};

type Checked<T> = Result<T, OutlineError>;

/// The first built-in outline as its file has it.
static FIRST_READ: LazyLock<Option<RawOutline>> = LazyLock::new(|| toml::from_str(FIRST).ok());

/// Reads and checks a file.
pub(super) fn read(source: &str, kinds: &Kinds) -> Checked<Outline> {
    let raw: RawOutline = toml::from_str(source).map_err(|error| {
        let (line, column) = error.span().map_or((0, 0), |span| place::of(source, span.start));
        OutlineError { line, column, reason: OutlineReason::Shape(error.message().to_owned()) }
    })?;
    // What a file leaves out is taken from the first built-in one, which leaves nothing out.
    let first = if source == FIRST { None } else { FIRST_READ.clone() };
    Check { source, kinds }.outline(raw, first)
}

/// A word read as one of an enum's names.
fn named<'de, T: Deserialize<'de>>(word: &'de str) -> Option<T> {
    T::deserialize(StrDeserializer::<ValueError>::new(word)).ok()
}

struct Check<'a> {
    source: &'a str,
    kinds: &'a Kinds,
}

impl Check<'_> {
    fn refuse<T, S>(&self, at: &Spanned<S>, reason: OutlineReason) -> Checked<T> {
        let (line, column) = place::of(self.source, at.span().start);
        Err(OutlineError { line, column, reason })
    }

    fn unknown<T>(&self, list: &'static str, at: &Text) -> Checked<T> {
        self.refuse(at, OutlineReason::Unknown { list, code: at.get_ref().clone() })
    }

    fn plain(&self, text: &Text, names: &[&str]) -> Checked<PlainText> {
        Template::parse(text.get_ref(), &mut |name, format| {
            (format.is_empty() && names.contains(&name)).then(|| name.to_owned())
        })
        .or_else(|error| self.refuse(text, OutlineReason::Text { text: text.get_ref().clone(), error }))
    }

    fn maybe(&self, text: Option<&Text>, subject: Subject) -> Checked<Option<ValueText>> {
        text.map(|text| self.text(text, subject)).transpose()
    }

    fn full(&self, what: &'static str, text: &Text) -> Checked<String> {
        if text.get_ref().trim().is_empty() {
            return self.refuse(text, OutlineReason::Empty { what });
        }
        Ok(text.get_ref().clone())
    }

    fn outline(&self, mut raw: RawOutline, first: Option<RawOutline>) -> Checked<Outline> {
        if let Some(first) = first {
            raw.blank = raw.blank.or(first.blank);
            raw.prizes = raw.prizes.or(first.prizes);
            raw.numbers = raw.numbers.or(first.numbers);
            if let (Some(own), Some(first)) = (&mut raw.paper, &first.paper) {
                own.replaces = own.replaces.take().or_else(|| first.replaces.clone());
            }
            raw.paper = raw.paper.or(first.paper);
            raw.names = raw.names.or(first.names);
            raw.settlement = raw.settlement.or(first.settlement);
            raw.level = raw.level.or(first.level);
            raw.led_by = raw.led_by.or(first.led_by);
            raw.change = raw.change.or(first.change);
            let own = raw.ranges.get_or_insert_default();
            for (name, text) in first.ranges.into_iter().flatten() {
                own.entry(name).or_insert(text);
            }
        }
        let missing =
            |table: &str| OutlineError::nowhere(OutlineReason::Shape(format!("missing field `{table}`")));
        let numbers = raw.numbers.ok_or_else(|| missing("numbers"))?;
        if numbers.len() != 4 {
            return match numbers.first() {
                Some(text) => self.refuse(text, OutlineReason::Numbers),
                None => Err(OutlineError::nowhere(OutlineReason::Numbers)),
            };
        }
        let change = self.change(&raw.change.ok_or_else(|| missing("change"))?, None)?;
        let mut ids = Ids::default();
        let mut sections = Vec::with_capacity(raw.sections.len());
        for section in &raw.sections {
            sections.push(self.section(section, &mut ids, &change)?);
        }
        others::leave_named_kinds_to_their_facts(&mut sections);
        Ok(Outline {
            code: self.full("code", &raw.code)?,
            en: if raw.en.is_empty() { raw.title.clone() } else { raw.en },
            title: raw.title,
            kind: raw.kind,
            subject: self.text(&raw.subject, Subject::Term)?,
            opening: self.maybe(raw.opening.as_ref(), Subject::Term)?,
            closing: self.maybe(raw.closing.as_ref(), Subject::Term)?,
            blank: raw.blank.unwrap_or_default(),
            numbers: numbers
                .iter()
                .map(|text| self.plain(text, &["roman", "arabic", "letter"]))
                .collect::<Checked<_>>()?,
            prizes: raw.prizes.unwrap_or_default(),
            paper: self.paper(raw.paper.ok_or_else(|| missing("paper"))?)?,
            names: self.names(raw.names.ok_or_else(|| missing("names"))?)?,
            ranges: self.ranges(raw.ranges.unwrap_or_default())?,
            settlement: self.settlement(&raw.settlement.ok_or_else(|| missing("settlement"))?)?,
            levels: Self::words("level", raw.level)?,
            led_by: Self::words("led_by", raw.led_by)?,
            change,
            sections,
        })
    }

    /// A table of words by an enum's names. Its keys carry no place, so its errors have line 0.
    fn words<T: for<'de> Deserialize<'de>>(
        list: &'static str,
        table: Option<BTreeMap<String, String>>,
    ) -> Checked<Vec<(T, String)>> {
        table
            .unwrap_or_default()
            .into_iter()
            .map(|(key, words)| match named(&key) {
                Some(value) => Ok((value, words)),
                None => Err(OutlineError::nowhere(OutlineReason::Unknown { list, code: key })),
            })
            .collect()
    }

    fn ranges(&self, table: BTreeMap<Text, Text>) -> Checked<BTreeMap<RangeName, PlainText>> {
        let mut ranges = BTreeMap::new();
        for (key, text) in table {
            // The half-year has no title of its own: it takes that of the half it falls on.
            let name = named(key.get_ref()).filter(|name| *name != RangeName::HalfYear);
            let Some(name) = name else { return self.unknown("range", &key) };
            ranges.insert(name, self.plain(&text, &["period", "from", "to", "year"])?);
        }
        Ok(ranges)
    }

    fn paper(&self, raw: RawPaper) -> Checked<Paper> {
        let Some(replaces) = &raw.replaces else {
            let what = "missing field `replaces`".to_owned();
            return Err(OutlineError::nowhere(OutlineReason::Shape(what)));
        };
        Ok(Paper {
            number: self.plain(&raw.number, &["number"])?,
            number_blank: raw.number_blank,
            place_and_day: self.plain(&raw.place_and_day, &["place", "day"])?,
            day_blank: self.plain(&raw.day_blank, &["year"])?,
            addressee: self.plain(&raw.addressee, &["addressee"])?,
            replaces: self.plain(replaces, &["number", "day"])?,
            recipients_title: raw.recipients_title,
            recipients: raw.recipients,
            signer_lines: raw.signer_lines,
        })
    }

    fn names(&self, raw: RawNames) -> Checked<Names> {
        const PERSON: &[&str] = &["comrade", "short_name", "full_name", "suffix", "title", "duty", "note"];
        let mut duty = Vec::with_capacity(raw.duty.len());
        for rule in &raw.duty {
            duty.push(DutyRule {
                begins: rule.begins.clone(),
                positions: rule
                    .positions
                    .iter()
                    .map(|code| self.entry("position", &self.kinds.roster.position, code))
                    .collect::<Checked<_>>()?,
                text: self.plain(&rule.text, &["duty", "rest"])?,
            });
        }
        Ok(Names {
            short: self.plain(&raw.short, PERSON)?,
            full: self.plain(&raw.full, PERSON)?,
            plain: self.plain(&raw.plain, PERSON)?,
            honorific: self.plain(&raw.honorific, PERSON)?,
            female: raw.female,
            male: raw.male,
            separator: raw.separator,
            times: self.plain(&raw.times, &["phrase", "n"])?,
            others: self.plain(&raw.others, &["n"])?,
            duty,
        })
    }

    fn settlement(&self, raw: &RawSettlement) -> Checked<Settlement> {
        const RANGE: &[&str] = &["year", "from", "to", "period"];
        Ok(Settlement {
            closed_title: self.plain(&raw.closed_title, RANGE)?,
            open_title: self.plain(&raw.open_title, RANGE)?,
            closed_balance: self.plain(&raw.closed_balance, RANGE)?,
            open_balance: self.plain(&raw.open_balance, RANGE)?,
        })
    }

    fn section(&self, raw: &RawSection, ids: &mut Ids, change: &ChangeWords) -> Checked<SectionPlan> {
        let id = self.full("section", &raw.id)?;
        if !ids.sections.insert(id.clone()) {
            return self.refuse(&raw.id, OutlineReason::Doubled { what: "section", id });
        }
        let level = *raw.level.get_ref();
        if level > 3 {
            return self.refuse(&raw.level, OutlineReason::Level { level });
        }
        let value = match &raw.value {
            None => None,
            Some(value) => Some(self.selections(
                &raw.id,
                value.activities.as_ref(),
                value.members.as_ref(),
                value.ledger.as_ref(),
            )?),
        };
        let mut blocks = Vec::with_capacity(raw.blocks.len());
        for block in &raw.blocks {
            blocks.push(self.block(block, &raw.id, ids, change)?);
        }
        Ok(SectionPlan {
            id,
            level,
            annex: raw.annex,
            short: raw.short.clone().unwrap_or_default(),
            title: self.moving(&raw.title, value.as_ref().map_or(Subject::Term, subject_of))?,
            value,
            blocks,
        })
    }

    fn block(
        &self,
        raw: &RawBlock,
        section: &Text,
        ids: &mut Ids,
        change: &ChangeWords,
    ) -> Checked<BlockPlan> {
        if !raw.starter.is_empty() && raw.narrative.is_none() {
            return self.refuse(section, OutlineReason::Misplaced { key: "starter" });
        }
        match (&raw.text, &raw.narrative, &raw.fact, &raw.table) {
            (Some(text), None, None, None) => {
                self.nothing_but(raw, text, &["text"])?;
                Ok(BlockPlan::Text {
                    text: self.text(text, Subject::Term)?,
                    style: raw.style,
                    lead: raw.lead,
                })
            }
            (None, Some(key), None, None) => {
                self.nothing_but(raw, key, &["required", "none", "guidance"])?;
                Ok(BlockPlan::Narrative {
                    key: self.full("narrative", key)?,
                    guidance: raw.guidance.clone(),
                    required: raw.required,
                    none: raw.none.as_ref().map(|none| none.get_ref().clone()),
                    starter: pasted::narrative(raw.starter.trim()),
                })
            }
            (None, None, Some(id), None) => Ok(BlockPlan::Fact(Box::new(self.fact(raw, id, ids, change)?))),
            (None, None, None, Some(id)) => {
                Ok(BlockPlan::Table(Box::new(self.side_table(raw, id, ids, change)?)))
            }
            _ => {
                let at =
                    raw.text.as_ref().or(raw.narrative.as_ref()).or(raw.fact.as_ref()).or(raw.table.as_ref());
                self.refuse(at.unwrap_or(section), OutlineReason::NotOneBlock)
            }
        }
    }

    /// Refuses keys of facts in a block that is none.
    fn nothing_but(&self, raw: &RawBlock, at: &Text, may: &[&str]) -> Checked<()> {
        let given = [
            ("activities", raw.activities.is_some()),
            ("members", raw.members.is_some()),
            ("ledger", raw.ledger.is_some()),
            ("sentence", raw.sentence.is_some()),
            ("item", raw.item.is_some()),
            ("person", raw.person.is_some()),
            ("agrees_with", !raw.agrees_with.is_empty()),
            ("each", raw.each.is_some()),
            ("groups", raw.groups.is_some()),
            ("columns", !raw.columns.is_empty()),
            ("total", raw.total.is_some()),
            ("none", raw.none.is_some()),
            ("required", raw.required),
            ("guidance", !raw.guidance.is_empty()),
            ("selections", !raw.selections.is_empty()),
            ("change", raw.change.is_some()),
            ("row", !raw.rows.is_empty() && raw.table.is_none()),
        ];
        match given.iter().find(|(key, given)| *given && !may.contains(key)) {
            Some((key, _)) => self.refuse(at, OutlineReason::Misplaced { key }),
            None => Ok(()),
        }
    }

    fn fact(&self, raw: &RawBlock, at: &Text, ids: &mut Ids, change: &ChangeWords) -> Checked<Fact> {
        let id = self.full("fact", at)?;
        if !ids.facts.insert(id.clone()) {
            return self.refuse(at, OutlineReason::Doubled { what: "fact", id });
        }
        if !raw.rows.is_empty() {
            return self.refuse(at, OutlineReason::Misplaced { key: "row" });
        }
        let selections = if raw.selections.is_empty() {
            self.selections(at, raw.activities.as_ref(), raw.members.as_ref(), raw.ledger.as_ref())?
        } else {
            self.only_a_sentence(raw, at)?;
            Selections::Several(self.several(raw)?)
        };
        let subject = subject_of(&selections);
        if raw.sentence.is_none() && raw.item.is_none() && raw.columns.is_empty() {
            return self.refuse(at, OutlineReason::Silent { fact: id });
        }
        if subject != Subject::Movement {
            let misplaced = [("person", raw.person.is_some()), ("agrees_with", !raw.agrees_with.is_empty())];
            if let Some((key, _)) = misplaced.iter().find(|(_, given)| *given) {
                return self.refuse(at, OutlineReason::Misplaced { key });
            }
        }
        if subject != Subject::Activities && raw.selections.is_empty() {
            let misplaced = [
                ("item", raw.item.is_some() && subject != Subject::Movement),
                ("each", raw.each.is_some()),
                ("groups", raw.groups.is_some()),
                ("columns", !raw.columns.is_empty()),
                ("total", raw.total.is_some()),
            ];
            if let Some((key, _)) = misplaced.iter().find(|(_, given)| *given) {
                return self.refuse(at, OutlineReason::Misplaced { key });
            }
        }
        let mut named = Vec::new();
        let sentence = match (&raw.sentence, &selections) {
            (None, _) => None,
            (Some(text), Selections::Several(several)) => {
                let (sentence, places) = self.naming(text, several)?;
                named = places;
                Some(sentence)
            }
            (Some(text), _) => Some(self.moving(text, subject)?),
        };
        if let (Selections::Ledger(ledger), Some(text)) = (&selections, &sentence) {
            let selected = |value: &&Value| {
                matches!(value, Value::Book(Book::Selected) | Value::BookWords(Book::Selected))
            };
            if !ledger.names_lines() && text.values().iter().any(selected) {
                return self.refuse(at, OutlineReason::Misplaced { key: "{sum}" });
            }
        }
        let each = match &raw.each {
            None => None,
            Some(field) => match Noted::named(field.get_ref()) {
                Some(field) => Some(field),
                None => return self.unknown("field", field),
            },
        };
        let groups = match &raw.groups {
            None => None,
            Some(groups) => Some(PrizeLines {
                text: self.text(&groups.text, subject)?,
                texts: groups
                    .texts
                    .iter()
                    .map(|entry| Ok((search_key(&entry.value), self.text(&entry.text, subject)?)))
                    .collect::<Checked<_>>()?,
            }),
        };
        let columns = raw
            .columns
            .iter()
            .map(|column| {
                Ok(super::ColumnPlan {
                    title: column.title.get_ref().clone(),
                    text: self.text(self.plain_column(column)?, subject)?,
                    total: self.maybe(column.total.as_ref(), subject)?,
                    set: column.set,
                })
            })
            .collect::<Checked<Vec<ColumnPlan>>>()?;
        let group_text = match &raw.group_text {
            Some(text) => self.plain(text, &["label", "count"])?,
            None => default_group_text(),
        };
        Ok(Fact {
            id,
            selections,
            styles: [
                raw.style,
                raw.item_style.unwrap_or(raw.style),
                raw.group_style,
                raw.total_style.unwrap_or(raw.style),
            ],
            guidance: raw.guidance.clone(),
            required: raw.required,
            none: self.maybe(raw.none.as_ref(), Subject::Term)?,
            sentence,
            item: self.maybe(raw.item.as_ref(), subject)?,
            person: match &raw.person {
                Some(text) => Some(self.plain(text, &["name", "day", "reason"])?),
                None => None,
            },
            agrees_with: self.kinds(&raw.agrees_with)?,
            each,
            prefix: raw.prefix.clone(),
            prefix_unless: raw.prefix_unless.iter().map(|words| search_key(words)).collect(),
            groups,
            columns,
            total: raw.total.as_ref().map(|text| self.moving(text, subject)).transpose()?,
            named,
            change: raw.change.as_ref().map(|words| self.change(words, Some(change))).transpose()?,
            group_text,
            group_separator: raw.group_separator.clone().unwrap_or_else(|| "; ".to_owned()),
            name_style: raw.name_style,
            names_max: raw.names_max,
            separator: raw.separator.clone(),
            order: raw.order,
        })
    }
}

/// Ids that must not stand twice.
#[derive(Default)]
struct Ids {
    sections: BTreeSet<String>,
    facts: BTreeSet<String>,
}

fn subject_of(selections: &Selections) -> Subject {
    match selections {
        Selections::Activities(_) => Subject::Activities,
        Selections::Members(selection) if selection.movement.is_some() => Subject::Movement,
        Selections::Members(_) => Subject::Members,
        Selections::Ledger(_) => Subject::Ledger,
        // Its values are those of its parts, each read by itself.
        Selections::Several(_) => Subject::Term,
    }
}

fn default_group_text() -> PlainText {
    use crate::report::template::Part;
    let value = |name: &str| Part::Value { value: name.to_owned(), otherwise: None };
    Template { parts: vec![value("label"), Part::Words(": ".to_owned()), value("count")] }
}
