//! Posting (định khoản): which vouchers an activity wants, and how those it has must change.

use super::{
    Account, Activity, Catalog, Day, Direction, Fund, Id, Source, State, Stored, Voucher, VoucherState,
};
use crate::text::money::Dong;

/// An entry that an activity wants in a fund's book; the store gives the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingLine {
    /// The fund.
    pub fund: Id<Fund>,
    /// Cash or bank.
    pub account: Account,
    /// The day.
    pub day: Day,
    /// Đồng.
    pub amount: Dong,
    /// Settlement code; empty when the fund is not settled.
    pub code: String,
    /// Diễn giải.
    pub description: String,
    /// Người nhận.
    pub counterpart: String,
}

/// One step that brings an activity's vouchers in line with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostingStep {
    /// A new payment voucher.
    Write(PostingLine),
    /// A voucher that keeps its number and takes these values (and counts again if it was void).
    Amend(Stored<Voucher>, PostingLine),
    /// A voucher that no longer counts.
    Void(Stored<Voucher>),
}

/// The payments that an activity wants: one per money line from a fund, none unless it is done.
pub fn wanted(activity: &Activity, catalog: &Catalog) -> Vec<PostingLine> {
    if activity.state != State::Done {
        return Vec::new();
    }
    let kind = catalog.kinds.get(&activity.kind);
    let label = catalog.kinds.label(&activity.kind);
    let headline = catalog.headline(activity);
    let description = if headline.is_empty() { label.to_owned() } else { format!("{label}, {headline}") };
    let counterpart = match activity.people.as_slice() {
        [only] => only
            .member
            .and_then(|id| catalog.member(id))
            .map_or_else(|| only.name.clone(), |member| member.full_name.clone()),
        _ => activity.organisation.clone(),
    };
    activity
        .money
        .iter()
        .filter(|line| line.amount.0 > 0)
        .filter_map(|line| {
            let Source::Fund { fund, account } = line.source else { return None };
            let settled = catalog.fund(fund).is_none_or(|fund| fund.settled);
            let code = match (settled, line.code.is_empty()) {
                (false, _) => String::new(),
                (true, false) => line.code.clone(),
                (true, true) => kind.map(|kind| kind.code_of_payment.clone()).unwrap_or_default(),
            };
            Some(PostingLine {
                fund,
                account,
                day: activity.day,
                amount: line.amount,
                code,
                description: description.clone(),
                counterpart: counterpart.clone(),
            })
        })
        .collect()
}

/// The steps from the vouchers an activity has to those it wants. A deleted activity wants none.
///
/// A voucher keeps its number as long as fund and year stay; a void one of the same activity is used
/// again before a new number is taken.
pub fn steps(activity: Option<&Activity>, has: &[Stored<Voucher>], catalog: &Catalog) -> Vec<PostingStep> {
    let mut free: Vec<&Stored<Voucher>> = has.iter().collect();
    free.sort_by_key(|voucher| (voucher.state == VoucherState::Void, voucher.year, voucher.number));
    let mut steps = Vec::new();
    // A voucher that agrees already keeps its line, so that the number on the printed slip stays true
    // when another line of the entry goes.
    let mut open = activity.map(|activity| wanted(activity, catalog)).unwrap_or_default();
    open.retain(|line| match free.iter().position(|voucher| agrees_with(voucher, line)) {
        Some(index) => {
            free.remove(index);
            false
        }
        None => true,
    });
    for line in open {
        let same = free.iter().position(|voucher| {
            voucher.fund == line.fund
                && voucher.direction == Direction::Payment
                && voucher.year == chrono::Datelike::year(&line.day)
        });
        match same {
            Some(index) => {
                steps.push(PostingStep::Amend(free.remove(index).clone(), line));
            }
            None => steps.push(PostingStep::Write(line)),
        }
    }
    let left = free.into_iter().filter(|voucher| voucher.state == VoucherState::Posted).cloned();
    steps.extend(left.map(PostingStep::Void));
    steps
}

fn agrees_with(voucher: &Voucher, line: &PostingLine) -> bool {
    voucher.state == VoucherState::Posted
        && voucher.fund == line.fund
        && voucher.direction == Direction::Payment
        && voucher.account == line.account
        && voucher.day == line.day
        && voucher.amount == line.amount
        && voucher.code == line.code
        && voucher.description == line.description
        && voucher.counterpart == line.counterpart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kinds, Meta, MoneyLine};

    #[test]
    fn a_line_that_goes_takes_its_own_voucher_with_it() {
        let catalog = Catalog::new(Kinds::built_in().expect("kinds"), Day::default());
        let fund = Id::fresh();
        let day = Day::from_ymd_opt(2023, 11, 12).expect("a day");
        let mut activity = Activity::new("viec-hieu", day);
        activity.money = [500_000, 200_000]
            .map(|amount| MoneyLine {
                quantity: None,
                rate: None,
                amount: Dong(amount),
                source: Source::Fund { fund, account: Account::Cash },
                code: "31.03".to_owned(),
            })
            .to_vec();
        let stored = |(at, line): (usize, PostingLine)| Stored {
            id: Id::fresh(),
            meta: Meta {
                version: 1,
                created_at: crate::domain::Moment::default(),
                updated_at: crate::domain::Moment::default(),
                deleted_at: None,
            },
            body: Voucher {
                fund: line.fund,
                account: line.account,
                direction: Direction::Payment,
                day: line.day,
                year: 2023,
                number: 3 + at as u32,
                amount: line.amount,
                code: line.code,
                description: line.description,
                counterpart: line.counterpart,
                activity: None,
                state: VoucherState::Posted,
            },
        };
        let has: Vec<Stored<Voucher>> =
            wanted(&activity, &catalog).into_iter().enumerate().map(stored).collect();
        activity.money.remove(0);
        let steps = steps(Some(&activity), &has, &catalog);
        let [PostingStep::Void(gone)] = steps.as_slice() else { panic!("{steps:?}") };
        assert_eq!(gone.number, 3, "the voucher of 200.000 keeps its number and its amount");
    }
}
