//! What a fund's book says of a range: the lines of the settlement and the balances.
//!
//! `balance = opening + receipts + granted + handed in - payments - paid up - handed over` holds by
//! construction: every voucher of the range falls under exactly one of these, also one whose code the form
//! does not have, and counts with the sign of its direction.
//! Two things break it, since the balance is that of the fund's book: an opening within the range that differs from
//! what the account held then, and a transfer dated before the opening of one of its two accounts, which changes the
//! balance of the other. What is missing then is [`FundBook::unexplained`], and the section is to be looked at.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{RecordRef, Rule, SourceRef};
use super::outline::LedgerSelection;
use super::select::days;
use super::value::Book;
use crate::domain::codes::{CodeSet, Role};
use crate::domain::fund::{balance_after, balance_before, opening_in_force};
use crate::domain::{Account, Day, Direction, Fund, Opening, Stored, TermView, Voucher, VoucherState};
use crate::text::money::Dong;

const ACCOUNTS: [Account; 2] = [Account::Cash, Account::Bank];

/// A fund's book over a range.
pub struct FundBook<'a> {
    /// The fund.
    pub fund: &'a Stored<Fund>,
    /// First day.
    pub from: Day,
    /// Last day, counted.
    pub to: Day,
    /// Vouchers of the fund that count, up to the last day, by (day, id).
    vouchers: Vec<&'a Stored<Voucher>>,
    codes: CodeSet,
    /// The days of the openings that the lines start from, in the order of [`ACCOUNTS`].
    bases: [Option<Day>; 2],
}

/// A sum with its rule and sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookSum {
    /// Đồng.
    pub amount: Dong,
    /// How it follows from the sources.
    pub rule: Rule,
    /// The records.
    pub sources: Vec<SourceRef>,
}

/// What the vouchers of one code add up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSum {
    /// What the code does in the settlement; of one that the form does not have, what its direction does.
    pub role: Role,
    /// The code as noted; may be empty.
    pub code: String,
    /// Đồng, with the sign of the role.
    pub amount: Dong,
    /// The vouchers.
    pub sources: Vec<SourceRef>,
}

/// The opening that an account's lines start from: the latest up to the range's first day, else the earliest
/// within the range.
pub fn base_opening(fund: &Fund, account: Account, from: Day, to: Day) -> Option<&Opening> {
    let of_account = || fund.openings.iter().filter(move |opening| opening.account == account);
    of_account()
        .filter(|opening| opening.day <= from)
        .max_by_key(|opening| opening.day)
        .or_else(|| of_account().filter(|opening| opening.day <= to).min_by_key(|opening| opening.day))
}

impl<'a> FundBook<'a> {
    /// The book that a selection reads; none when the fund does not exist.
    pub fn of(selection: &LedgerSelection, data: TermView<'a>) -> Option<Self> {
        let fund = match &selection.fund {
            Some(code) => data.catalog.funds.iter().find(|fund| &fund.code == code)?,
            None => data.catalog.union_fund()?,
        };
        let (from, to) = days(selection.range, data);
        let mut vouchers: Vec<&Stored<Voucher>> = data
            .vouchers
            .iter()
            .filter(|voucher| {
                voucher.fund == fund.id
                    && voucher.state == VoucherState::Posted
                    && !voucher.is_deleted()
                    && voucher.day <= to
            })
            .collect();
        vouchers.sort_by_key(|voucher| (voucher.day, voucher.id));
        let bases = ACCOUNTS.map(|account| base_opening(fund, account, from, to).map(|opening| opening.day));
        Some(Self { fund, from, to, vouchers, codes: CodeSet::named(&fund.code_set), bases })
    }

    /// True when neither an opening balance nor a voucher is noted.
    pub fn is_empty(&self) -> bool {
        self.fund.openings.is_empty() && self.vouchers.is_empty()
    }

    /// What a voucher adds to both accounts together, leaving out what an opening balance already holds.
    fn effect(&self, voucher: &Voucher) -> i64 {
        effect_since(self.bases, voucher)
    }

    /// Vouchers of the range that count, transfers left out.
    fn in_range(&self) -> impl Iterator<Item = &'a Stored<Voucher>> + '_ {
        self.vouchers.iter().copied().filter(|voucher| {
            self.from <= voucher.day && voucher.direction != Direction::Transfer && self.effect(voucher) != 0
        })
    }

    /// What a voucher does in the settlement; one with an unknown code counts by its direction.
    fn role(&self, voucher: &Voucher) -> Role {
        self.codes
            .role(&voucher.code)
            .filter(|role| !matches!(role, Role::Opening | Role::Balance | Role::Debt))
            .unwrap_or(match voucher.direction {
                Direction::Receipt => Role::Receipt,
                Direction::Payment | Direction::Transfer => Role::Payment,
            })
    }

    /// Vouchers of the range whose code the form does not have; only the settled fund has codes.
    pub fn unknown_codes(&self) -> usize {
        if self.fund.settled {
            self.in_range().filter(|voucher| self.codes.role(&voucher.code).is_none()).count()
        } else {
            0
        }
    }

    /// The vouchers that the selection's roles and codes mean.
    fn selected(&self, selection: &LedgerSelection) -> Vec<&'a Stored<Voucher>> {
        self.in_range()
            .filter(|voucher| {
                (selection.roles.is_empty() || selection.roles.contains(&self.role(voucher)))
                    && (selection.codes.is_empty()
                        || selection.codes.iter().any(|code| {
                            voucher
                                .code
                                .strip_prefix(code.as_str())
                                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                        }))
            })
            .collect()
    }

    /// What the vouchers of the range add up to by code, as noted, in the order of roles and codes: the parts that the
    /// lines of the settlement are made of.
    pub fn by_code(&self) -> Vec<CodeSum> {
        let mut groups: BTreeMap<(Role, &str), Vec<&Stored<Voucher>>> = BTreeMap::new();
        for voucher in self.in_range() {
            groups.entry((self.role(voucher), voucher.code.as_str())).or_default().push(voucher);
        }
        let sum = |((role, code), vouchers): ((Role, &str), Vec<&Stored<Voucher>>)| {
            let sum = sum_of(&vouchers, direction_of(role));
            CodeSum { role, code: code.to_owned(), amount: sum.amount, sources: sum.sources }
        };
        groups.into_iter().map(sum).collect()
    }

    /// The vouchers of the range as the book shows them, by (day, id), with what each adds to both accounts together:
    /// nothing for a transfer. What an opening balance already holds is left out.
    pub fn shown(&self) -> Vec<(&'a Stored<Voucher>, i64)> {
        let since = self.vouchers.iter().copied().filter(|voucher| self.from <= voucher.day);
        since
            .filter_map(|voucher| match voucher.direction {
                Direction::Transfer => Some((voucher, 0)),
                _ => Some((voucher, self.effect(voucher))).filter(|one| one.1 != 0),
            })
            .collect()
    }

    /// What an account holds at the end of the range, đồng.
    pub fn held(&self, account: Account) -> Dong {
        let moves = self.vouchers.iter().map(|voucher| (voucher.day, voucher.effect_on(account)));
        balance_after(self.fund.openings_of(account), moves, self.to)
    }

    /// The lines of its form.
    pub const fn codes(&self) -> &CodeSet {
        &self.codes
    }

    /// How many vouchers a selection means, with their ids.
    pub fn entries(&self, selection: &LedgerSelection) -> Vec<SourceRef> {
        self.selected(selection).into_iter().map(RecordRef::source).collect()
    }

    /// A sum of the book.
    pub fn sum(&self, book: Book, selection: &LedgerSelection) -> BookSum {
        let roles: &[Role] = match book {
            Book::Opening => return self.balance(true),
            Book::Balance => return self.balance(false),
            Book::Selected => {
                let vouchers = self.selected(selection);
                let direction = selection
                    .roles
                    .first()
                    .copied()
                    .or_else(|| selection.codes.first().and_then(|code| self.codes.role(code)))
                    .map_or(Direction::Receipt, direction_of);
                return sum_of(&vouchers, direction);
            }
            Book::Receipts => &[Role::Receipt],
            Book::Granted => &[Role::Granted],
            Book::HandedIn => &[Role::HandedIn],
            Book::TotalReceipts => &[Role::Receipt, Role::Granted],
            Book::Payments => &[Role::Payment],
            Book::PaidUp => &[Role::PaidUp],
            Book::HandedOver => &[Role::HandedOver],
        };
        let vouchers: Vec<_> =
            self.in_range().filter(|voucher| roles.contains(&self.role(voucher))).collect();
        sum_of(&vouchers, roles.first().copied().map_or(Direction::Receipt, direction_of))
    }

    /// The balance before the range or at its end, as the fund's book runs: an opening within the range resets
    /// its account.
    fn balance(&self, before: bool) -> BookSum {
        let (from, to) = (self.from, self.to);
        let in_force =
            |account| opening_in_force(self.fund.openings_of(account), to).map(|opening| opening.0);
        let since = if before { self.bases } else { ACCOUNTS.map(in_force) };
        let amount = ACCOUNTS.into_iter().zip(self.bases).fold(0_i64, |sum, (account, base)| {
            let openings = self.fund.openings_of(account);
            let moves = self.vouchers.iter().map(|voucher| (voucher.day, voucher.effect_on(account)));
            let held = if before {
                // An account that is opened within the range begins there.
                balance_before(openings, moves, base.map_or(from, |day| day.max(from)))
            } else {
                balance_after(openings, moves, to)
            };
            sum.saturating_add(held.0)
        });
        let mut sources = vec![self.fund.source()];
        let vouchers = self.vouchers.iter().filter(|voucher| !before || voucher.day < from);
        let counted = vouchers.filter(|voucher| effect_since(since, voucher) != 0);
        sources.extend(counted.map(|voucher| voucher.source()));
        let rule = if before { Rule::Opening { from, to } } else { Rule::Balance { from, to } };
        BookSum { amount: Dong(amount), rule, sources }
    }

    /// What the lines of the settlement lack of its balance, đồng; 0 when they add up.
    pub fn unexplained(&self) -> Dong {
        let lines: Vec<_> = self.in_range().collect();
        let moved = sum_of(&lines, Direction::Receipt).amount;
        self.balance(false).amount.saturating_sub(self.balance(true).amount).saturating_sub(moved)
    }
}

/// What a voucher adds to both accounts together, where each account counts from a day on, or from the first.
fn effect_since(since: [Option<Day>; 2], voucher: &Voucher) -> i64 {
    ACCOUNTS
        .into_iter()
        .zip(since)
        .filter(|(_, since)| since.is_none_or(|day| day <= voucher.day))
        .fold(0_i64, |sum, (account, _)| sum.saturating_add(voucher.effect_on(account)))
}

const fn direction_of(role: Role) -> Direction {
    match role {
        Role::Payment | Role::PaidUp | Role::HandedOver | Role::Debt => Direction::Payment,
        Role::Opening | Role::Receipt | Role::Granted | Role::HandedIn | Role::Balance => Direction::Receipt,
    }
}

fn sum_of(vouchers: &[&Stored<Voucher>], direction: Direction) -> BookSum {
    let amount = vouchers.iter().fold(0_i64, |sum, voucher| {
        let amount = if voucher.direction == direction { voucher.amount.0 } else { -voucher.amount.0 };
        sum.saturating_add(amount)
    });
    BookSum {
        amount: Dong(amount),
        rule: Rule::SumVouchers { direction },
        sources: vouchers.iter().map(|voucher| voucher.source()).collect(),
    }
}
