//! The choice between meanings: for each kind that the line may name, the best sense of all its words together.
//!
//! Many words are a name as well as a kind, a day or an amount ("thu", "hiếu", "năm"). A word is taken for the
//! latter only where the rest of the line still makes sense that way: every choice of meanings gets points, whole
//! lines are compared, and the best is found exactly (dynamic programming over what a line has so far), in time
//! that grows with the number of words. Ties go to the earlier word and the earlier kind, so that a line is always
//! read alike.

use super::candidate::{Candidate, Parted, What};
use super::lexicon::{Pick, lexicon};
use super::token::Token;
use crate::domain::kind::{Kind, Slot};
use crate::domain::{Catalog, Kinds};

/// No more kinds are tried for one line.
const TRIED: usize = 6;
/// In a line of more words than this, half as many.
const LONG: usize = 60;
const STATES: usize = 96;
const NEVER: i32 = i32::MIN / 2;

const ANCHOR: usize = 1;
const PERSON: usize = 2;
const RELATION: usize = 4;
const MONEY: usize = 8;
const OCCASION: usize = 16;
const DAY: usize = 32;

/// The chosen meanings of a line under one kind.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    /// Indices of the kinds that the words leave open; empty without a kind.
    pub kinds: Vec<usize>,
    /// Indices of candidates, in the line's order.
    pub taken: Vec<usize>,
    /// Words that nothing took.
    pub left: Vec<usize>,
    /// What is left becomes the content.
    pub about: bool,
    score: i32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    No,
    May,
    Must,
}

/// What a kind has room for.
#[allow(clippy::struct_excessive_bools, reason = "each says of one slot whether it is there")]
struct Frame<'a> {
    kinds: &'a [usize],
    firm: bool,
    about: bool,
    /// The kind wants its content, and people only if it must.
    content_first: bool,
    people: Need,
    relation: Need,
    occasion: Need,
    goods: bool,
    count: bool,
    source: bool,
    level: bool,
    prize: bool,
    zero: bool,
    place: bool,
}

/// Whether what is not understood becomes the kind's content (nội dung).
pub(super) fn takes_rest(kind: &Kind) -> bool {
    let required = |slot| kind.fields.iter().any(|field| field.slot == slot && field.required);
    kind.asks(Slot::About) && (required(Slot::About) || !required(Slot::People))
}

impl<'a> Frame<'a> {
    fn of(kinds: &'a [usize], firm: bool, all: &Kinds) -> Self {
        let asked: Vec<&Kind> = kinds.iter().filter_map(|index| all.kinds.get(*index)).collect();
        let need = |slot| {
            if asked.iter().any(|kind| kind.fields.iter().any(|f| f.slot == slot && f.required)) {
                Need::Must
            } else if asked.iter().any(|kind| kind.asks(slot)) {
                Need::May
            } else {
                Need::No
            }
        };
        let has = |slot| need(slot) != Need::No;
        let mapped = asked.iter().any(|kind| lexicon().with_relation(&kind.code, all).is_some());
        let relation = if mapped && !has(Slot::Relation) { Need::May } else { need(Slot::Relation) };
        Self {
            kinds,
            firm,
            about: asked.iter().any(|kind| takes_rest(kind)),
            content_first: need(Slot::About) == Need::Must && need(Slot::People) != Need::Must,
            people: need(Slot::People),
            relation,
            occasion: need(Slot::Occasion),
            goods: has(Slot::Goods),
            count: has(Slot::Count),
            source: has(Slot::Source),
            level: has(Slot::Level),
            prize: has(Slot::Prize),
            zero: has(Slot::Zero),
            place: has(Slot::Place),
        }
    }

    /// A line without a kind: everything is shown for what it could be.
    fn open() -> Self {
        Self {
            kinds: &[],
            firm: true,
            about: false,
            content_first: false,
            people: Need::May,
            relation: Need::May,
            occasion: Need::No,
            goods: true,
            count: true,
            source: true,
            level: true,
            prize: true,
            zero: false,
            place: true,
        }
    }

    /// The points of a meaning in a state and the state behind it; none where there is no room for it.
    fn points(&self, candidate: &Candidate, state: usize) -> Option<(i32, usize)> {
        let length = (candidate.end - candidate.start) as i32;
        let is = |bit| state & bit != 0;
        Some(match &candidate.what {
            What::Kind { kinds, firm } => {
                if kinds.iter().any(|kind| self.kinds.contains(kind)) {
                    match (is(ANCHOR), firm) {
                        (false, true) => (30 + 6 * length, state | ANCHOR),
                        (false, false) if self.firm => return None,
                        (false, false) => (8 + length, state | ANCHOR),
                        (true, true) => (6 * length, state),
                        (true, false) => (2, state),
                    }
                } else if *firm && !self.about && !self.kinds.is_empty() {
                    (2, state)
                } else {
                    return None;
                }
            }
            What::Name { titled, single, .. } => {
                if self.people == Need::No {
                    return None;
                }
                let mut points = if *single { 10 } else { 14 + 6 * length };
                if *titled {
                    points += 8;
                } else if *single && self.about {
                    points -= if self.content_first { 14 } else { 4 };
                }
                // A second name right behind other words is rarely one; "thăm cô Vân" does not name Thắm.
                if is(PERSON) {
                    points -= match candidate.parted {
                        Parted::No if *single && !titled => 20,
                        Parted::No => 12,
                        Parted::Relation => 8,
                        Parted::Yes => 0,
                    };
                }
                (points, state | PERSON)
            }
            What::Stranger => {
                if self.people == Need::No || self.content_first {
                    return None;
                }
                (14 + 4 * length, state | PERSON)
            }
            What::Relation(_) => match (self.relation, self.people) {
                // "mẹ chồng" is one relation, not two.
                (Need::Must | Need::May, _) if is(RELATION) => (2 * length, state),
                (Need::Must | Need::May, _) => (6 + 6 * length, state | RELATION),
                (Need::No, Need::Must) if !self.about => (2, state | RELATION),
                _ => return None,
            },
            What::Day(..) => match state / DAY {
                0 => (12 + length, state + DAY),
                1 => (2, state + DAY),
                _ => (1, state),
            },
            What::BadDay(_) => (10, state),
            What::Money(_) => (if is(MONEY) { 6 } else { 12 + length }, state | MONEY),
            What::Thousand { .. } => (if is(MONEY) { -2 } else { 6 }, state | MONEY),
            What::BadMoney(_) => (12, state),
            What::Times { .. } => (20 + 2 * length, state | MONEY),
            What::Each => (4 + length, state),
            What::Count { .. } if self.count => (2 * length + 12, state),
            What::Group { pick, .. } => {
                let room = self.count || (self.people != Need::No && !self.about);
                // "gv" in a training's content is part of it.
                if !room || (*pick == Pick::Position && self.about) {
                    return None;
                }
                // "bóng chuyền nữ" is a sport; "nữ toàn trường" and a "nữ" of its own are the women.
                if *pick == Pick::Women && self.content_first && length == 1 && candidate.parted == Parted::No
                {
                    return None;
                }
                (8 + 4 * length, state | PERSON)
            }
            What::Goods(_) => {
                if !self.goods {
                    return None;
                }
                let early = if self.about { -10 - 3 * length } else { 0 };
                // "hoa quả" is one thing, not "hoa" and "quà", and not Hoa with a "quà".
                let whole = if length > 1 { 3 * length } else { 0 };
                (6 * length + whole - 4 + if is(MONEY) { 1 } else { early }, state)
            }
            What::Source { .. } if self.source => (6 + 2 * length, state),
            What::Planned => (8, state),
            What::Split if self.source => (6, state),
            What::Level(_) if self.level => (8 + 2 * length, state),
            What::Prize(_) if self.prize => (8 + 2 * length, state),
            What::Zero if self.zero => (10, state),
            What::Count { .. }
            | What::Source { .. }
            | What::Split
            | What::Level(_)
            | What::Prize(_)
            | What::Zero => return None,
            What::Occasion(_) => match (self.occasion, is(OCCASION), is(ANCHOR)) {
                (Need::No, ..) | (_, true, _) => return None,
                (Need::Must, _, true) => (16, state | OCCASION),
                _ => (11, state | OCCASION),
            },
            What::Except(_) => {
                if self.people == Need::No && !self.count {
                    return None;
                }
                (10 + 6 * length, state)
            }
            What::Place => {
                if self.about && !self.place {
                    return None;
                }
                (4 + 2 * length, state)
            }
            What::OtherRelation => {
                if self.relation == Need::No {
                    return None;
                }
                (6 + 6 * length, state)
            }
            What::VagueDay => (6 + length, state),
            // "thăm" at the line's beginning is rarely Thắm.
            What::Filler if candidate.start == 0 => (4, state),
            What::Filler | What::Conjunction => (0, state),
        })
    }

    /// What a line lacks in the end.
    fn lack(&self, state: usize) -> Option<i32> {
        if self.kinds.is_empty() {
            return Some(0);
        }
        let is = |bit| state & bit != 0;
        let carried = if self.occasion == Need::Must { is(OCCASION) } else { is(RELATION) && is(PERSON) };
        if !is(ANCHOR) || (!self.firm && !carried) {
            return None;
        }
        let mut points = 0;
        if self.people == Need::Must && !is(PERSON) {
            points -= 40;
        }
        if self.relation == Need::Must && !is(RELATION) {
            points -= 20;
        }
        if self.occasion == Need::Must && !is(OCCASION) {
            points -= 30;
        }
        if is(RELATION) && !is(PERSON) {
            points -= 10;
        }
        Some(points)
    }
}

/// The best sense of the line; `pinned` leaves only kinds with this code.
pub(super) fn choose(
    tokens: &[Token],
    candidates: &[Candidate],
    catalog: &Catalog,
    pinned: Option<&str>,
) -> Choice {
    let mut tried: Vec<(Vec<usize>, bool)> = Vec::new();
    for candidate in candidates {
        let What::Kind { kinds, firm } = &candidate.what else { continue };
        // A pinned kind narrows what the words name; kinds of words without their accents stand alone.
        let mut sets: Vec<Vec<usize>> =
            if *firm { vec![kinds.clone()] } else { kinds.iter().map(|kind| vec![*kind]).collect() };
        if let Some(code) = pinned {
            let is_it = |kind: &usize| catalog.kinds.kinds.get(*kind).is_some_and(|kind| kind.code == code);
            let reaches =
                |kind: &usize| {
                    is_it(kind)
                        || catalog.kinds.kinds.get(*kind).is_some_and(|kind| {
                            lexicon().with_relation(&kind.code, &catalog.kinds) == Some(code)
                        })
                };
            for set in &mut sets {
                set.retain(|kind| reaches(kind));
            }
        }
        for set in sets {
            if !set.is_empty() && !tried.contains(&(set.clone(), *firm)) {
                tried.push((set, *firm));
            }
        }
    }
    tried.truncate(if tokens.len() > LONG { TRIED / 2 } else { TRIED });
    let mut table = Table::new(tokens.len());
    let mut best: Option<Choice> = None;
    for (kinds, firm) in &tried {
        let frame = Frame::of(kinds, *firm, &catalog.kinds);
        if let Some(choice) = table.solve(&frame, tokens, candidates)
            && best.as_ref().is_none_or(|best| choice.score > best.score)
        {
            best = Some(choice);
        }
    }
    best.or_else(|| table.solve(&Frame::open(), tokens, candidates)).unwrap_or_else(|| Choice {
        kinds: Vec::new(),
        taken: Vec::new(),
        left: (0..tokens.len()).collect(),
        about: false,
        score: 0,
    })
}

#[derive(Clone, Copy)]
struct Cell {
    score: i32,
    /// The candidate that led here; none for a word left over.
    by: Option<u32>,
    from: u8,
}

const EMPTY: Cell = Cell { score: NEVER, by: None, from: 0 };

struct Table {
    cells: Vec<[Cell; STATES]>,
}

impl Table {
    fn new(words: usize) -> Self {
        Self { cells: vec![[EMPTY; STATES]; words + 1] }
    }

    fn better(&mut self, at: usize, state: usize, cell: Cell) {
        if let Some(old) = self.cells.get_mut(at).and_then(|row| row.get_mut(state))
            && cell.score > old.score
        {
            *old = cell;
        }
    }

    fn solve(&mut self, frame: &Frame, tokens: &[Token], candidates: &[Candidate]) -> Option<Choice> {
        self.cells.iter_mut().for_each(|row| *row = [EMPTY; STATES]);
        self.better(0, 0, Cell { score: 0, ..EMPTY });
        let mut next = 0;
        for at in 0..tokens.len() {
            let first = next;
            while candidates.get(next).is_some_and(|candidate| candidate.start == at) {
                next += 1;
            }
            for state in 0..STATES {
                let Some(score) = self.cells.get(at).and_then(|row| row.get(state)).map(|cell| cell.score)
                else {
                    continue;
                };
                if score == NEVER {
                    continue;
                }
                for (index, candidate) in candidates.iter().enumerate().take(next).skip(first) {
                    if let Some((points, to)) = frame.points(candidate, state) {
                        let by = Some(index as u32);
                        self.better(candidate.end, to, Cell { score: score + points, by, from: state as u8 });
                    }
                }
                let left = if frame.about { -1 } else { -4 };
                self.better(at + 1, state, Cell { score: score + left, by: None, from: state as u8 });
            }
        }
        let end = tokens.len();
        let (mut state, score) = self
            .cells
            .get(end)?
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.score != NEVER)
            .filter_map(|(state, cell)| Some((state, cell.score + frame.lack(state)?)))
            .max_by_key(|(state, score)| (*score, std::cmp::Reverse(*state)))?;
        let (mut taken, mut left, mut at) = (Vec::new(), Vec::new(), end);
        while at > 0 {
            let cell = *self.cells.get(at)?.get(state)?;
            if let Some(index) = cell.by {
                taken.push(index as usize);
                at = candidates.get(index as usize)?.start;
            } else {
                at -= 1;
                left.push(at);
            }
            state = usize::from(cell.from);
        }
        taken.reverse();
        left.reverse();
        Some(Choice { kinds: frame.kinds.to_vec(), taken, left, about: frame.about, score })
    }
}
