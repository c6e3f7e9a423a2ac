//! Candidates of more than one part: groups, those left out of them, places and goods.

use super::amounts;
use super::candidate::{Finder, Left, What};
use super::lexicon::{Pick, lexicon};

impl Finder<'_> {
    /// A part of the roster: "nữ", "tổ 2", "tổ Xã hội", "gv cơ bản".
    pub(super) fn group(&self, at: usize) -> Option<(usize, What)> {
        let tokens = self.tokens;
        let by_label = self.book.positions.longest(tokens, at).map(|(length, (code, label))| {
            let (team, positions) = (String::new(), vec![code.clone()]);
            (length, What::Group { pick: Pick::Position, label: label.clone(), team, positions })
        });
        let by_word = lexicon().groups.longest(tokens, at).and_then(|(length, (pick, label, positions))| {
            let (pick, positions) = (*pick, positions.clone());
            if pick != Pick::Team {
                let (label, team) = (label.clone(), String::new());
                return Some((length, What::Group { pick, label, team, positions }));
            }
            let same = tokens.get(at).zip(tokens.get(at + length)).is_some_and(|(a, b)| a.group == b.group);
            if let Some((more, team)) = self.book.teams.longest(tokens, at + length).filter(|_| same) {
                let label = format!(
                    "{label} {}",
                    team.strip_prefix("tổ ").or(team.strip_prefix("Tổ ")).unwrap_or(team)
                );
                return Some((length + more, What::Group { pick, label, team: team.clone(), positions }));
            }
            let number = tokens.get(at + length).filter(|t| t.starts_with_digit() && t.text.len() <= 5)?;
            let label = format!("{label} {}", number.text);
            Some((length + 1, What::Group { pick, label, team: number.text.clone(), positions }))
        });
        match (by_label, by_word) {
            (Some(a), Some(b)) => Some(if a.0 > b.0 { a } else { b }),
            (a, b) => a.or(b),
        }
    }

    /// "trừ cô Mai, cô Vân và tổ 2".
    pub(super) fn except(&mut self, at: usize) {
        let Some((length, ())) = lexicon().except.longest(self.tokens, at) else { return };
        let (mut left, mut end) = (Vec::new(), at + length);
        let mut next = end;
        while left.len() < 20 {
            let title = lexicon().titles.longest(self.tokens, next).map_or(0, |(length, ())| length);
            let named =
                |at: usize| self.names.at(self.tokens, at).into_iter().next().map(|found| (at, found));
            let found = named(next + title).filter(|_| title > 0).or_else(|| named(next));
            if let Some((start, found)) = found {
                end = start + found.length;
                left.push(Left::Name { start, end, members: found.members });
            } else if let Some((length, What::Group { pick, team, positions, .. })) = self.group(next) {
                end = next + length;
                left.push(Left::Group { pick, team, positions });
            } else {
                if left.is_empty() && self.tokens.get(next).is_some_and(|token| !token.starts_with_digit()) {
                    end = (next + title + 1).min(self.tokens.len());
                    left.push(Left::Nobody { start: next, end });
                }
                break;
            }
            let joined = lexicon().conjunctions.longest(self.tokens, end).map(|(length, ())| end + length);
            let comma = self.tokens.get(end.saturating_sub(1)).zip(self.tokens.get(end));
            next = match (joined, comma) {
                (Some(next), _) => next,
                (None, Some((a, b))) if a.group != b.group => end,
                _ => break,
            };
        }
        if !left.is_empty() {
            self.push(at, end - at, What::Except(left));
        }
    }

    /// "tại bệnh viện tỉnh": up to the end of the comma group or to what means something else, and each shorter one.
    pub(super) fn place(&mut self, at: usize) {
        let tokens = self.tokens;
        let Some((lead, ())) = lexicon().place.longest(tokens, at) else { return };
        let marked = tokens.get(at).is_some_and(|token| token.marked);
        let Some(first) = tokens.get(at + lead) else { return };
        let same = tokens.get(at).is_some_and(|token| token.group == first.group);
        let known = lexicon().places.longest(tokens, at + lead).is_some();
        if !same || first.starts_with_digit() || !(marked || known) {
            return;
        }
        let mut end = at + lead + 1;
        while end < at + lead + 8
            && tokens.get(end).is_some_and(|token| token.group == first.group && !token.starts_with_digit())
            && lexicon().titles.longest(tokens, end).is_none()
            && lexicon().each.longest(tokens, end).is_none()
            && lexicon().conjunctions.longest(tokens, end).is_none()
            && amounts::amount(tokens, end).is_none()
            && !tokens
                .get(end)
                .is_some_and(|token| ["từ", "ngày", "hôm", "do", "để"].iter().any(|w| token.reads(w)))
        {
            end += 1;
        }
        while end > at + lead {
            self.push(at, end - at, What::Place);
            end -= 1;
        }
    }

    /// "hoa quả", "2 hộp sữa", "hộp sữa".
    pub(super) fn goods(&mut self, at: usize) {
        let tokens = self.tokens;
        let words = lexicon();
        if let Some((length, goods)) = words.goods.longest(tokens, at) {
            self.push(at, length, What::Goods(goods.clone()));
        }
        if let Some((counter, unit)) = words.counters.longest(tokens, at)
            && let Some((length, goods)) = words.goods.longest(tokens, at + counter)
            && goods.split(' ').next() != Some(unit)
        {
            self.push(at, counter + length, What::Goods(format!("{unit} {goods}")));
        }
        if let Some(number) = tokens.get(at).filter(|token| token.is_number() && token.text.len() <= 3) {
            let found = words.counters.longest(tokens, at + 1);
            let counter = found.map_or(0, |(length, _)| length);
            for counter in [counter, 0] {
                if let Some((length, goods)) = words.goods.longest(tokens, at + 1 + counter) {
                    let unit =
                        found.filter(|_| counter > 0).map_or(String::new(), |(_, unit)| format!("{unit} "));
                    let text = format!("{} {unit}{goods}", number.text);
                    self.push(at, 1 + counter + length, What::Goods(text));
                    break;
                }
            }
        }
    }
}
