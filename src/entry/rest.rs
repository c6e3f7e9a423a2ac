//! The words that nothing took: content of the entry, or offered as its note; and the reading as it is shown.

use super::build::Part;
use super::candidate::{Candidate, What};
use super::lexicon::lexicon;
use super::{Leftover, Meaning, Outcome, Question, Reading, Refusal, Understood};
use crate::domain::Activity;
use crate::domain::kind::{Kind, Slot};
use crate::text::fold::search_key;

impl Part<'_> {
    /// The rest of the words as content or result; true when they were taken.
    pub(super) fn content(&mut self, entry: &mut Activity, kind: &Kind) -> bool {
        let needs = |slot| kind.fields.iter().any(|field| field.slot == slot && field.required);
        // A title or an award is one of those known, never the words left over.
        let listed = kind.words.iter().any(|word| {
            let words = super::token::tokens(word);
            lexicon().results.longest(&words, 0).is_some()
        });
        let result = needs(Slot::Result) && entry.result.is_empty() && !listed;
        if !self.about && !result {
            return false;
        }
        let mut runs = self.content_runs();
        if kind.asks(Slot::Giver) && entry.giver.is_empty() {
            // "của Chủ tịch UBND tỉnh": who gave it.
            let gives = |(from, _): &(usize, usize)| lexicon().givers.longest(self.tokens, *from).is_some();
            if let Some(place) = runs.iter().position(gives) {
                let (from, to) = runs.remove(place);
                entry.giver = self.text(from, to);
            }
        }
        if entry.zero
            && let [(_, to)] = runs.as_mut_slice()
        {
            // "chưa có đoàn viên sinh con thứ 3": the kind's words end the statement.
            let ends = |c: &&&Candidate| matches!(c.what, What::Kind { .. }) && c.start == *to;
            if let Some(kind) = self.taken.iter().find(ends) {
                *to = kind.end;
            }
        }
        if let [(from, to)] = runs.as_mut_slice()
            && *to == *from + 1
            && kind.asks(Slot::Prize)
        {
            // "bóng chuyền nữ": the one word reads with the kind's.
            let ends = |c: &&&Candidate| matches!(c.what, What::Kind { .. }) && c.end == *from;
            if let Some(kind) = self.taken.iter().find(ends) {
                *from = kind.start;
            }
        }
        let text = runs.iter().map(|(from, to)| self.text(*from, *to)).collect::<Vec<_>>().join(" ");
        if result {
            entry.result = text;
            return true;
        }
        entry.about = text;
        if entry.about.is_empty() && needs(Slot::About) {
            // "gvdg" names the contest as well as the kind.
            let label = search_key(&kind.label);
            let phrase = self.taken.iter().rev().find(|candidate| {
                matches!(candidate.what, What::Kind { .. })
                    && !label.contains(&search_key(&self.text(candidate.start, candidate.end)))
            });
            if let Some(phrase) = phrase
                && (needs(Slot::People) || kind.asks(Slot::Prize))
            {
                entry.about = self.text(phrase.start, phrase.end);
            }
        }
        true
    }

    /// The words left over, with the small words and further kind words among them.
    fn content_runs(&self) -> Vec<(usize, usize)> {
        let mut anchored = false;
        let mut loose = vec![false; self.tokens.len()];
        for candidate in &self.taken {
            let small = match candidate.what {
                What::Filler | What::Conjunction | What::Zero => true,
                What::Kind { .. } => std::mem::replace(&mut anchored, true),
                _ => false,
            };
            if small {
                loose.iter_mut().take(candidate.end).skip(candidate.start).for_each(|word| *word = true);
            }
        }
        let mut sure = vec![false; self.tokens.len()];
        for at in self.left {
            if let Some(word) = sure.get_mut(*at) {
                *word = true;
            }
        }
        let both: Vec<usize> = (0..self.tokens.len())
            .filter(|at| loose.get(*at) == Some(&true) || sure.get(*at) == Some(&true))
            .collect();
        let edge = |at: usize| {
            sure.get(at) != Some(&true) && lexicon().edges.longest(self.tokens, at).is_some()
                || self.tokens.get(at).is_some_and(|token| !token.text.contains(char::is_alphanumeric))
        };
        runs(&both)
            .into_iter()
            .filter(|(from, to)| (*from..*to).any(|at| sure.get(at) == Some(&true)))
            .map(|(mut from, mut to)| {
                while from < to && edge(from) {
                    from += 1;
                }
                while from < to && edge(to - 1) {
                    to -= 1;
                }
                (from, to)
            })
            .filter(|(from, to)| from < to)
            .collect()
    }

    pub(super) fn reading(&mut self, entry: Option<Activity>, content: bool) -> Reading {
        let mut spans: Vec<Understood> = self.taken.iter().filter_map(|c| self.span(c)).collect();
        let mut not_understood = Vec::new();
        if content {
            // A content span swallows the small words within it.
            for (from, to) in self.content_runs() {
                if let Some(range) = self.range(from, to) {
                    spans.retain(|span| span.range.end <= range.start || span.range.start >= range.end);
                    spans.push(Understood { range, meaning: Meaning::Content });
                }
            }
        } else {
            not_understood = self.leftovers();
        }
        spans.sort_by_key(|span| span.range.start);
        let mut refusals: Vec<Refusal> = Vec::new();
        for refusal in std::mem::take(&mut self.refusals) {
            if !refusals.contains(&refusal) {
                refusals.push(refusal);
            }
        }
        let questions = std::mem::take(&mut self.questions);
        let begun = entry.clone().and_then(|entry| begun(entry, &questions)).map(Box::new);
        let outcome = match entry {
            Some(entry) if refusals.is_empty() && questions.is_empty() => Outcome::Activities(vec![entry]),
            _ if refusals.is_empty() => Outcome::Ask(questions),
            _ => Outcome::Refused(refusals),
        };
        Reading {
            spans,
            outcome,
            not_understood,
            assumed: std::mem::take(&mut self.assumed),
            needs_confirmation: false,
            begun,
            begun_ledger: None,
        }
    }

    fn range(&self, from: usize, to: usize) -> Option<std::ops::Range<usize>> {
        let (first, last) =
            self.tokens.get(from).zip(to.checked_sub(1).and_then(|at| self.tokens.get(at)))?;
        Some(first.range.start..last.range.end)
    }

    /// Words that nobody understood; a further word of the kind right before them reads with them ("nằm viện tỉnh").
    fn leftovers(&self) -> Vec<Leftover> {
        let mut anchored = false;
        let mut further: Vec<(usize, usize)> = Vec::new();
        for candidate in &self.taken {
            if matches!(candidate.what, What::Kind { .. }) && std::mem::replace(&mut anchored, true) {
                further.push((candidate.start, candidate.end));
            }
        }
        let mut words: Vec<usize> = self.left.to_vec();
        for candidate in &self.taken {
            let homeless = match candidate.what {
                What::Place => !self.has_place,
                What::VagueDay => true,
                What::Except(_) => !self.taken.iter().any(|c| matches!(c.what, What::Group { .. })),
                _ => false,
            };
            if homeless {
                words.extend(candidate.start..candidate.end);
            }
        }
        words.sort_unstable();
        let words: Vec<usize> = words
            .into_iter()
            .filter(|at| self.tokens.get(*at).is_some_and(|t| t.text.contains(char::is_alphanumeric)))
            .collect();
        runs(&words)
            .into_iter()
            .filter_map(|(from, to)| {
                let wide = further.iter().find(|(_, end)| *end == from).map_or(from, |(start, _)| *start);
                Some(Leftover {
                    range: self.range(from, to)?,
                    text: self.text(from, to),
                    note: self.spelt(wide, to),
                    entry: None,
                })
            })
            .collect()
    }

    /// The words with their accents where the lexicon has them.
    pub(super) fn spelt(&self, from: usize, to: usize) -> String {
        let mut out: Vec<String> = Vec::new();
        let mut at = from;
        while at < to {
            let known = lexicon().spelling.longest(self.tokens, at).filter(|(length, _)| at + length <= to);
            if let Some((length, spelling)) = known {
                out.push(spelling.clone());
                at += length;
            } else {
                out.extend(self.tokens.get(at).map(|token| token.text.clone()));
                at += 1;
            }
        }
        out.join(" ")
    }

    fn span(&self, candidate: &Candidate) -> Option<Understood> {
        let all = self.reader.catalog;
        let meaning = match &candidate.what {
            What::Kind { kinds, .. } => Meaning::Kind(
                kinds
                    .iter()
                    .filter_map(|kind| all.kinds.kinds.get(*kind))
                    .map(|kind| kind.code.clone())
                    .collect(),
            ),
            What::Name { members, .. } => {
                Meaning::Member(members.iter().filter_map(|m| all.members.get(*m)).map(|m| m.id).collect())
            }
            What::Stranger | What::OtherRelation => Meaning::UnknownName,
            What::Relation(codes) => Meaning::Relation(codes.clone()),
            What::Day(from, until) => Meaning::Day(*from, *until),
            What::BadDay(_) | What::BadMoney(_) | What::VagueDay => Meaning::Refused,
            What::Money(amount) => Meaning::Money(*amount),
            What::Thousand { typed, .. } => Meaning::Money(*typed),
            What::Times { count, rate, .. } => Meaning::Times { count: *count, rate: *rate },
            What::Each => Meaning::Each,
            What::Count { count, of, .. } => Meaning::HeadCount { count: *count, of: *of },
            What::Group { label, .. } => Meaning::Group(label.clone()),
            What::Goods(text) => Meaning::Goods(text.clone()),
            What::Source { word, .. } => Meaning::Source(*word),
            What::Planned => Meaning::Planned,
            What::Split => Meaning::Split,
            What::Level(level) => Meaning::Level(*level),
            What::Prize(prize) => Meaning::Prize(prize.clone()),
            What::Occasion(occasion) => Meaning::Occasion(occasion.clone()),
            What::Zero => Meaning::Zero,
            What::Except(_) => Meaning::Except,
            What::Place => Meaning::Place(self.text(candidate.start, candidate.end)),
            What::Filler | What::Conjunction => Meaning::Plain,
        };
        Some(Understood { range: self.range(candidate.start, candidate.end)?, meaning })
    }
}

/// An entry without what is still asked: a form that it begins must not hold a guess.
fn begun(mut entry: Activity, questions: &[Question]) -> Option<Activity> {
    for question in questions {
        match question {
            Question::WhichKind { .. } => return None,
            Question::WhoIs { candidates, .. } => {
                entry.people.retain(|person| person.member.as_ref() != candidates.first());
            }
            Question::WhichRelation { relations, .. } => {
                for person in &mut entry.people {
                    if Some(&person.relation) == relations.first() {
                        person.relation.clear();
                    }
                }
            }
            Question::Each { .. } => entry.money.clear(),
            Question::Thousand { .. } | Question::DayOrAll { .. } => {}
        }
    }
    Some(entry)
}

/// Neighbouring positions as half-open runs.
pub(super) fn runs(positions: &[usize]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for at in positions {
        match out.last_mut() {
            Some((_, to)) if *to == *at => *to = at + 1,
            _ => out.push((*at, at + 1)),
        }
    }
    out
}
