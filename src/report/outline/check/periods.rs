//! Checks of what compares: named selections, words of a change, periods side by side.

use super::super::{
    ChangeWords, OutlineReason, PlainText, Selections, Shown, SideColumn, SideRow, SideTable, SideValue,
};
use super::{Check, Checked, Ids, subject_of};
use crate::report::source::{Against, RawBlock, RawChange, RawColumn, RawRow, Show, Text};
use crate::report::template::Template;
use crate::report::value::{Book, Measure, Subject, Value, ValueText, read as read_value};

/// Placeholders of a comparison's words.
const CHANGE: &[&str] = &["difference", "before", "now", "period"];
/// Placeholders of a column's title.
const TITLE: &[&str] = &["roman", "arabic", "period"];

impl Check<'_> {
    /// A text that may also say how a value moved.
    pub(super) fn moving(&self, text: &Text, subject: Subject) -> Checked<ValueText> {
        Template::parse(text.get_ref(), &mut |name, format| read_value(name, format, subject))
            .or_else(|error| self.refuse(text, OutlineReason::Text { text: text.get_ref().clone(), error }))
    }

    /// A text of values that are not compared.
    pub(super) fn text(&self, text: &Text, subject: Subject) -> Checked<ValueText> {
        let read = self.moving(text, subject)?;
        if read.values().iter().any(|value| matches!(value, Value::Change(..))) {
            return self.refuse(text, OutlineReason::Misplaced { key: "{change}" });
        }
        Ok(read)
    }

    /// The named selections of a fact, by name.
    pub(super) fn several(&self, raw: &RawBlock) -> Checked<Vec<(String, Selections)>> {
        let mut several = Vec::with_capacity(raw.selections.len());
        for (name, value) in &raw.selections {
            let word = name.get_ref();
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if word.is_empty() || !word.chars().all(plain) {
                return self.refuse(name, OutlineReason::BadName { name: word.clone() });
            }
            let selections = self.selections(
                name,
                value.activities.as_ref(),
                value.members.as_ref(),
                value.ledger.as_ref(),
            )?;
            several.push((word.clone(), selections));
        }
        Ok(several)
    }

    /// A sentence over named selections: `{visits.count}`. The second part of the answer is which value of which
    /// selection each place means.
    pub(super) fn naming(
        &self,
        text: &Text,
        several: &[(String, Selections)],
    ) -> Checked<(ValueText, Vec<(usize, Value)>)> {
        let mut named: Vec<(usize, Value)> = Vec::new();
        let read = Template::parse(text.get_ref(), &mut |name, format| {
            let Some((of, name)) = name.split_once('.') else {
                return read_value(name, format, Subject::Term);
            };
            let which = several.iter().position(|one| one.0 == of)?;
            let selections = &several.get(which)?.1;
            let value = read_value(name, format, subject_of(selections))?;
            let whole_book = matches!(selections, Selections::Ledger(ledger) if !ledger.names_lines());
            if whole_book && matches!(value, Value::Book(Book::Selected) | Value::BookWords(Book::Selected)) {
                return None;
            }
            named.push((which, value));
            Some(Value::Selected(named.len() - 1))
        });
        match read {
            Ok(read) => Ok((read, named)),
            Err(error) => self.refuse(text, OutlineReason::Text { text: text.get_ref().clone(), error }),
        }
    }

    /// Refuses what a fact of named selections cannot have.
    pub(super) fn only_a_sentence(&self, raw: &RawBlock, at: &Text) -> Checked<()> {
        let misplaced = [
            ("activities", raw.activities.is_some()),
            ("members", raw.members.is_some()),
            ("ledger", raw.ledger.is_some()),
            ("item", raw.item.is_some()),
            ("each", raw.each.is_some()),
            ("groups", raw.groups.is_some()),
            ("columns", !raw.columns.is_empty()),
            ("total", raw.total.is_some()),
        ];
        match misplaced.iter().find(|(_, given)| *given) {
            Some((key, _)) => self.refuse(at, OutlineReason::Misplaced { key }),
            None => Ok(()),
        }
    }

    /// Words of a comparison; those left out are `first`'s.
    pub(super) fn change(&self, raw: &RawChange, first: Option<&ChangeWords>) -> Checked<ChangeWords> {
        let mut words = self.words_of_change([&raw.more, &raw.less, &raw.same], first)?;
        words.against = raw.against;
        Ok(words)
    }

    fn words_of_change(
        &self,
        [more, less, same]: [&Option<Text>; 3],
        first: Option<&ChangeWords>,
    ) -> Checked<ChangeWords> {
        let text = |text: &Option<Text>, of: fn(&ChangeWords) -> &PlainText| match text {
            Some(text) => self.plain(text, CHANGE),
            None => Ok(first.map_or(Template { parts: Vec::new() }, |first| of(first).clone())),
        };
        Ok(ChangeWords {
            more: text(more, |words| &words.more)?,
            less: text(less, |words| &words.less)?,
            same: text(same, |words| &words.same)?,
            against: first.map_or(Against::Previous, |first| first.against),
        })
    }

    /// Periods side by side.
    pub(super) fn side_table(
        &self,
        raw: &RawBlock,
        at: &Text,
        ids: &mut Ids,
        change: &ChangeWords,
    ) -> Checked<SideTable> {
        self.nothing_but(raw, at, &["guidance", "columns"])?;
        let id = self.full("table", at)?;
        if !ids.facts.insert(id.clone()) {
            return self.refuse(at, OutlineReason::Doubled { what: "table", id });
        }
        let mut columns = Vec::with_capacity(raw.columns.len());
        for column in &raw.columns {
            columns.push(self.side_column(column, change)?);
        }
        let mut rows = Vec::with_capacity(raw.rows.len());
        for row in &raw.rows {
            rows.push(self.side_row(row)?);
        }
        if columns.is_empty() || rows.is_empty() {
            return self.refuse(at, OutlineReason::Silent { fact: id });
        }
        Ok(SideTable { id, guidance: raw.guidance.clone(), columns, rows })
    }

    fn side_column(&self, raw: &RawColumn, change: &ChangeWords) -> Checked<SideColumn> {
        for (key, given) in [("text", raw.text.is_some()), ("total", raw.total.is_some())] {
            if given {
                return self.refuse(&raw.title, OutlineReason::Misplaced { key });
            }
        }
        let Some(show) = raw.show else {
            return self.refuse(&raw.title, OutlineReason::Empty { what: "show" });
        };
        let words = [&raw.more, &raw.less, &raw.same];
        if show != Show::Change && (raw.of.is_some() || words.iter().any(|words| words.is_some())) {
            return self.refuse(&raw.title, OutlineReason::Misplaced { key: "more" });
        }
        let show = match show {
            Show::Row => Shown::Row,
            Show::Label => Shown::Label,
            Show::Parts => Shown::Parts,
            Show::Whole => Shown::Whole,
            Show::Change => Shown::Change {
                of: raw.of.unwrap_or_default(),
                words: Box::new(self.words_of_change(words, Some(change))?),
            },
        };
        Ok(SideColumn { title: self.plain(&raw.title, TITLE)?, show, set: raw.set })
    }

    fn side_row(&self, raw: &RawRow) -> Checked<SideRow> {
        let label = self.text(&raw.label, Subject::Term)?;
        let reads = raw.activities.is_some() || raw.members.is_some() || raw.ledger.is_some();
        let Some(text) = &raw.value else {
            if reads {
                return self.refuse(&raw.label, OutlineReason::Empty { what: "value" });
            }
            return Ok(SideRow { label, value: None });
        };
        let selections =
            self.selections(&raw.label, raw.activities.as_ref(), raw.members.as_ref(), raw.ledger.as_ref())?;
        let text = self.text(text, subject_of(&selections))?;
        let measure = text.values().into_iter().find_map(|value| Measure::of(*value));
        Ok(SideRow { label, value: Some(SideValue { selections, text, measure }) })
    }

    /// Keys of columns that only periods side by side have.
    pub(super) fn plain_column<'r>(&self, raw: &'r RawColumn) -> Checked<&'r Text> {
        let misplaced = [
            ("show", raw.show.is_some()),
            ("of", raw.of.is_some()),
            ("more", raw.more.is_some()),
            ("less", raw.less.is_some()),
            ("same", raw.same.is_some()),
        ];
        if let Some((key, _)) = misplaced.iter().find(|(_, given)| *given) {
            return self.refuse(&raw.title, OutlineReason::Misplaced { key });
        }
        match &raw.text {
            Some(text) => Ok(text),
            None => self.refuse(&raw.title, OutlineReason::Empty { what: "text" }),
        }
    }
}
