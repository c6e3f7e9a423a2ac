//! Đoàn viên: everybody on the head-count day, with what changed in the period; Biến động: the changes themselves.

use std::collections::BTreeMap;

use super::{Paper, numbered, total};
use crate::document::workbook::{Sheet, SheetCell, SheetFormula};
use crate::domain::roster::ListEntry;
use crate::domain::{Day, FactKind, Gender, Id, Member, Movement, Stored};
use crate::report::facts::membership_moves;
use crate::report::outline::MemberSelection;
use crate::report::select::{Moved, days, moves as select_moves};
use crate::report::source::RangeName;
use crate::text::date;

/// Everybody who is employed or a union member on the head-count day, in the roster's order.
pub(super) fn roster(paper: &Paper<'_>) -> Sheet {
    let day = paper.facts.head_count_day;
    let words = paper.words;
    let lists = &paper.data.catalog.kinds.roster;
    let mut sheet = words.sheet.members.sheet(paper.subtitle_on(day), true);
    let mut changes: BTreeMap<Id<Member>, Vec<String>> = BTreeMap::new();
    for one in all_moves(paper) {
        let what = format!("{} {}", what(paper, &one), date::format(one.what.day));
        let reason = reason(paper, &one);
        let text = if reason.is_empty() { what } else { format!("{what}: {reason}") };
        changes.entry(one.member.id).or_default().push(text);
    }
    let here = |member: &&Stored<Member>| {
        !member.is_deleted() && (member.employed_on(day) || member.union_member_on(day))
    };
    let members: Vec<&Stored<Member>> = paper.data.catalog.members.iter().filter(here).collect();
    sheet.rows = numbered(members.iter().map(|member| {
        let value = |kind| member.value_on(kind, day);
        let mark = |is: bool| if is { SheetCell::mark(words.word("mark")) } else { SheetCell::Empty };
        let dated = |day: Option<Day>| day.map_or(SheetCell::Empty, SheetCell::Day);
        let changes = changes.get(&member.id).map_or(&[][..], Vec::as_slice);
        vec![
            SheetCell::text(&member.full_name),
            SheetCell::mark(words.word(match member.gender {
                Gender::Female => "female",
                Gender::Male => "male",
            })),
            dated(member.birth_day),
            SheetCell::text(&member.ethnicity),
            SheetCell::text(label(&lists.position, value(FactKind::Position))),
            SheetCell::text(value(FactKind::Duty)),
            SheetCell::text(label(&lists.contract, value(FactKind::Contract))),
            SheetCell::text(&member.degree),
            SheetCell::text(value(FactKind::Team)),
            SheetCell::text(value(FactKind::Office)),
            SheetCell::text(label(&lists.theory, value(FactKind::Theory))),
            mark(member.employed_on(day)),
            mark(member.union_member_on(day)),
            dated(member.party_joined.filter(|joined| *joined <= day)),
            dated(member.party_official.filter(|official| *official <= day)),
            SheetCell::text(words.joined(changes.iter().map(String::as_str))),
        ]
    }));
    let party = members.iter().filter(|member| member.party_member_on(day)).count() as u64;
    sheet.totals = vec![total(
        paper,
        sheet.columns.len(),
        1,
        vec![
            (12, SheetCell::count_of(SheetFormula::Filled, paper.facts.members.employed)),
            (13, SheetCell::count_of(SheetFormula::Filled, paper.facts.members.union_members)),
            (14, SheetCell::count_of(SheetFormula::Filled, party)),
        ],
    )];
    sheet
}

/// Who came, left or became something since the last head count.
pub(super) fn moves(paper: &Paper<'_>) -> Sheet {
    let range = days(RangeName::Movement, paper.data);
    let mut sheet = paper.words.sheet.moves.sheet(paper.subtitle_of(range), false);
    sheet.rows = numbered(all_moves(paper).into_iter().map(|one| {
        vec![
            SheetCell::Day(one.what.day),
            SheetCell::text(&one.member.full_name),
            SheetCell::text(what(paper, &one)),
            SheetCell::text(reason(paper, &one)),
        ]
    }));
    sheet
}

fn all_moves<'a>(paper: &Paper<'a>) -> Vec<Moved<'a>> {
    let all = MemberSelection::default();
    let sorts = [Movement::Any, Movement::Party, Movement::PartyOfficial, Movement::Theory];
    let of_sort = |sort| select_moves(&all, &membership_moves(sort), paper.data).0;
    let mut moves: Vec<Moved<'a>> = sorts.into_iter().flat_map(of_sort).collect();
    moves.sort_by_key(|one| one.what.day);
    moves
}

fn what<'a>(paper: &Paper<'a>, one: &Moved<'_>) -> &'a str {
    paper.words.word(match one.what.movement {
        Movement::In | Movement::Any => "came",
        Movement::Out => "left",
        Movement::Party => "party",
        Movement::PartyOfficial => "party_official",
        Movement::Theory => "theory",
    })
}

/// Why, in the words of the list; else as it was noted. Of a level reached: which.
fn reason<'a>(paper: &Paper<'a>, one: &Moved<'a>) -> &'a str {
    let lists = &paper.data.catalog.kinds.roster;
    if one.what.movement == Movement::Theory {
        return label(&lists.theory, one.member.body.value_on(FactKind::Theory, one.what.day));
    }
    lists.reason(one.what.reason).map_or(one.what.reason, |entry| entry.label.as_str())
}

/// The label of a code; the code itself where the list does not have it.
fn label<'a>(list: &'a [ListEntry], code: &'a str) -> &'a str {
    list.iter().find(|entry| entry.code == code).map_or(code, |entry| entry.label.as_str())
}
