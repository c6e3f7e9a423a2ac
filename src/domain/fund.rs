//! Funds (quỹ) and their vouchers (phiếu thu, phiếu chi).

use serde::{Deserialize, Serialize};

use super::{Activity, Day, Id};
use crate::text::money::Dong;

/// Tiền mặt or tiền gửi: separate books of one fund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// Tiền mặt.
    #[default]
    Cash,
    /// Tiền gửi ngân hàng, kho bạc.
    Bank,
}

/// A fund of the union.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fund {
    /// A short code, unique: `cong-doan`, `tinh-nghia`.
    pub code: String,
    /// Tên quỹ.
    pub name: String,
    /// True for the union's own fund, the only one that goes to the settlement B07.
    #[serde(default)]
    pub settled: bool,
    /// The code set of its settlement: `b07-2021`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code_set: String,
    /// Số dư đầu: opening balances, one per account.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Opening>,
}

/// An opening balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Cash or bank.
    pub account: Account,
    /// The balance at the beginning of this day.
    pub day: Day,
    /// Đồng.
    pub amount: Dong,
}

/// Thu or chi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Phiếu thu (C40-BB), series PT.
    Receipt,
    /// Phiếu chi (C41-BB), series PC.
    Payment,
    /// Between cash and bank: neither income nor spending; `account` is where it leaves.
    Transfer,
}

impl Direction {
    /// The series of its voucher numbers.
    pub const fn series(self) -> &'static str {
        match self {
            Direction::Receipt => "PT",
            Direction::Payment => "PC",
            Direction::Transfer => "CK",
        }
    }
}

/// Whether a voucher counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoucherState {
    /// It counts.
    #[default]
    Posted,
    /// Void: keeps its number, counts nowhere.
    Void,
}

/// One entry of a fund's book, with its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voucher {
    /// The fund.
    pub fund: Id<Fund>,
    /// Cash or bank.
    #[serde(default)]
    pub account: Account,
    /// Receipt, payment or transfer.
    pub direction: Direction,
    /// The day; its year is the number's.
    pub day: Day,
    /// The year of the number; one sequence per fund, series and year.
    pub year: i32,
    /// 1 or more, never reused.
    pub number: u32,
    /// Đồng, more than 0.
    pub amount: Dong,
    /// Mã of the settlement; empty for transfers and funds outside it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Diễn giải.
    pub description: String,
    /// Người nộp or người nhận.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub counterpart: String,
    /// The activity that wrote it, none for an entry made in the fund's book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<Id<Activity>>,
    /// Posted or void.
    #[serde(default)]
    pub state: VoucherState,
}

impl Voucher {
    /// The number as paper shows it: `PC2023/14`.
    pub fn label(&self) -> String {
        format!("{}{}/{:02}", self.direction.series(), self.year, self.number)
    }

    /// What it adds to `account`, đồng; 0 when void.
    pub fn effect_on(&self, account: Account) -> i64 {
        if self.state == VoucherState::Void {
            return 0;
        }
        match self.direction {
            Direction::Receipt if account == self.account => self.amount.0,
            Direction::Payment | Direction::Transfer if account == self.account => -self.amount.0,
            Direction::Transfer => self.amount.0,
            _ => 0,
        }
    }
}

impl Fund {
    /// The openings of an account with their days.
    pub fn openings_of(&self, account: Account) -> impl Iterator<Item = (Day, Dong)> + '_ {
        let of_account = self.openings.iter().filter(move |opening| opening.account == account);
        of_account.map(|opening| (opening.day, opening.amount))
    }
}

/// The opening that an account's balance on `day` starts from: the latest dated up to that day; of two of one day,
/// the one noted later.
pub fn opening_in_force(openings: impl IntoIterator<Item = (Day, Dong)>, day: Day) -> Option<(Day, Dong)> {
    openings.into_iter().filter(|opening| opening.0 <= day).max_by_key(|opening| opening.0)
}

/// What an account holds at the beginning of `day`, đồng: the opening in force and every movement since its day, or
/// every movement when there is none. An opening resets the account: what was moved before its day counts no more.
///
/// `moves` are days with what [`Voucher::effect_on`] the account was.
pub fn balance_before(
    openings: impl IntoIterator<Item = (Day, Dong)>,
    moves: impl IntoIterator<Item = (Day, i64)>,
    day: Day,
) -> Dong {
    let moves = moves.into_iter().filter(|moved| moved.0 < day);
    since_opening(opening_in_force(openings, day), moves)
}

/// What an account holds at the end of `day`, đồng; as [`balance_before`], with the movements of that day.
pub fn balance_after(
    openings: impl IntoIterator<Item = (Day, Dong)>,
    moves: impl IntoIterator<Item = (Day, i64)>,
    day: Day,
) -> Dong {
    let moves = moves.into_iter().filter(|moved| moved.0 <= day);
    since_opening(opening_in_force(openings, day), moves)
}

/// An account's balance from movement to movement: [`balance_before`] to begin with, and an opening that comes between
/// two movements resets it.
#[derive(Debug)]
pub struct Running {
    balance: Dong,
    ahead: std::vec::IntoIter<(Day, Dong)>,
    next: Option<(Day, Dong)>,
}

impl Running {
    /// Begins at the beginning of `from`; `balance` is what the account held then, its opening of that day included.
    /// `openings` come by day, those of one day in the order they were noted.
    pub fn begin(openings: Vec<(Day, Dong)>, balance: Dong, from: Day) -> Self {
        let ahead: Vec<_> = openings.into_iter().filter(|(day, _)| *day > from).collect();
        let mut ahead = ahead.into_iter();
        let next = ahead.next();
        Self { balance, ahead, next }
    }

    /// The balance behind a movement, đồng; movements come by day.
    pub fn after(&mut self, (day, effect): (Day, i64)) -> Dong {
        while let Some((_, amount)) = self.next.filter(|(of, _)| *of <= day) {
            self.balance = amount;
            self.next = self.ahead.next();
        }
        self.balance = self.balance.saturating_add(Dong(effect));
        self.balance
    }
}

fn since_opening(opening: Option<(Day, Dong)>, moves: impl Iterator<Item = (Day, i64)>) -> Dong {
    let start = opening.map_or(0, |(_, amount)| amount.0);
    let counts = |day: Day| opening.is_none_or(|(since, _)| since <= day);
    Dong(moves.filter(|moved| counts(moved.0)).fold(start, |sum, moved| sum.saturating_add(moved.1)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn behind_the_last_movement_of_a_day_the_running_balance_is_that_days_closing_one(
            mut openings in prop::collection::vec((0_u64..40, 0_i64..1_000), 0..5),
            mut moves in prop::collection::vec((0_u64..40, -1_000_i64..1_000), 0..30),
            from in 0_u64..40,
        ) {
            let day = |at: u64| Day::from_ymd_opt(2023, 9, 1).expect("a day") + chrono::Days::new(at);
            openings.sort_by_key(|opening| opening.0);
            moves.sort_by_key(|moved| moved.0);
            let openings: Vec<_> = openings.into_iter().map(|(at, amount)| (day(at), Dong(amount))).collect();
            let moves: Vec<_> = moves.into_iter().map(|(at, effect)| (day(at), effect)).collect();
            let before = balance_before(openings.iter().copied(), moves.iter().copied(), day(from));
            let mut running = Running::begin(openings.clone(), before, day(from));
            let shown: Vec<_> = moves.iter().filter(|moved| day(from) <= moved.0).collect();
            for (at, moved) in shown.iter().enumerate() {
                let balance = running.after(**moved);
                if shown.get(at + 1).is_none_or(|next| next.0 != moved.0) {
                    let closing = balance_after(openings.iter().copied(), moves.iter().copied(), moved.0);
                    prop_assert_eq!(balance, closing);
                }
            }
        }
    }

    #[test]
    fn an_opening_resets_the_account_from_its_day_on() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let openings = [(day("2023-07-01"), Dong(500)), (day("2023-01-01"), Dong(100))];
        let moves = [
            (day("2022-12-31"), 1_000),
            (day("2023-01-01"), 20),
            (day("2023-06-30"), -5),
            (day("2023-07-01"), 7),
        ];
        let before = |on| balance_before(openings, moves, day(on)).0;
        let after = |on| balance_after(openings, moves, day(on)).0;
        assert_eq!((before("2022-12-31"), after("2022-12-31")), (0, 1_000));
        assert_eq!((before("2023-01-01"), after("2023-01-01")), (100, 120));
        assert_eq!((before("2023-06-30"), after("2023-06-30")), (120, 115));
        assert_eq!((before("2023-07-01"), after("2023-07-01")), (500, 507));
        let twice = [(day("2023-01-01"), Dong(1)), (day("2023-01-01"), Dong(2))];
        assert_eq!(balance_before(twice, [], day("2023-01-01")), Dong(2), "the later note of one day");
    }
}
